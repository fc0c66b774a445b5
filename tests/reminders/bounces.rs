//! Mails that come back: read, marked, told, lifted.

use super::ground::{Ground, HV};
use crate::support::app::on_both;
use crate::support::imap::{Fault, ImapServer};
use crate::support::smtp::Turn;
use kundig::platform::config::Secret;
use kundig::platform::mail::message::bounce_address;
use kundig::platform::seal;
use kundig::reminders::{self, at_odds};
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::json;
use std::sync::Arc;

const NOTIFICATION: &str = include_str!("../data/bounces/postfix-unknown-user.eml");
const BASE: &str = "bounces@mail.example";

/// The mail of the reminder to the learner.
fn reminder(ground: &Ground) -> (Id, String) {
    let rows = ground.texts("SELECT id AS a, message_id AS b FROM mails WHERE kind = 'reminder' AND to_address = 'learner@story.example'");
    (rows[0].0.as_ref().unwrap().parse().unwrap(), rows[0].1.clone().unwrap())
}

#[test]
fn a_dead_address_gets_nothing_more_whoever_fills_in_is_told_and_so_is_the_administrator() {
    on_both(|mut app| {
        let folder = std::env::temp_dir().join(format!("kundig-bounces-{}-{:?}", std::process::id(), app.state.db.backend()));
        std::fs::create_dir_all(folder.join("new")).unwrap();
        let config = Arc::make_mut(&mut app.state.config);
        config.mail.bounce_folder = folder.clone();
        config.mail.bounce_address = BASE.into();
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.sql(
            r#"UPDATE requirement_versions SET reminders = '[{"offset_days":-7,"to":["learner"]},{"offset_days":-6,"to":["learner"]}]'"#,
        );
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        // It comes back to the address that is this mail's own.
        let (id, _) = reminder(&ground);
        let secret = ground.app.state.db.read(|conn| Ok(seal::known(conn)?)).unwrap().unwrap();
        let address = bounce_address(BASE, &secret, id).unwrap().to_string();
        let own = NOTIFICATION.replace(
            "bounces+019300000000700080000000000000aa-00112233445566778899@mail.example",
            &address,
        );
        std::fs::write(folder.join("new/1.eml"), own.replace('\n', "\r\n")).unwrap();
        std::fs::write(folder.join("new/2.eml"), "From: x\n\nI am away.").unwrap();
        let tick = || {
            actix_web::rt::System::new()
                .block_on(kundig::reminders::bounce::tick(&ground.app.state))
                .unwrap();
        };
        tick();
        assert_eq!(std::fs::read_dir(folder.join("new")).unwrap().count(), 0);
        assert_eq!(std::fs::read_dir(folder.join("cur")).unwrap().count(), 2);
        std::fs::remove_dir_all(&folder).unwrap();
        let dead = ground.texts("SELECT address AS a, status AS b FROM dead_addresses");
        assert_eq!(dead, [(Some("learner@story.example".into()), Some("5.1.1".into()))]);
        let journal = ground.texts("SELECT fate AS a, reason AS b FROM notices");
        assert_eq!(journal, [(Some("failed".into()), Some("came_back".into()))]);
        // The administrator is told, once, and finds the person.
        ground.deliver();
        let told = ground.mails_to("partner_admin");
        assert_eq!(told.len(), 1);
        assert_eq!(
            told[0].header("Subject").as_deref(),
            Some("Mails erreichen Vera learner nicht mehr")
        );
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        let page = admin.get("/people/unreachable").is(200).text();
        assert!(page.contains("learner@story.example") && page.contains("User unknown"), "{page}");
        assert_eq!(admin.get("/api/v1/people/unreachable").is(200).json().as_array().unwrap().len(), 1);
        let stranger = ground.app.signed_in(ground.story.stranger.id);
        assert_eq!(stranger.get("/people/unreachable").is(200).count("main li"), 0);
        // The step goes to whoever fills in, and the next one too.
        ground.hours(1);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        assert_eq!(ground.mails_to("partner_admin").len(), 2);
        // Confirmed, the learner is told again.
        let path = format!("/people/{}/address/confirmation", learner.id);
        stranger.post(&path, &[]).is(404);
        admin.post(&path, &[]).is(303);
        admin.post(&path, &[]).is(409);
        ground.hours(24);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 2);
    });
}

