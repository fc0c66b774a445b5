//! What a requirement would do before it does it: whom it reaches, how many would be late on day one, and what a new version changes.

use super::assessment::{Assessor, Decisive};
use super::recalculation::{Known, PORTION};
use super::store;
use crate::courses;
use crate::organisations::Scope;
use crate::platform::db::Db;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Assessment, Status, midnight};
use crate::rules::requirement::Definition;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use utoipa::ToSchema;

/// Whom a definition reaches, on its first day or today, whichever is later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reach {
    /// The day that was asked about.
    pub on: NaiveDate,
    /// People to whom it applies.
    pub people: u64,
    /// Partners that they belong to.
    pub partners: u64,
    /// Of these people, those who would be overdue or lapsed.
    pub overdue: u64,
    /// Of these people, those who would be due or in grace.
    pub due: u64,
    /// Of these people, those who hold a proof that counts and owe nothing now.
    pub valid: u64,
    /// People by status.
    pub by_status: BTreeMap<String, u64>,
    /// People by country.
    pub by_country: Vec<CountryReach>,
    /// What changes for whom, where the definition replaces a version that decides now.
    pub change: Option<ReachChange>,
}

/// One country's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CountryReach {
    /// ISO 3166-1 alpha-2; empty where no location is known.
    pub country: String,
    /// People to whom it applies.
    pub people: u64,
    /// Of these, overdue or lapsed.
    pub overdue: u64,
}

/// How a new version differs from the one that decides now, in people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReachChange {
    /// It did not apply to them, and now does.
    pub come_in: u64,
    /// It applied to them, and does no more.
    pub drop_out: u64,
    /// Their due date moves to an earlier day, or they get one.
    pub earlier: u64,
    /// Their due date moves to a later day, or goes away.
    pub later: u64,
}

/// Counts whom a definition reaches within the scope. Reads only.
pub fn reach(db: &Db, scope: &Scope, definition: &Definition, now: Instant) -> Result<Reach, Error> {
    let first_day = midnight(definition.in_force_on, chrono_tz::UTC).plus(chrono::Duration::hours(12));
    let at = first_day.max(now);
    let decisive = db.read(|conn| {
        let stated = courses::statements(conn)?;
        let standing = store::find_requirement_by_code(conn, &definition.code)?;
        let present = match &standing {
            Some(requirement) => {
                let version = store::in_force_of(conn, requirement.id)?;
                version.map(|version| Decisive::new(requirement, &version, &stated))
            }
            None => None,
        };
        // An identifier of nothing, so that only pauses and waivers for all requirements count.
        let id = standing.map_or(Id(uuid::Uuid::nil()), |requirement| requirement.id);
        Ok((Decisive::tried(definition, id, &stated), present))
    })?;
    let mut count = Count::new(at, decisive.1.is_some());
    let tried: Vec<Decisive> = std::iter::once(decisive.0).chain(decisive.1).collect();
    let mut known = Known::default();
    let mut after = None;
    loop {
        let more = db.read(|conn| {
            let people = store::people_after(conn, after, PORTION)?;
            after = people.last().copied();
            let network = known.network(conn, &people)?;
            let inputs = store::inputs_of(conn, people, Decisive::asks(&tried))?;
            let mut assessor = Assessor::new(network, &tried, at);
            for input in inputs.each() {
                let (mut then, mut present) = (None, None);
                assessor.assess(
                    &input,
                    |owed| {
                        let organisation = network.organisation(owed.stay.organisation_id);
                        let visible = organisation.is_some_and(|organisation| scope.covers(&organisation.path));
                        if owed.assessment.status == Status::NotSubject || !visible {
                            return;
                        }
                        if owed.decisive.version_id.is_some() {
                            present = Some(owed.assessment);
                        } else {
                            let partner = organisation.and_then(|organisation| organisation.partner);
                            let country = &network.location(owed.stay.organisation_id, owed.stay.location_id).country;
                            then = Some((owed.assessment, partner, country.as_str()));
                        }
                    },
                    |_, _| {},
                );
                count.person(then, present);
            }
            Ok(after.is_some())
        })?;
        if !more {
            return Ok(count.done());
        }
    }
}

struct Count {
    reach: Reach,
    change: Option<ReachChange>,
    partners: HashSet<Id>,
    countries: BTreeMap<String, (u64, u64)>,
}

impl Count {
    fn new(at: Instant, changes: bool) -> Self {
        Self {
            reach: Reach {
                on: at.date_naive(),
                ..Reach::default()
            },
            change: changes.then(ReachChange::default),
            partners: HashSet::new(),
            countries: BTreeMap::new(),
        }
    }

    fn person(&mut self, then: Option<(Assessment, Option<Id>, &str)>, present: Option<Assessment>) {
        if let Some(change) = &mut self.change {
            match (&then, present) {
                (Some(_), None) => change.come_in += 1,
                (None, Some(_)) => change.drop_out += 1,
                (Some((then, ..)), Some(present)) => {
                    let day = |said: &Assessment| said.due.unwrap_or(NaiveDate::MAX);
                    change.earlier += u64::from(day(then) < day(&present));
                    change.later += u64::from(day(then) > day(&present));
                }
                (None, None) => {}
            }
        }
        let Some((said, partner, country)) = then else { return };
        let late = !said.compliant();
        self.reach.people += 1;
        self.reach.overdue += u64::from(late);
        self.reach.due += u64::from(matches!(said.status, Status::Due | Status::Grace));
        self.reach.valid += u64::from(matches!(said.status, Status::Valid | Status::Satisfied));
        *self.reach.by_status.entry(said.status.as_str().to_owned()).or_default() += 1;
        self.partners.extend(partner);
        if !self.countries.contains_key(country) {
            self.countries.insert(country.to_owned(), (0, 0));
        }
        if let Some((people, overdue)) = self.countries.get_mut(country) {
            *people += 1;
            *overdue += u64::from(late);
        }
    }

    fn done(mut self) -> Reach {
        self.reach.partners = u64::try_from(self.partners.len()).unwrap_or(u64::MAX);
        let countries = self.countries.into_iter();
        self.reach.by_country = countries
            .map(|(country, (people, overdue))| CountryReach { country, people, overdue })
            .collect();
        self.reach.by_country.sort_by_key(|country| std::cmp::Reverse(country.people));
        self.reach.change = self.change;
        self.reach
    }
}
