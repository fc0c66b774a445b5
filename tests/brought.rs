//! Files of facts about organisations and of events: checked row by row, applied, undone.

use crate::audiences::{definition, enter, owed, technician, verified, work};
use crate::imports::{applied, checked};
use crate::support::app::{TestApp, on_both};
use crate::support::story::day;
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
