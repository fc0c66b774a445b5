//! The lines of a record that say when they were written down and taken back: proofs, certificates, pauses and waivers, and requests for
//! more time. On a past day what became known only later is marked.

use crate::obligations::pages::{Later, RecordCertificate, RecordExcuse, RecordProof};
use crate::obligations::store::Excuse;
use crate::obligations::told::Told;
use crate::obligations::web::known::{Known, means};
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::Written;
use chrono::NaiveDate;
use std::collections::HashMap;

/// Whether what was taken back was so by the day that is looked at.
fn stood_no_more(later: Option<Later>) -> bool {
    later.is_none_or(|later| !later.is_taken_back())
}

/// What was proven, the newest first.
pub(super) fn proofs(known: &Known, day: impl Fn(Instant) -> NaiveDate) -> Vec<RecordProof> {
    let proofs = known.proofs.iter().map(|(evidence, code)| {
        let later = known.later(&evidence.written(), "revoked");
        RecordProof {
            href: format!("/evidence/{}", evidence.id),
            on: evidence.proven_on,
            code: code.clone(),
            title: known.courses.get(code).map_or_else(|| code.clone(), |seen| seen.title.clone()),
            means: means(&evidence.means),
            score_percent: evidence.score_percent,
            valid_until: evidence.valid_until,
            recorded_on: day(evidence.recorded_at),
            revoked_on: evidence.revoked_at.filter(|_| stood_no_more(later)).map(&day),
            revoked_reason: evidence.revoked_reason.clone(),
            later,
        }
    });
    proofs.collect()
}

/// Certificates, the newest first.
pub(super) fn certificates(known: &Known, day: impl Fn(Instant) -> NaiveDate) -> Vec<RecordCertificate> {
    let certificates = known.certificates.iter().map(|listed| {
        let certificate = &listed.certificate;
        let written = Written {
            recorded_at: certificate.issued_at,
            withdrawn_at: certificate.revoked_at,
            taken_over: false,
        };
        let issued = |later: Later| match later.kind {
            "recorded" => Later { kind: "issued", ..later },
            _ => later,
        };
        let later = known.later(&written, "revoked").map(issued);
        RecordCertificate {
            number: certificate.number.clone(),
            title: known
                .courses
                .get(&listed.code)
                .map_or_else(|| listed.code.clone(), |seen| seen.title.clone()),
            issued_on: day(certificate.issued_at),
            revoked_on: certificate.revoked_at.filter(|_| stood_no_more(later)).map(&day),
            later,
            href: format!("/certificates/{}/file", certificate.id),
        }
    });
    certificates.collect()
}

/// Why somebody was excused while they worked elsewhere is not told here.
pub(super) fn elsewhere(excuse: RecordExcuse, told: &Told<'_>) -> RecordExcuse {
    let reason = told.words.text("record-reason-elsewhere", &[]);
    RecordExcuse {
        withdrawn_reason: excuse.withdrawn_reason.map(|_| reason.clone()),
        reason,
        recorded_by: None,
        document_href: None,
        ..excuse
    }
}

/// Both kinds, the latest first.
pub(super) fn excuses(
    known: &Known,
    titles: &[(Id, String)],
    person_id: Id,
    (withdraws, names): (bool, &HashMap<Id, String>),
    day: impl Fn(Instant) -> NaiveDate,
) -> Vec<RecordExcuse> {
    let one = |status: &'static str, kind: &str, excuse: &Excuse| {
        let later = known.later(&excuse.written(), "withdrawn");
        RecordExcuse {
            status,
            requirement: excuse.requirement_id.map(|id| {
                titles
                    .iter()
                    .find(|(of, _)| *of == id)
                    .map_or_else(|| id.to_string(), |(_, title)| title.clone())
            }),
            from_on: excuse.from_on,
            to_on: excuse.to_on,
            recorded_on: day(excuse.created_at),
            recorded_by: excuse.created_by.and_then(|id| names.get(&id).cloned()),
            reason: excuse.reason.clone(),
            document_href: (withdraws && excuse.file_id.is_some()).then(|| format!("/people/{person_id}/{kind}/{}/file", excuse.id)),
            withdrawn_on: excuse.withdrawn_at.filter(|_| stood_no_more(later)).map(&day),
            withdrawn_reason: excuse.withdrawn_reason.clone(),
            withdraw_href: (withdraws && excuse.withdrawn_at.is_none())
                .then(|| format!("/people/{person_id}/{kind}/{}/withdrawal/new", excuse.id)),
            later,
        }
    };
    let pauses = known.pauses.iter().map(|excuse| one("paused", "pauses", excuse));
    let mut all: Vec<RecordExcuse> = pauses
        .chain(known.waivers.iter().map(|excuse| one("waived", "waivers", excuse)))
        .collect();
    all.sort_by_key(|excuse| std::cmp::Reverse(excuse.from_on));
    all
}
