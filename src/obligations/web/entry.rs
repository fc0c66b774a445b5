//! Who is taken into a requirement's audience or left out of it by hand.

use super::requirement::written;
use crate::obligations::entry::{self as deeds, EntryDraft, Pen};
use crate::obligations::pages::{EntriesPage, EntryPreview, EntryRow, MovedRow};
use crate::obligations::reach::{MOST_NAMED, entry_changes};
use crate::obligations::requirement::whole_network;
use crate::obligations::store::entry::{self, EntryKind};
use crate::obligations::store::{self, Requirement};
use crate::organisations::store as organisations;
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::people::store as people;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};

/// `GET /requirements/{requirement}/entries`
pub async fn list(may: May<ManageRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let begun = vec![
        ("kind".to_owned(), EntryKind::Included.as_str().to_owned()),
        ("from_on".to_owned(), written(&may, &state, may.actor.today())),
    ];
    let page = page(&may, &state, code.into_inner(), &Typed::of(begun), &[], None).await?;
    may.show(&state, &page)
}

/// `POST /requirements/{requirement}/entries`
pub async fn create(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    form: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let code = code.into_inner();
    let text = |name: &str| form.one(name).to_owned();
    let draft = EntryDraft {
        kind: text("kind"),
        person: text("person"),
        organisation: text("organisation"),
        from_on: text("from_on"),
        to_on: text("to_on"),
        reason: text("reason"),
    };
    if form.one("act") == "preview" {
        return look(&may, &state, code, &form, draft).await;
    }
    let deed = move |conn: &mut Conn, state: &State, pen: &Pen, requirement: &Requirement| {
        deeds::add(conn, &state.chance, pen, requirement, &draft).map(drop)
    };
    match done(&may, &state, &code, deed).await {
        Ok(answer) => Ok(answer),
        Err(Error::Invalid(faults)) => {
            let page = page(&may, &state, code, &form, &faults, None).await?;
            may.show_again(&state, &page)
        }
        Err(other) => Err(other),
    }
}

/// Tells whom it would move, and writes nothing down.
async fn look(may: &May<ManageRequirements>, state: &State, code: String, form: &Typed, draft: EntryDraft) -> Result<HttpResponse, Error> {
    let pen = pen(may);
    let (asked, chance) = (code.clone(), state.chance.clone());
    let seen = state
        .db
        .gather(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &asked)?.ok_or(Error::NotFound)?;
            whole_network(conn, &pen.scope)?;
            let entry = deeds::checked(conn, &chance, &pen, &requirement, &draft)?;
            entry_changes(conn, &pen.scope, &requirement, &entry, pen.now)
        })
        .await;
    match seen {
        Ok(seen) => {
            let owed = seen.total.told(may.actor.words(state)).join(" ");
            let seen = EntryPreview {
                on: seen.on,
                come_in: seen.total.come_in,
                drop_out: seen.total.drop_out,
                earlier: seen.total.earlier,
                later: seen.total.later,
                owed,
                more: seen.total.all() > u64::try_from(MOST_NAMED).unwrap_or(u64::MAX),
                people: seen.people.into_iter().map(MovedRow::from).collect(),
            };
            may.show(state, &page(may, state, code, form, &[], Some(seen)).await?)
        }
        Err(Error::Invalid(faults)) => may.show_again(state, &page(may, state, code, form, &faults, None).await?),
        Err(other) => Err(other),
    }
}

fn pen(may: &May<ManageRequirements>) -> Pen {
    Pen {
        scope: may.scope.clone(),
        by: may.actor.by(),
        now: may.actor.now,
    }
}

/// `POST /requirements/{requirement}/entries/{entry}/end`: today is its last day.
pub async fn end(may: May<ManageRequirements>, state: web::Data<State>, at: web::Path<(String, Id)>) -> Result<HttpResponse, Error> {
    let ((code, id), today) = (at.into_inner(), may.actor.today());
    let deed = move |conn: &mut Conn, state: &State, pen: &Pen, requirement: &Requirement| {
        deeds::end(conn, &state.chance, pen, requirement, id, today)
    };
    done(&may, &state, &code, deed).await
}

