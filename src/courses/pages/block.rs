//! A block in the editor of a module: a closed line, or a form.

use crate::platform::views::{Choice, Field};
use serde::Serialize;

/// A block, closed or open.
#[derive(Clone, Debug, Serialize)]
pub struct BlockRow {
    /// Id.
    pub id: String,
    /// Number, from 1.
    pub place: usize,
    /// Kind.
    pub kind: &'static str,
    /// Tone of a callout.
    pub tone: Option<&'static str>,
    /// Its first words.
    pub words: String,
    /// Opens it.
    pub href: String,
    /// Closes it.
    pub close: String,
    /// Where its form goes.
    pub action: String,
    /// What stops a publication.
    pub faults: Vec<String>,
    /// Its form, where it is open.
    pub form: Option<BlockForm>,
}

/// The form of a block in one language; what a kind of block does not have is none.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BlockForm {
    /// The revision that was read.
    pub revision: i32,
    /// Under which name the browser keeps what is typed until it is saved.
    pub draft: String,
    /// Language that is written.
    pub language: &'static str,
    /// Whether the text is formatted.
    pub rich: bool,
    /// The formatted text as JSON.
    pub rich_json: String,
    /// The text, or what is asked.
    pub text: Option<Field>,
    /// Which label it has: `heading`, `callout`, `title` or `prompt`.
    pub text_label: &'static str,
    /// First words of a callout.
    pub lead: Option<Field>,
    /// Description of a picture.
    pub alt: Option<Field>,
    /// Caption of a picture.
    pub caption: Option<Field>,
    /// A file to upload.
    pub file: Option<Field>,
    /// The file there is.
    pub file_name: Option<String>,
    /// Which files are taken.
    pub accept: &'static str,
    /// A choice: level, tone, or what is right of true and false.
    pub choice: Option<Field>,
    /// Which label it has: `level`, `tone` or `right`.
    pub choice_label: &'static str,
    /// Its choices.
    pub choices: Vec<Choice>,
    /// A text with gaps.
    pub gaps: Option<Field>,
    /// The right number.
    pub number_field: Option<Field>,
    /// Its tolerance.
    pub tolerance: Option<Field>,
    /// Its unit.
    pub unit: Option<Field>,
    /// Identifier of the file there is, so that one that came with a refused form is not asked for again.
    pub file_id: Option<String>,
    /// Answers, items or pairs.
    pub options: Vec<OptionRow>,
    /// What is wrong with all of them together.
    pub options_error: Option<String>,
    /// `answers`, `order` or `match`.
    pub option_kind: &'static str,
    /// `radio` or `checkbox` where answers are marked as right.
    pub marking: Option<&'static str>,
    /// Whether each has a second text.
    pub replies: bool,
    /// Said after a right answer.
    pub said_right: Option<Field>,
    /// Said after a wrong answer.
    pub said_wrong: Option<Field>,
    /// Points.
    pub points: Option<Field>,
    /// Whether they count.
    pub counts: bool,
    /// Whether the order can be shuffled.
    pub shuffles: bool,
    /// Whether it is.
    pub shuffle: bool,
    /// Whether parts can earn points.
    pub partials: bool,
    /// Whether they do.
    pub partly: bool,
}

impl BlockForm {
    /// Puts a fault at the field of this name; whether the form has such a field.
    pub fn mark(&mut self, name: &str, why: &str) -> bool {
        if name == "options" && !self.options.is_empty() {
            self.options_error = Some(why.to_owned());
            return true;
        }
        match self.fields_mut().into_iter().find(|field| field.name == name) {
            Some(field) => {
                field.error = Some(why.to_owned());
                true
            }
            None => false,
        }
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        let single = [
            &mut self.text,
            &mut self.lead,
            &mut self.alt,
            &mut self.caption,
            &mut self.file,
            &mut self.choice,
            &mut self.gaps,
            &mut self.number_field,
            &mut self.tolerance,
            &mut self.unit,
            &mut self.said_right,
            &mut self.said_wrong,
            &mut self.points,
        ];
        let several = self.options.iter_mut().flat_map(|row| [&mut row.text, &mut row.reply]);
        single.into_iter().flatten().chain(several).collect()
    }
}

/// An answer, item or pair in a form.
#[derive(Clone, Debug, Serialize)]
pub struct OptionRow {
    /// Id.
    pub id: String,
    /// Number, from 1.
    pub place: usize,
    /// Its text, or left side.
    pub text: Field,
    /// What is said to it, or its right side.
    pub reply: Field,
    /// Whether it is right.
    pub right: bool,
}
