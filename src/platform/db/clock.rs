//! The clock of the database's machine beside ours. What may leave in a minute, and whose claim has run out, is counted by instants that
//! nodes write themselves: one whose clock is ahead takes over what others still hold.

use super::Conn;
use crate::rules::id::Instant;
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use diesel::sql_types::Text;

/// Two clocks that differ by more than this (seconds) are not kept by the same time service.
const SECONDS_APART: i64 = 5;

#[derive(QueryableByName)]
struct Told {
    #[diesel(sql_type = Text)]
    at: String,
}

/// What the clock of PostgreSQL's machine says; none on SQLite, which runs on ours.
pub fn server_clock(conn: &mut Conn) -> QueryResult<Option<Instant>> {
    let Conn::Postgres(c) = conn else { return Ok(None) };
    let told: Told = diesel::sql_query(r#"SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at"#)
        .get_result(*c)?;
    let at: DateTime<Utc> = told
        .at
        .parse()
        .map_err(|e: chrono::ParseError| diesel::result::Error::DeserializationError(e.into()))?;
    Ok(Some(at.into()))
}

/// By how much our clock is ahead of the database's (negative: behind), where that is more than a few seconds.
pub fn ahead(ours: Instant, theirs: Instant) -> Option<Duration> {
    let ahead = *ours - *theirs;
    (ahead.abs() > Duration::seconds(SECONDS_APART)).then_some(ahead)
}

/// The same in words.
pub fn complaint(ahead: Duration) -> String {
    let seconds = ahead.num_seconds().abs();
    let way = if ahead < Duration::zero() { "behind" } else { "ahead of" };
    format!("is {seconds} s {way} the clock of PostgreSQL's machine: both need the same time service")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_wrong_only_by_more_than_a_few_seconds_in_either_direction() {
        let at = |seconds: i64| Instant::from(DateTime::<Utc>::UNIX_EPOCH + Duration::seconds(seconds));
        assert_eq!(ahead(at(100), at(95)), None);
        assert_eq!(ahead(at(95), at(100)), None);
        let fast = ahead(at(106), at(100)).map(complaint);
        assert!(fast.is_some_and(|text| text.starts_with("is 6 s ahead of the clock")));
        let slow = ahead(at(100), at(220)).map(complaint);
        assert!(slow.is_some_and(|text| text.starts_with("is 120 s behind the clock")));
    }
}
