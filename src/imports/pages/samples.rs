//! Samples of the pages.

mod changes;

pub(super) use changes::changes;

use super::*;
use std::cmp::Ordering;

fn line(file_name: &str, kind: &str, state: &str, [new, changed, refused]: [i32; 3]) -> ImportLine {
    ImportLine {
        href: "/imports/1".to_owned(),
        file_name: file_name.to_owned(),
        kind: kind.to_owned(),
        state: state.to_owned(),
        at: "2026-11-24T09:12:00Z".parse().unwrap_or_default(),
        new,
        changed,
        refused,
        ended: None,
    }
}

pub(super) fn imports() -> Vec<ImportsPage> {
    let some = ImportsPage {
        imports: vec![
            line("people_2026-11.csv", "people", "checked", [214, 87, 14]),
            line("completions_2026-10.csv", "completions", "applied", [1_204, 0, 0]),
            ImportLine {
                ended: Some(AbsentPart {
                    count: 12,
                    branch: "Nordhaus Deutschland".to_owned(),
                }),
                ..line("people_2026-10.csv", "people", "applied", [31, 9, 0])
            },
            line("partner.csv", "organisations", "undone", [3, 1, 0]),
            line("neu.csv", "people", "mapping", [0, 0, 0]),
        ],
        older: Some("/imports?older=1".to_owned()),
        is_empty: false,
    };
    let none = ImportsPage {
        imports: Vec::new(),
        older: None,
        is_empty: true,
    };
    vec![some, none]
}

pub(super) fn new_import() -> Vec<NewImportPage> {
    let empty = NewImportPage {
        kind: Field::new("kind"),
        kinds: vec![
            Choice::new("organisations", "Betriebe"),
            Choice::new("people", "Personen").chosen(true),
            Choice::new("completions", "Abschlüsse"),
            Choice::new("requirements", "Anforderungen"),
        ],
        file: Field::new("file"),
        complete_for: Field::new("complete_for"),
        faults: Vec::new(),
    };
    let wrong = NewImportPage {
        file: Field::new("file").wrong("Das ist keine Textdatei. Speichern Sie sie als CSV, nicht als Arbeitsmappe."),
        complete_for: Field::with("complete_for", "P-0121"),
        faults: vec![FormFault {
            field: "file".to_owned(),
            text: "Datei: Das ist keine Textdatei.".to_owned(),
        }],
        ..empty.clone()
    };
    vec![empty, wrong]
}

pub(super) fn columns() -> Vec<ColumnsPage> {
    let column = |name: &str, chosen: usize, optional: bool| ColumnChoice {
        field: Field::new(name),
        optional,
        choices: ["Personalnummer", "Betrieb", "Rufname"]
            .iter()
            .enumerate()
            .map(|(place, label)| Choice::new(place.to_string(), *label).chosen(place == chosen))
            .collect(),
    };
    vec![ColumnsPage {
        file_name: "neu.csv".to_owned(),
        kind: "people".to_owned(),
        action: "/imports/1/columns".to_owned(),
        back: "/imports/1".to_owned(),
        columns: vec![
            column("external_id", 0, false),
            column("organisation_external_id", 1, false),
            ColumnChoice {
                field: Field::new("given_name").wrong("Diese Spalte wird gebraucht."),
                ..column("given_name", 9, false)
            },
            column("end_on", 9, true),
        ],
        missing: 1,
        faults: vec![FormFault {
            field: "given_name".to_owned(),
            text: "given_name: Diese Spalte wird gebraucht.".to_owned(),
        }],
    }]
}

fn steps(now: usize) -> Vec<StepLine> {
    ["Hochladen", "Spalten", "Prüfen", "Übernehmen"]
        .iter()
        .enumerate()
        .map(|(place, label)| StepLine {
            label: (*label).to_owned(),
            state: match place.cmp(&now) {
                Ordering::Less => "done",
                Ordering::Equal => "now",
                Ordering::Greater => "open",
            },
        })
        .collect()
}

