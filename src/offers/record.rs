//! An offer that was made to a partner otherwise than by a course that can be taken any day.

use crate::duties::declared::YEARLY_OFFER;
use crate::duties::{self, Book, Entry, Proof};
use crate::organisations::Scope;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::rules::duty::Status;
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;

/// Kinds of offers that are recorded by hand.
pub const MEANS: [&str; 4] = ["workshop", "on_site", "online", "other"];

/// Longest name of a document.
pub const LONGEST_EVIDENCE: usize = 200;

/// Longest remark.
pub const LONGEST_REMARK: usize = 1_000;

/// An offer as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed<'t> {
    /// The day on which it was made.
    pub on: &'t str,
    /// A word of [`MEANS`].
    pub means: &'t str,
    /// What shows it: an invitation, a number.
    pub evidence: &'t str,
    /// A remark.
    pub remark: &'t str,
}

/// An offer to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffer {
    on: NaiveDate,
    proof: Proof,
}

/// What was typed, or all that is wrong with it. `since` is the first day on which it was owed.
pub fn read(typed: &Typed<'_>, since: Option<NaiveDate>, today: NaiveDate) -> Result<NewOffer, Error> {
    let mut faults = Faults::new();
    let on = faults.date("on", typed.on, true);
    if on.is_some_and(|on| on > today) {
        faults.note("on", "offer-fault-ahead");
    }
    if on.zip(since).is_some_and(|(on, since)| on < since) {
        faults.note("on", "offer-fault-before");
    }
    let means = MEANS.into_iter().find(|means| *means == typed.means);
    if means.is_none() {
        faults.note("means", "fault-choice");
    }
    let evidence = faults.text("evidence", typed.evidence, LONGEST_EVIDENCE, false);
    let remark = faults.text("remark", typed.remark, LONGEST_REMARK, false);
    if typed.evidence.trim().is_empty() && typed.remark.trim().is_empty() {
        faults.note("evidence", "offer-fault-proof");
    }
    let read = on.zip(means).map(|(on, means)| NewOffer {
        on,
        proof: Proof {
            means: Some(means.to_owned()),
            evidence,
            remark,
        },
    });
    faults.or(read)
}

/// The duty of a yearly offer to a partner within the scope, as long as it is owed.
///
/// # Errors
///
/// [`Error::NotFound`] where there is none, [`Error::Refused`] where nobody is owed it any more.
pub fn owed(conn: &mut Conn, scope: &Scope, duty_id: Id, today: NaiveDate) -> Result<Entry, Error> {
    let entry = duties::entry(conn, scope, duty_id, today)?.ok_or(Error::NotFound)?;
    if entry.declared.kind.key != YEARLY_OFFER.kind.key {
        return Err(Error::NotFound);
    }
    if entry.standing.status == Status::FallenAway {
        return Err(Error::refused("offer-not-owed"));
    }
    Ok(entry)
}

/// The first day on which it was owed: none earlier can be made up for.
pub fn since(entry: &Entry) -> Option<NaiveDate> {
    entry
        .events
        .iter()
        .filter(|event| event.kind == "opened")
        .map(|event| event.happened_on)
        .min()
}

/// Records it, and answers how the duty stands then.
pub fn record(
    conn: &mut Conn,
    chance: &Chance,
    by: &By,
    scope: &Scope,
    duty_id: Id,
    new: &NewOffer,
    (today, now): (NaiveDate, Instant),
) -> Result<Entry, Error> {
    let entry = owed(conn, scope, duty_id, today)?;
    let book = Book::begin(conn, chance, now, today, by.actor_id)?;
    let (creditor_id, subject_id) = (entry.duty.creditor_id, entry.duty.subject_id);
    book.keep(conn, &YEARLY_OFFER, creditor_id, subject_id, new.on, &new.proof)?;
    let deed = Deed {
        action: "offer.record",
        subject_kind: "duties",
        subject_id: duty_id.to_string(),
        subject_label: format!("{}, {}", entry.partner.name, entry.title("en")),
        organisation_path: entry.partner.path.clone(),
        before: None,
        after: audit::state(&serde_json::json!({
            "on": new.on, "means": new.proof.means, "evidence": new.proof.evidence, "remark": new.proof.remark,
        })),
    };
    audit::record(conn, chance, now, by, deed)?;
    duties::entry(conn, scope, duty_id, today)?.ok_or(Error::NotFound)
}
