//! The process dies at every named place of booking, moving up, running out, calling off and closing: afterwards each deed has happened
//! once, with its history, its entry in the audit, its mail and its evidence, as if nothing had been.

use super::bed::{Bed, places};
use super::node::Node;
use crate::reminders::ground::texts;
use crate::support::app::{On, TestApp};
use crate::support::browser::Browser;
use crate::workshops::{Over, book, id, session, workshop};
use chrono::Duration;
use kundig::command::findings;
use kundig::rules::person::Role;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a place belongs to what is tried here; all others are met by the reminders.
pub fn is_of_seats(name: &str) -> bool {
    name.starts_with("seats.") || name.starts_with("closing.")
}

/// Something that somebody does, at a minute.
struct Step {
    minute: i64,
    secret: String,
    path: String,
    body: Value,
    answers: u16,
}

/// What became of everything, each with how often.
pub type Outcome = BTreeMap<String, usize>;

/// What became of sessions, bookings, mails and evidence.
pub fn outcome(bed: &Bed) -> Outcome {
    let queries = [
        "SELECT 'booking ' || coalesce(family_name, '') || ' ' || session_id AS a, bookings.status AS b
           FROM bookings LEFT JOIN people ON people.id = bookings.person_id",
        "SELECT 'event ' || coalesce(booking_events.person_id, '') || ' ' || bookings.session_id AS a, kind || ' ' || booking_events.status AS b
           FROM booking_events JOIN bookings ON bookings.id = booking_id",
        "SELECT 'mail ' || to_address AS a, kind || ' ' || state AS b FROM mails WHERE kind LIKE 'session_%'",
        "SELECT 'audit ' || action AS a, subject_kind AS b FROM audit_entries
          WHERE action LIKE 'booking.%' OR action LIKE 'session.%' OR action LIKE 'evidence.%' OR action LIKE 'certificate.%'",
        "SELECT 'evidence ' || person_id || ' ' || means AS a, coalesce(revoked_reason, 'stands') AS b FROM evidence",
        "SELECT 'result ' || attendance_results.booking_id AS a, outcome || ' ' || session_closings.kind AS b
           FROM attendance_results JOIN session_closings ON session_closings.id = closing_id",
        "SELECT 'closing ' || session_id AS a, kind AS b FROM session_closings",
        "SELECT 'certificate ' || coalesce(evidence.revoked_reason, 'stands') AS a, evidence.person_id AS b
           FROM certificates JOIN evidence ON evidence.id = evidence_id",
        "SELECT 'state ' || id AS a, state AS b FROM sessions",
    ];
    let mut outcome = Outcome::new();
    for query in queries {
        for (a, b) in texts(&bed.app.state, query) {
            *outcome.entry(format!("{}: {}", a.unwrap(), b.unwrap())).or_default() += 1;
        }
    }
    outcome
}

/// Takes the steps through nodes; in the first minute of them the node dies at its so-manieth place. Answers where.
fn take<'s>(bed: &Bed, steps: impl Iterator<Item = &'s Step> + Clone, at: Option<&str>) -> Option<String> {
    let minutes: BTreeSet<i64> = steps.clone().map(|step| step.minute).collect();
    let mut died = None;
    for (index, minute) in minutes.into_iter().enumerate() {
        let now = bed.app.state.clock.now().plus(Duration::minutes(minute));
        let mut node = Node::start(&bed.app, now, at.filter(|_| index == 0));
        for step in steps.clone().filter(|step| step.minute == minute) {
            let mut asked = 0;
            loop {
                asked += 1;
                match node.ask(&step.secret, &step.path, &step.body) {
                    Some((status, said)) => {
                        // Whoever got no answer asks again, and may hear that it was done.
                        let fits = status == step.answers || (asked > 1 && status == 409);
                        assert!(fits, "{}: {status} {said} after {died:?}", step.path);
                        break;
                    }
                    None => {
                        assert!(died.is_none(), "no answer to {} after {died:?}", step.path);
                        died = Some(node.died());
                        node = Node::start(&bed.app, now, None);
                    }
                }
            }
        }
        if let Some(name) = node.end() {
            died = Some(name);
        }
    }
    died
}

/// Lets the steps be taken with a death at each place in turn, and everything that follows from them; answers where somebody died, and where
/// nobody did.
fn dies_in_each(prepared: &Bed, steps: &[Step]) -> (BTreeSet<String>, Bed) {
    let after = 10 + steps.iter().map(|step| step.minute).max().unwrap();
    let calm = prepared.copy();
    assert_eq!(take(&calm, steps.iter(), None), None);
    calm.recover(after);
    let expected = outcome(&calm);
    let mut died = BTreeSet::new();
    let minutes: BTreeSet<i64> = steps.iter().map(|step| step.minute).collect();
    // What came before the minute of the death is the same each time, and taken once.
    let stands = prepared.copy();
    for minute in minutes {
        let left = steps.iter().filter(|step| step.minute >= minute);
        for place in 1.. {
            let bed = stands.copy();
            let Some(name) = take(&bed, left.clone(), Some(&place.to_string())) else {
                break;
            };
            bed.recover(after);
            assert_eq!(outcome(&bed), expected, "died at {name} ({place} of minute {minute})");
            assert_eq!(findings(&bed.app.state).unwrap(), Vec::<String>::new(), "died at {name}");
            died.insert(name);
        }
        take(&stands, left.filter(|step| step.minute == minute), None);
    }
    (died, calm)
}

