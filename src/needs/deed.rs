//! What is done with a training need: each with its event, the duty, the mails and the entry in the audit, in one transaction.

use super::form::{NewAnswer, NewNeed};
use super::mail::{NeedAnsweredMail, NeedAskedMail};
use super::store::{self, Join, Listed, Need, NeedEvent};
use crate::courses::store as courses;
use crate::duties::declared::TRAINING_NEED;
use crate::duties::{Book, Claim, Proof};
use crate::organisations::{Organisation, Scope, store as organisations};
use crate::people::{Actor, mail as post, store as people};
use crate::platform::audit::{self, Deed as Done};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::mail::Urgency;
use crate::platform::state::State as Installation;
use crate::rules::course::Language;
use crate::rules::id::{Id, Instant};
use crate::rules::need::{Deed, State};
use crate::rules::person::Role;
use crate::rules::requirement::Texts;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Who does something, and within which branches they may.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    /// The installation.
    pub state: &'a Installation,
    /// Who.
    pub actor: &'a Actor,
    /// Where they may do it.
    pub scope: &'a Scope,
}

impl Hand<'_> {
    fn now(&self) -> Instant {
        self.actor.now
    }

    fn today(&self) -> NaiveDate {
        self.actor.today()
    }

    fn book(&self, conn: &mut Conn) -> Result<Book<'_>, Error> {
        Book::begin(conn, &self.state.chance, self.now(), self.today(), Some(self.actor.person.id))
    }

    fn event(&self, need_id: Id, kind: &str, organisation_id: Option<Id>, remark: Option<String>) -> NeedEvent {
        NeedEvent {
            id: self.state.chance.id(self.now()),
            need_id,
            kind: kind.to_owned(),
            at: self.now(),
            by_id: Some(self.actor.person.id),
            organisation_id,
            answer: None,
            held_on: None,
            course_id: None,
            remark,
        }
    }

    fn record(&self, conn: &mut Conn, found: &Listed, event: &NeedEvent) -> Result<(), Error> {
        store::insert_event(conn, event)?;
        let action = format!("need.{}", event.kind);
        let deed = Done {
            action: &action,
            subject_kind: "training_needs",
            subject_id: found.need.id.to_string(),
            subject_label: name(conn, &found.need, "en")?,
            organisation_path: found.path.clone(),
            before: Some(serde_json::json!({ "state": found.need.state })),
            after: Some(serde_json::json!({
                "answer": event.answer, "held_on": event.held_on, "remark": event.remark,
            })),
        };
        Ok(audit::record(conn, &self.state.chance, self.now(), &self.actor.by(), deed)?)
    }

    /// Moves a need on by a deed, or says that it cannot be done as it stands.
    fn move_on(&self, conn: &mut Conn, need: &Need, deed: Deed) -> Result<(), Error> {
        let from = need.state();
        let to = from.after(deed).ok_or_else(|| Error::refused("need-stands-elsewhere"))?;
        if from != to && !store::move_on(conn, need.id, from, to)? {
            return Err(Error::refused("need-stands-elsewhere"));
        }
        Ok(())
    }

    /// A need of the actor's own branch.
    fn own(&self, conn: &mut Conn, id: Id) -> Result<Listed, Error> {
        store::find(conn, id)?
            .filter(|found| self.scope.covers(&found.path))
            .ok_or(Error::NotFound)
    }
}

/// What a need is called: the course's title, or the topic.
pub fn name(conn: &mut Conn, need: &Need, locale: &str) -> Result<String, Error> {
    let titles = titles(conn, need)?;
    Ok(crate::rules::requirement::in_locale(&titles, locale).to_owned())
}

fn titles(conn: &mut Conn, need: &Need) -> Result<Texts, Error> {
    let course = match need.course_id {
        Some(id) => courses::find(conn, id)?,
        None => None,
    };
    let topic = need.topic.clone().unwrap_or_default();
    Ok(match course {
        Some(course) => course
            .title
            .0
            .iter()
            .map(|(language, text)| (language.code().to_owned(), text.clone()))
            .collect(),
        None => Language::ALL
            .map(|language| (language.code().to_owned(), topic.clone()))
            .into_iter()
            .collect(),
    })
}

