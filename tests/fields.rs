//! Own fields of people and organisations: defined, filled in by whoever may, brought by files, asked about by audiences.

use crate::audiences::{definition, enter, owed, technician, verified, work};
use crate::imports::{applied, checked};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::{Story, day};
use kundig::imports::{Options, store as imports, undo};
use kundig::people::store as people;
use kundig::platform::audit::By;
use kundig::rules::id::Id;
use kundig::rules::import::{Kind, Outcome};
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn manager<'a>(app: &'a TestApp, story: &Story) -> Browser<'a> {
    app.signed_in(story.person(Role::TrainingManager).id)
}

/// A field as the interface takes it.
fn field(code: &str, subject: &str, kind: &str, filled_by: &str) -> Value {
    json!({"code": code, "subject": subject, "kind": kind, "filled_by": filled_by, "titles": {"en": format!("{code} en"), "de": format!("{code} de")}})
}

fn level() -> Value {
    let choice = |code: &str, en: &str, de: &str| json!({"code": code, "titles": {"en": en, "de": de}});
    let mut level = field("level", "organisation", "choice", "manufacturer");
    level["choices"] = json!([choice("gold", "Gold", "Gold"), choice("silver", "Silver", "Silber")]);
    level
}

#[test]
fn a_field_is_defined_in_the_browser_and_by_api_and_put_aside() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        let typed = |choices: &'static str| {
            [
                ("code", "class"),
                ("subject", "person"),
                ("kind", "choice"),
                ("title_de", "Klasse"),
                ("title_en", "Class"),
                ("choices", choices),
                ("filled_by", "partner"),
            ]
        };
        let wrong = manager.post("/fields", &typed("a; A")).is(422);
        assert_eq!(wrong.count("#choices-error"), 1);
        manager.post("/fields", &typed("a; First; Erste\nb; Second; Zweite")).is(303);
        assert!(
            manager
                .post("/fields", &typed("a; First; Erste"))
                .is(422)
                .text()
                .contains("Kurzwort")
        );
        let all = manager.get("/api/v1/fields").is(200).json();
        assert_eq!(all.as_array().unwrap().len(), 1);
        let path = format!("/fields/{}", all[0]["id"].as_str().unwrap());
        let page = manager.get(&path).is(200);
        assert_eq!(page.select("#choices").unwrap(), "a; First; Erste b; Second; Zweite");
        let mut changed = typed("b; Second; Zweite; x\nc; Third; Dritte").to_vec();
        changed.push(("revision", "0"));
        let wrong = manager.post(&path, &changed).is(422);
        assert!(
            wrong.text().contains("muss in der Liste bleiben"),
            "values may name what is on the list"
        );
        changed.retain(|(name, _)| *name != "choices");
        changed.push(("choices", "a; First; Erste\nb; Second; Zweite\nc; Third; Dritte"));
        manager.post(&path, &changed).is(303);
        manager.post(&path, &changed).is(409);
        manager.post(&format!("{path}/archive"), &[]).is(303);
        assert!(manager.get("/fields").is(200).text().contains("zurückgelegt"));
        let learner = story.person(Role::Learner).id;
        manager.get(&format!("/people/{learner}/fields/class")).is(404);
        manager.post(&format!("{path}/restore"), &[]).is(303);
        manager.get(&format!("/people/{learner}/fields/class")).is(200);

        for (wrong, at) in [
            (field("class", "person", "text", "partner"), "code"),
            (field("A b", "person", "text", "partner"), "code"),
            (field("other", "people", "text", "partner"), "subject"),
            (field("other", "person", "colour", "partner"), "kind"),
            (field("other", "person", "choice", "partner"), "choices"),
            (field("other", "person", "text", "anybody"), "filled_by"),
        ] {
            let told = manager.json("POST", "/api/v1/fields", &wrong).is(422).json();
            assert_eq!(told["errors"][0]["field"], at, "{told}");
        }
        let audit = app.signed_in(story.person(Role::PlatformAdmin).id);
        assert!(audit.get("/administration/audit").is(200).text().contains("field.archive"));
    });
}

