//! Who gets a seat: in line, by a yes, within the share, by a date.

use super::{body, book, later, session, status, workshop};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::calendar::mailed;
use crate::support::story::Story;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};

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
        let past = lead.post(&page, &[("seats", "1"), ("name_by_on", "01.11.2026")]).is(422);
        assert_eq!(
            past.count("#name_by_on[aria-invalid=true]"),
            1,
            "a seat that must have had its name is none"
        );
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
        let twice = lead.post(&path, &[("person", &learner_id)]).is(422);
        assert_eq!(
            twice.attribute("#person", "value").as_ref(),
            Some(&learner_id),
            "what was typed stands"
        );
        assert!(twice.text().contains("Vera learner ist hier schon eingetragen"), "{}", twice.text());
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
        let shown = |browser: &Browser<'_>| browser.get(&format!("/sessions/{session}")).is(200).text();
        let over = "Mehr Plätze, als der Workshop vorsieht: höchstens 2";
        assert!(shown(&manager).contains(over), "{}", shown(&manager));
        assert!(
            !shown(&manager).contains("Ein Betrieb bekommt"),
            "a share that has ended is none: {}",
            shown(&manager)
        );
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

#[test]
fn whoever_gets_a_seat_on_another_date_is_told_that_they_no_longer_wait_for_this_one() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let full = session(&app, &story, &id, Some("2027-02-08"), 1);
        let undated = session(&app, &story, &id, None, 1);
        let free = session(&app, &story, &id, Some("2027-02-15"), 1);
        let [learner, lead] = [Role::Learner, Role::TeamLead].map(|role| app.signed_in(story.person(role).id));
        book(&app, &lead, &full);
        let line = [&full, &undated].map(|session| book(&app, &learner, session));
        assert_eq!((&line[0]["status"], &line[1]["status"]), (&json!("waiting"), &json!("interested")));
        let told = || {
            let mails = app.mails_to("learner@story.example");
            mails
                .into_iter()
                .filter(|mail| mail.contains("Sie warten hier nicht mehr"))
                .collect::<Vec<_>>()
        };
        assert!(told().is_empty());
        assert_eq!(book(&app, &learner, &free)["status"], json!("booked"));
        let mails = told();
        assert_eq!(mails.len(), 2, "{mails:?}");
        assert!(mails.iter().all(|mail| mail.contains("an einem anderen Termin dieses Workshops")));
        for booking in &line {
            assert_eq!(status(&learner, booking), "cancelled");
            let id = booking["id"].as_str().unwrap();
            assert!(
                mails.iter().any(|mail| mail.contains(&format!("/bookings/{id}"))),
                "each names its own booking: {mails:?}"
            );
        }
        // Whoever waits was never invited: nothing is taken out of their calendar.
        let methods: Vec<String> = mailed(&app, "learner@story.example")
            .into_iter()
            .flatten()
            .map(|one| one.method)
            .collect();
        assert_eq!(methods, ["REQUEST"]);
        assert!(
            app.mails_to("team_lead@story.example")
                .iter()
                .all(|mail| !mail.contains("warten hier nicht"))
        );
    });
}

#[test]
fn who_is_named_first_gets_the_last_seat_and_whoever_waits_may_substitute_a_colleague() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let last = session(&app, &story, &id, Some("2027-02-08"), 1);
        let lead = app.signed_in(story.person(Role::PartnerAdmin).id);
        let mut people = [Role::Learner, Role::TeamLead].map(|role| story.person(role).id);
        people.sort();
        let [later, first] = people.map(|id| id.to_string());
        let page = format!("/sessions/{last}/bookings");
        lead.post(&page, &[("people", &first), ("people", &later)]).is(303);
        let bookings = || {
            let all = lead.get("/api/v1/bookings?team=true").is(200).json();
            all["items"].as_array().unwrap().clone()
        };
        let of = |person: &str| bookings().into_iter().find(|one| one["person_id"] == json!(person)).unwrap();
        assert_eq!(
            (&of(&first)["status"], &of(&later)["status"]),
            (&json!("booked"), &json!("waiting"))
        );
        app.state.clock.advance(Duration::seconds(1));
        let seat = of(&first)["id"].as_str().unwrap().to_owned();
        lead.post(&format!("/bookings/{seat}/person"), &[("person", &later)]).is(303);
        assert_eq!(bookings().len(), 1, "the place in line ends");
        assert_eq!(of(&later)["status"], json!("booked"));
        let gone = lead.get(&format!("/bookings/{seat}/change/new")).is(409).text();
        assert!(gone.contains("steht inzwischen anders"), "{gone}");
    });
}

