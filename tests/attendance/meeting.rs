//! A meeting provider tells by itself who was there.

use super::Course;
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Answer;
use actix_web::http::Method;
use kundig::platform::config::Secret;
use kundig::platform::webhook::signature;
use kundig::rules::person::Role;
use serde_json::{Value, json};
use std::sync::Arc;

const SECRET: &str = "a secret of the tests";

const PATH: &str = "/api/v1/meeting-events";

fn with_secrets(app: &mut TestApp) {
    let meetings = &mut Arc::make_mut(&mut app.state.config).meetings;
    meetings.secret = Secret::new(SECRET.to_owned());
    meetings.zoom_secret = Secret::new(format!("{SECRET} zoom"));
}

/// Sends something that was signed so many seconds ago.
fn send(app: &TestApp, path: &str, body: &Value, ago: i64) -> Answer {
    let zoom = path.ends_with("/zoom");
    let (secret, version) = if zoom {
        (format!("{SECRET} zoom"), "v0")
    } else {
        (SECRET.to_owned(), "v1")
    };
    let (at, signed) = if zoom {
        ("x-zm-request-timestamp", "x-zm-signature")
    } else {
        ("x-kundig-timestamp", "x-kundig-signature")
    };
    let sent = (app.state.clock.now().timestamp() - ago).to_string();
    let content = body.to_string().into_bytes();
    let shown = signature(&secret, version, &sent, &content);
    let head = [("content-type", "application/json"), (at, sent.as_str()), (signed, shown.as_str())];
    app.anonymous().send(Method::POST, path, &head, content)
}

fn event(id: &str, kind: &str, name: &str, email: Option<&str>, at: &str) -> Value {
    json!({ "id": id, "kind": kind, "name": name, "email": email, "at": format!("2026-12-15T{at}Z") })
}

#[test]
fn who_came_and_left_is_told_while_it_runs_and_becomes_marks_once_the_part_is_over() {
    on_both(|mut app| {
        with_secrets(&mut app);
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead, Role::PartnerAdmin]);
        let [whole, some, listed] =
            [Role::Learner, Role::TeamLead, Role::PartnerAdmin].map(|role| course.story.person(role).email.clone().unwrap());
        course.at_time("11:00:00");
        // Nine to four in Berlin is eight to three in UTC.
        let first = json!({ "session_id": course.session, "events": [
            event("1", "joined", "A", Some(&whole.to_uppercase()), "07:55:00"),
            event("2", "joined", "B", Some(&some), "09:00:00"),
            event("3", "left", "B", Some(&some), "10:00:00"),
            event("4", "joined", "iPhone", None, "09:00:00"),
            event("5", "joined", "C", Some(&listed), "08:00:00"),
        ]});
        assert_eq!(send(&app, PATH, &first, 0).is(200).json(), json!({ "outcome": "kept", "new": 5 }));
        assert_eq!(
            send(&app, PATH, &first, 200).is(200).json(),
            json!({ "outcome": "kept", "new": 0 }),
            "told twice, it counts once"
        );
        assert!(course.marks().is_empty(), "nobody is marked before the end");
        course.send(&[course.mark(1, 2, "excused")], None);
        course.at_time("15:14:00");
        assert_eq!(course.marks().len(), 1);
        course.at_time("15:15:00");
        assert_eq!(course.stands(0), json!("present"));
        assert_eq!(course.stands(1), json!("partial"));
        assert_eq!(course.stands(2), json!("excused"), "whoever teaches knows more than a program");
        let marks = course.marks();
        let partial = marks.iter().find(|mark| mark["answer"] == json!("partial")).unwrap();
        assert_eq!((&partial["minutes"], &partial["way"]), (&json!(60), &json!("report")));
        // One who is told of late has the mark at once, and a mark that stands is left alone.
        let late = json!({ "session_id": course.session, "events": [event("6", "joined", "B", Some(&some), "10:30:00")] });
        assert_eq!(send(&app, PATH, &late, 0).is(200).json()["new"], json!(1));
        assert_eq!(course.marks().len(), 3);
        course.trainer().json("POST", &course.api("closing"), &json!({})).is(200);
        let closed = json!({ "session_id": course.session, "events": [event("7", "left", "B", Some(&some), "11:00:00")] });
        assert_eq!(
            send(&app, PATH, &closed, 0).is(200).json(),
            json!({ "outcome": "closed", "new": 0 })
        );
        let kept = crate::reminders::ground::texts(&app.state, "SELECT id AS a, name AS b FROM meeting_events");
        assert!(kept.is_empty(), "what is in the marks is not kept twice");
    });
}