#[test]
fn an_address_that_the_server_refuses_at_once_is_dead_as_one_from_which_the_mail_comes_back() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.sql(
            r#"UPDATE requirement_versions SET reminders = '[{"offset_days":-7,"to":["learner"]},{"offset_days":-6,"to":["learner"]}]'"#,
        );
        ground.run();
        ground.sink.script(&[Turn::NeverAtRecipient]);
        ground.deliver();
        let dead = ground.texts("SELECT address AS a, status AS b FROM dead_addresses");
        assert_eq!(dead, [(Some("learner@story.example".into()), Some("5.1.1".into()))]);
        // The mailbox says what happened: it never left.
        let mail = ground.texts("SELECT state AS a, last_error AS b FROM mails WHERE kind = 'reminder'");
        assert_eq!(mail, [(Some("set_aside".into()), Some("refused".into()))]);
        let told = ground.mails_to("partner_admin");
        assert_eq!(told.len(), 1);
        assert_eq!(
            told[0].header("Subject").as_deref(),
            Some("Mails erreichen Vera learner nicht mehr")
        );
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        let page = admin.get("/people/unreachable").is(200).text();
        assert!(page.contains("learner@story.example") && page.contains("no such person"), "{page}");
        let audited = ground.texts("SELECT action AS a, subject_label AS b FROM audit_entries WHERE action = 'address.dead'");
        assert_eq!(audited.len(), 1);
        // Whoever fills in is told, and nothing more is tried at this address until somebody confirms it.
        ground.hours(1);
        ground.run();
        ground.deliver();
        assert_eq!((ground.mails_to("learner").len(), ground.mails_to("partner_admin").len()), (0, 2));
        admin.post(&format!("/people/{}/address/confirmation", learner.id), &[]).is(303);
        ground.hours(24);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
    });
}

/// What the journal and the queue must not say.
fn found(ground: &Ground) -> Vec<reminders::Fault> {
    let now = ground.app.state.clock.now();
    ground.app.state.db.read(|conn| at_odds(conn, now)).unwrap()
}

/// Gives somebody an address behind the pages' back, as an old record may have one.
fn with_address(ground: &Ground, id: Id, address: &str) {
    ground.sql(&format!(
        "UPDATE people SET email = '{address}', email_key = '{address}' WHERE id = '{id}'"
    ));
}

#[test]
fn an_address_that_cannot_be_written_to_is_dead_at_once_and_holds_up_nobody() {
    on_both(|app| {
        let ground = Ground::new(app);
        let (learner, lead, admin) = (
            ground.person(Role::Learner),
            ground.person(Role::TeamLead),
            ground.person(Role::PartnerAdmin),
        );
        with_address(&ground, learner.id, "learner@@story.example");
        with_address(&ground, lead.id, "fürst@story.example");
        for person in [learner, lead, admin] {
            ground.owes(person, HV, "due", "2026-12-01");
        }
        ground.sql(r#"UPDATE requirement_versions SET reminders = '[{"offset_days":-7,"to":["learner"]}]'"#);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("partner_admin").len(), 3, "what is owed, and word of two addresses");
        let dead = ground.texts("SELECT address AS a, status AS b FROM dead_addresses ORDER BY address");
        let known = |address: &str, status: &str| (Some(address.to_owned()), Some(status.to_owned()));
        assert_eq!(
            dead,
            [known("fürst@story.example", "5.6.7"), known("learner@@story.example", "5.1.3")]
        );
        // The log, the file, the call and the mailbox say what happened.
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let failed = manager.get("/api/v1/notices?fate=failed").is(200).json();
        let failed = failed["items"].as_array().unwrap();
        assert_eq!(failed.len(), 2, "{failed:?}");
        assert!(failed.iter().all(|one| one["reason"] == "bad_address"), "{failed:?}");
        let log = manager.get("/reminders/log?fate=failed").is(200).text();
        assert!(
            log.contains("nicht zustellbar") && log.contains("an diese Adresse lässt sich nicht schreiben"),
            "{log}"
        );
        let file = manager.get("/reminders/log.csv?fate=failed").is(200).text();
        assert_eq!(file.matches(",failed,bad_address,").count(), 2, "{file}");
        let mails = ground.texts("SELECT id AS a, state AS b FROM mails WHERE last_error = 'bad_address'");
        assert_eq!(mails.len(), 2);
        for (id, state) in mails {
            assert_eq!(state.as_deref(), Some("set_aside"));
            let page = manager.get(&format!("/mailbox/{}", id.unwrap())).is(200).text();
            assert!(page.contains("An diese Adresse lässt sich nicht schreiben."), "{page}");
        }
        let page = ground.app.signed_in(admin.id).get("/people/unreachable").is(200).text();
        assert!(
            page.contains("learner@@story.example") && page.contains("fürst@story.example"),
            "{page}"
        );
        // Whoever fills in is told of both, in one mail, and nothing more is tried at these addresses.
        for _ in 0..3 {
            ground.hours(24);
            ground.run();
            ground.deliver();
        }
        assert_eq!(ground.mails_to("partner_admin").len(), 4);
        let tried = ground.texts("SELECT CAST(attempts AS TEXT) AS a, state AS b FROM mails WHERE last_error = 'bad_address'");
        assert_eq!(tried, [known("1", "set_aside"), known("1", "set_aside")]);
        assert_eq!(found(&ground), []);
    });
}

#[test]
fn a_mail_that_cannot_be_written_fails_with_its_reason_and_says_nothing_of_the_address() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.owes(ground.person(Role::TeamLead), HV, "due", "2026-12-01");
        ground.sql(r#"UPDATE requirement_versions SET reminders = '[{"offset_days":-7,"to":["learner"]}]'"#);
        ground.run();
        let (id, _) = reminder(&ground);
        ground.sql(&format!(r#"UPDATE mails SET headers = '[["No Name","x"]]' WHERE id = '{id}'"#));
        ground.deliver();
        assert_eq!((ground.mails_to("learner").len(), ground.mails_to("team_lead").len()), (0, 1));
        assert_eq!(ground.texts("SELECT address AS a, status AS b FROM dead_addresses"), []);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let failed = manager.get("/api/v1/notices?fate=failed").is(200).json()["items"].clone();
        assert_eq!(failed.as_array().unwrap().len(), 1, "{failed}");
        assert_eq!(failed[0]["reason"], "unwritable");
        let log = manager.get("/reminders/log?fate=failed").is(200).text();
        assert!(log.contains("die Mail lässt sich nicht schreiben"), "{log}");
        let page = manager.get(&format!("/mailbox/{id}")).is(200).text();
        assert!(page.contains("Diese Mail lässt sich nicht schreiben."), "{page}");
        // Nothing repeats it by itself; asked for, it is written anew.
        ground.hours(24);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 0);
        let path = format!("/reminders/log/{}/resend", failed[0]["id"].as_str().unwrap());
        // The sign-in of the day before has run out.
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        manager.post(&path, &[]).is(303);
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        assert_eq!(found(&ground), []);
    });
}

