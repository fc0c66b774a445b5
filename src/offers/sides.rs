//! What a partner and the manufacturer owe each other, side by side: the same for whoever looks, as far as they may see.

use crate::duties::declared::YEARLY_OFFER;
use crate::duties::{self, Entry};
use crate::obligations::sight::Chosen;
use crate::obligations::store::{self as obligations, overview};
use crate::organisations::{Scope, is_own, store as organisations};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::duty::{Owed, Sanction, Status, sanction_allowed};
use crate::rules::id::Id;
use crate::rules::obligation::Rule;
use crate::rules::requirement::{Texts, in_locale};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Both sides.
#[derive(Debug)]
pub struct Sides {
    /// What people of the partner owe, by requirement, in the order of codes.
    pub theirs: Vec<Their>,
    /// What the manufacturer owes, the most pressing first; what fell away is left out.
    pub ours: Vec<Our>,
}

/// What people owe by one requirement.
#[derive(Debug)]
pub struct Their {
    /// Its code.
    pub code: String,
    title: Texts,
    /// How many people stand how, by status word.
    pub counts: BTreeMap<String, usize>,
    /// What keeps some of it from counting against the partner.
    pub shield: Option<Shield>,
}

/// Why something missed may not count against the partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shield {
    /// How many people's.
    pub people: usize,
    /// Key of the kind of duty.
    pub kind: &'static str,
    /// Since when the manufacturer is in default, or an answer is awaited.
    pub since_on: NaiveDate,
    /// Whether it is in default.
    pub in_default: bool,
}

/// A duty of the manufacturer.
#[derive(Debug)]
pub struct Our {
    /// The duty.
    pub entry: Entry,
    /// Whether whoever looks may see its page: one to the partner above their branch they see only here.
    pub open: bool,
}

impl Their {
    /// Its title.
    pub fn title(&self, locale: &str) -> &str {
        in_locale(&self.title, locale)
    }

    /// How many people stand in one of these ways.
    pub fn count(&self, words: &[&str]) -> usize {
        words.iter().filter_map(|word| self.counts.get(*word)).sum()
    }
}

impl Sides {
    /// Both sides of what is in sight.
    pub fn load(conn: &mut Conn, chosen: &Chosen, today: NaiveDate) -> Result<Self, Error> {
        let ours = ours(conn, &chosen.sight.scope, today)?;
        let mut cells: BTreeMap<Id, Vec<(String, Option<NaiveDate>)>> = BTreeMap::new();
        for cell in overview::cells(conn, &chosen.sight)? {
            cells.entry(cell.requirement_id).or_default().push((cell.status, cell.due_on));
        }
        let mut theirs = Vec::new();
        for (requirement, version) in obligations::asking(conn, today)? {
            let Some(cells) = cells.remove(&requirement.id) else { continue };
            let owed = about(&ours, requirement.id, &version.rule.0);
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for (status, _) in &cells {
                *counts.entry(status.clone()).or_default() += 1;
            }
            theirs.push(Their {
                code: requirement.code,
                title: version.title.0,
                counts,
                shield: shield(&cells, &owed),
            });
        }
        Ok(Self { theirs, ours })
    }
}

/// The duties about a requirement: its yearly offer, and what was asked about a course that counts for it.
fn about<'o>(ours: &'o [Our], requirement_id: Id, rule: &Rule) -> Vec<Owed<'o>> {
    let concerns = |entry: &Entry| match &entry.duty.course_code {
        Some(code) => rule.courses().any(|named| named == code),
        None => entry.duty.subject_id == requirement_id,
    };
    ours.iter().filter(|our| concerns(&our.entry)).map(|our| our.entry.owed()).collect()
}

fn shield(cells: &[(String, Option<NaiveDate>)], owed: &[Owed<'_>]) -> Option<Shield> {
    let missed = cells.iter().filter(|(status, _)| matches!(status.as_str(), "overdue" | "lapsed"));
    let mut shield: Option<Shield> = None;
    for due_on in missed.filter_map(|(_, due_on)| *due_on) {
        if let Sanction::Shielded {
            kind,
            since_on,
            in_default,
        } = sanction_allowed(due_on, owed)
        {
            let kind = duties::declared::find(kind).map_or(YEARLY_OFFER.kind.key, |declared| declared.kind.key);
            let first = shield.get_or_insert(Shield {
                people: 0,
                kind,
                since_on,
                in_default,
            });
            first.people += 1;
        }
    }
    shield
}

/// The duties to whatever lies within the scope, and those to the partner above it that concern it too.
fn ours(conn: &mut Conn, scope: &Scope, today: NaiveDate) -> Result<Vec<Our>, Error> {
    let mut partners = Vec::new();
    for top in scope.tops() {
        partners.push(partner_path(conn, top)?);
    }
    let concerns = |path: &str| scope.tops().iter().any(|top| top.starts_with(path));
    Ok(duties::entries(conn, &Scope::branches(partners), today)?
        .into_iter()
        .filter(|entry| entry.standing.status != Status::FallenAway)
        .filter_map(|entry| {
            let open = scope.covers(&entry.partner.path);
            let above = entry.declared.kind.key == YEARLY_OFFER.kind.key && concerns(&entry.partner.path);
            (open || above).then_some(Our { entry, open })
        })
        .collect())
}

/// The path of the partner to which an organisation belongs; its own where it belongs to none.
fn partner_path(conn: &mut Conn, path: &str) -> Result<String, Error> {
    for (at, _) in path.match_indices('/') {
        let above = path.get(..=at).unwrap_or(path);
        if let Some(found) = organisations::find_by_path(conn, above)?
            && !is_own(&found)
        {
            return Ok(found.path);
        }
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn only_what_was_missed_is_shielded() {
        let owed = [Owed {
            kind: "yearly_offer",
            status: Status::Breached,
            awaited_since_on: None,
            breached_on: Some(day("2026-01-02")),
            asked_for: false,
        }];
        let cells = [
            ("overdue".to_owned(), Some(day("2026-05-01"))),
            ("valid".to_owned(), Some(day("2027-05-01"))),
            ("lapsed".to_owned(), Some(day("2025-05-01"))),
        ];
        let found = shield(&cells, &owed).expect("two of three");
        assert_eq!((found.people, found.since_on, found.in_default), (2, day("2026-01-02"), true));
        assert_eq!(shield(&cells, &[]), None);
    }
}
