//! One person's record: what is asked and why, what was proven, which certificates there are, what paused or was waived.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Finding, PastDay};
use crate::people::menu::Menu;
use crate::platform::table::Export;
use crate::platform::views::{Frame, Page};

/// The record. Results and dates, never answers.
#[derive(Clone, Debug, Serialize)]
pub struct RecordPage {
    /// Whether it is the reader's own.
    pub own: bool,
    /// Full name.
    pub name: String,
    /// What the heading says.
    pub finding: Finding,
    /// The day that is looked at. On a past one nothing can be done from here.
    pub past_day: PastDay,
    /// Where the person works, as what, since when.
    pub places: Vec<PlaceFact>,
    /// What is asked, in the order of the statuses.
    pub obligations: Vec<RecordLine>,
    /// Cycles that are over, the newest first.
    pub cycles: Vec<RecordCycle>,
    /// What was proven, the newest first; revoked proofs stay.
    pub proofs: Vec<RecordProof>,
    /// Certificates, the newest first.
    pub certificates: Vec<RecordCertificate>,
    /// Pauses and waivers, the newest first; withdrawn ones stay.
    pub excuses: Vec<RecordExcuse>,
    /// Requests for more time, the latest first.
    pub extensions: Vec<super::extension::ExtensionFact>,
    /// Where a pause is entered; none for whoever may not.
    pub pause_href: Option<String>,
    /// Where a waiver is entered.
    pub waiver_href: Option<String>,
    /// Where a document for the person is handed in.
    pub document_href: Option<String>,
    /// The person's heat map.
    pub overview_href: Option<String>,
    /// All of it as a file.
    pub export: Export,
}

/// A membership.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceFact {
    /// The organisation.
    pub organisation: String,
    /// Job roles in the reader's language.
    pub roles: String,
    /// First day.
    pub start_on: NaiveDate,
    /// Whether that day is still to come.
    pub to_come: bool,
    /// Last day.
    pub end_on: Option<NaiveDate>,
    /// The team lead.
    pub supervisor: Option<String>,
}

/// One obligation with its reason.
#[derive(Clone, Debug, Serialize)]
pub struct RecordLine {
    /// The requirement's code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Status word.
    pub status: String,
    /// The date behind it.
    pub on: Option<NaiveDate>,
    /// Why, in a sentence.
    pub sentence: String,
    /// Where more time is asked for; none where nothing is due, or the reader gives it themself.
    pub extension_href: Option<String>,
}

/// A cycle that is over: what was due, and what came of it.
#[derive(Clone, Debug, Serialize)]
pub struct RecordCycle {
    /// The requirement's title.
    pub title: String,
    /// `2025` or `2025/26`, where it is a training year.
    pub year: Option<String>,
    /// When it was due; none: it was taken away.
    pub due_on: Option<NaiveDate>,
    /// When it was proven; none: never.
    pub proven_on: Option<NaiveDate>,
    /// `kept`, `in_grace` or `missed`.
    pub outcome: &'static str,
    /// The mark for that.
    pub mark: &'static str,
    /// The certificate of this cycle.
    pub certificate_href: Option<String>,
}

/// One proof.
#[derive(Clone, Debug, Serialize)]
pub struct RecordProof {
    /// Its own page, where it can be revoked.
    pub href: String,
    /// The day it is about.
    pub on: NaiveDate,
    /// Code of the course.
    pub code: String,
    /// Its title.
    pub title: String,
    /// `online`, `workshop`, `paper`, `document`, `other`.
    pub means: String,
    /// Result in per cent.
    pub score_percent: Option<i32>,
    /// The last day on which it counts, where it says so itself.
    pub valid_until: Option<NaiveDate>,
    /// When it was revoked.
    pub revoked_on: Option<NaiveDate>,
    /// Why.
    pub revoked_reason: Option<String>,
}

/// One certificate.
#[derive(Clone, Debug, Serialize)]
pub struct RecordCertificate {
    /// Its number.
    pub number: String,
    /// The course.
    pub title: String,
    /// The day of issue.
    pub issued_on: NaiveDate,
    /// When it was revoked.
    pub revoked_on: Option<NaiveDate>,
    /// The document.
    pub href: String,
}

