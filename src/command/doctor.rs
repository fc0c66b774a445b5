//! `kundig doctor`: whether this installation can work, one line for each thing looked at.

use super::{Options, counted, refuse_missing, say};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::db::{self, Backend, Db};
use crate::platform::error::Error;
use crate::platform::files::Files;
use crate::platform::mail::delivery;
use crate::platform::mail::dkim::Signer;
use crate::platform::mail::figures;
use crate::platform::mail::imap::{Mailbox, Session};
use crate::platform::mail::outbox::BATCH;
use crate::platform::mail::smtp::{Channel, NoChannel, Patience, Server};
use crate::platform::push::Keys;
use crate::platform::{audit, jobs};
use crate::reminders::unwritten;
use chrono::Datelike;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// Less free room than this (mebibytes) is a finding.
const LEAST_FREE_MEBIBYTES: u64 = 500;

/// So many of those whom something concerns are named.
const NAMED: usize = 5;

/// A clock that says an earlier year was never set.
const EARLIEST_YEAR: i32 = 2026;

type Finding = Result<String, String>;

pub(super) fn run(options: &Options) -> Result<ExitCode, Error> {
    let config = options.settings()?;
    let mut bad = 0;
    let mut tell = |what: &str, finding: Finding| -> Result<(), Error> {
        let (word, text) = match finding {
            Ok(text) => ("ok ", text),
            Err(text) => {
                bad += 1;
                ("bad", text)
            }
        };
        say(format!("{word}  {what:<10} {text}")).map(drop)
    };
    tell("settings", Ok(format!("reached as {}", config.server.public_url)))?;
    match refuse_missing(&config).and_then(|()| Db::open(&config.database)) {
        Ok(database) => {
            tell("database", Ok(kind(&database).to_owned()))?;
            tell("schema", schema(&database))?;
            tell("jobs", waiting(&database))?;
            tell("clock", clock(&database))?;
            tell("mail", mail(&config, &database))?;
            tell("queue", queue(&database))?;
            tell("reminders", reminders(&database))?;
            tell("signing", signing(&config))?;
        }
        Err(error) => {
            tell("database", Err(error.to_string()))?;
            tell("mail", reached(&config))?;
        }
    }
    tell("mailbox", mailbox(&config))?;
    tell("push", pushing(&config))?;
    tell("files", folder(&config.files.folder))?;
    tell("disk", disk(&config.files.folder))?;
    Ok(ExitCode::from(u8::from(bad > 0)))
}

fn kind(database: &Db) -> &'static str {
    match database.backend() {
        Backend::Sqlite => "SQLite, open",
        Backend::Postgres => "PostgreSQL, reached",
    }
}

fn schema(database: &Db) -> Finding {
    match db::pending(database) {
        Ok(missing) if missing.is_empty() => Ok("as this program needs it".to_owned()),
        Ok(missing) => Err(format!("lacks {}; run `kundig migrate`", counted(missing.len(), "step", "steps"))),
        Err(error) => Err(error.to_string()),
    }
}

fn waiting(database: &Db) -> Finding {
    let found = database.read(|conn| Ok((jobs::unfinished(conn)?, jobs::failed(conn)?.len())));
    match found {
        Ok((unfinished, 0)) => Ok(counted(unfinished, "waits or runs", "wait or run")),
        Ok((_, failed)) => Err(format!(
            "{}; `kundig verify` names {}",
            counted(failed, "was given up", "were given up"),
            if failed == 1 { "it" } else { "them" }
        )),
        Err(error) => Err(error.to_string()),
    }
}

/// A clock behind the newest entry of the audit was set back, or the database comes from elsewhere. One that PostgreSQL's machine does not
/// share counts what may leave in a minute by another time than other nodes do.
fn clock(database: &Db) -> Finding {
    let now = Clock::System.now();
    if now.year() < EARLIEST_YEAR {
        return Err(format!("says {now}, which cannot be"));
    }
    let found = database.read(|conn| {
        let ahead = db::server_clock(conn)?.and_then(|theirs| db::ahead(Clock::System.now(), theirs));
        Ok((audit::newest_at(conn)?, ahead))
    });
    match found {
        Ok((Some(newest), _)) if newest > now => Err(format!("says {now}, but the newest entry was written at {newest}")),
        Ok((_, Some(ahead))) => Err(db::complaint(ahead)),
        Ok((_, None)) => Ok(format!("{now}")),
        Err(error) => Err(error.to_string()),
    }
}

/// How much mail waits. What a server asks to try again may wait for hours; that a worker's batch is full for an hour, or anything waits for a
/// day, is a finding.
fn queue(database: &Db) -> Finding {
    let now = Clock::System.now();
    let lanes = database.read(|conn| Ok(figures::waiting(conn, now)?)).map_err(|e| e.to_string())?;
    let waiting: i64 = lanes.iter().map(|lane| lane.counts[0] + lane.counts[1]).sum();
    let Some(since) = lanes.iter().filter_map(|lane| lane.since).min() else {
        return Ok(counted(waiting, "waits for its hour", "wait for their hour"));
    };
    let full = waiting >= BATCH;
    let text = format!(
        "{}, the oldest that should have left since {since}{}",
        counted(waiting, "waits", "wait"),
        if full { "; a worker's batch is full" } else { "" }
    );
    if is_stuck(*now - *since, full) { Err(text) } else { Ok(text) }
}

