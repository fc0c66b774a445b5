//! Courses, their versions and modules in the database.
//!
//! A version is a draft or published. What changes a version asks for the state `draft` in its own condition, so that a published one
//! cannot change whatever happens at the same time.

mod content;
mod equivalence;
mod file;
pub mod seats;
mod value;

pub use content::{
    Module, ModuleChange, ModuleHead, claim_draft, drop_module, find_module, frozen_heads, insert_module, modules_of, place_modules,
    update_module,
};
pub use equivalence::{
    Equivalence, codes_of, end_equivalence, equivalences_of, find_equivalence, insert_equivalence, withdraw_equivalence,
};
pub use file::{CourseFile, find_file, find_file_by_hash, insert_file};
pub use value::{Value, find_value, insert_value, statements, values_of, withdraw_value};

use equivalence::equivalences;

use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::rules::course::{Language, Texts};
use crate::rules::id::{Id, Instant};
use crate::schema::{course_versions, courses};
use diesel::prelude::*;

/// The stable identity of something to learn.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = courses)]
pub struct Course {
    /// Identifier.
    pub id: Id,
    /// Code, unique; as requirements and files name it.
    pub code: String,
    /// Title for lists: that of the newest version.
    pub title: Json<Texts>,
    /// Who made it; none: an import.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// When it was taken out of use.
    pub archived_at: Option<Instant>,
}

/// One version of a course.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = course_versions)]
pub struct Version {
    /// Identifier.
    pub id: Id,
    /// Which course.
    pub course_id: Id,
    /// From 1 up.
    pub number: i32,
    /// `draft` or `published`.
    pub state: String,
    /// Title.
    pub title: Json<Texts>,
    /// What it is about, in a few sentences.
    pub summary: Json<Texts>,
    /// Minutes it takes: the sum over its modules.
    pub minutes: i32,
    /// Share of the points that passes, in per cent; none: going through it passes.
    pub pass_mark_percent: Option<i32>,
    /// Runs allowed until one is passed; none: as many as wanted.
    pub attempts_allowed: Option<i32>,
    /// What changed, for those who learn and those who look it up.
    pub change_note: Option<String>,
    /// A word of [`ChangeKind`](crate::rules::course::ChangeKind), from publication on.
    pub change_kind: Option<String>,
    /// Who began it.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Instant,
    /// When its settings or modules last changed.
    pub updated_at: Instant,
    /// Counts changes of its settings.
    pub revision: i32,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// By whom.
    pub published_by: Option<Id>,
}

impl Version {
    /// Whether it can still be changed.
    pub fn is_draft(&self) -> bool {
        self.state == "draft"
    }

    /// The pass mark as rules take it.
    pub fn pass_mark(&self) -> Option<u8> {
        self.pass_mark_percent.and_then(|percent| u8::try_from(percent).ok())
    }

    /// The number of runs allowed as rules take it.
    pub fn attempts(&self) -> Option<u32> {
        self.attempts_allowed.and_then(|attempts| u32::try_from(attempts).ok())
    }
}

/// What can be changed of a draft's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Title.
    pub title: Texts,
    /// Summary.
    pub summary: Texts,
    /// Pass mark in per cent, 1 to 100.
    pub pass_mark_percent: Option<i32>,
    /// Runs allowed, 1 to 100.
    pub attempts_allowed: Option<i32>,
}

/// A course as it can be taken: its newest published version.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The course.
    pub course: Course,
    /// The version.
    pub version: Version,
}

impl Course {
    /// Whether nobody has given it a title: a file or a paper proof named its code, which stands for it.
    pub fn is_untitled(&self) -> bool {
        self.title.0.iter().all(|(_, title)| *title == self.code)
    }

    /// Code and title in a line, as lists to choose from have them; the code alone where it has no title in this language.
    pub fn described(&self, language: Language) -> String {
        match self.title.0.text(language) {
            title if title.is_empty() || title == self.code => self.code.clone(),
            title => format!("{} {title}", self.code),
        }
    }

