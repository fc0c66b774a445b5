//! The planning board.

use super::ChipChoice;
use super::session::{Tab, tabs};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// What falls due against the seats on offer.
#[derive(Clone, Debug, Serialize)]
pub struct PlanningPage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// Seats that are missing in all.
    pub missing: i64,
    /// Languages to choose from.
    pub languages: Vec<ChipChoice>,
    /// The language chosen.
    pub language: Option<String>,
    /// The address without it.
    pub language_off: String,
    /// Countries to choose from.
    pub countries: Vec<ChipChoice>,
    /// The country chosen.
    pub country: Option<String>,
    /// The address without it.
    pub country_off: String,
    /// Sales regions to choose from; empty where none is in sight.
    pub regions: Vec<ChipChoice>,
    /// The region chosen.
    pub region: Option<String>,
    /// The address without it.
    pub region_off: String,
    /// The address that tells each sales region by itself, or all together again; none where no region is in sight.
    pub by_href: Option<String>,
    /// Whether each sales region is told by itself.
    pub by_region: bool,
    /// All courses, or those of each sales region; empty where there is nothing to plan.
    pub parts: Vec<PlanPart>,
    /// The same as a file.
    pub export: Export,
    /// Partners without this year's offer.
    pub unoffered: Vec<UnofferedRow>,
}

/// All courses, or those of a sales region.
#[derive(Clone, Debug, Serialize)]
pub struct PlanPart {
    /// Name of the region; none: it is all of them.
    pub name: Option<String>,
    /// Seats that are missing.
    pub short: i64,
    /// Courses, of which most is missing first.
    pub lines: Vec<PlanLine>,
}

/// A course.
#[derive(Clone, Debug, Serialize)]
pub struct PlanLine {
    /// Name of its heading on the page.
    pub id: String,
    /// Whether its heading stands below that of a sales region.
    pub below: bool,
    /// Where a session for it is added.
    pub href: String,
    /// Whether there is a workshop about it.
    pub ready: bool,
    /// Its title.
    pub title: String,
    /// Its code; empty: requirements without a course.
    pub code: String,
    /// What was due before today.
    pub behind: i64,
    /// People for whom partners ask for it.
    pub asked: i64,
    /// Seats that are missing at the end.
    pub short: i64,
    /// Months in which something is due or offered.
    pub months: Vec<PlanMonth>,
    /// Whether a day was looked for.
    pub searched: bool,
    /// The day found.
    pub proposal: Option<ProposalView>,
}

/// A day on which a session could take place.
#[derive(Clone, Debug, Serialize)]
pub struct ProposalView {
    /// The form of a session, filled in.
    pub href: String,
    /// The day.
    pub on: NaiveDate,
    /// The room.
    pub room: String,
    /// Who teaches.
    pub trainer: String,
    /// The equipment that it needs, with commas; empty: none.
    pub equipment: String,
}

/// A month of a course.
#[derive(Clone, Debug, Serialize)]
pub struct PlanMonth {
    /// Its first day.
    pub on: NaiveDate,
    /// What falls due.
    pub due: i64,
    /// Seats on offer.
    pub seats: i64,
    /// Seats that are missing at its end.
    pub short: i64,
}

/// A partner without this year's offer.
#[derive(Clone, Debug, Serialize)]
pub struct UnofferedRow {
    /// Its page; none for those who see no organisations.
    pub href: Option<String>,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub titles: Vec<String>,
    /// The first day on which an offer is due.
    pub due_on: Option<NaiveDate>,
    /// Whether that day has passed.
    pub breached: bool,
}

impl Page for PlanningPage {
    const TEMPLATE: &'static str = "workshops/planning";

    fn samples() -> Vec<Self> {
        let month = |month: u32, due: i64, seats: i64, short: i64| PlanMonth {
            on: NaiveDate::from_ymd_opt(2027, month, 1).unwrap_or_default(),
            due,
            seats,
            short,
        };
        let chip = |label: &str| ChipChoice {
            href: "/planning?language=de".to_owned(),
            label: label.to_owned(),
            current: false,
        };
        let line = PlanLine {
            id: "p-0-0".to_owned(),
            below: false,
            href: "/workshops/7/sessions/new".to_owned(),
            ready: true,
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            code: "R290-1".to_owned(),
            behind: 5,
            asked: 3,
            short: 14,
            months: vec![month(1, 12, 0, 20), month(2, 0, 12, 8), month(4, 6, 0, 14)],
            searched: true,
            proposal: Some(ProposalView {
                href: "/workshops/7/sessions/new?on=2027-01-12".to_owned(),
                on: NaiveDate::from_ymd_opt(2027, 1, 12).unwrap_or_default(),
                room: "Schulungszentrum Kassel, Raum 2".to_owned(),
                trainer: "Jörg Albrecht".to_owned(),
                equipment: "Wärmepumpe auf Rollen".to_owned(),
            }),
        };
        let full = Self {
            tabs: tabs("/planning"),
            missing: 14,
            languages: vec![chip("Deutsch"), chip("English")],
            language: None,
            language_off: "/planning".to_owned(),
            countries: vec![chip("Deutschland"), chip("Österreich")],
            country: Some("Deutschland".to_owned()),
            country_off: "/planning".to_owned(),
            regions: vec![chip("Nordhaus Deutschland"), chip("Nordhaus France")],
            region: None,
            region_off: "/planning".to_owned(),
            by_href: Some("/planning?by=region".to_owned()),
            by_region: false,
            export: Export::of("/planning/table.csv".to_owned()),
            parts: vec![PlanPart {
                name: None,
                short: 14,
                lines: vec![
                    line.clone(),
                    PlanLine {
                        id: "p-0-1".to_owned(),
                        proposal: None,
                        ..line.clone()
                    },
                    PlanLine {
                        id: "p-0-2".to_owned(),
                        searched: false,
                        proposal: None,
                        ready: false,
                        short: 0,
                        behind: 0,
                        asked: 0,
                        months: vec![month(3, 2, 8, 0)],
                        ..line.clone()
                    },
                ],
            }],
            unoffered: vec![UnofferedRow {
                href: Some("/organisations/7".to_owned()),
                name: "Kälte Albers".to_owned(),
                titles: vec!["Hochvolt-Sicherheit".to_owned(), "Kältemittel".to_owned()],
                due_on: NaiveDate::from_ymd_opt(2026, 12, 31),
                breached: true,
            }],
        };
        let empty = Self {
            missing: 0,
            country: None,
            region: Some("Nordhaus Deutschland".to_owned()),
            parts: Vec::new(),
            unoffered: Vec::new(),
            ..full.clone()
        };
        let part = |number: usize, name: &str, short: i64| PlanPart {
            name: Some(name.to_owned()),
            short,
            lines: vec![PlanLine {
                id: format!("p-{number}-0"),
                below: true,
                short,
                searched: false,
                proposal: None,
                ..line.clone()
            }],
        };
        let by_region = Self {
            by_href: Some("/planning".to_owned()),
            by_region: true,
            parts: vec![
                part(0, "Nordhaus Deutschland", 14),
                part(1, "Nordhaus France", 0),
                part(2, "Ohne Vertriebsregion", 2),
            ],
            export: Export::of("/planning/table.csv?by=region".to_owned()),
            country: None,
            ..full.clone()
        };
        vec![full, by_region, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
