//! Pages, parts of pages and mails: a struct, its Handlebars template and the words of one language.
//!
//! A template is compiled once, when it is first asked for. The registry is strict: a name that the struct does not have
//! is an error, not an empty space. `templates/README.md` lists the partials and how each is called.

mod form;
mod frame;
mod functions;
mod mail;
mod mjml;
mod rows;
mod sample;
#[cfg(test)]
mod tests;
mod time_rule;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use handlebars::{Context, Handlebars, RenderError};
use rust_embed::RustEmbed;
use serde::Serialize;
use serde_json::{Value, json};

use super::i18n::{AllWords, Locale, Words, WordsError};

pub use form::{Choice, Field, FormFault};
pub use frame::{Account, Brand, Density, Frame, Link, MenuEntry, RoleChoice, Shell, Theme, Toast, ToastAction};
pub use mail::{Letter, Mail, MailFrame, Sides};
pub use sample::Sample;
pub use time_rule::TimeRule;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/templates/"]
struct Templates;

/// What a template is filled with.
pub trait Page: Serialize {
    /// Path below `templates/`, without `.hbs`.
    const TEMPLATE: &'static str;

    /// One value per state worth seeing; every one is rendered by a test and drawn in the gallery.
    fn samples() -> Vec<Self>
    where
        Self: Sized;

    /// The frame that the samples are shown in, a learner's unless said otherwise.
    fn sample_frame() -> Frame {
        Frame::sample()
    }
}

/// A page could not be made: always a fault of ours, never of the person.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// The words could not be loaded.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// A template does not parse.
    #[error("templates/{0}.hbs: {1}")]
    Template(String, String),
    /// A template asks for something that the struct does not have.
    #[error("templates/{0}.hbs: {1}")]
    Render(String, Box<RenderError>),
    /// A struct cannot be written as JSON, or is no object.
    #[error("the data of {0} cannot be used: {1}")]
    Data(String, String),
    /// A page's template does not begin with its title.
    #[error("templates/{0}.hbs does not begin with <title>")]
    NoTitle(String),
}

/// The templates and words of every language. A template is compiled when the first page asks for it, with the partials it calls: compiling
/// all of them took most of the start, and most of the memory went to pages that nobody had opened. That every one compiles and can be drawn
/// is shown by the tests, which draw all.
#[derive(Clone)]
pub struct Views {
    spoken: Arc<HashMap<Locale, OnceLock<Registries>>>,
    words: AllWords,
}

/// What was compiled so far of one language.
struct Registries {
    html: RwLock<Handlebars<'static>>,
    plain: RwLock<Handlebars<'static>>,
}

impl Registries {
    fn new(words: &Arc<Words>) -> Self {
        let mut html = Handlebars::new();
        html.set_strict_mode(true);
        // A partial that is called on a line of its own would indent every line of a text that somebody typed.
        html.set_prevent_indent(true);
        functions::register(&mut html, words);
        let mut plain = html.clone();
        plain.register_escape_fn(handlebars::no_escape);
        Self {
            html: RwLock::new(html),
            plain: RwLock::new(plain),
        }
    }

    fn render(&self, template: &str, data: &Context) -> Result<String, ViewError> {
        let registry = if template.ends_with(".txt") { &self.plain } else { &self.html };
        // A thread that panicked while it compiled left whole templates behind, or none.
        let mut compiled = registry.read().unwrap_or_else(PoisonError::into_inner);
        if !compiled.has_template(template) {
            drop(compiled);
            compile(&mut registry.write().unwrap_or_else(PoisonError::into_inner), template)?;
            compiled = registry.read().unwrap_or_else(PoisonError::into_inner);
        }
        compiled
            .render_with_context(template, data)
            .map_err(|e| ViewError::Render(template.to_owned(), Box::new(e)))
    }
}

