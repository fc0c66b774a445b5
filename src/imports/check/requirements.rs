//! What the definitions of a requirements file come to. They are always brought in as drafts: what decides is changed by a person who has
//! seen whom it reaches.

use super::{Verdict, Verdicts};
use crate::obligations::filed::{self, Filed};
use crate::obligations::requirement;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::import::requirement::{Entry, differences, refusal};
use crate::rules::import::{Change, Outcome};
use crate::rules::requirement::Definition;

/// Compares a file with the requirements that are there.
pub(in crate::imports) fn decide(conn: &mut Conn, entries: &[Entry]) -> Result<Verdicts, Error> {
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        rows.push(verdict(conn, entry)?);
    }
    Ok(Verdicts { rows, leavers: 0 })
}

fn verdict(conn: &mut Conn, entry: &Entry) -> Result<Verdict, Error> {
    let row = Verdict {
        line: entry.number,
        external_id: Some(entry.code.clone()).filter(|code| !code.is_empty()),
        outcome: Outcome::Unchanged,
        refusal: None,
        // A database takes no NUL, not even as an escape that some function of it may undo.
        cells: vec![entry.value.to_string().replace("\\u0000", "\\ufffd")],
        plan: None,
        changes: Vec::new(),
        kept: Vec::new(),
        subject_id: None,
        declined: None,
    };
    let faults = match &entry.said {
        Err(faults) => faults.clone(),
        Ok(definition) => requirement::unknown_words(conn, definition)?,
    };
    let Some(definition) = entry.said.as_ref().ok().filter(|_| faults.is_empty()) else {
        return Ok(Verdict {
            outcome: Outcome::Refused,
            refusal: refusal(&faults),
            ..row
        });
    };
    decided(conn, row, definition)
}

fn decided(conn: &mut Conn, row: Verdict, definition: &Definition) -> Result<Verdict, Error> {
    let there = filed::there(conn, &definition.code)?;
    if there.as_ref().is_some_and(|there| there.stands(definition)) {
        return Ok(row);
    }
    let changes: Vec<Change> = match &there {
        Some(there) => differences(there.before(), definition),
        None => Vec::new(),
    };
    let plan = Filed {
        definition: definition.clone(),
        known: there.is_some(),
        draft: there.as_ref().and_then(|there| there.draft.clone()),
    };
    Ok(Verdict {
        outcome: if there.is_some() { Outcome::Changed } else { Outcome::New },
        plan: Some(serde_json::to_string(&plan).map_err(Error::internal)?),
        changes,
        subject_id: there.map(|there| there.id),
        ..row
    })
}