/// A pause or waiver.
#[derive(Clone, Debug, Serialize)]
pub struct RecordExcuse {
    /// `paused` or `waived`.
    pub status: &'static str,
    /// The requirement; none: all.
    pub requirement: Option<String>,
    /// First day.
    pub from_on: NaiveDate,
    /// Last day.
    pub to_on: Option<NaiveDate>,
    /// The day on which it was recorded.
    pub recorded_on: NaiveDate,
    /// Who recorded it; none: the installation itself, or it is another organisation's business.
    pub recorded_by: Option<String>,
    /// Why.
    pub reason: String,
    /// Where the document lies on which it rests; none where there is none, or the reader may not open it.
    pub document_href: Option<String>,
    /// When it was withdrawn.
    pub withdrawn_on: Option<NaiveDate>,
    /// Why.
    pub withdrawn_reason: Option<String>,
    /// Where it is withdrawn; none where it already is, or the reader may not.
    pub withdraw_href: Option<String>,
}

impl Page for RecordPage {
    const TEMPLATE: &'static str = "obligations/record";

    fn samples() -> Vec<Self> {
        let usual = sample();
        let own = Self {
            own: true,
            pause_href: None,
            waiver_href: None,
            overview_href: None,
            export: Export::of("/record/table.csv".to_owned()),
            ..usual.clone()
        };
        let empty = Self {
            finding: Finding {
                kind: "none",
                missed: 0,
                due: 0,
                until: None,
            },
            obligations: Vec::new(),
            cycles: Vec::new(),
            proofs: Vec::new(),
            certificates: Vec::new(),
            excuses: Vec::new(),
            extensions: Vec::new(),
            ..usual.clone()
        };
        let nothing_to_do = |page: Self| Self {
            past_day: PastDay::march("/people/7/record"),
            pause_href: None,
            waiver_href: None,
            document_href: None,
            ..page
        };
        let past = nothing_to_do(then());
        let nothing_then = nothing_to_do(empty.clone());
        let ahead = Self {
            past_day: PastDay::ahead("/people/7/record"),
            ..usual.clone()
        };
        vec![usual, own, empty, past, nothing_then, ahead]
    }

