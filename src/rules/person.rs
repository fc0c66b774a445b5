//! Who may do what: account roles, each for a branch of the organisation tree, and one exhaustive table.

use crate::rules::id::Id;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Days from the first to the last; without a last one they go on.
pub type Days = (NaiveDate, Option<NaiveDate>);

/// Whether two spans have a day in common.
pub fn share_a_day(one: Days, other: Days) -> bool {
    let begins_in = |(start, _): Days, (_, end): Days| end.is_none_or(|end| start <= end);
    begins_in(one, other) && begins_in(other, one)
}

/// What somebody is trusted with, for the branch for which the role was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the installation: settings, mail, audit, tokens, roles.
    PlatformAdmin,
    /// Says what must be known: requirements, courses in force, imports.
    TrainingManager,
    /// In charge of partners.
    PartnerManager,
    /// Writes and gives courses.
    Trainer,
    /// Answers the hotline.
    HotlineExpert,
    /// Runs a partner's own people.
    PartnerAdmin,
    /// Leads people within a partner.
    TeamLead,
    /// Learns; everybody with a membership does.
    Learner,
}

impl Role {
    /// All of them, the widest first.
    pub const ALL: [Self; 8] = [
        Self::PlatformAdmin,
        Self::TrainingManager,
        Self::PartnerManager,
        Self::Trainer,
        Self::HotlineExpert,
        Self::PartnerAdmin,
        Self::TeamLead,
        Self::Learner,
    ];

    /// The stable word, as files and the database have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PlatformAdmin => "platform_admin",
            Self::TrainingManager => "training_manager",
            Self::PartnerManager => "partner_manager",
            Self::Trainer => "trainer",
            Self::HotlineExpert => "hotline_expert",
            Self::PartnerAdmin => "partner_admin",
            Self::TeamLead => "team_lead",
            Self::Learner => "learner",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word names no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no account role is called {0}")]
pub struct UnknownRole(pub String);

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == word)
            .ok_or_else(|| UnknownRole(word.to_owned()))
    }
}

/// What can be done, as far as rights are concerned. Each page and each call of the API names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// One's own training, record, certificates and profile.
    Learn,
    /// See who owes what within the branch: results and dates, never answers.
    SeeTeam,
    /// See all organisations of the branch side by side.
    SeeNetwork,
    /// See people and their memberships in the branch.
    SeePeople,
    /// Add, change and end the branch's own people, invite them.
    ManagePeople,
    /// Give and take account roles of the partner's side.
    GrantPartnerRoles,
    /// Give and take any account role.
    GrantAnyRole,
    /// See organisations and locations of the branch.
    SeeOrganisations,
    /// Change organisations, locations, catalogues, works for.
    ManageOrganisations,
    /// Write, preview and publish courses.
    WriteCourses,
    /// See requirements.
    SeeRequirements,
    /// Write requirements and put them into force.
    ManageRequirements,
    /// Pause and waive.
    ExcusePeople,
    /// Record a course attended on paper.
    RecordEvidence,
    /// Revoke evidence and certificates.
    RevokeEvidence,
    /// Import files.
    Import,
    /// Reminders: switch on, forecast, log, held ones.
    ManageReminders,
    /// Every mail as sent.
    SeeMailbox,
    /// The audit log of the branch.
    SeeAudit,
    /// API tokens.
    ManageTokens,
    /// Settings, jobs, calendars.
    Operate,
    /// Say how long the manufacturer has for its duties, and record what it offered.
    ManageDuties,
    /// Say what one's people must learn, and join others who ask for the same.
    AskTraining,
    /// Answer what partners ask for.
    AnswerNeeds,
    /// Record what happened, so that requirements can ask for something after it.
    RecordEvents,
    /// Report mails that came back: for the mail server's own tools.
    ReportBounces,
    /// Book seats in workshops for one's people, and say yes or no to what they book themselves.
    BookSeats,
    /// Offer workshops, set their dates, and run them.
    ManageWorkshops,
    /// Fill in own fields of people and organisations.
    FillFields,
    /// Figures of the installation, for the operator's monitoring.
    SeeMetrics,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 30] = [
        Self::Learn,
        Self::SeeTeam,
        Self::SeeNetwork,
        Self::SeePeople,
        Self::ManagePeople,
        Self::GrantPartnerRoles,
        Self::GrantAnyRole,
        Self::SeeOrganisations,
        Self::ManageOrganisations,
        Self::WriteCourses,
        Self::SeeRequirements,
        Self::ManageRequirements,
        Self::ExcusePeople,
        Self::RecordEvidence,
        Self::RevokeEvidence,
        Self::Import,
        Self::ManageReminders,
        Self::SeeMailbox,
        Self::SeeAudit,
        Self::ManageTokens,
        Self::Operate,
        Self::ManageDuties,
        Self::AskTraining,
        Self::AnswerNeeds,
        Self::RecordEvents,
        Self::ReportBounces,
        Self::BookSeats,
        Self::ManageWorkshops,
        Self::FillFields,
        Self::SeeMetrics,
    ];
}

