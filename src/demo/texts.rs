//! Texts that the demonstration's managers wrote: for a requirement, with a subject for the time before its date, one for a partner, one in
//! a language in which there are no mails.

use crate::organisations::Scope;
use crate::platform::audit::By;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::reminders::senders;
use crate::reminders::texts::{self, Asked};
use crate::rules::id::Instant;

/// Whom it speaks to, requirement, organisation, time, language; subject, opening, closing.
type Written = ([&'static str; 5], [&'static str; 3]);

const WRITTEN: [Written; 5] = [
    (["own", "HV", "", "ahead", "de"], ["{requirement}: bitte bis {due}", "", ""]),
    (
        ["own", "HV", "", "", "de"],
        [
            "",
            "Ohne diesen Nachweis dürfen Sie an keiner Hochvolt-Anlage arbeiten.\n\nSie brauchen etwa eine halbe Stunde: {link}",
            "",
        ],
    ),
    (
        ["own", "HV", "", "", "sv"],
        ["", "Utan detta bevis får du inte arbeta med högvoltsanläggningar.", ""],
    ),
    (
        ["own", "", "", "", "de"],
        ["", "", "Fragen beantwortet die Schulungsleitung der {academy}."],
    ),
    (
        ["team", "", "P-01", "", "de"],
        ["", "Bitte sprechen Sie Ihre Leute bei {partner} selbst darauf an.", ""],
    ),
];

/// Writes them.
pub fn happen(conn: &mut Conn, state: &State, by: &By, now: Instant) -> Result<(), Error> {
    let everything = Scope::everything();
    for ([to, requirement, organisation, phase, language], [subject, opening, closing]) in WRITTEN {
        let asked = Asked {
            to: to.to_owned(),
            requirement: requirement.to_owned(),
            organisation: organisation.to_owned(),
            phase: phase.to_owned(),
            language: language.to_owned(),
        };
        let place = texts::place(conn, &everything, &asked)?;
        let parts = texts::read(subject, opening, closing)?;
        texts::set(conn, &state.chance, by, &everything, &place, &parts, 0, now)?;
    }
    let sender = senders::read("Nordhaus Akademie Leipzig", "leipzig@nordhaus.example")?;
    senders::set(conn, &state.chance, by, &everything, "P-01", &sender, now)?;
    Ok(())
}
