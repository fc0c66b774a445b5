//! The network that is measured on: the one of the tests, multiplied.

use bytes::Bytes;
use kundig::imports::apply::{self, Decision};
use kundig::imports::{self, Options, Upload, check};
use kundig::people::sign_in::{self, Device};
use kundig::people::{Person, store as people};
use kundig::platform::State;
use kundig::platform::audit::By;
use kundig::platform::chance::Chance;
use kundig::platform::clock::Clock;
use kundig::platform::config::{Config, Secret};
use kundig::rules::import::Kind;
use kundig::rules::requirement::Definition;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// An application on a fresh SQLite file in a folder of its own, removed at the end.
pub struct Bed {
    pub state: State,
    pub folder: PathBuf,
}

impl Bed {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("kundig-bench-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let mut config = Config::default();
        config.database.url = Secret::new(Self::url(&folder));
        config.files.folder = folder.join("files");
        let state = State::open(config, Clock::System, Chance::system()).unwrap();
        kundig::command::prepare(&state).unwrap();
        Self { state, folder }
    }

    pub fn url(folder: &Path) -> String {
        format!("sqlite:{}", folder.join("kundig.sqlite3").display())
    }

    /// Imports a file as the program does, and answers the number of rows.
    pub fn import(&self, kind: Kind, text: String) -> i32 {
        let (state, by, now) = (&self.state, By::command_line(), self.state.clock.now());
        let content = Bytes::from(text);
        let upload = Upload {
            kind,
            file_name: format!("{kind}.csv"),
            content: content.clone(),
        };
        let begun = actix_web::rt::System::new()
            .block_on(imports::begin(state, &by, Options::of_operator(), upload, false, now))
            .unwrap();
        let checked = check::run(state, begun.id, &content, now, &mut |_| {}).unwrap();
        assert_eq!(checked.count_refused, 0);
        let decision = Decision {
            take_good_rows: false,
            confirmed_absent: None,
        };
        state
            .db
            .write(|conn| apply::release(conn, state, &by, begun.id, decision, false, now))
            .unwrap();
        apply::run(state, begun.id, &by, now).unwrap();
        checked.rows_total
    }

    /// Puts the requirements of the tests' network into force.
    pub fn requirements(&self) {
        let (state, now) = (&self.state, self.state.clock.now());
        let all: Vec<serde_json::Value> = serde_json::from_str(&network("requirements.json")).unwrap();
        for value in all {
            let definition = Definition::parse(&value).unwrap();
            state
                .db
                .write(|conn| kundig::obligations::requirement::bring(conn, &state.chance, now, &By::command_line(), &definition, false))
                .unwrap();
        }
    }
}

impl Drop for Bed {
    fn drop(&mut self) {
        // What stays behind in the folder for temporary files changes no figure.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A file of the tests' network.
pub fn network(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/network").join(file)).unwrap()
}

/// A file of the network once more, its head first: every number of a person and of a partner (and every address) made another one. The
/// manufacturer stays the same, and is left out.
pub fn again(text: &str, round: usize) -> String {
    let (head, body) = text.split_once('\n').unwrap();
    let lines = body.lines().filter(|line| !line.starts_with("M-"));
    let mut again = format!("{head}\n");
    for line in lines {
        let line = line.replace("E-", &format!("R{round}E-")).replace("P-", &format!("R{round}P-"));
        again.push_str(&line.replace('@', &format!(".r{round}@")));
        again.push('\n');
    }
    again
}

/// Somebody who signs in again and again while something else runs.
pub struct Meanwhile {
    stop: Arc<AtomicBool>,
    signing_in: JoinHandle<Vec<Duration>>,
}

impl Meanwhile {
    /// Begins, twenty times a second.
    pub fn begin(state: &State) -> Self {
        let (state, stop) = (state.clone(), Arc::new(AtomicBool::new(false)));
        let stopped = stop.clone();
        let now = state.clock.now();
        let person = Person::new(state.chance.id(now), "Ada", "Meanwhile", None, "en", now);
        state.db.write(|conn| Ok(people::insert(conn, &person)?)).unwrap();
        let device = Device {
            address: "127.0.0.1".into(),
            user_agent: "bench".into(),
        };
        let signing_in = std::thread::spawn(move || {
            let mut waits = Vec::new();
            while !stopped.load(Ordering::Relaxed) {
                let begun = Instant::now();
                let now = state.clock.now();
                state
                    .db
                    .write(|conn| sign_in::begin(conn, &state, person.id, &device, now))
                    .unwrap();
                waits.push(begun.elapsed());
                std::thread::sleep(Duration::from_millis(50));
            }
            waits
        });
        Self { stop, signing_in }
    }

    /// Ends, and answers the longest that one of them took.
    pub fn longest(self) -> Duration {
        self.stop.store(true, Ordering::Relaxed);
        let waits = self.signing_in.join().unwrap();
        waits.into_iter().max().expect("somebody signed in meanwhile")
    }
}
