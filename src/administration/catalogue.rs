//! Entries of the catalogues, added and renamed by pages and calls alike.

use crate::organisations::Scope;
use crate::organisations::catalogue::{self, Catalogue, Entry, Names};
use crate::organisations::store as organisations;
use crate::people::Actor;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::{Error, taken};
use crate::platform::form::Faults;
use crate::platform::state::State;
use crate::rules::id::Id;
use serde_json::json;

/// An entry as typed.
#[derive(Clone, Debug, Default)]
pub struct EntryDraft {
    /// Stable word; of an entry that is there it stays as it is.
    pub code: String,
    /// Name in English.
    pub en: String,
    /// Name in German.
    pub de: String,
}

const UNIQUE: [(&str, &str, &str, &str); 2] = [
    ("services", "code", "code", "fault-code-taken"),
    ("job_roles", "code", "code", "fault-code-taken"),
];

/// Adds an entry, or with an identifier renames that one.
///
/// # Errors
///
/// [`Error::Forbidden`] for whoever sees only a branch: the catalogues belong to all, and a partner manager of one country does not rename
/// them for the others. [`Error::NotFound`] where there is no such entry.
pub fn write(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    scope: &Scope,
    which: Catalogue,
    id: Option<Id>,
    draft: &EntryDraft,
) -> Result<Entry, Error> {
    if !scope.is_whole() {
        return Err(Error::Forbidden);
    }
    let (code, names) = read(draft, id.is_none())?;
    let before = match id {
        Some(id) => Some(find(conn, which, id)?.ok_or(Error::NotFound)?),
        None => None,
    };
    let id = match &before {
        Some(entry) => {
            catalogue::rename(conn, which, entry.id, names.clone())?;
            entry.id
        }
        None => {
            let id = state.chance.id(actor.now);
            catalogue::insert(conn, which, id, &code, names.clone()).map_err(taken(&UNIQUE))?;
            id
        }
    };
    let after = find(conn, which, id)?.ok_or(Error::NotFound)?;
    let deed = Deed {
        action: if before.is_some() { "catalogue.rename" } else { "catalogue.add" },
        subject_kind: match which {
            Catalogue::Services => "services",
            Catalogue::JobRoles => "job_roles",
        },
        subject_id: id.to_string(),
        subject_label: after.code.clone(),
        organisation_path: organisations::top_path(conn)?,
        before: before.map(|entry| json!(entry.names.0)),
        after: Some(json!(names)),
    };
    audit::record(conn, &state.chance, actor.now, &actor.by(), deed)?;
    Ok(after)
}

fn find(conn: &mut Conn, which: Catalogue, id: Id) -> Result<Option<Entry>, Error> {
    let all = match which {
        Catalogue::Services => catalogue::services(conn)?,
        Catalogue::JobRoles => catalogue::job_roles(conn)?,
    };
    Ok(all.into_iter().find(|entry| entry.id == id))
}

/// The code of a new entry, else nothing, and the names.
fn read(draft: &EntryDraft, new: bool) -> Result<(String, Names), Error> {
    let mut faults = Faults::new();
    let named = [
        ("en", faults.text("en", &draft.en, 100, true)),
        ("de", faults.text("de", &draft.de, 100, true)),
    ];
    let code = if new { draft.code.trim().to_owned() } else { String::new() };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if new && (code.is_empty() || code.len() > 50 || !code.chars().all(plain)) {
        faults.note("code", "fault-code");
    }
    faults.done()?;
    let name = |(language, name): (&str, Option<String>)| Some((language.to_owned(), name?));
    Ok((code, named.into_iter().filter_map(name).collect()))
}
