//! Handing mail over: claim, look again whether it is still owed, dialogue, record. What fails is judged by its phase
//! (before the message, after it, without an answer), and nothing is ever given up silently.

use super::body;
use super::claim::is_due;
use super::dress::Dress;
use super::look;
pub use super::look::{Post, Verdict};
use super::message::{CannotCompose, Composed};
use super::outbox::{self, BATCH, Lane, Mail, MailState, Note, Outcome};
use super::smtp::{Channel, NoChannel, Patience, Server};
pub use super::standstill::{PAUSED, STOPPED, resume, standstill};
use super::tally::Ended;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::settings;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// What a turn came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing is due.
    Idle,
    /// Mails found their place.
    Moved,
    /// More is due than may leave in a minute.
    Paced,
    /// The server cannot be reached; everything waits.
    Unreachable,
}

/// What a claim came to.
enum Batch {
    /// Mails in this worker's hands; may be none, where all that was due found another place.
    Mails(Vec<Mail>),
    /// Nothing to do.
    None(Turn),
}

/// A mail as it goes over the wire, or why it cannot.
type Dressed = Result<Composed, CannotCompose>;

/// A worker that hands mail over.
pub struct Worker<P> {
    state: State,
    post: P,
    server: Option<Server>,
    dress: Dress,
    channel: Option<Channel>,
    name: String,
    lane: Lane,
    /// How many mails the next claim takes at most.
    most: i64,
}

/// A batch that takes longer than this gives its rest back, so that the claim outlasts the slowest dialogue.
const LONGEST_BATCH: Duration = Duration::from_secs(120);

/// How often an idle worker looks.
const PAUSE: Duration = Duration::from_millis(500);

/// Longest pause while the server cannot be reached.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Hands mail over for ever, on as many connections as configured, and on one more that only takes what is urgent: however slowly reminders
/// leave, nobody waits for a link behind them.
pub async fn run<P: Post>(state: State, post: P) {
    let connections = state.config.mail.connections.clamp(1, 32);
    let lanes = std::iter::once(Lane::Urgent).chain((0..connections).map(|_| Lane::All));
    let workers = lanes.map(|lane| -> Pin<Box<dyn Future<Output = ()>>> { Box::pin(work(state.clone(), post.clone(), lane)) });
    futures_util::future::join_all(workers).await;
}

