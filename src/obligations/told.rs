//! Why a date is what it is, in the words of whoever reads: one sentence for every status and kind, and the drawing.

mod audience;
#[cfg(test)]
mod tests;

pub use audience::audience_names;

use crate::platform::i18n::{DateForm, Value, Words};
use crate::platform::views::TimeRule;
use crate::rules::audience::Audience;
use crate::rules::obligation::{Amount, Assessment, Facts, FirstDue, PassedOver, Reason, Recurrence, Rule, Status, Sum};
use chrono::{Datelike, NaiveDate};

/// Who is told, about whom.
pub struct Told<'a> {
    /// The words of the reader's language.
    pub words: &'a Words,
    /// The person's name; none: the reader themself.
    pub name: Option<&'a str>,
    /// Today at the reader's place: it decides whether a year must be named.
    pub today: NaiveDate,
}

/// What a requirement says about itself, in the reader's language.
pub struct Asked<'a> {
    /// Whom it concerns, with names for codes.
    pub audience: Audience,
    /// What it is founded on; may be empty.
    pub basis: &'a str,
    /// Number of its version.
    pub version: i32,
    /// The day from which it holds.
    pub in_force_on: NaiveDate,
}

/// A title as lists and columns have it: what stands before its first comma.
pub fn short_title(title: &str) -> &str {
    title.split([',', ';']).next().unwrap_or(title).trim()
}

/// The date that stands behind the status word; `until` is the end of the present pause or waiver.
pub fn shown_on(answer: &Assessment, until: Option<NaiveDate>) -> Option<NaiveDate> {
    let next = |day: NaiveDate| day.succ_opt();
    match answer.status {
        Status::NotSubject => None,
        Status::Waived | Status::Paused => until,
        Status::Satisfied => answer.satisfied_on,
        Status::Open | Status::Valid | Status::Due => answer.due,
        // A pause without end took the end of grace away.
        Status::Grace => answer.facts.grace_until,
        Status::Overdue => answer.facts.grace_until.or(answer.due).and_then(next),
        Status::Lapsed => answer.facts.lapses_on.and_then(next),
    }
}

/// The drawing; none where there is nothing to draw: once, and dates that were taken away.
pub fn time_rule(answer: &Assessment, rule: &Rule) -> Option<TimeRule> {
    let facts = &answer.facts;
    let endless = rule.recurrence == Recurrence::Once && !matches!(facts.reason, Reason::OwnEnd { .. });
    if endless || answer.status == Status::NotSubject {
        return None;
    }
    let due_on = answer.due?;
    Some(TimeRule {
        last_on: answer.satisfied_on.filter(|last| *last < due_on),
        early_from: facts
            .early_from
            .filter(|early| answer.satisfied_on.is_none_or(|last| last < *early)),
        shown_from: None,
        due_on,
        grace_until: facts.grace_until,
        lapses_on: facts.lapses_on,
        today: Some(facts.today),
    })
}

