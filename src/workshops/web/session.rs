//! One session with everything about it, and what is done with it by a button alone.

use super::needs::{place as place_needs, read as read_needs};
use super::sessions::day;
use super::{act, booking_row, came, material, parts, places, row, tests_of};
use crate::organisations::Scope;
use crate::people::Actor;
use crate::people::May;
use crate::people::guard::{Learn, ManageWorkshops};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::Typed;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::Id;
use crate::rules::person::Action;
use crate::rules::workshop::Status;
use crate::rules::workshop::booking::given_by;
use crate::workshops::deed::{self, Hand, Seat};
use crate::workshops::form;
use crate::workshops::pages::{BookingRow, LackingView, PointView, PriceView, SessionPage, SpotView};
use crate::workshops::profile;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Booking, Named, Needs};
use actix_web::{HttpResponse, web};
use std::collections::HashMap;

/// `GET /sessions/{id}`
pub async fn show(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let map_link = state.config.brand.map_link.clone();
    let page = state.db.gather(move |conn| page(conn, &actor, id, &map_link)).await?;
    may.show(&state, &page)
}

fn page(conn: &mut Conn, actor: &Actor, id: Id, map_link: &str) -> Result<SessionPage, Error> {
    let sight = Sight::of(conn, actor)?;
    let found = sight.session(conn, id)?;
    let counts = store::held(conn, &[id])?;
    let all = store::of_session(conn, id, false)?;
    let line = places(&all);
    let own: Option<&Named> = all.iter().find(|named| named.booking.person_id == Some(actor.person.id));
    let runs = sight.runs.covers(&found.path);
    let open = found.session.is_open(actor.now);
    let zone = found.session.zone();
    let status = own.map(|named| named.booking.status());
    let row = row(&found, &counts, actor.locale().code(), status);
    let ids: Vec<Id> = all.iter().map(|named| named.booking.id).collect();
    let answers = store::answered(conn, &ids)?;
    let needs = if runs && !sight.is_outside(conn)? {
        store::needs_of(conn, &ids)?
    } else {
        HashMap::new()
    };
    let closed = found.session.closed_at.map(|_| id);
    let results = store::results_in(conn, closed.as_slice())?;
    let tests = tests_of(conn, results.values())?;
    let outcome = |named: &Named| came(results.get(&named.booking.id), &tests, actor);
    let bookings = all
        .iter()
        .filter(|named| runs || sight.leads.covers(&named.path))
        .map(|named| BookingRow {
            answer: answers.get(&named.booking.id).map(|answer| answer.as_str()),
            needs: needs.get(&named.booking.id).and_then(Needs::line),
            outcome: outcome(named),
            ..booking_row(named, None, line.get(&named.booking.id).copied())
        })
        .collect();
    let asked = match own.map(|named| named.booking.id) {
        Some(booking_id) if deed::is_asked(conn, &found, booking_id, actor.now)? => Some(booking_id),
        _ => None,
    };
    let lacking = if runs { profile::lacking(conn, &found)? } else { Vec::new() };
    let terms = found.terms();
    let cancels = runs && found.session.state != "cancelled" && may_cancel(deed::cancels(conn, &found, actor.now))?;
    let series = store::series_of(conn, id)?;
    let session = &found.session;
    let cancelled = session.state == "cancelled";
    Ok(SessionPage {
        parts: parts(&found.spans(), zone),
        zone: session.time_zone.clone(),
        address: session.address.clone(),
        directions: session.directions.clone(),
        spot: SpotView {
            point: session.coordinates().map(|at| PointView::of(at, map_link)),
            map_href: store::map_at(conn, &found)?.map(|_| format!("/sessions/{id}/map")),
            edit_href: runs.then(|| format!("/sessions/{id}/map/edit")),
        },
        online_url: session.online_url.clone().filter(|_| runs || status == Some(Status::Booked)),
        trainers: found.trainers.iter().map(|trainer| trainer.name.clone()).collect(),
        lacking: lacking.into_iter().map(LackingView::from).collect(),
        resources: found.resources.iter().filter(|_| runs).map(|one| one.name.clone()).collect(),
        clash_reason: session.clash_reason.clone().filter(|_| runs),
        price: found.price.as_ref().map(PriceView::from),
        material: found.workshop.material.clone(),
        files: material::rows(conn, &sight, actor, &found)?,
        files_href: runs.then(|| format!("/sessions/{id}/material")),
        reason: session.reason.clone().filter(|_| session.state == "cancelled"),
        cancel_on: found
            .cancels_until()
            .filter(|at| !cancelled && actor.now < *at)
            .map(|at| day(at, zone)),
        bound: open && own.is_none() && found.price.is_none() && found.cancels_until().is_some_and(|at| actor.now >= at),
        most_people: Some(found.workshop.most_people).filter(|most| runs && session.seats > *most),
        shut: match (&own, session.state.as_str()) {
            (None, "open") if session.ends_at.is_some_and(|at| at <= actor.now) => Some("over"),
            (None, "open") if !session.is_ahead(actor.now) => Some("begun"),
            _ => None,
        },
        share: terms.as_ref().and_then(|terms| terms.limit(actor.now)),
        release_on: terms.as_ref().map(|terms| day(terms.release_at(), zone)),
        approval_steps: found.workshop.approval_steps,
        least_people: found.workshop.least_people,
        own_href: own.map(|named| format!("/bookings/{}", named.booking.id)),
        test: own.and_then(outcome).and_then(|came| came.test),
        feedback_href: asked.map(|id| format!("/bookings/{id}/feedback")),
        book_action: (open && own.is_none() && sight.sees(&found)).then(|| format!("/sessions/{id}/booking")),
        book_as: match session.starts_at {
            None => "undated",
            Some(_) if row.free == 0 => "full",
            Some(_) => "open",
        },
        team_href: (open && actor.may(Action::BookSeats)).then(|| format!("/sessions/{id}/bookings/new")),
        bookings,
        workshop_href: runs.then(|| format!("/workshops/{}", found.workshop.id)),
        repeat_href: (runs && series.is_none() && session.state != "cancelled" && session.starts_at.is_some())
            .then(|| format!("/sessions/{id}/series/new")),
        series_href: series.filter(|_| runs).map(|series| format!("/series/{series}")),
        edit_href: (runs && session.is_changeable()).then(|| format!("/sessions/{id}/edit")),
        open_action: (runs && session.state == "draft").then(|| format!("/sessions/{id}/opening")),
        attendance_href: (session.state == "open" && session.starts_at.is_some() && sight.holds(&found))
            .then(|| format!("/sessions/{id}/attendance")),
        diet: Field::new("diet"),
        access: Field::new("access"),
        faults: Vec::new(),
        cancel_href: cancels.then(|| format!("/sessions/{id}/cancellation/new")),
        row,
    })
}

