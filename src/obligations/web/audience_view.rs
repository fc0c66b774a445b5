//! The audience in the form of a requirement, put together from what was typed.

use super::known::Catalogue;
use super::requirement_form::Ground;
use crate::obligations::form::asked::{self, HOWS, Row};
use crate::obligations::form::audience::{self, CONDITIONS, FACTS, GROUPS, KINDS, TREE};
use crate::obligations::pages::{AskedFields, AskedRow, CaseFields, ConditionFields, GroupFields, TreeField};
use crate::obligations::told::{Told, audience_names};
use crate::organisations::field_view::written;
use crate::organisations::store::field::OwnField;
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::form::Typed;
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::audience::Audience;
use crate::rules::field::Reader;
use crate::rules::own_field::Subject;
use chrono::NaiveDate;

/// The groups as they were typed.
pub fn groups(typed: &Typed, ground: &Ground, words: &Words, today: NaiveDate) -> Vec<GroupFields> {
    let group = |number: u32| {
        let kind = Field::with(&format!("{GROUPS}.{number}.kind"), typed.one(&format!("{GROUPS}.{number}.kind")));
        let chosen = |word: &str| kind.value == word || (word == KINDS[0] && !KINDS.contains(&kind.value.as_str()));
        let way = |word: &'static str| Choice::new(word, words.text(&format!("requirement-group-{word}"), &[])).chosen(chosen(word));
        GroupFields {
            number,
            kinds: KINDS.map(way).to_vec(),
            cases: audience::cases(typed, number)
                .into_iter()
                .map(|case| case_fields(typed, ground, (words, today), number, case))
                .collect(),
            kind,
        }
    };
    audience::groups(typed).into_iter().map(group).collect()
}

fn case_fields(typed: &Typed, ground: &Ground, (words, today): (&Words, NaiveDate), group: u32, case: u32) -> CaseFields {
    let name = |part: &str| format!("{GROUPS}.{group}.{case}.{part}");
    let shown = audience::conditions(typed, group, case);
    let condition = |kind: &&'static str| ConditionFields {
        group,
        case,
        kind,
        has: name("has"),
        offer: (*kind != FACTS).then(|| ground.offered.offer(&name(kind), typed, words)),
        asked: (*kind == FACTS).then(|| asked(typed, ground, words, today, &format!("{GROUPS}.{group}.{case}"))),
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

/// The rows of one part of the form, and an empty one.
pub fn asked(typed: &Typed, ground: &Ground, words: &Words, today: NaiveDate, within: &str) -> AskedFields {
    let locale = words.locale().code();
    let known = ground.offered.facts();
    let mut rows = asked::rows(typed, within);
    if known.is_empty() && rows.is_empty() {
        return AskedFields {
            name: format!("{within}.{FACTS}"),
            error: None,
            rows: Vec::new(),
            lists: Vec::new(),
        };
    }
    rows.push(Row {
        number: rows.last().map_or(0, |last| last.number.saturating_add(1)),
        field: String::new(),
        how: HOWS[0],
        value: String::new(),
    });
    let named = |(subject, name, title): &(Subject, String, String)| {
        let label = words.text(
            &format!("requirement-asked-{}", subject.as_str()),
            &[("field", title.as_str().into())],
        );
        (format!("{}:{name}", subject.as_str()), label)
    };
    let offered: Vec<(String, String)> = known.iter().map(named).collect();
    let row = |row: Row| {
        let mut fields: Vec<Choice> = offered
            .iter()
            .map(|(value, label)| Choice::new(value, label).chosen(*value == row.field))
            .collect();
        if !row.field.is_empty() && fields.iter().all(|one| !one.chosen) {
            fields.push(Choice::new(&row.field, &row.field).chosen(true));
        }
        let field = ground
            .catalogue
            .fields
            .iter()
            .find(|one| row.field == format!("{}:{}", one.subject, one.code));
        AskedRow {
            field: Field::with(&asked::name(within, row.number, "field"), &row.field),
            fields,
            how: Field::with(&asked::name(within, row.number, "how"), row.how),
            hows: HOWS
                .map(|how| Choice::new(how, words.text(&format!("requirement-asked-how-{how}"), &[])).chosen(how == row.how))
                .to_vec(),
            value: Field::with(&asked::name(within, row.number, "value"), said(field, &row.value, words, today)),
        }
    };
    let lists = ground
        .catalogue
        .fields
        .iter()
        .filter(|field| field.archived_at.is_none() && !field.choices.0.is_empty());
    AskedFields {
        name: format!("{within}.{FACTS}"),
        error: None,
        rows: rows.into_iter().map(row).collect(),
        lists: lists
            .map(|field| {
                let said: Vec<&str> = field.choices.0.iter().map(|one| field.said(&one.code, locale)).collect();
                format!("{}: {}", field.title(locale), said.join(", "))
            })
            .collect(),
    }
}

/// What was typed, as the reader would type it.
fn said(field: Option<&OwnField>, typed: &str, words: &Words, today: NaiveDate) -> String {
    let Some(field) = field else { return typed.to_owned() };
    let said = typed.split(';').map(|word| written(field, word.trim(), words, today));
    said.collect::<Vec<_>>().join("; ")
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
