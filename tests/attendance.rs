//! Attendance: the code on the screen, the list and the device in the cellar, closing and what follows, and who sees what.

mod badge;
mod check_in;
mod closing;
mod feedback;
mod final_test;
mod marks;
mod material;
mod meeting;
mod report;
mod sign_off;
mod signature;

use crate::support::app::TestApp;
use crate::support::browser::{Answer, Browser};
use crate::support::story::Story;
use crate::workshops::{body, book, later, workshop};
use kundig::platform::seal;
use kundig::rules::id::{Id, Instant};
use kundig::rules::person::Role;
use kundig::workshops::code;
use serde_json::{Value, json};

/// A session on 15 December from nine to four in Kassel, taught by the trainer, with these people booked.
struct Course<'a> {
    app: &'a TestApp,
    story: &'a Story,
    session: String,
    part: String,
    bookings: Vec<String>,
}

impl<'a> Course<'a> {
    fn of(app: &'a TestApp, story: &'a Story, booked: &[Role]) -> Self {
        let id = workshop(app, story, json!({ "most_people": 9, "cancel_days": 0, "late_minutes": 20 }));
        Self::at(app, story, &id, booked)
    }

    fn at(app: &'a TestApp, story: &'a Story, workshop: &str, booked: &[Role]) -> Self {
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let mut typed = body(Some("2026-12-15"), 9);
        typed["trainers"] = json!([story.person(Role::Trainer).id]);
        let made = manager
            .json("POST", &format!("/api/v1/workshops/{workshop}/sessions"), &typed)
            .is(201)
            .json();
        let session = made["id"].as_str().unwrap().to_owned();
        manager
            .json("POST", &format!("/api/v1/sessions/{session}/opening"), &json!({}))
            .is(200);
        let bookings = booked
            .iter()
            .map(|role| {
                let booking = book(app, &app.signed_in(story.person(*role).id), &session);
                assert_eq!(booking["status"], json!("booked"));
                booking["id"].as_str().unwrap().to_owned()
            })
            .collect();
        let part = made["parts"][0]["id"].as_str().unwrap().to_owned();
        Self {
            app,
            story,
            session,
            part,
            bookings,
        }
    }

    /// Makes it two parts: from nine to eleven, and from a quarter past to four.
    fn in_two_parts(&self) {
        let mut typed = body(Some("2026-12-15"), 9);
        typed["trainers"] = json!([self.story.person(Role::Trainer).id]);
        typed["tell"] = json!(false);
        let part = |from: &str, to: &str| json!({ "on": "2026-12-15", "from": from, "to": to });
        typed["parts"] = json!([part("09:00", "11:00"), part("11:15", "16:00")]);
        let path = format!("/api/v1/sessions/{}", self.session);
        self.browser(Role::TrainingManager).json("PUT", &path, &typed).is(200);
    }

    /// Lets it become that time of the day of the session, in UTC.
    fn at_time(&self, time: &str) {
        let then: Instant = format!("2026-12-15T{time}Z")
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
            .into();
        later(self.app, *then - *self.app.state.clock.now());
    }

    fn browser(&self, role: Role) -> Browser<'a> {
        self.app.signed_in(self.story.person(role).id)
    }

    fn trainer(&self) -> Browser<'a> {
        self.browser(Role::Trainer)
    }

    fn page(&self, rest: &str) -> String {
        format!("/sessions/{}/{rest}", self.session)
    }

    fn api(&self, rest: &str) -> String {
        format!("/api/v1/sessions/{}/{rest}", self.session)
    }

    /// The address that the screen shows now.
    fn scanned(&self) -> String {
        self.trainer().get(&self.page("code")).is(200);
        let secret = self.app.state.db.read(|conn| Ok(seal::known(conn)?)).unwrap().unwrap();
        let part: Id = self.part.parse().unwrap();
        format!("/check-in/{part}/{}", code::code(&secret, part, self.app.state.clock.now()))
    }

    fn confirm(&self, browser: &Browser<'_>, page: &Answer, booking: Option<&str>) -> Answer {
        let ticket = page.attribute("input[name=ticket]", "value").unwrap();
        let mut fields = vec![("ticket", ticket.as_str())];
        fields.extend(booking.map(|id| ("booking", id)));
        browser.post(&format!("/check-in/{}", self.part), &fields)
    }

    fn marks(&self) -> Vec<Value> {
        let all = self.trainer().get(&self.api("marks")).is(200).json();
        all["items"].as_array().unwrap().clone()
    }

    fn attendance(&self) -> Value {
        self.trainer().get(&self.api("attendance")).is(200).json()
    }

    /// The answer that stands of a booking.
    fn stands(&self, booking: usize) -> Value {
        let all = self.attendance();
        let of = |one: &&Value| one["booking_id"] == json!(self.bookings[booking]);
        all["attendees"].as_array().unwrap().iter().find(of).unwrap()["marks"][0]["answer"].clone()
    }

    fn mark(&self, number: u32, booking: usize, answer: &str) -> Value {
        json!({
            "id": format!("01890000-0000-7000-8000-{number:012}"), "booking_id": self.bookings[booking], "part_id": self.part,
            "answer": answer,
        })
    }

    fn send(&self, marks: &[Value], sent_at: Option<&str>) -> Vec<Value> {
        let body = json!({ "sent_at": sent_at, "marks": marks });
        let told = self.trainer().json("POST", &self.api("marks"), &body).is(200).json();
        told.as_array().unwrap().clone()
    }
}
