//! Facts about an organisation and products that it services, and the catalogue of products.

use crate::administration::dated::{DatedDraft, ProductDraft};
use crate::administration::organisation::Hand;
use crate::administration::pages::{DatedPage, DatedRow, ProductLine, ProductRow, ProductsPage};
use crate::organisations::store::{self, fact, product};
use crate::people::guard::{ManageOrganisations, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// What is known of an organisation from one day to another; `base` is its page for whoever may change it.
pub fn rows(conn: &mut Conn, id: Id, language: &str, base: Option<&str>) -> Result<(Vec<DatedRow>, Vec<DatedRow>), Error> {
    let address = |kind: &str, id: Id, deed: &str| base.map(|base| format!("{base}/{kind}/{id}/{deed}"));
    let facts = fact::list(conn, id)?.into_iter().map(|row| DatedRow {
        end_url: address("facts", row.id, "end").filter(|_| row.to_on.is_none()),
        withdraw_url: address("facts", row.id, "withdrawal"),
        label: row.name,
        value: row.value,
        at: None,
        from_on: row.from_on,
        to_on: row.to_on,
    });
    let facts = facts.collect();
    let serviced = product::at_organisation(conn, id)?.into_iter().map(|(row, product, at)| DatedRow {
        end_url: address("products", row.id, "end").filter(|_| row.to_on.is_none()),
        withdraw_url: address("products", row.id, "withdrawal"),
        value: product.name(language).to_owned(),
        label: product.code,
        at: Some(at),
        from_on: row.from_on,
        to_on: row.to_on,
    });
    Ok((facts, serviced.collect()))
}

/// `GET /organisations/{id}/facts/new`
pub async fn new_fact(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, *id, "facts", begun(&may), &[]).await?;
    may.show(&state, &page)
}

/// `GET /organisations/{id}/products/new`
pub async fn new_product(may: May<ManageOrganisations>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, *id, "products", begun(&may), &[]).await?;
    may.show(&state, &page)
}

/// `POST /organisations/{id}/facts`
pub async fn create_fact(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    create(may, state, *id, "facts", &form).await
}

/// `POST /organisations/{id}/products`
pub async fn create_product(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    create(may, state, *id, "products", &form).await
}

