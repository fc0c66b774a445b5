//! What holds for every case.

use super::super::date::after;
use super::super::*;
use crate::rules::evidence::Strength;
use proptest::prelude::*;

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..2_500_u32).prop_map(|days| after(NaiveDate::from_ymd_opt(2019, 1, 1).expect("a date"), days))
}

fn any_range() -> impl Strategy<Value = Range> {
    (any_day(), proptest::option::weighted(0.9, 0..500_u32)).prop_map(|(from, days)| Range {
        from,
        to: days.map(|days| after(from, days)),
    })
}

fn any_recurrence() -> impl Strategy<Value = Recurrence> {
    prop_oneof![
        Just(Recurrence::Once),
        (1..40_u32).prop_map(|months| Recurrence::Rolling { months }),
        (1..40_u32, 0..200_u32).prop_map(|(months, window_days)| Recurrence::Anniversary { months, window_days }),
        (
            prop_oneof![Just("01-01"), Just("02-28"), Just("07-15"), Just("12-31")],
            prop_oneof![0..400_u32, Just(0)]
        )
            .prop_map(|(starts, joiner_min_days)| Recurrence::Calendar {
                year_starts: YearStart::parse(starts).expect("a day of the year"),
                joiner_min_days,
            }),
        (any_unit(), 1..4_000_u32, 1..40_u32).prop_map(|(unit, amount, months)| Recurrence::Sum {
            unit,
            amount: Amount(amount),
            months
        }),
        (any_unit(), 1..4_000_u32, 0..400_u32).prop_map(|(unit, amount, joiner_min_days)| Recurrence::SumYear {
            unit,
            amount: Amount(amount),
            year_starts: YearStart::parse("07-15").expect("a day of the year"),
            joiner_min_days,
        }),
    ]
}

fn any_unit() -> impl Strategy<Value = Unit> {
    proptest::sample::select(&Unit::ALL[..])
}

fn any_first_due() -> impl Strategy<Value = FirstDue> {
    prop_oneof![
        (0..400_u32).prop_map(FirstDue::DaysAfterStart),
        (0..20_u32).prop_map(FirstDue::MonthsAfterStart),
        (1..90_u32).prop_map(FirstDue::DaysBeforeStart),
        any_day().prop_map(FirstDue::On),
    ]
}

prop_compose! {
    fn any_rule()(
        recurrence in any_recurrence(),
        first_due in any_first_due(),
        round_to_month_end in any::<bool>(),
        refreshes in any::<bool>(),
        rotates in proptest::bool::weighted(0.3),
        notice_days in 0..100_u32,
        grace_days in prop_oneof![Just(0), 0..500_u32],
        lapse_months in proptest::option::of(0..24_u32),
        return_days in prop_oneof![Just(0), 0..60_u32],
        proven in proptest::bool::weighted(0.2),
        recognise_days in proptest::option::weighted(0.2, 0..1_000_u32),
    ) -> Rule {
        // What a kind does not read is not there where a rule was read.
        let sums = matches!(recurrence, Recurrence::Sum { .. } | Recurrence::SumYear { .. });
        let (refreshes, lapse_months) = (refreshes && !sums, lapse_months.filter(|_| !sums));
        Rule {
            initial: if sums { vec!["I".to_owned(), "R".to_owned()] } else { vec!["I".to_owned()] },
            refresher: if refreshes && !rotates { vec!["R".to_owned()] } else { Vec::new() },
            rotation: if refreshes && rotates { vec![vec!["R".to_owned()], vec!["X".to_owned()]] } else { Vec::new() },
            strength: if proven { Demand::Proven } else { Demand::Any },
            recognise_days,
            first_due: Some(first_due),
            recurrence,
            round_to_month_end,
            notice_days,
            grace_days,
            lapse_months,
            return_days,
        }
    }
}

#[derive(Clone, Debug)]
struct Sample {
    rule: Rule,
    subject: Subject,
    evidence: Vec<Evidence>,
    pauses: Vec<Range>,
    waivers: Vec<Range>,
}

impl Sample {
    fn proofs(&self) -> Proofs {
        let counting = Counting::of(&self.rule, &Statements::default());
        let standing = self.evidence.iter().filter(|piece| !piece.revoked);
        standing
            .filter_map(|piece| self.rule.look(&counting, &piece.piece(), self.subject.start).proof())
            .collect()
    }

    fn on(&self, today: NaiveDate) -> Assessment {
        let noon = today.and_hms_opt(12, 0, 0).expect("noon").and_utc();
        assess(&self.rule, self.subject, &self.evidence, &self.pauses, &self.waivers, noon.into())
    }
}

