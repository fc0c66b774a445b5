//! What an audit folder tells, read in portions: obligations, evidence with who recorded it, certificates, and changes from the audit log.

use super::Subject;
use crate::administration::store::{self as audit, Search, folder as store};
use crate::certificates::store as certificates;
use crate::evidence::store as evidence;
use crate::obligations::store::{self as obligations, Filter};
use crate::people::store as people;
use crate::people::store::listing::{self, Standing};
use crate::platform::error::Error;
use crate::platform::i18n::{Locale, Words};
use crate::platform::state::State;
use crate::platform::table::{Cell, Table};
use crate::rules::id::{Id, Instant};
use std::collections::{BTreeSet, HashMap};

/// Rows that are read at once.
const PORTION: i64 = 1_000;

/// Most entries of the audit log, the latest ones.
const MOST_CHANGES: usize = 50_000;

/// How often it is told how far it is.
const TELL_EVERY: usize = 25;

/// Tables, and number and hash of each certificate.
pub struct Contents {
    pub tables: Vec<Table>,
    pub certificates: Vec<(String, String)>,
}

/// Somebody whom the folder tells about.
struct Who {
    id: Id,
    name: String,
    number: Option<String>,
}

/// Reads all of it.
pub fn read(state: &State, subject: &Subject, locale: Locale, now: Instant, told: Option<Id>) -> Result<Contents, Error> {
    let words = state.views.words(locale);
    let (owed, people) = owed(state, subject, words, now)?;
    let courses = courses(state, subject)?;
    let mut proofs = Vec::new();
    let mut issued = Vec::new();
    let mut files = Vec::new();
    let mut recorders: HashMap<Id, String> = HashMap::new();
    for (place, who) in people.iter().enumerate() {
        if let Some(id) = told.filter(|_| place % TELL_EVERY == 0) {
            let (done, total) = (count(place), count(people.len()));
            state.db.write(|conn| Ok(store::progress(conn, id, done, total)?))?;
        }
        let (evidence, certificates) = state
            .db
            .read(|conn| Ok((evidence::of_person(conn, who.id)?, certificates::of_person(conn, who.id)?)))?;
        let wanted = |code: &str| courses.as_ref().is_none_or(|courses| courses.contains(code));
        for (one, code) in evidence.into_iter().filter(|(_, code)| wanted(code)) {
            let recorded_by = match one.recorded_by {
                Some(id) => name_of(state, &mut recorders, id)?,
                None => words.text("audit-folder-service", &[]),
            };
            let certificate = certificates.iter().find(|listed| listed.certificate.evidence_id == one.id);
            proofs.push(vec![
                who.name.clone().into(),
                who.number.clone().into(),
                code.into(),
                one.proven_on.into(),
                one.means.into(),
                one.strength.into(),
                one.score_percent.map(i64::from).into(),
                one.valid_until.into(),
                one.recorded_at.to_string().into(),
                recorded_by.into(),
                certificate.map(|listed| listed.certificate.number.clone()).into(),
                one.revoked_at.map(|at| at.to_string()).into(),
                one.revoked_reason.into(),
            ]);
        }
        for listed in certificates.into_iter().filter(|listed| wanted(&listed.code)) {
            let number = listed.certificate.number;
            issued.push(vec![
                number.clone().into(),
                who.name.clone().into(),
                listed.code.into(),
                listed.proven_on.into(),
                listed.certificate.issued_at.to_string().into(),
                listed.certificate.valid_until.into(),
                listed.certificate.revoked_at.map(|at| at.to_string()).into(),
                format!("certificates/{number}.pdf").into(),
            ]);
            files.push((number, listed.certificate.file_hash));
        }
    }
    let table = |name: &str, columns: &[&str], rows: Vec<Vec<Cell>>| Table {
        name: name.to_owned(),
        head: columns
            .iter()
            .map(|column| words.text(&format!("audit-folder-{column}"), &[]))
            .collect(),
        rows,
        marked: true,
    };
    Ok(Contents {
        tables: vec![
            table(
                "obligations",
                &["person", "number", "requirement", "status", "due", "proven", "start", "end"],
                owed,
            ),
            table(
                "evidence",
                &[
                    "person",
                    "number",
                    "course",
                    "proven",
                    "means",
                    "strength",
                    "score",
                    "valid",
                    "recorded",
                    "recorder",
                    "certificate",
                    "revoked",
                    "reason",
                ],
                proofs,
            ),
            table(
                "certificates",
                &["certificate", "person", "course", "proven", "issued", "valid", "revoked", "file"],
                issued,
            ),
            table(
                "changes",
                &["at", "actor", "action", "subject", "before", "after"],
                changes(state, subject)?,
            ),
        ],
        certificates: files,
    })
}

