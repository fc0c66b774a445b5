//! Holding the ledger against the network: which yearly offers are owed, and which stand.

use crate::courses::store as courses;
use crate::duties::declared::YEARLY_OFFER;
use crate::duties::{self, Book, Claim, Proof};
use crate::obligations::store as obligations;
use crate::organisations::{Organisation, Scope, store as organisations, units};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::duty::{Reason, Status};
use crate::rules::id::Id;
use crate::rules::obligation::{Path, Rule};
use crate::rules::offer::{self, standing_offer};
use crate::rules::requirement::Texts;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that the ledger does not say yet.
#[derive(Clone, Debug)]
pub struct Missing {
    /// To whom the offer is owed.
    pub creditor: Organisation,
    /// The requirement.
    pub requirement_id: Id,
    title: Texts,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Open,
    Stand(Vec<String>),
    End,
    FallAway,
}

/// A requirement that asks for something today.
struct Asked {
    title: Texts,
    rule: Rule,
}

/// What the ledger lacks on a day, in the order in which it is to be written. Empty where it is up to date.
pub fn missing(conn: &mut Conn, today: NaiveDate) -> Result<Vec<Missing>, Error> {
    let asked: BTreeMap<Id, Asked> = obligations::asking(conn, today)?
        .into_iter()
        // What nothing but a document of somebody else satisfies, the manufacturer cannot offer.
        .filter(|(_, version)| !version.rule.0.strength.is_outside())
        .map(|(requirement, version)| {
            let asked = Asked {
                title: version.title.0,
                rule: version.rule.0,
            };
            (requirement.id, asked)
        })
        .collect();
    let standing = standing(conn, &asked)?;
    let partners = units(organisations::list(conn, &Scope::everything())?);
    let mut partners: Vec<Partner> = partners.into_iter().map(Partner::new).collect();
    partners.sort_by(|a, b| a.unit.path.cmp(&b.unit.path));
    gather(conn, &asked, &mut partners)?;
    let mut known: HashMap<(Id, Id), duties::Entry> = duties::entries(conn, &Scope::everything(), today)?
        .into_iter()
        .filter(|entry| entry.declared.kind.key == YEARLY_OFFER.kind.key)
        .map(|entry| ((entry.duty.creditor_id, entry.duty.subject_id), entry))
        .collect();
    let mut lacking = Vec::new();
    for partner in &partners {
        for (requirement_id, paths) in &partner.concerned {
            let Some(asked) = asked.get(requirement_id) else { continue };
            let offered = standing_offer(&asked.rule, paths, &standing, &partner.languages);
            let entry = known.remove(&(partner.unit.id, *requirement_id));
            let mut lack = |what| {
                lacking.push(Missing {
                    creditor: partner.unit.clone(),
                    requirement_id: *requirement_id,
                    title: asked.title.clone(),
                    what,
                });
            };
            let (owed, stands) = entry.map_or((false, false), |entry| {
                let stands = matches!(entry.standing.reason, Reason::Stands { .. });
                (entry.standing.status != Status::FallenAway, stands)
            });
            if !owed {
                lack(What::Open);
            }
            match offered {
                Some(codes) if !stands => lack(What::Stand(codes)),
                None if stands => lack(What::End),
                _ => {}
            }
        }
    }
    let gone = known.into_values().filter(|entry| entry.standing.status != Status::FallenAway);
    for entry in gone {
        if let Some(creditor) = organisations::find(conn, &Scope::everything(), entry.duty.creditor_id)? {
            lacking.push(Missing {
                creditor,
                requirement_id: entry.duty.subject_id,
                title: entry.duty.subject_title.0,
                what: What::FallAway,
            });
        }
    }
    Ok(lacking)
}

/// Writes down what the ledger lacked.
pub(super) fn write(conn: &mut Conn, book: &Book<'_>, lacking: &[Missing]) -> Result<(), Error> {
    for lack in lacking {
        let (creditor_id, subject_id, on) = (lack.creditor.id, lack.requirement_id, book.today());
        match &lack.what {
            What::Open => {
                let claim = Claim {
                    partner: &lack.creditor,
                    subject_id,
                    title: lack.title.clone(),
                    course_code: None,
                };
                book.open(conn, &YEARLY_OFFER, &claim, on)?;
            }
            What::Stand(codes) => {
                let proof = Proof {
                    means: Some("course".to_owned()),
                    evidence: Some(codes.join(", ")),
                    remark: None,
                };
                book.stand(conn, &YEARLY_OFFER, creditor_id, subject_id, on, &proof)?;
            }
            What::End => book.end(conn, &YEARLY_OFFER, creditor_id, subject_id, on)?,
            What::FallAway => book.fall_away(conn, &YEARLY_OFFER, creditor_id, subject_id, on)?,
        }
    }
    Ok(())
}

/// A partner, what concerns its people, and which languages it speaks.
struct Partner {
    unit: Organisation,
    concerned: BTreeMap<Id, BTreeSet<Path>>,
    languages: BTreeSet<String>,
}

impl Partner {
    fn new(unit: Organisation) -> Self {
        Self {
            unit,
            concerned: BTreeMap::new(),
            languages: BTreeSet::new(),
        }
    }
}

fn gather(conn: &mut Conn, asked: &BTreeMap<Id, Asked>, partners: &mut [Partner]) -> Result<(), Error> {
    for (path, requirement_id, part) in obligations::overview::concerned(conn)? {
        let Some(partner) = partner_of(partners, &path).filter(|_| asked.contains_key(&requirement_id)) else {
            continue;
        };
        let parts = partner.concerned.entry(requirement_id).or_default();
        parts.extend(
            part.as_deref()
                .and_then(|part| [Path::Initial, Path::Refresher].into_iter().find(|known| known.as_str() == part)),
        );
    }
    for (path, languages) in organisations::spoken(conn)? {
        if let Some(partner) = partner_of(partners, &path) {
            partner.languages.extend(languages);
        }
    }
    Ok(())
}

/// The partner to which an organisation belongs: the last one, in the order of paths, whose path begins its own.
fn partner_of<'p>(partners: &'p mut [Partner], path: &str) -> Option<&'p mut Partner> {
    let at = partners.partition_point(|partner| partner.unit.path.as_str() <= path);
    let partner = partners.get_mut(at.checked_sub(1)?)?;
    path.starts_with(&partner.unit.path).then_some(partner)
}

/// The courses that can be taken any day, of those that the requirements name.
fn standing(conn: &mut Conn, asked: &BTreeMap<Id, Asked>) -> Result<offer::Standing, Error> {
    let codes: BTreeSet<String> = asked.values().flat_map(|asked| asked.rule.courses().map(str::to_owned)).collect();
    let found = courses::list_by_codes(conn, &codes.into_iter().collect::<Vec<_>>())?;
    Ok(found
        .into_iter()
        .filter_map(|(course, version)| {
            let languages = version?.title.0.languages();
            Some((
                course.code,
                languages.into_iter().map(|language| language.code().to_owned()).collect(),
            ))
        })
        .collect())
}
