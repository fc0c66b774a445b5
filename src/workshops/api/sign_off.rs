//! Practical sign-off.

use crate::courses::api::TextsShape;
use crate::evidence::api::NewScan;
use crate::evidence::paper::Scan;
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::api::Refusals;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::course::Texts;
use crate::rules::id::{Id, Instant};
use crate::workshops::deed::seated;
use crate::workshops::form::LONGEST_TEXT;
use crate::workshops::sight::Sight;
use crate::workshops::sign_off::Sheet;
use crate::workshops::store::{CourseItem, SignOffEntry, SignOffItem};
use crate::workshops::web::sign_off::{LONGEST_NAME, Read, ReadEntry, is_picture, put};
use actix_web::{HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The practical sign-off of a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignOffRecord {
    /// Of which session.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// What is asked, in its order; of a closed session what was asked then.
    items: Vec<SignOffItemRecord>,
    /// Those who have a seat.
    attendees: Vec<SignOffAttendee>,
}

/// Something to be shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignOffItemRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// What.
    #[schema(value_type = TextsShape)]
    words: Texts,
    /// Whether there is no evidence without it.
    required: bool,
}

impl SignOffItemRecord {
    /// As a course keeps it.
    pub fn of_course(item: &CourseItem) -> Self {
        Self {
            id: item.id,
            words: item.words.0.clone(),
            required: item.required,
        }
    }

    /// As it is kept.
    pub fn of(item: &SignOffItem) -> Self {
        Self {
            id: item.id,
            words: item.words.0.clone(),
            required: item.required,
        }
    }
}

/// Somebody and what was entered of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignOffAttendee {
    /// The booking.
    #[schema(value_type = uuid::Uuid)]
    booking_id: Id,
    /// Name.
    name: String,
    /// Required items that are not done; as long as there are any, closing gives no evidence.
    #[schema(value_type = Vec<uuid::Uuid>)]
    missing: Vec<Id>,
    /// Everything that was entered, in the order of time; of each item the last one that counts stands.
    entries: Vec<SignOffEntryRecord>,
}

/// What was entered once.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignOffEntryRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Of which item.
    #[schema(value_type = uuid::Uuid)]
    item_id: Id,
    /// Whether it was done.
    done: bool,
    /// What was seen.
    remark: Option<String>,
    /// Who else saw it.
    witness: Option<String>,
    /// Why it takes back what stood.
    reason: Option<String>,
    /// When.
    #[schema(value_type = DateTime<Utc>)]
    at: Instant,
    /// By whom.
    #[schema(value_type = uuid::Uuid)]
    by_id: Id,
    /// Number of the course's version for which it was shown; null: none was published then.
    version: Option<i32>,
    /// Whether it counts: false where everybody must learn a later version anew.
    counts: bool,
    /// Addresses of pictures.
    photos: Vec<String>,
}

/// What is entered of somebody, all of it or nothing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOffBody {
    /// The entries.
    #[schema(min_items = 1, max_items = 30)]
    entries: Vec<NewSignOffEntry>,
    /// Who else saw it.
    #[serde(default)]
    #[schema(max_length = 200)]
    witness: Option<String>,
    /// Why something that was done is not any more; needed where an entry says so.
    #[serde(default)]
    #[schema(max_length = 2000)]
    reason: Option<String>,
}

/// An entry.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSignOffEntry {
    /// Of which item.
    #[schema(value_type = uuid::Uuid)]
    item_id: Id,
    /// Whether it was done.
    done: bool,
    /// What was seen.
    #[serde(default)]
    #[schema(max_length = 2000)]
    remark: Option<String>,
    /// A picture in Base64: PNG, JPEG, GIF or WebP.
    #[serde(default)]
    photo: Option<NewScan>,
    /// How many entries of this item the attendee had when this was made; where somebody else entered something since, nothing is taken (409).
    /// Left out: however many.
    #[serde(default)]
    #[schema(minimum = 0)]
    revision: Option<i32>,
}

