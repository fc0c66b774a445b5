//! Audit folders: asked for, followed, taken along.

use crate::administration::folder::{self, Subject, sees_all};
use crate::administration::pages::{FolderRow, FoldersPage};
use crate::administration::store::folder::{self as store, Folder};
use crate::people::guard::{May, SeeAudit};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{message, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

const PATH: &str = "/administration/audit-folders";

/// Folders that are listed.
pub(in crate::administration) const ROWS: i64 = 100;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    kind: String,
    partner: String,
    requirement: String,
}

/// `GET /administration/audit-folders`
pub async fn list(may: May<SeeAudit>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, &Typed::default(), &[]).await?;
    may.show(&state, &page)
}

/// `POST /administration/audit-folders`
pub async fn create(may: May<SeeAudit>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (actor, owned, asked) = (may.actor.clone(), state.clone(), typed.clone());
    let outcome = state
        .db
        .save(move |conn| {
            let subject = subject(conn, &actor, &asked.kind, &asked.partner, &asked.requirement)?;
            folder::ask(conn, &owned, &actor, &subject)
        })
        .await;
    match outcome {
        Ok(_) => answer::done(&state, PATH, &Message::new("audit-folder-asked"), None),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, &typed, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// What is asked for, as far as the actor may see all of it; else a fault at its field.
pub(in crate::administration) fn subject(
    conn: &mut Conn,
    actor: &crate::people::Actor,
    kind: &str,
    partner: &str,
    requirement: &str,
) -> Result<Subject, Error> {
    match kind {
        "partner" => {
            let scope = actor.scope(Action::SeeAudit);
            let found = Subject::partner(conn, &scope, partner.trim())?.filter(|subject| subject.is_seen_by(actor));
            found.ok_or_else(|| Error::field("partner", "fault-organisation"))
        }
        "requirement" => {
            let found = Subject::requirement(conn, requirement.trim())?.filter(|subject| subject.is_seen_by(actor));
            found.ok_or_else(|| Error::field("requirement", "fault-unknown-requirement"))
        }
        _ => Err(Error::field("kind", "fault-choice")),
    }
}

/// `GET /administration/audit-folders/{id}/file`
pub async fn file(may: May<SeeAudit>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, owned, id) = (may.actor.clone(), state.clone(), *id);
    let folder = state.db.save(move |conn| folder::take(conn, &owned, &actor, id)).await?;
    download(&state, &folder).await
}

/// The archive of a folder that is ready.
pub(in crate::administration) async fn download(state: &State, folder: &Folder) -> Result<HttpResponse, Error> {
    let hash = folder.file_hash.as_deref().ok_or(Error::NotFound)?;
    let content = state.files.content(hash).await?;
    let name = format!("audit-folder-{}.zip", folder.asked_at.format("%Y-%m-%d"));
    Ok(answer::download(&name, "application/zip", content))
}

async fn page(may: &May<SeeAudit>, state: &State, typed: &Typed, faults: &[FieldError]) -> Result<FoldersPage, Error> {
    let scope = may.scope.clone();
    let mut found = state.db.gather(move |conn| Ok(store::list(conn, &scope, ROWS)?)).await?;
    found.retain(|folder| sees_all(&may.actor, &folder.organisation_path));
    let words = may.actor.words(state);
    let kind = if typed.kind.is_empty() { "partner" } else { &typed.kind };
    let mut fields = [
        Field::with("kind", kind),
        Field::with("partner", &typed.partner),
        Field::with("requirement", &typed.requirement),
    ];
    let label = |field: &str| words.text(&format!("audit-folder-field-{field}"), &[]);
    let summary = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, label);
    let [kind_field, partner, requirement] = fields;
    let whole = may.scope.is_whole() && may.actor.scope(Action::SeeTeam).is_whole();
    let kinds = ["partner", "requirement"].into_iter().filter(|one| *one == "partner" || whole);
    let choice = |one: &str| Choice::new(one, words.text(&format!("audit-folder-kind-{one}"), &[])).chosen(one == kind);
    let row = |folder: Folder| FolderRow {
        href: folder.file_hash.as_ref().map(|_| format!("{PATH}/{}/file", folder.id)),
        size: folder.size_bytes.map(|bytes| bytes as f64 / f64::from(1 << 20)),
        error: folder
            .error
            .as_deref()
            .map(|_| message(words, &Message::new("audit-folder-too-large"))),
        kind: folder.kind,
        label: folder.subject_label,
        done: folder.people_done,
        total: folder.people_total.max(1),
        at: folder.asked_at,
        state: folder.state,
    };
    Ok(FoldersPage {
        ready: found.iter().filter(|folder| folder.state == "ready").count(),
        building: found.iter().any(|folder| folder.state == "waiting"),
        rows: found.into_iter().map(row).collect(),
        faults: summary,
        kind: kind_field,
        kinds: kinds.map(choice).collect(),
        partner,
        requirement,
    })
}
