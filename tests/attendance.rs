//! Attendance: the code on the screen, the list and the device in the cellar, closing and what follows, and who sees what.

use crate::support::app::{TestApp, on_both};
use crate::support::browser::{Answer, Browser};
use crate::support::story::{Story, day};
use crate::workshops::{body, book, later, workshop};
use chrono::Duration;
use kundig::obligations::requirement;
use kundig::people::store as people;
use kundig::platform::audit::By;
use kundig::platform::seal;
use kundig::rules::id::{Id, Instant};
use kundig::rules::person::Role;
use kundig::rules::requirement::Definition;
use kundig::workshops::code;
use serde_json::{Value, json};

/// A session on 15 December from nine to four in Kassel, taught by the trainer, with these people booked.
struct Course<'a> {
    app: &'a TestApp,
    story: &'a Story,
    session: String,
    part: String,
    bookings: Vec<String>,
}

impl<'a> Course<'a> {
    fn of(app: &'a TestApp, story: &'a Story, booked: &[Role]) -> Self {
        let id = workshop(app, story, json!({ "most_people": 9, "cancel_days": 0, "late_minutes": 20 }));
        Self::at(app, story, &id, booked)
    }

    fn at(app: &'a TestApp, story: &'a Story, workshop: &str, booked: &[Role]) -> Self {
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let mut typed = body(Some("2026-12-15"), 9);
        typed["trainers"] = json!([story.person(Role::Trainer).id]);
        let made = manager
            .json("POST", &format!("/api/v1/workshops/{workshop}/sessions"), &typed)
            .is(201)
            .json();
        let session = made["id"].as_str().unwrap().to_owned();
        manager
            .json("POST", &format!("/api/v1/sessions/{session}/opening"), &json!({}))
            .is(200);
        let bookings = booked
            .iter()
            .map(|role| {
                let booking = book(app, &app.signed_in(story.person(*role).id), &session);
                assert_eq!(booking["status"], json!("booked"));
                booking["id"].as_str().unwrap().to_owned()
            })
            .collect();
        let part = made["parts"][0]["id"].as_str().unwrap().to_owned();
        Self {
            app,
            story,
            session,
            part,
            bookings,
        }
    }

    /// Lets it become that time of the day of the session, in UTC.
    fn at_time(&self, time: &str) {
        let then: Instant = format!("2026-12-15T{time}Z")
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
            .into();
        later(self.app, *then - *self.app.state.clock.now());
    }

    fn browser(&self, role: Role) -> Browser<'a> {
        self.app.signed_in(self.story.person(role).id)
    }

    fn trainer(&self) -> Browser<'a> {
        self.browser(Role::Trainer)
    }

    fn page(&self, rest: &str) -> String {
        format!("/sessions/{}/{rest}", self.session)
    }

    fn api(&self, rest: &str) -> String {
        format!("/api/v1/sessions/{}/{rest}", self.session)
    }

    /// The address that the screen shows now.
    fn scanned(&self) -> String {
        self.trainer().get(&self.page("code")).is(200);
        let secret = self.app.state.db.read(|conn| Ok(seal::known(conn)?)).unwrap().unwrap();
        let part: Id = self.part.parse().unwrap();
        format!("/check-in/{part}/{}", code::code(&secret, part, self.app.state.clock.now()))
    }

    fn confirm(&self, browser: &Browser<'_>, page: &Answer, booking: Option<&str>) -> Answer {
        let ticket = page.attribute("input[name=ticket]", "value").unwrap();
        let mut fields = vec![("ticket", ticket.as_str())];
        fields.extend(booking.map(|id| ("booking", id)));
        browser.post(&format!("/check-in/{}", self.part), &fields)
    }

    fn marks(&self) -> Vec<Value> {
        let all = self.trainer().get(&self.api("marks")).is(200).json();
        all["items"].as_array().unwrap().clone()
    }

    fn attendance(&self) -> Value {
        self.trainer().get(&self.api("attendance")).is(200).json()
    }

    /// The answer that stands of a booking.
    fn stands(&self, booking: usize) -> Value {
        let all = self.attendance();
        let of = |one: &&Value| one["booking_id"] == json!(self.bookings[booking]);
        all["attendees"].as_array().unwrap().iter().find(of).unwrap()["marks"][0]["answer"].clone()
    }

    fn mark(&self, number: u32, booking: usize, answer: &str) -> Value {
        json!({
            "id": format!("01890000-0000-7000-8000-{number:012}"), "booking_id": self.bookings[booking], "part_id": self.part,
            "answer": answer,
        })
    }

    fn send(&self, marks: &[Value], sent_at: Option<&str>) -> Vec<Value> {
        let body = json!({ "sent_at": sent_at, "marks": marks });
        let told = self.trainer().json("POST", &self.api("marks"), &body).is(200).json();
        told.as_array().unwrap().clone()
    }
}

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
        assert_eq!(list.count(".btn-primary"), 1, "it may be closed once the last part has begun");
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
        let told = close(&trainer).is(409).json();
        assert!(told["detail"].as_str().unwrap().contains("Vera partner_admin"), "{told}");
        let ask = trainer.get(&course.page("closing/new")).is(200);
        assert!(ask.text().contains("Vera partner_admin") && ask.count(".btn-primary") == 0);
        let mut some = course.mark(3, 2, "partial");
        some["minutes"] = json!(335);
        course.send(&[some], None);
        course.at_time("15:05:00");
        let trainer = course.trainer();
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
fn whoever_came_without_a_booking_gets_one_and_only_those_who_teach_or_run_it_take_attendance() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &[Role::Learner]);
        let add =
            |browser: &Browser<'_>, person: &str| browser.post(&course.page("walk-ins"), &[("person", person), ("part", &course.part)]);
        add(&course.trainer(), "team_lead@story.example").is(409);
        course.at_time("08:10:00");
        let trainer = course.trainer();
        trainer.get(&course.page("walk-ins/new")).is(200);
        add(&trainer, "team_lead@story.example").is(303);
        add(&trainer, "team_lead@story.example").is(409);
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
