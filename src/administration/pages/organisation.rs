//! What the pages of organisations show.

use super::{at, frame};
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

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
            may_manage: true,
            may_invite: true,
            url: "/organisations/1".to_owned(),
        };
        let own = Self {
            parent: None,
            may_manage: false,
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

/// The fields of an organisation in a form.
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationView {
    /// The manufacturer's number.
    pub external_id: Field,
    /// Name.
    pub name: Field,
    /// Kind.
    pub kind: Field,
    /// Kinds to choose from.
    pub kinds: Vec<Choice>,
    /// Who administers it.
    pub parent_id: Field,
    /// Organisations to choose from.
    pub parents: Vec<Choice>,
    /// Partner since.
    pub since_on: Field,
    /// Whether it is the top of the tree, whose kind and place are fixed.
    pub is_root: bool,
}

/// Adding or changing an organisation.
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationFormPage {
    /// Its name; none: a new one.
    pub title: Option<String>,
    /// Where the form goes.
    pub url: String,
    /// Where one comes from.
    pub back: String,
    /// Of the record that was shown.
    pub revision: String,
    /// Its own fields.
    pub fields: OrganisationView,
    /// Its main location, for a new one.
    pub location: Option<LocationView>,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

fn sample_location() -> LocationView {
    LocationView {
        location_name: Field::with("location_name", "Hamburg"),
        main: false,
        country: Field::with("country", "DE"),
        city: Field::with("city", "Hamburg"),
        postal_code: Field::with("postal_code", "20095"),
        street: Field::with("street", "Hafenweg 12"),
        latitude: Field::with("latitude", "153").wrong("Grad von -90 bis 90."),
        longitude: Field::with("longitude", "10.0703"),
        time_zone: Field::with("time_zone", "Europe/Berlin"),
        languages: Field::with("languages", "de, en"),
        services: Field::new("services"),
        service_choices: vec![
            Choice::new("high_voltage", "Hochvolt").chosen(true),
            Choice::new("refrigerant", "Kältemittel"),
        ],
        opening_hours: Field::with("opening_hours", ""),
    }
}

impl Page for OrganisationFormPage {
    const TEMPLATE: &'static str = "organisations/form";

    fn samples() -> Vec<Self> {
        let fields = OrganisationView {
            external_id: Field::with("external_id", "P-0121"),
            name: Field::with("name", "Kälte Albers"),
            kind: Field::with("kind", "partner"),
            kinds: vec![Choice::new("partner", "Partner").chosen(true), Choice::new("branch", "Zweigstelle")],
            parent_id: Field::with("parent_id", "1"),
            parents: vec![Choice::new("1", "Nordhaus Klimatechnik").chosen(true)],
            since_on: Field::with("since_on", "2015-12-25"),
            is_root: false,
        };
        let new = Self {
            title: None,
            url: "/organisations".to_owned(),
            back: "/organisations".to_owned(),
            revision: String::new(),
            fields: fields.clone(),
            location: Some(sample_location()),
            faults: vec![FormFault {
                field: "latitude".to_owned(),
                text: "Breite: Grad von -90 bis 90.".to_owned(),
            }],
        };
        let old = Self {
            title: Some("Kälte Albers".to_owned()),
            url: "/organisations/1".to_owned(),
            back: "/organisations/1".to_owned(),
            revision: "2".to_owned(),
            location: None,
            faults: Vec::new(),
            ..new.clone()
        };
        let root = Self {
            fields: OrganisationView { is_root: true, ..fields },
            ..old.clone()
        };
        vec![new, old, root]
    }

    fn sample_frame() -> Frame {
        frame("/organisations")
    }
}

/// The fields of a location in a form.
#[derive(Clone, Debug, Serialize)]
pub struct LocationView {
    /// Name.
    pub location_name: Field,
    /// Whether it is to be the main one.
    pub main: bool,
    /// Country code.
    pub country: Field,
    /// City.
    pub city: Field,
    /// Postal code.
    pub postal_code: Field,
    /// Street and number.
    pub street: Field,
    /// Degrees north.
    pub latitude: Field,
    /// Degrees east.
    pub longitude: Field,
    /// IANA name.
    pub time_zone: Field,
    /// Language codes.
    pub languages: Field,
    /// Services offered.
    pub services: Field,
    /// Services to choose from.
    pub service_choices: Vec<Choice>,
    /// In words.
    pub opening_hours: Field,
}

/// Adding or changing a location.
#[derive(Clone, Debug, Serialize)]
pub struct LocationPage {
    /// Whose location.
    pub organisation: String,
    /// Where the form goes.
    pub url: String,
    /// The organisation's page.
    pub back: String,
    /// Whether it is a new one.
    pub is_new: bool,
    /// Whether it is the main one already.
    pub is_main: bool,
    /// Its fields.
    pub location: LocationView,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

impl Page for LocationPage {
    const TEMPLATE: &'static str = "organisations/location";

    fn samples() -> Vec<Self> {
        let new = Self {
            organisation: "Kälte Albers".to_owned(),
            url: "/organisations/1/locations".to_owned(),
            back: "/organisations/1".to_owned(),
            is_new: true,
            is_main: false,
            location: sample_location(),
            faults: Vec::new(),
        };
        let old = Self {
            is_new: false,
            is_main: true,
            ..new.clone()
        };
        vec![new, old]
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
