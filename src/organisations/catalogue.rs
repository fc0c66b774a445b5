//! The catalogues of services and job roles, with their names per locale. A fresh database holds the usual ones.

use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::schema::{job_roles, services};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Names per locale, such as `{"de": "Technikerin", "en": "technician"}`.
pub type Names = BTreeMap<String, String>;

/// An entry of either catalogue.
#[derive(Clone, Debug, Queryable)]
pub struct Entry {
    /// Identifier.
    pub id: Id,
    /// Stable word, as files have it.
    pub code: String,
    /// Names per locale.
    pub names: Json<Names>,
}

impl Entry {
    /// The name in a language, else in English, else the code.
    pub fn name(&self, language: &str) -> &str {
        let names = &self.names.0;
        names.get(language).or_else(|| names.get("en")).map_or(&self.code, String::as_str)
    }
}

const SERVICES: [(&str, &str, &str); 5] = [
    ("high_voltage", "High voltage", "Hochvolt"),
    ("refrigerant", "Refrigerant", "Kältemittel"),
    ("commissioning", "Commissioning", "Inbetriebnahme"),
    ("maintenance", "Maintenance", "Wartung"),
    ("repair", "Repair", "Instandsetzung"),
];

const JOB_ROLES: [(&str, &str, &str); 5] = [
    ("technician", "Technician", "Technik"),
    ("senior_technician", "Senior technician", "Obertechnik"),
    ("electrician", "Electrician", "Elektrik"),
    ("service_manager", "Service manager", "Serviceleitung"),
    ("dispatcher", "Dispatcher", "Disposition"),
];

/// All services, by code.
pub fn services(conn: &mut Conn) -> QueryResult<Vec<Entry>> {
    on!(conn, c => services::table.order(services::code).load(c))
}

/// All job roles, by code.
pub fn job_roles(conn: &mut Conn) -> QueryResult<Vec<Entry>> {
    on!(conn, c => job_roles::table.order(job_roles::code).load(c))
}

/// Which catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Catalogue {
    /// What a location offers.
    Services,
    /// What people do.
    JobRoles,
}

/// Adds an entry.
pub fn insert(conn: &mut Conn, catalogue: Catalogue, id: Id, code: &str, names: Names) -> QueryResult<()> {
    match catalogue {
        Catalogue::Services => {
            let row = (services::id.eq(id), services::code.eq(code), services::names.eq(Json(names)));
            on!(conn, c => diesel::insert_into(services::table).values(row).execute(c))?;
        }
        Catalogue::JobRoles => {
            let row = (job_roles::id.eq(id), job_roles::code.eq(code), job_roles::names.eq(Json(names)));
            on!(conn, c => diesel::insert_into(job_roles::table).values(row).execute(c))?;
        }
    }
    Ok(())
}

/// Renames an entry; its code stays, since files and rules name it. Zero rows where there is none.
pub fn rename(conn: &mut Conn, catalogue: Catalogue, id: Id, names: Names) -> QueryResult<usize> {
    match catalogue {
        Catalogue::Services => on!(conn, c => diesel::update(services::table.find(id)).set(services::names.eq(Json(names))).execute(c)),
        Catalogue::JobRoles => on!(conn, c => diesel::update(job_roles::table.find(id)).set(job_roles::names.eq(Json(names))).execute(c)),
    }
}

/// Fills empty catalogues with the usual entries.
pub fn fill(conn: &mut Conn, chance: &Chance, now: Instant) -> QueryResult<()> {
    if services(conn)?.is_empty() {
        for (code, en, de) in SERVICES {
            let row = (
                services::id.eq(chance.id(now)),
                services::code.eq(code),
                services::names.eq(names(en, de)),
            );
            on!(conn, c => diesel::insert_into(services::table).values(row).execute(c))?;
        }
    }
    if job_roles(conn)?.is_empty() {
        for (code, en, de) in JOB_ROLES {
            let row = (
                job_roles::id.eq(chance.id(now)),
                job_roles::code.eq(code),
                job_roles::names.eq(names(en, de)),
            );
            on!(conn, c => diesel::insert_into(job_roles::table).values(row).execute(c))?;
        }
    }
    Ok(())
}

fn names(en: &str, de: &str) -> Json<Names> {
    Json(BTreeMap::from([("en".to_owned(), en.to_owned()), ("de".to_owned(), de.to_owned())]))
}
