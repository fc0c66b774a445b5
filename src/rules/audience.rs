//! Whom a requirement concerns, and since when: a tree of conditions, some of which hold from one day to another.

mod asked;
mod days;
mod place;
mod read;
mod run;
#[cfg(test)]
mod tests;

pub use asked::Asked;
pub use days::Days;
pub use place::{Fact, Hand, Happened, Held, Place, settled};
pub use read::is_fact;
pub use run::{Run, Stay, run};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Conditions that must all be met; each by any one of its words. A condition without words asks for nothing, so that an audience
/// without any concerns everybody. Within it, groups of the same kind: `all` of which, at least one of which (`any`) or none of which
/// (`not`) is met.
///
/// An audience is kept in one form, see [`Audience::plain`]: one without groups is written as it always was.
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
    /// Languages in which the person is addressed, ISO 639.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// External ids of organisations: these and all below them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<String>,
    /// Codes of products that the location services: a line stands for its models, and whoever services a line services each of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// Words for what happened, see [`Happened`]: met from the day of any of it on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
    /// Facts about the organisation, own fields included: what each of them must say.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Asked>,
    /// Facts about the person, which are own fields: what each of them must say.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub person_facts: BTreeMap<String, Asked>,
    /// Groups that are all met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Audience>,
    /// Groups of which at least one is met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Audience>,
    /// Groups of which none is met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<Audience>,
}

/// Names of the conditions that are lists of words, in the order in which they are told.
pub const LISTS: [&str; 7] = [
    "job_roles",
    "services",
    "countries",
    "languages",
    "organisations",
    "products",
    "events",
];

impl Audience {
    /// The lists of words, in the order of [`LISTS`].
    pub fn lists(&self) -> [&Vec<String>; 7] {
        [
            &self.job_roles,
            &self.services,
            &self.countries,
            &self.languages,
            &self.organisations,
            &self.products,
            &self.events,
        ]
    }

    /// The same, to write them.
    pub fn lists_mut(&mut self) -> [&mut Vec<String>; 7] {
        [
            &mut self.job_roles,
            &mut self.services,
            &mut self.countries,
            &mut self.languages,
            &mut self.organisations,
            &mut self.products,
            &mut self.events,
        ]
    }

    /// What is asked of facts: about the organisation, about the person.
    pub fn asked(&self) -> [(&'static str, &BTreeMap<String, Asked>); 2] {
        [("facts", &self.facts), ("person_facts", &self.person_facts)]
    }

    /// The groups, by what is asked of them.
    pub fn groups(&self) -> [(&'static str, &Vec<Self>); 3] {
        [("all", &self.all), ("any", &self.any), ("not", &self.not)]
    }

    /// Whether it asks for nothing: everybody.
    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// Whether anything in it meets a condition of its own, groups included.
    pub fn asks(&self, of: impl Fn(&Self) -> bool + Copy) -> bool {
        of(self) || self.groups().iter().any(|(_, groups)| groups.iter().any(|group| group.asks(of)))
    }

    /// Every condition and group with its place as a definition has it, such as `any.0.`; the audience itself first.
    pub fn parts(&self) -> Vec<(String, &Self)> {
        let mut parts = vec![(String::new(), self)];
        for (kind, groups) in self.groups() {
            for (index, group) in groups.iter().enumerate() {
                let within = group.parts().into_iter();
                parts.extend(within.map(|(place, part)| (format!("{kind}.{index}.{place}"), part)));
            }
        }
        parts
    }

    /// The one form in which an audience is kept; it means the same. A group of which all is asked becomes part of what it stands in, as far
    /// as that has no words for the same condition yet; a choice of one is no choice; what is neither this nor that is not both.
    #[must_use]
    pub fn plain(mut self) -> Self {
        let plain = |groups: Vec<Self>| groups.into_iter().map(Self::plain);
        let (all, any, not) = (
            std::mem::take(&mut self.all),
            std::mem::take(&mut self.any),
            std::mem::take(&mut self.not),
        );
        let mut any: Vec<Self> = plain(any).flat_map(Self::choices).collect();
        let mut wanted: Vec<Self> = plain(all).collect();
        if any.len() == 1 {
            wanted.append(&mut any);
        }
        self.any = any;
        self.not = plain(not).flat_map(Self::choices).collect();
        for group in wanted {
            self.take(group);
        }
        self
    }

    /// The groups of a choice that asks for nothing else; else itself.
    fn choices(mut self) -> Vec<Self> {
        let any = std::mem::take(&mut self.any);
        if !any.is_empty() && self.is_everybody() {
            return any;
        }
        self.any = any;
        vec![self]
    }

    /// Takes a group of which all is asked into its own conditions where they have room for it, else keeps it beside them.
    fn take(&mut self, mut group: Self) {
        let inner = std::mem::take(&mut group.all);
        let room = |here: &Vec<String>, there: &Vec<String>| here.is_empty() || there.is_empty();
        let fits = self.lists().iter().zip(group.lists()).all(|(here, there)| room(here, there))
            && (self.any.is_empty() || group.any.is_empty())
            && group.facts.keys().all(|fact| !self.facts.contains_key(fact))
            && group.person_facts.keys().all(|fact| !self.person_facts.contains_key(fact));
        if !fits {
            group.all = inner;
            self.all.push(group);
            return;
        }
        let lists = group.lists().map(Clone::clone);
        for (here, there) in self.lists_mut().into_iter().zip(lists) {
            if here.is_empty() {
                *here = there;
            }
        }
        self.facts.extend(group.facts);
        self.person_facts.extend(group.person_facts);
        self.not.extend(group.not);
        if self.any.is_empty() {
            self.any = group.any;
        }
        for other in inner {
            self.take(other);
        }
    }
}
