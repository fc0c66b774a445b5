//! A session from its plan to its cancellation, and what its managers are told.

use super::{body, book, later, session, status, workshop};
use crate::support::app::on_both;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::json;
#[test]
fn a_session_is_planned_by_page_booked_changed_and_cancelled_and_everybody_hears_what_concerns_them() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let form = format!("/workshops/{id}/sessions");
        manager.get(&format!("{form}/new")).is(200);
        // The hour that the clocks skip, an end before the beginning, a day that is over, parts that share time: each at its field.
        let told = manager
            .post(
                &form,
                &[
                    ("language", "fr"),
                    ("time_zone", "Europe/Nowhere"),
                    ("seats", "0"),
                    ("online_url", "ftp://x"),
                    ("part_1_on", "2027-02-08"),
                    ("part_1_from", "x"),
                    ("part_1_to", "16:00"),
                ],
            )
            .is(422);
        for field in ["language", "time_zone", "seats", "online_url", "part_1_from"] {
            assert_eq!(told.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}: {}", told.text());
        }
        let part = |number: usize, on: &str, from: &str, to: &str| {
            [("on", on), ("from", from), ("to", to)].map(|(step, value)| (format!("part_{number}_{step}"), value.to_owned()))
        };
        let mut fields = vec![
            ("language".to_owned(), "de".to_owned()),
            ("time_zone".to_owned(), "Europe/Berlin".to_owned()),
            ("place".to_owned(), "Kassel".to_owned()),
        ];
        fields.extend(part(1, "28.03.2027", "02:30", "04:00"));
        fields.extend(part(2, "01.04.2027", "16:00", "09:00"));
        fields.extend(part(3, "01.11.2026", "09:00", "16:00"));
        fields.extend(part(4, "02.04.2027", "09:00", "16:00"));
        fields.extend(part(5, "02.04.2027", "15:00", "17:00"));
        let typed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let told = manager.post(&form, &typed).is(422);
        for field in ["part_1_from", "part_2_to", "part_3_on", "part_5_on"] {
            assert_eq!(told.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}");
        }
        let good = [
            ("language", "de"),
            ("time_zone", "Europe/Berlin"),
            ("place", "Kassel"),
            ("online_url", "https://meet.example/7"),
            ("seats", "2"),
            ("part_1_on", "08.02.2027"),
            ("part_1_from", "09:00"),
            ("part_1_to", "16:00"),
        ];
        let page = manager.post(&form, &good).is(303).location.unwrap();
        let learner = app.signed_in(story.person(Role::Learner).id);
        learner.get(&page).is(404);
        manager.post(&format!("{page}/opening"), &[]).is(303);
        let seen = learner.get(&page).is(200);
        assert!(
            seen.text().contains("Mo") && !seen.text().contains("meet.example"),
            "the link is for those who are booked"
        );
        let booking = learner.post(&format!("{page}/booking"), &[]).is(303).location.unwrap();
        assert!(learner.get(&page).is(200).text().contains("meet.example"));
        learner.post(&format!("{page}/booking"), &[]).is(409);
        let mails = || app.mails_to(&format!("{}@story.example", Role::Learner));
        assert!(
            mails()[0].contains("8. Februar 2027") && mails()[0].contains("meet.example"),
            "{:?}",
            mails()
        );

        // Whether people are told is asked, and the mail says what changed.
        let moved = |tell: Option<&'static str>, seats: &'static str, on: &'static str, revision: &'static str| {
            let mut fields = vec![
                ("revision", revision),
                ("language", "de"),
                ("time_zone", "Europe/Berlin"),
                ("place", "Kassel, Raum 3"),
                ("online_url", "https://meet.example/7"),
                ("seats", seats),
                ("part_1_on", on),
                ("part_1_from", "09:00"),
                ("part_1_to", "16:00"),
            ];
            fields.extend(tell.map(|tell| ("tell", tell)));
            app.state.clock.advance(Duration::seconds(1));
            manager.post(&page, &fields)
        };
        let told = moved(None, "2", "15.02.2027", "1").is(422);
        assert!(told.text().contains("Gebuchten"), "{}", told.text());
        moved(Some("yes"), "2", "01.11.2026", "1").is(422);
        moved(Some("yes"), "2", "15.02.2027", "0").is(409);
        moved(Some("yes"), "2", "15.02.2027", "1").is(303);
        let mail = mails().pop().unwrap();
        assert!(
            mail.contains("15. Februar 2027")
                && mail.contains("bisher")
                && mail.contains("8. Februar")
                && mail.contains("Raum 3")
                && !mail.contains("Sprache"),
            "{mail}"
        );
        moved(Some("no"), "1", "16.02.2027", "2").is(303);
        assert_eq!(mails().len(), 2);
        let second = app.signed_in(story.person(Role::TeamLead).id);
        second.post(&format!("{page}/booking"), &[]).is(303);

        app.state.clock.advance(Duration::seconds(1));
        manager.get(&format!("{page}/cancellation/new")).is(200);
        manager.post(&format!("{page}/cancellation"), &[("reason", "")]).is(422);
        manager
            .post(&format!("{page}/cancellation"), &[("reason", "Trainer krank")])
            .is(303);
        assert!(mails().pop().unwrap().contains("Trainer krank"));
        assert!(
            app.mails_to(&format!("{}@story.example", Role::TeamLead))
                .pop()
                .unwrap()
                .contains("Trainer krank"),
            "who waits too"
        );
        assert!(learner.get(&booking).is(200).text().contains("Storniert"));
        let off = learner.get(&page).is(200).text();
        assert!(!off.contains("von 1 frei") && !off.contains("Absagen kann man bis"), "{off}");
        let ahead = learner.get("/sessions").is(200);
        assert!(
            ahead.text().contains("Kein Termin steht an"),
            "what is cancelled is not ahead: {}",
            ahead.text()
        );
        for path in [
            "/sessions?month=2027-02",
            "/bookings",
            "/sessions?free=true&course=HV-101",
            "/sessions?month=x",
        ] {
            learner.get(path).is(200);
        }
        assert!(
            manager.get("/api/v1/audit?action=session").is(200).json()["items"]
                .as_array()
                .unwrap()
                .len()
                >= 4
        );
    });
}

