//! What lies ahead, for planning elsewhere.

use super::Refusals;
use crate::obligations::ahead::{By, Falling, Line, Wanted, When, outlook, rows};
use crate::obligations::store::ahead::From;
use crate::obligations::store::overview::Sight;
use crate::obligations::web::sight_of;
use crate::people::May;
use crate::people::guard::SeeTeam;
use crate::platform::api::{Listing, PageQuery};
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::ahead::{MOST_MONTHS, USUAL_MONTHS};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What falls due in a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthFigure {
    /// Such as `2027-06`.
    month: String,
    /// Obligations whose due date in force lies in it; of the calendar kind the last day of the training year.
    count: i64,
}

/// What belongs together.
#[derive(Debug, Serialize, ToSchema)]
pub struct AheadGroup {
    /// Code of the course or requirement, country (ISO 3166-1 alpha-2), identifier of the sales region, or language; country and region are
    /// empty where none is known.
    key: String,
    /// The same in words, in the caller's language.
    label: String,
    /// Due before today and not done.
    behind: i64,
    /// Month by month, the present one first and from today on.
    months: Vec<MonthFigure>,
    /// All of it.
    total: i64,
    /// Of a course, the codes of those that count instead for some of it.
    instead: Vec<String>,
}

/// Obligations falling due.
#[derive(Debug, Serialize, ToSchema)]
pub struct AheadRecord {
    /// First day looked at: today.
    from: NaiveDate,
    /// Last day looked at.
    until: NaiveDate,
    /// The largest group first.
    groups: Vec<AheadGroup>,
}

/// One obligation that falls due.
#[derive(Debug, Serialize, ToSchema)]
pub struct FallingRecord {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// The person's external id.
    person_external_id: Option<String>,
    /// Given name.
    given_name: String,
    /// Family name.
    family_name: String,
    /// The person's language.
    language: String,
    /// Where they work.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// Its name.
    organisation: String,
    /// Its country; empty where none is known.
    country: String,
    /// Code of the requirement.
    requirement: String,
    /// Identifier of the requirement.
    #[schema(value_type = uuid::Uuid)]
    requirement_id: Id,
    /// Code of the course under which it is counted: of those that satisfy it on its day the first that is on offer.
    course: String,
    /// Codes of the others.
    instead: Vec<String>,
    /// Where the person stands.
    status: String,
    /// The due date in force.
    due: Option<NaiveDate>,
}

/// What is counted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AheadQuery {
    /// `course`, `requirement`, `country`, `region` or `language`; `course` where it is left out.
    by: Option<String>,
    /// So many months, the present one among them; 12 where it is left out.
    #[param(minimum = 1, maximum = 36)]
    months: Option<u32>,
    /// Only in this country.
    country: Option<String>,
    /// Only in this sales region: below this sales company or manufacturer, and below no other one that stands between.
    #[param(value_type = Option<uuid::Uuid>)]
    region: Option<Id>,
    /// Only people with this language.
    language: Option<String>,
    /// Only by the requirement with this code.
    requirement: Option<String>,
    /// Only this course.
    course: Option<String>,
    /// Only in this organisation and below.
    #[param(value_type = Option<uuid::Uuid>)]
    organisation_id: Option<Id>,
}

/// Which obligations.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FallingQuery {
    /// Within so many months, the present one among them; 12 where it is left out.
    #[param(minimum = 1, maximum = 36)]
    months: Option<u32>,
    /// Only in this month, such as `2027-06`, or `behind`.
    month: Option<String>,
    /// Only in this country.
    country: Option<String>,
    /// Only in this sales region: below this sales company or manufacturer, and below no other one that stands between.
    #[param(value_type = Option<uuid::Uuid>)]
    region: Option<Id>,
    /// Only people with this language.
    language: Option<String>,
    /// Only by the requirement with this code.
    requirement: Option<String>,
    /// Only this course.
    course: Option<String>,
    /// Only in this organisation and below.
    #[param(value_type = Option<uuid::Uuid>)]
    organisation_id: Option<Id>,
    /// Where the page before ended; from `next_cursor`.
    cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// PostgreSQL takes no NUL, and nothing that is looked for holds one.
fn plain(field: Option<String>) -> Option<String> {
    field.map(|text| text.replace('\0', "?"))
}