    /// Title and code in a line; the code alone where nobody has given it a title.
    pub fn named(&self, language: Language) -> String {
        if self.is_untitled() {
            return self.code.clone();
        }
        format!("{} ({})", self.title.0.text(language), self.code)
    }

    /// Where somebody begins or goes on.
    pub fn href(&self) -> String {
        format!("/courses/{}/take", self.code)
    }
}

/// The newest published version of the course with this code; none where there is no course, no version, or it is out of use.
pub fn published(conn: &mut Conn, code: &str) -> QueryResult<Option<Published>> {
    let Some(course) = find_by_code(conn, code)?.filter(|course| course.archived_at.is_none()) else {
        return Ok(None);
    };
    let version = find_published(conn, course.id)?;
    Ok(version.map(|version| Published { course, version }))
}

/// The courses with these codes, each with its newest published version; none of that where it cannot be taken.
pub fn list_by_codes(conn: &mut Conn, codes: &[String]) -> QueryResult<Vec<(Course, Option<Version>)>> {
    let found: Vec<Course> = on!(conn, c => courses::table.filter(courses::code.eq_any(codes)).select(Course::as_select()).load(c))?;
    let ids: Vec<Id> = found.iter().map(|course| course.id).collect();
    let published: Vec<Version> = on!(conn, c => course_versions::table
        .filter(course_versions::course_id.eq_any(&ids).and(course_versions::state.eq("published")))
        .order(course_versions::number.desc())
        .select(Version::as_select())
        .load(c))?;
    let newest = |course: &Course| published.iter().find(|version| version.course_id == course.id).cloned();
    Ok(found
        .into_iter()
        .map(|course| {
            let version = newest(&course).filter(|_| course.archived_at.is_none());
            (course, version)
        })
        .collect())
}

/// The course with this code.
pub fn find_by_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Course>> {
    on!(conn, c => courses::table.filter(courses::code.eq(code)).select(Course::as_select()).first(c).optional())
}

/// The course with this identifier.
pub fn find(conn: &mut Conn, id: Id) -> QueryResult<Option<Course>> {
    on!(conn, c => courses::table.find(id).select(Course::as_select()).first(c).optional())
}

/// Courses in the order of their codes, after this one, at most so many.
pub fn list(conn: &mut Conn, after: Option<&str>, limit: i64) -> QueryResult<Vec<Course>> {
    on!(conn, c => {
        let mut query = courses::table.order(courses::code).limit(limit).select(Course::as_select()).into_boxed();
        if let Some(after) = after {
            query = query.filter(courses::code.gt(after.to_owned()));
        }
        query.load(c)
    })
}

/// Adds a course.
pub fn insert(conn: &mut Conn, course: &Course) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(courses::table).values(course).execute(c))?;
    Ok(())
}

/// The course with this code; where nobody knows it yet, it is made without content, so that evidence can name it at once.
pub fn ensure(conn: &mut Conn, chance: &Chance, now: Instant, code: &str) -> QueryResult<Course> {
    if let Some(course) = find_by_code(conn, code)? {
        return Ok(course);
    }
    let course = Course {
        id: chance.id(now),
        code: code.to_owned(),
        title: Json(Texts::new(Language::ALL.map(|language| (language, code)))),
        created_by: None,
        created_at: now,
        archived_at: None,
    };
    // Somebody else may add the same code meanwhile; whoever was first, there is one course then.
    on!(conn, c => diesel::insert_into(courses::table).values(&course).on_conflict_do_nothing().execute(c))?;
    Ok(find_by_code(conn, code)?.unwrap_or(course))
}

/// Sets the title under which lists show a course.
pub fn retitle(conn: &mut Conn, id: Id, title: &Texts) -> QueryResult<()> {
    on!(conn, c => diesel::update(courses::table.find(id)).set(courses::title.eq(Json(title.clone()))).execute(c))?;
    Ok(())
}

