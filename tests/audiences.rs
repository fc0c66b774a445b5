//! Audiences as trees: written in the form and by API, over facts with dates and products that locations service; by hand too.

use crate::support::app::{TestApp, on_both};
use crate::support::browser::{Browser, in_the_loop};
use crate::support::story::{Story, day, noon};
use actix_web::http::Method;
use kundig::app::{begin_what_is_due, run_due_jobs};
use kundig::obligations::recalculate_and_compare;
use kundig::obligations::store::{self, Obligation};
use kundig::organisations::{Organisation, catalogue};
use kundig::people::store as people;
use kundig::people::{Membership, Person};
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::{Value, json};

pub fn work(app: &TestApp) {
    in_the_loop(async {
        begin_what_is_due(&app.state).await.unwrap();
        run_due_jobs(&app.state).await.unwrap();
    });
}

fn manager<'a>(app: &'a TestApp, story: &Story) -> Browser<'a> {
    app.signed_in(story.person(Role::TrainingManager).id)
}

/// A technician of an organisation since a day, added by an import or by hand.
pub fn technician(app: &TestApp, at: &Organisation, language: &str, since: &str, imported: bool) -> Person {
    let (chance, now) = (&app.state.chance, noon());
    let add = |conn: &mut kundig::platform::db::Conn| {
        let person = Person::new(chance.id(now), "Nora", "Muster", None, language, now);
        people::insert(conn, &person)?;
        let membership = Membership {
            id: chance.id(now),
            person_id: person.id,
            organisation_id: at.id,
            location_id: None,
            start_on: day(since),
            end_on: None,
            supervisor_id: None,
            imported,
            created_at: now,
            updated_at: now,
        };
        people::insert_membership(conn, &membership)?;
        let roles = catalogue::job_roles(conn)?;
        let technician = roles.iter().find(|role| role.code == "technician").unwrap();
        people::change::set_job_roles(conn, membership.id, &[technician.id])?;
        Ok::<_, kundig::platform::error::Error>(person)
    };
    app.state.db.write(add).unwrap()
}

pub fn definition(code: &str, audience: Value) -> Value {
    json!({
        "code": code, "title": {"en": "Safety", "de": "Sicherheit"}, "in_force_on": "2024-01-01", "audience": audience,
        "initial": ["S-1"], "first_due": {"days_after_start": 30}, "recurrence": {"kind": "rolling", "months": 12}, "grace_days": 5,
    })
}

/// Writes a requirement by API and puts it into force; answers its identifier.
pub fn enter(app: &TestApp, manager: &Browser<'_>, definition: &Value) -> String {
    let made = manager.json("POST", "/api/v1/requirements", definition).is(201).json();
    let path = format!("/api/v1/requirements/{}", made["id"].as_str().unwrap());
    manager.send(Method::POST, &format!("{path}/draft/entry"), &[], Vec::new()).is(200);
    work(app);
    path
}

pub fn owed(app: &TestApp, person_id: Id) -> Option<Obligation> {
    let mut all = app.state.db.read(|conn| Ok(store::obligations_of(conn, person_id)?)).unwrap();
    all.pop().map(|(row, _)| row)
}

/// Nothing that a recalculation would say otherwise.
pub fn verified(app: &TestApp) {
    let compared = recalculate_and_compare(&app.state.db, app.state.clock.now()).unwrap();
    assert_eq!(compared.different, 0, "{compared:?}");
}

