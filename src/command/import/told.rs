//! What an import at the command line tells: counts, refused rows with their reasons, and a bar while it runs.

use super::Errand;
use crate::command::{counted, note, say};
use crate::imports::refused;
use crate::imports::requirements::Report;
use crate::imports::store::{self, Import, RowFilter};
use crate::obligations::requirement::Brought;
use crate::platform::error::{Error, FieldError};
use crate::platform::form;
use crate::platform::i18n::Locale;
use crate::rules::import::Outcome;
use crate::rules::spreadsheet;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::path::Path;

impl Errand<'_> {
    /// The counts, then a line for each refused row, as CSV that other programs read.
    pub(super) fn report(&self, import: &Import, file: &Path) -> Result<(), Error> {
        let absent = self
            .state
            .db
            .read(|conn| Ok(store::count_rows(conn, import.id, Outcome::Absent)?))?;
        say(format!(
            "{}: {}, {} new, {} changed, {} unchanged, {} refused",
            file.display(),
            counted(import.rows_total, "row", "rows"),
            import.count_new,
            import.count_changed,
            import.count_unchanged,
            import.count_refused
        ))?;
        if let Some(branch) = &import.options.0.complete_for {
            say(format!("missing from {} ({}): {absent}", branch.external_id, branch.name))?;
        }
        if import.count_kept > 0 {
            say(format!(
                "in {} what the partner entered stays",
                counted(import.count_kept, "row", "rows")
            ))?;
        }
        if import.count_refused == 0 {
            return Ok(());
        }
        let rows = self
            .state
            .db
            .read(|conn| Ok(store::list_rows(conn, import.id, &RowFilter::only(Outcome::Refused), i64::MAX)?))?;
        let words = self.state.views.words(Locale::English);
        self.give_back(&refused::file_name(import), &refused::file(import, &rows, words))?;
        say("line,external_id,column,reason")?;
        for row in rows {
            let cell = |text: Option<String>| quoted(&text.unwrap_or_default());
            say(format!(
                "{},{},{},{}",
                row.line,
                cell(row.external_id),
                cell(row.refused_column),
                cell(row.refused_reason)
            ))?;
        }
        Ok(())
    }

    /// Writes the refused rows of a file where they are wanted.
    fn give_back(&self, name: &str, content: &str) -> Result<(), Error> {
        let Some(folder) = &self.manner.refused_to else { return Ok(()) };
        let place = folder.join(name);
        let cannot = |error: std::io::Error| Error::setup(format!("cannot write {}: {error}", place.display()));
        std::fs::create_dir_all(folder).map_err(cannot)?;
        std::fs::write(&place, content).map_err(cannot)?;
        note(format!("refused rows: {}", place.display()));
        Ok(())
    }

    /// The same for a list of requirements, of which only those that are at fault have lines.
    pub(super) fn report_requirements(&self, report: &Report, file: &Path, content: &[u8]) -> Result<(), Error> {
        say(format!(
            "{}: {}, {} new, {} changed, {} unchanged, {} refused",
            file.display(),
            counted(report.lines.len(), "requirement", "requirements"),
            report.count(Brought::New),
            report.count(Brought::Changed),
            report.count(Brought::Unchanged),
            report.refused()
        ))?;
        let words = self.state.views.words(Locale::English);
        let mut back = Vec::new();
        for line in &report.lines {
            let Err(faults) = &line.outcome else { continue };
            let told: Vec<(&str, String)> = faults
                .iter()
                .map(|fault| (fault.field.as_str(), form::message(words, &fault.message)))
                .collect();
            for (field, why) in &told {
                say(format!("{},{},{},{}", line.number, quoted(&line.code), quoted(field), quoted(why)))?;
            }
            back.push((
                line.number,
                told.into_iter().map(|(field, why)| format!("{field}: {why}")).collect(),
            ));
        }
        if back.is_empty() {
            return Ok(());
        }
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        self.give_back(&format!("{name}-refused.json"), &refused::definitions(content, back)?)
    }
}

/// A bar on a terminal, nothing elsewhere.
pub(super) fn bar(rows: i32) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(rows).unwrap_or(0));
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} rows checked, {eta} left") {
        bar.set_style(style);
    }
    bar
}

fn quoted(text: &str) -> String {
    let text = spreadsheet::neutral(text);
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.into_owned()
    }
}

/// Faults in the words of the command line.
pub(super) fn in_english(state: &crate::platform::state::State, faults: &[FieldError]) -> String {
    let words = state.views.words(Locale::English);
    let texts: Vec<_> = faults.iter().map(|fault| form::message(words, &fault.message)).collect();
    texts.join(" ")
}
