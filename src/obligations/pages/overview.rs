//! The heat map of people and requirements: a partner's overview, a team's, and what a partner manager drills down to.

mod sample;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Finding, PastDay, Why};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Field, Frame, Page};

/// People × requirements of one partner or team.
#[derive(Clone, Debug, Serialize)]
pub struct OverviewPage {
    /// Whose people these are.
    pub whose: String,
    /// The way back to the network, where the reader came from there.
    pub network_href: Option<String>,
    /// What the heading says; `missed` counts people, `due` deadlines.
    pub finding: Finding,
    /// Partners to choose from; empty where there is only one.
    pub units: Vec<Unit>,
    /// What is owed, as buttons that filter.
    pub owed: Vec<StatusCount>,
    /// The rest of the legend.
    pub calm: Vec<StatusCount>,
    /// Chosen view: `todo`, `all`, or none (all on desks, to do on phones).
    pub show: Option<&'static str>,
    /// Whether phones leave out people who have nothing to do: nobody chose a view, and nobody is looked for.
    pub hides_idle: bool,
    /// Whether that leaves nobody there.
    pub all_idle: bool,
    /// Address of the people who have something to do.
    pub todo_href: String,
    /// How many they are.
    pub todo_count: usize,
    /// Address of everybody.
    pub all_href: String,
    /// How many they are.
    pub all_count: usize,
    /// Requirements to confine the table to; the first one lifts that.
    pub requirements: Vec<Unit>,
    /// The one chosen.
    pub requirement: Option<String>,
    /// Its code: what is done with people from here is about it.
    pub asked_requirement: Option<String>,
    /// What is searched for.
    pub search: Field,
    /// Address without the search.
    pub search_off_href: String,
    /// Fields of the address that a search keeps: name and value.
    pub kept: Vec<Kept>,
    /// The day that is looked at. On a past one nothing can be done from here.
    pub past_day: PastDay,
    /// The same table as a file.
    pub export: Export,
    /// What lies ahead for the same people.
    pub ahead_href: String,
    /// The requirements shown.
    pub columns: Vec<Column>,
    /// Columns of the table with that of the names, for group rows.
    pub span: usize,
    /// The partner that the deeds on the people go back to.
    pub partner: Option<String>,
    /// Whether the reader may book seats for them.
    pub may_book: bool,
    /// People by organisation; group rows stand only where there are several.
    pub groups: Vec<Group>,
    /// How many people are shown.
    pub found: usize,
    /// The chosen cell.
    pub panel: Option<Panel>,
}

/// A field of the address that a form repeats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Kept {
    /// What a form keeps of an address: every field that is set, save the one that the form itself sends.
    pub fn beside(own: &str, fields: &[(&str, &Option<String>)]) -> Vec<Self> {
        let others = fields.iter().filter(|(name, _)| *name != own);
        let kept = |(name, value): &(&str, &Option<String>)| {
            Some(Self {
                name: (*name).to_owned(),
                value: (*value).clone()?,
            })
        };
        others.filter_map(kept).collect()
    }
}

/// A choice that is a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub label: String,
    /// Whether it is chosen.
    pub current: bool,
}

/// How often a status occurs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusCount {
    /// Status word.
    pub status: String,
    /// How many cells have it.
    pub count: usize,
    /// Address that filters by it, or lifts the filter.
    pub href: String,
    /// Whether it filters now.
    pub on: bool,
}

/// A requirement as a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its short title.
    pub title: String,
    /// Kind of recurrence: `once`, `rolling`, `anniversary`, `calendar`.
    pub kind: String,
    /// Months between proofs, where the kind has them.
    pub months: Option<u32>,
}

/// People of one organisation.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Its name; none where everybody belongs to the same one.
    pub label: Option<String>,
    /// How many people of it are shown.
    pub count: usize,
    /// They.
    pub rows: Vec<OverviewRow>,
}

/// One person.
#[derive(Clone, Debug, Serialize)]
pub struct OverviewRow {
    /// Who.
    pub id: crate::rules::id::Id,
    /// Family name first, as it sorts.
    pub name: String,
    /// Job roles in the reader's language.
    pub roles: String,
    /// The person's record.
    pub href: String,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// How many obligations are in order.
    pub calm: usize,
    /// Whether nothing is to be done: phones leave the person out where [`OverviewPage::hides_idle`] says so.
    pub idle: bool,
    /// Whether the chosen cell is in this row.
    pub chosen: bool,
}

