//! What `kundig verify` says of data that is broken, one finding after the other, each on a copy of data of which it says nothing.

use crate::certificates::issued;
use crate::duties::{concerned, work};
use crate::faults::bed::Bed;
use crate::reminders::ground::{HV, REF, texts};
use crate::support::app::{TestApp, on_both};
use chrono::Duration;
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use kundig::command::findings;
use kundig::platform::db::{Backend, Conn, copy};

fn sql(app: &TestApp, statements: &str) {
    let run = |conn: &mut Conn| {
        match conn {
            Conn::Sqlite(c) => c.batch_execute(statements)?,
            Conn::Postgres(c) => c.batch_execute(statements)?,
        }
        Ok(())
    };
    app.state.db.write(run).unwrap();
}

/// The only value of a query's column `a`.
fn one(app: &TestApp, query: &str) -> String {
    let rows = texts(&app.state, query);
    assert_eq!(rows.len(), 1, "{query}");
    rows[0].0.clone().unwrap()
}

fn learner(bed: &Bed) -> String {
    one(
        &bed.app,
        "SELECT id AS a, email AS b FROM people WHERE email = 'learner@story.example'",
    )
}

/// Everything was told, and nothing is found.
fn sound(app: TestApp) -> Bed {
    let bed = Bed::new(app);
    bed.recover(0);
    assert_eq!(findings(&bed.app.state).unwrap(), Vec::<String>::new());
    bed
}

/// Breaks a copy, and compares what is found.
fn broken(bed: &Bed, how: &str, expected: &[String]) {
    let copy = bed.copy();
    sql(&copy.app, how);
    assert_eq!(findings(&copy.app.state).unwrap(), expected, "{how}");
}

#[test]
fn mails_that_nobody_takes_up_and_answers_that_nobody_kept_are_named() {
    on_both(|app| {
        let bed = sound(app);
        let link = one(&bed.app, "SELECT id AS a, kind AS b FROM mails WHERE kind = 'password_reset'");
        let waits = format!("mail {link}: has waited long since, and nobody takes it up");
        let queued = format!("UPDATE mails SET state = 'queued', not_before = '2026-11-22 12:00:00.000000' WHERE id = '{link}'");
        broken(&bed, &queued, std::slice::from_ref(&waits));
        let left = format!("UPDATE mails SET state = 'sending', claimed_until = '2026-11-22 12:00:00.000000' WHERE id = '{link}'");
        broken(&bed, &left, &[waits]);
        // While mail is paused it is meant to wait.
        let paused = "INSERT INTO settings (name, value, updated_at) VALUES ('mail.paused', 'restored', '2026-11-24 12:00:00.000000')";
        broken(&bed, &format!("{queued}; {paused}"), &[]);
        broken(
            &bed,
            &format!("UPDATE mails SET reply = NULL WHERE id = '{link}'"),
            &[format!("mail {link}: handed over, it says, but no answer of the server is kept")],
        );
    });
}

#[test]
fn what_was_told_after_it_was_done_is_named() {
    on_both(|app| {
        let bed = sound(app);
        let learner = learner(&bed);
        let told = format!(
            "SELECT id AS a, fate AS b FROM notices WHERE fate = 'sent' AND person_id = '{learner}' AND requirement_id = '{HV}' ORDER BY id"
        );
        let told: Vec<String> = texts(&bed.app.state, &told)
            .into_iter()
            .map(|(id, _)| format!("notice {}: told after what it asks for was done, excused or moved", id.unwrap()))
            .collect();
        assert_eq!(told.len(), 2, "the learner, and whoever leads them");
        broken(
            &bed,
            &format!(
                "UPDATE obligation_changes SET at = '2026-11-24 08:00:00.000000', status_after = 'satisfied', due_after = NULL
                     WHERE person_id = '{learner}' AND requirement_id = '{HV}'"
            ),
            &told,
        );
    });
}

#[test]
fn a_step_that_was_never_decided_is_named_as_long_as_the_plan_can_be_made_again() {
    on_both(|app| {
        let bed = sound(app);
        let learner = learner(&bed);
        let lost = format!(
            "DELETE FROM pushes WHERE device_id IN (SELECT id FROM push_devices WHERE person_id = '{learner}');
             DELETE FROM notices WHERE recipient_id = '{learner}';
             DELETE FROM mail_bodies WHERE mail_id IN (SELECT id FROM mails WHERE recipient_id = '{learner}');
             DELETE FROM mails WHERE recipient_id = '{learner}'"
        );
        let copy = bed.copy();
        sql(&copy.app, &lost);
        let found = findings(&copy.app.state).unwrap();
        let owed = |requirement: &str, step: &str| {
            let about = format!("notice about {learner} by requirement {requirement}: the step {step} days from ");
            let end = format!("is owed to {learner} and was never decided");
            found.iter().any(|line| line.starts_with(&about) && line.ends_with(&end))
        };
        assert!(owed(HV, "-7") && owed(HV, "-30") && owed(REF, "+1"), "{found:#?}");
        assert!(found.iter().all(|line| line.ends_with("was never decided")), "{found:#?}");
        // Somebody changed a calendar since: the plan of then cannot be made again, and nothing is said.
        let changed = format!(
            "INSERT INTO audit_entries (id, at, actor_name, actor_kind, action, subject_kind, subject_id, subject_label, organisation_path)
                 VALUES ('{REF}', '2026-11-24 13:00:00.000000', 'Vera', 'person', 'calendar.change', 'country_calendars', 'DE', 'DE', '')"
        );
        broken(&bed, &format!("{lost}; {changed}"), &[]);
    });
}

