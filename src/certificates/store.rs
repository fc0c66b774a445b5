//! Certificates in the database: issued once per evidence, revoked, never deleted.

pub mod adoption;

use crate::evidence::Evidence;
use crate::organisations::Scope;
use crate::organisations::catalogue::Names;
use crate::people::Person;
use crate::platform::db::{Conn, Json};
use crate::rules::evidence::Strength;
use crate::rules::id::{Id, Instant};
use crate::rules::search::forms;
use crate::schema::{certificates, course_versions, courses, evidence, locations, memberships, organisations, people, stored_files};
use crate::{evidence_of, on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A document that was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = certificates)]
pub struct Certificate {
    /// Identifier.
    pub id: Id,
    /// Random, unique, never used again.
    pub number: String,
    /// What the public page is asked with; without spaces.
    #[serde(skip)]
    pub check_code: String,
    /// What it was issued for; at most one certificate each.
    pub evidence_id: Id,
    /// Whose it is.
    pub person_id: Id,
    /// For which course.
    pub course_id: Id,
    /// The name that the public page shows, shortened when it was issued.
    pub shown_name: String,
    /// Language of the document.
    pub language: String,
    /// When it was issued.
    pub issued_at: Instant,
    /// Hash under which the file is kept.
    pub file_hash: String,
    /// Size of the file.
    pub file_size_bytes: i64,
    /// The last day on which it counts.
    pub valid_until: Option<NaiveDate>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
    /// By whom.
    pub revoked_by: Option<Id>,
    /// Why.
    pub revoked_reason: Option<String>,
}

/// What a certificate is issued from.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The proof.
    pub evidence: Evidence,
    /// Who proved it.
    pub person: Person,
    /// Code of the course.
    pub code: String,
    /// Its title per locale.
    pub title: Names,
    /// The version that was taken, where it is known.
    pub version: Option<Version>,
}

/// What a certificate says of the version that was taken.
#[derive(Clone, Debug, Queryable)]
pub struct Version {
    /// Number.
    pub number: i32,
    /// Title per locale.
    pub title: Json<Names>,
    /// What it is about, per locale.
    pub summary: Json<Names>,
    /// How long it takes.
    pub minutes: i32,
}

/// Whose certificates they are.
#[derive(Clone, Debug)]
pub struct Issuer {
    /// Name of the manufacturer.
    pub name: String,
    /// Its city; empty where it has no location.
    pub city: String,
    /// IANA name of its zone.
    pub time_zone: Option<String>,
}

/// A certificate as it is listed.
#[derive(Clone, Debug, Queryable)]
pub struct Listed {
    /// The certificate.
    pub certificate: Certificate,
    /// Code of the course.
    pub code: String,
    /// Its title per locale.
    pub title: Json<Names>,
    /// The day the proof is about.
    pub proven_on: NaiveDate,
    /// How strong the proof is.
    pub strength: String,
    /// Given name of the person.
    pub given_name: String,
    /// Family name of the person.
    pub family_name: String,
}

type GroundRow = (Evidence, Person, String, Json<Names>, Option<Version>);

/// A proof with what belongs to it.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The proof.
    pub evidence: Evidence,
    /// Whose, as shown.
    pub person: String,
    /// Path of the organisation that the person joined last.
    pub path: String,
    /// Code of the course.
    pub code: String,
    /// Its title per locale.
    pub title: Names,
    /// The certificate issued for it.
    pub certificate: Option<Certificate>,
    /// The scan behind it.
    pub scan: Option<Scan>,
}

/// A file behind a proof.
#[derive(Clone, Debug, Queryable)]
pub struct Scan {
    /// Hash of the content.
    pub hash: String,
    /// Name as uploaded.
    pub name: String,
    /// As found in the content.
    pub media_type: String,
}

/// One proof of somebody who has, has had or will have a membership within the scope, or of the person themself.
pub fn find_proof(conn: &mut Conn, scope: &Scope, own: Option<Id>, id: Id) -> QueryResult<Option<Proof>> {
    let evidence = match own {
        Some(own) => crate::evidence::store::find_any(conn, id)?.filter(|evidence| evidence.person_id == own),
        None => None,
    };
    let evidence = match evidence {
        None => crate::evidence::store::find(conn, scope, id)?,
        own => own,
    };
    let Some(evidence) = evidence else { return Ok(None) };
    let (code, title): (String, Json<Names>) = on!(conn, c => courses::table
        .find(evidence.course_id)
        .select((courses::code, courses::title))
        .first(c))?;
    let person = crate::people::store::find_any(conn, evidence.person_id)?.map_or_else(String::new, |person| person.name());
    let scan = match evidence.file_id {
        Some(file_id) => on!(conn, c => stored_files::table
            .find(file_id)
            .select((stored_files::hash, stored_files::name, stored_files::media_type))
            .first::<Scan>(c)
            .optional())?,
        None => None,
    };
    Ok(Some(Proof {
        person,
        path: crate::evidence::store::branch_of(conn, evidence.person_id)?,
        code,
        title: title.0,
        certificate: find_by_evidence(conn, evidence.id)?,
        scan,
        evidence,
    }))
}

