//! What stands in a mail that came in.

/// The plain part of a message.
pub fn plain(content: &str) -> String {
    part(content, "text/plain")
}

/// The part of a message with this media type, decoded.
pub fn part(content: &str, media_type: &str) -> String {
    let part = content.split_once(media_type).unwrap().1;
    let (head, rest) = part.split_once("\r\n\r\n").unwrap();
    let body = rest.split("\r\n--kundig").next().unwrap();
    let body = if head.contains("quoted-printable") {
        unquoted(body)
    } else {
        body.to_owned()
    };
    if head.contains("base64") {
        use base64::Engine;
        let bytes = base64::engine::general_purpose::STANDARD.decode(body.replace("\r\n", "")).unwrap();
        return String::from_utf8(bytes).unwrap();
    }
    body
}

fn unquoted(body: &str) -> String {
    let joined = body.replace("=\r\n", "");
    let (mut bytes, mut rest) = (Vec::new(), joined.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        if *first == b'=' {
            bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap()
}