async fn work<P: Post>(state: State, post: P, lane: Lane) {
    let mut worker = match Worker::new(&state, post, lane) {
        Ok(worker) => worker,
        Err(error) => return tracing::error!(%error, "no mail leaves"),
    };
    let mut pause = PAUSE;
    loop {
        pause = match worker.turn().await {
            Ok(Turn::Moved) => {
                pause = PAUSE;
                continue;
            }
            Ok(Turn::Idle | Turn::Paced) => PAUSE,
            Ok(Turn::Unreachable) => (pause * 2).min(LONGEST_PAUSE),
            Err(error) => {
                tracing::warn!(%error, "mail has to wait");
                (pause * 2).min(LONGEST_PAUSE)
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Hands over what is due now and answers when nothing is, no more may leave in this minute, or the server cannot be reached: for
/// `jobs run --once` and tests.
pub async fn deliver_due<P: Post>(state: &State, post: P, patience: Option<Patience>) -> Result<Turn, Error> {
    let mut worker = Worker::new(state, post, Lane::All)?;
    if let (Some(server), Some(patience)) = (&mut worker.server, patience) {
        server.patience = patience;
    }
    loop {
        match worker.turn().await? {
            Turn::Moved => {}
            ended => {
                worker.close().await;
                return Ok(ended);
            }
        }
    }
}

impl<P: Post> Worker<P> {
    /// A worker with a name that never comes back.
    pub fn new(state: &State, post: P, lane: Lane) -> Result<Self, Error> {
        Ok(Self {
            state: state.clone(),
            post,
            server: Server::configured(&state.config)?,
            dress: Dress::configured(&state.config)?,
            channel: None,
            name: format!("mail-{:016x}", state.chance.seed()),
            lane,
            most: BATCH,
        })
    }

    /// Claims a batch, hands it over, records.
    pub async fn turn(&mut self) -> Result<Turn, Error> {
        let batch = match self.claim().await? {
            Batch::Mails(batch) => batch,
            Batch::None(turn) => {
                self.close().await;
                return Ok(turn);
            }
        };
        faults::point("mail.claimed");
        if batch.is_empty() {
            return Ok(Turn::Moved);
        }
        let Some(server) = self.server.clone() else {
            let outcomes = batch.into_iter().map(|mail| (mail, Outcome::Kept)).collect();
            self.record(outcomes, None).await?;
            return Ok(Turn::Moved);
        };
        if let Err(why) = self.connect(&server).await {
            let (text, stop) = match why {
                NoChannel::NotAuthorised(text) => {
                    tracing::error!(
                        reply = text,
                        "the mail server refuses our sign-in: no mail leaves until somebody has looked"
                    );
                    (text.clone(), Some(text))
                }
                NoChannel::Unreachable(text) => {
                    tracing::warn!(reason = text, "the mail server cannot be reached");
                    (text, None)
                }
            };
            let outcomes = batch
                .into_iter()
                .map(|mail| (mail, Outcome::NotBegun(Some(text.clone()))))
                .collect();
            self.record(outcomes, stop).await?;
            return Ok(Turn::Unreachable);
        }
        faults::point("mail.connected");
        let (count, begun) = (batch.len(), tokio::time::Instant::now());
        let outcomes = match self.dressed(batch).await? {
            (batch, Ok(dressed)) => self.hand_over(batch.into_iter().zip(dressed)).await,
            (batch, Err(error)) => {
                // Nothing was handed over, and nobody has to wonder about it.
                let outcomes = batch.into_iter().map(|mail| (mail, Outcome::NotBegun(None))).collect();
                self.record(outcomes, None).await?;
                return Err(error);
            }
        };
        self.most = outbox::next_batch(self.most, count, begun.elapsed());
        self.record(outcomes, None).await?;
        Ok(Turn::Moved)
    }

    /// Says goodbye to the server.
    pub async fn close(&mut self) {
        if let Some(channel) = self.channel.take() {
            channel.close().await;
        }
    }

    /// The mails of this turn. What is withdrawn never leaves this call, nor what has to wait for its domain.
    async fn claim(&self) -> Result<Batch, Error> {
        let now = self.state.clock.now();
        let (rates, lane, most) = (self.state.rates, self.lane, self.most);
        let look = move |conn: &mut Conn| {
            let lane = if rates.room(conn, most, now)? == 0 { Lane::AtOnce } else { lane };
            Ok((lane, standstill(conn)?.is_none() && is_due(conn, lane, now)?))
        };
        let (open, ready) = self.state.db.look(look).await?;
        let claimed = if ready { self.claim_in(now).await? } else { None };
        Ok(match claimed {
            Some(batch) => Batch::Mails(batch),
            None if open == Lane::AtOnce => Batch::None(Turn::Paced),
            None => Batch::None(Turn::Idle),
        })
    }

    /// Claims as many as may leave now; none where nothing was there.
    async fn claim_in(&self, now: Instant) -> Result<Option<Vec<Mail>>, Error> {
        let (post, name, rates) = (self.post.clone(), self.name.clone(), self.state.rates);
        let (lane, most) = (self.lane, self.most);
        let claim = move |conn: &mut Conn| {
            let mut gate = rates.hold(conn, now)?;
            let room = gate.room(most);
            // Somebody who waits before the screen does not wait for a place as well.
            let lane = if room == 0 { Lane::AtOnce } else { lane };
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
                // Nothing was handed over, and nobody has to wonder about it.
                let outcomes = turn.into_iter().map(|mail| (mail, Outcome::NotBegun(None))).collect();
                self.record(outcomes, None).await?;
                return Err(error);
            }
        };
        let unused = turn.len().saturating_sub(kept.len());
        if unused > 0 && rates.limits_all() {
            self.state.db.save(move |conn| Ok(rates.give_back(conn, unused, now)?)).await?;
        }
        Ok(Some(kept))
    }

    async fn connect(&mut self, server: &Server) -> Result<(), NoChannel> {
        if let Some(channel) = &mut self.channel {
            if channel.answers().await {
                return Ok(());
            }
            self.channel = None;
        }
        self.channel = Some(Channel::open(server).await?);
        Ok(())
    }

    /// The batch with its messages as they go over the wire: read, composed and signed where a thread may wait, while other workers converse
    /// with their servers.
    async fn dressed(&mut self, batch: Vec<Mail>) -> Result<(Vec<Mail>, Result<Vec<Dressed>, Error>), Error> {
        let learned = self.dress.learn(&self.state).await;
        let (db, config, dress) = (self.state.db.clone(), Arc::clone(&self.state.config), self.dress.clone());
        let dress_all = move || {
            let bodies = learned.and_then(|()| {
                let ids: Vec<Id> = batch.iter().map(|mail| mail.id).collect();
                db.read(|conn| Ok(body::of_all(conn, &ids)?))
            });
            let dressed = bodies.map(|bodies| {
                let wordless = || Err(CannotCompose::Content("its words are not there".to_owned()));
                let dressed = batch.iter().map(|mail| match bodies.get(&mail.id) {
                    Some(body) => dress.put_on(mail, body, &config),
                    None => wordless(),
                });
                dressed.collect()
            });
            (batch, dressed)
        };
        Ok(actix_web::web::block(dress_all).await?)
    }

    /// Hands the batch over one by one; once the connection is broken or time is up the rest goes back untouched.
    async fn hand_over(&mut self, batch: impl Iterator<Item = (Mail, Dressed)>) -> Vec<(Mail, Outcome)> {
        let begun = tokio::time::Instant::now();
        let mut outcomes = Vec::new();
        for (mail, dressed) in batch {
            let outcome = match &mut self.channel {
                Some(channel) if begun.elapsed() < LONGEST_BATCH => match dressed {
                    Ok(composed) => {
                        faults::point("mail.composed");
                        let outcome = channel.hand_over(&composed).await;
                        faults::point("mail.answered");
                        outcome
                    }
                    Err(why) => Outcome::unwritten(&why),
                },
                _ => Outcome::NotBegun(None),
            };
            if self.channel.as_ref().is_some_and(Channel::is_broken) {
                self.channel = None;
            }
            outcomes.push((mail, outcome));
        }
        outcomes
    }

    async fn record(&self, outcomes: Vec<(Mail, Outcome)>, stop: Option<String>) -> Result<(), Error> {
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
