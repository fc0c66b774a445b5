//! Signing on the screen.

use super::Course;
use crate::support::app::on_both;
use kundig::rules::person::Role;
use serde_json::json;

const DRAWN: &str = "100,200 180,60 260,220 340,80;400,150 700,140";

#[test]
fn whoever_signs_is_marked_and_the_signature_stays_with_its_hash() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead]);
        let address = |booking: usize| course.page(&format!("signatures/{}", course.bookings[booking]));
        let sign = |booking: usize, fields: &[(&str, &str)]| {
            let mut all = vec![("part", course.part.as_str())];
            all.extend(fields);
            course.trainer().post(&address(booking), &all)
        };
        sign(0, &[("strokes", DRAWN)]).is(409);
        course.at_time("08:05:00");
        let attendee = course.page(&format!("attendance/{}", course.bookings[0]));
        assert!(
            course
                .trainer()
                .get(&attendee)
                .is(200)
                .text()
                .contains(&format!("{}/new", address(0)))
        );
        let form = course.trainer().get(&format!("{}/new", address(0))).is(200);
        assert_eq!((form.count("canvas"), form.count("input[name=name]")), (1, 1));
        // A slip is no signature, and nothing at all is told too.
        let slip = sign(0, &[("strokes", "1,1 2,2"), ("name", "")]).is(422);
        assert!(slip.text().contains("Das war keine Unterschrift"));
        let nothing = sign(0, &[("strokes", ""), ("name", " ")]).is(422);
        assert_eq!(nothing.count("#name[aria-invalid=true]"), 1);
        assert!(course.marks().is_empty());

        sign(0, &[("strokes", DRAWN)]).is(303);
        sign(1, &[("name", "Vera team_lead")]).is(303);
        assert_eq!((course.stands(0), course.stands(1)), (json!("present"), json!("present")));
        let all = course.trainer().get(&course.api("signatures")).is(200).json();
        let hash = all[0]["hash"].as_str().unwrap().to_owned();
        assert_eq!(
            (hash.len(), &all[1]["hash"], &all[1]["name"]),
            (64, &json!(null), &json!("Vera team_lead"))
        );
        let page = course.trainer().get(&attendee).is(200);
        assert!(page.text().contains(&hash));
        let file = format!("{}/{}", address(0), all[0]["id"].as_str().unwrap());
        assert!(page.text().contains(&file));
        let drawing = course.trainer().get(&file).is(200);
        assert_eq!(drawing.header("content-type"), Some("image/svg+xml"));
        assert!(drawing.text().contains("M100 200L180 60"), "{}", drawing.text());
        for role in [Role::Learner, Role::TeamLead, Role::HotlineExpert] {
            course.browser(role).get(&file).is(404);
            course.browser(role).get(&format!("{}/new", address(0))).is(404);
        }
        course
            .trainer()
            .get(&file.replace(&course.bookings[0], &course.bookings[1]))
            .is(404);
        // Signing once more adds to the history; the list to print takes the latest.
        let again = json!({ "part_id": course.part, "strokes": "0,0 999,299" });
        let call = course.api(&format!("signatures/{}", course.bookings[0]));
        course.trainer().json("POST", &call, &again).is(204);
        course.trainer().json("POST", &call, &json!({ "part_id": course.part })).is(422);
        let all = course.trainer().get(&course.api("signatures")).is(200).json();
        assert_eq!(all.as_array().unwrap().len(), 3);
        assert_eq!(course.marks().len(), 2, "whoever is marked is not marked again");
        let list = course.trainer().get(&course.page("list/file")).is(200);
        assert!(list.body.starts_with(b"%PDF-"));
    });
}
