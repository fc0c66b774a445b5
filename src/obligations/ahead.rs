//! What lies ahead, loaded: which obligations fall due per month, by course, requirement, country or language; and the rows behind a figure.

use crate::courses;
use crate::obligations::store::ahead::{self as store, Asked, From, Key, Leading, Part, Places, Row};
use crate::obligations::store::overview::Sight;
use crate::obligations::store::{self as obligations, Network};
use crate::obligations::told::short_title;
use crate::organisations::store as organisations;
use crate::people::language::own_name;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::ahead::{Window, course_of, month_of};
use crate::rules::course::Language;
use crate::rules::field;
use crate::rules::id::Id;
use crate::rules::obligation::{Path, Rule};
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// By what the figures are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// The course under which a place is counted.
    #[default]
    Course,
    /// The requirement.
    Requirement,
    /// The country of the place of work.
    Country,
    /// The person's language.
    Language,
}

impl By {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Course, Self::Requirement, Self::Country, Self::Language];

    /// The stable word, as addresses and the API have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Requirement => "requirement",
            Self::Country => "country",
            Self::Language => "language",
        }
    }

    /// What a word means; none where it is no such word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == word)
    }
}

/// Which part of the window is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// What was due before today.
    Behind,
    /// The month that begins on this day.
    Month(NaiveDate),
}

impl When {
    /// `behind`, or a month as `2027-06`.
    pub fn from_word(word: &str) -> Option<Self> {
        if word == "behind" {
            return Some(Self::Behind);
        }
        let month = field::date(&format!("{word}-01"))?;
        Some(Self::Month(month))
    }

    /// The word.
    pub fn word(self) -> String {
        match self {
            Self::Behind => "behind".to_owned(),
            Self::Month(month) => month.format("%Y-%m").to_string(),
        }
    }
}

/// What a reader wants to see; a filter that is none is not set, a country of no letters are the places without one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Told apart by this.
    pub by: By,
    /// So many months.
    pub months: u32,
    /// Only this part of them.
    pub when: Option<When>,
    /// Only in this country.
    pub country: Option<String>,
    /// Only people with this language.
    pub language: Option<String>,
    /// Only by the requirement with this code.
    pub requirement: Option<String>,
    /// Only the course with this code.
    pub course: Option<String>,
}

/// One line of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The course's or requirement's code, the country, or the language.
    pub key: String,
    /// What a person reads.
    pub label: String,
    /// What was due before today.
    pub behind: i64,
    /// What falls due in each month of the window.
    pub months: Vec<i64>,
}

impl Line {
    /// All of it.
    pub fn total(&self) -> i64 {
        self.behind + self.months.iter().sum::<i64>()
    }
}

/// What lies ahead.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The time looked at.
    pub window: Window,
    /// The largest first.
    pub lines: Vec<Line>,
}

/// What figures and rows are made out of.
#[derive(Debug)]
pub struct Ground {
    window: Window,
    /// Requirement and rule by version.
    rules: HashMap<Id, (Id, Rule)>,
    /// Code by requirement.
    codes: HashMap<Id, String>,
    /// Where countries are asked for.
    network: Option<Network>,
}

impl Ground {
    /// Loads it; with `places` also what leads to countries.
    pub fn load(conn: &mut Conn, today: NaiveDate, months: u32, places: bool) -> Result<Self, Error> {
        let rules = store::rules(conn)?.into_iter().map(|(id, of, rule)| (id, (of, rule.0))).collect();
        let codes = obligations::requirements(conn)?.into_iter().map(|one| (one.id, one.code)).collect();
        Ok(Self {
            window: Window::of(today, months),
            rules,
            codes,
            network: if places { Some(obligations::network(conn)?) } else { None },
        })
    }

    fn course(&self, version_id: Id, path: Option<&str>) -> String {
        let path = match path {
            Some("refresher") => Some(Path::Refresher),
            Some("initial") => Some(Path::Initial),
            _ => None,
        };
        let known = self.rules.get(&version_id).and_then(|(_, rule)| course_of(rule, path));
        known.unwrap_or_default().to_owned()
    }

    fn country(&self, organisation_id: Id, location_id: Option<Id>) -> String {
        let location = self.network.as_ref().map(|network| network.location(organisation_id, location_id));
        location.map(|location| location.country.clone()).unwrap_or_default()
    }

