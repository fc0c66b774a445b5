//! What the demonstration lays beside its workshops: a handout, a map of the room, and what a workshop asks of those who teach it.

use super::{KASSEL, Stage, TRAINER};
use crate::courses::store as courses;
use crate::organisations::{Scope, store as organisations};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::media::{self, Media};
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::workshops::deed::{self, Holder, MapHolder, NewMaterial};
use crate::workshops::store::{self, Place, Workshop};
use bytes::Bytes;

/// A handout of one page.
const HANDOUT: &str = "%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 298]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 66>>stream
BT /F 20 Tf 40 220 Td (Handzettel, handout) Tj ET                 
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
";

/// The way to the room, and how the house is laid out.
const MAP: &[u8] = include_bytes!("map.png");

/// What was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    handout: NewMaterial,
    drawing: NewMaterial,
    map: NewMaterial,
}

/// Keeps the content of the files.
pub async fn keep(state: &State) -> Result<Kept, Error> {
    let handout = Bytes::from_static(HANDOUT.as_bytes());
    Ok(Kept {
        handout: one(state, "Handzettel Hochvolt.pdf", handout).await?,
        drawing: one(state, "Anfahrt.png", Bytes::from_static(MAP)).await?,
        map: one(state, "Lageplan Kassel.png", Bytes::from_static(MAP)).await?,
    })
}

async fn one(state: &State, name: &str, content: Bytes) -> Result<NewMaterial, Error> {
    let media: Media = media::of(&content).ok_or_else(|| Error::internal("a file of the demonstration is of no kind that is taken"))?;
    Ok(NewMaterial {
        name: name.to_owned(),
        media,
        size: content.len(),
        hash: state.files.keep(content).await?,
    })
}

impl Stage<'_> {
    /// A handout with every session of a workshop and a drawing with one, a map of the room, and evidence of a course from those who teach.
    pub(super) fn files(&self, conn: &mut Conn, workshop: &Workshop, session_id: Id, kept: &Kept) -> Result<(), Error> {
        let root = organisations::root(conn)?.ok_or(Error::NotFound)?;
        let with = |session_id: Option<Id>| Holder {
            workshop_id: workshop.id,
            session_id,
            path: root.path.clone(),
            label: "HV-101".to_owned(),
        };
        self.by(conn, TRAINER, 27, |conn, hand| {
            deed::add_material(conn, hand, &with(None), kept.handout.clone())?;
            deed::add_material(conn, hand, &with(Some(session_id)), kept.drawing.clone())
        })?;
        let all = store::list_resources(conn, &Scope::everything())?;
        if let Some((room, path)) = all.into_iter().find(|(one, _)| one.name == KASSEL) {
            let holder = MapHolder {
                place: Place::Room(room.id),
                path,
                label: room.name,
            };
            self.by(conn, TRAINER, 27, |conn, hand| deed::put_map(conn, hand, &holder, kept.map.clone()))?;
        }
        let course = courses::find_by_code(conn, "REF-1")?.ok_or(Error::NotFound)?;
        let asked = vec![(course.id, course.code)];
        self.by(conn, TRAINER, 26, |conn, hand| {
            deed::ask_of_trainers(conn, hand, workshop.id, &asked, &root.path)
        })
    }
}
