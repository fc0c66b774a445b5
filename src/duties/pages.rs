//! What the pages of the ledger show.

mod clock;
mod duty;
mod partner;

pub use clock::{ClockField, ClocksPage};
pub use duty::{DutyPage, EventLine, RevocationPage};
pub use partner::{PartnerRow, PartnersPage};

use chrono::NaiveDate;
use serde::Serialize;

/// A place beside others at the head of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Tab {
    /// Address.
    pub href: String,
    /// Its name, in the person's language.
    pub label: String,
    /// How much waits there.
    pub note: Option<String>,
    /// Whether it is this page.
    pub current: bool,
}

/// The tabs of samples.
fn sample_tabs(here: &str) -> Vec<Tab> {
    [("/duties", "Partner"), ("/needs", "Schulungsbedarf"), ("/duties/clocks", "Fristen")]
        .map(|(href, label)| Tab {
            href: href.to_owned(),
            label: label.to_owned(),
            note: None,
            current: href == here,
        })
        .to_vec()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

crate::samples! { pages: DutyPage, RevocationPage, PartnersPage, ClocksPage }
