//! The program at the command line, as an operator calls it.

use super::app::TestApp;
use std::path::Path;
use std::process::{Command, Output};

/// The program on this application's database and files.
pub fn kundig(app: &TestApp, arguments: &[&str]) -> Output {
    program(app.state.config.database.url.expose(), &app.state.config.files.folder, arguments)
}

/// The program on any database and files.
pub fn program(database: &str, files: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kundig"))
        .args(arguments)
        .env("KUNDIG_DATABASE_URL", database)
        .env("KUNDIG_FILES_FOLDER", files)
        .env_remove("KUNDIG_TEST_POSTGRES_URL")
        .output()
        .unwrap()
}

/// What it said, where it ended with this exit code.
#[track_caller]
pub fn done(output: &Output, code: i32) -> String {
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}
