//! All partners by what the manufacturer owes them.

use super::{Tab, day, sample_tabs};
use crate::duties::Count;
use crate::people::menu::Menu;
use crate::platform::views::{Frame, Page};
use serde::Serialize;

/// The partners, those wronged most first.
#[derive(Clone, Debug, Serialize)]
pub struct PartnersPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// Partners to whom a duty is in breach.
    pub wronged: usize,
    /// Duties in breach.
    pub breached: usize,
    /// Duties near their date.
    pub due_soon: usize,
    /// The partners.
    pub rows: Vec<PartnerRow>,
}

/// A partner.
#[derive(Clone, Debug, Serialize)]
pub struct PartnerRow {
    /// Both sides of it.
    pub href: String,
    /// Name.
    pub name: String,
    /// The manufacturer's number for it.
    pub number: String,
    /// How the duties to it stand.
    pub count: Count,
}

impl Page for PartnersPage {
    const TEMPLATE: &'static str = "duties/partners";

    fn samples() -> Vec<Self> {
        let row = |name: &str, number: &str, breached, due_soon, next: Option<&str>| PartnerRow {
            href: "/both-sides?partner=7".to_owned(),
            name: name.to_owned(),
            number: number.to_owned(),
            count: Count {
                breached,
                due_soon,
                open: 2,
                kept: 4,
                next_due_on: next.map(day),
            },
        };
        let full = Self {
            tabs: sample_tabs("/duties"),
            wronged: 2,
            breached: 3,
            due_soon: 2,
            rows: vec![
                row("Clim Atlantique", "P-07", 2, 0, Some("2027-03-01")),
                row("Termotecnica Bianchi", "P-08", 1, 1, Some("2026-12-02")),
                row("Kälte Albers", "P-02", 0, 1, Some("2026-12-14")),
                row("Haustechnik Brandl", "P-12", 0, 0, None),
            ],
        };
        let calm = Self {
            wronged: 0,
            breached: 0,
            due_soon: 0,
            rows: vec![row("Haustechnik Brandl", "P-12", 0, 0, None)],
            ..full.clone()
        };
        let empty = Self {
            rows: Vec::new(),
            ..calm.clone()
        };
        vec![full, calm, empty]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/network")
    }
}
