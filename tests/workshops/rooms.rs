//! Rooms, equipment and trainers are needed by one session at a time; and what those who come need.

use super::{body, book, session, workshop};
use crate::support::app::{On, TestApp, on_both};
use crate::support::browser::{Answer, Browser};
use crate::support::calendar::read;
use chrono::Duration;
use kundig::platform::chance::Chance;
use kundig::platform::state::State;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn room(manager: &Browser<'_>, name: &str, kind: &str) -> String {
    let body =
        json!({ "kind": kind, "name": name, "address": "Werkstraße 1, Kassel", "capacity": 4, "before_minutes": 30, "after_minutes": 15 });
    let made = manager.json("POST", "/api/v1/rooms", &body).is(201).json();
    made["id"].as_str().unwrap().to_owned()
}

/// A session on 8 February between these hours, with what else is said.
fn typed(from: &str, to: &str, more: Value) -> Value {
    let mut typed = body(None, 2);
    typed["place"] = Value::Null;
    typed["parts"] = json!([{ "on": "2027-02-08", "from": from, "to": to }]);
    typed.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    typed
}

fn faults(answer: &Answer) -> Vec<String> {
    let told = answer.json();
    let mut fields: Vec<String> = told["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["field"].as_str().unwrap().to_owned())
        .collect();
    fields.sort();
    fields
}

#[test]
fn a_room_is_needed_once_at_a_time_and_what_else_speaks_against_it_is_overridden_with_a_reason() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9 }));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let (hall, case) = (room(&manager, "Halle", "room"), room(&manager, "Messkoffer", "equipment"));
        let path = format!("/api/v1/workshops/{id}/sessions");
        let add = |body: &Value| manager.json("POST", &path, body);
        let trainer = story.person(Role::Trainer).id;
        let both = json!({ "rooms": [hall], "equipment": [case], "trainers": [trainer] });
        let first = add(&typed("09:00", "12:00", both.clone())).is(201).json();
        assert_eq!(
            (&first["place"], &first["address"]),
            (&json!("Halle"), &json!("Werkstraße 1, Kassel"))
        );
        assert_eq!(first["resources"].as_array().unwrap().len(), 2);
        // In use is in use, whatever the reason.
        let mut clash = typed("11:00", "13:00", both.clone());
        clash["clash_reason"] = json!("Es muss sein.");
        let told = add(&clash).is(422);
        assert_eq!(faults(&told), ["equipment", "rooms", "trainers"]);
        assert!(told.text().contains("09:00") && told.text().contains("Halle"), "{}", told.text());
        // Forty minutes are not enough to tidy up and get ready, and would do for the trainer.
        let mut tight = typed("12:40", "15:00", both.clone());
        assert_eq!(faults(&add(&tight).is(422)), ["clash_reason", "equipment", "rooms"]);
        tight["clash_reason"] = json!("Die Halle bleibt, wie sie ist.");
        let second = add(&tight).is(201).json();
        let second = second["id"].as_str().unwrap();
        let page = manager.get(&format!("/sessions/{second}")).is(200).text();
        assert!(
            page.contains("Die Halle bleibt, wie sie ist.") && page.contains("Messkoffer"),
            "{page}"
        );
        let entry = manager.get("/api/v1/audit?action=session.create").is(200).json();
        assert!(entry.to_string().contains("tight: Halle"), "{entry}");
        // What was decided is not asked again; more than that is.
        tight["clash_reason"] = Value::Null;
        manager.json("PUT", &format!("/api/v1/sessions/{second}"), &tight).is(200);
        tight["seats"] = json!(5);
        assert_eq!(
            faults(&manager.json("PUT", &format!("/api/v1/sessions/{second}"), &tight).is(422)).len(),
            4
        );
        // Too small, and nobody there to teach.
        manager
            .json(
                "POST",
                "/api/v1/absences",
                &json!({ "person_id": trainer, "from_on": "2027-02-08", "to_on": "2027-02-10", "note": "Kuraufenthalt" }),
            )
            .is(201);
        let mut other = typed("18:00", "20:00", json!({ "rooms": [hall], "trainers": [trainer], "seats": 9 }));
        assert_eq!(faults(&add(&other).is(422)), ["clash_reason", "rooms", "trainers"]);
        other["seats"] = json!(4);
        other["trainers"] = json!([]);
        add(&other).is(201);
        // Without the first the time is free again.
        add(&typed("09:30", "11:00", both.clone())).is(422);
        let first = first["id"].as_str().unwrap();
        app.state.clock.advance(Duration::seconds(1));
        manager
            .json(
                "POST",
                &format!("/api/v1/sessions/{first}/cancellation"),
                &json!({ "reason": "Fällt aus" }),
            )
            .is(200);
        let mut again = typed("09:30", "11:00", both);
        again["clash_reason"] = json!("Kur verschoben");
        add(&again).is(201);
        // Out of use it is offered no more, and what needs it keeps it.
        manager.json("PUT", &format!("/api/v1/rooms/{hall}/archive"), &json!({})).is(204);
        assert_eq!(
            faults(&add(&typed("21:00", "22:00", json!({ "rooms": [hall] }))).is(422)),
            ["rooms"]
        );
        assert!(manager.get(&format!("/sessions/{second}/edit")).is(200).text().contains("Halle"));
        manager.get("/rooms").is(200);
        assert!(manager.get(&format!("/rooms/{hall}")).is(200).text().contains("Gebraucht für"));
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        partner.get("/rooms").is(403);
        partner
            .json("POST", "/api/v1/rooms", &json!({ "kind": "room", "name": "x" }))
            .is(403);
        // The room has a calendar of its own.
        let url = manager
            .json("POST", &format!("/api/v1/me/calendar?kind=room&subject={hall}"), &json!({}))
            .is(201)
            .json();
        let url = url["url"]
            .as_str()
            .unwrap()
            .strip_prefix("http://127.0.0.1:8080")
            .unwrap()
            .to_owned();
        let calendar = read(&app.anonymous().get(&url).is(200).text());
        assert_eq!(calendar.events.len(), 3);
        manager.json("POST", "/api/v1/me/calendar?kind=room&subject=x", &json!({})).is(422);
        assert!(manager.get("/profile/calendar").is(200).text().contains("Halle"));
    });
}

