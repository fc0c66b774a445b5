//! The audit folder of one partner or one requirement: an archive of certificates (PDF) and tables (CSV and XLSX) with a checksum for each
//! file, asked for by whoever may see all of it and built by a job.

mod tables;

use super::store::folder::{self as store, Folder};
use crate::obligations::store as obligations;
use crate::organisations::{self, Scope};
use crate::people::{Actor, store as people};
use crate::platform::audit::{self, By, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::files::hash;
use crate::platform::i18n::Locale;
use crate::platform::jobs::{self, Job};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use serde::Deserialize;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The job that builds one.
pub const BUILD: &str = "administration.audit_folder";

/// Most bytes of an archive's files: it is put together in memory.
const MOST_BYTES: usize = 192 << 20;

/// What a folder tells about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A partner and what is below it.
    Partner {
        /// Identifier.
        id: Id,
        /// Number and name.
        label: String,
        /// Its path.
        path: String,
    },
    /// A requirement, in the whole network.
    Requirement {
        /// Identifier.
        id: Id,
        /// Its code.
        code: String,
        /// Path of the top of the tree.
        path: String,
    },
}

impl Subject {
    /// The partner with this number; none where the scope holds no such organisation.
    pub fn partner(conn: &mut Conn, scope: &Scope, number: &str) -> Result<Option<Self>, Error> {
        // PostgreSQL takes no NUL, and no number holds one.
        if number.contains('\0') {
            return Ok(None);
        }
        let found = organisations::store::find_by_external_id(conn, scope, number)?;
        Ok(found.map(|one| Self::Partner {
            id: one.id,
            label: format!("{} {}", one.external_id, one.name),
            path: one.path,
        }))
    }

    /// The requirement with this code.
    pub fn requirement(conn: &mut Conn, code: &str) -> Result<Option<Self>, Error> {
        if code.contains('\0') {
            return Ok(None);
        }
        let path = organisations::store::top_path(conn)?;
        let found = obligations::find_requirement_by_code(conn, code)?;
        Ok(found.map(|one| Self::Requirement {
            id: one.id,
            code: one.code,
            path,
        }))
    }

    /// Whether somebody may see all that a folder about it tells.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        sees_all(actor, self.path())
    }

    fn of(folder: &Folder) -> Self {
        match folder.kind.as_str() {
            "partner" => Self::Partner {
                id: folder.subject_id,
                label: folder.subject_label.clone(),
                path: folder.organisation_path.clone(),
            },
            _ => Self::Requirement {
                id: folder.subject_id,
                code: folder.subject_label.clone(),
                path: folder.organisation_path.clone(),
            },
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Partner { .. } => "partner",
            Self::Requirement { .. } => "requirement",
        }
    }

    fn path(&self) -> &str {
        match self {
            Self::Partner { path, .. } | Self::Requirement { path, .. } => path,
        }
    }

    fn scope(&self) -> Scope {
        Scope::branches(vec![self.path().to_owned()])
    }

    fn id(&self) -> Id {
        match self {
            Self::Partner { id, .. } | Self::Requirement { id, .. } => *id,
        }
    }

    fn label(&self) -> &str {
        match self {
            Self::Partner { label, .. } => label,
            Self::Requirement { code, .. } => code,
        }
    }
}

/// Whether somebody may see all that a folder of this branch tells: who owes what, and who changed what.
pub fn sees_all(actor: &Actor, path: &str) -> bool {
    [Action::SeeAudit, Action::SeeTeam]
        .iter()
        .all(|action| actor.scope(*action).covers(path))
}

/// Asks for one.
///
/// # Errors
///
/// [`Error::NotFound`] where the asker may not see all of it.
pub fn ask(conn: &mut Conn, state: &State, actor: &Actor, subject: &Subject) -> Result<Folder, Error> {
    if !subject.is_seen_by(actor) {
        return Err(Error::NotFound);
    }
    begin(conn, state, &actor.by(), actor.now, subject)
}

/// Notes that one is asked for, and has a job build it.
pub fn begin(conn: &mut Conn, state: &State, by: &By, now: Instant, subject: &Subject) -> Result<Folder, Error> {
    let folder = Folder {
        id: state.chance.id(now),
        kind: subject.kind().to_owned(),
        subject_id: subject.id(),
        subject_label: subject.label().to_owned(),
        organisation_path: subject.path().to_owned(),
        state: "waiting".to_owned(),
        people_total: 0,
        people_done: 0,
        error: None,
        file_hash: None,
        size_bytes: None,
        asked_by: by.actor_id,
        asked_at: now,
        finished_at: None,
    };
    store::insert(conn, &folder)?;
    record(conn, state, by, now, "audit_folder.ask", &folder)?;
    let payload = serde_json::json!({ "id": folder.id });
    jobs::enqueue(conn, &state.chance, now, BUILD, Some(&folder.id.to_string()), &payload, now)?;
    Ok(folder)
}

