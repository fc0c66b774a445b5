//! From the fields of the editor's forms to blocks: one language at a time, the others stay as they are.

use crate::platform::error::Message;
use crate::rules::course::{
    Answer, Block, Body, Document, Item, Key, LONGEST_TEXT, Language, MOST_OPTIONS, Pair, Rich, TextOption, Texts, Tone, gap_count, is_fit,
};

/// The fields of a form, in order.
pub struct Fields<'f>(pub &'f [(String, String)]);

impl Fields<'_> {
    /// The first field of this name; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The first field of this name.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// All fields of this name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0
            .iter()
            .filter(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
            .collect()
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.find(name) == Some("true")
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.text(name)
            .trim()
            .replace(',', ".")
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
    }
}

/// What is wrong with a block's form: the field and its message.
pub type Wrong = Vec<(String, Message)>;

/// Reads one form in one language, and notes what is wrong with it.
struct Reading<'r, 'f> {
    fields: &'r Fields<'f>,
    language: Language,
    wrong: Wrong,
}

impl Reading<'_, '_> {
    fn note(&mut self, field: &str, key: &'static str) {
        self.wrong.push((field.to_owned(), Message::new(key)));
    }

    /// A text as it was typed, whatever it is, so that it comes back; one that cannot be kept is told at its field.
    fn text(&mut self, texts: &mut Texts, name: &str) {
        let Some(text) = self.fields.find(name) else { return };
        let text = text.replace("\r\n", "\n").trim().to_owned();
        if !is_fit(&text) {
            let message = Message::new("course-text-fault").with("most", LONGEST_TEXT);
            self.wrong.push((name.to_owned(), message));
        }
        texts.set(self.language, text);
    }
}

/// Writes what was typed into a block. What cannot be read is told, and stays as it was in the block.
pub fn fill(block: &mut Block, fields: &Fields<'_>, language: Language) -> Wrong {
    let mut form = Reading {
        fields,
        language,
        wrong: Wrong::new(),
    };
    match &mut block.body {
        Body::Heading { text, level } => {
            form.text(text, "text");
            *level = if fields.text("level") == "3" { 3 } else { 2 };
        }
        Body::Text { text } => {
            // The editor of formatted text sends JSON, a form without a script plain paragraphs.
            match fields.find("text_json").filter(|json| !json.is_empty()) {
                Some(json) => match serde_json::from_str::<Rich>(json) {
                    Ok(rich) => text.set(language, rich),
                    Err(_) => form.note("text", "course-text-unreadable"),
                },
                None => {
                    if let Some(plain) = fields.find("text") {
                        text.set(language, Rich::from_plain(plain));
                    }
                }
            }
            if text.of(language).is_some_and(|rich| !is_fit(&rich.plain())) {
                let message = Message::new("course-text-fault").with("most", LONGEST_TEXT);
                form.wrong.push(("text".to_owned(), message));
            }
        }
        Body::Callout { tone, lead, text } => {
            form.text(lead, "lead");
            form.text(text, "text");
            *tone = Tone::ALL
                .into_iter()
                .find(|tone| tone.as_str() == fields.text("tone"))
                .unwrap_or(*tone);
        }
        Body::Image { alt, caption, .. } => {
            form.text(alt, "alt");
            form.text(caption, "caption");
        }
        Body::File { title, .. } => form.text(title, "title"),
        Body::Question(question) => {
            form.text(&mut question.prompt, "prompt");
            form.text(&mut question.right, "said-right");
            form.text(&mut question.wrong, "said-wrong");
            question.counts = fields.ticked("counts");
            match fields.text("points").trim().parse::<u8>() {
                Ok(points) if (1..=100).contains(&points) => question.points = points,
                _ => form.note("points", "course-points-fault"),
            }
            fill_answer(&mut question.answer, &mut form);
        }
    }
    form.wrong
}

