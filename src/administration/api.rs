//! Organisations, locations, who works for whom, catalogues and tokens for integrations: the same deeds as on the pages.

pub mod catalogue;
pub mod dated;
pub mod folder;
pub mod operation;
mod shape;

use super::organisation::Hand;
use super::{store, token};
use crate::organisations::store as organisations;
use crate::organisations::store::change;
use crate::people::guard::{ManageOrganisations, ManageTokens, May, SeeOrganisations};
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::error::Error;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use shape::{
    EntryOut, LocationBody, LocationOut, NewOrganisationBody, OrganisationBody, OrganisationOut, OrganisationQuery, TokenBody,
    TokenMadeOut, TokenOut, WorksForBody, WorksForOut,
};

/// List organisations of the branch
#[utoipa::path(get, path = "/api/v1/organisations", params(OrganisationQuery), responses(
    (status = 200, body = Listing<OrganisationOut>), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn list(may: May<SeeOrganisations>, state: web::Data<State>, query: Query<OrganisationQuery>) -> Result<HttpResponse, Error> {
    let OrganisationQuery {
        cursor,
        limit,
        external_id,
    } = query.into_inner();
    let page = PageQuery { cursor, limit };
    let (limit, after, scope) = (page.limit()?, page.after()?, may.scope.clone());
    let all = state.db.gather(move |conn| Ok(organisations::list(conn, &scope)?)).await?;
    let wanted = all
        .into_iter()
        .filter(|one| external_id.as_ref().is_none_or(|number| one.external_id == *number));
    let rest = wanted.filter(|one| after.as_ref().is_none_or(|after| one.path > *after));
    let most = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let page: Vec<_> = rest.take(most).map(OrganisationOut::from).collect();
    Ok(HttpResponse::Ok().json(Listing::of(page, limit, |one| one.path.clone())))
}

/// Show an organisation
#[utoipa::path(get, path = "/api/v1/organisations/{id}", params(("id" = Uuid, Path,)), responses(
    (status = 200, body = OrganisationOut), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn show(may: May<SeeOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let found = state.db.look(move |conn| hand.find(conn, id)).await?;
    Ok(HttpResponse::Ok().json(OrganisationOut::from(found)))
}

