//! The manufacturer and its partners are reminded of what they owe each other by the default ladder, as everybody is: before a duty is breached
//! and when it is. Of what the manufacturer owes, whoever is in charge of the partner, and from the breach on the training managers too; of
//! what the partner owes, its administrators, and from the breach on whoever is in charge of it. Each is told once of each step.

pub mod last_look;

use super::digest;
use super::envelope;
use super::line::told_late;
use super::mail::ToldLate;
use super::mail::duty::{DutiesDueMail, DutyLine};
use super::senders;
use super::store::choices;
use super::store::network::{Known, Network};
use super::unwritten::{Unwritten, caught};
use crate::duties::{self, Entry};
use crate::obligations::ladder;
use crate::organisations::Scope;
use crate::organisations::store::calendar;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::{Urgency, domain, queue};
use crate::platform::state::State;
use crate::platform::views::Letter;
use crate::rules::duty::{Reason, Side, Status};
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::{DutyStep, Holder, Reason as Late, Schedule, duty_step};
use chrono::{NaiveDate, Timelike};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The job that tells what is due.
pub const RUN: &str = "reminders.duties";

/// Kind of these mails.
pub const MAIL_KIND: &str = "duties_due";

/// Lines of a mail; whoever has more looks at the page.
const LINES: usize = 30;

/// A step of a duty, on its way to somebody.
#[derive(Clone)]
struct Told {
    subject: String,
    entry: Arc<Entry>,
    late: Option<ToldLate>,
}

/// Tells every step that has come, to everybody whose hour it is.
pub async fn run(state: &State) -> Result<(), Error> {
    let now = state.clock.now();
    let settings = Arc::clone(&state.config);
    let (network, told) = state
        .db
        .gather(move |conn| {
            let mut network = Network::load(conn, now)?;
            let calendar = calendar::load(conn, settings.reminders.send_hour)?;
            let schedule = Schedule::Inherited(Arc::new(ladder::defaults(conn)?));
            let today = now.date_naive();
            let mut told: BTreeMap<(Id, bool), Vec<Told>> = BTreeMap::new();
            let mut all = duties::entries(conn, &Scope::everything(), today)?;
            all.extend(duties::entries_of(conn, &Scope::everything(), Side::Partner, today)?);
            for entry in all {
                let Some((since_on, due_on)) = clock(&entry) else { continue };
                // As for everybody: nothing goes out about a partner that is not switched on.
                let switched_on = network.units.get(&entry.partner.id).and_then(|unit| unit.reminders_since_on);
                let Some(switched_on) = switched_on.filter(|since| *since <= today) else {
                    continue;
                };
                let office = network.office(entry.partner.id);
                let theirs = entry.declared.kind.debtor == Side::Partner;
                let in_charge = nearest(&office.partner_managers);
                let entry = Arc::new(entry);
                let managers: Vec<&Holder> = office.training_managers.iter().filter(|holder| holder.person.reachable).collect();
                let (first, then) = match theirs {
                    true => (nearest(&office.partner_admins), in_charge),
                    false => (in_charge, managers),
                };
                let everybody = first
                    .iter()
                    .map(|holder| (*holder, false))
                    .chain(then.iter().map(|holder| (*holder, !first.is_empty())));
                for (holder, only_late) in everybody {
                    let person = &holder.person;
                    let local = now.utc().with_timezone(&person.zone);
                    if !(settings.reminders.send_hour..settings.reminders.quiet_hour).contains(&local.hour()) {
                        continue;
                    }
                    let step = duty_step(&schedule, &calendar, &person.country, since_on, due_on, local.date_naive());
                    let Some(step) = step.filter(|step| step.escalates || !only_late) else {
                        continue;
                    };
                    let subject = subject(entry.duty.id, due_on, step.offset_days);
                    let steps = told.entry((person.id, theirs)).or_default();
                    if steps.iter().any(|one| one.subject == subject) || choices::is_told(conn, person.id, &subject)? {
                        continue;
                    }
                    steps.push(Told {
                        subject,
                        late: late(&entry, &step, (since_on, due_on), switched_on, holder, now),
                        entry: Arc::clone(&entry),
                    });
                }
            }
            told.retain(|_, steps| !steps.is_empty());
            Ok((network, told))
        })
        .await?;
    let network = Arc::new(network);
    for ((id, _), steps) in told {
        let Some(reader) = network.person(id).cloned() else { continue };
        let (writing, network) = (state.clone(), Arc::clone(&network));
        let sent = state
            .db
            .save(move |conn| send(conn, &writing, &network, &reader, &steps, now))
            .await;
        match sent.as_ref().err().and_then(Unwritten::of) {
            Some(why) => tracing::error!(recipient = %id, %why, "somebody is not told of duties: the next run tries again"),
            None => sent?,
        }
    }
    Ok(())
}

