//! The application in the process, on a fresh database of either kind.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use kundig::platform::State;
use kundig::platform::chance::Chance;
use kundig::platform::clock::Clock;
use kundig::platform::config::{Config, Secret};
use kundig::platform::db;
use std::sync::atomic::{AtomicU32, Ordering};

/// The instant at which tests begin: noon in Europe on the day of the acceptance data.
pub const NOON: &str = "2026-11-24T12:00:00Z";

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// An application with a database and folders of its own, removed when dropped.
pub struct TestApp {
    pub state: State,
    /// None where another application owns it.
    folder: Option<std::path::PathBuf>,
    database: Option<(String, String)>,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl TestApp {
    /// A fresh, migrated application whose clock stands at [`NOON`]. None where the run has no PostgreSQL, which only `cargo test` without
    /// `scripts/postgres` leads to.
    pub fn start(on: On) -> Option<Self> {
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("kundig_test_{}_{number}", std::process::id());
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).unwrap();
        let mut config = Config::default();
        config.files.folder = folder.join("files");
        let mut database = None;
        config.database.url = match on {
            On::Sqlite => Secret::new(format!("sqlite:{}/kundig.sqlite3", folder.display())),
            On::Postgres => {
                let server = std::env::var("KUNDIG_TEST_POSTGRES_URL").ok()?;
                PgConnection::establish(&server)
                    .unwrap()
                    .batch_execute(&format!("CREATE DATABASE {name}"))
                    .unwrap();
                let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
                database = Some((server, name));
                Secret::new(url)
            }
        };
        let now: DateTime<Utc> = NOON.parse().unwrap();
        let state = State::open(config, Clock::fixed(now.into()), Chance::seeded(u64::from(number) + 1)).unwrap();
        kundig::command::prepare(&state).unwrap();
        Some(Self {
            state,
            folder: Some(folder),
            database,
        })
    }

    /// The same data once more, on a database and in a folder of its own. Nobody may write meanwhile.
    pub fn copy(&self) -> Self {
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("kundig_test_{}_{number}", std::process::id());
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).unwrap();
        let mut config = Config::clone(&self.state.config);
        config.files.folder = folder.join("files");
        let mut database = None;
        config.database.url = match &self.database {
            None => {
                let to = folder.join("kundig.sqlite3");
                db::copy::copy(&db::copy::sqlite_file(&self.state.config.database).unwrap(), &to).unwrap();
                Secret::new(format!("sqlite:{}", to.display()))
            }
            Some((server, original)) => {
                PgConnection::establish(server)
                    .unwrap()
                    .batch_execute(&format!(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{original}'"
                    ))
                    .and_then(|()| {
                        PgConnection::establish(server)
                            .unwrap()
                            .batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {original}"))
                    })
                    .unwrap();
                let url = format!("{}/{name}", server.rsplit_once('/').unwrap().0);
                database = Some((server.clone(), name));
                Secret::new(url)
            }
        };
        let now = self.state.clock.now();
        let state = State::open(config, Clock::fixed(now), Chance::seeded(u64::from(number) + 1)).unwrap();
        Self {
            state,
            folder: Some(folder),
            database,
        }
    }

    /// On a state whose folder and database belong to another application.
    pub fn borrowing(state: State) -> Self {
        Self {
            state,
            folder: None,
            database: None,
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
        if let Some((server, name)) = &self.database {
            let _ = PgConnection::establish(server)
                .unwrap()
                .batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

/// Runs a test's body on both databases.
pub fn on_both(body: impl Fn(TestApp)) {
    for on in [On::Sqlite, On::Postgres] {
        if let Some(app) = TestApp::start(on) {
            body(app);
        }
    }
}
