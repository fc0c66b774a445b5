//! Samples of a module being written.

use super::{MODULE, line, tab};
use crate::courses::pages::{BlockForm, BlockRow, ModulePage, OptionRow};
use crate::platform::views::{Choice, Field, FormFault};
use crate::rules::course::Kind;

fn row(id: &str, place: usize, kind: Kind, words: &str) -> BlockRow {
    BlockRow {
        id: id.to_owned(),
        place,
        kind: kind.as_str(),
        tone: (kind == Kind::Callout).then_some("danger"),
        words: words.to_owned(),
        href: format!("{MODULE}?block={id}#block-{id}"),
        close: MODULE.to_owned(),
        action: format!("{MODULE}/blocks/{id}"),
        faults: Vec::new(),
        form: None,
    }
}

fn rows() -> Vec<BlockRow> {
    let mut picture = row("bild", 2, Kind::Image, "Umrichter N7, Deckel abgenommen");
    picture.faults = vec!["Beschreibung fehlt: Was sieht man, wenn man das Bild nicht sieht?".to_owned()];
    vec![
        row(
            "gefahr",
            1,
            Kind::Callout,
            "Lebensgefahr. Der Zwischenkreis bleibt nach dem Freischalten geladen.",
        ),
        picture,
        row(
            "frage",
            3,
            Kind::Single,
            "Womit stellen Sie fest, dass der Zwischenkreis spannungsfrei ist?",
        ),
        row("text", 4, Kind::Text, ""),
    ]
}

fn blank() -> BlockForm {
    BlockForm {
        revision: 7,
        draft: "1/HV-R1/zwischenkreis/frage/de".to_owned(),
        language: "de",
        ..BlockForm::default()
    }
}

fn question_form() -> BlockForm {
    let option = |place: usize, text: &str, reply: &str, right| OptionRow {
        id: format!("o{place}"),
        place,
        text: Field::with(&format!("option-o{place}"), text),
        reply: Field::with(&format!("reply-o{place}"), reply),
        right,
    };
    BlockForm {
        text: Some(Field::with(
            "prompt",
            "Womit stellen Sie fest, dass der Zwischenkreis spannungsfrei ist?",
        )),
        text_label: "prompt",
        options: vec![
            option(
                1,
                "Mit dem berührungslosen Prüfer am Gehäuse",
                "Er erkennt Gleichspannung nicht.",
                false,
            ),
            option(
                2,
                "Mit dem zweipoligen Spannungsprüfer an DC+ und DC−",
                "Die Prüfung davor und danach gehört dazu.",
                true,
            ),
        ],
        option_kind: "answers",
        marking: Some("radio"),
        replies: true,
        said_right: Some(Field::new("said-right")),
        said_wrong: Some(Field::new("said-wrong")),
        points: Some(Field::with("points", "1")),
        counts: true,
        shuffles: true,
        shuffle: true,
        ..blank()
    }
}

fn forms() -> Vec<(usize, BlockForm)> {
    let callout = BlockForm {
        text: Some(Field::with("text", "Der Zwischenkreis bleibt nach dem Freischalten geladen.")),
        text_label: "callout",
        lead: Some(Field::with("lead", "Lebensgefahr.")),
        choice: Some(Field::new("tone")),
        choice_label: "tone",
        choices: vec![Choice::new("danger", "Gefahr").chosen(true), Choice::new("note", "Hinweis")],
        ..blank()
    };
    let picture = BlockForm {
        alt: Some(Field::new("alt")),
        caption: Some(Field::with("caption", "Umrichter N7, Deckel abgenommen")),
        file: Some(Field::new("file")),
        file_name: Some("umrichter.png".to_owned()),
        accept: "image/png",
        ..blank()
    };
    let text = BlockForm {
        rich: true,
        text: Some(Field::with("text", "Erst prüfen, dann messen.")),
        ..blank()
    };
    let order = BlockForm {
        option_kind: "order",
        marking: None,
        replies: false,
        shuffles: false,
        partials: true,
        ..question_form()
    };
    let numeric = BlockForm {
        options: Vec::new(),
        number_field: Some(Field::with("number", "10")),
        tolerance: Some(Field::with("tolerance", "0.5")),
        unit: Some(Field::with("unit", "min")),
        ..question_form()
    };
    let gaps = BlockForm {
        options: Vec::new(),
        gaps: Some(Field::with("gaps", "Warten Sie [zehn|10] Minuten.")),
        ..question_form()
    };
    vec![
        (2, question_form()),
        (0, callout),
        (1, picture),
        (3, text),
        (2, order),
        (2, numeric),
        (2, gaps),
    ]
}

pub(in crate::courses::pages) fn modules() -> Vec<ModulePage> {
    let closed = ModulePage {
        over: "HV-R1, Fassung 5, Entwurf".to_owned(),
        title: "Spannungsfreiheit feststellen".to_owned(),
        base: MODULE.to_owned(),
        tabs: vec![
            tab("/courses/HV-R1/modules/zwischenkreis?in=de", "Deutsch", true),
            tab("?in=en", "Englisch", false),
        ],
        faults: Vec::new(),
        revision: 7,
        draft: "1/HV-R1/zwischenkreis/settings".to_owned(),
        saved: None,
        open: false,
        after: String::new(),
        blocks: rows(),
        kinds: Kind::ALL.map(Kind::as_str).to_vec(),
        review: vec![line("Block 2: Beschreibung fehlt", true), line("Block 3: Englisch fehlt", false)],
        title_de: Field::with("title_de", "Spannungsfreiheit feststellen"),
        title_en: Field::new("title_en"),
        minutes: Field::with("minutes", "7"),
        reveal: Field::new("reveal"),
        reveals: vec![
            Choice::new("after_answer", "Nach jeder Antwort").chosen(true),
            Choice::new("at_end", "Am Ende des Kurses"),
        ],
        preview_url: "/courses/HV-R1/preview/zwischenkreis/1".to_owned(),
    };
    let empty = ModulePage {
        blocks: Vec::new(),
        review: Vec::new(),
        ..closed.clone()
    };
    let open = |(at, form): (usize, BlockForm)| {
        let mut page = closed.clone();
        page.open = true;
        if let Some(row) = page.blocks.get_mut(at) {
            page.after = row.id.clone();
            row.form = Some(form);
        }
        page
    };
    let mut refused = open((2, question_form()));
    let told = [
        ("points", "Eine ganze Zahl von 1 bis 100."),
        ("option-o2", "Höchstens 10.000 Zeichen, keines davon ein Steuerzeichen."),
        ("options", "Eine Frage hat höchstens 20 Antworten."),
    ];
    if let Some(form) = refused.blocks.get_mut(2).and_then(|row| row.form.as_mut()) {
        for (field, why) in told {
            form.mark(field, why);
        }
    }
    refused.faults = told
        .map(|(field, why)| FormFault {
            field: field.to_owned(),
            text: why.to_owned(),
        })
        .to_vec();
    let mut all: Vec<ModulePage> = forms().into_iter().map(open).collect();
    all.push(refused);
    all.extend([closed.clone(), empty]);
    all
}
