//! One requirement, with whom it reaches before it decides.

use chrono::NaiveDate;
use serde::Serialize;

use super::Counted;
use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page, TimeRule};

/// One version of a requirement.
#[derive(Clone, Debug, Serialize)]
pub struct RequirementPage {
    /// Its code.
    pub code: String,
    /// The title.
    pub title: String,
    /// Number of the version shown.
    pub number: i32,
    /// `draft`, `in_force`, `superseded`; `waiting` for a draft that comes into force on its day.
    pub state: &'static str,
    /// The day from which it holds.
    pub in_force_on: NaiveDate,
    /// Whom it concerns, in a sentence.
    pub audience: String,
    /// What it is founded on; may be empty.
    pub basis: String,
    /// Courses that count at any time.
    pub initial: Vec<Counted>,
    /// Courses that count for whoever has proven it before.
    pub refresher: Vec<Counted>,
    /// By when: label and value in the reader's language.
    pub when: Vec<Labelled>,
    /// An example from a proof on the day it comes into force.
    pub rule: Option<TimeRule>,
    /// The ladder of reminders that it obeys, a line each.
    pub reminders: Vec<String>,
    /// `default`, `own` or `none`.
    pub reminders_kind: &'static str,
    /// What somebody should know before it counts: steps that come too early for an anniversary, courses without content.
    pub warnings: Vec<String>,
    /// All versions, the newest first.
    pub versions: Vec<VersionLine>,
    /// Whom a draft would reach.
    pub reach: Option<ReachView>,
    /// How it is put into force; none for whoever may not, and for what is no draft.
    pub put: Option<PutForm>,
    /// The last day on which the requirement holds.
    pub retired_on: Option<NaiveDate>,
    /// Whether that day has passed.
    pub ended: bool,
    /// What else can be done; none for whoever may not.
    pub deeds: Option<Deeds>,
}

/// What can be done beside putting it into force.
#[derive(Clone, Debug, Serialize)]
pub struct Deeds {
    /// Where the draft, or the next one, is written.
    pub edit_href: String,
    /// Whether a draft is shown that can be thrown away; one that waits for its day is taken back first.
    pub discards: bool,
    /// Whether a draft is shown that waits for its day, so that this can be taken back.
    pub takes_back: bool,
    /// Where it is retired; none where it never decided or is retired.
    pub retire_href: Option<String>,
    /// Whether it is retired, so that this can be taken back.
    pub holds_on: bool,
}

/// A label with its value.
#[derive(Clone, Debug, Serialize)]
pub struct Labelled {
    /// What it is.
    pub label: String,
    /// How it is.
    pub value: String,
}

/// A version in the list.
#[derive(Clone, Debug, Serialize)]
pub struct VersionLine {
    /// Its number.
    pub version: i32,
    /// As [`RequirementPage::state`].
    pub state: &'static str,
    /// The day from which it holds.
    pub in_force_on: NaiveDate,
    /// Where it is shown.
    pub href: String,
    /// Whether it is shown now.
    pub current: bool,
}

/// Whom a draft would reach.
#[derive(Clone, Debug, Serialize)]
pub struct ReachView {
    /// The day that was counted for.
    pub on: NaiveDate,
    /// People.
    pub people: u64,
    /// Partners they belong to.
    pub partners: u64,
    /// Overdue or lapsed on day one.
    pub overdue: u64,
    /// Due or in grace.
    pub due: u64,
    /// With a proof that counts.
    pub valid: u64,
    /// What changes against the version that decides.
    pub change: Option<ChangeView>,
    /// The largest countries, then the others together.
    pub countries: Vec<CountryLine>,
    /// When it was counted.
    pub counted_at: chrono::DateTime<chrono::Utc>,
}

/// What a new version changes, in people.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    /// Come in.
    pub come_in: u64,
    /// Drop out.
    pub drop_out: u64,
    /// Due date moves earlier.
    pub earlier: u64,
    /// Due date moves later.
    pub later: u64,
    /// What becomes of what is owed, in sentences; empty: it stays.
    pub owed: String,
}

/// One country's part.
#[derive(Clone, Debug, Serialize)]
pub struct CountryLine {
    /// Its code.
    pub country: String,
    /// People reached.
    pub people: u64,
    /// Overdue of them.
    pub overdue: u64,
}

/// The form at the foot of the panel.
#[derive(Clone, Debug, Serialize)]
pub struct PutForm {
    /// The day.
    pub in_force_on: Field,
    /// What is wrong with it.
    pub faults: Vec<FormFault>,
    /// The version that was seen.
    pub revision: i32,
    /// The day that the button names.
    pub on: NaiveDate,
    /// Whether the draft already waits for this day.
    pub waits: bool,
}

impl Page for RequirementPage {
    const TEMPLATE: &'static str = "obligations/requirement";

