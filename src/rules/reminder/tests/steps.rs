//! When a step is told, and what becomes of those beside it.

use super::*;

#[test]
fn a_step_tells_everybody_it_names_on_its_day_and_not_before() {
    let mut journal = Journal::default();
    let due = obligation(Claim::Pressing);
    for offset in [-60, -30] {
        let key = Key {
            person_id: id(PERSON),
            requirement_id: id(RULE),
            due_on: day("2026-12-02"),
            offset_days: Some(offset),
            recipient_id: id(PERSON),
        };
        journal.enter(key, Fate::Sent, day("2026-10-01"));
    }
    assert!(planned(&due, &journal, "2026-11-24T23:30:00Z").is_empty());
    let told_now = planned(&due, &journal, "2026-11-25T07:00:00Z");
    assert_eq!(told(&told_now), [(-7, PERSON, Fate::Planned), (-7, LEAD, Fate::Planned)]);
    assert!(told_now.iter().all(|d| d.reason.is_none()));
}

#[test]
fn nobody_is_told_before_the_local_hour() {
    let due = obligation(Claim::Pressing);
    assert!(planned(&due, &Journal::default(), "2026-11-25T05:59:59Z").is_empty());
    assert!(!planned(&due, &Journal::default(), "2026-11-25T06:00:00Z").is_empty());
}

#[test]
fn whoever_got_a_mail_today_gets_nothing_more_today() {
    let due = obligation(Claim::Pressing);
    let mut journal = Journal::default();
    journal.tell(id(PERSON), day("2026-11-25"));
    assert_eq!(only_planned(&planned(&due, &journal, "2026-11-25T12:00:00Z")), [(-7, LEAD)]);
    assert_eq!(
        only_planned(&planned(&due, &journal, "2026-11-26T12:00:00Z")),
        [(-7, PERSON), (-7, LEAD)]
    );
}

#[test]
fn of_several_steps_only_the_latest_is_told_and_the_others_are_superseded() {
    let late = planned(&obligation(Claim::Pressing), &Journal::default(), "2026-12-03T12:00:00Z");
    assert_eq!(
        told(&late),
        [
            (-60, PERSON, Fate::Superseded),
            (-30, PERSON, Fate::Superseded),
            (-7, PERSON, Fate::Superseded),
            (-7, LEAD, Fate::Superseded),
            (1, PERSON, Fate::Planned),
            (1, LEAD, Fate::Planned),
        ]
    );
}

#[test]
fn a_step_that_is_added_below_one_that_was_told_is_superseded() {
    let due = obligation(Claim::Pressing);
    let first = planned(&due, &Journal::default(), "2026-11-26T12:00:00Z");
    let mut steps = ladder().steps().to_vec();
    steps.push(step(-14, &[Addressee::Learner]));
    let again = plan(
        &[due],
        &ladders(Ladder::new(steps).unwrap()),
        &with(&first),
        &calendar(),
        at("2026-11-27T12:00:00Z"),
    );
    assert_eq!(told(&again), [(-14, PERSON, Fate::Superseded)]);
}

#[test]
fn a_step_before_the_due_date_moves_back_to_a_working_day_and_one_after_it_moves_on() {
    let mut calendar = calendar();
    calendar
        .holidays
        .insert("DE".into(), HashSet::from([day("2026-12-25"), day("2026-12-28")]));
    // Friday is a holiday, so Saturday's step moves back to Thursday, and on over the Monday to Tuesday.
    assert_eq!(calendar.step_on("DE", day("2026-12-26"), 0), Some(day("2026-12-24")));
    assert_eq!(calendar.step_on("DE", day("2026-12-25"), 1), Some(day("2026-12-29")));
    assert_eq!(calendar.step_on("FR", day("2026-12-26"), 0), Some(day("2026-12-25")));
    calendar.weekends.insert("AE".into(), vec![Weekday::Fri]);
    assert_eq!(calendar.step_on("AE", day("2026-12-26"), 0), Some(day("2026-12-26")));
    assert_eq!(calendar.step_on("AE", day("2026-12-25"), 0), Some(day("2026-12-24")));
}

#[test]
fn a_country_that_never_works_moves_nothing() {
    use Weekday::*;
    let mut calendar = calendar();
    calendar.weekends.insert("XX".into(), vec![Mon, Tue, Wed, Thu, Fri, Sat, Sun]);
    assert_eq!(calendar.step_on("XX", day("2026-12-26"), -3), Some(day("2026-12-23")));
    assert_eq!(calendar.step_on("XX", NaiveDate::MAX, 3), None);
}

#[test]
fn the_last_step_comes_again() {
    let mut steps = ladder().steps().to_vec();
    steps.last_mut().unwrap().repeat_every_days = Some(7);
    let ladder = Ladder::new(steps).unwrap();
    let due = obligation(Claim::Pressing);
    let decisions = plan(
        std::slice::from_ref(&due),
        &ladders(ladder.clone()),
        &Journal::default(),
        &calendar(),
        at("2027-01-15T12:00:00Z"),
    );
    // Due on the 2nd; 30 days later the 1st of January, a Friday and no holiday here; then every seven days.
    assert_eq!(only_planned(&decisions), [(1, LEAD), (14, PERSON), (44, ADMIN), (44, MANAGER)]);
    assert_eq!(ladder.addressees(44).map(<[_]>::len), Some(2));
    assert_eq!(ladder.addressees(45), None);
    assert_eq!(ladder.after(30).map(|(offset, _)| offset), Some(37));
    assert_eq!(ladder.after(40).map(|(offset, _)| offset), Some(44));
    let key = Key {
        offset_days: Some(44),
        ..decisions.iter().find(|d| d.key.recipient_id == id(ADMIN)).unwrap().key
    };
    assert_eq!(
        still_owed(Some(&due), Some(&ladder.into()), &key, at("2027-01-15T12:00:00Z")),
        Ok(())
    );
}

#[test]
fn a_step_told_for_the_old_date_is_told_anew_only_after_fourteen_days() {
    let told_again = |new: &str, now: &str| {
        let old = obligation(Claim::Pressing);
        let mut journal = with(&planned(&old, &Journal::default(), "2026-11-25T12:00:00Z"));
        let mut moved = old.clone();
        moved.standings[0].due_on = Some(day(new));
        moved.supervisors.clear();
        moved.office = Arc::new(Office::default());
        let first = planned(&moved, &journal, now);
        for decision in &first {
            journal.enter(decision.key, decision.fate, decision.step_on);
        }
        assert!(planned(&moved, &journal, now).is_empty(), "decided once");
        first
            .iter()
            .find(|d| d.key.offset_days == Some(-7))
            .map(|d| (d.fate, d.reason))
            .unwrap()
    };
    assert_eq!(
        told_again("2026-12-15", "2026-12-08T12:00:00Z"),
        (Fate::Skipped, Some(Reason::ToldBefore))
    );
    assert_eq!(told_again("2026-12-16", "2026-12-09T12:00:00Z"), (Fate::Planned, None));
}
