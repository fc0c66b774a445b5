//! Files come in: checked, applied as a whole, refused with reasons, undone.

use crate::support::app::{TestApp, on_both};
use crate::support::story::Story;
use bytes::Bytes;
use kundig::imports::apply::{self, Decision};
use kundig::imports::options::Branch;
use kundig::imports::store::{self, Import, RowFilter, State as Step, StoredRow};
use kundig::imports::{self, Options, Upload, check, requirements, undo};
use kundig::obligations::requirement::Brought;
use kundig::platform::audit::By;
use kundig::platform::db::Conn;
use kundig::platform::error::Error;
use kundig::rules::import::{Kind, Outcome};
use kundig::rules::person::Role;

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

pub fn checked(app: &TestApp, kind: Kind, content: &[u8], options: Options) -> Import {
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
    let filter = RowFilter::only(outcome);
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

/// What somebody with this role may do in the whole network.
fn options_of(story: &Story, role: Role) -> Options {
    let mut options = Options::of_operator();
    let root = story.manufacturer.path.clone();
    options.scope = vec![root.clone()];
    options.may_give_partners = vec![root.clone()];
    options.may_give_any = if role == Role::PlatformAdmin { vec![root] } else { Vec::new() };
    options
}

fn release(app: &TestApp, import: &Import, decision: Decision) -> Result<Import, Error> {
    let (by, now) = (By::command_line(), app.state.clock.now());
    app.state
        .db
        .write(|conn| apply::release(conn, &app.state, &by, import.id, decision, false, now))?;
    apply::run(&app.state, import.id, &by, now)
}

fn undone(app: &TestApp, import: &Import) -> Result<Import, Error> {
    undo::run(&app.state, import.id, &By::command_line(), app.state.clock.now())
}

fn refusal(outcome: Result<Import, Error>) -> &'static str {
    match outcome {
        Err(Error::Refused(message)) => message.key,
        other => panic!("{other:?}"),
    }
}

pub fn run_jobs(app: &TestApp) {
    actix_web::rt::System::new()
        .block_on(kundig::app::run_due_jobs(&app.state))
        .unwrap();
}

const HEAD: &str = "external_id,organisation_external_id,given_name,family_name,email,language,job_roles,start_on,end_on,supervisor_external_id,account_roles\n";

/// A people file with these rows.
fn people(rows: &[&str]) -> Vec<u8> {
    format!("{HEAD}{}\n", rows.join("\n")).into_bytes()
}

const ANNA: &str = "E-1,P-A,Anna,Schmidt,anna@albers.example,de,technician,2020-01-01,,E-2,learner";
const BERND: &str = "E-2,P-A,Bernd,Meier,bernd@albers.example,de,service_manager,2019-01-01,,,learner;team_lead";

#[test]
fn the_file_of_a_german_spreadsheet_says_the_same_as_the_other() {
    on_both(|app| {
        applied(&app, Kind::Organisations, ORGANISATIONS);
        applied(&app, Kind::People, PEOPLE);
        let german = applied(&app, Kind::People, include_bytes!("data/network/people_excel_german.csv"));
        assert_eq!((german.encoding.as_str(), german.delimiter.as_str()), ("Windows-1252", ";"));
        // It leaves 30 supervisors out; names, dates and lists are the same.
        assert_eq!(counts(&german), [0, 30, 170, 0]);
        for row in rows(&app, &german, Outcome::Changed) {
            let changes = row.changes.unwrap().0;
            assert_eq!(
                changes.iter().map(|change| change.column.as_str()).collect::<Vec<_>>(),
                ["supervisor_external_id"]
            );
        }
    });
}

