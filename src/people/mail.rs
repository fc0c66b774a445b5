//! Mails about signing in.

use super::store::listing;
use super::store::{self, Person};
use crate::organisations::Scope;
use crate::organisations::store::sender::{Headers, headers_at};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use crate::platform::mail::{Envelope, Urgency};
use crate::platform::state::State;
use crate::platform::views::{Mail, MailFrame, Sides};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;
use std::slice;

/// The first way in for somebody whom a partner or the manufacturer added.
#[derive(Clone, Debug, Serialize)]
pub struct InvitationMail {
    /// Whom it greets.
    pub name: String,
    /// Whose people they belong to.
    pub organisation: String,
    /// The one-time link.
    pub url: String,
    /// How long it can be used.
    pub days: u32,
}

/// A link to set a new password.
#[derive(Clone, Debug, Serialize)]
pub struct PasswordResetMail {
    /// Whom it greets.
    pub name: String,
    /// The one-time link.
    pub url: String,
    /// How long it can be used.
    pub minutes: u32,
}

/// Asks whoever reads a new address to confirm it.
#[derive(Clone, Debug, Serialize)]
pub struct AddressConfirmMail {
    /// Whom it greets.
    pub name: String,
    /// The new address.
    pub address: String,
    /// The one-time link.
    pub url: String,
    /// How long it can be used.
    pub hours: i64,
}

/// Tells the old address that a new one was given.
#[derive(Clone, Debug, Serialize)]
pub struct AddressAskedMail {
    /// Whom it greets.
    pub name: String,
    /// The new address.
    pub address: String,
    /// Where that is taken back.
    pub url: String,
}

impl Mail for AddressConfirmMail {
    const MESSAGE: &'static str = "address_confirm";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Selin Aydın".to_owned(),
            address: "selin.aydin@thermopartner.example".to_owned(),
            url: "https://akademie.nordhaus.example/address/wL4v".to_owned(),
            hours: 48,
        }]
    }
}

impl Mail for AddressAskedMail {
    const MESSAGE: &'static str = "address_asked";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Selin Aydın".to_owned(),
            address: "selin.aydin@thermopartner.example".to_owned(),
            url: "https://akademie.nordhaus.example/profile/address".to_owned(),
        }]
    }
}

impl Mail for InvitationMail {
    const MESSAGE: &'static str = "invitation";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Selin Aydın".to_owned(),
            organisation: "Kälte Albers".to_owned(),
            url: "https://akademie.nordhaus.example/welcome/wL4v".to_owned(),
            days: 14,
        }]
    }
}

impl Mail for PasswordResetMail {
    const MESSAGE: &'static str = "password_reset";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Selin Aydın".to_owned(),
            url: "https://akademie.nordhaus.example/welcome/wL4v".to_owned(),
            minutes: 10,
        }]
    }
}

/// The frame of mails to a person: their language and their day.
pub fn frame(state: &State, person: &Person, now: Instant) -> MailFrame {
    let locale = Locale::for_language(&person.language).unwrap_or_default();
    let zone = person.zone();
    let settings = &state.config;
    MailFrame {
        locale,
        direction: locale.direction(),
        sides: Sides::of(locale.direction()),
        today: now.utc().with_timezone(&zone).date_naive(),
        time_zone: zone.name().to_owned(),
        brand_name: settings.brand.name.clone(),
        sender_line: format!("{}, {}", settings.brand.name, settings.mail.from),
        settings_url: format!("{}/profile", settings.server.public_url),
    }
}

/// Queues a mail to a person in the transaction of what causes it; to somebody without an address nothing is written.
pub fn queue<M: Mail>(
    conn: &mut Conn,
    state: &State,
    person: &Person,
    kind: &'static str,
    urgency: Urgency,
    mail: &M,
    now: Instant,
) -> Result<(), Error> {
    queue_with(conn, state, person, kind, urgency, mail, None, now)
}

/// Queues a mail to a person with an invitation for their calendar, or its withdrawal.
pub fn queue_with<M: Mail>(
    conn: &mut Conn,
    state: &State,
    person: &Person,
    kind: &'static str,
    urgency: Urgency,
    mail: &M,
    calendar: Option<String>,
    now: Instant,
) -> Result<(), Error> {
    let Some(address) = &person.email else { return Ok(()) };
    let frame = frame(state, person, now);
    let mut letter = state.views.mail(&frame, mail).map_err(Error::internal)?;
    letter.calendar = calendar;
    let envelope = Envelope {
        kind,
        urgency,
        recipient_id: Some(person.id),
        to_name: person.name(),
        to_address: address.clone(),
        language: frame.locale.code().to_owned(),
        headers: sender_of(conn, person, frame.today)?,
        not_before: now,
    };
    let domain = state.config.mail.from.rsplit('@').next().unwrap_or("localhost");
    crate::platform::mail::queue(conn, &state.chance, domain, now, envelope, &letter)?;
    Ok(())
}

/// Under which name a mail to somebody goes and where answers go, where their branch has that of its own: where they are at work, or were,
/// else where they hold a role.
pub fn sender_of(conn: &mut Conn, person: &Person, today: NaiveDate) -> Result<Headers, Error> {
    let places = listing::places(conn, &Scope::everything(), slice::from_ref(&person.id))?;
    let place = places.iter().find(|place| place.is_open(today)).or(places.first());
    let path = match place {
        Some(place) => Some(place.path.clone()),
        None => store::every_grant_of(conn, person.id)?.into_iter().next().map(|grant| grant.path),
    };
    match path {
        Some(path) => Ok(headers_at(conn, &path)?),
        None => Ok(Headers::new()),
    }
}
