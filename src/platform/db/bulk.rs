//! Writing many rows with one statement: they travel as one JSON text, and the database takes them apart. A prepared statement with one value
//! in place of one for each cell is what makes 50,000 rows a matter of a second on either database.

mod cells;

use self::cells::cells;
use super::{Backend, Conn};
use crate::rules::id::Instant;
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde::{Serialize, Serializer};

/// Rows that travel at once: enough to make the statement's own cost vanish, and no more than a few megabytes.
const PORTION: usize = 5_000;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text, identifiers and JSON kept as text.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with a fraction.
    Double,
    /// Yes or no.
    Bool,
    /// A date.
    Date,
    /// An instant; its field is serialised with [`instant`].
    Instant,
}

impl Holds {
    fn postgres(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Double => "double precision",
            Self::Bool => "boolean",
            Self::Date => "date",
            Self::Instant => "timestamp",
        }
    }
}

/// A table and those of its columns that rows bring. The rows' serde names are the columns' names.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Names and contents of the columns.
    pub columns: &'static [(&'static str, Holds)],
}

impl Table {
    /// Adds rows and answers how many; an error, and nothing is added, where one breaks a constraint.
    pub fn insert<T: Serialize>(&self, conn: &mut Conn, rows: &[T]) -> QueryResult<usize> {
        self.insert_packed(conn, &Packed::new(conn.backend(), rows)?)
    }

    /// The same with rows that were packed before.
    pub fn insert_packed(&self, conn: &mut Conn, rows: &Packed) -> QueryResult<usize> {
        self.run(conn, rows, |source| self.insertion(source, ""))
    }

    /// Adds those rows that break no uniqueness and answers how many.
    pub fn insert_missing<T: Serialize>(&self, conn: &mut Conn, rows: &[T]) -> QueryResult<usize> {
        let rows = Packed::new(conn.backend(), rows)?;
        self.run(conn, &rows, |source| self.insertion(source, " ON CONFLICT DO NOTHING"))
    }

    /// Sets the columns of the rows whose first column is the same, and answers how many there were.
    pub fn update<T: Serialize>(&self, conn: &mut Conn, rows: &[T]) -> QueryResult<usize> {
        self.update_by(conn, 1, rows)
    }

    /// Sets the columns of the rows whose first `keys` columns are the same, and answers how many there were.
    pub fn update_by<T: Serialize>(&self, conn: &mut Conn, keys: usize, rows: &[T]) -> QueryResult<usize> {
        self.update_packed_by(conn, keys, &Packed::new(conn.backend(), rows)?)
    }

    /// The same with rows that were packed before.
    pub fn update_packed_by(&self, conn: &mut Conn, keys: usize, rows: &Packed) -> QueryResult<usize> {
        let (keys, columns) = self.columns.split_at(keys.min(self.columns.len()));
        if keys.is_empty() {
            return Ok(0);
        }
        let same: Vec<_> = keys
            .iter()
            .map(|(name, _)| format!("\"{0}\".\"{name}\" = x.\"{name}\"", self.name))
            .collect();
        let settings: Vec<_> = columns.iter().map(|(name, _)| format!("\"{name}\" = x.\"{name}\"")).collect();
        self.run(conn, rows, |source| {
            format!(
                "UPDATE \"{}\" SET {} FROM ({source}) AS x WHERE {}",
                self.name,
                settings.join(", "),
                same.join(" AND ")
            )
        })
    }

    /// Removes the rows that are the same in all columns named here, and answers how many there were.
    pub fn remove<T: Serialize>(&self, conn: &mut Conn, rows: &[T]) -> QueryResult<usize> {
        let same: Vec<_> = self
            .columns
            .iter()
            .map(|(name, _)| format!("\"{0}\".\"{name}\" = x.\"{name}\"", self.name))
            .collect();
        let rows = Packed::new(conn.backend(), rows)?;
        self.run(conn, &rows, |source| {
            format!(
                "DELETE FROM \"{}\" WHERE EXISTS (SELECT 1 FROM ({source}) AS x WHERE {})",
                self.name,
                same.join(" AND ")
            )
        })
    }

