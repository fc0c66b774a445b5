use super::booking::{Deed, calendar, given_by, next_approval, seated};
use super::change::{Change, Facts, changes};
use super::part::{Fault, Local, Span, days_before, end_of, place};
use super::seat::{Answer, Promotion, held_by};
use super::{Approval, Claim, Status, Terms};
use crate::rules::ical::Method;
use crate::rules::id::{Id, Instant};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

const BERLIN: Tz = chrono_tz::Europe::Berlin;

fn at(text: &str) -> Instant {
    text.parse::<DateTime<Utc>>().expect("an instant").into()
}

fn local(on: &str, from: &str, to: &str) -> Local {
    Local {
        on: on.parse().expect("a day"),
        from: from.parse().expect("a time"),
        to: to.parse().expect("a time"),
    }
}

fn id(number: u128) -> Id {
    Id(uuid::Uuid::from_u128(number))
}

fn terms(seats: i64) -> Terms {
    Terms {
        seats,
        share_percent: None,
        release_days: 14,
        offer_hours: 0,
        stop_hours: 24,
        starts_at: at("2026-12-10T08:00:00Z"),
        zone: BERLIN,
    }
}

fn claim(number: u128, unit: u128, status: Status) -> Claim {
    Claim {
        id: id(number),
        unit_id: id(unit),
        status,
        queued_at: at("2026-11-01T00:00:00Z").plus(chrono::Duration::minutes(i64::try_from(number).unwrap_or(0))),
        busy: false,
    }
}

const NOW: &str = "2026-11-24T12:00:00Z";

#[test]
fn a_part_keeps_the_hour_of_the_place_over_the_change_of_clocks() {
    let parts = [
        local("2027-03-27", "09:00:00", "17:00:00"),
        local("2027-03-29", "09:00:00", "17:00:00"),
    ];
    let spans = place(&parts, BERLIN, &[], at(NOW)).expect("both");
    assert_eq!(spans[0].starts_at, at("2027-03-27T08:00:00Z"));
    assert_eq!(spans[1].starts_at, at("2027-03-29T07:00:00Z"));
}

#[test]
fn parts_that_cannot_be_are_refused_each_for_its_own_reason() {
    let parts = [
        local("2027-03-28", "02:30:00", "04:00:00"),
        local("2027-03-28", "01:00:00", "02:30:00"),
        local("2027-04-01", "17:00:00", "09:00:00"),
        local("2027-04-02", "09:00:00", "09:00:00"),
        local("2026-11-24", "12:59:00", "15:00:00"),
        local("2027-04-03", "09:00:00", "12:00:00"),
        local("2027-04-03", "11:59:00", "13:00:00"),
        local("2027-04-03", "13:00:00", "15:00:00"),
        local("2027-04-04", "05:00:00", "19:30:00"),
    ];
    let faults = place(&parts, BERLIN, &[], at(NOW)).expect_err("most of them");
    assert_eq!(
        faults,
        [
            (0, Fault::BeginSkipped),
            (1, Fault::EndSkipped),
            (2, Fault::EndsBefore),
            (3, Fault::EndsBefore),
            (4, Fault::Past),
            (6, Fault::Overlaps(5)),
            (8, Fault::TooLong),
        ]
    );
}

#[test]
fn a_part_that_stays_as_it_is_may_have_begun() {
    let begun = Span {
        starts_at: at("2026-11-24T08:00:00Z"),
        ends_at: at("2026-11-24T16:00:00Z"),
    };
    let parts = [local("2026-11-24", "09:00:00", "17:00:00")];
    assert_eq!(place(&parts, BERLIN, &[begun], at(NOW)), Ok(vec![begun]));
    assert_eq!(place(&parts, BERLIN, &[], at(NOW)), Err(vec![(0, Fault::Past)]));
}

#[test]
fn an_hour_that_comes_twice_counts_as_its_first_time() {
    let parts = [local("2027-10-31", "02:30:00", "04:00:00")];
    let spans = place(&parts, BERLIN, &[], at(NOW)).expect("it is");
    assert_eq!(spans[0].starts_at, at("2027-10-31T00:30:00Z"));
}

#[test]
fn days_before_keep_the_clock_and_a_day_ends_at_midnight_of_the_place() {
    assert_eq!(days_before(at("2027-03-29T07:00:00Z"), 2, BERLIN), at("2027-03-27T08:00:00Z"));
    let day = "2026-12-01".parse().expect("a day");
    assert_eq!(end_of(day, BERLIN), Some(at("2026-12-01T23:00:00Z")));
    // Clocks in Santiago skip midnight in spring.
    let day = "2027-09-04".parse().expect("a day");
    assert_eq!(end_of(day, chrono_tz::America::Santiago), Some(at("2027-09-05T04:00:00Z")));
}

