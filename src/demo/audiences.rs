//! What the demonstration's audiences ask about: a catalogue of products, who services what, levels of partners, what happened, and two
//! people by hand.

use crate::events;
use crate::obligations::entry::{self, EntryDraft, Pen};
use crate::obligations::{requirement, store as obligations};
use crate::organisations::catalogue::Names;
use crate::organisations::store::fact::{self, OrganisationFact};
use crate::organisations::store::product::{self, LocationProduct, Product};
use crate::organisations::{Organisation, Scope, store as organisations};
use crate::platform::audit::By;
use crate::platform::db::{Conn, Json};
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Recurrence;
use chrono::{Datelike, Duration, NaiveDate};

/// Code, line, English and German name.
const PRODUCTS: [(&str, &str, &str, &str); 7] = [
    ("N8", "", "Series N8", "Baureihe N8"),
    ("N8-12", "N8", "N8, 12 kW", "N8, 12 kW"),
    ("N8-16", "N8", "N8, 16 kW", "N8, 16 kW"),
    ("AQUA", "", "Aqua hydronic units", "Aqua-Hydraulik"),
    ("AQUA-S", "AQUA", "Aqua S", "Aqua S"),
    ("AQUA-L", "AQUA", "Aqua L", "Aqua L"),
    ("VENTO", "", "Vento ventilation", "Vento-Lüftung"),
];

/// Partner, product, and since how many days it services it; less than none: it is going to.
const SERVICED: [(&str, &str, i64); 7] = [
    ("P-02", "N8", 260),
    ("P-04", "N8-12", 120),
    ("P-05", "N8", 45),
    ("P-08", "N8-16", 200),
    ("P-08", "AQUA", 800),
    ("P-13", "N8", 90),
    ("P-01", "VENTO", -40),
];

/// What can happen: word, English and German name.
const EVENTS: [(&str, &str, &str); 2] = [
    (
        "high-voltage-near-miss",
        "Near miss with high voltage",
        "Beinaheunfall mit Hochvolt",
    ),
    ("controller-software", "New controller software", "Neue Reglersoftware"),
];

/// Partner, level, since how many days, and for how many where it ended.
const LEVELS: [(&str, &str, i64, Option<i64>); 6] = [
    ("P-01", "silver", 1100, Some(735)),
    ("P-01", "gold", 365, None),
    ("P-02", "gold", 500, None),
    ("P-05", "silver", 400, None),
    ("P-08", "silver", 700, None),
    ("P-10", "bronze", 300, None),
];

