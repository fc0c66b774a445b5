//! The final test: attending is evidence only once it is passed, in time, before the closing or after it, and never twice.

use super::Course;
use crate::courses::{every_kind, published, trainer};
use crate::merging::doubled;
use crate::player::{begin, go_through, right_values};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::Story;
use crate::workshops::{later, workshop};
use chrono::Duration;
use kundig::command::findings;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// A workshop that asks for the test of `TEST-1`; answers its address.
fn asking(app: &TestApp, story: &Story, test: &Value) -> String {
    let id = workshop(app, story, json!({ "most_people": 9, "cancel_days": 0 }));
    published(&trainer(app, story), "TEST-1", every_kind("never"));
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let body = json!({ "feedback_days": 0, "test": test });
    let saved = manager.json("PUT", &format!("/api/v1/workshops/{id}/follow-up"), &body).is(200);
    assert_eq!(saved.json()["test"]["course"], json!("TEST-1"));
    id
}

/// Passes the test; of each run another first event.
fn pass(browser: &Browser<'_>, first_event: u32) {
    let run = begin(browser, "TEST-1");
    assert_eq!(
        go_through(browser, &run, first_event, right_values)["registration"]["state"],
        json!("passed")
    );
}

/// Somebody's evidence of a course: day, and why it was taken back.
fn evidence(browser: &Browser<'_>, course: &str) -> Vec<(String, Option<String>)> {
    let all = browser.get("/api/v1/me/evidence").is(200).json();
    let of = all.as_array().unwrap().iter().filter(|one| one["course"] == json!(course));
    let mut told: Vec<(String, Option<String>)> = of
        .map(|one| {
            let reason = one["revoked_reason"].as_str().map(str::to_owned);
            (one["proven_on"].as_str().unwrap().to_owned(), reason)
        })
        .collect();
    told.sort();
    told
}

fn on(day: &str) -> (String, Option<String>) {
    (day.to_owned(), None)
}

/// Takes back the evidence of a course that stands.
fn revoke(app: &TestApp, story: &Story, browser: &Browser<'_>, course: &str, reason: &str) {
    let all = browser.get("/api/v1/me/evidence").is(200).json();
    let stands = |one: &&Value| one["course"] == json!(course) && one["revoked_at"].is_null();
    let id = all.as_array().unwrap().iter().find(stands).unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let path = format!("/api/v1/evidence/{id}/revocation");
    manager.json("POST", &path, &json!({ "reason": reason })).is(201);
}

impl Course<'_> {
    fn close(&self) -> Value {
        self.app.state.clock.advance(Duration::seconds(1));
        let told = self.trainer().json("POST", &self.api("closing"), &json!({})).is(200).json();
        self.app.run_jobs();
        told
    }

    /// How a booking stands with the test, as its own page by the API says.
    fn test(&self, role: Role, booking: usize) -> Value {
        let path = format!("/api/v1/bookings/{}", self.bookings[booking]);
        self.browser(role).get(&path).is(200).json()["booking"]["result"].clone()
    }

    /// Everything was as it must be, with what is to be told told.
    fn verified(&self) {
        self.app.run_jobs();
        actix_web::rt::System::new()
            .block_on(kundig::app::deliver_due_mail(&self.app.state))
            .unwrap();
        assert_eq!(findings(&self.app.state).unwrap(), Vec::<String>::new());
    }
}

