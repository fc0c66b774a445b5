//! Requirements as a training manager writes them: out of a file, in a form, put into force, retired; by page and by API.

use crate::support::app::{TestApp, on_both};
use crate::support::browser::{Answer, Browser, in_the_loop};
use crate::support::story::{Story, day, noon};
use actix_web::http::Method;
use chrono::Duration;
use kundig::app::{begin_what_is_due, run_due_jobs};
use kundig::obligations::store;
use kundig::organisations::catalogue;
use kundig::people::store as people;
use kundig::people::{Membership, Person};
use kundig::rules::person::Role;
use serde_json::{Value, json};

const NETWORK: &[u8] = include_bytes!("data/network/requirements.json");

fn work(app: &TestApp) {
    in_the_loop(async {
        begin_what_is_due(&app.state).await.unwrap();
        run_due_jobs(&app.state).await.unwrap();
    });
}

/// Two technicians of partner Albers.
fn technicians(app: &TestApp, story: &Story) -> Vec<Person> {
    let (chance, now) = (&app.state.chance, noon());
    let add = |conn: &mut kundig::platform::db::Conn, name: &str| {
        let person = Person::new(chance.id(now), name, "Muster", None, "de", now);
        people::insert(conn, &person)?;
        let membership = Membership {
            id: chance.id(now),
            person_id: person.id,
            organisation_id: story.alpha.id,
            location_id: None,
            start_on: day("2026-01-01"),
            end_on: None,
            supervisor_id: None,
            imported: true,
            created_at: now,
            updated_at: now,
        };
        people::insert_membership(conn, &membership)?;
        let roles = catalogue::job_roles(conn)?;
        let technician = roles.iter().find(|role| role.code == "technician").unwrap();
        people::change::set_job_roles(conn, membership.id, &[technician.id])?;
        Ok::<_, kundig::platform::error::Error>(person)
    };
    app.state.db.write(|conn| Ok(vec![add(conn, "Nora")?, add(conn, "Timo")?])).unwrap()
}

fn manager<'a>(app: &'a TestApp, story: &Story) -> Browser<'a> {
    app.signed_in(story.person(Role::TrainingManager).id)
}

fn handed_in(browser: &Browser<'_>, content: &[u8]) -> Answer {
    browser.upload("/imports", &[("kind", "requirements")], "file", "requirements.json", content)
}

/// The fields of the form that save a requirement for technicians: within 30 days, then every year.
fn filled(code: &str) -> Vec<(&str, &str)> {
    vec![
        ("act", "save"),
        ("code", code),
        ("title.de", "Sicherheit"),
        ("title.en", "Safety"),
        ("title.fr", "Sécurité"),
        ("in_force_on", "01.01.2026"),
        ("audience.job_roles", "technician"),
        ("initial", "S-1"),
        ("first_due.kind", "days_after_start"),
        ("first_due.count", "30"),
        ("recurrence.kind", "rolling"),
        ("recurrence.months", "12"),
        ("grace_days", "5"),
        ("reminders.0.days", "7"),
        ("reminders.0.when", "before"),
        ("reminders.0.to", "learner"),
    ]
}

fn with<'a>(mut fields: Vec<(&'a str, &'a str)>, name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.retain(|(given, _)| *given != name);
    fields.push((name, value));
    fields
}

#[test]
fn a_file_becomes_drafts_that_reach_somebody_and_can_be_taken_back() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        let form = manager.get("/imports/new?kind=requirements").is(200);
        assert_eq!(
            form.attribute("input[name=kind][checked]", "value").as_deref(),
            Some("requirements")
        );
        let page = handed_in(&manager, NETWORK).is(303).location.unwrap();
        work(&app);
        let checked = manager.get(&page).is(200);
        assert_eq!(
            checked.select("h1").unwrap(),
            "4 Anforderungen kommen als Entwürfe herein. Geschrieben ist noch nichts."
        );
        assert_eq!(checked.count("table[aria-labelledby=requirements] tbody tr"), 4);
        manager.get("/requirements/HV").is(404);
        manager.post(&format!("{page}/application"), &[("rows", "whole")]).is(303);
        work(&app);
        let applied = manager.get(&page).is(200);
        assert_eq!(
            applied.select("h1").unwrap(),
            "4 Entwürfe liegen bereit. In Kraft ist damit noch nichts."
        );
        assert_eq!(applied.attribute("tbody th a", "href").as_deref(), Some("/requirements/HV"));
        let draft = manager.get("/requirements/HV").is(200);
        assert!(draft.select("#reach").unwrap().contains("0"), "nobody at Albers has a job role");

        let again = handed_in(&manager, NETWORK).is(303).location.unwrap();
        work(&app);
        assert_eq!(manager.get(&again).select("h1").unwrap(), "Die Datei ändert nichts");

        manager.post(&format!("{page}/reversal"), &[]).is(303);
        manager.get("/requirements/HV").is(404);
        assert_eq!(manager.get("/api/v1/requirements").json()["items"], json!([]));
    });
}