/// Whether a role allows an action within its branch. The whole policy is this table.
pub fn allows(role: Role, action: Action) -> bool {
    use Action as A;
    use Role as R;
    match action {
        A::Learn => true,
        A::SeeTeam => matches!(role, R::TrainingManager | R::PartnerManager | R::PartnerAdmin | R::TeamLead),
        A::SeeNetwork => matches!(role, R::TrainingManager | R::PartnerManager),
        A::SeePeople => matches!(
            role,
            R::PlatformAdmin | R::TrainingManager | R::PartnerManager | R::PartnerAdmin | R::TeamLead
        ),
        A::ManagePeople => matches!(role, R::PlatformAdmin | R::TrainingManager | R::PartnerAdmin),
        A::GrantPartnerRoles => matches!(role, R::PlatformAdmin | R::TrainingManager | R::PartnerAdmin),
        A::GrantAnyRole => matches!(role, R::PlatformAdmin),
        A::SeeOrganisations => matches!(role, R::PlatformAdmin | R::TrainingManager | R::PartnerManager | R::PartnerAdmin),
        A::ManageOrganisations => matches!(role, R::PlatformAdmin | R::TrainingManager | R::PartnerManager),
        A::WriteCourses => matches!(role, R::TrainingManager | R::Trainer),
        A::SeeRequirements => matches!(role, R::TrainingManager | R::PartnerManager | R::PartnerAdmin),
        A::ManageRequirements => matches!(role, R::TrainingManager),
        A::ExcusePeople => matches!(role, R::TrainingManager | R::PartnerManager),
        A::RecordEvidence => matches!(role, R::TrainingManager | R::Trainer),
        A::RevokeEvidence => matches!(role, R::TrainingManager),
        A::Import => matches!(role, R::PlatformAdmin | R::TrainingManager),
        A::ManageReminders => matches!(role, R::PlatformAdmin | R::TrainingManager),
        A::SeeMailbox => matches!(role, R::PlatformAdmin | R::TrainingManager),
        A::SeeAudit => matches!(role, R::PlatformAdmin | R::TrainingManager | R::PartnerAdmin),
        // A token never does more than its maker may: integrations that read obligations need a maker who may.
        A::ManageTokens => matches!(role, R::PlatformAdmin | R::TrainingManager),
        A::Operate => matches!(role, R::PlatformAdmin),
        A::SeeMetrics => matches!(role, R::PlatformAdmin),
        A::ManageDuties => matches!(role, R::TrainingManager),
        A::AskTraining => matches!(role, R::PartnerAdmin | R::TeamLead),
        A::ReportBounces => matches!(role, R::PlatformAdmin),
        A::BookSeats => matches!(role, R::TrainingManager | R::PartnerManager | R::PartnerAdmin | R::TeamLead),
        A::ManageWorkshops => matches!(role, R::TrainingManager | R::Trainer),
        A::FillFields => matches!(role, R::PlatformAdmin | R::TrainingManager | R::PartnerManager | R::PartnerAdmin),
        A::AnswerNeeds => matches!(role, R::TrainingManager | R::PartnerManager),
        A::RecordEvents => matches!(role, R::TrainingManager | R::PartnerManager | R::PartnerAdmin),
    }
}

