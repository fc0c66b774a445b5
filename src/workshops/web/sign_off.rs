//! Practical sign-off, made for the phone in the other hand: everybody with how far they are, one of them item by item, and pictures of it.

use super::act;
use crate::evidence::paper::Scan;
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, changed_meanwhile, is_changed_meanwhile, place};
use crate::platform::i18n::Words;
use crate::platform::media;
use crate::platform::state::State;
use crate::platform::upload::Sent;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::rules::workshop::part::local;
use crate::workshops::deed::{self, Hand, NewEntry, NewSignOff, seated, title};
use crate::workshops::form::LONGEST_TEXT;
use crate::workshops::pages::{CheckItem, CheckLine, SignOffPage, SignOffRow, SignOffsPage};
use crate::workshops::sight::Sight;
use crate::workshops::sign_off::Sheet;
use crate::workshops::store::{self, Found, Named, SignOffItem};
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};

/// Longest name of a witness, in characters.
pub const LONGEST_NAME: usize = 200;

/// `GET /sessions/{id}/sign-offs`
pub async fn list(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let page = state
        .db
        .gather(move |conn| {
            let found = Sight::of(conn, &actor)?.held(conn, id)?;
            let sheet = Sheet::load(conn, &found, actor.now)?;
            let mut rows: Vec<(String, SignOffRow)> = seated(conn, id)?
                .iter()
                .map(|named| {
                    let row = SignOffRow {
                        href: format!("/sessions/{id}/sign-offs/{}", named.booking.id),
                        person: named.name().to_owned(),
                        organisation: named.organisation.clone(),
                        done: sheet.done(named.booking.id),
                        missing: sheet.missing(named.booking.id).len(),
                    };
                    (super::attendance::family(&row.person), row)
                })
                .collect();
            rows.sort_by(|one, other| one.0.cmp(&other.0));
            Ok(SignOffsPage {
                title: title(&found, actor.locale().code()),
                code: found.course.code.clone(),
                on: found.session.starts_at.map(|at| local(at, found.session.zone()).date()),
                back: format!("/sessions/{id}/attendance"),
                items: sheet.items.len(),
                rows: rows.into_iter().map(|(_, row)| row).collect(),
            })
        })
        .await?;
    may.show(&state, &page)
}

/// Somebody of a session with what is asked of them.
struct Loaded {
    found: Found,
    named: Named,
    sheet: Sheet,
}

fn find(conn: &mut Conn, actor: &Actor, id: Id, booking_id: Id) -> Result<Loaded, Error> {
    let found = Sight::of(conn, actor)?.held(conn, id)?;
    let named = seated(conn, id)?.into_iter().find(|named| named.booking.id == booking_id);
    Ok(Loaded {
        named: named.ok_or(Error::NotFound)?,
        sheet: Sheet::load(conn, &found, actor.now)?,
        found,
    })
}

async fn load(may: &May<Learn>, state: &State, id: Id, booking_id: Id) -> Result<Loaded, Error> {
    let actor = may.actor.clone();
    state.db.gather(move |conn| find(conn, &actor, id, booking_id)).await
}

/// `GET /sessions/{id}/sign-offs/{booking}`
pub async fn show(may: May<Learn>, state: web::Data<State>, path: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (id, booking_id) = path.into_inner();
    let loaded = load(&may, &state, id, booking_id).await?;
    may.show(&state, &page(&may, &state, &loaded, None, &[]))
}

/// `POST /sessions/{id}/sign-offs/{booking}`
pub async fn enter(may: May<Learn>, state: web::Data<State>, path: web::Path<(Id, Id)>, form: Multipart) -> Result<HttpResponse, Error> {
    let (id, booking_id) = path.into_inner();
    // Whoever may not enter anything leaves no picture behind.
    let loaded = load(&may, &state, id, booking_id).await?;
    let largest = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let sent = Sent::read(form, largest).await?;
    let typed = Typed::of(sent.texts().to_vec());
    let read = read(&loaded, &typed, &sent);
    let said: Vec<Id> = read
        .iter()
        .flat_map(|read| read.entries.iter().map(|entry| entry.item_id))
        .collect();
    let done = match read {
        Ok(read) => put(&may, &state, id, booking_id, read).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => answer::done(&state, format!("/sessions/{id}/sign-offs"), &Message::new("sign-off-done"), None),
        Err(Error::Invalid(faults)) => {
            let loaded = load(&may, &state, id, booking_id).await?;
            may.show_again(&state, &page(&may, &state, &loaded, Some(&typed), &faults))
        }
        Err(error) if is_changed_meanwhile(&error) => {
            let loaded = load(&may, &state, id, booking_id).await?;
            let faults = overtaken(may.actor.words(&state), &loaded, &typed, &said);
            // Saved once more, it is made from what stands there now.
            let rest = typed.fields().filter(|(name, _)| !name.starts_with("revision-"));
            let typed = Typed::of(rest.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
            may.show_again(&state, &page(&may, &state, &loaded, Some(&typed), &faults))
        }
        Err(error) => Err(error),
    }
}

/// The field that holds how often something had been entered of an item when the form was made.
fn revision_field(item_id: Id) -> String {
    format!("revision-{item_id}")
}

/// Of which items somebody else entered something since the form was made, as far as this one says something of them too, and how they stand
/// now.
fn overtaken(words: &Words, loaded: &Loaded, typed: &Typed, said: &[Id]) -> Vec<FieldError> {
    let booking_id = loaded.named.booking.id;
    let newer = |item_id: &&Id| typed.one(&revision_field(**item_id)) != loaded.sheet.revision(booking_id, **item_id).to_string();
    let fault = |item_id: &Id| {
        let stands = state_word(loaded.sheet.stands(booking_id, *item_id));
        let now = words.text(&format!("sign-off-state-{stands}"), &[]);
        // What was typed of it stays, whatever it is.
        changed_meanwhile(&[(&format!("done-{item_id}"), "", &now)])
    };
    said.iter().filter(newer).flat_map(fault).collect()
}

/// How an item stands, as the words have it.
fn state_word(done: Option<bool>) -> &'static str {
    match done {
        Some(true) => "done",
        Some(false) => "not_done",
        None => "open",
    }
}

