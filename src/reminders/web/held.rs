//! What the brake holds: somebody looks, and approves or discards.

use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::state::State;
use crate::reminders::digest;
use crate::reminders::held::{self, Decision, Group};
use crate::reminders::pages::{HeldPage, HeldRow, tabs};
use crate::reminders::store::material::Material;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What is decided about which.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
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
    let (groups, titles) = state
        .db
        .gather(move |conn| Ok((held::groups(conn, &scope)?, Material::titles(conn)?)))
        .await?;
    let locale = may.actor.locale();
    let row = |group: &Group| HeldRow {
        at: group.run.utc(),
        run: group.run.to_string(),
        requirement_id: group.requirement_id.to_string(),
        requirement: titles
            .get(&group.requirement_id)
            .and_then(|one| digest::text(&one.title, locale))
            .unwrap_or_default(),
        count: group.notices,
        recipients: group.recipients,
    };
    let total = groups.iter().map(|group| group.notices).sum();
    let page = HeldPage {
        tabs: tabs("/reminders/held", total),
        total,
        rows: groups.iter().map(row).collect(),
    };
    may.show(&state, &page)
}

/// `POST /reminders/held`: what is approved is planned anew, so that it goes through all rules again; what is discarded is never told.
pub async fn update(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<Asked>) -> Result<HttpResponse, Error> {
    let (decision, key) = match form.decision.as_str() {
        "approve" => (Decision::Approve, "reminders-approved"),
        "discard" => (Decision::Discard, "reminders-discarded"),
        _ => return Err(Error::field("decision", "fault-choice")),
    };
    let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
    let form = form.into_inner();
    let count = state
        .db
        .save(move |conn| held::decide(conn, &chance, &by, &scope, &form.run, &form.requirement, decision, now))
        .await?;
    answer::done(&state, "/reminders/held", &Message::new(key).with("count", count), None)
}
