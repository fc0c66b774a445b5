//! The same search for integrations.

use super::find::{Group, Hit, Kind, Search};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Hits of each kind where nothing else is asked for.
const USUAL: usize = 5;

/// Most hits of each kind.
const MOST: usize = 100;

/// What is looked for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Words: each must be part of a name, title, code, number, mail address or place; umlauts and accents in any spelling.
    #[param(min_length = 1, max_length = 100)]
    pub q: String,
    /// Only this kind.
    #[serde(default)]
    pub kind: Option<Kind>,
    /// Most hits of each kind, 1 to 100; 5 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<usize>,
}

/// What was found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SearchAnswer {
    /// How many things there are of all kinds.
    pub count: usize,
    /// Kinds of which something was found.
    pub groups: Vec<Group>,
}

/// Look for people, organisations, courses, requirements, workshops, sessions and certificates
///
/// Found and counted is only what the caller may see: what the token's other scopes let it read, and what is its maker's own.
#[utoipa::path(get, path = "/api/v1/search", tag = "search", params(SearchQuery), responses((status = 200, body = SearchAnswer), Refusals))]
pub async fn search(may: May<Learn>, state: web::Data<State>, query: Query<SearchQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let text = Search::text(&query.q)?;
    if text.is_empty() {
        return Err(Error::field("q", "fault-missing"));
    }
    let most = query.limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&most) {
        return Err(Error::field("limit", "search-fault-limit"));
    }
    let search = Search {
        words: may.actor.words(&state).clone(),
        actor: may.actor,
        text,
        kind: query.kind,
        most,
    };
    let groups = state.db.gather(move |conn| search.run(conn)).await?;
    Ok(HttpResponse::Ok().json(SearchAnswer {
        count: groups.iter().map(|group| group.count).sum(),
        groups,
    }))
}

/// The calls of this slice.
#[derive(utoipa::OpenApi)]
#[openapi(paths(search), components(schemas(SearchAnswer, Group, Hit, Kind)))]
pub struct Doc;
