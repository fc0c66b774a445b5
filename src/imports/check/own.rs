//! Columns of own fields in files of people and organisations, `field:CODE`: what each row says of them, and what that comes to. A file is
//! the word of the day on which it is checked: a value differs from then on, and an empty cell ends the one that holds.

use super::{Line, Task, Verdict};
use crate::imports::plan::joined;
use crate::organisations::store::fact as organisation_facts;
use crate::organisations::store::field::{self, OwnField};
use crate::organisations::store::values::{Ended, FieldValue, Filling};
use crate::people::store::fact as person_facts;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::cell::Reader;
use crate::rules::import::header::own_columns;
use crate::rules::import::{self, Outcome, Reason, Refusal};
use crate::rules::own_field::{FilledBy, LONGEST, NoValue, Placed, Span, Subject, placed};
use chrono::NaiveDate;
use std::collections::HashMap;

/// The columns of own fields that a file has.
pub(super) struct Own {
    subject: Subject,
    /// Each with its field; none: there is no such field to fill in.
    columns: Vec<(String, Option<OwnField>)>,
}

impl Own {
    /// Of this file.
    pub(super) fn of(conn: &mut Conn, task: &Task<'_>, subject: Subject) -> Result<Self, Error> {
        let mut columns = Vec::new();
        let named: Vec<(String, String)> = own_columns(task.mapping).collect();
        if !named.is_empty() {
            let mut fields = field::standing(conn, subject)?;
            for (column, code) in named {
                let at = fields.iter().position(|field| field.code == code);
                columns.push((column, at.map(|at| fields.swap_remove(at))));
            }
        }
        Ok(Self { subject, columns })
    }

    /// Refuses lines that say something of a field that is not known, or something that is no value of it.
    pub(super) fn refuse<T>(&self, task: &Task<'_>, lines: &mut [Line<'_, T>]) {
        for line in lines {
            for (column, field) in &self.columns {
                let Some(text) = task.raw(line.row, column) else { continue };
                let wrong = match field {
                    None => Some(Refusal::new(column, Reason::Unknown).with("field", column)),
                    Some(field) => field.read(text).err().map(|why| refusal(column, field, text, why)),
                };
                if let Some(wrong) = wrong {
                    line.refuse(|| wrong);
                    break;
                }
            }
        }
    }

    /// Adds to the verdicts what the columns come to. `mine` says whose row speaks for the person or organisation that it is about.
    pub(super) fn settle(
        &self,
        conn: &mut Conn,
        task: &Task<'_>,
        rows: &mut [Verdict],
        mine: impl Fn(&Verdict) -> bool,
    ) -> Result<(), Error> {
        let fields: Vec<(&String, &OwnField)> = self
            .columns
            .iter()
            .filter_map(|(column, field)| Some((column, field.as_ref()?)))
            .collect();
        if fields.is_empty() {
            return Ok(());
        }
        let good = |row: &Verdict| row.line > 0 && row.refusal.is_none() && mine(row);
        let ids: Vec<Id> = rows.iter().filter(|row| good(row)).filter_map(|row| row.subject_id).collect();
        let codes: Vec<&str> = fields.iter().map(|(_, field)| field.code.as_str()).collect();
        let all = match self.subject {
            Subject::Person => person_facts::values_of(conn, &ids, &codes)?,
            Subject::Organisation => organisation_facts::values_of(conn, &ids, &codes)?,
        };
        let mut standing: HashMap<(Id, &str), Vec<&FieldValue>> = HashMap::new();
        for value in &all {
            standing.entry((value.subject_id, value.name.as_str())).or_default().push(value);
        }
        let today = task.now.date_naive();
        for row in rows.iter_mut().filter(|row| good(row)) {
            let Some(subject_id) = row.subject_id else { continue };
            let mut fillings = Vec::new();
            for (column, field) in &fields {
                let cell = Reader::new(&row.cells, task.table.header.len(), task.mapping).raw(column);
                // What is wrong with a cell has refused its row.
                let said = field.read(cell).ok();
                let there = standing
                    .get(&(subject_id, field.code.as_str()))
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                if let Some((filling, change)) = filling(task, subject_id, field, (column, said), there, today) {
                    fillings.push(filling);
                    row.changes.push(change);
                }
            }
            if fillings.is_empty() {
                continue;
            }
            if row.outcome == Outcome::Unchanged {
                row.outcome = Outcome::Changed;
            }
            row.plan = Some(joined(&fillings, row.plan.as_deref())?);
        }
        Ok(())
    }
}

/// What a cell comes to; none where nothing would change. What somebody wrote down here of a field that partners fill in is theirs to change.
fn filling(
    task: &Task<'_>,
    subject_id: Id,
    field: &OwnField,
    (column, said): (&str, Option<String>),
    there: &[&FieldValue],
    today: NaiveDate,
) -> Option<(Filling, import::Change)> {
    let present = there.iter().find(|value| value.holds(today));
    if present.map(|value| &value.value) == said.as_ref()
        || present.is_some_and(|value| value.recorded_by.is_some() && field.filled_by(FilledBy::Partner))
    {
        return None;
    }
    // A change without a value before or after it shows an empty one.
    let change = import::Change {
        column: column.to_owned(),
        before: present.map(|value| value.value.clone()).unwrap_or_default(),
        after: said.clone().unwrap_or_default(),
    };
    let filling = match (said, present) {
        (Some(value), _) => {
            let spans: Vec<Span> = there.iter().map(|value| value.span()).collect();
            // Without a last day it reaches into nothing.
            let placed: Placed = placed(&spans, Span { from: today, to: None }).ok()?;
            Filling::of(subject_id, &field.code, there, (task.chance.id(task.now), value, today), placed)
        }
        (None, Some(present)) => Filling {
            subject_id,
            name: field.code.clone(),
            new: None,
            ended: today
                .pred_opt()
                .filter(|_| present.from_on < today)
                .map(|after| Ended {
                    id: present.id,
                    before: present.to_on,
                    after,
                })
                .into_iter()
                .collect(),
            replaced: (present.from_on >= today).then_some(present.id).into_iter().collect(),
            seen: Filling::seen(there),
        },
        (None, None) => return None,
    };
    Some((filling, change))
}

/// Why a cell is no value of a field.
pub(super) fn refusal(column: &str, field: &OwnField, text: &str, why: NoValue) -> Refusal {
    match why {
        NoValue::TooLong => Refusal::new(column, Reason::TooLong)
            .with("most", LONGEST)
            .with("has", text.chars().count()),
        NoValue::NotDate => Refusal::new(column, Reason::NoDate),
        NoValue::NotNumber => Refusal::new(column, Reason::Invalid).with("number", "yes"),
        NoValue::NotYesNo | NoValue::NotListed => {
            let known: Vec<&str> = field.choices.0.iter().map(|one| one.code.as_str()).collect();
            Refusal::new(column, Reason::Unknown).with("known", known.join(", "))
        }
        NoValue::Empty | NoValue::BadCharacters => Refusal::new(column, Reason::Invalid),
    }
}