    fn insertion(&self, source: &str, conflict: &str) -> String {
        let names: Vec<_> = self.columns.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        // SQLite takes ON for a join where the source has no WHERE.
        format!(
            "INSERT INTO \"{}\" ({}) SELECT * FROM ({source}) AS x WHERE true{conflict}",
            self.name,
            names.join(", ")
        )
    }

    fn run(&self, conn: &mut Conn, rows: &Packed, statement: impl Fn(&str) -> String) -> QueryResult<usize> {
        let mut count = 0;
        for (json, names) in &rows.0 {
            let query = diesel::sql_query(statement(&self.source(conn, names.as_deref()))).bind::<Text, _>(json);
            count += match conn {
                Conn::Sqlite(c) => query.execute(*c)?,
                Conn::Postgres(c) => query.execute(*c)?,
            };
        }
        Ok(count)
    }

    /// The rows of the JSON text as a table; `places` are the names of their cells where they travel without.
    fn source(&self, conn: &Conn, places: Option<&[String]>) -> String {
        let names = self.columns.iter();
        match conn {
            Conn::Sqlite(_) => {
                // jsonb_each leaves a row as it was taken apart; json_each would write it as text, and each cell would read that again.
                let cell = |name: &str| match places {
                    None => format!("value ->> '{name}'"),
                    Some(places) => match places.iter().position(|place| place == name) {
                        Some(place) => format!("value ->> {place}"),
                        None => "NULL".to_owned(),
                    },
                };
                let cells: Vec<_> = names.map(|(name, _)| format!("{} AS \"{name}\"", cell(name))).collect();
                format!("SELECT {} FROM jsonb_each(?)", cells.join(", "))
            }
            Conn::Postgres(_) => {
                let cells: Vec<_> = names.map(|(name, holds)| format!("\"{name}\" {}", holds.postgres())).collect();
                format!("SELECT * FROM json_to_recordset($1::json) AS r({})", cells.join(", "))
            }
        }
    }
}

/// Rows as they travel to a database, in portions: writing them down as text needs no connection, and can be done before the one writer is
/// taken.
#[derive(Debug)]
pub struct Packed(Vec<(String, Option<Vec<String>>)>);

impl Packed {
    /// Packs rows for a database.
    pub fn new<T: Serialize>(backend: Backend, rows: &[T]) -> QueryResult<Self> {
        let pack = |portion: &[T]| match backend {
            Backend::Sqlite => travelling(portion),
            Backend::Postgres => serde_json::to_string(portion).map(|json| (json, None)),
        };
        let packed: serde_json::Result<Vec<_>> = rows.chunks(PORTION).map(pack).collect();
        packed
            .map(Self)
            .map_err(|error| diesel::result::Error::SerializationError(error.into()))
    }
}

/// Rows as SQLite takes them apart fastest: without names where they are all of one shape.
fn travelling<T: Serialize>(rows: &[T]) -> serde_json::Result<(String, Option<Vec<String>>)> {
    Ok(match cells(rows)? {
        Some(cells) => (cells.text, Some(cells.names)),
        None => (serde_json::to_string(rows)?, None),
    })
}

/// Serialises an instant as both databases keep it.
pub fn instant<S: Serializer>(at: &Instant, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&written(at))
}

/// The same for one that may be missing.
pub fn instant_or_none<S: Serializer>(at: &Option<Instant>, serializer: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => instant(at, serializer),
        None => serializer.serialize_none(),
    }
}

/// An instant as both databases keep it, for what is the same in many rows.
pub fn written(at: &Instant) -> impl std::fmt::Display {
    at.format("%Y-%m-%d %H:%M:%S%.6f")
}
