//! Many proofs at once, as files bring them: what is known, adding, and taking a whole file back.

use super::store::Evidence;
use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::db::bulk::{Holds, Table, written};
use crate::rules::evidence::Strength;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Amount, Worth};
use crate::schema::{courses, evidence};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashSet;

/// A completion as files tell it: who, the course's code, on which day, how (a word of [`Means`](crate::rules::evidence::Means) or the
/// file's own), and until when it counts.
pub type Told = (Id, String, NaiveDate, String, Option<NaiveDate>);

/// A completion that is to be recorded.
#[derive(Clone, Debug)]
pub struct Record {
    /// Who.
    pub person_id: Id,
    /// What.
    pub course_id: Id,
    /// On which day.
    pub proven_on: NaiveDate,
    /// How.
    pub means: String,
    /// The last day on which it counts, where it says so itself.
    pub valid_until: Option<NaiveDate>,
    /// What it says itself to be worth.
    pub worth: Worth,
}

#[derive(Serialize)]
struct Row<'a> {
    id: Id,
    person_id: Id,
    course_id: Id,
    proven_on: NaiveDate,
    recorded_at: &'a str,
    recorded_by: Option<Id>,
    means: &'a str,
    strength: &'static str,
    valid_until: Option<NaiveDate>,
    hours_hundredths: Option<i32>,
    points_hundredths: Option<i32>,
    import_id: Id,
}

const NEW: Table = Table {
    name: "evidence",
    columns: &[
        ("id", Holds::Text),
        ("person_id", Holds::Text),
        ("course_id", Holds::Text),
        ("proven_on", Holds::Date),
        ("recorded_at", Holds::Instant),
        ("recorded_by", Holds::Text),
        ("means", Holds::Text),
        ("strength", Holds::Text),
        ("valid_until", Holds::Date),
        ("hours_hundredths", Holds::Integer),
        ("points_hundredths", Holds::Integer),
        ("import_id", Holds::Text),
    ],
};

/// What is on record of these people and not revoked, however it came there: the same fact need not be recorded twice.
pub fn known(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<HashSet<Told>> {
    let mut all = HashSet::new();
    for portion in person_ids.chunks(5_000) {
        let rows: Vec<Told> = on!(conn, c => evidence::table
            .inner_join(courses::table)
            .filter(evidence::person_id.eq_any(portion))
            .filter(evidence::revoked_at.is_null())
            .select((evidence::person_id, courses::code, evidence::proven_on, evidence::means, evidence::valid_until))
            .load(c))?;
        all.extend(rows);
    }
    Ok(all)
}

/// A proof that counts, as a file of amounts is held against it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// Identifier.
    pub id: Id,
    /// Who.
    pub person_id: Id,
    /// Code of the course.
    pub course: String,
    /// On which day.
    pub on: NaiveDate,
    /// How.
    pub means: String,
    /// The last day on which it counts, where it says so itself.
    pub valid_until: Option<NaiveDate>,
    /// What it says itself to be worth.
    pub worth: Worth,
    /// Whether a file brought it: only such a one may another file put right.
    pub imported: bool,
}