#[test]
fn the_last_seat_is_given_once_and_the_next_waits() {
    let terms = terms(2);
    let mut claims = vec![claim(1, 1, Status::Booked)];
    assert_eq!(terms.ask(&claims, id(2), at(NOW)), Answer::Seat);
    claims.push(claim(2, 2, Status::Requested));
    assert_eq!(terms.ask(&claims, id(3), at(NOW)), Answer::Full);
}

#[test]
fn a_partner_over_its_share_waits_until_the_release() {
    let terms = Terms {
        share_percent: Some(30),
        ..terms(10)
    };
    assert_eq!(terms.share(), Some(3));
    let claims: Vec<Claim> = (0..3).map(|number| claim(number, 1, Status::Booked)).collect();
    assert_eq!(terms.ask(&claims, id(1), at(NOW)), Answer::Share);
    assert_eq!(terms.ask(&claims, id(2), at(NOW)), Answer::Seat);
    assert_eq!(terms.release_at(), at("2026-11-26T08:00:00Z"));
    assert_eq!(terms.ask(&claims, id(1), at("2026-11-26T08:00:00Z")), Answer::Seat);
    let mut waiting = claims;
    waiting.push(claim(7, 1, Status::Waiting));
    waiting.push(claim(8, 2, Status::Waiting));
    assert_eq!(
        terms.promote(&waiting, at(NOW)),
        [(id(8), Promotion::Seated)],
        "passed over, not dropped"
    );
    assert_eq!(terms.promote(&waiting, at("2026-11-26T08:00:00Z")).len(), 2);
}

#[test]
fn an_offer_runs_out_no_later_than_moving_up_stops() {
    let terms = Terms {
        offer_hours: 48,
        ..terms(1)
    };
    let waiting = [claim(1, 1, Status::Waiting), claim(2, 2, Status::Waiting)];
    assert_eq!(
        terms.promote(&waiting, at(NOW)),
        [(id(1), Promotion::Offered(at("2026-11-26T12:00:00Z")))]
    );
    let late = at("2026-12-08T12:00:00Z");
    assert_eq!(
        terms.promote(&waiting, late),
        [(id(1), Promotion::Offered(at("2026-12-09T08:00:00Z")))]
    );
    assert_eq!(terms.promote(&waiting, at("2026-12-09T08:00:00Z")), []);
}

#[test]
fn whoever_is_busy_then_keeps_the_place_and_the_next_moves_up() {
    let mut first = claim(1, 1, Status::Waiting);
    first.busy = true;
    let waiting = [first, claim(2, 2, Status::Waiting)];
    assert_eq!(terms(1).promote(&waiting, at(NOW)), [(id(2), Promotion::Seated)]);
}

#[test]
fn approvals_go_from_the_partner_to_the_manufacturer() {
    assert_eq!(next_approval(0, 0), None);
    assert_eq!(next_approval(1, 0), Some(Approval::Partner));
    assert_eq!(next_approval(2, 1), Some(Approval::Manufacturer));
    assert_eq!(
        (given_by(2, true, false), given_by(2, false, true), given_by(0, true, false)),
        (1, 2, 0)
    );
    assert_eq!((seated(2, 1), seated(1, 1)), (Status::Requested, Status::Booked));
}

#[test]
fn what_ended_stays_so_and_words_read_back() {
    const DEEDS: [Deed; 8] = [
        Deed::Accept,
        Deed::Approve,
        Deed::Refuse,
        Deed::Cancel,
        Deed::Expire,
        Deed::Move,
        Deed::Substitute,
        Deed::Promote,
    ];
    for status in Status::ALL {
        assert_eq!(Status::from_word(status.as_str()), Some(status));
        assert!(status.is_live() || !DEEDS.iter().any(|deed| status.allows(*deed)), "{status}");
    }
}

#[test]
fn whoever_leaves_loses_a_place_in_line_and_an_offer_and_no_seat_of_others() {
    let ends: Vec<Status> = Status::ALL.into_iter().filter(|status| status.ends_on_leaving()).collect();
    assert_eq!(ends, [Status::Offered, Status::Waiting, Status::Interested]);
    assert!(ends.iter().all(|status| status.is_live() && status.allows(Deed::Cancel)));
}