#[test]
fn what_was_put_into_force_or_rewritten_is_not_taken_back() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        let page = handed_in(&manager, NETWORK).is(303).location.unwrap();
        work(&app);
        manager.post(&format!("{page}/application"), &[]).is(303);
        work(&app);
        manager
            .post("/requirements/REF/entry", &[("in_force_on", "2024-01-01"), ("revision", "0")])
            .is(303);
        let told = manager.post(&format!("{page}/reversal"), &[]).is(422);
        assert!(told.select(".fault").unwrap().starts_with("REF ist inzwischen in Kraft gesetzt"));
        assert_eq!(manager.get("/requirements/HV").status, 200, "all of it stays");

        // Once it decides, the same file changes nothing; another one brings a draft beside what decides.
        let mut values: Vec<Value> = serde_json::from_slice(NETWORK).unwrap();
        values.retain(|value| value["code"] == "REF");
        let same = handed_in(&manager, json!(values).to_string().as_bytes()).is(303).location.unwrap();
        work(&app);
        assert_eq!(manager.get(&same).select("h1").unwrap(), "Die Datei ändert nichts");
        values[0]["grace_days"] = json!(17);
        let other = handed_in(&manager, json!(values).to_string().as_bytes()).is(303).location.unwrap();
        work(&app);
        let changes = manager.get(&format!("{other}/changes")).is(200);
        assert_eq!(changes.select("tbody li").unwrap().split(' ').next(), Some("grace_days"));
        manager.post(&format!("{other}/application"), &[]).is(303);
        work(&app);
        manager.post(&format!("{other}/reversal"), &[]).is(303);
        let left = manager.get("/api/v1/requirements").json();
        let refrigerants = left["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["code"] == "REF")
            .unwrap()
            .clone();
        assert_eq!(
            (&refrigerants["draft"], &refrigerants["in_force"]["number"]),
            (&Value::Null, &json!(1))
        );
    });
}

#[test]
fn every_fault_of_a_file_is_told_at_its_field_and_the_good_ones_can_be_taken() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        let mut values: Vec<Value> = serde_json::from_slice(NETWORK).unwrap();
        values[0]["recurrence"]["months"] = json!(0);
        values[0]["audience"]["job_roles"] = json!(["technician\u{0}"]);
        values[1]["audience"]["job_roles"] = json!(["astronaut"]);
        values[2] = json!("no definition\u{0}");
        let page = handed_in(&manager, json!(values).to_string().as_bytes()).is(303).location.unwrap();
        work(&app);
        let checked = manager.get(&page).is(200);
        assert_eq!(
            checked.select("h1").unwrap(),
            "3 von 4 Anforderungen sind abgewiesen. Geschrieben ist noch nichts."
        );
        assert_eq!(checked.count("table[aria-labelledby=refused] tbody tr"), 4);
        let path = page.replace("/imports/", "/api/v1/imports/");
        let rows = manager.get(&format!("{path}/rows?outcome=refused")).is(200).json();
        let columns: Vec<&str> = rows["items"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|row| row["faults"].as_array().unwrap())
            .map(|fault| fault["column"].as_str().unwrap())
            .collect();
        assert_eq!(
            columns,
            ["audience.job_roles.0", "recurrence.months", "audience.job_roles.0", "requirement"]
        );
        let file = manager.get(&format!("{page}/refused")).is(200);
        assert_eq!(file.json()[0]["refused_because"].as_array().unwrap().len(), 2);
        let back = manager.json("POST", &format!("{path}/application"), &json!({})).is(409).json();
        assert!(back["detail"].as_str().is_some());
        manager
            .json("POST", &format!("{path}/application"), &json!({"take_good_rows": true}))
            .is(202);
        work(&app);
        assert_eq!(manager.get("/api/v1/requirements").json()["items"][0]["code"], "LAW");
        manager.get(&format!("{page}/columns")).is(404);
        for (content, told) in [
            (&b"code;title\n"[..], "Liste von Anforderungen"),
            (&b""[..], "leer"),
            (&b"[]"[..], "leer"),
            (&b"{\"code\": \"HV\"}"[..], "Liste von Anforderungen"),
        ] {
            let page = handed_in(&manager, content).is(422);
            assert!(page.select("#file-error").unwrap().contains(told), "{}", page.text());
        }
    });
}

