//! Since when a location has been short of people: the days that lie behind, as they are known now. Somebody may be found out to have left, or
//! a head count asked for, long after the day from which on there were too few.

use super::standing::Stands;
use super::store::{self, HeadCount, Stay};
use crate::duties::Entry;
use crate::obligations::qualification::back_from;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::duty::{Reason, Status};
use crate::rules::id::Id;
use chrono::{Days, NaiveDate};

/// Days that are looked back at most.
const MOST_DAYS: u64 = 400;

/// Who worked where on the days that lie behind; read once, where it is asked for.
#[derive(Debug)]
pub struct Past {
    today: NaiveDate,
    earliest: NaiveDate,
    stays: Option<Vec<Stay>>,
}

impl Past {
    /// The days before today.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            earliest: today.checked_sub_days(Days::new(MOST_DAYS)).unwrap_or(today),
            stays: None,
        }
    }

    /// The first day of the shortage that lasts today at a location. It lies neither before the head count holds nor before the day on
    /// which the ledger last knew of enough.
    pub fn short_since(&mut self, conn: &mut Conn, asked: &HeadCount, one: &Stands, entry: Option<&Entry>) -> Result<NaiveDate, Error> {
        let standing = entry.filter(|entry| entry.standing.status != Status::FallenAway);
        let floor = self.earliest.max(asked.in_force_on);
        let floor = match standing.map(|entry| (entry.standing.reason, entry.duty.breaks_on)) {
            // The day that was foreseen is the day, also where nobody looked on it.
            Some((Reason::Stands { .. }, Some(day))) if day <= self.today => return Ok(day),
            Some((Reason::Stands { since_on }, _)) => floor.max(since_on.succ_opt().unwrap_or(since_on)),
            // It is in breach already, and stays so.
            Some(_) => return Ok(self.today),
            None => floor,
        };
        let Some(eve) = self.today.pred_opt().filter(|eve| *eve >= floor) else {
            return Ok(self.today);
        };
        let place = &one.place;
        let at = |stay: &&Stay| {
            let main = || (place.main && place.organisation_id == stay.organisation_id).then_some(place.id);
            stay.location_id.or_else(main) == Some(place.id)
        };
        let there: Vec<Stay> = self.stays(conn)?.iter().filter(at).cloned().collect();
        let mut people: Vec<Id> = there.iter().map(|stay| stay.person_id).collect();
        people.sort_unstable();
        people.dedup();
        let least = usize::try_from(asked.least).unwrap_or(0);
        let mut since = self.today;
        back_from(conn, asked.requirement_id, &people, eve, |day, qualified| {
            let works = |id: &&Id| {
                let holds = |stay: &Stay| stay.from_on <= day && stay.to_on.is_none_or(|last| day <= last);
                there.iter().any(|stay| stay.person_id == **id && holds(stay))
            };
            let short = qualified.iter().filter(works).count() < least;
            if short {
                since = day;
            }
            short && day > floor
        })?;
        Ok(since)
    }

    fn stays(&mut self, conn: &mut Conn) -> Result<&[Stay], Error> {
        if self.stays.is_none() {
            self.stays = Some(store::stays(conn, &Scope::everything(), self.earliest)?);
        }
        Ok(self.stays.as_deref().unwrap_or_default())
    }
}