/// Says what a partner must learn.
pub fn ask(conn: &mut Conn, hand: Hand<'_>, new: &NewNeed) -> Result<Need, Error> {
    let need = Need {
        id: hand.state.chance.id(hand.now()),
        organisation_id: new.organisation.id,
        asked_by: hand.actor.person.id,
        asked_at: hand.now(),
        course_id: new.course.as_ref().map(|course| course.id),
        topic: new.topic.clone(),
        people_count: new.people_count,
        wanted_by_on: new.wanted_by_on,
        place: new.place.clone(),
        language: new.language.clone(),
        state: State::Open.to_string(),
    };
    store::insert(conn, &need, &new.people)?;
    let found = store::find(conn, need.id)?.ok_or(Error::NotFound)?;
    let event = hand.event(need.id, "asked", Some(need.organisation_id), new.details.clone());
    hand.record(conn, &found, &event)?;
    owe(conn, hand, &found, std::slice::from_ref(&new.organisation))?;
    tell_managers(conn, hand, &found)?;
    Ok(need)
}

/// Answers.
pub fn answer(conn: &mut Conn, hand: Hand<'_>, id: Id, new: &NewAnswer) -> Result<(), Error> {
    let found = hand.own(conn, id)?;
    hand.move_on(conn, &found.need, Deed::Answer)?;
    let event = NeedEvent {
        answer: Some(new.answer.as_str().to_owned()),
        held_on: new.held_on,
        course_id: new.course.as_ref().map(|course| course.id),
        ..hand.event(id, "answered", None, new.remark.clone())
    };
    hand.record(conn, &found, &event)?;
    let book = hand.book(conn)?;
    let proof = Proof {
        evidence: new
            .course
            .as_ref()
            .map(|course| course.code.clone())
            .or_else(|| new.held_on.map(|on| on.to_string())),
        ..Proof::of(new.answer.as_str())
    };
    for creditor_id in creditors(&found) {
        book.keep(conn, &TRAINING_NEED, creditor_id, id, hand.today(), &proof)?;
    }
    tell_askers(conn, hand, &found, new)
}

/// Says that the answer helps.
pub fn confirm(conn: &mut Conn, hand: Hand<'_>, id: Id) -> Result<(), Error> {
    let found = hand.own(conn, id)?;
    hand.move_on(conn, &found.need, Deed::Confirm)?;
    let event = hand.event(id, "confirmed", Some(found.need.organisation_id), None);
    hand.record(conn, &found, &event)
}

/// Says that the answer does not help: another one is owed to all who ask, from today on.
pub fn object(conn: &mut Conn, hand: Hand<'_>, id: Id, reason: &str) -> Result<(), Error> {
    let found = hand.own(conn, id)?;
    hand.move_on(conn, &found.need, Deed::Object)?;
    let event = hand.event(id, "objected", Some(found.need.organisation_id), Some(reason.to_owned()));
    hand.record(conn, &found, &event)?;
    let mut owed = Vec::new();
    for creditor_id in creditors(&found) {
        owed.extend(organisations::find(conn, &Scope::everything(), creditor_id)?);
    }
    owe(conn, hand, &found, &owed)?;
    tell_managers(conn, hand, &found)
}

/// Takes it back. Where others joined, the first of them asks on.
pub fn withdraw(conn: &mut Conn, hand: Hand<'_>, id: Id, reason: Option<String>) -> Result<(), Error> {
    let found = hand.own(conn, id)?;
    let asker = found.need.organisation_id;
    let (deed, kind) = match found.joins.first() {
        Some(_) => (Deed::HandOn, "handed_on"),
        None => (Deed::Withdraw, "withdrawn"),
    };
    hand.move_on(conn, &found.need, deed)?;
    let event = hand.event(id, kind, Some(asker), reason);
    hand.record(conn, &found, &event)?;
    if let Some((next, ..)) = found.joins.first() {
        store::hand_on(conn, id, next, hand.now())?;
    }
    hand.book(conn)?.fall_away(conn, &TRAINING_NEED, asker, id, hand.today())
}

