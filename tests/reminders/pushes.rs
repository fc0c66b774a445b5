//! Notices on people's own devices: what is due is told there too, once, for nobody else to read, whatever becomes of the mail.

use super::ground::{Ground, HV, REF};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::program::{done, kundig};
use crate::support::push::{Phone, PushService, Turn};
use chrono::Duration;
use kundig::app;
use kundig::platform::push;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::json;
use std::sync::Arc;

/// The ground with keys and a push service.
pub struct Pushing {
    pub ground: Ground,
    pub service: PushService,
}

impl Pushing {
    pub fn new(app: TestApp) -> Self {
        let mut ground = Ground::new(app);
        let service = PushService::start();
        let config = Arc::make_mut(&mut ground.app.state.config);
        (config.push.public_key, config.push.private_key) = push::make().unwrap();
        config.push.test_service = service.origin();
        Self { ground, service }
    }

    /// Switches a phone on by the page.
    pub fn switch_on(&self, browser: &Browser<'_>, phone: &Phone, path: &str) {
        let endpoint = format!("{}{path}", self.service.origin());
        let (key, auth) = (phone.p256dh(), phone.auth());
        let given = [("endpoint", endpoint.as_str()), ("p256dh", key.as_str()), ("auth", auth.as_str())];
        browser.post("/profile/push", &given).is(303);
    }

    pub fn push(&self) {
        actix_web::rt::System::new()
            .block_on(app::deliver_due_pushes(&self.ground.app.state))
            .unwrap();
    }

    /// The hour's run, the mails, and then the pushes.
    pub fn tell(&self) {
        self.ground.run();
        self.ground.deliver();
        self.push();
    }

    pub fn devices(&self) -> usize {
        self.ground.texts("SELECT endpoint AS a, person_id AS b FROM push_devices").len()
    }

    /// State and last error of every push.
    pub fn pushes(&self) -> Vec<(Option<String>, Option<String>)> {
        self.ground.texts("SELECT state AS a, last_error AS b FROM pushes ORDER BY id")
    }
}

pub fn states(pushes: &[(Option<String>, Option<String>)]) -> Vec<&str> {
    pushes.iter().filter_map(|(state, _)| state.as_deref()).collect()
}

#[test]
fn what_is_due_is_told_on_every_device_of_its_reader_in_their_language_and_says_nothing_else() {
    on_both(|app| {
        let there = Pushing::new(app);
        let learner = there.ground.person(Role::Learner);
        let (phone, laptop) = (Phone::new(1), Phone::new(2));
        let browser = there.ground.app.signed_in(learner.id);
        there.switch_on(&browser, &phone, "/send/phone");
        there.switch_on(&browser, &laptop, "/send/laptop");
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.ground.run();
        there.push();
        assert_eq!(there.service.received().len(), 2, "no device waits for a mail");
        there.ground.deliver();
        there.push();
        there.push();
        assert_eq!(there.ground.mails_to("learner").len(), 1);
        let received = there.service.received();
        assert_eq!(received.len(), 2, "one for each device, once");
        for message in &received {
            let reader = if message.path == "/send/phone" { &phone } else { &laptop };
            assert_eq!(
                reader.read(&message.content),
                json!({ "title": "Schulung fällig", "path": "/training", "language": "de" })
            );
            // At one in the afternoon, until the quiet hour: a phone that is off does not tell it at night.
            let shown = ["Content-Encoding", "TTL", "Urgency", "Topic"].map(|name| message.header(name));
            assert_eq!(shown, ["aes128gcm", "28800", "normal", "reminder"]);
            let (claims, key) = message.claims();
            assert_eq!(key, there.ground.app.state.config.push.public_key);
            assert_eq!(
                (claims["aud"].as_str(), claims["sub"].as_str()),
                (Some(&*there.service.origin()), Some("mailto:kundig@localhost"))
            );
        }
        assert_eq!(states(&there.pushes()), ["sent", "sent"]);
        let page = browser.get("/profile/push").is(200).text();
        assert!(page.contains("letzter Hinweis"), "{page}");
    });
}

