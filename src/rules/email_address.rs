//! Mail addresses: what is one, and when two are the same.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Longest address that can be delivered to (RFC 5321, 4.5.3.1.3, less the angle brackets).
pub const LONGEST: usize = 254;

/// Longest part before the `@` (RFC 5321, 4.5.3.1.1).
const LONGEST_LOCAL: usize = 64;

/// A mail address as it was written. Quoted local parts, comments and addresses without a dot in their domain are legal by RFC 5322 but in
/// nobody's use, and mostly slips: they are refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

/// Why a text is no mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// What follows a line break would become a header of its own.
    #[error("a mail address holds no line break")]
    LineBreak,
    /// More than [`LONGEST`] bytes.
    #[error("a mail address has at most {LONGEST} bytes")]
    TooLong,
    /// Anything else.
    #[error("this is no mail address")]
    Shape,
}

impl EmailAddress {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As compared: two addresses that differ only in capitals are the same mailbox everywhere that matters.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl FromStr for EmailAddress {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        if text.contains(['\r', '\n']) {
            return Err(Malformed::LineBreak);
        }
        if text.len() > LONGEST {
            return Err(Malformed::TooLong);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(Malformed::Shape)?;
        if is_local(local) && is_domain(domain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Malformed::Shape)
        }
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = Malformed;

    fn try_from(text: String) -> Result<Self, Malformed> {
        text.parse()
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Atoms joined by single dots (RFC 5322, 3.2.3), letters of other scripts allowed (RFC 6532).
fn is_local(local: &str) -> bool {
    let atom = |letter: char| letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter);
    local.len() <= LONGEST_LOCAL && local.split('.').all(|part| !part.is_empty() && part.chars().all(atom))
}

/// At least two labels of letters, digits and inner hyphens (RFC 1123, 2.1), letters of other scripts allowed.
fn is_domain(domain: &str) -> bool {
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    domain.contains('.') && domain.split('.').all(label) && !domain.ends_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn usual_addresses_are_taken() {
        for address in [
            "anna.schmidt.1@arcondicionadonurnberg121.example",
            "a+b_c@x-y.example",
            "o'brien@firma.example",
            "jürgen@wärme.example",
        ] {
            assert_eq!(address.parse::<EmailAddress>().unwrap().as_str(), address);
        }
    }

    #[test]
    fn what_cannot_be_delivered_is_refused() {
        for text in [
            "",
            "not an address",
            "a@b",
            "@b.example",
            "a@.example",
            "a..b@c.example",
            "a@b@c.example",
            "a b@c.example",
            "a@-c.example",
            "a@10.0.0.1",
            "<a@c.example>",
            "a@c.example,b@c.example",
            "a@c.example\0",
        ] {
            assert_eq!(text.parse::<EmailAddress>(), Err(Malformed::Shape), "{text:?}");
        }
        assert_eq!("a@c.example\nBcc: all@c.example".parse::<EmailAddress>(), Err(Malformed::LineBreak));
        assert_eq!(
            format!("{}@c.example", "a".repeat(250)).parse::<EmailAddress>(),
            Err(Malformed::TooLong)
        );
    }

    #[test]
    fn capitals_make_no_other_mailbox() {
        let key = |text: &str| text.parse::<EmailAddress>().unwrap().key();
        assert_eq!(key("Anna@Firma.Example"), key("anna@firma.example"));
    }

    proptest! {
        #[test]
        fn no_text_panics_and_no_taken_one_can_break_a_header(text in "\\PC{0,40}|[a-z@.\\r\\n <>,;]{0,30}") {
            if let Ok(address) = text.parse::<EmailAddress>() {
                prop_assert!(!address.as_str().contains(['\r', '\n', ' ', ',', ';', '<', '>', '\0']));
            }
        }
    }
}
