//! Cases of the reminder rules.

mod inherited;
mod properties;

use super::*;
use crate::rules::id::Instant;
use crate::rules::obligation::Status;
use chrono::{DateTime, Duration, Utc, Weekday};
use std::collections::HashSet;
use std::sync::Arc;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    text.parse::<DateTime<Utc>>().unwrap().into()
}

fn id(number: u128) -> Id {
    Id(uuid::Uuid::from_u128(number))
}

const PERSON: u128 = 1;
const LEAD: u128 = 2;
const ADMIN: u128 = 3;
const MANAGER: u128 = 4;
const TRAINING: u128 = 5;
const RULE: u128 = 100;

fn holder(number: u128) -> Holder {
    Holder {
        person: Arc::new(Recipient {
            id: id(number),
            zone: chrono_tz::Europe::Berlin,
            country: "DE".to_owned(),
            reachable: true,
        }),
        since_on: day("2020-01-01"),
    }
}

fn unreachable(number: u128) -> Holder {
    let mut holder = holder(number);
    Arc::make_mut(&mut holder.person).reachable = false;
    holder
}

fn office() -> Office {
    Office {
        partner_admins: vec![vec![holder(ADMIN)]],
        partner_managers: vec![vec![holder(MANAGER)]],
        training_managers: vec![holder(TRAINING)],
    }
}

/// Due on Wednesday 2 December 2026, everything known since 2024.
fn obligation(claim: Claim) -> Obligation {
    Obligation {
        person_id: id(PERSON),
        requirement_id: id(RULE),
        zone: chrono_tz::Europe::Berlin,
        start_on: day("2024-01-01"),
        standings: vec![Standing {
            from_on: day("2024-01-01"),
            claim,
            due_on: Some(day("2026-12-02")),
            due_known_on: day("2024-01-01"),
        }],
        reminders_since_on: Some(day("2024-01-01")),
        learner: holder(PERSON),
        supervisors: vec![holder(LEAD)],
        office: Arc::new(office()),
    }
}

fn step(offset_days: i32, to: &[Addressee]) -> Step {
    Step {
        offset_days,
        to: to.to_vec(),
        repeat_every_days: None,
    }
}

fn ladder() -> Ladder {
    use Addressee::*;
    Ladder::new(vec![
        step(-60, &[Learner]),
        step(-30, &[Learner]),
        step(-7, &[Learner, Supervisor]),
        step(1, &[Learner, Supervisor]),
        step(14, &[Learner, PartnerAdmin]),
        step(30, &[PartnerAdmin, PartnerManager]),
    ])
    .unwrap()
}

fn ladders(ladder: Ladder) -> HashMap<Id, Schedule> {
    HashMap::from([(id(RULE), ladder.into())])
}

fn defaults(set: Vec<(&str, Ladder)>) -> Schedule {
    let set = set.into_iter().map(|(from, ladder)| (day(from), ladder)).collect();
    Schedule::Inherited(Arc::new(Defaults::new(set)))
}

fn calendar() -> Calendar {
    Calendar {
        send_hour: 7,
        ..Calendar::default()
    }
}

fn planned(obligation: &Obligation, journal: &Journal, now: &str) -> Vec<Decision> {
    plan(std::slice::from_ref(obligation), &ladders(ladder()), journal, &calendar(), at(now))
}

/// Offset, recipient's number and fate of every decision, in order.
fn told(decisions: &[Decision]) -> Vec<(i32, u128, Fate)> {
    let mut all: Vec<_> = decisions
        .iter()
        .map(|d| (d.key.offset_days.unwrap(), d.key.recipient_id.0.as_u128(), d.fate))
        .collect();
    all.sort();
    all
}

fn only_planned(decisions: &[Decision]) -> Vec<(i32, u128)> {
    told(decisions)
        .into_iter()
        .filter(|(.., fate)| *fate == Fate::Planned)
        .map(|(offset, who, _)| (offset, who))
        .collect()
}

/// What a forecast says: day, step, recipient.
fn foretold(rows: &[Forecast]) -> Vec<(NaiveDate, i32, u128)> {
    rows.iter()
        .map(|row| (row.on, row.key.offset_days.unwrap(), row.key.recipient_id.0.as_u128()))
        .collect()
}

fn with(decisions: &[Decision]) -> Journal {
    let mut journal = Journal::default();
    for decision in decisions {
        let fate = if decision.fate == Fate::Planned {
            Fate::Sent
        } else {
            decision.fate
        };
        journal.enter(decision.key, fate, decision.step_on);
    }
    journal
}

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

