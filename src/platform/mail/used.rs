//! How far the limits of sending are used up, in the database: all nodes that share it count together.

use super::rate::Bucket;
use crate::on;
use crate::platform::db::Conn;
use crate::platform::db::bulk::{self, Holds, Table};
use crate::rules::id::Instant;
use crate::schema::mail_rates;
use chrono::Duration;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The row of mails to anywhere. Whoever holds it holds all limits: claims of several nodes take places one after the other, and in no other
/// order than this.
pub(super) const ANYWHERE: &str = "";

/// What was paid off so long ago says nothing any more.
const OUTLIVED: Duration = Duration::hours(1);

#[derive(Serialize)]
struct Row<'a> {
    domain: &'a str,
    #[serde(serialize_with = "bulk::instant")]
    free_at: Instant,
    #[serde(serialize_with = "bulk::instant_or_none")]
    promised_at: Option<Instant>,
}

const USED: Table = Table {
    name: "mail_rates",
    columns: &[
        ("domain", Holds::Text),
        ("free_at", Holds::Instant),
        ("promised_at", Holds::Instant),
    ],
};

type Found = (Instant, Option<Instant>);

fn bucket((free_at, promised_at): Found) -> Bucket {
    Bucket { free_at, promised_at }
}

/// How far one is used up; none where nothing was taken lately.
pub(super) fn find(conn: &mut Conn, domain: &str) -> QueryResult<Option<Bucket>> {
    let found: Option<Found> = on!(conn, c => mail_rates::table
        .find(domain)
        .select((mail_rates::free_at, mail_rates::promised_at))
        .first(c)
        .optional())?;
    Ok(found.map(bucket))
}

/// That of mails to anywhere, held until the transaction ends.
pub(super) fn hold(conn: &mut Conn, fresh: Bucket) -> QueryResult<Bucket> {
    if let Some(held) = held(conn)? {
        return Ok(held);
    }
    USED.insert_missing(conn, &rows(&BTreeMap::from([(ANYWHERE.to_owned(), fresh)])))?;
    Ok(held(conn)?.unwrap_or(fresh))
}

fn held(conn: &mut Conn) -> QueryResult<Option<Bucket>> {
    let row = mail_rates::table
        .find(ANYWHERE)
        .select((mail_rates::free_at, mail_rates::promised_at));
    let found: Option<Found> = match conn {
        // Whoever writes is alone.
        Conn::Sqlite(c) => row.first(*c).optional()?,
        Conn::Postgres(c) => row.for_update().first(*c).optional()?,
    };
    Ok(found.map(bucket))
}

/// Those of these domains that something was taken of.
pub(super) fn of(conn: &mut Conn, domains: &BTreeSet<String>) -> QueryResult<BTreeMap<String, Bucket>> {
    let found: Vec<(String, Instant, Option<Instant>)> = on!(conn, c => mail_rates::table
        .filter(mail_rates::domain.eq_any(domains))
        .select((mail_rates::domain, mail_rates::free_at, mail_rates::promised_at))
        .load(c))?;
    let found = found.into_iter();
    Ok(found
        .map(|(domain, free_at, promised_at)| (domain, bucket((free_at, promised_at))))
        .collect())
}

fn rows(buckets: &BTreeMap<String, Bucket>) -> Vec<Row<'_>> {
    buckets
        .iter()
        .map(|(domain, bucket)| Row {
            domain,
            free_at: bucket.free_at,
            promised_at: bucket.promised_at,
        })
        .collect()
}

/// Writes down how far known ones are used up.
pub(super) fn update(conn: &mut Conn, buckets: &BTreeMap<String, Bucket>) -> QueryResult<()> {
    if !buckets.is_empty() {
        USED.update(conn, &rows(buckets))?;
    }
    Ok(())
}

/// Writes down those of new domains, and forgets those that were paid off long ago: there are never many more than are in use.
pub(super) fn insert(conn: &mut Conn, buckets: &BTreeMap<String, Bucket>, now: Instant) -> QueryResult<()> {
    if buckets.is_empty() {
        return Ok(());
    }
    let long_ago = now.plus(-OUTLIVED);
    let paid = mail_rates::domain.ne(ANYWHERE).and(mail_rates::free_at.lt(long_ago));
    let kept = mail_rates::promised_at.is_null().or(mail_rates::promised_at.lt(long_ago));
    on!(conn, c => diesel::delete(mail_rates::table.filter(paid).filter(kept)).execute(c))?;
    USED.insert(conn, &rows(buckets))?;
    Ok(())
}
