//! Who owes what, as a list and as a file.

use super::Refusals;
use crate::obligations::export;
use crate::obligations::past::{self, Stood};
use crate::obligations::store::{self, Filter, Listed, Obligation};
use crate::obligations::web::past_day::asked_day;
use crate::organisations::store as organisations;
use crate::people::May;
use crate::people::guard::{Learn, SeeTeam};
use crate::people::store as people;
use crate::platform::answer;
use crate::platform::api::{Listing, PageQuery};
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::field;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// What somebody owes by a requirement.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationRecord {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// The person's external id.
    person_external_id: Option<String>,
    /// Code of the requirement.
    requirement: String,
    /// Identifier of the requirement.
    #[schema(value_type = uuid::Uuid)]
    requirement_id: Id,
    /// Organisation of the earliest membership that matches and holds now.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// `open`, `valid`, `due`, `grace`, `overdue`, `lapsed`, `satisfied`, `paused`, `waived` or `not_subject`.
    status: String,
    /// Whether nothing is missed; it does not say that somebody is qualified.
    compliant: bool,
    /// The due date.
    due: Option<NaiveDate>,
    /// `initial` or `refresher`.
    path: Option<String>,
    /// Day of the last evidence that qualified.
    satisfied_on: Option<NaiveDate>,
    /// First day on which it applies.
    start_on: NaiveDate,
    /// Last such day.
    end_on: Option<NaiveDate>,
    /// When the answer changes if nothing else happens.
    #[schema(value_type = Option<DateTime<Utc>>)]
    next_change_at: Option<Instant>,
    /// When it was assessed.
    #[schema(value_type = DateTime<Utc>)]
    assessed_at: Instant,
    /// The last day on which the evidence in force counts, where it says so itself.
    own_end_on: Option<NaiveDate>,
    /// Which list of refreshers it is the turn of, from 0, where they take turns and count.
    refresher_turn: Option<i32>,
    /// Of a past day the answer by all that is known now, where what became known later makes another one of it.
    known_now: Option<AnswerNow>,
}

/// What is answered for a past day by all that is known now.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerNow {
    /// `open`, `valid`, `due`, `grace`, `overdue`, `lapsed`, `satisfied`, `paused` or `waived`.
    status: &'static str,
    /// The due date.
    due: Option<NaiveDate>,
}

/// Which obligations are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ObligationQuery {
    /// Of this person.
    #[param(value_type = Option<uuid::Uuid>)]
    person_id: Option<Id>,
    /// By the requirement with this code.
    requirement: Option<String>,
    /// With this status; left out: all but `not_subject`.
    status: Option<String>,
    /// In this organisation and below.
    #[param(value_type = Option<uuid::Uuid>)]
    organisation_id: Option<Id>,
    /// As it stood on this past day (`YYYY-MM-DD`) and as it was known when the day was over, by the versions of requirements that were in force
    /// on it; left out: as last assessed.
    on: Option<String>,
    /// Where the page before ended; from `next_cursor`.
    cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// The instant of an export.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AsOf {
    /// Such as `2026-11-24T12:00:00Z`; now where it is left out.
    as_of: Option<String>,
}

fn record(row: Listed) -> ObligationRecord {
    record_of(row.obligation, row.code, row.person_external_id)
}

fn record_of(obligation: Obligation, code: String, person_external_id: Option<String>) -> ObligationRecord {
    ObligationRecord {
        person_id: obligation.person_id,
        person_external_id,
        requirement: code,
        requirement_id: obligation.requirement_id,
        organisation_id: obligation.organisation_id,
        status: obligation.status,
        compliant: obligation.compliant,
        due: obligation.due_on,
        path: obligation.path,
        satisfied_on: obligation.satisfied_on,
        start_on: obligation.start_on,
        end_on: obligation.end_on,
        next_change_at: obligation.next_change_at,
        assessed_at: obligation.assessed_at,
        own_end_on: obligation.own_end_on,
        refresher_turn: obligation.refresher_turn,
        known_now: None,
    }
}

fn key(record: &ObligationRecord) -> String {
    format!("{}/{}", record.person_id, record.requirement_id)
}

