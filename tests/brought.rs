//! Files of facts about organisations and of events: checked row by row, applied, undone.

use crate::audiences::{definition, enter, owed, technician, verified, work};
use crate::imports::{applied, checked};
use crate::support::app::{TestApp, on_both};
use crate::support::story::day;
use actix_web::http::Method;
use kundig::imports::{Options, store as imports, undo};
use kundig::platform::audit::By;
use kundig::rules::id::Id;
use kundig::rules::import::{Kind, Outcome};
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn refused(app: &TestApp, id: Id) -> Vec<String> {
    let filter = imports::RowFilter::only(Outcome::Refused);
    let rows = app.state.db.read(|conn| Ok(imports::list_rows(conn, id, &filter, 100)?)).unwrap();
    let told = |row: imports::StoredRow| format!("{} {} {}", row.line, row.refused_column.unwrap(), row.refused_reason.unwrap());
    rows.into_iter().map(told).collect()
}

fn facts(app: &TestApp, story: &crate::support::story::Story) -> Vec<(String, String, Value)> {
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let all = manager
        .get(&format!("/api/v1/organisations/{}/facts", story.alpha.id))
        .is(200)
        .json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut all: Vec<(String, String, Value)> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["value"]), text(&one["from_on"]), one["to_on"].clone()))
        .collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}

#[test]
fn facts_come_by_file_each_until_the_next_and_go_as_they_came() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let nora = technician(&app, &story.alpha, "de", "2024-05-01", true);
        enter(&app, &manager, &definition("GOLD", json!({"facts": {"level": ["gold"]}})));
        let path = format!("/api/v1/organisations/{}/facts", story.alpha.id);
        manager
            .json("POST", &path, &json!({"name": "level", "value": "bronze", "from_on": "2020-01-01"}))
            .is(201);
        let wrong = "Partner,Merkmal,Wert,Von,Bis\n\
                     P-X,level,gold,2026-01-01,\n\
                     P-A,Le vel,gold,2026-01-01,\n\
                     P-A,level,Gold!,2026-01-01,\n\
                     P-A,level,gold,31.02.2026,\n\
                     P-A,level,gold,2026-01-01,2025-01-01\n\
                     P-A,level,gold,2026-05-01,\n\
                     P-A,level,silver,2026-05-01,\n";
        let wrong = checked(&app, Kind::Facts, wrong.as_bytes(), Options::of_operator());
        assert_eq!(
            refused(&app, wrong.id),
            [
                "2 organisation_external_id unknown",
                "3 name invalid",
                "4 value invalid",
                "5 from_on no date",
                "6 to_on before start_on",
                "7 from_on twice",
                "8 from_on twice"
            ]
        );
        let good =
            "organisation_external_id;name;value;from_on;to_on\nP-A;level;silver;01.01.2025;\nP-A;level;gold;2026-03-01;2026-12-31\n";
        let import = applied(&app, Kind::Facts, good.as_bytes());
        assert_eq!((import.count_new, import.count_changed, import.count_refused), (1, 1, 0));
        let said = |value: &str, from: &str, to: Value| (value.to_owned(), from.to_owned(), to);
        assert_eq!(
            facts(&app, &story),
            [
                said("bronze", "2020-01-01", json!("2024-12-31")),
                said("silver", "2025-01-01", json!("2026-02-28")),
                said("gold", "2026-03-01", json!("2026-12-31"))
            ]
        );
        work(&app);
        assert_eq!(owed(&app, nora.id).unwrap().start_on, day("2026-03-01"));
        verified(&app);
        let same = checked(&app, Kind::Facts, good.as_bytes(), Options::of_operator());
        assert_eq!(same.count_unchanged, 2, "what holds until the next one is the same as before");
        let far = checked(
            &app,
            Kind::Facts,
            b"organisation_external_id,name,value,from_on,to_on\nP-A,level,bronze,2025-06-01,2026-06-01\n",
            Options::of_operator(),
        );
        assert_eq!(refused(&app, far.id), ["2 to_on taken"]);
        undo::run(&app.state, import.id, &By::command_line(), app.state.clock.now()).unwrap();
        assert_eq!(facts(&app, &story), [said("bronze", "2020-01-01", Value::Null)]);
        work(&app);
        assert!(owed(&app, nora.id).is_none());
        verified(&app);
    });
}

