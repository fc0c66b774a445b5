//! What operators do: back up while everything runs, restore, verify, look after an installation, print the settings.

use crate::certificates::issued;
use crate::support::app::{On, TestApp, on_both};
use crate::support::imap::{Fault, ImapServer};
use crate::support::program::{done, kundig, program};
use kundig::obligations::{job, requirement, store as obligations};
use kundig::platform::audit::By;
use kundig::platform::db::{Db, copy};
use kundig::platform::{jobs, settings};
use kundig::rules::requirement::Definition;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder(app: &TestApp) -> PathBuf {
    app.state.config.files.folder.parent().unwrap().to_path_buf()
}

#[test]
fn a_backup_taken_while_everything_runs_restores_to_the_same_data_with_mail_paused() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let story = app.story();
    let certificate = issued(&app, &story);
    let archive = folder(&app).join("backup.tar");
    let archive_name = archive.to_str().unwrap();
    done(&kundig(&app, &["backup", archive_name]), 0);
    done(&kundig(&app, &["backup", archive_name]), 2);
    let nowhere = folder(&app).join("nowhere").join("backup.tar");
    let refused = done(&kundig(&app, &["backup", nowhere.to_str().unwrap()]), 2);
    assert!(refused.contains("there is no folder"), "{refused}");
    // The application still has its database open.
    let refused = done(&kundig(&app, &["restore", archive_name]), 2);
    assert!(refused.contains("in use"), "{refused}");
    let there = folder(&app).join("there");
    let (database, files) = (there.join("kundig.sqlite3"), there.join("files"));
    let url = format!("sqlite:{}", database.display());
    for round in 0..2 {
        let said = done(&program(&url, &files, &["restore", archive_name]), 0);
        assert_eq!(said.contains("what was there is now"), round > 0, "{said}");
        // A second restore within the same second would find the same names taken.
        std::thread::sleep(std::time::Duration::from_millis(1100));
    }
    done(&program(&url, &files, &["verify"]), 0);
    assert!(copy::faults(&database).unwrap().is_empty());
    let restored = Db::open(&kundig::platform::config::Database {
        url: kundig::platform::config::Secret::new(url),
        ..app.state.config.database.clone()
    })
    .unwrap();
    let paused = restored.read(|conn| Ok(settings::find(conn, "mail.paused")?)).unwrap();
    assert_eq!(paused.as_deref(), Some("restored from backup.tar"));
    let found = restored
        .read(|conn| Ok(kundig::certificates::store::find_by_code(conn, &certificate.check_code)?))
        .unwrap();
    assert_eq!(found.unwrap().certificate, certificate);
    let hash = &certificate.file_hash;
    let issued_file = |root: &Path| std::fs::read(root.join(&hash[..2]).join(hash)).unwrap();
    assert_eq!(issued_file(&files), issued_file(&app.state.config.files.folder));
}

#[test]
fn what_is_no_whole_archive_changes_nothing() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let story = app.story();
    issued(&app, &story);
    let archive = folder(&app).join("backup.tar");
    done(&kundig(&app, &["backup", archive.to_str().unwrap()]), 0);
    let content = std::fs::read(&archive).unwrap();
    let there = folder(&app).join("there");
    let url = format!("sqlite:{}/kundig.sqlite3", there.display());
    let broken = folder(&app).join("broken.tar");
    let mut damaged = content.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xff;
    for bytes in [&content[..content.len() / 3], &damaged, b"no archive at all", b""] {
        std::fs::write(&broken, bytes).unwrap();
        let said = done(&program(&url, &there.join("files"), &["restore", broken.to_str().unwrap()]), 2);
        assert!(
            said.contains("damaged") || said.contains("is no archive of `kundig backup`"),
            "{said}"
        );
        assert!(!there.join("kundig.sqlite3").exists() && !there.join("files").exists());
    }
}

#[test]
fn a_file_that_is_no_database_is_refused_at_once_and_stays_as_it_is() {
    let app = TestApp::unmigrated(On::Sqlite).unwrap();
    let there = folder(&app);
    let people = there.join("people.csv");
    std::fs::write(&people, "external_id,given_name,family_name\n").unwrap();
    let files = there.join("unused");
    for other in [&people, &there] {
        for command in [&["verify"][..], &["migrate"], &["migrate", "--check"]] {
            let said = done(&program(&format!("sqlite:{}", other.display()), &files, command), 2);
            assert!(said.contains(&other.display().to_string()), "{said}");
            assert!(!said.contains("timed out"), "{said}");
        }
    }
    assert_eq!(std::fs::read_to_string(&people).unwrap(), "external_id,given_name,family_name\n");
    // An empty file is a database with nothing in it yet.
    let empty = there.join("empty.sqlite3");
    std::fs::write(&empty, "").unwrap();
    done(&program(&format!("sqlite:{}", empty.display()), &files, &["migrate"]), 0);
}

