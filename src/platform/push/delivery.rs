//! Handing pushes over: claim, look again whether they are still to be told, encrypt, ask the push service, record. A worker of its own, on
//! connections of its own.

use super::channel::{self, Outcome, Parcel};
use super::devices;
use super::encryption::Reader;
use super::endpoint::Endpoint;
use super::keys::Keys;
use super::outbox::{self, Push, Saying, Verdict};
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::faults;
use crate::platform::i18n::Locale;
use crate::platform::mail::delivery::PAUSED;
use crate::platform::settings;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use serde_json::json;
use std::time::Duration;

/// Whoever queued a push looks at it again before it leaves.
pub trait Teller: Clone + Send + 'static {
    /// Called when these pushes are claimed, in one state of the database and outside of every writing transaction; answers one verdict for
    /// each, in their order.
    fn look_again(&self, conn: &mut Conn, pushes: &[Push], now: Instant) -> Result<Vec<Verdict>, Error>;
}

/// How often an idle worker looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Longest pause after faults of our own.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Hands pushes over until the process is to stop; ends at once where the operator set no keys.
pub async fn run<T: Teller>(state: State, teller: T) {
    if !super::is_set_up(&state.config) {
        return;
    }
    let mut pause = PAUSE;
    while !state.stop.is_requested() {
        pause = match deliver_due(&state, &teller).await {
            Ok(()) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "pushes have to wait");
                (pause * 2).min(LONGEST_PAUSE)
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = state.stop.requested() => {}
        }
    }
}

/// Hands over what is due now; for `jobs run --once` and tests. Nothing goes where nobody set keys, nor while a restored database has mail
/// paused. A mail server that cannot be reached or refuses our sign-in stops no push.
pub async fn deliver_due<T: Teller>(state: &State, teller: &T) -> Result<(), Error> {
    let Some(keys) = Keys::configured(&state.config)? else {
        return Ok(());
    };
    loop {
        let now = state.clock.now();
        let ready = state.db.look(move |conn| {
            let paused = settings::find(conn, PAUSED)?.is_some_and(|value| !value.is_empty());
            Ok(!paused && outbox::is_due(conn, now)?)
        });
        if state.stop.is_requested() || !ready.await? {
            return Ok(());
        }
        let going = taken(state, teller).await?;
        if going.is_empty() {
            continue;
        }
        let handed_over = going.into_iter().map(|(push, saying)| hand_over(state, &keys, push, saying));
        let outcomes = futures_util::future::join_all(handed_over).await;
        faults::point("push.answered");
        record(state, outcomes).await?;
    }
}

/// Claims pushes and looks at them again; those that are to be told now, written down as on their way.
async fn taken<T: Teller>(state: &State, teller: &T) -> Result<Vec<(Push, Saying)>, Error> {
    let now = state.clock.now();
    let claim = move |conn: &mut Conn| {
        let claimed = outbox::claim(conn, now)?;
        faults::point("push.claiming");
        Ok(claimed)
    };
    let claimed = state.db.save(claim).await?;
    faults::point("push.claimed");
    if claimed.is_empty() {
        return Ok(Vec::new());
    }
    let looking = teller.clone();
    let looked_at = state.db.gather(move |conn| {
        let verdicts = looking.look_again(conn, &claimed, now)?;
        Ok(claimed.into_iter().zip(verdicts).collect::<Vec<_>>())
    });
    let looked_at = looked_at.await?;
    let settle = move |conn: &mut Conn| {
        let going = outbox::settle(conn, looked_at, now)?;
        faults::point("push.settling");
        Ok(going)
    };
    let going = state.db.save(settle).await?;
    faults::point("push.settled");
    Ok(going)
}

async fn record(state: &State, outcomes: Vec<(Push, Outcome)>) -> Result<(), Error> {
    let (chance, now) = (state.chance.clone(), state.clock.now());
    let write = move |conn: &mut Conn| {
        let held: Vec<Id> = outcomes.iter().map(|(push, _)| push.device_id).collect();
        devices::hold(conn, &held)?;
        for (push, outcome) in &outcomes {
            outbox::record(conn, &chance, push, outcome, now)?;
        }
        faults::point("push.recording");
        Ok(())
    };
    state.db.save(write).await?;
    faults::point("push.recorded");
    Ok(())
}

async fn hand_over(state: &State, keys: &Keys, push: Push, saying: Saying) -> (Push, Outcome) {
    let now = state.clock.now();
    let outcome = match packed(state, keys, &push, &saying, now) {
        Ok(parcel) => channel::hand_over(parcel, now).await,
        Err(error) => Outcome::Refused(error.to_string()),
    };
    (push, outcome)
}

/// The message as it goes over the wire.
fn packed(state: &State, keys: &Keys, push: &Push, saying: &Saying, now: Instant) -> Result<Parcel, Error> {
    let endpoint = Endpoint::read(&push.endpoint, &state.config.push.test_service).map_err(Error::internal)?;
    let reader = Reader::read(&push.p256dh, &push.auth).ok_or_else(|| Error::internal("the browser's keys are none"))?;
    let authorization = keys.authorization(&endpoint.origin, now)?;
    let content = reader.encrypt(message(state, saying).to_string().as_bytes(), &state.chance)?;
    Ok(Parcel {
        keep: (*saying.until - *now).num_seconds().max(0),
        endpoint,
        authorization,
        content,
    })
}

/// What the device shows: that training is due and where to look, and that it is told late, where it is. Whoever sees the screen of a phone
/// learns no more.
fn message(state: &State, saying: &Saying) -> serde_json::Value {
    let words = state.views.words(Locale::for_language(&saying.language).unwrap_or_default());
    let mut message = json!({ "title": words.text("push-notice", &[]), "path": saying.path, "language": saying.language });
    if let Some(late) = &saying.late {
        message["body"] = json!(late);
    }
    message
}
