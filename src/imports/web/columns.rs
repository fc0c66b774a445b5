//! Which column of a file is which, where its first line does not say so itself.

use super::deed::{name_columns, table};
use crate::imports::pages::{ColumnChoice, ColumnsPage};
use crate::imports::store::Import;
use crate::people::guard::{self, May};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError};
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

/// `POST /imports/{id}/columns`: checks the file with these columns, and remembers them for the next file with the same first line.
pub async fn update(
    may: May<guard::Import>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<BTreeMap<String, String>>,
) -> Result<HttpResponse, Error> {
    let import = table(&may, &state, *id).await?;
    let chosen = Mapping(
        form.iter()
            .filter_map(|(name, place)| Some((name.clone(), place.parse().ok()?)))
            .collect(),
    );
    match name_columns(&may, &state, &import, chosen.clone()).await {
        Ok(()) => Ok(answer::go(format!("/imports/{id}"))),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, &import, &chosen, &faults)?;
            may.show_again(&state, &page)
        }
        Err(other) => Err(other),
    }
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
