//! A push service on loopback that follows a script, and a browser that reads what it got: the other side of RFC 8030, 8291 and 8292, written
//! with another library than ours.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdh::diffie_hellman;
use p256::{PublicKey, SecretKey};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// What the service does with the next message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Answers with this status.
    Status(u16),
    /// Answers 429 and asks for so many seconds.
    TooMany(u32),
    /// Hangs up after the message, without an answer.
    HangUp,
}

/// A message as it came in.
#[derive(Clone, Debug)]
pub struct Received {
    /// Behind the host.
    pub path: String,
    pub head: Vec<(String, String)>,
    pub content: Vec<u8>,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        let found = self.head.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The claims of its token, which must be signed by the key beside it.
    pub fn claims(&self) -> (Value, String) {
        let (token, key) = self
            .header("Authorization")
            .strip_prefix("vapid t=")
            .unwrap()
            .split_once(", k=")
            .unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, octets(key))
            .verify(signed.as_bytes(), &octets(signature))
            .expect("the token is signed by the key that is shown");
        let claims = serde_json::from_slice(&octets(signed.split_once('.').unwrap().1)).unwrap();
        (claims, key.to_owned())
    }
}

/// The service; stops when dropped.
pub struct PushService {
    port: u16,
    script: Arc<Mutex<Vec<Turn>>>,
    received: Arc<Mutex<Vec<Received>>>,
    over: Arc<AtomicBool>,
}

impl PushService {
    /// Listens on a free port and takes everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let service = Self {
            port: listener.local_addr().unwrap().port(),
            script: Arc::default(),
            received: Arc::default(),
            over: Arc::default(),
        };
        let (script, received, over) = (service.script.clone(), service.received.clone(), service.over.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let (script, received) = (script.clone(), received.clone());
                std::thread::spawn(move || answer(stream.unwrap(), &script, &received));
            }
        });
        service
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What comes next; after the last it takes everything.
    pub fn script(&self, turns: &[Turn]) {
        *self.script.lock().unwrap() = turns.to_vec();
    }

    /// What came in so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

impl Drop for PushService {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // Wakes whoever listens; it may have ended already.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn answer(mut stream: TcpStream, script: &Mutex<Vec<Turn>>, received: &Mutex<Vec<Received>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    let Some(path) = line.strip_prefix("POST ").and_then(|rest| rest.strip_suffix(" HTTP/1.1\r\n")) else {
        return;
    };
    let path = path.to_owned();
    let mut head = Vec::new();
    loop {
        line.clear();
        lines.read_line(&mut line).unwrap();
        match line.trim_end().split_once(": ") {
            Some((name, value)) => head.push((name.to_owned(), value.to_owned())),
            None => break,
        }
    }
    let mut message = Received {
        path,
        head,
        content: Vec::new(),
    };
    message.content = vec![0; message.header("Content-Length").parse().unwrap()];
    lines.read_exact(&mut message.content).unwrap();
    received.lock().unwrap().push(message);
    let mut script = script.lock().unwrap();
    let turn = if script.is_empty() { Turn::Status(201) } else { script.remove(0) };
    let said = match turn {
        Turn::Status(status) => format!("HTTP/1.1 {status} so\r\nContent-Length: 0\r\n\r\n"),
        Turn::TooMany(seconds) => format!("HTTP/1.1 429 so\r\nRetry-After: {seconds}\r\nContent-Length: 0\r\n\r\n"),
        Turn::HangUp => String::new(),
    };
    stream.write_all(said.as_bytes()).unwrap();
}

/// A browser with keys of its own.
pub struct Phone {
    key: SecretKey,
    secret: [u8; 16],
}

impl Phone {
    /// Each number is another one.
    pub fn new(number: u8) -> Self {
        Self {
            key: SecretKey::from_slice(&[number + 1; 32]).unwrap(),
            secret: [number; 16],
        }
    }

    fn public(&self) -> Vec<u8> {
        self.key.public_key().to_sec1_bytes().into_vec()
    }

    pub fn p256dh(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.public())
    }

    pub fn auth(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.secret)
    }

    /// What a message says.
    pub fn read(&self, content: &[u8]) -> Value {
        let (salt, rest) = content.split_at(16);
        let (size, rest) = rest.split_at(4);
        assert_eq!(size, 4096_u32.to_be_bytes());
        let (length, rest) = rest.split_first().unwrap();
        let (sender, record) = rest.split_at(usize::from(*length));
        let public = PublicKey::from_sec1_bytes(sender).unwrap();
        let shared = diffie_hellman(self.key.to_nonzero_scalar(), public.as_affine());
        let info = [&b"WebPush: info\0"[..], &self.public(), sender].concat();
        let input = derived(&self.secret, shared.raw_secret_bytes(), &info, 32);
        let key = derived(salt, &input, b"Content-Encoding: aes128gcm\0", 16);
        let nonce = derived(salt, &input, b"Content-Encoding: nonce\0", 12);
        let mut record = record.to_vec();
        let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).unwrap());
        let text = key
            .open_in_place(Nonce::try_assume_unique_for_key(&nonce).unwrap(), Aad::empty(), &mut record)
            .expect("the message is for this browser");
        let (last, text) = text.split_last().unwrap();
        assert_eq!(*last, 2, "the only record is the last one");
        serde_json::from_slice(text).unwrap()
    }
}

/// HKDF (RFC 5869) of one block, by hand.
fn derived(salt: &[u8], input: &[u8], info: &[u8], length: usize) -> Vec<u8> {
    use ring::hmac::{HMAC_SHA256, Key, sign};
    let extracted = sign(&Key::new(HMAC_SHA256, salt), input);
    let block = sign(&Key::new(HMAC_SHA256, extracted.as_ref()), &[info, &[1]].concat());
    block.as_ref()[..length].to_vec()
}

fn octets(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap()
}
