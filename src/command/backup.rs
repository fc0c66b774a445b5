//! `kundig backup`: database and files in one archive, taken while everything runs, and read back before it counts.

use super::archive::{Entry, Kind, Manifest, Writer, hash_of, read};
use super::{Options, counted, postgres, say};
use crate::platform::db::copy;
use crate::platform::error::Error;
use crate::platform::state::State;
use clap::Args;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write database and files to one archive while everything runs.
#[derive(Debug, Args)]
pub struct Backup {
    /// Archive to write (tar); must not exist yet
    file: PathBuf,
    /// Leave the database out; it is backed up by other means, before the files
    #[arg(long)]
    files_only: bool,
}

impl Backup {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let state = options.state()?;
        if self.file.exists() {
            return Err(Error::setup(format!("{} exists already", self.file.display())));
        }
        let folder = self.file.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(Error::setup(format!("there is no folder {}", folder.display())));
        }
        let part = beside(&self.file, "part");
        let copied = beside(&self.file, "database");
        let outcome = write(&state, &part, &copied, self.files_only);
        let _ = std::fs::remove_file(&copied);
        let damaged = match outcome {
            Ok(damaged) => damaged,
            Err(error) => {
                let _ = std::fs::remove_file(&part);
                return Err(error);
            }
        };
        let manifest = read(&part, |entry| match entry {
            Entry::Database(content) => hash_of(content).map(drop),
            Entry::File(..) => Ok(()),
        })?;
        std::fs::rename(&part, &self.file).map_err(Error::internal)?;
        for line in &damaged {
            say(line)?;
        }
        say(format!(
            "{}: {}{}",
            self.file.display(),
            counted(manifest.files, "file", "files"),
            if manifest.database.is_some() { " and the database" } else { "" }
        ))?;
        Ok(ExitCode::from(u8::from(!damaged.is_empty())))
    }
}

/// Writes the archive and answers which files are damaged and therefore not in it. The database comes first: a row is written after
/// its file, so that every file that the copy names is there.
fn write(state: &State, part: &Path, copied: &Path, files_only: bool) -> Result<Vec<String>, Error> {
    let (kind, database) = match copy::sqlite_file(&state.config.database) {
        _ if files_only => (Kind::default(), None),
        Some(path) => {
            copy::copy(&path, copied)?;
            let faults = copy::faults(copied)?;
            if let Some(fault) = faults.first() {
                return Err(Error::setup(format!("the database is damaged: {fault}")));
            }
            (Kind::Sqlite, Some(hash_of_file(copied)?))
        }
        None => {
            postgres::dump(&state.config.database, copied)?;
            (Kind::Postgres, Some(hash_of_file(copied)?))
        }
    };
    actix_web::rt::System::new().block_on(async {
        let (mut damaged, mut whole) = (Vec::new(), Vec::new());
        for hash in state.files.all().await? {
            match state.files.content(&hash).await {
                Ok(_) => whole.push(hash),
                Err(error) => damaged.push(format!("not in the archive: {error}")),
            }
        }
        let with_database = database.is_some();
        let mut writer = Writer::create(part, &Manifest::new(state.clock.now(), kind, database, whole.len()))?;
        if with_database {
            writer.database(kind, copied)?;
        }
        for hash in &whole {
            writer.file(hash, &state.files.content(hash).await?)?;
        }
        writer.finish()?;
        Ok(damaged)
    })
}

fn hash_of_file(path: &Path) -> Result<String, Error> {
    let mut file = File::open(path).map_err(Error::internal)?;
    hash_of(&mut file)
}

/// A file beside another one, for what is not ready yet.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
