//! The audience in the form: rows of which all are asked, and groups of cases. What is deeper goes through the form as it is.

use super::asked;
use crate::platform::form::Typed;
use crate::rules::audience::{Audience, LISTS};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Most groups, and cases of a group, that the form reads.
const MOST: usize = 20;

/// The conditions of a case: the lists of words, and what is asked of facts.
pub const CONDITIONS: [&str; 8] = [LISTS[0], LISTS[1], LISTS[2], LISTS[3], LISTS[4], LISTS[5], LISTS[6], FACTS];

/// The condition that stands for what is asked of facts.
pub const FACTS: &str = "asked";

/// What can be asked of the cases of a group.
pub const KINDS: [&str; 3] = ["any", "not", "all"];

/// The field that holds a tree which the form has no fields for.
pub const TREE: &str = "audience.tree";

/// The field that stands for all groups.
pub const GROUPS: &str = "audience.groups";

/// What a button of the audience asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another group.
    AddGroup,
    /// A group goes.
    DropGroup(u32),
    /// Another case of a group.
    AddCase(u32),
    /// A case goes.
    DropCase(u32, u32),
    /// A case asks for what was chosen beside the button.
    AddCondition(u32, u32),
    /// A case asks for something no more.
    DropCondition(u32, u32, &'static str),
}

impl Change {
    /// What a button's word asks for; none: something else.
    pub fn of(act: &str) -> Option<Self> {
        let (verb, rest) = act.split_once("-audience-")?;
        let parts: Vec<&str> = rest.split('-').collect();
        let number = |text: &str| text.parse::<u32>().ok();
        Some(match (verb, parts.as_slice()) {
            ("add", ["group"]) => Self::AddGroup,
            ("add", ["case", group]) => Self::AddCase(number(group)?),
            ("add", ["condition", group, case]) => Self::AddCondition(number(group)?, number(case)?),
            ("drop", ["group", group]) => Self::DropGroup(number(group)?),
            ("drop", ["case", group, case]) => Self::DropCase(number(group)?, number(case)?),
            ("drop", ["condition", group, case, kind]) => {
                let kind = CONDITIONS.into_iter().find(|known| known == kind)?;
                Self::DropCondition(number(group)?, number(case)?, kind)
            }
            _ => return None,
        })
    }

    /// The form after it.
    #[must_use]
    pub fn made(self, typed: &Typed) -> Typed {
        let mut fields: Vec<(String, String)> = typed.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let next = |numbers: Vec<u32>| numbers.last().map_or(0, |last| last.saturating_add(1));
        let has = |group: u32, case: u32, kind: &str| (format!("{GROUPS}.{group}.{case}.has"), kind.to_owned());
        match self {
            Self::AddGroup => {
                let group = next(groups(typed));
                fields.push((format!("{GROUPS}.{group}.kind"), KINDS[0].to_owned()));
                fields.extend([has(group, 0, CONDITIONS[0]), has(group, 1, CONDITIONS[0])]);
            }
            Self::AddCase(group) => fields.push(has(group, next(cases(typed, group)), CONDITIONS[0])),
            Self::AddCondition(group, case) => {
                let wanted = typed.one(&format!("{GROUPS}.{group}.{case}.new"));
                let kind = CONDITIONS.into_iter().find(|kind| *kind == wanted);
                fields.extend(kind.map(|kind| has(group, case, kind)));
            }
            Self::DropGroup(group) => fields.retain(|(name, _)| !name.starts_with(&format!("{GROUPS}.{group}."))),
            Self::DropCase(group, case) => fields.retain(|(name, _)| !name.starts_with(&format!("{GROUPS}.{group}.{case}."))),
            Self::DropCondition(group, case, kind) => {
                let field = format!("{GROUPS}.{group}.{case}.{kind}");
                let within = format!("{field}.");
                let shown = has(group, case, kind);
                fields.retain(|(name, value)| *name != field && !name.starts_with(&within) && (name, value) != (&shown.0, &shown.1));
            }
        }
        Typed::of(fields)
    }
}

/// The numbers of the form's groups.
pub fn groups(typed: &Typed) -> Vec<u32> {
    numbers(typed, "audience.groups.")
}

/// The numbers of a group's cases.
pub fn cases(typed: &Typed, group: u32) -> Vec<u32> {
    numbers(typed, &format!("{GROUPS}.{group}."))
}

fn numbers(typed: &Typed, within: &str) -> Vec<u32> {
    let number = |name: &str| name.strip_prefix(within)?.split_once('.')?.0.parse::<u32>().ok();
    let numbers: BTreeSet<u32> = typed.fields().filter_map(|(name, _)| number(name)).collect();
    numbers.into_iter().take(MOST).collect()
}