    /// What the store is asked. A filter that names nothing known finds nothing.
    fn asked(&self, conn: &mut Conn, sight: &Sight, wanted: &Wanted) -> Result<Asked, Error> {
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

    fn leading(&self, code: &str) -> Leading {
        let mut leading = Leading::default();
        for (id, (_, rule)) in &self.rules {
            if course_of(rule, Some(Path::Initial)) == Some(code) {
                leading.initial.push(*id);
            }
            if course_of(rule, Some(Path::Refresher)) == Some(code) {
                leading.refresher.push(*id);
            }
        }
        leading
    }

    /// The key of a figure, as a reader knows it.
    fn key(&self, by: By, raw: &str) -> String {
        let (first, second) = raw.split_once('/').unwrap_or((raw, ""));
        let id = |text: &str| text.parse::<Id>().ok();
        match by {
            By::Language => raw.to_owned(),
            By::Requirement => id(raw).and_then(|id| self.codes.get(&id)).cloned().unwrap_or_default(),
            By::Course => id(first).map(|id| self.course(id, Some(second))).unwrap_or_default(),
            By::Country => id(first).map(|one| self.country(one, id(second))).unwrap_or_default(),
        }
    }
}

impl Wanted {
    /// Whether countries must be known to answer.
    fn needs_places(&self) -> bool {
        self.by == By::Country || self.country.is_some()
    }
}

/// The figures.
pub fn outlook(conn: &mut Conn, sight: &Sight, today: NaiveDate, wanted: &Wanted, locale: &str) -> Result<Outlook, Error> {
    let ground = Ground::load(conn, today, wanted.months, wanted.needs_places())?;
    let asked = ground.asked(conn, sight, wanted)?;
    let key = match wanted.by {
        By::Course => Key::Course,
        By::Requirement => Key::Requirement,
        By::Country => Key::Place,
        By::Language => Key::Language,
    };
    let months = ground.window.months();
    let mut lines: BTreeMap<String, (i64, Vec<i64>)> = BTreeMap::new();
    for figure in store::figures(conn, &asked, key)? {
        let (behind, counts) = lines
            .entry(ground.key(wanted.by, &figure.key))
            .or_insert_with(|| (0, vec![0; months.len()]));
        let place = format!("{}-01", figure.month).parse().ok().map(|month: NaiveDate| month_of(month));
        match place.and_then(|month| months.iter().position(|one| *one == month)) {
            Some(at) => counts.get_mut(at).into_iter().for_each(|count| *count += figure.count),
            None => *behind += figure.count,
        }
    }
    let labels = labels(conn, wanted.by, lines.keys().cloned().collect(), locale)?;
    let mut lines: Vec<Line> = lines
        .into_iter()
        .map(|(key, (behind, months))| Line {
            label: labels.get(&key).cloned().unwrap_or_else(|| key.clone()),
            key,
            behind,
            months,
        })
        .collect();
    lines.sort_by(|a, b| b.total().cmp(&a.total()).then_with(|| a.key.cmp(&b.key)));
    Ok(Outlook {
        window: ground.window,
        lines,
    })
}

fn labels(conn: &mut Conn, by: By, keys: Vec<String>, locale: &str) -> Result<HashMap<String, String>, Error> {
    Ok(match by {
        By::Country => HashMap::new(),
        By::Language => keys.into_iter().map(|key| (key.clone(), own_name(&key).to_owned())).collect(),
        By::Requirement => obligations::in_force(conn)?
            .into_iter()
            .map(|(requirement, version)| (requirement.code, short_title(in_locale(&version.title.0, locale)).to_owned()))
            .collect(),
        By::Course => courses::store::list_by_codes(conn, &keys)?
            .into_iter()
            .filter_map(|(course, _)| {
                let title = course.title.0.text(Language::from_code(locale).unwrap_or(Language::En)).to_owned();
                (!title.is_empty()).then_some((course.code, title))
            })
            .collect(),
    })
}

/// One obligation that falls due, as a reader knows it.
#[derive(Clone, Debug)]
pub struct Falling {
    /// As stored.
    pub row: Row,
    /// Code of the course under which it is counted.
    pub course: String,
    /// Country of the place of work; empty where none is known.
    pub country: String,
}

/// Rows behind a figure, and how many there are of them all.
pub fn rows(
    conn: &mut Conn,
    sight: &Sight,
    today: NaiveDate,
    wanted: &Wanted,
    from: From,
    limit: i64,
) -> Result<(Vec<Falling>, i64), Error> {
    let ground = Ground::load(conn, today, wanted.months, true)?;
    let asked = ground.asked(conn, sight, wanted)?;
    let total = store::count(conn, &asked)?;
    let found = store::rows(conn, &asked, from, limit)?;
    let told = |row: Row| Falling {
        course: ground.course(row.version_id, row.path.as_deref()),
        country: ground.country(row.organisation_id, row.location_id),
        row,
    };
    Ok((found.into_iter().map(told).collect(), total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_as_it_is_read() {
        for word in ["behind", "2027-06"] {
            assert_eq!(When::from_word(word).map(When::word).as_deref(), Some(word));
        }
        for odd in ["", "2027-6", "2027-13", "2027-06-01", "20271-06", "behind\0", "-027-06"] {
            assert_eq!(When::from_word(odd), None, "{odd:?}");
        }
        assert!(By::ALL.into_iter().all(|by| By::from_word(by.as_str()) == Some(by)));
    }
}
