//! Evidence in the database: recorded and revoked, never edited, never deleted.
//!
//! Both deeds write their audit entry and enqueue what follows in the same transaction: `evidence.changed` with the person, and for a
//! recording `evidence.recorded` with the evidence.

pub mod adoption;
mod fact;
mod scan;

pub use fact::{Fact, facts_of};
pub use scan::insert_scan;

use crate::organisations::Scope;
use crate::platform::audit::{self, By, Deed};
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::platform::jobs;
use crate::rules::evidence::{Means, Strength};
use crate::rules::id::{Id, Instant};
use crate::rules::knowledge::Written;
use crate::rules::obligation::{Amount, Worth};
use crate::schema::{courses, evidence, memberships, organisations, people};
use crate::{on, scoped};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

/// The fact that somebody met a course.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable, Insertable, Identifiable)]
#[diesel(table_name = evidence)]
pub struct Evidence {
    /// Identifier.
    pub id: Id,
    /// Who.
    pub person_id: Id,
    /// What.
    pub course_id: Id,
    /// In which version; none where that is not known.
    pub course_version_id: Option<Id>,
    /// The day the proof is about, at the place where it was made.
    pub proven_on: NaiveDate,
    /// When it was written down here.
    pub recorded_at: Instant,
    /// Who wrote it down; none: the service itself.
    pub recorded_by: Option<Id>,
    /// A word of [`Means`], or an imported file's own.
    pub means: String,
    /// A word of [`Strength`].
    pub strength: String,
    /// What else is to be known, in words.
    pub note: Option<String>,
    /// The run through the course that it came from; at most one proof each.
    pub registration_id: Option<Id>,
    /// The last day on which it counts, where it says so itself.
    pub valid_until: Option<NaiveDate>,
    /// Result, 0 to 100.
    pub score_percent: Option<i32>,
    /// The scan behind it.
    pub file_id: Option<Id>,
    /// The import that brought it.
    pub import_id: Option<Id>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
    /// By whom.
    pub revoked_by: Option<Id>,
    /// Why.
    pub revoked_reason: Option<String>,
    /// Hours that it is worth itself, in hundredths.
    pub hours_hundredths: Option<i32>,
    /// Points that it is worth itself, in hundredths.
    pub points_hundredths: Option<i32>,
}

impl Evidence {
    /// When it was written down and taken back.
    pub fn written(&self) -> Written {
        Written {
            recorded_at: self.recorded_at,
            withdrawn_at: self.revoked_at,
            taken_over: self.strength == Strength::ImportedRecord.as_str(),
        }
    }
}

/// What is recorded; the rest follows from when and by whom.
#[derive(Clone, Debug)]
pub struct NewEvidence {
    /// Who.
    pub person_id: Id,
    /// What.
    pub course_id: Id,
    /// In which version.
    pub course_version_id: Option<Id>,
    /// The day the proof is about.
    pub proven_on: NaiveDate,
    /// How it came about.
    pub means: Means,
    /// How strong it is.
    pub strength: Strength,
    /// What else is to be known.
    pub note: Option<String>,
    /// The run through the course; a second recording for it changes nothing.
    pub registration_id: Option<Id>,
    /// The last day on which it counts.
    pub valid_until: Option<NaiveDate>,
    /// Result, 0 to 100.
    pub score_percent: Option<i32>,
    /// The scan behind it.
    pub file_id: Option<Id>,
    /// What it is worth itself, whatever its course is.
    pub worth: Worth,
}

/// What became of a recording.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordOutcome {
    /// It is new.
    Recorded(Evidence),
    /// The same run already has its proof, and this is it.
    AlreadyRecorded(Evidence),
}

impl RecordOutcome {
    /// The evidence, new or not.
    pub fn evidence(self) -> Evidence {
        match self {
            Self::Recorded(evidence) | Self::AlreadyRecorded(evidence) => evidence,
        }
    }
}

/// What became of a revocation.
#[derive(Clone, Debug, PartialEq)]
pub enum RevokeOutcome {
    /// It counts no more; this is how it stands now.
    Revoked(Evidence),
    /// Somebody revoked it before; their reason stays.
    AlreadyRevoked(Evidence),
    /// There is no such evidence in the scope.
    Missing,
}

