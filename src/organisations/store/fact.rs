//! Facts about organisations with dates, such as their level: written by whoever runs the network, or by later slices.

use super::values::values;
use crate::on;
use crate::platform::db::Conn;
use crate::rules::audience::{Days, Fact};
use crate::rules::id::{Id, Instant};
use crate::schema::organisation_facts;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::HashMap;

values!(organisation_facts, organisation_id);

/// A fact as it was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = organisation_facts)]
pub struct OrganisationFact {
    /// Identifier.
    pub id: Id,
    /// About which organisation; it holds for those below it as well, unless they have an own word for it.
    pub organisation_id: Id,
    /// What it is about, such as `level`.
    pub name: String,
    /// What it says, such as `gold`.
    pub value: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day; none: open.
    pub to_on: Option<NaiveDate>,
    /// When it was written down.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: Option<Id>,
    /// When it was last changed.
    pub updated_at: Instant,
    /// When it was taken back: it then never held.
    pub withdrawn_at: Option<Instant>,
    /// By whom.
    pub withdrawn_by: Option<Id>,
}

/// The standing facts of these organisations by organisation; none: of all there are.
pub fn of_all(conn: &mut Conn, organisation_ids: Option<Vec<Id>>) -> QueryResult<HashMap<Id, Vec<Fact>>> {
    let rows: Vec<(Id, String, String, NaiveDate, Option<NaiveDate>)> = on!(conn, c => {
        let mut query = organisation_facts::table
            .filter(organisation_facts::withdrawn_at.is_null())
            .order((organisation_facts::from_on, organisation_facts::id))
            .select((
                organisation_facts::organisation_id,
                organisation_facts::name,
                organisation_facts::value,
                organisation_facts::from_on,
                organisation_facts::to_on,
            ))
            .into_boxed();
        if let Some(ids) = &organisation_ids {
            query = query.filter(organisation_facts::organisation_id.eq_any(ids));
        }
        query.load(c)
    })?;
    let mut facts: HashMap<Id, Vec<Fact>> = HashMap::new();
    for (id, name, value, from, to) in rows {
        let days = Days::span(from, to);
        facts.entry(id).or_default().push(Fact { name, value, days });
    }
    Ok(facts)
}

/// How many there are, and when one was last changed.
pub fn fingerprint(conn: &mut Conn) -> QueryResult<(i64, Option<Instant>)> {
    use diesel::dsl::{count_star, max};
    on!(conn, c => organisation_facts::table.select((count_star(), max(organisation_facts::updated_at))).first(c))
}

/// The standing facts of one organisation, by name, the latest first.
pub fn list(conn: &mut Conn, organisation_id: Id) -> QueryResult<Vec<OrganisationFact>> {
    on!(conn, c => organisation_facts::table
        .filter(organisation_facts::organisation_id.eq(organisation_id).and(organisation_facts::withdrawn_at.is_null()))
        .order((organisation_facts::name, organisation_facts::from_on.desc(), organisation_facts::id))
        .select(OrganisationFact::as_select())
        .load(c))
}

/// What facts are about and say anywhere, to choose from: names with their values.
pub fn words(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    on!(conn, c => organisation_facts::table
        .filter(organisation_facts::withdrawn_at.is_null())
        .select((organisation_facts::name, organisation_facts::value))
        .distinct()
        .order((organisation_facts::name, organisation_facts::value))
        .limit(200)
        .load(c))
}

/// What the standing facts of one name say, each once.
pub fn said(conn: &mut Conn, name: &str) -> QueryResult<Vec<String>> {
    on!(conn, c => organisation_facts::table
        .filter(organisation_facts::name.eq(name).and(organisation_facts::withdrawn_at.is_null()))
        .select(organisation_facts::value)
        .distinct()
        .load(c))
}

/// Adds a fact.
pub fn insert(conn: &mut Conn, fact: &OrganisationFact) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(organisation_facts::table).values(fact).execute(c))?;
    Ok(())
}

/// Says which is its last day.
pub fn end(conn: &mut Conn, id: Id, to_on: NaiveDate, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(organisation_facts::table.find(id))
        .set((organisation_facts::to_on.eq(to_on), organisation_facts::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Takes it back.
pub fn withdraw(conn: &mut Conn, id: Id, by: Option<Id>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(organisation_facts::table.find(id))
        .set((
            organisation_facts::withdrawn_at.eq(now),
            organisation_facts::withdrawn_by.eq(by),
            organisation_facts::updated_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}
