//! How seats were used: booked, attended, missed and taken back, by partner, course, trainer, country, sales region or size of the partner, and
//! how many seats each got for its people.

use super::deed::title;
use super::record::{Line, Record, Within, record};
use super::store;
use crate::organisations::{Organisation, Scope, regions, store as organisations, units};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::workshop::tally::{Size, Tally, per_hundred};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap, HashSet};

/// By what it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The partner of whoever has the seat.
    Partner,
    /// The course.
    Course,
    /// Who teaches; a session with two counts for both.
    Trainer,
    /// The country in which they work.
    Country,
    /// The sales region to which they belong.
    Region,
    /// How many people the partner has.
    Size,
}

impl By {
    /// What whoever sees the network may count by.
    pub const ALL: [Self; 6] = [Self::Partner, Self::Course, Self::Trainer, Self::Country, Self::Region, Self::Size];

    /// What remains for somebody who sees one partner: the others would be one line.
    pub const OF_ONE: [Self; 2] = [Self::Course, Self::Trainer];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Course => "course",
            Self::Trainer => "trainer",
            Self::Country => "country",
            Self::Region => "region",
            Self::Size => "size",
        }
    }

    /// Whether seats are set against heads.
    pub fn has_heads(self) -> bool {
        matches!(self, Self::Partner | Self::Country | Self::Region | Self::Size)
    }
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What stands for it everywhere: an identifier, a code, a word; empty: the manufacturer's own, nobody, nowhere.
    pub key: String,
    /// What it is called; empty as the key is, and for countries and sizes, whose words are known by the key.
    pub label: String,
    /// The bookings.
    pub tally: Tally,
    /// People who work there on the day of the question.
    pub heads: i64,
}

