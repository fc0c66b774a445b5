//! A network in which reminders are due and a link waits to leave, worked on by the real program, with what must hold afterwards.

use crate::reminders::ground::{Ground, HV, REF, rule};
use crate::support::app::TestApp;
use crate::support::push::{Phone, PushService};
use crate::support::smtp::Sink;
use chrono::Duration;
use diesel::connection::SimpleConnection;
use kundig::command::findings;
use kundig::obligations::Cause;
use kundig::obligations::recalculation::{Whom, recalculate_all};
use kundig::platform::config::Secret;
use kundig::platform::db::Conn;
use kundig::platform::mail::{Envelope, Urgency, queue};
use kundig::platform::push;
use kundig::platform::views::Letter;
use kundig::rules::person::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};

/// An application with its mail server, and two people's phones.
pub struct Bed {
    pub app: TestApp,
    pub sink: Sink,
    pub phones: PushService,
    keys: (String, Secret),
}

/// What became of the notices: whose, which, whom, and their fate.
pub type Told = BTreeSet<(String, String)>;

impl Bed {
    /// Two people owe two things of which three people are to be told, and somebody waits for a link.
    pub fn new(app: TestApp) -> Self {
        Self::crowded(app, 0)
    }

    /// The same with so many people more, each of whom is to be told something.
    pub fn crowded(app: TestApp, more: usize) -> Self {
        let ground = Ground::new(app);
        for number in 0..more {
            let (app, home) = (&ground.app, &ground.story.alpha);
            let add = |conn: &mut Conn| {
                let person = app.person(
                    conn,
                    home,
                    &format!("crowd{number}@story.example"),
                    "Vera",
                    &format!("Crowd {number}"),
                );
                Ok(person.id)
            };
            let id = app.state.db.write(add).unwrap();
            ground.sql(&format!(
                "INSERT INTO membership_job_roles (membership_id, job_role_id)
                   SELECT memberships.id, job_roles.id FROM memberships, job_roles WHERE person_id = '{id}' AND job_roles.code = 'technician'"
            ));
        }
        for (requirement, code, due, grace) in [(HV, "HV", "2026-12-01", 30), (REF, "REF", "2026-11-01", 0)] {
            let rule = rule(code, due, grace);
            ground.sql(&format!(
                "UPDATE requirement_versions SET rule = '{rule}' WHERE id = '{requirement}'"
            ));
        }
        for (role, jobs) in [(Role::Learner, "'technician', 'electrician'"), (Role::TeamLead, "'technician'")] {
            ground.sql(&format!(
                "INSERT INTO membership_job_roles (membership_id, job_role_id)
                   SELECT memberships.id, job_roles.id FROM memberships, job_roles WHERE person_id = '{}' AND job_roles.code IN ({jobs})",
                ground.person(role).id
            ));
        }
        let state = &ground.app.state;
        let now = state.clock.now();
        let done = recalculate_all(&state.db, &state.chance, now, Cause::Recalculation, Whom::default(), u32::MAX);
        done.unwrap();
        ground.sql("UPDATE obligations SET due_known_on = '2020-01-01'");
        let envelope = Envelope {
            kind: "password_reset",
            urgency: Urgency::AtOnce,
            recipient_id: None,
            to_name: "Ada".into(),
            to_address: "ada@partner.example".into(),
            language: "de".into(),
            headers: Vec::new(),
            not_before: now,
        };
        let letter = Letter {
            subject: "Ihr Link".into(),
            text: "Link".into(),
            html: "<p>Link</p>".into(),
            calendar: None,
        };
        let queued = state
            .db
            .write(|conn| Ok(queue(conn, &state.chance, "academy.example", now, envelope, &letter)?));
        queued.unwrap();
        let phone = Phone::new(1);
        for role in [Role::Learner, Role::PartnerAdmin] {
            let (id, key, auth) = (ground.person(role).id, phone.p256dh(), phone.auth());
            ground.sql(&format!(
                "INSERT INTO push_devices (id, person_id, endpoint, p256dh, auth, user_agent, created_at)
                     VALUES ('{id}', '{id}', '{role}', '{key}', '{auth}', 'test', '2026-11-24 12:00:00.000000')"
            ));
        }
        Self::with_phones(ground.app, ground.sink, push::make().unwrap())
    }

