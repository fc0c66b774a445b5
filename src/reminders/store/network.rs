//! The network as reminders need it: organisations with their place and switch, and who holds which role around them.

mod rows;

use self::rows::{PersonRow, homes, seats, units, upwards};
use super::{PORTION, dead};
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Role;
use crate::rules::reminder::{Holder, Office, Recipient};
use crate::schema::{account_roles, credentials, organisations, people};
use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// An organisation with what follows from its place in the tree.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Name.
    pub name: String,
    /// Number.
    pub external_id: String,
    /// Path, for the order of teams.
    pub path: String,
    /// Since when its people are reminded: its own switch, and for a branch or a subcontractor without one that of the organisation above.
    pub reminders_since_on: Option<NaiveDate>,
    parent_id: Option<Id>,
    place: Place,
}

impl Unit {
    /// The country of its main location, or of the one above it.
    pub fn country(&self) -> &str {
        &self.place.country
    }

    /// The zone of that location.
    pub fn zone(&self) -> Tz {
        self.place.zone
    }
}

/// Where something is.
#[derive(Clone, Debug)]
struct Place {
    country: String,
    zone: Tz,
}

/// Somebody who is told or about whom others are told.
#[derive(Clone, Debug)]
pub struct Known {
    /// As the rules see them.
    pub recipient: Arc<Recipient>,
    /// Name.
    pub name: String,
    /// Manufacturer's number.
    pub external_id: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Language as stored.
    pub language: String,
    /// Whether they can sign in with a password; not asked where nothing is worded.
    pub has_password: bool,
    /// Where they work now, or hold a role.
    pub home: Option<Id>,
}

/// What is known of the network.
#[derive(Debug, Default)]
pub struct Network {
    /// All organisations.
    pub units: HashMap<Id, Unit>,
    people: HashMap<Id, Known>,
    holders: HashMap<Id, Vec<Grant>>,
    offices: HashMap<Id, Arc<Office>>,
    /// Nothing is worded: what only words need is not loaded.
    wordless: bool,
}

#[derive(Clone, Debug)]
struct Grant {
    role: Role,
    person_id: Id,
    since_on: NaiveDate,
}

impl Network {
    /// Loads organisations and roles, and the people who hold roles; further people are added by [`Network::meet`].
    pub fn load(conn: &mut Conn, now: Instant) -> QueryResult<Self> {
        let mut network = Self::default();
        network.learn(conn, None)?;
        network.grant(conn, false, now)?;
        Ok(network)
    }

    /// The same as far as it concerns these people: their organisations with all above them, and the roles held there.
    pub fn around(conn: &mut Conn, ids: &[Id], now: Instant) -> QueryResult<Self> {
        let mut network = Self::default();
        let homes_of = homes(conn, ids)?;
        network.learn(conn, Some(&homes_of))?;
        network.grant(conn, true, now)?;
        Ok(network)
    }

    /// The same as far as it takes to judge what was told: the roles held only around those of whom an office was told.
    pub fn beside(conn: &mut Conn, ids: &[Id], of_offices: &[Id], now: Instant) -> QueryResult<Self> {
        let mut network = Self {
            wordless: true,
            ..Self::default()
        };
        if !of_offices.is_empty() {
            let homes_of = homes(conn, of_offices)?;
            network.learn(conn, Some(&homes_of))?;
            network.grant(conn, true, now)?;
        }
        let homes_of = homes(conn, ids)?;
        network.learn(conn, Some(&homes_of))?;
        Ok(network)
    }

    /// Adds these organisations with all above them, or all there are.
    fn learn(&mut self, conn: &mut Conn, ids: Option<&[Id]>) -> QueryResult<()> {
        let Some(ids) = ids else {
            return units(conn, None, &mut self.units);
        };
        let new: Vec<Id> = ids.iter().filter(|id| !self.units.contains_key(id)).copied().collect();
        if new.is_empty() {
            return Ok(());
        }
        let paths: Vec<String> = on!(conn, c => organisations::table
            .filter(organisations::id.eq_any(&new))
            .select(organisations::path)
            .load(c))?;
        let paths: BTreeSet<&str> = paths.iter().flat_map(|path| upwards(path)).collect();
        units(conn, Some(&paths), &mut self.units)
    }

