//! What the calls about imports take and answer.

use crate::imports::refused::faults;
use crate::imports::store::{Import, State as Step, StoredRow};
use crate::platform::api::PageQuery;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::Faults;
use crate::platform::i18n::Words;
use crate::rules::id::{Id, Instant};
use crate::rules::import::header::Mapping;
use crate::rules::import::{Change, Kind, Outcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    /// Rows that say something that is passed over, because the partner's own entry stays.
    pub count_kept: i32,
    /// People who are missing from a file that was declared complete; their number is confirmed when it is applied.
    pub count_absent: i64,
    /// People whom it ended because they are missing: 0 until it is applied, and once it is undone.
    pub count_ended: i64,
    /// The names in the first line of the file, in their order; empty for a list in JSON.
    pub header: Vec<String>,
    /// Which of those names stands for which column of ours.
    pub columns: BTreeMap<String, String>,
    /// Columns of ours that are needed and that no name stands for; while there is one, nothing is checked.
    pub missing_columns: Vec<String>,
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

impl ImportRecord {
    /// The record of an import from whose file so many people are missing.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] where the kind that is kept is none that this program knows.
    pub fn of(import: Import, count_absent: i64) -> Result<Self, Error> {
        let kind: Kind = import.kind.parse().map_err(Error::internal)?;
        let applied = import.state() == Step::Applied;
        let (mapping, header) = (import.mapping.0, import.header.0);
        let is_table = !header.is_empty();
        let missing = if is_table { mapping.missing(kind.columns()) } else { Vec::new() };
        let name = |(column, place): (&String, &usize)| Some((column.clone(), header.get(*place)?.clone()));
        Ok(Self {
            columns: mapping.0.iter().filter_map(name).collect(),
            missing_columns: missing.into_iter().map(str::to_owned).collect(),
            header,
            count_absent,
            count_ended: if applied { count_absent } else { 0 },
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
            count_kept: import.count_kept,
            created_at: import.created_at,
            checked_at: import.checked_at,
            applied_at: import.applied_at,
            undone_at: import.undone_at,
        })
    }
}

/// Which column of a file is which.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportColumns {
    /// A name of the file's first line for each column of ours that the file has.
    pub columns: BTreeMap<String, String>,
}

impl ImportColumns {
    /// The same as places in this file.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] at `columns.NAME` for each column that files of this kind do not have, or that this file does not have.
    pub fn mapping(&self, import: &Import) -> Result<Mapping, Error> {
        let kind: Kind = import.kind.parse().map_err(Error::internal)?;
        let (mut mapping, mut faults) = (Mapping::default(), Faults::new());
        for (column, name) in &self.columns {
            let mut places = (0..).zip(&import.header.0).filter(|(_, named)| named.trim() == name.trim());
            let (place, again) = (places.next().map(|(place, _)| place), places.next());
            match place {
                _ if again.is_some() => {
                    let message = Message::new("import-unreadable-column_twice").with("column", name.trim());
                    faults.add(column, message);
                }
                _ if kind.columns().iter().all(|known| known.name != column) => faults.note(column, "fault-unknown-field"),
                None => faults.note(column, "import-fault-no-such-column"),
                Some(place) => {
                    mapping.0.insert(column.clone(), place);
                }
            }
        }
        match faults.done() {
            Err(Error::Invalid(faults)) => Err(Error::Invalid(faults.into_iter().map(within_columns).collect())),
            other => other.map(|()| mapping),
        }
    }
}

/// A fault of a column, as the body of the call names it.
pub fn within_columns(fault: FieldError) -> FieldError {
    FieldError::new(format!("columns.{}", fault.field), fault.message)
}

/// What a row of the file comes to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportRowRecord {
    /// The line on which it begins, or the place in a list; below 1: no row, but somebody who is missing from a file that was declared complete.
    pub line: i32,
    /// What its key column says.
    pub external_id: Option<String>,
    /// `new`, `changed`, `unchanged`, `refused`, `absent` or `declined`: a correction of which somebody said that it is not to be made.
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
    /// What the row says and what stays as the partner entered it: `before` stays, `after` is what the file says.
    pub kept: Vec<FieldChange>,
    /// Why somebody declined the change.
    pub declined_reason: Option<String>,
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
        let kept = row.kept.map(|kept| kept.0).unwrap_or_default();
        Self {
            line: row.line,
            external_id: row.external_id,
            outcome: row.outcome,
            column: row.refused_column,
            reason: row.refused_reason,
            explanation,
            faults,
            changes: changes.into_iter().map(FieldChange::from).collect(),
            kept: kept.into_iter().map(FieldChange::from).collect(),
            declined_reason: row.declined_reason,
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
    /// What locations service, from when to when.
    Products,
    /// Courses completed in the past, with hours or points.
    Amounts,
    /// Numbers of the badges that people carry.
    Badges,
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
            Self::Products => Kind::Products,
            Self::Amounts => Kind::Amounts,
            Self::Badges => Kind::Badges,
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
    /// A correction that is not to be made.
    Declined,
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
            Self::Declined => Outcome::Declined,
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

/// Why a correction is not to be made.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Declination {
    /// At most 1,000 characters.
    pub reason: String,
}

/// What is known to whoever takes an import back.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Reversal {
    /// The number of obligations that rest on the amounts of the file, as the refusal told it.
    #[serde(default)]
    pub confirmed_resting: Option<i64>,
}
