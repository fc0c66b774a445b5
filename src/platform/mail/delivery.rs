//! Handing mail over: claim, look again whether it is still owed, dialogue, record. What fails is judged by its phase
//! (before the message, after it, without an answer), and nothing is ever given up silently.

use super::desk::{Batch, Desk, Dressed, Ready, When};
pub use super::look::{Post, Verdict};
use super::outbox::{self, BATCH, Lane, Mail, Outcome};
use super::smtp::{Channel, NoChannel, Patience, Server};
pub use super::standstill::{PAUSED, STOPPED, resume, standstill};
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::state::State;
use crate::platform::stop::Stop;
use std::future::Future;
use std::pin::Pin;
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

/// A worker that hands mail over.
pub struct Worker<P> {
    desk: Desk<P>,
    line: Line,
    /// Mails that were got ready while others left.
    ahead: Option<Ready>,
    /// How many mails the next claim takes at most.
    most: i64,
}

/// The part of a worker that talks to the server.
struct Line {
    server: Option<Server>,
    channel: Option<Channel>,
    stop: Stop,
}

/// A batch that takes longer than this gives its rest back, so that the claim outlasts the slowest dialogue.
const LONGEST_BATCH: Duration = Duration::from_secs(120);

/// How often an idle worker looks.
const PAUSE: Duration = Duration::from_millis(500);

/// Longest pause while the server cannot be reached.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Hands mail over until the process is to stop, on as many connections as configured, and on one more that only takes what is urgent:
/// however slowly reminders leave, nobody waits for a link behind them.
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
    while !state.stop.is_requested() {
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
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = state.stop.requested() => {}
        }
    }
    worker.close().await;
}

/// Hands over what is due now and answers when nothing is, no more may leave in this minute, or the server cannot be reached: for
/// `jobs run --once` and tests.
pub async fn deliver_due<P: Post>(state: &State, post: P, patience: Option<Patience>) -> Result<Turn, Error> {
    let mut worker = Worker::new(state, post, Lane::All)?;
    if let (Some(server), Some(patience)) = (&mut worker.line.server, patience) {
        server.patience = patience;
    }
    loop {
        match worker.turn().await {
            Ok(Turn::Moved) => {}
            ended => {
                worker.close().await;
                return ended;
            }
        }
    }
}

impl<P: Post> Worker<P> {
    /// A worker with a name that never comes back.
    pub fn new(state: &State, post: P, lane: Lane) -> Result<Self, Error> {
        Ok(Self {
            desk: Desk::new(state, post, lane)?,
            line: Line {
                server: Server::configured(&state.config)?,
                channel: None,
                stop: state.stop.clone(),
            },
            ahead: None,
            most: BATCH,
        })
    }

    /// Claims a batch, hands it over, records. While a full batch leaves fast the next one is got ready.
    pub async fn turn(&mut self) -> Result<Turn, Error> {
        self.desk.learn().await?;
        let ready = match self.next().await? {
            Batch::Ready(ready) => ready,
            Batch::None(turn) => {
                self.line.say_goodbye().await;
                return Ok(turn);
            }
        };
        if ready.mails.is_empty() {
            return Ok(Turn::Moved);
        }
        let Some(server) = self.line.server.clone() else {
            let outcomes = ready.mails.into_iter().map(|(mail, _)| (mail, Outcome::Kept)).collect();
            self.desk.record(outcomes, None).await?;
            return Ok(Turn::Moved);
        };
        if let Err(why) = self.line.connect(&server).await {
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
            let not_begun = |(mail, _)| (mail, Outcome::NotBegun(Some(text.clone())));
            let outcomes = ready.mails.into_iter().map(not_begun).collect();
            self.desk.record(outcomes, stop).await?;
            return Ok(Turn::Unreachable);
        }
        faults::point("mail.connected");
        let (count, most) = (ready.mails.len(), self.most);
        let (desk, line) = (&self.desk, &mut self.line);
        let leaving = async {
            let begun = tokio::time::Instant::now();
            let outcomes = line.hand_over(ready.mails).await;
            let spent = begun.elapsed();
            desk.record(outcomes, None).await?;
            Ok::<_, Error>(spent)
        };
        let preparing = async {
            match outbox::leaves_fast(most, count) {
                true => desk.prepare(When::Ahead, most).await,
                false => Ok(Batch::None(Turn::Idle)),
            }
        };
        let (left, prepared) = tokio::join!(leaving, preparing);
        let failed = match prepared {
            Ok(Batch::Ready(next)) => {
                self.ahead = Some(next);
                None
            }
            Ok(Batch::None(_)) => None,
            Err(error) => Some(error),
        };
        self.most = outbox::next_batch(most, count, left?);
        failed.map_or(Ok(Turn::Moved), Err)
    }

    /// The mails of this turn: those that lie ready, as long as what was found out about them is fresh.
    async fn next(&mut self) -> Result<Batch, Error> {
        match self.ahead.take() {
            Some(ready) if ready.is_fresh() => return Ok(Batch::Ready(ready)),
            Some(stale) => self.desk.give_back(stale).await?,
            None => {}
        }
        self.desk.prepare(When::Now, self.most).await
    }

    /// Gives back what was not handed over, and says goodbye to the server.
    pub async fn close(&mut self) {
        if let Some(ahead) = self.ahead.take()
            && let Err(error) = self.desk.give_back(ahead).await
        {
            tracing::warn!(%error, "mails that were not handed over come back when their claim has run out");
        }
        self.line.say_goodbye().await;
    }
}

impl Line {
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

    /// Hands the batch over one by one; once the connection is broken, time is up or the process is to stop, the rest goes back untouched.
    async fn hand_over(&mut self, batch: Vec<(Mail, Dressed)>) -> Vec<(Mail, Outcome)> {
        let begun = tokio::time::Instant::now();
        let mut outcomes = Vec::with_capacity(batch.len());
        for (mail, dressed) in batch {
            let goes_on = begun.elapsed() < LONGEST_BATCH && !self.stop.is_requested();
            let outcome = match &mut self.channel {
                Some(channel) if goes_on => match dressed {
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

    async fn say_goodbye(&mut self) {
        if let Some(channel) = self.channel.take() {
            channel.close().await;
        }
    }
}