#[test]
fn where_one_of_several_is_busy_the_form_says_who_and_keeps_the_rest() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let taken = session(&app, &story, &id, Some("2027-02-08"), 2);
        book(&app, &app.signed_in(story.person(Role::Learner).id), &taken);
        let other = workshop_again(&app, &story);
        let clash = session(&app, &story, &other, Some("2027-02-08"), 5);
        let lead = app.signed_in(story.person(Role::PartnerAdmin).id);
        let [learner, colleague] = [Role::Learner, Role::TeamLead].map(|role| story.person(role).id.to_string());
        let page = format!("/sessions/{clash}/bookings");
        let told = lead.post(&page, &[("people", &colleague), ("people", &learner)]).is(422);
        assert!(
            told.text().contains("Vera learner ist zu dieser Zeit anderswo gebucht"),
            "{}",
            told.text()
        );
        assert_eq!(told.count("input[name=people][checked]"), 2);
        let (all, placed) = (told.count("input[name=people]"), told.count("label.pick .cap"));
        assert!(
            all >= 2 && placed == all,
            "where each works tells two of one name apart: {placed} of {all}"
        );
        let all = lead.get("/api/v1/bookings?team=true").is(200).json();
        assert_eq!(all["items"].as_array().unwrap().len(), 1, "all or none");
        lead.post(&page, &[("people", &colleague)]).is(303);
    });
}

#[test]
fn what_waits_for_somebody_elses_yes_is_no_question_to_the_reader() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "approval_steps": 2 }));
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        let booking = book(&app, &app.signed_in(story.person(Role::Learner).id), &session);
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        let asked = |browser: &Browser<'_>| {
            let page = browser.get("/bookings/team").is(200);
            (
                page.count("[aria-labelledby=b-asking] li"),
                page.text().contains("Eine Buchung wartet auf Sie"),
            )
        };
        assert_eq!(asked(&lead), (1, true));
        let path = format!("/bookings/{}", booking["id"].as_str().unwrap());
        lead.post(&format!("{path}/approval"), &[]).is(303);
        assert_eq!(asked(&lead), (0, false), "the second yes is the manufacturer's");
        assert_eq!(status(&lead, &booking), "requested");
        assert_eq!(lead.get(&path).is(200).count("form[action$='/approval']"), 0);
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
fn mails_about_a_seat_come_from_the_branch_of_whoever_has_it() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session = session(&app, &story, &id, Some("2026-12-15"), 3);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let north = json!({ "from_name": "Akademie Nord", "reply_to": "nord@nordhaus.example" });
        manager.json("PUT", "/api/v1/reminders/senders/P-A", &north).is(204);
        let learner = story.person(Role::Learner).id;
        for who in [learner, story.stranger.id] {
            book(&app, &app.signed_in(who), &session);
        }
        manager
            .json(
                "POST",
                &format!("/api/v1/sessions/{session}/cancellation"),
                &json!({ "reason": "Hochwasser" }),
            )
            .is(200);
        let of = |who: kundig::rules::id::Id| {
            let query = format!("SELECT kind AS a, headers AS b FROM mails WHERE recipient_id = '{who}' ORDER BY id");
            crate::reminders::ground::texts(&app.state, &query)
        };
        let own = of(learner);
        assert!(own.len() >= 2, "the confirmation, and that it does not take place: {own:?}");
        let of_branch = |head: &str| head.contains("Akademie Nord") && head.contains("nord@nordhaus.example");
        assert!(own.iter().all(|(_, head)| of_branch(head.as_deref().unwrap())), "{own:?}");
        let others = of(story.stranger.id);
        assert!(
            !others.is_empty() && others.iter().all(|(_, head)| head.as_deref() == Some("[]")),
            "{others:?}"
        );
    });
}
