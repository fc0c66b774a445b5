//! What can be chosen in the form of a requirement: all of a short catalogue; of a long one what was chosen and what was looked for.

use crate::courses;
use crate::events::store as events;
use crate::obligations::pages::Offer;
use crate::organisations::store::{self as organisations, fact, field, product};
use crate::organisations::{Scope, by_name, catalogue};
use crate::people::language;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::i18n::Words;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use crate::rules::own_field::Subject;
use std::collections::BTreeSet;

/// Entries of a catalogue that are shown without a search.
const SHORT: usize = 12;

/// Most courses that are offered.
const MOST_COURSES: i64 = 5_000;

/// Most characters of a course's code.
const LONGEST_CODE: usize = 40;

/// The catalogues, each entry as its code and what a person reads.
#[derive(Debug)]
pub struct Offered {
    job_roles: Vec<(String, String)>,
    services: Vec<(String, String)>,
    countries: Vec<String>,
    organisations: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    products: Vec<(String, String)>,
    events: Vec<(String, String)>,
    courses: Vec<(String, String)>,
    facts: Vec<(Subject, String, String)>,
}

impl Offered {
    /// Loads them for a language.
    pub fn load(conn: &mut Conn, scope: &Scope, locale: &str) -> Result<Self, Error> {
        let named = |entries: Vec<catalogue::Entry>| -> Vec<(String, String)> {
            entries
                .into_iter()
                .map(|entry| (entry.code.clone(), entry.name(locale).to_owned()))
                .collect()
        };
        let language = Language::from_code(locale).unwrap_or(Language::En);
        let places = organisations::main_places(conn, scope)?.into_iter();
        let countries: BTreeSet<String> = places
            .map(|(_, (_, country))| country)
            .filter(|country| !country.is_empty())
            .collect();
        Ok(Self {
            job_roles: named(catalogue::job_roles(conn)?),
            services: named(catalogue::services(conn)?),
            countries: countries.into_iter().collect(),
            organisations: by_name(organisations::list(conn, scope)?)
                .into_iter()
                .filter(|organisation| organisation.archived_at.is_none())
                .map(|organisation| (organisation.external_id, organisation.name))
                .map(|(number, name)| (number.clone(), format!("{number} {name}")))
                .collect(),
            languages: language::choices("")
                .into_iter()
                .filter(|choice| !choice.value.is_empty())
                .map(|choice| (choice.value, choice.label))
                .collect(),
            products: product::list(conn)?
                .into_iter()
                .map(|product| (product.code.clone(), described(&product.code, product.name(locale))))
                .collect(),
            events: events::kinds(conn)?
                .into_iter()
                .map(|kind| (kind.code.clone(), kind.name(locale).to_owned()))
                .collect(),
            facts: facts(conn, locale)?,
            courses: courses::store::list(conn, None, MOST_COURSES)?
                .into_iter()
                .filter(|course| course.archived_at.is_none())
                .map(|course| (course.code.clone(), course.described(language)))
                .collect(),
        })
    }

    /// The facts that can be asked about: whose, the word, and what a person reads.
    pub fn facts(&self) -> &[(Subject, String, String)] {
        &self.facts
    }

    /// What a list offers, with what was chosen of it and what was looked for.
    pub fn offer(&self, list: &str, typed: &Typed, words: &Words) -> Offer {
        let is_course = matches!(list, "initial" | "refresher");
        let named: Vec<(String, String)> = self.countries.iter().map(|code| (code.clone(), words.country(code))).collect();
        let all = match list.rsplit('.').next().unwrap_or_default() {
            "job_roles" => &self.job_roles,
            "services" => &self.services,
            "countries" => &named,
            "languages" => &self.languages,
            "organisations" => &self.organisations,
            "products" => &self.products,
            "events" => &self.events,
            _ => &self.courses,
        };
        let mut chosen = typed.all(list);
        chosen.retain(|code| !code.is_empty());
        let name = format!("find.{list}");
        let looked_for: String = typed.one(&name).trim().chars().take(100).collect();
        let choice = |(code, label): &(String, String)| Choice::new(code, label).chosen(chosen.contains(code));
        let mut choices: Vec<Choice> = if all.len() <= SHORT {
            all.iter().map(choice).collect()
        } else {
            let shown = all.iter().filter(|(code, _)| chosen.contains(code));
            let found = all
                .iter()
                .filter(|(code, label)| !chosen.contains(code) && fits(label, &looked_for));
            shown.map(choice).chain(found.take(SHORT).map(choice)).collect()
        };
        let unknown: BTreeSet<&String> = chosen.iter().filter(|code| choices.iter().all(|one| one.value != **code)).collect();
        choices.extend(unknown.into_iter().map(|code| Choice::new(code, code).chosen(true)));
        let nothing = !looked_for.is_empty() && choices.iter().all(|one| one.chosen);
        if is_course && is_code(&looked_for) && choices.iter().all(|one| one.value != looked_for) {
            let label = words.text("requirement-course-unknown", &[("code", looked_for.as_str().into())]);
            choices.push(Choice::new(&looked_for, label));
        }
        Offer {
            name: list.to_owned(),
            error: None,
            choices,
            find: (is_course || all.len() > SHORT).then(|| Field::with(&name, looked_for)),
            nothing,
        }
    }
}

/// Own fields with their titles, and facts about organisations that no field describes.
fn facts(conn: &mut Conn, locale: &str) -> Result<Vec<(Subject, String, String)>, Error> {
    let fields = field::list(conn)?;
    let mut all: Vec<(Subject, String, String)> = fields
        .iter()
        .filter(|field| field.archived_at.is_none())
        .map(|field| (field.subject(), field.code.clone(), field.title(locale).to_owned()))
        .collect();
    let mut names: Vec<String> = fact::words(conn)?.into_iter().map(|(name, _)| name).collect();
    names.dedup();
    names.retain(|name| fields.iter().all(|field| field.code != *name));
    all.extend(names.into_iter().map(|name| (Subject::Organisation, name.clone(), name)));
    Ok(all)
}

fn described(code: &str, title: &str) -> String {
    if title.is_empty() || title == code {
        code.to_owned()
    } else {
        format!("{code} {title}")
    }
}

fn fits(label: &str, looked_for: &str) -> bool {
    !looked_for.is_empty() && label.to_lowercase().contains(&looked_for.to_lowercase())
}

/// Whether a course could be called that.
fn is_code(text: &str) -> bool {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !text.is_empty() && text.len() <= LONGEST_CODE && text.chars().all(letter)
}
