//! Moving to another organisation: one deed, the proof goes along, what happened at the old one stays there; leaving and coming back.

use crate::evidence::{course, passed, record};
use crate::overviews::told;
use crate::support::app::on_both;
use crate::support::browser::{Answer, Browser};
use crate::support::story::day;
use kundig::evidence::NewEvidence;
use kundig::obligations::recalculation::recalculate_due;
use kundig::people::store as people;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use std::collections::BTreeSet;

/// First and last days of somebody's places of work.
fn stays(app: &crate::support::app::TestApp, person: Id) -> Vec<(Id, String, Option<String>)> {
    let mut all = app.state.db.read(|conn| Ok(people::memberships_of(conn, person)?)).unwrap();
    all.sort_by_key(|stay| (stay.start_on, stay.id));
    all.iter()
        .map(|stay| {
            (
                stay.organisation_id,
                stay.start_on.to_string(),
                stay.end_on.map(|day| day.to_string()),
            )
        })
        .collect()
}

/// The address under which the first open place is left.
fn way_out(page: &Answer) -> String {
    let text = page.text();
    let link = text
        .split("href=\"")
        .find(|part| part.split('"').next().is_some_and(|href| href.ends_with("/move")))
        .unwrap();
    link.split('"').next().unwrap().to_owned()
}

#[test]
fn the_record_says_of_a_place_to_come_from_when_not_since_when() {
    on_both(|app| {
        let story = told(&app);
        let person = story.person(Role::TeamLead).id;
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = way_out(&manager.get(&format!("/people/{person}")).is(200));
        let beta = story.beta.id.to_string();
        manager
            .post(&path, &[("organisation_id", &beta), ("start_on", "02.12.2026")])
            .is(303);
        let record = manager.get(&format!("/people/{person}/record")).is(200).text();
        assert!(record.contains("Ab 2. Dezember 2026"), "{record}");
        assert!(!record.contains("Seit 2. Dezember 2026"), "{record}");
    });
}

#[test]
fn somebody_moves_in_one_deed_and_their_proof_goes_along() {
    on_both(|app| {
        let story = told(&app);
        let person = story.person(Role::TeamLead).id;
        record(&app, &passed(person, course(&app, "HV-R1", "Hochvolt", "High voltage")));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager
            .upload(
                &format!("/people/{person}/pauses"),
                &[("from_on", "2026-01-01"), ("to_on", "2026-02-01"), ("reason", "Reha")],
                "document",
                "",
                b"",
            )
            .is(303);
        let stranger = app.signed_in(story.stranger.id);
        stranger.get(&format!("/people/{person}/record")).is(404);
        let path = way_out(&manager.get(&format!("/people/{person}")).is(200));
        manager.get(&path).is(200);
        let beta = story.beta.id.to_string();
        manager.get(&format!("{path}?organisation={beta}")).is(200);
        let go = |organisation: &str, start: &str| manager.post(&path, &[("organisation_id", organisation), ("start_on", start)]);
        go(&beta, "31.02.2026").is(422);
        go(&beta, "1999-01-01").is(422);
        go("nonsense", "24.11.2026").is(422);
        go(&story.alpha.id.to_string(), "24.11.2026").is(409);
        // A partner's administrator cannot send anybody out of their own branch.
        app.signed_in(story.person(Role::PartnerAdmin).id)
            .post(&path, &[("organisation_id", &beta), ("start_on", "24.11.2026")])
            .is(422);
        let before = stays(&app, person);
        go(&beta, "24.11.2026").is(303);
        let after = stays(&app, person);
        assert_eq!(after.len(), before.len() + 1);
        assert_eq!(after[0].2.as_deref(), Some("2026-11-23"));
        assert_eq!(after[1], (story.beta.id, "2026-11-24".to_owned(), None));
        // They lead nobody any more where they have left.
        app.signed_in(person).get("/obligations").is(403);
        crate::imports::run_jobs(&app);
        let record = stranger.get(&format!("/people/{person}/record")).is(200).text();
        assert!(record.contains("Hochvolt") && record.contains("Froid Bernard"), "{record}");
        assert!(!record.contains("Kälte Albers") && !record.contains("Reha"), "{record}");
        assert!(record.contains("From the time at another organisation") || record.contains("Aus der Zeit in einem anderen Betrieb"));
        // Coming back is another stay; the first one keeps its days.
        let back = way_out(&manager.get(&format!("/people/{person}")).is(200));
        manager
            .post(
                &back,
                &[("organisation_id", &story.alpha.id.to_string()), ("start_on", "2027-03-01")],
            )
            .is(303);
        let all = stays(&app, person);
        assert_eq!(all.len(), 3);
        assert_eq!(all[1].2.as_deref(), Some("2027-02-28"));
        assert_eq!(all[0].2.as_deref(), Some("2026-11-23"));
    });
}

