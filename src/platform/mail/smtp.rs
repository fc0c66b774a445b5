//! One connection to the mail server, its dialogue driven step by step, so that a failure is known by its phase.

use super::message::Composed;
use super::outbox::{Note, Outcome};
use super::place::Place;
use crate::platform::config::{Config, host};
use crate::platform::error::Error;
use crate::platform::faults;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use lettre::transport::smtp::response::Response;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Where mail is handed over, read from `mail.smtp_url`.
#[derive(Clone)]
pub struct Server {
    /// Host name, also the one the certificate must be for.
    pub host: String,
    /// Port.
    pub port: u16,
    /// TLS from the first byte (`smtps://`) instead of STARTTLS.
    pub implicit_tls: bool,
    /// No delivery without TLS.
    pub tls_required: bool,
    /// User and password.
    pub credentials: Option<(String, String)>,
    /// Name in EHLO.
    pub hello: String,
    /// How long to wait for what.
    pub patience: Patience,
}

/// How long to wait.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For everything before the message itself, all steps together.
    pub before_data: Duration,
    /// For the answer after the message: a shorter wait makes doubles (RFC 5321, section 4.5.3.2.6).
    pub after_dot: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            before_data: Duration::from_secs(60),
            after_dot: Duration::from_secs(600),
        }
    }
}

impl Server {
    /// The server that the settings name; none where no mail leaves.
    pub fn configured(config: &Config) -> Result<Option<Self>, Error> {
        let url = config.mail.smtp_url.expose();
        if url.is_empty() {
            return Ok(None);
        }
        let wrong = || Error::setup("settings: mail.smtp_url is no address such as smtps://user:password@mail.example:465");
        let place = Place::read(url).ok_or_else(wrong)?;
        let implicit_tls = match place.scheme.as_str() {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(wrong()),
        };
        Ok(Some(Self {
            host: place.host,
            port: place.port.unwrap_or(if implicit_tls { 465 } else { 587 }),
            implicit_tls,
            tls_required: config.mail.tls == "required",
            credentials: place.credentials,
            hello: host(&config.server.public_url).unwrap_or("localhost").to_owned(),
            patience: Patience::default(),
        }))
    }
}

/// Why there is no connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoChannel {
    /// The server does not know us: nothing leaves until somebody mends the settings.
    NotAuthorised(String),
    /// Anything else, which may pass by itself. No TLS where it is required counts here too: nothing is sent without.
    Unreachable(String),
}

/// An open connection, past greeting, TLS and sign-in.
pub struct Channel {
    connection: AsyncSmtpConnection,
    patience: Patience,
    broken: bool,
}

impl Channel {
    /// Connects. Nagle's algorithm is off: with it every mail waits some 40 ms for an acknowledgement.
    pub async fn open(server: &Server) -> Result<Self, NoChannel> {
        let unreachable = |why: String| NoChannel::Unreachable(why);
        let opened = async {
            let stream = TcpStream::connect((server.host.as_str(), server.port))
                .await
                .map_err(|e| unreachable(e.to_string()))?;
            stream.set_nodelay(true).map_err(|e| unreachable(e.to_string()))?;
            let mut connection = greeted(server, stream).await?;
            if let Some((user, password)) = &server.credentials {
                let credentials = Credentials::new(user.clone(), password.clone());
                connection
                    .auth(DEFAULT_MECHANISMS, &credentials)
                    .await
                    .map_err(|e| match e.is_permanent() || e.is_client() {
                        true => NoChannel::NotAuthorised(e.to_string()),
                        false => unreachable(e.to_string()),
                    })?;
            }
            Ok(connection)
        };
        let connection = tokio::time::timeout(server.patience.before_data, opened)
            .await
            .map_err(|_| unreachable("no answer in time".to_owned()))??;
        Ok(Self {
            connection,
            patience: server.patience,
            broken: false,
        })
    }

    /// Whether the connection can take another mail.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Asks whether the server is still there: after a pause it may have said goodbye.
    pub async fn answers(&mut self) -> bool {
        let asked = tokio::time::timeout(Duration::from_secs(10), self.connection.test_connected()).await;
        self.broken = !asked.unwrap_or(false);
        !self.broken
    }

    /// Says goodbye; what is answered does not matter.
    pub async fn close(mut self) {
        let _ = tokio::time::timeout(Duration::from_secs(5), self.connection.quit()).await;
    }

    /// Hands one mail over.
    pub async fn hand_over(&mut self, mail: &Composed) -> Outcome {
        match tokio::time::timeout(self.patience.before_data, self.announce(mail)).await {
            Ok(Ok(())) => {}
            Ok(Err(outcome)) => {
                self.forget().await;
                return outcome;
            }
            Err(_) => {
                self.broken = true;
                return Outcome::Deferred("no answer in time before the message".to_owned());
            }
        }
        faults::point("mail.announced");
        match tokio::time::timeout(self.patience.after_dot, self.connection.message(&mail.content)).await {
            Ok(Ok(reply)) => Outcome::Sent(words(&reply)),
            Ok(Err(error)) => self.judged(&error, || Outcome::Unknown(error.to_string())),
            Err(_) => {
                self.broken = true;
                Outcome::Unknown("no answer in time after the message".to_owned())
            }
        }
    }