/// Records a proof.
pub fn record(conn: &mut Conn, chance: &Chance, now: Instant, by: &By, new: &NewEvidence) -> QueryResult<RecordOutcome> {
    let row = Evidence {
        id: chance.id(now),
        person_id: new.person_id,
        course_id: new.course_id,
        course_version_id: new.course_version_id,
        proven_on: new.proven_on,
        recorded_at: now,
        recorded_by: by.actor_id,
        means: new.means.to_string(),
        strength: new.strength.to_string(),
        note: new.note.clone(),
        registration_id: new.registration_id,
        valid_until: new.valid_until,
        score_percent: new.score_percent,
        file_id: new.file_id,
        import_id: None,
        revoked_at: None,
        revoked_by: None,
        revoked_reason: None,
        hours_hundredths: new.worth.hours.map(Amount::hundredths),
        points_hundredths: new.worth.points.map(Amount::hundredths),
    };
    let added =
        on!(conn, c => diesel::insert_into(evidence::table).values(&row).on_conflict(evidence::registration_id).do_nothing().execute(c))?;
    if added == 0
        && let Some(registration_id) = new.registration_id
        && let Some(before) = find_by_registration(conn, registration_id)?
    {
        return Ok(RecordOutcome::AlreadyRecorded(before));
    }
    audit_deed(conn, chance, now, by, "evidence.record", None, &row)?;
    let payload = json!({ "evidence_id": row.id });
    jobs::enqueue(conn, chance, now, "evidence.recorded", Some(&row.id.to_string()), &payload, now)?;
    announce(conn, chance, now, row.person_id)?;
    Ok(RecordOutcome::Recorded(row))
}

/// Takes a proof back, with the reason; it stays on record.
pub fn revoke(conn: &mut Conn, scope: &Scope, chance: &Chance, now: Instant, by: &By, id: Id, reason: &str) -> QueryResult<RevokeOutcome> {
    let Some(before) = find(conn, scope, id)? else {
        return Ok(RevokeOutcome::Missing);
    };
    let standing = evidence::table.filter(evidence::id.eq(id).and(evidence::revoked_at.is_null()));
    let changed = on!(conn, c => diesel::update(standing)
        .set((evidence::revoked_at.eq(now), evidence::revoked_by.eq(by.actor_id), evidence::revoked_reason.eq(reason)))
        .execute(c))?;
    if changed == 0 {
        return Ok(RevokeOutcome::AlreadyRevoked(before));
    }
    let after = Evidence {
        revoked_at: Some(now),
        revoked_by: by.actor_id,
        revoked_reason: Some(reason.to_owned()),
        ..before.clone()
    };
    audit_deed(conn, chance, now, by, "evidence.revoke", Some(&before), &after)?;
    announce(conn, chance, now, after.person_id)?;
    Ok(RevokeOutcome::Revoked(after))
}

