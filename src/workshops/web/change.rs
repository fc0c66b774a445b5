//! A booking goes over to another date, or to another person.

use super::act;
use super::booking::may_change;
use crate::evidence::store as evidence;
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, message, place};
use crate::platform::i18n::DateForm;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::workshop::booking::Deed;
use crate::rules::workshop::part::local;
use crate::rules::workshop::seat::Answer;
use crate::workshops::deed::{self, Hand, title};
use crate::workshops::pages::{ChangePage, Money};
use crate::workshops::sight::{Sight, Standing};
use crate::workshops::store::{self, Booking, Found, Named, Which};
use actix_web::{HttpResponse, web};

struct Loaded {
    found: Found,
    named: Named,
    standing: Standing,
    dates: Vec<Found>,
}

/// `GET /bookings/{id}/change/new`
pub async fn new(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    may.show(&state, &page(&may, &state, &loaded, &Typed::default(), &[]))
}

/// `POST /bookings/{id}/move`
pub async fn transfer(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let id = *id;
    let loaded = load(&may, &state, id).await?;
    let chosen = loaded
        .dates
        .iter()
        .find(|found| found.session.id.to_string() == typed.one("session"));
    let Some(to) = chosen.map(|found| found.session.id) else {
        let faults = [FieldError::new("session", Message::new("fault-choice"))];
        return may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults));
    };
    let booking = match act(&may, &state, move |conn, hand, actor| transfer_one(conn, hand, actor, id, to)).await {
        Ok(booking) => booking,
        Err(Error::Refused(said)) => {
            let faults = [FieldError::new("session", said)];
            return may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults));
        }
        Err(error) => return Err(error),
    };
    answer::done(
        &state,
        format!("/bookings/{}", booking.id),
        &Message::new("booking-done-moved"),
        None,
    )
}

/// Goes over to another date, as far as one may.
pub fn transfer_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, to: Id) -> Result<Booking, Error> {
    let sight = Sight::of(conn, actor)?;
    let (found, named, standing) = sight.booking(conn, id)?;
    store::find(conn, to)?
        .filter(|to| sight.sees(to))
        .ok_or_else(|| Error::field("session", "fault-choice"))?;
    if !may_change(&found, &named, standing, Deed::Move, actor.now) {
        return Err(why_not(&named, &[Deed::Move]));
    }
    deed::transfer(conn, hand, id, to)
}

/// `POST /bookings/{id}/person`
pub async fn person(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let id = *id;
    let loaded = load(&may, &state, id).await?;
    let key = typed.one("person").to_owned();
    let booking = match act(&may, &state, move |conn, hand, actor| person_one(conn, hand, actor, id, &key)).await {
        Ok(booking) => booking,
        Err(Error::Invalid(faults)) => return may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults)),
        Err(Error::Refused(said)) => {
            let faults = [FieldError::new("person", said)];
            return may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults));
        }
        Err(error) => return Err(error),
    };
    answer::done(
        &state,
        format!("/bookings/{}", booking.id),
        &Message::new("booking-done-named"),
        None,
    )
}

/// Goes over to another person, or gets its name, as far as one may.
pub fn person_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, key: &str) -> Result<Booking, Error> {
    let sight = Sight::of(conn, actor)?;
    let (found, named, standing) = sight.booking(conn, id)?;
    if !standing.leads && !standing.runs {
        return Err(Error::NotFound);
    }
    if !may_change(&found, &named, standing, Deed::Substitute, actor.now) {
        return Err(why_not(&named, &[Deed::Substitute]));
    }
    let scope = if standing.leads { &sight.leads } else { &sight.runs };
    let person_id = evidence::find_person(conn, scope, key.trim())?.ok_or_else(|| Error::field("person", "booking-fault-person"))?;
    deed::rename(conn, hand, id, person_id, actor.today())
}

/// Why none of these can be done with a booking: it stands elsewhere, or it is too late for it.
fn why_not(named: &Named, deeds: &[Deed]) -> Error {
    let allowed = deeds.iter().any(|deed| named.booking.status().allows(*deed));
    Error::refused(if allowed { "booking-too-late" } else { "booking-stands-elsewhere" })
}

async fn load(may: &May<Learn>, state: &State, id: Id) -> Result<Loaded, Error> {
    let actor = may.actor.clone();
    state
        .db
        .gather(move |conn| {
            let sight = Sight::of(conn, &actor)?;
            let (found, named, standing) = sight.booking(conn, id)?;
            let substitutes = (standing.leads || standing.runs) && may_change(&found, &named, standing, Deed::Substitute, actor.now);
            let moves = may_change(&found, &named, standing, Deed::Move, actor.now);
            if !moves && !substitutes {
                return Err(why_not(&named, &[Deed::Move, Deed::Substitute]));
            }
            let mut dates = Vec::new();
            if moves {
                for other in store::list(conn, &Which::Of(found.workshop.id))? {
                    let Some(terms) = other.terms() else { continue };
                    let open = other.session.id != found.session.id && other.session.is_open(actor.now) && sight.sees(&other);
                    if open && terms.ask(&store::claims(conn, other.session.id, &[])?, named.booking.unit_id, actor.now) == Answer::Seat {
                        dates.push(other);
                    }
                }
            }
            Ok(Loaded {
                found,
                named,
                standing,
                dates,
            })
        })
        .await
}

fn page(may: &May<Learn>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> ChangePage {
    let words = may.actor.words(state);
    let locale = may.actor.locale().code();
    let mut session = Field::with("session", typed.one("session"));
    let mut person = Field::with("person", typed.one("person"));
    let faults = place(faults, &mut [&mut session, &mut person], words, |field| {
        message(
            words,
            &Message::new(if field == "person" {
                "booking-field-person"
            } else {
                "booking-field-session"
            }),
        )
    });
    let named = &loaded.named;
    let id = named.booking.id;
    let choice = |found: &Found| {
        let at = found.session.starts_at.map(|at| local(at, found.session.zone()));
        let on = at
            .map(|at| words.date(at.date(), DateForm::WeekdayLong, may.actor.today()))
            .unwrap_or_default();
        let clock = at.map(|at| at.format("%H:%M").to_string()).unwrap_or_default();
        let cost = found.price.as_ref().map(|price| Money::of(price.seat, &price.currency).text(words));
        Choice::new(found.session.id.to_string(), format!("{on}, {clock}"))
            .hint(
                [found.session.place.clone(), cost]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · "),
            )
            .chosen(found.session.id.to_string() == session.value)
    };
    let substitutes = (loaded.standing.leads || loaded.standing.runs)
        && may_change(&loaded.found, named, loaded.standing, Deed::Substitute, may.actor.now);
    ChangePage {
        title: title(&loaded.found, locale),
        unnamed: named.booking.person_id.is_none(),
        dates: loaded.dates.iter().map(choice).collect(),
        move_action: format!("/bookings/{id}/move"),
        person_action: substitutes.then(|| format!("/bookings/{id}/person")),
        back: format!("/bookings/{id}"),
        session,
        person,
        faults,
    }
}
