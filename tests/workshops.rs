//! Workshops: dates, seats, approval, waiting list, mails; and that the last seat is given once.

use crate::courses::{every_kind, published, trainer};
use crate::support::app::{On, TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::Story;
use chrono::Duration;
use kundig::organisations::Organisation;
use kundig::people::guard::Actor;
use kundig::people::store as people;
use kundig::platform::chance::Chance;
use kundig::platform::error::Error;
use kundig::platform::state::State;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use kundig::workshops::deed::{self, Hand, Seat};
use kundig::workshops::store::{Booking, of_session};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A course and a workshop about it with these rules besides.
pub fn workshop(app: &TestApp, story: &Story, rules: Value) -> String {
    published(&trainer(app, story), "HV-101", every_kind("after_answer"));
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let mut body =
        json!({ "course": "HV-101", "languages": ["de"], "most_people": 2, "cancel_days": 3, "stop_hours": 24, "offer_hours": 0 });
    body.as_object_mut().unwrap().extend(rules.as_object().unwrap().clone());
    let made = manager.json("POST", "/api/v1/workshops", &body).is(201).json();
    made["id"].as_str().unwrap().to_owned()
}

pub fn body(on: Option<&str>, seats: i32) -> Value {
    let parts: Vec<Value> = on.iter().map(|on| json!({ "on": on, "from": "09:00", "to": "16:00" })).collect();
    json!({ "language": "de", "place": "Kassel", "time_zone": "Europe/Berlin", "seats": seats, "parts": parts, "online_url": "https://meet.example/7" })
}

/// An open session.
pub fn session(app: &TestApp, story: &Story, workshop: &str, on: Option<&str>, seats: i32) -> String {
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let path = format!("/api/v1/workshops/{workshop}/sessions");
    let made = manager.json("POST", &path, &body(on, seats)).is(201).json();
    let id = made["id"].as_str().unwrap().to_owned();
    manager.json("POST", &format!("/api/v1/sessions/{id}/opening"), &json!({})).is(200);
    id
}

pub fn book(app: &TestApp, browser: &Browser<'_>, session: &str) -> Value {
    // Whoever comes later stands later in line.
    app.state.clock.advance(Duration::seconds(1));
    let made = browser
        .json("POST", &format!("/api/v1/sessions/{session}/bookings"), &json!({}))
        .is(201)
        .json();
    made[0].clone()
}

fn status(browser: &Browser<'_>, booking: &Value) -> String {
    let id = booking["id"].as_str().unwrap();
    let found = browser.get(&format!("/api/v1/bookings/{id}")).is(200).json();
    found["booking"]["status"].as_str().unwrap().to_owned()
}

/// Lets time pass and what follows from it happen.
pub fn later(app: &TestApp, span: Duration) {
    app.state.clock.advance(span);
    crate::support::browser::in_the_loop(async {
        kundig::workshops::job::tick(&app.state).await.unwrap();
        kundig::app::run_due_jobs(&app.state).await.unwrap();
    });
}

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
fn a_freed_seat_is_offered_in_order_runs_out_passes_on_and_stops_before_the_start() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "offer_hours": 48 }));
        let session = session(&app, &story, &id, Some("2026-12-15"), 1);
        let [first, second, third, fourth] =
            [Role::Learner, Role::TeamLead, Role::PartnerAdmin, Role::HotlineExpert].map(|role| app.signed_in(story.person(role).id));
        let held = book(&app, &first, &session);
        let waiting = book(&app, &second, &session);
        let next = book(&app, &third, &session);
        let last = book(&app, &fourth, &session);
        assert_eq!((&held["status"], &waiting["status"]), (&json!("booked"), &json!("waiting")));
        second
            .json(
                "POST",
                &format!("/api/v1/bookings/{}/acceptance", waiting["id"].as_str().unwrap()),
                &json!({}),
            )
            .is(409);
        let cancel = |browser: &Browser<'_>, booking: &Value| {
            let path = format!("/api/v1/bookings/{}/cancellation", booking["id"].as_str().unwrap());
            browser.json("POST", &path, &json!({ "reason": "Krank" }))
        };
        fourth
            .json(
                "POST",
                &format!("/api/v1/bookings/{}/cancellation", held["id"].as_str().unwrap()),
                &json!({ "reason": "x" }),
            )
            .is(404);
        cancel(&first, &held).is(200);
        assert_eq!(
            (status(&second, &waiting).as_str(), status(&third, &next).as_str()),
            ("offered", "waiting")
        );
        later(&app, Duration::hours(49));
        let [second, third] = [Role::TeamLead, Role::PartnerAdmin].map(|role| app.signed_in(story.person(role).id));
        assert_eq!(
            (status(&second, &waiting).as_str(), status(&third, &next).as_str()),
            ("expired", "offered")
        );
        third
            .json(
                "POST",
                &format!("/api/v1/bookings/{}/acceptance", next["id"].as_str().unwrap()),
                &json!({}),
            )
            .is(200);
        assert_eq!(status(&third, &next), "booked");
        // Three days before the start only whoever runs it takes seats back; a day before it nobody moves up.
        later(&app, Duration::days(17));
        let third = app.signed_in(story.person(Role::PartnerAdmin).id);
        cancel(&third, &next).is(409);
        later(&app, Duration::hours(5));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        cancel(&manager, &next).is(200);
        assert_eq!(status(&manager, &last), "offered", "until a day before, that is");
        later(&app, Duration::hours(24));
        let fourth = app.signed_in(story.person(Role::HotlineExpert).id);
        assert_eq!(status(&fourth, &last), "expired");
        assert_eq!(
            app.mails_to(&format!("{}@story.example", Role::PartnerAdmin)).len(),
            4,
            "waiting, offered, booked, cancelled"
        );
    });
}

