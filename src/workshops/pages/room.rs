//! Rooms, equipment, and days on which those who teach are away.

use super::session::{SessionRow, Tab, row, tabs};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use chrono::NaiveDate;
use serde::Serialize;

/// What there is.
#[derive(Clone, Debug, Serialize)]
pub struct RoomsPage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// Rooms.
    pub rooms: Vec<RoomRow>,
    /// Equipment.
    pub equipment: Vec<RoomRow>,
}

/// A room or a piece of equipment in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RoomRow {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// Where it is.
    pub address: Option<String>,
    /// How many people it holds.
    pub capacity: Option<i32>,
    /// Whether it is out of use.
    pub archived: bool,
}

/// One of them, with what it is needed for.
#[derive(Clone, Debug, Serialize)]
pub struct RoomFormPage {
    /// What it is called; none: it is new.
    pub title: Option<String>,
    /// Whether it is a room.
    pub room: bool,
    /// `room` or `equipment`.
    pub kind: String,
    /// Where it is sent.
    pub action: String,
    /// Counts changes.
    pub revision: i32,
    /// Whose it can be; none: it stays.
    pub organisations: Vec<Choice>,
    /// What it is needed for from now on.
    pub uses: Vec<SessionRow>,
    /// Where its map is put; none: it is new, or no room.
    pub map_href: Option<String>,
    /// Whose calendar can be subscribed to; none: it is new.
    pub feed: Option<String>,
    /// Where it goes out of use.
    pub archive_action: Option<String>,
    /// Where it comes into use again.
    pub restore_action: Option<String>,
    /// Whose.
    pub organisation: Field,
    /// Name.
    pub name: Field,
    /// Address.
    pub address: Field,
    /// Directions.
    pub directions: Field,
    /// Degrees north.
    pub latitude: Field,
    /// Degrees east.
    pub longitude: Field,
    /// Whether both are taken from the organisation's main location.
    pub at_location: Field,
    /// How many people it holds.
    pub capacity: Field,
    /// Minutes before a use.
    pub before_minutes: Field,
    /// Minutes after a use.
    pub after_minutes: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// Who is away.
#[derive(Clone, Debug, Serialize)]
pub struct AbsencesPage {
    /// The pages of this slice.
    pub tabs: Vec<Tab>,
    /// Days that are not over, the next first.
    pub rows: Vec<AbsenceRow>,
    /// Those who teach.
    pub teachers: Vec<Choice>,
    /// Who.
    pub person: Field,
    /// First day.
    pub from_on: Field,
    /// Last day.
    pub to_on: Field,
    /// What for.
    pub note: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

/// Days on which somebody is away.
#[derive(Clone, Debug, Serialize)]
pub struct AbsenceRow {
    /// Who.
    pub person: String,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day, where it is another.
    pub to_on: Option<NaiveDate>,
    /// What for, to themselves.
    pub note: Option<String>,
    /// Sessions that they teach all the same.
    pub missed: Vec<SessionRow>,
    /// Where it is taken back.
    pub remove_action: String,
}

impl RoomRow {
    fn sample(name: &str, capacity: Option<i32>) -> Self {
        Self {
            href: "/rooms/7".to_owned(),
            name: name.to_owned(),
            address: capacity.map(|_| "Werkstraße 1, 34117 Kassel".to_owned()),
            capacity,
            archived: false,
        }
    }
}

impl Page for RoomsPage {
    const TEMPLATE: &'static str = "workshops/rooms";

    fn samples() -> Vec<Self> {
        let some = Self {
            tabs: tabs("/rooms"),
            rooms: vec![
                RoomRow::sample("Schulungszentrum Kassel, Raum 2", Some(12)),
                RoomRow {
                    archived: true,
                    ..RoomRow::sample("Werkstatthalle", Some(30))
                },
            ],
            equipment: vec![RoomRow::sample("Messkoffer Kälte 1", None)],
        };
        let none = Self {
            rooms: Vec::new(),
            equipment: Vec::new(),
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for RoomFormPage {
    const TEMPLATE: &'static str = "workshops/room";

    fn samples() -> Vec<Self> {
        let fresh = Self {
            title: None,
            room: true,
            kind: "room".to_owned(),
            action: "/rooms".to_owned(),
            revision: 0,
            organisations: vec![Choice::new("1", "Nordhaus Klimatechnik")],
            uses: Vec::new(),
            map_href: None,
            feed: None,
            archive_action: None,
            restore_action: None,
            organisation: Field::new("organisation"),
            name: Field::new("name").wrong("Bitte ausfüllen."),
            address: Field::new("address"),
            directions: Field::new("directions"),
            latitude: Field::new("latitude"),
            longitude: Field::with("longitude", "9.4797"),
            at_location: Field::new("at_location"),
            capacity: Field::new("capacity"),
            before_minutes: Field::with("before_minutes", "30"),
            after_minutes: Field::with("after_minutes", "15"),
            faults: vec![FormFault {
                field: "name".to_owned(),
                text: "Name: Bitte ausfüllen.".to_owned(),
            }],
        };
        let there = Self {
            title: Some("Messkoffer Kälte 1".to_owned()),
            room: false,
            kind: "equipment".to_owned(),
            organisations: Vec::new(),
            uses: vec![row("open", None, "open", Some("2027-02-08"))],
            feed: Some("7".to_owned()),
            archive_action: Some("/rooms/7/archive".to_owned()),
            name: Field::with("name", "Messkoffer Kälte 1"),
            faults: Vec::new(),
            ..fresh.clone()
        };
        let known = Self {
            title: Some("Schulungszentrum Kassel, Raum 2".to_owned()),
            organisations: Vec::new(),
            map_href: Some("/rooms/7/map/edit".to_owned()),
            feed: Some("7".to_owned()),
            name: Field::with("name", "Schulungszentrum Kassel, Raum 2"),
            latitude: Field::with("latitude", "151.3127").wrong("Grad als Zahl: Breite von -90 bis 90, Länge von -180 bis 180."),
            at_location: Field::with("at_location", "true").wrong("Der Standort hat keine Koordinaten."),
            faults: vec![FormFault {
                field: "latitude".to_owned(),
                text: "Breite: Grad als Zahl.".to_owned(),
            }],
            ..fresh.clone()
        };
        vec![fresh, there, known]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}

impl Page for AbsencesPage {
    const TEMPLATE: &'static str = "workshops/absences";

    fn samples() -> Vec<Self> {
        let day = |of_month: u32| NaiveDate::from_ymd_opt(2027, 2, of_month).unwrap_or_default();
        let absence = |person: &str, to_on: Option<NaiveDate>| AbsenceRow {
            person: person.to_owned(),
            from_on: day(8),
            to_on,
            note: to_on.map(|_| "Urlaub".to_owned()),
            missed: to_on.map(|_| row("open", None, "open", Some("2027-02-08"))).into_iter().collect(),
            remove_action: "/absences/7/removal".to_owned(),
        };
        let some = Self {
            tabs: tabs("/absences"),
            rows: vec![absence("Jörg Albrecht", Some(day(19))), absence("Marta Kjellberg", None)],
            teachers: vec![Choice::new("1", "Jörg Albrecht"), Choice::new("2", "Marta Kjellberg")],
            person: Field::new("person"),
            from_on: Field::new("from_on"),
            to_on: Field::new("to_on"),
            note: Field::new("note"),
            faults: Vec::new(),
        };
        let none = Self {
            rows: Vec::new(),
            ..some.clone()
        };
        vec![some, none]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
