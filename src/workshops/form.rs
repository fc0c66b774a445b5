//! Reading workshops, sessions and wishes for seats, for pages and calls alike.

mod final_test;
mod mark;
mod price;
mod profile;
pub mod room;
pub mod series;
mod session;
mod within;

pub use final_test::{TEST_FIELDS, final_test, final_test_fields, test_courses};
pub use mark::{mark, part};
pub use price::{PRICE_FIELDS, price, price_fields};
pub use profile::trainer_courses_field;
pub use session::{MOST_PARTS, Means, STEPS, Staff, session, staff};
pub use within::{within, year_of};

use super::deed::Seat;
use super::store::{self, Asked, Found, Resource, Workshop};
use crate::courses::store as courses;
use crate::evidence::store as evidence;
use crate::needs::form::LANGUAGES;
use crate::organisations::{Organisation, Scope, store as organisations};
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed};
use crate::rules::coordinates::Coordinates;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::Price;
use crate::rules::workshop::booking::given_by;
use crate::rules::workshop::part::end_of;
use chrono::NaiveDate;

/// Most people or seats that are booked at once.
const MOST_AT_ONCE: usize = 50;

/// Longest text, in characters.
pub const LONGEST_TEXT: usize = 2_000;

/// The text of a file: in the encoding that its first bytes name, else UTF-8, else what Windows writes in western Europe.
pub fn text_of(content: &[u8]) -> String {
    let (text, _, broken) = encoding_rs::UTF_8.decode(content);
    if broken {
        return encoding_rs::WINDOWS_1252.decode(content).0.into_owned();
    }
    text.into_owned()
}

/// A whole number between two, as typed; an empty field is `usual`.
pub fn number(faults: &mut Faults, typed: &Typed, field: &'static str, usual: Option<i32>, least: i32, most: i32) -> Option<i32> {
    let text = typed.one(field).trim();
    if text.is_empty() && usual.is_some() {
        return usual;
    }
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    if number.is_none() {
        faults.add(field, Message::new("workshop-fault-number").with("least", least).with("most", most));
    }
    number
}

/// Who holds a workshop or a room: who held it before, the one named by external id or id, or else the first of those that one may choose.
fn holder<'a>(faults: &mut Faults, typed: &Typed, holders: &'a [Organisation], before: Option<Id>) -> Option<&'a Organisation> {
    let named = typed.one("organisation").trim();
    let found = match before {
        Some(id) => holders.iter().find(|holder| holder.id == id),
        None if named.is_empty() => holders.first(),
        None => holders
            .iter()
            .find(|holder| holder.external_id == named || holder.id.to_string() == named),
    };
    if found.is_none() {
        faults.note("organisation", "fault-choice");
    }
    found
}

/// Where on the earth something is as typed: both figures, or none.
fn coordinates(faults: &mut Faults, typed: &Typed) -> Option<Coordinates> {
    let [north, east] = ["latitude", "longitude"].map(|field| typed.one(field).trim());
    for (field, own, other) in [("latitude", north, east), ("longitude", east, north)] {
        if own.is_empty() && !other.is_empty() {
            faults.note(field, "fault-missing");
        }
    }
    let (latitude, longitude) = (faults.degrees("latitude", north, 90.0), faults.degrees("longitude", east, 180.0));
    Coordinates::of(latitude, longitude)
}

/// A workshop as it was typed.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The workshop.
    pub workshop: Workshop,
    /// What its new sessions cost; none: nothing.
    pub price: Option<Price>,
    /// Of which courses those who teach it hold evidence.
    pub trainer_courses: Asked,
    /// Path of who holds it.
    pub path: String,
}

