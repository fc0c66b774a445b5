//! What the pages about certificates and proofs show.

use crate::people::menu::Menu;
use crate::platform::views::{Field, FormFault, Frame, Page};
use crate::rules::id::{Id, Instant};
use chrono::NaiveDate;
use serde::Serialize;

/// Where anybody types the code of a certificate.
#[derive(Clone, Debug, Serialize)]
pub struct CheckFormPage {
    /// The code, in any spelling.
    pub code: Field,
}

impl Page for CheckFormPage {
    const TEMPLATE: &'static str = "certificates/check_form";

    fn samples() -> Vec<Self> {
        let code = Field::new("code");
        vec![
            Self { code: code.clone() },
            Self {
                code: code.wrong("Bitte ausfüllen."),
            },
        ]
    }
}

/// The answer to a check. Of an unknown code nothing is said but that it is unknown.
#[derive(Clone, Debug, Serialize)]
pub struct CheckPage {
    /// `valid` (until a day), `passed` and `attended` (on a day, without an end of its own), `expired`, `revoked` or `unknown`.
    pub answer: &'static str,
    /// The mark beside it: `check-valid`, `check-expired`, `check-revoked`, `check-unknown`.
    pub mark: &'static str,
    /// The day that the answer names.
    pub on: Option<NaiveDate>,
    /// When it was checked.
    pub checked_at: Instant,
    /// The manufacturer's zone, in which that is told.
    pub time_zone: String,
    /// What is known of it.
    pub known: Option<Known>,
}

/// The little that a stranger learns.
#[derive(Clone, Debug, Serialize)]
pub struct Known {
    /// Title of the course.
    pub course: String,
    /// Given name and one letter.
    pub name: String,
    /// Whether it was passed by a test; else attended.
    pub tested: bool,
    /// The day of the proof.
    pub proven_on: NaiveDate,
    /// Manufacturer and city.
    pub issuer: String,
    /// Number on the document.
    pub printed_number: String,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "certificates/check";

    fn samples() -> Vec<Self> {
        let known = |course: &str, name: &str, on: NaiveDate, number: &str| {
            Some(Known {
                course: course.to_owned(),
                name: name.to_owned(),
                tested: true,
                proven_on: on,
                issuer: "Nordhaus Klimatechnik, Kassel".to_owned(),
                printed_number: number.to_owned(),
            })
        };
        let page = |answer, mark, on, known| Self {
            answer,
            mark,
            on,
            checked_at: sample_instant(),
            time_zone: "Europe/Berlin".to_owned(),
            known,
        };
        let high_voltage = known(
            "Hochvolt-Sicherheit, Auffrischung",
            "Selin A.",
            day(2026, 11, 24),
            "N-2026-0041 8712",
        );
        let refrigerant = known("Kältemittel, Jahresnachweis", "Tom S.", day(2026, 5, 12), "N-2026-7719 3460");
        vec![
            page("valid", "check-valid", Some(day(2027, 12, 2)), high_voltage.clone()),
            page("revoked", "check-revoked", Some(day(2026, 10, 3)), refrigerant.clone()),
            page("expired", "check-expired", Some(day(2026, 5, 12)), refrigerant),
            page("passed", "check-valid", Some(day(2026, 11, 24)), high_voltage.clone()),
            page(
                "attended",
                "check-valid",
                Some(day(2026, 11, 24)),
                high_voltage.map(|known| Known { tested: false, ..known }),
            ),
            page("unknown", "check-unknown", None, None),
        ]
    }
}

/// Certificates in a list: one's own, or those of a branch.
#[derive(Clone, Debug, Serialize)]
pub struct CertificatesPage {
    /// `own` or `branch`.
    pub whose: &'static str,
    /// Whether the other list can be changed to.
    pub may_see_branch: bool,
    /// Whether proofs can be recorded from here.
    pub may_record: bool,
    /// What was searched for in names.
    pub name: Field,
    /// How many of the rows count today.
    pub count_valid: usize,
    /// The certificates.
    pub rows: Vec<CertificateRow>,
    /// Address of the next page.
    pub next: Option<String>,
}

/// One certificate.
#[derive(Clone, Debug, Serialize)]
pub struct CertificateRow {
    /// Title of the course.
    pub course: String,
    /// Its code.
    pub code: String,
    /// Whose it is.
    pub person: String,
    /// Number.
    pub printed_number: String,
    /// The day of the proof.
    pub proven_on: NaiveDate,
    /// `valid`, `expired` or `revoked`.
    pub status: &'static str,
    /// The day that belongs to it.
    pub on: Option<NaiveDate>,
    /// The page of the proof.
    pub href: String,
    /// The PDF.
    pub file_url: String,
}

impl Page for CertificatesPage {
    const TEMPLATE: &'static str = "certificates/list";

