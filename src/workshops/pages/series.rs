//! A session that comes again: by which rule, on which days, and the series that it became.

use super::session::{SessionRow, row};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// By which rule a session comes again, and on which days that would be.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesFormPage {
    /// What is taught.
    pub title: String,
    /// The day of the session that is repeated.
    pub on: NaiveDate,
    /// Where it is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// How it comes again.
    pub cycle: Field,
    /// Ways to choose from.
    pub cycles: Vec<Choice>,
    /// On which days of the week.
    pub weekdays: Field,
    /// All of them.
    pub weekday_choices: Vec<Choice>,
    /// Every so many weeks or months.
    pub interval: Field,
    /// How far.
    pub end: Field,
    /// A count or a day.
    pub ends: Vec<Choice>,
    /// So many.
    pub count: Field,
    /// To a day.
    pub until_on: Field,
    /// What it comes to, once it was asked for.
    pub plan: Option<PlanView>,
    /// The days that are made.
    pub days: Field,
    /// Why it is so all the same.
    pub clash_reason: Field,
    /// Whether they are opened at once.
    pub opens: bool,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// What a rule comes to.
#[derive(Clone, Debug, Serialize)]
pub struct PlanView {
    /// The days after the first.
    pub days: Vec<PlannedDay>,
    /// Days that the clocks of the place rule out.
    pub skipped: Vec<NaiveDate>,
    /// Whether something speaks against a day that a reason overrides.
    pub asks_reason: bool,
}

/// A day of a plan.
#[derive(Clone, Debug, Serialize)]
pub struct PlannedDay {
    /// The day.
    pub on: NaiveDate,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Whether it can be made.
    pub possible: bool,
    /// What speaks against it.
    pub against: Vec<String>,
}

/// A series.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesPage {
    /// What is taught.
    pub title: String,
    /// The code of the course.
    pub code: String,
    /// The rule in words.
    pub rule: String,
    /// Days that the rule names and nobody wanted.
    pub left_out: Vec<NaiveDate>,
    /// Its sessions.
    pub sessions: Vec<SessionRow>,
    /// The workshop.
    pub workshop_href: String,
    /// Where the rest is cancelled; none: nothing is left.
    pub cancel_action: Option<String>,
    /// From which session on.
    pub from: Field,
    /// Those ahead.
    pub from_choices: Vec<Choice>,
    /// Why.
    pub reason: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, month, day).unwrap_or_default()
}

impl Page for SeriesFormPage {
    const TEMPLATE: &'static str = "workshops/series_form";

    fn samples() -> Vec<Self> {
        let asked = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            on: on(2, 8),
            action: "/sessions/7/series".to_owned(),
            back: "/sessions/7".to_owned(),
            cycle: Field::with("cycle", "weekly"),
            cycles: vec![
                Choice::new("weekly", "Jede Woche").chosen(true),
                Choice::new("day", "Jeden Monat am 8."),
                Choice::new("nth", "Jeden Monat am 2. Mo"),
            ],
            weekdays: Field::new("weekdays"),
            weekday_choices: ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]
                .map(|day| Choice::new(day, day).chosen(day == "Mo"))
                .to_vec(),
            interval: Field::with("interval", "2"),
            end: Field::with("end", "count"),
            ends: vec![
                Choice::new("count", "So viele Termine").chosen(true),
                Choice::new("until", "Bis zu einem Tag"),
            ],
            count: Field::with("count", "6"),
            until_on: Field::new("until_on"),
            plan: None,
            days: Field::new("days"),
            clash_reason: Field::new("clash_reason"),
            opens: false,
            faults: Vec::new(),
        };
        let day = |month: u32, of_month: u32, possible: bool, against: &[&str]| PlannedDay {
            on: on(month, of_month),
            chosen: possible,
            possible,
            against: against.iter().map(|text| (*text).to_owned()).collect(),
        };
        let planned = Self {
            plan: Some(PlanView {
                days: vec![
                    day(2, 22, true, &[]),
                    day(3, 8, false, &["Raum 2 ist am 2027-03-08 von 09:00 bis 16:30 belegt."]),
                    day(3, 22, true, &["Jörg Albrecht ist am 2027-03-22 nicht da."]),
                ],
                skipped: vec![on(3, 28)],
                asks_reason: true,
            }),
            clash_reason: Field::new("clash_reason").wrong("Etwas spricht dagegen. Sagen Sie, warum es trotzdem so sein soll."),
            opens: true,
            faults: vec![FormFault {
                field: "clash_reason".to_owned(),
                text: "Warum trotzdem: Etwas spricht dagegen.".to_owned(),
            }],
            ..asked.clone()
        };
        let none = Self {
            plan: Some(PlanView {
                days: Vec::new(),
                skipped: Vec::new(),
                asks_reason: false,
            }),
            ..asked.clone()
        };
        vec![asked, planned, none]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for SeriesPage {
    const TEMPLATE: &'static str = "workshops/series";

    fn samples() -> Vec<Self> {
        let ahead = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            code: "R290-1".to_owned(),
            rule: "Alle 2 Wochen am Mo, 6 Termine".to_owned(),
            left_out: vec![on(3, 8)],
            sessions: vec![
                row("open", None, "open", Some("2027-02-08")),
                row("draft", None, "open", Some("2027-02-22")),
                row("cancelled", None, "waived", Some("2027-03-22")),
            ],
            workshop_href: "/workshops/7".to_owned(),
            cancel_action: Some("/series/7/cancellation".to_owned()),
            from: Field::new("from"),
            from_choices: vec![Choice::new("1", "Mo 8. Feb."), Choice::new("2", "Mo 22. Feb.")],
            reason: Field::new("reason").wrong("Das fehlt noch."),
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Das fehlt noch.".to_owned(),
            }],
        };
        let over = Self {
            left_out: Vec::new(),
            cancel_action: None,
            from_choices: Vec::new(),
            reason: Field::new("reason"),
            faults: Vec::new(),
            ..ahead.clone()
        };
        vec![ahead, over]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
