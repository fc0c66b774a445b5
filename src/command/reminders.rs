//! `kundig reminders`: what will go out, and what was decided.

use super::{Options, broken_pipe_is_fine, note};
use crate::obligations::job;
use crate::organisations::Scope;
use crate::platform::error::Error;
use crate::platform::jobs;
use crate::platform::table::lines as lines_of;
use crate::reminders::forecast::{Outlook, range, table};
use crate::reminders::{Wanted, log};
use crate::rules::reminder::Fate;
use chrono::NaiveDate;
use clap::Subcommand;
use std::io::Write;
use std::process::ExitCode;

/// Look at reminders.
#[derive(Debug, Subcommand)]
pub enum Reminders {
    /// Print which reminders would go out on days to come, as CSV; exit code 1 while a recalculation is on its way
    Forecast {
        /// First day, YYYY-MM-DD
        #[arg(long, value_name = "DATE")]
        from: NaiveDate,
        /// Last day, at most a year later
        #[arg(long, value_name = "DATE")]
        to: NaiveDate,
    },
    /// Print every notice that was decided, with its fate and why, as CSV, the newest first
    Log {
        /// Only of this fate: planned, sent, superseded, skipped, held, withdrawn or failed
        #[arg(long, value_name = "FATE")]
        fate: Option<Fate>,
    },
}

impl Reminders {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        match self {
            Self::Forecast { from, to } => forecast(options, from, to),
            Self::Log { fate } => journal(options, fate),
        }
    }
}

fn forecast(options: &Options, from: NaiveDate, to: NaiveDate) -> Result<ExitCode, Error> {
    let (from, to) = range(from, to).map_err(|_| Error::setup("--to lies at most a year after --from, and not before it"))?;
    let state = options.state()?;
    let now = state.clock.now();
    let (rows, is_behind) = state.db.read(|conn| {
        let outlook = Outlook::load(conn, &state, &Scope::everything(), from, to, now)?;
        Ok((outlook.rows(), jobs::is_behind(conn, &job::CHANGE, now)?))
    })?;
    let written = broken_pipe_is_fine(std::io::stdout().lock().write_all(&table("reminders".to_owned(), &rows).csv()?))?;
    if is_behind {
        note("obligations are being recalculated, so that this may lack reminders: run the jobs, then look again");
        return Ok(ExitCode::FAILURE);
    }
    Ok(written)
}

/// Page by page, so that a journal of any length takes little memory.
fn journal(options: &Options, fate: Option<Fate>) -> Result<ExitCode, Error> {
    let state = options.state()?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if let Err(error) = out.write_all(&log::file().csv()?) {
        return broken_pipe_is_fine(Err(error));
    }
    let mut wanted = Some(Wanted { fate, ..Wanted::default() });
    while let Some(asked) = wanted {
        let (lines, next) = state.db.read(|conn| log::lines(conn, &Scope::everything(), &asked))?;
        if let Err(error) = out.write_all(&lines_of(&lines)?) {
            return broken_pipe_is_fine(Err(error));
        }
        wanted = next;
    }
    broken_pipe_is_fine(out.flush())
}
