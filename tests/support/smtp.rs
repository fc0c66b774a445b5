//! A mail server on loopback that follows a script: what it answers, where it hangs up, and what it was told.

pub use super::letter::{part, plain};

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
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
    /// Does this in that phase.
    At(Phase, Deed),
}

/// Where the dialogue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Greeting,
    Hello,
    SignIn,
    Sender,
    Recipient,
    Data,
    /// After the dot.
    Message,
    Quit,
}

impl Phase {
    pub const ALL: [Self; 8] = [
        Self::Greeting,
        Self::Hello,
        Self::SignIn,
        Self::Sender,
        Self::Recipient,
        Self::Data,
        Self::Message,
        Self::Quit,
    ];

    /// What is answered where all is well.
    fn usual(self) -> &'static str {
        match self {
            Self::Greeting => "220 sink\r\n",
            Self::Hello => "250-sink\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n",
            Self::SignIn => "235 welcome\r\n",
            Self::Sender => "250 sender\r\n",
            Self::Recipient => "250 recipient\r\n",
            Self::Data => "354 go on\r\n",
            Self::Message => "250-2.0.0 queued\r\n250 as 4711\r\n",
            Self::Quit => "221 bye\r\n",
        }
    }
}

/// What the server may do in a phase instead of answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Refuses for now.
    Later,
    /// Refuses for good.
    Never,
    /// Says that it closes, and does.
    Closing,
    /// Hangs up.
    HangUp,
    /// Says nothing any more.
    Silence,
    /// Says what it usually says, a little later.
    Slow,
    /// Says what it usually says, byte by byte.
    Pieces,
    /// Says something that is no answer.
    Garbage,
}

impl Deed {
    pub const ALL: [Self; 8] = [
        Self::Later,
        Self::Never,
        Self::Closing,
        Self::HangUp,
        Self::Silence,
        Self::Slow,
        Self::Pieces,
        Self::Garbage,
    ];

    /// Whether the server takes what it was told all the same.
    pub fn accepts(self) -> bool {
        matches!(self, Self::Slow | Self::Pieces)
    }
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
    pause: Arc<AtomicU64>,
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
            pause: Arc::default(),
        };
        let (script, received, connections, over) = (
            sink.script.clone(),
            sink.received.clone(),
            sink.connections.clone(),
            sink.over.clone(),
        );
        let pause = sink.pause.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                connections.fetch_add(1, Ordering::SeqCst);
                let (script, received, over, pause) = (script.clone(), received.clone(), over.clone(), pause.clone());
                std::thread::spawn(move || {
                    let _ = converse(stream.unwrap(), &script, &received, &over, &pause);
                });
            }
        });
        sink
    }

    /// Every answer from now on takes so long.
    pub fn slow_down(&self, pause: Duration) {
        self.pause.store(u64::try_from(pause.as_millis()).unwrap(), Ordering::SeqCst);
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

/// One connection.
struct Dialogue<'a> {
    out: TcpStream,
    script: &'a Mutex<Vec<Turn>>,
    over: &'a AtomicBool,
    /// How long every answer takes, in milliseconds.
    pause: &'a AtomicU64,
    /// What is done with the present mail.
    turn: Turn,
}

impl Dialogue<'_> {
    /// The next turn, where it is one of these; any where none are named.
    fn next(&self, wanted: impl Fn(Turn) -> bool) -> Option<Turn> {
        let mut script = self.script.lock().unwrap();
        script.first().copied().filter(|turn| wanted(*turn))?;
        Some(script.remove(0))
    }

    /// Answers in a phase; false where the connection ends.
    fn answer(&mut self, phase: Phase) -> std::io::Result<bool> {
        let deed = match self.turn {
            Turn::At(at, deed) if at == phase => Some(deed),
            _ => None,
        };
        let usual = phase.usual().as_bytes();
        std::thread::sleep(Duration::from_millis(self.pause.load(Ordering::SeqCst)));
        match deed {
            None => self.out.write_all(usual)?,
            Some(Deed::Later) => self.out.write_all(b"451 4.3.0 later\r\n")?,
            Some(Deed::Never) => self.out.write_all(b"550 5.1.1 never\r\n")?,
            Some(Deed::Closing) => {
                self.out.write_all(b"421 4.3.2 closing\r\n")?;
                return Ok(false);
            }
            Some(Deed::HangUp) => return Ok(false),
            Some(Deed::Silence) => {
                while !self.over.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(20));
                }
                return Ok(false);
            }
            Some(Deed::Slow) => {
                std::thread::sleep(Duration::from_millis(120));
                self.out.write_all(usual)?;
            }
            Some(Deed::Pieces) => {
                for byte in usual {
                    self.out.write_all(&[*byte])?;
                    std::thread::sleep(Duration::from_millis(1));
                }
            }
            Some(Deed::Garbage) => self.out.write_all(b"\xff\xfe what?\r\n\r\n")?,
        }
        Ok(true)
    }
}

