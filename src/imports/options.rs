//! What was said when a file was handed in: on whose behalf, and what is to be done with who is missing from it.

use crate::organisations::Scope;
use crate::people::Actor;
use crate::rules::id::Id;
use crate::rules::person::{Action, Role};
use serde::{Deserialize, Serialize};

/// Kept with the import as JSON, because checking and applying happen later, in jobs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Branches within which the importing person may import.
    pub scope: Vec<String>,
    /// Branches within which they may give any account role.
    pub may_give_any: Vec<String>,
    /// Branches within which they may give the roles of the partner's side.
    pub may_give_partners: Vec<String>,
    /// The branch for which a people file was declared complete.
    #[serde(default)]
    pub complete_for: Option<Branch>,
    /// Imports that were only checked and count as if they had been applied: the files before this one in a dry run of several.
    #[serde(default)]
    pub after: Vec<Id>,
    /// Requirements stay drafts.
    #[serde(default)]
    pub draft: bool,
}

/// An organisation with everything below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// The manufacturer's number for it.
    pub external_id: String,
    /// Its name.
    pub name: String,
    /// Its path.
    pub path: String,
}

impl Options {
    /// For a person or an integration.
    pub fn of(actor: &Actor) -> Self {
        let within = |action| actor.scope(action).tops().to_vec();
        Self {
            scope: within(Action::Import),
            may_give_any: within(Action::GrantAnyRole),
            may_give_partners: within(Action::GrantPartnerRoles),
            ..Self::default()
        }
    }

    /// For an operator at the command line, who may everything.
    pub fn of_operator() -> Self {
        let everything = Scope::everything().tops().to_vec();
        Self {
            scope: everything.clone(),
            may_give_any: everything.clone(),
            may_give_partners: everything,
            ..Self::default()
        }
    }

    /// The branches within which rows may land.
    pub fn scope(&self) -> Scope {
        Scope::branches(self.scope.clone())
    }

    /// Whether somebody who may import within this scope may see and handle the import; an operator's is theirs who may import everywhere.
    pub fn is_within(&self, scope: &Scope) -> bool {
        scope.is_whole() || self.scope.iter().all(|branch| scope.covers(branch))
    }

    /// The account roles that may be given at an organisation with this path.
    pub fn grantable(&self, path: &str) -> Vec<Role> {
        let within = |branches: &[String]| branches.iter().any(|branch| path.starts_with(branch.as_str()));
        if within(&self.may_give_any) {
            Role::ALL.to_vec()
        } else if within(&self.may_give_partners) {
            vec![Role::PartnerAdmin, Role::TeamLead, Role::Learner]
        } else {
            Vec::new()
        }
    }
}
