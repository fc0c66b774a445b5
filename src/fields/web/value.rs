//! Filling own fields in, about a person or an organisation.

use crate::fields::deed::Pen;
use crate::fields::pages::{FieldValuePage, ValueRow};
use crate::fields::value::{About, Found, ValueDraft, values};
use crate::organisations::field_view::{shown, written};
use crate::organisations::store::field::OwnField;
use crate::organisations::store::values::FieldValue;
use crate::people::May;
use crate::people::guard::{FillFields, Learn, Permission};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::i18n::DateForm;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// Where a field is filled in, and what the reader may do to what is on record.
struct Place {
    /// The page that it leads back to.
    page: String,
    /// Whether values are taken back here: that they never held says whoever answers for the record.
    withdraws: bool,
}

impl Place {
    /// By whoever answers for the record.
    fn of(about: About) -> Self {
        Self {
            page: about.page(),
            withdraws: true,
        }
    }

    /// By the person it is about.
    fn own() -> Self {
        Self {
            page: "/profile".to_owned(),
            withdraws: false,
        }
    }
}

/// `GET /profile/fields/{code}`
pub async fn of_oneself(may: May<Learn>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let (found, field, all) = own(&may, &state, code.into_inner()).await?;
    let typed = begun(&may, &state, &field, &all);
    let page = page(&may, &state, &Place::own(), (&found, &field, &all), &typed, &[]);
    may.show(&state, &page)
}

