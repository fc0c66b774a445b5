//! Bringing a database to the schema of this program. Forward only; each step is one transaction.

use super::{Backend, Conn, Db};
use crate::on;
use crate::platform::error::Error;
use diesel::migration::MigrationSource;
use diesel::{QueryableByName, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Any number of nodes may start at once on PostgreSQL; one of them migrates while the others wait here.
const POSTGRES_LOCK: i64 = 0x6b75_6e64_6967;

/// Applies what is missing and answers the names of the steps taken.
pub fn migrate(db: &Db) -> Result<Vec<String>, Error> {
    db.write(|conn| match conn {
        Conn::Sqlite(c) => names(c.run_pending_migrations(SQLITE)),
        Conn::Postgres(c) => {
            RunQueryDsl::execute(
                diesel::sql_query("SELECT pg_advisory_xact_lock($1)").bind::<diesel::sql_types::BigInt, _>(POSTGRES_LOCK),
                *c,
            )?;
            names(c.run_pending_migrations(POSTGRES))
        }
    })
}

/// The steps that a database lacks; an error where it has steps that this program does not know.
pub fn pending(db: &Db) -> Result<Vec<String>, Error> {
    // Looking creates the list of steps where there is none yet, hence a write.
    db.write(|conn| match conn {
        Conn::Sqlite(c) => {
            let known = MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE).map_err(unreadable)?;
            refuse_unknown(
                known.iter().map(|m| m.name().version().to_string()),
                c.applied_migrations().map_err(unreadable)?,
            )?;
            Ok(c.pending_migrations(SQLITE)
                .map_err(unreadable)?
                .iter()
                .map(|m| m.name().to_string())
                .collect())
        }
        Conn::Postgres(c) => {
            let known = MigrationSource::<diesel::pg::Pg>::migrations(&POSTGRES).map_err(unreadable)?;
            refuse_unknown(
                known.iter().map(|m| m.name().version().to_string()),
                c.applied_migrations().map_err(unreadable)?,
            )?;
            Ok(c.pending_migrations(POSTGRES)
                .map_err(unreadable)?
                .iter()
                .map(|m| m.name().to_string())
                .collect())
        }
    })
}

/// Whether there is no table yet, neither of ours nor of anybody.
pub fn is_empty(db: &Db) -> Result<bool, Error> {
    let tables = match db.backend() {
        Backend::Sqlite => "SELECT count(*) AS number FROM sqlite_master WHERE type = 'table'",
        Backend::Postgres => "SELECT count(*) AS number FROM pg_tables WHERE schemaname = current_schema()",
    };
    let found: Counted = db.read(|conn| on!(conn, c => Ok(diesel::sql_query(tables).get_result(c)?)))?;
    Ok(found.number == 0)
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    number: i64,
}

fn refuse_unknown(known: impl Iterator<Item = String>, applied: Vec<diesel::migration::MigrationVersion<'static>>) -> Result<(), Error> {
    let known: Vec<String> = known.collect();
    match applied.iter().find(|version| !known.contains(&version.to_string())) {
        Some(version) => Err(Error::setup(format!(
            "the database has step {version}, which this program does not know; use a newer program"
        ))),
        None => Ok(()),
    }
}

fn names(run: diesel::migration::Result<Vec<diesel::migration::MigrationVersion<'_>>>) -> Result<Vec<String>, Error> {
    Ok(run.map_err(unreadable)?.iter().map(ToString::to_string).collect())
}

fn unreadable(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    Error::setup(format!("the database cannot be migrated: {error}"))
}
