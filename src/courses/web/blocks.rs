//! Blocks as the editor shows them: closed with their result, or open with a form in one language.

use crate::courses::pages::{BlockForm, BlockRow, OptionRow};
use crate::platform::i18n::Words;
use crate::platform::views::{Choice, Field};
use crate::rules::course::{Answer, Block, Body, FaultKind, FileRef, Language, Question, Texts, Tone};

/// The first words of a block in a language.
pub(super) fn first_words(block: &Block, language: Language) -> String {
    let text = match &block.body {
        Body::Heading { text, .. } => text.text(language).to_owned(),
        Body::Text { text } => text.shown(language).map(|(rich, _)| rich.plain()).unwrap_or_default(),
        Body::Callout { lead, text, .. } => format!("{} {}", lead.text(language), text.text(language)),
        Body::Image { file, alt, caption } => named(&[caption, alt], file.as_ref(), language),
        Body::File { file, title } => named(&[title], file.as_ref(), language),
        Body::Question(question) => match &question.answer {
            Answer::FillIn { text, .. } if question.prompt.is_blank() => text.text(language).to_owned(),
            _ => question.prompt.text(language).to_owned(),
        },
    };
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > 160 {
        format!("{}…", text.chars().take(160).collect::<String>())
    } else {
        text
    }
}

fn named(texts: &[&Texts], file: Option<&FileRef>, language: Language) -> String {
    let words = texts.iter().map(|texts| texts.text(language)).find(|text| !text.is_empty());
    words
        .map(ToOwned::to_owned)
        .or(file.map(|file| file.name.clone()))
        .unwrap_or_default()
}

/// A block as a closed line.
pub(super) fn row(base: &str, place: usize, block: &Block, language: Language, faults: Vec<String>) -> BlockRow {
    let tone = match &block.body {
        Body::Callout { tone, .. } => Some(tone.as_str()),
        _ => None,
    };
    let language_query = format!("in={}", language.code());
    BlockRow {
        id: block.id.to_string(),
        place,
        kind: block.kind().as_str(),
        tone,
        words: first_words(block, language),
        href: format!("{base}?{language_query}&block={id}#block-{id}", id = block.id),
        close: format!("{base}?{language_query}"),
        action: format!("{base}/blocks/{}", block.id),
        faults,
        form: None,
    }
}

/// The form of a block in a language.
pub(super) fn form(words: &Words, block: &Block, revision: i32, language: Language) -> BlockForm {
    let of = |texts: &Texts| texts.of(language).cloned().unwrap_or_default();
    let field = |name: &str, texts: &Texts| Some(Field::with(name, of(texts)));
    let mut form = BlockForm {
        revision,
        language: language.code(),
        ..BlockForm::default()
    };
    match &block.body {
        Body::Heading { text, level } => {
            form.text = field("text", text);
            form.text_label = "heading";
            form.choice = Some(Field::new("level"));
            form.choice_label = "level";
            form.choices = choices(words, |word| format!("course-level-{word}"), &["2", "3"], &level.to_string());
        }
        Body::Text { text } => {
            let rich = text.of(language);
            form.rich = true;
            form.rich_json = rich.and_then(|rich| serde_json::to_string(rich).ok()).unwrap_or_default();
            form.text = Some(Field::with("text", rich.map(|rich| rich.plain()).unwrap_or_default()));
        }
        Body::Callout { tone, lead, text } => {
            form.text = field("text", text);
            form.text_label = "callout";
            form.lead = field("lead", lead);
            form.choice = Some(Field::new("tone"));
            form.choice_label = "tone";
            form.choices = choices(
                words,
                |word| format!("course-tone-{word}"),
                &Tone::ALL.map(Tone::as_str),
                tone.as_str(),
            );
        }
        Body::Image { file, alt, caption } => {
            form.alt = field("alt", alt);
            form.caption = field("caption", caption);
            upload(&mut form, file.as_ref(), "image/png,image/jpeg,image/gif,image/webp");
        }
        Body::File { file, title } => {
            form.text = field("title", title);
            form.text_label = "title";
            upload(
                &mut form,
                file.as_ref(),
                "application/pdf,image/png,image/jpeg,image/gif,image/webp",
            );
        }
        Body::Question(question) => fill_question(words, &mut form, question, language),
    }
    form
}

/// The field at which a fault of the content is mended; none where it is not one field's.
pub(super) fn field_of(form: &BlockForm, kind: FaultKind) -> Option<String> {
    let name = |field: &Option<Field>| field.as_ref().map(|field| field.name.clone());
    match kind {
        FaultKind::NoText => name(&form.text),
        FaultKind::NoFile => name(&form.file),
        FaultKind::NoAlt => name(&form.alt),
        FaultKind::NoGap | FaultKind::UnequalGaps => name(&form.gaps),
        FaultKind::HeadingOrder => name(&form.choice),
        FaultKind::NoRightAnswer | FaultKind::TooFew | FaultKind::EmptyOption => Some("options".to_owned()),
        _ => None,
    }
}