#[test]
fn people_see_what_is_on_record_of_them_and_change_what_is_theirs_to_say() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        for (code, filled_by) in [("card", "person"), ("on-call", "partner"), ("grade", "manufacturer")] {
            manager
                .json("POST", "/api/v1/fields", &field(code, "person", "text", filled_by))
                .is(201);
        }
        let told = manager
            .json("POST", "/api/v1/fields", &field("cars", "organisation", "number", "person"))
            .is(422)
            .json();
        assert_eq!(
            told["errors"][0]["field"], "filled_by",
            "an organisation says nothing itself: {told}"
        );
        let learner = story.person(Role::Learner).id;
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        admin
            .post(&format!("/people/{learner}/fields/on-call"), &[("value", "Mondays")])
            .is(303);
        let own = app.signed_in(learner);
        let page = own.get("/profile").is(200);
        assert!(page.text().contains("Mondays"), "{}", page.text());
        assert_eq!(page.count("a[href='/profile/fields/card']"), 1);
        assert_eq!(page.count("a[href^='/profile/fields/']"), 1, "the others are read only");
        own.get("/profile/fields/on-call").is(403);
        own.post("/profile/fields/on-call", &[("value", "x")]).is(403);
        own.post("/profile/fields/grade", &[("value", "x")]).is(403);
        own.get("/profile/fields/nothing").is(404);
        let wrong = own.post("/profile/fields/card", &[("value", " "), ("from_on", "soon")]).is(422);
        assert_eq!(wrong.count("#value-error, #from_on-error"), 2);
        own.post("/profile/fields/card", &[("value", "DE-1"), ("from_on", "2026-03-01")])
            .is(303);
        let form = own.get("/profile/fields/card").is(200);
        assert!(form.text().contains("DE-1"));
        assert_eq!(
            form.count("form[action*='withdrawal']"),
            0,
            "that it never was so is for others to say"
        );
        assert_eq!(form.count("form[action^='/profile/fields/card/'][action$='/end']"), 1);
        assert!(admin.get(&format!("/people/{learner}")).is(200).text().contains("DE-1"));
        assert_eq!(
            admin
                .get(&format!("/people/{learner}"))
                .count(&format!("a[href='/people/{learner}/fields/card']")),
            1,
            "what people say themselves the partner may still put right"
        );

        own.json("PUT", "/api/v1/me/fields/grade", &json!({"value": "1"})).is(403);
        own.json("PUT", "/api/v1/me/fields/card", &json!({"value": ""})).is(422);
        own.json("PUT", "/api/v1/me/fields/card", &json!({"value": "DE-2"})).is(200);
        let mine = own.get("/api/v1/me/fields").is(200).json();
        let said: Vec<(&str, bool, usize)> = mine
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                (
                    one["code"].as_str().unwrap(),
                    one["changeable"].as_bool().unwrap(),
                    one["values"].as_array().unwrap().len(),
                )
            })
            .collect();
        assert_eq!(said, [("card", true, 2), ("grade", false, 0), ("on-call", false, 1)]);
        let other = app
            .signed_in(story.person(Role::TeamLead).id)
            .get("/api/v1/me/fields")
            .is(200)
            .json();
        assert_eq!(other[0]["values"], json!([]), "each sees their own");
        let second = mine[0]["values"][1]["id"].as_str().unwrap().to_owned();
        let end = format!("/api/v1/me/fields/card/{second}/end");
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        lead.json("POST", &end, &json!({"to_on": "2026-12-31"})).is(404);
        own.json("POST", &end, &json!({"to_on": "2026-01-01"})).is(422);
        own.json("POST", &end, &json!({"to_on": "2026-12-31"})).is(204);
        let told = own.get("/api/v1/me/fields").is(200).json();
        assert_eq!(told[0]["values"][1]["to_on"], "2026-12-31");
        let on_call = mine[2]["values"][0]["id"].as_str().unwrap();
        own.post(&format!("/profile/fields/on-call/{on_call}/end"), &[]).is(403);
        own.post(&format!("/profile/fields/card/{second}/end"), &[]).is(303);
        let told = own.get("/api/v1/me/fields").is(200).json();
        assert_eq!(told[0]["values"][1]["to_on"], "2026-11-24", "by the button today is the last day");
        assert_eq!(
            own.get("/profile/fields/card")
                .is(200)
                .count("form[action^='/profile/fields/card/'][action$='/end']"),
            0
        );
        let audit = app
            .signed_in(story.person(Role::PlatformAdmin).id)
            .get("/administration/audit")
            .is(200)
            .text();
        assert!(audit.matches("field.fill").count() >= 3, "{audit}");
    });
}