    fn sample_frame() -> Frame {
        Menu::Partner.sample_frame("/people/7/record")
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

/// The same record on the last day of March: what came later is not on it.
fn then() -> RecordPage {
    let mut page = sample();
    for line in &mut page.obligations {
        line.extension_href = None;
    }
    for excuse in &mut page.excuses {
        excuse.document_href = None;
        excuse.withdraw_href = None;
    }
    page.extensions.clear();
    page.export = Export::of("/people/7/record/table.csv?on=31.03.2026".to_owned());
    page.overview_href = Some("/obligations?on=31.03.2026".to_owned());
    page
}

fn sample() -> RecordPage {
    let line = |title: &str, status: &str, on: &str, sentence: &str| RecordLine {
        code: "HV".to_owned(),
        title: title.to_owned(),
        status: status.to_owned(),
        on: Some(day(on)),
        sentence: sentence.to_owned(),
        extension_href: (status != "valid").then(|| "/people/7/extensions/new?requirement=HV".to_owned()),
    };
    let proof = |on: &str, code: &str, title: &str, means: &str, score_percent| RecordProof {
        href: "/evidence/1".to_owned(),
        on: day(on),
        code: code.to_owned(),
        title: title.to_owned(),
        means: means.to_owned(),
        score_percent,
        valid_until: None,
        revoked_on: None,
        revoked_reason: None,
    };
    let cycle = |title: &str, year: Option<&str>, due: &str, proven: Option<&str>| {
        let (outcome, mark) = match proven {
            None => ("missed", "overdue"),
            Some(on) if day(on) > day(due) => ("in_grace", "grace"),
            Some(_) => ("kept", "valid"),
        };
        RecordCycle {
            title: title.to_owned(),
            year: year.map(ToOwned::to_owned),
            due_on: Some(day(due)),
            proven_on: proven.map(day),
            outcome,
            mark,
            certificate_href: proven.map(|_| "/certificates/5/file".to_owned()),
        }
    };
    let excuse = |status, requirement: Option<&str>, withdrawn: bool| RecordExcuse {
        status,
        requirement: requirement.map(ToOwned::to_owned),
        from_on: day("2026-02-01"),
        to_on: Some(day("2026-06-30")),
        recorded_on: day("2026-01-20"),
        recorded_by: Some("Marta Lindqvist".to_owned()),
        reason: "Elternzeit".to_owned(),
        document_href: (!withdrawn).then(|| "/people/7/pauses/9/file".to_owned()),
        withdrawn_on: withdrawn.then(|| day("2026-05-02")),
        withdrawn_reason: withdrawn.then(|| "Früher zurück".to_owned()),
        withdraw_href: (!withdrawn).then(|| "/people/7/pauses/9/withdrawal/new".to_owned()),
    };
    RecordPage {
        own: false,
        past_day: PastDay::today("/people/7/record"),
        name: "Selin Aydın".to_owned(),
        finding: Finding {
            kind: "missed_due",
            missed: 1,
            due: 2,
            until: None,
        },
        places: vec![PlaceFact {
            organisation: "Thermo Partner Leipzig".to_owned(),
            roles: "Technik".to_owned(),
            start_on: day("2022-03-01"),
            to_come: false,
            end_on: None,
            supervisor: Some("Jana Dvořáková".to_owned()),
        }],
        obligations: vec![
            line(
                "Kältemittel, Jahresnachweis",
                "overdue",
                "2026-01-15",
                "Für 2025 fehlt der Nachweis; das Schulungsjahr endete am 31. Dezember 2025.",
            ),
            line(
                "Hochvolt-Sicherheit, jährlich zum Stichtag",
                "due",
                "2026-12-02",
                "Stichtag ist der 2. Dezember, weil Selin Aydın am 2. Dezember 2023 bestanden hat.",
            ),
            line(
                "Datenschutz",
                "satisfied",
                "2025-05-12",
                "Einmal genügt: Selin Aydın hat es am 12. Mai 2025 nachgewiesen.",
            ),
        ],
        cycles: vec![
            cycle("Kältemittel, Jahresnachweis", Some("2025"), "2025-12-31", None),
            cycle("Hochvolt-Sicherheit, jährlich zum Stichtag", None, "2025-12-02", Some("2025-11-19")),
            cycle("Hochvolt-Sicherheit, jährlich zum Stichtag", None, "2024-12-02", Some("2024-12-10")),
        ],
        proofs: vec![
            proof("2025-11-19", "HV-R1", "Hochvolt-Sicherheit, Auffrischung", "online", Some(92)),
            RecordProof {
                revoked_on: Some(day("2025-06-01")),
                revoked_reason: Some("Falsche Person eingetragen".to_owned()),
                ..proof("2025-05-30", "REF-R", "Kältemittel, Auffrischung", "paper", None)
            },
            RecordProof {
                valid_until: Some(day("2026-08-31")),
                ..proof("2024-09-02", "BRAZE", "Hartlöten, Prüfbescheinigung", "document", None)
            },
            proof("2023-12-02", "HV-101", "Arbeiten an Hochvolt-Anlagen", "workshop", None),
        ],
        certificates: vec![RecordCertificate {
            number: "2025-004711".to_owned(),
            title: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
            issued_on: day("2025-11-19"),
            revoked_on: None,
            href: "/certificates/7/document".to_owned(),
        }],
        extensions: vec![super::extension::fact("granted")],
        excuses: vec![
            excuse("paused", None, false),
            excuse("waived", Some("Kältemittel, Jahresnachweis"), true),
        ],
        document_href: Some("/people/7/documents/new".to_owned()),
        pause_href: Some("/people/7/pauses/new".to_owned()),
        waiver_href: Some("/people/7/waivers/new".to_owned()),
        overview_href: Some("/obligations".to_owned()),
        export: Export::of("/people/7/record/table.csv".to_owned()),
    }
}
