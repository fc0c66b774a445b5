//! Where a worker gets its mails ready (claimed, looked at again, written) and records what became of them.

use super::body;
use super::claim::is_due;
use super::delivery::Turn;
use super::dress::Dress;
use super::look::{self, Post};
use super::message::{CannotCompose, Composed};
use super::outbox::{self, Lane, Mail, MailState, Note, Outcome};
use super::standstill::{STOPPED, standstill};
use super::tally::Ended;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::settings;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use std::sync::Arc;
use std::time::Duration;

/// A mail as it goes over the wire, or why it cannot.
pub(super) type Dressed = Result<Composed, CannotCompose>;

/// When mails are got ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// They are handed over at once.
    Now,
    /// The worker is still handing others over. None is taken that somebody waits for: another worker may be free.
    Ahead,
}

/// What getting ready came to.
pub(super) enum Batch {
    /// Mails; may be none, where all that was due found another place.
    Ready(Ready),
    /// Nothing to do.
    None(Turn),
}

/// Mails in a worker's hands, written as they go over the wire.
pub(super) struct Ready {
    pub(super) mails: Vec<(Mail, Dressed)>,
    since: tokio::time::Instant,
}

/// What waited longer for its turn is given back and looked at anew: what is said of it may have changed.
const FRESH: Duration = Duration::from_secs(5);

impl Ready {
    /// Whether they were looked at just now.
    pub(super) fn is_fresh(&self) -> bool {
        self.since.elapsed() < FRESH
    }
}

/// The part of a worker that has to do with the database.
pub(super) struct Desk<P> {
    state: State,
    post: P,
    dress: Dress,
    name: String,
    lane: Lane,
}

impl<P: Post> Desk<P> {
    /// One with a name that never comes back.
    pub(super) fn new(state: &State, post: P, lane: Lane) -> Result<Self, Error> {
        Ok(Self {
            state: state.clone(),
            post,
            dress: Dress::configured(&state.config)?,
            name: format!("mail-{:016x}", state.chance.seed()),
            lane,
        })
    }

    /// Learns what every mail gets on its way.
    pub(super) async fn learn(&mut self) -> Result<(), Error> {
        self.dress.learn(&self.state).await
    }

    /// The next mails, at most so many.
    pub(super) async fn prepare(&self, when: When, most: i64) -> Result<Batch, Error> {
        let mails = match self.claim(when, most).await? {
            Ok(mails) => mails,
            Err(turn) => return Ok(Batch::None(turn)),
        };
        faults::point("mail.claimed");
        let since = tokio::time::Instant::now();
        match self.dressed(mails).await? {
            (mails, Ok(dressed)) => {
                let mails = mails.into_iter().zip(dressed).collect();
                Ok(Batch::Ready(Ready { mails, since }))
            }
            (mails, Err(error)) => {
                self.give_back_all(mails).await?;
                Err(error)
            }
        }
    }

    /// The mails of this turn; none, and why. What is withdrawn never leaves this call, nor what has to wait for its domain.
    async fn claim(&self, when: When, most: i64) -> Result<Result<Vec<Mail>, Turn>, Error> {
        let now = self.state.clock.now();
        let (rates, lane) = (self.state.rates, self.lane);
        let look = move |conn: &mut Conn| {
            let room = rates.room(conn, most, now)? > 0;
            let lane = match when {
                When::Now if room => lane,
                When::Now => Lane::AtOnce,
                When::Ahead if room && !is_due(conn, Lane::Urgent, now)? => Lane::Daily,
                When::Ahead => return Ok((Lane::Daily, false)),
            };
            Ok((lane, standstill(conn)?.is_none() && is_due(conn, lane, now)?))
        };
        let (open, ready) = self.state.db.look(look).await?;
        let claimed = if ready { self.claim_in(open, when, most, now).await? } else { None };
        Ok(claimed.ok_or(match open {
            Lane::AtOnce => Turn::Paced,
            _ => Turn::Idle,
        }))
    }

