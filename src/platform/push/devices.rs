//! Devices on which somebody wants to be told at once.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::push_devices;
use diesel::prelude::*;

/// A browser on a device, as it let us write to it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
// With the keyword DEFAULT for what is missing the statement would be prepared anew for every device.
#[diesel(table_name = push_devices, treat_none_as_default_value = false)]
pub struct Device {
    /// Identifier.
    pub id: Id,
    /// Whose.
    pub person_id: Id,
    /// The sign-in in which it was switched on; none: an integration did.
    pub sign_in_id: Option<Id>,
    /// Where its push service takes messages.
    pub endpoint: String,
    /// The browser's public key, base64url.
    pub p256dh: String,
    /// The browser's secret, base64url.
    pub auth: String,
    /// What the browser called itself.
    pub user_agent: String,
    /// When it was switched on.
    pub created_at: Instant,
    /// When its push service last took a message.
    pub pushed_at: Option<Instant>,
    /// Why it did not take the last one.
    pub refusal: Option<String>,
}

/// Keeps a device. Where the browser was switched on before, by whomever, it is theirs alone from now on.
pub fn keep(conn: &mut Conn, device: &Device) -> QueryResult<()> {
    let before: Option<Id> = on!(conn, c => push_devices::table
        .filter(push_devices::endpoint.eq(&device.endpoint))
        .select(push_devices::id)
        .first(c)
        .optional())?;
    remove(conn, &Vec::from_iter(before))?;
    on!(conn, c => diesel::insert_into(push_devices::table).values(device).execute(c))?;
    Ok(())
}

/// Somebody's devices, the newest first.
pub fn list(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Device>> {
    on!(conn, c => push_devices::table
        .filter(push_devices::person_id.eq(person_id))
        .order((push_devices::created_at.desc(), push_devices::id))
        .select(Device::as_select())
        .load(c))
}

/// The devices of these people, person and device, held until the end of the transaction: what is queued for them has a device, and nobody
/// else queues anything for them meanwhile.
pub fn hold_of(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<Vec<(Id, Id)>> {
    let theirs = push_devices::table
        .filter(push_devices::person_id.eq_any(person_ids))
        .order(push_devices::id)
        .select((push_devices::person_id, push_devices::id));
    match conn {
        Conn::Sqlite(c) => theirs.load(*c),
        Conn::Postgres(c) => theirs.for_no_key_update().load(*c),
    }
}

/// Holds these devices until the end of the transaction: whoever writes to a device and to its pushes takes the device first, as ending one
/// does.
pub(super) fn hold(conn: &mut Conn, ids: &[Id]) -> QueryResult<()> {
    let these = push_devices::table
        .filter(push_devices::id.eq_any(ids))
        .order(push_devices::id)
        .select(push_devices::id);
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(c) => these.for_update().load::<Id>(*c).map(drop),
    }
}

/// Ends devices, and with them what waits for them.
pub(super) fn remove(conn: &mut Conn, ids: &[Id]) -> QueryResult<usize> {
    if ids.is_empty() {
        return Ok(0);
    }
    on!(conn, c => diesel::delete(push_devices::table.filter(push_devices::id.eq_any(ids))).execute(c))
}

/// Ends a device of somebody. False where it is none of theirs.
pub fn end(conn: &mut Conn, person_id: Id, id: Id) -> QueryResult<bool> {
    let theirs: Option<Id> = on!(conn, c => push_devices::table
        .filter(push_devices::id.eq(id).and(push_devices::person_id.eq(person_id)))
        .select(push_devices::id)
        .first(c)
        .optional())?;
    Ok(remove(conn, &Vec::from_iter(theirs))? == 1)
}

/// Ends the devices that were switched on in a sign-in of somebody; without one, all of theirs, but those of the sign-in that is spared.
pub fn end_with_sign_ins(conn: &mut Conn, person_id: Id, only: Option<Id>, spare: Option<Id>) -> QueryResult<usize> {
    let ending: Vec<Id> = on!(conn, c => {
        let mut query = push_devices::table
            .filter(push_devices::person_id.eq(person_id))
            .select(push_devices::id)
            .into_boxed();
        if let Some(id) = only {
            query = query.filter(push_devices::sign_in_id.eq(id));
        }
        if let Some(id) = spare {
            query = query.filter(push_devices::sign_in_id.is_null().or(push_devices::sign_in_id.ne(id)));
        }
        query.load(c)
    })?;
    remove(conn, &ending)
}

/// Ends what anybody else switched on in a sign-in: the browser is another person's now.
pub fn end_of_others(conn: &mut Conn, sign_in_id: Id, person_id: Id) -> QueryResult<usize> {
    let theirs = push_devices::table.filter(push_devices::sign_in_id.eq(sign_in_id).and(push_devices::person_id.ne(person_id)));
    on!(conn, c => diesel::delete(theirs).execute(c))
}

/// Notes that a device's push service took a message, or why it did not.
pub(super) fn note(conn: &mut Conn, id: Id, taken: Result<Instant, &str>) -> QueryResult<()> {
    let device = push_devices::table.find(id);
    match taken {
        Ok(at) => on!(conn, c => diesel::update(device)
            .set((push_devices::pushed_at.eq(at), push_devices::refusal.eq(None::<String>)))
            .execute(c))?,
        Err(why) => on!(conn, c => diesel::update(device).set(push_devices::refusal.eq(why)).execute(c))?,
    };
    Ok(())
}
