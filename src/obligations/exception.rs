//! Due dates that cannot be kept: in groups by requirement, path and reason, decided in bulk, remembered.

use super::excuse;
use super::extension::Hand;
use super::ladder;
use super::store::exception::{self as store, Decided, Due, Group, Row};
use super::store::{self as obligations, ExcuseKind, NewExcuse, Version};
use crate::courses;
use crate::evidence::store::branch_of;
use crate::organisations::Scope;
use crate::people::store as people;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::extension::waiver;
use crate::rules::id::{Id, Instant};
use crate::rules::impossible::{Decision, Offer, Why, days_needed, realistic};
use crate::rules::obligation::Status;
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;
use std::collections::HashMap;

/// Most that one deed decides about; the rest stays on the list.
pub const MOST_AT_ONCE: usize = 500;

/// Which group is meant, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Code of the requirement.
    pub requirement: String,
    /// Whether the shorter courses count.
    pub refresher: bool,
    /// Why it cannot be kept.
    pub why: Why,
}

/// A group of due dates that cannot be kept.
#[derive(Clone, Debug)]
pub struct Exceptions {
    /// Which.
    pub key: Key,
    /// Title of the requirement in the reader's language.
    pub title: String,
    /// How the store finds them.
    pub group: Group,
    /// Days that are needed; none: nothing is on offer.
    pub days: Option<u32>,
    /// The first day that can be kept from today on; none: nothing is on offer at all.
    pub realistic: Option<NaiveDate>,
    /// How many.
    pub count: i64,
}

/// All groups with anybody in them.
pub fn groups(conn: &mut Conn, scope: &Scope, today: NaiveDate, now: Instant, locale: &str) -> Result<Vec<Exceptions>, Error> {
    let all = possible(conn, today, now, locale)?;
    counted(conn, scope, all)
}

/// Those for which nothing is on offer in time: nobody in them can do anything until a course or a session is.
pub fn without_offer(conn: &mut Conn, scope: &Scope, today: NaiveDate, now: Instant, locale: &str) -> Result<Vec<Exceptions>, Error> {
    let mut all = possible(conn, today, now, locale)?;
    all.retain(|one| one.key.why == Why::NoOffer);
    counted(conn, scope, all)
}

fn counted(conn: &mut Conn, scope: &Scope, mut all: Vec<Exceptions>) -> Result<Vec<Exceptions>, Error> {
    for one in &mut all {
        one.count = store::count(conn, scope, &one.group)?;
    }
    all.retain(|one| one.count > 0);
    Ok(all)
}

/// One of them; none where there is no such group.
pub fn group(conn: &mut Conn, scope: &Scope, today: NaiveDate, now: Instant, locale: &str, key: &Key) -> Result<Option<Exceptions>, Error> {
    let Some(mut one) = possible(conn, today, now, locale)?.into_iter().find(|one| one.key == *key) else {
        return Ok(None);
    };
    one.count = store::count(conn, scope, &one.group)?;
    Ok(Some(one))
}

/// A group for each path of each requirement that asks now; two where it can only be had in sessions, which come too late for some and leave
/// too little time to others.
fn possible(conn: &mut Conn, today: NaiveDate, now: Instant, locale: &str) -> Result<Vec<Exceptions>, Error> {
    let asking = obligations::asking(conn, today)?;
    let defaults = ladder::defaults(conn)?;
    let codes: Vec<String> = asking
        .iter()
        .flat_map(|(_, version)| version.rule.0.courses())
        .map(ToOwned::to_owned)
        .collect();
    let minutes: HashMap<String, u32> = courses::store::list_by_codes(conn, &codes)?
        .into_iter()
        .filter_map(|(course, version)| Some((course.code, u32::try_from(version?.minutes).ok()?)))
        .collect();
    let seats = courses::store::seats::first_of(conn, &codes, now)?;
    let mut all = Vec::new();
    for (requirement, version) in asking {
        for refresher in [false, true] {
            if refresher && version.rule.0.refresher.is_empty() {
                continue;
            }
            let offer = match version.rule.0.strength.is_outside() {
                true => Offer::ELSEWHERE,
                false => Offer {
                    minutes: first(&version, refresher, &minutes),
                    seat_on: first(&version, refresher, &seats),
                },
            };
            let ladder = version.reminders.0.on(&defaults, today);
            let of = |why: Why, days: Option<u32>, due: Due| Exceptions {
                key: Key {
                    requirement: requirement.code.clone(),
                    refresher,
                    why,
                },
                title: in_locale(&version.title.0, locale).to_owned(),
                group: Group {
                    version_id: version.id,
                    refresher,
                    days,
                    due,
                },
                days,
                realistic: realistic(today, offer, ladder),
                count: 0,
            };
            let needed = days_needed(offer.minutes.unwrap_or(0), ladder);
            match (offer.minutes, offer.seat_on) {
                (Some(_), _) => all.push(of(Why::NoTime, Some(needed), Due::Any)),
                (None, None) => all.push(of(Why::NoOffer, None, Due::Any)),
                (None, Some(seat_on)) => {
                    all.push(of(Why::NoOffer, None, Due::Between(today, seat_on)));
                    all.push(of(Why::NoTime, Some(needed), Due::Outside(today, seat_on)));
                }
            }
        }
    }
    Ok(all)
}

