//! What the forms and questions about one person show.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

fn edited_at() -> Instant {
    let at: chrono::DateTime<chrono::Utc> = "2026-11-02T08:10:00Z".parse().expect("an instant");
    at.into()
}

/// A person's own fields in a form.
#[derive(Clone, Debug, Serialize)]
pub struct PersonFieldsView {
    /// Given name.
    pub given_name: Field,
    /// Family name.
    pub family_name: Field,
    /// Mail address.
    pub email: Field,
    /// Personnel number.
    pub external_id: Field,
    /// Language.
    pub language: Field,
    /// Languages to choose from.
    pub languages: Vec<Choice>,
    /// Time zone.
    pub time_zone: Field,
}

/// A place of work in a form.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceView {
    /// Name of the organisation, which is chosen before.
    pub organisation: String,
    /// Its identifier.
    pub organisation_id: Field,
    /// Location; empty: the main one.
    pub location_id: Field,
    /// Locations to choose from.
    pub locations: Vec<Choice>,
    /// Job roles.
    pub job_roles: Field,
    /// Job roles to choose from.
    pub job_role_choices: Vec<Choice>,
    /// First day.
    pub start_on: Field,
    /// Last day.
    pub end_on: Field,
    /// The person's own team lead.
    pub supervisor_id: Field,
    /// People to choose from.
    pub supervisors: Vec<Choice>,
}

fn sample_fields() -> PersonFieldsView {
    PersonFieldsView {
        given_name: Field::with("given_name", "Selin"),
        family_name: Field::with("family_name", "Aydın"),
        email: Field::with("email", "selin.aydin@thermopartner").wrong("Das ist keine Mail-Adresse."),
        external_id: Field::with("external_id", "E-000412"),
        language: Field::with("language", "de"),
        languages: vec![Choice::new("de", "Deutsch").chosen(true), Choice::new("en", "English")],
        time_zone: Field::with("time_zone", ""),
    }
}

fn sample_place() -> PlaceView {
    PlaceView {
        organisation: "Kälte Albers".to_owned(),
        organisation_id: Field::with("organisation_id", "1"),
        location_id: Field::with("location_id", ""),
        locations: vec![Choice::new("1", "Hamburg"), Choice::new("2", "Werkstatt Süd")],
        job_roles: Field::new("job_roles"),
        job_role_choices: vec![
            Choice::new("technician", "Technik").chosen(true),
            Choice::new("electrician", "Elektrik"),
        ],
        start_on: Field::with("start_on", "2026-11-24"),
        end_on: Field::with("end_on", ""),
        supervisor_id: Field::with("supervisor_id", ""),
        supervisors: vec![Choice::new("3", "Weiß, Hannes")],
    }
}

fn sample_faults() -> Vec<FormFault> {
    vec![FormFault {
        field: "email".to_owned(),
        text: "Mail-Adresse: das ist keine.".to_owned(),
    }]
}

/// Adding a person.
#[derive(Clone, Debug, Serialize)]
pub struct NewPersonPage {
    /// Who.
    pub fields: PersonFieldsView,
    /// Where.
    pub place: PlaceView,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

impl Page for NewPersonPage {
    const TEMPLATE: &'static str = "people/new";

