//! The part of a digest that says what is not owed any more.

use super::digest::{Line, text};
use super::mail::{ReleasedLine, ReminderMail};
use super::store::material::Material;
use super::store::network::Known;
use crate::platform::i18n::Locale;

/// Lines of this part; whoever has more looks at the page.
const LINES: usize = 30;

/// Adds what is not owed any more: the reader's own first, with why, then that of others by name. Why somebody else is free of a training,
/// and whoever once was told of them may have lost sight of them, stands in no mail.
pub fn add(mail: &mut ReminderMail, material: &Material, recipient: &Known, lines: &[Line], locale: Locale) {
    let line = |line: &Line| {
        let key = &line.key;
        let ending = material.ending(key)?;
        let requirement = material.requirements.get(&key.requirement_id)?;
        let own = key.person_id == recipient.recipient.id;
        let person = material.network.person(key.person_id)?;
        Some(ReleasedLine {
            person: (!own).then(|| person.name.clone()),
            requirement: text(&requirement.title, locale).unwrap_or_else(|| requirement.code.clone()),
            ending: own.then_some(ending),
        })
    };
    let mut found: Vec<ReleasedLine> = lines.iter().filter_map(line).collect();
    found.sort_by(|a, b| (&a.person, &a.requirement).cmp(&(&b.person, &b.requirement)));
    mail.released_count = found.len();
    mail.released_own = found.iter().any(|line| line.person.is_none());
    mail.released_more = found.len().saturating_sub(LINES);
    found.truncate(LINES);
    mail.released = found;
}
