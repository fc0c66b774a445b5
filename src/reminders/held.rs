//! What the brake holds: told to the training managers, looked at by run and requirement, and approved or discarded.

use super::mail::RemindersHeldMail;
use super::store::log;
use super::store::material::Material;
use super::store::notices::{self, Notice};
use super::unwritten::caught;
use super::{envelope, job, senders};
use crate::organisations::Scope;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::{Urgency, domain, queue};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Decision as Decided, Fate, Reason};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Notices of one requirement that one run held.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// When it ran.
    pub run: Instant,
    /// The requirement.
    pub requirement_id: Id,
    /// How many notices.
    pub notices: usize,
    /// To how many people.
    pub recipients: usize,
}

/// What is done with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Planned anew, so that they go through all rules again.
    Approve,
    /// Never told.
    Discard,
}

/// Held notices about people within the scope by run and requirement, the oldest run first.
pub fn groups(conn: &mut Conn, scope: &Scope) -> Result<Vec<Group>, Error> {
    let mut groups: BTreeMap<(Instant, Id), (usize, BTreeSet<Id>)> = BTreeMap::new();
    for notice in log::held_within(conn, scope)? {
        let (count, recipients) = groups.entry((notice.decided_at, notice.requirement_id)).or_default();
        *count += 1;
        recipients.insert(notice.recipient_id);
    }
    let group = |((run, requirement_id), (notices, recipients)): ((Instant, Id), (usize, BTreeSet<Id>))| Group {
        run,
        requirement_id,
        notices,
        recipients: recipients.len(),
    };
    Ok(groups.into_iter().map(group).collect())
}

/// Decides about one such group and answers how many notices that were.
///
/// # Errors
///
/// [`Error::Refused`] where nothing of it is held any more.
pub fn decide(
    conn: &mut Conn,
    chance: &Chance,
    by: &By,
    scope: &Scope,
    run: &str,
    requirement_id: &str,
    decision: Decision,
    now: Instant,
) -> Result<usize, Error> {
    let (fate, reason, action) = match decision {
        Decision::Approve => (Fate::Withdrawn, Reason::Approved, "reminders.approve"),
        Decision::Discard => (Fate::Skipped, Reason::Discarded, "reminders.discard"),
    };
    let meant = |notice: &&Notice| notice.decided_at.to_string() == run && notice.requirement_id.to_string() == requirement_id;
    let held = log::held_within(conn, scope)?;
    let ids: Vec<Id> = held.iter().filter(meant).map(|notice| notice.id).collect();
    if ids.is_empty() {
        return Err(Error::refused("reminders-held-gone"));
    }
    notices::resolve(conn, &ids, fate, Some(reason), now)?;
    if decision == Decision::Approve {
        job::enqueue(conn, chance, now)?;
    }
    let deed = Deed {
        action,
        subject_kind: "requirements",
        subject_id: requirement_id.to_owned(),
        subject_label: run.to_owned(),
        organisation_path: String::new(),
        before: None,
        after: audit::state(&ids.len()),
    };
    audit::record(conn, chance, now, by, deed)?;
    Ok(ids.len())
}

/// Codes of the requirements of which something is held among these decisions, joined.
pub fn codes(material: &Material, decisions: &[Decided]) -> String {
    let ids: BTreeSet<Id> = decisions
        .iter()
        .filter(|decision| decision.fate == Fate::Held)
        .map(|decision| decision.key.requirement_id)
        .collect();
    let mut codes: Vec<&str> = ids
        .iter()
        .filter_map(|id| Some(material.requirements.get(id)?.code.as_str()))
        .collect();
    codes.sort_unstable();
    codes.join(", ")
}

/// Tells every training manager that a run was held.
///
/// # Errors
///
/// [`Error::Internal`] where no mail to any of them can be worded: then nothing is held.
pub fn say(conn: &mut Conn, state: &State, material: &Material, held: usize, requirements: &str, now: Instant) -> Result<(), Error> {
    let (mut told, mut failed) = (false, None);
    for known in material.network.training_managers() {
        let Some(address) = known.email.clone() else { continue };
        let mail = RemindersHeldMail {
            name: known.name.clone(),
            held,
            requirements: requirements.to_owned(),
            url: format!("{}/reminders/held", state.config.server.public_url),
        };
        let worded = caught(|| {
            let frame = envelope::frame(state, known, now);
            state.views.mail(&frame, &mail).map_err(Error::internal)
        });
        let letter = match worded {
            Ok(letter) => letter,
            Err(why) => {
                tracing::error!(recipient = %known.recipient.id, %why, "somebody is not told that a run was held");
                failed = Some(why);
                continue;
            }
        };
        let headers = senders::headers(&material.senders, &material.network, known.home);
        let envelope = envelope::to_reader(("reminders_held", Urgency::Soon), known, address, headers, now);
        queue(conn, &state.chance, domain(&state.config), now, envelope, &letter)?;
        told = true;
    }
    match failed {
        Some(why) if !told => Err(why.into()),
        _ => Ok(()),
    }
}
