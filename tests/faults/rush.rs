//! Two hundred people want ten seats at once while the nodes that they ask die.

use super::node::Node;
use crate::reminders::ground::texts;
use crate::support::app::{On, TestApp};
use crate::workshops::{session, workshop};
use chrono::Duration;
use kundig::command::findings;
use kundig::rules::id::Id;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Somebody who asks, with the secret of the sign-in.
struct Asker {
    person_id: Id,
    secret: String,
}

/// Calls by index of who makes them.
type Calls = BTreeMap<usize, (String, Value)>;

/// Lets everybody ask at once through these nodes, and again those who heard nothing, until all have an answer: of each the status and the
/// body. `deaths`: for each round the places at which the nodes die; after them they live.
fn all_answered(app: &TestApp, crowd: &[Asker], calls: &Calls, nodes: usize, deaths: &[[u32; 2]]) -> BTreeMap<usize, (u16, Value)> {
    let mut answers = BTreeMap::new();
    let mut died = 0;
    for round in 0.. {
        let left: Vec<usize> = calls.keys().copied().filter(|index| !answers.contains_key(index)).collect();
        if left.is_empty() {
            break;
        }
        assert!(round <= deaths.len(), "nodes that live answer everybody");
        let at = app.state.clock.now().plus(Duration::minutes(round.try_into().unwrap()));
        let places = deaths.get(round);
        let running: Vec<Node> = (0..nodes)
            .map(|node| Node::start(app, at, places.map(|places| places[node].to_string()).as_deref()))
            .collect();
        let heard = Mutex::new(BTreeMap::new());
        std::thread::scope(|scope| {
            for thread in 0..16 {
                let (left, running, heard) = (&left, &running, &heard);
                scope.spawn(move || {
                    for (place, index) in left.iter().enumerate().skip(thread).step_by(16) {
                        let (path, body) = &calls[index];
                        loop {
                            match running[place % nodes].ask(&crowd[*index].secret, path, body) {
                                // Busy is an answer too; whoever hears it asks again.
                                Some((503, _)) => std::thread::sleep(std::time::Duration::from_millis(20)),
                                Some(answer) => {
                                    heard.lock().unwrap().insert(*index, answer);
                                    break;
                                }
                                None => break,
                            }
                        }
                    }
                });
            }
        });
        answers.extend(heard.into_inner().unwrap());
        died += running.into_iter().filter_map(Node::end).count();
    }
    assert_eq!(died, deaths.len() * nodes, "each of them died");
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
        let add = |number: usize| {
            let adding = app.state.db.write(|conn| {
                let address = format!("c{number}@story.example");
                Ok(app.person(conn, &story.beta, &address, "Vera", &format!("Crowd {number}")).id)
            });
            let person_id = adding.unwrap();
            Asker {
                person_id,
                secret: app.sign_in_secret(person_id),
            }
        };
        let crowd: Vec<Asker> = (0..200).map(add).collect();
        // SQLite's one file belongs to one program.
        let nodes = if on == On::Sqlite { 1 } else { 2 };
        let wish = (format!("/api/v1/sessions/{session}/bookings"), json!({}));
        let wishes: Calls = (0..crowd.len()).map(|index| (index, wish.clone())).collect();
        let answers = all_answered(&app, &crowd, &wishes, nodes, &[[1, 2], [7, 16], [41, 60], [113, 90]]);
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
        let backs: Calls = held
            .into_iter()
            .map(|(booking, person)| (place(&person.unwrap()), booking.unwrap()))
            .take(6)
            .map(|(index, booking)| {
                (
                    index,
                    (format!("/api/v1/bookings/{booking}/cancellation"), json!({ "reason": "Krank" })),
                )
            })
            .collect();
        app.state.clock.advance(Duration::minutes(10));
        let gone: Vec<String> = backs.keys().map(|index| crowd[*index].person_id.to_string()).collect();
        let deaths: &[[u32; 2]] = if on == On::Sqlite { &[[2, 2], [9, 9]] } else { &[[2, 2]] };
        let answers = all_answered(&app, &crowd, &backs, nodes, deaths);
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
