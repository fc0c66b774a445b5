//! What a version changes against another, block by block.

use super::reading;
use crate::courses::difference::Compared;
use crate::courses::pages::difference::{BlockView, ChapterView, DifferencePage, PartView, RunView};
use crate::courses::store::Version;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::course::Language;
use crate::rules::course::difference::{Change, Part, PartChange};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

/// Which versions.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    from: Option<i32>,
    #[serde(default)]
    to: Option<i32>,
}

/// `GET /courses/{code}/differences`
pub async fn show(
    may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Error> {
    let found = state
        .db
        .gather(move |conn| Compared::load(conn, &code, asked.from, asked.to))
        .await?;
    let (words, language) = (may.actor.words(&state), reading(&may));
    let chosen = |shown: &Version| {
        let choice = |version: &Version| Choice::new(version.number.to_string(), named(words, version)).chosen(version.id == shown.id);
        found.versions.iter().map(choice).collect()
    };
    let difference = &found.difference;
    let parts = |all: &[PartChange]| all.iter().map(|part| view(words, part)).collect::<Vec<_>>();
    let page = DifferencePage {
        over: found.course.code.clone(),
        title: found.after.title.0.text(language).to_owned(),
        before: named(words, &found.before),
        after: named(words, &found.after),
        action: format!("/courses/{}/differences", found.course.code),
        back: format!("/courses/{}", found.course.code),
        from: Field::new("from"),
        froms: chosen(&found.before),
        to: Field::new("to"),
        tos: chosen(&found.after),
        none: difference.is_empty(),
        added: difference.count(Change::Added),
        removed: difference.count(Change::Removed),
        changed: difference.count(Change::Changed),
        parts: parts(&difference.parts),
        chapters: difference
            .chapters
            .iter()
            .map(|chapter| ChapterView {
                title: chapter.title.text(language).to_owned(),
                change: chapter.change.as_str(),
                moved: chapter.moved,
                parts: parts(&chapter.parts),
                blocks: chapter
                    .blocks
                    .iter()
                    .map(|block| BlockView {
                        kind: block.kind.as_str(),
                        number: block.number,
                        change: block.change.as_str(),
                        moved: block.moved,
                        parts: parts(&block.parts),
                    })
                    .collect(),
                same: chapter.same,
            })
            .collect(),
        same: difference.same,
    };
    may.show(&state, &page)
}

fn named(words: &Words, version: &Version) -> String {
    let key = if version.is_draft() {
        "difference-draft"
    } else {
        "courses-version"
    };
    words.text(key, &[("version", version.number.into())])
}

fn view(words: &Words, part: &PartChange) -> PartView {
    let worded = |text: &str| match (part.is_word, part.part) {
        (false, _) => text.to_owned(),
        (_, Part::Reveal) => words.text(&format!("course-reveal-{text}"), &[]),
        (_, Part::Kind) => words.text(&format!("course-block-{text}"), &[]),
        (_, Part::Tone) => words.text(&format!("course-tone-{text}"), &[]),
        (_, Part::Level) => words.text(&format!("course-level-{text}"), &[]),
        (true, _) => words.text(&format!("difference-word-{text}"), &[]),
    };
    let label = words.text(&format!("difference-part-{}", part.part.as_str()), &[]);
    PartView {
        label: match part.place {
            Some(place) => format!("{label} {place}"),
            None => label,
        },
        language: part.language.map(|language| language.code().to_uppercase()),
        lang: part.language.map(Language::code),
        runs: part
            .runs
            .iter()
            .map(|run| RunView {
                how: run.how.as_str(),
                text: worded(&run.text),
            })
            .collect(),
        note: part.same_words.then(|| match part.part {
            Part::File => words.text("difference-other-file", &[]),
            _ => words.text("difference-other-dress", &[]),
        }),
    }
}
