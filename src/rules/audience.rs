//! Whom a requirement concerns, and since when.

use crate::rules::field::{Reader, Wrong};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Conditions that must all be met; each by any one of its words. A condition without words asks for nothing, so that an audience
/// without any concerns everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audience {
    /// Codes of job roles of the membership.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub job_roles: Vec<String>,
    /// Codes of services that the location offers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// Countries of the location, ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// External ids of organisations: these and all below them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<String>,
}

/// A membership as an audience sees it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Codes of its job roles.
    pub job_roles: &'a [&'a str],
    /// Codes of the services of its location, else of the organisation's main one.
    pub services: &'a [String],
    /// Country of that location.
    pub country: &'a str,
    /// External ids of its organisation and of all above it.
    pub organisations: &'a [String],
}

impl Audience {
    /// Whether a membership meets all conditions.
    pub fn matches(&self, place: &Place<'_>) -> bool {
        any(&self.job_roles, |word| place.job_roles.contains(&word))
            && any(&self.countries, |word| place.country == word)
            && any(&self.services, |word| place.services.iter().any(|there| there == word))
            && any(&self.organisations, |word| place.organisations.iter().any(|there| there == word))
    }

    /// Reads an audience; an unknown condition is a fault, since leaving it out would reach more people than meant.
    pub fn read(reader: &mut Reader, field: &str, value: Option<&Value>) -> Option<Self> {
        let map = reader.object(field, value)?;
        for name in map.keys() {
            if !["job_roles", "services", "countries", "organisations"].contains(&name.as_str()) {
                reader.note(format!("{field}.{name}"), Wrong::UnknownField);
            }
        }
        let mut words = |name: &str| condition(reader, field, name, map);
        let (job_roles, services, organisations) = (words("job_roles"), words("services"), words("organisations"));
        let countries = words("countries");
        for (place, country) in countries.iter().flatten().enumerate() {
            if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
                reader.note(format!("{field}.countries.{place}"), Wrong::UnknownWord);
            }
        }
        Some(Self {
            job_roles: job_roles?,
            services: services?,
            countries: countries?,
            organisations: organisations?,
        })
    }
}

fn any(wanted: &[String], there: impl Fn(&str) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(|word| there(word))
}

fn condition(reader: &mut Reader, field: &str, name: &str, map: &Map<String, Value>) -> Option<Vec<String>> {
    let place = format!("{field}.{name}");
    let words = reader.texts(&place, map.get(name))?;
    for (index, word) in words.iter().enumerate() {
        if word.is_empty() || word.chars().any(char::is_control) {
            reader.note(format!("{place}.{index}"), Wrong::BadCharacters);
        } else if words[..index].contains(word) {
            reader.note(format!("{place}.{index}"), Wrong::Twice);
        }
    }
    Some(words)
}

/// A membership that matches an audience, for its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Position of the membership in the caller's list.
    pub index: usize,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: open.
    pub to: Option<NaiveDate>,
}

/// An unbroken run of matching an audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The earliest membership of the run; its place says in which zone a day begins.
    pub index: usize,
    /// First day.
    pub from: NaiveDate,
    /// Last day; none: open.
    pub to: Option<NaiveDate>,
}

/// The run that counts on a day: the present one, else the next to come, else the last that ended. Stays that overlap, or of which one
/// begins on the day after another ends, are one run. Sorts the stays.
pub fn run(stays: &mut [Stay], today: NaiveDate) -> Option<Run> {
    stays.sort_by_key(|stay| (stay.from, stay.index));
    let mut found: Option<Run> = None;
    let mut current: Option<Run> = None;
    for stay in stays.iter() {
        let joined = current.filter(|run| run.to.is_none_or(|to| to.succ_opt().is_none_or(|next| stay.from <= next)));
        current = Some(match joined {
            Some(run) => Run {
                to: run.to.zip(stay.to).map(|(a, b)| a.max(b)),
                ..run
            },
            None => {
                found = better(found, current, today);
                Run {
                    index: stay.index,
                    from: stay.from,
                    to: stay.to,
                }
            }
        });
    }
    better(found, current, today)
}

/// Of two runs in the order of time the one that counts: the first that has not ended, else the later.
fn better(earlier: Option<Run>, later: Option<Run>, today: NaiveDate) -> Option<Run> {
    match (earlier, later) {
        (Some(run), _) if run.to.is_none_or(|to| to >= today) => Some(run),
        (earlier, later) => later.or(earlier),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[&str]) -> Vec<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn all_conditions_count_each_by_any_of_its_words() {
        let audience = Audience {
            job_roles: words(&["technician", "electrician"]),
            services: words(&["high_voltage"]),
            countries: Vec::new(),
            organisations: words(&["P-1"]),
        };
        let place = Place {
            job_roles: &["dispatcher", "electrician"],
            services: &words(&["high_voltage", "repair"]),
            country: "DE",
            organisations: &words(&["M-1", "P-1", "P-1-A"]),
        };
        assert!(audience.matches(&place));
        assert!(!audience.matches(&Place {
            services: &words(&["repair"]),
            ..place
        }));
        assert!(!audience.matches(&Place {
            organisations: &words(&["M-1"]),
            ..place
        }));
        assert!(Audience::default().matches(&Place { job_roles: &[], ..place }));
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn stay(index: usize, from: &str, to: &str) -> Stay {
        Stay {
            index,
            from: day(from),
            to: (!to.is_empty()).then(|| day(to)),
        }
    }

    #[test]
    fn stays_that_touch_are_one_run_and_a_gap_begins_a_new_one() {
        let mut stays = [
            stay(0, "2024-01-01", ""),
            stay(1, "2022-05-01", "2023-12-31"),
            stay(2, "2020-01-01", "2021-12-31"),
        ];
        let found = run(&mut stays, day("2024-06-01")).expect("a run");
        assert_eq!((found.index, found.from, found.to), (1, day("2022-05-01"), None));
    }

    #[test]
    fn the_present_run_comes_before_the_next_and_the_next_before_the_last() {
        let mut stays = [stay(0, "2020-01-01", "2020-12-31"), stay(1, "2022-01-01", "2022-12-31")];
        let first = |today: &str, stays: &mut [Stay]| run(stays, day(today)).map(|run| run.index);
        assert_eq!(first("2020-06-01", &mut stays), Some(0));
        assert_eq!(first("2021-06-01", &mut stays), Some(1));
        assert_eq!(first("2023-06-01", &mut stays), Some(1));
        assert_eq!(run(&mut [], day("2023-06-01")), None);
    }
}
