//! The sample: a record with something of every kind, today and on a past day.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day of the calendar")
}

/// The same record on the last day of March: what came later is not on it, and what became known later is marked.
pub(super) fn then() -> RecordPage {
    let mut page = page();
    let later = |kind, on: &str| Some(Later { kind, on: day(on) });
    if let Some(line) = page.obligations.first_mut() {
        line.since = Some(RecordAnswer {
            status: "valid",
            on: Some(day("2026-12-31")),
        });
    }
    for (proof, later) in page.proofs.iter_mut().zip([
        later("recorded", "2026-05-04"),
        later("revoked", "2026-06-01"),
        later("taken_over", "2026-11-02"),
    ]) {
        proof.later = later;
        proof.revoked_on = None;
    }
    for certificate in &mut page.certificates {
        certificate.later = later("issued", "2026-05-04");
    }
    for (excuse, later) in page
        .excuses
        .iter_mut()
        .zip([later("recorded", "2026-05-02"), later("withdrawn", "2026-05-02")])
    {
        excuse.later = later;
        excuse.withdrawn_on = None;
    }
    for line in &mut page.obligations {
        line.extension_href = None;
    }
    for excuse in &mut page.excuses {
        excuse.document_href = None;
        excuse.withdraw_href = None;
    }
    for extension in &mut page.extensions {
        extension.state = "asked".to_owned();
        extension.answered_until_on = None;
        extension.later = later("answered", "2026-04-02");
    }
    page.export = Export::of("/people/7/record/table.csv?on=31.03.2026".to_owned());
    page.overview_href = Some("/obligations?on=31.03.2026".to_owned());
    page
}

pub(super) fn page() -> RecordPage {
    let line = |title: &str, status: &str, on: &str, sentence: &str| RecordLine {
        code: "HV".to_owned(),
        title: title.to_owned(),
        status: status.to_owned(),
        on: Some(day(on)),
        since: None,
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
        recorded_on: day(on),
        revoked_on: None,
        revoked_reason: None,
        later: None,
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
        later: None,
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
            later: None,
            href: "/certificates/7/document".to_owned(),
        }],
        extensions: vec![super::super::extension::fact("granted")],
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
