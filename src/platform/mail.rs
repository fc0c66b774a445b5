//! Mail on its way out: a letter is queued in the transaction of what causes it and handed over later.

pub mod body;
mod claim;
pub mod delivery;
mod desk;
pub mod dkim;
mod dress;
pub mod figures;
pub mod imap;
mod look;
pub mod maildir;
pub mod message;
pub mod outbox;
mod place;
pub mod rate;
pub mod smtp;
mod standstill;
mod state;
pub mod tally;
mod used;

pub use message::without_secrets;

use super::chance::Chance;
use super::config::{Config, host};
use super::db::{Conn, Json};
use super::views::Letter;
use crate::on;
use crate::rules::id::{Id, Instant};
use crate::schema::mails;
use diesel::prelude::*;
use std::net::IpAddr;

/// How soon a mail must leave; lower goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Somebody waits before the screen for it: sign-in links, new passwords.
    AtOnce = 0,
    /// Invitations, confirmations.
    Soon = 1,
    /// Reminders and overviews.
    Daily = 2,
}

/// Who gets a letter, and why.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Stable word: `invitation`, `password_reset`, `reminder` and so on.
    pub kind: &'static str,
    /// How soon.
    pub urgency: Urgency,
    /// The person, where it is one.
    pub recipient_id: Option<Id>,
    /// Name in the head.
    pub to_name: String,
    /// Address.
    pub to_address: String,
    /// Language it is written in.
    pub language: String,
    /// Further head lines, names and values. `From` is the name before the sender's address, `Reply-To` goes before the settings'.
    pub headers: Vec<(String, String)>,
    /// Never handed over before.
    pub not_before: Instant,
}

/// The name after the @ in Message-IDs (RFC 5322, section 3.6.4): the domain of the sender's address, under which nobody else makes numbers.
/// Where that is none that others know, as in `kundig@localhost`, the public host; where that is an address of the network too, as on a
/// demonstration, what the sender's address says.
pub fn domain(config: &Config) -> &str {
    domain_of(&config.mail.from, &config.server.public_url)
}

fn domain_of<'n>(from: &'n str, public_url: &'n str) -> &'n str {
    let sender = from.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| domain.is_ascii());
    let known = sender.filter(|domain| is_known(domain)).or_else(|| public_name(public_url));
    known.or(sender).unwrap_or("localhost")
}

/// The host of an address of the web, where it is a name that others know.
pub fn public_name(url: &str) -> Option<&str> {
    host(url).filter(|name| is_known(name))
}

/// Whether a name means the same to everybody: one with a dot that is no address of the network.
fn is_known(name: &str) -> bool {
    let name_of_web = name.contains('.') && !name.starts_with('[') && name.parse::<IpAddr>().is_err();
    name_of_web && name.is_ascii() && !name.ends_with(".localhost")
}

/// Queues a letter and answers its identifier. The Message-ID is fixed here, so that a repeated hand-over is the same message.
pub fn queue(conn: &mut Conn, chance: &Chance, domain: &str, now: Instant, envelope: Envelope, letter: &Letter) -> QueryResult<Id> {
    let id = chance.id(now);
    let row = (
        mails::id.eq(id),
        mails::message_id.eq(format!("<{id}@{domain}>")),
        mails::kind.eq(envelope.kind),
        mails::urgency.eq(envelope.urgency as i32),
        mails::recipient_id.eq(envelope.recipient_id),
        mails::to_name.eq(envelope.to_name),
        mails::to_address.eq(envelope.to_address),
        mails::language.eq(envelope.language),
        mails::subject.eq(&letter.subject),
        mails::headers.eq(Json(envelope.headers)),
        mails::state.eq("queued"),
        mails::queued_at.eq(now),
        mails::not_before.eq(envelope.not_before),
        mails::attempts.eq(0),
        mails::fence.eq(0),
        mails::repeats.eq(0),
    );
    on!(conn, c => diesel::insert_into(mails::table).values(row).execute(c))?;
    body::insert(conn, id, letter)?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_mails_are_made_under_the_senders_domain() {
        let cases = [
            ("training@nordhaus.example", "https://academy.example", "nordhaus.example"),
            ("training@nordhaus.example", "http://127.0.0.1:8080", "nordhaus.example"),
            ("kundig@localhost", "https://academy.example", "academy.example"),
            ("kundig@localhost", "http://127.0.0.1:8080", "localhost"),
            ("kundig@[192.0.2.7]", "https://academy.example", "academy.example"),
            ("kundig@kälte.example", "http://[::1]:8080", "localhost"),
            ("", "", "localhost"),
        ];
        for (from, public_url, domain) in cases {
            assert_eq!(domain_of(from, public_url), domain, "{from} {public_url}");
        }
    }
}
