//! Under which name mails go to the people of a branch, and where answers go.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{mail_senders, organisations};
use diesel::prelude::*;

/// What was set for an organisation and those below it; what is empty is inherited.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Sender {
    /// The organisation.
    pub organisation_id: Id,
    /// The name before the address.
    pub from_name: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
}

/// All of them.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<Sender>> {
    on!(conn, c => mail_senders::table
        .order(mail_senders::organisation_id)
        .select((mail_senders::organisation_id, mail_senders::from_name, mail_senders::reply_to))
        .load(c))
}

/// Sets one, or takes it away where both are empty.
pub fn set(conn: &mut Conn, sender: &Sender, now: Instant) -> QueryResult<()> {
    if sender.from_name.is_none() && sender.reply_to.is_none() {
        on!(conn, c => diesel::delete(mail_senders::table.find(sender.organisation_id)).execute(c))?;
        return Ok(());
    }
    let values = (
        mail_senders::from_name.eq(&sender.from_name),
        mail_senders::reply_to.eq(&sender.reply_to),
        mail_senders::updated_at.eq(now),
    );
    let row = (mail_senders::organisation_id.eq(sender.organisation_id), values);
    on!(conn, c => diesel::insert_into(mail_senders::table)
        .values(row)
        .on_conflict(mail_senders::organisation_id)
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}

/// Head lines, names and values.
pub type Headers = Vec<(String, String)>;

/// The head lines by which a mail to somebody of the organisation with this path differs from the installation's.
pub fn headers_at(conn: &mut Conn, path: &str) -> QueryResult<Headers> {
    let above = path.match_indices('/').filter_map(|(at, slash)| path.get(..at + slash.len()));
    let rows: Vec<Sender> = on!(conn, c => mail_senders::table
        .inner_join(organisations::table.on(organisations::id.eq(mail_senders::organisation_id)))
        .filter(organisations::path.eq_any(above))
        // Whoever stands above has the shorter path.
        .order(organisations::path.desc())
        .select((mail_senders::organisation_id, mail_senders::from_name, mail_senders::reply_to))
        .load(c))?;
    Ok(headers(rows.iter()))
}

/// The head lines that follow from what was set for an organisation and those above it, the nearest first: each part of the nearest one that
/// has it.
pub fn headers<'a>(upwards: impl Iterator<Item = &'a Sender> + Clone) -> Headers {
    let from = upwards.clone().find_map(|sender| sender.from_name.clone());
    let reply_to = upwards.clone().find_map(|sender| sender.reply_to.clone());
    let from = from.map(|name| ("From".to_owned(), name));
    from.into_iter()
        .chain(reply_to.map(|address| ("Reply-To".to_owned(), address)))
        .collect()
}