/// The grounds that still lack a certificate among these pieces of evidence: passes of our own that stand.
pub fn grounds(conn: &mut Conn, evidence_ids: &[Id]) -> QueryResult<Vec<Ground>> {
    let own = Strength::ALL.into_iter().filter(|strength| strength.is_own()).map(Strength::as_str);
    let own: Vec<&str> = own.collect();
    let mut grounds = Vec::new();
    // SQLite takes at most 32,766 values in one statement.
    for portion in evidence_ids.chunks(10_000) {
        let rows: Vec<GroundRow> = on!(conn, c => evidence::table
            .inner_join(people::table)
            .inner_join(courses::table)
            .left_join(course_versions::table)
            .left_join(certificates::table)
            .filter(evidence::id.eq_any(portion))
            .filter(evidence::strength.eq_any(&own))
            .filter(evidence::revoked_at.is_null())
            .filter(certificates::id.nullable().is_null())
            .order(evidence::id)
            .select((
                Evidence::as_select(),
                Person::as_select(),
                courses::code,
                courses::title,
                (course_versions::number, course_versions::title, course_versions::summary, course_versions::minutes).nullable(),
            ))
            .load(c))?;
        grounds.extend(rows.into_iter().map(|(evidence, person, code, title, version)| Ground {
            evidence,
            person,
            code,
            title: title.0,
            version,
        }));
    }
    Ok(grounds)
}

/// Own passes that stand and have no certificate, though they were recorded before this instant: what `verify` looks for.
pub fn without_certificate(conn: &mut Conn, recorded_before: Instant) -> QueryResult<Vec<Id>> {
    let own: Vec<&str> = Strength::ALL.into_iter().filter(|s| s.is_own()).map(Strength::as_str).collect();
    on!(conn, c => evidence::table
        .left_join(certificates::table)
        .filter(evidence::strength.eq_any(&own))
        .filter(evidence::revoked_at.is_null())
        .filter(evidence::recorded_at.lt(recorded_before))
        .filter(certificates::id.nullable().is_null())
        .order(evidence::id)
        .select(evidence::id)
        .load(c))
}

/// Certificates that do not agree with their evidence: it is no pass of our own, or only one of the two is revoked.
pub fn at_odds(conn: &mut Conn) -> QueryResult<Vec<String>> {
    let own: Vec<&str> = Strength::ALL.into_iter().filter(|s| s.is_own()).map(Strength::as_str).collect();
    let half_revoked = evidence::revoked_at
        .is_null()
        .and(certificates::revoked_at.is_not_null())
        .or(evidence::revoked_at.is_not_null().and(certificates::revoked_at.is_null()));
    on!(conn, c => certificates::table
        .inner_join(evidence::table)
        .filter(evidence::strength.ne_all(&own).or(half_revoked))
        .order(certificates::id)
        .select(certificates::number)
        .load(c))
}

/// Hashes of all files that certificates name, with their numbers.
pub fn file_hashes(conn: &mut Conn) -> QueryResult<Vec<(String, String)>> {
    on!(conn, c => certificates::table
        .order(certificates::id)
        .select((certificates::file_hash, certificates::number))
        .load(c))
}

/// The manufacturer, with city and zone of its main location.
pub fn issuer(conn: &mut Conn) -> QueryResult<Option<Issuer>> {
    let Some(root) = crate::organisations::store::root(conn)? else {
        return Ok(None);
    };
    let place: Option<(String, String)> = on!(conn, c => locations::table
        .filter(locations::organisation_id.eq(root.id))
        .order((locations::main.desc(), locations::id))
        .select((locations::city, locations::time_zone))
        .first(c)
        .optional())?;
    let (city, time_zone) = place.unzip();
    Ok(Some(Issuer {
        name: root.name,
        city: city.unwrap_or_default(),
        time_zone,
    }))
}

