//! What closing comes to, what reopening takes back, and what is asked before.

use super::Course;
use crate::support::app::{TestApp, on_both};
use crate::support::browser::{Answer, Browser};
use crate::workshops::{body, later, workshop};
use chrono::Duration;
use kundig::obligations::requirement;
use kundig::platform::audit::By;
use kundig::rules::person::Role;
use kundig::rules::requirement::Definition;
use serde_json::{Value, json};
/// The evidence of a person by the API: course, day, strength and why it was revoked.
fn evidence_of(browser: &Browser<'_>) -> Vec<Value> {
    let all = browser.get("/api/v1/me/evidence").is(200).json();
    all.as_array().unwrap().clone()
}

#[test]
fn closing_gives_evidence_certificate_and_a_valid_obligation_and_reopening_takes_them_back() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9, "cancel_days": 0 }));
        let value = json!({
            "code": "HV", "title": {"de": "Hochvolt", "en": "High voltage"}, "in_force_on": "2024-01-01", "audience": {},
            "initial": ["HV-101"], "refresher": [], "first_due": {"on": "2025-06-30"},
            "recurrence": {"kind": "rolling", "months": 24}, "round_to_month_end": false,
            "notice_days": 30, "grace_days": 14, "lapse_months": null, "return_days": 0, "reminders": [],
        });
        let definition = Definition::parse(&value).unwrap();
        let state = &app.state;
        let now = state.clock.now();
        state
            .db
            .write(|conn| requirement::bring(conn, &state.chance, now, &By::command_line(), &definition, false))
            .unwrap();
        crate::overviews::recalculate(&app);
        let course = Course::at(&app, &story, &id, &[Role::Learner, Role::TeamLead, Role::PartnerAdmin]);
        let overdue = |app: &TestApp| {
            let page = app.signed_in(story.person(Role::Learner).id).get("/training").is(200).text();
            page.contains("Überfällig")
        };
        assert!(overdue(&app));
        let close = |browser: &Browser<'_>| browser.json("POST", &course.api("closing"), &json!({}));
        close(&course.trainer()).is(409);
        course.at_time("08:30:00");
        let trainer = course.trainer();
        course.send(&[course.mark(1, 0, "present"), course.mark(2, 1, "no_show")], None);
        // The room is full, but of seven hours half an hour has passed: nobody gets a certificate for the rest.
        let told = close(&trainer).is(409).json();
        assert!(
            told["detail"].as_str().unwrap().contains("sobald der letzte Teil vorbei ist"),
            "{told}"
        );
        course.at_time("15:05:00");
        let trainer = course.trainer();
        let told = close(&trainer).is(409).json();
        assert!(told["detail"].as_str().unwrap().contains("Vera partner_admin"), "{told}");
        let ask = trainer.get(&course.page("closing/new")).is(200);
        assert!(ask.text().contains("Vera partner_admin") && ask.count(".btn-primary") == 0);
        let mut some = course.mark(3, 2, "partial");
        some["minutes"] = json!(335);
        course.send(&[some], None);
        let ask = trainer.get(&course.page("closing/new")).is(200);
        assert!(ask.text().contains("Eine Person bekommt einen Nachweis"), "{}", ask.text());
        trainer.post(&course.page("closing"), &[]).is(303);
        close(&trainer).is(409);
        app.run_jobs();

        let results = trainer.get(&course.api("results")).is(200).json();
        let mut outcomes: Vec<(String, i64, bool)> = results["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let word = one["outcome"].as_str().unwrap().to_owned();
                (word, one["minutes"].as_i64().unwrap(), !one["evidence_id"].is_null())
            })
            .collect();
        outcomes.sort();
        assert_eq!(
            outcomes,
            [
                ("attended".to_owned(), 420, true),
                ("no_show".to_owned(), 0, false),
                ("partly".to_owned(), 335, false)
            ]
        );
        let learner = course.browser(Role::Learner);
        let evidence = evidence_of(&learner);
        assert_eq!(evidence.len(), 1);
        // Their booking says the same to them, and to whoever leads them; the list can be asked for it.
        let own = learner.get(&format!("/api/v1/bookings/{}", course.bookings[0])).is(200).json();
        assert_eq!(
            own["booking"]["result"],
            json!({ "outcome": "attended", "minutes": 420, "of_minutes": 420, "evidence_id": evidence[0]["id"], "test": null })
        );
        let lead = course.browser(Role::PartnerAdmin);
        let came = |query: &str| -> Vec<Value> {
            let all = lead.get(&format!("/api/v1/bookings?team=true{query}")).is(200).json();
            all["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["result"]["outcome"].clone())
                .collect()
        };
        assert_eq!(came("").len(), 3);
        assert_eq!(came("&outcome=partly"), [json!("partly")]);
        assert_eq!(came("&outcome=no_show"), [json!("no_show")]);
        assert_eq!(came("&outcome=excused"), Vec::<Value>::new());
        lead.get("/api/v1/bookings?outcome=danced").is(400);
        assert_eq!(
            (&evidence[0]["strength"], &evidence[0]["proven_on"], &evidence[0]["means"]),
            (&json!("observed_by_trainer"), &json!("2026-12-15"), &json!("workshop"))
        );
        assert_eq!(evidence_of(&course.browser(Role::TeamLead)).len(), 0);
        let certificates = learner.get("/api/v1/me/certificates").is(200).json();
        assert_eq!(certificates.as_array().unwrap().len(), 1);
        assert!(!overdue(&app), "the obligation is met");
        // What is closed stays as it is.
        assert_eq!(course.send(&[course.mark(4, 1, "present")], None)[0]["outcome"], json!("refused"));
        let manager = course.browser(Role::TrainingManager);
        manager
            .json("POST", &course.api("cancellation"), &json!({ "reason": "Doch nicht" }))
            .is(409);
        let mut change = body(Some("2026-12-15"), 9);
        change["tell"] = json!(false);
        manager
            .json("PUT", &format!("/api/v1/sessions/{}", course.session), &change)
            .is(409);
        assert!(trainer.get(&course.page("attendance")).is(200).text().contains("Abgeschlossen."));

        // Opening it again says why, and that stands at what it takes back.
        app.state.clock.advance(Duration::seconds(1));
        trainer.get(&course.page("reopening/new")).is(200);
        trainer.post(&course.page("reopening"), &[("reason", " ")]).is(422);
        trainer
            .post(&course.page("reopening"), &[("reason", "Falsche Person eingetragen")])
            .is(303);
        trainer
            .json("POST", &course.api("reopening"), &json!({ "reason": "Noch einmal" }))
            .is(409);
        app.run_jobs();
        let own = course.browser(Role::Learner).get("/api/v1/bookings").is(200).json();
        assert_eq!(own["items"][0]["result"], json!(null), "what is open has come to nothing yet");
        let evidence = evidence_of(&course.browser(Role::Learner));
        assert_eq!(evidence[0]["revoked_reason"], json!("Falsche Person eingetragen"), "{evidence:?}");
        assert!(overdue(&app), "the obligation is as before");
        let audit = manager.get("/api/v1/audit?action=certificate.revoke").is(200).json();
        assert_eq!(audit["items"].as_array().unwrap().len(), 1);
        let mut again = course.mark(5, 1, "present");
        again["reason"] = json!("War doch da");
        assert_eq!(course.send(&[again], None)[0]["outcome"], json!("recorded"));
        app.state.clock.advance(Duration::seconds(1));
        close(&trainer).is(200);
        app.run_jobs();
        assert!(!overdue(&app));
        assert_eq!(evidence_of(&course.browser(Role::TeamLead)).len(), 1);
        let history = trainer.get(&course.api("results")).is(200).json();
        let kinds: Vec<&str> = history["history"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["closed", "reopened", "closed"]);
    });
}

