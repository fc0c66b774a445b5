//! Requirements files: a list of definitions, each brought in by the slice that owns requirements. All or nothing, unless told to take the
//! good ones.

use crate::obligations::requirement::{Brought, bring, message};
use crate::platform::audit::By;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::state::State;
use crate::rules::id::Instant;
use crate::rules::requirement::Definition;
use serde_json::Value;

/// What became of one definition.
#[derive(Debug)]
pub struct Line {
    /// Its place in the file, from 1.
    pub number: usize,
    /// Its code, where it has one.
    pub code: String,
    /// What it changed, or everything that is wrong with it.
    pub outcome: Result<Brought, Vec<FieldError>>,
}

/// How a file is taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// Leave them as drafts.
    pub draft: bool,
    /// Only look.
    pub dry_run: bool,
    /// Take the good ones although others are refused.
    pub take_good_rows: bool,
}

/// What became of a file.
#[derive(Debug)]
pub struct Report {
    /// One for each definition.
    pub lines: Vec<Line>,
    /// Whether it was written.
    pub written: bool,
}

impl Report {
    /// Definitions that are refused.
    pub fn refused(&self) -> usize {
        self.lines.iter().filter(|line| line.outcome.is_err()).count()
    }

    /// Definitions that came to this.
    pub fn count(&self, brought: Brought) -> usize {
        let same = |line: &&Line| line.outcome.as_ref().is_ok_and(|one| *one == brought);
        self.lines.iter().filter(same).count()
    }
}

/// Brings the definitions of a file in, in one transaction.
///
/// # Errors
///
/// [`Error::Invalid`] at the field `file` where the file is no list of definitions.
pub fn run(state: &State, by: &By, content: &[u8], manner: Manner, now: Instant) -> Result<Report, Error> {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let values: Vec<Value> = serde_json::from_slice(content).map_err(|_| Error::field("file", "import-unreadable-no_list"))?;
    let mut lines = Vec::with_capacity(values.len());
    let outcome = state.db.write(|conn| {
        for (place, value) in values.iter().enumerate() {
            lines.push(line(conn, state, by, (place + 1, value), manner.draft, now)?);
        }
        let refused = lines.iter().any(|line| line.outcome.is_err());
        if manner.dry_run || refused && !manner.take_good_rows {
            // Ends the transaction, so that nothing is kept.
            return Err(Error::Refused(Message::new("import-refused-rows")));
        }
        Ok(())
    });
    let written = match outcome {
        Ok(()) => true,
        Err(Error::Refused(_)) => false,
        Err(other) => return Err(other),
    };
    Ok(Report { lines, written })
}

fn line(conn: &mut Conn, state: &State, by: &By, (number, value): (usize, &Value), draft: bool, now: Instant) -> Result<Line, Error> {
    let code = value.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
    let outcome = match Definition::parse(value) {
        Err(faults) => Err(faults
            .into_iter()
            .map(|fault| FieldError::new(fault.field, message(fault.wrong)))
            .collect()),
        Ok(definition) => match bring(conn, &state.chance, now, by, &definition, draft) {
            Ok(brought) => Ok(brought),
            Err(Error::Invalid(faults)) => Err(faults),
            Err(Error::Refused(message)) => Err(vec![FieldError::new("code", message)]),
            Err(other) => return Err(other),
        },
    };
    Ok(Line { number, code, outcome })
}
