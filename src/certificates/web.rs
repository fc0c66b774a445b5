//! Pages about certificates and proofs.

pub mod check;
pub mod list;
pub mod proof;

use super::pages::CertificateRow;
use super::store::Listed;
use super::wording::in_language;
use crate::organisations::Scope;
use crate::people::Actor;
use crate::platform::i18n::Locale;
use crate::rules::certificate::{Standing, standing};
use crate::rules::id::Instant;
use crate::rules::person::Action;
use chrono::NaiveDate;

/// The branches whose proofs somebody may see: to lead a team, to record or to revoke.
pub fn seen_by(actor: &Actor) -> Scope {
    let actions = [Action::SeeTeam, Action::RecordEvidence, Action::RevokeEvidence];
    Scope::branches(actions.into_iter().flat_map(|action| actor.scope(action).tops().to_vec()).collect())
}

/// Status word and its day for a list.
fn status(revoked_at: Option<Instant>, valid_until: Option<NaiveDate>, today: NaiveDate) -> (&'static str, Option<NaiveDate>) {
    match standing(revoked_at.map(|at| at.date_naive()), valid_until, today) {
        Standing::Valid(until) => ("valid", until),
        Standing::Expired(on) => ("expired", Some(on)),
        Standing::Revoked(on) => ("revoked", Some(on)),
    }
}

fn row(listed: Listed, locale: Locale, today: NaiveDate) -> CertificateRow {
    let certificate = &listed.certificate;
    let (status, on) = status(certificate.revoked_at, certificate.valid_until, today);
    CertificateRow {
        course: title(&listed.title.0, &listed.code, locale),
        code: listed.code.clone(),
        person: format!("{} {}", listed.given_name, listed.family_name).trim().to_owned(),
        printed_number: certificate.number.clone(),
        proven_on: listed.proven_on,
        status,
        on,
        href: format!("/evidence/{}", certificate.evidence_id),
        file_url: format!("/certificates/{}/file", certificate.id),
    }
}

/// A course's title in this language, or its code where nobody has given it one.
pub fn title(titles: &crate::organisations::catalogue::Names, code: &str, locale: Locale) -> String {
    match in_language(titles, locale) {
        "" => code.to_owned(),
        title => title.to_owned(),
    }
}
