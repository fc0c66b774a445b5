//! A person's record by call: what the page shows, today or as it stood on a past day.

use super::Refusals;
use crate::obligations::pages::{Later, RecordLine, RecordPage};
use crate::obligations::web::record;
use crate::people::May;
use crate::people::guard::{Learn, SeeTeam};
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Which day of the record is asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RecordQuery {
    /// As it stood on this past day (`YYYY-MM-DD`) and as it was known when the day was over, by the versions of requirements that were in force
    /// on it; what became known later is marked. Left out: today.
    on: Option<String>,
}

/// A person's record. Sentences and titles are in the language of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonRecord {
    /// Whose.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// The day that was looked at.
    on: NaiveDate,
    /// Where the person works or worked.
    places: Vec<PlaceRecord>,
    /// What is asked, the most urgent first.
    obligations: Vec<OwedRecord>,
    /// Cycles that are over, the newest first.
    cycles: Vec<CycleRecord>,
    /// What was proven, the newest first; revoked evidence stays.
    evidence: Vec<ProvenRecord>,
    /// Certificates, the newest first.
    certificates: Vec<CertificateLine>,
    /// Pauses and waivers, the newest first; withdrawn ones stay.
    excuses: Vec<ExcusedRecord>,
}

/// A membership on a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceRecord {
    /// Name of the organisation.
    organisation: String,
    /// First day.
    start_on: NaiveDate,
    /// Last day; none where there is none, or it came after the day that was looked at.
    end_on: Option<NaiveDate>,
}

/// An obligation with its reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwedRecord {
    /// Code of the requirement.
    requirement: String,
    /// Its title.
    title: String,
    /// `open`, `valid`, `due`, `grace`, `overdue`, `lapsed`, `satisfied`, `paused` or `waived`.
    status: String,
    /// The date behind the status.
    on: Option<NaiveDate>,
    /// Of a past day how it stood by all that is known now, where what became known later makes another answer of it.
    known_now: Option<KnownNow>,
    /// Why, in a sentence.
    sentence: String,
}

/// How an obligation stood on a past day by all that is known now.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownNow {
    /// `open`, `valid`, `due`, `grace`, `overdue`, `lapsed`, `satisfied`, `paused` or `waived`.
    status: &'static str,
    /// The date behind the status.
    on: Option<NaiveDate>,
}

/// What became known of a line only after the past day that was asked about.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownLater {
    /// `recorded`, `taken_over` (from an earlier system; it counts all the same), `issued`, `revoked` or `withdrawn`.
    what: &'static str,
    /// On which day.
    on: NaiveDate,
}

impl From<Later> for KnownLater {
    fn from(later: Later) -> Self {
        Self {
            what: later.kind,
            on: later.on,
        }
    }
}

/// A cycle that is over.
#[derive(Debug, Serialize, ToSchema)]
pub struct CycleRecord {
    /// The requirement's title.
    title: String,
    /// `2025` or `2025/26`, where it is a training year.
    year: Option<String>,
    /// When it was due; none: it was taken away.
    due_on: Option<NaiveDate>,
    /// When it was proven; none: never.
    proven_on: Option<NaiveDate>,
    /// `kept`, `in_grace` or `missed`.
    outcome: &'static str,
}

/// Evidence on a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProvenRecord {
    /// Code of the course.
    course: String,
    /// The day it is about.
    proven_on: NaiveDate,
    /// `online`, `workshop`, `paper`, `document` or `other`.
    means: String,
    /// Result in per cent.
    score_percent: Option<i32>,
    /// The last day on which it counts, where it says so itself.
    valid_until: Option<NaiveDate>,
    /// The day on which it was written down.
    recorded_on: NaiveDate,
    /// When it was revoked, as it was known on the day.
    revoked_on: Option<NaiveDate>,
    /// What became known of it only after the day.
    later: Option<KnownLater>,
}