#[test]
fn approval_goes_two_steps_and_runs_out() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "approval_steps": 2, "approval_days": 3 }));
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        let [learner, lead, manager, stranger] = [
            story.person(Role::Learner).id,
            story.person(Role::TeamLead).id,
            story.person(Role::TrainingManager).id,
            story.stranger.id,
        ]
        .map(|id| app.signed_in(id));
        let booking = book(&app, &learner, &session);
        let id = booking["id"].as_str().unwrap();
        assert_eq!(booking["status"], json!("requested"));
        assert!(app.mails_to(&format!("{}@story.example", Role::TeamLead))[0].contains("Vera learner"));
        let approve = |browser: &Browser<'_>| browser.post(&format!("/bookings/{id}/approval"), &[]);
        approve(&learner).is(404);
        approve(&stranger).is(404);
        assert!(lead.get("/bookings/team").is(200).text().contains("Vera learner"));
        approve(&lead).is(303);
        approve(&lead).is(403);
        assert_eq!(status(&learner, &booking), "requested");
        approve(&manager).is(303);
        assert_eq!(status(&learner, &booking), "booked");
        manager
            .post(&format!("/bookings/{id}/refusal"), &[("reason", "Doch nicht")])
            .is(409);
        // Nobody answers: the seat is free again.
        let other = book(&app, &stranger, &session);
        later(&app, Duration::days(4));
        assert_eq!(status(&app.signed_in(story.stranger.id), &other), "expired");
        assert!(app.mails_to("stranger@story.example").pop().unwrap().contains("verfallen"));
    });
}

