//! The words of mails, apart from their places in the queue: a place changes often, and a row without words is small.

use super::Letter;
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::schema::mail_bodies;
use diesel::prelude::*;
use std::collections::HashMap;

/// Most values bound in one statement; SQLite takes some thirty thousand.
const PORTION: usize = 1000;

/// The words of one mail.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = mail_bodies)]
pub struct Body {
    /// Of which.
    pub mail_id: Id,
    /// The plain part.
    pub text_body: String,
    /// The HTML part.
    pub html_body: String,
    /// What goes into the reader's calendar with it: one invitation or its withdrawal (iCalendar).
    pub calendar: Option<String>,
}

/// Keeps the words of a mail that was just queued.
pub(super) fn insert(conn: &mut Conn, mail_id: Id, letter: &Letter) -> QueryResult<()> {
    let row = (
        mail_bodies::mail_id.eq(mail_id),
        mail_bodies::text_body.eq(&letter.text),
        mail_bodies::html_body.eq(&letter.html),
        mail_bodies::calendar.eq(&letter.calendar),
    );
    on!(conn, c => diesel::insert_into(mail_bodies::table).values(row).execute(c))?;
    Ok(())
}

/// Writes them anew.
pub(super) fn update(conn: &mut Conn, mail_id: Id, letter: &Letter) -> QueryResult<()> {
    on!(conn, c => diesel::update(mail_bodies::table.find(mail_id))
        .set((
            mail_bodies::text_body.eq(&letter.text),
            mail_bodies::html_body.eq(&letter.html),
            mail_bodies::calendar.eq(&letter.calendar),
        ))
        .execute(c))?;
    Ok(())
}

/// Takes them back with their mail.
pub(super) fn remove(conn: &mut Conn, mail_id: Id) -> QueryResult<()> {
    on!(conn, c => diesel::delete(mail_bodies::table.find(mail_id)).execute(c))?;
    Ok(())
}

/// The words of one mail; every mail has some.
pub fn of(conn: &mut Conn, mail_id: Id) -> QueryResult<Body> {
    on!(conn, c => mail_bodies::table.find(mail_id).select(Body::as_select()).first(c))
}

/// The words of these mails.
pub fn of_all(conn: &mut Conn, mail_ids: &[Id]) -> QueryResult<HashMap<Id, Body>> {
    let mut found = HashMap::with_capacity(mail_ids.len());
    for portion in mail_ids.chunks(PORTION) {
        let rows: Vec<Body> = on!(conn, c => mail_bodies::table
            .filter(mail_bodies::mail_id.eq_any(portion))
            .select(Body::as_select())
            .load(c))?;
        found.extend(rows.into_iter().map(|row| (row.mail_id, row)));
    }
    Ok(found)
}
