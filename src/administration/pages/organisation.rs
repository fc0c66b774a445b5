//! What the pages of organisations show.

use super::dated::DatedRow;
use super::{at, day, frame};
use crate::organisations::field_view::FieldRow;
use crate::platform::table::Export;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

/// The tree of who administers whom.
#[derive(Clone, Debug, Serialize)]
pub struct TreePage {
    /// How many organisations belong to the network.
    pub total: u32,
    /// How many of them are partners.
    pub partners: u32,
    /// How many rows are shown.
    pub found: u32,
    /// Organisations, each below the one that administers it.
    pub rows: Vec<TreeRow>,
    /// What was searched for.
    pub q: Field,
    /// Whether organisations can be added.
    pub may_add: bool,
    /// All of them as a file.
    pub export: Export,
}

/// One organisation.
#[derive(Clone, Debug, Serialize)]
pub struct TreeRow {
    /// Its page.
    pub href: String,
    /// Name.
    pub name: String,
    /// The manufacturer's number.
    pub number: String,
    /// Kind.
    pub kind: String,
    /// How deep in the tree, 0 to 5.
    pub depth: usize,
    /// City and country of its main location.
    pub place: Option<String>,
    /// People at work there.
    pub people: u32,
    /// Whether it has left the network.
    pub archived: bool,
}

impl Page for TreePage {
    const TEMPLATE: &'static str = "organisations/tree";

    fn samples() -> Vec<Self> {
        let row = |name: &str, kind: &str, depth, people| TreeRow {
            href: "/organisations/1".to_owned(),
            name: name.to_owned(),
            number: "P-0121".to_owned(),
            kind: kind.to_owned(),
            depth,
            place: Some("Hamburg, DE".to_owned()),
            people,
            archived: false,
        };
        let gone = TreeRow {
            archived: true,
            place: None,
            ..row("Frost & Söhne", "subcontractor", 1, 0)
        };
        let rows = vec![
            row("Nordhaus Klimatechnik", "manufacturer", 0, 14),
            row("Nordhaus France", "national_sales_company", 1, 6),
            row("Kälte Albers", "partner", 1, 57),
            row("Kälte Albers Lübeck", "branch", 2, 9),
            gone,
        ];
        let all = Self {
            total: 4,
            partners: 1,
            found: 5,
            rows,
            q: Field::new("q"),
            may_add: true,
            export: Export::of("/organisations/export.csv".to_owned()),
        };
        vec![
            all.clone(),
            Self {
                found: 0,
                rows: Vec::new(),
                q: Field::with("q", "zzz"),
                may_add: false,
                ..all
            },
        ]
    }

    fn sample_frame() -> Frame {
        frame("/organisations")
    }
}

/// One organisation with its locations and relations.
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationPage {
    /// Name.
    pub name: String,
    /// The manufacturer's number.
    pub number: String,
    /// Kind.
    pub kind: String,
    /// Who administers it, where the viewer may know.
    pub parent: Option<String>,
    /// Partner since.
    pub since_on: Option<NaiveDate>,
    /// When it left the network.
    pub archived_at: Option<Instant>,
    /// Whether it is the top of the tree.
    pub is_root: bool,
    /// People at work in the branch.
    pub people: u32,
    /// The list of them.
    pub people_url: String,
    /// Locations, the main one first.
    pub locations: Vec<LocationRow>,
    /// Who works for whom.
    pub relations: Vec<RelationRow>,
    /// Own fields with what they say today.
    pub fields: Vec<FieldRow>,
    /// Facts with their days that no field describes.
    pub facts: Vec<DatedRow>,
    /// Products that the locations service.
    pub products: Vec<DatedRow>,
    /// Whether the viewer may change it.
    pub may_manage: bool,
    /// Whether the viewer may invite its people.
    pub may_invite: bool,
    /// Address of this page.
    pub url: String,
}

/// A location.
#[derive(Clone, Debug, Serialize)]
pub struct LocationRow {
    /// Where it is changed.
    pub edit_url: Option<String>,
    /// Name.
    pub name: String,
    /// Whether it is the main one.
    pub main: bool,
    /// Street, city, country.
    pub address: String,
    /// Services offered, in words.
    pub services: String,
    /// Languages spoken.
    pub languages: String,
    /// Degrees north and east.
    pub coordinates: Option<String>,
    /// IANA name.
    pub time_zone: String,
    /// In words.
    pub opening_hours: Option<String>,
}

