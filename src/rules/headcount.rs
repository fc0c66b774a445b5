//! So many people with a proof at one place: whether that is kept today, and the day on which it will break if nothing else happens.
//!
//! Somebody counts on the days on which they work there and hold the proof; each person once. On days that lie behind it counts too what was
//! found out later: [`turns`] says from which day on there were too few, and from which on enough again, whenever that was recorded.

use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;

/// Most people that can be asked for at one place.
pub const MOST: u32 = 1_000;

/// Why somebody does not count any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// They leave the place.
    Leaves,
    /// Their proof counts no longer, or they are away.
    ProofEnds,
}

impl End {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Leaves => "leaves",
            Self::ProofEnds => "proof_ends",
        }
    }
}

/// Days on which somebody counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: no end is known.
    pub to: Option<NaiveDate>,
    /// Why it ends, where it does.
    pub end: End,
}

impl Days {
    /// The days of a stay on which the proof counts; none where there are none.
    pub fn of(stay: (NaiveDate, Option<NaiveDate>), proof: (NaiveDate, Option<NaiveDate>)) -> Option<Self> {
        let from = stay.0.max(proof.0);
        let last = |to: Option<NaiveDate>| to.unwrap_or(NaiveDate::MAX);
        let end = if last(stay.1) <= last(proof.1) {
            End::Leaves
        } else {
            End::ProofEnds
        };
        let to = [stay.1, proof.1].into_iter().flatten().min();
        to.is_none_or(|to| from <= to).then_some(Self { from, to, end })
    }

    fn hold(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// How a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Too few today.
    Broken,
    /// Enough today, and too few from a day on that is known.
    Breaking,
    /// Enough, as far as anybody knows.
    Kept,
}

impl Status {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Broken, Self::Breaking, Self::Kept];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Breaking => "breaking",
            Self::Kept => "kept",
        }
    }
}

/// How a place stands, and when that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Kept, breaking or broken.
    pub status: Status,
    /// How many count today.
    pub counted: usize,
    /// The first day from today on with too few; today where there are too few now; none: no such day is known.
    pub breaks_on: Option<NaiveDate>,
    /// The first later day with enough again.
    pub mended_on: Option<NaiveDate>,
    /// Whose days end right before the break, as places in what was given, and why; empty where there are too few now.
    pub because: Vec<(usize, End)>,
}

/// The day on which it turns at a place between enough people and too few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The first day on which it is so.
    pub on: NaiveDate,
    /// Whether there are enough from then on.
    pub enough: bool,
}

/// When it turned at a place that asks for `least` people, from how it stood before and how many counted on each of the days after, in their
/// order.
pub fn turns(least: u32, enough_before: bool, counted: impl IntoIterator<Item = (NaiveDate, usize)>) -> Vec<Turn> {
    let wanted = usize::try_from(least).unwrap_or(usize::MAX);
    let (mut told, mut before) = (Vec::new(), enough_before);
    for (on, count) in counted {
        let enough = count >= wanted;
        if enough != before {
            told.push(Turn { on, enough });
            before = enough;
        }
    }
    told
}

