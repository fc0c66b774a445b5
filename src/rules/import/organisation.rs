//! Organisations files: a row is an organisation with its main location and its place in the tree.

use super::cell::{LONGEST_ID, LONGEST_NAME, Reader};
use super::header::Column;
use super::{Change, Reason, Refusal, differences};
use crate::rules::language::language;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// The columns of an organisations file.
pub const COLUMNS: &[Column] = &[
    column(
        "external_id",
        true,
        &["organisation_external_id", "partner_id", "partnernummer", "number", "nummer", "id"],
    ),
    column(
        "parent_external_id",
        true,
        &["parent", "parent_id", "übergeordnet", "uebergeordnet"],
    ),
    column("kind", true, &["type", "art", "typ"]),
    column("name", true, &["organisation", "organization", "firma", "company"]),
    column("country", true, &["country_code", "land"]),
    column("city", false, &["town", "ort", "stadt"]),
    column("postal_code", false, &["zip", "postcode", "plz", "postleitzahl"]),
    column("street", false, &["address", "straße", "strasse", "anschrift"]),
    column("latitude", false, &["lat", "breite", "breitengrad"]),
    column("longitude", false, &["lon", "lng", "länge", "laenge", "längengrad"]),
    column("time_zone", true, &["timezone", "zone", "zeitzone"]),
    column("languages", false, &["language", "sprachen", "sprache"]),
    column("services", false, &["service", "leistungen", "dienste"]),
    column("since", false, &["since_on", "partner_since", "seit", "partner_seit"]),
];

const fn column(name: &'static str, required: bool, aliases: &'static [&'static str]) -> Column {
    Column { name, required, aliases }
}

/// Kinds of organisations, from the top of the tree.
pub const KINDS: [&str; 5] = ["manufacturer", "national_sales_company", "partner", "branch", "subcontractor"];

/// What is known of an organisation and its main location, as far as files can say it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Who administers it; none for the manufacturer.
    pub parent_external_id: Option<String>,
    /// One of [`KINDS`].
    pub kind: String,
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// Street and number.
    pub street: String,
    /// Degrees north and degrees east.
    pub coordinates: Option<(f64, f64)>,
    /// IANA name.
    pub time_zone: String,
    /// ISO 639-1 codes, the most important first.
    pub languages: Vec<String>,
    /// Codes of services, each once, in order.
    pub services: Vec<String>,
    /// Partner since.
    pub since_on: Option<NaiveDate>,
}

/// One row of an organisations file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The organisation's number with the manufacturer: the key.
    pub external_id: String,
    /// What the row says.
    pub facts: Facts,
    /// The optional columns that the file does not have.
    absent: Vec<&'static str>,
}

/// Reads a row, or says why it is refused. `services` are the catalogue's codes.
pub fn row(mut cells: Reader<'_>, services: &[String]) -> Result<Row, Refusal> {
    let absent = COLUMNS.iter().map(|column| column.name).filter(|name| !cells.has(name)).collect();
    let external_id = cells.required("external_id", LONGEST_ID);
    let parent = Some(cells.text("parent_external_id", LONGEST_ID)).filter(|id| !id.is_empty());
    let facts = Facts {
        kind: kind(&mut cells, parent.as_deref(), &external_id),
        parent_external_id: parent,
        name: cells.required("name", LONGEST_NAME),
        country: cells.country("country"),
        city: cells.text("city", LONGEST_NAME),
        postal_code: cells.text("postal_code", 20),
        street: cells.text("street", LONGEST_NAME),
        coordinates: coordinates(&mut cells),
        time_zone: time_zone(&mut cells),
        languages: languages(&mut cells),
        services: cells.words("services", services),
        since_on: cells.day("since"),
    };
    match cells.refusal() {
        Some(refusal) => Err(refusal),
        None => Ok(Row {
            external_id,
            facts,
            absent,
        }),
    }
}

/// The manufacturer stands at the top and nobody else does.
fn kind(cells: &mut Reader<'_>, parent: Option<&str>, external_id: &str) -> String {
    let kind = cells.raw("kind").to_lowercase();
    if parent == Some(external_id) {
        cells.refuse(Refusal::new("parent_external_id", Reason::Circle));
    } else if kind.is_empty() {
        cells.refuse(Refusal::new("kind", Reason::Missing));
    } else if !KINDS.contains(&kind.as_str()) {
        cells.refuse(Refusal::new("kind", Reason::Unknown).with("known", KINDS.join(", ")));
    } else if kind == "manufacturer" && parent.is_some() {
        cells.refuse(Refusal::new("parent_external_id", Reason::Invalid));
    } else if kind != "manufacturer" && parent.is_none() {
        cells.refuse(Refusal::new("parent_external_id", Reason::Missing));
    }
    kind
}

