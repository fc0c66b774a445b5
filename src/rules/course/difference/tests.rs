use super::*;
use crate::rules::course::{Answer, Body, Item, Language, Question, Reveal, Rich, RichTexts, TextOption, Tone};
use proptest::prelude::*;

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

fn german(text: &str) -> Texts {
    Texts::new([(Language::De, text)])
}

fn callout(id: &str, text: &str) -> Block {
    let body = Body::Callout {
        tone: Tone::Note,
        lead: Texts::default(),
        text: german(text),
    };
    Block { id: key(id), body }
}

fn question(id: &str, answer: Answer) -> Block {
    let body = Body::Question(Question {
        prompt: german("Womit?"),
        points: 1,
        counts: true,
        right: Texts::default(),
        wrong: Texts::default(),
        answer,
    });
    Block { id: key(id), body }
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        reveal: Reveal::AfterAnswer,
        blocks,
    }
}

/// Compares two versions of one module each.
fn compared(before: Vec<Block>, after: Vec<Block>) -> Difference {
    let (title, none, old, new) = (german("Kurs"), Texts::default(), document(before), document(after));
    let edition = |document| Edition {
        title: &title,
        summary: &none,
        pass_mark_percent: Some(80),
        attempts_allowed: None,
        modules: vec![Chapter {
            key: "eins",
            title: &title,
            minutes: 5,
            document,
        }],
    };
    Difference::between(&edition(&old), &edition(&new))
}

/// The blocks of the only module: id, what became of it, whether it moved.
fn blocks(difference: &Difference) -> Vec<(String, &'static str, bool)> {
    let all = difference.chapters.iter().flat_map(|chapter| &chapter.blocks);
    all.map(|block| (block.id.to_string(), block.change.as_str(), block.moved))
        .collect()
}

fn marked(runs: &[Run]) -> String {
    let shown = |run: &Run| match run.how {
        How::Same => run.text.clone(),
        How::Gone => format!("[-{}-]", run.text),
        How::New => format!("[+{}+]", run.text),
    };
    runs.iter().map(shown).collect()
}

#[test]
fn the_same_version_changes_nothing() {
    let all = vec![callout("a", "Zehn Minuten warten."), callout("b", "Messen.")];
    assert!(compared(all.clone(), all).is_empty());
}

#[test]
fn blocks_are_new_gone_changed_and_moved_and_as_few_moved_as_can_be() {
    let before = vec![callout("a", "A"), callout("b", "B"), callout("c", "C"), callout("d", "D")];
    let after = vec![callout("d", "D"), callout("a", "A"), callout("x", "X"), callout("c", "C zwei")];
    let difference = compared(before, after);
    assert_eq!(
        blocks(&difference),
        [
            ("d".into(), "same", true),
            ("b".into(), "removed", false),
            ("x".into(), "added", false),
            ("c".into(), "changed", false),
        ]
    );
    assert_eq!(difference.chapters[0].same, 1);
    let count = |change| difference.count(change);
    assert_eq!((count(Change::Added), count(Change::Removed), count(Change::Changed)), (1, 1, 1));
}

#[test]
fn what_changed_and_moved_is_told_as_both() {
    let difference = compared(
        vec![callout("a", "A"), callout("b", "B"), callout("c", "C")],
        vec![callout("b", "B"), callout("c", "C"), callout("a", "A neu")],
    );
    assert_eq!(blocks(&difference), [("a".into(), "changed", true)]);
}

#[test]
fn texts_are_compared_word_by_word() {
    for (before, after, shown) in [
        ("Fünf Minuten warten.", "Zehn Minuten warten.", "[-Fünf-][+Zehn+] Minuten warten."),
        ("Warten.", "Warten und messen.", "Warten[+ und messen+]."),
        ("der alte Filter", "ein neuer Filter", "[-der alte-][+ein neuer+] Filter"),
        ("Prüfen, messen", "Prüfen; messen", "Prüfen[-,-][+;+] messen"),
        ("", "Neu", "[+Neu+]"),
        ("weg", "", "[-weg-]"),
    ] {
        assert_eq!(marked(&words::runs(before, after)), shown);
    }
}

#[test]
fn a_right_answer_an_order_and_a_setting_are_changes_too() {
    let option = |id: &str, text: &str, right| TextOption {
        id: key(id),
        text: german(text),
        right,
        feedback: Texts::default(),
    };
    let single = |first, second| Answer::Single {
        options: vec![option("x", "zweipolig", first), option("y", "einpolig", second)],
        shuffle: true,
    };
    let difference = compared(vec![question("q", single(true, false))], vec![question("q", single(false, true))]);
    let parts = &difference.chapters[0].blocks[0].parts;
    let said: Vec<_> = parts.iter().map(|part| (part.part, part.place, marked(&part.runs))).collect();
    assert_eq!(
        said,
        [
            (Part::OptionRight, Some(2), "[+yes+]".to_owned()),
            (Part::OptionRight, Some(1), "[-yes-]".to_owned()),
        ]
    );
    let order = |names: [&str; 2]| Answer::Order {
        items: names
            .map(|name| Item {
                id: key(name),
                text: german(name),
            })
            .to_vec(),
        partial: false,
    };
    let difference = compared(
        vec![question("q", order(["sichern", "messen"]))],
        vec![question("q", order(["messen", "sichern"]))],
    );
    let parts = &difference.chapters[0].blocks[0].parts;
    assert_eq!(parts.len(), 1);
    assert_eq!(
        (parts[0].part, marked(&parts[0].runs)),
        (Part::Order, "[-sichern → messen-][+messen → sichern+]".to_owned())
    );
    // The kind of a block that keeps its key.
    let difference = compared(vec![callout("q", "A")], vec![question("q", Answer::TrueFalse { right: true })]);
    let parts = &difference.chapters[0].blocks[0].parts;
    let kind = parts.iter().find(|part| part.part == Part::Kind).unwrap();
    assert!(kind.is_word);
    assert_eq!(marked(&kind.runs), "[-callout-][+true_false+]");
}

