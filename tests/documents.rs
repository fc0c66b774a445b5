//! Documents of somebody else: handed in, recognised or declined by a named person, by page and by call.

use crate::evidence::course;
use crate::overviews::{recalculate, told};
use crate::support::app::on_both;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use kundig::obligations::store;
use kundig::rules::person::Role;
use serde_json::json;

const PAPER: &[u8] = b"%PDF-1.4 first aid";

#[test]
fn a_document_is_handed_in_recognised_and_moves_the_obligation_at_once() {
    on_both(|app| {
        let story = told(&app);
        let learner = story.person(Role::Learner);
        course(&app, "LATE-1", "Kältemittel", "Refrigerants");
        let browser = app.signed_in(learner.id);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let standing = || {
            let rows = app.state.db.read(|conn| Ok(store::obligations_of(conn, learner.id)?)).unwrap();
            let (row, _) = rows.into_iter().find(|(_, code)| code == "LATE").unwrap();
            (row.status, row.satisfied_on)
        };
        assert_eq!(standing().0, "overdue");
        let why = browser.get("/training/LATE/why").is(200).text();
        assert!(why.contains("/documents/new?requirement"), "{why}");
        assert_eq!(
            browser
                .get("/documents/new?requirement=LATE")
                .is(200)
                .attribute("option[selected]", "value")
                .as_deref(),
            Some("LATE")
        );
        // All faults at once, and nothing that was typed is lost.
        let wrong = [
            ("title", " "),
            ("issued_on", "31.02.2026"),
            ("valid_until", "2020-01-01"),
            ("requirement", "NOTHING"),
            ("note", "so"),
        ];
        let page = browser.upload("/documents", &wrong, "scan", "x.exe", b"MZ").is(422);
        for field in ["title", "issued_on", "requirement", "scan"] {
            assert_eq!(page.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}: {}", page.text());
        }
        let good = [
            ("title", "Ersthelferschein"),
            ("issuer", "DRK Hamburg"),
            ("issued_on", "31.10.2026"),
            ("valid_until", "31.10.2028"),
            ("requirement", "LATE"),
        ];
        browser
            .upload("/documents", &[("issued_on", "25.11.2026"), ("title", "x")], "scan", "a.pdf", PAPER)
            .is(422);
        let path = browser
            .upload("/documents", &good, "scan", "../a.pdf", PAPER)
            .is(303)
            .location
            .unwrap();
        assert_eq!(browser.get("/documents").is(200).count("tbody tr"), 1);
        assert_eq!(
            browser.get(&format!("{path}/file")).is(200).header("content-type"),
            Some("application/pdf")
        );
        // Others see nothing of it; whoever leads the person sees how it stands, and not the file.
        app.signed_in(story.stranger.id).get(&path).is(404);
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        lead.get(&path).is(200);
        lead.get(&format!("{path}/file")).is(404);
        browser.post(&format!("{path}/answer"), &[("answer", "recognise")]).is(403);
        let list = manager.get("/documents/waiting").is(200);
        assert_eq!(list.select("h1").as_deref(), Some("Ein Dokument wartet seit heute"));
        let form = manager.get(&path).is(200);
        assert_eq!(form.attribute("#proven_on", "value").as_deref(), Some("31.10.2026"));
        let meant = form.attribute("#course option[selected]", "value").unwrap();
        let answer = |fields: &[(&str, &str)]| manager.post(&format!("{path}/answer"), fields);
        answer(&[("answer", "maybe")]).is(422);
        answer(&[("answer", "decline"), ("reason", " ")]).is(422);
        answer(&[("answer", "recognise"), ("course", "NONE"), ("proven_on", "31.10.2026")]).is(422);
        let yes = [
            ("answer", "recognise"),
            ("course", meant.as_str()),
            ("proven_on", "31.10.2026"),
            ("valid_until", "30.06.2027"),
        ];
        answer(&yes).is(303);
        answer(&yes).is(409);
        recalculate(&app);
        let (status, satisfied_on) = standing();
        assert_eq!(satisfied_on, "2026-10-31".parse().ok());
        assert!(matches!(status.as_str(), "valid" | "satisfied" | "due"), "{status}");
        let proofs = manager.get(&format!("/api/v1/evidence?person_id={}", learner.id)).is(200).json();
        let proof = proofs["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["proven_on"] == "2026-10-31")
            .unwrap();
        assert_eq!(
            (&proof["strength"], &proof["valid_until"]),
            (&json!("external_document"), &json!("2027-06-30"))
        );
        let page = browser.get(&path).is(200).text();
        assert!(page.contains("Anerkannt") && page.contains(&format!("/evidence/{}", proof["id"].as_str().unwrap())));
        let mails = manager.get("/api/v1/mails").is(200).json();
        let kinds: Vec<_> = mails["items"].as_array().unwrap().iter().map(|mail| mail["kind"].clone()).collect();
        assert!(
            kinds.contains(&json!("document_handed_in")) && kinds.contains(&json!("document_answered")),
            "{kinds:?}"
        );
        // The same once more would be the same proof.
        let again = browser
            .upload("/documents", &good, "scan", "a.pdf", PAPER)
            .is(303)
            .location
            .unwrap();
        let twice = manager.post(&format!("{again}/answer"), &yes).is(422);
        assert_eq!(twice.count("#course[aria-invalid=true]"), 1);
        browser.post(&format!("{again}/withdrawal"), &[]).is(303);
        browser.post(&format!("{again}/withdrawal"), &[]).is(409);
        manager.post(&format!("{again}/answer"), &yes).is(409);
        assert_eq!(manager.get("/documents/waiting?state=withdrawn").is(200).count("tbody tr"), 1);
        let audit = manager.get("/administration/audit").is(200).text();
        for word in ["document.hand_in", "document.answer", "document.withdraw"] {
            assert!(audit.contains(word), "{word}");
        }
    });
}

#[test]
fn whoever_leads_hands_in_by_call_and_is_told_no() {
    on_both(|app| {
        let story = told(&app);
        let learner = story.person(Role::Learner).id;
        course(&app, "EH-1", "Erste Hilfe", "First aid");
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        lead.get(&format!("/people/{learner}/documents/new")).is(200);
        let stranger = app.signed_in(story.stranger.id);
        stranger.get(&format!("/people/{learner}/documents/new")).is(404);
        let document = |issued: &str, content: &str| {
            json!({ "title": "Ersthelferschein", "issued_on": issued, "course": "EH-1",
                    "file": { "name": "a.pdf", "content": content } })
        };
        let good = document("2026-10-31", &STANDARD.encode(PAPER));
        let body = json!({ "person_id": learner, "document": good });
        stranger.json("POST", "/api/v1/documents", &body).is(422);
        for bad in [
            document("2026-10-31", "%%"),
            document("2026-10-31", "TVo="),
            document("31.10.2026x", &STANDARD.encode(PAPER)),
        ] {
            lead.json("POST", "/api/v1/documents", &json!({ "person_id": learner, "document": bad }))
                .is(422);
        }
        let made = lead.json("POST", "/api/v1/documents", &body).is(201).json();
        let path = format!("/api/v1/documents/{}", made["id"].as_str().unwrap());
        assert_eq!((&made["state"], &made["course"]), (&json!("waiting"), &json!("EH-1")));
        lead.get(&path).is(200);
        stranger.get(&path).is(404);
        lead.get(&format!("{path}/file")).is(403);
        manager.get(&format!("{path}/file")).is(200);
        lead.json("POST", &format!("{path}/answer"), &json!({ "answer": "decline", "reason": "x" }))
            .is(403);
        manager
            .json("POST", &format!("{path}/answer"), &json!({ "answer": "decline" }))
            .is(422);
        let told = json!({ "answer": "decline", "reason": "Das Datum ist nicht zu lesen" });
        assert_eq!(
            manager.json("POST", &format!("{path}/answer"), &told).is(200).json()["state"],
            "declined"
        );
        manager.json("POST", &format!("{path}/answer"), &told).is(409);
        let own = app.signed_in(learner).get("/api/v1/me/documents").is(200).json();
        assert_eq!(own[0]["answer_reason"], "Das Datum ist nicht zu lesen");
        assert_eq!(
            manager.get("/api/v1/documents?state=declined").is(200).json()["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        manager.get("/api/v1/documents?state=lost").is(422);
        // Nobody recognises their own.
        let mine = manager
            .json("POST", "/api/v1/me/documents", &document("2026-10-31", &STANDARD.encode(PAPER)))
            .is(201)
            .json();
        let recognise = json!({ "answer": "recognise", "course": "EH-1" });
        let refused = manager
            .json(
                "POST",
                &format!("/api/v1/documents/{}/answer", mine["id"].as_str().unwrap()),
                &recognise,
            )
            .is(409);
        assert!(
            refused.text().contains("document-own") || refused.text().contains("jemand anders") || refused.text().contains("Somebody else")
        );
    });
}