#[test]
fn too_few_people_are_told_of_once_and_an_invitation_waits_for_its_answer() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "least_people": 2, "warn_days": 10, "approval_steps": 1 }));
        let session = session(&app, &story, &id, Some("2026-12-15"), 2);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = format!("/api/v1/sessions/{session}/bookings");
        let learner = story.person(Role::Learner).id;
        let made = manager
            .json("POST", &path, &json!({ "people": [learner], "invite": true }))
            .is(201)
            .json();
        assert_eq!(made[0]["status"], json!("offered"));
        let browser = app.signed_in(learner);
        browser
            .post(&format!("/bookings/{}/acceptance", made[0]["id"].as_str().unwrap()), &[])
            .is(303);
        assert_eq!(status(&browser, &made[0]), "booked", "whoever runs it has said yes by inviting");
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        lead.json(
            "POST",
            &path,
            &json!({ "people": [story.person(Role::TeamLead).id], "invite": true }),
        )
        .is(422);
        later(&app, Duration::days(12));
        later(&app, Duration::days(1));
        let mails = app.mails_to(&format!("{}@story.example", Role::TrainingManager));
        assert_eq!(mails.iter().filter(|mail| mail.contains("1 / 2")).count(), 1, "{mails:?}");
    });
}

#[test]
fn the_mail_of_a_change_names_every_part_as_it_was_and_as_it_is() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        book(&app, &app.signed_in(story.person(Role::Learner).id), &session);
        let change = |days: &[&str]| {
            app.state.clock.advance(Duration::seconds(1));
            let mut typed = body(None, 2);
            let part = |on: &&str| json!({ "on": on, "from": "09:00", "to": "16:00" });
            typed["parts"] = days.iter().map(part).collect();
            typed["tell"] = json!(true);
            manager.json("PUT", &format!("/api/v1/sessions/{session}"), &typed).is(200);
            app.run_jobs();
            let mails = app.mails_to("learner@story.example");
            mails.into_iter().rfind(|mail| mail.contains("hat sich geändert")).unwrap()
        };
        let longer = change(&["2027-02-08", "2027-02-09"]);
        assert!(longer.contains("Teil 2: neu,") && !longer.contains("bisher"), "{longer}");
        let moved = change(&["2027-02-08", "2027-02-10"]);
        let line = moved.lines().find(|line| line.contains("Teil 2:")).unwrap();
        assert!(
            line.contains("10. Februar") && line.contains("(bisher") && line.contains("9. Februar"),
            "{line}"
        );
        let shorter = change(&["2027-02-08"]);
        assert!(shorter.contains("Teil 2: entfällt (bisher"), "{shorter}");
    });
}

#[test]
fn what_was_before_is_told_in_the_zone_in_which_it_was_told() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        book(&app, &app.signed_in(story.person(Role::Learner).id), &session);
        app.state.clock.advance(Duration::seconds(1));
        let mut typed = body(Some("2027-02-08"), 2);
        typed["time_zone"] = json!("Europe/Lisbon");
        typed["tell"] = json!(true);
        manager.json("PUT", &format!("/api/v1/sessions/{session}"), &typed).is(200);
        app.run_jobs();
        let mails = app.mails_to("learner@story.example");
        let mail = mails.into_iter().rfind(|mail| mail.contains("hat sich geändert")).unwrap();
        let line = mail.lines().find(|line| line.contains("bisher")).unwrap();
        let (now, before) = line.split_once("(bisher").unwrap();
        assert!(
            now.contains("09:00") && now.contains("16:00") && now.contains("Europe/Lisbon") && !now.contains("Berlin"),
            "{line}"
        );
        assert!(
            before.contains("09:00") && before.contains("16:00") && before.contains("Europe/Berlin") && !before.contains("Lisbon"),
            "{line}"
        );
    });
}
