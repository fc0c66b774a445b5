//! One document: how it stands, its file, the answer, taking it back.

use super::mark;
use crate::courses::Course;
use crate::documents::pages::{AnswerForm, Answered, DocumentPage};
use crate::documents::view::{self, Named, Sight, named};
use crate::documents::{deed, form, store};
use crate::obligations::store as obligations;
use crate::people::guard::{Learn, Permission, RecordEvidence};
use crate::people::{Actor, May};
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::i18n::{DateForm, Words};
use crate::platform::state::State as Installation;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use crate::rules::document::{State, waited_days};
use crate::rules::id::Id;
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;

/// A document with what its page needs.
struct Loaded {
    named: Named,
    sight: Sight,
    courses: Vec<Course>,
    /// Code of the course that its requirement names first.
    meant: Option<String>,
}

/// `GET /documents/{id}`
pub async fn show(may: May<Learn>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let loaded = load(&may.actor, &state, *id).await?;
    let words = may.actor.words(&state);
    let document = &loaded.named.document;
    let today = may.actor.today();
    // German dates are typed as they are shown; other languages take the international form.
    let typed = |on: NaiveDate| match may.actor.locale().code() {
        "de" => words.date(on, DateForm::Numeric, today),
        _ => on.to_string(),
    };
    let course = loaded.named.course.as_ref().map(|(code, _)| code.clone()).or(loaded.meant.clone());
    let fields = [
        ("answer", Some("recognise".to_owned())),
        ("course", course),
        ("proven_on", Some(typed(document.issued_on))),
        ("valid_until", document.valid_until.map(typed)),
    ];
    let typed = Typed::of(
        fields
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect(),
    );
    may.show(&state, &page(&may, &state, &loaded, &typed, &[]))
}

/// `GET /documents/{id}/file`
pub async fn file(may: May<Learn>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (actor, id) = (may.actor.clone(), *id);
    let file = state
        .db
        .look(move |conn| {
            let (document, sight) = view::find(conn, &actor, id)?;
            if sight == Sight::Team {
                return Err(Error::NotFound);
            }
            store::file_of(conn, document.file_id)?.ok_or(Error::NotFound)
        })
        .await?;
    let content = state.files.content(&file.hash).await?;
    Ok(answer::download(&file.name, &file.media_type, content))
}

/// `POST /documents/{id}/answer`
pub async fn answer(
    may: May<RecordEvidence>,
    state: web::Data<Installation>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let loaded = load(&may.actor, &state, *id).await?;
    if loaded.sight != Sight::Review {
        return Err(Error::NotFound);
    }
    // What was answered before offers nothing to choose from.
    if loaded.named.document.state() != State::Waiting {
        return Err(Error::refused("document-not-waiting"));
    }
    let outcome = match form::answer(&typed, &loaded.courses, may.actor.today()) {
        Ok(answer) => {
            let (own, actor, scope, id) = (state.clone(), may.actor.clone(), may.scope.clone(), *id);
            state
                .db
                .save(move |conn| deed::answer(conn, &own, &scope, &actor, id, answer))
                .await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(_) => answer::done(&state, "/documents/waiting", &Message::new("document-answered"), None),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults)),
        Err(error) => Err(error),
    }
}

/// `POST /documents/{id}/withdrawal`
pub async fn withdraw(may: May<Learn>, state: web::Data<Installation>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (own, actor, id) = (state.clone(), may.actor.clone(), *id);
    state.db.save(move |conn| deed::withdraw(conn, &own, &actor, id)).await?;
    answer::done(&state, "/documents", &Message::new("document-withdrawn"), None)
}

async fn load(actor: &Actor, state: &Installation, id: Id) -> Result<Loaded, Error> {
    let actor = actor.clone();
    state
        .db
        .look(move |conn| {
            let (document, sight) = view::find(conn, &actor, id)?;
            let answers = sight == Sight::Review && document.state() == State::Waiting;
            Ok(Loaded {
                meant: match document.requirement_id.filter(|_| answers) {
                    Some(id) => meant(conn, id)?,
                    None => None,
                },
                courses: if answers { deed::courses_in_use(conn)? } else { Vec::new() },
                named: named(conn, vec![document], actor.locale().code())?.pop().ok_or(Error::NotFound)?,
                sight,
            })
        })
        .await
}

