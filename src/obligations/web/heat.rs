//! The heat map put together: people as rows, requirements as columns, and what is left of both once filters have their way.

use super::known::rank;
use super::overview::Branch;
use super::rule_words::months;
use crate::obligations::pages::{Cell, Column, Group, OverviewRow, ground};
use crate::obligations::store::overview::CellRow;
use crate::obligations::told;
use crate::rules::id::Id;
use crate::rules::obligation::{Rule, Status};
use crate::rules::requirement::in_locale;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// Filters of the address.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// People with this status somewhere.
    pub status: Option<&'a str>,
    /// This requirement only.
    pub requirement: Option<&'a str>,
    /// People with this in their name.
    pub search: Option<&'a str>,
    /// People who have something to do.
    pub todo: bool,
}

/// A requirement as a column.
#[derive(Debug)]
pub struct HeatColumn<'a> {
    id: Id,
    /// Its code.
    pub code: &'a str,
    /// Its short title in the reader's language.
    pub title: String,
    rule: &'a Rule,
}

impl HeatColumn<'_> {
    /// As the page has it.
    pub fn shown(&self) -> Column {
        Column {
            title: self.title.clone(),
            kind: self.rule.recurrence.kind().to_owned(),
            months: months(self.rule.recurrence),
        }
    }
}

/// One person's obligation.
#[derive(Debug)]
pub struct HeatCell<'a> {
    /// Status word.
    pub status: &'a str,
    /// The date behind the word.
    pub on: Option<NaiveDate>,
    /// The due date.
    pub due_on: Option<NaiveDate>,
    /// Of a past day the status by all that is known now, where it is another one.
    pub since: Option<&'static str>,
}

/// One person.
#[derive(Debug)]
pub struct HeatRow<'a> {
    /// Who.
    pub person_id: Id,
    /// Family name first.
    pub name: String,
    /// Job roles in the reader's language.
    pub roles: String,
    /// Where.
    pub organisation: String,
    /// By column; none where nothing is asked.
    pub cells: Vec<Option<HeatCell<'a>>>,
}

impl HeatRow<'_> {
    fn has(&self, wanted: impl Fn(&str) -> bool) -> bool {
        self.cells.iter().flatten().any(|cell| wanted(cell.status))
    }

    /// Whether nothing is to be done.
    pub fn idle(&self) -> bool {
        !self.has(|status| matches!(status, "overdue" | "lapsed" | "grace" | "due"))
    }

    /// Whether phones may leave the person out: nothing is to be done, and nothing became known later.
    pub fn rests(&self) -> bool {
        self.idle() && self.cells.iter().flatten().all(|cell| cell.since.is_none())
    }

    /// Whether something is missed.
    pub fn behind(&self) -> bool {
        self.has(|status| matches!(status, "overdue" | "lapsed"))
    }
}

/// The heat map.
#[derive(Debug)]
pub struct Heat<'a> {
    /// Requirements that concern anybody, by code.
    pub columns: Vec<HeatColumn<'a>>,
    /// People in the order of the tree, then of names.
    pub rows: Vec<HeatRow<'a>>,
}

impl<'a> Heat<'a> {
    /// The heat map of a branch as the filters leave it.
    pub fn of(branch: &'a Branch, locale: &str, wanted: &Wanted<'_>) -> Self {
        let concerns = |id: Id| branch.cells.iter().any(|cell| cell.requirement_id == id);
        let columns: Vec<HeatColumn<'a>> = branch
            .requirements
            .iter()
            .filter(|(requirement, _)| wanted.requirement.is_none_or(|code| code == requirement.code) && concerns(requirement.id))
            .map(|(requirement, version)| HeatColumn {
                id: requirement.id,
                code: &requirement.code,
                title: told::short_title(in_locale(&version.title.0, locale)).to_owned(),
                rule: &version.rule.0,
            })
            .collect();
        let places: HashMap<Id, usize> = columns.iter().enumerate().map(|(place, column)| (column.id, place)).collect();
        let mut rows: Vec<HeatRow<'a>> = Vec::new();
        let mut known: HashMap<Id, usize> = HashMap::new();
        for row in &branch.cells {
            let Some(place) = places.get(&row.requirement_id) else { continue };
            let at = *known.entry(row.person_id).or_insert_with(|| {
                rows.push(person(branch, row, columns.len(), locale));
                rows.len() - 1
            });
            if let (Some(target), Some(column)) = (rows.get_mut(at), columns.get(*place)) {
                target.cells[*place] = Some(cell(branch, row, column.rule));
            }
        }
        let search = wanted.search.map(str::to_lowercase);
        rows.retain(|row| {
            search.as_deref().is_none_or(|text| searched(branch, row.person_id).contains(text))
                && wanted.status.is_none_or(|wanted| row.has(|status| status == wanted))
                && !(wanted.todo && row.idle())
        });
        Self { columns, rows }
    }

