//! What follows the sessions of a workshop: what is to be shown and passed before there is evidence, and for how long feedback is taken.

use super::act;
use crate::courses::store::Course;
use crate::organisations::Scope;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{CHANGED_MEANWHILE, Faults, Typed, changed_meanwhile, is_changed_meanwhile, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::course::{Language, Texts};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::feedback::MOST_DAYS;
use crate::rules::workshop::sign_off::MOST_ITEMS;
use crate::workshops::deed::{NewItem, ask_for_test, save_follow_up, save_items};
use crate::workshops::form::{self, number};
use crate::workshops::pages::{FollowUpPage, ItemFields};
use crate::workshops::store::{self, FollowUp, SignOffItem, Workshop, WorkshopTest};
use actix_web::{HttpResponse, web};

/// Longest words of an item, in characters.
const LONGEST_ITEM: usize = 300;

/// Empty lines of the form.
const SPARE_ROWS: usize = 3;

/// What is known of a workshop's follow-up.
pub struct Loaded {
    /// The workshop.
    pub workshop: Workshop,
    /// Its course.
    pub course: Course,
    /// Path of who holds it.
    pub path: String,
    /// What follows.
    pub follow_up: FollowUp,
    /// What the workshop itself asks to be shown.
    pub items: Vec<SignOffItem>,
    /// What its course asks to be shown.
    pub of_course: Vec<SignOffItem>,
    /// The test that it asks for.
    pub test: Option<(WorkshopTest, Course)>,
    /// Courses that can be one, by code.
    pub tests: Vec<Course>,
}

/// A workshop within a scope and what follows its sessions.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id, now: Instant) -> Result<Loaded, Error> {
    let found = store::find_workshop(conn, id)?.filter(|(.., path)| scope.covers(path));
    let (workshop, course, path) = found.ok_or(Error::NotFound)?;
    let (of_course, items) = store::items_at(conn, id, now)?
        .into_iter()
        .partition(|item: &SignOffItem| item.course_item_id.is_some());
    let test = store::test_of(conn, id)?;
    let mut tests = form::test_courses(conn, course.id)?;
    // One that was chosen stays, although it is out of use since.
    if let Some((_, chosen)) = &test
        && !tests.iter().any(|course| course.id == chosen.id)
    {
        tests.push(chosen.clone());
    }
    Ok(Loaded {
        test,
        tests,
        follow_up: store::follow_up_of(conn, id, now)?,
        items,
        of_course,
        workshop,
        course,
        path,
    })
}

/// `GET /workshops/{id}/follow-up`
pub async fn edit(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let loaded = load(&may, &state, *id).await?;
    let typed = Typed::of(fields(&loaded));
    may.show(&state, &page(&may, &state, &loaded, &typed, &[]))
}

/// The form as it is filled in from what is on record.
pub fn fields(loaded: &Loaded) -> Vec<(String, String)> {
    let figures = [
        ("revision", loaded.follow_up.revision),
        ("feedback_days", loaded.follow_up.feedback_days),
    ];
    let mut fields: Vec<(String, String)> = figures.map(|(name, value)| (name.to_owned(), value.to_string())).to_vec();
    let items = loaded.items.iter().map(|item| (item.id, &item.words.0, item.required));
    fields.extend(item_fields(items));
    fields.extend(form::final_test_fields(loaded.test.as_ref()));
    fields
}

/// Items as the form sends them.
pub fn item_fields<'t>(items: impl Iterator<Item = (Id, &'t Texts, bool)>) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (place, (id, words, required)) in (1..).zip(items) {
        fields.push((format!("item-id-{place}"), id.to_string()));
        for (language, text) in words.iter() {
            fields.push((format!("item-{}-{place}", language.code()), text.clone()));
        }
        if required {
            fields.push((format!("item-required-{place}"), "true".to_owned()));
        }
    }
    fields
}

async fn load(may: &May<ManageWorkshops>, state: &State, id: Id) -> Result<Loaded, Error> {
    let (scope, now) = (may.scope.clone(), may.actor.now);
    state.db.gather(move |conn| find(conn, &scope, id, now)).await
}

/// `POST /workshops/{id}/follow-up`
pub async fn update(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    match put(&may, &state, id, &typed, Some(typed.revision())).await {
        Ok(_) => answer::done(&state, format!("/workshops/{id}"), &Message::new("follow-up-saved"), None),
        Err(Error::Invalid(faults)) => {
            let loaded = load(&may, &state, id).await?;
            may.show_again(&state, &page(&may, &state, &loaded, &typed, &faults))
        }
        Err(error) if is_changed_meanwhile(&error) => {
            let loaded = load(&may, &state, id).await?;
            let now = Typed::of(fields(&loaded));
            let [course, before, after] = form::TEST_FIELDS;
            // Where no course has a test, the form does not ask for one.
            let sent = |field: &&str| typed.fields().any(|(name, _)| name == *field);
            let both = ["feedback_days", course, before, after].into_iter().filter(sent);
            let both: Vec<(&str, &str, &str)> = both.map(|field| (field, typed.one(field), now.one(field))).collect();
            let mut faults = changed_meanwhile(&both);
            faults.extend(items_changed(&typed, &now));
            // Saved once more, it is made from what stands there now.
            let mut again: Vec<(String, String)> = vec![("revision".to_owned(), now.one("revision").to_owned())];
            let rest = typed.fields().filter(|(name, _)| *name != "revision");
            again.extend(rest.map(|(name, value)| (name.to_owned(), value.to_owned())));
            may.show_again(&state, &page(&may, &state, &loaded, &Typed::of(again), &faults))
        }
        Err(error) => Err(error),
    }
}

