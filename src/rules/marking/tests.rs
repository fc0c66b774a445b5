use super::*;
use crate::rules::course::{Item, Pair, TextOption, Texts};
use proptest::prelude::*;

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

fn texts(text: &str) -> Texts {
    Texts::new([(Language::De, text)])
}

fn question(answer: Answer) -> Question {
    Question {
        prompt: texts("Frage"),
        points: 2,
        counts: true,
        right: texts("Genau."),
        wrong: texts("Leider nicht."),
        answer,
    }
}

fn options(right: &[bool]) -> Vec<TextOption> {
    right
        .iter()
        .enumerate()
        .map(|(n, right)| TextOption {
            id: key(&format!("o{n}")),
            text: texts("Antwort"),
            right: *right,
            feedback: Texts::default(),
        })
        .collect()
}

fn keys(names: &[&str]) -> Vec<Key> {
    names.iter().map(|name| key(name)).collect()
}

fn strings(values: &[&str]) -> Vec<String> {
    values.iter().map(|value| (*value).to_owned()).collect()
}

fn every_kind() -> Vec<Question> {
    let items = ["a", "b", "c"]
        .map(|id| Item {
            id: key(id),
            text: texts(id),
        })
        .to_vec();
    let pairs = ["a", "b", "c"]
        .map(|id| Pair {
            id: key(id),
            left: texts(id),
            right: texts(&format!("zu {id}")),
        })
        .to_vec();
    [
        Answer::Single {
            options: options(&[false, true, false]),
            shuffle: true,
        },
        Answer::Multiple {
            options: options(&[true, true, false]),
            shuffle: true,
            partial: true,
        },
        Answer::TrueFalse { right: false },
        Answer::Order { items, partial: true },
        Answer::Match { pairs, partial: true },
        Answer::Numeric {
            right: 10.0,
            tolerance: 0.5,
            unit: texts("min"),
        },
        Answer::FillIn {
            text: texts("Wait [ten|10] minutes, then [measure]."),
            partial: true,
        },
    ]
    .map(question)
    .to_vec()
}

#[test]
fn a_single_answer_is_all_or_nothing() {
    let single = question(Answer::Single {
        options: options(&[false, true]),
        shuffle: false,
    });
    assert!(mark(&single, &Response::Chosen(keys(&["o1"]))).correct);
    assert_eq!(mark(&single, &Response::Chosen(keys(&["o0"]))).score_milli, 0);
    assert_eq!(mark(&single, &Response::Chosen(keys(&["o0", "o1"]))).score_milli, 0);
}

#[test]
fn of_several_answers_wrong_ones_take_away_what_right_ones_earn() {
    let partial = question(Answer::Multiple {
        options: options(&[true, true, false, false]),
        shuffle: false,
        partial: true,
    });
    let score = |names: &[&str]| mark(&partial, &Response::Chosen(keys(names))).score_milli;
    assert_eq!(score(&["o0", "o1"]), 2000);
    assert_eq!(score(&["o0"]), 1000);
    assert_eq!(score(&["o0", "o2"]), 0);
    assert_eq!(score(&["o0", "o1", "o2"]), 1000);
    assert!(!mark(&partial, &Response::Chosen(keys(&["o0", "o1", "o2"]))).correct);
}

#[test]
fn a_number_within_its_tolerance_is_right() {
    let numeric = question(Answer::Numeric {
        right: 0.3,
        tolerance: 0.1,
        unit: Texts::default(),
    });
    let layout = layout(&key("q"), &numeric, 1);
    for (typed, right) in [("0,4", true), ("0.2", true), (" .3 ", true), ("0,41", false), ("-0,3", false)] {
        let response = read(&numeric, &layout, &strings(&[typed])).unwrap();
        assert_eq!(mark(&numeric, &response).correct, right, "{typed}");
    }
    for typed in ["", "zehn", "1e3", "inf", "NaN", "1.000,5", "--1"] {
        assert!(read(&numeric, &layout, &strings(&[typed])).is_err(), "{typed}");
    }
}

