//! Pages for those who write courses.

mod blocks;
pub mod course;
pub mod difference;
mod drawing;
pub mod module;
pub mod open_block;
pub mod preview;

use super::store::{self, Course, Module, Version};
use super::writing::Pen;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::course::Language;

/// A change in one transaction, with the pen of whoever asks.
pub(super) async fn change<T: Send + 'static>(
    may: &May<WriteCourses>,
    state: &State,
    change: impl FnOnce(&mut Conn, &Pen<'_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (chance, by, now) = (state.chance.clone(), may.actor.by(), may.actor.now);
    state
        .db
        .save(move |conn| {
            let pen = Pen {
                chance: &chance,
                by: &by,
                now,
            };
            change(conn, &pen)
        })
        .await
}

/// The course, its draft and the draft's modules.
pub(super) async fn drafted(state: &State, code: &str) -> Result<(Course, Version, Vec<Module>), Error> {
    let code = code.to_owned();
    state
        .db
        .gather(move |conn| {
            let course = store::find_by_code(conn, &code)?.ok_or(Error::NotFound)?;
            let draft = store::find_draft(conn, course.id)?.ok_or(Error::NotFound)?;
            let modules = store::modules_of(conn, draft.id)?;
            Ok((course, draft, modules))
        })
        .await
}

/// The same for whoever publishes: somebody may have done so meanwhile, from another window.
pub(super) async fn to_publish(state: &State, code: &str) -> Result<(Course, Version, Vec<Module>), Error> {
    let outcome = drafted(state, code).await;
    if !matches!(outcome, Err(Error::NotFound)) {
        return outcome;
    }
    let code = code.to_owned();
    let published = move |conn: &mut Conn| match store::find_by_code(conn, &code)? {
        Some(course) => Ok(store::find_published(conn, course.id)?.is_some()),
        None => Ok(false),
    };
    match state.db.gather(published).await? {
        true => Err(Error::refused("course-frozen")),
        false => outcome,
    }
}

/// The language in which somebody reads the desk itself.
pub(super) fn reading(may: &May<WriteCourses>) -> Language {
    Language::from_code(may.actor.locale().code()).unwrap_or(Language::En)
}
