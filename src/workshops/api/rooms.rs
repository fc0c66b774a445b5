//! Rooms, equipment, and days on which those who teach are away.

use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::workshops::store::{self, Absence, Found, Resource};
use crate::workshops::web::absences::{ahead, enter as enter_one, take_back};
use crate::workshops::web::rooms::{aside, needing, put};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A room or a piece of equipment.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoomRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Whose.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// `room` or `equipment`.
    kind: String,
    /// What it is called.
    name: String,
    /// Of a room: its address.
    address: Option<String>,
    /// Of a room: how one gets there.
    directions: Option<String>,
    /// Of a room: degrees north of where it is; null where nobody said.
    latitude: Option<f64>,
    /// Of a room: degrees east of where it is.
    longitude: Option<f64>,
    /// Of a room: how many people it holds.
    capacity: Option<i32>,
    /// Minutes kept free before every use.
    before_minutes: i32,
    /// Minutes kept free after every use.
    after_minutes: i32,
    /// Whether it is out of use.
    archived: bool,
    /// Counts changes.
    revision: i32,
}

impl From<Resource> for RoomRecord {
    fn from(one: Resource) -> Self {
        Self {
            id: one.id,
            organisation_id: one.organisation_id,
            kind: one.kind,
            name: one.name,
            address: one.address,
            directions: one.directions,
            latitude: one.latitude,
            longitude: one.longitude,
            capacity: one.capacity,
            before_minutes: one.before_minutes,
            after_minutes: one.after_minutes,
            archived: one.archived_at.is_some(),
            revision: one.revision,
        }
    }
}

/// A room or a piece of equipment, and what it is needed for.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoomDetail {
    /// What it is.
    room: RoomRecord,
    /// Sessions that need it and are not over, in the order of time.
    #[schema(value_type = Vec<uuid::Uuid>)]
    sessions: Vec<Id>,
}

/// A room or a piece of equipment to add or change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoomBody {
    /// Number or identifier of whose it is; left out: the first of the caller's. It stays at a change.
    #[serde(default)]
    organisation: Option<String>,
    /// `room` or `equipment`; it stays at a change.
    #[serde(default)]
    kind: Option<String>,
    /// What it is called.
    #[schema(min_length = 1, max_length = 120)]
    name: String,
    /// Of a room: its address.
    #[serde(default)]
    #[schema(max_length = 300)]
    address: Option<String>,
    /// Of a room: how one gets there.
    #[serde(default)]
    #[schema(max_length = 2000)]
    directions: Option<String>,
    /// Of a room: degrees north; with `longitude`, or neither.
    #[serde(default)]
    #[schema(minimum = -90, maximum = 90)]
    latitude: Option<f64>,
    /// Of a room: degrees east.
    #[serde(default)]
    #[schema(minimum = -180, maximum = 180)]
    longitude: Option<f64>,
    /// Of a room: whether both are taken, once, from the main location of whose it is.
    #[serde(default)]
    at_location: bool,
    /// Of a room: how many people it holds.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 5000)]
    capacity: Option<i32>,
    /// Minutes kept free before every use.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1440)]
    before_minutes: i32,
    /// Minutes kept free after every use.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1440)]
    after_minutes: i32,
    /// The revision that a change is made from; left out: whatever it is.
    #[serde(default)]
    revision: Option<i32>,
}

impl RoomBody {
    fn typed(self) -> Typed {
        let given = [
            ("organisation", self.organisation),
            ("kind", self.kind),
            ("name", Some(self.name)),
            ("address", self.address),
            ("directions", self.directions),
            ("latitude", self.latitude.map(|figure| figure.to_string())),
            ("longitude", self.longitude.map(|figure| figure.to_string())),
            ("at_location", Some(self.at_location.to_string())),
            ("capacity", self.capacity.map(|count| count.to_string())),
            ("before_minutes", Some(self.before_minutes.to_string())),
            ("after_minutes", Some(self.after_minutes.to_string())),
        ];
        Typed::of(
            given
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), value?)))
                .collect(),
        )
    }
}

/// Days on which somebody who teaches is away.
#[derive(Debug, Serialize, ToSchema)]
pub struct AbsenceRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// First day.
    from_on: NaiveDate,
    /// Last day.
    to_on: NaiveDate,
    /// What for; null where it is not the caller who is away.
    note: Option<String>,
    /// Sessions that they teach all the same.
    #[schema(value_type = Vec<uuid::Uuid>)]
    missed: Vec<Id>,
}

impl AbsenceRecord {
    fn of(absence: &Absence, missed: Vec<Id>, reader: Id) -> Self {
        Self {
            // Why somebody is away is theirs to know.
            note: absence.note.clone().filter(|_| absence.person_id == reader),
            id: absence.id,
            person_id: absence.person_id,
            from_on: absence.from_on,
            to_on: absence.to_on,
            missed,
        }
    }
}

