//! What the program answers: the release binary on a loopback port under `wrk`, beside a bare actix handler with an answer of the same size.

use crate::Figure;
use crate::data::Bed;
use actix_web::middleware::Compress;
use actix_web::{App, HttpResponse, HttpServer, web};
use kundig::courses::store::{self as courses, ModuleChange, Settings};
use kundig::courses::writing::{self, Pen};
use kundig::obligations::store as obligations;
use kundig::organisations::{Scope, store as organisations};
use kundig::people::sign_in::{self, Device};
use kundig::people::{Person, store as people};
use kundig::platform::audit::By;
use kundig::platform::db::Conn;
use kundig::rules::course::{Block, Body, ChangeKind, Document, Key, Language, Rich, RichTexts, Texts};
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long each address is asked.
const SPAN: &str = "8s";

/// A handler that does nothing but send so many bytes of text, with compression; the peer of every page.
pub fn bare(port: u16, bytes: usize) {
    let body: String = ("abcdefghijklmnopqrstuvwxyz 0123456789 <td class=\"t\"></td>\n")
        .chars()
        .cycle()
        .take(bytes)
        .collect();
    let body = web::Bytes::from(body);
    actix_web::rt::System::new()
        .block_on(
            HttpServer::new(move || {
                let body = body.clone();
                App::new().wrap(Compress::default()).default_service(web::to(move || {
                    let body = body.clone();
                    async move { HttpResponse::Ok().content_type("text/html; charset=utf-8").body(body) }
                }))
            })
            .workers(2)
            .tcp_nodelay(true)
            .bind(("127.0.0.1", port))
            .unwrap()
            .run(),
        )
        .unwrap();
}

