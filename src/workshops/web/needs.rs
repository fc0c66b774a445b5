//! What one needs, said by whoever comes.

use super::act;
use super::booking::page as booking_page;
use crate::people::guard::Learn;
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::state::State;
use crate::platform::views::Field;
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
            let actor = may.actor.clone();
            let mut page = state.db.gather(move |conn| booking_page(conn, &actor, id)).await?;
            let words = may.actor.words(&state);
            let (mut diet, mut access) = (Field::with("diet", typed.one("diet")), Field::with("access", typed.one("access")));
            page.faults = place(&faults, &mut [&mut diet, &mut access], words, |field| {
                words.text(&format!("booking-needs-{field}"), &[])
            });
            page.diet = diet;
            page.access = access;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
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
