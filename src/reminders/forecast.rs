//! What will go out on days to come: for the page before switching on, for a file, and for the command line.

use super::pages::{ForecastDay, PassedCount};
use super::store::material::{Material, Of};
use super::store::notices;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::state::State;
use crate::platform::table::Table;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Addressee, Ahead, Fate, Key, Reason, ahead};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Longest time that is looked ahead.
pub const MOST_DAYS: i64 = 366;

/// A notice that would go out, with numbers that other systems know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Row {
    /// The recipient's local date.
    pub date: NaiveDate,
    /// The recipient's number; empty for accounts without one.
    pub recipient_external_id: String,
    /// The role under which they are told.
    pub role: String,
    /// Whose obligation.
    pub person_external_id: String,
    /// Code of the requirement.
    pub requirement: String,
    /// The due date.
    pub due: NaiveDate,
    /// Days relative to it.
    pub offset_days: i32,
}

/// A step whose day would come and that nobody would be told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PassedRow {
    /// The recipient's local date.
    pub date: NaiveDate,
    /// The recipient's number; empty for accounts without one.
    pub recipient_external_id: String,
    /// The role under which they would have been told.
    pub role: String,
    /// Whose obligation.
    pub person_external_id: String,
    /// Code of the requirement.
    pub requirement: String,
    /// The due date.
    pub due: NaiveDate,
    /// Days relative to it.
    pub offset_days: i32,
    /// `superseded` or `skipped`.
    pub fate: String,
    /// Why, as a stable word.
    pub reason: Option<String>,
}

/// A forecast with what its words are made of.
pub struct Outlook {
    material: Material,
    ahead: Ahead,
}

/// The days asked for, checked.
///
/// # Errors
///
/// `to` lies before `from`, or too far behind it.
pub fn range(from: NaiveDate, to: NaiveDate) -> Result<(NaiveDate, NaiveDate), Error> {
    let days = (to - from).num_days();
    if days < 0 {
        return Err(Error::field("to", "forecast-fault-order"));
    }
    if days >= MOST_DAYS {
        let message = Message::new("forecast-fault-long").with("most", MOST_DAYS);
        return Err(Error::Invalid(vec![FieldError::new("to", message)]));
    }
    Ok((from, to))
}

impl Outlook {
    /// Looks ahead for everybody within the scope.
    pub fn load(conn: &mut Conn, state: &State, scope: &Scope, from: NaiveDate, to: NaiveDate, now: Instant) -> Result<Self, Error> {
        let material = Material::load(conn, &Of::Ahead(scope, from, to), state.config.reminders.send_hour, now)?;
        let zone_of = |id: Id| material.network.person(id).map(|known| known.recipient.zone);
        let local = |id: Id, at: Instant| Some(at.utc().with_timezone(&zone_of(id)?).date_naive());
        let journal = notices::journal(conn, &material.person_ids(), now, local)?;
        let ahead = ahead(&material.obligations, &material.ladders, &journal, &material.calendar, from, to);
        Ok(Self { material, ahead })
    }

    /// A notice with numbers that other systems know; none where it is no step.
    fn row(&self, date: NaiveDate, key: &Key, role: Addressee) -> Option<Row> {
        let number = |id: Id| {
            let known = self.material.network.person(id);
            known.and_then(|known| known.external_id.clone()).unwrap_or_default()
        };
        let requirement = self.material.requirements.get(&key.requirement_id);
        Some(Row {
            date,
            recipient_external_id: number(key.recipient_id),
            role: role.to_string(),
            person_external_id: number(key.person_id),
            requirement: requirement.map(|one| one.code.clone()).unwrap_or_default(),
            due: key.due_on,
            offset_days: key.offset_days?,
        })
    }

