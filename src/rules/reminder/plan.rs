//! The plan: what is owed to whom at this instant, and what becomes of the steps that are not told any more.

use super::recipient::recipients;
use super::{Addressee, Calendar, Fate, Holder, Journal, Key, Ladder, Office, Schedule};
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use chrono::{NaiveDate, Timelike};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How strongly an obligation calls, as its status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Claim {
    /// `satisfied`, `paused`, `waived`, `not_subject`: nobody is reminded.
    Nothing,
    /// `open`, `valid`: the due date lies ahead.
    Ahead,
    /// `due`, `grace`, `overdue`, `lapsed`.
    Pressing,
}

impl Claim {
    /// How strongly a status calls.
    pub fn of(status: Status) -> Self {
        match status {
            Status::Satisfied | Status::Paused | Status::Waived | Status::NotSubject => Self::Nothing,
            Status::Open | Status::Valid => Self::Ahead,
            Status::Due | Status::Grace | Status::Overdue | Status::Lapsed => Self::Pressing,
        }
    }
}

/// How an obligation stands from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The first day, at the place of the person.
    pub from_on: NaiveDate,
    /// How strongly it calls.
    pub claim: Claim,
    /// By when; none: nobody is reminded.
    pub due_on: Option<NaiveDate>,
    /// The day on which this due date became known: an import, an extension, a missed year.
    pub due_known_on: NaiveDate,
}

/// What one person owes for one requirement, as far as reminders ask.
#[derive(Clone, Debug)]
pub struct Obligation {
    /// Whose.
    pub person_id: Id,
    /// Which requirement.
    pub requirement_id: Id,
    /// The zone in which its status holds.
    pub zone: Tz,
    /// The day on which the requirement was put into force for this person.
    pub start_on: NaiveDate,
    /// How it stands, the earliest first; the last one holds from its day on for ever. A day before the first is asked of the first.
    pub standings: Vec<Standing>,
    /// Since when the partner's people are reminded; none: not switched on.
    pub reminders_since_on: Option<NaiveDate>,
    /// The person, as one who may be told.
    pub learner: Holder,
    /// The team leads; usually one.
    pub supervisors: Vec<Holder>,
    /// Who else holds roles around the person's organisation.
    pub office: Arc<Office>,
}

impl Obligation {
    /// How it stands on a day at the person's place.
    pub fn on(&self, day: NaiveDate) -> Option<&Standing> {
        let later = self.standings.iter().rev().find(|standing| standing.from_on <= day);
        later.or_else(|| self.standings.first())
    }

    /// The date at the person's place.
    pub(super) fn local(&self, at: Instant) -> NaiveDate {
        at.utc().with_timezone(&self.zone).date_naive()
    }

    /// The claim and due date at an instant; none where nobody is reminded.
    pub(super) fn owed_at(&self, at: Instant) -> Option<(&Standing, NaiveDate)> {
        let standing = self.on(self.local(at))?;
        (standing.claim != Claim::Nothing).then_some(())?;
        Some((standing, standing.due_on?))
    }
}

/// Why a notice is not told, or is not told as planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A later step is owed on the same day.
    LaterStep,
    /// Its date lay before the requirement held for this person.
    BeforeStart,
    /// Its date lay before the due date was known.
    BeforeDueKnown,
    /// Its date lay before reminders were switched on for the partner.
    BeforeSwitchedOn,
    /// Its date lay before the recipient took the role.
    BeforeRole,
    /// Its date lay before the default ladder had such a step for the recipient.
    BeforeLadder,
    /// The same step was told less than 14 days earlier, for another due date.
    ToldBefore,
    /// Told after its date: the latest of those that were missed.
    CaughtUp,
    /// Somebody asked for it.
    ByHand,
    /// Nothing is owed any more: done, excused, or gone.
    NothingOwed,
    /// The due date has moved.
    DueMoved,
    /// The ladder has no such step any more.
    StepGone,
    /// The recipient is not the one to tell any more.
    NotTheirs,
    /// Reminders were switched off for the partner.
    SwitchedOff,
    /// More than the brake lets pass.
    Brake,
    /// Somebody approved what the brake held.
    Approved,
    /// Somebody discarded what the brake held.
    Discarded,
    /// The word that nothing is owed any more: it was done.
    Done,
    /// The same: a waiver.
    Waived,
    /// The same: a pause.
    Paused,
    /// The same: the requirement does not concern the person any more.
    Left,
    /// What was not owed any more is owed again.
    OwedAgain,
    /// The same word, to somebody who does not want it.
    Unsubscribed,
    /// The mail came back.
    CameBack,
    /// The mail with it could not be worded: the next run tries again.
    Unwritten,
}

/// What is decided about one notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Which notice.
    pub key: Key,
    /// The role under which the recipient is told.
    pub role: Addressee,
    /// The step's date, moved off free days.
    pub step_on: NaiveDate,
    /// `Planned`, `Superseded` or `Skipped`.
    pub fate: Fate,
    /// Why, where it is not simply its day.
    pub reason: Option<Reason>,
}

