//! A device is told when a notice falls due, whatever becomes of the mail: where no mail leaves, where somebody has no address, never twice,
//! never at night, and never what is not owed any more.

use super::ground::{Ground, HV, REF};
use super::pushes::{Pushing, states};
use crate::support::app::{TestApp, on_both};
use crate::support::push::Phone;
use crate::support::smtp::Sink;
use kundig::people::Person;
use kundig::platform::config::Secret;
use kundig::platform::mail::delivery::Turn;
use kundig::reminders::at_odds;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::json;
use std::sync::Arc;

/// A learner with a phone, who owes something of which a step is due today.
fn begun(app: TestApp) -> (Pushing, Person) {
    let there = Pushing::new(app);
    let learner = there.ground.person(Role::Learner).clone();
    there.switch_on(&there.ground.app.signed_in(learner.id), &Phone::new(1), "/send/phone");
    there.ground.owes(&learner, HV, "due", "2026-12-01");
    (there, learner)
}

fn told(there: &Pushing) -> usize {
    there.push();
    there.service.received().len()
}

#[test]
fn a_device_is_told_while_the_mail_server_is_down_and_not_again_once_the_mail_leaves() {
    on_both(|app| {
        let (mut there, learner) = begun(app);
        let server = there.ground.app.state.config.mail.smtp_url.clone();
        let gone = Sink::start().url();
        Arc::make_mut(&mut there.ground.app.state.config).mail.smtp_url = Secret::new(gone);
        there.ground.run();
        assert_eq!(there.ground.deliver(), Turn::Unreachable);
        assert_eq!(told(&there), 1);
        let page = there.ground.app.signed_in(learner.id).get("/notices").is(200).text();
        assert!(
            page.contains("Hochvolt-Sicherheit"),
            "what the device told stands on the page: {page}"
        );
        Arc::make_mut(&mut there.ground.app.state.config).mail.smtp_url = server;
        there.ground.hours(1);
        there.ground.run();
        there.ground.deliver();
        assert_eq!(there.ground.mails_to("learner").len(), 1);
        assert_eq!(told(&there), 1);
        // Nor where somebody has the mail sent again.
        let notice = there.ground.texts(&format!(
            "SELECT id AS a, fate AS b FROM notices WHERE fate = 'sent' AND recipient_id = '{}'",
            learner.id
        ));
        let manager = there.ground.app.signed_in(there.ground.person(Role::TrainingManager).id);
        let path = format!("/reminders/log/{}/resend", notice[0].0.as_deref().unwrap());
        manager.post(&path, &[]).is(303);
        there.ground.deliver();
        assert_eq!(there.ground.mails_to("learner").len(), 2);
        assert_eq!(told(&there), 1);
    });
}

#[test]
fn a_mail_server_that_refuses_our_sign_in_keeps_no_device_waiting() {
    on_both(|app| {
        let (there, _) = begun(app);
        there
            .ground
            .sql("INSERT INTO settings (name, value, updated_at) VALUES ('mail.stopped', '535', '2026-11-24 12:00:00.000000')");
        there.ground.run();
        there.ground.deliver();
        assert_eq!(there.ground.sink.received().len(), 0);
        assert_eq!(told(&there), 1);
    });
}

/// Takes somebody's address away and puts them into a zone.
fn without_address(ground: &Ground, id: Id, zone: &str) {
    ground.sql(&format!(
        "UPDATE people SET email = NULL, email_key = NULL, time_zone = '{zone}' WHERE id = '{id}'"
    ));
}

