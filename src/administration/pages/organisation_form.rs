//! What the forms of organisations and their locations show.

use super::frame;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use serde::Serialize;

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
