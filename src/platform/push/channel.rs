//! One message to a push service (RFC 8030), and what its answer means.

use super::endpoint::Endpoint;
use crate::platform::mail::smtp::trusted;
use crate::rules::id::Instant;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST, RETRY_AFTER};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::future::Future;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::ServerName;

/// How long a step may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What takes the place of what was not read yet: nobody needs yesterday's notice beside today's (RFC 8030, section 5.4).
const TOPIC: &str = "reminder";

/// A message on its way.
pub(super) struct Parcel {
    /// Where to.
    pub endpoint: Endpoint,
    /// Who sends it, proven.
    pub authorization: String,
    /// Encrypted.
    pub content: Vec<u8>,
    /// For how many seconds the push service keeps it for a browser that is not there.
    pub keep: i64,
}

/// How a hand-over ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The push service has it.
    Taken,
    /// There is no such subscription any more.
    Gone,
    /// Not now; again after so many seconds at least.
    Later(Option<i64>, String),
    /// Never like this.
    Refused(String),
    /// Nobody knows whether it arrived: it is not repeated.
    Unknown(String),
}

/// Hands a message over. Nothing is followed to another address.
pub(super) async fn hand_over(parcel: Parcel, now: Instant) -> Outcome {
    let stream = match in_time(connect(&parcel.endpoint)).await {
        Ok(stream) => stream,
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Outcome::Refused(error.to_string()),
        Err(error) => return Outcome::Later(None, error.to_string()),
    };
    let sent = if parcel.endpoint.tls {
        let encrypted = async {
            let name = ServerName::try_from(parcel.endpoint.host.trim_matches(['[', ']']).to_owned()).map_err(io::Error::other)?;
            trusted().connect(name, stream).await
        };
        match in_time(encrypted).await {
            Ok(stream) => in_time(ask(parcel, stream)).await,
            Err(error) => return Outcome::Later(None, error.to_string()),
        }
    } else {
        in_time(ask(parcel, stream)).await
    };
    match sent {
        Ok(answer) => judged(&answer, now),
        Err(error) => Outcome::Unknown(error.to_string()),
    }
}

/// Connects to one of the addresses that were looked at.
async fn connect(endpoint: &Endpoint) -> io::Result<TcpStream> {
    let addresses = endpoint.addresses().await?;
    let stream = TcpStream::connect(&addresses[..]).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

async fn ask<S>(parcel: Parcel, stream: S) -> io::Result<Response<()>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let Parcel {
        endpoint,
        authorization,
        content,
        keep,
    } = parcel;
    let host = endpoint.origin.split_once("://").map_or(endpoint.host.as_str(), |(_, host)| host);
    let request = Request::post(&endpoint.path)
        .header(HOST, host)
        .header(AUTHORIZATION, authorization)
        .header(CONTENT_TYPE, "application/octet-stream")
        .header(CONTENT_ENCODING, "aes128gcm")
        .header("TTL", keep)
        .header("Urgency", "normal")
        .header("Topic", TOPIC)
        .body(Full::new(Bytes::from(content)))
        .map_err(io::Error::other)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    let driver = actix_web::rt::spawn(connection);
    let answer = sender.send_request(request).await;
    driver.abort();
    let (head, _) = answer.map_err(io::Error::other)?.into_parts();
    Ok(Response::from_parts(head, ()))
}

/// What a status means (RFC 8030, sections 5 and 7.3).
fn judged(answer: &Response<()>, now: Instant) -> Outcome {
    let status = answer.status();
    match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => Outcome::Gone,
        StatusCode::TOO_MANY_REQUESTS => Outcome::Later(wait(answer, now), status.to_string()),
        _ if status.is_success() => Outcome::Taken,
        _ if status.is_server_error() => Outcome::Later(wait(answer, now), status.to_string()),
        _ => Outcome::Refused(status.to_string()),
    }
}

/// Seconds that the push service wants us to wait, as a number or as a date.
fn wait(answer: &Response<()>, now: Instant) -> Option<i64> {
    let text = answer.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
    let until = || {
        chrono::DateTime::parse_from_rfc2822(text)
            .ok()
            .map(|at| (at.to_utc() - now.utc()).num_seconds())
    };
    text.parse().ok().or_else(until).map(|seconds: i64| seconds.max(0))
}

async fn in_time<T>(work: impl Future<Output = io::Result<T>>) -> io::Result<T> {
    let late = |_| io::Error::new(io::ErrorKind::TimedOut, "the push service does not answer in time");
    tokio::time::timeout(PATIENCE, work).await.map_err(late)?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, wait: &str) -> Outcome {
        let now: Instant = "2026-11-24T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap().into();
        judged(&Response::builder().status(status).header(RETRY_AFTER, wait).body(()).unwrap(), now)
    }

    #[test]
    fn each_answer_of_a_push_service_has_its_meaning() {
        assert_eq!(answer(201, ""), Outcome::Taken);
        assert_eq!((answer(404, ""), answer(410, "")), (Outcome::Gone, Outcome::Gone));
        assert_eq!(answer(429, "90"), Outcome::Later(Some(90), "429 Too Many Requests".into()));
        let date = "Tue, 24 Nov 2026 12:02:00 GMT";
        assert_eq!(answer(503, date), Outcome::Later(Some(120), "503 Service Unavailable".into()));
        assert_eq!(answer(500, "soon"), Outcome::Later(None, "500 Internal Server Error".into()));
        assert_eq!(answer(301, ""), Outcome::Refused("301 Moved Permanently".into()));
        assert_eq!(answer(413, ""), Outcome::Refused("413 Payload Too Large".into()));
    }
}
