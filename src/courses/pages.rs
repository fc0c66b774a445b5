//! What the pages of those who write courses show.

mod block;
pub mod difference;
mod samples;

pub use block::{BlockForm, BlockRow, OptionRow};

use super::shown::{ShownBlock, ShownQuestion};
use crate::people::menu::Menu;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// A tab.
#[derive(Clone, Debug, Serialize)]
pub struct Tab {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub label: String,
    /// A few words more.
    pub note: Option<String>,
    /// Whether it is shown.
    pub current: bool,
}

/// All courses.
#[derive(Clone, Debug, Serialize)]
pub struct CoursesPage {
    /// In the order of their codes.
    pub courses: Vec<CourseRow>,
}

/// A course in the list.
#[derive(Clone, Debug, Serialize)]
pub struct CourseRow {
    /// Where it is.
    pub href: String,
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Number of the newest published version.
    pub published: Option<i32>,
    /// Number of the draft.
    pub draft: Option<i32>,
}

/// A course to be made.
#[derive(Clone, Debug, Serialize)]
pub struct NewCoursePage {
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// Code.
    pub code: Field,
    /// German title.
    pub title_de: Field,
    /// English title.
    pub title_en: Field,
}

/// Something to mend, as a link.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewLine {
    /// Where it is.
    pub href: String,
    /// What and where.
    pub text: String,
    /// Whether it stops a publication.
    pub stops: bool,
}

/// A module in the list.
#[derive(Clone, Debug, Serialize)]
pub struct ModuleRow {
    /// Name.
    pub key: String,
    /// Where it is written.
    pub href: String,
    /// Title.
    pub title: String,
    /// How many blocks.
    pub blocks: usize,
    /// How many of them are questions.
    pub questions: usize,
    /// Minutes.
    pub minutes: i32,
    /// How many faults stop a publication.
    pub stopping: usize,
}

/// A version in the history.
#[derive(Clone, Debug, Serialize)]
pub struct VersionRow {
    /// Number.
    pub version: i32,
    /// When it was published.
    pub published_at: Option<Instant>,
    /// `improvement` or `retake`.
    pub change_kind: Option<String>,
    /// What changed.
    pub change_note: Option<String>,
}

/// A course with its draft and its history.
#[derive(Clone, Debug, Serialize)]
pub struct CoursePage {
    /// Small line above.
    pub over: String,
    /// Title.
    pub title: String,
    /// Address of the course.
    pub base: String,
    /// Number of the draft.
    pub draft: Option<i32>,
    /// Content and settings.
    pub tabs: Vec<Tab>,
    /// Modules of the draft.
    pub modules: Vec<ModuleRow>,
    /// Title of a module to be added.
    pub new_title: Field,
    /// Under which name the browser keeps it until there is one.
    pub new_draft: String,
    /// What is to be mended.
    pub review: Vec<ReviewLine>,
    /// Where the draft can be seen as a learner sees it.
    pub preview_url: Option<String>,
    /// Which courses count for this one; none for whoever may not say so.
    pub equivalences_url: Option<String>,
    /// Where somebody is given a further attempt; none where as many as wanted may be made.
    pub attempts_url: Option<String>,
    /// Faults of the publication.
    pub faults: Vec<FormFault>,
    /// How grave the change is.
    pub change_kind: Field,
    /// The kinds of change.
    pub change_kinds: Vec<Choice>,
    /// What changed.
    pub change_note: Field,
    /// Published versions, the newest first.
    pub versions: Vec<VersionRow>,
    /// What the newest version changes against the published one before it, where there are two.
    pub difference_url: Option<String>,
}

/// Settings of a draft.
#[derive(Clone, Debug, Serialize)]
pub struct SettingsPage {
    /// Small line above.
    pub over: String,
    /// Title.
    pub heading: String,
    /// Address of the course.
    pub base: String,
    /// Content and settings.
    pub tabs: Vec<Tab>,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// The revision that was read.
    pub revision: i32,
    /// Under which name the browser keeps what is typed until it is saved.
    pub draft: String,
    /// German title.
    pub title_de: Field,
    /// English title.
    pub title_en: Field,
    /// German summary.
    pub summary_de: Field,
    /// English summary.
    pub summary_en: Field,
    /// Pass mark.
    pub pass_mark_percent: Field,
    /// Runs allowed.
    pub attempts_allowed: Field,
}

/// A module being written.
#[derive(Clone, Debug, Serialize)]
pub struct ModulePage {
    /// Small line above.
    pub over: String,
    /// Title.
    pub title: String,
    /// Address of the module.
    pub base: String,
    /// Languages.
    pub tabs: Vec<Tab>,
    /// Faults above.
    pub faults: Vec<FormFault>,
    /// The revision that was read.
    pub revision: i32,
    /// Under which name the browser keeps what is typed into the settings until it is saved.
    pub draft: String,
    /// The same of what was just saved.
    pub saved: Option<String>,
    /// Whether a block is open.
    pub open: bool,
    /// Id of the block behind which another is put; empty: at the end.
    pub after: String,
    /// The blocks.
    pub blocks: Vec<BlockRow>,
    /// The kinds of block to insert.
    pub kinds: Vec<&'static str>,
    /// What is to be mended.
    pub review: Vec<ReviewLine>,
    /// German title.
    pub title_de: Field,
    /// English title.
    pub title_en: Field,
    /// Minutes.
    pub minutes: Field,
    /// When right answers are shown.
    pub reveal: Field,
    /// The choices for it.
    pub reveals: Vec<Choice>,
    /// Where it can be seen as a learner sees it.
    pub preview_url: String,
}

/// A screen as a learner sees it, in a frame of a phone's width; nothing is kept.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewPage {
    /// Small line above.
    pub over: String,
    /// Title of the module.
    pub title: String,
    /// Languages.
    pub tabs: Vec<Tab>,
    /// Back to where it is written.
    pub edit_url: String,
    /// Number of the screen, from 1.
    pub screen: usize,
    /// How many screens the module has.
    pub screens: usize,
    /// What tells and shows.
    pub blocks: Vec<ShownBlock>,
    /// What asks.
    pub question: Option<ShownQuestion>,
    /// Whether the other answers can be unfolded.
    pub others: bool,
    /// What is wrong with the answer.
    pub fault: Option<String>,
    /// Where the form goes.
    pub action: String,
    /// Whether the question waits.
    pub asks: bool,
    /// The screen before.
    pub back: Option<String>,
    /// The screen after.
    pub next: Option<String>,
}

macro_rules! page {
    ($page:ident, $template:literal, $samples:ident) => {
        impl Page for $page {
            const TEMPLATE: &'static str = $template;

            fn samples() -> Vec<Self> {
                samples::$samples()
            }

            fn sample_frame() -> Frame {
                Menu::Trainer.sample_frame("/courses")
            }
        }
    };
}

page!(CoursesPage, "courses/list", courses);
page!(NewCoursePage, "courses/new", new_course);
page!(CoursePage, "courses/course", course);
page!(SettingsPage, "courses/settings", settings);
page!(ModulePage, "courses/module", modules);
page!(PreviewPage, "courses/preview", previews);

crate::samples! { pages: CoursesPage, NewCoursePage, CoursePage, SettingsPage, ModulePage, PreviewPage, difference::DifferencePage }
