//! One's own calendar, and what one was told.

use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::reminders::feed::{self as deeds, Which};
use crate::reminders::store::feed;
use crate::reminders::store::material::Material;
use crate::reminders::store::notices::Notice;
use crate::rules::id::{Id, Instant};
use actix_web::HttpResponse;
use actix_web::web::{Data, Json};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Whether one's calendar has an address.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarFeed {
    /// Since when; null: there is none.
    pub since_at: Option<DateTime<Utc>>,
    /// When a program last asked for it, to the hour.
    pub read_at: Option<DateTime<Utc>>,
}

/// A new address.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CalendarFeedMade {
    /// The address; it is told this once.
    pub url: String,
}

/// Something one was told, or that others were told about oneself.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ToldNotice {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// When.
    pub at: DateTime<Utc>,
    /// Code of the requirement.
    pub requirement: String,
    /// About whom.
    #[schema(value_type = uuid::Uuid)]
    pub person_id: Id,
    /// Under which role who was told.
    pub role: String,
    /// Whether that was oneself.
    pub to_me: bool,
    /// The due date at that time.
    pub due: NaiveDate,
    /// Days relative to it; null: the word that nothing is owed any more.
    pub offset_days: Option<i32>,
    /// `sent` or `failed`.
    pub fate: String,
}

/// Which calendar.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CalendarQuery {
    /// `own` (one's deadlines and seats; where it is left out), `taught` (what one teaches), `team` (what one's people are booked in) or
    /// `room` (what a room or a piece of equipment is needed for).
    #[serde(default)]
    pub kind: Option<String>,
    /// Of `room`: which, by identifier.
    #[serde(default)]
    pub subject: Option<String>,
}

impl CalendarQuery {
    fn which(&self) -> Result<Which, Error> {
        Which::asked(
            self.kind.as_deref().unwrap_or_default(),
            self.subject.as_deref().unwrap_or_default(),
        )
    }
}

/// Says whether one's calendar has an address.
#[utoipa::path(get, path = "/api/v1/me/calendar", tag = "reminders", params(CalendarQuery), responses((status = 200, body = CalendarFeed), Refusals))]
pub async fn show(may: May<Learn>, state: Data<State>, query: Query<CalendarQuery>) -> Result<Json<CalendarFeed>, Error> {
    let (id, which) = (may.actor.person.id, query.which()?);
    let all = state.db.look(move |conn| Ok(feed::list(conn, id)?)).await?;
    let found = all
        .into_iter()
        .find(|feed| feed.kind == which.as_str() && feed.subject_id == which.subject());
    Ok(Json(CalendarFeed {
        since_at: found.as_ref().map(|feed| feed.created_at.utc()),
        read_at: found.and_then(|feed| feed.last_read_at).map(Instant::utc),
    }))
}

/// Makes a secret address for one's calendar; the one before ends.
#[utoipa::path(post, path = "/api/v1/me/calendar", tag = "reminders", params(CalendarQuery), responses((status = 201, body = CalendarFeedMade), Refusals))]
pub async fn make(may: May<Learn>, state: Data<State>, query: Query<CalendarQuery>) -> Result<HttpResponse, Error> {
    let which = query.which()?;
    let (by, now, person, writing) = (may.actor.by(), may.actor.now, may.actor.person.clone(), state.clone());
    let url = state
        .db
        .save(move |conn| deeds::make(conn, &writing, &by, &person, which, now))
        .await?;
    Ok(HttpResponse::Created().json(CalendarFeedMade { url }))
}

/// Ends the address of one's calendar.
#[utoipa::path(delete, path = "/api/v1/me/calendar", tag = "reminders", params(CalendarQuery), responses((status = 204), Refusals))]
pub async fn revoke(may: May<Learn>, state: Data<State>, query: Query<CalendarQuery>) -> Result<HttpResponse, Error> {
    let which = query.which()?;
    let (by, now, person, writing) = (may.actor.by(), may.actor.now, may.actor.person.clone(), state.clone());
    state
        .db
        .save(move |conn| deeds::revoke(conn, &writing, &by, &person, which, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Lists what one was told by mail or on a device, and what others were told about oneself, the newest first.
#[utoipa::path(get, path = "/api/v1/me/notices", tag = "reminders", params(PageQuery),
    responses((status = 200, body = Listing<ToldNotice>), Refusals))]
pub async fn told(may: May<Learn>, state: Data<State>, query: Query<PageQuery>) -> Result<Json<Listing<ToldNotice>>, Error> {
    let (limit, before) = (query.limit()?, query.after_key::<Id>()?);
    let id = may.actor.person.id;
    let (found, titles) = state
        .db
        .gather(move |conn| Ok((feed::told(conn, id, before, i64::from(limit) + 1)?, Material::titles(conn)?)))
        .await?;
    let told = |notice: Notice| ToldNotice {
        id: notice.id,
        at: notice.resolved_at.unwrap_or(notice.decided_at).utc(),
        requirement: titles.get(&notice.requirement_id).map(|one| one.code.clone()).unwrap_or_default(),
        person_id: notice.person_id,
        to_me: notice.recipient_id == id,
        role: notice.role,
        due: notice.due_on,
        offset_days: notice.step_offset,
        fate: notice.fate,
    };
    let items = found.into_iter().map(told).collect();
    Ok(Json(Listing::of(items, limit, |item: &ToldNotice| item.id.to_string())))
}