fn fill_answer(answer: &mut Answer, form: &mut Reading<'_, '_>) {
    let fields = form.fields;
    match answer {
        Answer::Single { options, shuffle } | Answer::Multiple { options, shuffle, .. } => {
            *shuffle = fields.ticked("shuffle");
            let right = fields.all("right");
            for option in options {
                form.text(&mut option.text, &format!("option-{}", option.id));
                form.text(&mut option.feedback, &format!("reply-{}", option.id));
                option.right = right.iter().any(|id| id == option.id.as_str());
            }
        }
        Answer::TrueFalse { right } => *right = fields.text("right") == "true",
        Answer::Order { items, .. } => {
            for item in items {
                form.text(&mut item.text, &format!("option-{}", item.id));
            }
        }
        Answer::Match { pairs, .. } => {
            for pair in pairs {
                form.text(&mut pair.left, &format!("option-{}", pair.id));
                form.text(&mut pair.right, &format!("reply-{}", pair.id));
            }
        }
        Answer::Numeric { right, tolerance, unit } => {
            form.text(unit, "unit");
            match fields.number("number") {
                Some(number) => *right = number,
                None => form.note("number", "player-answer-no-number"),
            }
            match fields
                .number("tolerance")
                .or_else(|| fields.text("tolerance").trim().is_empty().then_some(0.0))
            {
                Some(number) if number >= 0.0 => *tolerance = number,
                _ => form.note("tolerance", "course-tolerance-fault"),
            }
        }
        Answer::FillIn { text, .. } => {
            form.text(text, "gaps");
            if gap_count(text.text(form.language)) > MOST_OPTIONS {
                let message = Message::new("course-gaps-fault").with("most", MOST_OPTIONS);
                form.wrong.push(("gaps".to_owned(), message));
            }
        }
    }
    match answer {
        Answer::Multiple { partial, .. }
        | Answer::Order { partial, .. }
        | Answer::Match { partial, .. }
        | Answer::FillIn { partial, .. } => {
            *partial = fields.ticked("partial");
        }
        _ => {}
    }
}

/// Adds an empty answer, item or pair to a question.
pub fn add_option(block: &mut Block, id: Key) {
    let Body::Question(question) = &mut block.body else { return };
    match &mut question.answer {
        Answer::Single { options, .. } | Answer::Multiple { options, .. } => options.push(TextOption {
            id,
            text: Texts::default(),
            right: false,
            feedback: Texts::default(),
        }),
        Answer::Order { items, .. } => items.push(Item {
            id,
            text: Texts::default(),
        }),
        Answer::Match { pairs, .. } => pairs.push(Pair {
            id,
            left: Texts::default(),
            right: Texts::default(),
        }),
        _ => {}
    }
}

/// Takes an answer, item or pair out of a question.
pub fn remove_option(block: &mut Block, id: &str) {
    let Body::Question(question) = &mut block.body else { return };
    match &mut question.answer {
        Answer::Single { options, .. } | Answer::Multiple { options, .. } => options.retain(|option| option.id.as_str() != id),
        Answer::Order { items, .. } => items.retain(|item| item.id.as_str() != id),
        Answer::Match { pairs, .. } => pairs.retain(|pair| pair.id.as_str() != id),
        _ => {}
    }
}

/// What a button of the editor does to the order of blocks: `up`, `down`, `copy` or `remove`.
pub fn arrange(document: &mut Document, id: &Key, deed: &str, mut draw: impl FnMut() -> Key) {
    let blocks = &mut document.blocks;
    let Some(at) = blocks.iter().position(|block| block.id == *id) else {
        return;
    };
    match deed {
        "up" if at > 0 => blocks.swap(at, at - 1),
        "down" if at + 1 < blocks.len() => blocks.swap(at, at + 1),
        "copy" => {
            let mut copy = blocks[at].clone();
            copy.id = draw();
            blocks.insert(at + 1, copy);
        }
        "remove" => {
            blocks.remove(at);
        }
        _ => {}
    }
}

/// Puts a block behind another one.
pub fn insert_after(document: &mut Document, id: &Key, block: Block) {
    let at = document.blocks.iter().position(|known| known.id == *id);
    document.blocks.insert(at.map_or(document.blocks.len(), |at| at + 1), block);
}

