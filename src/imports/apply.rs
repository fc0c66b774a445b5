//! Applying a checked file: everything it brings is there afterwards, or nothing is.
//!
//! What is to be written was decided by the check and is read and taken apart before the writing transaction begins. That one transaction
//! then runs a handful of statements, each for thousands of rows, so that other writers wait for fractions of a second: some 0.6 s for 50,000
//! completions on SQLite. With at most [`MOST_ROWS`](super::read::MOST_ROWS) rows a file, nobody waits much longer than a second.

use super::check::amounts::Correction;
use super::check::completions;
use super::job::Errand;
use super::plan::{fillings, planned};
use super::store::{self, Import, State as Step};
use super::{APPLIED, APPLY};
use crate::courses::bulk as courses;
use crate::events::bulk as events;
use crate::evidence::bulk::{self as evidence, Record};
use crate::obligations::filed::{self, Filed};
use crate::organisations::bulk::{self as organisations, serviced};
use crate::organisations::store::values::Filling;
use crate::organisations::store::{fact as organisation_facts, top_path};
use crate::people::bulk as people;
use crate::people::store::fact as person_facts;
use crate::platform::audit::{self, By, Deed};
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message, is_overtaken};
use crate::platform::jobs;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::import::{Kind, Outcome};
use crate::workshops::store::{GivenBadge, give_badges};
use chrono::NaiveDate;
use serde_json::json;
use std::collections::BTreeSet;

/// What somebody decided after the check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Take the good rows although others are refused.
    pub take_good_rows: bool,
    /// The number of people who are missing from a file that was declared complete, as shown and confirmed.
    pub confirmed_absent: Option<i64>,
}

/// Lets a checked import be applied, by a job where `by_job`.
///
/// # Errors
///
/// [`Error::Refused`] where it is not checked, has refused rows and is to be taken as a whole, brings nothing, or where the number of people
/// who would be ended was not confirmed.
pub fn release(conn: &mut Conn, state: &State, by: &By, id: Id, decision: Decision, by_job: bool, now: Instant) -> Result<Import, Error> {
    let import = store::hold(conn, id)?.ok_or(Error::NotFound)?;
    let refused = |key| Err(Error::Refused(Message::new(key)));
    if import.state() != Step::Checked {
        return refused("import-refused-not-checked");
    }
    if import.count_refused > 0 && !decision.take_good_rows {
        return refused("import-refused-rows");
    }
    let absent = store::count_rows(conn, id, Outcome::Absent)?;
    if import.count_new + import.count_changed == 0 && absent == 0 {
        return refused("import-refused-nothing");
    }
    if absent > 0 && decision.confirmed_absent != Some(absent) {
        return Err(Error::Refused(Message::new("import-refused-unconfirmed").with("count", absent)));
    }
    let import = import.now_in(Step::Applying);
    store::update(conn, &import)?;
    if by_job {
        let payload = serde_json::to_value(Errand::new(id, by)).map_err(Error::internal)?;
        jobs::enqueue(conn, &state.chance, now, APPLY, Some(&id.to_string()), &payload, now)?;
    }
    Ok(import)
}

/// What a file wants written.
enum Plans {
    Organisations {
        new: Vec<organisations::Entry>,
        changed: Vec<organisations::Change>,
        own: Vec<Filling>,
    },
    People {
        new: Vec<people::Entry>,
        changed: Vec<people::Change>,
        absent: Vec<(people::Present, NaiveDate)>,
        own: Vec<Filling>,
    },
    Completions(Vec<completions::Plan>),
    Amounts {
        new: Vec<completions::Plan>,
        corrected: Vec<Correction>,
    },
    Requirements(Vec<Filed>),
    Facts(Vec<Filling>),
    Events(Vec<events::Plan>),
    Products {
        new: Vec<serviced::Serviced>,
        changed: Vec<serviced::Change>,
    },
    Badges(Vec<GivenBadge>),
}

