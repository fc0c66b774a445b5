//! The brake: what is too many, what is held first, and what becomes of it (rule 9).

use super::ground::{Ground, HV, REF};
use crate::support::app::{TestApp, on_both};
use chrono::{Days, NaiveDate};
use kundig::rules::person::Role;
use std::sync::Arc;

fn braked(mut app: TestApp, number: u32, multiple: u32) -> Ground {
    let settings = &mut Arc::make_mut(&mut app.state.config).reminders;
    (settings.brake_number, settings.brake_multiple) = (number, multiple);
    Ground::new(app)
}

/// On each of so many days before today so many notices of a requirement went out.
fn history(ground: &Ground, requirement: &str, days: u64, each: u64) {
    let (person, today) = (ground.person(Role::Trainer).id, NaiveDate::from_ymd_opt(2026, 11, 24).unwrap());
    for day in 1..=days {
        let on = today - Days::new(day);
        for number in 0..each {
            let due = NaiveDate::from_ymd_opt(2010, 1, 1).unwrap() + Days::new(day * 100 + number);
            let tail = &requirement[requirement.len() - 2..];
            ground.sql(&format!(
                "INSERT INTO notices (id, person_id, requirement_id, due_on, step_offset, recipient_id, role, fate, step_on, decided_at, resolved_at)
                 VALUES ('00000000-0000-7000-8{tail}0-{day:06}{number:06}', '{person}', '{requirement}', '{due}', 0, '{person}', 'learner', 'sent',
                   '{due}', '{on} 07:00:00.000000', '{on} 07:00:00.000000')"
            ));
        }
    }
}

fn held(ground: &Ground) -> usize {
    ground.journal().iter().filter(|(_, fate)| fate == "held").count()
}

#[test]
fn a_multiple_of_the_usual_passes_once_ten_days_are_known() {
    for (days, is_held) in [(9, true), (10, false), (27, false)] {
        on_both(|app| {
            let ground = braked(app, 1, 2);
            history(&ground, HV, days, 3);
            for role in [Role::Learner, Role::TeamLead] {
                ground.owes(ground.person(role), HV, "due", "2026-12-01");
            }
            ground.run();
            assert_eq!(held(&ground) > 0, is_held, "{days} days");
        });
    }
}

#[test]
fn what_went_out_longer_ago_than_four_weeks_is_not_the_usual() {
    on_both(|app| {
        let ground = braked(app, 1, 2);
        history(&ground, HV, 12, 3);
        ground.sql("UPDATE notices SET resolved_at = '2026-10-20 07:00:00.000000' WHERE resolved_at < '2026-11-20 00:00:00.000000'");
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.owes(ground.person(Role::TeamLead), HV, "due", "2026-12-01");
        ground.run();
        assert!(held(&ground) > 0);
    });
}

#[test]
fn the_requirement_further_above_its_own_usual_is_held_and_the_other_goes_out() {
    on_both(|app| {
        let ground = braked(app, 4, 1);
        history(&ground, HV, 12, 4);
        for role in [Role::Learner, Role::TeamLead] {
            ground.owes(ground.person(role), HV, "due", "2026-12-01");
            ground.owes(ground.person(role), REF, "overdue", "2026-11-01");
        }
        ground.run();
        let held = ground.texts("SELECT DISTINCT requirement_id AS a, fate AS b FROM notices WHERE fate = 'held'");
        assert_eq!(held, [(Some(REF.to_owned()), Some("held".to_owned()))]);
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
    });
}

#[test]
fn what_is_held_is_not_held_again_and_goes_out_after_a_later_step_only_as_that() {
    on_both(|app| {
        let mut ground = braked(app, 1, 2);
        for role in [Role::Learner, Role::TeamLead] {
            ground.owes(ground.person(role), HV, "due", "2026-12-01");
        }
        ground.run();
        assert_eq!(held(&ground), 4);
        ground.hours(1);
        ground.run();
        assert_eq!(held(&ground), 4, "decided once");
        // Nobody decides for nine days; the next step comes, and passes.
        Arc::make_mut(&mut ground.app.state.config).reminders.brake_number = 100;
        ground.hours(24 * 9);
        ground.run();
        ground.deliver();
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let form = [("run", "2026-11-24T12:00:00Z"), ("requirement", HV), ("decision", "approve")];
        manager.post("/reminders/held", &form).is(303);
        ground.hours(24);
        ground.run();
        ground.deliver();
        let journal = ground.journal();
        let count = |offset, fate: &str| journal.iter().filter(|one| **one == (offset, fate.to_owned())).count();
        assert_eq!(
            (count(-7, "sent"), count(-7, "held"), count(-7, "superseded")),
            (0, 0, 4),
            "{journal:?}"
        );
        assert_eq!(count(1, "sent"), 4, "{journal:?}");
    });
}

#[test]
fn what_is_held_and_done_before_anybody_looks_is_withdrawn() {
    on_both(|app| {
        let ground = braked(app, 1, 2);
        let (learner, lead) = (ground.person(Role::Learner), ground.person(Role::TeamLead));
        for person in [learner, lead] {
            ground.owes(person, HV, "due", "2026-12-01");
        }
        ground.run();
        ground.done(learner, HV, "2027-11-24");
        ground.hours(1);
        ground.run();
        let fates = ground.texts(&format!(
            "SELECT DISTINCT fate AS a, reason AS b FROM notices WHERE person_id = '{}' AND step_offset = -7",
            learner.id
        ));
        assert_eq!(fates.len(), 1);
        assert_eq!(fates[0].0.as_deref(), Some("withdrawn"));
        assert_eq!(held(&ground), 2);
    });
}
