//! Everything a plan is made of, loaded at once.

use super::choices::{self, Optional};
use super::network::Network;
use super::notices::Notice;
use super::source::{Source, assessed, kept, midnight, people_within, projected};
use super::texts;
use crate::courses::store as courses_store;
use crate::obligations::recalculation::Known;
use crate::obligations::store::overview::excuses_of_all;
use crate::obligations::{ladder, store as obligations_store};
use crate::on;
use crate::organisations::Scope;
use crate::organisations::store::calendar;
use crate::organisations::store::sender::{self, Sender};
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Rule, Status};
use crate::rules::reminder::{Calendar, Ending, Key, Obligation, Reason, Reminders, Schedule, still_asked, still_owed, still_released};
use crate::rules::wording::Own;
use crate::schema::{requirement_versions, requirements};
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Text per locale.
pub type Texts = BTreeMap<String, String>;

/// A requirement as reminders speak of it.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Code.
    pub code: String,
    /// Title per locale.
    pub title: Texts,
    /// What it is founded on, per locale; may be empty.
    pub basis: Texts,
    /// Which courses satisfy it, and by when.
    pub rule: Rule,
}

impl Requirement {
    /// Codes of all courses that may satisfy it.
    fn courses(&self) -> impl Iterator<Item = &String> {
        let rule = &self.rule;
        rule.initial.iter().chain(&rule.refresher).chain(rule.rotation.iter().flatten())
    }
}

/// What one obligation is beside its dates.
#[derive(Clone, Copy, Debug)]
pub struct Owed {
    /// The organisation because of which.
    pub organisation_id: Id,
    /// How it stands.
    pub status: Status,
    /// The day behind what follows the due date ([`Late::on`](crate::rules::obligation::Late::on)): the last one of grace, or the first one
    /// on which it was too late.
    pub late_on: Option<NaiveDate>,
    /// Whether the shorter courses count.
    pub refreshes: bool,
    /// Which list of them it is the turn of.
    pub turn: Option<usize>,
    index: usize,
}

/// What a plan is made of.
#[derive(Debug, Default)]
pub struct Material {
    /// Organisations and people.
    pub network: Network,
    /// Requirements in force.
    pub requirements: HashMap<Id, Requirement>,
    /// Where the courses that satisfy them can be taken, by code; those that cannot be taken here are left out.
    pub courses: HashMap<String, String>,
    /// Their ladders.
    pub ladders: HashMap<Id, Schedule>,
    /// Working days.
    pub calendar: Calendar,
    /// Obligations of which somebody may have to be told.
    pub obligations: Vec<Obligation>,
    /// More about each of them, by person and requirement.
    pub owed: HashMap<(Id, Id), Owed>,
    /// How obligations stand of which somebody was told, with their due dates; one that is not there does not concern the person.
    pub states: HashMap<(Id, Id), (Status, Option<NaiveDate>)>,
    /// What administrators wrote into mails.
    pub texts: Vec<Own>,
    /// The senders of branches.
    pub senders: Vec<Sender>,
    /// Whoever does not want the word that nothing is owed any more.
    pub silent: HashSet<Id>,
}

