//! Countries and their free days.

use super::{Tab, tabs};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use serde::Serialize;

/// Countries and their free days.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarsPage {
    /// Places beside this one.
    pub tabs: Vec<Tab>,
    /// The countries.
    pub rows: Vec<CountryRow>,
}

/// A country's calendar at a glance.
#[derive(Clone, Debug, Serialize)]
pub struct CountryRow {
    /// Where it is changed.
    pub href: String,
    /// Code, ISO 3166-1 alpha-2.
    pub country: String,
    /// Its free days of the week in words.
    pub weekend: String,
    /// Holidays from today on.
    pub ahead: usize,
}

/// One country's free days.
#[derive(Clone, Debug, Serialize)]
pub struct CountryPage {
    /// Where the form goes.
    pub action: String,
    /// Code.
    pub country: String,
    /// Free days of the week.
    pub weekend: Field,
    /// Monday to Sunday.
    pub days: Vec<Choice>,
    /// One date and name a line.
    pub holidays: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for CalendarsPage {
    const TEMPLATE: &'static str = "reminders/calendars";

    fn samples() -> Vec<Self> {
        vec![Self {
            tabs: tabs("/reminders/calendar", 0),
            rows: vec![CountryRow {
                href: "/reminders/calendar/DE".to_owned(),
                country: "Deutschland".to_owned(),
                weekend: "Samstag, Sonntag".to_owned(),
                ahead: 9,
            }],
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}

impl Page for CountryPage {
    const TEMPLATE: &'static str = "reminders/country";

    fn samples() -> Vec<Self> {
        let names = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
        let good = Self {
            action: "/reminders/calendar/DE".to_owned(),
            country: "Deutschland".to_owned(),
            weekend: Field::new("weekend"),
            days: (1..8)
                .zip(names)
                .map(|(number, name)| Choice::new(number.to_string(), name).chosen(number > 5))
                .collect(),
            holidays: Field::with("holidays", "2026-12-25 Erster Weihnachtstag\n2026-12-26 Zweiter Weihnachtstag"),
            faults: Vec::new(),
        };
        let wrong = Self {
            holidays: Field::with("holidays", "Weihnachten").wrong("Zeile 1 beginnt nicht mit einem Tag wie 2026-12-25."),
            faults: vec![FormFault {
                field: "holidays".to_owned(),
                text: "Feiertage: Zeile 1 beginnt nicht mit einem Tag wie 2026-12-25.".to_owned(),
            }],
            ..good.clone()
        };
        vec![good, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/administration")
    }
}