/// A certificate on a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateLine {
    /// Its number.
    number: String,
    /// The course's title.
    title: String,
    /// The day of issue.
    issued_on: NaiveDate,
    /// When it was revoked, as it was known on the day.
    revoked_on: Option<NaiveDate>,
    /// What became of it only after the day.
    later: Option<KnownLater>,
}

/// A pause or waiver on a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExcusedRecord {
    /// `paused` or `waived`.
    kind: &'static str,
    /// The requirement's title; none: all.
    requirement: Option<String>,
    /// First day.
    from_on: NaiveDate,
    /// Last day; none: open.
    to_on: Option<NaiveDate>,
    /// Why, as far as it is the caller's business.
    reason: String,
    /// The day on which it was recorded.
    recorded_on: NaiveDate,
    /// When it was withdrawn, as it was known on the day.
    withdrawn_on: Option<NaiveDate>,
    /// What became known of it only after the day.
    later: Option<KnownLater>,
}

impl PersonRecord {
    fn of(person_id: Id, page: RecordPage) -> Self {
        let owed = |one: RecordLine| OwedRecord {
            requirement: one.code,
            title: one.title,
            status: one.status,
            on: one.on,
            known_now: one.since.map(|now| KnownNow {
                status: now.status,
                on: now.on,
            }),
            sentence: one.sentence,
        };
        Self {
            person_id,
            on: page.past_day.looked_on,
            obligations: page.obligations.into_iter().map(owed).collect(),
            places: page
                .places
                .into_iter()
                .map(|one| PlaceRecord {
                    organisation: one.organisation,
                    start_on: one.start_on,
                    end_on: one.end_on,
                })
                .collect(),
            cycles: page
                .cycles
                .into_iter()
                .map(|one| CycleRecord {
                    title: one.title,
                    year: one.year,
                    due_on: one.due_on,
                    proven_on: one.proven_on,
                    outcome: one.outcome,
                })
                .collect(),
            evidence: page
                .proofs
                .into_iter()
                .map(|one| ProvenRecord {
                    course: one.code,
                    proven_on: one.on,
                    means: one.means,
                    score_percent: one.score_percent,
                    valid_until: one.valid_until,
                    recorded_on: one.recorded_on,
                    revoked_on: one.revoked_on,
                    later: one.later.map(KnownLater::from),
                })
                .collect(),
            certificates: page
                .certificates
                .into_iter()
                .map(|one| CertificateLine {
                    number: one.number,
                    title: one.title,
                    issued_on: one.issued_on,
                    revoked_on: one.revoked_on,
                    later: one.later.map(KnownLater::from),
                })
                .collect(),
            excuses: page
                .excuses
                .into_iter()
                .map(|one| ExcusedRecord {
                    kind: one.status,
                    requirement: one.requirement,
                    from_on: one.from_on,
                    to_on: one.to_on,
                    reason: one.reason,
                    recorded_on: one.recorded_on,
                    withdrawn_on: one.withdrawn_on,
                    later: one.later.map(KnownLater::from),
                })
                .collect(),
        }
    }
}

/// The record of somebody in sight; on a past day of whoever was in sight on it, with what they owed there then.
#[utoipa::path(get, path = "/api/v1/people/{id}/record", tag = "obligations", params(("id" = uuid::Uuid, Path), RecordQuery),
    responses((status = 200, body = PersonRecord), Refusals))]
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>, query: Query<RecordQuery>) -> Result<HttpResponse, Error> {
    let page = record::seen_on(&may, &state, *id, query.into_inner().on).await?;
    Ok(HttpResponse::Ok().json(PersonRecord::of(*id, page)))
}

/// The caller's own record.
#[utoipa::path(get, path = "/api/v1/me/record", tag = "obligations", params(RecordQuery),
    responses((status = 200, body = PersonRecord), Refusals))]
pub async fn show_own(may: May<Learn>, state: web::Data<State>, query: Query<RecordQuery>) -> Result<HttpResponse, Error> {
    let page = record::own_on(&may, &state, query.into_inner().on).await?;
    Ok(HttpResponse::Ok().json(PersonRecord::of(may.actor.person.id, page)))
}
