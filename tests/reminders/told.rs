//! Who is told what and when, by the mail of the day.

use super::ground::{Ground, HV, REF, pairs, rule};
use crate::support::app::on_both;
use crate::support::smtp::{Received, Turn, plain};
use chrono::Duration;
use kundig::rules::person::Role;
use std::sync::Arc;

#[test]
fn a_reminder_goes_out_once_with_a_link_that_signs_in() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        for _ in 0..3 {
            ground.run();
            ground.deliver();
            ground.hours(1);
        }
        let received = ground.mails_to("learner");
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].header("Auto-Submitted").as_deref(), Some("auto-generated"));
        assert_eq!(received[0].header("List-Id").as_deref(), Some("<reminders.localhost>"));
        assert!(received[0].header("Message-ID").unwrap().ends_with("@localhost>"));
        let text = plain(&received[0].content);
        assert!(
            text.contains("Hochvolt-Sicherheit ist in 7\u{a0}Tagen fällig, am 1. Dezember"),
            "{text}"
        );
        // Nobody leads the learner, so the lead's notice goes to the administrator.
        assert_eq!(ground.journal(), pairs(&[(-30, "superseded"), (-7, "sent"), (-7, "sent")]));
        assert_eq!(ground.mails_to("partner_admin").len(), 1);
        let token = text.split("/welcome/").nth(1).unwrap().split_whitespace().next().unwrap();
        let page = ground.app.anonymous().get(&format!("/welcome/{token}")).is(200);
        assert!(page.text().contains("Vera"));
        let answer = ground.app.anonymous().post(&format!("/welcome/{token}"), &[]).is(303);
        assert_eq!(answer.location.as_deref(), Some("/training"));
        assert_eq!(ground.links(), 1);
    });
}

#[test]
fn nothing_is_sent_before_the_hour_and_nothing_twice_a_day() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-02");
        ground.hours(17);
        ground.run();
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0, "06:00 in Berlin");
        ground.hours(1);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "07:00");
        ground.owes(ground.person(Role::Learner), REF, "due", "2026-12-02");
        ground.hours(1);
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "one mail a day");
        ground.hours(23);
        ground.run();
        ground.deliver();
        let received = ground.mails_to("learner");
        assert_eq!(received.len(), 2);
        assert!(plain(&received[1].content).contains("Kältemittel"));
    });
}

#[test]
fn all_that_one_recipient_is_owed_is_one_mail_in_their_language() {
    on_both(|app| {
        let ground = Ground::new(app);
        let (learner, lead) = (ground.person(Role::Learner), ground.person(Role::TeamLead));
        ground.sql(&format!(
            "UPDATE memberships SET supervisor_id = '{}' WHERE person_id = '{}'; UPDATE people SET language = 'sv' WHERE id = '{}';",
            lead.id, learner.id, lead.id
        ));
        ground.sql("UPDATE memberships SET updated_at = '2026-01-01 00:00:00.000000'");
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "overdue", "2026-11-23");
        ground.owes(lead, HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let mut received = ground.sink.received();
        received.sort_by_key(|mail| mail.to.clone());
        let to: Vec<_> = received.iter().map(|mail| mail.to.as_str()).collect();
        assert_eq!(
            to,
            [
                "RCPT TO:<learner@story.example>",
                "RCPT TO:<partner_admin@story.example>",
                "RCPT TO:<team_lead@story.example>"
            ]
        );
        let learner = plain(&received[0].content);
        assert!(learner.contains("Kältemittel ist seit 24. November überfällig"), "{learner}");
        assert!(learner.contains("◆ Fällig: Hochvolt-Sicherheit, bis 01.12."), "{learner}");
        let admin = plain(&received[1].content);
        assert!(admin.contains("Eine Person im Rückstand"), "{admin}");
        // Swedish falls back to English.
        let lead = plain(&received[2].content);
        assert!(lead.contains("HV rule is due in 7\u{a0}days, on 1 December"), "{lead}");
        assert!(lead.contains("Among your people") && lead.contains("Vera learner"), "{lead}");
        assert!(received[2].header("Subject").unwrap().starts_with("Due in 7 days"));
    });
}

