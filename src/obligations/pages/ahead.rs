//! What lies ahead: obligations falling due per month, and the rows behind a figure.

use super::overview::Unit;
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// Figures by month.
#[derive(Clone, Debug, Serialize)]
pub struct AheadPage {
    /// Whose: the partner's name; none: everybody in reach.
    pub whose: Option<String>,
    /// Where one comes from.
    pub back: Unit,
    /// What falls due in the window.
    pub total: i64,
    /// What was due before today.
    pub behind: i64,
    /// Last day of the window.
    pub until: NaiveDate,
    /// The month with the most; none where nothing falls due.
    pub most: Option<NaiveDate>,
    /// By what the figures are told apart.
    pub tabs: Vec<AheadTab>,
    /// `course`, `requirement`, `country`, `region` or `language`.
    pub by: &'static str,
    /// What narrows the figures.
    pub narrowing: Narrowing,
    /// Months of the window.
    pub months: Vec<MonthHead>,
    /// What was due before today, in all.
    pub behind_in_all: Figure,
    /// All together.
    pub in_all: Figure,
    /// The lines.
    pub lines: Vec<AheadLine>,
    /// The table as a file.
    pub export: Export,
}

/// A view beside others.
#[derive(Clone, Debug, Serialize)]
pub struct AheadTab {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
    /// A few words more.
    pub note: Option<String>,
    /// Whether it is shown.
    pub current: bool,
}

/// Filters: of each the choices, the first of which lifts it, and what is chosen.
#[derive(Clone, Debug, Serialize)]
pub struct Narrowing {
    /// How many months are looked at.
    pub span: u32,
    /// Other spans.
    pub spans: Vec<Unit>,
    /// Partners to choose between, for those who look after several and see no network.
    pub partners: Vec<Unit>,
    /// Countries.
    pub countries: Vec<Unit>,
    /// The one chosen.
    pub country: Option<String>,
    /// Sales regions; empty where none is in sight.
    pub regions: Vec<Unit>,
    /// The one chosen.
    pub region: Option<String>,
    /// Languages.
    pub languages: Vec<Unit>,
    /// The one chosen.
    pub language: Option<String>,
    /// Requirements.
    pub requirements: Vec<Unit>,
    /// The one chosen.
    pub requirement: Option<String>,
    /// The course chosen.
    pub course: Option<String>,
    /// The address without it.
    pub course_off: String,
}

/// A count that leads to its rows.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// How many.
    pub count: i64,
    /// The rows.
    pub href: String,
}

/// The head of a month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthHead {
    /// Its first day.
    pub on: NaiveDate,
    /// What falls due in it.
    pub figure: Figure,
}

/// One line of figures.
#[derive(Clone, Debug, Serialize)]
pub struct AheadLine {
    /// Code; none where the label is all.
    pub code: Option<String>,
    /// What a person reads; empty: unknown.
    pub label: String,
    /// Codes of courses that count instead, in words.
    pub instead: String,
    /// What was due before today.
    pub behind: Figure,
    /// By month.
    pub months: Vec<Figure>,
    /// All together.
    pub total: Figure,
}

impl Page for AheadPage {
    const TEMPLATE: &'static str = "obligations/ahead";

