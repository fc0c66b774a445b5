//! The texts of reminders: read, written, looked at with a real person.

use crate::obligations::store::overview;
use crate::organisations::store as organisations;
use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request;
use crate::platform::state::State;
use crate::reminders::store::texts as store;
use crate::reminders::texts::{self, Asked};
use crate::reminders::trial::{self, Shown};
use crate::rules::wording::{Audience, Phase};
use actix_web::HttpResponse;
use actix_web::web::{Data, Json};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text that somebody wrote.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReminderText {
    /// `own`: to whoever owes it; `team`: to whoever answers for them.
    pub to: String,
    /// Code of the requirement; null: for every one.
    pub requirement: Option<String>,
    /// Number of the organisation for whose people and those below it is; null: for everybody.
    pub organisation: Option<String>,
    /// Of which time of what is owed it speaks alone: `ahead` (before its date and on it), `grace`, `overdue` (or lapsed); null: of any.
    pub phase: Option<String>,
    /// ISO 639-1.
    pub language: String,
    /// The subject; null: inherited.
    pub subject: Option<String>,
    /// Below the heading; null: inherited.
    pub opening: Option<String>,
    /// Before the foot; null: inherited.
    pub closing: Option<String>,
    /// Counts changes; give it back with the next one.
    pub revision: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A text as it shall be. Placeholders are `{name}`, `{person}`, `{requirement}`, `{due}`, `{partner}`, `{academy}` and, not in a subject,
/// `{link}`.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReminderTextChange {
    /// Whom it speaks to.
    #[schema(value_type = String, example = "own")]
    pub to: Audience,
    /// Code of a requirement; left out: for every one.
    #[serde(default)]
    pub requirement: Option<String>,
    /// Number of an organisation; left out: for everybody.
    #[serde(default)]
    pub organisation: Option<String>,
    /// Of which time of what is owed it speaks alone: `ahead` (before its date and on it), `grace` or `overdue` (or lapsed); left out: of
    /// any.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "overdue")]
    pub phase: Option<Phase>,
    /// ISO 639-1.
    pub language: String,
    /// The subject, one line of at most 150 characters; left out: inherited.
    #[serde(default)]
    #[schema(max_length = 150)]
    pub subject: Option<String>,
    /// Below the heading; left out: inherited.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub opening: Option<String>,
    /// Before the foot; left out: inherited.
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub closing: Option<String>,
    /// The revision that is changed; 0 where there is none yet.
    #[serde(default)]
    pub revision: i32,
}

/// A text to look at.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReminderTextTrial {
    /// The text; nothing of it is kept.
    pub text: ReminderTextChange,
    /// Number or mail address of somebody who owes it; left out: whoever owes the most urgent.
    #[serde(default)]
    pub person: Option<String>,
}

/// A mail as the text would make it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReminderTextShown {
    /// Name of whoever owes it.
    pub person: String,
    /// The subject.
    pub subject: String,
    /// The plain part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Parts (`subject`, `opening`, `closing`) for which another text is nearer to this person: they would get that one.
    pub nearer: Vec<String>,
}

impl ReminderTextChange {
    fn asked(&self) -> Asked {
        Asked {
            to: self.to.as_str().to_owned(),
            requirement: self.requirement.clone().unwrap_or_default(),
            organisation: self.organisation.clone().unwrap_or_default(),
            phase: self.phase.map(Phase::as_str).unwrap_or_default().to_owned(),
            language: self.language.clone(),
        }
    }

    fn read(&self) -> Result<store::Parts, Error> {
        let typed = |text: &Option<String>| text.clone().unwrap_or_default();
        texts::read(&typed(&self.subject), &typed(&self.opening), &typed(&self.closing))
    }
}

impl From<Shown> for ReminderTextShown {
    fn from(shown: Shown) -> Self {
        Self {
            person: shown.person,
            subject: shown.letter.subject,
            text: shown.letter.text,
            html: shown.letter.html,
            nearer: shown.nearer.iter().map(|part| part.as_str().to_owned()).collect(),
        }
    }
}

