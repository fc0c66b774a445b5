//! What the rows of a people file come to.

use super::own::Own;
use super::{Decision, Line, Task, Verdict, Verdicts, refuse_dangling, refuse_twice, verdicts};
use crate::imports::store;
use crate::organisations::{Scope, catalogue};
use crate::people::bulk::{self, Change, Entry, Known};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::email_address::EmailAddress;
use crate::rules::id::Id;
use crate::rules::import::person::{self, Facts, Row, begins_anew, changes, forbidden_role, last_day_before};
use crate::rules::import::{self, Outcome, Reason, Refusal};
use crate::rules::own_field::Subject;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Compares a file with what is known.
pub(in crate::imports) fn decide(conn: &mut Conn, task: &Task<'_>) -> Result<Verdicts, Error> {
    let job_roles: Vec<String> = catalogue::job_roles(conn)?.into_iter().map(|one| one.code).collect();
    let mut lines = task.parse("external_id", |cells| person::row(cells, &job_roles));
    refuse_twice(&mut lines, "external_id", |line| line.external_id.map(str::to_owned));
    refuse_twice(&mut lines, "email", |line| {
        let address: EmailAddress = task.raw(line.row, "email")?.parse().ok()?;
        Some(address.key())
    });
    let own = Own::of(conn, task, Subject::Person)?;
    own.refuse(task, &mut lines);
    let book = Book::of(conn, task, &lines)?;
    for line in &mut lines {
        let Ok(row) = &line.said else { continue };
        if let Some(refusal) = book.refusal(row, task) {
            line.refuse(|| refusal);
        }
    }
    refuse_dangling(
        &mut lines,
        "supervisor_external_id",
        |row| row.facts.supervisor_external_id.clone(),
        |name| book.supervisors.contains_key(name),
    );
    let decisions = decisions(&lines, &book, task)?;
    let today = task.now.date_naive();
    let left = |line: &&Line<'_, Row>| line.said.as_ref().is_ok_and(|row| row.facts.end_on.is_some_and(|end| end < today));
    let leavers = lines.iter().filter(left).count();
    let absent = absent(conn, task, &lines, &book)?;
    let mut rows = verdicts(lines, decisions);
    // A row about a double changes nothing of the person into whom it was merged.
    let merged = |id: &str| book.people.get(id).is_some_and(|known| known.merged);
    own.settle(conn, task, &mut rows, |row| !row.external_id.as_deref().is_some_and(merged))?;
    rows.extend(absent);
    Ok(Verdicts { rows, leavers })
}

/// What is known of the people and organisations that the file names.
struct Book {
    people: HashMap<String, Known>,
    /// Organisations within the scope: identifier and path.
    places: HashMap<String, (Id, String)>,
    holders: HashMap<String, (Id, Option<String>)>,
    supervisors: HashMap<String, Id>,
    scope: Scope,
    /// Addresses as compared that the file's rows bring, by external id.
    brought: HashMap<String, Option<String>>,
}

impl Book {
    fn of(conn: &mut Conn, task: &Task<'_>, lines: &[Line<'_, Row>]) -> Result<Self, Error> {
        let good = || lines.iter().filter_map(|line| line.said.as_ref().ok());
        let ids: Vec<&str> = good().map(|row| row.external_id.as_str()).collect();
        let keys: Vec<String> = good().filter_map(|row| row.facts.email.as_ref()).map(EmailAddress::key).collect();
        let leads: BTreeSet<&str> = good().filter_map(|row| row.facts.supervisor_external_id.as_deref()).collect();
        let leads: Vec<&str> = leads.into_iter().collect();
        let scope = task.options.scope();
        let mut places: HashMap<String, (Id, String)> = crate::organisations::store::list(conn, &scope)?
            .into_iter()
            .map(|one| (one.external_id, (one.id, one.path)))
            .collect();
        for (external_id, id) in store::staged_subjects(conn, &task.options.after)? {
            places.entry(external_id).or_insert((id, String::new()));
        }
        Ok(Self {
            people: bulk::known(conn, &ids)?,
            holders: bulk::holders(conn, &keys)?,
            supervisors: bulk::find(conn, &scope, &leads)?,
            places,
            scope,
            brought: good()
                .map(|row| (row.external_id.clone(), row.facts.email.as_ref().map(EmailAddress::key)))
                .collect(),
        })
    }

    /// What the person is known as, and what they would be.
    fn states<'b>(&'b self, row: &Row) -> (Option<&'b Known>, Option<&'b Entry>, Facts) {
        let known = self.people.get(&row.external_id);
        let entry = known.and_then(|known| known.entry.as_ref());
        let after = row.over(entry.map(|entry| &entry.facts), known.is_some_and(|known| known.partner_edited));
        (known, entry, after)
    }

    fn refusal(&self, row: &Row, task: &Task<'_>) -> Option<Refusal> {
        let Some((place, path)) = self.places.get(&row.facts.organisation_external_id) else {
            return Some(Refusal::new("organisation_external_id", Reason::Unknown));
        };
        let (known, entry, after) = self.states(row);
        if known.is_some_and(|known| !known.paths.is_empty() && !known.paths.iter().any(|path| self.scope.covers(path))) {
            return Some(Refusal::new("external_id", Reason::Taken));
        }
        if let Some(key) = after.email.as_ref().map(EmailAddress::key)
            && let Some((holder, holder_id)) = self.holders.get(&key)
            && known.is_none_or(|known| known.person_id != *holder)
        {
            // Whoever has the address now may give it up in the same file.
            let given_up = holder_id
                .as_ref()
                .and_then(|id| self.brought.get(id))
                .is_some_and(|brought| *brought != Some(key));
            if !given_up {
                return Some(Refusal::new("email", Reason::Taken));
            }
        }
        let held: &[_] = entry
            .filter(|entry| entry.organisation_id == *place)
            .map_or(&[], |entry| &entry.facts.account_roles);
        let forbidden = forbidden_role(&after.account_roles, held, &task.options.grantable(path))?;
        Some(Refusal::new("account_roles", Reason::Forbidden).with("role", forbidden))
    }
}

