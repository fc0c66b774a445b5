//! One booking, and what is done with it by a button alone.

use super::sign_off::check;
use super::{act, booking_row, came, material, parts, places, row, tests_of};
use crate::certificates::store::find_by_evidence;
use crate::people::guard::Learn;
use crate::people::{Actor, May, store as people};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::course::Language;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Status;
use crate::rules::workshop::booking::{Approval, Deed, next_approval};
use crate::workshops::deed::{self, Hand};
use crate::workshops::pages::{BookingLine, BookingPage, BookingRow, PriceView};
use crate::workshops::sight::{Sight, Standing};
use crate::workshops::sign_off::Sheet;
use crate::workshops::store::{self, Found, Named, Needs};
use actix_web::{HttpResponse, web};

/// Whether somebody may take a booking back or change it now: until the deadline whoever it is for and whoever leads them, after it those who
/// run the workshop. Where it is stated what taking it back late costs, everybody may until it begins.
pub fn may_change(found: &Found, named: &Named, standing: Standing, deed: Deed, now: Instant) -> bool {
    let begun = found.session.starts_at.is_some_and(|at| at <= now);
    let holds = named.booking.status().holds_seat();
    let late = holds && found.cancels_until().is_some_and(|until| now >= until);
    // An offer may be declined, and somebody else may come, as long as it has not begun.
    let free = named.booking.status() == Status::Offered || deed == Deed::Substitute;
    let stated = deed == Deed::Cancel && found.price.is_some();
    named.booking.status().allows(deed) && !begun && (!late || free || stated || standing.runs)
}

/// Whether somebody may say yes or no to a request as it stands.
pub fn may_approve(found: &Found, named: &Named, standing: Standing) -> bool {
    let next = next_approval(found.workshop.approval_steps, named.booking.approvals);
    let asked = named.booking.status() == Status::Requested;
    asked && (standing.runs || (standing.leads && next == Some(Approval::Partner)))
}

/// `GET /bookings/{id}`
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id, words) = (may.actor.clone(), *id, may.actor.words(&state).clone());
    let page = state.db.gather(move |conn| page(conn, &words, &actor, id)).await?;
    may.show(&state, &page)
}

