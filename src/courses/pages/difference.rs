//! What the page shows that sets two versions of a course beside each other.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, Frame, Page};
use serde::Serialize;

/// What a version changes against another.
#[derive(Clone, Debug, Serialize)]
pub struct DifferencePage {
    /// Code of the course.
    pub over: String,
    /// Title of the version that is looked at.
    pub title: String,
    /// Name of the earlier version.
    pub before: String,
    /// Name of the version that is looked at.
    pub after: String,
    /// Where the choice of versions goes.
    pub action: String,
    /// The course.
    pub back: String,
    /// The earlier version.
    pub from: Field,
    /// All of them.
    pub froms: Vec<Choice>,
    /// The version that is looked at.
    pub to: Field,
    /// All of them.
    pub tos: Vec<Choice>,
    /// Whether both are the same.
    pub none: bool,
    /// Blocks and modules that are new.
    pub added: usize,
    /// Blocks and modules that are gone.
    pub removed: usize,
    /// Blocks that say something else.
    pub changed: usize,
    /// Settings that changed.
    pub parts: Vec<PartView>,
    /// Modules that are not as they were.
    pub chapters: Vec<ChapterView>,
    /// Modules that are.
    pub same: usize,
}

/// A module.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterView {
    /// Title.
    pub title: String,
    /// `added`, `removed`, `changed` or `same`.
    pub change: &'static str,
    /// Whether it stands elsewhere.
    pub moved: bool,
    /// What changed of it besides its blocks.
    pub parts: Vec<PartView>,
    /// Blocks that are not as they were.
    pub blocks: Vec<BlockView>,
    /// Blocks that are.
    pub same: usize,
}

/// A block.
#[derive(Clone, Debug, Serialize)]
pub struct BlockView {
    /// Its kind.
    pub kind: &'static str,
    /// Its number in the module.
    pub number: usize,
    /// `added`, `removed`, `changed` or `same`.
    pub change: &'static str,
    /// Whether it stands elsewhere.
    pub moved: bool,
    /// What it says otherwise.
    pub parts: Vec<PartView>,
}

/// A part that says something else.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// Its name.
    pub label: String,
    /// Language of a text, as a badge.
    pub language: Option<String>,
    /// The same for screen readers.
    pub lang: Option<&'static str>,
    /// Before and after.
    pub runs: Vec<RunView>,
    /// What else changed where the words did not.
    pub note: Option<String>,
}

/// Words that stayed, went or came.
#[derive(Clone, Debug, Serialize)]
pub struct RunView {
    /// `same`, `gone` or `new`.
    pub how: &'static str,
    /// The words.
    pub text: String,
}

impl Page for DifferencePage {
    const TEMPLATE: &'static str = "courses/difference";

    fn samples() -> Vec<Self> {
        let run = |how, text: &str| RunView {
            how,
            text: text.to_owned(),
        };
        let part = |label: &str, language: Option<&'static str>, runs| PartView {
            label: label.to_owned(),
            language: language.map(str::to_uppercase),
            lang: language,
            runs,
            note: None,
        };
        let block = |kind, number, change, moved, parts| BlockView {
            kind,
            number,
            change,
            moved,
            parts,
        };
        let waiting = vec![
            run("same", "Nach dem Freischalten "),
            run("gone", "fünf"),
            run("new", "zehn"),
            run(
                "same",
                " Minuten warten, bis der Zwischenkreis entladen ist, und die Spannungsfreiheit zweipolig feststellen.",
            ),
        ];
        let dressed = PartView {
            note: Some("Gleiche Worte, anders gesetzt".to_owned()),
            ..part(
                "Text",
                Some("de"),
                vec![run("same", "Prüfgerät vorher und nachher an einer bekannten Quelle prüfen.")],
            )
        };
        let chapter = ChapterView {
            title: "Spannungsfreiheit feststellen".to_owned(),
            change: "changed",
            moved: false,
            parts: vec![part("Minuten", None, vec![run("gone", "5"), run("new", "7")])],
            blocks: vec![
                block("callout", 2, "changed", false, vec![part("Text", Some("de"), waiting)]),
                block("text", 3, "changed", true, vec![dressed]),
                block(
                    "heading",
                    4,
                    "removed",
                    false,
                    vec![part("Text", Some("de"), vec![run("gone", "Weitere Hinweise")])],
                ),
                block(
                    "single",
                    5,
                    "added",
                    false,
                    vec![
                        part(
                            "Frage",
                            Some("de"),
                            vec![run("new", "Womit stellen Sie die Spannungsfreiheit fest?")],
                        ),
                        part("Antwort 1", Some("de"), vec![run("new", "Mit einem zweipoligen Spannungsprüfer")]),
                    ],
                ),
                block("image", 6, "same", true, Vec::new()),
            ],
            same: 4,
        };
        let gone = ChapterView {
            title: "Wiederholung".to_owned(),
            change: "removed",
            parts: Vec::new(),
            blocks: Vec::new(),
            same: 0,
            ..chapter.clone()
        };
        let choice = |number: &str, label: &str| Choice::new(number, label);
        let some = Self {
            over: "HV-R1".to_owned(),
            title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
            before: "Fassung 4".to_owned(),
            after: "Entwurf von Fassung 5".to_owned(),
            action: "/courses/HV-R1/differences".to_owned(),
            back: "/courses/HV-R1".to_owned(),
            from: Field::new("from"),
            froms: vec![choice("5", "Entwurf von Fassung 5"), choice("4", "Fassung 4").chosen(true)],
            to: Field::new("to"),
            tos: vec![choice("5", "Entwurf von Fassung 5").chosen(true), choice("4", "Fassung 4")],
            none: false,
            added: 1,
            removed: 2,
            changed: 2,
            parts: vec![part("Bestanden ab", None, vec![run("gone", "75 %"), run("new", "80 %")])],
            chapters: vec![chapter, gone],
            same: 3,
        };
        let none = Self {
            none: true,
            parts: Vec::new(),
            chapters: Vec::new(),
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/courses")
    }
}
