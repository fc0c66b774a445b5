//! A SQLite database as a file: copied while it is in use, looked over, and told whether somebody has it open.

use super::Conn;
use crate::platform::config::Database;
use crate::platform::error::Error;
use diesel::connection::SimpleConnection;
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection};
use std::path::{Path, PathBuf};

/// The file behind a SQLite address; none for PostgreSQL.
pub fn sqlite_file(settings: &Database) -> Option<PathBuf> {
    let path = settings.url.expose().strip_prefix("sqlite:")?;
    Some(PathBuf::from(path.trim_start_matches("//")))
}

/// An error where a file or a folder is there that is no SQLite database: a pool would try it again until its patience ends. An empty file is
/// one. SQLite itself looks, since closing a file by other means would release the locks that this process has on it.
pub fn refuse_other(path: &Path) -> Result<(), Error> {
    if !path.exists() {
        return Ok(());
    }
    match establish(path)?.batch_execute("PRAGMA schema_version") {
        Err(diesel::result::Error::DatabaseError(_, info)) if info.message().contains("not a database") => {
            Err(Error::setup(format!("{} is no SQLite database; name another file", path.display())))
        }
        // What somebody holds is waited for by the pool, which also tells everything else.
        _ => Ok(()),
    }
}

/// Copies a database that may be in use to a file that does not exist yet: one consistent state, compacted.
pub fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let mut conn = establish(from)?;
    let quoted = to.to_string_lossy().replace('\'', "''");
    conn.batch_execute(&format!("PRAGMA busy_timeout = 10000; VACUUM INTO '{quoted}';"))?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(Error::internal)
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// What is wrong with the file itself: broken pages, and rows that name others that are missing. Empty where all is well.
pub fn faults(path: &Path) -> Result<Vec<String>, Error> {
    let mut conn = establish(path)?;
    let broken: Vec<Line> = diesel::sql_query("SELECT integrity_check AS line FROM pragma_integrity_check").load(&mut conn)?;
    let dangling: Vec<Line> = diesel::sql_query(
        "SELECT \"table\" || ': row ' || coalesce(rowid, '?') || ' names a missing record of ' || parent AS line FROM pragma_foreign_key_check",
    )
    .load(&mut conn)?;
    Ok(broken
        .into_iter()
        .chain(dangling)
        .map(|row| row.line)
        .filter(|line| line != "ok")
        .collect())
}

/// Whether another program has the database open: only the last one can leave the write-ahead log, which is tried here.
pub fn is_in_use(path: &Path) -> Result<bool, Error> {
    let mut conn = establish(path)?;
    match conn.batch_execute("PRAGMA busy_timeout = 500; PRAGMA journal_mode = DELETE;") {
        Ok(()) => Ok(false),
        Err(diesel::result::Error::DatabaseError(_, info)) if info.message().contains("locked") => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Changes a database that is not open anywhere, in one transaction.
pub fn on_file<T>(path: &Path, change: impl FnOnce(&mut Conn) -> Result<T, Error>) -> Result<T, Error> {
    establish(path)?.immediate_transaction(|c| change(&mut Conn::Sqlite(c)))
}

fn establish(path: &Path) -> Result<SqliteConnection, Error> {
    SqliteConnection::establish(&path.to_string_lossy()).map_err(|e| Error::setup(format!("cannot open {}: {e}", path.display())))
}