#[test]
fn an_audience_is_a_tree_in_the_form_and_by_api() {
    on_both(|app| {
        let story = app.story();
        let german = technician(&app, &story.alpha, "de", "2026-01-01", true);
        let french = technician(&app, &story.beta, "fr", "2026-01-01", true);
        let manager = manager(&app, &story);
        let filled = |act: &'static str, more: &[(&'static str, &'static str)]| {
            let mut fields = vec![
                ("act", act),
                ("code", "S"),
                ("title.en", "Safety"),
                ("in_force_on", "2026-01-01"),
                ("audience.job_roles", "technician"),
                ("initial", "S-1"),
                ("first_due.kind", "days_after_start"),
                ("first_due.count", "30"),
                ("recurrence.kind", "rolling"),
                ("recurrence.months", "12"),
            ];
            fields.extend(more);
            fields
        };
        let begun = manager.post("/requirements", &filled("add-audience-group", &[])).is(200);
        assert_eq!(begun.count("fieldset.cases"), 1);
        assert_eq!(begun.count(".case"), 2, "a group begins with two cases");
        let group = [
            ("audience.groups.0.kind", "any"),
            ("audience.groups.0.0.has", "countries"),
            ("audience.groups.0.0.countries", "FR"),
            ("audience.groups.0.1.has", "job_roles"),
            ("audience.groups.0.1.new", "languages"),
        ];
        let more = manager.post("/requirements", &filled("add-audience-condition-0-1", &group)).is(200);
        assert_eq!(more.count(".case-row"), 3);
        let fewer = manager
            .post("/requirements", &filled("drop-audience-condition-0-1-job_roles", &group))
            .is(200);
        assert_eq!(fewer.count(".case-row"), 1);
        assert_eq!(
            manager
                .post("/requirements", &filled("drop-audience-case-0-0", &group))
                .is(200)
                .count(".case"),
            1
        );
        assert_eq!(
            manager
                .post("/requirements", &filled("drop-audience-group-0", &group))
                .is(200)
                .count("fieldset.cases"),
            0
        );
        manager.post("/requirements", &filled("drop-audience-group-x", &group)).is(303);
        manager.post("/requirements/S/draft/removal", &[]).is(303);

        let mut whole = group.to_vec();
        whole.extend([
            ("audience.groups.0.1.languages", "de"),
            ("audience.groups.0.1.asked.0.field", "organisation:Stufe"),
            ("audience.groups.0.1.asked.0.value", "Gold"),
        ]);
        let wrong = manager.post("/requirements", &filled("save", &whole)).is(422);
        assert_eq!(wrong.count("[id='audience.groups.0.1.asked-error']"), 1);
        whole.truncate(whole.len() - 2);
        whole.extend([
            ("audience.groups.1.kind", "not"),
            ("audience.groups.1.0.organisations", "P-B"),
            ("audience.groups.2.kind", "any"),
        ]);
        let counted = manager.post("/requirements", &filled("count", &whole)).is(200);
        assert!(
            counted.select("#reach").unwrap().starts_with("1 Person "),
            "{:?}",
            counted.select("#reach")
        );
        manager.post("/requirements", &filled("save", &whole)).is(303);
        let record = manager.get("/api/v1/requirements").json()["items"][0].clone();
        let tree = json!({"job_roles": ["technician"], "any": [{"countries": ["FR"]}, {"languages": ["de"]}], "not": [{"organisations": ["P-B"]}]});
        assert_eq!(record["draft"]["definition"]["audience"], tree);
        let page = manager.get("/requirements/S").is(200);
        let said = "Verlangt, wo das zutrifft: arbeitet als Technik, mindestens eines davon: im Land Frankreich oder Sprache Deutsch und nicht: gehört zu P-B.";
        assert!(page.text().contains(said), "{}", page.text());
        let edit = manager.get("/requirements/S/edit").is(200);
        assert_eq!(edit.count("fieldset.cases"), 2);
        assert_eq!(edit.count("input[name='audience.groups.0.0.countries'][value=FR][checked]"), 1);
        manager
            .post("/requirements/S/entry", &[("in_force_on", "2026-01-01"), ("revision", "0")])
            .is(303);
        work(&app);
        assert!(owed(&app, german.id).is_some() && owed(&app, french.id).is_none());
        verified(&app);

        // What is deeper than the form shows goes through it as it is.
        let id = record["id"].as_str().unwrap();
        let deep = json!({"any": [{"countries": ["DE"], "any": [{"languages": ["de"]}, {"languages": ["fr"]}]}, {"countries": ["FR"]}]});
        manager
            .json("PUT", &format!("/api/v1/requirements/{id}/draft"), &definition("S", deep.clone()))
            .is(200);
        let edit = manager.get("/requirements/S/edit").is(200);
        let kept = edit.attribute("input[name='audience.tree']", "value").unwrap();
        assert_eq!(edit.count("fieldset.cases, #audience .toggles"), 0);
        let saved = filled("save", &[]).into_iter().filter(|(name, _)| *name != "audience.job_roles");
        let mut saved: Vec<(&str, &str)> = saved.collect();
        saved.extend([("audience.tree", kept.as_str()), ("revision", "0"), ("already_in", "anew")]);
        manager.post("/requirements/S/draft", &saved).is(303);
        let record = manager.get("/api/v1/requirements").json()["items"][0].clone();
        assert_eq!(record["draft"]["definition"]["audience"], deep);
        saved.retain(|(name, _)| *name != "audience.tree" && *name != "revision");
        saved.extend([("audience.tree", "{\"level\": 1}"), ("revision", "1")]);
        manager.post("/requirements/S/draft", &saved).is(422);
    });
}

