//! What `kundig verify` says about the journal, the queue of mails, and what devices were told.

use super::ground::{Ground, HV, REF};
use super::pushes::Pushing;
use crate::support::app::on_both;
use crate::support::push::Phone;
use kundig::rules::id::Id;
use kundig::rules::person::Role;

#[test]
fn verify_names_what_the_journal_and_the_queue_of_mails_must_not_say() {
    use kundig::reminders::{Fault, at_odds};
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        let found = || {
            let now = ground.app.state.clock.now();
            ground.app.state.db.read(|conn| at_odds(conn, now)).unwrap()
        };
        assert_eq!(found(), []);
        ground.run();
        assert_eq!(found(), [], "a mail that waits");
        ground.deliver();
        assert_eq!(found(), [], "a mail that went out");
        let sent = ground.texts(&format!(
            "SELECT id AS a, mail_id AS b FROM notices WHERE fate = 'sent' AND recipient_id = '{}'",
            learner.id
        ));
        let (notice, mail) = (sent[0].0.clone().unwrap(), sent[0].1.clone().unwrap());
        let notice_id: Id = notice.parse().unwrap();
        let broken = |how: &str, fault: Fault, mended: &str| {
            ground.sql(how);
            assert_eq!(found(), [fault], "{how}");
            ground.sql(mended);
            assert_eq!(found(), [], "{mended}");
        };
        broken(
            &format!("UPDATE notices SET mail_id = NULL WHERE id = '{notice}'"),
            Fault::WithoutMail(notice_id),
            &format!("UPDATE notices SET mail_id = '{mail}' WHERE id = '{notice}'"),
        );
        broken(
            &format!("UPDATE mails SET state = 'dropped' WHERE id = '{mail}'"),
            Fault::WithoutMail(notice_id),
            &format!("UPDATE mails SET state = 'sent' WHERE id = '{mail}'"),
        );
        broken(
            &format!("UPDATE notices SET fate = 'planned' WHERE id = '{notice}'"),
            Fault::Stuck(notice_id),
            &format!("UPDATE notices SET fate = 'sent' WHERE id = '{notice}'"),
        );
        broken(
            &format!("UPDATE notices SET fate = 'withdrawn' WHERE id = '{notice}'; UPDATE mails SET state = 'queued' WHERE id = '{mail}'"),
            Fault::Empty(mail.parse().unwrap()),
            &format!("UPDATE notices SET fate = 'sent' WHERE id = '{notice}'; UPDATE mails SET state = 'sent' WHERE id = '{mail}'"),
        );
        broken(
            &format!(
                "UPDATE people SET disabled_at = '2026-11-20 12:00:00.000000' WHERE id = '{}'",
                learner.id
            ),
            Fault::ToSomebodyGone(notice_id),
            "UPDATE people SET disabled_at = NULL",
        );
        // An end that is entered afterwards was not known when the mail left.
        let left = |recorded: &str| {
            format!(
                "UPDATE memberships SET end_on = '2026-11-01', updated_at = '{recorded} 12:00:00.000000' WHERE person_id = '{}'",
                learner.id
            )
        };
        ground.sql(&left("2026-11-30"));
        assert_eq!(found(), []);
        ground.sql(&left("2026-11-01"));
        let others = ground.texts("SELECT id AS a, fate AS b FROM notices WHERE role = 'partner_admin'");
        let about = Fault::AboutSomebodyGone(others[0].0.as_deref().unwrap().parse().unwrap());
        assert_eq!(found(), [Fault::ToSomebodyGone(notice_id), about]);
        ground.sql("UPDATE memberships SET end_on = NULL");
        ground.sql("DROP INDEX notices_by_key_standing");
        ground.sql(&format!(
            "INSERT INTO notices (id, person_id, requirement_id, due_on, step_offset, recipient_id, role, fate, step_on, decided_at)
                 SELECT '{REF}', person_id, requirement_id, due_on, step_offset, recipient_id, role, 'skipped', step_on, decided_at
                 FROM notices WHERE id = '{notice}'"
        ));
        assert_eq!(found(), [Fault::Twice(learner.id)]);
        let said = std::process::Command::new(env!("CARGO_BIN_EXE_kundig"))
            .arg("verify")
            .env("KUNDIG_DATABASE_URL", ground.app.state.config.database.url.expose())
            .env("KUNDIG_FILES_FOLDER", &ground.app.state.config.files.folder)
            .output()
            .unwrap();
        assert_eq!(said.status.code(), Some(1));
        let line = format!("notices about {}: the same one stands twice", learner.id);
        assert!(String::from_utf8_lossy(&said.stdout).contains(&line), "{said:?}");
    });
}

