//! Writing what was worked out beside the writer: what was read before is still so as long as nobody else wrote since.

use super::Conn;
use super::open::{Db, Writer};
use crate::platform::error::Error;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// How often was written through the one writer of SQLite.
#[derive(Debug, Default)]
pub(super) struct Written {
    count: AtomicU64,
    /// What SQLite last said of other programs that write to the same file; changes when one has.
    others: AtomicI64,
}

impl Written {
    /// One more; call it while the writer is held.
    pub(super) fn once_more(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    fn count(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }

    /// Counts a write of another program, where there was one.
    fn look_for_others(&self, conn: &mut diesel::SqliteConnection) -> QueryResult<()> {
        #[derive(QueryableByName)]
        struct Version {
            #[diesel(sql_type = BigInt)]
            data_version: i64,
        }
        let now = diesel::sql_query("PRAGMA data_version").get_result::<Version>(conn)?.data_version;
        if self.others.swap(now, Ordering::SeqCst) != now {
            self.once_more();
        }
        Ok(())
    }
}

/// A run of work that reads in some threads and writes in others: its own writes are no news to it, so that what it reads for one portion
/// must not depend on what it writes for another.
#[derive(Debug)]
pub struct Watch<'d> {
    db: &'d Db,
    own: AtomicU64,
}

/// A moment to which what is read afterwards belongs.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    written: u64,
    own: u64,
}

impl<'d> Watch<'d> {
    pub(super) fn new(db: &'d Db) -> Self {
        Self {
            db,
            own: AtomicU64::new(0),
        }
    }

    /// A mark to be set before reading; none on PostgreSQL, where nobody knows what others write, so that there work is read and written in
    /// one transaction.
    pub fn mark(&self) -> Option<Mark> {
        let writer = self.db.writer()?;
        // In this order: an own write in between makes the mark seem stale, never fresh.
        let written = writer.written.count();
        let own = self.own.load(Ordering::SeqCst);
        Some(Mark { written, own })
    }

    /// Writes in one transaction, and is told whether nobody but this run wrote since the mark.
    pub fn write<T>(&self, mark: Mark, change: impl FnOnce(&mut Conn, bool) -> Result<T, Error>) -> Result<T, Error> {
        let Some(Writer { pool, written }) = self.db.writer() else {
            return self.db.write(|conn| change(conn, false));
        };
        let mut c = pool.get()?;
        let done = c.immediate_transaction(|c| {
            written.look_for_others(c)?;
            let since = written.count().wrapping_sub(mark.written);
            let own = self.own.load(Ordering::SeqCst).wrapping_sub(mark.own);
            change(&mut Conn::Sqlite(c), since == own)
        });
        if done.is_ok() {
            written.once_more();
            self.own.fetch_add(1, Ordering::SeqCst);
        }
        drop(c);
        done
    }
}
