//! Files that go with a workshop or one session of it: added and taken away by those who run it, opened by whoever has a seat that lets them.

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
use crate::rules::workshop::material::{MOST_FILES, MOST_MEBIBYTES};
use crate::rules::workshop::part::local;
use crate::workshops::deed::{self, Hand, Holder, NewMaterial};
use crate::workshops::pages::{MaterialPage, MaterialRow};
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Found, Material};
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;

/// What files go with, and those that do.
pub struct Loaded {
    holder: Holder,
    code: String,
    title: String,
    on: Option<NaiveDate>,
    /// The files.
    pub files: Vec<Material>,
}

/// Of a workshop or a session within a scope.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    /// Of a workshop.
    Workshop(Id),
    /// Of a session, with those of its workshop.
    Session(Id),
}

impl Of {
    /// The path of its page and of what is done with it.
    fn path(self) -> String {
        match self {
            Self::Workshop(id) => format!("/workshops/{id}"),
            Self::Session(id) => format!("/sessions/{id}"),
        }
    }
}

impl Holding for Of {
    type Loaded = Loaded;
    type Kept = Material;
    type View = MaterialPage;

    const TAKEN: &'static str = "material-added";
    const REFUSED: &'static str = "material-kind";
    const LABEL: &'static str = "material-field-file";

    fn find(self, conn: &mut Conn, scope: &Scope, language: Language) -> Result<Loaded, Error> {
        let (workshop_id, session, course, path) = match self {
            Self::Workshop(id) => {
                let (workshop, course, path) = store::find_workshop(conn, id)?.ok_or(Error::NotFound)?;
                (workshop.id, None, course, path)
            }
            Self::Session(id) => {
                let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
                (found.workshop.id, Some(found.session), found.course, found.path)
            }
        };
        if !scope.covers(&path) {
            return Err(Error::NotFound);
        }
        let session_id = session.as_ref().map(|session| session.id);
        Ok(Loaded {
            files: store::material_of(conn, workshop_id, session_id)?,
            holder: Holder {
                workshop_id,
                session_id,
                path,
                label: course.title.0.text(Language::En).to_owned(),
            },
            title: course.title.0.text(language).to_owned(),
            code: course.code,
            on: session.and_then(|session| session.starts_at.map(|at| local(at, session.zone()).date())),
        })
    }

    fn media(content: &[u8]) -> Option<Media> {
        media::of_document(content)
    }

    fn check_room(loaded: &Loaded, size: usize) -> Result<(), Error> {
        deed::check_room(&loaded.holder, &loaded.files, size)
    }

    fn put(conn: &mut Conn, hand: &Hand<'_>, loaded: &Loaded, new: NewMaterial) -> Result<Material, Error> {
        deed::add_material(conn, hand, &loaded.holder, new)
    }

    fn after(self) -> String {
        format!("{}/material", self.path())
    }

    fn view(self, loaded: &Loaded, most_mebibytes: u32, file: Field, faults: Vec<FormFault>) -> MaterialPage {
        let rows = loaded.files.iter().map(|one| {
            let own = one.row.session_id == loaded.holder.session_id;
            MaterialRow {
                of_all: !own,
                remove_action: own.then(|| format!("/material/{}/removal", one.row.id)),
                ..row(one, self)
            }
        });
        MaterialPage {
            title: loaded.title.clone(),
            code: loaded.code.clone(),
            on: loaded.on,
            of_session: loaded.holder.session_id.is_some(),
            rows: rows.collect(),
            action: self.after(),
            back: self.path(),
            most_mebibytes,
            most_files: MOST_FILES,
            most_together: MOST_MEBIBYTES,
            file,
            faults,
        }
    }
}

/// The files of a session that somebody may open; a session that is not theirs to see is not found, one whose files they do not open has none.
pub fn opened(conn: &mut Conn, actor: &Actor, id: Id) -> Result<Vec<Material>, Error> {
    let sight = Sight::of(conn, actor)?;
    let found = sight.session(conn, id)?;
    visible(conn, &sight, actor, &found)
}

/// The files of a session as far as somebody opens them.
fn visible(conn: &mut Conn, sight: &Sight, actor: &Actor, found: &Found) -> Result<Vec<Material>, Error> {
    if !sight.opens(conn, found, actor.now)? {
        return Ok(Vec::new());
    }
    Ok(store::material_of(conn, found.workshop.id, Some(found.session.id))?)
}

/// The same as the pages of a session and of a booking in it list them.
pub fn rows(conn: &mut Conn, sight: &Sight, actor: &Actor, found: &Found) -> Result<Vec<MaterialRow>, Error> {
    let files = visible(conn, sight, actor, found)?;
    Ok(files.iter().map(|file| row(file, Of::Session(found.session.id))).collect())
}

fn row(file: &Material, of: Of) -> MaterialRow {
    MaterialRow {
        href: format!("{}/material/{}", of.path(), file.row.id),
        name: file.name.clone(),
        kibibytes: (file.size_bytes + 1023) / 1024,
        of_all: false,
        remove_action: None,
    }
}

/// `GET /workshops/{id}/material`
pub async fn list(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    show(&may, &state, Of::Workshop(*id)).await
}

/// `GET /sessions/{id}/material`
pub async fn list_session(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    show(&may, &state, Of::Session(*id)).await
}

/// `POST /workshops/{id}/material`
pub async fn add(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>, form: Multipart) -> Result<HttpResponse, Error> {
    take(&may, &state, Of::Workshop(*id), form).await
}

/// `POST /sessions/{id}/material`
pub async fn add_session(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: Multipart,
) -> Result<HttpResponse, Error> {
    take(&may, &state, Of::Session(*id), form).await
}

/// `POST /material/{id}/removal`
pub async fn remove(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let of = take_away(&may, &state, *id).await?;
    answer::done(&state, of.after(), &Message::new("material-removed"), None)
}

/// Takes a file away; answers with what it went.
pub async fn take_away(may: &May<ManageWorkshops>, state: &State, id: Id) -> Result<Of, Error> {
    let scope = may.scope.clone();
    act(may, state, move |conn, hand, _| {
        let material = store::find_material(conn, id)?.ok_or(Error::NotFound)?;
        let of = match material.row.session_id {
            Some(session_id) => Of::Session(session_id),
            None => Of::Workshop(material.row.workshop_id),
        };
        let loaded = of.find(conn, &scope, Language::En)?;
        deed::remove_material(conn, hand, &loaded.holder, &material)?;
        Ok(of)
    })
    .await
}

/// `GET /workshops/{id}/material/{file}`
pub async fn file(may: May<ManageWorkshops>, state: web::Data<State>, path: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (id, file_id) = path.into_inner();
    let loaded = load(&may, &state, Of::Workshop(id)).await?;
    hand_out(&state, loaded.files, file_id).await
}

/// `GET /sessions/{id}/material/{file}`
pub async fn session_file(may: May<Learn>, state: web::Data<State>, path: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let (id, file_id) = path.into_inner();
    let actor = may.actor.clone();
    let files = state.db.gather(move |conn| opened(conn, &actor, id)).await?;
    hand_out(&state, files, file_id).await
}

/// One of these files.
pub async fn hand_out(state: &State, files: Vec<Material>, id: Id) -> Result<HttpResponse, Error> {
    let file = files.into_iter().find(|file| file.row.id == id).ok_or(Error::NotFound)?;
    holding::hand_out(state, &file.name, &file.media_type, &file.hash).await
}
