//! Facts about organisations, products that their locations service, and the catalogue of products.

use super::super::dated::{DatedDraft, ProductDraft};
use super::super::organisation::Hand;
use crate::organisations::store::fact::{self, OrganisationFact};
use crate::organisations::store::product::{self, LocationProduct, Product};
use crate::people::guard::{Learn, ManageOrganisations, May, SeeOrganisations};
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// A fact about an organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FactOut {
    /// Identifier.
    id: Uuid,
    /// What it is about.
    #[schema(example = "level")]
    name: String,
    /// What it says.
    #[schema(example = "gold")]
    value: String,
    /// First day.
    from_on: NaiveDate,
    /// Last day; null: open.
    to_on: Option<NaiveDate>,
    /// When it was written down.
    #[schema(value_type = DateTime<Utc>)]
    recorded_at: Instant,
}

impl From<OrganisationFact> for FactOut {
    fn from(fact: OrganisationFact) -> Self {
        Self {
            id: fact.id.0,
            name: fact.name,
            value: fact.value,
            from_on: fact.from_on,
            to_on: fact.to_on,
            recorded_at: fact.recorded_at,
        }
    }
}

/// A new fact.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FactBody {
    /// What it is about: small letters, digits, `-` and `_`.
    name: String,
    /// What it says: the same letters.
    value: String,
    /// First day, `YYYY-MM-DD`.
    from_on: String,
    /// Last day; left out: open.
    to_on: Option<String>,
}

/// A last day.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LastDayBody {
    /// The last day on which it holds, `YYYY-MM-DD`.
    to_on: String,
}

impl LastDayBody {
    fn read(&self) -> Result<NaiveDate, Error> {
        let mut faults = Faults::new();
        let day = faults.date("to_on", &self.to_on, true);
        faults.or(day)
    }
}

/// That a location services a product.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ServicedOut {
    /// Identifier.
    id: Uuid,
    /// Where.
    location_id: Uuid,
    /// The location's name.
    location: String,
    /// Code of the product; of a line all of its models.
    product: String,
    /// First day.
    from_on: NaiveDate,
    /// Last day; null: open.
    to_on: Option<NaiveDate>,
}

impl ServicedOut {
    fn of((row, product, location): (LocationProduct, Product, String)) -> Self {
        Self {
            id: row.id.0,
            location_id: row.location_id.0,
            location,
            product: product.code,
            from_on: row.from_on,
            to_on: row.to_on,
        }
    }
}

/// That a location is to service a product.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServicedBody {
    /// Code of the product.
    product: String,
    /// Where; left out: at the main location.
    location_id: Option<Uuid>,
    /// First day, `YYYY-MM-DD`.
    from_on: String,
    /// Last day; left out: open.
    to_on: Option<String>,
}

/// A product line, or a model of one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProductOut {
    /// Identifier.
    id: Uuid,
    /// Stable word.
    code: String,
    /// Code of the line that a model belongs to; null: it is a line.
    line: Option<String>,
    /// Names per language.
    names: BTreeMap<String, String>,
}

/// A new product.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductBody {
    /// Stable word of letters, digits, `.`, `-` and `_`, at most 40, as files and rules name it.
    code: String,
    /// Code of the line that a model belongs to; left out: it is a line.
    line: Option<String>,
    /// Name in English.
    en: String,
    /// Name in German.
    de: String,
}

/// The names of a product.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductNamesBody {
    /// Name in English.
    en: String,
    /// Name in German.
    de: String,
}

/// List the facts about an organisation
#[utoipa::path(get, path = "/api/v1/organisations/{id}/facts", params(("id" = Uuid, Path,)),
    responses((status = 200, body = Vec<FactOut>), Refusals))]
pub async fn facts(may: May<SeeOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let all = state
        .db
        .look(move |conn| {
            let organisation = hand.find(conn, id)?;
            Ok(fact::list(conn, organisation.id)?)
        })
        .await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(FactOut::from).collect::<Vec<_>>()))
}

/// Write a fact about an organisation down
#[utoipa::path(post, path = "/api/v1/organisations/{id}/facts", params(("id" = Uuid, Path,)), request_body = FactBody,
    responses((status = 201, body = FactOut), Refusals))]
pub async fn add_fact(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<FactBody>,
) -> Result<HttpResponse, Error> {
    let (id, hand, body) = (*id, Hand::of(&may, &state), body.into_inner());
    let draft = DatedDraft {
        name: body.name,
        value: body.value,
        from_on: body.from_on,
        to_on: body.to_on.unwrap_or_default(),
        ..DatedDraft::default()
    };
    let added = state.db.save(move |conn| hand.add_fact(conn, id, &draft)).await?;
    Ok(HttpResponse::Created().json(FactOut::from(added)))
}

/// Say which is the last day of a fact
#[utoipa::path(post, path = "/api/v1/organisations/{id}/facts/{fact_id}/end", params(("id" = Uuid, Path,), ("fact_id" = Uuid, Path,)),
    request_body = LastDayBody, responses((status = 204), Refusals))]
