//! Who came and who left, as a meeting provider tells it while the meeting runs.

use super::Stay;
use crate::rules::id::Instant;
use std::collections::BTreeMap;

/// What was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody left.
    Left,
    /// Somebody came.
    Joined,
}

impl Kind {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Left => "left",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Joined, Self::Left].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Something that was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What.
    pub kind: Kind,
    /// Whose presence, by the provider: whoever takes part from two devices has two.
    pub presence: String,
    /// The name they went by.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// When it happened.
    pub at: Instant,
}

/// The stays that events come to, in whatever order they arrived. Of whom nobody told that they left they stayed until then; a second coming
/// without a leaving between, and a leaving without a coming, tell nothing new.
pub fn stays(events: &[Event], until: Instant) -> Vec<Stay> {
    let mut of: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in events {
        of.entry(&event.presence).or_default().push(event);
    }
    let mut stays = Vec::new();
    for (_, mut events) in of {
        events.sort_by_key(|event| (event.at, event.kind));
        let mut came: Option<&Event> = None;
        let stay = |came: &Event, left_at: Instant| Stay {
            name: came.name.clone(),
            email: came.email.clone(),
            joined_at: came.at,
            left_at,
        };
        for event in events {
            match (event.kind, came) {
                (Kind::Joined, None) => came = Some(event),
                (Kind::Left, Some(begun)) => {
                    stays.push(stay(begun, event.at));
                    came = None;
                }
                _ => {}
            }
        }
        stays.extend(came.filter(|begun| begun.at < until).map(|begun| stay(begun, until)));
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::super::gather;
    use super::*;
    use crate::rules::workshop::Span;
    use chrono::{DateTime, Duration, Utc};
    use proptest::prelude::*;

    fn at(minute: i64) -> Instant {
        let nine: Instant = "2027-02-08T08:00:00Z".parse::<DateTime<Utc>>().unwrap().into();
        nine.plus(Duration::minutes(minute))
    }

    fn event(kind: Kind, presence: &str, minute: i64) -> Event {
        Event {
            kind,
            presence: presence.to_owned(),
            name: "Anna Schmidt".to_owned(),
            email: Some("anna@albers.example".to_owned()),
            at: at(minute),
        }
    }

    fn minutes(events: &[Event]) -> i64 {
        let part = Span {
            starts_at: at(0),
            ends_at: at(60),
        };
        gather(stays(events, part.ends_at), &part).map_or(0, |joined| joined.iter().map(|one| one.minutes).sum())
    }

    #[test]
    fn whoever_comes_goes_and_stays_has_the_minutes_between() {
        use Kind::{Joined, Left};
        assert_eq!(minutes(&[event(Joined, "a", -5), event(Left, "a", 20), event(Joined, "a", 30)]), 50);
        assert_eq!(
            minutes(&[event(Joined, "a", 10), event(Joined, "a", 20), event(Left, "a", 40)]),
            30,
            "a lost leaving"
        );
        assert_eq!(minutes(&[event(Left, "a", 20)]), 0, "a lost coming");
        let both = [
            event(Joined, "a", 0),
            event(Joined, "b", 10),
            event(Left, "a", 20),
            event(Left, "b", 40),
        ];
        assert_eq!(minutes(&both), 40, "two devices of one person");
        assert_eq!(minutes(&[event(Joined, "a", 70)]), 0, "after the end");
        assert_eq!(minutes(&[]), 0);
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_changes_nothing_and_nobody_stays_longer_than_the_part(
            told in proptest::collection::vec((any::<bool>(), 0_usize..3, -30_i64..90), 0..20),
            turn in 0_usize..20,
        ) {
            let kind = |came| if came { Kind::Joined } else { Kind::Left };
            let all: Vec<Event> = told.into_iter().map(|(came, who, minute)| event(kind(came), ["a", "b", "c"][who], minute)).collect();
            let mut turned = all.clone();
            turned.rotate_left(turn % all.len().max(1));
            prop_assert_eq!(minutes(&all), minutes(&turned));
            prop_assert!((0..=60).contains(&minutes(&all)));
        }
    }
}
