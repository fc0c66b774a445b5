//! Numbers of badges, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::badges;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Whose badge carries a number.
pub fn bearer(conn: &mut Conn, number: &str) -> QueryResult<Option<Id>> {
    on!(conn, c => badges::table.filter(badges::number.eq(number)).select(badges::person_id).first(c).optional())
}

/// The number of somebody's badge.
pub fn badge_of(conn: &mut Conn, person_id: Id) -> QueryResult<Option<String>> {
    on!(conn, c => badges::table.find(person_id).select(badges::number).first(c).optional())
}

/// Gives somebody a badge, or takes it; false where another one carries the number.
pub fn set_badge(conn: &mut Conn, person_id: Id, number: Option<&str>, now: Instant) -> QueryResult<bool> {
    if let Some(number) = number {
        let other: i64 = on!(conn, c => badges::table
            .filter(badges::number.eq(number).and(badges::person_id.ne(person_id)))
            .count()
            .get_result(c))?;
        if other > 0 {
            return Ok(false);
        }
    }
    on!(conn, c => diesel::delete(badges::table.find(person_id)).execute(c))?;
    let Some(number) = number else { return Ok(true) };
    let row = (badges::person_id.eq(person_id), badges::number.eq(number), badges::given_at.eq(now));
    // Two who save the same number at once: the second finds it taken.
    let added = on!(conn, c => diesel::insert_into(badges::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// A badge that is given to somebody in the place of the one that they had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenBadge {
    /// To whom.
    pub person_id: Id,
    /// What they carried when it was decided.
    pub before: Option<String>,
    /// What they carry afterwards.
    pub number: Option<String>,
}

impl GivenBadge {
    /// The same taken back.
    pub fn back(self) -> Self {
        Self {
            before: self.number,
            number: self.before,
            ..self
        }
    }
}

/// Somebody carries another badge by now than when it was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overtaken;

/// Most people or numbers of one statement.
const PORTION: usize = 5_000;

/// The numbers that these people carry.
pub fn badges_of(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let mut found = HashMap::new();
    for ids in person_ids.chunks(PORTION) {
        let rows: Vec<(Id, String)> = on!(conn, c => badges::table
            .filter(badges::person_id.eq_any(ids))
            .select((badges::person_id, badges::number))
            .load(c))?;
        found.extend(rows);
    }
    Ok(found)
}

/// Who carries these numbers.
pub fn bearers(conn: &mut Conn, numbers: &[&str]) -> QueryResult<HashMap<String, Id>> {
    let mut found = HashMap::new();
    for numbers in numbers.chunks(PORTION) {
        let rows: Vec<(String, Id)> = on!(conn, c => badges::table
            .filter(badges::number.eq_any(numbers))
            .select((badges::number, badges::person_id))
            .load(c))?;
        found.extend(rows);
    }
    Ok(found)
}

/// Gives badges, all of them or none. Whoever gets another one gives theirs up first, so that two can change theirs.
///
/// # Errors
///
/// [`Overtaken`] within where somebody carries another one by now; a broken uniqueness where somebody else carries the number by now.
pub fn give_badges(conn: &mut Conn, given: &[GivenBadge], now: Instant) -> QueryResult<Result<(), Overtaken>> {
    let ids: Vec<Id> = given.iter().map(|one| one.person_id).collect();
    let carried = badges_of(conn, &ids)?;
    if given.iter().any(|one| carried.get(&one.person_id) != one.before.as_ref()) {
        return Ok(Err(Overtaken));
    }
    for ids in ids.chunks(PORTION) {
        on!(conn, c => diesel::delete(badges::table.filter(badges::person_id.eq_any(ids))).execute(c))?;
    }
    for one in given {
        let Some(number) = &one.number else { continue };
        let row = (
            badges::person_id.eq(one.person_id),
            badges::number.eq(number),
            badges::given_at.eq(now),
        );
        on!(conn, c => diesel::insert_into(badges::table).values(row).execute(c))?;
    }
    Ok(Ok(()))
}
