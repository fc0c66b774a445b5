//! The heat map of people and requirements: a partner's overview, a team's, and what a partner manager drills down to.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Finding, Why};
use crate::people::menu::Menu;
use crate::platform::views::{Field, Frame, Page};

/// People × requirements of one partner or team.
#[derive(Clone, Debug, Serialize)]
pub struct OverviewPage {
    /// Whose people these are.
    pub whose: String,
    /// The way back to the network, where the reader came from there.
    pub network_href: Option<String>,
    /// What the heading says; `missed` counts people, `due` deadlines.
    pub finding: Finding,
    /// Partners to choose from; empty where there is only one.
    pub units: Vec<Unit>,
    /// What is owed, as buttons that filter.
    pub owed: Vec<StatusCount>,
    /// The rest of the legend.
    pub calm: Vec<StatusCount>,
    /// Chosen view: `todo`, `all`, or none (all on desks, to do on phones).
    pub show: Option<&'static str>,
    /// Address of the people who have something to do.
    pub todo_href: String,
    /// How many they are.
    pub todo_count: usize,
    /// Address of everybody.
    pub all_href: String,
    /// How many they are.
    pub all_count: usize,
    /// Requirements to confine the table to; the first one lifts that.
    pub requirements: Vec<Unit>,
    /// The one chosen.
    pub requirement: Option<String>,
    /// What is searched for.
    pub search: Field,
    /// Address without the search.
    pub search_off_href: String,
    /// Fields of the address that a search keeps: name and value.
    pub kept: Vec<Kept>,
    /// The same table as a file.
    pub export_href: String,
    /// The requirements shown.
    pub columns: Vec<Column>,
    /// Columns of the table with that of the names, for group rows.
    pub span: usize,
    /// People by organisation; group rows stand only where there are several.
    pub groups: Vec<Group>,
    /// How many people are shown.
    pub found: usize,
    /// The chosen cell.
    pub panel: Option<Panel>,
}

/// A field of the address that a form repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A choice that is a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub label: String,
    /// Whether it is chosen.
    pub current: bool,
}

/// How often a status occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusCount {
    /// Status word.
    pub status: String,
    /// How many cells have it.
    pub count: usize,
    /// Address that filters by it, or lifts the filter.
    pub href: String,
    /// Whether it filters now.
    pub on: bool,
}

/// A requirement as a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its short title.
    pub title: String,
    /// Kind of recurrence: `once`, `rolling`, `anniversary`, `calendar`.
    pub kind: String,
    /// Months between proofs, where the kind has them.
    pub months: Option<u32>,
}

/// People of one organisation.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Its name; none where everybody belongs to the same one.
    pub label: Option<String>,
    /// How many people of it are shown.
    pub count: usize,
    /// They.
    pub rows: Vec<OverviewRow>,
}

/// One person.
#[derive(Clone, Debug, Serialize)]
pub struct OverviewRow {
    /// Family name first, as it sorts.
    pub name: String,
    /// Job roles in the reader's language.
    pub roles: String,
    /// The person's record.
    pub href: String,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// How many obligations are in order.
    pub calm: usize,
    /// Whether nothing is to be done: phones leave the person out unless everybody is asked for.
    pub idle: bool,
    /// Whether the chosen cell is in this row.
    pub chosen: bool,
}

/// How one person stands with one requirement.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// The requirement's short title, for phones.
    pub head: String,
    /// Status word; none where nothing is asked.
    pub status: Option<String>,
    /// The date behind the word.
    pub on: Option<NaiveDate>,
    /// `fault`, `owe`, `rest` or `none`.
    pub ground: &'static str,
    /// Address that opens the panel.
    pub href: String,
    /// Whether the panel shows it.
    pub chosen: bool,
}

/// The side panel.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    /// Whose cell it is.
    pub person: String,
    /// That person's record.
    pub record_href: String,
    /// The explanation.
    pub why: Why,
    /// Address without the panel.
    pub close: String,
    /// Where a pause is entered; none for whoever may not.
    pub pause_href: Option<String>,
    /// Where a waiver is entered.
    pub waiver_href: Option<String>,
}

/// Ground of a cell, as look and CSS know it.
pub fn ground(status: Option<&str>) -> &'static str {
    match status {
        None => "none",
        Some("overdue" | "lapsed") => "fault",
        Some("due" | "grace") => "owe",
        Some("open") => "open",
        Some(_) => "rest",
    }
}

/// Which partner is meant, for those who look after several and see no network.
#[derive(Clone, Debug, Serialize)]
pub struct UnitsPage {
    /// They.
    pub units: Vec<Unit>,
}