#[test]
fn a_backup_of_postgresql_restores_into_an_empty_database_and_into_no_other() {
    let Some(app) = TestApp::start(On::Postgres) else { return };
    let story = app.story();
    let certificate = issued(&app, &story);
    let archive = folder(&app).join("backup.tar");
    let archive_name = archive.to_str().unwrap();
    done(&kundig(&app, &["backup", archive_name]), 0);
    assert!(done(&kundig(&app, &["restore", archive_name]), 2).contains("not empty"));
    let other = TestApp::unmigrated(On::Postgres).unwrap();
    let said = done(&kundig(&other, &["restore", archive_name]), 0);
    assert!(said.contains("mail is paused"), "{said}");
    done(&kundig(&other, &["verify"]), 0);
    let found = other
        .state
        .db
        .read(|conn| Ok(kundig::certificates::store::find_by_code(conn, &certificate.check_code)?))
        .unwrap();
    assert_eq!(found.unwrap().certificate, certificate);
    let paused = other.state.db.read(|conn| Ok(settings::find(conn, "mail.paused")?)).unwrap();
    assert_eq!(paused.as_deref(), Some("restored from backup.tar"));
    let sqlite = TestApp::unmigrated(On::Sqlite).unwrap();
    assert!(done(&kundig(&sqlite, &["restore", archive_name]), 2).contains("PostgreSQL"));
}

#[test]
fn an_archive_of_the_files_alone_puts_them_back() {
    on_both(|app| {
        let story = app.story();
        issued(&app, &story);
        let archive = folder(&app).join("backup.tar");
        let archive_name = archive.to_str().unwrap();
        done(&kundig(&app, &["backup", archive_name, "--files-only"]), 0);
        std::fs::remove_dir_all(&app.state.config.files.folder).unwrap();
        done(&kundig(&app, &["verify"]), 1);
        done(&kundig(&app, &["restore", archive_name]), 0);
        done(&kundig(&app, &["verify"]), 0);
    });
}

#[test]
fn a_mistyped_path_leaves_no_empty_database_behind() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let mistyped = folder(&app).join("kundik.sqlite3");
    let url = format!("sqlite:{}", mistyped.display());
    for (arguments, code) in [
        (["verify"].as_slice(), 2),
        (&["jobs", "run", "--once"], 2),
        (&["migrate", "--check"], 2),
        (&["doctor"], 1),
    ] {
        let said = done(&program(&url, &app.state.config.files.folder, arguments), code);
        assert!(said.contains("there is no database"), "{said}");
        assert!(!mistyped.exists(), "{arguments:?}");
    }
    done(&program(&url, &app.state.config.files.folder, &["migrate"]), 0);
    assert!(mistyped.exists());
}

#[derive(diesel::QueryableByName)]
struct Granted {
    #[diesel(sql_type = diesel::sql_types::Text)]
    actor_kind: String,
}

#[test]
fn the_first_administrator_comes_before_there_is_a_database_and_gets_the_role_once() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let there = folder(&app).join("fresh.sqlite3");
    let url = format!("sqlite:{}", there.display());
    let files = &app.state.config.files.folder;
    let call = [
        "user",
        "create-admin",
        "--email",
        "ada@story.example",
        "--given-name",
        "Ada",
        "--family-name",
        "Albers",
    ];
    for _ in 0..2 {
        assert!(done(&program(&url, files, &call), 0).contains("/welcome/"));
    }
    done(&program(&url, files, &["migrate", "--check"]), 0);
    let made = Db::open(&kundig::platform::config::Database {
        url: kundig::platform::config::Secret::new(url),
        ..app.state.config.database.clone()
    })
    .unwrap();
    let granted = made
        .read(|conn| {
            let query = diesel::sql_query("SELECT actor_kind FROM audit_entries WHERE action = 'role.grant'");
            let rows: Vec<Granted> = kundig::on!(conn, c => diesel::RunQueryDsl::load(query, c))?;
            Ok(rows)
        })
        .unwrap();
    assert_eq!(granted.len(), 1);
    assert_eq!(granted[0].actor_kind, "command_line");
}

