//! Cases and properties of the manufacturer's duties.

use super::*;
use crate::rules::calendar::Calendar;
use chrono::Duration;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn opened(on: &str, due: &str) -> Event {
    Event {
        on: day(on),
        what: Happened::Opened { due_on: day(due) },
    }
}

fn kept(on: &str, next: Option<&str>) -> Event {
    Event {
        on: day(on),
        what: Happened::Kept {
            next_due_on: next.map(day),
        },
    }
}

fn at(on: &str, what: Happened) -> Event {
    Event { on: day(on), what }
}

fn status(events: &[Event], today: &str) -> Status {
    assess(5, events, day(today)).status
}

#[test]
fn an_answer_is_open_then_near_then_breached_then_cured() {
    let mut events = vec![opened("2026-11-02", "2026-11-16")];
    assert_eq!(status(&events, "2026-11-10"), Status::Open);
    assert_eq!(status(&events, "2026-11-11"), Status::DueSoon);
    assert_eq!(status(&events, "2026-11-16"), Status::DueSoon);
    let late = assess(5, &events, day("2026-11-17"));
    assert_eq!(
        (late.status, late.compliant, late.breached_on),
        (Status::Breached, false, Some(day("2026-11-17")))
    );
    events.push(kept("2026-11-20", None));
    let cured = assess(5, &events, day("2026-12-24"));
    assert_eq!((cured.status, cured.compliant, cured.due_on), (Status::Cured, true, None));
    assert_eq!(
        cured.breaches,
        [Breach {
            due_on: day("2026-11-16"),
            cured_on: Some(day("2026-11-20")),
            dropped_on: None,
        }]
    );
    assert_eq!(
        status(&[opened("2026-11-02", "2026-11-16"), kept("2026-11-16", None)], "2027-01-01"),
        Status::Kept
    );
}

#[test]
fn an_answer_that_does_not_help_begins_a_new_clock_and_the_old_breach_stays() {
    let events = [
        opened("2026-11-02", "2026-11-16"),
        kept("2026-11-20", None),
        opened("2026-11-23", "2026-12-07"),
    ];
    let standing = assess(5, &events, day("2026-11-25"));
    assert_eq!((standing.status, standing.due_on), (Status::Open, Some(day("2026-12-07"))));
    assert_eq!(standing.breaches.len(), 1);
    assert_eq!(
        standing.reason,
        Reason::Awaited {
            since_on: day("2026-11-23"),
            due_on: day("2026-12-07")
        }
    );
}

#[test]
fn a_yearly_offer_begins_the_next_year_on_its_own_day() {
    let mut events = vec![opened("2025-01-10", "2026-01-10"), kept("2025-06-01", Some("2026-06-01"))];
    let standing = assess(60, &events, day("2025-12-01"));
    assert_eq!((standing.status, standing.due_on), (Status::Kept, Some(day("2026-06-01"))));
    assert_eq!(
        standing.reason,
        Reason::Again {
            kept_on: day("2025-06-01"),
            due_on: day("2026-06-01")
        }
    );
    assert_eq!(assess(60, &events, day("2026-05-01")).status, Status::DueSoon);
    assert_eq!(assess(60, &events, day("2026-06-02")).status, Status::Breached);
    events.push(kept("2026-07-01", Some("2027-07-01")));
    assert_eq!(assess(60, &events, day("2026-07-02")).status, Status::Cured);
    // An offer that was made in time and recorded later counts by its day.
    events.push(kept("2026-05-20", Some("2027-05-20")));
    let corrected = assess(60, &events, day("2026-07-02"));
    assert_eq!((corrected.status, corrected.breaches.len()), (Status::Kept, 0));
}

#[test]
fn what_stands_has_no_clock_until_it_ends() {
    let mut events = vec![opened("2025-01-10", "2026-01-10"), at("2025-03-01", Happened::Stands)];
    let standing = assess(60, &events, day("2029-01-01"));
    assert_eq!(
        (standing.status, standing.due_on, standing.next_change_on),
        (Status::Kept, None, None)
    );
    assert_eq!(standing.kept_on, Some(day("2029-01-01")));
    events.push(at("2029-02-01", Happened::Ended { due_on: day("2030-02-01") }));
    let ended = assess(60, &events, day("2029-03-01"));
    assert_eq!((ended.status, ended.due_on), (Status::Kept, Some(day("2030-02-01"))));
    assert_eq!(assess(60, &events, day("2030-02-02")).status, Status::Breached);
}