#[test]
fn a_file_with_a_refused_row_is_taken_as_a_whole_or_by_its_good_rows() {
    on_both(|app| {
        app.story();
        let file = people(&[ANNA, BERND, "E-3,P-A,Carla,Neu,carla,de,technician,2020-01-01,,,"]);
        let import = checked(&app, Kind::People, &file, Options::of_operator());
        assert_eq!(counts(&import), [2, 0, 0, 1]);
        let before = count(&app, "people");
        assert_eq!(refusal(release(&app, &import, Decision::default())), "import-refused-rows");
        assert_eq!(count(&app, "people"), before);
        let decision = Decision {
            take_good_rows: true,
            confirmed_absent: None,
        };
        assert_eq!(release(&app, &import, decision).unwrap().state(), Step::Applied);
        assert_eq!(count(&app, "people"), before + 2);
    });
}

#[test]
fn a_row_that_names_a_refused_row_is_refused_with_it() {
    on_both(|app| {
        app.story();
        let file = people(&[ANNA, "E-2,P-A,Bernd,Meier,no address,de,,2019-01-01,,,"]);
        let import = checked(&app, Kind::People, &file, Options::of_operator());
        let told: Vec<_> = rows(&app, &import, Outcome::Refused)
            .into_iter()
            .map(|row| (row.line, row.refused_column.unwrap(), row.refused_reason.unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                (2, "supervisor_external_id".to_owned(), "refused itself".to_owned()),
                (3, "email".to_owned(), "invalid".to_owned())
            ]
        );
    });
}

#[test]
fn a_changed_row_changes_what_it_says_and_an_undo_brings_it_back() {
    on_both(|app| {
        app.story();
        let first = applied(&app, Kind::People, &people(&[ANNA, BERND]));
        // The two exchange their addresses, Anna goes to the other partner, and Bernd no longer leads.
        let file = people(&[
            "E-1,P-B,Anna,Schmidt,bernd@albers.example,fr,electrician,2026-06-01,,,learner",
            "E-2,P-A,Bernd,Meier,anna@albers.example,de,service_manager,2019-01-01,,,learner",
        ]);
        let second = applied(&app, Kind::People, &file);
        assert_eq!((counts(&second), second.state()), ([0, 2, 0, 0], Step::Applied));
        assert_eq!(counts(&applied(&app, Kind::People, &file)), [0, 0, 2, 0]);
        app.state.clock.advance(chrono::Duration::minutes(1));
        assert_eq!(undone(&app, &second).unwrap().state(), Step::Undone);
        assert_eq!(
            counts(&checked(&app, Kind::People, &people(&[ANNA, BERND]), Options::of_operator())),
            [0, 0, 2, 0]
        );
        assert_eq!(refusal(undone(&app, &first)), "import-undo-people", "they were changed since");
    });
}

#[test]
fn an_import_is_undone_while_nothing_was_built_on_it() {
    on_both(|app| {
        let organisations = applied(&app, Kind::Organisations, ORGANISATIONS);
        let persons = applied(&app, Kind::People, PEOPLE);
        run_jobs(&app);
        assert_eq!(refusal(undone(&app, &organisations)), "import-undo-members");
        assert_eq!(undone(&app, &persons).unwrap().state(), Step::Undone);
        assert_eq!((count(&app, "people"), count(&app, "memberships")), (0, 0));
        assert_eq!(undone(&app, &organisations).unwrap().state(), Step::Undone);
        assert_eq!((count(&app, "organisations"), count(&app, "locations")), (0, 0));
        assert_eq!(refusal(undone(&app, &organisations)), "import-undo-not-applied");
    });
}

#[test]
fn undone_completions_stay_on_record_as_revoked_and_can_come_again() {
    on_both(|app| {
        app.story();
        applied(&app, Kind::People, &people(&[ANNA, BERND]));
        let file = b"person_external_id,course_code,completed_on,source\nE-1,HV-101,2018-01-01,paper\nE-1,HV-101,2018-01-01,paper\n";
        let first = applied(&app, Kind::Completions, file);
        assert_eq!(counts(&first), [1, 0, 1, 0], "one fact told twice is one fact");
        undone(&app, &first).unwrap();
        app.state.clock.advance(chrono::Duration::minutes(1));
        assert_eq!(counts(&applied(&app, Kind::Completions, file)), [1, 0, 1, 0]);
        assert_eq!(count(&app, "evidence"), 2);
        assert_eq!(count(&app, "evidence WHERE revoked_at IS NULL"), 1);
        assert_eq!(count(&app, "courses WHERE archived_at IS NULL"), 1);
    });
}

