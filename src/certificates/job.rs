//! The job behind `evidence.recorded`: a pass of our own gets its certificate.

use super::issue::issue;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::rules::id::Id;
use serde::Deserialize;

#[derive(Deserialize)]
struct Payload {
    evidence_id: Id,
}

/// Issues the certificate for what was recorded, where it earns one.
pub async fn recorded(state: &State, payload: &str) -> Result<(), Error> {
    let Payload { evidence_id } = serde_json::from_str(payload).map_err(Error::internal)?;
    issue(state, vec![evidence_id]).await?;
    Ok(())
}
