//! One duty: how it stands, why, and all that happened to it.

use crate::duties::ledger::{self, Entry};
use crate::duties::pages::{DutyPage, EventLine};
use crate::duties::{revocation, setting, told};
use crate::organisations::store as organisations;
use crate::people::guard::SeeTeam;
use crate::people::{May, store as people};
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::rules::duty::Status;
use crate::rules::id::Id;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use std::collections::HashMap;

/// `GET /duties/{id}`
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, today, id) = (may.scope.clone(), may.actor.today(), *id);
    let (entry, (creditor, debtor), names, clock) = state
        .db
        .gather(move |conn| {
            let entry = ledger::entry(conn, &scope, id, today)?.ok_or(Error::NotFound)?;
            let gone = || Error::internal("a duty names an organisation that is not there");
            let mut name = |id| -> Result<String, Error> { organisations::change::name_of(conn, id)?.ok_or_else(gone) };
            let (creditor, debtor) = (name(entry.duty.creditor_id)?, name(entry.duty.debtor_id)?);
            let mut names = HashMap::new();
            for person_id in entry.events.iter().filter_map(|event| event.recorded_by) {
                if let Some(person) = people::find_any(conn, person_id)? {
                    names.insert(person_id, person.name());
                }
            }
            let clock = setting::clock(conn, &entry.declared)?;
            Ok((entry, (creditor, debtor), names, clock))
        })
        .await?;
    let words = may.actor.words(&state);
    let manages = may.actor.may(Action::ManageDuties);
    let acts = may.actor.may(entry.declared.act_by) && entry.standing.status != Status::FallenAway;
    // Who works at the manufacturer is named to the manufacturer only.
    let names = if may.actor.may(Action::SeeNetwork) { names } else { HashMap::new() };
    let title = entry.title(may.actor.locale().code()).to_owned();
    let page = DutyPage {
        kind: entry.declared.kind.key,
        title,
        creditor,
        back: format!("/both-sides?partner={}", entry.partner.id),
        debtor,
        count: clock.count(),
        status: entry.standing.status.as_str(),
        mark: told::mark(entry.standing.status),
        why: told::why(words, &entry, today),
        due_on: entry.standing.due_on,
        breaches: if entry.declared.is_daily() {
            Vec::new()
        } else {
            entry.standing.breaches.clone()
        },
        spans: if entry.declared.is_daily() {
            told::spans(&entry)
        } else {
            Vec::new()
        },
        events: entry
            .events
            .iter()
            .rev()
            .filter_map(|event| line(&entry, event, &names, words, manages))
            .collect(),
        act_href: acts.then(|| entry.declared.act_href(entry.duty.id, entry.duty.subject_id)),
    };
    may.show(&state, &page)
}

fn line(
    entry: &Entry,
    event: &crate::duties::store::EventRow,
    names: &HashMap<Id, String>,
    words: &Words,
    manages: bool,
) -> Option<EventLine> {
    if event.revokes_id.is_some() {
        return None;
    }
    let revoked = entry.events.iter().find(|other| other.revokes_id == Some(event.id));
    let daily = entry.declared.is_daily();
    let revocable = manages && revoked.is_none() && revocation::is_revocable(entry, event);
    Some(EventLine {
        on: event.happened_on,
        word: if daily {
            format!("daily-{}", event.kind)
        } else {
            event.kind.clone()
        },
        due_on: event.due_on.filter(|_| !daily),
        means: event.means.as_ref().map(|means| words.text(&format!("duty-means-{means}"), &[])),
        evidence: event.evidence.clone(),
        remark: event.remark.clone(),
        by: event.recorded_by.and_then(|id| names.get(&id).cloned()),
        revoked_on: revoked.map(|event| event.happened_on),
        revoked_reason: revoked.and_then(|event| event.remark.clone()),
        revoke_href: revocable.then(|| format!("/duties/{}/events/{}/revocation/new", entry.duty.id, event.id)),
    })
}
