//! The command line: what operators do without a browser. Results go to standard output, everything else to standard error.
//!
//! Exit codes: 0 done, 1 something was found or refused, 2 the call or the settings are wrong.

mod archive;
mod assess;
mod audit_folder;
mod backup;
mod config;
mod demo;
mod doctor;
mod import;
mod jobs;
mod obligations;
mod postgres;
mod reminders;
mod restore;
mod serve;
mod user;
mod verify;

pub use verify::findings;

use crate::platform::chance::Chance;
use crate::platform::clock::Clock;
use crate::platform::config::{Config, Secret};
use crate::platform::db::{self, copy};
use crate::platform::error::{Error, Message};
use crate::platform::faults;
use crate::platform::form;
use crate::platform::i18n::{AllWords, Locale};
use crate::platform::state::State;
use clap::{Args, Parser, Subcommand};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// How long a command waits for a database in which somebody else writes.
const PATIENCE_SECONDS: u32 = 120;

/// Keeps the know-how between a manufacturer and its official service partners moving.
#[derive(Debug, Parser)]
#[command(name = "kundig", version, about, propagate_version = true, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Settings file (TOML); `kundig config print` shows every setting with its comment
    #[arg(long, global = true, env = "KUNDIG_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Database: `sqlite:PATH` or `postgres://user:password@host/name`
    #[arg(long, global = true, env = "KUNDIG_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    database: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests and run the jobs
    Serve(serve::Serve),
    /// Open a demonstration network on this machine, on a database of its own
    Demo(demo::Demo),
    /// Bring the database to the schema of this program
    Migrate {
        /// Only say what is missing; exit code 1 where something is
        #[arg(long)]
        check: bool,
    },
    /// Ask what a rule decides: one case (JSON) a line on standard input, one result a line on standard output
    Assess,
    /// Ask who owes what
    #[command(subcommand)]
    Obligations(obligations::Obligations),
    /// Import files: CSV or XLSX with a first line that names the columns
    #[command(subcommand)]
    Import(import::ImportFile),
    /// Look at reminders
    #[command(subcommand)]
    Reminders(reminders::Reminders),
    /// Write certificates, tables and checksums of one partner or one requirement to an archive
    #[command(subcommand)]
    AuditFolder(audit_folder::AuditFolder),
    /// Run what waits, as `serve` does by itself
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// Write database and files to one archive while everything runs
    Backup(backup::Backup),
    /// Put an archive in place of the present data, which is set aside
    Restore(restore::Restore),
    /// Look whether the data agrees with itself; exit code 1 and one line for each finding
    Verify,
    /// Look whether this installation can work: settings, database, files, disk, mail, clock; exit code 1 where it cannot
    Doctor,
    /// Show and check the settings
    #[command(subcommand)]
    Config(config::Settings),
    /// Manage people who sign in
    #[command(subcommand)]
    User(user::User),
    /// Show the version
    Version,
}

impl Options {
    /// The settings: file, environment, then what was given on the command line.
    pub fn settings(&self) -> Result<Config, Error> {
        // The address of the database is read by clap, from the flag or its variable.
        let environment = std::env::vars().filter(|(name, _)| name != "KUNDIG_DATABASE_URL");
        let mut config = Config::load(self.config.as_deref(), environment)?;
        if let Some(url) = &self.database {
            config.database.url = Secret::new(url.clone());
            config.database.check()?;
        }
        Ok(config)
    }

    /// Whether the call says which database or settings are meant.
    fn names_a_database(&self) -> bool {
        self.config.is_some() || self.database.is_some()
    }

    /// The settings with patience: somebody at the command line would rather wait than be told that the service is writing.
    fn patient_settings(&self) -> Result<Config, Error> {
        let mut settings = self.settings()?;
        settings.database.wait_seconds = settings.database.wait_seconds.max(PATIENCE_SECONDS);
        Ok(settings)
    }

    /// The application's state on a database that is made and brought to the right schema where it is not, as `serve` does: for what comes
    /// first on a new installation.
    fn state_made(&self) -> Result<State, Error> {
        let state = State::open(self.patient_settings()?, faults::clock(), Chance::system())?;
        if !db::pending(&state.db)?.is_empty() {
            prepare(&state)?;
        }
        Ok(state)
    }

    /// The application's state on a database with the right schema.
    pub fn state(&self) -> Result<State, Error> {
        let settings = self.patient_settings()?;
        refuse_missing(&settings)?;
        let state = State::open(settings, faults::clock(), Chance::system())?;
        let missing = db::pending(&state.db)?;
        if !missing.is_empty() {
            return Err(Error::setup(format!(
                "the database lacks {}; run `kundig migrate` first",
                counted(missing.len(), "step", "steps")
            )));
        }
        Ok(state)
    }
}

