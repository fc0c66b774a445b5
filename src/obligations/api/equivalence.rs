//! Courses that count for others, for integrations.

use super::Refusals;
use crate::courses::store::{self as courses, Equivalence};
use crate::obligations::equivalence::{self as deeds, Change, LONGEST_REASON, Preview, Typed, preview};
use crate::obligations::requirement::whole_network;
use crate::people::May;
use crate::people::guard::{ManageRequirements, SeeRequirements};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Extent;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The statement that one course counts for another.
#[derive(Debug, Serialize, ToSchema)]
pub struct EquivalenceRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Code of the course that is taken.
    course: String,
    /// Code of the course for which it counts.
    counts_for: String,
    /// `full` or `refresher`.
    extent: String,
    /// Whether it holds the other way round too.
    both_ways: bool,
    /// First day of evidence for which it holds.
    from_on: NaiveDate,
    /// Last such day.
    to_on: Option<NaiveDate>,
    /// Why.
    reason: String,
    /// When it was stated.
    #[schema(value_type = DateTime<Utc>)]
    created_at: Instant,
    /// When it was withdrawn as a mistake: it never held.
    #[schema(value_type = Option<DateTime<Utc>>)]
    withdrawn_at: Option<Instant>,
    /// Why.
    withdrawn_reason: Option<String>,
}

/// A statement that is to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEquivalence {
    /// Code of the course that is taken.
    course: String,
    /// How far it counts.
    extent: ExtentWord,
    /// Whether it holds the other way round too.
    #[serde(default)]
    both_ways: bool,
    /// First day of evidence for which it holds.
    from_on: NaiveDate,
    /// Last such day; left out: open.
    #[serde(default)]
    to_on: Option<NaiveDate>,
    /// Why; stands in the audit.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// How far one course counts for another.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExtentWord {
    /// Wherever the other one counts.
    Full,
    /// Only for somebody who has satisfied the requirement before and has not lapsed.
    Refresher,
}

/// The last day of a statement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EquivalenceEndBody)]
pub struct LastDayBody {
    /// What it gave up to this day stays.
    to_on: NaiveDate,
}

/// Why a statement never held.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MistakeBody {
    /// Stands in the audit.
    #[schema(min_length = 1, max_length = 500)]
    pub(super) reason: String,
}

impl NewEquivalence {
    fn typed(self) -> Typed {
        Typed {
            course: self.course,
            extent: match self.extent {
                ExtentWord::Full => Extent::Full,
                ExtentWord::Refresher => Extent::Refresher,
            }
            .as_str()
            .to_owned(),
            both_ways: self.both_ways.to_string(),
            from_on: self.from_on.to_string(),
            to_on: self.to_on.map(|day| day.to_string()).unwrap_or_default(),
            reason: self.reason,
            act: String::new(),
        }
    }
}

fn records(conn: &mut Conn, statements: Vec<Equivalence>) -> Result<Vec<EquivalenceRecord>, Error> {
    let codes = courses::codes_of(conn, &statements)?;
    let code = |id: Id| codes.get(&id).cloned().unwrap_or_default();
    let record = |one: Equivalence| EquivalenceRecord {
        id: one.id,
        course: code(one.course_id),
        counts_for: code(one.counts_for_id),
        extent: one.extent,
        both_ways: one.both_ways,
        from_on: one.from_on,
        to_on: one.to_on,
        reason: one.reason,
        created_at: one.created_at,
        withdrawn_at: one.withdrawn_at,
        withdrawn_reason: one.withdrawn_reason,
    };
    Ok(statements.into_iter().map(record).collect())
}

fn recorded(conn: &mut Conn, statement: Equivalence) -> Result<EquivalenceRecord, Error> {
    records(conn, vec![statement])?.pop().ok_or(Error::NotFound)
}

/// What counts for a course, and for what it counts; withdrawn statements included.
#[utoipa::path(get, path = "/api/v1/courses/{code}/equivalences", tag = "requirements", params(("code" = String, Path)),
    responses((status = 200, body = Vec<EquivalenceRecord>), Refusals))]
pub async fn list(_may: May<SeeRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let found = state
        .db
        .gather(move |conn| {
            let course = courses::find_by_code(conn, &code)?.ok_or(Error::NotFound)?;
            let statements = courses::equivalences_of(conn, course.id)?;
            records(conn, statements)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// States that another course counts for this one.
#[utoipa::path(post, path = "/api/v1/courses/{code}/equivalences", tag = "requirements", params(("code" = String, Path)),
    request_body = NewEquivalence, responses((status = 201, body = EquivalenceRecord), Refusals))]
pub async fn create(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    body: Json<NewEquivalence>,
) -> Result<HttpResponse, Error> {
    let new = body.into_inner().typed().read(&code)?;
    let chance = state.chance.clone();
    let made = state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            courses::find_by_code(conn, &new.counts_for)?.ok_or(Error::NotFound)?;
            let made = deeds::state(conn, &chance, may.actor.now, &may.actor.by(), &new)?;
            recorded(conn, made)
        })
        .await?;
    Ok(HttpResponse::Created().json(made))
}

/// Whose obligations a statement would change. Nothing is written.
#[utoipa::path(post, path = "/api/v1/courses/{code}/equivalences/preview", tag = "requirements", params(("code" = String, Path)),
    request_body = NewEquivalence, responses((status = 200, body = Preview), Refusals))]
pub async fn look(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    body: Json<NewEquivalence>,
) -> Result<HttpResponse, Error> {
    let new = body.into_inner().typed().read(&code)?;
    let asked = new.clone();
    state
        .db
        .gather(move |conn| {
            courses::find_by_code(conn, &asked.counts_for)?.ok_or(Error::NotFound)?;
            deeds::checked(conn, &asked).map(drop)
        })
        .await?;
    let (db, now) = (state.db.clone(), may.actor.now);
    let seen = web::block(move || preview(&db, &may.scope, &Change::Add(new), now)).await??;
    Ok(HttpResponse::Ok().json(seen))
}

/// Gives a statement a last day; what it gave before stays.
#[utoipa::path(put, path = "/api/v1/equivalences/{id}/end", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    request_body = LastDayBody, responses((status = 200, body = EquivalenceRecord), Refusals))]
pub async fn end(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<LastDayBody>,
) -> Result<HttpResponse, Error> {
    let chance = state.chance.clone();
    let ended = state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let before = courses::find_equivalence(conn, *id)?.ok_or(Error::NotFound)?;
            let after = deeds::end(conn, &chance, may.actor.now, &may.actor.by(), &before, body.to_on)?;
            recorded(conn, after)
        })
        .await?;
    Ok(HttpResponse::Ok().json(ended))
}

/// Withdraws a statement as a mistake: it never held.
#[utoipa::path(post, path = "/api/v1/equivalences/{id}/withdrawal", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    request_body = MistakeBody, responses((status = 200, body = EquivalenceRecord), Refusals))]
pub async fn withdraw(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<MistakeBody>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", &body.reason, LONGEST_REASON, true);
    let reason = faults.or(reason)?;
    let chance = state.chance.clone();
    let withdrawn = state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let before = courses::find_equivalence(conn, *id)?.ok_or(Error::NotFound)?;
            let after = deeds::withdraw(conn, &chance, may.actor.now, &may.actor.by(), &before, &reason)?;
            recorded(conn, after)
        })
        .await?;
    Ok(HttpResponse::Ok().json(withdrawn))
}
