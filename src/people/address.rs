//! Mail addresses: whether a text is one, and the form in which two are compared.

use crate::platform::error::Message;
use validator::ValidateEmail;

/// Longest address that mail servers take (RFC 5321, section 4.5.3.1.3, less the angle brackets).
pub const LONGEST: usize = 254;

/// A mail address as somebody wrote it and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// As written, without spaces around it.
    pub written: String,
    /// Lower-case: nobody tells two mailboxes apart by capitals, and one person must not have two accounts by them.
    pub key: String,
}

/// Reads an address.
///
/// # Errors
///
/// The message says what is wrong: too long, or no address at all (by the rule of HTML's `type=email`).
pub fn parse(typed: &str) -> Result<Address, Message> {
    let written = typed.trim();
    if written.chars().count() > LONGEST {
        return Err(Message::new("fault-too-long").with("most", LONGEST));
    }
    if written.chars().any(|c| c.is_control() || c.is_whitespace()) || !written.validate_email() {
        return Err(Message::new("fault-no-address"));
    }
    Ok(Address {
        written: written.to_owned(),
        key: written.to_lowercase(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_mailbox_compare_equal() {
        let address = parse(" Anna.Schmidt@Partner.Example ").unwrap();
        assert_eq!(address.written, "Anna.Schmidt@Partner.Example");
        assert_eq!(address.key, parse("anna.schmidt@partner.example").unwrap().key);
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "anna",
            "anna@",
            "@partner.example",
            "a b@c.example",
            "a@b.example\r\nBcc: x@y.example",
            "a@b\0.example",
        ] {
            assert!(parse(text).is_err(), "{text:?}");
        }
    }
}