#[test]
fn a_duty_that_fell_away_is_owed_to_nobody_and_may_open_again() {
    let mut events = vec![
        opened("2026-01-01", "2026-01-10"),
        at("2026-02-01", Happened::FellAway),
        kept("2026-02-05", None),
    ];
    let gone = assess(5, &events, day("2026-03-01"));
    assert_eq!((gone.status, gone.compliant, gone.due_on), (Status::FallenAway, true, None));
    assert_eq!(
        gone.breaches,
        [Breach {
            due_on: day("2026-01-10"),
            cured_on: None,
            dropped_on: Some(day("2026-02-01")),
        }]
    );
    events.push(opened("2026-03-02", "2026-03-16"));
    assert_eq!(status(&events, "2026-03-03"), Status::Open);
}

#[test]
fn clocks_end_on_working_days_or_after_months() {
    let calendar = Calendar::default();
    assert_eq!(Clock::WorkingDays(10).due_on(day("2026-11-02"), "DE", &calendar), day("2026-11-16"));
    assert_eq!(Clock::Months(12).due_on(day("2024-02-29"), "DE", &calendar), day("2025-02-28"));
    assert!(Clock::Months(12).repeats() && !Clock::WorkingDays(1).repeats());
}

fn owed(status: Status, since: Option<&str>, breached: Option<&str>, asked_for: bool) -> Owed<'static> {
    Owed {
        kind: if asked_for { "training_need" } else { "yearly_offer" },
        status,
        awaited_since_on: since.map(day),
        breached_on: breached.map(day),
        asked_for,
    }
}

#[test]
fn who_is_in_default_cannot_punish() {
    let due = day("2026-06-30");
    assert_eq!(sanction_allowed(due, &[]), Sanction::Allowed);
    let breached = owed(Status::Breached, Some("2025-01-01"), Some("2026-01-02"), false);
    assert_eq!(
        sanction_allowed(due, &[breached]),
        Sanction::Shielded {
            kind: "yearly_offer",
            since_on: day("2026-01-02"),
            in_default: true
        }
    );
    assert_eq!(
        sanction_allowed(due, &[owed(Status::Open, Some("2026-01-01"), None, false)]),
        Sanction::Allowed
    );
    assert_eq!(sanction_allowed(due, &[owed(Status::Cured, None, None, true)]), Sanction::Allowed);
}

#[test]
fn a_question_shields_where_it_was_asked_in_time() {
    let due = day("2026-06-30");
    let in_time = owed(Status::Open, Some("2026-06-30"), None, true);
    assert!(matches!(
        sanction_allowed(due, &[in_time]),
        Sanction::Shielded { in_default: false, .. }
    ));
    let too_late = owed(Status::Open, Some("2026-07-01"), None, true);
    assert_eq!(sanction_allowed(due, &[too_late]), Sanction::Allowed);
    let default = owed(Status::Breached, Some("2026-07-01"), Some("2026-07-16"), true);
    assert!(matches!(
        sanction_allowed(due, &[default, in_time]),
        Sanction::Shielded { in_default: true, .. }
    ));
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0_i64..1500).prop_map(|days| day("2024-01-01") + Duration::days(days))
}

fn some_event() -> impl Strategy<Value = Event> {
    (some_day(), 0_u8..5, 0_i64..400, any::<bool>()).prop_map(|(on, what, length, again)| {
        let due_on = on + Duration::days(length);
        let what = match what {
            0 => Happened::Opened { due_on },
            1 => Happened::Kept {
                next_due_on: again.then_some(due_on),
            },
            2 => Happened::Stands,
            3 => Happened::Ended { due_on },
            _ => Happened::FellAway,
        };
        Event { on, what }
    })
}

proptest! {
    #[test]
    fn a_status_holds_until_the_day_that_was_told(
        events in prop::collection::vec(some_event(), 1..12), today in some_day(), notice in 0_u32..90, later in 1_i64..500
    ) {
        let known: Vec<Event> = events.into_iter().filter(|event| event.on <= today).collect();
        let now = assess(notice, &known, today);
        let then = today + Duration::days(later);
        let standing = assess(notice, &known, then);
        match now.next_change_on {
            Some(change) => {
                prop_assert!(change > today);
                prop_assert!(then >= change || standing.status == now.status);
                prop_assert_ne!(assess(notice, &known, change).status, now.status);
            }
            None => prop_assert_eq!(standing.status, now.status),
        }
    }

    #[test]
    fn what_was_missed_stays_missed_as_time_goes_on(
        events in prop::collection::vec(some_event(), 1..12), today in some_day(), later in 0_i64..500
    ) {
        let known: Vec<Event> = events.into_iter().filter(|event| event.on <= today).collect();
        let now = assess(30, &known, today);
        let then = assess(30, &known, today + Duration::days(later));
        for breach in &now.breaches {
            prop_assert!(then.breaches.iter().any(|kept| kept.due_on == breach.due_on));
        }
    }

    #[test]
    fn status_dates_and_breaches_agree(events in prop::collection::vec(some_event(), 0..12), today in some_day()) {
        let standing = assess(30, &events, today);
        prop_assert_eq!(standing.compliant, standing.status != Status::Breached);
        prop_assert_eq!(standing.breached_on.is_some(), standing.status == Status::Breached);
        if standing.status == Status::Breached {
            prop_assert!(standing.due_on < Some(today));
            prop_assert_eq!(standing.breaches.last().and_then(|breach| breach.cured_on), None);
        }
        for breach in &standing.breaches {
            prop_assert!(breach.cured_on.is_none_or(|on| on > breach.due_on));
        }
        if standing.status == Status::FallenAway {
            prop_assert_eq!(standing.due_on, None);
        }
    }

    #[test]
    fn what_lies_ahead_changes_nothing_yet(events in prop::collection::vec(some_event(), 0..12), today in some_day()) {
        let known: Vec<Event> = events.iter().copied().filter(|event| event.on <= today).collect();
        prop_assert_eq!(assess(30, &events, today), assess(30, &known, today));
    }
}

