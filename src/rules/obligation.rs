//! When is somebody due? One pure function decides it: [`assess`]. It reads no clock and no database.
//!
//! Three steps: [`Proofs`] are put in the order of their dates, pauses and waivers are joined ([`Excuses`]), and a [`Case`] of these
//! answers for any day. The nightly run keeps the buffers of the first two and asks cases only, so that assessing allocates nothing.
//!
//! Source: the product's own rules of obligations (`tests/data/obligations.json` holds worked cases of them).

mod answer;
pub mod case;
mod date;
mod dated;
mod excuse;
mod late;
mod rule;
mod year;

#[cfg(test)]
mod tests;

pub use answer::{Assessment, Facts, Path, Reason, Status};
pub use date::midnight;
pub use excuse::{Excuses, Range};
pub use late::Late;
pub use rule::{Counts, FirstDue, Recurrence, Rule, YearStart};

use crate::rules::id::Instant;
use chrono::NaiveDate;
use chrono_tz::Tz;
use date::{NEVER, before, known, next};

/// Whom it concerns, from when to when, and in which zone a day begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// First day on which the requirement applies to this person.
    pub start: NaiveDate,
    /// Last such day; none: open.
    pub end: Option<NaiveDate>,
    /// The zone that says which day it is.
    pub time_zone: Tz,
}

/// A piece of evidence as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Course code.
    pub course: String,
    /// The day that it is about.
    pub on: NaiveDate,
    /// Whether it was revoked.
    pub revoked: bool,
}

/// Evidence of a course that the requirement names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proof {
    /// The day that it is about.
    pub on: NaiveDate,
    /// As what it counts; of one day, those that count at any time come first.
    pub counts: Counts,
}

/// Proofs in the order in which they are looked at.
#[derive(Clone, Debug, Default)]
pub struct Proofs(Vec<Proof>);

impl Proofs {
    /// Replaces what is held, in whatever order it comes; the buffer is kept.
    pub fn fill(&mut self, proofs: impl IntoIterator<Item = Proof>) {
        self.0.clear();
        self.0.extend(proofs);
        self.0.sort_unstable();
    }
}

impl FromIterator<Proof> for Proofs {
    fn from_iter<I: IntoIterator<Item = Proof>>(proofs: I) -> Self {
        let mut sorted = Self::default();
        sorted.fill(proofs);
        sorted
    }
}

/// The dates that belong to a planned date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Dates {
    planned: NaiveDate,
    due: NaiveDate,
    /// Last day of grace.
    grace: NaiveDate,
    /// Last day before a lapse.
    lapse: NaiveDate,
}

impl Dates {
    const NONE: Self = Self {
        planned: NEVER,
        due: NEVER,
        grace: NEVER,
        lapse: NEVER,
    };
}

/// What the proofs up to a day led to.
#[derive(Clone, Copy, Debug)]
struct Position {
    /// The dates in force.
    dates: Dates,
    /// Why these.
    reason: Reason,
    /// The training year because of which somebody is overdue, with its dates.
    missed: Option<(Dates, Reason)>,
    satisfied_on: Option<NaiveDate>,
}

/// A requirement, a person and what is known of the two: everything that an answer depends on but the day.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The requirement's rule.
    pub rule: &'a Rule,
    /// Whom it concerns.
    pub subject: Subject,
    /// What was proven.
    pub proofs: &'a Proofs,
    /// Pauses and waivers.
    pub excuses: &'a Excuses,
}

/// The answer at an instant. `pauses` and `waivers` come in any order and may overlap, and so may `evidence`.
pub fn assess(rule: &Rule, subject: Subject, evidence: &[Evidence], pauses: &[Range], waivers: &[Range], as_of: Instant) -> Assessment {
    let proofs = evidence
        .iter()
        .filter(|piece| !piece.revoked)
        .filter_map(|piece| {
            Some(Proof {
                on: piece.on,
                counts: rule.counts(&piece.course)?,
            })
        })
        .collect();
    let excuses = Excuses::new(pauses.iter().copied(), waivers.iter().copied());
    let case = Case {
        rule,
        subject,
        proofs: &proofs,
        excuses: &excuses,
    };
    case.on(today(as_of, subject.time_zone))
}