#[test]
fn an_integration_brings_requirements_and_only_whoever_writes_them_may() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        let send = |browser: &Browser<'_>, content: &[u8]| {
            let kind = [("content-type", "application/json")];
            browser.send(Method::POST, "/api/v1/imports?kind=requirements", &kind, content.to_vec())
        };
        let made = send(&manager, NETWORK).is(201).json();
        assert_eq!(
            (&made["kind"], &made["file_name"], &made["rows_total"]),
            (&json!("requirements"), &json!("requirements.json"), &json!(4))
        );
        send(&manager, b"nonsense").is(422);
        let path = format!("/api/v1/imports/{}", made["id"].as_str().unwrap());
        work(&app);
        let operator = app.signed_in(story.person(Role::PlatformAdmin).id);
        send(&operator, NETWORK).is(403);
        operator.get(&path).is(200);
        operator.json("POST", &format!("{path}/application"), &json!({})).is(403);
        let page = path.replace("/api/v1", "");
        assert_eq!(operator.get(&page).is(200).count("form[action$=application]"), 0);
        operator.post(&format!("{page}/application"), &[]).is(403);
        assert_eq!(operator.get("/imports/new").is(200).count("input[value=requirements]"), 0);
        let refused = handed_in(&operator, NETWORK).is(422);
        assert_eq!(refused.count("#kind .err"), 1);
        manager.json("POST", &format!("{path}/application"), &json!({})).is(202);
        work(&app);
        assert_eq!(manager.get(&path).json()["state"], "applied");
        manager.send(Method::POST, &format!("{path}/reversal"), &[], Vec::new()).is(200);
        assert_eq!(manager.get("/api/v1/requirements").json()["items"], json!([]));
    });
}

#[test]
fn a_requirement_is_written_counted_saved_and_edited_in_the_browser() {
    on_both(|app| {
        let story = app.story();
        technicians(&app, &story);
        let manager = manager(&app, &story);
        let form = manager.get("/requirements/new").is(200);
        assert_eq!(form.count("ol.ladder > li"), 6, "the usual ladder");
        let empty = manager.post("/requirements", &[("act", "save"), ("code", "H V")]).is(422);
        assert_eq!(empty.attribute("#code", "value").as_deref(), Some("H V"));
        for field in ["code", "title.en", "in_force_on", "initial", "recurrence.kind", "first_due.kind"] {
            assert_eq!(empty.count(&format!(".fault a[href='#{field}']")), 1, "{field}");
            assert!(empty.count(&format!("[id='{field}-error']")) == 1, "{field}");
        }

        // Whom it reaches can be asked before it has a name, and nothing is written by asking.
        let asked = with(with(filled(""), "act", "count"), "title.en", "");
        let counted = manager.post("/requirements", &asked).is(200);
        assert_eq!(counted.select("#reach").unwrap(), "2 Personen bei 1 Partner");
        assert!(
            counted
                .select("#reach-panel")
                .unwrap()
                .contains("2 wären am ersten Tag im Rückstand")
        );
        let lacking = manager
            .post("/requirements", &with(asked.clone(), "recurrence.months", "viele"))
            .is(200);
        assert!(lacking.select("#reach-panel").unwrap().contains("fehlt 1 Angabe"));
        assert_eq!(lacking.attribute("[id='recurrence.months']", "value").as_deref(), Some("viele"));
        assert_eq!(manager.get("/api/v1/requirements").json()["items"], json!([]));

        let more = manager.post("/requirements", &with(filled("S"), "act", "add-step")).is(200);
        assert_eq!(more.count("ol.ladder > li"), 2);
        let fewer = manager.post("/requirements", &with(filled("S"), "act", "drop-step-0")).is(200);
        assert_eq!(fewer.count("ol.ladder > li"), 0);
        let found = manager
            .post("/requirements", &with(with(filled("S"), "act", "find"), "find.initial", "NEU-7"))
            .is(200);
        assert_eq!(
            found.count("input[name=initial][value='NEU-7']"),
            1,
            "a course yet to come can be asked for"
        );

        let saved = manager.post("/requirements", &filled("S")).is(303);
        assert_eq!(saved.location.as_deref(), Some("/requirements/S"));
        manager.post("/requirements", &filled("S")).is(422);
        manager.post("/requirements", &filled("new")).is(422);
        let shown = manager.get("/requirements/S").is(200);
        assert!(shown.select("#reach").unwrap().starts_with("2 Personen"));
        manager
            .post("/requirements/S/entry", &[("in_force_on", "01.01.2026"), ("revision", "0")])
            .is(303);

        // The next version begins with what decides; a text in a language without a field goes through.
        let edit = manager.get("/requirements/S/edit").is(200);
        assert_eq!(edit.attribute("input[name='title.fr']", "value").as_deref(), Some("Sécurité"));
        assert_eq!(edit.attribute("[id=grace_days]", "value").as_deref(), Some("5"));
        let next = with(with(filled("ignored"), "grace_days", "45"), "revision", "");
        let unchosen = manager.post("/requirements/S/draft", &next).is(422);
        assert_eq!(
            unchosen.count(".fault a[href='#already_in']"),
            1,
            "what becomes of those already in is chosen"
        );
        let next = with(next, "already_in", "keep");
        manager.post("/requirements/S/draft", &next).is(303);
        let stale = manager.post("/requirements/S/draft", &next).is(422);
        assert!(
            stale.select(".fault").unwrap().contains("inzwischen geändert"),
            "somebody else saved meanwhile"
        );
        assert_eq!(stale.attribute("[id=grace_days]", "value").as_deref(), Some("45"));
        manager.post("/requirements/S/draft", &with(next, "revision", "0")).is(303);
        let record = manager.get("/api/v1/requirements").json()["items"][0].clone();
        assert_eq!(record["draft"]["definition"]["grace_days"], 45);
        assert_eq!(record["draft"]["definition"]["title"]["fr"], "Sécurité");
        assert_eq!((&record["in_force"]["number"], &record["draft"]["number"]), (&json!(1), &json!(2)));
        manager.post("/requirements/S/draft/removal", &[]).is(303);
        assert_eq!(manager.get("/api/v1/requirements").json()["items"][0]["draft"], Value::Null);
        manager.get("/requirements/NONE/edit").is(404);
    });
}