#[test]
fn verify_and_the_forecast_say_that_something_is_being_recalculated() {
    on_both(|app| {
        let (state, now) = (&app.state, app.state.clock.now());
        let queued = state.db.write(|conn| {
            let nothing = serde_json::json!({});
            Ok(jobs::enqueue(conn, &state.chance, now, job::ALL, None, &nothing, now)?)
        });
        queued.unwrap();
        let said = done(&kundig(&app, &["verify"]), 0);
        assert!(said.contains("were not") && said.contains("run the jobs"), "{said}");
        let forecast = ["reminders", "forecast", "--from", "2099-01-01", "--to", "2099-01-31"];
        assert!(done(&kundig(&app, &forecast), 1).contains("run the jobs"));
        done(&kundig(&app, &["jobs", "run", "--once"]), 0);
        assert!(!done(&kundig(&app, &forecast), 0).contains("run the jobs"));
        assert!(done(&kundig(&app, &["verify"]), 0).trim().ends_with("nothing found"));
    });
}

#[test]
fn verify_names_what_does_not_agree() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        done(&kundig(&app, &["verify"]), 0);
        let hash = &certificate.file_hash;
        let file = app.state.config.files.folder.join(&hash[..2]).join(hash);
        std::fs::write(&file, "doctored").unwrap();
        let said = done(&kundig(&app, &["verify"]), 1);
        assert!(
            said.contains(&format!("certificate {}: its file {hash} is damaged", certificate.number)),
            "{said}"
        );
        std::fs::remove_file(&file).unwrap();
        let said = done(&kundig(&app, &["verify"]), 1);
        assert!(said.contains("is missing"), "{said}");
    });
}

#[test]
fn the_doctor_says_what_works_and_what_does_not() {
    on_both(|app| {
        let said = done(&kundig(&app, &["doctor"]), 0);
        for what in ["database", "schema", "files", "disk", "mail", "queue", "clock"] {
            assert!(said.contains(what), "{what}: {said}");
        }
        let url = app.state.config.database.url.expose();
        let unwritable = Command::new(env!("CARGO_BIN_EXE_kundig"))
            .arg("doctor")
            .env("KUNDIG_DATABASE_URL", url)
            .env("KUNDIG_FILES_FOLDER", "/dev/null/files")
            .env("KUNDIG_MAIL_SMTP_URL", "smtp://127.0.0.1:9")
            .env("KUNDIG_MAIL_TLS", "none")
            .env_remove("KUNDIG_TEST_POSTGRES_URL")
            .output()
            .unwrap();
        let said = done(&unwritable, 1);
        assert!(said.contains("bad  files") && said.contains("bad  mail"), "{said}");
    });
}

#[test]
fn the_doctor_looks_into_the_mailbox_for_what_comes_back() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let server = ImapServer::start(&["Subject: came back\n\nno such person\n"]);
    let examined = |url: &str| {
        Command::new(env!("CARGO_BIN_EXE_kundig"))
            .arg("doctor")
            .env("KUNDIG_DATABASE_URL", app.state.config.database.url.expose())
            .env("KUNDIG_FILES_FOLDER", &app.state.config.files.folder)
            .env("KUNDIG_MAIL_BOUNCE_IMAP", url)
            .env("KUNDIG_MAIL_TLS", "none")
            .env_remove("KUNDIG_TEST_POSTGRES_URL")
            .output()
            .unwrap()
    };
    let said = done(&examined(&server.url()), 0);
    assert!(said.contains("ok   mailbox    127.0.0.1:"), "{said}");
    assert_eq!(server.said(), ["LOGIN \"bounces\" \"pass\\\"word\"", "SELECT \"Back\"", "LOGOUT"]);
    assert_eq!(server.unseen(), 1);
    let said = done(&examined(&server.url().replace("/Back", "/Elsewhere")), 1);
    assert!(said.contains("bad  mailbox") && said.contains("the folder Elsewhere"), "{said}");
    server.fails(Fault::RefuseSignIn);
    let said = done(&examined(&server.url()), 1);
    assert!(said.contains("the sign-in: ") && !said.contains("pass\"word"), "{said}");
    let said = done(&examined("imap://a:b@127.0.0.1:9/Back"), 1);
    assert!(said.contains("127.0.0.1:9/Back cannot be read"), "{said}");
}

