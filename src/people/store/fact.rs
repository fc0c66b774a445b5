//! Facts about people with dates: values of own fields.

use super::{Whose, of_whom};
use crate::on;
use crate::organisations::store::values::values;
use crate::platform::db::Conn;
use crate::rules::audience::{Days, Fact};
use crate::rules::id::{Id, Instant};
use crate::rules::own_field::{Span, gaps};
use crate::schema::person_facts;
use chrono::NaiveDate;
use diesel::prelude::*;

values!(person_facts, person_id);

/// The standing facts about these people, each with whose it is, in the order of people.
pub fn of_all(conn: &mut Conn, whose: Whose<'_>) -> QueryResult<Vec<(Id, Fact)>> {
    type Row = (Id, String, String, NaiveDate, Option<NaiveDate>);
    let rows: Vec<Row> = on!(conn, c => of_whom!(person_facts::table, person_facts::person_id, whose)
        .filter(person_facts::withdrawn_at.is_null())
        .order((person_facts::person_id, person_facts::from_on, person_facts::id))
        .select((
            person_facts::person_id,
            person_facts::name,
            person_facts::value,
            person_facts::from_on,
            person_facts::to_on,
        ))
        .load(c))?;
    let fact = |(id, name, value, from, to): Row| {
        let days = Days::span(from, to);
        (id, Fact { name, value, days })
    };
    Ok(rows.into_iter().map(fact).collect())
}

/// Says which is the last day of one.
pub fn end(conn: &mut Conn, id: Id, to_on: NaiveDate, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(person_facts::table.find(id))
        .set((person_facts::to_on.eq(to_on), person_facts::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// Takes one back.
pub fn withdraw(conn: &mut Conn, id: Id, by: Option<Id>, now: Instant) -> QueryResult<()> {
    on!(conn, c => diesel::update(person_facts::table.find(id))
        .set((
            person_facts::withdrawn_at.eq(now),
            person_facts::withdrawn_by.eq(by),
            person_facts::updated_at.eq(now),
        ))
        .execute(c))?;
    Ok(())
}

/// Carries a double's facts over to the record that is kept. Where both say something of one field on one day, the kept one's word stands;
/// on the days on which only the double says something, its word does. What gives way stays on record as taken back.
pub fn adopt(conn: &mut Conn, (double, kept): (Id, Id), mut new_id: impl FnMut() -> Id, now: Instant) -> QueryResult<()> {
    let rows: Vec<Row> = on!(conn, c => person_facts::table
        .filter(person_facts::person_id.eq_any([double, kept]).and(person_facts::withdrawn_at.is_null()))
        .order((person_facts::name, person_facts::from_on, person_facts::id))
        .select(Row::as_select())
        .load(c))?;
    let (own, theirs): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.person_id == kept);
    for row in theirs {
        let said = own.iter().filter(|other| other.name == row.name).map(Row::span);
        let gaps = gaps(&said.collect::<Vec<_>>(), row.span());
        if gaps == [row.span()] {
            continue;
        }
        withdraw(conn, row.id, None, now)?;
        for gap in gaps {
            let part = Row {
                id: new_id(),
                from_on: gap.from,
                to_on: gap.to,
                updated_at: now,
                ..row.clone()
            };
            on!(conn, c => diesel::insert_into(person_facts::table).values(&part).execute(c))?;
        }
    }
    on!(conn, c => diesel::update(person_facts::table.filter(person_facts::person_id.eq(double)))
        .set((person_facts::person_id.eq(kept), person_facts::updated_at.eq(now)))
        .execute(c))?;
    Ok(())
}

/// A standing fact as merging looks at it: whoever wrote it down and when stay with each part of it.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = person_facts)]
struct Row {
    id: Id,
    person_id: Id,
    name: String,
    value: String,
    from_on: NaiveDate,
    to_on: Option<NaiveDate>,
    recorded_at: Instant,
    recorded_by: Option<Id>,
    updated_at: Instant,
}

impl Row {
    fn span(&self) -> Span {
        Span {
            from: self.from_on,
            to: self.to_on,
        }
    }
}
