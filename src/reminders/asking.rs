//! Reminding by hand: a lead or an administrator asks for it, now, for people and requirements that they choose.
//!
//! Each notice is decided once for its person, requirement, due date and day. It goes with the mail of the day: into the one that waits,
//! into one of its own, and where the day's mail has left, into tomorrow's. Nothing is told of what is done, nor to or about who left.

use super::crier::{self, Planned};
use super::digest::{self, Line, Others};
use super::draft::post;
use super::job::fold;
use super::store::material::{Material, Of};
use super::store::notices;
use super::unwritten::Unwritten;
use crate::evidence::store::branch_of;
use crate::obligations::sight::sight;
use crate::obligations::store::{self as obligations, overview};
use crate::organisations::Scope;
use crate::people::{Actor, store as people};
use crate::platform::audit::{self, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::midnight;
use crate::rules::reminder::{Decision, Fate, Reason, asked};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Most people that one deed reminds.
pub const MOST_AT_ONCE: usize = 500;

/// Whom somebody asks to remind, and of what.
#[derive(Clone, Debug)]
pub struct Order {
    /// These people.
    pub people: Vec<Id>,
    /// Code of a requirement; none: of all that they owe.
    pub requirement: Option<String>,
}

/// What became of it, in notices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskedOutcome {
    /// In a mail that leaves now, or as soon as the quiet hours are over.
    pub told: usize,
    /// In tomorrow's mail: today's has left.
    pub tomorrow: usize,
    /// Told, or asked for, on this day before.
    pub before: usize,
    /// People of whom nothing is owed, or whose proof is in force.
    pub not_owed: usize,
    /// Of a partner whose reminders are not switched on.
    pub switched_off: usize,
    /// Nobody can be told.
    pub unreachable: usize,
    /// The mail cannot be worded: a fault of the installation, which its log tells.
    pub unwritten: usize,
}

impl AskedOutcome {
    fn note(&mut self, reason: Reason) {
        match reason {
            Reason::SwitchedOff => self.switched_off += 1,
            Reason::NotTheirs => self.unreachable += 1,
            _ => self.not_owed += 1,
        }
    }
}

/// Who asks, and what is known.
struct Asking<'a> {
    state: &'a State,
    actor: &'a Actor,
    material: Material,
}

/// Reminds them.
///
/// # Errors
///
/// [`Error::NotFound`] where the actor does not see somebody, or there is no such requirement.
pub fn remind(conn: &mut Conn, state: &State, actor: &Actor, scope: &Scope, order: &Order) -> Result<AskedOutcome, Error> {
    let ids: BTreeSet<Id> = order.people.iter().copied().collect();
    let sight = sight(conn, actor, scope)?;
    for id in &ids {
        if !overview::sees_now(conn, &sight, *id, actor.today())? {
            return Err(Error::NotFound);
        }
    }
    let only = match &order.requirement {
        None => None,
        Some(code) => Some(obligations::find_requirement_by_code(conn, code)?.ok_or(Error::NotFound)?.id),
    };
    let ids: Vec<Id> = ids.into_iter().collect();
    let mut outcome = AskedOutcome::default();
    let material = Material::load(conn, &Of::People(&ids), state.config.reminders.send_hour, actor.now)?;
    let mut by_recipient: BTreeMap<Id, Vec<Decision>> = BTreeMap::new();
    for decision in decide(&material, &ids, only, actor.now, &mut outcome) {
        by_recipient.entry(decision.key.recipient_id).or_default().push(decision);
    }
    let material = with_waiting(conn, state, material, ids, by_recipient.keys(), actor.now)?;
    let asking = Asking { state, actor, material };
    let mut planned: Vec<Planned> = Vec::new();
    for (recipient_id, decisions) in by_recipient {
        let mut with_this_one = outcome;
        let told = conn.part(|conn| asking.tell(conn, recipient_id, &decisions, &mut with_this_one));
        if let Some(why) = told.as_ref().err().and_then(Unwritten::of) {
            tracing::error!(recipient = %recipient_id, %why, "somebody is not reminded by hand");
            outcome.unwritten += decisions.len();
            continue;
        }
        planned.extend(told?);
        outcome = with_this_one;
    }
    crier::queue(conn, state, &asking.material, &planned, actor.now)?;
    let mut told: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    for Planned { line, .. } in planned {
        let requirement = asking.material.requirements.get(&line.key.requirement_id);
        told.entry(line.key.person_id)
            .or_default()
            .extend(requirement.map(|one| one.code.clone()));
    }
    for (person_id, mut codes) in told {
        codes.sort_unstable();
        asking.record(conn, person_id, &codes)?;
    }
    Ok(outcome)
}

