//! The editor of a module: its blocks, one of them open, and its own settings. Every change says which revision it saw.

use super::drawing::{NEW_MODULE, SETTINGS, line, moved, name_of_draft, tabs_of_languages};
use super::{blocks, change, drafted, reading};
use crate::courses::form::{self, Fields};
use crate::courses::pages::{BlockForm, ModulePage};
use crate::courses::store::{Course, Module, ModuleChange, Version};
use crate::courses::writing::{self, Pen, Review};
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::place;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::course::{Block, Document, Key, Kind, Language, Reveal, Texts};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

type Form = web::Form<Vec<(String, String)>>;
type At = web::Path<(String, String)>;

/// What the address says of the editor's state.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    /// Language that is written.
    #[serde(default, rename = "in")]
    language: Option<String>,
    /// The block that is open.
    #[serde(default)]
    block: Option<String>,
    /// What was just saved: a block, or the settings.
    #[serde(default)]
    saved: Option<String>,
}

/// A module with what belongs to it.
pub(super) struct Desk {
    course: Course,
    draft: Version,
    modules: Vec<Module>,
    pub(super) module: Module,
    pub(super) base: String,
}

impl Desk {
    /// Puts a block as it was typed in its place, so that the page shows and judges it so.
    pub(super) fn put(&mut self, block: &Block) {
        let id = self.module.id;
        let listed = self.modules.iter_mut().filter(|module| module.id == id);
        for module in listed.chain([&mut self.module]) {
            for place in module.document.0.blocks.iter_mut().filter(|known| known.id == block.id) {
                place.clone_from(block);
            }
        }
    }
}

pub(super) async fn desk(state: &State, code: &str, key: &str) -> Result<Desk, Error> {
    let (course, draft, modules) = drafted(state, code).await?;
    let module = modules.iter().find(|module| module.key == key).cloned().ok_or(Error::NotFound)?;
    Ok(Desk {
        base: format!("/courses/{code}/modules/{key}"),
        course,
        draft,
        modules,
        module,
    })
}

/// `GET /courses/{code}/modules/{key}`
pub async fn edit(may: May<WriteCourses>, state: web::Data<State>, at: At, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let desk = desk(&state, &at.0, &at.1).await?;
    let language = asked
        .language
        .as_deref()
        .and_then(Language::from_code)
        .unwrap_or_else(|| reading(&may));
    let mut page = page(&may, &state, &desk, language, asked.block.as_deref());
    page.saved = asked.saved.as_deref().map(|saved| match saved {
        SETTINGS => page.draft.clone(),
        NEW_MODULE => name_of_draft(&may, &[&desk.course.code, NEW_MODULE]),
        block => name_of_draft(&may, &[&desk.course.code, &desk.module.key, block, language.code()]),
    });
    may.show(&state, &page)
}

pub(super) fn page(may: &May<WriteCourses>, state: &State, desk: &Desk, language: Language, open: Option<&str>) -> ModulePage {
    let words = may.actor.words(state);
    let (module, base) = (&desk.module, &desk.base);
    let course_base = format!("/courses/{}", desk.course.code);
    let review = Review::of(&desk.draft, &desk.modules);
    let own: Vec<_> = review.all().filter(|(key, _)| *key == Some(module.key.as_str())).collect();
    let row = |(at, block): (usize, &Block)| {
        let mut form = (open == Some(block.id.as_str())).then(|| BlockForm {
            draft: name_of_draft(may, &[&desk.course.code, &module.key, block.id.as_str(), language.code()]),
            ..blocks::form(words, block, module.revision, language)
        });
        let stops = own
            .iter()
            .filter(|(_, fault)| fault.block.as_ref() == Some(&block.id) && fault.kind.stops());
        let mut elsewhere = Vec::new();
        for (_, fault) in stops {
            let why = words.text(writing::fault_key(fault), &[]);
            // What one field of the open form mends stands at it.
            let marked = form.as_mut().is_some_and(|form| match blocks::field_of(form, fault.kind) {
                Some(field) => form.mark(&field, &why),
                None => false,
            });
            if !marked {
                elsewhere.push(why);
            }
        }
        let mut row = blocks::row(base, at + 1, block, language, elsewhere);
        row.form = form;
        row
    };
    let of = |texts: &Texts, language| texts.of(language).cloned().unwrap_or_default();
    let rows: Vec<_> = module.document.0.blocks.iter().enumerate().map(row).collect();
    ModulePage {
        over: words.text(
            "course-over-draft",
            &[("code", desk.course.code.as_str().into()), ("version", desk.draft.number.into())],
        ),
        title: module.title.0.text(language).to_owned(),
        tabs: tabs_of_languages(words, language, |language| match open {
            Some(block) => format!("{base}?in={}&block={block}#block-{block}", language.code()),
            None => format!("{base}?in={}", language.code()),
        }),
        faults: Vec::new(),
        revision: module.revision,
        draft: name_of_draft(may, &[&desk.course.code, &module.key, SETTINGS]),
        saved: None,
        open: rows.iter().any(|row| row.form.is_some()),
        after: open.unwrap_or_default().to_owned(),
        blocks: rows,
        kinds: Kind::ALL.map(Kind::as_str).to_vec(),
        review: own
            .iter()
            .map(|(key, fault)| line(words, &course_base, &desk.modules, *key, fault, language))
            .collect(),
        title_de: Field::with("title_de", of(&module.title.0, Language::De)),
        title_en: Field::with("title_en", of(&module.title.0, Language::En)),
        minutes: Field::with("minutes", module.minutes.to_string()),
        reveal: Field::new("reveal"),
        reveals: Reveal::ALL
            .map(|reveal| {
                let word = reveal.as_str();
                Choice::new(word, words.text(&format!("course-reveal-{word}"), &[])).chosen(reveal == module.document.0.reveal)
            })
            .to_vec(),
        preview_url: format!("{course_base}/preview/{}/1?in={}", module.key, language.code()),
        base: base.clone(),
    }
}