/// A workshop as typed, or all that is wrong with it. `before` is the one that is changed; its holder and its course stay.
pub fn workshop(
    conn: &mut Conn,
    chance: &Chance,
    scope: &Scope,
    typed: &Typed,
    before: Option<&Workshop>,
    now: Instant,
) -> Result<Offer, Error> {
    let mut faults = Faults::new();
    let holders = organisations::list(conn, scope)?;
    let holder = holder(&mut faults, typed, &holders, before.map(|workshop| workshop.organisation_id));
    let course_id = match before {
        Some(workshop) => Some(workshop.course_id),
        None => courses::find_by_code(conn, typed.one("course").trim())?.map(|course| course.id),
    };
    if course_id.is_none() {
        faults.note("course", "fault-choice");
    }
    let mut languages = typed.all("languages");
    languages.sort();
    languages.dedup();
    if languages.is_empty() || languages.iter().any(|code| !LANGUAGES.contains(&code.as_str())) {
        faults.note("languages", "fault-choice");
    }
    let least_people = number(&mut faults, typed, "least_people", Some(1), 1, 500);
    let most_people = number(&mut faults, typed, "most_people", None, 1, 500);
    if least_people.zip(most_people).is_some_and(|(least, most)| least > most) {
        faults.note("least_people", "workshop-fault-least");
    }
    let material = faults.text("material", typed.one("material"), LONGEST_TEXT, false);
    let approval_steps = number(&mut faults, typed, "approval_steps", Some(0), 0, 2);
    let approval_days = number(&mut faults, typed, "approval_days", Some(5), 1, 60);
    let cancel_days = number(&mut faults, typed, "cancel_days", Some(7), 0, 90);
    let share_percent = match typed.one("share_percent").trim() {
        "" => Some(None),
        _ => number(&mut faults, typed, "share_percent", None, 1, 100).map(Some),
    };
    let release_days = number(&mut faults, typed, "release_days", Some(14), 0, 120);
    let offer_hours = number(&mut faults, typed, "offer_hours", Some(48), 0, 720);
    let stop_hours = number(&mut faults, typed, "stop_hours", Some(24), 0, 720);
    let warn_days = number(&mut faults, typed, "warn_days", Some(14), 0, 120);
    let early_minutes = number(&mut faults, typed, "early_minutes", Some(30), 0, 240);
    let late_minutes = number(&mut faults, typed, "late_minutes", Some(30), 0, 600);
    let least_percent = number(&mut faults, typed, "least_percent", Some(80), 1, 100);
    let (stated, asked) = match before.map(|workshop| workshop.id) {
        Some(id) => (
            store::prices_of_workshops(conn, &[id])?.remove(&id),
            store::trainer_courses(conn, &[id])?.remove(&id),
        ),
        None => (None, None),
    };
    let price = price::price(&mut faults, typed, stated);
    let trainer_courses = profile::trainer_courses(conn, &mut faults, typed, asked.unwrap_or_default())?;
    faults.done()?;
    let read = || -> Option<Offer> {
        let holder = holder?;
        let workshop = Workshop {
            id: before.map_or_else(|| chance.id(now), |workshop| workshop.id),
            organisation_id: holder.id,
            course_id: course_id?,
            languages: Json(languages),
            least_people: least_people?,
            most_people: most_people?,
            material,
            approval_steps: approval_steps?,
            approval_days: approval_days?,
            cancel_days: cancel_days?,
            share_percent: share_percent?,
            release_days: release_days?,
            offer_hours: offer_hours?,
            stop_hours: stop_hours?,
            warn_days: warn_days?,
            created_at: before.map_or(now, |workshop| workshop.created_at),
            updated_at: now,
            revision: before.map_or(0, |workshop| workshop.revision + 1),
            archived_at: None,
            early_minutes: early_minutes?,
            late_minutes: late_minutes?,
            least_percent: least_percent?,
        };
        Some(Offer {
            workshop,
            price,
            trainer_courses,
            path: holder.path.clone(),
        })
    };
    read().ok_or_else(|| Error::internal("a workshop was read without faults and without fields"))
}

/// Rooms and equipment for a workshop of this path: those in use of whoever stands above or below it, and those that the session has already.
pub fn rooms(conn: &mut Conn, path: &str, found: Option<&Found>) -> Result<Vec<Resource>, Error> {
    let had = |id: Id| found.is_some_and(|found| found.resources.iter().any(|one| one.id == id));
    let near = |own: &str| own.starts_with(path) || path.starts_with(own);
    let all = store::list_resources(conn, &Scope::everything())?.into_iter();
    let offered = all.filter(|(one, own)| had(one.id) || (one.archived_at.is_none() && near(own)));
    Ok(offered.map(|(one, _)| one).collect())
}

