use super::super::check_in::{Figures, Window, code_texts, made_at, ticket_counts};
use super::*;
use chrono::{DateTime, Utc};
use proptest::prelude::*;

const FIGURES: Figures = Figures {
    early_minutes: 30,
    late_minutes: 20,
    least_percent: 80,
};

fn at(text: &str) -> Instant {
    format!("2027-02-08T{text}:00Z")
        .parse::<DateTime<Utc>>()
        .expect("an instant")
        .into()
}

fn id(number: u128) -> Id {
    Id(uuid::Uuid::from_u128(number))
}

/// Two parts of two hours each.
fn parts() -> Vec<Part> {
    [(1, "08:00", "10:00"), (2, "12:00", "14:00")]
        .map(|(number, from, to)| {
            let span = Span {
                starts_at: at(from),
                ends_at: at(to),
            };
            (id(number), span)
        })
        .to_vec()
}

fn mark(number: u128, booking: u128, part: u128, answer: Answer, made: &str) -> Mark {
    Mark {
        id: id(number),
        booking_id: id(booking),
        part_id: id(part),
        answer,
        minutes: None,
        from_at: None,
        to_at: None,
        way: Way::List,
        made_at: at(made),
        recorded_at: at(made),
    }
}

#[test]
fn minutes_are_those_within_the_part() {
    let span = parts()[0].1;
    let whole = mark(1, 7, 1, Answer::Present, "07:50");
    assert_eq!(whole.minutes_of(&span), 120);
    let late = Mark {
        from_at: Some(at("08:25")),
        ..whole.clone()
    };
    assert_eq!(late.minutes_of(&span), 95);
    let both = Mark {
        to_at: Some(at("09:30")),
        ..late.clone()
    };
    assert_eq!(both.minutes_of(&span), 65);
    let partial = Mark {
        answer: Answer::Partial,
        minutes: Some(45),
        ..whole.clone()
    };
    assert_eq!(partial.minutes_of(&span), 45);
    assert_eq!(mark(1, 7, 1, Answer::Excused, "07:50").minutes_of(&span), 0);
    // The part was made shorter after the mark.
    let shorter = Span {
        ends_at: at("08:30"),
        ..span
    };
    assert_eq!((partial.minutes_of(&shorter), whole.minutes_of(&shorter)), (30, 30));
}

#[test]
fn a_mark_is_refused_for_what_is_wrong_with_it() {
    let span = parts()[0].1;
    let take = |mark: &Mark| check(mark, &span, &FIGURES, None, at("23:00"), false);
    assert_eq!(take(&mark(1, 7, 1, Answer::Present, "07:29")), Err(Fault::Early));
    assert_eq!(
        take(&mark(1, 7, 1, Answer::Excused, "05:00")),
        Ok(()),
        "one may ring up before it begins"
    );
    assert_eq!(take(&mark(1, 7, 1, Answer::Present, "07:30")), Ok(()));
    for minutes in [None, Some(0), Some(-5), Some(121)] {
        let partial = Mark {
            minutes,
            ..mark(1, 7, 1, Answer::Partial, "10:00")
        };
        assert_eq!(take(&partial), Err(Fault::Minutes(120)), "{minutes:?}");
    }
    for (from, to) in [
        (Some("09:00"), Some("09:00")),
        (Some("07:00"), None),
        (None, Some("10:01")),
        (Some("09:00"), Some("08:30")),
    ] {
        let present = Mark {
            from_at: from.map(at),
            to_at: to.map(at),
            ..mark(1, 7, 1, Answer::Present, "10:00")
        };
        assert_eq!(take(&present), Err(Fault::Times), "{from:?} {to:?}");
    }
}

#[test]
fn a_correction_gives_its_reason_and_whoever_could_not_know_corrects_nothing() {
    let span = parts()[0].1;
    let before = mark(1, 7, 1, Answer::NoShow, "08:10");
    let during = mark(2, 7, 1, Answer::Present, "08:30");
    let after = mark(3, 7, 1, Answer::Present, "10:30");
    let seen = |text: &str| at(text);
    assert_eq!(check(&during, &span, &FIGURES, Some(&before), seen("08:29"), false), Ok(()));
    assert_eq!(
        check(&after, &span, &FIGURES, Some(&before), seen("10:29"), false),
        Err(Fault::Reason)
    );
    assert_eq!(check(&after, &span, &FIGURES, Some(&before), seen("10:29"), true), Ok(()));
    // The same again says nothing new.
    let same = mark(4, 7, 1, Answer::NoShow, "10:30");
    assert_eq!(check(&same, &span, &FIGURES, Some(&before), seen("10:29"), false), Ok(()));
    // A device that last saw the list at eight could not know of the mark of ten past.
    assert_eq!(check(&after, &span, &FIGURES, Some(&before), seen("08:00"), false), Ok(()));
    // Whoever checked in themselves is not made absent without a word.
    let own = Mark {
        way: Way::Code,
        ..mark(5, 7, 1, Answer::Present, "08:05")
    };
    let absent = mark(6, 7, 1, Answer::NoShow, "08:30");
    assert_eq!(
        check(&absent, &span, &FIGURES, Some(&own), seen("08:29"), false),
        Err(Fault::Reason)
    );
    let fewer = Mark {
        minutes: Some(20),
        ..mark(8, 7, 1, Answer::Partial, "08:30")
    };
    assert_eq!(check(&fewer, &span, &FIGURES, Some(&own), seen("08:29"), false), Err(Fault::Reason));
    assert_eq!(check(&fewer, &span, &FIGURES, Some(&own), seen("08:29"), true), Ok(()));
    let left = Mark {
        to_at: Some(at("09:00")),
        ..mark(7, 7, 1, Answer::Present, "09:01")
    };
    assert_eq!(check(&left, &span, &FIGURES, Some(&own), seen("09:00"), false), Ok(()));
}

