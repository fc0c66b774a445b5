//! Who gets which answer: one table (`access.txt`) of every route and every role, held against the real application.
//!
//! A route that is missing in the table fails the test, which then writes all missing lines as they were answered: look at each figure
//! before you take it over. Whatever the table says, whoever lacks the permission that the handler names must get 403, and a browser in
//! which nobody is signed in 303 or 401.

use crate::support::app::{On, TestApp};
use crate::support::story::Story;
use actix_web::http::{Method, header};
use actix_web::test::{TestRequest, call_service, init_service};
use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};
use kundig::platform::config::Secret;
use kundig::platform::db::Db;
use kundig::platform::limits::Limits;
use kundig::platform::routes::Entry;
use kundig::platform::state::State;
use kundig::rules::person::{Action, Role, allows};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The columns of the table: nobody, each role, and the administrator of another partner.
const COLUMNS: [&str; 10] = [
    "anonymous",
    "platform_admin",
    "training_manager",
    "partner_manager",
    "trainer",
    "hotline_expert",
    "partner_admin",
    "team_lead",
    "learner",
    "stranger",
];

/// The application with its story, kept as it was so that every change can be tried on the same ground.
struct Ground {
    app: TestApp,
    story: Story,
    path: PathBuf,
    kept: PathBuf,
    tries: Cell<u32>,
}

impl Ground {
    fn prepare(on: On) -> Option<Self> {
        let app = TestApp::start(on)?;
        let story = app.story();
        let url = app.state.config.database.url.expose().to_owned();
        let path = PathBuf::from(url.strip_prefix("sqlite:").unwrap_or_default());
        let kept = path.with_extension("kept");
        if on == On::Sqlite {
            copy_database(&path, &kept);
        }
        Some(Self {
            app,
            story,
            path,
            kept,
            tries: Cell::new(0),
        })
    }

    /// The same application on an untouched copy of the database, so that a change of one caller is not seen by the next.
    fn fresh(&self) -> TestApp {
        let number = self.tries.get() + 1;
        self.tries.set(number);
        let copy = self.path.with_file_name(format!("try-{number}.sqlite3"));
        std::fs::copy(&self.kept, &copy).unwrap();
        let mut settings = self.app.state.config.database.clone();
        settings.url = Secret::new(format!("sqlite:{}", copy.display()));
        settings.pool = 2;
        let db = Db::open(&settings).unwrap();
        let limits = Limits::default();
        TestApp::borrowing(State {
            db,
            limits,
            ..self.app.state.clone()
        })
    }

    /// What stands in place of a route's placeholders: people and organisations of partner Albers, and for all else an identifier of nothing.
    fn address(&self, route: &str) -> String {
        let person = self.story.person(Role::Learner).id.to_string();
        let organisation = self.story.alpha.id.to_string();
        let mut filled = Vec::new();
        let mut before = "";
        for segment in route.split('/') {
            filled.push(match (segment.starts_with('{'), before) {
                (false, _) => segment.to_owned(),
                (true, "people") => person.clone(),
                (true, "organisations") => organisation.clone(),
                // Where a number is read, what is none is refused before anybody is asked who they are.
                (true, _) if matches!(segment, "{number}" | "{module}" | "{screen}" | "{line}") => "1".to_owned(),
                (true, _) => "01890000-0000-7000-8000-000000000000".to_owned(),
            });
            before = segment;
        }
        filled.join("/")
    }

    /// The cookie by which a caller is known to an application.
    fn cookie(&self, app: &TestApp, column: &str) -> String {
        let person_id = match column {
            "anonymous" => return String::new(),
            "stranger" => self.story.stranger.id,
            role => self.story.person(role.parse().unwrap()).id,
        };
        format!("kundig={}", app.sign_in_secret(person_id))
    }

    fn request(&self, entry: &Entry, cookie: &str) -> TestRequest {
        let path = self.address(entry.path);
        let (kind, content) = match entry.method {
            "GET" => ("text/plain", ""),
            "POST" if !path.starts_with("/api/") => ("application/x-www-form-urlencoded", ""),
            _ => ("application/json", "{}"),
        };
        let request = TestRequest::default()
            .method(Method::from_bytes(entry.method.as_bytes()).unwrap())
            .uri(&path)
            .insert_header((header::HOST, "127.0.0.1:8080"))
            .insert_header((header::CONTENT_TYPE, kind))
            .set_payload(content);
        if cookie.is_empty() {
            return request;
        }
        request.insert_header((header::COOKIE, cookie))
    }
}

/// A copy of a SQLite database without anything left in its log.
fn copy_database(from: &Path, to: &Path) {
    let mut conn = SqliteConnection::establish(&from.to_string_lossy()).unwrap();
    conn.batch_execute(&format!("VACUUM INTO '{}'", to.display())).unwrap();
}

/// Method and path of a route, and what each column gets.
type Lines = BTreeMap<(String, String), Vec<u16>>;

/// The table as it is written, and what is wrong with it.
fn table() -> (Lines, Vec<String>) {
    let mut lines = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in include_str!("access.txt")
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        let mut words = line.split_whitespace();
        let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let statuses: Vec<u16> = words.filter_map(|word| word.parse().ok()).collect();
        if statuses.len() != COLUMNS.len() {
            wrong.push(format!("{line}: {} figures are needed", COLUMNS.len()));
        }
        if lines.insert((method.to_owned(), path.to_owned()), statuses).is_some() {
            wrong.push(format!("{line}: stands there twice"));
        }
    }
    (lines, wrong)
}

