//! The list of courses, a new one, and a course with its draft, settings, publication and history.

use super::drawing::{NEW_MODULE, SETTINGS, line, name_of_draft, tabs_of_course};
use super::{change, drafted, reading, to_publish};
use crate::courses::form::Fields;
use crate::courses::pages::{CoursePage, CourseRow, CoursesPage, ModuleRow, NewCoursePage, SettingsPage, VersionRow};
use crate::courses::store::{self, Course, Module, Settings, Version};
use crate::courses::writing::{self, Review};
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{message, place};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field, FormFault};
use crate::rules::course::{ChangeKind, Document, Language, Texts};
use crate::rules::person::Action;
use actix_web::{HttpResponse, web};

type Form = web::Form<Vec<(String, String)>>;

/// `GET /courses`
pub async fn list(may: May<WriteCourses>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let language = reading(&may);
    let courses = state
        .db
        .gather(move |conn| {
            let courses = store::list(conn, None, 5000)?;
            let ids: Vec<_> = courses.iter().map(|course| course.id).collect();
            let versions = store::versions_of_all(conn, &ids)?;
            let row = |course: Course| {
                let newest = |draft: bool| {
                    versions
                        .iter()
                        .find(|v| v.course_id == course.id && v.is_draft() == draft)
                        .map(|v| v.number)
                };
                CourseRow {
                    href: format!("/courses/{}", course.code),
                    title: course.title.0.text(language).to_owned(),
                    published: newest(false),
                    draft: newest(true),
                    code: course.code,
                }
            };
            Ok(courses.into_iter().map(row).collect())
        })
        .await?;
    may.show(&state, &CoursesPage { courses })
}

/// `GET /courses/new`
pub async fn new(may: May<WriteCourses>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    may.show(&state, &new_page(&Fields(&[])))
}

fn new_page(fields: &Fields<'_>) -> NewCoursePage {
    let field = |name: &str| Field::with(name, fields.text(name));
    NewCoursePage {
        faults: Vec::new(),
        code: field("code"),
        title_de: field("title_de"),
        title_en: field("title_en"),
    }
}