fn converse(
    stream: TcpStream,
    script: &Mutex<Vec<Turn>>,
    received: &Mutex<Vec<Received>>,
    over: &AtomicBool,
    pause: &AtomicU64,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut talk = Dialogue {
        out: stream,
        script,
        over,
        pause,
        turn: Turn::Accept,
    };
    let early = |turn| matches!(turn, Turn::At(Phase::Greeting | Phase::Hello | Phase::SignIn | Phase::Quit, _));
    talk.turn = talk.next(early).unwrap_or(Turn::Accept);
    if !talk.answer(Phase::Greeting)? {
        return Ok(());
    }
    let mut to = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let verb = line.trim_end().to_ascii_uppercase();
        let goes_on = match verb.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => talk.answer(Phase::Hello)?,
            "AUTH" if talk.next(|turn| turn == Turn::RefuseSignIn).is_some() => {
                talk.out.write_all(b"535 5.7.8 who are you\r\n")?;
                true
            }
            "AUTH" => talk.answer(Phase::SignIn)?,
            "MAIL" => {
                // What was for this connection stays until it ends.
                if !early(talk.turn) {
                    talk.turn = talk.next(|_| true).unwrap_or(Turn::Accept);
                }
                match talk.turn {
                    Turn::HangUpAtSender => false,
                    Turn::EndlessLine => {
                        let _ = talk.out.write_all(&vec![b'x'; 10 << 20]);
                        false
                    }
                    _ => talk.answer(Phase::Sender)?,
                }
            }
            "RCPT" => {
                to = line.trim_end().to_owned();
                match talk.turn {
                    Turn::LaterAtRecipient => talk.out.write_all(b"450 4.2.1 mailbox busy\r\n").map(|()| true)?,
                    Turn::NeverAtRecipient => talk.out.write_all(b"550 5.1.1 no such person\r\n").map(|()| true)?,
                    _ => talk.answer(Phase::Recipient)?,
                }
            }
            "DATA" => {
                if !talk.answer(Phase::Data)? {
                    return Ok(());
                }
                if matches!(talk.turn, Turn::At(Phase::Data, deed) if !deed.accepts()) {
                    continue;
                }
                let Some(content) = message(&mut lines)? else { return Ok(()) };
                let kept = Received { to: to.clone(), content };
                let refused = match talk.turn {
                    Turn::LaterAfterMessage => true,
                    Turn::At(Phase::Message, deed) => matches!(deed, Deed::Later | Deed::Never | Deed::Closing),
                    _ => false,
                };
                if !refused {
                    received.lock().unwrap().push(kept);
                }
                match talk.turn {
                    Turn::LaterAfterMessage => talk.out.write_all(b"451 4.3.0 later\r\n").map(|()| true)?,
                    Turn::HangUpAfterMessage => false,
                    Turn::SilentAfterMessage => {
                        talk.turn = Turn::At(Phase::Message, Deed::Silence);
                        talk.answer(Phase::Message)?
                    }
                    _ => talk.answer(Phase::Message)?,
                }
            }
            "QUIT" => {
                talk.answer(Phase::Quit)?;
                false
            }
            _ => talk.out.write_all(b"250 ok\r\n").map(|()| true)?,
        };
        if !goes_on {
            return Ok(());
        }
    }
}

/// The message up to the lone dot, dots unstuffed; none where the other side died before it. A bare line feed would be a fault of ours.
fn message(lines: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut content = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        if !line.ends_with('\n') {
            return Ok(None);
        }
        assert!(line.ends_with("\r\n"), "a bare line feed on the wire: {line:?}");
        if line == ".\r\n" {
            return Ok(Some(content));
        }
        content.push_str(line.strip_prefix('.').unwrap_or(&line));
    }
}