fn months(asked: Option<u32>) -> Result<u32, Error> {
    let months = asked.unwrap_or(USUAL_MONTHS);
    match (1..=MOST_MONTHS).contains(&months) {
        true => Ok(months),
        false => Err(Error::field("months", "fault-months")),
    }
}

/// How many obligations fall due in each of the next months, by course, requirement, country, sales region or language.
#[utoipa::path(get, path = "/api/v1/ahead", tag = "obligations", params(AheadQuery),
    responses((status = 200, body = AheadRecord), Refusals))]
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, query: Query<AheadQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let by = match query.by.as_deref() {
        None => By::default(),
        Some(word) => By::from_word(word).ok_or_else(|| Error::field("by", "fault-unknown-word"))?,
    };
    let wanted = Wanted {
        by,
        months: months(query.months)?,
        when: None,
        country: plain(query.country),
        region: query.region.map(|id| id.to_string()),
        language: plain(query.language),
        requirement: plain(query.requirement),
        course: plain(query.course),
    };
    let found = state
        .db
        .gather(move |conn| {
            let sight: Sight = sight_of(conn, &may.actor, &may.scope, query.organisation_id)?;
            outlook(conn, &sight, may.actor.today(), &wanted, may.actor.locale().code())
        })
        .await?;
    let heads = found.window.months();
    let group = |line: Line| AheadGroup {
        total: line.total(),
        key: line.key,
        label: line.label,
        instead: line.instead,
        behind: line.behind,
        months: heads
            .iter()
            .zip(line.months)
            .map(|(month, count)| MonthFigure {
                month: When::Month(*month).word(),
                count,
            })
            .collect(),
    };
    Ok(HttpResponse::Ok().json(AheadRecord {
        from: found.window.today,
        until: found.window.until,
        groups: found.lines.into_iter().map(group).collect(),
    }))
}

/// The obligations behind the figures, those due first before the others.
#[utoipa::path(get, path = "/api/v1/ahead/obligations", tag = "obligations", params(FallingQuery),
    responses((status = 200, body = Listing<FallingRecord>), Refusals))]
pub async fn list(may: May<SeeTeam>, state: web::Data<State>, query: Query<FallingQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let limit = page.limit()?;
    let from = page.after()?.map_or(Ok(From::Row(0)), |key| after(&key))?;
    let when = match query.month.as_deref() {
        None => None,
        Some(word) => Some(When::from_word(word).ok_or_else(|| Error::field("month", "fault-unknown-word"))?),
    };
    let wanted = Wanted {
        by: By::default(),
        months: months(query.months)?,
        when,
        country: plain(query.country),
        region: query.region.map(|id| id.to_string()),
        language: plain(query.language),
        requirement: plain(query.requirement),
        course: plain(query.course),
    };
    let (found, _) = state
        .db
        .gather(move |conn| {
            let sight = sight_of(conn, &may.actor, &may.scope, query.organisation_id)?;
            rows(conn, &sight, may.actor.today(), &wanted, from, i64::from(limit) + 1)
        })
        .await?;
    let records: Vec<FallingRecord> = found.into_iter().map(record).collect();
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, key)))
}

fn key(record: &FallingRecord) -> String {
    let due = record.due.map(|due| due.to_string()).unwrap_or_default();
    format!("{due}/{}/{}", record.person_id, record.requirement_id)
}

fn after(key: &str) -> Result<From, Error> {
    let mut parts = key.split('/');
    let mut read = || -> Option<From> {
        Some(From::After(
            crate::rules::field::date(parts.next()?)?,
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
        ))
    };
    read().ok_or_else(|| Error::field("cursor", "fault-cursor"))
}

fn record(one: Falling) -> FallingRecord {
    FallingRecord {
        person_id: one.row.person_id,
        person_external_id: one.row.person_external_id,
        given_name: one.row.given_name,
        family_name: one.row.family_name,
        language: one.row.language,
        organisation_id: one.row.organisation_id,
        organisation: one.row.organisation,
        country: one.country,
        requirement: one.row.requirement,
        requirement_id: one.row.requirement_id,
        course: one.course,
        instead: one.instead,
        status: one.row.status,
        due: one.row.due_on,
    }
}
