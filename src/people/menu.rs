//! Where each role can go: at most five places, and only such as exist.

use crate::platform::views::{Density, Frame, MenuEntry, Shell};
use crate::rules::person::{Action, Role};

/// The menus. Which one somebody gets follows from the account role in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Technicians and everybody else who learns.
    Learner,
    /// Team leads and a partner's administrators.
    Partner,
    /// Trainers and authors.
    Trainer,
    /// Training managers, partner managers, platform administrators.
    Manufacturer,
}

type Place = (&'static str, &'static str, &'static str, Action);

const TRAINING: Place = ("menu-training", "list-checks", "/training", Action::Learn);
const CERTIFICATES: Place = ("menu-certificates", "award", "/certificates", Action::Learn);
const OBLIGATIONS: Place = ("menu-obligations", "list-checks", "/obligations", Action::SeeTeam);
const PEOPLE: Place = ("menu-people", "users", "/people", Action::SeePeople);
const BOTH_SIDES: Place = ("menu-both-sides", "scale", "/both-sides", Action::SeeTeam);
const SESSIONS: Place = ("menu-sessions", "calendar-days", "/sessions", Action::Learn);
const COURSES: Place = ("menu-courses", "book-open", "/courses", Action::WriteCourses);
const NETWORK: Place = ("menu-network", "network", "/network", Action::SeeNetwork);
const REQUIREMENTS: Place = ("menu-requirements", "scale", "/requirements", Action::SeeRequirements);
const ADMINISTRATION: Place = ("menu-administration", "sliders-horizontal", "/administration", Action::SeeAudit);

impl Menu {
    /// The menu of a role.
    pub fn of(role: Role) -> Self {
        match role {
            Role::PlatformAdmin | Role::TrainingManager | Role::PartnerManager => Self::Manufacturer,
            Role::Trainer => Self::Trainer,
            Role::PartnerAdmin | Role::TeamLead => Self::Partner,
            Role::HotlineExpert | Role::Learner => Self::Learner,
        }
    }

    /// The entries that somebody may go to, with the one marked whose address begins the path shown.
    pub fn entries(self, path: &str, may: impl Fn(Action) -> bool) -> Vec<MenuEntry> {
        let places: &[Place] = match self {
            Self::Learner => &[TRAINING, SESSIONS, CERTIFICATES],
            Self::Partner => &[OBLIGATIONS, PEOPLE, SESSIONS, CERTIFICATES, BOTH_SIDES],
            Self::Trainer => &[COURSES, SESSIONS],
            Self::Manufacturer => &[NETWORK, REQUIREMENTS, COURSES, SESSIONS, PEOPLE, ADMINISTRATION],
        };
        // The bottom bar of a phone has room for three places and "More".
        places
            .iter()
            .filter(|place| may(place.3))
            .enumerate()
            .map(|(index, place)| entry(*place, path, index < 3))
            .collect()
    }

    /// What the menu's people usually do: learn or compare.
    pub fn density(self) -> Density {
        if self == Self::Learner { Density::Roomy } else { Density::Work }
    }

    /// The sample frame with this menu, for samples of pages.
    pub fn sample_frame(self, path: &str) -> Frame {
        let (name, role_label) = match self {
            Self::Learner => ("Selin Aydın", "Technikerin"),
            Self::Partner => ("Hannes Weiß", "Partnerverwaltung"),
            Self::Trainer => ("Jörg Albrecht", "Trainer"),
            Self::Manufacturer => ("Marta Kjellberg", "Schulungsleitung"),
        };
        let mut frame = Frame::sample();
        frame.shell = Shell::Side;
        frame.menu = self.entries(path, |_| true);
        frame.density = self.density();
        frame.account = Some(Frame::sample_account(name, role_label));
        frame.search_url = Some("/search".to_owned());
        frame.return_url = path.to_owned();
        frame
    }
}

fn entry((label, icon, href, _): Place, path: &str, on_phone: bool) -> MenuEntry {
    let current = path
        .strip_prefix(href)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
    MenuEntry {
        label,
        icon,
        href: href.to_owned(),
        current,
        waiting: None,
        on_phone,
    }
}