#[test]
fn a_call_with_a_token_of_its_own_scope_reports_what_came_back() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let (_, message_id) = reminder(&ground);
        let operator = ground.app.signed_in(ground.person(Role::PlatformAdmin).id);
        let report = |body: serde_json::Value| operator.json("POST", "/api/v1/bounces", &body).is(200).json()["outcome"].clone();
        assert_eq!(report(json!({ "message_id": "<x@y.example>", "status": "5.1.1" })), "not_ours");
        assert_eq!(
            report(json!({ "message_id": message_id, "action": "delayed", "status": "4.4.1" })),
            "passing"
        );
        assert_eq!(ground.texts("SELECT address AS a, status AS b FROM dead_addresses"), []);
        assert_eq!(
            report(json!({ "message_id": message_id, "status": "5.2.2", "diagnostic": "552 full" })),
            "came_back"
        );
        assert_eq!(ground.texts("SELECT address AS a, status AS b FROM dead_addresses"), []);
        let message = NOTIFICATION.replace("<01930000-0000-7000-8000-0000000000aa@academy.example>", &message_id);
        assert_eq!(report(json!({ "message": message })), "dead");
        assert_eq!(report(json!({ "message": message })), "dead");
        operator.json("POST", "/api/v1/bounces", &json!({ "message": "hello" })).is(422);
        operator.json("POST", "/api/v1/bounces", &json!({})).is(422);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        manager
            .json("POST", "/api/v1/bounces", &json!({ "message_id": message_id }))
            .is(403);
        // Another address lifts it by itself.
        ground.sql(&format!(
            "UPDATE people SET email = 'new@story.example', email_key = 'new@story.example' WHERE id = '{}'",
            learner.id
        ));
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        assert_eq!(admin.get("/people/unreachable").is(200).count("main li"), 0);
    });
}

#[test]
fn what_comes_back_into_a_mailbox_is_read_by_imap_and_marked_as_seen() {
    on_both(|mut app| {
        Arc::make_mut(&mut app.state.config).mail.bounce_address = BASE.into();
        let mut ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let (id, _) = reminder(&ground);
        let secret = ground.app.state.db.read(|conn| Ok(seal::known(conn)?)).unwrap().unwrap();
        let address = bounce_address(BASE, &secret, id).unwrap().to_string();
        let own = NOTIFICATION.replace(
            "bounces+019300000000700080000000000000aa-00112233445566778899@mail.example",
            &address,
        );
        let server = ImapServer::start(&["From: x\n\nI am away.", &own]);
        let config = Arc::make_mut(&mut ground.app.state.config);
        config.mail.bounce_imap = Secret::new(server.url());
        let tick = || {
            actix_web::rt::System::new()
                .block_on(kundig::reminders::bounce::tick(&ground.app.state))
                .unwrap();
        };
        let dead = || ground.texts("SELECT address AS a, status AS b FROM dead_addresses");
        // Whatever the server does, nothing else waits for it and nothing is lost.
        for fault in [Fault::RefuseSignIn, Fault::HangUpInMessage, Fault::Garbage] {
            server.fails(fault);
            tick();
            assert_eq!((server.unseen(), dead().len()), (2, 0), "{fault:?}");
        }
        server.fails(Fault::None);
        tick();
        assert_eq!(server.unseen(), 0);
        assert_eq!(dead(), [(Some("learner@story.example".into()), Some("5.1.1".into()))]);
        let fetched = |server: &ImapServer| server.said().iter().filter(|said| said.starts_with("UID FETCH")).count();
        let before = fetched(&server);
        tick();
        assert_eq!(fetched(&server), before, "what was seen is not read again");
        assert_eq!(server.said().last().map(String::as_str), Some("LOGOUT"));
    });
}
