//! Drawn maps of rooms and of where sessions are: put there by those who run workshops, seen by everybody who sees the address.

use super::act;
use crate::organisations::Scope;
use crate::people::guard::{Learn, ManageWorkshops};
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place;
use crate::platform::media;
use crate::platform::state::State;
use crate::platform::upload::Sent;
use crate::platform::views::Field;
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::workshops::deed::{self, MapHolder, NewMaterial};
use crate::workshops::pages::MapPage;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Place, PlaceMap};
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use bytes::Bytes;

/// A place of a scope with its own map; a foreign one is not found, and neither is equipment, which is no place.
pub fn find(conn: &mut Conn, scope: &Scope, of: Place, language: Language) -> Result<(MapHolder, Option<PlaceMap>), Error> {
    let (path, label) = match of {
        Place::Room(id) => {
            let (room, path) = store::find_resource(conn, scope, id)?
                .filter(|(one, _)| one.is_room())
                .ok_or(Error::NotFound)?;
            (path, room.name)
        }
        Place::Session(id) => {
            let found = store::find(conn, id)?
                .filter(|found| scope.covers(&found.path))
                .ok_or(Error::NotFound)?;
            (found.path, found.course.title.0.text(language).to_owned())
        }
    };
    let map = store::map_of(conn, of)?;
    Ok((MapHolder { place: of, path, label }, map))
}

/// The map that stands on the page of a session that somebody sees.
pub fn seen(conn: &mut Conn, actor: &Actor, id: Id) -> Result<PlaceMap, Error> {
    let found = Sight::of(conn, actor)?.session(conn, id)?;
    store::map_at(conn, &found)?.ok_or(Error::NotFound)
}

async fn load(may: &May<ManageWorkshops>, state: &State, of: Place) -> Result<(MapHolder, Option<PlaceMap>), Error> {
    let scope = may.scope.clone();
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    state.db.gather(move |conn| find(conn, &scope, of, language)).await
}

/// `GET /rooms/{id}/map/edit`
pub async fn edit_room(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    edit(&may, &state, Place::Room(*id)).await
}

/// `GET /sessions/{id}/map/edit`
pub async fn edit_session(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    edit(&may, &state, Place::Session(*id)).await
}

async fn edit(may: &May<ManageWorkshops>, state: &State, of: Place) -> Result<HttpResponse, Error> {
    let (holder, map) = load(may, state, of).await?;
    may.show(state, &page(may, state, &holder, map.as_ref(), &[]))
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

async fn take(may: &May<ManageWorkshops>, state: &State, of: Place, form: Multipart) -> Result<HttpResponse, Error> {
    let (holder, map) = load(may, state, of).await?;
    let largest = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let sent = Sent::read(form, largest).await?;
    let put = match sent.file("file") {
        Some(file) => keep(may, state, of, &file.name, file.content.clone()).await,
        None => Err(Error::field("file", "fault-missing")),
    };
    match put {
        Ok(_) => answer::done(state, of.path(), &Message::new("map-saved"), None),
        Err(Error::Invalid(faults)) => may.show_again(state, &page(may, state, &holder, map.as_ref(), &faults)),
        Err(error) => Err(error),
    }
}

/// Keeps a picture, told by its content, and puts it there as the map of a place.
///
/// # Errors
///
/// A fault of `file` where it is no picture.
pub async fn keep(may: &May<ManageWorkshops>, state: &State, of: Place, name: &str, content: Bytes) -> Result<PlaceMap, Error> {
    let Some(media) = media::of(&content).filter(|media| media.picture) else {
        return Err(Error::field("file", "map-kind"));
    };
    let size = content.len();
    let new = NewMaterial {
        name: media::clean_name(name, media.ending),
        media,
        size,
        hash: state.files.keep(content).await?,
    };
    let scope = may.scope.clone();
    act(may, state, move |conn, hand, _| {
        let (holder, _) = find(conn, &scope, of, Language::En)?;
        deed::put_map(conn, hand, &holder, new)
    })
    .await
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
        let (holder, _) = find(conn, &scope, of, Language::En)?;
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
    let content = state.files.content(&map.hash).await?;
    Ok(answer::download(&map.name, &map.media_type, content))
}

fn page(may: &May<ManageWorkshops>, state: &State, holder: &MapHolder, map: Option<&PlaceMap>, faults: &[FieldError]) -> MapPage {
    let words = may.actor.words(state);
    let mut file = Field::new("file");
    let faults = place(faults, &mut [&mut file], words, |_| words.text("map-field-file", &[]));
    let path = holder.place.path();
    MapPage {
        title: holder.label.clone(),
        of_session: matches!(holder.place, Place::Session(_)),
        map_href: map.map(|_| format!("{path}/map")),
        remove_action: map.map(|_| format!("{path}/map/removal")),
        action: format!("{path}/map"),
        back: path,
        most_mebibytes: state.config.server.upload_mebibytes,
        file,
        faults,
    }
}
