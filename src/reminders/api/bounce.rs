//! Mails that come back, told by the mail server's own tools; and people whom no mail reaches.

use crate::people::guard::{ManagePeople, ReportBounces};
use crate::people::{May, store as people};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request;
use crate::platform::state::State;
use crate::reminders::bounce::{self, Taken};
use crate::reminders::store::dead;
use crate::rules::bounce::{Report, read};
use crate::rules::ical::answer;
use crate::rules::id::Id;
use crate::workshops;
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What came back: the notification as it came, or what it says; or the answer of somebody's calendar to an invitation.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BounceReport {
    /// The whole message (RFC 3464, or RFC 6047 with a REPLY), at most a mebibyte; then nothing else is needed.
    #[serde(default)]
    #[schema(max_length = 1048576)]
    pub message: Option<String>,
    /// The bounce address to which it came.
    #[serde(default)]
    pub came_to: Option<String>,
    /// The Message-ID of the mail that came back, with its angle brackets.
    #[serde(default)]
    pub message_id: Option<String>,
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded`; `failed` where it is left out.
    #[serde(default)]
    pub action: Option<String>,
    /// Enhanced status code such as `5.1.1`.
    #[serde(default)]
    pub status: Option<String>,
    /// What the refusing server said.
    #[serde(default)]
    pub diagnostic: Option<String>,
}

/// What follows.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BounceTaken {
    /// `not_ours`, `passing`, `came_back` or `dead`; of an answer to an invitation `not_ours`, `stale`, `noted`, `cancelled` (the booking) or
    /// `too_late`.
    pub outcome: String,
}

/// Somebody whom no mail reaches.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UnreachablePerson {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub person_id: Id,
    /// Name.
    pub name: String,
    /// Where they work.
    pub organisation: String,
    /// The address that is dead; null: they have none.
    pub address: Option<String>,
    /// Since when.
    pub since_at: Option<DateTime<Utc>>,
    /// What the mail server said.
    pub reason: Option<String>,
}

/// Takes word of a mail that could not be delivered, or an answer to an invitation.
#[utoipa::path(post, path = "/api/v1/bounces", tag = "reminders", request_body = BounceReport,
    responses((status = 200, body = BounceTaken), Refusals))]
pub async fn report(may: May<ReportBounces>, state: Data<State>, body: request::Json<BounceReport>) -> Result<Json<BounceTaken>, Error> {
    let (by, now, writing) = (may.actor.by(), may.actor.now, state.clone());
    let body = body.into_inner();
    let taken = match body.message {
        Some(message) => {
            if let Some(reply) = answer::read(message.as_bytes()) {
                let answering = state.db.save(move |conn| workshops::deed::answer(conn, &writing, &by, &reply, now));
                let outcome = answering.await?.as_str().to_owned();
                return Ok(Json(BounceTaken { outcome }));
            }
            let found = read(message.as_bytes()).ok_or_else(|| Error::field("message", "bounce-fault-message"))?;
            let taking = state
                .db
                .save(move |conn| bounce::take_notification(conn, &writing, &by, &found, now));
            taking.await?
        }
        None => {
            let clean = |text: Option<String>| text.unwrap_or_default().replace('\0', "");
            let report = Report {
                action: body
                    .action
                    .map_or_else(|| "failed".to_owned(), |action| action.to_ascii_lowercase()),
                status: clean(body.status),
                recipient: None,
                diagnostic: Some(clean(body.diagnostic)).filter(|said| !said.is_empty()),
            };
            let (came_to, message_id) = (clean(body.came_to), clean(body.message_id));
            if came_to.is_empty() && message_id.is_empty() {
                return Err(Error::field("message", "fault-missing"));
            }
            let taking = state.db.save(move |conn| {
                let mail = match bounce::mail_of_address(conn, &writing, &came_to)? {
                    Some(mail) => Some(mail),
                    None => dead::mail_by_message_id(conn, &message_id)?,
                };
                match mail {
                    Some(mail) => bounce::take(conn, &writing, &by, &mail, &report, now),
                    None => Ok(Taken::NotOurs),
                }
            });
            taking.await?
        }
    };
    let outcome = match taken {
        Taken::NotOurs => "not_ours",
        Taken::Passing => "passing",
        Taken::CameBack => "came_back",
        Taken::Dead => "dead",
    };
    Ok(Json(BounceTaken {
        outcome: outcome.to_owned(),
    }))
}

/// Lists everybody of the branch whom no mail reaches, at most 500.
#[utoipa::path(get, path = "/api/v1/people/unreachable", tag = "reminders", responses((status = 200, body = Vec<UnreachablePerson>), Refusals))]
pub async fn unreachable(may: May<ManagePeople>, state: Data<State>) -> Result<Json<Vec<UnreachablePerson>>, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let found = state.db.gather(move |conn| Ok(dead::unreachable(conn, &scope, today)?)).await?;
    let person = |one: dead::Unreachable| UnreachablePerson {
        person_id: one.person_id,
        name: one.name,
        organisation: one.organisation,
        since_at: one.dead.as_ref().map(|dead| dead.since_at.utc()),
        reason: one.dead.as_ref().map(|dead| dead.reason.clone()),
        address: one.dead.map(|dead| dead.address),
    };
    Ok(Json(found.into_iter().map(person).collect()))
}

/// Says that somebody's address works again.
#[utoipa::path(post, path = "/api/v1/people/{id}/address/confirmation", tag = "reminders", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn confirm(may: May<ManagePeople>, state: Data<State>, id: Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, by, now, id, writing) = (may.scope.clone(), may.actor.by(), may.actor.now, *id, state.clone());
    state
        .db
        .save(move |conn| {
            let person = people::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            bounce::confirm(conn, &writing, &by, &person, now)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
