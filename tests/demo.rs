//! The demonstration at the command line: on a database of its own and on no other, and never in the way of one that runs.

use crate::support::app::{On, TestApp};
use crate::support::program::{done, program};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

fn demo(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kundig"))
        .arg("demo")
        .arg("--folder")
        .arg(folder)
        .args(arguments)
        .env_remove("KUNDIG_DATABASE_URL")
        .env_remove("KUNDIG_TEST_POSTGRES_URL")
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

#[track_caller]
fn refused(output: &Output, because: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(because), "{said}");
}

#[test]
fn the_demonstration_takes_no_database_that_is_not_its_own() {
    // A database that was migrated and holds nothing else yet belongs to somebody all the same.
    let app = TestApp::start(On::Sqlite).unwrap();
    let folder = app.state.config.files.folder.parent().unwrap().to_path_buf();
    refused(&demo(&folder, &["--no-serve"], &[]), "in use");
    let theirs = folder.join("theirs");
    let database = format!("sqlite:{}", theirs.join("kundig.sqlite3").display());
    done(&program(&database, &theirs.join("files"), &["migrate"]), 0);
    refused(&demo(&theirs, &["--no-serve"], &[]), "no demonstration");
    let url = app.state.config.database.url.expose();
    let fresh = folder.join("fresh");
    refused(&demo(&fresh, &["--no-serve", "--database", url], &[]), "of its own");
    refused(&demo(&fresh, &["--no-serve"], &[("KUNDIG_DATABASE_URL", url)]), "of its own");
    assert!(!fresh.exists());
}

#[test]
fn a_demonstration_whose_port_is_taken_changes_nothing() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let folder = app.state.config.files.folder.parent().unwrap().join("demo");
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = held.local_addr().unwrap().port().to_string();
    refused(&demo(&folder, &["--port", &port], &[]), "cannot listen");
    assert!(!folder.exists());
}
