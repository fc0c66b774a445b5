//! What partners of the demonstration asked for: one need that waits, one that others joined, one that nobody answered in time, one refused
//! and one settled.

use crate::courses::store as courses;
use crate::needs::deed::{self, Hand};
use crate::needs::form::{NewAnswer, NewNeed};
use crate::organisations::{Scope, store as organisations};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::need::Answer;
use chrono::{Days, Duration};

/// Whoever answers.
const MANAGER: &str = "N-002";

/// Lets it happen.
pub fn happen(conn: &mut Conn, state: &State, now: Instant) -> Result<(), Error> {
    let stage = Stage { state, now };
    // Waits, and two others joined.
    let joined = stage.ask(
        conn,
        "A-201",
        "P-02",
        4,
        Wish::topic("Wärmepumpen mit R290 in Betrieb nehmen", "de", 3),
    )?;
    stage.join(conn, joined, "I-501", "P-05", 3, 2)?;
    stage.join(conn, joined, "T-101", "P-01", 2, 4)?;
    stage.ask(
        conn,
        "T-101",
        "P-01",
        1,
        Wish::topic("Fehlersuche an Verdichtern der Reihe N7", "de", 2),
    )?;
    // The answer is overdue.
    stage.ask(conn, "F-701", "P-07", 45, Wish::course("HV-101", "fr", 2))?;
    // Refused, and settled.
    let refused = stage.ask(conn, "T-101", "P-01", 20, Wish::topic("Umbau alter Ölkessel", "de", 1))?;
    let reason = "Ölkessel bauen und betreuen wir nicht mehr.";
    stage.answer(conn, refused, 16, Answer::Refusal, None, Some(reason))?;
    let settled = stage.ask(conn, "A-201", "P-02", 60, Wish::course("CARE-1", "en", 2))?;
    stage.answer(conn, settled, 55, Answer::Date, Some(40), Some("Hamburg"))?;
    stage.act(conn, "A-201", 50, |conn, hand| deed::confirm(conn, hand, settled))
}

/// What is wished for.
struct Wish {
    course: Option<&'static str>,
    topic: Option<&'static str>,
    language: &'static str,
    people: i32,
}

impl Wish {
    fn topic(topic: &'static str, language: &'static str, people: i32) -> Self {
        Self {
            course: None,
            topic: Some(topic),
            language,
            people,
        }
    }

    fn course(code: &'static str, language: &'static str, people: i32) -> Self {
        Self {
            course: Some(code),
            topic: None,
            language,
            people,
        }
    }
}

/// Where it happens.
struct Stage<'s> {
    state: &'s State,
    now: Instant,
}

impl Stage<'_> {
    /// Lets somebody do something so many days ago.
    fn act<T>(
        &self,
        conn: &mut Conn,
        number: &str,
        days: i64,
        deed: impl FnOnce(&mut Conn, Hand<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let actor = super::actor(conn, number, self.now.plus(Duration::days(-days)))?;
        let hand = Hand {
            state: self.state,
            actor: &actor,
            scope: &Scope::everything(),
        };
        deed(conn, hand)
    }

    fn ask(&self, conn: &mut Conn, number: &str, partner: &str, days: i64, wish: Wish) -> Result<Id, Error> {
        let organisation = organisations::find_by_external_id(conn, &Scope::everything(), partner)?.ok_or(Error::NotFound)?;
        let course = match wish.course {
            Some(code) => courses::find_by_code(conn, code)?,
            None => None,
        };
        let today = self.now.date_naive();
        let new = NewNeed {
            organisation,
            course,
            topic: wish.topic.map(str::to_owned),
            details: None,
            people: Vec::new(),
            people_count: wish.people,
            wanted_by_on: today.checked_add_days(Days::new(90)),
            place: None,
            language: wish.language.to_owned(),
        };
        self.act(conn, number, days, |conn, hand| Ok(deed::ask(conn, hand, &new)?.id))
    }

    fn join(&self, conn: &mut Conn, id: Id, number: &str, partner: &str, days: i64, people: i32) -> Result<(), Error> {
        let organisation = organisations::find_by_external_id(conn, &Scope::everything(), partner)?.ok_or(Error::NotFound)?;
        self.act(conn, number, days, |conn, hand| deed::join(conn, hand, id, &organisation, people))
    }

    fn answer(&self, conn: &mut Conn, id: Id, days: i64, answer: Answer, held_in: Option<u64>, remark: Option<&str>) -> Result<(), Error> {
        let today = self.now.date_naive();
        let new = NewAnswer {
            answer,
            held_on: held_in.and_then(|days| today.checked_add_days(Days::new(days))),
            course: None,
            remark: remark.map(str::to_owned),
        };
        self.act(conn, MANAGER, days, |conn, hand| deed::answer(conn, hand, id, &new))
    }
}
