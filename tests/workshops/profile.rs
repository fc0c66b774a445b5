//! What a workshop asks of those who teach it.

use super::{body, id, workshop};
use crate::courses::{every_kind, published, trainer};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Answer;
use crate::support::story::Story;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn faults(answer: &Answer) -> Vec<String> {
    let told = answer.json();
    let all = told["errors"].as_array().unwrap();
    let mut fields: Vec<String> = all.iter().map(|fault| fault["field"].as_str().unwrap().to_owned()).collect();
    fields.sort();
    fields
}

/// A workshop whose trainers hold evidence of `TEACH-1`.
fn asking(app: &TestApp, story: &Story) -> String {
    published(&trainer(app, story), "TEACH-1", every_kind("after_answer"));
    workshop(app, story, json!({ "most_people": 9, "trainer_courses": ["TEACH-1"] }))
}

/// Evidence of `TEACH-1` for the trainer, from a day until another.
fn proven(app: &TestApp, story: &Story, on: &str, until: &str) {
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let paper = json!({ "course": "TEACH-1", "proven_on": on, "strength": "observed_by_trainer", "valid_until": until,
                        "people": [story.person(Role::Trainer).id.to_string()] });
    manager.json("POST", "/api/v1/evidence", &paper).is(201);
}

/// A session on 8 February that somebody teaches.
fn taught(by: &str) -> Value {
    let mut typed = body(Some("2027-02-08"), 2);
    typed["trainers"] = json!([by]);
    typed
}

#[test]
fn whoever_lacks_what_the_workshop_asks_for_teaches_only_with_a_reason_and_planners_see_it() {
    on_both(|app| {
        let story = app.story();
        let workshop = asking(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = format!("/api/v1/workshops/{workshop}/sessions");
        let mut typed = taught(&story.person(Role::Trainer).id.to_string());
        // It ends the day before the session.
        proven(&app, &story, "2026-06-01", "2027-02-07");
        let told = manager.json("POST", &path, &typed).is(422);
        assert_eq!(faults(&told), ["clash_reason", "trainers"]);
        assert!(told.text().contains("TEACH-1"), "{}", told.text());
        typed["clash_reason"] = json!("Die Prüfung steht noch aus.");
        let made = manager.json("POST", &path, &typed).is(201).json();
        assert_eq!(made["lacking"][0]["courses"], json!(["TEACH-1"]), "{made}");
        let entry = manager.get("/api/v1/audit?action=session.create").is(200).json();
        assert!(entry.to_string().contains("lacks: "), "{entry}");
        let page = format!("/sessions/{}", id(&made));
        let shown = manager.get(&page).is(200);
        assert_eq!(shown.count(".callout[data-kind=warning]"), 1);
        // What was decided is not asked again, and with evidence nothing is said any more.
        typed["clash_reason"] = Value::Null;
        manager.json("PUT", &format!("/api/v1{page}"), &typed).is(200);
        proven(&app, &story, "2026-06-02", "2027-02-08");
        let shown = manager.get(&page).is(200);
        assert_eq!(shown.count(".callout[data-kind=warning]"), 0);
        let now = manager.get(&format!("/api/v1{page}")).is(200).json();
        assert_eq!(now["lacking"], json!([]));
    });
}

#[test]
fn trainers_from_outside_are_not_judged_nor_is_anybody_without_a_date() {
    on_both(|app| {
        let story = app.story();
        let workshop = asking(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = format!("/api/v1/workshops/{workshop}/sessions");
        let mut outside = body(Some("2027-02-08"), 2);
        outside["external_trainers"] = json!(["Ada Fremd"]);
        let made = manager.json("POST", &path, &outside).is(201).json();
        assert_eq!(made["lacking"], json!([]));
        let mut undated = body(None, 2);
        undated["trainers"] = json!([story.person(Role::Trainer).id]);
        let made = manager.json("POST", &path, &undated).is(201).json();
        // With its date they are.
        let typed = taught(&story.person(Role::Trainer).id.to_string());
        let told = manager.json("PUT", &format!("/api/v1/sessions/{}", id(&made)), &typed).is(422);
        assert_eq!(faults(&told), ["clash_reason", "trainers"]);
    });
}

#[test]
fn what_trainers_must_hold_is_set_by_page_and_call_and_unknown_courses_are_told_at_the_field() {
    on_both(|app| {
        let story = app.story();
        let workshop = asking(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let call = format!("/api/v1/workshops/{workshop}");
        let rules = json!({ "languages": ["de"], "most_people": 9 });
        let kept = manager.json("PUT", &call, &rules).is(200).json();
        assert_eq!(kept["trainer_courses"], json!(["TEACH-1"]), "left out it stays");
        let page = format!("/workshops/{workshop}");
        assert!(manager.get(&page).is(200).text().contains("TEACH-1"));
        assert!(manager.get(&format!("{page}/edit")).is(200).text().contains("TEACH-1"));
        let fields = |courses: &'static str| {
            [
                ("languages", "de"),
                ("most_people", "9"),
                ("revision", "1"),
                ("trainer_courses", courses),
            ]
        };
        let told = manager.post(&page, &fields("HV-101\nNIE-1")).is(422);
        assert_eq!(told.count("#trainer_courses[aria-invalid=true]"), 1);
        assert!(told.text().contains("NIE-1"), "nothing typed is lost");
        manager.post(&page, &fields("HV-101\nTEACH-1")).is(303);
        let entry = manager.get("/api/v1/audit?action=workshop.profile").is(200).json();
        assert_eq!(entry["items"].as_array().unwrap().len(), 2, "{entry}");
        let none = json!({ "languages": ["de"], "most_people": 9, "trainer_courses": [] });
        assert_eq!(manager.json("PUT", &call, &none).is(200).json()["trainer_courses"], json!([]));
        let many: Vec<String> = (0..21).map(|number| format!("X-{number}")).collect();
        let many = json!({ "languages": ["de"], "most_people": 9, "trainer_courses": many });
        assert_eq!(faults(&manager.json("PUT", &call, &many).is(422)), ["trainer_courses"]);
    });
}
