//! Tokens for integrations: each confined to a branch and to named actions; only the hash is kept.

use super::guard::Actor;
use super::store;
use crate::on;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::person::{Action, Grant, reach};
use crate::schema::{api_tokens, organisations};
use chrono::Duration;
use diesel::prelude::*;

/// An integration's token.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = api_tokens)]
pub struct Token {
    /// Identifier.
    pub id: Id,
    /// What it is for, in words.
    pub name: String,
    /// Hash of the secret.
    pub token_hash: String,
    /// What it may do.
    pub scopes: Json<Vec<Action>>,
    /// In which branch.
    pub organisation_id: Id,
    /// Who made it; it can never do more than they can.
    pub created_by: Id,
    /// When it was made.
    pub created_at: Instant,
    /// When it ends.
    pub expires_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
    /// When it was last used, to five minutes.
    pub last_used_at: Option<Instant>,
}

/// Adds a token.
pub fn insert(conn: &mut Conn, token: &Token) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(api_tokens::table).values(token).execute(c))?;
    Ok(())
}

/// Revokes every token that somebody made.
pub fn revoke_all_of(conn: &mut Conn, person_id: Id, now: Instant) -> QueryResult<usize> {
    let running = api_tokens::table.filter(api_tokens::created_by.eq(person_id).and(api_tokens::revoked_at.is_null()));
    on!(conn, c => diesel::update(running).set(api_tokens::revoked_at.eq(now)).execute(c))
}

/// A use within so long after the one that was noted is not noted, so that a call is hardly ever a write.
const NOTED_EVERY: Duration = Duration::minutes(5);

/// Notes that a token was used. Nobody waits for it: a call is answered though the database is busy, and a use that could not be noted is
/// noted with the next one.
fn note_use(state: &State, token: &Token, now: Instant) {
    if token.last_used_at.is_some_and(|last| *now - *last < NOTED_EVERY) {
        return;
    }
    let id = token.id;
    state.db.save_aside(move |conn| {
        let stale = api_tokens::last_used_at.is_null().or(api_tokens::last_used_at.lt(now));
        on!(conn, c => diesel::update(api_tokens::table.filter(api_tokens::id.eq(id)).filter(stale))
            .set(api_tokens::last_used_at.eq(now))
            .execute(c))?;
        Ok(())
    });
}

/// The actor behind a token; an error where it is unknown, ended, revoked, or its maker is disabled.
pub(super) async fn actor(state: &State, token_hash: String, address: String, request_id: String, now: Instant) -> Result<Actor, Error> {
    let found = state
        .db
        .look(move |conn| {
            let row: Option<(Token, String)> = on!(conn, c => api_tokens::table
                .inner_join(organisations::table)
                .filter(api_tokens::token_hash.eq(token_hash))
                .filter(api_tokens::revoked_at.is_null())
                .select((Token::as_select(), organisations::path))
                .first(c)
                .optional())?;
            let Some((token, path)) = row.filter(|(token, _)| token.expires_at.is_none_or(|end| end > now)) else {
                return Ok(None);
            };
            let Some(person) = store::find_any(conn, token.created_by)?.filter(|p| p.disabled_at.is_none()) else {
                return Ok(None);
            };
            let grants = store::grants_of(conn, person.id, now.date_naive())?;
            Ok(Some((token, path, person, grants)))
        })
        .await?;
    let (token, path, person, grants) = found.ok_or(Error::SignInNeeded)?;
    note_use(state, &token, now);
    let grants = confined(&grants, &token, &path);
    Ok(Actor {
        person,
        grants,
        sign_in_id: None,
        acting_role: None,
        token_actions: Some(token.scopes.0),
        address,
        request_id,
        now,
    })
}

/// The maker's grants, cut down to the token's branch: neither ever reaches further than the other.
fn confined(grants: &[Grant], token: &Token, path: &str) -> Vec<Grant> {
    grants
        .iter()
        .filter_map(|grant| {
            if path.starts_with(&grant.path) {
                Some(Grant {
                    organisation_id: token.organisation_id,
                    path: path.to_owned(),
                    ..grant.clone()
                })
            } else {
                grant.path.starts_with(path).then(|| grant.clone())
            }
        })
        .filter(|grant| {
            token
                .scopes
                .0
                .iter()
                .any(|action| !reach(std::slice::from_ref(grant), *action).is_empty())
        })
        .collect()
}