/// `POST /requirements/{requirement}/entries/{entry}/withdrawal`: it never held.
pub async fn withdraw(may: May<ManageRequirements>, state: web::Data<State>, at: web::Path<(String, Id)>) -> Result<HttpResponse, Error> {
    let (code, id) = at.into_inner();
    let deed = move |conn: &mut Conn, state: &State, pen: &Pen, requirement: &Requirement| {
        deeds::withdraw(conn, &state.chance, pen, requirement, id)
    };
    done(&may, &state, &code, deed).await
}

async fn done(
    may: &May<ManageRequirements>,
    state: &State,
    code: &str,
    deed: impl FnOnce(&mut Conn, &State, &Pen, &Requirement) -> Result<(), Error> + Send + 'static,
) -> Result<HttpResponse, Error> {
    let pen = pen(may);
    let (asked, held) = (code.to_owned(), state.clone());
    state
        .db
        .save(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &asked)?.ok_or(Error::NotFound)?;
            whole_network(conn, &pen.scope)?;
            deed(conn, &held, &pen, &requirement)
        })
        .await?;
    answer::done(state, format!("/requirements/{code}/entries"), &Message::new("entry-saved"), None)
}

async fn page(
    may: &May<ManageRequirements>,
    state: &State,
    code: String,
    typed: &Typed,
    faults: &[FieldError],
    preview: Option<EntryPreview>,
) -> Result<EntriesPage, Error> {
    let (scope, locale, today, asked) = (may.scope.clone(), may.actor.locale().code(), may.actor.today(), code.clone());
    let (title, rows) = state
        .db
        .gather(move |conn| {
            let requirement = store::find_requirement_by_code(conn, &asked)?.ok_or(Error::NotFound)?;
            whole_network(conn, &scope)?;
            let newest = store::versions_of(conn, requirement.id)?
                .into_iter()
                .next()
                .ok_or(Error::NotFound)?;
            let mut rows = Vec::new();
            for entry in entry::of_requirement(conn, requirement.id)? {
                let who = match (entry.person_id, entry.organisation_id) {
                    (Some(id), _) => people::find_any(conn, id)?.map(|person| person.name()),
                    (_, Some(id)) => organisations::find(conn, &scope, id)?.map(|unit| unit.name),
                    _ => None,
                };
                let by = match entry.created_by {
                    Some(id) => people::find_any(conn, id)?.map(|person| person.name()),
                    None => None,
                };
                let base = format!("/requirements/{asked}/entries/{}", entry.id);
                let stands = entry.withdrawn_at.is_none();
                let runs = stands && entry.from_on <= today && entry.to_on.is_none_or(|to| to > today);
                rows.push(EntryRow {
                    who: who.unwrap_or_default(),
                    href: entry.person_id.map(|id| format!("/people/{id}")),
                    place: entry.organisation_id.is_some(),
                    kind: entry.kind,
                    from_on: entry.from_on,
                    to_on: entry.to_on,
                    reason: entry.reason,
                    by: by.unwrap_or_default(),
                    created_at: entry.created_at,
                    withdrawn: !stands,
                    end_url: runs.then(|| format!("{base}/end")),
                    withdraw_url: stands.then(|| format!("{base}/withdrawal")),
                });
            }
            Ok((in_locale(&newest.title.0, locale).to_owned(), rows))
        })
        .await?;
    let words = may.actor.words(state);
    let kinds = [EntryKind::Included, EntryKind::Excepted].map(|kind| {
        let word = kind.as_str();
        Choice::new(word, words.text(&format!("entry-kind-{word}"), &[])).chosen(typed.one("kind") == word)
    });
    let field = |name: &str| Field::with(name, typed.one(name));
    let mut page = EntriesPage {
        code,
        title,
        included: rows.iter().filter(|row| !row.withdrawn && row.kind == "included").count(),
        excepted: rows.iter().filter(|row| !row.withdrawn && row.kind == "excepted").count(),
        rows,
        faults: Vec::new(),
        kind: field("kind"),
        kinds: kinds.to_vec(),
        person: field("person"),
        organisation: field("organisation"),
        from_on: field("from_on"),
        to_on: field("to_on"),
        reason: field("reason"),
        preview,
    };
    let mut fields = [
        &mut page.kind,
        &mut page.person,
        &mut page.organisation,
        &mut page.from_on,
        &mut page.to_on,
        &mut page.reason,
    ];
    page.faults = place(faults, &mut fields, words, |field| words.text(&format!("entry-field-{field}"), &[]));
    Ok(page)
}
