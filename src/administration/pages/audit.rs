//! The audit log as it is looked through.

use super::{at, frame};
use crate::platform::table::Export;
use crate::platform::views::{Choice, Field, FormFault, Frame, Page};
use crate::rules::id::Instant;
use serde::Serialize;

/// The audit log, searched.
#[derive(Clone, Debug, Serialize)]
pub struct AuditPage {
    /// Entries, the latest first.
    pub rows: Vec<AuditRow>,
    /// What was looked for as a file.
    pub export: Export,
    /// Whether anything was looked for.
    pub filtered: bool,
    /// Faults above the form.
    pub faults: Vec<FormFault>,
    /// Who.
    pub actor: Field,
    /// What.
    pub subject: Field,
    /// Which action.
    pub action: Field,
    /// What can be chosen there.
    pub actions: Vec<Choice>,
    /// From which day.
    pub from: Field,
    /// To which day.
    pub to: Field,
    /// Address of the older entries.
    pub next: Option<String>,
}

/// One deed.
#[derive(Clone, Debug, Serialize)]
pub struct AuditRow {
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: String,
    /// `person`, `token`, `job` or `command_line`.
    pub actor_kind: String,
    /// From where.
    pub address: Option<String>,
    /// Number of the request.
    pub request_id: Option<String>,
    /// What was done.
    pub deed: String,
    /// The same as files and the API say it.
    pub action: String,
    /// To what kind of record.
    pub subject_kind: String,
    /// To which one.
    pub subject: String,
    /// What became different, as far as it is seen at once.
    pub differences: Vec<Difference>,
    /// The rest of it, which opens on a tap.
    pub further: Vec<Difference>,
}

/// A field before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Its name; empty where the record is a single value.
    pub field: String,
    /// Before; none: nothing.
    pub before: Option<String>,
    /// After; none: nothing.
    pub after: Option<String>,
}

impl Page for AuditPage {
    const TEMPLATE: &'static str = "administration/audit";

    fn samples() -> Vec<Self> {
        let change = AuditRow {
            at: at("2026-11-24T10:12:00Z"),
            actor: "Hannes Weiß".to_owned(),
            actor_kind: "person".to_owned(),
            address: Some("192.0.2.17".to_owned()),
            request_id: Some("7c1f-20".to_owned()),
            deed: "Person geändert".to_owned(),
            action: "person.change".to_owned(),
            subject_kind: "Person".to_owned(),
            subject: "Selin Aydın".to_owned(),
            differences: vec![
                Difference {
                    field: "email".to_owned(),
                    before: Some("s.aydin@alt.example".to_owned()),
                    after: Some("selin.aydin@thermopartner.example".to_owned()),
                },
                Difference {
                    field: "time_zone".to_owned(),
                    before: None,
                    after: Some("Europe/Berlin".to_owned()),
                },
            ],
            further: vec![Difference {
                field: "external_id".to_owned(),
                before: Some("E-000041".to_owned()),
                after: Some("E-000042".to_owned()),
            }],
        };
        let letter = AuditRow {
            actor_kind: "job".to_owned(),
            actor: "imports".to_owned(),
            address: None,
            request_id: None,
            deed: "Brief mit Code erstellt".to_owned(),
            action: "person.letter".to_owned(),
            differences: Vec::new(),
            further: Vec::new(),
            ..change.clone()
        };
        let page = Self {
            rows: vec![change, letter],
            export: Export::of("/administration/audit.csv?actor=weiß".to_owned()),
            filtered: true,
            faults: Vec::new(),
            actor: Field::with("actor", "weiß"),
            subject: Field::with("subject", ""),
            action: Field::with("action", "person"),
            actions: vec![Choice::new("person", "Personen").chosen(true), Choice::new("course", "Kurse")],
            from: Field::with("from", "2026-11-01"),
            to: Field::with("to", ""),
            next: Some("/administration/audit?older_than=1".to_owned()),
        };
        let nothing = Self {
            rows: Vec::new(),
            next: None,
            faults: vec![FormFault {
                field: "to".to_owned(),
                text: "Bis: diesen Tag gibt es nicht.".to_owned(),
            }],
            to: Field::with("to", "31.02.").wrong("Diesen Tag gibt es nicht."),
            ..page.clone()
        };
        vec![page, nothing]
    }

    fn sample_frame() -> Frame {
        frame("/administration/audit")
    }
}
