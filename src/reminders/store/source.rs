//! Obligations of which somebody may be told: as the projection has them, or as the rules say.

use super::PORTION;
use super::assessed::assess;
use crate::obligations::job::CHANGE;
use crate::obligations::recalculation::Known;
use crate::on;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::jobs;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Path, Status};
use crate::rules::reminder::{Claim, Standing};
use crate::schema::{memberships, obligations};
use crate::scoped;
use chrono::{Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// An obligation, from wherever it is known, with what its membership says.
pub struct Source {
    /// Whose.
    pub person_id: Id,
    /// Which requirement.
    pub requirement_id: Id,
    /// The organisation because of which.
    pub organisation_id: Id,
    /// The zone in which its days begin.
    pub zone: Tz,
    /// First day on which it applies.
    pub start_on: NaiveDate,
    /// How it stands.
    pub status: Status,
    /// The own end of the evidence in force.
    pub own_end_on: Option<NaiveDate>,
    /// Whether the shorter courses count.
    pub refreshes: bool,
    /// Which list of them it is the turn of.
    pub turn: Option<usize>,
    /// How it stands from a day on.
    pub standings: Vec<Standing>,
    /// Who leads the person.
    pub supervisor_id: Option<Id>,
    /// When the membership last changed.
    pub membership_updated_at: Instant,
}

/// Midnight in UTC so many days after a day.
pub fn midnight(day: NaiveDate, later: i64) -> Instant {
    let day = day.checked_add_signed(Duration::days(later)).unwrap_or(day);
    day.and_time(NaiveTime::MIN).and_utc().into()
}

/// Statuses of which somebody may be told, as the database has them.
fn telling() -> Vec<&'static str> {
    let tells = |status: &Status| Claim::of(*status) != Claim::Nothing;
    Status::ALL.into_iter().filter(tells).map(Status::as_str).collect()
}

/// A row of the projection with what its membership says.
#[derive(Queryable)]
struct Row {
    person_id: Id,
    requirement_id: Id,
    organisation_id: Id,
    zone: String,
    start_on: NaiveDate,
    status: String,
    path: Option<String>,
    due_on: Option<NaiveDate>,
    due_known_on: NaiveDate,
    turn: Option<i32>,
    own_end_on: Option<NaiveDate>,
    next_change_at: Option<Instant>,
    supervisor_id: Option<Id>,
    membership_updated_at: Instant,
}

/// Its columns.
macro_rules! columns {
    () => {
        (
            obligations::person_id,
            obligations::requirement_id,
            obligations::organisation_id,
            obligations::time_zone,
            obligations::start_on,
            obligations::status,
            obligations::path,
            obligations::due_on,
            obligations::due_known_on,
            obligations::refresher_turn,
            obligations::own_end_on,
            obligations::next_change_at,
            memberships::supervisor_id,
            memberships::updated_at,
        )
    };
}

impl Row {
    fn source(self) -> Option<Source> {
        let status = Status::from_word(&self.status)?;
        Some(Source {
            person_id: self.person_id,
            requirement_id: self.requirement_id,
            organisation_id: self.organisation_id,
            zone: self.zone.parse().unwrap_or(chrono_tz::Europe::Berlin),
            start_on: self.start_on,
            status,
            own_end_on: self.own_end_on,
            refreshes: self.path.as_deref() == Some(Path::Refresher.as_str()),
            turn: self.turn.and_then(|turn| usize::try_from(turn).ok()),
            standings: vec![Standing {
                from_on: NaiveDate::MIN,
                claim: Claim::of(status),
                due_on: self.due_on,
                due_known_on: self.due_known_on,
            }],
            supervisor_id: self.supervisor_id,
            membership_updated_at: self.membership_updated_at,
        })
    }
}

/// Obligations as the projection has them.
pub fn projected(conn: &mut Conn, scope: &Scope, horizon: NaiveDate) -> QueryResult<Vec<Source>> {
    let words = telling();
    let rows: Vec<Row> = on!(conn, c => scoped!(obligations::table.inner_join(memberships::table), obligations::organisation_path, scope)
        .filter(obligations::status.eq_any(words))
        .filter(obligations::due_on.le(horizon))
        .select(columns!())
        .load(c))?;
    Ok(rows.into_iter().filter_map(Row::source).collect())
}

/// All obligations of these people as the projection has them, and those of the people whose rules have to be asked instead: something that
/// concerns them may be on its way, or their answer changes by this instant.
pub fn kept(conn: &mut Conn, ids: &[Id], now: Instant) -> QueryResult<(Vec<Source>, Vec<Id>)> {
    if jobs::is_behind(conn, &CHANGE, now)? || jobs::was_given_up(conn, &CHANGE)? {
        return Ok((Vec::new(), ids.to_vec()));
    }
    let mut rows: Vec<Row> = Vec::new();
    for portion in ids.chunks(PORTION) {
        let mine = obligations::person_id.eq_any(portion);
        rows.extend(on!(conn, c => obligations::table
            .inner_join(memberships::table)
            .filter(mine)
            .select(columns!())
            .load::<Row>(c))?);
    }
    let changes = |row: &&Row| row.next_change_at.is_some_and(|at| at <= now);
    let unsettled: BTreeSet<Id> = rows.iter().filter(changes).map(|row| row.person_id).collect();
    rows.retain(|row| !unsettled.contains(&row.person_id));
    let sources = rows.into_iter().filter_map(Row::source).collect();
    Ok((sources, unsettled.into_iter().collect()))
}

/// Everybody within the scope who owes something or will.
pub fn people_within(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Id>> {
    let mut ids: Vec<Id> = on!(conn, c => scoped!(obligations::table, obligations::organisation_path, scope)
        .select(obligations::person_id)
        .load(c))?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Obligations as the rules say they stand from one instant to another, of the network as far as it is `known`.
pub fn assessed(conn: &mut Conn, mut known: Known, scope: &Scope, ids: &[Id], from: Instant, until: Instant) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    for portion in ids.chunks(PORTION) {
        let found = assess(conn, &mut known, scope, portion, from, until)?;
        let leads: Vec<(Id, Option<Id>, Instant)> = on!(conn, c => memberships::table
            .filter(memberships::person_id.eq_any(portion))
            .select((memberships::id, memberships::supervisor_id, memberships::updated_at))
            .load(c))?;
        let leads: HashMap<Id, (Option<Id>, Instant)> = leads.into_iter().map(|(id, lead, at)| (id, (lead, at))).collect();
        sources.extend(found.into_iter().filter_map(|one| {
            let (supervisor_id, membership_updated_at) = *leads.get(&one.membership_id)?;
            Some(Source {
                person_id: one.person_id,
                requirement_id: one.requirement_id,
                organisation_id: one.organisation_id,
                zone: one.zone,
                start_on: one.start_on,
                status: one.status,
                own_end_on: one.own_end_on,
                refreshes: one.refreshes,
                turn: one.turn,
                standings: one.standings,
                supervisor_id,
                membership_updated_at,
            })
        }));
    }
    Ok(sources)
}
