//! One record of a person takes over the notices of another, in the database.

use super::choices;
use super::dead;
use super::feed;
use super::notices::Notice;
use crate::on;
use crate::platform::db::Conn;
use crate::rules::id::Id;
use crate::rules::reminder::Fate;
use crate::schema::{mails, notices};
use diesel::prelude::*;

/// Carries over what the double was told and what was told about it, so that nobody is told it a second time. Where the kept record has
/// the same notice already, the double's stays with it as a record; one that was still planned is withdrawn.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<()> {
    let concerned = notices::person_id.eq(double).or(notices::recipient_id.eq(double));
    let theirs: Vec<Notice> = on!(conn, c => notices::table.filter(concerned).order(notices::id).select(Notice::as_select()).load(c))?;
    for notice in theirs {
        let of = |id: Id| if id == double { kept } else { id };
        let (person_id, recipient_id) = (of(notice.person_id), of(notice.recipient_id));
        let same: Option<Id> = on!(conn, c => {
            let mut query = notices::table
                .filter(notices::person_id.eq(person_id).and(notices::recipient_id.eq(recipient_id)))
                .filter(notices::requirement_id.eq(notice.requirement_id).and(notices::due_on.eq(notice.due_on)))
                .filter(notices::fate.ne(Fate::Withdrawn.as_str()))
                .into_boxed();
            query = match notice.step_offset {
                Some(step) => query.filter(notices::step_offset.eq(step)),
                None => query.filter(notices::step_offset.is_null()),
            };
            query.select(notices::id).first(c).optional()
        })?;
        let withdrawn = notice.fate == Fate::Withdrawn.as_str();
        if withdrawn || same.is_none() {
            on!(conn, c => diesel::update(notices::table.find(notice.id))
                .set((notices::person_id.eq(person_id), notices::recipient_id.eq(recipient_id)))
                .execute(c))?;
        } else {
            let untold = notices::table
                .find(notice.id)
                .filter(notices::fate.eq_any([Fate::Planned.as_str(), Fate::Held.as_str()]));
            on!(conn, c => diesel::update(untold).set(notices::fate.eq(Fate::Withdrawn.as_str())).execute(c))?;
        }
    }
    choices::adopt(conn, double, kept)?;
    dead::adopt(conn, double, kept)?;
    feed::adopt(conn, double)?;
    let got = mails::table.filter(mails::recipient_id.eq(double));
    on!(conn, c => diesel::update(got).set(mails::recipient_id.eq(kept)).execute(c))?;
    Ok(())
}
