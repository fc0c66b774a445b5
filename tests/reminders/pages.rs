//! What managers see and decide: the switch, the forecast, the brake, the mailbox, free days.

use super::ground::{Ground, HV, REF};
use crate::support::app::{TestApp, on_both};
use crate::support::smtp::{Sink, plain};
use kundig::platform::config::Secret;
use kundig::rules::person::Role;
use std::sync::Arc;

#[test]
fn a_partner_is_switched_on_after_a_look_at_what_goes_out() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.sql("UPDATE organisations SET reminders_since_on = NULL");
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-02");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let page = manager.get("/reminders").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("0 von 3 Partnern werden erinnert"));
        let path = format!("/reminders/partners/{}", ground.story.alpha.id);
        let page = manager.get(&path).is(200);
        assert!(page.text().contains("am ersten Tag 1"), "{}", page.text());
        let wrong = manager.post(&path, &[("since_on", "2026-11-23")]).is(422);
        assert!(wrong.text().contains("Heute ist der früheste"));
        assert!(wrong.text().contains("2026-11-23"), "what was typed stays");
        manager.post(&path, &[("since_on", "24.11.2026")]).is(303);
        let page = manager.get("/reminders?only=on").is(200);
        assert!(page.text().contains("ein seit 24.11.2026"));
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        manager.post(&path, &[("switch", "off")]).is(303);
        assert!(manager.get("/reminders?only=on").is(200).text().contains("Kein Partner passt"));
        let audited =
            ground.texts("SELECT action AS a, before_json AS b FROM audit_entries WHERE action LIKE 'reminders.%' ORDER BY action");
        assert_eq!(audited.len(), 2);
        manager.post(&format!("/reminders/partners/{HV}"), &[("switch", "off")]).is(404);
        ground
            .app
            .signed_in(ground.story.stranger.id)
            .post(&path, &[("switch", "off")])
            .is(403);
    });
}

#[test]
fn the_forecast_tells_what_will_happen() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.sql(&format!("UPDATE people SET external_id = 'E-1' WHERE id = '{}'", learner.id));
        ground.owes(learner, HV, "due", "2026-12-01");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let file = manager.get("/reminders/forecast.csv?from=2026-11-24&to=2026-12-05").is(200);
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
        let expected = "date,recipient_external_id,role,person_external_id,requirement,due,offset_days\n\
                        2026-11-24,,partner_admin,E-1,HV,2026-12-01,-7\n\
                        2026-11-24,E-1,learner,E-1,HV,2026-12-01,-7\n\
                        2026-12-02,,partner_admin,E-1,HV,2026-12-01,1\n\
                        2026-12-02,E-1,learner,E-1,HV,2026-12-01,1\n";
        assert_eq!(file.text(), expected);
        let json = manager
            .get("/api/v1/reminders/forecast?from=2026-11-24&to=2026-12-05&organisation=P-A")
            .is(200)
            .json();
        assert_eq!(json["items"].as_array().unwrap().len(), 4);
        assert_eq!(json["items"][1]["recipient_external_id"], "E-1");
        let elsewhere = manager
            .get("/api/v1/reminders/forecast?from=2026-11-24&to=2026-12-05&organisation=P-B")
            .is(200)
            .json();
        assert_eq!(elsewhere["items"].as_array().unwrap().len(), 0);
        manager.get("/reminders/forecast?from=2026-11-24&to=2026-12-05").is(200);
        let wrong = manager.get("/reminders/forecast?from=2026-12-05&to=2026-11-24").is(422);
        assert!(wrong.text().contains("Der letzte Tag liegt vor dem ersten."));
        manager.get("/reminders/forecast?from=0000-00-00&to=x").is(422);
        manager.get("/reminders/forecast.csv?from=2026-01-01&to=2029-01-01").is(422);
        manager
            .get("/api/v1/reminders/forecast?from=2026-11-24&to=2026-12-05&organisation=nobody")
            .is(404);
        manager.get("/api/v1/reminders/forecast?from=2026-11-24").is(422);
        manager.get("/api/v1/reminders/forecast?from=x&to=2026-11-24").is(400);
    });
}

