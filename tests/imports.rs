//! Files come in: checked, applied as a whole, refused with reasons, undone.

use crate::support::app::{TestApp, on_both};
use bytes::Bytes;
use kundig::imports::apply::{self, Decision};
use kundig::imports::store::{self, Import, RowFilter, State as Step, StoredRow};
use kundig::imports::{self, Options, Upload, check};
use kundig::platform::audit::By;
use kundig::platform::db::Conn;
use kundig::platform::error::Error;
use kundig::rules::import::{Kind, Outcome};

pub const ORGANISATIONS: &[u8] = include_bytes!("data/network/organisations.csv");
pub const PEOPLE: &[u8] = include_bytes!("data/network/people.csv");
pub const COMPLETIONS: &[u8] = include_bytes!("data/network/completions.csv");

/// Counts of an import: new, changed, unchanged, refused.
fn counts(import: &Import) -> [i32; 4] {
    [import.count_new, import.count_changed, import.count_unchanged, import.count_refused]
}

fn begin(app: &TestApp, kind: Kind, content: &[u8], options: Options) -> Result<Import, Error> {
    let upload = Upload {
        kind,
        file_name: format!("{kind}.csv"),
        content: Bytes::copy_from_slice(content),
    };
    let now = app.state.clock.now();
    actix_web::rt::System::new().block_on(imports::begin(&app.state, &By::command_line(), options, upload, false, now))
}

fn checked(app: &TestApp, kind: Kind, content: &[u8], options: Options) -> Import {
    let import = begin(app, kind, content, options).unwrap();
    check::run(&app.state, import.id, content, app.state.clock.now(), &mut |_| {}).unwrap()
}

/// A file that was checked and applied, as far as a rule lets it be.
pub fn applied(app: &TestApp, kind: Kind, content: &[u8]) -> Import {
    let import = checked(app, kind, content, Options::of_operator());
    let (by, now) = (By::command_line(), app.state.clock.now());
    let decision = Decision::default();
    let released = app
        .state
        .db
        .write(|conn| apply::release(conn, &app.state, &by, import.id, decision, false, now));
    match released {
        Ok(_) => apply::run(&app.state, import.id, &by, now).unwrap(),
        Err(Error::Refused(_)) => import,
        Err(error) => panic!("{error}"),
    }
}

fn rows(app: &TestApp, import: &Import, outcome: Outcome) -> Vec<StoredRow> {
    let filter = RowFilter {
        outcome: Some(outcome),
        after: None,
    };
    app.state
        .db
        .read(|conn| Ok(store::list_rows(conn, import.id, &filter, i64::MAX)?))
        .unwrap()
}

fn count(app: &TestApp, table: &str) -> i64 {
    #[derive(diesel::QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        count: i64,
    }
    let query = diesel::sql_query(format!("SELECT count(*) AS count FROM {table}"));
    app.state
        .db
        .read(|conn| {
            use diesel::RunQueryDsl;
            Ok(match conn {
                Conn::Sqlite(c) => query.get_result::<Count>(*c)?.count,
                Conn::Postgres(c) => query.get_result::<Count>(*c)?.count,
            })
        })
        .unwrap()
}

#[test]
fn a_network_goes_in_and_a_second_time_changes_nothing() {
    on_both(|app| {
        assert_eq!(counts(&applied(&app, Kind::Organisations, ORGANISATIONS)), [401, 0, 0, 0]);
        assert_eq!(counts(&applied(&app, Kind::People, PEOPLE)), [5000, 0, 0, 0]);
        assert_eq!(counts(&applied(&app, Kind::Completions, COMPLETIONS)), [45_162, 0, 0, 0]);
        assert_eq!(count(&app, "organisations"), 401);
        assert_eq!(count(&app, "locations"), 401);
        assert_eq!(count(&app, "people"), 5_000);
        assert_eq!(count(&app, "memberships"), 5_000);
        assert_eq!(count(&app, "evidence"), 45_162);
        assert_eq!(count(&app, "courses"), 7);
        assert_eq!(count(&app, "mails"), 0, "an import writes to nobody");
        assert_eq!(counts(&applied(&app, Kind::Organisations, ORGANISATIONS)), [0, 0, 401, 0]);
        assert_eq!(counts(&applied(&app, Kind::People, PEOPLE)), [0, 0, 5000, 0]);
        assert_eq!(counts(&applied(&app, Kind::Completions, COMPLETIONS)), [0, 0, 45_162, 0]);
        assert_eq!(count(&app, "evidence"), 45_162);
    });
}

#[test]
fn every_mistake_is_told_with_its_line_column_and_reason() {
    on_both(|app| {
        applied(&app, Kind::Organisations, ORGANISATIONS);
        let import = checked(
            &app,
            Kind::People,
            include_bytes!("data/network/people_with_mistakes.csv"),
            Options::of_operator(),
        );
        let mut all = rows(&app, &import, Outcome::Refused);
        all.extend(rows(&app, &import, Outcome::New));
        all.sort_by_key(|row| row.line);
        let mut told = String::from("line,external_id,refused,column,reason\n");
        for row in all {
            let refused = if row.refused_reason.is_some() { "yes" } else { "no" };
            let cell = |text: Option<String>| text.unwrap_or_default();
            told.push_str(&format!(
                "{},{},{refused},{},{}\n",
                row.line,
                cell(row.external_id),
                cell(row.refused_column),
                cell(row.refused_reason)
            ));
        }
        assert_eq!(
            told,
            include_str!("data/network/people_with_mistakes_expected.csv").replace('\r', "")
        );
        assert_eq!(import.state(), Step::Checked);
        assert_eq!(count(&app, "people"), 0);
    });
}
