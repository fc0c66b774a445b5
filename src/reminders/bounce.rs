//! Mails that come back: from a maildir folder, from a mailbox (IMAP) or by a call, read, and what follows for the address. A dead one gets
//! nothing any more, reminders go to whoever fills in, and the partner's administrator is told. Answers to invitations come the same way, and
//! go to the workshops.

use super::envelope;
use super::mail::bounce::AddressDeadMail;
use super::store::choices;
use super::store::dead::{self, Dead};
use super::store::network::{Known, Network};
use crate::organisations::store as organisations;
use crate::people::{Person, store as people};
use crate::platform::audit::{self, By, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::imap::{Mailbox, Session};
use crate::platform::mail::message::bounced;
use crate::platform::mail::outbox::{self, Mail};
use crate::platform::mail::{Urgency, domain, maildir, queue};
use crate::platform::seal;
use crate::platform::state::State;
use crate::rules::bounce::{Notification, Report, Verdict, read};
use crate::rules::ical::answer;
use crate::rules::id::{Id, Instant};
use crate::workshops;
use std::path::Path;
use std::time::Duration;

/// A mailbox whose server is slow is left until the next look: other jobs wait behind it.
const LONGEST: Duration = Duration::from_secs(60);

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is about none of our mails.
    NotOurs,
    /// Nothing follows: it is still tried, or was delivered.
    Passing,
    /// The mail came back, and the address may be good.
    CameBack,
    /// The address is dead from now on.
    Dead,
}

/// Reads what came into the maildir folder and into the mailbox, where the settings name them. A mailbox that cannot be read is told in the
/// log and keeps nothing else waiting.
pub async fn tick(state: &State) -> Result<(), Error> {
    if let Err(error) = in_time(take_mailbox(state)).await {
        tracing::warn!(%error, "the mailbox of what came back cannot be read");
    }
    let folder = state.config.mail.bounce_folder.clone();
    if folder.as_os_str().is_empty() {
        return Ok(());
    }
    let working = state.clone();
    actix_web::web::block(move || take_folder(&working, &folder)).await?
}

async fn in_time(taking: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
    let taken = tokio::time::timeout(LONGEST, taking).await;
    taken.unwrap_or_else(|_| Err(Error::internal("its server is too slow")))
}

/// Each message is marked as seen once what it says is kept: whoever dies between the two reads it again, which changes nothing.
async fn take_mailbox(state: &State) -> Result<(), Error> {
    let Some(mailbox) = Mailbox::configured(&state.config)? else {
        return Ok(());
    };
    let mut session = Session::open(&mailbox).await.map_err(Error::internal)?;
    for number in session.unread().await.map_err(Error::internal)? {
        if let Some(bytes) = session.message(number).await.map_err(Error::internal)? {
            let working = state.clone();
            actix_web::web::block(move || take_message(&working, &bytes)).await??;
        }
        session.seen(number).await.map_err(Error::internal)?;
    }
    session.close().await.map_err(Error::internal)
}

fn take_folder(state: &State, folder: &Path) -> Result<(), Error> {
    for message in maildir::unread(folder).map_err(Error::internal)? {
        take_message(state, &message.bytes)?;
        maildir::done(folder, &message).map_err(Error::internal)?;
    }
    Ok(())
}

fn take_message(state: &State, bytes: &[u8]) -> Result<(), Error> {
    let by = By::job("bounces");
    let now = state.clock.now();
    if let Some(found) = read(bytes) {
        state.db.write(|conn| take_notification(conn, state, &by, &found, now))?;
    } else if let Some(reply) = answer::read(bytes) {
        let answered = state.db.write(|conn| workshops::deed::answer(conn, state, &by, &reply, now))?;
        tracing::info!(answer = answered.as_str(), "a calendar answered an invitation");
    } else {
        tracing::info!("a message among the bounces is neither a delivery status notification nor an answer to an invitation");
    }
    Ok(())
}

/// Takes a notification: every report in it is about the one mail that came back.
pub fn take_notification(conn: &mut Conn, state: &State, by: &By, found: &Notification, now: Instant) -> Result<Taken, Error> {
    let mut mail = None;
    for address in &found.came_to {
        mail = mail.or(mail_of_address(conn, state, address)?);
    }
    for message_id in &found.message_ids {
        mail = match mail {
            Some(mail) => Some(mail),
            None => dead::mail_by_message_id(conn, message_id)?,
        };
    }
    let Some(mail) = mail else { return Ok(Taken::NotOurs) };
    let mut taken = Taken::Passing;
    for report in &found.reports {
        taken = take(conn, state, by, &mail, report, now)?;
    }
    Ok(taken)
}

/// The mail that a bounce address is of.
pub fn mail_of_address(conn: &mut Conn, state: &State, address: &str) -> Result<Option<Mail>, Error> {
    let Some(secret) = seal::known(conn)? else { return Ok(None) };
    match bounced(&state.config.mail.bounce_address, &secret, address) {
        Some(id) => Ok(outbox::find(conn, id)?),
        None => Ok(None),
    }
}

/// Takes what a server says of a mail that came back.
pub fn take(conn: &mut Conn, state: &State, by: &By, mail: &Mail, report: &Report, now: Instant) -> Result<Taken, Error> {
    if report.verdict() == Verdict::Passing {
        return Ok(Taken::Passing);
    }
    dead::came_back(conn, mail.id, &report.reason(), now)?;
    follow(conn, state, by, mail, report, now)
}