    /// Adds the roles held in all organisations, or only in those that are known.
    fn grant(&mut self, conn: &mut Conn, only_known: bool, now: Instant) -> QueryResult<()> {
        let words = [Role::PartnerAdmin, Role::PartnerManager, Role::TrainingManager].map(Role::as_str);
        let known: Vec<Id> = self.units.keys().copied().collect();
        let rows: Vec<(Id, String, Id, NaiveDate)> = on!(conn, c => {
            let mut query = account_roles::table
                .filter(account_roles::role.eq_any(words))
                .filter(account_roles::ended_at.is_null())
                .filter(account_roles::since_on.le(now.date_naive()))
                .select((account_roles::organisation_id, account_roles::role, account_roles::person_id, account_roles::since_on))
                .into_boxed();
            if only_known {
                query = query.filter(account_roles::organisation_id.eq_any(&known));
            }
            query.load(c)
        })?;
        let ids: BTreeSet<Id> = rows.iter().map(|row| row.2).collect();
        let homes: HashMap<Id, Id> = rows.iter().map(|row| (row.2, row.0)).collect();
        self.meet_at(conn, ids.into_iter().collect(), &homes, now)?;
        for (organisation_id, role, person_id, since_on) in rows {
            if let Ok(role) = role.parse() {
                let here = self.holders.entry(organisation_id).or_default();
                here.push(Grant { role, person_id, since_on });
            }
        }
        Ok(())
    }

    /// Makes these people known.
    pub fn meet(&mut self, conn: &mut Conn, ids: impl IntoIterator<Item = Id>, now: Instant) -> QueryResult<()> {
        let new: BTreeSet<Id> = ids.into_iter().filter(|id| !self.people.contains_key(id)).collect();
        self.meet_at(conn, new.into_iter().collect(), &HashMap::new(), now)
    }

    /// Somebody who was made known.
    pub fn person(&self, id: Id) -> Option<&Known> {
        self.people.get(&id)
    }

    /// Somebody in a role since a day; none where they are not known.
    pub fn holder(&self, person_id: Id, since_on: NaiveDate) -> Option<Holder> {
        Some(Holder {
            person: Arc::clone(&self.people.get(&person_id)?.recipient),
            since_on,
        })
    }

    /// The path of the organisation where somebody works or holds a role; empty where none is known.
    pub fn home_path(&self, person_id: Id) -> &str {
        let home = self.people.get(&person_id).and_then(|known| self.units.get(&known.home?));
        home.map_or("", |unit| unit.path.as_str())
    }

    /// An organisation and those above it, the nearest first.
    pub fn upwards(&self, id: Id) -> Vec<Id> {
        let above = |id: &Id| self.units.get(id)?.parent_id;
        std::iter::successors(Some(id), above).collect()
    }

    /// Who holds the roles around an organisation.
    pub fn office(&mut self, organisation_id: Id) -> Arc<Office> {
        if let Some(office) = self.offices.get(&organisation_id) {
            return Arc::clone(office);
        }
        let mut office = Office::default();
        let mut here = Some(organisation_id);
        while let Some(id) = here {
            let level = |role: Role| -> Vec<Holder> {
                let grants = self.holders.get(&id).into_iter().flatten().filter(|grant| grant.role == role);
                grants.filter_map(|grant| self.holder(grant.person_id, grant.since_on)).collect()
            };
            office.partner_admins.push(level(Role::PartnerAdmin));
            office.partner_managers.push(level(Role::PartnerManager));
            office.training_managers.extend(level(Role::TrainingManager));
            here = self.units.get(&id).and_then(|unit| unit.parent_id);
        }
        let kept = self.offices.entry(organisation_id).or_insert_with(|| Arc::new(office));
        Arc::clone(kept)
    }

