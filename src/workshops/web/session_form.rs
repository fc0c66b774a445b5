//! Adding and changing a session.

use super::act;
use super::session_fields::{Dated, filled};
use crate::organisations::Scope;
use crate::people::Actor;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::workshop::Price;
use crate::workshops::deed::series::{change_following, following, lock_all};
use crate::workshops::deed::{self, Hand, title};
use crate::workshops::form::{self, MOST_PARTS, Means, PRICE_FIELDS, STEPS, Staff};
use crate::workshops::pages::{PartFields, SessionFormPage};
use crate::workshops::store::{self, Found, Resource, Workshop};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Empty parts that are offered beside those filled in.
const MORE_PARTS: usize = 2;

/// Which session a new one is copied from, and what is put in the place of what it needed: its first day, a room, somebody who teaches.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Copied {
    copy: Option<Id>,
    pub(super) on: Option<String>,
    pub(super) room: Option<Id>,
    pub(super) trainer: Option<Id>,
}

/// What a form needs to know.
pub struct Ground {
    pub(super) workshop: Workshop,
    heading: String,
    staff: Staff,
    /// Rooms and equipment in use, and those that it has already.
    rooms: Vec<Resource>,
    /// The session that is changed, or copied.
    pub(super) found: Option<Found>,
    /// What it costs where nobody says otherwise.
    pub(super) price: Option<Price>,
    /// Whether others of its series follow it.
    followed: bool,
    /// Whether it must be said if people are told.
    asked: bool,
}

impl Ground {
    fn means(&self) -> Means<'_> {
        Means {
            staff: &self.staff,
            rooms: &self.rooms,
            price: self.price.as_ref(),
        }
    }
}

/// `GET /workshops/{id}/sessions/new`
pub async fn new(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    copied: Query<Copied>,
) -> Result<HttpResponse, Error> {
    let (actor, scope, id, copy) = (may.actor.clone(), may.scope.clone(), *id, copied.copy);
    let ground = state.db.gather(move |conn| fresh(conn, &actor, &scope, id, copy)).await?;
    let typed = filled(&may, &ground, Dated::Anew(&copied));
    may.show(&state, &page(&may, &state, &ground, None, &typed, &[]))
}

