//! When is somebody due? One pure function decides it: [`assess`]. It reads no clock and no database.
//!
//! Three steps: [`Proofs`] are put in the order of their dates, pauses and waivers are joined ([`Excuses`]), and a [`Case`] of these
//! answers for any day. The nightly run keeps the buffers of the first two and asks cases only, so that assessing allocates nothing.
//!
//! Source: `docs/obligations.md`; `tests/data/obligations*.json` hold worked cases of it.

mod answer;
pub mod case;
mod cycle;
mod date;
mod dated;
mod equivalence;
mod excuse;
mod first;
mod late;
mod proof;
mod rule;
mod sum;
mod worth;
mod year;

#[cfg(test)]
mod tests;

pub use answer::{Assessment, Facts, Path, Reason, Status};
pub use cycle::{Cycle, Outcome};
pub use date::midnight;
pub use equivalence::{Counting, Equivalence, Extent};
pub use excuse::{Excuses, Range};
pub use first::FirstDue;
pub use late::Late;
pub use proof::{Demand, Evidence, PassedOver, Piece, Proof, Proofs, Verdict};
pub use rule::{Counts, MOST_TURNS, Recurrence, Rule, YearStart};
pub use sum::Sum;
pub use worth::{Amount, CourseValue, Statements, Unit, Worth};

use crate::rules::id::Instant;
use chrono::NaiveDate;
use chrono_tz::Tz;
use date::{NEVER, after, before, known, months_after, next};
use proof::Turns;

/// Whom it concerns, from when to when, and in which zone a day begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// First day on which the requirement concerns this person; it may have to be proven before, see [`Rule::applies_from`].
    pub start: NaiveDate,
    /// Last such day; none: open.
    pub end: Option<NaiveDate>,
    /// The zone that says which day it is.
    pub time_zone: Tz,
}

/// The dates that belong to a planned date. They are compared in this order: due date first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Dates {
    due: NaiveDate,
    planned: NaiveDate,
    /// Last day of grace.
    grace: NaiveDate,
    /// Last day before a lapse.
    lapse: NaiveDate,
}

impl Dates {
    const NONE: Self = Self {
        due: NEVER,
        planned: NEVER,
        grace: NEVER,
        lapse: NEVER,
    };

    /// Of each date the earlier.
    fn earlier(self, other: Self) -> Self {
        Self {
            due: self.due.min(other.due),
            planned: self.planned.min(other.planned),
            grace: self.grace.min(other.grace),
            lapse: self.lapse.min(other.lapse),
        }
    }
}

/// What the proofs up to a day led to.
#[derive(Clone, Copy, Debug)]
struct Position {
    /// The dates in force.
    dates: Dates,
    /// Those that the rule alone gives, without the own end of what is in force.
    ruled: Dates,
    /// Why these.
    reason: Reason,
    /// What is in force and has an own end.
    document: Option<Document>,
    /// The training year because of which somebody is overdue, with its dates.
    missed: Option<(Dates, Reason)>,
    satisfied_on: Option<NaiveDate>,
    /// Whether the last proof was taken over from the records of before.
    taken_over: bool,
    /// Whose turn it is among refreshers.
    turns: Turns,
    /// What was counted, for the kinds that count.
    sum: Option<Sum>,
}

/// Evidence in force that says itself until when it counts.
#[derive(Clone, Copy, Debug)]
struct Document {
    on: NaiveDate,
    until: NaiveDate,
}

impl Document {
    fn of(proof: Proof) -> Option<Self> {
        proof.valid_until.map(|until| Self { on: proof.on, until })
    }
}

