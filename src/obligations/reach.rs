//! What a requirement would do before it does it: whom it reaches, how many would be late on day one, and what a new version changes.

mod change;
mod entry;

pub use change::ReachChange;
use change::loss;
pub use entry::entry_changes;

use super::assessment::{Assessor, Decisive};
use super::recalculation::{Known, Whom, in_portions};
use super::store;
use crate::courses;
use crate::organisations::{Scope, store as organisations};
use crate::people::store as people;
use crate::platform::db::{Conn, Db};
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

/// Most people that a preview names.
pub const MOST_NAMED: usize = 500;

/// Whom a change would move, before it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Changes {
    /// The day that was asked about: the first on which it holds for everybody, or today.
    pub on: NaiveDate,
    /// All of them.
    pub total: ReachChange,
    /// By partner, where anybody is moved; the largest first.
    pub partners: Vec<PartnerChange>,
    /// The first of them, at most 500.
    pub people: Vec<Moved>,
}

/// Whom a change would move at one partner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerChange {
    /// The partner; null: the manufacturer's own.
    #[schema(value_type = Option<uuid::Uuid>)]
    pub organisation_id: Option<Id>,
    /// Its name; empty for the manufacturer's own.
    pub name: String,
    /// How many, and how.
    pub change: ReachChange,
}

/// Somebody whom a change would move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Moved {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    pub person_id: Id,
    /// Name.
    pub name: String,
    /// Name of the organisation.
    pub organisation: String,
    /// `come_in`, `drop_out`, `earlier` or `later`.
    pub how: &'static str,
    /// Due date as it would stay.
    pub due_before: Option<NaiveDate>,
    /// Due date with the change.
    pub due_after: Option<NaiveDate>,
}

/// Whom a definition would move that takes the place of the version that decides now: counted, by partner, and by name. Reads only.
pub fn changes(db: &Db, scope: &Scope, definition: &Definition, now: Instant) -> Result<Changes, Error> {
    let count = count(db, scope, definition, now, MOST_NAMED)?;
    db.read(|conn| told(conn, count))
}

/// A count with the names of partners and people.
fn told(conn: &mut Conn, count: Count) -> Result<Changes, Error> {
    let mut partners = Vec::with_capacity(count.by_partner.len());
    for (organisation_id, change) in count.by_partner {
        let name = match organisation_id {
            Some(id) => organisations::change::name_of(conn, id)?.unwrap_or_default(),
            None => String::new(),
        };
        partners.push(PartnerChange {
            organisation_id,
            name,
            change,
        });
    }
    partners.sort_by(|a, b| (b.change.all(), &a.name, a.organisation_id).cmp(&(a.change.all(), &b.name, b.organisation_id)));
    let mut people = Vec::with_capacity(count.moved.len());
    for (person_id, organisation_id, how, due_before, due_after) in count.moved {
        people.push(Moved {
            person_id,
            name: people::name_of(conn, person_id)?,
            organisation: organisations::change::name_of(conn, organisation_id)?.unwrap_or_default(),
            how,
            due_before,
            due_after,
        });
    }
    people.sort_by(|a, b| (&a.organisation, &a.name, a.person_id).cmp(&(&b.organisation, &b.name, b.person_id)));
    Ok(Changes {
        on: count.reach.on,
        total: count.change,
        partners,
        people,
    })
}

/// Counts whom a definition reaches within the scope. Reads only.
pub fn reach(db: &Db, scope: &Scope, definition: &Definition, now: Instant) -> Result<Reach, Error> {
    Ok(count(db, scope, definition, now, 0)?.done())
}

