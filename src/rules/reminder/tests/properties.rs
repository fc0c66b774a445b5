//! Properties of the reminder rules.

use super::*;
use proptest::prelude::*;

prop_compose! {
    fn any_ladder()(
        offsets in prop::collection::btree_set(-120_i32..60, 1..7),
        roles in prop::collection::vec(prop::sample::subsequence(&Addressee::ALL[..4], 1..4), 7),
        repeat in prop::option::of(3_u32..30),
    ) -> Ladder {
        let last = offsets.len() - 1;
        let steps = offsets.into_iter().zip(roles).enumerate().map(|(index, (offset_days, to))| Step {
            offset_days,
            to,
            repeat_every_days: repeat.filter(|_| index == last),
        });
        Ladder::new(steps.collect()).unwrap()
    }
}

prop_compose! {
    fn any_obligation()(
        person in 10_u128..14,
        claim in prop::sample::select(vec![Claim::Nothing, Claim::Ahead, Claim::Pressing]),
        due in prop::option::weighted(0.9, -90_i64..90),
        known in -200_i64..20,
        since in prop::option::weighted(0.8, -200_i64..20),
        lead in prop::option::of(10_u128..16),
        reachable in any::<bool>(),
    ) -> Obligation {
        let base = day("2026-11-25");
        Obligation {
            person_id: id(person),
            learner: if reachable { holder(person) } else { unreachable(person) },
            supervisors: lead.map(holder).into_iter().collect(),
            standings: vec![Standing {
                from_on: NaiveDate::MIN,
                claim,
                due_on: due.map(|days| base + Duration::days(days)),
                due_known_on: base + Duration::days(known),
            }],
            reminders_since_on: since.map(|days| base + Duration::days(days)),
            ..obligation(claim)
        }
    }
}

proptest! {
    #[test]
    fn whatever_runs_twice_decides_each_key_at_most_once(
        ladder in any_ladder(),
        due in any_obligation(),
        hours in prop::collection::vec(0_i64..2400, 1..30),
    ) {
        let ladders = ladders(ladder);
        let mut journal = Journal::default();
        let mut seen = HashSet::new();
        let mut hours = hours;
        hours.sort_unstable();
        for hour in hours {
            let now = at("2026-11-01T00:00:00Z").plus(Duration::hours(hour));
            let decisions = plan(std::slice::from_ref(&due), &ladders, &journal, &calendar(), now);
            let mut today = HashSet::new();
            for decision in decisions {
                prop_assert!(seen.insert(decision.key));
                prop_assert!(due.standings[0].claim != Claim::Nothing && due.standings[0].due_on.is_some());
                prop_assert!(decision.step_on <= (now.utc() + Duration::hours(1)).date_naive());
                if decision.fate == Fate::Planned {
                    prop_assert!(today.insert(decision.key.recipient_id), "two notices of one obligation on one day");
                    prop_assert!(still_owed(Some(&due), ladders.get(&id(RULE)), &decision.key, now).is_ok());
                }
                journal.enter(decision.key, decision.fate, decision.step_on);
            }
        }
    }

    #[test]
    fn the_forecast_of_one_day_is_the_plan_of_that_day(
        ladder in any_ladder(),
        dues in prop::collection::vec(any_obligation(), 0..5),
        days in 0_i64..120,
    ) {
        let mut dues = dues;
        dues.sort_by_key(|due| due.person_id);
        dues.dedup_by_key(|due| due.person_id);
        let today = day("2026-10-01") + Duration::days(days);
        for due in &mut dues {
            due.reminders_since_on = due.reminders_since_on.or(Some(today));
        }
        let ladders = ladders(ladder);
        let noon = Instant::from(today.and_hms_opt(12, 0, 0).unwrap().and_utc());
        let mut planned: Vec<_> = plan(&dues, &ladders, &Journal::default(), &calendar(), noon)
            .into_iter()
            .filter(|decision| decision.fate == Fate::Planned)
            .map(|decision| Forecast { on: today, key: decision.key, role: decision.role })
            .collect();
        planned.sort();
        prop_assert_eq!(forecast(&dues, &ladders, &Journal::default(), &calendar(), today, today), planned);
    }

    #[test]
    fn a_moved_step_is_a_working_day_on_the_right_side(due in 0_i64..3000, offset in -200_i32..200) {
        let calendar = calendar();
        let due_on = day("2024-01-01") + Duration::days(due);
        let planned = due_on + Duration::days(offset.into());
        let moved = calendar.step_on("DE", due_on, offset).unwrap();
        prop_assert!(calendar.works("DE", moved));
        prop_assert!((moved - planned).num_days().abs() <= 2);
        let right_side = if offset <= 0 { moved <= planned } else { moved >= planned };
        prop_assert!(right_side);
    }
}
