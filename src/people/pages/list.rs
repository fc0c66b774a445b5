//! What the list of people shows.

use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Field, Frame, Link, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// People of a branch, filtered.
#[derive(Clone, Debug, Serialize)]
pub struct PeoplePage {
    /// How many there are.
    pub total: u32,
    /// How many of the current ones cannot sign in yet.
    pub without_access: u32,
    /// The list of those.
    pub without_access_url: String,
    /// Number of the first row.
    pub first: u32,
    /// Number of the last row.
    pub last: u32,
    /// Address of the next rows.
    pub next: Option<String>,
    /// The rows.
    pub rows: Vec<PersonRow>,
    /// What was searched for.
    pub q: Field,
    /// Identifier of the organisation that is filtered by; empty: none.
    pub organisation: String,
    /// Code of the job role that is filtered by; empty: none.
    pub role: String,
    /// State that is filtered by; empty: the usual one.
    pub state: String,
    /// Name of that organisation.
    pub organisation_name: Option<String>,
    /// Organisations to filter by.
    pub organisations: Vec<Link>,
    /// The list without that filter.
    pub organisation_off: String,
    /// Name of that job role.
    pub role_name: Option<String>,
    /// Job roles to filter by.
    pub roles: Vec<Link>,
    /// The list without that filter.
    pub role_off: String,
    /// States to filter by.
    pub states: Vec<Link>,
    /// The state shown.
    pub state_name: String,
    /// The same people as a file.
    pub export: Export,
    /// Whether people can be added.
    pub may_add: bool,
    /// Whether the reader writes down what happened.
    pub may_record: bool,
}

/// One person.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRow {
    /// Their page.
    pub href: String,
    /// Family name first.
    pub name: String,
    /// Personnel number.
    pub number: Option<String>,
    /// Where they work.
    pub organisation: Option<String>,
    /// How many further places there are.
    pub more: usize,
    /// In which job roles.
    pub job_roles: String,
    /// How they get in: `open`, `invited`, `none`, `disabled`, `ended`.
    pub access: &'static str,
    /// Last day, where they have left.
    pub ended_on: Option<NaiveDate>,
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "people/list";

    fn samples() -> Vec<Self> {
        let link = |label: &str, current| Link {
            label: label.to_owned(),
            href: "/people".to_owned(),
            current,
        };
        let row = |name: &str, job_roles: &str, access| PersonRow {
            href: "/people/1".to_owned(),
            name: name.to_owned(),
            number: Some("E-000412".to_owned()),
            organisation: Some("Kälte Albers".to_owned()),
            more: 0,
            job_roles: job_roles.to_owned(),
            access,
            ended_on: None,
        };
        let left = PersonRow {
            number: None,
            ended_on: NaiveDate::from_ymd_opt(2026, 3, 31),
            more: 1,
            ..row("Gruber, Franz", "", "ended")
        };
        let several = Self {
            total: 57,
            without_access: 4,
            without_access_url: "/people?state=without_access".to_owned(),
            first: 1,
            last: 50,
            next: Some("/people?cursor=x&before=50".to_owned()),
            rows: vec![
                row("Aydın, Selin", "Technik, Elektrik", "open"),
                row("Bianchi, Luca", "Technik", "invited"),
                row("Dvořáková, Jana", "Serviceleitung", "none"),
                row("Nowak, Piotr", "Disposition", "disabled"),
                left,
            ],
            q: Field::with("q", ""),
            organisation: "1".to_owned(),
            role: String::new(),
            state: String::new(),
            organisation_name: Some("Kälte Albers".to_owned()),
            organisations: vec![link("Kälte Albers", true), link("Kälte Albers Lübeck", false)],
            organisation_off: "/people".to_owned(),
            role_name: None,
            roles: vec![link("Technik", false), link("Elektrik", false)],
            role_off: "/people".to_owned(),
            states: vec![link("Tätig", true), link("Ausgeschieden", false)],
            state_name: "Tätig".to_owned(),
            export: Export::of("/people/export.csv".to_owned()),
            may_add: true,
            may_record: true,
        };
        let nobody = Self {
            total: 0,
            without_access: 0,
            first: 0,
            last: 0,
            next: None,
            rows: Vec::new(),
            q: Field::with("q", "zzz"),
            may_add: false,
            may_record: false,
            ..several.clone()
        };
        vec![several, nobody]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}
