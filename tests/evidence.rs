//! Evidence: recorded once per run, revoked with a reason, never edited, and seen by the right people only.

use crate::support::app::{TestApp, on_both};
use crate::support::story::{Story, day, noon};
use diesel::{QueryableByName, RunQueryDsl};
use kundig::evidence::store::{self, Fact, NewEvidence, RecordOutcome, RevokeOutcome};
use kundig::on;
use kundig::organisations::Scope;
use kundig::platform::audit::By;
use kundig::rules::evidence::{Means, Strength};
use kundig::rules::id::Id;
use kundig::rules::person::Role;

/// A course that has a code and a title and nothing else.
pub fn course(app: &TestApp, code: &str, title_de: &str, title_en: &str) -> Id {
    let id = app.state.chance.id(noon());
    let title = serde_json::json!({ "de": title_de, "en": title_en });
    let sql =
        format!("INSERT INTO courses (id, code, title, created_at) VALUES ('{id}', '{code}', '{title}', '2026-01-01 00:00:00.000000')");
    app.state
        .db
        .write(|conn| Ok(on!(conn, c => diesel::sql_query(&sql).execute(c))?))
        .unwrap();
    id
}

/// A pass of today in this course, marked here.
pub fn passed(person_id: Id, course_id: Id) -> NewEvidence {
    NewEvidence {
        person_id,
        course_id,
        course_version_id: None,
        proven_on: day("2026-11-24"),
        means: Means::Online,
        strength: Strength::MarkedByServer,
        note: None,
        registration_id: None,
        valid_until: None,
        score_percent: Some(90),
        file_id: None,
        worth: kundig::rules::obligation::Worth::default(),
    }
}

pub fn record(app: &TestApp, new: &NewEvidence) -> RecordOutcome {
    let state = &app.state;
    state
        .db
        .write(|conn| Ok(store::record(conn, &state.chance, state.clock.now(), &By::job("test"), new)?))
        .unwrap()
}

fn learner(story: &Story) -> Id {
    story.person(Role::Learner).id
}

#[derive(QueryableByName)]
struct Code {
    #[diesel(sql_type = diesel::sql_types::Text)]
    code: String,
}

/// All that somebody proved, of whatever course.
pub fn facts(app: &TestApp, person_id: Id) -> Vec<Fact> {
    let read = app.state.db.read(|conn| {
        let codes: Vec<Code> = on!(conn, c => diesel::sql_query("SELECT code FROM courses").load(c))?;
        let codes = codes.into_iter().map(|row| row.code).collect();
        Ok(store::facts_of(conn, &[person_id], &codes)?)
    });
    read.unwrap()
}

#[test]
fn a_run_through_a_course_leads_to_one_proof_however_often_it_is_recorded() {
    on_both(|app| {
        let story = app.story();
        let registration_id = Some(app.state.chance.id(noon()));
        let new = NewEvidence {
            registration_id,
            ..passed(learner(&story), course(&app, "HV-R1", "Hochvolt", "High voltage"))
        };
        let RecordOutcome::Recorded(first) = record(&app, &new) else {
            panic!("the first is new")
        };
        assert_eq!(record(&app, &new), RecordOutcome::AlreadyRecorded(first));
        let facts = facts(&app, learner(&story));
        assert_eq!(facts.len(), 1);
        assert_eq!((&*facts[0].course, facts[0].on), ("HV-R1", day("2026-11-24")));
    });
}

#[test]
fn a_revoked_proof_stays_on_record_with_the_first_reason() {
    on_both(|app| {
        let story = app.story();
        let new = passed(learner(&story), course(&app, "HV-R1", "Hochvolt", "High voltage"));
        let id = record(&app, &new).evidence().id;
        let state = &app.state;
        let revoke = |scope: Scope, reason: &str| {
            state
                .db
                .write(|conn| {
                    Ok(store::revoke(
                        conn,
                        &scope,
                        &state.chance,
                        state.clock.now(),
                        &By::job("test"),
                        id,
                        reason,
                    )?)
                })
                .unwrap()
        };
        let beta = Scope::branches(vec![story.beta.path.clone()]);
        assert_eq!(revoke(beta, "not ours"), RevokeOutcome::Missing);
        let alpha = Scope::branches(vec![story.alpha.path.clone()]);
        assert!(matches!(revoke(alpha.clone(), "somebody else sat it"), RevokeOutcome::Revoked(_)));
        assert!(matches!(revoke(alpha, "again"), RevokeOutcome::AlreadyRevoked(_)));
        let all = state.db.read(|conn| Ok(store::of_person(conn, learner(&story))?)).unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].0.revoked_reason.as_deref(), Some("somebody else sat it"));
        assert_eq!(all[0].0.revoked_at, Some(noon()));
    });
}

#[test]
fn each_deed_is_audited_and_sets_what_follows_moving() {
    on_both(|app| {
        let story = app.story();
        let new = passed(learner(&story), course(&app, "HV-R1", "Hochvolt", "High voltage"));
        record(&app, &new);
        #[derive(diesel::QueryableByName)]
        struct Word {
            #[diesel(sql_type = diesel::sql_types::Text)]
            word: String,
        }
        let words = |sql: &'static str| {
            let rows: Vec<Word> = app
                .state
                .db
                .read(|conn| Ok(on!(conn, c => diesel::sql_query(sql).load(c))?))
                .unwrap();
            rows.into_iter().map(|row| row.word).collect::<Vec<_>>()
        };
        assert_eq!(
            words("SELECT kind AS word FROM jobs ORDER BY kind"),
            ["evidence.changed", "evidence.recorded"]
        );
        assert_eq!(
            words("SELECT action AS word FROM audit_entries WHERE subject_kind = 'evidence'"),
            ["evidence.record"]
        );
        assert_eq!(
            words("SELECT organisation_path AS word FROM audit_entries WHERE subject_kind = 'evidence'"),
            [story.alpha.path.as_str()]
        );
    });
}

