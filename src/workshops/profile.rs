//! What a workshop asks of those who teach it, and who of those named lacks it. Whoever comes from outside has no account and is not judged.

use super::store::{self, Found};
use crate::courses;
use crate::evidence::store::{Fact, facts_of};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::obligation::Equivalence;
use crate::rules::workshop::clash::days;
use crate::rules::workshop::profile::{Held, lacks, of_interest};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a workshop asks for, with what some people have of it.
#[derive(Debug, Default)]
pub struct Profile {
    /// Codes of courses.
    asked: Vec<String>,
    stated: Vec<Equivalence>,
    facts: Vec<Fact>,
}

impl Profile {
    /// Of a workshop and of those who are to teach it.
    pub fn of(conn: &mut Conn, workshop_id: Id, people: &[Id]) -> Result<Self, Error> {
        let asked = store::trainer_courses(conn, &[workshop_id])?.remove(&workshop_id);
        let Some(asked) = asked.filter(|_| !people.is_empty()) else {
            return Ok(Self::default());
        };
        let asked: Vec<String> = asked.into_iter().map(|(_, code)| code).collect();
        let stated = courses::statements(conn)?.equivalences;
        let facts = facts_of(conn, people, &of_interest(&asked, &stated))?;
        Ok(Self { asked, stated, facts })
    }

    /// Codes of the courses of which somebody lacks evidence on some of these days.
    pub fn lacks(&self, person_id: Id, days: &BTreeSet<NaiveDate>) -> Vec<&str> {
        let own = self.facts.iter().filter(|fact| fact.person_id == person_id);
        let held: Vec<Held<'_>> = own
            .map(|fact| Held {
                course: &fact.course,
                on: fact.on,
                valid_until: fact.valid_until,
                is_revoked: fact.revoked_at.is_some(),
            })
            .collect();
        lacks(&self.asked, &held, &self.stated, days)
    }
}

/// Somebody who is to teach and does not hold what the workshop asks for.
#[derive(Clone, Debug)]
pub struct Lacking {
    /// Who.
    pub person_id: Id,
    /// Their name.
    pub name: String,
    /// First day of the session.
    pub on: NaiveDate,
    /// Codes of courses.
    pub courses: Vec<String>,
}

/// Who of those who teach a session that can still change lacks something, as it is known now.
pub fn lacking(conn: &mut Conn, found: &Found) -> Result<Vec<Lacking>, Error> {
    let days = days(&found.spans(), found.session.zone());
    let Some(on) = days.first().copied().filter(|_| found.session.is_changeable()) else {
        return Ok(Vec::new());
    };
    let people: Vec<Id> = found.trainers.iter().filter_map(|trainer| trainer.person_id).collect();
    let profile = Profile::of(conn, found.workshop.id, &people)?;
    let told = found.trainers.iter().filter_map(|trainer| {
        let person_id = trainer.person_id?;
        let courses: Vec<String> = profile.lacks(person_id, &days).into_iter().map(str::to_owned).collect();
        (!courses.is_empty()).then(|| Lacking {
            person_id,
            name: trainer.name.clone(),
            on,
            courses,
        })
    });
    Ok(told.collect())
}
