//! How long the manufacturer has for each kind of duty.

use super::tabs;
use crate::duties::pages::{ClockField, ClocksPage};
use crate::duties::{Declared, setting};
use crate::people::May;
use crate::people::guard::ManageDuties;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::rules::duty::Clock;
use actix_web::{HttpResponse, web};

/// `GET /duties/clocks`
pub async fn edit(may: May<ManageDuties>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let clocks = state.db.look(setting::clocks).await?;
    let typed: Vec<String> = clocks.iter().map(|(_, clock)| clock.count().to_string()).collect();
    may.show(&state, &page(&may, &state, &clocks, typed, &[]))
}

/// `POST /duties/clocks`: a count under the key of each kind.
pub async fn update(may: May<ManageDuties>, state: web::Data<State>, form: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let clocks = state.db.look(setting::clocks).await?;
    let mut faults = Faults::new();
    let mut wanted = Vec::new();
    for (declared, _) in &clocks {
        let typed = form.one(declared.kind.key).trim().parse().ok();
        let count = faults.take(declared.kind.key, setting::checked(declared, typed));
        wanted.extend(count.map(|count| (*declared, count)));
    }
    if let Err(Error::Invalid(faults)) = faults.done() {
        let typed = clocks.iter().map(|(declared, _)| form.one(declared.kind.key).to_owned()).collect();
        return may.show_again(&state, &page(&may, &state, &clocks, typed, &faults));
    }
    let (by, now, chance) = (may.actor.by(), may.actor.now, state.chance.clone());
    state
        .db
        .save(move |conn| {
            for (declared, count) in &wanted {
                setting::set(conn, &chance, &by, declared, *count, now)?;
            }
            Ok(())
        })
        .await?;
    answer::done(&state, "/duties/clocks", &Message::new("duty-clocks-saved"), None)
}

fn page(may: &May<ManageDuties>, state: &State, clocks: &[(Declared, Clock)], typed: Vec<String>, found: &[FieldError]) -> ClocksPage {
    let words = may.actor.words(state);
    let mut fields: Vec<Field> = clocks
        .iter()
        .zip(typed)
        .map(|((declared, _), typed)| Field::with(declared.kind.key, typed))
        .collect();
    let faults = place(found, &mut fields.iter_mut().collect::<Vec<_>>(), words, |key| {
        words.text(&format!("duty-kind-{key}"), &[])
    });
    let clocks = clocks.iter().zip(fields).map(|((declared, clock), field)| ClockField {
        kind: declared.kind.key,
        unit: clock.unit(),
        usual: declared.kind.clock.count(),
        field,
    });
    ClocksPage {
        tabs: tabs(&may.actor, words, "/duties/clocks"),
        clocks: clocks.collect(),
        faults,
    }
}
