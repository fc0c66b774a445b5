//! Workshops in the database.

use crate::courses::store::Course;
use crate::on;
use crate::platform::db::{Conn, Json};
use crate::rules::id::{Id, Instant};
use crate::rules::workshop::check_in::Figures;
use crate::schema::{courses, organisations, workshops};
use diesel::prelude::*;
use serde::Serialize;

/// The offer: what is taught, in which languages, and by which rules seats are given.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset, Identifiable)]
#[diesel(table_name = workshops, treat_none_as_null = true)]
pub struct Workshop {
    /// Identifier.
    pub id: Id,
    /// Who holds it; whoever belongs to it or below may come.
    pub organisation_id: Id,
    /// What it is evidence for.
    pub course_id: Id,
    /// ISO 639-1 codes.
    #[serde(skip)]
    pub languages: Json<Vec<String>>,
    /// Below so many people a person decides whether it takes place.
    pub least_people: i32,
    /// Seats of a new session.
    pub most_people: i32,
    /// What people get and bring, in words.
    pub material: Option<String>,
    /// How many must say yes: 0, 1 (the partner) or 2 (the manufacturer after it).
    pub approval_steps: i32,
    /// Days within which they do.
    pub approval_days: i32,
    /// Until so many days before the start one may cancel.
    pub cancel_days: i32,
    /// Most seats of one partner before the release, in per cent.
    pub share_percent: Option<i32>,
    /// Days before the start from which on the share does not count.
    pub release_days: i32,
    /// Hours for which an offer stands; 0: whoever moves up is booked.
    pub offer_hours: i32,
    /// Hours before the start from which on nobody moves up.
    pub stop_hours: i32,
    /// Days before the start at which too few people are told of.
    pub warn_days: i32,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Counts changes.
    pub revision: i32,
    /// When it was taken out of use.
    pub archived_at: Option<Instant>,
    /// Minutes before a part from which on one may check in.
    pub early_minutes: i32,
    /// Minutes after its beginning until which one may check in by oneself.
    pub late_minutes: i32,
    /// Least share of the minutes that makes it attended, in per cent.
    pub least_percent: i32,
}

impl Workshop {
    /// Its figures for attendance.
    pub fn figures(&self) -> Figures {
        Figures {
            early_minutes: self.early_minutes,
            late_minutes: self.late_minutes,
            least_percent: self.least_percent,
        }
    }
}

/// Adds a workshop.
pub fn insert_workshop(conn: &mut Conn, workshop: &Workshop) -> QueryResult<()> {
    on!(conn, c => diesel::insert_into(workshops::table).values(workshop).execute(c))?;
    Ok(())
}

/// Changes a workshop, unless somebody else did since that revision.
pub fn update_workshop(conn: &mut Conn, workshop: &Workshop, before: i32) -> QueryResult<bool> {
    let same = workshops::table.filter(workshops::id.eq(workshop.id).and(workshops::revision.eq(before)));
    Ok(on!(conn, c => diesel::update(same).set(workshop).execute(c))? == 1)
}

/// Every workshop with its course and the path of who holds it, by code.
pub fn list_workshops(conn: &mut Conn) -> QueryResult<Vec<(Workshop, Course, String)>> {
    on!(conn, c => workshops::table
        .inner_join(courses::table)
        .inner_join(organisations::table)
        .order((courses::code, workshops::id))
        .select((Workshop::as_select(), Course::as_select(), organisations::path))
        .load(c))
}

/// One workshop.
pub fn find_workshop(conn: &mut Conn, id: Id) -> QueryResult<Option<(Workshop, Course, String)>> {
    on!(conn, c => workshops::table
        .inner_join(courses::table)
        .inner_join(organisations::table)
        .filter(workshops::id.eq(id))
        .select((Workshop::as_select(), Course::as_select(), organisations::path))
        .first(c)
        .optional())
}
