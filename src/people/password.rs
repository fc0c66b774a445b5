//! Passwords: argon2id, a minimum length and a list of common ones; no composition rules, no forced change.

use crate::platform::chance::Chance;
use crate::platform::error::{Error, Message};
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Shorter ones are refused (characters, not bytes).
pub const SHORTEST: usize = 10;

/// Longer ones are refused, so that hashing stays bounded.
pub const LONGEST: usize = 200;

/// What makes a password unfit, or nothing. `known` are words that an attacker would try first: name, address, the academy's name.
pub fn fault(password: &str, known: &[&str]) -> Option<Message> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(Message::new("password-too-short").with("least", SHORTEST));
    }
    if length > LONGEST {
        return Some(Message::new("password-too-long").with("most", LONGEST));
    }
    let folded = password.to_lowercase();
    let stem: String = folded.chars().filter(|c| c.is_alphabetic()).collect();
    let monotonous = folded.chars().all(|c| folded.starts_with(c)) || runs(&folded);
    let common = COMMON.iter().any(|word| folded == *word || stem == *word);
    let personal = known
        .iter()
        .any(|word| word.chars().count() > 3 && stem == word.to_lowercase().replace(|c: char| !c.is_alphabetic(), ""));
    (monotonous || common || personal).then(|| Message::new("password-too-common"))
}

/// Whether it only counts up or down, such as 1234567890 or abcdefghij.
fn runs(text: &str) -> bool {
    let codes: Vec<i64> = text.chars().map(|c| i64::from(u32::from(c))).collect();
    let steps: Vec<i64> = codes.windows(2).filter_map(|pair| Some(pair.get(1)? - pair.first()?)).collect();
    steps.iter().all(|s| *s == 1) || steps.iter().all(|s| *s == -1) || text == "1234567890"
}

/// Stems that make up most of the published lists of common passwords, after digits and signs are taken away.
const COMMON: [&str; 40] = [
    "password",
    "passwort",
    "qwertyuiop",
    "qwertzuiop",
    "qwerty",
    "qwertz",
    "asdfghjkl",
    "iloveyou",
    "welcome",
    "willkommen",
    "letmein",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "sunshine",
    "princess",
    "superman",
    "trustno",
    "master",
    "shadow",
    "michael",
    "jordan",
    "hallo",
    "hallohallo",
    "schatz",
    "sommer",
    "winter",
    "geheim",
    "geheimgeheim",
    "passwortpasswort",
    "passwordpassword",
    "changeme",
    "administrator",
    "kundig",
    "abcdefghij",
    "computer",
    "internet",
    "default",
    "secret",
];

/// The hash to keep, in PHC format.
pub fn hash(password: &str, chance: &Chance) -> Result<String, Error> {
    let salt = chance.bytes::<16>();
    Ok(Argon2::default()
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map_err(Error::internal)?
        .to_string())
}

/// As [`fits`], off the event loop.
///
/// # Errors
///
/// [`Error::Unavailable`] where so many wait that it would take seconds.
pub async fn check(password: String, hash: Option<String>) -> Result<bool, Error> {
    let _slot = slot().await?;
    Ok(actix_web::web::block(move || fits(&password, hash.as_deref())).await?)
}

/// As [`hash()`], off the event loop.
///
/// # Errors
///
/// As [`check`].
pub async fn hash_aside(password: String, chance: &Chance) -> Result<String, Error> {
    let _slot = slot().await?;
    let chance = chance.clone();
    actix_web::web::block(move || hash(&password, &chance)).await?
}

/// Each hash takes 19 MiB and some milliseconds: a crowd at the door must not fill the memory.
static SLOTS: Semaphore = Semaphore::const_new(8);

async fn slot() -> Result<SemaphorePermit<'static>, Error> {
    let wait = tokio::time::timeout(Duration::from_secs(3), SLOTS.acquire()).await;
    wait.map_err(|_| Error::Unavailable(3))?.map_err(Error::internal)
}

/// Whether the password is the one behind the hash. Of nobody's hash (`None`) it takes as long and says no, so that the time tells nothing.
pub fn fits(password: &str, hash: Option<&str>) -> bool {
    const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$RmFrZUhhc2hGYWtlSGFzaEZha2VIYXNoRmFrZUhhc2g";
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODYS)) else {
        return false;
    };
    Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_only_its_own_hash() {
        let hash = hash("correct horse battery", &Chance::seeded(1)).unwrap();
        assert!(fits("correct horse battery", Some(&hash)));
        assert!(!fits("correct horse batterz", Some(&hash)));
        assert!(!fits("correct horse battery", None));
    }

    #[test]
    fn short_common_counting_and_personal_passwords_are_refused() {
        for weak in [
            "short",
            "Passwort123!",
            "1234567890",
            "aaaaaaaaaaaa",
            "abcdefghijkl",
            "Hannesweiss99",
        ] {
            assert!(fault(weak, &["Hannes Weiss"]).is_some(), "{weak}");
        }
        assert_eq!(fault("vier Bohrer im Koffer", &["Hannes Weiss"]), None);
    }
}
