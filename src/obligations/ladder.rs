//! The default ladder: read, set from a day on, taken back before that day, and which requirements inherit it.

use super::requirement::whole_network;
use super::store::{self, ladder as table, overview};
use crate::organisations::Scope;
use crate::organisations::store as organisations;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::rules::day;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Defaults, Ladder, Reminders};
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;
use serde_json::json;

pub use super::store::ladder::DefaultLadder;

/// What the audit calls it.
pub const SUBJECT: &str = "default_ladders";

/// All default ladders with their days.
pub fn defaults(conn: &mut Conn) -> Result<Defaults, Error> {
    Ok(of(table::list(conn)?))
}

/// What was set, as the rules ask for it.
pub fn of(set: Vec<DefaultLadder>) -> Defaults {
    Defaults::new(set.into_iter().map(|one| (one.from_on, one.ladder.0)).collect())
}

/// Whoever sets something, and today at their place.
#[derive(Clone, Debug)]
pub struct Hand<'a> {
    /// What they are trusted with.
    pub scope: &'a Scope,
    /// Who.
    pub by: By,
    /// When.
    pub now: Instant,
    /// Today at their place.
    pub today: NaiveDate,
}

/// Sets the default ladder from a day on. What was told stays told; steps that are new count from that day on.
///
/// # Errors
///
/// [`Error::Invalid`] at `from_on` where that day has passed, [`Error::Refused`] where the default says so already on that day,
/// [`Error::Forbidden`] for whoever is not trusted with the whole network.
pub fn set(conn: &mut Conn, chance: &Chance, hand: &Hand<'_>, from_on: NaiveDate, ladder: Ladder) -> Result<DefaultLadder, Error> {
    whole_network(conn, hand.scope)?;
    if !day::is_possible(from_on) {
        return Err(Error::field("from_on", "fault-no-date"));
    }
    if from_on < hand.today {
        return Err(Error::field("from_on", "fault-day-has-passed"));
    }
    let before = defaults(conn)?.on(from_on).clone();
    if before == ladder {
        return Err(Error::refused("ladder-fault-same"));
    }
    let one = DefaultLadder {
        id: chance.id(hand.now),
        from_on,
        ladder: Json(ladder),
        set_by: hand.by.actor_id,
        set_at: hand.now,
    };
    table::insert(conn, &one)?;
    let after = json!({ "from_on": from_on, "ladder": one.ladder.0 });
    audited(
        conn,
        chance,
        hand,
        "default_ladder.set",
        &one,
        (Some(json!({ "ladder": before })), Some(after)),
    )?;
    Ok(one)
}

/// Takes a default ladder back whose day has not come.
///
/// # Errors
///
/// [`Error::NotFound`] where there is none, [`Error::Refused`] where its day has come.
pub fn withdraw(conn: &mut Conn, chance: &Chance, hand: &Hand<'_>, id: Id) -> Result<(), Error> {
    whole_network(conn, hand.scope)?;
    let one = table::find(conn, id)?.ok_or(Error::NotFound)?;
    if one.from_on <= hand.today {
        return Err(Error::refused("ladder-fault-holds"));
    }
    table::remove(conn, id)?;
    let before = json!({ "from_on": one.from_on, "ladder": one.ladder.0 });
    audited(conn, chance, hand, "default_ladder.withdraw", &one, (Some(before), None))
}

fn audited(
    conn: &mut Conn,
    chance: &Chance,
    hand: &Hand<'_>,
    action: &str,
    one: &DefaultLadder,
    (before, after): (Option<serde_json::Value>, Option<serde_json::Value>),
) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: SUBJECT,
        subject_id: one.id.to_string(),
        subject_label: one.from_on.to_string(),
        organisation_path: organisations::top_path(conn)?,
        before,
        after,
    };
    Ok(audit::record(conn, chance, hand.now, &hand.by, deed)?)
}

/// A requirement that inherits the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heir {
    /// Its code.
    pub code: String,
    /// Its title in the reader's language.
    pub title: String,
    /// Whether it decides now, or is only a draft.
    pub in_force: bool,
    /// People to whom it applies now.
    pub people: i64,
    /// Steps of the ladder looked at that would cost the anniversary.
    pub too_early: Vec<i32>,
}

/// Every requirement that inherits the default, by code: those that ask for something, then drafts that will.
pub fn heirs(conn: &mut Conn, scope: &Scope, today: NaiveDate, locale: &str, ladder: &Ladder) -> Result<Vec<Heir>, Error> {
    let people = overview::counts_by_requirement(conn, scope)?;
    let asking = store::asking(conn, today)?;
    let mut found = Vec::new();
    for (requirement, version) in asking {
        let draft = store::draft_of(conn, requirement.id)?;
        found.push((requirement.clone(), version, true));
        found.extend(draft.map(|draft| (requirement, draft, false)));
    }
    for requirement in store::requirements(conn)? {
        if found.iter().any(|(known, ..)| known.id == requirement.id) || requirement.retired_on.is_some() {
            continue;
        }
        found.extend(store::draft_of(conn, requirement.id)?.map(|draft| (requirement, draft, false)));
    }
    found.retain(|(_, version, _)| version.reminders.0 == Reminders::Inherited);
    let mut heirs: Vec<Heir> = found
        .into_iter()
        .map(|(requirement, version, in_force)| Heir {
            title: in_locale(&version.title.0, locale).to_owned(),
            in_force,
            people: people.get(&requirement.id).map_or(0, |(people, _)| *people),
            too_early: version.definition(&requirement.code).steps_too_early(ladder),
            code: requirement.code,
        })
        .collect();
    heirs.sort_by(|a, b| (&a.code, !a.in_force).cmp(&(&b.code, !b.in_force)));
    heirs.dedup_by(|later, first| later.code == first.code);
    Ok(heirs)
}