#[test]
fn a_new_version_keeps_everybodys_dates_unless_it_is_told_to_begin_anew() {
    on_both(|app| {
        let story = app.story();
        let nora = technicians(&app, &story).remove(0);
        let manager = manager(&app, &story);
        manager.post("/requirements", &filled("S")).is(303);
        assert_eq!(
            manager.get("/requirements/S/edit").is(200).count("input[name=already_in]"),
            0,
            "nobody is in yet"
        );
        manager
            .post("/requirements/S/entry", &[("in_force_on", "01.01.2026"), ("revision", "0")])
            .is(303);
        work(&app);
        let due = || {
            app.state
                .db
                .read(|conn| Ok(store::obligations_of(conn, nora.id)?.remove(0).0.due_on))
                .unwrap()
        };
        let late = due();

        // Today, and those already in keep their dates.
        let edit = manager.get("/requirements/S/edit").is(200);
        assert_eq!(edit.attribute("#in_force_on", "value").as_deref(), Some("24.11.2026"));
        assert_eq!(edit.count("input[name=already_in][value=keep][checked]"), 1);
        assert_eq!(edit.count("#reach-panel .callout"), 0, "nothing that is owed changes");
        let next = with(with(filled("S"), "in_force_on", "24.11.2026"), "already_in", "on");
        let undated = manager.post("/requirements/S/draft", &next).is(422);
        assert_eq!(undated.count(".fault a[href='#already_in_on']"), 1);

        // Whoever lets everybody begin anew is told loudly what goes.
        let anew = with(next.clone(), "already_in", "anew");
        let counted = manager.post("/requirements/S/draft", &with(anew.clone(), "act", "count")).is(200);
        let loud = counted.select("#reach-panel .callout").unwrap();
        assert!(loud.contains("2 Pflichten sind überfällig und wären es nicht mehr."), "{loud}");
        manager.post("/requirements/S/draft", &anew).is(303);
        let told = manager.get("/requirements/S/changes").is(200).select(".callout").unwrap();
        assert!(told.contains("2 Pflichten sind überfällig"), "{told}");
        let id = manager.get("/api/v1/requirements").json()["items"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let reach = manager.get(&format!("/api/v1/requirements/{id}/draft/reach")).is(200).json();
        assert_eq!(reach["change"]["overdue_gone"], 2);

        // Those who keep their dates turn with newcomers, also where the day is changed at the last moment.
        let keep = with(with(with(next, "already_in", "keep"), "in_force_on", "01.12.2026"), "revision", "0");
        manager.post("/requirements/S/draft", &keep).is(303);
        manager
            .post("/requirements/S/entry", &[("in_force_on", "24.11.2026"), ("revision", "1")])
            .is(303);
        work(&app);
        let standing = manager.get("/api/v1/requirements").json()["items"][0]["in_force"]["definition"].clone();
        assert_eq!(standing["already_in_on"], "2026-11-24");
        assert_eq!(due(), late, "an edit is no amnesty");
    });
}

#[test]
fn a_draft_that_never_decided_goes_with_its_requirement() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        manager.post("/requirements", &filled("S")).is(303);
        let gone = manager.post("/requirements/S/draft/removal", &[]).is(303);
        assert_eq!(gone.location.as_deref(), Some("/requirements"));
        manager.get("/requirements/S").is(404);
    });
}

