use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

fn document(blocks: Value) -> Document {
    serde_json::from_value(json!({ "blocks": blocks })).unwrap()
}

fn kinds(document: &Document) -> Vec<FaultKind> {
    let title = Texts::new([(Language::De, "Modul")]);
    faults(&title, document, &[Language::De])
        .into_iter()
        .map(|fault| fault.kind)
        .collect()
}

#[test]
fn a_document_reads_back_as_written_whatever_block_it_holds() {
    let mut number = 0_u64;
    let mut draw = || {
        number += 1;
        Key::drawn(number)
    };
    let blocks = Kind::ALL.map(|kind| Block::blank(kind, &mut draw)).to_vec();
    let document = Document {
        reveal: Reveal::AtEnd,
        blocks,
    };
    assert_eq!(document.broken(), None);
    let written = serde_json::to_string(&document).unwrap();
    assert_eq!(serde_json::from_str::<Document>(&written).unwrap(), document);
}

#[test]
fn what_nobody_knows_in_a_document_is_an_error() {
    for blocks in [
        json!([{ "id": "a", "body": { "kind": "video" } }]),
        json!([{ "id": "a", "body": { "kind": "heading", "level": 2, "colour": "red" } }]),
        json!([{ "id": "a b", "body": { "kind": "heading", "level": 2 } }]),
        json!([{ "id": "a", "body": { "kind": "heading", "level": 2, "text": { "fr": "Titre" } } }]),
        json!([{ "id": "a", "body": { "kind": "question", "answer": { "kind": "single" } } }]),
    ] {
        assert!(serde_json::from_value::<Document>(json!({ "blocks": blocks })).is_err(), "{blocks}");
    }
}

#[test]
fn ids_that_occur_twice_and_numbers_out_of_range_break_a_document() {
    let twice = document(json!([
        { "id": "a", "body": { "kind": "heading", "level": 2 } }, { "id": "a", "body": { "kind": "text" } }
    ]));
    assert!(matches!(twice.broken(), Some(Broken::Twice(_))));
    let level = document(json!([{ "id": "a", "body": { "kind": "heading", "level": 1 } }]));
    assert!(matches!(level.broken(), Some(Broken::Number(_))));
    let tolerance = json!({ "kind": "question", "answer": { "kind": "numeric", "right": 1.0, "tolerance": -1.0 } });
    assert!(matches!(
        document(json!([{ "id": "a", "body": tolerance }])).broken(),
        Some(Broken::Number(_))
    ));
}

#[test]
fn a_text_falls_back_to_english_and_says_so() {
    let texts = Texts::new([(Language::En, "Refrigerants")]);
    assert_eq!(texts.shown(Language::De), Some((&"Refrigerants".to_owned(), Language::En)));
    let german = Texts::new([(Language::De, "Kältemittel")]);
    assert_eq!(german.shown(Language::En).unwrap().1, Language::De);
    assert_eq!(Texts::default().shown(Language::De), None);
}

#[test]
fn unknown_nodes_and_unsafe_links_are_dropped_from_formatted_text() {
    let rich: Rich = serde_json::from_value(json!({ "type": "doc", "content": [
        { "type": "paragraph", "content": [
            { "type": "text", "text": "safe", "marks": [{ "type": "link", "attrs": { "href": "https://example.org" } }, { "type": "bold" }] },
            { "type": "text", "text": "bad", "marks": [{ "type": "link", "attrs": { "href": "javascript:alert(1)" } }] },
            { "type": "image", "attrs": { "src": "x" } },
        ] },
        { "type": "iframe", "content": [{ "type": "text", "text": "gone" }] },
        { "type": "heading", "attrs": { "level": 1 }, "content": [{ "type": "text", "text": "h" }] },
    ] }))
    .unwrap();
    let written = serde_json::to_string(&rich).unwrap();
    assert!(written.contains("example.org") && written.contains("\"level\":2"));
    for gone in ["javascript", "image", "iframe", "gone", "Unknown", "unknown"] {
        assert!(!written.contains(gone), "{gone}: {written}");
    }
    assert_eq!(rich.plain(), "safebad\n\nh");
}

