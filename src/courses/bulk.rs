//! Many courses at once, as files name them: by code, without content.

use super::store::ensure;
use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{course_versions, courses};
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// The courses with these codes. One that nobody knows yet is made without content, so that evidence names a course and counts at once; one
/// that was archived without ever having content is taken into use again.
pub fn ensure_all(conn: &mut Conn, chance: &Chance, now: Instant, codes: &BTreeSet<String>) -> QueryResult<HashMap<String, Id>> {
    let codes: Vec<&String> = codes.iter().collect();
    let mut all = HashMap::with_capacity(codes.len());
    for portion in codes.chunks(5_000) {
        let found: Vec<(String, Id)> = on!(conn, c => courses::table
            .filter(courses::code.eq_any(portion.iter().map(|code| code.as_str())))
            .select((courses::code, courses::id))
            .load(c))?;
        all.extend(found);
    }
    for code in codes {
        if !all.contains_key(code.as_str()) {
            let course = ensure(conn, chance, now, code)?;
            all.insert(course.code, course.id);
        }
    }
    let ids: Vec<Id> = all.values().copied().collect();
    let empty = without_content(conn, &ids)?;
    set_archived(conn, &empty, None)?;
    Ok(all)
}

/// Takes out of use those of these courses that never had content.
pub fn archive_without_content(conn: &mut Conn, ids: &[Id], now: Instant) -> QueryResult<()> {
    let empty = without_content(conn, ids)?;
    set_archived(conn, &empty, Some(now))
}

/// Courses that were made at this instant by nobody in person: those of one import.
pub fn made_at(conn: &mut Conn, at: Instant) -> QueryResult<Vec<Id>> {
    on!(conn, c => courses::table
        .filter(courses::created_at.eq(at).and(courses::created_by.is_null()))
        .select(courses::id)
        .load(c))
}

fn without_content(conn: &mut Conn, ids: &[Id]) -> QueryResult<Vec<Id>> {
    let mut empty = Vec::new();
    for portion in ids.chunks(5_000) {
        let full: Vec<Id> = on!(conn, c => course_versions::table
            .filter(course_versions::course_id.eq_any(portion))
            .select(course_versions::course_id)
            .load(c))?;
        let full: BTreeSet<Id> = full.into_iter().collect();
        empty.extend(portion.iter().filter(|id| !full.contains(id)));
    }
    Ok(empty)
}

fn set_archived(conn: &mut Conn, ids: &[Id], at: Option<Instant>) -> QueryResult<()> {
    for portion in ids.chunks(5_000) {
        on!(conn, c => diesel::update(courses::table.filter(courses::id.eq_any(portion))).set(courses::archived_at.eq(at)).execute(c))?;
    }
    Ok(())
}
