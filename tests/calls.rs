//! What the pages can do, calls can do: the deeds of administration, people's access, reminders and the mailbox by `/api/v1`.

use crate::certificates::issued;
use crate::support::app::on_both;
use crate::support::browser::Browser;
use crate::support::story::Story;
use actix_web::http::Method;
use kundig::platform::mail::{Envelope, Urgency, queue};
use kundig::platform::views::Letter;
use kundig::rules::person::Role;
use serde_json::json;

#[test]
fn catalogues_are_kept_by_calls() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        for catalogue in ["services", "job-roles"] {
            let path = format!("/api/v1/{catalogue}");
            let body = json!({ "code": "heat_pump", "en": "Heat pump", "de": "Wärmepumpe" });
            let added = manager.json("POST", &path, &body).is(201).json();
            assert_eq!(added["code"], "heat_pump");
            manager.json("POST", &path, &body).is(422);
            manager
                .json("POST", &path, &json!({ "code": "Heat Pump", "en": "", "de": "x" }))
                .is(422);
            let one = format!("{path}/{}", added["id"].as_str().unwrap());
            let renamed = manager
                .json("PUT", &one, &json!({ "en": "Heat pumps", "de": "Wärmepumpen" }))
                .is(200)
                .json();
            assert_eq!(
                (&renamed["code"], &renamed["names"]["de"]),
                (&json!("heat_pump"), &json!("Wärmepumpen"))
            );
            let all = manager.get(&path).is(200).json();
            assert!(all.as_array().unwrap().contains(&renamed));
        }
        // Within one instant entries have no order, so only all of them together can be told.
        let first = manager.get("/api/v1/audit?action=catalogue&limit=3").is(200).json();
        let cursor = first["next_cursor"].as_str().unwrap();
        let rest = manager
            .get(&format!("/api/v1/audit?action=catalogue&cursor={cursor}"))
            .is(200)
            .json();
        assert!(rest["next_cursor"].is_null());
        let entries = [&first, &rest].map(|page| page["items"].as_array().unwrap().clone()).concat();
        let mut told: Vec<(&str, &str)> = entries
            .iter()
            .map(|entry| (entry["action"].as_str().unwrap(), entry["after"]["en"].as_str().unwrap()))
            .collect();
        told.sort_unstable();
        let (add, rename) = (("catalogue.add", "Heat pump"), ("catalogue.rename", "Heat pumps"));
        assert_eq!(told, [add, add, rename, rename]);
        manager.get("/api/v1/audit?from=never").is(422);
    });
}

#[test]
fn an_organisation_is_archived_and_what_it_does_for_another_one_ends() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let base = format!("/api/v1/organisations/{}", story.alpha.id);
        let body = json!({ "for_organisation_id": story.beta.id.to_string(), "from_on": "2026-01-01" });
        let relation = manager.json("POST", &format!("{base}/works-for"), &body).is(201).json();
        let end = format!("{base}/works-for/{}/end", relation["id"].as_str().unwrap());
        manager.json("POST", &end, &json!({})).is(204);
        let all = manager.get(&format!("{base}/works-for")).is(200).json();
        assert_eq!(all[0]["to_on"], "2026-11-24");
        // People are still at work there.
        manager.json("PUT", &format!("{base}/archive"), &json!({})).is(409);
        let branch = format!("/api/v1/organisations/{}", story.alpha_branch.id);
        manager.json("PUT", &format!("{branch}/archive"), &json!({})).is(204);
        assert!(manager.get(&branch).is(200).json()["archived_at"].is_string());
        manager.json("DELETE", &format!("{branch}/archive"), &json!({})).is(204);
        assert!(manager.get(&branch).is(200).json()["archived_at"].is_null());
    });
}