/// Applies an import that was released. Where something came in between check and application, nothing is kept and the import becomes
/// [`Step::Stale`]. Running it again changes nothing.
pub fn run(state: &State, id: Id, by: &By, now: Instant) -> Result<Import, Error> {
    let (import, plans) = state.db.read(|conn| {
        let import = store::find_any(conn, id)?.ok_or(Error::NotFound)?;
        let plans = if import.state() == Step::Applying {
            Some(plans(conn, &import)?)
        } else {
            None
        };
        Ok((import, plans))
    })?;
    let Some(plans) = plans else { return Ok(import) };
    let written = state.db.write(|conn| {
        let import = store::hold(conn, id)?.ok_or(Error::NotFound)?;
        if import.state() != Step::Applying {
            return Ok(import);
        }
        write(conn, state, by, &import, &plans, now)?;
        let import = Import {
            applied_at: Some(now),
            ..import
        }
        .now_in(Step::Applied);
        store::update(conn, &import)?;
        say(conn, state, by, &import, "import.apply", now)?;
        Ok(import)
    });
    match written {
        Err(error) if is_overtaken(&error) => overtaken(state, id),
        other => other,
    }
}

fn plans(conn: &mut Conn, import: &Import) -> Result<Plans, Error> {
    let kind: Kind = import.kind.parse().map_err(Error::internal)?;
    Ok(match kind {
        Kind::Organisations => Plans::Organisations {
            new: planned(conn, import.id, Outcome::New)?,
            changed: planned(conn, import.id, Outcome::Changed)?,
            own: fillings(conn, import.id)?,
        },
        Kind::People => Plans::People {
            new: planned(conn, import.id, Outcome::New)?,
            changed: planned(conn, import.id, Outcome::Changed)?,
            absent: planned(conn, import.id, Outcome::Absent)?,
            own: fillings(conn, import.id)?,
        },
        Kind::Completions => Plans::Completions(planned(conn, import.id, Outcome::New)?),
        Kind::Amounts => Plans::Amounts {
            new: planned(conn, import.id, Outcome::New)?,
            corrected: planned(conn, import.id, Outcome::Changed)?,
        },
        Kind::Facts => Plans::Facts(fillings(conn, import.id)?),
        Kind::Events => Plans::Events(planned(conn, import.id, Outcome::New)?),
        Kind::Products => Plans::Products {
            new: planned(conn, import.id, Outcome::New)?,
            changed: planned(conn, import.id, Outcome::Changed)?,
        },
        Kind::Badges => {
            let mut all = planned(conn, import.id, Outcome::New)?;
            all.extend(planned(conn, import.id, Outcome::Changed)?);
            Plans::Badges(all)
        }
        Kind::Requirements => {
            let mut all = planned(conn, import.id, Outcome::New)?;
            all.extend(planned(conn, import.id, Outcome::Changed)?);
            Plans::Requirements(all)
        }
    })
}

fn write(conn: &mut Conn, state: &State, by: &By, import: &Import, plans: &Plans, now: Instant) -> Result<(), Error> {
    match plans {
        Plans::Organisations { new, changed, own } => {
            // New ones first: somebody may come under one of them, and brings those below along.
            organisations::insert(conn, new, &state.chance, now)?;
            current(organisations::change(conn, changed, now)?)?;
            current(organisation_facts::still(conn, own)?)?;
            organisation_facts::fill(conn, own, None, now)?;
        }
        Plans::People { new, changed, absent, own } => {
            // Somebody who is there may give up the address that somebody new has.
            people::free_addresses(conn, changed)?;
            people::insert(conn, new, &state.chance, now)?;
            current(people::change(conn, changed, &state.chance, now)?)?;
            current(person_facts::still(conn, own)?)?;
            person_facts::fill(conn, own, None, now)?;
            if let Some((_, day)) = absent.first() {
                let gone: Vec<_> = absent.iter().map(|(one, _)| one.clone()).collect();
                current(people::end_memberships(conn, &gone, *day, now)?)?;
            }
        }
        Plans::Completions(plans) => record(conn, state, import, plans, now)?,
        Plans::Amounts { new, corrected } => {
            let replaced: Vec<Id> = corrected.iter().map(|one| one.replaces).collect();
            let reason = format!("corrected by {}", import.file_name);
            let revoked = evidence::revoke_all(conn, &replaced, by.actor_id, &reason, now)?;
            current(if revoked == replaced.len() { Ok(()) } else { Err(()) })?;
            let instead = corrected.iter().map(|one| one.plan.clone());
            let plans: Vec<completions::Plan> = new.iter().cloned().chain(instead).collect();
            record(conn, state, import, &plans, now)?;
        }
        Plans::Facts(own) => {
            current(organisation_facts::still(conn, own)?)?;
            organisation_facts::fill(conn, own, import.created_by, now)?;
        }
        Plans::Events(all) => events::insert(conn, all, import.created_by, now)?,
        Plans::Products { new, changed } => current(serviced::write(conn, new, changed, import.created_by, now)?)?,
        Plans::Badges(all) => current(give_badges(conn, all, now)?)?,
        Plans::Requirements(all) => {
            for filed in all {
                filed::keep(conn, &state.chance, now, by, filed)?;
            }
        }
    }
    Ok(())
}

