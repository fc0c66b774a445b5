//! What seats cost: an amount, what a session states, and the page of costs.

use super::session::{Tab, tabs};
use crate::people::menu::Menu;
use crate::platform::i18n::Words;
use crate::platform::table::Export;
use crate::platform::views::{Field, FormFault, Frame, Page};
use crate::rules::workshop::Price;
use crate::rules::workshop::cost::decimals;
use chrono::NaiveDate;
use serde::Serialize;

/// An amount as it is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Money {
    /// In whole units.
    pub amount: f64,
    /// Decimals of its currency.
    pub decimals: usize,
    /// Code of ISO 4217.
    pub currency: String,
}

impl Money {
    /// So many minor units of a currency.
    pub fn of(minor: i64, currency: &str) -> Self {
        let digits = decimals(currency).unwrap_or(2);
        Self {
            amount: minor as f64 / 10_f64.powi(i32::try_from(digits).unwrap_or(2)),
            decimals: digits,
            currency: currency.to_owned(),
        }
    }

    /// In the words of a language.
    pub fn text(&self, words: &Words) -> String {
        format!("{} {}", words.number(self.amount, self.decimals), self.currency)
    }
}

/// What a session states.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriceView {
    /// A seat.
    pub seat: Money,
    /// Taken back after the deadline.
    pub late: Money,
    /// Did not come.
    pub no_show: Money,
}

impl From<&Price> for PriceView {
    fn from(price: &Price) -> Self {
        let money = |minor: i64| Money::of(minor, &price.currency);
        Self {
            seat: money(price.seat),
            late: money(price.late),
            no_show: money(price.no_show),
        }
    }
}

impl PriceView {
    /// For samples.
    pub(super) fn sample() -> Self {
        Self {
            seat: Money::of(25_000, "EUR"),
            late: Money::of(12_550, "EUR"),
            no_show: Money::of(30_000, "EUR"),
        }
    }
}

/// What is due for the bookings of some days.
#[derive(Clone, Debug, Serialize)]
pub struct CostsPage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// The first day.
    pub from: Field,
    /// The last day.
    pub to: Field,
    /// What is wrong with them.
    pub faults: Vec<FormFault>,
    /// What is due, by currency.
    pub sums: Vec<CostSum>,
    /// The bookings, as many as the page shows.
    pub rows: Vec<CostRow>,
    /// How many there are.
    pub count: usize,
    /// Whether the file has more than the page.
    pub more: bool,
    /// All of them.
    pub export: Export,
}

/// What is due in a currency.
#[derive(Clone, Debug, Serialize)]
pub struct CostSum {
    /// What nothing changes any more.
    pub settled: Money,
    /// What is expected of booked seats.
    pub expected: Money,
}

/// A booking and its cost.
#[derive(Clone, Debug, Serialize)]
pub struct CostRow {
    /// The booking.
    pub href: String,
    /// When the session begins.
    pub on: Option<NaiveDate>,
    /// The course's title.
    pub title: String,
    /// Who; none: no name yet.
    pub person: Option<String>,
    /// Where they work.
    pub organisation: String,
    /// What it came to.
    pub fate: &'static str,
    /// Whether nothing changes any more.
    pub settled: bool,
    /// What is due.
    pub due: Money,
}

impl Page for CostsPage {
    const TEMPLATE: &'static str = "workshops/costs";

    fn samples() -> Vec<Self> {
        let row = |person: Option<&str>, fate: &'static str, settled: bool, minor: i64| CostRow {
            href: "/bookings/7".to_owned(),
            on: NaiveDate::from_ymd_opt(2027, 2, 8),
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            person: person.map(str::to_owned),
            organisation: "Kälte Albers Lübeck".to_owned(),
            fate,
            settled,
            due: Money::of(minor, "EUR"),
        };
        let some = Self {
            tabs: tabs("/bookings/costs"),
            from: Field::with("from", "2027-01-01"),
            to: Field::with("to", "2027-12-31"),
            faults: Vec::new(),
            sums: vec![
                CostSum {
                    settled: Money::of(155_000, "EUR"),
                    expected: Money::of(25_000, "EUR"),
                },
                CostSum {
                    settled: Money::of(0, "JPY"),
                    expected: Money::of(40_000, "JPY"),
                },
            ],
            rows: vec![
                row(Some("Selin Aydın"), "attended", true, 25_000),
                row(Some("Vera Lund"), "no_show", true, 30_000),
                row(Some("Ole Brandt"), "cancelled_late", true, 12_550),
                row(None, "booked", false, 25_000),
            ],
            count: 4,
            more: true,
            export: Export::of("/bookings/costs/table.csv".to_owned()),
        };
        let wrong = Self {
            to: Field::with("to", "2026-12-31").wrong("Das liegt vor dem ersten Tag."),
            faults: vec![FormFault {
                field: "to".to_owned(),
                text: "Bis: Das liegt vor dem ersten Tag.".to_owned(),
            }],
            sums: Vec::new(),
            rows: Vec::new(),
            count: 0,
            more: false,
            ..some.clone()
        };
        vec![some, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/sessions")
    }
}
