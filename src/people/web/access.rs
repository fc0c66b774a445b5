//! Ways in and roles of one person, by those who manage them.

use crate::people::guard::{GrantPartnerRoles, ManagePeople, May};
use crate::people::manage::Hand;
use crate::people::pages::{DisablePage, LetterPage};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::form::Typed;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::person::Role;
use actix_web::{HttpResponse, web};
use chrono::Duration;

/// `POST /people/{id}/invitation`
pub async fn invite(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let person = state.db.save(move |conn| hand.invite(conn, id)).await?;
    let message = Message::new("person-invited").with("address", person.email.unwrap_or_default());
    answer::done(&state, format!("/people/{id}"), &message, None)
}

/// `POST /organisations/{id}/invitations`: everybody who has no way in yet.
pub async fn invite_all(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let done = state.db.save(move |conn| hand.invite_all(conn, id)).await?;
    let message = Message::new("people-invited")
        .with("invited", done.invited)
        .with("letters", done.without_address);
    answer::done(&state, format!("/people?organisation={id}"), &message, None)
}

/// `POST /people/{id}/code-letter`: the code is in this answer and nowhere else.
pub async fn letter(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let (person, code) = state.db.save(move |conn| hand.letter(conn, id)).await?;
    let days = state.config.sign_in.invitation_days;
    let last_at = may.actor.now.plus(Duration::days(days.into()));
    let chars: Vec<char> = code.chars().collect();
    let page = LetterPage {
        name: person.name(),
        number: person.external_id,
        code: chars
            .chunks(4)
            .map(|part| part.iter().collect::<String>())
            .collect::<Vec<_>>()
            .join(" "),
        sign_in_url: format!("{}/sign-in/code", state.config.server.public_url),
        last_on: last_at.utc().with_timezone(&may.actor.zone()).date_naive(),
        back: format!("/people/{id}"),
    };
    may.show(&state, &page)
}

/// `GET /people/{id}/disable`
pub async fn ask_disable(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let person = state.db.look(move |conn| hand.managed(conn, id)).await?;
    let page = DisablePage {
        name: person.name(),
        url: format!("/people/{id}/disable"),
        back: format!("/people/{id}"),
    };
    may.show(&state, &page)
}

/// `POST /people/{id}/disable`
pub async fn disable(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let person = state.db.save(move |conn| hand.disable(conn, id)).await?;
    let message = Message::new("person-disabled-done").with("name", person.name());
    answer::done(&state, format!("/people/{id}"), &message, Some(format!("/people/{id}/enable")))
}

/// `POST /people/{id}/enable`
pub async fn enable(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let person = state.db.save(move |conn| hand.enable(conn, id)).await?;
    let message = Message::new("person-enabled-done").with("name", person.name());
    answer::done(&state, format!("/people/{id}"), &message, None)
}

/// `POST /people/{id}/sign-ins/end`
pub async fn end_sign_ins(may: May<ManagePeople>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    state.db.save(move |conn| hand.end_sign_ins(conn, id)).await?;
    answer::done(&state, format!("/people/{id}"), &Message::new("person-signed-out"), None)
}

/// `POST /people/{id}/roles`
pub async fn grant(
    may: May<GrantPartnerRoles>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (id, hand) = (*id, Hand::of(&may, &state));
    let role: Result<Role, _> = form.one("role").parse();
    let organisation: Result<Id, _> = form.one("organisation_id").parse();
    state
        .db
        .save(move |conn| {
            hand.managed(conn, id)?;
            let role = role.map_err(|_| Error::field("role", "fault-role"))?;
            let organisation_id = organisation.map_err(|_| Error::field("organisation_id", "fault-organisation"))?;
            hand.grant(conn, id, role, organisation_id)
        })
        .await?;
    answer::done(&state, format!("/people/{id}"), &Message::new("person-role-given"), None)
}

/// `POST /people/{id}/roles/{role_id}/end`
pub async fn end_role(may: May<GrantPartnerRoles>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((id, role_id), hand) = (*ids, Hand::of(&may, &state));
    state.db.save(move |conn| hand.end_role(conn, id, role_id)).await?;
    answer::done(&state, format!("/people/{id}"), &Message::new("person-role-ended"), None)
}