fn decisions(lines: &[Line<'_, Row>], book: &Book, task: &Task<'_>) -> Result<HashMap<u32, Decision>, Error> {
    let good = || lines.iter().filter_map(|line| Some((line.row.line, line.said.as_ref().ok()?)));
    let id = |row: &Row| {
        book.people
            .get(&row.external_id)
            .map_or_else(|| task.chance.id(task.now), |known| known.person_id)
    };
    let ids: HashMap<&str, Id> = good().map(|(_, row)| (row.external_id.as_str(), id(row))).collect();
    let mut decisions = HashMap::with_capacity(lines.len());
    for (line, row) in good() {
        let (known, before, facts) = book.states(row);
        let (Some(person_id), Some((organisation_id, _))) =
            (ids.get(row.external_id.as_str()), book.places.get(&facts.organisation_external_id))
        else {
            return Err(Error::internal("a good row that refers to nothing"));
        };
        let supervisor = facts.supervisor_external_id.as_deref();
        let kept = before.filter(|before| before.facts.supervisor_external_id.as_deref() == supervisor);
        let anew = before.is_none_or(|before| begins_anew(&before.facts, &facts));
        let membership_id = before
            .filter(|_| !anew)
            .map_or_else(|| task.chance.id(task.now), |before| before.membership_id);
        let after = Entry {
            person_id: *person_id,
            external_id: row.external_id.clone(),
            membership_id,
            organisation_id: *organisation_id,
            // One that files cannot name, because the lead has no number, stays.
            supervisor_id: match kept {
                Some(before) => before.supervisor_id,
                None => supervisor
                    .and_then(|name| ids.get(name).or_else(|| book.supervisors.get(name)))
                    .copied(),
            },
            facts,
        };
        let kept = match (known, before) {
            (Some(known), Some(before)) if !known.merged => row.kept(&before.facts, known.partner_edited),
            _ => Vec::new(),
        };
        decisions.insert(line, decision(known, before, after)?.keeping(kept));
    }
    Ok(decisions)
}

fn decision(known: Option<&Known>, before: Option<&Entry>, after: Entry) -> Result<Decision, Error> {
    let id = after.person_id;
    let Some(known) = known else {
        return Decision::of(Outcome::New, id, &after, Vec::new());
    };
    if known.merged {
        return Ok(Decision::unchanged(id));
    }
    let different = match before {
        Some(before) => changes(&before.facts, &after.facts),
        None => vec![import::Change {
            column: "organisation_external_id".to_owned(),
            before: String::new(),
            after: after.facts.organisation_external_id.clone(),
        }],
    };
    if different.is_empty() {
        return Ok(Decision::unchanged(id));
    }
    let plan = Change {
        before: before.cloned(),
        ends_on: before.map(|before| last_day_before(&before.facts, &after.facts)),
        after,
        revision: known.revision,
    };
    Decision::of(Outcome::Changed, id, &plan, different)
}

/// Everybody of the branch for which the file was declared complete who is not in it. Also a refused row keeps its person.
fn absent(conn: &mut Conn, task: &Task<'_>, lines: &[Line<'_, Row>], book: &Book) -> Result<Vec<Verdict>, Error> {
    let Some(branch) = &task.options.complete_for else {
        return Ok(Vec::new());
    };
    let named: HashSet<&str> = lines.iter().filter_map(|line| line.external_id).collect();
    // A row about a double names the person into whom it was merged.
    let doubled: HashSet<Id> = book
        .people
        .values()
        .filter(|known| known.merged)
        .map(|known| known.person_id)
        .collect();
    let today = task.now.date_naive();
    let present = bulk::present(conn, &Scope::branches(vec![branch.path.clone()]), today)?;
    let gone = present
        .into_iter()
        .filter(|one| !named.contains(one.external_id.as_str()) && !doubled.contains(&one.person_id));
    gone.enumerate()
        .map(|(number, one)| {
            let change = import::Change {
                column: "end_on".to_owned(),
                before: one.end_on.map(|day| day.to_string()).unwrap_or_default(),
                after: today.max(one.start_on).to_string(),
            };
            Ok(Verdict {
                line: -i32::try_from(number).unwrap_or(i32::MAX),
                external_id: Some(one.external_id.clone()),
                outcome: Outcome::Absent,
                refusal: None,
                cells: Vec::new(),
                plan: Some(serde_json::to_string(&(&one, today)).map_err(Error::internal)?),
                changes: vec![change],
                kept: Vec::new(),
                subject_id: Some(one.person_id),
                declined: None,
            })
        })
        .collect()
}