#[test]
fn a_lead_books_named_people_and_seats_without_names_within_its_own_branch_and_share() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "share_percent": 50, "release_days": 30 }));
        let session = session(&app, &story, &id, Some("2027-02-08"), 4);
        let lead = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = format!("/sessions/{session}/bookings");
        lead.get(&format!("{page}/new")).is(200);
        lead.post(&page, &[]).is(422);
        lead.post(&page, &[("people", &story.stranger.id.to_string())]).is(422);
        lead.post(&page, &[("seats", "1"), ("name_by_on", "01.03.2027")]).is(422);
        let learner_id = story.person(Role::Learner).id.to_string();
        lead.post(&page, &[("people", &learner_id)]).is(303);
        lead.post(&page, &[("seats", "2"), ("name_by_on", "10.01.2027")]).is(303);
        let all = lead.get("/api/v1/bookings?team=true").is(200).json();
        let mut words: Vec<&str> = all["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["status"].as_str().unwrap())
            .collect();
        words.sort_unstable();
        assert_eq!(words, ["booked", "booked", "waiting"], "half of four seats until the release");
        let stranger = app.signed_in(story.stranger.id);
        assert_eq!(book(&app, &stranger, &session)["status"], json!("booked"));
        let shows_learner = |browser: &Browser<'_>| {
            let page = browser.get(&format!("/sessions/{session}")).is(200).text();
            page.contains("Vera learner")
        };
        assert!(shows_learner(&lead));
        assert!(!shows_learner(&stranger), "others are not theirs to see");
        // A name is given, a person replaced, and whoever is nobody's here is refused.
        let unnamed = all["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["person_id"].is_null() && one["status"] == json!("booked"))
            .unwrap();
        let path = format!("/bookings/{}/person", unnamed["id"].as_str().unwrap());
        lead.get(&format!("/bookings/{}/change/new", unnamed["id"].as_str().unwrap()))
            .is(200);
        lead.post(&path, &[("person", "nobody@story.example")]).is(422);
        lead.post(&path, &[("person", &learner_id)]).is(409);
        lead.post(&path, &[("person", &format!("{}@story.example", Role::TeamLead))])
            .is(303);
        let own = app.signed_in(story.person(Role::TeamLead).id);
        assert!(own.get("/bookings").is(200).text().contains("Gebucht"));
        let substituted = lead
            .post(&path, &[("person", &format!("{}@story.example", Role::PartnerAdmin))])
            .is(303)
            .location
            .unwrap();
        assert!(lead.get(&substituted).is(200).text().contains("Gebucht"));
        // Thirty days before the start the share is released, and the name of the seat that waited is still due.
        later(&app, Duration::days(46));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let record = manager.get(&format!("/api/v1/sessions/{session}")).is(200).json();
        assert_eq!((&record["held"], &record["waiting"]), (&json!(4), &json!(0)));
        later(&app, Duration::days(2));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let record = manager.get(&format!("/api/v1/sessions/{session}")).is(200).json();
        assert_eq!(record["held"], json!(3), "a seat without a name expires");
    });
}

#[test]
fn interest_becomes_a_booking_with_the_date_and_a_seat_goes_over_to_another_day() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let undated = session(&app, &story, &id, None, 2);
        let dated = session(&app, &story, &id, Some("2027-02-08"), 1);
        let people = [Role::Learner, Role::TeamLead, Role::PartnerAdmin].map(|role| app.signed_in(story.person(role).id));
        let bookings = people.each_ref().map(|browser| book(&app, browser, &undated));
        assert_eq!(bookings[0]["status"], json!("interested"));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let mut change = body(Some("2027-03-01"), 2);
        manager.json("PUT", &format!("/api/v1/sessions/{undated}"), &change).is(422);
        change["tell"] = json!(true);
        manager.json("PUT", &format!("/api/v1/sessions/{undated}"), &change).is(200);
        let words: Vec<String> = people
            .iter()
            .zip(&bookings)
            .map(|(browser, booking)| status(browser, booking))
            .collect();
        assert_eq!(words, ["booked", "booked", "waiting"]);
        change["seats"] = json!(1);
        let told = manager.json("PUT", &format!("/api/v1/sessions/{undated}"), &change).is(422).json();
        assert_eq!(told["errors"][0]["field"], json!("seats"));
        // One seat a workshop: the other day takes a move, not a second booking.
        people[0]
            .json("POST", &format!("/api/v1/sessions/{dated}/bookings"), &json!({}))
            .is(409);
        let path = format!("/bookings/{}", bookings[0]["id"].as_str().unwrap());
        assert!(people[0].get(&format!("{path}/change/new")).is(200).text().contains("8. Februar"));
        people[0].post(&format!("{path}/move"), &[("session", &undated)]).is(422);
        people[0].post(&format!("{path}/move"), &[("session", &dated)]).is(303);
        assert_eq!(status(&people[0], &bookings[0]), "moved");
        assert_eq!(
            status(&people[2], &bookings[2]),
            "booked",
            "the seat that was left is given on at once"
        );
        let second = bookings[1]["id"].as_str().unwrap();
        people[1]
            .json("POST", &format!("/api/v1/bookings/{second}/move"), &json!({ "session_id": dated }))
            .is(409);
        // Another workshop at the same time is refused.
        let other = workshop_again(&app, &story);
        let clash = session(&app, &story, &other, Some("2027-02-08"), 5);
        let told = people[0]
            .json("POST", &format!("/api/v1/sessions/{clash}/bookings"), &json!({}))
            .is(409)
            .json();
        assert!(told["detail"].as_str().unwrap().contains("anderswo"), "{told}");
    });
}

