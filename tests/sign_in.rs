//! Every way in, and that it ends when it should.

use crate::reminders::ground::texts;
use crate::support::app::{TestApp, on_both};
use crate::support::browser::{Answer, Browser};
use crate::support::story::{Story, noon};
use chrono::Duration;
use kundig::people::store;
use kundig::people::{password, sign_in};
use kundig::rules::id::Id;
use kundig::rules::person::Role;

const GOOD: &str = "vier Bohrer im Koffer";

fn give_password(app: &TestApp, person_id: Id) {
    let hash = password::hash(GOOD, &app.state.chance).unwrap();
    app.state
        .db
        .write(|conn| Ok(store::set_password_hash(conn, person_id, &hash, noon())?))
        .unwrap();
}

fn link(app: &TestApp, person_id: Id, purpose: &str, next: Option<&str>) -> String {
    app.state
        .db
        .write(|conn| {
            let next = next.map(str::to_owned);
            sign_in::link(conn, &app.state, person_id, purpose, next, None, Duration::days(14), noon())
        })
        .unwrap()
}

fn sign_in_as(app: &TestApp, account: &str, typed: &str) -> Answer {
    app.anonymous()
        .post("/sign-in", &[("account", account), ("password", typed), ("return_to", "")])
}

/// The one-time link in the last mail to an address.
fn mailed_link(app: &TestApp, address: &str) -> Option<String> {
    let texts = app.mails_to(address);
    let text = texts.last()?;
    let at = text.find("/welcome/")?;
    Some(text[at..].split_whitespace().next()?.to_owned())
}

#[test]
fn somebody_signs_in_with_address_or_number_and_reaches_the_page_of_their_role() {
    on_both(|app| {
        let story = app.story();
        for (role, page) in [
            (Role::PlatformAdmin, "/administration"),
            (Role::TrainingManager, "/network"),
            (Role::Trainer, "/courses"),
            (Role::PartnerAdmin, "/obligations"),
            (Role::Learner, "/training"),
        ] {
            let person = story.person(role);
            give_password(&app, person.id);
            let answer = sign_in_as(&app, &person.email.clone().unwrap().to_uppercase(), GOOD).is(303);
            assert_eq!(answer.location.as_deref(), Some("/"));
            let cookie = answer.cookie("kundig").unwrap();
            let start = Browser::with_cookie(&app, &cookie).get("/").is(303);
            assert_eq!(start.location.as_deref(), Some(page), "{role}");
        }
        let learner = story.person(Role::Learner);
        app.give_number(learner.id, "E-77");
        sign_in_as(&app, "E-77", GOOD).is(303);
        assert_eq!(app.anonymous().get("/").location.as_deref(), Some("/sign-in"));
    });
}

#[test]
fn unknown_wrong_and_disabled_get_the_same_answer() {
    on_both(|app| {
        let story = app.story();
        let (known, gone) = (story.person(Role::Learner), story.person(Role::TeamLead));
        give_password(&app, known.id);
        give_password(&app, gone.id);
        app.disable(gone.id);
        let body = |account: &str, typed: &str| {
            let answer = sign_in_as(&app, account, typed).is(422);
            assert!(answer.cookie("kundig").is_none());
            answer.text().replace(account, "ACCOUNT")
        };
        let wrong = body("learner@story.example", "not this one at all");
        assert_eq!(wrong, body("nobody@story.example", "not this one at all"));
        assert_eq!(wrong, body("team_lead@story.example", GOOD));
        assert_eq!(wrong, body("a\0b", GOOD).replace("a\u{fffd}b", "ACCOUNT"));
    });
}

