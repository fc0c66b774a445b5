//! The screen with the code, and the page that a phone opens from it. Only a POST marks anybody.

use super::attendance::{Asked, code_address, label};
use super::{act, parts};
use crate::people::Anybody;
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::i18n::Locale;
use crate::platform::qr::Qr;
use crate::platform::request::Query;
use crate::platform::seal;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field, Shell};
use crate::rules::id::Id;
use crate::rules::workshop::attendance::{Mark, standing};
use crate::rules::workshop::check_in::Window;
use crate::workshops::code;
use crate::workshops::deed::{self, Hand, seated, title};
use crate::workshops::pages::{CheckInPage, CodePage, PartView, Tab};
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, AttendanceMark, Found, Named, Which};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};
use chrono::Duration;

/// Codes that one network address may show within [`WINDOW_MINUTES`]: a whole hall behind one address checks in, guessing needs far more.
const MOST_SCANS: u32 = 600;

const WINDOW_MINUTES: i64 = 10;

/// `GET /sessions/{id}/code`
pub async fn code(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let (actor, id, chance, now) = (may.actor.clone(), *id, state.chance.clone(), may.actor.now);
    let (found, total, marks) = state
        .db
        .gather(move |conn| {
            let found = Sight::of(conn, &actor)?.held(conn, id)?;
            let marks: Vec<Mark> = store::marks_of(conn, id)?.iter().map(AttendanceMark::mark).collect();
            Ok((found, seated(conn, id)?.len(), marks))
        })
        .await?;
    let known = state.db.look(|conn| Ok(seal::known(conn)?)).await?;
    let secret = match known {
        Some(secret) => secret,
        None => state.db.save(move |conn| Ok(seal::secret(conn, &chance, now)?)).await?,
    };
    let spans = found.spans();
    let figures = found.workshop.figures();
    let chosen = asked.index(spans.len());
    let index = chosen.unwrap_or_else(|| figures.current(&spans, now));
    let views = parts(&spans, found.session.zone());
    let (Some(part), Some(span), Some(view)) = (found.parts.get(index), spans.get(index), views.get(index)) else {
        return Err(Error::NotFound);
    };
    let words = may.actor.words(&state);
    let tab = |(place, view): (usize, &PartView)| Tab {
        href: code_address(&found, Some(place)),
        label: label(words, view, &may.actor),
        note: None,
        current: place == index,
    };
    let open = found.session.state == "open" && found.session.closed_at.is_none();
    let (qr, opens_at, shuts_at) = match figures.window(span, now) {
        Window::Open(until) if open => {
            let base = &state.config.server.public_url;
            let address = format!("{base}/check-in/{}/{}", part.id, code::code(&secret, part.id, now));
            (Some(Qr::of(&address)?), None, Some(until))
        }
        Window::Early(from) if open => (None, Some(from), None),
        _ => (None, None, None),
    };
    let present = standing(&marks)
        .values()
        .filter(|mark| mark.part_id == part.id && mark.answer.is_in())
        .count();
    may.show(
        &state,
        &CodePage {
            title: title(&found, may.actor.locale().code()),
            part: view.clone(),
            place: found.session.place.clone(),
            href: code_address(&found, chosen),
            parts: if views.len() > 1 {
                views.iter().enumerate().map(tab).collect()
            } else {
                Vec::new()
            },
            back: super::attendance::address(&found, Some(part.id)),
            qr,
            opens_at,
            shuts_at,
            zone: found.session.time_zone.clone(),
            present,
            total,
        },
    )
}

/// A session at one of its parts, with who has a seat and what stands.
struct Loaded {
    found: Found,
    part: PartView,
    booked: Vec<Named>,
    /// Bookings of those who are in.
    present: Vec<Id>,
}