/// The page of a booking.
pub fn page(conn: &mut Conn, words: &Words, actor: &Actor, id: Id) -> Result<BookingPage, Error> {
    let sight = Sight::of(conn, actor)?;
    let (found, named, standing) = sight.booking(conn, id)?;
    // What people say of themselves is not for a trainer from elsewhere.
    let outside = sight.is_outside(conn)?;
    let silent = !standing.own && !standing.leads && outside;
    let needs = store::needs_of(conn, &[id])?
        .remove(&id)
        .filter(|_| standing.own || (standing.runs && !outside));
    let says = standing.own && named.booking.status().is_live() && found.session.ends_at.is_none_or(|at| at > actor.now);
    let counts = store::held(conn, &[found.session.id])?;
    let line = places(&store::of_session(conn, found.session.id, false)?);
    let mut events = Vec::new();
    for event in store::events_of(conn, id)? {
        let by = match event.by_id {
            Some(id) => people::find_any(conn, id)?.map(|person| person.name()),
            None => None,
        };
        events.push(BookingLine {
            at: event.at,
            word: event.kind,
            by,
            reason: event.reason.filter(|_| !silent),
        });
    }
    events.reverse();
    let answer = store::answered(conn, &[id])?.get(&id).map(|answer| answer.as_str());
    let status = named.booking.status();
    let cancels = may_change(&found, &named, standing, Deed::Cancel, actor.now);
    let changes = may_change(&found, &named, standing, Deed::Move, actor.now)
        || (!standing.own || standing.leads) && may_change(&found, &named, standing, Deed::Substitute, actor.now);
    // What is asked is seen by those who have a seat, once there is something to see.
    let sheet = Sheet::load(conn, &found, actor.now)?;
    let language = Language::from_code(actor.locale().code()).unwrap_or(Language::En);
    let seated = named.booking.status() == Status::Booked;
    let items = sheet.items.iter().filter(|_| seated);
    let checks = items.map(|item| check(words, &sheet, id, item, language, None)).collect();
    let asked = standing.own && deed::is_asked(conn, &found, id, actor.now)?;
    let approves = may_approve(&found, &named, standing);
    let result = match found.session.closed_at {
        Some(_) => store::results_in(conn, &[found.session.id])?.remove(&id),
        None => None,
    };
    let tests = tests_of(conn, result.iter())?;
    let came = came(result.as_ref(), &tests, actor);
    let test = came.as_ref().and_then(|came| came.test.as_ref());
    let proof = result.as_ref().and_then(|result| result.evidence_id);
    let certificate = match proof.filter(|_| standing.own || standing.leads) {
        Some(evidence_id) => find_by_evidence(conn, evidence_id)?,
        None => None,
    };
    let files = if standing.own {
        material::rows(conn, &sight, actor, &found)?
    } else {
        Vec::new()
    };
    Ok(BookingPage {
        files,
        session: row(&found, &counts, actor.locale().code(), None),
        parts: parts(&found.spans(), found.session.zone()),
        online_url: found.session.online_url.clone().filter(|_| status == Status::Booked),
        events,
        accept_action: (status == Status::Offered).then(|| format!("/bookings/{id}/acceptance")),
        approve_action: approves.then(|| format!("/bookings/{id}/approval")),
        refuse_href: approves.then(|| format!("/bookings/{id}/refusal/new")),
        cancel_href: cancels.then(|| format!("/bookings/{id}/cancellation/new")),
        change_href: changes.then(|| format!("/bookings/{id}/change/new")),
        checks,
        zone: found.session.time_zone.clone(),
        test_href: test.filter(|test| standing.own && test.is_open()).map(|test| test.href.clone()),
        feedback_href: asked.then(|| format!("/bookings/{id}/feedback")),
        needs_action: says.then(|| format!("/bookings/{id}/needs")),
        diet: Field::with("diet", needs.as_ref().and_then(|needs| needs.diet.clone()).unwrap_or_default()),
        access: Field::with("access", needs.as_ref().and_then(|needs| needs.access.clone()).unwrap_or_default()),
        faults: Vec::new(),
        certificate_href: certificate.map(|one| format!("/certificates/{}/file", one.id)),
        too_late: status == Status::Booked && !cancels,
        price: found.price.as_ref().map(PriceView::from),
        row: BookingRow {
            answer,
            needs: needs.as_ref().filter(|_| !says).and_then(Needs::line),
            outcome: came,
            ..booking_row(&named, None, line.get(&id).copied())
        },
    })
}

/// `POST /bookings/{id}/acceptance`
pub async fn accept(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    act(&may, &state, move |conn, hand, actor| accept_one(conn, hand, actor, id)).await?;
    answer::done(&state, format!("/bookings/{id}"), &Message::new("booking-done-booked"), None)
}

/// Takes an offer, as far as one may.
pub fn accept_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id) -> Result<(), Error> {
    Sight::of(conn, actor)?.booking(conn, id)?;
    deed::accept(conn, hand, id)
}

/// `POST /bookings/{id}/approval`
pub async fn approve(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let id = *id;
    act(&may, &state, move |conn, hand, actor| approve_one(conn, hand, actor, id)).await?;
    answer::done(&state, format!("/bookings/{id}"), &Message::new("booking-done-approved"), None)
}

/// Says yes, as far as one may.
pub fn approve_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id) -> Result<(), Error> {
    let (_, _, standing) = Sight::of(conn, actor)?.booking(conn, id)?;
    if !standing.leads && !standing.runs {
        return Err(Error::NotFound);
    }
    deed::approve(conn, hand, id, standing.runs)
}
