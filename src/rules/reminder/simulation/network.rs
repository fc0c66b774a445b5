//! A network that lives: people join, move, leave, prove, pause, are excused; rules, ladders and roles change. All of it drawn from one seed.

use super::drawn::{calendar, ladder, rule, span};
use crate::rules::calendar::Calendar;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Case, Counting, Evidence, Excuses, Proofs, Range, Rule, Statements, Subject, today};
use crate::rules::reminder::{Claim, Defaults, Holder, Ladder, Obligation, Office, Recipient, Schedule, Standing};
use chrono::{Duration, NaiveDate};
use chrono_tz::Tz;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::collections::HashMap;
use std::sync::Arc;

/// Chance by one seed.
pub struct Dice(StdRng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// A number below this one.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.0.next_u64() % u64::try_from(most).unwrap()).unwrap()
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn days(&mut self, from: i64, to: i64) -> Duration {
        Duration::days(from + i64::try_from(self.below(usize::try_from(to - from).unwrap())).unwrap())
    }
}

/// Zones with odd clocks, each with its country.
pub const PLACES: [(Tz, &str); 6] = [
    (chrono_tz::Europe::Berlin, "DE"),
    (chrono_tz::America::Santiago, "CL"),
    (chrono_tz::Australia::Lord_Howe, "AU"),
    (chrono_tz::Pacific::Auckland, "NZ"),
    (chrono_tz::America::New_York, "US"),
    (chrono_tz::Asia::Dubai, "AE"),
];

pub const UNITS: usize = 3;
pub const RULES: usize = 2;

/// Somebody.
#[derive(Clone, Debug)]
pub struct Person {
    pub unit: usize,
    pub joined_on: NaiveDate,
    pub left_on: Option<NaiveDate>,
    pub place: usize,
    pub has_address: bool,
    pub lead: Option<(usize, NaiveDate)>,
}

impl Person {
    pub fn is_gone(&self, day: NaiveDate) -> bool {
        self.left_on.is_some_and(|left| left < day)
    }
}

/// What somebody has done about one requirement.
#[derive(Clone, Debug, Default)]
pub struct Record {
    evidence: Vec<Evidence>,
    pauses: Vec<Range>,
    waivers: Vec<Range>,
    /// As a store remembers it: the last answer, since when its date is known, and the day on which it changes by itself.
    seen: Option<(Standing, Option<NaiveDate>)>,
}

/// Everything there is.
#[derive(Clone, Debug)]
pub struct Network {
    pub people: Vec<Person>,
    pub records: Vec<[Record; RULES]>,
    pub rules: [Rule; RULES],
    pub ladders: HashMap<Id, Schedule>,
    /// The default ladders that the last requirement inherits.
    pub defaults: Vec<(NaiveDate, Ladder)>,
    pub since: [Option<NaiveDate>; UNITS],
    /// Administrators of each partner, the managers in charge, the training managers: who, since when.
    pub admins: [Vec<(usize, NaiveDate)>; UNITS],
    pub managers: [Vec<(usize, NaiveDate)>; UNITS],
    pub trainers: Vec<(usize, NaiveDate)>,
    pub calendar: Calendar,
}

pub fn person_id(index: usize) -> Id {
    Id(uuid::Uuid::from_u128(1 + index as u128))
}

pub fn rule_id(index: usize) -> Id {
    Id(uuid::Uuid::from_u128(1_000_000 + index as u128))
}

pub fn index_of(id: Id) -> usize {
    usize::try_from(id.0.as_u128() - 1).unwrap()
}

impl Network {
    pub fn new(dice: &mut Dice, begin: NaiveDate) -> Self {
        let mut network = Self {
            people: Vec::new(),
            records: Vec::new(),
            rules: [rule(dice, begin), rule(dice, begin)],
            ladders: HashMap::new(),
            defaults: Vec::new(),
            since: [Some(begin), None, Some(begin)],
            admins: Default::default(),
            managers: Default::default(),
            trainers: vec![(0, begin)],
            calendar: calendar(dice, begin),
        };
        network.ladders.insert(rule_id(0), ladder(dice).into());
        network.set_default(begin, ladder(dice));
        for _ in 0..7 {
            network.join(dice, begin);
        }
        for unit in 0..UNITS {
            network.managers[unit].push((unit % 2, begin));
            network.admins[unit].push((2 + unit, begin));
        }
        network
    }

