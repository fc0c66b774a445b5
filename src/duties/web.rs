//! The pages of the ledger.

pub mod clock;
pub mod duty;
pub mod partner;
pub mod revocation;

use super::pages::Tab;
use crate::people::Actor;
use crate::platform::i18n::Words;
use crate::rules::person::Action;

/// The places of the manufacturer's duties, as far as somebody may go there.
pub fn tabs(actor: &Actor, words: &Words, here: &str) -> Vec<Tab> {
    [
        ("/duties", "duties-tab-partners", Action::SeeNetwork),
        ("/needs", "duties-tab-needs", Action::SeeNetwork),
        ("/duties/clocks", "duties-tab-clocks", Action::ManageDuties),
    ]
    .into_iter()
    .filter(|(_, _, action)| actor.may(*action))
    .map(|(href, key, _)| Tab {
        href: href.to_owned(),
        label: words.text(key, &[]),
        note: None,
        current: href == here,
    })
    .collect()
}
