//! What one needs, said by whoever comes.

use super::act;
use super::booking::page as booking_page;
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{self, Faults, Typed};
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::platform::views::{Field, FormFault};
use crate::rules::id::Id;
use crate::workshops::deed::{self, Hand};
use crate::workshops::sight::Sight;
use crate::workshops::store::Needs;
use actix_web::{HttpResponse, web};

/// Longest text of a need, in characters.
pub const LONGEST: usize = 300;

/// `POST /bookings/{id}/needs`
pub async fn update(may: May<Learn>, state: web::Data<State>, id: web::Path<Id>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (id, given) = (*id, typed.clone());
    match act(&may, &state, move |conn, hand, actor| say(conn, hand, actor, id, &given)).await {
        Ok(()) => answer::done(&state, format!("/bookings/{id}"), &Message::new("booking-done-needs"), None),
        Err(Error::Invalid(faults)) => {
            let (actor, words) = (may.actor.clone(), may.actor.words(&state));
            let own = words.clone();
            let mut page = state.db.gather(move |conn| booking_page(conn, &own, &actor, id)).await?;
            page.faults = place(words, &typed, &faults, &mut page.diet, &mut page.access);
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// Puts what was typed and what is wrong with it into the two fields of a page; answers the summary.
pub fn place(words: &Words, typed: &Typed, faults: &[FieldError], diet: &mut Field, access: &mut Field) -> Vec<FormFault> {
    *diet = Field::with("diet", typed.one("diet"));
    *access = Field::with("access", typed.one("access"));
    form::place(faults, &mut [diet, access], words, |field| {
        words.text(&format!("booking-needs-{field}"), &[])
    })
}

/// Says what one needs for one's own booking; any other is not found.
pub fn say(conn: &mut Conn, hand: &Hand<'_>, actor: &Actor, id: Id, typed: &Typed) -> Result<(), Error> {
    let (_, _, standing) = Sight::of(conn, actor)?.booking(conn, id)?;
    if !standing.own {
        return Err(Error::NotFound);
    }
    deed::need(conn, hand, id, &read(typed)?)
}

/// Needs as typed.
pub fn read(typed: &Typed) -> Result<Needs, Error> {
    let mut faults = Faults::new();
    let diet = faults.text("diet", typed.one("diet"), LONGEST, false);
    let access = faults.text("access", typed.one("access"), LONGEST, false);
    faults.done()?;
    Ok(Needs { diet, access })
}
