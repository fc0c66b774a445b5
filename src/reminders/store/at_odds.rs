//! The journal and the queue of mails against what must hold of them, for `kundig verify`: no notice is told twice, none to or about
//! somebody who was gone, each that was told has its mail, and no mail waits in which nothing is owed; and the same of what devices are told.

mod done;
mod pushes;

pub use done::moved_since;

use super::PORTION;
use super::notices::MAIL_KIND;
use crate::on;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::delivery;
use crate::platform::mail::outbox::MailState;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Fate;
use crate::schema::{mails, memberships, notices, people};
use chrono::{Days, Duration, NaiveDate, NaiveTime};
use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use std::collections::HashMap;

/// Something that must not be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A key has more than one notice that stands: whose it is.
    Twice(Id),
    /// A notice was told, and no mail to its recipient went out.
    WithoutMail(Id),
    /// A notice waits for a mail that will not leave, or for none.
    Stuck(Id),
    /// A mail waits in which nothing is owed any more.
    Empty(Id),
    /// A notice was told to somebody who had left or whose access had ended.
    ToSomebodyGone(Id),
    /// A step was told about somebody who had left.
    AboutSomebodyGone(Id),
    /// A step was told after what it asks for was done, excused or moved.
    AboutSomethingDone(Id),
    /// A mail has waited long since, or a worker that died has it, and nobody took it up.
    Waits(Id),
    /// A mail is said to have been handed over, without an answer of the server.
    WithoutAnswer(Id),
    /// A push tells nothing that is to or about whoever has the device.
    PushWithoutNotice(Id),
    /// A device was told the same step twice.
    PushedTwice(Id),
    /// The claim of a push does not agree with its number, or nobody took it up long after it ran out.
    PushClaim(Id),
    /// A push was told after its owner's access had ended.
    PushToSomebodyGone(Id),
    /// A push was told after all that it tells had been withdrawn.
    PushOfNothing(Id),
}

/// A mail may be in a worker's hands so long while somebody leaves.
const ON_THE_WAY: Duration = Duration::minutes(30);

/// So long after a mail may leave, somebody has tried.
const LONGEST_WAIT: Duration = Duration::days(1);

/// All that is at odds, in order.
pub fn at_odds(conn: &mut Conn, now: Instant) -> Result<Vec<Fault>, Error> {
    let mut faults: Vec<Fault> = twice(conn)?.into_iter().map(Fault::Twice).collect();
    let queue = [MailState::Queued, MailState::Sending];
    faults.extend(
        lost(conn, Fate::Sent, &[MailState::Sent, MailState::Kept])?
            .into_iter()
            .map(Fault::WithoutMail),
    );
    faults.extend(lost(conn, Fate::Planned, &queue)?.into_iter().map(Fault::Stuck));
    let aside = [MailState::SetAside, MailState::Queued, MailState::Sending];
    faults.extend(lost(conn, Fate::Failed, &aside)?.into_iter().map(Fault::Stuck));
    faults.extend(empty(conn, &queue)?.into_iter().map(Fault::Empty));
    faults.extend(to_the_disabled(conn)?.into_iter().map(Fault::ToSomebodyGone));
    faults.extend(after_the_end(conn)?);
    faults.extend(done::told_after(conn)?.into_iter().map(Fault::AboutSomethingDone));
    if delivery::standstill(conn)?.is_none() {
        faults.extend(forgotten(conn, now)?.into_iter().map(Fault::Waits));
    }
    faults.extend(unanswered(conn)?.into_iter().map(Fault::WithoutAnswer));
    faults.extend(pushes::found(conn, now)?);
    faults.sort_unstable();
    faults.dedup();
    Ok(faults)
}

fn twice(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    on!(conn, c => notices::table
        .filter(notices::fate.ne(Fate::Withdrawn.as_str()))
        .group_by((notices::person_id, notices::requirement_id, notices::due_on, notices::step_offset, notices::recipient_id))
        .having(count_star().gt(1))
        .select(notices::person_id)
        .load(c))
}

/// Notices of a fate whose mail does not exist, goes to somebody else, or is in none of these places.
fn lost(conn: &mut Conn, fate: Fate, places: &[MailState]) -> QueryResult<Vec<Id>> {
    let places: Vec<&str> = places.iter().map(|place| place.as_str()).collect();
    let fitting = mails::table
        .filter(mails::id.nullable().eq(notices::mail_id))
        .filter(mails::recipient_id.eq(notices::recipient_id.nullable()))
        .filter(mails::state.eq_any(places));
    on!(conn, c => notices::table
        .filter(notices::fate.eq(fate.as_str()))
        .filter(not(exists(fitting)))
        .select(notices::id)
        .load(c))
}