impl Page for UnitsPage {
    const TEMPLATE: &'static str = "obligations/units";

    fn samples() -> Vec<Self> {
        let units = ["Kälte Albers", "Thermo Partner Leipzig"].map(|label| Unit {
            href: "/obligations?partner=7".to_owned(),
            label: label.to_owned(),
            current: false,
        });
        vec![Self { units: units.to_vec() }, Self { units: Vec::new() }]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/obligations")
    }
}

impl Page for OverviewPage {
    const TEMPLATE: &'static str = "obligations/partner_overview";

    fn samples() -> Vec<Self> {
        let usual = sample::page();
        let chosen = Self {
            panel: Some(sample::panel()),
            ..sample::choosing(usual.clone())
        };
        let narrowed = Self {
            requirement: Some("Hochvolt-Sicherheit".to_owned()),
            search: Field::with("search", "Sel"),
            show: Some("all"),
            units: vec![
                Unit {
                    href: "/obligations?partner=7".to_owned(),
                    label: "Thermo Partner Leipzig".to_owned(),
                    current: true,
                },
                Unit {
                    href: "/obligations?partner=8".to_owned(),
                    label: "Thermo Partner Zürich".to_owned(),
                    current: false,
                },
            ],
            network_href: Some("/network".to_owned()),
            ..usual.clone()
        };
        let nobody = Self {
            finding: Finding {
                kind: "none",
                missed: 0,
                due: 0,
                until: None,
            },
            owed: Vec::new(),
            calm: Vec::new(),
            columns: Vec::new(),
            groups: Vec::new(),
            found: 0,
            all_count: 0,
            todo_count: 0,
            ..usual.clone()
        };
        vec![chosen, usual, narrowed, nobody]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/obligations")
    }
}

/// The sample: eleven people of a partner with two sites.
mod sample {
    use super::*;

    const COLUMNS: [(&str, &str, Option<u32>); 6] = [
        ("Hochvolt", "anniversary", Some(12)),
        ("Kältemittel", "calendar", None),
        ("Verdichter N7", "once", None),
        ("Kunden", "rolling", Some(24)),
        ("Datenschutz", "once", None),
        ("Erste Hilfe", "rolling", Some(24)),
    ];