#[test]
fn a_partner_fills_in_what_is_the_partners_and_what_follows_comes_and_goes_on_its_days() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let stranger = app.signed_in(story.stranger.id);
        let nora = technician(&app, &story.alpha, "de", "2024-05-01", true);
        manager
            .json("POST", "/api/v1/fields", &field("on-call", "person", "yes_no", "partner"))
            .is(201);
        manager
            .json("POST", "/api/v1/fields", &field("grade", "person", "number", "manufacturer"))
            .is(201);
        for wrong in [
            json!({"person_facts": {"nothing": []}}),
            json!({"person_facts": {"on-call": ["maybe"]}}),
            json!({"person_facts": {"on-call": {"at_least": "1"}}}),
        ] {
            manager.json("POST", "/api/v1/requirements", &definition("W", wrong)).is(422);
        }
        enter(
            &app,
            &manager,
            &definition("CALL", json!({"job_roles": ["technician"], "person_facts": {"on-call": ["yes"]}})),
        );
        assert!(owed(&app, nora.id).is_none());

        let page = format!("/people/{}", nora.id);
        let seen = admin.get(&page).is(200);
        assert_eq!(seen.count(&format!("a[href='{page}/fields/on-call']")), 1);
        assert_eq!(
            seen.count(&format!("a[href='{page}/fields/grade']")),
            0,
            "that is the manufacturer's"
        );
        admin.get(&format!("{page}/fields/grade")).is(403);
        admin.post(&format!("{page}/fields/grade"), &[("value", "1")]).is(403);
        stranger.get(&format!("{page}/fields/on-call")).is(404);
        let wrong = admin
            .post(&format!("{page}/fields/on-call"), &[("value", "x"), ("from_on", "y")])
            .is(422);
        assert_eq!(wrong.count("#value-error, #from_on-error"), 2);
        admin
            .post(&format!("{page}/fields/on-call"), &[("value", "yes"), ("from_on", "2026-03-01")])
            .is(303);
        work(&app);
        let row = owed(&app, nora.id).unwrap();
        assert_eq!((row.start_on, row.end_on), (day("2026-03-01"), None));
        assert!(admin.get(&page).is(200).text().contains("seit 01.03.2026"));
        verified(&app);

        // A value from a later day ends the one before on its eve, and is itself found on its day.
        let path = format!("/api/v1/people/{}/fields/on-call", nora.id);
        let no = admin
            .json("PUT", &path, &json!({"value": "no", "from_on": "2027-01-01"}))
            .is(200)
            .json();
        work(&app);
        assert_eq!(owed(&app, nora.id).unwrap().end_on, Some(day("2026-12-31")));
        verified(&app);
        admin
            .json(
                "PUT",
                &path,
                &json!({"value": "yes", "from_on": "2026-06-01", "to_on": "2027-02-01"}),
            )
            .is(422);
        let all = admin.get(&format!("/api/v1/people/{}/fields", nora.id)).is(200).json();
        assert_eq!(
            (all.as_array().unwrap().len(), &all[0]["to_on"], &all[1]["value"]),
            (2, &json!("2026-12-31"), &json!("no"))
        );
        let value = format!("{path}/{}", no["id"].as_str().unwrap());
        stranger.send(actix_web::http::Method::DELETE, &value, &[], Vec::new()).is(404);
        admin.send(actix_web::http::Method::DELETE, &value, &[], Vec::new()).is(204);
        let first = format!("{page}/fields/on-call/{}", all[0]["id"].as_str().unwrap());
        admin.post(&format!("{first}/withdrawal"), &[]).is(303);
        work(&app);
        assert!(owed(&app, nora.id).is_none(), "it never held");
        verified(&app);
    });
}