#[test]
fn what_the_brake_holds_is_approved_or_discarded_by_somebody() {
    on_both(|mut app| {
        Arc::make_mut(&mut app.state.config).reminders.brake_number = 1;
        let ground = Ground::new(app);
        let (learner, lead) = (ground.person(Role::Learner), ground.person(Role::TeamLead));
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(lead, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "overdue", "2026-11-01");
        ground.owes(lead, REF, "overdue", "2026-11-01");
        ground.run();
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let page = manager.get("/reminders/held").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("8 Erinnerungen warten auf Freigabe"));
        let decide = |requirement: &str, decision: &str| {
            let run = "2026-11-24T12:00:00Z";
            manager.post(
                "/reminders/held",
                &[("run", run), ("requirement", requirement), ("decision", decision)],
            )
        };
        decide(HV, "maybe").is(422);
        decide("nothing", "approve").is(409);
        // Somebody is done before it is approved: that one drops out.
        ground.done(lead, HV, "2027-11-24");
        decide(HV, "approve").is(303);
        decide(REF, "discard").is(303);
        decide(REF, "discard").is(409);
        ground.run();
        ground.deliver();
        let mail = ground.mails_to("learner");
        assert_eq!(mail.len(), 1);
        let text = plain(&mail[0].content);
        assert!(text.contains("Hochvolt") && !text.contains("Kältemittel"), "{text}");
        assert_eq!(ground.mails_to("team_lead").len(), 0);
    });
}

#[test]
fn the_mailbox_shows_every_mail_and_secrets_to_nobody_who_could_do_without() {
    on_both(|mut app| {
        let story_smtp = |app: &mut TestApp, url: String| Arc::make_mut(&mut app.state.config).mail.smtp_url = Secret::new(url);
        story_smtp(&mut app, String::new());
        let mut ground = Ground::new(app);
        story_smtp(&mut ground.app, String::new());
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let admin = ground.app.signed_in(ground.person(Role::PlatformAdmin).id);
        let list = manager.get("/mailbox").is(200);
        assert!(list.text().contains("In 7 Tagen fällig: Hochvolt-Sicherheit") && list.text().contains("hier aufgehoben"));
        let rows = ground.texts("SELECT id AS a, to_address AS b FROM mails ORDER BY to_address");
        let id = rows[0].0.clone().unwrap();
        assert_eq!(rows[0].1.as_deref(), Some("learner@story.example"));
        let secret = |text: &str| text.contains("/welcome/") && !text.contains("/welcome/…");
        for page in [format!("/mailbox/{id}"), format!("/mailbox/{id}/html")] {
            assert!(!secret(&manager.get(&page).is(200).text()), "{page}");
            assert!(secret(&admin.get(&page).is(200).text()), "{page}");
        }
        let frame = admin.get(&format!("/mailbox/{id}/html")).is(200);
        assert!(frame.header("content-security-policy").unwrap().contains("sandbox"));
        // With a server, links reach people by themselves and are nobody's to see.
        story_smtp(&mut ground.app, ground.sink.url());
        let admin = ground.app.signed_in(ground.person(Role::PlatformAdmin).id);
        assert!(!secret(&admin.get(&format!("/mailbox/{id}")).is(200).text()));
        for found in ["?search=LEARNER", "?kind=reminder", "?state=kept", "?search=hochvolt"] {
            assert!(admin.get(&format!("/mailbox{found}")).is(200).text().contains(&id), "{found}");
        }
        for missed in ["?search=%25", "?search=nobody", "?kind=invitation", "?state=sent", "?search=%00"] {
            let page = admin.get(&format!("/mailbox{missed}")).is(200);
            assert!(missed.contains("%00") || !page.text().contains(&id), "{missed}");
        }
        let mails = admin.get("/api/v1/mails?limit=1").is(200);
        assert!(!mails.text().contains("welcome"));
        let next = mails.json()["next_cursor"].as_str().unwrap().to_owned();
        let rest = admin.get(&format!("/api/v1/mails?cursor={next}")).is(200).json();
        assert_eq!(rest["items"].as_array().unwrap().len(), 1);
        admin.get(&format!("/mailbox/{HV}")).is(404);
        admin.get("/mailbox/nonsense").is(404);
        ground.app.signed_in(ground.story.stranger.id).get("/mailbox").is(403);
    });
}

