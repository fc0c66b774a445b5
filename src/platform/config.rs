//! The settings: one commented TOML file, each overridable by an environment variable `KUNDIG_<SECTION>_<NAME>`, secrets also by a file
//! named in `…_FILE`. An unknown key is an error that names it.

mod environment;
mod meetings;
mod possible;
mod push;
mod secret;

pub use meetings::Meetings;
pub use push::Push;
pub use secret::Secret;

use crate::platform::error::Error;
use environment::override_with;
use possible::{is_address, is_colour, is_map_link, is_unknown_level, names_a_port};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// All settings of one installation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The listener and the two names it answers to.
    pub server: Server,
    /// Where the data is.
    pub database: Database,
    /// Where uploads and documents are.
    pub files: Files,
    /// How mail leaves.
    pub mail: Mail,
    /// Notices on people's own devices.
    pub push: Push,
    /// Who took part in live sessions, told by the meeting provider itself.
    pub meetings: Meetings,
    /// When reminders go out and how many are too many.
    pub reminders: Reminders,
    /// How long a sign-in lasts and how often may be tried.
    pub sign_in: SignIn,
    /// What people see of the manufacturer.
    pub brand: Brand,
    /// The log.
    pub log: Log,
}

/// The listener. Application and uploaded content are told apart by host name, so the two addresses must differ in it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// Address and port to listen on.
    pub listen: String,
    /// Address under which people reach the application, without a slash at the end.
    pub public_url: String,
    /// Address under which uploaded content is served: another host name, in production of another site.
    pub content_url: String,
    /// Worker threads; 0 takes one per core.
    pub workers: usize,
    /// Addresses of proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<String>,
    /// Largest upload in mebibytes.
    pub upload_mebibytes: u32,
}

/// The database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// `sqlite:PATH` or `postgres://user:password@host/name`.
    pub url: Secret,
    /// Connections (with SQLite: for reading; there is always one writer).
    pub pool: u32,
    /// How long a request waits for a free connection before it is answered 503.
    pub wait_seconds: u32,
}

/// Files.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// Folder for uploads and issued documents, named by content.
    pub folder: PathBuf,
}

/// Mail. Without a server every mail stays in the mailbox page, which is then the only place it goes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `smtp://host:25`, `smtps://user:password@host:465`; empty: nothing leaves.
    pub smtp_url: Secret,
    /// `required` (STARTTLS or TLS or no delivery) or `none` (only for a server on this machine).
    pub tls: String,
    /// Sender address.
    pub from: String,
    /// Where answers go; empty: to the sender.
    pub reply_to: String,
    /// Connections that deliver at once; one more is kept for what is urgent.
    pub connections: u32,
    /// Mails that may leave in a minute, in all, over all nodes that share the database; 0: as many as the mail server takes. Sign-in links do
    /// not wait.
    pub per_minute: u32,
    /// The same to each domain.
    pub per_minute_and_domain: u32,
    /// Address that mails which cannot be delivered come back to; each mail gets one of its own, `bounces+<mail>@…`. Empty: the sender.
    pub bounce_address: String,
    /// Maildir folder into which the mail server puts what comes back; empty: nothing is read.
    pub bounce_folder: PathBuf,
    /// The same as a mailbox, `imaps://user:password@mail.example/INBOX`; empty: none is read.
    pub bounce_imap: Secret,
    /// Address that invites to sessions and to which calendar programs answer: never change it, since they hold on to it. The mail server puts
    /// what comes there into `bounce_folder` too. Empty: the sender.
    pub organizer: String,
    /// Private key (PEM, RSA or Ed25519) with which mails are signed; empty: they are not.
    pub dkim_key_file: PathBuf,
    /// Name under which the key stands in the DNS.
    pub dkim_selector: String,
    /// Domain for which it signs; empty: the sender's.
    pub dkim_domain: String,
}

