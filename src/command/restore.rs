//! `kundig restore`: puts an archive in place of the present data. Nothing is moved before the whole archive was read and looked over, and
//! what was there is set aside, never deleted. The restored database starts with mail paused: it may owe what was sent long ago.

use super::archive::{Entry, Manifest, hash_of, read};
use super::backup::beside;
use super::{Options, note, say};
use crate::platform::clock::Clock;
use crate::platform::config::{Config, Database, Secret};
use crate::platform::db::{self, Db, copy};
use crate::platform::error::Error;
use crate::platform::files::Files;
use crate::platform::mail::delivery::PAUSED;
use crate::platform::settings;
use crate::rules::id::Instant;
use clap::Args;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Put an archive in place of the present data, which is set aside.
#[derive(Debug, Args)]
pub struct Restore {
    /// Archive that `kundig backup` wrote
    file: PathBuf,
}

impl Restore {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let config = options.settings()?;
        let now = Clock::System.now();
        match copy::sqlite_file(&config.database) {
            Some(path) => restore_sqlite(&self.file, &path, &config, now),
            None => restore_files(&self.file, &config, now),
        }
    }
}

fn restore_sqlite(archive: &Path, path: &Path, config: &Config, now: Instant) -> Result<ExitCode, Error> {
    if path.exists() && copy::is_in_use(path)? {
        return Err(Error::setup(format!("{} is in use; stop the server first", path.display())));
    }
    let fresh_database = beside(path, "restoring");
    let fresh_files = beside(&config.files.folder, "restoring");
    let outcome = unpack(archive, &fresh_database, &fresh_files, config, now);
    let manifest = match outcome {
        Ok(manifest) => manifest,
        Err(error) => {
            let _ = std::fs::remove_file(&fresh_database);
            let _ = std::fs::remove_dir_all(&fresh_files);
            return Err(error);
        }
    };
    let aside = format!("before-{}", now.format("%Y%m%dT%H%M%SZ"));
    for (fresh, place) in [(&fresh_database, path), (&fresh_files, config.files.folder.as_path())] {
        if place.exists() {
            let kept = beside(place, &aside);
            std::fs::rename(place, &kept).map_err(|e| moving(place, &e))?;
            note(format!("what was there is now {}", kept.display()));
        }
        std::fs::rename(fresh, place).map_err(|e| moving(place, &e))?;
    }
    say(format!(
        "{} as of {} with {} files; mail is paused until somebody lets it leave again",
        path.display(),
        manifest.made_at,
        manifest.files
    ))
}

fn moving(place: &Path, error: &std::io::Error) -> Error {
    Error::setup(format!("cannot move {}: {error}", place.display()))
}

/// Unpacks beside the present data, looks the copy over and pauses its mail.
fn unpack(archive: &Path, database: &Path, folder: &Path, config: &Config, now: Instant) -> Result<Manifest, Error> {
    if database.exists() || folder.exists() {
        return Err(Error::setup(format!(
            "{} or {} is left of a restore that broke off; remove it first",
            database.display(),
            folder.display()
        )));
    }
    if let Some(parent) = database.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(|e| moving(parent, &e))?;
    }
    let files = Files::open(folder)?;
    let runtime = actix_web::rt::System::new();
    let manifest = read(archive, |entry| match entry {
        Entry::Database(content) => {
            let mut file = File::create_new(database).map_err(|e| moving(database, &e))?;
            std::io::copy(content, &mut file).map_err(|e| moving(database, &e))?;
            file.sync_all().map_err(|e| moving(database, &e))
        }
        Entry::File(content) => runtime.block_on(files.keep(content.into())).map(drop),
    })?;
    let Some(expected) = &manifest.database else {
        return Err(Error::setup("the archive holds files only, of an installation on PostgreSQL"));
    };
    let mut file = File::open(database).map_err(|e| moving(database, &e))?;
    if hash_of(&mut file)? != *expected {
        return Err(Error::setup("the database in the archive is damaged"));
    }
    if let Some(fault) = copy::faults(database)?.first() {
        return Err(Error::setup(format!("the database in the archive is damaged: {fault}")));
    }
    refuse_newer(database, &config.database)?;
    copy::on_file(database, |conn| Ok(settings::set(conn, PAUSED, &reason(archive), now)?))?;
    Ok(manifest)
}

/// An error where the copy has steps that this program does not know. Afterwards nobody has it open.
fn refuse_newer(path: &Path, settings: &Database) -> Result<(), Error> {
    let settings = Database {
        url: Secret::new(format!("sqlite:{}", path.display())),
        pool: 1,
        ..settings.clone()
    };
    db::pending(&Db::open(&settings)?)?;
    for _ in 0..20 {
        if !copy::is_in_use(path)? {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    Err(Error::internal("the unpacked database stays open"))
}

/// PostgreSQL has tools of its own for its data; here the files are put back and mail is paused.
fn restore_files(archive: &Path, config: &Config, now: Instant) -> Result<ExitCode, Error> {
    let database = Db::open(&config.database)?;
    let files = Files::open(&config.files.folder)?;
    let runtime = actix_web::rt::System::new();
    // Read once to the end before anything is kept.
    let holds_database = read(archive, |_| Ok(()))?.database.is_some();
    if holds_database {
        return Err(Error::setup(
            "the archive holds a SQLite database; name one with --database sqlite:PATH",
        ));
    }
    let manifest = read(archive, |entry| match entry {
        Entry::Database(_) => Ok(()),
        Entry::File(content) => runtime.block_on(files.keep(content.into())).map(drop),
    })?;
    database.write(|conn| Ok(settings::set(conn, PAUSED, &reason(archive), now)?))?;
    note("PostgreSQL: restore the database itself with pg_restore; this put back the files and paused mail");
    say(format!("{} files as of {}", manifest.files, manifest.made_at))
}

fn reason(archive: &Path) -> String {
    let name = archive
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    format!("restored from {name}")
}
