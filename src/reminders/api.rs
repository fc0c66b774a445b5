//! Calls about reminders: the journal, the forecast, the switches, and mails without what is secret in them.

pub mod asking;
pub mod bounce;
pub mod calendar;
pub mod choices;
pub mod feed;
pub mod held;
pub mod ladder;
pub mod mail;
pub mod notices;
pub mod texts;

use super::forecast::{Outlook, PassedRow, Row, range};
use super::store::{mailbox, switch};
use super::web;
use crate::organisations::store as organisations;
use crate::people::May;
use crate::people::guard::{ManageReminders, SeeMailbox};
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::error::Error;
use crate::platform::mail::outbox::Mail;
use crate::platform::request;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use actix_web::web::{Data, Json, Path};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A mail without its words, which may carry secrets.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MailItem {
    /// Identifier.
    #[schema(value_type = String, format = Uuid)]
    pub id: Id,
    /// What it is about.
    pub kind: String,
    /// Name of the recipient.
    pub to_name: String,
    /// Address.
    pub to_address: String,
    /// Subject.
    pub subject: String,
    /// Language.
    pub language: String,
    /// `queued`, `sending`, `sent`, `kept`, `set_aside` or `dropped`.
    pub state: String,
    /// When it was decided.
    pub queued_at: DateTime<Utc>,
    /// When it was handed over or kept.
    pub sent_at: Option<DateTime<Utc>>,
    /// Hand-overs that did not succeed.
    pub attempts: i32,
    /// How often it was handed over anew without anybody knowing whether it had arrived: each is a possible double.
    pub repeats: i32,
    /// What is worth noting, as a stable word.
    pub note: Option<String>,
    /// What the mail server said.
    pub reply: Option<String>,
    /// Number on the wire.
    pub message_id: String,
}

/// A partner's switch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SwitchItem {
    /// The partner's number.
    pub external_id: String,
    /// Name.
    pub name: String,
    /// Since when its people are reminded; null: not switched on.
    pub since_on: Option<NaiveDate>,
}

/// How a partner's switch is to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchChange {
    /// From which day on, today or later; null: switched off.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    pub since_on: Option<NaiveDate>,
}

/// A forecast.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ForecastAnswer {
    /// Notice by notice, in order of date.
    pub items: Vec<Row>,
    /// Steps whose day would come and that nobody would be told of, with the reason.
    pub passed_over: Vec<PassedRow>,
}

/// Which days are asked for.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ForecastQuery {
    /// First day.
    #[serde(default)]
    #[param(required = true)]
    pub from: Option<NaiveDate>,
    /// Last day, at most a year later.
    #[serde(default)]
    #[param(required = true)]
    pub to: Option<NaiveDate>,
    /// Number of an organisation: only its people and those below.
    #[serde(default)]
    pub organisation: Option<String>,
}

