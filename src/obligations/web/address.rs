//! Addresses with filters in them.

use std::fmt::Write;

/// A path with these fields; those without a value are left out.
pub fn address(path: &str, fields: &[(&str, Option<&str>)]) -> String {
    let mut out = path.to_owned();
    let mut sign = '?';
    for (name, value) in fields {
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            continue;
        };
        out.push(sign);
        out.push_str(name);
        out.push('=');
        encode(value, &mut out);
        sign = '&';
    }
    out
}

fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => {
                // Writing into a String cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn what_is_typed_cannot_leave_its_field() {
        let made = address("/obligations", &[("search", Some("Ä&b=c#")), ("show", None), ("status", Some(""))]);
        assert_eq!(made, "/obligations?search=%C3%84%26b%3Dc%23");
    }
}
