//! Whether the languages are complete and nothing in them is left over.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::Entry;
use fluent_syntax::parser::parse_runtime;

use super::{expressions, files};

/// Key to message text, of one language.
fn keys(language: &str) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    for (name, text) in files(&format!("locales/{language}"), ".ftl") {
        let resource = parse_runtime(text.as_str()).unwrap_or_else(|(_, faults)| panic!("{language}/{name}: {faults:?}"));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                keys.insert(message.id.name.to_owned(), format!("{:?}", message.value));
            }
        }
    }
    keys
}

#[test]
fn every_language_has_the_same_keys() {
    let english: BTreeSet<_> = keys("en").into_keys().collect();
    let german: BTreeSet<_> = keys("de").into_keys().collect();
    assert_eq!(
        english.difference(&german).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "missing in German"
    );
    assert_eq!(
        german.difference(&english).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "missing in English"
    );
}

#[test]
fn every_kind_of_mail_has_a_name() {
    let all = keys("en");
    let kinds: BTreeSet<String> = files("templates/mail", "body.txt.hbs")
        .into_iter()
        .filter_map(|(name, _)| Some(name.rsplit('/').nth(1)?.to_owned()))
        .collect();
    assert!(kinds.contains("reminder"), "{kinds:?}");
    let nameless: Vec<_> = kinds
        .iter()
        .filter(|kind| !all.contains_key(&format!("mail-kind-{kind}")))
        .collect();
    assert_eq!(nameless, Vec::<&String>::new());
}

#[test]
fn every_key_is_used() {
    let all = keys("en");
    let mut used = BTreeSet::new();
    let mut families = BTreeSet::new();
    for (_, text) in files("templates", ".hbs") {
        for expression in expressions(&text) {
            used_in(expression, &mut used, &mut families);
        }
    }
    let source: String = files("src", ".rs")
        .into_iter()
        .filter(|(name, _)| !name.contains("tests"))
        .map(|(_, text)| text)
        .collect();
    let messages: String = all.values().cloned().collect();
    let joined = joined_in(&source);
    let named: BTreeSet<&str> = source.split('"').collect();
    let unused: Vec<_> = all
        .keys()
        .filter(|key| !used.contains(*key))
        .filter(|key| !families.iter().any(|family: &String| key.starts_with(&format!("{family}-"))))
        .filter(|key| !key.match_indices('-').any(|(at, _)| joined.contains(&key[..=at])))
        .filter(|key| !named.contains(key.as_str()) && !messages.contains(&format!("name: \"{key}\"")))
        .collect();
    assert_eq!(unused, Vec::<&String>::new());
}

/// With what the program begins keys that it puts together: `"account-role-{role}"`.
fn joined_in(source: &str) -> BTreeSet<&str> {
    source
        .split('"')
        .filter_map(|piece| piece.split_once('{'))
        .map(|(before, _)| before)
        .filter(|before| before.ends_with('-'))
        .collect()
}

/// `t "key"` names a key; `t "key" value` names all keys that begin with it.
fn used_in(expression: &str, used: &mut BTreeSet<String>, families: &mut BTreeSet<String>) {
    for call in ["t \"", "t_html \""] {
        for (at, _) in expression.match_indices(call) {
            let opens = at == 0 || matches!(expression.as_bytes()[at - 1], b'(' | b' ');
            let Some((key, rest)) = expression[at + call.len()..].split_once('"').filter(|_| opens) else {
                continue;
            };
            let next = rest.trim_start().split([' ', ')']).next().unwrap_or_default();
            let joined = !next.is_empty() && !next.contains('=');
            if joined {
                families.insert(key.to_owned())
            } else {
                used.insert(key.to_owned())
            };
        }
    }
}

#[test]
fn no_message_shouts() {
    for language in ["en", "de"] {
        for (name, text) in files(&format!("locales/{language}"), ".ftl") {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                assert!(!line.contains('!'), "{language}/{name}: {line}");
            }
        }
    }
}