/// Somebody books into a line, seats are freed, offered, taken and left, and a session is called off.
fn seats(app: TestApp) -> BTreeSet<String> {
    let story = app.story();
    let offer = workshop(&app, &story, json!({ "offer_hours": 48 }));
    let here = session(&app, &story, &offer, Some("2027-02-08"), 2);
    let there = session(&app, &story, &offer, Some("2027-03-08"), 3);
    let roles = [Role::Learner, Role::TeamLead, Role::PartnerAdmin, Role::HotlineExpert];
    let [first, second, third, _] = roles.map(|role| book(&app, &app.signed_in(story.person(role).id), &here));
    let secret = |role| app.sign_in_secret(story.person(role).id);
    let step = |minute, secret, path: String, body, answers| Step {
        minute,
        secret,
        path,
        body,
        answers,
    };
    let why = json!({ "reason": "Krank" });
    let steps = [
        step(
            1,
            app.sign_in_secret(story.stranger.id),
            format!("/api/v1/sessions/{here}/bookings"),
            json!({}),
            201,
        ),
        step(
            1,
            secret(Role::Learner),
            format!("/api/v1/bookings/{}/cancellation", id(&first)),
            why.clone(),
            200,
        ),
        step(
            1,
            secret(Role::PartnerAdmin),
            format!("/api/v1/bookings/{}/acceptance", id(&third)),
            json!({}),
            200,
        ),
        step(
            1,
            secret(Role::TeamLead),
            format!("/api/v1/bookings/{}/move", id(&second)),
            json!({ "session_id": there }),
            200,
        ),
        step(
            1,
            secret(Role::Learner),
            format!("/api/v1/sessions/{there}/bookings"),
            json!({}),
            201,
        ),
        step(
            1,
            secret(Role::TrainingManager),
            format!("/api/v1/sessions/{there}/cancellation"),
            why,
            200,
        ),
    ];
    let prepared = Bed::bare(app);
    let (died, calm) = dies_in_each(&prepared, &steps);
    let stood = |word: &str| {
        outcome(&calm)
            .keys()
            .filter(|key| key.starts_with("booking ") && key.ends_with(word))
            .count()
    };
    assert_eq!(["booked", "offered", "waiting", "moved", "cancelled"].map(stood), [1, 1, 1, 1, 3]);
    died
}

/// Somebody becomes free for a seat, and offers run out.
fn time(app: TestApp) -> BTreeSet<String> {
    let story = app.story();
    let offer = workshop(&app, &story, json!({ "offer_hours": 48 }));
    let here = session(&app, &story, &offer, Some("2027-02-08"), 2);
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let other = json!({ "course": "HV-101", "languages": ["de"], "most_people": 2, "cancel_days": 3, "stop_hours": 24, "offer_hours": 0 });
    let other = manager.json("POST", "/api/v1/workshops", &other).is(201).json();
    let beside = session(&app, &story, id(&other), Some("2027-02-08"), 2);
    let browser = |role| app.signed_in(story.person(role).id);
    let roles = [Role::Learner, Role::TeamLead, Role::PartnerAdmin, Role::HotlineExpert];
    let [first, second, _, fourth] = roles.map(|role| book(&app, &browser(role), &here));
    let cancel = |browser: &Browser<'_>, booking: &Value| {
        let path = format!("/api/v1/bookings/{}/cancellation", id(booking));
        browser.json("POST", &path, &json!({ "reason": "Krank" })).is(200);
    };
    let busy = book(&app, &browser(Role::HotlineExpert), &beside);
    cancel(&browser(Role::Learner), &first);
    cancel(&browser(Role::TeamLead), &second);
    let stands = |app: &TestApp, booking: &Value| {
        let of = app.signed_in(story.person(Role::HotlineExpert).id);
        let found = of.get(&format!("/api/v1/bookings/{}", id(booking))).is(200).json();
        found["booking"]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(stands(&app, &fourth), "waiting", "busy elsewhere, and passed over");
    cancel(&browser(Role::HotlineExpert), &busy);
    let prepared = Bed::bare(app);
    let (soon, ran_out) = (1, 49 * 60);
    let moved = prepared.copy();
    moved.recover(soon);
    assert_eq!(stands(&moved.app, &fourth), "offered", "whoever is not busy any more moves up");
    let calm = moved.copy();
    calm.recover(ran_out);
    assert_eq!(stands(&calm.app, &fourth), "expired");
    let expected = outcome(&calm);
    let mut died = BTreeSet::new();
    for (minute, before) in [(soon, &prepared), (ran_out, &moved)] {
        // Which places are there tells a run that lives; jobs of one instant run in any order, so that each is called by its name.
        let names = before.copy().reaches(minute);
        for name in names.into_iter().filter(|name| is_of_seats(name) || name.starts_with("jobs.")) {
            let bed = before.copy();
            let met = bed.run(minute, Some(&name));
            assert_eq!(met.as_ref(), Some(&name), "it is there each time");
            bed.recover(minute + 20);
            bed.recover(ran_out + 60);
            assert_eq!(outcome(&bed), expected, "died at {name} in minute {minute}");
            assert_eq!(findings(&bed.app.state).unwrap(), Vec::<String>::new(), "died at {name}");
            died.insert(name);
        }
    }
    died.retain(|name| is_of_seats(name));
    died
}

