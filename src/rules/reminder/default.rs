//! The default ladders of an installation, which requirements and the manufacturer's own duties inherit, each from its day on.

use super::{Addressee, Ladder};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a requirement says about reminders: nothing of its own, or its own ladder, of which one without steps reminds nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Said", into = "Said")]
pub enum Reminders {
    /// As in the default, whatever that says on the day.
    Inherited,
    /// This ladder.
    Own(Ladder),
}

/// Nobody is reminded of what nothing is said of.
impl Default for Reminders {
    fn default() -> Self {
        Self::Own(Ladder::default())
    }
}

/// The word for [`Reminders::Inherited`] in files and in the database.
pub const INHERITED: &str = "default";

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Said {
    Word(Word),
    Own(Ladder),
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Default,
}

impl From<Said> for Reminders {
    fn from(said: Said) -> Self {
        match said {
            Said::Word(Word::Default) => Self::Inherited,
            Said::Own(ladder) => Self::Own(ladder),
        }
    }
}

impl From<Reminders> for Said {
    fn from(reminders: Reminders) -> Self {
        match reminders {
            Reminders::Inherited => Self::Word(Word::Default),
            Reminders::Own(ladder) => Self::Own(ladder),
        }
    }
}

impl Reminders {
    /// The ladder by which people are reminded on a day.
    pub fn on<'l>(&'l self, defaults: &'l Defaults, day: NaiveDate) -> &'l Ladder {
        match self {
            Self::Inherited => defaults.on(day),
            Self::Own(ladder) => ladder,
        }
    }
}

/// The default ladders, the earliest first. Before the first that somebody set the usual one holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults(Vec<(NaiveDate, Ladder)>);

impl Default for Defaults {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Defaults {
    /// These ladders, each from its day on, in the order in which they were set: of two for one day the later one holds.
    pub fn new(mut set: Vec<(NaiveDate, Ladder)>) -> Self {
        set.insert(0, (NaiveDate::MIN, Ladder::usual()));
        set.sort_by_key(|(from_on, _)| *from_on);
        let mut kept: Vec<(NaiveDate, Ladder)> = Vec::with_capacity(set.len());
        for (from_on, ladder) in set {
            kept.pop_if(|(before_on, _)| *before_on == from_on);
            kept.push((from_on, ladder));
        }
        Self(kept)
    }

    /// The one that holds on a day.
    pub fn on(&self, day: NaiveDate) -> &Ladder {
        &self.0[self.place(day)].1
    }

    /// All of them, each with its first day and the first day of the one after it.
    pub fn terms(&self) -> impl Iterator<Item = (NaiveDate, Option<NaiveDate>, &Ladder)> {
        let next = |place: usize| self.0.get(place + 1).map(|(from_on, _)| *from_on);
        self.0
            .iter()
            .enumerate()
            .map(move |(place, (from_on, ladder))| (*from_on, next(place), ladder))
    }

    /// Since when what holds on a day has been as it is in this respect: the first day of the earliest of the ladders that were it without a break.
    pub fn since(&self, day: NaiveDate, is: impl Fn(&Ladder) -> bool) -> Option<NaiveDate> {
        let before = self.0[..=self.place(day)].iter().rev();
        before.take_while(|(_, ladder)| is(ladder)).last().map(|(from_on, _)| *from_on)
    }

    fn place(&self, day: NaiveDate) -> usize {
        self.0.iter().rposition(|(from_on, _)| *from_on <= day).unwrap_or(0)
    }
}

/// The ladder of a requirement as a plan asks for it.
#[derive(Clone, Debug)]
pub enum Schedule {
    /// Its own.
    Own(Ladder),
    /// The default, which may be another one tomorrow.
    Inherited(Arc<Defaults>),
}

impl From<Ladder> for Schedule {
    fn from(ladder: Ladder) -> Self {
        Self::Own(ladder)
    }
}

impl Schedule {
    /// What a requirement says, with the defaults that it may inherit.
    pub fn of(reminders: Reminders, defaults: &Arc<Defaults>) -> Self {
        match reminders {
            Reminders::Inherited => Self::Inherited(Arc::clone(defaults)),
            Reminders::Own(ladder) => Self::Own(ladder),
        }
    }

    /// The ladder on a day.
    pub fn on(&self, day: NaiveDate) -> &Ladder {
        match self {
            Self::Own(ladder) => ladder,
            Self::Inherited(defaults) => defaults.on(day),
        }
    }