#[test]
fn what_is_not_signed_now_and_with_the_secret_is_not_taken() {
    on_both(|mut app| {
        let story = app.story();
        let body = json!({ "session_id": story.manufacturer.id, "events": [] });
        let plain = |app: &TestApp| app.anonymous().json("POST", PATH, &body).status;
        assert_eq!(plain(&app), 404, "no secret, no such address");
        let mut with = app.copy();
        with_secrets(&mut with);
        app = with;
        assert_eq!(plain(&app), 403);
        assert_eq!(send(&app, PATH, &body, 301).status, 403, "too old");
        assert_eq!(send(&app, PATH, &body, -301).status, 403, "from the future");
        assert_eq!(send(&app, PATH, &body, 0).status, 404, "no such session");
        // Signed by one, it is not signed for the other.
        let sent = app.state.clock.now().timestamp().to_string();
        let shown = signature(SECRET, "v1", &sent, b"{}");
        let head = [("x-kundig-timestamp", sent.as_str()), ("x-kundig-signature", shown.as_str())];
        let changed = app.anonymous().send(Method::POST, PATH, &head, b"{ }".to_vec());
        assert_eq!(changed.status, 403, "the body is signed");
        let bad = json!({ "session_id": story.manufacturer.id, "events": [
            { "id": " ", "kind": "joined", "name": "x".repeat(201), "at": "2030-01-01T00:00:00Z" }] });
        let told = send(&app, PATH, &bad, 0).is(422).json();
        let fields: Vec<&str> = told["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["field"].as_str().unwrap())
            .collect();
        assert!(
            ["events.0.id", "events.0.name", "events.0.at"]
                .iter()
                .all(|field| fields.contains(field)),
            "{fields:?}"
        );
        let unknown = json!({ "session_id": story.manufacturer.id, "events": [{ "id": "1", "kind": "waved", "name": "A", "at": "2026-01-01T00:00:00Z" }] });
        assert_eq!(send(&app, PATH, &unknown, 0).status, 400);
        for _ in 0..60 {
            plain(&app);
        }
        assert_eq!(plain(&app), 429, "guessing ends");
    });
}

#[test]
fn zoom_and_teams_are_understood_as_they_write() {
    on_both(|mut app| {
        with_secrets(&mut app);
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead]);
        let [learner, lead] = [Role::Learner, Role::TeamLead].map(|role| course.story.person(role).email.clone().unwrap());
        course.at_time("14:00:00");
        let zoom = format!("{PATH}/zoom");
        let question = json!({ "event": "endpoint.url_validation", "event_ts": 1, "payload": { "plainToken": "qgg8vlvZRS6UYooatFL8Aw" } });
        let answer = send(&app, &zoom, &question, 0).is(200).json();
        assert_eq!(answer["plainToken"], json!("qgg8vlvZRS6UYooatFL8Aw"));
        assert_eq!(answer["encryptedToken"].as_str().unwrap().len(), 64);
        // The way in of the session is https://meet.example/7.
        let told = |event: &str, meeting: i64, time: &str| {
            json!({ "event": event, "event_ts": 1, "payload": { "account_id": "A", "object": { "id": meeting, "uuid": "u", "participant": {
                "user_id": "1", "user_name": "Somebody", "email": learner, "join_time": format!("2026-12-15T{time}Z"),
                "leave_time": format!("2026-12-15T{time}Z") } } } })
        };
        let come = told("meeting.participant_joined", 7, "08:00:00");
        assert_eq!(send(&app, &zoom, &come, 0).is(200).json(), json!({ "outcome": "kept", "new": 1 }));
        assert_eq!(
            send(&app, &zoom, &come, 1).is(200).json()["new"],
            json!(0),
            "Zoom sends again where it heard nothing"
        );
        assert_eq!(
            send(&app, &zoom, &told("meeting.participant_left", 7, "09:10:00"), 0)
                .is(200)
                .json()["new"],
            json!(1)
        );
        let other = told("meeting.participant_joined", 8, "08:00:00");
        assert_eq!(send(&app, &zoom, &other, 0).is(200).json()["outcome"], json!("not_ours"));
        let started = json!({ "event": "meeting.started", "payload": {} });
        assert_eq!(send(&app, &zoom, &started, 0).is(200).json()["outcome"], json!("passed_over"));
        send(&app, &zoom, &json!({ "event": "meeting.participant_left" }), 0).is(422);
        let report = json!({ "id": "r", "attendanceRecords": [{ "emailAddress": lead, "identity": { "displayName": "B" }, "attendanceIntervals": [
            { "joinDateTime": "2026-12-15T08:00:00Z", "leaveDateTime": "2026-12-15T08:30:00Z", "durationInSeconds": 1800 }] }] });
        let teams = format!("{PATH}/teams?session_id={}", course.session);
        assert_eq!(send(&app, &teams, &report, 0).is(200).json()["new"], json!(2));
        course.at_time("15:20:00");
        let mut minutes: Vec<i64> = course.marks().iter().map(|mark| mark["minutes"].as_i64().unwrap()).collect();
        minutes.sort_unstable();
        assert_eq!(minutes, [30, 70]);
    });
}
