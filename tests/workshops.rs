//! Workshops: dates, seats, approval, waiting list, mails, calendars; and that the last seat is given once.

mod around;
mod calendars;
mod costs;
mod leaving;
mod moved;
mod odds;
mod places;
mod plan;
mod planning;
mod profile;
mod rooms;
mod rush;
mod seats;
mod series;
mod usage;

pub use odds::run;

use crate::courses::{every_kind, published, trainer};
use crate::support::app::TestApp;
use crate::support::browser::Browser;
use crate::support::story::Story;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// A course and a workshop about it with these rules besides.
pub fn workshop(app: &TestApp, story: &Story, rules: Value) -> String {
    published(&trainer(app, story), "HV-101", every_kind("after_answer"));
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let mut body =
        json!({ "course": "HV-101", "languages": ["de"], "most_people": 2, "cancel_days": 3, "stop_hours": 24, "offer_hours": 0 });
    body.as_object_mut().unwrap().extend(rules.as_object().unwrap().clone());
    let made = manager.json("POST", "/api/v1/workshops", &body).is(201).json();
    made["id"].as_str().unwrap().to_owned()
}

pub fn body(on: Option<&str>, seats: i32) -> Value {
    let parts: Vec<Value> = on.iter().map(|on| json!({ "on": on, "from": "09:00", "to": "16:00" })).collect();
    json!({ "language": "de", "place": "Kassel", "time_zone": "Europe/Berlin", "seats": seats, "parts": parts, "online_url": "https://meet.example/7" })
}

/// An open session.
pub fn session(app: &TestApp, story: &Story, workshop: &str, on: Option<&str>, seats: i32) -> String {
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let path = format!("/api/v1/workshops/{workshop}/sessions");
    let made = manager.json("POST", &path, &body(on, seats)).is(201).json();
    let id = made["id"].as_str().unwrap().to_owned();
    manager.json("POST", &format!("/api/v1/sessions/{id}/opening"), &json!({})).is(200);
    id
}

pub fn book(app: &TestApp, browser: &Browser<'_>, session: &str) -> Value {
    // Whoever comes later stands later in line.
    app.state.clock.advance(Duration::seconds(1));
    let made = browser
        .json("POST", &format!("/api/v1/sessions/{session}/bookings"), &json!({}))
        .is(201)
        .json();
    made[0].clone()
}

/// The identifier of what an interface answered.
pub fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

/// A session that is over and open still.
pub struct Over {
    pub session: String,
}

impl Over {
    /// Taught by the trainer on 15 December; it is five past its end, and each of these people has this mark.
    pub fn new(app: &TestApp, story: &Story, workshop: &str, marks: &[(Role, &str)]) -> Self {
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let mut typed = body(Some("2026-12-15"), 9);
        typed["trainers"] = json!([story.person(Role::Trainer).id]);
        let made = manager
            .json("POST", &format!("/api/v1/workshops/{workshop}/sessions"), &typed)
            .is(201)
            .json();
        let session = id(&made).to_owned();
        let api = format!("/api/v1/sessions/{session}");
        manager.json("POST", &format!("{api}/opening"), &json!({})).is(200);
        let bookings: Vec<Value> = marks
            .iter()
            .map(|(role, _)| book(app, &app.signed_in(story.person(*role).id), &session))
            .collect();
        let over = "2026-12-15T15:05:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        later(app, over - *app.state.clock.now());
        let marks: Vec<Value> = (1..)
            .zip(&bookings)
            .zip(marks)
            .map(|((number, booking), (_, answer))| {
                let id = format!("01890000-0000-7000-8000-{number:012}");
                json!({ "id": id, "booking_id": booking["id"], "part_id": made["parts"][0]["id"], "answer": answer })
            })
            .collect();
        let trainer = app.signed_in(story.person(Role::Trainer).id);
        let told = trainer
            .json("POST", &format!("{api}/marks"), &json!({ "marks": marks }))
            .is(200)
            .json();
        assert!(
            told.as_array().unwrap().iter().all(|one| one["outcome"] == json!("recorded")),
            "{told}"
        );
        Self { session }
    }
}

fn status(browser: &Browser<'_>, booking: &Value) -> String {
    let id = booking["id"].as_str().unwrap();
    let found = browser.get(&format!("/api/v1/bookings/{id}")).is(200).json();
    found["booking"]["status"].as_str().unwrap().to_owned()
}

/// Lets time pass and what follows from it happen.
pub fn later(app: &TestApp, span: Duration) {
    app.state.clock.advance(span);
    crate::support::browser::in_the_loop(async {
        kundig::workshops::job::tick(&app.state).await.unwrap();
        kundig::app::run_due_jobs(&app.state).await.unwrap();
    });
}
