//! Head counts: so many people with a proof at every location, and the day on which there will be too few.

use crate::evidence::{course, passed, record};
use crate::support::app::on_both;
use crate::support::story::day;
use kundig::evidence::NewEvidence;
use kundig::people::store as people;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn location(list: &Value, organisation: &str) -> Value {
    let all = list.as_array().unwrap();
    all.iter()
        .find(|one| one["organisation_id"] == organisation)
        .cloned()
        .unwrap_or_default()
}

#[test]
fn a_location_says_on_which_day_it_will_have_too_few() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let stranger = app.signed_in(story.stranger.id);
        let [learner, lead] = [Role::Learner, Role::TeamLead].map(|role| story.person(role).id);
        let proof = course(&app, "HV-1", "Hochvolt", "High voltage");
        let asked = json!({
            "code": "HV", "title": { "de": "Hochvolt", "en": "High voltage" }, "in_force_on": "2026-01-01", "audience": {}, "initial": ["HV-1"],
            "first_due": { "on": "2026-12-31" }, "recurrence": { "kind": "rolling", "months": 12 }, "notice_days": 30, "grace_days": 10,
            "reminders": []
        });
        let made = manager.json("POST", "/api/v1/requirements", &asked).is(201).json();
        let path = format!("/api/v1/requirements/{}/draft/entry", made["id"].as_str().unwrap());
        manager.json("POST", &path, &json!({})).is(200);
        app.run_jobs();
        assert!(partner.get("/head-counts").is(200).text().contains("Keine Kopfzahl ist verlangt"));
        partner.get("/head-counts/new").is(403);
        manager.get("/head-counts/new").is(200);
        let wrong = manager
            .post(
                "/head-counts",
                &[
                    ("code", "a b"),
                    ("least", "0"),
                    ("requirement", "X"),
                    ("services", "y"),
                    ("in_force_on", ""),
                ],
            )
            .is(422);
        for field in ["code", "title\\.en", "requirement", "least", "in_force_on"] {
            assert_eq!(wrong.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}: {}", wrong.text());
        }
        let body = json!({ "code": "TWO", "title": { "de": "Zwei mit Hochvolt", "en": "Two" }, "requirement": "HV", "least": 2, "in_force_on": "2026-01-01" });
        let two = manager.json("POST", "/api/v1/head-counts", &body).is(201).json();
        manager.json("POST", "/api/v1/head-counts", &body).is(422);
        manager
            .json(
                "POST",
                "/api/v1/head-counts",
                &json!({ "code": "X", "title": {}, "requirement": "HV", "least": 2_000, "in_force_on": "x" }),
            )
            .is(422);
        let page = format!("/head-counts/{}", two["id"].as_str().unwrap());
        let calls = format!("/api/v1/head-counts/{}/locations", two["id"].as_str().unwrap());
        let alpha = story.alpha.id.to_string();
        let at_alpha = || location(&partner.get(&calls).is(200).json(), &alpha);
        assert_eq!((&at_alpha()["status"], &at_alpha()["counted"]), (&json!("broken"), &json!(0)));
        let of = |person, on: &str| NewEvidence {
            proven_on: day(on),
            ..passed(person, proof)
        };
        record(&app, &of(learner, "2026-05-04"));
        record(&app, &of(lead, "2026-07-01"));
        // The proof of May is due on 4 May and in grace to 14 May: from the 15th on there is one.
        let seen = at_alpha();
        assert_eq!(
            (&seen["status"], &seen["counted"], &seen["breaks_on"]),
            (&json!("breaking"), &json!(2), &json!("2027-05-15"))
        );
        assert_eq!(seen["people"][0]["end"], "proof_ends");
        // Somebody who leaves breaks it sooner.
        app.state
            .db
            .write(|conn| {
                let stays = people::memberships_of(conn, lead)?;
                let sql = format!("UPDATE memberships SET end_on = '2027-02-28' WHERE id = '{}'", stays[0].id);
                Ok(kundig::on!(conn, c => diesel::RunQueryDsl::execute(diesel::sql_query(&sql), c))?)
            })
            .unwrap();
        let seen = at_alpha();
        assert_eq!((&seen["status"], &seen["breaks_on"]), (&json!("breaking"), &json!("2027-03-01")));
        let text = partner.get(&page).is(200).text();
        assert!(
            text.contains("Reicht bis 28. Februar 2027.") && text.contains("Es geht: "),
            "{text}"
        );
        assert!(partner.get("/both-sides").is(200).text().contains("Zwei mit Hochvolt"));
        // Nobody sees another partner's people.
        let theirs = stranger.get(&calls).is(200).json();
        assert_eq!(
            (location(&theirs, &alpha), theirs.as_array().unwrap().is_empty()),
            (Value::Null, false)
        );
        assert!(!stranger.get(&page).is(200).text().contains("Kälte Albers"));
        partner.post(&format!("{page}/retirement"), &[]).is(403);
        let retirement = format!("/api/v1/head-counts/{}/retirement", two["id"].as_str().unwrap());
        manager.json("POST", &retirement, &json!({ "on": "2025-01-01" })).is(422);
        manager.post(&format!("{page}/retirement"), &[]).is(303);
        manager.json("POST", &retirement, &json!({ "on": "2027-01-01" })).is(409);
        assert_eq!(manager.get("/api/v1/head-counts").is(200).json()[0]["retired_on"], "2026-11-24");
    });
}
