//! Rules for the text of templates.

use std::collections::BTreeSet;

use super::{expressions, files, literal_text};
use crate::gallery::every_sample;

fn offenders(broken: impl Fn(&str, &str) -> Vec<String>) -> Vec<String> {
    files("templates", ".hbs")
        .iter()
        .flat_map(|(name, text)| broken(name, text))
        .collect()
}

#[test]
fn nothing_is_written_unescaped() {
    let found = offenders(|name, text| {
        let raw = expressions(text)
            .into_iter()
            .filter(|e| e.starts_with('{') || e.starts_with('&') || e.starts_with("raw_part") && name != "layout.hbs");
        raw.map(|e| format!("{name}: {e}")).collect()
    });
    assert_eq!(found, Vec::<String>::new());
}

/// Named values of a call would hide the fields of every row inside the partial, and a call without an object copies the whole page.
#[test]
fn a_partial_is_called_with_exactly_one_object() {
    let found = offenders(|name, text| {
        let calls = expressions(text).into_iter().filter(|e| e.starts_with('>') || e.starts_with("#>"));
        calls
            .filter(|call| !one_argument(call))
            .map(|call| format!("{name}: {call}"))
            .collect()
    });
    assert_eq!(found, Vec::<String>::new());
}

fn one_argument(call: &str) -> bool {
    let words = call.trim_start_matches(['#', '>', ' ']);
    let Some((_, argument)) = words.split_once(' ') else { return false };
    let argument = argument.trim();
    let mut depth = 0_i32;
    for (at, letter) in argument.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 && at + 1 < argument.len() {
                    return false;
                }
            }
            ' ' | '=' if depth == 0 && !argument.starts_with('"') => return false,
            _ => {}
        }
    }
    !argument.is_empty()
}

#[test]
fn every_word_comes_from_the_locales() {
    let found = offenders(|name, text| {
        // The attributes of a field, not the inside of an element.
        if name == "partials/form/described.hbs" {
            return Vec::new();
        }
        visible_words(text).into_iter().map(|word| format!("{name}: {word}")).collect()
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_word_is_handed_to_a_partial_as_it_stands() {
    let names = [
        "label", "title", "text", "hint", "words", "rest", "question", "over", "lead", "note", "finding", "confirm", "unit",
    ];
    let found = offenders(|name, text| {
        let given = |expression: &&str| names.iter().any(|field| expression.contains(&format!(" {field}=\"")));
        expressions(text)
            .into_iter()
            .filter(given)
            .map(|e| format!("{name}: {e}"))
            .collect()
    });
    assert_eq!(found, Vec::<String>::new());
}

/// Words outside of expressions and tags, and in the attributes that people read or hear.
fn visible_words(text: &str) -> Vec<String> {
    let text = literal_text(text);
    let mut found = Vec::new();
    for attribute in ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\"", "aria-description=\""] {
        for part in text.split(attribute).skip(1) {
            found.extend(part.split('"').next().map(str::to_owned));
        }
    }
    found.extend(
        text.split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, after)| after).to_owned()),
    );
    found.retain(|part| part.replace("&nbsp;", "").replace("&amp;", "").contains(char::is_alphabetic));
    found.into_iter().map(|part| part.trim().to_owned()).collect()
}

#[test]
fn nothing_in_a_template_needs_a_weaker_content_policy() {
    let forbidden = [
        " style=",
        "<style",
        "onclick=",
        "onchange=",
        "onsubmit=",
        "hx-on",
        "js:",
        "javascript:",
        "hx-vars",
    ];
    let found = offenders(|name, text| {
        if name.starts_with("mail/") || name.starts_with("partials/mail/") {
            return Vec::new();
        }
        let text = literal_text(text);
        forbidden
            .iter()
            .filter(|word| text.contains(**word))
            .map(|word| format!("{name}: {word}"))
            .collect()
    });
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_template_is_a_view_or_part_of_one() {
    let mut used: BTreeSet<String> = ["layout".to_owned()].into();
    for sample in every_sample() {
        if sample.is_mail() {
            for part in ["subject.txt", "body.txt", "body.mjml"] {
                used.insert(format!("mail/{}/{part}", sample.template));
            }
        } else {
            used.insert(sample.template.to_owned());
        }
    }
    let templates = files("templates", ".hbs");
    let mut waiting: Vec<String> = used.iter().cloned().collect();
    while let Some(name) = waiting.pop() {
        let Some((_, text)) = templates.iter().find(|(file, _)| *file == format!("{name}.hbs")) else {
            continue;
        };
        let calls = expressions(text)
            .into_iter()
            .filter(|e| e.starts_with('>') || e.starts_with("include ") || e.starts_with("rows "));
        let laid_in = text
            .split("<mj-include path=\"")
            .skip(1)
            .filter_map(|rest| rest.split(".hbs\"").next());
        for part in laid_in {
            if used.insert(part.to_owned()) {
                waiting.push(part.to_owned());
            }
        }
        for call in calls {
            let called = call.trim_start_matches("include").trim_start_matches("rows");
            let called = called.trim_start_matches(['>', ' ']);
            let part = called.split(' ').next().unwrap_or_default().trim_matches('"').to_owned();
            if used.insert(part.clone()) {
                waiting.push(part);
            }
        }
    }
    let unused: Vec<_> = templates
        .iter()
        .map(|(file, _)| file.trim_end_matches(".hbs"))
        .filter(|name| !used.contains(*name))
        .collect();
    assert_eq!(unused, Vec::<&str>::new(), "no Page, Mail or partial call names these templates");
}

#[test]
fn the_readme_of_the_templates_lists_every_partial() {
    let readme = files("templates", "README.md")
        .into_iter()
        .next()
        .map(|(_, text)| text)
        .expect("templates/README.md");
    let missing: Vec<_> = files("templates/partials", ".hbs")
        .into_iter()
        .map(|(name, _)| name.trim_end_matches(".hbs").to_owned())
        .filter(|name| !name.starts_with("frame/") && !readme.contains(&format!("partials/{name}")))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}