/// The course that a requirement names first.
fn meant(conn: &mut Conn, requirement_id: Id) -> Result<Option<String>, Error> {
    let version = obligations::in_force_of(conn, requirement_id)?;
    Ok(version.and_then(|version| version.rule.0.initial.first().cloned()))
}

fn page<P: Permission>(may: &May<P>, state: &Installation, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> DocumentPage {
    let words = may.actor.words(state);
    let (one, sight) = (&loaded.named, loaded.sight);
    let document = &one.document;
    let stands = document.state();
    let waits = stands == State::Waiting;
    let whole = sight != Sight::Team;
    let about_reader = document.person_id == may.actor.person.id;
    let handed_in_on = document.handed_in_at.with_timezone(&may.actor.zone()).date_naive();
    let (form, summary) = match waits && sight == Sight::Review && !about_reader {
        true => {
            let (form, summary) = answer_form(words, may.actor.locale().code(), loaded, typed, faults);
            (Some(form), summary)
        }
        false => (None, Vec::new()),
    };
    DocumentPage {
        title: document.title.clone(),
        person: one.person.clone(),
        // Who only recognises documents, such as a trainer, sees no records.
        record_href: (!about_reader && sight != Sight::Own && may.actor.may(Action::SeeTeam))
            .then(|| format!("/people/{}/record", document.person_id)),
        state: stands.as_str(),
        mark: mark(stands),
        waited_days: waits.then(|| waited_days(handed_in_on, may.actor.today())),
        issuer: document.issuer.clone().filter(|_| whole),
        issued_on: document.issued_on,
        valid_until: document.valid_until,
        requirement: one.requirement.clone(),
        course: one.course.as_ref().map(|(code, title)| format!("{code} {title}").trim().to_owned()),
        note: document.note.clone().filter(|_| whole),
        handed_in_by: one.handed_in_by.clone(),
        handed_in_at: document.handed_in_at,
        answered: one.answered_by.clone().zip(document.answered_at).map(|(by, at)| Answered {
            by,
            at,
            reason: document.answer_reason.clone().filter(|_| whole),
        }),
        file_href: whole.then(|| format!("/documents/{}/file", document.id)),
        evidence_href: document.evidence_id.map(|id| format!("/evidence/{id}")),
        withdraw_action: (waits && document.is_of(may.actor.person.id)).then(|| format!("/documents/{}/withdrawal", document.id)),
        own: waits && sight == Sight::Review && about_reader,
        form,
        back: match sight {
            Sight::Review => "/documents/waiting",
            Sight::Own | Sight::Team => "/documents",
        },
        faults: summary,
    }
}

fn answer_form(
    words: &Words,
    locale: &str,
    loaded: &Loaded,
    typed: &Typed,
    faults: &[FieldError],
) -> (AnswerForm, Vec<crate::platform::views::FormFault>) {
    let language = Language::from_code(locale).unwrap_or(Language::En);
    let field = |name: &str| Field::with(name, typed.one(name));
    let mut form = AnswerForm {
        action: format!("/documents/{}/answer", loaded.named.document.id),
        answer: field("answer"),
        answers: ["recognise", "decline"]
            .map(|word| Choice::new(word, words.text(&format!("document-answer-{word}"), &[])).chosen(typed.one("answer") == word))
            .to_vec(),
        course: field("course"),
        courses: loaded
            .courses
            .iter()
            .map(|course| Choice::new(&course.code, course.described(language)).chosen(course.code == typed.one("course")))
            .collect(),
        proven_on: field("proven_on"),
        valid_until: field("valid_until"),
        hours: field("hours"),
        points: field("points"),
        reason: field("reason"),
    };
    let mut fields = [
        &mut form.answer,
        &mut form.course,
        &mut form.proven_on,
        &mut form.valid_until,
        &mut form.hours,
        &mut form.points,
        &mut form.reason,
    ];
    let label = |field: &str| match field {
        "reason" => words.text("form-reason", &[]),
        "hours" => words.text("worth-hours", &[]),
        "points" => words.text("worth-points", &[]),
        field => words.text(&format!("document-field-{field}"), &[]),
    };
    let summary = place(faults, &mut fields, words, label);
    (form, summary)
}