#[test]
fn minutes_become_one_result_each() {
    let parts = parts();
    let result = |marks: &[Mark]| outcome(id(7), &parts, &standing(marks), FIGURES.least_percent);
    let partial = |part: u128, minutes: i32| Mark {
        minutes: Some(minutes),
        ..mark(part, 7, part, Answer::Partial, "14:00")
    };
    let present = |part: u128| mark(part, 7, part, Answer::Present, "14:00");
    assert_eq!(result(&[present(1), present(2)]), (Outcome::Attended, 240));
    assert_eq!(
        result(&[present(1), partial(2, 72)]),
        (Outcome::Attended, 192),
        "exactly four fifths"
    );
    assert_eq!(result(&[present(1), partial(2, 71)]), (Outcome::Partly, 191));
    assert_eq!(
        result(&[present(1), mark(2, 7, 2, Answer::Excused, "14:00")]),
        (Outcome::Partly, 120)
    );
    assert_eq!(
        result(&[mark(1, 7, 1, Answer::NoShow, "09:00"), mark(2, 7, 2, Answer::Excused, "14:00")]),
        (Outcome::Excused, 0)
    );
    assert_eq!(result(&[mark(1, 7, 1, Answer::NoShow, "09:00")]), (Outcome::NoShow, 0));
    assert_eq!(
        outcome(id(7), &parts, &standing(&[]), 0),
        (Outcome::NoShow, 0),
        "nobody attends without being there"
    );
}

#[test]
fn what_nobody_marked_is_missing() {
    let parts = parts();
    let marks = [
        mark(1, 7, 1, Answer::Present, "08:00"),
        mark(2, 7, 2, Answer::NoShow, "12:00"),
        mark(3, 8, 2, Answer::Present, "12:00"),
    ];
    assert_eq!(missing(&[id(7), id(8)], &parts, &standing(&marks)), [(id(8), id(1))]);
    assert_eq!(closes_from(&parts), Some(at("14:00")));
    assert_eq!(closes_from(&[]), None);
}

#[test]
fn a_part_is_open_from_before_it_begins_until_after_it_has_begun() {
    let span = parts()[0].1;
    assert_eq!(FIGURES.window(&span, at("07:29")), Window::Early(at("07:30")));
    assert_eq!(FIGURES.window(&span, at("07:30")), Window::Open(at("08:20")));
    assert_eq!(FIGURES.window(&span, at("08:20")), Window::Open(at("08:20")));
    assert_eq!(FIGURES.window(&span, at("08:21")), Window::Late);
    let long = Figures {
        late_minutes: 600,
        ..FIGURES
    };
    assert_eq!(long.window(&span, at("10:01")), Window::Late);
    let spans: Vec<Span> = parts().into_iter().map(|(_, span)| span).collect();
    let current = |text: &str| FIGURES.current(&spans, at(text));
    assert_eq!(
        (
            current("05:00"),
            current("08:00"),
            current("11:29"),
            current("11:30"),
            current("20:00")
        ),
        (0, 0, 0, 1, 1)
    );
}

#[test]
fn a_part_that_goes_on_is_shown_until_it_is_over_however_early_the_next_one_opens() {
    let span = |from: &str, to: &str| Span {
        starts_at: at(from),
        ends_at: at(to),
    };
    let short = [span("08:56", "09:00"), span("09:00", "09:04")];
    let current = |spans: &[Span], text: &str| FIGURES.current(spans, at(text));
    assert_eq!(
        ["08:20", "08:51", "08:59", "09:00", "09:30"].map(|text| current(&short, text)),
        [0, 0, 0, 1, 1]
    );
    // A break of a quarter of an hour, and the doors open half an hour before.
    let broken = [span("08:00", "10:00"), span("10:15", "12:00"), span("12:10", "14:00")];
    let times = ["09:50", "09:59", "10:00", "10:20", "11:59", "12:00", "13:00"];
    assert_eq!(times.map(|text| current(&broken, text)), [0, 0, 1, 1, 1, 2, 2]);
}

