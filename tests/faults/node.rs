//! A node of the service as a process of its own, which answers requests until it dies.

use super::bed::ended;
use crate::support::app::TestApp;
use kundig::rules::id::Instant;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::Duration;

/// What somebody asks of a node.
pub struct Call {
    pub secret: String,
    pub path: String,
    pub body: Value,
}

/// What each caller heard: the status and the body.
pub type Heard = BTreeMap<usize, (u16, Value)>;

/// Most who ask at one time.
const THREADS: usize = 16;

/// Lets everybody ask at once through these nodes, in turn, and again those who heard nothing, until all have an answer; answers what they
/// heard, and where nodes died. `deaths`: for each round the places at which they do; after them they live.
pub fn all_answered(app: &TestApp, calls: &BTreeMap<usize, Call>, nodes: usize, deaths: &[[u32; 2]]) -> (Heard, Vec<String>) {
    let (mut answers, mut died) = (Heard::new(), Vec::new());
    for round in 0.. {
        let left: Vec<usize> = calls.keys().copied().filter(|index| !answers.contains_key(index)).collect();
        if left.is_empty() {
            break;
        }
        assert!(round <= deaths.len(), "nodes that live answer everybody");
        let at = app.state.clock.now().plus(chrono::Duration::minutes(round.try_into().unwrap()));
        let places = deaths.get(round);
        let running: Vec<Node> = (0..nodes)
            .map(|node| Node::start(app, at, places.map(|places| places[node].to_string()).as_deref()))
            .collect();
        let heard = Mutex::new(Heard::new());
        std::thread::scope(|scope| {
            for thread in 0..THREADS.min(left.len()) {
                let (left, running, heard) = (&left, &running, &heard);
                scope.spawn(move || {
                    for (place, index) in left.iter().enumerate().skip(thread).step_by(THREADS) {
                        let Call { secret, path, body } = &calls[index];
                        loop {
                            match running[place % nodes].ask(secret, path, body) {
                                // Busy is an answer too; whoever hears it asks again.
                                Some((503, _)) => std::thread::sleep(Duration::from_millis(20)),
                                Some(answer) => {
                                    heard.lock().unwrap().insert(*index, answer);
                                    break;
                                }
                                None => break,
                            }
                        }
                    }
                });
            }
        });
        answers.extend(heard.into_inner().unwrap());
        died.extend(running.into_iter().filter_map(Node::end));
    }
    (answers, died)
}

static CHOOSING: Mutex<()> = Mutex::new(());

/// An address of this machine alone that belongs to this process, so that tests beside each other never ask each other's nodes. Only Linux
/// has more than one without being told.
fn host() -> IpAddr {
    let [.., high, middle, low] = std::process::id().to_be_bytes();
    let own = Ipv4Addr::new(127, 100 + high % 100, middle, low.max(1));
    IpAddr::V4(if cfg!(target_os = "linux") { own } else { Ipv4Addr::LOCALHOST })
}

/// A running node; ended with the test, whatever becomes of that.
pub struct Node {
    child: Option<Child>,
    address: SocketAddr,
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

impl Node {
    /// Starts one on this application's database at an instant, to die at a place or not at all, and waits until it listens.
    pub fn start(app: &TestApp, at: Instant, crash_at: Option<&str>) -> Self {
        // Nobody else of this test takes the port between its choice and its use.
        let _choosing = CHOOSING.lock().unwrap();
        let at_host = host();
        let port = TcpListener::bind((at_host, 0)).unwrap().local_addr().unwrap().port();
        let address = SocketAddr::from((at_host, port));
        let mut command = Command::new(env!("CARGO_BIN_EXE_kundig"));
        command
            .args(["serve", "--no-migrate", "--no-jobs"])
            .env("KUNDIG_DATABASE_URL", app.state.config.database.url.expose())
            .env("KUNDIG_FILES_FOLDER", &app.state.config.files.folder)
            .env("KUNDIG_SERVER_LISTEN", address.to_string())
            .env("KUNDIG_SERVER_WORKERS", "2")
            .env("KUNDIG_LOG_LEVEL", "error")
            .env("CLOCK_AT", at.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if let Some(place) = crash_at {
            command.env("CRASH_AT", place);
        }
        let mut node = Self {
            child: Some(command.spawn().unwrap()),
            address,
        };
        for _ in 0..3000 {
            if TcpStream::connect(address).is_ok() {
                return node;
            }
            if node.child.as_mut().unwrap().try_wait().unwrap().is_some() {
                panic!("{:?}", ended(node.child.take().unwrap()));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("nobody listens");
    }

    /// Sends a call as somebody who is signed in; none: no answer came.
    pub fn ask(&self, secret: &str, path: &str, body: &Value) -> Option<(u16, Value)> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        let body = body.to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nCookie: kundig={secret}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().unwrap();
        Some((status, serde_json::from_str(body).unwrap_or(Value::Null)))
    }

    /// Ends it; answers the place at which it had died by itself.
    pub fn end(mut self) -> Option<String> {
        let mut child = self.child.take().unwrap();
        // Whoever asked may have noticed its death before its parent can: killing it then changes nothing, and what it said last tells.
        child.kill().unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_none(), "a node ends only where it dies: {said}");
        said.lines().find_map(|line| line.strip_prefix("died at ")).map(str::to_owned)
    }

    /// Waits for the end of one that died.
    pub fn died(mut self) -> String {
        ended(self.child.take().unwrap()).expect("a node ends only where it dies")
    }
}
