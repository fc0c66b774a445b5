//! The default ladder: who inherits it, and what a change of it tells and does not tell.

use super::ground::{Ground, HV};
use crate::support::app::on_both;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// The first requirement states no steps of its own.
fn inheriting(ground: &Ground) {
    ground.sql(&format!(
        r#"UPDATE requirement_versions SET reminders = '"default"' WHERE requirement_id = '{HV}'"#
    ));
}

fn steps(offsets: [i32; 2]) -> Value {
    json!(offsets.map(|days| json!({ "offset_days": days, "to": ["learner"] })))
}

#[test]
fn a_new_default_counts_from_its_day_on_and_tells_no_step_of_before() {
    on_both(|app| {
        let ground = Ground::new(app);
        inheriting(&ground);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-22");
        ground.run();
        ground.deliver();
        let by_the_usual = [(-60, "superseded".to_owned()), (-30, "sent".to_owned())];
        assert_eq!(ground.journal(), by_the_usual);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let fields = [
            ("from_on", "25.11.2026"),
            ("reminders.0.days", "29"),
            ("reminders.0.when", "before"),
            ("reminders.0.to", "learner"),
            ("reminders.1.days", "27"),
            ("reminders.1.when", "before"),
            ("reminders.1.to", "learner"),
        ];
        manager.post("/reminders/ladder", &fields).is(303);
        ground.run();
        ground.deliver();
        assert_eq!(ground.journal(), by_the_usual, "its day has not come");
        ground.hours(24);
        ground.run();
        ground.deliver();
        let said = ground.texts("SELECT CAST(step_offset AS TEXT) AS a, reason AS b FROM notices WHERE fate = 'skipped'");
        assert_eq!(said, [(Some("-29".to_owned()), Some("before_ladder".to_owned()))]);
        assert_eq!(ground.journal().last(), Some(&(-27, "sent".to_owned())));
        assert_eq!(ground.mails_to("learner").len(), 2);
        // A day later one signs in anew.
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let log = manager.get("/reminders/log").is(200);
        assert!(log.text().contains("lag, bevor der Standard diese Stufe hatte"), "{}", log.text());
    });
}

#[test]
fn the_page_says_whom_a_change_concerns_before_it_counts() {
    on_both(|app| {
        let ground = Ground::new(app);
        inheriting(&ground);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-22");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let page = manager.get("/reminders/ladder").is(200);
        assert_eq!(page.select("h1").unwrap(), "Der Standard hat 6 Stufen; eine Anforderung erbt ihn");
        assert!(
            page.text().contains("Hochvolt-Sicherheit") && page.text().contains("gilt für eine Person"),
            "{}",
            page.text()
        );
        assert_eq!(page.count("ol.ladder > li"), 6);
        let more = manager.post(
            "/reminders/ladder",
            &[("act", "add-step"), ("reminders.0.when", "on"), ("reminders.0.to", "learner")],
        );
        assert_eq!(more.is(200).count("ol.ladder > li"), 2);
        let wrong = manager.post(
            "/reminders/ladder",
            &[("from_on", "1.1.2020"), ("reminders.0.days", "7"), ("reminders.0.when", "before")],
        );
        assert!(wrong.is(422).text().contains("mindestens"), "a step tells nobody");
        let wrong = manager.post("/reminders/ladder", &[("from_on", "01.01.2020")]);
        assert!(wrong.is(422).text().contains("vorbei"));
        let same = manager.get("/reminders/ladder").is(200);
        assert_eq!(same.count("form[action$=withdrawal]"), 0);
        manager.post("/reminders/ladder", &[("from_on", "01.01.2027")]).is(303);
        let planned = manager.get("/reminders/ladder").is(200);
        assert!(planned.text().contains("Ab 1. Januar 2027"), "{}", planned.text());
        let action = planned.attribute("form[action$=withdrawal]", "action").unwrap();
        manager.post(&action, &[]).is(303);
        assert!(!manager.get("/reminders/ladder").is(200).text().contains("Ab 1. Januar 2027"));
        let deeds = ground
            .texts("SELECT action AS a, subject_label AS b FROM audit_entries WHERE subject_kind = 'default_ladders' ORDER BY action");
        let day = Some("2027-01-01".to_owned());
        assert_eq!(
            deeds,
            [
                (Some("default_ladder.set".to_owned()), day.clone()),
                (Some("default_ladder.withdraw".to_owned()), day)
            ]
        );
        let requirement = manager.get("/requirements/HV").is(200);
        assert!(requirement.text().contains("Stufen des Standards"), "{}", requirement.text());
        // Whoever runs the installation may look, and changes nothing.
        let admin = ground.app.signed_in(ground.person(Role::PlatformAdmin).id);
        assert_eq!(admin.get("/reminders/ladder").is(200).count("ol.ladder"), 0);
        admin.post("/reminders/ladder", &[("from_on", "01.01.2027")]).is(403);
    });
}

#[test]
fn integrations_set_try_and_take_back_the_default() {
    on_both(|app| {
        let ground = Ground::new(app);
        inheriting(&ground);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let change =
            |from: &str, ladder: Value| manager.json("PUT", "/api/v1/reminders/ladder", &json!({ "from_on": from, "ladder": ladder }));
        let tried = manager.json("POST", "/api/v1/reminders/ladder/preview", &json!({ "ladder": steps([-30, -7]) }));
        assert_eq!(tried.is(200).json()[0]["code"], json!("HV"));
        let set = change("2026-12-01", steps([-30, -7])).is(200).json();
        assert_eq!(set["ladder"].as_array().map(Vec::len), Some(6), "the usual one holds until then");
        assert_eq!(set["set"][0]["ladder"], steps([-30, -7]));
        change("2026-12-02", steps([-30, -7])).is(409);
        change("2026-11-23", steps([-7, -1])).is(422);
        assert!(
            change("2027-01-01", json!([{ "offset_days": 1, "to": [] }]))
                .is(422)
                .text()
                .contains("ladder.0.to")
        );
        let address = format!("/api/v1/reminders/ladder/{}", set["set"][0]["id"].as_str().unwrap());
        manager.json("DELETE", &address, &Value::Null).is(204);
        manager.json("DELETE", &address, &Value::Null).is(404);
        change("2026-11-24", json!({ "steps": [], "tell_when_done": true })).is(200);
        let now = manager.get("/api/v1/reminders/ladder").is(200).json();
        assert_eq!(now["ladder"]["tell_when_done"], json!(true));
        let address = format!("/api/v1/reminders/ladder/{}", now["set"][0]["id"].as_str().unwrap());
        manager.json("DELETE", &address, &Value::Null).is(409);
    });
}
