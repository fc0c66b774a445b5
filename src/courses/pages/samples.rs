//! Samples: the refresher on high voltage on its way to version 5.

mod modules;

pub(super) use modules::modules;

use super::{CoursePage, CourseRow, CoursesPage, ModuleRow, NewCoursePage, PreviewPage, ReviewLine, SettingsPage, Tab, VersionRow};
use crate::courses::shown::{ShownBlock, ShownChoice, ShownFile, ShownQuestion};
use crate::platform::views::{Choice, Field, FormFault};
use chrono::{DateTime, Utc};

const BASE: &str = "/courses/HV-R1";
const MODULE: &str = "/courses/HV-R1/modules/zwischenkreis";

fn tab(href: &str, label: &str, current: bool) -> Tab {
    Tab {
        href: href.to_owned(),
        label: label.to_owned(),
        note: None,
        current,
    }
}

fn line(text: &str, stops: bool) -> ReviewLine {
    ReviewLine {
        href: format!("{MODULE}?block=bild#block-bild"),
        text: text.to_owned(),
        stops,
    }
}

pub(super) fn courses() -> Vec<CoursesPage> {
    let row = |code: &str, title: &str, published, draft| CourseRow {
        href: format!("/courses/{code}"),
        code: code.to_owned(),
        title: title.to_owned(),
        published,
        draft,
    };
    let all = vec![
        row("HV-101", "Hochvolt-Grundkurs", Some(2), None),
        row("HV-R1", "Hochvolt-Sicherheit, Auffrischung", Some(4), Some(5)),
        row("REF-1", "Kältemittel", None, Some(1)),
        row("X-9", "X-9", None, None),
        row(
            "LANG",
            "Hochvoltzwischenkreisspannungsfreiheitsfeststellungssicherheitsunterweisung",
            Some(1),
            None,
        ),
    ];
    vec![CoursesPage { courses: all }, CoursesPage { courses: Vec::new() }]
}

pub(super) fn new_course() -> Vec<NewCoursePage> {
    let fault = "Ein anderer Kurs hat dieses Kürzel.";
    vec![NewCoursePage {
        faults: vec![FormFault {
            field: "code".to_owned(),
            text: format!("Kürzel: {fault}"),
        }],
        code: Field::with("code", "HV-R1").wrong(fault),
        title_de: Field::with("title_de", "Hochvolt-Sicherheit"),
        title_en: Field::new("title_en"),
    }]
}

pub(super) fn course() -> Vec<CoursePage> {
    let at: DateTime<Utc> = DateTime::from_timestamp(1_780_000_000, 0).unwrap_or_default();
    let module = |key: &str, title: &str, stopping| ModuleRow {
        key: key.to_owned(),
        href: format!("{BASE}/modules/{key}"),
        title: title.to_owned(),
        blocks: 6,
        questions: 3,
        minutes: 7,
        stopping,
    };
    let kinds = vec![
        Choice::new("improvement", "Kleine Verbesserung")
            .hint("Nachweise bleiben, wer angefangen hat, bleibt auf seiner Fassung.")
            .chosen(true),
        Choice::new("retake", "Alle müssen es neu lernen").hint("Wer gerade lernt, beginnt auf der neuen Fassung neu."),
    ];
    let drafted = CoursePage {
        over: "HV-R1, Fassung 5, Entwurf".to_owned(),
        title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
        base: BASE.to_owned(),
        draft: Some(5),
        tabs: vec![tab(BASE, "Inhalt", true), tab("/courses/HV-R1/settings", "Einstellungen", false)],
        modules: vec![
            module("regeln", "Die fünf Sicherheitsregeln", 0),
            module("zwischenkreis", "Spannungsfreiheit feststellen", 2),
        ],
        new_title: Field::new("new_title"),
        new_draft: "1/HV-R1/new-module".to_owned(),
        review: vec![
            line("Spannungsfreiheit feststellen, Block 2: Beschreibung fehlt", true),
            line("Block 3: Englisch fehlt", false),
        ],
        preview_url: Some(format!("{BASE}/preview/regeln/1")),
        equivalences_url: Some(format!("{BASE}/equivalences")),
        attempts_url: Some(format!("{BASE}/further-attempts")),
        faults: Vec::new(),
        change_kind: Field::new("change_kind"),
        change_kinds: kinds,
        change_note: Field::new("change_note"),
        difference_url: Some(format!("{BASE}/differences")),
        versions: vec![VersionRow {
            version: 4,
            published_at: Some(at.into()),
            change_kind: Some("improvement".to_owned()),
            change_note: Some("Neue Wartezeit der N7".to_owned()),
        }],
    };
    let stopped = CoursePage {
        faults: vec![FormFault {
            field: "review-h".to_owned(),
            text: "Bitte beheben Sie zuerst, was oben rot steht.".to_owned(),
        }],
        ..drafted.clone()
    };
    let published = CoursePage {
        over: "HV-R1".to_owned(),
        draft: None,
        modules: Vec::new(),
        review: Vec::new(),
        preview_url: None,
        equivalences_url: None,
        ..drafted.clone()
    };
    let bare = CoursePage {
        difference_url: None,
        versions: Vec::new(),
        ..published.clone()
    };
    let ready = CoursePage {
        review: Vec::new(),
        ..drafted.clone()
    };
    vec![drafted, stopped, published, bare, ready]
}