#[test]
fn a_fact_begins_and_ends_what_somebody_owes() {
    on_both(|app| {
        let story = app.story();
        let by_import = technician(&app, &story.alpha_branch, "de", "2024-05-01", true);
        let by_hand = technician(&app, &story.alpha_branch, "de", "2024-05-01", false);
        let manager = manager(&app, &story);
        enter(
            &app,
            &manager,
            &definition("GOLD", json!({"job_roles": ["technician"], "facts": {"level": ["gold"]}})),
        );
        assert!(owed(&app, by_import.id).is_none());

        // The partner's fact holds for its branch; it is written down late, and holds from its own first day.
        let facts = format!("/api/v1/organisations/{}/facts", story.alpha.id);
        let body = json!({"name": "level", "value": "gold", "from_on": "2026-03-01", "to_on": "2026-12-31"});
        let fact = manager.json("POST", &facts, &body).is(201).json();
        manager.json("POST", &facts, &body).is(422);
        for wrong in [
            json!({"name": "Level", "value": "gold", "from_on": "2027-03-01"}),
            json!({"name": "level", "value": "", "from_on": "2027-03-01"}),
            json!({"name": "level", "value": "gold", "from_on": "2027-03-01", "to_on": "2027-02-01"}),
        ] {
            manager.json("POST", &facts, &wrong).is(422);
        }
        work(&app);
        for person in [&by_import, &by_hand] {
            let row = owed(&app, person.id).unwrap();
            assert_eq!((row.start_on, row.end_on), (day("2026-03-01"), Some(day("2026-12-31"))));
            assert_eq!(row.due_on, Some(day("2026-03-31")));
        }
        verified(&app);

        // The branch's own word counts before the partner's.
        let branch = format!("/organisations/{}", story.alpha_branch.id);
        let form = manager.get(&format!("{branch}/facts/new")).is(200);
        assert_eq!(form.select(".note .badge").unwrap(), "level = gold");
        manager
            .post(
                &format!("{branch}/facts"),
                &[("name", "level"), ("value", "Silber!"), ("from_on", "x")],
            )
            .is(422);
        let silver = [
            ("name", "level"),
            ("value", "silver"),
            ("from_on", "01.06.2026"),
            ("to_on", "31.07.2026"),
        ];
        manager.post(&format!("{branch}/facts"), &silver).is(303);
        work(&app);
        let row = owed(&app, by_import.id).unwrap();
        assert_eq!((row.start_on, row.end_on), (day("2026-08-01"), Some(day("2026-12-31"))));

        let page = manager.get(&branch).is(200);
        let withdraw = page.attribute("form[action$=withdrawal]", "action").unwrap();
        manager.post(&withdraw, &[]).is(303);
        manager.post(&withdraw, &[]).is(404);
        let end = format!("{facts}/{}/end", fact["id"].as_str().unwrap());
        manager.json("POST", &end, &json!({"to_on": "2026-01-01"})).is(422);
        manager.json("POST", &end, &json!({"to_on": "2026-10-31"})).is(204);
        work(&app);
        assert!(owed(&app, by_import.id).is_none(), "the level ended");
        verified(&app);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let seen = partner.get(&format!("/organisations/{}", story.alpha.id)).is(200);
        assert!(seen.text().contains("gold") && seen.count("form[action$=withdrawal]") == 0);
        partner.json("POST", &facts, &body).is(403);
    });
}

