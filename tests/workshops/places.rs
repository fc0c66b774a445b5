//! Where a session is: coordinates that phones and calendars find, and a drawn map.

use super::{body, book, session, workshop};
use crate::support::app::on_both;
use crate::support::calendar::mailed;
use chrono::Duration;
use diesel::RunQueryDsl;
use kundig::on;
use kundig::rules::person::Role;
use serde_json::{Value, json};

const PLAN: &[u8] = b"\x89PNG\r\n\x1a\n the way in";
const OTHER: &[u8] = b"\xff\xd8\xff another way in";

#[test]
fn a_session_lies_where_its_room_does_and_phones_and_calendars_find_it() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9 }));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let hall = json!({ "kind": "room", "name": "Halle", "address": "Werkstraße 1, Kassel", "latitude": 51.3127, "longitude": 9.4797 });
        let with = |more: Value| {
            let mut body = hall.clone();
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        for (wrong, field) in [
            (json!({ "latitude": 90.5 }), "latitude"),
            (json!({ "longitude": -181 }), "longitude"),
            (json!({ "longitude": null }), "longitude"),
            // The manufacturer of this story has no location.
            (json!({ "at_location": true }), "at_location"),
        ] {
            let told = manager.json("POST", "/api/v1/rooms", &with(wrong)).is(422).json();
            assert_eq!(told["errors"][0]["field"], json!(field), "{told}");
        }
        let again = manager.post(
            "/rooms",
            &[("kind", "room"), ("name", "Halle"), ("latitude", "viel"), ("longitude", "9,4797")],
        );
        assert_eq!(again.is(422).attribute("#longitude", "value").as_deref(), Some("9,4797"));
        let hall = manager.json("POST", "/api/v1/rooms", &hall).is(201).json();
        assert_eq!((&hall["latitude"], &hall["longitude"]), (&json!(51.3127), &json!(9.4797)));

        let mut typed = body(Some("2027-02-08"), 2);
        typed["place"] = Value::Null;
        typed["rooms"] = json!([hall["id"]]);
        let path = format!("/api/v1/workshops/{id}/sessions");
        let made = manager.json("POST", &path, &typed).is(201).json();
        assert_eq!((&made["latitude"], &made["longitude"]), (&json!(51.3127), &json!(9.4797)));
        let session = made["id"].as_str().unwrap();
        let call = format!("/api/v1/sessions/{session}");
        manager.json("POST", &format!("{call}/opening"), &json!({})).is(200);
        let learner = app.signed_in(story.person(Role::Learner).id);
        book(&app, &learner, session);
        let page = learner.get(&format!("/sessions/{session}")).is(200);
        assert_eq!(page.count("a[href='geo:51.3127,9.4797']"), 1, "{}", page.text());
        assert!(page.text().contains("51.3127, 9.4797"));
        assert_eq!(page.count("a[href^='https://map']"), 0, "nobody set a map of the web");
        let invited = mailed(&app, "learner@story.example").pop().unwrap().unwrap();
        assert_eq!(invited.events[0].geo, "51.3127;9.4797");

        // Another address is at another point, which nobody said yet.
        typed["tell"] = json!(false);
        typed["address"] = json!("Hafenweg 12, Hamburg");
        app.state.clock.advance(Duration::seconds(1));
        let moved = manager.json("PUT", &call, &typed).is(200).json();
        assert_eq!((&moved["latitude"], &moved["longitude"]), (&Value::Null, &Value::Null));
        typed["latitude"] = json!(53.5436);
        assert_eq!(
            manager.json("PUT", &call, &typed).is(422).json()["errors"][0]["field"],
            json!("longitude")
        );
        typed["longitude"] = json!(9.9747);
        let told = manager.json("PUT", &call, &typed).is(200).json();
        assert_eq!((&told["latitude"], &told["longitude"]), (&json!(53.5436), &json!(9.9747)));
        let form = manager.get(&format!("/sessions/{session}/edit")).is(200);
        assert_eq!(form.attribute("#latitude", "value").as_deref(), Some("53.5436"));
    });
}