/// Whether what is about this day is the business of these branches: somebody had not left all of them before. What came later is their
/// new organisation's.
pub fn was_theirs(conn: &mut Conn, scope: &Scope, person_id: Id, on: NaiveDate) -> QueryResult<bool> {
    if scope.is_whole() {
        return Ok(true);
    }
    let found: Option<Id> = on!(conn, c => scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope)
        .filter(memberships::person_id.eq(person_id))
        .filter(memberships::end_on.is_null().or(memberships::end_on.ge(on)))
        .select(memberships::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Identifiers of the evidence that is the business of branches, as [`was_theirs`] says; not for a scope that is whole.
#[macro_export]
macro_rules! evidence_of {
    ($scope:expr) => {
        $crate::scoped!(
            $crate::schema::evidence::table
                .inner_join(
                    $crate::schema::memberships::table.on($crate::schema::memberships::person_id.eq($crate::schema::evidence::person_id))
                )
                .inner_join(
                    $crate::schema::organisations::table
                        .on($crate::schema::organisations::id.eq($crate::schema::memberships::organisation_id))
                ),
            $crate::schema::organisations::path,
            $scope
        )
        .filter(
            $crate::schema::memberships::end_on
                .is_null()
                .or($crate::schema::memberships::end_on.ge($crate::schema::evidence::proven_on.nullable())),
        )
        .select($crate::schema::evidence::id)
    };
}

/// One proof of somebody who has, has had or will have a membership within the scope; of those who left, what was before.
pub fn find(conn: &mut Conn, scope: &Scope, id: Id) -> QueryResult<Option<Evidence>> {
    let found: Option<Evidence> = on!(conn, c => evidence::table
        .filter(evidence::id.eq(id))
        .filter(evidence::person_id.eq_any(
            scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id)
        ))
        .select(Evidence::as_select())
        .first(c)
        .optional())?;
    match found {
        Some(found) if was_theirs(conn, scope, found.person_id, found.proven_on)? => Ok(Some(found)),
        _ => Ok(None),
    }
}

/// One proof by identifier, without scope: for jobs and for the person themself.
pub fn find_any(conn: &mut Conn, id: Id) -> QueryResult<Option<Evidence>> {
    on!(conn, c => evidence::table.find(id).select(Evidence::as_select()).first(c).optional())
}

/// The proof that a run through a course led to.
pub fn find_by_registration(conn: &mut Conn, registration_id: Id) -> QueryResult<Option<Evidence>> {
    on!(conn, c => evidence::table
        .filter(evidence::registration_id.eq(registration_id))
        .select(Evidence::as_select())
        .first(c)
        .optional())
}

/// Everything that somebody proved, revoked or not, the latest first, with the code of each course. Without scope: ask whether the person
/// may be seen before.
pub fn of_person(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<(Evidence, String)>> {
    on!(conn, c => evidence::table
        .inner_join(courses::table)
        .filter(evidence::person_id.eq(person_id))
        .order((evidence::proven_on.desc(), evidence::id.desc()))
        .select((Evidence::as_select(), courses::code))
        .load(c))
}

/// Proofs within the scope in the order of recording, each with the code of its course: `limit` of them after a certain one.
pub fn list(
    conn: &mut Conn,
    scope: &Scope,
    person_id: Option<Id>,
    course: Option<&str>,
    after: Option<Id>,
    limit: i64,
) -> QueryResult<Vec<(Evidence, String)>> {
    on!(conn, c => {
        let mut query = evidence::table
            .inner_join(courses::table)
            .filter(evidence::person_id.eq_any(
                scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id)
            ))
            .into_boxed();
        if !scope.is_whole() {
            query = query.filter(evidence::id.eq_any(evidence_of!(scope)));
        }
        if let Some(id) = person_id {
            query = query.filter(evidence::person_id.eq(id));
        }
        if let Some(code) = course {
            query = query.filter(courses::code.eq(code));
        }
        if let Some(id) = after {
            query = query.filter(evidence::id.gt(id));
        }
        query.order(evidence::id).limit(limit).select((Evidence::as_select(), courses::code)).load(c)
    })
}

/// The code of a course.
pub fn course_code(conn: &mut Conn, course_id: Id) -> QueryResult<String> {
    on!(conn, c => courses::table.find(course_id).select(courses::code).first(c))
}

/// Whoever is meant by a personnel number, a mail address or an identifier, within the scope.
pub fn find_person(conn: &mut Conn, scope: &Scope, key: &str) -> QueryResult<Option<Id>> {
    let id: Option<Id> = key.parse().ok();
    let address = key.to_lowercase();
    on!(conn, c => people::table
        .filter(people::external_id.eq(key).or(people::email_key.eq(&address)).or(people::id.nullable().eq(id)))
        .filter(people::id.eq_any(
            scoped!(memberships::table.inner_join(organisations::table), organisations::path, scope).select(memberships::person_id)
        ))
        .order(people::id)
        .select(people::id)
        .first(c)
        .optional())
}

/// Whether the same proof stands already: the same person, course, day, means and strength.
pub fn stands_already(conn: &mut Conn, new: &NewEvidence) -> QueryResult<bool> {
    let same: i64 = on!(conn, c => evidence::table
        .filter(evidence::person_id.eq(new.person_id))
        .filter(evidence::course_id.eq(new.course_id))
        .filter(evidence::proven_on.eq(new.proven_on))
        .filter(evidence::means.eq(new.means.as_str()))
        .filter(evidence::strength.eq(new.strength.as_str()))
        .filter(evidence::revoked_at.is_null())
        .count()
        .get_result(c))?;
    Ok(same > 0)
}

/// Says that what somebody proved has changed.
fn announce(conn: &mut Conn, chance: &Chance, now: Instant, person_id: Id) -> QueryResult<()> {
    let payload = json!({ "person_id": person_id });
    jobs::enqueue(conn, chance, now, "evidence.changed", Some(&person_id.to_string()), &payload, now)
}

fn audit_deed(
    conn: &mut Conn,
    chance: &Chance,
    now: Instant,
    by: &By,
    action: &str,
    before: Option<&Evidence>,
    after: &Evidence,
) -> QueryResult<()> {
    let code = course_code(conn, after.course_id)?;
    let (given, family): (String, String) = on!(conn, c => people::table
        .find(after.person_id)
        .select((people::given_name, people::family_name))
        .first(c))?;
    let deed = Deed {
        action,
        subject_kind: "evidence",
        subject_id: after.id.to_string(),
        subject_label: format!("{given} {family}, {code}, {}", after.proven_on),
        organisation_path: branch_of(conn, after.person_id)?,
        before: before.and_then(audit::state),
        after: audit::state(after),
    };
    audit::record(conn, chance, now, by, deed)
}

/// Path of the organisation that somebody joined last, for the audit; empty where they belong nowhere.
pub fn branch_of(conn: &mut Conn, person_id: Id) -> QueryResult<String> {
    let path: Option<String> = on!(conn, c => memberships::table
        .inner_join(organisations::table)
        .filter(memberships::person_id.eq(person_id))
        .order((memberships::start_on.desc(), memberships::id.desc()))
        .select(organisations::path)
        .first(c)
        .optional())?;
    Ok(path.unwrap_or_default())
}
