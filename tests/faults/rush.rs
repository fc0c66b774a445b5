//! Two hundred people want ten seats at once while the nodes that they ask die.

use super::node::{self, Call, Heard};
use crate::reminders::ground::texts;
use crate::support::app::{On, TestApp};
use crate::workshops::{session, workshop};
use chrono::Duration;
use kundig::command::findings;
use kundig::rules::id::Id;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Somebody who asks, with the secret of the sign-in.
struct Asker {
    person_id: Id,
    secret: String,
}

/// Lets everybody ask at once, and again, until all have an answer; each of the nodes dies where it is to.
fn all_answered(app: &TestApp, calls: &BTreeMap<usize, Call>, nodes: usize, deaths: &[[u32; 2]]) -> Heard {
    let (answers, died) = node::all_answered(app, calls, nodes, deaths);
    assert_eq!(died.len(), deaths.len() * nodes, "each of them died");
    answers
}

/// How each person's booking stands.
fn standing(app: &TestApp, session: &str) -> BTreeMap<String, Vec<String>> {
    let query = format!("SELECT person_id AS a, status AS b FROM bookings WHERE session_id = '{session}' ORDER BY queued_at, id");
    let mut standing: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (person, status) in texts(&app.state, &query) {
        standing.entry(person.unwrap()).or_default().push(status.unwrap());
    }
    standing
}

fn counted(standing: &BTreeMap<String, Vec<String>>) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for statuses in standing.values() {
        assert_eq!(statuses.len(), 1, "one booking each");
        *counts.entry(statuses[0].as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn of_ten_seats_two_hundred_people_get_ten_though_the_nodes_that_they_ask_die() {
    for on in [On::Sqlite, On::Postgres] {
        let Some(app) = TestApp::start(on) else { continue };
        let story = app.story();
        let offer = workshop(&app, &story, json!({ "most_people": 10 }));
        let session = session(&app, &story, &offer, Some("2027-02-08"), 10);
        let adding = app.state.db.write(|conn| {
            let add = |number: usize| {
                let address = format!("c{number}@story.example");
                app.person(conn, &story.beta, &address, "Vera", &format!("Crowd {number}")).id
            };
            Ok((0..200).map(add).collect::<Vec<Id>>())
        });
        let asker = |person_id: Id| Asker {
            person_id,
            secret: app.sign_in_secret(person_id),
        };
        let crowd: Vec<Asker> = adding.unwrap().into_iter().map(asker).collect();
        // SQLite's one file belongs to one program.
        let nodes = if on == On::Sqlite { 1 } else { 2 };
        let call = |index: usize, path: String, body: Value| {
            let secret = crowd[index].secret.clone();
            (index, Call { secret, path, body })
        };
        let wish = format!("/api/v1/sessions/{session}/bookings");
        let wishes = (0..crowd.len()).map(|index| call(index, wish.clone(), json!({}))).collect();
        let answers = all_answered(&app, &wishes, nodes, &[[1, 2], [7, 16], [41, 60], [113, 90]]);
        let stands = standing(&app, &session);
        assert_eq!(counted(&stands), BTreeMap::from([("booked", 10), ("waiting", 190)]), "{on:?}");
        for (index, (status, said)) in &answers {
            // Whoever was answered by nobody the first time may hear that they are booked already.
            let person = crowd[*index].person_id.to_string();
            match status {
                201 => assert_eq!(json!(stands[&person]), json!([said[0]["status"]]), "{on:?}"),
                other => assert_eq!(*other, 409, "{said}"),
            }
        }
        assert!(answers.values().filter(|(status, _)| *status == 201).count() > 150);
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new(), "{on:?}");
        // Six give their seat back while nodes die again: the first six in line have it.
        let query = format!("SELECT id AS a, person_id AS b FROM bookings WHERE session_id = '{session}' AND status = 'booked'");
        let held = texts(&app.state, &query);
        let place = |person: &str| crowd.iter().position(|asker| asker.person_id.to_string() == person).unwrap();
        let backs: BTreeMap<usize, Call> = held
            .into_iter()
            .map(|(booking, person)| (place(&person.unwrap()), booking.unwrap()))
            .take(6)
            .map(|(index, booking)| {
                let path = format!("/api/v1/bookings/{booking}/cancellation");
                call(index, path, json!({ "reason": "Krank" }))
            })
            .collect();
        app.state.clock.advance(Duration::minutes(10));
        let gone: Vec<String> = backs.keys().map(|index| crowd[*index].person_id.to_string()).collect();
        let deaths: &[[u32; 2]] = if on == On::Sqlite { &[[2, 2], [9, 9]] } else { &[[2, 2]] };
        let answers = all_answered(&app, &backs, nodes, deaths);
        assert!(answers.values().all(|(status, _)| [200, 409].contains(status)), "{answers:?}");
        let stands = standing(&app, &session);
        assert_eq!(
            counted(&stands),
            BTreeMap::from([("booked", 10), ("cancelled", 6), ("waiting", 184)]),
            "{on:?}"
        );
        assert!(gone.iter().all(|person| stands[person] == ["cancelled"]));
        assert_eq!(findings(&app.state).unwrap(), Vec::<String>::new(), "{on:?}");
    }
}
