//! The process dies at every named place of booking, moving up, running out, calling off and closing: afterwards each deed has happened
//! once, with its history, its entry in the audit, its mail and its evidence, as if nothing had been.

use super::bed::{Bed, places};
use super::node::Node;
use crate::reminders::ground::texts;
use crate::support::app::{On, TestApp};
use crate::support::browser::Browser;
use crate::workshops::{body, book, later, session, workshop};
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
type Outcome = BTreeMap<String, usize>;

fn bed(app: TestApp) -> Bed {
    Bed::bare(app)
}

fn outcome(bed: &Bed) -> Outcome {
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

/// Takes the steps through nodes; in the `mortal`th of those minutes the node dies at its so-manieth place. Answers where.
fn take(bed: &Bed, steps: &[Step], mortal: usize, at: Option<&str>) -> Option<String> {
    let minutes: BTreeSet<i64> = steps.iter().map(|step| step.minute).collect();
    let mut died = None;
    for (index, minute) in minutes.into_iter().enumerate() {
        let now = bed.app.state.clock.now().plus(Duration::minutes(minute));
        let mut node = Node::start(&bed.app, now, at.filter(|_| index == mortal));
        for step in steps.iter().filter(|step| step.minute == minute) {
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

/// Lets the steps be taken with a death at each place in turn, and everything that follows from them; answers where somebody died.
fn dies_in_each(prepared: &Bed, steps: &[Step]) -> BTreeSet<String> {
    let after = 10 + steps.iter().map(|step| step.minute).max().unwrap();
    let calm = prepared.copy();
    assert_eq!(take(&calm, steps, 0, None), None);
    calm.recover(after);
    let expected = outcome(&calm);
    let mut died = BTreeSet::new();
    let minutes: BTreeSet<i64> = steps.iter().map(|step| step.minute).collect();
    for mortal in 0..minutes.len() {
        for place in 1.. {
            let bed = prepared.copy();
            let Some(name) = take(&bed, steps, mortal, Some(&place.to_string())) else {
                break;
            };
            bed.recover(after);
            assert_eq!(outcome(&bed), expected, "died at {name} ({place} of the {mortal}th minute)");
            assert_eq!(findings(&bed.app.state).unwrap(), Vec::<String>::new(), "died at {name}");
            died.insert(name);
        }
    }
    died
}

fn id(of: &Value) -> &str {
    of["id"].as_str().unwrap()
}

/// Somebody books into a line, seats are freed, offered, taken and left, and a session is called off.
fn seats(on: On) -> BTreeSet<String> {
    let Some(app) = TestApp::start(on) else { return BTreeSet::new() };
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
    let prepared = bed(app);
    let died = dies_in_each(&prepared, &steps);
    let calm = prepared.copy();
    take(&calm, &steps, 0, None);
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
fn time(on: On) -> BTreeSet<String> {
    let Some(app) = TestApp::start(on) else { return BTreeSet::new() };
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
    let prepared = bed(app);
    let (soon, ran_out) = (1, 49 * 60);
    let calm = prepared.copy();
    calm.recover(soon);
    assert_eq!(stands(&calm.app, &fourth), "offered", "whoever is not busy any more moves up");
    calm.recover(ran_out);
    assert_eq!(stands(&calm.app, &fourth), "expired");
    let expected = outcome(&calm);
    let mut died = BTreeSet::new();
    let names = places().into_iter().filter(|name| is_of_seats(name) || name.starts_with("jobs."));
    for name in names {
        for minute in [soon, ran_out] {
            let bed = prepared.copy();
            if minute == ran_out {
                bed.recover(soon);
            }
            let Some(name) = bed.run(minute, Some(&name)) else { continue };
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
fn closing(on: On) -> BTreeSet<String> {
    let Some(app) = TestApp::start(on) else { return BTreeSet::new() };
    let story = app.story();
    let offer = workshop(&app, &story, json!({ "most_people": 9, "cancel_days": 0 }));
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let mut typed = body(Some("2026-12-15"), 9);
    typed["trainers"] = json!([story.person(Role::Trainer).id]);
    let made = manager
        .json("POST", &format!("/api/v1/workshops/{offer}/sessions"), &typed)
        .is(201)
        .json();
    let session = id(&made).to_owned();
    manager
        .json("POST", &format!("/api/v1/sessions/{session}/opening"), &json!({}))
        .is(200);
    let roles = [Role::Learner, Role::TeamLead, Role::PartnerAdmin];
    let bookings = roles.map(|role| book(&app, &app.signed_in(story.person(role).id), &session));
    let over = "2026-12-15T15:05:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    later(&app, over - *app.state.clock.now());
    let trainer = app.signed_in(story.person(Role::Trainer).id);
    let marks: Vec<Value> = (1..)
        .zip(&bookings)
        .zip(["present", "present", "no_show"])
        .map(|((number, booking), answer)| {
            json!({ "id": format!("01890000-0000-7000-8000-{number:012}"), "booking_id": booking["id"], "part_id": made["parts"][0]["id"], "answer": answer })
        })
        .collect();
    let told = trainer.json("POST", &format!("/api/v1/sessions/{session}/marks"), &json!({ "marks": marks }));
    assert!(
        told.is(200)
            .json()
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["outcome"] == json!("recorded"))
    );
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
    let prepared = bed(app);
    let died = dies_in_each(&prepared, &steps);
    let calm = prepared.copy();
    take(&calm, &steps, 0, None);
    let proven = |word: &str| {
        let outcome = outcome(&calm);
        let of = outcome
            .iter()
            .filter(|(key, _)| key.starts_with("evidence ") && key.ends_with(word));
        of.map(|(_, count)| count).sum::<usize>()
    };
    assert_eq!((proven("stands"), proven("Falsch")), (2, 2));
    calm.recover(20);
    calm.verified();
    died
}

fn every_place(on: On) {
    if on == On::Postgres && std::env::var("KUNDIG_TEST_POSTGRES_URL").is_err() {
        return;
    }
    let died: BTreeSet<String> = [seats(on), time(on), closing(on)].into_iter().flatten().collect();
    let all: BTreeSet<String> = places().into_iter().filter(|name| is_of_seats(name)).collect();
    assert_eq!(died, all, "every place was met");
}

#[test]
fn whoever_dies_over_seats_loses_none_and_gives_none_twice_on_sqlite() {
    every_place(On::Sqlite);
}

#[test]
fn whoever_dies_over_seats_loses_none_and_gives_none_twice_on_postgres() {
    every_place(On::Postgres);
}
