//! Practical sign-off: what a workshop asks for, and what is entered of each who attends.

use super::attendance::{lock_open, seated};
use super::{Hand, title};
use crate::courses::store::Course;
use crate::evidence::paper::Scan;
use crate::evidence::store::insert_scan;
use crate::organisations::store as organisations;
use crate::platform::audit::{self, Deed};
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::platform::form::CHANGED_MEANWHILE;
use crate::rules::course::{Language, Texts};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::sign_off::{Entry, Item, corrects, missing, standing};
use crate::workshops::sign_off::Versions;
use crate::workshops::store::{self, CourseItem, Found, SignOffEntry, SignOffItem, SignOffPhoto, Which};
use serde_json::json;
use std::collections::HashMap;

/// What is entered of an item.
#[derive(Clone, Debug)]
pub struct NewEntry {
    /// Of which item.
    pub item_id: Id,
    /// Whether it was done.
    pub done: bool,
    /// What was seen.
    pub remark: Option<String>,
    /// A picture, and the hash under which its content is kept already.
    pub photo: Option<(Scan, String)>,
    /// How often something had been entered of the item when this was made; none: however often.
    pub revision: Option<i32>,
}

/// What is entered of somebody, all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct NewSignOff {
    /// The entries.
    pub entries: Vec<NewEntry>,
    /// Who else saw it.
    pub witness: Option<String>,
    /// Why something is taken back.
    pub reason: Option<String>,
}

/// An item as it was typed.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// The one that it was; none: it is new.
    pub id: Option<Id>,
    /// What is to be shown.
    pub words: Texts,
    /// Whether there is no evidence without it.
    pub required: bool,
}

/// What each of these bookings still lacks at an instant; who lacks nothing is left out.
pub fn lacking(conn: &mut Conn, found: &Found, bookings: &[Id], at: Instant) -> Result<HashMap<Id, Vec<SignOffItem>>, Error> {
    let items = store::items_at(conn, found.workshop.id, at)?;
    if items.is_empty() {
        return Ok(HashMap::new());
    }
    let versions = Versions::at(conn, found.course.id, at)?;
    let entries = versions.entries(&store::entries_of(conn, found.session.id)?);
    let standing = standing(&entries, versions.anew);
    let asked: Vec<Item> = items.iter().map(SignOffItem::item).collect();
    let lacks = |booking_id: &Id| {
        let ids = missing(*booking_id, &asked, &standing);
        let lacked: Vec<SignOffItem> = items.iter().filter(|item| ids.contains(&item.id)).cloned().collect();
        (!lacked.is_empty()).then_some((*booking_id, lacked))
    };
    Ok(bookings.iter().filter_map(lacks).collect())
}

