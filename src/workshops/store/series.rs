//! Series of sessions in the database.

use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::schema::{series_sessions, session_series};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A rule by which a session was repeated.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = session_series)]
pub struct Series {
    /// Identifier.
    pub id: Id,
    /// Of which workshop.
    pub workshop_id: Id,
    /// As RFC 5545 writes it.
    pub rule: String,
    /// The day of the session that was repeated.
    pub starts_on: NaiveDate,
    /// IANA name of the zone of the place.
    pub time_zone: String,
    /// Days that the rule names and nobody wanted.
    #[serde(skip)]
    pub left_out: Json<Vec<NaiveDate>>,
    /// When it was made.
    pub created_at: Instant,
}

impl Series {
    /// The zone of the place.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().unwrap_or(chrono_tz::Europe::Berlin)
    }
}

/// Adds a series with its sessions and the day on which each was planned.
pub fn insert_series(conn: &mut Conn, series: &Series, sessions: &[(Id, NaiveDate)]) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(session_series::table).values(series).execute(c))?;
    let row = |(id, on): &(Id, NaiveDate)| {
        let session = series_sessions::session_id.eq(*id);
        (
            session,
            series_sessions::series_id.eq(series.id),
            series_sessions::planned_on.eq(*on),
        )
    };
    let rows: Vec<_> = sessions.iter().map(row).collect();
    on!(conn, c => diesel::insert_into(series_sessions::table).values(&rows).execute(c))?;
    Ok(())
}

/// One series.
pub fn find_series(conn: &mut Conn, id: Id) -> QueryResult<Option<Series>> {
    on!(conn, c => session_series::table.find(id).select(Series::as_select()).first(c).optional())
}

/// Its sessions, in the order of the days on which they were planned.
pub fn members_of(conn: &mut Conn, id: Id) -> QueryResult<Vec<Id>> {
    on!(conn, c => series_sessions::table
        .filter(series_sessions::series_id.eq(id))
        .order((series_sessions::planned_on, series_sessions::session_id))
        .select(series_sessions::session_id)
        .load(c))
}

/// The series to which a session belongs.
pub fn series_of(conn: &mut Conn, session_id: Id) -> QueryResult<Option<Id>> {
    on!(conn, c => series_sessions::table.find(session_id).select(series_sessions::series_id).first(c).optional())
}
