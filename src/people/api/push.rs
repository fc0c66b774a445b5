//! Notices on the caller's own devices.

use crate::people::guard::{Learn, May};
use crate::people::push::{self, Subscription};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::push::devices::{self, Device};
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// The caller's devices, and what a browser needs to become one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PushOut {
    /// The key for `PushManager.subscribe`, base64url; null: the operator set none, and nothing can be switched on.
    pub public_key: Option<String>,
    /// The newest first.
    pub devices: Vec<DeviceOut>,
}

/// A device on which notices are switched on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeviceOut {
    /// Identifier.
    pub id: Uuid,
    /// What the browser called itself.
    pub user_agent: String,
    /// When it was switched on.
    pub created_at: DateTime<Utc>,
    /// When a notice last reached its push service.
    pub pushed_at: Option<DateTime<Utc>>,
    /// Why its push service did not take the last one.
    pub refusal: Option<String>,
}

impl From<Device> for DeviceOut {
    fn from(device: Device) -> Self {
        Self {
            id: device.id.0,
            user_agent: device.user_agent,
            created_at: device.created_at.into(),
            pushed_at: device.pushed_at.map(Into::into),
            refusal: device.refusal,
        }
    }
}

/// A subscription as browsers give it.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceBody {
    /// Where its push service takes messages: `https://`, a public host, no port.
    endpoint: String,
    /// The browser's public key, base64url.
    p256dh: String,
    /// The browser's secret, base64url.
    auth: String,
}

/// Show on which of one's own devices notices are switched on
#[utoipa::path(get, path = "/api/v1/me/push", tag = "people", responses((status = 200, body = PushOut), Refusals))]
pub async fn show(may: May<Learn>, state: Data<State>) -> Result<HttpResponse, Error> {
    let id = may.actor.person.id;
    let devices = state.db.look(move |conn| Ok(devices::list(conn, id)?)).await?;
    let key = &state.config.push.public_key;
    Ok(HttpResponse::Ok().json(PushOut {
        public_key: (!key.is_empty()).then(|| key.clone()),
        devices: devices.into_iter().map(DeviceOut::from).collect(),
    }))
}

/// Switch notices on on a device
#[utoipa::path(post, path = "/api/v1/me/push/devices", tag = "people", request_body = DeviceBody,
    responses((status = 201, body = DeviceOut), Refusals))]
pub async fn create(may: May<Learn>, state: Data<State>, body: Json<DeviceBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let given = Subscription {
        endpoint: body.endpoint,
        p256dh: body.p256dh,
        auth: body.auth,
        user_agent: may.asked.user_agent(),
    };
    let shared = state.clone();
    let device = state
        .db
        .save(move |conn| push::switch_on(conn, &shared, &may.actor, &given))
        .await?;
    Ok(HttpResponse::Created().json(DeviceOut::from(device)))
}

/// Switch notices off on one of one's own devices
#[utoipa::path(delete, path = "/api/v1/me/push/devices/{id}", tag = "people", params(("id" = Uuid, Path,)),
    responses((status = 204), Refusals))]
pub async fn end(may: May<Learn>, state: Data<State>, id: Path<Id>) -> Result<HttpResponse, Error> {
    let shared = state.clone();
    state.db.save(move |conn| push::switch_off(conn, &shared, &may.actor, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