impl Group {
    /// Seats for every hundred heads.
    pub fn per_hundred(&self) -> Option<f64> {
        per_hundred(self.tally.seats, self.heads)
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// By what.
    pub by: By,
    /// When the sessions begin.
    pub within: Within,
}

/// The lines, of whom most is to be told first, and all of them together. A booking counts once in the whole, whatever it is counted by.
pub fn usage(conn: &mut Conn, scope: &Scope, asked: Asked, today: NaiveDate, locale: &str) -> Result<(Vec<Group>, Group), Error> {
    let found = record(conn, scope, asked.within)?;
    let ground = Ground::load(conn, scope, today)?;
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut whole = Group::default();
    if asked.by.has_heads() {
        whole.heads = ground.all_heads();
        for group in ground.groups(asked.by) {
            groups.insert(group.key.clone(), group);
        }
    }
    for line in &found.lines {
        whole.tally.add(line.fate);
        for (key, label) in ground.keys(asked.by, &found, line, locale) {
            let group = groups.entry(key.clone()).or_insert_with(|| Group {
                key,
                label,
                ..Group::default()
            });
            group.tally.add(line.fate);
        }
    }
    let mut lines: Vec<Group> = groups
        .into_values()
        .filter(|group| group.heads > 0 || !group.tally.is_empty())
        .collect();
    match asked.by {
        By::Size => lines.sort_by_key(|group| Size::ALL.iter().position(|size| size.as_str() == group.key)),
        _ => lines.sort_by(|one, other| (other.tally.seats, &one.label, &one.key).cmp(&(one.tally.seats, &other.label, &other.key))),
    }
    Ok((lines, whole))
}

/// Partners and places of a scope, and who works there.
struct Ground {
    units: Vec<Organisation>,
    /// Distinct people of each unit, in the order of the units.
    heads: Vec<i64>,
    countries: HashMap<Id, String>,
    /// The sales region of each organisation, and what regions are called.
    regions: HashMap<Id, Option<Id>>,
    region_names: HashMap<Id, String>,
    /// Organisation and person, each pair once.
    people: Vec<(Id, Id)>,
}

impl Ground {
    fn load(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<Self, Error> {
        let all = organisations::list(conn, scope)?;
        let ids: HashMap<String, Id> = all.iter().map(|one| (one.path.clone(), one.id)).collect();
        let (regions, region_names) = (regions(&all), all.iter().map(|one| (one.id, one.name.clone())).collect());
        let working = store::heads(conn, scope, today)?;
        let units = units(all);
        let heads = units
            .iter()
            .map(|unit| {
                let inside = working.iter().filter(|(path, _)| path.starts_with(&unit.path));
                count(inside.map(|(_, person_id)| *person_id))
            })
            .collect();
        let places = organisations::main_places(conn, scope)?.into_iter();
        let at_partners = |path: &str| units.iter().any(|unit| path.starts_with(&unit.path));
        Ok(Self {
            heads,
            regions,
            region_names,
            countries: places.map(|(id, (_, country))| (id, country)).collect(),
            people: working
                .iter()
                .filter(|(path, _)| at_partners(path))
                .filter_map(|(path, person_id)| Some((*ids.get(path)?, *person_id)))
                .collect(),
            units,
        })
    }

    fn all_heads(&self) -> i64 {
        count(self.people.iter().map(|(_, person_id)| *person_id))
    }

    /// The partner below which an organisation lies, with its heads.
    fn unit(&self, path: &str) -> Option<(&Organisation, i64)> {
        let found = self.units.iter().zip(&self.heads).find(|(unit, _)| path.starts_with(&unit.path));
        found.map(|(unit, heads)| (unit, *heads))
    }

    fn country(&self, organisation_id: Id) -> String {
        self.countries.get(&organisation_id).cloned().unwrap_or_default()
    }

    /// What stands for the sales region of an organisation, and its name.
    fn region(&self, organisation_id: Id) -> (String, String) {
        let region = self.regions.get(&organisation_id).copied().flatten();
        let named = region.and_then(|id| Some((id.to_string(), self.region_names.get(&id)?.clone())));
        named.unwrap_or_default()
    }

    /// Lines that stand there even where nobody of theirs has a seat: that is what is to be seen.
    fn groups(&self, by: By) -> Vec<Group> {
        let line = |key: String, label: String, heads: i64| Group {
            key,
            label,
            heads,
            tally: Tally::default(),
        };
        let units = || self.units.iter().zip(&self.heads);
        match by {
            By::Partner => units()
                .map(|(unit, heads)| line(unit.id.to_string(), unit.name.clone(), *heads))
                .collect(),
            By::Size => Size::ALL
                .iter()
                .map(|size| {
                    let heads = units().map(|(_, heads)| *heads).filter(|heads| Size::of(*heads) == *size).sum();
                    line(size.as_str().to_owned(), String::new(), heads)
                })
                .collect(),
            By::Country => {
                let mut people: BTreeMap<String, HashSet<Id>> = BTreeMap::new();
                for (organisation_id, person_id) in &self.people {
                    people.entry(self.country(*organisation_id)).or_default().insert(*person_id);
                }
                let heads = |people: HashSet<Id>| count(people.into_iter());
                people
                    .into_iter()
                    .map(|(country, people)| line(country, String::new(), heads(people)))
                    .collect()
            }
            By::Region => {
                let mut people: BTreeMap<(String, String), HashSet<Id>> = BTreeMap::new();
                for (organisation_id, person_id) in &self.people {
                    people.entry(self.region(*organisation_id)).or_default().insert(*person_id);
                }
                let heads = |people: HashSet<Id>| count(people.into_iter());
                people
                    .into_iter()
                    .map(|((key, name), people)| line(key, name, heads(people)))
                    .collect()
            }
            By::Course | By::Trainer => Vec::new(),
        }
    }

    /// Where a booking counts, with what that is called.
    fn keys(&self, by: By, found: &Record, line: &Line, locale: &str) -> Vec<(String, String)> {
        let nothing = || (String::new(), String::new());
        let path = &line.named.path;
        let session = found.session(line);
        match by {
            By::Partner => vec![
                self.unit(path)
                    .map_or_else(nothing, |(unit, _)| (unit.id.to_string(), unit.name.clone())),
            ],
            By::Size => vec![
                self.unit(path)
                    .map_or_else(nothing, |(_, heads)| (Size::of(heads).as_str().to_owned(), String::new())),
            ],
            By::Country => vec![(self.country(line.named.booking.organisation_id), String::new())],
            By::Region => vec![self.region(line.named.booking.organisation_id)],
            By::Course => vec![session.map_or_else(nothing, |session| (session.course.code.clone(), title(session, locale)))],
            By::Trainer => {
                let trainers = session.map(|session| session.trainers.as_slice()).unwrap_or_default();
                let key = |id: Option<Id>, name: &String| (id.map_or_else(|| name.clone(), |id| id.to_string()), name.clone());
                let named: Vec<_> = trainers.iter().map(|trainer| key(trainer.person_id, &trainer.name)).collect();
                if named.is_empty() { vec![nothing()] } else { named }
            }
        }
    }
}

/// How many different people.
fn count(people: impl Iterator<Item = Id>) -> i64 {
    i64::try_from(people.collect::<HashSet<Id>>().len()).unwrap_or(i64::MAX)
}
