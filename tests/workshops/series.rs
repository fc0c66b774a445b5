//! A session comes again by a rule; the days are shown with what speaks against them before they are made.

use super::{body, book, workshop};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::Story;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn room(manager: &Browser<'_>) -> String {
    let body = json!({ "kind": "room", "name": "Halle", "capacity": 9, "before_minutes": 30, "after_minutes": 30 });
    let made = manager.json("POST", "/api/v1/rooms", &body).is(201).json();
    made["id"].as_str().unwrap().to_owned()
}

/// A draft in a room between these hours, taught by the trainer.
fn draft(manager: &Browser<'_>, story: &Story, workshop: &str, room: &str, on: &str, hours: [&str; 2]) -> String {
    let mut typed = body(None, 2);
    typed["parts"] = json!([{ "on": on, "from": hours[0], "to": hours[1] }]);
    typed["rooms"] = json!([room]);
    typed["trainers"] = json!([story.person(Role::Trainer).id]);
    let made = manager
        .json("POST", &format!("/api/v1/workshops/{workshop}/sessions"), &typed)
        .is(201)
        .json();
    made["id"].as_str().unwrap().to_owned()
}

fn days(plan: &Value) -> Vec<String> {
    let on = |day: &Value| day["on"].as_str().unwrap().to_owned();
    plan["days"].as_array().unwrap().iter().map(on).collect()
}

fn sessions(app: &TestApp, story: &Story, series: &Value) -> Vec<Value> {
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let ids = series["sessions"].as_array().unwrap().clone();
    let one = |id: Value| manager.get(&format!("/api/v1/sessions/{}", id.as_str().unwrap())).is(200).json();
    ids.into_iter().map(one).collect()
}

#[test]
fn a_session_comes_again_on_the_days_of_its_rule_and_each_can_be_left_out() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let hall = room(&manager);
        let first = draft(&manager, &story, &id, &hall, "2027-03-15", ["09:00", "16:00"]);
        // The hall is in use on the 29th, and nearly on 12 April; the trainer is away on the 5th.
        draft(&manager, &story, &id, &hall, "2027-03-29", ["14:00", "18:00"]);
        let absence = json!({ "person_id": story.person(Role::Trainer).id, "from_on": "2027-04-05", "to_on": "2027-04-05" });
        manager.json("POST", "/api/v1/absences", &absence).is(201);
        let path = format!("/api/v1/sessions/{first}/series");
        let rule = "FREQ=WEEKLY;BYDAY=MO;COUNT=6";
        let plan = manager
            .json("POST", &format!("{path}/plan"), &json!({ "rule": rule }))
            .is(200)
            .json();
        assert_eq!(days(&plan), ["2027-03-22", "2027-03-29", "2027-04-05", "2027-04-12", "2027-04-19"]);
        let possible: Vec<bool> = plan["days"]
            .as_array()
            .unwrap()
            .iter()
            .map(|day| day["possible"].as_bool().unwrap())
            .collect();
        assert_eq!(possible, [true, false, true, true, true], "{plan}");
        assert!(plan["days"][1]["against"].to_string().contains("Halle") && !plan["days"][2]["against"].as_array().unwrap().is_empty());
        let make = |body: Value| manager.json("POST", &path, &body);
        let told = make(json!({ "rule": rule, "clash_reason": "Der Raum ist groß." })).is(422).json();
        assert_eq!(told["errors"][0]["field"], json!("days"), "what is in use is in use: {told}");
        let told = make(json!({ "rule": rule, "except": ["2027-03-29"] })).is(422).json();
        let asked = told["errors"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|fault| fault["field"] == json!("clash_reason"))
            .count();
        assert_eq!(asked, 1, "{told}");
        make(json!({ "rule": rule, "except": ["2027-03-30"] })).is(422);
        make(json!({ "rule": "FREQ=DAILY;COUNT=3" })).is(422);
        let counted = |list: &str| manager.get(list).is(200).json()["items"].as_array().unwrap().len();
        assert_eq!(counted("/api/v1/sessions"), 2, "nothing was made of what was refused");
        let made =
            make(json!({ "rule": rule, "except": ["2027-03-29", "2027-04-19"], "clash_reason": "Vertretung steht fest.", "open": true }))
                .is(201)
                .json();
        let all = sessions(&app, &story, &made);
        let begins: Vec<&str> = all.iter().map(|one| one["parts"][0]["starts_at"].as_str().unwrap()).collect();
        // Nine o'clock at the place, over the change of clocks on 28 March.
        assert_eq!(
            begins,
            [
                "2027-03-15T08:00:00Z",
                "2027-03-22T08:00:00Z",
                "2027-04-05T07:00:00Z",
                "2027-04-12T07:00:00Z"
            ]
        );
        let states: Vec<&str> = all.iter().map(|one| one["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["draft", "open", "open", "open"]);
        assert_eq!((&all[2]["resources"], &all[2]["series_id"]), (&json!([hall]), &made["id"]));
        assert_eq!(made["except"], json!(["2027-03-29", "2027-04-19"]));
        let series = manager
            .get(&format!("/api/v1/series/{}", made["id"].as_str().unwrap()))
            .is(200)
            .json();
        assert_eq!((&series["rule"], &series["sessions"]), (&json!(rule), &made["sessions"]));
        // A session knows its series and is not repeated twice.
        let page = manager.get(&format!("/sessions/{first}")).is(200).text();
        assert!(page.contains("Zur Serie") && !page.contains("Termin wiederholen"));
        manager.get(&format!("/sessions/{first}/series/new")).is(409);
        let entry = manager.get("/api/v1/audit?action=series.create").is(200).json();
        assert!(entry.to_string().contains("FREQ=WEEKLY"), "{entry}");
    });
}

