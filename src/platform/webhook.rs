//! Calls that other services make by themselves, signed with a secret that both know: HMAC-SHA-256 over a version, the second at which it was
//! sent, and the body, so that nobody can make one up, change one or send one again later.

use crate::rules::id::Instant;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Seconds that a call may be old, or the other clock ahead.
pub const WINDOW_SECONDS: i64 = 300;

/// The signature of a text, in hexadecimal digits.
pub fn sign(secret: &str, text: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length will do");
    mac.update(text);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The signature of a call as its head says it, `v1=…`: over `v1:<second>:<body>`.
pub fn signature(secret: &str, version: &str, sent_at: &str, body: &[u8]) -> String {
    let text = [version.as_bytes(), b":", sent_at.as_bytes(), b":", body].concat();
    format!("{version}={}", sign(secret, &text))
}

/// Whether a call is by somebody who knows the secret, and was sent just now. `sent_at`: seconds since 1970, as the head says it.
pub fn holds(secret: &str, version: &str, sent_at: &str, body: &[u8], shown: &str, now: Instant) -> bool {
    let fresh = sent_at
        .parse::<i64>()
        .is_ok_and(|sent| now.timestamp().abs_diff(sent) <= WINDOW_SECONDS.unsigned_abs());
    let right: bool = signature(secret, version, sent_at, body).as_bytes().ct_eq(shown.as_bytes()).into();
    // An empty secret is none.
    fresh && right && !secret.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Duration, Utc};

    #[test]
    fn a_call_counts_for_its_secret_body_and_minutes_alone() {
        let now: Instant = "2027-02-08T08:00:00Z".parse::<DateTime<Utc>>().unwrap().into();
        let sent = now.timestamp().to_string();
        let shown = signature("secret", "v1", &sent, b"{}");
        let counts = |secret, version, sent: &str, body: &[u8], seconds| {
            holds(secret, version, sent, body, &shown, now.plus(Duration::seconds(seconds)))
        };
        assert!(
            counts("secret", "v1", &sent, b"{}", 0)
                && counts("secret", "v1", &sent, b"{}", 300)
                && counts("secret", "v1", &sent, b"{}", -300)
        );
        assert!(!counts("secret", "v1", &sent, b"{}", 301) && !counts("secret", "v1", &sent, b"{}", -301));
        assert!(
            !counts("other", "v1", &sent, b"{}", 0)
                && !counts("secret", "v0", &sent, b"{}", 0)
                && !counts("secret", "v1", &sent, b"{ }", 0)
        );
        let moved = (now.timestamp() + 60).to_string();
        assert!(!counts("secret", "v1", &moved, b"{}", 0), "the second is signed too");
        assert!(!counts("secret", "v1", "", b"{}", 0) && !holds("secret", "v1", &sent, b"{}", "", now));
        let empty = signature("", "v1", &sent, b"{}");
        assert!(!holds("", "v1", &sent, b"{}", &empty, now));
    }

    #[test]
    fn the_signature_is_the_one_of_the_published_example() {
        // RFC 4231, test case 2.
        assert_eq!(
            sign("Jefe", b"what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
