//! What meeting providers told of live sessions, in the database.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::meeting_report::told::{Event, Kind};
use crate::schema::{meeting_events, session_parts, sessions};
use diesel::prelude::*;

/// Something that was told, as it is kept.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = meeting_events)]
pub struct MeetingEvent {
    /// Identifier.
    pub id: Id,
    /// Of which session.
    pub session_id: Id,
    /// The provider's own number of it: what is told twice counts once.
    pub number: String,
    /// A word of [`Kind`].
    pub kind: String,
    /// Whose presence, by the provider.
    pub presence: String,
    /// The name they went by.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// When it happened.
    pub at: Instant,
    /// When it arrived.
    pub received_at: Instant,
}

/// Keeps what was told; false where it is known already.
pub fn insert_meeting_event(conn: &mut Conn, event: &MeetingEvent) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(meeting_events::table).values(event).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Everything that was told of a session, as the rules read it.
pub fn meeting_events_of(conn: &mut Conn, session_id: Id) -> QueryResult<Vec<Event>> {
    let rows: Vec<MeetingEvent> = on!(conn, c => meeting_events::table
        .filter(meeting_events::session_id.eq(session_id))
        .order((meeting_events::at, meeting_events::id))
        .select(MeetingEvent::as_select())
        .load(c))?;
    let event = |row: MeetingEvent| {
        Some(Event {
            kind: Kind::from_word(&row.kind)?,
            presence: row.presence,
            name: row.name,
            email: row.email,
            at: row.at,
        })
    };
    Ok(rows.into_iter().filter_map(event).collect())
}

/// Forgets what was told of a session.
pub fn forget_meeting_events(conn: &mut Conn, session_id: Id) -> QueryResult<()> {
    on!(conn, c => diesel::delete(meeting_events::table.filter(meeting_events::session_id.eq(session_id))).execute(c))?;
    Ok(())
}

/// Open sessions that are live online and of which a part shares time with a span, with the way in: the one whose part begins first comes
/// first.
pub fn live_between(conn: &mut Conn, from: Instant, to: Instant) -> QueryResult<Vec<(Id, String)>> {
    on!(conn, c => session_parts::table
        .inner_join(sessions::table)
        .filter(sessions::state.eq("open").and(sessions::online_url.is_not_null()))
        .filter(session_parts::starts_at.lt(to).and(session_parts::ends_at.gt(from)))
        .order((session_parts::starts_at, session_parts::id))
        .select((sessions::id, sessions::online_url.assume_not_null()))
        .load(c))
}
