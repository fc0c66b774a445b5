//! What happened and calls for something: an accident, a recall, a product that a location is going to service.

use crate::audiences::{definition, enter, owed, technician, verified, work};
use crate::imports::applied;
use crate::support::app::{TestApp, on_both};
use crate::support::story::{Story, day};
use kundig::evidence::store as evidence;
use kundig::organisations::Scope;
use kundig::platform::db::Conn;
use kundig::rules::import::Kind;
use kundig::rules::person::Role;
use serde_json::{Value, json};

const HURT: &str = "external_id,organisation_external_id,given_name,family_name,email,language,job_roles,start_on,end_on,supervisor_external_id,account_roles\n\
                    E-HURT,P-A,Nora,Neu,nora@albers.example,de,technician,2026-01-01,,,learner\n";

/// A catalogue of what can happen, and a requirement that asks for something 14 days after an accident.
fn after_accidents(app: &TestApp, story: &Story) {
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let kinds = [("accident", "Accident", "Unfall"), ("software", "New software", "Neue Software")];
    for (code, en, de) in kinds {
        manager.post("/event-kinds", &[("code", code), ("en", en), ("de", de)]).is(303);
    }
    let audience = json!({"job_roles": ["technician"], "events": ["accident"]});
    let mut asked = definition("ACC", audience);
    asked["first_due"] = json!({"days_after_start": 14});
    asked["recurrence"] = json!({"kind": "once"});
    asked["recognise_days"] = json!(0);
    enter(app, &manager, &asked);
}

#[test]
fn what_happened_to_somebody_asks_for_something_and_again_when_it_happens_again() {
    on_both(|app| {
        let story = app.story();
        applied(&app, Kind::People, HURT.as_bytes());
        let hurt = |conn: &mut Conn| Ok(evidence::find_person(conn, &Scope::everything(), "E-HURT")?.unwrap());
        let hurt = app.state.db.read(hurt).unwrap();
        let other = technician(&app, &story.alpha, "de", "2026-01-01", true);
        after_accidents(&app, &story);
        assert!(owed(&app, hurt).is_none());

        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = admin.get("/events/new?person=E-HURT").is(200);
        assert_eq!(page.attribute("input[name=person]", "value").as_deref(), Some("E-HURT"));
        let recorded = |on: &str| {
            let fields = [
                ("kind", "accident"),
                ("happened_on", on),
                ("whom", "person"),
                ("person", "E-HURT"),
                ("note", "Hand"),
            ];
            admin.post("/events", &fields).is(303);
            work(&app);
        };
        recorded("2026-11-10");
        let first = owed(&app, hurt).unwrap();
        assert_eq!((first.start_on, first.due_on), (day("2026-11-10"), Some(day("2026-11-24"))));
        assert!(owed(&app, other.id).is_none(), "it concerns one person");
        recorded("2026-11-20");
        let again = owed(&app, hurt).unwrap();
        assert_eq!((again.start_on, again.due_on), (day("2026-11-20"), Some(day("2026-12-04"))));
        verified(&app);

        let listed = admin.get("/api/v1/events").is(200).json();
        assert_eq!(listed.as_array().unwrap().len(), 2);
        let latest = &listed[0];
        assert_eq!((&latest["kind"], &latest["note"]), (&json!("accident"), &json!("Hand")));
        let path = format!("/events/{}/withdrawal", latest["id"].as_str().unwrap());
        let stranger = app.signed_in(story.stranger.id);
        stranger.post(&path, &[]).is(404);
        assert_eq!(stranger.get("/api/v1/events").is(200).json(), json!([]));
        admin.post(&path, &[]).is(303);
        work(&app);
        assert_eq!(owed(&app, hurt).unwrap().start_on, day("2026-11-10"), "it never happened");
        verified(&app);
    });
}

#[test]
fn what_happened_to_a_product_concerns_whoever_services_it() {
    on_both(|app| {
        let story = app.story();
        let servicing = technician(&app, &story.alpha, "de", "2026-01-01", true);
        let elsewhere = technician(&app, &story.beta, "de", "2026-01-01", true);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager
            .json("POST", "/api/v1/products", &json!({"code": "N8", "en": "N8", "de": "N8"}))
            .is(201);
        let serviced = format!("/api/v1/organisations/{}/products", story.alpha.id);
        manager
            .json("POST", &serviced, &json!({"product": "N8", "from_on": "2026-02-01"}))
            .is(201);
        after_accidents(&app, &story);
        let event = json!({"kind": "accident", "happened_on": "2026-11-12", "product": "N8", "everybody": true});
        manager.json("POST", "/api/v1/events", &event).is(201);
        work(&app);
        assert_eq!(owed(&app, servicing.id).unwrap().due_on, Some(day("2026-11-26")));
        assert!(owed(&app, elsewhere.id).is_none());
        verified(&app);
    });
}