/// How a place stands that asks for `least` people; `people` holds the days of each.
pub fn standing(least: u32, people: &[Vec<Days>], today: NaiveDate) -> Standing {
    let enough = usize::try_from(least).unwrap_or(usize::MAX);
    let count = |day: NaiveDate| people.iter().filter(|days| days.iter().any(|one| one.hold(day))).count();
    let mut turns = BTreeSet::from([today]);
    for one in people.iter().flatten() {
        turns.extend(
            [Some(one.from), one.to.and_then(|to| to.succ_opt())]
                .into_iter()
                .flatten()
                .filter(|day| *day > today),
        );
    }
    let breaks_on = turns.iter().copied().find(|day| count(*day) < enough);
    let mended_on = breaks_on.and_then(|broken| turns.iter().copied().find(|day| *day > broken && count(*day) >= enough));
    let status = match breaks_on {
        None => Status::Kept,
        Some(day) if day == today => Status::Broken,
        Some(_) => Status::Breaking,
    };
    let before = breaks_on.filter(|day| *day > today).and_then(|day| day.pred_opt());
    let because = before.map_or_else(Vec::new, |last| {
        let ends = |days: &Vec<Days>| {
            let gone = !days.iter().any(|one| one.hold(last.succ_opt().unwrap_or(last)));
            days.iter().find(|one| gone && one.to == Some(last)).map(|one| one.end)
        };
        people
            .iter()
            .enumerate()
            .filter_map(|(place, days)| Some((place, ends(days)?)))
            .collect()
    });
    Standing {
        status,
        counted: count(today),
        breaks_on,
        mended_on,
        because,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(from: &str, to: Option<&str>) -> Vec<Days> {
        vec![Days {
            from: day(from),
            to: to.map(day),
            end: End::Leaves,
        }]
    }

    #[test]
    fn it_is_kept_as_long_as_enough_people_count() {
        let people = [
            days("2020-01-01", None),
            days("2020-01-01", Some("2027-03-31")),
            days("2027-05-01", None),
        ];
        let told = standing(2, &people, day("2026-11-24"));
        assert_eq!((told.status, told.counted), (Status::Breaking, 2));
        assert_eq!((told.breaks_on, told.mended_on), (Some(day("2027-04-01")), Some(day("2027-05-01"))));
        assert_eq!(told.because, [(1, End::Leaves)]);
        let told = standing(1, &people, day("2026-11-24"));
        assert_eq!((told.status, told.breaks_on), (Status::Kept, None));
        let told = standing(3, &people, day("2026-11-24"));
        assert_eq!(
            (told.status, told.breaks_on, told.because),
            (Status::Broken, Some(day("2026-11-24")), Vec::new())
        );
        assert_eq!(standing(1, &[], day("2026-11-24")).status, Status::Broken);
    }

    #[test]
    fn it_turns_on_the_day_on_which_there_were_too_few_or_enough_again() {
        let days = || day("2027-01-10").iter_days().zip([2, 2, 1, 1, 2, 3, 0]);
        let told = |before| {
            turns(2, before, days())
                .iter()
                .map(|turn| (turn.on, turn.enough))
                .collect::<Vec<_>>()
        };
        let later = [(day("2027-01-12"), false), (day("2027-01-14"), true), (day("2027-01-16"), false)];
        assert_eq!(told(true), later);
        // What was taken for a shortage was none on the first day that is looked at.
        assert_eq!(told(false), [&[(day("2027-01-10"), true)], &later[..]].concat());
        assert!(turns(2, true, []).is_empty() && turns(0, true, days()).is_empty());
    }

    #[test]
    fn a_person_counts_once_and_one_who_stays_on_breaks_nothing() {
        let twice = [[days("2020-01-01", Some("2027-03-31")), days("2027-04-01", None)].concat()];
        assert_eq!(standing(1, &twice, day("2026-11-24")).status, Status::Kept);
        assert_eq!(standing(2, &twice, day("2027-03-31")).counted, 1);
    }

    #[test]
    fn days_end_with_the_stay_or_with_the_proof_whichever_comes_first() {
        let of = |stay: Option<&str>, proof: Option<&str>| {
            Days::of((day("2026-01-01"), stay.map(day)), (day("2026-06-01"), proof.map(day))).map(|days| (days.from, days.to, days.end))
        };
        assert_eq!(of(None, None), Some((day("2026-06-01"), None, End::Leaves)));
        assert_eq!(
            of(None, Some("2027-01-01")),
            Some((day("2026-06-01"), Some(day("2027-01-01")), End::ProofEnds))
        );
        assert_eq!(
            of(Some("2026-12-31"), Some("2027-01-01")),
            Some((day("2026-06-01"), Some(day("2026-12-31")), End::Leaves))
        );
        assert_eq!(of(Some("2026-05-31"), None), None);
    }

    proptest! {
        #[test]
        fn from_turn_to_turn_it_stands_as_the_turn_says(counted in proptest::collection::vec(0_usize..5, 0..40), least in 0_u32..5, before: bool) {
            let days: Vec<(NaiveDate, usize)> = day("2026-11-24").iter_days().zip(counted).collect();
            let told = turns(least, before, days.iter().copied());
            prop_assert!(told.windows(2).all(|pair| pair[0].on < pair[1].on && pair[0].enough != pair[1].enough));
            for (on, count) in days {
                let said = told.iter().rev().find(|turn| turn.on <= on).map_or(before, |turn| turn.enough);
                prop_assert_eq!(said, count >= usize::try_from(least).unwrap());
            }
        }

        #[test]
        fn before_the_break_there_are_enough_and_on_it_too_few(
            spans in proptest::collection::vec((-400_i64..800, proptest::option::of(0_i64..700)), 0..8),
            least in 1_u32..5,
        ) {
            let today = day("2026-11-24");
            let people: Vec<Vec<Days>> = spans.iter().map(|(from, lasts)| {
                let from = today + chrono::Duration::days(*from);
                vec![Days { from, to: lasts.map(|days| from + chrono::Duration::days(days)), end: End::ProofEnds }]
            }).collect();
            let told = standing(least, &people, today);
            let count = |on: NaiveDate| people.iter().filter(|days| days.iter().any(|one| one.hold(on))).count();
            let end = told.breaks_on.unwrap_or(today + chrono::Duration::days(2_000));
            let mut on = today;
            while on < end {
                prop_assert!(count(on) >= usize::try_from(least).unwrap());
                on = on.succ_opt().unwrap();
            }
            if let Some(broken) = told.breaks_on {
                prop_assert!(count(broken) < usize::try_from(least).unwrap());
                prop_assert!(broken == today || !told.because.is_empty());
            }
        }
    }
}
