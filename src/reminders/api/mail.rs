//! The mailbox: mails as they were sent, without what is secret in them; sending again, and letting mail leave after a standstill.

use super::{MailItem, mail_item};
use crate::people::May;
use crate::people::guard::{Operate, SeeMailbox};
use crate::platform::api::Problem;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::{delivery, without_secrets};
use crate::platform::state::State;
use crate::reminders::resend;
use crate::reminders::store::mailbox;
use crate::rules::id::{Id, Instant};
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// A mail with its words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MailDetail {
    /// The mail.
    pub mail: MailItem,
    /// The plain part; one-time links without their secret.
    pub text: String,
    /// The HTML part; one-time links without their secret.
    pub html: String,
}

/// Whether mail leaves.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Standstill {
    /// Whether a mail server is set up; else the mailbox is the only place where mails go.
    pub leaves: bool,
    /// `mail.paused`: after a restored backup; `mail.stopped`: the mail server refused our sign-in; null: mail leaves.
    pub reason: Option<String>,
    /// More about it, such as the server's answer.
    pub detail: Option<String>,
    /// Since when that mail waits which should have left first; null: none waits but for its hour.
    pub waits_since: Option<DateTime<Utc>>,
}

/// Shows one mail.
#[utoipa::path(
    get, path = "/api/v1/mails/{id}", tag = "reminders", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 200, body = MailDetail),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn show(may: May<SeeMailbox>, state: Data<State>, id: Path<Id>) -> Result<Json<MailDetail>, Error> {
    let (scope, id) = (may.scope.clone(), *id);
    let (mail, body) = state.db.look(move |conn| mailbox::find_with_body(conn, &scope, id)).await?;
    Ok(Json(MailDetail {
        text: without_secrets(&body.text_body),
        html: without_secrets(&body.html_body),
        mail: mail_item(mail),
    }))
}

/// Puts a mail that was set aside into the queue again.
#[utoipa::path(
    post, path = "/api/v1/mails/{id}/resend", tag = "reminders", params(("id" = uuid::Uuid, Path)),
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn resend(may: May<SeeMailbox>, state: Data<State>, id: Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, by, now, id, writing) = (may.scope.clone(), may.actor.by(), may.actor.now, *id, state.clone());
    state
        .db
        .save(move |conn| {
            let mail = mailbox::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            resend::mail(conn, &writing, &by, mail, now)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Says whether mail leaves, why not, and since when something waits.
#[utoipa::path(
    get, path = "/api/v1/mail-standstill", tag = "reminders",
    responses(
        (status = 200, body = Standstill),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn standstill(may: May<SeeMailbox>, state: Data<State>) -> Result<Json<Standstill>, Error> {
    let (scope, now) = (may.scope.clone(), may.actor.now);
    let look = move |conn: &mut Conn| Ok((delivery::standstill(conn)?, mailbox::waits_since(conn, &scope, now)?));
    let (found, waits_since) = state.db.look(look).await?;
    let (reason, detail) = found.map(|(name, text)| (name.to_owned(), text)).unzip();
    Ok(Json(Standstill {
        leaves: !state.config.mail.smtp_url.expose().is_empty(),
        reason,
        detail,
        waits_since: waits_since.map(Instant::utc),
    }))
}

/// Lets mail leave again after a restored backup or a refused sign-in.
#[utoipa::path(
    delete, path = "/api/v1/mail-standstill", tag = "reminders",
    responses(
        (status = 204),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn resume(may: May<Operate>, state: Data<State>) -> Result<HttpResponse, Error> {
    let (by, now, writing) = (may.actor.by(), may.actor.now, state.clone());
    state.db.save(move |conn| resend::resume(conn, &writing, &by, now)).await?;
    Ok(HttpResponse::NoContent().finish())
}