/// What follows from the permission alone, whatever the table says.
fn forced(entry: &Entry, column: &str) -> Option<&'static [u16]> {
    if entry.permission == "Anybody" {
        return None;
    }
    let action = Action::ALL
        .into_iter()
        .find(|action| format!("{action:?}") == entry.permission)
        .unwrap();
    match column {
        "anonymous" if entry.method == "GET" && !entry.path.starts_with("/api/") && entry.path != "/metrics" => Some(&[303]),
        "anonymous" => Some(&[401]),
        "stranger" if !allows(Role::PartnerAdmin, action) => Some(&[403]),
        "stranger" => None,
        role if !allows(role.parse().unwrap(), action) => Some(&[403]),
        _ => None,
    }
}

fn check(on: On) {
    actix_web::rt::System::new().block_on(compare(on));
}

async fn compare(on: On) {
    let Some(ground) = Ground::prepare(on) else { return };
    let staying = init_service(kundig::app::build(ground.app.state.clone())).await;
    let cookies = COLUMNS.map(|column| ground.cookie(&ground.app, column));
    let (table, mut wrong) = table();
    let mut missing = String::new();
    let mut entries = kundig::app::every_route().entries().to_vec();
    entries.sort();
    let mut trying = None;
    let mut known: Vec<_> = table.keys().cloned().collect();
    for entry in entries {
        let key = (entry.method.to_owned(), entry.path.to_owned());
        known.retain(|other| *other != key);
        // PostgreSQL is only asked what can be asked without changing anything.
        if on == On::Postgres && (entry.method != "GET" || !table.contains_key(&key)) {
            continue;
        }
        let mut seen = Vec::new();
        for (index, column) in COLUMNS.iter().enumerate() {
            // What changes nothing is asked of the application that stays, the rest of one with a database of its own: what it refuses
            // changes nothing either, and the next is asked of it too, save where attempts are counted.
            let status = if entry.method == "GET" || forced(&entry, column).is_some() {
                let request = ground.request(&entry, &cookies[index]).to_request();
                call_service(&staying, request).await.status().as_u16()
            } else {
                if trying.is_none() {
                    let app = ground.fresh();
                    let service = init_service(kundig::app::build(app.state.clone())).await;
                    trying = Some((app, service));
                }
                let (app, service) = trying.as_ref().unwrap();
                let request = ground.request(&entry, &ground.cookie(app, column)).to_request();
                let status = call_service(service, request).await.status();
                if !status.is_client_error() || entry.permission == "Anybody" {
                    trying = None;
                }
                status.as_u16()
            };
            let said = table.get(&key).and_then(|statuses| statuses.get(index)).copied();
            if said.is_some_and(|said| said != status) {
                wrong.push(format!(
                    "{} {}: {column} gets {status}, the table says {}",
                    entry.method,
                    entry.path,
                    said.unwrap_or(0)
                ));
            }
            if forced(&entry, column).is_some_and(|must| !must.contains(&status)) {
                wrong.push(format!(
                    "{} {}: {column} gets {status} without the right to {}",
                    entry.method, entry.path, entry.permission
                ));
            }
            seen.push(status);
        }
        if !table.contains_key(&key) {
            let figures: Vec<String> = seen.iter().map(ToString::to_string).collect();
            writeln!(missing, "{:<6} {:<60} {}", entry.method, entry.path, figures.join(" ")).unwrap();
        }
    }
    wrong.extend(
        known
            .iter()
            .map(|(method, path)| format!("{method} {path}: there is no such route any more")),
    );
    assert!(
        missing.is_empty() && wrong.is_empty(),
        "tests/access.txt\n\nwrong:\n{}\n\nmissing lines, as they were answered now:\n{missing}",
        wrong.join("\n")
    );
}

#[test]
fn every_route_answers_every_role_as_the_table_says() {
    check(On::Sqlite);
}

#[test]
fn reading_is_answered_alike_on_the_other_database() {
    check(On::Postgres);
}

#[test]
fn no_answer_is_described_as_bytes_of_no_kind() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let document = app.anonymous().get("/api/v1/openapi.json").is(200).json();
    let kinds = |path: &str| -> Vec<String> {
        let content = &document["paths"][path]["get"]["responses"]["200"]["content"];
        content.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(kinds("/api/v1/evidence/{id}/file"), ["application/pdf", "image/*"]);
    for path in document["paths"].as_object().unwrap().keys() {
        let answer = &document["paths"][path]["get"]["responses"]["200"];
        assert!(answer["content"].get("application/octet-stream").is_none(), "{path}");
    }
}

#[test]
fn every_call_stands_in_the_description_and_the_description_names_no_other() {
    use std::collections::BTreeSet;
    let app = TestApp::start(On::Sqlite).unwrap();
    let document = app.anonymous().get("/api/v1/openapi.json").is(200).json();
    let mut described = BTreeSet::new();
    for (path, calls) in document["paths"].as_object().unwrap() {
        described.extend(
            calls
                .as_object()
                .unwrap()
                .keys()
                .map(|method| (method.to_uppercase(), path.clone())),
        );
    }
    let entries = kundig::app::every_route().entries().to_vec();
    let there: BTreeSet<(String, String)> = entries
        .into_iter()
        .filter(|entry| entry.path.starts_with("/api/v1/") && entry.path != "/api/v1/openapi.json")
        .map(|entry| (entry.method.to_owned(), entry.path.to_owned()))
        .collect();
    let undescribed: Vec<_> = there.difference(&described).collect();
    let invented: Vec<_> = described.difference(&there).collect();
    assert!(
        undescribed.is_empty() && invented.is_empty(),
        "not described: {undescribed:?}; not there: {invented:?}"
    );
}