/// The versions of a course, the newest first.
pub fn versions_of(conn: &mut Conn, course_id: Id) -> QueryResult<Vec<Version>> {
    on!(conn, c => course_versions::table
        .filter(course_versions::course_id.eq(course_id))
        .order(course_versions::number.desc())
        .select(Version::as_select())
        .load(c))
}

/// The versions of several courses, the newest first.
pub fn versions_of_all(conn: &mut Conn, course_ids: &[Id]) -> QueryResult<Vec<Version>> {
    on!(conn, c => course_versions::table
        .filter(course_versions::course_id.eq_any(course_ids))
        .order(course_versions::number.desc())
        .select(Version::as_select())
        .load(c))
}

/// A version by its number.
pub fn find_version(conn: &mut Conn, course_id: Id, number: i32) -> QueryResult<Option<Version>> {
    on!(conn, c => course_versions::table
        .filter(course_versions::course_id.eq(course_id).and(course_versions::number.eq(number)))
        .select(Version::as_select())
        .first(c)
        .optional())
}

/// A version by its identifier.
pub fn find_version_by_id(conn: &mut Conn, id: Id) -> QueryResult<Option<Version>> {
    on!(conn, c => course_versions::table.find(id).select(Version::as_select()).first(c).optional())
}

/// The draft of a course; there is at most one.
pub fn find_draft(conn: &mut Conn, course_id: Id) -> QueryResult<Option<Version>> {
    on!(conn, c => course_versions::table
        .filter(course_versions::course_id.eq(course_id).and(course_versions::state.eq("draft")))
        .select(Version::as_select())
        .first(c)
        .optional())
}

/// The newest published version of a course.
pub fn find_published(conn: &mut Conn, course_id: Id) -> QueryResult<Option<Version>> {
    on!(conn, c => course_versions::table
        .filter(course_versions::course_id.eq(course_id).and(course_versions::state.eq("published")))
        .order(course_versions::number.desc())
        .select(Version::as_select())
        .first(c)
        .optional())
}

/// Adds a version; false where there is already a draft or this number.
pub fn insert_version(conn: &mut Conn, version: &Version) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(course_versions::table).values(version).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Changes the settings of a draft; false where it is no draft any more or its revision is another.
pub fn update_settings(conn: &mut Conn, version_id: Id, revision: i32, settings: &Settings, now: Instant) -> QueryResult<bool> {
    let draft = course_versions::table
        .find(version_id)
        .filter(course_versions::state.eq("draft").and(course_versions::revision.eq(revision)));
    let changed = on!(conn, c => diesel::update(draft)
        .set((
            course_versions::title.eq(Json(settings.title.clone())),
            course_versions::summary.eq(Json(settings.summary.clone())),
            course_versions::pass_mark_percent.eq(settings.pass_mark_percent),
            course_versions::attempts_allowed.eq(settings.attempts_allowed),
            course_versions::updated_at.eq(now),
            course_versions::revision.eq(revision.wrapping_add(1)),
        ))
        .execute(c))?;
    Ok(changed == 1)
}

/// Freezes a draft as a published version; false where somebody else just did.
pub fn freeze(conn: &mut Conn, version_id: Id, kind: &str, note: Option<&str>, by: Option<Id>, now: Instant) -> QueryResult<bool> {
    let draft = course_versions::table.find(version_id).filter(course_versions::state.eq("draft"));
    let frozen = on!(conn, c => diesel::update(draft)
        .set((
            course_versions::state.eq("published"),
            course_versions::change_kind.eq(kind),
            course_versions::change_note.eq(note),
            course_versions::published_at.eq(now),
            course_versions::published_by.eq(by),
            course_versions::updated_at.eq(now),
        ))
        .execute(c))?;
    Ok(frozen == 1)
}