/// Reminders.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reminders {
    /// Local hour of the recipient from which mail is sent (0 to 23).
    pub send_hour: u32,
    /// A run that would send more than this and more than `brake_multiple` times the usual holds the rest until somebody approves.
    pub brake_number: u32,
    /// See `brake_number`.
    pub brake_multiple: u32,
    /// Local hour of the recipient from which no reminder leaves any more until the next day (1 to 24; 24: none).
    pub quiet_hour: u32,
    /// Day of the week on which administrators of partners get their overview, Monday 1 to Sunday 7; 0: none.
    pub overview_weekday: u32,
    /// Local hour from which they get it (0 to 23).
    pub overview_hour: u32,
}

/// Sign-ins.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignIn {
    /// Ends after so many minutes without a request.
    pub idle_minutes: u32,
    /// Ends after so many hours in any case.
    pub absolute_hours: u32,
    /// Wrong passwords per account within a quarter of an hour before it has to wait.
    pub tries_per_account: u32,
    /// The same per network address.
    pub tries_per_address: u32,
    /// Days for which an invitation's link can be used.
    pub invitation_days: u32,
    /// Minutes for which a link to set a new password can be used.
    pub reset_minutes: u32,
}

/// What people see of the manufacturer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Brand {
    /// Name of the academy, shown in the head of each page and mail.
    pub name: String,
    /// Primary colour as `#rrggbb`; empty: ours. Contrast is corrected where it is too low.
    pub colour: String,
    /// Text of the imprint page, paragraphs parted by empty lines; empty: the page says that the operator has to write it.
    pub imprint: String,
    /// Text of the privacy page; empty: what the program itself keeps, in general words.
    pub privacy: String,
    /// Text of the page for reporting barriers; empty: the sender address of mails.
    pub barrier: String,
    /// Address of a map in the web, with `{lat}` and `{lon}` where the degrees go: `https://…`; empty: pages link to none.
    pub map_link: String,
}

/// The log.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// `text` or `json`.
    pub format: String,
    /// Filter, for instance `info` or `kundig=debug`.
    pub level: String,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".into(),
            public_url: "http://127.0.0.1:8080".into(),
            content_url: "http://localhost:8080".into(),
            workers: 0,
            trusted_proxies: Vec::new(),
            upload_mebibytes: 50,
        }
    }
}

impl Default for Database {
    fn default() -> Self {
        Self {
            url: Secret::new("sqlite:var/kundig.sqlite3"),
            pool: 8,
            wait_seconds: 3,
        }
    }
}

impl Default for Files {
    fn default() -> Self {
        Self {
            folder: "var/files".into(),
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            smtp_url: Secret::default(),
            tls: "required".into(),
            from: "kundig@localhost".into(),
            reply_to: String::new(),
            connections: 4,
            per_minute: 0,
            per_minute_and_domain: 0,
            bounce_address: String::new(),
            bounce_folder: PathBuf::new(),
            bounce_imap: Secret::default(),
            organizer: String::new(),
            dkim_key_file: PathBuf::new(),
            dkim_selector: String::new(),
            dkim_domain: String::new(),
        }
    }
}

impl Default for Reminders {
    fn default() -> Self {
        Self {
            send_hour: 7,
            brake_number: 500,
            brake_multiple: 5,
            quiet_hour: 21,
            overview_weekday: 1,
            overview_hour: 7,
        }
    }
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            idle_minutes: 8 * 60,
            absolute_hours: 14 * 24,
            tries_per_account: 10,
            tries_per_address: 50,
            invitation_days: 14,
            reset_minutes: 10,
        }
    }
}

