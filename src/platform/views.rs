//! Pages, parts of pages and mails: a struct, its Handlebars template and the words of one language.
//!
//! Templates are compiled once when the program starts. The registry is strict: a name that the struct does not have
//! is an error, not an empty space. `templates/README.md` lists the partials and how each is called.

mod form;
mod frame;
mod functions;
mod mail;
mod sample;
#[cfg(test)]
mod tests;
mod time_rule;

use std::collections::HashMap;
use std::sync::Arc;

use handlebars::{Context, Handlebars, RenderError};
use rust_embed::RustEmbed;
use serde::Serialize;
use serde_json::{Value, json};

use super::i18n::{AllWords, Locale, Words, WordsError};

pub use form::{Choice, Field, FormFault};
pub use frame::{Account, Brand, Density, Frame, Link, MenuEntry, RoleChoice, Shell, Theme, Toast, ToastAction};
pub use mail::{Letter, Mail, MailFrame};
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

/// All templates, compiled once per language.
#[derive(Clone)]
pub struct Views {
    html: HashMap<Locale, Arc<Handlebars<'static>>>,
    plain: HashMap<Locale, Arc<Handlebars<'static>>>,
    words: AllWords,
}

impl Views {
    /// Compiles every template for every language.
    pub fn new() -> Result<Self, ViewError> {
        let words = AllWords::load()?;
        let mut html = Handlebars::new();
        html.set_strict_mode(true);
        let mut plain = html.clone();
        plain.register_escape_fn(handlebars::no_escape);
        for path in Templates::iter() {
            let Some(name) = path.strip_suffix(".hbs") else { continue };
            let fault = |why: String| ViewError::Template(name.to_owned(), why);
            let file = Templates::get(&path).ok_or_else(|| fault("not embedded".to_owned()))?;
            let text = std::str::from_utf8(&file.data).map_err(|e| fault(e.to_string()))?;
            let registry = if name.ends_with(".txt") { &mut plain } else { &mut html };
            registry.register_template_string(name, text).map_err(|e| fault(e.to_string()))?;
        }
        let per_language = |registry: &Handlebars<'static>| {
            Locale::ALL
                .into_iter()
                .map(|locale| {
                    let mut registry = registry.clone();
                    functions::register(&mut registry, words.of(locale));
                    (locale, Arc::new(registry))
                })
                .collect()
        };
        Ok(Self {
            html: per_language(&html),
            plain: per_language(&plain),
            words,
        })
    }

    /// The words of a language, for what is no template.
    pub fn words(&self, locale: Locale) -> &Arc<Words> {
        self.words.of(locale)
    }

    /// A whole page: the page's template inside `templates/layout.hbs`.
    pub fn page<P: Page>(&self, frame: &Frame, page: &P) -> Result<String, ViewError> {
        let frame_data = data(P::TEMPLATE, frame)?;
        let body = self.render(frame.locale, P::TEMPLATE, page, &frame_data)?;
        let (title, body) = split_title(&body).ok_or_else(|| ViewError::NoTitle(P::TEMPLATE.to_owned()))?;
        let layout = json!({ "frame": frame_data, "title": title, "body": body });
        self.render_data(frame.locale, "layout", layout)
    }

    /// A part of a page, for what a script exchanges: the template without the layout, and without a title if it has one.
    pub fn fragment<P: Page>(&self, frame: &Frame, page: &P) -> Result<String, ViewError> {
        let rendered = self.render(frame.locale, P::TEMPLATE, page, &data(P::TEMPLATE, frame)?)?;
        Ok(split_title(&rendered).map(|(_, body)| body.to_owned()).unwrap_or(rendered))
    }

    fn render<T: Serialize>(&self, locale: Locale, template: &str, page: &T, frame: &Value) -> Result<String, ViewError> {
        let Value::Object(mut fields) = data(template, page)? else {
            return Err(ViewError::Data(template.to_owned(), "it is no object".to_owned()));
        };
        fields.insert("frame".to_owned(), frame.clone());
        self.render_data(locale, template, Value::Object(fields))
    }

    fn render_data(&self, locale: Locale, template: &str, fields: Value) -> Result<String, ViewError> {
        let registries = if template.ends_with(".txt") { &self.plain } else { &self.html };
        let registry = registries.get(&locale).expect("new fills in every locale of Locale::ALL");
        registry
            .render_with_context(template, &Context::from(fields))
            .map_err(|e| ViewError::Render(template.to_owned(), Box::new(e)))
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

/// A page's template begins with `<title>…</title>`; the layout puts it where it belongs.
fn split_title(rendered: &str) -> Option<(&str, &str)> {
    rendered.trim_start().strip_prefix("<title>")?.split_once("</title>")
}
