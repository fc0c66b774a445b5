//! Documents that people of the demonstration handed in: two that wait, one of them for weeks, one that was recognised, one declined.

use super::network::EXAMINATION;
use crate::courses::store as courses;
use crate::documents::deed::{self, Answer, NewDocument, Recognition};
use crate::evidence::paper::Scan;
use crate::organisations::Scope;
use crate::people::{Actor, store as people};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Instant;
use crate::rules::obligation::Worth;
use bytes::Bytes;
use chrono::{Days, Duration, NaiveDate};

/// A page of paper, as a scanner would send it.
const PAPER: &str = "%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 298]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 66>>stream
BT /F 20 Tf 40 220 Td (Bescheinigung, Certificate) Tj ET          
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
";

/// Who answers.
const MANAGER: &str = "N-002";

/// Who, handed in by whom, so many days ago, what, by whom it was issued, issued so many days ago, for how many days.
type Told = (&'static str, &'static str, i64, &'static str, &'static str, u64, Option<u64>);

const WAITING: [Told; 2] = [
    ("T-104", "T-104", 19, "Ersthelferschein", "DRK Leipzig", 24, Some(730)),
    ("T-105", "T-102", 2, "Staplerschein", "TÜV Thüringen", 400, None),
];

const RECOGNISED: Told = (
    "T-106",
    "T-101",
    12,
    "Prüfungsbescheinigung ISO 13585",
    "GSI SLV Halle",
    40,
    Some(1055),
);

const DECLINED: Told = ("T-104", "T-104", 40, "Schweißerprüfung, Foto", "GSI SLV Halle", 900, None);

/// Keeps the paper, and answers its hash.
pub async fn keep(state: &State) -> Result<String, Error> {
    state.files.keep(Bytes::from_static(PAPER.as_bytes())).await
}

/// Hands in and answers.
pub fn happen(conn: &mut Conn, state: &State, now: Instant, hash: &str) -> Result<(), Error> {
    for told in WAITING {
        hand_in(conn, state, now, hash, told)?;
    }
    let answer = |conn: &mut Conn, told: Told, answer: Answer| -> Result<(), Error> {
        let document = hand_in(conn, state, now, hash, told)?;
        let manager = actor(conn, MANAGER, now.plus(Duration::days(3 - told.2)))?;
        deed::answer(conn, state, &Scope::everything(), &manager, document, answer).map(drop)
    };
    let today = now.date_naive();
    let course = courses::find_by_code(conn, EXAMINATION)?.ok_or(Error::NotFound)?;
    let counts = Recognition {
        course,
        proven_on: ago(today, RECOGNISED.5),
        valid_until: RECOGNISED.6.and_then(|days| today.checked_add_days(Days::new(days))),
        worth: Worth::default(),
        reason: None,
    };
    answer(conn, RECOGNISED, Answer::Recognise(Box::new(counts)))?;
    let unreadable = "Auf dem Foto ist das Datum nicht zu lesen.".to_owned();
    answer(conn, DECLINED, Answer::Decline(unreadable))
}

fn hand_in(conn: &mut Conn, state: &State, now: Instant, hash: &str, told: Told) -> Result<crate::rules::id::Id, Error> {
    let (number, hand, days, title, issuer, issued, lasts) = told;
    let hand = actor(conn, hand, now.plus(Duration::days(-days)))?;
    let person = people::find_by_email_key(conn, &super::address(number))?.ok_or(Error::NotFound)?;
    let today = now.date_naive();
    let new = NewDocument {
        person_id: person.id,
        title: title.to_owned(),
        issuer: Some(issuer.to_owned()),
        issued_on: ago(today, issued),
        valid_until: lasts.and_then(|days| today.checked_add_days(Days::new(days))),
        requirement_id: None,
        course_id: None,
        note: None,
    };
    let scan = Scan {
        name: format!("{title}.pdf"),
        content: Bytes::from_static(PAPER.as_bytes()),
    };
    Ok(deed::put(conn, state, &hand, new, &scan, hash)?.id)
}

fn ago(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}

/// Somebody of the demonstration, at that instant.
pub fn actor(conn: &mut Conn, number: &str, now: Instant) -> Result<Actor, Error> {
    let person = people::find_by_email_key(conn, &super::address(number))?.ok_or(Error::NotFound)?;
    Ok(Actor {
        grants: people::every_grant_of(conn, person.id)?,
        person,
        sign_in_id: None,
        acting_role: None,
        token_actions: None,
        address: String::new(),
        request_id: String::new(),
        now,
    })
}