#[test]
fn a_course_on_paper_is_recorded_for_a_list_of_people_once() {
    on_both(|app| {
        let story = app.story();
        course(&app, "HV-101", "Hochvolt", "High voltage");
        let trainer = app.signed_in(story.person(Role::Trainer).id);
        let list = format!(
            "learner@story.example\r\n{}\n LEARNER@story.example \n",
            story.person(Role::TeamLead).id
        );
        let fields = [
            ("course", "HV-101"),
            ("proven_on", "23.11.2026"),
            ("strength", "observed_by_trainer"),
            ("people", list.as_str()),
            ("valid_until", ""),
            ("note", "Halle 2"),
        ];
        let scan = b"%PDF-1.7 a list with signatures";
        trainer.get("/evidence/new").is(200);
        trainer.upload("/evidence", &fields, "scan", "../list.pdf", scan).is(303);
        trainer.upload("/evidence", &fields, "scan", "list.pdf", scan).is(303);
        let all = app.state.db.read(|conn| Ok(store::of_person(conn, learner(&story))?)).unwrap();
        assert_eq!(all.len(), 1);
        let proof = &all[0].0;
        assert_eq!((proof.means.as_str(), proof.proven_on), ("paper", day("2026-11-23")));
        let page = trainer.get(&format!("/evidence/{}", proof.id)).is(200);
        assert!(page.text().contains("Halle 2"));
        for file in [
            format!("/evidence/{}/file", proof.id),
            format!("/api/v1/evidence/{}/file", proof.id),
        ] {
            let file = trainer.get(&file).is(200);
            assert_eq!(
                (file.body.as_slice(), file.header("content-type")),
                (scan.as_slice(), Some("application/pdf"))
            );
        }
        // The list names other people too: it is not for whoever is on it.
        app.signed_in(learner(&story)).get(&format!("/evidence/{}/file", proof.id)).is(403);
        let own = app.signed_in(learner(&story)).get(&format!("/evidence/{}", proof.id)).is(200);
        assert!(!own.text().contains("Halle 2"));
    });
}

#[test]
fn what_is_wrong_with_a_list_is_told_at_once_and_nothing_is_lost() {
    on_both(|app| {
        let story = app.story();
        let trainer = app.signed_in(story.person(Role::Trainer).id);
        let fields = [
            ("course", "NO-1"),
            ("proven_on", "31.12.2099"),
            ("strength", "marked_by_server"),
            ("people", "E-9999\nlearner@story.example"),
            ("valid_until", "01.01.2020"),
            ("note", "Halle 2"),
        ];
        let page = trainer.upload("/evidence", &fields, "scan", "list.exe", b"MZ").is(422);
        for id in ["#course", "#proven_on", "#strength", "#valid_until", "#people", "#scan"] {
            assert!(page.text().contains(&format!("href=\"{id}\"")), "{id}");
        }
        assert!(page.text().contains("E-9999") && page.text().contains("Halle 2"));
        trainer.upload("/evidence", &[], "scan", "", b"").is(422);
        trainer.post("/evidence", &[("course", "x")]).is(400);
        assert!(
            app.state
                .db
                .read(|conn| Ok(store::of_person(conn, learner(&story))?))
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn an_integration_records_lists_and_revokes() {
    on_both(|app| {
        let story = app.story();
        course(&app, "HV-101", "Hochvolt", "High voltage");
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let body = serde_json::json!({
            "course": "HV-101", "proven_on": "2026-11-20", "strength": "external_document",
            "people": ["learner@story.example"], "note": "seen", "scan": { "name": "a.pdf", "content": "JVBERi0xLjc=" }
        });
        let made = manager.json("POST", "/api/v1/evidence", &body).is(201).json();
        assert_eq!(made["items"][0]["strength"], "external_document");
        let again = manager.json("POST", "/api/v1/evidence", &body).is(201).json();
        assert_eq!(
            (again["items"].as_array().unwrap().len(), &again["recorded_before"]),
            (0, &serde_json::json!(1))
        );
        let id = made["items"][0]["id"].as_str().unwrap();
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        assert_eq!(
            lead.get("/api/v1/evidence?course=HV-101").is(200).json()["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        lead.get(&format!("/api/v1/evidence/{id}")).is(200);
        let stranger = app.signed_in(story.stranger.id);
        assert_eq!(
            stranger.get("/api/v1/evidence").is(200).json()["items"].as_array().unwrap().len(),
            0
        );
        stranger.get(&format!("/api/v1/evidence/{id}")).is(404);
        let path = format!("/api/v1/evidence/{id}/revocation");
        manager.json("POST", &path, &serde_json::json!({ "reason": "" })).is(422);
        let revoked = manager
            .json("POST", &path, &serde_json::json!({ "reason": "forged" }))
            .is(201)
            .json();
        assert_eq!(revoked["revoked_reason"], "forged");
        manager.json("POST", &path, &serde_json::json!({ "reason": "forged" })).is(409);
        let wrong = serde_json::json!({ "course": "HV-101", "proven_on": "2026-11-20", "strength": "observed_by_trainer", "people": ["nobody@x.example"] });
        assert_eq!(
            manager.json("POST", "/api/v1/evidence", &wrong).is(422).json()["errors"][0]["field"],
            "people"
        );
        manager.get("/api/v1/evidence?limit=0").is(422);
        manager.get("/api/v1/evidence?cursor=eA").is(422);
        manager.get("/api/v1/evidence?nonsense=1").is(400);
    });
}
