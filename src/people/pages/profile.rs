//! What the pages of one's own account show.

use crate::organisations::field_view::FieldRow;
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// Language, look, zone, and where one is signed in.
#[derive(Clone, Debug, Serialize)]
pub struct ProfilePage {
    /// Whose profile.
    pub name: String,
    /// What is typed to sign in.
    pub account: Option<String>,
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether notices can be switched on on devices.
    pub pushes: bool,
    /// Where mail goes.
    pub email: Option<String>,
    /// The new address that nobody has confirmed yet.
    pub waits: Option<String>,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// Language of pages and mails.
    pub language: Field,
    /// Languages to choose from.
    pub languages: Vec<Choice>,
    /// Time zone; empty: that of the place of work.
    pub time_zone: Field,
    /// Light or dark.
    pub theme: Field,
    /// Looks to choose from.
    pub themes: Vec<Choice>,
    /// Row height of tables.
    pub density: Field,
    /// Row heights to choose from.
    pub densities: Vec<Choice>,
    /// What the manufacturer wants to know beyond what everybody has.
    pub fields: Vec<FieldRow>,
    /// Running sign-ins.
    pub sign_ins: Vec<SignInRow>,
    /// How many there are beside this one.
    pub others: usize,
}

/// One running sign-in.
#[derive(Clone, Debug, Serialize)]
pub struct SignInRow {
    /// Where it is ended.
    pub end_url: String,
    /// Browser and system, as far as the browser says.
    pub device: String,
    /// Network address at sign-in.
    pub address: String,
    /// Signed in at.
    pub since_at: Instant,
    /// Last request.
    pub seen_at: Instant,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl Page for ProfilePage {
    const TEMPLATE: &'static str = "people/profile";

    fn samples() -> Vec<Self> {
        let row = |device: &str, current| SignInRow {
            end_url: "/profile/sign-ins/1/end".to_owned(),
            device: device.to_owned(),
            address: "192.0.2.17".to_owned(),
            since_at: at("2026-11-20T06:58:00Z"),
            seen_at: at("2026-11-24T11:12:00Z"),
            current,
        };
        let several = Self {
            name: "Selin Aydın".to_owned(),
            account: Some("selin.aydin@thermopartner.example".to_owned()),
            has_password: true,
            pushes: true,
            email: Some("selin.aydin@thermopartner.example".to_owned()),
            waits: None,
            faults: Vec::new(),
            language: Field::with("language", "de"),
            languages: vec![Choice::new("de", "Deutsch").chosen(true), Choice::new("en", "English")],
            time_zone: Field::with("time_zone", "Europe/Berlin"),
            theme: Field::with("theme", "system"),
            themes: vec![Choice::new("system", "Wie das Gerät").chosen(true), Choice::new("dark", "Dunkel")],
            density: Field::with("density", "airy"),
            densities: vec![Choice::new("airy", "Luftig").chosen(true), Choice::new("dense", "Dicht")],
            fields: vec![
                FieldRow::sample("Nummer des Kältescheins", Some("DE-K1-20417")),
                FieldRow {
                    edit_url: None,
                    ..FieldRow::sample("Im Bereitschaftsdienst", Some("ja"))
                },
            ],
            sign_ins: vec![row("Firefox, Windows", true), row("Safari, iPhone", false)],
            others: 1,
        };
        let fault = FormFault {
            field: "time_zone".to_owned(),
            text: "Zeitzone: diese Zeitzone gibt es nicht.".to_owned(),
        };
        let first = Self {
            account: None,
            has_password: false,
            pushes: false,
            email: None,
            waits: Some("selin.aydin@thermopartner.example".to_owned()),
            fields: Vec::new(),
            faults: vec![fault],
            time_zone: Field::with("time_zone", "Berlin").wrong("Diese Zeitzone gibt es nicht."),
            sign_ins: vec![row("Firefox, Windows", true)],
            others: 0,
            ..several.clone()
        };
        vec![several, first]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/profile")
    }
}

/// An instant in a sample.
pub(super) fn at(text: &str) -> Instant {
    let at: chrono::DateTime<chrono::Utc> = text.parse().expect("an instant");
    at.into()
}

/// One's own password.
#[derive(Clone, Debug, Serialize)]
pub struct PasswordPage {
    /// The present one; none where there is none yet.
    pub current: Option<Field>,
    /// The new one.
    pub password: Field,
    /// Whether the other sign-ins are to end.
    pub end_others: bool,
    /// How many there are.
    pub others: usize,
    /// Fewest characters.
    pub least: usize,
}

impl Page for PasswordPage {
    const TEMPLATE: &'static str = "people/password";

    fn samples() -> Vec<Self> {
        let change = Self {
            current: Some(Field::new("current").wrong("Das ist nicht Ihr Kennwort.")),
            password: Field::new("password"),
            end_others: true,
            others: 2,
            least: 10,
        };
        let first = Self {
            current: None,
            others: 0,
            ..change.clone()
        };
        vec![change, first]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/profile")
    }
}
