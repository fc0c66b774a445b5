//! Rules for mails: whole, without anything left over, the same in both parts, and nobody's text but text.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use scraper::{ElementRef, Html, Node, Selector};
use serde_json::Value;

use crate::gallery::every_sample;
use crate::platform::i18n::Locale;
use crate::platform::views::{Frame, Letter, Sample, Views};

/// Gmail shows no more of a mail than this many bytes of HTML, and a link to the rest.
const CLIPPED: usize = 102 * 1024;

fn views() -> Views {
    Views::new().expect("all words load")
}

fn mails() -> Vec<Sample> {
    every_sample().into_iter().filter(Sample::is_mail).collect()
}

fn letter(sample: &Sample, views: &Views, locale: Locale) -> Letter {
    sample
        .letter(views, locale)
        .unwrap_or_else(|fault| panic!("{fault}"))
        .expect("a mail")
}

/// Every mail in every language, with its name.
fn letters() -> Vec<(String, Letter)> {
    let views = views();
    let in_all = |sample: &Sample| {
        Locale::ALL.map(|locale| {
            (
                format!("{} {} {}", sample.template, sample.number, locale.code()),
                letter(sample, &views, locale),
            )
        })
    };
    mails().iter().flat_map(in_all).collect()
}

fn all<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).expect("a selector");
    page.select(&selector).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

#[test]
fn a_mail_is_whole_and_nothing_of_its_making_is_left_over() {
    for (name, letter) in letters() {
        let html = &letter.html;
        assert_eq!(Html::parse_document(html).errors, Vec::<String>::new(), "{name}");
        for trace in ["{{", "}}", "<mj-", "mj-class", "[object]"] {
            assert!(!html.contains(trace), "{name}: {trace}");
        }
        assert!(
            html.starts_with("<!doctype html><html lang=\"") && html.contains("<!--[if mso"),
            "{name}"
        );
    }
}

#[test]
fn a_mail_loads_nothing_and_runs_nothing() {
    for (name, letter) in letters() {
        let html = letter.html.to_lowercase();
        for trace in ["src=", "url(", "@import", "<link", "<script", "<img", "<form", "javascript:"] {
            assert!(!html.contains(trace), "{name}: {trace}");
        }
    }
}

#[test]
fn a_mail_has_a_heading_and_one_button_whose_address_stands_in_both_parts() {
    for (name, letter) in letters() {
        let page = Html::parse_document(&letter.html);
        assert_eq!(all(&page, "h1").len(), 1, "{name}");
        let buttons: Vec<_> = all(&page, ".button a").into_iter().filter_map(|link| link.attr("href")).collect();
        assert_eq!(buttons.len(), 1, "{name}: {buttons:?}");
        assert!(letter.text.contains(buttons[0]), "{name}: {}", buttons[0]);
        for link in all(&page, "a").into_iter().filter_map(|link| link.attr("href")) {
            assert!(link.starts_with("https://") && letter.text.contains(link), "{name}: {link}");
        }
    }
}

/// What a list of mails shows beside the subject.
fn preview(page: &Html) -> String {
    all(page, "body > div[style^=\"display:none\"]").into_iter().map(text).collect()
}