fn load(conn: &mut Conn, part_id: Id) -> Result<Loaded, Error> {
    let found = store::list(conn, &Which::Part(part_id))?.pop().ok_or(Error::NotFound)?;
    let views = parts(&found.spans(), found.session.zone());
    let index = found.parts.iter().position(|part| part.id == part_id).unwrap_or(0);
    let marks: Vec<Mark> = store::marks_of(conn, found.session.id)?.iter().map(AttendanceMark::mark).collect();
    let present = standing(&marks)
        .values()
        .filter(|mark| mark.part_id == part_id && mark.answer.is_in())
        .map(|mark| mark.booking_id)
        .collect();
    Ok(Loaded {
        part: views.get(index).cloned().ok_or(Error::NotFound)?,
        booked: seated(conn, found.session.id)?,
        present,
        found,
    })
}

/// `GET /check-in/{part}/{code}`: shows what can be confirmed, to whoever showed a code that counts.
pub async fn show(whoever: Anybody, state: web::Data<State>, path: web::Path<(Id, String)>) -> Result<HttpResponse, Error> {
    let (part_id, shown) = path.into_inner();
    count(&state, &whoever)?;
    let (now, person_id) = (whoever.now, signed_in(&whoever));
    let ticket_id = state.chance.id(now);
    let scanned = state
        .db
        .gather(move |conn| {
            let Some(secret) = seal::known(conn)?.filter(|secret| code::counts(secret, part_id, &shown, now)) else {
                return Ok(None);
            };
            Ok(Some((load(conn, part_id)?, code::ticket(&secret, part_id, ticket_id, now))))
        })
        .await?;
    match scanned {
        Some((loaded, ticket)) => {
            let page = asking(&loaded, &whoever, part_id, person_id, ticket);
            answer(&whoever, &state, StatusCode::OK, &page)
        }
        None => answer(&whoever, &state, StatusCode::NOT_FOUND, &stale()),
    }
}