#[test]
fn nobody_imports_a_role_that_is_not_theirs_to_give() {
    on_both(|app| {
        let story = app.story();
        let file = people(&["E-9,P-A,Max,Macht,max@albers.example,de,,2020-01-01,,,platform_admin"]);
        let import = checked(&app, Kind::People, &file, options_of(&story, Role::TrainingManager));
        let refused = &rows(&app, &import, Outcome::Refused)[0];
        assert_eq!(refused.refused_column.as_deref(), Some("account_roles"));
        assert_eq!(refused.refused_reason.as_deref(), Some("not allowed"));
        let import = checked(&app, Kind::People, &file, options_of(&story, Role::PlatformAdmin));
        assert_eq!(counts(&import), [1, 0, 0, 0]);
    });
}

#[test]
fn only_a_file_declared_complete_ends_whoever_is_missing_and_only_with_their_number() {
    on_both(|app| {
        let story = app.story();
        applied(&app, Kind::People, &people(&[ANNA, BERND]));
        let file = people(&[BERND]);
        assert_eq!(counts(&applied(&app, Kind::People, &file)), [0, 0, 1, 0], "absence changes nobody");
        let mut options = Options::of_operator();
        options.complete_for = Some(Branch {
            external_id: story.alpha.external_id.clone(),
            name: story.alpha.name.clone(),
            path: story.alpha.path.clone(),
        });
        let import = checked(&app, Kind::People, &file, options);
        let missing = rows(&app, &import, Outcome::Absent);
        assert_eq!(
            missing.iter().map(|row| row.external_id.as_deref()).collect::<Vec<_>>(),
            [Some("E-1")]
        );
        assert_eq!(refusal(release(&app, &import, Decision::default())), "import-refused-unconfirmed");
        let decision = Decision {
            take_good_rows: false,
            confirmed_absent: Some(1),
        };
        assert_eq!(release(&app, &import, decision).unwrap().state(), Step::Applied);
        assert_eq!(count(&app, "memberships WHERE end_on = '2026-11-24'"), 1);
        undone(&app, &import).unwrap();
        assert_eq!(count(&app, "memberships WHERE end_on IS NOT NULL"), 0);
    });
}

#[test]
fn a_planted_manufacturer_takes_the_number_that_the_file_gives_it() {
    on_both(|app| {
        app.state
            .db
            .write(|conn| {
                Ok(kundig::organisations::store::plant(
                    conn,
                    &app.state.chance,
                    "Kundig",
                    app.state.clock.now(),
                )?)
            })
            .unwrap();
        let import = applied(&app, Kind::Organisations, ORGANISATIONS);
        assert_eq!((counts(&import), import.state()), ([400, 1, 0, 0], Step::Applied));
        assert_eq!(count(&app, "organisations WHERE parent_id IS NULL"), 1);
        assert_eq!(count(&app, "organisations WHERE external_id = 'M-0001'"), 1);
    });
}

#[test]
fn a_training_manager_hands_a_file_in_decides_and_takes_it_back() {
    on_both(|app| {
        let story = app.story();
        let browser = app.signed_in(story.person(Role::TrainingManager).id);
        let file = people(&[ANNA, BERND, "E-3,P-A,=1+1,Neu,carla,de,technician,2020-01-01,,,"]);
        let sent = browser.upload("/imports", &[("kind", "people")], "file", "neu.csv", &file).is(303);
        let href = sent.location.unwrap();
        run_jobs(&app);
        let page = browser.get(&href).is(200);
        assert_eq!(
            page.select("h1").as_deref(),
            Some("1 von 3 Zeilen ist abgewiesen. Geschrieben ist noch nichts.")
        );
        assert!(page.text().contains("Das ist keine Mailadresse."));
        let refused = browser.get(&format!("{href}/refused")).is(200);
        assert!(refused.text().contains(",'=1+1,"), "{}", refused.text());
        browser.post(&format!("{href}/application"), &[("rows", "whole")]).is(422);
        browser.post(&format!("{href}/application"), &[("rows", "good")]).is(303);
        run_jobs(&app);
        assert_eq!(browser.get(&href).is(200).select("h1").as_deref(), Some("2 Zeilen sind übernommen"));
        browser.post(&format!("{href}/reversal"), &[]).is(303);
        assert_eq!(
            browser.get(&href).is(200).select("h1").as_deref(),
            Some("Der Import ist zurückgenommen")
        );
        browser.get("/imports").is(200);
        app.signed_in(story.person(Role::PartnerAdmin).id).get(&href).is(403);
    });
}