#[test]
fn a_gap_takes_any_accepted_answer_in_any_case_and_language() {
    let mut text = texts("Warten Sie [zehn  Minuten|10] und messen.");
    text.set(Language::En, "Wait [ten minutes] and measure.".to_owned());
    let fill = question(Answer::FillIn { text, partial: false });
    for (typed, right) in [("Zehn Minuten", true), (" 10 ", true), ("TEN  MINUTES", true), ("elf", false)] {
        assert_eq!(mark(&fill, &Response::Filled(vec![typed.into()])).correct, right, "{typed}");
    }
}

#[test]
fn pairs_with_the_same_words_on_the_right_may_be_exchanged() {
    let pair = |id: &str, right: &str| Pair {
        id: key(id),
        left: texts(id),
        right: texts(right),
    };
    let pairs = vec![pair("a", "AC"), pair("b", "AC"), pair("c", "DC")];
    let matching = question(Answer::Match { pairs, partial: false });
    assert!(mark(&matching, &Response::Matched(keys(&["b", "a", "c"]))).correct);
    assert!(!mark(&matching, &Response::Matched(keys(&["c", "a", "b"]))).correct);
}

#[test]
fn what_was_said_to_the_answer_chosen_comes_before_what_is_said_to_all() {
    let mut all = options(&[true, false]);
    all[1].feedback = texts("Er erkennt Gleichspannung nicht.");
    let single = question(Answer::Single {
        options: all,
        shuffle: false,
    });
    let said = feedback(&single, &Response::Chosen(keys(&["o1"])), false, Language::De);
    assert_eq!(said, ["Er erkennt Gleichspannung nicht.", "Leider nicht."]);
}

proptest! {
    #[test]
    fn nothing_that_is_sent_breaks_the_reading(values in prop::collection::vec(any::<String>(), 0..6), seed: u64) {
        for question in every_kind() {
            let layout = layout(&key("q"), &question, seed);
            if let Ok(response) = read(&question, &layout, &values) {
                let marked = mark(&question, &response);
                prop_assert!(marked.score_milli <= marked.max_milli);
                prop_assert!(!marked.correct || marked.score_milli == marked.max_milli);
            }
        }
    }

    #[test]
    fn a_layout_holds_every_part_once_and_is_the_same_again(seed: u64) {
        for question in every_kind() {
            let first = layout(&key("q"), &question, seed);
            prop_assert_eq!(&first, &layout(&key("q"), &question, seed));
            let mut sorted = first.keys().to_vec();
            sorted.sort();
            sorted.dedup();
            prop_assert_eq!(sorted.len(), first.keys().len());
        }
    }

    #[test]
    fn things_to_be_ordered_never_begin_in_order(seed: u64) {
        let order = &every_kind()[3];
        let shown = layout(&key("q"), order, seed);
        prop_assert!(!mark(order, &Response::Ordered(shown.keys().to_vec())).correct);
    }

    #[test]
    fn every_question_can_be_answered_rightly_in_every_layout(seed: u64) {
        for question in every_kind() {
            let layout = layout(&key("q"), &question, seed);
            let place = |wanted: &Key| layout.keys().iter().position(|k| k == wanted).unwrap().to_string();
            let values = match &question.answer {
                Answer::Single { options, .. } | Answer::Multiple { options, .. } =>
                    options.iter().filter(|o| o.right).map(|o| place(&o.id)).collect(),
                Answer::TrueFalse { right } => vec![right.to_string()],
                Answer::Order { items, .. } => items.iter().map(|i| place(&i.id)).collect(),
                Answer::Match { pairs, .. } => pairs.iter().map(|p| place(&p.id)).collect(),
                Answer::Numeric { right, .. } => vec![right.to_string()],
                Answer::FillIn { .. } => gaps(&question).into_iter().map(|g| g[0].clone()).collect::<Vec<_>>(),
            };
            prop_assert!(mark(&question, &read(&question, &layout, &values).unwrap()).correct);
        }
    }
}
