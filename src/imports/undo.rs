//! Taking an applied import back, as long as nothing was built on it: what it added goes, what it changed is as before. Proof is revoked
//! rather than removed, for it is never deleted.

use super::apply::{current, say};
use super::check::amounts::Correction;
use super::plan::{fillings, planned};
use super::store::{self, Import, State as Step};
use crate::courses::bulk as courses;
use crate::events::bulk as events;
use crate::evidence::bulk as evidence;
use crate::obligations::bulk as obligations;
use crate::obligations::filed::{self, Filed};
use crate::organisations::bulk::{self as organisations, serviced};
use crate::organisations::store::fact as organisation_facts;
use crate::people::bulk as people;
use crate::people::store::fact as person_facts;
use crate::platform::audit::By;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message, is_overtaken};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::import::{Kind, Outcome};
use crate::workshops::store::{GivenBadge, give_badges};
use chrono::NaiveDate;

/// Why evidence is revoked that an import brought.
const REASON: &str = "the import was undone";

/// The message that asks before proof is revoked on which obligations rest; its `count` is to be confirmed.
pub const RESTING: &str = "import-undo-resting";

/// Undoes an import, all of it or nothing.
///
/// # Errors
///
/// [`Error::Refused`] says what was built on it.
pub fn run(state: &State, id: Id, by: &By, now: Instant) -> Result<Import, Error> {
    run_knowing(state, id, by, None, now)
}

/// The same by somebody who was told how many obligations rest on what it brought, and confirmed that number.
///
/// # Errors
///
/// As [`run`]; [`RESTING`] where obligations rest on amounts and not this number of them was confirmed.
pub fn run_knowing(state: &State, id: Id, by: &By, confirmed: Option<i64>, now: Instant) -> Result<Import, Error> {
    let undone = state.db.write(|conn| {
        let import = store::hold(conn, id)?.ok_or(Error::NotFound)?;
        if import.state() != Step::Applied {
            return Err(Error::Refused(Message::new("import-undo-not-applied")));
        }
        take_back(conn, state, &import, by, confirmed, now)?;
        let import = Import {
            undone_at: Some(now),
            undone_by: by.actor_id,
            ..import
        }
        .now_in(Step::Undone);
        store::update(conn, &import)?;
        say(conn, state, by, &import, "import.undo", now)?;
        Ok(import)
    });
    undone.map_err(|error| match &error {
        // A reference that nobody thought of: a notice, a certificate, a pause, …
        Error::Internal(_) if is_overtaken(&error) => refused("import-undo-referred", 0),
        _ => error,
    })
}

fn refused(key: &'static str, count: i64) -> Error {
    Error::Refused(Message::new(key).with("count", count))
}

fn none_of(count: i64, key: &'static str) -> Result<(), Error> {
    if count > 0 { Err(refused(key, count)) } else { Ok(()) }
}

fn take_back(conn: &mut Conn, state: &State, import: &Import, by: &By, confirmed: Option<i64>, now: Instant) -> Result<(), Error> {
    let kind: Kind = import.kind.parse().map_err(Error::internal)?;
    match kind {
        Kind::Organisations => take_back_organisations(conn, import, now),
        Kind::People => take_back_people(conn, state, import, now),
        Kind::Completions => take_back_completions(conn, import, by, now),
        Kind::Amounts => {
            let brought = evidence::brought(conn, import.id)?;
            let resting = obligations::resting_on(conn, &brought)?;
            if resting > 0 && confirmed != Some(resting) {
                return Err(refused(RESTING, resting));
            }
            take_back_completions(conn, import, by, now)?;
            let corrected: Vec<Correction> = planned(conn, import.id, Outcome::Changed)?;
            let former: Vec<Id> = corrected.iter().map(|one| one.replaces).collect();
            Ok(evidence::record_again(conn, &former, &state.chance, now)?)
        }
        Kind::Requirements => take_back_requirements(conn, state, import, by, now),
        Kind::Facts => {
            let own = fillings(conn, import.id)?;
            current(organisation_facts::empty(conn, &own, now)?)
        }
        Kind::Events => {
            let all: Vec<events::Plan> = planned(conn, import.id, Outcome::New)?;
            Ok(events::withdraw(conn, &all, by.actor_id, now)?)
        }
        Kind::Badges => {
            let mut all: Vec<GivenBadge> = planned(conn, import.id, Outcome::New)?;
            all.extend(planned(conn, import.id, Outcome::Changed)?);
            let back: Vec<GivenBadge> = all.into_iter().map(GivenBadge::back).collect();
            current(give_badges(conn, &back, now)?)
        }
        Kind::Products => {
            let new: Vec<serviced::Serviced> = planned(conn, import.id, Outcome::New)?;
            let changed: Vec<serviced::Change> = planned(conn, import.id, Outcome::Changed)?;
            current(serviced::take_back(conn, &new, &changed, by.actor_id, now)?)
        }
    }
}