#[test]
fn what_is_done_before_it_leaves_is_withdrawn() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "due", "2026-12-01");
        ground.run();
        ground.done(learner, HV, "2027-11-24");
        ground.deliver();
        let received = ground.sink.received();
        assert_eq!(received.len(), 2, "learner and administrator");
        for mail in &received {
            let text = plain(&mail.content);
            assert!(text.contains("Kältemittel") && !text.contains("Hochvolt"), "{text}");
        }
        let journal = ground.journal();
        assert!(
            journal.contains(&(-7, "withdrawn".into())) && journal.contains(&(-7, "sent".into())),
            "{journal:?}"
        );
    });
}

#[test]
fn a_mail_in_which_nothing_is_owed_any_more_never_leaves() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.run();
        ground.done(learner, HV, "2027-11-24");
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0);
        ground.hours(24);
        ground.run();
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0);
    });
}

#[test]
fn after_an_outage_somebody_gets_one_mail_and_nothing_is_lost() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "due", "2026-12-03");
        // The server is away for days.
        ground.sql("INSERT INTO settings (name, value, updated_at) VALUES ('mail.paused', 'test', '2026-11-24 12:00:00.000000')");
        for _ in 0..10 {
            ground.run();
            ground.deliver();
            ground.hours(24);
        }
        ground.sql("UPDATE obligations SET status = 'grace'");
        ground.sql("UPDATE settings SET value = '' WHERE name = 'mail.paused'");
        ground.deliver();
        let to_learner = ground.mails_to("learner");
        assert_eq!(to_learner.len(), 1);
        let text = plain(&to_learner[0].content);
        assert!(text.contains("Hochvolt-Sicherheit") && text.contains("Kältemittel"), "{text}");
        // Worded for the day on which it leaves.
        assert!(text.contains("die Nachfrist läuft"), "{text}");
    });
}

#[test]
fn a_lost_answer_is_repeated_and_the_journal_says_sent_once() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "overdue", "2026-11-10");
        ground.sink.script(&[Turn::HangUpAfterMessage]);
        ground.run();
        ground.deliver();
        ground.app.state.clock.advance(Duration::minutes(5));
        ground.deliver();
        let received = ground.sink.received();
        assert_eq!(received.len(), 3, "two recipients, one of them twice");
        let mut numbers: Vec<_> = received.iter().map(|mail| mail.header("Message-ID").unwrap()).collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), 2);
        assert!(ground.journal().iter().all(|(_, fate)| fate == "sent" || fate == "superseded"));
    });
}

#[test]
fn nobody_of_a_partner_that_is_switched_off_hears_anything() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.sql("UPDATE organisations SET reminders_since_on = NULL");
        ground.owes(ground.person(Role::Learner), HV, "overdue", "2026-11-10");
        ground.run();
        ground.deliver();
        assert_eq!(ground.journal(), []);
        assert_eq!(ground.sink.received().len(), 0);
    });
}

#[test]
fn whoever_has_no_address_is_told_through_the_partners_administrator() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.sql(&format!(
            "UPDATE people SET email = NULL, email_key = NULL WHERE id = '{}'",
            learner.id
        ));
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let received = ground.sink.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].to, "RCPT TO:<partner_admin@story.example>");
        assert!(plain(&received[0].content).contains("bitte weitersagen"));
        assert_eq!(ground.links(), 0);
    });
}