    fn samples() -> Vec<Self> {
        let row = |course: &str, person: &str, status, on| CertificateRow {
            course: course.to_owned(),
            code: "HV-R1".to_owned(),
            person: person.to_owned(),
            printed_number: "N-2026-0041 8712".to_owned(),
            proven_on: day(2026, 11, 24),
            status,
            on,
            href: "/evidence/1".to_owned(),
            file_url: "/certificates/1/file".to_owned(),
        };
        let own = Self {
            whose: "own",
            may_see_branch: false,
            may_record: false,
            name: Field::new("name"),
            count_valid: 2,
            rows: vec![
                row("Hochvolt-Sicherheit, Auffrischung", "Selin Aydın", "valid", Some(day(2027, 12, 2))),
                row("Reklamationen annehmen", "Selin Aydın", "valid", None),
                row("Kältemittel, Jahresnachweis", "Selin Aydın", "expired", Some(day(2026, 5, 12))),
                row("Inbetriebnahme N5", "Selin Aydın", "revoked", Some(day(2026, 10, 3))),
            ],
            next: None,
        };
        let none = Self {
            rows: Vec::new(),
            count_valid: 0,
            ..own.clone()
        };
        let branch = Self {
            whose: "branch",
            may_see_branch: true,
            may_record: true,
            name: Field::with("name", "Ay"),
            next: Some("/certificates/branch?cursor=abc".to_owned()),
            ..own.clone()
        };
        let nobody = Self {
            rows: Vec::new(),
            next: None,
            ..branch.clone()
        };
        vec![own, none, branch, nobody]
    }

    fn sample_frame() -> Frame {
        Menu::Learner.sample_frame("/certificates")
    }
}

/// One proof with all that is known of it.
#[derive(Clone, Debug, Serialize)]
pub struct EvidencePage {
    /// Identifier, for addresses.
    pub id: Id,
    /// Whose.
    pub person: String,
    /// Title of the course.
    pub course: String,
    /// Code of the course.
    pub code: String,
    /// `valid`, `expired` or `revoked`.
    pub status: &'static str,
    /// The day that belongs to it.
    pub on: Option<NaiveDate>,
    /// The day of the proof.
    pub proven_on: NaiveDate,
    /// A word of `rules::evidence::Means`.
    pub means: &'static str,
    /// A word of `rules::evidence::Strength`.
    pub strength: String,
    /// Result in per cent.
    pub score_percent: Option<i32>,
    /// When it was written down.
    pub recorded_at: Instant,
    /// What else is known; only for those who record and revoke.
    pub note: Option<String>,
    /// Why it was revoked.
    pub revoked_reason: Option<String>,
    /// The scan; only for those who record.
    pub scan_url: Option<String>,
    /// The certificate's number.
    pub printed_number: Option<String>,
    /// The PDF.
    pub file_url: Option<String>,
    /// Where it can be revoked.
    pub revoke_url: Option<String>,
    /// For the question before it.
    pub reason: Field,
    /// The list this page belongs to.
    pub back_url: &'static str,
}

impl Page for EvidencePage {
    const TEMPLATE: &'static str = "certificates/evidence";

    fn samples() -> Vec<Self> {
        let valid = Self {
            id: Id(uuid::Uuid::nil()),
            person: "Selin Aydın".to_owned(),
            course: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
            code: "HV-R1".to_owned(),
            status: "valid",
            on: Some(day(2027, 12, 2)),
            proven_on: day(2026, 11, 24),
            means: "online",
            strength: "marked_by_server".to_owned(),
            score_percent: Some(90),
            recorded_at: sample_instant(),
            note: None,
            revoked_reason: None,
            scan_url: None,
            printed_number: Some("N-2026-0041 8712".to_owned()),
            file_url: Some("/certificates/1/file".to_owned()),
            revoke_url: Some("/evidence/1/revocation/new".to_owned()),
            reason: Field::new("reason"),
            back_url: "/certificates/branch",
        };
        let revoked = Self {
            status: "revoked",
            on: Some(day(2026, 10, 3)),
            means: "paper",
            strength: "external_document".to_owned(),
            score_percent: None,
            note: Some("Bescheinigung der Handwerkskammer, im Original gesehen".to_owned()),
            revoked_reason: Some("Namensgleiche Person verwechselt".to_owned()),
            scan_url: Some("/evidence/1/file".to_owned()),
            printed_number: None,
            file_url: None,
            revoke_url: None,
            back_url: "/certificates",
            ..valid.clone()
        };
        vec![valid, revoked]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/certificates")
    }
}

/// The question before a proof is taken back, as a page of its own.
#[derive(Clone, Debug, Serialize)]
pub struct RevocationPage {
    /// Which proof.
    pub id: Id,
    /// Whose.
    pub person: String,
    /// Title of the course.
    pub course: String,
    /// The certificate that goes with it.
    pub printed_number: Option<String>,
    /// Why.
    pub reason: Field,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
}

impl Page for RevocationPage {
    const TEMPLATE: &'static str = "certificates/revocation";

    fn samples() -> Vec<Self> {
        let page = Self {
            id: Id(uuid::Uuid::nil()),
            person: "Selin Aydın".to_owned(),
            course: "Hochvolt-Sicherheit, Auffrischung".to_owned(),
            printed_number: Some("N-2026-0041 8712".to_owned()),
            reason: Field::new("reason"),
            faults: Vec::new(),
        };
        let wrong = Self {
            printed_number: None,
            reason: Field::new("reason").wrong("Bitte ausfüllen."),
            faults: vec![FormFault {
                field: "reason".to_owned(),
                text: "Grund: Bitte ausfüllen.".to_owned(),
            }],
            ..page.clone()
        };
        vec![page, wrong]
    }

    fn sample_frame() -> Frame {
        Menu::Manufacturer.sample_frame("/certificates")
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn sample_instant() -> Instant {
    day(2026, 11, 24)
        .and_hms_opt(13, 32, 0)
        .expect("a time of the day")
        .and_utc()
        .into()
}

crate::samples! { pages: CheckFormPage, CheckPage, CertificatesPage, EvidencePage, RevocationPage }