impl Position {
    /// The dates that are told, and why they are these.
    fn told(&self) -> (Dates, Reason) {
        match (self.missed, self.document) {
            (Some(missed), _) => missed,
            (None, Some(Document { on, until })) if until < self.ruled.due => (self.dates, Reason::OwnEnd { on, until }),
            (None, _) => (self.dates, self.reason),
        }
    }
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

/// The answer at an instant, where no course counts for another. `pauses` and `waivers` come in any order and may overlap, and so may
/// `evidence`.
pub fn assess(rule: &Rule, subject: Subject, evidence: &[Evidence], pauses: &[Range], waivers: &[Range], as_of: Instant) -> Assessment {
    assess_counting(
        rule,
        &Counting::of(rule, &Statements::default()),
        subject,
        evidence,
        [pauses, waivers],
        as_of,
    )
}

/// The answer at an instant with the courses that count; of the excuses pauses come first.
pub fn assess_counting(
    rule: &Rule,
    counting: &Counting,
    subject: Subject,
    evidence: &[Evidence],
    [pauses, waivers]: [&[Range]; 2],
    as_of: Instant,
) -> Assessment {
    let proofs = evidence
        .iter()
        .filter(|piece| !piece.revoked)
        .filter_map(|piece| rule.look(counting, &piece.piece(), subject.start).proof())
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
        if day < self.first_day() {
            consider(self.first_day());
        } else if self.subject.end.is_none_or(|end| day <= end) {
            self.subject.end.into_iter().for_each(|end| consider(next(end)));
            let Dates { due, grace, lapse, .. } = position.dates;
            // A training year is over when its own grace is, whatever a document says.
            let over = position.ruled.grace;
            [before(due, self.rule.notice_days), next(due), next(grace), next(lapse), next(over)]
                .into_iter()
                .for_each(&mut consider);
            self.excuses.turns().for_each(consider);
        }
        known(nearest)
    }

    /// The first day on which the requirement applies.
    fn first_day(&self) -> NaiveDate {
        self.rule.applies_from(self.subject.start)
    }

    fn position(&self, today: NaiveDate) -> Position {
        self.walk(today, &mut |_| {})
    }

    /// Goes through the proofs up to a day, and tells of each cycle that they close.
    fn walk(&self, today: NaiveDate, closed: &mut impl FnMut(Cycle)) -> Position {
        match self.rule.recurrence {
            Recurrence::Calendar {
                year_starts,
                joiner_min_days,
            }
            | Recurrence::SumYear {
                year_starts,
                joiner_min_days,
                ..
            } => self.position_by_year(today, year_starts, joiner_min_days, closed),
            Recurrence::Sum { unit, amount, months } => self.position_by_sum(today, (unit, amount, months), closed),
            Recurrence::Once | Recurrence::Rolling { .. } | Recurrence::Anniversary { .. } => self.position_by_date(today, closed),
        }
    }

    /// The dates of a document's own end: nothing moves them.
    fn dates_of(&self, document: Option<Document>) -> Dates {
        let Some(Document { until, .. }) = document else {
            return Dates::NONE;
        };
        let grace = after(until, self.rule.grace_days);
        Dates {
            due: until,
            planned: until,
            grace,
            lapse: match self.rule.lapses_after() {
                Some(months) => months_after(until, months).max(grace),
                None => NEVER,
            },
        }
    }

    fn status(&self, today: NaiveDate, position: &Position) -> Status {
        let Dates { due, grace, lapse, .. } = position.dates;
        let satisfied = position.satisfied_on.is_some();
        if today < self.first_day() || self.subject.end.is_some_and(|end| today > end) {
            Status::NotSubject
        } else if self.excuses.waived(today) {
            Status::Waived
        } else if self.excuses.paused(today) {
            Status::Paused
        } else if matches!(position.told().1, Reason::Done { .. }) {
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
        let (dates, reason) = position.told();
        let asked = status != Status::NotSubject;
        let lapsed = position.satisfied_on.is_some() && today > dates.lapse;
        let path = match reason {
            _ if !asked => None,
            Reason::Done { .. } => None,
            _ if position.satisfied_on.is_none() || lapsed || !self.rule.refreshes() => Some(Path::Initial),
            _ => Some(Path::Refresher),
        };
        Assessment {
            status,
            due: known(dates.due).filter(|_| asked),
            path,
            satisfied_on: position.satisfied_on,
            facts: if asked {
                Facts {
                    own_end_on: position
                        .document
                        .filter(|_| position.missed.is_none())
                        .map(|document| document.until),
                    taken_over: position.taken_over,
                    turn: self.rule.turn(position.turns.refreshers).filter(|_| path == Some(Path::Refresher)),
                    wrong_turn_on: position.turns.wrong_on,
                    sum: position.sum,
                    ..self.facts(today, dates, reason)
                }
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
            own_end_on: None,
            taken_over: false,
            turn: None,
            wrong_turn_on: None,
            sum: None,
            reason,
        }
    }
}