/// That one works for another.
#[derive(Clone, Debug, Serialize)]
pub struct RelationRow {
    /// Whether it is this organisation that works for the other.
    pub own: bool,
    /// Name of the other.
    pub other: String,
    /// In which services.
    pub services: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// Where it is ended.
    pub end_url: Option<String>,
}

impl Page for OrganisationPage {
    const TEMPLATE: &'static str = "organisations/organisation";

    fn samples() -> Vec<Self> {
        let location = LocationRow {
            edit_url: Some("/organisations/1/locations/1".to_owned()),
            name: "Hamburg".to_owned(),
            main: true,
            address: "Hafenweg 12, 20095 Hamburg, DE".to_owned(),
            services: "Hochvolt, Kältemittel".to_owned(),
            languages: "Deutsch, English".to_owned(),
            coordinates: Some("53.6200, 10.0703".to_owned()),
            time_zone: "Europe/Berlin".to_owned(),
            opening_hours: Some("Mo bis Fr 7 bis 17 Uhr".to_owned()),
        };
        let workshop = LocationRow {
            name: "Werkstatt Süd".to_owned(),
            main: false,
            coordinates: None,
            opening_hours: None,
            services: String::new(),
            ..location.clone()
        };
        let relation = RelationRow {
            own: true,
            other: "Nordkälte Bremen".to_owned(),
            services: "Wartung".to_owned(),
            from_on: day(2025, 1, 1),
            to_on: None,
            end_url: Some("/organisations/1/works-for/1/end".to_owned()),
        };
        let past = RelationRow {
            own: false,
            to_on: Some(day(2025, 12, 31)),
            end_url: None,
            ..relation.clone()
        };
        let managed = Self {
            name: "Kälte Albers".to_owned(),
            number: "P-0121".to_owned(),
            kind: "partner".to_owned(),
            parent: Some("Nordhaus Klimatechnik".to_owned()),
            since_on: Some(day(2015, 12, 25)),
            archived_at: None,
            is_root: false,
            people: 57,
            people_url: "/people?organisation=1".to_owned(),
            locations: vec![location, workshop],
            relations: vec![relation, past],
            fields: vec![FieldRow::sample("Servicewagen", Some("12")), FieldRow::sample("Stufe", None)],
            facts: vec![DatedRow::sample("level", "gold", None)],
            products: vec![DatedRow::sample("N8", "Nordhaus 8", Some("Hamburg"))],
            may_manage: true,
            may_invite: true,
            url: "/organisations/1".to_owned(),
        };
        let own = Self {
            parent: None,
            may_manage: false,
            facts: vec![DatedRow {
                end_url: None,
                withdraw_url: None,
                to_on: Some(day(2026, 12, 31)),
                ..DatedRow::sample("level", "gold", None)
            }],
            products: Vec::new(),
            relations: Vec::new(),
            since_on: None,
            ..managed.clone()
        };
        let gone = Self {
            archived_at: Some(at("2026-11-01T09:00:00Z")),
            people: 0,
            ..managed.clone()
        };
        vec![managed, own, gone]
    }

    fn sample_frame() -> Frame {
        frame("/organisations")
    }
}

/// Noting for whom an organisation works.
#[derive(Clone, Debug, Serialize)]
pub struct WorksForPage {
    /// Who works.
    pub organisation: String,
    /// Where the form goes.
    pub url: String,
    /// The organisation's page.
    pub back: String,
    /// For whom.
    pub for_organisation_id: Field,
    /// Organisations to choose from.
    pub organisations: Vec<Choice>,
    /// In which services.
    pub services: Field,
    /// Services to choose from.
    pub service_choices: Vec<Choice>,
    /// First day.
    pub from_on: Field,
    /// Last day.
    pub to_on: Field,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

impl Page for WorksForPage {
    const TEMPLATE: &'static str = "organisations/works_for";

    fn samples() -> Vec<Self> {
        vec![Self {
            organisation: "Kälte Albers".to_owned(),
            url: "/organisations/1/works-for".to_owned(),
            back: "/organisations/1".to_owned(),
            for_organisation_id: Field::new("for_organisation_id"),
            organisations: vec![Choice::new("2", "Nordkälte Bremen")],
            services: Field::new("services"),
            service_choices: vec![Choice::new("maintenance", "Wartung").chosen(true)],
            from_on: Field::with("from_on", "2026-11-24"),
            to_on: Field::with("to_on", ""),
            faults: Vec::new(),
        }]
    }

    fn sample_frame() -> Frame {
        frame("/organisations")
    }
}
