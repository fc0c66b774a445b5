//! One proof with its certificate, its scan, and taking it back.

use super::{seen_by, status, title};
use crate::certificates::pages::{EvidencePage, RevocationPage};
use crate::certificates::revocation;
use crate::certificates::store::{self, Proof};
use crate::people::May;
use crate::people::guard::{Learn, RecordEvidence, RevokeEvidence};
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::evidence::Means;
use crate::rules::id::Id;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Why.
#[derive(Debug, Deserialize)]
pub struct RevocationForm {
    #[serde(default)]
    reason: String,
}

/// `GET /evidence/{id}`
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (own, scope, id) = (may.actor.person.id, seen_by(&may.actor), id.into_inner());
    let proof = state
        .db
        .look(move |conn| Ok(store::find_proof(conn, &scope, Some(own), id)?))
        .await?;
    let page = page(&may, proof.ok_or(Error::NotFound)?);
    may.show(&state, &page)
}

/// `GET /evidence/{id}/file`: the scan, which may name other people; only for those who record.
pub async fn scan(may: May<RecordEvidence>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id) = (may.scope.clone(), id.into_inner());
    let proof = state.db.look(move |conn| Ok(store::find_proof(conn, &scope, None, id)?)).await?;
    let scan = proof.and_then(|proof| proof.scan).ok_or(Error::NotFound)?;
    let content = state.files.content(&scan.hash).await?;
    Ok(answer::download(&scan.name, &scan.media_type, content))
}

/// `GET /evidence/{id}/revocation/new`
pub async fn new_revocation(may: May<RevokeEvidence>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let proof = standing_proof(&may, &state, id.into_inner()).await?;
    may.show(&state, &question(&may, proof, Field::new("reason")))
}

/// `POST /evidence/{id}/revocation`
pub async fn revoke(
    may: May<RevokeEvidence>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<RevocationForm>,
) -> Result<HttpResponse, Error> {
    let id = id.into_inner();
    let proof = standing_proof(&may, &state, id).await?;
    let mut faults = Faults::new();
    let Some(reason) = faults.text("reason", &form.reason, 1000, true) else {
        let words = may.actor.words(&state);
        let mut page = question(&may, proof, Field::with("reason", form.into_inner().reason));
        if let Err(Error::Invalid(found)) = faults.done() {
            page.faults = place(&found, &mut [&mut page.reason], words, |_| words.text("form-reason", &[]));
        }
        return may.show_again(&state, &page);
    };
    let (scope, chance, now, by) = (may.scope.clone(), state.chance.clone(), may.actor.now, may.actor.by());
    state
        .db
        .save(move |conn| revocation::revoke(conn, &scope, &chance, now, &by, id, &reason))
        .await?;
    answer::done(&state, format!("/evidence/{id}"), &Message::new("revocation-done"), None)
}

/// A proof that can still be revoked: 404 outside the scope, 409 where it was revoked before.
async fn standing_proof(may: &May<RevokeEvidence>, state: &State, id: Id) -> Result<Proof, Error> {
    let scope = may.scope.clone();
    let proof = state.db.look(move |conn| Ok(store::find_proof(conn, &scope, None, id)?)).await?;
    let proof = proof.ok_or(Error::NotFound)?;
    if proof.evidence.revoked_at.is_some() {
        return Err(Error::refused("evidence-already-revoked"));
    }
    Ok(proof)
}

fn question(may: &May<RevokeEvidence>, proof: Proof, reason: Field) -> RevocationPage {
    RevocationPage {
        id: proof.evidence.id,
        course: title(&proof.title, &proof.code, may.actor.locale()),
        person: proof.person,
        printed_number: proof.certificate.map(|certificate| certificate.number),
        reason,
        faults: Vec::new(),
    }
}

fn page(may: &May<Learn>, proof: Proof) -> EvidencePage {
    let actor = &may.actor;
    let evidence = proof.evidence;
    let (status, on) = status(evidence.revoked_at, evidence.valid_until, actor.today());
    let within = |action| actor.scope(action).covers(&proof.path);
    let records = within(Action::RecordEvidence);
    let own = evidence.person_id == actor.person.id;
    EvidencePage {
        id: evidence.id,
        course: title(&proof.title, &proof.code, actor.locale()),
        person: proof.person,
        code: proof.code,
        status,
        on,
        proven_on: evidence.proven_on,
        means: Means::of(&evidence.means).as_str(),
        strength: evidence.strength,
        score_percent: evidence.score_percent,
        recorded_at: evidence.recorded_at,
        note: evidence.note.filter(|_| records),
        revoked_reason: evidence.revoked_reason.filter(|_| own || records || within(Action::RevokeEvidence)),
        scan_url: proof.scan.filter(|_| records).map(|_| format!("/evidence/{}/file", evidence.id)),
        file_url: proof
            .certificate
            .as_ref()
            .map(|certificate| format!("/certificates/{}/file", certificate.id)),
        printed_number: proof.certificate.map(|certificate| certificate.number),
        revoke_url: (evidence.revoked_at.is_none() && within(Action::RevokeEvidence))
            .then(|| format!("/evidence/{}/revocation/new", evidence.id)),
        reason: Field::new("reason"),
        back_url: if own { "/certificates" } else { "/certificates/branch" },
    }
}