impl Default for Brand {
    fn default() -> Self {
        Self {
            name: "Kundig".into(),
            colour: String::new(),
            imprint: String::new(),
            privacy: String::new(),
            barrier: String::new(),
            map_link: String::new(),
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self {
            format: "text".into(),
            level: "info".into(),
        }
    }
}

impl Config {
    /// Reads the file (absent: defaults), then lets the environment override. `environment` is passed in so that tests own it.
    pub fn load(file: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Result<Self, Error> {
        let mut table = match file {
            Some(path) => read_table(path)?,
            None => toml::Table::new(),
        };
        for (name, value) in environment {
            override_with(&mut table, &name, value)?;
        }
        // The message of the reader names a type, not the setting; the path to it does.
        let config: Self = serde_path_to_error::deserialize(toml::Value::Table(table))
            .map_err(|e| Error::setup(format!("settings: {}: {}", e.path(), e.inner().message())))?;
        config.check()?;
        Ok(config)
    }

    /// What the types cannot say.
    fn check(&self) -> Result<(), Error> {
        let wrong = |text: &str| Err(Error::setup(format!("settings: {text}")));
        if !names_a_port(&self.server.listen) {
            return wrong("server.listen is an address and a port such as 127.0.0.1:8080");
        }
        self.database.check()?;
        if !self.brand.colour.is_empty() && !is_colour(&self.brand.colour) {
            return wrong("brand.colour is a colour such as #1a5fb4, or empty");
        }
        if !self.brand.map_link.is_empty() && !is_map_link(&self.brand.map_link) {
            return wrong("brand.map_link is an address https://… with {lat} and {lon} behind its host, or empty");
        }
        if tracing_subscriber::EnvFilter::try_new(&self.log.level).is_err() || is_unknown_level(&self.log.level) {
            return wrong("log.level is a filter such as info or kundig=debug");
        }
        if host(&self.server.public_url).is_none() {
            return wrong("server.public_url is no address such as https://academy.example");
        }
        if host(&self.server.content_url).is_none() {
            return wrong("server.content_url is no address such as https://content.example");
        }
        if let Some(other) = self.server.trusted_proxies.iter().find(|proxy| !is_address(proxy)) {
            return wrong(&format!(
                "server.trusted_proxies holds single addresses such as 10.0.0.1, not {other}"
            ));
        }
        if host(&self.server.public_url) == host(&self.server.content_url) {
            return wrong("server.content_url must have another host name than server.public_url: uploaded content has no rights");
        }
        if !matches!(self.mail.tls.as_str(), "required" | "none") {
            return wrong("mail.tls is `required` or `none`");
        }
        super::mail::smtp::Server::configured(self)?;
        if self.mail.from.parse::<lettre::Address>().is_err() {
            return wrong("mail.from is no mail address");
        }
        if !self.mail.reply_to.is_empty() && self.mail.reply_to.parse::<lettre::Address>().is_err() {
            return wrong("mail.reply_to is no mail address");
        }
        if !self.mail.bounce_address.is_empty() && self.mail.bounce_address.parse::<lettre::Address>().is_err() {
            return wrong("mail.bounce_address is no mail address");
        }
        if !self.mail.organizer.is_empty() && self.mail.organizer.parse::<lettre::Address>().is_err() {
            return wrong("mail.organizer is no mail address");
        }
        super::mail::dkim::Signer::configured(self)?;
        super::push::check(self).and(self.meetings.check())?;
        if !(self.reminders.send_hour + 1..=24).contains(&self.reminders.quiet_hour) {
            return wrong("reminders.quiet_hour lies after reminders.send_hour and is 24 at most");
        }
        if self.reminders.overview_weekday > 7 || self.reminders.overview_hour > 23 {
            return wrong("reminders.overview_weekday lies between 0 and 7, reminders.overview_hour between 0 and 23");
        }
        if !matches!(self.log.format.as_str(), "text" | "json") {
            return wrong("log.format is `text` or `json`");
        }
        if self.reminders.send_hour > 23 {
            return wrong("reminders.send_hour lies between 0 and 23");
        }
        if self.database.pool == 0 || self.database.wait_seconds == 0 {
            return wrong("database.pool and database.wait_seconds are at least 1");
        }
        Ok(())
    }
}

/// The host name of an address, without its port.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let authority = rest.split('/').next()?;
    let name = match authority.rfind(':') {
        Some(colon) if !authority.ends_with(']') => &authority[..colon],
        _ => authority,
    };
    (!name.is_empty()).then_some(name)
}

fn read_table(path: &Path) -> Result<toml::Table, Error> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::setup(format!("cannot read {}: {e}", path.display())))?;
    text.parse().map_err(|e: toml::de::Error| {
        let before = e.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Error::setup(format!("{}: line {line}: {}", path.display(), e.message()))
    })
}

#[cfg(test)]
mod tests;