/// A session is closed, opened again and closed once more.
fn closing(app: TestApp) -> BTreeSet<String> {
    let story = app.story();
    let offer = workshop(&app, &story, json!({ "most_people": 9, "cancel_days": 0 }));
    let marks = [
        (Role::Learner, "present"),
        (Role::TeamLead, "present"),
        (Role::PartnerAdmin, "no_show"),
    ];
    let session = Over::new(&app, &story, &offer, &marks).session;
    let secret = app.sign_in_secret(story.person(Role::Trainer).id);
    let step = |minute, what: &str, body| Step {
        minute,
        secret: secret.clone(),
        path: format!("/api/v1/sessions/{session}/{what}"),
        body,
        answers: 200,
    };
    let steps = [
        step(1, "closing", json!({})),
        step(2, "reopening", json!({ "reason": "Falsch" })),
        step(3, "closing", json!({})),
    ];
    let prepared = Bed::bare(app);
    let (died, calm) = dies_in_each(&prepared, &steps);
    let proven = |word: &str| {
        let outcome = outcome(&calm);
        let of = outcome
            .iter()
            .filter(|(key, _)| key.starts_with("evidence ") && key.ends_with(word));
        of.map(|(_, count)| count).sum::<usize>()
    };
    assert_eq!((proven("stands"), proven("Falsch")), (2, 2));
    calm.verified();
    died
}

/// Places at which somebody must have died over bookings and sessions that are called off.
const OF_SEATS: [&str; 8] = [
    "seats.answering",
    "seats.called_off",
    "seats.entered",
    "seats.left",
    "seats.moved_up",
    "seats.settled",
    "seats.stepped",
    "seats.told",
];

/// Those that time reaches by itself.
const OF_TIME: [&str; 3] = ["seats.looked_after", "seats.looked_again", "seats.ran_out"];

/// Those of closing and opening again.
const OF_CLOSING: [&str; 5] = [
    "closing.asked",
    "closing.begun",
    "closing.counted",
    "closing.proven",
    "closing.revoked",
];

/// Whether somebody died at each of these places.
fn met(on: On, dies: impl Fn(TestApp) -> BTreeSet<String>, at: &[&str]) {
    let Some(app) = TestApp::start(on) else { return };
    let died = dies(app);
    let missed: Vec<&&str> = at.iter().filter(|name| !died.contains(**name)).collect();
    assert_eq!(missed, Vec::<&&str>::new(), "{died:?}");
}

#[test]
fn every_place_of_seats_is_tried() {
    let tried: BTreeSet<String> = OF_SEATS
        .iter()
        .chain(&OF_TIME)
        .chain(&OF_CLOSING)
        .map(|name| (*name).to_owned())
        .collect();
    let all: BTreeSet<String> = places().into_iter().filter(|name| is_of_seats(name)).collect();
    assert_eq!(tried, all);
}

#[test]
fn whoever_dies_over_seats_loses_none_and_gives_none_twice_on_sqlite() {
    met(On::Sqlite, seats, &OF_SEATS);
}

#[test]
fn whoever_dies_over_seats_loses_none_and_gives_none_twice_on_postgres() {
    met(On::Postgres, seats, &OF_SEATS);
}

#[test]
fn whoever_dies_while_time_moves_seats_loses_none_on_sqlite() {
    met(On::Sqlite, time, &OF_TIME);
}

#[test]
fn whoever_dies_while_time_moves_seats_loses_none_on_postgres() {
    met(On::Postgres, time, &OF_TIME);
}

#[test]
fn whoever_dies_over_a_closing_proves_everybody_once_on_sqlite() {
    met(On::Sqlite, closing, &OF_CLOSING);
}

#[test]
fn whoever_dies_over_a_closing_proves_everybody_once_on_postgres() {
    met(On::Postgres, closing, &OF_CLOSING);
}
