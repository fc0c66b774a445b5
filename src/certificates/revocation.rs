//! Revoking: a proof and its certificate together, with one reason, in one transaction.

use super::store::{self, Certificate};
use crate::evidence;
use crate::evidence::store::RevokeOutcome;
use crate::organisations::Scope;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::{Id, Instant};

/// Takes a proof back and, where it has one, its certificate. 404 outside the scope, 409 where it was taken back before.
pub fn revoke(
    conn: &mut Conn,
    scope: &Scope,
    chance: &Chance,
    now: Instant,
    by: &By,
    evidence_id: Id,
    reason: &str,
) -> Result<Option<Certificate>, Error> {
    match evidence::store::revoke(conn, scope, chance, now, by, evidence_id, reason)? {
        RevokeOutcome::Missing => Err(Error::NotFound),
        RevokeOutcome::AlreadyRevoked(_) => Err(Error::refused("evidence-already-revoked")),
        RevokeOutcome::Revoked(_) => {
            let Some(certificate) = store::revoke(conn, evidence_id, by.actor_id, reason, now)? else {
                return Ok(None);
            };
            let deed = Deed {
                action: "certificate.revoke",
                subject_kind: "certificates",
                subject_id: certificate.id.to_string(),
                subject_label: certificate.number.clone(),
                organisation_path: evidence::store::branch_of(conn, certificate.person_id)?,
                before: None,
                after: audit::state(&certificate),
            };
            audit::record(conn, chance, now, by, deed)?;
            Ok(Some(certificate))
        }
    }
}
