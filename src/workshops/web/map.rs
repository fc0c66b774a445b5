//! Drawn maps of rooms and of where sessions are: put there by those who run workshops, seen by everybody who sees the address.

use super::act;
use super::holding::{self, Holding, load, show, take};
use crate::organisations::Scope;
use crate::people::guard::{Learn, ManageWorkshops};
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::media::{self, Media};
use crate::platform::state::State;
use crate::platform::views::{Field, FormFault};
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::workshops::deed::{self, Hand, MapHolder, NewMaterial};
use crate::workshops::pages::MapPage;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Place, PlaceMap};
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};

impl Holding for Place {
    type Loaded = (MapHolder, Option<PlaceMap>);
    type Kept = PlaceMap;
    type View = MapPage;

    const TAKEN: &'static str = "map-saved";
    const REFUSED: &'static str = "map-kind";
    const LABEL: &'static str = "map-field-file";

    /// Equipment is no place.
    fn find(self, conn: &mut Conn, scope: &Scope, language: Language) -> Result<Self::Loaded, Error> {
        let (path, label) = match self {
            Self::Room(id) => {
                let (room, path) = store::find_resource(conn, scope, id)?
                    .filter(|(one, _)| one.is_room())
                    .ok_or(Error::NotFound)?;
                (path, room.name)
            }
            Self::Session(id) => {
                let found = store::find(conn, id)?
                    .filter(|found| scope.covers(&found.path))
                    .ok_or(Error::NotFound)?;
                (found.path, found.course.title.0.text(language).to_owned())
            }
        };
        let map = store::map_of(conn, self)?;
        Ok((MapHolder { place: self, path, label }, map))
    }

    fn media(content: &[u8]) -> Option<Media> {
        media::of(content).filter(|media| media.picture)
    }

    fn put(conn: &mut Conn, hand: &Hand<'_>, (holder, _): &Self::Loaded, new: NewMaterial) -> Result<PlaceMap, Error> {
        deed::put_map(conn, hand, holder, new)
    }

    fn after(self) -> String {
        self.path()
    }

    fn view(self, (holder, map): &Self::Loaded, most_mebibytes: u32, file: Field, faults: Vec<FormFault>) -> MapPage {
        let path = self.path();
        MapPage {
            title: holder.label.clone(),
            of_session: matches!(self, Self::Session(_)),
            map_href: map.as_ref().map(|_| format!("{path}/map")),
            remove_action: map.as_ref().map(|_| format!("{path}/map/removal")),
            action: format!("{path}/map"),
            back: path,
            most_mebibytes,
            file,
            faults,
        }
    }
}

/// The map that stands on the page of a session that somebody sees.
pub fn seen(conn: &mut Conn, actor: &Actor, id: Id) -> Result<PlaceMap, Error> {
    let found = Sight::of(conn, actor)?.session(conn, id)?;
    store::map_at(conn, &found)?.ok_or(Error::NotFound)
}

/// `GET /rooms/{id}/map/edit`
pub async fn edit_room(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    show(&may, &state, Place::Room(*id)).await
}

/// `GET /sessions/{id}/map/edit`
pub async fn edit_session(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    show(&may, &state, Place::Session(*id)).await
}

/// `POST /rooms/{id}/map`
pub async fn put_room(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: Multipart,
) -> Result<HttpResponse, Error> {
    take(&may, &state, Place::Room(*id), form).await
}

/// `POST /sessions/{id}/map`
pub async fn put_session(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: Multipart,
) -> Result<HttpResponse, Error> {
    take(&may, &state, Place::Session(*id), form).await
}

/// `POST /rooms/{id}/map/removal`
pub async fn remove_room(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    remove(&may, &state, Place::Room(*id)).await
}

/// `POST /sessions/{id}/map/removal`
pub async fn remove_session(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    remove(&may, &state, Place::Session(*id)).await
}

async fn remove(may: &May<ManageWorkshops>, state: &State, of: Place) -> Result<HttpResponse, Error> {
    take_away(may, state, of).await?;
    answer::done(state, of.path(), &Message::new("map-removed"), None)
}

/// Takes the map of a place away.
pub async fn take_away(may: &May<ManageWorkshops>, state: &State, of: Place) -> Result<(), Error> {
    let scope = may.scope.clone();
    act(may, state, move |conn, hand, _| {
        let (holder, _) = of.find(conn, &scope, Language::En)?;
        deed::remove_map(conn, hand, &holder)
    })
    .await
}

/// `GET /rooms/{id}/map`: the picture.
pub async fn room(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (_, map) = load(&may, &state, Place::Room(*id)).await?;
    hand_out(&state, map.ok_or(Error::NotFound)?).await
}

/// `GET /sessions/{id}/map`: the picture on the session's page, for whoever sees the session.
pub async fn session(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let map = state.db.gather(move |conn| seen(conn, &actor, id)).await?;
    hand_out(&state, map).await
}

/// The picture of a map.
pub async fn hand_out(state: &State, map: PlaceMap) -> Result<HttpResponse, Error> {
    holding::hand_out(state, &map.name, &map.media_type, &map.hash).await
}
