//! Who is taken into an audience or left out of it by hand.

use crate::on;
use crate::people::store::{Whose, of_whom};
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{audience_entries, organisations};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Taken in, or left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// In the audience whatever its conditions say.
    Included,
    /// Not in it whatever they say.
    Excepted,
}

impl EntryKind {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Included => "included",
            Self::Excepted => "excepted",
        }
    }

    /// The kind that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Included, Self::Excepted].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Somebody who is taken in or left out, as an assessment needs it.
#[derive(Clone, Debug, Queryable)]
pub struct Entry {
    /// Who.
    pub person_id: Id,
    /// Of which requirement.
    pub requirement_id: Id,
    /// A word of [`EntryKind`].
    pub kind: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
}

/// An organisation that is left out with all below it, as an assessment needs it.
#[derive(Clone, Debug, Queryable)]
pub struct PlaceEntry {
    /// Its path.
    pub path: String,
    /// Of which requirement.
    pub requirement_id: Id,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
}

/// One of them as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = audience_entries)]
pub struct Written {
    /// Identifier.
    pub id: Id,
    /// Of which requirement.
    pub requirement_id: Id,
    /// A word of [`EntryKind`].
    pub kind: String,
    /// Who; either this or the organisation.
    pub person_id: Option<Id>,
    /// Which organisation with all below it.
    pub organisation_id: Option<Id>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
    /// Why.
    pub reason: String,
    /// By whom.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// When it was taken back: it then never held.
    pub withdrawn_at: Option<Instant>,
    /// By whom.
    pub withdrawn_by: Option<Id>,
}

/// What was settled by hand about these people, in the order of people.
pub fn of_people(conn: &mut Conn, whose: Whose<'_>) -> QueryResult<Vec<Entry>> {
    on!(conn, c => of_whom!(audience_entries::table, audience_entries::person_id, whose)
        .filter(audience_entries::withdrawn_at.is_null())
        .order((audience_entries::person_id, audience_entries::id))
        .select((
            audience_entries::person_id.assume_not_null(),
            audience_entries::requirement_id,
            audience_entries::kind,
            audience_entries::from_on,
            audience_entries::to_on,
        ))
        .load(c))
}

/// What was settled by hand about organisations.
pub fn of_places(conn: &mut Conn) -> QueryResult<Vec<PlaceEntry>> {
    on!(conn, c => audience_entries::table
        .inner_join(organisations::table)
        .filter(audience_entries::withdrawn_at.is_null())
        .select((organisations::path, audience_entries::requirement_id, audience_entries::from_on, audience_entries::to_on))
        .load(c))
}

/// Everything that was settled by hand about a requirement's audience, the latest first; what was taken back too.
pub fn of_requirement(conn: &mut Conn, requirement_id: Id) -> QueryResult<Vec<Written>> {
    on!(conn, c => audience_entries::table
        .filter(audience_entries::requirement_id.eq(requirement_id))
        .order((audience_entries::created_at.desc(), audience_entries::id.desc()))
        .select(Written::as_select())
        .load(c))
}

/// One of them.
pub fn find(conn: &mut Conn, id: Id) -> QueryResult<Option<Written>> {
    on!(conn, c => audience_entries::table.find(id).select(Written::as_select()).first(c).optional())
}

/// Adds one.
pub fn insert(conn: &mut Conn, entry: &Written) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(audience_entries::table).values(entry).execute(c))?;
    Ok(())
}

/// Says which is its last day.
pub fn end(conn: &mut Conn, id: Id, to_on: NaiveDate) -> QueryResult<()> {
    on!(conn, c => diesel::update(audience_entries::table.find(id)).set(audience_entries::to_on.eq(to_on)).execute(c))?;
    Ok(())
}

/// Takes one back.
pub fn withdraw(conn: &mut Conn, id: Id, by: Option<Id>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(audience_entries::table.find(id))
        .set((audience_entries::withdrawn_at.eq(now), audience_entries::withdrawn_by.eq(by)))
        .execute(c))?;
    Ok(())
}