/// The conditions that a case shows.
pub fn conditions(typed: &Typed, group: u32, case: u32) -> Vec<&'static str> {
    let name = |part: &str| format!("{GROUPS}.{group}.{case}.{part}");
    let has = typed.all(&name("has"));
    let asked = || !asked::rows(typed, &format!("{GROUPS}.{group}.{case}")).is_empty();
    let shown = |kind: &&str| has.iter().any(|one| one == kind) || !typed.one(&name(kind)).is_empty() || *kind == FACTS && asked();
    CONDITIONS.into_iter().filter(shown).collect()
}

/// The audience that was typed, and at which of the form's fields its groups stand.
pub fn audience(typed: &Typed) -> (Value, Vec<(String, String)>) {
    let tree = typed.one(TREE);
    if !tree.is_empty() {
        return (
            serde_json::from_str(tree).unwrap_or(Value::Null),
            vec![("audience".to_owned(), TREE.to_owned())],
        );
    }
    let mut map = part(typed, "audience");
    let (mut all, mut not): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
    let mut places = Vec::new();
    for group in groups(typed) {
        let kind = typed.one(&format!("{GROUPS}.{group}.kind")).to_owned();
        let mut said = Vec::new();
        for case in cases(typed, group) {
            let field = format!("{GROUPS}.{group}.{case}");
            let case = part(typed, &field);
            if case
                .values()
                .all(|value| value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty))
            {
                continue;
            }
            let place = match kind.as_str() {
                "not" => format!("audience.not.{}", not.len() + said.len()),
                "all" => format!("audience.all.{}", all.len() + said.len()),
                _ => format!("audience.all.{}.any.{}", all.len(), said.len()),
            };
            places.push((place, field));
            said.push(Value::Object(case));
        }
        match kind.as_str() {
            "not" => not.extend(said),
            "all" => all.extend(said),
            _ if said.is_empty() => {}
            _ => all.push(json!({ "any": said })),
        }
    }
    map.insert("all".into(), json!(all));
    map.insert("not".into(), json!(not));
    (Value::Object(map), places)
}

/// The conditions of one part of the form.
fn part(typed: &Typed, within: &str) -> Map<String, Value> {
    let mut map = Map::new();
    for name in LISTS {
        let mut words = typed.all(&format!("{within}.{name}"));
        words.retain(|word| !word.is_empty());
        map.insert(name.to_owned(), json!(words));
    }
    map.extend(asked::definitions(typed, within).map(|(name, asked)| (name.to_owned(), asked)));
    map
}

/// An audience as it would be typed.
pub fn typed(audience: &Audience) -> Vec<(String, String)> {
    let mut groups: Vec<(&str, Vec<&Audience>)> = Vec::new();
    if !audience.any.is_empty() {
        groups.push(("any", audience.any.iter().collect()));
    }
    let mut together = Vec::new();
    for group in &audience.all {
        let choice = Audience {
            any: group.any.clone(),
            ..Audience::default()
        };
        if !group.any.is_empty() && choice == *group {
            groups.push(("any", group.any.iter().collect()));
        } else {
            together.push(group);
        }
    }
    groups.extend((!together.is_empty()).then_some(("all", together)));
    groups.extend((!audience.not.is_empty()).then(|| ("not", audience.not.iter().collect())));
    let flat = |case: &&Audience| case.groups().iter().all(|(_, inner)| inner.is_empty()) && asked::fits(case);
    if groups.len() > MOST || !asked::fits(audience) || groups.iter().any(|(_, cases)| cases.len() > MOST || !cases.iter().all(flat)) {
        return vec![(TREE.to_owned(), serde_json::to_string(audience).unwrap_or_default())];
    }
    let mut fields = part_typed(audience, "audience");
    for (group, (kind, cases)) in groups.into_iter().enumerate() {
        fields.push((format!("{GROUPS}.{group}.kind"), kind.to_owned()));
        for (case, part) in cases.into_iter().enumerate() {
            fields.extend(part_typed(part, &format!("{GROUPS}.{group}.{case}")));
        }
    }
    fields
}

fn part_typed(part: &Audience, within: &str) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, words) in LISTS.into_iter().zip(part.lists()) {
        fields.extend(words.iter().map(|word| (format!("{within}.{name}"), word.clone())));
    }
    fields.extend(asked::typed(part, within));
    fields
}

/// The form's field for a field of the typed audience.
pub fn place(field: &str, places: &[(String, String)]) -> Option<String> {
    let (place, at) = places.iter().find(|(place, _)| {
        field
            .strip_prefix(place.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })?;
    let condition = field
        .strip_prefix(place.as_str())?
        .trim_start_matches('.')
        .split('.')
        .next()
        .unwrap_or_default();
    let condition = if condition.ends_with("facts") { FACTS } else { condition };
    Some(match CONDITIONS.contains(&condition) && at != TREE {
        true => format!("{at}.{condition}"),
        false => at.clone(),
    })
}
