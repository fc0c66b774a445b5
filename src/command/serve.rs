//! `kundig serve`: the listener and, unless told otherwise, the jobs.

use super::{Options, prepare};
use crate::app;
use crate::platform::chance::Chance;
use crate::platform::clock::Clock;
use crate::platform::db;
use crate::platform::error::Error;
use crate::platform::state::State;
use actix_web::HttpServer;
use clap::Args;
use std::io::IsTerminal;
use std::net::TcpListener;
use std::process::ExitCode;
use std::time::Duration;

/// Answer requests and run the jobs.
#[derive(Debug, Args)]
pub struct Serve {
    /// Only answer requests; another node runs the jobs
    #[arg(long)]
    no_jobs: bool,
    /// Do not migrate at start; refuse a database that lacks steps
    #[arg(long)]
    no_migrate: bool,
}

impl Serve {
    pub(super) fn run(self, options: &Options) -> Result<ExitCode, Error> {
        let config = options.settings()?;
        log(&config.log);
        let state = if self.no_migrate {
            options.state()?
        } else {
            State::open(config, Clock::System, Chance::system())?
        };
        if !self.no_migrate {
            prepare(&state)?;
        }
        look_at_clock(&state)?;
        listen(state, !self.no_jobs, None)
    }
}

/// Nodes whose clocks differ count what may leave in a minute, and whose claim has run out, by different times: whoever runs them is told.
fn look_at_clock(state: &State) -> Result<(), Error> {
    let theirs = state.db.read(|conn| Ok(db::server_clock(conn)?))?;
    if let Some(ahead) = theirs.and_then(|theirs| db::ahead(state.clock.now(), theirs)) {
        tracing::warn!("the clock of this machine {}", db::complaint(ahead));
    }
    Ok(())
}

/// How long what is in hand may take once the process is to stop: a mail at its server, a portion of a job.
const LAST_WORK: Duration = Duration::from_secs(10);

/// Listens until told to stop, on a port that is held already or on the one of the settings.
pub(super) fn listen(state: State, with_jobs: bool, held: Option<TcpListener>) -> Result<ExitCode, Error> {
    let address = state.config.server.listen.clone();
    let workers = match state.config.server.workers {
        0 => std::thread::available_parallelism().map_or(2, std::num::NonZero::get),
        n => n,
    };
    actix_web::rt::System::new().block_on(async move {
        let working = with_jobs.then(|| {
            [
                actix_web::rt::spawn(app::run_worker(state.clone())),
                actix_web::rt::spawn(app::run_mailer(state.clone())),
                actix_web::rt::spawn(app::run_pusher(state.clone())),
            ]
        });
        let served = state.clone();
        let server = HttpServer::new(move || app::build(served.clone()))
            .workers(workers)
            // Without it every compressed answer waits some 40 ms for the other side's acknowledgement.
            .tcp_nodelay(true)
            .client_request_timeout(Duration::from_secs(15))
            .shutdown_timeout(10);
        let bound = match held {
            Some(listener) => server.listen(listener),
            None => server.bind(&address),
        };
        bound
            .map_err(|e| cannot_listen(&address, &e))?
            .run()
            .await
            .map_err(|e| Error::setup(e.to_string()))?;
        state.stop.request();
        let ended = futures_util::future::join_all(working.into_iter().flatten());
        if tokio::time::timeout(LAST_WORK, ended).await.is_err() {
            tracing::warn!("some work was not finished in time; it is taken up again when its claim has run out");
        }
        Ok::<_, Error>(())
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Why nobody can listen there.
pub(super) fn cannot_listen(address: &str, error: &std::io::Error) -> Error {
    Error::setup(format!("cannot listen on {address}: {error}"))
}

fn log(settings: &crate::platform::config::Log) {
    let filter = tracing_subscriber::EnvFilter::try_new(&settings.level).unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // A file that the lines are led into holds no colours.
        .with_ansi(std::io::stderr().is_terminal());
    // A second subscriber in one process (tests) keeps the first.
    let _ = if settings.format == "json" {
        lines.json().try_init()
    } else {
        lines.try_init()
    };
}
