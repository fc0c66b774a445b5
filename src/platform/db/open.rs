//! Opening a database by its address, and the one way to read and to write.

use super::Conn;
use super::watch::{Watch, Written};
use crate::platform::config::Database;
use crate::platform::error::Error;
use diesel::connection::SimpleConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, ManageConnection, Pool};
use diesel::{Connection, PgConnection, RunQueryDsl, SqliteConnection};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

type SqlitePool = Pool<ConnectionManager<SqliteConnection>>;
type PostgresPool = Pool<ConnectionManager<PgConnection>>;

/// The oldest SQLite whose write-ahead log cannot corrupt a file that two connections write to.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// Which database it is, for the few places where the two need different words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// Bundled SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// The database: cheap to clone, shared by all workers.
#[derive(Clone)]
pub struct Db(Pools);

#[derive(Clone)]
enum Pools {
    Sqlite { writer: Writer, readers: SqlitePool },
    Postgres(PostgresPool),
}

/// How busy the connections of one pool are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolLoad {
    /// What they are for: `readers` and `writer` on SQLite, else `all`.
    pub pool: &'static str,
    /// As many as there may be.
    pub most: u32,
    /// As many as are open.
    pub open: u32,
    /// As many of these as nobody uses.
    pub idle: u32,
}

impl PoolLoad {
    fn of<M: ManageConnection>(name: &'static str, pool: &Pool<M>) -> Self {
        let state = pool.state();
        Self {
            pool: name,
            most: pool.max_size(),
            open: state.connections,
            idle: state.idle_connections,
        }
    }

    /// As many as somebody uses.
    pub fn used(&self) -> u32 {
        self.open.saturating_sub(self.idle)
    }
}

/// The one connection that writes to SQLite, and how often it did.
#[derive(Clone)]
pub(super) struct Writer {
    pub(super) pool: SqlitePool,
    pub(super) written: Arc<Written>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Db").field(&self.backend()).finish()
    }
}

impl Db {
    /// Opens the database that the address names: `sqlite:PATH` or `postgres://…`. Nothing is migrated.
    pub fn open(settings: &Database) -> Result<Self, Error> {
        let url = settings.url.expose();
        if let Some(path) = super::copy::sqlite_file(settings) {
            return Self::open_sqlite(path, settings);
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Self::open_postgres(url, settings);
        }
        Err(Error::setup("the database address begins with sqlite: or postgres://"))
    }

