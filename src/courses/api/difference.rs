//! What a version of a course changes against another.

use crate::courses::api::TextsShape;
use crate::courses::difference::Compared;
use crate::people::May;
use crate::people::guard::WriteCourses;
use crate::platform::api::Refusals;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::course::difference::{BlockChange, ChapterChange, PartChange};
use crate::rules::course::{Language, Texts};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which versions.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DifferenceQuery {
    /// Number of the earlier version; the newest published one before the other where it is left out.
    #[serde(default)]
    pub from: Option<i32>,
    /// Number of the version that is looked at; the draft, else the newest version where it is left out.
    #[serde(default)]
    pub to: Option<i32>,
}

/// What a version changes against another.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferenceShape {
    /// Number of the earlier version.
    pub from: i32,
    /// Number of the version that is looked at.
    pub to: i32,
    /// What is said otherwise of the version itself.
    pub parts: Vec<PartDifference>,
    /// Modules that are not as they were, in the order of now; what is gone stands where it was.
    pub modules: Vec<ModuleDifference>,
    /// How many modules are as they were.
    pub same: usize,
}

/// What became of a module.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModuleDifference {
    /// Name within the course.
    pub key: String,
    /// Title now; where it is gone, its title before.
    #[schema(value_type = TextsShape)]
    pub title: Texts,
    /// `added`, `removed`, `changed` or `same`.
    pub change: &'static str,
    /// Whether it stands elsewhere among those that stayed.
    pub moved: bool,
    /// What it says otherwise besides its blocks.
    pub parts: Vec<PartDifference>,
    /// Blocks that are not as they were.
    pub blocks: Vec<BlockDifference>,
    /// How many blocks are as they were.
    pub same: usize,
}

/// What became of a block.
#[derive(Debug, Serialize, ToSchema)]
pub struct BlockDifference {
    /// Id within the module.
    pub id: String,
    /// Kind of block or way of answering.
    pub kind: &'static str,
    /// `added`, `removed`, `changed` or `same`.
    pub change: &'static str,
    /// Whether it stands elsewhere among those that stayed.
    pub moved: bool,
    /// Its number in the module, from 1; where it is gone, its number before.
    pub number: usize,
    /// What it says otherwise.
    pub parts: Vec<PartDifference>,
}

/// A part that says something else.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartDifference {
    /// Which part: `title`, `text`, `prompt`, `option`, `option_right` and so on.
    pub part: &'static str,
    /// Which of several answers, things or pairs, from 1.
    pub place: Option<usize>,
    /// ISO 639-1 code of the language of a text.
    pub language: Option<&'static str>,
    /// Before and after: those that are not `new` give the earlier text, those that are not `gone` the later one.
    pub runs: Vec<RunShape>,
    /// Whether the words are the same and something behind them changed: how they are set, or what a file holds.
    pub same_words: bool,
}

/// Words that stayed, went or came.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DifferenceRun)]
pub struct RunShape {
    /// `same`, `gone` or `new`.
    pub how: &'static str,
    /// The words.
    pub text: String,
}

impl From<&PartChange> for PartDifference {
    fn from(change: &PartChange) -> Self {
        Self {
            part: change.part.as_str(),
            place: change.place,
            language: change.language.map(Language::code),
            runs: change
                .runs
                .iter()
                .map(|run| RunShape {
                    how: run.how.as_str(),
                    text: run.text.clone(),
                })
                .collect(),
            same_words: change.same_words,
        }
    }
}

impl From<&BlockChange> for BlockDifference {
    fn from(block: &BlockChange) -> Self {
        Self {
            id: block.id.to_string(),
            kind: block.kind.as_str(),
            change: block.change.as_str(),
            moved: block.moved,
            number: block.number,
            parts: block.parts.iter().map(PartDifference::from).collect(),
        }
    }
}

impl From<&ChapterChange> for ModuleDifference {
    fn from(chapter: &ChapterChange) -> Self {
        Self {
            key: chapter.key.clone(),
            title: chapter.title.clone(),
            change: chapter.change.as_str(),
            moved: chapter.moved,
            parts: chapter.parts.iter().map(PartDifference::from).collect(),
            blocks: chapter.blocks.iter().map(BlockDifference::from).collect(),
            same: chapter.same,
        }
    }
}

/// What a version changes against another
///
/// Module by module, block by block, and in texts word by word. What is as it was is only counted.
#[utoipa::path(get, path = "/api/v1/courses/{code}/differences", tag = "courses", params(("code" = String, Path), DifferenceQuery),
    responses((status = 200, body = DifferenceShape), Refusals))]
pub async fn show(
    _may: May<WriteCourses>,
    state: web::Data<State>,
    code: web::Path<String>,
    query: Query<DifferenceQuery>,
) -> Result<HttpResponse, Error> {
    let found = state
        .db
        .gather(move |conn| Compared::load(conn, &code, query.from, query.to))
        .await?;
    let difference = &found.difference;
    Ok(HttpResponse::Ok().json(DifferenceShape {
        from: found.before.number,
        to: found.after.number,
        parts: difference.parts.iter().map(PartDifference::from).collect(),
        modules: difference.chapters.iter().map(ModuleDifference::from).collect(),
        same: difference.same,
    }))
}