#[test]
fn facts_become_a_field_and_numbers_are_asked_about_by_size_in_the_editor() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        let nora = technician(&app, &story.alpha_branch, "de", "2024-05-01", true);
        let facts = format!("/api/v1/organisations/{}/facts", story.alpha.id);
        manager
            .json(
                "POST",
                &facts,
                &json!({"name": "level", "value": "bronze", "from_on": "2026-01-01"}),
            )
            .is(201);
        let told = manager.json("POST", "/api/v1/fields", &level()).is(422).json();
        assert_eq!(told["errors"][0]["field"], "kind", "bronze would be no value of it");
        manager
            .json("POST", "/api/v1/fields", &field("level", "person", "text", "partner"))
            .is(422);
        let fact = manager.get(&facts).json()[0]["id"].as_str().unwrap().to_owned();
        manager
            .send(actix_web::http::Method::DELETE, &format!("{facts}/{fact}"), &[], Vec::new())
            .is(204);
        manager.json("POST", "/api/v1/fields", &level()).is(201);
        manager
            .json(
                "POST",
                &facts,
                &json!({"name": "level", "value": "Silber", "from_on": "2026-01-01"}),
            )
            .is(201);
        manager
            .json("POST", "/api/v1/fields", &field("vans", "organisation", "number", "partner"))
            .is(201);
        manager
            .json("POST", &facts, &json!({"name": "vans", "value": "many", "from_on": "2026-01-01"}))
            .is(422);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let home = format!("/organisations/{}", story.alpha.id);
        assert_eq!(admin.get(&home).is(200).count(&format!("a[href='{home}/fields/vans']")), 1);
        admin.get(&format!("{home}/fields/level")).is(403);
        admin
            .post(&format!("{home}/fields/vans"), &[("value", "12,5"), ("from_on", "2026-02-01")])
            .is(303);
        work(&app);

        let filled = |act: &'static str, least: &'static str| {
            vec![
                ("act", act),
                ("code", "V"),
                ("title.en", "Vans"),
                ("in_force_on", "2026-01-01"),
                ("audience.job_roles", "technician"),
                ("audience.asked.0.field", "organisation:vans"),
                ("audience.asked.0.how", "at_least"),
                ("audience.asked.0.value", least),
                ("audience.asked.1.field", "organisation:level"),
                ("audience.asked.1.how", "is"),
                ("audience.asked.1.value", "Gold, Silber"),
                ("audience.asked.2.field", ""),
                ("initial", "S-1"),
                ("first_due.kind", "days_after_start"),
                ("first_due.count", "30"),
                ("recurrence.kind", "once"),
            ]
        };
        let none = manager.post("/requirements", &filled("count", "13")).is(200);
        assert!(!none.select("#reach").unwrap().starts_with("1 "), "{:?}", none.select("#reach"));
        let one = manager.post("/requirements", &filled("count", "12,5")).is(200);
        assert!(one.select("#reach").unwrap().starts_with("1 Person "), "{:?}", one.select("#reach"));
        assert_eq!(
            one.attribute("input[name='audience.asked.1.value']", "value").as_deref(),
            Some("Gold; Silber")
        );
        assert_eq!(one.count("select[name='audience.asked.2.field']"), 1, "an empty row follows");
        let wrong = manager.post("/requirements", &filled("save", "viele")).is(422);
        assert_eq!(wrong.count("[id='audience.asked-error']"), 1);
        manager.post("/requirements", &filled("save", "12,5")).is(303);
        let record = manager.get("/api/v1/requirements").json()["items"][0].clone();
        let asked = json!({"job_roles": ["technician"], "facts": {"level": ["gold", "silver"], "vans": {"at_least": "12.5"}}});
        assert_eq!(record["draft"]["definition"]["audience"], asked);
        let page = manager.get("/requirements/V").is(200).text();
        assert!(
            page.contains("level de ist Gold oder Silber") && page.contains("vans de ist mindestens 12.5"),
            "{page}"
        );
        manager
            .post("/requirements/V/entry", &[("in_force_on", "2026-01-01"), ("revision", "0")])
            .is(303);
        work(&app);
        assert_eq!(
            owed(&app, nora.id).unwrap().start_on,
            day("2026-02-01"),
            "the partner's value holds for its branch"
        );
        verified(&app);
        admin
            .post(&format!("{home}/fields/vans"), &[("value", "9"), ("from_on", "2026-11-01")])
            .is(303);
        work(&app);
        assert!(owed(&app, nora.id).is_none());
        verified(&app);
    });
}

const HEAD: &str = "external_id,organisation_external_id,given_name,family_name,email,language,job_roles,start_on,end_on";

fn rows(app: &TestApp, id: Id, outcome: Outcome) -> Vec<imports::StoredRow> {
    app.state
        .db
        .read(|conn| Ok(imports::list_rows(conn, id, &imports::RowFilter::only(outcome), 100)?))
        .unwrap()
}

