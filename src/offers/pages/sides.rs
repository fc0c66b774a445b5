//! Both sides, side by side.

use crate::duties::Count;
use crate::obligations::pages::{StatusCount, Unit};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// What a partner and the manufacturer owe each other.
#[derive(Clone, Debug, Serialize)]
pub struct SidesPage {
    /// The partner, or whose team it is.
    pub whose: String,
    /// What people of the partner missed.
    pub missed: usize,
    /// What they still have to do.
    pub due: usize,
    /// What they have done.
    pub fine: usize,
    /// What they owe, by requirement.
    pub theirs: Vec<TheirLine>,
    /// How many people with a proof are asked for at its locations, and how they stand.
    pub heads: Vec<HeadLine>,
    /// How the manufacturer's duties stand.
    pub count: Count,
    /// They, the most pressing first.
    pub ours: Vec<OurLine>,
    /// Partners to choose from, where there are several.
    pub units: Vec<Unit>,
    /// All partners, for those who see the network.
    pub back_href: Option<String>,
    /// Both sides as a file.
    pub export: Export,
}

/// What people owe by one requirement.
#[derive(Clone, Debug, Serialize)]
pub struct TheirLine {
    /// Its title.
    pub title: String,
    /// The rows behind the sums.
    pub href: String,
    /// How many people it concerns.
    pub people: usize,
    /// How many stand how; those that nobody has are left out.
    pub counts: Vec<StatusCount>,
    /// Why some of it does not count against the partner, in a sentence.
    pub shield: Option<String>,
}

/// A head count that the partner owes.
#[derive(Clone, Debug, Serialize)]
pub struct HeadLine {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its mark.
    pub mark: &'static str,
    /// Locations with too few people today.
    pub broken: usize,
    /// Locations with too few from a known day on.
    pub breaking: usize,
    /// Locations that keep it.
    pub kept: usize,
    /// The first day on which one of them breaks.
    pub next_on: Option<NaiveDate>,
}

/// A duty of the manufacturer.
#[derive(Clone, Debug, Serialize)]
pub struct OurLine {
    /// Key of its kind.
    pub kind: &'static str,
    /// What it is about.
    pub title: String,
    /// Status word.
    pub status: &'static str,
    /// Its mark.
    pub mark: &'static str,
    /// The end of its clock.
    #[serde(skip)]
    pub due_on: Option<NaiveDate>,
    /// The day behind its status: the end of its clock, or the first one on which it was breached.
    pub on: Option<NaiveDate>,
    /// Why it stands so.
    pub why: String,
    /// Its page, for those who may see it.
    pub href: Option<String>,
}

impl Page for SidesPage {
    const TEMPLATE: &'static str = "offers/sides";

    fn samples() -> Vec<Self> {
        let full = sample();
        let unit = |label: &str, current| Unit {
            href: "/both-sides?partner=7".to_owned(),
            label: label.to_owned(),
            current,
        };
        let partner = Self {
            units: vec![unit("Clim Atlantique", true), unit("Froid Bernard", false)],
            back_href: None,
            ..full.clone()
        };
        let empty = Self {
            missed: 0,
            due: 0,
            fine: 0,
            theirs: Vec::new(),
            heads: Vec::new(),
            count: Count::default(),
            ours: Vec::new(),
            ..full.clone()
        };
        vec![full, partner, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/both-sides")
    }
}

fn sample() -> SidesPage {
    let count = |status: &str, count| StatusCount {
        status: status.to_owned(),
        count,
        href: String::new(),
        on: false,
    };
    let their = |title: &str, counts: Vec<StatusCount>, shield: Option<&str>| TheirLine {
        title: title.to_owned(),
        href: "/obligations?partner=7&requirement=HV".to_owned(),
        people: counts.iter().map(|one| one.count).sum(),
        counts,
        shield: shield.map(str::to_owned),
    };
    let day = |day: &str| -> NaiveDate { day.parse().expect("a day of the calendar") };
    let our = |title: &str, status, mark, due: Option<&str>, why: &str| OurLine {
        kind: "yearly_offer",
        title: title.to_owned(),
        status,
        mark,
        due_on: due.map(day),
        on: due.map(day),
        why: why.to_owned(),
        href: Some("/duties/7".to_owned()),
    };
    let (voltage, cooling) = ("Hochvolt-Sicherheit, jährlich zum Stichtag", "Kältemittel, je Kalenderjahr");
    let missed = "Die Frist lief seit dem 1. Juni 2025 und ist am 1. Juni 2026 abgelaufen, ohne dass etwas geschah.";
    let stands = "Seit dem 2. Februar 2026 steht ein Angebot, das jederzeit angenommen werden kann.";
    let shield = "Für drei Personen darf daraus kein Nachteil entstehen: Jährliches Angebot, verletzt seit 2. Juni 2026.";
    SidesPage {
        whose: "Clim Atlantique".to_owned(),
        missed: 3,
        due: 4,
        fine: 21,
        theirs: vec![
            their(voltage, vec![count("due", 2), count("valid", 9)], None),
            their(
                cooling,
                vec![count("overdue", 2), count("lapsed", 1), count("due", 2), count("valid", 12)],
                Some(shield),
            ),
        ],
        heads: vec![HeadLine {
            title: "Zwei mit Hochvolt-Nachweis an jedem Standort".to_owned(),
            href: "/head-counts/7".to_owned(),
            mark: "due",
            broken: 0,
            breaking: 1,
            kept: 1,
            next_on: "2027-02-01".parse().ok(),
        }],
        count: Count {
            breached: 1,
            due_soon: 0,
            open: 0,
            kept: 1,
            next_due_on: None,
        },
        ours: vec![
            our(cooling, "breached", "overdue", Some("2026-06-01"), missed),
            our(voltage, "kept", "valid", None, stands),
        ],
        units: Vec::new(),
        back_href: Some("/duties".to_owned()),
        export: Export::of("/both-sides/table.csv?partner=7".to_owned()),
    }
}
