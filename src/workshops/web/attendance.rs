//! The run sheet: who is in and who is missing, part by part.

use super::{act, clock, parts, test_view, tests_of};
use crate::people::guard::Learn;
use crate::people::{Actor, May, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed};
use crate::platform::i18n::{DateForm, Words};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::ical::answer::Answer as Calendar;
use crate::rules::id::Id;
use crate::rules::workshop::Span;
use crate::rules::workshop::attendance::{Answer, Mark, Way, check, closes_from, missing, outcome, standing};
use crate::rules::workshop::part::local;
use crate::workshops::deed::{self, Batch, Hand, NewMark, Taken, seated, title};
use crate::workshops::form;
use crate::workshops::pages::{AttendancePage, AttendeeRow, PartView, Tab};
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, AttendanceMark, Found, Named, Needs};
use actix_web::{HttpResponse, web};
use serde::Deserialize;
use std::collections::HashMap;

/// Which part, from 1 up.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    part: Option<String>,
}

impl Asked {
    /// What an address of the list asks for.
    pub fn at(address: &str) -> Self {
        Self {
            part: address.split_once("?part=").map(|(_, part)| part.to_owned()),
        }
    }

    /// The part that is asked for of so many, from 0 up; none: whichever is on.
    pub fn index(&self, count: usize) -> Option<usize> {
        let number: usize = self.part.as_deref()?.parse().ok()?;
        number.checked_sub(1).filter(|index| *index < count)
    }
}

/// The sign of an answer.
pub fn sign(answer: Answer) -> &'static str {
    match answer {
        Answer::Present => "valid",
        Answer::Partial => "half",
        Answer::Excused => "waived",
        Answer::NoShow => "refused",
    }
}

/// The address of the list, at a part.
pub fn address(found: &Found, part_id: Option<Id>) -> String {
    let base = format!("/sessions/{}/attendance", found.session.id);
    match found.parts.iter().position(|part| Some(part.id) == part_id) {
        Some(index) if found.parts.len() > 1 => format!("{base}?part={}", index + 1),
        _ => base,
    }
}

/// The address of the screen with the code: of a part, from 0 up, or of whichever is on.
pub fn code_address(found: &Found, index: Option<usize>) -> String {
    let base = format!("/sessions/{}/code", found.session.id);
    index.map_or(base.clone(), |index| format!("{base}?part={}", index + 1))
}

/// What a part is called: its day and when it begins.
pub fn label(words: &Words, part: &PartView, actor: &Actor) -> String {
    format!("{}, {}", words.date(part.on, DateForm::Weekday, actor.today()), part.from)
}

/// `GET /sessions/{id}/attendance`
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let (actor, id, own, asked) = (may.actor.clone(), *id, state.get_ref().clone(), asked.into_inner());
    let page = state.db.gather(move |conn| page(conn, &own, &actor, id, &asked)).await?;
    may.show(&state, &page)
}

