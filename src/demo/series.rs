//! A series of the demonstration: a session that comes again every four weeks, one of them left out.

use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::workshop::series::{Cycle, End, Rule};
use crate::workshops::deed::Hand;
use crate::workshops::deed::series::{Wanted, make, plan};
use crate::workshops::store;

/// Repeats a session.
pub fn repeat(conn: &mut Conn, hand: &Hand<'_>, session_id: Id) -> Result<(), Error> {
    let found = store::find(conn, session_id)?.ok_or(Error::NotFound)?;
    let rule = Rule {
        cycle: Cycle::Weekly(Vec::new()),
        interval: 4,
        end: End::Count(4),
    };
    let days = plan(conn, hand, &found, &rule)?.days.into_iter().map(|day| day.on);
    let wanted = Wanted {
        days: days.enumerate().filter(|(place, _)| *place != 1).map(|(_, on)| on).collect(),
        rule,
        clash_reason: None,
        opens: false,
    };
    make(conn, hand, session_id, &wanted).map(drop)
}