/// Where the items that somebody typed differ from those that stand there now, since somebody else changed them; at the first where only
/// something else was.
pub fn items_changed(typed: &Typed, now: &Typed) -> Vec<FieldError> {
    let mut faults = Vec::new();
    for place in 1..=MOST_ITEMS {
        for language in Language::ALL {
            let field = format!("item-{}-{place}", language.code());
            faults.extend(changed_meanwhile(&[(&field, typed.one(&field), now.one(&field))]));
        }
    }
    if faults.is_empty() {
        faults.push(FieldError::new("item-de-1", Message::new("course-changed-meanwhile")));
    }
    faults
}

/// Says what follows, of a revision (none: whatever it is).
pub async fn put(may: &May<ManageWorkshops>, state: &State, id: Id, typed: &Typed, revision: Option<i32>) -> Result<Loaded, Error> {
    let (scope, typed) = (may.scope.clone(), typed.clone());
    act(may, state, move |conn, hand, _| {
        let loaded = find(conn, &scope, id, hand.now)?;
        let mut faults = Faults::new();
        let feedback_days = number(&mut faults, &typed, "feedback_days", None, 0, MOST_DAYS);
        let items = items(&mut faults, &typed);
        let test = form::final_test(&mut faults, &typed, id, &loaded.tests, loaded.test.as_ref());
        let feedback_days = faults.or(feedback_days)?;
        let before = loaded.follow_up;
        if revision.is_some_and(|revision| revision != before.revision) {
            return Err(Error::refused(CHANGED_MEANWHILE));
        }
        let new = FollowUp {
            feedback_days,
            updated_at: hand.now,
            revision: before.revision + 1,
            ..before.clone()
        };
        if !save_follow_up(conn, hand, &new, &before, &loaded.path)? {
            return Err(Error::refused(CHANGED_MEANWHILE));
        }
        save_items(conn, hand, id, &items, &loaded.path)?;
        ask_for_test(conn, hand, id, test.as_ref(), &loaded.path)?;
        find(conn, &scope, id, hand.now)
    })
    .await
}

/// What is to be shown, as typed; a line without words is none.
pub fn items(faults: &mut Faults, typed: &Typed) -> Vec<NewItem> {
    let mut items = Vec::new();
    for place in 1..=MOST_ITEMS {
        let mut words = Texts::default();
        for language in Language::ALL {
            let field = format!("item-{}-{place}", language.code());
            if let Some(text) = faults.text(&field, typed.one(&field), LONGEST_ITEM, false) {
                words.set(language, text);
            }
        }
        if !words.is_blank() {
            items.push(NewItem {
                id: typed.one(&format!("item-id-{place}")).parse().ok(),
                words,
                required: typed.one(&format!("item-required-{place}")) == "true",
            });
        }
    }
    items
}

fn page(may: &May<ManageWorkshops>, state: &State, loaded: &Loaded, typed: &Typed, faults: &[FieldError]) -> FollowUpPage {
    let words = may.actor.words(state);
    let written = Language::from_code(may.actor.locale().code()).unwrap_or(Language::En);
    let mut feedback_days = Field::with("feedback_days", typed.one("feedback_days"));
    let [mut test_course, mut test_before_days, mut test_after_days] = form::TEST_FIELDS.map(|name| Field::with(name, typed.one(name)));
    let mut items = item_lines(typed);
    let mut fields = vec![&mut feedback_days, &mut test_course, &mut test_before_days, &mut test_after_days];
    for item in &mut items {
        fields.extend([&mut item.de, &mut item.en]);
    }
    let faults = place(faults, &mut fields, words, |field| match field {
        name if name == "feedback_days" || form::TEST_FIELDS.contains(&name) => words.text(&format!("follow-up-field-{name}"), &[]),
        _ => words.text("sign-off-title", &[]),
    });
    FollowUpPage {
        title: loaded.course.title.0.text(written).to_owned(),
        code: loaded.course.code.clone(),
        action: format!("/workshops/{}/follow-up", loaded.workshop.id),
        back: format!("/workshops/{}", loaded.workshop.id),
        revision: typed.revision(),
        feedback_days,
        tests: loaded
            .tests
            .iter()
            .map(|course| Choice::new(&course.code, course.named(written)).chosen(course.code == test_course.value))
            .collect(),
        test_course,
        test_before_days,
        test_after_days,
        of_course: loaded.of_course.iter().map(|item| item.words.0.text(written).to_owned()).collect(),
        items,
        faults,
    }
}

/// The lines of the form as typed, and some empty ones.
pub fn item_lines(typed: &Typed) -> Vec<ItemFields> {
    let filled = (1..=MOST_ITEMS).rev().find(|place| {
        Language::ALL
            .iter()
            .any(|language| !typed.one(&format!("item-{}-{place}", language.code())).is_empty())
    });
    let field = |name: String| Field::with(&name, typed.one(&name));
    (1..=(filled.unwrap_or(0) + SPARE_ROWS).min(MOST_ITEMS))
        .map(|place| ItemFields {
            place,
            id: field(format!("item-id-{place}")),
            de: field(format!("item-de-{place}")),
            en: field(format!("item-en-{place}")),
            required: field(format!("item-required-{place}")),
        })
        .collect()
}
