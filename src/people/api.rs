//! People, memberships and roles for integrations: the same deeds as on the pages.

pub mod access;
pub mod address;
pub mod own;
pub mod password;
pub mod push;
mod shape;
pub mod transfer;

use super::guard::{GrantPartnerRoles, ManagePeople, May, SeePeople};
use super::manage::Hand;
use super::store::listing::{self, Filter, Standing};
use super::store::{self, change};
use super::web::list::key_of;
use crate::organisations::store as organisations;
use crate::platform::api::{Listing, PageQuery, Problem};
use crate::platform::error::Error;
use crate::platform::request::{Json, Query};
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::person::Role;
use actix_web::{HttpResponse, web};
use shape::{
    MembershipBody, MembershipOut, NewPersonBody, PeopleParams, PersonBody, PersonOut, RoleBody, RoleOut, SignInOut, people_out,
    person_out, place_out,
};

/// List people of the branch
#[utoipa::path(get, path = "/api/v1/people", params(PeopleParams), responses(
    (status = 200, body = Listing<PersonOut>), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn list(may: May<SeePeople>, state: web::Data<State>, params: Query<PeopleParams>) -> Result<HttpResponse, Error> {
    let params = params.into_inner();
    let page = PageQuery {
        cursor: params.cursor.clone(),
        limit: params.limit,
    };
    let limit = page.limit()?;
    let after = page.after()?.map(|key| key_of(&key)).transpose()?;
    let (scope, today) = (may.scope.clone(), may.actor.today());
    let people = state
        .db
        .gather(move |conn| {
            let branch = match &params.organisation_id {
                Some(id) => {
                    let id: Id = id.parse().map_err(|_| Error::field("organisation_id", "fault-organisation"))?;
                    Some(organisations::find(conn, &scope, id)?.ok_or(Error::NotFound)?.path)
                }
                None => None,
            };
            let standing = match &params.state {
                Some(word) => Standing::EACH.into_iter().find(|standing| standing.as_str() == word),
                None => Some(Standing::Current),
            };
            let filter = Filter {
                text: params.q.clone().unwrap_or_default(),
                // PostgreSQL takes no NUL, and no number holds one.
                external_id: params.external_id.as_ref().map(|number| number.replace('\0', "")),
                branch,
                standing: standing.ok_or_else(|| Error::field("state", "fault-choice"))?,
                ..Filter::current(today)
            };
            let people = listing::list(conn, &scope, &filter, after.as_ref(), i64::from(limit) + 1)?;
            people_out(conn, &scope, people, today)
        })
        .await?;
    Ok(HttpResponse::Ok().json(Listing::of(people, limit, |person| person.key.clone())))
}

/// Show a person
#[utoipa::path(get, path = "/api/v1/people/{id}", params(("id" = Uuid, Path,)), responses(
    (status = 200, body = PersonOut), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn show(may: May<SeePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, scope, today) = (*id, may.scope.clone(), may.actor.today());
    let found = state
        .db
        .look(move |conn| {
            let person = store::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            person_out(conn, &scope, person, today)
        })
        .await?;
    Ok(HttpResponse::Ok().json(found))
}

