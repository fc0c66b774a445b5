//! Texts that administrators write: kept, refused, inherited, shown, sent.

use super::ground::{Ground, HV};
use crate::support::app::on_both;
use crate::support::smtp::plain;
use kundig::rules::person::Role;
use serde_json::json;

const AT: &str = "/reminders/texts/text";

/// The form for one text.
fn form<'a>(organisation: &'a str, language: &'a str, parts: [&'a str; 3], revision: &'a str) -> Vec<(&'a str, &'a str)> {
    let [subject, opening, closing] = parts;
    vec![
        ("to", "own"),
        ("requirement", "HV"),
        ("organisation", organisation),
        ("language", language),
        ("revision", revision),
        ("subject", subject),
        ("opening", opening),
        ("closing", closing),
    ]
}

#[test]
fn what_somebody_wrote_stands_in_the_mail_and_the_nearest_text_goes_first() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let everybody = form(
            "",
            "de",
            [
                "{requirement} bis {due}",
                "Hallo {name} von {partner},\n\nhier: {link}",
                "Ihre {academy}",
            ],
            "0",
        );
        manager.post(AT, &everybody).is(303);
        let branch = form("P-A", "de", ["", "Nur bei Albers: <b>{name}</b>", ""], "0");
        manager.post(AT, &branch).is(303);
        let page = manager.get("/reminders/texts").is(200).text();
        assert!(page.contains("Kälte Albers") && page.contains("Hochvolt-Sicherheit"), "{page}");
        // The page of the branch says from where the rest comes.
        let page = manager
            .get(&format!("{AT}?to=own&requirement=HV&organisation=P-A&language=de"))
            .is(200)
            .text();
        assert!(
            page.contains("{requirement} bis {due}") && page.contains("geschrieben für Hochvolt-Sicherheit"),
            "{page}"
        );
        ground.run();
        ground.deliver();
        let mail = &ground.mails_to("learner")[0];
        assert_eq!(mail.header("Subject").as_deref(), Some("Hochvolt-Sicherheit bis 1. Dezember"));
        let text = plain(&mail.content);
        assert!(
            text.contains("Nur bei Albers: <b>Vera learner</b>") && !text.contains("Hallo"),
            "{text}"
        );
        assert!(text.contains("Ihre Kundig"), "{text}");
        // About others nobody wrote anything.
        let about = plain(&ground.mails_to("partner_admin")[0].content);
        assert!(!about.contains("Nur bei Albers"), "{about}");
        let audited = ground.texts("SELECT action AS a, subject_id AS b FROM audit_entries WHERE action LIKE 'reminder_text.%'");
        assert_eq!(audited.len(), 2);
    });
}

#[test]
fn a_broken_text_is_refused_at_its_field_with_its_place_and_stays_typed() {
    on_both(|app| {
        let ground = Ground::new(app);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let broken = form("", "de", ["{link}", "eins\nzwei {nmae}", "{name"], "0");
        let page = manager.post(AT, &broken).is(422);
        let text = page.text();
        assert!(
            text.contains("Zeile 2, Zeichen 6: Einen Platzhalter {nmae} gibt es nicht."),
            "{text}"
        );
        assert_eq!(page.count(".field.is-bad"), 3);
        assert!(text.contains("zwei {nmae}"), "what was typed stays");
        assert_eq!(ground.texts("SELECT language AS a, subject AS b FROM reminder_texts"), []);
        // Somebody else was first.
        manager.post(AT, &form("", "de", ["A", "", ""], "0")).is(303);
        manager.post(AT, &form("", "de", ["B", "", ""], "0")).is(409);
        manager.post(AT, &form("", "de", ["B", "", ""], "1")).is(303);
        manager.post(AT, &form("", "de", ["", "", ""], "2")).is(303);
        assert_eq!(ground.texts("SELECT language AS a, subject AS b FROM reminder_texts"), []);
        for wrong in [form("P-0", "de", ["A", "", ""], "0"), form("", "klingon", ["A", "", ""], "0")] {
            manager.post(AT, &wrong).is(422);
        }
        manager.post(AT, &[("to", "\0"), ("language", "de\0")]).is(422);
    });
}