async fn create(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: Id,
    kind: &'static str,
    form: &Typed,
) -> Result<HttpResponse, Error> {
    let text = |name: &str| form.one(name).to_owned();
    let draft = DatedDraft {
        name: text("name"),
        value: text("value"),
        location_id: text("location_id"),
        product: text("product"),
        from_on: text("from_on"),
        to_on: text("to_on"),
    };
    let (hand, typed) = (Hand::of(&may, &state), draft.clone());
    let done = state
        .db
        .save(move |conn| match kind {
            "facts" => hand.add_fact(conn, id, &typed).map(drop),
            _ => hand.add_serviced(conn, id, &typed).map(drop),
        })
        .await;
    match done {
        Ok(()) => saved(&state, id),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, id, kind, draft, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /organisations/{id}/facts/{fact_id}/end`
pub async fn end_fact(may: May<ManageOrganisations>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((id, fact_id), hand, today) = (*ids, Hand::of(&may, &state), may.actor.today());
    state.db.save(move |conn| hand.end_fact(conn, id, fact_id, today)).await?;
    saved(&state, id)
}

/// `POST /organisations/{id}/facts/{fact_id}/withdrawal`
pub async fn withdraw_fact(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
) -> Result<HttpResponse, Error> {
    let ((id, fact_id), hand) = (*ids, Hand::of(&may, &state));
    state.db.save(move |conn| hand.withdraw_fact(conn, id, fact_id)).await?;
    saved(&state, id)
}

/// `POST /organisations/{id}/products/{serviced_id}/end`
pub async fn end_product(may: May<ManageOrganisations>, state: web::Data<State>, ids: web::Path<(Id, Id)>) -> Result<HttpResponse, Error> {
    let ((id, serviced_id), hand, today) = (*ids, Hand::of(&may, &state), may.actor.today());
    state.db.save(move |conn| hand.end_serviced(conn, id, serviced_id, today)).await?;
    saved(&state, id)
}

/// `POST /organisations/{id}/products/{serviced_id}/withdrawal`
pub async fn withdraw_product(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    ids: web::Path<(Id, Id)>,
) -> Result<HttpResponse, Error> {
    let ((id, serviced_id), hand) = (*ids, Hand::of(&may, &state));
    state.db.save(move |conn| hand.withdraw_serviced(conn, id, serviced_id)).await?;
    saved(&state, id)
}

fn saved(state: &State, id: Id) -> Result<HttpResponse, Error> {
    answer::done(state, format!("/organisations/{id}"), &Message::new("organisation-saved"), None)
}

fn begun(may: &May<ManageOrganisations>) -> DatedDraft {
    DatedDraft {
        from_on: may.actor.today().to_string(),
        ..DatedDraft::default()
    }
}

async fn page(
    may: &May<ManageOrganisations>,
    state: &State,
    id: Id,
    kind: &'static str,
    draft: DatedDraft,
    faults: &[FieldError],
) -> Result<DatedPage, Error> {
    let hand = Hand::of(may, state);
    let (organisation, locations, products, known) = state
        .db
        .look(move |conn| {
            Ok((
                hand.find(conn, id)?,
                store::locations_of(conn, id)?,
                product::list(conn)?,
                fact::words(conn)?,
            ))
        })
        .await?;
    let words = may.actor.words(state);
    let language = words.locale().code();
    let main = |location: &crate::organisations::Location| match draft.location_id.as_str() {
        "" => location.main,
        chosen => location.id.to_string() == chosen,
    };
    let mut page = DatedPage {
        kind,
        organisation: organisation.name,
        url: format!("/organisations/{id}/{kind}"),
        back: format!("/organisations/{id}"),
        known: known.into_iter().map(|(name, value)| format!("{name} = {value}")).collect(),
        locations: locations
            .iter()
            .map(|location| Choice::new(location.id.to_string(), location.name.clone()).chosen(main(location)))
            .collect(),
        products: products
            .iter()
            .map(|product| {
                let label = format!("{} {}", product.code, product.name(language));
                Choice::new(product.code.clone(), label).chosen(product.code == draft.product)
            })
            .collect(),
        name: Field::with("name", draft.name),
        value: Field::with("value", draft.value),
        location_id: Field::with("location_id", draft.location_id),
        product: Field::with("product", draft.product),
        from_on: Field::with("from_on", draft.from_on),
        to_on: Field::with("to_on", draft.to_on),
        faults: Vec::new(),
    };
    let mut fields = [
        &mut page.name,
        &mut page.value,
        &mut page.location_id,
        &mut page.product,
        &mut page.from_on,
        &mut page.to_on,
    ];
    page.faults = place(faults, &mut fields, words, |field| words.text(&format!("dated-field-{field}"), &[]));
    Ok(page)
}

/// `GET /administration/products`
pub async fn products(may: May<ManageOrganisations>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = products_page(&may, &state, &Typed::default(), &[]).await?;
    may.show(&state, &page)
}

/// `POST /administration/products`
pub async fn add_product(may: May<ManageOrganisations>, state: web::Data<State>, form: web::Form<Typed>) -> Result<HttpResponse, Error> {
    write_product(may, state, None, &form).await
}

/// `POST /administration/products/{id}`
pub async fn rename_product(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: web::Path<Id>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    write_product(may, state, Some(*id), &form).await
}

async fn write_product(
    may: May<ManageOrganisations>,
    state: web::Data<State>,
    id: Option<Id>,
    form: &Typed,
) -> Result<HttpResponse, Error> {
    let hand = Hand::of(&may, &state);
    let text = |name: &str| form.one(name).to_owned();
    let draft = ProductDraft {
        code: text("code"),
        line: text("line"),
        en: text("en"),
        de: text("de"),
    };
    match state.db.save(move |conn| hand.write_product(conn, id, &draft)).await {
        Ok(_) => answer::done(&state, "/administration/products", &Message::new("catalogue-saved"), None),
        Err(Error::Invalid(faults)) => {
            let page = products_page(&may, &state, form, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

async fn products_page(may: &May<ManageOrganisations>, state: &State, typed: &Typed, faults: &[FieldError]) -> Result<ProductsPage, Error> {
    let all = state.db.look(|conn| Ok(product::list(conn)?)).await?;
    let words = may.actor.words(state);
    let row = |product: &product::Product| ProductRow {
        url: format!("/administration/products/{}", product.id),
        code: product.code.clone(),
        en: product.names.0.get("en").cloned().unwrap_or_default(),
        de: product.names.0.get("de").cloned().unwrap_or_default(),
    };
    let lines: Vec<&product::Product> = all.iter().filter(|product| product.line_id.is_none()).collect();
    let mut page = ProductsPage {
        lines: lines
            .iter()
            .map(|line| ProductLine {
                line: row(line),
                models: all.iter().filter(|model| model.line_id == Some(line.id)).map(row).collect(),
            })
            .collect(),
        line_choices: lines
            .iter()
            .map(|line| {
                let label = format!("{} {}", line.code, line.name(words.locale().code()));
                Choice::new(line.code.clone(), label).chosen(line.code == typed.one("line"))
            })
            .collect(),
        code: Field::with("code", typed.one("code")),
        line: Field::with("line", typed.one("line")),
        en: Field::with("en", typed.one("en")),
        de: Field::with("de", typed.one("de")),
        faults: Vec::new(),
        may_change: may.scope.is_whole(),
    };
    let mut fields = [&mut page.code, &mut page.line, &mut page.en, &mut page.de];
    page.faults = place(faults, &mut fields, words, |field| {
        words.text(&format!("product-field-{field}"), &[])
    });
    Ok(page)
}
