//! The ledger for integrations.

pub mod clock;

use super::ledger::{self, Entry};
use super::revocation::{self, LONGEST};
use super::store::EventRow;
use super::web::partner::{self, Partner};
use crate::organisations::{Scope, store as organisations};
use crate::people::May;
use crate::people::guard::{ManageDuties, SeeNetwork, SeeTeam};
use crate::platform::api::{Listing, PageQuery, Refusals};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::duty::{Side, Status};
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A duty and how it stands today.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// Key of its kind, such as `yearly_offer`.
    pub kind: String,
    /// `manufacturer`, or `partner`: who owes it.
    pub owed_by: String,
    /// Number of the partner: to whom the manufacturer owes it, or who owes it.
    pub partner: String,
    /// Number of the organisation to which it is owed.
    pub creditor: String,
    /// The record that it is about.
    #[schema(value_type = uuid::Uuid)]
    pub subject_id: Id,
    /// What that is called, per language.
    pub subject: BTreeMap<String, String>,
    /// `breached`, `due_soon`, `open`, `cured`, `kept` or `fallen_away`.
    pub status: String,
    /// Whether it is not in breach.
    pub compliant: bool,
    /// The end of the clock that runs or has run out; null: none does.
    pub due_on: Option<NaiveDate>,
    /// The last day on which it was kept.
    pub kept_on: Option<NaiveDate>,
    /// The first day of the breach that lasts.
    pub breached_on: Option<NaiveDate>,
    /// The day on which the status changes if nothing happens.
    pub next_change_on: Option<NaiveDate>,
    /// Why it stands so: `awaited`, `again`, `done`, `stands`, `missed` or `gone`, with the days that decide.
    #[schema(value_type = Object)]
    pub reason: serde_json::Value,
    /// All that was missed, the oldest first.
    pub breaches: Vec<BreachRecord>,
}

/// A date that passed.
#[derive(Debug, Serialize, ToSchema)]
pub struct BreachRecord {
    /// The date.
    pub due_on: NaiveDate,
    /// When it was cured; null: not.
    pub cured_on: Option<NaiveDate>,
    /// First day of the breach.
    pub from_on: NaiveDate,
    /// Last day; null: it lasts.
    pub until_on: Option<NaiveDate>,
}

/// A duty with all that happened to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyDetail {
    /// How it stands.
    pub duty: DutyRecord,
    /// What happened, in the order of recording.
    pub events: Vec<DutyEventRecord>,
}

/// Something that happened to a duty.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyEventRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// `opened`, `kept`, `stands`, `ended`, `fell_away` or `revoked`.
    pub kind: String,
    /// The day that counts.
    pub happened_on: NaiveDate,
    /// The end of the clock that it began.
    pub due_on: Option<NaiveDate>,
    /// When it was written down.
    #[schema(value_type = DateTime<Utc>)]
    pub recorded_at: Instant,
    /// By what means.
    pub means: Option<String>,
    /// What proves it.
    pub evidence: Option<String>,
    /// A remark, or the reason of a revocation.
    pub remark: Option<String>,
    /// The event that it takes back.
    #[schema(value_type = Option<uuid::Uuid>)]
    pub revokes_id: Option<Id>,
}

/// How the duties to a partner and its branches stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerDuties {
    /// The partner's number.
    pub external_id: String,
    /// Name.
    pub name: String,
    /// In breach.
    pub breached: usize,
    /// Near their date.
    pub due_soon: usize,
    /// Whose clock runs.
    pub open: usize,
    /// Kept, also late.
    pub kept: usize,
    /// The date that comes next.
    pub next_due_on: Option<NaiveDate>,
}

/// Why something recorded is taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyRevocation {
    /// At most 1,000 characters.
    reason: String,
}

/// Which duties are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DutyQuery {
    /// Number of an organisation: only duties to it and to what lies below.
    organisation: Option<String>,
    /// `manufacturer` where it is left out, or `partner`: who owes them.
    owed_by: Option<String>,
    /// Only those that stand so.
    status: Option<String>,
    /// Where the page before ended; from `next_cursor`.
    cursor: Option<String>,
    /// Most records of a page, 1 to 500; 100 where it is left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// A duty as calls tell it.
pub fn record(entry: &Entry) -> DutyRecord {
    let standing = &entry.standing;
    DutyRecord {
        id: entry.duty.id,
        kind: entry.duty.kind.clone(),
        owed_by: match entry.declared.kind.debtor {
            Side::Manufacturer => "manufacturer",
            Side::Partner => "partner",
        }
        .to_owned(),
        partner: entry.partner.external_id.clone(),
        creditor: entry.creditor_number.clone(),
        subject_id: entry.duty.subject_id,
        subject: entry.duty.subject_title.0.clone(),
        status: standing.status.to_string(),
        compliant: standing.compliant,
        due_on: standing.due_on,
        kept_on: standing.kept_on,
        breached_on: standing.breached_on,
        next_change_on: standing.next_change_on,
        reason: serde_json::json!(standing.reason),
        breaches: standing
            .breaches
            .iter()
            .map(|breach| BreachRecord {
                due_on: breach.due_on,
                cured_on: breach.cured_on,
                from_on: breach.since_on(),
                until_on: breach.days().and_then(|(_, until_on)| until_on),
            })
            .collect(),
    }
}