    fn samples() -> Vec<Self> {
        vec![Self {
            fields: sample_fields(),
            place: sample_place(),
            faults: sample_faults(),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}

/// Changing a person's own fields.
#[derive(Clone, Debug, Serialize)]
pub struct PersonEditPage {
    /// Full name.
    pub name: String,
    /// Where the form goes, and back.
    pub url: String,
    /// Of the record that was shown.
    pub revision: String,
    /// When the partner first edited them.
    pub partner_edited_at: Option<Instant>,
    /// What an import still changes then, in words.
    pub still_changed: String,
    /// Who.
    pub fields: PersonFieldsView,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

impl Page for PersonEditPage {
    const TEMPLATE: &'static str = "people/edit";

    fn samples() -> Vec<Self> {
        let first = Self {
            name: "Selin Aydın".to_owned(),
            url: "/people/1".to_owned(),
            revision: "3".to_owned(),
            partner_edited_at: None,
            still_changed: "Wechsel zu einem anderen Betrieb, früheres Ende".to_owned(),
            fields: sample_fields(),
            faults: sample_faults(),
        };
        let again = Self {
            partner_edited_at: Some(edited_at()),
            faults: Vec::new(),
            ..first.clone()
        };
        vec![first, again]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}

/// Adding or changing a place of work.
#[derive(Clone, Debug, Serialize)]
pub struct PlacePage {
    /// Full name.
    pub name: String,
    /// Where the form goes.
    pub url: String,
    /// The person's page.
    pub back: String,
    /// Whether it is a further place.
    pub is_new: bool,
    /// Where.
    pub place: PlaceView,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

impl Page for PlacePage {
    const TEMPLATE: &'static str = "people/place";

    fn samples() -> Vec<Self> {
        let new = Self {
            name: "Selin Aydın".to_owned(),
            url: "/people/1/memberships".to_owned(),
            back: "/people/1".to_owned(),
            is_new: true,
            place: sample_place(),
            faults: Vec::new(),
        };
        let old = Self {
            is_new: false,
            ..new.clone()
        };
        vec![new, old]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}

/// Moving somebody to another organisation.
#[derive(Clone, Debug, Serialize)]
pub struct TransferPage {
    /// Full name.
    pub name: String,
    /// Where they leave.
    pub here: String,
    /// Where the form goes.
    pub url: String,
    /// The person's page.
    pub back: String,
    /// Where they go.
    pub place: PlaceView,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

impl Page for TransferPage {
    const TEMPLATE: &'static str = "people/transfer";

    fn samples() -> Vec<Self> {
        let place = PlaceView {
            organisation: "Froid Bernard".to_owned(),
            ..sample_place()
        };
        vec![Self {
            name: "Selin Aydın".to_owned(),
            here: "Kälte Albers".to_owned(),
            url: "/people/1/memberships/1/move".to_owned(),
            back: "/people/1".to_owned(),
            place,
            faults: Vec::new(),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/people")
    }
}

/// Choosing the organisation before the form that depends on it.
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationChoicePage {
    /// Where the choice leads.
    pub action: String,
    /// Organisations of the branch.
    pub choices: Vec<Choice>,
}

impl Page for OrganisationChoicePage {
    const TEMPLATE: &'static str = "people/organisation";

    fn samples() -> Vec<Self> {
        vec![Self {
            action: "/people/new".to_owned(),
            choices: vec![Choice::new("1", "Kälte Albers"), Choice::new("2", "Froid Bernard")],
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/people")
    }
}

/// Ending a place of work.
#[derive(Clone, Debug, Serialize)]
pub struct EndPage {
    /// Full name.
    pub name: String,
    /// Where they work.
    pub organisation: String,
    /// Where the form goes.
    pub url: String,
    /// The person's page.
    pub back: String,
    /// Last day.
    pub end_on: Field,
}

impl Page for EndPage {
    const TEMPLATE: &'static str = "people/end";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Selin Aydın".to_owned(),
            organisation: "Kälte Albers".to_owned(),
            url: "/people/1/memberships/1/end".to_owned(),
            back: "/people/1".to_owned(),
            end_on: Field::with("end_on", "2026-11-24"),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}

/// Asks before every way in is closed.
#[derive(Clone, Debug, Serialize)]
pub struct DisablePage {
    /// Full name.
    pub name: String,
    /// Where the form goes.
    pub url: String,
    /// The person's page.
    pub back: String,
}

impl Page for DisablePage {
    const TEMPLATE: &'static str = "people/disable";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Selin Aydın".to_owned(),
            url: "/people/1/disable".to_owned(),
            back: "/people/1".to_owned(),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}

/// The letter with a code, to print; shown once.
#[derive(Clone, Debug, Serialize)]
pub struct LetterPage {
    /// Full name.
    pub name: String,
    /// What they sign in with later on.
    pub number: Option<String>,
    /// The code in groups.
    pub code: String,
    /// Where it is typed.
    pub sign_in_url: String,
    /// The last day on which it works.
    pub last_on: NaiveDate,
    /// The person's page.
    pub back: String,
}

impl Page for LetterPage {
    const TEMPLATE: &'static str = "people/letter";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Franz Gruber".to_owned(),
            number: Some("E-000977".to_owned()),
            code: "7KQ4 M2XP 9TWD".to_owned(),
            sign_in_url: "https://akademie.nordhaus.example/sign-in/code".to_owned(),
            last_on: NaiveDate::from_ymd_opt(2026, 12, 8).expect("a day of the calendar"),
            back: "/people/1".to_owned(),
        }]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}