#[test]
fn attending_is_evidence_with_the_test_passed_before_closing_or_after_it_and_who_lacks_it_is_told_once() {
    on_both(|app| {
        let story = app.story();
        let id = asking(&app, &story, &json!({ "course": "TEST-1" }));
        let course = Course::at(&app, &story, &id, &[Role::Learner, Role::TeamLead, Role::PartnerAdmin]);
        course.at_time("08:30:00");
        let marks = [
            course.mark(1, 0, "present"),
            course.mark(2, 1, "present"),
            course.mark(3, 2, "no_show"),
        ];
        course.send(&marks, None);
        pass(&course.browser(Role::TeamLead), 100);
        course.at_time("15:05:00");
        let ask = course.trainer().get(&course.page("closing/new")).is(200).text();
        assert!(
            ask.contains("Eine Person bekommt einen Nachweis") && ask.contains("Nachweis erst nach dem Abschlusstest"),
            "{ask}"
        );
        let mails = || {
            let all = app.mails_to("learner@story.example");
            all.into_iter().filter(|mail| mail.contains("Abschlusstest")).collect::<Vec<_>>()
        };
        let results = course.close();
        let of = |booking: usize| {
            let all = results["results"].as_array().unwrap();
            let of = |one: &&Value| one["booking_id"] == json!(course.bookings[booking]);
            let one = all.iter().find(of).unwrap();
            (one["outcome"].clone(), one["test"]["state"].clone(), one["evidence_id"].is_null())
        };
        assert_eq!(of(0), (json!("attended"), json!("open"), true));
        assert_eq!(of(1), (json!("attended"), json!("passed"), false));
        assert_eq!(of(2), (json!("no_show"), Value::Null, true));
        assert_eq!(evidence(&course.browser(Role::TeamLead), "HV-101"), [on("2026-12-15")]);

        // It is seen wherever one looks, and leads straight to the test.
        let learner = course.browser(Role::Learner);
        let own = course.test(Role::Learner, 0);
        assert_eq!(
            own["test"],
            json!({ "course": "TEST-1", "state": "open", "from_on": "2026-12-15", "to_on": "2027-01-14", "pass_id": null })
        );
        let booking = format!("/bookings/{}", course.bookings[0]);
        let session = format!("/sessions/{}", course.session);
        for page in [booking.as_str(), "/bookings", "/training", session.as_str()] {
            let shown = learner.get(page).is(200);
            assert!(shown.count("a[href='/courses/TEST-1/take']") > 0, "{page}: {}", shown.text());
        }
        let lead = course.browser(Role::PartnerAdmin);
        assert!(lead.get("/bookings/team").is(200).text().contains("Test offen"));
        assert!(
            course
                .trainer()
                .get(&course.page("attendance"))
                .is(200)
                .text()
                .contains("Test offen")
        );
        assert!(mails().len() == 1 && mails()[0].contains(&booking), "{:?}", mails());
        assert!(
            app.mails_to("team_lead@story.example")
                .iter()
                .all(|mail| !mail.contains("Abschlusstest"))
        );
        course.verified();

        later(&app, Duration::days(2));
        let learner = course.browser(Role::Learner);
        pass(&learner, 200);
        course.verified();
        assert_eq!(evidence(&learner, "HV-101"), [on("2026-12-17")], "the later day");
        let certificates = learner.get("/api/v1/me/certificates").is(200).json();
        assert_eq!(certificates.as_array().unwrap().len(), 2, "of the test and of the workshop");
        let own = course.test(Role::Learner, 0);
        assert_eq!((&own["test"]["state"], own["evidence_id"].is_null()), (&json!("passed"), false));
        assert_eq!(learner.get("/training").is(200).count("a[href='/courses/TEST-1/take']"), 0);
        // Once more changes nothing.
        app.state.clock.advance(Duration::seconds(1));
        pass(&learner, 300);
        course.verified();
        assert_eq!(evidence(&learner, "HV-101").len(), 1);
        assert_eq!(mails().len(), 1);
        let manager = course.browser(Role::TrainingManager);
        let entries = manager.get("/api/v1/audit?action=test.pass").is(200).json();
        assert_eq!(entries["items"].as_array().unwrap().len(), 1);
    });
}

#[test]
fn what_a_pass_made_goes_with_it_and_comes_again_and_what_somebody_took_back_stays_so() {
    on_both(|app| {
        let story = app.story();
        let id = asking(&app, &story, &json!({ "course": "TEST-1" }));
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        course.at_time("08:30:00");
        course.present();
        course.at_time("15:05:00");
        course.close();
        let learner = course.browser(Role::Learner);
        pass(&learner, 100);
        course.verified();
        assert_eq!(evidence(&learner, "HV-101"), [on("2026-12-15")]);
        app.state.clock.advance(Duration::seconds(1));
        revoke(&app, &story, &learner, "TEST-1", "Nicht selbst abgelegt");
        course.verified();
        let gone = ("2026-12-15".to_owned(), Some("Nicht selbst abgelegt".to_owned()));
        assert_eq!(evidence(&learner, "HV-101"), std::slice::from_ref(&gone));
        let own = course.test(Role::Learner, 0);
        assert_eq!((&own["test"]["state"], &own["evidence_id"]), (&json!("open"), &Value::Null));

        later(&app, Duration::days(1));
        let learner = course.browser(Role::Learner);
        pass(&learner, 200);
        course.verified();
        assert_eq!(evidence(&learner, "HV-101"), [gone.clone(), on("2026-12-16")]);
        // What a person takes back is not given again, whatever is passed.
        app.state.clock.advance(Duration::seconds(1));
        revoke(&app, &story, &learner, "HV-101", "War nicht da");
        revoke(&app, &story, &learner, "TEST-1", "Auch nicht selbst");
        app.run_jobs();
        app.state.clock.advance(Duration::seconds(1));
        pass(&learner, 300);
        course.verified();
        let last = ("2026-12-16".to_owned(), Some("War nicht da".to_owned()));
        assert_eq!(evidence(&learner, "HV-101"), [gone, last]);
    });
}

