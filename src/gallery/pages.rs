//! The page that shows every component and mark.

use chrono::NaiveDate;
use serde::Serialize;

use crate::platform::views::{Choice, Field, FormFault, Frame, Page, Shell, TimeRule};

/// Every component in every state. Headings come from the locales; names and values are samples.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentsPage {
    swatches: Vec<&'static str>,
    statuses: Vec<StatusRow>,
    rules: Vec<TimeRule>,
    callouts: Vec<CalloutSample>,
    codes: Vec<&'static str>,
    name: Field,
    day: Field,
    amount: Field,
    place: Field,
    places: Vec<Choice>,
    kind: Field,
    kinds: Vec<Choice>,
    parts: Field,
    remark: Field,
    text: Field,
    scan: Field,
    reason: Field,
    faults: Vec<FormFault>,
    choices: Vec<Choice>,
    marked: Vec<MarkedSample>,
    steps_of_work: Vec<&'static str>,
    steps: Vec<&'static str>,
    rows: Vec<RowSample>,
    facts: Vec<FactSample>,
    tabs: Vec<TabSample>,
    errand: Vec<StepSample>,
    course: &'static str,
    person: &'static str,
    site: &'static str,
    code: &'static str,
    at: &'static str,
    zone: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct StatusRow {
    status: &'static str,
    on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Serialize)]