/// The calendar date at an instant in a zone.
pub fn today(at: Instant, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

impl Case<'_> {
    /// The answer for a day in the subject's zone.
    pub fn on(&self, today: NaiveDate) -> Assessment {
        self.seen(today, &self.position(today))
    }

    /// The first later day on which the answer differs, if nothing else happens; none: it stays for good.
    pub fn next_change(&self, today: NaiveDate) -> Option<NaiveDate> {
        let mut position = self.position(today);
        let answer = self.seen(today, &position).answer();
        let mut day = today;
        loop {
            day = self.next_turn(day, &position)?;
            position = self.position(day);
            if self.seen(day, &position).answer() != answer {
                return Some(day);
            }
        }
    }

    /// The first later day on which something could change. Before the start and after the end only proofs and the start itself do.
    fn next_turn(&self, day: NaiveDate, position: &Position) -> Option<NaiveDate> {
        let mut nearest = NEVER;
        let mut consider = |turn: NaiveDate| {
            if turn > day && turn < nearest {
                nearest = turn;
            }
        };
        self.proofs.0.iter().for_each(|proof| consider(proof.on));
        if day < self.subject.start {
            consider(self.subject.start);
        } else if self.subject.end.is_none_or(|end| day <= end) {
            self.subject.end.into_iter().for_each(|end| consider(next(end)));
            let Dates { due, grace, lapse, .. } = position.dates;
            [before(due, self.rule.notice_days), next(due), next(grace), next(lapse)]
                .into_iter()
                .for_each(&mut consider);
            self.excuses.turns().for_each(consider);
        }
        known(nearest)
    }

    fn position(&self, today: NaiveDate) -> Position {
        match self.rule.recurrence {
            Recurrence::Calendar {
                year_starts,
                joiner_min_days,
            } => self.position_by_year(today, year_starts, joiner_min_days),
            _ => self.position_by_date(today),
        }
    }

    fn status(&self, today: NaiveDate, position: &Position) -> Status {
        let Dates { due, grace, lapse, .. } = position.dates;
        let satisfied = position.satisfied_on.is_some();
        if today < self.subject.start || self.subject.end.is_some_and(|end| today > end) {
            Status::NotSubject
        } else if self.excuses.waived(today) {
            Status::Waived
        } else if self.excuses.paused(today) {
            Status::Paused
        } else if matches!(position.reason, Reason::Done { .. }) {
            Status::Satisfied
        } else if position.missed.is_some() {
            Status::Overdue
        } else if today < before(due, self.rule.notice_days) {
            if satisfied { Status::Valid } else { Status::Open }
        } else if today <= due {
            Status::Due
        } else if today <= grace {
            Status::Grace
        } else if satisfied && today > lapse {
            Status::Lapsed
        } else {
            Status::Overdue
        }
    }

    fn seen(&self, today: NaiveDate, position: &Position) -> Assessment {
        let status = self.status(today, position);
        let (dates, reason) = position.missed.unwrap_or((position.dates, position.reason));
        let asked = status != Status::NotSubject;
        let lapsed = position.satisfied_on.is_some() && today > dates.lapse;
        let path = match reason {
            _ if !asked => None,
            Reason::Done { .. } => None,
            _ if position.satisfied_on.is_none() || lapsed || self.rule.refresher.is_empty() => Some(Path::Initial),
            _ => Some(Path::Refresher),
        };
        Assessment {
            status,
            due: known(dates.due).filter(|_| asked),
            path,
            satisfied_on: position.satisfied_on,
            facts: if asked {
                self.facts(today, dates, reason)
            } else {
                self.facts(today, Dates::NONE, Reason::Nothing)
            },
        }
    }

    fn facts(&self, today: NaiveDate, dates: Dates, reason: Reason) -> Facts {
        let due = known(dates.due);
        let early = match (self.rule.recurrence, reason) {
            (Recurrence::Anniversary { window_days, .. }, Reason::Anniversary { .. }) => due.map(|due| before(due, window_days)),
            _ => None,
        };
        Facts {
            today,
            planned_on: known(dates.planned),
            early_from: early,
            shown_from: due.map(|due| before(due, self.rule.notice_days)),
            grace_until: known(dates.grace).filter(|grace| Some(*grace) != due),
            lapses_on: known(dates.lapse),
            reason,
        }
    }
}
