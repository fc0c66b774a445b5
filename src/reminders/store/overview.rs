//! What people of a branch owe, as the overview names it.

use crate::on;
use crate::organisations::Scope;
use crate::platform::db::{Conn, Json};
use crate::rules::id::Id;
use crate::rules::obligation::Status;
use crate::rules::reminder::Claim;
use crate::rules::requirement::{Texts, in_locale};
use crate::schema::{obligations, people, requirement_versions};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;

/// Something that somebody owes.
#[derive(Clone, Debug)]
pub struct Owing {
    /// Who.
    pub person_id: Id,
    /// Name.
    pub person: String,
    /// Title of the requirement.
    pub requirement: String,
    /// How it stands.
    pub status: Status,
    /// By when.
    pub due_on: NaiveDate,
    /// Since when that is known.
    pub due_known_on: NaiveDate,
}

/// Everything that people of the branch owe or will, the earliest date first.
pub fn owing(conn: &mut Conn, scope: &Scope, locale: &str) -> QueryResult<Vec<Owing>> {
    type Row = (Id, String, String, Json<Texts>, String, Option<NaiveDate>, NaiveDate);
    let tells = |status: &Status| Claim::of(*status) != Claim::Nothing;
    let words: Vec<&str> = Status::ALL.into_iter().filter(tells).map(Status::as_str).collect();
    let rows: Vec<Row> = on!(conn, c => scoped!(
            obligations::table.inner_join(people::table).inner_join(requirement_versions::table),
            obligations::organisation_path,
            scope
        )
        .filter(obligations::status.eq_any(words))
        .filter(obligations::due_on.is_not_null())
        .filter(people::disabled_at.is_null())
        .order((obligations::due_on, obligations::person_id, obligations::requirement_id))
        .select((
            obligations::person_id,
            people::given_name,
            people::family_name,
            requirement_versions::title,
            obligations::status,
            obligations::due_on,
            obligations::due_known_on,
        ))
        .load(c))?;
    let owing = |(person_id, given, family, title, status, due_on, due_known_on): Row| {
        Some(Owing {
            person_id,
            person: format!("{given} {family}").trim().to_owned(),
            requirement: in_locale(&title.0, locale).to_owned(),
            status: Status::from_word(&status)?,
            due_on: due_on?,
            due_known_on,
        })
    };
    Ok(rows.into_iter().filter_map(owing).collect())
}
