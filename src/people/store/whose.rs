//! Whose rows are asked for: many people by name, or all of a stretch, which an index walks through without looking each of them up.

use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::schema::people;
use diesel::prelude::*;

/// Fewer people than this are named.
const FEW: usize = 200;

/// Some people, in the order of their identifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// These.
    Named(&'a [Id]),
    /// Everybody from one to another.
    Stretch(Id, Id),
}

impl<'a> Whose<'a> {
    /// These people, who come in the order of their identifiers and each once.
    pub fn of(conn: &mut Conn, ids: &'a [Id]) -> QueryResult<Self> {
        let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
            return Ok(Self::Named(ids));
        };
        if ids.len() < FEW {
            return Ok(Self::Named(ids));
        }
        let there: i64 = on!(conn, c => people::table.filter(people::id.between(first, last)).count().get_result(c))?;
        // All who are named are there, so that as many as are named are they.
        Ok(match usize::try_from(there) == Ok(ids.len()) {
            true => Self::Stretch(*first, *last),
            false => Self::Named(ids),
        })
    }
}

/// Confines a query to rows whose column names one of these people.
macro_rules! of_whom {
    ($query:expr, $column:expr, $whose:expr) => {{
        let query = $query.into_boxed();
        match $whose {
            $crate::people::store::Whose::Named(ids) => query.filter($column.eq_any(ids)),
            $crate::people::store::Whose::Stretch(first, last) => query.filter($column.between(first, last)),
        }
    }};
}

pub(crate) use of_whom;
