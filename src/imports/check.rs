//! The dry run: what each row of a file comes to, without writing anything but the answer. Reading and deciding need no transaction that
//! writes; the answers are staged in small ones, so that everybody else's saves go on in between.

pub mod amounts;
mod badges;
pub mod completions;
mod events;
mod facts;
mod organisations;
mod own;
mod people;
mod products;
pub mod requirements;

use super::options::Options;
use super::read::{self, Table};
use super::store::{self, Import, State as Step};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::import::cell::Reader;
use crate::rules::import::header::Mapping;
use crate::rules::import::{Change, Kind, Outcome, Reason, Refusal, requirement};
use chrono::{Duration, NaiveDate};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Rows that are staged in one transaction: some ten milliseconds.
const PORTION: usize = 2_000;

/// What a row comes to.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The line on which it begins; below 1: no row of the file.
    pub line: i32,
    /// What its key column says.
    pub external_id: Option<String>,
    /// What it comes to.
    pub outcome: Outcome,
    /// Why it is refused.
    pub refusal: Option<Refusal>,
    /// The cells as they stand.
    pub cells: Vec<String>,
    /// What is to be written, as JSON of the kind's own.
    pub plan: Option<String>,
    /// What would change.
    pub changes: Vec<Change>,
    /// What the row says and what stays as the partner entered it.
    pub kept: Vec<Change>,
    /// The record that it is about.
    pub subject_id: Option<Id>,
    /// Why somebody declined what it would change, before it was checked once more.
    pub declined: Option<String>,
}

/// What a whole file comes to.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// One for each row, and one for each person who is missing from a file that was declared complete.
    pub rows: Vec<Verdict>,
    /// Rows of people whose last day has passed.
    pub leavers: usize,
}

/// What the checks of all kinds need.
pub(super) struct Task<'a> {
    pub(super) table: &'a Table,
    pub(super) mapping: &'a Mapping,
    pub(super) options: &'a Options,
    pub(super) chance: &'a Chance,
    pub(super) now: Instant,
}

impl Task<'_> {
    /// The latest day that has begun anywhere on earth (UTC+14).
    fn latest_today(&self) -> NaiveDate {
        self.now.plus(Duration::hours(14)).date_naive()
    }

    fn reader<'c>(&'c self, row: &'c read::Row) -> Reader<'c> {
        Reader::new(&row.cells, self.table.header.len(), self.mapping)
    }

    /// What a row says in a column, before anything is checked; none where it is empty.
    fn raw<'c>(&'c self, row: &'c read::Row, column: &str) -> Option<&'c str> {
        Some(self.reader(row).raw(column)).filter(|text| !text.is_empty())
    }

    /// The rows as a kind's rule reads them.
    fn parse<'c, T>(&'c self, key: &str, rule: impl Fn(Reader<'c>) -> Result<T, Refusal>) -> Vec<Line<'c, T>> {
        let line = |row: &'c read::Row| Line {
            row,
            external_id: self.raw(row, key),
            said: rule(self.reader(row)),
        };
        self.table.rows.iter().map(line).collect()
    }
}

/// A row on its way: as it stands, and as it was understood.
pub(super) struct Line<'a, T> {
    pub(super) row: &'a read::Row,
    pub(super) external_id: Option<&'a str>,
    pub(super) said: Result<T, Refusal>,
}

impl<T> Line<'_, T> {
    /// Refuses the row, unless it is already.
    pub(super) fn refuse(&mut self, refusal: impl FnOnce() -> Refusal) {
        if self.said.is_ok() {
            self.said = Err(refusal());
        }
    }
}

/// What a good row comes to.
pub(super) struct Decision {
    pub(super) outcome: Outcome,
    pub(super) plan: Option<String>,
    pub(super) changes: Vec<Change>,
    pub(super) kept: Vec<Change>,
    pub(super) subject_id: Id,
}

impl Decision {
    /// Nothing would change.
    pub(super) fn unchanged(subject_id: Id) -> Self {
        Self {
            outcome: Outcome::Unchanged,
            plan: None,
            changes: Vec::new(),
            kept: Vec::new(),
            subject_id,
        }
    }