fn take_back_organisations(conn: &mut Conn, import: &Import, now: Instant) -> Result<(), Error> {
    let new: Vec<organisations::Entry> = planned(conn, import.id, Outcome::New)?;
    let changed: Vec<organisations::Change> = planned(conn, import.id, Outcome::Changed)?;
    let ids: Vec<Id> = new.iter().map(|entry| entry.id).collect();
    none_of(people::count_in(conn, &ids)?, "import-undo-members")?;
    none_of(organisations::built_on(conn, &ids)?, "import-undo-organisations")?;
    let own = fillings(conn, import.id)?;
    current(organisation_facts::empty(conn, &own, now)?)?;
    let back: Vec<_> = changed.iter().map(inverted).collect();
    current(organisations::change(conn, &back, now)?)?;
    let opened = changed.iter().filter(|one| one.before.location_id.is_none());
    let opened: Vec<Id> = opened.map(|one| one.after.id).collect();
    organisations::close_locations(conn, &opened)?;
    Ok(organisations::remove(conn, &ids)?)
}

fn inverted(change: &organisations::Change) -> organisations::Change {
    organisations::Change {
        before: change.after.clone(),
        after: change.before.clone(),
        revision: change.revision + 1,
    }
}

fn take_back_people(conn: &mut Conn, state: &State, import: &Import, now: Instant) -> Result<(), Error> {
    let new: Vec<people::Entry> = planned(conn, import.id, Outcome::New)?;
    let changed: Vec<people::Change> = planned(conn, import.id, Outcome::Changed)?;
    let absent: Vec<(people::Present, NaiveDate)> = planned(conn, import.id, Outcome::Absent)?;
    let ids: Vec<Id> = new.iter().map(|entry| entry.person_id).collect();
    none_of(evidence::count_of(conn, &ids)?, "import-undo-evidence")?;
    none_of(people::built_on(conn, &ids)?, "import-undo-people")?;
    let own = fillings(conn, import.id)?;
    current(person_facts::empty(conn, &own, now)?)?;
    let others: Vec<Id> = changed.iter().map(|change| change.after.person_id).collect();
    obligations::forget_answers(conn, &others)?;
    current(people::restore(conn, &changed, &state.chance, now)?)?;
    none_of(people::count_led_by(conn, &ids)?, "import-undo-led")?;
    if let Some((_, day)) = absent.first() {
        let gone: Vec<_> = absent.iter().map(|(one, _)| one.clone()).collect();
        current(people::restore_memberships(conn, &gone, *day, now)?)?;
    }
    obligations::forget_people(conn, &ids)?;
    Ok(people::remove(conn, &ids)?)
}

fn take_back_completions(conn: &mut Conn, import: &Import, by: &By, now: Instant) -> Result<(), Error> {
    evidence::revoke_import(conn, import.id, by.actor_id, REASON, now)?;
    let Some(applied_at) = import.applied_at else { return Ok(()) };
    let made = courses::made_at(conn, applied_at)?;
    let counting = evidence::counting_for(conn, &made)?;
    let idle: Vec<Id> = made.into_iter().filter(|id| !counting.contains(id)).collect();
    Ok(courses::archive_without_content(conn, &idle, now)?)
}

fn take_back_requirements(conn: &mut Conn, state: &State, import: &Import, by: &By, now: Instant) -> Result<(), Error> {
    let Some(applied_at) = import.applied_at else { return Ok(()) };
    let mut all: Vec<Filed> = planned(conn, import.id, Outcome::New)?;
    all.extend(planned(conn, import.id, Outcome::Changed)?);
    for filed in &all {
        filed::take_back(conn, &state.chance, now, by, filed, applied_at)?;
    }
    Ok(())
}