/// What is entered of an item.
pub struct ReadEntry {
    /// Of which.
    pub item_id: Id,
    /// Whether it was done.
    pub done: bool,
    /// What was seen.
    pub remark: Option<String>,
    /// A picture.
    pub photo: Option<Scan>,
    /// How often something had been entered of it then; none: however often.
    pub revision: Option<i32>,
}

/// What is entered of somebody.
pub struct Read {
    /// The entries; pictures are not kept yet.
    pub entries: Vec<ReadEntry>,
    /// Who else saw it.
    pub witness: Option<String>,
    /// Why something is taken back.
    pub reason: Option<String>,
}

fn read(loaded: &Loaded, typed: &Typed, sent: &Sent) -> Result<Read, Error> {
    let mut faults = Faults::new();
    let mut entries = Vec::new();
    for item in &loaded.sheet.items {
        let before = loaded.sheet.stands(loaded.named.booking.id, item.id);
        let [state, remark, photo] = ["done", "remark", "photo"].map(|name| format!("{name}-{}", item.id));
        let said = faults.text(&remark, typed.one(&remark), LONGEST_TEXT, false);
        let scan = sent.file(&photo).map(|file| Scan {
            name: file.name.clone(),
            content: file.content.clone(),
        });
        if scan.as_ref().is_some_and(|scan| !is_picture(scan)) {
            faults.note(photo, "sign-off-fault-photo");
        }
        let done = match typed.one(&state) {
            "done" => Some(true),
            "not_done" => Some(false),
            "" => None,
            _ => {
                faults.note(state, "fault-choice");
                continue;
            }
        };
        match done {
            // Nothing new is said of it.
            done if done == before && said.is_none() && scan.is_none() => {}
            Some(done) => entries.push(ReadEntry {
                item_id: item.id,
                done,
                remark: said,
                photo: scan,
                // A form without one is none of ours, and overtaken.
                revision: Some(typed.one(&revision_field(item.id)).parse().unwrap_or(-1)),
            }),
            None if said.is_none() && scan.is_none() => {}
            None => faults.note(state, "sign-off-fault-state"),
        }
    }
    let witness = faults.text("witness", typed.one("witness"), LONGEST_NAME, false);
    let reason = faults.text("reason", typed.one("reason"), LONGEST_TEXT, false);
    faults.done()?;
    Ok(Read { entries, witness, reason })
}

/// Whether it is a picture that a browser shows.
pub fn is_picture(scan: &Scan) -> bool {
    media::of(&scan.content).is_some_and(|kind| kind.picture)
}

/// Keeps the pictures, then enters it, as far as one may.
pub async fn put(may: &May<Learn>, state: &State, id: Id, booking_id: Id, read: Read) -> Result<(), Error> {
    let mut entries = Vec::with_capacity(read.entries.len());
    for entry in read.entries {
        let photo = match entry.photo {
            Some(scan) => {
                let hash = state.files.keep(scan.content.clone()).await?;
                Some((scan, hash))
            }
            None => None,
        };
        entries.push(NewEntry {
            item_id: entry.item_id,
            done: entry.done,
            remark: entry.remark,
            photo,
            revision: entry.revision,
        });
    }
    let new = NewSignOff {
        entries,
        witness: read.witness,
        reason: read.reason,
    };
    act(may, state, move |conn, hand: &Hand<'_>, actor| {
        Sight::of(conn, actor)?.held(conn, id)?;
        deed::sign_off(conn, hand, id, booking_id, &new)
    })
    .await
}

