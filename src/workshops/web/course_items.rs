//! What a course asks everybody to show with their own hands, in every workshop of it.

use super::act;
use super::follow_up::{item_fields, item_lines, items, items_changed};
use crate::courses::store::{self as courses, Course};
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, is_changed_meanwhile, place};
use crate::platform::state::State;
use crate::rules::course::Language;
use crate::workshops::deed::save_course_items;
use crate::workshops::pages::CourseItemsPage;
use crate::workshops::store::{self, CourseItem};
use actix_web::{HttpResponse, web};

/// A course and what it asks for.
pub struct Asked {
    /// The course.
    pub course: Course,
    /// What it asks for, in its order.
    pub items: Vec<CourseItem>,
    /// Counts changes of it.
    pub revision: i32,
}

/// A course by its code and what it asks for.
pub fn find(conn: &mut Conn, code: &str) -> Result<Asked, Error> {
    let course = courses::find_by_code(conn, code)?.ok_or(Error::NotFound)?;
    Ok(Asked {
        items: store::course_items(conn, course.id)?,
        revision: store::course_items_revision(conn, course.id)?,
        course,
    })
}

/// `GET /courses/{code}/sign-off`
pub async fn edit(may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let asked = load(&state, &code).await?;
    may.show(&state, &page(&may, &state, &asked, &Typed::of(fields(&asked)), &[]))
}

/// The form as it is filled in from what is on record.
fn fields(asked: &Asked) -> Vec<(String, String)> {
    item_fields(asked.items.iter().map(|item| (item.id, &item.words.0, item.required)))
}

async fn load(state: &State, code: &str) -> Result<Asked, Error> {
    let code = code.to_owned();
    state.db.look(move |conn| find(conn, &code)).await
}

/// `POST /courses/{code}/sign-off`
pub async fn update(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let asked = load(&state, &code).await?;
    match put(&may, &state, &asked.course.code, &typed, Some(typed.revision())).await {
        Ok(_) => answer::done(
            &state,
            format!("/courses/{}/sign-off", asked.course.code),
            &Message::new("follow-up-saved"),
            None,
        ),
        Err(Error::Invalid(faults)) => {
            let before = Asked {
                revision: typed.revision(),
                ..asked
            };
            may.show_again(&state, &page(&may, &state, &before, &typed, &faults))
        }
        Err(error) if is_changed_meanwhile(&error) => {
            let now = load(&state, &code).await?;
            let faults = items_changed(&typed, &Typed::of(fields(&now)));
            may.show_again(&state, &page(&may, &state, &now, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Says what a course asks for, made from a revision (none: whatever it is).
pub async fn put(may: &May<WriteCourses>, state: &State, code: &str, typed: &Typed, revision: Option<i32>) -> Result<Asked, Error> {
    let (code, typed) = (code.to_owned(), typed.clone());
    act(may, state, move |conn, hand, _| {
        let asked = find(conn, &code)?;
        let mut faults = Faults::new();
        let items = items(&mut faults, &typed);
        faults.done()?;
        save_course_items(conn, hand, &asked.course, &items, revision)?;
        find(conn, &code)
    })
    .await
}

fn page(may: &May<WriteCourses>, state: &State, asked: &Asked, typed: &Typed, faults: &[FieldError]) -> CourseItemsPage {
    let words = may.actor.words(state);
    let written = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let mut items = item_lines(typed);
    let mut fields = Vec::new();
    for item in &mut items {
        fields.extend([&mut item.de, &mut item.en]);
    }
    let faults = place(faults, &mut fields, words, |_| words.text("sign-off-title", &[]));
    CourseItemsPage {
        title: asked.course.title.0.text(written).to_owned(),
        code: asked.course.code.clone(),
        action: format!("/courses/{}/sign-off", asked.course.code),
        back: format!("/courses/{}", asked.course.code),
        revision: asked.revision,
        items,
        faults,
    }
}