#[test]
fn whoever_has_no_address_is_told_on_the_device_once_however_many_are_told_in_their_place() {
    on_both(|app| {
        let (there, learner) = begun(app);
        without_address(&there.ground, learner.id, "Europe/Berlin");
        // A second administrator, where the morning comes six hours later.
        let other = there.ground.person(Role::TeamLead);
        there.ground.sql(&format!(
            "INSERT INTO account_roles (id, person_id, role, organisation_id, since_on, granted_at)
                 VALUES ('{REF}', '{}', 'partner_admin', '{}', '2020-01-01', '2020-01-01 00:00:00.000000');
             UPDATE people SET time_zone = 'Pacific/Honolulu' WHERE id = '{}'",
            other.id, there.ground.story.alpha.id, other.id
        ));
        there.tell();
        assert_eq!(there.ground.mails_to("learner").len(), 0);
        assert_eq!(there.ground.mails_to("partner_admin").len(), 1);
        let received = there.service.received();
        assert_eq!(received.len(), 1);
        assert_eq!(Phone::new(1).read(&received[0].content)["path"], "/training");
        there.ground.hours(6);
        there.tell();
        assert_eq!(there.ground.mails_to("team_lead").len(), 1, "told in the learner's place, too");
        assert_eq!(there.service.received().len(), 1, "and the learner was");
        // The next step is another notice.
        there.ground.hours(24 * 8);
        there.tell();
        assert_eq!(there.service.received().len(), 2);
    });
}