/// The list at a part.
pub fn page(conn: &mut Conn, state: &State, actor: &Actor, id: Id, asked: &Asked) -> Result<AttendancePage, Error> {
    let sight = Sight::of(conn, actor)?;
    let found = sight.held(conn, id)?;
    let words = actor.words(state);
    let (spans, zone) = (found.spans(), found.session.zone());
    let figures = found.workshop.figures();
    let current = figures.current(&spans, actor.now);
    let index = asked.index(spans.len()).unwrap_or(current);
    let views = parts(&spans, zone);
    let (part, span, view) = match (found.parts.get(index), spans.get(index), views.get(index)) {
        (Some(part), Some(span), Some(view)) => (part.clone(), *span, view.clone()),
        _ => return Err(Error::NotFound),
    };
    let booked = seated(conn, id)?;
    let marks: Vec<Mark> = store::marks_of(conn, id)?.iter().map(AttendanceMark::mark).collect();
    let stands = standing(&marks);
    let closed = found.session.closed_at.is_some();
    let open = found.session.state == "open" && !closed;
    let signs_off = !store::items_at(conn, found.workshop.id, found.session.closed_at.unwrap_or(actor.now))?.is_empty();
    let opens_at = figures.opens_at(&span);
    let begun = actor.now >= opens_at;
    let timed = found.timed();
    let ids: Vec<Id> = booked.iter().map(|named| named.booking.id).collect();
    let answers = store::answered(conn, &ids)?;
    // A trainer from a partner sees names and firms only.
    let needs = if sight.is_outside(conn)? {
        HashMap::new()
    } else {
        store::needs_of(conn, &ids)?
    };
    let results = store::results_in(conn, closed.then_some(id).as_slice())?;
    let tests = tests_of(conn, results.values())?;
    let mut rows: Vec<(bool, String, AttendeeRow)> = Vec::with_capacity(booked.len());
    for named in &booked {
        let mark = stands.get(&(named.booking.id, part.id)).copied();
        let taps = open && begun && mark.is_none_or(|mark| taps(mark, &found, &span, actor));
        let (outcome, sum) = outcome(named.booking.id, &timed, &stands, figures.least_percent);
        let mut row = row(&found, named, mark, taps);
        row.mark_id = state.chance.id(actor.now).to_string();
        let said = answers.get(&named.booking.id).filter(|answer| **answer != Calendar::Accepted);
        row.needs = needs.get(&named.booking.id).and_then(Needs::line);
        row.calendar = said.map(|answer| answer.as_str());
        row.outcome = closed.then(|| outcome.as_str().to_owned());
        row.sum = sum;
        let test = results.get(&named.booking.id).and_then(|result| tests.get(&result.id));
        row.test = test.map(|test| test_view(test, actor));
        rows.push((mark.is_some(), family(&row.person), row));
    }
    // Whoever is still to be marked stands first.
    rows.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let is_in = |row: &AttendeeRow| matches!(row.answer, Some("present" | "partial"));
    let unmarked = rows.iter().filter(|(marked, ..)| !marked).count();
    let rows: Vec<AttendeeRow> = rows.into_iter().map(|(.., row)| row).collect();
    let base = format!("/sessions/{id}");
    let tabs: Vec<Tab> = views
        .iter()
        .enumerate()
        .map(|(place, view)| Tab {
            href: format!("{base}/attendance?part={}", place + 1),
            label: label(words, view, actor),
            note: None,
            current: place == index,
        })
        .collect();
    let closed_by = match found.session.closed_by {
        Some(id) => Some(people::name_of(conn, id)?),
        None => None,
    };
    Ok(AttendancePage {
        title: title(&found, actor.locale().code()),
        code: found.course.code.clone(),
        on: found.session.starts_at.map(|at| local(at, zone).date()),
        parts: if tabs.len() > 1 { tabs } else { Vec::new() },
        part: view,
        part_id: part.id.to_string(),
        href: address(&found, Some(part.id)),
        present: rows.iter().filter(|row| is_in(row)).count(),
        unmarked,
        missing: missing(&ids, &timed, &stands).len(),
        opens_at: (open && !begun).then_some(opens_at),
        zone: found.session.time_zone.clone(),
        seen_at: actor.now,
        session_id: id.to_string(),
        person_id: actor.person.id.to_string(),
        marks_action: format!("{base}/marks"),
        rest_action: (open && begun && unmarked > 0).then(|| format!("{base}/marks/rest")),
        // What is on goes on by itself; a part that somebody chose stays.
        code_href: open.then(|| code_address(&found, (index != current).then_some(index))),
        report_href: (open && begun && found.session.online_url.is_some()).then(|| format!("{base}/meeting-report/new?part={}", part.id)),
        scan_action: (open && begun).then(|| format!("{base}/scans")),
        scan: Field::new("badge"),
        scan_walk_in_href: None,
        sign_off_href: signs_off.then(|| format!("{base}/sign-offs")),
        feedback_href: closed.then(|| format!("{base}/feedback")),
        walk_in_href: (open && begun).then(|| format!("{base}/walk-ins/new?part={}", part.id)),
        close_href: (open && closes_from(&timed).is_some_and(|at| actor.now >= at)).then(|| format!("{base}/closing/new")),
        reopen_href: closed.then(|| format!("{base}/reopening/new")),
        session_href: base.clone(),
        print_href: format!("{base}/list/new"),
        closed_at: found.session.closed_at,
        closed_by,
        rows,
    })
}

