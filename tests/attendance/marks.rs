//! The list of whoever teaches, and the device in the cellar.

use super::Course;
use crate::support::app::on_both;
use crate::support::browser::Browser;
use crate::workshops::body;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};
#[test]
fn the_list_marks_by_one_tap_and_a_correction_gives_its_reason_and_leaves_the_history() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead]);
        let fields = |answer: &'static str| {
            vec![
                ("booking", course.bookings[0].clone()),
                ("part", course.part.clone()),
                ("answer", answer.to_owned()),
            ]
        };
        let post = |browser: &Browser<'_>, fields: &[(&str, String)]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(&course.page("marks"), &fields)
        };
        // Before the part is open one may only excuse.
        post(&course.trainer(), &fields("present")).is(409);
        course.at_time("08:30:00");
        let trainer = course.trainer();
        let list = trainer.get(&course.page("attendance")).is(200);
        assert_eq!(list.count("form[data-mark]"), 2);
        assert_eq!(list.count(".btn-primary"), 0, "it cannot be closed before the last part is over");
        post(&trainer, &fields("no_show")).is(303);
        app.state.clock.advance(Duration::seconds(1));
        post(&trainer, &fields("present")).is(303);
        assert_eq!(course.stands(0), json!("present"), "while it runs a later tap is no correction");
        trainer
            .post(&course.page("marks/rest"), &[("part", &course.part), ("answer", "no_show")])
            .is(303);
        trainer
            .post(&course.page("marks/rest"), &[("part", &course.part), ("answer", "excused")])
            .is(422);
        assert_eq!((course.stands(0), course.stands(1)), (json!("present"), json!("no_show")));

        course.at_time("15:30:00");
        let trainer = course.trainer();
        assert_eq!(
            trainer.get(&course.page("attendance")).is(200).count(".btn-primary"),
            1,
            "now it may be closed"
        );
        let mut typed = fields("present");
        typed.extend([("from", "09:00".to_owned()), ("to", "14:30".to_owned())]);
        let told = post(&trainer, &typed).is(422);
        assert_eq!(told.count("#reason[aria-invalid=true]"), 1, "{}", told.text());
        typed.push(("reason", "Musste früher zum Kunden".to_owned()));
        post(&trainer, &typed).is(303);
        let page = trainer
            .get(&course.page(&format!("attendance/{}", course.bookings[0])))
            .is(200)
            .text();
        for words in ["Musste früher", "gilt nicht mehr", "bis 14:30", "330 von 420"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // What cannot be is told at its field, and nothing is half written.
        for (name, value, at) in [
            ("to", "25:00", "to"),
            ("to", "08:00", "from"),
            ("answer", "partial", "minutes"),
            ("answer", "dancing", "answer"),
            ("part", "x", "part"),
            ("reason", "a\0b", "reason"),
        ] {
            let mut typed = fields("present");
            typed.retain(|(given, _)| *given != name);
            typed.push((name, value.to_owned()));
            if name != "reason" {
                typed.push(("reason", "Nachgesehen".to_owned()));
            }
            let told = post(&trainer, &typed).is(422);
            assert!(
                told.count(&format!("#{at}[aria-invalid=true]")) == 1 || told.count(".fault") == 1,
                "{name}={value}: {}",
                told.text()
            );
        }
        post(&trainer, &[("booking", "x".to_owned())]).is(404);
        assert_eq!(course.marks().len(), 4);
        let audit = course
            .browser(Role::TrainingManager)
            .get("/api/v1/audit?action=attendance.mark")
            .is(200)
            .json();
        assert_eq!(audit["items"].as_array().unwrap().len(), 4);
    });
}