    /// The default is this ladder from a day on.
    fn set_default(&mut self, from_on: NaiveDate, ladder: Ladder) {
        self.defaults.push((from_on, ladder));
        let defaults = Arc::new(Defaults::new(self.defaults.clone()));
        self.ladders.insert(rule_id(RULES - 1), Schedule::Inherited(defaults));
    }

    fn join(&mut self, dice: &mut Dice, day: NaiveDate) {
        let lead = (self.people.len() > 3 && !dice.once_in(3)).then(|| (dice.below(self.people.len()), day));
        self.people.push(Person {
            unit: dice.below(UNITS),
            joined_on: day,
            left_on: None,
            place: dice.below(PLACES.len()),
            has_address: !dice.once_in(8),
            lead,
        });
        self.records.push(Default::default());
    }

    /// What happens on a day.
    pub fn live(&mut self, dice: &mut Dice, day: NaiveDate) {
        if !dice.once_in(3) {
            return;
        }
        let who = dice.below(self.people.len());
        let which = dice.below(RULES);
        let course = ["first", "short"][dice.below(2)];
        self.forget(who);
        let few = self.people.len() < 12;
        let (records, person) = (&mut self.records[who], &mut self.people[who]);
        match dice.below(48) {
            0..=13 | 40..=47 => records[which].evidence.push(Evidence {
                course: course.to_owned(),
                on: day - dice.days(0, 20),
                recorded_on: Some(day),
                ..Evidence::default()
            }),
            14 => records[which].pauses.push(span(dice, day)),
            15 => records[which].waivers.push(span(dice, day)),
            16 => {
                if let Some(last) = records[which].evidence.last_mut() {
                    last.revoked = true;
                }
            }
            17 if person.left_on.is_none() && who > 4 => person.left_on = Some(day + dice.days(-3, 20)),
            18 => person.left_on = None,
            19..=21 if few => self.join(dice, day),
            22 | 23 => person.unit = dice.below(UNITS),
            24 => person.place = dice.below(PLACES.len()),
            25 | 26 => person.has_address = !person.has_address,
            27 | 28 => {
                let lead = dice.below(self.people.len());
                self.people[who].lead = (lead != who).then_some((lead, day));
            }
            29 => {
                let unit = dice.below(UNITS);
                self.admins[unit] = vec![(who, day)];
            }
            30 => self.trainers.push((who, day)),
            31 => {
                self.trainers.truncate(2);
                self.trainers.retain(|(one, _)| *one == 0 || *one == who);
            }
            32 => {
                let unit = dice.below(UNITS);
                self.since[unit] = if self.since[unit].is_some() && dice.once_in(3) {
                    None
                } else {
                    self.since[unit].or(Some(day))
                };
            }
            33 if dice.once_in(6) => {
                self.rules[which] = rule(dice, day);
                (0..self.people.len()).for_each(|who| self.forget(who));
            }
            34 if dice.once_in(4) && which == 0 => {
                self.ladders.insert(rule_id(which), ladder(dice).into());
            }
            34 | 35 if which == RULES - 1 => {
                let from_on = day + dice.days(0, 25);
                let ladder = ladder(dice);
                self.set_default(from_on, ladder);
            }
            _ => {}
        }
    }

    /// The remembered answer is asked for anew.
    pub fn forget(&mut self, who: usize) {
        for record in &mut self.records[who] {
            if let Some((_, until)) = &mut record.seen {
                *until = Some(NaiveDate::MIN);
            }
        }
    }

    /// Everything that is owed at an instant, as the rules say. Answers are remembered until the day on which they change.
    pub fn obligations(&mut self, now: Instant) -> Vec<Obligation> {
        let offices: Vec<Arc<Office>> = self.offices(now);
        let mut found = Vec::new();
        for who in 0..self.people.len() {
            let zone = self.zone(who);
            let day = today(now, zone);
            for which in 0..RULES {
                let fresh = match &self.records[who][which].seen {
                    Some((_, until)) => until.is_some_and(|until| until <= day),
                    None => true,
                };
                if fresh {
                    let seen = self.assess(who, which, day);
                    self.records[who][which].seen = Some(seen);
                }
                let Some((standing, _)) = &self.records[who][which].seen else {
                    continue;
                };
                found.push(self.obligation(who, which, vec![standing.clone()], &offices, now.date_naive()));
            }
        }
        found
    }