/// The server refused a mail for good, and never took it: where that is because of the address, the same follows as when a mail comes back.
pub fn refused(conn: &mut Conn, state: &State, mail: &Mail, reply: &str, now: Instant) -> Result<(), Error> {
    let report = Report::at_hand_over(reply);
    follow(conn, state, &By::job("mail"), mail, &report, now).map(drop)
}

/// Marks the address where nobody reads it, and tells whoever runs the person's organisation, once.
fn follow(conn: &mut Conn, state: &State, by: &By, mail: &Mail, report: &Report, now: Instant) -> Result<Taken, Error> {
    let person = match mail.recipient_id {
        Some(id) => people::find_any(conn, id)?,
        None => None,
    };
    // Somebody who has another address by now can be reached.
    let current = |person: &Person| {
        person
            .email
            .as_deref()
            .is_some_and(|email| email.eq_ignore_ascii_case(&mail.to_address))
    };
    let Some(person) = person.filter(|person| report.verdict() == Verdict::Dead && current(person)) else {
        return Ok(Taken::CameBack);
    };
    if dead::of(conn, &[person.id])?
        .get(&person.id)
        .is_some_and(|dead| dead.is(person.email.as_deref()))
    {
        return Ok(Taken::Dead);
    }
    let row = Dead {
        person_id: person.id,
        address: mail.to_address.clone(),
        since_at: now,
        status: (!report.status.is_empty()).then(|| report.status.chars().filter(|letter| !letter.is_control()).take(20).collect()),
        reason: report.reason(),
        mail_id: Some(mail.id),
    };
    dead::mark(conn, &row)?;
    let network = Network::load(conn, now)?;
    record(conn, state, by, "address.dead", &person, &network, Some(&row), now)?;
    tell(conn, state, network, &person, &row, now)?;
    Ok(Taken::Dead)
}

/// Somebody says that the address works again.
///
/// # Errors
///
/// [`Error::Refused`] where it was not marked.
pub fn confirm(conn: &mut Conn, state: &State, by: &By, person: &Person, now: Instant) -> Result<(), Error> {
    if !dead::lift(conn, person.id)? {
        return Err(Error::refused("address-not-dead"));
    }
    let network = Network::load(conn, now)?;
    record(conn, state, by, "address.confirm", person, &network, None, now)
}

fn record(
    conn: &mut Conn,
    state: &State,
    by: &By,
    action: &str,
    person: &Person,
    network: &Network,
    row: Option<&Dead>,
    now: Instant,
) -> Result<(), Error> {
    let home = people::memberships_of(conn, person.id)?
        .last()
        .map(|membership| membership.organisation_id);
    let deed = Deed {
        action,
        subject_kind: "people",
        subject_id: person.id.to_string(),
        subject_label: person.name(),
        organisation_path: match home.and_then(|id| network.units.get(&id)) {
            Some(unit) => unit.path.clone(),
            None => organisations::top_path(conn)?,
        },
        before: None,
        after: row.map(|row| serde_json::json!({ "status": row.status, "reason": row.reason })),
    };
    Ok(audit::record(conn, &state.chance, now, by, deed)?)
}

/// Tells whoever runs the person's organisation, or else whoever fills in; never the person, whom nothing reaches.
fn tell(conn: &mut Conn, state: &State, mut network: Network, person: &Person, row: &Dead, now: Instant) -> Result<(), Error> {
    network.meet(conn, [person.id], now)?;
    let home = network.person(person.id).and_then(|known| known.home);
    for reader in responsible(&mut network, home, person.id) {
        let Some(to_address) = reader.email.clone() else { continue };
        let subject = format!("address:{}:{}", person.id, row.since_at.date_naive());
        if !choices::tell(conn, &state.chance, reader.recipient.id, &subject, None, now)? {
            continue;
        }
        let mail = AddressDeadMail {
            name: reader.name.clone(),
            person: person.name(),
            address: row.address.clone(),
            reason: row.reason.clone(),
            url: format!("{}/people/unreachable", state.config.server.public_url),
        };
        let letter = state
            .views
            .mail(&envelope::frame(state, &reader, now), &mail)
            .map_err(Error::internal)?;
        let headers = super::senders::headers_for(conn, &network, reader.home)?;
        let envelope = envelope::to_reader(("address_dead", Urgency::Soon), &reader, to_address, headers, now);
        let mail_id = queue(conn, &state.chance, domain(&state.config), now, envelope, &letter)?;
        choices::name_mail(conn, reader.recipient.id, &subject, mail_id)?;
    }
    Ok(())
}

/// Whoever runs an organisation and can be reached: its administrators, or those above, or the manufacturer's people.
pub fn responsible(network: &mut Network, home: Option<Id>, but: Id) -> Vec<Known> {
    let Some(home) = home else { return Vec::new() };
    let office = network.office(home);
    let levels = office
        .partner_admins
        .iter()
        .chain(&office.partner_managers)
        .chain(std::iter::once(&office.training_managers));
    let reached = levels.map(|level| {
        let ids = level.iter().filter(|holder| holder.person.reachable && holder.person.id != but);
        ids.map(|holder| holder.person.id).collect::<Vec<_>>()
    });
    let ids = reached.into_iter().find(|ids| !ids.is_empty()).unwrap_or_default();
    ids.iter().filter_map(|id| network.person(*id).cloned()).collect()
}