/// Says which notices would go out on days to come.
#[utoipa::path(
    get, path = "/api/v1/reminders/forecast", tag = "reminders", params(ForecastQuery),
    responses(
        (status = 200, body = ForecastAnswer),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn forecast(
    may: May<ManageReminders>,
    state: Data<State>,
    query: request::Query<ForecastQuery>,
) -> Result<Json<ForecastAnswer>, Error> {
    let missing = |field: &'static str| Error::field(field, "fault-missing");
    let from = query.from.ok_or_else(|| missing("from"))?;
    let (from, to) = range(from, query.to.ok_or_else(|| missing("to"))?)?;
    let (scope, now, looking) = (may.scope.clone(), may.actor.now, state.clone());
    let organisation = query.organisation.clone();
    let (items, passed_over) = state
        .db
        .gather(move |conn| {
            let id = match organisation {
                Some(number) => Some(
                    organisations::find_by_external_id(conn, &scope, &number)?
                        .ok_or(Error::NotFound)?
                        .id,
                ),
                None => None,
            };
            let scope = web::forecast::within(conn, scope, id)?;
            let outlook = Outlook::load(conn, &looking, &scope, from, to, now)?;
            Ok((outlook.rows(), outlook.passed_over()))
        })
        .await?;
    Ok(Json(ForecastAnswer { items, passed_over }))
}

/// Lists the partners with their switches.
#[utoipa::path(
    get, path = "/api/v1/reminders/partners", tag = "reminders",
    responses(
        (status = 200, body = Vec<SwitchItem>),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn switches(may: May<ManageReminders>, state: Data<State>) -> Result<Json<Vec<SwitchItem>>, Error> {
    let scope = may.scope.clone();
    let units = state.db.gather(move |conn| Ok(switch::list(conn, &scope)?)).await?;
    let item = |unit: organisations::Organisation| SwitchItem {
        external_id: unit.external_id,
        name: unit.name,
        since_on: unit.reminders_since_on,
    };
    Ok(Json(units.into_iter().map(item).collect()))
}

/// Switches reminders of a partner's people on from a day, or off.
#[utoipa::path(
    put, path = "/api/v1/reminders/partners/{external_id}", tag = "reminders",
    params(("external_id" = String, Path, description = "The partner's number")),
    request_body = SwitchChange,
    responses(
        (status = 200, body = SwitchItem),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 413, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn set_switch(
    may: May<ManageReminders>,
    state: Data<State>,
    external_id: Path<String>,
    change: request::Json<SwitchChange>,
) -> Result<Json<SwitchItem>, Error> {
    let since_on = change.since_on;
    if let Some(day) = since_on {
        web::partners::checked(day, may.actor.today())?;
    }
    let (scope, number) = (may.scope.clone(), external_id.replace('\0', ""));
    let unit = state
        .db
        .look(move |conn| Ok(organisations::find_by_external_id(conn, &scope, &number)?))
        .await?
        .ok_or(Error::NotFound)?;
    let name = web::partners::set(&may, &state, unit.id, since_on).await?;
    Ok(Json(SwitchItem {
        external_id: unit.external_id,
        name,
        since_on,
    }))
}

/// Lists mails, the oldest first, without their words.
#[utoipa::path(
    get, path = "/api/v1/mails", tag = "reminders", params(PageQuery),
    responses(
        (status = 200, body = Listing<MailItem>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn mails(may: May<SeeMailbox>, state: Data<State>, query: request::Query<PageQuery>) -> Result<Json<Listing<MailItem>>, Error> {
    let (limit, after) = (query.limit()?, query.after_key::<Id>()?);
    let scope = may.scope.clone();
    let rows = state
        .db
        .gather(move |conn| Ok(mailbox::page(conn, &scope, after, i64::from(limit) + 1)?))
        .await?;
    let items = rows.into_iter().map(mail_item).collect();
    Ok(Json(Listing::of(items, limit, |item: &MailItem| item.id.to_string())))
}

/// A mail without its words.
fn mail_item(mail: Mail) -> MailItem {
    MailItem {
        id: mail.id,
        kind: mail.kind,
        to_name: mail.to_name,
        to_address: mail.to_address,
        subject: mail.subject,
        language: mail.language,
        state: mail.state,
        queued_at: mail.queued_at.utc(),
        sent_at: mail.sent_at.map(Instant::utc),
        attempts: mail.attempts,
        repeats: mail.repeats,
        note: mail.last_error,
        reply: mail.reply,
        message_id: mail.message_id,
    }
}

/// The calls of this slice.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        notices::list,
        notices::export,
        forecast,
        switches,
        set_switch,
        mails,
        held::list,
        held::decide,
        held::resend,
        mail::show,
        mail::resend,
        mail::standstill,
        mail::resume,
        texts::list,
        texts::update,
        texts::preview,
        texts::test,
        choices::own,
        choices::choose,
        choices::senders,
        choices::set_sender,
        bounce::report,
        bounce::unreachable,
        bounce::confirm,
        feed::show,
        feed::make,
        feed::revoke,
        feed::told,
    ),
    components(schemas(
        notices::NoticeItem,
        MailItem,
        SwitchItem,
        SwitchChange,
        ForecastAnswer,
        Row,
        PassedRow,
        held::HeldItem,
        held::HeldDecision,
        held::Decided,
        super::held::Decision,
        mail::MailDetail,
        mail::Standstill,
        texts::ReminderText,
        texts::ReminderTextChange,
        texts::ReminderTextTrial,
        texts::ReminderTextShown,
        choices::MailChoice,
        choices::MailChoiceChange,
        choices::MailSender,
        choices::MailSenderChange,
        bounce::BounceReport,
        bounce::BounceTaken,
        bounce::UnreachablePerson,
        feed::CalendarFeed,
        feed::CalendarFeedMade,
        feed::ToldNotice
    ))
)]
pub struct Doc;
