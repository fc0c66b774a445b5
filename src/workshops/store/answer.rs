//! What calendar programs answered to invitations, in the database: only ever added.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::ical::answer::Answer;
use crate::rules::id::{Id, Instant};
use crate::schema::booking_answers;
use diesel::prelude::*;
use std::collections::HashMap;

/// An answer as it is kept.
#[derive(Clone, Debug, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = booking_answers)]
pub struct BookingAnswer {
    /// Identifier.
    pub id: Id,
    /// Of which booking.
    pub booking_id: Id,
    /// To which part.
    pub part_id: Id,
    /// A word of [`Answer`].
    pub answer: String,
    /// To which count of changes of the part.
    pub sequence: i32,
    /// When it was given.
    pub stamped_at: Instant,
    /// When it arrived.
    pub received_at: Instant,
    /// What came of it: `noted`, `cancelled` or `too_late`.
    pub fate: String,
}

/// Adds an answer.
pub fn insert_answer(conn: &mut Conn, answer: &BookingAnswer) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(booking_answers::table).values(answer).execute(c))?;
    Ok(())
}

/// The answers to a booking, in the order in which they were given.
pub fn answers_of(conn: &mut Conn, booking_id: Id) -> QueryResult<Vec<BookingAnswer>> {
    on!(conn, c => booking_answers::table
        .filter(booking_answers::booking_id.eq(booking_id))
        .order((booking_answers::stamped_at, booking_answers::id))
        .select(BookingAnswer::as_select())
        .load(c))
}

/// What these bookings' last answers to each part say together; those without any are left out.
pub fn answered(conn: &mut Conn, booking_ids: &[Id]) -> QueryResult<HashMap<Id, Answer>> {
    let mut last: HashMap<(Id, Id), Answer> = HashMap::new();
    for ids in booking_ids.chunks(500) {
        let rows: Vec<(Id, Id, String)> = on!(conn, c => booking_answers::table
            .filter(booking_answers::booking_id.eq_any(ids))
            .order((booking_answers::stamped_at, booking_answers::id))
            .select((booking_answers::booking_id, booking_answers::part_id, booking_answers::answer))
            .load(c))?;
        last.extend(
            rows.into_iter()
                .filter_map(|(booking, part, word)| Some(((booking, part), Answer::from_word(&word)?))),
        );
    }
    let mut together: HashMap<Id, Answer> = HashMap::new();
    for ((booking, _), answer) in last {
        let said = Answer::together(together.get(&booking).copied().into_iter().chain([answer]));
        together.extend(said.map(|said| (booking, said)));
    }
    Ok(together)
}
