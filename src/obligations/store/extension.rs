//! Requests for more time, in the database.

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{extensions, memberships, obligations, organisations};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It waits for an answer.
    Asked,
    /// Yes.
    Granted,
    /// No.
    Refused,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Granted, Self::Refused];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }

    /// What a word means; none where it is no such word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A request for more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = extensions)]
pub struct Extension {
    /// Identifier.
    pub id: Id,
    /// Whose obligation.
    pub person_id: Id,
    /// By which requirement.
    pub requirement_id: Id,
    /// A word of [`State`].
    pub state: String,
    /// The due date when it was asked.
    pub due_on: NaiveDate,
    /// The day asked for.
    pub until_on: NaiveDate,
    /// Why.
    pub reason: String,
    /// Who asked: the person, or who leads them.
    pub asked_by: Id,
    /// When.
    pub asked_at: Instant,
    /// Who answered.
    pub answered_by: Option<Id>,
    /// When.
    pub answered_at: Option<Instant>,
    /// The day that was given.
    pub answered_until_on: Option<NaiveDate>,
    /// Why it was answered so.
    pub answer_reason: Option<String>,
    /// The waiver that gives the time.
    pub waiver_id: Option<Id>,
}

impl Extension {
    /// Whether it waits for an answer.
    pub fn waits(&self) -> bool {
        self.state == State::Asked.as_str()
    }
}

/// Adds a request; false where one of the same obligation already waits.
pub fn insert(conn: &mut Conn, extension: &Extension) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(extensions::table).values(extension).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Writes an answer; false where it was answered before.
pub fn answer(conn: &mut Conn, answered: &Extension) -> QueryResult<bool> {
    let waiting = extensions::table.filter(extensions::id.eq(answered.id).and(extensions::state.eq(State::Asked.as_str())));
    let written = on!(conn, c => diesel::update(waiting)
        .set((
            extensions::state.eq(&answered.state),
            extensions::answered_by.eq(answered.answered_by),
            extensions::answered_at.eq(answered.answered_at),
            extensions::answered_until_on.eq(answered.answered_until_on),
            extensions::answer_reason.eq(&answered.answer_reason),
            extensions::waiver_id.eq(answered.waiver_id),
        ))
        .execute(c))?;
    Ok(written == 1)
}

/// All requests for one person, the latest first. Without scope: ask whether the person may be seen before.
pub fn of_person(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Extension>> {
    on!(conn, c => extensions::table
        .filter(extensions::person_id.eq(person_id))
        .order(extensions::id.desc())
        .select(Extension::as_select())
        .load(c))
}

/// One request for somebody within the scope.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Extension>> {
    Ok(list(
        conn,
        scope,
        &Wanted {
            id: Some(id),
            ..Wanted::default()
        },
        1,
    )?
    .into_iter()
    .next())
}

/// Which requests are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// This one.
    pub id: Option<Id>,
    /// In this state.
    pub state: Option<State>,
    /// Those made before this one.
    pub before: Option<Id>,
}

/// Requests for people within the scope, the latest first.
pub fn list(conn: &mut Conn, scope: &Scope, wanted: &Wanted, limit: i64) -> QueryResult<Vec<Extension>> {
    on!(conn, c => {
        let within = scoped!(
            memberships::table.inner_join(organisations::table).select(memberships::person_id),
            organisations::path,
            scope
        );
        let mut query = extensions::table.filter(extensions::person_id.eq_any(within)).select(Extension::as_select()).into_boxed();
        if let Some(id) = wanted.id {
            query = query.filter(extensions::id.eq(id));
        }
        if let Some(state) = wanted.state {
            query = query.filter(extensions::state.eq(state.as_str()));
        }
        if let Some(before) = wanted.before {
            query = query.filter(extensions::id.lt(before));
        }
        query.order(extensions::id.desc()).limit(limit).load(c)
    })
}

/// How many wait for an answer.
pub fn waiting(conn: &mut Conn, scope: &Scope) -> QueryResult<i64> {
    on!(conn, c => {
        let within = scoped!(
            memberships::table.inner_join(organisations::table).select(memberships::person_id),
            organisations::path,
            scope
        );
        extensions::table
            .filter(extensions::state.eq(State::Asked.as_str()))
            .filter(extensions::person_id.eq_any(within))
            .count()
            .get_result(c)
    })
}

/// Status and due date of an obligation. Without scope: ask whether the person may be seen before.
pub fn standing(conn: &mut Conn, person_id: Id, requirement_id: Id) -> QueryResult<Option<(String, Option<NaiveDate>)>> {
    on!(conn, c => obligations::table
        .filter(obligations::person_id.eq(person_id).and(obligations::requirement_id.eq(requirement_id)))
        .select((obligations::status, obligations::due_on))
        .first(c)
        .optional())
}
