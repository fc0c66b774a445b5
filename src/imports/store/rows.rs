//! The rows of an import: what was in the file, what they come to, and what is to be written.

use crate::imports::check::Verdict;
use crate::on;
use crate::platform::db::bulk::{Holds, Table};
use crate::platform::db::{Conn, Json};
use crate::rules::id::Id;
use crate::rules::import::{Change, Outcome};
use crate::schema::import_rows;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// A row as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = import_rows)]
pub struct StoredRow {
    /// The line on which it begins; below 1: no row of the file.
    pub line: i32,
    /// What its key column says.
    pub external_id: Option<String>,
    /// A word of [`Outcome`].
    pub outcome: String,
    /// The column at fault.
    pub refused_column: Option<String>,
    /// Why, as files and the command line say it.
    pub refused_reason: Option<String>,
    /// Figures and names for the explanation.
    pub refused_detail: Option<Json<BTreeMap<String, String>>>,
    /// The cells as they stand in the file.
    pub cells: Json<Vec<String>>,
    /// What would change.
    pub changes: Option<Json<Vec<Change>>>,
    /// The record that it is about.
    pub subject_id: Option<Id>,
    /// What it says and what stays as the partner entered it: before is what stays, after what the file says.
    pub kept: Option<Json<Vec<Change>>>,
    /// Why somebody declined what it would change.
    pub declined_reason: Option<String>,
}

#[derive(Serialize)]
struct Row<'a> {
    import_id: Id,
    line: i32,
    external_id: Option<&'a str>,
    outcome: &'static str,
    refused_column: Option<&'a str>,
    refused_reason: Option<&'static str>,
    refused_detail: Option<String>,
    cells: String,
    parsed: Option<&'a str>,
    changes: Option<String>,
    subject_id: Option<Id>,
    kept: Option<String>,
    declined_reason: Option<&'a str>,
}

const ROWS: Table = Table {
    name: "import_rows",
    columns: &[
        ("import_id", Holds::Text),
        ("line", Holds::Integer),
        ("external_id", Holds::Text),
        ("outcome", Holds::Text),
        ("refused_column", Holds::Text),
        ("refused_reason", Holds::Text),
        ("refused_detail", Holds::Text),
        ("cells", Holds::Text),
        ("parsed", Holds::Text),
        ("changes", Holds::Text),
        ("subject_id", Holds::Text),
        ("kept", Holds::Text),
        ("declined_reason", Holds::Text),
    ],
};

/// Keeps checked rows.
pub fn stage(conn: &mut Conn, import_id: Id, verdicts: &[Verdict]) -> QueryResult<()> {
    let rows: Vec<_> = verdicts
        .iter()
        .map(|verdict| Row {
            import_id,
            line: verdict.line,
            external_id: verdict.external_id.as_deref(),
            outcome: verdict.outcome.as_str(),
            refused_column: verdict.refusal.as_ref().map(|refusal| refusal.column.as_str()),
            refused_reason: verdict.refusal.as_ref().map(|refusal| refusal.reason.as_str()),
            refused_detail: verdict.refusal.as_ref().map(|refusal| text_of(&refusal.detail)),
            cells: text_of(&verdict.cells),
            parsed: verdict.plan.as_deref(),
            changes: (!verdict.changes.is_empty()).then(|| text_of(&verdict.changes)),
            subject_id: verdict.subject_id,
            kept: (!verdict.kept.is_empty()).then(|| text_of(&verdict.kept)),
            declined_reason: verdict.declined.as_deref(),
        })
        .collect();
    ROWS.insert(conn, &rows)?;
    Ok(())
}