/// Whether one tap may change a mark: the opposite of what stands needs no reason.
fn taps(stands: &Mark, found: &Found, span: &Span, actor: &Actor) -> bool {
    let other = Mark {
        answer: if stands.answer.is_in() { Answer::NoShow } else { Answer::Present },
        minutes: None,
        from_at: None,
        to_at: None,
        way: Way::List,
        made_at: actor.now,
        recorded_at: actor.now,
        ..stands.clone()
    };
    check(&other, span, &found.workshop.figures(), Some(stands), actor.now, false).is_ok()
}

/// By which a list of names is sorted: the last of them, in small letters.
pub fn family(name: &str) -> String {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let last = words.pop();
    words.splice(0..0, last);
    words.join(" ").to_lowercase()
}

fn row(found: &Found, named: &Named, mark: Option<&Mark>, taps: bool) -> AttendeeRow {
    let zone = found.session.zone();
    let booking_id = named.booking.id;
    AttendeeRow {
        booking_id: booking_id.to_string(),
        href: format!("/sessions/{}/attendance/{booking_id}", found.session.id),
        person: named.name().to_owned(),
        organisation: named.organisation.clone(),
        calendar: None,
        needs: None,
        answer: mark.map(|mark| mark.answer.as_str()),
        mark: mark.map_or("open", |mark| sign(mark.answer)),
        from: mark.and_then(|mark| mark.from_at).map(|at| clock(at, zone)),
        to: mark.and_then(|mark| mark.to_at).map(|at| clock(at, zone)),
        minutes: mark.and_then(|mark| mark.minutes),
        way: mark.map(|mark| mark.way).filter(|way| *way != Way::List).map(Way::as_str),
        taps,
        mark_id: String::new(),
        outcome: None,
        sum: 0,
        test: None,
    }
}

/// `POST /sessions/{id}/marks/rest`: the same for everybody who has no mark of a part yet.
pub async fn rest(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (id, typed) = (*id, typed.into_inner());
    let (back, count) = act(&may, &state, move |conn, hand, actor| rest_of(conn, hand, actor, id, &typed)).await?;
    let told = match count {
        1 => Message::new("attendance-done"),
        _ => Message::new("attendance-done-many").with("count", count),
    };
    answer::done(&state, back, &told, None)
}

fn rest_of(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, typed: &Typed) -> Result<(String, usize), Error> {
    let sight = Sight::of(conn, actor)?;
    store::lock(conn, id)?.ok_or(Error::NotFound)?;
    let found = sight.held(conn, id)?;
    let mut faults = Faults::new();
    let part_id = form::part(&mut faults, typed, &found);
    let said = Answer::from_word(typed.one("answer")).filter(|answer| matches!(answer, Answer::Present | Answer::NoShow));
    if said.is_none() {
        faults.note("answer", "fault-choice");
    }
    let (part_id, said) = faults.or(part_id.zip(said))?;
    let marks: Vec<Mark> = store::marks_of(conn, id)?.iter().map(AttendanceMark::mark).collect();
    let stands: HashMap<_, _> = standing(&marks);
    let lacking = seated(conn, id)?
        .into_iter()
        .filter(|named| !stands.contains_key(&(named.booking.id, part_id)));
    let marks: Vec<NewMark> = lacking
        .map(|named| NewMark {
            id: hand.state.chance.id(hand.now),
            booking_id: named.booking.id,
            part_id,
            answer: said,
            minutes: None,
            from_at: None,
            to_at: None,
            way: Way::List,
            made_at: None,
            seen_at: None,
            reason: None,
        })
        .collect();
    let taken = deed::mark(conn, hand, id, &Batch { marks, sent_at: None })?;
    let count = taken.iter().filter(|taken| **taken == Taken::Recorded).count();
    deed::one(taken)?;
    Ok((address(&found, Some(part_id)), count))
}
