//! The demonstration: a network of about a dozen partners in five countries and courses with something to learn in them, on a database of
//! its own. It stands above all slices and does only what a person could do by hand.

pub mod content;
pub mod network;

use crate::courses::store::{self as courses, ModuleChange, Settings};
use crate::courses::writing::{self, Pen};
use crate::organisations::store as organisations;
use crate::people::{password, store as people};
use crate::platform::audit::By;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::settings;
use crate::platform::state::State;
use crate::rules::course::{ChangeKind, Key};
use crate::rules::id::Instant;
use network::Cast;

/// The setting that tells a demonstration's database from every other.
const MARK: &str = "demonstration";

/// A person to sign in as.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Account role.
    pub role: &'static str,
    /// Name.
    pub name: String,
    /// Mail address.
    pub email: String,
}

/// Whether this database holds a demonstration; an error where it holds anything else.
pub fn is_begun(conn: &mut Conn) -> Result<bool, Error> {
    if settings::find(conn, MARK)?.is_some() {
        return Ok(true);
    }
    if organisations::root(conn)?.is_some() {
        return Err(Error::setup(
            "this database holds a network that is no demonstration; name another one with --folder",
        ));
    }
    Ok(false)
}

/// Marks the database as a demonstration's.
pub fn mark(conn: &mut Conn, now: Instant) -> Result<(), Error> {
    Ok(settings::set(conn, MARK, "1", now)?)
}

/// Writes and publishes the courses, as their trainer would.
pub fn write_courses(conn: &mut Conn, state: &State, now: Instant) -> Result<(), Error> {
    let trainer = people::find_by_email_key(conn, &address("N-004"))?;
    let by = By {
        actor_id: trainer.as_ref().map(|person| person.id),
        actor_name: trainer.map_or_else(String::new, |person| person.name()),
        ..By::command_line()
    };
    let pen = Pen {
        chance: &state.chance,
        by: &by,
        now,
    };
    for source in content::courses().map_err(Error::internal)? {
        write_course(conn, &pen, &source)?;
    }
    Ok(())
}

fn write_course(conn: &mut Conn, pen: &Pen<'_>, source: &content::Course) -> Result<(), Error> {
    let (course, draft) = match courses::find_by_code(conn, &source.code)? {
        Some(course) => {
            let draft = writing::begin_draft(conn, pen, &course)?;
            (course, draft)
        }
        None => writing::create(conn, pen, &source.code, source.title())?,
    };
    let wanted = Settings {
        title: source.title(),
        summary: source.summary(),
        pass_mark_percent: source.pass_mark_percent,
        attempts_allowed: source.attempts_allowed,
    };
    writing::save_settings(conn, pen, &course, &draft, draft.revision, &wanted)?;
    for module in &source.modules {
        let change = ModuleChange {
            title: module.title(),
            minutes: module.minutes,
            document: module.document().map_err(Error::internal)?,
        };
        writing::add_module(conn, pen, &course, &draft, Key::new(&module.key), change)?;
    }
    writing::publish(conn, pen, &course, &draft, ChangeKind::Improvement, None)
}

/// Gives the cast a password that holds until the next start, and answers who they are.
pub fn let_in(conn: &mut Conn, state: &State, secret: &str, now: Instant) -> Result<Vec<SignIn>, Error> {
    let hash = password::hash(secret, &state.chance)?;
    let mut cast = Vec::new();
    for Cast { external_id, role } in network::CAST {
        let Some(person) = people::find_by_email_key(conn, &address(external_id))? else {
            continue;
        };
        people::set_password_hash(conn, person.id, &hash, now)?;
        cast.push(SignIn {
            role,
            name: person.name(),
            email: address(external_id),
        });
    }
    Ok(cast)
}

fn address(external_id: &str) -> String {
    format!("{}@nordhaus.example", external_id.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::content;
    use crate::rules::course::{Language, faults, version_faults};

    #[test]
    fn the_courses_can_be_published_as_they_are() {
        for course in content::courses().unwrap() {
            let documents: Vec<_> = course.modules.iter().map(|module| module.document().unwrap()).collect();
            let pass_mark = course.pass_mark_percent.and_then(|mark| u8::try_from(mark).ok());
            assert_eq!(
                version_faults(&course.title(), pass_mark, documents.iter()),
                Vec::new(),
                "{}",
                course.code
            );
            for (module, document) in course.modules.iter().zip(&documents) {
                assert_eq!(document.broken(), None, "{}", module.key);
                assert_eq!(
                    faults(&module.title(), document, &Language::ALL),
                    Vec::new(),
                    "{} {}",
                    course.code,
                    module.key
                );
            }
        }
    }
}
