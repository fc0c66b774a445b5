//! All partners side by side, the one with the largest share of people overdue first.

use chrono::NaiveDate;
use serde::Serialize;

use super::PastDay;
use super::overview::{Kept, Unit};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Field, Frame, Page};

/// The network by overdue share.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkPage {
    /// How many partners are above the line.
    pub above: usize,
    /// How many partners there are in what is filtered (country, requirement, search).
    pub total: usize,
    /// Whether there is no partner at all yet.
    pub is_empty: bool,
    /// Where a network is imported, for those who may.
    pub import_href: Option<String>,
    /// Whether only those above the line are shown.
    pub only_above: bool,
    /// Address that shows them, or lifts that.
    pub above_href: String,
    /// The drawing; none without partners.
    pub bars: Option<Bars>,
    /// Countries to choose from; the first one lifts the filter.
    pub countries: Vec<Unit>,
    /// The one chosen.
    pub country: Option<String>,
    /// Requirements to choose from.
    pub requirements: Vec<Unit>,
    /// The one chosen.
    pub requirement: Option<String>,
    /// What is searched for.
    pub search: Field,
    /// Address without the search.
    pub search_off_href: String,
    /// Fields of the address that a search keeps.
    pub kept: Vec<Kept>,
    /// The day that is looked at.
    pub past_day: PastDay,
    /// The table as a file.
    pub export: Export,
    /// Requests for more time that wait; none for those who do not answer them.
    pub extensions: Option<super::ahead::Figure>,
    /// Requirements for which nothing is on offer in time, with the people it is missing to; none for those who do not decide about them.
    pub without_offer: Vec<Unit>,
    /// Sorting, by column: address and direction.
    pub sorts: Sorts,
    /// The partners of this page of the list.
    pub rows: Vec<NetworkRow>,
    /// How many were found.
    pub found: usize,
    /// Number of the first one shown, from 1.
    pub first: usize,
    /// Number of the last one shown.
    pub last: usize,
    /// Address of the rows before.
    pub previous: Option<String>,
    /// Address of the rows behind.
    pub next: Option<String>,
    /// Last day of this year.
    pub year_end: NaiveDate,
    /// Largest share, the common scale of the bars.
    pub scale: f64,
    /// Duties of the manufacturer in breach.
    pub duties_breached: usize,
    /// Duties of the manufacturer that are due soon.
    pub duties_due_soon: usize,
}

/// Heads of columns that sort.
#[derive(Clone, Debug, Serialize)]
pub struct Sorts {
    /// By name.
    pub name: Sort,
    /// By number of people.
    pub people: Sort,
    /// By overdue share.
    pub share: Sort,
}

/// Address of a sorting, and the direction where it is the present one.
#[derive(Clone, Debug, Serialize)]
pub struct Sort {
    /// Where the head leads.
    pub href: String,
    /// `ascending`, `descending` or none.
    pub now: Option<&'static str>,
}

/// One partner.
#[derive(Clone, Debug, Serialize)]
pub struct NetworkRow {
    /// Its name.
    pub name: String,
    /// Its heat map.
    pub href: String,
    /// Country code and city.
    pub place: String,
    /// People with obligations.
    pub people: i64,
    /// Share of them with something overdue or lapsed, in per cent.
    pub share: f64,
    /// Whether it lies above the line.
    pub high: bool,
    /// People with something overdue.
    pub overdue: i64,
    /// People with something lapsed.
    pub lapsed: i64,
    /// Obligations due by the end of the year.
    pub due: i64,
    /// Duties of the manufacturer to it that are neither kept nor in breach.
    pub owed_open: i64,
    /// Those in breach.
    pub owed_breached: i64,
    /// Both sides side by side.
    pub owed_href: String,
}

/// The line above which a partner stands out, in per cent.
pub const LINE: f64 = 10.0;

/// One line for each partner, sorted by share: a drawing 992 units wide.
#[derive(Clone, Debug, Serialize)]
pub struct Bars {
    /// Path of those above the line.
    pub high: String,
    /// Path of the others.
    pub low: String,
    /// Width of a line.
    pub stroke: f64,
    /// Height of the reference line.
    pub line: f64,
    /// Largest share in per cent.
    pub top: f64,
    /// Whose it is.
    pub top_name: String,
    /// Where the largest line begins, from the left.
    pub top_x: f64,
    /// How many are above the line.
    pub above: usize,
    /// How many lie between it and zero.
    pub between: usize,
    /// How many have nobody overdue.
    pub zero: usize,
}

impl Bars {
    /// The drawing of these shares (per cent, the largest first) and the name that belongs to the first.
    pub fn of(shares: &[f64], top_name: &str) -> Option<Self> {
        let top = *shares.first()?;
        let scale = top.max(LINE * 2.0);
        let step = 992.0 / shares.len() as f64;
        let stroke = (step * 0.68).clamp(1.2, 12.0);
        // The highest ends below the words that name it.
        let y = |share: f64| 100.0 - share / scale * 82.0;
        let path = |high: bool| {
            let lines = shares
                .iter()
                .enumerate()
                .filter(|(_, share)| **share > 0.0 && (**share > LINE) == high);
            lines
                .map(|(index, share)| format!("M{:.1} 100V{:.1}", (index as f64 + 0.5) * step, y(*share)))
                .collect::<String>()
        };
        let above = shares.iter().filter(|share| **share > LINE).count();
        let zero = shares.iter().filter(|share| **share <= 0.0).count();
        Some(Self {
            high: path(true),
            low: path(false),
            stroke,
            top_x: (step - stroke) / 2.0,
            line: y(LINE),
            top,
            top_name: top_name.to_owned(),
            above,
            between: shares.len() - above - zero,
            zero,
        })
    }
}

