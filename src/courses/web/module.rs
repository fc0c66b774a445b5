//! The editor of a module: its blocks, one of them open, and its own settings. Every change says which revision it saw.

use super::drawing::{line, moved, tabs_of_languages};
use super::{blocks, change, drafted, reading};
use crate::courses::form::{self, Fields};
use crate::courses::pages::ModulePage;
use crate::courses::store::{Course, Module, ModuleChange, Version};
use crate::courses::upload;
use crate::courses::writing::{self, Pen, Review};
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{message, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::upload::{Sent, Upload};
use crate::platform::views::{Choice, Field, FormFault};
use crate::rules::course::{Block, Body, Document, FileRef, Key, Kind, Language, Reveal, Texts};
use actix_multipart::Multipart;
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
}

/// A module with what belongs to it.
struct Desk {
    course: Course,
    draft: Version,
    modules: Vec<Module>,
    module: Module,
    base: String,
}

async fn desk(state: &State, code: &str, key: &str) -> Result<Desk, Error> {
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
    let page = page(&may, &state, &desk, language, asked.block.as_deref());
    may.show(&state, &page)
}

fn page(may: &May<WriteCourses>, state: &State, desk: &Desk, language: Language, open: Option<&str>) -> ModulePage {
    let words = may.actor.words(state);
    let (module, base) = (&desk.module, &desk.base);
    let course_base = format!("/courses/{}", desk.course.code);
    let review = Review::of(&desk.draft, &desk.modules);
    let own: Vec<_> = review.all().filter(|(key, _)| *key == Some(module.key.as_str())).collect();
    let stops = |block: &Block| {
        let of_block = own
            .iter()
            .filter(|(_, fault)| fault.block.as_ref() == Some(&block.id) && fault.kind.stops());
        of_block
            .map(|(_, fault)| words.text(writing::fault_key(fault), &[]))
            .collect::<Vec<_>>()
    };
    let row = |(at, block): (usize, &Block)| {
        let mut row = blocks::row(base, at + 1, block, language, stops(block));
        row.form = (open == Some(block.id.as_str())).then(|| blocks::form(words, block, module.revision, language));
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
    let content = ModuleChange {
        title,
        minutes: fields.text("minutes").trim().parse().unwrap_or(-1),
        document,
    };
    match save(&may, &state, &desk, &fields, content).await? {
        None => answer::done(&state, &desk.base, &Message::new("course-saved"), None),
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

/// `POST /courses/{code}/modules/{key}/blocks/{id}`: the open block, saved with everything that was typed, whichever button was pressed.
pub async fn save_block(
    may: May<WriteCourses>,
    state: web::Data<State>,
    at: web::Path<(String, String, String)>,
    parts: Multipart,
) -> Result<HttpResponse, Error> {
    let desk = desk(&state, &at.0, &at.1).await?;
    let largest = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let sent = Sent::read(parts, largest).await?;
    let fields = Fields(sent.texts());
    let language = Language::from_code(fields.text("in")).unwrap_or_else(|| reading(&may));
    let id = Key::new(&at.2).ok_or(Error::NotFound)?;
    let mut document = desk.module.document.0.clone();
    let block = document.blocks.iter_mut().find(|block| block.id == id).ok_or(Error::NotFound)?;
    let mut wrong: Vec<(String, Message)> = form::fill(block, &fields, language)
        .into_iter()
        .map(|(field, key)| (field, Message::new(key)))
        .collect();
    if let Some(Upload { name, content }) = sent.file("file").filter(|file| !file.content.is_empty()) {
        match upload::keep(&state, &may.actor.by(), may.actor.now, name, content.clone()).await {
            Ok(kept) => {
                let picture = kept.media_type.starts_with("image/");
                if matches!(block.body, Body::Image { .. }) && !picture {
                    wrong.push(("file".to_owned(), Message::new("course-no-picture")));
                } else {
                    put_file(
                        block,
                        FileRef {
                            id: kept.id,
                            hash: kept.hash,
                            name: kept.name,
                            media_type: kept.media_type,
                            size_bytes: kept.size_bytes,
                        },
                    );
                }
            }
            Err(Error::Invalid(faults)) => wrong.extend(faults.into_iter().map(|fault| (fault.field, fault.message))),
            Err(error) => return Err(error),
        }
    }
    let deed = fields.text("do").to_owned();
    if deed == "option" {
        form::add_option(block, Key::drawn(state.chance.seed()));
    } else if let Some(option) = deed.strip_prefix("without-") {
        form::remove_option(block, option);
    }
    let typed = block.clone();
    let draw = || Key::drawn(state.chance.seed());
    let mut then = id.clone();
    if let Some(kind) = deed.strip_prefix("insert-").and_then(Kind::from_word) {
        let added = Block::blank(kind, draw);
        then = added.id.clone();
        form::insert_after(&mut document, &id, added);
    } else if let Some((way, other)) = deed.strip_prefix("move-").and_then(|rest| rest.split_once('-')) {
        let other = Key::new(other).ok_or(Error::NotFound)?;
        form::arrange(&mut document, &other, way, draw);
    } else {
        form::arrange(&mut document, &id, &deed, draw);
    }
    let content = ModuleChange {
        title: desk.module.title.0.clone(),
        minutes: desk.module.minutes,
        document,
    };
    let here = format!("{}?in={}&block={then}#block-{then}", desk.base, language.code());
    let faults = if wrong.is_empty() {
        save(&may, &state, &desk, &fields, content).await?
    } else {
        None
    };
    if wrong.is_empty() && faults.is_none() {
        let closed = format!("{}?in={}", desk.base, language.code());
        return Ok(answer::go(if deed == "save" || deed == "remove" { closed } else { here }));
    }
    // Nothing typed is lost: the block is shown as it would have been saved.
    let words = may.actor.words(&state);
    let mut shown = desk;
    if let Some(block) = shown.module.document.0.blocks.iter_mut().find(|block| block.id == id) {
        *block = typed;
    }
    let mut page = page(&may, &state, &shown, language, Some(id.as_str()));
    let told = wrong
        .into_iter()
        .chain(faults.into_iter().flatten().map(|fault| (fault.field, fault.message)));
    page.faults = told
        .map(|(_, why)| FormFault {
            field: format!("block-{id}"),
            text: message(words, &why),
        })
        .collect();
    keep_typed_numbers(&mut page, &fields);
    may.show_again(&state, &page)
}

/// What is no number comes back as it was typed.
fn keep_typed_numbers(page: &mut ModulePage, fields: &Fields<'_>) {
    for form in page.blocks.iter_mut().filter_map(|row| row.form.as_mut()) {
        for field in [&mut form.points, &mut form.number_field, &mut form.tolerance]
            .into_iter()
            .flatten()
        {
            if let Some(typed) = fields.find(&field.name) {
                field.value = typed.to_owned();
            }
        }
    }
}

fn put_file(block: &mut Block, kept: FileRef) {
    if let Body::Image { file, .. } | Body::File { file, .. } = &mut block.body {
        *file = Some(kept);
    }
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
async fn save(
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
