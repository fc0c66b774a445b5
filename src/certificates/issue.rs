//! Issuing: exactly one certificate for each pass of our own. The file is kept first, then the row that names it.

use super::document::{self, Document};
use super::store::{self, Certificate, Ground};
use super::wording;
use crate::evidence;
use crate::platform::audit::{self, By, Deed};
use crate::platform::cores;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use crate::platform::state::State;
use crate::rules::certificate;
use crate::rules::id::{Id, Instant};
use bytes::Bytes;
use chrono::{Datelike, NaiveDate};
use futures_util::{StreamExt, TryStreamExt, stream};

/// How often a number that chance has drawn before is drawn anew.
const MOST_ROUNDS: u32 = 5;

/// Files that are written at once.
const WRITES_AT_ONCE: usize = 8;

/// A certificate that is not yet written down.
struct Draft {
    ground: Ground,
    locale: Locale,
    number: String,
    code: String,
    document: Document,
}

/// Issues what these pieces of evidence lack, and answers how many certificates that were. Safe to repeat.
pub async fn issue(state: &State, evidence_ids: Vec<Id>) -> Result<usize, Error> {
    let mut issued = 0;
    for _ in 0..MOST_ROUNDS {
        let ids = evidence_ids.clone();
        let (grounds, issuer) = state
            .db
            .gather(move |conn| Ok((store::grounds(conn, &ids)?, store::issuer(conn)?)))
            .await?;
        let Some(issuer) = issuer.filter(|_| !grounds.is_empty()) else {
            return Ok(issued);
        };
        let now = state.clock.now();
        let today = today(now, issuer.time_zone.as_deref());
        let drafts: Vec<Draft> = grounds.into_iter().map(|ground| draft(state, ground, &issuer, today)).collect();
        let drawn = actix_web::web::block(move || draw_all(drafts)).await??;
        let kept: Vec<(Draft, String, usize)> = stream::iter(drawn)
            .map(|(draft, pdf)| async {
                let size = pdf.len();
                Ok::<_, Error>((draft, state.files.keep(Bytes::from(pdf)).await?, size))
            })
            .buffer_unordered(WRITES_AT_ONCE)
            .try_collect()
            .await?;
        let chance = state.chance.clone();
        issued += state
            .db
            .save(move |conn| {
                let mut count = 0;
                for (draft, hash, size) in kept {
                    let certificate = certificate(chance.id(now), &draft, hash, size, now);
                    count += usize::from(write(conn, &chance, &draft, &certificate, now)?);
                }
                Ok(count)
            })
            .await?;
    }
    Ok(issued)
}

/// Today at the manufacturer's place.
pub fn today(now: Instant, time_zone: Option<&str>) -> NaiveDate {
    let zone: chrono_tz::Tz = time_zone.and_then(|name| name.parse().ok()).unwrap_or(chrono_tz::UTC);
    now.utc().with_timezone(&zone).date_naive()
}

fn draft(state: &State, ground: Ground, issuer: &store::Issuer, today: NaiveDate) -> Draft {
    let locale = Locale::for_language(&ground.person.language).unwrap_or_default();
    let number = certificate::number(today.year(), state.chance.seed());
    let code = certificate::code(state.chance.bytes());
    let words = state.views.words(locale);
    let document = wording::document(&state.config, words, &ground, issuer, &number, &code, today);
    Draft {
        ground,
        locale,
        number,
        code,
        document,
    }
}

/// Draws on as many threads as the machine has cores.
fn draw_all(drafts: Vec<Draft>) -> Result<Vec<(Draft, Vec<u8>)>, Error> {
    cores::map(drafts, |draft| document::draw(&draft.document).map(|pdf| (draft, pdf)))
}

fn certificate(id: Id, draft: &Draft, file_hash: String, size: usize, now: Instant) -> Certificate {
    let (evidence, person) = (&draft.ground.evidence, &draft.ground.person);
    Certificate {
        id,
        number: draft.number.clone(),
        check_code: draft.code.clone(),
        evidence_id: evidence.id,
        person_id: person.id,
        course_id: evidence.course_id,
        shown_name: certificate::shortened(&person.given_name, &person.family_name),
        language: draft.locale.code().to_owned(),
        issued_at: now,
        file_hash,
        file_size_bytes: i64::try_from(size).unwrap_or(i64::MAX),
        valid_until: evidence.valid_until,
        revoked_at: None,
        revoked_by: None,
        revoked_reason: None,
    }
}

/// Writes the row unless the evidence was revoked or got its certificate meanwhile.
fn write(
    conn: &mut Conn,
    chance: &crate::platform::chance::Chance,
    draft: &Draft,
    certificate: &Certificate,
    now: Instant,
) -> Result<bool, Error> {
    let stands = evidence::store::find_any(conn, certificate.evidence_id)?.is_some_and(|evidence| evidence.revoked_at.is_none());
    if !stands || !store::insert(conn, certificate)? {
        return Ok(false);
    }
    let deed = Deed {
        action: "certificate.issue",
        subject_kind: "certificates",
        subject_id: certificate.id.to_string(),
        subject_label: format!("{}, {}, {}", certificate.number, draft.ground.person.name(), draft.ground.code),
        organisation_path: evidence::store::branch_of(conn, certificate.person_id)?,
        before: None,
        after: audit::state(certificate),
    };
    audit::record(conn, chance, now, &By::job("certificates"), deed)?;
    Ok(true)
}
