//! Signing on the screen: the device goes to whoever came, who draws with a finger or types their name.

use super::attendance::label;
use super::{act, parts};
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::workshop::signature::{Drawing, HEIGHT, WIDTH};
use crate::workshops::deed::{self, Signed, seated, title};
use crate::workshops::form;
use crate::workshops::pages::SignaturePage;
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Found, Named};
use actix_web::{HttpResponse, web};

/// Longest name, in characters.
const LONGEST_NAME: usize = 200;

struct Loaded {
    found: Found,
    named: Named,
}

fn find(conn: &mut Conn, actor: &Actor, id: Id, booking_id: Id) -> Result<Loaded, Error> {
    let found = Sight::of(conn, actor)?.held(conn, id)?;
    let named = seated(conn, id)?.into_iter().find(|named| named.booking.id == booking_id);
    Ok(Loaded {
        named: named.ok_or(Error::NotFound)?,
        found,
    })
}

async fn load(may: &May<Learn>, state: &State, id: Id, booking_id: Id) -> Result<Loaded, Error> {
    let actor = may.actor.clone();
    state.db.look(move |conn| find(conn, &actor, id, booking_id)).await
}

/// `GET /sessions/{id}/signatures/{booking}/new`
pub async fn new(
    may: May<Learn>,
    state: web::Data<State>,
    path: web::Path<(Id, Id)>,
    asked: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    let (id, booking_id) = path.into_inner();
    let loaded = load(&may, &state, id, booking_id).await?;
    may.show(&state, &page(&may, &state, &loaded, &Typed::of(asked.into_inner()), &[]))
}

/// `POST /sessions/{id}/signatures/{booking}`
pub async fn sign(
    may: May<Learn>,
    state: web::Data<State>,
    path: web::Path<(Id, Id)>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (id, booking_id) = path.into_inner();
    match put(&may, &state, id, booking_id, &typed).await {
        Ok(()) => answer::done(
            &state,
            format!("/sessions/{id}/attendance/{booking_id}"),
            &Message::new("signature-done"),
            None,
        ),
        Err(Error::Invalid(faults)) => {
            let loaded = load(&may, &state, id, booking_id).await?;
            may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Keeps the drawing, then writes down that somebody signed, as far as one may.
pub async fn put(may: &May<Learn>, state: &State, id: Id, booking_id: Id, typed: &Typed) -> Result<(), Error> {
    let loaded = load(may, state, id, booking_id).await?;
    let mut faults = Faults::new();
    let part_id = form::part(&mut faults, typed, &loaded.found);
    let drawn = typed.one("strokes").trim();
    let drawing = Drawing::parse(drawn);
    let name = faults.text("name", typed.one("name"), LONGEST_NAME, false);
    if drawing.is_none() && !drawn.is_empty() {
        faults.note("strokes", "signature-fault-drawing");
    } else if drawing.is_none() && name.is_none() {
        faults.note("name", "signature-fault-nothing");
    }
    let part_id = faults.or(part_id)?;
    let signed = match (drawing, name) {
        (Some(drawing), _) => {
            let svg = drawing.svg().into_bytes();
            let size = svg.len();
            Signed::Drawn(state.files.keep(svg.into()).await?, size)
        }
        (None, Some(name)) => Signed::Typed(name),
        (None, None) => return Err(Error::internal("a signature without anything was let through")),
    };
    act(may, state, move |conn, hand, actor| {
        Sight::of(conn, actor)?.held(conn, id)?;
        deed::sign(conn, hand, id, booking_id, part_id, &signed)
    })
    .await
}

fn page(may: &May<Learn>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> SignaturePage {
    let words = may.actor.words(state);
    let found = &loaded.found;
    let mut fields = ["part", "strokes", "name"].map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| {
        words.text(&format!("signature-field-{field}"), &[])
    });
    let [mut part, mut strokes, name] = fields;
    // Lines that were no signature are not drawn again.
    strokes.value = String::new();
    let spans = found.spans();
    let views = parts(&spans, found.session.zone());
    let current = found.workshop.figures().current(&spans, may.actor.now);
    let named = found.parts.iter().any(|one| one.id.to_string() == part.value);
    let choice = |(index, (one, view)): (usize, (&store::Part, &super::PartView))| {
        let id = one.id.to_string();
        let chosen = if named { id == part.value } else { index == current };
        Choice::new(id, label(words, view, &may.actor)).chosen(chosen)
    };
    let choices: Vec<Choice> = found.parts.iter().zip(&views).enumerate().map(choice).collect();
    let chosen = choices.iter().find(|choice| choice.chosen);
    part.value = chosen.map(|choice| choice.value.clone()).unwrap_or_default();
    let (id, booking_id) = (found.session.id, loaded.named.booking.id);
    SignaturePage {
        title: title(found, may.actor.locale().code()),
        person: loaded.named.name().to_owned(),
        part_label: choices
            .iter()
            .find(|choice| choice.chosen)
            .map(|choice| choice.label.clone())
            .unwrap_or_default(),
        action: format!("/sessions/{id}/signatures/{booking_id}"),
        back: format!("/sessions/{id}/attendance/{booking_id}"),
        width: WIDTH,
        height: HEIGHT,
        choices,
        part,
        strokes,
        name,
        faults,
    }
}

/// `GET /sessions/{id}/signatures/{booking}/{signature}`: the drawing as a file.
pub async fn file(may: May<Learn>, state: web::Data<State>, path: web::Path<(Id, Id, Id)>) -> Result<HttpResponse, Error> {
    let (id, booking_id, signature_id) = path.into_inner();
    let actor = may.actor.clone();
    let hash = state
        .db
        .look(move |conn| {
            find(conn, &actor, id, booking_id)?;
            let all = store::signatures_of(conn, id)?;
            let own = all
                .into_iter()
                .find(|(one, _)| one.id == signature_id && one.booking_id == booking_id);
            own.and_then(|(_, hash)| hash).ok_or(Error::NotFound)
        })
        .await?;
    let content = state.files.content(&hash).await?;
    Ok(answer::download("signature.svg", "image/svg+xml", content))
}
