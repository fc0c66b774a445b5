//! `kundig reminders`: what will go out.

use super::{Options, broken_pipe_is_fine};
use crate::organisations::Scope;
use crate::platform::error::Error;
use crate::reminders::forecast::{Outlook, range, table};
use chrono::NaiveDate;
use clap::Subcommand;
use std::io::Write;
use std::process::ExitCode;

/// Look at reminders.
#[derive(Debug, Subcommand)]
pub enum Reminders {
    /// Print which reminders would go out on days to come, as CSV
    Forecast {
        /// First day, YYYY-MM-DD
        #[arg(long, value_name = "DATE")]
        from: NaiveDate,
        /// Last day, at most a year later
        #[arg(long, value_name = "DATE")]
        to: NaiveDate,
    },
}

impl Reminders {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let Self::Forecast { from, to } = self;
        let (from, to) = range(from, to).map_err(|_| Error::setup("--to lies at most a year after --from, and not before it"))?;
        let state = options.state()?;
        let now = state.clock.now();
        let rows = state.db.read(|conn| {
            let outlook = Outlook::load(conn, &state, &Scope::everything(), from, to, now)?;
            Ok(outlook.rows())
        })?;
        broken_pipe_is_fine(std::io::stdout().lock().write_all(&table("reminders".to_owned(), &rows).csv()?))
    }
}
