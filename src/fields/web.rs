//! Own fields, for those who define them.

pub mod value;

use super::deed::{FieldDraft, LANGUAGES, Pen};
use super::pages::{DefinedRow, FieldFormPage, FieldGroup, FieldsPage};
use crate::organisations::catalogue::Names;
use crate::organisations::store::field::{self, OwnField};
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::own_field::{FilledBy, Kind, Listed, Subject};
use actix_web::{HttpResponse, web};

/// `GET /fields`
pub async fn list(may: May<ManageRequirements>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let all = state.db.look(|conn| Ok(field::list(conn)?)).await?;
    let language = may.actor.locale().code();
    let may_change = may.scope.is_whole();
    let row = |field: &OwnField| {
        let choices = field.choices.0.iter().filter(|_| field.kind() == Kind::Choice);
        let choices: Vec<&str> = choices.map(|one| field.said(&one.code, language)).collect();
        DefinedRow {
            code: field.code.clone(),
            title: field.title(language).to_owned(),
            href: may_change.then(|| format!("/fields/{}", field.id)),
            kind: field.kind.clone(),
            choices: choices.join(", "),
            filled_by: field.filled_by.clone(),
            archived: field.archived_at.is_some(),
        }
    };
    let group = |subject: Subject| FieldGroup {
        subject: subject.as_str(),
        rows: all.iter().filter(|field| field.subject() == subject).map(row).collect(),
    };
    let page = FieldsPage {
        groups: Subject::ALL.map(group).to_vec(),
        standing: all.iter().filter(|field| field.archived_at.is_none()).count(),
        may_change,
    };
    may.show(&state, &page)
}

/// `GET /fields/new`
pub async fn new(may: May<ManageRequirements>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let page = form(&may, &state, None, &Typed::default(), &[]);
    may.show(&state, &page)
}

/// `GET /fields/{id}`
pub async fn edit(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let there = find(&state, *id).await?;
    let page = form(&may, &state, Some(&there), &typed(&there), &[]);
    may.show(&state, &page)
}

/// `POST /fields`
pub async fn create(may: May<ManageRequirements>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let (pen, draft) = (Pen::of(&may, &state), draft(&typed));
    match state.db.save(move |conn| pen.add(conn, &draft)).await {
        Ok(_) => answer::done(&state, "/fields", &Message::new("field-saved"), None),
        Err(Error::Invalid(faults)) => {
            let page = form(&may, &state, None, &typed, &faults);
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /fields/{id}`
pub async fn update(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let there = find(&state, *id).await?;
    let (pen, draft, id, revision) = (Pen::of(&may, &state), draft(&typed), *id, typed.revision());
    match state.db.save(move |conn| pen.change(conn, id, Some(revision), &draft)).await {
        Ok(_) => answer::done(&state, "/fields", &Message::new("field-saved"), None),
        Err(Error::Invalid(faults)) => {
            let page = form(&may, &state, Some(&there), &typed, &faults);
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /fields/{id}/archive`
pub async fn archive(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    put(may, state, *id, true).await
}

/// `POST /fields/{id}/restore`
pub async fn restore(may: May<ManageRequirements>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    put(may, state, *id, false).await
}

async fn put(may: May<ManageRequirements>, state: web::Data<State>, id: Id, aside: bool) -> Result<HttpResponse, Error> {
    let pen = Pen::of(&may, &state);
    state.db.save(move |conn| pen.archive(conn, id, aside)).await?;
    answer::done(&state, "/fields", &Message::new("field-saved"), None)
}

async fn find(state: &State, id: Id) -> Result<OwnField, Error> {
    let found = state.db.look(move |conn| Ok(field::find(conn, id)?)).await?;
    found.ok_or(Error::NotFound)
}

fn draft(typed: &Typed) -> FieldDraft {
    let text = |name: &str| typed.one(name).to_owned();
    FieldDraft {
        code: text("code"),
        subject: text("subject"),
        kind: text("kind"),
        titles: LANGUAGES
            .map(|language| (language.to_owned(), text(&format!("title_{language}"))))
            .into(),
        choices: listed(typed.one("choices")),
        filled_by: text("filled_by"),
    }
}

/// A list as it is typed: a line each, `gold; Gold; Gold`, word, English and German.
fn listed(text: &str) -> Vec<Listed> {
    let line = |line: &str| {
        let mut parts = line.split(';').map(|part| part.trim().to_owned());
        // A line without a word is told of by whoever keeps the list.
        let code = parts.next().unwrap_or_default();
        let titles: Names = LANGUAGES.into_iter().map(ToOwned::to_owned).zip(parts).collect();
        Listed { code, titles }
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(line).collect()
}

/// A field as it would be typed.
fn typed(field: &OwnField) -> Typed {
    let title = |titles: &Names, language: &str| titles.get(language).cloned().unwrap_or_default();
    let line = |one: &Listed| {
        let titles = LANGUAGES.map(|language| title(&one.titles, language));
        format!("{}; {}", one.code, titles.join("; "))
    };
    let mut fields = vec![
        ("code".to_owned(), field.code.clone()),
        ("subject".to_owned(), field.subject.clone()),
        ("kind".to_owned(), field.kind.clone()),
        ("filled_by".to_owned(), field.filled_by.clone()),
        ("revision".to_owned(), field.revision.to_string()),
        (
            "choices".to_owned(),
            field.choices.0.iter().map(line).collect::<Vec<_>>().join("\n"),
        ),
    ];
    fields.extend(LANGUAGES.map(|language| (format!("title_{language}"), title(&field.titles.0, language))));
    Typed::of(fields)
}

fn form(may: &May<ManageRequirements>, state: &State, there: Option<&OwnField>, typed: &Typed, faults: &[FieldError]) -> FieldFormPage {
    let words = may.actor.words(state);
    let field = |name: &str| Field::with(name, typed.one(name));
    let chosen = |name: &str, usual: &str, all: &[&str]| -> Vec<Choice> {
        let value = Some(typed.one(name)).filter(|value| !value.is_empty()).unwrap_or(usual).to_owned();
        let choice = |word: &&str| Choice::new(*word, words.text(&format!("field-{name}-{word}"), &[])).chosen(*word == value);
        all.iter().map(choice).collect()
    };
    let mut page = FieldFormPage {
        fixed: there.map(|there| there.code.clone()),
        name: there.map_or_else(String::new, |there| there.title(words.locale().code()).to_owned()),
        action: there.map_or_else(|| "/fields".to_owned(), |there| format!("/fields/{}", there.id)),
        faults: Vec::new(),
        revision: typed.revision(),
        code: field("code"),
        subject: field("subject"),
        subjects: chosen("subject", Subject::Person.as_str(), &Subject::ALL.map(Subject::as_str)),
        kind: field("kind"),
        kinds: chosen("kind", Kind::Text.as_str(), &Kind::ALL.map(Kind::as_str)),
        title_de: field("title_de"),
        title_en: field("title_en"),
        choices: field("choices"),
        listed: there.is_none_or(|there| there.kind() == Kind::Choice),
        filled_by: field("filled_by"),
        fillers: chosen("filled_by", FilledBy::Manufacturer.as_str(), &FilledBy::ALL.map(FilledBy::as_str)),
        archived_at: there.and_then(|there| there.archived_at),
    };
    let mut fields = [
        &mut page.code,
        &mut page.subject,
        &mut page.kind,
        &mut page.title_de,
        &mut page.title_en,
        &mut page.choices,
        &mut page.filled_by,
    ];
    page.faults = place(faults, &mut fields, words, |field| words.text(&format!("field-form-{field}"), &[]));
    page
}