#[test]
fn an_unclear_first_line_is_mapped_once_and_remembered() {
    on_both(|app| {
        let story = app.story();
        let browser = app.signed_in(story.person(Role::TrainingManager).id);
        let file = b"Nr;Haus;Rufname;Nachname;Sprache;Beginn\nE-1;P-A;Anna;Schmidt;de;01.01.2020\n";
        let href = browser
            .upload("/imports", &[("kind", "people")], "file", "neu.csv", file)
            .is(303)
            .location
            .unwrap();
        assert_eq!(
            browser.get(&href).is(200).select("h1").as_deref(),
            Some("Welche Spalte welche ist, ist noch nicht klar")
        );
        let columns = format!("{href}/columns");
        browser.get(&columns).is(200);
        browser.post(&columns, &[("external_id", "0")]).is(422);
        let places = [
            ("external_id", "0"),
            ("organisation_external_id", "1"),
            ("given_name", "2"),
            ("family_name", "3"),
            ("language", "4"),
            ("start_on", "5"),
            ("email", "99"),
            ("nonsense", "x"),
        ];
        browser.post(&columns, &places).is(303);
        let again = browser
            .upload("/imports", &[("kind", "people")], "file", "neu.csv", file)
            .is(303)
            .location
            .unwrap();
        run_jobs(&app);
        for address in [href, again] {
            assert_eq!(
                browser.get(&address).is(200).select("h1").as_deref(),
                Some("1 Zeile zu übernehmen. Geschrieben ist noch nichts.")
            );
        }
    });
}

#[test]
fn what_is_no_table_is_told_at_the_field() {
    on_both(|app| {
        let story = app.story();
        let browser = app.signed_in(story.person(Role::TrainingManager).id);
        for file in [&b""[..], b"PK\x03\x04....", b"a,b\n1,\x002\n", b"external_id\n", b"\xff\xfe"] {
            let page = browser.upload("/imports", &[("kind", "people")], "file", "neu.csv", file).is(422);
            assert!(
                page.text().contains("id=\"file-error\"") || page.text().contains("is-bad"),
                "{}",
                page.text()
            );
        }
        browser
            .upload("/imports", &[("kind", "tigers")], "file", "neu.csv", HEAD.as_bytes())
            .is(422);
        browser
            .upload(
                "/imports",
                &[("kind", "people"), ("complete_for", "P-none")],
                "file",
                "neu.csv",
                &people(&[ANNA]),
            )
            .is(422);
        assert_eq!(count(&app, "imports"), 0);
    });
}

#[test]
fn requirements_come_in_from_their_file_and_again_change_nothing() {
    on_both(|app| {
        applied(&app, Kind::Organisations, ORGANISATIONS);
        let content = include_bytes!("data/network/requirements.json");
        let run = |manner| requirements::run(&app.state, &By::command_line(), content, manner, app.state.clock.now()).unwrap();
        let dry = run(requirements::Manner {
            dry_run: true,
            ..Default::default()
        });
        assert_eq!((dry.refused(), dry.written), (0, false), "{:?}", dry.lines);
        assert_eq!(count(&app, "requirements"), 0);
        assert!(run(requirements::Manner::default()).written);
        let again = run(requirements::Manner::default());
        assert_eq!(again.count(Brought::Unchanged), again.lines.len());
    });
}
