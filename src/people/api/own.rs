//! The caller's own account: who it is, preferences, running sign-ins.

use super::shape::SignInOut;
use crate::people::guard::{Learn, May};
use crate::people::{Person, own, preferences, store};
use crate::platform::api::Problem;
use crate::platform::error::Error;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The caller's own account.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnOut {
    /// Identifier.
    pub id: Uuid,
    /// Personnel number.
    pub external_id: Option<String>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Mail address.
    pub email: Option<String>,
    /// ISO 639-1 code.
    pub language: String,
    /// IANA name; null: that of the place of work.
    pub time_zone: Option<String>,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// `airy` or `dense`.
    pub density: String,
}

impl From<Person> for OwnOut {
    fn from(person: Person) -> Self {
        Self {
            id: person.id.0,
            external_id: person.external_id,
            given_name: person.given_name,
            family_name: person.family_name,
            email: person.email,
            language: person.language,
            time_zone: person.time_zone,
            theme: person.theme,
            density: person.density,
        }
    }
}

/// Preferences.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferencesBody {
    /// ISO 639-1 code.
    language: String,
    /// IANA name; left out: that of the place of work.
    #[serde(default)]
    time_zone: Option<String>,
    /// `system`, `light` or `dark`.
    theme: String,
    /// `airy` or `dense`.
    density: String,
}

/// Show one's own account
#[utoipa::path(get, path = "/api/v1/me", responses(
    (status = 200, body = OwnOut), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn show(may: May<Learn>) -> HttpResponse {
    HttpResponse::Ok().json(OwnOut::from(may.actor.person.clone()))
}

/// Set one's own preferences
#[utoipa::path(put, path = "/api/v1/me", request_body = PreferencesBody, responses(
    (status = 200, body = OwnOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn update(may: May<Learn>, state: web::Data<State>, body: Json<PreferencesBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let zone = body.time_zone.unwrap_or_default();
    let read = preferences::read(&body.language, &zone, &body.theme, &body.density)?;
    let (actor, shared) = (may.actor, state.clone());
    let person = state
        .db
        .save(move |conn| {
            own::prefer(conn, &shared, &actor, &read)?;
            store::find_any(conn, actor.person.id)?.ok_or(Error::NotFound)
        })
        .await?;
    Ok(HttpResponse::Ok().json(OwnOut::from(person)))
}

/// List one's own running sign-ins
#[utoipa::path(get, path = "/api/v1/me/sign-ins", responses(
    (status = 200, body = Vec<SignInOut>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn sign_ins(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (id, now) = (may.actor.person.id, may.actor.now);
    let idle = Duration::minutes(state.config.sign_in.idle_minutes.into());
    let running = state
        .db
        .look(move |conn| Ok(store::sign_ins_of(conn, id, now.plus(-idle), now)?))
        .await?;
    let out = running.into_iter().map(|row| SignInOut {
        id: row.id.0,
        created_at: row.created_at.into(),
        last_seen_at: row.last_seen_at.into(),
        expires_at: row.expires_at.into(),
        address: row.address,
        user_agent: row.user_agent,
    });
    Ok(HttpResponse::Ok().json(out.collect::<Vec<_>>()))
}

/// End one's own sign-ins everywhere but here
#[utoipa::path(delete, path = "/api/v1/me/sign-ins", responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn end_others(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let shared = state.clone();
    state
        .db
        .save(move |conn| own::end_other_sign_ins(conn, &shared, &may.actor))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End one of one's own sign-ins
#[utoipa::path(delete, path = "/api/v1/me/sign-ins/{id}", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn end_sign_in(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let shared = state.clone();
    state.db.save(move |conn| own::end_sign_in(conn, &shared, &may.actor, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
