//! What lies ahead, loaded: which obligations fall due per month, by course, requirement, country, region or language; and the rows behind a figure.

mod ground;

use self::ground::Ground;
use crate::courses;
use crate::obligations::store as obligations;
use crate::obligations::store::ahead::{self as store, From, Key, Row};
use crate::obligations::store::overview::Sight;
use crate::obligations::told::short_title;
use crate::organisations::{regions as regions_of, store as organisations};
use crate::people::language::own_name;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::ahead::{Window, month_of};
use crate::rules::course::Language;
use crate::rules::field;
use crate::rules::id::Id;
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

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
    /// The sales region: the sales company or manufacturer above the organisation, as far as the reader sees it.
    Region,
    /// The person's language.
    Language,
}

impl By {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Course, Self::Requirement, Self::Country, Self::Region, Self::Language];

    /// The stable word, as addresses and the API have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Requirement => "requirement",
            Self::Country => "country",
            Self::Region => "region",
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

/// What a reader wants to see; a filter that is none is not set, a country or region of no letters are the places without one.
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
    /// Only in the sales region with this identifier.
    pub region: Option<String>,
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
    /// The course's or requirement's code, the country, the region's identifier, or the language.
    pub key: String,
    /// What a person reads.
    pub label: String,
    /// What was due before today.
    pub behind: i64,
    /// What falls due in each month of the window.
    pub months: Vec<i64>,
    /// Of a course, the codes of those that count instead for some of it.
    pub instead: Vec<String>,
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

impl Wanted {
    /// Whether countries must be known to answer.
    fn needs_places(&self) -> bool {
        self.by == By::Country || self.country.is_some()
    }

    /// Whether regions must be.
    fn needs_regions(&self) -> bool {
        self.by == By::Region || self.region.is_some()
    }
}

/// The figures.
pub fn outlook(conn: &mut Conn, sight: &Sight, today: NaiveDate, wanted: &Wanted, locale: &str) -> Result<Outlook, Error> {
    let ground = Ground::load(conn, sight, today, wanted, wanted.needs_places())?;
    let asked = ground.asked(conn, sight, wanted)?;
    let key = match wanted.by {
        By::Course => Key::Course,
        By::Requirement => Key::Requirement,
        By::Country => Key::Place,
        By::Region => Key::Organisation,
        By::Language => Key::Language,
    };
    let months = ground.window.months();
    let mut lines: BTreeMap<String, (i64, Vec<i64>, BTreeSet<String>)> = BTreeMap::new();
    for figure in store::figures(conn, &asked, key)? {
        let month = field::date(&format!("{}-01", figure.month)).map(month_of);
        let (key, others) = ground.key(wanted.by, &figure.key, month);
        let (behind, counts, instead) = lines.entry(key).or_insert_with(|| (0, vec![0; months.len()], BTreeSet::new()));
        instead.extend(others);
        match month.and_then(|month| months.iter().position(|one| *one == month)) {
            Some(at) => counts.get_mut(at).into_iter().for_each(|count| *count += figure.count),
            None => *behind += figure.count,
        }
    }
    let labels = match wanted.by {
        By::Region => ground.region_names(),
        by => labels(conn, by, lines.keys().cloned().collect(), locale)?,
    };
    let mut lines: Vec<Line> = lines
        .into_iter()
        .map(|(key, (behind, months, instead))| Line {
            label: labels.get(&key).cloned().unwrap_or_else(|| key.clone()),
            key,
            behind,
            months,
            instead: instead.into_iter().collect(),
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
        By::Country | By::Region => HashMap::new(),
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

/// The sales regions in sight, as figures name them: identifier and name, in the order of the tree.
pub fn regions(conn: &mut Conn, sight: &Sight) -> Result<Vec<(String, String)>, Error> {
    let all = organisations::list(conn, &sight.scope)?;
    let taken: HashSet<Id> = regions_of(&all).into_values().flatten().collect();
    let regions = all.into_iter().filter(|one| taken.contains(&one.id));
    Ok(regions.map(|one| (one.id.to_string(), one.name)).collect())
}

/// One obligation that falls due, as a reader knows it.
#[derive(Clone, Debug)]
pub struct Falling {
    /// As stored.
    pub row: Row,
    /// Code of the course under which it is counted.
    pub course: String,
    /// Codes of those that count instead.
    pub instead: Vec<String>,
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
    let ground = Ground::load(conn, sight, today, wanted, true)?;
    let asked = ground.asked(conn, sight, wanted)?;
    let total = store::count(conn, &asked)?;
    let found = store::rows(conn, &asked, from, limit)?;
    let told = |row: Row| {
        let month = row.due_on.filter(|due| *due >= today).map(month_of);
        let (course, instead) = ground.courses(row.version_id, row.path.as_deref(), row.turn, month);
        Falling {
            course,
            instead,
            country: ground.country(row.organisation_id, row.location_id),
            row,
        }
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
