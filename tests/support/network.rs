//! The network of the acceptance data, put straight into the database: 400 organisations, 5,000 people, 45,000 proofs.

use super::app::TestApp;
use kundig::command;
use kundig::obligations::requirement;
use kundig::organisations::catalogue;
use kundig::platform::audit::By;
use kundig::platform::db::Conn;
use kundig::rules::requirement::Definition;
use std::collections::HashMap;
use uuid::Uuid;

const ORGANISATIONS: &str = include_str!("../data/network/organisations.csv");
const PEOPLE: &str = include_str!("../data/network/people.csv");
const COMPLETIONS: &str = include_str!("../data/network/completions.csv");
const REQUIREMENTS: &str = include_str!("../data/network/requirements.json");

/// Identifiers of nothing but this loader: a kind and a number.
fn id(kind: u8, number: usize) -> String {
    Uuid::from_u128((u128::from(kind) << 96) | (number as u128)).to_string()
}

fn rows(text: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.unwrap())
        .collect()
}

fn quoted(text: &str) -> String {
    if text.is_empty() {
        "NULL".into()
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

fn run(conn: &mut Conn, sql: &str) {
    use diesel::connection::SimpleConnection;
    match conn {
        Conn::Sqlite(c) => c.batch_execute(sql).unwrap(),
        Conn::Postgres(c) => c.batch_execute(sql).unwrap(),
    }
}

fn insert(conn: &mut Conn, into: &str, values: &[String]) {
    for portion in values.chunks(500) {
        run(
            conn,
            &format!("INSERT INTO {into} VALUES {} ON CONFLICT DO NOTHING", portion.join(",")),
        );
    }
}

/// The definitions of the network's requirements.
pub fn definitions() -> Vec<Definition> {
    let list: Vec<serde_json::Value> = serde_json::from_str(REQUIREMENTS).unwrap();
    list.iter().map(|value| Definition::parse(value).unwrap()).collect()
}

impl TestApp {
    /// Loads the network and puts its requirements into force; nothing is recalculated yet.
    pub fn network(&self) {
        command::prepare(&self.state).unwrap();
        let now = self.state.clock.now();
        self.state
            .db
            .write(|conn| {
                let codes = |entries: Vec<catalogue::Entry>| -> HashMap<String, String> {
                    entries.into_iter().map(|entry| (entry.code, entry.id.to_string())).collect()
                };
                let services = codes(catalogue::services(conn)?);
                let roles = codes(catalogue::job_roles(conn)?);
                let organisations = load_organisations(conn, &services);
                let people = load_people(conn, &organisations, &roles);
                load_completions(conn, &people);
                for definition in definitions() {
                    requirement::bring(conn, &self.state.chance, now, &By::command_line(), &definition, false)?;
                }
                Ok(())
            })
            .unwrap();
    }
}

fn load_organisations(conn: &mut Conn, services: &HashMap<String, String>) -> HashMap<String, String> {
    let mut ids: HashMap<String, String> = HashMap::new();
    let mut paths: HashMap<String, String> = HashMap::new();
    let (mut organisations, mut locations, mut offered) = (Vec::new(), Vec::new(), Vec::new());
    let at = "'2026-01-01 00:00:00.000000'";
    for (number, row) in rows(ORGANISATIONS).iter().enumerate() {
        let (own, place) = (id(1, number), id(2, number));
        let parent = &row["parent_external_id"];
        let path = format!(
            "{}{}/",
            paths.get(parent).cloned().unwrap_or_default(),
            row["external_id"].to_lowercase()
        );
        let parent_id = ids.get(parent).cloned().unwrap_or_default();
        organisations.push(format!(
            "('{own}', {}, {}, {}, {}, '{path}', {at}, {at}, 0)",
            quoted(&row["external_id"]),
            quoted(&parent_id),
            quoted(&row["kind"]),
            quoted(&row["name"]),
        ));
        locations.push(format!(
            "('{place}', '{own}', {}, TRUE, {}, {}, '', '', {}, '[]', {at}, {at})",
            quoted(&row["name"]),
            quoted(&row["country"]),
            quoted(&row["city"]),
            quoted(&row["time_zone"]),
        ));
        for service in row["services"].split(';').filter(|code| !code.is_empty()) {
            offered.push(format!("('{place}', '{}')", services[service]));
        }
        ids.insert(row["external_id"].clone(), own);
        paths.insert(row["external_id"].clone(), path);
    }
    insert(
        conn,
        "organisations (id, external_id, parent_id, kind, name, path, created_at, updated_at, revision)",
        &organisations,
    );
    insert(
        conn,
        "locations (id, organisation_id, name, main, country, city, postal_code, street, time_zone, languages, created_at, updated_at)",
        &locations,
    );
    insert(conn, "location_services (location_id, service_id)", &offered);
    ids
}

fn load_people(conn: &mut Conn, organisations: &HashMap<String, String>, roles: &HashMap<String, String>) -> HashMap<String, String> {
    let mut ids = HashMap::new();
    let (mut people, mut memberships, mut held) = (Vec::new(), Vec::new(), Vec::new());
    let at = "'2026-01-01 00:00:00.000000'";
    for (number, row) in rows(PEOPLE).iter().enumerate() {
        let (own, membership) = (id(3, number), id(4, number));
        people.push(format!(
            "('{own}', {}, {}, {}, '', {}, 'system', 'airy', {at}, {at}, 0)",
            quoted(&row["external_id"]),
            quoted(&row["given_name"]),
            quoted(&row["family_name"]),
            quoted(&row["language"]),
        ));
        memberships.push(format!(
            "('{membership}', '{own}', '{}', {}, {}, TRUE, {at}, {at})",
            organisations[&row["organisation_external_id"]],
            quoted(&row["start_on"]),
            quoted(&row["end_on"]),
        ));
        for role in row["job_roles"].split(';').filter(|code| !code.is_empty()) {
            held.push(format!("('{membership}', '{}')", roles[role]));
        }
        ids.insert(row["external_id"].clone(), own);
    }
    insert(
        conn,
        "people (id, external_id, given_name, family_name, search_name, language, theme, density, created_at, updated_at, revision)",
        &people,
    );
    insert(
        conn,
        "memberships (id, person_id, organisation_id, start_on, end_on, imported, created_at, updated_at)",
        &memberships,
    );
    insert(conn, "membership_job_roles (membership_id, job_role_id)", &held);
    ids
}

fn load_completions(conn: &mut Conn, people: &HashMap<String, String>) {
    let mut courses: HashMap<String, String> = HashMap::new();
    let mut proofs = Vec::new();
    let at = "'2026-01-01 00:00:00.000000'";
    for (number, row) in rows(COMPLETIONS).iter().enumerate() {
        let next = id(5, courses.len());
        let course = courses.entry(row["course_code"].clone()).or_insert(next);
        proofs.push(format!(
            "('{}', '{}', '{course}', {}, {at}, {}, 'imported_record')",
            id(6, number),
            people[&row["person_external_id"]],
            quoted(&row["completed_on"]),
            quoted(&row["source"]),
        ));
    }
    let courses: Vec<String> = courses
        .iter()
        .map(|(code, id)| format!("('{id}', '{code}', '{{}}', {at})"))
        .collect();
    insert(conn, "courses (id, code, title, created_at)", &courses);
    insert(
        conn,
        "evidence (id, person_id, course_id, proven_on, recorded_at, means, strength)",
        &proofs,
    );
}
