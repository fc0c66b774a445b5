//! Where something is: on the earth, and on a drawn map.

use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use crate::rules::coordinates::Coordinates;
use serde::Serialize;

/// A point of the earth as the page of a session shows it.
#[derive(Clone, Debug, Serialize)]
pub struct PointView {
    /// What people copy.
    pub text: String,
    /// What a phone opens in its map.
    pub uri: String,
    /// The operator's map of the web; none: there is none.
    pub link: Option<String>,
}

impl PointView {
    /// The view of a point; `map_link` is the operator's template, empty where there is none.
    pub fn of(at: Coordinates, map_link: &str) -> Self {
        Self {
            text: at.text(),
            uri: at.uri(),
            link: (!map_link.is_empty()).then(|| at.link(map_link)),
        }
    }
}

/// Where a session is, beside its address.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SpotView {
    /// On the earth.
    pub point: Option<PointView>,
    /// The map of the place.
    pub map_href: Option<String>,
    /// Where one is put there, for those who run it.
    pub edit_href: Option<String>,
}

impl SpotView {
    /// Where the manufacturer of the samples is.
    pub fn sample(edit_href: Option<&str>) -> Self {
        let at = Coordinates {
            latitude: 51.3127,
            longitude: 9.4797,
        };
        Self {
            point: Some(PointView::of(at, "https://map.example/?mlat={lat}&mlon={lon}")),
            map_href: Some("/sessions/7/map".to_owned()),
            edit_href: edit_href.map(str::to_owned),
        }
    }
}

/// The map of a room or of where a session is, for those who put it there.
#[derive(Clone, Debug, Serialize)]
pub struct MapPage {
    /// The room, or what is taught.
    pub title: String,
    /// Whether it is that of one session.
    pub of_session: bool,
    /// The picture that is there.
    pub map_href: Option<String>,
    /// Where it is taken away.
    pub remove_action: Option<String>,
    /// Where another is sent.
    pub action: String,
    /// Back.
    pub back: String,
    /// Largest file in mebibytes.
    pub most_mebibytes: u32,
    /// The picture.
    pub file: Field,
    /// What is wrong.
    pub faults: Vec<FormFault>,
}

impl Page for MapPage {
    const TEMPLATE: &'static str = "workshops/map";

    fn samples() -> Vec<Self> {
        let none = Self {
            title: "Schulungszentrum Kassel, Raum 2".to_owned(),
            of_session: false,
            map_href: None,
            remove_action: None,
            action: "/rooms/7/map".to_owned(),
            back: "/rooms/7".to_owned(),
            most_mebibytes: 50,
            file: Field::new("file").wrong("Angenommen werden Bilder (PNG, JPEG, GIF, WebP)."),
            faults: vec![FormFault {
                field: "file".to_owned(),
                text: "Bild: Angenommen werden Bilder (PNG, JPEG, GIF, WebP).".to_owned(),
            }],
        };
        let there = Self {
            title: "Wärmepumpen mit R290 in Betrieb nehmen".to_owned(),
            of_session: true,
            map_href: Some("/sessions/7/map".to_owned()),
            remove_action: Some("/sessions/7/map/removal".to_owned()),
            action: "/sessions/7/map".to_owned(),
            back: "/sessions/7".to_owned(),
            file: Field::new("file"),
            faults: Vec::new(),
            ..none.clone()
        };
        vec![none, there]
    }

    fn sample_frame() -> Frame {
        Menu::Trainer.sample_frame("/sessions")
    }
}
