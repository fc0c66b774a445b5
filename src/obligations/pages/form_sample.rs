//! Samples of the form of a requirement.

use super::requirement_form::{
    AskedFields, AskedRow, CaseFields, ConditionFields, GroupFields, Offer, RequirementFormPage, TextFields, TreeField, WhenFields,
};
use super::{ChangeView, CountryLine, LadderFields, ReachView};
use crate::platform::views::{Choice, Field, FormFault, TimeRule};

fn offer(name: &str, choices: &[(&str, &str, bool)]) -> Offer {
    Offer {
        name: name.to_owned(),
        error: None,
        choices: choices
            .iter()
            .map(|(value, label, chosen)| Choice::new(*value, *label).chosen(*chosen))
            .collect(),
        find: None,
        nothing: false,
    }
}

fn choices(chosen: &str, all: &[(&str, &str)]) -> Vec<Choice> {
    all.iter()
        .map(|(value, label)| Choice::new(*value, *label).chosen(*value == chosen))
        .collect()
}

fn group(number: u32, kind: &str) -> GroupFields {
    let name = |part: &str| format!("audience.groups.{number}.0.{part}");
    let row = |kind: &'static str, offer: Option<Offer>, rows: Option<AskedFields>| ConditionFields {
        group: number,
        case: 0,
        kind,
        has: name("has"),
        offer,
        asked: rows,
    };
    let services = offer(
        &name("services"),
        &[("repair", "Instandsetzung", true), ("maintenance", "Wartung", false)],
    );
    GroupFields {
        number,
        kind: Field::with(&format!("audience.groups.{number}.kind"), kind),
        kinds: choices(
            kind,
            &[
                ("any", "mindestens eines trifft zu"),
                ("not", "keines trifft zu"),
                ("all", "alle treffen zu"),
            ],
        ),
        cases: vec![CaseFields {
            group: number,
            number: 0,
            conditions: vec![
                row("services", Some(services), None),
                row(
                    "asked",
                    None,
                    Some(asked(&format!("audience.groups.{number}.0"), &["organisation:level"])),
                ),
            ],
            further: Field::new(&name("new")),
            furthers: choices("", &[("job_roles", "arbeitet als"), ("countries", "im Land")]),
        }],
    }
}

fn asked(within: &str, fields: &[&str]) -> AskedFields {
    let row = |(number, field): (usize, &str)| {
        let name = |part: &str| format!("{within}.asked.{number}.{part}");
        AskedRow {
            field: Field::with(&name("field"), field),
            fields: choices(
                field,
                &[
                    ("person:g3", "Person: Führerschein für Anhänger"),
                    ("organisation:level", "Betrieb: Stufe"),
                ],
            ),
            how: Field::with(&name("how"), "is"),
            hows: choices(
                "is",
                &[
                    ("is", "ist"),
                    ("at_least", "mindestens"),
                    ("at_most", "höchstens"),
                    ("any", "ist vermerkt"),
                ],
            ),
            value: Field::with(&name("value"), if field.is_empty() { "" } else { "Gold; Silber" }),
        }
    };
    AskedFields {
        name: format!("{within}.asked"),
        error: None,
        rows: fields.iter().copied().chain([""]).enumerate().map(row).collect(),
        lists: vec!["Stufe: Gold, Silber, Bronze".to_owned()],
    }
}

fn when(kind: &str) -> WhenFields {
    WhenFields {
        first_kind: Field::with("first_due.kind", "days_after_start"),
        first_kinds: choices(
            "days_after_start",
            &[
                ("days_after_start", "Tage nach dem Beginn"),
                ("months_after_start", "Monate nach dem Beginn"),
                ("days_before_start", "Tage vor dem Beginn"),
                ("on", "bis zu einem Tag"),
            ],
        ),
        first_count: Field::with("first_due.count", "90"),
        first_on: Field::new("first_due.on"),
        kind: Field::with("recurrence.kind", kind),
        kinds: choices(
            kind,
            &[
                ("once", "einmal"),
                ("rolling", "nach jedem Nachweis"),
                ("anniversary", "zum Stichtag"),
                ("calendar", "jedes Schulungsjahr"),
                ("sum", "so viel in einem Zeitraum"),
                ("sum_year", "so viel in jedem Schulungsjahr"),
            ],
        ),
        months: Field::with("recurrence.months", "12"),
        amount: Field::with("recurrence.amount", "24"),
        unit: Field::with("recurrence.unit", "hours"),
        units: choices("hours", &[("hours", "Stunden"), ("points", "Punkte")]),
        window_days: Field::with("recurrence.window_days", "90"),
        year_month: Field::with("recurrence.year_month", "1"),
        year_months: choices("1", &[("1", "Januar"), ("4", "April"), ("9", "September")]),
        year_day: Field::with("recurrence.year_day", "1"),
        joiner_min_days: Field::with("recurrence.joiner_min_days", "90"),
        notice_days: Field::with("notice_days", "60"),
        grace_days: Field::with("grace_days", "30"),
        lapse_months: Field::with("lapse_months", "12"),
        return_days: Field::with("return_days", "30"),
        rounds: false,
    }
}

