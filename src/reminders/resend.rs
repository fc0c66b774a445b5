//! Sending again, because somebody asks for it: a notice in a new mail, or a mail that was set aside.

use super::digest::{Line, Others};
use super::draft::post;
use super::store::log;
use super::store::material::{Material, Of};
use super::store::notices::{self, Notice};
use super::unwritten::Unwritten;
use crate::organisations::Scope;
use crate::platform::audit::{self, By, Deed};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::delivery;
use crate::platform::mail::outbox::{self, Mail, MailState};
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::reminder::Fate;

/// A new mail with this notice alone, if what it says is still true; answers the recipient's name.
///
/// # Errors
///
/// [`Error::NotFound`] outside the scope, [`Error::Refused`] for what was not told yet, is not true any more, or cannot be worded.
pub fn notice(conn: &mut Conn, state: &State, by: &By, scope: &Scope, id: Id, now: Instant) -> Result<String, Error> {
    let notice = log::find(conn, scope, id)?.ok_or(Error::NotFound)?;
    let name = send_again(conn, state, &notice, now)?;
    let deed = Deed {
        action: "notice.resend",
        subject_kind: "notices",
        subject_id: id.to_string(),
        subject_label: name.clone(),
        organisation_path: String::new(),
        before: None,
        after: audit::state(&notice.key().recipient_id),
    };
    audit::record(conn, &state.chance, now, by, deed)?;
    Ok(name)
}

fn send_again(conn: &mut Conn, state: &State, notice: &Notice, now: Instant) -> Result<String, Error> {
    if !matches!(notice.fate.as_str(), "sent" | "failed") {
        return Err(Error::refused("reminders-resend-not-told"));
    }
    let key = notice.key();
    let mut material = Material::load(conn, &Of::People(&[key.person_id]), state.config.reminders.send_hour, now)?;
    material.network.meet(conn, [key.recipient_id], now)?;
    let stands = material.stands_as_kept(notice, now);
    let recipient = material.network.person(key.recipient_id).cloned();
    let Some(recipient) = recipient.filter(|_| stands.is_ok()) else {
        return Err(Error::refused("reminders-resend-not-owed"));
    };
    let line = Line {
        again: true,
        ..Line::kept(notice)
    };
    let entered = [(notice.id, line)];
    let posted = post(conn, state, &material, &recipient, &entered, &Others::new(), (now, now));
    if let Some(why) = posted.as_ref().err().and_then(Unwritten::of) {
        tracing::error!(recipient = %key.recipient_id, %why, "a notice is not sent again");
        return Err(Error::refused("reminders-resend-unwritten"));
    }
    if !posted? {
        return Err(Error::refused("reminders-resend-not-owed"));
    }
    notices::resolve(conn, &[notice.id], Fate::Planned, None, now)?;
    Ok(recipient.name)
}

/// A mail that was set aside goes into the queue again, under its own number.
///
/// # Errors
///
/// [`Error::Refused`] where it is not set aside, or carries a secret for one use.
pub fn mail(conn: &mut Conn, state: &State, by: &By, mail: Mail, now: Instant) -> Result<(), Error> {
    if !outbox::requeue(conn, mail.id, now)? {
        return Err(Error::refused("mailbox-resend-not"));
    }
    let deed = Deed {
        action: "mail.resend",
        subject_kind: "mails",
        subject_id: mail.id.to_string(),
        subject_label: mail.subject,
        organisation_path: String::new(),
        before: audit::state(&mail.state),
        after: audit::state(&MailState::Queued.as_str()),
    };
    Ok(audit::record(conn, &state.chance, now, by, deed)?)
}

/// Mail leaves again after a restored backup or a refused sign-in.
pub fn resume(conn: &mut Conn, state: &State, by: &By, now: Instant) -> Result<(), Error> {
    let why = delivery::standstill(conn)?.map(|(name, text)| format!("{name}: {text}"));
    delivery::resume(conn, now)?;
    let deed = Deed {
        action: "mail.resume",
        subject_kind: "settings",
        subject_id: delivery::PAUSED.to_owned(),
        subject_label: delivery::PAUSED.to_owned(),
        organisation_path: String::new(),
        before: audit::state(&why),
        after: None,
    };
    Ok(audit::record(conn, &state.chance, now, by, deed)?)
}
