//! How the partners stand, as on the overview of the network.

use super::Refusals;
use crate::obligations::web::network::{Partner, figure, standing};
use crate::people::May;
use crate::people::guard::SeeNetwork;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A partner's figures, those of its branches among them.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerFigures {
    /// The partner's number.
    external_id: String,
    /// Name.
    name: String,
    /// Country of the main location (ISO 3166-1 alpha-2); empty where there is none.
    country: String,
    /// Its city.
    city: String,
    /// People who owe something.
    people: i64,
    /// Of these, people who are overdue or lapsed with something.
    behind: i64,
    /// Of these, people with something lapsed.
    lapsed: i64,
    /// Things that are due until the end of the year.
    due: i64,
    /// Duties of the manufacturer to the partner that are neither kept nor in breach.
    owed_open: i64,
    /// Those in breach.
    owed_breached: i64,
    /// `behind` of `people` in per cent.
    share_percent: f64,
}

/// Which partners, and by what.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NetworkQuery {
    /// Only those of this country (ISO 3166-1 alpha-2).
    country: Option<String>,
    /// Only what the requirement with this code asks for.
    requirement: Option<String>,
    /// As it stood on this past day (`YYYY-MM-DD`) and as it was known when the day was over, by the versions of requirements that were in force
    /// on it; left out: today.
    on: Option<String>,
}

/// How each partner stands, those furthest behind first.
#[utoipa::path(get, path = "/api/v1/network", tag = "obligations", params(NetworkQuery),
    responses((status = 200, body = Vec<PartnerFigures>), Refusals))]
pub async fn list(may: May<SeeNetwork>, state: web::Data<State>, query: Query<NetworkQuery>) -> Result<HttpResponse, Error> {
    let NetworkQuery { country, requirement, on } = query.into_inner();
    // PostgreSQL takes no NUL, and no code holds one.
    if requirement.as_ref().is_some_and(|code| code.contains('\0')) {
        return Err(Error::field("requirement", "fault-unknown-requirement"));
    }
    let item = |partner: Partner| {
        let (owed_open, owed_breached) = (partner.open(), figure(partner.owed.breached));
        let share_percent = partner.share();
        let [people, behind, lapsed, due] = partner.figures;
        PartnerFigures {
            external_id: partner.number,
            name: partner.name,
            country: partner.country,
            city: partner.city,
            people,
            behind,
            lapsed,
            due,
            owed_open,
            owed_breached,
            share_percent,
        }
    };
    let partners = standing(&may, &state, country, requirement, on).await?;
    Ok(HttpResponse::Ok().json(partners.into_iter().map(item).collect::<Vec<_>>()))
}
