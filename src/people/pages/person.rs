//! What the page of one person shows.

use crate::organisations::field_view::FieldRow;
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, Frame, Page};
use crate::rules::id::Instant;
use chrono::NaiveDate;
use serde::Serialize;

/// Facts, places of work, roles and ways in.
#[derive(Clone, Debug, Serialize)]
pub struct PersonPage {
    /// Full name.
    pub name: String,
    /// Letters of it that certificates cannot print; empty: all can be.
    pub undrawn: String,
    /// Whether the person works in the viewer's branch today or later; what is theirs alone is shown only then.
    pub at_home: bool,
    /// Personnel number.
    pub number: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Language, by its own name.
    pub language: String,
    /// Time zone of their own.
    pub time_zone: Option<String>,
    /// When every way in was closed.
    pub disabled_at: Option<Instant>,
    /// When the partner first edited them.
    pub partner_edited_at: Option<Instant>,
    /// What an import still changes then, in words.
    pub still_changed: String,
    /// Places of work within the viewer's branch.
    pub places: Vec<PlaceRow>,
    /// Roles within the viewer's branch.
    pub roles: Vec<RoleRow>,
    /// `open`, `invited`, `none` or `disabled`.
    pub access: &'static str,
    /// Whether they have a password.
    pub has_password: bool,
    /// Own fields with what they say today.
    pub fields: Vec<FieldRow>,
    /// Running sign-ins.
    pub running: usize,
    /// Whether it is the viewer.
    pub is_self: bool,
    /// Whether the viewer may change them.
    pub may_manage: bool,
    /// Their record of obligations and evidence, for whoever may see it.
    pub record_url: Option<String>,
    /// Roles that the viewer may give; empty: none.
    pub grantable: Vec<Choice>,
    /// Branches for which.
    pub branches: Vec<Choice>,
    /// The role to give.
    pub role: Field,
    /// The branch to give it for.
    pub organisation_id: Field,
    /// Address of this page.
    pub url: String,
}

/// A place of work.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceRow {
    /// Whose people.
    pub organisation: String,
    /// Where, if not at the main location.
    pub location: Option<String>,
    /// In which job roles.
    pub job_roles: String,
    /// First day.
    pub start_on: NaiveDate,
    /// Last day.
    pub end_on: Option<NaiveDate>,
    /// Whether it runs or is to begin.
    pub open: bool,
    /// Where it is changed.
    pub edit_url: Option<String>,
    /// Where it is ended.
    pub end_url: Option<String>,
    /// From where the person is moved to another organisation.
    pub move_url: Option<String>,
}

/// A role that is held.
#[derive(Clone, Debug, Serialize)]
pub struct RoleRow {
    /// Its name.
    pub label: String,
    /// For which branch.
    pub organisation: String,
    /// Since which day.
    pub since_on: NaiveDate,
    /// Where it is taken back.
    pub end_url: Option<String>,
}

fn at(text: &str) -> Instant {
    let at: chrono::DateTime<chrono::Utc> = text.parse().expect("an instant");
    at.into()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "people/person";

    fn samples() -> Vec<Self> {
        let place = PlaceRow {
            organisation: "Kälte Albers".to_owned(),
            location: None,
            job_roles: "Technik, Elektrik".to_owned(),
            start_on: day(2019, 8, 24),
            end_on: None,
            open: true,
            edit_url: Some("/people/1/memberships/1".to_owned()),
            end_url: Some("/people/1/memberships/1/end".to_owned()),
            move_url: Some("/people/1/memberships/1/move".to_owned()),
        };
        let before = PlaceRow {
            organisation: "Kälte Albers Lübeck".to_owned(),
            location: Some("Werkstatt Süd".to_owned()),
            end_on: Some(day(2019, 8, 23)),
            start_on: day(2017, 2, 1),
            open: false,
            end_url: None,
            move_url: None,
            ..place.clone()
        };
        let role = RoleRow {
            label: "Teamleitung".to_owned(),
            organisation: "Kälte Albers".to_owned(),
            since_on: day(2024, 1, 1),
            end_url: Some("/people/1/roles/1/end".to_owned()),
        };
        let managed = Self {
            name: "Selin Aydın".to_owned(),
            undrawn: String::new(),
            at_home: true,
            number: Some("E-000412".to_owned()),
            email: Some("selin.aydin@thermopartner.example".to_owned()),
            language: "Deutsch".to_owned(),
            time_zone: None,
            fields: vec![
                FieldRow::sample("Im Bereitschaftsdienst", Some("ja")),
                FieldRow::sample("Prüfnummer", None),
            ],
            disabled_at: None,
            partner_edited_at: Some(at("2026-11-02T08:10:00Z")),
            still_changed: "Wechsel zu einem anderen Betrieb, früheres Ende".to_owned(),
            places: vec![before, place],
            roles: vec![role],
            access: "invited",
            has_password: false,
            running: 0,
            is_self: false,
            may_manage: true,
            record_url: Some("/people/1/record".to_owned()),
            grantable: vec![
                Choice::new("team_lead", "Teamleitung"),
                Choice::new("partner_admin", "Partnerverwaltung"),
            ],
            branches: vec![Choice::new("1", "Kälte Albers"), Choice::new("2", "\u{2003}Kälte Albers Lübeck")],
            role: Field::new("role"),
            organisation_id: Field::new("organisation_id"),
            url: "/people/1".to_owned(),
        };
        let letter = Self {
            name: "김 민준".to_owned(),
            undrawn: "김민준".to_owned(),
            email: None,
            access: "none",
            ..managed.clone()
        };
        let signed_in = Self {
            access: "open",
            has_password: true,
            running: 2,
            ..managed.clone()
        };
        let disabled = Self {
            disabled_at: Some(at("2026-11-20T10:00:00Z")),
            access: "disabled",
            has_password: true,
            ..managed.clone()
        };
        let foreign = Self {
            at_home: false,
            email: None,
            number: None,
            partner_edited_at: None,
            may_manage: false,
            grantable: Vec::new(),
            roles: Vec::new(),
            record_url: None,
            ..managed.clone()
        };
        vec![managed, letter, signed_in, disabled, foreign]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people")
    }
}