pub async fn end_fact(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    body: Json<LastDayBody>,
) -> Result<HttpResponse, Error> {
    let ((id, fact_id), hand, day) = (*ids, Hand::of(&may, &state), body.read()?);
    state.db.save(move |conn| hand.end_fact(conn, id, fact_id, day)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a fact back: it never held
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/facts/{fact_id}", params(("id" = Uuid, Path,), ("fact_id" = Uuid, Path,)),
    responses((status = 204), Refusals))]
pub async fn withdraw_fact(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
) -> Result<HttpResponse, Error> {
    let ((id, fact_id), hand) = (*ids, Hand::of(&may, &state));
    state.db.save(move |conn| hand.withdraw_fact(conn, id, fact_id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List what an organisation's locations service
#[utoipa::path(get, path = "/api/v1/organisations/{id}/products", params(("id" = Uuid, Path,)),
    responses((status = 200, body = Vec<ServicedOut>), Refusals))]
pub async fn serviced(may: May<SeeOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let all = state
        .db
        .look(move |conn| {
            let organisation = hand.find(conn, id)?;
            Ok(product::at_organisation(conn, organisation.id)?)
        })
        .await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(ServicedOut::of).collect::<Vec<_>>()))
}

/// Note that a location services a product
#[utoipa::path(post, path = "/api/v1/organisations/{id}/products", params(("id" = Uuid, Path,)), request_body = ServicedBody,
    responses((status = 201, body = ServicedOut), Refusals))]
pub async fn add_serviced(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<ServicedBody>,
) -> Result<HttpResponse, Error> {
    let (id, hand, body) = (*id, Hand::of(&may, &state), body.into_inner());
    let draft = DatedDraft {
        product: body.product,
        location_id: body.location_id.map(|id| Id(id).to_string()).unwrap_or_default(),
        from_on: body.from_on,
        to_on: body.to_on.unwrap_or_default(),
        ..DatedDraft::default()
    };
    let added = state.db.save(move |conn| hand.add_serviced(conn, id, &draft)).await?;
    Ok(HttpResponse::Created().json(ServicedOut::of(added)))
}

/// Say which is the last day on which a location services a product
#[utoipa::path(post, path = "/api/v1/organisations/{id}/products/{serviced_id}/end",
    params(("id" = Uuid, Path,), ("serviced_id" = Uuid, Path,)), request_body = LastDayBody, responses((status = 204), Refusals))]
pub async fn end_serviced(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    body: Json<LastDayBody>,
) -> Result<HttpResponse, Error> {
    let ((id, serviced_id), hand, day) = (*ids, Hand::of(&may, &state), body.read()?);
    state.db.save(move |conn| hand.end_serviced(conn, id, serviced_id, day)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take back that a location services a product: it never did
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/products/{serviced_id}",
    params(("id" = Uuid, Path,), ("serviced_id" = Uuid, Path,)), responses((status = 204), Refusals))]
pub async fn withdraw_serviced(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
) -> Result<HttpResponse, Error> {
    let ((id, serviced_id), hand) = (*ids, Hand::of(&may, &state));
    state.db.save(move |conn| hand.withdraw_serviced(conn, id, serviced_id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List products: lines, each followed by its models
#[utoipa::path(get, path = "/api/v1/products", responses((status = 200, body = Vec<ProductOut>), Refusals))]
pub async fn products(_may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let all = state.db.look(|conn| Ok(product::list(conn)?)).await?;
    let out = |product: &Product| out(product, &all);
    Ok(HttpResponse::Ok().json(all.iter().map(out).collect::<Vec<_>>()))
}

/// Add a product line or a model
#[utoipa::path(post, path = "/api/v1/products", request_body = ProductBody, responses((status = 201, body = ProductOut), Refusals))]
pub async fn add_product(may: May<ManageOrganisations>, state: web::Data<State>, body: Json<ProductBody>) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let draft = ProductDraft {
        code: body.code,
        line: body.line.unwrap_or_default(),
        en: body.en,
        de: body.de,
    };
    let added = save(&may, &state, None, draft).await?;
    Ok(HttpResponse::Created().json(added))
}

/// Rename a product
#[utoipa::path(put, path = "/api/v1/products/{id}", params(("id" = Uuid, Path,)), request_body = ProductNamesBody,
    responses((status = 200, body = ProductOut), Refusals))]
pub async fn rename_product(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<ProductNamesBody>,
) -> Result<HttpResponse, Error> {
    let body = body.into_inner();
    let draft = ProductDraft {
        en: body.en,
        de: body.de,
        ..ProductDraft::default()
    };
    let renamed = save(&may, &state, Some(*id), draft).await?;
    Ok(HttpResponse::Ok().json(renamed))
}

async fn save(may: &May<ManageOrganisations>, state: &State, id: Option<Id>, draft: ProductDraft) -> Result<ProductOut, Error> {
    let hand = Hand::of(may, state);
    state
        .db
        .save(move |conn| {
            let written = hand.write_product(conn, id, &draft)?;
            Ok(out(&written, &product::list(conn)?))
        })
        .await
}

fn out(product: &Product, all: &[Product]) -> ProductOut {
    let line = all.iter().find(|line| Some(line.id) == product.line_id);
    ProductOut {
        id: product.id.0,
        code: product.code.clone(),
        line: line.map(|line| line.code.clone()),
        names: product.names.0.clone(),
    }
}
