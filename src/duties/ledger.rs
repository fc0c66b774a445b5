//! Reading the ledger: each duty with what happened to it and how it stands.

use super::declared::{self, Declared};
use super::store::{self, Duty, EventRow, Partner};
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::duty::{Owed, Side, Standing, Status, assess, foreseen};
use crate::rules::id::Id;
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// A duty and how it stands.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The duty.
    pub duty: Duty,
    /// What kind it is.
    pub declared: Declared,
    /// The partner: to whom the manufacturer owes it, or who owes it.
    pub partner: Partner,
    /// Number of the organisation to which it is owed.
    pub creditor_number: String,
    /// What happened to it, in the order of recording.
    pub events: Vec<EventRow>,
    /// How it stands.
    pub standing: Standing,
}

impl Entry {
    /// What it is about, in a language.
    pub fn title(&self, locale: &str) -> &str {
        in_locale(&self.duty.subject_title.0, locale)
    }

    /// The duty as far as a sanction asks for it.
    pub fn owed(&self) -> Owed<'_> {
        let standing = &self.standing;
        Owed {
            kind: self.declared.kind.key,
            status: standing.status,
            awaited_since_on: match standing.reason {
                crate::rules::duty::Reason::Awaited { since_on, .. } | crate::rules::duty::Reason::Missed { since_on, .. } => {
                    Some(since_on)
                }
                _ => None,
            },
            breached_on: standing.breached_on,
            asked_for: self.declared.asked_for,
        }
    }

    fn rank(&self) -> (Status, Option<NaiveDate>) {
        (self.standing.status, self.standing.due_on)
    }
}

/// How many duties are in breach or near.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// In breach.
    pub breached: usize,
    /// Near their date.
    pub due_soon: usize,
    /// Whose clock runs.
    pub open: usize,
    /// Kept, also late.
    pub kept: usize,
    /// The date that comes next, of those near or open.
    pub next_due_on: Option<NaiveDate>,
}

impl Count {
    /// Counts one more.
    pub fn add(&mut self, standing: &Standing) {
        match standing.status {
            Status::Breached => self.breached += 1,
            Status::DueSoon => self.due_soon += 1,
            Status::Open => self.open += 1,
            Status::Cured | Status::Kept => self.kept += 1,
            Status::FallenAway => return,
        }
        if matches!(standing.status, Status::DueSoon | Status::Open) {
            self.next_due_on = self.next_due_on.into_iter().chain(standing.due_on).min();
        }
    }
}

fn read(duty: Duty, partner: Partner, creditor: Option<&String>, events: Vec<EventRow>, today: NaiveDate) -> Option<Entry> {
    let declared = declared::find(&duty.kind)?;
    let notice_days = declared.kind.notice_days;
    let standing = assess(notice_days, &store::counting(&events), today);
    let standing = match duty.breaks_on {
        Some(day) => foreseen(standing, notice_days, day, today),
        None => standing,
    };
    Some(Entry {
        duty,
        declared,
        creditor_number: creditor.unwrap_or(&partner.external_id).clone(),
        partner,
        events,
        standing,
    })
}

/// Every duty of the manufacturer to partners within the scope, the most pressing first.
pub fn entries(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<Vec<Entry>, Error> {
    entries_of(conn, scope, Side::Manufacturer, today)
}

/// Every duty of one side, where the partner lies within the scope, the most pressing first.
pub fn entries_of(conn: &mut Conn, scope: &Scope, debtor: Side, today: NaiveDate) -> Result<Vec<Entry>, Error> {
    let mut events = store::events_within(conn, scope, debtor)?;
    let duties = store::list(conn, scope, debtor)?;
    let creditors = creditors(conn, duties.iter().map(|(duty, _)| duty))?;
    let mut entries: Vec<Entry> = duties
        .into_iter()
        .filter_map(|(duty, partner)| {
            let events = events.remove(&duty.id).unwrap_or_default();
            let creditor = creditors.get(&duty.creditor_id);
            read(duty, partner, creditor, events, today)
        })
        .collect();
    entries.sort_by_key(Entry::rank);
    Ok(entries)
}

/// One duty of either side, where the partner lies within the scope.
pub fn entry(conn: &mut Conn, scope: &Scope, id: Id, today: NaiveDate) -> Result<Option<Entry>, Error> {
    let Some((duty, partner)) = store::find(conn, scope, id)? else {
        return Ok(None);
    };
    let events = store::events_of(conn, id)?;
    let creditors = creditors(conn, std::iter::once(&duty))?;
    let creditor = creditors.get(&duty.creditor_id);
    Ok(read(duty, partner, creditor, events, today))
}

/// The numbers of those to whom partners owe something; what is owed to a partner names it already.
fn creditors<'d>(conn: &mut Conn, duties: impl Iterator<Item = &'d Duty>) -> Result<HashMap<Id, String>, Error> {
    let owing = declared::owed_by(Side::Partner);
    let ids: BTreeSet<Id> = duties
        .filter(|duty| owing.contains(&duty.kind.as_str()))
        .map(|duty| duty.creditor_id)
        .collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(store::numbers(conn, &ids.into_iter().collect::<Vec<_>>())?)
}
