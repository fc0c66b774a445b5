//! Courses that count for others: dated statements, and what a requirement makes of them.

use super::date::NEVER;
use super::{Amount, Counts, Rule, Statements};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// How far one course counts for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// Wherever the other one counts.
    Full,
    /// Only for somebody who has satisfied the requirement before and has not lapsed.
    Refresher,
}

impl Extent {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Full, Self::Refresher];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Refresher => "refresher",
        }
    }

    /// The extent that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|extent| extent.as_str() == word)
    }
}

/// The statement that one course counts for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Equivalence {
    /// The course that is taken.
    pub course: String,
    /// The course for which it counts.
    pub counts_for: String,
    /// How far.
    pub extent: Extent,
    /// Whether it holds the other way round too.
    pub both_ways: bool,
    /// First day of evidence for which it holds.
    pub from: NaiveDate,
    /// Last such day; none: open.
    pub to: Option<NaiveDate>,
}

/// A course that counts for a requirement, on the days on which it does.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Counted {
    course: String,
    counts: Counts,
    /// At which turns, where refreshers take turns: a bit each.
    turns: u32,
    from: NaiveDate,
    to: NaiveDate,
}

/// The courses that count for a requirement: those that it names, and those that count for them. It is worked out once, for all people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counting {
    courses: Vec<Counted>,
    /// What courses are worth in the unit that is asked for, from which day on; none: nothing any more.
    worth: Vec<(String, NaiveDate, Option<Amount>)>,
}

impl Counting {
    /// What a rule makes of these statements. They are not chained: what counts for a course does not count for what that counts for.
    pub fn of(rule: &Rule, stated: &Statements) -> Self {
        let named = |codes: &[String], counts: Counts, turns: u32| {
            let always = move |code: &String| Counted {
                course: code.clone(),
                counts,
                turns,
                from: NaiveDate::MIN,
                to: NEVER,
            };
            codes.iter().map(always).collect::<Vec<_>>()
        };
        let mut all = named(&rule.initial, Counts::Initial, u32::MAX);
        all.extend(named(&rule.refresher, Counts::Refresher, u32::MAX));
        for (turn, codes) in rule.rotation.iter().enumerate() {
            all.extend(named(codes, Counts::Refresher, 1 << turn));
        }
        let direct = all.clone();
        for statement in &stated.equivalences {
            let back = statement.both_ways.then_some((&statement.counts_for, &statement.course));
            for (course, counts_for) in std::iter::once((&statement.course, &statement.counts_for)).chain(back) {
                let meant = direct.iter().filter(|counted| counted.course == *counts_for);
                all.extend(meant.map(|counted| Counted {
                    course: course.clone(),
                    counts: match statement.extent {
                        Extent::Full => counted.counts,
                        Extent::Refresher => Counts::Refresher,
                    },
                    turns: counted.turns,
                    from: statement.from,
                    to: statement.to.unwrap_or(NEVER),
                }));
            }
        }
        let mut worth = Vec::new();
        if let Some((unit, _)) = rule.asks_sum() {
            let named = |course: &str| all.iter().any(|counted| counted.course == course);
            let values = stated.values.iter().filter(|value| named(&value.course));
            worth.extend(values.map(|value| (value.course.clone(), value.from, value.worth.in_unit(unit))));
        }
        Self { courses: all, worth }
    }

    /// What a course is worth that was taken on a day: the last statement that began by then; of several of one day the last.
    pub(super) fn worth(&self, course: &str, on: NaiveDate) -> Option<Amount> {
        let mine = self.worth.iter().filter(|(of, from, _)| of == course && *from <= on);
        mine.max_by_key(|(_, from, _)| *from)?.2
    }

    /// A number that each course has of its own.
    pub(super) fn number(&self, course: &str) -> u32 {
        let place = self.courses.iter().position(|counted| counted.course == course);
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(u32::MAX)
    }

    /// As what a course counts that was taken on a day, and at which turns; none: not at all. Of several ways the best.
    pub(super) fn counts(&self, course: &str, on: NaiveDate) -> Option<(Counts, u32)> {
        let mine = self.courses.iter().filter(|counted| counted.course == course);
        mine.filter(|counted| counted.from <= on && on <= counted.to)
            .map(|counted| (counted.counts, counted.turns))
            .reduce(|a, b| match a.0.cmp(&b.0) {
                Ordering::Less => a,
                Ordering::Equal => (a.0, a.1 | b.1),
                Ordering::Greater => b,
            })
    }

    /// The courses that count as this on a day, those that the requirement names first; `turn` names the list of refreshers whose turn it
    /// is, where they take turns.
    pub fn courses_on(&self, counts: Counts, turn: Option<usize>, on: NaiveDate) -> Vec<&str> {
        let bits = turn.map_or(u32::MAX, |turn| 1 << turn);
        let mut codes: Vec<&str> = Vec::new();
        for counted in &self.courses {
            let holds = counted.counts == counts && counted.turns & bits != 0 && counted.from <= on && on <= counted.to;
            if holds && !codes.contains(&counted.course.as_str()) {
                codes.push(&counted.course);
            }
        }
        codes
    }

    /// Every course that counts on some day; some more than once.
    pub fn courses(&self) -> impl Iterator<Item = &str> {
        self.courses.iter().map(|counted| counted.course.as_str())
    }

    /// Whether a course counts on some day.
    pub fn names(&self, course: &str) -> bool {
        self.courses.iter().any(|counted| counted.course == course)
    }
}