    /// Notice by notice, in order of date, recipient, person and requirement.
    pub fn rows(&self) -> Vec<Row> {
        let told = self.ahead.told.iter();
        let mut rows: Vec<Row> = told.filter_map(|notice| self.row(notice.on, &notice.key, notice.role)).collect();
        rows.sort_by(|a, b| {
            let key = |row: &Row| {
                (
                    row.date,
                    row.recipient_external_id.clone(),
                    row.person_external_id.clone(),
                    row.requirement.clone(),
                    row.offset_days,
                )
            };
            key(a).cmp(&key(b))
        });
        rows
    }

    /// What would be passed over, step by step, in order of date.
    pub fn passed_over(&self) -> Vec<PassedRow> {
        let passed = self.ahead.passed_over.iter();
        let row = |(row, fate, reason): (Row, Fate, Option<String>)| PassedRow {
            date: row.date,
            recipient_external_id: row.recipient_external_id,
            role: row.role,
            person_external_id: row.person_external_id,
            requirement: row.requirement,
            due: row.due,
            offset_days: row.offset_days,
            fate: fate.to_string(),
            reason,
        };
        passed
            .filter_map(|notice| {
                let found = self.row(notice.on, &notice.key, notice.role)?;
                Some((found, notice.fate, notice.reason.map(notices::word)))
            })
            .map(row)
            .collect()
    }

    /// How many would be passed over, by fate and reason.
    pub fn passed_counts(&self) -> Vec<PassedCount> {
        let mut counts = BTreeMap::new();
        for notice in &self.ahead.passed_over {
            *counts.entry((notice.fate, notice.reason)).or_insert(0) += 1;
        }
        let count = |((fate, reason), count): ((Fate, Option<Reason>), usize)| PassedCount {
            fate: fate.to_string(),
            reason: reason.map(notices::word),
            count,
        };
        counts.into_iter().map(count).collect()
    }

    /// Day by day.
    pub fn days(&self) -> Vec<ForecastDay> {
        let mut days: BTreeMap<NaiveDate, (BTreeSet<Id>, usize, usize)> = BTreeMap::new();
        for notice in &self.ahead.told {
            let (recipients, notices, learners) = days.entry(notice.on).or_default();
            recipients.insert(notice.key.recipient_id);
            *notices += 1;
            *learners += usize::from(notice.role == Addressee::Learner);
        }
        let most = days.values().map(|(_, notices, _)| *notices).max().unwrap_or(0);
        days.into_iter()
            .map(|(on, (recipients, notices, learners))| ForecastDay {
                on,
                mails: recipients.len(),
                notices,
                learners,
                most,
            })
            .collect()
    }
}

/// The forecast as a table to take along.
pub fn table(name: String, rows: &[Row]) -> Table {
    let head = [
        "date",
        "recipient_external_id",
        "role",
        "person_external_id",
        "requirement",
        "due",
        "offset_days",
    ];
    let row = |row: &Row| {
        vec![
            row.date.into(),
            row.recipient_external_id.clone().into(),
            row.role.clone().into(),
            row.person_external_id.clone().into(),
            row.requirement.clone().into(),
            row.due.into(),
            i64::from(row.offset_days).into(),
        ]
    };
    Table {
        name,
        head: head.map(ToOwned::to_owned).to_vec(),
        rows: rows.iter().map(row).collect(),
        marked: false,
    }
}

/// What would be passed over as a table to take along.
pub fn passed_table(name: String, rows: &[PassedRow]) -> Table {
    let head = [
        "date",
        "recipient_external_id",
        "role",
        "person_external_id",
        "requirement",
        "due",
        "offset_days",
        "fate",
        "reason",
    ];
    let row = |row: &PassedRow| {
        vec![
            row.date.into(),
            row.recipient_external_id.clone().into(),
            row.role.clone().into(),
            row.person_external_id.clone().into(),
            row.requirement.clone().into(),
            row.due.into(),
            i64::from(row.offset_days).into(),
            row.fate.clone().into(),
            row.reason.clone().into(),
        ]
    };
    Table {
        name,
        head: head.map(ToOwned::to_owned).to_vec(),
        rows: rows.iter().map(row).collect(),
        marked: false,
    }
}
