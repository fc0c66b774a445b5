//! What counts: documents that end by themselves, what must be proven, and the cycles that stay on record.

use crate::evidence::{course, passed, record};
use crate::imports::applied;
use crate::support::app::{TestApp, on_both};
use crate::support::story::{Story, day};
use diesel::RunQueryDsl;
use kundig::app::{begin_what_is_due, run_due_jobs};
use kundig::evidence::store::NewEvidence;
use kundig::obligations::store::{self, Obligation};
use kundig::obligations::{export, recalculate_and_compare, requirement};
use kundig::on;
use kundig::organisations::Scope;
use kundig::platform::audit::By;
use kundig::rules::evidence::{Means, Strength};
use kundig::rules::id::Id;
use kundig::rules::import::Kind;
use kundig::rules::person::Role;
use kundig::rules::requirement::Definition;
use serde_json::{Value, json};

const NORA: &str = "external_id,organisation_external_id,given_name,family_name,email,language,job_roles,start_on,end_on,supervisor_external_id,account_roles\n\
                    E-1,P-A,Nora,Neu,nora@albers.example,de,technician,2024-01-10,,,learner\n";

struct Ground<'a> {
    app: &'a TestApp,
    story: Story,
    nora: Id,
}

impl<'a> Ground<'a> {
    /// A technician who came by an import, and a requirement about fitness with these fields besides.
    fn new(app: &'a TestApp, fields: Value) -> Self {
        let story = app.story();
        applied(app, Kind::People, NORA.as_bytes());
        let mut definition = json!({
            "code": "FIT", "title": {"en": "Medical fitness", "de": "Eignung"}, "in_force_on": "2024-01-01",
            "audience": {"job_roles": ["technician"]}, "initial": ["FIT-1"],
            "first_due": {"days_after_start": 30}, "recurrence": {"kind": "rolling", "months": 36},
            "notice_days": 30, "grace_days": 10, "lapse_months": null, "return_days": 0,
        });
        let (all, more) = (definition.as_object_mut().unwrap(), fields.as_object().unwrap());
        all.extend(more.clone());
        let definition = Definition::parse(&definition).unwrap();
        let now = app.state.clock.now();
        let chance = &app.state.chance;
        let nora = app
            .state
            .db
            .write(|conn| {
                requirement::bring(conn, chance, now, &By::command_line(), &definition, false)?;
                Ok(kundig::evidence::store::find_person(conn, &Scope::everything(), "E-1")?.unwrap())
            })
            .unwrap();
        Self { app, story, nora }
    }

    fn work(&self) {
        actix_web::rt::System::new().block_on(async {
            begin_what_is_due(&self.app.state).await.unwrap();
            run_due_jobs(&self.app.state).await.unwrap();
        });
    }

    fn owes(&self) -> Obligation {
        self.work();
        let rows = self.app.state.db.read(|conn| Ok(store::obligations_of(conn, self.nora)?)).unwrap();
        rows.into_iter().map(|row| row.0).next().unwrap()
    }

    fn stands(&self) -> (String, Option<String>) {
        let owed = self.owes();
        (owed.status, owed.due_on.map(|day| day.to_string()))
    }

    fn proves(&self, course_id: Id, on: &str, strength: Strength) {
        let new = NewEvidence {
            proven_on: day(on),
            means: Means::Online,
            strength,
            ..passed(self.nora, course_id)
        };
        record(self.app, &new);
    }
}

fn stood(status: &str, due: &str) -> (String, Option<String>) {
    (status.to_owned(), Some(due.to_owned()))
}