fn count(people: usize) -> i32 {
    i32::try_from(people).unwrap_or(i32::MAX)
}

fn name_of(state: &State, known: &mut HashMap<Id, String>, id: Id) -> Result<String, Error> {
    if let Some(name) = known.get(&id) {
        return Ok(name.clone());
    }
    let found = state.db.read(|conn| Ok(people::find_any(conn, id)?))?;
    let name = found.map(|person| person.name()).unwrap_or_default();
    known.insert(id, name.clone());
    Ok(name)
}

/// Codes of the courses that a requirement has ever named; none: every course counts.
fn courses(state: &State, subject: &Subject) -> Result<Option<BTreeSet<String>>, Error> {
    let Subject::Requirement { id, .. } = subject else {
        return Ok(None);
    };
    let versions = state.db.read(|conn| Ok(obligations::versions_of(conn, *id)?))?;
    let codes = versions.iter().flat_map(|version| version.rule.0.courses());
    Ok(Some(codes.map(ToOwned::to_owned).collect()))
}

/// The table of obligations, and everybody whom the folder tells about.
fn owed(state: &State, subject: &Subject, words: &Words, now: Instant) -> Result<(Vec<Vec<Cell>>, Vec<Who>), Error> {
    let scope = subject.scope();
    let filter = Filter {
        requirement_id: match subject {
            Subject::Requirement { id, .. } => Some(*id),
            Subject::Partner { .. } => None,
        },
        ..Filter::default()
    };
    let (mut rows, mut everybody, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let portion = state
            .db
            .read(|conn| Ok(obligations::list(conn, &scope, &filter, after, PORTION)?))?;
        let Some(last) = portion.last() else { break };
        after = Some((last.obligation.person_id, last.obligation.requirement_id));
        for one in portion {
            let name = format!("{}, {}", one.family_name, one.given_name);
            everybody.push(Who {
                id: one.obligation.person_id,
                name: name.clone(),
                number: one.person_external_id.clone(),
            });
            rows.push(vec![
                name.into(),
                one.person_external_id.into(),
                one.code.into(),
                words.text(&format!("status-{}", one.obligation.status), &[]).into(),
                one.obligation.due_on.into(),
                one.obligation.satisfied_on.into(),
                one.obligation.start_on.into(),
                one.obligation.end_on.into(),
            ]);
        }
    }
    if matches!(subject, Subject::Partner { .. }) {
        everybody.extend(members(state, subject, now)?);
    }
    everybody.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    everybody.dedup_by_key(|who| who.id);
    Ok((rows, everybody))
}

/// Everybody who works or has worked at a partner, whatever they owe.
fn members(state: &State, subject: &Subject, now: Instant) -> Result<Vec<Who>, Error> {
    let scope = subject.scope();
    let filter = listing::Filter {
        standing: Standing::All,
        ..listing::Filter::current(now.utc().date_naive())
    };
    let (mut all, mut after): (Vec<Who>, Option<(String, Id)>) = (Vec::new(), None);
    loop {
        let portion = state
            .db
            .read(|conn| Ok(listing::list(conn, &scope, &filter, after.as_ref(), PORTION)?))?;
        let Some(last) = portion.last() else { return Ok(all) };
        after = Some((last.search_name.clone(), last.id));
        all.extend(portion.into_iter().map(|person| Who {
            id: person.id,
            name: format!("{}, {}", person.family_name, person.given_name),
            number: person.external_id,
        }));
    }
}

/// Entries of the audit log, the latest first.
fn changes(state: &State, subject: &Subject) -> Result<Vec<Vec<Cell>>, Error> {
    let scope = subject.scope();
    let mut search = Search {
        subject: match subject {
            Subject::Requirement { code, .. } => Some(code.clone()),
            Subject::Partner { .. } => None,
        },
        ..Search::default()
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    loop {
        let portion = state.db.read(|conn| Ok(audit::search(conn, &scope, &search, PORTION)?))?;
        let Some(last) = portion.last().filter(|_| rows.len() < MOST_CHANGES) else {
            return Ok(rows);
        };
        search.older_than = Some(last.id);
        rows.extend(portion.into_iter().filter(|entry| concerns(subject, entry)).map(|entry| {
            vec![
                entry.at.to_string().into(),
                entry.actor_name.into(),
                entry.action.into(),
                entry.subject_label.into(),
                entry.before_json.into(),
                entry.after_json.into(),
            ]
        }));
    }
}

/// The search also finds others whose name holds the code.
fn concerns(subject: &Subject, entry: &audit::Entry) -> bool {
    match subject {
        Subject::Partner { .. } => true,
        Subject::Requirement { code, .. } => {
            entry.subject_kind == "requirements" && entry.subject_label.split(' ').next() == Some(code.as_str())
        }
    }
}