    /// How often each status occurs.
    pub fn counts(&self) -> BTreeMap<&str, usize> {
        let mut counts = BTreeMap::new();
        for cell in self.rows.iter().flat_map(|row| row.cells.iter().flatten()) {
            *counts.entry(cell.status).or_default() += 1;
        }
        counts
    }

    /// The last day of what is in grace or due.
    pub fn last_deadline(&self) -> Option<NaiveDate> {
        let cells = self.rows.iter().flat_map(|row| row.cells.iter().flatten());
        cells
            .filter(|cell| matches!(cell.status, "grace" | "due"))
            .filter_map(|cell| cell.on)
            .max()
    }

    /// Rows as the page has them; `href` answers the address of a cell's panel and `record` that of a person's record, `chosen` is the cell that
    /// has the panel.
    pub fn groups(&self, href: impl Fn(Id, &str) -> String, record: impl Fn(Id) -> String, chosen: Option<(Id, &str)>) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for row in &self.rows {
            let shown = self.row(row, &href, record(row.person_id), chosen);
            match groups
                .last_mut()
                .filter(|group| group.label.as_deref() == Some(row.organisation.as_str()))
            {
                Some(group) => {
                    group.count += 1;
                    group.rows.push(shown);
                }
                None => groups.push(Group {
                    label: Some(row.organisation.clone()),
                    count: 1,
                    rows: vec![shown],
                }),
            }
        }
        if let [only] = groups.as_mut_slice() {
            only.label = None;
        }
        groups
    }

    fn row(&self, row: &HeatRow<'_>, href: &impl Fn(Id, &str) -> String, record: String, chosen: Option<(Id, &str)>) -> OverviewRow {
        let cell = |(cell, column): (&Option<HeatCell<'_>>, &HeatColumn<'_>)| {
            let status = cell.as_ref().map(|cell| cell.status);
            // Of what is done for good, paused or waived the word says enough.
            let dated = status.is_some_and(|status| !matches!(status, "satisfied" | "paused" | "waived"));
            Cell {
                head: column.title.clone(),
                on: cell.as_ref().and_then(|cell| cell.on).filter(|_| dated),
                ground: ground(status),
                status: status.map(ToOwned::to_owned),
                since: cell.as_ref().and_then(|cell| cell.since),
                href: href(row.person_id, column.code),
                chosen: chosen == Some((row.person_id, column.code)),
            }
        };
        let cells: Vec<Cell> = row.cells.iter().zip(&self.columns).map(cell).collect();
        OverviewRow {
            id: row.person_id,
            name: row.name.clone(),
            roles: row.roles.clone(),
            href: record,
            calm: cells.iter().filter(|cell| cell.ground == "rest").count(),
            idle: row.rests(),
            chosen: cells.iter().any(|cell| cell.chosen),
            cells,
        }
    }
}

fn searched(branch: &Branch, person_id: Id) -> &str {
    let row = branch.cells.iter().find(|row| row.person_id == person_id);
    row.map_or("", |row| row.search_name.as_str())
}

fn person<'a>(branch: &Branch, row: &CellRow, columns: usize, locale: &str) -> HeatRow<'a> {
    let roles = branch.roles.get(&row.membership_id).map(Vec::as_slice).unwrap_or_default();
    HeatRow {
        person_id: row.person_id,
        name: format!("{}, {}", row.family_name, row.given_name),
        roles: roles.iter().map(|names| in_locale(names, locale)).collect::<Vec<_>>().join(", "),
        organisation: branch.organisations.get(&row.organisation_id).cloned().unwrap_or_default(),
        cells: (0..columns).map(|_| None).collect(),
    }
}

fn cell<'a>(branch: &Branch, row: &'a CellRow, rule: &Rule) -> HeatCell<'a> {
    let status: &str = if rank(&row.status) < rank("") {
        row.status.as_str()
    } else {
        "open"
    };
    if let Some(then) = branch.thens.get(&(row.person_id, row.requirement_id)) {
        return HeatCell {
            status,
            on: then.on,
            due_on: row.due_on,
            since: then.since.map(Status::as_str),
        };
    }
    let late = row
        .due_on
        .filter(|_| matches!(row.status.as_str(), "grace" | "overdue" | "lapsed"))
        .map(|due| branch.excuses.late(rule, row.person_id, row.requirement_id, due, row.own_end_on));
    let on = match row.status.as_str() {
        "grace" | "overdue" | "lapsed" => late.zip(Status::from_word(&row.status)).and_then(|(late, status)| late.on(status)),
        "satisfied" => row.satisfied_on,
        "open" | "valid" | "due" => row.due_on,
        _ => None,
    };
    HeatCell {
        status,
        on,
        due_on: row.due_on,
        since: None,
    }
}
