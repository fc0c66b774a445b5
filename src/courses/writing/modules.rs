//! Changes to the modules of a draft.

use super::{LONGEST_TITLE, Pen, check_texts};
use crate::courses::store::{self, Course, Module, ModuleChange, Version};
use crate::platform::db::{Conn, Json};
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::Faults;
use crate::rules::course::{Broken, Document, Key};
use serde_json::json;

/// Most modules of one version.
const MOST_MODULES: usize = 100;

/// Longest a module takes, in minutes.
const LONGEST_MINUTES: i32 = 600;

/// Adds a module at the end; without a name it gets one.
pub fn add_module(
    conn: &mut Conn,
    pen: &Pen<'_>,
    course: &Course,
    draft: &Version,
    key: Option<Key>,
    change: ModuleChange,
) -> Result<Module, Error> {
    let change = checked(conn, change)?;
    claim(conn, pen, draft)?;
    let present = store::modules_of(conn, draft.id)?;
    if present.len() >= MOST_MODULES {
        return Err(Error::Refused(Message::new("course-modules-full").with("most", MOST_MODULES)));
    }
    let module = Module {
        id: pen.chance.id(pen.now),
        version_id: draft.id,
        key: key.unwrap_or_else(|| pen.key()).to_string(),
        position: present.last().map_or(0, |last| last.position + 1),
        title: Json(change.title),
        minutes: change.minutes,
        document: Json(change.document),
        revision: 0,
        updated_at: pen.now,
    };
    if !store::insert_module(conn, &module)? {
        return Err(Error::field("key", "course-module-taken"));
    }
    pen.audit(
        conn,
        "course.module.add",
        course,
        json!({ "version": draft.number, "module": module.key }),
    )?;
    Ok(module)
}

/// Changes a module whose revision is still the one that was read.
pub fn save_module(
    conn: &mut Conn,
    pen: &Pen<'_>,
    course: &Course,
    draft: &Version,
    module: &Module,
    revision: i32,
    change: ModuleChange,
) -> Result<(), Error> {
    let change = checked(conn, change)?;
    claim(conn, pen, draft)?;
    if !store::update_module(conn, module, revision, &change, pen.now)? {
        return Err(Error::refused("course-changed-meanwhile"));
    }
    let after = json!({ "version": draft.number, "module": module.key, "title": change.title, "blocks": change.document.blocks.len() });
    pen.audit(conn, "course.module.save", course, after)
}

/// Takes a module out of a draft.
pub fn remove_module(conn: &mut Conn, pen: &Pen<'_>, course: &Course, draft: &Version, module: &Module) -> Result<(), Error> {
    claim(conn, pen, draft)?;
    store::drop_module(conn, module)?;
    let after = json!({ "version": draft.number, "module": module.key, "title": module.title.0 });
    pen.audit(conn, "course.module.remove", course, after)
}

/// Puts the modules in this order; every module is named once.
pub fn order_modules(conn: &mut Conn, pen: &Pen<'_>, course: &Course, draft: &Version, order: &[String]) -> Result<(), Error> {
    claim(conn, pen, draft)?;
    let present = store::modules_of(conn, draft.id)?;
    let mut ids = Vec::new();
    for key in order {
        match present.iter().find(|module| module.key == *key) {
            Some(module) if !ids.contains(&module.id) => ids.push(module.id),
            _ => return Err(Error::field("order", "course-order-fault")),
        }
    }
    if ids.len() != present.len() {
        return Err(Error::field("order", "course-order-fault"));
    }
    store::place_modules(conn, &ids)?;
    pen.audit(
        conn,
        "course.module.order",
        course,
        json!({ "version": draft.number, "order": order }),
    )
}

fn claim(conn: &mut Conn, pen: &Pen<'_>, draft: &Version) -> Result<(), Error> {
    if store::claim_draft(conn, draft.id, pen.now)? {
        Ok(())
    } else {
        Err(Error::refused("course-frozen"))
    }
}

fn checked(conn: &mut Conn, mut change: ModuleChange) -> Result<ModuleChange, Error> {
    let mut faults = Faults::new();
    check_texts(&mut faults, "title", &change.title, LONGEST_TITLE, true);
    if !(0..=LONGEST_MINUTES).contains(&change.minutes) {
        faults.add("minutes", Message::new("course-minutes-fault").with("most", LONGEST_MINUTES));
    }
    if let Some(broken) = change.document.broken() {
        faults.add("document", broken_message(&broken));
    }
    faults.done()?;
    fill_in_files(conn, &mut change.document)?;
    Ok(change)
}

fn broken_message(broken: &Broken) -> Message {
    match broken {
        Broken::TooManyBlocks => Message::new("course-broken-blocks").with("most", crate::rules::course::MOST_BLOCKS),
        Broken::Twice(key) => Message::new("course-broken-twice").with("id", key),
        Broken::Text(key) => Message::new("course-broken-text").with("id", key),
        Broken::TooManyOptions(key) => Message::new("course-broken-options").with("id", key),
        Broken::Number(key) => Message::new("course-broken-number").with("id", key),
    }
}

/// A document names files by their record; what else it says of them is taken from there, so that nobody can make one up.
fn fill_in_files(conn: &mut Conn, document: &mut Document) -> Result<(), Error> {
    for block in &mut document.blocks {
        let id = block.id.clone();
        let Some(file) = block.file_mut() else { continue };
        let Some(kept) = store::find_file(conn, file.id)? else {
            let message = Message::new("course-file-unknown").with("id", &id);
            return Err(Error::Invalid(vec![FieldError::new("document", message)]));
        };
        file.hash = kept.hash;
        file.name = kept.name;
        file.media_type = kept.media_type;
        file.size_bytes = kept.size_bytes;
    }
    Ok(())
}
