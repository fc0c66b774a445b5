//! `kundig import`: files at the command line. The same check and the same application as on the pages, one after the other.

mod told;

use super::{Options, counted, say};
use crate::imports::apply::{self, Decision};
use crate::imports::store::{self, Import, State as Step};
use crate::imports::{self, Upload, check, requirements};
use crate::obligations::requirement::Brought;
use crate::organisations;
use crate::organisations::Scope;
use crate::platform::audit::By;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::import::{Kind, Outcome};
use bytes::Bytes;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use told::{bar, in_english};

/// Import files: CSV with a first line that names the columns
#[derive(Debug, Subcommand)]
pub enum ImportFile {
    /// Organisations with their main location
    Organisations(OneFile),
    /// People with their place in an organisation
    People(PeopleFile),
    /// Courses completed in the past
    Completions(OneFile),
    /// Facts about organisations with their days, own fields among them
    Facts(OneFile),
    /// What happened, at organisations, to products, or to people
    Events(OneFile),
    /// Products that locations service, from when to when
    Products(OneFile),
    /// Courses completed in the past, with the hours or points that each was worth
    Amounts(OneFile),
    /// Numbers of the badges that people carry, by their own number
    Badges(OneFile),
    /// Requirements, as a list in JSON; they come into force unless they are to stay drafts
    Requirements {
        #[command(flatten)]
        one: OneFile,
        /// Leave them as drafts
        #[arg(long)]
        draft: bool,
    },
    /// All files of a folder in order: organisations.csv, people.csv, completions.csv (or .xlsx each), requirements.json
    Network {
        /// The folder
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        #[command(flatten)]
        manner: Manner,
    },
}

/// How a file is taken.
#[derive(Clone, Debug, Args)]
pub struct Manner {
    /// Only check and report; write nothing
    #[arg(long)]
    dry_run: bool,
    /// Folder for the refused rows: a file for each that has some, with the reasons added, to be corrected and imported again
    #[arg(long, value_name = "DIR")]
    refused_to: Option<PathBuf>,
    /// Take the good rows and leave the refused ones out; otherwise a file with refused rows is not taken at all
    #[arg(long)]
    take_good_rows: bool,
}

/// One file.
#[derive(Debug, Args)]
pub struct OneFile {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    manner: Manner,
}

/// One people file.
#[derive(Debug, Args)]
pub struct PeopleFile {
    #[command(flatten)]
    one: OneFile,
    /// The file holds everybody of this organisation and everything below it: whoever is missing has left
    #[arg(long, value_name = "EXTERNAL_ID")]
    complete_for: Option<String>,
    /// How many people are missing, as the report says; needed where somebody is
    #[arg(long, value_name = "N", requires = "complete_for")]
    confirm: Option<i64>,
}

/// One file on its way.
struct Errand<'a> {
    state: &'a State,
    manner: Manner,
    /// Imports of this run that are only checked and count as if applied.
    after: Vec<Id>,
    refused: bool,
}

impl ImportFile {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let state = options.state()?;
        let errand = |manner: &Manner| Errand {
            state: &state,
            manner: manner.clone(),
            after: Vec::new(),
            refused: false,
        };
        match self {
            Self::Organisations(one) => errand(&one.manner).alone(Kind::Organisations, &one.file),
            Self::Completions(one) => errand(&one.manner).alone(Kind::Completions, &one.file),
            Self::Facts(one) => errand(&one.manner).alone(Kind::Facts, &one.file),
            Self::Events(one) => errand(&one.manner).alone(Kind::Events, &one.file),
            Self::Products(one) => errand(&one.manner).alone(Kind::Products, &one.file),
            Self::Amounts(one) => errand(&one.manner).alone(Kind::Amounts, &one.file),
            Self::Badges(one) => errand(&one.manner).alone(Kind::Badges, &one.file),
            Self::People(people) => {
                let mut errand = errand(&people.one.manner);
                errand.import(Kind::People, &people.one.file, people.complete_for.as_deref(), people.confirm)?;
                errand.end()
            }
            Self::Requirements { one, draft } => {
                let mut errand = errand(&one.manner);
                errand.require(&one.file, draft)?;
                errand.end()
            }
            Self::Network { folder, manner } => {
                let mut errand = errand(&manner);
                for kind in [Kind::Organisations, Kind::People, Kind::Completions] {
                    errand.import(kind, &table_of(&folder, kind), None, None)?;
                    if errand.refused && !manner.take_good_rows && !manner.dry_run {
                        return errand.end();
                    }
                }
                errand.require(&folder.join("requirements.json"), false)?;
                errand.end()
            }
        }
    }
}

/// The file of a kind in a folder: its CSV, else its workbook.
fn table_of(folder: &Path, kind: Kind) -> PathBuf {
    let text = folder.join(format!("{kind}.csv"));
    let book = folder.join(format!("{kind}.xlsx"));
    if !text.exists() && book.exists() { book } else { text }
}