    fn samples() -> Vec<Self> {
        let usual = sample();
        let narrowed = Self {
            whose: Some("Kälte Albers".to_owned()),
            by: "country",
            narrowing: Narrowing {
                country: Some("DE".to_owned()),
                regions: Vec::new(),
                language: Some("Deutsch".to_owned()),
                requirement: Some("Hochvolt-Sicherheit".to_owned()),
                course: Some("HV-R1".to_owned()),
                partners: vec![unit("/ahead?partner=7", "Kälte Albers")],
                ..usual.narrowing.clone()
            },
            behind: 0,
            ..usual.clone()
        };
        let by_region = Self {
            by: "region",
            narrowing: Narrowing {
                region: Some("Nordhaus Deutschland".to_owned()),
                ..usual.narrowing.clone()
            },
            ..usual.clone()
        };
        let empty = Self {
            total: 0,
            behind: 0,
            most: None,
            lines: Vec::new(),
            ..usual.clone()
        };
        vec![usual, narrowed, empty, by_region]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}

fn unit(href: &str, label: &str) -> Unit {
    Unit {
        href: href.to_owned(),
        label: label.to_owned(),
        current: false,
    }
}

fn figure(count: i64) -> Figure {
    Figure {
        count,
        href: "/ahead/obligations?month=2027-06".to_owned(),
    }
}

fn narrowing() -> Narrowing {
    Narrowing {
        span: 12,
        spans: vec![unit("/ahead?months=24", "24 Monate")],
        partners: Vec::new(),
        countries: vec![unit("/ahead?country=DE", "DE")],
        country: None,
        regions: vec![unit("/ahead?region=2", "Nordhaus Deutschland")],
        region: None,
        languages: vec![unit("/ahead?language=de", "Deutsch")],
        language: None,
        requirements: vec![unit("/ahead?requirement=HV", "Hochvolt-Sicherheit")],
        requirement: None,
        course: None,
        course_off: "/ahead".to_owned(),
    }
}

fn sample() -> AheadPage {
    let today: NaiveDate = "2026-11-24".parse().expect("a day of the calendar");
    let window = crate::rules::ahead::Window::of(today, 12);
    let counts = [31, 214, 88, 40, 61, 57, 44, 230, 92, 18, 75, 39];
    let line = |code: &str, label: &str, share: i64, behind: i64| AheadLine {
        code: (!code.is_empty()).then(|| code.to_owned()),
        label: label.to_owned(),
        instead: if code == "HV-101" {
            "HV-E1, HV-102".to_owned()
        } else {
            String::new()
        },
        behind: figure(behind),
        months: counts.iter().map(|count| figure(count * share / 100)).collect(),
        total: figure(counts.iter().map(|count| count * share / 100).sum::<i64>() + behind),
    };
    let tab = |by: &str, label: &str| AheadTab {
        href: format!("/ahead?by={by}"),
        label: label.to_owned(),
        note: None,
        current: by == "course",
    };
    AheadPage {
        whose: None,
        back: unit("/network", "Netz"),
        total: counts.iter().sum(),
        behind: 73,
        until: window.until,
        most: window.months().get(7).copied(),
        tabs: vec![
            tab("course", "Schulung"),
            tab("requirement", "Anforderung"),
            tab("country", "Land"),
            tab("region", "Vertriebsregion"),
            tab("language", "Sprache"),
        ],
        by: "course",
        narrowing: narrowing(),
        months: window
            .months()
            .into_iter()
            .zip(counts)
            .map(|(on, count)| MonthHead { on, figure: figure(count) })
            .collect(),
        behind_in_all: figure(73),
        in_all: figure(counts.iter().sum::<i64>() + 73),
        lines: vec![
            line("HV-R1", "Hochvolt-Sicherheit, Auffrischung", 55, 41),
            line("HV-101", "Hochvolt-Sicherheit, Grundkurs", 30, 20),
            line("KM-1", "Kältemittel und Dichtheitsprüfung", 10, 12),
            line("", "", 5, 0),
        ],
        export: Export::of("/ahead/table.csv".to_owned()),
    }
}

/// The rows behind a figure.
#[derive(Clone, Debug, Serialize)]
pub struct AheadRowsPage {
    /// How many.
    pub total: i64,
    /// The month; none: not narrowed to one.
    pub month: Option<NaiveDate>,
    /// Whether only what was due before today is shown.
    pub behind: bool,
    /// Last day of the window.
    pub until: NaiveDate,
    /// The figures, with the same filters.
    pub back_href: String,
    /// Filters that are set: words, and the address without it.
    pub conditions: Vec<Unit>,
    /// The rows of this page of the list.
    pub rows: Vec<AheadRow>,
    /// Number of the first one shown, from 1.
    pub first: i64,
    /// Number of the last one shown.
    pub last: i64,
    /// Address of the rows before.
    pub previous: Option<String>,
    /// Address of the rows behind.
    pub next: Option<String>,
    /// The rows as a file.
    pub export: Export,
}

/// One obligation that falls due.
#[derive(Clone, Debug, Serialize)]
pub struct AheadRow {
    /// Who.
    pub person: String,
    /// Their record.
    pub href: String,
    /// Where.
    pub organisation: String,
    /// Country and language.
    pub place: String,
    /// Code of the course.
    pub course: String,
    /// Those that count instead.
    pub instead: String,
    /// Code of the requirement.
    pub requirement: String,
    /// Status word.
    pub status: String,
    /// The due date.
    pub due_on: Option<NaiveDate>,
}

impl Page for AheadRowsPage {
    const TEMPLATE: &'static str = "obligations/ahead_rows";

    fn samples() -> Vec<Self> {
        let usual = rows_sample();
        let behind = Self {
            month: None,
            behind: true,
            conditions: Vec::new(),
            ..usual.clone()
        };
        let empty = Self {
            total: 0,
            month: None,
            rows: Vec::new(),
            ..usual.clone()
        };
        vec![usual, behind, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}

fn rows_sample() -> AheadRowsPage {
    let row = |person: &str, organisation: &str, place: &str, status: &str, due: &str| AheadRow {
        person: person.to_owned(),
        href: "/people/7/record".to_owned(),
        organisation: organisation.to_owned(),
        place: place.to_owned(),
        course: "HV-R1".to_owned(),
        instead: "HV-R2".to_owned(),
        requirement: "HV".to_owned(),
        status: status.to_owned(),
        due_on: due.parse().ok(),
    };
    AheadRowsPage {
        total: 92,
        month: "2027-07-01".parse().ok(),
        behind: false,
        until: "2027-10-31".parse().expect("a day of the calendar"),
        back_href: "/ahead?country=DE".to_owned(),
        conditions: vec![unit("/ahead/obligations?month=2027-07", "Land: DE")],
        rows: vec![
            row("Aydın, Selin", "Kälte Albers", "DE · Deutsch", "valid", "2027-07-02"),
            row("Brandt, Ole", "Kälte Albers Lübeck", "DE · Deutsch", "valid", "2027-07-14"),
            row("Åkesson, Maj", "Serwis Klima Göteborg", "SE · Svenska", "open", "2027-07-31"),
        ],
        first: 1,
        last: 3,
        previous: None,
        next: Some("/ahead/obligations?month=2027-07&page=2".to_owned()),
        export: Export::of("/ahead/obligations.csv?month=2027-07".to_owned()),
    }
}
