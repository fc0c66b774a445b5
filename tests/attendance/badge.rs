//! Badges at the run sheet, and checking oneself in by a call.

use super::Course;
use crate::support::app::on_both;
use crate::support::browser::Browser;
use crate::support::program::{done, kundig};
use chrono::Duration;
use kundig::rules::import::Kind;
use kundig::rules::person::Role;
use serde_json::json;

#[test]
fn whoever_shows_a_badge_is_marked_and_an_unknown_or_unbooked_one_is_told() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        let of = |role: Role| format!("/people/{}/badge", story.person(role).id);
        let admin = course.browser(Role::PartnerAdmin);
        assert!(
            admin
                .get(&format!("/people/{}", story.person(Role::Learner).id))
                .is(200)
                .text()
                .contains(&of(Role::Learner))
        );
        admin.get(&of(Role::Learner)).is(200);
        for wrong in ["12", "Öl-4711", &"9".repeat(65)] {
            let told = admin.post(&of(Role::Learner), &[("badge", wrong)]).is(422);
            assert_eq!(told.count("#badge[aria-invalid=true]"), 1, "{wrong}");
        }
        admin.post(&of(Role::Learner), &[("badge", " nh 4711 ")]).is(303);
        let kept = admin.get(&format!("/api/v1{}", of(Role::Learner))).is(200).json();
        assert_eq!(kept, json!({ "badge": "NH4711" }));
        let taken = admin.json("PUT", &format!("/api/v1{}", of(Role::TeamLead)), &json!({ "badge": "nh4711" }));
        assert!(taken.is(422).text().contains("trägt schon jemand"));
        admin
            .json("PUT", &format!("/api/v1{}", of(Role::TeamLead)), &json!({ "badge": "NH-4712" }))
            .is(200);
        app.signed_in(story.stranger.id).get(&of(Role::Learner)).is(404);

        let scan = |number: &str| {
            let part = course.part.clone();
            course
                .trainer()
                .post(&course.page("scans"), &[("part", part.as_str()), ("badge", number)])
        };
        scan("NH4711").is(409);
        course.at_time("08:30:00");
        assert_eq!(course.trainer().get(&course.page("attendance")).is(200).count("form[data-scan]"), 1);
        // As a scanner types it, with its line end.
        scan("nh 4711\r\n").is(303);
        assert_eq!(course.stands(0), json!("present"));
        assert_eq!(course.marks()[0]["way"], json!("badge"));
        app.state.clock.advance(Duration::seconds(1));
        scan("NH4711").is(303);
        assert_eq!(course.marks().len(), 1, "twice is once");
        let unknown = scan("NH-9999").is(422);
        assert!(unknown.text().contains("niemandem zugeordnet") && unknown.text().contains("walk-ins/new"));
        let unbooked = scan("NH-4712").is(422);
        let way = unbooked.attribute("form[data-scan] a", "href").unwrap();
        assert!(
            unbooked.text().contains("Vera team_lead ist für diesen Termin nicht gebucht"),
            "{}",
            unbooked.text()
        );
        let form = course.trainer().get(&way).is(200);
        assert_eq!(
            form.attribute("#person", "value"),
            Some(story.person(Role::TeamLead).id.to_string()),
            "the walk-in needs no typing"
        );
        course
            .browser(Role::Learner)
            .post(&course.page("scans"), &[("part", &course.part), ("badge", "NH4711")])
            .is(404);

        let call = |number: &str| {
            let body = json!({ "badge": number });
            course.trainer().json("POST", &course.api("scans"), &body).is(200).json()
        };
        assert_eq!(call("NH4711")["outcome"], json!("already"));
        assert_eq!(call("?")["outcome"], json!("unknown"));
        assert_eq!(
            (&call("NH-4712")["outcome"], &call("NH-4712")["person_id"]),
            (&json!("not_booked"), &json!(story.person(Role::TeamLead).id))
        );
        // The clock has moved on: whoever was signed in is so no longer.
        let admin = course.browser(Role::PartnerAdmin);
        admin.post(&of(Role::Learner), &[("badge", "")]).is(303);
        assert_eq!(call("NH4711")["outcome"], json!("unknown"));
    });
}

