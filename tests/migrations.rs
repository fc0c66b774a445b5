//! Both databases come out of their migrations with the same schema, and it is the one the program was compiled for.

use crate::support::app::{On, TestApp};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kundig::platform::db::{Conn, pending};
use std::collections::BTreeSet;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// `table column type nullable`, a line each, in words that both databases share.
fn columns(app: &TestApp) -> BTreeSet<String> {
    let lines = app.state.db.read(|conn| {
        let lines: Vec<Line> = match conn {
            Conn::Sqlite(c) => diesel::sql_query(
                "SELECT m.name || ' ' || p.name || ' ' || lower(p.type) || ' ' || CASE WHEN p.\"notnull\" THEN 'required' ELSE 'optional' END AS line \
                 FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE '\\_\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%'",
            )
            .load(*c)?,
            Conn::Postgres(c) => diesel::sql_query(
                "SELECT table_name || ' ' || column_name || ' ' || replace(data_type, ' without time zone', '') || ' ' || \
                 CASE is_nullable WHEN 'NO' THEN 'required' ELSE 'optional' END AS line \
                 FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_%'",
            )
            .load(*c)?,
        };
        Ok(lines)
    });
    lines.unwrap().into_iter().map(|l| l.line).collect()
}

/// Names of all indexes of our own.
fn indexes(app: &TestApp) -> BTreeSet<String> {
    let lines = app.state.db.read(|conn| {
        let lines: Vec<Line> = match conn {
            Conn::Sqlite(c) => {
                diesel::sql_query("SELECT name AS line FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").load(*c)?
            }
            Conn::Postgres(c) => diesel::sql_query(
                "SELECT indexname::text AS line FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE '%\\_by\\_%'",
            )
            .load(*c)?,
        };
        Ok(lines)
    });
    lines.unwrap().into_iter().map(|l| l.line).collect()
}

#[test]
fn both_databases_have_the_same_schema() {
    let Some(postgres) = TestApp::start(On::Postgres) else { return };
    let sqlite = TestApp::start(On::Sqlite).unwrap();
    assert!(columns(&sqlite).len() > 300);
    assert_eq!(columns(&sqlite), columns(&postgres));
    assert_eq!(indexes(&sqlite), indexes(&postgres));
}

#[test]
fn a_migrated_database_lacks_nothing() {
    crate::support::app::on_both(|app| assert!(pending(&app.state.db).unwrap().is_empty()));
}
