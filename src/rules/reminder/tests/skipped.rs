//! What is not made up for, and who is never told.

use super::*;

#[test]
fn steps_from_before_the_switch_are_skipped_where_nothing_presses() {
    let mut ahead = obligation(Claim::Ahead);
    ahead.reminders_since_on = Some(day("2026-11-20"));
    let decisions = planned(&ahead, &Journal::default(), "2026-11-20T12:00:00Z");
    assert_eq!(told(&decisions), [(-60, PERSON, Fate::Skipped), (-30, PERSON, Fate::Skipped)]);
    assert!(decisions.iter().all(|d| d.reason == Some(Reason::BeforeSwitchedOn)));
}

#[test]
fn where_it_presses_the_latest_of_the_missed_steps_is_told() {
    let mut due = obligation(Claim::Pressing);
    due.reminders_since_on = Some(day("2026-11-20"));
    let decisions = planned(&due, &Journal::default(), "2026-11-20T12:00:00Z");
    assert_eq!(told(&decisions), [(-60, PERSON, Fate::Skipped), (-30, PERSON, Fate::Planned)]);
    assert_eq!(decisions[1].reason, Some(Reason::CaughtUp));
}

#[test]
fn nothing_is_told_before_the_switch() {
    let mut due = obligation(Claim::Pressing);
    due.reminders_since_on = Some(day("2026-11-27"));
    assert!(planned(&due, &Journal::default(), "2026-11-26T12:00:00Z").is_empty());
    due.reminders_since_on = None;
    assert!(planned(&due, &Journal::default(), "2026-11-26T12:00:00Z").is_empty());
}

#[test]
fn each_reason_for_not_looking_back_is_named() {
    let now = "2026-11-20T12:00:00Z";
    let reasons = |change: &dyn Fn(&mut Obligation)| {
        let mut ahead = obligation(Claim::Ahead);
        change(&mut ahead);
        planned(&ahead, &Journal::default(), now)
            .into_iter()
            .map(|d| d.reason)
            .collect::<HashSet<_>>()
    };
    let then = day("2026-11-20");
    assert_eq!(reasons(&|o| o.start_on = then), HashSet::from([Some(Reason::BeforeStart)]));
    assert_eq!(
        reasons(&|o| o.standings[0].due_known_on = then),
        HashSet::from([Some(Reason::BeforeDueKnown)])
    );
    assert_eq!(reasons(&|o| o.learner.since_on = then), HashSet::from([Some(Reason::BeforeRole)]));
}

#[test]
fn a_timely_step_goes_before_an_older_one_from_before_the_switch() {
    let mut due = obligation(Claim::Pressing);
    due.reminders_since_on = Some(day("2026-11-25"));
    let decisions = planned(&due, &Journal::default(), "2026-11-25T12:00:00Z");
    assert_eq!(
        told(&decisions),
        [
            (-60, PERSON, Fate::Skipped),
            (-30, PERSON, Fate::Skipped),
            (-7, PERSON, Fate::Planned),
            (-7, LEAD, Fate::Planned)
        ]
    );
}

#[test]
fn satisfied_paused_and_waived_people_are_never_told() {
    let nothing = obligation(Claim::Nothing);
    assert!(planned(&nothing, &Journal::default(), "2026-12-20T12:00:00Z").is_empty());
    let mut undated = obligation(Claim::Ahead);
    undated.standings[0].due_on = None;
    assert!(planned(&undated, &Journal::default(), "2026-12-20T12:00:00Z").is_empty());
}