fn refused() -> Vec<RefusedLine> {
    let line = |lines: &str, ids: &str, column: Option<&str>, cell: Option<&str>, [why, fix]: [&str; 2]| RefusedLine {
        lines: lines.to_owned(),
        external_ids: ids.to_owned(),
        column: column.map(str::to_owned),
        cell: cell.map(str::to_owned),
        why: why.to_owned(),
        fix: fix.to_owned(),
    };
    vec![
        line(
            "2",
            "B-001",
            Some("email"),
            Some("not an address"),
            [
                "Das ist keine Mailadresse.",
                "Berichtigen Sie sie, oder lassen Sie sie leer: Erinnerungen gehen dann an die Verwaltung des Partners.",
            ],
        ),
        line(
            "6",
            "B-005",
            Some("given_name"),
            None,
            ["Die Zelle ist leer.", "Füllen Sie sie aus."],
        ),
        line(
            "7, 8",
            "B-006",
            Some("external_id"),
            Some("B-006"),
            ["Zwei Zeilen haben diese Nummer; beide sind abgewiesen.", "Behalten Sie eine davon."],
        ),
        line(
            "15",
            "B-014",
            Some("email"),
            Some("a@bad.example ↵ Bcc: …"),
            ["Eine Mailadresse enthält keinen Zeilenumbruch.", "Löschen Sie, was danach kommt."],
        ),
        line(
            "19",
            "B-017",
            None,
            None,
            ["Die Zeile hat 3 Zellen, die erste Zeile hat 11.", "Ergänzen Sie die fehlenden."],
        ),
    ]
}

fn counts([new, changed, unchanged, refused]: [i32; 4]) -> Counts {
    let part = |class, x, width| BarPart { class, x, width };
    Counts {
        new,
        changed,
        unchanged,
        refused,
        leavers: 9,
        kept: 2,
        ended: None,
        bar: vec![
            part("new", 0, 70),
            part("changed", 73, 40),
            part("same", 116, 866),
            part("bad", 985, 15),
        ],
    }
}

pub(super) fn import() -> Vec<ImportPage> {
    let checked = ImportPage {
        href: "/imports/1".to_owned(),
        file_name: "people_2026-11.csv".to_owned(),
        kind: "people".to_owned(),
        state: "checked",
        finding: "14 von 5.016 Zeilen sind abgewiesen. Geschrieben ist noch nichts.".to_owned(),
        steps: steps(2),
        shape: "Windows-1252, Semikolons".to_owned(),
        total: 5_016,
        done: 5_016,
        waits: false,
        counts: Some(counts([214, 87, 4_701, 14])),
        changes_href: Some("/imports/1/changes".to_owned()),
        refused_href: Some("/imports/1/refused".to_owned()),
        refused: refused(),
        refused_more: 0,
        decision: Some(DecisionPart {
            choice: true,
            good: 301,
            left_out: 14,
            absent: None,
        }),
        recheck: true,
        cancel: true,
        undo: false,
        confirm_resting: None,
        requirements: Vec::new(),
        people_rule: true,
        fault: None,
    };
    let quiet = ImportPage {
        changes_href: None,
        refused_href: None,
        refused: Vec::new(),
        decision: None,
        recheck: false,
        people_rule: false,
        ..checked.clone()
    };
    let checking = ImportPage {
        state: "checking",
        finding: "Die Datei wird geprüft".to_owned(),
        total: 45_000,
        done: 27_900,
        waits: true,
        counts: None,
        cancel: false,
        ..quiet.clone()
    };
    let mapping = ImportPage {
        state: "mapping",
        finding: "Welche Spalte welche ist, ist noch nicht klar".to_owned(),
        steps: steps(1),
        counts: None,
        ..quiet.clone()
    };
    let complete = ImportPage {
        finding: "301 Zeilen bringen etwas, 12 Personen fehlen. Geschrieben ist noch nichts.".to_owned(),
        changes_href: Some("/imports/1/changes".to_owned()),
        counts: Some(counts([214, 87, 4_701, 0])),
        decision: Some(DecisionPart {
            choice: false,
            good: 301,
            left_out: 0,
            absent: Some(AbsentPart {
                count: 12,
                branch: "Kälte Albers".to_owned(),
            }),
        }),
        fault: Some("12 Personen fehlen in der Datei. Bestätigen Sie zuerst diese Zahl.".to_owned()),
        ..quiet.clone()
    };
    let applied = ImportPage {
        state: "applied",
        finding: "301 Zeilen sind übernommen".to_owned(),
        steps: steps(4),
        decision: None,
        recheck: false,
        cancel: false,
        undo: true,
        refused_more: 12,
        ..checked.clone()
    };
    let resting = ImportPage {
        kind: "amounts".to_owned(),
        confirm_resting: Some("7".to_owned()),
        fault: Some("7 Pflichten, die heute erfüllt sind, beruhen auf Stunden oder Punkten dieser Datei.".to_owned()),
        ..applied.clone()
    };
    let ended = ImportPage {
        finding: "301 Zeilen sind übernommen, 12 Personen sind beendet".to_owned(),
        counts: Some(Counts {
            ended: Some(AbsentPart {
                count: 12,
                branch: "Kälte Albers".to_owned(),
            }),
            ..counts([214, 87, 4_701, 14])
        }),
        ..applied.clone()
    };
    let mut all = vec![checked, checking, mapping, complete, applied, ended, resting];
    all.extend(documents(&quiet));
    all
}