    /// `status date`, `-` where nothing is asked.
    type Person = (&'static str, &'static str, [&'static str; 6]);

    const LEIPZIG: [Person; 8] = [
        (
            "Aydın, Selin",
            "Technik",
            [
                "due 2026-12-02",
                "overdue 2026-01-15",
                "due 2026-12-31",
                "-",
                "satisfied",
                "valid 2027-05-31",
            ],
        ),
        (
            "Bianchi, Luca",
            "Technik",
            [
                "valid 2027-06-20",
                "valid 2027-12-31",
                "satisfied",
                "-",
                "satisfied",
                "valid 2027-08-31",
            ],
        ),
        (
            "Dvořáková, Jana",
            "Obertechnik",
            [
                "valid 2027-03-03",
                "valid 2027-12-31",
                "due 2026-12-31",
                "-",
                "satisfied",
                "grace 2026-12-10",
            ],
        ),
        (
            "Esposito, Marco",
            "Technik",
            [
                "lapsed 2026-03-18",
                "overdue 2026-01-15",
                "open 2026-12-31",
                "-",
                "satisfied",
                "valid 2027-11-30",
            ],
        ),
        (
            "Gruber, Franz",
            "Elektrik",
            ["valid 2027-08-14", "-", "-", "-", "satisfied", "valid 2027-04-30"],
        ),
        (
            "Kowalski, Adam",
            "Technik",
            ["paused", "paused", "satisfied", "-", "satisfied", "paused"],
        ),
        ("Lindner, Petra", "Disposition", ["-", "-", "-", "due 2026-12-31", "satisfied", "-"]),
        (
            "Weiß, Hannes",
            "Serviceleitung",
            ["-", "-", "-", "valid 2027-06-30", "satisfied", "valid 2028-09-30"],
        ),
    ];
    const HALLE: [Person; 3] = [
        (
            "Núñez, Inés",
            "Technik",
            [
                "valid 2027-10-01",
                "valid 2027-12-31",
                "satisfied",
                "-",
                "satisfied",
                "valid 2028-02-29",
            ],
        ),
        (
            "Richter, Ole",
            "Technik",
            [
                "valid 2027-09-09",
                "valid 2027-12-31",
                "waived",
                "-",
                "satisfied",
                "valid 2027-07-31",
            ],
        ),
        (
            "Schreiber, Tom",
            "Technik",
            [
                "open 2027-01-14",
                "due 2026-12-31",
                "open 2026-12-31",
                "-",
                "overdue 2026-10-31",
                "open 2027-04-01",
            ],
        ),
    ];

    pub(super) fn page() -> OverviewPage {
        let groups = vec![group("Leipzig", &LEIPZIG), group("Halle", &HALLE)];
        let count = |status: &str| StatusCount {
            status: status.to_owned(),
            count: groups
                .iter()
                .flat_map(|group| &group.rows)
                .flat_map(|row| &row.cells)
                .filter(|cell| cell.status.as_deref() == Some(status))
                .count(),
            href: format!("/obligations?status={status}"),
            on: false,
        };
        OverviewPage {
            whose: "Thermo Partner Leipzig".to_owned(),
            network_href: None,
            finding: Finding {
                kind: "missed_due",
                missed: 3,
                due: 6,
                until: None,
            },
            units: Vec::new(),
            owed: ["overdue", "lapsed", "grace", "due"].map(count).to_vec(),
            calm: ["open", "valid", "satisfied", "paused", "waived"].map(count).to_vec(),
            show: None,
            todo_href: "/obligations?show=todo".to_owned(),
            todo_count: 5,
            all_href: "/obligations?show=all".to_owned(),
            all_count: 11,
            requirements: vec![Unit {
                href: "/obligations?requirement=HV".to_owned(),
                label: "Hochvolt".to_owned(),
                current: false,
            }],
            requirement: None,
            search: Field::new("search"),
            search_off_href: "/obligations".to_owned(),
            kept: vec![Kept {
                name: "partner".to_owned(),
                value: "7".to_owned(),
            }],
            export_href: "/obligations/table.csv".to_owned(),
            columns: COLUMNS
                .map(|(title, kind, months)| Column {
                    title: title.to_owned(),
                    kind: kind.to_owned(),
                    months,
                })
                .to_vec(),
            span: COLUMNS.len() + 1,
            found: 11,
            groups,
            panel: None,
        }
    }

    /// The same with the first cell chosen.
    pub(super) fn choosing(mut page: OverviewPage) -> OverviewPage {
        if let Some(row) = page.groups.first_mut().and_then(|group| group.rows.first_mut()) {
            row.chosen = true;
            if let Some(cell) = row.cells.first_mut() {
                cell.chosen = true;
            }
        }
        page
    }

    pub(super) fn panel() -> Panel {
        Panel {
            person: "Selin Aydın".to_owned(),
            record_href: "/people/7/record".to_owned(),
            why: Why {
                sentence: "Stichtag ist der 2. Dezember, weil Selin Aydın am 2. Dezember 2023 bestanden hat. Nötig ist ein Nachweis jedes \
                           Jahr bis zu diesem Tag."
                    .to_owned(),
                further: "Verlangt von Technik, Obertechnik und Elektrik an Standorten mit Hochvolt. Fassung 3, in Kraft seit 1. Januar \
                          2022."
                    .to_owned(),
                ..Why::sample()
            },
            close: "/obligations".to_owned(),
            pause_href: Some("/people/7/pauses/new".to_owned()),
            waiver_href: Some("/people/7/waivers/new".to_owned()),
        }
    }

    fn group(label: &str, people: &[Person]) -> Group {
        Group {
            label: Some(label.to_owned()),
            count: people.len(),
            rows: people.iter().map(row).collect(),
        }
    }

    fn row((name, role, cells): &Person) -> OverviewRow {
        let cells: Vec<Cell> = cells.iter().zip(COLUMNS).map(|(text, column)| cell(text, column.0)).collect();
        OverviewRow {
            name: (*name).to_owned(),
            roles: (*role).to_owned(),
            href: "/people/7/record".to_owned(),
            calm: cells.iter().filter(|cell| cell.ground == "rest").count(),
            idle: !cells.iter().any(|cell| matches!(cell.ground, "fault" | "owe")),
            chosen: false,
            cells,
        }
    }

    fn cell(text: &str, head: &str) -> Cell {
        let status = text.split(' ').next().filter(|status| *status != "-");
        Cell {
            head: head.to_owned(),
            status: status.map(ToOwned::to_owned),
            on: text.split(' ').nth(1).and_then(|on| on.parse().ok()),
            ground: ground(status),
            href: "/obligations?person=7&requirement=HV".to_owned(),
            chosen: false,
        }
    }
}