/// Enters what somebody did; the latest entry of an item stands.
///
/// # Errors
///
/// [`Error::Refused`] where the session is closed, has not begun, the booking holds no seat or somebody else entered something of an item since
/// this was made; [`Error::Invalid`] at `done-{item}` where the workshop does not ask for it, and at `reason` where something is taken back
/// without one.
pub fn sign_off(conn: &mut Conn, hand: &Hand<'_>, session_id: Id, booking_id: Id, new: &NewSignOff) -> Result<(), Error> {
    let found = lock_open(conn, session_id)?;
    let by_id = hand.person_id.ok_or_else(|| Error::internal("nobody signs off"))?;
    let figures = found.workshop.figures();
    if found.spans().first().is_none_or(|span| hand.now < figures.opens_at(span)) {
        return Err(Error::refused("attendance-early"));
    }
    if !seated(conn, session_id)?.iter().any(|named| named.booking.id == booking_id) {
        return Err(Error::refused("attendance-not-booked"));
    }
    let items = store::items_at(conn, found.workshop.id, hand.now)?;
    let versions = Versions::at(conn, found.course.id, hand.now)?;
    let entries = versions.entries(&store::entries_of(conn, session_id)?);
    let standing = standing(&entries, versions.anew);
    let known = |item_id: Id| {
        let of = |entry: &&Entry| entry.booking_id == booking_id && entry.item_id == item_id;
        entries.iter().filter(of).count()
    };
    let overtaken = |entry: &NewEntry| {
        let seen = entry.revision.map(usize::try_from);
        seen.is_some_and(|seen| seen != Ok(known(entry.item_id)))
    };
    if new.entries.iter().any(overtaken) {
        return Err(Error::refused(CHANGED_MEANWHILE));
    }
    let reason = new.reason.as_deref();
    let mut rows = Vec::with_capacity(new.entries.len());
    for entry in &new.entries {
        if !items.iter().any(|item| item.id == entry.item_id) {
            return Err(Error::field(format!("done-{}", entry.item_id), "fault-choice"));
        }
        let takes_back = corrects(standing.get(&(booking_id, entry.item_id)).copied(), entry.done);
        if takes_back && reason.is_none() {
            return Err(Error::field("reason", "sign-off-fault-reason"));
        }
        let row = SignOffEntry {
            id: hand.state.chance.id(hand.now),
            session_id,
            booking_id,
            item_id: entry.item_id,
            done: entry.done,
            remark: entry.remark.clone(),
            witness: new.witness.clone(),
            reason: reason.filter(|_| takes_back).map(str::to_owned),
            at: hand.now,
            by_id,
            course_version_id: versions.current,
        };
        store::insert_entry(conn, &row)?;
        if let Some((scan, hash)) = &entry.photo {
            let photo = SignOffPhoto {
                id: hand.state.chance.id(hand.now),
                entry_id: row.id,
                file_id: insert_scan(conn, hand.state.chance.id(hand.now), scan, hash, Some(by_id), hand.now)?,
            };
            store::insert_photo(conn, &photo)?;
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Ok(());
    }
    let after = Some(json!({ "entries": rows }));
    hand.record(conn, &found, "sign_off.enter", "bookings", booking_id, after)
}

/// Says what a workshop asks for itself, in this order, besides what its course asks for. An item of which something was entered keeps its
/// words: changed, it becomes a new one, and what is left out is asked no more. `path`: of who holds the workshop.
pub fn save_items(conn: &mut Conn, hand: &Hand<'_>, workshop_id: Id, new: &[NewItem], path: &str) -> Result<(), Error> {
    let mut before = store::items_at(conn, workshop_id, hand.now)?;
    before.retain(|item| item.course_item_id.is_none());
    let wanted: Vec<Wanted> = new.iter().map(|item| Wanted::own(item, &before)).collect();
    let after = replace(conn, hand, workshop_id, &before, wanted)?;
    let shape = |items: &[SignOffItem]| {
        let item = |item: &SignOffItem| json!({ "id": item.id, "words": item.words.0, "required": item.required });
        json!({ "items": items.iter().map(item).collect::<Vec<_>>() })
    };
    if shape(&before) == shape(&after) {
        return Ok(());
    }
    let label = store::list(conn, &Which::Of(workshop_id))?;
    let deed = Deed {
        action: "workshop.sign_off",
        subject_kind: "workshops",
        subject_id: workshop_id.to_string(),
        subject_label: label.first().map_or_else(|| workshop_id.to_string(), |found| title(found, "en")),
        organisation_path: path.to_owned(),
        before: Some(shape(&before)),
        after: Some(shape(&after)),
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}

/// An item that a workshop is to ask for.
struct Wanted<'i> {
    /// The one that it was.
    known: Option<&'i SignOffItem>,
    words: Texts,
    required: bool,
    course_item_id: Option<Id>,
}

impl<'i> Wanted<'i> {
    fn own(item: &NewItem, before: &'i [SignOffItem]) -> Self {
        Self {
            known: before.iter().find(|known| Some(known.id) == item.id),
            words: item.words.clone(),
            required: item.required,
            course_item_id: None,
        }
    }

    fn of_course(item: &CourseItem, before: &'i [SignOffItem]) -> Self {
        Self {
            known: before.iter().find(|known| known.course_item_id == Some(item.id)),
            words: item.words.0.clone(),
            required: item.required,
            course_item_id: Some(item.id),
        }
    }
}

/// Puts items in the place of those before; answers them.
fn replace(
    conn: &mut Conn,
    hand: &Hand<'_>,
    workshop_id: Id,
    before: &[SignOffItem],
    wanted: Vec<Wanted<'_>>,
) -> Result<Vec<SignOffItem>, Error> {
    let mut after: Vec<SignOffItem> = Vec::with_capacity(wanted.len());
    for (place, wanted) in (1..).zip(wanted) {
        let same = |item: &&SignOffItem| item.words.0 == wanted.words && item.required == wanted.required;
        let kept = match wanted.known {
            Some(item) if same(&item) || !store::is_entered(conn, item.id)? => Some(item),
            _ => None,
        };
        let item = SignOffItem {
            id: kept.map_or_else(|| hand.state.chance.id(hand.now), |item| item.id),
            workshop_id,
            place,
            words: Json(wanted.words),
            required: wanted.required,
            created_at: kept.map_or(hand.now, |item| item.created_at),
            archived_at: None,
            course_item_id: wanted.course_item_id,
        };
        match kept {
            Some(_) => store::update_item(conn, &item)?,
            None => store::insert_item(conn, &item)?,
        }
        after.push(item);
    }
    for item in before.iter().filter(|item| !after.iter().any(|kept| kept.id == item.id)) {
        let gone = SignOffItem {
            archived_at: Some(hand.now),
            ..item.clone()
        };
        store::update_item(conn, &gone)?;
    }
    Ok(after)
}

/// Lets a workshop ask for what its course asks for now.
pub fn inherit(conn: &mut Conn, hand: &Hand<'_>, workshop_id: Id, course_id: Id) -> Result<(), Error> {
    let mut before = store::items_at(conn, workshop_id, hand.now)?;
    before.retain(|item| item.course_item_id.is_some());
    let asked = store::course_items(conn, course_id)?;
    let wanted: Vec<Wanted> = asked.iter().map(|item| Wanted::of_course(item, &before)).collect();
    replace(conn, hand, workshop_id, &before, wanted)?;
    Ok(())
}

/// Says what a course asks everybody to show, in this order; every workshop of it asks for it from now on. `revision`: what it was made from;
/// none: whatever it is.
///
/// # Errors
///
/// [`Error::Refused`] where somebody else changed it since.
pub fn save_course_items(conn: &mut Conn, hand: &Hand<'_>, course: &Course, new: &[NewItem], revision: Option<i32>) -> Result<(), Error> {
    let known = store::course_items_revision(conn, course.id)?;
    let stands = revision.is_none_or(|revision| revision == known);
    if !stands || !store::count_course_items_change(conn, course.id, known, hand.now)? {
        return Err(Error::refused(CHANGED_MEANWHILE));
    }
    let before = store::course_items(conn, course.id)?;
    let mut after: Vec<CourseItem> = Vec::with_capacity(new.len());
    for (place, typed) in (1..).zip(new) {
        let known = before.iter().find(|item| Some(item.id) == typed.id);
        let item = CourseItem {
            id: known.map_or_else(|| hand.state.chance.id(hand.now), |item| item.id),
            course_id: course.id,
            place,
            words: Json(typed.words.clone()),
            required: typed.required,
            archived_at: None,
        };
        match known {
            Some(_) => store::update_course_item(conn, &item)?,
            None => store::insert_course_item(conn, &item)?,
        }
        after.push(item);
    }
    for item in before.iter().filter(|item| !after.iter().any(|kept| kept.id == item.id)) {
        let gone = CourseItem {
            archived_at: Some(hand.now),
            ..item.clone()
        };
        store::update_course_item(conn, &gone)?;
    }
    let shape = |items: &[CourseItem]| {
        let item = |item: &CourseItem| json!({ "id": item.id, "words": item.words.0, "required": item.required });
        json!({ "items": items.iter().map(item).collect::<Vec<_>>() })
    };
    if shape(&before) == shape(&after) {
        return Ok(());
    }
    for workshop_id in store::workshops_of_course(conn, course.id)? {
        inherit(conn, hand, workshop_id, course.id)?;
    }
    let deed = Deed {
        action: "course.sign_off",
        subject_kind: "courses",
        subject_id: course.code.clone(),
        subject_label: format!("{} {}", course.code, course.title.0.text(Language::De)),
        // A course is everybody's.
        organisation_path: organisations::top_path(conn)?,
        before: Some(shape(&before)),
        after: Some(shape(&after)),
    };
    Ok(audit::record(conn, &hand.state.chance, hand.now, &hand.by, deed)?)
}
