//! One's own mail address: whoever reads a new one confirms it, and until then nothing changes.

use crate::reminders::ground::texts;
use crate::support::app::{TestApp, on_both};
use crate::support::story::{Story, noon};
use chrono::Duration;
use kundig::people::{password, store};
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::json;

const GOOD: &str = "vier Bohrer im Koffer";

fn give_password(app: &TestApp, person_id: Id) {
    let hash = password::hash(GOOD, &app.state.chance).unwrap();
    let set = app
        .state
        .db
        .write(|conn| Ok(store::set_password_hash(conn, person_id, &hash, noon())?));
    set.unwrap();
}

/// The link of the last mail to an address.
fn link(app: &TestApp, address: &str) -> String {
    let text = app.mails_to(address).pop().unwrap();
    let at = text.find("/address/").unwrap();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

fn email(app: &TestApp, id: Id) -> Option<String> {
    let person = app.state.db.read(|conn| Ok(store::find_any(conn, id)?));
    person.unwrap().unwrap().email
}

fn told(app: &TestApp) -> (Story, Id) {
    let story = app.story();
    let id = story.person(Role::Learner).id;
    give_password(app, id);
    (story, id)
}

#[test]
fn a_new_own_address_counts_once_whoever_reads_it_has_said_so() {
    on_both(|app| {
        let (_, id) = told(&app);
        let learner = app.signed_in(id);
        assert_eq!(
            learner
                .get("/profile")
                .is(200)
                .attribute("a[href='/profile/address']", "href")
                .as_deref(),
            Some("/profile/address")
        );
        let typed = [("email", "Vera@Neu.example"), ("current", GOOD)];
        let wrong = learner
            .post("/profile/address", &[("email", "Vera@Neu.example"), ("current", "falsch")])
            .is(422);
        assert!(wrong.text().contains("Das ist nicht Ihr Kennwort"), "{}", wrong.text());
        assert_eq!(
            wrong.attribute("#email", "value").as_deref(),
            Some("Vera@Neu.example"),
            "nothing typed is lost"
        );
        for (wrong, why) in [
            ("vera", "keine Mail-Adresse"),
            ("learner@story.example", "schon Ihre Adresse"),
            ("stranger@story.example", "gehört schon zu einem Konto"),
        ] {
            let page = learner
                .post("/profile/address", &[("email", wrong), ("current", GOOD)])
                .is(422)
                .text();
            assert!(page.contains(why), "{wrong}: {page}");
        }
        assert_eq!(app.mails_to("stranger@story.example").len(), 0);
        learner.post("/profile/address", &typed).is(303);
        assert!(learner.get("/profile/address").is(200).text().contains("Wartet auf Bestätigung"));
        assert!(
            learner
                .get("/profile")
                .is(200)
                .text()
                .contains("Vera@Neu.example wartet auf Ihre Bestätigung")
        );
        let old = app.mails_to("learner@story.example");
        assert_eq!(old.len(), 1, "the old address is told");
        assert!(
            old[0].contains("Vera@Neu.example") && !old[0].contains("/address/"),
            "and gets no link: {}",
            old[0]
        );
        // What is mailed meanwhile goes on to the old one.
        app.anonymous()
            .post("/password/reset", &[("account", "learner@story.example")])
            .is(200);
        app.run_jobs();
        let all = app.mails_to("learner@story.example");
        let reset = all.iter().find(|mail| mail.contains("/welcome/")).unwrap();
        let reset = reset[reset.find("/welcome/").unwrap()..]
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned();
        let path = link(&app, "Vera@Neu.example");
        let mailbox = app.anonymous().saying("accept-language", "de");
        for _ in 0..2 {
            let page = mailbox.get(&path).is(200).text();
            assert!(page.contains("Vera@Neu.example"), "{page}");
        }
        assert_eq!(email(&app, id).as_deref(), Some("learner@story.example"), "looking changes nothing");
        assert!(mailbox.post(&path, &[]).is(200).text().contains("Ihre Adresse ist bestätigt"));
        assert_eq!(email(&app, id).as_deref(), Some("Vera@Neu.example"));
        mailbox.get(&path).is(404);
        mailbox.post(&path, &[]).is(404);
        mailbox.get(&reset).is(404);
        let audited = texts(
            &app.state,
            "SELECT action AS a, subject_label AS b FROM audit_entries WHERE action LIKE 'person.address%' ORDER BY action",
        );
        let audited: Vec<String> = audited.into_iter().filter_map(|row| row.0).collect();
        assert_eq!(audited, ["person.address_ask", "person.address_confirm"]);
    });
}

#[test]
fn whoever_decides_otherwise_meanwhile_makes_the_link_useless() {
    on_both(|app| {
        let (story, id) = told(&app);
        let learner = app.signed_in(id);
        let ask = |address: &str| {
            app.state.clock.advance(Duration::minutes(30));
            learner.post("/profile/address", &[("email", address), ("current", GOOD)]).is(303);
            link(&app, address)
        };
        let anonymous = app.anonymous();
        // Taken back.
        let path = ask("one@neu.example");
        learner.post("/profile/address/withdrawal", &[]).is(303);
        anonymous.post(&path, &[]).is(404);
        learner.post("/profile/address/withdrawal", &[]).is(404);
        // Another one was given.
        let path = ask("two@neu.example");
        let later = ask("three@neu.example");
        anonymous.post(&path, &[]).is(404);
        // Run out.
        app.state.clock.advance(Duration::hours(49));
        anonymous.post(&later, &[]).is(404);
        // An administrator set one: that counts at once.
        let learner = app.signed_in(id);
        learner
            .post("/profile/address", &[("email", "four@neu.example"), ("current", GOOD)])
            .is(303);
        let path = link(&app, "four@neu.example");
        let change = json!({ "given_name": "Vera", "family_name": "learner", "language": "de", "email": "by-admin@story.example" });
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager.json("PUT", &format!("/api/v1/people/{id}"), &change).is(200);
        assert_eq!(email(&app, id).as_deref(), Some("by-admin@story.example"));
        anonymous.get(&path).is(404);
        anonymous.post(&path, &[]).is(404);
        // Somebody else has it by now.
        let learner = app.signed_in(id);
        learner
            .post("/profile/address", &[("email", "five@neu.example"), ("current", GOOD)])
            .is(303);
        let path = link(&app, "five@neu.example");
        let stranger = story.stranger.id;
        let theirs = json!({ "given_name": "Benoît", "family_name": "Bernard", "language": "fr", "email": "five@neu.example" });
        manager.json("PUT", &format!("/api/v1/people/{stranger}"), &theirs).is(200);
        anonymous.post(&path, &[]).is(409);
        assert_eq!(email(&app, id).as_deref(), Some("by-admin@story.example"));
    });
}

#[test]
fn the_api_changes_ones_own_address_by_the_same_deed() {
    on_both(|app| {
        let (_, id) = told(&app);
        let learner = app.signed_in(id);
        let put = |body: &serde_json::Value| learner.json("PUT", "/api/v1/me/address", body);
        put(&json!({ "email": "vera@neu.example", "password": "falsch" })).is(422);
        put(&json!({ "email": "vera@neu.example", "password": GOOD })).is(204);
        let own = learner.get("/api/v1/me/address").is(200).json();
        assert_eq!(
            (&own["email"], &own["waiting"]),
            (&json!("learner@story.example"), &json!("vera@neu.example"))
        );
        let path = link(&app, "vera@neu.example");
        let token = path.strip_prefix("/address/").unwrap();
        let anonymous = app.anonymous();
        anonymous
            .json("POST", "/api/v1/address-confirmations", &json!({ "token": "x" }))
            .is(404);
        anonymous
            .json("POST", "/api/v1/address-confirmations", &json!({ "token": token }))
            .is(204);
        assert_eq!(email(&app, id).as_deref(), Some("vera@neu.example"));
        put(&json!({ "email": "else@neu.example", "password": GOOD })).is(204);
        learner.json("DELETE", "/api/v1/me/address", &json!({})).is(204);
        assert_eq!(learner.get("/api/v1/me/address").is(200).json()["waiting"], json!(null));
    });
}
