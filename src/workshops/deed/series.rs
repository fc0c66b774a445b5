//! A session comes again by a rule: the days are looked at first, and then made, all or none.

use super::{Hand, NewSession, cancel_session, clash, open, save_session};
use crate::platform::db::{Conn, Json};
use crate::platform::error::{Error, FieldError, Message};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::part::{local, place};
use crate::rules::workshop::series::Rule;
use crate::rules::workshop::{Local, Span};
use crate::workshops::store::{self, Found, Part, Series, Session};
use chrono::NaiveDate;

/// A day on which a session would come again.
#[derive(Debug)]
pub struct Planned {
    /// The day.
    pub on: NaiveDate,
    /// The session; none: its beginning has passed.
    pub new: Option<NewSession>,
    /// What speaks against it, with whether that rules it out.
    pub against: Vec<(bool, Message)>,
}

impl Planned {
    /// Whether it can be made, perhaps with a reason.
    pub fn is_possible(&self) -> bool {
        self.new.is_some() && !self.against.iter().any(|(hard, _)| *hard)
    }
}

/// What a rule comes to.
#[derive(Debug, Default)]
pub struct Plan {
    /// The days after the session itself.
    pub days: Vec<Planned>,
    /// Days that the clocks of the place rule out.
    pub skipped: Vec<NaiveDate>,
}

/// What is made of a plan.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The rule.
    pub rule: Rule,
    /// The days that are made; the others are left out.
    pub days: Vec<NaiveDate>,
    /// Why it is so although something speaks against it.
    pub clash_reason: Option<String>,
    /// Whether they are opened for bookings at once.
    pub opens: bool,
}

/// The parts of a session, as the clock at its place shows them.
pub fn parts(found: &Found) -> Vec<Local> {
    let zone = found.session.zone();
    let part = |part: &Part| {
        let (from, to) = (local(part.starts_at, zone), local(part.ends_at, zone));
        Local {
            on: from.date(),
            from: from.time(),
            to: to.time(),
        }
    };
    found.parts.iter().map(part).collect()
}

/// Whether a session can come again.
///
/// # Errors
///
/// [`Error::Refused`] where it has no date, is cancelled, belongs to a series or needs what is out of use.
pub fn repeats(conn: &mut Conn, found: &Found) -> Result<(), Error> {
    if found.session.state == "cancelled" {
        return Err(Error::refused("session-stands-elsewhere"));
    }
    if found.parts.is_empty() {
        return Err(Error::refused("series-undated"));
    }
    if store::series_of(conn, found.session.id)?.is_some() {
        return Err(Error::refused("series-twice"));
    }
    if found.resources.iter().any(|one| one.archived_at.is_some()) {
        return Err(Error::refused("series-room-archived"));
    }
    Ok(())
}

/// The days on which a session would come again, each with what speaks against it. Nothing is locked.
pub fn plan(conn: &mut Conn, hand: &Hand<'_>, found: &Found, rule: &Rule) -> Result<Plan, Error> {
    let series = rule.series(&parts(found), found.session.zone(), hand.now);
    let mut plan = Plan {
        days: Vec::new(),
        skipped: series.skipped,
    };
    let mut before: Vec<Span> = found.spans();
    for day in series.days {
        let new = day.spans.map(|spans| again(hand, found, spans));
        let mut against = match &new {
            Some(new) => clash::look(conn, hand, new)?,
            None => vec![(true, Message::new("session-fault-past"))],
        };
        if let Some(new) = &new {
            // It would begin before the one of the day before is over.
            if new.spans.iter().any(|span| before.iter().any(|other| other.overlaps(span))) {
                against.insert(0, (true, Message::new("series-fault-overlaps")));
            } else {
                before.clone_from(&new.spans);
            }
        }
        plan.days.push(Planned { on: day.on, new, against });
    }
    Ok(plan)
}

/// The session once more, as a draft.
fn again(hand: &Hand<'_>, found: &Found, spans: Vec<Span>) -> NewSession {
    NewSession {
        session: Session {
            id: hand.state.chance.id(hand.now),
            state: "draft".to_owned(),
            starts_at: spans.first().map(|span| span.starts_at),
            ends_at: spans.last().map(|span| span.ends_at),
            next_at: None,
            warned_at: None,
            reason: None,
            created_at: hand.now,
            updated_at: hand.now,
            revision: 0,
            closed_at: None,
            closed_by: None,
            asked_at: None,
            clash_reason: None,
            ..found.session.clone()
        },
        spans,
        trainers: found
            .trainers
            .iter()
            .map(|trainer| (trainer.person_id, trainer.name.clone()))
            .collect(),
        resources: found.resources.clone(),
        price: found.price.clone(),
        tell: false,
    }
}

