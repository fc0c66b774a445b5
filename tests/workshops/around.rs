//! Around a session: what is said while booking, and an absence that is entered when a session stands already.

use super::{body, session, workshop};
use crate::support::app::on_both;
use crate::support::browser::Browser;
use kundig::people::{Person, store as people};
use kundig::rules::person::Role;
use serde_json::{Value, json};

#[test]
fn an_absence_entered_later_names_the_sessions_that_somebody_teaches_all_the_same() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9 }));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let trainer = story.person(Role::Trainer).id.to_string();
        let mut typed = body(Some("2026-12-15"), 9);
        typed["trainers"] = json!([trainer]);
        let made = manager
            .json("POST", &format!("/api/v1/workshops/{id}/sessions"), &typed)
            .is(201)
            .json();
        let session = made["id"].as_str().unwrap();
        let days = [("person", trainer.as_str()), ("from_on", "14.12.2026"), ("to_on", "15.12.2026")];
        manager.post("/absences", &days).is(303);
        let page = manager.get("/absences").is(200).text();
        assert!(
            page.contains("Ein Termin fällt in diese Zeit") && page.contains(&format!("/sessions/{session}")),
            "{page}"
        );
        let all = manager.get("/api/v1/absences").is(200).json();
        assert_eq!(all[0]["missed"], json!([session]));
        // The day after it nothing stands in the way.
        let free = json!({ "person_id": trainer, "from_on": "2026-12-16", "note": "Zahnarzt" });
        let free = manager.json("POST", "/api/v1/absences", &free).is(201).json();
        assert_eq!(free["missed"], json!([]));
        assert_eq!(free["note"], Value::Null, "why somebody is away is theirs to know");
        let own = app.signed_in(story.person(Role::Trainer).id).get("/api/v1/absences").is(200).json();
        assert!(own.as_array().unwrap().iter().any(|one| one["note"] == json!("Zahnarzt")), "{own}");
        manager
            .json(
                "POST",
                &format!("/api/v1/sessions/{session}/cancellation"),
                &json!({ "reason": "Krank" }),
            )
            .is(200);
        let all = manager.get("/api/v1/absences").is(200).json();
        assert_eq!(all[0]["missed"], json!([]), "what is cancelled needs nobody");
    });
}

#[test]
fn what_one_needs_is_said_with_the_booking_and_a_fault_books_nothing() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9 }));
        let session = session(&app, &story, &id, Some("2026-12-15"), 9);
        let learner = app.signed_in(story.person(Role::Learner).id);
        let page = format!("/sessions/{session}");
        assert_eq!(learner.get(&page).is(200).count("textarea[name=diet]"), 1);
        let long = "x".repeat(301);
        let fields = [("diet", long.as_str()), ("access", "mit dem Rollstuhl")];
        let told = learner.post(&format!("{page}/booking"), &fields).is(422);
        assert_eq!(told.count("#diet[aria-invalid=true]"), 1);
        assert!(told.text().contains(">mit dem Rollstuhl</textarea>"));
        assert_eq!(learner.get("/api/v1/bookings").is(200).json()["items"], json!([]));
        let fields = [("diet", "vegan"), ("access", "")];
        let way = learner.post(&format!("{page}/booking"), &fields).is(303).location.unwrap();
        assert_eq!(learner.get(&way).is(200).select("textarea[name=diet]").as_deref(), Some("vegan"));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert!(manager.get(&page).is(200).text().contains("vegan"));
        // Whoever needs nothing books with one tap, and nothing is noted of it.
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        let way = lead.post(&format!("{page}/booking"), &[]).is(303).location.unwrap();
        assert!(!lead.get(&way).is(200).text().contains("Bedarf gesagt"));
    });
}

#[test]
fn whoever_books_after_the_last_day_to_cancel_reads_before_that_they_cannot_take_it_back() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "cancel_days": 30 }));
        let soon = session(&app, &story, &id, Some("2026-12-15"), 2);
        let later = session(&app, &story, &id, Some("2027-02-08"), 2);
        let learner = app.signed_in(story.person(Role::Learner).id);
        let shown = |session: &str| learner.get(&format!("/sessions/{session}")).is(200).text();
        let bound = "kann nur über die Schulungsleitung wieder absagen";
        assert!(shown(&soon).contains(bound) && !shown(&soon).contains("Absagen kann man bis"));
        assert!(!shown(&later).contains(bound) && shown(&later).contains("Absagen kann man bis"));
    });
}

/// What whoever refused it says.
fn told(answer: crate::support::browser::Answer) -> String {
    let said = answer.json();
    let first = &said["errors"][0]["detail"];
    first.as_str().or(said["detail"].as_str()).unwrap().to_owned()
}

#[test]
fn whoever_belongs_nowhere_takes_no_seat_and_a_token_none_for_itself() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9 }));
        let session = session(&app, &story, &id, Some("2027-02-08"), 9);
        let root = story.manufacturer.id;
        // An account like those behind integrations: every right, and nobody who works anywhere.
        let account = app.state.db.write(|conn| {
            let (chance, now) = (&app.state.chance, app.state.clock.now());
            let email = "integration@story.example";
            let account = Person::new(chance.id(now), "Werks-IT", "Nordhaus", Some((email, email)), "de", now);
            people::insert(conn, &account)?;
            let since = now.date_naive();
            for role in [Role::TrainingManager, Role::TeamLead, Role::PlatformAdmin] {
                people::grant(conn, chance.id(now), account.id, role, root, since, None, now)?;
            }
            Ok(account)
        });
        let account = account.unwrap();
        let path = format!("/api/v1/sessions/{session}/bookings");
        let own = app.signed_in(account.id).json("POST", &path, &json!({})).is(409);
        assert!(told(own).contains("keinem Betrieb"));
        app.signed_in(account.id).post(&format!("/sessions/{session}/booking"), &[]).is(409);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let named = manager
            .json("POST", &path, &json!({ "people": ["integration@story.example"] }))
            .is(422);
        assert!(told(named).contains("gehört heute keinem Betrieb an"));
        let page = format!("/sessions/{session}/bookings");
        let typed = manager
            .post(&page, &[("people", "integration@story.example"), ("way", "book")])
            .is(422);
        assert!(typed.text().contains("gehört heute keinem Betrieb an") && typed.text().contains("integration@story.example"));
        // Its token books for others, and never for whoever made it.
        let token = Browser::with_token(&app, &app.token(account.id, root));
        assert!(told(token.json("POST", &path, &json!({})).is(409)).contains("Ein Token"));
        let learner = story.person(Role::Learner);
        token.json("POST", &path, &json!({ "people": [learner.id] })).is(201);

        // Who leaves before that day has no seat on it either; on an earlier one they have.
        let lead = story.person(Role::TeamLead);
        let leaves = format!("UPDATE memberships SET end_on = '2027-01-31' WHERE person_id = '{}'", lead.id);
        super::odds::run(&app, &leaves);
        let late = app.signed_in(lead.id).json("POST", &path, &json!({})).is(409);
        assert!(told(late).contains("gehört an diesem Tag keinem Betrieb an"));
        let early = super::session(&app, &story, &id, Some("2027-01-18"), 9);
        let early = format!("/api/v1/sessions/{early}/bookings");
        app.signed_in(lead.id).json("POST", &early, &json!({})).is(201);
    });
}
