//! Tokens for integrations: made, listed, revoked. The secret is in one answer and nowhere else.

use crate::administration::pages::{NewTokenPage, TokenMadePage, TokenRow, TokensPage};
use crate::administration::store;
use crate::administration::token::{self, TokenDraft};
use crate::organisations::{store as organisations, tree_choices};
use crate::people::guard::{ManageTokens, May};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};

/// `GET /administration/tokens`
pub async fn list(may: May<ManageTokens>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, now) = (may.scope.clone(), may.actor.now);
    let rows = state.db.look(move |conn| Ok(store::tokens(conn, &scope)?)).await?;
    let words = may.actor.words(&state);
    let action = |action: &Action| words.text(&format!("token-action-{}", token::word(*action)), &[]);
    let page = TokensPage {
        rows: rows
            .into_iter()
            .map(|entry| TokenRow {
                revoke_url: format!("/administration/tokens/{}/revocation", entry.token.id),
                running: entry.token.revoked_at.is_none() && entry.token.expires_at.is_none_or(|end| end > now),
                name: entry.token.name,
                organisation: entry.organisation,
                maker: entry.maker,
                scopes: entry.token.scopes.0.iter().map(action).collect::<Vec<_>>().join(", "),
                expires_at: entry.token.expires_at,
                revoked_at: entry.token.revoked_at,
                last_used_at: entry.token.last_used_at,
            })
            .collect(),
    };
    may.show(&state, &page)
}

/// `GET /administration/tokens/new`
pub async fn new(may: May<ManageTokens>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = new_page(&may, &state, TokenDraft::default(), &[]).await?;
    may.show(&state, &page)
}

/// `POST /administration/tokens`
pub async fn create(may: May<ManageTokens>, state: web::Data<State>, form: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let draft = TokenDraft {
        name: form.one("name").to_owned(),
        organisation_id: form.one("organisation_id").to_owned(),
        scopes: form.all("scopes"),
        expires_on: form.one("expires_on").to_owned(),
    };
    let (typed, settings, actor, scope) = (draft.clone(), state.clone(), may.actor.clone(), may.scope.clone());
    let made = state
        .db
        .save(move |conn| token::make(conn, &settings, &actor, &scope, &typed))
        .await;
    match made {
        Ok((token, secret)) => may.show(&state, &TokenMadePage { name: token.name, secret }),
        Err(Error::Invalid(faults)) => {
            let page = new_page(&may, &state, draft, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /administration/tokens/{id}/revocation`
pub async fn revoke(may: May<ManageTokens>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, settings, actor, scope) = (*id, state.clone(), may.actor.clone(), may.scope.clone());
    state
        .db
        .save(move |conn| token::revoke(conn, &settings, &actor, &scope, id))
        .await?;
    answer::done(&state, "/administration/tokens", &Message::new("token-revoked-done"), None)
}

async fn new_page(may: &May<ManageTokens>, state: &State, draft: TokenDraft, faults: &[FieldError]) -> Result<NewTokenPage, Error> {
    let scope = may.scope.clone();
    let branches = state.db.look(move |conn| Ok(organisations::list(conn, &scope)?)).await?;
    let words = may.actor.words(state);
    let scopes = Action::ALL
        .into_iter()
        .filter(|action| *action != Action::Learn && may.actor.may(*action));
    let mut page = NewTokenPage {
        faults: Vec::new(),
        name: Field::with("name", draft.name),
        organisations: tree_choices(branches, &draft.organisation_id),
        organisation_id: Field::with("organisation_id", draft.organisation_id),
        scope_choices: scopes
            .map(|action| {
                let word = token::word(action);
                let chosen = draft.scopes.contains(&word);
                Choice::new(word.clone(), words.text(&format!("token-action-{word}"), &[])).chosen(chosen)
            })
            .collect(),
        scopes: Field::new("scopes"),
        expires_on: Field::with("expires_on", draft.expires_on),
    };
    let mut fields = [&mut page.name, &mut page.organisation_id, &mut page.scopes, &mut page.expires_on];
    page.faults = place(faults, &mut fields, words, |field| {
        words.text(&format!("token-{}", field.replace('_', "-")), &[])
    });
    Ok(page)
}