#[test]
fn before_a_location_may_service_a_product_its_people_have_proven_that_they_can() {
    on_both(|app| {
        let story = app.story();
        let nora = technician(&app, &story.alpha, "de", "2026-01-01", true);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager
            .json("POST", "/api/v1/products", &json!({"code": "N8", "en": "N8", "de": "N8"}))
            .is(201);
        let serviced = format!("/api/v1/organisations/{}/products", story.alpha.id);
        manager
            .json("POST", &serviced, &json!({"product": "N8", "from_on": "2026-12-20"}))
            .is(201);
        let mut asked = definition("MAY", json!({"products": ["N8"]}));
        asked["first_due"] = json!({"days_before_start": 5});
        asked["notice_days"] = json!(60);
        let path = enter(&app, &manager, &asked);
        let row = owed(&app, nora.id).unwrap();
        assert_eq!((row.status.as_str(), row.due_on), ("due", Some(day("2026-12-15"))));
        assert_eq!(
            row.start_on,
            day("2026-10-16"),
            "it applies from the day on which it is shown as due"
        );
        let training = app.signed_in(nora.id).get("/training").is(200).text();
        assert!(training.contains("5 Tage vor dem Beginn"), "{training}");
        let shown = manager.get(&path).is(200).json();
        assert_eq!(
            shown["in_force"]["definition"]["first_due"],
            json!({"days_before_start": 5}),
            "{shown}"
        );
        verified(&app);
    });
}

#[test]
fn what_is_wrong_with_an_event_is_said_at_its_field_and_nothing_is_written() {
    on_both(|app| {
        let story = app.story();
        after_accidents(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let wrong: [(Value, &str); 9] = [
            (json!({"kind": "flood", "happened_on": "2026-11-12", "everybody": true}), "kind"),
            (
                json!({"kind": "accident", "happened_on": "2026-02-30", "everybody": true}),
                "happened_on",
            ),
            (
                json!({"kind": "accident", "happened_on": "2027-11-12", "everybody": true}),
                "happened_on",
            ),
            // Nobody means everybody by leaving a field out.
            (json!({"kind": "accident", "happened_on": "2026-11-12"}), "everybody"),
            (
                json!({"kind": "accident", "happened_on": "2026-11-12", "everybody": true, "person": "E-HURT"}),
                "everybody",
            ),
            (
                json!({"kind": "accident", "happened_on": "2026-11-12", "person": "E-NOBODY"}),
                "person",
            ),
            (
                json!({"kind": "accident", "happened_on": "2026-11-12", "organisation": "P-NOWHERE"}),
                "organisation",
            ),
            (
                json!({"kind": "accident", "happened_on": "2026-11-12", "everybody": true, "product": "X"}),
                "product",
            ),
            (
                json!({"kind": "accident", "happened_on": "2026-11-12", "everybody": true, "note": "x".repeat(501)}),
                "note",
            ),
        ];
        for (body, field) in wrong {
            let problem = manager.json("POST", "/api/v1/events", &body).is(422).json();
            assert_eq!(problem["errors"][0]["field"], field, "{problem}");
        }
        assert_eq!(manager.get("/api/v1/events").is(200).json(), json!([]));
        let page = manager
            .post("/events", &[("kind", ""), ("happened_on", "12.11.2026"), ("note", "kept")])
            .is(422);
        assert!(page.select("textarea[name=note]").is_some_and(|text| text.contains("kept")));
        assert!(page.text().contains("Sagen Sie, wen es betrifft"));
        // More than one person: the form says how many before anything is written down.
        let everybody = [("kind", "accident"), ("happened_on", "2026-11-12"), ("whom", "everybody")];
        let asked = manager.post("/events", &everybody).is(200);
        let reach = asked.attribute("input[name=reach]", "value").unwrap();
        assert!(asked.text().contains(&format!("Für {reach} Personen festhalten")), "{reach}");
        assert_eq!(manager.get("/api/v1/events").is(200).json(), json!([]));
        let confirmed = [everybody.as_slice(), &[("reach", reach.as_str())]].concat();
        manager.post("/events", &confirmed).is(303);
        assert_eq!(manager.get("/api/v1/events").is(200).json().as_array().unwrap().len(), 1);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let kind = json!({"code": "own", "en": "Own", "de": "Eigenes"});
        admin.json("POST", "/api/v1/event-kinds", &kind).is(403);
        manager
            .json("POST", "/api/v1/event-kinds", &json!({"code": "A B", "en": "", "de": "x"}))
            .is(422);
        manager
            .json("POST", "/api/v1/event-kinds", &json!({"code": "accident", "en": "x", "de": "x"}))
            .is(422);
        let unknown = definition("BAD", json!({"events": ["flood"]}));
        manager.json("POST", "/api/v1/requirements", &unknown).is(422);
    });
}