/// A file of requirements: checked with faults, and applied.
fn documents(quiet: &ImportPage) -> [ImportPage; 2] {
    let line = |number, code: &str, title: &str, outcome: &str, changes| RequirementLine {
        number,
        code: code.to_owned(),
        title: title.to_owned(),
        outcome: outcome.to_owned(),
        changes,
        href: (outcome == "unchanged").then(|| format!("/requirements/{code}")),
    };
    let lines = vec![
        line(1, "HV", "Hochvolt-Sicherheit, jährlich zum Stichtag", "changed", 3),
        line(2, "REF", "Kältemittel, jedes Kalenderjahr", "new", 0),
        line(3, "CARE", "Umgang mit Kunden, alle zwei Jahre", "unchanged", 0),
        line(4, "", "", "refused", 0),
    ];
    let fault = |column: &str, cell: Option<&str>, why: &str| RefusedLine {
        lines: "4".to_owned(),
        external_ids: String::new(),
        column: Some(column.to_owned()),
        cell: cell.map(str::to_owned),
        why: why.to_owned(),
        fix: String::new(),
    };
    let checked = ImportPage {
        file_name: "requirements.json".to_owned(),
        kind: "requirements".to_owned(),
        state: "checked",
        finding: "1 von 4 Anforderungen sind abgewiesen. Geschrieben ist noch nichts.".to_owned(),
        steps: steps(2).into_iter().filter(|step| step.label != "Spalten").collect(),
        shape: "Liste in JSON".to_owned(),
        total: 4,
        done: 4,
        counts: Some(Counts {
            leavers: 0,
            kept: 0,
            ..counts([1, 1, 1, 1])
        }),
        changes_href: Some("/imports/1/changes".to_owned()),
        refused_href: Some("/imports/1/refused".to_owned()),
        requirements: lines.clone(),
        refused: vec![
            fault("code", None, "Das fehlt."),
            fault("recurrence.months", Some("0"), "Eine ganze Zahl von 1 bis 10.000."),
        ],
        decision: Some(DecisionPart {
            choice: true,
            good: 2,
            left_out: 1,
            absent: None,
        }),
        recheck: true,
        ..quiet.clone()
    };
    let applied = ImportPage {
        state: "applied",
        finding: "2 Entwürfe liegen bereit. In Kraft ist damit noch nichts.".to_owned(),
        steps: steps(4).into_iter().filter(|step| step.label != "Spalten").collect(),
        requirements: lines
            .into_iter()
            .map(|line| RequirementLine {
                href: (line.outcome != "refused").then(|| format!("/requirements/{}", line.code)),
                ..line
            })
            .collect(),
        decision: None,
        recheck: false,
        cancel: false,
        undo: true,
        ..checked.clone()
    };
    [checked, applied]
}
