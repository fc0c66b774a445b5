//! Texts that administrators wrote for reminders.

use crate::on;
use crate::organisations::Scope;
use crate::platform::chance::Chance;
use crate::platform::db::Conn;
use crate::rules::id::{Id, Instant};
use crate::rules::obligation::Status;
use crate::rules::reminder::Claim;
use crate::rules::wording::{Audience, Own, Part, Phase};
use crate::schema::{obligations, reminder_texts};
use crate::scoped;
use diesel::prelude::*;

/// For what a text was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Whom it speaks to.
    pub audience: Audience,
    /// For this requirement alone.
    pub requirement_id: Option<Id>,
    /// For this organisation and those below.
    pub organisation_id: Option<Id>,
    /// Of this time alone.
    pub phase: Option<Phase>,
    /// Its language, ISO 639-1.
    pub language: String,
}

/// What was written; what is empty is inherited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The subject.
    pub subject: Option<String>,
    /// The opening.
    pub opening: Option<String>,
    /// The closing.
    pub closing: Option<String>,
}

impl Parts {
    /// One of them.
    pub fn get(&self, part: Part) -> Option<&str> {
        match part {
            Part::Subject => self.subject.as_deref(),
            Part::Opening => self.opening.as_deref(),
            Part::Closing => self.closing.as_deref(),
        }
    }

    /// Whether all is inherited.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A text as it is kept.
#[derive(Clone, Debug)]
pub struct Text {
    /// For what.
    pub key: Key,
    /// What was written.
    pub parts: Parts,
    /// When it was last changed.
    pub updated_at: Instant,
    /// Counts changes.
    pub revision: i32,
    id: Id,
}

impl Text {
    /// As the rules see it.
    pub fn own(&self) -> Own {
        own(&self.key, &self.parts)
    }
}

/// A text as the rules see it.
pub fn own(key: &Key, parts: &Parts) -> Own {
    Own {
        audience: key.audience,
        requirement_id: key.requirement_id,
        organisation_id: key.organisation_id,
        phase: key.phase,
        language: key.language.clone(),
        subject: parts.subject.clone(),
        opening: parts.opening.clone(),
        closing: parts.closing.clone(),
    }
}

type Row = (
    Id,
    String,
    Option<Id>,
    Option<Id>,
    Option<String>,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Instant,
    i32,
);

/// All texts, in the order in which they were begun. There are as many as people write by hand.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<Text>> {
    let rows: Vec<Row> = on!(conn, c => reminder_texts::table
        .order(reminder_texts::id)
        .select((
            reminder_texts::id,
            reminder_texts::audience,
            reminder_texts::requirement_id,
            reminder_texts::organisation_id,
            reminder_texts::phase,
            reminder_texts::language,
            reminder_texts::subject,
            reminder_texts::opening,
            reminder_texts::closing,
            reminder_texts::updated_at,
            reminder_texts::revision,
        ))
        .load(c))?;
    let text = |(id, audience, requirement_id, organisation_id, phase, language, subject, opening, closing, updated_at, revision): Row| {
        Ok(Text {
            key: Key {
                audience: audience.parse().map_err(unreadable)?,
                requirement_id,
                organisation_id,
                phase: phase.map(|word| word.parse::<Phase>()).transpose().map_err(unreadable)?,
                language,
            },
            parts: Parts { subject, opening, closing },
            updated_at,
            revision,
            id,
        })
    };
    rows.into_iter().map(text).collect()
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> diesel::result::Error {
    diesel::result::Error::DeserializationError(error.into())
}

/// The text that was written for exactly this.
pub fn find(conn: &mut Conn, key: &Key) -> QueryResult<Option<Text>> {
    Ok(list(conn)?.into_iter().find(|text| text.key == *key))
}

/// Adds a text. False where somebody else has just written one for the same.
pub fn insert(conn: &mut Conn, chance: &Chance, key: &Key, parts: &Parts, now: Instant) -> QueryResult<bool> {
    let row = (
        reminder_texts::id.eq(chance.id(now)),
        reminder_texts::audience.eq(key.audience.as_str()),
        reminder_texts::requirement_id.eq(key.requirement_id),
        reminder_texts::organisation_id.eq(key.organisation_id),
        reminder_texts::phase.eq(key.phase.map(Phase::as_str)),
        reminder_texts::language.eq(&key.language),
        reminder_texts::subject.eq(&parts.subject),
        reminder_texts::opening.eq(&parts.opening),
        reminder_texts::closing.eq(&parts.closing),
        reminder_texts::updated_at.eq(now),
        reminder_texts::revision.eq(1),
    );
    let added = on!(conn, c => diesel::insert_into(reminder_texts::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Writes a text anew. False where it was changed meanwhile.
pub fn update(conn: &mut Conn, before: &Text, parts: &Parts, now: Instant) -> QueryResult<bool> {
    let same = reminder_texts::id.eq(before.id).and(reminder_texts::revision.eq(before.revision));
    let changed = on!(conn, c => diesel::update(reminder_texts::table.filter(same))
        .set((
            reminder_texts::subject.eq(&parts.subject),
            reminder_texts::opening.eq(&parts.opening),
            reminder_texts::closing.eq(&parts.closing),
            reminder_texts::updated_at.eq(now),
            reminder_texts::revision.eq(reminder_texts::revision + 1),
        ))
        .execute(c))?;
    Ok(changed == 1)
}

/// Takes a text away, so that what is inherited applies. False where it was changed meanwhile.
pub fn remove(conn: &mut Conn, before: &Text) -> QueryResult<bool> {
    let same = reminder_texts::id.eq(before.id).and(reminder_texts::revision.eq(before.revision));
    Ok(on!(conn, c => diesel::delete(reminder_texts::table.filter(same)).execute(c))? == 1)
}

/// Somebody within the scope of whom something may be told, the most urgent first: with whom a text is shown where nobody is named.
pub fn somebody(conn: &mut Conn, scope: &Scope, requirement_id: Option<Id>) -> QueryResult<Option<Id>> {
    let tells = |status: &Status| Claim::of(*status) != Claim::Nothing;
    let words: Vec<&str> = Status::ALL.into_iter().filter(tells).map(Status::as_str).collect();
    on!(conn, c => {
        let mut query = scoped!(obligations::table, obligations::organisation_path, scope)
            .filter(obligations::status.eq_any(words))
            .filter(obligations::due_on.is_not_null());
        if let Some(id) = requirement_id {
            query = query.filter(obligations::requirement_id.eq(id));
        }
        query
            .order((obligations::due_on, obligations::person_id))
            .select(obligations::person_id)
            .first(c)
            .optional()
    })
}
