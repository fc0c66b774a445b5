//! The last look at a mail about duties: what was kept meanwhile is not told (rule 7), and what is left says how it stands on the day on which
//! it leaves.

use super::{MAIL_KIND, Told, clock, words};
use crate::duties;
use crate::organisations::Scope;
use crate::organisations::store::calendar;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::delivery::Verdict;
use crate::platform::mail::outbox::Mail;
use crate::platform::state::State;
use crate::reminders::digest;
use crate::reminders::line::told_late;
use crate::reminders::post::{cannot_be_worded, is_of_today};
use crate::reminders::store::choices;
use crate::reminders::store::network::{Known, Network};
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{Calendar, Timing, late};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::Arc;

/// What was found out about a mail that may not leave as it is.
#[derive(Clone)]
pub struct Found {
    /// Steps in it whose duty is not awaited any more.
    gone: Vec<String>,
    then: Then,
}

/// What is to be done with it.
#[derive(Clone)]
enum Then {
    Wait(Instant),
    Drop,
    /// What is left of it is worded anew.
    Reword(Box<Known>, Vec<Told>),
}

/// Those of these mails that are about duties and may not leave as they are.
pub fn look(conn: &mut Conn, state: &State, mails: &[Mail], now: Instant) -> Result<HashMap<Id, Found>, Error> {
    let about: Vec<&Mail> = mails.iter().filter(|mail| mail.kind == MAIL_KIND).collect();
    let mut found = HashMap::new();
    if about.is_empty() {
        return Ok(found);
    }
    let ids: Vec<Id> = about.iter().map(|mail| mail.id).collect();
    let readers: Vec<Id> = about.iter().filter_map(|mail| mail.recipient_id).collect();
    let mut told = choices::told_in(conn, &readers, &ids)?;
    let calendar = calendar::load(conn, state.config.reminders.send_hour)?;
    let mut network = Network::default();
    network.meet(conn, readers, now)?;
    for mail in about {
        let reader = mail.recipient_id.and_then(|id| network.person(id));
        let Some((reader, told)) = reader.zip(told.remove(&mail.id)) else {
            continue;
        };
        let (mut left, mut gone) = (Vec::new(), Vec::new());
        for (subject, decided_at) in told {
            match step(conn, &calendar, reader, &subject, decided_at, now)? {
                Some(step) => left.push(step),
                None => gone.push(subject),
            }
        }
        let open = calendar.open_until(state.config.reminders.quiet_hour, reader.recipient.zone, now);
        let then = match open {
            // Whoever left or cannot be reached any more is not told; the next run tells whoever takes their place.
            _ if left.is_empty() || !reader.recipient.reachable => Then::Drop,
            Err(later) => Then::Wait(later),
            Ok(_) if gone.is_empty() && is_of_today(mail, reader, now) => continue,
            Ok(_) => Then::Reword(Box::new(reader.clone()), left),
        };
        found.insert(mail.id, Found { gone, then });
    }
    Ok(found)
}

/// A step that somebody is told, as it stands now; none where its clock has stopped or another one runs.
fn step(
    conn: &mut Conn,
    calendar: &Calendar,
    reader: &Known,
    subject: &str,
    decided_at: Instant,
    now: Instant,
) -> Result<Option<Told>, Error> {
    let Some((duty_id, due_on, offset_days)) = read(subject) else {
        return Ok(None);
    };
    let entry = duties::entry(conn, &Scope::everything(), duty_id, now.date_naive())?;
    let Some(entry) = entry.filter(|entry| clock(entry).is_some_and(|(_, ends_on)| ends_on == due_on)) else {
        return Ok(None);
    };
    let step_on = calendar.step_on(&reader.recipient.country, due_on, offset_days).unwrap_or(due_on);
    let timing = Timing {
        offset_days: Some(offset_days),
        step_on,
        decided_on: digest::today(reader, decided_at),
        again: false,
    };
    Ok(Some(Told {
        subject: subject.to_owned(),
        entry: Arc::new(entry),
        late: late(&timing, digest::today(reader, now)).map(|delay| told_late(step_on, delay)),
    }))
}

/// Duty, due date and offset of a step's [`subject`](super::subject).
fn read(subject: &str) -> Option<(Id, NaiveDate, i32)> {
    let mut parts = subject.strip_prefix("duty:")?.splitn(3, ':');
    let duty_id = parts.next()?.parse().ok()?;
    let due_on = parts.next()?.parse().ok()?;
    Some((duty_id, due_on, parts.next()?.parse().ok()?))
}

/// What follows for a mail, in the transaction that does it.
pub fn follow(conn: &mut Conn, state: &State, mail: &Mail, found: Found, now: Instant) -> Result<Verdict, Error> {
    let verdict = match found.then {
        Then::Wait(until) => return Ok(Verdict::Later(until)),
        Then::Drop => Verdict::Withdrawn,
        Then::Reword(reader, left) => match words(state, &reader, &left.iter().collect::<Vec<_>>(), now) {
            Ok(letter) => Verdict::Reworded {
                letter,
                to_address: reader.email.clone().unwrap_or_else(|| mail.to_address.clone()),
            },
            Err(why) => return Ok(cannot_be_worded(mail, &why, now)),
        },
    };
    // What is surely not told after all is told where it is owed again.
    if let Some(recipient_id) = mail.recipient_id.filter(|_| mail.repeats == 0) {
        choices::untell(conn, recipient_id, &found.gone)?;
    }
    Ok(verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_read_as_it_was_written() {
        let id: Id = "017F22E2-79B0-7CC3-98C4-DC0C0C07398F".parse().expect("an identifier");
        let due_on = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a day");
        for offset_days in [-7, 0, 30] {
            assert_eq!(
                read(&super::super::subject(id, due_on, offset_days)),
                Some((id, due_on, offset_days))
            );
        }
        assert_eq!(read("overview:2026-12-01"), None);
        assert_eq!(read("duty:x:2026-12-01:3"), None);
    }
}
