//! `kundig jobs`: run what waits, as `serve` does by itself.

use super::{Options, counted, note};
use crate::app;
use crate::obligations::{self, Cause};
use crate::platform::clock::Clock;
use crate::platform::error::Error;
use crate::rules::id::Instant;
use chrono::{DateTime, Utc};
use clap::Subcommand;
use std::process::ExitCode;

/// Run what waits, as `serve` does by itself.
#[derive(Debug, Subcommand)]
pub enum Jobs {
    /// Run the jobs that are due, and go on until stopped
    Run {
        /// End when nothing is due any more
        #[arg(long)]
        once: bool,
        /// Work as at this instant, for instance 2026-11-24T12:00:00Z; never hands mail over, and implies --once. What pages show stands
        /// as at that instant until the next run, which recalculates everybody
        #[arg(long, value_name = "INSTANT")]
        as_of: Option<DateTime<Utc>>,
    },
}

impl Jobs {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let Self::Run { once, as_of } = self;
        let mut state = options.state()?;
        let clock = state.clock.clone();
        if let Some(at) = as_of {
            state.clock = Clock::fixed(Instant::from(at));
        }
        actix_web::rt::System::new().block_on(async {
            if let Some(at) = as_of {
                // What an import left to do was written after an instant that lies before it, and would not be due.
                obligations::job::everybody_now(&state, Cause::Recalculation).await?;
                note(format!("everybody recalculated as of {}", Instant::from(at)));
            }
            if once || as_of.is_some() {
                app::begin_what_is_due(&state).await?;
                let count = app::run_due_jobs(&state).await?;
                note(format!("{} run", counted(count, "job", "jobs")));
                if as_of.is_none() {
                    app::deliver_due_mail(&state).await?;
                    app::deliver_due_pushes(&state).await?;
                } else {
                    // Statuses of another day would stay until each next changes by itself.
                    state.clock = clock;
                    obligations::job::soon(&state, Cause::Recalculation).await?;
                    note("the next run recalculates everybody as of then");
                }
                return Ok(ExitCode::SUCCESS);
            }
            actix_web::rt::spawn(app::run_mailer(state.clone()));
            actix_web::rt::spawn(app::run_pusher(state.clone()));
            app::run_worker(state).await;
            Ok(ExitCode::SUCCESS)
        })
    }
}
