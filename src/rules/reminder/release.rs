//! The word that nothing is owed any more, for whoever had been reminded, once and where the requirement says so (rule 7).

use super::{Addressee, Calendar, Decision, Fate, Journal, Key, Ladder, Reason, Recipient};
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use chrono::{NaiveDate, Timelike};
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;

/// Why what somebody was told of is not owed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Proven, for good or until a later date.
    Done,
    /// A waiver, or a waiver or pause to come that takes the date away for good.
    Waived,
    /// A pause.
    Paused,
    /// The requirement does not concern the person any more.
    Left,
}

impl Ending {
    /// How an obligation of which somebody was told by its date `told_due_on` has ended; none where it is still owed, by that date or by
    /// one that an extension or a missed year brought. `now` is how it stands, with its due date; none: the person is not subject to it.
    pub fn of(now: Option<(Status, Option<NaiveDate>)>, told_due_on: NaiveDate) -> Option<Self> {
        let Some((status, due_on)) = now else {
            return Some(Self::Left);
        };
        match (status, due_on) {
            (Status::NotSubject, _) => Some(Self::Left),
            (Status::Waived, _) => Some(Self::Waived),
            (Status::Paused, _) => Some(Self::Paused),
            (Status::Satisfied, _) => Some(Self::Done),
            (Status::Valid, Some(due_on)) => (due_on > told_due_on).then_some(Self::Done),
            (_, None) => Some(Self::Waived),
            (_, Some(_)) => None,
        }
    }

    /// As the journal has it.
    pub fn reason(self) -> Reason {
        match self {
            Self::Done => Reason::Done,
            Self::Waived => Reason::Waived,
            Self::Paused => Reason::Paused,
            Self::Left => Reason::Left,
        }
    }
}

/// Somebody who was told that something is owed, by a requirement that tells when it is over.
#[derive(Clone, Debug)]
pub struct Reminded {
    /// Whose obligation.
    pub person_id: Id,
    /// Which requirement.
    pub requirement_id: Id,
    /// The latest due date of which they were told.
    pub due_on: NaiveDate,
    /// Who was told.
    pub recipient: Arc<Recipient>,
    /// Under which role.
    pub role: Addressee,
    /// Whether the partner's people are reminded today.
    pub switched_on: bool,
    /// How it ended; none: still owed.
    pub ending: Option<Ending>,
}

/// Who is told at this instant that nothing is owed any more: with the day's mail, from the recipient's local hour on. Whoever cannot be
/// reached any more, or belongs to a partner that is switched off, is passed over for good.
pub fn releases(reminded: &[Reminded], journal: &Journal, calendar: &Calendar, now: Instant) -> Vec<Decision> {
    let decide = |one: &Reminded| {
        let ending = one.ending?;
        let key = Key {
            person_id: one.person_id,
            requirement_id: one.requirement_id,
            due_on: one.due_on,
            offset_days: None,
            recipient_id: one.recipient.id,
        };
        let local = now.utc().with_timezone(&one.recipient.zone);
        let today = local.date_naive();
        if local.hour() < calendar.send_hour || journal.told_on(one.recipient.id, today) || journal.holds(&key) {
            return None;
        }
        let (fate, reason) = if !one.switched_on {
            (Fate::Skipped, Reason::SwitchedOff)
        } else if !one.recipient.reachable {
            (Fate::Skipped, Reason::NotTheirs)
        } else {
            (Fate::Planned, ending.reason())
        };
        Some(Decision {
            key,
            role: one.role,
            step_on: today,
            fate,
            reason: Some(reason),
        })
    };
    reminded.iter().filter_map(decide).collect()
}

/// Passes over whoever does not want the word that nothing is owed any more. Steps are told all the same: nobody chooses a duty away.
pub fn silence(decisions: &mut [Decision], unwanted: &HashSet<Id>) {
    let silent =
        |one: &&mut Decision| one.key.offset_days.is_none() && one.fate == Fate::Planned && unwanted.contains(&one.key.recipient_id);
    for decision in decisions.iter_mut().filter(silent) {
        decision.fate = Fate::Skipped;
        decision.reason = Some(Reason::Unsubscribed);
    }
}

