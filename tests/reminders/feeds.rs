//! One's own calendar under a secret address, and what one was told.

use super::ground::{Ground, HV};
use crate::support::app::on_both;
use crate::support::smtp::plain;
use kundig::rules::person::Role;

#[test]
fn a_calendar_has_a_secret_address_that_its_owner_makes_renews_and_ends() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        let browser = ground.app.signed_in(learner.id);
        assert!(browser.get("/profile/calendar").is(200).text().contains("Adresse anlegen"));
        let address = |text: String| {
            let at = text.find("/calendar/").unwrap();
            text[at..].split(['"', '<', '&']).next().unwrap().to_owned()
        };
        let first = address(browser.post("/profile/calendar", &[]).is(200).text());
        let anonymous = ground.app.anonymous();
        let calendar = anonymous.get(&first).is(200);
        assert_eq!(calendar.header("content-type"), Some("text/calendar; charset=utf-8"));
        let text = calendar.text().replace("\r\n ", "");
        assert!(text.contains("DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261202"), "{text}");
        assert!(
            text.contains("SUMMARY:Fällig: Hochvolt-Sicherheit") && text.contains(&format!("UID:{}-{HV}@127.0.0.1", learner.id)),
            "{text}"
        );
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
        assert!(
            !browser.get("/profile/calendar").is(200).text().contains(&first),
            "it is shown once"
        );
        // The date moves: the event keeps its name and counts the change.
        ground.sql(&format!(
            "UPDATE obligations SET due_on = '2026-12-24' WHERE person_id = '{0}';
             INSERT INTO obligation_changes (id, person_id, requirement_id, at, due_before, due_after, cause)
                 VALUES ('{HV}', '{0}', '{HV}', '2026-11-24 12:00:00.000000', '2026-12-01', '2026-12-24', 'rule')",
            learner.id
        ));
        let text = anonymous.get(&first).is(200).text();
        assert!(
            text.contains("DTSTART;VALUE=DATE:20261224") && text.contains("SEQUENCE:1"),
            "{text}"
        );
        // A new address ends the first; wrong and ended ones look alike.
        let second = address(browser.post("/profile/calendar", &[]).is(200).text());
        let ended = anonymous.get(&first).is(404);
        let wrong = anonymous.get("/calendar/wrong.ics").is(404);
        assert_eq!(ended.select("h1"), wrong.select("h1"));
        anonymous.get(&second).is(200);
        browser.post("/profile/calendar/revocation", &[]).is(303);
        anonymous.get(&second).is(404);
        let url = browser.json("POST", "/api/v1/me/calendar", &serde_json::json!({})).is(201).json()["url"].clone();
        let path = url.as_str().unwrap().strip_prefix("http://127.0.0.1:8080").unwrap().to_owned();
        anonymous.get(&path).is(200);
        ground.sql(&format!(
            "UPDATE people SET disabled_at = '2026-11-24 12:00:00.000000' WHERE id = '{}'",
            learner.id
        ));
        anonymous.get(&path).is(404);
        let kept = ground.texts("SELECT token_hash AS a, NULL AS b FROM calendar_feeds");
        assert!(!path.contains(kept[0].0.as_ref().unwrap()), "only a hash is kept");
    });
}

#[test]
fn what_one_was_told_stands_on_a_page_also_for_whoever_has_no_address() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.sql(&format!(
            "UPDATE people SET email = NULL, email_key = NULL WHERE id = '{}'",
            learner.id
        ));
        ground.owes(learner, HV, "due", "2026-12-01");
        let browser = ground.app.signed_in(learner.id);
        assert!(
            browser
                .get("/notices")
                .is(200)
                .text()
                .contains("Bisher wurde an keine Ihrer Pflichten erinnert.")
        );
        ground.run();
        ground.deliver();
        let page = browser.get("/notices").is(200).text();
        assert!(page.contains("Hochvolt-Sicherheit") && page.contains("erinnert wurde: "), "{page}");
        let list = browser.get("/api/v1/me/notices").is(200).json();
        assert_eq!(list["items"][0]["to_me"], false);
        assert_eq!(list["items"][0]["role"], "partner_admin");
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        assert!(admin.get("/notices").is(200).text().contains("Vera learner"));
        let stranger = ground.app.signed_in(ground.story.stranger.id);
        assert_eq!(
            stranger.get("/api/v1/me/notices").is(200).json()["items"].as_array().unwrap().len(),
            0
        );
    });
}

#[test]
fn the_manufacturer_is_reminded_of_its_own_duties_once_a_step_and_a_breach_goes_further_up() {
    on_both(|app| {
        let ground = Ground::new(app);
        let (partner, manufacturer) = (ground.story.alpha.id, ground.story.manufacturer.id);
        ground.sql(&format!(
            r#"INSERT INTO duties (id, kind, creditor_id, debtor_id, subject_id, subject_title, created_at)
                   VALUES ('{HV}', 'training_need', '{partner}', '{manufacturer}', '{HV}', '{{"de":"Anlagen mit R290"}}', '2026-11-10 12:00:00.000000');
               INSERT INTO duty_events (id, duty_id, kind, happened_on, due_on, recorded_at)
                   VALUES ('{HV}', '{HV}', 'opened', '2026-11-10', '2026-11-24', '2026-11-10 12:00:00.000000')"#
        ));
        for _ in 0..2 {
            ground.run();
            ground.deliver();
            ground.hours(1);
        }
        let told = ground.mails_to("partner_manager");
        assert_eq!((told.len(), ground.mails_to("training_manager").len()), (1, 0));
        let text = plain(&told[0].content);
        assert!(text.contains("Wir schulden einem Partner eine Antwort oder ein Angebot"), "{text}");
        assert!(text.contains("Anlagen mit R290") && text.contains("bis 24.11."), "{text}");
        assert_eq!(told[0].header("List-Unsubscribe"), None, "a duty cannot be chosen away");
        assert!(text.contains("Diese Erinnerung war für den 17. November vorgesehen"), "{text}");
        ground.hours(22);
        ground.run();
        ground.deliver();
        assert_eq!(
            (ground.mails_to("partner_manager").len(), ground.mails_to("training_manager").len()),
            (2, 1)
        );
        let text = plain(&ground.mails_to("training_manager")[0].content);
        assert!(
            text.contains("Eine Pflicht gegenüber einem Partner ist verletzt") && text.contains("seit 25.11."),
            "{text}"
        );
        assert!(!text.contains("vorgesehen"), "it is told on its day: {text}");
        // Kept, it is told no more.
        ground.sql(&format!(
            "INSERT INTO duty_events (id, duty_id, kind, happened_on, recorded_at)
                 VALUES ('{partner}', '{HV}', 'kept', '2026-11-25', '2026-11-25 12:00:00.000000')"
        ));
        ground.hours(24 * 20);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("partner_manager").len(), 2);
    });
}