/// What is to be told of whom; why of whom there is nothing.
fn decide(material: &Material, ids: &[Id], only: Option<Id>, now: Instant, outcome: &mut AskedOutcome) -> Vec<Decision> {
    let mut found = Vec::new();
    for person_id in ids {
        let theirs = material.obligations.iter().filter(|one| one.person_id == *person_id);
        let mut reason = Some(Reason::NothingOwed);
        for one in theirs.filter(|one| only.is_none_or(|only| only == one.requirement_id)) {
            let Some(owed) = material.owed.get(&(one.person_id, one.requirement_id)) else {
                continue;
            };
            match asked(Some(one), owed.status, now) {
                Ok(decisions) => {
                    found.extend(decisions);
                    reason = None;
                }
                Err(why) => reason = reason.map(|known| if why == Reason::NothingOwed { known } else { why }),
            }
        }
        if let Some(reason) = reason {
            outcome.note(reason);
        }
    }
    found
}

/// The same with everybody of whom mails that wait for these recipients speak: those are written anew.
fn with_waiting<'i>(
    conn: &mut Conn,
    state: &State,
    material: Material,
    ids: Vec<Id>,
    recipients: impl Iterator<Item = &'i Id>,
    now: Instant,
) -> Result<Material, Error> {
    let mut all: BTreeSet<Id> = ids.into_iter().collect();
    let asked = all.len();
    let mut told = Vec::new();
    for recipient_id in recipients {
        told.push(*recipient_id);
        for mail_id in notices::waiting_mails(conn, *recipient_id)? {
            all.extend(notices::untold_of(conn, mail_id)?.into_iter().map(|notice| notice.person_id));
        }
    }
    let mut material = match all.len() == asked {
        true => material,
        false => {
            let all: Vec<Id> = all.into_iter().collect();
            Material::load(conn, &Of::People(&all), state.config.reminders.send_hour, now)?
        }
    };
    material.network.meet(conn, told, now)?;
    Ok(material)
}

impl Asking<'_> {
    /// Enters what one recipient is told and queues their mail; answers what it newly speaks of.
    fn tell(&self, conn: &mut Conn, recipient_id: Id, decisions: &[Decision], outcome: &mut AskedOutcome) -> Result<Vec<Planned>, Error> {
        let now = self.actor.now;
        let Some(recipient) = self.material.network.person(recipient_id) else {
            outcome.unreachable += decisions.len();
            return Ok(Vec::new());
        };
        let mut entered = Vec::new();
        let from = notices::From {
            asked_by: Some(self.actor.person.id),
            mail_id: None,
        };
        for decision in decisions {
            match notices::insert(conn, &self.state.chance, decision, from, now)? {
                Some(id) => entered.push((id, Line::of(decision, now))),
                None => outcome.before += 1,
            }
        }
        if entered.is_empty() {
            return Ok(Vec::new());
        }
        let zone = recipient.recipient.zone;
        let today = digest::today(recipient, now);
        let left = notices::has_left(conn, recipient_id, midnight(today, zone))?;
        let tomorrow = today.succ_opt().unwrap_or(today);
        let not_before = if left {
            self.material.calendar.opens_at(tomorrow, zone)
        } else {
            now
        };
        let planned = |(notice_id, line): &(Id, Line)| Planned {
            notice_id: *notice_id,
            line: *line,
            by_hand: true,
            from: not_before,
        };
        let new: Vec<Planned> = entered.iter().map(planned).collect();
        fold(conn, &self.material, recipient_id, &mut entered, now)?;
        if !post(
            conn,
            self.state,
            &self.material,
            recipient,
            &entered,
            &Others::new(),
            (now, not_before),
        )? {
            let ids: Vec<Id> = entered.iter().map(|(id, _)| *id).collect();
            notices::resolve(conn, &ids, Fate::Withdrawn, Some(Reason::NotTheirs), now)?;
            outcome.unreachable += new.len();
            return Ok(Vec::new());
        }
        if left {
            outcome.tomorrow += new.len();
        } else {
            outcome.told += new.len();
        }
        Ok(new)
    }

    fn record(&self, conn: &mut Conn, person_id: Id, codes: &[String]) -> Result<(), Error> {
        let deed = Deed {
            action: "person.remind",
            subject_kind: "people",
            subject_id: person_id.to_string(),
            subject_label: people::name_of(conn, person_id)?,
            organisation_path: branch_of(conn, person_id)?,
            before: None,
            after: audit::state(&codes),
        };
        Ok(audit::record(conn, &self.state.chance, self.actor.now, &self.actor.by(), deed)?)
    }
}