    fn samples() -> Vec<Self> {
        let draft = sample();
        let wrong = Self {
            put: draft.put.clone().map(|put| PutForm {
                in_force_on: Field::with("on", "31.02.2027").wrong("Diesen Tag gibt es nicht."),
                faults: vec![FormFault {
                    field: "on".to_owned(),
                    text: "In Kraft ab: Diesen Tag gibt es nicht.".to_owned(),
                }],
                ..put
            }),
            warnings: vec!["Die Erinnerung 100 Tage vorher kommt vor dem Zeitraum, in dem Auffrischen den Stichtag hält.".to_owned()],
            ..draft.clone()
        };
        let waiting = Self {
            state: "waiting",
            put: draft.put.clone().map(|put| PutForm { waits: true, ..put }),
            deeds: draft.deeds.clone().map(|deeds| Deeds {
                discards: false,
                takes_back: true,
                ..deeds
            }),
            ..draft.clone()
        };
        let decides = Self {
            state: "in_force",
            number: 3,
            reach: None,
            put: None,
            rule: None,
            refresher: Vec::new(),
            deeds: Some(Deeds {
                edit_href: "/requirements/HV/edit".to_owned(),
                discards: false,
                takes_back: false,
                retire_href: Some("/requirements/HV/retirement/new".to_owned()),
                holds_on: false,
            }),
            ..draft.clone()
        };
        let retired = Self {
            retired_on: Some(day("2026-12-31")),
            deeds: Some(Deeds {
                edit_href: "/requirements/HV/edit".to_owned(),
                discards: false,
                takes_back: false,
                retire_href: None,
                holds_on: true,
            }),
            ..decides.clone()
        };
        let seen = Self {
            ended: true,
            deeds: None,
            ..retired.clone()
        };
        vec![draft, wrong, waiting, decides, retired, seen]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/requirements/HV")
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

fn sample() -> RequirementPage {
    let counted = |code: &str, title: &str| Counted {
        code: code.to_owned(),
        title: title.to_owned(),
        minutes: None,
    };
    let when = [
        ("Erster Nachweis", "90 Tage nach dem Beginn"),
        ("Danach", "alle 12 Monate zum Stichtag, früh ab 90 Tagen vorher"),
        ("Als fällig gezeigt", "60 Tage vorher"),
        ("Nachfrist", "30 Tage"),
        ("Erlischt", "12 Monate nach der Frist"),
    ];
    let version = |version, state, on: &str| VersionLine {
        version,
        state,
        in_force_on: day(on),
        href: format!("/requirements/HV?version={version}"),
        current: version == 4,
    };
    let country = |country: &str, people, overdue| CountryLine {
        country: country.to_owned(),
        people,
        overdue,
    };
    RequirementPage {
        code: "HV".to_owned(),
        title: "Hochvolt-Sicherheit, jährlich zum Stichtag".to_owned(),
        number: 4,
        state: "draft",
        in_force_on: day("2027-01-01"),
        audience: "Verlangt von Technik, Obertechnik und Elektrik an Standorten mit Hochvolt.".to_owned(),
        basis: "Servicevertrag § 7".to_owned(),
        initial: vec![counted("HV-101", "Arbeiten an Hochvolt-Anlagen")],
        refresher: vec![counted("HV-R1", "Hochvolt-Sicherheit, Auffrischung")],
        when: when
            .map(|(label, value)| Labelled {
                label: label.to_owned(),
                value: value.to_owned(),
            })
            .to_vec(),
        rule: Some(TimeRule {
            last_on: Some(day("2027-01-01")),
            early_from: Some(day("2027-10-03")),
            shown_from: Some(day("2027-11-02")),
            due_on: day("2028-01-01"),
            grace_until: Some(day("2028-01-31")),
            lapses_on: Some(day("2029-01-01")),
            today: None,
        }),
        reminders_kind: "default",
        reminders: ["60 Tage vorher: Lernende", "14 Tage danach: Lernende"].map(str::to_owned).to_vec(),
        warnings: Vec::new(),
        versions: vec![
            version(4, "draft", "2027-01-01"),
            version(3, "in_force", "2022-01-01"),
            version(2, "superseded", "2020-01-01"),
        ],
        reach: Some(ReachView {
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
                owed: "26 Pflichten sind überfällig und wären es nicht mehr.".to_owned(),
            }),
            countries: vec![
                country("DE", 187, 4),
                country("IT", 74, 13),
                country("ES", 61, 7),
                country("", 90, 2),
            ],
            counted_at: "2026-11-24T13:32:00Z".parse().expect("an instant"),
        }),
        put: Some(PutForm {
            in_force_on: Field::with("on", "01.01.2027"),
            faults: Vec::new(),
            revision: 2,
            on: day("2027-01-01"),
            waits: false,
        }),
        retired_on: None,
        ended: false,
        deeds: Some(Deeds {
            edit_href: "/requirements/HV/edit".to_owned(),
            discards: true,
            takes_back: false,
            retire_href: Some("/requirements/HV/retirement/new".to_owned()),
            holds_on: false,
        }),
    }
}