#[test]
fn opened_again_it_counts_what_was_passed_together_with_the_sign_off_and_tells_nobody_twice() {
    on_both(|app| {
        let story = app.story();
        let id = asking(&app, &story, &json!({ "course": "TEST-1", "before_days": 60 }));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = format!("/api/v1/workshops/{id}/follow-up");
        let items = json!([{ "de": "Spannungsfrei schalten", "required": true }]);
        let saved = manager
            .json("PUT", &path, &json!({ "feedback_days": 0, "items": items }))
            .is(200)
            .json();
        assert_eq!(saved["test"]["before_days"], json!(60), "left out, it stays");
        let item = saved["items"][0]["id"].as_str().unwrap().to_owned();
        let course = Course::at(&app, &story, &id, &[Role::Learner, Role::TeamLead]);
        let reopen = || {
            app.state.clock.advance(Duration::seconds(1));
            let body = json!({ "reason": "Nachgeholt" });
            course.trainer().json("POST", &course.api("reopening"), &body).is(200);
            app.run_jobs();
        };
        let sign = |booking: usize| {
            let path = format!("{}/{}", course.api("sign-offs"), course.bookings[booking]);
            let body = json!({ "entries": [{ "item_id": item, "done": true }] });
            course.trainer().json("POST", &path, &body).is(200);
        };
        // Passed weeks before it, and early enough.
        pass(&course.browser(Role::Learner), 100);
        course.at_time("08:35:00");
        course.present();
        sign(1);
        course.at_time("15:05:00");
        course.close();
        let learner = course.browser(Role::Learner);
        assert!(evidence(&learner, "HV-101").is_empty(), "passed, and not signed off");
        assert_eq!(course.test(Role::Learner, 0)["test"], Value::Null, "the sign-off comes first");
        let lead = course.browser(Role::TeamLead);
        assert!(evidence(&lead, "HV-101").is_empty(), "signed off, and not passed");
        reopen();
        sign(0);
        course.close();
        assert_eq!(evidence(&learner, "HV-101"), [on("2026-12-15")]);
        pass(&lead, 200);
        course.verified();
        assert_eq!(evidence(&lead, "HV-101"), [on("2026-12-15")]);
        reopen();
        let back = ("2026-12-15".to_owned(), Some("Nachgeholt".to_owned()));
        assert_eq!(
            evidence(&lead, "HV-101"),
            std::slice::from_ref(&back),
            "an open session proves nothing"
        );
        course.close();
        course.verified();
        assert_eq!(evidence(&lead, "HV-101"), [on("2026-12-15"), back], "by the same pass");
        let told = app.mails_to("team_lead@story.example");
        assert_eq!(told.iter().filter(|mail| mail.contains("Abschlusstest")).count(), 1);
    });
}

#[test]
fn whoever_passes_too_early_or_too_late_attended_and_has_proven_nothing() {
    on_both(|app| {
        let story = app.story();
        let id = asking(&app, &story, &json!({ "course": "TEST-1", "after_days": 7 }));
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        pass(&course.browser(Role::Learner), 100);
        course.at_time("08:30:00");
        course.present();
        course.at_time("15:05:00");
        course.close();
        assert_eq!(course.test(Role::Learner, 0)["test"]["state"], json!("open"), "weeks before it");
        later(&app, Duration::days(7));
        assert_eq!(course.test(Role::Learner, 0)["test"]["state"], json!("open"), "the last day");
        later(&app, Duration::days(1));
        let own = course.test(Role::Learner, 0);
        assert_eq!((&own["outcome"], &own["test"]["state"]), (&json!("attended"), &json!("over")));
        let learner = course.browser(Role::Learner);
        let page = learner.get(&format!("/bookings/{}", course.bookings[0])).is(200);
        assert!(
            page.text().contains("Test nicht bestanden") && page.text().contains("ohne Nachweis"),
            "{}",
            page.text()
        );
        assert_eq!(page.count("a[href='/courses/TEST-1/take']"), 0);
        pass(&learner, 200);
        course.verified();
        assert!(evidence(&learner, "HV-101").is_empty());
    });
}

