//! Rooms and equipment: what there is, and what it is needed for.

use super::{act, row, tabs};
use crate::organisations::{Organisation, is_own, store as organisations, tree_choices};
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::id::{Id, Instant};
use crate::workshops::deed;
use crate::workshops::form::room;
use crate::workshops::pages::{RoomFormPage, RoomRow, RoomsPage, SessionRow};
use crate::workshops::store::{self, Found, Resource, Which};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// The fields of the form, in their order.
const FIELDS: [&str; 10] = [
    "organisation",
    "name",
    "address",
    "directions",
    "latitude",
    "longitude",
    "at_location",
    "capacity",
    "before_minutes",
    "after_minutes",
];

fn line(resource: &Resource) -> RoomRow {
    RoomRow {
        href: format!("/rooms/{}", resource.id),
        name: resource.name.clone(),
        address: resource.address.clone(),
        capacity: resource.capacity,
        archived: resource.archived_at.is_some(),
    }
}

/// `GET /rooms`
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let scope = may.scope.clone();
    let all = state.db.look(move |conn| Ok(store::list_resources(conn, &scope)?)).await?;
    let (rooms, equipment): (Vec<_>, Vec<_>) = all.iter().map(|(one, _)| one).partition(|one| one.is_room());
    let page = RoomsPage {
        tabs: tabs(&may.actor, may.actor.words(&state), "/rooms"),
        rooms: rooms.into_iter().map(line).collect(),
        equipment: equipment.into_iter().map(line).collect(),
    };
    may.show(&state, &page)
}

/// What is added.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    kind: String,
}

/// What the form needs to know.
struct Ground {
    holders: Vec<Organisation>,
    there: Option<Resource>,
    /// What it is needed for.
    uses: Vec<SessionRow>,
}

/// Sessions that need a room or a piece of equipment and are neither over nor cancelled, in the order of time.
pub fn needing(conn: &mut Conn, id: Id, now: Instant) -> Result<Vec<Found>, Error> {
    let mut found = store::list(conn, &Which::Using(id, now))?;
    found.retain(|found| found.session.state != "cancelled");
    Ok(found)
}

async fn ground(may: &May<ManageWorkshops>, state: &State, id: Option<Id>) -> Result<Ground, Error> {
    let (scope, now, locale) = (may.scope.clone(), may.actor.now, may.actor.locale().code());
    state
        .db
        .gather(move |conn| {
            let there = match id {
                Some(id) => Some(store::find_resource(conn, &scope, id)?.ok_or(Error::NotFound)?.0),
                None => None,
            };
            let mut uses = Vec::new();
            if let Some(id) = id {
                let found = needing(conn, id, now)?;
                let ids: Vec<Id> = found.iter().map(|found| found.session.id).collect();
                let counts = store::held(conn, &ids)?;
                uses.extend(found.iter().map(|found| row(found, &counts, locale, None)));
            }
            let mut holders = organisations::list(conn, &scope)?;
            holders.retain(is_own);
            Ok(Ground { holders, there, uses })
        })
        .await
}

/// `GET /rooms/new`
pub async fn new(may: May<ManageWorkshops>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let ground = ground(&may, &state, None).await?;
    let kind = if asked.kind == "equipment" { "equipment" } else { "room" };
    let typed = Typed::of(vec![("kind".to_owned(), kind.to_owned())]);
    may.show(&state, &page(&may, &state, &ground, &typed, &[]))
}