    /// MAIL, RCPT, DATA: whatever fails here, the message was not sent.
    async fn announce(&mut self, mail: &Composed) -> Result<(), Outcome> {
        let mut options = Vec::new();
        if !mail.to.to_string().is_ascii() {
            if !self.connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(Outcome::Refused(
                    Note::BadAddress,
                    "5.6.7 the mail server takes no addresses beyond ASCII".to_owned(),
                ));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        let sent = self.connection.command(Mail::new(Some(mail.from.clone()), options)).await;
        // A refused sender says nothing about the recipient: every mail would meet the same, and all of them wait until it is mended.
        sent.map_err(|e| match self.judged(&e, || Outcome::Deferred(e.to_string())) {
            Outcome::Refused(_, reply) => Outcome::Deferred(reply),
            other => other,
        })?;
        let sent = self.connection.command(Rcpt::new(mail.to.clone(), Vec::new())).await;
        sent.map_err(|e| self.judged(&e, || Outcome::Deferred(e.to_string())))?;
        let sent = self.connection.command(Data).await;
        sent.map_err(|e| self.judged(&e, || Outcome::Deferred(e.to_string())))?;
        Ok(())
    }

    /// What an error means: the server's 4xx and 5xx say so themselves, all else depends on the phase.
    fn judged(&mut self, error: &lettre::transport::smtp::Error, otherwise: impl FnOnce() -> Outcome) -> Outcome {
        match error.status().map(u16::from) {
            // The server closes the connection.
            Some(421) => {
                self.broken = true;
                Outcome::Deferred(error.to_string())
            }
            Some(400..=499) => Outcome::Deferred(error.to_string()),
            Some(_) => Outcome::Refused(Note::Refused, error.to_string()),
            None => {
                self.broken = true;
                otherwise()
            }
        }
    }

    /// A dialogue that was broken off must not spoil the next mail.
    async fn forget(&mut self) {
        if !self.broken {
            let reset = tokio::time::timeout(self.patience.before_data, self.connection.command(Rset)).await;
            self.broken = !matches!(reset, Ok(Ok(_)));
        }
    }
}

fn words(reply: &Response) -> String {
    format!("{} {}", reply.code(), reply.message().collect::<Vec<_>>().join(" "))
}

async fn greeted(server: &Server, stream: TcpStream) -> Result<AsyncSmtpConnection, NoChannel> {
    let unreachable = |e: &dyn std::fmt::Display| NoChannel::Unreachable(e.to_string());
    let hello = ClientId::Domain(server.hello.clone());
    if server.implicit_tls {
        let name = ServerName::try_from(server.host.clone()).map_err(|e| unreachable(&e))?;
        let peer = stream.peer_addr().map_err(|e| unreachable(&e))?;
        let stream = trusted().connect(name, stream).await.map_err(|e| unreachable(&e))?;
        return AsyncSmtpConnection::connect_with_transport(Box::new(Bounded::new(stream, peer)), &hello)
            .await
            .map_err(|e| unreachable(&e));
    }
    let peer = stream.peer_addr().map_err(|e| unreachable(&e))?;
    let mut connection = AsyncSmtpConnection::connect_with_transport(Box::new(Bounded::new(stream, peer)), &hello)
        .await
        .map_err(|e| unreachable(&e))?;
    if server.tls_required {
        let tls = TlsParameters::new(server.host.clone()).map_err(|e| unreachable(&e))?;
        connection.starttls(tls, &hello).await.map_err(|e| unreachable(&e))?;
    }
    Ok(connection)
}

/// TLS with the usual public authorities.
pub(in crate::platform) fn trusted() -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider speaks the usual versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

/// A stream that ends where the other side sends a line without end: memory stays bounded.
#[derive(Debug)]
struct Bounded<S> {
    stream: S,
    peer: SocketAddr,
    line: usize,
}

/// RFC 5321 allows 512 bytes a line; nobody needs more than this.
const LONGEST_LINE: usize = 64 << 10;

impl<S> Bounded<S> {
    fn new(stream: S, peer: SocketAddr) -> Self {
        Self { stream, peer, line: 0 }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Bounded<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        let new = buffer.filled().get(before..).unwrap_or_default();
        self.line = match new.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => new.len() - end - 1,
            None => self.line + new.len(),
        };
        if self.line > LONGEST_LINE {
            return Poll::Ready(Err(io::Error::other("the server sends a line without end")));
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Bounded<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin + std::fmt::Debug> AsyncTokioStream for Bounded<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::config::Secret;

    fn read(url: &str) -> Result<Option<Server>, Error> {
        let mut config = Config::default();
        config.mail.smtp_url = Secret::new(url);
        Server::configured(&config)
    }

    #[test]
    fn an_address_is_read_with_its_parts() {
        let server = read("smtps://me%40here:p%3Aw@mail.example:2465").unwrap().unwrap();
        assert_eq!(
            (server.host.as_str(), server.port, server.implicit_tls),
            ("mail.example", 2465, true)
        );
        assert_eq!(server.credentials, Some(("me@here".into(), "p:w".into())));
        let server = read("smtp://mail.example").unwrap().unwrap();
        assert_eq!((server.port, server.implicit_tls, server.credentials.is_none()), (587, false, true));
        assert!(read("").unwrap().is_none());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port"] {
            assert!(read(url).is_err(), "{url}");
        }
    }
}