#[test]
fn missing_marks_are_asked_of_whoever_teaches_once_a_day_until_it_is_closed() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        let mails = || {
            let all = app.mails_to("trainer@story.example");
            all.into_iter().filter(|mail| mail.contains("abschließen")).collect::<Vec<_>>()
        };
        course.at_time("16:59:00");
        assert!(mails().is_empty(), "two hours after the end, not before");
        course.at_time("17:01:00");
        assert!(
            mails()[0].contains("fehlen: 1") && mails()[0].contains("/attendance"),
            "{:?}",
            mails()
        );
        later(&app, Duration::hours(5));
        assert_eq!(mails().len(), 1);
        later(&app, Duration::hours(20));
        assert_eq!(mails().len(), 2, "once more the next day");
        let mut mark = course.mark(1, 0, "present");
        mark["reason"] = json!("Nachgetragen");
        course.send(&[mark], None);
        later(&app, Duration::hours(25));
        assert!(mails()[2].contains("Alle Einträge sind da"), "{:?}", mails());
        course.trainer().json("POST", &course.api("closing"), &json!({})).is(200);
        later(&app, Duration::days(3));
        assert_eq!(mails().len(), 3);
    });
}

#[test]
fn a_session_that_has_begun_is_not_cancelled_and_what_cannot_be_done_is_not_offered() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        let page = |rest: &str| format!("/sessions/{}{rest}", course.session);
        let offered = || {
            let shown = course.browser(Role::TrainingManager).get(&page("")).is(200);
            (
                shown.count("a[href$='/cancellation/new']"),
                shown.count(&format!("a[href='{}']", page("/edit"))),
            )
        };
        let refused = || {
            let manager = course.browser(Role::TrainingManager);
            let why = manager.get(&page("/cancellation/new")).is(409);
            assert!(why.text().contains("absagen geht nicht mehr"), "{}", why.text());
            let way_on = |answer: Answer| answer.attribute("main a.btn-primary", "href");
            assert_eq!(way_on(why), Some(page("")), "the new state is the session's page");
            let form = format!("{}{}", app.state.config.server.public_url, page("/cancellation/new"));
            let sent = manager
                .saying("referer", &form)
                .post(&page("/cancellation"), &[("reason", "Doch nicht")]);
            assert_eq!(way_on(sent.is(409)), Some(page("/cancellation/new")));
            let manager = course.browser(Role::TrainingManager);
            let told = manager.json("POST", &course.api("cancellation"), &json!({ "reason": "Doch nicht" }));
            assert!(told.is(409).json()["detail"].as_str().unwrap().contains("hat begonnen"));
        };
        assert_eq!(offered(), (1, 1));
        course.browser(Role::TrainingManager).get(&page("/cancellation/new")).is(200);
        // Somebody is in before it begins: whoever stands in the room is not sent home by a mail.
        course.at_time("07:45:00");
        course.send(&[course.mark(1, 0, "excused")], None);
        assert_eq!(offered(), (1, 1), "an apology is nobody in the room");
        app.state.clock.advance(Duration::seconds(1));
        course.send(&[course.mark(2, 0, "present")], None);
        assert_eq!(offered(), (0, 1));
        refused();
        course.at_time("09:00:00");
        refused();
        let shut = || course.browser(Role::TeamLead).get(&page("")).is(200).text();
        assert!(
            shut().contains("Wer noch keinen Platz hat, wird von der Person eingetragen"),
            "{}",
            shut()
        );
        let own = course
            .browser(Role::Learner)
            .get(&format!("/api/v1/bookings/{}", course.bookings[0]));
        assert_eq!(own.is(200).json()["booking"]["status"], json!("booked"));
        course.at_time("15:05:00");
        assert_eq!(offered(), (0, 1), "who taught in the end may be said still");
        assert!(shut().contains("Dieser Termin ist vorbei"));
        course.trainer().json("POST", &course.api("closing"), &json!({})).is(200);
        assert_eq!(offered(), (0, 0));
        course.browser(Role::TrainingManager).get(&page("/edit")).is(409);
        refused();
    });
}

