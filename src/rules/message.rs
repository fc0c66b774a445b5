//! A light reader of mails that come in (RFC 5322, MIME): it takes the parts it needs and never more than it was given.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use std::borrow::Cow;

/// Most parts of a message that are looked at.
pub const MOST_PARTS: usize = 32;

/// A message as text with plain line ends, without the line of its own with which a mailbox file begins.
pub fn text(message: &[u8]) -> String {
    let text = String::from_utf8_lossy(message).replace("\r\n", "\n");
    match text.strip_prefix("From ").and_then(|rest| rest.split_once('\n')) {
        Some((_, rest)) => rest.to_owned(),
        None => text,
    }
}

/// The text of a part, whichever way its bytes were put into letters (RFC 2045, section 6); what cannot be read is left out.
pub fn body(head: &[(String, String)], body: &str) -> String {
    let encoding = value(head, "content-transfer-encoding").unwrap_or_default().to_ascii_lowercase();
    let bytes: Cow<'_, [u8]> = match encoding.trim() {
        "base64" => Cow::Owned(from_base64(body)),
        "quoted-printable" => Cow::Owned(from_quoted(body)),
        _ => Cow::Borrowed(body.as_bytes()),
    };
    String::from_utf8_lossy(&bytes).into_owned()
}

fn from_base64(text: &str) -> Vec<u8> {
    // Lines end somewhere, and some senders leave out or forget the filling at the end.
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );
    let letters: Vec<u8> = text
        .bytes()
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, b'+' | b'/'))
        .collect();
    // What is no such text holds nothing that could be read.
    LENIENT.decode(letters).unwrap_or_else(|_| Vec::new())
}

fn from_quoted(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'=' {
            out.push(*first);
            continue;
        }
        // A line that ends with the sign goes on in the next.
        if let Some(after) = rest.strip_prefix(b"\n") {
            rest = after;
            continue;
        }
        let code = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = rest.get(2..).unwrap_or_default();
            }
            None => out.push(*first),
        }
    }
    out
}

/// Head lines, unfolded, with names in small letters; and what comes after the empty line.
pub fn split(text: &str) -> (Vec<(String, String)>, &str) {
    let (head, body) = match text.strip_prefix('\n') {
        Some(body) => ("", body),
        None => text.split_once("\n\n").unwrap_or((text, "")),
    };
    let mut lines: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = lines.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            lines.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    (lines, body)
}

/// The first head line of this name, in small letters.
pub fn value(head: &[(String, String)], name: &str) -> Option<String> {
    head.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
}

/// Every head line of this name, in small letters.
pub fn values(head: &[(String, String)], name: &str) -> Vec<String> {
    head.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone()).collect()
}

/// A parameter of a content type, in quotes or without.
pub fn parameter(value: &str, name: &str) -> Option<String> {
    // Capitals do not count in the name; the value keeps its own.
    let at = value.to_ascii_lowercase().find(&format!("{name}="))?;
    let rest = value.get(at + name.len() + 1..)?;
    let found = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split([';', ' ', '\t']).next()?,
    };
    (!found.is_empty()).then(|| found.to_owned())
}

/// The parts between the boundaries, at most [`MOST_PARTS`].
pub fn parts<'a>(body: &'a str, boundary: &str) -> Vec<&'a str> {
    let mark = format!("--{boundary}");
    let mut found = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find(&mark) {
        let begin = at + mark.len();
        let Some(after) = rest.get(begin..) else { break };
        if after.starts_with("--") || found.len() >= MOST_PARTS {
            break;
        }
        let after = after.split_once('\n').map_or("", |(_, after)| after);
        let end = after.find(&mark).unwrap_or(after.len());
        found.push(after.get(..end).unwrap_or_default());
        rest = after;
    }
    found
}

/// The addresses of a head line.
pub fn addresses(line: &str) -> Vec<String> {
    line.split(',')
        .map(|one| match (one.rfind('<'), one.rfind('>')) {
            (Some(from), Some(to)) if from < to => one.get(from + 1..to).unwrap_or_default().trim().to_owned(),
            _ => one.trim().to_owned(),
        })
        .filter(|one| one.contains('@'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(encoding: &str, text: &str) -> String {
        body(&[("content-transfer-encoding".to_owned(), encoding.to_owned())], text)
    }

    #[test]
    fn a_body_is_read_whichever_way_it_was_written() {
        assert_eq!(read("Base64", "R3LDvMOf\nZQ==\n"), "Grüße");
        assert_eq!(read("quoted-printable", "Gr=C3=BC=\n=C3=9Fe =3D =zz"), "Grüße = =zz");
        assert_eq!(read("8bit", "Grüße"), "Grüße");
    }

    proptest! {
        #[test]
        fn nothing_that_comes_in_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let whole = text(&bytes);
            let (head, rest) = split(&whole);
            for encoding in ["base64", "quoted-printable"] {
                read(encoding, &whole);
            }
            prop_assert!(parts(rest, "x").len() <= MOST_PARTS);
            prop_assert!(values(&head, "to").len() <= head.len());
        }
    }
}