/// Whether everybody's reminders can be worded; who they are that are not told, and the log of the program says why.
fn reminders(database: &Db) -> Finding {
    let found = database.read(unwritten::recipients).map_err(|e| e.to_string())?;
    if found.is_empty() {
        return Ok("every mail could be worded".to_owned());
    }
    let names = found.iter().take(NAMED).map(|one| match one.number.as_str() {
        "" => one.name.clone(),
        number => format!("{} ({number})", one.name),
    });
    let names = names.collect::<Vec<_>>().join(", ");
    let more = if found.len() > NAMED { " and others" } else { "" };
    Err(format!(
        "{} not told, since the mail cannot be worded: {names}{more}; every run tries again",
        found.len()
    ))
}

/// Whether mail that waits for so long is a finding.
fn is_stuck(age: chrono::Duration, full: bool) -> bool {
    age > chrono::Duration::days(1) || (full && age > chrono::Duration::hours(1))
}

fn mail(config: &Config, database: &Db) -> Finding {
    match database.read(delivery::standstill) {
        Ok(Some((name, text))) => Err(format!("does not leave ({name}: {text})")),
        Ok(None) => reached(config),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether mails are signed, and the DNS record by which receivers verify it.
fn signing(config: &Config) -> Finding {
    match Signer::configured(config).map_err(|e| e.to_string())? {
        Some(signer) => {
            let (name, record) = signer.record();
            Ok(format!("mails are signed; the DNS must hold {name} TXT \"{record}\""))
        }
        None => Ok("mails are not signed: mail.dkim_key_file is empty".to_owned()),
    }
}

/// Sign-in and folder of the mailbox into which come bounces and answers of calendars; nothing in it is read or marked.
fn mailbox(config: &Config) -> Finding {
    let Some(mailbox) = Mailbox::configured(config).map_err(|e| e.to_string())? else {
        return Ok("no mailbox is read: mail.bounce_imap is empty".to_owned());
    };
    actix_web::rt::System::new().block_on(async {
        match Session::open(&mailbox).await {
            Ok(session) => match session.close().await {
                Ok(()) => Ok(format!("{mailbox} can be read")),
                Err(error) => Err(format!("{mailbox}: signing out: {error}")),
            },
            Err(error) => Err(format!("{mailbox} cannot be read: {error}")),
        }
    })
}

/// Whether notices on people's devices can be signed. No push service is asked: which ones there are, browsers alone know.
fn pushing(config: &Config) -> Finding {
    match Keys::configured(config).map_err(|e| e.to_string())? {
        Some(keys) => Ok(format!(
            "devices can be told; push services see {}, {}",
            keys.public(),
            keys.contact()
        )),
        None => Ok("devices are not told: push.public_key is empty".to_owned()),
    }
}

/// Greeting, TLS and sign-in at the mail server; nothing is sent.
fn reached(config: &Config) -> Finding {
    let server = Server::configured(config).map_err(|e| e.to_string())?;
    let Some(mut server) = server else {
        return Ok("no server configured: mail stays in the mailbox page".to_owned());
    };
    server.patience = Patience {
        before_data: Duration::from_secs(10),
        ..Patience::default()
    };
    actix_web::rt::System::new().block_on(async {
        match Channel::open(&server).await {
            Ok(channel) => {
                channel.close().await;
                Ok(format!("{}:{} takes mail", server.host, server.port))
            }
            Err(NoChannel::NotAuthorised(why)) => Err(format!("{} refuses the sign-in: {why}", server.host)),
            Err(NoChannel::Unreachable(why)) => Err(format!("{}:{} cannot be reached: {why}", server.host, server.port)),
        }
    })
}

/// Writes a small file and takes it away again.
fn folder(path: &Path) -> Finding {
    let files = Files::open(path).map_err(|e| e.to_string())?;
    actix_web::rt::System::new().block_on(async {
        let hash = files.keep("kundig doctor".into()).await.map_err(|e| e.to_string())?;
        files.remove(&hash).await.map_err(|e| e.to_string())?;
        Ok(format!("{} can be written", path.display()))
    })
}

#[cfg(unix)]
fn disk(path: &Path) -> Finding {
    let found = rustix::fs::statvfs(path).map_err(|e| e.to_string())?;
    let free = found.f_bavail.saturating_mul(found.f_frsize) >> 20;
    if free < LEAST_FREE_MEBIBYTES {
        return Err(format!("{free} MiB free, fewer than {LEAST_FREE_MEBIBYTES}"));
    }
    Ok(format!("{free} MiB free"))
}

#[cfg(not(unix))]
fn disk(_: &Path) -> Finding {
    Ok("not looked at on this system".to_owned())
}

#[cfg(test)]
mod tests {
    use super::is_stuck;
    use chrono::Duration;

    #[test]
    fn a_full_batch_for_an_hour_and_any_mail_for_a_day_is_a_finding() {
        for (hours, full, stuck) in [
            (1, true, false),
            (2, true, true),
            (2, false, false),
            (24, false, false),
            (25, false, true),
        ] {
            assert_eq!(is_stuck(Duration::hours(hours), full), stuck, "{hours} {full}");
        }
    }
}
