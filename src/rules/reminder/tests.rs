//! Cases of the reminder rules.

mod foretold;
mod inherited;
mod ladders;
mod late;
mod properties;
mod recipients;
mod release;
mod skipped;
mod steps;

use super::*;
use crate::rules::id::Instant;
use crate::rules::obligation::Status;
use chrono::{DateTime, Duration, Utc, Weekday};
use std::collections::HashSet;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    text.parse::<DateTime<Utc>>().unwrap().into()
}

fn id(number: u128) -> Id {
    Id(uuid::Uuid::from_u128(number))
}

const PERSON: u128 = 1;
const LEAD: u128 = 2;
const ADMIN: u128 = 3;
const MANAGER: u128 = 4;
const TRAINING: u128 = 5;
const RULE: u128 = 100;

fn holder(number: u128) -> Holder {
    Holder {
        person: Arc::new(Recipient {
            id: id(number),
            zone: chrono_tz::Europe::Berlin,
            country: "DE".to_owned(),
            reachable: true,
        }),
        since_on: day("2020-01-01"),
    }
}

fn unreachable(number: u128) -> Holder {
    let mut holder = holder(number);
    Arc::make_mut(&mut holder.person).reachable = false;
    holder
}

fn office() -> Office {
    Office {
        partner_admins: vec![vec![holder(ADMIN)]],
        partner_managers: vec![vec![holder(MANAGER)]],
        training_managers: vec![holder(TRAINING)],
    }
}

/// Due on Wednesday 2 December 2026, everything known since 2024.
fn obligation(claim: Claim) -> Obligation {
    Obligation {
        person_id: id(PERSON),
        requirement_id: id(RULE),
        zone: chrono_tz::Europe::Berlin,
        start_on: day("2024-01-01"),
        standings: vec![Standing {
            from_on: day("2024-01-01"),
            claim,
            due_on: Some(day("2026-12-02")),
            due_known_on: day("2024-01-01"),
        }],
        reminders_since_on: Some(day("2024-01-01")),
        learner: holder(PERSON),
        supervisors: vec![holder(LEAD)],
        office: Arc::new(office()),
    }
}

fn step(offset_days: i32, to: &[Addressee]) -> Step {
    Step {
        offset_days,
        to: to.to_vec(),
        repeat_every_days: None,
    }
}

fn ladder() -> Ladder {
    use Addressee::*;
    Ladder::new(vec![
        step(-60, &[Learner]),
        step(-30, &[Learner]),
        step(-7, &[Learner, Supervisor]),
        step(1, &[Learner, Supervisor]),
        step(14, &[Learner, PartnerAdmin]),
        step(30, &[PartnerAdmin, PartnerManager]),
    ])
    .unwrap()
}

fn ladders(ladder: Ladder) -> HashMap<Id, Schedule> {
    HashMap::from([(id(RULE), ladder.into())])
}

fn defaults(set: Vec<(&str, Ladder)>) -> Schedule {
    let set = set.into_iter().map(|(from, ladder)| (day(from), ladder)).collect();
    Schedule::Inherited(Arc::new(Defaults::new(set)))
}

fn calendar() -> Calendar {
    Calendar {
        send_hour: 7,
        ..Calendar::default()
    }
}

fn planned(obligation: &Obligation, journal: &Journal, now: &str) -> Vec<Decision> {
    plan(std::slice::from_ref(obligation), &ladders(ladder()), journal, &calendar(), at(now))
}

/// Offset, recipient's number and fate of every decision, in order.
fn told(decisions: &[Decision]) -> Vec<(i32, u128, Fate)> {
    let mut all: Vec<_> = decisions
        .iter()
        .map(|d| (d.key.offset_days.unwrap(), d.key.recipient_id.0.as_u128(), d.fate))
        .collect();
    all.sort();
    all
}

fn only_planned(decisions: &[Decision]) -> Vec<(i32, u128)> {
    told(decisions)
        .into_iter()
        .filter(|(.., fate)| *fate == Fate::Planned)
        .map(|(offset, who, _)| (offset, who))
        .collect()
}

/// What a forecast says: day, step, recipient.
fn foretold(rows: &[Forecast]) -> Vec<(NaiveDate, i32, u128)> {
    rows.iter()
        .map(|row| (row.on, row.key.offset_days.unwrap(), row.key.recipient_id.0.as_u128()))
        .collect()
}

fn with(decisions: &[Decision]) -> Journal {
    let mut journal = Journal::default();
    for decision in decisions {
        let fate = if decision.fate == Fate::Planned {
            Fate::Sent
        } else {
            decision.fate
        };
        journal.enter(decision.key, fate, decision.step_on);
    }
    journal
}
