//! Whether a partner is offered the training that a requirement asks of its people.

use crate::rules::obligation::{Path, Rule};
use std::collections::{BTreeMap, BTreeSet};

/// The courses that stand as an offer: what can be taken any day, and in which languages (ISO 639-1).
pub type Standing = BTreeMap<String, BTreeSet<String>>;

/// The codes of the courses that together are a standing offer to a partner, or none where something is lacking.
///
/// A standing offer counts where for each part of the requirement that somebody of the partner still has to meet there is a published course
/// that counts for it, in one of the partner's languages. What counts at any time counts for a refresher too. Where nobody has anything
/// left to meet, the first part is asked for, since the next person begins with it. A partner whose languages nobody entered is content
/// with any.
pub fn standing_offer(rule: &Rule, paths: &BTreeSet<Path>, courses: &Standing, languages: &BTreeSet<String>) -> Option<Vec<String>> {
    let understood = |code: &&String| {
        courses
            .get(*code)
            .is_some_and(|offered| languages.is_empty() || !offered.is_disjoint(languages))
    };
    let first = || rule.initial.iter().find(understood);
    let again = || rule.refresher.iter().find(understood).or_else(first);
    let mut found = BTreeSet::new();
    if paths.contains(&Path::Initial) || paths.is_empty() {
        found.insert(first()?.clone());
    }
    if paths.contains(&Path::Refresher) {
        found.insert(again()?.clone());
    }
    Some(found.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rule() -> Rule {
        serde_json::from_value(serde_json::json!({
            "initial": ["HV-101"], "refresher": ["HV-R1"], "first_due": null, "recurrence": { "kind": "rolling", "months": 12 },
            "round_to_month_end": false, "notice_days": 0, "grace_days": 0, "lapse_months": null, "return_days": 0,
        }))
        .expect("a rule")
    }

    fn words(list: &[&str]) -> BTreeSet<String> {
        list.iter().map(|word| (*word).to_owned()).collect()
    }

    fn courses(list: &[(&str, &[&str])]) -> Standing {
        list.iter()
            .map(|(code, languages)| ((*code).to_owned(), words(languages)))
            .collect()
    }

    #[test]
    fn each_part_that_somebody_has_to_meet_needs_a_course_that_they_understand() {
        let both = BTreeSet::from([Path::Initial, Path::Refresher]);
        let all = courses(&[("HV-101", &["de", "en"]), ("HV-R1", &["de"])]);
        assert_eq!(
            standing_offer(&rule(), &both, &all, &words(&["de"])),
            Some(vec!["HV-101".to_owned(), "HV-R1".to_owned()])
        );
        assert_eq!(standing_offer(&rule(), &both, &all, &words(&["fr"])), None);
        // What counts at any time counts for a refresher too.
        assert_eq!(
            standing_offer(&rule(), &both, &all, &words(&["en"])),
            Some(vec!["HV-101".to_owned()])
        );
        assert_eq!(
            standing_offer(
                &rule(),
                &BTreeSet::from([Path::Initial]),
                &courses(&[("HV-R1", &["de"])]),
                &words(&["de"])
            ),
            None
        );
    }

    #[test]
    fn where_nobody_has_anything_left_the_first_part_is_asked_for() {
        let none = BTreeSet::new();
        assert_eq!(standing_offer(&rule(), &none, &courses(&[("HV-R1", &["de"])]), &words(&[])), None);
        assert!(standing_offer(&rule(), &none, &courses(&[("HV-101", &["it"])]), &words(&[])).is_some());
    }

    proptest! {
        #[test]
        fn more_courses_and_more_languages_never_take_an_offer_away(
            first in prop::collection::btree_set("de|en|fr", 0..3), again in prop::collection::btree_set("de|en|fr", 0..3),
            more in prop::collection::btree_set("de|en|fr", 0..3), languages in prop::collection::btree_set("de|en|fr", 1..3),
            initial in any::<bool>(), refresher in any::<bool>()
        ) {
            let paths: BTreeSet<Path> = [(initial, Path::Initial), (refresher, Path::Refresher)]
                .into_iter().filter(|(needed, _)| *needed).map(|(_, path)| path).collect();
            let less = Standing::from([("HV-101".to_owned(), first.clone()), ("HV-R1".to_owned(), again)]);
            let mut wider = less.clone();
            wider.entry("HV-101".to_owned()).or_default().extend(more.clone());
            let mut spoken = languages.clone();
            spoken.extend(more);
            if standing_offer(&rule(), &paths, &less, &languages).is_some() {
                prop_assert!(standing_offer(&rule(), &paths, &wider, &languages).is_some());
                prop_assert!(standing_offer(&rule(), &paths, &less, &spoken).is_some());
            }
        }
    }
}