/// One that the actor may take along, and the deed on record.
pub fn take(conn: &mut Conn, state: &State, actor: &Actor, id: Id) -> Result<Folder, Error> {
    let folder = store::find_any(conn, id)?.filter(|folder| sees_all(actor, &folder.organisation_path));
    let folder = folder.filter(|folder| folder.file_hash.is_some()).ok_or(Error::NotFound)?;
    record(conn, state, &actor.by(), actor.now, "audit_folder.take", &folder)?;
    Ok(folder)
}

fn record(conn: &mut Conn, state: &State, by: &By, now: Instant, action: &str, folder: &Folder) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "audit_folders",
        subject_id: folder.id.to_string(),
        subject_label: folder.subject_label.clone(),
        organisation_path: folder.organisation_path.clone(),
        before: None,
        after: audit::state(folder),
    };
    Ok(audit::record(conn, &state.chance, now, by, deed)?)
}

#[derive(Deserialize)]
struct Errand {
    id: Id,
}

/// Runs a [`BUILD`] job.
pub async fn run(state: &State, job: &Job) -> Result<(), Error> {
    let Errand { id } = serde_json::from_str(&job.payload).map_err(Error::internal)?;
    let found = state
        .db
        .look(move |conn| {
            let Some(folder) = store::find_any(conn, id)? else {
                return Ok(None);
            };
            let asker = match folder.asked_by {
                Some(asker) => people::find_any(conn, asker)?,
                None => None,
            };
            Ok(Some((folder, asker)))
        })
        .await?;
    let Some((folder, asker)) = found.filter(|(folder, _)| folder.state == "waiting") else {
        return Ok(());
    };
    let locale = asker.and_then(|asker| Locale::for_language(&asker.language)).unwrap_or_default();
    let now = state.clock.now();
    match build(state, &Subject::of(&folder), locale, now, Some(id)).await {
        Ok(archive) => {
            let size = i64::try_from(archive.len()).unwrap_or(i64::MAX);
            let kept = state.files.keep(archive.into()).await?;
            let file_id = state.chance.id(now);
            state
                .db
                .save(move |conn| Ok(store::finish(conn, &folder, file_id, &kept, size, now)?))
                .await
        }
        Err(Error::Refused(message)) => state.db.save(move |conn| Ok(store::fail(conn, id, message.key, now)?)).await,
        Err(error) => Err(error),
    }
}

/// The archive of a subject, in a language, as things stand; with `told`, how far it is stands with the folder.
///
/// # Errors
///
/// [`Error::Refused`] where it is larger than can be put together here.
pub async fn build(state: &State, subject: &Subject, locale: Locale, now: Instant, told: Option<Id>) -> Result<Vec<u8>, Error> {
    let (owned, about) = (state.clone(), subject.clone());
    let contents = actix_web::web::block(move || tables::read(&owned, &about, locale, now, told)).await??;
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for table in &contents.tables {
        files.push((format!("{}.csv", table.name), table.csv()?));
        files.push((format!("{}.xlsx", table.name), table.xlsx(now)?));
    }
    let mut size: usize = files.iter().map(|(_, content)| content.len()).sum();
    for (number, file_hash) in &contents.certificates {
        let content = state.files.content(file_hash).await?;
        size = size.saturating_add(content.len());
        if size > MOST_BYTES {
            return Err(Error::refused("audit-folder-too-large"));
        }
        files.push((format!("certificates/{number}.pdf"), content.to_vec()));
    }
    actix_web::web::block(move || pack(files)).await?
}

/// The files and their checksums, in the form that `sha256sum --check` reads.
fn pack(files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, Error> {
    let sums: String = files.iter().map(|(name, content)| format!("{}  {name}\n", hash(content))).collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let sums = ("SHA256SUMS".to_owned(), sums.into_bytes());
    for (name, content) in files.into_iter().chain([sums]) {
        archive.start_file(name, SimpleFileOptions::default()).map_err(Error::internal)?;
        archive.write_all(&content).map_err(Error::internal)?;
    }
    Ok(archive.finish().map_err(Error::internal)?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn every_file_of_an_archive_has_its_checksum() {
        let packed = pack(vec![
            ("a.csv".to_owned(), b"x\n".to_vec()),
            ("certificates/K-1.pdf".to_owned(), b"%PDF".to_vec()),
        ])
        .unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        let mut sums = String::new();
        archive.by_name("SHA256SUMS").unwrap().read_to_string(&mut sums).unwrap();
        assert_eq!(sums.lines().count(), 2);
        for line in sums.lines() {
            let (sum, name) = line.split_once("  ").unwrap();
            let mut content = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut content).unwrap();
            assert_eq!(hash(&content), sum, "{name}");
        }
    }
}