#[test]
fn events_come_by_file_once_and_are_taken_back() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let nora = technician(&app, &story.alpha_branch, "de", "2024-05-01", true);
        manager
            .post("/event-kinds", &[("code", "accident"), ("en", "Accident"), ("de", "Unfall")])
            .is(303);
        let mut asked = definition("ACC", json!({"events": ["accident"]}));
        asked["recurrence"] = json!({"kind": "once"});
        enter(&app, &manager, &asked);
        let file = "Ereignis,Datum,Partner,Produkt,Person,Bemerkung\n\
                    accident,2026-11-10,P-A,,,Hand\n\
                    accident,10.11.2026,P-A,,,noch einmal\n\
                    fire,2026-11-10,P-A,,,\n\
                    accident,2026-11-10,P-X,,,\n\
                    accident,2026-11-10,,N99,,\n\
                    accident,2026-11-10,,,X-99,\n\
                    accident,2026-11-10,,N8,X-1,\n";
        let import = checked(&app, Kind::Events, file.as_bytes(), Options::of_operator());
        assert_eq!((import.count_new, import.count_unchanged), (1, 1), "told twice it happened once");
        assert_eq!(
            refused(&app, import.id),
            [
                "4 kind unknown",
                "5 organisation_external_id unknown",
                "6 product_code unknown",
                "7 person_external_id unknown",
                "8 product_code invalid"
            ]
        );
        let good = "kind,happened_on,organisation_external_id\naccident,2026-11-10,P-A\n";
        let import = applied(&app, Kind::Events, good.as_bytes());
        work(&app);
        assert_eq!(owed(&app, nora.id).unwrap().start_on, day("2026-11-10"));
        assert_eq!(manager.get("/api/v1/events").is(200).json().as_array().unwrap().len(), 1);
        verified(&app);
        undo::run(&app.state, import.id, &By::command_line(), app.state.clock.now()).unwrap();
        work(&app);
        assert!(owed(&app, nora.id).is_none());
        verified(&app);
    });
}

#[test]
fn what_locations_service_comes_by_file_with_its_days_and_goes_as_it_came() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let nora = technician(&app, &story.alpha, "de", "2024-05-01", true);
        for code in ["N8", "N9"] {
            manager
                .post("/administration/products", &[("code", code), ("en", code), ("de", code)])
                .is(303);
        }
        enter(&app, &manager, &definition("SERIES", json!({"products": ["N8"]})));
        let wrong = "Partner,Standort,Produkt,Von,Bis\n\
                     P-X,,N8,2026-01-01,\n\
                     P-A,Nirgends,N8,2026-01-01,\n\
                     P-A,,N7,2026-01-01,\n\
                     P-A,,N8,2026-01-01,2025-01-01\n\
                     P-A,,N9,2026-05-01,\n\
                     P-A,Kälte Albers,N9,01.05.2026,2026-12-31\n";
        let wrong = checked(&app, Kind::Products, wrong.as_bytes(), Options::of_operator());
        assert_eq!(
            refused(&app, wrong.id),
            [
                "2 organisation_external_id unknown",
                "3 location unknown",
                "4 product_code unknown",
                "5 to_on before start_on",
                "6 from_on twice",
                "7 from_on twice"
            ]
        );
        let page = manager.get(&format!("/imports/{}", wrong.id)).is(200).text();
        assert!(
            page.contains("Kein einzelner Standort heißt hier so. Es gibt: Kälte Albers."),
            "{page}"
        );
        let good = "organisation_external_id;location;product_code;from_on;to_on\nP-A;kälte albers;N8;01.03.2026;\nP-A;;N9;2025-01-01;2025-12-31\n";
        let first = applied(&app, Kind::Products, good.as_bytes());
        assert_eq!((first.count_new, first.count_changed, first.count_refused), (2, 0, 0));
        work(&app);
        assert_eq!(owed(&app, nora.id).unwrap().start_on, day("2026-03-01"));
        verified(&app);
        let again = checked(&app, Kind::Products, good.as_bytes(), Options::of_operator());
        assert_eq!((again.count_unchanged, again.count_new, again.count_changed), (2, 0, 0));
        let over = "organisation_external_id,product_code,from_on\nP-A,N9,2025-06-01\n";
        let over = checked(&app, Kind::Products, over.as_bytes(), Options::of_operator());
        assert_eq!(refused(&app, over.id), ["2 to_on taken"]);

        let ended = "organisation_external_id,product_code,from_on,to_on\nP-A,N8,2026-03-01,2027-10-31\n";
        let second = applied(&app, Kind::Products, ended.as_bytes());
        assert_eq!((second.count_changed, second.count_new), (1, 0));
        work(&app);
        assert_eq!(owed(&app, nora.id).unwrap().end_on, Some(day("2027-10-31")));
        // What was changed since is not undone over somebody's head.
        let by = By::command_line();
        undo::run(&app.state, first.id, &by, app.state.clock.now()).unwrap_err();
        undo::run(&app.state, second.id, &by, app.state.clock.now()).unwrap();
        undo::run(&app.state, first.id, &by, app.state.clock.now()).unwrap();
        work(&app);
        assert!(owed(&app, nora.id).is_none());
        let path = format!("/api/v1/organisations/{}/products", story.alpha.id);
        assert_eq!(manager.get(&path).is(200).json(), json!([]));
        verified(&app);

        // By the interface too, and only where one may import.
        let sent = manager
            .send(
                actix_web::http::Method::POST,
                "/api/v1/imports?kind=products",
                &[("content-type", "text/csv")],
                good.as_bytes().to_vec(),
            )
            .is(201)
            .json();
        assert_eq!(sent["kind"], "products", "{sent}");
    });
}