/// A step that was told is told again for a moved due date only this many days after its old date.
const TOLD_AGAIN_AFTER_DAYS: i64 = 14;

/// What is to be decided at this instant: per recipient whose local hour has come and who has had no mail yet today, at most one planned
/// notice for each obligation, and the fate of every step before it (rules 1 to 6). What the journal holds is never decided again.
pub fn plan(
    obligations: &[Obligation],
    ladders: &HashMap<Id, Schedule>,
    journal: &Journal,
    calendar: &Calendar,
    now: Instant,
) -> Vec<Decision> {
    let mut decisions = Vec::new();
    for obligation in obligations {
        let Some(schedule) = ladders.get(&obligation.requirement_id) else {
            continue;
        };
        let Some((standing, due_on)) = obligation.owed_at(now) else {
            continue;
        };
        let reach = (now.date_naive() - due_on).num_days() + FURTHEST_MOVE_DAYS;
        for track in tracks(obligation, (schedule, obligation.local(now)), calendar, due_on, reach).values() {
            let local = now.utc().with_timezone(&track.holder.person.zone);
            let today = local.date_naive();
            if local.hour() >= calendar.send_hour && !journal.told_on(track.holder.person.id, today) {
                decisions.extend(decide(obligation, standing, track, &[journal], today));
            }
        }
    }
    decisions
}

/// A step may be moved back by a long break, and the recipient's date may be ahead of ours.
pub(super) const FURTHEST_MOVE_DAYS: i64 = 62;

/// What was told for a due date further back than this says nothing about the present one: one step's two dates, each moved as far as may be.
pub const LOOKS_BACK_DAYS: i64 = 2 * FURTHEST_MOVE_DAYS + TOLD_AGAIN_AFTER_DAYS;

/// The steps of one obligation that are meant for one recipient.
pub(super) struct Track<'a> {
    pub(super) holder: &'a Holder,
    due_on: NaiveDate,
    steps: Vec<Owed<'a>>,
}

impl Track<'_> {
    /// Whether any step's date has come.
    pub(super) fn has_come(&self, today: NaiveDate) -> bool {
        self.steps.iter().any(|step| step.step_on <= today)
    }

    /// The step of this offset.
    pub(super) fn step(&self, offset_days: i32) -> Option<&Owed<'_>> {
        self.steps.iter().find(|step| step.offset_days == offset_days)
    }
}

/// A step that is meant for somebody.
pub(super) struct Owed<'a> {
    role: Addressee,
    holder: &'a Holder,
    offset_days: i32,
    pub(super) step_on: NaiveDate,
    /// Since when the ladder has this step for this recipient.
    stands_since: NaiveDate,
}

impl Owed<'_> {
    /// The day from which somebody could have been told, and why not before (rule 5).
    pub(super) fn told_from(&self, obligation: &Obligation, standing: &Standing, since_on: NaiveDate) -> (NaiveDate, Reason) {
        [
            (self.stands_since, Reason::BeforeLadder),
            (obligation.start_on, Reason::BeforeStart),
            (standing.due_known_on, Reason::BeforeDueKnown),
            (since_on, Reason::BeforeSwitchedOn),
            (self.holder.since_on, Reason::BeforeRole),
        ]
        .into_iter()
        .max_by_key(|(day, _)| *day)
        .expect("the list is not empty")
    }
}

/// Per recipient the steps up to `reach` days after the due date, by the ladder that holds on a day.
pub(super) fn tracks<'a>(
    obligation: &'a Obligation,
    (schedule, on): (&Schedule, NaiveDate),
    calendar: &Calendar,
    due_on: NaiveDate,
    reach: i64,
) -> BTreeMap<Id, Track<'a>> {
    let mut found: BTreeMap<Id, Track<'a>> = BTreeMap::new();
    let told = |to: &[Addressee]| recipients(to, &obligation.learner, &obligation.supervisors, &obligation.office);
    for (offset_days, to) in schedule.on(on).up_to(reach) {
        for (role, holder) in told(to) {
            let tells = |to: &[Addressee]| told(to).iter().any(|(_, other)| other.person.id == holder.person.id);
            let Some(step_on) = calendar.step_on(&holder.person.country, due_on, offset_days) else {
                continue;
            };
            let track = found.entry(holder.person.id).or_insert_with(|| Track {
                holder,
                due_on,
                steps: Vec::new(),
            });
            track.steps.push(Owed {
                role,
                holder,
                offset_days,
                step_on,
                stands_since: schedule.stands_since(on, offset_days, tells),
            });
        }
    }
    found
}