/// A role that somebody holds, for a branch of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The branch's top.
    pub organisation_id: Id,
    /// Its path; everything below begins with it.
    pub path: String,
}

/// The branches within which these grants allow an action; empty: nowhere. A branch inside another of them is left out.
pub fn reach(grants: &[Grant], action: Action) -> Vec<String> {
    let mut paths: Vec<&str> = grants.iter().filter(|g| allows(g.role, action)).map(|g| g.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let mut reached: Vec<String> = Vec::new();
    for path in paths {
        if !reached.iter().any(|wider| path.starts_with(wider.as_str())) {
            reached.push(path.to_owned());
        }
    }
    reached
}

/// Which roles somebody with these grants may give within this organisation: nobody hands out more than their own branch, and only a
/// platform administrator gives the manufacturer's roles.
pub fn grantable(grants: &[Grant], organisation_path: &str) -> Vec<Role> {
    let within = |action| {
        reach(grants, action)
            .iter()
            .any(|path| organisation_path.starts_with(path.as_str()))
    };
    if within(Action::GrantAnyRole) {
        return Role::ALL.to_vec();
    }
    if within(Action::GrantPartnerRoles) {
        return vec![Role::PartnerAdmin, Role::TeamLead, Role::Learner];
    }
    Vec::new()
}

/// Whether somebody with these grants may change, disable or invite a person who holds those: never one who is trusted with more than they
/// could give themself, since whoever sets an address can take an account over.
///
/// `given_where` answers the roles that they may give within a branch.
pub fn manages(given_where: impl Fn(&str) -> Vec<Role>, theirs: &[Grant]) -> bool {
    theirs.iter().all(|held| given_where(&held.path).contains(&held.role))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(role: Role, path: &str) -> Grant {
        Grant {
            role,
            organisation_id: Id(uuid::Uuid::nil()),
            path: path.to_owned(),
        }
    }

    #[test]
    fn spans_share_a_day_up_to_their_last_ones() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        for (one, other, shared) in [
            ((day(1), Some(day(5))), (day(5), None), true),
            ((day(1), Some(day(4))), (day(5), None), false),
            ((day(1), None), (day(9), Some(day(9))), true),
            ((day(1), Some(day(9))), (day(3), Some(day(4))), true),
        ] {
            assert_eq!(share_a_day(one, other), shared);
            assert_eq!(share_a_day(other, one), shared);
        }
    }

    #[test]
    fn a_branch_inside_another_adds_nothing() {
        let grants = [
            grant(Role::PartnerAdmin, "a/b/"),
            grant(Role::TrainingManager, "a/"),
            grant(Role::PartnerAdmin, "c/"),
        ];
        assert_eq!(reach(&grants, Action::SeeTeam), ["a/", "c/"]);
    }

    #[test]
    fn a_partners_administrator_cannot_make_a_training_manager() {
        let grants = [grant(Role::PartnerAdmin, "a/b/")];
        assert_eq!(grantable(&grants, "a/b/c/"), [Role::PartnerAdmin, Role::TeamLead, Role::Learner]);
        assert!(grantable(&grants, "a/").is_empty());
    }

    #[test]
    fn nobody_manages_an_account_that_is_trusted_with_more() {
        let by = |grants: &[Grant], theirs: &[Grant]| manages(|path| grantable(grants, path), theirs);
        let partner = [grant(Role::PartnerAdmin, "a/b/")];
        assert!(by(&partner, &[]));
        assert!(by(&partner, &[grant(Role::TeamLead, "a/b/c/")]));
        assert!(!by(&partner, &[grant(Role::TeamLead, "a/d/")]));
        assert!(!by(&partner, &[grant(Role::Trainer, "a/b/")]));
        let training = [grant(Role::TrainingManager, "a/")];
        assert!(by(&training, &partner) && !by(&training, &[grant(Role::PlatformAdmin, "a/")]));
        assert!(by(&[grant(Role::PlatformAdmin, "a/")], &training));
    }

    #[test]
    fn every_action_is_somebodys() {
        for action in Action::ALL {
            assert!(Role::ALL.iter().any(|role| allows(*role, action)), "{action:?}");
        }
    }

    #[test]
    fn roles_read_back_as_written() {
        for role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
    }
}