prop_compose! {
    fn any_sample()(
        rule in any_rule(),
        start in any_day(),
        length in proptest::option::weighted(0.2, 0..1_500_u32),
        evidence in proptest::collection::vec(
            (
                any_day(),
                prop_oneof!["I", "R", "X"],
                proptest::option::weighted(0.4, 0..900_u32),
                proptest::option::weighted(0.9, proptest::sample::select(&Strength::ALL[..])),
                proptest::bool::weighted(0.1),
                proptest::option::weighted(0.9, 1..3_000_u32),
            ),
            0..8,
        ),
        pauses in proptest::collection::vec(any_range(), 0..3),
        waivers in proptest::collection::vec(any_range(), 0..3),
    ) -> Sample {
        Sample {
            rule,
            subject: Subject { start, end: length.map(|days| after(start, days)), time_zone: chrono_tz::UTC },
            evidence: evidence.into_iter()
                .map(|(on, course, lasts, strength, revoked, worth)| Evidence {
                    course,
                    on,
                    valid_until: lasts.map(|days| after(on, days)),
                    strength,
                    recorded_on: Some(after(on, lasts.unwrap_or_default() % 2)),
                    revoked,
                    worth: Worth { hours: worth.map(Amount), points: worth.map(|worth| Amount(worth / 2)).filter(|half| half.0 > 0) },
                })
                .collect(),
            pauses,
            waivers,
        }
    }
}

fn rank(status: Status) -> Option<u8> {
    match status {
        Status::Open | Status::Valid => Some(0),
        Status::Due => Some(1),
        Status::Grace => Some(2),
        Status::Overdue => Some(3),
        Status::Lapsed => Some(4),
        Status::NotSubject | Status::Waived | Status::Paused | Status::Satisfied => None,
    }
}

