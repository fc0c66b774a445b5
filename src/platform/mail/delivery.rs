//! Handing mail over: claim, look again whether it is still owed, dialogue, record. What fails is judged by its phase
//! (before the message, after it, without an answer), and nothing is ever given up silently.

use super::message::{CannotCompose, compose};
use super::outbox::{self, Mail, MailState, Note, Outcome};
use super::smtp::{Channel, NoChannel, Patience, Server};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::settings;
use crate::platform::state::State;
use crate::platform::views::Letter;
use crate::rules::id::Instant;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// Setting: nothing is handed over until somebody says so, since a restored database may owe what was sent long ago.
pub const PAUSED: &str = "mail.paused";

/// Setting: the mail server refused our sign-in; its answer. Nothing is handed over until somebody has looked.
pub const STOPPED: &str = "mail.stopped";

/// Whoever queued a mail may look at it again before it leaves, and hears what became of it.
pub trait Post: Clone + Send + 'static {
    /// Called in the transaction that claims these mails; answers one verdict for each, in their order.
    fn look_again(&self, conn: &mut Conn, mails: &[Mail], now: Instant) -> Result<Vec<Verdict>, Error>;

    /// Called in the transaction that records where the mail is now.
    fn settled(&self, conn: &mut Conn, mail: &Mail, state: MailState, now: Instant) -> Result<(), Error>;
}

/// What is to be done with a claimed mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Hand it over.
    StillOwed,
    /// Hand it over in these words, to this address.
    Reworded {
        /// The words.
        letter: Letter,
        /// The address, which may have changed.
        to_address: String,
    },
    /// Not at this hour: it waits until then.
    Later(Instant),
    /// Nothing in it is owed any more.
    Withdrawn,
}

/// What a turn came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Nothing is due.
    Idle,
    /// Mails found their place.
    Moved,
    /// The server cannot be reached; everything waits.
    Unreachable,
}

/// A worker that hands mail over.
pub struct Worker<P> {
    state: State,
    post: P,
    server: Option<Server>,
    channel: Option<Channel>,
    name: String,
}

/// A batch that takes longer than this gives its rest back, so that the claim outlasts the slowest dialogue.
const LONGEST_BATCH: Duration = Duration::from_secs(120);

/// How often an idle worker looks.
const PAUSE: Duration = Duration::from_millis(500);

/// Longest pause while the server cannot be reached.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Hands mail over for ever, on as many connections as configured.
pub async fn run<P: Post>(state: State, post: P) {
    let connections = state.config.mail.connections.clamp(1, 32);
    let workers = (0..connections).map(|_| -> Pin<Box<dyn Future<Output = ()>>> { Box::pin(work(state.clone(), post.clone())) });
    futures_util::future::join_all(workers).await;
}

