//! A mailbox on another machine into which comes what cannot be delivered, read by IMAP (RFC 3501): a handful of commands. What was read is
//! marked as seen and stays where it is.

use super::place::Place;
use super::smtp::trusted;
use crate::platform::config::Config;
use crate::platform::error::Error;
use imap_proto::{AttributeValue, MailboxDatum, Response, Status};
use std::fmt;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::ServerName;

/// Messages taken at a time.
const MOST: usize = 100;

/// Bytes of a message that are asked for: what comes back may carry the whole mail behind what is needed.
const MOST_BYTES: usize = 1 << 20;

/// The longest answer that is waited for: a message, and what stands around it.
const LONGEST: usize = MOST_BYTES + (64 << 10);

/// How long each step may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// A mailbox, as `mail.bounce_imap` names it.
#[derive(Clone)]
pub struct Mailbox {
    host: String,
    port: u16,
    tls: bool,
    user: String,
    password: String,
    folder: String,
}

impl Mailbox {
    /// The mailbox that the settings name; none where none is read.
    ///
    /// # Errors
    ///
    /// [`Error::Setup`] for what is no such address, and for one without TLS unless mail may travel without.
    pub fn configured(config: &Config) -> Result<Option<Self>, Error> {
        let url = config.mail.bounce_imap.expose();
        if url.is_empty() {
            return Ok(None);
        }
        let wrong = || Error::setup("settings: mail.bounce_imap is no address such as imaps://user:password@mail.example/INBOX");
        let place = Place::read(url).ok_or_else(wrong)?;
        let tls = match place.scheme.as_str() {
            "imaps" => true,
            "imap" if config.mail.tls == "none" => false,
            "imap" => {
                return Err(Error::setup(
                    "settings: mail.bounce_imap without TLS (imap://) needs mail.tls = \"none\"",
                ));
            }
            _ => return Err(wrong()),
        };
        let (user, password) = place.credentials.ok_or_else(wrong)?;
        let folder = if place.path.is_empty() { "INBOX".to_owned() } else { place.path };
        if [&user, &password, &folder].iter().any(|text| text.chars().any(char::is_control)) {
            return Err(wrong());
        }
        Ok(Some(Self {
            host: place.host,
            port: place.port.unwrap_or(if tls { 993 } else { 143 }),
            tls,
            user,
            password,
            folder,
        }))
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}/{}", self.host, self.port, self.folder)
    }
}

/// What a session is held over.
trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

/// A session in the mailbox's folder.
pub struct Session {
    wire: Box<dyn Wire>,
    read: Vec<u8>,
    commands: u32,
}

impl Session {
    /// Connects, signs in and opens the folder.
    pub async fn open(mailbox: &Mailbox) -> io::Result<Self> {
        let connecting = async {
            let stream = TcpStream::connect((mailbox.host.as_str(), mailbox.port)).await?;
            let wire: Box<dyn Wire> = if mailbox.tls {
                let name = ServerName::try_from(mailbox.host.clone()).map_err(io::Error::other)?;
                Box::new(trusted().connect(name, stream).await?)
            } else {
                Box::new(stream)
            };
            Ok(wire)
        };
        let wire: io::Result<Box<dyn Wire>> = in_time(connecting).await;
        let mut session = Self {
            wire: wire?,
            read: Vec::new(),
            commands: 0,
        };
        // The greeting comes by itself and has no number.
        in_time(session.until(None, &mut |_| {})).await?;
        let sign_in = format!("LOGIN {} {}", quoted(&mailbox.user), quoted(&mailbox.password));
        let at = |step: String| move |error: io::Error| io::Error::new(error.kind(), format!("{step}: {error}"));
        session.command(&sign_in, &mut |_| {}).await.map_err(at("the sign-in".to_owned()))?;
        session
            .command(&format!("SELECT {}", quoted(&mailbox.folder)), &mut |_| {})
            .await
            .map_err(at(format!("the folder {}", mailbox.folder)))?;
        Ok(session)
    }