#[test]
fn pages_for_rooms_and_absences_keep_what_was_typed_and_tell_faults_at_their_fields() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager.get("/rooms/new").is(200);
        manager.get("/rooms/new?kind=equipment").is(200);
        let told = manager
            .post(
                "/rooms",
                &[
                    ("kind", "room"),
                    ("name", ""),
                    ("capacity", "viele"),
                    ("after_minutes", "2000"),
                    ("address", "Kassel"),
                ],
            )
            .is(422);
        for field in ["name", "capacity", "after_minutes"] {
            assert_eq!(told.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}");
        }
        assert!(told.text().contains("Kassel"));
        manager
            .post("/rooms", &[("kind", "room"), ("name", "Raum 2"), ("after_minutes", "60")])
            .is(303);
        let rooms = manager.get("/api/v1/rooms").is(200).json();
        let room = rooms[0]["id"].as_str().unwrap().to_owned();
        manager
            .post(&format!("/rooms/{room}"), &[("name", "Raum 3"), ("revision", "7")])
            .is(409);
        manager
            .post(
                &format!("/rooms/{room}"),
                &[("name", "Raum 3"), ("after_minutes", "60"), ("revision", "0")],
            )
            .is(303);
        manager.post(&format!("/rooms/{room}/archive"), &[]).is(303);
        manager.post(&format!("/rooms/{room}/restore"), &[]).is(303);
        let fields = |from: &'static str, to: &'static str, reason: &'static str| {
            [
                ("language", "de"),
                ("time_zone", "Europe/Berlin"),
                ("seats", "2"),
                ("part_1_on", "08.02.2027"),
                ("part_1_from", from),
                ("part_1_to", to),
                ("clash_reason", reason),
            ]
        };
        let form = format!("/workshops/{id}/sessions");
        let post = |fields: [(&'static str, &'static str); 7]| {
            let all: Vec<(&str, &str)> = fields.into_iter().chain([("rooms", room.as_str())]).collect();
            manager.post(&form, &all)
        };
        let first = post(fields("09:00", "12:00", "")).is(303).location.unwrap();
        assert!(manager.get(&first).is(200).text().contains("Raum 3"), "the place is the room's");
        let told = post(fields("12:30", "15:00", "")).is(422);
        assert_eq!(told.count("textarea[name=clash_reason]"), 1);
        assert_eq!(told.count("input[name=rooms][checked]"), 1);
        post(fields("12:30", "15:00", "Geht trotzdem")).is(303);
        manager.get("/absences").is(200);
        let told = manager
            .post(
                "/absences",
                &[("from_on", "09.02.2027"), ("to_on", "08.02.2027"), ("note", "Kuraufenthalt")],
            )
            .is(422);
        assert_eq!(told.count("#to_on[aria-invalid=true]"), 1);
        let past = manager.post("/absences", &[("from_on", "01.11.2026")]).is(422);
        assert_eq!(past.count("#from_on[aria-invalid=true]"), 1, "it is over");
        let away = story.person(Role::Trainer).id;
        manager
            .post(
                "/absences",
                &[("person", &away.to_string()), ("from_on", "08.02.2027"), ("note", "Kuraufenthalt")],
            )
            .is(303);
        let page = manager.get("/absences").is(200);
        assert_eq!(page.count("form[action$=removal]"), 1);
        assert!(!page.text().contains("Kuraufenthalt"), "what for is nobody else's business");
        assert!(app.signed_in(away).get("/absences").is(200).text().contains("Kuraufenthalt"));
        let remove = page.attribute("form[action$=removal]", "action").unwrap();
        manager.post(&remove, &[]).is(303);
        manager.post(&remove, &[]).is(404);
    });
}