/// `POST /courses`
pub async fn create(may: May<WriteCourses>, state: web::Data<State>, form: Form) -> Result<HttpResponse, Error> {
    let fields = Fields(&form);
    let (code, title) = (fields.text("code").to_owned(), texts(&fields, "title"));
    match change(&may, &state, move |conn, pen| writing::create(conn, pen, &code, title)).await {
        Ok((course, _)) => Ok(answer::go(format!("/courses/{}", course.code))),
        Err(Error::Invalid(faults)) => {
            let words = may.actor.words(&state);
            let mut page = new_page(&fields);
            let label = |field: &str| label(words, field);
            page.faults = place(&faults, &mut [&mut page.code, &mut page.title_de, &mut page.title_en], words, label);
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

fn texts(fields: &Fields<'_>, name: &str) -> Texts {
    let mut texts = Texts::default();
    for language in Language::ALL {
        texts.set(language, fields.text(&format!("{name}_{}", language.code())).trim().to_owned());
    }
    texts
}

fn label(words: &crate::platform::i18n::Words, field: &str) -> String {
    let key = match field {
        "code" => "courses-code",
        "title_de" => "course-title-in-de",
        "title_en" => "course-title-in-en",
        "summary_de" => "course-summary-in-de",
        "summary_en" => "course-summary-in-en",
        "pass_mark_percent" => "course-pass-mark",
        "attempts_allowed" => "course-attempts",
        "minutes" => "course-minutes",
        "change_note" => "course-change-note",
        "new_title" => "course-new-module",
        _ => "course-field-other",
    };
    words.text(key, &[])
}

/// `GET /courses/{code}`
pub async fn show(may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let page = course_page(&may, &state, &code).await?;
    may.show(&state, &page)
}

async fn course_page(may: &May<WriteCourses>, state: &State, code: &str) -> Result<CoursePage, Error> {
    let asked = code.to_owned();
    let (course, versions, modules) = state
        .db
        .gather(move |conn| {
            let course = store::find_by_code(conn, &asked)?.ok_or(Error::NotFound)?;
            let versions = store::versions_of(conn, course.id)?;
            let modules = match versions.iter().find(|version| version.is_draft()) {
                Some(draft) => store::modules_of(conn, draft.id)?,
                None => Vec::new(),
            };
            Ok((course, versions, modules))
        })
        .await?;
    Ok(drawn(may, state, &course, &versions, &modules))
}

fn drawn(may: &May<WriteCourses>, state: &State, course: &Course, versions: &[Version], modules: &[Module]) -> CoursePage {
    let (words, language) = (may.actor.words(state), reading(may));
    let draft = versions.iter().find(|version| version.is_draft());
    let base = format!("/courses/{}", course.code);
    let review = draft.map(|draft| Review::of(draft, modules));
    let stopping = |key: &str| {
        let all = review.iter().flat_map(Review::all);
        all.filter(|(module, fault)| *module == Some(key) && fault.kind.stops()).count()
    };
    let row = |module: &Module| ModuleRow {
        href: format!("{base}/modules/{}", module.key),
        title: module.title.0.text(language).to_owned(),
        blocks: module.document.0.blocks.len(),
        questions: module.document.0.questions().count(),
        minutes: module.minutes,
        stopping: stopping(&module.key),
        key: module.key.clone(),
    };
    let kinds = ChangeKind::ALL.map(|kind| {
        let word = kind.as_str();
        Choice::new(word, words.text(&format!("course-kind-{word}"), &[]))
            .hint(words.text(&format!("course-kind-hint-{word}"), &[]))
            .chosen(kind == ChangeKind::Improvement)
    });
    let history = versions.iter().filter(|version| !version.is_draft()).map(|version| VersionRow {
        version: version.number,
        published_at: version.published_at,
        change_kind: version.change_kind.clone(),
        change_note: version.change_note.clone(),
    });
    CoursePage {
        over: over(words, course, draft),
        title: draft.map_or(&course.title, |draft| &draft.title).0.text(language).to_owned(),
        draft: draft.map(|draft| draft.number),
        tabs: tabs_of_course(words, &base, "content"),
        modules: modules.iter().map(row).collect(),
        new_title: Field::new("new_title"),
        new_draft: name_of_draft(may, &[&course.code, NEW_MODULE]),
        review: review
            .iter()
            .flat_map(Review::all)
            .map(|(module, fault)| line(words, &base, modules, module, fault, language))
            .collect(),
        equivalences_url: may.actor.may(Action::ManageRequirements).then(|| format!("{base}/equivalences")),
        attempts_url: versions
            .iter()
            .any(|version| !version.is_draft() && version.attempts_allowed.is_some())
            .then(|| format!("{base}/further-attempts")),
        preview_url: modules.first().map(|module| format!("{base}/preview/{}/1", module.key)),
        faults: Vec::new(),
        change_kind: Field::new("change_kind"),
        change_kinds: kinds.to_vec(),
        change_note: Field::new("change_note"),
        versions: history.collect(),
        difference_url: (versions.len() > 1).then(|| format!("{base}/differences")),
        base,
    }
}

fn over(words: &crate::platform::i18n::Words, course: &Course, draft: Option<&Version>) -> String {
    match draft {
        // The code stands as the title beneath.
        Some(draft) if course.is_untitled() => words.text("course-over-untitled", &[("version", draft.number.into())]),
        None if course.is_untitled() => words.text("menu-courses", &[]),
        Some(draft) => words.text(
            "course-over-draft",
            &[("code", course.code.as_str().into()), ("version", draft.number.into())],
        ),
        None => course.code.clone(),
    }
}

/// `POST /courses/{code}/draft`
pub async fn begin_draft(may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let asked = code.clone();
    change(&may, &state, move |conn, pen| {
        let course = store::find_by_code(conn, &asked)?.ok_or(Error::NotFound)?;
        writing::begin_draft(conn, pen, &course)
    })
    .await?;
    Ok(answer::go(format!("/courses/{code}")))
}

/// `POST /courses/{code}/modules`
pub async fn add_module(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    let (course, draft, _) = drafted(&state, &code).await?;
    let typed = Fields(&form).text("new_title").trim().to_owned();
    let mut title = Texts::default();
    title.set(reading(&may), typed.clone());
    let content = store::ModuleChange {
        title,
        minutes: 5,
        document: Document::default(),
    };
    match change(&may, &state, move |conn, pen| {
        writing::add_module(conn, pen, &course, &draft, None, content)
    })
    .await
    {
        Ok(module) => Ok(answer::go(format!("/courses/{code}/modules/{}?saved={NEW_MODULE}", module.key))),
        Err(Error::Invalid(faults)) => {
            let mut page = course_page(&may, &state, &code).await?;
            page.new_title.value = typed;
            page.new_title.error = faults.first().map(|fault| message(may.actor.words(&state), &fault.message));
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// `POST /courses/{code}/order`: the order of the modules, by dragging or by an arrow.
pub async fn order(may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>, form: Form) -> Result<HttpResponse, Error> {
    let (course, draft, _) = drafted(&state, &code).await?;
    let fields = Fields(&form);
    let order = super::drawing::moved(fields.all("order"), fields.find("move"));
    change(&may, &state, move |conn, pen| {
        writing::order_modules(conn, pen, &course, &draft, &order)
    })
    .await?;
    Ok(answer::go(format!("/courses/{code}")))
}

/// `GET /courses/{code}/settings`
pub async fn settings(may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let (course, draft, _) = drafted(&state, &code).await?;
    let page = settings_page(&may, &state, &course, &draft);
    may.show(&state, &page)
}

fn settings_page(may: &May<WriteCourses>, state: &State, course: &Course, draft: &Version) -> SettingsPage {
    let words = may.actor.words(state);
    let base = format!("/courses/{}", course.code);
    let of = |texts: &Texts, language| texts.of(language).cloned().unwrap_or_default();
    let number = |number: Option<i32>| number.map(|n| n.to_string()).unwrap_or_default();
    SettingsPage {
        over: over(words, course, Some(draft)),
        heading: draft.title.0.text(reading(may)).to_owned(),
        tabs: tabs_of_course(words, &base, "settings"),
        base,
        faults: Vec::new(),
        revision: draft.revision,
        draft: name_of_draft(may, &[&course.code, SETTINGS]),
        title_de: Field::with("title_de", of(&draft.title.0, Language::De)),
        title_en: Field::with("title_en", of(&draft.title.0, Language::En)),
        summary_de: Field::with("summary_de", of(&draft.summary.0, Language::De)),
        summary_en: Field::with("summary_en", of(&draft.summary.0, Language::En)),
        pass_mark_percent: Field::with("pass_mark_percent", number(draft.pass_mark_percent)),
        attempts_allowed: Field::with("attempts_allowed", number(draft.attempts_allowed)),
    }
}

/// `POST /courses/{code}/settings`
pub async fn save_settings(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    form: Form,
) -> Result<HttpResponse, Error> {
    let (course, draft, _) = drafted(&state, &code).await?;
    let fields = Fields(&form);
    // A number that is none is out of any range, so that it is told like one.
    let number = |name: &str| match fields.text(name).trim() {
        "" => None,
        text => Some(text.parse::<i32>().unwrap_or(-1)),
    };
    let settings = Settings {
        title: texts(&fields, "title"),
        summary: texts(&fields, "summary"),
        pass_mark_percent: number("pass_mark_percent"),
        attempts_allowed: number("attempts_allowed"),
    };
    let revision = fields.text("revision").parse().unwrap_or(-1);
    let (of, at) = (course.clone(), draft.clone());
    let faults = match change(&may, &state, move |conn, pen| {
        writing::save_settings(conn, pen, &of, &at, revision, &settings)
    })
    .await
    {
        Ok(()) => return answer::done(&state, format!("/courses/{code}"), &Message::new("course-saved"), None),
        Err(Error::Invalid(faults)) => faults,
        Err(Error::Refused(why)) => vec![FieldError::new("title_de", why)],
        Err(error) => return Err(error),
    };
    let words = may.actor.words(&state);
    let mut page = settings_page(&may, &state, &course, &draft);
    let mut typed = [
        &mut page.title_de,
        &mut page.title_en,
        &mut page.summary_de,
        &mut page.summary_en,
        &mut page.pass_mark_percent,
        &mut page.attempts_allowed,
    ];
    for field in &mut typed {
        field.value = fields.text(&field.name).to_owned();
    }
    page.faults = place(&faults, &mut typed, words, |field| label(words, field));
    may.show_again(&state, &page)
}

/// `POST /courses/{code}/publication`
pub async fn publish(may: May<WriteCourses>, state: web::Data<State>, code: web::Path<String>, form: Form) -> Result<HttpResponse, Error> {
    let (course, draft, _) = to_publish(&state, &code).await?;
    let fields = Fields(&form);
    let note = fields.text("change_note").to_owned();
    let number = draft.number;
    let outcome = match ChangeKind::from_word(fields.text("change_kind")) {
        Some(kind) => {
            change(&may, &state, move |conn, pen| {
                writing::publish(conn, pen, &course, &draft, kind, Some(&note))
            })
            .await
        }
        None => Err(Error::field("change_kind", "fault-missing")),
    };
    match outcome {
        Ok(()) => {
            let done = Message::new("course-published").with("version", number);
            answer::done(&state, format!("/courses/{code}"), &done, None)
        }
        Err(Error::Invalid(faults)) => {
            let words = may.actor.words(&state);
            let mut page = course_page(&may, &state, &code).await?;
            page.change_note.value = fields.text("change_note").to_owned();
            // Faults of content stand in the list above as links; here is said that they stop the publication.
            let of_form = faults
                .iter()
                .filter(|fault| matches!(fault.field.as_str(), "change_note" | "change_kind"));
            let mut told: Vec<FormFault> = of_form
                .map(|fault| FormFault {
                    field: fault.field.clone(),
                    text: message(words, &fault.message),
                })
                .collect();
            if told.is_empty() {
                told.push(FormFault {
                    field: "review-h".to_owned(),
                    text: words.text("course-mend-first", &[]),
                });
            }
            page.faults = told;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}