/// Ends its process when dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, which whoever asked it has noticed.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks the release binary on the multiplied network.
pub fn measure(figures: &mut Vec<Figure>, bed: &Bed) {
    write_course(bed);
    let learner = Asker::learner(bed);
    let manager = Asker::manager(bed);

    let port = free_port();
    let begun = Instant::now();
    let served = Running(
        Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/target/release/kundig"))
            .args(["--database", &Bed::url(&bed.folder), "serve", "--no-jobs"])
            .env("KUNDIG_SERVER_LISTEN", format!("127.0.0.1:{port}"))
            .env("KUNDIG_SERVER_PUBLIC_URL", format!("http://127.0.0.1:{port}"))
            .env("KUNDIG_SERVER_CONTENT_URL", format!("http://localhost:{port}"))
            .env("KUNDIG_FILES_FOLDER", bed.folder.join("files"))
            .env("KUNDIG_LOG_LEVEL", "error")
            // The program takes no setting that it does not know.
            .env_remove(crate::FACTOR)
            .stdout(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let ready = wait_until_ready(port, begun);
    let value = ready.as_secs_f64() * 1_000.0;
    figures.push(Figure {
        what: "ready on a migrated database",
        value: format!("{value:.0} ms"),
        limit: "at most 100 ms".into(),
        kept: value <= 100.0,
    });
    std::thread::sleep(Duration::from_secs(1));
    let resident = resident_mebibytes(served.0.id());
    figures.push(Figure {
        what: "release binary at rest",
        value: format!("{resident:.1} MiB"),
        limit: "at most 40 MiB".into(),
        kept: resident <= 40.0,
    });

    let limit = Some((2_500.0, 25.0));
    page(figures, port, "/training", &learner.cookie, "my training", None);
    page(
        figures,
        port,
        "/courses/BENCH-64/take",
        &learner.cookie,
        "course page, 64 modules",
        limit,
    );
    for (name, path) in [
        ("the network overview", "/network".to_owned()),
        ("a partner's overview", format!("/obligations?partner={}", learner.organisation_id)),
        ("a person's record", format!("/people/{}/record", learner.person_id)),
        ("the list of people", "/people".to_owned()),
        ("the tree of organisations", "/organisations".to_owned()),
        ("100 obligations by API", "/api/v1/obligations?limit=100".to_owned()),
    ] {
        alone(figures, port, &path, &manager.cookie, name);
    }
}

/// Somebody who is signed in.
struct Asker {
    person_id: Id,
    organisation_id: Id,
    cookie: String,
}

impl Asker {
    /// Somebody with something to learn.
    fn learner(bed: &Bed) -> Self {
        let scope = Scope::everything();
        let read = |conn: &mut Conn| Ok(obligations::list(conn, &scope, &obligations::Filter::default(), None, 1)?);
        let found = bed.state.db.read(read).unwrap().remove(0).obligation;
        Self::signed_in(bed, found.person_id, found.organisation_id)
    }

    /// A training manager at the top.
    fn manager(bed: &Bed) -> Self {
        let (state, now) = (&bed.state, bed.state.clock.now());
        let person = Person::new(state.chance.id(now), "Ada", "Manager", None, "en", now);
        let grant = |conn: &mut Conn| {
            let root = organisations::root(conn)?.unwrap();
            people::insert(conn, &person)?;
            people::grant(
                conn,
                state.chance.id(now),
                person.id,
                Role::TrainingManager,
                root.id,
                now.date_naive(),
                None,
                now,
            )?;
            Ok(root.id)
        };
        let root_id = state.db.write(grant).unwrap();
        Self::signed_in(bed, person.id, root_id)
    }

    fn signed_in(bed: &Bed, person_id: Id, organisation_id: Id) -> Self {
        let (state, now) = (&bed.state, bed.state.clock.now());
        let device = Device {
            address: "127.0.0.1".into(),
            user_agent: "bench".into(),
        };
        let begin = |conn: &mut Conn| sign_in::begin(conn, state, person_id, &device, now);
        let token = state.db.write(begin).unwrap();
        Self {
            person_id,
            organisation_id,
            cookie: format!("Cookie: kundig={token}"),
        }
    }
}

/// A course of 64 modules, published.
fn write_course(bed: &Bed) {
    let (state, by, now) = (&bed.state, By::command_line(), bed.state.clock.now());
    let pen = Pen {
        chance: &state.chance,
        by: &by,
        now,
    };
    let texts = |text: &str| Texts::new([(Language::En, text), (Language::De, text)]);
    state
        .db
        .write(|conn| {
            let (course, draft) = writing::create(conn, &pen, "BENCH-64", texts("A course with sixty-four modules"))?;
            for number in 0..64 {
                let mut rich = RichTexts::default();
                for language in Language::ALL {
                    rich.set(language, Rich::from_plain("Something to read before going on."));
                }
                let block = Block {
                    id: Key::new("b1").unwrap(),
                    body: Body::Text { text: rich },
                };
                let document = Document {
                    blocks: vec![block],
                    ..Document::default()
                };
                let change = ModuleChange {
                    title: texts(&format!("Module {} of this course", number + 1)),
                    minutes: 5,
                    document,
                };
                writing::add_module(conn, &pen, &course, &draft, None, change)?;
            }
            let draft = courses::find_draft(conn, course.id)?.unwrap();
            let settings = Settings {
                title: texts("A course with sixty-four modules"),
                summary: texts("For measuring."),
                pass_mark_percent: None,
                attempts_allowed: None,
            };
            writing::save_settings(conn, &pen, &course, &draft, draft.revision, &settings)?;
            let draft = courses::find_draft(conn, course.id)?.unwrap();
            writing::publish(conn, &pen, &course, &draft, ChangeKind::Improvement, None)
        })
        .unwrap();
}

/// A page under load, beside the bare handler with an answer of the same size.
fn page(figures: &mut Vec<Figure>, port: u16, path: &str, cookie: &str, name: &str, limit: Option<(f64, f64)>) {
    let (status, bytes) = fetched(port, path, cookie);
    if status != 200 {
        figures.push(Figure {
            what: "a page that could not be measured",
            value: format!("{path}: {status}"),
            limit: "200".into(),
            kept: false,
        });
        return;
    }
    let (rate, p99) = load(port, path, cookie);
    let peer_port = free_port();
    let peer = Running(
        Command::new(std::env::current_exe().unwrap())
            .args(["bare", &peer_port.to_string(), &bytes.to_string()])
            .spawn()
            .unwrap(),
    );
    wait_until_ready(peer_port, Instant::now());
    let (bare_rate, bare_p99) = load(peer_port, "/", cookie);
    drop(peer);
    let named = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
    let (least, most) = limit.unwrap_or((0.0, f64::MAX));
    figures.push(Figure {
        what: named(format!("{name} ({} KB), requests a second at 16 connections", bytes / 1_000)),
        value: format!("{rate:.0}"),
        limit: if limit.is_some() {
            format!("at least {least:.0}; bare actix {bare_rate:.0} ({:.0} %)", rate / bare_rate * 100.0)
        } else {
            format!("bare actix {bare_rate:.0} ({:.0} %)", rate / bare_rate * 100.0)
        },
        kept: rate >= least,
    });
    figures.push(Figure {
        what: named(format!("{name}, 99th percentile")),
        value: format!("{p99:.1} ms"),
        limit: if limit.is_some() {
            format!("at most {most:.0} ms; bare actix {bare_p99:.1} ms")
        } else {
            format!("bare actix {bare_p99:.1} ms")
        },
        kept: p99 <= most,
    });
}

/// A page that nobody else asks for meanwhile: the median of nine answers.
fn alone(figures: &mut Vec<Figure>, port: u16, path: &str, cookie: &str, name: &str) {
    let mut spans = Vec::new();
    let mut status = 0;
    for _ in 0..9 {
        let begun = Instant::now();
        (status, _) = fetched(port, path, cookie);
        spans.push(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    spans.sort_by(f64::total_cmp);
    figures.push(Figure {
        what: Box::leak(name.to_owned().into_boxed_str()),
        value: format!("{:.0} ms", spans[4]),
        limit: if status == 200 {
            String::new()
        } else {
            format!("{path}: {status}")
        },
        kept: status == 200,
    });
}

/// Requests a second and the 99th percentile in milliseconds.
fn load(port: u16, path: &str, cookie: &str) -> (f64, f64) {
    let output = Command::new("wrk")
        .args([
            "-t1",
            "-c16",
            "-d",
            SPAN,
            "--latency",
            "-H",
            cookie,
            "-H",
            "Accept-Encoding: gzip",
            &format!("http://127.0.0.1:{port}{path}"),
        ])
        .output()
        .expect("wrk is installed by `make bench`");
    let text = String::from_utf8_lossy(&output.stdout);
    let field = |name: &str| {
        text.lines()
            .find_map(|line| line.trim().strip_prefix(name).map(|rest| rest.trim().to_owned()))
    };
    let rate = field("Requests/sec:").and_then(|text| text.parse().ok()).unwrap_or(0.0);
    let p99 = field("99%").map_or(f64::MAX, |text| match text.strip_suffix("ms") {
        Some(number) => number.parse().unwrap_or(f64::MAX),
        None => match text.strip_suffix("us") {
            Some(number) => number.parse::<f64>().map_or(f64::MAX, |number| number / 1_000.0),
            None => text
                .trim_end_matches('s')
                .parse::<f64>()
                .map_or(f64::MAX, |number| number * 1_000.0),
        },
    });
    (rate, p99)
}

/// Status and length of one answer, uncompressed.
fn fetched(port: u16, path: &str, cookie: &str) -> (u16, usize) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{cookie}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let text = String::from_utf8_lossy(&answer);
    let status = text.split(' ').nth(1).and_then(|word| word.parse().ok()).unwrap_or(0);
    (status, text.split_once("\r\n\r\n").map_or(0, |(_, body)| body.len()))
}

fn wait_until_ready(port: u16, begun: Instant) -> Duration {
    loop {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
            let asked = write!(
                stream,
                "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
            );
            let mut answer = [0; 12];
            if asked.is_ok() && stream.read_exact(&mut answer).is_ok() && answer.ends_with(b"200") {
                return begun.elapsed();
            }
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "nobody answers on port {port}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn resident_mebibytes(process: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse::<f64>().unwrap() / 1_024.0
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}