#[test]
fn after_ten_wrong_passwords_an_account_waits_and_only_that_one() {
    on_both(|app| {
        let story = app.story();
        let (tried, other) = (story.person(Role::Learner), story.person(Role::TeamLead));
        give_password(&app, tried.id);
        give_password(&app, other.id);
        app.give_number(tried.id, "E-77");
        for round in 0..10 {
            let account = if round % 2 == 0 { "E-77" } else { "learner@story.example" };
            sign_in_as(&app, account, "wrong").is(422);
        }
        let answer = sign_in_as(&app, "learner@story.example", GOOD).is(429);
        assert_eq!(answer.header("retry-after"), Some("900"));
        sign_in_as(&app, "team_lead@story.example", GOOD).is(303);
    });
}

#[test]
fn the_way_back_leads_only_to_pages_of_ours() {
    on_both(|app| {
        let story = app.story();
        give_password(&app, story.person(Role::Learner).id);
        for (asked, led) in [
            ("/training?all=1", "/training?all=1"),
            ("https://evil.example", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
        ] {
            let fields = [("account", "learner@story.example"), ("password", GOOD), ("return_to", asked)];
            assert_eq!(app.anonymous().post("/sign-in", &fields).is(303).location.as_deref(), Some(led));
        }
    });
}

#[test]
fn a_sign_in_gets_a_new_id_and_ends_on_the_server() {
    on_both(|app| {
        let story = app.story();
        let person = story.person(Role::Learner);
        give_password(&app, person.id);
        let first = sign_in_as(&app, "learner@story.example", GOOD).cookie("kundig").unwrap();
        let browser = Browser::with_cookie(&app, &first);
        let fields = [("account", "learner@story.example"), ("password", GOOD)];
        let second = browser.post("/sign-in", &fields).cookie("kundig").unwrap();
        assert_ne!(first, second);
        browser.get("/profile").is(303);
        let browser = Browser::with_cookie(&app, &second);
        browser.get("/profile").is(200);
        assert_eq!(browser.post("/sign-in/end", &[]).is(303).location.as_deref(), Some("/sign-in"));
        browser.get("/profile").is(303);
    });
}

#[test]
fn a_sign_in_ends_when_idle_and_at_last_in_any_case() {
    on_both(|app| {
        let story = app.story();
        let browser = app.signed_in(story.person(Role::Learner).id);
        let settings = app.state.config.sign_in.clone();
        app.state.clock.advance(Duration::minutes(i64::from(settings.idle_minutes) - 1));
        browser.get("/profile").is(200);
        app.state.clock.advance(Duration::minutes(settings.idle_minutes.into()));
        browser.get("/profile").is(303);
        let browser = app.signed_in(story.person(Role::TeamLead).id);
        let mut now = app.state.clock.now();
        let end = now.plus(Duration::hours(settings.absolute_hours.into()));
        while now < end {
            browser.get("/profile").is(200);
            now = now.plus(Duration::hours(6));
            app.state.clock.advance(Duration::hours(6));
        }
        browser.get("/profile").is(303);
    });
}

#[test]
fn looking_at_a_link_changes_nothing_and_its_button_works_once() {
    on_both(|app| {
        let story = app.story();
        let person = story.person(Role::Learner);
        let path = format!("/welcome/{}", link(&app, person.id, "invitation", Some("/training?all=1")));
        for _ in 0..3 {
            let page = app.anonymous().get(&path).is(200);
            assert_eq!(page.count("main button.btn-primary"), 1);
        }
        app.anonymous().post(&path, &[("password", "short")]).is(422);
        let answer = app.anonymous().post(&path, &[("password", GOOD)]).is(303);
        assert_eq!(answer.location.as_deref(), Some("/training?all=1"));
        Browser::with_cookie(&app, &answer.cookie("kundig").unwrap())
            .get("/profile")
            .is(200);
        app.anonymous().get(&path).is(404);
        app.anonymous().post(&path, &[("password", GOOD)]).is(404);
        let set = texts(
            &app.state,
            "SELECT subject_id AS a, actor_kind AS b FROM audit_entries WHERE action = 'person.password'",
        );
        assert_eq!(set, [(Some(person.id.to_string()), Some("person".to_owned()))]);
        sign_in_as(&app, "learner@story.example", GOOD).is(303);
    });
}

#[test]
fn a_reminders_link_signs_in_whoever_has_no_password_and_asks_the_others_for_it() {
    on_both(|app| {
        let story = app.story();
        let (new, old) = (story.person(Role::Learner), story.person(Role::TeamLead));
        give_password(&app, old.id);
        let path = format!("/welcome/{}", link(&app, new.id, "reminder", Some("/training")));
        assert_eq!(app.anonymous().get(&path).is(200).count("input[type=password]"), 0);
        let answer = app.anonymous().post(&path, &[]).is(303);
        assert_eq!(answer.location.as_deref(), Some("/training"));
        assert!(answer.cookie("kundig").is_some());
        let path = format!("/welcome/{}", link(&app, old.id, "reminder", Some("/training")));
        let answer = app.anonymous().post(&path, &[]).is(303);
        assert_eq!(answer.location.as_deref(), Some("/sign-in?return_to=/training"));
        assert!(answer.cookie("kundig").is_none());
    });
}

#[test]
fn a_link_ends_with_its_time() {
    on_both(|app| {
        let story = app.story();
        let path = format!("/welcome/{}", link(&app, story.person(Role::Learner).id, "invitation", None));
        app.state.clock.advance(Duration::days(14));
        let page = app.anonymous().get(&path).is(404);
        assert_eq!(page.attribute("main a.btn-primary", "href").as_deref(), Some("/password/reset"));
        app.anonymous().post(&path, &[("password", GOOD)]).is(404);
    });
}

#[test]
fn a_forgotten_password_is_answered_alike_and_only_a_real_account_gets_a_mail() {
    on_both(|app| {
        let story = app.story();
        let person = story.person(Role::Learner);
        give_password(&app, person.id);
        let before = app.signed_in(person.id);
        let ask = |account: &str| {
            let answer = app.anonymous().post("/password/reset", &[("account", account)]).is(200);
            answer.text().replace(account, "ACCOUNT")
        };
        assert_eq!(ask("learner@story.example"), ask("nobody@story.example"));
        app.run_jobs();
        assert_eq!(app.mails_to("nobody@story.example").len(), 0);
        let path = mailed_link(&app, "learner@story.example").unwrap();
        let answer = app.anonymous().post(&path, &[("password", "drei Zangen am Gürtel")]).is(303);
        assert!(answer.cookie("kundig").is_some());
        before.get("/profile").is(303);
        sign_in_as(&app, "learner@story.example", GOOD).is(422);
        sign_in_as(&app, "learner@story.example", "drei Zangen am Gürtel").is(303);
    });
}

#[test]
fn a_letters_code_is_typed_by_hand() {
    on_both(|app| {
        let story: Story = app.story();
        let person = story.person(Role::Learner);
        let code = link(&app, person.id, "code_letter", None);
        let typed = format!("{} {} {}", &code[..4], &code[4..8], &code[8..]).to_lowercase();
        app.anonymous().post("/sign-in/code", &[("code", "0000 0000 0000")]).is(422);
        let answer = app.anonymous().post("/sign-in/code", &[("code", &typed)]).is(303);
        let path = answer.location.unwrap();
        assert_eq!(path, format!("/welcome/{code}"));
        app.anonymous().post(&path, &[("password", GOOD)]).is(303);
        app.anonymous().post("/sign-in/code", &[("code", &typed)]).is(422);
    });
}

#[test]
fn codes_cannot_be_guessed_at_will() {
    on_both(|app| {
        app.story();
        let most = app.state.config.sign_in.tries_per_address;
        for round in 0..most {
            app.anonymous().get(&format!("/welcome/{round}")).is(404);
        }
        app.anonymous().get("/welcome/again").is(429);
        app.anonymous().post("/sign-in/code", &[("code", "1")]).is(429);
    });
}

#[test]
fn disabling_somebody_ends_every_way_in_at_once() {
    on_both(|app| {
        let story = app.story();
        let person = story.person(Role::PlatformAdmin);
        give_password(&app, person.id);
        let browser = app.signed_in(person.id);
        let invitation = link(&app, person.id, "invitation", None);
        let letter = link(&app, person.id, "code_letter", None);
        let secret = app.token(person.id, story.manufacturer.id);
        browser.get("/profile").is(200);
        Browser::with_token(&app, &secret).get("/profile").is(200);
        app.anonymous()
            .post("/password/reset", &[("account", "platform_admin@story.example")])
            .is(200);
        app.disable(person.id);
        browser.get("/profile").is(303);
        Browser::with_token(&app, &secret).get("/profile").is(303);
        app.anonymous()
            .post(&format!("/welcome/{invitation}"), &[("password", GOOD)])
            .is(404);
        app.anonymous().post("/sign-in/code", &[("code", &letter)]).is(422);
        sign_in_as(&app, "platform_admin@story.example", GOOD).is(422);
        app.run_jobs();
        assert_eq!(mailed_link(&app, "platform_admin@story.example"), None);
        // Taken back, the old ways stay closed; only the password works again.
        app.enable(person.id);
        browser.get("/profile").is(303);
        Browser::with_token(&app, &secret).get("/profile").is(303);
        app.anonymous().get(&format!("/welcome/{invitation}")).is(404);
        sign_in_as(&app, "platform_admin@story.example", GOOD).is(303);
    });
}

#[test]
fn somebody_sees_and_ends_their_own_sign_ins_only() {
    on_both(|app| {
        let story = app.story();
        let person = story.person(Role::Learner);
        let (here, there) = (app.signed_in(person.id), app.signed_in(person.id));
        let foreign = app.signed_in(story.stranger.id);
        let page = here.get("/profile").is(200);
        assert_eq!(page.count("form[action^='/profile/sign-ins/'][action$='/end'] button"), 2);
        let path = page.attribute("li form[action^='/profile/sign-ins/']", "action").unwrap();
        foreign.post(&path, &[]).is(404);
        there.get("/profile").is(200);
        here.post(&path, &[]).is(303);
        there.get("/profile").is(303);
        here.get("/profile").is(200);
        let third = app.signed_in(person.id);
        here.post("/profile/sign-ins/end", &[]).is(303);
        third.get("/profile").is(303);
        here.get("/profile").is(200);
    });
}

#[test]
fn what_somebody_does_to_their_own_account_stands_in_the_audit() {
    on_both(|app| {
        let story = app.story();
        let person = story.person(Role::Learner);
        give_password(&app, person.id);
        let here = app.signed_in(person.id);
        app.signed_in(person.id);
        here.post("/profile/sign-ins/end", &[]).is(303);
        let new = [("current", GOOD), ("password", "drei Zangen am Gürtel")];
        here.post("/profile/password", &new).is(303);
        let dark = [("language", "de"), ("time_zone", ""), ("theme", "dark"), ("density", "airy")];
        here.post("/profile", &dark).is(303);
        // The same once more changes nothing, and nothing is told.
        here.post("/profile", &dark).is(303);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        for (action, rows) in [("person.sign_out", 1), ("person.password", 1), ("person.prefer", 1)] {
            let page = admin.get(&format!("/administration/audit?action={action}")).is(200);
            assert_eq!(page.count("tbody tr"), rows, "{action}");
            assert!(!page.text().contains("Zangen"));
        }
    });
}

#[test]
fn a_changed_password_asks_for_the_old_one_and_can_end_the_others() {
    on_both(|app| {
        let story = app.story();
        let person = story.person(Role::Learner);
        give_password(&app, person.id);
        let (here, there) = (app.signed_in(person.id), app.signed_in(person.id));
        let new = "drei Zangen am Gürtel";
        let page = here
            .post("/profile/password", &[("current", "wrong"), ("password", "short")])
            .is(422);
        assert_eq!(page.count(".is-bad"), 2);
        here.post("/profile/password", &[("current", GOOD), ("password", new)]).is(303);
        there.get("/profile").is(200);
        here.post("/profile/password", &[("current", new), ("password", GOOD), ("end_others", "true")])
            .is(303);
        there.get("/profile").is(303);
        here.get("/profile").is(200);
        // An integration cannot take an account over.
        let secret = app.token(story.person(Role::PlatformAdmin).id, story.manufacturer.id);
        Browser::with_token(&app, &secret)
            .post("/profile/password", &[("password", new)])
            .is(403);
    });
}

#[test]
fn the_profile_refuses_what_does_not_exist_and_keeps_what_was_typed() {
    on_both(|app| {
        let story = app.story();
        let browser = app.signed_in(story.person(Role::Learner).id);
        let fields = [
            ("language", "klingon"),
            ("time_zone", "Mars/\0"),
            ("theme", "pink"),
            ("density", ""),
        ];
        let page = browser.post("/profile", &fields).is(422);
        assert_eq!(page.count(".fault li"), 4);
        let fields = [
            ("language", "fr"),
            ("time_zone", "europe/paris"),
            ("theme", "dark"),
            ("density", "dense"),
        ];
        browser.post("/profile", &fields).is(303);
        let page = browser.get("/profile").is(200);
        assert_eq!(page.attribute("#time_zone", "value").as_deref(), Some("Europe/Paris"));
        assert_eq!(page.attribute("html", "data-theme").as_deref(), Some("kundig-dark"));
        let told = "This page is not yet available in French. It is shown in English.";
        assert!(page.text().contains(told), "{}", page.text());
    });
}

#[test]
fn a_person_with_several_roles_changes_what_is_shown_not_what_is_allowed() {
    on_both(|app| {
        let story = app.story();
        let browser = app.signed_in(story.person(Role::PartnerAdmin).id);
        assert_eq!(
            browser.post("/role", &[("role", "learner")]).is(303).location.as_deref(),
            Some("/training")
        );
        assert_eq!(browser.get("/").location.as_deref(), Some("/training"));
        browser.post("/role", &[("role", "platform_admin")]).is(403);
        browser.post("/role", &[("role", "emperor")]).is(422);
    });
}

#[test]
fn the_use_of_a_token_is_noted_every_few_minutes_and_shown() {
    on_both(|app| {
        let story = app.story();
        let admin = app.signed_in(story.person(Role::PlatformAdmin).id);
        let secret = app.token(story.person(Role::PlatformAdmin).id, story.manufacturer.id);
        let used = || admin.get("/api/v1/tokens").is(200).json()[0]["last_used_at"].clone();
        // Nobody waits for the note, so it may come a moment later.
        let noted = |expected: &str| {
            let at = (0..200).find_map(|_| {
                let at = used();
                std::thread::sleep(std::time::Duration::from_millis(10));
                at.as_str().filter(|at| at.starts_with(expected)).map(str::to_owned)
            });
            assert!(at.is_some(), "{expected}: {}", used());
        };
        assert!(used().is_null());
        let integration = Browser::with_token(&app, &secret);
        integration.get("/api/v1/people").is(200);
        noted("2026-11-24T12:00");
        app.state.clock.advance(chrono::Duration::minutes(4));
        integration.get("/api/v1/people").is(200);
        std::thread::sleep(std::time::Duration::from_millis(100));
        noted("2026-11-24T12:00");
        app.state.clock.advance(chrono::Duration::minutes(2));
        integration.get("/api/v1/people").is(200);
        noted("2026-11-24T12:06");
        let page = admin.get("/administration/tokens").is(200);
        assert!(page.text().contains("13:06"), "{}", page.text());
    });
}