#[test]
fn too_many_at_once_are_held_and_the_training_managers_told() {
    on_both(|mut app| {
        Arc::make_mut(&mut app.state.config).reminders.brake_number = 1;
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.owes(ground.person(Role::TeamLead), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        let received = ground.sink.received();
        assert_eq!(received.len(), 1);
        assert_eq!(received[0].to, "RCPT TO:<training_manager@story.example>");
        assert!(plain(&received[0].content).contains("warten auf Ihre Freigabe"));
        let held = ground.journal().into_iter().filter(|(_, fate)| fate == "held").count();
        assert_eq!(held, 4);
    });
}

/// What a mail about somebody in grace says, so many hours after it was written.
fn says_the_last_day_of_grace(waits: i64) {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "grace", "2026-11-11");
        ground.run();
        ground.hours(waits);
        ground.deliver();
        let about = plain(&ground.mails_to("partner_admin")[0].content);
        assert!(about.contains("Vera learner, bis 11.12."), "{about}");
        let own = plain(&ground.mails_to("learner")[0].content);
        assert!(
            own.contains("war am 11. November fällig, die Nachfrist läuft bis 11. Dezember"),
            "{own}"
        );
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        let asked = admin.get(&format!("/obligations/reminders?pick={}", learner.id)).is(200).text();
        assert!(asked.contains("bis 11.12.") && !asked.contains("bis 11.11."), "{asked}");
    });
}

#[test]
fn a_line_about_somebody_in_grace_says_until_when_the_grace_lasts() {
    says_the_last_day_of_grace(0);
}

#[test]
fn a_line_that_is_worded_anew_says_until_when_the_grace_lasts() {
    says_the_last_day_of_grace(24);
}

#[test]
fn what_is_overdue_is_so_since_the_day_after_its_grace_in_every_mail_and_language() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        Arc::make_mut(&mut ground.app.state.config).reminders.overview_weekday = 2;
        let (learner, lead) = (ground.person(Role::Learner), ground.person(Role::TeamLead));
        ground.owes(learner, HV, "overdue", "2026-10-20");
        ground.owes(lead, HV, "overdue", "2026-10-20");
        // Twenty days of grace: the 9th of November is the last one, and the 10th the first on which it is overdue. The lead was paused from
        // the 1st to the 15th, so that the 15th is the last one.
        ground.sql(&format!(
            "UPDATE requirement_versions SET rule = '{}' WHERE id = '{HV}';
             UPDATE people SET language = 'en' WHERE id = '{}';
             INSERT INTO pauses (id, person_id, from_on, to_on, reason, created_at)
                 VALUES ('{REF}', '{}', '2026-11-01', '2026-11-15', 'parental_leave', '2026-10-01 12:00:00.000000')",
            rule("HV", "2026-10-20", 20),
            lead.id,
            lead.id
        ));
        ground.run();
        ground.deliver();
        let text = |name: &str, kind: &str| {
            let mails = ground.mails_to(name);
            let is = |mail: &&Received| mail.header("List-Id").is_some_and(|list| list.contains(kind));
            plain(&mails.iter().find(is).unwrap().content)
        };
        let mail = text("learner", "reminders");
        assert!(mail.contains("Hochvolt-Sicherheit ist seit 10. November überfällig"), "{mail}");
        let mail = text("team_lead", "reminders");
        assert!(mail.contains("HV rule has been overdue since 16 November"), "{mail}");
        for list in ["reminders", "overviews"] {
            let mail = text("partner_admin", list);
            assert!(mail.contains("Vera learner") && mail.contains("seit 10.11."), "{mail}");
            assert!(mail.contains("Vera team_lead") && mail.contains("seit 16.11."), "{mail}");
        }
        // So does the page on which one reminds by hand.
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        let page = admin.get(&format!("/obligations/reminders?pick={}", learner.id)).is(200).text();
        assert!(page.contains("seit 10.11."), "{page}");
        // The log says that it was told late, and of which day it was.
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let log = manager.get("/reminders/log?fate=sent").is(200).text();
        assert!(log.contains("nachgeholt") && log.contains("Stufe vom 21.10.2026"), "{log}");
    });
}
