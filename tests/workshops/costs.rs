//! What a seat costs, who is told of it when, and what a booking comes to.

use super::{body, book, session, workshop};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};

pub fn price(seat: i64, late: i64, no_show: i64) -> Value {
    json!({ "currency": "EUR", "seat": seat, "late": late, "no_show": no_show })
}

pub fn cancel(browser: &Browser<'_>, booking: &Value, reason: &str, at_wish: bool) -> u16 {
    let path = format!("/api/v1/bookings/{}/cancellation", booking["id"].as_str().unwrap());
    browser.json("POST", &path, &json!({ "reason": reason, "at_wish": at_wish })).status
}

/// What became of each booking, and what is due.
pub fn costs(browser: &Browser<'_>) -> Vec<(String, String, i64)> {
    let found = browser.get("/api/v1/bookings/costs?from=2026-01-01&to=2027-12-31").is(200).json();
    let line = |one: &Value| {
        let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
        (text("booking_id"), text("fate"), one["due"].as_i64().unwrap())
    };
    found.as_array().unwrap().iter().map(line).collect()
}

pub fn fate(costs: &[(String, String, i64)], booking: &Value) -> (String, i64) {
    let (_, fate, due) = costs.iter().find(|(id, ..)| booking["id"] == json!(id)).unwrap().clone();
    (fate, due)
}

#[test]
fn a_session_states_its_cost_from_its_workshop_and_nothing_becomes_dearer_for_whoever_booked() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "price": price(25_000, 12_550, 30_000) }));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let session = session(&app, &story, &id, Some("2027-02-08"), 5);
        let path = format!("/api/v1/sessions/{session}");
        assert_eq!(manager.get(&path).is(200).json()["price"], price(25_000, 12_550, 30_000));
        // It is shown before anybody books, wherever one books.
        let learner = app.signed_in(story.person(Role::Learner).id);
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        for page in [
            learner.get(&format!("/sessions/{session}")),
            learner.get("/sessions"),
            lead.get(&format!("/sessions/{session}/bookings/new")),
        ] {
            assert!(page.is(200).text().contains("250,00 EUR"));
        }
        // Before somebody booked it may rise.
        let put = |price: Value| {
            let mut changed = body(Some("2027-02-08"), 5);
            changed["price"] = price;
            changed["tell"] = json!(false);
            manager.json("PUT", &path, &changed)
        };
        put(price(26_000, 12_550, 30_000)).is(200);
        let booking = book(&app, &learner, &session);
        let told = put(price(26_100, 12_550, 30_000)).is(422).json();
        assert!(told.to_string().contains("seat_cost"), "{told}");
        put(json!({ "currency": "CHF", "seat": 100 })).is(422);
        put(price(25_000, 10_000, 30_000)).is(200);
        // Left out, it stays.
        let mut changed = body(Some("2027-02-08"), 6);
        changed["tell"] = json!(false);
        assert_eq!(
            manager.json("PUT", &path, &changed).is(200).json()["price"],
            price(25_000, 10_000, 30_000)
        );
        assert_eq!(fate(&costs(&manager), &booking), ("booked".to_owned(), 25_000));
        // What the workshop says later is for later sessions.
        let rules = json!({ "languages": ["de"], "most_people": 2, "price": { "currency": "jpy", "seat": 4000 } });
        let changed = manager.json("PUT", &format!("/api/v1/workshops/{id}"), &rules).is(200).json();
        assert_eq!(changed["price"]["currency"], json!("JPY"));
        assert_eq!(manager.get(&path).is(200).json()["price"]["currency"], json!("EUR"));
    });
}

#[test]
fn an_amount_that_is_none_is_refused_at_its_field_and_nothing_typed_is_lost() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let usual = [
            ("language", "de"),
            ("time_zone", "Europe/Berlin"),
            ("place", "Kassel"),
            ("seats", "3"),
        ];
        let form = format!("/workshops/{id}/sessions");
        let typed = |more: &[(&'static str, &'static str)]| manager.post(&form, &[&usual[..], more].concat());
        let told = typed(&[("seat_cost", "1.000,00"), ("late_fee", "-5"), ("no_show_fee", "12,5")]).is(422);
        for field in ["seat_cost", "late_fee"] {
            assert_eq!(told.count(&format!("#{field}[aria-invalid=true]")), 1, "{}", told.text());
        }
        assert_eq!(told.attribute("#no_show_fee", "value").unwrap(), "12,5");
        assert_eq!(
            typed(&[("seat_cost", "10"), ("currency", "EURO")])
                .is(422)
                .count("#currency[aria-invalid=true]"),
            1
        );
        assert_eq!(
            typed(&[("seat_cost", "10,5"), ("currency", "JPY")])
                .is(422)
                .count("#seat_cost[aria-invalid=true]"),
            1
        );
        let page = typed(&[("seat_cost", "99,5")]).is(303).location.unwrap();
        assert!(manager.get(&page).is(200).text().contains("99,50 EUR"));
        // Nothing typed, or nothing but zero, costs nothing.
        let page = typed(&[("seat_cost", "0"), ("currency", "EUR")]).is(303).location.unwrap();
        assert!(!manager.get(&page).is(200).text().contains("je Platz"));
        let edit = manager.get(&format!("/workshops/{id}/edit")).is(200);
        assert_eq!(edit.attribute("#seat_cost", "value").unwrap(), "");
        for (seat, currency, field) in [("x", "EUR", "seat_cost"), ("5", "€", "currency")] {
            let fields = [
                ("revision", "0"),
                ("languages", "de"),
                ("most_people", "3"),
                ("seat_cost", seat),
                ("currency", currency),
            ];
            let told = manager.post(&format!("/workshops/{id}"), &fields).is(422);
            assert_eq!(told.count(&format!("#{field}[aria-invalid=true]")), 1);
        }
    });
}

