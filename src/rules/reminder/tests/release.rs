//! What is still owed when it is to leave, what comes next, and what somebody asks for by hand.

use super::*;

#[test]
fn what_is_done_moved_or_somebody_elses_is_withdrawn() {
    let due = obligation(Claim::Pressing);
    let now = at("2026-11-25T12:00:00Z");
    let key = planned(&due, &Journal::default(), "2026-11-25T12:00:00Z")
        .into_iter()
        .find(|d| d.key.recipient_id == id(LEAD))
        .unwrap()
        .key;
    let ladder = Schedule::Own(ladder());
    let asked = |change: &dyn Fn(&mut Obligation)| {
        let mut changed = due.clone();
        change(&mut changed);
        still_owed(Some(&changed), Some(&ladder), &key, now)
    };
    assert_eq!(asked(&|_| ()), Ok(()));
    assert_eq!(asked(&|o| o.standings[0].claim = Claim::Nothing), Err(Reason::NothingOwed));
    assert_eq!(asked(&|o| o.standings[0].due_on = Some(day("2027-12-02"))), Err(Reason::DueMoved));
    assert_eq!(asked(&|o| o.supervisors = vec![holder(9)]), Err(Reason::NotTheirs));
    assert_eq!(asked(&|o| o.supervisors = vec![unreachable(LEAD)]), Err(Reason::NotTheirs));
    assert_eq!(asked(&|o| o.reminders_since_on = None), Err(Reason::SwitchedOff));
    assert_eq!(still_owed(None, Some(&ladder), &key, now), Err(Reason::NothingOwed));
    assert_eq!(
        still_owed(Some(&due), Some(&Ladder::default().into()), &key, now),
        Err(Reason::StepGone)
    );
}

#[test]
fn the_next_step_says_when_and_to_whom() {
    let next = |schedule: &Schedule, offset| {
        let key = Key {
            person_id: id(PERSON),
            requirement_id: id(RULE),
            due_on: day("2026-12-02"),
            offset_days: Some(offset),
            recipient_id: id(PERSON),
        };
        next_step(
            &obligation(Claim::Pressing),
            schedule,
            &calendar(),
            &key,
            at("2026-11-25T12:00:00Z"),
        )
    };
    let own = ladder().into();
    assert_eq!(next(&own, -7), Some((day("2026-12-03"), vec![id(PERSON), id(LEAD)])));
    assert_eq!(next(&own, 30), None);
    // By then the default is another one.
    let later = Ladder::new(vec![step(5, &[Addressee::Learner])]).unwrap();
    let default = defaults(vec![("2020-01-01", ladder()), ("2026-12-03", later)]);
    assert_eq!(next(&default, -7), Some((day("2026-12-07"), vec![id(PERSON)])));
}

#[test]
fn a_notice_by_hand_is_one_a_day_and_none_where_nothing_is_owed() {
    let due = obligation(Claim::Pressing);
    let now = at("2026-11-25T12:00:00Z");
    let told = asked(Some(&due), Status::Due, now).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].key.offset_days, told[0].key.recipient_id), (Some(-7), id(PERSON)));
    assert_eq!(
        told,
        asked(Some(&due), Status::Due, at("2026-11-25T16:00:00Z")).unwrap(),
        "the same day"
    );
    // The ladder's step of that day is the same notice, and is not told beside it.
    let beside = planned(&due, &with(&told), "2026-11-25T12:00:00Z");
    assert_eq!(only_planned(&beside), [(-7, LEAD)]);
    // No ladder is asked whether it still stands.
    let key = told[0].key;
    assert_eq!(still_asked(Some(&due), Some(Status::Due), &key, at("2026-11-26T12:00:00Z")), Ok(()));
    assert_eq!(still_asked(Some(&due), Some(Status::Valid), &key, now), Err(Reason::NothingOwed));
    let mut moved = due.clone();
    moved.standings[0].due_on = Some(day("2027-12-02"));
    assert_eq!(still_asked(Some(&moved), Some(Status::Due), &key, now), Err(Reason::DueMoved));
    assert_eq!(asked(Some(&due), Status::Valid, now), Err(Reason::NothingOwed), "proven");
    assert_eq!(
        asked(Some(&obligation(Claim::Nothing)), Status::Paused, now),
        Err(Reason::NothingOwed)
    );
    assert_eq!(asked(None, Status::Due, now), Err(Reason::NothingOwed));
    let mut off = due.clone();
    off.reminders_since_on = None;
    assert_eq!(asked(Some(&off), Status::Due, now), Err(Reason::SwitchedOff));
    let mut without = due;
    without.learner = unreachable(PERSON);
    assert_eq!(asked(Some(&without), Status::Due, now).unwrap()[0].key.recipient_id, id(LEAD));
}
