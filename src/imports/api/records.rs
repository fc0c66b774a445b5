//! What the calls about imports take and answer.

use crate::imports::refused::faults;
use crate::imports::store::{Import, StoredRow};
use crate::platform::api::PageQuery;
use crate::platform::i18n::Words;
use crate::rules::id::{Id, Instant};
use crate::rules::import::{Change, Kind, Outcome};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A file that was handed in, and how far it has come.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// `organisations`, `people`, `completions`, `requirements`, `facts` or `events`.
    pub kind: String,
    /// Name of the file.
    pub file_name: String,
    /// Name of its encoding.
    pub encoding: String,
    /// What separates its cells; empty for a list in JSON.
    pub delimiter: String,
    /// `mapping`, `checking`, `checked`, `applying`, `applied`, `stale`, `failed`, `cancelled` or `undone`.
    pub state: String,
    /// Number of the organisation for which it was declared complete.
    pub complete_for: Option<String>,
    /// Rows of the file.
    pub rows_total: i32,
    /// Rows that are checked.
    pub rows_done: i32,
    /// Rows that bring something new.
    pub count_new: i32,
    /// Rows that change something.
    pub count_changed: i32,
    /// Rows that change nothing.
    pub count_unchanged: i32,
    /// Rows that are refused.
    pub count_refused: i32,
    /// Rows of people whose last day has passed.
    pub count_leavers: i32,
    /// When it was handed in.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    pub created_at: Instant,
    /// When the check was done.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    pub checked_at: Option<Instant>,
    /// When it was applied.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    pub applied_at: Option<Instant>,
    /// When it was undone.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    pub undone_at: Option<Instant>,
}

impl From<Import> for ImportRecord {
    fn from(import: Import) -> Self {
        Self {
            id: import.id,
            kind: import.kind,
            file_name: import.file_name,
            encoding: import.encoding,
            delimiter: import.delimiter,
            state: import.state,
            complete_for: import.options.0.complete_for.map(|branch| branch.external_id),
            rows_total: import.rows_total,
            rows_done: import.rows_done,
            count_new: import.count_new,
            count_changed: import.count_changed,
            count_unchanged: import.count_unchanged,
            count_refused: import.count_refused,
            count_leavers: import.count_leavers,
            created_at: import.created_at,
            checked_at: import.checked_at,
            applied_at: import.applied_at,
            undone_at: import.undone_at,
        }
    }
}

/// What a row of the file comes to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportRowRecord {
    /// The line on which it begins, or the place in a list; below 1: no row, but somebody who is missing from a file that was declared complete.
    pub line: i32,
    /// What its key column says.
    pub external_id: Option<String>,
    /// `new`, `changed`, `unchanged`, `refused` or `absent`.
    pub outcome: String,
    /// The column at fault; empty where the whole row is.
    pub column: Option<String>,
    /// Why it is refused, in words that stay the same.
    pub reason: Option<String>,
    /// The same in the caller's language, with what to do.
    pub explanation: Option<String>,
    /// Everything that is wrong, each at its column or field.
    pub faults: Vec<RowFault>,
    /// What would change.
    pub changes: Vec<FieldChange>,
    /// The cells as they stand in the file; of a requirement one, its JSON.
    pub cells: Vec<String>,
}

impl ImportRowRecord {
    /// The record of a row, its explanation in these words.
    pub fn of(import: &Import, row: StoredRow, words: &Words) -> Self {
        let faults: Vec<RowFault> = faults(import, &row, words)
            .into_iter()
            .map(|(column, explanation)| RowFault { column, explanation })
            .collect();
        let explanations: Vec<&str> = faults.iter().map(|fault| fault.explanation.as_str()).collect();
        let explanation = Some(explanations.join(" ")).filter(|text| !text.is_empty());
        let changes = row.changes.map(|changes| changes.0).unwrap_or_default();
        Self {
            line: row.line,
            external_id: row.external_id,
            outcome: row.outcome,
            column: row.refused_column,
            reason: row.refused_reason,
            explanation,
            faults,
            changes: changes.into_iter().map(FieldChange::from).collect(),
            cells: row.cells.0,
        }
    }
}

/// One thing that is wrong with a row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RowFault {
    /// The column, or the field of a requirement such as `recurrence.months`; empty where the whole row is at fault.
    pub column: String,
    /// What is wrong and what to do, in the caller's language.
    pub explanation: String,
}

/// A column before and after.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldChange {
    /// The column.
    pub column: String,
    /// What is there.
    pub before: String,
    /// What the file says.
    pub after: String,
}

impl From<Change> for FieldChange {
    fn from(change: Change) -> Self {
        Self {
            column: change.column,
            before: change.before,
            after: change.after,
        }
    }
}

/// What files can be about.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Organisations with their main location.
    Organisations,
    /// People with their place in an organisation.
    People,
    /// Courses completed in the past.
    Completions,
    /// Requirements, as a list in JSON.
    Requirements,
    /// Facts about organisations, own fields among them.
    Facts,
    /// What happened.
    Events,
}

impl FileKind {
    /// As the rules name it.
    pub fn rule(self) -> Kind {
        match self {
            Self::Organisations => Kind::Organisations,
            Self::People => Kind::People,
            Self::Completions => Kind::Completions,
            Self::Requirements => Kind::Requirements,
            Self::Facts => Kind::Facts,
            Self::Events => Kind::Events,
        }
    }
}

/// What the file is about.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NewImport {
    /// What the file is about.
    pub kind: FileKind,
    /// Its name, for lists.
    #[serde(default)]
    pub file_name: Option<String>,
    /// Number of the organisation for which a people file holds everybody.
    #[serde(default)]
    pub complete_for: Option<String>,
}

/// What a row can come to.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// Something that was not there.
    New,
    /// A change.
    Changed,
    /// Nothing.
    Unchanged,
    /// At fault.
    Refused,
    /// Somebody who is missing.
    Absent,
}

impl RowOutcome {
    /// As the rules name it.
    pub fn rule(self) -> Outcome {
        match self {
            Self::New => Outcome::New,
            Self::Changed => Outcome::Changed,
            Self::Unchanged => Outcome::Unchanged,
            Self::Refused => Outcome::Refused,
            Self::Absent => Outcome::Absent,
        }
    }
}

/// Which rows are wanted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowQuery {
    /// Only those that come to this.
    #[serde(default)]
    pub outcome: Option<RowOutcome>,
    /// Where the page before ended; from `next_cursor`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
}

impl RowQuery {
    /// Which page is wanted.
    pub fn page(&self) -> PageQuery {
        PageQuery {
            cursor: self.cursor.clone(),
            limit: self.limit,
        }
    }
}

/// What is decided about a checked file.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Take the good rows although others are refused.
    #[serde(default)]
    pub take_good_rows: bool,
    /// The number of people who are missing from a file that was declared complete.
    #[serde(default)]
    pub confirmed_absent: Option<i64>,
}
