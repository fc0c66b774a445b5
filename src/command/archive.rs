//! The archive of a backup: a plain tar with `manifest.json`, the database (`database.sqlite3`, or `database.pgdump` as `pg_dump` writes it) and
//! `files/<hash>`.

use crate::platform::error::Error;
use crate::platform::files::hash;
use crate::rules::id::Instant;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;
use tar::{Archive, Builder, Header};

/// The layout that this program writes and reads.
const FORMAT: u32 = 1;

const MANIFEST: &str = "manifest.json";
const FILES: &str = "files/";

/// What the database in an archive is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A file of SQLite.
    #[default]
    Sqlite,
    /// A dump of PostgreSQL in its own format.
    Postgres,
}

impl Kind {
    /// The entry that holds it.
    fn entry(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite3",
            Self::Postgres => "database.pgdump",
        }
    }
}

/// What the archive says of itself; its first entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Layout.
    pub format: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// When.
    pub made_at: Instant,
    /// SHA-256 of the database; none where the archive holds files alone.
    pub database: Option<String>,
    /// What the database is of.
    #[serde(default)]
    pub kind: Kind,
    /// Number of files.
    pub files: usize,
}

impl Manifest {
    /// The manifest of an archive made now.
    pub fn new(made_at: Instant, kind: Kind, database: Option<String>, files: usize) -> Self {
        Self {
            format: FORMAT,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            database,
            kind,
            files,
        }
    }
}

/// Writes an archive.
pub struct Writer(Builder<BufWriter<File>>);

impl Writer {
    /// Begins an archive in a new file.
    pub fn create(path: &Path, manifest: &Manifest) -> Result<Self, Error> {
        let file = File::create_new(path).map_err(|e| Error::setup(format!("cannot create {}: {e}", path.display())))?;
        let mut writer = Self(Builder::new(BufWriter::new(file)));
        let content = serde_json::to_vec_pretty(manifest).map_err(Error::internal)?;
        writer.put(MANIFEST, &content)?;
        Ok(writer)
    }

    /// Adds the copy of the database.
    pub fn database(&mut self, kind: Kind, copy: &Path) -> Result<(), Error> {
        self.0.append_path_with_name(copy, kind.entry()).map_err(Error::internal)
    }

    /// Adds a file under its hash.
    pub fn file(&mut self, hash: &str, content: &[u8]) -> Result<(), Error> {
        self.put(&format!("{FILES}{hash}"), content)
    }

    /// Ends the archive; afterwards it is on the disk.
    pub fn finish(self) -> Result<(), Error> {
        let mut inner = self.0.into_inner().map_err(Error::internal)?;
        inner.flush().map_err(Error::internal)?;
        inner.get_ref().sync_all().map_err(Error::internal)
    }

    fn put(&mut self, name: &str, content: &[u8]) -> Result<(), Error> {
        let mut header = Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        self.0.append_data(&mut header, name, content).map_err(Error::internal)
    }
}

/// What an archive holds, entry by entry.
pub enum Entry<'e> {
    /// The database, to be read.
    Database(&'e mut dyn Read),
    /// The content of a file, which is what its hash says.
    File(Vec<u8>),
}

/// Reads an archive from begin to end and hands over each entry; an error where it is none of ours, damaged or cut off.
pub fn read(path: &Path, mut each: impl FnMut(Entry<'_>) -> Result<(), Error>) -> Result<Manifest, Error> {
    let bad = |why: &str| Error::setup(format!("{}: {why}", path.display()));
    let file = File::open(path).map_err(|e| bad(&e.to_string()))?;
    let mut archive = Archive::new(BufReader::new(file));
    let mut manifest: Option<Manifest> = None;
    let (mut databases, mut files) = (0, 0);
    for entry in archive.entries().map_err(|e| bad(&e.to_string()))? {
        // What the reader of tar says of a file that is none, or of one that ends early, tells nobody what to do.
        let mut entry = entry.map_err(|_| match manifest {
            None => bad("is no archive of `kundig backup`"),
            Some(_) => bad("is cut off or damaged; take another copy of the backup"),
        })?;
        let name = entry.path().map_err(|e| bad(&e.to_string()))?.to_string_lossy().into_owned();
        if manifest.is_none() && name != MANIFEST {
            return Err(bad("is no archive of `kundig backup`"));
        }
        if name == MANIFEST {
            let found: Manifest = serde_json::from_reader(&mut entry).map_err(|_| bad("is no archive of `kundig backup`"))?;
            if found.format != FORMAT {
                return Err(bad("was written by a newer program"));
            }
            manifest = Some(found);
        } else if manifest.as_ref().is_some_and(|manifest| name == manifest.kind.entry()) {
            databases += 1;
            each(Entry::Database(&mut entry))?;
        } else if let Some(named) = name.strip_prefix(FILES) {
            let mut content = Vec::new();
            entry.read_to_end(&mut content).map_err(|e| bad(&e.to_string()))?;
            if hash(&content) != named {
                return Err(bad(&format!("the file {named} is damaged")));
            }
            files += 1;
            each(Entry::File(content))?;
        } else {
            return Err(bad(&format!("holds {name}, which no backup has")));
        }
    }
    let manifest = manifest.ok_or_else(|| bad("is no archive of `kundig backup`"))?;
    if databases != usize::from(manifest.database.is_some()) || files != manifest.files {
        return Err(bad("is cut off or damaged; take another copy of the backup"));
    }
    Ok(manifest)
}

/// SHA-256 of a file that may be large, lower-case hexadecimal.
pub fn hash_of(reader: &mut dyn Read) -> Result<String, Error> {
    use sha2::{Digest, Sha256};
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer).map_err(Error::internal)? {
            0 => break,
            count => digest.update(buffer.get(..count).unwrap_or_default()),
        }
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}
