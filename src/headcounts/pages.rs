//! What the pages about head counts show.

use crate::duties::told::Span;
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

crate::samples! { pages: HeadCountsPage, HeadCountPage, HeadCountFormPage }

/// What is asked, and how the locations stand.
#[derive(Clone, Debug, Serialize)]
pub struct HeadCountsPage {
    /// Locations with too few people today.
    pub broken: usize,
    /// Locations with too few from a known day on.
    pub breaking: usize,
    /// Locations that are looked at.
    pub locations: usize,
    /// What is asked.
    pub rows: Vec<HeadCountRow>,
    /// Where one asks for more, for those who may.
    pub new_href: Option<String>,
    /// What is asked, as a file.
    pub export: Export,
    /// Where one came from.
    pub back: &'static str,
}

/// One head count.
#[derive(Clone, Debug, Serialize)]
pub struct HeadCountRow {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// How many people at least.
    pub least: i32,
    /// Code of the requirement whose proof counts.
    pub requirement: String,
    /// Locations by how they stand.
    pub broken: usize,
    /// Those that will break.
    pub breaking: usize,
    /// Those that are kept.
    pub kept: usize,
    /// The first day on which one of those breaks that are kept today.
    pub next_on: Option<NaiveDate>,
    /// Its mark.
    pub mark: &'static str,
    /// The last day on which it is asked.
    pub retired_on: Option<NaiveDate>,
}

/// One head count with its locations.
#[derive(Clone, Debug, Serialize)]
pub struct HeadCountPage {
    /// Its title.
    pub title: String,
    /// What is asked, in a sentence.
    pub asks: String,
    /// Locations with too few people today.
    pub broken: usize,
    /// Locations with too few from a known day on.
    pub breaking: usize,
    /// The locations, the worst first.
    pub rows: Vec<LocationRow>,
    /// First day.
    pub in_force_on: NaiveDate,
    /// Last day.
    pub retired_on: Option<NaiveDate>,
    /// Where it is retired, for those who may.
    pub retire_action: Option<String>,
    /// The locations as a file.
    pub export: Export,
}

/// One location.
#[derive(Clone, Debug, Serialize)]
pub struct LocationRow {
    /// Whose it is.
    pub organisation: String,
    /// Its name and city.
    pub location: String,
    /// `broken`, `breaking` or `kept`.
    pub status: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// How many count today.
    pub counted: usize,
    /// How many are asked for.
    pub least: i32,
    /// The day on which it breaks.
    pub breaks_on: Option<NaiveDate>,
    /// The day on which there are enough again.
    pub mended_on: Option<NaiveDate>,
    /// Why, in a sentence.
    pub why: String,
    /// Who counts, and until when.
    pub people: Vec<PersonLine>,
    /// Days on which there were too few, as the ledger keeps them.
    pub missed: Vec<Span>,
    /// The duty in the ledger.
    pub duty_href: Option<String>,
}

/// Somebody who counts.
#[derive(Clone, Debug, Serialize)]
pub struct PersonLine {
    /// Name.
    pub name: String,
    /// Their record.
    pub href: String,
    /// First day, where they do not count today.
    pub from_on: Option<NaiveDate>,
    /// Last day; none: no end is known.
    pub until_on: Option<NaiveDate>,
    /// `leaves` or `proof_ends`, where there is an end.
    pub end: Option<&'static str>,
}

/// The form that asks.
#[derive(Clone, Debug, Serialize)]
pub struct HeadCountFormPage {
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// Stable word.
    pub code: Field,
    /// Title in German.
    pub title_de: Field,
    /// Title in English.
    pub title_en: Field,
    /// The requirement whose proof counts.
    pub requirement: Field,
    /// Those to choose from.
    pub requirements: Vec<Choice>,
    /// How many people at least.
    pub least: Field,
    /// Services of the locations.
    pub services: Field,
    /// Those to choose from.
    pub choices: Vec<Choice>,
    /// First day.
    pub in_force_on: Field,
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

impl Page for HeadCountsPage {
    const TEMPLATE: &'static str = "headcounts/list";

