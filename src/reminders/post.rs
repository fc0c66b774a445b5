//! The last look before a reminder leaves: what was done, excused or moved meanwhile is withdrawn, and what is left is worded for the day
//! on which it leaves. And what became of the mail becomes the fate of its notices.

use super::bounce;
use super::digest::{self, Line, Others};
use super::duty::last_look::{self, Found};
use super::store::dead;
use super::store::material::{Material, Of};
use super::store::network::Known;
use super::store::notices::{self, MAIL_KIND, Notice};
use super::unwritten::{Unwritten, caught};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::delivery::{Post, Verdict};
use crate::platform::mail::outbox::{Mail, MailState, Note};
use crate::platform::seal;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Addressee, Fate, Reason};
use chrono::Duration;
use std::collections::BTreeSet;

/// After so long a mail that cannot be worded is tried again.
const TRIED_AGAIN: Duration = Duration::hours(1);

/// What this slice does when mail is handed over; mails of other kinds go as they are.
#[derive(Clone)]
pub struct Postman(State);

impl Postman {
    /// One for this application.
    pub fn new(state: &State) -> Self {
        Self(state.clone())
    }
}

/// What the last look found out about a mail.
struct Look {
    /// Notices in it that are not owed any more, and why.
    gone: Vec<(Id, Reason)>,
    then: Then,
}

/// What is to be done with it.
enum Then {
    Leave,
    Wait(Instant),
    Drop,
    /// What is left of it is worded anew.
    Reword(Vec<Line>),
    /// It is about duties.
    OfDuties(Box<Found>),
}

/// The people whom these notices are about, of those that are meant.
fn people_of(untold: &[Vec<Notice>], meant: impl Fn(&Notice) -> bool) -> Vec<Id> {
    let notices = untold.iter().flatten().filter(|notice| meant(notice));
    let people: BTreeSet<Id> = notices.map(|notice| notice.person_id).collect();
    people.into_iter().collect()
}

impl Look {
    fn simply(then: Then) -> Self {
        Self { gone: Vec::new(), then }
    }
}

impl Post for Postman {
    fn stand(&self, conn: &mut Conn, mails: &[Mail], now: Instant) -> Result<Vec<bool>, Error> {
        let (_, looks) = self.look(conn, mails, false, now)?;
        let stands = |look: &Look| look.gone.is_empty() && matches!(look.then, Then::Leave);
        Ok(looks.iter().map(stands).collect())
    }

    fn look_again(&self, conn: &mut Conn, mails: &[Mail], now: Instant) -> Result<Vec<Verdict>, Error> {
        let (material, looks) = self.look(conn, mails, true, now)?;
        let mut verdicts = Vec::with_capacity(mails.len());
        for (mail, look) in mails.iter().zip(looks) {
            for (notice_id, reason) in look.gone {
                notices::resolve(conn, &[notice_id], Fate::Withdrawn, Some(reason), now)?;
            }
            verdicts.push(match look.then {
                Then::Leave => Verdict::StillOwed,
                Then::Wait(until) => Verdict::Later(until),
                Then::Drop => Verdict::Withdrawn,
                Then::Reword(lines) => self.reworded(conn, &material, mail, &lines, now)?,
                Then::OfDuties(found) => last_look::follow(conn, &self.0, mail, *found, now)?,
            });
        }
        Ok(verdicts)
    }

    fn settled(&self, conn: &mut Conn, mails: &[&Mail], state: MailState, now: Instant) -> Result<(), Error> {
        let ids: Vec<Id> = mails.iter().filter(|mail| mail.kind == MAIL_KIND).map(|mail| mail.id).collect();
        match state {
            MailState::Sent | MailState::Kept => notices::follow(conn, &ids, Fate::Sent, now)?,
            MailState::SetAside => notices::follow(conn, &ids, Fate::Failed, now)?,
            MailState::Queued | MailState::Sending | MailState::Dropped => {}
        }
        Ok(())
    }

    fn refused(&self, conn: &mut Conn, mail: &Mail, reply: &str, now: Instant) -> Result<(), Error> {
        bounce::refused(conn, &self.0, mail, reply, now)
    }
}

