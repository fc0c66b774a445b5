//! Whom something is asked of, in words.

use super::{Asked, Told};
use crate::platform::i18n::Value;
use crate::rules::audience::{Audience, LISTS};

/// The same audience with names for the codes of its lists; `name` takes the list and the code.
pub fn audience_names(audience: &Audience, name: impl Fn(&str, &str) -> String + Copy) -> Audience {
    let mut named = audience.clone();
    for (kind, words) in LISTS.into_iter().zip(named.lists_mut()) {
        for word in words {
            *word = name(kind, word);
        }
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
        for (name, values) in &part.facts {
            let name = ("fact", name.as_str().into());
            said.push(match values.is_empty() {
                true => self.say("audience-fact-any", &[name]),
                false => self.say("audience-fact", &[name, ("words", self.either(values).into())]),
            });
        }
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

    fn bracketed(&self, part: &Audience) -> String {
        let several = part.lists().iter().filter(|words| !words.is_empty()).count() + part.facts.len() + part.all.len() > 1;
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
