//! Under which name mails go to the people of a branch, and where answers go.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::mail_senders;
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
