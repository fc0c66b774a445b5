//! What audiences ask of organisations and locations, held in memory while people are assessed: of many people as large as the network has
//! organisations, of a few no larger than their part of the tree.

use crate::events::store as events;
use crate::on;
use crate::organisations::store::{fact, product};
use crate::platform::db::Conn;
use crate::rules::audience::{Fact, Happened, Held};
use crate::rules::id::{Id, Instant};
use crate::schema::{job_roles, location_services, locations, memberships, organisations, services};
use chrono::NaiveDate;
use chrono_tz::Tz;
use diesel::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The network as audiences see it.
#[derive(Debug, Default)]
pub struct Network {
    organisations: HashMap<Id, Organisation>,
    locations: HashMap<Id, Location>,
    job_roles: HashMap<Id, String>,
    events: Vec<events::Told>,
    own_events: HashMap<Id, Vec<(String, NaiveDate)>>,
    nowhere: Location,
}

/// An organisation.
#[derive(Debug)]
pub struct Organisation {
    /// Its path.
    pub path: String,
    /// External ids of itself and of all above it, the top first.
    pub chain: Vec<String>,
    /// The partner that it is or belongs to: the nearest below the manufacturer's own organisations; none for those.
    pub partner: Option<Id>,
    /// Facts that hold for it, with those of the organisations above it that it has no own word for.
    pub facts: Arc<[Fact]>,
    main_location_id: Option<Id>,
    parent_id: Option<Id>,
}

/// A place of work.
#[derive(Clone, Debug)]
pub struct Location {
    /// ISO 3166-1 alpha-2; empty where the organisation has no location.
    pub country: String,
    /// The zone in which days begin there.
    pub zone: Tz,
    /// Codes of the services offered there.
    pub services: Vec<String>,
    /// Products serviced there; of a line each of its models too.
    pub products: Vec<Held>,
}

impl Default for Location {
    fn default() -> Self {
        Self {
            country: String::new(),
            zone: Tz::UTC,
            services: Vec::new(),
            products: Vec::new(),
        }
    }
}

/// What differs once organisations or locations have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint(Vec<(i64, Option<Instant>)>);

impl Network {
    /// An organisation; there is one for every membership.
    pub fn organisation(&self, id: Id) -> Option<&Organisation> {
        self.organisations.get(&id)
    }

    /// The location of a membership: its own, else the organisation's main one, else that of the nearest organisation above.
    pub fn location(&self, organisation_id: Id, location_id: Option<Id>) -> &Location {
        if let Some(location) = location_id.and_then(|id| self.locations.get(&id)) {
            return location;
        }
        let mut organisation = self.organisations.get(&organisation_id);
        while let Some(here) = organisation {
            if let Some(location) = here.main_location_id.and_then(|id| self.locations.get(&id)) {
                return location;
            }
            organisation = here.parent_id.and_then(|id| self.organisations.get(&id));
        }
        &self.nowhere
    }

    /// Whether an organisation has this external id.
    pub fn has_organisation(&self, external_id: &str) -> bool {
        self.organisations
            .values()
            .any(|organisation| organisation.chain.last().is_some_and(|own| own == external_id))
    }

    /// What happened that concerns somebody at a place: there or above it, to what is serviced there, or to themselves.
    pub fn happened(&self, person_id: Id, path: &str, held: &[Held]) -> Vec<Happened> {
        let there = self.events.iter().filter(|(_, _, at, ..)| path.starts_with(at.as_str()));
        let there = there.map(|(code, on, _, product, _)| match product {
            Some(product) => Happened::about(code, *on, product, held),
            None => Happened::since(code, *on),
        });
        let own = self.own_events.get(&person_id).into_iter().flatten();
        there
            .filter(|event| !event.days.is_empty())
            .chain(own.map(|(code, on)| Happened::since(code, *on)))
            .collect()
    }

    /// The code of a job role.
    pub fn job_role(&self, id: Id) -> Option<&str> {
        self.job_roles.get(&id).map(String::as_str)
    }
}

/// What the network is like now, in a few short counts.
pub fn fingerprint(conn: &mut Conn) -> QueryResult<Fingerprint> {
    use diesel::dsl::{count_star, max};
    let organisations = on!(conn, c => organisations::table.select((count_star(), max(organisations::updated_at))).first(c))?;
    let locations = on!(conn, c => locations::table.select((count_star(), max(locations::updated_at))).first(c))?;
    let services: i64 = on!(conn, c => location_services::table.count().get_result(c))?;
    let (facts, products) = (fact::fingerprint(conn)?, product::fingerprint(conn)?);
    let events = events::fingerprint(conn)?;
    let catalogue = (product::count(conn)?, None);
    Ok(Fingerprint(vec![
        organisations,
        locations,
        (services, None),
        facts,
        products,
        catalogue,
        events,
    ]))
}

/// Loads the whole network.
pub fn network(conn: &mut Conn) -> QueryResult<Network> {
    load(conn, None, None)
}