#[test]
fn a_list_of_mails_shows_more_of_each_than_its_subject() {
    let mut bare = Vec::new();
    for (name, letter) in letters() {
        let shown = preview(&Html::parse_document(&letter.html));
        if shown.trim().is_empty() || shown.trim() == letter.subject {
            bare.push(format!("{name}: {shown:?}"));
        }
    }
    assert_eq!(bare, Vec::<String>::new());
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn both_parts_of_a_mail_say_the_same() {
    let views = views();
    let mut faults = Vec::new();
    for sample in mails() {
        for locale in Locale::ALL {
            let letter = letter(&sample, &views, locale);
            let page = Html::parse_document(&letter.html);
            let shown = all(&page, "[role=\"article\"]").into_iter().flat_map(|body| body.text());
            // An address behind a word is written out in the text.
            let links = all(&page, "a").into_iter().filter_map(|link| link.attr("href"));
            let shown = words(&shown.chain(links).flat_map(|part| [part, " "]).collect::<String>());
            let plain = words(&letter.text);
            // Only the HTML has a head, and a button that may not work.
            let own = words(&format!(
                "{} {}",
                Frame::sample().brand.name,
                views.words(locale).text("mail-address", &[])
            ));
            let only_html: Vec<_> = shown.difference(&plain).filter(|word| !own.contains(*word)).collect();
            let only_text: Vec<_> = plain.difference(&shown).collect();
            if !only_html.is_empty() || !only_text.is_empty() {
                let name = format!("{} {} {}", sample.template, sample.number, locale.code());
                faults.push(format!("{name}: only in the HTML {only_html:?}, only in the text {only_text:?}"));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn a_mail_begins_its_lines_where_the_language_does() {
    let views = views();
    for sample in mails() {
        let (left, right) = (
            letter(&sample, &views, Locale::German).html,
            letter(&sample, &views, Locale::Mirrored).html,
        );
        assert!(
            left.contains("text-align:left;color") && !left.contains("text-align:right"),
            "{}",
            sample.template
        );
        assert!(
            right.contains("text-align:right;color") && !right.contains("text-align:left;color"),
            "{}",
            sample.template
        );
        assert!(
            right.contains("dir=\"rtl\"") && !right.contains("direction:ltr"),
            "{}",
            sample.template
        );
    }
}

#[test]
fn no_mail_is_so_long_that_it_is_clipped() {
    let longest = letters().into_iter().map(|(name, letter)| (letter.html.len(), name)).max();
    let (length, name) = longest.expect("there are mails");
    assert!(length < CLIPPED / 2, "{name}: {length} bytes");
}

/// Every element with its depth and the names of its attributes, and every comment: all but what is said.
fn structure(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let nodes = page.tree.root().descendants();
    let drawn = nodes.filter_map(|node| match node.value() {
        Node::Element(element) => {
            let attributes: Vec<_> = element.attrs().map(|(name, _)| name).collect();
            Some(format!("{} {} {attributes:?}", node.ancestors().count(), element.name()))
        }
        Node::Comment(comment) => Some(format!("{} {:?}", node.ancestors().count(), &**comment)),
        _ => None,
    });
    drawn.collect()
}

/// Where texts stand in the data of a mail.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(at.to_owned()),
        Value::Array(values) => values
            .iter()
            .enumerate()
            .for_each(|(index, value)| places(value, &format!("{at}/{index}"), found)),
        Value::Object(fields) => fields
            .iter()
            .for_each(|(name, value)| places(value, &format!("{at}/{name}"), found)),
        _ => {}
    }
}

fn say(fields: &mut Value, places: &[String], text: &str) {
    for place in places {
        *fields.pointer_mut(place).expect("it was found there") = Value::from(text);
    }
}

/// A sample, and those of its texts that can be anything: a code or a date has no words or is no date when it is anything.
struct Open {
    sample: Sample,
    places: Vec<String>,
    structure: Vec<String>,
}

impl Open {
    fn new(sample: Sample, views: &Views) -> Self {
        let texts = std::cell::RefCell::new(Vec::new());
        let look = |fields: &mut Value| places(fields, "", &mut texts.borrow_mut());
        sample
            .letter_of(views, Locale::German, &look)
            .unwrap_or_else(|fault| panic!("{fault}"));
        let mut places = texts.into_inner();
        places.retain(|place| {
            let change = |fields: &mut Value| say(fields, std::slice::from_ref(place), "Ada");
            sample.letter_of(views, Locale::German, &change).is_ok()
        });
        assert!(places.contains(&"/name".to_owned()), "{}: {places:?}", sample.template);
        let mut open = Self {
            sample,
            places,
            structure: Vec::new(),
        };
        open.structure = structure(&open.saying(views, "Ada").html);
        open
    }

    /// The mail with one text at all places.
    fn saying(&self, views: &Views, text: &str) -> Letter {
        let change = |fields: &mut Value| say(fields, &self.places, text);
        let letter = self.sample.letter_of(views, Locale::German, &change);
        letter.unwrap_or_else(|fault| panic!("{text:?}: {fault}")).expect("a mail")
    }

    fn holds(&self, views: &Views, said: &str) {
        let letter = self.saying(views, said);
        assert_eq!(
            structure(&letter.html),
            self.structure,
            "{} {}: {said:?}",
            self.sample.template,
            self.sample.number
        );
        let page = Html::parse_document(&letter.html);
        let shown: String = all(&page, "[role=\"article\"]").into_iter().map(text).collect();
        assert!(
            shown.contains(said),
            "{} {}: {said:?} is not shown",
            self.sample.template,
            self.sample.number
        );
    }
}

const HARMFUL: [&str; 14] = [
    "<b>",
    "</td></tr></table>",
    "{{name}}",
    "{{{name}}}",
    "{{#each lines}}",
    "]]>",
    "<!--",
    "-->",
    "<![endif]-->",
    "<!--[if mso]>",
    "\" onclick=\"x",
    "' style='x",
    "&lt;&amp;&#0;",
    "<mj-raw><script>",
];

#[test]
fn somebody_whose_name_is_markup_is_only_greeted_by_it() {
    let views = views();
    for sample in mails() {
        let open = Open::new(sample, &views);
        HARMFUL.iter().for_each(|said| open.holds(&views, said));
    }
}

#[test]
fn no_text_of_anybody_changes_the_structure_of_a_mail() {
    let views = views();
    let open: Vec<_> = mails().into_iter().map(|sample| Open::new(sample, &views)).collect();
    let piece = prop_oneof![proptest::sample::select(&HARMFUL[..]).prop_map(str::to_owned), "\\PC{1,8}"];
    let said = proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat());
    TestRunner::deterministic()
        .run(
            &(proptest::sample::select((0..open.len()).collect::<Vec<_>>()), said),
            |(index, said)| {
                open[index].holds(&views, &said);
                Ok(())
            },
        )
        .unwrap_or_else(|fault| panic!("{fault}"));
}
