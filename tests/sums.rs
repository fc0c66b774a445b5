//! Hours and points: what courses are worth, what evidence is worth itself, and requirements that count them, by page and by call.

use crate::evidence::{course, passed, record};
use crate::support::app::{TestApp, on_both};
use crate::support::story::day;
use kundig::evidence::NewEvidence;
use kundig::obligations::store;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// Sixteen hours in two years from two courses, for everybody.
fn asked(kind: &Value) -> Value {
    json!({
        "code": "CPD", "title": { "de": "Weiterbildung, 16 Stunden", "en": "Further training, 16 hours" },
        "in_force_on": "2026-01-01", "audience": {}, "initial": ["EL-1", "EL-2"],
        "first_due": { "on": "2026-12-31" }, "recurrence": kind, "notice_days": 60, "grace_days": 30, "reminders": []
    })
}

fn rolling() -> Value {
    json!({ "kind": "sum", "unit": "hours", "amount": 16, "months": 24 })
}

fn standing(app: &TestApp, person: Id) -> (String, Option<chrono::NaiveDate>) {
    app.run_jobs();
    let rows = app.state.db.read(|conn| Ok(store::obligations_of(conn, person)?)).unwrap();
    let (row, _) = rows.into_iter().find(|(_, code)| code == "CPD").unwrap();
    (row.status, row.due_on)
}

#[test]
fn hours_of_courses_and_of_documents_add_up_and_what_is_missing_is_told() {
    on_both(|app| {
        let story = app.story();
        let learner = story.person(Role::Learner).id;
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let browser = app.signed_in(learner);
        let courses = [
            course(&app, "EL-1", "Elektrik", "Electrics"),
            course(&app, "EL-2", "Messen", "Measuring"),
        ];
        let worth = |fields: &[(&str, &str)]| manager.post("/courses/EL-1/values", fields);
        manager.get("/courses/EL-1/values").is(200);
        manager.get("/courses/NOTHING/values").is(404);
        let wrong = worth(&[("from_on", "31.02.2026"), ("hours", "acht"), ("points", "0"), ("reason", " ")]).is(422);
        for field in ["from_on", "hours", "points", "reason"] {
            assert_eq!(wrong.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}");
        }
        worth(&[("from_on", "01.01.2026"), ("hours", "7,5"), ("reason", "Katalog"), ("act", "save")]).is(303);
        let made = manager.json("POST", "/api/v1/requirements", &asked(&rolling())).is(201).json();
        let path = format!("/api/v1/requirements/{}/draft/entry", made["id"].as_str().unwrap());
        manager.json("POST", &path, &json!({})).is(200);
        assert_eq!(standing(&app, learner), ("due".to_owned(), Some(day("2026-12-31"))));
        let listed = manager.get("/requirements").is(200);
        assert_eq!(listed.select("td[data-head='Wie oft']").as_deref(), Some("2 Jahre"));
        let of = |course_id: Id, on: &str| NewEvidence {
            proven_on: day(on),
            ..passed(learner, course_id)
        };
        record(&app, &of(courses[0], "2026-03-02"));
        // Nobody said yet what this one is worth.
        record(&app, &of(courses[1], "2026-04-02"));
        assert_eq!(standing(&app, learner).1, Some(day("2026-12-31")));
        let why = browser.get("/training/CPD/why").is(200).text();
        assert!(why.contains("Es zählen 7,5 von 16 Stunden; es fehlen 8,5."), "{why}");
        assert!(browser.get("/training").is(200).text().contains("7,5 von 16 Stunden"));
        let tried = json!({ "from_on": "2026-01-01", "hours": 8.5, "reason": "Katalog" });
        let seen = manager.json("POST", "/api/v1/courses/EL-2/values/preview", &tried).is(200).json();
        assert_eq!((&seen["changed"], &seen["later"]), (&json!(1), &json!(1)));
        let stated = manager.json("POST", "/api/v1/courses/EL-2/values", &tried).is(201).json();
        manager
            .json(
                "POST",
                "/api/v1/courses/EL-2/values",
                &json!({ "from_on": "2026-01-01", "hours": 1.005, "reason": "x" }),
            )
            .is(422);
        manager.json("POST", "/api/v1/courses/NOTHING/values", &tried).is(404);
        assert_eq!(standing(&app, learner), ("valid".to_owned(), Some(day("2028-03-02"))));
        let why = browser.get("/training/CPD/why").is(200).text();
        assert!(
            why.contains("Es zählen 16 von 16 Stunden; bis 2. März 2028 müssen 7,5 neu dazukommen."),
            "{why}"
        );
        // A mistake: it never held. A document says itself how many hours it was.
        let id = stated["id"].as_str().unwrap();
        manager.get(&format!("/courses/EL-2/values/{id}/withdrawal/new")).is(200);
        manager
            .post(&format!("/courses/EL-2/values/{id}/withdrawal"), &[("reason", " ")])
            .is(422);
        manager
            .post(&format!("/courses/EL-2/values/{id}/withdrawal"), &[("reason", "Falscher Kurs")])
            .is(303);
        manager
            .json("POST", &format!("/api/v1/course-values/{id}/withdrawal"), &json!({ "reason": "x" }))
            .is(409);
        assert_eq!(standing(&app, learner).1, Some(day("2026-12-31")));
        let form = [("title", "Seminar"), ("issued_on", "05.05.2026"), ("requirement", "CPD")];
        let document = browser
            .upload("/documents", &form, "scan", "a.pdf", b"%PDF-1.4")
            .is(303)
            .location
            .unwrap();
        let yes = |hours| {
            [
                ("answer", "recognise"),
                ("course", "EL-2"),
                ("proven_on", "05.05.2026"),
                ("hours", hours),
            ]
        };
        let wrong = manager.post(&format!("{document}/answer"), &yes("acht")).is(422);
        assert_eq!(wrong.count("#hours[aria-invalid=true]"), 1);
        manager.post(&format!("{document}/answer"), &yes("8,5")).is(303);
        assert_eq!(standing(&app, learner), ("valid".to_owned(), Some(day("2028-03-02"))));
        let values = manager.get("/api/v1/courses/EL-2/values").is(200).json();
        assert_eq!((&values[0]["hours"], values[0]["withdrawn_at"].is_string()), (&json!(8.5), true));
    });
}

