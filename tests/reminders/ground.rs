//! The story with two requirements in force, reminders switched on, and a mail server that keeps what it gets.

use crate::support::app::TestApp;
use crate::support::smtp::{Received, Sink};
use crate::support::story::Story;
use chrono::Duration;
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::sql_types::{Nullable, Text};
use kundig::app;
use kundig::people::Person;
use kundig::platform::State;
use kundig::platform::config::Secret;
use kundig::platform::db::Conn;
use kundig::platform::mail::delivery;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use std::sync::Arc;

pub const HV: &str = "00000000-0000-7000-8000-0000000000aa";
pub const REF: &str = "00000000-0000-7000-8000-0000000000bb";

/// The story with two requirements in force and reminders switched on for the first partner.
pub struct Ground {
    pub app: TestApp,
    pub story: Story,
    pub sink: Sink,
}

impl Ground {
    pub fn new(mut app: TestApp) -> Self {
        let story = app.story();
        let sink = Sink::start();
        let config = Arc::make_mut(&mut app.state.config);
        config.mail.smtp_url = Secret::new(sink.url());
        config.mail.tls = "none".into();
        // What is told once a week has tests of its own.
        config.reminders.overview_weekday = 0;
        let ground = Self { app, story, sink };
        let ladder = r#"[{"offset_days":-30,"to":["learner"]},{"offset_days":-7,"to":["learner","supervisor"]},{"offset_days":1,"to":["learner","partner_admin"]}]"#;
        for (id, code, de, role) in [
            (HV, "HV", "Hochvolt-Sicherheit", "technician"),
            (REF, "REF", "Kältemittel", "electrician"),
        ] {
            let (rule, audience) = (rule(code, "2099-01-01", 0), format!(r#"{{"job_roles":["{role}"]}}"#));
            ground.sql(&format!(
                r#"INSERT INTO requirements (id, code, created_at) VALUES ('{id}', '{code}', '2020-01-01 00:00:00.000000');
                   INSERT INTO requirement_versions (id, requirement_id, number, state, title, basis, in_force_on, audience, rule, reminders,
                     created_at, updated_at, revision) VALUES ('{id}', '{id}', 1, 'in_force', '{{"de":"{de}","en":"{code} rule"}}', '{{}}',
                     '2020-01-01', '{audience}', '{rule}', '{ladder}', '2020-01-01 00:00:00.000000', '2020-01-01 00:00:00.000000', 0);"#
            ));
            ground.sql(&format!(
                "INSERT INTO courses (id, code, title, created_at) VALUES ('{id}', '{code}-1', '{{}}', '2020-01-01 00:00:00.000000')"
            ));
        }
        ground.switch_on(ground.story.alpha.id, "2026-01-01");
        ground
    }

    pub fn sql(&self, statements: &str) {
        self.app
            .state
            .db
            .write(|conn| {
                match conn {
                    Conn::Sqlite(c) => c.batch_execute(statements)?,
                    Conn::Postgres(c) => c.batch_execute(statements)?,
                }
                Ok(())
            })
            .unwrap();
    }

    pub fn switch_on(&self, organisation: Id, since: &str) {
        self.sql(&format!(
            "UPDATE organisations SET reminders_since_on = '{since}' WHERE id = '{organisation}'"
        ));
    }

    pub fn person(&self, role: Role) -> &Person {
        self.story.person(role)
    }

    /// What somebody of the first partner owes, known since January. Whoever has the requirement's job role owes it by this date.
    pub fn owes(&self, person: &Person, requirement: &str, status: &str, due: &str) {
        let (alpha, path, id) = (self.story.alpha.id, &self.story.alpha.path, person.id);
        let (code, role) = if requirement == HV {
            ("HV", "technician")
        } else {
            ("REF", "electrician")
        };
        let grace = if status == "overdue" { 0 } else { 30 };
        self.sql(&format!(
            r#"UPDATE requirement_versions SET rule = '{}' WHERE id = '{requirement}';
               INSERT INTO membership_job_roles (membership_id, job_role_id)
                 SELECT memberships.id, job_roles.id FROM memberships, job_roles WHERE person_id = '{id}' AND job_roles.code = '{role}'"#,
            rule(code, due, grace)
        ));
        self.sql(&format!(
            "INSERT INTO obligations (person_id, requirement_id, requirement_version_id, membership_id, organisation_id, organisation_path,
                 time_zone, start_on, status, compliant, due_on, due_known_on, assessed_at)
             SELECT '{id}', '{requirement}', '{requirement}', memberships.id, '{alpha}', '{path}', 'Europe/Berlin', '2020-01-01', '{status}',
                 {}, '{due}', '2020-01-01', '2020-01-01 00:00:00.000000' FROM memberships WHERE person_id = '{id}'",
            if self.app.state.db.backend() == kundig::platform::db::Backend::Sqlite { "1" } else { "true" }
        ));
    }

    /// Somebody passed today, which makes the next date.
    pub fn done(&self, person: &Person, requirement: &str, next_due: &str) {
        let id = person.id;
        self.sql(&format!(
            "INSERT INTO evidence (id, person_id, course_id, proven_on, recorded_at, means, strength)
                 VALUES ('{requirement}', '{id}', '{requirement}', '2026-11-24', '2026-11-24 12:00:00.000000', 'course', 'marked_by_server');
             UPDATE obligations SET status = 'valid', due_on = '{next_due}', due_known_on = '2026-11-24'
                 WHERE person_id = '{id}' AND requirement_id = '{requirement}'"
        ));
    }

    /// One hour: the run, and what follows from it.
    pub fn run(&self) {
        actix_web::rt::System::new().block_on(async {
            kundig::reminders::job::tick(&self.app.state).await.unwrap();
            app::run_due_jobs(&self.app.state).await.unwrap();
        });
        let failed = self.texts("SELECT last_error AS a, kind AS b FROM jobs WHERE attempts > 0");
        assert_eq!(failed, [], "no job fails");
    }

    pub fn deliver(&self) -> delivery::Turn {
        actix_web::rt::System::new()
            .block_on(app::deliver_due_mail(&self.app.state))
            .unwrap()
    }

    pub fn hours(&self, hours: i64) {
        self.app.state.clock.advance(Duration::hours(hours));
    }

    pub fn texts(&self, query: &str) -> Vec<(Option<String>, Option<String>)> {
        texts(&self.app.state, query)
    }

    /// Step and fate of every notice, in order.
    pub fn journal(&self) -> Vec<(i32, String)> {
        let rows = self.texts("SELECT CAST(step_offset AS TEXT) AS a, fate AS b FROM notices ORDER BY step_offset, fate");
        rows.into_iter().map(|(a, b)| (a.unwrap().parse().unwrap(), b.unwrap())).collect()
    }

    /// What somebody of the story has received.
    pub fn mails_to(&self, name: &str) -> Vec<Received> {
        let address = format!("RCPT TO:<{name}@story.example>");
        self.sink.received().into_iter().filter(|mail| mail.to == address).collect()
    }

    /// The one-time links of reminders, as many as there are.
    pub fn links(&self) -> usize {
        self.texts("SELECT purpose AS a, next_path AS b FROM one_time_links WHERE purpose = 'reminder'")
            .len()
    }
}

/// A rule by which everybody has to pass by a date, and every year after that.
pub fn rule(code: &str, due: &str, grace_days: u32) -> String {
    format!(
        r#"{{"initial":["{code}-1"],"refresher":[],"first_due":{{"on":"{due}"}},"recurrence":{{"kind":"rolling","months":12}},"round_to_month_end":false,"notice_days":60,"grace_days":{grace_days},"lapse_months":null,"return_days":0}}"#
    )
}

pub fn pairs(list: &[(i32, &str)]) -> Vec<(i32, String)> {
    list.iter().map(|(offset, fate)| (*offset, (*fate).to_owned())).collect()
}

/// Two columns, `a` and `b`, of a query.
pub fn texts(state: &State, query: &str) -> Vec<(Option<String>, Option<String>)> {
    #[derive(diesel::QueryableByName)]
    struct Pair {
        #[diesel(sql_type = Nullable<Text>)]
        a: Option<String>,
        #[diesel(sql_type = Nullable<Text>)]
        b: Option<String>,
    }
    let rows: Vec<Pair> = state
        .db
        .read(|conn| {
            Ok(match conn {
                Conn::Sqlite(c) => diesel::sql_query(query).load(*c)?,
                Conn::Postgres(c) => diesel::sql_query(query).load(*c)?,
            })
        })
        .unwrap();
    rows.into_iter().map(|row| (row.a, row.b)).collect()
}
