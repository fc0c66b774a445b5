//! `kundig verify`: whether the data agrees with itself. One line for each finding, on either database.

use super::{Options, counted, note, say};
use crate::certificates;
use crate::obligations::{comparison, job};
use crate::offers;
use crate::platform::db::copy;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::{files, jobs};
use crate::reminders::{self, Fault, Unknown};
use crate::workshops;
use std::collections::BTreeMap;
use std::process::ExitCode;

pub(super) fn run(options: &Options) -> Result<ExitCode, Error> {
    let state = options.state()?;
    let findings = findings(&state)?;
    for finding in &findings {
        say(finding)?;
    }
    let left_out = is_recalculating(&state)?;
    note(match (findings.is_empty(), left_out) {
        (true, false) => "nothing found",
        (true, true) => {
            "nothing found in what was compared; obligations were not, since they are being recalculated: run the jobs, then verify again"
        }
        (false, false) => "see above",
        (false, true) => "see above; obligations were not compared, since they are being recalculated: run the jobs, then verify again",
    });
    Ok(ExitCode::from(u8::from(!findings.is_empty())))
}

/// All that is at odds, one line each: what the command says, for whoever has a state at hand.
pub fn findings(state: &State) -> Result<Vec<String>, Error> {
    let mut findings = database(state)?;
    findings.extend(passes(state)?);
    findings.extend(kept_files(state)?);
    findings.extend(projection(state)?);
    findings.extend(duties(state)?);
    findings.extend(notices(state)?);
    findings.extend(seats(state)?);
    findings.extend(given_up(state)?);
    Ok(findings)
}

/// Broken pages and dangling references; PostgreSQL holds both itself.
fn database(state: &State) -> Result<Vec<String>, Error> {
    match copy::sqlite_file(&state.config.database) {
        Some(path) => Ok(copy::faults(&path)?.into_iter().map(|line| format!("database: {line}")).collect()),
        None => Ok(Vec::new()),
    }
}

/// Each pass of our own has exactly one certificate (that there is never a second, the schema says), and each certificate its pass.
fn passes(state: &State) -> Result<Vec<String>, Error> {
    let now = state.clock.now();
    state.db.read(|conn| {
        let on_their_way = jobs::unfinished_keys(conn, "evidence.recorded")?;
        let lacking = certificates::store::without_certificate(conn, now)?;
        let lacking = lacking
            .into_iter()
            .map(|id| id.to_string())
            .filter(|id| !on_their_way.contains(id))
            .map(|id| format!("evidence {id}: a pass without a certificate"));
        let at_odds = certificates::store::at_odds(conn)?
            .into_iter()
            .map(|number| format!("certificate {number}: does not agree with its evidence"));
        Ok(lacking.chain(at_odds).collect())
    })
}

/// Every row has its file, every file is what its hash says and has a row.
fn kept_files(state: &State) -> Result<Vec<String>, Error> {
    let named: BTreeMap<String, String> = state.db.read(|conn| {
        let certificates = certificates::store::file_hashes(conn)?
            .into_iter()
            .map(|(hash, number)| (hash, format!("certificate {number}")));
        let rows = files::rows(conn)?.into_iter().map(|(hash, name)| (hash, format!("file {name}")));
        Ok(certificates.chain(rows).collect())
    })?;
    actix_web::rt::System::new().block_on(async {
        let kept = state.files.all().await?;
        let mut findings = Vec::new();
        for (hash, what) in &named {
            if !kept.contains(hash) {
                findings.push(format!("{what}: its file {hash} is missing"));
            }
        }
        for hash in &kept {
            let what = named.get(hash);
            if what.is_none() {
                findings.push(format!("files: nothing names {hash}"));
            }
            if state.files.content(hash).await.is_err() {
                findings.push(format!("{}: its file {hash} is damaged", what.map_or("files", String::as_str)));
            }
        }
        Ok(findings)
    })
}

/// What the pages show of obligations is what a recalculation says; compared only where none is on its way.
fn projection(state: &State) -> Result<Vec<String>, Error> {
    if is_recalculating(state)? {
        return Ok(Vec::new());
    }
    let found = comparison::recalculate_and_compare(&state.db, state.clock.now())?;
    let mut findings: Vec<String> = found
        .examples
        .iter()
        .map(|(person_id, requirement_id)| {
            format!("obligation of {person_id} by requirement {requirement_id}: a recalculation says something else")
        })
        .collect();
    let named = u64::try_from(findings.len()).unwrap_or(u64::MAX);
    if found.different > named {
        findings.push(format!(
            "obligations: {} from a recalculation",
            counted(found.different - named, "more differs", "more differ")
        ));
    }
    Ok(findings)
}

