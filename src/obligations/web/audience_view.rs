//! The audience in the form of a requirement, put together from what was typed.

use super::known::Catalogue;
use super::offered::Offered;
use crate::obligations::form::audience::{self, CONDITIONS, GROUPS, KINDS, TREE};
use crate::obligations::pages::{CaseFields, ConditionFields, GroupFields, TreeField};
use crate::obligations::told::{Told, audience_names};
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::form::Typed;
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::audience::Audience;
use crate::rules::field::Reader;

/// The groups as they were typed.
pub fn groups(typed: &Typed, offered: &Offered, words: &Words) -> Vec<GroupFields> {
    let group = |number: u32| {
        let kind = Field::with(&format!("{GROUPS}.{number}.kind"), typed.one(&format!("{GROUPS}.{number}.kind")));
        let chosen = |word: &str| kind.value == word || (word == KINDS[0] && !KINDS.contains(&kind.value.as_str()));
        let way = |word: &'static str| Choice::new(word, words.text(&format!("requirement-group-{word}"), &[])).chosen(chosen(word));
        GroupFields {
            number,
            kinds: KINDS.map(way).to_vec(),
            cases: audience::cases(typed, number)
                .into_iter()
                .map(|case| case_fields(typed, offered, words, number, case))
                .collect(),
            kind,
        }
    };
    audience::groups(typed).into_iter().map(group).collect()
}

fn case_fields(typed: &Typed, offered: &Offered, words: &Words, group: u32, case: u32) -> CaseFields {
    let name = |part: &str| format!("{GROUPS}.{group}.{case}.{part}");
    let shown = audience::conditions(typed, group, case);
    let condition = |kind: &&'static str| ConditionFields {
        group,
        case,
        kind,
        has: name("has"),
        offer: (*kind != "facts").then(|| offered.offer(&name(kind), typed, words)),
        facts: (*kind == "facts").then(|| Field::with(&name(kind), typed.one(&name(kind)))),
    };
    let rest = CONDITIONS.into_iter().filter(|kind| !shown.contains(kind));
    CaseFields {
        group,
        number: case,
        furthers: rest
            .map(|kind| Choice::new(kind, words.text(&format!("requirement-condition-{kind}"), &[])))
            .collect(),
        further: Field::new(&name("new")),
        conditions: shown.iter().map(condition).collect(),
    }
}

/// A tree that the form has no fields for.
pub fn tree(may: &May<ManageRequirements>, state: &State, catalogue: &Catalogue, typed: &Typed) -> Option<TreeField> {
    let text = typed.one(TREE);
    if text.is_empty() {
        return None;
    }
    let told = Told {
        words: may.actor.words(state),
        name: None,
        today: may.actor.today(),
    };
    let value: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let read = Audience::read(&mut Reader::default(), "audience", Some(&value)).unwrap_or_default();
    let named = audience_names(&read, |kind, code| catalogue.name(kind, code));
    Some(TreeField {
        field: Field::with(TREE, text),
        said: told.conditions(&named),
    })
}