/// What is on record of these people and not revoked, with what it says itself to be worth.
pub fn standing(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<Vec<Standing>> {
    let mut all = Vec::new();
    for portion in person_ids.chunks(5_000) {
        let rows: Vec<(Evidence, String)> = on!(conn, c => evidence::table
            .inner_join(courses::table)
            .filter(evidence::person_id.eq_any(portion))
            .filter(evidence::revoked_at.is_null())
            .order(evidence::id)
            .select((Evidence::as_select(), courses::code))
            .load(c))?;
        let standing = |(one, course): (Evidence, String)| Standing {
            id: one.id,
            person_id: one.person_id,
            course,
            on: one.proven_on,
            worth: Worth::stored(one.hours_hundredths, one.points_hundredths),
            imported: one.strength == Strength::ImportedRecord.as_str() && one.import_id.is_some(),
            means: one.means,
            valid_until: one.valid_until,
        };
        all.extend(rows.into_iter().map(standing));
    }
    Ok(all)
}

/// Records what a file tells, each as [`Strength::ImportedRecord`]; what is on record already stays as it is. Answers how many are new.
pub fn insert(conn: &mut Conn, records: &[Record], import_id: Id, by: Option<Id>, chance: &Chance, now: Instant) -> QueryResult<usize> {
    // In the order of the indexes, so that each page of them is visited once: half of the time went into finding places.
    let mut ids: Vec<Id> = records.iter().map(|_| chance.id(now)).collect();
    ids.sort_unstable();
    let mut records: Vec<&Record> = records.iter().collect();
    records.sort_by_key(|record| (record.person_id, record.course_id, record.proven_on));
    let recorded_at = written(&now).to_string();
    let rows: Vec<_> = records
        .into_iter()
        .zip(ids)
        .map(|(record, id)| Row {
            id,
            person_id: record.person_id,
            course_id: record.course_id,
            proven_on: record.proven_on,
            recorded_at: &recorded_at,
            recorded_by: by,
            means: &record.means,
            strength: Strength::ImportedRecord.as_str(),
            valid_until: record.valid_until,
            hours_hundredths: record.worth.hours.map(Amount::hundredths),
            points_hundredths: record.worth.points.map(Amount::hundredths),
            import_id,
        })
        .collect();
    NEW.insert_missing(conn, &rows)
}

/// Revokes everything that an import brought and that counts still; answers how many. Proof is never deleted.
pub fn revoke_import(conn: &mut Conn, import_id: Id, by: Option<Id>, reason: &str, now: Instant) -> QueryResult<usize> {
    let standing = evidence::table.filter(evidence::import_id.eq(import_id).and(evidence::revoked_at.is_null()));
    on!(conn, c => diesel::update(standing)
        .set((evidence::revoked_at.eq(now), evidence::revoked_by.eq(by), evidence::revoked_reason.eq(reason)))
        .execute(c))
}

/// Revokes these; answers how many of them still counted.
pub fn revoke_all(conn: &mut Conn, ids: &[Id], by: Option<Id>, reason: &str, now: Instant) -> QueryResult<usize> {
    let mut count = 0;
    for portion in ids.chunks(5_000) {
        let standing = evidence::table.filter(evidence::id.eq_any(portion).and(evidence::revoked_at.is_null()));
        count += on!(conn, c => diesel::update(standing)
            .set((evidence::revoked_at.eq(now), evidence::revoked_by.eq(by), evidence::revoked_reason.eq(reason)))
            .execute(c))?;
    }
    Ok(count)
}

/// Records once more what these revoked ones said, each as from the file that it came from: what is revoked stays so.
pub fn record_again(conn: &mut Conn, ids: &[Id], chance: &Chance, now: Instant) -> QueryResult<()> {
    for portion in ids.chunks(5_000) {
        let former: Vec<Evidence> = on!(conn, c => evidence::table
            .filter(evidence::id.eq_any(portion))
            .filter(evidence::revoked_at.is_not_null())
            .order(evidence::id)
            .select(Evidence::as_select())
            .load(c))?;
        for one in former {
            let anew = Evidence {
                id: chance.id(now),
                recorded_at: now,
                revoked_at: None,
                revoked_by: None,
                revoked_reason: None,
                ..one
            };
            on!(conn, c => diesel::insert_into(evidence::table).values(&anew).on_conflict_do_nothing().execute(c))?;
        }
    }
    Ok(())
}

/// What an import brought and that counts still: who, and the course's code.
pub fn brought(conn: &mut Conn, import_id: Id) -> QueryResult<Vec<(Id, String)>> {
    on!(conn, c => evidence::table
        .inner_join(courses::table)
        .filter(evidence::import_id.eq(import_id).and(evidence::revoked_at.is_null()))
        .select((evidence::person_id, courses::code))
        .load(c))
}

/// Those of these courses for which something counts.
pub fn counting_for(conn: &mut Conn, course_ids: &[Id]) -> QueryResult<HashSet<Id>> {
    let rows: Vec<Id> = on!(conn, c => evidence::table
        .filter(evidence::course_id.eq_any(course_ids))
        .filter(evidence::revoked_at.is_null())
        .select(evidence::course_id)
        .distinct()
        .load(c))?;
    Ok(rows.into_iter().collect())
}

/// How many proofs these people have.
pub fn count_of(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<i64> {
    let mut count = 0;
    for portion in person_ids.chunks(5_000) {
        count += on!(conn, c => evidence::table.filter(evidence::person_id.eq_any(portion)).count().get_result::<i64>(c))?;
    }
    Ok(count)
}
