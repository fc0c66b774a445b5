//! Storage on either database: bundled SQLite (one writer, many readers) or PostgreSQL.
//!
//! A store writes its query once and runs it with [`on!`](crate::on) on whichever connection it was given. Every write is one
//! transaction per call; on SQLite it begins IMMEDIATE, because a read that turns into a write is refused without waiting.

pub mod bulk;
mod clock;
pub mod copy;
mod migrate;
mod open;
mod types;
mod watch;

pub use clock::{ahead, complaint, server_clock};
pub use migrate::{is_empty, migrate, pending};
pub use open::{Backend, Db, PoolLoad};
pub use types::Json;
pub use watch::{Mark, Watch};

use super::error::Error;
use diesel::{Connection, PgConnection, SqliteConnection};

/// One connection of either kind, borrowed for the length of a transaction.
pub enum Conn<'c> {
    /// Bundled SQLite.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'c mut PgConnection),
}

impl Conn<'_> {
    /// Which database it leads to.
    pub fn backend(&self) -> Backend {
        match self {
            Conn::Sqlite(_) => Backend::Sqlite,
            Conn::Postgres(_) => Backend::Postgres,
        }
    }

    /// A part of the transaction: where the closure answers an error, this part alone is as if it had not been.
    pub fn part<T>(&mut self, change: impl FnOnce(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Conn::Sqlite(c) => c.transaction(|c| change(&mut Conn::Sqlite(c))),
            Conn::Postgres(c) => c.transaction(|c| change(&mut Conn::Postgres(c))),
        }
    }
}

/// Runs one diesel expression on whichever connection it is given: `on!(conn, c => query.load(c))`.
#[macro_export]
macro_rules! on {
    ($conn:expr, $c:ident => $run:expr) => {
        match $conn {
            $crate::platform::db::Conn::Sqlite(inner) => {
                let $c: &mut diesel::SqliteConnection = &mut **inner;
                $run
            }
            $crate::platform::db::Conn::Postgres(inner) => {
                let $c: &mut diesel::PgConnection = &mut **inner;
                $run
            }
        }
    };
}
