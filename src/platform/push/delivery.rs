//! Handing pushes over: claim, encrypt, ask the push service, record. A worker of its own, on connections of its own.

use super::channel::{self, Outcome, Parcel};
use super::encryption::Reader;
use super::endpoint::Endpoint;
use super::keys::Keys;
use super::outbox::{self, Push};
use crate::platform::error::Error;
use crate::platform::i18n::Locale;
use crate::platform::mail::delivery::PAUSED;
use crate::platform::settings;
use crate::platform::state::State;
use crate::rules::id::Instant;
use serde_json::json;
use std::time::Duration;

/// How often an idle worker looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Longest pause after faults of our own.
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// Hands pushes over for ever; ends at once where the operator set no keys.
pub async fn run(state: State) {
    if !super::is_set_up(&state.config) {
        return;
    }
    let mut pause = PAUSE;
    loop {
        pause = match deliver_due(&state).await {
            Ok(()) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "pushes have to wait");
                (pause * 2).min(LONGEST_PAUSE)
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// Hands over what is due now; for `jobs run --once` and tests. Nothing goes where nobody set keys, nor while a restored database has mail
/// paused.
pub async fn deliver_due(state: &State) -> Result<(), Error> {
    let Some(keys) = Keys::configured(&state.config)? else {
        return Ok(());
    };
    loop {
        let now = state.clock.now();
        let ready = state.db.look(move |conn| {
            let paused = settings::find(conn, PAUSED)?.is_some_and(|value| !value.is_empty());
            Ok(!paused && outbox::is_due(conn, now)?)
        });
        if !ready.await? {
            return Ok(());
        }
        let claimed = state.db.save(move |conn| Ok(outbox::claim(conn, now)?)).await?;
        let handed_over = claimed.into_iter().map(|push| hand_over(state, &keys, push, now));
        let outcomes = futures_util::future::join_all(handed_over).await;
        let (chance, now) = (state.chance.clone(), state.clock.now());
        state
            .db
            .save(move |conn| {
                for (push, outcome) in &outcomes {
                    outbox::record(conn, &chance, push, outcome, now)?;
                }
                Ok(())
            })
            .await?;
    }
}

async fn hand_over(state: &State, keys: &Keys, push: Push, now: Instant) -> (Push, Outcome) {
    let outcome = match packed(state, keys, &push, now) {
        Ok(parcel) => channel::hand_over(parcel, now).await,
        Err(error) => Outcome::Refused(error.to_string()),
    };
    (push, outcome)
}

/// The message as it goes over the wire.
fn packed(state: &State, keys: &Keys, push: &Push, now: Instant) -> Result<Parcel, Error> {
    let endpoint = Endpoint::read(&push.endpoint, &state.config.push.test_service).map_err(Error::internal)?;
    let reader = Reader::read(&push.p256dh, &push.auth).ok_or_else(|| Error::internal("the browser's keys are none"))?;
    let authorization = keys.authorization(&endpoint.origin, now)?;
    let content = reader.encrypt(message(state, push).to_string().as_bytes(), &state.chance)?;
    Ok(Parcel {
        keep: push.keep(now),
        endpoint,
        authorization,
        content,
    })
}

/// What the device shows: that training is due and where to look. Whoever sees the screen of a phone learns no more.
fn message(state: &State, push: &Push) -> serde_json::Value {
    let words = state.views.words(Locale::for_language(&push.language).unwrap_or_default());
    json!({ "title": words.text("push-notice", &[]), "path": push.path, "language": push.language })
}