#[test]
fn a_lead_is_led_to_what_they_were_told_and_the_word_that_it_is_over_is_not_pushed() {
    on_both(|app| {
        let there = Pushing::new(app);
        let (learner, lead) = (there.ground.person(Role::Learner), there.ground.person(Role::PartnerAdmin));
        there.ground.sql(
            r#"UPDATE requirement_versions SET reminders = '{"steps":[{"offset_days":-7,"to":["partner_admin"]}],"tell_when_done":true}'"#,
        );
        let phone = Phone::new(1);
        there.switch_on(&there.ground.app.signed_in(lead.id), &phone, "/send/lead");
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.tell();
        let received = there.service.received();
        assert_eq!(received.len(), 1);
        assert_eq!(phone.read(&received[0].content)["path"], "/notices");
        there.ground.done(learner, HV, "2027-11-24");
        there.ground.hours(24);
        there.tell();
        assert_eq!(there.ground.mails_to("partner_admin").len(), 2);
        assert_eq!(there.service.received().len(), 1);
    });
}

#[test]
fn a_device_that_its_push_service_does_not_know_any_more_goes() {
    on_both(|app| {
        let there = Pushing::new(app);
        let learner = there.ground.person(Role::Learner);
        let browser = there.ground.app.signed_in(learner.id);
        there.switch_on(&browser, &Phone::new(1), "/send/old");
        there.service.script(&[Turn::Status(410)]);
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.tell();
        assert_eq!((there.service.received().len(), there.devices()), (1, 0));
        assert_eq!(there.pushes(), []);
        assert_eq!(there.ground.mails_to("learner").len(), 1);
    });
}

#[test]
fn a_push_service_that_is_busy_is_asked_again_later_and_at_last_not_any_more() {
    on_both(|app| {
        let there = Pushing::new(app);
        let learner = there.ground.person(Role::Learner);
        there.switch_on(&there.ground.app.signed_in(learner.id), &Phone::new(1), "/send/phone");
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.service.script(&[Turn::TooMany(600), Turn::Status(503)]);
        there.tell();
        let advance = |minutes: i64| {
            there.ground.app.state.clock.advance(Duration::minutes(minutes));
            there.push();
            there.service.received().len()
        };
        assert_eq!(advance(9), 1, "it asked for ten minutes");
        assert_eq!(advance(1), 2);
        assert_eq!(states(&there.pushes()), ["queued"]);
        assert_eq!(advance(2), 3);
        assert_eq!(states(&there.pushes()), ["sent"]);
        // The next one meets a service that has been down for hours.
        there.service.script(&[Turn::Status(503); 40]);
        there.ground.hours(24 * 8);
        there.tell();
        for _ in 0..30 {
            advance(10);
        }
        assert_eq!(states(&there.pushes()), ["sent", "given_up"]);
        assert!(there.service.received().len() < 16, "each time after a longer wait");
        assert_eq!(there.ground.mails_to("learner").len(), 2, "no mail waits for it");
        assert_eq!(there.devices(), 1);
    });
}

#[test]
fn what_may_have_arrived_is_not_repeated_and_what_is_refused_is_shown() {
    on_both(|app| {
        let there = Pushing::new(app);
        let learner = there.ground.person(Role::Learner);
        let browser = there.ground.app.signed_in(learner.id);
        there.switch_on(&browser, &Phone::new(1), "/send/phone");
        there.switch_on(&browser, &Phone::new(2), "/send/laptop");
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.service.script(&[Turn::HangUp, Turn::Status(403)]);
        there.tell();
        let mut ended = there.pushes();
        ended.sort();
        assert_eq!(states(&ended), ["refused", "unknown"]);
        there.ground.hours(1);
        there.push();
        assert_eq!(there.service.received().len(), 2);
        let page = browser.get("/profile/push").is(200).text();
        assert!(page.contains("der letzte Hinweis wurde abgelehnt"), "{page}");
        // A worker died with one in its hands: nobody knows whether it went out.
        there
            .ground
            .sql("UPDATE pushes SET state = 'sending', claimed_until = '2026-11-24 12:00:00.000000'");
        there.push();
        assert_eq!(states(&there.pushes()), ["unknown", "unknown"]);
        assert_eq!(there.service.received().len(), 2);
    });
}