/// The seats that somebody wants who leads people or runs the workshop: for named people (`people`: identifiers, numbers or addresses), or
/// unnamed (`seats` with `name_by_on`). `runs`: they run the workshop, and may invite (`way`).
pub fn seats(conn: &mut Conn, scope: &Scope, typed: &Typed, found: &Found, runs: bool, today: NaiveDate) -> Result<Vec<Seat>, Error> {
    let mut faults = Faults::new();
    let keys: Vec<String> = typed
        .all("people")
        .iter()
        .flat_map(|lines| lines.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>())
        .filter(|key| !key.is_empty())
        .collect();
    let invited = typed.one("way") == "invite";
    if invited && !runs {
        faults.note("way", "fault-choice");
    }
    let approvals = given_by(found.workshop.approval_steps, true, runs);
    let mut seats: Vec<Seat> = Vec::new();
    if keys.len() > MOST_AT_ONCE {
        faults.add("people", Message::new("booking-fault-many").with("most", MOST_AT_ONCE));
    }
    for key in keys.iter().take(MOST_AT_ONCE) {
        let known = match evidence::find_person(conn, scope, key)? {
            Some(id) => home(conn, scope, id, today)?.map(|home| (id, home)),
            None => None,
        };
        match known {
            Some((id, _)) if seats.iter().any(|seat| seat.person_id == Some(id)) => {}
            Some((id, organisation)) => seats.push(Seat {
                person_id: Some(id),
                organisation,
                approvals,
                invited,
                name_by: None,
            }),
            None => {
                let key: String = key.chars().filter(|letter| !letter.is_control()).take(60).collect();
                faults.add("people", Message::new("booking-fault-unknown").with("person", key));
            }
        }
    }
    if keys.is_empty() {
        seats.extend(unnamed(conn, scope, typed, found, approvals, today, &mut faults)?);
    }
    faults.done()?;
    Ok(seats)
}

fn unnamed(
    conn: &mut Conn,
    scope: &Scope,
    typed: &Typed,
    found: &Found,
    approvals: i32,
    today: NaiveDate,
    faults: &mut Faults,
) -> Result<Vec<Seat>, Error> {
    if typed.one("seats").trim().is_empty() {
        faults.note("people", "booking-fault-nobody");
        return Ok(Vec::new());
    }
    let count = number(faults, typed, "seats", None, 1, 20);
    let named = typed.one("organisation").trim();
    let all = organisations::list(conn, scope)?;
    let whose = all.iter().find(|one| {
        if named.is_empty() {
            !crate::organisations::is_own(one)
        } else {
            one.id.to_string() == named || one.external_id == named
        }
    });
    if whose.is_none() {
        faults.note("organisation", "fault-choice");
    }
    let name_by_on = faults.date("name_by_on", typed.one("name_by_on"), true);
    if name_by_on.is_some_and(|on| on < today) {
        faults.note("name_by_on", "booking-fault-name-by-past");
    }
    let name_by = name_by_on.and_then(|on| end_of(on, found.session.zone()));
    if name_by.is_some_and(|at| found.session.starts_at.is_none_or(|start| at > start)) {
        faults.note("name_by_on", "booking-fault-name-by");
    }
    let Some((count, organisation)) = count.zip(whose) else {
        return Ok(Vec::new());
    };
    let seat = Seat {
        person_id: None,
        organisation: organisation.clone(),
        approvals,
        invited: false,
        name_by,
    };
    Ok(vec![seat; usize::try_from(count).unwrap_or(0)])
}

/// Where somebody works within a scope today.
pub fn home(conn: &mut Conn, scope: &Scope, person_id: Id, today: NaiveDate) -> Result<Option<Organisation>, Error> {
    match store::homes_of(conn, scope, person_id, today)?.first() {
        Some((id, _)) => Ok(organisations::find(conn, &Scope::everything(), *id)?),
        None => Ok(None),
    }
}
