//! The sender of mails per branch.

use crate::organisations::store::{self as organisations, sender};
use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::answer::{self, encoded};
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::Field;
use crate::reminders::pages::{SenderRow, SendersPage, tabs};
use crate::reminders::senders as deeds;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What is filled in, or which organisation is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SenderForm {
    organisation: String,
    from_name: String,
    reply_to: String,
}

/// `GET /reminders/senders`
pub async fn list(may: May<ManageReminders>, state: web::Data<State>, asked: Query<SenderForm>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, asked.into_inner(), true, &[]).await?;
    may.show(&state, &page)
}

/// `POST /reminders/senders`
pub async fn update(may: May<ManageReminders>, state: web::Data<State>, form: web::Form<SenderForm>) -> Result<HttpResponse, Error> {
    let form = form.into_inner();
    let outcome = match deeds::read(&form.from_name, &form.reply_to) {
        Ok(typed) => {
            let (scope, by, now, chance) = (may.scope.clone(), may.actor.by(), may.actor.now, state.chance.clone());
            let number = form.organisation.trim().replace('\0', "");
            let set = state
                .db
                .save(move |conn| deeds::set(conn, &chance, &by, &scope, &number, &typed, now));
            match set.await {
                Err(Error::NotFound) => Err(Error::field("organisation", "fault-organisation")),
                other => other,
            }
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(unit) => answer::done(
            &state,
            "/reminders/senders",
            &Message::new("senders-saved").with("name", unit.name),
            None,
        ),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, form, false, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

async fn page(
    may: &May<ManageReminders>,
    state: &State,
    form: SenderForm,
    stored: bool,
    faults: &[FieldError],
) -> Result<SendersPage, Error> {
    let scope = may.scope.clone();
    let (found, held) = state
        .db
        .gather(move |conn| {
            let mut found = Vec::new();
            for sender in sender::list(conn)? {
                if let Some(unit) = organisations::find(conn, &scope, sender.organisation_id)? {
                    found.push((unit, sender));
                }
            }
            Ok((found, super::held_count(conn, &scope)?))
        })
        .await?;
    let kept = found.iter().find(|(unit, _)| stored && unit.external_id == form.organisation);
    let kept = kept.map(|(_, sender)| sender.clone());
    let value = |kept: Option<Option<String>>, typed: String| kept.map_or(typed, Option::unwrap_or_default);
    let words = may.actor.words(state);
    let mut page = SendersPage {
        tabs: tabs("/reminders/texts", held),
        usual_name: state.config.brand.name.clone(),
        usual_address: state.config.mail.from.clone(),
        rows: found
            .into_iter()
            .map(|(unit, sender)| SenderRow {
                href: format!("/reminders/senders?organisation={}", encoded(&unit.external_id)),
                organisation: unit.name,
                from_name: sender.from_name,
                reply_to: sender.reply_to,
            })
            .collect(),
        organisation: Field::with("organisation", form.organisation),
        from_name: Field::with("from_name", value(kept.clone().map(|sender| sender.from_name), form.from_name)),
        reply_to: Field::with("reply_to", value(kept.map(|sender| sender.reply_to), form.reply_to)),
        faults: Vec::new(),
    };
    let mut fields = [&mut page.organisation, &mut page.from_name, &mut page.reply_to];
    page.faults = place(faults, &mut fields, words, |field| match field {
        "organisation" => words.text("text-field-organisation", &[]),
        field => words.text(&format!("sender-field-{field}"), &[]),
    });
    Ok(page)
}
