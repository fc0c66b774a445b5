//! What a run of planning reads: of a long journal no more than what it asks about, as the databases themselves say.

use super::ground::{Ground, HV};
use crate::support::app::{On, TestApp};
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kundig::platform::db::Conn;
use kundig::rules::person::Role;
use std::sync::Mutex;

/// Every statement that connections of this process were asked for.
static ASKED: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn listening() -> Option<Box<dyn Instrumentation>> {
    Some(Box::new(|event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            ASKED.lock().unwrap().push(query.to_string());
        }
    }))
}

/// The statements with which a run reads the journal, in the words of this database.
fn reading(on: On) -> Vec<String> {
    let from = match on {
        On::Sqlite => "FROM `notices`",
        On::Postgres => "FROM \"notices\"",
    };
    let all = ASKED.lock().unwrap().clone().into_iter();
    let mut found: Vec<String> = all
        .filter_map(|said| Some(said.split(" -- binds").next()?.to_owned()))
        .filter(|said| (said.starts_with("SELECT") && said.contains(from)) || said.starts_with("UPDATE `notices`"))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// How the database would read a statement.
fn plan(ground: &Ground, statement: &str) -> Vec<String> {
    #[derive(QueryableByName)]
    struct OnSqlite {
        #[diesel(sql_type = Text)]
        detail: String,
    }
    #[derive(QueryableByName)]
    struct OnPostgres {
        #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
        line: String,
    }
    let read = |conn: &mut Conn| {
        Ok(match conn {
            Conn::Sqlite(c) => {
                let lines: Vec<OnSqlite> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(*c)?;
                lines.into_iter().map(|line| line.detail).collect()
            }
            Conn::Postgres(c) => {
                let people = statement.replace("= ANY($1)", "= ANY('{00000000-0000-7000-8000-000000000001}'::text[])");
                let asked = people.replace(">= $2", ">= '2026-08-01'");
                let lines: Vec<OnPostgres> = diesel::sql_query(format!("EXPLAIN {asked}")).load(*c)?;
                lines.into_iter().map(|line| line.line).collect()
            }
        })
    };
    ground.app.state.db.read(read).unwrap()
}

/// Six years of days for which the learner was told something, long before the requirement told when it is over.
fn history(ground: &Ground) {
    let learner = ground.person(Role::Learner).id;
    let (days, day) = match ground.app.state.db.backend() {
        kundig::platform::db::Backend::Sqlite => (
            "WITH RECURSIVE days(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM days WHERE n < 2000) SELECT n, substr('00000000' || n, -8, 8) AS text FROM days",
            "date('2010-01-01', '+' || n || ' days')",
        ),
        kundig::platform::db::Backend::Postgres => (
            "SELECT n, lpad(n::text, 8, '0') AS text FROM generate_series(1, 2000) AS n",
            "date '2010-01-01' + n",
        ),
    };
    ground.sql(&format!(
        "INSERT INTO notices (id, person_id, requirement_id, due_on, step_offset, recipient_id, role, fate, step_on, decided_at, resolved_at)
         SELECT text || '-0000-7000-8000-000000000000', '{learner}', '{HV}', {day}, -7, '{learner}', 'learner', 'sent', {day},
           '2016-01-01 07:00:00.000000', '2016-01-01 07:00:00.000000' FROM ({days}) AS x"
    ));
    // SQLite never gets to know how many rows there are of what; PostgreSQL finds out by itself, only later.
    if ground.app.state.db.backend() == kundig::platform::db::Backend::Postgres {
        ground.sql("ANALYZE");
    }
}

fn reads_what_it_asks_about(on: On) {
    set_default_instrumentation(listening).unwrap();
    let Some(app) = TestApp::start(on) else { return };
    let ground = Ground::new(app);
    ground.sql(r#"UPDATE requirement_versions SET reminders = '{"steps":' || reminders || ',"tell_when_done":true}'"#);
    ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
    history(&ground);
    ASKED.lock().unwrap().clear();
    ground.run();
    assert!(
        ground.journal().contains(&(-7, "planned".into())),
        "the run had something to decide"
    );
    let statements = reading(on);
    let standing =
        |said: &&String| said.contains("due_on") && said.contains("person_id") && said.contains(">=") && !said.contains("called_off");
    assert!(statements.iter().any(|said| standing(&said)), "{statements:#?}");
    for statement in &statements {
        if on == On::Sqlite {
            let lines = plan(&ground, statement);
            assert!(
                !lines.iter().any(|line| line.contains("SCAN")),
                "a run goes over the whole journal: {statement}\n{lines:#?}"
            );
            if statement.contains("called_off") {
                let index = "called_off USING INDEX notices_by_release_standing (person_id=? AND requirement_id=? AND due_on>?)";
                assert!(lines.iter().any(|line| line.contains(index)), "{statement}\n{lines:#?}");
            }
        }
        if standing(&statement) {
            let lines = plan(&ground, statement).join("\n");
            let bounded = match on {
                On::Sqlite => lines.contains("USING INDEX notices_by_key_standing (person_id=? AND due_on>?)"),
                On::Postgres => {
                    let condition = lines.lines().find(|line| line.contains("Index Cond")).unwrap_or_default();
                    lines.contains("notices_by_key_standing") && condition.contains("person_id = ") && condition.contains("due_on >= ")
                }
            };
            assert!(bounded, "a run passes over what is long gone: {statement}\n{lines}");
        }
    }
}

#[test]
fn handing_over_reads_only_the_notices_of_the_mails_at_hand() {
    set_default_instrumentation(listening).unwrap();
    let ground = Ground::new(TestApp::start(On::Sqlite).unwrap());
    ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
    ground.run();
    ASKED.lock().unwrap().clear();
    ground.deliver();
    let statements = reading(On::Sqlite);
    let at_hand: Vec<&String> = statements.iter().filter(|said| said.contains("`mail_id` IN")).collect();
    assert!(at_hand.iter().any(|said| said.starts_with("SELECT")), "{statements:#?}");
    assert!(at_hand.iter().any(|said| said.starts_with("UPDATE")), "{statements:#?}");
    for statement in at_hand {
        let lines = plan(&ground, statement).join("\n");
        // By the index of fates it would be everything that waits for anybody.
        assert!(lines.contains("USING INDEX notices_by_mail_id (mail_id=?)"), "{statement}\n{lines}");
    }
}

#[test]
fn a_run_reads_of_a_long_journal_only_what_it_asks_about_on_sqlite() {
    reads_what_it_asks_about(On::Sqlite);
}

#[test]
fn a_run_reads_of_a_long_journal_only_what_it_asks_about_on_postgres() {
    reads_what_it_asks_about(On::Postgres);
}
