//! Writing the ledger: the slices that declared a duty say what happened, and the book finds the duty, its due date and its number.

use super::declared::Declared;
use super::setting;
use super::store::{self, Duty, EventRow, REVOKED, word};
use crate::organisations::store as organisations;
use crate::organisations::{Organisation, is_own};
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::rules::calendar::Calendar;
use crate::rules::duty::{Clock, Happened, Status, assess};
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::Texts;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::HashMap;

/// Who is owed what.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// To whom.
    pub creditor: &'a Organisation,
    /// About what: a record of the caller.
    pub subject_id: Id,
    /// What that is called, per locale.
    pub title: Texts,
    /// Code of the course that it is about, where it is one.
    pub course_code: Option<String>,
}

/// What proves that a duty was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// By what means, a stable word.
    pub means: Option<String>,
    /// Document, course or number.
    pub evidence: Option<String>,
    /// A remark.
    pub remark: Option<String>,
}

impl Proof {
    /// By this means, without more.
    pub fn of(means: &str) -> Self {
        Self {
            means: Some(means.to_owned()),
            ..Self::default()
        }
    }
}

/// The ledger, open for writing: calendars and settings are read once.
pub struct Book<'a> {
    chance: &'a Chance,
    now: Instant,
    today: NaiveDate,
    by: Option<Id>,
    calendar: Calendar,
    clocks: HashMap<&'static str, Clock>,
    /// Debtor and its country, by the path of the creditor's parent.
    debtors: RefCell<HashMap<String, (Id, String)>>,
}

impl<'a> Book<'a> {
    /// Opens the ledger. `today` is the day of whoever writes; `by` nobody for the installation itself.
    pub fn begin(conn: &mut Conn, chance: &'a Chance, now: Instant, today: NaiveDate, by: Option<Id>) -> Result<Self, Error> {
        Ok(Self {
            chance,
            now,
            today,
            by,
            calendar: organisations::calendar::load(conn, 0)?,
            clocks: setting::clocks(conn)?
                .into_iter()
                .map(|(declared, clock)| (declared.kind.key, clock))
                .collect(),
            debtors: RefCell::default(),
        })
    }

    /// The day of whoever writes.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Opens a duty on a day, again where it was kept or fell away; one whose clock runs, or that stands, stays as it is.
    pub fn open(&self, conn: &mut Conn, declared: &Declared, claim: &Claim<'_>, on: NaiveDate) -> Result<(), Error> {
        let (debtor_id, country) = self.debtor(conn, claim.creditor)?;
        let key = declared.kind.key;
        let duty = match store::find_claim(conn, key, claim.creditor.id, claim.subject_id)? {
            Some(duty) => {
                let events = store::counting(&store::events_of(conn, duty.id)?);
                let standing = assess(declared.kind.notice_days, &events, self.today);
                let runs = standing.due_on.is_some() || declared.kind.clock.repeats() && standing.status != Status::FallenAway;
                if runs {
                    return Ok(());
                }
                duty
            }
            None => {
                let duty = Duty {
                    id: self.chance.id(self.now),
                    kind: key.to_owned(),
                    creditor_id: claim.creditor.id,
                    debtor_id,
                    subject_id: claim.subject_id,
                    subject_title: Json(claim.title.clone()),
                    course_code: claim.course_code.clone(),
                    created_at: self.now,
                };
                store::insert(conn, &duty)?;
                // Of two who open the same duty at once, the first one's stands.
                store::find_claim(conn, key, claim.creditor.id, claim.subject_id)?.unwrap_or(duty)
            }
        };
        let due_on = self.clock(declared).due_on(on, &country, &self.calendar);
        self.write(conn, duty.id, Happened::Opened { due_on }, on, &Proof::default())
    }

    /// The duty was kept on a day.
    pub fn keep(
        &self,
        conn: &mut Conn,
        declared: &Declared,
        creditor_id: Id,
        subject_id: Id,
        on: NaiveDate,
        proof: &Proof,
    ) -> Result<(), Error> {
        let next = declared.kind.clock.repeats();
        self.happen(conn, declared, creditor_id, subject_id, on, proof, |due_on| Happened::Kept {
            next_due_on: next.then_some(due_on),
        })
    }

    /// From a day on the duty is kept every day, by what the proof names.
    pub fn stand(
        &self,
        conn: &mut Conn,
        declared: &Declared,
        creditor_id: Id,
        subject_id: Id,
        on: NaiveDate,
        proof: &Proof,
    ) -> Result<(), Error> {
        self.happen(conn, declared, creditor_id, subject_id, on, proof, |_| Happened::Stands)
    }

