//! The organisations of a branch as a file that the import reads.

use crate::organisations::bulk::{Known, known};
use crate::organisations::store::{fact, field};
use crate::organisations::{Organisation, store};
use crate::people::guard::{May, SeeOrganisations};
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Table};
use crate::rules::id::Id;
use crate::rules::import::Kind;
use crate::rules::import::header::OWN;
use crate::rules::own_field::Subject;
use actix_web::{HttpResponse, web};
use std::collections::HashMap;

/// `GET /organisations/export.csv`, `GET /organisations/export.xlsx`: the organisations that have not left, each below the one that administers
/// it, in the columns that the import reads, own fields with what they say today among them.
pub async fn export(may: May<SeeOrganisations>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let (fields, rows) = state
        .db
        .gather(move |conn| {
            let there: Vec<Organisation> = store::list(conn, &scope)?
                .into_iter()
                .filter(|one| one.archived_at.is_none())
                .collect();
            let ids: Vec<Id> = there.iter().map(|one| one.id).collect();
            let fields = field::standing(conn, Subject::Organisation)?;
            let codes: Vec<&str> = fields.iter().map(|field| field.code.as_str()).collect();
            let mut said: HashMap<(Id, String), String> = HashMap::new();
            if !fields.is_empty() {
                let values = fact::values_of(conn, &ids, &codes)?.into_iter().filter(|value| value.holds(today));
                said.extend(values.map(|value| ((value.subject_id, value.name), value.value)));
            }
            let known: HashMap<Id, Known> = known(conn)?.into_iter().map(|known| (known.entry.id, known)).collect();
            let row = |id: &Id| {
                let mut row = cells(known.get(id)?);
                row.extend(codes.iter().map(|code| Cell::from(said.get(&(*id, (*code).to_owned())).cloned())));
                Some(row)
            };
            let rows: Vec<Vec<Cell>> = ids.iter().filter_map(row).collect();
            Ok((fields, rows))
        })
        .await?;
    let columns = Kind::Organisations.columns().iter().map(|column| column.name.to_owned());
    let head = columns.chain(fields.iter().map(|field| format!("{OWN}{}", field.code))).collect();
    table::download(
        &may.asked.path,
        Table {
            name: "organisations".to_owned(),
            head,
            rows,
            marked: true,
        },
        may.actor.now,
    )
    .await
}

/// In the order of the columns of an organisations file.
fn cells(known: &Known) -> Vec<Cell> {
    let facts = &known.entry.facts;
    let (north, east) = facts.coordinates.map_or((None, None), |(north, east)| (Some(north), Some(east)));
    let degrees = |figure: Option<f64>| figure.map_or(Cell::Empty, |figure| Cell::Figure(figure, 6));
    vec![
        known.entry.external_id.clone().into(),
        facts.parent_external_id.clone().into(),
        facts.kind.clone().into(),
        facts.name.clone().into(),
        facts.country.clone().into(),
        facts.city.clone().into(),
        facts.postal_code.clone().into(),
        facts.street.clone().into(),
        degrees(north),
        degrees(east),
        facts.time_zone.clone().into(),
        facts.languages.join(";").into(),
        facts.services.join(";").into(),
        facts.since_on.into(),
    ]
}
