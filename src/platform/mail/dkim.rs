//! Signing mail (DKIM, RFC 6376; Ed25519 by RFC 8463), head and body canonicalised as `relaxed/relaxed`. The key comes from a file; the same
//! mail gets the same signature. The library that writes our mails could sign too, but would bring an RSA of its own, whose time tells of the
//! key (RUSTSEC-2023-0071), beside the one that TLS uses here; so only the wording of what is signed is ours.

use crate::platform::config::Config;
use crate::platform::error::Error;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Head lines that are signed where they are there. `From` stands twice, so that nobody adds a second one.
const SIGNED: [&str; 13] = [
    "from",
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "reply-to",
    "mime-version",
    "content-type",
    "auto-submitted",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
];

/// Signs mails for a domain.
#[derive(Clone)]
pub struct Signer {
    key: Arc<Key>,
    domain: String,
    selector: String,
}

enum Key {
    Rsa(RsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

impl Signer {
    /// The signer that the settings name; none where mails are not signed.
    ///
    /// # Errors
    ///
    /// [`Error::Setup`] where the file cannot be read, holds no key of these kinds, or the name of the key is missing.
    pub fn configured(config: &Config) -> Result<Option<Self>, Error> {
        let mail = &config.mail;
        if mail.dkim_key_file.as_os_str().is_empty() {
            return Ok(None);
        }
        let file = mail.dkim_key_file.display();
        let wrong = |why: &str| Error::setup(format!("settings: mail.dkim_key_file {file}: {why}"));
        let plain = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        };
        if !plain(&mail.dkim_selector) {
            return Err(Error::setup(
                "settings: mail.dkim_selector is the name under which the key stands in the DNS",
            ));
        }
        let domain = match mail.dkim_domain.as_str() {
            "" => mail.from.rsplit_once('@').map_or("", |(_, domain)| domain),
            domain => domain,
        };
        if !plain(domain) {
            return Err(Error::setup("settings: mail.dkim_domain is no domain"));
        }
        let text = std::fs::read_to_string(&mail.dkim_key_file).map_err(|e| wrong(&e.to_string()))?;
        let key = read(&text).map_err(|why| wrong(&why))?;
        Ok(Some(Self {
            key: Arc::new(key),
            domain: domain.to_owned(),
            selector: mail.dkim_selector.clone(),
        }))
    }

    /// The TXT record that must stand in the DNS, name and content.
    pub fn record(&self) -> (String, String) {
        let name = format!("{}._domainkey.{}", self.selector, self.domain);
        let content = match self.key.as_ref() {
            Key::Ed25519(pair) => format!("v=DKIM1; k=ed25519; p={}", STANDARD.encode(pair.public_key().as_ref())),
            Key::Rsa(pair) => format!("v=DKIM1; k=rsa; p={}", STANDARD.encode(subject_key(pair.public_key().as_ref()))),
        };
        (name, content)
    }

    /// The message with its signature as the first head line; `at` is the second since 1970 that it names.
    pub fn signed(&self, message: Vec<u8>, at: i64) -> Vec<u8> {
        let Some((head, body)) = parts(&message) else { return message };
        let lines = lines(head);
        let (names, canonical) = chosen(&lines);
        let algorithm = match self.key.as_ref() {
            Key::Rsa(_) => "rsa-sha256",
            Key::Ed25519(_) => "ed25519-sha256",
        };
        let hash = STANDARD.encode(Sha256::digest(body_relaxed(body)));
        let unsigned = format!(
            "DKIM-Signature: v=1; a={algorithm}; c=relaxed/relaxed; d={};\r\n s={}; t={at};\r\n h={};\r\n bh={hash};\r\n b=",
            self.domain,
            self.selector,
            names.join(":")
        );
        let signature = STANDARD.encode(self.sign(&to_sign(&canonical, &unsigned)));
        // No line of a head gets long.
        let folded: Vec<&str> = (0..signature.len())
            .step_by(72)
            .map(|at| &signature[at..signature.len().min(at + 72)])
            .collect();
        let mut out = format!("{unsigned}{}\r\n", folded.join("\r\n ")).into_bytes();
        out.extend_from_slice(&message);
        out
    }

    fn sign(&self, data: &[u8]) -> Vec<u8> {
        match self.key.as_ref() {
            // RFC 8463: what is signed is the hash.
            Key::Ed25519(pair) => pair.sign(&Sha256::digest(data)).as_ref().to_vec(),
            Key::Rsa(pair) => {
                let mut signature = vec![0; pair.public().modulus_len()];
                let done = pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), data, &mut signature);
                done.expect("a signature has the length of its key");
                signature
            }
        }
    }
}

