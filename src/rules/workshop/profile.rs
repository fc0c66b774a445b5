//! What somebody must hold to teach a workshop: evidence of courses that counts on every day of a session.
//!
//! It counts from the day that it is about to its last day, where it names one, and until it is taken back. How strong it is does not matter:
//! a trainer from another house brings a document. A course that counts for another one in full, on the day of the evidence, does here too; one
//! that only refreshes it does not, since nobody knows what it would refresh.

use crate::rules::obligation::{Equivalence, Extent};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Most courses that a workshop asks for.
pub const MOST_COURSES: usize = 20;

/// Evidence that somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held<'e> {
    /// Code of the course.
    pub course: &'e str,
    /// The day that it is about.
    pub on: NaiveDate,
    /// The last day on which it counts, where it says so itself.
    pub valid_until: Option<NaiveDate>,
    /// Whether it was taken back.
    pub is_revoked: bool,
}

impl Held<'_> {
    fn counts_on(&self, day: NaiveDate) -> bool {
        !self.is_revoked && self.on <= day && self.valid_until.is_none_or(|last| day <= last)
    }

    fn counts_for(&self, asked: &str, stated: &[Equivalence]) -> bool {
        self.course == asked || stated.iter().any(|one| replaces(one, self.course, asked) && holds_on(one, self.on))
    }
}

/// Whether a statement lets one course count for another in full.
fn replaces(stated: &Equivalence, course: &str, asked: &str) -> bool {
    let forth = stated.course == course && stated.counts_for == asked;
    let back = stated.both_ways && stated.course == asked && stated.counts_for == course;
    stated.extent == Extent::Full && (forth || back)
}

fn holds_on(stated: &Equivalence, day: NaiveDate) -> bool {
    stated.from <= day && stated.to.is_none_or(|last| day <= last)
}

/// The courses of which evidence is of interest: those that are asked for, and those that count for one of them.
pub fn of_interest(asked: &[String], stated: &[Equivalence]) -> BTreeSet<String> {
    let named = stated.iter().flat_map(|one| [&one.course, &one.counts_for]);
    let counts = |course: &&String| asked.iter().any(|wanted| stated.iter().any(|one| replaces(one, course, wanted)));
    named.filter(counts).chain(asked).cloned().collect()
}

/// Of the courses that are asked for those of which somebody has nothing that counts, on at least one of these days; in their order. Without
/// a day nothing is missing yet.
pub fn lacks<'p>(asked: &'p [String], held: &[Held<'_>], stated: &[Equivalence], days: &BTreeSet<NaiveDate>) -> Vec<&'p str> {
    let has = |course: &str, day: NaiveDate| held.iter().any(|one| one.counts_on(day) && one.counts_for(course, stated));
    let is_missing = |course: &&str| days.iter().any(|day| !has(course, *day));
    asked.iter().map(String::as_str).filter(is_missing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(texts: &[&str]) -> BTreeSet<NaiveDate> {
        texts.iter().map(|text| day(text)).collect()
    }

    fn held<'e>(course: &'e str, on: &str, valid_until: Option<&str>) -> Held<'e> {
        Held {
            course,
            on: day(on),
            valid_until: valid_until.map(day),
            is_revoked: false,
        }
    }

    fn stated(extent: Extent, both_ways: bool) -> Equivalence {
        Equivalence {
            course: "OLD-1".to_owned(),
            counts_for: "HV-1".to_owned(),
            extent,
            both_ways,
            from: day("2026-01-01"),
            to: Some(day("2026-06-30")),
        }
    }

    #[test]
    fn evidence_counts_from_its_day_to_its_last_on_every_day_of_the_session() {
        let asked = ["HV-1".to_owned(), "R290-1".to_owned()];
        let both = days(&["2027-02-08", "2027-02-09"]);
        assert_eq!(lacks(&asked, &[], &[], &both), ["HV-1", "R290-1"]);
        assert!(
            lacks(&asked, &[], &[], &BTreeSet::new()).is_empty(),
            "without a day nothing is missing yet"
        );
        assert!(lacks(&[], &[], &[], &both).is_empty(), "nothing is asked for");
        let lasting = held("R290-1", "2020-01-01", None);
        let until = |last| [lasting, held("HV-1", "2026-01-01", Some(last))];
        assert!(lacks(&asked, &until("2027-02-09"), &[], &both).is_empty());
        assert_eq!(lacks(&asked, &until("2027-02-08"), &[], &both), ["HV-1"], "it ends between the two");
        // One takes over where the other ends; one that begins too late does not.
        let next = |on| [lasting, held("HV-1", "2026-01-01", Some("2027-02-08")), held("HV-1", on, None)];
        assert!(lacks(&asked, &next("2027-02-09"), &[], &both).is_empty());
        assert_eq!(lacks(&asked, &next("2027-02-10"), &[], &both), ["HV-1"]);
        let back = Held {
            is_revoked: true,
            ..held("HV-1", "2026-01-01", None)
        };
        assert_eq!(lacks(&asked, &[lasting, back], &[], &both), ["HV-1"], "it was taken back");
    }

    #[test]
    fn a_course_that_counts_in_full_counts_here_and_one_that_refreshes_does_not() {
        let (asked, on) = (["HV-1".to_owned()], days(&["2027-02-08"]));
        let old = |on| [held("OLD-1", on, None)];
        let full = [stated(Extent::Full, false)];
        assert!(lacks(&asked, &old("2026-06-30"), &full, &on).is_empty());
        assert_eq!(
            lacks(&asked, &old("2026-07-01"), &full, &on),
            ["HV-1"],
            "the statement held no more"
        );
        assert_eq!(lacks(&asked, &old("2026-03-01"), &[stated(Extent::Refresher, true)], &on), ["HV-1"]);
        assert_eq!(of_interest(&asked, &full).into_iter().collect::<Vec<_>>(), ["HV-1", "OLD-1"]);
        // The other way round only where it says so.
        let (asked, new) = (["OLD-1".to_owned()], [held("HV-1", "2026-03-01", None)]);
        assert_eq!(lacks(&asked, &new, &full, &on), ["OLD-1"]);
        assert_eq!(of_interest(&asked, &full).len(), 1);
        assert!(lacks(&asked, &new, &[stated(Extent::Full, true)], &on).is_empty());
        assert_eq!(of_interest(&asked, &[stated(Extent::Full, true)]).len(), 2);
    }

    proptest! {
        #[test]
        fn more_evidence_never_makes_somebody_lack_more(
            proofs in proptest::collection::vec((0_usize..3, 0_u64..60, 0_u64..60), 0..8),
            wanted in proptest::collection::vec(0_u64..90, 0..4),
        ) {
            let first = day("2026-01-01");
            let at = |count: u64| first.checked_add_days(chrono::Days::new(count)).unwrap();
            let asked = ["A-1".to_owned(), "B-1".to_owned()];
            let codes = ["A-1", "B-1", "OLD-1"];
            let all: Vec<Held<'_>> = proofs
                .iter()
                .map(|(course, on, span)| Held { course: codes[*course], on: at(*on), valid_until: Some(at(on + span)), is_revoked: false })
                .collect();
            let days: BTreeSet<NaiveDate> = wanted.iter().map(|count| at(*count)).collect();
            let fewer = all.get(1..).unwrap_or_default();
            prop_assert!(lacks(&asked, &all, &[], &days).len() <= lacks(&asked, fewer, &[], &days).len());
        }
    }
}