fn after(key: &str) -> Result<(Id, Id), Error> {
    let parts = key.split_once('/');
    let ids = parts.and_then(|(person, requirement)| Some((person.parse().ok()?, requirement.parse().ok()?)));
    ids.ok_or_else(|| Error::field("cursor", "fault-cursor"))
}

/// Who owes what, as last assessed, or as it stood on a past day.
#[utoipa::path(get, path = "/api/v1/obligations", tag = "obligations", params(ObligationQuery),
    responses((status = 200, body = Listing<ObligationRecord>), Refusals))]
pub async fn list(may: May<SeeTeam>, state: web::Data<State>, query: Query<ObligationQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let limit = page.limit()?;
    let after = page.after()?.map(|key| after(&key)).transpose()?;
    let status = match &query.status {
        Some(word) => Some(Status::from_word(word).ok_or_else(|| Error::field("status", "fault-unknown-status"))?),
        None => None,
    };
    let on = asked_day(query.on.as_deref(), may.actor.today())?;
    let now = may.actor.now;
    let records = state
        .db
        .gather(move |conn| {
            let mut filter = Filter {
                person_id: query.person_id,
                statuses: status.iter().map(|status| status.as_str()).collect(),
                ..Filter::default()
            };
            if let Some(code) = &query.requirement {
                // PostgreSQL takes no NUL, and no code holds one.
                let requirement = match code.contains('\0') {
                    true => None,
                    false => store::find_requirement_by_code(conn, code)?,
                };
                let requirement = requirement.ok_or_else(|| Error::field("requirement", "fault-unknown-requirement"))?;
                filter.requirement_id = Some(requirement.id);
            }
            if let Some(id) = query.organisation_id {
                filter.branch = Some(organisations::find(conn, &may.scope, id)?.ok_or(Error::NotFound)?.path);
            }
            let Some(on) = on else {
                let rows = store::list(conn, &may.scope, &filter, after, i64::from(limit) + 1)?;
                return Ok(rows.into_iter().map(record).collect::<Vec<_>>());
            };
            let wanted = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
            let rows = past::list_on(conn, &may.scope, &filter, (on, now), after, wanted)?;
            let people: BTreeSet<Id> = rows.iter().map(|one| one.obligation.person_id).collect();
            let numbers = people::external_ids(conn, &people.into_iter().collect::<Vec<_>>())?;
            let told = |one: Stood| {
                let number = numbers.get(&one.obligation.person_id).cloned();
                ObligationRecord {
                    known_now: one.since.map(|(status, due)| AnswerNow {
                        status: status.as_str(),
                        due,
                    }),
                    ..record_of(one.obligation, one.code, number)
                }
            };
            Ok(rows.into_iter().map(told).collect())
        })
        .await?;
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, key)))
}

/// What the caller owes, as last assessed; without what does not concern them.
#[utoipa::path(get, path = "/api/v1/me/obligations", tag = "obligations",
    responses((status = 200, body = Vec<ObligationRecord>), Refusals))]
pub async fn list_own(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (id, number) = (may.actor.person.id, may.actor.person.external_id.clone());
    let rows = state.db.look(move |conn| Ok(store::obligations_of(conn, id)?)).await?;
    let records = rows
        .into_iter()
        .filter(|(obligation, _)| obligation.status != Status::NotSubject.as_str())
        .map(|(obligation, code)| record_of(obligation, code, number.clone()));
    Ok(HttpResponse::Ok().json(records.collect::<Vec<_>>()))
}

/// Who owes what at an instant, as CSV; recalculated for it, by the versions of requirements that hold on its day (UTC).
#[utoipa::path(get, path = "/api/v1/obligations/export", tag = "obligations", params(AsOf),
    responses((status = 200, body = String, content_type = "text/csv"), Refusals))]
pub async fn download(may: May<SeeTeam>, state: web::Data<State>, query: Query<AsOf>) -> Result<HttpResponse, Error> {
    let as_of = match &query.as_of {
        Some(text) => field::instant(text).ok_or_else(|| Error::field("as_of", "fault-no-instant"))?,
        None => may.actor.now,
    };
    let db = state.db.clone();
    let file = web::block(move || {
        let mut file = Vec::new();
        export::write(&db, &may.scope, as_of, &mut file)?;
        Ok::<_, Error>(file)
    })
    .await??;
    Ok(answer::download("obligations.csv", "text/csv; charset=utf-8", file))
}