#[test]
fn nobody_owes_a_retired_requirement_from_the_day_after_its_last() {
    on_both(|app| {
        let story = app.story();
        let nora = technicians(&app, &story).remove(0);
        let manager = manager(&app, &story);
        manager.post("/requirements", &filled("S")).is(303);
        manager.get("/requirements/S/retirement/new").is(200);
        let early = manager.post(
            "/requirements/S/retirement",
            &[("on", "30.11.2026"), ("reason", "Auslauf der Baureihe")],
        );
        assert!(early.is(422).select(".fault").unwrap().contains("nie in Kraft"));
        manager
            .post("/requirements/S/entry", &[("in_force_on", "01.01.2026"), ("revision", "0")])
            .is(303);
        work(&app);
        let owes = || app.state.db.read(|conn| Ok(store::obligations_of(conn, nora.id)?.len())).unwrap();
        assert_eq!(owes(), 1);

        let wrong = manager
            .post("/requirements/S/retirement", &[("on", "23.11.2026"), ("reason", " ")])
            .is(422);
        assert_eq!(wrong.count(".fault a[href='#reason']"), 1);
        let past = manager
            .post("/requirements/S/retirement", &[("on", "23.11.2026"), ("reason", "x")])
            .is(422);
        assert_eq!(past.count("#on-error"), 1);
        manager
            .post(
                "/requirements/S/retirement",
                &[("on", "30.11.2026"), ("reason", "Auslauf der Baureihe")],
            )
            .is(303);
        work(&app);
        assert_eq!(owes(), 1, "its last day has not come");
        let page = manager.get("/requirements/S").is(200);
        assert!(page.select(".callout").unwrap().contains("30. November 2026"));
        let next = with(with(filled("S"), "grace_days", "9"), "already_in", "keep");
        manager.post("/requirements/S/draft", &next).is(303);
        let refused = manager.post("/requirements/S/entry", &[("in_force_on", "01.01.2026"), ("revision", "0")]);
        assert_eq!(refused.status, 409);

        let id = manager.get("/api/v1/requirements").json()["items"][0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let path = format!("/api/v1/requirements/{id}/retirement");
        manager.send(Method::DELETE, &path, &[], Vec::new()).is(204);
        manager.send(Method::DELETE, &path, &[], Vec::new()).is(409);
        manager.json("PUT", &path, &json!({"on": "2026-11-30", "reason": ""})).is(422);
        manager.json("PUT", &path, &json!({"on": "2026-11-20", "reason": "x"})).is(422);
        manager.json("PUT", &path, &json!({"on": "+99999-01-01", "reason": "x"})).is(422);
        let retired = manager
            .json("PUT", &path, &json!({"on": "2026-11-30", "reason": "x"}))
            .is(200)
            .json();
        assert_eq!(retired["retired_on"], "2026-11-30");
        app.state.clock.advance(Duration::days(8));
        work(&app);
        assert_eq!(owes(), 0);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert!(manager.get("/requirements").is(200).text().contains("ausgelaufen"));
        let learner = app.signed_in(nora.id);
        assert!(!learner.get("/training").is(200).text().contains("Sicherheit"));
    });
}

#[test]
fn whom_a_definition_would_reach_is_asked_by_api_before_it_is_written() {
    on_both(|app| {
        let story = app.story();
        technicians(&app, &story);
        let manager = manager(&app, &story);
        let definition = json!({
            "code": "S", "title": {"en": "Safety"}, "in_force_on": "2026-01-01", "audience": {"job_roles": ["technician"]},
            "initial": ["S-1"], "first_due": {"days_after_start": 30}, "recurrence": {"kind": "once"},
        });
        let reach = manager.json("POST", "/api/v1/requirements/reach", &definition).is(200).json();
        assert_eq!(
            (&reach["people"], &reach["partners"], &reach["overdue"]),
            (&json!(2), &json!(1), &json!(2))
        );
        manager.json("POST", "/api/v1/requirements/reach", &json!({})).is(422);
        assert_eq!(manager.get("/api/v1/requirements").json()["items"], json!([]));
    });
}