#[test]
fn what_a_booking_comes_to_follows_what_happened_to_it() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(
            &app,
            &story,
            json!({ "cancel_days": 7, "stop_hours": 0, "price": price(25_000, 12_550, 30_000) }),
        );
        let session = session(&app, &story, &id, Some("2026-12-10"), 20);
        let other = super::session(&app, &story, &id, Some("2027-01-20"), 20);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let [in_time, late, ours, wished, moved] = five(&app, &story);
        let all: Vec<Value> = [in_time, late, ours, wished, moved]
            .map(|id| book_for(&admin, &session, id))
            .to_vec();
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        let comes = book(&app, &lead, &session);
        assert_eq!(cancel(&admin, &all[0], "Messe", false), 200);
        let path = format!("/api/v1/bookings/{}/move", all[4]["id"].as_str().unwrap());
        let moved_to = admin.json("POST", &path, &json!({ "session_id": other })).is(200).json();
        // After the deadline of 3 December: the fee is told, and taking it back is still open.
        app.state.clock.advance(Duration::days(12));
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let page = format!("/bookings/{}", all[1]["id"].as_str().unwrap());
        let asked = admin.get(&format!("{page}/cancellation/new")).is(200);
        assert!(
            asked.text().contains("125,50 EUR") && asked.count("#at_wish") == 0,
            "{}",
            asked.text()
        );
        assert_eq!(cancel(&admin, &all[1], "krank", true), 200);
        let asked = manager
            .get(&format!("/bookings/{}/cancellation/new", all[2]["id"].as_str().unwrap()))
            .is(200);
        assert_eq!(asked.count("#at_wish"), 1);
        assert_eq!(cancel(&manager, &all[2], "Raum zu klein", false), 200);
        assert_eq!(cancel(&manager, &all[3], "Anruf", true), 200);
        let found = costs(&manager);
        let of = |booking: &Value| fate(&found, booking);
        assert_eq!(of(&all[0]), ("cancelled_in_time".to_owned(), 0));
        assert_eq!(of(&all[1]), ("cancelled_late".to_owned(), 12_550));
        assert_eq!(of(&all[2]), ("cancelled_by_us".to_owned(), 0));
        assert_eq!(of(&all[3]), ("cancelled_late".to_owned(), 12_550));
        assert_eq!(of(&all[4]), ("moved".to_owned(), 0));
        assert_eq!(of(&moved_to["booking"]), ("booked".to_owned(), 25_000));
        assert_eq!(of(&comes), ("booked".to_owned(), 25_000));
        // A session that is cancelled costs nobody anything.
        manager
            .json(
                "POST",
                &format!("/api/v1/sessions/{other}/cancellation"),
                &json!({ "reason": "Brand" }),
            )
            .is(200);
        assert_eq!(fate(&costs(&manager), &moved_to["booking"]), ("cancelled_by_us".to_owned(), 0));
        // The partner reads the same, the other partner nothing of it, and a learner is not asked.
        assert_eq!(costs(&admin), costs(&manager));
        assert!(costs(&app.signed_in(story.stranger.id)).is_empty());
        app.signed_in(story.person(Role::Learner).id).get("/bookings/costs").is(403);
        let page = admin.get("/bookings/costs?from=01.12.2026&to=31.12.2026").is(200).text();
        assert!(page.contains("125,50 EUR") && page.contains("Nach der Frist storniert"), "{page}");
        let file = admin.get("/bookings/costs/table.csv?from=2026-12-01&to=2026-12-31").is(200).text();
        assert!(file.contains("2026-12-10,HV-101") && file.contains(",125.50,EUR,"), "{file}");
        let book = admin.get("/bookings/costs/table.xlsx").is(200);
        assert!(book.header("content-type").unwrap().contains("spreadsheetml"));
        for wrong in [
            "from=x",
            "from=2027-01-01&to=2026-01-01",
            "from=1990-01-01&to=2026-01-01",
            "from=%00",
        ] {
            let told = admin.get(&format!("/bookings/costs?{wrong}")).is(422);
            assert_eq!(told.count("[aria-invalid=true]"), 1, "{wrong}");
            admin.get(&format!("/bookings/costs/table.csv?{wrong}")).is(422);
            admin.get(&format!("/bookings/usage?{wrong}")).is(422);
            admin.get(&format!("/api/v1/bookings/costs?{wrong}")).is(422);
        }
    });
}

/// Five people of the partner.
pub fn five(app: &TestApp, story: &crate::support::story::Story) -> [String; 5] {
    let make = |number: usize| {
        let email = format!("seat{number}@story.example");
        let made = app
            .state
            .db
            .write(|conn| Ok(app.person(conn, &story.alpha, &email, "Ada", &format!("Sitz {number}"))));
        made.unwrap().id.to_string()
    };
    [0, 1, 2, 3, 4].map(make)
}

pub fn book_for(browser: &Browser<'_>, session: &str, person: String) -> Value {
    let made = browser
        .json(
            "POST",
            &format!("/api/v1/sessions/{session}/bookings"),
            &json!({ "people": [person] }),
        )
        .is(201)
        .json();
    made[0].clone()
}
