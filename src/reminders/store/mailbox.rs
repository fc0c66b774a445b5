//! Mails as people look for them: within their branch, by recipient, kind and place.

use super::PORTION;
use crate::on;
use crate::organisations::{Scope, store as organisations_store};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::body::{self, Body};
use crate::platform::mail::outbox::{Mail, MailState, Note};
use crate::rules::id::{Id, Instant};
use crate::schema::{mails, memberships, organisations};
use crate::scoped;
use diesel::define_sql_function;
use diesel::prelude::*;
use std::collections::HashMap;

define_sql_function! {
    /// Small letters; SQLite knows those of ASCII only.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// What a page of the mailbox asks for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Part of a name, an address or a subject.
    pub search: Option<String>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only in this place.
    pub state: Option<MailState>,
    /// Only such as were queued before this one.
    pub before: Option<Id>,
}

/// Confines a query to mails of people within the scope. Whoever sees the whole tree sees mails to people outside of it too.
macro_rules! visible {
    ($scope:expr, $whole:expr) => {{
        let mut query = mails::table.into_boxed();
        if !$whole {
            let within = scoped!(memberships::table.inner_join(organisations::table), organisations::path, $scope)
                .select(memberships::person_id.nullable());
            query = query.filter(mails::recipient_id.eq_any(within));
        }
        query
    }};
}

fn sees_everything(conn: &mut Conn, scope: &Scope) -> QueryResult<bool> {
    let root = organisations_store::root(conn)?;
    Ok(root.is_some_and(|root| scope.covers(&root.path)))
}

/// Mails within the scope, the newest first.
pub fn list(conn: &mut Conn, scope: &Scope, wanted: &Wanted, limit: i64) -> QueryResult<Vec<Mail>> {
    let whole = sees_everything(conn, scope)?;
    let pattern = wanted.search.as_deref().map(pattern);
    on!(conn, c => {
        let mut query = visible!(scope, whole);
        if let Some(pattern) = &pattern {
            let found = lower(mails::to_name).like(pattern).escape('\\')
                .or(lower(mails::to_address).like(pattern).escape('\\'))
                .or(lower(mails::subject).like(pattern).escape('\\'));
            query = query.filter(found);
        }
        if let Some(kind) = &wanted.kind {
            query = query.filter(mails::kind.eq(kind));
        }
        if let Some(state) = wanted.state {
            query = query.filter(mails::state.eq(state.as_str()));
        }
        if let Some(before) = wanted.before {
            query = query.filter(mails::id.lt(before));
        }
        query.order(mails::id.desc()).limit(limit).select(Mail::as_select()).load(c)
    })
}

/// A page of mails within the scope, in the order in which they were queued.
pub fn page(conn: &mut Conn, scope: &Scope, after: Option<Id>, limit: i64) -> QueryResult<Vec<Mail>> {
    let whole = sees_everything(conn, scope)?;
    on!(conn, c => {
        let mut query = visible!(scope, whole);
        if let Some(after) = after {
            query = query.filter(mails::id.gt(after));
        }
        query.order(mails::id).limit(limit).select(Mail::as_select()).load(c)
    })
}

/// One mail within the scope.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Mail>> {
    let whole = sees_everything(conn, scope)?;
    on!(conn, c => visible!(scope, whole).filter(mails::id.eq(id)).select(Mail::as_select()).first(c).optional())
}

/// One mail within the scope, with its words.
///
/// # Errors
///
/// [`Error::NotFound`] outside of the scope.
pub fn find_with_body(conn: &mut Conn, scope: &Scope, id: Id) -> Result<(Mail, Body), Error> {
    let mail = find(conn, scope, id)?.ok_or(Error::NotFound)?;
    let body = body::of(conn, id)?;
    Ok((mail, body))
}

/// How many mails within the scope are in each place.
pub fn counts(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<(MailState, i64)>> {
    let whole = sees_everything(conn, scope)?;
    let mut counts = Vec::new();
    for state in MailState::ALL {
        let count = on!(conn, c => visible!(scope, whole).filter(mails::state.eq(state.as_str())).count().get_result(c))?;
        counts.push((state, count));
    }
    Ok(counts)
}

/// Since when that mail within the scope waits which should have left first; none where nothing waits but for its hour.
pub fn waits_since(conn: &mut Conn, scope: &Scope, now: Instant) -> QueryResult<Option<Instant>> {
    let whole = sees_everything(conn, scope)?;
    let waits = [MailState::Queued, MailState::Sending].map(MailState::as_str);
    // What was tried and comes again later waits as well.
    let tried = mails::not_before.le(now).or(mails::attempts.gt(0));
    on!(conn, c => visible!(scope, whole)
        .filter(mails::state.eq_any(waits))
        .filter(tried)
        .order(mails::queued_at)
        .select(mails::queued_at)
        .first(c)
        .optional())
}

/// The kinds of mail that there are.
pub fn kinds(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let mut kinds: Vec<String> = on!(conn, c => mails::table.select(mails::kind).distinct().load(c))?;
    kinds.sort();
    Ok(kinds)
}

fn pattern(search: &str) -> String {
    let mut pattern = String::from("%");
    for letter in search.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// What became of a mail that was not simply handed over once.
#[derive(Clone, Debug)]
pub struct Handed {
    /// How often it was handed over anew without anybody knowing whether it had arrived before.
    pub repeats: i32,
    /// What last went wrong, one of [`Note`]'s words.
    pub note: Option<String>,
    /// What the mail server said.
    pub reply: Option<String>,
}

/// Those of these mails that may have arrived more than once, were set aside, or cannot be worded.
pub fn handed(conn: &mut Conn, mail_ids: &[Id]) -> QueryResult<HashMap<Id, Handed>> {
    type Row = (Id, i32, Option<String>, Option<String>);
    let mut found = HashMap::new();
    for portion in mail_ids.chunks(PORTION) {
        let rows: Vec<Row> = on!(conn, c => mails::table
            .filter(mails::id.eq_any(portion))
            .filter(
                mails::repeats
                    .gt(0)
                    .or(mails::state.eq(MailState::SetAside.as_str()))
                    .or(mails::last_error.eq(Note::Unwritten.as_str())),
            )
            .select((mails::id, mails::repeats, mails::last_error, mails::reply))
            .load(c))?;
        found.extend(
            rows.into_iter()
                .map(|(id, repeats, note, reply)| (id, Handed { repeats, note, reply })),
        );
    }
    Ok(found)
}