/// Which obligations are loaded.
pub enum Of<'a> {
    /// Those within the scope of which a step may come up to this day, as the projection has them.
    Until(&'a Scope, NaiveDate),
    /// Those within the scope as they will stand from one day to another, both included, if nobody does anything.
    Ahead(&'a Scope, NaiveDate, NaiveDate),
    /// Those of these people as the rules say at this very instant; the projection is asked as long as it surely says the same.
    People(&'a [Id]),
    /// The same of these people as far as it takes to see that what was told of them stands, and of these among them an office was told:
    /// nothing is worded of it, and what seems not to stand is looked at with all that there is.
    Standing(&'a [Id], &'a [Id]),
}

/// A step may be moved back by a long break, and a place's date be ahead of ours.
const MARGIN_DAYS: i64 = 62;

impl Material {
    /// Loads it.
    pub fn load(conn: &mut Conn, of: &Of<'_>, send_hour: u32, now: Instant) -> Result<Self, Error> {
        let mut material = Self {
            network: match of {
                Of::People(ids) => Network::around(conn, ids, now)?,
                Of::Standing(ids, of_offices) => Network::beside(conn, ids, of_offices, now)?,
                Of::Until(..) | Of::Ahead(..) => Network::load(conn, now)?,
            },
            calendar: calendar::load(conn, send_hour)?,
            silent: choices::without(conn, Optional::Released)?,
            ..Self::default()
        };
        material.load_requirements(conn)?;
        if !matches!(of, Of::Standing(..)) {
            material.load_words(conn)?;
        }
        let mut sources = match of {
            Of::Until(scope, day) => {
                let lead = material.ladders.values().map(Schedule::lead_days).max().unwrap_or(0);
                let horizon = *day + Duration::days(i64::from(lead) + MARGIN_DAYS);
                projected(conn, scope, horizon)?
            }
            Of::Ahead(scope, from, to) => {
                let ids = people_within(conn, scope)?;
                // A recipient's date may be a day ahead of or behind the date of whoever owes something.
                let (first, last) = (midnight(*from, -1), midnight(*to, 2));
                assessed(conn, Known::default(), scope, &ids, first, last)?
            }
            Of::People(ids) | Of::Standing(ids, _) => {
                let (mut sources, unsettled) = kept(conn, ids, now)?;
                sources.extend(assessed(conn, Known::in_part(), &Scope::everything(), &unsettled, now, now)?);
                sources
            }
        };
        sources.retain(|source| material.ladders.contains_key(&source.requirement_id));
        // A forecast only counts, and who looks whether something stands says of nobody since when.
        let late = match of {
            Of::Ahead(..) | Of::Standing(..) => HashMap::new(),
            Of::Until(..) | Of::People(_) => material.late(conn, &sources)?,
        };
        let everybody: BTreeSet<Id> = sources
            .iter()
            .flat_map(|source| [Some(source.person_id), source.supervisor_id])
            .flatten()
            .collect();
        material.network.meet(conn, everybody, now)?;
        for source in sources {
            let late_on = late.get(&(source.person_id, source.requirement_id)).copied();
            material.take(source, late_on);
        }
        Ok(material)
    }

    /// Requirements in force, for lists that only name them.
    pub fn titles(conn: &mut Conn) -> QueryResult<HashMap<Id, Requirement>> {
        let mut material = Self::default();
        material.load_requirements(conn)?;
        Ok(material.requirements)
    }

    /// Everybody who owes something here.
    pub fn person_ids(&self) -> Vec<Id> {
        let ids: BTreeSet<Id> = self.obligations.iter().map(|obligation| obligation.person_id).collect();
        ids.into_iter().collect()
    }

    /// Everybody who owes something here, with the dates by which they do, the earliest date first.
    pub fn dues(&self) -> BTreeSet<(NaiveDate, Id)> {
        let due = |obligation: &Obligation| {
            let dates = obligation.standings.iter().filter_map(|standing| standing.due_on);
            dates.min().map(|due_on| (due_on, obligation.person_id))
        };
        self.obligations.iter().filter_map(due).collect()
    }

    /// The obligation that a notice is about.
    pub fn obligation(&self, key: &Key) -> Option<&Obligation> {
        self.obligations.get(self.owed.get(&(key.person_id, key.requirement_id))?.index)
    }

    /// How what a notice told of has ended; none: still owed.
    pub fn ending(&self, key: &Key) -> Option<Ending> {
        Ending::of(self.states.get(&(key.person_id, key.requirement_id)).copied(), key.due_on)
    }

    /// Whether what a notice says is still true at this instant, or why not.
    pub fn stands(&self, key: &Key, now: Instant) -> Result<(), Reason> {
        let schedule = self.ladders.get(&key.requirement_id);
        match key.offset_days {
            Some(_) => still_owed(self.obligation(key), schedule, key, now),
            None if self
                .network
                .person(key.recipient_id)
                .is_some_and(|known| !known.recipient.reachable) =>
            {
                Err(Reason::NotTheirs)
            }
            None if self.silent.contains(&key.recipient_id) => Err(Reason::Unsubscribed),
            None => still_released(self.ending(key), schedule.map(|schedule| schedule.on(now.date_naive()))),
        }
    }

    /// The same of a notice as it is kept: what somebody asked for by hand needs no step of a ladder.
    pub fn stands_as_kept(&self, notice: &Notice, now: Instant) -> Result<(), Reason> {
        let key = notice.key();
        if notice.asked_by.is_none() {
            return self.stands(&key, now);
        }
        let owed = self.owed.get(&(key.person_id, key.requirement_id));
        still_asked(self.obligation(&key), owed.map(|owed| owed.status), &key, now)
    }

    /// Until when those in grace are in it, and since when the others are too late.
    fn late(&self, conn: &mut Conn, sources: &[Source]) -> QueryResult<HashMap<(Id, Id), NaiveDate>> {
        let is_late = |source: &&Source| matches!(source.status, Status::Grace | Status::Overdue | Status::Lapsed);
        let people: BTreeSet<Id> = sources.iter().filter(is_late).map(|source| source.person_id).collect();
        if people.is_empty() {
            return Ok(HashMap::new());
        }
        let excuses = excuses_of_all(conn, &people.into_iter().collect::<Vec<_>>())?;
        let dated = sources.iter().filter(is_late).filter_map(|source| {
            let due_on = source.standings.first()?.due_on?;
            let rule = &self.requirements.get(&source.requirement_id)?.rule;
            let (person_id, requirement_id) = (source.person_id, source.requirement_id);
            let late = excuses.late(rule, person_id, requirement_id, due_on, source.own_end_on);
            Some(((person_id, requirement_id), late.on(source.status)?))
        });
        Ok(dated.collect())
    }

    fn take(&mut self, source: Source, late_on: Option<NaiveDate>) {
        let (person_id, requirement_id, organisation_id) = (source.person_id, source.requirement_id, source.organisation_id);
        let Some(learner) = self.network.holder(person_id, source.start_on) else {
            return;
        };
        // Nobody notes since when somebody leads somebody: a membership that changed may have brought the leader.
        let changed_on = source.membership_updated_at.date_naive();
        let supervisor = source.supervisor_id.and_then(|id| self.network.holder(id, changed_on));
        let owed = Owed {
            organisation_id,
            status: source.status,
            late_on,
            refreshes: source.refreshes,
            turn: source.turn,
            index: self.obligations.len(),
        };
        let due_on = source.standings.first().and_then(|standing| standing.due_on);
        self.states.insert((person_id, requirement_id), (source.status, due_on));
        self.owed.insert((person_id, requirement_id), owed);
        self.obligations.push(Obligation {
            person_id,
            requirement_id,
            zone: source.zone,
            start_on: source.start_on,
            standings: source.standings,
            reminders_since_on: self.network.units.get(&organisation_id).and_then(|unit| unit.reminders_since_on),
            learner,
            supervisors: supervisor.into_iter().collect(),
            office: self.network.office(organisation_id),
        });
    }

    /// Loads what nobody needs but whoever writes a mail.
    fn load_words(&mut self, conn: &mut Conn) -> QueryResult<()> {
        self.texts = texts::list(conn)?.iter().map(texts::Text::own).collect();
        self.senders = sender::list(conn)?;
        let codes: BTreeSet<&String> = self.requirements.values().flat_map(Requirement::courses).collect();
        let codes: Vec<String> = codes.into_iter().cloned().collect();
        let found = courses_store::list_by_codes(conn, &codes)?.into_iter();
        self.courses = found
            .filter(|(_, version)| version.is_some())
            .map(|(course, _)| (course.code.clone(), course.href()))
            .collect();
        Ok(())
    }

    fn load_requirements(&mut self, conn: &mut Conn) -> QueryResult<()> {
        let defaults = Arc::new(ladder::of(obligations_store::ladder::list(conn)?));
        type Row = (Id, String, Json<Texts>, Json<Texts>, String, Json<Rule>);
        let rows: Vec<Row> = on!(conn, c => requirement_versions::table
            .inner_join(requirements::table)
            .filter(requirement_versions::state.eq("in_force"))
            .select((
                requirements::id,
                requirements::code,
                requirement_versions::title,
                requirement_versions::basis,
                requirement_versions::reminders,
                requirement_versions::rule,
            ))
            .load(c))?;
        for (id, code, title, basis, reminders, rule) in rows {
            match serde_json::from_str::<Reminders>(&reminders) {
                Ok(reminders) => {
                    self.ladders.insert(id, Schedule::of(reminders, &defaults));
                }
                Err(error) => tracing::error!(code, %error, "a ladder cannot be read: nobody is reminded of this requirement"),
            }
            self.requirements.insert(
                id,
                Requirement {
                    code,
                    title: title.0,
                    basis: basis.0,
                    rule: rule.0,
                },
            );
        }
        Ok(())
    }
}
