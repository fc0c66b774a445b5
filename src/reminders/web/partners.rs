//! Whose people are reminded: the list of partners, and each one's switch with what would go out.

use crate::organisations::{Organisation, Scope, store as organisations};
use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::reminders::forecast::Outlook;
use crate::reminders::pages::{PartnerRow, RemindersPage, SwitchPage, tabs};
use crate::reminders::store::switch;
use crate::reminders::switch as deeds;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::{Duration, NaiveDate};
use serde::Deserialize;

/// Days that the forecast before the switch shows.
const OUTLOOK_DAYS: i64 = 28;

/// Partners on one page; whoever has more searches.
const MOST_ROWS: usize = 200;

/// What is asked of the list.
#[derive(Debug, Default, Deserialize)]
pub struct Search {
    #[serde(default)]
    search: String,
    #[serde(default)]
    only: String,
}

/// The switch as it is sent.
#[derive(Debug, Default, Deserialize)]
pub struct SwitchForm {
    #[serde(default)]
    since_on: String,
    /// `off`: nobody is reminded any more.
    #[serde(default)]
    switch: String,
}

/// `GET /reminders`
pub async fn list(may: May<ManageReminders>, state: web::Data<State>, search: Query<Search>) -> Result<HttpResponse, Error> {
    let (scope, now) = (may.scope.clone(), may.actor.now);
    let (units, told, held) = state
        .db
        .gather(move |conn| {
            let units = switch::list(conn, &scope)?;
            let told = switch::told_since(conn, &scope, now.plus(Duration::days(-28)))?;
            Ok((units, told, super::held_count(conn, &scope)?))
        })
        .await?;
    let wanted = search.search.trim().to_lowercase();
    let only = match search.only.as_str() {
        word @ ("on" | "off") => word,
        _ => "",
    };
    let found: Vec<&Organisation> = units
        .iter()
        .filter(|unit| unit.name.to_lowercase().contains(&wanted) || unit.external_id.to_lowercase().contains(&wanted))
        .filter(|unit| only.is_empty() || unit.reminders_since_on.is_some() == (only == "on"))
        .collect();
    let row = |unit: &&Organisation| PartnerRow {
        href: format!("/reminders/partners/{}", unit.id),
        name: unit.name.clone(),
        external_id: unit.external_id.clone(),
        since_on: unit.reminders_since_on,
        told: told.get(&unit.id).copied().unwrap_or(0),
    };
    let page = RemindersPage {
        tabs: tabs("/reminders", held),
        switched_on: units.iter().filter(|unit| unit.reminders_since_on.is_some()).count(),
        total: units.len(),
        search: Field::with("search", search.search.trim()),
        only: only.to_owned(),
        rows: found.iter().take(MOST_ROWS).map(row).collect(),
        found: found.len(),
    };
    may.show(&state, &page)
}

/// `GET /reminders/partners/{id}`
pub async fn show(may: May<ManageReminders>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let since = may.actor.today().to_string();
    let page = page(&may, &state, *id, since, &[]).await?;
    may.show(&state, &page)
}

/// `POST /reminders/partners/{id}`
pub async fn update(
    may: May<ManageReminders>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<SwitchForm>,
) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let mut faults = Faults::new();
    let since_on = if form.switch == "off" {
        None
    } else {
        faults
            .date("since_on", &form.since_on, true)
            .filter(|day| !too_early(*day, may.actor.today(), &mut faults))
    };
    if let Err(Error::Invalid(found)) = faults.done() {
        let page = page(&may, &state, *id, form.since_on, &found).await?;
        return may.show_again(&state, &page);
    }
    let name = set(&may, &state, *id, since_on).await?;
    let key = if since_on.is_some() {
        "reminders-switched-on"
    } else {
        "reminders-switched-off"
    };
    answer::done(&state, "/reminders", &Message::new(key).with("name", name), None)
}

/// A day in the past would tell what was never announced; today is the first one.
fn too_early(day: NaiveDate, today: NaiveDate, faults: &mut Faults) -> bool {
    let early = day < today;
    if early {
        faults.note("since_on", "reminders-fault-early");
    }
    early
}

/// Switches, records, and answers the partner's name.
pub(in crate::reminders) async fn set(
    may: &May<ManageReminders>,
    state: &State,
    id: Id,
    since_on: Option<NaiveDate>,
) -> Result<String, Error> {
    let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
    let deed = move |conn: &mut Conn| deeds::set(conn, &chance, &by, &scope, id, since_on, now);
    state.db.save(deed).await
}

/// The day on which switching on takes effect, checked.
pub(in crate::reminders) fn checked(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Error> {
    let mut faults = Faults::new();
    too_early(day, today, &mut faults);
    faults.done().map(|()| day)
}

async fn page(may: &May<ManageReminders>, state: &State, id: Id, since: String, found: &[FieldError]) -> Result<SwitchPage, Error> {
    let (scope, now, from) = (may.scope.clone(), may.actor.now, may.actor.today());
    let to = from + Duration::days(OUTLOOK_DAYS - 1);
    let looking = state.clone();
    let (unit, days) = state
        .db
        .gather(move |conn| {
            let unit = organisations::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            let branch = Scope::branches(vec![unit.path.clone()]);
            let days = Outlook::load(conn, &looking, &branch, from, to, now)?.days();
            Ok((unit, days))
        })
        .await?;
    let words = may.actor.words(state);
    let mut field = Field::with("since_on", since);
    let faults = place(found, &mut [&mut field], words, |_| words.text("reminders-since", &[]));
    Ok(SwitchPage {
        action: format!("/reminders/partners/{id}"),
        name: unit.name,
        since_on: unit.reminders_since_on,
        from,
        to,
        mails: days.iter().map(|day| day.mails).sum(),
        notices: days.iter().map(|day| day.notices).sum(),
        first: days.first().filter(|day| day.on == from).map_or(0, |day| day.notices),
        days,
        export: crate::platform::table::Export::of(format!("/reminders/forecast.csv?from={from}&to={to}&organisation={id}")),
        since: field,
        faults,
    })
}
