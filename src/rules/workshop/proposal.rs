//! A day on which a session could take place: the first on which a room, somebody who teaches and all equipment that it needs are free.

use super::clash::{Buffers, away, clash};
use super::part::Span;
use crate::rules::id::Id;
use chrono::NaiveDate;
use chrono_tz::Tz;

/// A room, somebody who teaches, or a piece of equipment.
#[derive(Clone, Debug)]
pub struct Means {
    /// Which.
    pub id: Id,
    /// When it is in use.
    pub used: Vec<Span>,
    /// What is kept free around a use.
    pub buffers: Buffers,
    /// First and last days of absences, and of days on which they lack what the workshop asks of them.
    pub away: Vec<(NaiveDate, NaiveDate)>,
}

impl Means {
    /// Whether nothing speaks against these parts.
    pub fn is_free(&self, wanted: &[Span], zone: Tz) -> bool {
        clash(wanted, &self.used, self.buffers).is_none() && away(wanted, &self.away, zone).is_none()
    }
}

/// A day with a room and somebody who teaches, by their places in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The day.
    pub on: NaiveDate,
    /// The room.
    pub room: usize,
    /// Who teaches.
    pub trainer: usize,
}

/// The first of these days on which something of either list is free, and all of the equipment, at every part; of several the one that stands
/// first.
pub fn propose(days: &[(NaiveDate, Vec<Span>)], rooms: &[Means], trainers: &[Means], equipment: &[Means], zone: Tz) -> Option<Proposal> {
    let equipped = |spans: &[Span]| equipment.iter().all(|one| one.is_free(spans, zone));
    days.iter().filter(|(_, spans)| equipped(spans)).find_map(|(on, spans)| {
        let free = |all: &[Means]| all.iter().position(|one| one.is_free(spans, zone));
        Some(Proposal {
            on: *on,
            room: free(rooms)?,
            trainer: free(trainers)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::id::Instant;
    use chrono::{DateTime, Utc};

    fn at(text: &str) -> Instant {
        text.parse::<DateTime<Utc>>().unwrap().into()
    }

    fn on(day: u32) -> (NaiveDate, Vec<Span>) {
        let on = NaiveDate::from_ymd_opt(2027, 2, day).unwrap();
        let span = Span {
            starts_at: at(&format!("{on}T08:00:00Z")),
            ends_at: at(&format!("{on}T15:00:00Z")),
        };
        (on, vec![span])
    }

    fn means(id: u128, used: &[u32], away: &[u32]) -> Means {
        let buffers = Buffers {
            before_minutes: 30,
            after_minutes: 30,
        };
        Means {
            id: Id(uuid::Uuid::from_u128(id)),
            used: used.iter().flat_map(|day| on(*day).1).collect(),
            buffers,
            away: away.iter().map(|day| (on(*day).0, on(*day).0)).collect(),
        }
    }

    #[test]
    fn the_first_day_counts_on_which_a_room_and_a_trainer_are_free_at_once() {
        let days: Vec<_> = [8, 9, 10, 11].map(on).to_vec();
        let rooms = [means(1, &[8, 9], &[]), means(2, &[9], &[])];
        let trainers = [means(3, &[], &[8]), means(4, &[8, 9, 10], &[])];
        let zone = chrono_tz::Europe::Berlin;
        let proposal = |room: usize, trainer: usize, day: u32| {
            Some(Proposal {
                on: on(day).0,
                room,
                trainer,
            })
        };
        assert_eq!(propose(&days, &rooms, &trainers, &[], zone), proposal(0, 0, 10));
        // The second room would be free on the first day, if anybody were there to teach.
        let more = [trainers.to_vec(), vec![means(5, &[], &[])]].concat();
        assert_eq!(propose(&days, &rooms, &more, &[], zone), proposal(1, 2, 8));
        assert_eq!(propose(&days[..2], &rooms, &trainers, &[], zone), None);
        assert_eq!(propose(&days, &[], &trainers, &[], zone), None);
    }
    #[test]
    fn all_equipment_is_free_at_every_part_of_several_days() {
        let two = |day: u32| (on(day).0, [on(day).1, on(day + 1).1].concat());
        let days: Vec<_> = [8, 9, 10, 11].map(two).to_vec();
        let (rooms, trainers) = ([means(1, &[], &[])], [means(2, &[], &[9])]);
        let day = |equipment: &[Means]| propose(&days, &rooms, &trainers, equipment, chrono_tz::Europe::Berlin).map(|found| found.on);
        assert_eq!(
            day(&[]),
            Some(on(10).0),
            "whoever teaches is away on the second day of the first, and on the first of the second"
        );
        assert_eq!(
            day(&[means(3, &[], &[]), means(4, &[11], &[])]),
            None,
            "in use on the second day of one, and the first of the other"
        );
        assert_eq!(day(&[means(3, &[10], &[])]), Some(on(11).0));
    }
}
