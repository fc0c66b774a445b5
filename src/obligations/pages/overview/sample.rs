//! The sample: eleven people of a partner with two sites.

use super::super::{Later, Proof};
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
        hides_idle: true,
        all_idle: false,
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
        asked_requirement: None,
        search: Field::new("search"),
        search_off_href: "/obligations".to_owned(),
        kept: vec![Kept {
            name: "partner".to_owned(),
            value: "7".to_owned(),
        }],
        past_day: PastDay::today("/obligations"),
        export: crate::platform::table::Export::of("/obligations/table.csv".to_owned()),
        ahead_href: "/ahead?partner=7".to_owned(),
        columns: COLUMNS
            .map(|(title, kind, months)| Column {
                title: title.to_owned(),
                kind: kind.to_owned(),
                months,
            })
            .to_vec(),
        partner: None,
        may_book: true,
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
        remind_href: Some("/obligations/reminders?requirement=HV".to_owned()),
        book_href: Some("/obligations/bookings?requirement=HV".to_owned()),
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
        extension_href: Some("/people/7/extensions/new?requirement=HV".to_owned()),
    }
}

/// The same of a past day: nothing can be done from it.
pub(super) fn past_panel() -> Panel {
    Panel {
        remind_href: None,
        book_href: None,
        pause_href: None,
        waiver_href: None,
        extension_href: None,
        why: Why {
            since: Some("valid"),
            proofs: vec![later_proof(), revoked_later()],
            ..panel().why
        },
        ..panel()
    }
}

/// A proof of March that was written down in May.
fn later_proof() -> Proof {
    Proof {
        on: "2026-03-12".parse().expect("a day of the calendar"),
        code: "HV-R1".to_owned(),
        means: "paper".to_owned(),
        score_percent: None,
        revoked: false,
        later: Some(Later {
            kind: "recorded",
            on: "2026-05-04".parse().expect("a day of the calendar"),
        }),
    }
}

/// A proof that was revoked after the day.
fn revoked_later() -> Proof {
    Proof {
        later: Some(Later {
            kind: "revoked",
            on: "2026-06-01".parse().expect("a day of the calendar"),
        }),
        ..later_proof()
    }
}

/// Somebody who has nothing to do.
pub(super) fn calm_groups() -> Vec<Group> {
    let calm = LEIPZIG.iter().find(|(name, ..)| *name == "Bianchi, Luca");
    vec![Group {
        label: None,
        count: 1,
        rows: calm.into_iter().map(row).collect(),
    }]
}

/// The groups of a past day, on which one answer is another one by what is known now.
pub(super) fn past_groups() -> Vec<Group> {
    let mut groups = page().groups;
    if let Some(cell) = groups
        .iter_mut()
        .flat_map(|group| &mut group.rows)
        .flat_map(|row| &mut row.cells)
        .next()
    {
        cell.since = Some("valid");
    }
    groups
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
        id: crate::rules::id::Id(uuid::Uuid::from_u128(7)),
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
        since: None,
        ground: ground(status),
        href: "/obligations?person=7&requirement=HV".to_owned(),
        chosen: false,
    }
}
