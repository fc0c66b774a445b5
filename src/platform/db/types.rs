//! How our own types are kept in a column, the same on both databases.

use crate::rules::id::{Id, Instant};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{Text, Timestamp};
use diesel::sqlite::Sqlite;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::io::Write;

/// Lets [`Id`] stand in queries and rows: the derives are made for the type inside, so that `rules` knows no database.
#[derive(AsExpression, FromSqlRow)]
#[diesel(foreign_derive, sql_type = Text)]
#[expect(dead_code, reason = "it carries derives only")]
struct IdColumn(Id);

/// The same for [`Instant`].
#[derive(AsExpression, FromSqlRow)]
#[diesel(foreign_derive, sql_type = Timestamp)]
#[expect(dead_code, reason = "it carries derives only")]
struct InstantColumn(Instant);

// Read where it lies: a run over everybody reads millions of identifiers.
impl FromSql<Text, Sqlite> for Id {
    fn from_sql(mut bytes: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(bytes.read_text().parse()?)
    }
}

impl FromSql<Text, Pg> for Id {
    fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(std::str::from_utf8(bytes.as_bytes())?.parse()?)
    }
}

impl ToSql<Text, Sqlite> for Id {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.to_string());
        Ok(IsNull::No)
    }
}

impl ToSql<Text, Pg> for Id {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        write!(out, "{self}")?;
        Ok(IsNull::No)
    }
}

impl FromSql<Timestamp, Sqlite> for Instant {
    fn from_sql(mut bytes: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        match as_written(bytes.read_text()) {
            Some(at) => Ok(at.and_utc().into()),
            None => Ok(<NaiveDateTime as FromSql<Timestamp, Sqlite>>::from_sql(bytes)?.and_utc().into()),
        }
    }
}

/// An instant in the one form in which it is written here; none for any other, which the database's own reading tries one after the other.
fn as_written(text: &str) -> Option<NaiveDateTime> {
    let bytes = text.as_bytes();
    let marks = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':'), (19, b'.')];
    if bytes.len() != 26 || marks.iter().any(|(place, mark)| bytes.get(*place) != Some(mark)) {
        return None;
    }
    let digits = |text: &&str| text.bytes().all(|digit| digit.is_ascii_digit());
    let number = |from: usize, to: usize| text.get(from..to).filter(digits)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?.and_hms_micro_opt(
        number(11, 13)?,
        number(14, 16)?,
        number(17, 19)?,
        number(20, 26)?,
    )
}

impl FromSql<Timestamp, Pg> for Instant {
    fn from_sql(bytes: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(<NaiveDateTime as FromSql<Timestamp, Pg>>::from_sql(bytes)?.and_utc().into())
    }
}

impl ToSql<Timestamp, Sqlite> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        // Always six digits, so that instants compare as text in the order of time.
        out.set_value(self.format("%Y-%m-%d %H:%M:%S%.6f").to_string());
        Ok(IsNull::No)
    }
}

impl ToSql<Timestamp, Pg> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        <NaiveDateTime as ToSql<Timestamp, Pg>>::to_sql(&self.naive_utc(), &mut out.reborrow())
    }
}

/// A value kept as JSON text: for what is read and written as a whole and never searched by SQL.
#[derive(Clone, Debug, PartialEq, Eq, Default, AsExpression, FromSqlRow)]
#[diesel(sql_type = Text)]
pub struct Json<T: Debug>(pub T);

impl<T: Debug + DeserializeOwned, DB: Backend> FromSql<Text, DB> for Json<T>
where
    String: FromSql<Text, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Json(serde_json::from_str(&String::from_sql(bytes)?)?))
    }
}

impl<T: Debug + Serialize> ToSql<Text, Sqlite> for Json<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(serde_json::to_string(&self.0)?);
        Ok(IsNull::No)
    }
}

impl<T: Debug + Serialize> ToSql<Text, Pg> for Json<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        serde_json::to_writer(out, &self.0)?;
        Ok(IsNull::No)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_instant_is_read_as_it_was_written(micros in -62_135_596_800_000_000_i64..253_402_300_799_000_000) {
            let at = Instant::from(chrono::DateTime::from_timestamp_micros(micros).unwrap());
            let text = crate::platform::db::bulk::written(&at).to_string();
            prop_assert_eq!(as_written(&text).map(|at| at.and_utc()), Some(at.utc()));
        }

        #[test]
        fn no_text_is_read_as_an_instant_that_it_does_not_name(text in "[0-9]{4}.[0-9+]{2}.[0-9]{2}.[0-9]{2}.[0-9]{2}.[0-9]{2}.[0-9]{6}") {
            if let Some(at) = as_written(&text) {
                prop_assert_eq!(crate::platform::db::bulk::written(&Instant::from(at.and_utc())).to_string(), text);
            }
        }
    }
}
