//! What a workshop's new sessions and a session state as costs.

use super::Hand;
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::workshop::Price;
use crate::workshops::store;

/// States what new sessions of a workshop of this path cost. Those that there are keep what they state.
pub fn price_workshop(conn: &mut Conn, hand: &Hand<'_>, id: Id, price: Option<&Price>, path: &str) -> Result<(), Error> {
    let before = store::prices_of_workshops(conn, &[id])?.remove(&id);
    if before.as_ref() == price {
        return Ok(());
    }
    store::set_workshop_price(conn, id, price)?;
    let deed = Deed {
        action: "workshop.price",
        subject_kind: "workshops",
        subject_id: id.to_string(),
        subject_label: id.to_string(),
        organisation_path: path.to_owned(),
        before: before.as_ref().and_then(audit::state),
        after: price.and_then(audit::state),
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}

/// States what a session costs.
///
/// # Errors
///
/// [`Error::Invalid`] where it asks for more than before, or in another currency, and somebody was given or offered a seat: they were told the
/// other price.
pub fn price_session(conn: &mut Conn, id: Id, before: Option<&Price>, price: Option<&Price>) -> Result<(), Error> {
    if before == price {
        return Ok(());
    }
    if price.is_some_and(|price| price.asks_more_than(before)) && store::booked_ever(conn, id)? {
        return Err(Error::field("seat_cost", "price-fault-told"));
    }
    Ok(store::set_session_price(conn, id, price)?)
}