#[test]
fn ways_in_are_given_and_closed_by_calls() {
    on_both(|app| {
        let story = app.story();
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let person = json!({ "given_name": "Jana", "family_name": "Dvořáková", "language": "cs", "external_id": "E-7" });
        let membership = json!({ "organisation_id": story.alpha.id.to_string(), "start_on": "2026-01-01", "job_roles": ["technician"] });
        let added = admin
            .json("POST", "/api/v1/people", &json!({ "person": person, "membership": membership }))
            .is(201)
            .json();
        let base = format!("/api/v1/people/{}", added["id"].as_str().unwrap());
        let done = admin
            .json("POST", &format!("/api/v1/organisations/{}/invitations", story.alpha.id), &json!({}))
            .is(200)
            .json();
        assert_eq!(done["without_address"], 1);
        let letter = admin.json("POST", &format!("{base}/code-letter"), &json!({})).is(201).json();
        assert_eq!(
            (letter["code"].as_str().unwrap().len() > 10, &letter["last_on"]),
            (true, &json!("2026-12-08"))
        );
        let place = format!("{base}/memberships/{}/end", added["memberships"][0]["id"].as_str().unwrap());
        admin.json("POST", &place, &json!({ "end_on": "2025-01-01" })).is(422);
        let ended = admin.json("POST", &place, &json!({ "end_on": "2026-12-31" })).is(200).json();
        assert_eq!(ended["end_on"], "2026-12-31");
        let learner = app.signed_in(story.person(Role::Learner).id);
        let other = app.signed_in(story.person(Role::Learner).id);
        learner.json("DELETE", "/api/v1/me/sign-ins", &json!({})).is(204);
        other.get("/api/v1/me").is(401);
        assert_eq!(learner.get("/api/v1/me/sign-ins").is(200).json().as_array().unwrap().len(), 1);
        let id = story.person(Role::Learner).id;
        admin.json("DELETE", &format!("/api/v1/people/{id}/sign-ins"), &json!({})).is(204);
        learner.get("/api/v1/me").is(401);
    });
}

#[test]
fn ones_own_account_record_and_certificates_are_read_by_calls() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        let learner = app.signed_in(certificate.person_id);
        assert_eq!(learner.get("/api/v1/me").is(200).json()["id"], certificate.person_id.to_string());
        let wanted = json!({ "language": "de", "time_zone": "Europe/Vienna", "theme": "dark", "density": "dense" });
        assert_eq!(learner.json("PUT", "/api/v1/me", &wanted).is(200).json()["theme"], "dark");
        let wrong = json!({ "language": "xx", "time_zone": "Mars", "theme": "pink", "density": "dense" });
        let problem = learner.json("PUT", "/api/v1/me", &wrong).is(422).json();
        assert_eq!(problem["errors"].as_array().unwrap().len(), 3);
        let certificates = learner.get("/api/v1/me/certificates").is(200).json();
        assert_eq!(certificates[0]["number"], certificate.number.as_str());
        let file = learner.get(&format!("/api/v1/me/certificates/{}/file", certificate.id)).is(200);
        assert!(file.body.starts_with(b"%PDF"));
        let stranger = app.signed_in(story.stranger.id);
        stranger.get(&format!("/api/v1/me/certificates/{}/file", certificate.id)).is(404);
        assert_eq!(learner.get("/api/v1/me/evidence").is(200).json().as_array().unwrap().len(), 1);
        assert!(learner.get("/api/v1/me/obligations").is(200).json().is_array());
    });
}

#[test]
fn calendars_are_kept_by_calls() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let path = "/api/v1/reminders/calendars/AT";
        assert_eq!(manager.get(path).is(200).json()["weekend"], json!([6, 7]));
        let change = json!({ "weekend": [7], "holidays": [{ "on": "2026-12-08", "name": "Mariä Empfängnis" }] });
        assert_eq!(manager.json("PUT", path, &change).is(200).json()["holidays"][0]["on"], "2026-12-08");
        let all = manager.get("/api/v1/reminders/calendars").is(200).json();
        assert!(
            all.as_array()
                .unwrap()
                .iter()
                .any(|one| one["country"] == "AT" && one["weekend"] == json!([7]))
        );
        manager.json("PUT", path, &json!({ "weekend": [0], "holidays": [] })).is(422);
        manager
            .json("PUT", path, &json!({ "weekend": [1, 2, 3, 4, 5, 6, 7], "holidays": [] }))
            .is(422);
        manager
            .json("PUT", path, &json!({ "weekend": [], "holidays": [{ "on": "0001-01-01" }] }))
            .is(422);
        manager.json("PUT", "/api/v1/reminders/calendars/at", &change).is(404);
    });
}