fn page(may: &May<Learn>, state: &State, loaded: &Loaded, typed: Option<&Typed>, faults: &[FieldError]) -> SignOffPage {
    let words = may.actor.words(state);
    let (found, booking_id) = (&loaded.found, loaded.named.booking.id);
    let id = found.session.id;
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let open = found.session.state == "open" && found.session.closed_at.is_none();
    let begun = found
        .spans()
        .first()
        .is_some_and(|span| may.actor.now >= found.workshop.figures().opens_at(span));
    let mut items: Vec<CheckItem> = loaded
        .sheet
        .items
        .iter()
        .map(|item| check(words, &loaded.sheet, booking_id, item, language, typed))
        .collect();
    let [mut witness, mut reason] = ["witness", "reason"].map(|name| Field::with(name, typed.map_or("", |typed| typed.one(name))));
    let labels: Vec<(String, String)> = items.iter().map(|item| (item.state.name.clone(), item.label.clone())).collect();
    let mut fields: Vec<&mut Field> = vec![&mut witness, &mut reason];
    for item in &mut items {
        fields.extend([&mut item.state, &mut item.remark, &mut item.photo]);
    }
    let faults = place(faults, &mut fields, words, |field| match field {
        "witness" | "reason" => words.text(&format!("sign-off-field-{field}"), &[]),
        _ => {
            let item = labels
                .iter()
                .find(|(name, _)| name.split_once('-').map(|(_, id)| id) == field.split_once('-').map(|(_, id)| id));
            item.map_or_else(|| words.text("sign-off-title", &[]), |(_, label)| label.clone())
        }
    });
    SignOffPage {
        title: title(found, may.actor.locale().code()),
        person: loaded.named.name().to_owned(),
        organisation: loaded.named.organisation.clone(),
        zone: found.session.time_zone.clone(),
        back: format!("/sessions/{id}/sign-offs"),
        action: (open && begun && !items.is_empty()).then(|| format!("/sessions/{id}/sign-offs/{booking_id}")),
        closed: !open,
        missing: loaded.sheet.missing(booking_id).len(),
        takes_back: items.iter().any(|item| item.done == Some(true)),
        items,
        witness,
        reason,
        faults,
    }
}

/// An item with what was entered of it.
pub fn check(words: &Words, sheet: &Sheet, booking_id: Id, item: &SignOffItem, language: Language, typed: Option<&Typed>) -> CheckItem {
    let entries = sheet.of(booking_id, item.id);
    let stands = sheet.stands(booking_id, item.id);
    let [state, remark, photo] = ["done", "remark", "photo"].map(|name| format!("{name}-{}", item.id));
    let standing = match stands {
        Some(true) => "done",
        Some(false) => "not_done",
        None => "",
    };
    let revision = revision_field(item.id);
    // What is typed is of the revision at which typing began.
    let seen = typed
        .map(|typed| typed.one(&revision).to_owned())
        .filter(|revision| !revision.is_empty());
    let chosen = typed.map_or(standing, |typed| typed.one(&state)).to_owned();
    let offered = ["done", "not_done", ""]
        .into_iter()
        .filter(|word| !word.is_empty() || stands.is_none());
    CheckItem {
        label: item.words.0.text(language).to_owned(),
        required: item.required,
        done: stands,
        mark: match stands {
            Some(true) => "valid",
            Some(false) => "refused",
            None => "open",
        },
        choices: offered
            .map(|word| {
                let key = if word.is_empty() { "open" } else { word };
                Choice::new(word, words.text(&format!("sign-off-state-{key}"), &[])).chosen(word == chosen)
            })
            .collect(),
        state: Field::with(&state, chosen),
        remark: Field::with(&remark, typed.map_or("", |typed| typed.one(&remark))),
        photo: Field::new(&photo),
        revision: Field::with(&revision, seen.unwrap_or_else(|| entries.len().to_string())),
        lines: entries
            .iter()
            .map(|entry| CheckLine {
                at: entry.at,
                done: entry.done,
                version: sheet.versions.number(entry),
                lapsed: !sheet.versions.count(entry),
                remark: entry.remark.clone(),
                witness: entry.witness.clone(),
                reason: entry.reason.clone(),
                by: sheet.names.get(&entry.by_id).cloned().unwrap_or_default(),
                photos: sheet
                    .photos
                    .get(&entry.id)
                    .into_iter()
                    .flatten()
                    .map(|photo| format!("/bookings/{booking_id}/photos/{photo}"))
                    .collect(),
            })
            .collect(),
    }
}

/// `GET /bookings/{id}/photos/{photo}`: for whoever sees the booking, and whoever takes the session's attendance.
pub async fn photo(may: May<Learn>, state: web::Data<State>, path: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (booking_id, photo_id) = path.into_inner();
    let actor = may.actor.clone();
    let (name, media_type, hash) = state
        .db
        .look(move |conn| {
            let sight = Sight::of(conn, &actor)?;
            let named = store::find_booking(conn, booking_id)?.ok_or(Error::NotFound)?;
            let found = store::find(conn, named.booking.session_id)?.ok_or(Error::NotFound)?;
            if sight.standing(&found, &named).is_none() && !sight.holds(&found) {
                return Err(Error::NotFound);
            }
            store::photo_file(conn, booking_id, photo_id)?.ok_or(Error::NotFound)
        })
        .await?;
    let content = state.files.content(&hash).await?;
    Ok(answer::download(&name, &media_type, content))
}