#[test]
fn a_role_that_nobody_can_be_reached_in_goes_to_the_next() {
    let told_by = |change: &dyn Fn(&mut Obligation)| {
        let mut due = obligation(Claim::Pressing);
        change(&mut due);
        planned(&due, &Journal::default(), "2026-12-03T12:00:00Z")
            .into_iter()
            .filter(|d| d.fate == Fate::Planned)
            .map(|d| (d.role, d.key.recipient_id.0.as_u128()))
            .collect::<Vec<_>>()
    };
    use Addressee::*;
    assert_eq!(told_by(&|o| o.learner = unreachable(PERSON)), [(Supervisor, LEAD)]);
    assert_eq!(
        told_by(&|o| o.supervisors = vec![unreachable(LEAD)]),
        [(Learner, PERSON), (PartnerAdmin, ADMIN)]
    );
    let nobody = |o: &mut Obligation| {
        o.learner = unreachable(PERSON);
        o.supervisors.clear();
        o.office = Arc::new(Office {
            training_managers: vec![holder(TRAINING), holder(TRAINING + 1)],
            ..Office::default()
        });
    };
    assert_eq!(told_by(&nobody), [(TrainingManager, TRAINING), (TrainingManager, TRAINING + 1)]);
    let above = |o: &mut Obligation| {
        o.supervisors.clear();
        o.office = Arc::new(Office {
            partner_admins: vec![vec![], vec![unreachable(ADMIN)], vec![holder(9), holder(8)], vec![holder(7)]],
            ..office()
        });
    };
    assert_eq!(told_by(&above), [(Learner, PERSON), (PartnerAdmin, 8), (PartnerAdmin, 9)]);
}

#[test]
fn what_is_told_in_place_of_the_learner_is_known_from_what_is_meant_for_others() {
    let (now, schedule) = (at("2026-11-25T12:00:00Z"), Schedule::from(ladder()));
    let key = |offset_days: i32, recipient: u128| Key {
        person_id: id(PERSON),
        requirement_id: id(RULE),
        due_on: day("2026-12-02"),
        offset_days: Some(offset_days),
        recipient_id: id(recipient),
    };
    let mut owed = obligation(Claim::Pressing);
    let place = |owed: &Obligation, by_hand: bool, key: Key| in_her_place(owed, Some(&schedule), by_hand, &key, now);
    assert!(!place(&owed, false, key(-7, LEAD)), "she is told herself");
    owed.learner = unreachable(PERSON);
    assert!(place(&owed, false, key(-30, LEAD)) && place(&owed, false, key(-7, LEAD)));
    assert!(!place(&owed, false, key(30, ADMIN)), "never meant for her");
    assert!(!place(&owed, false, key(7, LEAD)), "no step of the ladder");
    assert!(place(&owed, true, key(7, LEAD)), "what is asked for by hand is");
    assert!(!place(&owed, true, key(7, PERSON)), "nobody stands in for herself");
}

#[test]
fn somebody_with_two_roles_gets_one_notice_under_the_first() {
    let mut due = obligation(Claim::Pressing);
    due.supervisors = vec![holder(PERSON)];
    let decisions = planned(&due, &Journal::default(), "2026-12-03T12:00:00Z");
    let planned: Vec<_> = decisions.iter().filter(|d| d.fate == Fate::Planned).collect();
    assert_eq!(planned.len(), 1);
    assert_eq!(planned[0].role, Addressee::Learner);
}

