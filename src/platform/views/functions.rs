//! What templates can call (Handlebars names it a helper). Every one gives plain text, which Handlebars escapes once when it is written; only
//! `t_html` writes a message's trusted markup, with the values in it escaped.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use fluent_bundle::FluentArgs;
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, PathAndJson, RenderContext, RenderError, RenderErrorReason, Renderable,
    ScopedJson,
};
use serde_json::{Map, Value as Json};

use super::TimeRule;
use super::rows::Rows;
use crate::platform::assets;
use crate::platform::i18n::{DateForm, Value, Words};

/// Registers all of them for one language.
pub(super) fn register(registry: &mut Handlebars<'static>, words: &Arc<Words>) {
    registry.register_helper("t", Box::new(Text(Arc::clone(words))));
    registry.register_helper("t_html", Box::new(Markup(Arc::clone(words))));
    registry.register_helper("set", Box::new(Plain(set)));
    registry.register_helper("list", Box::new(Plain(list)));
    registry.register_helper("concat", Box::new(Plain(concat)));
    registry.register_helper("asset", Box::new(Plain(asset)));
    registry.register_helper("raw_part", Box::new(RawPart));
    registry.register_helper("include", Box::new(Include));
    registry.register_helper("rows", Box::new(Rows::default()));
    for (name, form) in [
        ("date", DateForm::Long),
        ("day", DateForm::Day),
        ("date_numeric", DateForm::Numeric),
        ("date_compact", DateForm::Compact),
        ("date_short", DateForm::Short),
        ("date_cell", DateForm::Cell),
        ("month", DateForm::Month),
        ("month_short", DateForm::MonthShort),
        ("weekday", DateForm::Weekday),
        ("weekday_long", DateForm::WeekdayLong),
    ] {
        let wording = move |w: &Words, h: &Helper<'_>, c: &Context| Ok(w.date(date(h)?, form, today(c)?));
        registry.register_helper(name, Box::new(Worded(Arc::clone(words), wording)));
    }
    registry.register_helper("drawn", Box::new(Drawn(Arc::clone(words))));
    let worded: [(&str, Wording); 7] = [
        ("in_days", |w, h, c| Ok(w.in_days(date(h)?, today(c)?))),
        ("clock", |w, h, c| Ok(w.time(instant(h)?, zone(h, c)?))),
        ("instant", |w, h, c| Ok(w.instant(instant(h)?, zone(h, c)?))),
        ("instant_zoned", |w, h, c| Ok(w.instant_zoned(instant(h)?, zone(h, c)?))),
        ("number", |w, h, _| Ok(w.number(figure(h)?, decimals(h)))),
        ("percent", |w, h, _| {
            Ok(w.text("percent", &[("figure", Value::from(w.number(figure(h)?, decimals(h))))]))
        }),
        ("signed", |w, h, _| Ok(signed(w, figure(h)?, decimals(h)))),
    ];
    for (name, wording) in worded {
        registry.register_helper(name, Box::new(Worded(Arc::clone(words), wording)));
    }
}

type Wording = fn(&Words, &Helper<'_>, &Context) -> Result<String, RenderError>;

/// A helper that needs the language.
struct Worded<F>(Arc<Words>, F);

impl<F> HelperDef for Worded<F>
where
    F: Fn(&Words, &Helper<'_>, &Context) -> Result<String, RenderError> + Send + Sync,
{
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        c: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        (self.1)(&self.0, h, c).map(|text| ScopedJson::Derived(Json::String(text)))
    }
}

/// A helper that needs only its parameters.
struct Plain(fn(&Helper<'_>) -> Result<Json, RenderError>);

impl HelperDef for Plain {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        (self.0)(h).map(ScopedJson::Derived)
    }
}

/// `{{t "key" name=value}}`; further parameters continue the key: `{{t "status" status}}` is `status-overdue`.
struct Text(Arc<Words>);

impl HelperDef for Text {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let args = arguments(h, &isolated)?;
        found(&self.0, h, &args).map(|text| ScopedJson::Derived(Json::String(text)))
    }
}

/// `{{t_html "key" name=value}}`: the message's tags are written as they stand, the values are escaped.
struct Markup(Arc<Words>);

impl HelperDef for Markup {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let args = arguments(h, &|text| handlebars::html_escape(&isolated(text)))?;
        out.write(&found(&self.0, h, &args)?)?;
        Ok(())
    }
}

/// `{{raw_part body}}`: for the layout only, which gets what a page's template has already rendered.
struct RawPart;

impl HelperDef for RawPart {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        out.write(string(present(h, 0)?)?)?;
        Ok(())
    }
}

/// `{{include "player/outline"}}`: another template on the data at hand. A partial gets a copy of its data; this gets none, which counts
/// where a template is drawn on every page or once a row.
struct Include;

impl HelperDef for Include {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        c: &'rc Context,
        rc: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = string(present(h, 0)?)?;
        let template = registry
            .get_template(name)
            .ok_or_else(|| fault(format!("there is no template {name}")))?;
        let outer = rc.get_current_template_name();
        let drawn = template.render(registry, c, rc, out);
        rc.set_current_template_name(outer);
        drawn
    }
}

/// `(drawn rule 358)`: a `TimeRule` with its geometry, for `partials/time-rule`.
struct Drawn(Arc<Words>);

impl HelperDef for Drawn {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        c: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let rule: TimeRule = serde_json::from_value(present(h, 0)?.value().clone()).map_err(|e| fault(e.to_string()))?;
        let width = present(h, 1)?
            .value()
            .as_f64()
            .ok_or_else(|| fault("a width is expected".to_owned()))?;
        Ok(ScopedJson::Derived(rule.drawn(&self.0, width, today(c)?)))
    }
}