#[test]
fn a_document_is_due_when_it_ends_whether_it_came_by_hand_or_by_a_file() {
    on_both(|app| {
        let ground = Ground::new(&app, json!({}));
        course(&app, "FIT-1", "Eignung", "Fitness");
        assert_eq!(ground.stands(), stood("overdue", "2024-02-09"));

        let file = b"person_external_id,course_code,completed_on,source,valid_until\nE-1,FIT-1,2025-02-01,document,2026-12-10\n";
        applied(&app, Kind::Completions, file);
        assert_eq!(ground.stands(), stood("due", "2026-12-10"));
        assert_eq!(ground.owes().own_end_on, Some(day("2026-12-10")));

        // A list recorded by a training manager takes its place, and the API says both.
        let manager = app.signed_in(ground.story.person(Role::TrainingManager).id);
        let sent = json!({
            "course": "FIT-1", "proven_on": "2026-11-20", "strength": "external_document",
            "people": ["E-1"], "valid_until": "2027-03-31",
        });
        assert_eq!(
            manager.json("POST", "/api/v1/evidence", &sent).is(201).json()["items"][0]["valid_until"],
            "2027-03-31"
        );
        assert_eq!(ground.stands(), stood("valid", "2027-03-31"));
        let listed = manager
            .get(&format!("/api/v1/obligations?person_id={}", ground.nora))
            .is(200)
            .json();
        assert_eq!(listed["items"][0]["own_end_on"], "2027-03-31");

        let record = manager.get(&format!("/people/{}/record", ground.nora)).is(200);
        let proof = record
            .attribute("section[aria-labelledby=r-proofs] a[href^='/evidence/']", "href")
            .unwrap();
        manager.get(&proof).is(200);
        let page = record.text();
        for said in [
            "Das Dokument vom 20. November 2026 gilt nach eigener Angabe bis 31. März 2027.",
            "Das Dokument gilt bis",
            "Bisherige Zyklen",
            "versäumt",
            "eingehalten",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }

        // It ends while nobody does anything: grace, then overdue, as the projection, the export and a recalculation say.
        app.state.clock.advance(chrono::Duration::days(130));
        assert_eq!(ground.stands(), stood("grace", "2027-03-31"));
        app.state.clock.advance(chrono::Duration::days(10));
        assert_eq!(ground.stands(), stood("overdue", "2027-03-31"));
        let now = app.state.clock.now();
        let mut exported = Vec::new();
        export::write(&app.state.db, &Scope::everything(), now, &mut exported).unwrap();
        assert!(String::from_utf8(exported).unwrap().contains("overdue"));
        let compared = recalculate_and_compare(&app.state.db, now).unwrap();
        assert_eq!((compared.different, compared.waiting), (0, 0));
        let partner = app.signed_in(ground.story.person(Role::PartnerAdmin).id);
        let seen = partner.get("/obligations?search=Neu").is(200).text();
        assert!(seen.contains("2027-04-11"), "the day after the document's grace: {seen}");
    });
}

#[test]
fn what_must_be_proven_takes_no_packages_word_and_says_what_was_taken_over() {
    on_both(|app| {
        let ground = Ground::new(&app, json!({"strength": "proven"}));
        let fit = course(&app, "FIT-1", "Eignung", "Fitness");
        ground.proves(fit, "2026-11-20", Strength::ReportedByPackage);
        assert_eq!(ground.stands(), stood("overdue", "2024-02-09"));
        let manager = app.signed_in(ground.story.person(Role::TrainingManager).id);
        let record_page = || manager.get(&format!("/people/{}/record", ground.nora)).is(200).text();
        assert!(record_page().contains("„Eignung“ vom 20. November 2026 zählt nicht: Hier zählt nur ein gesicherter Nachweis"));

        let file = b"person_external_id,course_code,completed_on,source\nE-1,FIT-1,2024-06-01,paper\n";
        applied(&app, Kind::Completions, file);
        assert_eq!(ground.stands(), stood("valid", "2027-06-01"));
        assert!(record_page().contains("stammt aus den Aufzeichnungen von früher"));

        ground.proves(fit, "2026-11-22", Strength::MarkedByServer);
        assert_eq!(ground.stands(), stood("valid", "2029-11-22"));
        let page = record_page();
        assert!(!page.contains("zählt nicht") && !page.contains("von früher"));
    });
}

#[test]
fn proof_from_long_before_is_recognised_only_so_far_back() {
    on_both(|app| {
        let ground = Ground::new(&app, json!({"recognise_days": 100}));
        let fit = course(&app, "FIT-1", "Eignung", "Fitness");
        // She began on 10 January 2024; 100 days before is 2 October 2023.
        ground.proves(fit, "2023-10-01", Strength::MarkedByServer);
        assert_eq!(ground.stands(), stood("overdue", "2024-02-09"));
        let manager = app.signed_in(ground.story.person(Role::TrainingManager).id);
        let page = manager.get(&format!("/people/{}/record", ground.nora)).is(200).text();
        assert!(page.contains("zählt nicht: Das war zu lange, bevor die Anforderung begann"));
        ground.proves(fit, "2023-10-02", Strength::MarkedByServer);
        // It held for 36 months, and its grace for ten days more.
        assert_eq!(ground.stands(), stood("overdue", "2026-10-02"));
    });
}

