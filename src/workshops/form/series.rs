//! Reading how a session comes again.

use super::{LONGEST_TEXT, number};
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed};
use crate::rules::workshop::series::{Cycle, End, MOST_INTERVAL, MOST_SESSIONS, Rule, WEEKDAYS, weekday};
use crate::workshops::deed::series::Wanted;
use chrono::{Datelike, Days, NaiveDate};

/// Ways in which it comes again, of which a session's day has some.
pub const CYCLES: [&str; 5] = ["weekly", "day", "last_day", "nth", "last"];

/// How far it goes.
pub const ENDS: [&str; 2] = ["count", "until"];

/// The ways in which a session of this day can come again.
pub fn cycles(first: NaiveDate) -> Vec<&'static str> {
    let next = |days: u64| first.checked_add_days(Days::new(days)).unwrap_or(first);
    let offered = |word: &&str| match *word {
        "last_day" => next(1).month() != first.month(),
        "last" => next(7).month() != first.month(),
        _ => true,
    };
    CYCLES.into_iter().filter(offered).collect()
}

/// Which of the weekdays of its month a day is: 1 to 5.
pub fn nth_of(first: NaiveDate) -> i32 {
    i32::try_from(first.day0() / 7).unwrap_or(0) + 1
}

/// The rule as typed for a session of this day; its faults are noted.
pub fn rule(faults: &mut Faults, typed: &Typed, first: NaiveDate) -> Option<Rule> {
    let cycle = cycles(first).into_iter().find(|word| *word == typed.one("cycle")).and_then(|word| {
        Some(match word {
            "weekly" => {
                let chosen = typed.all("weekdays").iter().map(|word| weekday(word)).collect::<Option<Vec<_>>>()?;
                // In the order of the week, and each once.
                Cycle::Weekly(WEEKDAYS.into_iter().filter(|day| chosen.contains(day)).collect())
            }
            "day" => Cycle::MonthlyOn(i32::try_from(first.day()).ok()),
            "last_day" => Cycle::MonthlyOn(Some(-1)),
            "nth" => Cycle::MonthlyNth(nth_of(first), first.weekday()),
            _ => Cycle::MonthlyNth(-1, first.weekday()),
        })
    });
    if cycle.is_none() {
        faults.note("cycle", "fault-choice");
    }
    let interval = number(
        faults,
        typed,
        "interval",
        Some(1),
        1,
        i32::try_from(MOST_INTERVAL).unwrap_or(i32::MAX),
    );
    let end = match typed.one("end") {
        "count" => {
            let count = number(faults, typed, "count", None, 2, i32::try_from(MOST_SESSIONS).unwrap_or(i32::MAX));
            count.and_then(|count| usize::try_from(count).ok()).map(End::Count)
        }
        "until" => {
            let until = faults.date("until_on", typed.one("until_on"), true);
            if until.is_some_and(|until| until <= first) {
                faults.note("until_on", "series-fault-until");
            }
            until.map(End::Until)
        }
        _ => {
            faults.note("end", "fault-choice");
            None
        }
    };
    Some(Rule {
        cycle: cycle?,
        interval: u32::try_from(interval?).ok()?,
        end: end?,
    })
}

/// What is to be made, as typed.
pub fn wanted(typed: &Typed, first: NaiveDate) -> Result<Wanted, Error> {
    let mut faults = Faults::new();
    let rule = rule(&mut faults, typed, first);
    let days: Option<Vec<NaiveDate>> = typed.all("days").iter().map(|day| day.parse().ok()).collect();
    if days.is_none() {
        faults.note("days", "fault-choice");
    }
    let clash_reason = faults.text("clash_reason", typed.one("clash_reason"), LONGEST_TEXT, false);
    let read = rule.zip(days).map(|(rule, days)| Wanted {
        rule,
        days,
        clash_reason,
        opens: typed.one("opens") == "true",
    });
    if read.as_ref().is_some_and(|wanted| wanted.days.is_empty()) {
        faults.add("days", Message::new("series-fault-none"));
    }
    faults.or(read)
}
