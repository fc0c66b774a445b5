//! Audit folders: built by a job, whole with checksums, and only for whoever may see all of it.

use crate::evidence::{course, passed, record};
use crate::overviews::told;
use crate::support::app::on_both;
use kundig::platform::files::hash;
use kundig::rules::person::Role;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// The files of an archive.
fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        files.insert(part.name().unwrap().into_owned(), bytes);
    }
    files
}

#[test]
fn a_partners_folder_holds_certificates_tables_and_checksums() {
    on_both(|app| {
        let story = told(&app);
        let learner = story.person(Role::Learner).id;
        record(&app, &passed(learner, course(&app, "HV-R1", "Hochvolt", "High voltage")));
        // The certificate is a job's.
        crate::imports::run_jobs(&app);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let stranger = app.signed_in(story.stranger.id);
        let path = "/administration/audit-folders";
        admin.post(path, &[("kind", "tigers")]).is(422);
        admin.post(path, &[("kind", "partner"), ("partner", "P-B")]).is(422);
        admin.post(path, &[("kind", "partner"), ("partner", "\0")]).is(422);
        admin.post(path, &[("kind", "requirement"), ("requirement", "LATE")]).is(422);
        admin.post(path, &[("kind", "partner"), ("partner", "P-A")]).is(303);
        assert!(admin.get(path).is(200).text().contains("Wird gebaut"));
        crate::imports::run_jobs(&app);
        let listed = admin.get("/api/v1/audit-folders").is(200).json();
        let folder = &listed[0];
        assert_eq!(
            (folder["state"].as_str(), folder["people_done"].as_i64()),
            (Some("ready"), folder["people_total"].as_i64())
        );
        let file = format!("{path}/{}/file", folder["id"].as_str().unwrap());
        let archive = admin.get(&file).is(200);
        assert_eq!(folder["sha256"], hash(&archive.body));
        let files = unpacked(&archive.body);
        let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
        let sums = text("SHA256SUMS");
        assert_eq!(sums.lines().count() + 1, files.len());
        for line in sums.lines() {
            let (sum, name) = line.split_once("  ").unwrap();
            assert_eq!(hash(&files[name]), sum, "{name}");
        }
        assert!(files.keys().any(|name| name.starts_with("certificates/") && name.ends_with(".pdf")));
        for name in [
            "obligations.csv",
            "obligations.xlsx",
            "evidence.csv",
            "evidence.xlsx",
            "changes.csv",
            "changes.xlsx",
            "certificates.csv",
        ] {
            assert!(files.contains_key(name), "{name}");
        }
        // Three people, two requirements, and the head.
        assert_eq!(text("obligations.csv").lines().count(), 7);
        assert!(text("evidence.csv").contains("HV-R1"));
        assert!(!text("obligations.csv").contains("Bernard"));
        assert!(text("changes.csv").contains("evidence."));
        stranger.get(&file).is(404);
        assert_eq!(stranger.get("/api/v1/audit-folders").is(200).json().as_array().unwrap().len(), 0);
        app.signed_in(story.person(Role::TeamLead).id).get(path).is(403);
    });
}

#[test]
fn a_requirements_folder_is_for_those_who_see_the_whole_network() {
    on_both(|app| {
        let story = told(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let body = serde_json::json!({"kind": "requirement", "requirement": "LATE"});
        let made = manager.json("POST", "/api/v1/audit-folders", &body).is(201).json();
        crate::imports::run_jobs(&app);
        let archive = manager
            .get(&format!("/api/v1/audit-folders/{}/file", made["id"].as_str().unwrap()))
            .is(200);
        let files = unpacked(&archive.body);
        let obligations = String::from_utf8(files["obligations.csv"].clone()).unwrap();
        assert_eq!(obligations.lines().count(), 10, "{obligations}");
        assert!(!obligations.contains("OPEN"));
        let changes = String::from_utf8(files["changes.csv"].clone()).unwrap();
        assert!(changes.contains("requirement."), "{changes}");
        // Whoever sees people's obligations without their audit log, or the other way round, does not see all of it.
        let platform = app.signed_in(story.person(Role::PlatformAdmin).id);
        platform.json("POST", "/api/v1/audit-folders", &body).is(422);
    });
}