#[test]
fn two_who_save_at_once_do_not_get_the_same_room_or_trainer() {
    for on in [On::Sqlite, On::Postgres] {
        let Some(app) = TestApp::start(on) else { continue };
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager_id = story.person(Role::TrainingManager).id;
        let manager = app.signed_in(manager_id);
        let rooms = [room(&manager, "Halle", "room"), room(&manager, "Raum 2", "room")];
        // On PostgreSQL a second node; SQLite's one file belongs to one program.
        let other = match on {
            On::Sqlite => app.state.clone(),
            On::Postgres => State::open((*app.state.config).clone(), app.state.clock.clone(), Chance::seeded(77)).unwrap(),
        };
        let trainer = story.person(Role::Trainer).id;
        let path = format!("/api/v1/workshops/{id}/sessions");
        let statuses: Vec<u16> = std::thread::scope(|scope| {
            let asked: Vec<_> = (0..12_usize)
                .map(|number| {
                    let state = if number % 2 == 0 { app.state.clone() } else { other.clone() };
                    // Some want the rooms in the other order, some only one of them, some only the trainer.
                    let wanted = match number % 4 {
                        0 => json!({ "rooms": [rooms[0], rooms[1]], "trainers": [trainer] }),
                        1 => json!({ "rooms": [rooms[1], rooms[0]], "trainers": [trainer] }),
                        2 => json!({ "rooms": [rooms[1]], "trainers": [trainer] }),
                        _ => json!({ "trainers": [trainer] }),
                    };
                    let (path, body) = (&path, typed("09:00", "12:00", wanted));
                    scope.spawn(move || {
                        let node = TestApp::borrowing(state);
                        let browser = node.signed_in(manager_id);
                        loop {
                            // Busy is an answer too; whoever hears it asks again.
                            match browser.json("POST", path, &body).status {
                                503 => std::thread::yield_now(),
                                answered => return answered,
                            }
                        }
                    })
                })
                .collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        let count = |wanted: u16| statuses.iter().filter(|status| **status == wanted).count();
        assert_eq!((count(201), count(422)), (1, 11), "{on:?}: {statuses:?}");
    }
}

#[test]
fn whoever_has_a_booking_in_a_session_is_not_made_to_teach_it_until_they_have_given_it_back() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let [trainer, manager, learner] =
            [Role::Trainer, Role::TrainingManager, Role::Learner].map(|role| app.signed_in(story.person(role).id));
        let teacher = story.person(Role::Trainer).id.to_string();
        let teaches = |session: &str, on: Option<&str>| {
            let mut typed = body(on, 1);
            typed["trainers"] = json!([teacher]);
            typed["tell"] = json!(false);
            // No reason helps.
            typed["clash_reason"] = json!("Es geht nicht anders.");
            app.state.clock.advance(Duration::seconds(1));
            manager.json("PUT", &format!("/api/v1/sessions/{session}"), &typed)
        };
        let refused = |session: &str, on: Option<&str>| {
            let told = teaches(session, on).is(422);
            assert_eq!(faults(&told), ["trainers"]);
            assert!(
                told.text().contains("clash-attends") && told.text().contains("Vera trainer"),
                "{}",
                told.text()
            );
        };
        let seat = session(&app, &story, &id, Some("2027-02-08"), 1);
        let booking = book(&app, &trainer, &seat);
        assert_eq!(booking["status"], json!("booked"));
        refused(&seat, Some("2027-02-08"));
        let page = format!("/sessions/{seat}");
        let form = manager.get(&format!("{page}/edit")).is(200);
        let revision = form.attribute("input[name=revision]", "value").unwrap();
        let fields = [
            ("revision", revision.as_str()),
            ("language", "de"),
            ("place", "Kassel"),
            ("time_zone", "Europe/Berlin"),
            ("seats", "1"),
            ("part_1_on", "2027-02-08"),
            ("part_1_from", "09:00"),
            ("part_1_to", "16:00"),
            ("trainers", teacher.as_str()),
            ("tell", "no"),
        ];
        let told = manager.post(&page, &fields).is(422);
        assert!(told.text().contains("hat hier selbst eine Buchung"), "{}", told.text());
        assert_eq!(told.count("#trainers input[checked]"), 1, "what was chosen stays");
        // Once it is given back they may, and take no seat any more.
        app.state.clock.advance(Duration::seconds(1));
        let path = format!("/api/v1/bookings/{}/cancellation", booking["id"].as_str().unwrap());
        trainer.json("POST", &path, &json!({ "reason": "Ich schule selbst." })).is(200);
        teaches(&seat, Some("2027-02-08")).is(200);
        trainer
            .json("POST", &format!("/api/v1/sessions/{seat}/bookings"), &json!({}))
            .is(409);
        // A place in line, an interest and an invitation are bookings, too.
        let full = session(&app, &story, &id, Some("2027-02-15"), 1);
        book(&app, &learner, &full);
        assert_eq!(book(&app, &trainer, &full)["status"], json!("waiting"));
        refused(&full, Some("2027-02-15"));
        let undated = session(&app, &story, &id, None, 1);
        assert_eq!(book(&app, &trainer, &undated)["status"], json!("interested"));
        refused(&undated, None);
        let invited = session(&app, &story, &id, Some("2027-02-22"), 1);
        let asked = json!({ "people": [teacher], "invite": true });
        let made = manager
            .json("POST", &format!("/api/v1/sessions/{invited}/bookings"), &asked)
            .is(201)
            .json();
        assert_eq!(made[0]["status"], json!("offered"));
        refused(&invited, Some("2027-02-22"));
    });
}

