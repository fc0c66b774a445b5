//! Which version of a requirement applies to somebody, where a later one lets those already in keep their beginning.

use super::matching::{Found, first_day};
use super::{Assessor, Decisive};
use crate::obligations::store::{self, Input, Requirement, Stay, Version};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::obligation::Statements;
use crate::rules::version::{Holds, Term, Turn, holds};
use chrono::NaiveDate;

/// The version before one that lets those already in keep their beginning.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// From when the later one holds for those to whom this one applied.
    already_in_on: NaiveDate,
    /// Whether both concern the same people.
    same_audience: bool,
    version: Decisive,
}

/// The version that applies to somebody.
pub struct Applies<'a> {
    /// What it asks.
    pub decisive: &'a Decisive,
    /// The earliest membership that matches and holds now.
    pub stay: Stay,
    /// From when to when.
    pub term: Term,
    /// When a later version takes its place for them.
    pub turns_on: Option<NaiveDate>,
}

/// When a version applies by its own audience alone.
#[derive(Clone, Copy, Debug)]
pub struct Own {
    stay: Stay,
    term: Term,
    day: NaiveDate,
}

impl Decisive {
    /// A version with those before it, as far as its own beginning rests on theirs.
    pub fn with_earlier(conn: &mut Conn, requirement: &Requirement, version: &Version, stated: &Statements) -> Result<Self, Error> {
        let own = Self::new(requirement, version, stated);
        if version.already_in_on.is_none() {
            return Ok(own);
        }
        let mut before = store::versions_of(conn, requirement.id)?;
        before.retain(|one| one.number < version.number && !one.is_draft());
        // The oldest first, each over the one before.
        let mut chain: Option<Self> = None;
        for one in before.iter().rev() {
            chain = Some(Self::new(requirement, one, stated).over(one.already_in_on, chain));
        }
        Ok(own.over(version.already_in_on, chain))
    }

    /// The same over the version before it; none, or no day for those already in: it begins anew for everybody.
    #[must_use]
    pub fn over(mut self, already_in_on: Option<NaiveDate>, before: Option<Self>) -> Self {
        self.earlier = already_in_on.zip(before).map(|(already_in_on, version)| {
            Box::new(Earlier {
                already_in_on,
                same_audience: version.audience == self.audience,
                version,
            })
        });
        self
    }

    /// Itself, and the versions before it that may still apply to somebody.
    pub fn versions(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |one| one.earlier.as_ref().map(|earlier| &earlier.version))
    }
}

impl<'a> Assessor<'a> {
    /// When a version applies by its own audience alone; `since` is the first day on which what has no days was so.
    pub(super) fn term(&self, decisive: &Decisive, found: &Found, since: NaiveDate) -> Option<Own> {
        let (stay, run) = found.run?;
        let from = if found.dated { since.max(run.from) } else { since };
        let start = from.max(decisive.in_force_on);
        let end = [run.to, decisive.retired_on].into_iter().flatten().min();
        let term = Term { from, start, end };
        let day = found.day;
        end.is_none_or(|end| start <= end).then_some(Own { stay, term, day })
    }

    /// Which version applies to somebody today.
    pub(super) fn applies(
        &mut self,
        decisive: &'a Decisive,
        input: &Input<'_>,
        roles: &[(Id, &'a str)],
        own: Option<Own>,
    ) -> Option<Applies<'a>> {
        let alone = |own: Own| Applies {
            decisive,
            stay: own.stay,
            term: own.term,
            turns_on: None,
        };
        let Some(earlier) = &decisive.earlier else {
            return own.map(alone);
        };
        let version = &earlier.version;
        let theirs = if earlier.same_audience {
            own.map(|own| Own {
                term: Term {
                    start: own.term.from.max(version.in_force_on),
                    ..own.term
                },
                ..own
            })
        } else {
            let found = self.matcher.run_of((&version.audience, version.requirement_id), input, roles);
            found.and_then(|found| {
                let (possible, run) = found.possible;
                let (since, _) = first_day(version.requirement_id, input.runs, possible, &run, found.day);
                self.term(version, &found, since)
            })
        };
        let day = theirs.or(own)?.day;
        let before = self.applies(version, input, roles, theirs);
        let turn = Turn {
            in_force_on: decisive.in_force_on,
            already_in_on: earlier.already_in_on,
        };
        match holds(own.map(|own| own.term), before.as_ref().map(|one| one.term), turn, day)? {
            Holds::Later(term) => own.map(|own| Applies { term, ..alone(own) }),
            Holds::Earlier(term) => before.map(|before| Applies {
                term,
                turns_on: Some(before.turns_on.map_or(turn.already_in_on, |turns| turns.min(turn.already_in_on))),
                ..before
            }),
        }
    }
}