/// Compiles a template and those it calls, which may call it in turn, each once.
fn compile(registry: &mut Handlebars<'static>, name: &str) -> Result<(), ViewError> {
    let mut waiting = vec![name.to_owned()];
    while let Some(name) = waiting.pop() {
        if registry.has_template(&name) {
            continue;
        }
        let fault = |why: String| ViewError::Template(name.clone(), why);
        let file = Templates::get(&format!("{name}.hbs")).ok_or_else(|| fault("not embedded".to_owned()))?;
        let text = std::str::from_utf8(&file.data).map_err(|e| fault(e.to_string()))?;
        // A mail is laid out here, once, with its placeholders still in it: nothing that somebody typed ever reaches MJML.
        let text = if name.ends_with(".mjml") {
            &mjml::laid_out(text).map_err(fault)?
        } else {
            text
        };
        registry.register_template_string(&name, text).map_err(|e| fault(e.to_string()))?;
        waiting.extend(called(text).map(str::to_owned));
    }
    Ok(())
}

/// Names of the templates that one calls as a partial, includes, or draws rows with; they are never computed.
fn called(text: &str) -> impl Iterator<Item = &str> {
    let partials = text.split("{{>").skip(1);
    let partials = partials.filter_map(|after| after.trim_start().split([' ', '}', '\n']).next());
    let named = ["{{include \"", "{{rows \""].into_iter().flat_map(|call| text.split(call).skip(1));
    partials.chain(named.filter_map(|after| after.split('"').next()))
}

impl Views {
    /// Reads the words that stand behind every language; all else is read when it is asked for.
    pub fn new() -> Result<Self, ViewError> {
        Ok(Self {
            spoken: Arc::new(Locale::ALL.map(|locale| (locale, OnceLock::new())).into()),
            words: AllWords::load()?,
        })
    }

    /// The words of a language, for what is no template.
    pub fn words(&self, locale: Locale) -> &Arc<Words> {
        self.words.of(locale)
    }

    /// A whole page: the page's template inside `templates/layout.hbs`.
    pub fn page<P: Page>(&self, frame: &Frame, page: &P) -> Result<String, ViewError> {
        let mut context = context(P::TEMPLATE, page, data(P::TEMPLATE, frame)?)?;
        let body = self.render(frame.locale, P::TEMPLATE, &context)?;
        let (title, body) = split_title(&body).ok_or_else(|| ViewError::NoTitle(P::TEMPLATE.to_owned()))?;
        let frame_data = context.data_mut().get_mut("frame").map(Value::take);
        let layout = json!({ "title": title, "body": body, "frame": frame_data });
        self.render(frame.locale, "layout", &Context::from(layout))
    }

    /// A part of a page, for what a script exchanges: the template without the layout, and without a title if it has one.
    pub fn fragment<P: Page>(&self, frame: &Frame, page: &P) -> Result<String, ViewError> {
        let context = context(P::TEMPLATE, page, data(P::TEMPLATE, frame)?)?;
        let rendered = self.render(frame.locale, P::TEMPLATE, &context)?;
        Ok(split_title(&rendered).map(|(_, body)| body.to_owned()).unwrap_or(rendered))
    }

    fn render(&self, locale: Locale, template: &str, context: &Context) -> Result<String, ViewError> {
        let spoken = self.spoken.get(&locale).expect("new fills in every locale of Locale::ALL");
        let registries = spoken.get_or_init(|| Registries::new(self.words.of(locale)));
        registries.render(template, context)
    }
}

/// Names of all templates, for the tests that look for what is not used.
pub fn template_names() -> Vec<String> {
    Templates::iter()
        .filter_map(|path| path.strip_suffix(".hbs").map(str::to_owned))
        .collect()
}

fn data<T: Serialize>(template: &str, value: &T) -> Result<Value, ViewError> {
    serde_json::to_value(value).map_err(|e| ViewError::Data(template.to_owned(), e.to_string()))
}

/// What a template sees: the fields of the struct and, among them, `frame`.
fn context<T: Serialize>(template: &str, page: &T, frame: Value) -> Result<Context, ViewError> {
    let Value::Object(mut fields) = data(template, page)? else {
        return Err(ViewError::Data(template.to_owned(), "it is no object".to_owned()));
    };
    fields.insert("frame".to_owned(), frame);
    Ok(Context::from(Value::Object(fields)))
}

/// A page's template begins with `<title>…</title>`; the layout puts it where it belongs.
fn split_title(rendered: &str) -> Option<(&str, &str)> {
    rendered.trim_start().strip_prefix("<title>")?.split_once("</title>")
}
