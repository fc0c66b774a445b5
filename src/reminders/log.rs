//! What was decided, notice by notice, with all that a reader of the log wants to know beside it.

use super::store::mailbox::{self, Handed};
use super::store::material::{Material, Requirement};
use super::store::network::{Known, Network};
use super::store::notices::Notice;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::table::{Cell, Table};
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Fate;
use std::collections::HashMap;

/// Notices with the people, requirements and mails that they name.
pub struct Log {
    /// The notices, in the order in which they were asked for.
    pub notices: Vec<Notice>,
    network: Network,
    requirements: HashMap<Id, Requirement>,
    handed: HashMap<Id, Handed>,
}

impl Log {
    /// Loads what these notices name.
    pub fn of(conn: &mut Conn, notices: Vec<Notice>, now: Instant) -> Result<Self, Error> {
        let mut network = Network::load(conn, now)?;
        let named = notices
            .iter()
            .flat_map(|one| [Some(one.person_id), Some(one.recipient_id), one.asked_by])
            .flatten();
        network.meet(conn, named, now)?;
        let mails: Vec<Id> = notices.iter().filter_map(|one| one.mail_id).collect();
        Ok(Self {
            network,
            requirements: Material::titles(conn)?,
            handed: mailbox::handed(conn, &mails)?,
            notices,
        })
    }

    fn known(&self, id: Id) -> Option<&Known> {
        self.network.person(id)
    }

    /// What somebody is called.
    pub fn name(&self, id: Id) -> String {
        self.known(id).map(|known| known.name.clone()).unwrap_or_default()
    }

    /// Somebody's number; empty where they have none.
    pub fn number(&self, id: Id) -> String {
        self.known(id).and_then(|known| known.external_id.clone()).unwrap_or_default()
    }

    /// The requirement of a notice; none where it does not hold any more.
    pub fn requirement(&self, notice: &Notice) -> Option<&Requirement> {
        self.requirements.get(&notice.requirement_id)
    }

    fn handed(&self, notice: &Notice) -> Option<&Handed> {
        self.handed.get(&notice.mail_id?)
    }

    /// Why, as a stable word: of what could not be delivered what became of its mail.
    pub fn reason(&self, notice: &Notice) -> Option<String> {
        let failed = notice.fate == Fate::Failed.as_str();
        let of_mail = self.handed(notice).filter(|_| failed).and_then(|handed| handed.note.clone());
        of_mail.or_else(|| notice.reason.clone())
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

    /// All of it as a table to take along.
    pub fn table(&self) -> Table {
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
        Table {
            name: "reminders-log".to_owned(),
            head: head.map(ToOwned::to_owned).to_vec(),
            rows: self.notices.iter().map(row).collect(),
            marked: false,
        }
    }
}
