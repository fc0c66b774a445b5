//! The house's own rules, read off its source: which way arrows point, what is pure, who may ask the time.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The slices in their line: each may use only those before it.
const LINE: [&str; 21] = [
    "organisations",
    "people",
    "fields",
    "events",
    "courses",
    "evidence",
    "certificates",
    "duties",
    "obligations",
    "documents",
    "headcounts",
    "lrs",
    "player",
    "offers",
    "needs",
    "workshops",
    "reminders",
    "imports",
    "merging",
    "search",
    "administration",
];

/// What stands above the slices and may use them all.
const ABOVE: [&str; 4] = ["app", "command", "demo", "gallery"];

/// All Rust files below `src`, path from there and text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The first folder or file of a path: which room it belongs to.
fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap()
}

/// The rooms that a text names after `crate::`, also inside braces: `use crate::{on, people};`. Comments are left out.
fn used(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let mut word = String::new();
                for letter in list.chars() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            rooms.insert(first_word(&word));
                            word.clear();
                            continue;
                        }
                        _ => {}
                    }
                    word.push(letter);
                }
                rooms.insert(first_word(&word));
            }
            None => {
                rooms.insert(first_word(rest));
            }
        }
    }
    rooms
}

fn first_word(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
        .collect()
}

#[test]
fn arrows_point_one_way() {
    let place = |name: &str| LINE.iter().position(|slice| *slice == name);
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let from = room(&file);
        for to in used(&text) {
            let to = to.as_str();
            let allowed = match (place(from), place(to)) {
                (Some(from), Some(to)) => to <= from,
                (Some(_), None) => !ABOVE.contains(&to),
                // What is technical and what decides know no slice and nothing above.
                (None, Some(_)) => !matches!(from, "platform" | "rules" | "schema"),
                (None, None) if from == "platform" => !ABOVE.contains(&to),
                (None, None) if from == "rules" => to == "rules",
                (None, None) => true,
            };
            if !allowed {
                wrong.push(format!("{file} uses {to}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_technical_floor_knows_identifiers_days_letters_and_cells_and_no_other_rule() {
    let named = |text: &str| {
        let mut found = BTreeSet::new();
        for (at, _) in text.match_indices("rules::") {
            found.insert(first_word(&text[at + "rules::".len()..]));
        }
        found
    };
    let platform: Vec<_> = sources().into_iter().filter(|(file, _)| file.starts_with("platform/")).collect();
    assert!(platform.len() > 20);
    for (file, text) in platform {
        let others: Vec<_> = named(&text)
            .into_iter()
            .filter(|word| !matches!(word.as_str(), "id" | "day" | "letter" | "spreadsheet"))
            .collect();
        assert_eq!(others, Vec::<String>::new(), "{file}");
    }
}

#[test]
fn rules_are_pure() {
    let banned = [
        "diesel",
        "actix",
        "tokio",
        "lettre",
        "handlebars",
        "std::fs",
        "std::net",
        "std::env",
        "async fn",
        "crate::schema",
    ];
    // The simulation is a test, and asks the environment for its seeds.
    let pure = |file: &str| file.starts_with("rules/") && file != "rules/reminder/simulation.rs";
    for (file, text) in sources().into_iter().filter(|(file, _)| pure(file)) {
        for word in banned {
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .any(|line| line.contains(word));
            assert!(!code, "{file} knows {word}");
        }
    }
}

#[test]
fn only_stores_know_the_database() {
    let store = |file: &str| {
        let parts: Vec<&str> = file.split('/').collect();
        parts.iter().any(|part| matches!(part.trim_end_matches(".rs"), "store" | "bulk"))
            || file.starts_with("platform/")
            || matches!(file, "schema.rs" | "rules/id.rs" | "organisations/catalogue.rs" | "people/token.rs")
    };
    let wrong: Vec<_> = sources()
        .into_iter()
        .filter(|(file, text)| {
            !store(file)
                && text
                    .lines()
                    .any(|line| !line.trim_start().starts_with("//") && line.contains("diesel::"))
        })
        .map(|(file, _)| file)
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn nobody_but_the_clock_asks_the_time_and_nobody_but_chance_draws() {
    let banned = [
        "Utc::now(",
        "Local::now(",
        "SystemTime::now(",
        "rand::rng(",
        "thread_rng(",
        "Uuid::new_v4(",
        "Uuid::now_v7(",
        "CURRENT_TIMESTAMP",
    ];
    for (file, text) in sources() {
        if matches!(file.as_str(), "platform/clock.rs" | "platform/chance.rs") {
            continue;
        }
        for word in banned {
            assert!(!text.contains(word), "{file}: {word}");
        }
    }
}

/// The names under which the types of a file stand in the OpenAPI document.
fn documented(text: &str) -> Vec<String> {
    let (mut names, mut derived, mut renamed) = (Vec::new(), false, None);
    for line in text.lines().map(str::trim) {
        derived |= line.starts_with("#[derive(") && line.contains("ToSchema");
        if let Some(name) = line.strip_prefix("#[schema(as = ") {
            renamed = name.split([',', ')']).next();
        }
        if line.starts_with("#[") {
            continue;
        }
        let kind = line.strip_prefix("pub ").unwrap_or(line);
        let named = kind.strip_prefix("struct ").or_else(|| kind.strip_prefix("enum "));
        let own = named.and_then(|rest| rest.split(|letter: char| !letter.is_alphanumeric()).next());
        if derived {
            names.extend(own.map(|own| renamed.unwrap_or(own).to_owned()));
        }
        (derived, renamed) = (false, None);
    }
    names
}

#[test]
fn no_two_types_share_a_name_in_the_openapi_document() {
    let mut seen = BTreeSet::new();
    for (file, text) in sources() {
        for name in documented(&text) {
            assert!(
                seen.insert(name.clone()),
                "{file}: {name} is documented as another type; name it by #[schema(as = …)]"
            );
        }
    }
    assert!(
        seen.contains("EquivalenceMoved") && seen.contains("Moved"),
        "the names were not read"
    );
}

#[test]
fn files_stay_small() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter(|(file, _)| file != "schema.rs" && !file.contains("tests"))
        .map(|(file, text)| (file, text.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .collect();
    assert_eq!(long, Vec::<(String, usize)>::new(), "past 400 lines a file is usually two things");
}

#[test]
fn both_databases_are_migrated_by_the_same_steps() {
    let steps = |database: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database);
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(steps("sqlite"), steps("postgres"));
}