pub(super) fn settings() -> Vec<SettingsPage> {
    vec![SettingsPage {
        over: "HV-R1, Fassung 5, Entwurf".to_owned(),
        heading: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
        base: BASE.to_owned(),
        tabs: vec![tab(BASE, "Inhalt", false), tab("/courses/HV-R1/settings", "Einstellungen", true)],
        faults: Vec::new(),
        revision: 2,
        draft: "1/HV-R1/settings".to_owned(),
        title_de: Field::with("title_de", "Hochvolt-Sicherheit, Auffrischung"),
        title_en: Field::with("title_en", "High-voltage safety, refresher"),
        summary_de: Field::with("summary_de", "Was sich geändert hat."),
        summary_en: Field::new("summary_en"),
        pass_mark_percent: Field::with("pass_mark_percent", "80"),
        attempts_allowed: Field::with("attempts_allowed", "3"),
    }]
}

pub(super) fn previews() -> Vec<PreviewPage> {
    let choice = |place: &str, text: &str| ShownChoice {
        place: place.to_owned(),
        text: text.to_owned(),
        ..ShownChoice::default()
    };
    let file = ShownFile {
        url: "/content/files/sample.svg".to_owned(),
        name: "merkblatt.pdf".to_owned(),
        kibibytes: 120,
    };
    let picture = ShownBlock {
        id: "bild".to_owned(),
        kind: "image",
        alt: "Umrichter mit zwei Kondensatoren über der Klemmleiste".to_owned(),
        text: Some("Umrichter N7".to_owned()),
        file: Some(file.clone()),
        ..ShownBlock::default()
    };
    let download = ShownBlock {
        id: "datei".to_owned(),
        kind: "file",
        text: Some("Merkblatt".to_owned()),
        file: Some(file),
        ..ShownBlock::default()
    };
    let asked = PreviewPage {
        over: "HV-R1, Fassung 5, Entwurf".to_owned(),
        title: "Spannungsfreiheit feststellen".to_owned(),
        tabs: vec![tab("?in=de", "Deutsch", true), tab("?in=en", "Englisch", false)],
        edit_url: MODULE.to_owned(),
        screen: 2,
        screens: 3,
        blocks: vec![picture, download],
        question: Some(ShownQuestion {
            id: "q".to_owned(),
            kind: "single",
            prompt: "Womit prüfen Sie?".to_owned(),
            choices: vec![choice("0", "Zweipolig"), choice("1", "Am Gehäuse")],
            ..ShownQuestion::default()
        }),
        others: false,
        fault: None,
        action: "/courses/HV-R1/preview/zwischenkreis/2".to_owned(),
        asks: true,
        back: Some("/courses/HV-R1/preview/zwischenkreis/1".to_owned()),
        next: Some("/courses/HV-R1/preview/zwischenkreis/3".to_owned()),
    };
    let read = PreviewPage {
        question: None,
        asks: false,
        ..asked.clone()
    };
    vec![asked, read]
}
