//! Offers and both sides for integrations.

use super::record::{self as deeds, Typed};
use super::sides::{Our, Sides, Their};
use crate::duties::api::{DutyDetail, DutyRecord, detail, record as duty_record};
use crate::obligations::sight::{self, View};
use crate::organisations::store as organisations;
use crate::people::May;
use crate::people::guard::{ManageDuties, SeeTeam};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An offer that was made otherwise than by a course that can be taken any day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOfferBody {
    /// The day on which it was made, today or earlier.
    #[schema(value_type = NaiveDate)]
    on: String,
    /// `workshop`, `on_site`, `online` or `other`.
    means: String,
    /// What shows it; at most 200 characters. It or a remark is needed.
    #[serde(default)]
    evidence: Option<String>,
    /// At most 1,000 characters.
    #[serde(default)]
    remark: Option<String>,
}

/// What a partner and the manufacturer owe each other.
#[derive(Debug, Serialize, ToSchema)]
pub struct BothSides {
    /// The partner's number; null: the team of whoever asks.
    organisation: Option<String>,
    /// What people of the partner owe, by requirement.
    owed_by_partner: Vec<PartnerSide>,
    /// What the manufacturer owes.
    owed_by_manufacturer: Vec<DutyRecord>,
}

/// What people owe by one requirement.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerSide {
    /// Code of the requirement.
    requirement: String,
    /// How many people stand how, by status.
    counts: BTreeMap<String, usize>,
    /// What keeps some of it from counting against the partner; null: nothing does.
    shield: Option<SanctionShield>,
}

/// Why something missed may not count against the partner.
#[derive(Debug, Serialize, ToSchema)]
pub struct SanctionShield {
    /// How many people's.
    people: usize,
    /// Key of the kind of duty.
    kind: String,
    /// Since when the manufacturer is in default, or an answer is awaited.
    since_on: NaiveDate,
    /// Whether it is in default, and does not merely owe an answer.
    in_default: bool,
}

/// Whose sides are asked for.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SidesQuery {
    /// Number of the organisation; needed by whoever reaches several partners.
    organisation: Option<String>,
}

/// What a partner and the manufacturer owe each other, and what does not count against the partner because of it.
#[utoipa::path(get, path = "/api/v1/both-sides", tag = "duties", params(SidesQuery),
    responses((status = 200, body = BothSides), Refusals))]
pub async fn sides(may: May<SeeTeam>, state: web::Data<State>, query: Query<SidesQuery>) -> Result<HttpResponse, Error> {
    let (actor, scope, today) = (may.actor.clone(), may.scope.clone(), may.actor.today());
    let number = query.into_inner().organisation.map(|number| number.replace('\0', ""));
    let answer = state
        .db
        .gather(move |conn| {
            let id = match &number {
                Some(number) => {
                    let found = organisations::find_by_external_id(conn, &scope, number)?.ok_or(Error::NotFound)?;
                    Some(found.id.to_string())
                }
                None => None,
            };
            let View::One(chosen) = sight::view(conn, &actor, &scope, id.as_deref())? else {
                return Err(Error::field("organisation", "fault-missing"));
            };
            let sides = Sides::load(conn, &chosen, today)?;
            Ok(BothSides {
                organisation: chosen.whose.map(|whose| whose.external_id),
                owed_by_partner: sides.theirs.into_iter().map(partner_side).collect(),
                owed_by_manufacturer: sides.ours.iter().map(|Our { entry, .. }| duty_record(entry)).collect(),
            })
        })
        .await?;
    Ok(HttpResponse::Ok().json(answer))
}

fn partner_side(their: Their) -> PartnerSide {
    PartnerSide {
        shield: their.shield.map(|shield| SanctionShield {
            people: shield.people,
            kind: shield.kind.to_owned(),
            since_on: shield.since_on,
            in_default: shield.in_default,
        }),
        requirement: their.code,
        counts: their.counts,
    }
}

/// Records an offer that was made to a partner.
#[utoipa::path(post, path = "/api/v1/duties/{id}/offers", tag = "duties", params(("id" = uuid::Uuid, Path, description = "A yearly offer's duty")),
    request_body = NewOfferBody, responses((status = 201, body = DutyDetail), Refusals))]
pub async fn record(
    may: May<ManageDuties>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<NewOfferBody>,
) -> Result<HttpResponse, Error> {
    let (scope, by, chance, id, body) = (may.scope.clone(), may.actor.by(), state.chance.clone(), *id, body.into_inner());
    let (today, now) = (may.actor.today(), may.actor.now);
    let entry = state
        .db
        .save(move |conn| {
            let since = deeds::since(&deeds::owed(conn, &scope, id, today)?);
            let typed = Typed {
                on: &body.on,
                means: &body.means,
                evidence: body.evidence.as_deref().unwrap_or_default(),
                remark: body.remark.as_deref().unwrap_or_default(),
            };
            let new = deeds::read(&typed, since, today)?;
            deeds::record(conn, &chance, &by, &scope, id, &new, (today, now))
        })
        .await?;
    Ok(HttpResponse::Created().json(detail(&entry)))
}

/// What this slice adds to the document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(sides, record), components(schemas(NewOfferBody, BothSides, PartnerSide, SanctionShield)))]
pub struct Doc;
