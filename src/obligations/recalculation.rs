//! The projection follows from its inputs alone: everybody in portions, or the few whom something concerns. Only rows whose answer
//! changed are written, each with a line in the record of changes.

mod portions;

pub use portions::{Whom, in_portions, recalculate_all, recalculate_due};

use super::assessment::{Assessor, Decisive, Owed, Seen};
use super::store::{self, AudienceRun, Change, Fingerprint, Input, Network, Obligation, Requirement, Version};
use crate::courses;
use crate::platform::chance::Chance;
use crate::platform::db::bulk::Packed;
use crate::platform::db::{Backend, Conn};
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;

/// People that one transaction looks at: few enough that nobody waits long for the writer.
pub const PORTION: i64 = 1_000;

/// What made an obligation change, as the record of changes keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A day came.
    Time,
    /// Something was proven or revoked.
    Evidence,
    /// The person, a membership or an organisation changed.
    Person,
    /// A pause or waiver came or went.
    Excuse,
    /// A requirement came into force, changed or ended.
    Requirement,
    /// An import.
    Import,
    /// Somebody had everything recalculated.
    Recalculation,
}

impl Cause {
    const ALL: [Self; 7] = [
        Self::Time,
        Self::Evidence,
        Self::Person,
        Self::Excuse,
        Self::Requirement,
        Self::Import,
        Self::Recalculation,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Evidence => "evidence",
            Self::Person => "person",
            Self::Excuse => "excuse",
            Self::Requirement => "requirement",
            Self::Import => "import",
            Self::Recalculation => "recalculation",
        }
    }

    /// The cause that a word names.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.as_str() == word)
    }
}

/// What a recalculation did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// People looked at.
    pub people: u64,
    /// Obligations assessed.
    pub assessed: u64,
    /// Rows written or removed.
    pub changed: u64,
}

impl Done {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            people: self.people + other.people,
            assessed: self.assessed + other.assessed,
            changed: self.changed + other.changed,
        }
    }
}

/// People who are few enough that their part of the network is loaded rather than the whole of it: the dozens whom a batch of mails concerns.
const FEW: usize = 200;

/// The network as last loaded: the whole, kept until it has changed, or the part of a few people.
#[derive(Debug)]
pub struct Known {
    whole: Option<(Fingerprint, Network)>,
    part: Network,
    few: usize,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            whole: None,
            part: Network::default(),
            few: FEW,
        }
    }
}

impl Known {
    /// Only ever a part of the network: for whoever asks about some people once, however many they are.
    pub fn in_part() -> Self {
        Self {
            few: usize::MAX,
            ..Self::default()
        }
    }

    /// The network as it is now, as far as it concerns these people: enough to assess them.
    pub fn network(&mut self, conn: &mut Conn, people: &[Id]) -> Result<&Network, Error> {
        if people.len() <= self.few {
            self.part = store::network_of(conn, people)?;
            return Ok(&self.part);
        }
        let now = store::fingerprint(conn)?;
        if self.whole.as_ref().is_none_or(|(then, _)| *then != now) {
            self.whole = Some((now, store::network(conn)?));
        }
        let loaded = self.whole.as_ref().map(|(_, network)| network);
        loaded.ok_or_else(|| Error::internal("the network was just loaded"))
    }
}

/// What decides now.
pub fn decisive(conn: &mut Conn) -> Result<Vec<Decisive>, Error> {
    let held = store::in_force(conn)?;
    decided(conn, &held)
}

/// What these versions decide, with what is stated about courses.
pub fn decided(conn: &mut Conn, held: &[(Requirement, Version)]) -> Result<Vec<Decisive>, Error> {
    let stated = courses::statements(conn)?;
    let mut all = Vec::with_capacity(held.len());
    for (requirement, version) in held {
        all.push(Decisive::with_earlier(conn, requirement, version, &stated)?);
    }
    Ok(all)
}

/// Recalculates what these people owe, in the caller's transaction.
pub fn recalculate(
    conn: &mut Conn,
    known: &mut Known,
    chance: &Chance,
    now: Instant,
    cause: Cause,
    people: Vec<Id>,
) -> Result<Done, Error> {
    store::hold(conn)?;
    let rows = store::of_people(conn, &people)?;
    drafted(conn, known, (chance, now, cause), people, &rows)?.write(conn)
}