/// Loads what audiences ask about these few people: their organisations, all above them, and the locations of both.
pub fn network_of(conn: &mut Conn, people: &[Id]) -> QueryResult<Network> {
    let stays: Vec<(String, Option<Id>)> = on!(conn, c => memberships::table
        .inner_join(organisations::table)
        .filter(memberships::person_id.eq_any(people))
        .select((organisations::path, memberships::location_id))
        .load(c))?;
    let paths: BTreeSet<&str> = stays.iter().flat_map(|(path, _)| upwards(path)).collect();
    let location_ids: Vec<Id> = stays.iter().filter_map(|(_, location_id)| *location_id).collect();
    load(conn, Some((&paths, &location_ids)), Some(people))
}

/// The paths of an organisation and of all above it.
fn upwards(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, slash)| path.get(..at + slash.len()))
}

/// The organisations with these paths and their locations, and these locations, with what happened to these people; none: all there are.
fn load(conn: &mut Conn, part: Option<(&BTreeSet<&str>, &[Id])>, people: Option<&[Id]>) -> QueryResult<Network> {
    let mut rows: Vec<OrganisationRow> = on!(conn, c => {
        let mut query = organisations::table
            .select((organisations::id, organisations::external_id, organisations::parent_id, organisations::kind, organisations::path))
            .into_boxed();
        if let Some((paths, _)) = part {
            query = query.filter(organisations::path.eq_any(paths.iter().copied()));
        }
        query.load(c)
    })?;
    let of = part.map(|(_, location_ids)| (rows.iter().map(|row| row.0).collect::<Vec<_>>(), location_ids));
    let (locations, main) = locations(conn, of)?;
    let mut facts = fact::of_all(conn, part.map(|_| rows.iter().map(|row| row.0).collect()))?;
    let mut network = Network {
        locations,
        job_roles: on!(conn, c => job_roles::table.select((job_roles::id, job_roles::code)).load::<(Id, String)>(c))?
            .into_iter()
            .collect(),
        ..Network::default()
    };
    for event in events::standing(conn, people)? {
        match event.4 {
            Some(person_id) => network.own_events.entry(person_id).or_default().push((event.0, event.1)),
            None => network.events.push(event),
        }
    }
    // A parent's path is shorter than its children's, so it is there before them.
    rows.sort_by_key(|row| row.4.len());
    for (id, external_id, parent_id, kind, path) in rows {
        let parent = parent_id.and_then(|id| network.organisations.get(&id));
        let mut chain = parent.map(|parent| parent.chain.clone()).unwrap_or_default();
        chain.push(external_id);
        let own = matches!(kind.as_str(), "manufacturer" | "national_sales_company");
        let partner = parent.and_then(|parent| parent.partner).or((!own).then_some(id));
        let above = parent.map_or_else(|| Arc::from([]), |parent| Arc::clone(&parent.facts));
        let facts = match facts.remove(&id) {
            Some(own) => Fact::inherited(own, &above).into(),
            None => above,
        };
        let organisation = Organisation {
            path,
            chain,
            partner,
            facts,
            main_location_id: main.get(&id).copied(),
            parent_id,
        };
        network.organisations.insert(id, organisation);
    }
    Ok(network)
}

/// Identifier, number, parent, kind and path.
type OrganisationRow = (Id, String, Option<Id>, String, String);

/// Locations, and which is the main one of each organisation.
type Locations = (HashMap<Id, Location>, HashMap<Id, Id>);

/// The locations of these organisations, and these; none: all there are.
fn locations(conn: &mut Conn, of: Option<(Vec<Id>, &[Id])>) -> QueryResult<Locations> {
    type Row = (Id, Id, bool, String, String);
    let rows: Vec<Row> = on!(conn, c => {
        let all = locations::table
            .select((locations::id, locations::organisation_id, locations::main, locations::country, locations::time_zone));
        match &of {
            Some((organisation_ids, ids)) => {
                // Either list may be empty: joined by OR, the other one would be looked for in every row.
                let mut rows: Vec<Row> = all.filter(locations::organisation_id.eq_any(organisation_ids)).load(c)?;
                let found: BTreeSet<Id> = rows.iter().map(|row| row.0).collect();
                let missing = ids.iter().filter(|id| !found.contains(id));
                rows.extend(all.filter(locations::id.eq_any(missing)).load::<Row>(c)?);
                QueryResult::Ok(rows)
            }
            None => all.load(c),
        }
    })?;
    let offered: Vec<(Id, String)> = on!(conn, c => {
        let mut query = location_services::table
            .inner_join(services::table)
            .select((location_services::location_id, services::code))
            .into_boxed();
        if of.is_some() {
            query = query.filter(location_services::location_id.eq_any(rows.iter().map(|row| row.0)));
        }
        query.load(c)
    })?;
    let mut products = product::at_all(conn, of.as_ref().map(|_| rows.iter().map(|row| row.0).collect()))?;
    let main = rows.iter().filter(|row| row.2).map(|row| (row.1, row.0)).collect();
    let mut all: HashMap<Id, Location> = rows
        .into_iter()
        .map(|(id, _, _, country, zone)| {
            let zone = zone.parse().unwrap_or(Tz::UTC);
            (
                id,
                Location {
                    country,
                    zone,
                    services: Vec::new(),
                    products: products.remove(&id).unwrap_or_default(),
                },
            )
        })
        .collect();
    for (id, service) in offered {
        if let Some(location) = all.get_mut(&id) {
            location.services.push(service);
        }
    }
    Ok((all, main))
}
