//! What follows the sessions of a workshop: until when feedback is taken.

use super::act;
use crate::courses::store::Course;
use crate::organisations::Scope;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::course::Language;
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::feedback::MOST_DAYS;
use crate::workshops::deed::save_follow_up;
use crate::workshops::form::number;
use crate::workshops::pages::FollowUpPage;
use crate::workshops::store::{self, FollowUp, Workshop};
use actix_web::{HttpResponse, web};

/// What is known of a workshop's follow-up.
pub struct Loaded {
    /// The workshop.
    pub workshop: Workshop,
    /// Its course.
    pub course: Course,
    /// Path of who holds it.
    pub path: String,
    /// What follows.
    pub follow_up: FollowUp,
}

/// A workshop within a scope and what follows its sessions.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id, now: Instant) -> Result<Loaded, Error> {
    let found = store::find_workshop(conn, id)?.filter(|(.., path)| scope.covers(path));
    let (workshop, course, path) = found.ok_or(Error::NotFound)?;
    Ok(Loaded {
        follow_up: store::follow_up_of(conn, id, now)?,
        workshop,
        course,
        path,
    })
}

/// `GET /workshops/{id}/follow-up`
pub async fn edit(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    let fields = [
        ("revision", loaded.follow_up.revision),
        ("feedback_days", loaded.follow_up.feedback_days),
    ];
    let typed = Typed::of(fields.map(|(name, value)| (name.to_owned(), value.to_string())).to_vec());
    may.show(&state, &page(&may, &state, &loaded, &typed, &[]))
}

async fn load(may: &May<ManageWorkshops>, state: &State, id: Id) -> Result<Loaded, Error> {
    let (scope, now) = (may.scope.clone(), may.actor.now);
    state.db.gather(move |conn| find(conn, &scope, id, now)).await
}

/// `POST /workshops/{id}/follow-up`
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    match put(&may, &state, id, &typed, Some(typed.revision())).await {
        Ok(_) => answer::done(&state, format!("/workshops/{id}"), &Message::new("follow-up-saved"), None),
        Err(Error::Invalid(faults)) => {
            let loaded = load(&may, &state, id).await?;
            may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// Says what follows, of a revision (none: whatever it is).
pub async fn put(may: &May<ManageWorkshops>, state: &State, id: Id, typed: &Typed, revision: Option<i32>) -> Result<FollowUp, Error> {
    let (scope, typed) = (may.scope.clone(), typed.clone());
    act(may, state, move |conn, hand, _| {
        let loaded = find(conn, &scope, id, hand.now)?;
        let mut faults = Faults::new();
        let feedback_days = number(&mut faults, &typed, "feedback_days", None, 0, MOST_DAYS);
        let feedback_days = faults.or(feedback_days)?;
        let before = loaded.follow_up;
        if revision.is_some_and(|revision| revision != before.revision) {
            return Err(Error::refused("workshop-changed-meanwhile"));
        }
        let new = FollowUp {
            feedback_days,
            updated_at: hand.now,
            revision: before.revision + 1,
            ..before.clone()
        };
        if !save_follow_up(conn, hand, &new, &before, &loaded.path)? {
            return Err(Error::refused("workshop-changed-meanwhile"));
        }
        Ok(new)
    })
    .await
}

fn page(may: &May<ManageWorkshops>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> FollowUpPage {
    let words = may.actor.words(state);
    let written = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let mut feedback_days = Field::with("feedback_days", typed.one("feedback_days"));
    let faults = place(faults, &mut [&mut feedback_days], words, |field| {
        words.text(&format!("follow-up-field-{field}"), &[])
    });
    FollowUpPage {
        title: loaded.course.title.0.text(written).to_owned(),
        code: loaded.course.code.clone(),
        action: format!("/workshops/{}/follow-up", loaded.workshop.id),
        back: format!("/workshops/{}", loaded.workshop.id),
        revision: typed.revision(),
        feedback_days,
        faults,
    }
}