/// Makes a series of a session: all days that are wanted, or none.
///
/// # Errors
///
/// [`Error::Invalid`] at `days` where none is wanted, where a day is none of the rule or has passed, or with everything that is in use; at
/// `clash_reason` where something else speaks against one and no reason is given.
pub fn make(conn: &mut Conn, hand: &Hand<'_>, session_id: Id, wanted: &Wanted) -> Result<Series, Error> {
    let found = store::lock(conn, session_id)?.ok_or(Error::NotFound)?;
    repeats(conn, &found)?;
    let starts_on = parts(&found)
        .first()
        .map(|part| part.on)
        .ok_or_else(|| Error::refused("series-undated"))?;
    let plan = plan(conn, hand, &found, &wanted.rule)?;
    let named = |on: &NaiveDate| plan.days.iter().any(|day| day.on == *on);
    if wanted.days.iter().any(|on| !named(on)) {
        return Err(Error::field("days", "fault-choice"));
    }
    let chosen = |on: NaiveDate| wanted.days.contains(&on);
    let left_out = plan.days.iter().map(|day| day.on).filter(|on| !chosen(*on)).collect();
    let mut members = vec![(session_id, starts_on)];
    let mut faults: Vec<FieldError> = Vec::new();
    for day in plan.days.into_iter().filter(|day| chosen(day.on)) {
        let Some(mut new) = day.new else {
            faults.push(FieldError::new("days", Message::new("series-fault-past").with("on", day.on)));
            continue;
        };
        new.session.clash_reason.clone_from(&wanted.clash_reason);
        match save_session(conn, hand, &new, None) {
            Ok(_) => members.push((new.session.id, day.on)),
            Err(Error::Invalid(found)) => faults.extend(found.into_iter().map(placed)),
            Err(error) => return Err(error),
        }
    }
    if !faults.is_empty() {
        let reasons = faults.iter().filter(|fault| fault.field == "clash_reason").count();
        // It is asked for once, however many days need it.
        let mut left = reasons.saturating_sub(1);
        faults.retain(|fault| {
            let again = fault.field == "clash_reason" && left > 0;
            left -= usize::from(again);
            !again
        });
        return Err(Error::Invalid(faults));
    }
    if members.len() < 2 {
        return Err(Error::field("days", "series-fault-none"));
    }
    let series = Series {
        id: hand.state.chance.id(hand.now),
        workshop_id: found.workshop.id,
        rule: wanted.rule.text(found.session.zone()),
        starts_on,
        time_zone: found.session.time_zone.clone(),
        left_out: Json(left_out),
        created_at: hand.now,
    };
    store::insert_series(conn, &series, &members)?;
    let after = serde_json::json!({ "series": series, "left_out": series.left_out.0, "sessions": members.len() });
    hand.record(conn, &found, "series.create", "session_series", series.id, Some(after))?;
    if wanted.opens {
        for (id, _) in members.iter().skip(1) {
            open(conn, hand, *id)?;
        }
    }
    Ok(series)
}

/// What speaks against one day of many stands at the days, but for the reason, which is one for all.
fn placed(fault: FieldError) -> FieldError {
    if fault.field == "clash_reason" {
        fault
    } else {
        FieldError::new("days", fault.message)
    }
}

/// Nobody else changes the sessions of a session's series, or it alone where it has none, until the transaction ends.
pub fn lock_all(conn: &mut Conn, session_id: Id) -> Result<(), Error> {
    let mut ids = match store::series_of(conn, session_id)? {
        Some(series_id) => store::members_of(conn, series_id)?,
        None => vec![session_id],
    };
    // Sessions are locked in one order everywhere.
    ids.sort();
    for id in ids {
        store::lock(conn, id)?;
    }
    Ok(())
}

/// The sessions of a series that follow one of them and can still change, in the order of time.
pub fn following(conn: &mut Conn, found: &Found, now: Instant) -> Result<Vec<Found>, Error> {
    let Some(series_id) = store::series_of(conn, found.session.id)? else {
        return Ok(Vec::new());
    };
    let members = store::members_of(conn, series_id)?;
    let mut all = store::list(conn, &store::Which::Some(members))?;
    all.retain(|other| other.session.starts_at > found.session.starts_at && stands(other, now));
    Ok(all)
}

