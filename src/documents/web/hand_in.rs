//! Handing a document in: for oneself, or for somebody in sight.

use crate::documents::deed;
use crate::documents::form::{self, Offered};
use crate::documents::pages::DocumentFormPage;
use crate::evidence::paper::Scan;
use crate::obligations::sight;
use crate::obligations::store::overview;
use crate::people::guard::{Learn, Permission, SeeTeam};
use crate::people::{May, store as people};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::upload::Sent;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};

/// `GET /documents/new`
pub async fn new_own(may: May<Learn>, state: web::Data<State>, asked: Query<Vec<(String, String)>>) -> Result<HttpResponse, Error> {
    let offered = load_own(&may, &state).await?;
    let typed = Typed::of(asked.into_inner());
    may.show(&state, &page(&may, &state, &offered, true, &typed, &[]))
}

/// `POST /documents`
pub async fn create_own(may: May<Learn>, state: web::Data<State>, form: Multipart) -> Result<HttpResponse, Error> {
    let offered = load_own(&may, &state).await?;
    create_for(&may, &state, offered, true, form).await
}

/// `GET /people/{id}/documents/new`
pub async fn new(
    may: May<SeeTeam>,
    state: web::Data<State>,
    id: web::Path<Id>,
    asked: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, Error> {
    let offered = load_other(&may, &state, *id).await?;
    let typed = Typed::of(asked.into_inner());
    may.show(&state, &page(&may, &state, &offered, false, &typed, &[]))
}

/// `POST /people/{id}/documents`
pub async fn create(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>, form: Multipart) -> Result<HttpResponse, Error> {
    let offered = load_other(&may, &state, *id).await?;
    create_for(&may, &state, offered, false, form).await
}

async fn load_own(may: &May<Learn>, state: &State) -> Result<Offered, Error> {
    let (person, locale) = (may.actor.person.clone(), may.actor.locale().code());
    state.db.look(move |conn| Offered::load(conn, person, locale)).await
}

/// For somebody whom the actor sees.
pub async fn load_other(may: &May<SeeTeam>, state: &State, id: Id) -> Result<Offered, Error> {
    let (actor, scope) = (may.actor.clone(), may.scope.clone());
    state
        .db
        .look(move |conn| {
            let seen = sight::sight(conn, &actor, &scope)?;
            if !overview::sees_now(conn, &seen, id, actor.today())? {
                return Err(Error::NotFound);
            }
            let person = people::find_any(conn, id)?.ok_or(Error::NotFound)?;
            Offered::load(conn, person, actor.locale().code())
        })
        .await
}

async fn create_for<P: Permission>(
    may: &May<P>,
    state: &State,
    offered: Offered,
    own: bool,
    form: Multipart,
) -> Result<HttpResponse, Error> {
    let largest = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let sent = Sent::read(form, largest).await?;
    let typed = Typed::of(sent.texts().to_vec());
    let scan = sent.file("scan").map(|file| Scan {
        name: file.name.clone(),
        content: file.content.clone(),
    });
    let (new, scan) = match form::document(&typed, scan, &offered, may.actor.today()) {
        Err(Error::Invalid(faults)) => return may.show_again(state, &page(may, state, &offered, own, &typed, &faults)),
        read => read?,
    };
    let document = deed::hand_in(state, &may.actor, new, scan).await?;
    answer::done(
        state,
        format!("/documents/{}", document.id),
        &Message::new("document-handed-in"),
        None,
    )
}

fn page<P: Permission>(
    may: &May<P>,
    state: &State,
    offered: &Offered,
    own: bool,
    typed: &Typed,
    faults: &[FieldError],
) -> DocumentFormPage {
    let words = may.actor.words(state);
    let field = |name: &str| Field::with(name, typed.one(name));
    let mut page = DocumentFormPage {
        person: (!own).then(|| offered.person.name()),
        action: match own {
            true => "/documents".to_owned(),
            false => format!("/people/{}/documents", offered.person.id),
        },
        back: match own {
            true => "/documents".to_owned(),
            false => format!("/people/{}/record", offered.person.id),
        },
        faults: Vec::new(),
        title: field("title"),
        issuer: field("issuer"),
        issued_on: field("issued_on"),
        valid_until: field("valid_until"),
        requirements: offered
            .requirements
            .iter()
            .map(|(_, code, title)| Choice::new(code, title).chosen(code == typed.one("requirement")))
            .collect(),
        requirement: field("requirement"),
        scan: Field::new("scan"),
        note: field("note"),
    };
    let mut fields = [
        &mut page.title,
        &mut page.issuer,
        &mut page.issued_on,
        &mut page.valid_until,
        &mut page.requirement,
        &mut page.scan,
        &mut page.note,
    ];
    page.faults = place(faults, &mut fields, words, |field| {
        words.text(&format!("document-field-{field}"), &[])
    });
    page
}