/// Lists the texts that were written, for every requirement and organisation within reach.
#[utoipa::path(get, path = "/api/v1/reminders/texts", tag = "reminders", responses((status = 200, body = Vec<ReminderText>), Refusals))]
pub async fn list(may: May<ManageReminders>, state: Data<State>) -> Result<Json<Vec<ReminderText>>, Error> {
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    let found = state
        .db
        .gather(move |conn| {
            let codes = overview::excusable(conn, locale)?;
            let mut found = Vec::new();
            for text in store::list(conn)? {
                let unit = match text.key.organisation_id {
                    Some(id) => organisations::find(conn, &scope, id)?.map(Some),
                    None => Some(None),
                };
                // What somebody may not see is not theirs to read.
                let Some(unit) = unit else { continue };
                let code = |id| codes.iter().find(|(known, ..)| *known == id).map(|(_, code, _)| code.clone());
                found.push(ReminderText {
                    to: text.key.audience.as_str().to_owned(),
                    requirement: text.key.requirement_id.map(|id| code(id).unwrap_or_default()),
                    organisation: unit.map(|unit| unit.external_id),
                    phase: text.key.phase.map(|phase| phase.as_str().to_owned()),
                    language: text.key.language,
                    subject: text.parts.subject,
                    opening: text.parts.opening,
                    closing: text.parts.closing,
                    revision: text.revision,
                    updated_at: text.updated_at.utc(),
                });
            }
            Ok(found)
        })
        .await?;
    Ok(Json(found))
}

/// Writes a text, changes it, or takes it away where all its parts are left out. A broken one is refused at its field.
#[utoipa::path(put, path = "/api/v1/reminders/texts", tag = "reminders", request_body = ReminderTextChange,
    responses((status = 204), Refusals))]
pub async fn update(may: May<ManageReminders>, state: Data<State>, body: request::Json<ReminderTextChange>) -> Result<HttpResponse, Error> {
    let (asked, parts, revision) = (body.asked(), body.read()?, body.revision);
    let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
    state
        .db
        .save(move |conn| {
            let place = texts::place(conn, &scope, &asked)?;
            texts::set(conn, &chance, &by, &scope, &place, &parts, revision, now)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Shows the mail that a text would make, with what a real person owes; nothing is kept.
#[utoipa::path(post, path = "/api/v1/reminders/texts/preview", tag = "reminders", request_body = ReminderTextTrial,
    responses((status = 200, body = ReminderTextShown), Refusals))]
pub async fn preview(
    may: May<ManageReminders>,
    state: Data<State>,
    body: request::Json<ReminderTextTrial>,
) -> Result<Json<ReminderTextShown>, Error> {
    let (asked, parts) = (body.text.asked(), body.text.read()?);
    let account = body.person.clone().unwrap_or_default();
    let (scope, actor, drawing) = (may.scope.clone(), may.actor.clone(), state.clone());
    let shown = state
        .db
        .gather(move |conn| {
            let place = texts::place(conn, &scope, &asked)?;
            trial::show(conn, &drawing, &scope, &actor, &place, &parts, &account)
        })
        .await?;
    Ok(Json(shown.into()))
}

/// Sends that mail to whoever asks for it.
#[utoipa::path(post, path = "/api/v1/reminders/texts/test", tag = "reminders", request_body = ReminderTextTrial,
    responses((status = 204), Refusals))]
pub async fn test(may: May<ManageReminders>, state: Data<State>, body: request::Json<ReminderTextTrial>) -> Result<HttpResponse, Error> {
    let (asked, parts) = (body.text.asked(), body.text.read()?);
    let account = body.person.clone().unwrap_or_default();
    let (scope, actor, writing) = (may.scope.clone(), may.actor.clone(), state.clone());
    state
        .db
        .save(move |conn| {
            let place = texts::place(conn, &scope, &asked)?;
            trial::send_to_oneself(conn, &writing, &scope, &actor, &place, &parts, &account)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
