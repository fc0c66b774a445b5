//! Files that are handed in by a call or at the command line: columns are named, the missing are counted, what the partner entered stays, and
//! refused rows come back.

use crate::reminders::ground::texts;
use crate::support::app::{TestApp, on_both};
use crate::support::browser::{Answer, Browser};
use crate::support::program::{done, kundig};
use crate::support::story::Story;
use actix_web::http::Method;
use kundig::rules::import::Kind;
use kundig::rules::person::Role;
use serde_json::{Value, json};

const HEAD: &str = "external_id,organisation_external_id,given_name,family_name,email,language,start_on";
const ANNA: &str = "E-1,P-A,Anna,Schmidt,anna@albers.example,de,2020-01-01";
const BERND: &str = "E-2,P-A,Bernd,Meier,bernd@albers.example,de,2019-01-01";

/// A file of people that was handed in by a call and checked.
fn handed_in(app: &TestApp, browser: &Browser<'_>, query: &str, content: &str) -> Value {
    let path = format!("/api/v1/imports?kind=people{query}");
    let headers = [("content-type", "text/csv")];
    let begun = browser
        .send(Method::POST, &path, &headers, content.as_bytes().to_vec())
        .is(201)
        .json();
    app.run_jobs();
    browser.get(&address(&begun)).is(200).json()
}

fn address(import: &Value) -> String {
    format!("/api/v1/imports/{}", import["id"].as_str().unwrap())
}

fn applied(app: &TestApp, browser: &Browser<'_>, rows: &[&str]) -> Value {
    let import = handed_in(app, browser, "", &format!("{HEAD}\n{}\n", rows.join("\n")));
    browser
        .json("POST", &format!("{}/application", address(&import)), &json!({}))
        .is(202);
    app.run_jobs();
    let import = browser.get(&address(&import)).is(200).json();
    assert_eq!(import["state"], "applied", "{import}");
    import
}

fn manager<'a>(app: &'a TestApp, story: &Story) -> Browser<'a> {
    app.signed_in(story.person(Role::TrainingManager).id)
}

