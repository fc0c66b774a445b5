//! Duties and what happened to them, in the database. Events are only ever added.

use super::declared::owed_by;
use crate::organisations::Scope;
use crate::platform::db::{Conn, Json};
use crate::rules::duty::{Event, Happened, Side};
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::Texts;
use crate::schema::{duties, duty_events, organisations};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// What somebody is owed by somebody about something.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = duties)]
pub struct Duty {
    /// Identifier.
    pub id: Id,
    /// Key of its kind.
    pub kind: String,
    /// To whom.
    pub creditor_id: Id,
    /// By whom.
    pub debtor_id: Id,
    /// What it is about: a record of the slice that declared the kind.
    pub subject_id: Id,
    /// What that was called when the duty was first opened, per locale.
    pub subject_title: Json<Texts>,
    /// Code of the course that it is about, where it is one.
    pub course_code: Option<String>,
    /// When it was first opened.
    pub created_at: Instant,
    /// Of one that is kept every day, the day on which that ends, as far as is known.
    pub breaks_on: Option<NaiveDate>,
    /// The day on which that became known.
    pub breaks_known_on: Option<NaiveDate>,
}

/// The partner whose side of the ledger a duty stands on, as lists name it: to whom the manufacturer owes it, or who owes it itself.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Partner {
    /// Identifier.
    pub id: Id,
    /// The manufacturer's number for it.
    pub external_id: String,
    /// Name.
    pub name: String,
    /// Path.
    pub path: String,
}

/// Something that happened to a duty.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = duty_events)]
pub struct EventRow {
    /// Identifier.
    pub id: Id,
    /// To which duty.
    pub duty_id: Id,
    /// A word of [`word`], or [`REVOKED`].
    pub kind: String,
    /// The day that counts.
    pub happened_on: NaiveDate,
    /// The end of the clock that it began.
    pub due_on: Option<NaiveDate>,
    /// When it was written down.
    pub recorded_at: Instant,
    /// By whom; none: the installation itself.
    pub recorded_by: Option<Id>,
    /// By what means, a stable word of the slice that declared the kind.
    pub means: Option<String>,
    /// Document, course or number that proves it.
    pub evidence: Option<String>,
    /// A remark.
    pub remark: Option<String>,
    /// The event that it takes back.
    pub revokes_id: Option<Id>,
}

/// The word of an event that takes another one back.
pub const REVOKED: &str = "revoked";

/// The stable word for what happened, and the date that goes with it.
pub fn word(what: Happened) -> (&'static str, Option<NaiveDate>) {
    match what {
        Happened::Opened { due_on } => ("opened", Some(due_on)),
        Happened::Kept { next_due_on } => ("kept", next_due_on),
        Happened::Stands => ("stands", None),
        Happened::Ended { due_on } => ("ended", Some(due_on)),
        Happened::FellAway => ("fell_away", None),
    }
}

impl EventRow {
    /// The event as the rule takes it; none for what takes another one back.
    pub fn event(&self) -> Option<Event> {
        let what = match (self.kind.as_str(), self.due_on) {
            ("opened", Some(due_on)) => Happened::Opened { due_on },
            ("kept", next_due_on) => Happened::Kept { next_due_on },
            ("stands", _) => Happened::Stands,
            ("ended", Some(due_on)) => Happened::Ended { due_on },
            ("fell_away", _) => Happened::FellAway,
            _ => return None,
        };
        Some(Event {
            on: self.happened_on,
            what,
        })
    }
}

/// The events that count: those taken back and what took them back are left out.
pub fn counting(rows: &[EventRow]) -> Vec<Event> {
    let gone: HashSet<Id> = rows.iter().filter_map(|row| row.revokes_id).collect();
    rows.iter()
        .filter(|row| !gone.contains(&row.id))
        .filter_map(EventRow::event)
        .collect()
}

/// In the order of recording. What was recorded at one instant comes in the order in which it can only have happened: a duty is opened
/// before it is kept.
fn in_order(mut rows: Vec<EventRow>) -> Vec<EventRow> {
    const ORDER: [&str; 6] = ["opened", "kept", "stands", "ended", "fell_away", REVOKED];
    rows.sort_by_key(|row| (row.recorded_at, ORDER.iter().position(|kind| *kind == row.kind), row.id));
    rows
}

