//! Courses that count for another one: seen, stated, ended and withdrawn, each with a look at whose obligations that changes.

use super::requirement::written;
use crate::courses::store::{self as courses, Course, Equivalence};
use crate::obligations::equivalence::{self as deeds, Change, LONGEST_REASON, Preview, Typed, preview};
use crate::obligations::pages::{EquivalenceEndPage, EquivalenceRow, EquivalencesPage};
use crate::obligations::requirement::whole_network;
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use crate::rules::id::Id;
use crate::rules::obligation::Extent;
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::HashMap;

/// Most courses that are offered.
const MOST_COURSES: i64 = 5_000;

struct Loaded {
    course: Course,
    statements: Vec<Equivalence>,
    /// Of every course its code, and what a line calls it.
    names: HashMap<Id, (String, String)>,
}

/// `GET /courses/{code}/equivalences`
pub async fn list(may: May<ManageRequirements>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, code.into_inner()).await?;
    let begun = Typed {
        extent: Extent::Full.as_str().to_owned(),
        from_on: written(&may, &state, may.actor.today()),
        ..Typed::default()
    };
    may.show(&state, &page(&may, &state, &loaded, &begun, &[], None))
}

/// `POST /courses/{code}/equivalences`
pub async fn create(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    code: web::Path<String>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, code.into_inner()).await?;
    let looks = typed.act == "preview";
    match state_or_look(&may, &state, &loaded.course.code, &typed, looks).await {
        Ok(None) => {
            let address = format!("/courses/{}/equivalences", loaded.course.code);
            answer::done(&state, address, &Message::new("equivalence-stated"), None)
        }
        Ok(seen) => may.show(&state, &page(&may, &state, &loaded, &typed, &[], seen)),
        Err(Error::Invalid(faults)) => may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults, None)),
        Err(other) => Err(other),
    }
}

/// States it, or only tells what would follow.
async fn state_or_look(
    may: &May<ManageRequirements>,
    state: &State,
    counts_for: &str,
    typed: &Typed,
    looks: bool,
) -> Result<Option<Preview>, Error> {
    let new = typed.read(counts_for)?;
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    if looks {
        let asked = new.clone();
        state.db.gather(move |conn| deeds::checked(conn, &asked).map(drop)).await?;
        return look(may, state, Change::Add(new)).await.map(Some);
    }
    state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            deeds::state(conn, &chance, actor.now, &actor.by(), &new).map(drop)
        })
        .await?;
    Ok(None)
}

async fn look(may: &May<ManageRequirements>, state: &State, change: Change) -> Result<Preview, Error> {
    let (db, scope, now) = (state.db.clone(), may.scope.clone(), may.actor.now);
    web::block(move || preview(&db, &scope, &change, now)).await?
}

async fn load(may: &May<ManageRequirements>, state: &State, code: String) -> Result<Loaded, Error> {
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    state
        .db
        .gather(move |conn| {
            let course = courses::find_by_code(conn, &code)?.ok_or(Error::NotFound)?;
            let statements = courses::equivalences_of(conn, course.id)?;
            let all = courses::list(conn, None, MOST_COURSES)?.into_iter();
            let names = all.map(|one| (one.id, (one.code.clone(), one.described(language)))).collect();
            Ok(Loaded { course, statements, names })
        })
        .await
}

impl Loaded {
    fn named(&self, id: Id) -> String {
        self.names
            .get(&id)
            .map_or_else(|| id.to_string(), |(_, described)| described.clone())
    }
}

fn page(
    may: &May<ManageRequirements>,
    state: &State,
    loaded: &Loaded,
    typed: &Typed,
    faults: &[FieldError],
    preview: Option<Preview>,
) -> EquivalencesPage {
    let words = may.actor.words(state);
    let course = &loaded.course;
    let language = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let zone = may.actor.zone();
    let day = |at: crate::rules::id::Instant| at.with_timezone(&zone).date_naive();
    let row = |one: &Equivalence| EquivalenceRow {
        course: loaded.named(one.course_id),
        counts_for: loaded.named(one.counts_for_id),
        extent: one.extent.clone(),
        both_ways: one.both_ways,
        from_on: one.from_on,
        to_on: one.to_on,
        reason: one.reason.clone(),
        withdrawn_on: one.withdrawn_at.map(day),
        withdrawn_reason: one.withdrawn_reason.clone(),
        end_href: one
            .withdrawn_at
            .is_none()
            .then(|| format!("/courses/{}/equivalences/{}/end/new", course.code, one.id)),
    };
    let mut others: Vec<&(String, String)> = loaded.names.values().filter(|(code, _)| *code != course.code).collect();
    others.sort();
    let choice = |(code, described): &(String, String)| Choice::new(code, described).chosen(*code == typed.course);
    let extents = Extent::ALL.map(|extent| {
        let word = extent.as_str();
        Choice::new(word, words.text(&format!("equivalence-extent-{word}"), &[]))
            .hint(words.text(&format!("equivalence-hint-{word}"), &[]))
            .chosen(typed.extent == word)
    });
    let mut page = EquivalencesPage {
        code: course.code.clone(),
        title: course.title.0.text(language).to_owned(),
        rows: loaded.statements.iter().map(row).collect(),
        faults: Vec::new(),
        course: Field::with("course", typed.course.as_str()),
        courses: others.into_iter().map(choice).collect(),
        extent: Field::new("extent"),
        extents: extents.to_vec(),
        both_ways: typed.both_ways == "true",
        from_on: Field::with("from_on", typed.from_on.as_str()),
        to_on: Field::with("to_on", typed.to_on.as_str()),
        reason: Field::with("reason", typed.reason.as_str()),
        preview,
    };
    let mut fields = [
        &mut page.course,
        &mut page.extent,
        &mut page.from_on,
        &mut page.to_on,
        &mut page.reason,
    ];
    page.faults = place(faults, &mut fields, words, |field| words.text(label(field), &[]));
    page
}

