//! Whether every template works with its samples and keeps the rules of the house.

mod mails;
mod pictures;
mod rendered;
mod source;
mod words;

use std::path::{Path, PathBuf};
use std::{fs, io};

/// All files below a folder of the package with this ending: path from the folder, and content.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut found = Vec::new();
    collect(&root, &mut found).expect("the package's own folders can be read");
    found.sort();
    let named = |path: PathBuf| {
        let name = path
            .strip_prefix(&root)
            .expect("a file below the folder")
            .to_string_lossy()
            .replace('\\', "/");
        name.ends_with(ending)
            .then(|| (name, fs::read_to_string(&path).expect("a text file")))
    };
    found.into_iter().filter_map(named).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, found)? } else { found.push(path) }
    }
    Ok(())
}

/// The `{{…}}` expressions of a template, comments left out.
fn expressions(template: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find("{{") {
        rest = &rest[start + 2..];
        let end = if rest.starts_with("!--") {
            rest.find("--}}")
        } else {
            rest.find("}}")
        };
        let Some(end) = end else { break };
        if !rest.starts_with('!') {
            found.push(rest[..end].trim_matches(['~', ' ', '\n']));
        }
        rest = &rest[end..];
    }
    found
}

/// A template without its expressions and comments: what is written as it stands.
fn literal_text(template: &str) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(start) = rest.find("{{") {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let close = if rest.starts_with("{{!--") { "--}}" } else { "}}" };
        let Some(end) = rest.find(close) else { return out };
        rest = &rest[end + close.len()..];
    }
    out + rest
}
