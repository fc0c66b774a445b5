//! What people of a branch owe, as the overview names it.

use crate::obligations::store::overview::excuses_of_all;
use crate::on;
use crate::organisations::Scope;
use crate::platform::db::{Conn, Json};
use crate::rules::id::Id;
use crate::rules::obligation::{Rule, Status};
use crate::rules::reminder::Claim;
use crate::rules::requirement::{Texts, in_locale};
use crate::schema::{obligations, people, requirement_versions};
use crate::scoped;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeSet;

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
    /// The day behind the status: of what is too late the first one on which it was, else the due date.
    pub on: NaiveDate,
    /// Since when that is known.
    pub due_known_on: NaiveDate,
}

/// Everything that people of the branch owe or will, the earliest date first.
pub fn owing(conn: &mut Conn, scope: &Scope, locale: &str) -> QueryResult<Vec<Owing>> {
    type Row = (
        (Id, Id, Option<NaiveDate>),
        (String, String),
        (Json<Texts>, Json<Rule>),
        (String, Option<NaiveDate>, NaiveDate),
    );
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
            (obligations::person_id, obligations::requirement_id, obligations::own_end_on),
            (people::given_name, people::family_name),
            (requirement_versions::title, requirement_versions::rule),
            (obligations::status, obligations::due_on, obligations::due_known_on),
        ))
        .load(c))?;
    let is_late = |status: &str| matches!(Status::from_word(status), Some(Status::Overdue | Status::Lapsed));
    let too_late: BTreeSet<Id> = rows
        .iter()
        .filter(|(.., (status, ..))| is_late(status))
        .map(|((person_id, ..), ..)| *person_id)
        .collect();
    let excuses = excuses_of_all(conn, &too_late.into_iter().collect::<Vec<_>>())?;
    let owing = |((person_id, requirement_id, own_end_on), (given, family), (title, rule), (status, due_on, due_known_on)): Row| {
        let due_on = due_on?;
        // What has lapsed was overdue before.
        let since_on = || {
            excuses
                .late(&rule.0, person_id, requirement_id, due_on, own_end_on)
                .on(Status::Overdue)
        };
        Some(Owing {
            person_id,
            person: format!("{given} {family}").trim().to_owned(),
            requirement: in_locale(&title.0, locale).to_owned(),
            status: Status::from_word(&status)?,
            due_on,
            on: is_late(&status).then(since_on).flatten().unwrap_or(due_on),
            due_known_on,
        })
    };
    Ok(rows.into_iter().filter_map(owing).collect())
}