/// `POST /workshops/{id}/sessions`
pub async fn create(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (scope, id, given) = (may.scope.clone(), *id, typed.clone());
    let made = act(&may, &state, move |conn, hand, actor| {
        create_one(conn, hand, actor, &scope, id, &given)
    })
    .await;
    match made {
        Ok(session_id) => answer::done(&state, format!("/sessions/{session_id}"), &Message::new("session-saved"), None),
        Err(Error::Invalid(faults)) => {
            let (actor, scope) = (may.actor.clone(), may.scope.clone());
            let ground = state.db.gather(move |conn| fresh(conn, &actor, &scope, id, None)).await?;
            may.show_again(&state, &page(&may, &state, &ground, None, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Adds a session as a draft.
pub fn create_one(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, scope: &Scope, id: Id, typed: &Typed) -> Result<Id, Error> {
    let ground = fresh(conn, actor, scope, id, None)?;
    let new = form::session(&hand.state.chance, typed, &ground.workshop, &ground.means(), None, false, hand.now)?;
    deed::save_session(conn, hand, &new, None)?;
    Ok(new.session.id)
}

fn fresh(conn: &mut Conn, actor: &Actor, scope: &Scope, id: Id, copy: Option<Id>) -> Result<Ground, Error> {
    let (workshop, course, path) = store::find_workshop(conn, id)?
        .filter(|(.., path)| scope.covers(path))
        .ok_or(Error::NotFound)?;
    let found = match copy {
        Some(copy) => Some(
            store::find(conn, copy)?
                .filter(|found| found.workshop.id == id)
                .ok_or(Error::NotFound)?,
        ),
        None => None,
    };
    let language = crate::rules::course::Language::from_code(actor.locale().code()).unwrap_or(crate::rules::course::Language::En);
    Ok(Ground {
        heading: course.title.0.text(language).to_owned(),
        staff: form::staff(conn, &path, actor.today())?,
        rooms: form::rooms(conn, &path, found.as_ref())?,
        price: store::prices_of_workshops(conn, &[id])?.remove(&id),
        workshop,
        found,
        followed: false,
        asked: false,
    })
}

/// `GET /sessions/{id}/edit`
pub async fn edit(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, scope, id) = (may.actor.clone(), may.scope.clone(), *id);
    let ground = state.db.gather(move |conn| standing(conn, &actor, &scope, id)).await?;
    let typed = filled(&may, &ground, Dated::AsItIs);
    may.show(&state, &page(&may, &state, &ground, Some(id), &typed, &[]))
}

/// `POST /sessions/{id}`
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (scope, id, given) = (may.scope.clone(), *id, typed.clone());
    let revision = typed.revision();
    let saved = act(&may, &state, move |conn, hand, actor| {
        update_one(conn, hand, actor, &scope, id, &given, Some(revision))
    })
    .await;
    match saved {
        Ok(()) => answer::done(&state, format!("/sessions/{id}"), &Message::new("session-saved"), None),
        Err(Error::Invalid(faults)) => {
            let (actor, scope) = (may.actor.clone(), may.scope.clone());
            let ground = state.db.gather(move |conn| standing(conn, &actor, &scope, id)).await?;
            may.show_again(&state, &page(&may, &state, &ground, Some(id), &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Changes a session of a revision; none: whatever it is.
pub fn update_one(
    conn: &mut Conn,
    hand: &Hand<'_>,
    actor: &Actor,
    scope: &Scope,
    id: Id,
    typed: &Typed,
    revision: Option<i32>,
) -> Result<(), Error> {
    let alike = typed.one("following") == "true";
    if alike {
        lock_all(conn, id)?;
    } else {
        store::lock(conn, id)?;
    }
    let ground = standing(conn, actor, scope, id)?;
    let found = ground.found.as_ref().ok_or(Error::NotFound)?;
    let new = form::session(
        &hand.state.chance,
        typed,
        &ground.workshop,
        &ground.means(),
        Some(found),
        ground.asked,
        hand.now,
    )?;
    let revision = revision.unwrap_or(found.session.revision);
    let saved = if alike {
        change_following(conn, hand, found, &new, revision)?
    } else {
        deed::save_session(conn, hand, &new, Some(revision))?
    };
    if !saved {
        return Err(Error::refused("workshop-changed-meanwhile"));
    }
    Ok(())
}

fn standing(conn: &mut Conn, actor: &Actor, scope: &Scope, id: Id) -> Result<Ground, Error> {
    let found = store::find(conn, id)?
        .filter(|found| scope.covers(&found.path))
        .ok_or(Error::NotFound)?;
    if found.session.state == "cancelled" {
        return Err(Error::refused("session-stands-elsewhere"));
    }
    if found.session.closed_at.is_some() {
        return Err(Error::refused("attendance-closed"));
    }
    let others = following(conn, &found, actor.now)?;
    let all = others.iter().chain([&found]).filter(|one| one.session.state == "open");
    let open: Vec<Id> = all.map(|one| one.session.id).collect();
    let asked = !store::held(conn, &open)?.is_empty();
    Ok(Ground {
        workshop: found.workshop.clone(),
        heading: title(&found, actor.locale().code()),
        staff: form::staff(conn, &found.path, actor.today())?,
        rooms: form::rooms(conn, &found.path, Some(&found))?,
        price: found.price.clone(),
        found: Some(found),
        followed: !others.is_empty(),
        asked,
    })
}

fn page(
    may: &May<ManageWorkshops>,
    state: &State,
    ground: &Ground,
    id: Option<Id>,
    typed: &Typed,
    faults: &[FieldError],
) -> SessionFormPage {
    let words = may.actor.words(state);
    let names = [
        "language",
        "place",
        "address",
        "directions",
        "latitude",
        "longitude",
        "online_url",
        "time_zone",
        "seats",
        "trainers",
        "external_trainers",
        "tell",
        "rooms",
        "equipment",
        "clash_reason",
        "seat_cost",
        "late_fee",
        "no_show_fee",
        "currency",
        "following",
    ];
    let mut fields = names.map(|name| Field::with(name, typed.one(name)));
    let filled = (1..=MOST_PARTS)
        .rev()
        .find(|number| STEPS.iter().any(|step| !typed.one(&format!("part_{number}_{step}")).is_empty()));
    let shown = (filled.unwrap_or(0) + MORE_PARTS).min(MOST_PARTS);
    let mut parts: Vec<[Field; 3]> = (1..=shown)
        .map(|number| {
            STEPS.map(|step| {
                let name = format!("part_{number}_{step}");
                Field::with(&name, typed.one(&name))
            })
        })
        .collect();
    let mut all: Vec<&mut Field> = fields.iter_mut().chain(parts.iter_mut().flatten()).collect();
    let faults = place(faults, &mut all, words, |field| {
        if PRICE_FIELDS.contains(&field) {
            return words.text(&format!("price-{field}"), &[]);
        }
        let step = field.strip_prefix("part_").and_then(|rest| rest.rsplit('_').next());
        words.text(&format!("session-field-{}", step.unwrap_or(field)), &[])
    });
    let [
        language,
        place,
        address,
        directions,
        latitude,
        longitude,
        online_url,
        time_zone,
        seats,
        trainers,
        external_trainers,
        tell,
        rooms,
        equipment,
        clash_reason,
        seat_cost,
        late_fee,
        no_show_fee,
        currency,
        following,
    ] = fields;
    let chosen = typed.all("trainers");
    let needed = [typed.all("rooms"), typed.all("equipment")].concat();
    let offered = |of_rooms: bool| {
        let all = ground.rooms.iter().filter(|one| one.is_room() == of_rooms);
        let choice = |one: &Resource| Choice::new(one.id.to_string(), &one.name).chosen(needed.contains(&one.id.to_string()));
        all.map(choice).collect::<Vec<_>>()
    };
    let (action, back) = match id {
        Some(id) => (format!("/sessions/{id}"), format!("/sessions/{id}")),
        None => (
            format!("/workshops/{}/sessions", ground.workshop.id),
            format!("/workshops/{}", ground.workshop.id),
        ),
    };
    SessionFormPage {
        title: ground.heading.clone(),
        fresh: id.is_none(),
        action,
        back,
        revision: if id.is_some() { typed.revision() } else { 0 },
        asked: ground.asked,
        followed: ground.followed,
        spoken: ground
            .workshop
            .languages
            .0
            .iter()
            .map(|code| Choice::new(code, words.text(&format!("need-language-{code}"), &[])).chosen(*code == language.value))
            .collect(),
        staff: ground
            .staff
            .iter()
            .map(|(id, name)| Choice::new(id.to_string(), name).chosen(chosen.contains(&id.to_string())))
            .collect(),
        room_choices: offered(true),
        equipment_choices: offered(false),
        overrides: !clash_reason.value.is_empty() || clash_reason.error.is_some(),
        tells: vec![
            Choice::new("yes", words.text("session-tell-yes", &[])).chosen(tell.value == "yes"),
            Choice::new("no", words.text("session-tell-no", &[]))
                .hint(words.text("session-tell-no-hint", &[]))
                .chosen(tell.value == "no"),
        ],
        parts: parts
            .into_iter()
            .enumerate()
            .map(|(index, [on, from, to])| PartFields {
                place: index + 1,
                on,
                from,
                to,
            })
            .collect(),
        language,
        place,
        address,
        directions,
        latitude,
        longitude,
        online_url,
        time_zone,
        seats,
        trainers,
        external_trainers,
        tell,
        rooms,
        equipment,
        clash_reason,
        seat_cost,
        late_fee,
        no_show_fee,
        currency,
        following,
        faults,
    }
}