    /// The same, and what the row says in vain.
    pub(super) fn keeping(self, kept: Vec<Change>) -> Self {
        Self { kept, ..self }
    }

    /// Something new or a change, with what is to be written.
    pub(super) fn of(outcome: Outcome, subject_id: Id, plan: &impl Serialize, changes: Vec<Change>) -> Result<Self, Error> {
        Ok(Self {
            outcome,
            plan: Some(serde_json::to_string(plan).map_err(Error::internal)?),
            changes,
            kept: Vec::new(),
            subject_id,
        })
    }
}

/// Refuses lines that share a key with another line.
pub(super) fn refuse_twice<'a, T>(lines: &mut [Line<'a, T>], column: &str, key: impl Fn(&Line<'a, T>) -> Option<String>) {
    let keys: Vec<_> = lines.iter().map(|line| (line.row.line, key(line))).collect();
    let shared = crate::rules::import::twice::twice(keys);
    for line in lines.iter_mut() {
        if let Some(other) = shared.get(&line.row.line) {
            line.refuse(|| Refusal::new(column, Reason::Twice).with("line", other));
        }
    }
}

/// Refuses lines whose reference names nothing that is known or comes with a good row of this file, again and again, since each refusal can
/// leave others without what they name.
pub(super) fn refuse_dangling<'a, T>(
    lines: &mut [Line<'a, T>],
    column: &str,
    reference: impl Fn(&T) -> Option<String>,
    known: impl Fn(&str) -> bool,
) {
    let named: HashSet<String> = lines.iter().filter_map(|line| line.external_id).map(str::to_owned).collect();
    loop {
        let good: HashSet<String> = lines
            .iter()
            .filter(|line| line.said.is_ok())
            .filter_map(|line| line.external_id)
            .map(str::to_owned)
            .collect();
        let mut settled = true;
        for line in lines.iter_mut() {
            let Some(name) = line.said.as_ref().ok().and_then(&reference) else {
                continue;
            };
            if !good.contains(&name) && !known(&name) {
                let reason = if named.contains(&name) { Reason::Refused } else { Reason::Unknown };
                line.refuse(|| Refusal::new(column, reason));
                settled = false;
            }
        }
        if settled {
            return;
        }
    }
}

/// The verdicts on lines that are decided: `decisions` has one for each good line.
pub(super) fn verdicts<T>(lines: Vec<Line<'_, T>>, mut decisions: HashMap<u32, Decision>) -> Vec<Verdict> {
    lines
        .into_iter()
        .map(|line| {
            let decision = decisions.remove(&line.row.line);
            let (outcome, refusal) = match (&line.said, &decision) {
                (Err(refusal), _) => (Outcome::Refused, Some(refusal.clone())),
                (Ok(_), Some(decision)) => (decision.outcome, None),
                (Ok(_), None) => (Outcome::Unchanged, None),
            };
            let decision = decision.filter(|_| refusal.is_none());
            Verdict {
                line: i32::try_from(line.row.line).unwrap_or(i32::MAX),
                external_id: line.external_id.map(str::to_owned),
                outcome,
                refusal,
                cells: line.row.cells.clone(),
                changes: decision.as_ref().map(|one| one.changes.clone()).unwrap_or_default(),
                kept: decision.as_ref().map(|one| one.kept.clone()).unwrap_or_default(),
                subject_id: decision.as_ref().map(|one| one.subject_id),
                plan: decision.and_then(|one| one.plan),
                declined: None,
            }
        })
        .collect()
}

