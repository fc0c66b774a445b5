//! Samples: the refresher on high voltage, in every state of a question.

use super::{CoursePage, OutlineStep, ResultPage, ScreenPage};
use crate::courses::shown::{ShownBlock, ShownChoice, ShownGap, ShownNode, ShownPair, ShownPiece, ShownPlace, ShownQuestion};
use crate::player::show::ShownScreen;
use chrono::{DateTime, Utc};

fn steps(now: usize) -> Vec<OutlineStep> {
    let titles = [
        ("Was sich geändert hat", 5),
        ("Die fünf Sicherheitsregeln", 8),
        ("Spannungsfreiheit feststellen", 7),
        ("Arbeiten am Zwischenkreis", 6),
        ("Wenn etwas passiert", 4),
        ("Abschlusstest", 10),
    ];
    let step = |(index, (title, minutes)): (usize, (&str, i32))| {
        let state = match index.cmp(&now) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "open",
        };
        let href = (index <= now).then(|| format!("/learning/7/m{index}/1"));
        OutlineStep::new(title.to_owned(), minutes, state, href)
    };
    titles.into_iter().enumerate().map(step).collect()
}

fn danger() -> ShownBlock {
    ShownBlock {
        id: "gefahr".to_owned(),
        kind: "callout",
        tone: Some("danger"),
        lead: Some("Lebensgefahr.".to_owned()),
        text: Some(
            "Der Zwischenkreis bleibt nach dem Freischalten geladen. Wartezeit auf dem Typenschild beachten: bei der N7 zehn Minuten."
                .to_owned(),
        ),
        ..ShownBlock::default()
    }
}

fn choice(place: usize, text: &str, chosen: bool, verdict: Option<&'static str>) -> ShownChoice {
    ShownChoice {
        place: place.to_string(),
        text: text.to_owned(),
        chosen,
        verdict,
        feedback: None,
    }
}

fn question(kind: &'static str, prompt: &str) -> ShownQuestion {
    ShownQuestion {
        id: "q".to_owned(),
        kind,
        prompt: prompt.to_owned(),
        points: 1,
        counts: true,
        ..ShownQuestion::default()
    }
}

const WHICH: &str = "Die zehn Minuten sind um. Womit stellen Sie fest, dass der Zwischenkreis spannungsfrei ist?";
const TWO_POLE: &str = "Mit dem zweipoligen Spannungsprüfer an DC+ und DC−, vorher und nachher an einer bekannten Quelle geprüft";

fn single(answered: bool) -> ShownQuestion {
    let verdict = answered.then_some("right");
    let mut shown = question("single", WHICH);
    shown.answered = answered;
    shown.correct = answered.then_some(true);
    shown.choices = vec![
        choice(0, "Mit dem berührungslosen Prüfer am Gehäuse", false, None),
        choice(1, TWO_POLE, true, verdict),
        choice(2, "Das Bedienteil ist dunkel, also ist keine Spannung da", false, None),
        choice(3, "Mit dem Multimeter im Widerstandsbereich", false, None),
    ];
    if answered {
        shown.feedback =
            vec!["Der berührungslose Prüfer erkennt Gleichspannung nicht, und ein Prüfer ohne Gegenprobe kann defekt sein.".to_owned()];
    }
    shown
}

fn order(answered: bool) -> ShownQuestion {
    let mut shown = question("order", "In welcher Reihenfolge gehen Sie vor?");
    shown.answered = answered;
    shown.correct = answered.then_some(false);
    shown.choices = vec![
        choice(0, "Gegen Wiedereinschalten sichern", false, answered.then_some("wrong")),
        choice(1, "Freischalten", false, answered.then_some("wrong")),
        choice(2, "Spannungsfreiheit feststellen", false, answered.then_some("right")),
    ];
    shown.right = answered.then(|| "Freischalten → Gegen Wiedereinschalten sichern → Spannungsfreiheit feststellen".to_owned());
    shown
}

