//! The panel of one cell: why somebody stands as they do, today or on the past day that is looked at, and what can be done about it today.

use super::{Asked, Branch, Loaded, PATH};
use crate::obligations::pages::Panel;
use crate::obligations::store::overview::{self, Sight};
use crate::obligations::told::Told;
use crate::obligations::web::address::address;
use crate::obligations::web::known::Known;
use crate::people::guard::SeeTeam;
use crate::people::{Actor, May, Person, store as people};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::person::Action;
use chrono::NaiveDate;

/// The person of the panel; nobody else's is told to exist. On a past day it is whoever owed anything in sight then, though they may have left.
pub(super) fn chosen(
    conn: &mut Conn,
    actor: &Actor,
    sight: &Sight,
    (id, on): (Option<&str>, Option<NaiveDate>),
    branch: &Branch,
) -> Result<Option<(Person, Known)>, Error> {
    let Some(id) = id.filter(|id| !id.is_empty()) else {
        return Ok(None);
    };
    let id: Id = id.parse().map_err(|_| Error::NotFound)?;
    let seen = match on {
        Some(_) => branch.cells.iter().any(|cell| cell.person_id == id),
        None => overview::sees_now(conn, sight, id, actor.today())?,
    };
    if !seen {
        return Err(Error::NotFound);
    }
    let person = people::find_any(conn, id)?.ok_or(Error::NotFound)?;
    let locale = actor.locale().code();
    let known = match on {
        Some(on) => Known::on(conn, id, on, locale)?,
        None => Known::load(conn, id, actor.now, locale)?,
    };
    Ok(Some((person, known)))
}

/// The panel, and whose it is. On a past day nothing can be done from it.
pub(super) fn panel(may: &May<SeeTeam>, state: &State, asked: &Asked, loaded: &Loaded) -> Result<Option<(Id, Panel)>, Error> {
    let (Some((person, known)), Some(code)) = (&loaded.chosen, asked.cell.as_deref()) else {
        return Ok(None);
    };
    let one = known
        .explained
        .iter()
        .find(|one| one.requirement.code == code)
        .ok_or(Error::NotFound)?;
    let past = loaded.on.is_some();
    let shown = |id: Id| {
        let mut cells = loaded.branch.cells.iter();
        cells.any(|cell| cell.person_id == person.id && cell.requirement_id == id)
    };
    // What they owed elsewhere on that day is not this branch's business.
    if past && !shown(one.requirement.id) {
        return Err(Error::NotFound);
    }
    let name = person.name();
    let told = Told {
        words: may.actor.words(state),
        name: Some(&name),
        today: may.actor.today(),
    };
    let excuses = may.actor.may(Action::ExcusePeople);
    let href = |what: &str| {
        let may = excuses && !past;
        may.then(|| address(&format!("/people/{}/{what}/new", person.id), &[("requirement", Some(code))]))
    };
    let by_hand = |path: &str| {
        let partner = loaded.whose.as_ref().map(|whose| whose.id.to_string());
        let person = person.id.to_string();
        address(
            path,
            &[
                ("pick", Some(&person)),
                ("requirement", Some(code)),
                ("partner", partner.as_deref()),
            ],
        )
    };
    let mut why = known.why(&told, one, may.actor.locale().code());
    if let Some(rule) = why.rule.as_mut().filter(|_| past) {
        // The drawing calls that mark today.
        rule.today = None;
    }
    let panel = Panel {
        remind_href: (!past).then(|| by_hand("/obligations/reminders")),
        book_href: (!past && may.actor.may(Action::BookSeats)).then(|| by_hand("/obligations/bookings")),
        why,
        person: name.clone(),
        record_href: asked.record(person.id),
        close: asked.href(PATH, |_| ()),
        pause_href: href("pauses"),
        waiver_href: href("waivers"),
        extension_href: (!past && !excuses && one.assessment.due.is_some())
            .then(|| address(&format!("/people/{}/extensions/new", person.id), &[("requirement", Some(code))])),
    };
    Ok(Some((person.id, panel)))
}