/// `POST /profile/fields/{code}`
pub async fn fill_oneself(
    may: May<Learn>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (pen, named, draft) = (Pen::of(&may, &state), code.clone(), draft(&typed));
    match state.db.save(move |conn| pen.fill_own(conn, &named, &draft)).await {
        Ok(_) => answer::done(&state, "/profile", &Message::new("field-filled"), None),
        Err(Error::Invalid(faults)) => {
            let (found, field, all) = own(&may, &state, code.into_inner()).await?;
            let page = page(&may, &state, &Place::own(), (&found, &field, &all), &typed, &faults);
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /profile/fields/{code}/{value_id}/end`: today is its last day.
pub async fn end_of_oneself(may: May<Learn>, state: web::Data<State>, at: web::Path<(String, Id)>) -> Result<HttpResponse, Error> {
    let ((code, value_id), pen, today) = (at.into_inner(), Pen::of(&may, &state), may.actor.today());
    let page = format!("/profile/fields/{}", answer::encoded(&code));
    state.db.save(move |conn| pen.end_own(conn, &code, value_id, today)).await?;
    answer::done(&state, page, &Message::new("field-filled"), None)
}

async fn own(may: &May<Learn>, state: &State, code: String) -> Result<(Found, OwnField, Vec<FieldValue>), Error> {
    let pen = Pen::of(may, state);
    state
        .db
        .look(move |conn| {
            let field = Pen::own_fillable(conn, &code)?;
            let (about, found) = pen.own(conn)?;
            let all = values(conn, about, &[&code])?;
            Ok((found, field, all))
        })
        .await
}

fn draft(typed: &Typed) -> ValueDraft {
    ValueDraft {
        value: typed.one("value").to_owned(),
        from_on: typed.one("from_on").to_owned(),
        to_on: typed.one("to_on").to_owned(),
    }
}

/// `GET /people/{id}/fields/{code}`
pub async fn of_person(may: May<FillFields>, state: web::Data<State>, at: web::Path<(Id, String)>) -> Result<HttpResponse, Error> {
    let (id, code) = at.into_inner();
    show(may, state, About::Person(id), code).await
}

/// `GET /organisations/{id}/fields/{code}`
pub async fn of_organisation(may: May<FillFields>, state: web::Data<State>, at: web::Path<(Id, String)>) -> Result<HttpResponse, Error> {
    let (id, code) = at.into_inner();
    show(may, state, About::Organisation(id), code).await
}

/// `POST /people/{id}/fields/{code}`
pub async fn fill_person(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String)>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (id, code) = at.into_inner();
    fill(may, state, About::Person(id), code, &typed).await
}

/// `POST /organisations/{id}/fields/{code}`
pub async fn fill_organisation(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String)>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (id, code) = at.into_inner();
    fill(may, state, About::Organisation(id), code, &typed).await
}

/// `POST /people/{id}/fields/{code}/{value_id}/end`
pub async fn end_of_person(may: May<FillFields>, state: web::Data<State>, at: web::Path<(Id, String, Id)>) -> Result<HttpResponse, Error> {
    let (id, code, value_id) = at.into_inner();
    end(may, state, About::Person(id), code, value_id).await
}

/// `POST /organisations/{id}/fields/{code}/{value_id}/end`
pub async fn end_of_organisation(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String, Id)>,
) -> Result<HttpResponse, Error> {
    let (id, code, value_id) = at.into_inner();
    end(may, state, About::Organisation(id), code, value_id).await
}

/// `POST /people/{id}/fields/{code}/{value_id}/withdrawal`
pub async fn withdraw_of_person(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String, Id)>,
) -> Result<HttpResponse, Error> {
    let (id, code, value_id) = at.into_inner();
    withdraw(may, state, About::Person(id), code, value_id).await
}

/// `POST /organisations/{id}/fields/{code}/{value_id}/withdrawal`
pub async fn withdraw_of_organisation(
    may: May<FillFields>,
    state: web::Data<State>,
    at: web::Path<(Id, String, Id)>,
) -> Result<HttpResponse, Error> {
    let (id, code, value_id) = at.into_inner();
    withdraw(may, state, About::Organisation(id), code, value_id).await
}

async fn show(may: May<FillFields>, state: web::Data<State>, about: About, code: String) -> Result<HttpResponse, Error> {
    let (found, field, all) = load(&may, &state, about, code).await?;
    let page = page(
        &may,
        &state,
        &Place::of(about),
        (&found, &field, &all),
        &begun(&may, &state, &field, &all),
        &[],
    );
    may.show(&state, &page)
}

/// The form as it is opened: what holds today, from today on.
fn begun<P: Permission>(may: &May<P>, state: &State, field: &OwnField, all: &[FieldValue]) -> Typed {
    let today = may.actor.today();
    let words = may.actor.words(state);
    let present = all.iter().find(|one| one.holds(today));
    let on = match words.locale().code() {
        "de" => words.date(today, DateForm::Numeric, today),
        _ => today.to_string(),
    };
    let begun = vec![
        (
            "value".to_owned(),
            present.map_or_else(String::new, |one| written(field, &one.value, words, today)),
        ),
        ("from_on".to_owned(), on),
    ];
    Typed::of(begun)
}

async fn fill(may: May<FillFields>, state: web::Data<State>, about: About, code: String, typed: &Typed) -> Result<HttpResponse, Error> {
    let (pen, named, draft) = (Pen::of(&may, &state), code.clone(), draft(typed));
    match state.db.save(move |conn| pen.fill(conn, about, &named, &draft)).await {
        Ok(_) => answer::done(&state, about.page(), &Message::new("field-filled"), None),
        Err(Error::Invalid(faults)) => {
            let (found, field, all) = load(&may, &state, about, code).await?;
            let page = page(&may, &state, &Place::of(about), (&found, &field, &all), typed, &faults);
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

async fn end(may: May<FillFields>, state: web::Data<State>, about: About, code: String, value_id: Id) -> Result<HttpResponse, Error> {
    let (pen, today, named) = (Pen::of(&may, &state), may.actor.today(), code.clone());
    state.db.save(move |conn| pen.end(conn, about, &named, value_id, today)).await?;
    done(&state, about, &code)
}

async fn withdraw(may: May<FillFields>, state: web::Data<State>, about: About, code: String, value_id: Id) -> Result<HttpResponse, Error> {
    let (pen, named) = (Pen::of(&may, &state), code.clone());
    state.db.save(move |conn| pen.withdraw(conn, about, &named, value_id)).await?;
    done(&state, about, &code)
}

fn done(state: &State, about: About, code: &str) -> Result<HttpResponse, Error> {
    let page = format!("{}/fields/{}", about.page(), answer::encoded(code));
    answer::done(state, page, &Message::new("field-filled"), None)
}

async fn load(may: &May<FillFields>, state: &State, about: About, code: String) -> Result<(Found, OwnField, Vec<FieldValue>), Error> {
    let pen = Pen::of(may, state);
    state
        .db
        .look(move |conn| {
            let found = pen.find(conn, about)?;
            let field = pen.fillable(conn, about, &found, &code)?;
            let all = values(conn, about, &[&code])?;
            Ok((found, field, all))
        })
        .await
}

fn page<P: Permission>(
    may: &May<P>,
    state: &State,
    at: &Place,
    (found, field, all): (&Found, &OwnField, &[FieldValue]),
    typed: &Typed,
    faults: &[FieldError],
) -> FieldValuePage {
    let (words, today) = (may.actor.words(state), may.actor.today());
    let language = words.locale().code();
    let url = format!("{}/fields/{}", at.page, field.code);
    let row = |one: &FieldValue| ValueRow {
        value: shown(field, &one.value, words, today),
        from_on: one.from_on,
        to_on: one.to_on,
        end_url: (one.holds(today) && one.to_on.is_none_or(|to| to > today)).then(|| format!("{url}/{}/end", one.id)),
        withdraw_url: at.withdraws.then(|| format!("{url}/{}/withdrawal", one.id)),
    };
    let value = typed.one("value");
    let mut page = FieldValuePage {
        subject: found.name.clone(),
        title: field.title(language).to_owned(),
        kind: field.kind.clone(),
        back: at.page.clone(),
        faults: Vec::new(),
        value: Field::with("value", value),
        choices: field
            .choices
            .0
            .iter()
            .map(|one| {
                let title = field.said(&one.code, language);
                Choice::new(&one.code, title).chosen(one.code == value || title == value)
            })
            .collect(),
        from_on: Field::with("from_on", typed.one("from_on")),
        to_on: Field::with("to_on", typed.one("to_on")),
        rows: all.iter().rev().map(row).collect(),
        url,
    };
    let mut fields = [&mut page.value, &mut page.from_on, &mut page.to_on];
    page.faults = place(faults, &mut fields, words, |field| {
        words.text(&format!("field-value-of-{field}"), &[])
    });
    page
}