/// Whether the word that nothing is owed any more is still true when it is about to leave, and still wanted, or why not.
pub fn still_released(ending: Option<Ending>, ladder: Option<&Ladder>) -> Result<(), Reason> {
    if !ladder.is_some_and(Ladder::tells_when_done) {
        return Err(Reason::StepGone);
    }
    ending.map(drop).ok_or(Reason::OwedAgain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at(text: &str) -> Instant {
        text.parse::<chrono::DateTime<chrono::Utc>>().unwrap().into()
    }

    fn id(number: u128) -> Id {
        Id(uuid::Uuid::from_u128(number))
    }

    fn reminded(ending: Option<Ending>) -> Reminded {
        Reminded {
            person_id: id(1),
            requirement_id: id(100),
            due_on: day("2026-12-02"),
            recipient: Arc::new(Recipient {
                id: id(2),
                zone: chrono_tz::Europe::Berlin,
                country: "DE".to_owned(),
                reachable: true,
            }),
            role: Addressee::Supervisor,
            switched_on: true,
            ending,
        }
    }

    fn told(one: &Reminded, journal: &Journal, now: &str) -> Vec<(Fate, Option<Reason>)> {
        let calendar = Calendar {
            send_hour: 7,
            ..Calendar::default()
        };
        let decisions = releases(std::slice::from_ref(one), journal, &calendar, at(now));
        assert!(decisions.iter().all(|one| one.key.offset_days.is_none()));
        decisions.iter().map(|one| (one.fate, one.reason)).collect()
    }

    #[test]
    fn what_is_done_excused_or_gone_has_ended_and_what_only_moved_has_not() {
        let due = day("2026-12-02");
        let later = Some(day("2027-12-02"));
        let of = |now| Ending::of(now, due);
        assert_eq!(of(None), Some(Ending::Left));
        assert_eq!(of(Some((Status::NotSubject, None))), Some(Ending::Left));
        assert_eq!(of(Some((Status::Waived, later))), Some(Ending::Waived));
        assert_eq!(of(Some((Status::Paused, later))), Some(Ending::Paused));
        assert_eq!(of(Some((Status::Satisfied, None))), Some(Ending::Done));
        assert_eq!(of(Some((Status::Valid, later))), Some(Ending::Done));
        assert_eq!(of(Some((Status::Open, None))), Some(Ending::Waived));
        // The renewal of which somebody was told early, an extension, and whatever presses.
        assert_eq!(of(Some((Status::Valid, Some(due)))), None);
        for status in [Status::Open, Status::Due, Status::Grace, Status::Overdue, Status::Lapsed] {
            assert_eq!(of(Some((status, later))), None);
        }
    }

    #[test]
    fn whoever_was_reminded_is_told_once_from_the_hour_on_with_the_mail_of_the_day() {
        let one = reminded(Some(Ending::Waived));
        let mut journal = Journal::default();
        assert_eq!(told(&one, &journal, "2026-12-01T05:59:00Z"), []);
        assert_eq!(
            told(&one, &journal, "2026-12-01T06:00:00Z"),
            [(Fate::Planned, Some(Reason::Waived))]
        );
        journal.tell(id(2), day("2026-12-01"));
        assert_eq!(told(&one, &journal, "2026-12-01T12:00:00Z"), [], "there was a mail today");
        let key = Key {
            person_id: one.person_id,
            requirement_id: one.requirement_id,
            due_on: one.due_on,
            offset_days: None,
            recipient_id: one.recipient.id,
        };
        journal.enter(key, Fate::Sent, day("2026-12-02"));
        assert_eq!(told(&one, &journal, "2026-12-02T12:00:00Z"), [], "told before");
        assert_eq!(told(&reminded(None), &Journal::default(), "2026-12-01T12:00:00Z"), [], "still owed");
    }

    #[test]
    fn whoever_cannot_be_reached_or_is_switched_off_is_passed_over() {
        let mut one = reminded(Some(Ending::Left));
        Arc::make_mut(&mut one.recipient).reachable = false;
        let now = "2026-12-01T12:00:00Z";
        assert_eq!(told(&one, &Journal::default(), now), [(Fate::Skipped, Some(Reason::NotTheirs))]);
        one.switched_on = false;
        assert_eq!(told(&one, &Journal::default(), now), [(Fate::Skipped, Some(Reason::SwitchedOff))]);
    }

    #[test]
    fn whoever_does_not_want_the_word_gets_none_but_every_step() {
        let calendar = Calendar {
            send_hour: 7,
            ..Calendar::default()
        };
        let one = reminded(Some(Ending::Done));
        let mut decisions = releases(&[one], &Journal::default(), &calendar, at("2026-12-01T12:00:00Z"));
        let step = Decision {
            key: Key {
                offset_days: Some(-7),
                ..decisions[0].key
            },
            ..decisions[0].clone()
        };
        decisions.push(step);
        silence(&mut decisions, &[id(3)].into());
        assert_eq!(decisions[0].fate, Fate::Planned, "it is somebody else's choice");
        silence(&mut decisions, &[id(2)].into());
        assert_eq!(
            (decisions[0].fate, decisions[0].reason),
            (Fate::Skipped, Some(Reason::Unsubscribed))
        );
        assert_eq!(decisions[1].fate, Fate::Planned);
    }

    #[test]
    fn the_word_is_taken_back_where_it_is_owed_again_or_the_requirement_tells_nothing() {
        let telling: Ladder = serde_json::from_str(r#"{"steps":[],"tell_when_done":true}"#).unwrap();
        assert_eq!(still_released(Some(Ending::Done), Some(&telling)), Ok(()));
        assert_eq!(still_released(None, Some(&telling)), Err(Reason::OwedAgain));
        assert_eq!(still_released(Some(Ending::Done), Some(&Ladder::default())), Err(Reason::StepGone));
        assert_eq!(still_released(Some(Ending::Done), None), Err(Reason::StepGone));
    }
}
