//! Which column of a file is which, where its first line does not say so itself.

use super::deed::{begun_anew, unwritten};
use super::found;
use crate::imports::begin::enqueue_check;
use crate::imports::pages::{ColumnChoice, ColumnsPage};
use crate::imports::store::{self, Import};
use crate::people::guard::{self, May};
use crate::platform::answer;
use crate::platform::db::Json;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::import::Kind;
use crate::rules::import::header::Mapping;
use actix_web::{HttpResponse, web};
use std::collections::BTreeMap;

/// `GET /imports/{id}/columns`
pub async fn edit(may: May<guard::Import>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let import = table(&may, &state, *id).await?;
    let page = page(&may, &state, &import, &import.mapping.0, &[])?;
    may.show(&state, &page)
}

/// The import, where its file has columns.
async fn table(may: &May<guard::Import>, state: &State, id: Id) -> Result<Import, Error> {
    let import = found(may, state, id).await?;
    if import.header.0.is_empty() {
        Err(Error::NotFound)
    } else {
        Ok(import)
    }
}

/// `POST /imports/{id}/columns`: checks the file with these columns, and remembers them for the next file with the same first line.
pub async fn update(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<BTreeMap<String, String>>,
) -> Result<HttpResponse, Error> {
    let import = table(&may, &state, *id).await?;
    let kind: Kind = import.kind.parse().map_err(Error::internal)?;
    let chosen = form.iter().filter_map(|(name, place)| Some((name.clone(), place.parse().ok()?)));
    let mut mapping = Mapping(chosen.collect()).confined(kind.columns(), import.header.0.len());
    if kind.has_own_fields() {
        mapping = mapping.with_own(&import.header.0);
    }
    let missing = mapping.missing(kind.columns());
    if !missing.is_empty() {
        let fault = |name: &&str| FieldError::new(*name, Message::new("import-fault-column"));
        let faults: Vec<_> = missing.iter().map(fault).collect();
        let page = page(&may, &state, &import, &mapping, &faults)?;
        return may.show_again(&state, &page);
    }
    let (owned, by, now, id) = (state.get_ref().clone(), may.actor.by(), may.actor.now, *id);
    state
        .db
        .save(move |conn| {
            let import = unwritten(store::hold(conn, id)?)?;
            store::remember_mapping(conn, &import.kind, &import.header.0, &mapping, now)?;
            let import = Import {
                mapping: Json(mapping),
                ..begun_anew(import)
            };
            store::update(conn, &import)?;
            enqueue_check(conn, &owned, &by, &import, now)
        })
        .await?;
    Ok(answer::go(format!("/imports/{id}")))
}

fn page(may: &May<guard::Import>, state: &State, import: &Import, mapping: &Mapping, faults: &[FieldError]) -> Result<ColumnsPage, Error> {
    let kind: Kind = import.kind.parse().map_err(Error::internal)?;
    let choices = |column: &str| {
        let indexed = import.header.0.iter().enumerate();
        indexed
            .map(|(at, name)| Choice::new(at.to_string(), name.clone()).chosen(mapping.place(column) == Some(at)))
            .collect()
    };
    let mut columns: Vec<ColumnChoice> = kind
        .columns()
        .iter()
        .map(|column| ColumnChoice {
            field: Field::new(column.name),
            optional: !column.required,
            choices: choices(column.name),
        })
        .collect();
    let mut fields: Vec<&mut Field> = columns.iter_mut().map(|column| &mut column.field).collect();
    let faults = place(faults, &mut fields, may.actor.words(state), str::to_owned);
    Ok(ColumnsPage {
        file_name: import.file_name.clone(),
        kind: import.kind.clone(),
        action: format!("/imports/{}/columns", import.id),
        back: format!("/imports/{}", import.id),
        missing: mapping.missing(kind.columns()).len(),
        columns,
        faults,
    })
}
