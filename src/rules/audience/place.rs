//! Whether a membership meets an audience, and on which days.

use super::{Asked, Audience, Days};
use crate::rules::id::Id;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A membership as an audience sees it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Codes of its job roles.
    pub job_roles: &'a [&'a str],
    /// Codes of the services of its location, else of the organisation's main one.
    pub services: &'a [String],
    /// Country of that location.
    pub country: &'a str,
    /// Language in which the person is addressed.
    pub language: &'a str,
    /// External ids of its organisation and of all above it.
    pub organisations: &'a [String],
    /// What that location services.
    pub products: &'a [Held],
    /// Facts that hold for the organisation.
    pub facts: &'a [Fact],
    /// Facts about the person, each with whose it is.
    pub person_facts: &'a [(Id, Fact)],
    /// What happened that concerns the membership.
    pub events: &'a [Happened],
}

/// Something that happened and that somebody recorded, such as a new software for a product, or an accident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// A word for it.
    pub code: String,
    /// On which days it concerns the membership; none before it happened.
    pub days: Days,
}

/// A product that a location services. Whoever services a line services each of its models: these are listed beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its code.
    pub code: String,
    /// The code of the line that it belongs to; none: it is a line.
    pub line: Option<String>,
    /// From when on.
    pub from: NaiveDate,
    /// The last day; none: open.
    pub to: Option<NaiveDate>,
}

impl Held {
    /// Whether it is what was named: itself, or a model of the line that was named.
    fn is(&self, named: &str) -> bool {
        self.code == named || self.line.as_deref() == Some(named)
    }
}

/// A fact about an organisation or a person, with the days on which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about, such as `level`.
    pub name: String,
    /// What it says, such as `gold`.
    pub value: String,
    /// When.
    pub days: Days,
}

impl Fact {
    /// The facts that hold for an organisation: its own, and of those above it whatever it has no own word for on the day.
    pub fn inherited(own: Vec<Self>, above: &[Self]) -> Vec<Self> {
        let mut all = own;
        let count = all.len();
        for fact in above {
            let said = all[..count].iter().filter(|one| one.name == fact.name);
            let said = said.fold(Days::none(), |days, one| days.or(&one.days));
            let days = fact.days.without(&said);
            if !days.is_empty() {
                all.push(Self { days, ..fact.clone() });
            }
        }
        all
    }
}

impl Happened {
    /// What happened to somebody or at an organisation: it concerns them from that day on.
    pub fn since(code: &str, on: NaiveDate) -> Self {
        Self {
            code: code.to_owned(),
            days: Days::span(on, None),
        }
    }

    /// What happened to a product, or to all models of a line: it concerns whoever services it, from that day on and as long as they do.
    pub fn about(code: &str, on: NaiveDate, product: &str, held: &[Held]) -> Self {
        let held = held.iter().filter(|held| held.is(product));
        Self {
            code: code.to_owned(),
            days: Days::spans(held.map(|held| (held.from, held.to))).and(&Days::span(on, None)),
        }
    }
}

/// What was settled by hand about somebody: days on which they are taken in or left out whatever the conditions say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    /// Taken in by name.
    pub included: Days,
    /// Left out by name.
    pub excepted: Days,
    /// Left out with an organisation, theirs or one above it.
    pub excepted_place: Days,
}

/// The days of a membership after what was settled by hand. Who is named counts before which organisation is, and of one person an
/// exception before an inclusion.
pub fn settled(days: &Days, hand: &Hand) -> Days {
    days.without(&hand.excepted_place).or(&hand.included).without(&hand.excepted)
}

impl Audience {
    /// Whether a membership surely meets the audience, and whether it may, whatever its dated conditions say. Without dated conditions
    /// both are the same.
    pub fn bounds(&self, place: &Place<'_>) -> (bool, bool) {
        let now = any(&self.job_roles, |word| place.job_roles.contains(&word))
            && any(&self.countries, |word| place.country == word)
            && any(&self.services, |word| place.services.iter().any(|there| there == word))
            && any(&self.languages, |word| place.language == word)
            && any(&self.organisations, |word| place.organisations.iter().any(|there| there == word));
        if !now {
            return (false, false);
        }
        let (mut surely, mut maybe) = (true, true);
        // Somebody may write these down at any time, also for days gone by, so that only their days decide.
        surely &= self.products.is_empty() && self.facts.is_empty() && self.person_facts.is_empty() && self.events.is_empty();
        for group in &self.all {
            let (least, most) = group.bounds(place);
            (surely, maybe) = (surely && least, maybe && most);
        }
        if !self.any.is_empty() {
            let all = self.any.iter().map(|group| group.bounds(place));
            let (least, most) = all.fold((false, false), |both, one| (both.0 || one.0, both.1 || one.1));
            (surely, maybe) = (surely && least, maybe && most);
        }
        for group in &self.not {
            let (least, most) = group.bounds(place);
            (surely, maybe) = (surely && !most, maybe && !least);
        }
        (surely, maybe)
    }

    /// The days on which a membership meets the audience.
    pub fn days(&self, place: &Place<'_>) -> Days {
        match self.bounds(place) {
            (true, _) => return Days::all(),
            (_, false) => return Days::none(),
            _ => {}
        }
        let mut days = Days::all();
        if !self.products.is_empty() {
            let held = place
                .products
                .iter()
                .filter(|held| self.products.iter().any(|named| held.is(named)));
            days = Days::spans(held.map(|held| (held.from, held.to)));
        }
        if !self.events.is_empty() {
            days = days.and(&self.happened(place).fold(Days::none(), |days, event| days.or(&event.days)));
        }
        days = met(days, &self.facts, || place.facts.iter());
        days = met(days, &self.person_facts, || place.person_facts.iter().map(|(_, fact)| fact));
        for group in &self.all {
            days = days.and(&group.days(place));
        }
        if !self.any.is_empty() {
            let met = self.any.iter().fold(Days::none(), |met, group| met.or(&group.days(place)));
            days = days.and(&met);
        }
        for group in &self.not {
            days = days.without(&group.days(place));
        }
        days
    }

    /// What happened of what it asks for.
    fn happened<'p>(&'p self, place: &Place<'p>) -> impl Iterator<Item = &'p Happened> {
        place.events.iter().filter(|event| self.events.contains(&event.code))
    }

    /// The days on which a membership that meets the audience begins anew, because something that it asks for happened, groups of which none
    /// is met left out.
    pub fn turns(&self, place: &Place<'_>) -> Vec<NaiveDate> {
        let mut turns: Vec<NaiveDate> = self
            .happened(place)
            .filter_map(|event| event.days.iter().next())
            .map(|(from, _)| from)
            .collect();
        for group in self.all.iter().chain(&self.any) {
            turns.extend(group.turns(place));
        }
        turns
    }
}

/// Of these days those on which facts say what is asked of each.
fn met<'f, F: Iterator<Item = &'f Fact>>(days: Days, asked: &BTreeMap<String, Asked>, facts: impl Fn() -> F) -> Days {
    asked.iter().fold(days, |days, (name, asked)| {
        let told = facts().filter(|fact| fact.name == *name && asked.is_met(&fact.value));
        days.and(&told.fold(Days::none(), |days, fact| days.or(&fact.days)))
    })
}

fn any(wanted: &[String], there: impl Fn(&str) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(|word| there(word))
}
