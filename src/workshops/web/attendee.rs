//! One of those on the list: everything that was marked of them, and marking with minutes, times or a reason.

use super::attendance::{address, label, sign};
use super::{act, clock, parts};
use crate::people::guard::Learn;
use crate::people::{Actor, May, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, message, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::workshop::Span;
use crate::rules::workshop::attendance::{Answer, Mark, Way, standing};
use crate::workshops::deed::{self, Batch, Hand, Taken, seated, title};
use crate::workshops::form;
use crate::workshops::pages::{AttendeePage, AttendeePart, MarkLine, PartView, SignatureLine};
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, AttendanceMark, Found, Named, Signature};
use actix_web::{HttpResponse, web};
use std::collections::{HashMap, HashSet};

/// The fields of the form.
const FIELDS: [&str; 6] = ["part", "answer", "from", "to", "minutes", "reason"];

/// What the page knows.
struct Loaded {
    found: Found,
    named: Named,
    marks: Vec<AttendanceMark>,
    signatures: Vec<(Signature, Option<String>)>,
    names: HashMap<Id, String>,
}

/// `GET /sessions/{id}/attendance/{booking}`
pub async fn show(may: May<Learn>, state: web::Data<State>, path: web::Path<(Id, Id)>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let (id, booking_id) = path.into_inner();
    let loaded = load(&may, &state, id, booking_id).await?;
    may.show(&state, &page(&may, &state, &loaded, &typed, &[]))
}

async fn load(may: &May<Learn>, state: &State, id: Id, booking_id: Id) -> Result<Loaded, Error> {
    let actor = may.actor.clone();
    state
        .db
        .gather(move |conn| {
            let found = Sight::of(conn, &actor)?.held(conn, id)?;
            let named = seated(conn, id)?.into_iter().find(|named| named.booking.id == booking_id);
            let named = named.ok_or(Error::NotFound)?;
            let mut marks = store::marks_of(conn, id)?;
            marks.retain(|mark| mark.booking_id == booking_id);
            let mut signatures = store::signatures_of(conn, id)?;
            signatures.retain(|(signature, _)| signature.booking_id == booking_id);
            let mut names = HashMap::new();
            for by in marks.iter().filter_map(|mark| mark.by_id).collect::<HashSet<Id>>() {
                names.insert(by, people::name_of(conn, by)?);
            }
            Ok(Loaded {
                found,
                named,
                marks,
                signatures,
                names,
            })
        })
        .await
}

/// `POST /sessions/{id}/marks`: from the list by one tap, or from somebody's page.
pub async fn mark(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (id, sent) = (*id, typed.into_inner());
    let typed = sent.clone();
    let done = act(&may, &state, move |conn, hand, actor| mark_one(conn, hand, actor, id, &sent)).await;
    let faults = match done {
        Ok(back) => return answer::done(&state, back, &Message::new("attendance-done"), None),
        Err(Error::Invalid(faults)) => faults,
        Err(error) => return Err(error),
    };
    let booking_id = typed.one("booking").parse().map_err(|_| Error::NotFound)?;
    let loaded = load(&may, &state, id, booking_id).await?;
    may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults))
}

/// Marks somebody, as far as one may; answers the way back to the list.
fn mark_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, typed: &Typed) -> Result<String, Error> {
    let found = Sight::of(conn, actor)?.held(conn, id)?;
    let new = form::mark(typed, &found, &hand.state.chance, hand.now)?;
    let (answer, part_id) = (new.answer, new.part_id);
    let taken = deed::mark(conn, hand, id, &Batch::of(new))?;
    match taken.into_iter().next() {
        Some(Taken::Refused { why, reason: true }) => Err(fault("reason", why)),
        // What can be put right in the form is told there.
        Some(Taken::Refused { why, .. }) if why.key.starts_with("attendance-fault") => Err(fault("from", why)),
        Some(Taken::Refused { why, .. }) if answer == Answer::Partial && why.key == "workshop-fault-number" => Err(fault("minutes", why)),
        Some(Taken::Refused { why, .. }) => Err(Error::Refused(why)),
        _ => Ok(address(&found, Some(part_id))),
    }
}

fn fault(field: &str, why: Message) -> Error {
    Error::Invalid(vec![FieldError::new(field, why)])
}

