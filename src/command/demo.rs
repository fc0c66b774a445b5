//! `kundig demo`: a network to try everything on, on a database of its own and for this machine alone.

use super::serve::{cannot_listen, listen};
use super::{Options, prepare, say};
use crate::app;
use crate::demo;
use crate::platform::chance::Chance;
use crate::platform::clock::Clock;
use crate::platform::config::{Config, Secret};
use crate::platform::db::copy;
use crate::platform::error::Error;
use crate::platform::push;
use crate::platform::state::State;
use clap::Args;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;

/// Open the demonstration network on this machine.
#[derive(Debug, Args)]
pub struct Demo {
    /// Folder for its database and files; removed by hand it begins anew
    #[arg(long, default_value = "var/demo", value_name = "DIR")]
    folder: PathBuf,
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Only fill the database and print the sign-ins
    #[arg(long)]
    no_serve: bool,
}

impl Demo {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        if options.names_a_database() {
            return Err(Error::setup(
                "the demonstration has a database of its own, in --folder; leave out --database, --config and their variables",
            ));
        }
        let mut config = self.config();
        // Held before anything is written: whoever finds the port taken must not change the passwords of the one that runs.
        let listener = match self.no_serve {
            true => None,
            false => Some(TcpListener::bind(&config.server.listen).map_err(|e| cannot_listen(&config.server.listen, &e))?),
        };
        if let Some(path) = copy::sqlite_file(&config.database).filter(|path| path.exists())
            && copy::is_in_use(&path)?
        {
            return Err(Error::setup(format!(
                "{} is in use: a demonstration runs on it already",
                path.display()
            )));
        }
        (config.push.public_key, config.push.private_key) = self.push_keys()?;
        let state = State::open(config, Clock::System, Chance::system())?;
        let now = state.clock.now();
        let begun = demo::is_begun(&state.db)?;
        prepare(&state)?;
        if !begun {
            demo::begin(&state.db, now)?;
            say("Filling the demonstration network, this takes a moment.")?;
            actix_web::rt::System::new().block_on(async {
                demo::fill(&state, now).await?;
                app::run_due_jobs(&state).await
            })?;
        }
        let secret = demo::secret(&state.chance);
        let (cast, token) = state
            .db
            .write(|conn| Ok((demo::let_in(conn, &state, &secret, now)?, demo::token(conn, &state, now)?)))?;
        say(format!("\nKundig's demonstration: {}\n", state.config.server.public_url))?;
        for sign_in in cast {
            say(format!("  {:<17} {:<24} {}", sign_in.role, sign_in.email, sign_in.name))?;
        }
        say(format!("\n  password: {secret}"))?;
        say(format!("  token:    {token}    (for /api/v1, read at /api)\n"))?;
        if self.no_serve {
            Ok(ExitCode::SUCCESS)
        } else {
            listen(state, true, listener)
        }
    }

    /// The keys of this demonstration, made once: with others, devices would have to be switched on anew.
    fn push_keys(&self) -> Result<(String, Secret), Error> {
        let path = self.folder.join("push-keys");
        let fault = |e: std::io::Error| Error::setup(format!("{}: {e}", path.display()));
        if path.exists() {
            let text = std::fs::read_to_string(&path).map_err(fault)?;
            let torn = || {
                Error::setup(format!(
                    "{} holds no pair of keys; remove it, and a new one is made",
                    path.display()
                ))
            };
            let (public, private) = text.split_once('\n').ok_or_else(torn)?;
            return Ok((public.to_owned(), Secret::new(private.trim_end())));
        }
        let (public, private) = push::make()?;
        std::fs::create_dir_all(&self.folder).map_err(fault)?;
        std::fs::write(&path, format!("{public}\n{}\n", private.expose())).map_err(fault)?;
        Ok((public, private))
    }

    /// The settings of a demonstration: loopback only, nothing leaves by mail.
    fn config(&self) -> Config {
        let mut config = Config::default();
        config.server.listen = format!("127.0.0.1:{}", self.port);
        config.server.public_url = format!("http://127.0.0.1:{}", self.port);
        config.server.content_url = format!("http://localhost:{}", self.port);
        config.database.url = Secret::new(format!("sqlite:{}", self.folder.join("kundig.sqlite3").display()));
        config.files.folder = self.folder.join("files");
        config.brand.name = "Nordhaus Akademie".to_owned();
        // Whoever looks in at night sees the mails of the day too.
        config.reminders.send_hour = 0;
        config.log.level = "warn".to_owned();
        config
    }
}