/// Runs a query over duties beside the organisation that is the partner: the creditor of what the manufacturer owes, else the debtor.
macro_rules! at_partner {
    ($conn:expr, $debtor:expr, |$partner:ident, $c:ident| $query:expr) => {
        match $debtor {
            Side::Manufacturer => {
                let $partner = duties::creditor_id;
                on!($conn, $c => $query)
            }
            Side::Partner => {
                let $partner = duties::debtor_id;
                on!($conn, $c => $query)
            }
        }
    };
}

/// Every duty of this side towards or of partners within the scope, in the order of the tree.
pub fn list(conn: &mut Conn, scope: &Scope, debtor: Side) -> QueryResult<Vec<(Duty, Partner)>> {
    at_partner!(conn, debtor, |partner, c| scoped!(
        duties::table.inner_join(organisations::table.on(partner.eq(organisations::id))),
        organisations::path,
        scope
    )
    .filter(duties::kind.eq_any(owed_by(debtor)))
    .order((organisations::path, duties::id))
    .select((
        Duty::as_select(),
        (
            organisations::id,
            organisations::external_id,
            organisations::name,
            organisations::path
        )
    ))
    .load(c))
}

/// One duty of either side, where the partner lies within the scope.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<(Duty, Partner)>> {
    for debtor in [Side::Manufacturer, Side::Partner] {
        let found = at_partner!(conn, debtor, |partner, c| scoped!(
            duties::table.inner_join(organisations::table.on(partner.eq(organisations::id))),
            organisations::path,
            scope
        )
        .filter(duties::id.eq(id).and(duties::kind.eq_any(owed_by(debtor))))
        .select((
            Duty::as_select(),
            (
                organisations::id,
                organisations::external_id,
                organisations::name,
                organisations::path
            )
        ))
        .first(c)
        .optional())?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The numbers of organisations.
pub fn numbers(conn: &mut Conn, ids: &[Id]) -> QueryResult<HashMap<Id, String>> {
    let rows: Vec<(Id, String)> = on!(conn, c => organisations::table
        .filter(organisations::id.eq_any(ids))
        .select((organisations::id, organisations::external_id))
        .load(c))?;
    Ok(rows.into_iter().collect())
}

/// Remembers on which day a duty that is kept every day will break, and since when that is known.
pub fn foresee(conn: &mut Conn, duty_id: Id, breaks_on: Option<NaiveDate>, known_on: Option<NaiveDate>) -> QueryResult<()> {
    on!(conn, c => diesel::update(duties::table.find(duty_id))
        .set((duties::breaks_on.eq(breaks_on), duties::breaks_known_on.eq(known_on)))
        .execute(c))?;
    Ok(())
}

/// The duty of a kind to a creditor about a subject.
pub fn find_claim(conn: &mut Conn, kind: &str, creditor_id: Id, subject_id: Id) -> QueryResult<Option<Duty>> {
    on!(conn, c => duties::table
        .filter(duties::kind.eq(kind).and(duties::creditor_id.eq(creditor_id)).and(duties::subject_id.eq(subject_id)))
        .select(Duty::as_select())
        .first(c)
        .optional())
}

/// What happened to every duty of this side towards or of partners within the scope, in the order of recording.
pub fn events_within(conn: &mut Conn, scope: &Scope, debtor: Side) -> QueryResult<HashMap<Id, Vec<EventRow>>> {
    let rows: Vec<EventRow> = at_partner!(conn, debtor, |partner, c| scoped!(
        duty_events::table
            .inner_join(duties::table)
            .inner_join(organisations::table.on(partner.eq(organisations::id))),
        organisations::path,
        scope
    )
    .filter(duties::kind.eq_any(owed_by(debtor)))
    .select(EventRow::as_select())
    .load(c))?;
    let mut events: HashMap<Id, Vec<EventRow>> = HashMap::new();
    for row in in_order(rows) {
        events.entry(row.duty_id).or_default().push(row);
    }
    Ok(events)
}

/// What happened to one duty, in the order of recording.
pub fn events_of(conn: &mut Conn, duty_id: Id) -> QueryResult<Vec<EventRow>> {
    let rows = on!(conn, c => duty_events::table
        .filter(duty_events::duty_id.eq(duty_id))
        .select(EventRow::as_select())
        .load(c))?;
    Ok(in_order(rows))
}

/// Adds a duty; where somebody else was faster, there is one already.
pub fn insert(conn: &mut Conn, duty: &Duty) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(duties::table).values(duty).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Adds what happened.
pub fn insert_event(conn: &mut Conn, event: &EventRow) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(duty_events::table).values(event).execute(c))?;
    Ok(())
}