#[test]
fn the_hour_that_the_clocks_skip_is_said_and_not_counted() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let hall = room(&manager);
        let first = draft(&manager, &story, &id, &hall, "2027-03-21", ["02:15", "06:00"]);
        let path = format!("/api/v1/sessions/{first}/series/plan");
        let plan = manager
            .json("POST", &path, &json!({ "rule": "FREQ=WEEKLY;COUNT=3" }))
            .is(200)
            .json();
        assert_eq!(plan["skipped"], json!(["2027-03-28"]));
        assert_eq!(days(&plan), ["2027-04-04", "2027-04-11"]);
        let form = [
            ("cycle", "weekly"),
            ("interval", "1"),
            ("end", "count"),
            ("count", "3"),
            ("act", "look"),
        ];
        let page = manager.post(&format!("/sessions/{first}/series"), &form).is(200).text();
        assert!(page.contains("28. März 2027") && page.contains("Uhren werden umgestellt"), "{page}");
    });
}

#[test]
fn a_change_goes_on_to_those_that_follow_and_their_days_move_by_as_much() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let hall = room(&manager);
        let first = draft(&manager, &story, &id, &hall, "2027-02-08", ["09:00", "16:00"]);
        let rule = json!({ "rule": "FREQ=WEEKLY;COUNT=4", "open": true });
        let series = manager
            .json("POST", &format!("/api/v1/sessions/{first}/series"), &rule)
            .is(201)
            .json();
        let ids: Vec<String> = series["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| id.as_str().unwrap().to_owned())
            .collect();
        let learner = app.signed_in(story.person(Role::Learner).id);
        book(&app, &learner, &ids[3]);
        let change = |on: &str, more: Value| {
            let mut typed = body(None, 5);
            typed["parts"] = json!([{ "on": on, "from": "08:00", "to": "15:00" }]);
            typed["rooms"] = json!([hall]);
            typed.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            manager.json("PUT", &format!("/api/v1/sessions/{}", ids[1]), &typed)
        };
        // Somebody is booked in one that follows: whether they are told is asked.
        change("2027-02-22", json!({ "following": true })).is(422);
        // A week later each falls on the day of the next, which makes room for it.
        change("2027-02-22", json!({ "following": true, "tell": true })).is(200);
        let begins = |all: Vec<Value>| -> Vec<String> {
            let begin = |one: &Value| one["parts"][0]["starts_at"].as_str().unwrap().to_owned();
            all.iter().map(begin).collect()
        };
        let all = sessions(&app, &story, &series);
        assert_eq!(
            all.iter().map(|one| one["seats"].as_i64().unwrap()).collect::<Vec<_>>(),
            [2, 5, 5, 5]
        );
        let expected = [
            "2027-02-08T08:00:00Z",
            "2027-02-22T07:00:00Z",
            "2027-03-01T07:00:00Z",
            "2027-03-08T07:00:00Z",
        ];
        assert_eq!(begins(all), expected);
        let mails = app.mails_to(&format!("{}@story.example", Role::Learner));
        assert!(mails.iter().any(|mail| mail.contains("8. März 2027")), "{mails:?}");
        // And back again, but not onto the one before it.
        let told = change("2027-02-08", json!({ "following": true, "tell": false })).is(422).json();
        assert!(told.to_string().contains("rooms"), "{told}");
        change("2027-02-15", json!({ "following": true, "tell": false })).is(200);
        assert_eq!(begins(sessions(&app, &story, &series))[3], "2027-03-01T07:00:00Z");
        // Without being asked for, it changes itself only.
        change("2027-02-16", json!({ "tell": false })).is(200);
        assert_eq!(begins(sessions(&app, &story, &series))[2], "2027-02-22T07:00:00Z");
        let page = manager.get(&format!("/sessions/{}/edit", ids[1])).is(200);
        assert_eq!(page.count("#following"), 1);
        assert!(
            page.text().contains("der alte Eintrag"),
            "what telling nobody leaves in calendars is said"
        );
        assert_eq!(manager.get(&format!("/sessions/{}/edit", ids[3])).is(200).count("#following"), 0);
    });
}