#[test]
fn hours_and_points_come_by_file_once_and_are_revoked_with_it() {
    on_both(|app| {
        let story = app.story();
        let learner = story.person(Role::Learner).id;
        app.give_number(learner, "L-1");
        crate::evidence::course(&app, "EL-1", "Elektrik", "Electrics");
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let asked = json!({
            "code": "CPD", "title": {"de": "Weiterbildung", "en": "Further training"}, "in_force_on": "2026-01-01", "audience": {},
            "initial": ["EL-1"], "first_due": {"on": "2026-12-31"}, "notice_days": 60, "grace_days": 30, "reminders": [],
            "recurrence": {"kind": "sum", "unit": "hours", "amount": 16, "months": 24}
        });
        enter(&app, &manager, &asked);
        let standing = || {
            work(&app);
            let row = app
                .state
                .db
                .read(|conn| Ok(kundig::obligations::store::obligations_of(conn, learner)?))
                .unwrap();
            row.into_iter().find(|(_, code)| code == "CPD").unwrap().0.status
        };
        assert_eq!(standing(), "due");
        let wrong = "Personalnummer,Kurs,Datum,Stunden,Punkte\n\
                     L-1,EL-1,2026-03-01,,\n\
                     L-1,EL-1,2026-03-01,acht,\n\
                     L-1,EL-1,2026-03-01,\"1,005\",\n\
                     L-9,EL-1,2026-03-01,8,\n\
                     L-1,EL-1,2027-03-01,8,\n\
                     L-1,EL-1,2026-03-02,8,\n\
                     L-1,EL-1,2026-03-02,9,\n";
        let wrong = checked(&app, Kind::Amounts, wrong.as_bytes(), Options::of_operator());
        assert_eq!(
            refused(&app, wrong.id),
            [
                "2 hours missing",
                "3 hours invalid",
                "4 hours invalid",
                "5 person_external_id unknown",
                "6 completed_on in the future",
                "8 completed_on twice"
            ]
        );
        let good = "person_external_id;course_code;completed_on;hours;points\nL-1;EL-1;01.03.2026;7,5;\nL-1;EL-1;2026-04-01;8.5;3\nL-1;EL-1;2026-04-01;8,5;3\n";
        let import = applied(&app, Kind::Amounts, good.as_bytes());
        assert_eq!((import.count_new, import.count_unchanged, import.count_refused), (2, 1, 0));
        assert_eq!(standing(), "valid", "16 hours of 16");
        verified(&app);
        let same = checked(&app, Kind::Amounts, good.as_bytes(), Options::of_operator());
        assert_eq!((same.count_unchanged, same.count_new), (3, 0));
        // Another amount on a day that a file told before puts that right; one that was proven here no file touches.
        let other = b"person_external_id,course_code,completed_on,hours\nL-1,EL-1,2026-03-01,6\nL-1,EL-1,2026-03-01,5\n";
        let other = checked(&app, Kind::Amounts, other, Options::of_operator());
        assert_eq!(
            (other.count_changed, refused(&app, other.id)),
            (1, vec!["3 completed_on twice".to_owned()])
        );
        let changes = manager.get(&format!("/imports/{}/changes", other.id)).is(200).text();
        assert!(changes.contains("7.5") && changes.contains("hours"), "{changes}");
        // Each correction is taken or declined by itself, by page and by call; the reason stays with the row, also where it is checked anew.
        let rows = format!("/imports/{}/rows/2/declination", other.id);
        let missing = manager.post(&rows, &[("reason-2", " ")]).is(422);
        assert_eq!(missing.count(".fault a[href='#reason-2']"), 1);
        manager.post(&rows, &[("reason-2", "Die Pausen zählen mit")]).is(303);
        manager.post(&rows, &[("reason-2", "noch einmal")]).is(404);
        manager
            .post(&format!("/imports/{}/rows/3/declination", other.id), &[("reason-3", "x")])
            .is(404);
        let page = manager.get(&format!("/imports/{}/changes", other.id)).is(200).text();
        assert!(page.contains("Die Pausen zählen mit"), "{page}");
        manager
            .post(&format!("/imports/{}/application", other.id), &[("rows", "good")])
            .is(422);
        manager.post(&format!("/imports/{}/check", other.id), &[]).is(303);
        work(&app);
        let call = format!("/api/v1/imports/{}/rows", other.id);
        let row = manager.get(&format!("{call}?outcome=declined")).is(200).json()["items"][0].clone();
        assert_eq!(
            (&row["line"], &row["declined_reason"]),
            (&json!(2), &json!("Die Pausen zählen mit"))
        );
        manager
            .send(Method::DELETE, &format!("{call}/2/declination"), &[], Vec::new())
            .is(200);
        assert_eq!(manager.get(&format!("/api/v1/imports/{}", other.id)).json()["count_changed"], 1);
        manager
            .json("POST", &format!("{call}/2/declination"), &json!({"reason": ""}))
            .is(422);
        let row = manager
            .json("POST", &format!("{call}/2/declination"), &json!({"reason": "So stimmt es"}))
            .is(200)
            .json();
        assert_eq!(
            (&row["outcome"], &row["declined_reason"]),
            (&json!("declined"), &json!("So stimmt es"))
        );
        assert_eq!(standing(), "valid", "nothing was put right");
        app.state.clock.advance(chrono::Duration::minutes(1));
        let right = b"person_external_id,course_code,completed_on,hours\nL-1,EL-1,2026-03-01,6\n";
        let right = applied(&app, Kind::Amounts, right);
        assert_eq!(standing(), "due", "14.5 hours of 16");
        let listed = manager.get(&format!("/api/v1/evidence?person_id={learner}")).is(200).json();
        let reasons = listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|one| one["revoked_reason"].as_str());
        assert_eq!(reasons.collect::<Vec<_>>(), ["corrected by amounts.csv"], "{listed}");
        verified(&app);
        app.state.clock.advance(chrono::Duration::minutes(1));
        undo::run(&app.state, right.id, &By::command_line(), app.state.clock.now()).unwrap();
        assert_eq!(standing(), "valid", "as before");
        verified(&app);
        // What rests on it is told before it goes.
        let asked = manager.post(&format!("/imports/{}/reversal", import.id), &[]).is(422);
        assert!(asked.text().contains("Eine Pflicht, die heute erfüllt ist"), "{}", asked.text());
        assert_eq!(asked.attribute("input[name=confirmed_resting]", "value").as_deref(), Some("1"));
        manager
            .json(
                "POST",
                &format!("/api/v1/imports/{}/reversal?confirmed_resting=2", import.id),
                &json!({}),
            )
            .is(409);
        manager
            .post(&format!("/imports/{}/reversal", import.id), &[("confirmed_resting", "1")])
            .is(303);
        assert_eq!(standing(), "due");
        verified(&app);
    });
}
