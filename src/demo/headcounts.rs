//! What the demonstration asks of locations: two people with high-voltage evidence, and somebody who was examined in brazing.

use crate::headcounts::deed;
use crate::headcounts::form::NewHeadCount;
use crate::obligations::store as obligations;
use crate::platform::audit::By;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Instant;
use chrono::Duration;

/// Code, German, English, requirement, how many, service.
type Asked = (&'static str, &'static str, &'static str, &'static str, i32, &'static str);

const ASKED: [Asked; 2] = [
    (
        "TWO-HV",
        "Zwei mit Hochvolt-Nachweis an jedem Standort",
        "Two with high-voltage evidence at every location",
        "HV",
        2,
        "high_voltage",
    ),
    (
        "BRAZER",
        "Jemand mit Lötprüfung, wo Kältemittel fließt",
        "Somebody examined in brazing wherever refrigerant flows",
        "BRAZE",
        1,
        "refrigerant",
    ),
];

/// Asks for them.
pub fn happen(conn: &mut Conn, chance: &Chance, by: &By, now: Instant) -> Result<(), Error> {
    for (code, de, en, requirement, least, service) in ASKED {
        let requirement = obligations::find_requirement_by_code(conn, requirement)?.ok_or(Error::NotFound)?;
        let title = [("de", de), ("en", en)].map(|(locale, text)| (locale.to_owned(), text.to_owned()));
        let new = NewHeadCount {
            code: code.to_owned(),
            title: title.into_iter().collect(),
            requirement_id: requirement.id,
            least,
            services: vec![service.to_owned()],
            in_force_on: (*now - Duration::days(200)).date_naive(),
        };
        deed::ask(conn, chance, now, by, new)?;
    }
    Ok(())
}
