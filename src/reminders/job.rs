//! The hourly run: plan, brake, and write what was decided in one transaction with the mail it leads to.

use super::crier::{self, Planned};
use super::digest::{Line, Others};
use super::draft::{Desk, Draft, post};
use super::held;
use super::store::material::{Material, Of};
use super::store::{notices, reminded, unwritten};
use super::unwritten::Unwritten;
use super::{duty, overview};
use crate::obligations::recalculation::recalculate_due;
use crate::organisations::Scope;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::jobs;
use crate::platform::mail::outbox::{self, Note};
use crate::platform::seal;
use crate::platform::settings;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{self, Brake, Decision, Fate, Reason, Reminded, Usual, plan, releases, silence};
use chrono::{Duration, NaiveDate, Timelike};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Plans what is owed at this hour.
pub const RUN: &str = "reminders.run";

/// Setting: the hour for which the last run was enqueued.
const LAST_HOUR: &str = "reminders.last_hour";

/// Setting: the instant of the last run that was written to its end.
pub const LAST_RUN: &str = "reminders.last_run";

/// Recipients whose mails share a transaction.
const PORTION: usize = 100;

/// Enqueues the run of this hour, once.
pub async fn tick(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    let hour = now.format("%Y-%m-%dT%H").to_string();
    let seen = hour.clone();
    let done = state
        .db
        .look(move |conn| Ok(settings::find(conn, LAST_HOUR)?.is_some_and(|last| last == seen)));
    if done.await? {
        return Ok(());
    }
    let chance = state.chance.clone();
    state
        .db
        .save(move |conn| {
            settings::set(conn, LAST_HOUR, &hour, now)?;
            jobs::enqueue(conn, &chance, now, overview::RUN, Some(&hour), &serde_json::json!({}), now)?;
            jobs::enqueue(conn, &chance, now, duty::RUN, Some(&hour), &serde_json::json!({}), now)?;
            enqueue(conn, &chance, now)
        })
        .await?;
    faults::point("plan.asked");
    Ok(())
}

/// Enqueues a run, for instance when what the brake held was approved.
pub fn enqueue(conn: &mut Conn, chance: &crate::platform::chance::Chance, now: Instant) -> Result<(), Error> {
    let hour = now.hour().to_string();
    Ok(jobs::enqueue(conn, chance, now, RUN, Some(&hour), &serde_json::json!({}), now)?)
}

/// What a run is made of, read in one state of the database.
struct Read {
    material: Material,
    decisions: Vec<Decision>,
    gone: Vec<(Id, Reason)>,
    held: usize,
}

/// Runs once: decides, holds back, writes.
pub async fn run(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    // Whoever's answer changed because a day came is seen as they stand today.
    let (db, chance) = (state.db.clone(), state.chance.clone());
    actix_web::web::block(move || recalculate_due(&db, &chance, now)).await??;
    let settings = Arc::clone(&state.config);
    let read = state
        .db
        .gather(move |conn| {
            let everything = Scope::everything();
            let mut material = Material::load(conn, &Of::Until(&everything, now.date_naive()), settings.reminders.send_hour, now)?;
            let reminded = reminded::load(conn, &mut material, now)?;
            let zone_of = |id: Id| material.network.person(id).map(|known| known.recipient.zone);
            let local = |id: Id, at: Instant| Some(at.utc().with_timezone(&zone_of(id)?).date_naive());
            let journal = notices::journal_of_run(conn, &dues(&material, &reminded), now, local)?;
            let mut decisions = plan(&material.obligations, &material.ladders, &journal, &material.calendar, now);
            decisions.extend(releases(&reminded, &journal, &material.calendar, now));
            silence(&mut decisions, &material.silent);
            let brake = Brake {
                number: settings.reminders.brake_number as usize,
                multiple: settings.reminders.brake_multiple as usize,
            };
            let planned = decisions.iter().filter(|decision| decision.fate == Fate::Planned).count();
            // Reading a month of history is for the rare run that may be too large.
            let usual = if planned > brake.number {
                notices::usual(conn, now)?
            } else {
                Usual::default()
            };
            let held = reminder::held(&mut decisions, &notices::approved(conn, now)?, brake, &usual);
            let gone = not_owed(conn, &material, now)?;
            Ok(Read {
                material,
                decisions,
                gone,
                held,
            })
        })
        .await?;
    faults::point("plan.read");
    write(state, read, now).await
}

/// Whoever owes something, and whoever others were told of, with the dates.
fn dues(material: &Material, reminded: &[Reminded]) -> BTreeSet<(NaiveDate, Id)> {
    let mut dues = material.dues();
    dues.extend(reminded.iter().map(|one| (one.due_on, one.person_id)));
    dues
}

