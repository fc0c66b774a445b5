//! Making and revoking tokens, for pages and calls alike. A token never does more than whoever makes it.

use super::store;
use crate::organisations::{Scope, store as organisations};
use crate::people::Actor;
use crate::people::token::{self, Token};
use crate::platform::audit::{self, Deed};
use crate::platform::chance::hash;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::person::Action;
use chrono::{Days, NaiveTime};
use serde_json::json;

/// A token as typed.
#[derive(Clone, Debug, Default)]
pub struct TokenDraft {
    /// What it is for.
    pub name: String,
    /// Identifier of its branch.
    pub organisation_id: String,
    /// Words of the actions.
    pub scopes: Vec<String>,
    /// Last day; empty: until it is revoked.
    pub expires_on: String,
}

/// The word of an action in calls and forms.
pub fn word(action: Action) -> String {
    serde_json::to_value(action)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Makes a token and answers it with its secret.
///
/// # Errors
///
/// [`Error::Invalid`] with every fault: no name, a branch outside the scope, an action that the maker may not do there.
pub fn make(conn: &mut Conn, state: &State, actor: &Actor, scope: &Scope, draft: &TokenDraft) -> Result<(Token, String), Error> {
    let mut faults = Faults::new();
    let name = faults.text("name", &draft.name, 200, true);
    let organisation = match draft.organisation_id.trim().parse::<Id>() {
        Ok(id) => organisations::find(conn, scope, id)?,
        Err(_) => None,
    };
    if organisation.is_none() {
        faults.note("organisation_id", "fault-organisation");
    }
    let known = |word_given: &String| Action::ALL.into_iter().find(|action| word(*action) == *word_given);
    let actions: Vec<Option<Action>> = draft.scopes.iter().map(known).collect();
    let may = |action: &Option<Action>| {
        let path = organisation.as_ref().map(|organisation| organisation.path.as_str());
        action.is_some_and(|action| path.is_some_and(|path| actor.scope(action).covers(path)))
    };
    if draft.scopes.is_empty() {
        faults.note("scopes", "fault-missing");
    } else if organisation.is_some() && !actions.iter().all(may) {
        faults.note("scopes", "fault-token-scope");
    }
    let last = faults.date("expires_on", &draft.expires_on, false);
    if last.is_some_and(|last| last < actor.today()) {
        faults.note("expires_on", "fault-past");
    }
    let (name, organisation) = faults.or(name.zip(organisation))?;
    let secret = state.chance.token();
    let mut scopes: Vec<Action> = actions.into_iter().flatten().collect();
    scopes.sort_unstable();
    scopes.dedup();
    let end = last.and_then(|last| last.checked_add_days(Days::new(1)));
    let token = Token {
        id: state.chance.id(actor.now),
        name,
        token_hash: hash(&secret),
        scopes: Json(scopes),
        organisation_id: organisation.id,
        created_by: actor.person.id,
        created_at: actor.now,
        expires_at: end.map(|day| day.and_time(NaiveTime::MIN).and_utc().into()),
        revoked_at: None,
        last_used_at: None,
    };
    token::insert(conn, &token)?;
    let after =
        json!({ "name": token.name, "scopes": token.scopes.0, "organisation_id": token.organisation_id, "expires_at": token.expires_at });
    record(conn, state, actor, "token.add", &token, &organisation.path, Some(after))?;
    Ok((token, secret))
}

/// Revokes a token of the scope; doing it twice changes nothing.
///
/// # Errors
///
/// [`Error::NotFound`] outside the scope.
pub fn revoke(conn: &mut Conn, state: &State, actor: &Actor, scope: &Scope, id: Id) -> Result<(), Error> {
    let found = store::tokens(conn, scope)?.into_iter().find(|entry| entry.token.id == id);
    let entry = found.ok_or(Error::NotFound)?;
    if store::revoke(conn, id, actor.now)? {
        record(conn, state, actor, "token.revoke", &entry.token, &entry.path, None)?;
    }
    Ok(())
}

fn record(
    conn: &mut Conn,
    state: &State,
    actor: &Actor,
    action: &str,
    token: &Token,
    path: &str,
    after: Option<serde_json::Value>,
) -> Result<(), Error> {
    let deed = Deed {
        action,
        subject_kind: "api_tokens",
        subject_id: token.id.to_string(),
        subject_label: token.name.clone(),
        organisation_path: path.to_owned(),
        before: None,
        after,
    };
    Ok(audit::record(conn, &state.chance, actor.now, &actor.by(), deed)?)
}