    /// How many days before the due date its first step comes, by whichever of its ladders comes earliest.
    pub fn lead_days(&self) -> i32 {
        match self {
            Self::Own(ladder) => ladder.lead_days(),
            Self::Inherited(defaults) => defaults.terms().map(|(.., ladder)| ladder.lead_days()).max().unwrap_or(0),
        }
    }

    /// The ladders that hold on some day between these two, both included, each with its first day and the first day of the one after it.
    pub(super) fn between(&self, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDate, Option<NaiveDate>, &Ladder)> {
        match self {
            Self::Own(ladder) => vec![(NaiveDate::MIN, None, ladder)],
            Self::Inherited(defaults) => defaults
                .terms()
                .filter(|(first, next, _)| *first <= to && next.is_none_or(|next| next > from))
                .collect(),
        }
    }

    /// Since when the step with this offset has told whom it tells on a day: `tells` says of addressees whether it does. A requirement's own
    /// ladder has been as it is since the requirement holds.
    pub(super) fn stands_since(&self, day: NaiveDate, offset_days: i32, tells: impl Fn(&[Addressee]) -> bool) -> NaiveDate {
        let Self::Inherited(defaults) = self else {
            return NaiveDate::MIN;
        };
        defaults
            .since(day, |ladder| ladder.addressees(offset_days).is_some_and(&tells))
            .unwrap_or(NaiveDate::MIN)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Step;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ladder(offsets: &[i32], repeat_every_days: Option<u32>) -> Ladder {
        let step = |offset_days: &i32| Step {
            offset_days: *offset_days,
            to: vec![Addressee::Learner],
            repeat_every_days: repeat_every_days.filter(|_| offsets.last() == Some(offset_days)),
        };
        Ladder::new(offsets.iter().map(step).collect()).unwrap()
    }

    #[test]
    fn a_requirement_says_default_or_its_own_steps_and_an_empty_list_is_none() {
        let read = |text: &str| serde_json::from_str::<Reminders>(text).unwrap();
        assert_eq!(read("\"default\""), Reminders::Inherited);
        assert_eq!(read("[]"), Reminders::Own(Ladder::default()));
        assert_eq!(serde_json::to_string(&Reminders::Inherited).unwrap(), "\"default\"");
        assert_eq!(serde_json::to_string(&Reminders::Own(Ladder::default())).unwrap(), "[]");
        assert!(serde_json::from_str::<Reminders>("\"none\"").is_err());
    }

    #[test]
    fn the_usual_ladder_holds_until_another_is_set_and_the_later_of_two_for_one_day() {
        let (first, second) = (ladder(&[-10], None), ladder(&[-20], None));
        let defaults = Defaults::new(vec![(day("2027-01-01"), first), (day("2027-01-01"), second.clone())]);
        assert_eq!(defaults.on(day("2026-12-31")), &Ladder::usual());
        assert_eq!(defaults.on(day("2027-01-01")), &second);
        assert_eq!(defaults.terms().count(), 2);
        assert_eq!(Defaults::default().on(day("2026-01-01")), &Ladder::usual());
    }

    #[test]
    fn a_step_stands_since_the_first_ladder_that_had_it_without_a_break() {
        let set = vec![
            (day("2026-01-01"), ladder(&[-30, 14], Some(30))),
            (day("2026-06-01"), ladder(&[-30, -7, 14], Some(30))),
            (day("2026-09-01"), ladder(&[-30, -7, 14], Some(60))),
        ];
        let schedule = Schedule::Inherited(Arc::new(Defaults::new(set)));
        let since = |on: &str, offset| schedule.stands_since(day(on), offset, |_| true);
        assert_eq!(since("2026-10-01", -30), NaiveDate::MIN, "the usual ladder had it");
        assert_eq!(since("2026-10-01", -7), day("2026-06-01"), "the first of January took it away");
        assert_eq!(since("2026-10-01", 74), day("2026-01-01"), "14 and 2 × 30, and 14 and 60");
        assert_eq!(since("2026-10-01", 134), day("2026-01-01"));
        let own = Schedule::Own(ladder(&[-30], None));
        assert_eq!(own.stands_since(day("2026-10-01"), -30, |_| true), NaiveDate::MIN);
        assert_eq!(schedule.between(day("2026-05-31"), day("2026-06-01")).len(), 2);
        assert_eq!(schedule.lead_days(), 60);
    }
}
