//! The report of a meeting provider becomes marks.

use super::Course;
use crate::support::app::on_both;
use crate::support::browser::Answer;
use actix_web::http::Method;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// Nine to four in Berlin, as Zoom would tell of two people on the list and a telephone.
fn zoom(learner: &str, lead: &str) -> String {
    format!(
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n\
         A learner,{learner},12/15/2026 08:50:00 AM,12/15/2026 04:05:00 PM,435,No\n\
         A lead,{lead},12/15/2026 10:00:00 AM,12/15/2026 11:00:00 AM,60,No\n\
         iPhone,,12/15/2026 10:00:00 AM,12/15/2026 10:30:00 AM,30,Yes\n"
    )
}

fn address(course: &Course<'_>, role: Role) -> String {
    course.story.person(role).email.clone().unwrap()
}

#[test]
fn a_report_is_looked_over_before_it_becomes_marks() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead, Role::PartnerAdmin]);
        course.at_time("15:30:00");
        let trainer = course.trainer();
        let report = zoom(&address(&course, Role::Learner), &address(&course, Role::TeamLead));
        let page = trainer
            .upload(
                &course.page("meeting-report"),
                &[("part", &course.part)],
                "file",
                "report.csv",
                report.as_bytes(),
            )
            .is(200);
        assert_eq!(page.select("h1").as_deref(), Some("3 Personen im Bericht"));
        assert_eq!(page.count("select[name=booking]"), 3);
        assert_eq!(page.count("select[name=booking] option[selected]"), 2);
        assert!(page.text().contains("nicht im Bericht"));
        let (full, part) = (&course.bookings[0], &course.bookings[1]);
        let typed = [
            ("part", course.part.as_str()),
            ("booking", full),
            ("minutes", "420"),
            ("booking", part),
            ("minutes", "60"),
            ("booking", ""),
            ("minutes", "30"),
        ];
        trainer.post(&course.page("meeting-report/marks"), &typed).is(303);
        let list = trainer
            .get(&format!("/api/v1/sessions/{}/attendance", course.session))
            .is(200)
            .json();
        let of = |booking: &str| -> Value {
            list["attendees"]
                .as_array()
                .unwrap()
                .iter()
                .find(|one| one["booking_id"] == booking)
                .unwrap()["marks"]
                .clone()
        };
        assert_eq!((&of(full)[0]["answer"], &of(full)[0]["way"]), (&json!("present"), &json!("report")));
        assert_eq!((&of(part)[0]["answer"], &of(part)[0]["minutes"]), (&json!("partial"), &json!(60)));
        assert_eq!(of(&course.bookings[2]), json!([]));
        // Two lines for one person are nobody's minutes.
        let twice = [
            ("part", course.part.as_str()),
            ("booking", &course.bookings[2]),
            ("minutes", "10"),
            ("booking", &course.bookings[2]),
            ("minutes", "20"),
        ];
        trainer.post(&course.page("meeting-report/marks"), &twice).is(409);
    });
}

#[test]
fn a_call_takes_what_is_plain_and_leaves_what_stands() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead]);
        course.at_time("15:30:00");
        let trainer = course.trainer();
        let path = format!("/api/v1/sessions/{}/meeting-report?part_id={}", course.session, course.part);
        let report = zoom(&address(&course, Role::Learner), &address(&course, Role::TeamLead));
        let send = |query: &str| {
            let headers = [("content-type", "text/csv")];
            trainer
                .send(Method::POST, &format!("{path}{query}"), &headers, report.clone().into_bytes())
                .is(200)
                .json()
        };
        let looked = send("");
        assert_eq!((&looked["recorded"], &looked["of_minutes"]), (&json!(0), &json!(420)));
        assert_eq!(looked["people"][2]["booking_id"], json!(null), "a telephone is nobody: {looked}");
        assert_eq!(send("&take=true")["recorded"], 2);
        let again = send("&take=true");
        assert_eq!((&again["recorded"], &again["people"][0]["marked"]), (&json!(0), &json!(true)));
        let stays = json!([{ "name": "A learner", "joined_at": "2026-12-15T08:00:00Z", "left_at": "2026-12-15T09:00:00Z" }]);
        assert_eq!(trainer.json("POST", &path, &stays).is(200).json()["people"][0]["minutes"], 60);
        let turned = json!([{ "name": "A learner", "joined_at": "2026-12-15T09:00:00Z", "left_at": "2026-12-15T08:00:00Z" }]);
        assert_eq!(
            trainer.json("POST", &path, &turned).is(422).json()["errors"][0]["field"],
            "0.left_at"
        );
        let untyped = trainer.json("POST", &path, &json!([{ "name": 7 }])).is(400).json();
        assert_eq!(untyped["errors"][0]["field"], "0.name");
        course.browser(Role::Learner).json("POST", &path, &stays).is(404);
    });
}

#[test]
fn what_is_no_report_is_told_at_the_file() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        course.at_time("12:00:00");
        let trainer = course.trainer();
        trainer.get(&course.page("meeting-report/new")).is(200);
        for content in [b"nothing of the kind".as_slice(), b"", b"\xff\xfe\x00\xd8"] {
            let page = trainer
                .upload(
                    &course.page("meeting-report"),
                    &[("part", &course.part)],
                    "file",
                    "report.csv",
                    content,
                )
                .is(422);
            assert!(page.text().contains("Keine Zeile nennt Spalten"), "{}", page.text());
        }
        trainer.post(&course.page("meeting-report/marks"), &[("part", "x")]).is(422);
        course.browser(Role::Learner).get(&course.page("meeting-report/new")).is(404);
        // A session that is live online offers it.
        assert_eq!(
            trainer
                .get(&course.page("attendance"))
                .is(200)
                .count("a[href*='meeting-report/new']"),
            1
        );
    });
}

#[test]
fn the_report_is_of_the_part_from_whose_list_it_is_handed_in() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        course.in_two_parts();
        // In the afternoon: the second part goes on, and the report of the first is there.
        course.at_time("12:00:00");
        let trainer = course.trainer();
        let parts = trainer.get(&format!("/api/v1/sessions/{}", course.session)).is(200).json();
        let [first, second] = [0, 1].map(|part: usize| parts["parts"][part]["id"].as_str().unwrap().to_owned());
        let chosen = |page: &Answer| page.attribute("select[name=part] option[selected]", "value").unwrap();
        for (asked, part) in [
            ("attendance?part=1", &first),
            ("attendance?part=2", &second),
            ("attendance", &second),
        ] {
            let list = trainer.get(&course.page(asked)).is(200);
            let page = trainer
                .get(&list.attribute("a[href*='meeting-report/new']", "href").unwrap())
                .is(200);
            assert_eq!(chosen(&page), *part, "{asked}");
        }
        let report = zoom(&address(&course, Role::Learner), "nobody@story.example");
        let looked = trainer
            .upload(
                &course.page("meeting-report"),
                &[("part", &first)],
                "file",
                "report.csv",
                report.as_bytes(),
            )
            .is(200);
        let again = looked.attribute("a[href*='meeting-report/new']", "href").unwrap();
        assert_eq!(chosen(&trainer.get(&again).is(200)), first, "another file is of the same part");
        // One that is not of this session is none, and the part that goes on stands there.
        let foreign = trainer
            .get(&course.page(&format!("meeting-report/new?part={}", course.session)))
            .is(200);
        assert_eq!(chosen(&foreign), second);
    });
}
