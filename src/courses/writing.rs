//! Every change to a course: its rules, its rows and its audit entry in one transaction, the same for pages and API.

mod modules;

pub use modules::{add_module, order_modules, remove_module, save_module};

use super::store::{self, Course, Module, Settings, Version};
use crate::organisations::store as organisations;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::Faults;
use crate::platform::jobs;
use crate::rules::course::{ChangeKind, Fault, Key, LONGEST_CODE, Language, Texts, faults, is_code, version_faults};
use crate::rules::id::{Id, Instant};
use serde_json::json;

/// Longest title, in characters.
pub const LONGEST_TITLE: usize = 200;

/// Longest summary or change note, in characters.
pub const LONGEST_SUMMARY: usize = 2000;

/// Who writes, when, with whose chance.
pub struct Pen<'p> {
    /// Identifiers come from here.
    pub chance: &'p Chance,
    /// Who, for the audit.
    pub by: &'p By,
    /// When.
    pub now: Instant,
}

impl Pen<'_> {
    fn audit(&self, conn: &mut Conn, action: &str, course: &Course, after: serde_json::Value) -> Result<(), Error> {
        // A course is everybody's, so its changes belong to the top of the tree.
        let path = organisations::top_path(conn)?;
        let deed = Deed {
            action,
            subject_kind: "courses",
            subject_id: course.code.clone(),
            subject_label: match course.is_untitled() {
                true => course.code.clone(),
                false => format!("{} {}", course.code, course.title.0.text(Language::De)),
            },
            organisation_path: path,
            before: None,
            after: Some(after),
        };
        Ok(audit::record(conn, self.chance, self.now, self.by, deed)?)
    }

    fn key(&self) -> Key {
        Key::drawn(self.chance.seed())
    }
}

/// Checks a code and a title for a new course.
pub fn checked(code: &str, title: &Texts) -> Result<String, Error> {
    let mut faults = Faults::new();
    let code = code.trim();
    if code.is_empty() {
        faults.note("code", "fault-missing");
    } else if !is_code(code) {
        faults.add("code", Message::new("course-code-fault").with("most", LONGEST_CODE));
    }
    check_texts(&mut faults, "title", title, LONGEST_TITLE, true);
    faults.done()?;
    Ok(code.to_owned())
}

/// Texts of a field: long enough and not too long; faults stand at `<field>.<language>`, a missing one at the first language.
pub fn check_texts(faults: &mut Faults, field: &str, texts: &Texts, most: usize, required: bool) {
    if required && texts.is_blank() {
        faults.note(format!("{field}_{}", Language::De.code()), "fault-missing");
    }
    for (language, text) in texts.iter() {
        let _ = faults.text(&format!("{field}_{}", language.code()), text, most, false);
    }
}

/// Makes a course with an empty first draft.
pub fn create(conn: &mut Conn, pen: &Pen<'_>, code: &str, title: Texts) -> Result<(Course, Version), Error> {
    let code = checked(code, &title)?;
    if store::find_by_code(conn, &code)?.is_some() {
        return Err(Error::field("code", "course-code-taken"));
    }
    let course = Course {
        id: pen.chance.id(pen.now),
        code,
        title: Json(title),
        created_by: pen.by.actor_id,
        created_at: pen.now,
        archived_at: None,
    };
    match store::insert(conn, &course) {
        Err(error) if crate::platform::error::is_taken(&error, "courses", "code") => return Err(Error::field("code", "course-code-taken")),
        outcome => outcome?,
    }
    let version = insert_draft(conn, pen, &course, None)?;
    pen.audit(
        conn,
        "course.create",
        &course,
        json!({ "code": course.code, "title": course.title.0 }),
    )?;
    Ok((course, version))
}

