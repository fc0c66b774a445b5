//! Rows that many pages share: each is drawn once and kept as text.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use handlebars::{Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason};
use serde_json::Value;

/// Rows that are kept at most; with one more all are drawn anew, so that memory stays bounded without any book of uses.
const MOST: usize = 2_048;

/// `{{rows "player/step" steps}}`: a template for each element of a list. It sees nothing but the element, not the page around it, so that
/// equal elements look equal wherever they stand: whoever asks for the same again gets the text of the first time. Drawing the outline of 64
/// modules anew for each learner was a third of the time of a course page.
#[derive(Default)]
pub(super) struct Rows(RwLock<HashMap<String, HashMap<Value, Arc<str>>>>);

impl HelperDef for Rows {
    fn call<'reg: 'rc, 'rc>(
        &self,
        h: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let name = super::functions::string(super::functions::present(h, 0)?)?;
        let list = super::functions::present(h, 1)?.value();
        let list = list.as_array().ok_or_else(|| RenderErrorReason::InvalidParamType("array"))?;
        for row in list {
            match self.kept(name, row) {
                Some(text) => out.write(&text)?,
                None => out.write(&self.drawn(registry, name, row)?)?,
            }
        }
        Ok(())
    }
}

impl Rows {
    fn kept(&self, name: &str, row: &Value) -> Option<Arc<str>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(name)?.get(row).cloned()
    }

    fn drawn(&self, registry: &Handlebars<'_>, name: &str, row: &Value) -> Result<Arc<str>, handlebars::RenderError> {
        let text: Arc<str> = registry.render_with_context(name, &Context::from(row.clone()))?.into();
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let of_template = kept.entry(name.to_owned()).or_default();
        if of_template.len() >= MOST {
            of_template.clear();
        }
        of_template.insert(row.clone(), Arc::clone(&text));
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn page(registry: &Handlebars<'_>, list: &Value) -> Result<String, handlebars::RenderError> {
        registry.render_template(r#"{{rows "row" list}}"#, &json!({ "list": list, "name": "the page" }))
    }

    fn registry(row: &str) -> Handlebars<'static> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        registry.register_helper("rows", Box::new(Rows::default()));
        registry.register_template_string("row", row).expect("a template");
        registry
    }

    #[test]
    fn each_element_is_drawn_and_the_second_time_it_is_the_same() {
        let registry = registry("<li>{{title}}</li>");
        let list = json!([{ "title": "a & b" }, { "title": "c" }]);
        for _ in 0..2 {
            assert_eq!(page(&registry, &list).expect("drawn"), "<li>a &amp; b</li><li>c</li>");
        }
        let other = json!([{ "title": "c" }, { "title": "d" }]);
        assert_eq!(page(&registry, &other).expect("drawn"), "<li>c</li><li>d</li>");
    }

    #[test]
    fn a_row_sees_nothing_of_its_page() {
        let registry = registry("{{title}}{{name}}");
        assert!(page(&registry, &json!([{ "title": "a" }])).is_err());
    }

    #[test]
    fn no_more_is_kept_than_memory_is_meant_for() {
        let (rows, mut registry) = (Rows::default(), Handlebars::new());
        registry.register_template_string("row", "{{this}}").expect("a template");
        for number in 0..(2 * MOST + 1) {
            let text = rows.drawn(&registry, "row", &json!(number)).expect("drawn");
            assert_eq!(*text, *number.to_string());
        }
        assert!(rows.0.read().expect("whole")["row"].len() <= MOST);
        assert_eq!(rows.kept("row", &json!(0)), None, "it was given up and will be drawn anew");
    }
}