/// Asks for the same. Whoever asked first does not see who joined, nor who joined them.
pub fn join(conn: &mut Conn, hand: Hand<'_>, id: Id, organisation: &Organisation, people_count: i32) -> Result<(), Error> {
    let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
    hand.move_on(conn, &found.need, Deed::Join)?;
    if found.need.organisation_id == organisation.id {
        return Err(Error::refused("need-joined-before"));
    }
    let join = Join {
        id: hand.state.chance.id(hand.now()),
        need_id: id,
        organisation_id: organisation.id,
        people_count,
        joined_by: hand.actor.person.id,
        joined_at: hand.now(),
        left_at: None,
    };
    if !store::insert_join(conn, &join)? {
        return Err(Error::refused("need-joined-before"));
    }
    let event = hand.event(id, "joined", Some(organisation.id), None);
    let theirs = Listed {
        path: organisation.path.clone(),
        ..found.clone()
    };
    hand.record(conn, &theirs, &event)?;
    if found.need.state() == State::Open {
        owe(conn, hand, &found, std::slice::from_ref(organisation))?;
    }
    Ok(())
}

/// Does not ask any more for the same.
pub fn leave(conn: &mut Conn, hand: Hand<'_>, id: Id) -> Result<(), Error> {
    let found = store::find(conn, id)?.ok_or(Error::NotFound)?;
    let own = found.joins.iter().find(|(_, _, path)| hand.scope.covers(path));
    let (join, _, path) = own.ok_or(Error::NotFound)?;
    hand.move_on(conn, &found.need, Deed::Leave)?;
    store::leave(conn, join.id, hand.now())?;
    let event = hand.event(id, "left", Some(join.organisation_id), None);
    let theirs = Listed {
        path: path.clone(),
        ..found.clone()
    };
    hand.record(conn, &theirs, &event)?;
    hand.book(conn)?
        .fall_away(conn, &TRAINING_NEED, join.organisation_id, id, hand.today())
}

/// Everybody to whom an answer is owed: who asked, and who joined.
fn creditors(found: &Listed) -> BTreeSet<Id> {
    let joined = found.joins.iter().map(|(join, ..)| join.organisation_id);
    joined.chain([found.need.organisation_id]).collect()
}

fn owe(conn: &mut Conn, hand: Hand<'_>, found: &Listed, creditors: &[Organisation]) -> Result<(), Error> {
    let title = titles(conn, &found.need)?;
    let book = hand.book(conn)?;
    for creditor in creditors {
        let claim = Claim {
            partner: creditor,
            subject_id: found.need.id,
            title: title.clone(),
            course_code: found.course_code.clone(),
        };
        book.open(conn, &TRAINING_NEED, &claim, hand.today())?;
    }
    Ok(())
}

fn url(hand: Hand<'_>, id: Id) -> String {
    format!("{}/needs/{id}", hand.state.config.server.public_url)
}

/// Tells the training managers in charge that something is asked.
fn tell_managers(conn: &mut Conn, hand: Hand<'_>, found: &Listed) -> Result<(), Error> {
    for person in people::holders_above(conn, Role::TrainingManager, &found.path, hand.today())? {
        let mail = NeedAskedMail {
            name: person.name(),
            organisation: found.organisation.clone(),
            title: name(conn, &found.need, &person.language)?,
            people: found.people(),
            wanted_by_on: found.need.wanted_by_on,
            url: url(hand, found.need.id),
        };
        post::queue(conn, hand.state, &person, "need_asked", Urgency::Soon, &mail, hand.now())?;
    }
    Ok(())
}

/// Tells whoever asked and whoever joined what was answered.
fn tell_askers(conn: &mut Conn, hand: Hand<'_>, found: &Listed, new: &NewAnswer) -> Result<(), Error> {
    let joined = found.joins.iter().map(|(join, ..)| join.joined_by);
    let askers: BTreeSet<Id> = joined.chain([found.need.asked_by]).collect();
    for id in askers {
        let Some(person) = people::find_any(conn, id)?.filter(|person| person.disabled_at.is_none()) else {
            continue;
        };
        let language = Language::from_code(&person.language).unwrap_or(Language::En);
        let mail = NeedAnsweredMail {
            name: person.name(),
            title: name(conn, &found.need, &person.language)?,
            answer: new.answer.as_str(),
            held_on: new.held_on,
            course: new.course.as_ref().map(|course| course.title.0.text(language).to_owned()),
            remark: new.remark.clone(),
            url: url(hand, found.need.id),
        };
        post::queue(conn, hand.state, &person, "need_answered", Urgency::Soon, &mail, hand.now())?;
    }
    Ok(())
}
