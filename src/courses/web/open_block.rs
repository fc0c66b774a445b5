//! The block that is open in the editor of a module: its form, saved with everything that was typed, whichever button was pressed.

use super::module::{Desk, desk, page, save};
use super::{blocks, reading};
use crate::courses::form::{self, Fields};
use crate::courses::pages::{BlockForm, ModulePage};
use crate::courses::store::{self, CourseFile, ModuleChange};
use crate::courses::upload;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::answer;
use crate::platform::error::{Error, Message};
use crate::platform::form::message;
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::platform::upload::{Sent, Upload};
use crate::platform::views::FormFault;
use crate::rules::course::{Block, Body, FileRef, Key, Kind, Language, MOST_OPTIONS};
use crate::rules::id::Id;
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};

type At = web::Path<(String, String, String)>;

/// A fault of the form: its field and its message.
type Wrong = (String, Message);

/// `GET /courses/{code}/modules/{key}/blocks/{id}`: the address that a refused form leaves in the browser leads to the open block.
pub async fn show(_may: May<WriteCourses>, at: At) -> HttpResponse {
    let (code, key, id) = at.into_inner();
    let id = answer::encoded(&id);
    answer::go(format!(
        "/courses/{}/modules/{}?block={id}#block-{id}",
        answer::encoded(&code),
        answer::encoded(&key)
    ))
}

/// `POST /courses/{code}/modules/{key}/blocks/{id}`
pub async fn update(may: May<WriteCourses>, state: web::Data<State>, at: At, parts: Multipart) -> Result<HttpResponse, Error> {
    let desk = desk(&state, &at.0, &at.1).await?;
    let largest = usize::try_from(state.config.server.upload_mebibytes).unwrap_or(50) << 20;
    let sent = Sent::read(parts, largest).await?;
    let fields = Fields(sent.texts());
    let language = Language::from_code(fields.text("in")).unwrap_or_else(|| reading(&may));
    let id = Key::new(&at.2).ok_or(Error::NotFound)?;
    let mut document = desk.module.document.0.clone();
    let block = document.blocks.iter_mut().find(|block| block.id == id).ok_or(Error::NotFound)?;
    let mut wrong = form::fill(block, &fields, language);
    wrong.extend(take_file(&may, &state, block, &sent).await?);
    let deed = fields.text("do").to_owned();
    if deed == "option" {
        if block
            .question()
            .is_some_and(|question| question.answer.keys().len() >= MOST_OPTIONS)
        {
            wrong.push((
                "options".to_owned(),
                Message::new("course-options-fault").with("most", MOST_OPTIONS),
            ));
        } else {
            form::add_option(block, Key::drawn(state.chance.seed()));
        }
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
    if wrong.is_empty() {
        match save(&may, &state, &desk, &fields, content).await? {
            Some(faults) => wrong.extend(faults.into_iter().map(|fault| (fault.field, fault.message))),
            None => {
                // Where the browser has kept what was typed, it can forget it now.
                let closed = format!("{}?in={}&saved={id}", desk.base, language.code());
                let here = format!("{closed}&block={then}#block-{then}");
                return Ok(answer::go(if deed == "save" || deed == "remove" { closed } else { here }));
            }
        }
    }
    // Nothing typed is lost: the block is shown as it would have been saved.
    let page = again(&may, &state, desk, typed, language, &fields, &wrong);
    may.show_again(&state, &page)
}

/// The page with the block as it was typed, each fault at its field.
fn again(
    may: &May<WriteCourses>,
    state: &State,
    mut desk: Desk,
    typed: Block,
    language: Language,
    fields: &Fields<'_>,
    wrong: &[Wrong],
) -> ModulePage {
    let words = may.actor.words(state);
    let id = typed.id.clone();
    desk.put(&typed);
    let mut page = page(may, state, &desk, language, Some(id.as_str()));
    if let Some(form) = page.blocks.iter_mut().find_map(|row| row.form.as_mut()) {
        keep_typed(form, fields);
        page.faults = wrong.iter().map(|fault| told(words, form, &id, fault)).collect();
    }
    page
}

/// A fault beside its field, and its line of the summary, which leads there; what is no field's leads to the block.
fn told(words: &Words, form: &mut BlockForm, id: &Key, (field, why): &Wrong) -> FormFault {
    let text = message(words, why);
    if !form.mark(field, &text) {
        return FormFault {
            field: format!("block-{id}"),
            text,
        };
    }
    FormFault {
        field: field.clone(),
        text: match blocks::label(words, form, field) {
            Some(label) => format!("{label}: {text}"),
            None => text,
        },
    }
}

/// What is no number, or no formatted text, comes back as it was typed.
fn keep_typed(form: &mut BlockForm, fields: &Fields<'_>) {
    for field in [&mut form.points, &mut form.number_field, &mut form.tolerance]
        .into_iter()
        .flatten()
    {
        if let Some(typed) = fields.find(&field.name) {
            field.value = typed.to_owned();
        }
    }
    if let Some(json) = fields.find("text_json").filter(|_| form.rich) {
        form.rich_json = json.to_owned();
    }
}

/// Puts the file that was sent into its block, or the one that came with the same form before it was refused. What is wrong with it is answered.
async fn take_file(may: &May<WriteCourses>, state: &State, block: &mut Block, sent: &Sent) -> Result<Vec<Wrong>, Error> {
    if !matches!(block.body, Body::Image { .. } | Body::File { .. }) {
        return Ok(Vec::new());
    }
    let kept = match sent.file("file").filter(|file| !file.content.is_empty()) {
        Some(Upload { name, content }) => match upload::keep(state, &may.actor.by(), may.actor.now, name, content.clone()).await {
            Ok(kept) => Some(kept),
            Err(Error::Invalid(faults)) => return Ok(faults.into_iter().map(|fault| (fault.field, fault.message)).collect()),
            Err(error) => return Err(error),
        },
        None => match sent.text("file_id").parse::<Id>() {
            Ok(id) => state.db.look(move |conn| Ok(store::find_file(conn, id)?)).await?,
            Err(_) => None,
        },
    };
    let Some(kept) = kept else { return Ok(Vec::new()) };
    if matches!(block.body, Body::Image { .. }) && !kept.media_type.starts_with("image/") {
        return Ok(vec![("file".to_owned(), Message::new("course-no-picture"))]);
    }
    put_file(block, kept);
    Ok(Vec::new())
}

fn put_file(block: &mut Block, kept: CourseFile) {
    if let Body::Image { file, .. } | Body::File { file, .. } = &mut block.body {
        *file = Some(FileRef {
            id: kept.id,
            hash: kept.hash,
            name: kept.name,
            media_type: kept.media_type,
            size_bytes: kept.size_bytes,
        });
    }
}