/// Days to enter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceBody {
    /// Who; left out: the caller.
    #[serde(default)]
    #[schema(value_type = Option<uuid::Uuid>)]
    person_id: Option<String>,
    /// First day.
    #[schema(value_type = NaiveDate)]
    from_on: String,
    /// Last day; left out: the same.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    to_on: Option<String>,
    /// What for; only they themselves read it.
    #[serde(default)]
    #[schema(max_length = 300)]
    note: Option<String>,
}

/// Lists the rooms and the equipment of the caller's branches.
#[utoipa::path(get, path = "/api/v1/rooms", tag = "workshops", responses((status = 200, body = Vec<RoomRecord>), Refusals))]
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let scope = may.scope.clone();
    let all = state.db.gather(move |conn| Ok(store::list_resources(conn, &scope)?)).await?;
    let records: Vec<RoomRecord> = all.into_iter().map(|(one, _)| one.into()).collect();
    Ok(HttpResponse::Ok().json(records))
}

/// A room or a piece of equipment, and what it is needed for.
#[utoipa::path(get, path = "/api/v1/rooms/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = RoomDetail), Refusals))]
pub async fn show(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, now, id) = (may.scope.clone(), may.actor.now, *id);
    let detail = state.db.gather(move |conn| {
        let (room, _) = store::find_resource(conn, &scope, id)?.ok_or(Error::NotFound)?;
        let needing = needing(conn, id, now)?;
        Ok(RoomDetail {
            room: room.into(),
            sessions: needing.iter().map(|found| found.session.id).collect(),
        })
    });
    Ok(HttpResponse::Ok().json(detail.await?))
}

/// Adds a room or a piece of equipment.
#[utoipa::path(post, path = "/api/v1/rooms", tag = "workshops", request_body = RoomBody,
    responses((status = 201, body = RoomRecord), Refusals))]
pub async fn create(may: May<ManageWorkshops>, state: web::Data<State>, body: Json<RoomBody>) -> Result<HttpResponse, Error> {
    let made = put(&may, &state, None, &body.into_inner().typed(), None).await?;
    Ok(HttpResponse::Created().json(RoomRecord::from(made)))
}

/// Changes one.
#[utoipa::path(put, path = "/api/v1/rooms/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = RoomBody,
    responses((status = 200, body = RoomRecord), Refusals))]
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<RoomBody>,
) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let revision = body.revision;
    let changed = put(&may, &state, Some(*id), &body.typed(), revision).await?;
    Ok(HttpResponse::Ok().json(RoomRecord::from(changed)))
}

/// Takes one out of use. What needs it keeps it.
#[utoipa::path(put, path = "/api/v1/rooms/{id}/archive", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn archive(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    aside(&may, &state, *id, true).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes one into use again.
#[utoipa::path(delete, path = "/api/v1/rooms/{id}/archive", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn restore(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    aside(&may, &state, *id, false).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Lists the days, not yet over, on which those who teach are away.
#[utoipa::path(get, path = "/api/v1/absences", tag = "workshops", responses((status = 200, body = Vec<AbsenceRecord>), Refusals))]
pub async fn absences(may: May<ManageWorkshops>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (actor, scope) = (may.actor.clone(), may.scope.clone());
    let (_, all) = state.db.gather(move |conn| ahead(conn, &actor, &scope)).await?;
    let ids = |missed: &[Found]| missed.iter().map(|found| found.session.id).collect();
    let records: Vec<AbsenceRecord> = all
        .iter()
        .map(|(absence, _, missed)| AbsenceRecord::of(absence, ids(missed), may.actor.person.id))
        .collect();
    Ok(HttpResponse::Ok().json(records))
}

/// Enters that somebody who teaches is away.
#[utoipa::path(post, path = "/api/v1/absences", tag = "workshops", request_body = AbsenceBody,
    responses((status = 201, body = AbsenceRecord), Refusals))]
pub async fn enter(may: May<ManageWorkshops>, state: web::Data<State>, body: Json<AbsenceBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let given = [
        ("person", body.person_id),
        ("from_on", Some(body.from_on)),
        ("to_on", body.to_on),
        ("note", body.note),
    ];
    let typed = Typed::of(
        given
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect(),
    );
    let (made, missed) = enter_one(&may, &state, &typed).await?;
    Ok(HttpResponse::Created().json(AbsenceRecord::of(&made, missed, may.actor.person.id)))
}

/// Takes that back.
#[utoipa::path(delete, path = "/api/v1/absences/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), Refusals))]
pub async fn remove(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    take_back(&may, &state, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