#[test]
fn a_room_takes_the_coordinates_of_its_location_once() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        app.state
            .db
            .write(|conn| {
                let query = "UPDATE locations SET latitude = 53.5436, longitude = 9.9747";
                on!(conn, c => diesel::sql_query(query).execute(c))?;
                Ok(())
            })
            .unwrap();
        let body = json!({ "kind": "room", "name": "Lager", "organisation": "P-A", "at_location": true });
        let made = manager.json("POST", "/api/v1/rooms", &body).is(201).json();
        assert_eq!((&made["latitude"], &made["longitude"]), (&json!(53.5436), &json!(9.9747)));
        let page = manager.get(&format!("/rooms/{}", made["id"].as_str().unwrap())).is(200);
        assert_eq!(page.attribute("#longitude", "value").as_deref(), Some("9.9747"));
    });
}

#[test]
fn the_map_of_a_room_stands_on_its_sessions_unless_one_has_its_own() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9 }));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let made = |kind: &str| {
            let body = json!({ "kind": kind, "name": kind });
            manager.json("POST", "/api/v1/rooms", &body).is(201).json()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let (hall, case) = (made("room"), made("equipment"));
        let mut typed = body(Some("2027-02-08"), 2);
        typed["rooms"] = json!([hall]);
        let added = manager
            .json("POST", &format!("/api/v1/workshops/{id}/sessions"), &typed)
            .is(201)
            .json();
        let own = added["id"].as_str().unwrap();
        manager.json("POST", &format!("/api/v1/sessions/{own}/opening"), &json!({})).is(200);
        let other = session(&app, &story, &id, Some("2027-02-09"), 2);
        let learner = app.signed_in(story.person(Role::Learner).id);
        let page = format!("/sessions/{own}");
        assert_eq!(learner.get(&page).is(200).count("main img"), 0);
        learner.get(&format!("{page}/map")).is(404);

        // What is no picture is refused where it was chosen; equipment is no place.
        let room = format!("/rooms/{hall}/map");
        let told = manager.upload(&room, &[], "file", "plan.png", b"%PDF-1.7 plan").is(422);
        assert_eq!(told.count("#file[aria-invalid=true]"), 1, "{}", told.text());
        manager.upload(&room, &[], "file", "", b"").is(422);
        manager.get(&format!("/rooms/{case}/map/edit")).is(404);
        manager.upload(&format!("/rooms/{case}/map"), &[], "file", "x.png", PLAN).is(404);
        learner.upload(&room, &[], "file", "x.png", PLAN).is(403);

        manager.upload(&room, &[], "file", "Lageplan.png", PLAN).is(303);
        assert_eq!(learner.get(&page).is(200).count(&format!("main img[src='{page}/map']")), 1);
        let shown = learner.get(&format!("{page}/map")).is(200);
        assert_eq!((shown.body.as_slice(), shown.header("content-type")), (PLAN, Some("image/png")));
        assert_eq!(learner.get(&format!("/api/v1{page}")).is(200).json()["map"], json!(true));
        learner.get(&format!("/sessions/{other}/map")).is(404);
        // Its own stands instead, and one that is put there again takes its place.
        app.state.clock.advance(Duration::seconds(1));
        let octets = [("content-type", "application/octet-stream")];
        let call = format!("/api/v1{page}/map");
        let put = |name: &str, content: &[u8]| {
            let path = format!("{call}?name={name}");
            manager.send(actix_web::http::Method::PUT, &path, &octets, content.to_vec())
        };
        put("x.txt", b"here").is(422);
        put("a.png", PLAN).is(200);
        app.state.clock.advance(Duration::seconds(1));
        assert_eq!(put("b.jpg", OTHER).is(200).json()["media_type"], json!("image/jpeg"));
        assert_eq!(learner.get(&call).is(200).body, OTHER);
        learner.json("DELETE", &call, &json!({})).is(403);
        manager.json("DELETE", &call, &json!({})).is(204);
        manager.json("DELETE", &call, &json!({})).is(404);
        assert_eq!(learner.get(&call).is(200).body, PLAN, "the room's again");
        manager.post(&format!("/rooms/{hall}/map/removal"), &[]).is(303);
        learner.get(&call).is(404);
        for (action, count) in [("map.put", 3), ("map.remove", 2)] {
            let log = manager.get(&format!("/api/v1/audit?action={action}")).is(200).json();
            assert_eq!(log["items"].as_array().unwrap().len(), count, "{action}: {log}");
        }
    });
}
