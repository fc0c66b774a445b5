//! Two nodes die at the same time while they are asked for the same: offers are taken, a session is called off and another one closed. Each
//! of it happens once.

use super::bed::Bed;
use super::node::{Call, all_answered};
use super::seats::outcome;
use crate::support::app::{On, TestApp};
use crate::workshops::{Over, book, id, session, workshop};
use kundig::command::findings;
use kundig::rules::person::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Offers that two people may take, a session that is called off and one that is closed, the last two asked of both nodes.
fn calls(app: &TestApp) -> BTreeMap<usize, Call> {
    let story = app.story();
    let offer = workshop(app, &story, json!({ "most_people": 9, "cancel_days": 0, "offer_hours": 48 }));
    let browser = |role| app.signed_in(story.person(role).id);
    let marks = [
        (Role::Learner, "present"),
        (Role::TeamLead, "present"),
        (Role::PartnerAdmin, "no_show"),
    ];
    let over = Over::new(app, &story, &offer, &marks);
    let full = session(app, &story, &offer, Some("2027-02-08"), 2);
    let roles = [Role::Learner, Role::TeamLead, Role::PartnerAdmin, Role::HotlineExpert];
    let bookings = roles.map(|role| book(app, &browser(role), &full));
    for (role, booking) in roles.iter().zip(&bookings).take(2) {
        let path = format!("/api/v1/bookings/{}/cancellation", id(booking));
        browser(*role).json("POST", &path, &json!({ "reason": "Krank" })).is(200);
    }
    let other = json!({ "course": "HV-101", "languages": ["de"], "most_people": 9, "cancel_days": 3, "stop_hours": 24 });
    let other = browser(Role::TrainingManager)
        .json("POST", "/api/v1/workshops", &other)
        .is(201)
        .json();
    let off = session(app, &story, id(&other), Some("2027-03-08"), 5);
    for role in [Role::Learner, Role::TeamLead, Role::HotlineExpert] {
        book(app, &browser(role), &off);
    }
    let call = |role, path: String, body: Value| Call {
        secret: app.sign_in_secret(story.person(role).id),
        path,
        body,
    };
    let takes = |place: usize| {
        call(
            roles[place],
            format!("/api/v1/bookings/{}/acceptance", id(&bookings[place])),
            json!({}),
        )
    };
    let calls_off = || {
        let path = format!("/api/v1/sessions/{off}/cancellation");
        call(Role::TrainingManager, path, json!({ "reason": "Der Trainer ist krank" }))
    };
    let closes = || call(Role::Trainer, format!("/api/v1/sessions/{}/closing", over.session), json!({}));
    let all = [takes(2), takes(3), calls_off(), calls_off(), closes(), closes()];
    all.into_iter().enumerate().collect()
}

#[test]
fn two_nodes_that_die_at_once_over_offers_calling_off_and_closing_do_each_of_it_once() {
    let Some(app) = TestApp::start(On::Postgres) else { return };
    let calls = calls(&app);
    let prepared = Bed::bare(app);
    let calm = prepared.copy();
    let (answers, _) = all_answered(&calm.app, &calls, 2, &[]);
    let well = answers.values().filter(|(status, _)| *status == 200).count();
    assert_eq!(
        well, 4,
        "of two who ask for the same the second hears that it was done: {answers:?}"
    );
    calm.recover(10);
    let expected = outcome(&calm);
    let count = |word: &str| {
        expected
            .keys()
            .filter(|key| key.starts_with("booking ") && key.ends_with(word))
            .count()
    };
    // Three of the closed session and two who took offers; two who gave their seats back, and three whose session was called off.
    assert_eq!([": booked", ": cancelled"].map(count), [5, 5]);
    let mut at_once = 0;
    for place in (1..).step_by(3) {
        let bed = prepared.copy();
        let (answers, died) = all_answered(&bed.app, &calls, 2, &[[place, place + 1]]);
        let how = format!("died at {died:?} ({place})");
        assert!(
            answers.values().all(|(status, _)| [200, 409].contains(status)),
            "{how}: {answers:?}"
        );
        bed.recover(10);
        assert_eq!(outcome(&bed), expected, "{how}");
        assert_eq!(findings(&bed.app.state).unwrap(), Vec::<String>::new(), "{how}");
        at_once += usize::from(died.len() == 2);
        if died.is_empty() {
            break;
        }
    }
    assert!(at_once > 1, "they died at the same time");
    calm.verified();
}
