//! Who is told.

use super::*;

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
