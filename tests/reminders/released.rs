//! Whoever was reminded is told once that nothing is owed any more.

use super::ground::{Ground, HV, REF};
use crate::support::app::on_both;
use crate::support::smtp::plain;
use kundig::rules::person::Role;

/// Both requirements tell from the beginning when nothing is owed any more.
fn telling(ground: &Ground) {
    ground.sql(r#"UPDATE requirement_versions SET reminders = '{"steps":' || reminders || ',"tell_when_done":true}'"#);
}

/// The learner was reminded of the first requirement, as was the administrator.
fn reminded(ground: &Ground) {
    ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
    ground.run();
    ground.deliver();
    assert_eq!((ground.mails_to("learner").len(), ground.mails_to("partner_admin").len()), (1, 1));
}

fn next_day(ground: &Ground) {
    ground.hours(24);
    ground.run();
    ground.deliver();
}

#[test]
fn whoever_was_reminded_is_told_once_that_nothing_is_owed_any_more() {
    on_both(|app| {
        let ground = Ground::new(app);
        telling(&ground);
        reminded(&ground);
        ground.done(ground.person(Role::Learner), HV, "2027-11-24");
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "one mail a day");
        for _ in 0..3 {
            next_day(&ground);
        }
        let learner = ground.mails_to("learner");
        assert_eq!(learner.len(), 2, "once");
        assert_eq!(
            learner[1].header("Subject").as_deref(),
            Some("Nichts mehr zu tun: Hochvolt-Sicherheit")
        );
        let text = plain(&learner[1].content);
        assert!(
            text.contains("● Hochvolt-Sicherheit: nachgewiesen") && text.contains("/training"),
            "{text}"
        );
        let admin = ground.mails_to("partner_admin");
        assert_eq!(admin.len(), 2);
        let text = plain(&admin[1].content);
        // Why somebody else owes nothing any more stands in no mail.
        assert!(
            text.contains("● Hochvolt-Sicherheit, Vera learner") && !text.contains("nachgewiesen"),
            "{text}"
        );
        let released = ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL");
        assert_eq!(released, vec![(Some("sent".into()), Some("done".into())); 2]);
        let log = ground
            .app
            .signed_in(ground.person(Role::TrainingManager).id)
            .get("/reminders/log")
            .is(200);
        assert!(log.text().contains("nichts mehr offen"), "{}", log.text());
    });
}

#[test]
fn the_word_that_nothing_is_owed_shares_the_mail_of_the_day() {
    on_both(|app| {
        let ground = Ground::new(app);
        telling(&ground);
        reminded(&ground);
        let learner = ground.person(Role::Learner);
        ground.done(learner, HV, "2027-11-24");
        ground.owes(learner, REF, "due", "2026-12-02");
        next_day(&ground);
        let mails = ground.mails_to("learner");
        assert_eq!(mails.len(), 2);
        let text = plain(&mails[1].content);
        assert!(text.contains("Kältemittel ist in 7\u{a0}Tagen fällig"), "{text}");
        assert!(
            text.contains("Nicht mehr offen") && text.contains("● Hochvolt-Sicherheit: nachgewiesen"),
            "{text}"
        );
    });
}

#[test]
fn whoever_leaves_the_audience_is_told_and_whoever_leaves_altogether_is_not() {
    on_both(|app| {
        let ground = Ground::new(app);
        telling(&ground);
        reminded(&ground);
        ground.sql(&format!(
            "DELETE FROM membership_job_roles; DELETE FROM obligations; UPDATE people SET disabled_at = '2026-11-24 13:00:00.000000' WHERE id = '{}'",
            ground.person(Role::PartnerAdmin).id
        ));
        next_day(&ground);
        let mails = ground.mails_to("learner");
        assert_eq!(mails.len(), 2);
        assert!(plain(&mails[1].content).contains("Hochvolt-Sicherheit: nicht mehr verlangt"));
        assert_eq!(ground.mails_to("partner_admin").len(), 1);
        let rows = ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL ORDER BY fate");
        let row = |fate: &str, reason: &str| (Some(fate.to_owned()), Some(reason.to_owned()));
        assert_eq!(rows, [row("sent", "left"), row("skipped", "not_theirs")]);
    });
}

#[test]
fn nothing_is_told_of_what_was_reminded_before_the_requirement_said_so() {
    on_both(|app| {
        let ground = Ground::new(app);
        reminded(&ground);
        ground.done(ground.person(Role::Learner), HV, "2027-11-24");
        next_day(&ground);
        telling(&ground);
        ground.sql("UPDATE requirement_versions SET put_in_force_at = '2026-11-25 12:30:00.000000'");
        next_day(&ground);
        assert_eq!(ground.mails_to("learner").len(), 1);
        assert_eq!(
            ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL"),
            []
        );
    });
}

#[test]
fn what_is_owed_again_before_the_word_leaves_is_not_called_off() {
    on_both(|app| {
        let ground = Ground::new(app);
        telling(&ground);
        reminded(&ground);
        ground.done(ground.person(Role::Learner), HV, "2027-11-24");
        ground.hours(24);
        ground.run();
        // The proof is revoked while the mail waits.
        ground.sql(
            "UPDATE evidence SET revoked_at = '2026-11-25 12:00:00.000000'; UPDATE obligations SET status = 'due', due_on = '2026-12-01'",
        );
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        let rows = ground.texts("SELECT fate AS a, reason AS b FROM notices WHERE step_offset IS NULL");
        assert_eq!(rows, vec![(Some("withdrawn".into()), Some("owed_again".into())); 2]);
    });
}

#[test]
fn after_an_outage_at_night_a_mail_waits_for_the_hour_and_the_day_has_had_its_mail() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.sql("INSERT INTO settings (name, value, updated_at) VALUES ('mail.paused', 'test', '2026-11-24 12:00:00.000000')");
        ground.run();
        ground.hours(14);
        ground.sql("UPDATE settings SET value = '' WHERE name = 'mail.paused'");
        ground.deliver();
        assert_eq!(ground.sink.received().len(), 0, "03:00 in Berlin");
        ground.hours(4);
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "07:00");
        ground.owes(learner, REF, "due", "2026-12-02");
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "one mail a day");
    });
}