fn record(conn: &mut Conn, actor: &Actor, id: Id) -> Result<SignOffRecord, Error> {
    let found = Sight::of(conn, actor)?.held(conn, id)?;
    let sheet = Sheet::load(conn, &found, actor.now)?;
    let entry = |entry: &SignOffEntry| SignOffEntryRecord {
        id: entry.id,
        item_id: entry.item_id,
        done: entry.done,
        remark: entry.remark.clone(),
        witness: entry.witness.clone(),
        reason: entry.reason.clone(),
        at: entry.at,
        by_id: entry.by_id,
        version: sheet.versions.number(entry),
        counts: sheet.versions.count(entry),
        photos: sheet
            .photos
            .get(&entry.id)
            .into_iter()
            .flatten()
            .map(|photo| format!("/bookings/{}/photos/{photo}", entry.booking_id))
            .collect(),
    };
    let attendees = seated(conn, id)?
        .iter()
        .map(|named| SignOffAttendee {
            booking_id: named.booking.id,
            name: named.name().to_owned(),
            missing: sheet.missing(named.booking.id),
            entries: sheet
                .entries
                .iter()
                .filter(|entry| entry.booking_id == named.booking.id)
                .map(entry)
                .collect(),
        })
        .collect();
    Ok(SignOffRecord {
        session_id: id,
        items: sheet.items.iter().map(SignOffItemRecord::of).collect(),
        attendees,
    })
}

/// The practical sign-off of a session, for whoever teaches or runs it.
#[utoipa::path(get, path = "/api/v1/sessions/{id}/sign-offs", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = SignOffRecord), Refusals))]
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let record = state.db.gather(move |conn| record(conn, &actor, id)).await?;
    Ok(HttpResponse::Ok().json(record))
}

/// Enters what somebody has shown.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/sign-offs/{booking}", tag = "workshops",
    params(("id" = uuid::Uuid, Path), ("booking" = uuid::Uuid, Path)), request_body = SignOffBody,
    responses((status = 200, body = SignOffRecord), Refusals))]
pub async fn enter(
    may: May<Learn>,
    state: web::Data<State>,
    path: web::Path<(Id, Id)>,
    body: Json<SignOffBody>,
) -> Result<HttpResponse, Error> {
    let (id, booking_id) = path.into_inner();
    let actor = may.actor.clone();
    // Whoever may not enter anything leaves no picture behind.
    state.db.look(move |conn| Sight::of(conn, &actor)?.held(conn, id).map(drop)).await?;
    put(&may, &state, id, booking_id, read(body.into_inner())?).await?;
    let actor = may.actor.clone();
    let record = state.db.gather(move |conn| record(conn, &actor, id)).await?;
    Ok(HttpResponse::Ok().json(record))
}

fn read(body: SignOffBody) -> Result<Read, Error> {
    let mut faults = Faults::new();
    let mut entries = Vec::with_capacity(body.entries.len());
    for (place, new) in body.entries.into_iter().enumerate() {
        let field = |name: &str| format!("entries.{place}.{name}");
        let remark = faults.text(&field("remark"), new.remark.as_deref().unwrap_or_default(), LONGEST_TEXT, false);
        let scan = match new.photo {
            Some(photo) => {
                let content = STANDARD
                    .decode(photo.content)
                    .map_err(|_| Error::field(field("photo.content"), "sign-off-fault-photo"))?;
                Some(Scan {
                    name: photo.name,
                    content: content.into(),
                })
            }
            None => None,
        };
        if scan.as_ref().is_some_and(|scan| !is_picture(scan)) {
            faults.note(field("photo.content"), "sign-off-fault-photo");
        }
        entries.push(ReadEntry {
            item_id: new.item_id,
            done: new.done,
            remark,
            photo: scan,
            revision: new.revision,
        });
    }
    let witness = faults.text("witness", body.witness.as_deref().unwrap_or_default(), LONGEST_NAME, false);
    let reason = faults.text("reason", body.reason.as_deref().unwrap_or_default(), LONGEST_TEXT, false);
    faults.done()?;
    Ok(Read { entries, witness, reason })
}