#[test]
fn links_lead_to_web_addresses_mail_or_our_own_paths_only() {
    let kept = |href: &str| {
        let rich: Rich = serde_json::from_value(json!({ "type": "doc", "content": [
            { "type": "text", "text": "x", "marks": [{ "type": "link", "attrs": { "href": href } }] }
        ] }))
        .unwrap();
        serde_json::to_string(&rich).unwrap().contains("href")
    };
    for href in ["https://a.example", "HTTP://a.example", "mailto:a@b.example", "/courses/HV"] {
        assert!(kept(href), "{href}");
    }
    for href in [
        "javascript:x",
        " javascript:x",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "java\tscript:x",
        "",
        "https://",
        "vbscript:x",
    ] {
        assert!(!kept(href), "{href}");
    }
}

#[test]
fn plain_paragraphs_become_formatted_text_and_back() {
    let rich = Rich::from_plain("Erst freischalten.\r\n\r\n- sichern\n- prüfen\n\nDann arbeiten.");
    assert_eq!(rich.plain(), "Erst freischalten.\n\n- sichern\n- prüfen\n\nDann arbeiten.");
    assert!(matches!(rich.nodes()[1], Node::BulletList { .. }));
}

#[test]
fn gaps_are_what_stands_in_brackets() {
    let gap = |words: &[&str]| Piece::Gap(words.iter().map(|w| (*w).to_owned()).collect());
    assert_eq!(
        pieces("Wait [ten| 10 ] minutes[now]"),
        [
            Piece::Words("Wait ".into()),
            gap(&["ten", "10"]),
            Piece::Words(" minutes".into()),
            gap(&["now"])
        ]
    );
    assert_eq!(pieces("no [bracket"), [Piece::Words("no [bracket".into())]);
}

#[test]
fn a_question_ends_a_screen_and_a_section_begins_one() {
    let heading = |id: &str, level: u8| json!({ "id": id, "body": { "kind": "heading", "level": level } });
    let question = |id: &str| json!({ "id": id, "body": { "kind": "question", "answer": { "kind": "true_false", "right": true } } });
    let document = document(json!([
        heading("a", 2),
        heading("b", 3),
        question("c"),
        question("d"),
        heading("e", 2),
        heading("f", 2)
    ]));
    let ranges: Vec<_> = screens(&document)
        .into_iter()
        .map(|screen| (screen.blocks, screen.question))
        .collect();
    assert_eq!(ranges, [(0..3, Some(2)), (3..4, Some(3)), (4..5, None), (5..6, None)]);
    assert_eq!(screens(&Document::default()).len(), 1);
}

#[test]
fn a_picture_without_description_stops_a_publication() {
    let picture = document(json!([{ "id": "a", "body": { "kind": "image" } }]));
    assert_eq!(kinds(&picture), [FaultKind::NoFile, FaultKind::NoAlt]);
    assert!(FaultKind::NoAlt.stops());
}

#[test]
fn a_text_missing_in_one_language_is_told_but_stops_nothing() {
    let title = Texts::new([(Language::De, "Modul"), (Language::En, "Module")]);
    let document = document(json!([{ "id": "a", "body": { "kind": "callout", "tone": "note", "text": { "de": "Nur deutsch" } } }]));
    let found = faults(&title, &document, &[Language::De, Language::En]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, FaultKind::MissingLanguage(Language::En));
    assert_eq!(found[0].block, Key::new("a"));
    assert!(!found[0].kind.stops());
}