/// `POST /check-in/{part}`: marks whoever is signed in, or the name that was chosen.
pub async fn confirm(
    whoever: Anybody,
    state: web::Data<State>,
    part_id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let part_id = *part_id;
    count(&state, &whoever)?;
    let (own, actor, address, now) = (state.get_ref().clone(), whoever.actor.clone(), whoever.address.clone(), whoever.now);
    let person_id = signed_in(&whoever);
    let typed = typed.into_inner();
    let ticket = typed.one("ticket").to_owned();
    let chosen: Option<Id> = typed.one("booking").parse().ok();
    let done = state
        .db
        .save(move |conn| {
            let id = seal::known(conn)?.and_then(|secret| code::redeem(&secret, part_id, &ticket, now));
            let Some(id) = id else { return Ok(None) };
            let loaded = load(conn, part_id)?;
            let hand = match &actor {
                Some(actor) => Hand::of(&own, actor),
                None => Hand::unsigned(&own, &address, now),
            };
            let booking = loaded.booked.iter().find(|named| match person_id {
                Some(person_id) => named.booking.person_id == Some(person_id),
                None => Some(named.booking.id) == chosen,
            });
            let Some(named) = booking.cloned() else {
                return Ok(Some((loaded, None)));
            };
            deed::check_in(conn, &hand, &loaded.found, part_id, named.booking.id, id)?;
            Ok(Some((loaded, named.person)))
        })
        .await?;
    let Some((loaded, person)) = done else {
        return answer(&whoever, &state, StatusCode::NOT_FOUND, &stale());
    };
    if person.is_some() {
        let page = CheckInPage {
            person,
            ..about(&loaded, whoever.locale(), "done")
        };
        return answer(&whoever, &state, StatusCode::OK, &page);
    }
    let page = asking(&loaded, &whoever, part_id, person_id, typed.one("ticket").to_owned());
    answer(&whoever, &state, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Checks somebody in who sends the code that the screen shows; answers session and booking.
///
/// # Errors
///
/// [`Error::Forbidden`] for a program's token; [`Error::Invalid`] at `code` where it counts no more or never did; [`Error::Refused`] where
/// they have no seat, are in already, or the part is not open for it.
pub async fn check_in_by_call(may: &May<Learn>, state: &State, part_id: Id, shown: String) -> Result<(Id, Id), Error> {
    if may.actor.token_actions.is_some() {
        return Err(Error::Forbidden);
    }
    let window = Duration::minutes(WINDOW_MINUTES);
    let counted = format!("check-in {}", may.actor.person.id);
    state.limits.count(&counted, MOST_SCANS, window, may.actor.now)?;
    act(may, state, move |conn, hand, actor| {
        let counts = seal::known(conn)?.is_some_and(|secret| code::counts(&secret, part_id, &shown, hand.now));
        if !counts {
            return Err(Error::field("code", "check-in-fault-code"));
        }
        let loaded = load(conn, part_id)?;
        let own = loaded.booked.iter().find(|named| named.booking.person_id == Some(actor.person.id));
        let booking_id = own.ok_or_else(|| Error::refused("attendance-not-booked"))?.booking.id;
        deed::check_in(conn, hand, &loaded.found, part_id, booking_id, hand.state.chance.id(hand.now))?;
        Ok((loaded.found.session.id, booking_id))
    })
    .await
}

/// Counts what this network address shows; 429 beyond the limit.
fn count(state: &State, whoever: &Anybody) -> Result<(), Error> {
    let window = Duration::minutes(WINDOW_MINUTES);
    state
        .limits
        .count(&format!("check-in {}", whoever.address), MOST_SCANS, window, whoever.now)
}

/// Whoever is signed in with a browser; a token checks nobody in.
fn signed_in(whoever: &Anybody) -> Option<Id> {
    let actor = whoever.actor.as_ref().filter(|actor| actor.token_actions.is_none());
    actor.map(|actor| actor.person.id)
}

fn about(loaded: &Loaded, locale: Locale, kind: &'static str) -> CheckInPage {
    CheckInPage {
        kind,
        title: title(&loaded.found, locale.code()),
        part: Some(loaded.part.clone()),
        person: None,
        action: None,
        ticket: String::new(),
        names: Vec::new(),
        booking: Field::new("booking"),
    }
}

/// What somebody is asked who showed a code that counts.
fn asking(loaded: &Loaded, whoever: &Anybody, part_id: Id, person_id: Option<Id>, ticket: String) -> CheckInPage {
    let locale = whoever.locale();
    let action = Some(format!("/check-in/{part_id}"));
    if let Some(person_id) = person_id {
        let own = loaded.booked.iter().find(|named| named.booking.person_id == Some(person_id));
        let person = whoever.actor.as_ref().map(|actor| actor.person.name());
        let told = |kind: &'static str| CheckInPage {
            person: person.clone(),
            ..about(loaded, locale, kind)
        };
        return match own {
            None => told("not_booked"),
            Some(named) if loaded.present.contains(&named.booking.id) => told("already"),
            Some(_) => CheckInPage {
                action,
                ticket,
                ..told("confirm")
            },
        };
    }
    let mut names: Vec<(String, Choice)> = loaded
        .booked
        .iter()
        .filter(|named| !loaded.present.contains(&named.booking.id))
        .filter_map(|named| {
            let name = named.person.clone()?;
            let choice = Choice::new(named.booking.id.to_string(), &name).hint(&named.organisation);
            Some((super::attendance::family(&name), choice))
        })
        .collect();
    names.sort_by(|one, other| one.0.cmp(&other.0));
    if names.is_empty() {
        return about(loaded, locale, "nobody");
    }
    CheckInPage {
        action,
        ticket,
        names: names.into_iter().map(|(_, choice)| choice).collect(),
        ..about(loaded, locale, "choose")
    }
}

/// What is shown for a code or a ticket that counts no more, or never did.
fn stale() -> CheckInPage {
    CheckInPage {
        kind: "stale",
        title: String::new(),
        part: None,
        person: None,
        action: None,
        ticket: String::new(),
        names: Vec::new(),
        booking: Field::new("booking"),
    }
}

fn answer(whoever: &Anybody, state: &State, status: StatusCode, page: &CheckInPage) -> Result<HttpResponse, Error> {
    let mut response = whoever.show_as(state, status, Shell::Public, page)?;
    // Names of people who sit in a room are nobody else's business.
    response
        .headers_mut()
        .insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    Ok(response)
}
