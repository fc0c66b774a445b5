//! The only source of randomness: the operating system's in production, a seeded one in tests.

use crate::rules::id::{Id, Instant};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, MutexGuard};

/// Draws identifiers, tokens and seeds. Cheap to clone; clones share one stream.
#[derive(Clone)]
pub struct Chance(Arc<Mutex<Stream>>);

/// The generator, and the last identifier that was made with it.
struct Stream {
    rng: StdRng,
    /// Its millisecond.
    millis: u64,
    /// What follows it: 74 bits, all but those of version and variant.
    tail: u128,
}

impl Chance {
    /// Seeded by the operating system; a cryptographic generator.
    #[expect(clippy::disallowed_methods, reason = "the one place where the system is asked for chance")]
    pub fn system() -> Self {
        Self::of(StdRng::from_rng(&mut rand::rng()))
    }

    /// The same stream for the same seed; for tests.
    pub fn seeded(seed: u64) -> Self {
        Self::of(StdRng::seed_from_u64(seed))
    }

    fn of(rng: StdRng) -> Self {
        Self(Arc::new(Mutex::new(Stream {
            rng,
            millis: 0,
            tail: u128::MAX,
        })))
    }

    fn stream(&self) -> MutexGuard<'_, Stream> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// That many random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.stream().rng.fill_bytes(&mut bytes);
        bytes
    }

    /// A new identifier; it sorts after those of earlier milliseconds, and after the one that was drawn before it where that is of the same.
    pub fn id(&self, now: Instant) -> Id {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        let tail = self.stream().tail_in(millis);
        Id(uuid::Builder::from_unix_timestamp_millis(millis, &places(tail)).into_uuid())
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

impl Stream {
    /// The tail of the next identifier of this millisecond: greater than the one before by a number that nobody foresees (RFC 9562, section
    /// 6.2, method 2). All rows of a large run are of one instant, and so stand one after the other in the indexes; drawn freely, each would
    /// touch a page of its own.
    fn tail_in(&mut self, millis: u64) -> u128 {
        const BITS: u32 = 74;
        let step = 1 + u128::from(self.rng.next_u32());
        let next = self.tail.saturating_add(step);
        self.tail = match millis == self.millis && next >> BITS == 0 {
            true => next,
            // The highest bit is left free: room for 2^41 more.
            false => (u128::from(self.rng.next_u64()) << 9) | u128::from(self.rng.next_u32() >> 23),
        };
        self.millis = millis;
        self.tail
    }
}

/// A tail as an identifier is built from it: the bits that version and variant take stay empty (RFC 9562, section 5.7).
fn places(tail: u128) -> [u8; 10] {
    let (high, low) = (tail >> 62, tail & ((1 << 62) - 1));
    let mut places = [0; 10];
    let whole = (high << 64) | low;
    places.copy_from_slice(&whole.to_be_bytes()[6..]);
    places
}

/// How a secret of ours is kept: its SHA-256, since 256 random bits need no slow hash.
pub fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use std::collections::HashSet;

    fn at(text: &str) -> Instant {
        text.parse::<DateTime<Utc>>().expect("an instant").into()
    }

    #[test]
    fn identifiers_of_one_instant_stand_in_the_order_in_which_they_were_drawn() {
        let (chance, now) = (Chance::seeded(7), at("2026-11-25T08:00:00.123Z"));
        let ids: Vec<Id> = (0..100_000).map(|_| chance.id(now)).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
        for id in &ids {
            assert_eq!((id.0.get_version_num(), id.0.get_variant()), (7, uuid::Variant::RFC4122));
            assert_eq!(id.made_at(), Some(now));
        }
    }

    #[test]
    fn identifiers_are_never_the_same_however_instants_come_and_go() {
        let chance = Chance::seeded(7);
        let (earlier, later) = (at("2026-11-25T08:00:00Z"), at("2026-11-25T08:00:00.001Z"));
        let drawn: Vec<(Id, Id)> = (0..10_000).map(|_| (chance.id(later), chance.id(earlier))).collect();
        assert!(drawn.iter().all(|(late, early)| early < late));
        let all: HashSet<Id> = drawn.into_iter().flat_map(|(late, early)| [late, early]).collect();
        assert_eq!(all.len(), 20_000);
    }

    #[test]
    fn nobody_can_tell_from_one_identifier_which_the_next_one_is() {
        let (chance, now) = (Chance::seeded(7), at("2026-11-25T08:00:00Z"));
        let tail = |id: Id| id.0.as_u128() & u128::from(u64::MAX >> 2);
        let tails: Vec<u128> = (0..1_000).map(|_| tail(chance.id(now))).collect();
        let steps: HashSet<u128> = tails.windows(2).map(|pair| pair[1].wrapping_sub(pair[0])).collect();
        assert!(steps.len() > 990);
    }

    #[test]
    fn an_instant_whose_numbers_are_used_up_begins_anew() {
        let (chance, now) = (Chance::seeded(7), at("2026-11-25T08:00:00Z"));
        chance.id(now);
        chance.stream().tail = (1 << 74) - 1;
        assert_eq!(chance.id(now).made_at(), Some(now));
        assert!(chance.stream().tail >> 73 == 0);
    }
}
