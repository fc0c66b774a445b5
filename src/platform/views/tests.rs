use handlebars::Handlebars;
use serde_json::json;

use super::*;

fn rendered(template: &str, data: Value) -> Result<String, RenderError> {
    let words = AllWords::load().expect("all words load");
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    functions::register(&mut registry, words.of(Locale::English));
    registry.render_template(template, &data)
}

#[test]
fn a_persons_name_cannot_bring_markup_into_a_page() {
    let data = json!({ "name": "<script>alert(1)</script>" });
    let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;";
    for template in [
        r#"{{t "frame-account-of" name=name}}"#,
        r#"{{t_html "frame-account-of" name=name}}"#,
    ] {
        let html = rendered(template, data.clone()).expect("a known message");
        assert!(html.contains(escaped) && !html.contains("<script"), "{html}");
    }
    let nested = rendered(
        r#"{{t "paging-range" first=(t "frame-account-of" name=name) last=1 total=2}}"#,
        data,
    )
    .expect("a known message");
    assert!(nested.contains(escaped) && !nested.contains("&amp;lt;"), "{nested}");
}

#[test]
fn a_name_from_right_to_left_does_not_turn_the_sentence() {
    let html = rendered(r#"{{t "frame-account-of" name="דנה"}}"#, json!({})).expect("a known message");
    assert!(html.starts_with("\u{2068}דנה\u{2069}"), "{html}");
    assert!(
        !rendered(r#"{{t "frame-account-of" name="Dana"}}"#, json!({}))
            .expect("a known message")
            .contains('\u{2068}')
    );
}

#[test]
fn what_the_data_does_not_have_is_an_error() {
    for template in [
        "{{nme}}",
        r#"{{t "no-such-key"}}"#,
        r#"{{t "frame-account-of" name=nme}}"#,
        "{{number nme}}",
        "{{#with (set a=nme)}}{{a}}{{/with}}",
    ] {
        assert!(rendered(template, json!({ "name": "Dana" })).is_err(), "{template}");
    }
}

#[test]
fn what_is_null_is_left_out_and_selects_none() {
    assert_eq!(
        rendered("{{#if hint}}x{{/if}}", json!({ "hint": null })).expect("an optional field"),
        ""
    );
}

#[test]
fn a_partial_sees_only_what_it_is_given() {
    let words = AllWords::load().expect("all words load");
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    functions::register(&mut registry, words.of(Locale::English));
    registry
        .register_template_string(
            "row",
            "{{#if hint}}leak{{/if}}{{label}}{{#each items}}{{label}}{{../label}}{{/each}}",
        )
        .expect("it parses");
    let page = "{{#each rows}}{{> row (set this label=\"L\")}}{{/each}}";
    let data = json!({ "hint": "of the page", "rows": [{ "items": [{ "label": "i" }] }] });
    assert_eq!(registry.render_template(page, &data).expect("it renders"), "LiL");
}