struct CalloutSample {
    kind: &'static str,
    lead: &'static str,
    text: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct MarkedSample {
    is: &'static str,
    lead: &'static str,
    text: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct RowSample {
    name: &'static str,
    status: Option<&'static str>,
    on: Option<NaiveDate>,
    share: f64,
    selected: bool,
}

#[derive(Clone, Debug, Serialize)]
struct FactSample {
    label: &'static str,
    value: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct TabSample {
    href: &'static str,
    label: &'static str,
    note: Option<&'static str>,
    current: bool,
}

#[derive(Clone, Debug, Serialize)]
struct StepSample {
    label: &'static str,
    state: &'static str,
}

impl Page for ComponentsPage {
    const TEMPLATE: &'static str = "gallery/components";

    fn samples() -> Vec<Self> {
        vec![Self::sample()]
    }

    fn sample_frame() -> Frame {
        let mut frame = Frame::sample();
        frame.shell = Shell::Bare;
        frame
    }
}

impl ComponentsPage {
    /// The page as the demonstration shows it.
    pub fn sample() -> Self {
        Self {
            swatches: vec![
                "bg-base-100",
                "bg-base-200",
                "bg-base-300",
                "bg-primary",
                "bg-success",
                "bg-due",
                "bg-error",
                "bg-tint",
                "bg-owe",
                "bg-fault",
            ],
            statuses: statuses(),
            rules: rules(),
            callouts: callouts(),
            codes: vec!["HV-R1", "Fassung 4", "Entwurf", "vom Paket gemeldet"],
            name: Field::with("name", "Jana Dvořáková"),
            day: Field::with("day", "31.02.2026").wrong("Der Februar 2026 hat 28 Tage."),
            amount: Field::with("amount", "90"),
            place: Field::new("place"),
            places: vec![Choice::new("l", "Leipzig").chosen(true), Choice::new("h", "Halle")],
            kind: Field::new("kind"),
            kinds: vec![
                Choice::new("a", "Kleine Verbesserung").hint("Nachweise bleiben.").chosen(true),
                Choice::new("b", "Alle müssen es neu lernen"),
            ],
            parts: Field::new("parts"),
            remark: Field::with(
                "remark",
                "Die zehn Minuten sind um. Womit stellen Sie fest, dass der Zwischenkreis spannungsfrei ist?",
            ),
            text: Field::with("text", "Der Zwischenkreis bleibt nach dem Freischalten geladen."),
            scan: Field::new("scan"),
            reason: Field::new("reason"),
            faults: vec![
                fault("day", "Tag: diesen Tag gibt es nicht"),
                fault("name", "Personalnummer: gibt es schon"),
            ],
            choices: vec![
                Choice::new("dark", "Das Bedienteil ist dunkel"),
                Choice::new("tester", "Zweipoliger Prüfer an DC+ und DC−").chosen(true),
            ],
            marked: marked(),
            steps_of_work: vec!["Freischalten", "Gegen Wiedereinschalten sichern", "Spannungsfreiheit feststellen"],
            steps: vec!["done", "done", "now", "open", "open", "open"],
            rows: rows(),
            facts: vec![
                FactSample {
                    label: "Person",
                    value: "Selin A.",
                },
                FactSample {
                    label: "Nummer",
                    value: "N-2026-004 187",
                },
            ],
            tabs: vec![
                tab("#status", "Inhalt", None, true),
                tab("#fields", "Englisch", Some("2 veraltet"), false),
            ],
            errand: vec![step("Hochladen", "done"), step("Prüfen", "now"), step("Übernehmen", "open")],
            course: "Hochvolt-Sicherheit, Auffrischung",
            person: "Selin Aydın",
            site: "Leipzig",
            code: "7KQ4 M2XP 9TWD",
            at: "2026-11-24T13:32:00Z",
            zone: "Europe/Berlin",
        }
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn statuses() -> Vec<StatusRow> {
    let dated = [
        ("overdue", day(2026, 1, 15)),
        ("lapsed", day(2026, 3, 18)),
        ("grace", day(2026, 12, 10)),
        ("due", day(2026, 12, 2)),
        ("open", day(2027, 4, 1)),
        ("valid", day(2027, 6, 30)),
        ("satisfied", day(2025, 5, 12)),
        ("paused", day(2027, 3, 31)),
        ("waived", day(2026, 12, 31)),
        ("revoked", day(2026, 10, 3)),
        ("expired", day(2025, 12, 2)),
        ("refused", day(2026, 11, 20)),
    ];
    let mut rows: Vec<_> = dated.map(|(status, on)| StatusRow { status, on: Some(on) }).to_vec();
    rows.insert(
        9,
        StatusRow {
            status: "not_subject",
            on: None,
        },
    );
    rows
}

fn rules() -> Vec<TimeRule> {
    let rule = |today: NaiveDate, last_on: Option<NaiveDate>| TimeRule {
        last_on,
        early_from: Some(day(2026, 9, 3)),
        shown_from: None,
        due_on: day(2026, 12, 2),
        grace_until: Some(day(2027, 1, 1)),
        lapses_on: Some(day(2027, 12, 2)),
        today: Some(today),
    };
    let proof = Some(day(2025, 11, 19));
    let first = TimeRule {
        early_from: None,
        lapses_on: None,
        ..rule(day(2026, 11, 24), None)
    };
    vec![
        rule(day(2026, 5, 2), proof),
        rule(day(2026, 11, 24), proof),
        rule(day(2027, 6, 1), proof),
        rule(day(2028, 3, 1), proof),
        first,
    ]
}

fn callouts() -> Vec<CalloutSample> {
    vec![
        CalloutSample {
            kind: "danger",
            lead: "Lebensgefahr.",
            text: "Der Zwischenkreis bleibt geladen.",
        },
        CalloutSample {
            kind: "warning",
            lead: "Vorsicht.",
            text: "R290 ist brennbar, Zündquellen fernhalten.",
        },
        CalloutSample {
            kind: "note",
            lead: "Gut zu wissen.",
            text: "Die Wartezeit steht auf dem Typenschild.",
        },
        CalloutSample {
            kind: "done",
            lead: "Richtig.",
            text: "Die Prüfung davor und danach gehört dazu.",
        },
    ]
}

fn marked() -> Vec<MarkedSample> {
    vec![
        MarkedSample {
            is: "right",
            lead: "Richtig:",
            text: "zweipoliger Prüfer",
        },
        MarkedSample {
            is: "wrong",
            lead: "Ihre Antwort:",
            text: "berührungsloser Prüfer. Er erkennt Gleichspannung nicht.",
        },
    ]
}

fn rows() -> Vec<RowSample> {
    vec![
        RowSample {
            name: "Aydın, Selin",
            status: Some("due"),
            on: Some(day(2026, 12, 2)),
            share: 38.2,
            selected: true,
        },
        RowSample {
            name: "Bianchi, Luca",
            status: Some("valid"),
            on: Some(day(2027, 6, 4)),
            share: 12.0,
            selected: false,
        },
        RowSample {
            name: "Gruber, Franz",
            status: None,
            on: None,
            share: 0.0,
            selected: false,
        },
    ]
}

fn fault(field: &str, text: &str) -> FormFault {
    FormFault {
        field: field.to_owned(),
        text: text.to_owned(),
    }
}

fn tab(href: &'static str, label: &'static str, note: Option<&'static str>, current: bool) -> TabSample {
    TabSample {
        href,
        label,
        note,
        current,
    }
}

fn step(label: &'static str, state: &'static str) -> StepSample {
    StepSample { label, state }
}

crate::samples! { pages: ComponentsPage }
