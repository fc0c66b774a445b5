//! What the pages of imports show.

mod samples;

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::{DateTime, Utc};
use serde::Serialize;

/// All files that were handed in, the newest first.
#[derive(Clone, Debug, Serialize)]
pub struct ImportsPage {
    /// The files.
    pub imports: Vec<ImportLine>,
    /// Address of older ones.
    pub older: Option<String>,
    /// Whether there is none at all.
    pub is_empty: bool,
}

/// A file in the list.
#[derive(Clone, Debug, Serialize)]
pub struct ImportLine {
    /// Where it is shown.
    pub href: String,
    /// Name of the file.
    pub file_name: String,
    /// Kind, as in `import-kind-…`.
    pub kind: String,
    /// Step, as in `import-state-…`.
    pub state: String,
    /// When it was handed in.
    pub at: DateTime<Utc>,
    /// Rows that bring something new.
    pub new: i32,
    /// Rows that change something.
    pub changed: i32,
    /// Refused rows.
    pub refused: i32,
    /// People whom it ended because they are missing from a complete file; none where it was not declared complete, or is not applied.
    pub ended: Option<AbsentPart>,
}

impl Page for ImportsPage {
    const TEMPLATE: &'static str = "imports/imports";

    fn samples() -> Vec<Self> {
        samples::imports()
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

/// Choosing a file.
#[derive(Clone, Debug, Serialize)]
pub struct NewImportPage {
    /// What it is about.
    pub kind: Field,
    /// The kinds.
    pub kinds: Vec<Choice>,
    /// The file; never filled in again by us.
    pub file: Field,
    /// The organisation for which a people file holds everybody.
    pub complete_for: Field,
    /// Everything that is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for NewImportPage {
    const TEMPLATE: &'static str = "imports/new_import";

    fn samples() -> Vec<Self> {
        samples::new_import()
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

/// Saying which column of a file is which.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnsPage {
    /// Name of the file.
    pub file_name: String,
    /// Kind, as in `import-kind-…`.
    pub kind: String,
    /// Where the form goes.
    pub action: String,
    /// Back to the import.
    pub back: String,
    /// One for each of our columns.
    pub columns: Vec<ColumnChoice>,
    /// How many needed columns are not found yet.
    pub missing: usize,
    /// Everything that is wrong.
    pub faults: Vec<FormFault>,
}

/// One of our columns and where it stands in the file.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnChoice {
    /// The field: its value is the place in the file.
    pub field: Field,
    /// Whether it may be left out.
    pub optional: bool,
    /// The columns of the file.
    pub choices: Vec<Choice>,
}

impl Page for ColumnsPage {
    const TEMPLATE: &'static str = "imports/columns";

    fn samples() -> Vec<Self> {
        samples::columns()
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

/// One import: on its way, checked with what each row comes to, applied, or undone.
#[derive(Clone, Debug, Serialize)]
pub struct ImportPage {
    /// Its own address.
    pub href: String,
    /// Name of the file.
    pub file_name: String,
    /// Kind, as in `import-kind-…`.
    pub kind: String,
    /// Step, a word of [`State`](super::store::State).
    pub state: &'static str,
    /// The finding in words.
    pub finding: String,
    /// The errand's steps.
    pub steps: Vec<StepLine>,
    /// Encoding and separator in words.
    pub shape: String,
    /// Rows of the file.
    pub total: i32,
    /// Rows that are checked.
    pub done: i32,
    /// Whether something runs that the page waits for.
    pub waits: bool,
    /// What the rows come to; none before they are checked.
    pub counts: Option<Counts>,
    /// Where the changes before and after are shown.
    pub changes_href: Option<String>,
    /// Where the refused rows are to be had as a file.
    pub refused_href: Option<String>,
    /// Refused rows, as many as a page shows.
    pub refused: Vec<RefusedLine>,
    /// Refused rows that are not shown.
    pub refused_more: i32,
    /// What can be decided; none where nothing can.
    pub decision: Option<DecisionPart>,
    /// Whether it can be checked again.
    pub recheck: bool,
    /// Whether it can be set aside.
    pub cancel: bool,
    /// Whether it can be undone.
    pub undo: bool,
    /// How many obligations rest on it, where whoever undoes it was just told so and has to confirm.
    pub confirm_resting: Option<String>,
    /// Requirements of the file, each with what it comes to.
    pub requirements: Vec<RequirementLine>,
    /// Whether the rule for people whom partners edited matters here.
    pub people_rule: bool,
    /// Why a decision was not taken, in words.
    pub fault: Option<String>,
}

/// A requirement of a file.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementLine {
    /// Its place in the file, from 1.
    pub number: i32,
    /// Its code; empty where it has none.
    pub code: String,
    /// Its title.
    pub title: String,
    /// A word of [`Outcome`](crate::rules::import::Outcome).
    pub outcome: String,
    /// How many fields change.
    pub changes: usize,
    /// Its page, where there is one.
    pub href: Option<String>,
}

/// A step of the errand.
#[derive(Clone, Debug, Serialize)]
pub struct StepLine {
    /// Ready words.
    pub label: String,
    /// `done`, `now` or `open`.
    pub state: &'static str,
}

/// What the rows come to.
#[derive(Clone, Debug, Serialize)]
pub struct Counts {
    /// New.
    pub new: i32,
    /// Changed.
    pub changed: i32,
    /// Unchanged.
    pub unchanged: i32,
    /// Refused.
    pub refused: i32,
    /// Of all, those whose last day has passed.
    pub leavers: i32,
    /// Of all, those that say something that is passed over.
    pub kept: i32,
    /// People who were missing from a file that was declared complete, and whom it ended; none where it was not, or is not applied.
    pub ended: Option<AbsentPart>,
    /// Parts of the bar.
    pub bar: Vec<BarPart>,
}

/// A part of the bar, measured in thousandths.
#[derive(Clone, Debug, Serialize)]
pub struct BarPart {
    /// `new`, `changed`, `same` or `bad`.
    pub class: &'static str,
    /// Begin.
    pub x: i32,
    /// Width.
    pub width: i32,
}

/// What can be decided about a checked file.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionPart {
    /// Whether rows are refused, so that there is a choice.
    pub choice: bool,
    /// Rows that would be taken.
    pub good: i32,
    /// Rows that would be left out.
    pub left_out: i32,
    /// People who are missing from a file that was declared complete, and where.
    pub absent: Option<AbsentPart>,
}

/// Who is missing.
#[derive(Clone, Debug, Serialize)]
pub struct AbsentPart {
    /// How many people.
    pub count: i64,
    /// The branch.
    pub branch: String,
}

/// A refused row, or two that share what must be single.
#[derive(Clone, Debug, Serialize)]
pub struct RefusedLine {
    /// Lines of the file: "7, 8".
    pub lines: String,
    /// What their key columns say.
    pub external_ids: String,
    /// The column at fault; none where it is the whole row.
    pub column: Option<String>,
    /// What stands there; none where nothing does.
    pub cell: Option<String>,
    /// What is wrong.
    pub why: String,
    /// What to do.
    pub fix: String,
}

impl Page for ImportPage {
    const TEMPLATE: &'static str = "imports/import";

    fn samples() -> Vec<Self> {
        samples::import()
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

/// What a file would change, before and after.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesPage {
    /// Name of the file.
    pub file_name: String,
    /// Kind, as in `import-kind-…`.
    pub kind: String,
    /// Back to the import.
    pub back: String,
    /// How many rows change something or end somebody's membership.
    pub count: i64,
    /// Where something is decided about single rows.
    pub base: String,
    /// The line after which this page begins.
    pub after: Option<i32>,
    /// Whether single changes can be declined now.
    pub decides: bool,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// A page of them.
    pub rows: Vec<ChangedLine>,
    /// Address of the rows that follow.
    pub next: Option<String>,
}

/// A row that changes something.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedLine {
    /// Its line; none for somebody who is missing from the file.
    pub line: Option<i32>,
    /// What its key column says.
    pub external_id: String,
    /// The columns that change.
    pub cells: Vec<ChangedCell>,
    /// Why it was declined.
    pub declined: Option<String>,
    /// Why it is to be declined; none: it cannot be.
    pub reason: Option<Field>,
}

/// A column before and after; empty stands for nothing.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedCell {
    /// The column.
    pub column: String,
    /// What is there.
    pub before: Option<String>,
    /// What the file says.
    pub after: Option<String>,
    /// Whether what is there stays, since the partner entered it.
    pub stays: bool,
}

impl Page for ChangesPage {
    const TEMPLATE: &'static str = "imports/changes";

    fn samples() -> Vec<Self> {
        samples::changes()
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

crate::samples! { pages: ImportsPage, NewImportPage, ColumnsPage, ImportPage, ChangesPage }
