//! The filters of what lies ahead: of each the choices and what is chosen, and how places are called in them.

use super::{Asked, Loaded, PATH, SPANS};
use crate::obligations::pages::{Narrowing, Unit};
use crate::people::language::own_name;
use crate::platform::i18n::Words;
use crate::rules::ahead::USUAL_MONTHS;

/// A country as a reader knows it.
pub(in crate::obligations::web) fn country_name(words: &Words, code: String) -> String {
    if code.is_empty() {
        words.text("ahead-nowhere", &[])
    } else {
        words.country(&code)
    }
}

/// A sales region as a reader knows it; one that is out of sight has no name.
pub(in crate::obligations::web) fn region_name(words: &Words, regions: &[(String, String)], key: &str) -> String {
    let named = regions.iter().find(|(known, _)| known == key).map(|(_, name)| name.clone());
    named.unwrap_or_else(|| words.text("ahead-no-region", &[]))
}

/// The filters of the page.
pub(super) fn narrowing(asked: &Asked, words: &Words, loaded: &Loaded) -> Narrowing {
    let span = asked.span();
    let months = |count: u32| words.text("ahead-span", &[("count", count.into())]);
    let units = &loaded.reader.units;
    let current = loaded.reader.whose.as_ref().map(|whose| whose.id);
    let titled = |code: &String| {
        loaded
            .requirements
            .iter()
            .find(|(known, _)| known == code)
            .map(|(_, title)| title.clone())
    };
    let wanted = asked.wanted();
    Narrowing {
        span,
        spans: SPANS
            .into_iter()
            .map(|count| Unit {
                href: asked.href(PATH, |asked| asked.months = (count != USUAL_MONTHS).then(|| count.to_string())),
                label: months(count),
                current: count == span,
            })
            .collect(),
        partners: units
            .iter()
            .map(|unit| Unit {
                href: asked.href(PATH, |asked| asked.partner = Some(unit.id.to_string())),
                label: unit.name.clone(),
                current: current == Some(unit.id),
            })
            .collect(),
        countries: choices(
            asked,
            &wanted.country,
            loaded.countries.iter().map(|one| (one.clone(), words.country(one))),
            |asked, key| asked.country = key,
        ),
        regions: choices(asked, &wanted.region, loaded.regions.iter().cloned(), |asked, key| {
            asked.region = key
        }),
        region: wanted.region.map(|key| region_name(words, &loaded.regions, &key)),
        languages: choices(
            asked,
            &wanted.language,
            loaded.languages.iter().map(|one| (one.clone(), own_name(one).to_owned())),
            |asked, key| asked.language = key,
        ),
        requirements: choices(asked, &wanted.requirement, loaded.requirements.iter().cloned(), |asked, key| {
            asked.requirement = key
        }),
        course_off: asked.href(PATH, |asked| asked.course = None),
        country: wanted.country.map(|code| country_name(words, code)),
        language: wanted.language.map(|code| own_name(&code).to_owned()),
        requirement: wanted.requirement.map(|code| titled(&code).unwrap_or(code)),
        course: wanted.course,
    }
}

/// The choices of a filter; the one that is chosen lifts it.
fn choices(
    asked: &Asked,
    chosen: &Option<String>,
    all: impl Iterator<Item = (String, String)>,
    set: impl Fn(&mut Asked, Option<String>),
) -> Vec<Unit> {
    all.map(|(key, label)| {
        let current = chosen.as_ref() == Some(&key);
        Unit {
            href: asked.href(PATH, |asked| set(asked, (!current).then_some(key))),
            label,
            current,
        }
    })
    .collect()
}