#[test]
fn whoever_moved_on_owes_where_they_are_and_what_came_after_is_not_told_where_they_were() {
    on_both(|app| {
        let story = told(&app);
        let person = story.person(Role::Learner).id;
        let course = course(&app, "HV-R1", "Hochvolt", "High voltage");
        let old = record(
            &app,
            &NewEvidence {
                proven_on: day("2026-11-20"),
                ..passed(person, course)
            },
        )
        .evidence();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let owed_at = || {
            let manager = app.signed_in(story.person(Role::TrainingManager).id);
            let all = manager.get(&format!("/api/v1/obligations?person_id={person}")).is(200).json();
            let at = |one: &serde_json::Value| one["organisation_id"].as_str().unwrap().to_owned();
            let all: BTreeSet<String> = all["items"].as_array().unwrap().iter().map(at).collect();
            all
        };
        assert_eq!(owed_at(), BTreeSet::from([story.alpha.id.to_string()]));
        let path = way_out(&manager.get(&format!("/people/{person}")).is(200));
        let move_to = [
            ("organisation_id", story.beta.id.to_string()),
            ("start_on", "2026-11-25".to_owned()),
        ];
        let move_to: Vec<(&str, &str)> = move_to.iter().map(|(name, value)| (*name, value.as_str())).collect();
        manager.post(&path, &move_to).is(303);
        crate::imports::run_jobs(&app);
        // Nothing is owed elsewhere before the day has come.
        assert_eq!(owed_at(), BTreeSet::from([story.alpha.id.to_string()]));
        app.state.clock.advance(chrono::Duration::days(2));
        recalculate_due(&app.state.db, &app.state.chance, app.state.clock.now()).unwrap();
        assert_eq!(owed_at(), BTreeSet::from([story.beta.id.to_string()]));
        let new = record(
            &app,
            &NewEvidence {
                proven_on: day("2026-11-26"),
                ..passed(person, course)
            },
        )
        .evidence();
        crate::imports::run_jobs(&app);
        let (manager, left) = (
            app.signed_in(story.person(Role::TrainingManager).id),
            app.signed_in(story.person(Role::PartnerAdmin).id),
        );
        let proof = |browser: &Browser, id: Id, status: u16| browser.get(&format!("/api/v1/evidence/{id}")).is(status);
        proof(&left, old.id, 200);
        proof(&left, new.id, 404);
        proof(&manager, new.id, 200);
        let listed = left.get(&format!("/api/v1/evidence?person_id={person}")).is(200).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        left.get(&format!("/evidence/{}", new.id)).is(404);
        let record = left.get(&format!("/people/{person}/record")).is(200);
        assert!(record.text().contains("20.11.2026"), "{}", record.text());
        assert!(!record.text().contains("26.11.2026"), "{}", record.text());
        assert!(!record.text().contains("/documents/new") && !record.text().contains("/extensions/new"));
        left.get(&format!("/people/{person}/documents/new")).is(404);
        left.get(&format!("/people/{person}/extensions/new?requirement=LATE")).is(404);
        left.get(&format!("/obligations/reminders?pick={person}")).is(404);
        assert!(!left.get("/obligations").is(200).text().contains("Vera learner"));
    });
}
