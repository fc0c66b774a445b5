//! What a course is worth in hours and points: seen, stated with a look at whose obligations that changes, and withdrawn.

use super::requirement::written;
use crate::courses::store::{self as courses, Course, Value};
use crate::obligations::equivalence::{Change, Preview, preview};
use crate::obligations::pages::{CourseValueRow, CourseValueWithdrawPage, CourseValuesPage};
use crate::obligations::requirement::whole_network;
use crate::obligations::value::{self as deeds, LONGEST_REASON, Typed};
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::rules::obligation::Amount;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// `GET /courses/{code}/values`
pub async fn list(may: May<ManageRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let (course, values) = load(&state, code.into_inner()).await?;
    let begun = Typed {
        from_on: written(&may, &state, may.actor.today()),
        ..Typed::default()
    };
    may.show(&state, &page(&may, &state, &course, &values, &begun, &[], None))
}

/// `POST /courses/{code}/values`
pub async fn create(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (course, values) = load(&state, code.into_inner()).await?;
    match state_or_look(&may, &state, &course.code, &typed).await {
        Ok(None) => {
            let address = format!("/courses/{}/values", course.code);
            answer::done(&state, address, &Message::new("course-value-stated"), None)
        }
        Ok(seen) => may.show(&state, &page(&may, &state, &course, &values, &typed, &[], seen)),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, &course, &values, &typed, &faults, None)),
        Err(other) => Err(other),
    }
}

/// States it, or only tells what would follow.
async fn state_or_look(may: &May<ManageRequirements>, state: &State, code: &str, typed: &Typed) -> Result<Option<Preview>, Error> {
    let new = typed.read(code)?;
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    if typed.act == "preview" {
        let db = state.db.clone();
        let seen = web::block(move || preview(&db, &scope, &Change::Value(new), actor.now)).await??;
        return Ok(Some(seen));
    }
    state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            deeds::state(conn, &chance, actor.now, &actor.by(), &new).map(drop)
        })
        .await?;
    Ok(None)
}

async fn load(state: &State, code: String) -> Result<(Course, Vec<Value>), Error> {
    state
        .db
        .gather(move |conn| {
            // PostgreSQL takes no NUL, and no code holds one.
            let found = match code.contains('\0') {
                true => None,
                false => courses::find_by_code(conn, &code)?,
            };
            let course = found.ok_or(Error::NotFound)?;
            let values = courses::values_of(conn, course.id)?;
            Ok((course, values))
        })
        .await
}

fn row(may: &May<ManageRequirements>, state: &State, code: &str, one: &Value) -> CourseValueRow {
    let words = may.actor.words(state);
    let said = |amount: Amount| words.number(f64::from(amount), amount.places());
    CourseValueRow {
        hours: one.worth().hours.map(said),
        points: one.worth().points.map(said),
        from_on: one.from_on,
        reason: one.reason.clone(),
        withdrawn_on: one.withdrawn_at.map(|at| at.with_timezone(&may.actor.zone()).date_naive()),
        withdrawn_reason: one.withdrawn_reason.clone(),
        withdraw_href: one
            .withdrawn_at
            .is_none()
            .then(|| format!("/courses/{code}/values/{}/withdrawal/new", one.id)),
    }
}

fn page(
    may: &May<ManageRequirements>,
    state: &State,
    course: &Course,
    values: &[Value],
    typed: &Typed,
    faults: &[FieldError],
    preview: Option<Preview>,
) -> CourseValuesPage {
    let words = may.actor.words(state);
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let mut page = CourseValuesPage {
        code: course.code.clone(),
        title: course.title.0.text(language).to_owned(),
        rows: values.iter().map(|one| row(may, state, &course.code, one)).collect(),
        faults: Vec::new(),
        from_on: Field::with("from_on", typed.from_on.as_str()),
        hours: Field::with("hours", typed.hours.as_str()),
        points: Field::with("points", typed.points.as_str()),
        reason: Field::with("reason", typed.reason.as_str()),
        preview,
    };
    let mut fields = [&mut page.from_on, &mut page.hours, &mut page.points, &mut page.reason];
    page.faults = place(faults, &mut fields, words, |field| words.text(label(field), &[]));
    page
}

fn label(field: &str) -> &'static str {
    match field {
        "from_on" => "equivalence-from",
        "hours" => "worth-hours",
        "points" => "worth-points",
        _ => "form-reason",
    }
}

/// Why a statement never held.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Mistake {
    reason: String,
}

/// `GET /courses/{code}/values/{id}/withdrawal/new`
pub async fn new_withdrawal(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    path: web::Path<(String, Id)>,
) -> Result<HttpResponse, Error> {
    let (course, one) = standing(&state, path.into_inner()).await?;
    may.show(&state, &withdraw_page(&may, &state, &course, &one, &Mistake::default(), &[]))
}

/// `POST /courses/{code}/values/{id}/withdrawal`
pub async fn withdraw(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    path: web::Path<(String, Id)>,
    typed: web::Form<Mistake>,
) -> Result<HttpResponse, Error> {
    let (course, one) = standing(&state, path.into_inner()).await?;
    let mut faults = Faults::new();
    let Some(reason) = faults.text("reason", &typed.reason, LONGEST_REASON, true) else {
        return match faults.done() {
            Err(Error::Invalid(faults)) => may.show_again(&state, &withdraw_page(&may, &state, &course, &one, &typed, &faults)),
            other => other.map(|()| answer::go("/courses")),
        };
    };
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            deeds::withdraw(conn, &chance, actor.now, &actor.by(), one.id, &reason).map(drop)
        })
        .await?;
    let address = format!("/courses/{}/values", course.code);
    answer::done(&state, address, &Message::new("course-value-withdrawn"), None)
}

/// A statement of this course that was not withdrawn.
async fn standing(state: &State, (code, id): (String, Id)) -> Result<(Course, Value), Error> {
    let (course, values) = load(state, code).await?;
    let found = values.into_iter().find(|one| one.id == id && one.withdrawn_at.is_none());
    Ok((course, found.ok_or(Error::NotFound)?))
}

fn withdraw_page(
    may: &May<ManageRequirements>,
    state: &State,
    course: &Course,
    one: &Value,
    typed: &Mistake,
    faults: &[FieldError],
) -> CourseValueWithdrawPage {
    let words = may.actor.words(state);
    let mut page = CourseValueWithdrawPage {
        code: course.code.clone(),
        row: row(may, state, &course.code, one),
        action: format!("/courses/{}/values/{}/withdrawal", course.code, one.id),
        faults: Vec::new(),
        reason: Field::with("reason", typed.reason.as_str()),
    };
    page.faults = place(faults, &mut [&mut page.reason], words, |_| words.text("form-reason", &[]));
    page
}
