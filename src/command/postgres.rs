//! PostgreSQL's own tools for a whole database: `pg_dump` writes it, `pg_restore` puts it into an empty one. They come with every
//! installation of its client and know every version of the server up to their own.

use crate::platform::config::Database;
use crate::platform::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// Writes one consistent state of the database to a file that does not exist yet, in PostgreSQL's own format, and reads its table of
/// contents back.
pub fn dump(settings: &Database, to: &Path) -> Result<(), Error> {
    let target = [OsString::from("--file"), to.into()];
    run(
        tool("pg_dump", settings)
            .args(["--format=custom", "--no-owner", "--no-privileges"])
            .args(target),
        "pg_dump",
    )?;
    run(Command::new("pg_restore").arg("--list").arg(to), "pg_restore")
}

/// Puts a dump into an empty database: all of it or nothing.
pub fn restore(settings: &Database, from: &Path) -> Result<(), Error> {
    run(
        tool("pg_restore", settings)
            .args(["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"])
            .arg(from),
        "pg_restore",
    )
}

/// A tool that reaches the database. The password goes by the environment, since everybody on the machine may read a command line.
fn tool(name: &str, settings: &Database) -> Command {
    let (address, password) = without_password(settings.url.expose());
    let mut command = Command::new(name);
    command.arg("--dbname").arg(address);
    if let Some(password) = password {
        command.env("PGPASSWORD", password);
    }
    command
}

fn run(command: &mut Command, name: &str) -> Result<(), Error> {
    let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output();
    match ended {
        Ok(ended) if ended.status.success() => Ok(()),
        Ok(ended) => Err(Error::setup(String::from_utf8_lossy(&ended.stderr).trim().to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::setup(format!(
            "{name} is not on the path; install PostgreSQL's client programs, of the server's version or later"
        ))),
        Err(error) => Err(Error::setup(format!("{name}: {error}"))),
    }
}

/// The address without its password, and the password as it was meant.
fn without_password(url: &str) -> (String, Option<String>) {
    let begin = url.find("://").map_or(0, |at| at + 3);
    let (scheme, rest) = url.split_at(begin);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let Some((user, host)) = authority.rsplit_once('@') else {
        return (url.to_owned(), None);
    };
    match user.split_once(':') {
        Some((user, password)) => (format!("{scheme}{user}@{host}{path}"), Some(decoded(password))),
        None => (url.to_owned(), None),
    }
}

/// What percent signs stand for; the value of a field of a form is written in the same manner but for `+` and `&`.
fn decoded(text: &str) -> String {
    let field = format!("password={}", text.replace('+', "%2B").replace('&', "%26"));
    form_urlencoded::parse(field.as_bytes())
        .map(|(_, value)| value.into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn the_password_leaves_the_address() {
        for (url, address, password) in [
            (
                "postgres://kundig:s%40cret@db:5433/know?sslmode=require",
                "postgres://kundig@db:5433/know?sslmode=require",
                Some("s@cret"),
            ),
            (
                "postgresql://kundig:a+b%26c=d@db/know",
                "postgresql://kundig@db/know",
                Some("a+b&c=d"),
            ),
            ("postgres://kundig@db/know", "postgres://kundig@db/know", None),
            ("postgres://db/know", "postgres://db/know", None),
            (
                "postgres:///know?host=/run/db&user=a:b@c",
                "postgres:///know?host=/run/db&user=a:b@c",
                None,
            ),
        ] {
            assert_eq!(without_password(url), (address.to_owned(), password.map(str::to_owned)), "{url}");
        }
    }
}