fn pairs(answered: bool) -> ShownQuestion {
    let mut shown = question("match", "Was gilt für welches Kältemittel?");
    shown.answered = answered;
    let rights = ["brennbar", "hoher Druck"];
    let pair = |(number, left): (usize, &str)| ShownPair {
        number,
        left: left.to_owned(),
        rights: rights
            .iter()
            .enumerate()
            .map(|(place, text)| ShownPlace {
                place: place.to_string(),
                text: (*text).to_owned(),
                chosen: false,
            })
            .collect(),
        put: answered.then(|| rights[0].to_owned()),
        verdict: answered.then_some(if number == 0 { "right" } else { "wrong" }),
        right: (answered && number == 1).then(|| rights[1].to_owned()),
    };
    shown.pairs = ["R290", "R744"].into_iter().enumerate().map(pair).collect();
    shown
}

fn gaps(answered: bool) -> ShownQuestion {
    let words = |text: &str| ShownPiece {
        words: Some(text.to_owned()),
        gap: None,
    };
    let gap = ShownGap {
        number: 0,
        typed: if answered { "fünf" } else { "" }.to_owned(),
        verdict: answered.then_some("wrong"),
        right: answered.then(|| "zehn".to_owned()),
    };
    let mut shown = question("fill_in", "");
    shown.answered = answered;
    shown.pieces = vec![
        words("Vor dem Öffnen warten Sie bei der N7 "),
        ShownPiece {
            words: None,
            gap: Some(gap),
        },
        words(" Minuten."),
    ];
    shown
}

fn numeric(answered: bool) -> ShownQuestion {
    let mut shown = question("numeric", "Wie viele Minuten warten Sie bei der N7?");
    shown.answered = answered;
    shown.unit = Some("min".to_owned());
    shown.typed = answered.then(|| "5".to_owned());
    shown.right = answered.then(|| "10".to_owned());
    shown
}

fn statement() -> ShownQuestion {
    let mut shown = question("true_false", "Ist das Bedienteil dunkel, liegt keine Spannung an.");
    shown.choices = vec![choice(0, "", false, None), choice(1, "", false, None)];
    for (shown, place) in shown.choices.iter_mut().zip(["true", "false"]) {
        shown.place = place.to_owned();
    }
    shown
}

fn several() -> ShownQuestion {
    let mut shown = question("multiple", "Was gehört zum Freischalten?");
    shown.choices = vec![
        choice(0, "Sichern", true, None),
        choice(1, "Prüfen", false, None),
        choice(2, "Hoffen", false, None),
    ];
    shown
}

fn words(text: &str, bold: bool) -> ShownNode {
    ShownNode {
        kind: "words",
        words: text.to_owned(),
        bold,
        ..ShownNode::default()
    }
}

fn node(kind: &'static str, parts: Vec<ShownNode>) -> ShownNode {
    ShownNode {
        kind,
        level: 2,
        parts,
        ..ShownNode::default()
    }
}

fn telling() -> ShownScreen {
    let list = node(
        "bullets",
        vec![node(
            "item",
            vec![node("paragraph", vec![words("Der Prüfer kann defekt sein.", false)])],
        )],
    );
    let link = ShownNode {
        href: Some("https://nordhaus.example/n7".to_owned()),
        ..words("Betriebsanleitung", false)
    };
    let text = ShownBlock {
        id: "t".to_owned(),
        kind: "text",
        nodes: vec![
            node("heading", vec![words("Warum zwei Proben", false)]),
            node(
                "paragraph",
                vec![
                    words("Vorher und nachher ", true),
                    words("an einer bekannten Quelle: ", false),
                    link,
                ],
            ),
            list,
        ],
        ..ShownBlock::default()
    };
    let heading = ShownBlock {
        id: "h".to_owned(),
        kind: "heading",
        level: 2,
        text: Some("Die Gegenprobe".to_owned()),
        foreign: Some("en"),
        ..ShownBlock::default()
    };
    ShownScreen {
        blocks: vec![heading, text],
        question: None,
        foreign: Some("en"),
    }
}

