//! Whatever is at odds about sessions and seats is found by `kundig verify`, and nothing else is.

use super::{Over, book, id, session, workshop};
use crate::support::app::{TestApp, on_both};
use chrono::Duration;
use diesel::connection::SimpleConnection;
use kundig::command::findings;
use kundig::platform::db::Conn;
use kundig::rules::person::Role;
use serde_json::{Value, json};

pub fn run(app: &TestApp, statement: &str) {
    let running = app.state.db.write(|conn| {
        match conn {
            Conn::Sqlite(c) => c.batch_execute(statement)?,
            Conn::Postgres(c) => c.batch_execute(statement)?,
        }
        Ok(())
    });
    running.unwrap();
}

fn clean(app: &TestApp) {
    assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
}

/// Breaks something, looks whether it is found, and mends it.
fn found(app: &TestApp, broken: &str, says: &str, mended: &str) {
    run(app, broken);
    let told = findings(&app.state).unwrap();
    assert!(told.iter().any(|line| line.contains(says)), "{broken}: {told:?}");
    run(app, mended);
    clean(app);
}

#[test]
fn seats_that_are_at_odds_are_found() {
    on_both(|app| {
        let story = app.story();
        let offer = workshop(&app, &story, json!({ "release_days": 7 }));
        let here = session(&app, &story, &offer, Some("2027-02-08"), 2);
        let roles = [Role::Learner, Role::TeamLead, Role::PartnerAdmin, Role::HotlineExpert];
        let [first, second, _, last] = roles.map(|role| book(&app, &app.signed_in(story.person(role).id), &here));
        let learner = app.signed_in(story.person(Role::Learner).id);
        let path = format!("/api/v1/bookings/{}/cancellation", id(&first));
        learner.json("POST", &path, &json!({ "reason": "Krank" })).is(200);
        // Somebody moved up, and the lead has a seat on another day too.
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let other = json!({ "course": "HV-101", "languages": ["de"], "most_people": 2, "cancel_days": 3, "stop_hours": 24 });
        let other = manager.json("POST", "/api/v1/workshops", &other).is(201).json();
        let beside = session(&app, &story, id(&other), Some("2027-02-09"), 1);
        book(&app, &app.signed_in(story.person(Role::TeamLead).id), &beside);
        clean(&app);
        let of_session = |set: &str| format!("UPDATE sessions SET {set} WHERE id = '{here}'");
        found(
            &app,
            &of_session("seats = 1"),
            "more seats are held than there are",
            &of_session("seats = 2"),
        );
        found(
            &app,
            &of_session("seats = 3"),
            "a seat is free and somebody waits",
            &of_session("seats = 2"),
        );
        found(
            &app,
            &of_session("state = 'cancelled'"),
            "in a session that was cancelled",
            &of_session("state = 'open'"),
        );
        let of_booking = |booking: &Value, set: &str| format!("UPDATE bookings SET {set} WHERE id = '{}'", id(booking));
        let mend = of_booking(&second, "status = 'booked'");
        found(
            &app,
            &of_booking(&second, "status = 'requested'"),
            "otherwise than its history says",
            &mend,
        );
        let soon = of_booking(&second, "due_at = '2026-11-25 08:00:00.000000'");
        found(&app, &soon, "runs out, and nobody will look", &of_booking(&second, "due_at = NULL"));
        let earlier = of_booking(&last, "queued_at = '2026-11-20 08:00:00.000000'");
        let back = of_booking(&last, "queued_at = '2026-11-24 12:00:59.000000'");
        found(&app, &earlier, "waits, and a later one moved up", &back);
        let share = |share: &str| format!("UPDATE workshops SET share_percent = {share} WHERE id = '{offer}'");
        found(&app, &share("50"), "holds more than its share let it take", &share("NULL"));
        let invented = format!(
            "INSERT INTO session_seats (session_id, course_id, stops_at, proves_on)
               SELECT '{here}', course_id, '2027-02-08 08:00:00.000000', '2027-02-08' FROM workshops WHERE id = '{offer}'"
        );
        let gone = format!("DELETE FROM session_seats WHERE session_id = '{here}'");
        found(&app, &invented, "what is known of its free seats is not so", &gone);
        let moved = |day: u32| {
            format!(
                "UPDATE session_parts SET starts_at = '2027-02-{day:02} 08:00:00.000000', ends_at = '2027-02-{day:02} 15:00:00.000000'
                  WHERE session_id = '{beside}'"
            )
        };
        found(&app, &moved(8), "holds two seats at one time", &moved(9));
    });
}

#[test]
fn closings_that_are_at_odds_are_found() {
    on_both(|app| {
        let story = app.story();
        let offer = workshop(&app, &story, json!({ "most_people": 9, "cancel_days": 0 }));
        let over = Over::new(&app, &story, &offer, &[(Role::Learner, "present")]);
        let session = over.session.as_str();
        let api = format!("/api/v1/sessions/{session}");
        let trainer = app.signed_in(story.person(Role::Trainer).id);
        trainer.json("POST", &format!("{api}/closing"), &json!({})).is(200);
        app.state.clock.advance(Duration::seconds(1));
        app.run_jobs();
        actix_web::rt::System::new()
            .block_on(kundig::app::deliver_due_mail(&app.state))
            .unwrap();
        clean(&app);
        let closed = format!(
            "UPDATE sessions SET closed_at = (SELECT at FROM session_closings WHERE session_id = '{session}') WHERE id = '{session}'"
        );
        let open = format!("UPDATE sessions SET closed_at = NULL WHERE id = '{session}'");
        found(&app, &open, "closed or open otherwise than its history says", &closed);
        let result = |set: &str| format!("UPDATE attendance_results SET {set}");
        found(
            &app,
            &result("minutes = 1"),
            "is not what its marks come to",
            &result("minutes = 420"),
        );
        let none = "attended, and the evidence is not there";
        found(
            &app,
            &result("evidence_id = NULL"),
            none,
            &result("evidence_id = (SELECT id FROM evidence)"),
        );
        let reopening = json!({ "reason": "Falsche Person" });
        trainer.json("POST", &format!("{api}/reopening"), &reopening).is(200);
        app.state.clock.advance(Duration::seconds(1));
        app.run_jobs();
        clean(&app);
        let evidence = |set: &str| format!("UPDATE evidence SET revoked_at = {set}");
        let again = evidence("(SELECT at FROM session_closings WHERE kind = 'reopened')");
        found(&app, &evidence("NULL"), "its evidence still stands", &again);
    });
}
