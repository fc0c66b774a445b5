//! Whom a draft would move before it counts.

use chrono::NaiveDate;
use serde::Serialize;

use crate::obligations::reach::Moved;
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Frame, Page};

/// Counted, by partner, and by name.
#[derive(Clone, Debug, Serialize)]
pub struct ChangesPage {
    /// The requirement's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The day from which it holds for newcomers.
    pub in_force_on: NaiveDate,
    /// The day from which it holds for those already in.
    pub already_in_on: Option<NaiveDate>,
    /// The day that was looked at.
    pub on: NaiveDate,
    /// It did not apply to them, and does then.
    pub come_in: u64,
    /// It applies to them, and does no more then.
    pub drop_out: u64,
    /// Their due date moves to an earlier day.
    pub earlier: u64,
    /// Their due date moves to a later day, or goes away.
    pub later: u64,
    /// What becomes of what is owed, in sentences; empty: it stays.
    pub owed: String,
    /// The partner that is shown alone.
    pub partner: Option<String>,
    /// Back to all partners.
    pub all_href: Option<String>,
    /// Partners with somebody who is moved.
    pub partners: Vec<PartnerMoves>,
    /// Who is moved.
    pub people: Vec<MovedRow>,
    /// Whether there are more than are named.
    pub more: bool,
    /// Who is moved as a file.
    pub export: Export,
}

/// One partner.
#[derive(Clone, Debug, Serialize)]
pub struct PartnerMoves {
    /// This partner alone.
    pub href: Option<String>,
    /// Name; empty: the manufacturer's own.
    pub name: String,
    /// Who comes in.
    pub come_in: u64,
    /// Who drops out.
    pub drop_out: u64,
    /// Whose date comes earlier.
    pub earlier: u64,
    /// Whose date comes later.
    pub later: u64,
}

/// One person.
#[derive(Clone, Debug, Serialize)]
pub struct MovedRow {
    /// The person's record.
    pub href: String,
    /// Name.
    pub name: String,
    /// Organisation.
    pub organisation: String,
    /// `come_in`, `drop_out`, `earlier` or `later`.
    pub how: String,
    /// Due date as it would stay.
    pub due_before: Option<NaiveDate>,
    /// Due date with the change.
    pub due_after: Option<NaiveDate>,
}

impl From<Moved> for MovedRow {
    fn from(one: Moved) -> Self {
        Self {
            href: format!("/people/{}/record", one.person_id),
            name: one.name,
            organisation: one.organisation,
            how: one.how.to_owned(),
            due_before: one.due_before,
            due_after: one.due_after,
        }
    }
}

impl Page for ChangesPage {
    const TEMPLATE: &'static str = "obligations/changes";

    fn samples() -> Vec<Self> {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a day of the calendar") };
        let row = |name: &str, how: &str, before: Option<&str>, after: Option<&str>| MovedRow {
            href: "/people/7/record".to_owned(),
            name: name.to_owned(),
            organisation: "Kälte Albers".to_owned(),
            how: how.to_owned(),
            due_before: before.map(day),
            due_after: after.map(day),
        };
        let all = Self {
            code: "HV".to_owned(),
            title: "Hochvolt-Sicherheit, jährlich zum Stichtag".to_owned(),
            in_force_on: day("2027-01-01"),
            already_in_on: Some(day("2027-07-01")),
            on: day("2027-07-01"),
            come_in: 31,
            drop_out: 4,
            earlier: 9,
            later: 112,
            owed: "26 Pflichten sind überfällig und wären es nicht mehr.".to_owned(),
            partner: None,
            all_href: None,
            partners: vec![
                PartnerMoves {
                    href: Some("?partner=1".to_owned()),
                    name: "Kälte Albers".to_owned(),
                    come_in: 12,
                    drop_out: 1,
                    earlier: 4,
                    later: 40,
                },
                PartnerMoves {
                    href: None,
                    name: String::new(),
                    come_in: 0,
                    drop_out: 0,
                    earlier: 0,
                    later: 2,
                },
            ],
            people: vec![
                row("Selin Aydın", "come_in", None, Some("2027-09-29")),
                row("Tarek Mansour", "drop_out", Some("2027-08-01"), None),
                row("Inken Petersen", "later", Some("2027-08-01"), Some("2028-02-01")),
            ],
            more: true,
            export: Export::of("/requirements/HV/changes/table.csv".to_owned()),
        };
        let one = Self {
            partner: Some("Kälte Albers".to_owned()),
            all_href: Some("/requirements/HV/changes".to_owned()),
            more: false,
            ..all.clone()
        };
        let none = Self {
            already_in_on: None,
            come_in: 0,
            drop_out: 0,
            earlier: 0,
            later: 0,
            owed: String::new(),
            partners: Vec::new(),
            people: Vec::new(),
            more: false,
            ..all.clone()
        };
        vec![all, one, none]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements")
    }
}