impl Errand<'_> {
    fn alone(mut self, kind: Kind, file: &Path) -> Result<ExitCode, Error> {
        self.import(kind, file, None, None)?;
        self.end()
    }

    /// Exit code 1 where a row was refused; what was only checked leaves nothing behind.
    fn end(self) -> Result<ExitCode, Error> {
        self.state.db.write(|conn| {
            for id in &self.after {
                store::remove(conn, *id)?;
            }
            Ok(())
        })?;
        Ok(ExitCode::from(u8::from(self.refused)))
    }

    fn import(&mut self, kind: Kind, file: &Path, complete_for: Option<&str>, confirm: Option<i64>) -> Result<(), Error> {
        let import = self.begin(kind, file, complete_for)?;
        let missing = import.mapping.0.missing(kind.columns());
        if !missing.is_empty() {
            self.state.db.write(|conn| Ok(store::remove(conn, import.id)?))?;
            return Err(Error::setup(format!(
                "{}: the first line names no column {}; it has {}",
                file.display(),
                missing.join(", "),
                import.header.0.join(", ")
            )));
        }
        let import = self.check(&import, file)?;
        self.report(&import, file)?;
        self.refused |= import.count_refused > 0;
        if self.manner.dry_run {
            self.after.push(import.id);
            return Ok(());
        }
        self.apply(&import, confirm)
    }

    fn require(&mut self, file: &Path, draft: bool) -> Result<(), Error> {
        let content = read(file)?;
        let manner = requirements::Manner {
            draft,
            dry_run: self.manner.dry_run,
            take_good_rows: self.manner.take_good_rows,
        };
        let now = self.state.clock.now();
        let report = requirements::run(self.state, &By::command_line(), &content, manner, now).map_err(|error| self.told(file, error))?;
        self.refused |= report.refused() > 0;
        self.report_requirements(&report, file, &content)?;
        let outcome = match (report.written, manner.dry_run) {
            (true, _) if report.count(Brought::New) + report.count(Brought::Changed) == 0 => "nothing to write",
            (true, _) => "written",
            (false, true) => return Ok(()),
            (false, false) => "nothing was written: correct them, or take the good ones with --take-good-rows",
        };
        say(outcome).map(drop)
    }

    /// A file that cannot be read is told with its name, as a mistake of the call.
    fn told(&self, file: &Path, error: Error) -> Error {
        match error {
            Error::Invalid(faults) => Error::setup(format!("{}: {}", file.display(), in_english(self.state, &faults))),
            other => other,
        }
    }

    fn begin(&self, kind: Kind, file: &Path, complete_for: Option<&str>) -> Result<Import, Error> {
        let content = read(file)?;
        let mut options = imports::Options::of_operator();
        options.after.clone_from(&self.after);
        if let Some(external_id) = complete_for {
            let branch = self
                .state
                .db
                .read(|conn| Ok(organisations::store::find_by_external_id(conn, &Scope::everything(), external_id)?))?
                .ok_or_else(|| Error::setup(format!("no organisation has the external id {external_id}")))?;
            options.complete_for = Some(imports::options::Branch {
                external_id: branch.external_id,
                name: branch.name,
                path: branch.path,
            });
        }
        let upload = Upload {
            kind,
            file_name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            content: Bytes::from(content),
        };
        let now = self.state.clock.now();
        let begun = actix_web::rt::System::new().block_on(imports::begin(self.state, &By::command_line(), options, upload, false, now));
        begun.map_err(|error| self.told(file, error))
    }

    fn check(&self, import: &Import, file: &Path) -> Result<Import, Error> {
        let content = read(file)?;
        let bar = bar(import.rows_total);
        let now = self.state.clock.now();
        let checked = check::run(self.state, import.id, &content, now, &mut |done| {
            bar.set_position(u64::try_from(done).unwrap_or(0))
        })?;
        bar.finish_and_clear();
        Ok(checked)
    }

    fn apply(&self, import: &Import, confirm: Option<i64>) -> Result<(), Error> {
        let decision = Decision {
            take_good_rows: self.manner.take_good_rows,
            confirmed_absent: confirm,
        };
        let (state, by) = (self.state, By::command_line());
        let absent = state.db.read(|conn| Ok(store::count_rows(conn, import.id, Outcome::Absent)?))?;
        if import.count_refused > 0 && !decision.take_good_rows {
            return self.leave(
                import,
                "nothing was written: correct the rows, or take the good ones with --take-good-rows",
            );
        }
        if absent > 0 && confirm != Some(absent) {
            self.leave(import, "nothing was written")?;
            return Err(Error::setup(format!(
                "{} missing from the file; confirm their number with --confirm {absent}",
                counted(absent, "person is", "people are")
            )));
        }
        if import.count_new + import.count_changed == 0 && absent == 0 {
            return self.leave(import, "nothing to write");
        }
        let now = state.clock.now();
        state
            .db
            .write(|conn| apply::release(conn, state, &by, import.id, decision, false, now))?;
        let applied = apply::run(state, import.id, &by, now)?;
        if applied.state() != Step::Applied {
            return Err(Error::refused("import-finding-stale"));
        }
        if let Some(branch) = &applied.options.0.complete_for {
            say(format!("ended in {} ({}): {absent}", branch.external_id, branch.name))?;
        }
        say("written").map(drop)
    }

    /// Sets an import aside that is not applied.
    fn leave(&self, import: &Import, why: &str) -> Result<(), Error> {
        self.state
            .db
            .write(|conn| Ok(store::update(conn, &import.clone().now_in(Step::Cancelled))?))?;
        say(why).map(drop)
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|error| Error::setup(format!("cannot read {}: {error}", file.display())))
}
