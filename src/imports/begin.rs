//! Handing a file in: it is looked at, kept, and either checked at once or, where its first line is not understood, mapped by a person first.

use super::CHECK;
use super::job::Errand;
use super::options::Options;
use super::read::{self, Unreadable};
use super::store::{self, Import, State as Step};
use super::workbook;
use crate::platform::audit::By;
use crate::platform::db::{Conn, Json};
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::jobs;
use crate::platform::state::State;
use crate::rules::id::Instant;
use crate::rules::import::header::{Mapping, doubled, guess};
use crate::rules::import::{Kind, requirement};
use bytes::Bytes;

/// A file as it was handed in.
#[derive(Clone, Debug)]
pub struct Upload {
    /// What it is about.
    pub kind: Kind,
    /// Its name.
    pub file_name: String,
    /// Its bytes.
    pub content: Bytes,
}

/// Keeps the file and adds an import in [`Step::Mapping`] or [`Step::Checking`]; with `by_job` the check is enqueued in the same
/// transaction.
///
/// # Errors
///
/// [`Error::Invalid`] at the field `file` where the file is no table, or no list of requirements.
pub async fn begin(state: &State, by: &By, options: Options, upload: Upload, by_job: bool, now: Instant) -> Result<Import, Error> {
    let (content, kind) = (upload.content.clone(), upload.kind);
    let shape = actix_web::web::block(move || Shape::of(kind, &content)).await??;
    let size = i64::try_from(upload.content.len()).unwrap_or(i64::MAX);
    let media_type = match workbook::is_workbook(&upload.content) {
        true => workbook::MEDIA_TYPE,
        false => kind.media_type(),
    };
    let file_hash = state.files.keep(upload.content).await?;
    let (state, by) = (state.clone(), by.clone());
    let db = state.db.clone();
    db.save(move |conn| {
        let import = import(conn, &state, &by, options, upload.kind, (&upload.file_name, file_hash), shape, now)?;
        store::insert(conn, &import)?;
        store::insert_file(conn, state.chance.id(now), &import, media_type, size)?;
        if by_job && import.state() == Step::Checking {
            enqueue_check(conn, &state, &by, &import, now)?;
        }
        Ok(import)
    })
    .await
}

/// What is seen of a file before its rows are looked at.
struct Shape {
    encoding: &'static str,
    delimiter: String,
    header: Vec<String>,
    rows: usize,
}

impl Shape {
    fn of(kind: Kind, content: &[u8]) -> Result<Self, Error> {
        if kind == Kind::Requirements {
            let entries = requirement::entries(content).map_err(no_list)?;
            return Ok(Self {
                encoding: "UTF-8",
                delimiter: String::new(),
                header: Vec::new(),
                rows: entries.len(),
            });
        }
        let table = read::table(kind, content).map_err(|fault| unreadable(&fault))?;
        if let Some(name) = doubled(&table.header, kind.columns(), kind.has_own_fields()) {
            let message = Message::new("import-unreadable-column_twice").with("column", name);
            return Err(Error::Invalid(vec![FieldError::new("file", message)]));
        }
        Ok(Self {
            encoding: table.encoding,
            delimiter: table.delimiter.to_string(),
            rows: table.rows.len(),
            header: table.header,
        })
    }
}

/// The fault of a file that is no list of requirements, at its field.
pub fn no_list(fault: requirement::Unreadable) -> Error {
    let key = match fault {
        requirement::Unreadable::Empty => "import-unreadable-empty",
        requirement::Unreadable::NoList => "import-unreadable-no_list",
        requirement::Unreadable::TooMany => "import-unreadable-too_many_requirements",
    };
    Error::field("file", key)
}

/// The fault of a file that is no table, at its field.
pub fn unreadable(fault: &Unreadable) -> Error {
    let key = match fault {
        Unreadable::Empty => "import-unreadable-empty",
        Unreadable::Binary => "import-unreadable-binary",
        Unreadable::OldWorkbook => "import-unreadable-old_workbook",
        Unreadable::BrokenWorkbook => "import-unreadable-broken_workbook",
        Unreadable::HugeWorkbook => "import-unreadable-huge_workbook",
        Unreadable::NoRows => "import-unreadable-no_rows",
        Unreadable::TooManyRows => "import-unreadable-too_many_rows",
        Unreadable::TooManyColumns => "import-unreadable-too_many_columns",
        Unreadable::HugeCell(_) => "import-unreadable-huge_cell",
    };
    let message = Message::new(key).with("line", fault.line().unwrap_or_default());
    Error::Invalid(vec![FieldError::new("file", message)])
}

fn import(
    conn: &mut Conn,
    state: &State,
    by: &By,
    options: Options,
    kind: Kind,
    (file_name, file_hash): (&str, String),
    shape: Shape,
    now: Instant,
) -> Result<Import, Error> {
    let mapping = understood(conn, kind, &shape.header)?;
    let step = if mapping.missing(kind.columns()).is_empty() {
        Step::Checking
    } else {
        Step::Mapping
    };
    Ok(Import {
        id: state.chance.id(now),
        kind: kind.to_string(),
        file_name: shown_name(file_name),
        file_hash,
        encoding: shape.encoding.to_owned(),
        delimiter: shape.delimiter,
        state: step.as_str().to_owned(),
        options: Json(options),
        mapping: Json(mapping),
        header: Json(shape.header),
        rows_total: i32::try_from(shape.rows).unwrap_or(i32::MAX),
        rows_done: 0,
        count_new: 0,
        count_changed: 0,
        count_unchanged: 0,
        count_refused: 0,
        count_leavers: 0,
        count_kept: 0,
        error: None,
        created_by: by.actor_id,
        created_at: now,
        checked_at: None,
        applied_at: None,
        undone_at: None,
        undone_by: None,
    })
}

/// As the last time, where a first line like this was mapped by a person; else by its names.
fn understood(conn: &mut Conn, kind: Kind, header: &[String]) -> Result<Mapping, Error> {
    let remembered = store::remembered_mapping(conn, kind.as_str(), header)?;
    let mapping = remembered.unwrap_or_else(|| guess(header, kind.columns()));
    let mapping = mapping.confined(kind.columns(), header.len());
    Ok(if kind.has_own_fields() { mapping.with_own(header) } else { mapping })
}

/// The file's own name, without folders and what cannot be shown.
fn shown_name(name: &str) -> String {
    let own = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = own.chars().filter(|letter| !letter.is_control()).take(200).collect();
    if shown.trim().is_empty() { "file.csv".to_owned() } else { shown }
}

/// Has the rows checked by a job; call it in the transaction that sets [`Step::Checking`].
pub fn enqueue_check(conn: &mut Conn, state: &State, by: &By, import: &Import, now: Instant) -> Result<(), Error> {
    let payload = serde_json::to_value(Errand::new(import.id, by)).map_err(Error::internal)?;
    let key = import.id.to_string();
    Ok(jobs::enqueue(conn, &state.chance, now, CHECK, Some(&key), &payload, now)?)
}
