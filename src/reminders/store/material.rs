//! Everything a plan is made of, loaded at once.

use super::network::Network;
use super::{PORTION, calendar};
use crate::on;
use crate::organisations::Scope;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use crate::rules::reminder::{Calendar, Claim, Key, Ladder, Obligation, Standing};
use crate::schema::{memberships, obligations, requirement_versions, requirements};
use crate::scoped;
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
}

/// What one obligation is beside its dates.
#[derive(Clone, Copy, Debug)]
pub struct Owed {
    /// The organisation because of which.
    pub organisation_id: Id,
    /// How it stands.
    pub status: Status,
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
    pub ladders: HashMap<Id, Ladder>,
    /// Working days.
    pub calendar: Calendar,
    /// Obligations of which somebody may have to be told.
    pub obligations: Vec<Obligation>,
    /// More about each of them, by person and requirement.
    pub owed: HashMap<(Id, Id), Owed>,
}

/// Which obligations are loaded.
pub enum Of<'a> {
    /// Those within the scope of which a step may come up to this day.
    Until(&'a Scope, NaiveDate),
    /// Those of these people.
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
    pub fn load(conn: &mut Conn, of: &Of<'_>, send_hour: u32, now: Instant) -> QueryResult<Self> {
        let mut material = Self {
            network: Network::load(conn, now)?,
            calendar: calendar::load(conn, send_hour)?,
            ..Self::default()
        };
        material.load_requirements(conn)?;
        let lead = material.ladders.values().map(Ladder::lead_days).max().unwrap_or(0);
        let mut rows = Vec::new();
        match of {
            Of::Until(scope, day) => {
                let horizon = *day + Duration::days(i64::from(lead) + MARGIN_DAYS);
                rows = Row::within(conn, scope, horizon)?;
            }
            Of::People(ids) => {
                for portion in ids.chunks(PORTION) {
                    rows.extend(Row::of(conn, portion)?);
                }
            }
        }
        rows.retain(|row| material.ladders.contains_key(&row.requirement_id));
        let everybody: BTreeSet<Id> = rows
            .iter()
            .flat_map(|row| [Some(row.person_id), row.supervisor_id])
            .flatten()
            .collect();
        material.network.meet(conn, everybody, now)?;
        for row in rows {
            material.take(row);
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

    /// The obligation that a notice is about.
    pub fn obligation(&self, key: &Key) -> Option<&Obligation> {
        self.obligations.get(self.owed.get(&(key.person_id, key.requirement_id))?.index)
    }

    fn take(&mut self, row: Row) {
        let Some(status) = Status::from_word(&row.status) else { return };
        let Some(learner) = self.network.holder(row.person_id, row.start_on) else {
            return;
        };
        // Nobody notes since when somebody leads somebody: a membership that changed may have brought the leader.
        let supervisor = row
            .supervisor_id
            .and_then(|id| self.network.holder(id, row.membership_updated_at.date_naive()));
        self.owed.insert(
            (row.person_id, row.requirement_id),
            Owed {
                organisation_id: row.organisation_id,
                status,
                index: self.obligations.len(),
            },
        );
        self.obligations.push(Obligation {
            person_id: row.person_id,
            requirement_id: row.requirement_id,
            zone: row.time_zone.parse().unwrap_or(chrono_tz::Europe::Berlin),
            start_on: row.start_on,
            standings: vec![Standing {
                from_on: NaiveDate::MIN,
                claim: Claim::of(status),
                due_on: row.due_on,
                due_known_on: row.due_known_on,
            }],
            reminders_since_on: self
                .network
                .units
                .get(&row.organisation_id)
                .and_then(|unit| unit.reminders_since_on),
            learner,
            supervisors: supervisor.into_iter().collect(),
            office: self.network.office(row.organisation_id),
        });
    }

    fn load_requirements(&mut self, conn: &mut Conn) -> QueryResult<()> {
        type Row = (Id, String, Json<Texts>, Json<Texts>, String);
        let rows: Vec<Row> = on!(conn, c => requirement_versions::table
            .inner_join(requirements::table)
            .filter(requirement_versions::state.eq("in_force"))
            .select((
                requirements::id,
                requirements::code,
                requirement_versions::title,
                requirement_versions::basis,
                requirement_versions::reminders,
            ))
            .load(c))?;
        for (id, code, title, basis, reminders) in rows {
            match serde_json::from_str::<Ladder>(&reminders) {
                Ok(ladder) => {
                    self.ladders.insert(id, ladder);
                }
                Err(error) => tracing::error!(code, %error, "a ladder cannot be read: nobody is reminded of this requirement"),
            }
            self.requirements.insert(
                id,
                Requirement {
                    code,
                    title: title.0,
                    basis: basis.0,
                },
            );
        }
        Ok(())
    }
}

/// An obligation as its projection has it, with what its membership says.
#[derive(Queryable)]
struct Row {
    person_id: Id,
    requirement_id: Id,
    organisation_id: Id,
    time_zone: String,
    start_on: NaiveDate,
    status: String,
    due_on: Option<NaiveDate>,
    due_known_on: NaiveDate,
    supervisor_id: Option<Id>,
    membership_updated_at: Instant,
}

macro_rules! row_columns {
    () => {
        (
            obligations::person_id,
            obligations::requirement_id,
            obligations::organisation_id,
            obligations::time_zone,
            obligations::start_on,
            obligations::status,
            obligations::due_on,
            obligations::due_known_on,
            memberships::supervisor_id,
            memberships::updated_at,
        )
    };
}

impl Row {
    fn within(conn: &mut Conn, scope: &Scope, horizon: NaiveDate) -> QueryResult<Vec<Self>> {
        let words = telling();
        on!(conn, c => scoped!(obligations::table.inner_join(memberships::table), obligations::organisation_path, scope)
            .filter(obligations::status.eq_any(words))
            .filter(obligations::due_on.le(horizon))
            .select(row_columns!())
            .load(c))
    }

    fn of(conn: &mut Conn, person_ids: &[Id]) -> QueryResult<Vec<Self>> {
        let words = telling();
        on!(conn, c => obligations::table
            .inner_join(memberships::table)
            .filter(obligations::person_id.eq_any(person_ids))
            .filter(obligations::status.eq_any(words))
            .select(row_columns!())
            .load(c))
    }
}