/// What is decided about the steps of one track whose date has come.
pub(super) fn decide(
    obligation: &Obligation,
    standing: &Standing,
    track: &Track<'_>,
    journals: &[&Journal],
    today: NaiveDate,
) -> Vec<Decision> {
    let Some(since_on) = obligation.reminders_since_on else {
        return Vec::new();
    };
    let come: Vec<(&Owed<'_>, NaiveDate, Reason)> = track
        .steps
        .iter()
        .filter(|step| step.step_on <= today)
        .map(|step| {
            let (from, reason) = step.told_from(obligation, standing, since_on);
            (step, from, reason)
        })
        .filter(|(_, from, _)| *from <= today)
        .collect();
    let timely = come.iter().rposition(|(step, from, _)| step.step_on >= *from);
    // Where every step lies before that day, the latest is told all the same if the obligation presses on that day: on the first one on
    // which anybody asks, that is, since what is decided is never decided again.
    let chosen = timely.or_else(|| (standing.claim == Claim::Pressing).then(|| come.len().checked_sub(1)).flatten());
    let key = |step: &Owed<'_>| Key {
        person_id: obligation.person_id,
        requirement_id: obligation.requirement_id,
        due_on: track.due_on,
        offset_days: Some(step.offset_days),
        recipient_id: step.holder.person.id,
    };
    come.iter()
        .enumerate()
        .filter(|(_, (step, ..))| !journals.iter().any(|journal| journal.holds(&key(step))))
        .map(|(index, (step, from, why))| {
            let key = key(step);
            let again = journals.iter().filter_map(|journal| journal.sent_for_another_date(&key)).max();
            let (fate, reason) = if chosen == Some(index) {
                match again {
                    Some(told_on) if (step.step_on - told_on).num_days() < TOLD_AGAIN_AFTER_DAYS => {
                        (Fate::Skipped, Some(Reason::ToldBefore))
                    }
                    _ => (Fate::Planned, (step.step_on < today).then_some(Reason::CaughtUp)),
                }
            } else if step.step_on < *from {
                (Fate::Skipped, Some(*why))
            } else {
                (Fate::Superseded, Some(Reason::LaterStep))
            };
            Decision {
                key,
                role: step.role,
                step_on: step.step_on,
                fate,
                reason,
            }
        })
        .collect()
}

/// Whether a step that was planned or held is still owed at this instant (rule 7), or why not. An obligation that is not there any more
/// owes nothing.
pub fn still_owed(obligation: Option<&Obligation>, schedule: Option<&Schedule>, key: &Key, now: Instant) -> Result<(), Reason> {
    let obligation = obligation.ok_or(Reason::NothingOwed)?;
    let (_, due_on) = obligation.owed_at(now).ok_or(Reason::NothingOwed)?;
    if due_on != key.due_on {
        return Err(Reason::DueMoved);
    }
    if obligation.reminders_since_on.is_none() {
        return Err(Reason::SwitchedOff);
    }
    let to = schedule
        .zip(key.offset_days)
        .and_then(|(schedule, offset_days)| schedule.on(obligation.local(now)).addressees(offset_days))
        .ok_or(Reason::StepGone)?;
    let told = recipients(to, &obligation.learner, &obligation.supervisors, &obligation.office);
    if told.iter().any(|(_, holder)| holder.person.id == key.recipient_id) {
        Ok(())
    } else {
        Err(Reason::NotTheirs)
    }
}

/// Whether a step is meant for the person herself, whom no mail reaches, so that whoever is told of it is told in her place. What somebody
/// asked for by hand is no step of a ladder, and always meant for her.
pub fn in_her_place(obligation: &Obligation, schedule: Option<&Schedule>, by_hand: bool, key: &Key, now: Instant) -> bool {
    let named = || {
        let (schedule, offset_days) = schedule.zip(key.offset_days)?;
        let to = schedule.on(obligation.local(now)).addressees(offset_days)?;
        Some(to.contains(&Addressee::Learner))
    };
    !obligation.learner.person.reachable && key.recipient_id != key.person_id && (by_hand || named().unwrap_or(false))
}

/// The step that follows this offset for the obligation as it stands: its date (in the calendar of the first recipient) and whom it tells.
/// Where another ladder holds by then, the step of that one.
pub fn next_step(
    obligation: &Obligation,
    schedule: &Schedule,
    calendar: &Calendar,
    key: &Key,
    now: Instant,
) -> Option<(NaiveDate, Vec<Id>)> {
    let after = key.offset_days?;
    let of = |ladder: &Ladder| {
        let (offset_days, to) = ladder.after(after)?;
        let told = recipients(to, &obligation.learner, &obligation.supervisors, &obligation.office);
        let step_on = calendar.step_on(&told.first()?.1.person.country, key.due_on, offset_days)?;
        Some((step_on, told.iter().map(|(_, holder)| holder.person.id).collect()))
    };
    let ladder = schedule.on(obligation.local(now));
    let (step_on, told) = of(ladder)?;
    match schedule.on(step_on) {
        later if later == ladder => Some((step_on, told)),
        later => of(later),
    }
}
