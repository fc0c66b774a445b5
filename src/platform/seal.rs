//! Short proofs that an address was made here: whoever shows one needs no sign-in, and nobody can make one who does not know the secret of
//! the installation.

use super::chance::Chance;
use super::db::Conn;
use super::settings;
use crate::rules::id::Instant;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Setting: the secret, made when it is first needed.
const SECRET: &str = "seal.secret";

/// Bytes of a seal: 80 bits, and each wrong guess is a request.
const BYTES: usize = 10;

/// The secret of this installation. Call it in a transaction that may write.
pub fn secret(conn: &mut Conn, chance: &Chance, now: Instant) -> diesel::QueryResult<String> {
    match known(conn)? {
        Some(secret) => Ok(secret),
        None => settings::keep(conn, SECRET, &chance.token(), now),
    }
}

/// The secret, where one was made.
pub fn known(conn: &mut Conn) -> diesel::QueryResult<Option<String>> {
    settings::find(conn, SECRET)
}

/// The seal of a text for a purpose, as small letters and digits: mail servers do not keep capitals.
pub fn seal(secret: &str, purpose: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length will do");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(text.as_bytes());
    let whole = mac.finalize().into_bytes();
    whole.iter().take(BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a seal is that of a text.
pub fn holds(secret: &str, purpose: &str, text: &str, shown: &str) -> bool {
    seal(secret, purpose, text)
        .as_bytes()
        .ct_eq(shown.to_ascii_lowercase().as_bytes())
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_for_its_text_purpose_and_secret_alone() {
        let made = seal("secret", "bounce", "7");
        assert_eq!(made.len(), 2 * BYTES);
        assert!(holds("secret", "bounce", "7", &made) && holds("secret", "bounce", "7", &made.to_uppercase()));
        assert!(!holds("secret", "bounce", "8", &made));
        assert!(!holds("secret", "unsubscribe", "7", &made));
        assert!(!holds("other", "bounce", "7", &made));
        assert!(!holds("secret", "bounce", "7", ""));
    }
}
