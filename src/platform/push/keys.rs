//! The pair of keys by which push services know this installation, and what it shows them (VAPID, RFC 8292).

use crate::platform::config::{Config, Secret};
use crate::platform::error::Error;
use crate::rules::id::Instant;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use serde_json::json;
use std::sync::Arc;

/// How long a token holds: a day at most (RFC 8292, section 2).
const HOURS: i64 = 12;

/// Where the private and the public key stand in what `ring` makes (RFC 5208 around RFC 5915, always alike for this curve).
const PRIVATE: std::ops::Range<usize> = 36..68;
const PUBLIC: std::ops::Range<usize> = 73..138;

/// The pair of keys, and whom push services may ask.
#[derive(Clone)]
pub struct Keys {
    public: String,
    pair: Arc<EcdsaKeyPair>,
    contact: String,
}

impl Keys {
    /// The keys that the settings name; none where nothing is pushed.
    ///
    /// # Errors
    ///
    /// [`Error::Setup`] for half a pair, keys that do not belong together, and a contact that is neither a mail address nor a page.
    pub fn configured(config: &Config) -> Result<Option<Self>, Error> {
        let push = &config.push;
        let (public, private) = (push.public_key.as_str(), push.private_key.expose());
        if public.is_empty() && private.is_empty() {
            return Ok(None);
        }
        let wrong = || Error::setup("settings: push.public_key and push.private_key are no pair such as `kundig config push-keys` makes");
        let pair = pair(&decoded(private).ok_or_else(wrong)?, &decoded(public).ok_or_else(wrong)?).ok_or_else(wrong)?;
        let contact = match push.contact.as_str() {
            "" => format!("mailto:{}", config.mail.from),
            named if named.starts_with("mailto:") || named.starts_with("https://") => named.to_owned(),
            _ => return Err(Error::setup("settings: push.contact begins with mailto: or https://")),
        };
        Ok(Some(Self {
            public: public.to_owned(),
            pair: Arc::new(pair),
            contact,
        }))
    }

    /// The public key as browsers take it, base64url.
    pub fn public(&self) -> &str {
        &self.public
    }

    /// Whom push services may ask.
    pub fn contact(&self) -> &str {
        &self.contact
    }

    /// The head line `Authorization` for a push service, by its origin: a signed token and the key that proves it.
    ///
    /// # Errors
    ///
    /// [`Error::Internal`] where the system has no chance to give.
    pub(super) fn authorization(&self, origin: &str, now: Instant) -> Result<String, Error> {
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = part(json!({ "typ": "JWT", "alg": "ES256" }));
        let expires = now.plus(Duration::hours(HOURS)).timestamp();
        let claims = part(json!({ "aud": origin, "exp": expires, "sub": self.contact }));
        let signed = format!("{head}.{claims}");
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).map_err(Error::internal)?;
        Ok(format!(
            "vapid t={signed}.{}, k={}",
            URL_SAFE_NO_PAD.encode(signature.as_ref()),
            self.public
        ))
    }
}

/// A new pair, public and private key, as the settings take them.
///
/// # Errors
///
/// [`Error::Internal`] where the system has no chance to give.
pub fn make() -> Result<(String, Secret), Error> {
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).map_err(Error::internal)?;
    let key = |at| document.as_ref().get(at).unwrap_or_default();
    let (private, public) = (key(PRIVATE), key(PUBLIC));
    pair(private, public).ok_or_else(|| Error::internal("a new pair of keys is none"))?;
    Ok((URL_SAFE_NO_PAD.encode(public), Secret::new(URL_SAFE_NO_PAD.encode(private))))
}

fn decoded(key: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(key).ok()
}

/// None where the two do not belong together.
fn pair(private: &[u8], public: &[u8]) -> Option<EcdsaKeyPair> {
    EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, private, public, &SystemRandom::new()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    fn config(public: &str, private: &str) -> Config {
        let mut config = Config::default();
        config.push.public_key = public.to_owned();
        config.push.private_key = Secret::new(private);
        config
    }

    #[test]
    fn a_token_says_for_whom_until_when_and_who_and_is_signed_by_the_shown_key() {
        let (public, private) = make().unwrap();
        let keys = Keys::configured(&config(&public, private.expose())).unwrap().unwrap();
        let now: Instant = "2026-11-24T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        let shown = keys.authorization("https://push.example", now).unwrap();
        let (token, key) = shown.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        assert_eq!(key, public);
        let (signed, signature) = token.rsplit_once('.').unwrap();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, decoded(key).unwrap())
            .verify(signed.as_bytes(), &decoded(signature).unwrap())
            .unwrap();
        let claims: serde_json::Value = serde_json::from_slice(&decoded(signed.split_once('.').unwrap().1).unwrap()).unwrap();
        assert_eq!(
            claims,
            json!({ "aud": "https://push.example", "exp": 1_795_564_800_i64, "sub": "mailto:kundig@localhost" })
        );
    }

    #[test]
    fn keys_that_are_no_pair_are_refused() {
        let (public, private) = make().unwrap();
        let (other, _) = make().unwrap();
        for (public, private) in [(&*public, ""), ("", private.expose()), (&other, private.expose()), (&public, "x")] {
            assert!(Keys::configured(&config(public, private)).is_err(), "{public}");
        }
        let mut odd = config(&public, private.expose());
        odd.push.contact = "somebody@academy.example".into();
        assert!(Keys::configured(&odd).is_err());
        assert!(Keys::configured(&Config::default()).unwrap().is_none());
    }
}
