//! What the brake holds: somebody looks, and approves or discards.

use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::answer;
use crate::platform::audit::{self, Deed};
use crate::platform::error::{Error, Message};
use crate::platform::state::State;
use crate::reminders::digest;
use crate::reminders::job;
use crate::reminders::pages::{HeldPage, HeldRow, tabs};
use crate::reminders::store::material::Material;
use crate::reminders::store::notices::{self, Notice};
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Fate, Reason};
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is decided about which.
#[derive(Debug, Default, Deserialize)]
pub struct Decision {
    #[serde(default)]
    run: String,
    #[serde(default)]
    requirement: String,
    #[serde(default)]
    decision: String,
}

/// `GET /reminders/held`
pub async fn list(may: May<ManageReminders>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let scope = may.scope.clone();
    let (held, titles) = state
        .db
        .gather(move |conn| Ok((notices::held_within(conn, &scope)?, Material::titles(conn)?)))
        .await?;
    let mut groups: BTreeMap<(Instant, Id), (usize, BTreeSet<Id>)> = BTreeMap::new();
    for notice in &held {
        let (count, recipients) = groups.entry((notice.decided_at, notice.requirement_id)).or_default();
        *count += 1;
        recipients.insert(notice.recipient_id);
    }
    let locale = may.actor.locale();
    let row = |((at, id), (count, recipients)): ((Instant, Id), (usize, BTreeSet<Id>))| HeldRow {
        at: at.utc(),
        run: at.to_string(),
        requirement_id: id.to_string(),
        requirement: titles.get(&id).and_then(|one| digest::text(&one.title, locale)).unwrap_or_default(),
        count,
        recipients: recipients.len(),
    };
    let page = HeldPage {
        tabs: tabs("/reminders/held", held.len()),
        total: held.len(),
        rows: groups.into_iter().map(row).collect(),
    };
    may.show(&state, &page)
}

/// `POST /reminders/held`: what is approved is planned anew, so that it goes through all rules again; what is discarded is never told.
pub async fn update(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<Decision>) -> Result<HttpResponse, Error> {
    let (fate, reason, key, action) = match form.decision.as_str() {
        "approve" => (Fate::Withdrawn, Reason::Approved, "reminders-approved", "reminders.approve"),
        "discard" => (Fate::Skipped, Reason::Discarded, "reminders-discarded", "reminders.discard"),
        _ => return Err(Error::field("decision", "fault-choice")),
    };
    let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
    let form = form.into_inner();
    let count = state
        .db
        .save(move |conn| {
            let meant =
                |notice: &&Notice| notice.decided_at.to_string() == form.run && notice.requirement_id.to_string() == form.requirement;
            let ids: Vec<Id> = notices::held_within(conn, &scope)?
                .iter()
                .filter(meant)
                .map(|notice| notice.id)
                .collect();
            if ids.is_empty() {
                return Err(Error::refused("reminders-held-gone"));
            }
            notices::resolve(conn, &ids, fate, Some(reason), now)?;
            if fate == Fate::Withdrawn {
                job::enqueue(conn, &chance, now)?;
            }
            let deed = Deed {
                action,
                subject_kind: "requirements",
                subject_id: form.requirement.clone(),
                subject_label: form.run.clone(),
                organisation_path: String::new(),
                before: None,
                after: audit::state(&ids.len()),
            };
            audit::record(conn, &chance, now, &by, deed)?;
            Ok(ids.len())
        })
        .await?;
    answer::done(&state, "/reminders/held", &Message::new(key).with("count", count), None)
}