#[test]
fn a_product_that_a_location_services_begins_what_somebody_owes() {
    on_both(|app| {
        let story = app.story();
        let nora = technician(&app, &story.alpha, "de", "2024-05-01", false);
        let manager = manager(&app, &story);
        manager.post("/administration/products", &[("code", "N 8"), ("en", "N8")]).is(422);
        manager
            .post(
                "/administration/products",
                &[("code", "N8"), ("en", "Series N8"), ("de", "Baureihe N8")],
            )
            .is(303);
        let model = json!({"code": "N8-12", "line": "N8", "en": "N8, 12 kW", "de": "N8, 12 kW"});
        let model = manager.json("POST", "/api/v1/products", &model).is(201).json();
        manager
            .json("POST", "/api/v1/products", &json!({"code": "N8", "en": "x", "de": "x"}))
            .is(422);
        manager
            .json(
                "POST",
                "/api/v1/products",
                &json!({"code": "M", "line": "N8-12", "en": "x", "de": "x"}),
            )
            .is(422);
        let path = format!("/api/v1/products/{}", model["id"].as_str().unwrap());
        manager
            .json("PUT", &path, &json!({"en": "N8 with 12 kW", "de": "N8 mit 12 kW"}))
            .is(200);
        let all = manager.get("/api/v1/products").json();
        assert_eq!((&all[0]["code"], &all[1]["line"]), (&json!("N8"), &json!("N8")));
        assert!(manager.get("/administration/products").is(200).text().contains("N8-12"));

        let unknown = definition("X", json!({"any": [{"products": ["N9"]}, {"products": ["N8"]}]}));
        let told = manager.json("POST", "/api/v1/requirements", &unknown).is(422).json();
        assert_eq!(told["errors"][0]["field"], "audience.any.0.products.0", "{told}");
        let requirement = enter(&app, &manager, &definition("N8", json!({"products": ["N8-12"]})));
        assert!(manager.get(&requirement).json()["in_force"]["definition"]["audience"]["products"].is_array());
        assert!(owed(&app, nora.id).is_none());

        // The whole line is serviced, the model with it.
        let base = format!("/organisations/{}", story.alpha.id);
        assert_eq!(manager.get(&format!("{base}/products/new")).is(200).count("#product option"), 2);
        manager
            .post(&format!("{base}/products"), &[("product", "N9"), ("from_on", "2026-04-01")])
            .is(422);
        manager
            .post(&format!("{base}/products"), &[("product", "N8"), ("from_on", "2026-04-01")])
            .is(303);
        work(&app);
        assert_eq!(owed(&app, nora.id).unwrap().start_on, day("2026-04-01"));
        verified(&app);
        let listed = manager.get(&format!("/api/v1{base}/products")).json();
        let serviced = format!("/api/v1{base}/products/{}", listed[0]["id"].as_str().unwrap());
        manager
            .json("POST", &format!("{serviced}/end"), &json!({"to_on": "2026-12-31"}))
            .is(204);
        work(&app);
        assert_eq!(owed(&app, nora.id).unwrap().end_on, Some(day("2026-12-31")));
        manager.send(Method::DELETE, &serviced, &[], Vec::new()).is(204);
        work(&app);
        assert!(owed(&app, nora.id).is_none());
        verified(&app);
    });
}

