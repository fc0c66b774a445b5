//! What a certificate says, in the language of its person.

use super::document::Document;
use super::store::{Ground, Issuer};
use crate::organisations::catalogue::Names;
use crate::platform::config::Config;
use crate::platform::i18n::{DateForm, Locale, Words};
use crate::platform::press;
use crate::rules::certificate::{CODE_LENGTH, grouped, undrawn};
use crate::rules::evidence::Strength;
use chrono::NaiveDate;

/// Our blue, where the manufacturer has set no colour of its own.
const COLOUR: &str = "#0f4c81";

/// The text in this language, else in English, else in whichever there is.
pub fn in_language(texts: &Names, locale: Locale) -> &str {
    let found = texts
        .get(locale.code())
        .or_else(|| texts.get("en"))
        .or_else(|| texts.values().next());
    found.map_or("", String::as_str)
}

/// The document for a ground, under this number and code.
pub fn document(config: &Config, words: &Words, ground: &Ground, issuer: &Issuer, number: &str, code: &str, today: NaiveDate) -> Document {
    let locale = words.locale();
    let date = |day: NaiveDate| words.date(day, DateForm::Long, day);
    let tested = ground.evidence.strength == Strength::MarkedByServer.as_str();
    let title = ground.version.as_ref().map_or("", |v| in_language(&v.title.0, locale));
    let title = [title, in_language(&ground.title, locale), ground.code.as_str()];
    let title = title.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    let number_line = words.text("certificate-number", &[("number", number.into())]);
    let until = ground
        .evidence
        .valid_until
        .map_or_else(|| words.text("certificate-no-end", &[]), date);
    let day = date(ground.evidence.proven_on);
    Document {
        language: locale.code().to_owned(),
        document_title: format!("{number_line}: {title}"),
        issuer: issuer.name.clone(),
        title: title.to_owned(),
        subtitle: course_line(words, ground),
        name: ground.person.name(),
        sentence: sentence(words, ground, tested, &day),
        facts: [
            (
                words.text(
                    if tested {
                        "certificate-passed-on"
                    } else {
                        "certificate-attended-on"
                    },
                    &[],
                ),
                day,
            ),
            (words.text("certificate-valid-until", &[]), until),
            (words.text("certificate-found-by", &[]), found_by(words, ground, tested)),
        ],
        contents: (words.text("certificate-contents", &[]), contents(words, ground)),
        place_and_day: [issuer.city.clone(), date(today)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        remark: remark(words, &ground.person.name()),
        question: words.text("certificate-question", &[]),
        check_url: format!("{}/c/{code}", config.server.public_url),
        check_place: format!("{}/c", without_scheme(&config.server.public_url)),
        code: halves(code),
        qr_alt: words.text("certificate-qr", &[]),
        colour: colour(&config.brand.colour).to_owned(),
        issued_on: today,
        ident: number.to_owned(),
        number_line,
    }
}

/// That it is valid as it is, and where letters of the name cannot be printed, that the boxes stand for them.
fn remark(words: &Words, name: &str) -> String {
    let remark = words.text("certificate-remark", &[]);
    match undrawn(name, press::draws).is_empty() {
        true => remark,
        false => format!("{remark}. {}", words.text("certificate-remark-letters", &[])),
    }
}

fn course_line(words: &Words, ground: &Ground) -> String {
    match &ground.version {
        Some(version) => words.text(
            "certificate-course-version",
            &[
                ("course", ground.code.as_str().into()),
                ("version", version.number.to_string().into()),
            ],
        ),
        None => words.text("certificate-course", &[("course", ground.code.as_str().into())]),
    }
}

fn sentence(words: &Words, ground: &Ground, tested: bool, day: &str) -> String {
    let version = ground
        .version
        .as_ref()
        .map(|version| version.number.to_string())
        .unwrap_or_default();
    let key = match (tested, version.is_empty()) {
        (true, false) => "certificate-passed-version",
        (true, true) => "certificate-passed",
        (false, _) => "certificate-attended",
    };
    words.text(
        key,
        &[
            ("course", ground.code.as_str().into()),
            ("version", version.into()),
            ("day", day.into()),
        ],
    )
}

fn found_by(words: &Words, ground: &Ground, tested: bool) -> String {
    match (tested, ground.evidence.score_percent) {
        (true, Some(score)) => words.text("certificate-found-by-score", &[("score", score.to_string().into())]),
        (true, None) => words.text("certificate-found-by-test", &[]),
        (false, _) => words.text("certificate-found-by-trainer", &[]),
    }
}

fn contents(words: &Words, ground: &Ground) -> String {
    let Some(version) = &ground.version else { return String::new() };
    let summary = in_language(&version.summary.0, words.locale());
    match (summary.is_empty(), version.minutes > 0) {
        (true, _) => String::new(),
        (false, false) => summary.to_owned(),
        (false, true) => words.text(
            "certificate-contents-minutes",
            &[
                ("summary", summary.trim_end_matches('.').into()),
                ("minutes", version.minutes.into()),
            ],
        ),
    }
}

/// The code in two lines of four and three groups.
fn halves(code: &str) -> [String; 2] {
    let (first, second) = code.split_at_checked(CODE_LENGTH / 7 * 4).unwrap_or((code, ""));
    [grouped(first), grouped(second)]
}

fn without_scheme(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

fn colour(configured: &str) -> &str {
    let hex = configured
        .strip_prefix('#')
        .filter(|hex| hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit()));
    if hex.is_some() { configured } else { COLOUR }
}
