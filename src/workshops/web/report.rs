//! The report of a meeting provider: handed in, looked over, taken as marks.

use super::attendance::{address, label};
use super::{act, parts};
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, message, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::upload::Sent;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::workshop::meeting_report::read;
use crate::workshops::deed::{self, Weighed, title};
use crate::workshops::form;
use crate::workshops::pages::{ReportLine, ReportPage, ReportWeighedPage};
use crate::workshops::sight::Sight;
use crate::workshops::store::Found;
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};

/// Bytes of the largest report.
pub const LARGEST: usize = 4 << 20;

/// `GET /sessions/{id}/meeting-report/new`: of the part that is asked for, or of whichever is on.
pub async fn new(
    may: May<Learn>,
    state: web::Data<State>,
    id: web::Path<Id>,
    asked: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    let found = load(&may, &state, *id).await?;
    let asked = Typed::of(asked.into_inner());
    may.show(&state, &page(&may, &state, &found, asked.one("part"), &[]))
}

/// `POST /sessions/{id}/meeting-report`: what it comes to; nothing is marked yet.
pub async fn weigh(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, form: Multipart) -> Result<HttpResponse, Error> {
    let sent = Sent::read(form, LARGEST).await?;
    let found = load(&may, &state, *id).await?;
    match weighed(&may, &state, &found, &sent).await {
        Ok((part_id, weighed)) => may.show(&state, &weighed_page(&may, &state, &found, part_id, weighed)),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, &found, sent.text("part"), &faults)),
        Err(other) => Err(other),
    }
}

async fn weighed(may: &May<Learn>, state: &State, found: &Found, sent: &Sent) -> Result<(Id, Weighed), Error> {
    let mut faults = Faults::new();
    let typed = Typed::of(sent.texts().to_vec());
    let part_id = form::part(&mut faults, &typed, found);
    let file = sent.file("file");
    if file.is_none() {
        faults.note("file", "report-no-file");
    }
    let (part_id, file) = faults.or(part_id.zip(file))?;
    let span = found.timed().into_iter().find(|(id, _)| *id == part_id).ok_or(Error::NotFound)?.1;
    let joined = read(&form::text_of(&file.content), &span, found.session.zone()).map_err(deed::unreadable)?;
    let (id, actor) = (found.session.id, may.actor.clone());
    let weighed = state
        .db
        .gather(move |conn| {
            let found = Sight::of(conn, &actor)?.held(conn, id)?;
            deed::weigh(conn, &found, part_id, joined)
        })
        .await?;
    Ok((part_id, weighed))
}

/// `POST /sessions/{id}/meeting-report/marks`
pub async fn take(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (id, typed) = (*id, typed.into_inner());
    let (back, count) = act(&may, &state, move |conn, hand, actor| {
        let found = Sight::of(conn, actor)?.held(conn, id)?;
        let mut faults = Faults::new();
        let part_id = form::part(&mut faults, &typed, &found);
        let part_id = faults.or(part_id)?;
        let minutes = named(&typed);
        let count = deed::take_report(conn, hand, &found, part_id, &minutes)?;
        Ok((address(&found, Some(part_id)), count))
    })
    .await?;
    let told = match count {
        1 => Message::new("attendance-done"),
        _ => Message::new("attendance-done-many").with("count", count),
    };
    answer::done(&state, back, &told, None)
}

/// The lines that somebody gave a booking, each with its minutes: `booking` and `minutes` come in pairs.
fn named(typed: &Typed) -> Vec<(Id, i64)> {
    let pairs = typed.all("booking").into_iter().zip(typed.all("minutes"));
    pairs
        .filter_map(|(booking, minutes)| Some((booking.parse().ok()?, minutes.parse().ok()?)))
        .collect()
}

async fn load(may: &May<Learn>, state: &State, id: Id) -> Result<Found, Error> {
    let actor = may.actor.clone();
    state.db.look(move |conn| held(conn, &actor, id)).await
}

fn held(conn: &mut Conn, actor: &Actor, id: Id) -> Result<Found, Error> {
    Sight::of(conn, actor)?.held(conn, id)
}

fn page(may: &May<Learn>, state: &State, found: &Found, part: &str, faults: &[FieldError]) -> ReportPage {
    let words = may.actor.words(state);
    let spans = found.spans();
    let current = found.workshop.figures().current(&spans, may.actor.now);
    let views = parts(&spans, found.session.zone());
    let named = found.parts.iter().position(|one| one.id.to_string() == part).unwrap_or(current);
    let choices: Vec<Choice> = found
        .parts
        .iter()
        .zip(&views)
        .enumerate()
        .map(|(index, (one, view))| Choice::new(one.id.to_string(), label(words, view, &may.actor)).chosen(index == named))
        .collect();
    let value = choices.iter().find(|choice| choice.chosen).map(|choice| choice.value.clone());
    let (mut part, mut file) = (Field::with("part", value.unwrap_or_default()), Field::new("file"));
    let faults = place(faults, &mut [&mut part, &mut file], words, |field| {
        let key = if field == "part" { "attendance-field-part" } else { "report-file" };
        message(words, &Message::new(key))
    });
    ReportPage {
        title: title(found, may.actor.locale().code()),
        action: format!("/sessions/{}/meeting-report", found.session.id),
        back: address(found, part.value.parse().ok()),
        choices,
        part,
        file,
        faults,
    }
}

fn weighed_page(may: &May<Learn>, state: &State, found: &Found, part_id: Id, weighed: Weighed) -> ReportWeighedPage {
    let words = may.actor.words(state);
    let view = found
        .parts
        .iter()
        .zip(parts(&found.spans(), found.session.zone()))
        .find(|(part, _)| part.id == part_id);
    let of_minutes = found
        .timed()
        .iter()
        .find(|(id, _)| *id == part_id)
        .map_or(0, |(_, span)| span.minutes());
    let line = |(joined, booking_id): (crate::rules::workshop::meeting_report::Joined, Option<Id>)| {
        let choice = |named: &crate::workshops::store::Named| {
            let label = format!("{}, {}", named.name(), named.organisation);
            Choice::new(named.booking.id.to_string(), label).chosen(Some(named.booking.id) == booking_id)
        };
        ReportLine {
            stands: booking_id.is_some_and(|id| weighed.marked.contains(&id)),
            choices: weighed.expected.iter().map(choice).collect(),
            assigned: booking_id.is_some(),
            name: joined.name,
            email: joined.email,
            minutes: joined.minutes,
        }
    };
    let there: Vec<Id> = weighed.lines.iter().filter_map(|(_, id)| *id).collect();
    let absent = weighed.expected.iter().filter(|named| !there.contains(&named.booking.id));
    let absent: Vec<String> = absent.map(|named| format!("{}, {}", named.name(), named.organisation)).collect();
    let lines = weighed.lines.iter().cloned().map(line).collect();
    ReportWeighedPage {
        title: title(found, may.actor.locale().code()),
        part: view.map(|(_, view)| label(words, &view, &may.actor)).unwrap_or_default(),
        part_id: part_id.to_string(),
        of_minutes,
        action: format!("/sessions/{}/meeting-report/marks", found.session.id),
        again: format!("/sessions/{}/meeting-report/new?part={part_id}", found.session.id),
        back: address(found, Some(part_id)),
        lines,
        absent,
    }
}