#[test]
fn the_form_of_a_requirement_knows_hours_and_points() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        for code in ["EL-1", "EL-2"] {
            course(&app, code, "Elektrik", "Electrics");
        }
        let form = |amount: &'static str| {
            [
                ("code", "PTS"),
                ("title.de", "Punkte"),
                ("title.en", "Points"),
                ("in_force_on", "01.01.2027"),
                ("initial", "EL-1"),
                ("recurrence.kind", "sum_year"),
                ("recurrence.unit", "points"),
                ("recurrence.amount", amount),
                ("recurrence.year_month", "1"),
                ("recurrence.year_day", "1"),
                ("recurrence.joiner_min_days", "90"),
                ("notice_days", "60"),
                ("grace_days", "0"),
                ("return_days", "0"),
                ("act", "save"),
            ]
        };
        for bad in ["", "0", "acht", "1,005"] {
            let page = manager.post("/requirements", &form(bad)).is(422);
            assert_eq!(
                page.count("[name='recurrence.amount'][aria-invalid=true]"),
                1,
                "{bad}: {}",
                page.text()
            );
        }
        manager.post("/requirements", &form("10,5")).is(303);
        let page = manager.get("/requirements/PTS").is(200).text();
        assert!(page.contains("10,5 Punkte in jedem Schulungsjahr"), "{page}");
        let edit = manager.get("/requirements/PTS/edit").is(200);
        assert_eq!(edit.attribute("[name='recurrence.amount']", "value").as_deref(), Some("10.5"));
    });
}

#[test]
fn a_year_asks_for_its_points_anew() {
    on_both(|app| {
        let story = app.story();
        let learner = story.person(Role::Learner).id;
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        course(&app, "EL-1", "Elektrik", "Electrics");
        course(&app, "EL-2", "Messen", "Measuring");
        let kind = json!({ "kind": "sum_year", "unit": "points", "amount": 10, "year_starts": "01-01", "joiner_min_days": 0 });
        let made = manager.json("POST", "/api/v1/requirements", &asked(&kind)).is(201).json();
        let path = format!("/api/v1/requirements/{}/draft/entry", made["id"].as_str().unwrap());
        manager.json("POST", &path, &json!({})).is(200);
        let paper = json!({ "course": "EL-1", "proven_on": "2026-06-01", "strength": "observed_by_trainer", "points": 10,
                            "people": [learner.to_string()] });
        manager.json("POST", "/api/v1/evidence", &paper).is(201);
        assert_eq!(standing(&app, learner), ("valid".to_owned(), Some(day("2027-12-31"))));
        let listed = manager.get(&format!("/api/v1/evidence?person_id={learner}")).is(200).json();
        assert_eq!(listed["items"][0]["points"], json!(10.0));
    });
}