#[test]
fn files_bring_fields_of_people_are_undone_and_go_out_again() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        manager
            .json("POST", "/api/v1/fields", &field("on-call", "person", "yes_no", "partner"))
            .is(201);
        manager
            .json("POST", "/api/v1/fields", &field("since", "person", "date", "manufacturer"))
            .is(201);
        enter(&app, &manager, &definition("CALL", json!({"person_facts": {"on-call": ["yes"]}})));
        let file = |a: &str, b: &str| {
            format!(
                "{HEAD},field:on-call,Field:Since\nF-1,P-A,Nora,Neu,,de,technician,2024-01-01,,{a}\nF-2,P-A,Otto,Neu,,de,technician,2024-01-01,,{b}\n"
            )
        };
        let wrong = checked(
            &app,
            Kind::People,
            file("maybe,", "yes,31.02.2026").as_bytes(),
            Options::of_operator(),
        );
        let told: Vec<(Option<String>, Option<String>)> = rows(&app, wrong.id, Outcome::Refused)
            .into_iter()
            .map(|row| (row.refused_column, row.refused_reason))
            .collect();
        let said = |column: &str, reason: &str| (Some(column.to_owned()), Some(reason.to_owned()));
        assert_eq!(told, [said("field:on-call", "unknown"), said("field:since", "no date")]);
        let strange =
            format!("{HEAD},field:shoe\nF-1,P-A,Nora,Neu,,de,technician,2024-01-01,,42\nF-2,P-A,Otto,Neu,,de,technician,2024-01-01,,\n");
        let strange = checked(&app, Kind::People, strange.as_bytes(), Options::of_operator());
        assert_eq!(
            (strange.count_refused, strange.count_new),
            (1, 1),
            "an empty cell says nothing of it"
        );

        applied(&app, Kind::People, file("ja,01.02.2020", "no,").as_bytes());
        work(&app);
        let person = |number: &str| {
            app.state
                .db
                .read(|conn| Ok(people::find_by_account(conn, number)?))
                .unwrap()
                .unwrap()
                .id
        };
        let (nora, otto) = (person("F-1"), person("F-2"));
        assert_eq!(owed(&app, nora).unwrap().start_on, day("2026-11-24"));
        assert!(owed(&app, otto).is_none());
        let same = checked(&app, Kind::People, file("1,2020-02-01", "nein,").as_bytes(), Options::of_operator());
        assert_eq!((same.count_unchanged, same.count_changed), (2, 0));

        let second = applied(&app, Kind::People, file(",2021-05-01", "yes,").as_bytes());
        assert_eq!(second.count_changed, 2);
        let changes: Vec<String> = rows(&app, second.id, Outcome::Changed)
            .into_iter()
            .flat_map(|row| row.changes.unwrap().0)
            .map(|change| format!("{} {}>{}", change.column, change.before, change.after))
            .collect();
        assert_eq!(
            changes,
            ["field:on-call yes>", "field:since 2020-02-01>2021-05-01", "field:on-call no>yes"]
        );
        work(&app);
        assert!(owed(&app, nora).is_none() && owed(&app, otto).is_some());
        verified(&app);
        let export = manager.get("/people/export.csv").is(200).text();
        assert!(export.contains("end_on,field:on-call,field:since"), "{export}");
        assert!(export.contains("F-2,P-A,Otto,Neu,,de,technician,2024-01-01,,yes,"), "{export}");
        undo::run(&app.state, second.id, &By::command_line(), app.state.clock.now()).unwrap();
        work(&app);
        assert!(owed(&app, nora).is_some() && owed(&app, otto).is_none());
        verified(&app);

        // What a partner wrote down here of a field that is theirs stays.
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        admin.post(&format!("/people/{otto}/fields/on-call"), &[("value", "yes")]).is(303);
        let again = checked(&app, Kind::People, file("ja,01.02.2020", "no,").as_bytes(), Options::of_operator());
        assert_eq!((again.count_unchanged, again.count_changed), (2, 0));
    });
}

#[test]
fn files_bring_fields_of_organisations_and_what_came_with_a_new_one_goes_with_it() {
    on_both(|app| {
        let story = app.story();
        let manager = manager(&app, &story);
        manager.json("POST", "/api/v1/fields", &level()).is(201);
        let export = manager.get("/organisations/export.csv").is(200).text();
        assert!(
            export.starts_with("\u{feff}external_id,parent_external_id") || export.starts_with("external_id,parent_external_id"),
            "{export}"
        );
        let row = export.lines().find(|line| line.contains("P-B")).unwrap().to_owned();
        let head = export.lines().next().unwrap().trim_start_matches('\u{feff}').to_owned();
        let file = format!("{head}\n{row}Silber\n{}gold\n", row.replace("P-B", "P-NEW"));
        let import = applied(&app, Kind::Organisations, file.as_bytes());
        assert_eq!((import.count_new, import.count_changed, import.count_refused), (1, 1, 0));
        let export = manager.get("/organisations/export.csv").is(200).text();
        assert!(export.contains(&format!("{row}silver")) && export.contains(",gold"), "{export}");
        undo::run(&app.state, import.id, &By::command_line(), app.state.clock.now()).unwrap();
        let export = manager.get("/organisations/export.csv").is(200).text();
        assert!(!export.contains("silver") && !export.contains("P-NEW"), "{export}");
    });
}