#[test]
fn after_a_run_as_of_another_day_the_next_one_puts_everybody_right() {
    on_both(|app| {
        let story = app.story();
        let value = serde_json::json!({
            "code": "HV", "title": {"de": "Hochvolt", "en": "High voltage"}, "in_force_on": "2024-01-01", "audience": {},
            "initial": ["HV-101"], "refresher": [], "first_due": {"on": "2029-06-30"},
            "recurrence": {"kind": "once"}, "round_to_month_end": false,
            "notice_days": 30, "grace_days": 14, "lapse_months": null, "return_days": 0, "reminders": [],
        });
        crate::evidence::course(&app, "HV-101", "Hochvolt", "High voltage");
        let definition = Definition::parse(&value).unwrap();
        let state = &app.state;
        state
            .db
            .write(|conn| requirement::bring(conn, &state.chance, state.clock.now(), &By::command_line(), &definition, false))
            .unwrap();
        crate::overviews::recalculate(&app);
        let learner = story.person(kundig::rules::person::Role::Learner).id;
        let status = || {
            let all = app.state.db.read(|conn| Ok(obligations::obligations_of(conn, learner)?)).unwrap();
            all[0].0.status.clone()
        };
        assert_eq!(status(), "open");
        done(&kundig(&app, &["jobs", "run", "--as-of", "2030-01-01T06:00:00Z"]), 0);
        assert_eq!(status(), "overdue");
        // What that run left to do lies after this instant, which is as its own day is all the same.
        done(&kundig(&app, &["jobs", "run", "--as-of", "2026-11-25T06:00:00Z"]), 0);
        assert_eq!(status(), "open");
        done(&kundig(&app, &["jobs", "run", "--as-of", "2030-01-01T06:00:00Z"]), 0);
        assert_eq!(status(), "overdue");
        done(&kundig(&app, &["jobs", "run", "--once"]), 0);
        assert_eq!(status(), "open");
        done(&kundig(&app, &["verify"]), 0);
    });
}

#[test]
fn jobs_run_once_at_an_instant_and_settings_are_printed() {
    on_both(|app| {
        let story = app.story();
        let course_id = crate::evidence::course(&app, "HV-101", "Hochvolt", "High voltage");
        let person_id = story.person(kundig::rules::person::Role::Learner).id;
        crate::evidence::record(&app, &crate::evidence::passed(person_id, course_id));
        done(&kundig(&app, &["jobs", "run", "--as-of", "2026-11-25T06:00:00Z"]), 0);
        let listed = app
            .state
            .db
            .read(|conn| Ok(kundig::certificates::store::of_person(conn, person_id)?))
            .unwrap();
        assert_eq!(listed[0].certificate.issued_at.to_string(), "2026-11-25T06:00:00Z");
        done(&kundig(&app, &["jobs", "run", "--as-of", "tomorrow"]), 2);
        let printed = done(&kundig(&app, &["config", "print"]), 0);
        assert!(printed.contains("[database]"));
        done(&kundig(&app, &["config", "check"]), 0);
        let wrong = Command::new(env!("CARGO_BIN_EXE_kundig"))
            .args(["config", "check"])
            .env("KUNDIG_MAIL_TSL", "none")
            .env_remove("KUNDIG_TEST_POSTGRES_URL")
            .output()
            .unwrap();
        assert!(done(&wrong, 2).contains("KUNDIG_MAIL_TSL"));
    });
}

#[test]
fn a_job_over_which_workers_die_is_set_aside_and_others_run() {
    on_both(|app| {
        app.run_jobs();
        let (chance, begun) = (&app.state.chance, app.state.clock.now());
        let later = begun.plus(chrono::Duration::hours(3));
        app.state
            .db
            .write(|conn| {
                for (kind, run_at) in [("deadly", begun), ("harmless", later)] {
                    jobs::enqueue(conn, chance, begun, kind, None, &serde_json::json!({}), run_at)?;
                }
                Ok(())
            })
            .unwrap();
        let claimed = || {
            let now = app.state.clock.now();
            let job = app.state.db.write(|conn| Ok(jobs::claim(conn, "worker", now)?)).unwrap();
            job.map(|job| (job.kind, job.attempts))
        };
        for deaths in 0..8 {
            assert_eq!(claimed(), Some(("deadly".to_owned(), deaths)));
            assert_eq!(claimed(), None, "its claim holds");
            app.state.clock.advance(chrono::Duration::minutes(16));
        }
        assert_eq!(claimed(), None);
        let failed = app.state.db.read(|conn| Ok(jobs::failed(conn)?)).unwrap();
        assert!(
            matches!(failed.as_slice(), [(kind, why)] if kind == "deadly" && why.contains("died")),
            "{failed:?}"
        );
        app.state.clock.advance(chrono::Duration::hours(1));
        assert_eq!(claimed(), Some(("harmless".to_owned(), 0)));
        // Somebody may let it run again.
        let admin = app.signed_in(app.story().person(kundig::rules::person::Role::PlatformAdmin).id);
        let all = admin.get("/api/v1/jobs").is(200).json();
        let id = all["items"][0]["id"].as_str().unwrap();
        admin
            .json("POST", &format!("/api/v1/jobs/{id}/retry"), &serde_json::json!({}))
            .is(204);
        assert_eq!(claimed(), Some(("deadly".to_owned(), 0)));
    });
}