#[test]
fn the_page_asks_shows_makes_and_cancels_from_a_session_on() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let hall = room(&manager);
        let first = draft(&manager, &story, &id, &hall, "2027-02-08", ["09:00", "16:00"]);
        let form = format!("/sessions/{first}/series");
        let page = manager.get(&format!("{form}/new")).is(200);
        assert_eq!(
            page.count("input[name=cycle]"),
            3,
            "8 February is neither the last day nor the last Monday"
        );
        assert_eq!(page.attribute("input[name=weekdays][checked]", "value").unwrap(), "MO");
        let told = manager
            .post(&form, &[("cycle", "yearly"), ("interval", "0"), ("end", "count"), ("count", "1")])
            .is(422);
        for field in ["cycle", "interval", "count"] {
            assert_eq!(told.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}: {}", told.text());
        }
        let nth = [("cycle", "nth"), ("interval", "1"), ("end", "until"), ("until_on", "31.05.2027")];
        let with = |more: &[(&'static str, &'static str)]| manager.post(&form, &[&nth[..], more].concat());
        let shown = with(&[("act", "look")]).is(200);
        assert_eq!(
            shown.count("input[name=days][checked]"),
            3,
            "the second Mondays of March, April and May: {}",
            shown.text()
        );
        with(&[("act", "make")]).is(422);
        with(&[("act", "make"), ("days", "2027-03-09")]).is(422);
        with(&[("act", "make"), ("days", "x")]).is(422);
        let series = with(&[("act", "make"), ("days", "2027-03-08"), ("days", "2027-05-10"), ("opens", "true")])
            .is(303)
            .location
            .unwrap();
        let page = manager.get(&series).is(200);
        assert!(page.text().contains("Jeden Monat am 2. Mo, bis 31. Mai 2027"), "{}", page.text());
        assert!(page.text().contains("Weggelassen: 12. April 2027"));
        let record = manager.get(&format!("/api/v1{series}")).is(200).json();
        let ids: Vec<String> = record["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| id.as_str().unwrap().to_owned())
            .collect();
        let learner = app.signed_in(story.person(Role::Learner).id);
        let booking = book(&app, &learner, &ids[2]);
        let cancel = |fields: &[(&str, &str)]| manager.post(&format!("{series}/cancellation"), fields);
        assert_eq!(
            cancel(&[("from", &ids[1]), ("reason", "")])
                .is(422)
                .count("#reason[aria-invalid=true]"),
            1
        );
        cancel(&[("from", &id), ("reason", "Umbau")]).is(422);
        cancel(&[("from", &ids[1]), ("reason", "Umbau der Halle")]).is(303);
        let states: Vec<Value> = sessions(&app, &story, &record).iter().map(|one| one["state"].clone()).collect();
        assert_eq!(states, [json!("draft"), json!("cancelled"), json!("cancelled")]);
        assert_eq!(super::status(&learner, &booking), "cancelled");
        let mails = app.mails_to(&format!("{}@story.example", Role::Learner));
        assert!(mails.iter().any(|mail| mail.contains("Umbau der Halle")));
        let again = json!({ "session_id": ids[1], "reason": "Noch einmal" });
        manager.json("POST", &format!("/api/v1{series}/cancellation"), &again).is(409);
        let rest = json!({ "session_id": ids[0], "reason": "Auch der erste" });
        manager.json("POST", &format!("/api/v1{series}/cancellation"), &rest).is(200);
        assert!(sessions(&app, &story, &record).iter().all(|one| one["state"] == json!("cancelled")));
        // Nobody else sees it.
        app.signed_in(story.person(Role::PartnerAdmin).id).get(&series).is(403);
    });
}
