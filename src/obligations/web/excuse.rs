//! Pausing and waiving with a reason, and withdrawing either.

use crate::evidence::paper::Scan;
use crate::obligations::excuse as deeds;
use crate::obligations::pages::{ExcusePage, WithdrawPage};
use crate::obligations::store::{self, Excuse, ExcuseKind, NewExcuse, overview};
use crate::people::guard::ExcusePeople;
use crate::people::{May, Person, store as people};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::i18n::DateForm;
use crate::platform::media;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::upload::Sent;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Longest reason, in characters.
const LONGEST: usize = 1_000;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    requirement: String,
    from_on: String,
    to_on: String,
    reason: String,
}

impl Typed {
    fn of(sent: &Sent) -> Self {
        let text = |name: &str| sent.text(name).to_owned();
        Self {
            requirement: text("requirement"),
            from_on: text("from_on"),
            to_on: text("to_on"),
            reason: text("reason"),
        }
    }
}

/// Which person; whether pauses or waivers stands in the path.
type Place = web::Path<Id>;

/// Which person, and which one of theirs.
type One = web::Path<(Id, Id)>;

struct Loaded {
    person: Person,
    /// Identifier, code and title of what can be excused.
    requirements: Vec<(Id, String, String)>,
}

/// The empty form.
pub async fn new(may: May<ExcusePeople>, state: web::Data<State>, at: Place, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let kind = kind(&may);
    let loaded = load(&may, &state, *at).await?;
    let mut typed = typed.into_inner();
    if typed.from_on.is_empty() {
        let today = may.actor.today();
        typed.from_on = may.actor.words(&state).date(today, DateForm::Numeric, today);
        // German dates are typed as they are shown; other languages take the international form.
        if may.actor.locale().code() != "de" {
            typed.from_on = today.to_string();
        }
    }
    may.show(&state, &page(&may, &state, kind, &loaded, &typed, &[]))
}

/// Records it.
pub async fn create(may: May<ExcusePeople>, state: web::Data<State>, at: Place, form: Multipart) -> Result<HttpResponse, Error> {
    let kind = kind(&may);
    let loaded = load(&may, &state, *at).await?;
    let largest = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let sent = Sent::read(form, largest).await?;
    let typed = Typed::of(&sent);
    let scan = sent.file("document").map(|file| Scan {
        name: file.name.clone(),
        content: file.content.clone(),
    });
    let new = match read(&typed, scan.as_ref(), &loaded) {
        Ok(new) => new,
        Err(Error::Invalid(faults)) => return may.show_again(&state, &page(&may, &state, kind, &loaded, &typed, &faults)),
        Err(error) => return Err(error),
    };
    match deeds::give(&state, &may.actor, &may.scope, kind, new, scan).await {
        Ok(_) => answer::done(&state, record_of(*at), &Message::new(done_key(kind)), None),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, kind, &loaded, &typed, &faults)),
        Err(error) => Err(error),
    }
}

/// `GET /people/{id}/pauses/{excuse}/file`: the document on which one rests; only for those who excuse people.
pub async fn document(may: May<ExcusePeople>, state: web::Data<State>, at: One) -> Result<HttpResponse, Error> {
    let (kind, scope, (person_id, id)) = (kind(&may), may.scope.clone(), *at);
    let found = state
        .db
        .look(move |conn| {
            let excuse = store::find_excuse(conn, &scope, kind, id)?.filter(|excuse| excuse.person_id == person_id);
            Ok(store::document_of(conn, &excuse.ok_or(Error::NotFound)?)?)
        })
        .await?;
    let (name, media_type, hash) = found.ok_or(Error::NotFound)?;
    Ok(answer::download(&name, &media_type, state.files.content(&hash).await?))
}

/// What the form of a withdrawal sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Withdrawal {
    reason: String,
}

/// The form that withdraws one.
pub async fn new_withdrawal(may: May<ExcusePeople>, state: web::Data<State>, at: One) -> Result<HttpResponse, Error> {
    let page = withdrawal(&may, &state, &at, "", &[]).await?;
    may.show(&state, &page)
}

/// Withdraws it.
pub async fn withdraw(
    may: May<ExcusePeople>,
    state: web::Data<State>,
    at: One,
    typed: web::Form<Withdrawal>,
) -> Result<HttpResponse, Error> {
    let kind = kind(&may);
    let mut faults = Faults::new();
    let reason = faults.text("reason", &typed.reason, LONGEST, true);
    let Some(reason) = reason else {
        let Err(Error::Invalid(faults)) = faults.done() else {
            return Err(Error::NotFound);
        };
        let page = withdrawal(&may, &state, &at, &typed.reason, &faults).await?;
        return may.show_again(&state, &page);
    };
    let (actor, scope, chance, id) = (may.actor.clone(), may.scope.clone(), state.chance.clone(), at.1);
    let person_id = at.0;
    state
        .db
        .save(move |conn| {
            let found = store::find_excuse(conn, &scope, kind, id)?.filter(|excuse| excuse.person_id == person_id);
            found.ok_or(Error::NotFound)?;
            deeds::withdraw(conn, &scope, kind, &chance, actor.now, &actor.by(), id, &reason)
        })
        .await?;
    answer::done(&state, record_of(person_id), &Message::new("excuse-withdrawn"), None)
}