#[test]
fn a_requirement_says_in_the_browser_what_stands_behind_its_evidence() {
    on_both(|app| {
        let ground = Ground::new(&app, json!({}));
        let manager = app.signed_in(ground.story.person(Role::TrainingManager).id);
        let edit = manager.get("/requirements/FIT/edit").is(200);
        assert_eq!(edit.attribute("#strength option[selected]", "value").as_deref(), Some("any"));
        let fields = [
            ("act", "save"),
            ("already_in", "keep"),
            ("title.en", "Medical fitness"),
            ("in_force_on", "01.01.2026"),
            ("audience.job_roles", "technician"),
            ("initial", "FIT-1"),
            ("first_due.kind", "days_after_start"),
            ("first_due.count", "30"),
            ("recurrence.kind", "rolling"),
            ("recurrence.months", "36"),
        ];
        let wrong: Vec<_> = fields
            .iter()
            .copied()
            .chain([("strength", "sworn"), ("recognise_days", "lange")])
            .collect();
        let again = manager.post("/requirements/FIT/draft", &wrong).is(422);
        for field in ["strength", "recognise_days"] {
            assert_eq!(again.count(&format!(".fault a[href='#{field}']")), 1, "{field}");
        }
        let right: Vec<_> = fields
            .iter()
            .copied()
            .chain([("strength", "proven"), ("recognise_days", "730")])
            .collect();
        manager.post("/requirements/FIT/draft", &right).is(303);
        manager
            .post("/requirements/FIT/entry", &[("in_force_on", "01.01.2026"), ("revision", "0")])
            .is(303);
        let page = manager.get("/requirements/FIT").is(200).text();
        assert!(
            page.contains("nur ein gesicherter Nachweis") && page.contains("höchstens 730 Tage vor dem Beginn"),
            "{page}"
        );
        let listed = manager.get("/api/v1/requirements").is(200).json();
        let definition = &listed["items"][0]["in_force"]["definition"];
        assert_eq!(
            (&definition["strength"], &definition["recognise_days"]),
            (&json!("proven"), &json!(730)),
            "{listed}"
        );
    });
}