/// Puts blocks in the order of these ids; what is not named keeps its place behind them.
pub fn reorder(document: &mut Document, order: &[String]) {
    let place = |block: &Block| order.iter().position(|id| id == block.id.as_str()).unwrap_or(usize::MAX);
    document.blocks.sort_by_key(place);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::course::Kind;

    fn drawn() -> impl FnMut() -> Key {
        let mut number = 0;
        move || {
            number += 1;
            Key::drawn(number)
        }
    }

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    #[test]
    fn one_language_is_written_and_the_other_stays() {
        let mut block = Block::blank(Kind::Callout, drawn());
        fill(
            &mut block,
            &Fields(&fields(&[("text", "Zehn Minuten"), ("tone", "danger")])),
            Language::De,
        );
        fill(
            &mut block,
            &Fields(&fields(&[("text", "Ten minutes"), ("tone", "danger")])),
            Language::En,
        );
        let Body::Callout { text, tone, .. } = &block.body else {
            panic!("a callout")
        };
        assert_eq!(
            (text.text(Language::De), text.text(Language::En), *tone),
            ("Zehn Minuten", "Ten minutes", Tone::Danger)
        );
    }

    #[test]
    fn answers_are_marked_added_and_taken_out() {
        let mut block = Block::blank(Kind::Single, drawn());
        let ids: Vec<Key> = crate::rules::marking::layout(&block.id.clone(), block.question().unwrap(), 0)
            .keys()
            .to_vec();
        let form = fields(&[("points", "2"), ("right", ids[0].as_str()), (&format!("option-{}", ids[0]), "Ja")]);
        assert!(fill(&mut block, &Fields(&form), Language::De).is_empty());
        add_option(&mut block, Key::new("neu").unwrap());
        remove_option(&mut block, ids[1].as_str());
        let Answer::Single { options, .. } = &block.question().unwrap().answer else {
            panic!("single")
        };
        assert_eq!(options.len(), 3);
        assert_eq!(options.iter().filter(|option| option.right).count(), 1);
    }

    #[test]
    fn what_is_no_number_is_told_and_changes_nothing() {
        let mut block = Block::blank(Kind::Numeric, drawn());
        let form = fields(&[("points", "0"), ("number", "zehn"), ("tolerance", "-1")]);
        let wrong = fill(&mut block, &Fields(&form), Language::De);
        assert_eq!(
            wrong.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(),
            ["points", "number", "tolerance"]
        );
    }

    #[test]
    fn a_text_that_cannot_be_kept_is_told_at_its_field_and_comes_back() {
        let mut block = Block::blank(Kind::Match, drawn());
        let Answer::Match { pairs, .. } = &block.question().unwrap().answer else {
            panic!("pairs")
        };
        let reply = format!("reply-{}", pairs[0].id);
        let long = "x".repeat(LONGEST_TEXT + 1);
        let form = fields(&[("points", "1"), ("prompt", &long), (&reply, "\u{7}")]);
        let wrong = fill(&mut block, &Fields(&form), Language::De);
        assert_eq!(
            wrong.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(),
            ["prompt", reply.as_str()]
        );
        assert_eq!(block.question().unwrap().prompt.text(Language::De), long);
    }

    #[test]
    fn blocks_move_and_double() {
        let mut draw = drawn();
        let blocks = vec![Block::blank(Kind::Text, &mut draw), Block::blank(Kind::Heading, &mut draw)];
        let (first, second) = (blocks[0].id.clone(), blocks[1].id.clone());
        let mut document = Document {
            blocks,
            ..Document::default()
        };
        arrange(&mut document, &first, "down", &mut draw);
        assert_eq!(document.blocks[1].id, first);
        arrange(&mut document, &second, "copy", &mut draw);
        assert_eq!((document.blocks.len(), document.broken()), (3, None));
        arrange(&mut document, &second, "remove", &mut draw);
        reorder(&mut document, &[first.to_string()]);
        assert_eq!(document.blocks[0].id, first);
    }
}