impl Told<'_> {
    /// Where the date comes from and what its status means.
    ///
    /// `until` is the end of the present pause or waiver; `given`: the due date is one that was put off on request.
    pub fn sentence(&self, answer: &Assessment, rule: &Rule, until: Option<NaiveDate>, given: bool) -> String {
        let facts = &answer.facts;
        let mut said = Vec::new();
        match answer.status {
            Status::NotSubject => said.push(self.say("why-not-subject", &[])),
            Status::Waived if given && answer.due.is_some() => {
                said.push(self.reason(facts));
                said.extend(self.moved(answer, rule, given));
            }
            Status::Waived | Status::Paused => said.extend(self.rests(answer, rule, until)),
            Status::Lapsed => {
                let last = answer.satisfied_on.unwrap_or(facts.today);
                let date = |on: Option<NaiveDate>| self.day(on.unwrap_or(facts.today));
                said.push(self.say(
                    "why-lapsed",
                    &[
                        ("last", self.day(last)),
                        ("due", date(answer.due)),
                        ("lapse", date(facts.lapses_on)),
                    ],
                ));
                said.push(self.say("why-lapsed-counts", &[("courses", self.listed(&rule.initial).into())]));
            }
            _ => {
                said.push(self.reason(facts));
                said.extend(self.moved(answer, rule, given));
                said.extend(facts.sum.as_ref().map(|sum| self.summed(sum, answer.due)));
                said.extend(self.late(answer));
            }
        }
        if facts.taken_over
            && let Some(on) = answer.satisfied_on
        {
            said.push(self.say("why-taken-over", &[("on", self.long(on))]));
        }
        said.join(" ")
    }

    /// A few words for a list.
    pub fn note(&self, answer: &Assessment, rule: &Rule) -> String {
        let owed = matches!(answer.status, Status::Open | Status::Due | Status::Grace | Status::Overdue);
        if let Some(sum) = answer.facts.sum.as_ref().filter(|_| owed) {
            return self.say("note-sum", &self.amounts(sum));
        }
        match (answer.status, answer.facts.reason) {
            (Status::Lapsed, _) => self.say("note-lapsed", &[]),
            (Status::NotSubject | Status::Satisfied | Status::Valid | Status::Paused | Status::Waived, _) => String::new(),
            (_, Reason::FirstDue { first_due, .. }) => match first_due {
                FirstDue::DaysAfterStart(days) => self.say("note-first-days", &[("count", days.into())]),
                FirstDue::MonthsAfterStart(months) => self.say("note-first-months", &[("count", months.into())]),
                FirstDue::DaysBeforeStart(days) => self.say("note-first-before", &[("count", days.into())]),
                FirstDue::On(_) => self.say("note-first-on", &[("once", self.yes(rule.recurrence == Recurrence::Once))]),
            },
            (_, Reason::Proof { months, .. }) => self.say("note-proof", &[("months", months.into())]),
            (_, Reason::Anniversary { months, .. }) => self.say("note-anniversary", &[("months", months.into())]),
            (_, Reason::Year { from, to, missed }) => self.say(
                if missed { "note-year-missed" } else { "note-year" },
                &[("year", self.year(from, to).into())],
            ),
            (_, Reason::Sum { .. }) => String::new(),
            (_, Reason::OwnEnd { .. }) => self.say("note-own-end", &[]),
            (_, Reason::Done { .. } | Reason::Nothing) => String::new(),
        }
    }

    /// Why something that was done does not count: the course by its title, the day, and why.
    pub fn not_counted(&self, course: &str, on: NaiveDate, why: PassedOver) -> String {
        let key = match why {
            PassedOver::TooOld => "why-too-old",
            PassedOver::NotStrongEnough => "why-not-strong",
            PassedOver::NoDocument => "why-no-document",
            PassedOver::WorthNothing => "why-worth-nothing",
        };
        self.say(key, &[("course", course.into()), ("on", self.long(on))])
    }

    /// That a refresher was taken out of turn, and whose turn it is.
    pub fn out_of_turn(&self, on: NaiveDate, titles: &[String]) -> String {
        self.say("why-out-of-turn", &[("on", self.long(on)), ("courses", self.listed(titles).into())])
    }

    /// What else one may want to know: renewing early, who asks for it, since when, on what ground.
    pub fn further(&self, answer: &Assessment, asked: &Asked<'_>) -> String {
        let early = answer
            .facts
            .early_from
            .filter(|_| matches!(answer.status, Status::Valid | Status::Due));
        let mut said: Vec<String> = early
            .map(|early| self.say("why-early", &[("early", self.day(early))]))
            .into_iter()
            .collect();
        said.push(self.audience(asked));
        said.push(self.say(
            "why-version",
            &[
                ("number", asked.version.to_string().into()),
                ("date", self.words.date(asked.in_force_on, DateForm::Long, self.today).into()),
                (
                    "basis",
                    if asked.basis.is_empty() {
                        "none".into()
                    } else {
                        asked.basis.into()
                    },
                ),
            ],
        ));
        said.join(" ")
    }

    fn reason(&self, facts: &Facts) -> String {
        match facts.reason {
            Reason::FirstDue { start, first_due } => self.first(start, first_due),
            Reason::Proof { on, months } => self.say("why-proof", &[("on", self.long(on)), ("months", months.into())]),
            Reason::Sum { on, months } => self.say("why-sum", &[("on", self.long(on)), ("months", months.into())]),
            Reason::Anniversary { anchor, months, .. } => {
                let yearly = months.is_multiple_of(12);
                self.say(
                    if yearly { "why-anniversary" } else { "why-months" },
                    &[
                        // The day of the year alone: which year it is asked for follows.
                        ("keyday", self.words.date(anchor, DateForm::Day, anchor).into()),
                        ("anchor", self.long(anchor)),
                        ("months", months.into()),
                    ],
                )
            }
            Reason::Year { from, to, missed } => self.say(
                if missed { "why-year-missed" } else { "why-year" },
                &[("year", self.year(from, to).into()), ("to", self.day(to))],
            ),
            Reason::OwnEnd { on, until } => self.say("why-own-end", &[("on", self.long(on)), ("until", self.long(until))]),
            Reason::Done { on } => self.say("why-done", &[("on", self.long(on))]),
            Reason::Nothing => self.say("why-nothing", &[]),
        }
    }

    fn first(&self, start: NaiveDate, first_due: FirstDue) -> String {
        let start_day = ("start", self.long(start));
        match first_due {
            FirstDue::DaysAfterStart(days) => self.say("why-first-days", &[start_day, ("count", days.into())]),
            FirstDue::MonthsAfterStart(months) => self.say("why-first-months", &[start_day, ("count", months.into())]),
            FirstDue::DaysBeforeStart(days) => self.say("why-first-before", &[start_day, ("count", days.into())]),
            FirstDue::On(on) => self.say(
                if on < start { "why-first-late" } else { "why-first-on" },
                &[start_day, ("on", self.long(on))],
            ),
        }
    }

    /// That nothing is asked for a while, until when, and what becomes of the proof that is there or was due before.
    fn rests(&self, answer: &Assessment, rule: &Rule, until: Option<NaiveDate>) -> Vec<String> {
        let late = answer.due.filter(|due| *due < answer.facts.today);
        let held = answer.satisfied_on.filter(|_| late.is_none());
        let key = match (answer.status, held.or(late)) {
            // Days after the end are left to whoever has something to do then.
            (Status::Paused, Some(_)) => "why-rests".to_owned(),
            (status, _) => format!("why-{status}"),
        };
        let mut said = vec![self.say(&key, &[("until", self.optional_day(until)), ("days", rule.return_days.into())])];
        said.extend(match (held, late, answer.due) {
            (_, Some(due), _) => Some(self.say("why-rests-late", &[("due", self.long(due))])),
            (Some(last), _, Some(due)) => Some(self.say("why-rests-valid", &[("last", self.long(last)), ("due", self.day(due))])),
            (Some(last), _, None) => {
                let done = matches!(answer.facts.reason, Reason::Done { .. });
                let key = if done { "why-rests-done" } else { "why-rests-held" };
                Some(self.say(key, &[("last", self.long(last))]))
            }
            (None, _, Some(due)) => Some(self.say("why-then", &[("due", self.day(due))])),
            (None, _, None) => None,
        });
        said
    }

    /// What more time, pauses, waivers and the end of the month made of the planned date.
    fn moved(&self, answer: &Assessment, rule: &Rule, given: bool) -> Option<String> {
        let facts = &answer.facts;
        if matches!(facts.reason, Reason::OwnEnd { .. }) {
            // Nothing moves a document's own end.
            return None;
        }
        match (facts.planned_on, answer.due) {
            (Some(planned), Some(due)) if planned != due => {
                let key = if given { "why-more-time" } else { "why-moved" };
                Some(self.say(key, &[("planned", self.long(planned)), ("due", self.long(due))]))
            }
            (Some(planned), None) if answer.status != Status::Satisfied => {
                Some(self.say("why-taken-away", &[("planned", self.long(planned))]))
            }
            _ if rule.round_to_month_end && answer.due.is_some() => Some(self.say("why-month-end", &[])),
            _ => None,
        }
    }

    /// What was counted, and what is missing: now, or by the due date.
    fn summed(&self, sum: &Sum, due: Option<NaiveDate>) -> String {
        let [unit, amount, counted, missing] = self.amounts(sum);
        let due = ("due", self.optional_day(due.filter(|_| sum.reached)));
        self.say("why-summed", &[unit, amount, counted, missing, due])
    }

    /// Unit, amount, what counts and what is missing, as words take them.
    fn amounts(&self, sum: &Sum) -> [(&'static str, Value<'static>); 4] {
        let said = |amount: Amount| -> Value<'static> { self.words.number(f64::from(amount), amount.places()).into() };
        [
            ("unit", sum.unit.as_str().into()),
            ("amount", said(sum.amount)),
            ("counted", said(sum.counted)),
            ("missing", said(sum.missing())),
        ]
    }

    fn late(&self, answer: &Assessment) -> Option<String> {
        let due = answer.due?;
        let grace = self.optional_day(answer.facts.grace_until);
        match answer.status {
            Status::Grace => Some(self.say("why-grace", &[("due", self.day(due)), ("grace", grace)])),
            Status::Overdue => Some(self.say("why-overdue", &[("due", self.day(due)), ("grace", grace)])),
            _ => None,
        }
    }

    /// `2025` for a calendar year, `2025/26` for a training year that begins later.
    pub fn year(&self, from: NaiveDate, to: NaiveDate) -> String {
        if from.year() == to.year() {
            from.year().to_string()
        } else {
            format!("{}/{:02}", from.year(), to.year().rem_euclid(100))
        }
    }

    /// Words in a row: `Technik, Obertechnik und Elektrik`.
    pub fn listed(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self
                .words
                .text("list-and", &[("first", first.join(", ").into()), ("last", last.as_str().into())]),
        }
    }

    fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut all: Vec<(&str, Value<'_>)> = values.to_vec();
        all.push(("name", self.name.unwrap_or("none").into()));
        self.words.text(key, &all)
    }

    fn day(&self, on: NaiveDate) -> Value<'static> {
        self.words.date(on, DateForm::Day, self.today).into()
    }

    fn long(&self, on: NaiveDate) -> Value<'static> {
        self.words.date(on, DateForm::Long, self.today).into()
    }

    fn optional_day(&self, on: Option<NaiveDate>) -> Value<'static> {
        on.map_or_else(|| "none".into(), |on| self.day(on))
    }

    fn yes(&self, holds: bool) -> Value<'static> {
        if holds { "yes" } else { "no" }.into()
    }
}