/// Writes down what requirements ask about; call it before they are brought in.
pub fn prepare(conn: &mut Conn, state: &State, now: Instant) -> Result<(), Error> {
    let names = |en: &str, de: &str| Json(Names::from([("en".to_owned(), en.to_owned()), ("de".to_owned(), de.to_owned())]));
    for (code, line, en, de) in PRODUCTS {
        let line_id = product::find_by_code(conn, line)?.map(|line| line.id);
        let one = Product {
            id: state.chance.id(now),
            code: code.to_owned(),
            line_id,
            names: names(en, de),
        };
        product::insert(conn, &one)?;
    }
    let by = super::trainer(conn)?.actor_id;
    for (partner, code, days) in SERVICED {
        let at = partner_of(conn, partner)?;
        let locations = organisations::locations_of(conn, at.id)?;
        let Some((location, one)) = locations.first().zip(product::find_by_code(conn, code)?) else {
            return Err(Error::internal("the demonstration has lost a location or a product"));
        };
        let row = LocationProduct {
            id: state.chance.id(now),
            location_id: location.id,
            product_id: one.id,
            from_on: ago(now, days),
            to_on: None,
            recorded_at: now,
            recorded_by: by,
            updated_at: now,
            withdrawn_at: None,
            withdrawn_by: None,
        };
        product::service(conn, &row)?;
    }
    for (partner, level, days, lasted) in LEVELS {
        let organisation_id = partner_of(conn, partner)?.id;
        fact::insert(conn, &level_of(state, now, by, organisation_id, (level, days, lasted)))?;
    }
    let pen = events::deed::Pen {
        state: state.clone(),
        by: super::trainer(conn)?,
        now,
        today: ago(now, 0),
        scope: Scope::everything(),
    };
    let typed = |fields: &[(&str, &str)]| {
        Typed::of(
            fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    };
    for (code, en, de) in EVENTS {
        pen.add_kind(conn, &typed(&[("code", code), ("en", en), ("de", de)]))?;
    }
    let near_miss = [
        ("kind", EVENTS[0].0),
        ("happened_on", &ago(now, 5).to_string()),
        ("whom", "person"),
        ("person", "T-106"),
        (
            "note",
            "Trennstelle nicht gegen Wiedereinschalten gesichert; niemand wurde verletzt.",
        ),
    ];
    pen.record(conn, &typed(&near_miss))?;
    let software = [
        ("kind", EVENTS[1].0),
        ("happened_on", &ago(now, 3).to_string()),
        ("whom", "everybody"),
        ("product", "N8"),
    ];
    pen.record(conn, &typed(&software))?;
    Ok(())
}

fn level_of(
    state: &State,
    now: Instant,
    by: Option<Id>,
    organisation_id: Id,
    (level, days, lasted): (&str, i64, Option<i64>),
) -> OrganisationFact {
    OrganisationFact {
        id: state.chance.id(now),
        organisation_id,
        name: "level".to_owned(),
        value: level.to_owned(),
        from_on: ago(now, days),
        to_on: lasted.map(|lasted| ago(now, days - lasted)),
        recorded_at: now,
        recorded_by: by,
        updated_at: now,
        withdrawn_at: None,
        withdrawn_by: None,
    }
}

/// Settles by hand what no condition says.
pub fn settle(conn: &mut Conn, state: &State, by: &By, now: Instant) -> Result<(), Error> {
    let requirement = obligations::find_requirement_by_code(conn, "N8")?.ok_or_else(|| Error::internal("the demonstration has lost N8"))?;
    let pen = Pen {
        scope: Scope::everything(),
        by: by.clone(),
        now,
    };
    let draft = |kind: &str, person: &str, days: i64, reason: &str| EntryDraft {
        kind: kind.to_owned(),
        person: person.to_owned(),
        from_on: ago(now, days).to_string(),
        reason: reason.to_owned(),
        ..EntryDraft::default()
    };
    let drafts = [
        draft("included", "T-106", 60, "Works on the test rigs of the N8 in Leipzig"),
        draft("excepted", "A-204", 200, "Was on the team that developed the N8"),
    ];
    for draft in drafts {
        entry::add(conn, &state.chance, &pen, &requirement, &draft)?;
    }
    Ok(())
}

/// The next version of a requirement, dated ahead: for newcomers from the first day of next year, for those already in half a year later.
pub fn look_ahead(conn: &mut Conn, state: &State, by: &By, now: Instant) -> Result<(), Error> {
    let lost = || Error::internal("the demonstration has lost CARE");
    let requirement = obligations::find_requirement_by_code(conn, "CARE")?.ok_or_else(lost)?;
    let version = obligations::in_force_of(conn, requirement.id)?.ok_or_else(lost)?;
    let mut next = version.definition(&requirement.code);
    let year = now.date_naive().year() + 1;
    let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(lost)?;
    next.in_force_on = first;
    next.already_in_on = NaiveDate::from_ymd_opt(year, 7, 1);
    next.audience.job_roles.push("senior_technician".to_owned());
    next.rule.recurrence = Recurrence::Rolling { months: 18 };
    requirement::bring(conn, &state.chance, now, by, &next, true).map(drop)
}

fn partner_of(conn: &mut Conn, number: &str) -> Result<Organisation, Error> {
    let found = organisations::find_by_external_id(conn, &Scope::everything(), number)?;
    found.ok_or_else(|| Error::internal("the demonstration has lost a partner"))
}

fn ago(now: Instant, days: i64) -> NaiveDate {
    now.date_naive() - Duration::days(days)
}
