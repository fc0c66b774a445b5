//! The last seat is given once, however many want it.

use super::{session, workshop};
use crate::support::app::{On, TestApp};
use kundig::organisations::Organisation;
use kundig::people::guard::Actor;
use kundig::people::store as people;
use kundig::platform::chance::Chance;
use kundig::platform::error::Error;
use kundig::platform::state::State;
use kundig::rules::id::Id;
use kundig::workshops::deed::{self, Hand, Seat};
use kundig::workshops::store::{Booking, of_session};
use serde_json::json;
use std::collections::BTreeMap;
/// Somebody who books for themselves.
fn wants(state: &State, actor: &Actor, home: &Organisation, session_id: Id) -> Result<Booking, Error> {
    let seat = Seat {
        person_id: Some(actor.person.id),
        organisation: home.clone(),
        approvals: 0,
        invited: false,
        name_by: None,
    };
    // Busy is an answer too; whoever hears it asks again.
    loop {
        match state.db.write(|conn| deed::book(conn, &Hand::of(state, actor), session_id, &seat)) {
            Err(Error::Unavailable(_)) => std::thread::sleep(std::time::Duration::from_millis(20)),
            answered => return answered,
        }
    }
}

#[test]
fn of_ten_seats_two_hundred_people_get_ten_whichever_node_they_ask_and_cancelling_lets_the_first_in_line_in() {
    for on in [On::Sqlite, On::Postgres] {
        let Some(app) = TestApp::start(on) else { continue };
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        let session_id: Id = session(&app, &story, &id, Some("2027-02-08"), 10).parse().unwrap();
        let now = app.state.clock.now();
        let crowd: Vec<Actor> = app
            .state
            .db
            .write(|conn| {
                let mut crowd = Vec::new();
                for number in 0..200 {
                    let person = app.person(
                        conn,
                        &story.beta,
                        &format!("c{number}@story.example"),
                        "Vera",
                        &format!("Crowd {number}"),
                    );
                    crowd.push(Actor {
                        grants: people::every_grant_of(conn, person.id)?,
                        person,
                        sign_in_id: None,
                        acting_role: None,
                        token_actions: None,
                        address: String::new(),
                        request_id: String::new(),
                        now,
                    });
                }
                Ok(crowd)
            })
            .unwrap();
        // On PostgreSQL a second node; SQLite's one file belongs to one program.
        let other = match on {
            On::Sqlite => app.state.clone(),
            On::Postgres => State::open((*app.state.config).clone(), app.state.clock.clone(), Chance::seeded(77)).unwrap(),
        };
        let answers: Vec<Result<Booking, Error>> = std::thread::scope(|scope| {
            let asked: Vec<_> = crowd
                .iter()
                .enumerate()
                .map(|(index, actor)| {
                    let state = if index % 2 == 0 { &app.state } else { &other };
                    let home = &story.beta;
                    scope.spawn(move || wants(state, actor, home, session_id))
                })
                .collect();
            asked.into_iter().map(|asked| asked.join().unwrap()).collect()
        });
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for answer in answers {
            *counts.entry(answer.unwrap().status).or_default() += 1;
        }
        assert_eq!(
            counts,
            BTreeMap::from([("booked".to_owned(), 10), ("waiting".to_owned(), 190)]),
            "{on:?}"
        );
        // Five give their seat back at once while the rest look on: the first five in line have it, in order.
        let all = app.state.db.read(|conn| Ok(of_session(conn, session_id, false)?)).unwrap();
        let (booked, waiting): (Vec<_>, Vec<_>) = all.iter().partition(|named| named.booking.status == "booked");
        std::thread::scope(|scope| {
            for named in booked.iter().take(5) {
                let actor = crowd.iter().find(|actor| Some(actor.person.id) == named.booking.person_id).unwrap();
                let state = &other;
                scope.spawn(move || {
                    loop {
                        match state
                            .db
                            .write(|conn| deed::cancel(conn, &Hand::of(state, actor), named.booking.id, Some("x")))
                        {
                            Err(Error::Unavailable(_)) => std::thread::sleep(std::time::Duration::from_millis(20)),
                            answered => return answered.unwrap(),
                        }
                    }
                });
            }
        });
        let after = app.state.db.read(|conn| Ok(of_session(conn, session_id, false)?)).unwrap();
        let seated: Vec<Id> = after
            .iter()
            .filter(|named| named.booking.status == "booked")
            .map(|named| named.booking.id)
            .collect();
        assert_eq!(seated.len(), 10);
        for (index, named) in waiting.iter().enumerate() {
            assert_eq!(seated.contains(&named.booking.id), index < 5, "{on:?}: the {index}th in line");
        }
    }
}