#[test]
fn a_course_that_counts_for_another_moves_dates_from_the_day_it_is_stated_until_it_is_withdrawn() {
    on_both(|app| {
        let ground = Ground::new(&app, json!({}));
        course(&app, "FIT-1", "Eignung", "Fitness");
        let other = course(&app, "FIT-2", "Eignung vor Ort", "Fitness on site");
        ground.proves(other, "2026-10-01", Strength::ObservedByTrainer);
        assert_eq!(ground.stands(), stood("overdue", "2024-02-09"));

        let manager = app.signed_in(ground.story.person(Role::TrainingManager).id);
        let address = "/courses/FIT-1/equivalences";
        assert_eq!(manager.get("/courses/FIT-1").is(200).count(&format!("a[href='{address}']")), 1);
        assert!(manager.get(address).is(200).text().contains("zählt kein anderer Kurs"));
        let wrong = manager.post(address, &[("course", "FIT-1"), ("from_on", "2026-13-01")]).is(422);
        for field in ["extent", "from_on", "reason"] {
            assert_eq!(wrong.count(&format!(".fault a[href='#{field}']")), 1, "{field}");
        }
        let filled = [
            ("course", "FIT-2"),
            ("extent", "full"),
            ("from_on", "01.09.2026"),
            ("reason", "Gleicher Stoff"),
        ];
        let with = |act: &'static str| filled.iter().copied().chain([("act", act)]).collect::<Vec<_>>();
        let seen = manager.post(address, &with("preview")).is(200).text();
        assert!(
            seen.contains("Eine Pflicht würde sich ändern") && seen.contains("Nora Neu"),
            "{seen}"
        );
        assert_eq!(ground.stands(), stood("overdue", "2024-02-09"), "asking changes nothing");
        manager.post(address, &with("save")).is(303);
        assert_eq!(ground.stands(), stood("valid", "2029-10-01"));
        let twice = manager.post(address, &with("save")).is(422);
        assert!(twice.text().contains("schon festgestellt"));
        let itself: Vec<_> = with("save")
            .into_iter()
            .map(|(name, value)| (name, if name == "course" { "FIT-1" } else { value }))
            .collect();
        manager.post(address, &itself).is(422);

        // By API: seen, tried, ended before the day of the proof, withdrawn.
        let listed = manager.get("/api/v1/courses/FIT-1/equivalences").is(200).json();
        let id = listed[0]["id"].as_str().unwrap().to_owned();
        assert_eq!((&listed[0]["course"], &listed[0]["extent"]), (&json!("FIT-2"), &json!("full")));
        let new = json!({"course": "FIT-2", "extent": "refresher", "from_on": "2020-01-01", "to_on": "2020-12-31", "reason": "x"});
        let tried = manager
            .json("POST", "/api/v1/courses/FIT-1/equivalences/preview", &new)
            .is(200)
            .json();
        assert_eq!((&tried["changed"], &tried["requirements"]), (&json!(0), &json!(["FIT"])));
        manager.json("POST", "/api/v1/courses/NONE/equivalences", &new).is(404);
        let strange = json!({"course": "FIT\u{0}", "extent": "full", "from_on": "2020-01-01", "reason": "x"});
        manager.json("POST", "/api/v1/courses/FIT-1/equivalences", &strange).is(422);
        manager
            .json("PUT", &format!("/api/v1/equivalences/{id}/end"), &json!({"to_on": "2026-10-01"}))
            .is(200);
        assert_eq!(ground.stands(), stood("valid", "2029-10-01"), "what it gave stays");
        let form = manager.get(&format!("{address}/{id}/end/new")).is(200);
        assert_eq!(form.attribute("#to_on", "value").as_deref(), Some("01.10.2026"));
        let end = format!("{address}/{id}/end");
        let harmed = manager
            .post(&end, &[("way", "withdraw"), ("reason", "Irrtum"), ("act", "preview")])
            .is(200)
            .text();
        assert!(harmed.contains("Neu im Rückstand"));
        manager.post(&end, &[("way", "withdraw"), ("act", "save")]).is(422);
        manager
            .post(&end, &[("way", "withdraw"), ("reason", "Irrtum"), ("act", "save")])
            .is(303);
        assert_eq!(ground.stands(), stood("overdue", "2024-02-09"));
        manager
            .json(
                "POST",
                &format!("/api/v1/equivalences/{id}/withdrawal"),
                &json!({"reason": "again"}),
            )
            .is(409);
        let compared = recalculate_and_compare(&app.state.db, app.state.clock.now()).unwrap();
        assert_eq!((compared.different, compared.waiting), (0, 0));
        let partner = app.signed_in(ground.story.person(Role::PartnerAdmin).id);
        partner.get(address).is(403);
    });
}

#[test]
fn refreshers_take_turns_and_one_out_of_turn_is_told() {
    on_both(|app| {
        let ground = Ground::new(&app, json!({"rotation": [["FIT-A"], ["FIT-B"]]}));
        let ids = ["FIT-1", "FIT-A", "FIT-B"].map(|code| course(&app, code, &format!("Kurs {code}"), code));
        ground.proves(ids[0], "2024-02-01", Strength::MarkedByServer);
        ground.proves(ids[2], "2026-11-20", Strength::MarkedByServer);
        assert_eq!(ground.stands(), stood("valid", "2027-02-01"));
        assert_eq!(ground.owes().refresher_turn, Some(0));
        let manager = app.signed_in(ground.story.person(Role::TrainingManager).id);
        let page = manager.get(&format!("/people/{}/record", ground.nora)).is(200).text();
        assert!(
            page.contains("Die Auffrischung vom 20. November 2026 zählt nicht: An der Reihe ist Kurs FIT-A."),
            "{page}"
        );
        ground.proves(ids[1], "2026-11-21", Strength::MarkedByServer);
        assert_eq!(ground.stands(), stood("valid", "2029-11-21"));
        assert_eq!(ground.owes().refresher_turn, Some(1));

        let edit = manager.get("/requirements/FIT/edit").is(200).text();
        assert!(edit.contains("FIT-A\nFIT-B"), "{edit}");
        let shown = manager.get("/requirements/FIT").is(200).text();
        assert!(shown.contains("FIT-A → FIT-B, dann wieder von vorn"), "{shown}");
    });
}

