//! Who used all attempts of a course, and the form that gives one more.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// The form, and what was given before.
#[derive(Clone, Debug, Serialize)]
pub struct FurtherPage {
    /// Code of the course.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Attempts that the newest version allows; none: as many as wanted.
    pub allowed: Option<i32>,
    /// Address of the course.
    pub back: String,
    /// Where the form goes.
    pub action: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
    /// To whom.
    pub person: Field,
    /// Everybody who has none left.
    pub people: Vec<Choice>,
    /// Why.
    pub reason: Field,
    /// What was given, the latest first.
    pub granted: Vec<GrantedRow>,
}

/// One that was given.
#[derive(Clone, Debug, Serialize)]
pub struct GrantedRow {
    /// To whom.
    pub person: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Instant,
}

impl Page for FurtherPage {
    const TEMPLATE: &'static str = "player/further";

    fn samples() -> Vec<Self> {
        let at: DateTime<Utc> = DateTime::from_timestamp(1_795_521_120, 0).unwrap_or_default();
        let some = Self {
            code: "HV-R1".to_owned(),
            title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
            allowed: Some(3),
            back: "/courses/HV-R1".to_owned(),
            action: "/courses/HV-R1/further-attempts".to_owned(),
            faults: Vec::new(),
            person: Field::new("person_id"),
            people: vec![
                Choice::new("7", "Selin Aydın").hint("Weiß Kältetechnik, 3 von 3 Versuchen"),
                Choice::new("8", "Ole Brandt").hint("Weiß Kältetechnik, 4 von 4 Versuchen"),
            ],
            reason: Field::new("reason"),
            granted: vec![GrantedRow {
                person: "Ole Brandt".to_owned(),
                reason: "Hat den Stoff mit mir am Gerät durchgesprochen.".to_owned(),
                by: "Jörg Albrecht".to_owned(),
                at: at.into(),
            }],
        };
        let refused = Self {
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Bitte füllen Sie dieses Feld aus.".to_owned(),
            }],
            reason: Field {
                error: Some("Bitte füllen Sie dieses Feld aus.".to_owned()),
                ..Field::new("reason")
            },
            ..some.clone()
        };
        let nobody = Self {
            people: Vec::new(),
            granted: Vec::new(),
            ..some.clone()
        };
        vec![some, refused, nobody]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/courses")
    }
}