/// Counts, and notes whom it moves, at most so many. A change is looked at on the first day on which it holds for everybody.
fn count(db: &Db, scope: &Scope, definition: &Definition, now: Instant, named: usize) -> Result<Count, Error> {
    let whole = definition
        .already_in_on
        .unwrap_or(definition.in_force_on)
        .max(definition.in_force_on);
    let first_day = midnight(whole, chrono_tz::UTC).plus(chrono::Duration::hours(12));
    let at = first_day.max(now);
    let decisive = db.read(|conn| {
        let stated = courses::statements(conn)?;
        let standing = store::find_requirement_by_code(conn, &definition.code)?;
        let present = match &standing {
            Some(requirement) => match store::in_force_of(conn, requirement.id)? {
                Some(version) => Some(Decisive::with_earlier(conn, requirement, &version, &stated)?),
                None => None,
            },
            None => None,
        };
        // An identifier of nothing, so that only pauses and waivers for all requirements count.
        let id = standing.map_or(Id(uuid::Uuid::nil()), |requirement| requirement.id);
        let tried = Decisive::tried(definition, id, &stated).over(definition.already_in_on, present.clone());
        Ok((tried, present))
    })?;
    let replaces = decisive.1.is_some();
    let tried: Vec<Decisive> = std::iter::once(decisive.0).chain(decisive.1).collect();
    let asks = Decisive::asks(&tried);
    let portion = |(known, count): &mut (Known, Count), people: Vec<Id>| {
        db.read(|conn| {
            let network = known.network(conn, &people)?;
            let inputs = store::inputs_of(conn, people, &asks)?;
            let mut assessor = Assessor::new(network, &tried, at);
            for input in inputs.each() {
                let (mut then, mut present) = (None, None);
                let mut stay = input.person_id;
                assessor.assess(
                    &input,
                    |owed| {
                        let organisation = network.organisation(owed.stay.organisation_id);
                        let visible = organisation.is_some_and(|organisation| scope.covers(&organisation.path));
                        if owed.assessment.status == Status::NotSubject || !visible {
                            return;
                        }
                        let partner = organisation.and_then(|organisation| organisation.partner);
                        if owed.decisive.version_id.is_some() {
                            present = Some((owed.assessment, partner, owed.stay.organisation_id));
                        } else {
                            stay = owed.stay.organisation_id;
                            let country = &network.location(owed.stay.organisation_id, owed.stay.location_id).country;
                            then = Some((owed.assessment, partner, country.as_str()));
                        }
                    },
                    |_, _| {},
                );
                if replaces {
                    count.moves(
                        input.person_id,
                        then.map(|(said, partner, _)| (said, partner, stay)),
                        present,
                        named,
                    );
                }
                count.person(then);
            }
            Ok(())
        })
    };
    let (each, _) = in_portions(db, Whom::default(), u32::MAX, portion)?;
    let mut count = each.into_iter().fold(Count::default(), |sum, (_, count)| sum.with(count, named));
    count.reach.on = at.date_naive();
    count.reach.change = replaces.then(|| count.change.clone());
    Ok(count)
}

#[derive(Default)]
struct Count {
    reach: Reach,
    change: ReachChange,
    partners: HashSet<Id>,
    countries: BTreeMap<String, (u64, u64)>,
    by_partner: BTreeMap<Option<Id>, ReachChange>,
    moved: Vec<Move>,
}

/// An answer with the partner and the organisation of the membership.
type Placed = (Assessment, Option<Id>, Id);

/// Person, organisation, how, due dates before and after.
type Move = (Id, Id, &'static str, Option<NaiveDate>, Option<NaiveDate>);

impl Count {
    /// Both counts; of those whom they name the first `named`, in the order of people.
    fn with(mut self, other: Self, named: usize) -> Self {
        let (all, more) = (&mut self.reach, other.reach);
        all.people += more.people;
        all.overdue += more.overdue;
        all.due += more.due;
        all.valid += more.valid;
        for (status, people) in more.by_status {
            *all.by_status.entry(status).or_default() += people;
        }
        self.change.join(other.change);
        self.partners.extend(other.partners);
        for (country, (people, overdue)) in other.countries {
            let sum = self.countries.entry(country).or_default();
            *sum = (sum.0 + people, sum.1 + overdue);
        }
        for (partner, change) in other.by_partner {
            self.by_partner.entry(partner).or_default().join(change);
        }
        self.moved.extend(other.moved);
        self.moved.sort_by_key(|moved| moved.0);
        self.moved.truncate(named);
        self
    }

    /// How one person is moved.
    fn moves(&mut self, person_id: Id, then: Option<Placed>, present: Option<Placed>, named: usize) {
        let day = |said: &Placed| said.0.due.unwrap_or(NaiveDate::MAX);
        let how = match (&then, &present) {
            (Some(_), None) => Some("come_in"),
            (None, Some(_)) => Some("drop_out"),
            (Some(then), Some(present)) if day(then) < day(present) => Some("earlier"),
            (Some(then), Some(present)) if day(then) > day(present) => Some("later"),
            _ => None,
        };
        let lost = loss(then.as_ref().map(|then| &then.0), present.as_ref().map(|present| &present.0));
        self.change.add(how, lost);
        let Some((_, partner, organisation_id)) = then.or(present) else {
            return;
        };
        if named == 0 {
            return;
        }
        let Some(how) = how else { return };
        self.by_partner.entry(partner).or_default().add(Some(how), lost);
        if self.moved.len() < named {
            let due = |said: Option<Placed>| said.and_then(|said| said.0.due);
            self.moved.push((person_id, organisation_id, how, due(present), due(then)));
        }
    }

    fn person(&mut self, then: Option<(Assessment, Option<Id>, &str)>) {
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
        self.reach
    }
}
