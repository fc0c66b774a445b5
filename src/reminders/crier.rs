//! Notices on people's devices: queued in the transaction that plans them, so that nobody waits for a mail server, and looked at again before
//! they leave.
//!
//! Whoever is told a step by mail is told it on their devices. Whoever no mail reaches, so that others are told in their place, is told on
//! their devices all the same. A step is told once on a device, whatever becomes of its mail, and whoever else was told it meanwhile.

use super::digest::{self, Line};
use super::line;
use super::mail::ToldLate;
use super::store::material::{Material, Of};
use super::store::network::Known;
use super::store::notices::{self, Notice};
use super::store::pushes::{self, Step};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::{DateForm, Value};
use crate::platform::push::delivery::Teller;
use crate::platform::push::outbox::{self, Push, Saying, Verdict, Wanted};
use crate::platform::push::{self, devices};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Delay, Reason, in_her_place};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A notice that was planned in this very transaction.
#[derive(Clone, Copy, Debug)]
pub struct Planned {
    /// Its identifier.
    pub notice_id: Id,
    /// What it says.
    pub line: Line,
    /// Whether somebody asked for it.
    pub by_hand: bool,
    /// When it falls due.
    pub from: Instant,
}

/// Queues a push to each device of whoever is told these notices. The word that nothing is owed any more is for mails alone.
pub fn queue(conn: &mut Conn, state: &State, material: &Material, planned: &[Planned], now: Instant) -> Result<(), Error> {
    if !push::is_set_up(&state.config) {
        return Ok(());
    }
    let mut told: BTreeMap<Id, Vec<&Planned>> = BTreeMap::new();
    for one in planned.iter().filter(|one| one.line.key.offset_days.is_some()) {
        let key = &one.line.key;
        told.entry(key.recipient_id).or_default().push(one);
        if is_passed_on(material, one, now) {
            told.entry(key.person_id).or_default().push(one);
        }
    }
    let people: Vec<Id> = told.keys().copied().collect();
    let found = devices::hold_of(conn, &people)?;
    if found.is_empty() {
        return Ok(());
    }
    let ids: Vec<Id> = found.iter().map(|(_, device_id)| *device_id).collect();
    let since = told.values().flatten().map(|one| one.line.key.due_on).min();
    // Several people may be told in one's place, at different hours; oneself, once.
    let mut known: HashSet<(Id, Step)> = pushes::steps_on(conn, &ids, since.unwrap_or(NaiveDate::MIN))?;
    let mut by_device: BTreeMap<Id, Vec<&Planned>> = BTreeMap::new();
    for (person_id, device_id) in found {
        for one in told.get(&person_id).into_iter().flatten() {
            if known.insert((device_id, pushes::step(&one.line.key))) {
                by_device.entry(device_id).or_default().push(one);
            }
        }
    }
    let wanted: Vec<Wanted> = by_device
        .iter()
        .map(|(device_id, planned)| Wanted {
            device_id: *device_id,
            not_before: planned.iter().map(|one| one.from).min().unwrap_or(now),
        })
        .collect();
    let queued = outbox::queue(conn, &state.chance, &wanted, now)?;
    let lines = by_device.iter().flat_map(|(device_id, planned)| {
        let push_id = queued.get(device_id).copied();
        planned.iter().filter_map(move |one| {
            Some(pushes::Line {
                device_id: *device_id,
                notice_id: one.notice_id,
                push_id: push_id?,
            })
        })
    });
    Ok(pushes::insert(conn, &lines.collect::<Vec<_>>())?)
}

fn is_passed_on(material: &Material, one: &Planned, now: Instant) -> bool {
    let key = &one.line.key;
    let schedule = material.ladders.get(&key.requirement_id);
    let owed = material.obligation(key);
    owed.is_some_and(|owed| in_her_place(owed, schedule, one.by_hand, key, now))
}

/// What this slice does when pushes leave.
#[derive(Clone)]
pub struct Crier(State);

impl Crier {
    /// One for this application.
    pub fn new(state: &State) -> Self {
        Self(state.clone())
    }

    /// What was done, excused, moved or switched off meanwhile is not told, nor anything at night.
    fn verdict(&self, material: &Material, push: &Push, notices: &[Notice], now: Instant) -> Verdict {
        let owed = notices.iter().filter(|notice| material.stands_as_kept(notice, now).is_ok());
        let owed: Vec<&Notice> = owed.collect();
        let about: BTreeSet<Id> = owed.iter().map(|notice| notice.person_id).collect();
        let Some(owner) = material.network.person(push.person_id).filter(|_| !about.is_empty()) else {
            return Verdict::Withdrawn;
        };
        let quiet_hour = self.0.config.reminders.quiet_hour;
        match material.calendar.open_until(quiet_hour, owner.recipient.zone, now) {
            Err(later) => Verdict::Later(later),
            Ok(until) => Verdict::StillOwed(Saying {
                path: if about.contains(&push.person_id) { "/training" } else { "/notices" },
                language: owner.language.clone(),
                late: self.late(material, owner, &owed, now),
                until,
            }),
        }
    }

    /// That these notices are told after their day, in the words of the mail; of several only that one of them is, and of which day the
    /// earliest was. None where all are told on their day.
    fn late(&self, material: &Material, owner: &Known, owed: &[&Notice], now: Instant) -> Option<String> {
        let late: Vec<ToldLate> = owed.iter().filter_map(|notice| told_late(material, owner, notice, now)).collect();
        let first = late.iter().min_by_key(|one| one.on)?;
        let alike = late.len() == owed.len() && late.iter().all(|one| one == first);
        let key = if alike {
            format!("reminder-late-{}", first.why)
        } else {
            "push-late-some".to_owned()
        };
        let words = self.0.views.words(digest::locale(owner));
        let date = words.date(first.on, DateForm::Day, digest::today(owner, now));
        Some(words.text(&key, &[("date", Value::from(date))]))
    }
}

/// Of which day a notice was, and why it comes to a device only now. A device is told once: that a mail was sent again is not said of it.
fn told_late(material: &Material, owner: &Known, notice: &Notice, now: Instant) -> Option<ToldLate> {
    let line = Line {
        again: false,
        ..Line::kept(notice)
    };
    let late = line.told_late(material, owner, now)?;
    // Since when the role was theirs is known of whoever gets the mail, and says nothing of the one in whose place they get it.
    if notice.recipient_id != owner.recipient.id && late.why == notices::word(Reason::BeforeRole) {
        return Some(line::told_late(late.on, Delay::Missed));
    }
    Some(late)
}

impl Teller for Crier {
    fn look_again(&self, conn: &mut Conn, pushes: &[Push], now: Instant) -> Result<Vec<Verdict>, Error> {
        let ids: Vec<Id> = pushes.iter().map(|push| push.id).collect();
        let notices: HashMap<Id, Vec<Notice>> = pushes::standing_of(conn, &ids)?;
        let people: BTreeSet<Id> = notices.values().flatten().map(|notice| notice.person_id).collect();
        let people: Vec<Id> = people.into_iter().collect();
        let mut material = Material::load(conn, &Of::People(&people), self.0.config.reminders.send_hour, now)?;
        material.network.meet(conn, pushes.iter().map(|push| push.person_id), now)?;
        let of = |push: &Push| notices.get(&push.id).map(Vec::as_slice).unwrap_or_default();
        Ok(pushes.iter().map(|push| self.verdict(&material, push, of(push), now)).collect())
    }
}
