//! The journal: every notice with its fate and why.

use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::api::{Listing, PageQuery, Problem, Refusals};
use crate::platform::error::Error;
use crate::platform::request;
use crate::platform::state::State;
use crate::platform::table;
use crate::reminders::log::{self as deeds, Log};
use crate::reminders::store::log::{self, Wanted};
use crate::reminders::store::notices::Notice;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Fate;
use actix_web::HttpResponse;
use actix_web::web::{Data, Json};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A notice and its fate.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NoticeItem {
    /// Identifier.
    #[schema(value_type = String, format = Uuid)]
    pub id: Id,
    /// Whose obligation; empty for somebody without a number.
    pub person_external_id: String,
    /// Code of the requirement.
    pub requirement: String,
    /// The due date at that time.
    pub due: NaiveDate,
    /// Days relative to it; null: the word that nothing is owed any more.
    pub offset_days: Option<i32>,
    /// Who is told; empty for somebody without a number.
    pub recipient_external_id: String,
    /// Under which role.
    pub role: String,
    /// `planned`, `sent`, `superseded`, `skipped`, `held`, `withdrawn` or `failed`.
    pub fate: String,
    /// Why, where it is not simply its day; of what could not be delivered what became of its mail.
    pub reason: Option<String>,
    /// What the mail server said of what could not be delivered.
    pub reply: Option<String>,
    /// The step's date, moved off free days.
    pub step_on: NaiveDate,
    /// When it was decided.
    pub decided_at: DateTime<Utc>,
    /// When its fate last changed.
    pub resolved_at: Option<DateTime<Utc>>,
    /// How often its mail was handed over anew without anybody knowing whether it had arrived: each is a possible double.
    pub repeats: i32,
}

/// Which notices are asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NoticeQuery {
    /// Where the page before ended; from `next_cursor`.
    #[serde(default)]
    pub cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[serde(default)]
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// Only of this fate.
    #[serde(default)]
    pub fate: Option<String>,
}

/// Lists notices, the oldest first.
#[utoipa::path(
    get, path = "/api/v1/notices", tag = "reminders", params(NoticeQuery),
    responses(
        (status = 200, body = Listing<NoticeItem>),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 403, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 503, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(
    may: May<ManageReminders>,
    state: Data<State>,
    query: request::Query<NoticeQuery>,
) -> Result<Json<Listing<NoticeItem>>, Error> {
    let page = PageQuery {
        cursor: query.cursor.clone(),
        limit: query.limit,
    };
    let (limit, after) = (page.limit()?, page.after_key::<Id>()?);
    let fate = query.fate.as_deref().map(fate_of).transpose()?;
    let scope = may.scope.clone();
    let log = state
        .db
        .gather(move |conn| {
            let rows = log::page(conn, &scope, fate, after, i64::from(limit) + 1)?;
            Log::of(conn, rows)
        })
        .await?;
    let item = |notice: &Notice| NoticeItem {
        id: notice.id,
        person_external_id: log.number(notice.person_id),
        requirement: log.requirement(notice).map(|one| one.code.clone()).unwrap_or_default(),
        due: notice.due_on,
        offset_days: notice.step_offset,
        recipient_external_id: log.number(notice.recipient_id),
        role: notice.role.clone(),
        fate: notice.fate.clone(),
        reason: log.reason(notice),
        reply: log.reply(notice),
        step_on: notice.step_on,
        decided_at: notice.decided_at.utc(),
        resolved_at: notice.resolved_at.map(Instant::utc),
        repeats: log.repeats(notice),
    };
    let items = log.notices.iter().map(item).collect();
    Ok(Json(Listing::of(items, limit, |item: &NoticeItem| item.id.to_string())))
}

/// Which notices a file is to hold.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NoticeFileQuery {
    /// Only of this fate.
    #[serde(default)]
    pub fate: Option<String>,
}

/// All notices as CSV, the newest first, however many there are.
#[utoipa::path(get, path = "/api/v1/notices/export", tag = "reminders", params(NoticeFileQuery),
    responses((status = 200, body = String, content_type = "text/csv"), Refusals))]
pub async fn export(may: May<ManageReminders>, state: Data<State>, query: request::Query<NoticeFileQuery>) -> Result<HttpResponse, Error> {
    let wanted = Wanted {
        fate: query.fate.as_deref().map(fate_of).transpose()?,
        ..Wanted::default()
    };
    let pages = deeds::pages(State::clone(&state), may.scope.clone(), wanted);
    table::stream(&deeds::file(), pages).await
}

fn fate_of(word: &str) -> Result<Fate, Error> {
    word.parse().map_err(|_| Error::field("fate", "fault-choice"))
}
