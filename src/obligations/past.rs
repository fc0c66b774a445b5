//! How the network stood on a past day: worked out for that day from all that is known of it now, as the export does, whatever the
//! projection says. What was recorded later about that day or before counts; what happened later does not.

use super::assessment::Assessor;
use super::assessment::Decisive;
use super::recalculation::{Known, Whom, decisive, in_portions};
use super::store::{self, overview::Figures};
use crate::organisations::Scope;
use crate::platform::db::Db;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::obligation::{Status, midnight};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// People with obligations, those behind, those with something lapsed, obligations due; by the path of an organisation.
type Counted = BTreeMap<String, [i64; 4]>;

/// Counts by organisation as [`store::overview::figures`] does, for a day; `requirement` confines them to one code. Reads only.
pub fn figures_on(db: &Db, scope: &Scope, requirement: Option<&str>, on: NaiveDate, due_until: NaiveDate) -> Result<Vec<Figures>, Error> {
    let at = midnight(on, chrono_tz::UTC).plus(chrono::Duration::hours(12));
    let mut asked = db.read(decisive)?;
    asked.retain(|one| requirement.is_none_or(|code| one.code == code));
    let asks = Decisive::asks(&asked);
    let portion = |(known, counted): &mut (Known, Counted), people: Vec<Id>| {
        db.read(|conn| {
            let network = known.network(conn, &people)?;
            let inputs = store::inputs_of(conn, people, &asks)?;
            let mut assessor = Assessor::new(network, &asked, at);
            for input in inputs.each() {
                let mut theirs: BTreeMap<&str, [i64; 4]> = BTreeMap::new();
                assessor.assess(
                    &input,
                    |owed| {
                        let place = network.organisation(owed.stay.organisation_id);
                        let Some(place) = place.filter(|place| scope.covers(&place.path)) else {
                            return;
                        };
                        let said = &owed.assessment;
                        if said.status == Status::NotSubject {
                            return;
                        }
                        let due = matches!(said.status, Status::Open | Status::Valid | Status::Due | Status::Grace)
                            && said.due.is_some_and(|due| due <= due_until);
                        let figures = theirs.entry(place.path.as_str()).or_default();
                        figures[0] = 1;
                        figures[1] |= i64::from(!said.compliant());
                        figures[2] |= i64::from(said.status == Status::Lapsed);
                        figures[3] += i64::from(due);
                    },
                    |_, _| {},
                );
                for (path, figures) in theirs {
                    add(counted, path, figures);
                }
            }
            Ok(())
        })
    };
    let (each, _) = in_portions(db, Whom::default(), u32::MAX, portion)?;
    let mut sum = Counted::new();
    for (_, counted) in each {
        for (path, figures) in counted {
            add(&mut sum, &path, figures);
        }
    }
    let row = |(path, [people, behind, lapsed, due]): (String, [i64; 4])| Figures {
        path,
        people,
        behind,
        lapsed,
        due,
    };
    Ok(sum.into_iter().map(row).collect())
}

fn add(counted: &mut Counted, path: &str, figures: [i64; 4]) {
    if let Some(sum) = counted.get_mut(path) {
        for (sum, more) in sum.iter_mut().zip(figures) {
            *sum += more;
        }
    } else {
        counted.insert(path.to_owned(), figures);
    }
}