impl Postman {
    /// How these mails stand now, with what that was judged by; also with what new words are made of, where there may be some `to_word`.
    fn look(&self, conn: &mut Conn, mails: &[Mail], to_word: bool, now: Instant) -> Result<(Material, Vec<Look>), Error> {
        let reminding = mails.iter().filter(|mail| mail.kind == MAIL_KIND && mail.recipient_id.is_some());
        let reminding: Vec<Id> = reminding.map(|mail| mail.id).collect();
        let mut found = notices::untold_of_all(conn, &reminding)?;
        // A mail of another kind carries no notices, and one whose notices were all told has none left.
        let untold: Vec<Vec<Notice>> = mails.iter().map(|mail| found.remove(&mail.id).unwrap_or_default()).collect();
        let recipients: Vec<Id> = mails.iter().filter_map(|mail| mail.recipient_id).collect();
        let dead = dead::of(conn, &recipients)?;
        let is_dead = |mail: &Mail| {
            let known = mail.recipient_id.and_then(|id| dead.get(&id));
            known.is_some_and(|dead| dead.is(Some(&mail.to_address)))
        };
        // Whatever the mail is: nobody reads what goes to an address from which mails come back.
        let duties = last_look::look(conn, &self.0, mails, now)?;
        let as_it_is = |mail: &Mail| match duties.get(&mail.id) {
            _ if is_dead(mail) => Look::simply(Then::Drop),
            Some(found) => Look::simply(Then::OfDuties(Box::new(found.clone()))),
            None => Look::simply(Then::Leave),
        };
        if mails.iter().all(|mail| mail.kind != MAIL_KIND) {
            return Ok((Material::default(), mails.iter().map(as_it_is).collect()));
        }
        let people = people_of(&untold, |_| true);
        let of_offices = people_of(&untold, |notice| notice.addressee() >= Addressee::PartnerAdmin);
        let of = match to_word {
            true => Of::People(&people),
            false => Of::Standing(&people, &of_offices),
        };
        let mut material = Material::load(conn, &of, self.0.config.reminders.send_hour, now)?;
        material
            .network
            .meet(conn, mails.iter().filter_map(|mail| mail.recipient_id), now)?;
        let looks = mails.iter().zip(&untold).map(|(mail, untold)| match mail.kind.as_str() {
            MAIL_KIND => self.judge(&material, mail, untold, now),
            _ => as_it_is(mail),
        });
        let looks = looks.collect();
        Ok((material, looks))
    }

    /// What is still owed of a mail with reminders, and what is to be done with it.
    fn judge(&self, material: &Material, mail: &Mail, untold: &[Notice], now: Instant) -> Look {
        let Some(recipient_id) = mail.recipient_id else {
            return Look::simply(Then::Leave);
        };
        let (mut lines, mut gone) = (Vec::new(), Vec::new());
        for notice in untold {
            match material.stands_as_kept(notice, now) {
                Ok(()) => lines.push(Line::kept(notice)),
                Err(reason) => gone.push((notice.id, reason)),
            }
        }
        let Some(recipient) = material.network.person(recipient_id).filter(|_| !lines.is_empty()) else {
            return Look { gone, then: Then::Drop };
        };
        let quiet_hour = self.0.config.reminders.quiet_hour;
        if let Err(later) = material.calendar.open_until(quiet_hour, recipient.recipient.zone, now) {
            return Look {
                gone,
                then: Then::Wait(later),
            };
        }
        let then = if gone.is_empty() && is_of_today(mail, recipient, now) {
            Then::Leave
        } else {
            Then::Reword(lines)
        };
        Look { gone, then }
    }

    /// A mail in today's words; withdrawn where there is nothing left to say. One that cannot be worded waits alone.
    fn reworded(&self, conn: &mut Conn, material: &Material, mail: &Mail, lines: &[Line], now: Instant) -> Result<Verdict, Error> {
        let recipient = mail.recipient_id.and_then(|id| material.network.person(id));
        let Some(recipient) = recipient else {
            return Ok(Verdict::Withdrawn);
        };
        let secret = seal::secret(conn, &self.0.chance, now)?;
        let worded = caught(|| {
            let words = digest::compose(material, recipient, lines, &Others::new(), now);
            let worded = words.map(|words| digest::write(&self.0, &secret, material, recipient, words, now));
            worded.transpose()
        });
        let worded = match worded {
            Ok(Some(worded)) => worded,
            Ok(None) => return Ok(Verdict::Withdrawn),
            Err(why) => return Ok(cannot_be_worded(mail, &why, now)),
        };
        Ok(Verdict::Reworded {
            letter: worded.keep(conn)?,
            to_address: recipient.email.clone().unwrap_or_else(|| mail.to_address.clone()),
        })
    }
}

/// Whether a mail may leave in the words that it has: they are of this very day, and it goes where its reader reads today. One that somebody
/// puts into the queue again counts its patience from then on, and still has the words of its first day; one that could not be worded anew
/// still says what was found not to be owed any more.
pub fn is_of_today(mail: &Mail, reader: &Known, now: Instant) -> bool {
    let written_at = mail.id.made_at().map_or(mail.queued_at, |made| made.min(mail.queued_at));
    let moved = reader.email.as_deref() != Some(mail.to_address.as_str());
    let unwritten = mail.last_error.as_deref() == Some(Note::Unwritten.as_str());
    digest::today(reader, written_at) == digest::today(reader, now) && !moved && !unwritten
}

/// What becomes of a mail that has to be worded anew and cannot be.
pub fn cannot_be_worded(mail: &Mail, why: &Unwritten, now: Instant) -> Verdict {
    tracing::error!(mail = %mail.id, %why, "a mail waits, since it has to be worded anew");
    Verdict::Unwritten {
        until: now.plus(TRIED_AGAIN),
        why: why.to_string(),
    }
}