/// What would have to be written about these people, whose rows these are.
fn drafted<'a>(
    conn: &mut Conn,
    known: &mut Known,
    (chance, now, cause): (&'a Chance, Instant, Cause),
    people: Vec<Id>,
    rows: &[Obligation],
) -> Result<Draft<'a>, Error> {
    let decisive = decisive(conn)?;
    let network = known.network(conn, &people)?;
    let inputs = store::inputs_of(conn, people, &Decisive::asks(&decisive))?;
    let mut assessor = Assessor::new(network, &decisive, now);
    let mut draft = Draft::new(chance, now, cause);
    let mut rows = rows;
    for input in inputs.each() {
        let before = take(&mut rows, input.person_id);
        draft.person(&mut assessor, network, &input, before);
    }
    Ok(draft)
}

/// Takes a person's rows off the front.
pub(super) fn take<'a>(rows: &mut &'a [Obligation], person_id: Id) -> &'a [Obligation] {
    let there = rows.split_at(rows.iter().take_while(|row| row.person_id < person_id).count()).1;
    let (mine, rest) = there.split_at(there.iter().take_while(|row| row.person_id == person_id).count());
    *rows = rest;
    mine
}

/// An answer as the projection keeps it; none where it is not kept: the last day is over.
pub fn row(network: &Network, owed: &Owed<'_>, person_id: Id, before: Option<&Obligation>, now: Instant) -> Option<Obligation> {
    let said = &owed.assessment;
    let today = said.facts.today;
    if owed.subject.end.is_some_and(|end| end < today) {
        return None;
    }
    let due_known_on = match before {
        Some(before) if before.due_on == said.due => before.due_known_on,
        _ => today,
    };
    Some(Obligation {
        person_id,
        requirement_id: owed.decisive.requirement_id,
        requirement_version_id: owed.decisive.version_id?,
        membership_id: owed.stay.id,
        organisation_id: owed.stay.organisation_id,
        organisation_path: network.organisation(owed.stay.organisation_id)?.path.clone(),
        time_zone: owed.subject.time_zone.name().to_owned(),
        start_on: owed.decisive.rule().applies_from(owed.subject.start),
        end_on: owed.subject.end,
        status: said.status.as_str().to_owned(),
        compliant: said.compliant(),
        due_on: said.due,
        path: said.path.map(|path| path.as_str().to_owned()),
        satisfied_on: said.satisfied_on,
        next_change_at: owed.next_change_at,
        due_known_on,
        assessed_at: now,
        own_end_on: said.facts.own_end_on,
        refresher_turn: said.facts.turn.and_then(|turn| i32::try_from(turn).ok()),
    })
}

/// What is to be written.
struct Draft<'a> {
    chance: &'a Chance,
    now: Instant,
    cause: Cause,
    done: Done,
    added: Vec<Obligation>,
    altered: Vec<Obligation>,
    removed: Vec<(Id, Id)>,
    changes: Vec<Change>,
    begun: Vec<AudienceRun>,
    ended: Vec<(Id, chrono::NaiveDate)>,
}

impl<'a> Draft<'a> {
    fn new(chance: &'a Chance, now: Instant, cause: Cause) -> Self {
        Self {
            chance,
            now,
            cause,
            done: Done::default(),
            added: Vec::new(),
            altered: Vec::new(),
            removed: Vec::new(),
            changes: Vec::new(),
            begun: Vec::new(),
            ended: Vec::new(),
        }
    }