#[test]
fn two_workers_tell_a_device_once() {
    on_both(|app| {
        let there = Pushing::new(app);
        let learner = there.ground.person(Role::Learner);
        let browser = there.ground.app.signed_in(learner.id);
        for number in 0..8 {
            there.switch_on(&browser, &Phone::new(number), &format!("/send/{number}"));
        }
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.ground.run();
        there.ground.deliver();
        std::thread::scope(|scope| {
            for _ in 0..3 {
                let state = there.ground.app.state.clone();
                scope.spawn(move || actix_web::rt::System::new().block_on(app::deliver_due_pushes(&state)).unwrap());
            }
        });
        let mut paths: Vec<String> = there.service.received().into_iter().map(|message| message.path).collect();
        paths.sort();
        assert_eq!(paths, (0..8).map(|number| format!("/send/{number}")).collect::<Vec<_>>());
    });
}

/// Somebody with a phone that is told; then this is done, and nothing more is to reach the phone.
fn ends(app: TestApp, deed: impl Fn(&Pushing, &Browser<'_>, Id)) {
    let there = Pushing::new(app);
    let learner = there.ground.person(Role::Learner);
    let browser = there.ground.app.signed_in(learner.id);
    there.switch_on(&browser, &Phone::new(1), "/send/phone");
    there.ground.owes(learner, HV, "due", "2026-12-01");
    there.ground.run();
    there.ground.deliver();
    // It waits already.
    assert_eq!(states(&there.pushes()), ["queued"]);
    deed(&there, &browser, learner.id);
    there.push();
    there.ground.hours(24 * 8);
    there.tell();
    assert_eq!((there.service.received().len(), there.devices()), (0, 0));
}

#[test]
fn signing_out_being_disabled_and_switching_off_end_it() {
    on_both(|app| ends(app, |_, browser, _| drop(browser.post("/sign-in/end", &[]).is(303))));
    on_both(|app| {
        ends(app, |there, _, id| {
            let elsewhere = there.ground.app.signed_in(id);
            elsewhere.post("/profile/sign-ins/end", &[]).is(303);
        });
    });
    on_both(|app| ends(app, |there, _, id| there.ground.app.disable(id)));
    on_both(|app| {
        ends(app, |there, _, id| {
            let admin = there.ground.app.signed_in(there.ground.person(Role::PartnerAdmin).id);
            admin.post(&format!("/people/{id}/sign-ins/end"), &[]).is(303);
        });
    });
    on_both(|app| {
        ends(app, |_, browser, _| {
            let id = browser.get("/api/v1/me/push").is(200).json()["devices"][0]["id"]
                .as_str()
                .unwrap()
                .to_owned();
            browser.post(&format!("/profile/push/{id}/end"), &[]).is(303);
            browser.post(&format!("/profile/push/{id}/end"), &[]).is(404);
        });
    });
    // Whoever is disabled behind the pages' back is found out before anything leaves.
    on_both(|app| {
        ends(app, |there, _, id| {
            there.ground.sql(&format!(
                "UPDATE people SET disabled_at = '2026-11-24 12:00:00.000000' WHERE id = '{id}'"
            ));
        });
    });
}

#[test]
fn only_addresses_of_push_services_and_keys_of_browsers_are_taken() {
    on_both(|app| {
        let there = Pushing::new(app);
        let learner = there.ground.app.signed_in(there.ground.person(Role::Learner).id);
        let stranger = there.ground.app.signed_in(there.ground.story.stranger.id);
        let phone = Phone::new(1);
        let body = |endpoint: &str, key: &str| json!({ "endpoint": endpoint, "p256dh": key, "auth": phone.auth() });
        let at = |answer: crate::support::browser::Answer| answer.json()["errors"][0]["field"].as_str().unwrap().to_owned();
        for endpoint in [
            "http://push.example/x",
            "https://10.0.0.1/x",
            "https://[::1]/x",
            "https://localhost/x",
            "https://push.example:22/x",
            "x",
        ] {
            let refused = learner
                .json("POST", "/api/v1/me/push/devices", &body(endpoint, &phone.p256dh()))
                .is(422);
            assert_eq!(at(refused), "endpoint", "{endpoint}");
        }
        let refused = learner
            .json("POST", "/api/v1/me/push/devices", &body("https://push.example/x", "AAAA"))
            .is(422);
        assert_eq!(at(refused), "p256dh");
        let page = learner
            .post(
                "/profile/push",
                &[("endpoint", "https://192.168.0.1/"), ("p256dh", ""), ("auth", "")],
            )
            .is(422);
        assert!(page.text().contains("Netz, das nicht öffentlich ist"), "{}", page.text());
        assert_eq!(there.devices(), 0);
        // The same browser in another person's hands is theirs alone.
        let given = body("https://push.example/x", &phone.p256dh());
        let made = learner.json("POST", "/api/v1/me/push/devices", &given).is(201).json();
        stranger.json("POST", "/api/v1/me/push/devices", &given).is(201);
        assert_eq!(there.devices(), 1);
        assert_eq!(learner.get("/api/v1/me/push").is(200).json()["devices"], json!([]));
        learner
            .json(
                "DELETE",
                &format!("/api/v1/me/push/devices/{}", made["id"].as_str().unwrap()),
                &json!({}),
            )
            .is(404);
        for number in 0..9 {
            let given = body(&format!("https://push.example/{number}"), &phone.p256dh());
            stranger.json("POST", "/api/v1/me/push/devices", &given).is(201);
        }
        let one_more = body("https://push.example/more", &phone.p256dh());
        stranger.json("POST", "/api/v1/me/push/devices", &one_more).is(409);
        stranger.json("POST", "/api/v1/me/push/devices", &given).is(201);
        assert_eq!(there.devices(), 10);
    });
}

#[test]
fn an_address_in_our_own_network_is_not_asked_even_where_it_stands_in_the_database() {
    on_both(|app| {
        let there = Pushing::new(app);
        let learner = there.ground.person(Role::Learner);
        there.switch_on(&there.ground.app.signed_in(learner.id), &Phone::new(1), "/send/phone");
        there
            .ground
            .sql("UPDATE push_devices SET endpoint = 'https://127.0.0.1/send/phone'");
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.tell();
        assert_eq!(states(&there.pushes()), ["refused"]);
        assert_eq!(there.service.received().len(), 0);
    });
}

/// What the first phone shows below its title.
fn shown(there: &Pushing, phone: &Phone) -> Option<String> {
    let received = there.service.received();
    let message = phone.read(&received.last().expect("a push").content);
    message["body"].as_str().map(str::to_owned)
}

#[test]
fn a_push_that_waited_names_its_day_and_why() {
    on_both(|app| {
        let there = Pushing::new(app);
        let (learner, phone) = (there.ground.person(Role::Learner), Phone::new(1));
        there.switch_on(&there.ground.app.signed_in(learner.id), &phone, "/send/phone");
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.ground.run();
        // The mail goes out on its day, and the device is told two days later: nothing was sent once more.
        there.ground.deliver();
        there.ground.hours(48);
        there.push();
        assert_eq!(
            shown(&there, &phone).as_deref(),
            Some("Diese Erinnerung war für den 24. November vorgesehen; sie lag bereit, konnte aber bis heute nicht verschickt werden.")
        );
    });
}

#[test]
fn a_push_of_what_was_missed_says_so_in_its_readers_language_and_of_several_that_one_is_late() {
    on_both(|app| {
        let there = Pushing::new(app);
        let (learner, phone) = (there.ground.person(Role::Learner), Phone::new(1));
        there.switch_on(&there.ground.app.signed_in(learner.id), &phone, "/send/phone");
        there
            .ground
            .sql(&format!("UPDATE people SET language = 'en' WHERE id = '{}'", learner.id));
        there.ground.owes(learner, HV, "due", "2026-11-30");
        there.ground.run();
        there.push();
        assert_eq!(
            shown(&there, &phone).as_deref(),
            Some("This reminder was meant for 23 November and reaches you only now.")
        );
    });
    on_both(|app| {
        let there = Pushing::new(app);
        let (learner, phone) = (there.ground.person(Role::Learner), Phone::new(1));
        there.switch_on(&there.ground.app.signed_in(learner.id), &phone, "/send/phone");
        there.ground.owes(learner, HV, "due", "2026-11-30");
        there.ground.owes(learner, REF, "due", "2026-12-01");
        there.ground.run();
        there.push();
        assert_eq!(
            shown(&there, &phone).as_deref(),
            Some("Nicht alles davon ist neu: Eine Erinnerung war schon für den 23. November vorgesehen.")
        );
    });
}

#[test]
fn without_keys_nothing_can_be_switched_on_and_nothing_is_queued() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.app.signed_in(ground.person(Role::Learner).id);
        assert!(!learner.get("/profile").is(200).text().contains("/profile/push"));
        let page = learner.get("/profile/push").is(200);
        assert_eq!(page.count("push-switch"), 0);
        let phone = Phone::new(1);
        let given = json!({ "endpoint": "https://push.example/x", "p256dh": phone.p256dh(), "auth": phone.auth() });
        learner.json("POST", "/api/v1/me/push/devices", &given).is(409);
        let worker = ground.app.anonymous().get("/push/worker.js").is(200);
        assert!(worker.header("Content-Type").unwrap().starts_with("text/javascript"));
    });
}

