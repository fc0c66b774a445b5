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
use crate::rules::duty::{Clock, Happened, Side, Status, assess};
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::Texts;
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::HashMap;

/// Which partner is owed what, or owes it.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// The partner; the other side is the manufacturer's own organisation nearest above it.
    pub partner: &'a Organisation,
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
    /// The manufacturer's own organisation in charge and its country, by the path of the partner's parent.
    in_charge: RefCell<HashMap<String, (Id, String)>>,
}

/// Who owes whom, and whose working days count.
struct Sides {
    creditor_id: Id,
    debtor_id: Id,
    country: String,
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
            in_charge: RefCell::default(),
        })
    }

    /// The day of whoever writes.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Opens a duty on a day, again where it was kept or fell away; one whose clock runs, or that stands, stays as it is.
    pub fn open(&self, conn: &mut Conn, declared: &Declared, claim: &Claim<'_>, on: NaiveDate) -> Result<(), Error> {
        let sides = self.sides(conn, declared, claim.partner)?;
        let due_on = self.clock(declared).due_on(on, &sides.country, &self.calendar);
        self.open_until(conn, declared, claim, &sides, on, due_on)
    }

    /// Opens a duty that is owed every day and is kept on this day, by what the proof names.
    pub fn open_kept(&self, conn: &mut Conn, declared: &Declared, claim: &Claim<'_>, on: NaiveDate, proof: &Proof) -> Result<(), Error> {
        let sides = self.sides(conn, declared, claim.partner)?;
        self.open_until(conn, declared, claim, &sides, on, on)?;
        self.stand(conn, declared, claim.partner.id, claim.subject_id, on, proof)
    }

    fn open_until(
        &self,
        conn: &mut Conn,
        declared: &Declared,
        claim: &Claim<'_>,
        sides: &Sides,
        on: NaiveDate,
        due_on: NaiveDate,
    ) -> Result<(), Error> {
        let key = declared.kind.key;
        let duty = match store::find_claim(conn, key, sides.creditor_id, claim.subject_id)? {
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
                    creditor_id: sides.creditor_id,
                    debtor_id: sides.debtor_id,
                    subject_id: claim.subject_id,
                    subject_title: Json(claim.title.clone()),
                    course_code: claim.course_code.clone(),
                    created_at: self.now,
                    breaks_on: None,
                    breaks_known_on: None,
                };
                store::insert(conn, &duty)?;
                // Of two who open the same duty at once, the first one's stands.
                store::find_claim(conn, key, sides.creditor_id, claim.subject_id)?.unwrap_or(duty)
            }
        };
        self.write(conn, duty.id, Happened::Opened { due_on }, on, &Proof::default())
    }

    /// The duty was kept on a day.
    pub fn keep(
        &self,
        conn: &mut Conn,
        declared: &Declared,
        partner_id: Id,
        subject_id: Id,
        on: NaiveDate,
        proof: &Proof,
    ) -> Result<(), Error> {
        let next = declared.kind.clock.repeats();
        self.happen(conn, declared, partner_id, subject_id, on, proof, |due_on| Happened::Kept {
            next_due_on: next.then_some(due_on),
        })
    }

    /// From a day on the duty is kept every day, by what the proof names.
    pub fn stand(
        &self,
        conn: &mut Conn,
        declared: &Declared,
        partner_id: Id,
        subject_id: Id,
        on: NaiveDate,
        proof: &Proof,
    ) -> Result<(), Error> {
        self.happen(conn, declared, partner_id, subject_id, on, proof, |_| Happened::Stands)
    }

    /// What kept the duty every day is no more.
    pub fn end(&self, conn: &mut Conn, declared: &Declared, partner_id: Id, subject_id: Id, on: NaiveDate) -> Result<(), Error> {
        self.happen(conn, declared, partner_id, subject_id, on, &Proof::default(), |due_on| {
            Happened::Ended { due_on }
        })
    }

    /// The reason for the duty is gone.
    pub fn fall_away(&self, conn: &mut Conn, declared: &Declared, partner_id: Id, subject_id: Id, on: NaiveDate) -> Result<(), Error> {
        self.happen(conn, declared, partner_id, subject_id, on, &Proof::default(), |_| {
            Happened::FellAway
        })
    }

    /// The day on which a duty that is kept every day will break, as far as is known today; none: no such day is known.
    pub fn foresee(
        &self,
        conn: &mut Conn,
        declared: &Declared,
        partner_id: Id,
        subject_id: Id,
        breaks_on: Option<NaiveDate>,
    ) -> Result<(), Error> {
        let Some((duty, _)) = self.claimed(conn, declared, partner_id, subject_id)? else {
            return Ok(());
        };
        Ok(store::foresee(conn, duty.id, breaks_on, breaks_on.map(|_| self.today))?)
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
        partner_id: Id,
        subject_id: Id,
        on: NaiveDate,
        proof: &Proof,
        what: impl FnOnce(NaiveDate) -> Happened,
    ) -> Result<(), Error> {
        let Some((duty, sides)) = self.claimed(conn, declared, partner_id, subject_id)? else {
            return Ok(());
        };
        let due_on = self.clock(declared).due_on(on, &sides.country, &self.calendar);
        self.write(conn, duty.id, what(due_on), on, proof)
    }

    /// The duty about a subject between a partner and whoever is in charge of it.
    fn claimed(&self, conn: &mut Conn, declared: &Declared, partner_id: Id, subject_id: Id) -> Result<Option<(Duty, Sides)>, Error> {
        let partner = organisations::find(conn, &crate::organisations::Scope::everything(), partner_id)?.ok_or(Error::NotFound)?;
        let sides = self.sides(conn, declared, &partner)?;
        let duty = store::find_claim(conn, declared.kind.key, sides.creditor_id, subject_id)?;
        Ok(duty.map(|duty| (duty, sides)))
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

    fn sides(&self, conn: &mut Conn, declared: &Declared, partner: &Organisation) -> Result<Sides, Error> {
        let (in_charge, country) = self.in_charge(conn, partner)?;
        let (creditor_id, debtor_id) = match declared.kind.debtor {
            Side::Manufacturer => (partner.id, in_charge),
            Side::Partner => (in_charge, partner.id),
        };
        Ok(Sides {
            creditor_id,
            debtor_id,
            country,
        })
    }

    /// Who is in charge of a partner: the manufacturer's own organisation nearest above it; and the country whose working days count, that
    /// of its main location, else of the partner's.
    fn in_charge(&self, conn: &mut Conn, partner: &Organisation) -> Result<(Id, String), Error> {
        let above = partner.path.trim_end_matches('/').rsplit_once('/').map_or("", |(above, _)| above);
        if let Some(known) = self.in_charge.borrow().get(above) {
            return Ok(known.clone());
        }
        let mut path = above;
        let mut own = partner.clone();
        while !path.is_empty() {
            if let Some(found) = organisations::find_by_path(conn, &format!("{path}/"))? {
                own = found;
                if is_own(&own) {
                    break;
                }
            }
            path = path.rsplit_once('/').map_or("", |(above, _)| above);
        }
        let country = main_country(conn, own.id)?;
        if country.is_empty() {
            return Ok((own.id, main_country(conn, partner.id)?));
        }
        let known = (own.id, country);
        self.in_charge.borrow_mut().insert(above.to_owned(), known.clone());
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
