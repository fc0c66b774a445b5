//! Training needs for integrations.

pub mod act;

use super::deed;
use super::form::{self, Offered};
use super::store::{self, Listed, NeedEvent};
use super::view::{self, Sight};
use super::web::need::act as perform;
use crate::organisations::Scope;
use crate::people::guard::{AskTraining, SeeTeam};
use crate::people::{Actor, May};
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::{Json, Query};
use crate::platform::state::State as Installation;
use crate::rules::id::{Id, Instant};
use crate::rules::need::State;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a partner says it must learn, as far as the caller may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// On whose side the caller looks: `manufacturer`, `own`, `joined` or `other`.
    sight: String,
    /// Identifier of the organisation that asks; null where that is not the caller's to see.
    #[schema(value_type = Option<uuid::Uuid>)]
    organisation_id: Option<Id>,
    /// Code of the course; null: a topic.
    course: Option<String>,
    /// The topic in own words; null: a course.
    topic: Option<String>,
    /// For how many people, those of the joined among them.
    people: i64,
    /// How many others ask for the same.
    joined: usize,
    /// By when it is wanted.
    wanted_by_on: Option<NaiveDate>,
    /// Where; null also where that is not the caller's to see.
    place: Option<String>,
    /// In which language, ISO 639-1.
    language: String,
    /// `open`, `answered`, `settled` or `withdrawn`.
    state: String,
    /// When it was asked.
    #[schema(value_type = DateTime<Utc>)]
    asked_at: Instant,
}

/// A need with what happened to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedDetail {
    /// The need.
    need: NeedRecord,
    /// What happened, in order; what others said to the manufacturer is left out.
    events: Vec<NeedEventRecord>,
}

/// Something that happened to a need.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedEventRecord {
    /// `asked`, `joined`, `left`, `answered`, `confirmed`, `objected`, `handed_on` or `withdrawn`.
    kind: String,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    at: Instant,
    /// Of an answer: `date`, `substitute` or `refusal`.
    answer: Option<String>,
    /// The day on which it is taught.
    held_on: Option<NaiveDate>,
    /// Code of the course that serves.
    course: Option<String>,
    /// Place, remark or reason.
    remark: Option<String>,
}

/// What is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNeedBody {
    /// Number of the organisation that asks; left out: the caller's first.
    #[serde(default)]
    organisation: Option<String>,
    /// Code of a course; it or a topic is needed.
    #[serde(default)]
    course: Option<String>,
    /// A topic in own words, which other partners can read; at most 200 characters.
    #[serde(default)]
    topic: Option<String>,
    /// More about it, for the manufacturer alone; at most 2,000 characters.
    #[serde(default)]
    details: Option<String>,
    /// People by identifier.
    #[serde(default)]
    #[schema(value_type = Vec<uuid::Uuid>)]
    people: Vec<String>,
    /// Or how many, 1 to 1,000.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 1000)]
    people_count: Option<i64>,
    /// By when, today or later.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    wanted_by_on: Option<String>,
    /// Where; at most 200 characters.
    #[serde(default)]
    place: Option<String>,
    /// In which language, ISO 639-1.
    language: String,
}

/// Which needs are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NeedQuery {
    /// Only those that stand so.
    state: Option<String>,
    /// Where the page before ended; from `next_cursor`.
    cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

fn record(found: Listed, sight: Sight) -> NeedRecord {
    let whole = matches!(sight, Sight::Manufacturer | Sight::Own);
    NeedRecord {
        id: found.need.id,
        sight: match sight {
            Sight::Manufacturer => "manufacturer",
            Sight::Own => "own",
            Sight::Joined => "joined",
            Sight::Other => "other",
        }
        .to_owned(),
        organisation_id: whole.then_some(found.need.organisation_id),
        people: found.people(),
        joined: found.joins.len(),
        state: found.need.state().to_string(),
        course: found.course_code,
        topic: found.need.topic,
        wanted_by_on: found.need.wanted_by_on,
        place: found.need.place.filter(|_| whole),
        language: found.need.language,
        asked_at: found.need.asked_at,
    }
}

