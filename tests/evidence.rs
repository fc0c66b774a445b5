//! Evidence: recorded once per run, revoked with a reason, never edited, and seen by the right people only.

use crate::support::app::{TestApp, on_both};
use crate::support::story::{Story, day, noon};
use diesel::RunQueryDsl;
use kundig::evidence::store::{self, NewEvidence, RecordOutcome, RevokeOutcome};
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
        let facts = app.state.db.read(|conn| Ok(store::facts_of(conn, &[learner(&story)])?)).unwrap();
        assert_eq!(facts.len(), 1);
        assert_eq!((facts[0].course.as_str(), facts[0].on), ("HV-R1", day("2026-11-24")));
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