/// A second workshop about the same course.
fn workshop_again(app: &TestApp, story: &Story) -> String {
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let body = json!({ "course": "HV-101", "languages": ["de"], "most_people": 9 });
    let made = manager.json("POST", "/api/v1/workshops", &body).is(201).json();
    made["id"].as_str().unwrap().to_owned()
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

/// Somebody who books for themselves.
fn wants(state: &State, actor: &Actor, home: &Organisation, session_id: Id) -> Result<Booking, Error> {
    let seat = Seat {
        person_id: Some(actor.person.id),
        organisation: home.clone(),
        approvals: 0,
        invited: false,
        name_by: None,
    };
    // Busy is an answer too; whoever hears it asks again.
    loop {
        match state.db.write(|conn| deed::book(conn, &Hand::of(state, actor), session_id, &seat)) {
            Err(Error::Unavailable(_)) => std::thread::sleep(std::time::Duration::from_millis(20)),
            answered => return answered,
        }
    }
}

#[test]
fn of_ten_seats_two_hundred_people_get_ten_whichever_node_they_ask_and_cancelling_lets_the_first_in_line_in() {
    for on in [On::Sqlite, On::Postgres] {
        let Some(app) = TestApp::start(on) else { continue };
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session_id: Id = session(&app, &story, &id, Some("2027-02-08"), 10).parse().unwrap();
        let now = app.state.clock.now();
        let crowd: Vec<Actor> = app
            .state
            .db
            .write(|conn| {
                let mut crowd = Vec::new();
                for number in 0..200 {
                    let person = app.person(
                        conn,
                        &story.beta,
                        &format!("c{number}@story.example"),
                        "Vera",
                        &format!("Crowd {number}"),
                    );
                    crowd.push(Actor {
                        grants: people::every_grant_of(conn, person.id)?,
                        person,
                        sign_in_id: None,
                        acting_role: None,
                        token_actions: None,
                        address: String::new(),
                        request_id: String::new(),
                        now,
                    });
                }
                Ok(crowd)
            })
            .unwrap();
        // On PostgreSQL a second node; SQLite's one file belongs to one program.
        let other = match on {
            On::Sqlite => app.state.clone(),
            On::Postgres => State::open((*app.state.config).clone(), app.state.clock.clone(), Chance::seeded(77)).unwrap(),
        };
        let answers: Vec<Result<Booking, Error>> = std::thread::scope(|scope| {
            let asked: Vec<_> = crowd
                .iter()
                .enumerate()
                .map(|(index, actor)| {
                    let state = if index % 2 == 0 { &app.state } else { &other };
                    let home = &story.beta;
                    scope.spawn(move || wants(state, actor, home, session_id))
                })
                .collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for answer in answers {
            *counts.entry(answer.unwrap().status).or_default() += 1;
        }
        assert_eq!(
            counts,
            BTreeMap::from([("booked".to_owned(), 10), ("waiting".to_owned(), 190)]),
            "{on:?}"
        );
        // Five give their seat back at once while the rest look on: the first five in line have it, in order.
        let all = app.state.db.read(|conn| Ok(of_session(conn, session_id, false)?)).unwrap();
        let (booked, waiting): (Vec<_>, Vec<_>) = all.iter().partition(|named| named.booking.status == "booked");
        std::thread::scope(|scope| {
            for named in booked.iter().take(5) {
                let actor = crowd.iter().find(|actor| Some(actor.person.id) == named.booking.person_id).unwrap();
                let state = &other;
                scope.spawn(move || {
                    loop {
                        match state
                            .db
                            .write(|conn| deed::cancel(conn, &Hand::of(state, actor), named.booking.id, Some("x")))
                        {
                            Err(Error::Unavailable(_)) => std::thread::sleep(std::time::Duration::from_millis(20)),
                            answered => return answered.unwrap(),
                        }
                    }
                });
            }
        });
        let after = app.state.db.read(|conn| Ok(of_session(conn, session_id, false)?)).unwrap();
        let seated: Vec<Id> = after
            .iter()
            .filter(|named| named.booking.status == "booked")
            .map(|named| named.booking.id)
            .collect();
        assert_eq!(seated.len(), 10);
        for (index, named) in waiting.iter().enumerate() {
            assert_eq!(seated.contains(&named.booking.id), index < 5, "{on:?}: the {index}th in line");
        }
    }
}
