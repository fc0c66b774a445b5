//! Mails that people chose away, and what somebody was told once.

use crate::on;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::schema::{announcements, mail_choices};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

/// A kind of mail that can be chosen away: none of them tells of a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Optional {
    /// The weekly overview.
    Overview,
    /// The word that something is not owed any more.
    Released,
}

impl Optional {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Overview, Self::Released];

    /// The stable word, as the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Released => "released",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Everybody who does not want mails of a kind.
pub fn without(conn: &mut Conn, kind: Optional) -> QueryResult<HashSet<Id>> {
    let ids: Vec<Id> = on!(conn, c => mail_choices::table
        .filter(mail_choices::kind.eq(kind.as_str()))
        .select(mail_choices::person_id)
        .load(c))?;
    Ok(ids.into_iter().collect())
}

/// The kinds that somebody does not want.
pub fn unwanted(conn: &mut Conn, person_id: Id) -> QueryResult<Vec<Optional>> {
    let words: Vec<String> = on!(conn, c => mail_choices::table
        .filter(mail_choices::person_id.eq(person_id))
        .select(mail_choices::kind)
        .load(c))?;
    Ok(words.iter().filter_map(|word| Optional::from_word(word)).collect())
}

/// Chooses a kind away, or wants it again. False where it was so already.
pub fn set(conn: &mut Conn, person_id: Id, kind: Optional, wanted: bool, now: Instant) -> QueryResult<bool> {
    let changed = if wanted {
        let row = mail_choices::table.find((person_id, kind.as_str()));
        on!(conn, c => diesel::delete(row).execute(c))?
    } else {
        let row = (
            mail_choices::person_id.eq(person_id),
            mail_choices::kind.eq(kind.as_str()),
            mail_choices::unsubscribed_at.eq(now),
        );
        on!(conn, c => diesel::insert_into(mail_choices::table).values(row).on_conflict_do_nothing().execute(c))?
    };
    Ok(changed == 1)
}

/// Whether somebody was told of a subject.
pub fn is_told(conn: &mut Conn, recipient_id: Id, subject: &str) -> QueryResult<bool> {
    let found: Option<Id> = on!(conn, c => announcements::table
        .filter(announcements::recipient_id.eq(recipient_id).and(announcements::subject.eq(subject)))
        .select(announcements::id)
        .first(c)
        .optional())?;
    Ok(found.is_some())
}

/// Notes that somebody is told of a subject, in this mail or, where there is nothing to say, in none. False where they were told before.
pub fn tell(conn: &mut Conn, chance: &Chance, recipient_id: Id, subject: &str, mail_id: Option<Id>, now: Instant) -> QueryResult<bool> {
    let row = (
        announcements::id.eq(chance.id(now)),
        announcements::recipient_id.eq(recipient_id),
        announcements::subject.eq(subject),
        announcements::told_at.eq(now),
        announcements::mail_id.eq(mail_id),
    );
    let added = on!(conn, c => diesel::insert_into(announcements::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Names the mail in which somebody was told of a subject.
pub fn name_mail(conn: &mut Conn, recipient_id: Id, subject: &str, mail_id: Id) -> QueryResult<()> {
    let row = announcements::table.filter(announcements::recipient_id.eq(recipient_id).and(announcements::subject.eq(subject)));
    on!(conn, c => diesel::update(row).set(announcements::mail_id.eq(mail_id)).execute(c))?;
    Ok(())
}

/// Of what these readers are told in these mails, with when that was decided.
pub fn told_in(conn: &mut Conn, recipients: &[Id], mail_ids: &[Id]) -> QueryResult<HashMap<Id, Vec<(String, Instant)>>> {
    let rows: Vec<(Option<Id>, String, Instant)> = on!(conn, c => announcements::table
        .filter(announcements::recipient_id.eq_any(recipients))
        .filter(announcements::mail_id.eq_any(mail_ids))
        .order(announcements::id)
        .select((announcements::mail_id, announcements::subject, announcements::told_at))
        .load(c))?;
    let mut found: HashMap<Id, Vec<(String, Instant)>> = HashMap::new();
    for (mail_id, subject, told_at) in rows {
        if let Some(mail_id) = mail_id {
            found.entry(mail_id).or_default().push((subject, told_at));
        }
    }
    Ok(found)
}

/// Forgets that somebody was told of these subjects, since their mail did not say so after all.
pub fn untell(conn: &mut Conn, recipient_id: Id, subjects: &[String]) -> QueryResult<()> {
    let rows = announcements::table.filter(
        announcements::recipient_id
            .eq(recipient_id)
            .and(announcements::subject.eq_any(subjects)),
    );
    on!(conn, c => diesel::delete(rows).execute(c))?;
    Ok(())
}

/// What the double chose away and was told goes over to the kept record; where both have the same, the double's goes.
pub fn adopt(conn: &mut Conn, double: Id, kept: Id) -> QueryResult<()> {
    let chosen: Vec<(String, Instant)> = on!(conn, c => mail_choices::table
        .filter(mail_choices::person_id.eq(double))
        .select((mail_choices::kind, mail_choices::unsubscribed_at))
        .load(c))?;
    for (kind, at) in chosen {
        if let Some(kind) = Optional::from_word(&kind) {
            set(conn, kept, kind, false, at)?;
        }
    }
    on!(conn, c => diesel::delete(mail_choices::table.filter(mail_choices::person_id.eq(double))).execute(c))?;
    let known: Vec<String> = on!(conn, c => announcements::table
        .filter(announcements::recipient_id.eq(kept))
        .select(announcements::subject)
        .load(c))?;
    let twice = announcements::recipient_id.eq(double).and(announcements::subject.eq_any(known));
    on!(conn, c => diesel::delete(announcements::table.filter(twice)).execute(c))?;
    let rest = announcements::table.filter(announcements::recipient_id.eq(double));
    on!(conn, c => diesel::update(rest).set(announcements::recipient_id.eq(kept)).execute(c))?;
    Ok(())
}