#[test]
fn marks_of_the_cellar_count_once_and_two_devices_come_to_the_same() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead]);
        course.at_time("08:30:00");
        let seen = course.attendance()["seen_at"].clone();
        course.at_time("09:30:00");
        let trainer = course.trainer();
        // The first device, with a network: the learner did not come.
        let outcome = |told: &[Value]| {
            told.iter()
                .map(|one| one["outcome"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(outcome(&course.send(&[course.mark(1, 0, "no_show")], None)), ["recorded"]);
        // The second was in the cellar since half past eight, and its clock is five hours late: present since ten to nine, and by now.
        let mut early = course.mark(2, 0, "present");
        early["made_at"] = json!("2026-12-15T03:50:00Z");
        early["seen_at"] = seen.clone();
        let mut late = course.mark(3, 1, "present");
        late["made_at"] = json!("2026-12-15T04:29:00Z");
        late["seen_at"] = seen.clone();
        let sent = [early, late];
        let told = course.send(&sent, Some("2026-12-15T04:30:00Z"));
        assert_eq!(outcome(&told), ["recorded", "recorded"]);
        for _ in 0..2 {
            let again = course.send(&sent, Some("2026-12-15T04:31:00Z"));
            assert_eq!(outcome(&again), ["known", "known"], "sent again because the answer was lost");
        }
        assert_eq!(course.marks().len(), 3, "nothing doubled, nothing lost");
        assert_eq!(
            (course.stands(0), course.stands(1)),
            (json!("no_show"), json!("present")),
            "what was made last stands, whatever arrived last"
        );
        let made = course
            .marks()
            .iter()
            .map(|mark| mark["made_at"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>();
        assert!(made.iter().any(|at| at.starts_with("2026-12-15T08:50:00")), "{made:?}");

        // After the end whoever knows the mark corrects it with a reason; whoever could not know loses nothing.
        course.at_time("15:30:00");
        let told = course.send(&[course.mark(4, 0, "present")], None);
        assert_eq!((&told[0]["outcome"], &told[0]["reason_needed"]), (&json!("refused"), &json!(true)));
        let mut blind = course.mark(5, 0, "present");
        blind["seen_at"] = seen;
        assert_eq!(outcome(&course.send(&[blind], None)), ["recorded"]);
        assert_eq!(course.stands(0), json!("present"));
        let mut reasoned = course.mark(6, 0, "excused");
        reasoned["reason"] = json!("Hat angerufen");
        assert_eq!(outcome(&course.send(&[reasoned], None)), ["recorded"]);

        // One that is wrong keeps no other back.
        let mut nobody = course.mark(7, 0, "present");
        nobody["booking_id"] = json!("01890000-0000-7000-8000-000000000000");
        let mut no_part = course.mark(8, 0, "present");
        no_part["part_id"] = json!("01890000-0000-7000-8000-000000000000");
        let mut minutes = course.mark(9, 0, "partial");
        minutes["minutes"] = json!(421);
        let stolen = course.mark(1, 1, "present");
        let told = course.send(&[nobody, no_part, minutes, stolen, course.mark(10, 1, "present")], None);
        assert_eq!(outcome(&told), ["refused", "refused", "refused", "refused", "recorded"]);
        assert!(told[2]["detail"].as_str().unwrap().contains("420"), "{told:?}");
        assert!(course.send(&[], None).is_empty());
        let wrong = |body: Value| trainer.json("POST", &course.api("marks"), &body).status;
        let mut word = course.mark(11, 0, "dancing");
        assert_eq!(wrong(json!({ "marks": [word] })), 422);
        word = course.mark(11, 0, "present");
        word["reason"] = json!("a\u{0}b");
        assert_eq!(wrong(json!({ "marks": [word] })), 422);
        assert_eq!(wrong(json!({ "marks": vec![course.mark(12, 0, "present"); 501] })), 422);
        assert_eq!(wrong(json!({ "marks": [{ "id": "x" }] })), 400);
        let mut far = course.mark(13, 0, "present");
        far["made_at"] = json!("+262142-12-31T23:59:59Z");
        far["reason"] = json!("x");
        assert!([200, 400].contains(&wrong(json!({ "sent_at": "-262143-01-01T00:00:00Z", "marks": [far] }))));
    });
}

#[test]
fn a_part_that_was_marked_stays_where_it_is() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        course.at_time("07:40:00");
        course.send(&[course.mark(1, 0, "present")], None);
        let manager = course.browser(Role::TrainingManager);
        let path = format!("/api/v1/sessions/{}", course.session);
        let mut change = body(Some("2026-12-16"), 9);
        change["tell"] = json!(false);
        let told = manager.json("PUT", &path, &change).is(422).json();
        assert_eq!(told["errors"][0]["field"], json!("part_1_on"));
        change = body(Some("2026-12-15"), 5);
        change["tell"] = json!(false);
        manager.json("PUT", &path, &change).is(200);
    });
}
