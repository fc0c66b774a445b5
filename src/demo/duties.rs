//! What the manufacturer of the demonstration owes its partners: an offer that it failed to make, and one that it made late.

use crate::duties::declared::YEARLY_OFFER;
use crate::duties::{Book, Claim, Proof};
use crate::obligations::store as obligations;
use crate::organisations::{Scope, store as organisations};
use crate::people::store as people;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Instant;
use chrono::{Days, NaiveDate};

/// A partner to whom nothing was offered in its language: number, requirement, and since how many days it is owed.
const MISSED: (&str, &str, u64) = ("P-09", "HV", 430);

/// A partner to whom the offer came late: the same, and how many days ago it was made.
const LATE: (&str, &str, u64, u64) = ("P-07", "REF", 700, 300);

/// Lets it happen.
pub fn happen(conn: &mut Conn, state: &State, now: Instant) -> Result<(), Error> {
    let manager = people::find_by_email_key(conn, &super::address("N-002"))?.map(|person| person.id);
    let today = now.date_naive();
    let book = Book::begin(conn, &state.chance, now, today, manager)?;
    owe(conn, &book, MISSED.0, MISSED.1, ago(today, MISSED.2))?;
    let (creditor_id, requirement_id) = owe(conn, &book, LATE.0, LATE.1, ago(today, LATE.2))?;
    let proof = Proof {
        means: Some("workshop".to_owned()),
        evidence: Some("Invitation 118".to_owned()),
        remark: Some("Lyon".to_owned()),
    };
    book.keep(conn, &YEARLY_OFFER, creditor_id, requirement_id, ago(today, LATE.3), &proof)
}

type Ids = (crate::rules::id::Id, crate::rules::id::Id);

fn owe(conn: &mut Conn, book: &Book<'_>, partner: &str, requirement: &str, on: NaiveDate) -> Result<Ids, Error> {
    let lost = || Error::internal("the demonstration has lost a partner or a requirement");
    let creditor = organisations::find_by_external_id(conn, &Scope::everything(), partner)?.ok_or_else(lost)?;
    let requirement = obligations::find_requirement_by_code(conn, requirement)?.ok_or_else(lost)?;
    let version = obligations::in_force_of(conn, requirement.id)?.ok_or_else(lost)?;
    let claim = Claim {
        partner: &creditor,
        subject_id: requirement.id,
        title: version.title.0,
        course_code: None,
    };
    book.open(conn, &YEARLY_OFFER, &claim, on)?;
    Ok((creditor.id, requirement.id))
}

fn ago(today: NaiveDate, days: u64) -> NaiveDate {
    today.checked_sub_days(Days::new(days)).unwrap_or(today)
}