/// `POST /rooms`
pub async fn create(may: May<ManageWorkshops>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    match put(&may, &state, None, &typed, None).await {
        Ok(_) => answer::done(&state, "/rooms", &Message::new("room-saved"), None),
        Err(Error::Invalid(faults)) => {
            let ground = ground(&may, &state, None).await?;
            may.show_again(&state, &page(&may, &state, &ground, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// `GET /rooms/{id}`
pub async fn edit(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let ground = ground(&may, &state, Some(*id)).await?;
    let typed = ground.there.as_ref().map(filled).ok_or(Error::NotFound)?;
    may.show(&state, &page(&may, &state, &ground, &typed, &[]))
}

/// `POST /rooms/{id}`
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    match put(&may, &state, Some(id), &typed, Some(typed.revision())).await {
        Ok(_) => answer::done(&state, "/rooms", &Message::new("room-saved"), None),
        Err(Error::Invalid(faults)) => {
            let ground = ground(&may, &state, Some(id)).await?;
            may.show_again(&state, &page(&may, &state, &ground, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Adds (`id` is none) or changes one of a revision; none: whatever it is.
pub async fn put(
    may: &May<ManageWorkshops>,
    state: &State,
    id: Option<Id>,
    typed: &Typed,
    revision: Option<i32>,
) -> Result<Resource, Error> {
    let (scope, typed) = (may.scope.clone(), typed.clone());
    act(may, state, move |conn, hand, _| {
        let there = match id {
            Some(id) => Some(store::find_resource(conn, &scope, id)?.ok_or(Error::NotFound)?.0),
            None => None,
        };
        if there
            .as_ref()
            .is_some_and(|there| revision.is_some_and(|seen| seen != there.revision))
        {
            return Err(Error::refused("workshop-changed-meanwhile"));
        }
        let (new, path) = room::resource(conn, &hand.state.chance, &scope, &typed, there.as_ref(), hand.now)?;
        if !deed::save_resource(conn, hand, &new, there.as_ref(), &path)? {
            return Err(Error::refused("workshop-changed-meanwhile"));
        }
        Ok(new)
    })
    .await
}

/// `POST /rooms/{id}/archive`
pub async fn archive(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    aside(&may, &state, *id, true).await?;
    answer::done(&state, "/rooms", &Message::new("room-archived"), None)
}

/// `POST /rooms/{id}/restore`
pub async fn restore(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    aside(&may, &state, *id, false).await?;
    answer::done(&state, "/rooms", &Message::new("room-saved"), None)
}

/// Takes one out of use, or into use again.
pub async fn aside(may: &May<ManageWorkshops>, state: &State, id: Id, aside: bool) -> Result<(), Error> {
    let scope = may.scope.clone();
    act(may, state, move |conn, hand, _| {
        let (there, path) = store::find_resource(conn, &scope, id)?.ok_or(Error::NotFound)?;
        deed::archive(conn, hand, &there, &path, aside)
    })
    .await
}

/// One as it would be typed.
fn filled(there: &Resource) -> Typed {
    let number = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
    let degrees = |figure: Option<f64>| figure.map(|figure| figure.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Typed::of(
        [
            ("revision", there.revision.to_string()),
            ("kind", there.kind.clone()),
            ("name", there.name.clone()),
            ("address", text(&there.address)),
            ("directions", text(&there.directions)),
            ("latitude", degrees(there.latitude)),
            ("longitude", degrees(there.longitude)),
            ("capacity", number(there.capacity)),
            ("before_minutes", there.before_minutes.to_string()),
            ("after_minutes", there.after_minutes.to_string()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .to_vec(),
    )
}

fn page(may: &May<ManageWorkshops>, state: &State, ground: &Ground, typed: &Typed, faults: &[FieldError]) -> RoomFormPage {
    let words = may.actor.words(state);
    let mut fields = FIELDS.map(|name| Field::with(name, typed.one(name)));
    let mut all: Vec<&mut Field> = fields.iter_mut().collect();
    let faults = place(faults, &mut all, words, |field| match field {
        // What it is stands in no field of the form.
        "kind" => words.text("rooms-title", &[]),
        field => words.text(&format!("room-field-{field}"), &[]),
    });
    let [
        organisation,
        name,
        address,
        directions,
        latitude,
        longitude,
        at_location,
        capacity,
        before_minutes,
        after_minutes,
    ] = fields;
    let there = ground.there.as_ref();
    let id = there.map(|there| there.id);
    let archived = there.is_some_and(|there| there.archived_at.is_some());
    let typed_kind = || if typed.one("kind") == "equipment" { "equipment" } else { "room" }.to_owned();
    let kind = there.map_or_else(typed_kind, |there| there.kind.clone());
    let at = |deed: &str| id.map(|id| format!("/rooms/{id}/{deed}"));
    let map_href = at("map/edit").filter(|_| kind != "equipment");
    RoomFormPage {
        title: there.map(|there| there.name.clone()),
        room: kind != "equipment",
        kind,
        action: id.map_or_else(|| "/rooms".to_owned(), |id| format!("/rooms/{id}")),
        revision: there.map_or(0, |_| typed.revision()),
        organisations: match there {
            Some(_) => Vec::new(),
            None => tree_choices(ground.holders.clone(), &organisation.value),
        },
        uses: ground.uses.clone(),
        map_href,
        feed: id.map(|id| id.to_string()),
        archive_action: at("archive").filter(|_| !archived),
        restore_action: at("restore").filter(|_| archived),
        organisation,
        name,
        address,
        directions,
        latitude,
        longitude,
        at_location,
        capacity,
        before_minutes,
        after_minutes,
        faults,
    }
}
