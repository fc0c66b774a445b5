//! What is told after the day of its step says so in the mail and in the log.

use super::ground::{Ground, HV, REF};
use crate::support::app::on_both;
use crate::support::smtp::{part, plain};
use kundig::rules::id::Id;
use kundig::rules::person::Role;

/// Both parts of the last mail to somebody of the story.
fn last_to(ground: &Ground, name: &str) -> [String; 2] {
    let mails = ground.mails_to(name);
    let content = &mails.last().expect("a mail").content;
    [plain(content), part(content, "text/html")]
}

fn log(ground: &Ground) -> String {
    let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
    manager.get("/reminders/log?fate=sent").is(200).text()
}

#[test]
fn what_is_told_on_its_day_says_nothing_of_being_late() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        for text in last_to(&ground, "learner") {
            assert!(!text.contains("Diese Erinnerung war"), "{text}");
        }
        assert!(!log(&ground).contains("Stufe vom"), "{}", log(&ground));
    });
}

#[test]
fn what_was_missed_names_its_day_in_both_parts_of_the_mail_and_in_the_log() {
    on_both(|app| {
        let ground = Ground::new(app);
        let (learner, lead) = (ground.person(Role::Learner), ground.person(Role::TeamLead));
        ground.sql(&format!(
            "UPDATE memberships SET supervisor_id = '{}', updated_at = '2026-01-01 00:00:00.000000' WHERE person_id = '{}';
             UPDATE people SET language = 'en' WHERE id = '{}'",
            lead.id, learner.id, lead.id
        ));
        // The step of Monday, of which nobody thought before Tuesday; beside it one of today.
        ground.owes(learner, HV, "due", "2026-11-30");
        ground.owes(learner, REF, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        for text in last_to(&ground, "learner") {
            let said = text
                .matches("Diese Erinnerung war für den 23. November vorgesehen und erreicht Sie erst jetzt.")
                .count();
            assert_eq!(said, 1, "one of the two is late: {text}");
        }
        for text in last_to(&ground, "team_lead") {
            let said = text
                .matches("This reminder was meant for 23 November and reaches you only now.")
                .count();
            assert_eq!(said, 1, "{text}");
        }
        assert!(log(&ground).contains("Stufe vom 23.11.2026"), "{}", log(&ground));
        assert!(!log(&ground).contains("Stufe vom 24.11.2026"), "{}", log(&ground));
    });
}

#[test]
fn what_waited_for_the_mail_server_says_that_it_was_ready() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.sql("INSERT INTO settings (name, value, updated_at) VALUES ('mail.paused', 'test', '2026-11-24 12:00:00.000000')");
        ground.hours(48);
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0);
        ground.sql("UPDATE settings SET value = '' WHERE name = 'mail.paused'");
        ground.deliver();
        for text in last_to(&ground, "learner") {
            assert!(
                text.contains("war für den 24. November vorgesehen; sie lag bereit, konnte aber bis heute nicht verschickt werden."),
                "{text}"
            );
        }
        assert!(log(&ground).contains("Stufe vom 24.11.2026"), "{}", log(&ground));
    });
}

#[test]
fn what_nobody_could_be_told_on_its_day_says_why() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.switch_on(ground.story.alpha.id, "2026-11-24");
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-11-30");
        ground.run();
        ground.deliver();
        for text in last_to(&ground, "learner") {
            assert!(
                text.contains(
                    "war für den 23. November vorgesehen; sie kommt später, weil Erinnerungen da noch nicht eingeschaltet waren."
                ),
                "{text}"
            );
        }
    });
}

#[test]
fn what_somebody_sends_once_more_on_a_later_day_says_so() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        ground.hours(24);
        let learner = ground.person(Role::Learner).id;
        let sent = ground.texts(&format!(
            "SELECT CAST(id AS TEXT) AS a, fate AS b FROM notices WHERE fate = 'sent' AND recipient_id = '{learner}'"
        ));
        let id = sent[0].0.as_deref().expect("a notice");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        manager.post(&format!("/reminders/log/{id}/resend"), &[]).is(303);
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 2);
        for text in last_to(&ground, "learner") {
            assert!(
                text.contains("war für den 24. November vorgesehen; jemand hat sie noch einmal verschickt."),
                "{text}"
            );
        }
    });
}

