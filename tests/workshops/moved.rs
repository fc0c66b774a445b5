//! A session that is not what it was: whom it gets in the way of, and who hears what of it.

use super::{body, book, session, workshop};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn change(app: &TestApp, manager: &Browser<'_>, session: &str, typed: &Value) {
    app.state.clock.advance(Duration::seconds(1));
    manager.json("PUT", &format!("/api/v1/sessions/{session}"), typed).is(200);
    app.run_jobs();
}

#[test]
fn a_session_that_moves_onto_another_one_of_somebody_who_is_booked_asks_why() {
    on_both(|app| {
        let story = app.story();
        let first = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let rules = json!({ "course": "HV-101", "languages": ["de"], "most_people": 9 });
        let second = manager.json("POST", "/api/v1/workshops", &rules).is(201).json();
        let second = second["id"].as_str().unwrap();
        let taken = session(&app, &story, &first, Some("2027-02-08"), 2);
        let moves = session(&app, &story, second, Some("2027-02-15"), 5);
        let learner = app.signed_in(story.person(Role::Learner).id);
        book(&app, &learner, &taken);
        book(&app, &learner, &moves);
        book(&app, &app.signed_in(story.person(Role::TeamLead).id), &moves);
        let path = format!("/api/v1/sessions/{moves}");
        let mut typed = body(Some("2027-02-08"), 5);
        typed["tell"] = json!(true);
        let told = manager.json("PUT", &path, &typed).is(422).text();
        assert!(
            told.contains("clash-booked") && told.contains("Vera learner") && told.contains("clash_reason"),
            "{told}"
        );
        assert!(!told.contains("team_lead"), "who is free then is not named: {told}");
        // On another day nobody is in the way of themselves.
        let mut free = body(Some("2027-02-16"), 5);
        free["tell"] = json!(false);
        change(&app, &manager, &moves, &free);
        typed["clash_reason"] = json!("Beide wissen es und geben einen der Plätze zurück.");
        change(&app, &manager, &moves, &typed);
        let entries = manager.get("/api/v1/audit?action=session.change").is(200).text();
        assert!(entries.contains("booked: Vera learner"), "{entries}");
    });
}

#[test]
fn the_mail_of_a_change_says_when_it_is_also_where_a_change_before_was_not_told() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        book(&app, &app.signed_in(story.person(Role::Learner).id), &session);
        let changed = || {
            let all = app.mails_to("learner@story.example");
            all.into_iter()
                .filter(|mail| mail.contains("hat sich geändert"))
                .collect::<Vec<_>>()
        };
        let mut typed = body(Some("2027-02-15"), 2);
        typed["external_trainers"] = json!(["Eva Muster"]);
        typed["tell"] = json!(false);
        change(&app, &manager, &session, &typed);
        assert!(changed().is_empty());
        // Nobody teaches it now, which is said as well.
        typed["external_trainers"] = json!([]);
        typed["tell"] = json!(true);
        change(&app, &manager, &session, &typed);
        let mail = changed().pop().unwrap();
        assert!(
            mail.contains("Termin: 15. Februar 2027") && mail.contains("Wer schult: steht noch nicht fest") && !mail.contains("bisher"),
            "{mail}"
        );
        // Where the time is what changed it stands once.
        typed["parts"] = body(Some("2027-02-16"), 2)["parts"].clone();
        change(&app, &manager, &session, &typed);
        let mail = changed().into_iter().find(|mail| mail.contains("16. Februar 2027")).unwrap();
        assert!(mail.contains("Zeit: 16. Februar 2027") && !mail.contains("Termin: 1"), "{mail}");
    });
}

#[test]
fn those_who_teach_hear_of_a_change_that_is_told_and_that_it_does_not_take_place() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let trainer = story.person(Role::Trainer).id;
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        book(&app, &app.signed_in(story.person(Role::Learner).id), &session);
        let mails = || app.mails_to("trainer@story.example");
        let mut typed = body(Some("2027-02-08"), 2);
        typed["trainers"] = json!([trainer]);
        typed["tell"] = json!(false);
        change(&app, &manager, &session, &typed);
        assert!(mails().is_empty(), "nobody is told where nobody is to be told");
        typed["parts"] = body(Some("2027-02-15"), 2)["parts"].clone();
        typed["tell"] = json!(true);
        change(&app, &manager, &session, &typed);
        let told = mails();
        assert_eq!(told.len(), 1);
        assert!(
            told[0].contains("15. Februar 2027") && told[0].contains(&format!("/sessions/{session}")) && !told[0].contains("Ihre Buchung"),
            "{told:?}"
        );
        app.state.clock.advance(Duration::seconds(1));
        let path = format!("/api/v1/sessions/{session}/cancellation");
        manager.json("POST", &path, &json!({ "reason": "Hochwasser" })).is(200);
        app.run_jobs();
        assert_eq!(
            mails().iter().filter(|mail| mail.contains("Hochwasser")).count(),
            1,
            "{:?}",
            mails()
        );
    });
}

#[test]
fn the_mail_about_a_seat_without_a_name_asks_for_the_name_and_promises_no_calendar() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        let seats = json!({ "seats": 1, "name_by_on": "2027-01-20" });
        let made = lead
            .json("POST", &format!("/api/v1/sessions/{session}/bookings"), &seats)
            .is(201)
            .json();
        assert_eq!(made[0]["status"], json!("booked"));
        app.run_jobs();
        let mail = app.mails_to("team_lead@story.example").pop().unwrap();
        assert!(
            mail.contains("Sagen Sie noch, wer kommt") && mail.contains("Namen nennen bis") && !mail.contains("liegt bei"),
            "{mail}"
        );
        // Whoever is named then gets what goes into their calendar.
        app.state.clock.advance(Duration::seconds(1));
        let path = format!("/api/v1/bookings/{}/person", made[0]["id"].as_str().unwrap());
        lead.json("POST", &path, &json!({ "person": "learner@story.example" })).is(200);
        app.run_jobs();
        let mail = app.mails_to("learner@story.example").pop().unwrap();
        assert!(mail.contains("liegt bei"), "{mail}");
    });
}