/// Whether something is on its way that will change obligations.
fn is_recalculating(state: &State) -> Result<bool, Error> {
    let now = state.clock.now();
    state.db.read(|conn| Ok(jobs::is_behind(conn, &job::CHANGE, now)?))
}

/// The ledger of duties says what the network asks for today; compared only once it was held against it today and nothing is on its way.
fn duties(state: &State) -> Result<Vec<String>, Error> {
    let today = state.clock.now().date_naive();
    let causes = [job::ALL, offers::job::REFRESH, "organisations.changed", "imports.applied"];
    state.db.read(|conn| {
        if jobs::unfinished_of(conn, &causes)? > 0 || !offers::job::ran_on(conn, today)? {
            return Ok(Vec::new());
        }
        let missing = offers::missing(conn, today)?.into_iter();
        Ok(missing
            .map(|lack| {
                format!(
                    "yearly offer of requirement {} to {}: the ledger is behind",
                    lack.requirement_id, lack.creditor.external_id
                )
            })
            .collect())
    })
}

/// The journal of notices, the queue of mails and what devices were told say the same, and nobody was told twice or after they had gone.
fn notices(state: &State) -> Result<Vec<String>, Error> {
    let now = state.clock.now();
    let (faults, undecided) = state
        .db
        .read(|conn| Ok((reminders::at_odds(conn, now)?, reminders::undecided(conn, state)?)))?;
    let words = |fault: Fault| match fault {
        Fault::Twice(person_id) => format!("notices about {person_id}: the same one stands twice"),
        Fault::WithoutMail(id) => format!("notice {id}: told, but no mail went out to its recipient"),
        Fault::Stuck(id) => format!("notice {id}: waits for a mail that will not leave"),
        Fault::Empty(id) => format!("mail {id}: waits though nothing in it is owed any more"),
        Fault::ToSomebodyGone(id) => format!("notice {id}: told to somebody who had gone"),
        Fault::AboutSomebodyGone(id) => format!("notice {id}: told about somebody who had gone"),
        Fault::AboutSomethingDone(id) => format!("notice {id}: told after what it asks for was done, excused or moved"),
        Fault::Waits(id) => format!("mail {id}: has waited long since, and nobody takes it up"),
        Fault::WithoutAnswer(id) => format!("mail {id}: handed over, it says, but no answer of the server is kept"),
        Fault::PushWithoutNotice(id) => format!("push {id}: tells nothing that is to or about whoever has the device"),
        Fault::PushedTwice(id) => format!("device {id}: was told the same step twice"),
        Fault::PushClaim(id) => format!("push {id}: its claim does not agree with its number, or nobody takes it up"),
        Fault::PushToSomebodyGone(id) => format!("push {id}: told to somebody whose access had ended"),
        Fault::PushOfNothing(id) => format!("push {id}: told after all that it tells had been withdrawn"),
    };
    let mut findings: Vec<String> = faults.into_iter().map(words).collect();
    match undecided {
        Ok(keys) => findings.extend(keys.into_iter().map(|key| {
            let step = key.offset_days.unwrap_or_default();
            format!(
                "notice about {} by requirement {}: the step {step:+} days from {} is owed to {} and was never decided",
                key.person_id, key.requirement_id, key.due_on, key.recipient_id
            )
        })),
        Err(Unknown::NoRun) => {}
        Err(Unknown::Changed) => note("something was changed since reminders were last planned: whether one is missing is not compared"),
    }
    Ok(findings)
}

/// No seat is given twice, whoever waits moves up, and what sessions came to is what their marks say and is evidence.
fn seats(state: &State) -> Result<Vec<String>, Error> {
    let now = state.clock.now();
    let faults = state.db.read(|conn| workshops::at_odds(conn, now))?;
    Ok(faults.iter().map(ToString::to_string).collect())
}

/// Work that failed too often and waits for a person.
fn given_up(state: &State) -> Result<Vec<String>, Error> {
    let failed = state.db.read(|conn| Ok(jobs::failed(conn)?))?;
    Ok(failed
        .into_iter()
        .map(|(kind, error)| format!("job {kind}: given up: {error}"))
        .collect())
}
