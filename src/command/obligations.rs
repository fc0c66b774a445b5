//! `kundig obligations`: what an operator or a script asks about who owes what.

use super::{Options, broken_pipe_is_fine};
use crate::obligations::export;
use crate::organisations::Scope;
use crate::platform::error::Error;
use crate::rules::field;
use crate::rules::id::Instant;
use clap::Subcommand;
use std::io::Write;
use std::process::ExitCode;

/// Obligations.
#[derive(Debug, Subcommand)]
pub enum Obligations {
    /// Write who owes what at an instant as CSV to standard output, by person, then requirement
    Export {
        /// The instant, such as 2026-11-24T12:00:00Z
        #[arg(long, value_name = "INSTANT", value_parser = instant)]
        as_of: Instant,
    },
}

/// Reads an instant as the rules write it.
pub(super) fn instant(text: &str) -> Result<Instant, String> {
    field::instant(text).ok_or_else(|| "write it as YYYY-MM-DDTHH:MM:SSZ, or with an offset such as +01:00".to_owned())
}

impl Obligations {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let Self::Export { as_of } = self;
        let state = options.state()?;
        // Written at once when it is complete: a file that a failure cut short would look like one that is whole.
        let mut file = Vec::new();
        export::write(&state.db, &Scope::everything(), as_of, &mut file)?;
        broken_pipe_is_fine(std::io::stdout().lock().write_all(&file))
    }
}
