//! Who may see a document, and by which names.

use super::store::{self, Document};
use crate::courses::store as courses;
use crate::evidence::store::was_theirs;
use crate::obligations::sight;
use crate::obligations::store::overview;
use crate::people::{Actor, store as people};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::rules::person::Action;

/// How much of a document somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Everything, and they answer it.
    Review,
    /// Everything: it is about them, or they handed it in.
    Own,
    /// How it stands: they lead or run the people whom it is about. The file may tell more than is theirs to know.
    Team,
}

/// One document, as far as the actor may see it; missing otherwise.
pub fn find(conn: &mut Conn, actor: &Actor, id: Id) -> Result<(Document, Sight), Error> {
    if let Some(found) = store::find(conn, &actor.scope(Action::RecordEvidence), id)? {
        return Ok((found, Sight::Review));
    }
    let found = store::find_any(conn, id)?.ok_or(Error::NotFound)?;
    if found.is_of(actor.person.id) {
        return Ok((found, Sight::Own));
    }
    let scope = actor.scope(Action::SeeTeam);
    if !scope.is_empty() {
        let seen = sight::sight(conn, actor, &scope)?;
        let handed_in_on = found.handed_in_at.with_timezone(&actor.zone()).date_naive();
        if overview::sees(conn, &seen, found.person_id)? && was_theirs(conn, &seen.scope, found.person_id, handed_in_on)? {
            return Ok((found, Sight::Team));
        }
    }
    Err(Error::NotFound)
}

/// A document with the names that belong to it.
#[derive(Clone, Debug)]
pub struct Named {
    /// The document.
    pub document: Document,
    /// Whom it is about.
    pub person: String,
    /// Who handed it in.
    pub handed_in_by: String,
    /// Who answered.
    pub answered_by: Option<String>,
    /// Title of the requirement it is meant for.
    pub requirement: Option<String>,
    /// Code and title of the course.
    pub course: Option<(String, String)>,
}

/// The names that belong to documents.
pub fn named(conn: &mut Conn, found: Vec<Document>, locale: &str) -> Result<Vec<Named>, Error> {
    let titles = overview::titles(conn, locale)?;
    let language = Language::from_code(locale).unwrap_or(Language::En);
    let mut all = Vec::new();
    for document in found {
        let course = match document.course_id {
            Some(id) => courses::find(conn, id)?.map(|course| (course.code.clone(), course.title.0.text(language).to_owned())),
            None => None,
        };
        all.push(Named {
            person: people::name_of(conn, document.person_id)?,
            handed_in_by: people::name_of(conn, document.handed_in_by)?,
            answered_by: match document.answered_by {
                Some(id) => Some(people::name_of(conn, id)?),
                None => None,
            },
            requirement: document
                .requirement_id
                .and_then(|id| titles.iter().find(|(known, _)| *known == id))
                .map(|(_, title)| title.clone()),
            course,
            document,
        });
    }
    Ok(all)
}
