//! Layout of mails: MJML becomes the tables, inline styles and conditional comments that programs for mail need.

use std::collections::HashMap;

use mrml::prelude::parser::ParserOptions;
use mrml::prelude::parser::loader::{IncludeLoader, IncludeLoaderError};
use mrml::prelude::render::RenderOptions;

use super::Templates;

/// The HTML of a mail's MJML; Handlebars expressions stay where they stand, in texts, in attributes and in `<mj-raw>`. The error says where
/// the MJML is wrong: what MJML does not know is a fault, too, not left out.
pub(super) fn laid_out(text: &str) -> Result<String, String> {
    let parsing = ParserOptions {
        include_loader: Box::new(Embedded),
    };
    let parsed = mrml::parse_with_options(text, &parsing).map_err(|e| e.to_string())?;
    if let Some(warning) = parsed.warnings.first() {
        return Err(format!("{} at {:?}", warning.kind, warning.span));
    }
    let rendering = RenderOptions {
        // Otherwise a font of this name would be loaded from somebody else, who would learn who reads.
        fonts: HashMap::new(),
        ..RenderOptions::default()
    };
    let html = parsed.element.render(&rendering).map_err(|e| e.to_string())?;
    // An element with a name that MJML does not have passes for HTML.
    match html.split_once("<mj-") {
        Some((_, left)) => Err(format!("nobody knows <mj-{}>", left.split(['>', ' ', '/']).next().unwrap_or(left))),
        None => Ok(html),
    }
}

/// `<mj-include>` takes what lies below `templates/`, by its whole name.
#[derive(Debug)]
struct Embedded;

impl IncludeLoader for Embedded {
    fn resolve(&self, path: &str) -> Result<String, IncludeLoaderError> {
        let file = Templates::get(path).ok_or_else(|| IncludeLoaderError::not_found(path))?;
        String::from_utf8(file.data.into_owned())
            .map_err(|e| IncludeLoaderError::new(path, std::io::ErrorKind::InvalidData).with_cause(std::sync::Arc::new(e)))
    }
}

#[cfg(test)]
mod tests {
    use super::laid_out;

    fn mail(inside: &str) -> String {
        format!("<mjml><mj-body><mj-section><mj-column>{inside}</mj-column></mj-section></mj-body></mjml>")
    }

    #[test]
    fn expressions_stay_in_texts_attributes_and_raw_parts() {
        let mjml = mail(r#"<mj-raw>{{#if url}}</mj-raw><mj-button href="{{url}}">{{t "a" b=(day c)}}</mj-button><mj-raw>{{/if}}</mj-raw>"#);
        let html = laid_out(&mjml).expect("it is MJML");
        for kept in [
            "{{#if url}}<tr>",
            r#"href="{{url}}""#,
            r#">{{t "a" b=(day c)}}</a>"#,
            "</tr>{{/if}}",
        ] {
            assert!(html.contains(kept), "{kept}: {html}");
        }
    }

    #[test]
    fn what_mjml_does_not_know_is_told() {
        for wrong in [
            "<mj-txt>a</mj-txt>",
            "<mj-text>a",
            r#"<mj-include path="partials/mail/none.hbs" />"#,
            r#"<mj-include path="partials/mail/address.hbs" colour="red" />"#,
        ] {
            assert!(laid_out(&mail(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn no_font_is_loaded_from_anybody() {
        let html = laid_out(&mail(r#"<mj-text font-family="Roboto, Ubuntu">a</mj-text>"#)).expect("it is MJML");
        assert!(!html.contains("http://fonts") && !html.contains("https://"), "{html}");
    }
}