/// A duty with all that happened to it, as calls tell it.
pub fn detail(entry: &Entry) -> DutyDetail {
    let event = |row: &EventRow| DutyEventRecord {
        id: row.id,
        kind: row.kind.clone(),
        happened_on: row.happened_on,
        due_on: row.due_on,
        recorded_at: row.recorded_at,
        means: row.means.clone(),
        evidence: row.evidence.clone(),
        remark: row.remark.clone(),
        revokes_id: row.revokes_id,
    };
    DutyDetail {
        duty: record(entry),
        events: entry.events.iter().map(event).collect(),
    }
}

/// What the manufacturer owes partners within reach, or they owe it, in the order in which it was first owed.
#[utoipa::path(get, path = "/api/v1/duties", tag = "duties", params(DutyQuery),
    responses((status = 200, body = Listing<DutyRecord>), Refusals))]
pub async fn list(may: May<SeeTeam>, state: web::Data<State>, query: Query<DutyQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let page = PageQuery {
        cursor: query.cursor,
        limit: query.limit,
    };
    let (limit, after) = (page.limit()?, page.after_key::<Id>()?);
    let status = query
        .status
        .as_deref()
        .map(|word| Status::from_word(word).ok_or_else(|| Error::field("status", "fault-unknown-word")));
    let status = status.transpose()?;
    let debtor = match query.owed_by.as_deref() {
        None | Some("manufacturer") => Side::Manufacturer,
        Some("partner") => Side::Partner,
        Some(_) => return Err(Error::field("owed_by", "fault-unknown-word")),
    };
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let entries = state
        .db
        .gather(move |conn| {
            let scope = match query.organisation {
                Some(number) => {
                    let number = number.replace('\0', "");
                    let found = organisations::find_by_external_id(conn, &scope, &number)?.ok_or(Error::NotFound)?;
                    Scope::branches(vec![found.path])
                }
                None => scope,
            };
            ledger::entries_of(conn, &scope, debtor, today)
        })
        .await?;
    let mut records: Vec<DutyRecord> = entries
        .iter()
        .filter(|entry| status.is_none_or(|status| entry.standing.status == status))
        .filter(|entry| after.is_none_or(|after| entry.duty.id > after))
        .map(record)
        .collect();
    records.sort_by_key(|record| record.id);
    records.truncate(usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1));
    Ok(HttpResponse::Ok().json(Listing::of(records, limit, |record| record.id.to_string())))
}

/// The partners by what the manufacturer owes them, those wronged most first.
#[utoipa::path(get, path = "/api/v1/duties/partners", tag = "duties",
    responses((status = 200, body = Vec<PartnerDuties>), Refusals))]
pub async fn partners(may: May<SeeNetwork>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let partners = state.db.gather(move |conn| partner::partners(conn, &scope, today)).await?;
    let item = |partner: Partner| PartnerDuties {
        external_id: partner.number,
        name: partner.name,
        breached: partner.count.breached,
        due_soon: partner.count.due_soon,
        open: partner.count.open,
        kept: partner.count.kept,
        next_due_on: partner.count.next_due_on,
    };
    Ok(HttpResponse::Ok().json(partners.into_iter().map(item).collect::<Vec<_>>()))
}

/// One duty with all that happened to it.
#[utoipa::path(get, path = "/api/v1/duties/{id}", tag = "duties", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = DutyDetail), Refusals))]
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, today, id) = (may.scope.clone(), may.actor.today(), *id);
    let found = state.db.look(move |conn| ledger::entry(conn, &scope, id, today)).await?;
    Ok(HttpResponse::Ok().json(detail(&found.ok_or(Error::NotFound)?)))
}

/// Takes back what was recorded by mistake; both stay in the ledger.
#[utoipa::path(post, path = "/api/v1/duties/{id}/events/{event_id}/revocation", tag = "duties",
    params(("id" = uuid::Uuid, Path), ("event_id" = uuid::Uuid, Path)), request_body = DutyRevocation,
    responses((status = 200, body = DutyDetail), Refusals))]
pub async fn revoke(
    may: May<ManageDuties>,
    state: web::Data<State>,
    at: web::Path<(Id, Id)>,
    body: Json<DutyRevocation>,
) -> Result<HttpResponse, Error> {
    let mut faults = Faults::new();
    let reason = faults.text("reason", &body.reason, LONGEST, true);
    let reason = faults.or(reason)?;
    let (scope, by, chance, at) = (may.scope.clone(), may.actor.by(), state.chance.clone(), *at);
    let (today, now) = (may.actor.today(), may.actor.now);
    let entry = state
        .db
        .save(move |conn| {
            revocation::revoke(conn, &chance, &by, &scope, at, &reason, (today, now))?;
            ledger::entry(conn, &scope, at.0, today)
        })
        .await?;
    Ok(HttpResponse::Ok().json(detail(&entry.ok_or(Error::NotFound)?)))
}

/// What this slice adds to the document.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list, partners, show, revoke, clock::list, clock::update),
    components(schemas(
        DutyRecord,
        BreachRecord,
        DutyDetail,
        DutyEventRecord,
        PartnerDuties,
        DutyRevocation,
        clock::ClockRecord,
        clock::ClockChange
    ))
)]
pub struct Doc;
