//! Whom something is asked of, in words.

use super::{Asked, Told};
use crate::platform::i18n::{DateForm, Value};
use crate::rules::audience::{Asked as Wanted, Audience, LISTS};
use std::collections::BTreeMap;

/// The same audience with names for its codes; `name` takes the list and the code, of facts `facts` or `person_facts` and the fact, and for
/// what a fact says the two with a dot between, such as `facts.level`, and the word.
pub fn audience_names(audience: &Audience, name: impl Fn(&str, &str) -> String + Copy) -> Audience {
    let mut named = audience.clone();
    for (kind, words) in LISTS.into_iter().zip(named.lists_mut()) {
        for word in words {
            *word = name(kind, word);
        }
    }
    for (kind, asked) in [("facts", &mut named.facts), ("person_facts", &mut named.person_facts)] {
        let said = |fact: &str, word: &String| name(&format!("{kind}.{fact}"), word);
        let wanted = |(fact, wanted): (String, Wanted)| {
            let named = Wanted {
                one_of: wanted.one_of.iter().map(|word| said(&fact, word)).collect(),
                at_least: wanted.at_least.as_ref().map(|bound| said(&fact, bound)),
                at_most: wanted.at_most.as_ref().map(|bound| said(&fact, bound)),
            };
            (name(kind, &fact), named)
        };
        *asked = std::mem::take(asked).into_iter().map(wanted).collect();
    }
    for groups in [&mut named.all, &mut named.any, &mut named.not] {
        for group in groups {
            *group = audience_names(group, name);
        }
    }
    named
}

impl Told<'_> {
    /// Whom it is asked of.
    pub fn audience(&self, asked: &Asked<'_>) -> String {
        let audience = &asked.audience;
        if audience.is_everybody() {
            return self.say("why-everybody", &[]);
        }
        let usual = Audience {
            job_roles: audience.job_roles.clone(),
            services: audience.services.clone(),
            countries: audience.countries.clone(),
            organisations: audience.organisations.clone(),
            ..Audience::default()
        };
        if *audience != usual {
            return self.say("why-audience-where", &[("conditions", self.conditions(audience).into())]);
        }
        let part = |names: &[String]| -> Value<'static> {
            if names.is_empty() {
                "none".into()
            } else {
                self.listed(names).into()
            }
        };
        self.say(
            "why-audience",
            &[
                ("roles", part(&audience.job_roles)),
                ("services", part(&audience.services)),
                ("countries", part(&self.countries(&audience.countries))),
                ("organisations", part(&audience.organisations)),
            ],
        )
    }

    /// The same without the names of organisations: groups keep a word for them, so that what they ask stays clear.
    pub fn without_organisations(&self, mut audience: Audience) -> Audience {
        audience.organisations.clear();
        self.veil(&mut audience);
        audience
    }

    fn veil(&self, audience: &mut Audience) {
        if !audience.organisations.is_empty() {
            audience.organisations = vec![self.say("audience-some-organisations", &[])];
        }
        for groups in [&mut audience.all, &mut audience.any, &mut audience.not] {
            groups.iter_mut().for_each(|group| self.veil(group));
        }
    }

    fn countries(&self, codes: &[String]) -> Vec<String> {
        codes.iter().map(|code| self.words.country(code)).collect()
    }

    /// Conditions in a row.
    pub fn conditions(&self, part: &Audience) -> String {
        let mut said = Vec::new();
        for (kind, words) in LISTS.into_iter().zip(part.lists()) {
            if !words.is_empty() {
                let named = if kind == "countries" {
                    self.countries(words)
                } else {
                    words.to_vec()
                };
                said.push(self.say(&format!("audience-{kind}"), &[("words", self.either(&named).into())]));
            }
        }
        said.extend(self.wanted(&part.facts));
        said.extend(self.wanted(&part.person_facts));
        said.extend(part.all.iter().map(|group| self.bracketed(group)));
        if !part.any.is_empty() {
            let cases: Vec<String> = part.any.iter().map(|group| self.bracketed(group)).collect();
            said.push(self.say("audience-any", &[("cases", self.either(&cases).into())]));
        }
        if !part.not.is_empty() {
            let cases: Vec<String> = part.not.iter().map(|group| self.bracketed(group)).collect();
            said.push(self.say("audience-not", &[("cases", self.either(&cases).into())]));
        }
        self.listed(&said)
    }

    /// What is asked of facts, a part each.
    fn wanted(&self, facts: &BTreeMap<String, Wanted>) -> Vec<String> {
        let mut said = Vec::new();
        for (name, wanted) in facts {
            let fact = ("fact", Value::from(name.as_str()));
            if *wanted == Wanted::default() {
                said.push(self.say("audience-fact-any", &[fact]));
                continue;
            }
            if !wanted.one_of.is_empty() {
                let words: Vec<String> = wanted.one_of.iter().map(|word| self.of_fact(word)).collect();
                said.push(self.say("audience-fact", &[fact.clone(), ("words", self.either(&words).into())]));
            }
            for (key, bound) in [("audience-fact-least", &wanted.at_least), ("audience-fact-most", &wanted.at_most)] {
                said.extend(
                    bound
                        .as_ref()
                        .map(|bound| self.say(key, &[fact.clone(), ("word", self.of_fact(bound).into())])),
                );
            }
        }
        said
    }

    /// What a fact says: a day as the reader's language writes it.
    fn of_fact(&self, word: &str) -> String {
        let day = crate::rules::field::date(word);
        day.map_or_else(|| word.to_owned(), |day| self.words.date(day, DateForm::Long, self.today))
    }

    fn bracketed(&self, part: &Audience) -> String {
        let several =
            part.lists().iter().filter(|words| !words.is_empty()).count() + part.facts.len() + part.person_facts.len() + part.all.len() > 1;
        let conditions = self.conditions(part);
        if several || part.groups().iter().any(|(_, groups)| !groups.is_empty()) {
            format!("({conditions})")
        } else {
            conditions
        }
    }

    /// Words of which one is enough: `Technik, Obertechnik oder Elektrik`.
    fn either(&self, names: &[String]) -> String {
        match names {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self
                .words
                .text("list-or", &[("first", first.join(", ").into()), ("last", last.as_str().into())]),
        }
    }
}
