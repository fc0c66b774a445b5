//! Sets of days: what remains of a condition that holds from one day to another.

use chrono::NaiveDate;

/// A set of days as spans in the order of time, none of which touches another one. All operations are total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Days(Vec<(NaiveDate, NaiveDate)>);

impl Days {
    /// No day.
    pub fn none() -> Self {
        Self(Vec::new())
    }

    /// Every day.
    pub fn all() -> Self {
        Self(vec![(NaiveDate::MIN, NaiveDate::MAX)])
    }

    /// From one day to another, both included; none: open. A span that ends before it begins holds no day.
    pub fn span(from: NaiveDate, to: Option<NaiveDate>) -> Self {
        let to = to.unwrap_or(NaiveDate::MAX);
        Self(if from <= to { vec![(from, to)] } else { Vec::new() })
    }

    /// All days of several spans.
    pub fn spans(spans: impl IntoIterator<Item = (NaiveDate, Option<NaiveDate>)>) -> Self {
        let whole = |(from, to): (NaiveDate, Option<NaiveDate>)| (from, to.unwrap_or(NaiveDate::MAX));
        let mut all: Vec<(NaiveDate, NaiveDate)> = spans.into_iter().map(whole).filter(|(from, to)| from <= to).collect();
        all.sort_unstable();
        let mut joined: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(all.len());
        for (from, to) in all {
            match joined.last_mut() {
                Some(last) if last.1.succ_opt().is_none_or(|next| from <= next) => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Self(joined)
    }

    /// Whether there is no day in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a day is in it.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.0.iter().any(|(from, to)| (*from..=*to).contains(&day))
    }

    /// Its spans, the earliest first; none: open.
    pub fn iter(&self) -> impl Iterator<Item = (NaiveDate, Option<NaiveDate>)> + '_ {
        self.0.iter().map(|(from, to)| (*from, (*to != NaiveDate::MAX).then_some(*to)))
    }

    /// The days of either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        Self::spans(self.iter().chain(other.iter()))
    }

    /// The days of both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = Vec::new();
        for (from, to) in &self.0 {
            for (other_from, other_to) in &other.0 {
                let (from, to) = (*from.max(other_from), *to.min(other_to));
                if from <= to {
                    both.push((from, to));
                }
            }
        }
        // Parts of spans that do not touch do not touch either, and come in order.
        Self(both)
    }

    /// The days that are not in it.
    #[must_use]
    pub fn not(&self) -> Self {
        let mut rest = Vec::new();
        let mut next = Some(NaiveDate::MIN);
        for (from, to) in &self.0 {
            if let (Some(begin), Some(end)) = (next, from.pred_opt())
                && begin <= end
            {
                rest.push((begin, end));
            }
            next = to.succ_opt();
        }
        rest.extend(next.map(|begin| (begin, NaiveDate::MAX)));
        Self(rest)
    }

    /// Its spans, cut before each of these days that lies within one, and whether each part begins on such a day.
    pub fn cut(&self, turns: &[NaiveDate]) -> Vec<(NaiveDate, Option<NaiveDate>, bool)> {
        let mut turns = turns.to_vec();
        turns.sort_unstable();
        turns.dedup();
        let mut parts = Vec::new();
        for (from, to) in &self.0 {
            let within = turns.iter().copied().filter(|turn| (*from..=*to).contains(turn));
            let mut begins = (*from, turns.contains(from));
            for turn in within.filter(|turn| turn > from) {
                parts.push((begins.0, turn.pred_opt(), begins.1));
                begins = (turn, true);
            }
            parts.push((begins.0, (*to != NaiveDate::MAX).then_some(*to), begins.1));
        }
        parts
    }

    /// The days that are in it and not in another.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        if other.is_empty() { self.clone() } else { self.and(&other.not()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Duration::days(number)
    }

    fn some() -> impl Strategy<Value = Days> {
        proptest::collection::vec((0i64..40, proptest::option::of(0i64..40)), 0..6)
            .prop_map(|spans| Days::spans(spans.into_iter().map(|(from, to)| (day(from), to.map(day)))))
    }

    proptest! {
        #[test]
        fn a_day_is_in_what_is_made_of_sets_where_it_is_in_the_sets(a in some(), b in some(), number in -2i64..45) {
            let at = day(number);
            prop_assert_eq!(a.or(&b).contains(at), a.contains(at) || b.contains(at));
            prop_assert_eq!(a.and(&b).contains(at), a.contains(at) && b.contains(at));
            prop_assert_eq!(a.without(&b).contains(at), a.contains(at) && !b.contains(at));
            prop_assert_eq!(a.not().not(), a.clone());
            prop_assert_eq!(a.and(&b).not(), a.not().or(&b.not()));
        }

        #[test]
        fn what_is_cut_is_the_same_days_and_begins_on_each_turn(a in some(), turns in proptest::collection::vec(0i64..40, 0..5)) {
            let turns: Vec<_> = turns.into_iter().map(day).collect();
            let parts = a.cut(&turns);
            prop_assert_eq!(Days::spans(parts.iter().map(|(from, to, _)| (*from, *to))), a.clone());
            for turn in turns {
                let begins = parts.iter().any(|(from, _, anew)| *anew && *from == turn);
                prop_assert_eq!(begins, a.contains(turn));
            }
        }

        #[test]
        fn spans_do_not_touch(a in some(), b in some()) {
            for made in [a.or(&b), a.and(&b), a.not()] {
                let spans: Vec<_> = made.iter().collect();
                for two in spans.windows(2) {
                    prop_assert!(two[0].1.and_then(|to| to.succ_opt()).is_some_and(|next| next < two[1].0));
                }
            }
        }
    }
}