#[test]
fn verify_names_what_devices_must_not_have_been_told() {
    use kundig::reminders::{Fault, at_odds};
    on_both(|app| {
        let there = Pushing::new(app);
        let ground = &there.ground;
        let learner = ground.person(Role::Learner);
        there.switch_on(&ground.app.signed_in(learner.id), &Phone::new(1), "/send/phone");
        ground.owes(learner, HV, "due", "2026-12-01");
        let found = || {
            let now = ground.app.state.clock.now();
            ground.app.state.db.read(|conn| at_odds(conn, now)).unwrap()
        };
        ground.run();
        assert_eq!(found(), [], "a push that waits");
        there.push();
        ground.deliver();
        assert_eq!(found(), [], "a push that was told");
        let told = ground.texts("SELECT push_id AS a, notice_id AS b FROM push_notices");
        let (push, notice) = (told[0].0.clone().unwrap(), told[0].1.clone().unwrap());
        let device = ground.texts("SELECT id AS a, person_id AS b FROM push_devices")[0]
            .0
            .clone()
            .unwrap();
        let (push_id, device_id): (Id, Id) = (push.parse().unwrap(), device.parse().unwrap());
        let broken = |how: &str, fault: Fault, mended: &str| {
            ground.sql(how);
            assert_eq!(found(), [fault], "{how}");
            ground.sql(mended);
            assert_eq!(found(), [], "{mended}");
        };
        // A push without a notice; and one with a notice that is nobody's here.
        broken(
            "DELETE FROM push_notices",
            Fault::PushWithoutNotice(push_id),
            &format!("INSERT INTO push_notices (device_id, notice_id, push_id) VALUES ('{device}', '{notice}', '{push}')"),
        );
        broken(
            &format!(
                "UPDATE push_devices SET person_id = '{}' WHERE id = '{device}'",
                ground.person(Role::Trainer).id
            ),
            Fault::PushWithoutNotice(push_id),
            &format!("UPDATE push_devices SET person_id = '{}'", learner.id),
        );
        // Told of the same step in the place of somebody else, a second time.
        let other = ground.texts("SELECT id AS a, fate AS b FROM notices WHERE role = 'partner_admin'")[0]
            .0
            .clone()
            .unwrap();
        broken(
            &format!(
                "INSERT INTO pushes (id, device_id, state, queued_at, due_at, not_before, attempts, fence, ended_at)
                     SELECT '{REF}', device_id, state, queued_at, due_at, not_before, attempts, fence, ended_at FROM pushes;
                 INSERT INTO push_notices (device_id, notice_id, push_id) VALUES ('{device}', '{other}', '{REF}')"
            ),
            Fault::PushedTwice(device_id),
            &format!("DELETE FROM push_notices WHERE push_id = '{REF}'; DELETE FROM pushes WHERE id = '{REF}'"),
        );
        let whole = "UPDATE pushes SET state = 'sent', claimed_until = NULL, fence = 1, attempts = 1";
        for claim in [
            "state = 'claimed', claimed_until = '2026-11-24 12:05:00.000000', fence = 0, attempts = 0",
            "state = 'sending', claimed_until = NULL",
            "claimed_until = '2026-11-24 12:05:00.000000'",
            "state = 'sending', claimed_until = '2026-11-23 11:00:00.000000'",
            "attempts = 2",
        ] {
            broken(&format!("UPDATE pushes SET {claim}"), Fault::PushClaim(push_id), whole);
        }
        // The mail to whoever was disabled would be a finding of its own.
        let planned = format!("UPDATE notices SET fate = 'withdrawn' WHERE id = '{notice}'");
        ground.sql(&format!("{planned}; UPDATE notices SET resolved_at = '2026-11-24 12:00:00.000000'"));
        broken(
            &format!(
                "UPDATE people SET disabled_at = '2026-11-24 11:00:00.000000' WHERE id = '{}'",
                learner.id
            ),
            Fault::PushToSomebodyGone(push_id),
            "UPDATE people SET disabled_at = NULL",
        );
        broken(
            &format!("UPDATE notices SET resolved_at = '2026-11-24 11:00:00.000000' WHERE id = '{notice}'"),
            Fault::PushOfNothing(push_id),
            &format!("UPDATE notices SET resolved_at = '2026-11-24 12:00:00.000000' WHERE id = '{notice}'"),
        );
        // The words at the command line.
        ground.sql("UPDATE pushes SET attempts = 2");
        let said = kundig::command::findings(&ground.app.state).unwrap();
        assert!(
            said.iter().any(|line| line.starts_with(&format!("push {push}: its claim"))),
            "{said:?}"
        );
    });
}