/// Notices that the brake holds and that are not true any more.
fn not_owed(conn: &mut Conn, material: &Material, now: Instant) -> Result<Vec<(Id, Reason)>, Error> {
    let waiting = notices::held(conn)?.into_iter();
    Ok(waiting
        .filter_map(|notice| Some((notice.id, material.stands_as_kept(&notice, now).err()?)))
        .collect())
}

async fn write(state: &State, read: Read, now: Instant) -> Result<(), Error> {
    let Read {
        material,
        decisions,
        gone,
        held: count,
    } = read;
    let material = Arc::new(material);
    let others = Arc::new(others(&decisions));
    let requirements = held::codes(&material, &decisions);
    // First the word to the training managers: whatever happens after it, nothing is held of which nobody was told.
    let (telling, known) = (state.clone(), Arc::clone(&material));
    let word = move |conn: &mut Conn| {
        for (id, reason) in &gone {
            notices::resolve(conn, &[*id], Fate::Withdrawn, Some(*reason), now)?;
        }
        if count > 0 {
            held::say(conn, &telling, &known, count, &requirements, now)?;
        }
        faults::point("plan.telling");
        Ok(seal::secret(conn, &telling.chance, now)?)
    };
    let secret = state.db.save(word).await?;
    faults::point("plan.told");
    let mut by_recipient: BTreeMap<Id, Vec<Decision>> = BTreeMap::new();
    for decision in decisions {
        by_recipient.entry(decision.key.recipient_id).or_default().push(decision);
    }
    let mut left: Vec<(Id, Vec<Decision>)> = by_recipient.into_iter().collect();
    // Those of one organisation are queued and leave one after the other: what is asked about it is asked once for all of them.
    left.sort_by_cached_key(|(recipient_id, _)| (material.network.home_path(*recipient_id).to_owned(), *recipient_id));
    while !left.is_empty() {
        let rest = left.split_off(left.len().min(PORTION));
        let portion = std::mem::replace(&mut left, rest);
        let desk = Desk {
            state: state.clone(),
            material: Arc::clone(&material),
            others: Arc::clone(&others),
            secret: secret.clone(),
            now,
        };
        // Writing letters takes longer than entering them: nobody waits for the writer meanwhile.
        let (desk, drafts) = actix_web::web::block(move || desk.draft_all(portion).map(|drafts| (desk, drafts))).await??;
        state
            .db
            .save(move |conn| {
                let mut planned = Vec::new();
                for draft in drafts {
                    planned.extend(tell(conn, &desk, draft)?);
                }
                crier::queue(conn, &desk.state, &desk.material, &planned, desk.now)?;
                faults::point("plan.cried");
                Ok(())
            })
            .await?;
        faults::point("plan.written");
    }
    let at = now.to_string();
    state.db.save(move |conn| Ok(settings::set(conn, LAST_RUN, &at, now)?)).await?;
    faults::point("plan.ended");
    Ok(())
}

/// Enters one recipient's decisions with the mail that was written for them, and answers what is planned among them. None, and nothing is
/// entered, where there is no mail, or where it would not be right: something waits that the day's mail takes over, or somebody else decided a
/// part of it meanwhile.
fn enter(conn: &mut Conn, desk: &Desk, draft: &mut Draft) -> Result<Option<Vec<Planned>>, Error> {
    let (chance, now) = (&desk.state.chance, desk.now);
    let Some(mail) = draft.mail.take() else { return Ok(None) };
    if !notices::waiting_mails(conn, draft.recipient_id)?.is_empty() {
        return Ok(None);
    }
    let mail_id = mail.keep(conn, &desk.state, now)?;
    let (mut entered, mut told) = (Vec::new(), Vec::new());
    for decision in &draft.decisions {
        let planned = decision.fate == Fate::Planned;
        let from = notices::From {
            asked_by: None,
            mail_id: planned.then_some(mail_id),
        };
        match notices::insert(conn, chance, decision, from, now)? {
            Some(id) => {
                entered.push(id);
                told.extend(planned.then(|| new(id, Line::of(decision, now), now)));
            }
            None if planned => {
                notices::take_back(conn, &entered)?;
                outbox::take_back(conn, mail_id)?;
                return Ok(None);
            }
            None => {}
        }
    }
    faults::point("plan.entered");
    faults::point("plan.queued");
    Ok(Some(told))
}

/// A step of the ladder that was planned now.
fn new(notice_id: Id, line: Line, now: Instant) -> Planned {
    Planned {
        notice_id,
        line,
        by_hand: false,
        from: now,
    }
}