#[test]
fn nothing_is_pushed_while_a_restored_database_has_mail_paused() {
    on_both(|app| {
        let there = Pushing::new(app);
        let learner = there.ground.person(Role::Learner);
        there.switch_on(&there.ground.app.signed_in(learner.id), &Phone::new(1), "/send/phone");
        there.ground.owes(learner, HV, "due", "2026-12-01");
        there.ground.run();
        there.ground.deliver();
        let pause = |text: &str| {
            there.ground.sql(&format!(
                "INSERT INTO settings (name, value, updated_at) VALUES ('mail.paused', '{text}', '2026-11-24 12:00:00.000000')"
            ));
        };
        pause("restored");
        there.push();
        assert_eq!(there.service.received().len(), 0);
        there.ground.sql("DELETE FROM settings WHERE name = 'mail.paused'");
        there.push();
        assert_eq!(there.service.received().len(), 1);
    });
}

#[test]
fn a_pair_of_keys_is_made_at_the_command_line_and_the_doctor_looks_at_it() {
    let app = TestApp::start(crate::support::app::On::Sqlite).unwrap();
    let folder = app.state.config.files.folder.parent().unwrap().to_path_buf();
    let said = done(&kundig(&app, &["config", "push-keys"]), 0);
    let settings = folder.join("kundig.toml");
    std::fs::write(&settings, &said).unwrap();
    let named = settings.to_str().unwrap();
    let examined = done(&kundig(&app, &["doctor", "--config", named]), 0);
    let public = said
        .lines()
        .find_map(|line| line.strip_prefix("public_key = "))
        .unwrap()
        .trim_matches('"');
    assert!(examined.contains(&format!("push services see {public}")), "{examined}");
    let printed = done(&kundig(&app, &["config", "print", "--config", named]), 0);
    let private = said
        .lines()
        .find_map(|line| line.strip_prefix("private_key = "))
        .unwrap()
        .trim_matches('"');
    assert!(printed.contains(public) && !printed.contains(private), "{printed}");
    // The private key in a file of its own.
    let key = folder.join("push.key");
    let made = done(
        &kundig(&app, &["config", "push-keys", "--private-key-file", key.to_str().unwrap()]),
        0,
    );
    let kept = std::fs::read_to_string(&key).unwrap();
    assert!(!made.contains(kept.trim()), "{made}");
    done(
        &kundig(&app, &["config", "push-keys", "--private-key-file", key.to_str().unwrap()]),
        2,
    );
    // Half of one pair and half of another.
    let mixed = said.replace(private, kept.trim());
    std::fs::write(&settings, mixed).unwrap();
    assert!(done(&kundig(&app, &["config", "check", "--config", named]), 2).contains("push.public_key"));
    assert_ne!(private, kept.trim());
}
