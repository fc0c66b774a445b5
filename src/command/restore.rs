//! `kundig restore`: puts an archive in place of the present data. Nothing is moved before the whole archive was read and looked over, and
//! what was there is set aside, never deleted. The restored database starts with mail paused: it may owe what was sent long ago.

use super::archive::{Entry, Kind, Manifest, hash_of, read};
use super::backup::beside;
use super::{Options, counted, note, postgres, say};
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
        let path = copy::sqlite_file(&config.database);
        // Read once to the end before anything is kept.
        let manifest = read(&self.file, |_| Ok(()))?;
        match (manifest.database, manifest.kind, path) {
            (None, ..) => restore_files(&self.file, &config, now),
            (Some(_), Kind::Sqlite, Some(path)) => restore_sqlite(&self.file, &path, &config, now),
            (Some(_), Kind::Postgres, None) => restore_postgres(&self.file, &config, now),
            (Some(_), Kind::Sqlite, None) => Err(Error::setup(
                "the archive holds a SQLite database; name one with --database sqlite:PATH",
            )),
            (Some(_), Kind::Postgres, Some(_)) => Err(Error::setup(
                "the archive holds a PostgreSQL database; name an empty one with --database postgres://…",
            )),
        }
    }
}

/// Unpacks the parts of an archive beside the present data and has the database looked over; nothing is left behind where that fails.
fn unpacked(archive: &Path, database: &Path, files: &Path, look: impl FnOnce() -> Result<(), Error>) -> Result<Manifest, Error> {
    if database.exists() || files.exists() {
        return Err(Error::setup(format!(
            "{} or {} is left of a restore that broke off; remove it first",
            database.display(),
            files.display()
        )));
    }
    let outcome = unpack(archive, database, files).and_then(|manifest| look().map(|()| manifest));
    if outcome.is_err() {
        remove(database, |path| std::fs::remove_file(path));
        remove(files, |path| std::fs::remove_dir_all(path));
    }
    outcome
}

/// Removes what is not needed any more; it may not be there. It holds everybody's data: what stays is told.
fn remove(path: &Path, by: impl FnOnce(&Path) -> std::io::Result<()>) {
    match by(path) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => note(format!("remove {} by hand, it holds unpacked data: {error}", path.display())),
    }
}

fn restore_sqlite(archive: &Path, path: &Path, config: &Config, now: Instant) -> Result<ExitCode, Error> {
    if path.exists() && copy::is_in_use(path)? {
        return Err(Error::setup(format!("{} is in use; stop the server first", path.display())));
    }
    let fresh_database = beside(path, "restoring");
    let fresh_files = beside(&config.files.folder, "restoring");
    let manifest = unpacked(archive, &fresh_database, &fresh_files, || {
        if let Some(fault) = copy::faults(&fresh_database)?.first() {
            return Err(Error::setup(format!("the database in the archive is damaged: {fault}")));
        }
        refuse_newer(&fresh_database, &config.database)?;
        copy::on_file(&fresh_database, |conn| Ok(settings::set(conn, PAUSED, &reason(archive), now)?))
    })?;
    put_in_place(&fresh_database, path, now)?;
    put_in_place(&fresh_files, &config.files.folder, now)?;
    told(&path.display().to_string(), &manifest)
}

/// PostgreSQL: into an empty database, so that nothing that is there is written over.
fn restore_postgres(archive: &Path, config: &Config, now: Instant) -> Result<ExitCode, Error> {
    let database = Db::open(&config.database)?;
    if !db::is_empty(&database)? {
        return Err(Error::setup(
            "this database is not empty; create an empty one and name it with --database, since nothing is written over",
        ));
    }
    let dump = beside(&config.files.folder, "dump");
    let fresh_files = beside(&config.files.folder, "restoring");
    let manifest = unpacked(archive, &dump, &fresh_files, || {
        postgres::restore(&config.database, &dump)?;
        db::pending(&database)?;
        database.write(|conn| Ok(settings::set(conn, PAUSED, &reason(archive), now)?))
    })?;
    remove(&dump, |path| std::fs::remove_file(path));
    put_in_place(&fresh_files, &config.files.folder, now)?;
    told("the database", &manifest)
}

/// Moves what is ready to its place; what was there is kept beside it.
fn put_in_place(fresh: &Path, place: &Path, now: Instant) -> Result<(), Error> {
    if place.exists() {
        let kept = beside(place, &format!("before-{}", now.format("%Y%m%dT%H%M%SZ")));
        std::fs::rename(place, &kept).map_err(|e| moving(place, &e))?;
        note(format!("what was there is now {}", kept.display()));
    }
    std::fs::rename(fresh, place).map_err(|e| moving(place, &e))
}

fn told(what: &str, manifest: &Manifest) -> Result<ExitCode, Error> {
    say(format!(
        "{what} as of {} with {}; mail is paused until somebody lets it leave again",
        manifest.made_at,
        counted(manifest.files, "file", "files")
    ))
}

fn moving(place: &Path, error: &std::io::Error) -> Error {
    Error::setup(format!("cannot move {}: {error}", place.display()))
}

/// Writes database and files of an archive to places where nothing is yet.
fn unpack(archive: &Path, database: &Path, folder: &Path) -> Result<Manifest, Error> {
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
    let mut file = File::open(database).map_err(|e| moving(database, &e))?;
    if Some(hash_of(&mut file)?) != manifest.database {
        return Err(Error::setup("the database in the archive is damaged"));
    }
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

/// An archive without a database: its files are put beside those that are there, and mail is paused.
fn restore_files(archive: &Path, config: &Config, now: Instant) -> Result<ExitCode, Error> {
    let database = Db::open(&config.database)?;
    let files = Files::open(&config.files.folder)?;
    let runtime = actix_web::rt::System::new();
    let manifest = read(archive, |entry| match entry {
        Entry::Database(_) => Ok(()),
        Entry::File(content) => runtime.block_on(files.keep(content.into())).map(drop),
    })?;
    database.write(|conn| Ok(settings::set(conn, PAUSED, &reason(archive), now)?))?;
    note("the archive holds no database; this put back the files and paused mail");
    say(format!("{} as of {}", counted(manifest.files, "file", "files"), manifest.made_at))
}

fn reason(archive: &Path) -> String {
    let name = archive
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    format!("restored from {name}")
}
