//! What those who attended think of a session: a few questions on a scale, asked once it is closed, and what of it is shown.
//!
//! Whoever teaches reads sums and never whose answer it is. So that nobody can be guessed, a session shows nothing before its time for
//! answering is over (an answer that comes in would be the difference of two sums), and nothing at all below [`LEAST_ANSWERS`]; such a session
//! counts in no sum over several either, from which it could be taken out again.

use crate::rules::id::Instant;
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// Fewest answers of which anything is shown.
pub const LEAST_ANSWERS: usize = 3;

/// Days after closing for which one may answer, where nothing else is said.
pub const USUAL_DAYS: i32 = 14;

/// Most such days.
pub const MOST_DAYS: i32 = 90;

/// The worst rating.
pub const WORST: i32 = 1;

/// The best rating.
pub const BEST: i32 = 5;

/// What is asked, each on a scale from [`WORST`] to [`BEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// How good the content was.
    Content,
    /// How good those who taught were.
    Trainer,
    /// How useful it is at work.
    Usefulness,
    /// How good room and technology were.
    Setting,
    /// Whether one would recommend it.
    Recommendation,
}

impl Question {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 5] = [Self::Content, Self::Trainer, Self::Usefulness, Self::Setting, Self::Recommendation];

    /// The stable word, also the name of its field.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Trainer => "trainer",
            Self::Usefulness => "usefulness",
            Self::Setting => "setting",
            Self::Recommendation => "recommendation",
        }
    }
}

/// One person's ratings, in the order of [`Question::ALL`].
pub type Ratings = [i32; 5];

/// Until when one may answer; none: nothing is asked.
pub fn open_until(closed_at: Instant, days: i32) -> Option<Instant> {
    (days > 0).then(|| closed_at.plus(Duration::days(i64::from(days))))
}

/// How often each rating was given to each question: ratings from [`WORST`] up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many answered.
    pub answers: usize,
    /// For each question how many gave each rating.
    pub spread: [[usize; 5]; 5],
}

impl Summary {
    /// Counts answers; a rating that is none on the scale counts as the nearest one.
    pub fn of<'r>(answers: impl IntoIterator<Item = &'r Ratings>) -> Self {
        let mut summary = Self::default();
        for ratings in answers {
            summary.answers += 1;
            for (counts, rating) in summary.spread.iter_mut().zip(ratings) {
                let place = usize::try_from(rating.clamp(&WORST, &BEST) - WORST).unwrap_or(0);
                if let Some(count) = counts.get_mut(place) {
                    *count += 1;
                }
            }
        }
        summary
    }

    /// Both together.
    pub fn and(mut self, other: &Self) -> Self {
        self.answers += other.answers;
        for (counts, more) in self.spread.iter_mut().zip(&other.spread) {
            for (count, more) in counts.iter_mut().zip(more) {
                *count += more;
            }
        }
        self
    }

    /// The mean of each question; none: nobody answered.
    pub fn means(&self) -> Option<[f64; 5]> {
        if self.answers == 0 {
            return None;
        }
        let mean = |counts: &[usize; 5]| {
            let sum: f64 = (WORST..=BEST)
                .zip(counts)
                .map(|(rating, count)| f64::from(rating) * *count as f64)
                .sum();
            sum / self.answers as f64
        };
        Some(self.spread.each_ref().map(mean))
    }
}

/// What a session shows of its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Nothing yet; answers are taken until then.
    Open(Instant),
    /// Nothing: too few answered.
    TooFew,
    /// This.
    Results(Summary),
}

/// What a session shows whose time for answering ends then (none: it asks nothing any more).
pub fn shown(answers: &[Ratings], open_until: Option<Instant>, now: Instant) -> Shown {
    match open_until.filter(|until| now < *until) {
        Some(until) => Shown::Open(until),
        None if answers.len() < LEAST_ANSWERS => Shown::TooFew,
        None => Shown::Results(Summary::of(answers)),
    }
}

/// The sum over several sessions: of those alone that show something themselves.
pub fn together<'s>(sessions: impl IntoIterator<Item = &'s Shown>) -> Summary {
    sessions.into_iter().fold(Summary::default(), |sum, one| match one {
        Shown::Results(summary) => sum.and(summary),
        Shown::Open(_) | Shown::TooFew => sum,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        text.parse::<DateTime<Utc>>().unwrap().into()
    }

    #[test]
    fn nothing_is_shown_while_answers_come_in_nor_below_three() {
        let (closed, now) = (at("2026-12-01T16:00:00Z"), at("2026-12-20T08:00:00Z"));
        let all = [[5, 4, 5, 3, 5], [4, 4, 4, 2, 4], [3, 4, 5, 1, 5]];
        let until = open_until(closed, 14);
        assert_eq!(until, Some(at("2026-12-15T16:00:00Z")));
        assert_eq!(
            shown(&all, until, at("2026-12-15T15:59:59Z")),
            Shown::Open(at("2026-12-15T16:00:00Z"))
        );
        assert_eq!(shown(&all[..2], until, now), Shown::TooFew);
        let Shown::Results(summary) = shown(&all, until, now) else {
            panic!("three answered")
        };
        assert_eq!(summary.answers, 3);
        assert_eq!(summary.spread[0], [0, 0, 1, 1, 1]);
        assert_eq!(summary.means().unwrap()[3], 2.0);
        assert_eq!(open_until(closed, 0), None);
        assert_eq!(Summary::default().means(), None);
    }

    proptest! {
        #[test]
        fn no_sum_changes_by_a_session_that_shows_nothing(
            sessions in proptest::collection::vec(proptest::collection::vec(proptest::array::uniform5(1..=5_i32), 0..7), 0..6),
            few in proptest::collection::vec(proptest::array::uniform5(1..=5_i32), 0..LEAST_ANSWERS),
        ) {
            let now = at("2026-12-20T08:00:00Z");
            let mut all: Vec<Shown> = sessions.iter().map(|answers| shown(answers, None, now)).collect();
            let before = together(&all);
            all.push(shown(&few, None, now));
            prop_assert_eq!(together(&all), before.clone());
            prop_assert!(before.answers == 0 || before.answers >= LEAST_ANSWERS);
            for (counts, mean) in before.spread.iter().zip(before.means().unwrap_or([3.0; 5])) {
                prop_assert_eq!(counts.iter().sum::<usize>(), before.answers);
                prop_assert!((f64::from(WORST)..=f64::from(BEST)).contains(&mean));
            }
        }
    }
}
