//! Booking for others: named people, or seats that get their names later; whoever runs the workshop may invite.

use super::{act, row};
use crate::organisations::{Organisation, Scope, is_own, store as organisations};
use crate::people::guard::BookSeats;
use crate::people::store::listing;
use crate::people::{Actor, May, Person};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::workshops::deed::{self, Hand};
use crate::workshops::form;
use crate::workshops::pages::{BookPage, PriceView, SessionRow};
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Booking, Found};
use actix_web::{HttpResponse, web};
use chrono::Duration;

/// Most people who are offered as a choice; more are typed.
const MOST_CHOICES: i64 = 60;

struct Loaded {
    found: Found,
    row: SessionRow,
    runs: bool,
    people: Vec<Choice>,
    organisations: Vec<Organisation>,
}

/// `GET /sessions/{id}/bookings/new`
pub async fn new(may: May<BookSeats>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    may.show(&state, &page(&may, &state, &loaded, &Typed::default(), &[]))
}

/// `POST /sessions/{id}/bookings`
pub async fn create(
    may: May<BookSeats>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    let loaded = load(&may, &state, id).await?;
    let (scope, given) = (may.scope.clone(), typed.clone());
    let made = match act(&may, &state, move |conn, hand, actor| {
        book_others(conn, hand, actor, &scope, id, &given)
    })
    .await
    {
        Ok(made) => made,
        Err(Error::Invalid(faults)) => return may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults)),
        // What a rule says no to names its person; whoever else was chosen stays chosen.
        Err(Error::Refused(said)) => {
            let named = typed.all("people").iter().any(|line| !line.trim().is_empty());
            let faults = [FieldError::new(if named { "people" } else { "seats" }, said)];
            return may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults));
        }
        Err(error) => return Err(error),
    };
    let message = Message::new("booking-done-many").with("count", made.len());
    answer::done(&state, format!("/sessions/{id}"), &message, None)
}

/// Books for others, all or none.
pub fn book_others(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, scope: &Scope, id: Id, typed: &Typed) -> Result<Vec<Booking>, Error> {
    let sight = Sight::of(conn, actor)?;
    let found = store::find(conn, id)?.filter(|found| sight.sees(found)).ok_or(Error::NotFound)?;
    let runs = sight.runs.covers(&found.path);
    let seats = form::seats(conn, scope, typed, &found, runs, actor.today())?;
    let reach = |seat: &deed::Seat| seat.organisation.path.starts_with(&found.path);
    if !seats.iter().all(reach) {
        return Err(Error::field("people", "booking-fault-person"));
    }
    // All at once, so that two who book the same people do not wait for each other.
    let people: Vec<Id> = seats.iter().filter_map(|seat| seat.person_id).collect();
    store::lock(conn, id)?;
    store::lock_people(conn, id, &people)?;
    // Whoever is named first stands first in line.
    let mut made = Vec::with_capacity(seats.len());
    for (place, seat) in (0_i64..).zip(&seats) {
        let hand = Hand {
            now: hand.now.plus(Duration::microseconds(place)),
            ..hand.clone()
        };
        made.push(deed::book(conn, &hand, id, seat)?);
    }
    Ok(made)
}

async fn load(may: &May<BookSeats>, state: &State, id: Id) -> Result<Loaded, Error> {
    let (actor, scope) = (may.actor.clone(), may.scope.clone());
    state
        .db
        .gather(move |conn| {
            let sight = Sight::of(conn, &actor)?;
            let found = store::find(conn, id)?.filter(|found| sight.sees(found)).ok_or(Error::NotFound)?;
            if !found.session.is_open(actor.now) {
                return Err(Error::refused("booking-closed"));
            }
            let mut people = listing::list(conn, &scope, &listing::Filter::current(actor.today()), None, MOST_CHOICES + 1)?;
            if people.len() > usize::try_from(MOST_CHOICES).unwrap_or(0) {
                people.clear();
            }
            let ids: Vec<Id> = people.iter().map(|person| person.id).collect();
            let places = listing::places(conn, &scope, &ids)?;
            // Two of one name are told apart by where they work and by their numbers.
            let choice = |person: &Person| {
                let place = places
                    .iter()
                    .find(|place| place.membership.person_id == person.id && place.is_open(actor.today()));
                let place = place.map(|place| place.organisation_name.clone());
                let hint: Vec<String> = [place, person.external_id.clone()].into_iter().flatten().collect();
                Choice::new(person.id.to_string(), person.name()).hint(hint.join(" · "))
            };
            let people = people.iter().map(choice).collect();
            let mut organisations = organisations::list(conn, &scope)?;
            organisations.retain(|one| one.archived_at.is_none() && !is_own(one) && one.path.starts_with(&found.path));
            let counts = store::held(conn, &[id])?;
            Ok(Loaded {
                row: row(&found, &counts, actor.locale().code(), None),
                runs: sight.runs.covers(&found.path),
                people,
                organisations,
                found,
            })
        })
        .await
}

fn page(may: &May<BookSeats>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> BookPage {
    let words = may.actor.words(state);
    let mut fields = ["people", "seats", "organisation", "name_by_on", "way"].map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        words.text(&format!("booking-field-{field}"), &[])
    });
    let [people, seats, organisation, name_by_on, way] = fields;
    let chosen = typed.all("people");
    let id = loaded.found.session.id;
    let ways = if loaded.runs && loaded.found.session.starts_at.is_some() {
        ["book", "invite"]
            .map(|word| {
                Choice::new(word, words.text(&format!("booking-way-{word}"), &[]))
                    .chosen(word == if way.value.is_empty() { "book" } else { &way.value })
            })
            .to_vec()
    } else {
        Vec::new()
    };
    BookPage {
        title: loaded.row.title.clone(),
        free: loaded.row.free,
        price: loaded.found.price.as_ref().map(PriceView::from),
        action: format!("/sessions/{id}/bookings"),
        back: format!("/sessions/{id}"),
        choices: loaded
            .people
            .iter()
            .map(|choice| choice.clone().chosen(chosen.contains(&choice.value)))
            .collect(),
        organisations: loaded
            .organisations
            .iter()
            .map(|one| Choice::new(one.id.to_string(), &one.name).chosen(one.id.to_string() == organisation.value))
            .collect(),
        ways,
        dated: loaded.found.session.starts_at.is_some() && !loaded.organisations.is_empty(),
        people,
        seats,
        organisation,
        name_by_on,
        way,
        faults,
    }
}