#[test]
fn a_text_is_shown_with_a_real_person_and_sent_to_oneself() {
    on_both(|app| {
        let ground = Ground::new(app);
        let (learner, trainings) = (ground.person(Role::Learner), ground.person(Role::TrainingManager));
        let manager = ground.app.signed_in(trainings.id);
        let mut typed = form("", "de", ["An {person}", "<script>{name}</script>", ""], "0");
        let page = manager.post("/reminders/texts/preview", &typed).is(422);
        assert!(page.text().contains("Zurzeit schuldet das niemand"));
        ground.owes(learner, HV, "due", "2026-12-01");
        typed.push(("person", "learner@story.example"));
        let page = manager.post("/reminders/texts/preview", &typed).is(200);
        assert!(page.text().contains("An Vera learner"));
        let html = manager.post("/reminders/texts/html", &typed).is(200);
        assert!(html.text().contains("&lt;script&gt;Vera learner"), "{}", html.text());
        assert!(html.header("content-security-policy").unwrap().contains("sandbox"));
        assert_eq!(ground.links(), 0, "a preview signs nobody in");
        manager.post("/reminders/texts/test", &typed).is(200);
        ground.deliver();
        let sent = ground.mails_to("training_manager");
        assert_eq!(sent.len(), 1);
        assert_eq!(sent[0].header("Subject").as_deref(), Some("An Vera learner"));
        assert_eq!(
            ground.texts("SELECT language AS a, subject AS b FROM reminder_texts"),
            [],
            "nothing is kept"
        );
        typed.pop();
        typed.push(("person", "nobody@story.example"));
        manager.post("/reminders/texts/preview", &typed).is(422);
        // By a call, and only with the right.
        let body = json!({ "text": { "to": "team", "language": "en", "subject": "About {person}" }, "person": "learner@story.example" });
        let shown = manager.json("POST", "/api/v1/reminders/texts/preview", &body).is(200).json();
        assert_eq!(shown["subject"], "About Vera learner");
        let text = json!({ "to": "own", "language": "sv", "opening": "Hej {name}" });
        manager.json("PUT", "/api/v1/reminders/texts", &text).is(204);
        assert_eq!(manager.get("/api/v1/reminders/texts").is(200).json()[0]["opening"], "Hej {name}");
        let wrong = json!({ "to": "own", "language": "sv", "opening": "Hej {namn}" });
        let refused = manager.json("PUT", "/api/v1/reminders/texts", &wrong).is(422).json();
        assert_eq!(refused["errors"][0]["field"], "opening");
        ground
            .app
            .signed_in(ground.person(Role::PartnerAdmin).id)
            .get("/reminders/texts")
            .is(403);
    });
}

#[test]
fn a_text_for_one_time_goes_before_the_one_for_any_and_falls_back_to_it() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "overdue", "2026-11-20");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        manager
            .post(AT, &form("", "de", ["{requirement}: bitte bis {due}", "Für jede Zeit.", ""], "0"))
            .is(303);
        let mut late = form("", "de", ["{requirement}: jetzt nachholen", "", ""], "0");
        late.push(("phase", "overdue"));
        manager.post(AT, &late).is(303);
        // The form of a time says what comes from the text for any.
        let at = format!("{AT}?to=own&requirement=HV&organisation=&language=de&phase=");
        let page = manager.get(&format!("{at}grace")).is(200).text();
        assert!(page.contains("Bleibt es leer, gilt „{requirement}: bitte bis {due}“"), "{page}");
        manager.get(&format!("{at}later")).is(422);
        let list = manager.get("/reminders/texts").is(200).text();
        assert!(list.contains("überfällig oder erloschen"), "{list}");
        ground.run();
        ground.deliver();
        let mail = &ground.mails_to("learner")[0];
        assert_eq!(mail.header("Subject").as_deref(), Some("Hochvolt-Sicherheit: jetzt nachholen"));
        assert!(plain(&mail.content).contains("Für jede Zeit."), "{}", plain(&mail.content));
        // The same by a call.
        let kept = manager.get("/api/v1/reminders/texts").is(200).json();
        let has = |phase: serde_json::Value| kept.as_array().unwrap().iter().any(|text| text["phase"] == phase);
        assert!(has(json!(null)) && has(json!("overdue")), "{kept}");
        let change = |phase: &str| json!({ "to": "own", "requirement": "HV", "language": "de", "phase": phase, "closing": "Danke" });
        manager.json("PUT", "/api/v1/reminders/texts", &change("ahead")).is(204);
        manager.json("PUT", "/api/v1/reminders/texts", &change("later")).is(400);
        let audited = ground.texts("SELECT action AS a, subject_id AS b FROM audit_entries WHERE subject_id = 'own/HV/ahead/de'");
        assert_eq!(audited.len(), 1);
    });
}

