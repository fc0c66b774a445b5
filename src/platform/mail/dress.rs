//! A mail as it is handed over: composed, signed, and with the address to which it would come back. All of it follows from the mail alone,
//! so that a repeated hand-over is the same message.

use super::body::Body;
use super::dkim::Signer;
use super::message::{CannotCompose, Composed, bounce_address, compose};
use super::outbox::Mail;
use crate::platform::config::Config;
use crate::platform::error::Error;
use crate::platform::seal;
use crate::platform::state::State;

/// What a mail gets on its way.
#[derive(Clone)]
pub(super) struct Dress {
    signer: Option<Signer>,
    /// The secret behind bounce addresses, once it was needed.
    secret: Option<String>,
}

impl Dress {
    /// As the settings have it.
    pub(super) fn configured(config: &Config) -> Result<Self, Error> {
        Ok(Self {
            signer: Signer::configured(config)?,
            secret: None,
        })
    }

    /// Makes sure that every mail can get a bounce address of its own, where there are any.
    pub(super) async fn learn(&mut self, state: &State) -> Result<(), Error> {
        if self.secret.is_none() && !state.config.mail.bounce_address.is_empty() {
            let (chance, now) = (state.chance.clone(), state.clock.now());
            self.secret = Some(state.db.save(move |conn| Ok(seal::secret(conn, &chance, now)?)).await?);
        }
        Ok(())
    }

    /// The mail, ready to be handed over.
    pub(super) fn put_on(&self, mail: &Mail, body: &Body, config: &Config) -> Result<Composed, CannotCompose> {
        let mut composed = compose(mail, body, config)?;
        if let Some(signer) = &self.signer {
            composed.content = signer.signed(composed.content, mail.queued_at.timestamp());
        }
        let base = &config.mail.bounce_address;
        if let Some(address) = self.secret.as_ref().and_then(|secret| bounce_address(base, secret, mail.id)) {
            composed.from = address;
        }
        Ok(composed)
    }
}
