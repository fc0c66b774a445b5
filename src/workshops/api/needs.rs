//! What those who come need.

use super::booking::{BookingDetail, detail};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::workshops::store::Needs;
use crate::workshops::web::act;
use crate::workshops::web::needs::say;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What somebody needs who comes, in their own words. It is forgotten once the session is closed or they do not come.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookingNeeds {
    /// What they eat.
    #[serde(default)]
    #[schema(max_length = 300)]
    diet: Option<String>,
    /// How they get in and follow.
    #[serde(default)]
    #[schema(max_length = 300)]
    access: Option<String>,
}

impl BookingNeeds {
    /// As a form would send it.
    pub fn typed(self) -> Typed {
        let given = [("diet", self.diet), ("access", self.access)];
        Typed::of(
            given
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), value?)))
                .collect(),
        )
    }
}

impl From<Needs> for BookingNeeds {
    fn from(needs: Needs) -> Self {
        Self {
            diet: needs.diet,
            access: needs.access,
        }
    }
}

/// Says what the caller needs for their own booking, in the place of what was said before.
#[utoipa::path(put, path = "/api/v1/bookings/{id}/needs", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = BookingNeeds,
    responses((status = 200, body = BookingDetail), Refusals))]
pub async fn update(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, body: Json<BookingNeeds>) -> Result<HttpResponse, Error> {
    let (id, typed) = (*id, body.into_inner().typed());
    let said = act(&may, &state, move |conn, hand, actor| {
        say(conn, hand, actor, id, &typed)?;
        detail(conn, actor, id)
    });
    Ok(HttpResponse::Ok().json(said.await?))
}
