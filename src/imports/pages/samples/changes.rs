//! Samples of what a file changes.

use crate::imports::pages::{ChangedCell, ChangedLine, ChangesPage};
use crate::platform::views::{Field, FormFault};

pub(in crate::imports::pages) fn changes() -> Vec<ChangesPage> {
    let cell = |column: &str, before: Option<&str>, after: Option<&str>| ChangedCell {
        column: column.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
        stays: false,
    };
    let people = ChangesPage {
        base: "/imports/1/rows".to_owned(),
        after: None,
        decides: false,
        faults: Vec::new(),
        file_name: "people_2026-11.csv".to_owned(),
        kind: "people".to_owned(),
        back: "/imports/1".to_owned(),
        count: 88,
        rows: vec![
            ChangedLine {
                line: None,
                declined: None,
                reason: None,
                external_id: "E-000977".to_owned(),
                cells: vec![cell("end_on", None, Some("2026-11-24"))],
            },
            ChangedLine {
                line: Some(12),
                declined: None,
                reason: None,
                external_id: "E-000011".to_owned(),
                cells: vec![
                    cell("email", Some("lucia@alt.example"), Some("lucia@neu.example")),
                    cell("end_on", Some("2028-05-03"), None),
                ],
            },
            ChangedLine {
                line: Some(14),
                declined: None,
                reason: None,
                external_id: "E-000013".to_owned(),
                cells: vec![ChangedCell {
                    stays: true,
                    ..cell(
                        "email",
                        Some("aylin.demirci@lindqvist-kylteknik.example"),
                        Some("a.demirci@alt.example"),
                    )
                }],
            },
        ],
        next: Some("/imports/1/changes?after=12".to_owned()),
    };
    let amount = |line: i32, external_id: &str| ChangedLine {
        line: Some(line),
        external_id: external_id.to_owned(),
        cells: vec![cell("hours", Some("7.5"), Some("6"))],
        declined: None,
        reason: Some(Field::new(&format!("reason-{line}"))),
    };
    let amounts = ChangesPage {
        file_name: "stunden_2026-11.csv".to_owned(),
        kind: "amounts".to_owned(),
        count: 3,
        decides: true,
        faults: vec![FormFault {
            field: "reason-4".to_owned(),
            text: "Grund: Das fehlt.".to_owned(),
        }],
        rows: vec![
            amount(2, "E-000011"),
            ChangedLine {
                declined: Some("Die Liste der Akademie zählt die Pausen nicht mit.".to_owned()),
                reason: None,
                ..amount(3, "E-000013")
            },
            ChangedLine {
                reason: Some(Field::new("reason-4").wrong("Das fehlt.")),
                ..amount(4, "E-000017")
            },
        ],
        next: None,
        ..people.clone()
    };
    vec![people, amounts]
}
