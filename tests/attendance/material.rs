//! Files that go with a workshop or one session of it: who adds them, who opens them, and with whom they stay.

use super::Course;
use crate::support::app::on_both;
use crate::workshops::workshop;
use actix_web::http::Method;
use kundig::rules::person::Role;
use kundig::rules::workshop::material::{MOST_FILES, MOST_MEBIBYTES};
use serde_json::json;

const HANDOUT: &[u8] = b"%PDF-1.7 how to begin";
const DRAWING: &[u8] = b"\x89PNG\r\n\x1a\n and what follows";

#[test]
fn files_are_for_those_who_are_booked_and_stay_with_those_who_came() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9, "cancel_days": 0 }));
        let course = Course::at(&app, &story, &id, &[Role::Learner, Role::TeamLead]);
        let manager = course.browser(Role::TrainingManager);
        let (of_all, of_one) = (format!("/workshops/{id}/material"), course.page("material"));
        // A page that runs in a browser is no document, whatever it is called.
        let script = manager
            .upload(&of_all, &[], "file", "handout.pdf", b"<!doctype html><script>")
            .is(422);
        assert_eq!(script.count("#file[aria-invalid=true]"), 1, "{}", script.text());
        manager.upload(&of_all, &[], "file", "", b"").is(422);
        manager.upload(&of_all, &[], "file", "../Handzettel.pdf", HANDOUT).is(303);
        manager.upload(&of_one, &[], "file", "Hydraulik.png", DRAWING).is(303);
        let page = manager.get(&of_one).is(200);
        assert!(page.text().contains("Handzettel.pdf") && page.text().contains("Hydraulik.png"));
        assert_eq!(
            page.count("form[action^='/material/']"),
            1,
            "the workshop's is taken away at the workshop"
        );
        course.browser(Role::Learner).get(&of_one).is(403);
        course.browser(Role::Learner).upload(&of_one, &[], "file", "x.png", DRAWING).is(403);

        let all = course.trainer().get(&course.api("material")).is(200).json();
        assert_eq!(
            (&all[0]["name"], &all[0]["session_id"], &all[1]["session_id"]),
            (&json!("Handzettel.pdf"), &json!(null), &json!(course.session))
        );
        let file = |place: usize| course.page(&format!("material/{}", all[place]["id"].as_str().unwrap()));
        for role in [Role::Learner, Role::TeamLead, Role::Trainer, Role::TrainingManager] {
            let got = course.browser(role).get(&file(0)).is(200);
            assert_eq!(
                (got.body.as_slice(), got.header("content-type")),
                (HANDOUT, Some("application/pdf"))
            );
            assert!(got.header("content-disposition").unwrap().starts_with("attachment"));
            assert_eq!(course.browser(role).get(&file(1)).is(200).body, DRAWING);
        }
        course.browser(Role::HotlineExpert).get(&file(0)).is(404);
        for page in [format!("/sessions/{}", course.session), format!("/bookings/{}", course.bookings[0])] {
            assert!(course.browser(Role::Learner).get(&page).is(200).text().contains(&file(1)), "{page}");
        }

        // While the list is not finished nobody loses them; then they stay with those who came.
        course.at_time("15:05:00");
        course.browser(Role::TeamLead).get(&file(0)).is(200);
        course.send(&[course.mark(1, 0, "present"), course.mark(2, 1, "no_show")], None);
        course.browser(Role::Learner).get(&file(0)).is(200);
        course.browser(Role::TeamLead).get(&file(0)).is(404);
        let listed = course.browser(Role::TeamLead).get(&course.api("material")).is(200).json();
        assert_eq!(listed, json!([]));
        course.trainer().json("POST", &course.api("closing"), &json!({})).is(200);
        let booking = course
            .browser(Role::Learner)
            .get(&format!("/bookings/{}", course.bookings[0]))
            .is(200);
        assert!(booking.text().contains(&file(0)));
        let missed = course
            .browser(Role::TeamLead)
            .get(&format!("/bookings/{}", course.bookings[1]))
            .is(200);
        assert!(!missed.text().contains(&file(0)));
    });
}

#[test]
fn a_file_that_is_taken_away_is_gone_for_everybody_and_stays_in_the_log() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9, "cancel_days": 0 }));
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        let manager = course.browser(Role::TrainingManager);
        let octets = [("content-type", "application/octet-stream")];
        let add = |path: &str, content: &[u8]| manager.send(Method::POST, path, &octets, content.to_vec());
        let of_all = format!("/api/v1/workshops/{id}/material");
        add(&of_all, HANDOUT).is(400);
        add(&format!("{of_all}?name=x.exe"), b"MZ").is(422);
        let first = add(&format!("{of_all}?name=a.pdf"), HANDOUT).is(201).json();
        let second = add(&format!("{}?name=b.png", course.api("material")), DRAWING).is(201).json();
        let [first, second] = [first, second].map(|made| made["id"].as_str().unwrap().to_owned());
        let learner = course.browser(Role::Learner);
        for file in [&first, &second] {
            learner.get(&course.api(&format!("material/{file}"))).is(200);
        }
        let call = format!("/api/v1/material/{first}");
        learner.json("DELETE", &call, &json!({})).is(403);
        manager.json("DELETE", &call, &json!({})).is(204);
        manager.json("DELETE", &call, &json!({})).is(404);
        manager.post(&format!("/material/{second}/removal"), &[]).is(303);
        for file in [&first, &second] {
            learner.get(&course.api(&format!("material/{file}"))).is(404);
            manager.get(&course.page(&format!("material/{file}"))).is(404);
        }
        for (action, count) in [("material.add", 2), ("material.remove", 2)] {
            let log = manager.get(&format!("/api/v1/audit?action={action}")).is(200).json();
            assert_eq!(log["items"].as_array().unwrap().len(), count, "{action}: {log}");
        }
    });
}

#[test]
fn files_beyond_the_limit_are_refused_where_they_were_chosen() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9, "cancel_days": 0 }));
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        let manager = course.browser(Role::TrainingManager);
        let octets = [("content-type", "application/octet-stream")];
        let of_all = format!("/api/v1/workshops/{id}/material");
        let add = |path: &str, name: &str| manager.send(Method::POST, &format!("{path}?name={name}.pdf"), &octets, HANDOUT.to_vec());
        let made: Vec<String> = (0..MOST_FILES)
            .map(|number| {
                let added = add(&of_all, &number.to_string()).is(201).json();
                added["id"].as_str().unwrap().to_owned()
            })
            .collect();
        let told = add(&of_all, "more").is(422).json();
        assert_eq!(told["errors"][0]["field"], json!("file"), "{told}");
        let way = format!("/workshops/{id}/material");
        let page = manager.upload(&way, &[], "file", "more.pdf", HANDOUT).is(422);
        assert_eq!(page.count("#file[aria-invalid=true]"), 1, "{}", page.text());
        assert!(page.text().contains("40 Dateien") && page.text().contains("500 MB"));
        // A session has room of its own, and one that is taken away makes room.
        add(&course.api("material"), "own").is(201);
        manager.json("DELETE", &format!("/api/v1/material/{}", made[0]), &json!({})).is(204);
        manager.upload(&way, &[], "file", "more.pdf", HANDOUT).is(303);
        // What is there counts by what it weighs, whoever kept it.
        let heavy = format!(
            "UPDATE stored_files SET size_bytes = {} WHERE name = 'own.pdf'",
            MOST_MEBIBYTES << 20
        );
        crate::workshops::run(&app, &heavy);
        let told = add(&course.api("material"), "second").is(422).json();
        assert!(told.to_string().contains("500 MB"), "{told}");
    });
}
