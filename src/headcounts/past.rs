//! How many counted at a location on the days that lie behind, as they are known now, and what follows for the ledger. Somebody may be found out
//! to have left, a file may bring a proof, or a head count may be asked for, long after the day from which on it mattered.

use super::standing::Stands;
use super::store::{self, HeadCount, Stay};
use crate::duties::Entry;
use crate::obligations::qualification::on_days;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::duty::Reason;
use crate::rules::headcount::{self, Turn, turns};
use crate::rules::id::{Id, Instant};
use chrono::{Duration, NaiveDate};
use std::collections::HashSet;

/// What a file brings is written down some time after the instant that it bears.
const WRITING_TAKES: Duration = Duration::days(1);

/// What is asked about the days that lie behind. Who worked at an organisation is read where something may have turned there, so that memory
/// depends on one organisation and not on the network.
#[derive(Debug)]
pub struct Past {
    today: NaiveDate,
    /// Organisations at which anybody works or worked of whom something was recorded since the ledger was last held against the locations.
    news: HashSet<Id>,
}

impl Past {
    /// The days before today; `looked_at` is when the ledger was last held against the locations, none: never.
    pub fn new(conn: &mut Conn, today: NaiveDate, looked_at: Option<Instant>) -> Result<Self, Error> {
        Ok(Self {
            today,
            news: match looked_at {
                Some(at) => {
                    let people = store::recorded_since(conn, at.plus(-WRITING_TAKES))?;
                    store::organisations_of(conn, people)?
                }
                None => HashSet::new(),
            },
        })
    }

    /// The days on which it turned at a location between enough and too few people since the ledger last wrote one down, up to today. Nothing is
    /// looked at where the ledger says what is so today and nothing was recorded meanwhile of anybody who worked there.
    pub fn turns(&self, conn: &mut Conn, asked: &HeadCount, one: &Stands, entry: &Entry) -> Result<Vec<Turn>, Error> {
        let standing = &entry.standing;
        let (from, enough_before) = match standing.reason {
            Reason::Stands { since_on } => (since_on.succ_opt().unwrap_or(since_on), true),
            // Where there turn out to have been enough from its first day on, it is no shortage at all.
            _ => (standing.breached_on.unwrap_or(self.today), false),
        };
        let enough_now = one.standing.status != headcount::Status::Broken;
        if enough_before == enough_now && !self.news.contains(&one.place.organisation_id) {
            return Ok(Vec::new());
        }
        let there = there(conn, one)?;
        self.walked(conn, asked, one, &there, (from, enough_before))
    }

    /// The first day of the shortage that lasts today at a location of which the ledger knows nothing, or not any more: not before the head
    /// count holds, nor before the day on which it fell away.
    pub fn short_since(&self, conn: &mut Conn, asked: &HeadCount, one: &Stands, entry: Option<&Entry>) -> Result<NaiveDate, Error> {
        let from = match entry.map(|entry| entry.standing.reason) {
            Some(Reason::Gone { since_on }) => asked.in_force_on.max(since_on),
            _ => asked.in_force_on,
        };
        let there = there(conn, one)?;
        let turned = self.walked(conn, asked, one, &there, (from, true))?;
        Ok(turned.last().map_or(self.today, |turn| turn.on))
    }

    /// The turns from a day on, from how it stood before that.
    fn walked(
        &self,
        conn: &mut Conn,
        asked: &HeadCount,
        one: &Stands,
        there: &[Stay],
        (from, enough_before): (NaiveDate, bool),
    ) -> Result<Vec<Turn>, Error> {
        let mut people: Vec<Id> = there.iter().map(|stay| stay.person_id).collect();
        people.sort_unstable();
        people.dedup();
        let mut counted: Vec<(NaiveDate, usize)> = Vec::new();
        // Before anybody worked there nobody counted, on the first day as on all others.
        let first = there.iter().map(|stay| stay.from_on).min().unwrap_or(self.today).max(from);
        let days = (first > from).then_some(from).into_iter().chain(first.iter_days());
        let days = days.take_while(|day| *day < self.today);
        on_days(conn, asked.requirement_id, &people, days, |day, qualified| {
            let works = |id: &&Id| {
                let holds = |stay: &Stay| stay.from_on <= day && stay.to_on.is_none_or(|last| day <= last);
                there.iter().any(|stay| stay.person_id == **id && holds(stay))
            };
            counted.push((day, qualified.iter().filter(works).count()));
        })?;
        counted.push((self.today, one.standing.counted));
        Ok(turns(u32::try_from(asked.least).unwrap_or(0), enough_before, counted))
    }
}

/// Who worked at a location on any day.
fn there(conn: &mut Conn, one: &Stands) -> Result<Vec<Stay>, Error> {
    let place = &one.place;
    let at = |stay: &Stay| stay.location_id.or_else(|| place.main.then_some(place.id)) == Some(place.id);
    let mut stays = store::stays_at(conn, place.organisation_id)?;
    stays.retain(at);
    Ok(stays)
}