    fn samples() -> Vec<Self> {
        let row = HeadCountRow {
            href: "/head-counts/7".to_owned(),
            title: "Zwei mit Hochvolt-Nachweis an jedem Standort".to_owned(),
            least: 2,
            requirement: "HV".to_owned(),
            broken: 1,
            breaking: 2,
            kept: 9,
            next_on: day("2027-02-01"),
            mark: "overdue",
            retired_on: None,
        };
        let some = Self {
            broken: 1,
            breaking: 2,
            locations: 12,
            rows: vec![
                row.clone(),
                HeadCountRow {
                    title: "Jemand mit Lötprüfung".to_owned(),
                    broken: 0,
                    breaking: 0,
                    kept: 12,
                    next_on: None,
                    mark: "valid",
                    retired_on: day("2027-06-30"),
                    ..row
                },
            ],
            new_href: Some("/head-counts/new".to_owned()),
            export: Export::of("/head-counts/table.csv".to_owned()),
            back: "/requirements",
        };
        let none = Self {
            broken: 0,
            breaking: 0,
            locations: 0,
            rows: Vec::new(),
            ..some.clone()
        };
        let theirs = Self {
            new_href: None,
            back: "/both-sides",
            ..none.clone()
        };
        vec![some, none, theirs]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}

impl Page for HeadCountPage {
    const TEMPLATE: &'static str = "headcounts/headcount";

    fn samples() -> Vec<Self> {
        let person = |name: &str, until: Option<&str>, end: Option<&'static str>| PersonLine {
            name: name.to_owned(),
            href: "/people/7/record".to_owned(),
            from_on: None,
            until_on: until.and_then(day),
            end,
        };
        let span = |from: &str, until: Option<&str>| {
            let days = day(from).map(|from_on| Span {
                from_on,
                until_on: until.and_then(day),
            });
            days.into_iter().collect::<Vec<_>>()
        };
        let row = LocationRow {
            organisation: "Kälte Albers".to_owned(),
            location: "Hamburg".to_owned(),
            status: "breaking",
            mark: "due",
            counted: 2,
            least: 2,
            breaks_on: day("2027-02-01"),
            mended_on: day("2027-03-15"),
            why: "Reicht bis 31. Januar 2027: Ole Brandt geht.".to_owned(),
            people: vec![
                person("Ole Brandt", Some("2027-01-31"), Some("leaves")),
                PersonLine {
                    from_on: day("2027-03-15"),
                    ..person("Mia Sommer", None, None)
                },
                person("Selin Aydın", Some("2027-12-02"), Some("proof_ends")),
            ],
            missed: span("2026-03-01", Some("2026-03-14")),
            duty_href: Some("/duties/7".to_owned()),
        };
        let broken = LocationRow {
            status: "broken",
            mark: "overdue",
            counted: 0,
            breaks_on: day("2026-11-24"),
            mended_on: None,
            why: "Heute zählt niemand, verlangt sind 2.".to_owned(),
            people: Vec::new(),
            missed: span("2026-11-24", None),
            ..row.clone()
        };
        let kept = LocationRow {
            status: "kept",
            mark: "valid",
            counted: 3,
            breaks_on: None,
            mended_on: None,
            why: "3 zählen, verlangt sind 2.".to_owned(),
            people: vec![person("Selin Aydın", None, None)],
            missed: Vec::new(),
            ..row.clone()
        };
        let some = Self {
            title: "Zwei mit Hochvolt-Nachweis an jedem Standort".to_owned(),
            asks: "Immer mindestens 2 Personen mit gültigem Nachweis für Hochvolt-Sicherheit.".to_owned(),
            broken: 1,
            breaking: 1,
            rows: vec![broken, row, kept],
            in_force_on: day("2026-01-01").unwrap_or_default(),
            retired_on: None,
            retire_action: Some("/head-counts/7/retirement".to_owned()),
            export: Export::of("/head-counts/7/table.csv".to_owned()),
        };
        let none = Self {
            broken: 0,
            breaking: 0,
            rows: Vec::new(),
            retired_on: day("2026-10-31"),
            retire_action: None,
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/both-sides")
    }
}

impl Page for HeadCountFormPage {
    const TEMPLATE: &'static str = "headcounts/form";

    fn samples() -> Vec<Self> {
        let empty = Self {
            faults: Vec::new(),
            code: Field::new("code"),
            title_de: Field::new("title.de"),
            title_en: Field::new("title.en"),
            requirement: Field::new("requirement"),
            requirements: vec![Choice::new("HV", "Hochvolt-Sicherheit")],
            least: Field::with("least", "2"),
            services: Field::new("services"),
            choices: vec![
                Choice::new("high_voltage", "Hochvolt").chosen(true),
                Choice::new("repair", "Instandsetzung"),
            ],
            in_force_on: Field::with("in_force_on", "24.11.2026"),
        };
        let wrong = Self {
            faults: vec![FormFault {
                field: "least".to_owned(),
                text: "Wie viele: Eine ganze Zahl von 1 bis 1.000.".to_owned(),
            }],
            least: Field::with("least", "0").wrong("Eine ganze Zahl von 1 bis 1.000."),
            ..empty.clone()
        };
        vec![empty, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}
