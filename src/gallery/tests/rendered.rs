//! Rules for what comes out.

use std::collections::HashSet;

use scraper::{Html, Selector};

use crate::gallery::every_sample;
use crate::platform::i18n::Locale;
use crate::platform::views::{Frame, Views};

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

/// Every page sample in German, with its name.
fn pages() -> Vec<(String, Html)> {
    let views = Views::new().expect("all templates parse");
    every_sample()
        .iter()
        .filter(|sample| sample.is_page())
        .map(|sample| {
            let html = sample.html(&views, &|frame| frame).unwrap_or_else(|fault| panic!("{fault}"));
            (format!("{} {}", sample.template, sample.number), Html::parse_document(&html))
        })
        .collect()
}

#[test]
fn every_sample_can_be_rendered_in_every_language() {
    let views = Views::new().expect("all templates parse");
    let mut faults = Vec::new();
    for sample in every_sample() {
        for locale in Locale::ALL {
            match sample.html(&views, &|frame: Frame| frame.speaking(locale)) {
                Ok(html) if html.contains("[object]") => faults.push(format!("{} {}: writes an object", sample.template, sample.number)),
                Ok(_) => {}
                Err(fault) => faults.push(format!("{} {} {}: {fault}", sample.template, sample.number, locale.code())),
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_page_has_one_heading_one_main_and_one_primary_button_at_most() {
    for (name, page) in pages() {
        assert_eq!(page.select(&selector("h1")).count(), 1, "{name}: h1");
        assert_eq!(page.select(&selector("main#main")).count(), 1, "{name}: main");
        if !name.starts_with("gallery/") {
            let primary = page.select(&selector(".btn-primary:not([data-twin])")).count();
            assert!(primary <= 1, "{name}: {primary} primary buttons");
        }
    }
}

#[test]
fn ids_are_unique_and_every_reference_finds_its_element() {
    for (name, page) in pages() {
        let mut ids = HashSet::new();
        for element in page.select(&selector("[id]")) {
            let id = element.attr("id").unwrap_or_default();
            assert!(!id.is_empty() && ids.insert(id.to_owned()), "{name}: id {id:?} twice or empty");
        }
        for attribute in ["for", "aria-labelledby", "aria-describedby", "aria-controls", "list"] {
            for element in page.select(&selector(&format!("[{attribute}]"))) {
                for id in element.attr(attribute).unwrap_or_default().split_whitespace() {
                    assert!(ids.contains(id), "{name}: {attribute} names {id}, which is not there");
                }
            }
        }
    }
}

#[test]
fn forms_post_and_their_fields_have_names() {
    for (name, page) in pages() {
        for form in page.select(&selector("form")) {
            let method = form.attr("method").unwrap_or_default();
            assert!(matches!(method, "post" | "get"), "{name}: a form without a method");
            assert!(
                form.attr("action")
                    .is_some_and(|action| action.starts_with('/') || action.starts_with('?')),
                "{name}: a form without an address"
            );
        }
        for field in page.select(&selector(
            "form :is(input, select, textarea):not([data-pick], [data-pick-all], [data-address])",
        )) {
            assert!(
                field.attr("name").is_some_and(|given| !given.is_empty()),
                "{name}: a field without a name: {}",
                field.html()
            );
        }
        for link in page.select(&selector("a")) {
            assert!(
                link.attr("href").is_some_and(|href| !href.is_empty()),
                "{name}: a link without an address: {}",
                link.html()
            );
        }
    }
}
