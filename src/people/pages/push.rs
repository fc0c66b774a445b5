//! What the page of notices on one's own devices shows.

use super::profile::at;
use crate::people::menu::Menu;
use crate::platform::views::{Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// The devices on which one is told at once.
#[derive(Clone, Debug, Serialize)]
pub struct PushPage {
    /// The key that browsers are given; none: the operator set none, and nothing can be switched on.
    pub key: Option<String>,
    /// The newest first.
    pub rows: Vec<DeviceRow>,
    /// Why what the browser sent was not taken.
    pub fault: Option<String>,
}

/// A device on which notices are switched on.
#[derive(Clone, Debug, Serialize)]
pub struct DeviceRow {
    /// Where it is ended.
    pub end_url: String,
    /// Browser and system, as far as the browser says.
    pub device: String,
    /// When it was switched on.
    pub since_at: Instant,
    /// When a notice last reached its push service.
    pub pushed_at: Option<Instant>,
    /// Whether the last one was refused.
    pub refused: bool,
    /// Whether it was switched on in the sign-in that asks.
    pub current: bool,
}

impl Page for PushPage {
    const TEMPLATE: &'static str = "people/push";

    fn samples() -> Vec<Self> {
        let row = |device: &str, current: bool| DeviceRow {
            end_url: "/profile/push/1/end".to_owned(),
            device: device.to_owned(),
            since_at: at("2026-11-20T06:58:00Z"),
            pushed_at: current.then(|| at("2026-11-24T06:02:00Z")),
            refused: !current,
            current,
        };
        let several = Self {
            key: Some("BAvgc-cLLOn3".to_owned()),
            rows: vec![row("Firefox, Windows", true), row("Safari, iPhone", false)],
            fault: None,
        };
        let first = Self {
            rows: Vec::new(),
            fault: Some("Die Adresse führt in ein Netz, das nicht öffentlich ist.".to_owned()),
            ..several.clone()
        };
        let without_keys = Self {
            key: None,
            rows: Vec::new(),
            fault: None,
        };
        vec![several, first, without_keys]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/profile")
    }
}