fn coordinates(cells: &mut Reader<'_>) -> Option<(f64, f64)> {
    let north = cells.figure("latitude", -90.0, 90.0);
    let east = cells.figure("longitude", -180.0, 180.0);
    match (north, east) {
        (Some(_), None) => cells.refuse(Refusal::new("longitude", Reason::Missing)),
        (None, Some(_)) => cells.refuse(Refusal::new("latitude", Reason::Missing)),
        _ => {}
    }
    north.zip(east)
}

fn time_zone(cells: &mut Reader<'_>) -> String {
    let name = cells.raw("time_zone");
    match chrono_tz::Tz::from_str_insensitive(name) {
        Ok(zone) => zone.name().to_owned(),
        Err(_) => {
            let reason = if name.is_empty() { Reason::Missing } else { Reason::Unknown };
            cells.refuse(Refusal::new("time_zone", reason));
            String::new()
        }
    }
}

/// In the order of the file, since the first one is used where nothing else is known.
fn languages(cells: &mut Reader<'_>) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for word in cells
        .raw("languages")
        .split([';', ','])
        .map(str::trim)
        .filter(|word| !word.is_empty())
    {
        match language(word) {
            Some(code) if !codes.iter().any(|known| known == code) => codes.push(code.to_owned()),
            Some(_) => {}
            None => cells.refuse(Refusal::new("languages", Reason::Unknown)),
        }
    }
    codes
}

impl Row {
    /// What the organisation would be after the import: the file's word over what is known, where the file has that column.
    pub fn over(&self, known: Option<&Facts>) -> Facts {
        let mut after = self.facts.clone();
        let Some(known) = known else { return after };
        for column in &self.absent {
            match *column {
                "city" => after.city.clone_from(&known.city),
                "postal_code" => after.postal_code.clone_from(&known.postal_code),
                "street" => after.street.clone_from(&known.street),
                "latitude" | "longitude" => after.coordinates = known.coordinates,
                "languages" => after.languages.clone_from(&known.languages),
                "services" => after.services.clone_from(&known.services),
                "since" => after.since_on = known.since_on,
                _ => {}
            }
        }
        after
    }
}

/// In which columns two states of an organisation differ.
pub fn changes(before: &Facts, after: &Facts) -> Vec<Change> {
    let north = |facts: &Facts| facts.coordinates.map(|(north, _)| north.to_string()).unwrap_or_default();
    let east = |facts: &Facts| facts.coordinates.map(|(_, east)| east.to_string()).unwrap_or_default();
    let since = |facts: &Facts| facts.since_on.map(|day| day.to_string()).unwrap_or_default();
    let parent = |facts: &Facts| facts.parent_external_id.clone().unwrap_or_default();
    let (b, a) = (before, after);
    differences([
        ("parent_external_id", parent(b), parent(a)),
        ("kind", b.kind.clone(), a.kind.clone()),
        ("name", b.name.clone(), a.name.clone()),
        ("country", b.country.clone(), a.country.clone()),
        ("city", b.city.clone(), a.city.clone()),
        ("postal_code", b.postal_code.clone(), a.postal_code.clone()),
        ("street", b.street.clone(), a.street.clone()),
        ("latitude", north(b), north(a)),
        ("longitude", east(b), east(a)),
        ("time_zone", b.time_zone.clone(), a.time_zone.clone()),
        ("languages", b.languages.join(";"), a.languages.join(";")),
        ("services", b.services.join(";"), a.services.join(";")),
        ("since", since(b), since(a)),
    ])
}

/// The rows that stand on a circle of parents: nobody could say who administers whom. `parents` are all organisations after the import,
/// those of the file and those known, each with its parent.
pub fn on_a_circle<'a>(parents: &HashMap<&'a str, &'a str>) -> HashSet<&'a str> {
    let mut settled: HashSet<&str> = HashSet::new();
    let mut circles = HashSet::new();
    for start in parents.keys() {
        let mut way: Vec<&str> = Vec::new();
        let mut here: &str = start;
        while !settled.contains(here) {
            if let Some(at) = way.iter().position(|passed| *passed == here) {
                circles.extend(way.iter().skip(at).copied());
                break;
            }
            way.push(here);
            match parents.get(here) {
                Some(parent) => here = parent,
                None => break,
            }
        }
        settled.extend(way);
    }
    circles
}
