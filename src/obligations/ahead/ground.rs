//! What figures and rows of what lies ahead are made out of: which course an obligation counts under, and in which country.

use super::{By, Wanted, When};
use crate::courses;
use crate::obligations::store::ahead::{self as store, Asked, Leading, Part, Places};
use crate::obligations::store::overview::Sight;
use crate::obligations::store::{self as obligations, Network};
use crate::organisations::{regions, store as organisations};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::ahead::{Asks, Window, courses_of};
use crate::rules::id::Id;
use crate::rules::obligation::{Counting, Path};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What figures and rows are made out of.
#[derive(Debug)]
pub(super) struct Ground {
    pub(super) window: Window,
    /// How many lists of refreshers take turns, and which courses count, by version.
    rules: HashMap<Id, (usize, Counting)>,
    /// Codes of courses that are no longer on offer.
    archived: HashSet<String>,
    /// Code by requirement.
    codes: HashMap<Id, String>,
    /// Where countries are asked for.
    network: Option<Network>,
    /// Where sales regions are asked for: that of each organisation in sight.
    regions: HashMap<Id, Option<Id>>,
    /// Their names.
    region_names: HashMap<String, String>,
}

impl Ground {
    /// Loads it for what is wanted; with `places` also what leads to countries.
    pub(super) fn load(conn: &mut Conn, sight: &Sight, today: NaiveDate, wanted: &Wanted, places: bool) -> Result<Self, Error> {
        let stated = courses::store::statements(conn)?;
        let versions = store::rules(conn)?.into_iter();
        let rules: HashMap<Id, (usize, Counting)> = versions
            .map(|(id, rule)| (id, (rule.0.rotation.len(), Counting::of(&rule.0, &stated))))
            .collect();
        let named: BTreeSet<String> = rules
            .values()
            .flat_map(|(_, counting)| counting.courses().map(str::to_owned))
            .collect();
        let known = courses::store::list_by_codes(conn, &named.into_iter().collect::<Vec<_>>())?;
        let archived = known.into_iter().filter(|(course, _)| course.archived_at.is_some());
        let codes = obligations::requirements(conn)?.into_iter().map(|one| (one.id, one.code)).collect();
        let seen = match wanted.needs_regions() {
            true => organisations::list(conn, &sight.scope)?,
            false => Vec::new(),
        };
        Ok(Self {
            regions: regions(&seen),
            region_names: seen.into_iter().map(|one| (one.id.to_string(), one.name)).collect(),
            window: Window::of(today, wanted.months),
            rules,
            archived: archived.map(|(course, _)| course.code).collect(),
            codes,
            network: if places { Some(obligations::network(conn)?) } else { None },
        })
    }

    /// The day on which equivalents are looked at for what falls due in a month: its last one; none: today, for what is behind.
    fn day_of(&self, month: Option<NaiveDate>) -> NaiveDate {
        let last = month.and_then(|month| self.window.days_of(month)).map(|(_, last)| last);
        last.unwrap_or(self.window.today)
    }

    /// The code of the course under which it is counted, and those that count instead.
    pub(super) fn courses(
        &self,
        version_id: Id,
        path: Option<&str>,
        turn: Option<usize>,
        month: Option<NaiveDate>,
    ) -> (String, Vec<String>) {
        let Some((_, counting)) = self.rules.get(&version_id) else {
            return (String::new(), Vec::new());
        };
        let asks = Asks {
            path: match path {
                Some("refresher") => Some(Path::Refresher),
                Some("initial") => Some(Path::Initial),
                _ => None,
            },
            turn,
            on: self.day_of(month),
        };
        let mut codes = courses_of(counting, asks, |course| !self.archived.contains(course))
            .into_iter()
            .map(str::to_owned);
        // Each rule names a course.
        let first = codes.next().unwrap_or_default();
        (first, codes.collect())
    }

    pub(super) fn country(&self, organisation_id: Id, location_id: Option<Id>) -> String {
        let location = self.network.as_ref().map(|network| network.location(organisation_id, location_id));
        location.map(|location| location.country.clone()).unwrap_or_default()
    }

