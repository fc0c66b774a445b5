//! A booking that goes over to another date or another person.

use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use serde::Serialize;

/// Another date, or another person.
#[derive(Clone, Debug, Serialize)]
pub struct ChangePage {
    /// The booking.
    pub title: String,
    /// Whether it has no name yet.
    pub unnamed: bool,
    /// Dates with a free seat.
    pub dates: Vec<Choice>,
    /// Where another date is sent.
    pub move_action: String,
    /// The date chosen.
    pub session: Field,
    /// Where another person is sent; none: one's own booking.
    pub person_action: Option<String>,
    /// Number or address.
    pub person: Field,
    /// Back.
    pub back: String,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for ChangePage {
    const TEMPLATE: &'static str = "workshops/change";

    fn samples() -> Vec<Self> {
        let both = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            unnamed: false,
            dates: vec![Choice::new("7", "Mo 15. Feb., 09:00, Kassel")],
            move_action: "/bookings/7/move".to_owned(),
            session: Field::new("session"),
            person_action: Some("/bookings/7/person".to_owned()),
            person: Field::new("person"),
            back: "/bookings/7".to_owned(),
            faults: Vec::new(),
        };
        let unnamed = Self {
            unnamed: true,
            dates: Vec::new(),
            ..both.clone()
        };
        vec![both, unnamed]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/sessions")
    }
}
