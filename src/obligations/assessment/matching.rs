//! Who matches an audience, since when, and what is newly seen of it.

use crate::obligations::store::entry::EntryKind;
use crate::obligations::store::{AudienceRun, Input, Network, Stay};
use crate::rules::audience::{self, Audience, Days, Hand, Place, settled};
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::today;
use chrono::NaiveDate;

/// What is newly seen of somebody's matching an audience.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// They match, from this day on.
    Begun(NaiveDate),
    /// They do not match, and had not been looked at before.
    Absent(NaiveDate),
    /// They do not match any more; the run's identifier and its last day.
    Ended(Id, NaiveDate),
}

/// Matches people one after the other. It keeps its buffers, so that it allocates next to nothing where no condition has dates.
#[derive(Debug)]
pub struct Matcher<'a> {
    network: &'a Network,
    as_of: Instant,
    stays: Vec<audience::Stay>,
    possible: Vec<audience::Stay>,
    words: Vec<&'a str>,
}

impl<'a> Matcher<'a> {
    /// At this instant.
    pub fn new(network: &'a Network, as_of: Instant) -> Self {
        Self {
            network,
            as_of,
            stays: Vec::new(),
            possible: Vec::new(),
            words: Vec::new(),
        }
    }

    /// The job roles of somebody's memberships.
    pub fn roles_of(&self, input: &Input<'_>) -> Vec<(Id, &'a str)> {
        let network = self.network;
        let code = |(_, membership, role): &(Id, Id, Id)| Some((*membership, network.job_role(*role)?));
        input.roles.iter().filter_map(code).collect()
    }

    /// The run of matching the audience of a requirement that counts; none where no membership can match.
    pub fn run_of(&mut self, asked: (&Audience, Id), input: &Input<'_>, roles: &[(Id, &'a str)]) -> Option<Found> {
        self.stays.clear();
        self.possible.clear();
        let mut dated = false;
        for (index, stay) in input.stays.iter().enumerate() {
            let whole = audience::Stay {
                index,
                from: stay.start_on,
                to: stay.end_on,
                anew: false,
            };
            match self.days(asked, input, stay, roles) {
                Matching::Never => continue,
                Matching::Always => self.stays.push(whole),
                Matching::On(days, turns) => {
                    dated = true;
                    let parts = days.and(&Days::span(whole.from, whole.to)).cut(&turns).into_iter();
                    self.stays
                        .extend(parts.map(|(from, to, anew)| audience::Stay { index, from, to, anew }));
                }
            }
            self.possible.push(whole);
        }
        let first = input.stays.get(self.possible.first()?.index)?;
        let day = today(self.as_of, self.network.location(first.organisation_id, first.location_id).zone);
        let possible = audience::run(&mut self.possible, day)?;
        let first = *input.stays.get(possible.index)?;
        let with_stay = |run: audience::Run| Some((*input.stays.get(run.present)?, run));
        let run = match dated {
            true => audience::run(&mut self.stays, day).and_then(with_stay),
            false => with_stay(possible),
        };
        let possible = (first, possible);
        Some(Found { day, dated, possible, run })
    }

    /// On which days a membership matches.
    fn days(&mut self, (audience, requirement_id): (&Audience, Id), input: &Input<'_>, stay: &Stay, roles: &[(Id, &'a str)]) -> Matching {
        let Some(organisation) = self.network.organisation(stay.organisation_id) else {
            return Matching::Never;
        };
        let location = self.network.location(stay.organisation_id, stay.location_id);
        self.words.clear();
        self.words
            .extend(roles.iter().filter(|(id, _)| *id == stay.id).map(|(_, role)| *role));
        let events = match audience.asks(|part| !part.events.is_empty()) {
            true => self.network.happened(input.person_id, &organisation.path, &location.products),
            false => Vec::new(),
        };
        let place = Place {
            job_roles: &self.words,
            services: &location.services,
            country: &location.country,
            language: input.language,
            organisations: &organisation.chain,
            products: &location.products,
            facts: &organisation.facts,
            person_facts: input.own,
            events: &events,
        };
        let hand = by_hand(requirement_id, input, &organisation.path);
        let (surely, maybe) = audience.bounds(&place);
        match hand {
            None if surely => Matching::Always,
            None if !maybe => Matching::Never,
            None => Matching::On(audience.days(&place), audience.turns(&place)),
            Some(hand) if !maybe && hand.included.is_empty() => Matching::Never,
            Some(hand) => Matching::On(settled(&audience.days(&place), &hand), audience.turns(&place)),
        }
    }
}