/// Records completions. A course that nobody knows becomes one without content.
fn record(conn: &mut Conn, state: &State, import: &Import, plans: &[completions::Plan], now: Instant) -> Result<(), Error> {
    let codes: BTreeSet<String> = plans.iter().map(|plan| plan.course.clone()).collect();
    let courses = courses::ensure_all(conn, &state.chance, now, &codes)?;
    let record = |plan: &completions::Plan| {
        Some(Record {
            person_id: plan.person_id,
            course_id: courses.get(&plan.course).copied()?,
            proven_on: plan.on,
            means: plan.means.clone(),
            valid_until: plan.valid_until,
            worth: plan.worth,
        })
    };
    let records: Vec<Record> = plans.iter().filter_map(record).collect();
    evidence::insert(conn, &records, import.id, import.created_by, &state.chance, now)?;
    Ok(())
}

/// A change that was overtaken ends the transaction.
pub(super) fn current<S>(outcome: Result<(), S>) -> Result<(), Error> {
    outcome.map_err(|_| Error::Refused(Message::new("import-refused-overtaken")))
}

fn overtaken(state: &State, id: Id) -> Result<Import, Error> {
    state.db.write(|conn| {
        let import = store::hold(conn, id)?.ok_or(Error::NotFound)?.now_in(Step::Stale);
        store::update(conn, &import)?;
        Ok(import)
    })
}

/// Writes the audit entry and sets the recalculation going where it is needed, in the transaction of the deed.
pub(super) fn say(conn: &mut Conn, state: &State, by: &By, import: &Import, action: &str, now: Instant) -> Result<(), Error> {
    let branch = import.options.0.scope.first().filter(|path| !path.is_empty()).cloned();
    let organisation_path = match branch {
        Some(path) => path,
        None => top_path(conn)?,
    };
    let mut counts = json!({
        "kind": import.kind,
        "new": import.count_new,
        "changed": import.count_changed,
        "unchanged": import.count_unchanged,
        "refused": import.count_refused,
    });
    if import.options.0.complete_for.is_some() {
        counts["ended"] = store::count_rows(conn, import.id, Outcome::Absent)?.into();
    }
    let deed = Deed {
        action,
        subject_kind: "imports",
        subject_id: import.id.to_string(),
        subject_label: import.file_name.clone(),
        organisation_path,
        before: None,
        after: Some(counts),
    };
    audit::record(conn, &state.chance, now, by, deed)?;
    if [Kind::Requirements, Kind::Badges].iter().any(|kind| import.kind == kind.as_str()) {
        // Drafts and badges decide nothing, so that nothing follows from them.
        return Ok(());
    }
    let payload = json!({ "import_id": import.id, "kind": import.kind });
    Ok(jobs::enqueue(conn, &state.chance, now, APPLIED, Some(&import.kind), &payload, now)?)
}
