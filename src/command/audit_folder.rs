//! `kundig audit-folder`: certificates, tables and checksums of one partner or one requirement, written to an archive.

use super::{Options, counted, say};
use crate::administration::folder::{self, Subject};
use crate::organisations::Scope;
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use clap::{Args, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the archive tells about.
#[derive(Debug, Subcommand)]
pub enum AuditFolder {
    /// A partner and what is below it
    Partner(One),
    /// A requirement, in the whole network
    Requirement(One),
}

/// Which one, and where to.
#[derive(Debug, Args)]
pub struct One {
    /// The partner's number, or the requirement's code
    name: String,
    /// The archive (ZIP) to write
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// The language of its tables: `de` or `en`
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    language: String,
}

impl AuditFolder {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let state = options.state()?;
        let (one, subject) = match self {
            Self::Partner(one) => {
                let found = state.db.read(|conn| Subject::partner(conn, &Scope::everything(), &one.name))?;
                (one, found)
            }
            Self::Requirement(one) => {
                let found = state.db.read(|conn| Subject::requirement(conn, &one.name))?;
                (one, found)
            }
        };
        let subject = subject.ok_or_else(|| Error::setup(format!("nothing is called {}", one.name)))?;
        let locale = Locale::for_language(&one.language).ok_or_else(|| Error::setup(format!("there are no words in {}", one.language)))?;
        let now = state.clock.now();
        let archive = actix_web::rt::System::new().block_on(folder::build(&state, &subject, locale, now, None))?;
        std::fs::write(&one.output, &archive).map_err(|e| Error::setup(format!("cannot write {}: {e}", one.output.display())))?;
        say(format!("{}: {}", one.output.display(), counted(archive.len(), "byte", "bytes")))
    }
}
