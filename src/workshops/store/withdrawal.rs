//! Parts that were removed without a word, in the calendars of those who were invited to them, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::owed_withdrawals;
use diesel::prelude::*;

/// Most rows that are written at once.
const PORTION: usize = 500;

/// A part that was removed, and of which the calendar of whoever has a booking has not heard so.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = owed_withdrawals)]
pub struct OwedWithdrawal {
    /// Identifier.
    pub id: Id,
    /// In whose calendar.
    pub booking_id: Id,
    /// Which part.
    pub part_id: Id,
    /// From when it was.
    pub starts_at: Instant,
    /// Until when.
    pub ends_at: Instant,
    /// IANA name of the zone in which it was told.
    pub time_zone: String,
    /// Its last count of changes.
    pub sequence: i32,
}

/// Notes what is to be taken out of calendars with the next thing that is told.
pub fn owe_withdrawals(conn: &mut Conn, owed: &[OwedWithdrawal]) -> QueryResult<()> {
    for rows in owed.chunks(PORTION) {
        on!(conn, c => diesel::insert_into(owed_withdrawals::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// What is to be taken out of the calendar of whoever has a booking, in the order of time; it is owed no longer.
pub fn take_owed_withdrawals(conn: &mut Conn, booking_id: Id) -> QueryResult<Vec<OwedWithdrawal>> {
    let owed: Vec<OwedWithdrawal> = on!(conn, c => owed_withdrawals::table
        .filter(owed_withdrawals::booking_id.eq(booking_id))
        .order((owed_withdrawals::starts_at, owed_withdrawals::id))
        .select(OwedWithdrawal::as_select())
        .load(c))?;
    if !owed.is_empty() {
        let theirs = owed_withdrawals::table.filter(owed_withdrawals::booking_id.eq(booking_id));
        on!(conn, c => diesel::delete(theirs).execute(c))?;
    }
    Ok(owed)
}