#[test]
fn of_people_who_are_all_equally_late_it_is_said_once() {
    on_both(|app| {
        let ground = Ground::new(app);
        // Both have no lead, so the administrator is told of both.
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-11-30");
        ground.owes(ground.person(Role::TeamLead), HV, "due", "2026-11-30");
        ground.run();
        ground.deliver();
        for text in last_to(&ground, "partner_admin") {
            assert!(text.contains("Vera learner") && text.contains("Vera team_lead"), "{text}");
            assert_eq!(text.matches("Diese Erinnerung war für den 23. November").count(), 1, "{text}");
        }
    });
}

#[test]
fn a_mail_that_was_set_aside_leaves_in_the_words_of_the_day_on_which_it_leaves() {
    on_both(|app| {
        let ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        // Nobody took it for three days.
        ground.sql(
            "UPDATE mails SET state = 'set_aside', last_error = 'given_up';
             UPDATE notices SET fate = 'failed', resolved_at = '2026-11-27 11:00:00.000000' WHERE fate = 'planned'",
        );
        ground.hours(72);
        let found = ground.texts("SELECT CAST(id AS TEXT) AS a, state AS b FROM mails WHERE to_address = 'learner@story.example'");
        let id = found[0].0.as_deref().expect("a mail");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        manager.post(&format!("/mailbox/{id}/resend"), &[]).is(303);
        ground.deliver();
        for text in last_to(&ground, "learner") {
            assert!(text.contains("in 4\u{a0}Tagen") && !text.contains("in 7\u{a0}Tagen"), "{text}");
            assert!(
                text.contains("war für den 24. November vorgesehen; jemand hat sie noch einmal verschickt."),
                "{text}"
            );
        }
    });
}

/// Something that the manufacturer owes the first partner, since 10 November.
fn manufacturer_owes(ground: &Ground, id: &str, title: &str, due_on: &str) {
    let (partner, manufacturer) = (ground.story.alpha.id, ground.story.manufacturer.id);
    ground.sql(&format!(
        r#"INSERT INTO duties (id, kind, creditor_id, debtor_id, subject_id, subject_title, created_at)
               VALUES ('{id}', 'training_need', '{partner}', '{manufacturer}', '{id}', '{{"de":"{title}","en":"{title}"}}', '2026-11-10 12:00:00.000000');
           INSERT INTO duty_events (id, duty_id, kind, happened_on, due_on, recorded_at)
               VALUES ('{id}', '{id}', 'opened', '2026-11-10', '{due_on}', '2026-11-10 12:00:00.000000')"#
    ));
}

/// Everybody has had their role since January.
fn roles_since_january(ground: &Ground) {
    ground.sql("UPDATE account_roles SET since_on = '2026-01-01'");
}

fn speaks_english(ground: &Ground, id: Id) {
    ground.sql(&format!("UPDATE people SET language = 'en' WHERE id = '{id}'"));
}

#[test]
fn a_duty_that_is_told_late_says_so_of_itself_alone_and_on_its_day_nothing() {
    on_both(|app| {
        let ground = Ground::new(app);
        roles_since_january(&ground);
        manufacturer_owes(&ground, HV, "Anlagen mit R290", "2026-11-30");
        manufacturer_owes(&ground, REF, "Anlagen mit CO2", "2026-12-01");
        ground.run();
        ground.deliver();
        for text in last_to(&ground, "partner_manager") {
            assert!(text.contains("Anlagen mit R290") && text.contains("Anlagen mit CO2"), "{text}");
            let said = text.matches("war für den 23. November vorgesehen und erreicht Sie erst jetzt.");
            assert_eq!(said.count(), 1, "{text}");
            assert!(!text.contains("war für den 24. November"), "{text}");
        }
    });
}

#[test]
fn duties_that_are_all_equally_late_say_it_once_with_why_in_the_readers_language() {
    on_both(|app| {
        let ground = Ground::new(app);
        roles_since_january(&ground);
        speaks_english(&ground, ground.person(Role::PartnerManager).id);
        ground.switch_on(ground.story.alpha.id, "2026-11-24");
        // Breached, so that they are told though reminders were not switched on when their step came.
        manufacturer_owes(&ground, HV, "Anlagen mit R290", "2026-11-20");
        manufacturer_owes(&ground, REF, "Anlagen mit CO2", "2026-11-20");
        ground.run();
        ground.deliver();
        for text in last_to(&ground, "partner_manager") {
            assert!(text.contains("Anlagen mit R290") && text.contains("Anlagen mit CO2"), "{text}");
            let said = text.matches("This reminder was meant for 23 November; it comes later because reminders were not switched on yet.");
            assert_eq!(said.count(), 1, "{text}");
        }
        // The training managers are told the same step by the same rule.
        for text in last_to(&ground, "training_manager") {
            let said =
                text.matches("war für den 23. November vorgesehen; sie kommt später, weil Erinnerungen da noch nicht eingeschaltet waren.");
            assert_eq!(said.count(), 1, "{text}");
        }
    });
}

