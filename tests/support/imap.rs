//! A mailbox on loopback that speaks as much IMAP as a reader of bounces asks for, in pieces and with things nobody asked about between.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server does instead of serving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: it serves.
    None,
    /// Refuses the sign-in.
    RefuseSignIn,
    /// Hangs up within a message.
    HangUpInMessage,
    /// Says what is no answer.
    Garbage,
}

/// A message with whether it was seen.
#[derive(Clone, Debug)]
struct Kept {
    content: String,
    seen: bool,
}

/// The server; its thread ends with the process.
pub struct ImapServer {
    port: u16,
    kept: Arc<Mutex<Vec<Kept>>>,
    fault: Arc<Mutex<Fault>>,
    said: Arc<Mutex<Vec<String>>>,
}

impl ImapServer {
    /// Listens on a free port, with these messages.
    pub fn start(messages: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let kept = messages.iter().map(|content| Kept {
            content: content.replace("\r\n", "\n").replace('\n', "\r\n"),
            seen: false,
        });
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            kept: Arc::new(Mutex::new(kept.collect())),
            fault: Arc::new(Mutex::new(Fault::None)),
            said: Arc::default(),
        };
        let (kept, fault, said) = (server.kept.clone(), server.fault.clone(), server.said.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                // Whoever hangs up has read enough.
                let _ = converse(stream.unwrap(), &kept, *fault.lock().unwrap(), &said);
            }
        });
        server
    }

    /// What it does from the next connection on.
    pub fn fails(&self, fault: Fault) {
        *self.fault.lock().unwrap() = fault;
    }

    pub fn url(&self) -> String {
        format!("imap://bounces:pass%22word@127.0.0.1:{}/Back", self.port)
    }

    /// How many messages nobody has seen.
    pub fn unseen(&self) -> usize {
        self.kept.lock().unwrap().iter().filter(|kept| !kept.seen).count()
    }

    /// The commands, without their numbers.
    pub fn said(&self) -> Vec<String> {
        self.said.lock().unwrap().clone()
    }
}

fn converse(stream: TcpStream, kept: &Mutex<Vec<Kept>>, fault: Fault, said: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?);
    let mut out = stream;
    out.write_all(b"* OK [CAPABILITY IMAP4rev1] at your service\r\n")?;
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let (number, command) = line.trim_end().split_once(' ').unwrap();
        said.lock().unwrap().push(command.to_owned());
        if fault == Fault::Garbage {
            return out.write_all(b"\xff\xfe what?\r\n");
        }
        let mut words = command.split(' ');
        match (words.next().unwrap(), words.next().unwrap_or_default()) {
            ("LOGIN", _) if fault == Fault::RefuseSignIn || command != "LOGIN \"bounces\" \"pass\\\"word\"" => {
                write!(out, "{number} NO [AUTHENTICATIONFAILED] who are you\r\n")?;
                continue;
            }
            ("SELECT", "\"Back\"") => {
                let count = kept.lock().unwrap().len();
                write!(
                    out,
                    "* FLAGS (\\Seen \\Deleted)\r\n* {count} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] valid\r\n"
                )?;
            }
            ("UID", "SEARCH") => {
                let kept = kept.lock().unwrap();
                let unseen = (0..kept.len()).filter(|at| !kept[*at].seen).map(|at| format!(" {}", at + 1));
                write!(out, "* SEARCH{}\r\n", unseen.collect::<String>())?;
            }
            ("UID", "FETCH") => {
                let at: usize = words.next().unwrap().parse().unwrap();
                let content = kept.lock().unwrap()[at - 1].content.clone();
                write!(out, "* {at} FETCH (UID {at} BODY[]<0> {{{}}}\r\n", content.len())?;
                for (count, piece) in content.as_bytes().chunks(97).enumerate() {
                    if fault == Fault::HangUpInMessage && count == 0 {
                        return Ok(());
                    }
                    out.write_all(piece)?;
                    out.flush()?;
                }
                out.write_all(b")\r\n* 7 EXISTS\r\n")?;
            }
            ("UID", "STORE") => {
                let at: usize = words.next().unwrap().parse().unwrap();
                kept.lock().unwrap()[at - 1].seen = true;
            }
            ("LOGOUT", _) => {
                write!(out, "* BYE see you\r\n{number} OK bye\r\n")?;
                return Ok(());
            }
            ("LOGIN", _) => {}
            _ => {
                write!(out, "{number} BAD what\r\n")?;
                continue;
            }
        }
        write!(out, "{number} OK done\r\n")?;
    }
}
