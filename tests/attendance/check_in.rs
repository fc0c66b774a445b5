//! The code on the screen, and who comes without a booking.

use super::Course;
use crate::support::app::on_both;
use crate::support::browser::Browser;
use crate::support::story::day;
use chrono::Duration;
use kundig::people::store as people;
use kundig::rules::person::Role;
use serde_json::json;
#[test]
fn the_code_counts_for_seconds_only_a_post_marks_and_each_scan_counts_once() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead, Role::PartnerAdmin]);
        course.trainer().get(&course.page("code")).is(200);
        assert!(
            course.trainer().get(&course.page("code")).is(200).count("#code svg[role=img]") == 0,
            "three weeks before it there is none"
        );
        course.at_time("07:45:00");
        let address = course.scanned();
        assert_eq!(course.trainer().get(&course.page("code")).is(200).count("#code svg[role=img]"), 1);

        let learner = course.browser(Role::Learner);
        let asked = learner.get(&address).is(200);
        assert!(asked.text().contains("Vera learner, sind Sie da?"), "{}", asked.text());
        assert!(course.marks().is_empty(), "looking marks nobody");
        assert!(course.confirm(&learner, &asked, None).is(200).text().contains("ist eingetragen"));
        course.confirm(&learner, &asked, None).is(200);
        assert_eq!(course.marks().len(), 1, "twice is once");
        assert_eq!(course.marks()[0]["way"], json!("code"));
        assert!(learner.get(&course.scanned()).is(200).text().contains("schon eingetragen"));
        // Whoever is not booked is told so.
        let other = course.browser(Role::HotlineExpert).get(&course.scanned()).is(200);
        assert!(other.text().contains("nicht gebucht") && other.count("form[action^='/check-in']") == 0);

        // Without a sign-in one chooses one's name among those who are not in.
        let anybody = Browser::anonymous(&app);
        let asked = anybody.get(&course.scanned()).is(200);
        assert!(asked.text().contains("Vera team_lead") && !asked.text().contains("Vera learner"));
        course.confirm(&anybody, &asked, None).is(422);
        course.confirm(&anybody, &asked, Some("x")).is(422);
        course.confirm(&anybody, &asked, Some(&course.bookings[1])).is(200);
        course.confirm(&anybody, &asked, Some(&course.bookings[2])).is(409);
        let list = course.trainer().get(&course.page("attendance")).is(200);
        assert!(
            list.text().contains("ohne Anmeldung") && list.text().contains("2 von 3"),
            "{}",
            list.text()
        );
        assert!(
            course
                .marks()
                .iter()
                .any(|mark| mark["way"] == json!("unsigned") && mark["by_id"].is_null())
        );

        // A code runs out within seconds, a ticket within minutes, and both are those of their part.
        let address = course.scanned();
        let asked = anybody.get(&address).is(200);
        app.state.clock.advance(Duration::seconds(21));
        let stale = anybody.get(&address).is(404);
        assert!(stale.text().contains("This code counts no more") && !stale.text().contains("Vera"));
        app.state.clock.advance(Duration::seconds(180));
        course.confirm(&anybody, &asked, Some(&course.bookings[2])).is(404);
        for wrong in ["00", "%00", "zzzzzzzzzzzzzzzzzzzz", "0011223344556677889a"] {
            anybody.get(&format!("/check-in/{}/{wrong}", course.part)).is(404);
        }
        anybody
            .get("/check-in/01890000-0000-7000-8000-000000000000/0011223344556677889a")
            .is(404);
        for ticket in ["", "a.b.c", "01890000-0000-7000-8000-000000000000.1.00", "\0"] {
            anybody.post(&format!("/check-in/{}", course.part), &[("ticket", ticket)]).is(404);
        }
        // Who comes later than twenty minutes is marked by whoever teaches.
        course.at_time("08:19:30");
        let asked = anybody.get(&course.scanned()).is(200);
        course.at_time("08:20:30");
        course.confirm(&anybody, &asked, Some(&course.bookings[2])).is(409);
        assert_eq!(course.trainer().get(&course.page("code")).is(200).count("#code svg[role=img]"), 0);
        assert_eq!(course.marks().len(), 2);
    });
}

