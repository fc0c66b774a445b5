//! The kinds of duties that slices declared.

use crate::rules::duty::{Clock, Kind, Side};
use crate::rules::person::Action;

/// A kind of duty, and where it is acted upon.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    /// Who owes whom, and how long there is.
    pub kind: Kind,
    /// Address at which the debtor acts; `{duty}` and `{subject}` stand for identifiers.
    pub act_at: &'static str,
    /// Who may act.
    pub act_by: Action,
    /// Whether the creditor asked in so many words: then also waiting for the answer shields its people from sanctions.
    pub asked_for: bool,
    /// Whether what kept it is recorded by hand and can be taken back.
    pub revocable: bool,
}

/// Each partner is offered training at least once a year for each requirement that concerns anybody of it.
pub const YEARLY_OFFER: Declared = Declared {
    kind: Kind {
        key: "yearly_offer",
        debtor: Side::Manufacturer,
        creditor: Side::Partner,
        clock: Clock::Months(12),
        notice_days: 60,
    },
    act_at: "/duties/{duty}/offers/new",
    act_by: Action::ManageDuties,
    asked_for: false,
    revocable: true,
};

/// A training need is answered: with a date, a substitute, or a refusal with its reason.
pub const TRAINING_NEED: Declared = Declared {
    kind: Kind {
        key: "training_need",
        debtor: Side::Manufacturer,
        creditor: Side::Partner,
        clock: Clock::WorkingDays(10),
        notice_days: 4,
    },
    act_at: "/needs/{subject}",
    act_by: Action::SeeTeam,
    asked_for: true,
    revocable: false,
};

/// A location always has so many people with a proof.
pub const HEAD_COUNT: Declared = Declared {
    kind: Kind {
        key: "head_count",
        debtor: Side::Partner,
        creditor: Side::Manufacturer,
        clock: Clock::EveryDay,
        notice_days: 60,
    },
    act_at: "/head-counts",
    act_by: Action::SeeTeam,
    asked_for: false,
    revocable: false,
};

/// All of them.
pub const ALL: [Declared; 3] = [YEARLY_OFFER, TRAINING_NEED, HEAD_COUNT];

impl Declared {
    /// Whether it is owed every day.
    pub fn is_daily(&self) -> bool {
        self.kind.clock == Clock::EveryDay
    }

    /// The address at which the debtor acts on one duty.
    pub fn act_href(&self, duty_id: impl std::fmt::Display, subject_id: impl std::fmt::Display) -> String {
        self.act_at
            .replace("{duty}", &duty_id.to_string())
            .replace("{subject}", &subject_id.to_string())
    }
}

/// The kinds that a side owes.
pub fn owed_by(debtor: Side) -> Vec<&'static str> {
    let owed = ALL.into_iter().filter(|declared| declared.kind.debtor == debtor);
    owed.map(|declared| declared.kind.key).collect()
}

/// The kind with this key; none for a word that nobody declared.
pub fn find(key: &str) -> Option<Declared> {
    ALL.into_iter().find(|declared| declared.kind.key == key)
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_has_a_word_of_its_own_and_a_clock_that_can_be_set() {
        let keys: BTreeSet<&str> = ALL.iter().map(|declared| declared.kind.key).collect();
        assert_eq!(keys.len(), ALL.len());
        for declared in ALL {
            assert!(
                declared.kind.clock.allowed().contains(&declared.kind.clock.count()),
                "{}",
                declared.kind.key
            );
        }
    }
}