#[test]
fn a_booking_says_what_it_came_to_once_its_session_is_closed() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead]);
        let page = |role: Role, booking: usize| course.browser(role).get(&format!("/bookings/{}", course.bookings[booking])).is(200);
        let state = |answer: &Answer| answer.select("#b-state ~ p").unwrap_or_default();
        course.at_time("15:05:00");
        let mut some = course.mark(2, 1, "partial");
        some["minutes"] = json!(100);
        course.send(&[course.mark(1, 0, "present"), some], None);
        assert!(state(&page(Role::Learner, 0)).contains("Gebucht"));
        course.trainer().json("POST", &course.api("closing"), &json!({})).is(200);
        app.run_jobs();
        let own = page(Role::Learner, 0);
        assert!(
            state(&own).contains("Teilgenommen") && state(&own).contains("420 von 420"),
            "{}",
            own.text()
        );
        let certificate = own.attribute("a[href^='/certificates/']", "href").unwrap();
        course.browser(Role::Learner).get(&certificate).is(200);
        let partly = page(Role::TeamLead, 1);
        assert!(
            state(&partly).contains("Teilweise") && state(&partly).contains("100 von 420"),
            "{}",
            partly.text()
        );
        assert_eq!(partly.count("a[href^='/certificates/']"), 0);
        let team = course.browser(Role::PartnerAdmin).get("/bookings/team").is(200).text();
        for words in ["Teilgenommen", "Teilweise", "100 von 420"] {
            assert!(team.contains(words), "{words}: {team}");
        }
        assert!(!team.contains("<b>Gebucht</b>"), "{team}");
    });
}