/// Steps for the learner alone: whoever else is told is told in their place.
fn for_the_learner_alone(ground: &Ground) {
    ground.sql(r#"UPDATE requirement_versions SET reminders = '[{"offset_days":-7,"to":["learner"]},{"offset_days":1,"to":["learner"]}]'"#);
}

/// Gives the learner of the story their address.
fn with_address(ground: &Ground, id: Id) {
    ground.sql(&format!(
        "UPDATE people SET email = 'learner@story.example', email_key = 'learner@story.example' WHERE id = '{id}'"
    ));
}

#[test]
fn a_step_that_was_told_in_somebodys_place_is_not_told_again_once_they_have_an_address() {
    on_both(|app| {
        let (there, learner) = begun(app);
        for_the_learner_alone(&there.ground);
        without_address(&there.ground, learner.id, "Europe/Berlin");
        there.ground.run();
        assert_eq!(told(&there), 1);
        // The administrator's mail has not left yet, and is not theirs to get any more.
        with_address(&there.ground, learner.id);
        there.ground.deliver();
        assert_eq!(there.ground.mails_to("partner_admin").len(), 0);
        let withdrawn = there
            .ground
            .texts("SELECT reason AS a, role AS b FROM notices WHERE fate = 'withdrawn'");
        assert_eq!(withdrawn, [(Some("not_theirs".into()), Some("partner_admin".into()))]);
        there.ground.hours(1);
        there.ground.run();
        there.ground.deliver();
        assert_eq!(there.ground.mails_to("learner").len(), 1, "the step is told by mail");
        assert_eq!(told(&there), 1, "and was told on the device");
        let now = there.ground.app.state.clock.now();
        assert_eq!(there.ground.app.state.db.read(|conn| at_odds(conn, now)).unwrap(), []);
        // The next step is another notice.
        there.ground.hours(24 * 8);
        there.tell();
        assert_eq!(there.service.received().len(), 2);
    });
}

#[test]
fn a_step_that_was_to_be_told_in_somebodys_place_is_told_once_where_they_got_an_address_before() {
    on_both(|app| {
        let (there, learner) = begun(app);
        for_the_learner_alone(&there.ground);
        without_address(&there.ground, learner.id, "Pacific/Honolulu");
        there.ground.run();
        assert_eq!(told(&there), 0, "02:00 in Honolulu");
        with_address(&there.ground, learner.id);
        there.ground.deliver();
        there.ground.hours(5);
        there.ground.run();
        there.ground.deliver();
        assert_eq!(there.ground.mails_to("learner").len(), 1);
        assert_eq!(told(&there), 1, "07:00");
        there.ground.hours(1);
        assert_eq!(told(&there), 1);
        let now = there.ground.app.state.clock.now();
        assert_eq!(there.ground.app.state.db.read(|conn| at_odds(conn, now)).unwrap(), []);
    });
}

#[test]
fn a_step_that_is_meant_for_others_is_not_told_to_whoever_it_is_about() {
    on_both(|app| {
        let (there, learner) = begun(app);
        without_address(&there.ground, learner.id, "Europe/Berlin");
        there
            .ground
            .sql(r#"UPDATE requirement_versions SET reminders = '[{"offset_days":-7,"to":["partner_admin"]}]'"#);
        there.tell();
        assert_eq!(there.ground.mails_to("partner_admin").len(), 1);
        assert_eq!((there.service.received().len(), there.pushes().len()), (0, 0));
    });
}

#[test]
fn a_device_is_told_within_the_hours_of_its_owner() {
    on_both(|app| {
        let (there, learner) = begun(app);
        without_address(&there.ground, learner.id, "Pacific/Honolulu");
        there.tell();
        assert_eq!(there.ground.mails_to("partner_admin").len(), 1, "13:00 in Berlin");
        assert_eq!(there.service.received().len(), 0, "02:00 in Honolulu");
        there.ground.hours(4);
        assert_eq!(told(&there), 0, "06:00");
        there.ground.hours(1);
        assert_eq!(told(&there), 1, "07:00");
    });
    on_both(|app| {
        let (there, _) = begun(app);
        there.ground.run();
        // The worker was not running until night.
        there.ground.hours(9);
        assert_eq!(told(&there), 0, "22:00 in Berlin");
        there.ground.hours(8);
        assert_eq!(told(&there), 0, "06:00");
        there.ground.hours(1);
        assert_eq!(told(&there), 1, "07:00");
    });
}

#[test]
fn what_is_done_switched_off_or_excused_before_a_push_leaves_is_not_told() {
    let deeds: [fn(&Pushing, &Person); 3] = [
        |there, learner| there.ground.done(learner, HV, "2027-11-24"),
        |there, _| there.ground.sql("UPDATE organisations SET reminders_since_on = NULL"),
        |there, learner| {
            there.ground.sql(&format!(
                "UPDATE notices SET fate = 'withdrawn' WHERE recipient_id = '{}' AND fate = 'planned'",
                learner.id
            ));
        },
    ];
    for deed in deeds {
        on_both(|app| {
            let (there, learner) = begun(app);
            there.ground.run();
            assert_eq!(states(&there.pushes()), ["queued"]);
            deed(&there, &learner);
            assert_eq!(told(&there), 0);
            assert_eq!(states(&there.pushes()), ["withdrawn"]);
        });
    }
}

#[test]
fn where_reminders_are_switched_off_no_device_is_told() {
    on_both(|app| {
        let (there, _) = begun(app);
        there.ground.sql("UPDATE organisations SET reminders_since_on = NULL");
        there.tell();
        assert_eq!((there.service.received().len(), there.pushes().len()), (0, 0));
    });
}

#[test]
fn what_the_brake_holds_is_told_once_somebody_approved_it() {
    on_both(|app| {
        let (mut there, _) = begun(app);
        Arc::make_mut(&mut there.ground.app.state.config).reminders.brake_number = 0;
        there.tell();
        assert_eq!((there.service.received().len(), there.pushes().len()), (0, 0));
        let manager = there.ground.app.signed_in(there.ground.person(Role::TrainingManager).id);
        let held = manager.get("/api/v1/reminders/held").is(200).json();
        let decision = json!({ "run": held[0]["run"], "requirement_id": held[0]["requirement_id"], "decision": "approve" });
        manager.json("POST", "/api/v1/reminders/held", &decision).is(200);
        there.tell();
        assert_eq!(there.service.received().len(), 1);
    });
}

#[test]
fn what_waits_for_a_device_is_told_with_what_falls_due_next() {
    on_both(|app| {
        let (there, learner) = begun(app);
        there.ground.run();
        there.ground.hours(24 * 8);
        there.ground.run();
        assert_eq!(states(&there.pushes()), ["queued"]);
        let lines = there.ground.texts("SELECT push_id AS a, notice_id AS b FROM push_notices");
        assert_eq!(lines.len(), 2);
        assert_eq!(told(&there), 1);
        there.ground.deliver();
        assert_eq!(there.ground.mails_to("learner").len(), 1, "like the mail");
        // By hand it is the same: with the mail of the day.
        there.ground.owes(&learner, REF, "due", "2026-12-30");
        let admin = there.ground.app.signed_in(there.ground.person(Role::PartnerAdmin).id);
        let order = json!({ "people": [learner.id], "requirement": "REF" });
        let asked = admin.json("POST", "/api/v1/obligations/reminders", &order).is(200).json();
        assert_eq!(asked["tomorrow"], json!(1), "{asked}");
        assert_eq!(told(&there), 1, "today's has left");
        there.ground.hours(24);
        assert_eq!(told(&there), 2);
    });
}