    /// The identifier of an organisation's sales region; empty where none is in sight.
    fn region(&self, organisation_id: Id) -> String {
        let region = self.regions.get(&organisation_id).copied().flatten();
        region.map(|id| id.to_string()).unwrap_or_default()
    }

    /// What a reader calls the organisations that are regions, by identifier.
    pub(super) fn region_names(&self) -> HashMap<String, String> {
        self.region_names.clone()
    }

    /// What the store is asked. A filter that names nothing known finds nothing.
    pub(super) fn asked(&self, conn: &mut Conn, sight: &Sight, wanted: &Wanted) -> Result<Asked, Error> {
        let requirement_id = wanted.requirement.as_ref().map(|code| {
            let known = self.codes.iter().find(|(_, known)| *known == code);
            known.map_or(Id(uuid::Uuid::nil()), |(id, _)| *id)
        });
        let places = match &wanted.country {
            Some(country) => Some(self.places(conn, sight, country)?),
            None => None,
        };
        let part = wanted.when.map(|when| match when {
            When::Behind => Part::Behind,
            // A month outside of the window holds none of its days.
            When::Month(month) => {
                let nothing = (self.window.until.succ_opt().unwrap_or(self.window.until), self.window.until);
                let (first, last) = self.window.days_of(month).unwrap_or(nothing);
                Part::Days(first, last)
            }
        });
        Ok(Asked {
            sight: sight.clone(),
            window: self.window,
            part,
            requirement_id,
            language: wanted.language.clone(),
            places,
            organisation_ids: wanted.region.as_ref().map(|region| {
                let all = self.regions.keys().copied();
                all.filter(|id| self.region(*id) == *region).collect()
            }),
            course: wanted.course.as_deref().map(|code| self.leading(code)),
        })
    }

    fn places(&self, conn: &mut Conn, sight: &Sight, country: &str) -> Result<Places, Error> {
        let all = organisations::list(conn, &sight.scope)?
            .into_iter()
            .map(|organisation| organisation.id);
        Ok(Places {
            country: country.to_owned(),
            organisation_ids: all.filter(|id| self.country(*id, None) == country).collect(),
        })
    }

    /// What leads to a course: versions, and with them path, turn and month.
    fn leading(&self, code: &str) -> Leading {
        let mut leading = Leading::default();
        let months: Vec<Option<NaiveDate>> = std::iter::once(None).chain(self.window.months().into_iter().map(Some)).collect();
        for (id, (turns, counting)) in &self.rules {
            if !counting.names(code) {
                continue;
            }
            leading.version_ids.push(*id);
            for turn in std::iter::once(None).chain((0..*turns).map(Some)) {
                for path in [None, Some("initial"), Some("refresher")] {
                    let here = months.iter().filter(|month| self.courses(*id, path, turn, **month).0 == code);
                    leading.keys.extend(here.map(|month| store::course_key(*id, path, turn, *month)));
                }
            }
        }
        leading
    }

    /// The key of a figure, as a reader knows it, and of a course those that count instead.
    pub(super) fn key(&self, by: By, raw: &str, month: Option<NaiveDate>) -> (String, Vec<String>) {
        let mut parts = raw.split('/');
        let (first, second, third) = (parts.next(), parts.next(), parts.next());
        let id = |text: Option<&str>| text.and_then(|text| text.parse::<Id>().ok());
        let key = match by {
            By::Language => raw.to_owned(),
            By::Requirement => id(first).and_then(|id| self.codes.get(&id)).cloned().unwrap_or_default(),
            By::Region => id(first).map(|one| self.region(one)).unwrap_or_default(),
            By::Country => id(first).map(|one| self.country(one, id(second))).unwrap_or_default(),
            By::Course => {
                let turn = third.and_then(|turn| turn.parse().ok());
                return id(first).map(|id| self.courses(id, second, turn, month)).unwrap_or_default();
            }
        };
        (key, Vec::new())
    }
}
