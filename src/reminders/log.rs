//! What was decided, notice by notice, with all that a reader of the log wants to know beside it.

use super::digest::{self, Line};
use super::store::log::{self, Named, Wanted};
use super::store::mailbox::{self, Handed};
use super::store::material::{Material, Requirement};
use super::store::network::Network;
use super::store::notices::Notice;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::outbox::Note;
use crate::platform::state::State;
use crate::platform::table::{Cell, Table};
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Fate, late};
use chrono::NaiveDate;
use futures_util::stream::{self, Stream};
use std::collections::{BTreeSet, HashMap};

/// Notices with the people, requirements and mails that they name.
pub struct Log {
    /// The notices, in the order in which they were asked for.
    pub notices: Vec<Notice>,
    people: HashMap<Id, Named>,
    requirements: HashMap<Id, Requirement>,
    handed: HashMap<Id, Handed>,
    /// Those who are told, with the calendar by which they read; empty where nobody asks for it.
    readers: Network,
}

impl Log {
    /// Loads what these notices name.
    pub fn of(conn: &mut Conn, notices: Vec<Notice>) -> Result<Self, Error> {
        let named = notices
            .iter()
            .flat_map(|one| [Some(one.person_id), Some(one.recipient_id), one.asked_by])
            .flatten();
        let named: BTreeSet<Id> = named.collect();
        let mails: BTreeSet<Id> = notices.iter().filter_map(|one| one.mail_id).collect();
        Ok(Self {
            people: log::people(conn, &named.into_iter().collect::<Vec<_>>())?,
            requirements: Material::titles(conn)?,
            handed: mailbox::handed(conn, &mails.into_iter().collect::<Vec<_>>())?,
            notices,
            readers: Network::default(),
        })
    }

    /// The same with the calendars of those who are told, so that it can say what was told late.
    pub fn dated(conn: &mut Conn, notices: Vec<Notice>, now: Instant) -> Result<Self, Error> {
        let mut readers = Network::default();
        readers.meet(conn, notices.iter().map(|notice| notice.recipient_id), now)?;
        Ok(Self {
            readers,
            ..Self::of(conn, notices)?
        })
    }

    /// What somebody is called.
    pub fn name(&self, id: Id) -> String {
        self.people.get(&id).map(|known| known.name.clone()).unwrap_or_default()
    }

    /// Somebody's number; empty where they have none.
    pub fn number(&self, id: Id) -> String {
        self.people.get(&id).map(|known| known.number.clone()).unwrap_or_default()
    }

    /// The requirement of a notice; none where it does not hold any more.
    pub fn requirement(&self, notice: &Notice) -> Option<&Requirement> {
        self.requirements.get(&notice.requirement_id)
    }

    fn handed(&self, notice: &Notice) -> Option<&Handed> {
        self.handed.get(&notice.mail_id?)
    }

    /// Why, as a stable word: of what could not be delivered what became of its mail, and of what waits because its mail cannot be worded that.
    pub fn reason(&self, notice: &Notice) -> Option<String> {
        let failed = notice.fate == Fate::Failed.as_str();
        let waits = notice.fate == Fate::Planned.as_str();
        let note = self.handed(notice).and_then(|handed| handed.note.clone());
        let of_mail = note.filter(|note| failed || (waits && note == Note::Unwritten.as_str()));
        of_mail.or_else(|| notice.reason.clone())
    }

    /// The day of its step, where it was told later, or would be if its mail left now. The mail says so by the same rule.
    pub fn missed_on(&self, notice: &Notice, now: Instant) -> Option<NaiveDate> {
        let told_at = match notice.fate.parse() {
            Ok(Fate::Planned) => now,
            Ok(Fate::Sent) => notice.resolved_at?,
            // What came back was told before that; when, its mail knows.
            Ok(Fate::Failed) => notice.decided_at,
            _ => return None,
        };
        let reader = self.readers.person(notice.recipient_id)?;
        late(&Line::kept(notice).timing(reader), digest::today(reader, told_at)).map(|_| notice.step_on)
    }

    /// What the mail server said of what could not be delivered.
    pub fn reply(&self, notice: &Notice) -> Option<String> {
        let failed = notice.fate == Fate::Failed.as_str();
        self.handed(notice).filter(|_| failed).and_then(|handed| handed.reply.clone())
    }

    /// How often its mail was handed over anew without anybody knowing whether it had arrived before.
    pub fn repeats(&self, notice: &Notice) -> i32 {
        self.handed(notice).map_or(0, |handed| handed.repeats)
    }

    /// The lines of a file.
    fn rows(&self) -> Vec<Vec<Cell>> {
        let row = |notice: &Notice| -> Vec<Cell> {
            vec![
                notice.decided_at.to_string().into(),
                self.number(notice.recipient_id).into(),
                self.name(notice.recipient_id).into(),
                notice.role.clone().into(),
                self.number(notice.person_id).into(),
                self.name(notice.person_id).into(),
                self.requirement(notice).map(|one| one.code.clone()).into(),
                notice.due_on.into(),
                notice.step_offset.map(i64::from).map_or(Cell::Empty, Cell::Count),
                notice.step_on.into(),
                notice.fate.clone().into(),
                self.reason(notice).into(),
                self.reply(notice).into(),
                i64::from(self.repeats(notice)).into(),
                notice.resolved_at.map(|at| at.to_string()).into(),
            ]
        };
        self.notices.iter().map(row).collect()
    }
}

/// The log as a file, without its lines.
pub fn file() -> Table {
    let head = [
        "decided_at",
        "recipient_external_id",
        "recipient",
        "role",
        "person_external_id",
        "person",
        "requirement",
        "due",
        "offset_days",
        "step_on",
        "fate",
        "reason",
        "reply",
        "repeats",
        "resolved_at",
    ];
    Table {
        name: "reminders-log".to_owned(),
        head: head.map(ToOwned::to_owned).to_vec(),
        rows: Vec::new(),
        marked: false,
    }
}

/// Notices that are read at once for a file: enough that reading costs little, few enough that a file of any length takes little memory.
const PAGE: usize = 2_000;

/// Lines of a file.
pub type Lines = Vec<Vec<Cell>>;

/// The next lines of a file about people within the scope, the newest first, and what is wanted after them; none: that was all.
pub fn lines(conn: &mut Conn, scope: &Scope, wanted: &Wanted) -> Result<(Lines, Option<Wanted>), Error> {
    let found = log::list(conn, scope, wanted, i64::try_from(PAGE).unwrap_or(i64::MAX))?;
    let last = found.last().filter(|_| found.len() == PAGE).map(|last| last.id);
    let next = last.map(|id| Wanted {
        before: Some(id),
        ..wanted.clone()
    });
    Ok((Log::of(conn, found)?.rows(), next))
}

/// All of them, page by page. Each page is read when it is asked for, so that no reading transaction lasts as long as a download: a notice
/// that is decided meanwhile is not in the file, and each stands in it once, as it is when its page is read.
pub fn pages(state: State, scope: Scope, wanted: Wanted) -> impl Stream<Item = Result<Lines, Error>> {
    stream::try_unfold(Some(wanted), move |wanted| {
        let (db, scope) = (state.db.clone(), scope.clone());
        async move {
            let Some(wanted) = wanted else { return Ok(None) };
            db.gather(move |conn| lines(conn, &scope, &wanted)).await.map(Some)
        }
    })
}
