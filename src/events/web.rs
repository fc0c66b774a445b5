//! What happened, for people.

use super::deed::{Pen, WHOM};
use super::pages::{EventFormPage, EventRow, EventsPage, KindRow};
use super::store::{self, EventKind, Listed};
use crate::organisations::store::product;
use crate::organisations::{Scope, by_name, store as organisations};
use crate::people::May;
use crate::people::guard::RecordEvents;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::i18n::DateForm;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

impl Pen {
    /// Of whoever asks.
    pub(super) fn of(may: &May<RecordEvents>, state: &web::Data<State>) -> Self {
        Self {
            state: state.get_ref().clone(),
            by: may.actor.by(),
            now: may.actor.now,
            today: may.actor.today(),
            scope: may.scope.clone(),
        }
    }
}

/// `GET /events`
pub async fn list(may: May<RecordEvents>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = events(&may, &state, &Typed::default(), &[]).await?;
    may.show(&state, &page)
}

async fn events(may: &May<RecordEvents>, state: &State, typed: &Typed, faults: &[FieldError]) -> Result<EventsPage, Error> {
    let scope = may.scope.clone();
    let (found, kinds) = state
        .db
        .gather(move |conn| Ok((store::list(conn, &scope, None)?, store::kinds(conn)?)))
        .await?;
    let words = may.actor.words(state);
    let language = may.actor.locale().code();
    let field = |name: &str| Field::with(name, typed.one(name));
    let mut page = EventsPage {
        faults: Vec::new(),
        rows: found.into_iter().map(|one| row(one, language)).collect(),
        may_record: !kinds.is_empty(),
        kinds: kinds.into_iter().map(|kind| kind_row(kind, language)).collect(),
        may_add: may.scope.is_whole(),
        code: field("code"),
        en: field("en"),
        de: field("de"),
    };
    let mut fields = [&mut page.code, &mut page.en, &mut page.de];
    page.faults = place(faults, &mut fields, words, |field| {
        words.text(&format!("event-kind-field-{field}"), &[])
    });
    Ok(page)
}

fn row(one: Listed, language: &str) -> EventRow {
    EventRow {
        kind: one.kind.name(language).to_owned(),
        happened_on: one.event.happened_on,
        organisation: one.organisation,
        product: one.product,
        person: one.person,
        person_href: one.event.person_id.map(|id| format!("/people/{id}")),
        note: one.event.note,
        withdraw_url: format!("/events/{}/withdrawal", one.event.id),
    }
}

fn kind_row(kind: EventKind, language: &str) -> KindRow {
    KindRow {
        name: kind.name(language).to_owned(),
        code: kind.code,
    }
}

/// `GET /events/new`
pub async fn new(may: May<RecordEvents>, state: web::Data<State>, asked: Query<Typed>) -> Result<HttpResponse, Error> {
    let today = may.actor.today();
    let on = match may.actor.locale().code() {
        "de" => may.actor.words(&state).date(today, DateForm::Numeric, today),
        _ => today.to_string(),
    };
    let begun = ["person", "kind"].map(|name| (name.to_owned(), asked.one(name).to_owned()));
    // Whoever comes from a person's page has said whom it concerns; everybody else says it on the form.
    let whom = if asked.one("person").is_empty() { "" } else { "person" };
    let first = vec![("happened_on".to_owned(), on), ("whom".to_owned(), whom.to_owned())];
    let typed = Typed::of([first, begun.to_vec()].concat());
    let page = form(&may, &state, &typed, &[], None).await?;
    may.show(&state, &page)
}

/// `POST /events`: what concerns more than one person is written down once the form said how many, and they were confirmed.
pub async fn record(may: May<RecordEvents>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (pen, given) = (Pen::of(&may, &state), typed.clone());
    let recorded = state
        .db
        .save(move |conn| {
            let meant = pen.meant(conn, &given)?;
            let reach = pen.reach(conn, &meant)?;
            let known = given.one("whom") == "person" || given.one("reach") == reach.to_string();
            if known {
                pen.record(conn, &given)?;
            }
            Ok((!known).then_some(reach))
        })
        .await;
    match recorded {
        Ok(None) => answer::done(&state, "/events", &Message::new("event-recorded"), None),
        Ok(reach) => {
            let page = form(&may, &state, &typed, &[], reach).await?;
            may.show(&state, &page)
        }
        Err(Error::Invalid(faults)) => {
            let page = form(&may, &state, &typed, &faults, None).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /events/{id}/withdrawal`
pub async fn withdraw(may: May<RecordEvents>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (pen, id) = (Pen::of(&may, &state), *id);
    state.db.save(move |conn| pen.withdraw(conn, id)).await?;
    answer::done(&state, "/events", &Message::new("event-withdrawn"), None)
}

/// `POST /event-kinds`
pub async fn add_kind(may: May<RecordEvents>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (pen, given) = (Pen::of(&may, &state), typed.clone());
    match state.db.save(move |conn| pen.add_kind(conn, &given)).await {
        Ok(_) => answer::done(&state, "/events", &Message::new("event-kind-added"), None),
        Err(Error::Invalid(faults)) => {
            let page = events(&may, &state, &typed, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// What can be chosen in the form: what can happen, organisations with their numbers, products; each as value and label.
type Choices = [Vec<(String, String)>; 3];

fn choices(conn: &mut Conn, scope: &Scope, language: &str) -> Result<Choices, Error> {
    let kinds = store::kinds(conn)?.into_iter();
    let found = by_name(organisations::list(conn, scope)?)
        .into_iter()
        .filter(|one| one.archived_at.is_none());
    let products = product::list(conn)?.into_iter();
    Ok([
        kinds.map(|kind| (kind.code.clone(), kind.name(language).to_owned())).collect(),
        found
            .map(|one| (one.external_id.clone(), format!("{} ({})", one.name, one.external_id)))
            .collect(),
        products
            .map(|product| (product.code.clone(), format!("{} {}", product.code, product.name(language))))
            .collect(),
    ])
}

async fn form(
    may: &May<RecordEvents>,
    state: &State,
    typed: &Typed,
    faults: &[FieldError],
    reach: Option<usize>,
) -> Result<EventFormPage, Error> {
    let (scope, language) = (may.scope.clone(), may.actor.locale().code());
    let [kinds, organisations, products] = state.db.gather(move |conn| choices(conn, &scope, language)).await?;
    let words = may.actor.words(state);
    let field = |name: &str| Field::with(name, typed.one(name));
    let chosen = |name: &str, all: Vec<(String, String)>| -> Vec<Choice> {
        all.into_iter()
            .map(|(value, label)| Choice::new(&value, label).chosen(value == typed.one(name)))
            .collect()
    };
    let mut page = EventFormPage {
        faults: Vec::new(),
        kind: field("kind"),
        kinds: chosen("kind", kinds),
        happened_on: field("happened_on"),
        whom: field("whom"),
        whoms: WHOM
            .map(|word| Choice::new(word, words.text(&format!("event-whom-{word}"), &[])).chosen(word == typed.one("whom")))
            .to_vec(),
        reach,
        person: field("person"),
        organisation: field("organisation"),
        organisations: chosen("organisation", organisations),
        product: field("product"),
        products: chosen("product", products),
        note: field("note"),
    };
    let mut fields = [
        &mut page.kind,
        &mut page.happened_on,
        &mut page.whom,
        &mut page.person,
        &mut page.organisation,
        &mut page.product,
        &mut page.note,
    ];
    page.faults = place(faults, &mut fields, words, |field| words.text(&format!("event-field-{field}"), &[]));
    Ok(page)
}