    /// The oldest messages that nobody has seen, by their numbers.
    pub async fn unread(&mut self) -> io::Result<Vec<u32>> {
        let mut found = Vec::new();
        let take = &mut |response: &Response<'_>| {
            if let Response::MailboxData(MailboxDatum::Search(numbers)) = response {
                found.extend(numbers);
            }
        };
        self.command("UID SEARCH UNSEEN", take).await?;
        found.sort_unstable();
        found.truncate(MOST);
        Ok(found)
    }

    /// A message, at most a mebibyte of it; none where it is gone.
    pub async fn message(&mut self, number: u32) -> io::Result<Option<Vec<u8>>> {
        let mut found = None;
        let take = &mut |response: &Response<'_>| {
            let Response::Fetch(_, values) = response else { return };
            for value in values {
                if let AttributeValue::BodySection {
                    section: None,
                    data: Some(data),
                    ..
                } = value
                {
                    found = Some(data.to_vec());
                }
            }
        };
        self.command(&format!("UID FETCH {number} (BODY.PEEK[]<0.{MOST_BYTES}>)"), take)
            .await?;
        Ok(found)
    }

    /// Marks a message as seen, so that it is not read again.
    pub async fn seen(&mut self, number: u32) -> io::Result<()> {
        self.command(&format!("UID STORE {number} +FLAGS.SILENT (\\Seen)"), &mut |_| {})
            .await
    }

    /// Says goodbye.
    pub async fn close(mut self) -> io::Result<()> {
        self.command("LOGOUT", &mut |_| {}).await
    }

    async fn command(&mut self, text: &str, each: &mut (dyn FnMut(&Response<'_>) + Send)) -> io::Result<()> {
        self.commands += 1;
        let number = format!("k{}", self.commands);
        let line = format!("{number} {text}\r\n");
        in_time(async {
            self.wire.write_all(line.as_bytes()).await?;
            self.wire.flush().await?;
            self.until(Some(&number), each).await
        })
        .await
    }

    /// Reads responses until the one that ends the command with this number; without a number: one.
    async fn until(&mut self, number: Option<&str>, each: &mut (dyn FnMut(&Response<'_>) + Send)) -> io::Result<()> {
        loop {
            if let Some(ended) = self.take(number, each) {
                return ended;
            }
            if self.read.len() > LONGEST {
                return Err(io::Error::other("the mailbox's server sends an answer without end"));
            }
            let mut more = [0; 16 << 10];
            let count = self.wire.read(&mut more).await?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.read.extend_from_slice(more.get(..count).unwrap_or_default());
        }
    }

    /// Takes the responses that have come in whole; answers how the command ended, where it has.
    fn take(&mut self, number: Option<&str>, each: &mut (dyn FnMut(&Response<'_>) + Send)) -> Option<io::Result<()>> {
        let mut used = 0;
        let mut ended = None;
        while ended.is_none() {
            let left = self.read.get(used..).unwrap_or_default();
            if left.is_empty() {
                break;
            }
            let (rest, response) = match Response::parse(left) {
                Ok(parsed) => parsed,
                Err(error) if error.is_incomplete() => break,
                Err(_) => return Some(Err(io::Error::other("the mailbox's server sends what cannot be read"))),
            };
            used += left.len() - rest.len();
            ended = match &response {
                Response::Done { tag, status, outcome } if Some(tag.0.as_str()) == number => Some(match status {
                    Status::Ok => Ok(()),
                    _ => Err(io::Error::other(format!("the mailbox's server refuses: {outcome:?}"))),
                }),
                Response::Data { status: Status::Bye, .. } if number.is_none() => Some(Err(io::ErrorKind::ConnectionRefused.into())),
                _ if number.is_none() => Some(Ok(())),
                other => {
                    each(other);
                    None
                }
            };
        }
        self.read.drain(..used);
        ended
    }
}

async fn in_time<T>(work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    let late = |_| io::Error::new(io::ErrorKind::TimedOut, "the mailbox's server does not answer in time");
    tokio::time::timeout(PATIENCE, work).await.map_err(late)?
}

/// A text as IMAP quotes it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::config::Secret;

    fn read(url: &str, tls: &str) -> Result<Option<Mailbox>, Error> {
        let mut config = Config::default();
        config.mail.bounce_imap = Secret::new(url);
        config.mail.tls = tls.into();
        Mailbox::configured(&config)
    }

    #[test]
    fn an_address_is_read_with_its_parts_and_its_folder() {
        let mailbox = read("imaps://bounces%40here:p%2Fw@mail.example/Bounces", "required")
            .unwrap()
            .unwrap();
        assert_eq!((mailbox.host.as_str(), mailbox.port, mailbox.tls), ("mail.example", 993, true));
        assert_eq!((mailbox.user.as_str(), mailbox.password.as_str()), ("bounces@here", "p/w"));
        assert_eq!(mailbox.folder, "Bounces");
        assert_eq!(read("imap://a:b@127.0.0.1", "none").unwrap().unwrap().folder, "INBOX");
        assert!(read("", "required").unwrap().is_none());
    }

    #[test]
    fn what_is_no_address_or_has_no_tls_is_refused() {
        for url in [
            "mail.example",
            "smtp://a:b@mail.example",
            "imaps://mail.example",
            "imap://a:b@mail.example",
            "imaps://a%0D:b@mail.example",
        ] {
            assert!(read(url, "required").is_err(), "{url}");
        }
    }

    #[test]
    fn no_password_becomes_a_command() {
        assert_eq!(quoted("a\"b\\c"), "\"a\\\"b\\\\c\"");
    }
}