    /// What kept the duty every day is no more.
    pub fn end(&self, conn: &mut Conn, declared: &Declared, creditor_id: Id, subject_id: Id, on: NaiveDate) -> Result<(), Error> {
        self.happen(conn, declared, creditor_id, subject_id, on, &Proof::default(), |due_on| {
            Happened::Ended { due_on }
        })
    }

    /// The reason for the duty is gone.
    pub fn fall_away(&self, conn: &mut Conn, declared: &Declared, creditor_id: Id, subject_id: Id, on: NaiveDate) -> Result<(), Error> {
        self.happen(conn, declared, creditor_id, subject_id, on, &Proof::default(), |_| {
            Happened::FellAway
        })
    }

    /// Takes back something that was recorded by mistake, with the reason; both stay in the ledger.
    pub fn revoke(&self, conn: &mut Conn, event: &EventRow, reason: &str) -> Result<(), Error> {
        let row = EventRow {
            id: self.chance.id(self.now),
            duty_id: event.duty_id,
            kind: REVOKED.to_owned(),
            happened_on: self.today,
            due_on: None,
            recorded_at: self.now,
            recorded_by: self.by,
            means: None,
            evidence: None,
            remark: Some(reason.to_owned()),
            revokes_id: Some(event.id),
        };
        Ok(store::insert_event(conn, &row)?)
    }

    fn happen(
        &self,
        conn: &mut Conn,
        declared: &Declared,
        creditor_id: Id,
        subject_id: Id,
        on: NaiveDate,
        proof: &Proof,
        what: impl FnOnce(NaiveDate) -> Happened,
    ) -> Result<(), Error> {
        let Some(duty) = store::find_claim(conn, declared.kind.key, creditor_id, subject_id)? else {
            return Ok(());
        };
        let creditor = organisations::find(conn, &crate::organisations::Scope::everything(), creditor_id)?.ok_or(Error::NotFound)?;
        let (_, country) = self.debtor(conn, &creditor)?;
        let due_on = self.clock(declared).due_on(on, &country, &self.calendar);
        self.write(conn, duty.id, what(due_on), on, proof)
    }

    fn write(&self, conn: &mut Conn, duty_id: Id, what: Happened, on: NaiveDate, proof: &Proof) -> Result<(), Error> {
        let (kind, due_on) = word(what);
        let row = EventRow {
            id: self.chance.id(self.now),
            duty_id,
            kind: kind.to_owned(),
            happened_on: on,
            due_on,
            recorded_at: self.now,
            recorded_by: self.by,
            means: proof.means.clone(),
            evidence: proof.evidence.clone(),
            remark: proof.remark.clone(),
            revokes_id: None,
        };
        Ok(store::insert_event(conn, &row)?)
    }

    fn clock(&self, declared: &Declared) -> Clock {
        self.clocks.get(declared.kind.key).copied().unwrap_or(declared.kind.clock)
    }

    /// Who owes a partner: the manufacturer's own organisation nearest above it; and the country whose working days count, that of the
    /// debtor's main location, else of the creditor's.
    fn debtor(&self, conn: &mut Conn, creditor: &Organisation) -> Result<(Id, String), Error> {
        let above = creditor.path.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above);
        if let Some(known) = self.debtors.borrow().get(above) {
            return Ok(known.clone());
        }
        let mut path = above;
        let mut debtor = creditor.clone();
        while !path.is_empty() {
            if let Some(found) = organisations::find_by_path(conn, &format!("{path}/"))? {
                debtor = found;
                if is_own(&debtor) {
                    break;
                }
            }
            path = path.rsplit_once('/').map_or("", |(above, _)| above);
        }
        let country = main_country(conn, debtor.id)?;
        if country.is_empty() {
            return Ok((debtor.id, main_country(conn, creditor.id)?));
        }
        let known = (debtor.id, country);
        self.debtors.borrow_mut().insert(above.to_owned(), known.clone());
        Ok(known)
    }
}

fn main_country(conn: &mut Conn, organisation_id: Id) -> Result<String, Error> {
    let places = organisations::locations_of(conn, organisation_id)?;
    Ok(places
        .into_iter()
        .find(|place| place.main)
        .map(|place| place.country)
        .unwrap_or_default())
}