    /// Everybody who manages training anywhere, for what concerns the installation.
    pub fn training_managers(&self) -> Vec<&Known> {
        let grants = self.holders.values().flatten().filter(|grant| grant.role == Role::TrainingManager);
        let ids: BTreeSet<Id> = grants.map(|grant| grant.person_id).collect();
        ids.iter()
            .filter_map(|id| self.people.get(id))
            .filter(|known| known.recipient.reachable)
            .collect()
    }

    /// Everybody who runs a partner's people and can be reached, with the organisations of which.
    pub fn partner_admins(&self) -> Vec<(&Known, Vec<Id>)> {
        let mut found: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for (organisation_id, grants) in &self.holders {
            for grant in grants.iter().filter(|grant| grant.role == Role::PartnerAdmin) {
                found.entry(grant.person_id).or_default().push(*organisation_id);
            }
        }
        let known = |(id, mut organisations): (Id, Vec<Id>)| {
            organisations.sort_by_key(|id| self.units.get(id).map(|unit| unit.path.clone()));
            organisations.dedup();
            Some((self.people.get(&id).filter(|known| known.recipient.reachable)?, organisations))
        };
        found.into_iter().filter_map(known).collect()
    }

    fn meet_at(&mut self, conn: &mut Conn, ids: Vec<Id>, homes: &HashMap<Id, Id>, now: Instant) -> QueryResult<()> {
        let today = now.date_naive();
        for portion in ids.chunks(PORTION) {
            let seats = seats(conn, portion)?;
            let homes_of: BTreeSet<Id> = seats.values().flatten().map(|seat| seat.organisation_id).collect();
            self.learn(conn, Some(&homes_of.into_iter().collect::<Vec<_>>()))?;
            let with_password: HashSet<Id> = if self.wordless {
                HashSet::new()
            } else {
                let found: Vec<Id> = on!(conn, c => credentials::table
                    .filter(credentials::person_id.eq_any(portion))
                    .select(credentials::person_id)
                    .load(c))?;
                found.into_iter().collect()
            };
            let dead = dead::of(conn, portion)?;
            let rows = on!(conn, c => people::table
                .filter(people::id.eq_any(portion))
                .select(PersonRow::as_select())
                .load(c))?;
            for row in rows {
                let own = seats.get(&row.id).map(Vec::as_slice).unwrap_or_default();
                let current = own.iter().find(|seat| seat.end_on.is_none_or(|end| end >= today));
                let left = !own.is_empty() && current.is_none();
                let unit = current.map(|seat| seat.organisation_id).or_else(|| homes.get(&row.id).copied());
                let place = current
                    .and_then(|seat| seat.place.clone())
                    .or_else(|| Some(self.units.get(&unit?)?.place.clone()))
                    .unwrap_or_else(Place::nowhere);
                let own_zone = row.time_zone.as_deref().and_then(|name| name.parse().ok());
                let recipient = Recipient {
                    id: row.id,
                    zone: own_zone.unwrap_or(place.zone),
                    country: place.country,
                    reachable: row.email.is_some()
                        && !dead.get(&row.id).is_some_and(|dead| dead.is(row.email.as_deref()))
                        && row.disabled_at.is_none()
                        && !left,
                };
                let known = Known {
                    recipient: Arc::new(recipient),
                    name: format!("{} {}", row.given_name, row.family_name).trim().to_owned(),
                    external_id: row.external_id,
                    email: row.email,
                    language: row.language,
                    has_password: with_password.contains(&row.id),
                    home: unit,
                };
                self.people.insert(row.id, known);
            }
        }
        Ok(())
    }
}

impl Place {
    fn nowhere() -> Self {
        Self {
            country: String::new(),
            zone: chrono_tz::Europe::Berlin,
        }
    }

    fn new(country: String, zone: &str) -> Self {
        Self {
            country,
            zone: zone.parse().unwrap_or(chrono_tz::Europe::Berlin),
        }
    }
}