#[test]
fn people_are_taken_in_and_left_out_by_hand() {
    on_both(|app| {
        let story = app.story();
        let here = technician(&app, &story.alpha_branch, "de", "2024-05-01", true);
        let there = technician(&app, &story.beta, "fr", "2024-05-01", false);
        let outsider = story.person(Role::Learner);
        let manager = manager(&app, &story);
        let path = enter(&app, &manager, &definition("S", json!({"job_roles": ["technician"]})));
        assert!(owed(&app, here.id).is_some() && owed(&app, outsider.id).is_none());

        let page = "/requirements/S/entries";
        assert!(manager.get("/requirements/S").is(200).count(&format!("a[href='{page}']")) == 1);
        manager.get(page).is(200);
        let named = |kind, person, organisation, from_on, to_on, reason| {
            let fields = [
                ("kind", kind),
                ("person", person),
                ("organisation", organisation),
                ("from_on", from_on),
                ("to_on", to_on),
                ("reason", reason),
            ];
            manager.post(page, &fields)
        };
        let wrong = named("x", "nobody@story.example", "P-A", "2026-13-01", "", " ").is(422);
        for field in ["kind", "person", "from_on", "reason"] {
            assert!(wrong.count(&format!("[id='{field}-error']")) == 1, "{field}");
        }
        named("included", "", "P-A", "2026-01-01", "", "r").is(422);
        named("excepted", "", "", "2026-01-01", "", "r").is(422);
        named("excepted", "", "P-A", "2026-02-01", "2026-01-01", "r").is(422);
        let mail = outsider.email.clone().unwrap();
        // Before it counts it says whom it moves, and writes nothing.
        let looked = |kind, person, organisation, from_on| {
            let fields = [
                ("kind", kind),
                ("person", person),
                ("organisation", organisation),
                ("from_on", from_on),
                ("reason", "Umbau"),
                ("act", "preview"),
            ];
            manager.post(page, &fields)
        };
        looked("included", "", "", "x").is(422);
        let seen = looked("included", &mail, "", "01.06.2026").is(200);
        let told = seen.select("form [role=status]").unwrap();
        assert!(told.contains("kommt dazu") && told.contains(&outsider.family_name), "{told}");
        assert_eq!(seen.select("#reason").as_deref(), Some("Umbau"));
        let seen = looked("excepted", "", "P-A", "2026-09-01").is(200);
        let told = seen.select("form [role=status]").unwrap();
        assert_eq!(seen.count("form [role=status] tbody tr"), 1, "{told}");
        assert!(told.contains("fällt heraus") && told.contains("Kälte Albers Lübeck"), "{told}");
        let told = looked("excepted", &mail, "", "2026-09-01")
            .is(200)
            .select("form [role=status]")
            .unwrap();
        assert!(told.contains("Für niemanden ändert sich etwas"), "{told}");
        let ahead = json!({"kind": "excepted", "organisation": "P-A", "from_on": "2027-02-01", "reason": "Umbau"});
        let told = manager.json("POST", &format!("{path}/entries/preview"), &ahead).is(200).json();
        assert_eq!(
            (&told["on"], &told["total"]["drop_out"], &told["total"]["come_in"]),
            (&json!("2027-02-01"), &json!(1), &json!(0))
        );
        assert_eq!(told["people"][0]["person_id"], json!(here.id));
        assert!(
            manager
                .get(&format!("{path}/entries"))
                .is(200)
                .json()
                .as_array()
                .unwrap()
                .is_empty()
        );
        named("included", &mail, "", "01.06.2026", "", "Prüfstand").is(303);
        named("excepted", "", "P-A", "2026-09-01", "", "Umbau").is(303);
        work(&app);
        let row = owed(&app, outsider.id).unwrap();
        assert_eq!(
            (row.start_on, row.end_on),
            (day("2026-06-01"), None),
            "who is named comes before the organisation"
        );
        assert!(owed(&app, here.id).is_none(), "the branch is left out with its partner");
        assert!(owed(&app, there.id).is_some());
        verified(&app);
        let shown = manager.get(page).is(200);
        assert_eq!(shown.select("h1").unwrap(), "Eine Person ist von Hand aufgenommen, eine Ausnahme");

        let entries = format!("{path}/entries");
        let body = json!({"kind": "excepted", "person": mail, "from_on": "2026-11-01", "to_on": "2026-11-30", "reason": "Urlaub"});
        let made = manager.json("POST", &entries, &body).is(201).json();
        work(&app);
        assert!(
            owed(&app, outsider.id).unwrap().start_on > day("2026-11-30"),
            "it goes on after the exception"
        );
        let one = format!("{entries}/{}", made["id"].as_str().unwrap());
        manager.json("POST", &format!("{one}/end"), &json!({"to_on": "2026-10-01"})).is(422);
        manager.json("POST", &format!("{one}/end"), &json!({"to_on": "2026-11-10"})).is(204);
        work(&app);
        assert_eq!(owed(&app, outsider.id).unwrap().start_on, day("2026-11-11"));
        manager.send(Method::DELETE, &one, &[], Vec::new()).is(204);
        manager.send(Method::DELETE, &one, &[], Vec::new()).is(404);
        work(&app);
        assert_eq!(owed(&app, outsider.id).unwrap().start_on, day("2026-06-01"));
        assert_eq!(manager.get(&entries).json().as_array().unwrap().len(), 3);
        verified(&app);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        partner.get(page).is(403);
        partner.get(&entries).is(403);
    });
}

