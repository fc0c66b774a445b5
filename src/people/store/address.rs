//! Mail addresses that people gave themselves and that nobody has confirmed yet.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::address_changes;
use diesel::prelude::*;

/// A new address that waits to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = address_changes)]
pub struct AddressChange {
    /// Whose.
    pub person_id: Id,
    /// As it was written.
    pub address: String,
    /// As it is compared.
    pub address_key: String,
    /// The one that it is to replace, as it is compared; none: the first.
    pub instead_of: Option<String>,
    /// Hash of the link's secret.
    pub token_hash: String,
    /// When it was given.
    pub asked_at: Instant,
    /// Until when it can be confirmed.
    pub expires_at: Instant,
}

/// Keeps a new address; an earlier one of the same person is forgotten.
pub fn keep(conn: &mut Conn, change: &AddressChange) -> QueryResult<()> {
    forget(conn, change.person_id)?;
    on!(conn, c => diesel::insert_into(address_changes::table).values(change).execute(c))?;
    Ok(())
}

/// What waits of somebody.
pub fn of(conn: &mut Conn, person_id: Id) -> QueryResult<Option<AddressChange>> {
    on!(conn, c => address_changes::table
        .find(person_id)
        .select(AddressChange::as_select())
        .first(c)
        .optional())
}

/// What waits behind a secret.
pub fn find(conn: &mut Conn, token_hash: &str) -> QueryResult<Option<AddressChange>> {
    on!(conn, c => address_changes::table
        .filter(address_changes::token_hash.eq(token_hash))
        .select(AddressChange::as_select())
        .first(c)
        .optional())
}

/// Forgets what waits of somebody. False where nothing did.
pub fn forget(conn: &mut Conn, person_id: Id) -> QueryResult<bool> {
    Ok(on!(conn, c => diesel::delete(address_changes::table.find(person_id)).execute(c))? == 1)
}