#[test]
fn a_reminder_is_sent_again_only_while_it_is_owed() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let log = manager.get("/reminders/log?fate=sent").is(200);
        assert!(log.text().contains("7 Tage vorher") && log.text().contains("Vera learner"));
        let query = format!(
            "SELECT id AS a, fate AS b FROM notices WHERE fate = 'sent' AND recipient_id = '{}'",
            learner.id
        );
        let id = ground.texts(&query)[0].0.clone().unwrap();
        manager.post(&format!("/reminders/log/{id}/resend"), &[]).is(303);
        ground.deliver();
        let mails = ground.mails_to("learner");
        assert_eq!(mails.len(), 2);
        assert_ne!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
        ground.done(learner, HV, "2027-11-24");
        manager.post(&format!("/reminders/log/{id}/resend"), &[]).is(409);
        let notices = manager.get("/api/v1/notices").is(200).json();
        assert_eq!(notices["items"].as_array().unwrap().len(), 3);
    });
}

#[test]
fn a_holiday_moves_a_step() {
    on_both(|app| {
        let ground = Ground::new(app);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        assert!(manager.get("/reminders/calendar").is(200).text().contains("Samstag, Sonntag"));
        let wrong = manager
            .post("/reminders/calendar/DE", &[("weekend", "6"), ("holidays", "Weihnachten")])
            .is(422);
        assert!(wrong.text().contains("Zeile 1") && wrong.text().contains("Weihnachten"));
        manager.post("/reminders/calendar/DE", &[("weekend", "9")]).is(422);
        manager
            .post(
                "/reminders/calendar/DE",
                &[("weekend", "6"), ("weekend", "7"), ("holidays", "2026-11-25 Bettag\n2026-11-24")],
            )
            .is(303);
        assert!(manager.get("/reminders/calendar/DE").is(200).text().contains("2026-11-25 Bettag"));
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-02");
        ground.run();
        // The 25th and the 24th are free, so the step of the 25th moves back to the 23rd and is told at once.
        let rows = ground.texts("SELECT CAST(step_on AS TEXT) AS a, reason AS b FROM notices WHERE step_offset = -7");
        assert!(rows.iter().all(|row| row.0.as_deref() == Some("2026-11-23")), "{rows:?}");
        manager.get("/reminders/calendar/de").is(404);
        manager.get("/reminders/calendar/..").is(404);
    });
}

#[test]
fn a_switch_is_set_by_the_api_too() {
    on_both(|app| {
        let ground = Ground::new(app);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let put = |path: &str, body: serde_json::Value| manager.json("PUT", path, &body);
        let answer = put("/api/v1/reminders/partners/P-B", serde_json::json!({ "since_on": "2026-12-01" }))
            .is(200)
            .json();
        assert_eq!(answer["since_on"], "2026-12-01");
        put("/api/v1/reminders/partners/P-B", serde_json::json!({ "since_on": "2020-12-01" })).is(422);
        put("/api/v1/reminders/partners/P-B", serde_json::json!({ "on": true })).is(400);
        put("/api/v1/reminders/partners/nobody", serde_json::json!({ "since_on": null })).is(404);
        let all = manager.get("/api/v1/reminders/partners").is(200).json();
        assert!(
            all.as_array()
                .unwrap()
                .iter()
                .any(|one| one["external_id"] == "P-B" && one["since_on"] == "2026-12-01")
        );
    });
}

#[test]
fn the_mailbox_says_since_when_a_mail_waits_that_should_have_left() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        let server = ground.app.state.config.mail.smtp_url.clone();
        let gone = Sink::start().url();
        Arc::make_mut(&mut ground.app.state.config).mail.smtp_url = Secret::new(gone);
        ground.run();
        let seen = |ground: &Ground| {
            ground.deliver();
            let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
            let page = manager.get("/mailbox").is(200).text().contains("Eine Mail wartet seit");
            let said = manager.get("/api/v1/mail-standstill").is(200).json()["waits_since"].clone();
            (page, said.as_str().map(|at| at[..16].to_owned()))
        };
        let since = Some("2026-11-24T12:00".to_owned());
        assert_eq!(seen(&ground), (false, since.clone()), "a moment is not long");
        ground.hours(2);
        assert_eq!(seen(&ground), (true, since));
        Arc::make_mut(&mut ground.app.state.config).mail.smtp_url = server.clone();
        assert_eq!(seen(&ground), (false, None));
    });
}