#[test]
fn one_checks_oneself_in_by_a_call_with_the_code_on_the_screen() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        course.at_time("07:45:00");
        let scanned = course.scanned();
        let code = scanned.rsplit('/').next().unwrap().to_owned();
        let address = format!("/api/v1/check-in/{}", course.part);
        let send = |browser: &Browser<'_>, code: &str| browser.json("POST", &address, &json!({ "code": code }));
        send(&course.browser(Role::Learner), "wrong").is(422);
        send(&course.browser(Role::HotlineExpert), &code).is(409);
        let done = send(&course.browser(Role::Learner), &code).is(200).json();
        assert_eq!(done, json!({ "session_id": course.session, "booking_id": course.bookings[0] }));
        assert_eq!((course.stands(0), &course.marks()[0]["way"]), (json!("present"), &json!("code")));
        send(&course.browser(Role::Learner), &code).is(409);
        app.state.clock.advance(Duration::seconds(20));
        send(&course.browser(Role::Learner), &code).is(422);
    });
}

#[test]
fn badges_come_by_file_and_two_people_can_change_theirs() {
    on_both(|app| {
        let story = app.story();
        let [learner, lead, admin] = [Role::Learner, Role::TeamLead, Role::PartnerAdmin].map(|role| story.person(role).id);
        for (person, number) in [(learner, "E-1"), (lead, "E-2"), (admin, "E-3")] {
            app.give_number(person, number);
        }
        let badge = |person: kundig::rules::id::Id| {
            let manager = app.signed_in(story.person(Role::TrainingManager).id);
            manager.get(&format!("/api/v1/people/{person}/badge")).is(200).json()["badge"].clone()
        };
        let import = |content: &str| crate::imports::applied(&app, Kind::Badges, content.as_bytes());
        let first = import("Personalnummer;Ausweisnummer\nE-1;04 a2\nE-2;04B3\n");
        assert_eq!((first.state.as_str(), first.count_new), ("applied", 2));
        assert_eq!((badge(learner), badge(lead)), (json!("04A2"), json!("04B3")));
        let turned = import("external_id,badge\nE-1,04B3\nE-2,04A2\n");
        assert_eq!((turned.state.as_str(), turned.count_changed), ("applied", 2));
        assert_eq!((badge(learner), badge(lead)), (json!("04B3"), json!("04A2")));
        let bad = import("external_id,badge\nE-3,04B3\nE-9,04C4\nE-2,1\n");
        assert_eq!(
            (bad.state.as_str(), bad.count_refused),
            ("checked", 3),
            "taken, nobody, and no number"
        );
        let twice = import("external_id,badge\nE-3,04D5\nE-1,04d5\n");
        assert_eq!((twice.state.as_str(), twice.count_refused), ("checked", 2));
        // Whoever would give a number up does not where their own row is refused.
        let chain = import("external_id,badge\nE-3,04B3\nE-1,04A2\nE-2,\n");
        assert_eq!((chain.state.as_str(), chain.count_refused), ("checked", 3));
        let by = kundig::platform::audit::By::command_line();
        kundig::imports::undo::run(&app.state, turned.id, &by, app.state.clock.now()).unwrap();
        assert_eq!((badge(learner), badge(lead)), (json!("04A2"), json!("04B3")));
        // At the command line, first without writing anything.
        let file = std::env::temp_dir().join(format!("badges-{}.csv", story.manufacturer.id));
        std::fs::write(&file, "external_id,badge\nE-3,77777\n").unwrap();
        let path = file.to_str().unwrap();
        done(&kundig(&app, &["import", "badges", path, "--dry-run"]), 0);
        assert_eq!(badge(admin), json!(null));
        done(&kundig(&app, &["import", "badges", path]), 0);
        assert_eq!(badge(admin), json!("77777"));
        std::fs::remove_file(&file).unwrap();
        // And on the page.
        let platform = app.signed_in(story.person(Role::PlatformAdmin).id);
        assert!(platform.get("/imports/new").is(200).text().contains("Nummern von Ausweisen"));
    });
}