#[test]
fn only_what_differs_is_told() {
    let before = Facts {
        parts: Vec::new(),
        place: Some("Kassel".to_owned()),
        online_url: None,
        language: "de".to_owned(),
        trainers: vec!["Jörg Albrecht".to_owned()],
    };
    let after = Facts {
        place: None,
        online_url: Some("https://meet.example/7".to_owned()),
        ..before.clone()
    };
    assert_eq!(changes(&before, &before), []);
    assert_eq!(changes(&before, &after), [Change::Place, Change::Online]);
}

proptest! {
    #[test]
    fn moving_up_never_gives_more_seats_than_there_are_nor_passes_anybody_over_without_a_cause(
        seats in 0_i64..12,
        share in proptest::option::of(1_i32..=100),
        offer_hours in 0_i32..72,
        minutes in 0_i64..40_000,
        people in proptest::collection::vec((0_u128..4, 0_usize..5, any::<bool>()), 0..25),
    ) {
        let terms = Terms { share_percent: share, offer_hours, ..terms(seats) };
        let now = at("2026-11-15T00:00:00Z").plus(chrono::Duration::minutes(minutes));
        let claims: Vec<Claim> = people
            .iter()
            .enumerate()
            .map(|(number, (unit, status, busy))| Claim {
                busy: *busy,
                ..claim(u128::try_from(number).unwrap_or(0), *unit, Status::ALL[*status])
            })
            .collect();
        let promoted = terms.promote(&claims, now);
        let mut after = claims.clone();
        for (id, promotion) in &promoted {
            let found = after.iter_mut().find(|claim| claim.id == *id).expect("one of them");
            prop_assert_eq!(found.status, Status::Waiting);
            prop_assert!(!found.busy);
            if let Promotion::Offered(until) = promotion {
                prop_assert!(*until > now && *until <= terms.stop_at());
            }
            found.status = Status::Offered;
        }
        prop_assert!(promoted.is_empty() || terms.free(&after) >= 0);
        prop_assert!(promoted.is_empty() || now < terms.stop_at());
        if let Some(limit) = terms.limit(now) {
            let before = held_by(&claims);
            for (unit, held) in held_by(&after) {
                prop_assert!(held <= limit || before.get(&unit) == Some(&held), "only those before are over the share");
            }
        }
        // Nobody is left waiting who could have moved up.
        prop_assert_eq!(terms.promote(&after, now), vec![]);
        // Within a partner nobody overtakes.
        for (id, _) in &promoted {
            let moved = claims.iter().find(|claim| claim.id == *id).expect("one of them");
            let overtaken = after.iter().any(|other| {
                other.status == Status::Waiting && !other.busy && other.unit_id == moved.unit_id
                    && (other.queued_at, other.id) < (moved.queued_at, moved.id)
            });
            prop_assert!(!overtaken);
        }
    }

    #[test]
    fn placed_parts_are_in_order_and_never_share_time(
        parts in proptest::collection::vec((0_i64..6, 0_u32..24, 0_u32..24), 0..6),
    ) {
        let day: chrono::NaiveDate = "2027-03-26".parse().expect("a day");
        let typed: Vec<Local> = parts
            .iter()
            .map(|(days, from, to)| Local {
                on: day + chrono::Duration::days(*days),
                from: chrono::NaiveTime::from_hms_opt(*from, 0, 0).expect("an hour"),
                to: chrono::NaiveTime::from_hms_opt(*to, 0, 0).expect("an hour"),
            })
            .collect();
        if let Ok(spans) = place(&typed, BERLIN, &[], at(NOW)) {
            prop_assert_eq!(spans.len(), typed.len());
            prop_assert!(spans.windows(2).all(|pair| pair[0].ends_at <= pair[1].starts_at));
            prop_assert!(spans.iter().all(|span| span.starts_at < span.ends_at));
        }
    }
}

#[test]
fn whoever_gets_a_seat_is_invited_and_only_whoever_had_one_is_withdrawn() {
    for before in [None].into_iter().chain(Status::ALL.map(Some)) {
        assert_eq!(calendar(before, Status::Booked), Some(Method::Request));
        for after in [Status::Cancelled, Status::Moved, Status::Substituted, Status::Expired] {
            let expected = (before == Some(Status::Booked)).then_some(Method::Cancel);
            assert_eq!(calendar(before, after), expected, "{before:?} {after}");
        }
        for after in [Status::Requested, Status::Offered, Status::Waiting, Status::Interested] {
            assert_eq!(calendar(before, after), None);
        }
    }
}
