//! What the rows of a products file come to.

use super::{Decision, Task, Verdicts, refuse_twice, verdicts};
use crate::organisations::bulk::serviced::{self, Change, Place, Serviced};
use crate::organisations::store::product;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::product::{Comes, Row, comes, row};
use crate::rules::import::{self, Outcome, Reason, Refusal};
use crate::rules::own_field::Span;
use std::collections::HashMap;

/// Compares a file with what is on record.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let mut lines = task.parse("organisation_external_id", row);
    let known = Known::load(conn, task)?;
    let mut placed = HashMap::new();
    for line in &mut lines {
        let Ok(row) = &line.said else { continue };
        match known.place(row) {
            Ok(found) => {
                placed.insert(line.row.line, found);
            }
            Err(wrong) => line.refuse(|| wrong),
        }
    }
    refuse_twice(&mut lines, "from_on", |line| {
        let (location_id, product_id) = placed.get(&line.row.line)?;
        let from_on = line.said.as_ref().ok()?.from_on;
        Some(format!("{location_id} {product_id} {from_on}"))
    });
    let locations: Vec<Id> = placed.values().map(|(location_id, _)| *location_id).collect();
    let mut there = serviced::known(conn, &locations)?;
    let mut decisions = HashMap::with_capacity(lines.len());
    for line in &mut lines {
        let (Ok(row), Some((location_id, product_id))) = (&line.said, placed.get(&line.row.line).copied()) else {
            continue;
        };
        // Rows that came before in the file count as if they were on record.
        let here = there.entry((location_id, product_id)).or_default();
        let span = Span {
            from: row.from_on,
            to: row.to_on,
        };
        let decision = match comes(&here.iter().map(Serviced::span).collect::<Vec<_>>(), span) {
            Comes::Overlaps(on) => {
                line.refuse(|| Refusal::new("to_on", Reason::Taken).with("on", on));
                continue;
            }
            Comes::Known => Decision::unchanged(location_id),
            Comes::New => {
                let new = Serviced {
                    id: task.chance.id(task.now),
                    location_id,
                    product_id,
                    from_on: row.from_on,
                    to_on: row.to_on,
                };
                here.push(new.clone());
                Decision::of(Outcome::New, location_id, &new, Vec::new())?
            }
            Comes::Ends(at) => {
                let Some(known) = here.get_mut(at) else { continue };
                let change = Change {
                    before: known.clone(),
                    to_on: row.to_on,
                };
                known.to_on = row.to_on;
                let shown = import::differences([("to_on", last_day(change.before.to_on), last_day(change.to_on))]);
                Decision::of(Outcome::Changed, location_id, &change, shown)?
            }
        };
        decisions.insert(line.row.line, decision);
    }
    Ok(Verdicts {
        rows: verdicts(lines, decisions),
        leavers: 0,
    })
}

/// A last day as a change shows it; empty where it is open.
fn last_day(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

/// Locations and products that a file may name.
struct Known {
    organisations: HashMap<String, Id>,
    places: HashMap<Id, Vec<Place>>,
    products: HashMap<String, Id>,
}

impl Known {
    fn load(conn: &mut Conn, task: &Task<'_>) -> Result<Self, Error> {
        let organisations: HashMap<String, Id> = crate::organisations::store::list(conn, &task.options.scope())?
            .into_iter()
            .map(|one| (one.external_id, one.id))
            .collect();
        let ids: Vec<Id> = organisations.values().copied().collect();
        Ok(Self {
            places: serviced::places(conn, &ids)?,
            products: product::list(conn)?.into_iter().map(|product| (product.code, product.id)).collect(),
            organisations,
        })
    }

    /// The location and the product that a row means.
    fn place(&self, row: &Row) -> Result<(Id, Id), Refusal> {
        let unknown = |column: &str| Refusal::new(column, Reason::Unknown);
        let organisation = self.organisations.get(&row.organisation_external_id);
        let organisation = organisation.ok_or_else(|| unknown("organisation_external_id"))?;
        let places = self.places.get(organisation).map_or(&[][..], Vec::as_slice);
        let meant = |place: &&Place| match &row.location {
            Some(name) => place.1.to_lowercase() == name.to_lowercase(),
            None => place.2,
        };
        let names = || places.iter().map(|place| place.1.as_str()).collect::<Vec<_>>().join(", ");
        let mut found = places.iter().filter(meant);
        let location = match (found.next(), found.next()) {
            (Some(place), None) => place.0,
            _ => return Err(unknown("location").with("places", names())),
        };
        let product = self.products.get(&row.product_code).copied();
        Ok((location, product.ok_or_else(|| unknown("product_code"))?))
    }
}