#[test]
fn what_somebody_needs_is_read_by_those_who_run_it_for_the_manufacturer_alone_and_forgotten_after() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session = session(&app, &story, &id, Some("2027-02-08"), 2);
        let [learner, lead, manager] =
            [Role::Learner, Role::TeamLead, Role::TrainingManager].map(|role| app.signed_in(story.person(role).id));
        let booking = book(&app, &learner, &session);
        let page = format!("/bookings/{}", booking["id"].as_str().unwrap());
        assert!(learner.get(&page).is(200).text().contains("Brauchen Sie etwas?"));
        let long = "x".repeat(301);
        let told = learner
            .post(&format!("{page}/needs"), &[("diet", &long), ("access", "mit dem Rollstuhl")])
            .is(422);
        assert_eq!(told.count("#diet[aria-invalid=true]"), 1);
        assert!(told.text().contains("mit dem Rollstuhl"), "nothing typed is lost");
        lead.post(&format!("{page}/needs"), &[("diet", "alles")]).is(404);
        learner
            .post(&format!("{page}/needs"), &[("diet", "vegan"), ("access", "mit dem Rollstuhl")])
            .is(303);
        let sees = |browser: &Browser<'_>, path: &str| browser.get(path).is(200).text().contains("mit dem Rollstuhl");
        let (of_session, sheet) = (format!("/sessions/{session}"), format!("/sessions/{session}/attendance"));
        assert!(sees(&learner, &page) && sees(&manager, &page) && sees(&manager, &of_session) && sees(&manager, &sheet));
        assert!(!sees(&lead, &page) && !sees(&lead, &of_session));
        let api = format!("/api/v1{page}");
        assert_eq!(manager.get(&api).is(200).json()["needs"]["diet"], json!("vegan"));
        assert!(lead.get(&api).is(200).json()["needs"].is_null());
        assert!(
            !manager.get("/api/v1/audit").is(200).text().contains("Rollstuhl"),
            "it is in no log"
        );
        // Over to another day it goes along; taken back it is forgotten.
        let other = super::session(&app, &story, &id, Some("2027-03-01"), 2);
        app.state.clock.advance(Duration::seconds(1));
        let moved = learner
            .json("POST", &format!("{api}/move"), &json!({ "session_id": other }))
            .is(200)
            .json();
        let moved = format!("/api/v1/bookings/{}", moved["booking"]["id"].as_str().unwrap());
        assert_eq!(learner.get(&moved).is(200).json()["needs"]["diet"], json!("vegan"));
        assert!(learner.get(&api).is(200).json()["needs"].is_null());
        learner
            .json("POST", &format!("{moved}/cancellation"), &json!({ "reason": "x" }))
            .is(200);
        assert!(learner.get(&moved).is(200).json()["needs"].is_null());
        learner.json("PUT", &format!("{moved}/needs"), &json!({ "diet": "vegan" })).is(409);
        // Said when booking.
        app.state.clock.advance(Duration::seconds(1));
        let made = learner
            .json(
                "POST",
                &format!("/api/v1/sessions/{session}/bookings"),
                &json!({ "needs": { "diet": "halal" } }),
            )
            .is(201)
            .json();
        let detail = learner
            .get(&format!("/api/v1/bookings/{}", made[0]["id"].as_str().unwrap()))
            .is(200)
            .json();
        assert_eq!(detail["needs"]["diet"], json!("halal"));
    });
}
