//! What an operator's monitoring reads of mail, jobs and the database.

use crate::reminders::ground::{Ground, HV};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use chrono::Duration;
use kundig::platform::clock::Clock;
use kundig::platform::db::{Backend, ahead, server_clock};
use kundig::platform::mail::{Envelope, Urgency, queue};
use kundig::platform::views::Letter;
use kundig::rules::person::Role;
use serde_json::json;

/// The figures as the platform's administrator reads them.
fn figures(ground: &Ground) -> String {
    let admin = ground.app.signed_in(ground.person(Role::PlatformAdmin).id);
    admin.get("/metrics").is(200).text()
}

fn says(figures: &str, line: &str) {
    assert!(figures.lines().any(|said| said == line), "{line}\n\n{figures}");
}

#[test]
fn a_token_with_the_scope_for_it_reads_figures_and_one_without_it_does_not() {
    on_both(|app| {
        let story = app.story();
        let admin = app.signed_in(story.person(Role::PlatformAdmin).id);
        let token = |scope: &str| {
            let body = json!({ "name": "monitoring", "organisation_id": story.manufacturer.id.to_string(), "scopes": [scope] });
            let made = admin.json("POST", "/api/v1/tokens", &body).is(201).json();
            made["secret"].as_str().unwrap().to_owned()
        };
        let answer = Browser::with_token(&app, &token("see_metrics")).get("/metrics").is(200);
        assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let backend = match app.state.db.backend() {
            Backend::Sqlite => "sqlite",
            Backend::Postgres => "postgres",
        };
        let version = env!("CARGO_PKG_VERSION");
        says(
            &answer.text(),
            &format!("kundig_build_info{{version=\"{version}\",database=\"{backend}\"}} 1"),
        );
        Browser::with_token(&app, &token("operate")).get("/metrics").is(403);
        // Whoever only has that scope reads nothing else.
        Browser::with_token(&app, &token("see_metrics")).get("/api/v1/jobs").is(403);
        Browser::with_token(&app, "no such token").get("/metrics").is(401);
        // A program is told that it has to say who it is; it is not led to a form.
        app.anonymous().get("/metrics").is(401);
        // Somebody who manages training, and may make tokens, does not hand this out.
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let body = json!({ "name": "x", "organisation_id": story.manufacturer.id.to_string(), "scopes": ["see_metrics"] });
        manager.json("POST", "/api/v1/tokens", &body).is(422);
    });
}

#[test]
fn what_waits_says_for_how_long_and_what_left_is_counted() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        let before = figures(&ground);
        says(&before, "kundig_mail_oldest_unsent_seconds{lane=\"daily\"} 0");
        assert!(!before.contains("kundig_reminders_last_run"), "no run yet: {before}");
        ground.run();
        let run_at = ground.app.state.clock.now().timestamp();
        ground.hours(1);
        let waiting = figures(&ground);
        says(&waiting, "kundig_mails_unsent{lane=\"daily\",state=\"queued\"} 2");
        says(&waiting, "kundig_mail_oldest_unsent_seconds{lane=\"daily\"} 3600");
        says(&waiting, "kundig_mail_oldest_unsent_seconds{lane=\"at_once\"} 0");
        says(&waiting, &format!("kundig_reminders_last_run_timestamp_seconds {run_at}"));
        says(&waiting, "kundig_jobs{state=\"failed\"} 0");
        says(&waiting, "kundig_mail_standstill 0");
        ground.deliver();
        let left = figures(&ground);
        says(&left, "kundig_mails_unsent{lane=\"daily\",state=\"queued\"} 0");
        says(&left, "kundig_mail_oldest_unsent_seconds{lane=\"daily\"} 0");
        says(&left, "kundig_mail_hand_overs_total{outcome=\"sent\"} 2");
        says(&left, "kundig_mail_batches_at_capacity_total{worker=\"all\"} 0");
        ground.sql("INSERT INTO settings (name, value, updated_at) VALUES ('mail.paused', 'test', '2026-11-24 12:00:00.000000')");
        says(&figures(&ground), "kundig_mail_standstill 1");
    });
}

/// Queues so many invitations.
fn invite(app: &TestApp, count: usize) {
    let now = app.state.clock.now();
    let text = "Welcome".to_owned();
    let letter = Letter {
        subject: "Welcome".to_owned(),
        html: text.clone(),
        calendar: None,
        text,
    };
    app.state
        .db
        .write(|conn| {
            for number in 0..count {
                let envelope = Envelope {
                    kind: "invitation",
                    urgency: Urgency::Soon,
                    recipient_id: None,
                    to_name: "Somebody".to_owned(),
                    to_address: format!("somebody{number}@story.example"),
                    language: "en".to_owned(),
                    headers: Vec::new(),
                    not_before: now,
                };
                queue(conn, &app.state.chance, "story.example", now, envelope, &letter)?;
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_claim_that_took_all_it_might_is_counted_as_at_capacity() {
    on_both(|app| {
        let ground = Ground::new(app);
        // One whole batch of a worker's first claim, and some that are left.
        invite(&ground.app, 25);
        says(&figures(&ground), "kundig_mails_unsent{lane=\"soon\",state=\"queued\"} 25");
        ground.deliver();
        let left = figures(&ground);
        says(&left, "kundig_mail_batches_at_capacity_total{worker=\"all\"} 1");
        says(&left, "kundig_mail_hand_overs_total{outcome=\"sent\"} 25");
    });
}

#[test]
fn a_job_that_is_due_says_for_how_long() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.run();
        says(&figures(&ground), "kundig_job_oldest_due_seconds 0");
        let (chance, now) = (&ground.app.state.chance, ground.app.state.clock.now());
        let later = now.plus(Duration::minutes(30));
        ground
            .app
            .state
            .db
            .write(|conn| {
                kundig::platform::jobs::enqueue(conn, chance, now, "no.such.kind", None, &json!({}), later)?;
                Ok(())
            })
            .unwrap();
        says(&figures(&ground), "kundig_job_oldest_due_seconds 0");
        ground.hours(1);
        says(&figures(&ground), "kundig_job_oldest_due_seconds 1800");
    });
}

#[test]
fn the_clock_of_the_databases_machine_is_asked_where_there_is_another_machine() {
    on_both(|app| {
        let theirs = app.state.db.read(|conn| Ok(server_clock(conn)?)).unwrap();
        assert_eq!(theirs.is_some(), app.state.db.backend() == Backend::Postgres);
        if let Some(theirs) = theirs {
            let ours = Clock::System.now();
            assert_eq!(ahead(ours, theirs), None, "{ours} {theirs}");
            assert!(ahead(ours.plus(Duration::minutes(1)), theirs).is_some());
        }
    });
}
