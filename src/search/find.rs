//! What is found by words, kind by kind, within what somebody may see.

mod learning;
mod network;

use crate::people::Actor;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::i18n::Words;
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::search::Sought;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::ToSchema;

/// Longest text that is looked for, in characters.
pub const LONGEST: usize = 100;

/// What kind of thing is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SearchKind)]
pub enum Kind {
    /// People by name, number and mail address.
    People,
    /// Organisations by name and number.
    Organisations,
    /// Courses by title and code.
    Courses,
    /// Requirements by title and code.
    Requirements,
    /// Workshops by title and code of their course.
    Workshops,
    /// Sessions that lie ahead, by title and place.
    Sessions,
    /// Certificates by their whole number; one's own also by course.
    Certificates,
}

impl Kind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::People,
        Self::Organisations,
        Self::Courses,
        Self::Requirements,
        Self::Workshops,
        Self::Sessions,
        Self::Certificates,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Organisations => "organisations",
            Self::Courses => "courses",
            Self::Requirements => "requirements",
            Self::Workshops => "workshops",
            Self::Sessions => "sessions",
            Self::Certificates => "certificates",
        }
    }

    /// Whether somebody can find anything of this kind at all. Courses, sessions and certificates are also one's own.
    pub fn is_for(self, actor: &Actor) -> bool {
        match self {
            Self::People => actor.may(Action::SeePeople),
            Self::Organisations => actor.may(Action::SeeOrganisations),
            Self::Requirements => actor.may(Action::SeeRequirements),
            Self::Workshops => actor.may(Action::ManageWorkshops),
            Self::Courses | Self::Sessions | Self::Certificates => true,
        }
    }
}

/// One thing that was found.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SearchHit)]
pub struct Hit {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// What it is called, in the caller's language.
    pub title: String,
    /// What tells it from others of its name.
    pub detail: String,
    /// Its page.
    pub href: String,
}

/// What was found of one kind.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SearchGroup)]
pub struct Group {
    /// Of which kind.
    pub kind: Kind,
    /// How many there are, those that are left out included.
    pub count: usize,
    /// The first of them.
    pub hits: Vec<Hit>,
}

impl Group {
    /// A group of at most so many of these.
    fn of(kind: Kind, mut hits: Vec<Hit>, most: usize) -> Self {
        let count = hits.len();
        hits.truncate(most);
        Self { kind, count, hits }
    }
}

/// What is looked for, by whom.
#[derive(Clone)]
pub struct Search {
    /// Who looks.
    pub actor: Actor,
    /// Their words.
    pub words: Arc<Words>,
    /// What was typed.
    pub text: String,
    /// Only this kind; none: every kind.
    pub kind: Option<Kind>,
    /// Most of each kind that are shown.
    pub most: usize,
}

impl Search {
    /// What was typed, as it is looked for: without control characters.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] at `q` where it is longer than [`LONGEST`].
    pub fn text(typed: &str) -> Result<String, Error> {
        let text: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if text.chars().count() > LONGEST {
            let message = Message::new("fault-too-long").with("most", LONGEST);
            return Err(Error::Invalid(vec![FieldError::new("q", message)]));
        }
        Ok(text.trim().to_owned())
    }

    /// Every kind of which something was found.
    pub fn run(&self, conn: &mut Conn) -> Result<Vec<Group>, Error> {
        let sought = Sought::of(&self.text);
        let mut groups = Vec::new();
        if sought.is_empty() {
            return Ok(groups);
        }
        for kind in Kind::ALL {
            if self.kind.is_some_and(|only| only != kind) || !kind.is_for(&self.actor) {
                continue;
            }
            let group = match kind {
                Kind::People => network::people(self, conn)?,
                Kind::Organisations => network::organisations(self, conn, &sought)?,
                Kind::Courses => learning::courses(self, conn, &sought)?,
                Kind::Requirements => learning::requirements(self, conn, &sought)?,
                Kind::Workshops => learning::workshops(self, conn, &sought)?,
                Kind::Sessions => learning::sessions(self, conn, &sought)?,
                Kind::Certificates => network::certificates(self, conn, &sought)?,
            };
            if group.count > 0 {
                groups.push(group);
            }
        }
        Ok(groups)
    }
}

/// Those that are there, side by side.
fn beside(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}