#[test]
fn an_answer_that_a_recalculation_does_not_give_is_named_and_beyond_twenty_they_are_counted() {
    on_both(|app| {
        let bed = Bed::crowded(app, 25);
        bed.recover(0);
        let learner = learner(&bed);
        let wrong = format!("UPDATE obligations SET satisfied_on = '2020-02-02' WHERE requirement_id = '{HV}'");
        broken(
            &bed,
            &format!("{wrong} AND person_id = '{learner}'"),
            &[format!(
                "obligation of {learner} by requirement {HV}: a recalculation says something else"
            )],
        );
        let owed = texts(
            &bed.app.state,
            &format!("SELECT person_id AS a, status AS b FROM obligations WHERE requirement_id = '{HV}'"),
        );
        assert!(owed.len() > 25);
        let copy = bed.copy();
        sql(&copy.app, &wrong);
        let found = findings(&copy.app.state).unwrap();
        assert_eq!(found.len(), 21, "{found:#?}");
        assert_eq!(
            found[20],
            format!("obligations: {} more differ from a recalculation", owed.len() - 20)
        );
    });
}

#[test]
fn a_job_that_was_given_up_is_named() {
    on_both(|app| {
        let bed = sound(app);
        broken(
            &bed,
            "UPDATE jobs SET state = 'failed', last_error = 'no room' WHERE kind = 'reminders.overviews'",
            &["job reminders.overviews: given up: no room".to_owned()],
        );
    });
}

#[test]
fn a_pass_without_a_certificate_is_named() {
    on_both(|app| {
        let bed = sound(app);
        let learner = learner(&bed);
        let id = "00000000-0000-7000-8000-0000000000cc";
        broken(
            &bed,
            &format!(
                "INSERT INTO courses (id, code, title, created_at) VALUES ('{id}', 'ELSE-1', '{{}}', '2020-01-01 00:00:00.000000');
                 INSERT INTO evidence (id, person_id, course_id, proven_on, recorded_at, means, strength)
                     VALUES ('{id}', '{learner}', '{id}', '2026-11-23', '2026-11-23 12:00:00.000000', 'course', 'marked_by_server')"
            ),
            &[format!("evidence {id}: a pass without a certificate")],
        );
    });
}

#[test]
fn a_certificate_of_another_mind_than_its_evidence_and_a_file_that_nothing_names_are_named() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
        let stray = "ab".repeat(32);
        let folder = app.state.config.files.folder.join("ab");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(&stray), "nobody's").unwrap();
        sql(
            &app,
            &format!(
                "UPDATE certificates SET revoked_at = '2026-11-24 12:00:00.000000' WHERE number = '{}'",
                certificate.number
            ),
        );
        let found = findings(&app.state).unwrap();
        assert_eq!(
            found,
            [
                format!("certificate {}: does not agree with its evidence", certificate.number),
                format!("files: nothing names {stray}"),
                format!("files: its file {stray} is damaged"),
            ]
        );
    });
}

#[test]
fn a_ledger_that_is_behind_is_named_once_it_was_held_against_the_network_today() {
    on_both(|app| {
        let story = app.story();
        let requirement = concerned(&app, &story);
        work(&app);
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new());
        sql(&app, "DELETE FROM duty_events; DELETE FROM duties");
        let behind = format!(
            "yearly offer of requirement {requirement} to {}: the ledger is behind",
            story.alpha.external_id
        );
        assert_eq!(findings(&app.state).unwrap(), [behind]);
        // Tomorrow it is not compared before it was held against tomorrow's network.
        app.state.clock.advance(Duration::days(1));
        let later = findings(&app.state).unwrap();
        assert!(!later.iter().any(|line| line.ends_with("the ledger is behind")), "{later:?}");
    });
}

#[test]
fn a_reference_to_nothing_is_named_where_the_database_does_not_refuse_it_itself() {
    on_both(|app| {
        if app.state.db.backend() == Backend::Postgres {
            return;
        }
        let file = copy::sqlite_file(&app.state.config.database).unwrap();
        let mut conn = SqliteConnection::establish(file.to_str().unwrap()).unwrap();
        conn.batch_execute(&format!(
            "PRAGMA foreign_keys = OFF; INSERT INTO mail_bodies (mail_id, text_body, html_body) VALUES ('{HV}', 'T', 'H')"
        ))
        .unwrap();
        let found = findings(&app.state).unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].starts_with("database: mail_bodies: row ") && found[0].ends_with(" names a missing record of mails"),
            "{found:?}"
        );
    });
}
