//! Whoever has left stands in no line, is offered no seat and moves up nowhere.

use super::odds::run;
use super::{book, id, later, session, status, workshop};
use crate::support::app::{TestApp, on_both};
use chrono::Duration;
use kundig::command::findings;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// Their last membership ended the day before.
fn leaves(app: &TestApp, person: Id) {
    run(
        app,
        &format!("UPDATE memberships SET end_on = '2026-11-23' WHERE person_id = '{person}'"),
    );
}

/// Kinds of what happened to a booking.
fn history(app: &TestApp, reader: Id, booking: &Value) -> String {
    let detail = app
        .signed_in(reader)
        .get(&format!("/api/v1/bookings/{}", id(booking)))
        .is(200)
        .json();
    detail["events"].to_string()
}

fn mails_to(app: &TestApp, role: Role) -> usize {
    crate::support::calendar::mailed(app, &format!("{role}@story.example")).len()
}

#[test]
fn a_freed_seat_passes_over_whoever_has_left_and_takes_them_off_the_list() {
    on_both(|app| {
        let story = app.story();
        let offer = workshop(&app, &story, json!({}));
        let here = session(&app, &story, &offer, Some("2026-12-15"), 1);
        let manager = story.person(Role::TrainingManager).id;
        let [held, left, next] =
            [Role::Learner, Role::TeamLead, Role::PartnerAdmin].map(|role| book(&app, &app.signed_in(story.person(role).id), &here));
        assert_eq!((&left["status"], &next["status"]), (&json!("waiting"), &json!("waiting")));
        leaves(&app, story.person(Role::TeamLead).id);
        let before = mails_to(&app, Role::TeamLead);
        app.state.clock.advance(Duration::seconds(1));
        let path = format!("/api/v1/bookings/{}/cancellation", id(&held));
        app.signed_in(story.person(Role::Learner).id)
            .json("POST", &path, &json!({ "reason": "Krank" }))
            .is(200);
        let reader = app.signed_in(manager);
        assert_eq!(
            (status(&reader, &left), status(&reader, &next)),
            ("cancelled".to_owned(), "booked".to_owned())
        );
        assert!(history(&app, manager, &left).contains("\"left\""));
        assert_eq!(mails_to(&app, Role::TeamLead), before, "whoever is gone hears nothing");
        let log = reader.get("/api/v1/audit?action=booking.left").is(200).json();
        assert_eq!(log["items"].as_array().unwrap().len(), 1, "{log}");
        let page = reader.get(&format!("/bookings/{}", id(&left))).is(200).text();
        assert!(page.contains("Nicht mehr im Betrieb"), "{page}");
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn leaving_alone_ends_a_place_in_line_an_interest_and_an_offer() {
    on_both(|app| {
        let story = app.story();
        let offer = workshop(&app, &story, json!({ "offer_hours": 48 }));
        let manager = story.person(Role::TrainingManager).id;
        let full = session(&app, &story, &offer, Some("2026-12-15"), 1);
        let undated = session(&app, &story, &offer, None, 1);
        let as_they = |role: Role| app.signed_in(story.person(role).id);
        let held = book(&app, &as_they(Role::Learner), &full);
        let offered = book(&app, &as_they(Role::TeamLead), &full);
        let waits = book(&app, &as_they(Role::PartnerAdmin), &full);
        let last = book(&app, &as_they(Role::HotlineExpert), &full);
        let interested = book(&app, &as_they(Role::PartnerManager), &undated);
        app.state.clock.advance(Duration::seconds(1));
        let path = format!("/api/v1/bookings/{}/cancellation", id(&held));
        as_they(Role::Learner).json("POST", &path, &json!({ "reason": "Krank" })).is(200);
        let reader = app.signed_in(manager);
        assert_eq!(status(&reader, &offered), "offered");

        // One is gone with an offer, one's account is shut, one is gone before there is a date.
        for role in [Role::TeamLead, Role::PartnerManager] {
            leaves(&app, story.person(role).id);
        }
        let shut = format!(
            "UPDATE people SET disabled_at = '2026-11-24 08:00:00.000000' WHERE id = '{}'",
            story.person(Role::PartnerAdmin).id
        );
        run(&app, &shut);
        // Nobody takes the offer for them meanwhile.
        app.signed_in(story.person(Role::TeamLead).id)
            .json("POST", &format!("/api/v1/bookings/{}/acceptance", id(&offered)), &json!({}))
            .is(409);
        later(&app, Duration::minutes(1));
        let reader = app.signed_in(manager);
        for booking in [&offered, &waits, &interested] {
            assert_eq!(status(&reader, booking), "cancelled");
            assert!(history(&app, manager, booking).contains("\"left\""));
        }
        assert_eq!(status(&reader, &last), "offered");
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
    });
}