#[test]
fn each_way_of_answering_has_its_faults() {
    let question = |answer: Value| {
        let prompt = json!({ "de": "Frage?" });
        document(json!([{ "id": "a", "body": { "kind": "question", "prompt": prompt, "right": { "de": "Ja." }, "answer": answer } }]))
    };
    let option = |id: &str, right: bool| json!({ "id": id, "text": { "de": id }, "right": right });
    let none_right = json!({ "kind": "single", "options": [option("x", false), option("y", false)] });
    assert_eq!(kinds(&question(none_right)), [FaultKind::NoRightAnswer]);
    let both_right = json!({ "kind": "single", "options": [option("x", true), option("y", true)] });
    assert_eq!(kinds(&question(both_right)), [FaultKind::NoRightAnswer]);
    let one = json!({ "kind": "multiple", "options": [option("x", true)] });
    assert_eq!(kinds(&question(one)), [FaultKind::TooFew]);
    let nothing_to_fill = json!({ "kind": "fill_in", "text": { "de": "Kein Loch" } });
    assert_eq!(kinds(&question(nothing_to_fill)), [FaultKind::NoGap]);
    let unequal = json!({ "kind": "fill_in", "text": { "de": "[a] und [b]", "en": "[a]" } });
    assert_eq!(kinds(&question(unequal)), [FaultKind::UnequalGaps]);
    let empty = json!({ "kind": "order", "items": [{ "id": "x", "text": { "de": "x" } }, { "id": "y" }] });
    assert_eq!(kinds(&question(empty)), [FaultKind::EmptyOption]);
}

#[test]
fn a_version_needs_a_title_a_module_and_something_that_counts() {
    let kinds: Vec<_> = version_faults(&Texts::default(), Some(80), std::iter::empty())
        .into_iter()
        .map(|f| f.kind)
        .collect();
    assert_eq!(kinds, [FaultKind::NoTitle, FaultKind::NoModule, FaultKind::NothingCounts]);
}

#[test]
fn a_mark_is_never_rounded_up() {
    assert!(!outcome(7999, 10_000, Some(80)).passed);
    assert!(outcome(8000, 10_000, Some(80)).passed);
    assert_eq!(
        outcome(0, 0, None),
        Outcome {
            percent: None,
            passed: true
        }
    );
    assert!(outcome(0, 1000, None).passed);
}

#[test]
fn failed_runs_are_counted_against_what_is_allowed() {
    let tries = |failed, allowed, granted| Tries { failed, allowed, granted };
    assert!(tries(2, Some(3), 0).may_begin() && !tries(3, Some(3), 0).may_begin() && tries(900, None, 0).may_begin());
    assert!(tries(3, Some(3), 1).may_begin() && !tries(4, Some(3), 1).may_begin());
    assert_eq!(
        (tries(1, Some(3), 0).left(), tries(9, Some(3), 1).left(), tries(9, None, 0).left()),
        (Some(2), Some(0), None)
    );
}

#[test]
fn a_code_is_the_same_in_addresses_and_files() {
    assert!(is_code("HV-R1") && is_code("F_2.1"));
    for text in ["", "HV R1", "a/b", "ä", "..", "x".repeat(41).as_str()] {
        assert!(!is_code(text), "{text}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z]{0,6}".prop_map(Value::from),
        prop_oneof![Just("doc"), Just("paragraph"), Just("text"), Just("heading"), Just("bold")].prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let name = prop_oneof![
            Just("type".to_owned()),
            Just("content".to_owned()),
            Just("text".to_owned()),
            Just("marks".to_owned()),
            Just("attrs".to_owned()),
            Just("kind".to_owned()),
            Just("blocks".to_owned()),
            "[a-z]{1,4}"
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..4).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_breaks_the_reading_of_formatted_text_or_documents(value in any_json()) {
        if let Ok(rich) = serde_json::from_value::<Rich>(value.clone()) {
            let again: Rich = serde_json::from_value(serde_json::to_value(&rich).unwrap()).unwrap();
            prop_assert_eq!(rich, again);
        }
        if let Ok(document) = serde_json::from_value::<Document>(value) {
            let _ = (document.broken(), screens(&document));
        }
    }

    #[test]
    fn screens_hold_every_block_once_and_in_order(kinds in prop::collection::vec(0..Kind::ALL.len(), 0..30)) {
        let mut number = 0_u64;
        let mut draw = || { number += 1; Key::drawn(number) };
        let blocks: Vec<_> = kinds.into_iter().map(|kind| Block::blank(Kind::ALL[kind], &mut draw)).collect();
        let document = Document { reveal: Reveal::AfterAnswer, blocks };
        let shown: Vec<usize> = screens(&document).into_iter().flat_map(|screen| screen.blocks).collect();
        prop_assert_eq!(shown, (0..document.blocks.len()).collect::<Vec<_>>());
    }
}