/// Enters one recipient's decisions and queues the day's mail with what is planned among them; answers what that is. Where that mail cannot
/// be worded, nobody else's waits for it.
fn tell(conn: &mut Conn, desk: &Desk, mut draft: Draft) -> Result<Vec<Planned>, Error> {
    if let Some(why) = draft.unwritten.take() {
        return set_back(conn, desk, &draft, &why);
    }
    if let Some(told) = enter(conn, desk, &mut draft)? {
        return Ok(told);
    }
    let told = conn.part(|conn| tell_beside(conn, desk, &draft));
    match told.as_ref().err().and_then(Unwritten::of) {
        Some(why) => set_back(conn, desk, &draft, why),
        None => told,
    }
}

/// A failure of so many hours ago is another day's: it gets a row of its own.
const SAME_DAY: Duration = Duration::hours(20);

/// Enters the decisions of somebody whose mail cannot be worded. What was to be told is withdrawn at once, so that the next run decides it
/// anew; how often it was tried in vain on a day, the log does not count.
fn set_back(conn: &mut Conn, desk: &Desk, draft: &Draft, why: &Unwritten) -> Result<Vec<Planned>, Error> {
    let (chance, now) = (&desk.state.chance, desk.now);
    tracing::error!(recipient = %draft.recipient_id, %why, "somebody is not told what is due: the next run tries again");
    let before = unwritten::of(conn, draft.recipient_id, now.plus(-SAME_DAY))?;
    for decision in &draft.decisions {
        let planned = decision.fate == Fate::Planned;
        let again = before.get(&decision.key).copied().filter(|_| planned);
        let id = if again.is_some() {
            again
        } else {
            notices::insert(conn, chance, decision, notices::From::default(), now)?
        };
        if let Some(id) = id.filter(|_| planned) {
            notices::resolve(conn, &[id], Fate::Withdrawn, Some(Reason::Unwritten), now)?;
        }
    }
    Ok(Vec::new())
}

/// The same for somebody to whom another mail waits, or part of whose decisions somebody else made meanwhile.
fn tell_beside(conn: &mut Conn, desk: &Desk, draft: &Draft) -> Result<Vec<Planned>, Error> {
    let (state, material, now) = (&desk.state, &*desk.material, desk.now);
    let mut entered: Vec<(Id, Line)> = Vec::new();
    for decision in &draft.decisions {
        let id = notices::insert(conn, &state.chance, decision, notices::From::default(), now)?;
        if let (Some(id), Fate::Planned) = (id, decision.fate) {
            entered.push((id, Line::of(decision, now)));
        }
    }
    faults::point("plan.entered");
    let Some(recipient) = material.network.person(draft.recipient_id).filter(|_| !entered.is_empty()) else {
        return Ok(Vec::new());
    };
    let mut told: Vec<Planned> = entered.iter().map(|(id, line)| new(*id, *line, now)).collect();
    fold(conn, material, draft.recipient_id, &mut entered, now)?;
    if !post(conn, state, material, recipient, &entered, &desk.others, (now, now))? {
        let ids: Vec<Id> = entered.iter().map(|(id, _)| *id).collect();
        notices::resolve(conn, &ids, Fate::Withdrawn, Some(Reason::NotTheirs), now)?;
        told.clear();
    }
    faults::point("plan.queued");
    Ok(told)
}

/// Takes over what waits in mails of earlier days that nobody could hand over: after an outage somebody gets one mail, not five.
pub(super) fn fold(
    conn: &mut Conn,
    material: &Material,
    recipient_id: Id,
    entered: &mut Vec<(Id, Line)>,
    now: Instant,
) -> Result<(), Error> {
    let new: BTreeSet<(Id, Id)> = entered
        .iter()
        .map(|(_, line)| (line.key.person_id, line.key.requirement_id))
        .collect();
    for mail_id in notices::waiting_mails(conn, recipient_id)? {
        if !outbox::drop_queued(conn, mail_id, Note::Folded)? {
            continue;
        }
        for notice in notices::untold_of(conn, mail_id)? {
            let key = notice.key();
            if let Err(reason) = material.stands_as_kept(&notice, now) {
                notices::resolve(conn, &[notice.id], Fate::Withdrawn, Some(reason), now)?;
            } else if new.contains(&(key.person_id, key.requirement_id)) {
                notices::resolve(conn, &[notice.id], Fate::Superseded, Some(Reason::LaterStep), now)?;
            } else {
                entered.push((notice.id, Line::kept(&notice)));
            }
        }
    }
    Ok(())
}

/// Who is told of the same step.
fn others(decisions: &[Decision]) -> Others {
    let mut others = Others::new();
    for decision in decisions.iter().filter(|decision| decision.fate == Fate::Planned) {
        let key = &decision.key;
        let told = others.entry((key.person_id, key.requirement_id, key.offset_days)).or_default();
        told.insert(key.recipient_id);
    }
    others
}