/// How one person stands with one requirement.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// The requirement's short title, for phones.
    pub head: String,
    /// Status word; none where nothing is asked.
    pub status: Option<String>,
    /// The date behind the word.
    pub on: Option<NaiveDate>,
    /// Of a past day the status by all that is known now, where it is another one.
    pub since: Option<&'static str>,
    /// `fault`, `owe`, `rest` or `none`.
    pub ground: &'static str,
    /// Address that opens the panel.
    pub href: String,
    /// Whether the panel shows it.
    pub chosen: bool,
}

/// The side panel.
#[derive(Clone, Debug, Serialize)]
pub struct Panel {
    /// Where the person is reminded of it; none on a past day.
    pub remind_href: Option<String>,
    /// From where they are booked on a session, for whoever may.
    pub book_href: Option<String>,
    /// Whose cell it is.
    pub person: String,
    /// That person's record.
    pub record_href: String,
    /// The explanation.
    pub why: Why,
    /// Address without the panel.
    pub close: String,
    /// Where a pause is entered; none for whoever may not.
    pub pause_href: Option<String>,
    /// Where a waiver is entered.
    pub waiver_href: Option<String>,
    /// Where more time is asked for, for those who may not give it.
    pub extension_href: Option<String>,
}

/// Ground of a cell, as look and CSS know it.
pub fn ground(status: Option<&str>) -> &'static str {
    match status {
        None => "none",
        Some("overdue" | "lapsed") => "fault",
        Some("due" | "grace") => "owe",
        Some("open") => "open",
        Some(_) => "rest",
    }
}

/// Which partner is meant, for those who look after several and see no network.
#[derive(Clone, Debug, Serialize)]
pub struct UnitsPage {
    /// They.
    pub units: Vec<Unit>,
}

impl Page for UnitsPage {
    const TEMPLATE: &'static str = "obligations/units";

    fn samples() -> Vec<Self> {
        let units = ["Kälte Albers", "Thermo Partner Leipzig"].map(|label| Unit {
            href: "/obligations?partner=7".to_owned(),
            label: label.to_owned(),
            current: false,
        });
        vec![Self { units: units.to_vec() }, Self { units: Vec::new() }]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/obligations")
    }
}

impl Page for OverviewPage {
    const TEMPLATE: &'static str = "obligations/partner_overview";

    fn samples() -> Vec<Self> {
        let usual = sample::page();
        let chosen = Self {
            panel: Some(sample::panel()),
            ..sample::choosing(usual.clone())
        };
        let narrowed = Self {
            requirement: Some("Hochvolt-Sicherheit".to_owned()),
            asked_requirement: Some("HV".to_owned()),
            search: Field::with("search", "Sel"),
            show: Some("all"),
            hides_idle: false,
            units: vec![
                Unit {
                    href: "/obligations?partner=7".to_owned(),
                    label: "Thermo Partner Leipzig".to_owned(),
                    current: true,
                },
                Unit {
                    href: "/obligations?partner=8".to_owned(),
                    label: "Thermo Partner Zürich".to_owned(),
                    current: false,
                },
            ],
            network_href: Some("/network".to_owned()),
            ..usual.clone()
        };
        let nobody = Self {
            finding: Finding {
                kind: "none",
                missed: 0,
                due: 0,
                until: None,
            },
            owed: Vec::new(),
            calm: Vec::new(),
            columns: Vec::new(),
            groups: Vec::new(),
            found: 0,
            all_count: 0,
            todo_count: 0,
            ..usual.clone()
        };
        let calm = Self {
            finding: Finding {
                kind: "fine",
                missed: 0,
                due: 0,
                until: None,
            },
            todo_count: 0,
            all_idle: true,
            groups: sample::calm_groups(),
            found: 1,
            ..usual.clone()
        };
        let past = Self {
            past_day: PastDay::march("/obligations"),
            panel: Some(sample::past_panel()),
            groups: sample::past_groups(),
            ..sample::choosing(usual.clone())
        };
        let ahead = Self {
            past_day: PastDay::ahead("/obligations"),
            ..usual.clone()
        };
        let nobody_then = Self {
            past_day: PastDay::march("/obligations"),
            ..nobody.clone()
        };
        vec![chosen, usual, narrowed, nobody, calm, past, ahead, nobody_then]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/obligations")
    }
}