    fn open_sqlite(path: PathBuf, settings: &Database) -> Result<Self, Error> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| Error::setup(format!("cannot create {}: {e}", folder.display())))?;
        }
        super::copy::refuse_other(&path)?;
        let url = path.to_string_lossy().into_owned();
        let wait = Duration::from_secs(settings.wait_seconds.into());
        let pool = |size: u32, read_only: bool| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .connection_timeout(wait)
                .test_on_check_out(false)
                .connection_customizer(Box::new(Pragmas { read_only, busy: wait }))
                .build(ConnectionManager::new(&url))
                .map_err(|e| Error::setup(format!("cannot open the database {url}: {e}")))
        };
        let db = Self(Pools::Sqlite {
            writer: Writer {
                pool: pool(1, false)?,
                written: Arc::default(),
            },
            readers: pool(settings.pool, true)?,
        });
        db.refuse_old_sqlite()?;
        Ok(db)
    }

    fn open_postgres(url: &str, settings: &Database) -> Result<Self, Error> {
        // A dead address is told at once instead of after the pool's patience.
        PgConnection::establish(url).map_err(|e| Error::setup(format!("cannot reach PostgreSQL: {e}")))?;
        let pool = Pool::builder()
            .max_size(settings.pool)
            .min_idle(Some(1))
            .connection_timeout(Duration::from_secs(settings.wait_seconds.into()))
            .connection_customizer(Box::new(PostgresSession))
            .build(ConnectionManager::new(url))
            .map_err(|e| Error::setup(format!("cannot reach PostgreSQL: {e}")))?;
        Ok(Self(Pools::Postgres(pool)))
    }

    fn refuse_old_sqlite(&self) -> Result<(), Error> {
        let text = self.read(|conn| {
            #[derive(diesel::QueryableByName)]
            struct Version {
                #[diesel(sql_type = diesel::sql_types::Text)]
                version: String,
            }
            let Conn::Sqlite(c) = conn else { return Ok(String::new()) };
            Ok(diesel::sql_query("SELECT sqlite_version() AS version")
                .get_result::<Version>(*c)?
                .version)
        })?;
        let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
        let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
        if found < OLDEST_SQLITE {
            return Err(Error::setup(format!(
                "SQLite {text} can corrupt a database; at least 3.51.3 is needed"
            )));
        }
        Ok(())
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        match self.0 {
            Pools::Sqlite { .. } => Backend::Sqlite,
            Pools::Postgres(_) => Backend::Postgres,
        }
    }

    /// How busy its connections are, at this moment and of this node.
    pub fn pools(&self) -> Vec<PoolLoad> {
        match &self.0 {
            Pools::Sqlite { writer, readers } => vec![PoolLoad::of("readers", readers), PoolLoad::of("writer", &writer.pool)],
            Pools::Postgres(pool) => vec![PoolLoad::of("all", pool)],
        }
    }

    /// Reads, waiting for a free connection no longer than configured; runs on the calling thread. All that is read in one call is one
    /// state of the database.
    pub fn read<T>(&self, query: impl FnOnce(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
        match &self.0 {
            Pools::Sqlite { readers, .. } => {
                let mut c = readers.get()?;
                c.transaction(|c| query(&mut Conn::Sqlite(c)))
            }
            Pools::Postgres(pool) => {
                let mut c = pool.get()?;
                c.build_transaction()
                    .read_only()
                    .repeatable_read()
                    .run(|c| query(&mut Conn::Postgres(c)))
            }
        }
    }

    /// Writes in one transaction: all of it is kept or, where the closure answers an error, nothing.
    pub fn write<T>(&self, change: impl FnOnce(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => {
                let mut c = writer.pool.get()?;
                let done = c.immediate_transaction(|c| change(&mut Conn::Sqlite(c)));
                if done.is_ok() {
                    writer.written.once_more();
                }
                drop(c);
                done
            }
            Pools::Postgres(pool) => {
                let mut c = pool.get()?;
                c.transaction(|c| change(&mut Conn::Postgres(c)))
            }
        }
    }

    /// The writer of SQLite; none on PostgreSQL.
    pub(super) fn writer(&self) -> Option<&Writer> {
        match &self.0 {
            Pools::Sqlite { writer, .. } => Some(writer),
            Pools::Postgres(_) => None,
        }
    }

    /// A run of work that reads beside the writer and writes what followed.
    pub fn watch(&self) -> Watch<'_> {
        Watch::new(self)
    }

    /// A short indexed read from a handler: on the worker itself with SQLite, where it takes microseconds, unless it would have to wait for a
    /// connection; off the event loop with PostgreSQL.
    pub async fn look<T: Send + 'static>(&self, query: impl FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        if let Pools::Sqlite { readers, .. } = &self.0
            && let Some(mut c) = readers.try_get()
        {
            return c.transaction(|c| query(&mut Conn::Sqlite(c)));
        }
        self.gather(query).await
    }

    /// A longer read from a handler, off the event loop.
    pub async fn gather<T: Send + 'static>(&self, query: impl FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        let db = self.clone();
        actix_web::web::block(move || db.read(query)).await?
    }

    /// A write for which nobody waits, off the event loop, in one transaction: for what is worth noting and may be lost. One that fails is
    /// logged.
    pub fn save_aside(&self, change: impl FnOnce(&mut Conn) -> Result<(), Error> + Send + 'static) {
        let db = self.clone();
        // The work is handed to the pool here; only its answer is let go.
        drop(actix_web::web::block(move || {
            if let Err(error) = db.write(change) {
                tracing::warn!(%error, "something that nobody waited for was not written");
            }
        }));
    }

    /// What a change would come to: it is made, told, and taken back. Off the event loop.
    pub async fn rehearse<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let db = self.clone();
        let run = move || {
            let mut told = None;
            let outcome: Result<(), Error> = db.write(|conn| {
                told = Some(change(conn));
                Err(diesel::result::Error::RollbackTransaction.into())
            });
            match (told, outcome) {
                (Some(told), _) => told,
                (None, Err(error)) => Err(error),
                (None, Ok(())) => Err(Error::internal("a rehearsal that was not held")),
            }
        };
        actix_web::web::block(run).await?
    }

    /// A write from a handler, off the event loop, in one transaction.
    pub async fn save<T: Send + 'static>(&self, change: impl FnOnce(&mut Conn) -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
        let db = self.clone();
        actix_web::web::block(move || db.write(change)).await?
    }
}

#[derive(Debug)]
struct Pragmas {
    read_only: bool,
    busy: Duration,
}

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for Pragmas {
    fn on_acquire(&self, conn: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        conn.batch_execute(&format!(
            "PRAGMA busy_timeout = {}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA temp_store = MEMORY; PRAGMA cache_size = -{}; PRAGMA wal_autocheckpoint = 32000; PRAGMA query_only = {};",
            self.busy.as_millis(),
            // What writes many rows comes back to the same pages of the indexes; without room for them each is read and written again and
            // again, and where the log is brought into the file often (after 32,000 pages, 125 MiB) each is written there as often. Memory
            // is taken only as it is needed.
            if self.read_only { 8 << 10 } else { 64 << 10 },
            if self.read_only { "ON" } else { "OFF" },
        ))
        .map_err(diesel::r2d2::Error::QueryError)
    }
}

#[derive(Debug)]
struct PostgresSession;

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for PostgresSession {
    fn on_acquire(&self, conn: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        conn.batch_execute("SET TIME ZONE 'UTC'; SET client_min_messages TO WARNING;")
            .map_err(diesel::r2d2::Error::QueryError)
    }
}