/// On which days a membership matches an audience.
enum Matching {
    Always,
    Never,
    /// On these, and on no others as far as it is written down today; and the days on which it begins anew.
    On(Days, Vec<NaiveDate>),
}

/// What was found of somebody's matching an audience.
pub struct Found {
    /// The day it is there.
    pub day: NaiveDate,
    /// Whether dates of facts, products, events or by hand had a say.
    pub dated: bool,
    /// The run of memberships that match by all that has no dates, with the earliest of them.
    pub possible: (Stay, audience::Run),
    /// The run of matching that counts, with the membership that holds now.
    pub run: Option<(Stay, audience::Run)>,
}

/// What was settled by hand about somebody at an organisation; none: nothing.
fn by_hand(requirement_id: Id, input: &Input<'_>, path: &str) -> Option<Hand> {
    if input.entries.is_empty() && input.places.is_empty() {
        return None;
    }
    let own = |kind: EntryKind| {
        let mine = input.entries.iter().filter(move |entry| entry.requirement_id == requirement_id);
        Days::spans(
            mine.filter(move |entry| entry.kind == kind.as_str())
                .map(|entry| (entry.from_on, entry.to_on)),
        )
    };
    let places = input.places.iter().filter(|entry| entry.requirement_id == requirement_id);
    let places = places.filter(|entry| path.starts_with(&entry.path));
    let hand = Hand {
        included: own(EntryKind::Included),
        excepted: own(EntryKind::Excepted),
        excepted_place: Days::spans(places.map(|entry| (entry.from_on, entry.to_on))),
    };
    (hand != Hand::default()).then_some(hand)
}

/// The first day of a run. For a membership that came by an import it is that membership's first day. Another one's run is remembered
/// from the day on which it was seen; what is seen for the first time is taken to have been so from the membership's first day on.
pub fn first_day(requirement_id: Id, runs: &[AudienceRun], stay: Stay, run: &audience::Run, today: NaiveDate) -> (NaiveDate, Option<Seen>) {
    if stay.imported {
        return (run.from, None);
    }
    let mut known = runs.iter().filter(|seen| seen.requirement_id == requirement_id).peekable();
    let first_look = known.peek().is_none();
    let open = known.clone().find(|seen| seen.to_on.is_none());
    let last_absent = known.filter_map(|seen| seen.to_on?.succ_opt()).max();
    let present = run.from <= today && run.to.is_none_or(|to| today <= to);
    match open {
        Some(open) if present => (open.from_on.max(run.from), None),
        Some(open) => (run.from, Some(Seen::Ended(open.id, yesterday(today)))),
        None if !present => (run.from, first_look.then_some(Seen::Absent(today))),
        None => {
            let from = match last_absent {
                Some(absent) if run.from <= absent => today,
                _ => run.from,
            };
            (from, Some(Seen::Begun(from)))
        }
    }
}

/// What is newly seen of somebody who does not match.
pub fn unmatched(requirement_id: Id, runs: &[AudienceRun], today: NaiveDate) -> Option<Seen> {
    let mut known = runs.iter().filter(|seen| seen.requirement_id == requirement_id).peekable();
    if known.peek().is_none() {
        return Some(Seen::Absent(today));
    }
    known
        .find(|seen| seen.to_on.is_none())
        .map(|open| Seen::Ended(open.id, yesterday(today).max(open.from_on)))
}

fn yesterday(today: NaiveDate) -> NaiveDate {
    today.pred_opt().unwrap_or(today)
}
