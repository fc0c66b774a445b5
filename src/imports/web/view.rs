//! The page of one import, put together from its state and its rows.

use super::deed::trusted;
use crate::imports::pages::{AbsentPart, BarPart, Counts, DecisionPart, ImportPage, RefusedLine, RequirementLine, StepLine};
use crate::imports::refused::{Told, told};
use crate::imports::store::{self, Import, RowFilter, State as Step, StoredRow};
use crate::imports::{undo, workbook};
use crate::people::guard::{self, May};
use crate::platform::error::{Error, Message};
use crate::platform::form;
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::import::{Kind, Outcome};
use serde_json::Value;
use std::cmp::Ordering;

/// Refused rows that a page shows; the file holds them all.
const MOST_REFUSED: i64 = 200;

/// Requirements of a file that a page shows.
const MOST_SHOWN: i64 = 200;

/// The page; `fault` is why a decision was not taken.
pub async fn page(may: &May<guard::Import>, state: &State, id: Id, fault: Option<&Message>) -> Result<ImportPage, Error> {
    let scope = may.scope.clone();
    let loaded = state
        .db
        .gather(move |conn| {
            let import = store::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            let document = import.kind == Kind::Requirements.as_str();
            let some = if document { MOST_SHOWN } else { 0 };
            Ok(Loaded {
                refused: store::list_rows(conn, id, &RowFilter::only(Outcome::Refused), MOST_REFUSED)?,
                all: store::list_rows(conn, id, &RowFilter::default(), some)?,
                absent: store::count_rows(conn, id, Outcome::Absent)?,
                import,
            })
        })
        .await?;
    let words = may.actor.words(state);
    let resting = fault.filter(|message| message.key == undo::RESTING);
    let resting = resting.and_then(|message| message.args.iter().find(|(name, _)| *name == "count"));
    let confirm_resting = resting.map(|(_, count)| count.clone());
    let fault = fault.map(|message| form::message(words, message));
    let decides = match trusted(may, state, &loaded.import.kind).await {
        Err(Error::Forbidden) => false,
        other => other.map(|()| true)?,
    };
    let page = shown(&loaded.import, &loaded.refused, loaded.absent, words, fault);
    let requirements = requirements(&loaded, may.actor.locale().code());
    Ok(ImportPage {
        requirements,
        confirm_resting,
        ..if decides { page } else { looked_at(page) }
    })
}

/// An import with what its page shows of its rows.
struct Loaded {
    import: Import,
    refused: Vec<StoredRow>,
    all: Vec<StoredRow>,
    absent: i64,
}

/// The page for somebody who may see the import and not decide about it.
fn looked_at(page: ImportPage) -> ImportPage {
    ImportPage {
        decision: None,
        recheck: false,
        cancel: false,
        undo: false,
        ..page
    }
}

/// The requirements of a file, each with what it comes to; none for other files and before they are checked.
fn requirements(loaded: &Loaded, locale: &str) -> Vec<RequirementLine> {
    let written = loaded.import.state() == Step::Applied;
    let decided = matches!(loaded.import.state(), Step::Checked | Step::Applying | Step::Applied | Step::Stale);
    let rows: &[StoredRow] = if decided { &loaded.all } else { &[] };
    let line = |row: &StoredRow| {
        let value: Value = row
            .cells
            .0
            .first()
            .and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default();
        let title = |locale: &str| Some(value.get("title")?.get(locale)?.as_str()?.to_owned());
        let code = row.external_id.clone().unwrap_or_default();
        let there = row.outcome != Outcome::Refused.as_str() && (written || row.outcome == Outcome::Unchanged.as_str());
        RequirementLine {
            number: row.line,
            title: title(locale).or_else(|| title("en")).unwrap_or_default(),
            href: there.then(|| format!("/requirements/{code}")),
            outcome: row.outcome.clone(),
            changes: row.changes.as_ref().map_or(0, |changes| changes.0.len()),
            code,
        }
    };
    rows.iter().map(line).collect()
}

fn shown(import: &Import, rows: &[StoredRow], absent: i64, words: &Words, fault: Option<String>) -> ImportPage {
    let step = import.state();
    let decided = matches!(step, Step::Checked | Step::Applying | Step::Applied | Step::Stale | Step::Undone);
    let rows: &[StoredRow] = if decided { rows } else { &[] };
    let shown = i32::try_from(rows.len()).unwrap_or(i32::MAX);
    let href = format!("/imports/{}", import.id);
    let changes = decided && (import.count_changed > 0 || import.count_kept > 0 || absent > 0);
    ImportPage {
        file_name: import.file_name.clone(),
        kind: import.kind.clone(),
        state: step.as_str(),
        finding: finding(import, absent, words),
        steps: steps(import, words),
        shape: shape(import, words),
        total: import.rows_total.max(1),
        done: import.rows_done,
        waits: matches!(step, Step::Checking | Step::Applying),
        counts: decided.then(|| counts(import, absent)),
        changes_href: changes.then(|| format!("{href}/changes")),
        refused_href: (decided && import.count_refused > 0).then(|| format!("{href}/refused")),
        refused: told(import, rows, words).into_iter().map(line).collect(),
        refused_more: if decided { import.count_refused - shown } else { 0 },
        decision: if step == Step::Checked { decision(import, absent) } else { None },
        recheck: matches!(step, Step::Checked | Step::Stale | Step::Failed),
        cancel: matches!(step, Step::Mapping | Step::Checked | Step::Stale | Step::Failed),
        undo: step == Step::Applied,
        confirm_resting: None,
        requirements: Vec::new(),
        people_rule: import.kind == "people" && import.count_changed > 0 && decided,
        fault,
        href,
    }
}

