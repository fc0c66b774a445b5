//! Who is told: people by their role towards whoever owes something.

use crate::rules::id::Id;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// A role towards the person who owes something, in the order in which one fills in for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// The person herself.
    Learner,
    /// Her own team lead.
    Supervisor,
    /// The administrator of her organisation, or else of the nearest one above.
    PartnerAdmin,
    /// The manufacturer's person in charge of the partner.
    PartnerManager,
    /// Never named by a step; the last resort.
    TrainingManager,
}

impl Addressee {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [
        Self::Learner,
        Self::Supervisor,
        Self::PartnerAdmin,
        Self::PartnerManager,
        Self::TrainingManager,
    ];

    /// The stable word, as files and the database have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Learner => "learner",
            Self::Supervisor => "supervisor",
            Self::PartnerAdmin => "partner_admin",
            Self::PartnerManager => "partner_manager",
            Self::TrainingManager => "training_manager",
        }
    }
}

impl fmt::Display for Addressee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Somebody who may be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Who.
    pub id: Id,
    /// Their zone, for the local date and hour.
    pub zone: Tz,
    /// Their country (ISO 3166-1 alpha-2), for working days; empty where unknown.
    pub country: String,
    /// False for whoever has left, is disabled or has no address.
    pub reachable: bool,
}

/// Somebody in a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub person: Arc<Recipient>,
    /// When they took the role.
    pub since_on: NaiveDate,
}

/// Who holds the roles around an organisation. The lists of lists begin with the organisation itself and go up, one list a level.
#[derive(Clone, Debug, Default)]
pub struct Office {
    /// Administrators, level by level.
    pub partner_admins: Vec<Vec<Holder>>,
    /// Persons in charge, level by level: whoever is in charge of this one partner goes before whoever is of a whole country.
    pub partner_managers: Vec<Vec<Holder>>,
    /// Everybody who manages training here.
    pub training_managers: Vec<Holder>,
}

/// Whom a step tells, each once and under the first of their roles. A role that nobody holds who can be reached goes to the next one.
pub(super) fn recipients<'a>(
    to: &[Addressee],
    learner: &'a Holder,
    supervisors: &'a [Holder],
    office: &'a Office,
) -> Vec<(Addressee, &'a Holder)> {
    let mut found: Vec<(Addressee, &Holder)> = to.iter().flat_map(|role| holders(*role, learner, supervisors, office)).collect();
    found.sort_by_key(|(role, holder)| (*role, holder.person.id));
    let mut told = Vec::with_capacity(found.len());
    found.retain(|(_, holder)| {
        let first = !told.contains(&holder.person.id);
        told.push(holder.person.id);
        first
    });
    found
}

fn holders<'a>(role: Addressee, learner: &'a Holder, supervisors: &'a [Holder], office: &'a Office) -> Vec<(Addressee, &'a Holder)> {
    let nearest = |levels: &'a [Vec<Holder>]| levels.iter().map(|level| reachable(level)).find(|level| !level.is_empty());
    Addressee::ALL
        .into_iter()
        .skip_while(|other| *other < role)
        .map(|other| {
            let holders = match other {
                Addressee::Learner => reachable(std::slice::from_ref(learner)),
                Addressee::Supervisor => reachable(supervisors),
                Addressee::PartnerAdmin => nearest(&office.partner_admins).unwrap_or_default(),
                Addressee::PartnerManager => nearest(&office.partner_managers).unwrap_or_default(),
                Addressee::TrainingManager => reachable(&office.training_managers),
            };
            (other, holders)
        })
        .find(|(_, holders)| !holders.is_empty())
        .map(|(other, holders)| holders.into_iter().map(|holder| (other, holder)).collect())
        .unwrap_or_default()
}

fn reachable(holders: &[Holder]) -> Vec<&Holder> {
    holders.iter().filter(|holder| holder.person.reachable).collect()
}
