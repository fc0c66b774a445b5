//! Documents that were handed in, in the database.

pub mod adoption;

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::rules::document::State;
use crate::rules::id::{Id, Instant};
use crate::schema::{documents, memberships, organisations, stored_files};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A document that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = documents)]
pub struct Document {
    /// Identifier.
    pub id: Id,
    /// Whom it is about.
    pub person_id: Id,
    /// A word of [`State`].
    pub state: String,
    /// What it is.
    pub title: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// The last day on which it holds, where it says so.
    pub valid_until: Option<NaiveDate>,
    /// For which requirement it is meant.
    pub requirement_id: Option<Id>,
    /// For which course it is meant; once recognised, which course it equals.
    pub course_id: Option<Id>,
    /// What else is to be known.
    pub note: Option<String>,
    /// The file.
    pub file_id: Id,
    /// Who handed it in: the person, or who leads them.
    pub handed_in_by: Id,
    /// When.
    pub handed_in_at: Instant,
    /// Who answered, or took it back.
    pub answered_by: Option<Id>,
    /// When.
    pub answered_at: Option<Instant>,
    /// Why it was answered so.
    pub answer_reason: Option<String>,
    /// The evidence that its recognition made.
    pub evidence_id: Option<Id>,
}

impl Document {
    /// Where it stands; a word that nobody knows counts as withdrawn, so that nothing is done with it.
    pub fn state(&self) -> State {
        State::from_word(&self.state).unwrap_or(State::Withdrawn)
    }

    /// Whether it is this person's to take back: it is about them, or they handed it in.
    pub fn is_of(&self, person_id: Id) -> bool {
        self.person_id == person_id || self.handed_in_by == person_id
    }
}

/// A file as it is kept.
#[derive(Clone, Debug, Queryable)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Under which hash its content is kept.
    pub hash: String,
}

/// Which documents are asked for, the latest first.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// In this state.
    pub state: Option<State>,
    /// Handed in before this one.
    pub before: Option<Id>,
    /// The oldest first instead.
    pub oldest_first: bool,
}

/// Adds a document.
pub fn insert(conn: &mut Conn, document: &Document) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(documents::table).values(document).execute(c))?;
    Ok(())
}

/// Writes an answer, or that it was taken back; false where it does not wait any more.
pub fn answer(conn: &mut Conn, answered: &Document) -> QueryResult<bool> {
    let waiting = documents::table.filter(documents::id.eq(answered.id).and(documents::state.eq(State::Waiting.as_str())));
    let written = on!(conn, c => diesel::update(waiting)
        .set((
            documents::state.eq(&answered.state),
            documents::course_id.eq(answered.course_id),
            documents::answered_by.eq(answered.answered_by),
            documents::answered_at.eq(answered.answered_at),
            documents::answer_reason.eq(&answered.answer_reason),
            documents::evidence_id.eq(answered.evidence_id),
        ))
        .execute(c))?;
    Ok(written == 1)
}

/// One document, whomever it is about: ask whether it may be seen.
pub fn find_any(conn: &mut Conn, id: Id) -> QueryResult<Option<Document>> {
    on!(conn, c => documents::table.find(id).select(Document::as_select()).first(c).optional())
}

/// One document about somebody within the scope.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Document>> {
    on!(conn, c => {
        let within = scoped!(
            memberships::table.inner_join(organisations::table).select(memberships::person_id),
            organisations::path,
            scope
        );
        documents::table
            .filter(documents::id.eq(id))
            .filter(documents::person_id.eq_any(within))
            .select(Document::as_select())
            .first(c)
            .optional()
    })
}

/// Documents about people within the scope.
pub fn list(conn: &mut Conn, scope: &Scope, wanted: &Wanted, limit: i64) -> QueryResult<Vec<Document>> {
    on!(conn, c => {
        let within = scoped!(
            memberships::table.inner_join(organisations::table).select(memberships::person_id),
            organisations::path,
            scope
        );
        let mut query = documents::table.filter(documents::person_id.eq_any(within)).select(Document::as_select()).into_boxed();
        if let Some(state) = wanted.state {
            query = query.filter(documents::state.eq(state.as_str()));
        }
        query = match (wanted.before, wanted.oldest_first) {
            (Some(id), true) => query.filter(documents::id.gt(id)),
            (Some(id), false) => query.filter(documents::id.lt(id)),
            (None, _) => query,
        };
        query = match wanted.oldest_first {
            true => query.order(documents::id.asc()),
            false => query.order(documents::id.desc()),
        };
        query.limit(limit).load(c)
    })
}

/// How many wait about people within the scope.
pub fn waiting(conn: &mut Conn, scope: &Scope) -> QueryResult<i64> {
    on!(conn, c => {
        let within = scoped!(
            memberships::table.inner_join(organisations::table).select(memberships::person_id),
            organisations::path,
            scope
        );
        documents::table
            .filter(documents::state.eq(State::Waiting.as_str()))
            .filter(documents::person_id.eq_any(within))
            .count()
            .get_result(c)
    })
}

/// How many about one person wait.
pub fn waiting_of(conn: &mut Conn, person_id: Id) -> QueryResult<i64> {
    on!(conn, c => documents::table
        .filter(documents::person_id.eq(person_id).and(documents::state.eq(State::Waiting.as_str())))
        .count()
        .get_result(c))
}

/// What is about somebody, or was handed in by them, the latest first.
pub fn of_person(conn: &mut Conn, person_id: Id, limit: i64) -> QueryResult<Vec<Document>> {
    on!(conn, c => documents::table
        .filter(documents::person_id.eq(person_id).or(documents::handed_in_by.eq(person_id)))
        .order(documents::id.desc())
        .limit(limit)
        .select(Document::as_select())
        .load(c))
}

/// The file of a document.
pub fn file_of(conn: &mut Conn, file_id: Id) -> QueryResult<Option<File>> {
    on!(conn, c => stored_files::table
        .find(file_id)
        .select((stored_files::name, stored_files::media_type, stored_files::hash))
        .first(c)
        .optional())
}
