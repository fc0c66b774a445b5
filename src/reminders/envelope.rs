//! What every mail of this slice has around its words: who reads it, who sends it, and whether it can be chosen away.

use super::digest::{Line, locale, today};
use super::store::choices::Optional;
use super::store::material::Material;
use super::store::network::Known;
use super::store::notices::MAIL_KIND;
use super::{senders, unsubscribing};
use crate::platform::mail::{Envelope, Urgency, domain, public_name};
use crate::platform::state::State;
use crate::platform::views::{MailFrame, Sides};
use crate::rules::id::Instant;

/// What the mail needs to know of its reader.
pub fn frame(state: &State, recipient: &Known, now: Instant) -> MailFrame {
    let locale = locale(recipient);
    let settings = &state.config;
    MailFrame {
        locale,
        direction: locale.direction(),
        sides: Sides::of(locale.direction()),
        today: today(recipient, now),
        time_zone: recipient.recipient.zone.name().to_owned(),
        brand_name: settings.brand.name.clone(),
        sender_line: format!("{}, {}", settings.brand.name, settings.mail.from),
        settings_url: format!("{}/profile", settings.server.public_url),
    }
}

/// The envelope of a digest that leaves from an instant on; none for somebody without an address. One that only says what is not owed any more can be chosen away.
pub fn envelope(
    state: &State,
    secret: &str,
    material: &Material,
    recipient: &Known,
    lines: &[Line],
    not_before: Instant,
) -> Option<Envelope> {
    let to_address = recipient.email.clone()?;
    let mut headers = vec![("List-Id".to_owned(), format!("<reminders.{}>", list_domain(state)))];
    headers.extend(senders::headers(&material.senders, &material.network, recipient.home));
    if lines.iter().all(|line| line.key.offset_days.is_none()) {
        let address = unsubscribing::address(state, secret, recipient.recipient.id, Optional::Released);
        headers.extend(unsubscribing::headers(&address));
    }
    Some(to_reader((MAIL_KIND, Urgency::Daily), recipient, to_address, headers, not_before))
}

/// The envelope of a mail of a kind to somebody in their language, with their branch's head lines.
pub fn to_reader(
    (kind, urgency): (&'static str, Urgency),
    reader: &Known,
    to_address: String,
    headers: Vec<(String, String)>,
    not_before: Instant,
) -> Envelope {
    Envelope {
        kind,
        urgency,
        recipient_id: Some(reader.recipient.id),
        to_name: reader.name.clone(),
        to_address,
        language: locale(reader).code().to_owned(),
        headers,
        not_before,
    }
}

/// The name under which the lists of mails have theirs (RFC 2919): that of the pages, where it is one, so that what readers sort by stays when
/// the sender changes.
pub fn list_domain(state: &State) -> &str {
    public_name(&state.config.server.public_url).unwrap_or_else(|| domain(&state.config))
}