#[test]
fn what_lies_ahead_names_the_course_that_will_be_asked_for_and_what_counts_instead() {
    on_both(|app| {
        let ground = Ground::new(
            &app,
            json!({"rotation": [["FIT-A"], ["FIT-B"]], "recurrence": {"kind": "rolling", "months": 12}}),
        );
        let ids = ["FIT-1", "FIT-A", "FIT-B", "FIT-E"].map(|code| course(&app, code, &format!("Kurs {code}"), code));
        let manager = app.signed_in(ground.story.person(Role::TrainingManager).id);
        let ahead = |query: &str| manager.get(&format!("/api/v1/ahead?months=24{query}")).is(200).json()["groups"].clone();
        let told = |groups: &Value| -> Vec<(String, i64, Value)> {
            let line = |one: &Value| {
                (
                    one["key"].as_str().unwrap().to_owned(),
                    one["total"].as_i64().unwrap(),
                    one["instead"].clone(),
                )
            };
            groups.as_array().unwrap().iter().map(line).collect()
        };
        ground.work();
        assert_eq!(told(&ahead("")), [("FIT-1".to_owned(), 1, json!([]))]);
        // An equivalent counts beside it on its days only.
        let stated = json!({"course": "FIT-E", "extent": "full", "from_on": "2026-01-01", "reason": "gleich"});
        manager.json("POST", "/api/v1/courses/FIT-1/equivalences", &stated).is(201);
        assert_eq!(told(&ahead("")), [("FIT-1".to_owned(), 1, json!(["FIT-E"]))]);
        // One that is no longer on offer gives way; the filter and the rows know it too.
        let gone = |at: &str| {
            let sql = format!("UPDATE courses SET archived_at = {at} WHERE code = 'FIT-1'");
            let done = app.state.db.write(|conn| Ok(on!(conn, c => diesel::sql_query(&sql).execute(c))?));
            assert_eq!(done.unwrap(), 1);
        };
        gone("'2026-11-01 00:00:00'");
        assert_eq!(told(&ahead("")), [("FIT-E".to_owned(), 1, json!(["FIT-1"]))]);
        assert_eq!(told(&ahead("&course=FIT-E")).len(), 1);
        assert_eq!(told(&ahead("&course=FIT-1")), []);
        let rows = manager.get("/api/v1/ahead/obligations?course=FIT-E&month=behind").is(200).json();
        assert_eq!(
            (&rows["items"][0]["course"], &rows["items"][0]["instead"]),
            (&json!("FIT-E"), &json!(["FIT-1"]))
        );
        gone("NULL");
        // Once it is met, the refresher whose turn it is stands ahead, then the other one.
        ground.proves(ids[0], "2026-02-01", Strength::MarkedByServer);
        ground.work();
        assert_eq!(told(&ahead("")), [("FIT-A".to_owned(), 1, json!(["FIT-1", "FIT-E"]))]);
        ground.proves(ids[1], "2026-11-20", Strength::MarkedByServer);
        ground.work();
        assert_eq!(told(&ahead("")), [("FIT-B".to_owned(), 1, json!(["FIT-1", "FIT-E"]))]);
        assert_eq!((told(&ahead("&course=FIT-B")).len(), told(&ahead("&course=FIT-A")).len()), (1, 0));
        let page = manager.get("/ahead?months=24").is(200).text();
        assert!(page.contains("Stattdessen zählt: FIT-1, FIT-E"), "{page}");
        let table = manager.get("/ahead/table.csv?months=24").is(200).text();
        assert!(table.contains("FIT-B") && table.contains("FIT-1, FIT-E"), "{table}");
        let rows = manager.get("/ahead/obligations.csv?months=24&course=FIT-B").is(200).text();
        assert_eq!(rows.lines().count(), 2, "{rows}");
    });
}