/// A private key as `openssl genpkey` writes it.
fn read(text: &str) -> Result<Key, String> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| !line.starts_with("-----BEGIN "));
    let label = lines.next().ok_or("it is no PEM file")?.to_owned();
    let encoded: String = lines.take_while(|line| !line.starts_with("-----END ")).collect();
    let bytes = STANDARD.decode(encoded).map_err(|_| "it is no PEM file")?;
    let rejected = |e: ring::error::KeyRejected| format!("the key cannot be used: {e}");
    match label.as_str() {
        "-----BEGIN RSA PRIVATE KEY-----" => RsaKeyPair::from_der(&bytes).map(Key::Rsa).map_err(rejected),
        "-----BEGIN PRIVATE KEY-----" => Ed25519KeyPair::from_pkcs8_maybe_unchecked(&bytes)
            .map(Key::Ed25519)
            .or_else(|_| RsaKeyPair::from_pkcs8(&bytes).map(Key::Rsa))
            .map_err(rejected),
        _ => Err("it is no private key without a password".to_owned()),
    }
}

/// An RSA key as the DNS wants it: a SubjectPublicKeyInfo around what the key pair knows (RFC 3279).
fn subject_key(key: &[u8]) -> Vec<u8> {
    const RSA: [u8; 15] = [
        0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
    ];
    let bits = der(0x03, &[&[0], key].concat());
    der(0x30, &[&RSA, bits.as_slice()].concat())
}

fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => out.push(short),
        Ok(byte) => out.extend([0x81, byte]),
        Err(_) => out.extend([0x82, u8::try_from(length >> 8).unwrap_or(u8::MAX), (length & 0xff).to_le_bytes()[0]]),
    }
    out.extend_from_slice(content);
    out
}

/// Head and body.
fn parts(message: &[u8]) -> Option<(&str, &[u8])> {
    let end = message.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(message.get(..end + 2)?).ok()?;
    Some((head, message.get(end + 4..)?))
}

/// The lines of a head with their continuations, name and value.
fn lines(head: &str) -> Vec<(String, String)> {
    let mut found: Vec<String> = Vec::new();
    for line in head.split_inclusive("\r\n") {
        match found.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(line),
            _ => found.push(line.to_owned()),
        }
    }
    let pair = |line: String| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.to_owned()))
    };
    found.into_iter().filter_map(pair).collect()
}

/// The names of the lines that are signed, and these lines canonicalised.
fn chosen(lines: &[(String, String)]) -> (Vec<&'static str>, String) {
    let mut names = Vec::new();
    let mut canonical = String::new();
    for (index, name) in SIGNED.into_iter().enumerate() {
        let before = SIGNED[..index].iter().filter(|other| **other == name).count();
        let found = lines.iter().rev().filter(|(own, _)| own == name).nth(before);
        // A name that has no line left is signed as one that must not come to be.
        if found.is_some() || before > 0 {
            names.push(name);
        }
        if let Some((_, value)) = found {
            canonical.push_str(&relaxed(name, value));
            canonical.push_str("\r\n");
        }
    }
    (names, canonical)
}

/// What the key signs: the chosen lines, then the signature's own line without its end.
fn to_sign(canonical: &str, unsigned: &str) -> Vec<u8> {
    let value = unsigned.split_once(':').map_or("", |(_, value)| value);
    format!("{canonical}{}", relaxed("dkim-signature", value)).into_bytes()
}