/// The least of what is known of the courses that satisfy now: minutes of the shortest, the day of the first session.
fn first<T: Ord + Copy>(version: &Version, refresher: bool, known: &HashMap<String, T>) -> Option<T> {
    let rule = &version.rule.0;
    let also = rule.refresher.iter().filter(|_| refresher);
    rule.initial.iter().chain(also).filter_map(|code| known.get(code)).min().copied()
}

/// What is decided about whom.
#[derive(Clone, Debug)]
pub struct Order {
    /// Of which group.
    pub key: Key,
    /// These people; none: as many of the group as one deed decides about.
    pub people: Vec<Id>,
    /// What.
    pub decision: Decision,
    /// Why.
    pub reason: String,
}

/// Decides; answers about how many.
///
/// # Errors
///
/// A fault at `until_on` where the day puts off none of them.
pub fn decide(conn: &mut Conn, state: &State, scope: &Scope, hand: &Hand, order: &Order) -> Result<usize, Error> {
    let found = group(conn, scope, hand.today, hand.now, "en", &order.key)?.ok_or(Error::NotFound)?;
    let limit = i64::try_from(MOST_AT_ONCE).unwrap_or(i64::MAX);
    let rows = store::rows(conn, scope, &found.group, &order.people, 0, limit)?;
    let mut decided = 0;
    for row in rows {
        decided += usize::from(decide_one(conn, state, scope, hand, order, &row)?);
    }
    if decided == 0 {
        return Err(Error::refused("exception-none-left"));
    }
    Ok(decided)
}

fn decide_one(conn: &mut Conn, state: &State, scope: &Scope, hand: &Hand, order: &Order, row: &Row) -> Result<bool, Error> {
    let Some(due_on) = row.due_on else { return Ok(false) };
    let range = match order.decision {
        Decision::Anyway => None,
        Decision::Not => Some((due_on.min(hand.today), None)),
        Decision::Date(until) => {
            let status = Status::from_word(&row.status).unwrap_or(Status::NotSubject);
            let range = waiver(status, Some(due_on), until, hand.today).map_err(super::extension::refused)?;
            Some((range.from, range.to))
        }
    };
    let given = match range {
        None => None,
        Some((from_on, to_on)) => {
            let new = NewExcuse {
                person_id: row.person_id,
                requirement_id: Some(row.requirement_id),
                from_on,
                to_on,
                reason: order.reason.clone(),
            };
            let given = excuse::record(conn, scope, ExcuseKind::Waiver, &state.chance, hand.now, &hand.by, &new)?;
            Some(given.id)
        }
    };
    let decided = Decided {
        id: state.chance.id(hand.now),
        person_id: row.person_id,
        requirement_id: row.requirement_id,
        why: order.key.why.as_str().to_owned(),
        due_on,
        decision: order.decision.as_str().to_owned(),
        until_on: range.and_then(|(_, to)| to),
        reason: order.reason.clone(),
        decided_by: hand.by.actor_id,
        decided_at: hand.now,
        waiver_id: given,
    };
    // Somebody decided meanwhile: nothing of this is written.
    if !store::insert(conn, &decided)? {
        return Err(Error::refused("exception-none-left"));
    }
    let name = people::name_of(conn, row.person_id)?;
    let deed = Deed {
        action: "exception.decide",
        subject_kind: "exception_decisions",
        subject_id: decided.id.to_string(),
        subject_label: name,
        organisation_path: branch_of(conn, row.person_id)?,
        before: None,
        after: audit::state(&decided),
    };
    audit::record(conn, &state.chance, hand.now, &hand.by, deed)?;
    Ok(true)
}
