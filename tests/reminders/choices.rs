//! The weekly overview, choosing mails away with one click, and senders of branches.

use super::ground::{Ground, HV};
use crate::support::app::on_both;
use crate::support::smtp::plain;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::json;
use std::sync::Arc;

/// The link in a head line.
fn link(line: &str) -> String {
    let address = line.trim_matches(['<', '>']);
    address.strip_prefix("http://127.0.0.1:8080").unwrap().to_owned()
}

#[test]
fn a_partners_administrator_gets_one_overview_a_week_and_can_choose_it_away_with_one_click() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        Arc::make_mut(&mut ground.app.state.config).reminders.overview_weekday = 1;
        // Monday, 30 November, 13:00 in Berlin.
        ground.hours(24 * 6);
        ground.sql("UPDATE requirement_versions SET reminders = '[]'");
        ground.owes(ground.person(Role::Learner), HV, "overdue", "2026-11-23");
        for _ in 0..3 {
            ground.run();
            ground.deliver();
            ground.hours(1);
        }
        let mails = ground.mails_to("partner_admin");
        assert_eq!(mails.len(), 1);
        let mail = &mails[0];
        assert_eq!(mail.header("List-Id").as_deref(), Some("<overviews.localhost>"));
        assert_eq!(mail.header("List-Unsubscribe-Post").as_deref(), Some("List-Unsubscribe=One-Click"));
        let text = plain(&mail.content);
        assert!(text.contains("Eine Person ist im Rückstand"), "{text}");
        assert!(text.contains("Vera learner: Hochvolt-Sicherheit, seit 24.11."), "{text}");
        // The other partner is not switched on, and nobody else runs a partner.
        assert_eq!(ground.sink.received().len(), 1);
        // Looking changes nothing: mail programs follow links. One click needs no sign-in.
        let path = link(&mail.header("List-Unsubscribe").unwrap());
        let anonymous = ground.app.anonymous();
        let page = anonymous.get(&path).is(200);
        assert!(page.text().contains("Weekly overview"), "{}", page.text());
        assert_eq!(ground.texts("SELECT kind AS a, person_id AS b FROM mail_choices"), []);
        anonymous.post(&path, &[("List-Unsubscribe", "One-Click")]).is(200);
        anonymous.post(&path, &[("List-Unsubscribe", "One-Click")]).is(200);
        assert_eq!(
            ground.texts("SELECT kind AS a, NULL AS b FROM mail_choices"),
            [(Some("overview".into()), None)]
        );
        let audited = ground.texts("SELECT action AS a, subject_label AS b FROM audit_entries WHERE action = 'mail.unsubscribe'");
        assert_eq!(audited.len(), 1);
        for wrong in [
            path.replace("overview.", "released."),
            format!("{path}0"),
            "/unsubscribe/x".into(),
            "/unsubscribe/a.b.c".into(),
        ] {
            anonymous.get(&wrong).is(404);
            anonymous.post(&wrong, &[]).is(404);
        }
        ground.hours(24 * 7);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("partner_admin").len(), 1);
        // One's own page brings it back.
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        assert!(
            admin
                .get("/profile/mails")
                .is(200)
                .text()
                .contains("Sie bekommen diese Mail nicht.")
        );
        admin.post("/profile/mails", &[("kind", "overview"), ("wanted", "true")]).is(303);
        ground.run();
        ground.deliver();
        assert_eq!(ground.texts("SELECT kind AS a, NULL AS b FROM mail_choices"), []);
        ground.hours(1);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("partner_admin").len(), 2);
    });
}

#[test]
fn a_week_without_anything_to_say_has_no_overview() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        Arc::make_mut(&mut ground.app.state.config).reminders.overview_weekday = 1;
        ground.hours(24 * 6);
        ground.run();
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0);
        assert_eq!(
            ground.texts("SELECT subject AS a, mail_id AS b FROM announcements"),
            [(Some("overview:2026-11-30".into()), None)]
        );
        // What comes later in the week waits for the next one.
        ground.sql("UPDATE requirement_versions SET reminders = '[]'");
        ground.owes(ground.person(Role::Learner), HV, "overdue", "2026-11-23");
        ground.hours(1);
        ground.run();
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0);
    });
}

#[test]
fn a_duty_cannot_be_chosen_away_but_the_word_that_it_is_over_can() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground
            .sql(r#"UPDATE requirement_versions SET reminders = '{"steps":[{"offset_days":-7,"to":["learner"]}],"tell_when_done":true}'"#);
        let admin = ground.app.signed_in(learner.id);
        admin.json("PUT", "/api/v1/me/mails/released", &json!({ "wanted": false })).is(204);
        admin.json("PUT", "/api/v1/me/mails/reminder", &json!({ "wanted": false })).is(404);
        assert_eq!(admin.get("/api/v1/me/mails").is(200).json()[1]["wanted"], false);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let mails = ground.mails_to("learner");
        assert_eq!(mails.len(), 1, "the step is told all the same");
        assert_eq!(mails[0].header("List-Unsubscribe"), None);
        ground.done(learner, HV, "2027-11-24");
        ground.hours(24);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        let journal = ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL");
        assert_eq!(journal, [(Some("skipped".into()), Some("unsubscribed".into()))]);
    });
}