/// What a field of the form is called; none for what is no field of it, or has no short name.
pub(super) fn label(words: &Words, form: &BlockForm, field: &str) -> Option<String> {
    let option = |id: &str| form.options.iter().find(|row| row.id == id).map(|row| row.place);
    let numbered = |key: &str, id: &str| option(id).map(|place| words.text(key, &[("place", place.into())]));
    if let Some(id) = field.strip_prefix("option-") {
        return numbered("course-option-text", id);
    }
    if let Some(id) = field.strip_prefix("reply-") {
        return numbered("course-option-reply", id);
    }
    let word = match field {
        "text" | "title" | "prompt" if form.rich => "text",
        "text" | "title" | "prompt" => form.text_label,
        "level" | "tone" | "right" => form.choice_label,
        "lead" | "alt" | "caption" | "file" | "gaps" | "number" | "tolerance" | "unit" | "said-right" | "said-wrong" | "points" => field,
        _ => return None,
    };
    Some(words.text(&format!("course-field-{word}"), &[]))
}

fn upload(form: &mut BlockForm, file: Option<&FileRef>, accept: &'static str) {
    form.file = Some(Field::new("file"));
    form.file_name = file.map(|file| file.name.clone());
    form.file_id = file.map(|file| file.id.to_string());
    form.accept = accept;
}

fn fill_question(words: &Words, form: &mut BlockForm, question: &Question, language: Language) {
    let of = |texts: &Texts| texts.of(language).cloned().unwrap_or_default();
    form.text = Some(Field::with("prompt", of(&question.prompt)));
    form.text_label = "prompt";
    form.said_right = Some(Field::with("said-right", of(&question.right)));
    form.said_wrong = Some(Field::with("said-wrong", of(&question.wrong)));
    form.points = Some(Field::with("points", question.points.to_string()));
    form.counts = question.counts;
    let row = |place: usize, id: String, text: &Texts, reply: Option<&Texts>, right: bool| OptionRow {
        place: place + 1,
        text: Field::with(&format!("option-{id}"), of(text)),
        reply: Field::with(&format!("reply-{id}"), reply.map(of).unwrap_or_default()),
        right,
        id,
    };
    match &question.answer {
        Answer::Single { options, shuffle } | Answer::Multiple { options, shuffle, .. } => {
            let several = matches!(question.answer, Answer::Multiple { .. });
            form.marking = Some(if several { "checkbox" } else { "radio" });
            form.replies = true;
            form.option_kind = "answers";
            form.shuffles = true;
            form.shuffle = *shuffle;
            let rows = options.iter().enumerate();
            form.options = rows
                .map(|(place, o)| row(place, o.id.to_string(), &o.text, Some(&o.feedback), o.right))
                .collect();
        }
        Answer::TrueFalse { right } => {
            form.choice = Some(Field::new("right"));
            form.choice_label = "right";
            form.choices = choices(
                words,
                |word| format!("content-statement-{word}"),
                &["true", "false"],
                &right.to_string(),
            );
        }
        Answer::Order { items, .. } => {
            form.option_kind = "order";
            form.options = items
                .iter()
                .enumerate()
                .map(|(place, i)| row(place, i.id.to_string(), &i.text, None, false))
                .collect();
        }
        Answer::Match { pairs, .. } => {
            form.option_kind = "match";
            form.replies = true;
            let rows = pairs.iter().enumerate();
            form.options = rows
                .map(|(place, p)| row(place, p.id.to_string(), &p.left, Some(&p.right), false))
                .collect();
        }
        Answer::Numeric { right, tolerance, unit } => {
            form.number_field = Some(Field::with("number", right.to_string()));
            form.tolerance = Some(Field::with("tolerance", tolerance.to_string()));
            form.unit = Some(Field::with("unit", of(unit)));
        }
        Answer::FillIn { text, .. } => form.gaps = Some(Field::with("gaps", of(text))),
    }
    if let Answer::Multiple { partial, .. }
    | Answer::Order { partial, .. }
    | Answer::Match { partial, .. }
    | Answer::FillIn { partial, .. } = &question.answer
    {
        form.partials = true;
        form.partly = *partial;
    }
}

fn choices(words: &Words, key: impl Fn(&str) -> String, all: &[&str], chosen: &str) -> Vec<Choice> {
    all.iter()
        .map(|word| Choice::new(*word, words.text(&key(word), &[])).chosen(*word == chosen))
        .collect()
}