    /// Claims as many of a lane as may leave now; none where nothing was there.
    async fn claim_in(&self, lane: Lane, when: When, most: i64, now: Instant) -> Result<Option<Vec<Mail>>, Error> {
        let (post, name, rates) = (self.post.clone(), self.name.clone(), self.state.rates);
        let claim = move |conn: &mut Conn| {
            let mut gate = rates.hold(conn, now)?;
            let room = gate.room(most);
            // Somebody who waits before the screen does not wait for a place as well.
            let lane = match room {
                0 if when == When::Ahead => return Ok(None),
                0 => Lane::AtOnce,
                _ => lane,
            };
            let claimed = outbox::claim(conn, &name, lane, room.max(1), now)?;
            faults::point("mail.claiming");
            for mail in &claimed.given_up {
                post.settled(conn, &[mail], MailState::SetAside, now)?;
            }
            if claimed.mails.is_empty() {
                return Ok(None);
            }
            gate.meet(conn, claimed.mails.iter().map(|mail| mail.to_address.as_str()))?;
            let mut turn = Vec::with_capacity(claimed.mails.len());
            for mail in claimed.mails {
                match gate.wait_for(&mail.to_address, mail.is_at_once()) {
                    Some(until) => outbox::postpone(conn, &mail, until)?,
                    None => turn.push(mail),
                }
            }
            gate.take(turn.len());
            gate.keep(conn)?;
            Ok(Some(turn))
        };
        let Some(turn) = self.state.db.save(claim).await? else {
            return Ok(None);
        };
        self.state.tally.claimed(self.lane, turn.len(), most);
        faults::point("mail.looking");
        let kept = match look::still_owed(&self.state.db, &self.post, turn.clone(), now).await {
            Ok(kept) => kept,
            Err(error) => {
                self.give_back_all(turn).await?;
                return Err(error);
            }
        };
        let unused = turn.len().saturating_sub(kept.len());
        if unused > 0 && rates.limits_all() {
            self.state.db.save(move |conn| Ok(rates.give_back(conn, unused, now)?)).await?;
        }
        Ok(Some(kept))
    }

    /// Mails with their messages as they go over the wire: read, composed and signed where a thread may wait, while other mails leave.
    async fn dressed(&self, mails: Vec<Mail>) -> Result<(Vec<Mail>, Result<Vec<Dressed>, Error>), Error> {
        let (db, config, dress) = (self.state.db.clone(), Arc::clone(&self.state.config), self.dress.clone());
        let dress_all = move || {
            let ids: Vec<Id> = mails.iter().map(|mail| mail.id).collect();
            let bodies = db.read(|conn| Ok(body::of_all(conn, &ids)?));
            let dressed = bodies.map(|bodies| {
                let wordless = || Err(CannotCompose::Content("its words are not there".to_owned()));
                let dressed = mails.iter().map(|mail| match bodies.get(&mail.id) {
                    Some(body) => dress.put_on(mail, body, &config),
                    None => wordless(),
                });
                dressed.collect()
            });
            (mails, dressed)
        };
        Ok(actix_web::web::block(dress_all).await?)
    }

    /// Gives mails that were got ready back to the queue.
    pub(super) async fn give_back(&self, ready: Ready) -> Result<(), Error> {
        self.give_back_all(ready.mails.into_iter().map(|(mail, _)| mail).collect()).await
    }

    /// Nothing was handed over, and nobody has to wonder about it.
    async fn give_back_all(&self, mails: Vec<Mail>) -> Result<(), Error> {
        let outcomes = mails.into_iter().map(|mail| (mail, Outcome::NotBegun(None))).collect();
        self.record(outcomes, None).await
    }

    /// Records how hand-overs ended, and why nothing may leave from now on, where that is so.
    pub(super) async fn record(&self, outcomes: Vec<(Mail, Outcome)>, stop: Option<String>) -> Result<(), Error> {
        if outcomes.is_empty() && stop.is_none() {
            return Ok(());
        }
        let (post, chance, now) = (self.post.clone(), self.state.chance.clone(), self.state.clock.now());
        let ended: Vec<Ended> = outcomes.iter().map(|(_, outcome)| Ended::of(outcome)).collect();
        self.state
            .db
            .save(move |conn| {
                for state in [MailState::Sent, MailState::Kept] {
                    let accepted: Vec<(&Mail, Option<&str>)> = outcomes
                        .iter()
                        .filter_map(|(mail, outcome)| match outcome {
                            Outcome::Sent(reply) if state == MailState::Sent => Some((mail, Some(reply.as_str()))),
                            Outcome::Kept if state == MailState::Kept => Some((mail, None)),
                            _ => None,
                        })
                        .collect();
                    let late = outbox::record_accepted(conn, &accepted, now)?;
                    let mine: Vec<&Mail> = accepted
                        .iter()
                        .map(|(mail, _)| *mail)
                        .filter(|mail| !late.iter().any(|other| other.id == mail.id))
                        .collect();
                    post.settled(conn, &mine, state, now)?;
                }
                faults::point("mail.recording");
                for (mail, outcome) in outcomes.iter().filter(|(_, outcome)| !outcome.is_accepted()) {
                    if let Some(state) = outbox::record(conn, &chance, mail, outcome, now)? {
                        post.settled(conn, &[mail], state, now)?;
                        if let Outcome::Refused(Note::Refused | Note::BadAddress, reply) = outcome {
                            post.refused(conn, mail, reply, now)?;
                        }
                    }
                }
                if let Some(text) = &stop {
                    settings::set(conn, STOPPED, text, now)?;
                }
                Ok(())
            })
            .await?;
        self.state.tally.ended(&ended);
        faults::point("mail.recorded");
        Ok(())
    }
}