fn screen(content: ShownScreen, fault: Option<&str>) -> ScreenPage {
    let asks = content.question.as_ref().is_some_and(|question| !question.answered);
    ScreenPage {
        course_title: "Hochvolt-Sicherheit".to_owned(),
        code: "HV-R1".to_owned(),
        version: 4,
        steps: steps(2),
        segments: vec!["done", "done", "now", "open", "open", "open"],
        step: 3,
        total: 6,
        minutes_left: 12,
        title: "Spannungsfreiheit feststellen".to_owned(),
        foreign: content.foreign,
        others: content
            .question
            .as_ref()
            .is_some_and(|question| question.answered && question.kind == "single"),
        content,
        beside: None,
        event_id: "0198a0c0-0000-7000-8000-000000000001".to_owned(),
        action: "/learning/7/m2/1".to_owned(),
        back: Some("/learning/7/m1/2".to_owned()),
        leave_url: "/training".to_owned(),
        asks,
        last: false,
        fault: fault.map(ToOwned::to_owned),
        pass_mark: Some(80),
        attempts_allowed: Some(3),
        review: false,
    }
}

fn asking(question: ShownQuestion) -> ShownScreen {
    ShownScreen {
        blocks: vec![danger()],
        question: Some(question),
        foreign: None,
    }
}

/// A screen for every way of answering, asked and answered.
pub(super) fn screens() -> Vec<ScreenPage> {
    let mut all: Vec<ScreenPage> = [
        single(false),
        single(true),
        order(false),
        order(true),
        pairs(false),
        pairs(true),
        gaps(false),
        gaps(true),
        numeric(false),
        numeric(true),
        statement(),
    ]
    .into_iter()
    .map(|question| screen(asking(question), None))
    .collect();
    all.push(screen(asking(several()), Some("Bitte antworten Sie zuerst.")));
    let mut end = screen(telling(), None);
    end.last = true;
    end.back = None;
    all.push(end);
    let mut review = screen(telling(), None);
    review.review = true;
    all.push(review);
    all
}

/// A course to begin, to go on with, and one that cannot be begun.
pub(super) fn courses() -> Vec<CoursePage> {
    let open = |step: OutlineStep| OutlineStep::new(step.title, step.minutes, "open", None);
    let outline: Vec<_> = steps(0).into_iter().map(open).collect();
    let first = CoursePage {
        code: "HV-R1".to_owned(),
        version: 4,
        title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
        summary: Some("Was sich an den Geräten und Regeln geändert hat, und die Handgriffe, die man im Jahr verlernt.".to_owned()),
        foreign: None,
        minutes: 40,
        steps: outline,
        pass_mark: Some(80),
        attempts_allowed: Some(3),
        resume_url: None,
        may_begin: true,
        again: false,
        begin_url: "/courses/HV-R1/take".to_owned(),
        refusal: None,
        last_url: None,
        last_passed: false,
    };
    let running = CoursePage {
        steps: steps(2),
        resume_url: Some("/learning/7".to_owned()),
        may_begin: false,
        ..first.clone()
    };
    let used = CoursePage {
        may_begin: false,
        refusal: Some(
            "Sie haben alle Versuche dieses Kurses verbraucht. Ihr Trainer oder die Schulungsleitung kann Ihnen einen weiteren geben."
                .to_owned(),
        ),
        last_url: Some("/learning/7/result".to_owned()),
        ..first.clone()
    };
    let passed = CoursePage {
        again: true,
        last_url: Some("/learning/7/result".to_owned()),
        last_passed: true,
        ..first.clone()
    };
    vec![first, running, used, passed]
}

/// Passed, failed, and superseded.
pub(super) fn results() -> Vec<ResultPage> {
    let at: DateTime<Utc> = DateTime::from_timestamp(1_795_521_120, 0).unwrap_or_default();
    let passed = ResultPage {
        title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
        state: "passed".to_owned(),
        percent_shown: true,
        score: 90,
        pass_mark: Some(80),
        finished_at: Some(at.into()),
        left_shown: false,
        left: 0,
        used_up: false,
        again_url: None,
        review_url: Some("/learning/7/m0/1".to_owned()),
    };
    let failed = ResultPage {
        state: "failed".to_owned(),
        score: 60,
        left_shown: true,
        left: 2,
        again_url: Some("/courses/HV-R1/take".to_owned()),
        ..passed.clone()
    };
    let superseded = ResultPage {
        state: "superseded".to_owned(),
        percent_shown: false,
        again_url: Some("/courses/HV-R1/take".to_owned()),
        review_url: None,
        ..passed.clone()
    };
    let used_up = ResultPage {
        left: 0,
        used_up: true,
        again_url: None,
        ..failed.clone()
    };
    vec![passed, failed, used_up, superseded]
}