#[test]
fn the_mailbox_is_read_and_worked_by_calls() {
    on_both(|app| {
        let story = app.story();
        let id = waiting(&app, &story);
        let manager = app.signed_in(story.person(Role::PlatformAdmin).id);
        let mail = manager.get(&format!("/api/v1/mails/{id}")).is(200).json();
        assert_eq!(mail["mail"]["subject"], "Hello");
        let text = mail["text"].as_str().unwrap();
        assert!(
            text.contains("/welcome/") && !text.contains("sEcReTsEcReTsEcReTsEcReTsEcReTsEcReTsEcReT0"),
            "{text}"
        );
        manager.json("POST", &format!("/api/v1/mails/{id}/resend"), &json!({})).is(409);
        let pause = |conn: &mut kundig::platform::db::Conn| {
            Ok(kundig::platform::settings::set(
                conn,
                "mail.paused",
                "restored",
                app.state.clock.now(),
            )?)
        };
        app.state.db.write(pause).unwrap();
        let standstill = manager.get("/api/v1/mail-standstill").is(200).json();
        assert_eq!(
            (&standstill["reason"], &standstill["leaves"]),
            (&json!("mail.paused"), &json!(false))
        );
        manager.json("DELETE", "/api/v1/mail-standstill", &json!({})).is(204);
        assert!(manager.get("/api/v1/mail-standstill").is(200).json()["reason"].is_null());
    });
}

/// A mail in the queue with a one-time link.
fn waiting(app: &crate::support::app::TestApp, story: &Story) -> kundig::rules::id::Id {
    let now = app.state.clock.now();
    let text = "http://127.0.0.1:8080/welcome/sEcReTsEcReTsEcReTsEcReTsEcReTsEcReTsEcReT0".to_owned();
    let letter = Letter {
        subject: "Hello".to_owned(),
        html: text.clone(),
        calendar: None,
        text,
    };
    let person = story.person(Role::Learner);
    let envelope = Envelope {
        kind: "invitation",
        urgency: Urgency::Soon,
        recipient_id: Some(person.id),
        to_name: person.name(),
        to_address: person.email.clone().unwrap(),
        language: "en".to_owned(),
        headers: Vec::new(),
        not_before: now,
    };
    let write = |conn: &mut kundig::platform::db::Conn| Ok(queue(conn, &app.state.chance, "story.example", now, envelope, &letter)?);
    app.state.db.write(write).unwrap()
}

#[test]
fn jobs_that_were_set_aside_run_again_by_a_call() {
    on_both(|app| {
        let story = app.story();
        let admin = app.signed_in(story.person(Role::PlatformAdmin).id);
        app.run_jobs();
        let all = admin.get("/api/v1/jobs").is(200).json();
        assert_eq!((&all["failed"], &all["waiting"]), (&json!(0), &json!(0)));
        let now = app.state.clock.now();
        let chance = &app.state.chance;
        app.state
            .db
            .write(|conn| {
                kundig::platform::jobs::enqueue(conn, chance, now, "no.such.kind", None, &json!({}), now)?;
                Ok(())
            })
            .unwrap();
        let waiting = admin.get("/api/v1/jobs").is(200).json();
        assert_eq!(
            (&waiting["waiting"], &waiting["items"][0]["kind"]),
            (&json!(1), &json!("no.such.kind"))
        );
        let id = waiting["items"][0]["id"].as_str().unwrap();
        // What only waits is not tried again by hand.
        admin.json("POST", &format!("/api/v1/jobs/{id}/retry"), &json!({})).is(404);
    });
}

#[test]
fn how_the_partners_stand_is_read_by_a_call() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let all = manager.get("/api/v1/network").is(200).json();
        let numbers: Vec<&str> = all
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["external_id"].as_str().unwrap())
            .collect();
        assert!(numbers.contains(&story.alpha.external_id.as_str()) && numbers.contains(&story.beta.external_id.as_str()));
        let french = manager.get("/api/v1/network?country=FR&requirement=HV").is(200).json();
        assert!(
            french
                .as_array()
                .unwrap()
                .iter()
                .all(|one| one["country"] == "FR" && one["people"] == 0)
        );
        manager.get("/api/v1/network?colour=red").is(400);
    });
}