#[test]
fn whoever_came_without_a_booking_gets_one_and_only_those_who_teach_or_run_it_take_attendance() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        let add =
            |browser: &Browser<'_>, person: &str| browser.post(&course.page("walk-ins"), &[("person", person), ("part", &course.part)]);
        let seat = course.trainer().json("POST", &course.api("bookings"), &json!({})).is(409);
        assert!(seat.text().contains("schult diesen Termin"), "{}", seat.text());
        let early = add(&course.trainer(), "team_lead@story.example").is(422);
        assert!(early.text().contains("noch nicht offen"), "{}", early.text());
        course.at_time("08:10:00");
        let trainer = course.trainer();
        trainer.get(&course.page("walk-ins/new")).is(200);
        add(&trainer, "team_lead@story.example").is(303);
        let twice = add(&trainer, "team_lead@story.example").is(422);
        assert!(
            twice.text().contains("Vera team_lead ist hier schon eingetragen"),
            "{}",
            twice.text()
        );
        assert_eq!(twice.attribute("#person", "value").as_deref(), Some("team_lead@story.example"));
        let own = add(&trainer, "trainer@story.example").is(422);
        assert!(
            own.text().contains("schult diesen Termin"),
            "nobody vouches for their own attendance: {}",
            own.text()
        );
        add(&trainer, "nobody@story.example").is(422);
        add(&trainer, "").is(422);
        trainer
            .post(
                &course.page("walk-ins"),
                &[("person", "partner_admin@story.example"), ("part", "x")],
            )
            .is(422);
        let list = trainer.get(&course.page("attendance")).is(200).text();
        assert!(list.contains("ohne Buchung") && list.contains("ab 09:10"), "{list}");
        let booked = course.browser(Role::TeamLead).get("/api/v1/bookings").is(200).json();
        assert_eq!(booked["items"][0]["status"], json!("booked"));
        let id = booked["items"][0]["id"].as_str().unwrap();
        let page = course.browser(Role::TeamLead).get(&format!("/bookings/{id}")).is(200).text();
        assert!(page.contains("Ohne Buchung gekommen"), "{page}");
        let made = trainer.json(
            "POST",
            &course.api("walk-ins"),
            &json!({ "person": "partner_admin@story.example", "part_id": course.part }),
        );
        assert_eq!(made.is(201).json()["status"], json!("booked"));

        // Nobody else finds any of it.
        for role in [
            Role::Learner,
            Role::TeamLead,
            Role::PartnerAdmin,
            Role::PartnerManager,
            Role::HotlineExpert,
        ] {
            let browser = course.browser(role);
            for page in [
                "attendance",
                "code",
                "closing/new",
                "reopening/new",
                "walk-ins/new",
                "list/new",
                "list/file",
            ] {
                browser.get(&course.page(page)).is(404);
            }
            browser.get(&course.api("attendance")).is(404);
            browser.get(&course.api("results")).is(404);
            browser
                .json("POST", &course.api("marks"), &json!({ "marks": [course.mark(1, 0, "present")] }))
                .is(404);
            browser.json("POST", &course.api("closing"), &json!({})).is(404);
            browser.post(&course.page("marks"), &[("booking", &course.bookings[0])]).is(404);
            let page = browser.get(&format!("/sessions/{}", course.session)).is(200);
            assert_eq!(page.count("a[href$='/attendance']"), 0, "{role}: no link to what is not theirs");
        }
        assert!(trainer.get("/sessions/day").is(200).text().contains("Hochvolt-Sicherheit"));
        assert!(
            !course
                .browser(Role::Learner)
                .get("/sessions/day")
                .is(200)
                .text()
                .contains("Hochvolt-Sicherheit")
        );
    });
}

#[test]
fn a_trainer_from_a_partner_sees_names_and_firms_only() {
    on_both(|app| {
        let story = app.story();
        let state = &app.state;
        let now = state.clock.now();
        let root = story.manufacturer.id;
        state
            .db
            .write(|conn| {
                let id = state.chance.id(now);
                Ok(people::grant(
                    conn,
                    id,
                    story.stranger.id,
                    Role::Trainer,
                    root,
                    day("2020-01-01"),
                    None,
                    now,
                )?)
            })
            .unwrap();
        let course = Course::of(&app, &story, &[Role::Learner, Role::TeamLead]);
        let path = format!("/api/v1/bookings/{}/cancellation", course.bookings[1]);
        course
            .browser(Role::TeamLead)
            .json("POST", &path, &json!({ "reason": "Knieoperation" }))
            .is(200);
        let outside = app.signed_in(story.stranger.id);
        let list = outside.get(&course.page("attendance")).is(200).text();
        assert!(list.contains("Vera learner") && list.contains("Kälte Albers"));
        // The list to print has no more than that either.
        let form = |browser: &Browser<'_>| browser.get(&course.page("list/new")).is(200).count("input[value=job_role]");
        assert_eq!((form(&outside), form(&course.trainer())), (0, 1));
        for query in ["", "?columns=job_role&columns=signature&blank=99999", "?blank=x", "?columns=%00"] {
            let file = outside.get(&course.page(&format!("list/file{query}"))).is(200);
            assert!(file.body.starts_with(b"%PDF") && file.header("content-type") == Some("application/pdf"));
        }
        for path in ["/bookings", "/api/v1/bookings"] {
            let page = outside.get(&format!("{path}/{}", course.bookings[1])).is(200).text();
            assert!(!page.contains("Knieoperation"), "why somebody cannot come is not for them: {page}");
        }
        let manager = course.browser(Role::TrainingManager);
        assert!(
            manager
                .get(&format!("/bookings/{}", course.bookings[1]))
                .is(200)
                .text()
                .contains("Knieoperation")
        );
    });
}

#[test]
fn list_and_code_stay_at_the_part_that_goes_on_and_the_trainer_may_choose_another() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        course.in_two_parts();
        let lead = |rest: &str| course.trainer().get(&course.page(rest)).is(200).text();
        // Ten to eleven: the second part is open, and the first goes on.
        course.at_time("09:50:00");
        assert!(lead("code").contains("09:00–11:00"), "{}", lead("code"));
        assert!(lead("code?part=2").contains("11:15–16:00"));
        let list = course.trainer().get(&course.page("attendance")).is(200);
        assert_eq!((list.count("a[href$='/code']"), list.count("a[href$='/code?part=2']")), (1, 0));
        assert!(list.attribute("a[href*='/walk-ins/new']", "href").unwrap().ends_with(&course.part));
        let list = course.trainer().get(&course.page("attendance?part=2")).is(200);
        assert_eq!(list.count("a[href$='/code?part=2']"), 1, "the code is that of the part on show");
        let learner = course.browser(Role::Learner);
        let scanned = learner.get(&course.scanned()).is(200);
        assert!(scanned.text().contains("09:00"), "{}", scanned.text());
        course.at_time("10:00:00");
        assert!(lead("code").contains("11:15–16:00"));
        assert!(lead("code?part=1").contains("09:00–11:00"));
        assert!(lead("code?part=9").contains("11:15–16:00"), "there is no ninth");
    });
}