#[test]
fn a_version_holds_for_newcomers_before_it_holds_for_those_already_in() {
    on_both(|app| {
        let story = app.story();
        let old = technician(&app, &story.alpha, "de", "2026-01-01", true);
        let out = technician(&app, &story.beta, "fr", "2026-01-01", true);
        let new = technician(&app, &story.alpha, "de", "2026-12-10", true);
        let manager = manager(&app, &story);
        let path = enter(&app, &manager, &definition("S", json!({"job_roles": ["technician"]})));
        assert_eq!(owed(&app, old.id).unwrap().due_on, Some(day("2026-01-31")));

        // The next version asks sooner, and of Germany alone.
        let mut next = definition("S", json!({"job_roles": ["technician"], "countries": ["DE"]}));
        next["in_force_on"] = json!("2026-12-01");
        next["first_due"] = json!({"days_after_start": 10});
        next["already_in_on"] = json!("2026-11-30");
        manager.json("PUT", &format!("{path}/draft"), &next).is(422);
        next["already_in_on"] = json!("2026-12-20");
        manager.json("PUT", &format!("{path}/draft"), &next).is(200);
        let moved = manager.get(&format!("{path}/draft/changes")).is(200).json();
        assert_eq!(moved["on"], "2026-12-20");
        let total = json!({"come_in": 0, "drop_out": 1, "earlier": 2, "later": 0, "overdue_gone": 1, "open_gone": 0, "open_moved": 2});
        assert_eq!(moved["total"], total);
        assert_eq!(moved["partners"].as_array().unwrap().len(), 2);
        let names: Vec<&str> = moved["people"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["how"].as_str().unwrap())
            .collect();
        assert_eq!(names.iter().filter(|how| **how == "earlier").count(), 2);
        let page = manager.get("/requirements/S/changes").is(200);
        let table = manager.get("/requirements/S/changes/table.csv").is(200).text();
        let named = page.count("section[aria-labelledby=people-h] tbody tr");
        assert_eq!((named > 0, table.lines().count() - 1), (true, named), "{table}");
        manager.get("/requirements/S/changes/table.xlsx").is(200);
        assert_eq!(page.select("h1").unwrap(), "Niemand kommt dazu, eine fällt heraus");
        assert_eq!(page.count("section[aria-labelledby=people-h] tbody tr"), 3);
        let alone = manager.get(&format!("/requirements/S/changes?partner={}", story.beta.id)).is(200);
        assert_eq!(alone.count("section[aria-labelledby=people-h] tbody tr"), 1);
        manager.get("/requirements/S/changes?partner=x").is(404);
        let edit = manager.get("/requirements/S/edit").is(200);
        assert_eq!(edit.attribute("#already_in_on", "value").as_deref(), Some("20.12.2026"));
        assert_eq!(edit.count("input[name=already_in][value=on][checked]"), 1);
        let entry = manager
            .send(Method::POST, &format!("{path}/draft/entry"), &[], Vec::new())
            .is(200)
            .json();
        let warnings = entry["warnings"].as_array().unwrap();
        let told = [
            "1 Pflicht ist überfällig und wäre es nicht mehr.",
            "2 offene oder überfällige Pflichten bekämen ein anderes Datum.",
        ];
        assert!(told.iter().all(|said| warnings.contains(&json!(said))), "{warnings:?}");

        let days = |count: i64| {
            app.state.clock.advance(chrono::Duration::days(count));
            work(&app);
            verified(&app);
        };
        days(18);
        // 12 December: the newcomer is asked by the new version, the others by the one before.
        let row = owed(&app, new.id).unwrap();
        assert_eq!((row.start_on, row.due_on), (day("2026-12-10"), Some(day("2026-12-20"))));
        let row = owed(&app, old.id).unwrap();
        assert_eq!((row.start_on, row.due_on), (day("2026-01-01"), Some(day("2026-01-31"))));
        assert_eq!(owed(&app, out.id).unwrap().end_on, Some(day("2026-12-19")));
        days(9);
        let row = owed(&app, old.id).unwrap();
        assert_eq!((row.start_on, row.due_on), (day("2026-01-01"), Some(day("2026-01-11"))));
        assert!(owed(&app, out.id).is_none(), "it does not concern France any more");
        let learner = app.signed_in(old.id);
        assert!(learner.get("/training").is(200).text().contains("Sicherheit"));
    });
}