/// Checks a file whose bytes are given, stages what each row comes to, and answers the import as it then is. `progress` hears how many rows
/// are done. Running it again begins anew.
pub fn run(state: &State, import_id: Id, content: &[u8], now: Instant, progress: &mut dyn FnMut(i32)) -> Result<Import, Error> {
    let (begun, mut declined) = state.db.write(|conn| {
        let import = store::hold(conn, import_id)?.ok_or(Error::NotFound)?;
        let mut declined = HashMap::new();
        if import.state() == Step::Checking {
            declined = store::declined(conn, import_id)?;
            store::clear_rows(conn, import_id)?;
        }
        Ok((import, declined))
    })?;
    if begun.state() != Step::Checking {
        return Ok(begun);
    }
    let mut verdicts = match weighed(state, &begun, content, now)? {
        Ok(verdicts) => verdicts,
        Err(word) => return fail(state, begun, word),
    };
    // What was declined before stays declined where it would still be a change.
    for verdict in verdicts.rows.iter_mut().filter(|verdict| verdict.outcome == Outcome::Changed) {
        if let Some(reason) = declined.remove(&verdict.line) {
            verdict.outcome = Outcome::Declined;
            verdict.declined = Some(reason);
        }
    }
    for (number, portion) in verdicts.rows.chunks(PORTION).enumerate() {
        let done = i32::try_from(number * PORTION + portion.len()).unwrap_or(i32::MAX);
        let done = done.min(begun.rows_total);
        state.db.write(|conn| {
            store::stage(conn, import_id, portion)?;
            Ok(store::note_progress(conn, import_id, done)?)
        })?;
        progress(done);
    }
    finish(state, begun, &verdicts, now)
}

/// What each row comes to; a word for why the file cannot be read, though it could when it was handed in.
fn weighed(state: &State, begun: &Import, content: &[u8], now: Instant) -> Result<Result<Verdicts, &'static str>, Error> {
    let kind: Kind = begun.kind.parse().map_err(Error::internal)?;
    if kind == Kind::Requirements {
        return Ok(match requirement::entries(content) {
            Ok(entries) => Ok(state.db.read(|conn| requirements::decide(conn, &entries))?),
            Err(_) => Err("no_list"),
        });
    }
    let table = match read::table(kind, content) {
        Ok(table) => table,
        Err(fault) => return Ok(Err(fault.word())),
    };
    let task = Task {
        table: &table,
        mapping: &begun.mapping.0,
        options: &begun.options.0,
        chance: &state.chance,
        now,
    };
    Ok(Ok(state.db.read(|conn| decide(conn, kind, &task))?))
}

fn decide(conn: &mut Conn, kind: Kind, task: &Task<'_>) -> Result<Verdicts, Error> {
    match kind {
        Kind::Organisations => organisations::decide(conn, task),
        Kind::People => people::decide(conn, task),
        Kind::Completions => completions::decide(conn, task),
        Kind::Facts => facts::decide(conn, task),
        Kind::Events => events::decide(conn, task),
        Kind::Products => products::decide(conn, task),
        Kind::Amounts => amounts::decide(conn, task),
        Kind::Badges => badges::decide(conn, task),
        Kind::Requirements => Err(Error::internal("requirements are no table")),
    }
}

fn finish(state: &State, begun: Import, verdicts: &Verdicts, now: Instant) -> Result<Import, Error> {
    let count = |outcome| {
        let rows = verdicts.rows.iter().filter(|row| row.outcome == outcome && row.line > 0).count();
        i32::try_from(rows).unwrap_or(i32::MAX)
    };
    let import = Import {
        rows_done: begun.rows_total,
        count_new: count(Outcome::New),
        count_changed: count(Outcome::Changed),
        count_unchanged: count(Outcome::Unchanged),
        count_refused: count(Outcome::Refused),
        count_leavers: i32::try_from(verdicts.leavers).unwrap_or(i32::MAX),
        count_kept: i32::try_from(verdicts.rows.iter().filter(|row| !row.kept.is_empty()).count()).unwrap_or(i32::MAX),
        checked_at: Some(now),
        error: None,
        ..begun
    }
    .now_in(Step::Checked);
    state.db.write(|conn| Ok(store::update(conn, &import)?))?;
    Ok(import)
}

fn fail(state: &State, begun: Import, word: &str) -> Result<Import, Error> {
    let import = Import {
        error: Some(word.to_owned()),
        ..begun
    }
    .now_in(Step::Failed);
    state.db.write(|conn| Ok(store::update(conn, &import)?))?;
    Ok(import)
}