async fn work<P: Post>(state: State, post: P) {
    let mut worker = match Worker::new(&state, post) {
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
            Ok(Turn::Idle) => PAUSE,
            Ok(Turn::Unreachable) => (pause * 2).min(LONGEST_PAUSE),
            Err(error) => {
                tracing::warn!(%error, "mail has to wait");
                (pause * 2).min(LONGEST_PAUSE)
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Hands over what is due now and answers when nothing is, or the server cannot be reached: for `jobs run --once` and tests.
pub async fn deliver_due<P: Post>(state: &State, post: P, patience: Option<Patience>) -> Result<Turn, Error> {
    let mut worker = Worker::new(state, post)?;
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

/// Lets mail leave again after a pause or a refused sign-in.
pub fn resume(conn: &mut Conn, now: Instant) -> Result<(), Error> {
    for name in [PAUSED, STOPPED] {
        if settings::find(conn, name)?.is_some_and(|value| !value.is_empty()) {
            settings::set(conn, name, "", now)?;
        }
    }
    Ok(())
}

/// Why nothing leaves: the setting's name and its text; none where mail leaves.
pub fn standstill(conn: &mut Conn) -> Result<Option<(&'static str, String)>, Error> {
    for name in [PAUSED, STOPPED] {
        if let Some(text) = settings::find(conn, name)?.filter(|value| !value.is_empty()) {
            return Ok(Some((name, text)));
        }
    }
    Ok(None)
}

impl<P: Post> Worker<P> {
    /// A worker with a name that never comes back.
    pub fn new(state: &State, post: P) -> Result<Self, Error> {
        Ok(Self {
            state: state.clone(),
            post,
            server: Server::configured(&state.config)?,
            channel: None,
            name: format!("mail-{:016x}", state.chance.seed()),
        })
    }

    /// Claims a batch, hands it over, records.
    pub async fn turn(&mut self) -> Result<Turn, Error> {
        let batch = self.claim().await?;
        let Some(batch) = batch else {
            self.close().await;
            return Ok(Turn::Idle);
        };
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
        let outcomes = self.hand_over(batch).await;
        self.record(outcomes, None).await?;
        Ok(Turn::Moved)
    }

    /// Says goodbye to the server.
    pub async fn close(&mut self) {
        if let Some(channel) = self.channel.take() {
            channel.close().await;
        }
    }

    /// The mails of this turn; none where nothing is due or nothing may leave. What is withdrawn never leaves this call.
    async fn claim(&self) -> Result<Option<Vec<Mail>>, Error> {
        let (state, post, name) = (self.state.clone(), self.post.clone(), self.name.clone());
        let ready = self
            .state
            .db
            .look(move |conn| Ok(standstill(conn)?.is_none() && outbox::is_due(conn, state.clock.now())?));
        if !ready.await? {
            return Ok(None);
        }
        let now = self.state.clock.now();
        self.state
            .db
            .save(move |conn| {
                let claimed = outbox::claim(conn, &name, now)?;
                if claimed.is_empty() {
                    return Ok(None);
                }
                let verdicts = post.look_again(conn, &claimed, now)?;
                let mut kept = Vec::with_capacity(claimed.len());
                for (mut mail, verdict) in claimed.into_iter().zip(verdicts) {
                    match verdict {
                        Verdict::StillOwed => {}
                        Verdict::Withdrawn => {
                            outbox::drop_claimed(conn, &mail)?;
                            continue;
                        }
                        Verdict::Later(until) => {
                            outbox::postpone(conn, &mail, until)?;
                            continue;
                        }
                        Verdict::Reworded { letter, to_address } => {
                            mail.to_address = to_address;
                            mail.subject = letter.subject;
                            mail.text_body = letter.text;
                            mail.html_body = letter.html;
                            outbox::rewrite(conn, &mail)?;
                        }
                    }
                    kept.push(mail);
                }
                Ok(Some(kept))
            })
            .await
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

    /// Hands the batch over one by one; once the connection is broken or time is up the rest goes back untouched.
    async fn hand_over(&mut self, batch: Vec<Mail>) -> Vec<(Mail, Outcome)> {
        let begun = tokio::time::Instant::now();
        let mut outcomes = Vec::with_capacity(batch.len());
        for mail in batch {
            let outcome = match &mut self.channel {
                Some(channel) if begun.elapsed() < LONGEST_BATCH => match compose(&mail, &self.state.config) {
                    Ok(composed) => channel.hand_over(&composed).await,
                    Err(why @ CannotCompose::Recipient(_)) => Outcome::Refused(Note::BadAddress, why.to_string()),
                    Err(why @ CannotCompose::Settings(_)) => Outcome::Deferred(why.to_string()),
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
        let (post, chance, now) = (self.post.clone(), self.state.chance.clone(), self.state.clock.now());
        self.state
            .db
            .save(move |conn| {
                for (mail, outcome) in &outcomes {
                    if let Some(state) = outbox::record(conn, &chance, mail, outcome, now)? {
                        post.settled(conn, mail, state, now)?;
                    }
                }
                if let Some(text) = &stop {
                    settings::set(conn, STOPPED, text, now)?;
                }
                Ok(())
            })
            .await
    }
}