#[test]
fn words_that_are_only_set_otherwise_are_told_as_that() {
    let rich = |text: &str| {
        let json = format!(r#"{{"type":"doc","content":[{{"type":"paragraph","content":[{text}]}}]}}"#);
        let rich: Rich = serde_json::from_str(&json).unwrap();
        let mut texts = RichTexts::default();
        texts.set(Language::De, rich);
        Block {
            id: key("t"),
            body: Body::Text { text: texts },
        }
    };
    let plain = rich(r#"{"type":"text","text":"Warten"}"#);
    let bold = rich(r#"{"type":"text","text":"Warten","marks":[{"type":"bold"}]}"#);
    let difference = compared(vec![plain], vec![bold]);
    let parts = &difference.chapters[0].blocks[0].parts;
    assert!(parts.len() == 1 && parts[0].same_words);
    assert_eq!(marked(&parts[0].runs), "Warten");
}

#[test]
fn modules_and_settings_are_compared_as_well() {
    let (one, two, none, empty) = (german("Eins"), german("Zwei"), Texts::default(), Document::default());
    let chapter = |key, minutes| Chapter {
        key,
        title: &one,
        minutes,
        document: &empty,
    };
    let before = Edition {
        title: &one,
        summary: &none,
        pass_mark_percent: Some(80),
        attempts_allowed: Some(3),
        modules: vec![chapter("a", 5), chapter("b", 5), chapter("c", 5)],
    };
    let after = Edition {
        title: &two,
        pass_mark_percent: None,
        modules: vec![chapter("b", 7), chapter("a", 5), chapter("d", 5)],
        ..before.clone()
    };
    let difference = Difference::between(&before, &after);
    let settings: Vec<_> = difference.parts.iter().map(|part| (part.part, marked(&part.runs))).collect();
    assert_eq!(
        settings,
        [
            (Part::Title, "[-Eins-][+Zwei+]".to_owned()),
            (Part::PassMark, "[-80 %-]".to_owned())
        ]
    );
    let changes: BTreeMap<&str, (&str, bool)> = difference
        .chapters
        .iter()
        .map(|chapter| (chapter.key.as_str(), (chapter.change.as_str(), chapter.moved)))
        .collect();
    assert_eq!(changes["b"].0, "changed");
    assert_eq!((changes["c"], changes["d"]), (("removed", false), ("added", false)));
    let moved = difference.chapters.iter().filter(|chapter| chapter.moved).count();
    assert_eq!(moved, 1, "of two that changed places one moved");
}

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec("[abä]{1,2}|[ ,.]|\n", 0..20).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn both_texts_can_be_read_off_the_runs(before in texts(), after in texts()) {
        let runs = words::runs(&before, &after);
        let without = |how: How| runs.iter().filter(|run| run.how != how).map(|run| run.text.as_str()).collect::<String>();
        prop_assert_eq!(without(How::New), before.clone());
        prop_assert_eq!(without(How::Gone), after.clone());
        prop_assert!(runs.windows(2).all(|pair| pair[0].how != pair[1].how));
        prop_assert_eq!(runs.iter().all(|run| run.how == How::Same), before == after);
    }

    #[test]
    fn every_block_is_told_or_counted_once(
        before in proptest::sample::subsequence(('a'..='h').collect::<Vec<_>>(), 0..=8).prop_shuffle(),
        after in proptest::sample::subsequence(('a'..='h').collect::<Vec<_>>(), 0..=8).prop_shuffle(),
        changed in proptest::char::range('a', 'h'),
    ) {
        let of = |all: &[char], word: &str| {
            let text = |id: char| if id == changed { word.to_owned() } else { id.to_string() };
            all.iter().map(|id| callout(&id.to_string(), &text(*id))).collect::<Vec<_>>()
        };
        let difference = compared(of(&before, "vorher"), of(&after, "nachher"));
        let told = blocks(&difference);
        let same = difference.chapters.first().map_or(after.len(), |chapter| chapter.same);
        let expected = |id: char| match (before.contains(&id), after.contains(&id)) {
            (true, true) if id == changed => Some("changed"),
            (true, true) => Some("same"),
            (true, false) => Some("removed"),
            (false, true) => Some("added"),
            (false, false) => None,
        };
        let mut all = 0;
        for (id, change, moved) in &told {
            let id = id.chars().next().unwrap();
            prop_assert_eq!(expected(id), Some(*change));
            prop_assert!(*change != "same" || *moved);
            all += 1;
        }
        let either = ('a'..='h').filter(|id| expected(*id).is_some()).count();
        prop_assert_eq!(all + same, either);
        // Taking the moved ones away, what is in both stands in the same order.
        let moved: Vec<char> = told.iter().filter(|one| one.2).map(|one| one.0.chars().next().unwrap()).collect();
        let rest = |all: &[char], others: &[char]| {
            all.iter().copied().filter(|id| others.contains(id) && !moved.contains(id)).collect::<Vec<_>>()
        };
        prop_assert_eq!(rest(&before, &after), rest(&after, &before));
    }
}
