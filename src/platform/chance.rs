//! The only source of randomness: the operating system's in production, a seeded one in tests.

use crate::rules::id::{Id, Instant};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex};

/// Draws identifiers, tokens and seeds. Cheap to clone; clones share one stream.
#[derive(Clone)]
pub struct Chance(Arc<Mutex<StdRng>>);

impl Chance {
    /// Seeded by the operating system; a cryptographic generator.
    #[expect(clippy::disallowed_methods, reason = "the one place where the system is asked for chance")]
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(StdRng::from_rng(&mut rand::rng()))))
    }

    /// The same stream for the same seed; for tests.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// That many random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .fill_bytes(&mut bytes);
        bytes
    }

    /// A new identifier; those of a later millisecond sort after it.
    pub fn id(&self, now: Instant) -> Id {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        Id(uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid())
    }

    /// A secret of 256 bits, for links, sign-ins and API tokens; only its [`hash`] is stored.
    pub fn token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A seed for a deterministic shuffle.
    pub fn seed(&self) -> u64 {
        u64::from_le_bytes(self.bytes())
    }
}

/// How a secret of ours is kept: its SHA-256, since 256 random bits need no slow hash.
pub fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}