#[test]
fn a_call_names_the_columns_of_an_unclear_file_once() {
    on_both(|app| {
        let story = app.story();
        let browser = manager(&app, &story);
        let file = "Nr;Haus;Rufname;Nachname;Sprache;Beginn\nE-1;P-A;Anna;Schmidt;de;01.01.2020\n";
        let import = handed_in(&app, &browser, "", file);
        assert_eq!(import["state"], "mapping");
        assert_eq!(import["header"], json!(["Nr", "Haus", "Rufname", "Nachname", "Sprache", "Beginn"]));
        let missing = import["missing_columns"].as_array().unwrap();
        assert!(missing.contains(&json!("external_id")), "{import}");
        let path = format!("{}/columns", address(&import));
        let wrong = browser
            .json("PUT", &path, &json!({ "columns": { "external_id": "Nummer", "shoe_size": "Nr" } }))
            .is(422)
            .json();
        let at: Vec<&str> = wrong["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| fault["field"].as_str().unwrap())
            .collect();
        assert_eq!(at, ["columns.external_id", "columns.shoe_size"]);
        let lacking = browser
            .json("PUT", &path, &json!({ "columns": { "external_id": "Nr" } }))
            .is(422)
            .json();
        assert!(lacking["errors"].to_string().contains("columns.start_on"), "{lacking}");
        let columns = json!({ "columns": {
            "external_id": "Nr", "organisation_external_id": "Haus", "given_name": "Rufname",
            "family_name": "Nachname", "language": "Sprache", "start_on": "Beginn",
        } });
        let named = browser.json("PUT", &path, &columns).is(202).json();
        assert_eq!(
            (&named["columns"]["given_name"], &named["missing_columns"]),
            (&json!("Rufname"), &json!([]))
        );
        app.run_jobs();
        let checked = browser.get(&address(&import)).is(200).json();
        assert_eq!((&checked["state"], &checked["count_new"]), (&json!("checked"), &json!(1)));
        assert_eq!(
            handed_in(&app, &browser, "", file)["state"],
            "checked",
            "the next file with the same first line is known"
        );
        app.signed_in(story.person(Role::Trainer).id).json("PUT", &path, &columns).is(403);
    });
}

#[test]
fn a_call_reads_how_many_people_are_missing_before_it_confirms_them() {
    on_both(|app| {
        let story = app.story();
        let browser = manager(&app, &story);
        applied(&app, &browser, &[ANNA, BERND]);
        app.state.clock.advance(chrono::Duration::minutes(1));
        let import = handed_in(&app, &browser, "&complete_for=P-A", &format!("{HEAD}\n{BERND}\n"));
        assert_eq!(
            (&import["complete_for"], &import["count_absent"]),
            (&json!("P-A"), &json!(1)),
            "{import}"
        );
        let listed = browser.get("/api/v1/imports").is(200).json();
        let all = listed["items"].as_array().unwrap();
        assert!(
            all.iter().any(|one| one["id"] == import["id"] && one["count_absent"] == 1),
            "{listed}"
        );
        let path = format!("{}/application", address(&import));
        browser.json("POST", &path, &json!({})).is(409);
        assert_eq!(import["count_ended"], 0);
        browser.json("POST", &path, &json!({ "confirmed_absent": 1 })).is(202);
        app.run_jobs();
        let ended = browser.get(&address(&import)).is(200).json();
        assert_eq!((&ended["state"], &ended["count_ended"]), (&json!("applied"), &json!(1)));
        let listed = browser.get("/api/v1/imports").is(200).json();
        let all = listed["items"].as_array().unwrap();
        assert!(
            all.iter().any(|one| one["id"] == import["id"] && one["count_ended"] == 1),
            "{listed}"
        );
        let row = browser.get("/imports").is(200);
        let ended = row.count("td[data-head=Beendet]");
        assert!(ended > 1, "a row for each import");
        assert_eq!(
            row.count("td[data-head=Beendet] .none"),
            ended - 1,
            "only a complete file ends anybody"
        );
        assert_eq!(row.select("td[data-head=Beendet]").as_deref(), Some("1"), "the newest stands first");
        let page = format!("/imports/{}", import["id"].as_str().unwrap());
        let german = browser.get(&page).is(200);
        assert_eq!(
            german.select("h1").as_deref(),
            Some("0 Zeilen sind übernommen, 1 Person ist beendet")
        );
        assert!(
            german.select("dl").unwrap().contains("Beendet1fehlten in der Datei für"),
            "{}",
            german.text()
        );
        app.speak(story.person(Role::TrainingManager).id, "en");
        let english = browser.get(&page).is(200);
        assert_eq!(english.select("h1").as_deref(), Some("0 rows were applied, 1 person was ended"));
        let audited = texts(
            &app.state,
            "SELECT action AS a, after_json AS b FROM audit_entries WHERE action = 'import.apply' AND after_json LIKE '%ended%'",
        );
        assert_eq!(audited.len(), 1);
        let told: Value = serde_json::from_str(audited[0].1.as_ref().unwrap()).unwrap();
        assert_eq!(told["ended"], 1, "{told}");
        browser.json("POST", &format!("{}/reversal", address(&import)), &json!({})).is(200);
        assert_eq!(browser.get(&address(&import)).is(200).json()["count_ended"], 0, "taken back");
    });
}

#[test]
fn what_the_partner_entered_stays_and_the_import_says_so() {
    on_both(|app| {
        let story = app.story();
        let browser = manager(&app, &story);
        applied(&app, &browser, &[ANNA, BERND]);
        let found = browser.get("/api/v1/people?external_id=E-1").is(200).json();
        let anna = found["items"][0]["id"].as_str().unwrap();
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let edited = json!({
            "given_name": "Anna", "family_name": "Schmidt", "language": "de", "external_id": "E-1", "email": "a.schmidt@albers.example",
        });
        admin.json("PUT", &format!("/api/v1/people/{anna}"), &edited).is(200);
        app.state.clock.advance(chrono::Duration::minutes(1));
        // The file still has the old address, and another family name for Bernd, whom nobody has edited.
        let import = handed_in(
            &app,
            &browser,
            "",
            &format!("{HEAD}\n{ANNA}\n{}\n", BERND.replace("Meier", "Maier")),
        );
        assert_eq!(
            (&import["count_unchanged"], &import["count_changed"], &import["count_kept"]),
            (&json!(1), &json!(1), &json!(1))
        );
        let rows = browser.get(&format!("{}/rows?outcome=unchanged", address(&import))).is(200).json();
        let kept = json!([{ "column": "email", "before": "a.schmidt@albers.example", "after": "anna@albers.example" }]);
        assert_eq!(rows["items"][0]["kept"], kept);
        let page = format!("/imports/{}", import["id"].as_str().unwrap());
        assert!(
            browser
                .get(&page)
                .is(200)
                .text()
                .contains("In einer Zeile bleibt der Eintrag des Partners")
        );
        let changes = browser.get(&format!("{page}/changes")).is(200);
        assert_eq!(changes.count("tbody tr"), 2);
        assert!(
            changes.text().contains("bleibt, wie der Partner es eingetragen hat"),
            "{}",
            changes.text()
        );
    });
}

#[test]
fn the_command_line_gives_refused_rows_back_as_files() {
    on_both(|app| {
        app.story();
        let folder = app.state.config.files.folder.parent().unwrap().to_path_buf();
        let (people, back) = (folder.join("people.csv"), folder.join("back"));
        std::fs::write(
            &people,
            format!("{HEAD}\n{ANNA}\nE-3,P-A,Carla,Roth,carla@albers.example,de,31.02.2020\n"),
        )
        .unwrap();
        let back_name = back.to_str().unwrap();
        let said = done(
            &kundig(&app, &["import", "people", people.to_str().unwrap(), "--refused-to", back_name]),
            1,
        );
        assert!(said.contains("people-refused.csv"), "{said}");
        let rows = std::fs::read_to_string(back.join("people-refused.csv")).unwrap();
        // Spreadsheets know UTF-8 by its mark.
        let mut lines = rows.trim_start_matches('\u{feff}').lines();
        assert_eq!(lines.next(), Some(format!("{HEAD},refused_because").as_str()));
        assert!(
            lines
                .next()
                .is_some_and(|line| line.starts_with("E-3,P-A,Carla,Roth,carla@albers.example,de,31.02.2020,")),
            "{rows}"
        );
        // What was corrected goes in as it came back.
        std::fs::write(&people, rows.replace("31.02.2020", "28.02.2020")).unwrap();
        done(&kundig(&app, &["import", "people", people.to_str().unwrap()]), 0);
        let list = folder.join("requirements.json");
        std::fs::write(&list, r#"[{"code": "!!"}]"#).unwrap();
        let said = done(
            &kundig(&app, &["import", "requirements", list.to_str().unwrap(), "--refused-to", back_name]),
            1,
        );
        assert!(said.contains("Only letters without accents"), "{said}");
        let refused: Value = serde_json::from_str(&std::fs::read_to_string(back.join("requirements-refused.json")).unwrap()).unwrap();
        assert_eq!(refused[0]["code"], "!!");
        assert!(
            refused[0]["refused_because"].as_array().is_some_and(|all| all.len() > 1),
            "{refused}"
        );
    });
}

#[test]
fn a_file_with_two_columns_of_one_name_is_refused_by_the_name() {
    on_both(|app| {
        let story = app.story();
        let browser = manager(&app, &story);
        let file = format!("{HEAD},Family Name\n{ANNA},Meier\n");
        for (language, why) in [
            ("de", "Die Spalte „Family Name“ steht in der ersten Zeile zweimal."),
            ("en", "The column “Family Name” stands in the first line twice."),
        ] {
            app.speak(story.person(Role::TrainingManager).id, language);
            let page = browser
                .upload("/imports", &[("kind", "people")], "file", "neu.csv", file.as_bytes())
                .is(422);
            assert!(page.select("#file-error").unwrap().contains(why), "{}", page.text());
            let headers = [("content-type", "text/csv")];
            let call = browser.send(Method::POST, "/api/v1/imports?kind=people", &headers, file.clone().into_bytes());
            let fault = &call.is(422).json()["errors"][0];
            assert_eq!(fault["field"], "file");
            assert!(fault["detail"].as_str().unwrap().starts_with(why), "{fault}");
        }
        assert_eq!(browser.get("/api/v1/imports").is(200).json()["items"], json!([]));
        // Names of others stand twice without harm, but none of them can be named by a call.
        let import = handed_in(&app, &browser, "", "Nummer X,Nummer X\n1,2\n");
        let columns = json!({ "columns": { "external_id": "Nummer X" } });
        let named = browser
            .json("PUT", &format!("{}/columns", address(&import)), &columns)
            .is(422)
            .json();
        assert_eq!(named["errors"][0]["field"], "columns.external_id");
        assert!(named["errors"][0]["detail"].as_str().unwrap().contains("“Nummer X”"), "{named}");
    });
}

#[test]
fn a_course_that_only_a_file_has_named_shows_its_code_once() {
    on_both(|app| {
        let story = app.story();
        let browser = manager(&app, &story);
        let learner = story.person(Role::Learner).id;
        app.give_number(learner, "E-9");
        let file = b"person_external_id,course_code,completed_on,source\nE-9,XY-9,2024-03-01,paper\n";
        crate::imports::applied(&app, Kind::Completions, file);
        let once = |page: &Answer, css: &str| {
            let shown = page.select(css).unwrap();
            assert_eq!(shown.matches("XY-9").count(), 1, "{shown}");
        };
        let record = browser.get(&format!("/people/{learner}/record")).is(200);
        once(&record, "main");
        let proof = record.attribute("td a[href^='/evidence/']", "href").unwrap();
        once(&browser.get(&proof).is(200), ".head");
        once(&browser.get("/courses").is(200), "main");
        let course = browser.get("/courses/XY-9").is(200);
        once(&course, ".head");
        assert_eq!(course.select("h1").as_deref(), Some("XY-9"));
        let paper = browser.get("/evidence/new").is(200);
        once(&paper, "select[name='course']");
        assert_eq!(
            browser
                .get("/search?q=XY-9")
                .is(200)
                .select("main a[href='/courses/XY-9']")
                .as_deref(),
            Some("XY-9")
        );
    });
}