#[test]
fn a_branch_has_a_sender_of_its_own() {
    on_both(|app| {
        let ground = Ground::new(app);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let wrong = manager
            .post("/reminders/senders", &[("organisation", "P-0"), ("reply_to", "wien")])
            .is(422);
        assert!(wrong.text().contains("Das ist keine Mail-Adresse"), "{}", wrong.text());
        let typed = [
            ("organisation", "P-A"),
            ("from_name", "Akademie Nord"),
            ("reply_to", "nord@nordhaus.example"),
        ];
        manager.post("/reminders/senders", &typed).is(303);
        assert!(
            manager
                .get("/reminders/senders?organisation=P-A")
                .is(200)
                .text()
                .contains("Akademie Nord")
        );
        let change = json!({ "from_name": "Academy North" });
        manager.json("PUT", "/api/v1/reminders/senders/P-A1", &change).is(204);
        manager.json("PUT", "/api/v1/reminders/senders/P-0", &change).is(404);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let mail = &ground.mails_to("learner")[0];
        let from = mail.header("From").unwrap();
        assert!(from.contains("Akademie Nord") && from.ends_with("<kundig@localhost>"), "{from}");
        assert_eq!(mail.header("Reply-To").as_deref(), Some("nord@nordhaus.example"));
    });
}

#[test]
fn mails_of_every_kind_come_from_the_branch_of_whoever_gets_them() {
    on_both(|app| {
        let ground = Ground::new(app);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let north = json!({ "from_name": "Akademie Nord", "reply_to": "nord@nordhaus.example" });
        manager.json("PUT", "/api/v1/reminders/senders/P-A", &north).is(204);
        let learner = ground.person(Role::Learner);
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        admin.post(&format!("/people/{}/invitation", learner.id), &[]).is(303);
        let asks = |account: &str| ground.app.anonymous().post("/password/reset", &[("account", account)]).is(200);
        asks("learner@story.example");
        asks("stranger@story.example");
        asks("training_manager@story.example");
        let typed = [("to", "own"), ("language", "de"), ("subject", "Für Sie"), ("organisation", "P-A")];
        ground.owes(learner, HV, "due", "2026-12-01");
        manager.post("/reminders/texts/test", &typed).is(200);
        ground.run();
        ground.deliver();
        let of = |name: &str, from: &str, reply_to: Option<&str>| {
            let mails = ground.mails_to(name);
            assert!(!mails.is_empty(), "{name}");
            for mail in &mails {
                let subject = mail.header("Subject");
                assert!(
                    mail.header("From").unwrap().contains(from),
                    "{subject:?}: {:?}",
                    mail.header("From")
                );
                assert_eq!(mail.header("Reply-To").as_deref(), reply_to, "{subject:?}");
            }
            mails.len()
        };
        let (own, usual) = ("Akademie Nord", ground.app.state.config.brand.name.clone());
        assert_eq!(
            of("learner", own, Some("nord@nordhaus.example")),
            3,
            "invitation, password, reminder"
        );
        assert_eq!(of("stranger", &usual, None), 1, "another partner has none");
        let manager_mails = ground.mails_to("training_manager");
        let from: Vec<bool> = manager_mails
            .iter()
            .map(|mail| mail.header("From").unwrap().contains(own))
            .collect();
        assert_eq!(
            (from.len(), from.iter().filter(|own| **own).count()),
            (2, 1),
            "the test of a branch's text, and their own link"
        );
        let kinds = ground.texts("SELECT kind AS a, headers AS b FROM mails WHERE headers LIKE '%Akademie Nord%' ORDER BY kind");
        let kinds: Vec<String> = kinds.into_iter().filter_map(|row| row.0).collect();
        assert_eq!(kinds, ["invitation", "password_reset", "reminder", "reminder", "reminder_test"]);
        // What is taken back is the installation's again.
        manager.json("PUT", "/api/v1/reminders/senders/P-A", &json!({})).is(204);
        asks("learner@story.example");
        ground.run();
        ground.deliver();
        let last = ground.mails_to("learner").pop().unwrap();
        assert!(last.header("From").unwrap().contains(&usual) && last.header("Reply-To").is_none());
    });
}

#[test]
fn nothing_leaves_at_night() {
    on_both(|mut app| {
        Arc::make_mut(&mut app.state.config).reminders.quiet_hour = 20;
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-02");
        ground.hours(19);
        ground.run();
        // The server is reached again at nine in the evening.
        ground.app.state.clock.advance(Duration::hours(13));
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 0);
        ground.app.state.clock.advance(Duration::hours(11));
        ground.deliver();
        let mails = ground.mails_to("learner");
        assert_eq!(mails.len(), 1);
        assert!(
            plain(&mails[0].content).contains("in 6\u{a0}Tagen fällig"),
            "worded for the day on which it leaves"
        );
    });
}
