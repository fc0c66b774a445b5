//! What happened, in the database.

pub mod adoption;

use crate::organisations::Scope;
use crate::organisations::catalogue::Names;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::schema::{event_kinds, events, memberships, organisations, people, products};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// Most events that a list shows.
pub const MOST_LISTED: i64 = 500;

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = event_kinds)]
pub struct EventKind {
    /// Identifier.
    pub id: Id,
    /// Stable word, as requirements name it.
    pub code: String,
    /// Names per locale.
    pub names: Json<Names>,
}

impl EventKind {
    /// The name in a language, else in English, else the code.
    pub fn name(&self, language: &str) -> &str {
        let names = &self.names.0;
        names.get(language).or_else(|| names.get("en")).map_or(&self.code, String::as_str)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = events)]
pub struct Event {
    /// Identifier.
    pub id: Id,
    /// What.
    pub kind_id: Id,
    /// On which day.
    pub happened_on: NaiveDate,
    /// It concerns everybody there and below.
    pub organisation_id: Id,
    /// Only those whose location services this product, or a model of this line.
    pub product_id: Option<Id>,
    /// Only this person, wherever they are.
    pub person_id: Option<Id>,
    /// What else there is to say.
    pub note: String,
    /// When it was written down.
    pub recorded_at: Instant,
    /// By whom.
    pub recorded_by: Option<Id>,
    /// When it was last changed.
    pub updated_at: Instant,
    /// When it was taken back: it then never happened.
    pub withdrawn_at: Option<Instant>,
    /// By whom.
    pub withdrawn_by: Option<Id>,
}

/// An event with the names of what it is about.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The event.
    pub event: Event,
    /// What happened.
    pub kind: EventKind,
    /// Where.
    pub organisation: String,
    /// Its path.
    pub path: String,
    /// Code of the product.
    pub product: Option<String>,
    /// The person's name.
    pub person: Option<String>,
}

/// What can happen, by code.
pub fn kinds(conn: &mut Conn) -> QueryResult<Vec<EventKind>> {
    on!(conn, c => event_kinds::table.order(event_kinds::code).select(EventKind::as_select()).load(c))
}

/// Adds something that can happen; false where its code is taken.
pub fn insert_kind(conn: &mut Conn, kind: &EventKind) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(event_kinds::table).values(kind).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// What happened within the scope and stands, the latest first; at most [`MOST_LISTED`]. Of one person alone where one is named.
pub fn list(conn: &mut Conn, scope: &Scope, person_id: Option<Id>) -> QueryResult<Vec<Listed>> {
    listed(conn, scope, None, person_id)
}

/// One event within the scope that stands.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Listed>> {
    Ok(listed(conn, scope, Some(id), None)?.pop())
}

fn listed(conn: &mut Conn, scope: &Scope, id: Option<Id>, person_id: Option<Id>) -> QueryResult<Vec<Listed>> {
    type Row = (Event, EventKind, String, String, Option<String>, Option<(String, String)>);
    let rows: Vec<Row> = on!(conn, c => {
        let mut query = scoped!(
                events::table
                    .inner_join(event_kinds::table)
                    .inner_join(organisations::table)
                    .left_join(products::table)
                    .left_join(people::table),
                organisations::path,
                scope
            )
            .filter(events::withdrawn_at.is_null());
        if let Some(id) = id {
            query = query.filter(events::id.eq(id));
        }
        if let Some(person_id) = person_id {
            query = query.filter(events::person_id.eq(person_id));
        }
        query
            .order((events::happened_on.desc(), events::id.desc()))
            .limit(MOST_LISTED)
            .select((
                Event::as_select(),
                EventKind::as_select(),
                organisations::name,
                organisations::path,
                products::code.nullable(),
                (people::given_name, people::family_name).nullable(),
            ))
            .load(c)
    })?;
    let one = |(event, kind, organisation, path, product, person): Row| Listed {
        event,
        kind,
        organisation,
        path,
        product,
        person: person.map(|(given, family)| format!("{given} {family}").trim().to_owned()),
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Writes one down.
pub fn insert(conn: &mut Conn, event: &Event) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(events::table).values(event).execute(c))?;
    Ok(())
}

/// Takes one back.
pub fn withdraw(conn: &mut Conn, id: Id, by: Option<Id>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(events::table.find(id))
        .set((events::withdrawn_at.eq(now), events::withdrawn_by.eq(by), events::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// People with this number and a place within the scope, with the organisation of the latest: one, or none.
pub fn person_by_number(conn: &mut Conn, scope: &Scope, number: &str) -> QueryResult<Option<(Id, Id)>> {
    on!(conn, c => scoped!(
            memberships::table
                .inner_join(organisations::table)
                .inner_join(people::table.on(people::id.eq(memberships::person_id))),
            organisations::path,
            scope
        )
        .filter(people::external_id.eq(number))
        .order((memberships::start_on.desc(), memberships::id.desc()))
        .select((people::id, organisations::id))
        .first(c)
        .optional())
}

/// Who works at the organisation with this path or below it today, or is to, and at which location.
pub fn places_within(conn: &mut Conn, path: &str, today: NaiveDate) -> QueryResult<Vec<(Id, Option<Id>)>> {
    let branch = Scope::branches(vec![path.to_owned()]);
    on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, &branch)
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(today)))
        .select((memberships::person_id, memberships::location_id))
        .load(c))
}

/// What stands, as requirements ask about it: a word for it, the day, the path of the organisation, the product's code, the person.
pub type Told = (String, NaiveDate, String, Option<String>, Option<Id>);

/// Everything that stands; of what concerns single persons only that of these, where some are named.
pub fn standing(conn: &mut Conn, people: Option<&[Id]>) -> QueryResult<Vec<Told>> {
    on!(conn, c => {
        let mut query = events::table
            .inner_join(event_kinds::table)
            .inner_join(organisations::table)
            .left_join(products::table)
            .filter(events::withdrawn_at.is_null())
            .order((events::happened_on, events::id))
            .select((
                event_kinds::code,
                events::happened_on,
                organisations::path,
                products::code.nullable(),
                events::person_id,
            ))
            .into_boxed();
        if let Some(people) = people {
            query = query.filter(events::person_id.is_null().or(events::person_id.eq_any(people)));
        }
        query.load(c)
    })
}

/// How many there are, and when one was last changed.
pub fn fingerprint(conn: &mut Conn) -> QueryResult<(i64, Option<Instant>)> {
    use diesel::dsl::{count_star, max};
    on!(conn, c => events::table.select((count_star(), max(events::updated_at))).first(c))
}
