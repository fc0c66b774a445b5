//! Head counts in the ledger: each location owes each head count that concerns it every day. What was missed stays there with its days, and
//! the day on which it will break is remembered as long as it is known.

use super::past::Past;
use super::standing::{self, Stands};
use super::store::{self, HeadCount};
use crate::duties::declared::HEAD_COUNT;
use crate::duties::{self, Book, Claim, Entry, Proof};
use crate::organisations::{Scope, store as organisations};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::duty::{Side, Status};
use crate::rules::headcount::{self, Turn};
use crate::rules::id::{Id, Instant};
use crate::rules::requirement::Texts;
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// What the ledger lacks about one head count at one location, in the order in which it is to be written.
#[derive(Clone, Debug)]
pub struct Missing {
    /// Whose location it is.
    pub partner_id: Id,
    /// What the duty is about.
    about: About,
    /// What is to be written.
    pub what: Vec<What>,
}

/// What a duty is about: one that the ledger knows, or a head count at a location that it does not know yet.
#[derive(Clone, Debug)]
enum About {
    Known(Id),
    New { head_count_id: Id, location_id: Id, title: Texts },
}

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is owed from now on, and there are enough.
    OpenKept,
    /// It is owed, and there have been too few since a day.
    OpenShort(NaiveDate),
    /// There are too few from a day on.
    Break(NaiveDate),
    /// There are enough again from a day on.
    Mend(NaiveDate),
    /// The day on which there will be too few, or that none is known.
    Foresee(Option<NaiveDate>),
    /// Nobody asks any more.
    FallAway,
}

/// What the ledger lacks on a day; `looked_at` is when that was last asked. Empty where it is up to date.
pub fn missing(conn: &mut Conn, today: NaiveDate, now: Instant, looked_at: Option<Instant>) -> Result<Vec<Missing>, Error> {
    let subjects = store::subjects(conn)?;
    let mut known: HashMap<Id, Entry> = entries(conn, &Scope::everything(), today)?;
    let mut lacking = Vec::new();
    let past = Past::new(conn, today, looked_at)?;
    for (asked, stands) in standing::all(conn, &Scope::everything(), today, now)? {
        for one in &stands {
            let subject = subjects.get(&(asked.id, one.place.id));
            let entry = subject.and_then(|id| known.remove(id));
            let what = match entry.as_ref().filter(|entry| entry.standing.status != Status::FallenAway) {
                Some(entry) => went_on(one, entry, &past.turns(conn, &asked, one, entry)?),
                None => {
                    let short_since = match one.standing.status {
                        headcount::Status::Broken => Some(past.short_since(conn, &asked, one, entry.as_ref())?),
                        _ => None,
                    };
                    begun(one, short_since)
                }
            };
            if what.is_empty() {
                continue;
            }
            lacking.push(Missing {
                partner_id: one.place.organisation_id,
                about: match subject {
                    Some(id) if entry.is_some() => About::Known(*id),
                    _ => About::New {
                        head_count_id: asked.id,
                        location_id: one.place.id,
                        title: title(&asked, one),
                    },
                },
                what,
            });
        }
    }
    let gone = known.into_iter().filter(|(_, entry)| entry.standing.status != Status::FallenAway);
    lacking.extend(gone.map(|(subject_id, entry)| Missing {
        partner_id: entry.partner.id,
        about: About::Known(subject_id),
        what: vec![What::Foresee(None), What::FallAway],
    }));
    Ok(lacking)
}

/// What is written of a location that the ledger does not know, and which has been short of people since a day; none: it is not.
fn begun(one: &Stands, short_since: Option<NaiveDate>) -> Vec<What> {
    let mut what = vec![short_since.map_or(What::OpenKept, What::OpenShort)];
    what.extend(ahead(one).map(|day| What::Foresee(Some(day))));
    what
}

/// What the ledger lacks about a location that it knows, where it turned on some days since.
fn went_on(one: &Stands, entry: &Entry, turned: &[Turn]) -> Vec<What> {
    let written = |turn: &Turn| match turn.enough {
        true => What::Mend(turn.on),
        false => What::Break(turn.on),
    };
    let mut what: Vec<What> = turned.iter().map(written).collect();
    if entry.duty.breaks_on != ahead(one) {
        what.push(What::Foresee(ahead(one)));
    }
    what
}

/// The day on which a location that has enough people will have too few.
fn ahead(one: &Stands) -> Option<NaiveDate> {
    let breaks_on = one.standing.breaks_on;
    breaks_on.filter(|_| one.standing.status == headcount::Status::Breaking)
}

fn title(asked: &HeadCount, one: &Stands) -> Texts {
    let named = asked.title.0.iter();
    named
        .map(|(locale, title)| (locale.clone(), format!("{title}, {}", one.place.name)))
        .collect()
}

/// Writes down what the ledger lacked.
pub fn write(conn: &mut Conn, book: &Book<'_>, chance: &Chance, now: Instant, lacking: &[Missing]) -> Result<(), Error> {
    for lack in lacking {
        let partner = organisations::find(conn, &Scope::everything(), lack.partner_id)?;
        // Whoever was removed meanwhile owes nothing.
        let Some(partner) = partner else { continue };
        let (subject_id, title) = match &lack.about {
            About::Known(id) => (*id, Texts::default()),
            About::New {
                head_count_id,
                location_id,
                title,
            } => (store::subject(conn, *head_count_id, *location_id, chance.id(now))?, title.clone()),
        };
        let claim = Claim {
            partner: &partner,
            subject_id,
            title,
            course_code: None,
        };
        for what in &lack.what {
            let today = book.today();
            match what {
                What::OpenKept => book.open_kept(conn, &HEAD_COUNT, &claim, today, &Proof::default())?,
                What::OpenShort(since) => book.open(conn, &HEAD_COUNT, &claim, *since)?,
                What::Break(on) => book.end(conn, &HEAD_COUNT, partner.id, subject_id, *on)?,
                What::Mend(on) => book.stand(conn, &HEAD_COUNT, partner.id, subject_id, *on, &Proof::default())?,
                What::Foresee(breaks_on) => book.foresee(conn, &HEAD_COUNT, partner.id, subject_id, *breaks_on)?,
                What::FallAway => book.fall_away(conn, &HEAD_COUNT, partner.id, subject_id, today)?,
            }
        }
    }
    Ok(())
}

/// What the ledger knows of head counts at locations within a scope, by what each duty is about.
fn entries(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<HashMap<Id, Entry>, Error> {
    let all = duties::entries_of(conn, scope, Side::Partner, today)?.into_iter();
    let mine = all.filter(|entry| entry.declared.kind.key == HEAD_COUNT.kind.key);
    Ok(mine.map(|entry| (entry.duty.subject_id, entry)).collect())
}

/// What the ledger knows of one head count, by location.
pub fn of_head_count(conn: &mut Conn, scope: &Scope, head_count_id: Id, today: NaiveDate) -> Result<BTreeMap<Id, Entry>, Error> {
    let mut known = entries(conn, scope, today)?;
    let subjects = store::subjects(conn)?.into_iter();
    let mine = subjects.filter(|((of, _), _)| *of == head_count_id);
    Ok(mine
        .filter_map(|((_, location_id), id)| Some((location_id, known.remove(&id)?)))
        .collect())
}
