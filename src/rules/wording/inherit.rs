//! Which text applies: the one of a requirement and a partner's branch, else the requirement's, else the branch's, else the one for
//! everybody, else what is built in. Of two for the same place the one for this very time goes before the one for any. Each part of the
//! mail is looked up for itself.

use super::{Audience, Part, Phase};
use crate::rules::id::Id;
use serde::Serialize;

/// A text that somebody wrote for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// Whom it speaks to.
    pub audience: Audience,
    /// For this requirement alone; none: for every one.
    pub requirement_id: Option<Id>,
    /// For people of this organisation and below; none: for everybody.
    pub organisation_id: Option<Id>,
    /// Of this time alone; none: of any.
    pub phase: Option<Phase>,
    /// Its language, ISO 639-1.
    pub language: String,
    /// The subject; none: inherited.
    pub subject: Option<String>,
    /// The opening; none: inherited.
    pub opening: Option<String>,
    /// The closing; none: inherited.
    pub closing: Option<String>,
}

impl Own {
    /// What was written for a part.
    pub fn part(&self, part: Part) -> Option<&str> {
        match part {
            Part::Subject => self.subject.as_deref(),
            Part::Opening => self.opening.as_deref(),
            Part::Closing => self.closing.as_deref(),
        }
    }
}

/// From where a text comes, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Written for this requirement and a branch.
    RequirementAndBranch,
    /// Written for this requirement.
    Requirement,
    /// Written for a branch.
    Branch,
    /// Written for everybody.
    Everywhere,
    /// Nobody wrote any.
    BuiltIn,
}

impl Origin {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RequirementAndBranch => "requirement_and_branch",
            Self::Requirement => "requirement",
            Self::Branch => "branch",
            Self::Everywhere => "everywhere",
            Self::BuiltIn => "built_in",
        }
    }
}

/// A text with its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// The text.
    pub text: &'a str,
    /// From where.
    pub origin: Origin,
    /// The branch for which it was written, where it was for one.
    pub organisation_id: Option<Id>,
    /// The time of which it speaks alone.
    pub phase: Option<Phase>,
    /// Its language.
    pub language: &'a str,
}

/// The text of a part for somebody; none: what is built in. `branches` are their organisation and those above it, the nearest first;
/// `languages` those they may be written to in, the best first: a text in the better language goes before a nearer one in another. Without a
/// `phase` only texts for any time are asked.
pub fn chosen<'a>(
    all: &'a [Own],
    part: Part,
    audience: Audience,
    phase: Option<Phase>,
    languages: &[&str],
    requirement_id: Option<Id>,
    branches: &[Id],
) -> Option<Chosen<'a>> {
    let depth = |own: &Own| -> Option<(Origin, usize)> {
        let of_requirement = match (own.requirement_id, requirement_id) {
            (None, _) => false,
            (Some(own), Some(asked)) if own == asked => true,
            _ => return None,
        };
        let place = match own.organisation_id {
            None => None,
            Some(id) => Some(branches.iter().position(|branch| *branch == id)?),
        };
        let origin = match (of_requirement, place) {
            (true, Some(_)) => Origin::RequirementAndBranch,
            (true, None) => Origin::Requirement,
            (false, Some(_)) => Origin::Branch,
            (false, None) => Origin::Everywhere,
        };
        Some((origin, place.unwrap_or(0)))
    };
    all.iter()
        .filter(|own| own.audience == audience && (own.phase.is_none() || own.phase == phase))
        .filter_map(|own| {
            let language = languages.iter().position(|language| *language == own.language)?;
            let (origin, place) = depth(own)?;
            Some((language, origin, place, own, own.part(part)?))
        })
        .min_by_key(|(language, origin, place, own, _)| (*language, *origin, *place, own.phase.is_none()))
        .map(|(_, origin, _, own, text)| Chosen {
            text,
            origin,
            organisation_id: own.organisation_id,
            phase: own.phase,
            language: &own.language,
        })
}