#[test]
fn a_duty_of_which_nobody_knew_on_the_day_of_its_step_says_that() {
    on_both(|app| {
        let ground = Ground::new(app);
        roles_since_january(&ground);
        manufacturer_owes(&ground, HV, "Anlagen mit R290", "2026-11-30");
        // It counts from the tenth on, and was written down on this very day.
        ground.sql("UPDATE duty_events SET recorded_at = '2026-11-24 08:00:00.000000'");
        ground.run();
        ground.deliver();
        for text in last_to(&ground, "partner_manager") {
            assert!(
                text.contains("war für den 23. November vorgesehen; sie kommt später, weil die Frist da noch nicht bekannt war."),
                "{text}"
            );
        }
    });
}

#[test]
fn a_mail_about_duties_that_waited_says_how_they_stand_on_the_day_on_which_it_leaves() {
    on_both(|app| {
        let ground = Ground::new(app);
        roles_since_january(&ground);
        // Both steps come today, the first of a duty in breach; the second one is kept before the mail leaves.
        manufacturer_owes(&ground, HV, "Anlagen mit R290", "2026-11-23");
        manufacturer_owes(&ground, REF, "Anlagen mit CO2", "2026-12-01");
        ground.run();
        ground.sql(&format!(
            "INSERT INTO duty_events (id, duty_id, kind, happened_on, recorded_at)
                 VALUES ('{}', '{REF}', 'kept', '2026-11-25', '2026-11-25 12:00:00.000000')",
            ground.story.alpha.id
        ));
        // At night nobody is told.
        ground.hours(36);
        ground.deliver();
        assert_eq!(ground.mails_to("partner_manager").len(), 0);
        ground.hours(12);
        ground.deliver();
        let told = ground.mails_to("partner_manager");
        assert_eq!(told.len(), 1);
        for text in last_to(&ground, "partner_manager") {
            assert!(text.contains("Anlagen mit R290") && !text.contains("Anlagen mit CO2"), "{text}");
            assert!(
                text.contains("war für den 24. November vorgesehen; sie lag bereit, konnte aber bis heute nicht verschickt werden."),
                "{text}"
            );
        }
    });
}

#[test]
fn a_mail_about_duties_that_were_all_kept_meanwhile_does_not_leave_and_its_steps_are_free_again() {
    on_both(|app| {
        let ground = Ground::new(app);
        roles_since_january(&ground);
        manufacturer_owes(&ground, REF, "Anlagen mit CO2", "2026-12-01");
        ground.run();
        let noted = || {
            ground
                .texts("SELECT subject AS a, NULL AS b FROM announcements WHERE subject LIKE 'duty:%'")
                .len()
        };
        assert_eq!(noted(), 1);
        ground.sql(&format!(
            "INSERT INTO duty_events (id, duty_id, kind, happened_on, recorded_at)
                 VALUES ('{}', '{REF}', 'kept', '2026-11-24', '2026-11-24 12:30:00.000000')",
            ground.story.alpha.id
        ));
        ground.hours(1);
        ground.deliver();
        assert_eq!((ground.sink.received().len(), noted()), (0, 0));
        let mails = ground.texts("SELECT state AS a, last_error AS b FROM mails WHERE kind = 'duties_due'");
        assert_eq!(mails, [(Some("dropped".to_owned()), Some("withdrawn".to_owned()))]);
    });
}

#[test]
fn a_mail_about_duties_does_not_leave_to_somebody_who_may_not_come_in_any_more() {
    on_both(|app| {
        let ground = Ground::new(app);
        roles_since_january(&ground);
        manufacturer_owes(&ground, REF, "Anlagen mit CO2", "2026-12-01");
        ground.run();
        ground.sql(&format!(
            "UPDATE people SET disabled_at = '2026-11-24 12:00:00.000000' WHERE id = '{}'",
            ground.person(Role::PartnerManager).id
        ));
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0);
        let mails = ground.texts("SELECT state AS a, last_error AS b FROM mails WHERE kind = 'duties_due'");
        assert_eq!(mails, [(Some("dropped".to_owned()), Some("withdrawn".to_owned()))]);
    });
}