#[test]
fn a_preview_shows_what_was_typed_and_says_where_another_text_is_nearer() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        manager.post(AT, &form("", "de", ["Nur für Hochvolt", "", ""], "0")).is(303);
        let typed = [
            ("to", "own"),
            ("language", "de"),
            ("subject", "An alle: {due}"),
            ("closing", "Bis bald"),
        ];
        let page = manager.post("/reminders/texts/preview", &typed).is(200);
        assert!(page.text().contains("An alle: 1. Dezember"), "{}", page.text());
        assert!(
            page.text().contains("Für Vera learner gilt heute ein anderer Text."),
            "{}",
            page.text()
        );
        manager.post("/reminders/texts/test", &typed).is(200);
        ground.deliver();
        let sent = ground.mails_to("training_manager");
        assert_eq!(sent[0].header("Subject").as_deref(), Some("An alle: 1. Dezember"));
        let body = json!({ "text": { "to": "own", "language": "de", "subject": "Für alle", "closing": "Bis bald" } });
        let shown = manager.json("POST", "/api/v1/reminders/texts/preview", &body).is(200).json();
        assert_eq!((&shown["subject"], &shown["nearer"]), (&json!("Für alle"), &json!(["subject"])));
        // The text of the requirement itself is the nearest.
        let nearest = manager
            .post("/reminders/texts/preview", &form("", "de", ["Für Hochvolt", "", ""], "1"))
            .is(200);
        assert!(nearest.text().contains("Für Hochvolt") && !nearest.text().contains("ein anderer Text"));
    });
}

#[test]
fn a_preview_after_midnight_names_no_step_of_today_as_the_next() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.sql(
            r#"UPDATE requirement_versions SET reminders = '[{"offset_days":-6,"to":["learner"]},{"offset_days":1,"to":["learner"]}]'"#,
        );
        // Midnight in Berlin; in UTC it is still the day before.
        ground.hours(11);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let body = json!({ "text": { "to": "own", "language": "de", "opening": "Hallo" } });
        let shown = manager.json("POST", "/api/v1/reminders/texts/preview", &body).is(200).json();
        let text = shown["text"].as_str().unwrap();
        assert!(text.contains("2. Dezember") && !text.contains("25. November"), "{text}");
    });
}

#[test]
fn a_language_without_mails_falls_back_and_says_so() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.sql(&format!("UPDATE people SET language = 'sv' WHERE id = '{}'", learner.id));
        ground.owes(learner, HV, "due", "2026-12-01");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        manager.post(AT, &form("", "sv", ["", "Hej {name}", ""], "0")).is(303);
        manager.post(AT, &form("", "en", ["In English", "Hello", ""], "0")).is(303);
        let page = manager
            .get(&format!("{AT}?to=own&requirement=&organisation=&phase=&language=sv"))
            .is(200);
        assert!(page.text().contains("Auf Schwedisch gibt es noch keine Mails."), "{}", page.text());
        ground.run();
        ground.deliver();
        let mail = &ground.mails_to("learner")[0];
        let text = plain(&mail.content);
        assert!(text.contains("Hej Vera learner") && !text.contains("Hello"), "{text}");
        assert_eq!(mail.header("Subject").as_deref(), Some("In English"));
        assert!(text.contains("Mails do not exist in Svenska yet"), "{text}");
    });
}