#[test]
fn of_two_records_that_became_one_the_one_attended_and_the_other_passed() {
    on_both(|app| {
        let story = app.story();
        let id = asking(&app, &story, &json!({ "course": "TEST-1" }));
        let (kept, double) = doubled(&app, &story);
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        course.at_time("08:30:00");
        course.present();
        course.at_time("15:05:00");
        pass(&app.signed_in(double), 100);
        course.close();
        assert_eq!(course.test(Role::Learner, 0)["test"]["state"], json!("open"));
        let admin = course.browser(Role::PartnerAdmin);
        admin.post(&format!("/people/{kept}/merge/{double}"), &[]).is(303);
        course.verified();
        assert_eq!(course.test(Role::Learner, 0)["test"]["state"], json!("passed"));
        assert_eq!(evidence(&course.browser(Role::Learner), "HV-101"), [on("2026-12-15")]);
    });
}

#[test]
fn the_check_finds_evidence_that_does_not_follow_the_test() {
    on_both(|app| {
        let story = app.story();
        let id = asking(&app, &story, &json!({ "course": "TEST-1" }));
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        course.at_time("08:30:00");
        course.present();
        course.at_time("15:05:00");
        course.close();
        course.verified();
        pass(&course.browser(Role::Learner), 100);
        let unproven = || {
            let told = findings(&app.state).unwrap();
            told.iter().filter(|line| line.contains("the evidence is not there")).count()
        };
        assert_eq!(unproven(), 0, "it is on its way");
        course.verified();
        let run = |query: String| {
            let done: Result<usize, kundig::platform::error::Error> = app.state.db.write(|conn| {
                use diesel::RunQueryDsl;
                Ok(kundig::on!(conn, c => diesel::sql_query(query.as_str()).execute(c))?)
            });
            done.unwrap();
        };
        run("UPDATE attendance_results SET evidence_id = NULL".to_owned());
        assert_eq!(unproven(), 1, "passed, and no evidence");
        run("UPDATE asked_tests SET pass_id = NULL".to_owned());
        assert_eq!(unproven(), 1, "passed, and nobody looked");
    });
}

#[test]
fn a_test_is_asked_for_by_form_and_call_and_what_cannot_be_one_is_told_at_its_field() {
    on_both(|app| {
        let story = app.story();
        let id = asking(&app, &story, &json!({ "course": "TEST-1", "before_days": 3 }));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let page = format!("/workshops/{id}/follow-up");
        let call = format!("/api/v1{page}");
        // Neither the workshop's own course, nor one that nobody knows, nor days beyond a year.
        for (test, field) in [
            (json!({ "course": "HV-101" }), "test_course"),
            (json!({ "course": "NONE" }), "test_course"),
            (json!({ "course": "TEST-1", "before_days": 400 }), "test_before_days"),
            (json!({ "course": "TEST-1", "after_days": 0 }), "test_after_days"),
        ] {
            let told = manager.json("PUT", &call, &json!({ "feedback_days": 0, "test": test })).is(422);
            assert_eq!(told.json()["errors"][0]["field"], json!(field), "{}", told.text());
        }
        let form = manager.get(&page).is(200);
        assert_eq!(form.count("#test_course option[value='TEST-1'][selected]"), 1);
        assert_eq!(form.count("#test_course option[value='HV-101']"), 0);
        let revision = form.attribute("input[name=revision]", "value").unwrap();
        let fields = [
            ("revision", revision.as_str()),
            ("feedback_days", "7"),
            ("test_course", "TEST-1"),
            ("test_before_days", "0"),
            ("test_after_days", "many"),
        ];
        let wrong = manager.post(&page, &fields).is(422);
        assert_eq!(
            wrong.count("#test_after_days[aria-invalid=true][value=many]"),
            1,
            "{}",
            wrong.text()
        );
        let mut right = fields;
        right[4].1 = "10";
        manager.post(&page, &right).is(303);
        let saved = manager.get(&call).is(200).json();
        assert_eq!(saved["test"], json!({ "course": "TEST-1", "before_days": 0, "after_days": 10 }));
        assert!(
            manager
                .get(&format!("/workshops/{id}"))
                .is(200)
                .text()
                .contains("TEST-1, 10 Tage danach")
        );
        let none = manager
            .json("PUT", &call, &json!({ "feedback_days": 7, "test": { "course": null } }))
            .is(200)
            .json();
        assert_eq!(none["test"], Value::Null);
        let entries = manager.get("/api/v1/audit?action=workshop.test").is(200).json();
        assert_eq!(entries["items"].as_array().unwrap().len(), 3);
    });
}
