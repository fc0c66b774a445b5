//! Whether rooms, equipment and those who teach are free when a session needs them.

use super::part::{Span, local};
use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use serde::Serialize;
use std::collections::BTreeSet;

/// Minutes that are kept free around every use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Buffers {
    /// To get ready.
    pub before_minutes: i32,
    /// To tidy up, or to travel on.
    pub after_minutes: i32,
}

/// What somebody who teaches needs from one session to the next.
pub const BETWEEN: Buffers = Buffers {
    before_minutes: 0,
    after_minutes: 30,
};

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Clash {
    /// The room holds fewer people than the session has seats.
    Small,
    /// Whoever teaches does not hold what the workshop asks of them.
    Lacks,
    /// Whoever teaches is away on that day.
    Away,
    /// Somebody who has a seat has another one at that time, between which they would have to choose.
    Booked,
    /// The minutes before or after it are not free.
    Tight,
    /// It is in use at that time.
    Taken,
    /// Whoever is to teach has a booking in the session, and would vouch for their own attendance.
    Attends,
}

impl Clash {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Lacks => "lacks",
            Self::Away => "away",
            Self::Booked => "booked",
            Self::Tight => "tight",
            Self::Taken => "taken",
            Self::Attends => "attends",
        }
    }

    /// Whether a person may decide otherwise, with a reason. Nothing and nobody is at two places at once, and nobody teaches themselves; whoever
    /// is booked twice may give one of both seats back.
    pub fn can_be_overridden(self) -> bool {
        !matches!(self, Self::Taken | Self::Attends)
    }
}

/// Whether uses of one thing get in each other's way: as it is worst, with the use that is in the way.
pub fn clash(wanted: &[Span], used: &[Span], buffers: Buffers) -> Option<(Clash, Span)> {
    let wide = |span: &Span| Span {
        starts_at: span.starts_at.plus(-Duration::minutes(i64::from(buffers.before_minutes))),
        ends_at: span.ends_at.plus(Duration::minutes(i64::from(buffers.after_minutes))),
    };
    let pairs = || wanted.iter().flat_map(|one| used.iter().map(move |other| (one, other)));
    let taken = pairs()
        .find(|(one, other)| one.overlaps(other))
        .map(|(_, other)| (Clash::Taken, *other));
    taken.or_else(|| {
        pairs()
            .find(|(one, other)| wide(one).overlaps(&wide(other)))
            .map(|(_, other)| (Clash::Tight, *other))
    })
}

/// The days of a session as the clocks of the place count them, each once and in order.
pub fn days(wanted: &[Span], zone: Tz) -> BTreeSet<NaiveDate> {
    let of = |span: &Span| [local(span.starts_at, zone).date(), local(span.ends_at, zone).date()];
    wanted.iter().flat_map(of).collect()
}

/// The first day of a session on which somebody is away, as the clocks of the place count days; `away` are first and last days.
pub fn away(wanted: &[Span], away: &[(NaiveDate, NaiveDate)], zone: Tz) -> Option<NaiveDate> {
    let is_away = |day: &NaiveDate| away.iter().any(|(from, to)| from <= day && day <= to);
    days(wanted, zone).into_iter().find(is_away)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::id::Instant;
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        text.parse::<DateTime<Utc>>().unwrap().into()
    }

    fn span(from: &str, to: &str) -> Span {
        Span {
            starts_at: at(&format!("2027-02-08T{from}:00Z")),
            ends_at: at(&format!("2027-02-08T{to}:00Z")),
        }
    }

    #[test]
    fn what_touches_is_free_unless_minutes_are_kept_around_it() {
        let (morning, noon) = (span("08:00", "12:00"), span("12:00", "16:00"));
        let kept = |before_minutes, after_minutes| Buffers {
            before_minutes,
            after_minutes,
        };
        assert_eq!(clash(&[morning], &[noon], kept(0, 0)), None);
        assert_eq!(clash(&[morning], &[noon], kept(0, 15)), Some((Clash::Tight, noon)));
        assert_eq!(clash(&[noon], &[morning], kept(15, 0)), Some((Clash::Tight, morning)));
        let late = span("12:30", "16:00");
        assert_eq!(
            clash(&[morning], &[late], kept(15, 15)),
            None,
            "one gets ready when the other has tidied up"
        );
        assert_eq!(
            clash(&[morning], &[late, span("11:59", "12:10")], kept(60, 0)).unwrap().0,
            Clash::Taken
        );
    }

    #[test]
    fn somebody_is_away_by_the_days_of_the_place() {
        let zone: Tz = "Asia/Tokyo".parse().unwrap();
        let evening = Span {
            starts_at: at("2027-02-08T16:00:00Z"),
            ends_at: at("2027-02-08T18:00:00Z"),
        };
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let absence = [(day("2027-02-09"), day("2027-02-10"))];
        assert_eq!(
            away(&[evening], &absence, zone),
            Some(day("2027-02-09")),
            "it is the next day there"
        );
        assert_eq!(away(&[evening], &absence, chrono_tz::UTC), None);
    }

    proptest! {
        #[test]
        fn a_clash_is_the_same_from_both_sides(starts in proptest::collection::vec((0_i64..3000, 1_i64..300), 2), before in 0..120_i32, after in 0..120_i32) {
            let made = |(start, minutes): &(i64, i64)| {
                let starts_at = at("2027-02-08T00:00:00Z").plus(Duration::minutes(*start));
                Span { starts_at, ends_at: starts_at.plus(Duration::minutes(*minutes)) }
            };
            let (one, other) = (made(&starts[0]), made(&starts[1]));
            let buffers = Buffers { before_minutes: before, after_minutes: after };
            let kind = |found: Option<(Clash, Span)>| found.map(|(clash, _)| clash);
            prop_assert_eq!(kind(clash(&[one], &[other], buffers)), kind(clash(&[other], &[one], buffers)));
            prop_assert_eq!(kind(clash(&[one], &[other], buffers)) == Some(Clash::Taken), one.overlaps(&other));
        }
    }
}