/// `POST /courses/{code}/modules/{key}/settings`
pub async fn save_settings(may: May<WriteCourses>, state: web::Data<State>, at: At, fields: Form) -> Result<HttpResponse, Error> {
    let desk = desk(&state, &at.0, &at.1).await?;
    let fields = Fields(&fields);
    let mut title = desk.module.title.0.clone();
    for language in Language::ALL {
        title.set(language, fields.text(&format!("title_{}", language.code())).trim().to_owned());
    }
    let mut document = desk.module.document.0.clone();
    document.reveal = Reveal::ALL
        .into_iter()
        .find(|r| r.as_str() == fields.text("reveal"))
        .unwrap_or(document.reveal);
    let reveal = document.reveal.as_str();
    let content = ModuleChange {
        title,
        minutes: fields.text("minutes").trim().parse().unwrap_or(-1),
        document,
    };
    match save(&may, &state, &desk, &fields, content).await? {
        None => answer::done(
            &state,
            format!("{}?saved={SETTINGS}", desk.base),
            &Message::new("course-saved"),
            None,
        ),
        Some(faults) => {
            let words = may.actor.words(&state);
            let mut page = page(&may, &state, &desk, reading(&may), None);
            let mut typed = [&mut page.title_de, &mut page.title_en, &mut page.minutes];
            for field in &mut typed {
                field.value = fields.text(&field.name).to_owned();
            }
            let label = |field: &str| {
                words.text(
                    if field == "minutes" {
                        "course-minutes"
                    } else {
                        "course-field-title"
                    },
                    &[],
                )
            };
            page.faults = place(&faults, &mut typed, words, label);
            for choice in &mut page.reveals {
                choice.chosen = choice.value == reveal;
            }
            may.show_again(&state, &page)
        }
    }
}

/// `POST /courses/{code}/modules/{key}/blocks`: a new block behind the one that is open, or at the end.
pub async fn add_block(may: May<WriteCourses>, state: web::Data<State>, at: At, fields: Form) -> Result<HttpResponse, Error> {
    let desk = desk(&state, &at.0, &at.1).await?;
    let fields = Fields(&fields);
    let kind = Kind::from_word(fields.text("kind")).ok_or_else(|| Error::unreadable("fault-no-such-block"))?;
    let block = Block::blank(kind, || Key::drawn(state.chance.seed()));
    let id = block.id.clone();
    let mut document = desk.module.document.0.clone();
    match Key::new(fields.text("after")) {
        Some(after) => form::insert_after(&mut document, &after, block),
        None => document.blocks.push(block),
    }
    arranged(
        &may,
        &state,
        &desk,
        &fields,
        document,
        format!("{}?block={id}#block-{id}", desk.base),
    )
    .await
}

/// `POST /courses/{code}/modules/{key}/order`: the order of the blocks, by dragging or by an arrow.
pub async fn order(may: May<WriteCourses>, state: web::Data<State>, at: At, fields: Form) -> Result<HttpResponse, Error> {
    let desk = desk(&state, &at.0, &at.1).await?;
    let fields = Fields(&fields);
    let mut document = desk.module.document.0.clone();
    form::reorder(&mut document, &moved(fields.all("order"), fields.find("move")));
    arranged(&may, &state, &desk, &fields, document, desk.base.clone()).await
}

/// `POST /courses/{code}/modules/{key}/removal`
pub async fn remove(may: May<WriteCourses>, state: web::Data<State>, at: At) -> Result<HttpResponse, Error> {
    let desk = desk(&state, &at.0, &at.1).await?;
    let (course, draft, module) = (desk.course, desk.draft, desk.module);
    change(&may, &state, move |conn, pen| {
        writing::remove_module(conn, pen, &course, &draft, &module)
    })
    .await?;
    answer::done(&state, format!("/courses/{}", at.0), &Message::new("course-module-gone"), None)
}

/// Saves another arrangement of blocks; where somebody was quicker, the new state is shown with the reason.
async fn arranged(
    may: &May<WriteCourses>,
    state: &State,
    desk: &Desk,
    fields: &Fields<'_>,
    document: Document,
    then: String,
) -> Result<HttpResponse, Error> {
    let content = ModuleChange {
        title: desk.module.title.0.clone(),
        minutes: desk.module.minutes,
        document,
    };
    match save(may, state, desk, fields, content).await? {
        None => Ok(answer::go(then)),
        Some(faults) => {
            let words = may.actor.words(state);
            let mut page = page(may, state, desk, reading(may), None);
            page.faults = place(&faults, &mut [], words, |_| words.text("course-field-other", &[]));
            may.show_again(state, &page)
        }
    }
}

/// Saves a module; what a person can mend is answered, not failed with.
pub(super) async fn save(
    may: &May<WriteCourses>,
    state: &State,
    desk: &Desk,
    fields: &Fields<'_>,
    content: ModuleChange,
) -> Result<Option<Vec<FieldError>>, Error> {
    let (course, draft, module) = (desk.course.clone(), desk.draft.clone(), desk.module.clone());
    let revision = fields.text("revision").parse().unwrap_or(-1);
    let saving = move |conn: &mut crate::platform::db::Conn, pen: &Pen<'_>| {
        writing::save_module(conn, pen, &course, &draft, &module, revision, content)
    };
    match change(may, state, saving).await {
        Ok(()) => Ok(None),
        Err(Error::Invalid(faults)) => Ok(Some(faults)),
        Err(Error::Refused(why)) => Ok(Some(vec![FieldError::new("revision", why)])),
        Err(error) => Err(error),
    }
}