fn empty(conn: &mut Conn, places: &[MailState]) -> QueryResult<Vec<Id>> {
    let places: Vec<&str> = places.iter().map(|place| place.as_str()).collect();
    let owed = notices::table
        .filter(notices::mail_id.eq(mails::id.nullable()))
        .filter(notices::fate.eq_any([Fate::Planned.as_str(), Fate::Failed.as_str()]));
    on!(conn, c => mails::table
        .filter(mails::kind.eq(MAIL_KIND))
        .filter(mails::state.eq_any(places))
        .filter(not(exists(owed)))
        .select(mails::id)
        .load(c))
}

/// Mails that should have been taken up long since.
fn forgotten(conn: &mut Conn, now: Instant) -> QueryResult<Vec<Id>> {
    let since = now.plus(-LONGEST_WAIT);
    let queued = mails::state.eq(MailState::Queued.as_str()).and(mails::not_before.lt(since));
    let held = mails::state.eq(MailState::Sending.as_str()).and(mails::claimed_until.lt(since));
    on!(conn, c => mails::table.filter(queued.or(held)).select(mails::id).load(c))
}

fn unanswered(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    on!(conn, c => mails::table
        .filter(mails::state.eq(MailState::Sent.as_str()))
        .filter(mails::reply.is_null())
        .select(mails::id)
        .load(c))
}

/// A notice that went out: identifier, whose, to whom, whether it is a step, when.
type Told = (Id, Id, Id, Option<i32>, Option<Instant>);

fn to_the_disabled(conn: &mut Conn) -> QueryResult<Vec<Id>> {
    let rows: Vec<(Id, Option<Instant>, Option<Instant>)> = on!(conn, c => notices::table
        .inner_join(people::table.on(people::id.eq(notices::recipient_id)))
        .filter(notices::fate.eq(Fate::Sent.as_str()))
        .filter(people::disabled_at.is_not_null())
        .select((notices::id, notices::resolved_at, people::disabled_at))
        .load(c))?;
    let late = |told: Option<Instant>, disabled: Option<Instant>| told.zip(disabled).is_some_and(|(told, end)| told > end.plus(ON_THE_WAY));
    Ok(rows
        .into_iter()
        .filter(|(_, told, disabled)| late(*told, *disabled))
        .map(|(id, ..)| id)
        .collect())
}

fn after_the_end(conn: &mut Conn) -> QueryResult<Vec<Fault>> {
    let gone = gone(conn)?;
    let ids: Vec<Id> = gone.keys().copied().collect();
    let mut faults = Vec::new();
    for portion in ids.chunks(PORTION) {
        let rows: Vec<Told> = on!(conn, c => notices::table
            .filter(notices::fate.eq(Fate::Sent.as_str()))
            .filter(notices::recipient_id.eq_any(portion).or(notices::person_id.eq_any(portion)))
            .select((notices::id, notices::person_id, notices::recipient_id, notices::step_offset, notices::resolved_at))
            .load(c))?;
        for (id, person_id, recipient_id, step, told) in rows {
            let after = |person: Id| gone.get(&person).zip(told).is_some_and(|(end, told)| told > *end);
            if after(recipient_id) {
                faults.push(Fault::ToSomebodyGone(id));
            } else if step.is_some() && after(person_id) {
                faults.push(Fault::AboutSomebodyGone(id));
            }
        }
    }
    Ok(faults)
}

/// People all of whose memberships have ended, with the instant from which nobody may have told them anything: their last day is over
/// everywhere on earth, and it was known here.
fn gone(conn: &mut Conn) -> QueryResult<HashMap<Id, Instant>> {
    let rows: Vec<(Id, Option<NaiveDate>, Instant)> = on!(conn, c => memberships::table
        .select((memberships::person_id, memberships::end_on, memberships::updated_at))
        .load(c))?;
    let mut ends: HashMap<Id, Option<Instant>> = HashMap::new();
    for (person_id, end_on, updated_at) in rows {
        let over = end_on.and_then(|end| end.checked_add_days(Days::new(2))).map(|day| {
            let over = Instant::from(day.and_time(NaiveTime::MIN).and_utc());
            over.max(updated_at.plus(ON_THE_WAY))
        });
        ends.entry(person_id)
            .and_modify(|end| *end = end.zip(over).map(|(end, over)| end.max(over)))
            .or_insert(over);
    }
    Ok(ends.into_iter().filter_map(|(id, end)| Some((id, end?))).collect())
}
