//! Requirements: read, written as drafts, looked at before they come into force, and put into force.

use super::Refusals;
use super::asked::AskedDefinition;
use crate::obligations::reach::{Changes, Reach, changes, reach};
use crate::obligations::requirement::{self, whole_network};
use crate::obligations::store::{self, Requirement, Version};
use crate::people::May;
use crate::people::guard::{ManageRequirements, SeeRequirements};
use crate::platform::api::{Listing, PageQuery};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::Definition;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A requirement with the version that decides and the one that is written.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequirementRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Stable word.
    code: String,
    /// The last day on which it holds.
    retired_on: Option<NaiveDate>,
    /// The version that decides.
    in_force: Option<VersionRecord>,
    /// The version that is written.
    draft: Option<VersionRecord>,
}

/// A version of a requirement.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// 1, 2, …
    number: i32,
    /// `draft`, `in_force` or `superseded`.
    state: String,
    /// Give it back when you write, so that nobody's change is lost.
    revision: i32,
    /// When it was put into force; for a draft: when it was told to wait for its day.
    #[schema(value_type = Option<DateTime<Utc>>)]
    put_in_force_at: Option<Instant>,
    /// What it says.
    #[schema(value_type = RequirementDefinition)]
    definition: Definition,
}

/// What a requirement says, as its file has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequirementDefinition {
    /// Letters, digits, `-` and `_`; at most 40.
    #[schema(example = "HV", max_length = 40)]
    code: String,
    /// Title per locale.
    title: BTreeMap<String, String>,
    /// What it is founded on, per locale.
    basis: Option<BTreeMap<String, String>>,
    /// The day from which it holds for newcomers.
    in_force_on: NaiveDate,
    /// The day from which it holds for those to whom the version before it applied, who keep their beginning; the day of newcomers:
    /// everybody turns at once and keeps their dates. Left out: it begins anew for everybody, and what is overdue is so no more.
    already_in_on: Option<NaiveDate>,
    /// Whom it concerns.
    audience: AudienceDefinition,
    /// Codes of courses any one of which satisfies it at any time.
    initial: Vec<String>,
    /// Codes of courses that satisfy it again.
    refresher: Option<Vec<String>>,
    /// Instead of `refresher`: lists of codes that take turns, one list a cycle; at most 30.
    rotation: Option<Vec<Vec<String>>>,
    /// `any`, `proven` or `document`: what must be proven takes no package's word for it, and of imported records those from before their
    /// import. Of the last, nothing but a recognised document of somebody else counts, and no course has to be on offer.
    #[schema(example = "proven")]
    strength: Option<String>,
    /// Evidence from before somebody's first day counts only where it is at most so many days older; left out: always.
    recognise_days: Option<u32>,
    /// Exactly one of `days_after_start`, `months_after_start`, `days_before_start` and `on`; all kinds but `calendar` and `sum_year` need it.
    #[schema(value_type = Option<Object>)]
    first_due: Option<serde_json::Value>,
    /// `kind` is `once`, `rolling`, `anniversary`, `calendar`, `sum` or `sum_year`, with the fields of that kind.
    #[schema(value_type = Object)]
    recurrence: serde_json::Value,
    /// Planned dates move to the end of their month.
    round_to_month_end: Option<bool>,
    /// Shown as due so many days before.
    notice_days: Option<u32>,
    /// Compliant so many days after.
    grace_days: Option<u32>,
    /// Lapses so many months after.
    lapse_months: Option<u32>,
    /// Nobody is due within so many days after a pause.
    return_days: Option<u32>,
    /// `default`: as the default ladder says on the day. A ladder of its own; one without steps, or left out: nobody is reminded.
    reminders: Option<RequirementReminders>,
}

