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
pub fn issued(app: &TestApp, story: &Story) -> Certificate {
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

#[test]
fn anybody_learns_whether_a_certificate_counts_and_little_else() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        let german = || app.anonymous().saying("accept-language", "de");
        let typed = kundig::rules::certificate::grouped(&certificate.check_code).to_lowercase();
        let way = german().get(&format!("/c?code={}", typed.replace(' ', "%20"))).is(303);
        let path = way.location.unwrap();
        assert_eq!(path, format!("/c/{}", certificate.check_code));
        let page = german().get(&path).is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Gültig bis 2. Dezember 2027"));
        let facts = page.select("dl.facts").unwrap();
        assert!(
            facts.contains("Vera L.") && facts.contains("Hochvolt-Sicherheit") && facts.contains(&certificate.number),
            "{facts}"
        );
        for secret in [
            "learner@story",
            "Vera learner",
            &story.alpha.name,
            &certificate.person_id.to_string(),
        ] {
            assert!(!page.text().contains(secret), "{secret}");
        }
        revoke(&app, certificate.evidence_id, "somebody else sat it");
        let page = german().get(&path).is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Nicht gültig: widerrufen am 24. November 2026"));
        assert!(!page.text().contains("somebody else"));
    });
}

#[test]
fn a_check_says_nothing_of_an_end_that_the_certificate_does_not_know() {
    on_both(|app| {
        let story = app.story();
        let course_id = course(&app, "HV-101", "Hochvolt-Sicherheit", "High-voltage safety");
        record(&app, &passed(learner(&story), course_id));
        work(&app);
        let certificate = certificates_of(&app, learner(&story)).remove(0);
        assert_eq!(certificate.valid_until, None);
        let page = app
            .anonymous()
            .saying("accept-language", "de")
            .get(&format!("/c/{}", certificate.check_code))
            .is(200);
        let told = page.select("h1").unwrap();
        assert!(
            told.starts_with("Gültig, bestanden am ") && !page.text().contains("ohne Ablauf"),
            "{told}"
        );
    });
}

#[test]
fn wrong_and_unknown_codes_get_one_and_the_same_page() {
    on_both(|app| {
        let unknown = kundig::rules::certificate::code([3; 28]);
        let codes = [unknown.as_str(), "1", "N-2026-0041%208712", &"A".repeat(500), "%00%ff"];
        let pages: Vec<String> = codes
            .iter()
            .map(|code| app.anonymous().get(&format!("/c/{code}")).is(404).text())
            .collect();
        let told = |page: &String| page.split("<main").nth(1).unwrap().to_owned();
        for (code, page) in codes.iter().zip(&pages).take(4) {
            assert_eq!(told(page), told(&pages[0]), "{code}");
        }
    });
}

#[test]
fn who_tries_codes_has_to_wait() {
    on_both(|app| {
        for _ in 0..60 {
            app.anonymous().get("/c/7KQ4").is(404);
        }
        let answer = app.anonymous().get("/c/7KQ4").is(429);
        assert!(answer.header("retry-after").is_some());
    });
}

#[test]
fn the_document_is_for_its_person_and_those_above_and_nobody_else() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        let file = format!("/certificates/{}/file", certificate.id);
        let proof = format!("/evidence/{}", certificate.evidence_id);
        for role in [
            Role::Learner,
            Role::TeamLead,
            Role::PartnerAdmin,
            Role::TrainingManager,
            Role::Trainer,
        ] {
            let browser = app.signed_in(story.person(role).id);
            let pdf = browser.get(&file).is(200);
            assert_eq!(pdf.body, pdf_of(&app, &certificate), "{role}");
            assert!(pdf.header("content-disposition").unwrap().starts_with("attachment"));
            browser.get(&proof).is(200);
        }
        for stranger in [story.stranger.id, story.person(Role::HotlineExpert).id] {
            app.signed_in(stranger).get(&file).is(404);
            app.signed_in(stranger).get(&proof).is(404);
        }
        let own = app.signed_in(learner(&story)).get("/certificates").is(200);
        assert!(own.text().contains(&certificate.number));
        let branch = app
            .signed_in(story.person(Role::TeamLead).id)
            .get("/certificates/branch?name=LEARN")
            .is(200);
        assert!(branch.text().contains(&certificate.number));
        let other = app.signed_in(story.stranger.id).get("/certificates/branch").is(200);
        assert!(!other.text().contains(&certificate.number));
        app.anonymous().get(&file).is(303);
    });
}

#[test]
fn a_training_manager_revokes_with_a_reason_and_nobody_twice() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = format!("/evidence/{}/revocation", certificate.evidence_id);
        manager.get(&format!("{path}/new")).is(200);
        let empty = manager.post(&path, &[("reason", "  ")]).is(422);
        assert!(empty.text().contains("#reason"));
        app.signed_in(story.person(Role::PartnerAdmin).id)
            .post(&path, &[("reason", "x")])
            .is(403);
        manager.post(&path, &[("reason", "Namensgleiche Person verwechselt")]).is(303);
        manager.post(&path, &[("reason", "noch einmal")]).is(409);
        let page = app
            .signed_in(learner(&story))
            .get(&format!("/evidence/{}", certificate.evidence_id))
            .is(200);
        assert!(page.text().contains("Namensgleiche Person verwechselt"));
    });
}

#[test]
fn an_integration_reads_downloads_and_checks() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let list = manager.get("/api/v1/certificates?course=HV-R1&limit=1").is(200).json();
        assert_eq!(list["items"][0]["number"], certificate.number.as_str());
        manager.get(&format!("/api/v1/certificates/{}", certificate.id)).is(200);
        let pdf = manager.get(&format!("/api/v1/certificates/{}/file", certificate.id)).is(200);
        assert_eq!(pdf.header("content-type"), Some("application/pdf"));
        let answer = app
            .anonymous()
            .get(&format!("/api/v1/certificate-checks/{}", certificate.check_code))
            .is(200)
            .json();
        assert_eq!(
            (&answer["standing"], &answer["name"]),
            (&serde_json::json!("valid"), &serde_json::json!("Vera L."))
        );
        app.anonymous().get("/api/v1/certificate-checks/7KQ4").is(404);
        app.signed_in(story.stranger.id)
            .get(&format!("/api/v1/certificates/{}", certificate.id))
            .is(404);
    });
}