/// A need as the caller may see it now.
fn detail(conn: &mut Conn, actor: &Actor, scope: &Scope, id: Id) -> Result<NeedDetail, Error> {
    let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
    let sight = view::sight(actor, scope, &found).ok_or(Error::NotFound)?;
    let mut events = Vec::new();
    for (event, course) in store::events_of(conn, id)? {
        if view::shows(conn, sight, scope, &event)? {
            events.push(event_record(event, course));
        }
    }
    Ok(NeedDetail {
        need: record(found, sight),
        events,
    })
}

fn event_record(event: NeedEvent, course: Option<String>) -> NeedEventRecord {
    NeedEventRecord {
        kind: event.kind,
        at: event.at,
        answer: event.answer,
        held_on: event.held_on,
        course,
        remark: event.remark,
    }
}

/// What is asked: the caller's own, what it joined, and what it could join; for the manufacturer everything.
#[utoipa::path(get, path = "/api/v1/training-needs", tag = "training needs", params(NeedQuery),
    responses((status = 200, body = Listing<NeedRecord>), Refusals))]
pub async fn list(may: May<SeeTeam>, state: web::Data<Installation>, query: Query<NeedQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let (limit, after) = (page.limit()?, page.after_key::<Id>()?);
    let wanted = query
        .state
        .as_deref()
        .map(|word| State::from_word(word).ok_or_else(|| Error::field("state", "fault-unknown-word")));
    let wanted = wanted.transpose()?;
    let all = state.db.gather(|conn| Ok(store::list(conn)?)).await?;
    let mut records: Vec<NeedRecord> = all
        .into_iter()
        .filter(|found| wanted.is_none_or(|wanted| found.need.state() == wanted))
        .filter(|found| after.is_none_or(|after| found.need.id > after))
        .filter_map(|found| {
            let sight = view::sight(&may.actor, &may.scope, &found)?;
            Some(record(found, sight))
        })
        .collect();
    records.sort_by_key(|record| record.id);
    records.truncate(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1));
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record| record.id.to_string())))
}

/// Says what a partner must learn.
#[utoipa::path(post, path = "/api/v1/training-needs", tag = "training needs", request_body = NewNeedBody,
    responses((status = 201, body = NeedDetail), Refusals))]
pub async fn ask(may: May<AskTraining>, state: web::Data<Installation>, body: Json<NewNeedBody>) -> Result<HttpResponse, Error> {
    let typed = body.into_inner().typed();
    let today = may.actor.today();
    let detail = perform(&may, &state, move |conn, hand| {
        let offered = Offered::load(conn, hand.scope, today)?;
        let new = form::need(&typed, &offered, today)?;
        let need = deed::ask(conn, hand, &new)?;
        detail(conn, hand.actor, hand.scope, need.id)
    })
    .await?;
    Ok(HttpResponse::Created().json(detail))
}

impl NewNeedBody {
    /// As a form would send it, so that pages and calls are read alike.
    fn typed(self) -> Typed {
        let mut fields = vec![("language".to_owned(), self.language)];
        let given = [
            ("organisation", self.organisation),
            ("course", self.course),
            ("topic", self.topic),
            ("details", self.details),
            ("people_count", self.people_count.map(|count| count.to_string())),
            ("wanted_by_on", self.wanted_by_on),
            ("place", self.place),
        ];
        fields.extend(given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        fields.extend(self.people.into_iter().map(|id| ("people".to_owned(), id)));
        Typed::of(fields)
    }
}

/// One need with what happened to it.
#[utoipa::path(get, path = "/api/v1/training-needs/{id}", tag = "training needs", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = NeedDetail), Refusals))]
pub async fn show(may: May<SeeTeam>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, scope, id) = (may.actor.clone(), may.scope.clone(), *id);
    let detail = state.db.look(move |conn| detail(conn, &actor, &scope, id)).await?;
    Ok(HttpResponse::Ok().json(detail))
}

/// What this slice adds to the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, ask, show, act::answer, act::confirm, act::object, act::withdraw, act::join, act::leave),
    components(schemas(
        NeedRecord,
        NeedDetail,
        NeedEventRecord,
        NewNeedBody,
        act::NewAnswerBody,
        act::NeedReason,
        act::NeedWithdrawal,
        act::NewJoining
    ))
)]
pub struct Doc;