#[test]
fn a_call_that_does_not_fit_is_told_at_its_field_in_the_callers_language() {
    on_both(|app| {
        let story = app.story();
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let path = format!("/api/v1/people/{}", story.person(Role::Learner).id);
        let told = |answer: crate::support::browser::Answer| {
            let problem = answer.is(400).json();
            let fault = &problem["errors"][0];
            (
                fault["field"].as_str().unwrap().to_owned(),
                fault["code"].as_str().unwrap().to_owned(),
                fault["detail"].as_str().unwrap().to_owned(),
            )
        };
        let (field, code, detail) = told(admin.json("PUT", &path, &json!({ "given_name": 7 })));
        assert_eq!((field.as_str(), code.as_str()), ("given_name", "fault-kind-text"));
        assert_eq!(detail, "Das muss Text in Anführungszeichen sein.");
        let (field, code, _) = told(admin.json(
            "PUT",
            &path,
            &json!({ "given_name": "A", "family_name": "B", "language": "de", "shoe_size": 43 }),
        ));
        assert_eq!((field.as_str(), code.as_str()), ("shoe_size", "fault-unknown-field"));
        let (field, code, _) = told(admin.get("/api/v1/people?limit=many"));
        assert_eq!((field.as_str(), code.as_str()), ("limit", "fault-kind-whole-number"));
        let json = [("content-type", "application/json")];
        let broken = admin.send(Method::PUT, &path, &json, b"{\"given_name\":".to_vec()).is(400).json();
        assert!(broken["detail"].as_str().unwrap().contains("kein JSON"), "{broken}");
        let plain = admin
            .send(Method::PUT, &path, &[("content-type", "text/plain")], b"{}".to_vec())
            .is(400)
            .json();
        assert!(plain["detail"].as_str().unwrap().contains("application/json"), "{plain}");
        let large = format!("{{\"given_name\":\"{}\"}}", "a".repeat(3 << 20));
        let refused = admin.send(Method::PUT, &path, &json, large.into_bytes()).is(413).json();
        assert_eq!(refused["type"], "/problems/too-large");
        // A form of a page that is too large is told alike.
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let answer = admin.send(
            Method::POST,
            &format!("/people/{}", story.person(Role::Learner).id),
            &form,
            vec![b'a'; 3 << 20],
        );
        answer.is(413);
    });
}

#[test]
fn who_may_not_come_in_hears_so_before_anything_of_what_they_sent() {
    on_both(|app| {
        let story = app.story();
        let learner = app.signed_in(story.person(Role::Learner).id);
        let wrong = Browser::with_token(&app, "nobody's");
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let huge = vec![b' '; 3 << 20];
        let json = [("Content-Type", "application/json")];
        for (content, fault) in [(b"{".to_vec(), 400), (b"{\"odd\":1}".to_vec(), 400), (huge, 413)] {
            for (caller, answer) in [(&app.anonymous(), 401), (&wrong, 401), (&learner, 403), (&manager, fault)] {
                caller.send(Method::POST, "/api/v1/services", &json, content.clone()).is(answer);
            }
        }
        let form = [("Content-Type", "text/plain")];
        app.anonymous().send(Method::POST, "/profile", &form, b"x".to_vec()).is(401);
    });
}

#[test]
fn a_password_is_changed_with_the_old_one_and_asked_for_anew_by_call() {
    on_both(|app| {
        let story = app.story();
        let learner = story.person(Role::Learner).id;
        let (here, there) = (app.signed_in(learner), app.signed_in(learner));
        let set =
            |current: &str, password: &str| here.json("PUT", "/api/v1/me/password", &json!({ "current": current, "password": password }));
        // Whoever is signed in and has none yet chooses one.
        set("", "short").is(422);
        set("", "Zwischenkreis-41").is(204);
        there.get("/api/v1/me").is(401);
        let wrong = set("something else", "Kältemittel-290").is(422).json();
        assert_eq!(wrong["errors"][0]["field"], "current");
        set("Zwischenkreis-41", "Kältemittel-290").is(204);
        let signs_in = |password: &str| {
            let typed = [("account", "learner@story.example"), ("password", password), ("return_to", "")];
            app.anonymous().post("/sign-in", &typed).status
        };
        assert_ne!(signs_in("Zwischenkreis-41"), 303);
        assert_eq!(signs_in("Kältemittel-290"), 303);
        let ask = |account: &str| {
            app.anonymous()
                .json("POST", "/api/v1/password-resets", &json!({ "account": account }))
        };
        ask(" ").is(422);
        ask("learner@story.example").is(202);
        ask("nobody@story.example").is(202);
        app.run_jobs();
        assert_eq!(app.mails_to("learner@story.example").len(), 1);
        assert_eq!(app.mails_to("nobody@story.example").len(), 0);
    });
}