/// RFC 6376, section 3.4.2: small letters, one line, single spaces.
fn relaxed(name: &str, value: &str) -> String {
    format!("{name}:{}", value.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

/// RFC 6376, section 3.4.4: single spaces, none at the ends of lines, no empty lines at the end.
fn body_relaxed(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut waiting = 0;
    for line in body.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mut reduced: Vec<u8> = Vec::with_capacity(line.len());
        for byte in line {
            match (byte, reduced.last()) {
                (b' ' | b'\t', Some(b' ')) => {}
                (b' ' | b'\t', _) => reduced.push(b' '),
                _ => reduced.push(*byte),
            }
        }
        while reduced.last() == Some(&b' ') {
            reduced.pop();
        }
        if reduced.is_empty() {
            waiting += 1;
            continue;
        }
        out.extend(std::iter::repeat_n(*b"\r\n", waiting).flatten());
        waiting = 0;
        out.extend_from_slice(&reduced);
        out.extend_from_slice(b"\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{ED25519, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
    use std::path::PathBuf;

    /// Verifies as a receiver does, from the message and the public key alone: what stands in the signature decides what is looked at.
    fn verifies(message: &[u8], key: &[u8]) -> bool {
        let (head, body) = parts(message).unwrap();
        let lines = lines(head);
        let (_, signature) = lines.iter().find(|(name, _)| name == "dkim-signature").unwrap();
        let tags: Vec<(String, String)> = signature
            .split(';')
            .filter_map(|tag| {
                tag.trim()
                    .split_once('=')
                    .map(|(name, value)| (name.to_owned(), value.replace([' ', '\r', '\n', '\t'], "")))
            })
            .collect();
        let tag = |name: &str| tags.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone()).unwrap();
        if STANDARD.encode(Sha256::digest(body_relaxed(body))) != tag("bh") {
            return false;
        }
        let mut taken: Vec<usize> = Vec::new();
        let mut data = String::new();
        for name in tag("h").split(':') {
            let found = lines
                .iter()
                .enumerate()
                .rev()
                .find(|(at, (own, _))| own == name && !taken.contains(at));
            if let Some((at, (_, value))) = found {
                taken.push(at);
                data.push_str(&format!("{}\r\n", relaxed(name, value)));
            }
        }
        let emptied = signature[..signature.rfind("b=").unwrap() + 2].to_owned();
        data.push_str(&relaxed("dkim-signature", &emptied));
        let bytes = STANDARD.decode(tag("b")).unwrap();
        match tag("a").as_str() {
            "ed25519-sha256" => UnparsedPublicKey::new(&ED25519, key)
                .verify(&Sha256::digest(data.as_bytes()), &bytes)
                .is_ok(),
            _ => UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
                .verify(data.as_bytes(), &bytes)
                .is_ok(),
        }
    }

    /// The example of RFC 8463, appendix A.
    const EXAMPLE: &str = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\nFrom: Joe SixPack <joe@football.example.com>\r\nTo: Suzie Q <suzie@shopping.example.net>\r\nSubject: Is dinner ready?\r\nDate: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\nMessage-ID: <20030712040037.46341.5F8J@football.example.com>\r\n\r\nHi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";
    const EXAMPLE_KEY: &str = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    fn signer(file: &str) -> Result<Option<Signer>, Error> {
        let mut config = Config::default();
        config.mail.from = "academy@nordhaus.example".into();
        config.mail.dkim_selector = "k1".into();
        config.mail.dkim_key_file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file);
        Signer::configured(&config)
    }

    fn public(signer: &Signer) -> Vec<u8> {
        match signer.key.as_ref() {
            Key::Rsa(pair) => pair.public_key().as_ref().to_vec(),
            Key::Ed25519(pair) => pair.public_key().as_ref().to_vec(),
        }
    }

    #[test]
    fn the_reader_of_these_tests_takes_the_example_of_the_standard() {
        let key = STANDARD.decode(EXAMPLE_KEY).unwrap();
        assert!(verifies(EXAMPLE.as_bytes(), &key));
        assert!(!verifies(EXAMPLE.replace("hungry", "angry").as_bytes(), &key));
        assert!(!verifies(EXAMPLE.replace("dinner", "supper").as_bytes(), &key));
    }

    #[test]
    fn a_signed_mail_verifies_and_a_changed_one_does_not() {
        let message = b"From: Academy <academy@nordhaus.example>\r\nTo: a@b.example\r\nSubject: Due\r\n  soon\r\nDate: x\r\n\r\nHello,  you\t\r\n\r\n.\r\n\r\n";
        for file in ["dkim-rsa.pem", "dkim-ed25519.pem"] {
            let signer = signer(file).unwrap().unwrap();
            let key = public(&signer);
            let signed = signer.signed(message.to_vec(), 1_764_000_000);
            assert_eq!(
                signed,
                signer.signed(message.to_vec(), 1_764_000_000),
                "the same mail, the same signature"
            );
            assert!(verifies(&signed, &key), "{}", String::from_utf8_lossy(&signed));
            assert!(signed.split(|byte| *byte == b'\n').all(|line| line.len() < 400));
            let text = String::from_utf8(signed).unwrap();
            assert!(
                verifies(text.replace("Hello,  you", "Hello, you ").as_bytes(), &key),
                "room does not count"
            );
            assert!(!verifies(text.replace("Hello", "Hallo").as_bytes(), &key));
            assert!(!verifies(text.replace("Subject: Due", "Subject: Late").as_bytes(), &key));
            assert!(
                !verifies(
                    text.replace("\r\n\r\nHello", "\r\nFrom: evil@b.example\r\n\r\nHello").as_bytes(),
                    &key
                ),
                "a second sender"
            );
            let (name, record) = signer.record();
            assert_eq!(name, "k1._domainkey.nordhaus.example");
            assert!(record.contains("p=") && record.starts_with("v=DKIM1"));
        }
    }

    #[test]
    fn a_bad_key_is_told() {
        for file in ["network/organisations.csv", "missing.pem"] {
            let error = signer(file).err().unwrap().to_string();
            assert!(error.contains("dkim_key_file"), "{error}");
        }
    }
}
