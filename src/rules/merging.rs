//! Two records of one person become one. The kept record takes over everything that the double held; nothing that was proven, missed or
//! decided is lost. What both hold side by side at one organisation becomes one place of work.

use super::id::Id;
use chrono::NaiveDate;

/// A place of work as merging looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The membership.
    pub id: Id,
    /// Where.
    pub organisation_id: Id,
    /// At which of its locations; none: the main one, which goes with any.
    pub location_id: Option<Id>,
    /// First day.
    pub start_on: NaiveDate,
    /// Last day; none: open.
    pub end_on: Option<NaiveDate>,
    /// Whether the first day also stands for the day from which it matches an audience.
    pub imported: bool,
}

/// What becomes of one of the double's places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It goes over as it is.
    Move(Id),
    /// It becomes part of a place that the kept record has, which is then as given.
    Join {
        /// The double's place, which ends to be.
        from: Id,
        /// The kept record's place, from its new first day to its new last day.
        into: Place,
    },
}

/// What becomes of the double's places: one that overlaps or adjoins a place at the same organisation, and names no other location, becomes
/// one with it, from the earlier first day to the later last day; every other one goes over.
pub fn places(kept: &[Place], double: &[Place]) -> Vec<Step> {
    let mut all = kept.to_vec();
    let mut steps = Vec::with_capacity(double.len());
    for place in double {
        match all.iter_mut().find(|one| adjoin(one, place)) {
            Some(one) => {
                *one = Place {
                    location_id: one.location_id.or(place.location_id),
                    start_on: one.start_on.min(place.start_on),
                    end_on: one.end_on.zip(place.end_on).map(|(one, other)| one.max(other)),
                    // Where the run of the work began is said by the record that knows it from the beginning.
                    imported: if place.start_on < one.start_on {
                        place.imported
                    } else {
                        one.imported
                    },
                    ..*one
                };
                steps.push(Step::Join {
                    from: place.id,
                    into: *one,
                });
            }
            None => {
                all.push(*place);
                steps.push(Step::Move(place.id));
            }
        }
    }
    steps
}

/// Whether two places are one: the same organisation and location, without a day between them.
fn adjoin(one: &Place, other: &Place) -> bool {
    let reaches = |a: &Place, b: &Place| a.end_on.is_none_or(|end| end.succ_opt().is_none_or(|next| next >= b.start_on));
    let apart = one.location_id.zip(other.location_id).is_some_and(|(a, b)| a != b);
    one.organisation_id == other.organisation_id && !apart && reaches(one, other) && reaches(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: u128) -> Id {
        Id(uuid::Uuid::from_u128(number))
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn place(number: u128, organisation: u128, from: &str, to: Option<&str>) -> Place {
        Place {
            id: id(number),
            organisation_id: id(organisation),
            location_id: None,
            start_on: day(from),
            end_on: to.map(day),
            imported: true,
        }
    }

    #[test]
    fn overlapping_places_at_one_organisation_become_one() {
        let kept = [place(1, 7, "2024-03-01", Some("2025-12-31"))];
        let double = [place(2, 7, "2023-01-01", Some("2024-06-30"))];
        let into = place(1, 7, "2023-01-01", Some("2025-12-31"));
        assert_eq!(places(&kept, &double), [Step::Join { from: id(2), into }]);
    }

    #[test]
    fn a_place_that_follows_on_the_next_day_is_one_with_the_one_before() {
        let kept = [place(1, 7, "2024-01-01", Some("2024-12-31"))];
        let double = [place(2, 7, "2025-01-01", None)];
        let into = place(1, 7, "2024-01-01", None);
        assert_eq!(places(&kept, &double), [Step::Join { from: id(2), into }]);
        let later = [place(2, 7, "2025-01-02", None)];
        assert_eq!(places(&kept, &later), [Step::Move(id(2))]);
    }

    #[test]
    fn places_at_other_organisations_or_locations_go_over_as_they_are() {
        let mut kept = place(1, 7, "2024-01-01", None);
        assert_eq!(places(&[kept], &[place(2, 8, "2024-01-01", None)]), [Step::Move(id(2))]);
        kept.location_id = Some(id(70));
        let mut double = place(2, 7, "2024-01-01", None);
        double.location_id = Some(id(71));
        assert_eq!(places(&[kept], &[double]), [Step::Move(id(2))]);
        double.location_id = None;
        assert_eq!(places(&[kept], &[double]), [Step::Join { from: id(2), into: kept }]);
    }

    #[test]
    fn whether_the_first_day_came_by_a_file_is_said_by_the_record_that_began_earlier() {
        let mut double = place(2, 7, "2023-01-01", None);
        double.imported = false;
        let [Step::Join { into, .. }] = places(&[place(1, 7, "2024-01-01", None)], &[double])[..] else {
            panic!("it is one place");
        };
        assert!(!into.imported);
    }

    /// Places of one record: no two have the same identifier.
    fn any_places(first: u128) -> impl Strategy<Value = Vec<Place>> {
        proptest::collection::vec(any_place(), 0..4).prop_map(move |places| {
            let numbered = places.into_iter().zip(first..);
            numbered.map(|(place, number)| Place { id: id(number), ..place }).collect()
        })
    }

    prop_compose! {
        fn any_place()(organisation in 1_u128..4, from in 0_u64..800, length in proptest::option::of(0_u64..400)) -> Place {
            let start_on = day("2024-01-01") + chrono::Days::new(from);
            Place {
                id: id(0),
                organisation_id: id(organisation),
                location_id: None,
                start_on,
                end_on: length.map(|days| start_on + chrono::Days::new(days)),
                imported: false,
            }
        }
    }

    proptest! {
        #[test]
        fn every_day_on_which_either_worked_somewhere_is_a_day_of_the_one(
            kept in any_places(1),
            double in any_places(5000),
        ) {
            let mut after = kept.clone();
            for step in places(&kept, &double) {
                match step {
                    Step::Move(id) => after.extend(double.iter().find(|place| place.id == id)),
                    Step::Join { into, .. } => after.iter_mut().filter(|place| place.id == into.id).for_each(|place| *place = into),
                }
            }
            let at = |places: &[Place], organisation: Id, day: NaiveDate| places
                .iter()
                .any(|place| place.organisation_id == organisation && place.start_on <= day && place.end_on.is_none_or(|end| end >= day));
            for offset in (0..1300).step_by(13) {
                let day = day("2024-01-01") + chrono::Days::new(offset);
                for organisation in 1..4 {
                    let before = at(&kept, id(organisation), day) || at(&double, id(organisation), day);
                    prop_assert_eq!(before, at(&after, id(organisation), day));
                }
            }
        }
    }
}