/// Adds a certificate; false where its evidence already has one, or its number or code is taken.
pub fn insert(conn: &mut Conn, certificate: &Certificate) -> QueryResult<bool> {
    let added = on!(conn, c => diesel::insert_into(certificates::table).values(certificate).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// The certificate of a piece of evidence.
pub fn find_by_evidence(conn: &mut Conn, evidence_id: Id) -> QueryResult<Option<Certificate>> {
    on!(conn, c => certificates::table
        .filter(certificates::evidence_id.eq(evidence_id))
        .select(Certificate::as_select())
        .first(c)
        .optional())
}

/// Takes the certificate of a piece of evidence back, with the same reason; answers it as it stands now.
pub fn revoke(conn: &mut Conn, evidence_id: Id, by: Option<Id>, reason: &str, now: Instant) -> QueryResult<Option<Certificate>> {
    let standing = certificates::table.filter(certificates::evidence_id.eq(evidence_id).and(certificates::revoked_at.is_null()));
    let changed = on!(conn, c => diesel::update(standing)
        .set((certificates::revoked_at.eq(now), certificates::revoked_by.eq(by), certificates::revoked_reason.eq(reason)))
        .execute(c))?;
    if changed == 0 {
        return Ok(None);
    }
    find_by_evidence(conn, evidence_id)
}

macro_rules! listed {
    () => {
        certificates::table
            .inner_join(courses::table)
            .inner_join(evidence::table)
            .inner_join(people::table)
            .select((
                Certificate::as_select(),
                courses::code,
                courses::title,
                evidence::proven_on,
                evidence::strength,
                people::given_name,
                people::family_name,
            ))
    };
}

/// The certificate behind a check code, for anybody.
pub fn find_by_code(conn: &mut Conn, code: &str) -> QueryResult<Option<Listed>> {
    on!(conn, c => listed!().filter(certificates::check_code.eq(code)).first(c).optional())
}

/// One certificate of somebody who has, has had or will have a membership within the scope, of those who left what was before; or of the
/// person themself.
pub fn find(conn: &mut Conn, scope: &Scope, own: Id, id: Id) -> QueryResult<Option<Listed>> {
    let found: Option<Listed> = on!(conn, c => listed!()
        .filter(certificates::id.eq(id))
        .filter(certificates::person_id.eq(own).or(certificates::person_id.eq_any(
            scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id)
        )))
        .first(c)
        .optional())?;
    let Some(found) = found else { return Ok(None) };
    let person_id = found.certificate.person_id;
    let theirs = person_id == own || crate::evidence::store::was_theirs(conn, scope, person_id, found.proven_on)?;
    Ok(theirs.then_some(found))
}

/// Somebody's certificates, the latest proof first. Without scope: ask whether the person may be seen before.
pub fn of_person(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Listed>> {
    on!(conn, c => listed!()
        .filter(certificates::person_id.eq(person_id))
        .order((evidence::proven_on.desc(), certificates::id.desc()))
        .load(c))
}

/// Which certificates are listed.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of this person.
    pub person_id: Option<Id>,
    /// For the course with this code.
    pub course: Option<String>,
    /// Of people whose name begins with or contains this text.
    pub name: Option<String>,
    /// With this number.
    pub number: Option<String>,
}

/// Certificates within the scope, the newest first: `limit` of them after a certain one.
pub fn list(conn: &mut Conn, scope: &Scope, wanted: &Wanted, after: Option<Id>, limit: i64) -> QueryResult<Vec<Listed>> {
    let name = wanted.name.as_ref().map(|name| {
        let forms = forms(name);
        let pattern = |form: Option<&String>| form.map(|form| format!("%{}%", escaped(form))).unwrap_or_default();
        (pattern(forms.first()), pattern(forms.last()))
    });
    on!(conn, c => {
        let mut query = listed!()
            .filter(certificates::person_id.eq_any(
                scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id)
            ))
            .into_boxed();
        if !scope.is_whole() {
            query = query.filter(certificates::evidence_id.eq_any(evidence_of!(scope)));
        }
        if let Some(id) = wanted.person_id {
            query = query.filter(certificates::person_id.eq(id));
        }
        if let Some(code) = &wanted.course {
            query = query.filter(courses::code.eq(code.clone()));
        }
        if let Some(number) = &wanted.number {
            query = query.filter(certificates::number.eq(number.clone()));
        }
        if let Some((plain, short)) = name {
            query = query.filter(people::search_name.like(plain).escape('\\').or(people::search_name.like(short).escape('\\')));
        }
        if let Some(id) = after {
            query = query.filter(certificates::id.lt(id));
        }
        query.order(certificates::id.desc()).limit(limit).load(c)
    })
}

/// A text as `LIKE` takes it literally.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