/// The name under which it is kept that somebody was told of a step.
fn subject(duty_id: Id, due_on: NaiveDate, offset_days: i32) -> String {
    format!("duty:{duty_id}:{due_on}:{offset_days}")
}

/// Since when the clock of a duty runs and when it ends; none where nothing is awaited.
fn clock(entry: &Entry) -> Option<(NaiveDate, NaiveDate)> {
    match entry.standing.reason {
        Reason::Awaited { since_on, due_on } | Reason::Missed { since_on, due_on } => Some((since_on, due_on)),
        Reason::Again { kept_on, due_on } => Some((kept_on, due_on)),
        // What is kept every day has an end once it is known.
        Reason::Stands { .. } => entry.duty.breaks_known_on.zip(entry.standing.due_on),
        Reason::Done { .. } | Reason::Gone { .. } => None,
    }
}

/// Of which day a step was, and why it is told only now, where that day is over for whoever is told. A clock whose beginning was written down
/// later was not known before.
fn late(
    entry: &Entry,
    step: &DutyStep,
    (since_on, due_on): (NaiveDate, NaiveDate),
    switched_on: NaiveDate,
    holder: &Holder,
    now: Instant,
) -> Option<ToldLate> {
    let local = |at: Instant| at.utc().with_timezone(&holder.person.zone).date_naive();
    let began = entry.events.iter().filter(|event| event.due_on == Some(due_on));
    let recorded_on = began.map(|event| local(event.recorded_at)).max();
    let from = [
        (recorded_on.map_or(since_on, |day| day.max(since_on)), Late::BeforeDueKnown),
        (switched_on, Late::BeforeSwitchedOn),
        (holder.since_on, Late::BeforeRole),
    ];
    let delay = step.delay(&from, local(now))?;
    Some(told_late(step.step_on, delay))
}

/// Whoever of the nearest level can be reached.
fn nearest(levels: &[Vec<Holder>]) -> Vec<&Holder> {
    let reached = levels
        .iter()
        .map(|level| level.iter().filter(|holder| holder.person.reachable).collect::<Vec<_>>());
    reached.into_iter().find(|level| !level.is_empty()).unwrap_or_default()
}

/// One mail with all that is new to somebody, in one transaction with the record that they were told.
///
/// # Errors
///
/// [`Unwritten`] as [`Error::Internal`] where it cannot be worded: then nothing is recorded.
fn send(conn: &mut Conn, state: &State, network: &Network, reader: &Known, steps: &[Told], now: Instant) -> Result<(), Error> {
    let mut new = Vec::new();
    for step in steps {
        if choices::tell(conn, &state.chance, reader.recipient.id, &step.subject, None, now)? {
            new.push(step);
        }
    }
    let Some(to_address) = reader.email.clone().filter(|_| !new.is_empty()) else {
        return Ok(());
    };
    let letter = words(state, reader, &new, now)?;
    let headers = senders::headers_for(conn, network, reader.home)?;
    let envelope = envelope::to_reader((MAIL_KIND, Urgency::Daily), reader, to_address, headers, now);
    let mail_id = queue(conn, &state.chance, domain(&state.config), now, envelope, &letter)?;
    for step in new {
        choices::name_mail(conn, reader.recipient.id, &step.subject, mail_id)?;
    }
    Ok(())
}

/// These steps, all of one side's duties, in words.
fn words(state: &State, reader: &Known, steps: &[&Told], now: Instant) -> Result<Letter, Unwritten> {
    let locale = digest::locale(reader);
    let theirs = steps.iter().any(|step| step.entry.declared.kind.debtor == Side::Partner);
    let line = |step: &&Told| {
        let entry = &step.entry;
        Some(DutyLine {
            kind: entry.declared.kind.key,
            title: entry.title(locale.code()).to_owned(),
            partner: entry.partner.name.clone(),
            late: entry.standing.status == Status::Breached,
            due_on: entry.standing.breached_on.or(entry.standing.due_on)?,
            told_late: step.late.clone(),
        })
    };
    let mut lines: Vec<DutyLine> = steps.iter().filter_map(line).collect();
    let late = lines.iter().filter(|line| line.late).count();
    let mail = DutiesDueMail {
        name: reader.name.clone(),
        late,
        coming: lines.len() - late,
        told_late: ToldLate::said_once(&mut lines, |line| &mut line.told_late),
        more: lines.len().saturating_sub(LINES),
        lines: lines.into_iter().take(LINES).collect(),
        url: match theirs {
            true => format!("{}/head-counts", state.config.server.public_url),
            false => format!("{}/duties", state.config.server.public_url),
        },
        theirs,
    };
    caught(|| {
        let frame = envelope::frame(state, reader, now);
        state.views.mail(&frame, &mail).map_err(Error::internal)
    })
}