/// Conditions that must all be met, each by any of its words; left out: not asked. The groups within are audiences again, at most six
/// levels deep and 100 in all; a group needs at least one condition.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceDefinition {
    /// Codes of job roles.
    job_roles: Option<Vec<String>>,
    /// Codes of services that the location offers.
    services: Option<Vec<String>>,
    /// Countries of the location, ISO 3166-1 alpha-2.
    countries: Option<Vec<String>>,
    /// Languages in which people are addressed, ISO 639.
    languages: Option<Vec<String>>,
    /// External ids of organisations: these and all below them.
    organisations: Option<Vec<String>>,
    /// Codes of products that the location services; a line stands for its models.
    products: Option<Vec<String>>,
    /// Words for what happened and was written down: from the day of any of it on.
    events: Option<Vec<String>>,
    /// Facts about the organisation, own fields included, such as `{"level": ["gold"]}`; without words: any.
    facts: Option<BTreeMap<String, AskedDefinition>>,
    /// Facts about the person by the code of an own field, such as `{"service-hours": {"at_least": "40"}}`.
    person_facts: Option<BTreeMap<String, AskedDefinition>>,
    /// Groups that are all met.
    #[schema(no_recursion)]
    all: Option<Vec<AudienceDefinition>>,
    /// Groups of which at least one is met.
    #[schema(no_recursion)]
    any: Option<Vec<AudienceDefinition>>,
    /// Groups of which none is met.
    #[schema(no_recursion)]
    not: Option<Vec<AudienceDefinition>>,
}

/// How a requirement reminds.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum RequirementReminders {
    /// By its own ladder.
    Own(ReminderLadder),
    /// `default`: by the default ladder.
    Inherited(InheritedWord),
}

/// The word for the default ladder.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InheritedWord {
    /// As the default says on the day.
    Default,
}

/// A ladder of reminders: its steps, or an object with them where something else is to be said.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum ReminderLadder {
    /// The steps alone.
    Steps(Vec<ReminderStep>),
    /// The steps and whether whoever was reminded is told once that nothing is owed any more.
    Told {
        /// As above.
        steps: Vec<ReminderStep>,
        /// Whether it is told.
        tell_when_done: bool,
    },
}

/// A step of the ladder.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct ReminderStep {
    /// Days from the due date; negative: before it.
    offset_days: i32,
    /// Any of `learner`, `supervisor`, `partner_admin` and `partner_manager`.
    to: Vec<String>,
    /// Of the last step: said again every so many days.
    repeat_every_days: Option<u32>,
}

/// Which draft is overwritten.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SeenRevision {
    /// The revision of the draft that you read; left out where there was none.
    revision: Option<i32>,
}

fn version_record(code: &str, version: &Version) -> VersionRecord {
    VersionRecord {
        id: version.id,
        number: version.number,
        state: version.state.clone(),
        revision: version.revision,
        put_in_force_at: version.put_in_force_at,
        definition: version.definition(code),
    }
}

pub(super) fn record(conn: &mut Conn, requirement: Requirement) -> Result<RequirementRecord, Error> {
    let in_force = store::in_force_of(conn, requirement.id)?;
    let draft = store::draft_of(conn, requirement.id)?;
    Ok(RequirementRecord {
        in_force: in_force.map(|version| version_record(&requirement.code, &version)),
        draft: draft.map(|version| version_record(&requirement.code, &version)),
        id: requirement.id,
        code: requirement.code,
        retired_on: requirement.retired_on,
    })
}

pub(super) fn found(conn: &mut Conn, id: Id) -> Result<Requirement, Error> {
    store::find_requirement(conn, id)?.ok_or(Error::NotFound)
}

pub(super) fn parsed(body: &serde_json::Value) -> Result<Definition, Error> {
    Definition::parse(body).map_err(requirement::field_errors)
}

/// All requirements, by code.
#[utoipa::path(get, path = "/api/v1/requirements", tag = "requirements", params(PageQuery),
    responses((status = 200, body = Listing<RequirementRecord>), Refusals))]