    /// The same as they will stand from one day to another if nobody does anything.
    pub fn ahead(&self, now: Instant, to: NaiveDate) -> Vec<Obligation> {
        let offices: Vec<Arc<Office>> = self.offices(now);
        let mut found = Vec::new();
        for who in 0..self.people.len() {
            for which in 0..RULES {
                let mut copy = self.clone();
                let mut day = today(now, self.zone(who));
                let mut standings = Vec::new();
                loop {
                    let (standing, next) = copy.assess(who, which, day);
                    copy.records[who][which].seen = Some((standing.clone(), next));
                    standings.push(standing);
                    match next {
                        Some(next) if next <= to => day = next,
                        _ => break,
                    }
                }
                found.push(self.obligation(who, which, standings, &offices, now.date_naive()));
            }
        }
        found
    }

    fn obligation(&self, who: usize, which: usize, standings: Vec<Standing>, offices: &[Arc<Office>], day: NaiveDate) -> Obligation {
        let person = &self.people[who];
        Obligation {
            person_id: person_id(who),
            requirement_id: rule_id(which),
            zone: self.zone(who),
            start_on: person.joined_on,
            standings,
            reminders_since_on: self.since[person.unit],
            learner: self.holder(who, person.joined_on, day),
            supervisors: person.lead.iter().map(|(lead, since)| self.holder(*lead, *since, day)).collect(),
            office: Arc::clone(&offices[person.unit]),
        }
    }

    /// The answer on a day and the next day on which there is another.
    fn assess(&self, who: usize, which: usize, day: NaiveDate) -> (Standing, Option<NaiveDate>) {
        let (rule, record, person) = (&self.rules[which], &self.records[who][which], &self.people[who]);
        let subject = Subject {
            start: person.joined_on,
            end: person.left_on,
            time_zone: self.zone(who),
        };
        let counting = Counting::of(rule, &Statements::default());
        let proofs: Proofs = record
            .evidence
            .iter()
            .filter(|piece| !piece.revoked)
            .filter_map(|piece| rule.look(&counting, &piece.piece(), subject.start).proof())
            .collect();
        let excuses = Excuses::new(record.pauses.iter().copied(), record.waivers.iter().copied());
        let case = Case {
            rule,
            subject,
            proofs: &proofs,
            excuses: &excuses,
        };
        let answer = case.on(day);
        let known_on = match &record.seen {
            Some((before, _)) if before.due_on == answer.due => before.due_known_on,
            _ => day,
        };
        let standing = Standing {
            from_on: day,
            claim: Claim::of(answer.status),
            due_on: answer.due,
            due_known_on: known_on,
        };
        (standing, case.next_change(day))
    }

    /// What the rules say at this very instant, whatever is remembered: the claim and the date.
    pub fn truth(&self, who: usize, which: usize, now: Instant) -> (Claim, Option<NaiveDate>) {
        let (standing, _) = self.assess(who, which, today(now, self.zone(who)));
        (standing.claim, standing.due_on)
    }

    pub fn zone(&self, who: usize) -> Tz {
        PLACES[self.people[who].place].0
    }

    pub fn country(&self, who: usize) -> &'static str {
        PLACES[self.people[who].place].1
    }

    fn offices(&self, now: Instant) -> Vec<Arc<Office>> {
        (0..UNITS).map(|unit| Arc::new(self.office(unit, now.date_naive()))).collect()
    }

    pub fn office(&self, unit: usize, day: NaiveDate) -> Office {
        let level = |list: &[(usize, NaiveDate)]| list.iter().map(|(who, since)| self.holder(*who, *since, day)).collect();
        Office {
            partner_admins: vec![level(&self.admins[unit])],
            partner_managers: vec![level(&self.managers[unit])],
            training_managers: level(&self.trainers),
        }
    }

    fn holder(&self, who: usize, since_on: NaiveDate, day: NaiveDate) -> Holder {
        let person = &self.people[who];
        Holder {
            person: Arc::new(Recipient {
                id: person_id(who),
                zone: self.zone(who),
                country: self.country(who).to_owned(),
                reachable: person.has_address && !person.is_gone(day),
            }),
            since_on,
        }
    }
}