/// Runs a command and answers its exit code.
pub fn run(arguments: Arguments) -> ExitCode {
    let outcome = match arguments.command {
        Command::Serve(command) => command.run(&arguments.options),
        Command::Demo(command) => command.run(&arguments.options),
        Command::Migrate { check } => migrate(&arguments.options, check),
        Command::Assess => assess::run(std::io::stdin().lock(), std::io::stdout().lock()),
        Command::Obligations(command) => command.run(&arguments.options),
        Command::Import(command) => command.run(&arguments.options),
        Command::Reminders(command) => command.run(&arguments.options),
        Command::AuditFolder(command) => command.run(&arguments.options),
        Command::Jobs(command) => command.run(&arguments.options),
        Command::Backup(command) => command.run(&arguments.options),
        Command::Restore(command) => command.run(&arguments.options),
        Command::Verify => verify::run(&arguments.options),
        Command::Doctor => doctor::run(&arguments.options),
        Command::Config(command) => command.run(&arguments.options),
        Command::User(command) => command.run(&arguments.options),
        Command::Version => say(format!("kundig {}", env!("CARGO_PKG_VERSION"))),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            note(format!("kundig: {}", in_words(&error)));
            ExitCode::from(if matches!(error, Error::Setup(_)) { 2 } else { 1 })
        }
    }
}

/// An error where there is no such database: a mistyped path would leave an empty one behind.
fn refuse_missing(settings: &Config) -> Result<(), Error> {
    match copy::sqlite_file(&settings.database).filter(|path| !path.exists()) {
        Some(path) => Err(Error::setup(format!(
            "there is no database {}; `kundig migrate`, `kundig serve` and `kundig user create-admin` create one",
            path.display()
        ))),
        None => Ok(()),
    }
}

/// An error as a person at the command line reads it: a rule's refusal in its words, everything else as it is logged.
fn in_words(error: &Error) -> String {
    let messages: Vec<(&str, &Message)> = match error {
        Error::Refused(message) => vec![("", message)],
        Error::Unreadable(fault) => vec![(fault.field.as_str(), &fault.message)],
        Error::Invalid(faults) => faults.iter().map(|fault| (fault.field.as_str(), &fault.message)).collect(),
        other => return other.to_string(),
    };
    let Ok(languages) = AllWords::load() else {
        return error.to_string();
    };
    let words = languages.of(Locale::English);
    let told = messages.into_iter().map(|(field, message)| match field {
        "" => form::message(words, message),
        field => format!("{field}: {}", form::message(words, message)),
    });
    told.collect::<Vec<_>>().join(" ")
}

fn migrate(options: &Options, check: bool) -> Result<ExitCode, Error> {
    let settings = options.settings()?;
    if check {
        refuse_missing(&settings)?;
    }
    let state = State::open(settings, Clock::System, Chance::system())?;
    let missing = db::pending(&state.db)?;
    if check {
        for step in &missing {
            say(step)?;
        }
        return Ok(ExitCode::from(u8::from(!missing.is_empty())));
    }
    prepare(&state)?;
    say(format!("{} applied", counted(missing.len(), "step", "steps")))
}

/// Migrates and fills what a fresh database holds.
pub fn prepare(state: &State) -> Result<(), Error> {
    db::migrate(&state.db)?;
    let now = state.clock.now();
    state
        .db
        .write(|conn| Ok(crate::organisations::catalogue::fill(conn, &state.chance, now)?))
}

/// So many of a thing, in English: "1 row", "2 rows".
fn counted<N: std::fmt::Display + PartialEq + From<u8> + Copy>(count: N, one: &str, many: &str) -> String {
    format!("{count} {}", if count == N::from(1_u8) { one } else { many })
}

/// One line of a result. A reader that went away is no error of ours.
fn say(line: impl std::fmt::Display) -> Result<ExitCode, Error> {
    broken_pipe_is_fine(writeln!(std::io::stdout(), "{line}"))
}

/// One line for whoever watches; results stay alone on standard output.
fn note(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// The end of writing a result: a reader that went away is no error of ours.
fn broken_pipe_is_fine(written: std::io::Result<()>) -> Result<ExitCode, Error> {
    match written {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::internal(error)),
        _ => Ok(ExitCode::SUCCESS),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_thing_is_one_thing() {
        let rows = |count: i64| counted(count, "row", "rows");
        assert_eq!([0, 1, 2].map(rows), ["0 rows", "1 row", "2 rows"]);
    }
}
