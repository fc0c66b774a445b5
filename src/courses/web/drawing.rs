//! Small parts that several pages of the desk share: tabs, lines to mend, an order after a move.

use crate::courses::pages::{ReviewLine, Tab};
use crate::courses::store::Module;
use crate::courses::writing::fault_key;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::i18n::Words;
use crate::rules::course::{Fault, Language};

/// The settings of a course or module, as part of the name of a draft.
pub(super) const SETTINGS: &str = "settings";

/// What the form of a new module is called where what is typed there is kept.
pub(super) const NEW_MODULE: &str = "new-module";

/// Under which name the browser keeps what somebody types until it is saved: theirs alone, and of one form.
pub(super) fn name_of_draft(may: &May<WriteCourses>, parts: &[&str]) -> String {
    format!("{}/{}", may.actor.person.id, parts.join("/"))
}

/// Content and settings of a course.
pub(super) fn tabs_of_course(words: &Words, base: &str, current: &str) -> Vec<Tab> {
    [("content", base.to_owned()), ("settings", format!("{base}/settings"))]
        .map(|(name, href)| Tab {
            href,
            label: words.text(&format!("course-tab-{name}"), &[]),
            note: None,
            current: name == current,
        })
        .to_vec()
}

/// The languages in which something can be written; `href` is where each leads.
pub(super) fn tabs_of_languages(words: &Words, current: Language, href: impl Fn(Language) -> String) -> Vec<Tab> {
    Language::ALL
        .map(|language| Tab {
            href: href(language),
            label: words.text(&format!("course-language-{}", language.code()), &[]),
            note: None,
            current: language == current,
        })
        .to_vec()
}

/// A fault as a line that leads to its place.
pub(super) fn line(words: &Words, base: &str, modules: &[Module], module: Option<&str>, fault: &Fault, language: Language) -> ReviewLine {
    let what = words.text(fault_key(fault), &[]);
    let found = module.and_then(|key| modules.iter().find(|module| module.key == key));
    let (href, text) = match (found, &fault.block) {
        (None, _) => (format!("{base}/settings"), what),
        (Some(module), None) => (
            format!("{base}/modules/{}", module.key),
            format!("{}: {what}", module.title.0.text(language)),
        ),
        (Some(module), Some(block)) => {
            let place = module.document.0.blocks.iter().position(|b| b.id == *block).map_or(0, |at| at + 1);
            let block_words = words.text("course-block-number", &[("place", place.into())]);
            let href = format!("{base}/modules/{}?block={block}#block-{block}", module.key);
            (href, format!("{}, {block_words}: {what}", module.title.0.text(language)))
        }
    };
    ReviewLine {
        href,
        text,
        stops: fault.kind.stops(),
    }
}

/// An order after one of its arrows was pressed: `up-<name>` or `down-<name>`.
pub(super) fn moved(mut order: Vec<String>, moved: Option<&str>) -> Vec<String> {
    let Some((way, name)) = moved.and_then(|moved| moved.split_once('-')) else {
        return order;
    };
    if let Some(at) = order.iter().position(|known| known == name) {
        let to = if way == "up" {
            at.checked_sub(1)
        } else {
            at.checked_add(1).filter(|to| *to < order.len())
        };
        if let Some(to) = to {
            order.swap(at, to);
        }
    }
    order
}
