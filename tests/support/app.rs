//! The application in the process, on a fresh database of either kind.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection, RunQueryDsl};
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
        let app = Self::unmigrated(on)?;
        kundig::command::prepare(&app.state).unwrap();
        Some(app)
    }

    /// The same on a database in which nothing is yet.
    pub fn unmigrated(on: On) -> Option<Self> {
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

#[derive(diesel::QueryableByName)]
struct Written {
    #[diesel(sql_type = diesel::sql_types::Text)]
    action: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    subject_kind: String,
}

impl TestApp {
    /// Whatever a test did to this application stands in its log under a name that people can read, in every language.
    fn every_deed_has_a_name(&self) {
        // A test may have left its database without tables.
        let written = self.state.db.read(|conn| {
            let query = diesel::sql_query("SELECT DISTINCT action, subject_kind FROM audit_entries ORDER BY action, subject_kind");
            let rows: Vec<Written> = kundig::on!(conn, c => query.load(c))?;
            Ok(rows)
        });
        let Ok(written) = written else { return };
        let mut nameless = Vec::new();
        for Written { action, subject_kind } in written {
            let noun = action.split('.').next().unwrap_or_default();
            let keys = [
                format!("audit-noun-{noun}"),
                format!("audit-deed-{}", action.replace('.', "-")),
                format!("audit-record-{subject_kind}"),
            ];
            let words = self.state.views.words(kundig::platform::i18n::Locale::English);
            nameless.extend(
                keys.into_iter()
                    .filter(|key| words.find(key, &fluent_bundle::FluentArgs::new()).is_none()),
            );
        }
        assert!(nameless.is_empty(), "the audit log has no words for {nameless:?}");
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() && self.folder.is_some() {
            self.every_deed_has_a_name();
        }
        super::browser::forget(&self.state);
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
