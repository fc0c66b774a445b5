//! How seats were used, and what that comes to for large and small partners.

use super::costs::{book_for, cancel, costs, fate, five, price};
use super::{book, session, workshop};
use crate::support::app::on_both;
use crate::support::browser::Browser;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};

#[test]
fn how_seats_were_used_is_counted_by_whom_it_concerns() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 20, "price": price(10_000, 0, 15_000) }));
        let session = session(&app, &story, &id, Some("2026-12-10"), 20);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let there: Vec<Value> = five(&app, &story)
            .into_iter()
            .map(|person| book_for(&admin, &session, person))
            .collect();
        let french = app.signed_in(story.stranger.id);
        let theirs = book(&app, &french, &session);
        assert_eq!(cancel(&admin, &there[4], "Messe", false), 200);
        app.state.clock.advance(Duration::days(16) + Duration::hours(1));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let part = manager.get(&format!("/api/v1/sessions/{session}")).is(200).json()["parts"][0]["id"].clone();
        let answers = [
            ("present", &there[0]),
            ("present", &there[1]),
            ("excused", &there[2]),
            ("no_show", &there[3]),
            ("present", &theirs),
        ];
        for (answer, booking) in answers {
            let id = app.state.chance.id(app.state.clock.now());
            let mark = json!({ "id": id, "booking_id": booking["id"], "part_id": part, "answer": answer });
            manager
                .json("POST", &format!("/api/v1/sessions/{session}/marks"), &json!({ "marks": [mark] }))
                .is(200);
        }
        app.state.clock.advance(Duration::hours(8));
        // Whoever was signed in in the morning is so no longer.
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let french = app.signed_in(story.stranger.id);
        manager
            .json("POST", &format!("/api/v1/sessions/{session}/closing"), &json!({}))
            .is(200);
        let found = costs(&manager);
        assert_eq!(fate(&found, &there[0]), ("attended".to_owned(), 10_000));
        assert_eq!(fate(&found, &there[2]), ("excused".to_owned(), 0));
        assert_eq!(fate(&found, &there[3]), ("no_show".to_owned(), 15_000));
        let usage = |browser: &Browser<'_>, by: &str| {
            let path = format!("/api/v1/bookings/usage?from=2026-12-01&to=2026-12-31&by={by}");
            browser.get(&path).is(200).json().as_array().unwrap().clone()
        };
        let partners = usage(&manager, "partner");
        let albers = partners.iter().find(|one| one["label"] == json!("Kälte Albers")).unwrap();
        assert_eq!(albers["seats"], json!(4));
        assert_eq!(
            (&albers["attended"], &albers["excused"], &albers["no_show"]),
            (&json!(2), &json!(1), &json!(1))
        );
        assert_eq!(albers["cancelled_in_time"], json!(1));
        let heads = albers["heads"].as_i64().unwrap();
        assert_eq!(albers["per_hundred"].as_f64().unwrap(), (4000.0 / heads as f64).round() / 10.0);
        let courses = usage(&manager, "course");
        assert_eq!(
            (courses.len(), &courses[0]["key"], &courses[0]["seats"]),
            (1, &json!("HV-101"), &json!(5))
        );
        let countries = usage(&manager, "country");
        let france = countries.iter().find(|one| one["key"] == json!("FR")).unwrap();
        assert_eq!((&france["seats"], &france["heads"]), (&json!(1), &json!(1)));
        assert!(
            usage(&manager, "size")
                .iter()
                .any(|one| one["key"] == json!("tiny") && one["seats"] == json!(1))
        );
        // All partners stand below the manufacturer itself: one sales region, with the seats and heads of all countries.
        let regions = usage(&manager, "region");
        assert_eq!(
            (regions.len(), &regions[0]["key"], &regions[0]["label"]),
            (1, &json!(story.manufacturer.id), &json!(story.manufacturer.name))
        );
        for figure in ["seats", "attended", "heads"] {
            let all: i64 = countries.iter().map(|one| one[figure].as_i64().unwrap()).sum();
            assert_eq!(regions[0][figure], json!(all), "{figure}");
        }
        french.get("/api/v1/bookings/usage?by=region").is(422);
        let table = manager
            .get("/bookings/usage/table.csv?by=region&from=2026-12-01&to=2026-12-31")
            .is(200)
            .text();
        assert!(
            table.contains("Vertriebsregion,") && table.contains(&story.manufacturer.name),
            "{table}"
        );
        assert_eq!(usage(&manager, "trainer").len(), 1);
        // A partner reads of its own only, and by what says something about one.
        assert_eq!(usage(&french, "course")[0]["seats"], json!(1));
        french.get("/api/v1/bookings/usage?by=partner").is(422);
        let page = french.get("/bookings/usage?by=partner").is(200).text();
        assert!(page.contains("HV-101") && !page.contains("Albers"), "{page}");
        let page = manager.get("/bookings/usage?by=size&from=2026-12-01&to=2026-12-31").is(200).text();
        assert!(page.contains("Bis 5 Leute") && page.contains("Je 100 Leute"), "{page}");
        let file = manager
            .get("/bookings/usage/table.csv?by=partner&from=2026-12-01&to=2026-12-31")
            .is(200)
            .text();
        assert!(file.contains("Kälte Albers,4,2,1,1,1,0,0,"), "{file}");
        manager.get("/bookings/usage/table.xlsx?by=trainer").is(200);
    });
}
