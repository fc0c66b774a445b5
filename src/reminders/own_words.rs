//! The texts that administrators wrote, in the mail of a reader: which apply, and their values put in.

use super::mail::{ReminderMail, Written};
use super::store::material::Material;
use super::store::network::Known;
use crate::people::language;
use crate::platform::i18n::{DateForm, Locale};
use crate::platform::state::State;
use crate::platform::views::MailFrame;
use crate::rules::reminder::Key;
use crate::rules::wording::{Audience, Part, Phase, Placeholder, Wording, chosen, plain};

/// The name of a language in which there are no mails.
pub fn unspoken(code: &str) -> Option<String> {
    Locale::for_language(code).is_none().then(|| language::own_name(code).to_owned())
}

/// The languages in which somebody is written to, the best first: their own, and English where mails do not exist in it.
pub fn tongues(code: &str) -> Vec<&str> {
    let own = code.split(['-', '_']).next().unwrap_or(code);
    match Locale::for_language(code) {
        Some(_) => vec![own],
        None => vec![own, Locale::default().code()],
    }
}

/// What a mail is about, as texts see it.
pub struct Subject<'a> {
    /// Which.
    pub key: &'a Key,
    /// Title of the requirement.
    pub requirement: &'a str,
    /// Who owes it.
    pub person: &'a str,
    /// The organisation because of which.
    pub partner: &'a str,
    /// Where it stands in time.
    pub phase: Phase,
}

/// The texts that apply to this reader, by the most urgent thing in the mail.
pub fn written(material: &Material, recipient: &Known, about: &Subject<'_>) -> Written {
    let key = about.key;
    let audience = if key.person_id == recipient.recipient.id {
        Audience::Own
    } else {
        Audience::Team
    };
    let organisation_id = material
        .owed
        .get(&(key.person_id, key.requirement_id))
        .map(|owed| owed.organisation_id);
    let branches = organisation_id.map(|id| material.network.upwards(id)).unwrap_or_default();
    let tongues = tongues(&recipient.language);
    let part = |part: Part| {
        let (phase, requirement) = (Some(about.phase), Some(key.requirement_id));
        let found = chosen(&material.texts, part, audience, phase, &tongues, requirement, &branches)?;
        match Wording::read(found.text, part) {
            Ok(wording) => Some(wording),
            Err(fault) => {
                tracing::error!(%fault, %part, "a text that was kept cannot be read: the built-in one is sent");
                None
            }
        }
    };
    Written {
        requirement: about.requirement.to_owned(),
        due_on: key.due_on,
        person: about.person.to_owned(),
        partner: about.partner.to_owned(),
        subject: part(Part::Subject),
        opening: part(Part::Opening),
        closing: part(Part::Closing),
    }
}

/// Puts the values into the texts, and those into the mail.
pub fn put_in(state: &State, frame: &MailFrame, mail: &mut ReminderMail, written: &Written) {
    let due = state.views.words(frame.locale).date(written.due_on, DateForm::Day, frame.today);
    let value = |placeholder| match placeholder {
        Placeholder::Name => mail.name.clone(),
        Placeholder::Person => written.person.clone(),
        Placeholder::Requirement => written.requirement.clone(),
        Placeholder::Due => due.clone(),
        Placeholder::Partner => written.partner.clone(),
        Placeholder::Academy => frame.brand_name.clone(),
        Placeholder::Link => mail.url.clone(),
    };
    let subject = written
        .subject
        .as_ref()
        .map(|text| text.line(value))
        .filter(|line| !line.is_empty());
    let paragraphs = |text: &Option<Wording>| text.as_ref().map(|text| text.paragraphs(value)).unwrap_or_default();
    let (opening, closing) = (paragraphs(&written.opening), paragraphs(&written.closing));
    mail.own_subject = subject;
    (mail.opening_text, mail.closing_text) = (plain(&opening), plain(&closing));
    (mail.opening, mail.closing) = (opening, closing);
}
