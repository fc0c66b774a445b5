//! The tree of who administers whom.

use crate::administration::pages::{TreePage, TreeRow};
use crate::organisations::{as_tree, by_name, store as organisations};
use crate::people::guard::{May, SeeOrganisations};
use crate::people::store::listing;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::Export;
use crate::platform::views::Field;
use crate::rules::person::Action;
use crate::rules::search::Sought;
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::collections::HashMap;

/// What is looked for.
#[derive(Debug, Deserialize)]
pub struct TreeQuery {
    #[serde(default)]
    q: String,
}

/// `GET /organisations`
pub async fn list(may: May<SeeOrganisations>, state: web::Data<State>, query: Query<TreeQuery>) -> Result<HttpResponse, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let (all, places, counts) = state
        .db
        .gather(move |conn| {
            let all = as_tree(organisations::list(conn, &scope)?);
            let places = organisations::main_places(conn, &scope)?;
            Ok((all, places, listing::counts(conn, &scope, today)?))
        })
        .await?;
    let places: HashMap<_, _> = places.into_iter().collect();
    let counts: HashMap<_, _> = counts.into_iter().collect();
    let least = all.iter().map(|one| one.path.matches('/').count()).min().unwrap_or(0);
    let sought = Sought::of(&query.q);
    let words = may.actor.words(&state);
    // What is found stands in a list of its own, without the tree around it.
    let all = if sought.is_empty() { all } else { by_name(all) };
    let rows: Vec<TreeRow> = all
        .iter()
        .filter(|one| sought.finds([one.name.as_str(), one.external_id.as_str()]))
        .map(|one| TreeRow {
            href: format!("/organisations/{}", one.id),
            name: one.name.clone(),
            number: one.external_id.clone(),
            kind: one.kind.clone(),
            depth: if sought.is_empty() {
                (one.path.matches('/').count() - least).min(5)
            } else {
                0
            },
            place: places
                .get(&one.id)
                .map(|(city, country)| format!("{city}, {}", words.country(country))),
            people: counts
                .get(&one.id)
                .copied()
                .and_then(|count| u32::try_from(count).ok())
                .unwrap_or(0),
            archived: one.archived_at.is_some(),
        })
        .collect();
    let page = TreePage {
        total: u32::try_from(all.iter().filter(|one| one.archived_at.is_none()).count()).unwrap_or(0),
        partners: u32::try_from(all.iter().filter(|one| one.archived_at.is_none() && one.kind == "partner").count()).unwrap_or(0),
        found: u32::try_from(rows.len()).unwrap_or(0),
        rows,
        q: Field::with("q", query.into_inner().q),
        may_add: may.actor.may(Action::ManageOrganisations),
        export: Export::of("/organisations/export.csv".to_owned()),
    };
    may.show(&state, &page)
}
