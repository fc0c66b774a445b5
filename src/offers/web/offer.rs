//! Recording an offer that was made to a partner.

use crate::duties::Entry;
use crate::offers::pages::OfferPage;
use crate::offers::record::{self, MEANS, Typed};
use crate::people::May;
use crate::people::guard::ManageDuties;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    on: String,
    means: String,
    evidence: String,
    remark: String,
}

impl Sent {
    fn typed(&self) -> Typed<'_> {
        Typed {
            on: &self.on,
            means: &self.means,
            evidence: &self.evidence,
            remark: &self.remark,
        }
    }
}

/// `GET /duties/{id}/offers/new`
pub async fn new(may: May<ManageDuties>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let entry = load(&may, &state, *id).await?;
    may.show(&state, &page(&may, &state, &entry, &Sent::default(), &[]))
}

/// `POST /duties/{id}/offers`
pub async fn create(
    may: May<ManageDuties>,
    state: web::Data<State>,
    id: web::Path<Id>,
    sent: web::Form<Sent>,
) -> Result<HttpResponse, Error> {
    let entry = load(&may, &state, *id).await?;
    let new = match record::read(&sent.typed(), record::since(&entry), may.actor.today()) {
        Ok(new) => new,
        Err(Error::Invalid(faults)) => return may.show_again(&state, &page(&may, &state, &entry, &sent, &faults)),
        Err(error) => return Err(error),
    };
    let (scope, by, chance, id) = (may.scope.clone(), may.actor.by(), state.chance.clone(), *id);
    let moment = (may.actor.today(), may.actor.now);
    state
        .db
        .save(move |conn| record::record(conn, &chance, &by, &scope, id, &new, moment))
        .await?;
    answer::done(&state, format!("/duties/{id}"), &Message::new("offer-recorded"), None)
}

async fn load(may: &May<ManageDuties>, state: &State, id: Id) -> Result<Entry, Error> {
    let (scope, today) = (may.scope.clone(), may.actor.today());
    state.db.look(move |conn| record::owed(conn, &scope, id, today)).await
}

fn page(may: &May<ManageDuties>, state: &State, entry: &Entry, sent: &Sent, faults: &[FieldError]) -> OfferPage {
    let words = may.actor.words(state);
    let mut fields = [
        Field::with("on", &sent.on),
        Field::with("means", &sent.means),
        Field::with("evidence", &sent.evidence),
        Field::with("remark", &sent.remark),
    ];
    let label = |field: &str| words.text(&format!("offer-{field}"), &[]);
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, label);
    let [on, means, evidence, remark] = fields;
    let choice = |word| Choice::new(word, words.text(&format!("duty-means-{word}"), &[])).chosen(sent.means == word);
    OfferPage {
        creditor: entry.partner.name.clone(),
        title: entry.title(may.actor.locale().code()).to_owned(),
        action: format!("/duties/{}/offers", entry.duty.id),
        back: format!("/duties/{}", entry.duty.id),
        on,
        means,
        choices: MEANS.map(choice).to_vec(),
        evidence,
        remark,
        faults,
    }
}