/// Whether a session is ahead and neither cancelled nor closed.
fn stands(found: &Found, now: Instant) -> bool {
    let ahead = found.session.starts_at.is_none_or(|at| now < at);
    ahead && found.session.state != "cancelled" && found.session.closed_at.is_none()
}

/// Changes a session of a series and those that follow it alike: `new` is what the first becomes, and the days of the others move by as much as
/// its own. All of them are locked by [`lock_all`]. False where somebody else changed one of them meanwhile.
///
/// # Errors
///
/// As of [`save_session`] for the first; what speaks against another stands at `following`.
pub fn change_following(conn: &mut Conn, hand: &Hand<'_>, was: &Found, new: &NewSession, revision: i32) -> Result<bool, Error> {
    let mut others = following(conn, was, hand.now)?;
    let zone = new.session.zone();
    let begins = |spans: &[Span]| spans.first().map(|span| local(span.starts_at, zone).date());
    let (Some(before), Some(after)) = (parts(was).first().map(|part| part.on), begins(&new.spans)) else {
        return Err(Error::refused("series-undated"));
    };
    // Of days that move on, the last makes room first.
    let later = after > before;
    if later {
        others.reverse();
    } else if !save_session(conn, hand, new, Some(revision))? {
        return Ok(false);
    }
    for other in others {
        let next = alike(hand, &other, new, before)?;
        match save_session(conn, hand, &next, Some(other.session.revision)) {
            Ok(true) => {}
            Ok(false) => return Ok(false),
            Err(Error::Invalid(faults)) => {
                let here = |fault: FieldError| match fault.field.as_str() {
                    "clash_reason" => fault,
                    _ => FieldError::new("following", fault.message),
                };
                return Err(Error::Invalid(faults.into_iter().map(here).collect()));
            }
            Err(error) => return Err(error),
        }
    }
    if later {
        save_session(conn, hand, new, Some(revision))
    } else {
        Ok(true)
    }
}

/// A session as another one becomes that began on a day before; its days move by as much, and what is its own stays.
fn alike(hand: &Hand<'_>, other: &Found, new: &NewSession, before: NaiveDate) -> Result<NewSession, Error> {
    let zone = new.session.zone();
    let own = &other.session;
    let theirs = parts(other).first().map(|part| part.on).ok_or(Error::NotFound)?;
    let fault = || {
        Error::Invalid(vec![FieldError::new(
            "following",
            Message::new("series-fault-day").with("on", theirs),
        )])
    };
    let moved: Option<Vec<Local>> = new
        .spans
        .iter()
        .map(|span| {
            let (from, to) = (local(span.starts_at, zone), local(span.ends_at, zone));
            Some(Local {
                on: theirs.checked_add_signed(from.date() - before)?,
                from: from.time(),
                to: to.time(),
            })
        })
        .collect();
    let spans = place(&moved.ok_or_else(fault)?, zone, &other.spans(), hand.now).map_err(|_| fault())?;
    Ok(NewSession {
        session: Session {
            id: own.id,
            state: own.state.clone(),
            starts_at: spans.first().map(|span| span.starts_at),
            ends_at: spans.last().map(|span| span.ends_at),
            warned_at: own.warned_at,
            asked_at: own.asked_at,
            created_at: own.created_at,
            revision: own.revision + 1,
            ..new.session.clone()
        },
        spans,
        ..new.clone()
    })
}

/// Cancels a session of a series and those that follow it, with one reason. What has begun, and what is cancelled already, stays as it is.
///
/// # Errors
///
/// [`Error::Refused`] where nothing is left to cancel.
pub fn cancel_following(conn: &mut Conn, hand: &Hand<'_>, from: &Found, reason: &str) -> Result<usize, Error> {
    let mut ids: Vec<Id> = following(conn, from, hand.now)?.iter().map(|found| found.session.id).collect();
    ids.extend(stands(from, hand.now).then_some(from.session.id));
    // Sessions are locked in one order everywhere.
    ids.sort();
    if ids.is_empty() {
        return Err(Error::refused("session-stands-elsewhere"));
    }
    for id in &ids {
        cancel_session(conn, hand, *id, reason)?;
    }
    Ok(ids.len())
}