#[test]
fn a_duty_of_every_day_is_in_breach_on_the_day_it_ends_and_the_days_stay_in_the_record() {
    let clock = Clock::EveryDay;
    let due = |on: &str| clock.due_on(day(on), "DE", &Calendar::default());
    let mut events = vec![opened("2026-03-01", "2026-03-01"), at("2026-03-01", Happened::Stands)];
    let told = assess(30, &events, day("2026-04-01"));
    assert_eq!((told.status, told.due_on, told.breaches), (Status::Kept, None, vec![]));
    events.push(at("2026-05-10", Happened::Ended { due_on: due("2026-05-10") }));
    assert_eq!(status(&events, "2026-05-09"), Status::Kept);
    let told = assess(30, &events, day("2026-05-10"));
    assert_eq!((told.status, told.breached_on), (Status::Breached, Some(day("2026-05-10"))));
    assert_eq!(told.breaches[0].days(), Some((day("2026-05-10"), None)));
    events.push(at("2026-05-15", Happened::Stands));
    let told = assess(30, &events, day("2026-06-01"));
    assert_eq!((told.status, told.compliant), (Status::Cured, true));
    assert_eq!(told.breaches[0].days(), Some((day("2026-05-10"), Some(day("2026-05-14")))));
    // Mended within the day: there was no day without.
    events.push(at("2026-07-01", Happened::Ended { due_on: due("2026-07-01") }));
    events.push(at("2026-07-01", Happened::Stands));
    let told = assess(30, &events, day("2026-07-02"));
    assert_eq!(told.breaches.iter().filter_map(Breach::days).count(), 1);
    // Nobody asks any more while it is in breach: it ends there.
    events.push(at("2026-08-01", Happened::Ended { due_on: due("2026-08-01") }));
    events.push(at("2026-08-11", Happened::FellAway));
    let told = assess(30, &events, day("2026-09-01"));
    assert_eq!(told.status, Status::FallenAway);
    assert_eq!(
        told.breaches.last().unwrap().days(),
        Some((day("2026-08-01"), Some(day("2026-08-10"))))
    );
}

#[test]
fn one_that_nobody_keeps_is_in_breach_from_the_day_on_which_it_is_asked() {
    let due_on = Clock::EveryDay.due_on(day("2026-03-01"), "DE", &Calendar::default());
    let events = [at("2026-03-01", Happened::Opened { due_on })];
    let told = assess(30, &events, day("2026-03-01"));
    assert_eq!((told.status, told.breached_on), (Status::Breached, Some(day("2026-03-01"))));
}

#[test]
fn the_day_on_which_it_will_break_comes_near_like_any_date() {
    let events = [opened("2026-03-01", "2026-03-01"), at("2026-03-01", Happened::Stands)];
    let told = |today: &str| foreseen(assess(30, &events, day(today)), 30, day("2026-09-01"), day(today));
    let far = told("2026-07-31");
    assert_eq!(
        (far.status, far.due_on, far.next_change_on),
        (Status::Kept, Some(day("2026-08-31")), Some(day("2026-08-01")))
    );
    assert_eq!(
        (told("2026-08-01").status, told("2026-08-31").status),
        (Status::DueSoon, Status::DueSoon)
    );
    assert_eq!(told("2026-09-01").due_on, None, "what has come is told by what happened");
    let broken = [at("2026-03-01", Happened::Opened { due_on: day("2026-02-28") })];
    let told = foreseen(assess(30, &broken, day("2026-04-01")), 30, day("2026-09-01"), day("2026-04-01"));
    assert_eq!((told.status, told.due_on), (Status::Breached, Some(day("2026-02-28"))));
}