    /// What stands in this database, and nothing else.
    pub fn bare(app: TestApp) -> Self {
        Self::with_phones(app, Sink::start(), push::make().unwrap())
    }

    /// The devices of this database belong to a push service of this bed alone.
    fn with_phones(app: TestApp, sink: Sink, keys: (String, Secret)) -> Self {
        let phones = PushService::start();
        let moved = format!("UPDATE push_devices SET endpoint = '{}/send/' || person_id", phones.origin());
        let run = |conn: &mut Conn| {
            match conn {
                Conn::Sqlite(c) => c.batch_execute(&moved)?,
                Conn::Postgres(c) => c.batch_execute(&moved)?,
            }
            Ok(())
        };
        app.state.db.write(run).unwrap();
        Self { app, sink, phones, keys }
    }

    /// The same once more, with a mail server and a push service of its own.
    pub fn copy(&self) -> Self {
        Self::with_phones(self.app.copy(), Sink::start(), self.keys.clone())
    }

    /// Starts the program so many minutes after noon, to die at a place or not at all.
    pub fn start(&self, minute: i64, crash_at: Option<&str>) -> Child {
        let at = self.app.state.clock.now().plus(Duration::minutes(minute));
        let mut command = Command::new(env!("CARGO_BIN_EXE_kundig"));
        command
            .args(["jobs", "run", "--once"])
            .env("KUNDIG_DATABASE_URL", self.app.state.config.database.url.expose())
            .env("KUNDIG_FILES_FOLDER", &self.app.state.config.files.folder)
            .env("KUNDIG_MAIL_SMTP_URL", self.sink.url())
            .env("KUNDIG_MAIL_TLS", "none")
            .env("KUNDIG_PUSH_PUBLIC_KEY", &self.keys.0)
            .env("KUNDIG_PUSH_PRIVATE_KEY", self.keys.1.expose())
            .env("KUNDIG_PUSH_TEST_SERVICE", self.phones.origin())
            .env("KUNDIG_LOG_LEVEL", "error")
            .env("CLOCK_AT", at.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        if let Some(place) = crash_at {
            command.env("CRASH_AT", place);
        }
        command.spawn().unwrap()
    }

    /// Runs the program; answers the place at which it died.
    pub fn run(&self, minute: i64, crash_at: Option<&str>) -> Option<String> {
        ended(self.start(minute, crash_at))
    }

    /// Runs the program, and answers the names of the places that it reaches.
    pub fn reaches(&self, minute: i64) -> BTreeSet<String> {
        let output = self.start(minute, Some("nowhere")).wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        said.lines()
            .filter_map(|line| line.strip_prefix("reached "))
            .map(str::to_owned)
            .collect()
    }

    /// Restarts it, later and later, until nothing waits any more.
    pub fn recover(&self, mut minute: i64) {
        for _ in 0..8 {
            assert_eq!(self.run(minute, None), None);
            if self.waiting() == 0 {
                return;
            }
            minute += 20;
        }
        panic!("something waits for ever: {:?}", self.mails());
    }

    fn waiting(&self) -> usize {
        self.pairs(
            "SELECT kind AS a, state AS b FROM jobs WHERE state IN ('waiting', 'running')
             UNION ALL SELECT message_id AS a, state AS b FROM mails WHERE state IN ('queued', 'sending')
             UNION ALL SELECT id AS a, state AS b FROM pushes WHERE state IN ('queued', 'claimed', 'sending')",
        )
        .len()
    }

    /// Every notice that stands.
    pub fn told(&self) -> Told {
        let rows = self.pairs(
            "SELECT person_id || ' ' || requirement_id || ' ' || due_on || ' ' || coalesce(step_offset, 0) || ' ' || recipient_id || ' ' || role AS a,
                    fate AS b FROM notices WHERE fate <> 'withdrawn'",
        );
        let count = rows.len();
        let told: Told = rows.into_iter().collect();
        assert_eq!(told.len(), count, "nothing is decided twice");
        told
    }

    /// How many mails of each kind there are.
    pub fn kinds(&self) -> BTreeMap<String, usize> {
        let rows = self.pairs("SELECT kind AS a, id AS b FROM mails");
        let mut kinds = BTreeMap::new();
        for (kind, _) in rows {
            *kinds.entry(kind).or_insert(0) += 1;
        }
        kinds
    }

    /// Message-ID of every mail, with its place and how often it was repeated.
    fn mails(&self) -> BTreeMap<String, (String, i32)> {
        let rows = self.pairs("SELECT message_id AS a, state || ' ' || repeats AS b FROM mails");
        let read = |(id, rest): (String, String)| {
            let (state, repeats) = rest.split_once(' ').unwrap();
            (id, (state.to_owned(), repeats.parse().unwrap()))
        };
        rows.into_iter().map(read).collect()
    }

    fn pairs(&self, query: &str) -> Vec<(String, String)> {
        let texts = crate::reminders::ground::texts(&self.app.state, query);
        texts.into_iter().map(|(a, b)| (a.unwrap(), b.unwrap())).collect()
    }

    /// Nothing is lost, nothing is decided twice, and every double is named.
    pub fn holds(&self, expected: &Told, how: &str) {
        assert_eq!(&self.told(), expected, "{how}: what was told is what would have been told");
        let mails = self.mails();
        let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
        for mail in self.sink.received() {
            *arrived.entry(mail.header("Message-ID").unwrap()).or_default() += 1;
        }
        for (id, times) in &arrived {
            let Some((_, repeats)) = mails.get(id) else {
                panic!("{how}: {id} arrived and nobody knows of it");
            };
            assert!(
                *times <= 1 + usize::try_from(*repeats).unwrap(),
                "{how}: {id} arrived {times} times, and {repeats} repeats are named"
            );
        }
        for (id, (state, _)) in &mails {
            match state.as_str() {
                "sent" => assert!(arrived.contains_key(id), "{how}: {id} is said to be sent and never arrived"),
                // A link for one use whose answer was lost is never repeated, and somebody sees it.
                "set_aside" => {}
                "dropped" => assert!(!arrived.contains_key(id), "{how}: {id} was dropped and arrived"),
                other => panic!("{how}: {id} is still {other}"),
            }
        }
        self.phones_hold(how);
        assert_eq!(findings(&self.app.state).unwrap(), Vec::<String>::new(), "{how}");
    }

    /// Each phone was told once; not at all only where the queue says that nobody knows.
    fn phones_hold(&self, how: &str) {
        let mut arrived: BTreeMap<String, usize> = BTreeMap::new();
        for message in self.phones.received() {
            *arrived.entry(message.path).or_default() += 1;
        }
        let pushes = self.pairs(
            "SELECT '/send/' || push_devices.person_id AS a, pushes.state AS b FROM pushes JOIN push_devices ON push_devices.id = device_id",
        );
        assert_eq!(pushes.len(), 2, "{how}: one push for each phone: {pushes:?}");
        for (phone, state) in pushes {
            let times = arrived.remove(&phone).unwrap_or(0);
            match state.as_str() {
                "sent" => assert_eq!(times, 1, "{how}: {phone} is said to be told"),
                "unknown" => assert!(times <= 1, "{how}: {phone} was told {times} times"),
                other => panic!("{how}: the push to {phone} is {other}"),
            }
        }
        assert_eq!(arrived, BTreeMap::new(), "{how}: a phone was told of which nobody knows");
    }

    /// What `kundig verify` itself says.
    pub fn verified(&self) {
        let said = Command::new(env!("CARGO_BIN_EXE_kundig"))
            .arg("verify")
            .env("KUNDIG_DATABASE_URL", self.app.state.config.database.url.expose())
            .env("KUNDIG_FILES_FOLDER", &self.app.state.config.files.folder)
            .env("CLOCK_AT", self.app.state.clock.now().plus(Duration::hours(3)).to_string())
            .output()
            .unwrap();
        assert_eq!(said.status.code(), Some(0), "{said:?}");
    }
}

/// Waits for the end of a run; answers the place at which it died.
pub fn ended(child: Child) -> Option<String> {
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        return None;
    }
    let place = said.lines().find_map(|line| line.strip_prefix("died at "));
    Some(place.unwrap_or_else(|| panic!("the run failed: {said}")).to_owned())
}

/// The names of all places in the source.
pub fn places() -> BTreeSet<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![folder], BTreeSet::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(path).unwrap();
                let names = text.split("faults::point(\"").skip(1);
                found.extend(names.map(|rest| rest.split('"').next().unwrap().to_owned()));
            }
        }
    }
    found
}
