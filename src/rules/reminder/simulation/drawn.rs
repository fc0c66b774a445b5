//! Rules, ladders, calendars and spans as chance draws them.

use super::network::{Dice, PLACES};
use crate::rules::calendar::Calendar;
use crate::rules::obligation::{Demand, FirstDue, Range, Recurrence, Rule};
use crate::rules::reminder::{Addressee, Ladder, Step};
use chrono::{NaiveDate, Weekday};
use std::collections::HashSet;

pub fn span(dice: &mut Dice, day: NaiveDate) -> Range {
    let from = day + dice.days(-10, 10);
    let to = (!dice.once_in(8)).then(|| from + dice.days(5, 200));
    Range { from, to }
}

pub fn rule(dice: &mut Dice, day: NaiveDate) -> Rule {
    let months = [6, 12, 12, 24][dice.below(4)];
    Rule {
        initial: vec!["first".into()],
        refresher: vec!["short".into()],
        rotation: Vec::new(),
        strength: Demand::default(),
        recognise_days: None,
        first_due: Some(match dice.below(3) {
            0 => FirstDue::DaysAfterStart(30),
            1 => FirstDue::MonthsAfterStart(3),
            _ => FirstDue::On(day + dice.days(0, 120)),
        }),
        recurrence: if dice.once_in(2) {
            Recurrence::Rolling { months }
        } else {
            Recurrence::Anniversary { months, window_days: 90 }
        },
        round_to_month_end: dice.once_in(2),
        notice_days: 60,
        grace_days: [0, 14, 30][dice.below(3)],
        lapse_months: [None, Some(6)][dice.below(2)],
        return_days: 14,
    }
}

pub fn ladder(dice: &mut Dice) -> Ladder {
    use Addressee::{Learner, PartnerAdmin, PartnerManager, Supervisor};
    let mut offsets: Vec<i32> = (0..2 + dice.below(4))
        .map(|_| i32::try_from(dice.below(100)).unwrap() - 60)
        .collect();
    offsets.sort_unstable();
    offsets.dedup();
    let last = offsets.len() - 1;
    let repeats = dice.once_in(2);
    let steps = offsets.into_iter().enumerate().map(|(index, offset_days)| {
        let to: &[Addressee] = match dice.below(4) {
            0 => &[Learner],
            1 => &[Learner, Supervisor],
            2 => &[Learner, PartnerAdmin],
            _ => &[PartnerAdmin, PartnerManager],
        };
        Step {
            offset_days,
            to: to.to_vec(),
            repeat_every_days: (repeats && index == last).then_some(30),
        }
    });
    Ladder::new(steps.collect()).unwrap()
}

pub fn calendar(dice: &mut Dice, begin: NaiveDate) -> Calendar {
    let mut calendar = Calendar {
        send_hour: 7,
        ..Calendar::default()
    };
    calendar.weekends.insert("AE".into(), vec![Weekday::Fri, Weekday::Sat]);
    for (_, country) in PLACES {
        let free: HashSet<NaiveDate> = (0..60).map(|_| begin + dice.days(0, 3650)).collect();
        calendar.holidays.insert(country.to_owned(), free);
    }
    calendar
}
