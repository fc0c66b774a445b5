//! The planning board.

use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::ahead::{MOST_MONTHS, USUAL_MONTHS};
use crate::rules::id::Id;
use crate::workshops::planning::{Asked, Board, Line, Part, Unoffered, board};
use crate::workshops::proposals::{Proposed, proposals};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is looked at.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct PlanningQuery {
    /// So many months, 1 to 36; 12 where it is left out.
    #[param(minimum = 1, maximum = 36)]
    months: Option<u32>,
    /// Only people of this language and sessions in it, ISO 639-1.
    language: Option<String>,
    /// Only people who work in this country (ISO 3166-1), needs of partners there, and seats there or live online.
    country: Option<String>,
    /// Only people of this sales region, needs of partners there, and seats that it or somebody above it offers.
    #[param(value_type = Option<uuid::Uuid>)]
    region: Option<Id>,
    /// `course`, or `region`: each sales region is told by itself too; `course` where it is left out.
    by: Option<String>,
}

/// A month of a course.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedMonth {
    /// Its first day.
    on: NaiveDate,
    /// Obligations that fall due in it.
    due: i64,
    /// Seats of sessions that begin in it, drafts among them.
    seats: i64,
    /// Seats that are missing at its end.
    short: i64,
}

/// A course.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedCourse {
    /// Its code; empty: requirements without a course.
    course: String,
    /// Its title in the caller's language.
    title: String,
    /// What was due before today.
    behind: i64,
    /// People for whom partners ask for it.
    asked: i64,
    /// Seats that are missing at the end.
    short: i64,
    /// Month by month.
    months: Vec<PlannedMonth>,
    /// A day for a session where seats are missing; null: a room, somebody who teaches or a workshop is missing, or it is a course of one of
    /// the sales regions, for which none is proposed.
    proposal: Option<ProposedSession>,
}

/// A day from which on a room, somebody who teaches and the equipment needed are free on every day of the session.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposedSession {
    /// Of which workshop.
    #[schema(value_type = uuid::Uuid)]
    workshop_id: Id,
    /// The first day.
    on: NaiveDate,
    /// The room.
    #[schema(value_type = uuid::Uuid)]
    room_id: Id,
    /// Who teaches.
    #[schema(value_type = uuid::Uuid)]
    trainer_id: Id,
    /// Equipment that it needs, as the session did that it would be like.
    #[schema(value_type = Vec<uuid::Uuid>)]
    equipment_ids: Vec<Id>,
    /// The session whose days and hours it would have; null: there is none yet.
    #[schema(value_type = Option<uuid::Uuid>)]
    like_session_id: Option<Id>,
}

/// A partner to whom this year's offer is owed.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnofferedPartner {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    organisation_id: Id,
    /// Name.
    name: String,
    /// Titles of the requirements.
    requirements: Vec<String>,
    /// The first day on which one of them is due.
    due_on: Option<NaiveDate>,
    /// Whether that day has passed.
    breached: bool,
}

/// A sales region by itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedRegion {
    /// Identifier; null: what lies in no region.
    #[schema(value_type = Option<uuid::Uuid>)]
    region_id: Option<String>,
    /// Its name; empty: what lies in no region.
    name: String,
    /// Seats that are missing at the end.
    short: i64,
    /// The courses of which most seats are missing first. A seat that somebody above several regions offers counts in each of them.
    courses: Vec<PlannedCourse>,
}

impl From<Part> for PlannedRegion {
    fn from(part: Part) -> Self {
        Self {
            region_id: Some(part.id).filter(|id| !id.is_empty()),
            name: part.name,
            short: part.lines.iter().map(Line::short).sum(),
            courses: part.lines.into_iter().map(|line| PlannedCourse::of(line, None)).collect(),
        }
    }
}

/// What falls due against the seats on offer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Planning {
    /// The courses of which most seats are missing first.
    courses: Vec<PlannedCourse>,
    /// The sales regions that have something to plan, in the order of the tree; empty unless they are asked for.
    regions: Vec<PlannedRegion>,
    /// Partners without this year's offer.
    unoffered: Vec<UnofferedPartner>,
}

impl PlannedCourse {
    fn of(line: Line, proposed: Option<Proposed>) -> Self {
        let workshop_id = line.workshop_id;
        Self {
            proposal: proposed.zip(workshop_id).map(|(proposed, workshop_id)| ProposedSession {
                workshop_id,
                on: proposed.on,
                room_id: proposed.room.0,
                trainer_id: proposed.trainer.0,
                equipment_ids: proposed.equipment.iter().map(|(id, _)| *id).collect(),
                like_session_id: proposed.like,
            }),
            short: line.short(),
            course: line.code,
            title: line.title,
            behind: line.behind,
            asked: line.asked,
            months: line
                .months
                .into_iter()
                .map(|month| PlannedMonth {
                    on: month.on,
                    due: month.due,
                    seats: month.seats,
                    short: month.short,
                })
                .collect(),
        }
    }
}

impl From<Unoffered> for UnofferedPartner {
    fn from(one: Unoffered) -> Self {
        Self {
            organisation_id: one.id,
            name: one.name,
            requirements: one.titles,
            due_on: one.due_on,
            breached: one.breached,
        }
    }
}

/// Sets what falls due and what partners ask for against the seats on offer, and names the partners without this year's offer.
#[utoipa::path(get, path = "/api/v1/planning", tag = "workshops", params(PlanningQuery), responses((status = 200, body = Planning), Refusals))]
pub async fn show(may: May<ManageWorkshops>, state: web::Data<State>, query: Query<PlanningQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let months = query.months.unwrap_or(USUAL_MONTHS);
    if !(1..=MOST_MONTHS).contains(&months) {
        return Err(Error::field("months", "fault-months"));
    }
    let by_region = match query.by.as_deref() {
        None | Some("course") => false,
        Some("region") => true,
        Some(_) => return Err(Error::field("by", "fault-unknown-word")),
    };
    let set = |text: Option<String>| text.map(|text| text.replace('\0', "")).filter(|text| !text.is_empty());
    let asked = Asked {
        months,
        language: set(query.language),
        country: set(query.country),
        region: query.region.map(|id| id.to_string()),
        by_region,
    };
    let (scope, today, locale) = (may.scope.clone(), may.actor.today(), may.actor.locale().code());
    let (now, zone) = (may.actor.now, may.actor.zone());
    let (board, proposed) = state
        .db
        .gather(move |conn| {
            let board = board(conn, &scope, &asked, today, locale)?;
            let proposed = proposals(conn, &board.lines, today, now, zone)?;
            Ok((board, proposed))
        })
        .await?;
    let Board {
        lines, parts, unoffered, ..
    } = board;
    let planning = Planning {
        regions: parts.into_iter().map(PlannedRegion::from).collect(),
        courses: lines
            .into_iter()
            .zip(proposed)
            .map(|(line, proposed)| PlannedCourse::of(line, proposed))
            .collect(),
        unoffered: unoffered.into_iter().map(UnofferedPartner::from).collect(),
    };
    Ok(HttpResponse::Ok().json(planning))
}