fn label(field: &str) -> &'static str {
    match field {
        "course" => "equivalence-course",
        "extent" => "equivalence-extent",
        "from_on" => "equivalence-from",
        "to_on" => "equivalence-to",
        "way" => "equivalence-way",
        _ => "form-reason",
    }
}

/// What the form that ends sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ending {
    way: String,
    to_on: String,
    reason: String,
    act: String,
}

enum End {
    On(NaiveDate),
    Never(String),
}

impl Ending {
    fn read(&self) -> Result<End, Error> {
        let mut faults = Faults::new();
        let read = match self.way.as_str() {
            "end" => faults.date("to_on", &self.to_on, true).map(End::On),
            "withdraw" => faults.text("reason", &self.reason, LONGEST_REASON, true).map(End::Never),
            _ => {
                faults.note("way", "fault-missing");
                None
            }
        };
        faults.or(read)
    }
}

/// `GET /courses/{code}/equivalences/{id}/end/new`
pub async fn new_end(may: May<ManageRequirements>, state: web::Data<State>, path: web::Path<(String, Id)>) -> Result<HttpResponse, Error> {
    let (code, id) = path.into_inner();
    let loaded = load(&may, &state, code).await?;
    let one = loaded.standing(id)?;
    let begun = Ending {
        way: "end".to_owned(),
        to_on: written(&may, &state, one.to_on.unwrap_or_else(|| may.actor.today())),
        ..Ending::default()
    };
    may.show(&state, &end_page(&may, &state, &loaded, one, &begun, &[], None))
}

/// `POST /courses/{code}/equivalences/{id}/end`
pub async fn end(
    may: May<ManageRequirements>,
    state: web::Data<State>,
    path: web::Path<(String, Id)>,
    typed: web::Form<Ending>,
) -> Result<HttpResponse, Error> {
    let (code, id) = path.into_inner();
    let loaded = load(&may, &state, code).await?;
    let one = loaded.standing(id)?.clone();
    match end_or_look(&may, &state, one.clone(), &typed).await {
        Ok(None) => {
            let address = format!("/courses/{}/equivalences", loaded.course.code);
            answer::done(&state, address, &Message::new("equivalence-ended"), None)
        }
        Ok(seen) => may.show(&state, &end_page(&may, &state, &loaded, &one, &typed, &[], seen)),
        Err(Error::Invalid(faults)) => may.show_again(&state, &end_page(&may, &state, &loaded, &one, &typed, &faults, None)),
        Err(other) => Err(other),
    }
}

async fn end_or_look(may: &May<ManageRequirements>, state: &State, one: Equivalence, typed: &Ending) -> Result<Option<Preview>, Error> {
    let read = typed.read()?;
    if typed.act == "preview" {
        let change = match read {
            End::On(to_on) => Change::End(one.id, to_on),
            End::Never(_) => Change::Withdraw(one.id),
        };
        return look(may, state, change).await.map(Some);
    }
    let (scope, actor, chance) = (may.scope.clone(), may.actor.clone(), state.chance.clone());
    state
        .db
        .save(move |conn| {
            whole_network(conn, &scope)?;
            let by = actor.by();
            match read {
                End::On(to_on) => deeds::end(conn, &chance, actor.now, &by, &one, to_on),
                End::Never(reason) => deeds::withdraw(conn, &chance, actor.now, &by, &one, &reason),
            }
            .map(drop)
        })
        .await?;
    Ok(None)
}

impl Loaded {
    /// A statement of this course that was not withdrawn.
    fn standing(&self, id: Id) -> Result<&Equivalence, Error> {
        let found = self.statements.iter().find(|one| one.id == id && one.withdrawn_at.is_none());
        found.ok_or(Error::NotFound)
    }
}

fn end_page(
    may: &May<ManageRequirements>,
    state: &State,
    loaded: &Loaded,
    one: &Equivalence,
    typed: &Ending,
    faults: &[FieldError],
    preview: Option<Preview>,
) -> EquivalenceEndPage {
    let words = may.actor.words(state);
    let ways = ["end", "withdraw"].map(|word| {
        Choice::new(word, words.text(&format!("equivalence-way-{word}"), &[]))
            .hint(words.text(&format!("equivalence-way-{word}-hint"), &[]))
            .chosen(typed.way == word)
    });
    let mut page = EquivalenceEndPage {
        code: loaded.course.code.clone(),
        course: loaded.named(one.course_id),
        counts_for: loaded.named(one.counts_for_id),
        action: format!("/courses/{}/equivalences/{}/end", loaded.course.code, one.id),
        faults: Vec::new(),
        way: Field::new("way"),
        ways: ways.to_vec(),
        to_on: Field::with("to_on", typed.to_on.as_str()),
        reason: Field::with("reason", typed.reason.as_str()),
        preview,
    };
    let mut fields = [&mut page.way, &mut page.to_on, &mut page.reason];
    page.faults = place(faults, &mut fields, words, |field| words.text(label(field), &[]));
    page
}
