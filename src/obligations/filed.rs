//! Requirements out of a file, as drafts: what is there before, keeping them, and taking them back as long as nobody built on them.

use super::requirement::{self, audited};
use super::store::{self, Version};
use crate::platform::audit::By;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::Definition;
use serde::{Deserialize, Serialize};

/// What is there of a requirement when a file is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// The requirement.
    pub id: Id,
    /// The version that is written.
    pub draft: Option<(Definition, i32)>,
    /// The version that decides.
    pub in_force: Option<Definition>,
}

impl There {
    /// Whether a file with this definition would change nothing: it is the draft, or what decides where there is no draft.
    pub fn stands(&self, definition: &Definition) -> bool {
        match &self.draft {
            Some((draft, _)) => draft == definition,
            None => self.in_force.as_ref() == Some(definition),
        }
    }

    /// What the definition is compared with.
    pub fn before(&self) -> Option<&Definition> {
        self.draft.as_ref().map(|(draft, _)| draft).or(self.in_force.as_ref())
    }
}

/// A definition that is to be kept as a draft, with the draft that it replaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// What the file says.
    pub definition: Definition,
    /// Whether the requirement was there when the file was checked.
    pub known: bool,
    /// The draft that was there, and its revision.
    pub draft: Option<(Definition, i32)>,
}

/// What is there under a code; none: nothing.
pub fn there(conn: &mut Conn, code: &str) -> Result<Option<There>, Error> {
    let Some(requirement) = store::find_requirement_by_code(conn, code)? else {
        return Ok(None);
    };
    let said = |version: Version| (version.definition(&requirement.code), version.revision);
    Ok(Some(There {
        id: requirement.id,
        draft: store::draft_of(conn, requirement.id)?.map(said),
        in_force: store::in_force_of(conn, requirement.id)?.map(|version| said(version).0),
    }))
}

/// Keeps a definition as a draft.
///
/// # Errors
///
/// [`Error::Refused`] where something is there by now that was not when the file was checked, or the other way round.
pub fn keep(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, filed: &Filed) -> Result<(), Error> {
    let overtaken = || Error::refused("requirement-changed-meanwhile");
    // A word of the audience that went out of its catalogue meanwhile is found by the next check.
    let gone = |error| if let Error::Invalid(_) = error { overtaken() } else { error };
    let Some(requirement) = store::find_requirement_by_code(conn, &filed.definition.code)? else {
        if filed.known {
            return Err(overtaken());
        }
        requirement::create(conn, chance, now, by, &filed.definition).map_err(gone)?;
        return Ok(());
    };
    let revision = filed.draft.as_ref().map(|(_, revision)| *revision);
    let present = store::draft_of(conn, requirement.id)?.map(|draft| draft.revision);
    if !filed.known || present != revision {
        return Err(overtaken());
    }
    requirement::save_draft(conn, chance, now, by, &requirement, revision, &filed.definition).map_err(gone)?;
    Ok(())
}

/// Takes a draft back that [`keep`] wrote at this instant: the draft before is there again, or none; a requirement that came with it goes.
///
/// # Errors
///
/// [`Error::Refused`] where it was put into force, told to wait for its day, or rewritten meanwhile.
pub fn take_back(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, filed: &Filed, kept_at: Instant) -> Result<(), Error> {
    let code = &filed.definition.code;
    let refused = |key| Err(Error::Refused(Message::new(key).with("code", code)));
    let Some(requirement) = store::find_requirement_by_code(conn, code)? else {
        return refused("import-undo-rewritten");
    };
    let versions = store::versions_of(conn, requirement.id)?;
    let Some(draft) = versions.iter().find(|version| version.is_draft()) else {
        let entered = versions.iter().any(|version| version.updated_at == kept_at);
        return refused(if entered { "import-undo-in-force" } else { "import-undo-rewritten" });
    };
    if draft.updated_at != kept_at {
        return refused("import-undo-rewritten");
    }
    if draft.is_waiting() {
        return refused("import-undo-in-force");
    }
    let written = draft.definition(code);
    if let Some((before, _)) = &filed.draft {
        store::update_draft(conn, draft.id, draft.revision, before, now)?;
        return audited(conn, chance, now, by, "requirement.draft", Some(&written), Some(before));
    }
    store::drop_draft(conn, requirement.id)?;
    if versions.len() == 1 {
        store::remove_requirement(conn, requirement.id)?;
    }
    audited(conn, chance, now, by, "requirement.discard", Some(&written), None)
}
