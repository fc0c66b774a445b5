//! The people of a branch as a file that the import reads.

use super::list::{PeopleQuery, filter};
use crate::organisations::Scope;
use crate::organisations::store::field::{self, OwnField};
use crate::people::guard::{May, SeePeople};
use crate::people::store::listing;
use crate::people::store::{Person, fact};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Table};
use crate::rules::id::Id;
use crate::rules::import::header::OWN;
use crate::rules::own_field::Subject;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The columns of the file, which are those that the import reads.
const COLUMNS: [&str; 9] = [
    "external_id",
    "organisation_external_id",
    "given_name",
    "family_name",
    "email",
    "language",
    "job_roles",
    "start_on",
    "end_on",
];

/// `GET /people/export.csv`, `GET /people/export.xlsx`: the same people, one row per place of work, in the columns that the
/// import reads, own fields with what they say today among them.
pub async fn export(may: May<SeePeople>, state: web::Data<State>, query: Query<PeopleQuery>) -> Result<HttpResponse, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let (fields, rows) = state
        .db
        .gather(move |conn| {
            let filter = filter(conn, &scope, &query, today)?;
            let fields = field::standing(conn, Subject::Person)?;
            let mut rows = Vec::new();
            let mut after = None;
            loop {
                let people = listing::list(conn, &scope, &filter, after.as_ref(), 1000)?;
                add_rows(conn, &scope, &people, (&fields, today), &mut rows)?;
                match people.last() {
                    Some(last) if people.len() == 1000 => after = Some((last.search_name.clone(), last.id)),
                    _ => break,
                }
            }
            Ok((fields, rows))
        })
        .await?;
    let mut head = COLUMNS.map(ToOwned::to_owned).to_vec();
    head.extend(fields.iter().map(|field| format!("{OWN}{}", field.code)));
    let name = "people".to_owned();
    table::download(
        &may.asked.path,
        Table {
            name,
            head,
            rows,
            marked: true,
        },
        may.actor.now,
    )
    .await
}

fn add_rows(
    conn: &mut Conn,
    scope: &Scope,
    people: &[Person],
    (fields, today): (&[OwnField], NaiveDate),
    rows: &mut Vec<Vec<Cell>>,
) -> Result<(), Error> {
    let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
    let places = listing::places(conn, scope, &ids)?;
    let codes: Vec<&str> = fields.iter().map(|field| field.code.as_str()).collect();
    let mut said: HashMap<(Id, String), String> = HashMap::new();
    if !fields.is_empty() {
        let values = fact::values_of(conn, &ids, &codes)?.into_iter().filter(|value| value.holds(today));
        said.extend(values.map(|value| ((value.subject_id, value.name), value.value)));
    }
    for person in people {
        // What somebody who has left has become is no longer the branch's to know.
        let at_home = scope.is_whole()
            || places
                .iter()
                .any(|place| place.membership.person_id == person.id && place.is_open(today));
        let own = |code: &&str| said.get(&(person.id, (*code).to_owned())).filter(|_| at_home).cloned();
        for place in places.iter().filter(|place| place.membership.person_id == person.id) {
            let mut row: Vec<Cell> = vec![
                person.external_id.clone().into(),
                place.organisation_external_id.clone().into(),
                person.given_name.clone().into(),
                person.family_name.clone().into(),
                person.email.clone().into(),
                person.language.clone().into(),
                place.job_roles.join(";").into(),
                place.membership.start_on.into(),
                place.membership.end_on.into(),
            ];
            row.extend(codes.iter().map(|code| Cell::from(own(code))));
            rows.push(row);
        }
    }
    Ok(())
}
