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
