//! How locations stand: who counts there, until when, and the day on which there are too few.

use super::store::{self, HeadCount, Place, Stay};
use crate::obligations::qualification::qualified;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::headcount::{Days, End, Standing, Status, standing};
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// Somebody who counts at a location today or later.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Who.
    pub person_id: Id,
    /// Name.
    pub name: String,
    /// The days on which they count.
    pub days: Vec<Days>,
}

impl Counted {
    /// The last day on which they count and why it is; none: no end is known.
    pub fn last(&self) -> Option<(NaiveDate, End)> {
        let ends = self.days.iter().map(|days| days.to.map(|to| (to, days.end)));
        ends.max_by_key(|end| (end.is_none(), *end)).flatten()
    }

    /// The first day on which they count.
    pub fn first(&self) -> Option<NaiveDate> {
        self.days.iter().map(|days| days.from).min()
    }
}

/// A location and how it stands.
#[derive(Clone, Debug)]
pub struct Stands {
    /// The location.
    pub place: Place,
    /// Kept, breaking or broken, and when.
    pub standing: Standing,
    /// Who counts, those first whose days end first.
    pub people: Vec<Counted>,
}

impl Stands {
    /// Who makes it break: names and why.
    pub fn because(&self) -> Vec<(&str, End)> {
        let named = |(place, end): &(usize, End)| Some((self.people.get(*place)?.name.as_str(), *end));
        self.standing.because.iter().filter_map(named).collect()
    }
}

/// What is known of the locations within a scope, for any number of head counts.
#[derive(Debug)]
pub struct Ground {
    places: Vec<Place>,
    offered: HashSet<(Id, String)>,
    stays: Vec<Stay>,
    today: NaiveDate,
    now: Instant,
}

impl Ground {
    /// Loads it.
    pub fn load(conn: &mut Conn, scope: &Scope, today: NaiveDate, now: Instant) -> Result<Self, Error> {
        Ok(Self {
            places: store::places(conn, scope)?,
            offered: store::offered(conn, scope)?.into_iter().collect(),
            stays: store::stays(conn, scope, today)?,
            today,
            now,
        })
    }

    /// The locations that a head count concerns and how they stand, the worst first, of these the earliest.
    pub fn stands(&self, conn: &mut Conn, asked: &HeadCount) -> Result<Vec<Stands>, Error> {
        if !asked.holds(self.today) {
            return Ok(Vec::new());
        }
        let concerned: Vec<&Place> = self.places.iter().filter(|place| self.concerns(asked, place)).collect();
        let mut by_place: BTreeMap<Id, Vec<&Stay>> = concerned.iter().map(|place| (place.id, Vec::new())).collect();
        for stay in &self.stays {
            let main = || {
                concerned
                    .iter()
                    .find(|place| place.main && place.organisation_id == stay.organisation_id)
            };
            let at = stay.location_id.or_else(|| main().map(|place| place.id));
            if let Some(there) = at.and_then(|id| by_place.get_mut(&id)) {
                there.push(stay);
            }
        }
        let mut ids: Vec<Id> = by_place.values().flatten().map(|stay| stay.person_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let proofs = qualified(conn, asked.requirement_id, &ids, self.now)?;
        let names = store::names(conn, &ids)?;
        let least = u32::try_from(asked.least).unwrap_or(0);
        let mut all: Vec<Stands> = concerned
            .into_iter()
            .map(|place| {
                let mut people: BTreeMap<Id, Vec<Days>> = BTreeMap::new();
                for stay in by_place.get(&place.id).into_iter().flatten() {
                    let spans = proofs.get(&stay.person_id).into_iter().flatten();
                    let days = spans.filter_map(|span| Days::of((stay.from_on, stay.to_on), *span));
                    people.entry(stay.person_id).or_default().extend(days);
                }
                let mut people: Vec<Counted> = people
                    .into_iter()
                    .filter(|(_, days)| !days.is_empty())
                    .map(|(person_id, days)| Counted {
                        person_id,
                        name: names.get(&person_id).cloned().unwrap_or_default(),
                        days,
                    })
                    .collect();
                people.sort_by(|a, b| {
                    let key = |one: &Counted| (one.last().is_none(), one.last(), one.name.clone());
                    key(a).cmp(&key(b))
                });
                let days: Vec<Vec<Days>> = people.iter().map(|one| one.days.clone()).collect();
                Stands {
                    place: place.clone(),
                    standing: standing(least, &days, self.today),
                    people,
                }
            })
            .collect();
        all.sort_by(|a, b| {
            let key = |one: &Stands| {
                (
                    one.standing.status,
                    one.standing.breaks_on,
                    one.place.organisation.clone(),
                    one.place.id,
                )
            };
            key(a).cmp(&key(b))
        });
        Ok(all)
    }

    fn concerns(&self, asked: &HeadCount, place: &Place) -> bool {
        let services = &asked.services.0;
        services.is_empty() || services.iter().any(|code| self.offered.contains(&(place.id, code.clone())))
    }
}

/// How many locations are kept, break, and are broken.
pub fn counts(stands: &[Stands]) -> [usize; 3] {
    Status::ALL.map(|status| stands.iter().filter(|one| one.standing.status == status).count())
}

/// Every head count that holds, with the locations within a scope that it concerns; those that concern none are left out.
pub fn all(conn: &mut Conn, scope: &Scope, today: NaiveDate, now: Instant) -> Result<Vec<(HeadCount, Vec<Stands>)>, Error> {
    let mut asked = store::list(conn)?;
    asked.retain(|(one, _)| one.holds(today));
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let ground = Ground::load(conn, scope, today, now)?;
    let mut all = Vec::new();
    for (one, _) in asked {
        let stands = ground.stands(conn, &one)?;
        if !stands.is_empty() {
            all.push((one, stands));
        }
    }
    Ok(all)
}
