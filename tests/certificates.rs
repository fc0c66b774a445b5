//! Certificates: exactly one for each pass of our own, revoked with its proof, checked by anybody, read by those it concerns.

use crate::evidence::{course, passed, record};
use crate::support::app::{TestApp, on_both};
use crate::support::story::{Story, day};
use kundig::certificates::store::{self, Certificate};
use kundig::certificates::{issue, revocation};
use kundig::evidence::NewEvidence;
use kundig::organisations::Scope;
use kundig::platform::audit::By;
use kundig::rules::evidence::{Means, Strength};
use kundig::rules::id::Id;
use kundig::rules::person::Role;

fn learner(story: &Story) -> Id {
    story.person(Role::Learner).id
}

/// Runs what waits; jobs of other slices may fail here without harm.
fn work(app: &TestApp) {
    actix_web::rt::System::new()
        .block_on(kundig::app::run_due_jobs(&app.state))
        .unwrap();
}

fn certificates_of(app: &TestApp, person_id: Id) -> Vec<Certificate> {
    let listed = app.state.db.read(|conn| Ok(store::of_person(conn, person_id)?)).unwrap();
    listed.into_iter().map(|listed| listed.certificate).collect()
}

fn pdf_of(app: &TestApp, certificate: &Certificate) -> Vec<u8> {
    actix_web::rt::System::new()
        .block_on(app.state.files.content(&certificate.file_hash))
        .unwrap()
        .to_vec()
}

/// A learner who passed HV-R1 today, with the certificate.
fn issued(app: &TestApp, story: &Story) -> Certificate {
    let course_id = course(app, "HV-R1", "Hochvolt-Sicherheit", "High-voltage safety");
    let new = NewEvidence {
        valid_until: Some(day("2027-12-02")),
        ..passed(learner(story), course_id)
    };
    record(app, &new);
    work(app);
    certificates_of(app, learner(story)).remove(0)
}

#[test]
fn a_pass_gets_one_certificate_however_often_its_job_runs() {
    on_both(|app| {
        let story = app.story();
        let first = issued(&app, &story);
        assert_eq!(first.valid_until, Some(day("2027-12-02")));
        assert_eq!((first.shown_name.as_str(), first.language.as_str()), ("Vera L.", "de"));
        let again = actix_web::rt::System::new()
            .block_on(issue::issue(&app.state, vec![first.evidence_id]))
            .unwrap();
        assert_eq!(again, 0);
        assert_eq!(certificates_of(&app, learner(&story)), std::slice::from_ref(&first));
        let pdf = String::from_utf8_lossy(&pdf_of(&app, &first)).into_owned();
        for claim in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(pdf.contains(claim), "{claim}");
        }
        assert!(pdf.contains(&first.number), "the title in the metadata names the number");
    });
}

#[test]
fn only_what_was_seen_here_gets_a_certificate() {
    on_both(|app| {
        let story = app.story();
        let course_id = course(&app, "HV-101", "Hochvolt", "High voltage");
        for strength in Strength::ALL {
            record(
                &app,
                &NewEvidence {
                    strength,
                    means: Means::Paper,
                    ..passed(learner(&story), course_id)
                },
            );
        }
        work(&app);
        assert_eq!(certificates_of(&app, learner(&story)).len(), 2);
        assert!(app.state.db.read(|conn| Ok(store::at_odds(conn)?)).unwrap().is_empty());
    });
}

#[test]
fn a_proof_revoked_before_its_job_ran_gets_none() {
    on_both(|app| {
        let story = app.story();
        let course_id = course(&app, "HV-101", "Hochvolt", "High voltage");
        let id = record(&app, &passed(learner(&story), course_id)).evidence().id;
        revoke(&app, id, "wrong person");
        work(&app);
        assert!(certificates_of(&app, learner(&story)).is_empty());
    });
}

#[test]
fn proof_and_certificate_are_revoked_together_and_once() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        revoke(&app, certificate.evidence_id, "somebody else sat it");
        let after = certificates_of(&app, learner(&story)).remove(0);
        assert_eq!(after.revoked_reason.as_deref(), Some("somebody else sat it"));
        assert!(app.state.db.read(|conn| Ok(store::at_odds(conn)?)).unwrap().is_empty());
        let state = &app.state;
        let again = state.db.write(|conn| {
            let by = By::job("test");
            revocation::revoke(
                conn,
                &Scope::everything(),
                &state.chance,
                state.clock.now(),
                &by,
                certificate.evidence_id,
                "x",
            )
        });
        assert!(again.is_err());
    });
}

fn revoke(app: &TestApp, evidence_id: Id, reason: &str) {
    let state = &app.state;
    state
        .db
        .write(|conn| {
            let by = By::job("test");
            revocation::revoke(
                conn,
                &Scope::everything(),
                &state.chance,
                state.clock.now(),
                &by,
                evidence_id,
                reason,
            )
        })
        .unwrap();
}

#[test]
fn many_certificates_are_issued_in_one_go() {
    on_both(|app| {
        let story = app.story();
        let course_id = course(&app, "HV-101", "Hochvolt", "High voltage");
        let ids: Vec<Id> = (0..12)
            .map(|_| record(&app, &passed(learner(&story), course_id)).evidence().id)
            .collect();
        let count = actix_web::rt::System::new().block_on(issue::issue(&app.state, ids)).unwrap();
        assert_eq!(count, 12);
        let mut numbers: Vec<String> = certificates_of(&app, learner(&story)).into_iter().map(|c| c.number).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 12);
    });
}
