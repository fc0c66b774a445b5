//! The pages of reminders and of the mailbox.

pub mod asking;
pub mod calendar;
pub mod choices;
pub mod feed;
pub mod forecast;
pub mod held;
pub mod ladder;
pub mod log;
pub mod mailbox;
pub mod partners;
pub mod senders;
pub mod texts;
mod texts_view;
pub mod unreachable;

use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;

/// How many notices are held, for the head of each page.
fn held_count(conn: &mut Conn, scope: &Scope) -> Result<usize, Error> {
    Ok(usize::try_from(super::store::log::count_held(conn, scope)?).unwrap_or(0))
}
