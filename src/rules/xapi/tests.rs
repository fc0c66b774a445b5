use super::*;
use crate::rules::course::{Language, Pair, TextOption};
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use serde_json::json;

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

fn step() -> Step {
    let at: DateTime<Utc> = "2026-11-24T12:00:00Z".parse().unwrap();
    let id = |n: u128| Id(uuid::Uuid::from_u128(n));
    Step {
        id: id(1),
        person: id(2),
        registration: id(3),
        language: Language::De,
        at: at.into(),
    }
}

fn question(answer: Answer) -> Question {
    Question {
        prompt: Texts::new([(Language::De, "Wie lange?")]),
        points: 2,
        counts: true,
        right: Texts::default(),
        wrong: Texts::default(),
        answer,
    }
}

#[test]
fn an_answer_becomes_a_statement_about_its_block_within_module_and_course() {
    let (module, block) = (key("zwischenkreis"), key("q1"));
    let place = Place {
        home: "https://akademie.example",
        course: "HV-R1",
        version: 4,
        module: Some(&module),
        block: Some(&block),
    };
    let options = ["a", "b"]
        .map(|id| TextOption {
            id: key(id),
            text: Texts::default(),
            right: id == "b",
            feedback: Texts::default(),
        })
        .to_vec();
    let single = question(Answer::Single { options, shuffle: true });
    let marked = Marked {
        score_milli: 2000,
        max_milli: 2000,
        correct: true,
    };
    let response = Response::Chosen(vec![key("b")]);
    let statement = answered(step(), &place, &single, &response, Some(marked), Duration::milliseconds(61_250));
    let module_iri = "https://akademie.example/xapi/courses/HV-R1/versions/4/modules/zwischenkreis";
    let written = serde_json::to_value(&statement).unwrap();
    assert_eq!(written["object"]["id"], json!(format!("{module_iri}/blocks/q1")));
    assert_eq!(written["object"]["definition"]["interactionType"], "choice");
    assert_eq!(written["context"]["contextActivities"]["parent"][0]["id"], json!(module_iri));
    assert_eq!(written["context"]["registration"], "00000000-0000-0000-0000-000000000003");
    assert_eq!(written["actor"]["account"]["homePage"], "https://akademie.example");
    assert_eq!(written["result"]["duration"], "PT61.25S");
    assert_eq!(
        written["result"]["score"],
        json!({ "scaled": 1.0, "raw": 2.0, "min": 0.0, "max": 2.0 })
    );
    assert_eq!(written["timestamp"], "2026-11-24T12:00:00Z");
    assert!(!written.to_string().contains("correctResponsesPattern"));
    assert_eq!(serde_json::from_value::<Statement>(written).unwrap(), statement);
}

#[test]
fn an_answer_whose_mark_is_not_due_says_neither_success_nor_score() {
    let place = Place {
        home: "https://a.example",
        course: "X",
        version: 1,
        module: None,
        block: None,
    };
    let statement = answered(
        step(),
        &place,
        &question(Answer::TrueFalse { right: true }),
        &Response::True(false),
        None,
        Duration::zero(),
    );
    let result = statement.result.unwrap();
    assert_eq!((result.success, result.score), (None, None));
    assert_eq!(result.response.as_deref(), Some("false"));
}

#[test]
fn matched_pairs_are_written_as_the_standard_asks() {
    let pair = |id: &str| Pair {
        id: key(id),
        left: Texts::default(),
        right: Texts::default(),
    };
    let answer = Answer::Match {
        pairs: vec![pair("a"), pair("b")],
        partial: false,
    };
    assert_eq!(
        response_text(&Response::Matched(vec![key("b"), key("a")]), &answer),
        "a[.]b[,]b[.]a"
    );
}

proptest! {
    #[test]
    fn a_score_stays_within_its_bounds(score_milli in 0_u64..10_000_000, max_milli in 0_u64..10_000_000) {
        if let Some(score) = score(score_milli, max_milli) {
            prop_assert!((0.0..=1.0).contains(&score.scaled) && score.raw <= score.max);
        } else {
            prop_assert_eq!(max_milli, 0);
        }
    }

    #[test]
    fn a_duration_is_never_negative(millis in -1_000_000_i64..1_000_000_000) {
        let text = duration(Duration::milliseconds(millis));
        prop_assert!(text.starts_with("PT") && text.ends_with('S') && !text.contains('-'));
    }
}
