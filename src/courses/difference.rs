//! Two versions of a course beside each other, for pages and calls alike.

use super::store::{self, Course, Module, Version};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::course::difference::{Chapter, Difference, Edition};

/// Two versions and what the later one changes.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The course.
    pub course: Course,
    /// All its versions, the newest first.
    pub versions: Vec<Version>,
    /// The one it is compared with.
    pub before: Version,
    /// The one that is looked at.
    pub after: Version,
    /// What changes.
    pub difference: Difference,
}

impl Compared {
    /// Compares version `from` with version `to` of a course. Left out, `to` is the draft, else the newest version, and `from` the newest
    /// published version before it.
    ///
    /// # Errors
    ///
    /// [`Error::NotFound`] where there is no such course or version; [`Error::Refused`] where there is no version before.
    pub fn load(conn: &mut Conn, code: &str, from: Option<i32>, to: Option<i32>) -> Result<Self, Error> {
        let course = store::find_by_code(conn, code)?.ok_or(Error::NotFound)?;
        let versions = store::versions_of(conn, course.id)?;
        let numbered = |number: i32| versions.iter().find(|version| version.number == number).cloned();
        let after = match to {
            Some(number) => numbered(number),
            None => versions.first().cloned(),
        };
        let after = after.ok_or(Error::NotFound)?;
        let before = match from {
            Some(number) => numbered(number).ok_or(Error::NotFound)?,
            None => {
                let earlier = versions.iter().find(|version| !version.is_draft() && version.number < after.number);
                earlier.cloned().ok_or_else(|| Error::refused("difference-alone"))?
            }
        };
        let (old, new) = (store::modules_of(conn, before.id)?, store::modules_of(conn, after.id)?);
        Ok(Self {
            difference: Difference::between(&edition(&before, &old), &edition(&after, &new)),
            course,
            versions,
            before,
            after,
        })
    }
}

fn edition<'e>(version: &'e Version, modules: &'e [Module]) -> Edition<'e> {
    let chapter = |module: &'e Module| Chapter {
        key: &module.key,
        title: &module.title.0,
        minutes: module.minutes,
        document: &module.document.0,
    };
    Edition {
        title: &version.title.0,
        summary: &version.summary.0,
        pass_mark_percent: version.pass_mark_percent,
        attempts_allowed: version.attempts_allowed,
        modules: modules.iter().map(chapter).collect(),
    }
}