    fn person(&mut self, assessor: &mut Assessor<'_>, network: &Network, input: &Input<'_>, before: &[Obligation]) {
        let person_id = input.person_id;
        let mut kept: Vec<Id> = Vec::new();
        let mut answers: Vec<Obligation> = Vec::new();
        let mut news: Vec<(Id, Seen)> = Vec::new();
        let now = self.now;
        assessor.assess(
            input,
            |owed| {
                let earlier = before.iter().find(|row| row.requirement_id == owed.decisive.requirement_id);
                answers.extend(row(network, &owed, person_id, earlier, now));
            },
            |requirement_id, seen| news.push((requirement_id, seen)),
        );
        self.done.people += 1;
        for answer in answers {
            self.done.assessed += 1;
            kept.push(answer.requirement_id);
            let earlier = before.iter().find(|row| row.requirement_id == answer.requirement_id);
            if earlier.is_none_or(|earlier| !earlier.says_the_same(&answer)) {
                self.change(earlier, Some(&answer));
                match earlier {
                    Some(_) => self.altered.push(answer),
                    None => self.added.push(answer),
                }
            }
        }
        for gone in before.iter().filter(|row| !kept.contains(&row.requirement_id)) {
            self.removed.push((gone.person_id, gone.requirement_id));
            self.change(Some(gone), None);
        }
        for (requirement_id, seen) in news {
            self.see(person_id, requirement_id, seen);
        }
    }

    /// A line in the record, where status or due date are others than before.
    fn change(&mut self, before: Option<&Obligation>, after: Option<&Obligation>) {
        let told = |row: Option<&Obligation>| row.map(|row| (row.status.clone(), row.due_on));
        let (then, now) = (told(before), told(after));
        let nothing = |told: &Option<(String, _)>| told.as_ref().is_none_or(|(status, _)| status == Status::NotSubject.as_str());
        if then == now || (nothing(&then) && nothing(&now)) {
            return;
        }
        let Some(row) = after.or(before) else { return };
        self.changes.push(Change {
            id: self.chance.id(self.now),
            person_id: row.person_id,
            requirement_id: row.requirement_id,
            at: self.now,
            due_before: before.and_then(|row| row.due_on),
            due_after: after.and_then(|row| row.due_on),
            status_before: then.map(|told| told.0),
            status_after: now.map(|told| told.0),
            cause: self.cause.as_str().to_owned(),
        });
    }

    fn see(&mut self, person_id: Id, requirement_id: Id, seen: Seen) {
        let (from_on, to_on) = match seen {
            Seen::Ended(id, last) => return self.ended.push((id, last)),
            Seen::Begun(from) => (from, None),
            Seen::Absent(day) => (day, day.pred_opt()),
        };
        self.begun.push(AudienceRun {
            id: self.chance.id(self.now),
            person_id,
            requirement_id,
            from_on,
            to_on,
            recorded_at: self.now,
        });
    }

    fn is_empty(&self) -> bool {
        let nothing_of_rows = self.added.is_empty() && self.altered.is_empty() && self.removed.is_empty();
        nothing_of_rows && self.changes.is_empty() && self.begun.is_empty() && self.ended.is_empty()
    }

    fn write(self, conn: &mut Conn) -> Result<Done, Error> {
        self.pack(conn.backend())?.write(conn)
    }

    /// The same as it travels to the database, so that as little as may be is left to do while the writer is held.
    fn pack(mut self, backend: Backend) -> Result<Ready, Error> {
        let changed = self.added.len() + self.altered.len() + self.removed.len();
        self.done.changed = u64::try_from(changed).unwrap_or(u64::MAX);
        Ok(Ready {
            done: self.done,
            added: Packed::new(backend, &self.added)?,
            altered: Packed::new(backend, &self.altered)?,
            changes: Packed::new(backend, &self.changes)?,
            removed: self.removed,
            begun: self.begun,
            ended: self.ended,
        })
    }
}

/// A draft that only has to be written.
struct Ready {
    done: Done,
    added: Packed,
    altered: Packed,
    changes: Packed,
    removed: Vec<(Id, Id)>,
    begun: Vec<AudienceRun>,
    ended: Vec<(Id, chrono::NaiveDate)>,
}

impl Ready {
    fn write(self, conn: &mut Conn) -> Result<Done, Error> {
        store::remove(conn, &self.removed)?;
        store::insert(conn, &self.added)?;
        store::update(conn, &self.altered)?;
        store::record_changes(conn, &self.changes)?;
        store::write_runs(conn, &self.begun, &self.ended)?;
        Ok(self.done)
    }
}
