//! Everything a plan is made of, loaded at once.

use super::PORTION;
use super::assessed::assess;
use super::choices::{self, Optional};
use super::network::Network;
use super::notices::Notice;
use super::senders::{self, Sender};
use super::texts;
use crate::obligations::{ladder, store as obligations_store};
use crate::on;
use crate::organisations::Scope;
use crate::organisations::store::calendar;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::{Path, Rule, Status};
use crate::rules::reminder::{
    Calendar, Claim, Ending, Key, Obligation, Reason, Reminders, Schedule, Standing, still_asked, still_owed, still_released,
};
use crate::rules::wording::Own;
use crate::schema::{memberships, obligations, requirement_versions, requirements};
use crate::scoped;
use chrono::{Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
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
    /// Courses that satisfy it at any time.
    pub initial: Vec<String>,
    /// Shorter ones, for whoever has satisfied it before.
    pub refresher: Vec<String>,
    /// Lists of them that take turns.
    pub rotation: Vec<Vec<String>>,
}

/// What one obligation is beside its dates.
#[derive(Clone, Copy, Debug)]
pub struct Owed {
    /// The organisation because of which.
    pub organisation_id: Id,
    /// How it stands.
    pub status: Status,
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
    /// Those of these people, asked of the rules at this very instant.
    People(&'a [Id]),
}

/// Statuses of which somebody may be told, as the database has them.
fn telling() -> Vec<&'static str> {
    let tells = |status: &Status| Claim::of(*status) != Claim::Nothing;
    Status::ALL.into_iter().filter(tells).map(Status::as_str).collect()
}

/// A step may be moved back by a long break, and a place's date be ahead of ours.
const MARGIN_DAYS: i64 = 62;

impl Material {
    /// Loads it.
    pub fn load(conn: &mut Conn, of: &Of<'_>, send_hour: u32, now: Instant) -> Result<Self, Error> {
        let mut material = Self {
            network: match of {
                Of::People(ids) => Network::around(conn, ids, now)?,
                Of::Until(..) | Of::Ahead(..) => Network::load(conn, now)?,
            },
            calendar: calendar::load(conn, send_hour)?,
            texts: texts::list(conn)?.iter().map(texts::Text::own).collect(),
            senders: senders::list(conn)?,
            silent: choices::without(conn, Optional::Released)?,
            ..Self::default()
        };
        material.load_requirements(conn)?;
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
                assessed(conn, scope, &ids, first, last)?
            }
            Of::People(ids) => assessed(conn, &Scope::everything(), ids, now, now)?,
        };
        sources.retain(|source| material.ladders.contains_key(&source.requirement_id));
        let everybody: BTreeSet<Id> = sources
            .iter()
            .flat_map(|source| [Some(source.person_id), source.supervisor_id])
            .flatten()
            .collect();
        material.network.meet(conn, everybody, now)?;
        for source in sources {
            material.take(source);
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

    fn take(&mut self, source: Source) {
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
                    initial: rule.0.initial,
                    refresher: rule.0.refresher,
                    rotation: rule.0.rotation,
                },
            );
        }
        Ok(())
    }
}

/// An obligation, from wherever it is known, with what its membership says.
struct Source {
    person_id: Id,
    requirement_id: Id,
    organisation_id: Id,
    zone: Tz,
    start_on: NaiveDate,
    status: Status,
    refreshes: bool,
    turn: Option<usize>,
    standings: Vec<Standing>,
    supervisor_id: Option<Id>,
    membership_updated_at: Instant,
}

/// Midnight in UTC so many days after a day.
fn midnight(day: NaiveDate, later: i64) -> Instant {
    let day = day.checked_add_signed(Duration::days(later)).unwrap_or(day);
    day.and_time(NaiveTime::MIN).and_utc().into()
}

/// Obligations as the projection has them.
fn projected(conn: &mut Conn, scope: &Scope, horizon: NaiveDate) -> QueryResult<Vec<Source>> {
    type Row = (
        Id,
        Id,
        Id,
        String,
        NaiveDate,
        String,
        Option<String>,
        Option<NaiveDate>,
        NaiveDate,
        Option<Id>,
        Instant,
        Option<i32>,
    );
    let words = telling();
    let rows: Vec<Row> = on!(conn, c => scoped!(obligations::table.inner_join(memberships::table), obligations::organisation_path, scope)
        .filter(obligations::status.eq_any(words))
        .filter(obligations::due_on.le(horizon))
        .select((
            obligations::person_id,
            obligations::requirement_id,
            obligations::organisation_id,
            obligations::time_zone,
            obligations::start_on,
            obligations::status,
            obligations::path,
            obligations::due_on,
            obligations::due_known_on,
            memberships::supervisor_id,
            memberships::updated_at,
            obligations::refresher_turn,
        ))
        .load(c))?;
    let source =
        |(person_id, requirement_id, organisation_id, zone, start_on, status, path, due_on, due_known_on, supervisor_id, at, turn): Row| {
            let status = Status::from_word(&status)?;
            Some(Source {
                person_id,
                requirement_id,
                organisation_id,
                zone: zone.parse().unwrap_or(chrono_tz::Europe::Berlin),
                start_on,
                status,
                refreshes: path.as_deref() == Some(Path::Refresher.as_str()),
                turn: turn.and_then(|turn| usize::try_from(turn).ok()),
                standings: vec![Standing {
                    from_on: NaiveDate::MIN,
                    claim: Claim::of(status),
                    due_on,
                    due_known_on,
                }],
                supervisor_id,
                membership_updated_at: at,
            })
        };
    Ok(rows.into_iter().filter_map(source).collect())
}

/// Everybody within the scope who owes something or will.
fn people_within(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<Id>> {
    let mut ids: Vec<Id> = on!(conn, c => scoped!(obligations::table, obligations::organisation_path, scope)
        .select(obligations::person_id)
        .load(c))?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Obligations as the rules say they stand from one instant to another.
fn assessed(conn: &mut Conn, scope: &Scope, ids: &[Id], from: Instant, until: Instant) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    for portion in ids.chunks(PORTION) {
        let found = assess(conn, scope, portion, from, until)?;
        let leads: Vec<(Id, Option<Id>, Instant)> = on!(conn, c => memberships::table
            .filter(memberships::person_id.eq_any(portion))
            .select((memberships::id, memberships::supervisor_id, memberships::updated_at))
            .load(c))?;
        let leads: HashMap<Id, (Option<Id>, Instant)> = leads.into_iter().map(|(id, lead, at)| (id, (lead, at))).collect();
        sources.extend(found.into_iter().filter_map(|one| {
            let (supervisor_id, membership_updated_at) = *leads.get(&one.membership_id)?;
            Some(Source {
                person_id: one.person_id,
                requirement_id: one.requirement_id,
                organisation_id: one.organisation_id,
                zone: one.zone,
                start_on: one.start_on,
                status: one.status,
                refreshes: one.refreshes,
                turn: one.turn,
                standings: one.standings,
                supervisor_id,
                membership_updated_at,
            })
        }));
    }
    Ok(sources)
}