fn reach() -> ReachView {
    let day = |text: &str| text.parse().expect("a day of the calendar");
    let country = |country: &str, people, overdue| CountryLine {
        country: country.to_owned(),
        people,
        overdue,
    };
    ReachView {
        on: day("2027-01-01"),
        people: 412,
        partners: 37,
        overdue: 26,
        due: 58,
        valid: 328,
        change: Some(ChangeView {
            come_in: 31,
            drop_out: 4,
            earlier: 9,
            later: 112,
            owed: "26 Pflichten sind überfällig und wären es nicht mehr. 58 offene oder überfällige bekämen ein anderes Datum.".to_owned(),
        }),
        countries: vec![
            country("DE", 187, 4),
            country("IT", 74, 13),
            country("ES", 61, 7),
            country("", 90, 2),
        ],
        counted_at: "2026-11-24T13:32:00Z".parse().expect("an instant"),
    }
}

/// The form with a version that is written, with faults, and empty in a network that is small.
pub fn samples() -> Vec<RequirementFormPage> {
    let text = |language: &str, title: &str, basis: &str| TextFields {
        language: language.to_owned(),
        title: Field::with(&format!("title.{language}"), title),
        basis: Field::with(&format!("basis.{language}"), basis),
    };
    let found = |name: &str, find: &str, typed: &str, choices: &[(&str, &str, bool)]| Offer {
        find: Some(Field::with(find, typed)),
        ..offer(name, choices)
    };
    let day = |text: &str| text.parse().expect("a day of the calendar");
    let edited = RequirementFormPage {
        fixed: Some("HV".to_owned()),
        name: "Hochvolt-Sicherheit, jährlich zum Stichtag".to_owned(),
        number: 4,
        action: "/requirements/HV/draft".to_owned(),
        back: "/requirements/HV".to_owned(),
        revision: "2".to_owned(),
        faults: Vec::new(),
        code: Field::with("code", "HV"),
        texts: vec![
            text("de", "Hochvolt-Sicherheit, jährlich zum Stichtag", "Servicevertrag § 7"),
            text(
                "en",
                "High-voltage safety, every year by its anniversary",
                "Service contract, clause 7",
            ),
        ],
        others: vec![Field::with("title.fr", "Sécurité haute tension")],
        in_force_on: Field::with("in_force_on", "01.01.2027"),
        already_in: Field::with("already_in", "on"),
        already_in_ways: choices(
            "on",
            &[
                ("keep", "behalten ihren Beginn; die Fassung gilt ab demselben Tag"),
                ("on", "behalten ihren Beginn; die Fassung gilt ab einem späteren Tag"),
                ("anew", "beginnen neu"),
            ],
        ),
        already_in_on: Field::with("already_in_on", "01.07.2027"),
        job_roles: offer(
            "audience.job_roles",
            &[
                ("technician", "Technik", true),
                ("senior_technician", "Obertechnik", true),
                ("electrician", "Elektrik", true),
                ("service_manager", "Serviceleitung", false),
                ("dispatcher", "Disposition", false),
            ],
        ),
        services: offer(
            "audience.services",
            &[
                ("high_voltage", "Hochvolt", true),
                ("refrigerant", "Kältemittel", false),
                ("commissioning", "Inbetriebnahme", false),
            ],
        ),
        countries: offer(
            "audience.countries",
            &[("AT", "AT", false), ("DE", "DE", false), ("ES", "ES", false), ("IT", "IT", false)],
        ),
        languages: found(
            "audience.languages",
            "find.audience.languages",
            "",
            &[("de", "Deutsch", true), ("it", "Italiano", true)],
        ),
        products: offer(
            "audience.products",
            &[("N8", "N8 Nordhaus 8", false), ("N8-12", "N8-12 Nordhaus 8, 12 kW", true)],
        ),
        events: offer("audience.events", &[("controller-software", "Neue Reglersoftware", false)]),
        asked: asked("audience", &["person:g3", "organisation:level"]),
        groups: vec![group(0, "any"), group(1, "not")],
        groups_error: None,
        tree: None,
        organisations: found(
            "audience.organisations",
            "find.audience.organisations",
            "albers",
            &[
                ("P-0121", "P-0121 Kälte Albers", true),
                ("P-0121-1", "P-0121-1 Kälte Albers Lübeck", false),
            ],
        ),
        initial: found(
            "initial",
            "find.initial",
            "",
            &[("HV-101", "HV-101 Arbeiten an Hochvolt-Anlagen", true)],
        ),
        refresher: found(
            "refresher",
            "find.refresher",
            "",
            &[("HV-R1", "HV-R1 Hochvolt-Sicherheit, Auffrischung", true)],
        ),
        rotation: Field::new("rotation"),
        strength: Field::with("strength", "proven"),
        strengths: vec![
            Choice::new("any", "Jeder Nachweis zählt"),
            Choice::new("proven", "Nur ein gesicherter Nachweis zählt").chosen(true),
        ],
        recognise_days: Field::with("recognise_days", "730"),
        when: when("anniversary"),
        rule: Some(TimeRule {
            last_on: Some(day("2027-01-01")),
            early_from: Some(day("2027-10-03")),
            shown_from: Some(day("2027-11-02")),
            due_on: day("2028-01-01"),
            grace_until: Some(day("2028-01-31")),
            lapses_on: Some(day("2029-01-01")),
            today: None,
        }),
        reminders: Field::with("reminders.kind", "own"),
        reminder_kinds: choices(
            "own",
            &[
                ("default", "wie im Standard"),
                ("own", "eigene Stufen"),
                ("none", "keine Erinnerungen"),
            ],
        ),
        inherited: vec![
            "30 Tage vorher: Lernende".to_owned(),
            "7 Tage vorher: Lernende und Teamleitung".to_owned(),
        ],
        ladder: LadderFields::sample("/requirements"),
        warnings: Vec::new(),
        reach: Some(reach()),
        lacking: 0,
    };
    let wrong = RequirementFormPage {
        faults: vec![
            FormFault {
                field: "initial".to_owned(),
                text: "Zuerst: Nennen Sie mindestens eines.".to_owned(),
            },
            FormFault {
                field: "lapse_months".to_owned(),
                text: "Erlischt nach: Eine ganze Zahl von 0 bis 10.000.".to_owned(),
            },
        ],
        already_in: Field::new("already_in").wrong("Das fehlt."),
        initial: Offer {
            error: Some("Nennen Sie mindestens eines.".to_owned()),
            nothing: true,
            ..found("initial", "find.initial", "Kran", &[])
        },
        when: WhenFields {
            lapse_months: Field::with("lapse_months", "ein Jahr").wrong("Eine ganze Zahl von 0 bis 10.000."),
            ..when("calendar")
        },
        asked: AskedFields {
            error: Some("Das ist hier nicht bekannt.".to_owned()),
            ..asked("audience", &["organisation:level"])
        },
        groups: Vec::new(),
        tree: Some(TreeField {
            field: Field::with("audience.tree", "{}"),
            said: "arbeitet als Technik und mindestens eines davon: (im Land AT und nicht bei P-05) oder Sprache Italiano".to_owned(),
        }),
        groups_error: Some("Das ist hier nicht bekannt.".to_owned()),
        warnings: vec!["Die Erinnerung 100 Tage vorher kommt vor dem Zeitraum, in dem Auffrischen den Stichtag hält.".to_owned()],
        rule: None,
        reach: None,
        lacking: 2,
        ..edited.clone()
    };
    let empty = RequirementFormPage {
        fixed: None,
        name: String::new(),
        number: 1,
        action: "/requirements".to_owned(),
        back: "/requirements".to_owned(),
        revision: String::new(),
        code: Field::new("code"),
        texts: vec![text("de", "", ""), text("en", "", "")],
        others: Vec::new(),
        job_roles: offer("audience.job_roles", &[("technician", "Technik", false)]),
        services: found("audience.services", "find.audience.services", "", &[]),
        countries: found("audience.countries", "find.audience.countries", "X", &[]),
        languages: found("audience.languages", "find.audience.languages", "", &[]),
        organisations: offer("audience.organisations", &[]),
        products: offer("audience.products", &[]),
        events: offer("audience.events", &[]),
        asked: AskedFields {
            rows: Vec::new(),
            ..asked("audience", &[])
        },
        groups: Vec::new(),
        initial: offer("initial", &[]),
        refresher: offer("refresher", &[]),
        already_in_ways: Vec::new(),
        rule: None,
        reach: None,
        ..edited.clone()
    };
    vec![edited, wrong, empty]
}