fn page(may: &May<Learn>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> AttendeePage {
    let words = may.actor.words(state);
    let found = &loaded.found;
    let zone = found.session.zone();
    let marks: Vec<Mark> = loaded.marks.iter().map(AttendanceMark::mark).collect();
    let stands = standing(&marks);
    let spans = found.spans();
    let views = parts(&spans, zone);
    let open = found.session.state == "open" && found.session.closed_at.is_none();
    let current = found
        .parts
        .get(found.workshop.figures().current(&spans, may.actor.now))
        .map(|part| part.id);
    let asked: Option<Id> = typed.one("part").parse().ok().or(current);
    let mut fields = FIELDS.map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        message(words, &Message::new(field_label(field)))
    });
    let [mut part, answer, from, to, minutes, reason] = fields;
    part.value = asked.map(|id| id.to_string()).unwrap_or_default();
    let shown = |((one, span), view): ((&store::Part, &Span), &PartView)| {
        let standing = stands.get(&(loaded.named.booking.id, one.id)).copied();
        AttendeePart {
            part: view.clone(),
            minutes: standing.map_or(0, |mark| mark.minutes_of(span)),
            of_minutes: span.minutes(),
            lines: lines(loaded, one.id, standing.map(|mark| mark.id)),
            signatures: signatures(loaded, one.id),
        }
    };
    let choice = |(one, view): (&store::Part, &PartView)| {
        Choice::new(one.id.to_string(), label(words, view, &may.actor)).chosen(Some(one.id) == asked)
    };
    AttendeePage {
        person: loaded.named.name().to_owned(),
        organisation: loaded.named.organisation.clone(),
        title: title(found, may.actor.locale().code()),
        parts: found.parts.iter().zip(&spans).zip(&views).map(shown).collect(),
        zone: found.session.time_zone.clone(),
        back: address(found, asked),
        sign_href: open.then(|| format!("/sessions/{}/signatures/{}/new", found.session.id, loaded.named.booking.id)),
        action: open.then(|| format!("/sessions/{}/marks", found.session.id)),
        booking_id: loaded.named.booking.id.to_string(),
        mark_id: state.chance.id(may.actor.now).to_string(),
        choices: found.parts.iter().zip(&views).map(choice).collect(),
        answers: Answer::ALL
            .map(|one| {
                let words = words.text(&format!("attendance-state-{one}"), &[]);
                Choice::new(one.as_str(), words).chosen(one.as_str() == answer.value)
            })
            .to_vec(),
        part,
        answer,
        from,
        to,
        minutes,
        reason,
        faults,
    }
}

/// The label of a field.
fn field_label(field: &str) -> &'static str {
    match field {
        "answer" => "attendance-field-answer",
        "from" => "attendance-field-from",
        "to" => "attendance-field-to",
        "minutes" => "attendance-field-minutes",
        "reason" => "form-reason",
        "person" => "booking-field-person",
        _ => "attendance-field-part",
    }
}

/// The signatures of a part, the latest first.
fn signatures(loaded: &Loaded, part_id: Id) -> Vec<SignatureLine> {
    let base = format!("/sessions/{}/signatures/{}", loaded.found.session.id, loaded.named.booking.id);
    let own = loaded.signatures.iter().rev().filter(|(signature, _)| signature.part_id == part_id);
    own.map(|(signature, hash)| SignatureLine {
        at: signature.at,
        name: signature.name.clone(),
        href: hash.as_ref().map(|_| format!("{base}/{}", signature.id)),
        hash: hash.clone(),
    })
    .collect()
}

/// The marks of a part: the one that stands, then the latest first.
fn lines(loaded: &Loaded, part_id: Id, stands: Option<Id>) -> Vec<MarkLine> {
    let zone = loaded.found.session.zone();
    let mut marks: Vec<&AttendanceMark> = loaded.marks.iter().filter(|mark| mark.part_id == part_id).collect();
    marks.sort_by_key(|mark| (Some(mark.id) != stands, std::cmp::Reverse((mark.made_at, mark.recorded_at))));
    let line = |row: &&AttendanceMark| {
        let mark = row.mark();
        MarkLine {
            made_at: row.made_at,
            recorded_at: Some(row.recorded_at).filter(|at| **at - *row.made_at > chrono::Duration::minutes(1)),
            answer: mark.answer.as_str(),
            mark: sign(mark.answer),
            from: row.from_at.map(|at| clock(at, zone)),
            to: row.to_at.map(|at| clock(at, zone)),
            minutes: row.minutes,
            way: Way::of(&row.way).as_str(),
            by: row.by_id.and_then(|id| loaded.names.get(&id).cloned()),
            reason: row.reason.clone(),
            stands: Some(row.id) == stands,
        }
    };
    marks.iter().map(line).collect()
}
