//! A mail server on loopback that follows a script: what it answers, where it hangs up, and what it was told.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with the next mail (or, for the first two, the next connection).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Refuses the connection's sign-in.
    RefuseSignIn,
    /// Takes it.
    Accept,
    /// Answers RCPT with 450.
    LaterAtRecipient,
    /// Answers RCPT with 550.
    NeverAtRecipient,
    /// Answers 451 after the message.
    LaterAfterMessage,
    /// Hangs up after the message, without an answer; the message counts as received.
    HangUpAfterMessage,
    /// Says nothing after the message.
    SilentAfterMessage,
    /// Hangs up at MAIL.
    HangUpAtSender,
    /// Sends 10 MB without a line end at MAIL.
    EndlessLine,
}

/// A message that came in.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    pub content: String,
}

impl Received {
    /// The value of a head line, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.content.split("\r\n\r\n").next()?.replace("\r\n ", " ");
        head.lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned))
    }
}

/// The server; stops when dropped.
pub struct Sink {
    port: u16,
    script: Arc<Mutex<Vec<Turn>>>,
    received: Arc<Mutex<Vec<Received>>>,
    connections: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
}

impl Sink {
    /// Listens on a free port and accepts everything.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let sink = Self {
            port: listener.local_addr().unwrap().port(),
            script: Arc::default(),
            received: Arc::default(),
            connections: Arc::default(),
            over: Arc::default(),
        };
        let (script, received, connections, over) = (
            sink.script.clone(),
            sink.received.clone(),
            sink.connections.clone(),
            sink.over.clone(),
        );
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                connections.fetch_add(1, Ordering::SeqCst);
                let (script, received, over) = (script.clone(), received.clone(), over.clone());
                std::thread::spawn(move || {
                    let _ = converse(stream.unwrap(), &script, &received, &over);
                });
            }
        });
        sink
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub fn url_with_password(&self) -> String {
        format!("smtp://kundig:secret@127.0.0.1:{}", self.port)
    }

    /// What comes next; after the last the server accepts.
    pub fn script(&self, turns: &[Turn]) {
        *self.script.lock().unwrap() = turns.to_vec();
    }

    /// What came in so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

fn converse(stream: TcpStream, script: &Mutex<Vec<Turn>>, received: &Mutex<Vec<Received>>, over: &AtomicBool) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut out = stream;
    let next = |only: &[Turn]| {
        let mut script = script.lock().unwrap();
        match script.first().copied() {
            Some(turn) if only.is_empty() || only.contains(&turn) => Some(script.remove(0)),
            _ => None,
        }
    };
    out.write_all(b"220 sink\r\n")?;
    let (mut to, mut turn) = (String::new(), Turn::Accept);
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let verb = line.trim_end().to_ascii_uppercase();
        match verb.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => out.write_all(b"250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n")?,
            "AUTH" if next(&[Turn::RefuseSignIn]).is_some() => out.write_all(b"535 5.7.8 who are you\r\n")?,
            "AUTH" => out.write_all(b"235 welcome\r\n")?,
            "MAIL" => {
                turn = next(&[]).unwrap_or(Turn::Accept);
                match turn {
                    Turn::HangUpAtSender => return Ok(()),
                    Turn::EndlessLine => {
                        let _ = out.write_all(&vec![b'x'; 10 << 20]);
                        return Ok(());
                    }
                    _ => out.write_all(b"250 sender\r\n")?,
                }
            }
            "RCPT" => {
                to = line.trim_end().to_owned();
                match turn {
                    Turn::LaterAtRecipient => out.write_all(b"450 4.2.1 mailbox busy\r\n")?,
                    Turn::NeverAtRecipient => out.write_all(b"550 5.1.1 no such person\r\n")?,
                    _ => out.write_all(b"250 recipient\r\n")?,
                }
            }
            "DATA" => {
                out.write_all(b"354 go on\r\n")?;
                let content = message(&mut lines)?;
                let kept = Received { to: to.clone(), content };
                match turn {
                    Turn::LaterAfterMessage => out.write_all(b"451 4.3.0 later\r\n")?,
                    Turn::HangUpAfterMessage => {
                        received.lock().unwrap().push(kept);
                        return Ok(());
                    }
                    Turn::SilentAfterMessage => {
                        received.lock().unwrap().push(kept);
                        while !over.load(Ordering::SeqCst) {
                            std::thread::sleep(Duration::from_millis(20));
                        }
                        return Ok(());
                    }
                    _ => {
                        received.lock().unwrap().push(kept);
                        out.write_all(b"250-2.0.0 queued\r\n250 as 4711\r\n")?;
                    }
                }
            }
            "QUIT" => {
                out.write_all(b"221 bye\r\n")?;
                return Ok(());
            }
            _ => out.write_all(b"250 ok\r\n")?,
        }
    }
}

/// The message up to the lone dot, dots unstuffed. A bare line feed would be a fault of ours.
fn message(lines: &mut impl BufRead) -> std::io::Result<String> {
    let mut content = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(content);
        }
        assert!(line.ends_with("\r\n"), "a bare line feed on the wire: {line:?}");
        if line == ".\r\n" {
            return Ok(content);
        }
        content.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}

/// The plain part of a message.
pub fn plain(content: &str) -> String {
    part(content, "text/plain")
}

/// The part of a message with this media type, decoded.
pub fn part(content: &str, media_type: &str) -> String {
    let part = content.split(media_type).nth(1).unwrap();
    let body = part.split_once("\r\n\r\n").unwrap().1.split("\r\n--kundig").next().unwrap();
    let body = if part.contains("quoted-printable") {
        unquoted(body)
    } else {
        body.to_owned()
    };
    if part.contains("base64") {
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