/// Add a person
#[utoipa::path(post, path = "/api/v1/people", request_body = NewPersonBody, responses(
    (status = 201, body = PersonOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn create(may: May<ManagePeople>, state: web::Data<State>, body: Json<NewPersonBody>) -> Result<HttpResponse, Error> {
    let (hand, body) = (Hand::of(&may, &state), body.into_inner());
    let added = state
        .db
        .save(move |conn| {
            let person = hand.add(conn, &body.person.draft(), &body.membership.draft())?;
            person_out(conn, &hand.scope, person, hand.actor.today())
        })
        .await?;
    Ok(HttpResponse::Created().json(added))
}

/// Replace a person's own facts
#[utoipa::path(put, path = "/api/v1/people/{id}", params(("id" = Uuid, Path,)), request_body = PersonBody, responses(
    (status = 200, body = PersonOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn replace(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<PersonBody>,
) -> Result<HttpResponse, Error> {
    let (id, hand, body) = (*id, Hand::of(&may, &state), body.into_inner());
    let changed = state
        .db
        .save(move |conn| {
            let person = hand.change(conn, id, body.revision, &body.draft())?;
            person_out(conn, &hand.scope, person, hand.actor.today())
        })
        .await?;
    Ok(HttpResponse::Ok().json(changed))
}

/// Add a place of work
#[utoipa::path(post, path = "/api/v1/people/{id}/memberships", params(("id" = Uuid, Path,)), request_body = MembershipBody, responses(
    (status = 201, body = MembershipOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn add_membership(
    may: May<ManagePeople>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<MembershipBody>,
) -> Result<HttpResponse, Error> {
    let membership = write_membership(&may, &state, *id, None, body.into_inner()).await?;
    Ok(HttpResponse::Created().json(membership))
}

/// Replace a place of work
#[utoipa::path(put, path = "/api/v1/people/{id}/memberships/{membership_id}", params(("id" = Uuid, Path,), ("membership_id" = Uuid, Path,)), request_body = MembershipBody, responses(
    (status = 200, body = MembershipOut), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 409, body = Problem, content_type = "application/problem+json"),
    (status = 413, body = Problem, content_type = "application/problem+json"), (status = 422, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn replace_membership(
    may: May<ManagePeople>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
    body: Json<MembershipBody>,
) -> Result<HttpResponse, Error> {
    let membership = write_membership(&may, &state, ids.0, Some(ids.1), body.into_inner()).await?;
    Ok(HttpResponse::Ok().json(membership))
}

async fn write_membership(
    may: &May<ManagePeople>,
    state: &State,
    id: Id,
    membership_id: Option<Id>,
    body: MembershipBody,
) -> Result<MembershipOut, Error> {
    let hand = Hand::of(may, state);
    state
        .db
        .save(move |conn| {
            let membership = hand.write_membership(conn, id, membership_id, &body.draft())?;
            place_out(conn, &hand.scope, &membership)
        })
        .await
}

/// Close every way in
#[utoipa::path(put, path = "/api/v1/people/{id}/disablement", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn disable(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.disable(conn, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Let somebody in again
#[utoipa::path(delete, path = "/api/v1/people/{id}/disablement", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn enable(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.enable(conn, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Invite by mail
#[utoipa::path(post, path = "/api/v1/people/{id}/invitation", params(("id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn invite(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.invite(conn, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List somebody's roles
#[utoipa::path(get, path = "/api/v1/people/{id}/roles", params(("id" = Uuid, Path,)), responses(
    (status = 200, body = Vec<RoleOut>), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn roles(may: May<SeePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, scope) = (*id, may.scope.clone());
    let held = state
        .db
        .look(move |conn| {
            store::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
            Ok(change::roles_of(conn, &scope, id)?)
        })
        .await?;
    let out = held.into_iter().map(|role| RoleOut {
        id: role.id.0,
        role: role.role,
        organisation_id: role.organisation_id.0,
        since_on: role.since_on,
    });
    Ok(HttpResponse::Ok().json(out.collect::<Vec<_>>()))
}

/// Give a role
#[utoipa::path(post, path = "/api/v1/people/{id}/roles", params(("id" = Uuid, Path,)), request_body = RoleBody, responses(
    (status = 204), (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"), (status = 403, body = Problem, content_type = "application/problem+json"),
    (status = 404, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"),
    (status = 422, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn grant(
    may: May<GrantPartnerRoles>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<RoleBody>,
) -> Result<HttpResponse, Error> {
    let (id, hand, body) = (*id, Hand::of(&may, &state), body.into_inner());
    state
        .db
        .save(move |conn| {
            hand.managed(conn, id)?;
            let role: Role = body.role.parse().map_err(|_| Error::field("role", "fault-role"))?;
            let organisation_id: Id = body
                .organisation_id
                .parse()
                .map_err(|_| Error::field("organisation_id", "fault-organisation"))?;
            hand.grant(conn, id, role, organisation_id)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a role back
#[utoipa::path(delete, path = "/api/v1/people/{id}/roles/{role_id}", params(("id" = Uuid, Path,), ("role_id" = Uuid, Path,)), responses(
    (status = 204), (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json"),
    (status = 409, body = Problem, content_type = "application/problem+json"), (status = 503, body = Problem, content_type = "application/problem+json")))]
pub async fn end_role(may: May<GrantPartnerRoles>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((id, role_id), hand) = (*ids, Hand::of(&may, &state));
    state.db.save(move |conn| hand.end_role(conn, id, role_id)).await?;
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
        add_membership,
        replace_membership,
        disable,
        enable,
        invite,
        roles,
        grant,
        end_role,
        access::end_membership,
        transfer::create,
        access::letter,
        access::invite_all,
        access::end_sign_ins,
        own::show,
        own::update,
        own::sign_ins,
        own::end_others,
        own::end_sign_in,
        address::show,
        address::update,
        address::withdraw,
        address::confirm,
        push::show,
        push::create,
        push::end,
        password::update,
        password::ask
    ),
    components(schemas(
        PersonOut,
        MembershipOut,
        RoleOut,
        SignInOut,
        PersonBody,
        MembershipBody,
        NewPersonBody,
        RoleBody,
        access::InvitedOut,
        access::LetterOut,
        access::MembershipEndBody,
        own::OwnOut,
        own::PreferencesBody,
        address::OwnAddress,
        address::OwnAddressBody,
        address::AddressConfirmation,
        push::PushOut,
        push::DeviceOut,
        push::DeviceBody,
        password::OwnPasswordBody,
        password::PasswordResetBody
    ))
)]
pub struct Doc;