fn kind(may: &May<ExcusePeople>) -> ExcuseKind {
    let waiver = may.asked.path.split('/').nth(3).is_some_and(|part| part.starts_with("waivers"));
    if waiver { ExcuseKind::Waiver } else { ExcuseKind::Pause }
}

fn done_key(kind: ExcuseKind) -> &'static str {
    match kind {
        ExcuseKind::Pause => "excuse-done-pause",
        ExcuseKind::Waiver => "excuse-done-waiver",
    }
}

fn record_of(person_id: Id) -> String {
    format!("/people/{person_id}/record")
}

async fn load(may: &May<ExcusePeople>, state: &State, person_id: Id) -> Result<Loaded, Error> {
    let (scope, locale) = (may.scope.clone(), may.actor.locale().code());
    state
        .db
        .look(move |conn| {
            let person = people::find(conn, &scope, person_id)?.ok_or(Error::NotFound)?;
            Ok(Loaded {
                person,
                requirements: overview::excusable(conn, locale)?,
            })
        })
        .await
}

fn read(typed: &Typed, scan: Option<&Scan>, loaded: &Loaded) -> Result<NewExcuse, Error> {
    let mut faults = Faults::new();
    let requirement_id = match typed.requirement.as_str() {
        "" => None,
        code => {
            let found = loaded.requirements.iter().find(|(_, known, _)| known == code).map(|(id, ..)| *id);
            if found.is_none() {
                faults.note("requirement", "fault-unknown-word");
            }
            found
        }
    };
    let from_on = faults.date("from_on", &typed.from_on, true);
    let to_on = faults.date("to_on", &typed.to_on, false);
    if from_on.zip(to_on).is_some_and(|(from, to)| to < from) {
        faults.note("to_on", "fault-ends-before-it-begins");
    }
    let reason = faults.text("reason", &typed.reason, LONGEST, true);
    if scan.is_some_and(|scan| media::of(&scan.content).is_none()) {
        faults.note("document", "paper-scan-kind");
    }
    faults.done()?;
    Ok(NewExcuse {
        person_id: loaded.person.id,
        requirement_id,
        from_on: from_on.ok_or(Error::NotFound)?,
        to_on,
        reason: reason.ok_or(Error::NotFound)?,
    })
}

fn page(may: &May<ExcusePeople>, state: &State, kind: ExcuseKind, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> ExcusePage {
    let words = may.actor.words(state);
    let mut fields = [
        Field::with("requirement", &typed.requirement),
        Field::with("from_on", &typed.from_on),
        Field::with("to_on", &typed.to_on),
        Field::with("reason", &typed.reason),
        Field::new("document"),
    ];
    let label = |field: &str| {
        let key = match field {
            "requirement" => "excuse-requirement",
            "from_on" => "excuse-from",
            "to_on" => "excuse-to",
            "document" => "excuse-document",
            _ => "form-reason",
        };
        words.text(key, &[])
    };
    let summary = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, label);
    let [requirement, from_on, to_on, reason, document] = fields;
    let all = Choice::new("", words.text("excuse-all", &[])).chosen(typed.requirement.is_empty());
    let one = |(_, code, title): &(Id, String, String)| Choice::new(code, title).chosen(*code == typed.requirement);
    let record = record_of(loaded.person.id);
    ExcusePage {
        kind: kind.as_str(),
        person: loaded.person.name(),
        action: format!("/people/{}/{}", loaded.person.id, kind.table()),
        back: record,
        faults: summary,
        requirement,
        requirements: std::iter::once(all).chain(loaded.requirements.iter().map(one)).collect(),
        from_on,
        to_on,
        reason,
        document,
    }
}

async fn withdrawal(may: &May<ExcusePeople>, state: &State, at: &One, typed: &str, faults: &[FieldError]) -> Result<WithdrawPage, Error> {
    let (kind, person_id, id) = (kind(may), at.0, at.1);
    let loaded = load(may, state, person_id).await?;
    let scope = may.scope.clone();
    let found: Option<Excuse> = state.db.look(move |conn| Ok(store::find_excuse(conn, &scope, kind, id)?)).await?;
    let excuse = found.filter(|excuse| excuse.person_id == person_id).ok_or(Error::NotFound)?;
    let words = may.actor.words(state);
    let mut reason = Field::with("reason", typed);
    let summary = place(faults, &mut [&mut reason], words, |_| words.text("withdraw-reason", &[]));
    let title = |id: Id| {
        loaded
            .requirements
            .iter()
            .find(|(of, ..)| *of == id)
            .map_or_else(|| id.to_string(), |(_, _, title)| title.clone())
    };
    Ok(WithdrawPage {
        kind: kind.as_str(),
        person: loaded.person.name(),
        action: format!("/people/{person_id}/{}/{id}/withdrawal", kind.table()),
        back: record_of(person_id),
        faults: summary,
        requirement: excuse.requirement_id.map(title),
        from_on: excuse.from_on,
        to_on: excuse.to_on,
        given_reason: excuse.reason,
        reason,
    })
}