proptest! {
    #[test]
    fn the_order_of_what_is_known_does_not_matter(sample in any_sample(), today in any_day()) {
        let mut turned = sample.clone();
        turned.evidence.reverse();
        turned.pauses.reverse();
        turned.waivers.reverse();
        prop_assert_eq!(sample.on(today), turned.on(today));
    }

    #[test]
    fn nobody_gets_better_by_waiting(sample in any_sample(), from in any_day()) {
        let mut sample = sample;
        sample.evidence.retain(|piece| piece.on <= from);
        let mut worst = 0;
        for day in (0..1_200).step_by(3) {
            if let Some(rank) = rank(sample.on(after(from, day)).status) {
                prop_assert!(rank >= worst, "falls to {rank} after {worst} on day {day}");
                worst = rank;
            }
        }
    }

    #[test]
    fn the_next_change_is_the_first_day_with_another_answer(sample in any_sample(), today in any_day()) {
        let proofs: Proofs = sample.proofs();
        let excuses = Excuses::new(sample.pauses.clone(), sample.waivers.clone());
        let case = Case { rule: &sample.rule, subject: sample.subject, proofs: &proofs, excuses: &excuses };
        let answer = case.on(today).answer();
        let told = case.next_change(today);
        let searched = (1..1_500).map(|days| after(today, days)).find(|day| case.on(*day).answer() != answer);
        match searched {
            Some(day) => prop_assert_eq!(told, Some(day)),
            None => prop_assert!(told.is_none_or(|day| day > after(today, 1_499))),
        }
    }

    #[test]
    fn no_proof_makes_the_date_earlier(sample in any_sample(), on in any_day(), lasts in proptest::option::of(0..900_u32)) {
        let mut sample = sample;
        sample.rule.strength = Demand::Any;
        sample.evidence.retain(|piece| piece.on < on);
        let day = |said: Assessment| said.due.unwrap_or(date::NEVER);
        let before = sample.on(on);
        sample.evidence.push(Evidence { course: "I".into(), on, valid_until: lasts.map(|days| after(on, days)), worth: Worth { hours: Some(Amount(500)), points: None }, ..Evidence::default() });
        prop_assert!(day(sample.on(on)) >= day(before), "{before:?} became {:?}", sample.on(on));
    }

    #[test]
    fn a_document_of_ones_own_ends_when_it_says_whatever_else_is_recorded(sample in any_sample(), today in any_day()) {
        let said = sample.on(today);
        if let Reason::OwnEnd { until, .. } = said.facts.reason {
            prop_assert_eq!(said.due, Some(until));
            prop_assert!(sample.evidence.iter().any(|piece| piece.valid_until == Some(until)));
        }
        if let (Some(due), Some(end)) = (said.due, said.facts.own_end_on) {
            prop_assert!(due <= end);
        }
    }

    #[test]
    fn the_dates_behind_a_stored_due_date_are_those_of_the_assessment(sample in any_sample(), today in any_day()) {
        let said = sample.on(today);
        if let Some(due) = said.due {
            let excuses = Excuses::new(sample.pauses.clone(), sample.waivers.clone());
            let late = sample.rule.late(&excuses, due, said.facts.own_end_on);
            prop_assert_eq!(late.grace_until.filter(|grace| *grace != due), said.facts.grace_until);
            prop_assert_eq!(late.lapses_on, said.facts.lapses_on);
        }
    }

    #[test]
    fn a_cycle_that_was_missed_stays_missed(sample in any_sample(), today in any_day(), later in 0..900_u32) {
        let excuses = Excuses::new(sample.pauses.clone(), sample.waivers.clone());
        let proofs = sample.proofs();
        let case = Case { rule: &sample.rule, subject: sample.subject, proofs: &proofs, excuses: &excuses };
        let (then, now) = (case.cycles(today), case.cycles(after(today, later)));
        for cycle in then {
            prop_assert!(now.contains(&cycle), "{cycle:?} is gone");
        }
    }

    #[test]
    fn no_case_panics_however_far_its_numbers_go(
        mut sample in any_sample(),
        numbers in proptest::array::uniform8(prop_oneof![0..=10_000_u32, Just(10_000), Just(0)]),
        extremes in proptest::array::uniform4(any::<bool>()),
    ) {
        let [a, b, c, d, e, f, g, h] = numbers;
        sample.rule.notice_days = a;
        sample.rule.grace_days = b;
        sample.rule.lapse_months = Some(c);
        sample.rule.return_days = d;
        sample.rule.first_due = Some(if e % 2 == 0 { FirstDue::DaysAfterStart(e) } else { FirstDue::MonthsAfterStart(e) });
        sample.rule.recurrence = match sample.rule.recurrence {
            Recurrence::Once => Recurrence::Once,
            Recurrence::Rolling { .. } => Recurrence::Rolling { months: f.max(1) },
            Recurrence::Anniversary { .. } => Recurrence::Anniversary { months: f.max(1), window_days: g },
            Recurrence::Calendar { year_starts, .. } => Recurrence::Calendar { year_starts, joiner_min_days: h },
            Recurrence::Sum { unit, .. } => Recurrence::Sum { unit, amount: Amount::MOST, months: f.max(1) },
            Recurrence::SumYear { unit, year_starts, .. } => Recurrence::SumYear { unit, amount: Amount(1), year_starts, joiner_min_days: h },
        };
        let first = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
        let last = NaiveDate::from_ymd_opt(2999, 12, 31).expect("a date");
        if extremes[0] { sample.subject.start = first; }
        if extremes[1] { sample.evidence.push(Evidence { course: "I".into(), on: last, ..Evidence::default() }); }
        if extremes[2] { sample.pauses.push(Range { from: first, to: Some(last) }); }
        if extremes[3] { sample.subject.end = Some(last); }
        for today in [first, NaiveDate::from_ymd_opt(2024, 2, 29).expect("a date"), last] {
            let said = sample.on(today);
            prop_assert_eq!(said.due.is_some() && said.status == Status::NotSubject, false);
        }
    }

    /// Where every piece is worth the whole amount, counting is proving.
    #[test]
    fn a_sum_that_every_piece_reaches_is_a_proof_each_time(sample in any_sample(), months in 1..40_u32, today in any_day()) {
        let mut sample = sample;
        sample.evidence.retain(|piece| piece.course == "I");
        for piece in &mut sample.evidence {
            piece.worth.hours = Some(Amount(800));
        }
        (sample.rule.initial, sample.rule.refresher, sample.rule.rotation) = (vec!["I".to_owned()], Vec::new(), Vec::new());
        sample.rule.lapse_months = None;
        let mut summed = sample.clone();
        sample.rule.recurrence = Recurrence::Rolling { months };
        summed.rule.recurrence = Recurrence::Sum { unit: Unit::Hours, amount: Amount(800), months };
        prop_assert_eq!(sample.on(today).answer(), summed.on(today).answer());
        // What is proven while no year asks for it counts for nothing: years that a pause covers are left out here.
        for one in [&mut sample, &mut summed] {
            (one.pauses, one.waivers) = (Vec::new(), Vec::new());
        }
        let starts = YearStart::parse("07-15").expect("a day of the year");
        for piece in sample.evidence.iter_mut().chain(&mut summed.evidence) {
            piece.valid_until = None;
        }
        sample.rule.recurrence = Recurrence::Calendar { year_starts: starts, joiner_min_days: 0 };
        summed.rule.recurrence = Recurrence::SumYear { unit: Unit::Hours, amount: Amount(800), year_starts: starts, joiner_min_days: 0 };
        let (proven, counted) = (sample.on(today), summed.on(today));
        prop_assert_eq!((proven.compliant(), proven.due), (counted.compliant(), counted.due));
    }

    #[test]
    fn what_is_missing_and_what_counts_make_the_amount(sample in any_sample(), today in any_day()) {
        let said = sample.on(today);
        if let Some(sum) = said.facts.sum {
            let all: u32 = sample.evidence.iter().filter_map(|piece| piece.worth.in_unit(sum.unit)).map(|worth| worth.0).sum();
            prop_assert!(sum.counted.0 <= all && sum.left <= sum.counted.max(sum.left));
            let there = if sum.reached { sum.left } else { sum.counted };
            prop_assert!(there.0 + sum.missing().0 >= sum.amount.0);
            prop_assert_eq!(sum.missing() == Amount(0), there >= sum.amount);
        }
    }
}