impl Page for NetworkPage {
    const TEMPLATE: &'static str = "obligations/network";

    fn samples() -> Vec<Self> {
        let usual = sample();
        let narrowed = Self {
            only_above: true,
            duties_breached: 0,
            country: Some("Spanien".to_owned()),
            requirement: Some("Hochvolt-Sicherheit".to_owned()),
            search: Field::with("search", "Termo"),
            past_day: PastDay::march("/network"),
            ..usual.clone()
        };
        let ahead = Self {
            past_day: PastDay::ahead("/network"),
            ..usual.clone()
        };
        let empty = Self {
            above: 0,
            total: 0,
            is_empty: true,
            bars: None,
            without_offer: Vec::new(),
            rows: Vec::new(),
            found: 0,
            duties_breached: 0,
            duties_due_soon: 0,
            ..usual.clone()
        };
        vec![usual, narrowed, ahead, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}

fn sample() -> NetworkPage {
    let rows = [
        ("Termotecnica Zaragoza", "Spanien, Zaragoza", 34, 13, 5, 9),
        ("Froid & Chaleur Lyon", "Frankreich, Lyon", 18, 6, 1, 4),
        ("Serwis Klima Göteborg", "Schweden, Göteborg", 17, 5, 0, 2),
        ("Climatizzazione Bologna", "Italien, Bologna", 48, 13, 4, 11),
        ("Kältetechnik Graz", "Österreich, Graz", 12, 3, 0, 3),
        ("Coolingworks Hamilton", "Vereinigtes Königreich, Hamilton", 31, 7, 2, 5),
        ("Heiztechnik Köln", "Deutschland, Köln", 66, 4, 3, 17),
        ("Klimaservis Brno", "Tschechien, Brno", 23, 0, 0, 3),
    ];
    let rows: Vec<NetworkRow> = rows
        .into_iter()
        .map(|(name, place, people, overdue, lapsed, due)| {
            let share = f64::from(overdue) / f64::from(people) * 100.0;
            NetworkRow {
                name: name.to_owned(),
                href: "/obligations?partner=7".to_owned(),
                place: place.to_owned(),
                people: i64::from(people),
                share,
                high: share > LINE,
                overdue: i64::from(overdue),
                lapsed,
                due,
                owed_open: i64::from(due > 3),
                owed_breached: i64::from(overdue == 13),
                owed_href: "/both-sides?partner=7".to_owned(),
            }
        })
        .collect();
    let shares: Vec<f64> = (0..400_u32).map(|n| (38.2 * (-f64::from(n) / 23.0).exp() - 0.1).max(0.0)).collect();
    let sort = |now| Sort {
        href: "/network?sort=name".to_owned(),
        now,
    };
    NetworkPage {
        above: 31,
        total: 400,
        is_empty: false,
        import_href: Some("/imports/new?kind=organisations".to_owned()),
        only_above: false,
        above_href: "/network?above=1".to_owned(),
        bars: Bars::of(&shares, "Termotecnica Zaragoza"),
        countries: vec![Unit {
            href: "/network?country=ES".to_owned(),
            label: "Spanien".to_owned(),
            current: false,
        }],
        country: None,
        requirements: vec![Unit {
            href: "/network?requirement=HV".to_owned(),
            label: "Hochvolt-Sicherheit".to_owned(),
            current: false,
        }],
        requirement: None,
        search: Field::new("search"),
        search_off_href: "/network".to_owned(),
        kept: Vec::new(),
        past_day: PastDay::today("/network"),
        export: Export::of("/network/table.csv".to_owned()),
        extensions: Some(super::ahead::Figure {
            count: 3,
            href: "/extensions".to_owned(),
        }),
        without_offer: vec![Unit {
            href: "/exceptions/R290/initial/no_offer".to_owned(),
            label: "Kältemittel R290, Grundlagen".to_owned(),
            current: false,
        }],
        sorts: Sorts {
            name: sort(None),
            people: sort(None),
            share: sort(Some("descending")),
        },
        found: 400,
        first: 1,
        last: rows.len(),
        rows,
        previous: None,
        next: Some("/network?page=2".to_owned()),
        year_end: "2026-12-31".parse().expect("a day of the calendar"),
        scale: 40.0,
        duties_breached: 3,
        duties_due_soon: 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_has_a_line_for_everybody_who_is_not_at_zero() {
        let bars = Bars::of(&[40.0, 12.0, 10.0, 1.0, 0.0], "A").expect("there are partners");
        assert_eq!((bars.above, bars.between, bars.zero), (2, 2, 1));
        assert_eq!(bars.high.matches('M').count(), 2);
        assert_eq!(bars.low.matches('M').count(), 2);
        assert!(Bars::of(&[], "").is_none());
    }
}