fn finding(import: &Import, absent: i64, words: &Words) -> String {
    let written = import.count_new + import.count_changed;
    match import.state() {
        Step::Checked if import.count_refused > 0 => words.text(
            "import-finding-refused",
            &[
                ("kind", import.kind.as_str().into()),
                ("refused", import.count_refused.into()),
                ("total", import.rows_total.into()),
            ],
        ),
        Step::Checked if written == 0 && absent == 0 => words.text("import-finding-nothing", &[]),
        Step::Checked => words.text(
            "import-finding-good",
            &[
                ("kind", import.kind.as_str().into()),
                ("count", written.into()),
                ("absent", absent.into()),
            ],
        ),
        Step::Applied => words.text(
            "import-finding-applied",
            &[
                ("kind", import.kind.as_str().into()),
                ("count", written.into()),
                ("ended", absent.into()),
            ],
        ),
        other => words.text(&format!("import-finding-{}", other.as_str()), &[]),
    }
}

fn steps(import: &Import, words: &Words) -> Vec<StepLine> {
    let now = match import.state() {
        Step::Mapping => 1,
        Step::Checking | Step::Checked | Step::Stale | Step::Failed | Step::Cancelled => 2,
        Step::Applying => 3,
        Step::Applied | Step::Undone => 4,
    };
    ["upload", "columns", "check", "apply"]
        .iter()
        .enumerate()
        // A list of requirements has no columns.
        .filter(|(_, name)| import.kind != Kind::Requirements.as_str() || **name != "columns")
        .map(|(place, name)| StepLine {
            label: words.text(&format!("import-step-{name}"), &[]),
            state: match place.cmp(&now) {
                Ordering::Less => "done",
                Ordering::Equal => "now",
                Ordering::Greater => "open",
            },
        })
        .collect()
}

fn shape(import: &Import, words: &Words) -> String {
    if import.kind == Kind::Requirements.as_str() {
        return words.text("import-shape-list", &[]);
    }
    if import.encoding == workbook::NAME {
        return words.text("import-shape-workbook", &[]);
    }
    let separator = match import.delimiter.as_str() {
        ";" => "semicolons",
        "\t" => "tabs",
        _ => "commas",
    };
    let separator = words.text(&format!("import-separator-{separator}"), &[]);
    format!("{}, {separator}", import.encoding)
}

/// Whom an import ended that was declared complete, once it is applied.
pub(super) fn ended(import: &Import, absent: i64) -> Option<AbsentPart> {
    let branch = import.options.0.complete_for.as_ref();
    branch.filter(|_| import.state() == Step::Applied).map(|branch| AbsentPart {
        count: absent,
        branch: branch.name.clone(),
    })
}

fn counts(import: &Import, absent: i64) -> Counts {
    Counts {
        new: import.count_new,
        changed: import.count_changed,
        unchanged: import.count_unchanged,
        refused: import.count_refused,
        leavers: import.count_leavers,
        kept: import.count_kept,
        ended: ended(import, absent),
        bar: bar(&[
            ("new", import.count_new),
            ("changed", import.count_changed),
            ("same", import.count_unchanged),
            ("bad", import.count_refused),
        ]),
    }
}

/// Thousandths by share, with a gap between and a least width, so that a single row is seen too.
fn bar(parts: &[(&'static str, i32)]) -> Vec<BarPart> {
    const GAP: i64 = 3;
    const LEAST: i64 = 8;
    let there: Vec<_> = parts.iter().filter(|(_, count)| *count > 0).collect();
    let total: i64 = there.iter().map(|(_, count)| i64::from(*count)).sum();
    let number = i64::try_from(there.len()).unwrap_or(1);
    let room = 1_000 - GAP * (number - 1).max(0) - LEAST * number;
    let mut x = 0;
    there
        .into_iter()
        .map(|(class, count)| {
            let width = LEAST + room * i64::from(*count) / total.max(1);
            let part = BarPart {
                class,
                x: i32::try_from(x).unwrap_or(0),
                width: i32::try_from(width).unwrap_or(0),
            };
            x += width + GAP;
            part
        })
        .collect()
}

fn decision(import: &Import, absent: i64) -> Option<DecisionPart> {
    let good = import.count_new + import.count_changed;
    let branch = import.options.0.complete_for.as_ref().map(|branch| branch.name.clone());
    (good > 0 || absent > 0).then(|| DecisionPart {
        choice: import.count_refused > 0,
        good,
        left_out: import.count_refused,
        absent: (absent > 0).then(|| AbsentPart {
            count: absent,
            branch: branch.unwrap_or_default(),
        }),
    })
}

fn line(told: Told) -> RefusedLine {
    let lines: Vec<String> = told.lines.iter().map(ToString::to_string).collect();
    RefusedLine {
        lines: lines.join(", "),
        external_ids: told.external_ids.join(", "),
        column: Some(told.column).filter(|column| !column.is_empty()),
        cell: Some(told.cell).filter(|cell| !cell.is_empty()),
        why: told.why,
        fix: told.fix,
    }
}