/// Whether what was asked can be done: a refusal is a no, a fault stays one.
fn may_cancel(asked: Result<(), Error>) -> Result<bool, Error> {
    match asked {
        Ok(()) => Ok(true),
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// `POST /sessions/{id}/booking`
pub async fn book(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (id, given) = (*id, typed.clone());
    let done = act(&may, &state, move |conn, hand, actor| {
        let needs = read_needs(&given)?;
        let booking = book_own(conn, hand, actor, id)?;
        if needs != Needs::default() {
            deed::need(conn, hand, booking.id, &needs)?;
        }
        Ok(booking)
    });
    let booking = match done.await {
        Err(Error::Invalid(faults)) => {
            let (actor, words) = (may.actor.clone(), may.actor.words(&state));
            let map_link = state.config.brand.map_link.clone();
            let mut page = state.db.gather(move |conn| page(conn, &actor, id, &map_link)).await?;
            page.faults = place_needs(words, &typed, &faults, &mut page.diet, &mut page.access);
            return may.show_again(&state, &page);
        }
        booking => booking?,
    };
    let key = match booking.status() {
        Status::Booked => "booking-done-booked",
        Status::Requested => "booking-done-requested",
        Status::Interested => "booking-done-interested",
        _ => "booking-done-waiting",
    };
    answer::done(&state, format!("/bookings/{}", booking.id), &Message::new(key), None)
}

/// A seat for oneself. A token is nobody: whoever it books for is named.
pub fn book_own(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id) -> Result<Booking, Error> {
    if actor.token_actions.is_some() {
        return Err(Error::refused("booking-token"));
    }
    let sight = Sight::of(conn, actor)?;
    let found = store::find(conn, id)?.filter(|found| sight.sees(found)).ok_or(Error::NotFound)?;
    let home = form::home(conn, &Scope::everything(), actor.person.id, actor.today())?;
    let organisation = home.ok_or_else(|| Error::refused("booking-no-home"))?;
    let (leads, runs) = (sight.leads.covers(&organisation.path), sight.runs.covers(&found.path));
    let seat = Seat {
        person_id: Some(actor.person.id),
        organisation,
        approvals: given_by(found.workshop.approval_steps, leads, runs),
        invited: false,
        name_by: None,
    };
    deed::book(conn, hand, id, &seat)
}

/// `POST /sessions/{id}/opening`
pub async fn open(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, scope) = (*id, may.scope.clone());
    act(&may, &state, move |conn, hand, _| {
        store::find(conn, id)?
            .filter(|found| scope.covers(&found.path))
            .ok_or(Error::NotFound)?;
        deed::open(conn, hand, id)
    })
    .await?;
    answer::done(&state, format!("/sessions/{id}"), &Message::new("session-opened"), None)
}