/// JSON of what always has one.
fn text_of(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Removes all rows of an import.
pub fn clear_rows(conn: &mut Conn, import_id: Id) -> QueryResult<()> {
    on!(conn, c => diesel::delete(import_rows::table.filter(import_rows::import_id.eq(import_id))).execute(c))?;
    Ok(())
}

/// Which rows are asked for.
#[derive(Clone, Debug, Default)]
pub struct RowFilter {
    /// Only those that come to this.
    pub outcome: Option<Outcome>,
    /// Only those after this line.
    pub after: Option<i32>,
}

impl RowFilter {
    /// All rows that come to this.
    pub fn only(outcome: Outcome) -> Self {
        Self {
            outcome: Some(outcome),
            after: None,
        }
    }
}

/// Rows by line: `limit` of them.
pub fn list_rows(conn: &mut Conn, import_id: Id, filter: &RowFilter, limit: i64) -> QueryResult<Vec<StoredRow>> {
    on!(conn, c => {
        let mut query = import_rows::table.filter(import_rows::import_id.eq(import_id)).into_boxed();
        if let Some(outcome) = filter.outcome {
            query = query.filter(import_rows::outcome.eq(outcome.as_str()));
        }
        if let Some(line) = filter.after {
            query = query.filter(import_rows::line.gt(line));
        }
        query.order(import_rows::line).limit(limit).select(StoredRow::as_select()).load(c)
    })
}

/// Rows that bring a change, or say something that is passed over, and people who are missing; by line, `limit` of them.
pub fn list_changes(conn: &mut Conn, import_id: Id, after: Option<i32>, limit: i64) -> QueryResult<Vec<StoredRow>> {
    on!(conn, c => {
        let mut query = import_rows::table.filter(import_rows::import_id.eq(import_id).and(has_change())).into_boxed();
        if let Some(line) = after {
            query = query.filter(import_rows::line.gt(line));
        }
        query.order(import_rows::line).limit(limit).select(StoredRow::as_select()).load(c)
    })
}

/// One row, by its line.
pub fn find_row(conn: &mut Conn, import_id: Id, line: i32) -> QueryResult<Option<StoredRow>> {
    on!(conn, c => import_rows::table.find((import_id, line)).select(StoredRow::as_select()).first(c).optional())
}

/// Notes that a change is declined and why, or with no reason that it is to be made after all.
pub fn decline_row(conn: &mut Conn, import_id: Id, line: i32, reason: Option<&str>) -> QueryResult<()> {
    let outcome = match reason {
        Some(_) => Outcome::Declined,
        None => Outcome::Changed,
    };
    on!(conn, c => diesel::update(import_rows::table.find((import_id, line)))
        .set((import_rows::outcome.eq(outcome.as_str()), import_rows::declined_reason.eq(reason)))
        .execute(c))?;
    Ok(())
}

/// Lines of which the change was declined, each with why.
pub fn declined(conn: &mut Conn, import_id: Id) -> QueryResult<HashMap<i32, String>> {
    let rows: Vec<(i32, Option<String>)> = on!(conn, c => import_rows::table
        .filter(import_rows::import_id.eq(import_id).and(import_rows::outcome.eq(Outcome::Declined.as_str())))
        .select((import_rows::line, import_rows::declined_reason))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(line, reason)| Some((line, reason?))).collect())
}

/// How many rows [`list_changes`] answers in all.
pub fn count_changes(conn: &mut Conn, import_id: Id) -> QueryResult<i64> {
    on!(conn, c => import_rows::table.filter(import_rows::import_id.eq(import_id).and(has_change())).count().get_result(c))
}

#[diesel::dsl::auto_type]
fn has_change() -> _ {
    let changed: &'static str = Outcome::Changed.as_str();
    let absent: &'static str = Outcome::Absent.as_str();
    let declined: &'static str = Outcome::Declined.as_str();
    import_rows::outcome
        .eq(changed)
        .or(import_rows::outcome.eq(declined))
        .or(import_rows::outcome.eq(absent))
        .or(import_rows::kept.is_not_null())
}

/// How many rows come to what.
pub fn count_rows(conn: &mut Conn, import_id: Id, outcome: Outcome) -> QueryResult<i64> {
    on!(conn, c => import_rows::table
        .filter(import_rows::import_id.eq(import_id).and(import_rows::outcome.eq(outcome.as_str())))
        .count()
        .get_result(c))
}

/// How many people are missing from each of these files; a file from which nobody is missing is left out.
pub fn count_absent(conn: &mut Conn, imports: &[Id]) -> QueryResult<HashMap<Id, i64>> {
    let counts: Vec<(Id, i64)> = on!(conn, c => import_rows::table
        .filter(import_rows::import_id.eq_any(imports).and(import_rows::outcome.eq(Outcome::Absent.as_str())))
        .group_by(import_rows::import_id)
        .select((import_rows::import_id, diesel::dsl::count_star()))
        .load(c))?;
    Ok(counts.into_iter().collect())
}

/// What the rows with this outcome want written, by line.
pub fn plans(conn: &mut Conn, import_id: Id, outcome: Outcome) -> QueryResult<Vec<String>> {
    let rows: Vec<Option<String>> = on!(conn, c => import_rows::table
        .filter(import_rows::import_id.eq(import_id).and(import_rows::outcome.eq(outcome.as_str())))
        .order(import_rows::line)
        .select(import_rows::parsed)
        .load(c))?;
    Ok(rows.into_iter().flatten().collect())
}

/// The records that the rows with this outcome are about.
pub fn references(conn: &mut Conn, import_id: Id, outcome: Outcome) -> QueryResult<Vec<Id>> {
    let rows: Vec<Option<Id>> = on!(conn, c => import_rows::table
        .filter(import_rows::import_id.eq(import_id).and(import_rows::outcome.eq(outcome.as_str())))
        .order(import_rows::line)
        .select(import_rows::subject_id)
        .load(c))?;
    Ok(rows.into_iter().flatten().collect())
}

/// What an import that was only checked would bring, by external id.
pub fn staged_subjects(conn: &mut Conn, import_ids: &[Id]) -> QueryResult<HashMap<String, Id>> {
    let rows: Vec<(Option<String>, Option<Id>)> = on!(conn, c => import_rows::table
        .filter(import_rows::import_id.eq_any(import_ids))
        .filter(import_rows::outcome.eq(Outcome::New.as_str()))
        .select((import_rows::external_id, import_rows::subject_id))
        .load(c))?;
    Ok(rows.into_iter().filter_map(|(external_id, id)| external_id.zip(id)).collect())
}