/// Add an organisation with its main location
#[utoipa::path(post, path = "/api/v1/organisations", request_body = NewOrganisationBody, responses(
    (status = 201, body = OrganisationOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn create(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    body: Json<NewOrganisationBody>,
) -> Result<HttpResponse, Error> {
    let (hand, body) = (Hand::of(&may, &state), body.into_inner());
    let added = state
        .db
        .save(move |conn| hand.add(conn, &body.organisation.draft(), &body.location.draft()))
        .await?;
    Ok(HttpResponse::Created().json(OrganisationOut::from(added)))
}

/// Replace an organisation's own facts, and move it
#[utoipa::path(put, path = "/api/v1/organisations/{id}", params(("id" = Uuid, Path,)), request_body = OrganisationBody, responses(
    (status = 200, body = OrganisationOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn replace(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<OrganisationBody>,
) -> Result<HttpResponse, Error> {
    let (id, hand, body) = (*id, Hand::of(&may, &state), body.into_inner());
    let changed = state
        .db
        .save(move |conn| hand.change(conn, id, body.revision, &body.draft()))
        .await?;
    Ok(HttpResponse::Ok().json(OrganisationOut::from(changed)))
}

/// List the locations of an organisation
#[utoipa::path(get, path = "/api/v1/organisations/{id}/locations", params(("id" = Uuid, Path,)), responses(
    (status = 200, body = Vec<LocationOut>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn locations(may: May<SeeOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let all = state
        .db
        .look(move |conn| {
            hand.find(conn, id)?;
            let mut all = Vec::new();
            for location in organisations::locations_of(conn, id)? {
                let services = organisations::services_at(conn, location.id)?;
                all.push(LocationOut::of(location, services));
            }
            Ok(all)
        })
        .await?;
    Ok(HttpResponse::Ok().json(all))
}

/// Add a location
#[utoipa::path(post, path = "/api/v1/organisations/{id}/locations", params(("id" = Uuid, Path,)), request_body = LocationBody, responses(
    (status = 201, body = LocationOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn add_location(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<LocationBody>,
) -> Result<HttpResponse, Error> {
    let location = write_location(&may, &state, *id, None, body.into_inner()).await?;
    Ok(HttpResponse::Created().json(location))
}

/// Replace a location
#[utoipa::path(put, path = "/api/v1/organisations/{id}/locations/{location_id}", params(("id" = Uuid, Path,), ("location_id" = Uuid, Path,)), request_body = LocationBody, responses(
    (status = 200, body = LocationOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn replace_location(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    body: Json<LocationBody>,
) -> Result<HttpResponse, Error> {
    let location = write_location(&may, &state, ids.0, Some(ids.1), body.into_inner()).await?;
    Ok(HttpResponse::Ok().json(location))
}

async fn write_location(
    may: &May<ManageOrganisations>,
    state: &State,
    id: Id,
    location_id: Option<Id>,
    body: LocationBody,
) -> Result<LocationOut, Error> {
    let hand = Hand::of(may, state);
    state
        .db
        .save(move |conn| {
            let written = hand.write_location(conn, id, location_id, &body.draft())?;
            let now = organisations::find_location(conn, id, written.id)?.ok_or(Error::NotFound)?;
            let services = organisations::services_at(conn, now.id)?;
            Ok(LocationOut::of(now, services))
        })
        .await
}

/// List who works for whom at an organisation
#[utoipa::path(get, path = "/api/v1/organisations/{id}/works-for", params(("id" = Uuid, Path,)), responses(
    (status = 200, body = Vec<WorksForOut>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn works_for(may: May<SeeOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let all = state
        .db
        .look(move |conn| {
            hand.find(conn, id)?;
            let mut all = Vec::new();
            for relation in change::works_for_of(conn, id)? {
                let services = change::works_for_services_of(conn, relation.id)?;
                all.push(WorksForOut::of(&relation, services));
            }
            Ok(all)
        })
        .await?;
    Ok(HttpResponse::Ok().json(all))
}

/// Note that an organisation works for another one
#[utoipa::path(post, path = "/api/v1/organisations/{id}/works-for", params(("id" = Uuid, Path,)), request_body = WorksForBody, responses(
    (status = 201, body = WorksForOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn add_works_for(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<WorksForBody>,
) -> Result<HttpResponse, Error> {
    let (id, hand, body) = (*id, Hand::of(&may, &state), body.into_inner());
    let added = state
        .db
        .save(move |conn| {
            let relation = hand.add_works_for(conn, id, &body.draft())?;
            let services = change::works_for_services_of(conn, relation.id)?;
            Ok(WorksForOut::of(&relation, services))
        })
        .await?;
    Ok(HttpResponse::Created().json(added))
}

/// End such a relation today
#[utoipa::path(post, path = "/api/v1/organisations/{id}/works-for/{relation_id}/end", params(("id" = Uuid, Path,), ("relation_id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn end_works_for(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
) -> Result<HttpResponse, Error> {
    let ((id, relation_id), hand, today) = (*ids, Hand::of(&may, &state), may.actor.today());
    state.db.save(move |conn| hand.end_works_for(conn, id, relation_id, today)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take an organisation out of the network
#[utoipa::path(put, path = "/api/v1/organisations/{id}/archive", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn archive(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.archive(conn, id, true)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take it back in
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/archive", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn restore(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.archive(conn, id, false)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List tokens of the branch
#[utoipa::path(get, path = "/api/v1/tokens", responses(
    (status = 200, body = Vec<TokenOut>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn tokens(may: May<ManageTokens>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let scope = may.scope.clone();
    let all = state.db.look(move |conn| Ok(store::tokens(conn, &scope)?)).await?;
    Ok(HttpResponse::Ok().json(all.into_iter().map(|entry| TokenOut::from(entry.token)).collect::<Vec<_>>()))
}

/// Make a token; its secret is in this answer and nowhere else
#[utoipa::path(post, path = "/api/v1/tokens", request_body = TokenBody, responses(
    (status = 201, body = TokenMadeOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn make_token(may: May<ManageTokens>, state: web::Data<State>, body: Json<TokenBody>) -> Result<HttpResponse, Error> {
    let (settings, actor, scope, body) = (state.clone(), may.actor.clone(), may.scope.clone(), body.into_inner());
    let (made, secret) = state
        .db
        .save(move |conn| token::make(conn, &settings, &actor, &scope, &body.draft()))
        .await?;
    Ok(HttpResponse::Created().json(TokenMadeOut {
        token: TokenOut::from(made),
        secret,
    }))
}

/// Revoke a token
#[utoipa::path(delete, path = "/api/v1/tokens/{id}", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn revoke_token(may: May<ManageTokens>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, settings, actor, scope) = (*id, state.clone(), may.actor.clone(), may.scope.clone());
    state
        .db
        .save(move |conn| token::revoke(conn, &settings, &actor, &scope, id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What this slice says of its calls.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        list,
        show,
        create,
        replace,
        locations,
        add_location,
        replace_location,
        works_for,
        add_works_for,
        end_works_for,
        archive,
        restore,
        catalogue::services,
        catalogue::job_roles,
        catalogue::add_service,
        catalogue::add_job_role,
        catalogue::rename_service,
        catalogue::rename_job_role,
        dated::facts,
        dated::add_fact,
        dated::end_fact,
        dated::withdraw_fact,
        dated::serviced,
        dated::add_serviced,
        dated::end_serviced,
        dated::withdraw_serviced,
        dated::products,
        dated::add_product,
        dated::rename_product,
        folder::list,
        folder::create,
        folder::file,
        operation::audit,
        operation::jobs,
        operation::retry,
        tokens,
        make_token,
        revoke_token
    ),
    components(schemas(
        OrganisationOut,
        LocationOut,
        WorksForOut,
        EntryOut,
        catalogue::NewEntryBody,
        catalogue::EntryNamesBody,
        dated::FactOut,
        dated::FactBody,
        dated::LastDayBody,
        dated::ServicedOut,
        dated::ServicedBody,
        dated::ProductOut,
        dated::ProductBody,
        dated::ProductNamesBody,
        folder::AuditFolderOut,
        folder::AuditFolderBody,
        operation::AuditOut,
        operation::JobOut,
        operation::JobsOut,
        TokenOut,
        TokenMadeOut,
        OrganisationBody,
        NewOrganisationBody,
        LocationBody,
        WorksForBody,
        TokenBody
    ))
)]
pub struct Doc;