#[test]
fn the_recipients_own_calendar_and_date_decide() {
    let mut due = obligation(Claim::Pressing);
    let mut lead = holder(LEAD);
    Arc::make_mut(&mut lead.person).zone = chrono_tz::Pacific::Auckland;
    due.supervisors = vec![lead];
    // In Auckland it is the 25th, 08:00, while it is still the evening of the 24th in Berlin.
    let decisions = planned(&due, &Journal::default(), "2026-11-24T19:00:00Z");
    assert_eq!(only_planned(&decisions), [(-30, PERSON), (-7, LEAD)]);
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

#[test]
fn a_run_that_tells_too_many_holds_the_requirements_furthest_above_their_median() {
    let decision = |rule: u128, person: u128| Decision {
        key: Key {
            person_id: id(person),
            requirement_id: id(rule),
            due_on: day("2026-12-02"),
            offset_days: Some(-7),
            recipient_id: id(person),
        },
        role: Addressee::Learner,
        step_on: day("2026-11-25"),
        fate: Fate::Planned,
        reason: None,
    };
    let run = || -> Vec<Decision> {
        (0..30)
            .map(|n| decision(1, n))
            .chain((0..20).map(|n| decision(2, n)))
            .chain((0..5).map(|n| decision(3, n)))
            .collect()
    };
    let brake = Brake { number: 40, multiple: 2 };
    let mut decisions = run();
    // The first requirement tells 30 on most days, so the second is the odd one.
    let usual = Usual {
        all: vec![31; 9],
        each: HashMap::from([(id(1), vec![28; 9])]),
    };
    assert_eq!(held(&mut decisions, &HashSet::new(), brake, &usual), 20);
    assert!(decisions.iter().all(|d| (d.fate == Fate::Held) == (d.key.requirement_id == id(2))));
    // From ten days on, a multiple of the usual passes.
    let usual = Usual {
        all: vec![31; 10],
        ..usual
    };
    assert_eq!(held(&mut run(), &HashSet::new(), brake, &usual), 0);
    // What was approved passes and does not count.
    let mut decisions = run();
    let approved: HashSet<Key> = decisions.iter().filter(|d| d.key.requirement_id == id(1)).map(|d| d.key).collect();
    assert_eq!(held(&mut decisions, &approved, brake, &Usual::default()), 0);
}

#[test]
fn a_ladder_reads_back_as_written_and_faults_are_told() {
    let text = r#"[{"offset_days":30,"to":["partner_admin"],"repeat_every_days":7},{"offset_days":-7,"to":["supervisor","learner"]}]"#;
    let ladder: Ladder = serde_json::from_str(text).unwrap();
    assert_eq!(ladder.steps()[0].offset_days, -7);
    assert_eq!(
        serde_json::from_str::<Ladder>(&serde_json::to_string(&ladder).unwrap()).unwrap(),
        ladder
    );
    let telling: Ladder = serde_json::from_str(&format!(r#"{{"steps":{text},"tell_when_done":true}}"#)).unwrap();
    assert!(telling.tells_when_done() && !ladder.tells_when_done());
    assert_eq!(
        serde_json::from_str::<Ladder>(&serde_json::to_string(&telling).unwrap()).unwrap(),
        telling
    );
    let fault = |steps: Vec<Step>| Ladder::new(steps).unwrap_err();
    let repeating = |offset, every| Step {
        repeat_every_days: Some(every),
        ..step(offset, &[Addressee::Learner])
    };
    assert_eq!(fault(vec![step(-7, &[])]), LadderFault::TellsNobody(-7));
    assert_eq!(fault(vec![step(1, &[Addressee::TrainingManager])]), LadderFault::WrongAddressee(1));
    assert_eq!(
        fault(vec![step(1, &[Addressee::Learner, Addressee::Learner])]),
        LadderFault::WrongAddressee(1)
    );
    assert_eq!(
        fault(vec![step(1, &[Addressee::Learner]), step(1, &[Addressee::Supervisor])]),
        LadderFault::Twice(1)
    );
    assert_eq!(
        fault(vec![repeating(-7, 3), step(1, &[Addressee::Learner])]),
        LadderFault::RepeatsTooEarly(-7)
    );
    assert_eq!(fault(vec![repeating(1, 0)]), LadderFault::WrongRepeat);
    assert_eq!(fault(vec![step(4000, &[Addressee::Learner])]), LadderFault::TooFar(4000));
    assert_eq!(
        fault((0..25).map(|n| step(n, &[Addressee::Learner])).collect()),
        LadderFault::TooMany
    );
}

#[test]
fn a_step_before_the_renewal_window_is_named() {
    assert_eq!(ladder().before_window(59), [-60]);
    assert!(ladder().before_window(60).is_empty());
    assert_eq!(ladder().lead_days(), 60);
}

#[test]
fn the_forecast_switches_on_who_is_off_and_follows_the_standing() {
    let mut due = obligation(Claim::Ahead);
    due.reminders_since_on = None;
    let pressing = Standing {
        from_on: day("2026-11-20"),
        claim: Claim::Pressing,
        ..due.standings[0].clone()
    };
    due.standings.push(pressing);
    let rows = forecast(
        &[due],
        &ladders(ladder()),
        &Journal::default(),
        &calendar(),
        day("2026-11-18"),
        day("2026-12-03"),
    );
    assert_eq!(
        foretold(&rows),
        [
            (day("2026-11-25"), -7, PERSON),
            (day("2026-11-25"), -7, LEAD),
            (day("2026-12-03"), 1, PERSON),
            (day("2026-12-03"), 1, LEAD)
        ]
    );
}
