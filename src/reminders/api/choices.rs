//! Mails that one chooses for oneself, and the senders of branches.

use crate::organisations::store::{self as organisations, sender};
use crate::people::May;
use crate::people::guard::{Learn, ManageReminders};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request;
use crate::platform::state::State;
use crate::reminders::senders as deeds;
use crate::reminders::store::choices::{self, Optional};
use crate::reminders::unsubscribing;
use actix_web::HttpResponse;
use actix_web::web::{Data, Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A kind of mail that can be chosen away.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MailChoice {
    /// `overview` or `released`.
    pub kind: String,
    /// Whether one gets it.
    pub wanted: bool,
}

/// What is chosen.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailChoiceChange {
    /// Whether one wants it.
    pub wanted: bool,
}

/// Under which name mails go to the people of an organisation and those below it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MailSender {
    /// Number of the organisation.
    pub organisation: String,
    /// The name before the address; null: inherited.
    pub from_name: Option<String>,
    /// Where answers go; null: inherited.
    pub reply_to: Option<String>,
}

/// How the sender shall be; both left out: inherited.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailSenderChange {
    /// The name before the address.
    #[serde(default)]
    #[schema(max_length = 80)]
    pub from_name: Option<String>,
    /// Where answers go.
    #[serde(default)]
    pub reply_to: Option<String>,
}

/// Lists the mails that one may choose away for oneself.
#[utoipa::path(get, path = "/api/v1/me/mails", tag = "reminders", responses((status = 200, body = Vec<MailChoice>), Refusals))]
pub async fn own(may: May<Learn>, state: Data<State>) -> Result<Json<Vec<MailChoice>>, Error> {
    let id = may.actor.person.id;
    let unwanted = state.db.look(move |conn| Ok(choices::unwanted(conn, id)?)).await?;
    let choice = |kind: Optional| MailChoice {
        kind: kind.as_str().to_owned(),
        wanted: !unwanted.contains(&kind),
    };
    Ok(Json(Optional::ALL.map(choice).to_vec()))
}

/// Chooses a kind of mail away for oneself, or wants it again.
#[utoipa::path(put, path = "/api/v1/me/mails/{kind}", tag = "reminders", params(("kind" = String, Path)),
    request_body = MailChoiceChange, responses((status = 204), Refusals))]
pub async fn choose(
    may: May<Learn>,
    state: Data<State>,
    kind: Path<String>,
    body: request::Json<MailChoiceChange>,
) -> Result<HttpResponse, Error> {
    let kind = Optional::from_word(&kind).ok_or(Error::NotFound)?;
    let (by, now, id, writing, wanted) = (may.actor.by(), may.actor.now, may.actor.person.id, state.clone(), body.wanted);
    state
        .db
        .save(move |conn| unsubscribing::set(conn, &writing, &by, id, kind, wanted, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Lists the senders that were set for organisations within reach.
#[utoipa::path(get, path = "/api/v1/reminders/senders", tag = "reminders", responses((status = 200, body = Vec<MailSender>), Refusals))]
pub async fn senders(may: May<ManageReminders>, state: Data<State>) -> Result<Json<Vec<MailSender>>, Error> {
    let scope = may.scope.clone();
    let found = state
        .db
        .gather(move |conn| {
            let mut found = Vec::new();
            for sender in sender::list(conn)? {
                if let Some(unit) = organisations::find(conn, &scope, sender.organisation_id)? {
                    found.push(MailSender {
                        organisation: unit.external_id,
                        from_name: sender.from_name,
                        reply_to: sender.reply_to,
                    });
                }
            }
            Ok(found)
        })
        .await?;
    Ok(Json(found))
}

/// Sets the sender of mails to the people of an organisation and those below it.
#[utoipa::path(put, path = "/api/v1/reminders/senders/{external_id}", tag = "reminders",
    params(("external_id" = String, Path, description = "The organisation's number")), request_body = MailSenderChange,
    responses((status = 204), Refusals))]
pub async fn set_sender(
    may: May<ManageReminders>,
    state: Data<State>,
    external_id: Path<String>,
    body: request::Json<MailSenderChange>,
) -> Result<HttpResponse, Error> {
    let typed = |text: &Option<String>| text.clone().unwrap_or_default();
    let read = deeds::read(&typed(&body.from_name), &typed(&body.reply_to))?;
    let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
    let number = external_id.replace('\0', "");
    state
        .db
        .save(move |conn| deeds::set(conn, &chance, &by, &scope, &number, &read, now).map(drop))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