/// Begins a draft: empty for a course without content, else a copy of the newest published version. Where there is one, it stays.
pub fn begin_draft(conn: &mut Conn, pen: &Pen<'_>, course: &Course) -> Result<Version, Error> {
    if let Some(draft) = store::find_draft(conn, course.id)? {
        return Ok(draft);
    }
    let published = store::find_published(conn, course.id)?;
    let draft = insert_draft(conn, pen, course, published.as_ref())?;
    if let Some(published) = published {
        for module in store::modules_of(conn, published.id)? {
            let copy = Module {
                id: pen.chance.id(pen.now),
                version_id: draft.id,
                revision: 0,
                updated_at: pen.now,
                ..module
            };
            store::insert_module(conn, &copy)?;
        }
    }
    pen.audit(conn, "course.draft", course, json!({ "version": draft.number }))?;
    store::find_draft(conn, course.id)?.ok_or_else(|| Error::refused("course-changed-meanwhile"))
}

fn insert_draft(conn: &mut Conn, pen: &Pen<'_>, course: &Course, published: Option<&Version>) -> Result<Version, Error> {
    let version = Version {
        id: pen.chance.id(pen.now),
        course_id: course.id,
        number: published.map_or(1, |version| version.number + 1),
        state: "draft".to_owned(),
        title: published.map_or_else(|| course.title.clone(), |version| version.title.clone()),
        summary: published.map(|version| version.summary.clone()).unwrap_or_default(),
        minutes: 0,
        pass_mark_percent: published.map_or(Some(80), |version| version.pass_mark_percent),
        attempts_allowed: published.and_then(|version| version.attempts_allowed),
        change_note: None,
        change_kind: None,
        created_by: pen.by.actor_id,
        created_at: pen.now,
        updated_at: pen.now,
        revision: 0,
        published_at: None,
        published_by: None,
    };
    if store::insert_version(conn, &version)? {
        return Ok(version);
    }
    // Somebody else began the draft in the same moment: theirs is the one.
    store::find_draft(conn, course.id)?.ok_or_else(|| Error::refused("course-changed-meanwhile"))
}

/// Changes the settings of a draft.
pub fn save_settings(
    conn: &mut Conn,
    pen: &Pen<'_>,
    course: &Course,
    draft: &Version,
    revision: i32,
    settings: &Settings,
) -> Result<(), Error> {
    let mut faults = Faults::new();
    check_texts(&mut faults, "title", &settings.title, LONGEST_TITLE, true);
    check_texts(&mut faults, "summary", &settings.summary, LONGEST_SUMMARY, false);
    if settings.pass_mark_percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
        faults.note("pass_mark_percent", "course-percent-fault");
    }
    if settings.attempts_allowed.is_some_and(|attempts| !(1..=100).contains(&attempts)) {
        faults.note("attempts_allowed", "course-attempts-fault");
    }
    faults.done()?;
    if !store::update_settings(conn, draft.id, revision, settings, pen.now)? {
        return Err(still_draft(conn, draft.id)?);
    }
    // As long as nothing is published, lists show the draft's title.
    if store::find_published(conn, course.id)?.is_none() {
        store::retitle(conn, course.id, &settings.title)?;
    }
    let after = json!({
        "version": draft.number, "title": settings.title, "pass_mark_percent": settings.pass_mark_percent,
        "attempts_allowed": settings.attempts_allowed,
    });
    pen.audit(conn, "course.settings", course, after)
}

/// Why a change of a draft found nothing to change.
fn still_draft(conn: &mut Conn, version_id: Id) -> Result<Error, Error> {
    let draft = store::find_version_by_id(conn, version_id)?.is_some_and(|version| version.is_draft());
    Ok(Error::refused(if draft { "course-changed-meanwhile" } else { "course-frozen" }))
}

/// What is wrong before publication: with the version as a whole, then module by module.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Faults of the version.
    pub version: Vec<Fault>,
    /// Faults of each module, by its name.
    pub modules: Vec<(String, Vec<Fault>)>,
}

