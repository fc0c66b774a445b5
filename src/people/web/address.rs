//! One's own mail address, and the link by which whoever reads a new one confirms it: looking at it changes nothing, only its button does.

use super::profile::password_holds;
use crate::people::address;
use crate::people::form::read_address;
use crate::people::guard::{Actor, Anybody, Learn, May};
use crate::people::pages::{AddressConfirmPage, AddressPage, LinkEndedPage, WaitingAddress};
use crate::people::store;
use crate::people::store::address as waiting;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::state::State;
use crate::platform::views::{Field, Shell};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// A new address.
#[derive(Debug, Default, Deserialize)]
pub struct AddressForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    current: String,
}

/// `GET /profile/address`
pub async fn edit(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = page(&may.actor, &state, "", &[]).await?;
    may.show(&state, &page)
}

/// `POST /profile/address`: asks for the password, so that an unattended screen gives nobody's mail away.
pub async fn update(may: May<Learn>, state: web::Data<State>, form: web::Form<AddressForm>) -> Result<HttpResponse, Error> {
    let AddressForm { email, current } = form.into_inner();
    let mut faults = Faults::new();
    let new = faults.take("email", read_address(&email));
    if !password_holds(&may.actor, &state, current).await? {
        faults.note("current", "password-not-yours");
    }
    let told = match faults.or(new) {
        Ok(new) => {
            let (shared, actor) = (state.clone(), may.actor.clone());
            let kept = state.db.save(move |conn| address::ask(conn, &shared, &actor, &new)).await;
            kept.map(drop)
        }
        Err(error) => Err(error),
    };
    match told {
        Ok(()) => {
            let message = Message::new("address-asked").with("address", email.trim());
            answer::done(&state, "/profile/address", &message, None)
        }
        Err(Error::Invalid(found)) => {
            let page = page(&may.actor, &state, &email, &found).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /profile/address/withdrawal`
pub async fn withdraw(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let shared = state.clone();
    state.db.save(move |conn| address::withdraw(conn, &shared, &may.actor)).await?;
    answer::done(&state, "/profile/address", &Message::new("address-withdrawn"), None)
}

/// `GET /address/{token}`
pub async fn ask(whoever: Anybody, state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Error> {
    let (secret, now) = (token.clone(), whoever.now);
    let found = state.db.look(move |conn| address::open(conn, &secret, now)).await?;
    let Some((waits, person)) = found else {
        return ended(&whoever, &state);
    };
    let page = AddressConfirmPage {
        name: person.name(),
        address: waits.address,
        url: format!("/address/{token}"),
        done: false,
    };
    whoever.show(&state, &page)
}

/// `POST /address/{token}`
pub async fn confirm(whoever: Anybody, state: web::Data<State>, token: web::Path<String>) -> Result<HttpResponse, Error> {
    let (shared, from, now) = (state.clone(), whoever.address.clone(), whoever.now);
    let confirmed = state
        .db
        .save(move |conn| address::confirm(conn, &shared, &token, &from, now))
        .await?;
    let Some(person) = confirmed else {
        return ended(&whoever, &state);
    };
    let page = AddressConfirmPage {
        name: person.name(),
        address: person.email.unwrap_or_default(),
        url: "/profile".to_owned(),
        done: true,
    };
    whoever.show(&state, &page)
}

/// Used up, run out, overtaken, or none of ours: what to do next is the same.
fn ended(whoever: &Anybody, state: &State) -> Result<HttpResponse, Error> {
    whoever.show_as(state, StatusCode::NOT_FOUND, Shell::Public, &LinkEndedPage {})
}

async fn page(actor: &Actor, state: &State, typed: &str, faults: &[FieldError]) -> Result<AddressPage, Error> {
    let (id, now) = (actor.person.id, actor.now);
    let (waits, has_password) = state
        .db
        .look(move |conn| Ok((waiting::of(conn, id)?, store::password_hash(conn, id)?.is_some())))
        .await?;
    let mut email = Field::with("email", typed);
    let mut current = Field::new("current");
    place(faults, &mut [&mut email, &mut current], actor.words(state), |_| String::new());
    Ok(AddressPage {
        present: actor.person.email.clone(),
        waits: waits.filter(|waits| waits.expires_at > now).map(|waits| WaitingAddress {
            address: waits.address,
            until_at: waits.expires_at,
        }),
        email,
        current: has_password.then_some(current),
    })
}