pub async fn list(_may: May<SeeRequirements>, state: web::Data<State>, page: Query<PageQuery>) -> Result<HttpResponse, Error> {
    let (limit, after) = (page.limit()?, page.after()?);
    let items = state
        .db
        .gather(move |conn| {
            let all = store::requirements(conn)?;
            let rest = all
                .into_iter()
                .filter(|requirement| after.as_ref().is_none_or(|after| requirement.code > *after));
            let most = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
            rest.take(most)
                .map(|requirement| record(conn, requirement))
                .collect::<Result<Vec<_>, _>>()
        })
        .await?;
    Ok(HttpResponse::Ok().json(Listing::of(items, limit, |item| item.code.clone())))
}

/// Begins a requirement with a draft.
#[utoipa::path(post, path = "/api/v1/requirements", tag = "requirements", request_body = RequirementDefinition,
    responses((status = 201, body = RequirementRecord), Refusals))]
pub async fn create(may: May<ManageRequirements>, state: web::Data<State>, body: Json<serde_json::Value>) -> Result<HttpResponse, Error> {
    let definition = parsed(&body)?;
    let chance = state.chance.clone();
    let made = state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let (requirement, _) = requirement::create(conn, &chance, may.actor.now, &may.actor.by(), &definition)?;
            record(conn, requirement)
        })
        .await?;
    Ok(HttpResponse::Created().json(made))
}

/// One requirement.
#[utoipa::path(get, path = "/api/v1/requirements/{id}", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = RequirementRecord), Refusals))]
pub async fn show(_may: May<SeeRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let read = state
        .db
        .look(move |conn| {
            let requirement = found(conn, *id)?;
            record(conn, requirement)
        })
        .await?;
    Ok(HttpResponse::Ok().json(read))
}

/// Writes the draft, a new one where there is none.
#[utoipa::path(put, path = "/api/v1/requirements/{id}/draft", tag = "requirements",
    params(("id" = uuid::Uuid, Path), SeenRevision), request_body = RequirementDefinition,
    responses((status = 200, body = VersionRecord), Refusals))]
pub async fn update(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    seen: Query<SeenRevision>,
    body: Json<serde_json::Value>,
) -> Result<HttpResponse, Error> {
    let definition = parsed(&body)?;
    let chance = state.chance.clone();
    let written = state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let requirement = found(conn, *id)?;
            let by = may.actor.by();
            let draft = requirement::save_draft(conn, &chance, may.actor.now, &by, &requirement, seen.revision, &definition)?;
            Ok(version_record(&requirement.code, &draft))
        })
        .await?;
    Ok(HttpResponse::Ok().json(written))
}

/// Throws the draft away.
#[utoipa::path(delete, path = "/api/v1/requirements/{id}/draft", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn remove(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| {
            whole_network(conn, &may.scope)?;
            let requirement = found(conn, *id)?;
            requirement::discard_draft(conn, &chance, may.actor.now, &may.actor.by(), &requirement)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Whom the draft would reach, how many would be overdue on day one, and what it changes.
#[utoipa::path(get, path = "/api/v1/requirements/{id}/draft/reach", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Reach), Refusals))]
pub async fn show_reach(may: May<SeeRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let db = state.db.clone();
    let count = move || {
        let definition = db.read(|conn| {
            let requirement = found(conn, *id)?;
            let draft = store::draft_of(conn, requirement.id)?.ok_or(Error::NotFound)?;
            Ok(draft.definition(&requirement.code))
        })?;
        reach(&db, &may.scope, &definition, may.actor.now)
    };
    Ok(HttpResponse::Ok().json(web::block(count).await??))
}

/// Whom the draft would move before it counts: who comes in, who drops out, whose due date moves; by partner and by name.
#[utoipa::path(get, path = "/api/v1/requirements/{id}/draft/changes", tag = "requirements", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Changes), Refusals))]
pub async fn show_changes(may: May<SeeRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let db = state.db.clone();
    let count = move || {
        let definition = db.read(|conn| {
            let requirement = found(conn, *id)?;
            let draft = store::draft_of(conn, requirement.id)?.ok_or(Error::NotFound)?;
            Ok(draft.definition(&requirement.code))
        })?;
        changes(&db, &may.scope, &definition, may.actor.now)
    };
    Ok(HttpResponse::Ok().json(web::block(count).await??))
}