impl Review {
    /// Looks through a version.
    pub fn of(version: &Version, modules: &[Module]) -> Self {
        let languages = version.title.0.languages();
        Self {
            version: version_faults(
                &version.title.0,
                version.pass_mark(),
                modules.iter().map(|module| &module.document.0),
            ),
            modules: modules
                .iter()
                .map(|module| (module.key.clone(), faults(&module.title.0, &module.document.0, &languages)))
                .collect(),
        }
    }

    /// Whether something stops the publication.
    pub fn stops(&self) -> bool {
        self.all().any(|(_, fault)| fault.kind.stops())
    }

    /// All faults, with the module's name where it is one of a module.
    pub fn all(&self) -> impl Iterator<Item = (Option<&str>, &Fault)> {
        let modules = self
            .modules
            .iter()
            .flat_map(|(key, faults)| faults.iter().map(|fault| (Some(key.as_str()), fault)));
        self.version.iter().map(|fault| (None, fault)).chain(modules)
    }
}

/// Freezes the draft as the newest published version.
pub fn publish(
    conn: &mut Conn,
    pen: &Pen<'_>,
    course: &Course,
    draft: &Version,
    kind: ChangeKind,
    note: Option<&str>,
) -> Result<(), Error> {
    let mut faults = Faults::new();
    let note = note.and_then(|note| faults.text("change_note", note, LONGEST_SUMMARY, false));
    faults.done()?;
    // The draft is held first, so that what is looked through is what gets frozen.
    if !store::claim_draft(conn, draft.id, pen.now)? {
        return Err(Error::refused("course-frozen"));
    }
    let modules = store::modules_of(conn, draft.id)?;
    let Some(version) = store::find_version_by_id(conn, draft.id)? else {
        return Err(Error::NotFound);
    };
    let review = Review::of(&version, &modules);
    if review.stops() {
        let stopping = review.all().filter(|(_, fault)| fault.kind.stops());
        return Err(Error::Invalid(stopping.map(|(module, fault)| told(module, fault)).collect()));
    }
    if !store::freeze(conn, draft.id, kind.as_str(), note.as_deref(), pen.by.actor_id, pen.now)? {
        return Err(Error::refused("course-frozen"));
    }
    store::retitle(conn, course.id, &version.title.0)?;
    let payload = json!({ "course_id": course.id, "version_id": version.id, "change_kind": kind.as_str() });
    jobs::enqueue(conn, pen.chance, pen.now, "courses.published", None, &payload, pen.now)?;
    let after = json!({ "version": version.number, "change_kind": kind.as_str(), "change_note": note });
    pen.audit(conn, "course.publish", course, after)
}

/// A fault of content as an integration reads it.
fn told(module: Option<&str>, fault: &Fault) -> FieldError {
    let field = match (module, &fault.block) {
        (None, _) => "version".to_owned(),
        (Some(module), None) => format!("modules.{module}"),
        (Some(module), Some(block)) => format!("modules.{module}.{block}"),
    };
    FieldError::new(field, Message::new(fault_key(fault)))
}

/// The message that tells a fault of content.
pub fn fault_key(fault: &Fault) -> &'static str {
    use crate::rules::course::FaultKind as F;
    match fault.kind {
        F::NoModule => "course-fault-no_module",
        F::NoTitle => "course-fault-no_title",
        F::Empty => "course-fault-empty",
        F::NoText => "course-fault-no_text",
        F::NoFile => "course-fault-no_file",
        F::NoAlt => "course-fault-no_alt",
        F::NoRightAnswer => "course-fault-no_right_answer",
        F::TooFew => "course-fault-too_few",
        F::EmptyOption => "course-fault-empty_option",
        F::NoGap => "course-fault-no_gap",
        F::UnequalGaps => "course-fault-unequal_gaps",
        F::HeadingOrder => "course-fault-heading_order",
        F::NothingCounts => "course-fault-nothing_counts",
        F::MissingLanguage(Language::De) => "course-fault-missing_de",
        F::MissingLanguage(Language::En) => "course-fault-missing_en",
        F::NoFeedback => "course-fault-no_feedback",
    }
}