fn found(words: &Words, h: &Helper<'_>, args: &FluentArgs<'_>) -> Result<String, RenderError> {
    let mut key = string(present(h, 0)?)?.to_owned();
    for index in 1..h.params().len() {
        key.push('-');
        key.push_str(&present(h, index)?.render());
    }
    words
        .find(&key, args)
        .ok_or_else(|| fault(format!("no language has the message {key}")))
}

/// The values of a message. What is null selects `[none]`.
fn arguments(h: &Helper<'_>, text: &dyn Fn(&str) -> String) -> Result<FluentArgs<'static>, RenderError> {
    let mut args = FluentArgs::new();
    for (name, value) in h.hash() {
        if value.is_value_missing() {
            return Err(RenderError::strict_error(value.relative_path()));
        }
        let value = match value.value() {
            Json::String(value) => Value::from(text(value)),
            Json::Number(number) => Value::from(number.as_f64().unwrap_or_default()),
            Json::Null => Value::from("none"),
            other => Value::from(other.to_string()),
        };
        args.set((*name).to_owned(), value);
    }
    Ok(args)
}

/// A value written from right to left must not turn the sentence around it; all others stay as they are, so that
/// copied text and searches find what is seen.
fn isolated(text: &str) -> String {
    let right_to_left = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    if text.contains(right_to_left) {
        format!("\u{2068}{text}\u{2069}")
    } else {
        text.to_owned()
    }
}

/// `(set base key=value …)`: an object for a partial, of what `base` has and the pairs; `base` may be left out.
fn set(h: &Helper<'_>) -> Result<Json, RenderError> {
    let mut fields = Map::new();
    for index in 0..h.params().len() {
        match present(h, index)?.value() {
            Json::Object(base) => fields.extend(base.clone()),
            other => return Err(fault(format!("(set …) takes objects, not {other}"))),
        }
    }
    for (name, value) in h.hash() {
        if value.is_value_missing() {
            return Err(RenderError::strict_error(value.relative_path()));
        }
        fields.insert((*name).to_owned(), value.value().clone());
    }
    Ok(Json::Object(fields))
}

/// `(list a b c)`: for partials that take several of something.
fn list(h: &Helper<'_>) -> Result<Json, RenderError> {
    (0..h.params().len())
        .map(|index| present(h, index).map(|value| value.value().clone()))
        .collect::<Result<Vec<_>, _>>()
        .map(Json::Array)
}

/// `(concat "cell-" id)`: for ids and addresses, never for sentences.
fn concat(h: &Helper<'_>) -> Result<Json, RenderError> {
    (0..h.params().len())
        .map(|index| present(h, index).map(PathAndJson::render))
        .collect::<Result<String, _>>()
        .map(Json::String)
}

/// `{{asset "app.css"}}`: the address under which a file of `dist` is served.
fn asset(h: &Helper<'_>) -> Result<Json, RenderError> {
    let name = string(present(h, 0)?)?;
    assets::address(name)
        .map(Json::String)
        .ok_or_else(|| fault(format!("dist has no {name}")))
}

pub(super) fn present<'a, 'rc>(h: &'a Helper<'rc>, index: usize) -> Result<&'a PathAndJson<'rc>, RenderError> {
    let value = h
        .param(index)
        .ok_or_else(|| fault(format!("{} lacks parameter {index}", h.name())))?;
    if value.is_value_missing() {
        Err(RenderError::strict_error(value.relative_path()))
    } else {
        Ok(value)
    }
}

pub(super) fn string<'a>(value: &'a PathAndJson<'_>) -> Result<&'a str, RenderError> {
    value
        .value()
        .as_str()
        .ok_or_else(|| fault(format!("a text is expected, not {}", value.value())))
}

fn date(h: &Helper<'_>) -> Result<NaiveDate, RenderError> {
    let text = string(present(h, 0)?)?;
    text.parse().map_err(|_| fault(format!("{} takes a date, not {text:?}", h.name())))
}

fn instant(h: &Helper<'_>) -> Result<DateTime<Utc>, RenderError> {
    let text = string(present(h, 0)?)?;
    text.parse()
        .map_err(|_| fault(format!("{} takes an instant, not {text:?}", h.name())))
}

/// The zone named as second parameter, else the viewer's.
fn zone(h: &Helper<'_>, c: &Context) -> Result<Tz, RenderError> {
    let name = match h.param(1) {
        Some(_) => string(present(h, 1)?)?,
        None => frame(c, "time_zone")?,
    };
    name.parse().map_err(|_| fault(format!("there is no zone {name:?}")))
}

fn today(c: &Context) -> Result<NaiveDate, RenderError> {
    frame(c, "today")?.parse().map_err(|_| fault("frame.today is no date".to_owned()))
}

fn frame<'a>(c: &'a Context, field: &str) -> Result<&'a str, RenderError> {
    c.data()
        .get("frame")
        .and_then(|frame| frame.get(field))
        .and_then(Json::as_str)
        .ok_or_else(|| fault(format!("frame.{field} is missing")))
}

fn figure(h: &Helper<'_>) -> Result<f64, RenderError> {
    let value = present(h, 0)?.value();
    value
        .as_f64()
        .ok_or_else(|| fault(format!("{} takes a number, not {value}", h.name())))
}

/// `{{number share 1}}`: how many decimals, none unless said.
fn decimals(h: &Helper<'_>) -> usize {
    h.param(1)
        .and_then(|value| value.value().as_u64())
        .and_then(|digits| usize::try_from(digits).ok())
        .unwrap_or(0)
}

fn signed(words: &Words, figure: f64, decimals: usize) -> String {
    let written = words.number(figure, decimals);
    if figure > 0.0 { format!("+{written}") } else { written }
}

fn fault(message: String) -> RenderError {
    RenderErrorReason::Other(message).into()
}