#[test]
fn missing_marks_are_asked_for_once_a_day_for_a_fortnight() {
    let ends = at("14:00");
    assert!(!asks(ends, None, at("15:59")));
    assert!(asks(ends, None, at("16:00")));
    assert!(!asks(ends, Some(at("16:00")), at("23:00")));
    let day = |days: i64| at("16:00").plus(Duration::days(days));
    assert!(asks(ends, Some(at("16:00")), day(1)));
    assert!(!asks(ends, Some(day(12)), day(14)));
    assert_eq!(asks_next(ends, None, at("08:00")), Some(at("16:00")));
    assert_eq!(asks_next(ends, Some(at("16:00")), at("16:00")), Some(day(1)));
    assert_eq!(
        asks_next(ends, None, at("18:00")),
        Some(at("19:00")),
        "what is due and not done is looked at soon"
    );
    assert_eq!(asks_next(ends, Some(day(13)), day(13)), None);
}

#[test]
fn a_ticket_counts_for_three_minutes_and_not_before_it_was_issued() {
    let now = at("08:00");
    let issued = now.timestamp();
    assert!(ticket_counts(issued, now) && ticket_counts(issued - 180, now));
    assert!(!ticket_counts(issued - 181, now) && !ticket_counts(issued + 1, now) && !ticket_counts(i64::MIN, now));
}

#[test]
fn a_device_whose_clock_is_wrong_still_tells_how_long_ago_it_was() {
    let now = at("12:00");
    assert_eq!(made_at(at("03:00"), at("04:30"), now), at("10:30"));
    assert_eq!(made_at(at("05:00"), at("04:30"), now), now, "never after it was sent");
}

fn any_mark() -> impl Strategy<Value = Mark> {
    let figures = (any::<u8>(), 0..3_u128, 1..3_u128, 0..4_usize, -20..200_i32);
    (
        figures,
        proptest::option::of(0..300_i64),
        proptest::option::of(0..300_i64),
        0..400_i64,
    )
        .prop_map(|((number, booking, part, answer, minutes), from, to, made)| {
            let after = |minutes: i64| at("07:00").plus(Duration::minutes(minutes));
            Mark {
                id: id(u128::from(number)),
                minutes: Some(minutes),
                from_at: from.map(after),
                to_at: to.map(after),
                made_at: after(made),
                ..mark(0, booking, part, Answer::ALL[answer], "08:00")
            }
        })
}

proptest! {
    #[test]
    fn which_mark_stands_does_not_depend_on_the_order_of_arrival_or_on_repetition(
        (marks, mixed) in proptest::collection::vec(any_mark(), 0..12).prop_map(|mut marks| {
            marks.sort_by_key(|mark| mark.id);
            marks.dedup_by_key(|mark| mark.id);
            marks
        }).prop_flat_map(|marks| (Just(marks.clone()), Just(marks).prop_shuffle()))
    ) {
        let twice: Vec<Mark> = mixed.iter().chain(&marks).cloned().collect();
        let ids = |all: &[Mark]| {
            let mut ids: Vec<_> = standing(all).into_iter().map(|(key, mark)| (key, mark.id)).collect();
            ids.sort();
            ids
        };
        prop_assert_eq!(ids(&marks), ids(&mixed));
        prop_assert_eq!(ids(&marks), ids(&twice));
    }

    #[test]
    fn minutes_never_pass_what_there_was_and_a_result_follows_from_them(marks in proptest::collection::vec(any_mark(), 0..12), least in 1..=100_i32) {
        let parts = parts();
        let standing = standing(&marks);
        for booking in 0..3 {
            let (outcome, minutes) = outcome(id(booking), &parts, &standing, least);
            prop_assert!((0..=all_minutes(&parts)).contains(&minutes));
            prop_assert_eq!(outcome == Outcome::Attended, minutes > 0 && minutes * 100 >= all_minutes(&parts) * i64::from(least));
            prop_assert_eq!(minutes == 0, matches!(outcome, Outcome::Excused | Outcome::NoShow));
        }
    }

    #[test]
    fn nothing_is_missing_when_everybody_is_marked_and_only_then(marks in proptest::collection::vec(any_mark(), 0..12)) {
        let parts = parts();
        let standing = standing(&marks);
        let bookings: Vec<Id> = (0..3).map(id).collect();
        let missing = missing(&bookings, &parts, &standing);
        prop_assert_eq!(missing.len() + standing.len(), 6);
    }

    #[test]
    fn a_code_counts_for_its_step_and_the_next_and_never_later(seconds in 0..100_000_i64, later in 0..120_i64) {
        let shown = at("00:00").plus(Duration::seconds(seconds));
        let code = &code_texts(id(1), shown)[0];
        let now = shown.plus(Duration::seconds(later));
        let counts = code_texts(id(1), now).contains(code);
        prop_assert!(counts || later >= 10, "it counts for ten seconds at least");
        prop_assert!(!counts || later < 20, "and for less than twenty");
        prop_assert!(!code_texts(id(2), now).contains(code), "and for its part alone");
    }

    #[test]
    fn what_is_corrected_by_somebody_who_knew_always_has_a_reason(mark in any_mark(), before in any_mark(), reason in any::<bool>()) {
        let span = parts()[0].1;
        let taken = check(&mark, &span, &FIGURES, Some(&before), at("23:00"), reason);
        if taken.is_ok() && mark.differs(&before) && mark.made_at >= span.ends_at {
            prop_assert!(reason);
        }
    }
}
