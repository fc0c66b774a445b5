//! What the rows of an organisations file come to.

use super::own::Own;
use super::{Decision, Line, Task, Verdicts, refuse_dangling, refuse_twice, verdicts};
use crate::organisations::bulk::{Change, Entry, Known, known};
use crate::organisations::catalogue;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::organisation::{self, Row, changes, on_a_circle};
use crate::rules::import::{self, Outcome, Reason, Refusal};
use crate::rules::own_field::Subject;
use std::collections::{HashMap, HashSet};

/// The number under which an installation without an import plants its top; a file's manufacturer takes its place.
const PLANTED: &str = "manufacturer";

/// Compares a file with what is known.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let services: Vec<String> = catalogue::services(conn)?.into_iter().map(|one| one.code).collect();
    let all = known(conn)?;
    let mut lines = task.parse("external_id", |cells| organisation::row(cells, &services));
    refuse_twice(&mut lines, "external_id", |line| line.external_id.map(str::to_owned));
    refuse_twice(&mut lines, "kind", |line| {
        line.said.as_ref().ok().filter(|row| is_top(row)).map(|_| String::new())
    });
    let own = Own::of(conn, task, Subject::Organisation)?;
    own.refuse(task, &mut lines);
    let book = Book::of(&all, &lines);
    let scope = task.options.scope();
    for line in &mut lines {
        let Ok(row) = &line.said else { continue };
        let mine = book.find(row);
        let refusal = if mine.is_some_and(|known| !scope.covers(&known.path)) {
            Some(Refusal::new("external_id", Reason::Taken))
        } else if is_top(row) && book.top.is_some() && mine.is_none_or(|known| known.entry.parent_id.is_some()) {
            let there = book.top.map(|top| top.entry.external_id.clone()).unwrap_or_default();
            Some(Refusal::new("kind", Reason::Taken).with("there", there))
        } else if !is_top(row) && mine.is_some_and(|known| known.entry.parent_id.is_none()) {
            Some(Refusal::new("parent_external_id", Reason::Invalid))
        } else {
            None
        };
        if let Some(refusal) = refusal {
            line.refuse(|| refusal);
        }
    }
    refuse_misplaced(&mut lines, &book, |path| scope.covers(path));
    let decisions = decisions(&lines, &book, task)?;
    let mut rows = verdicts(lines, decisions);
    own.settle(conn, task, &mut rows, |_| true)?;
    Ok(Verdicts { rows, leavers: 0 })
}

fn is_top(row: &Row) -> bool {
    row.facts.parent_external_id.is_none()
}

/// What is known, by the numbers that the file uses.
struct Book<'a> {
    by_id: HashMap<&'a str, &'a Known>,
    top: Option<&'a Known>,
    /// The number that the file's manufacturer brings for a top that was planted.
    adopted: Option<String>,
}

impl<'a> Book<'a> {
    fn of(all: &'a [Known], lines: &[Line<'_, Row>]) -> Self {
        let by_id: HashMap<&str, &Known> = all.iter().map(|known| (known.entry.external_id.as_str(), known)).collect();
        let top = all.iter().find(|known| known.entry.parent_id.is_none());
        let planted = top.is_some_and(|top| top.entry.external_id == PLANTED);
        let newcomer = lines.iter().filter_map(|line| line.said.as_ref().ok()).find(|row| is_top(row));
        let adopted = newcomer.filter(|row| planted && !by_id.contains_key(row.external_id.as_str()));
        Self {
            by_id,
            top,
            adopted: adopted.map(|row| row.external_id.clone()),
        }
    }

    fn named(&self, external_id: &str) -> Option<&'a Known> {
        let adopted = self.adopted.as_deref() == Some(external_id);
        if adopted { self.top } else { self.by_id.get(external_id).copied() }
    }

    fn find(&self, row: &Row) -> Option<&'a Known> {
        self.named(&row.external_id)
    }
}

/// Refuses rows whose parent is nowhere, and rows that would administer themselves around a circle.
fn refuse_misplaced(lines: &mut [Line<'_, Row>], book: &Book<'_>, within: impl Fn(&str) -> bool) {
    loop {
        refuse_dangling(
            lines,
            "parent_external_id",
            |row| row.facts.parent_external_id.clone(),
            |name| book.named(name).is_some_and(|known| within(&known.path)),
        );
        let mut parents: HashMap<&str, &str> = HashMap::new();
        for known in book.by_id.values() {
            if let Some(parent) = &known.entry.facts.parent_external_id {
                parents.insert(&known.entry.external_id, parent);
            }
        }
        for row in lines.iter().filter_map(|line| line.said.as_ref().ok()) {
            if let Some(parent) = &row.facts.parent_external_id {
                parents.insert(&row.external_id, parent);
            }
        }
        let circles: HashSet<String> = on_a_circle(&parents).into_iter().map(str::to_owned).collect();
        let mut settled = true;
        for line in lines.iter_mut() {
            if line.said.as_ref().is_ok_and(|row| circles.contains(&row.external_id)) {
                line.refuse(|| Refusal::new("parent_external_id", Reason::Circle));
                settled = false;
            }
        }
        if settled {
            return;
        }
    }
}

fn decisions(lines: &[Line<'_, Row>], book: &Book<'_>, task: &Task<'_>) -> Result<HashMap<u32, Decision>, Error> {
    let good = || lines.iter().filter_map(|line| Some((line.row.line, line.said.as_ref().ok()?)));
    let new = |row: &Row| book.find(row).map_or_else(|| task.chance.id(task.now), |known| known.entry.id);
    let ids: HashMap<&str, Id> = good().map(|(_, row)| (row.external_id.as_str(), new(row))).collect();
    let id_of = |name: &str| ids.get(name).copied().or_else(|| book.named(name).map(|known| known.entry.id));
    let mut decisions = HashMap::with_capacity(lines.len());
    for (line, row) in good() {
        let known = book.find(row);
        let facts = row.over(known.map(|known| &known.entry.facts));
        let location_id = known.and_then(|known| known.entry.location_id);
        let after = Entry {
            id: id_of(&row.external_id).ok_or_else(|| Error::internal("a row without its identifier"))?,
            external_id: row.external_id.clone(),
            parent_id: row.facts.parent_external_id.as_deref().and_then(id_of),
            location_id: Some(location_id.unwrap_or_else(|| task.chance.id(task.now))),
            facts,
        };
        decisions.insert(line, decision(known, after)?);
    }
    Ok(decisions)
}

fn decision(known: Option<&Known>, after: Entry) -> Result<Decision, Error> {
    let id = after.id;
    let Some(known) = known else {
        return Decision::of(Outcome::New, id, &after, Vec::new());
    };
    let mut different = changes(&known.entry.facts, &after.facts);
    if known.entry.external_id != after.external_id {
        different.push(import::Change {
            column: "external_id".to_owned(),
            before: known.entry.external_id.clone(),
            after: after.external_id.clone(),
        });
    }
    if different.is_empty() {
        return Ok(Decision::unchanged(id));
    }
    let plan = Change {
        before: known.entry.clone(),
        after,
        revision: known.revision,
    };
    Decision::of(Outcome::Changed, id, &plan, different)
}
