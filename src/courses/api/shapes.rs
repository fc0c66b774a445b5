//! What is sent and answered.

use crate::courses::store::{Course, CourseFile, Module, Version};
use crate::courses::upload;
use crate::courses::writing::Review;
use crate::platform::state::State;
use crate::rules::course::{ChangeKind, Document, Texts};
use crate::rules::id::{Id, Instant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A text per language.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TextsShape {
    /// German.
    pub de: Option<String>,
    /// English.
    pub en: Option<String>,
}

/// A course.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourseShape {
    /// Code.
    pub code: String,
    /// Title.
    #[schema(value_type = TextsShape)]
    pub title: Texts,
    /// Number of the newest published version; null: it cannot be taken yet.
    pub published: Option<i32>,
    /// Number of the draft.
    pub draft: Option<i32>,
    /// All versions, the newest first.
    pub versions: Vec<VersionShape>,
    /// When it was made.
    #[schema(value_type = chrono::DateTime<chrono::Utc>)]
    pub created_at: Instant,
}

impl CourseShape {
    /// A course among versions, its own or more.
    pub fn of(course: Course, versions: &[Version]) -> Self {
        let own: Vec<VersionShape> = versions
            .iter()
            .filter(|version| version.course_id == course.id)
            .cloned()
            .map(VersionShape::of)
            .collect();
        let newest = |state: &str| own.iter().find(|version| version.state == state).map(|version| version.number);
        Self {
            code: course.code,
            title: course.title.0,
            published: newest("published"),
            draft: newest("draft"),
            versions: own,
            created_at: course.created_at,
        }
    }
}

/// A version without its content.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VersionShape {
    /// Number, from 1.
    pub number: i32,
    /// `draft` or `published`.
    pub state: String,
    /// Title.
    #[schema(value_type = TextsShape)]
    pub title: Texts,
    /// Summary.
    #[schema(value_type = TextsShape)]
    pub summary: Texts,
    /// Minutes it takes.
    pub minutes: i32,
    /// Pass mark in per cent; null: going through it passes.
    pub pass_mark_percent: Option<i32>,
    /// Runs allowed; null: any number.
    pub attempts_allowed: Option<i32>,
    /// `improvement` or `retake`.
    pub change_kind: Option<String>,
    /// What changed.
    pub change_note: Option<String>,
    /// When it was published.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    pub published_at: Option<Instant>,
    /// Send it back with a change.
    pub revision: i32,
}

impl VersionShape {
    /// From the row.
    pub fn of(version: Version) -> Self {
        Self {
            number: version.number,
            state: version.state,
            title: version.title.0,
            summary: version.summary.0,
            minutes: version.minutes,
            pass_mark_percent: version.pass_mark_percent,
            attempts_allowed: version.attempts_allowed,
            change_kind: version.change_kind,
            change_note: version.change_note,
            published_at: version.published_at,
            revision: version.revision,
        }
    }
}

/// A version with its content and what is wrong with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftShape {
    /// The version.
    pub version: VersionShape,
    /// Its modules in order.
    pub modules: Vec<ModuleShape>,
    /// What is to be mended before publication.
    pub faults: Vec<FaultShape>,
}

impl DraftShape {
    /// From the rows.
    pub fn of(version: Version, modules: Vec<Module>, review: &Review) -> Self {
        let fault = |(module, fault): (Option<&str>, &crate::rules::course::Fault)| FaultShape {
            module: module.map(ToOwned::to_owned),
            block: fault.block.as_ref().map(ToString::to_string),
            kind: fault.kind.as_str().to_owned(),
            stops: fault.kind.stops(),
        };
        Self {
            version: VersionShape::of(version),
            faults: review.all().map(fault).collect(),
            modules: modules.into_iter().map(ModuleShape::of).collect(),
        }
    }
}

/// A module.
#[derive(Debug, Serialize, ToSchema)]
pub struct ModuleShape {
    /// Name, the same in every version.
    pub key: String,
    /// Title.
    #[schema(value_type = TextsShape)]
    pub title: Texts,
    /// Minutes it takes.
    pub minutes: i32,
    /// `reveal` (`after_answer`, `at_end`, `never`) and `blocks`, each with `id` and `body`.
    #[schema(value_type = Object)]
    pub document: Document,
    /// Send it back with a change.
    pub revision: i32,
}

impl ModuleShape {
    /// From the row.
    pub fn of(module: Module) -> Self {
        Self {
            key: module.key,
            title: module.title.0,
            minutes: module.minutes,
            document: module.document.0,
            revision: module.revision,
        }
    }
}

/// Something to mend.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultShape {
    /// Name of the module.
    pub module: Option<String>,
    /// Id of the block.
    pub block: Option<String>,
    /// Stable word.
    pub kind: String,
    /// Whether it stops a publication.
    pub stops: bool,
}

/// A kept file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileShape {
    /// By this a block names it.
    #[schema(value_type = uuid::Uuid)]
    pub id: Id,
    /// Name.
    pub name: String,
    /// As found in the content.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: i64,
    /// Where it is served, on the host for content.
    pub url: String,
}

impl FileShape {
    /// From the row.
    pub fn of(file: CourseFile, state: &State) -> Self {
        Self {
            id: file.id,
            url: upload::address(state, &file.hash),
            name: file.name,
            media_type: file.media_type,
            size_bytes: file.size_bytes,
        }
    }
}

/// A new course.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCourse {
    /// Code: up to 40 letters, digits, hyphens, dots and underscores.
    pub code: String,
    /// Title.
    #[schema(value_type = TextsShape)]
    pub title: Texts,
}

/// Settings of a draft.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVersionSettings {
    /// The revision that was read.
    pub revision: i32,
    /// Title.
    #[schema(value_type = TextsShape)]
    pub title: Texts,
    /// Summary.
    #[serde(default)]
    #[schema(value_type = TextsShape)]
    pub summary: Texts,
    /// Pass mark in per cent, 1 to 100; null: going through it passes.
    #[serde(default)]
    pub pass_mark_percent: Option<i32>,
    /// Runs allowed, 1 to 100; null: any number.
    #[serde(default)]
    pub attempts_allowed: Option<i32>,
}

/// A module as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewModule {
    /// Name of a new module: 1 to 40 of a-z, 0-9 and hyphens; drawn where left out. A change takes it from the address.
    #[serde(default)]
    pub key: Option<String>,
    /// The revision that was read; needed to change a module.
    #[serde(default)]
    pub revision: Option<i32>,
    /// Title.
    #[schema(value_type = TextsShape)]
    pub title: Texts,
    /// Minutes it takes, 0 to 600.
    pub minutes: i32,
    /// `reveal` (`after_answer`, `at_end`, `never`) and `blocks`, each with `id` and `body`.
    #[schema(value_type = Object)]
    pub document: serde_json::Value,
}

/// How the draft is published.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVersion {
    /// `improvement`: whoever began stays on their version. `retake`: whoever is under way begins again.
    #[schema(value_type = String)]
    pub change_kind: ChangeKind,
    /// What changed.
    #[serde(default)]
    pub change_note: Option<String>,
}

/// An order of modules.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Names of all modules.
    pub modules: Vec<String>,
}
