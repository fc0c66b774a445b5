//! What is told later than on its day.

use super::*;

fn timing(decided_on: &str) -> Timing {
    Timing {
        offset_days: Some(-7),
        step_on: day("2026-11-25"),
        decided_on: day(decided_on),
        again: false,
    }
}

#[test]
fn what_is_told_on_its_day_is_not_late_and_what_is_told_on_the_next_day_is() {
    let in_time = timing("2026-11-25");
    assert_eq!(late(&in_time, day("2026-11-25")), None);
    assert_eq!(late(&in_time, day("2026-11-26")), Some(Delay::Waited));
    let missed = timing("2026-11-26");
    assert_eq!(late(&missed, day("2026-11-26")), Some(Delay::Missed));
    let again = Timing { again: true, ..in_time };
    assert_eq!(late(&again, day("2026-11-25")), None);
    assert_eq!(late(&again, day("2026-11-26")), Some(Delay::Again));
}

#[test]
fn the_word_that_nothing_is_owed_any_more_has_no_day_and_is_never_late() {
    let word = Timing {
        offset_days: None,
        ..timing("2026-11-26")
    };
    assert_eq!(late(&word, day("2026-12-24")), None);
}

#[test]
fn a_plan_and_the_mail_agree_about_what_is_late() {
    let mut met = HashSet::new();
    // A working day on which a step falls, and the one after it.
    for now in ["2026-11-25T09:00:00Z", "2026-11-26T09:00:00Z"] {
        let today = at(now).utc().with_timezone(&chrono_tz::Europe::Berlin).date_naive();
        for decision in planned(&obligation(Claim::Pressing), &Journal::default(), now) {
            if decision.fate != Fate::Planned {
                continue;
            }
            let timing = Timing {
                offset_days: decision.key.offset_days,
                step_on: decision.step_on,
                decided_on: today,
                again: false,
            };
            let caught_up = decision.reason == Some(Reason::CaughtUp);
            assert_eq!(late(&timing, today), caught_up.then_some(Delay::Missed), "{now} {decision:?}");
            met.insert(caught_up);
        }
    }
    assert_eq!(met.len(), 2, "both cases were met");
}

#[test]
fn why_nobody_could_be_told_on_the_day_is_known_from_the_obligation() {
    let schedule: Schedule = ladder().into();
    let key = |offset_days: i32| Key {
        person_id: id(PERSON),
        requirement_id: id(RULE),
        due_on: day("2026-12-02"),
        offset_days: Some(offset_days),
        recipient_id: id(PERSON),
    };
    let now = at("2026-11-30T09:00:00Z");
    let why = |owed: &Obligation, key: &Key| too_early(owed, &schedule, &calendar(), key, now);
    let mut owed = obligation(Claim::Pressing);
    assert_eq!(why(&owed, &key(-7)), None, "somebody could have been told");
    owed.standings[0].due_known_on = day("2026-11-27");
    assert_eq!(why(&owed, &key(-7)), Some(Reason::BeforeDueKnown));
    owed.reminders_since_on = Some(day("2026-11-28"));
    assert_eq!(why(&owed, &key(-7)), Some(Reason::BeforeSwitchedOn));
    owed.learner.since_on = day("2026-11-29");
    assert_eq!(why(&owed, &key(-7)), Some(Reason::BeforeRole));
    assert_eq!(why(&owed, &key(-8)), None, "there is no such step");
    let moved = Key {
        due_on: day("2027-12-02"),
        ..key(-7)
    };
    assert_eq!(why(&owed, &moved), None, "another date says nothing about this one");
    let switched_off = Obligation {
        reminders_since_on: None,
        ..owed
    };
    assert_eq!(why(&switched_off, &key(-7)), None);
}
