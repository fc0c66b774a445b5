//! Who owes what, as CSV: recalculated for the instant that is asked for, by the versions of that day, whatever the
//! projection says.

use super::assessment::{Assessor, Decisive};
use super::past::decisive_on;
use super::recalculation::{Known, PORTION};
use super::store;
use crate::organisations::Scope;
use crate::people::store as people;
use crate::platform::db::Db;
use crate::platform::error::Error;
use crate::rules::id::Instant;
use crate::rules::obligation::Status;
use crate::rules::spreadsheet::neutral;
use chrono::NaiveDate;

/// The columns, in their order.
pub const COLUMNS: [&str; 6] = ["person_external_id", "requirement", "status", "due", "path", "satisfied_on"];

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    person: String,
    code: String,
    status: &'static str,
    due: Option<NaiveDate>,
    path: &'static str,
    satisfied_on: Option<NaiveDate>,
}

/// Writes one line per person and requirement within the scope, by person, then code; none for those who are not subject.
pub fn write(db: &Db, scope: &Scope, as_of: Instant, output: impl std::io::Write) -> Result<(), Error> {
    let mut lines = lines(db, scope, as_of)?;
    lines.sort_unstable();
    print(&lines, output).map_err(Error::internal)
}

fn print(lines: &[Line], output: impl std::io::Write) -> csv::Result<()> {
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(COLUMNS)?;
    for line in lines {
        writer.write_record([
            neutral(&line.person).as_ref(),
            neutral(&line.code).as_ref(),
            line.status,
            &date(line.due),
            line.path,
            &date(line.satisfied_on),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

fn lines(db: &Db, scope: &Scope, as_of: Instant) -> Result<Vec<Line>, Error> {
    let mut known = Known::default();
    let mut lines = Vec::new();
    let mut after = None;
    loop {
        let more = db.read(|conn| {
            let ids = store::people_after(conn, after, PORTION)?;
            after = ids.last().copied();
            let decisive = decisive_on(conn, as_of.date_naive())?;
            let network = known.network(conn, &ids)?;
            let names = people::external_ids(conn, &ids)?;
            let inputs = store::inputs_of(conn, ids, &Decisive::asks(&decisive))?;
            let mut assessor = Assessor::new(network, &decisive, as_of);
            for input in inputs.each() {
                let name = names.get(&input.person_id).cloned();
                assessor.assess(
                    &input,
                    |owed| {
                        let visible = network
                            .organisation(owed.stay.organisation_id)
                            .is_some_and(|organisation| scope.covers(&organisation.path));
                        if owed.assessment.status != Status::NotSubject && visible {
                            lines.push(Line {
                                person: name.clone().unwrap_or_else(|| input.person_id.to_string()),
                                code: owed.decisive.code.clone(),
                                status: owed.assessment.status.as_str(),
                                due: owed.assessment.due,
                                path: owed.assessment.path.map_or("", |path| path.as_str()),
                                satisfied_on: owed.assessment.satisfied_on,
                            });
                        }
                    },
                    |_, _| {},
                );
            }
            Ok(after.is_some())
        })?;
        if !more {
            return Ok(lines);
        }
    }
}
