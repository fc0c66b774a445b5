//! Taking a course: begin, answer, leave, resume, pass; evidence once, and nothing told before it is due.

use crate::courses::{every_kind, publish, published, trainer};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::Story;
use kundig::evidence::store as evidence;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn learner<'a>(app: &'a TestApp, story: &Story) -> Browser<'a> {
    app.signed_in(story.person(Role::Learner).id)
}

pub fn begin(learner: &Browser<'_>, code: &str) -> String {
    let run = learner
        .json("POST", "/api/v1/registrations", &json!({ "course": code }))
        .is(201)
        .json();
    run["registration"]["id"].as_str().unwrap().to_owned()
}

fn here(learner: &Browser<'_>, run: &str) -> Value {
    learner.get(&format!("/api/v1/registrations/{run}")).is(200).json()["here"].clone()
}

fn screen(learner: &Browser<'_>, run: &str, place: &Value) -> Value {
    let path = format!(
        "/api/v1/registrations/{run}/modules/{}/screens/{}",
        place["module"].as_str().unwrap(),
        place["screen"]
    );
    learner.get(&path).is(200).json()["content"].clone()
}

/// The values of the right answer, found by the words that are shown.
pub fn right_values(question: &Value) -> Vec<String> {
    let places = |words: &[&str]| -> Vec<String> {
        let choices = question["choices"].as_array().unwrap();
        words
            .iter()
            .map(|word| {
                choices.iter().find(|choice| choice["text"] == *word).unwrap()["place"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    };
    match question["id"].as_str().unwrap() {
        "single" => places(&["zweipolig"]),
        "multiple" => places(&["sichern", "prüfen"]),
        "wahr" => vec!["false".into()],
        "folge" => places(&["freischalten", "sichern"]),
        "paare" => question["pairs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| {
                let wanted = if pair["left"] == "R290" { "brennbar" } else { "hoher Druck" };
                let rights = pair["rights"].as_array().unwrap();
                rights.iter().find(|right| right["text"] == wanted).unwrap()["place"]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect(),
        "zahl" => vec!["10,2".into()],
        "luecke" => vec!["  ABSCHALTEN ".into()],
        other => panic!("{other}"),
    }
}

fn wrong_values(question: &Value) -> Vec<String> {
    match question["kind"].as_str().unwrap() {
        "true_false" => vec!["true".into()],
        "numeric" => vec!["99".into()],
        "fill_in" => vec!["hoffen".into()],
        "multiple" => vec!["0".into()],
        "single" => {
            let choices = question["choices"].as_array().unwrap();
            vec![
                choices.iter().find(|c| c["text"] != "zweipolig").unwrap()["place"]
                    .as_str()
                    .unwrap()
                    .to_owned(),
            ]
        }
        // The order shown at first is never the right one; of two pairs the shown order is tried and turned around.
        _ => {
            let mut values = right_values(question);
            values.reverse();
            values
        }
    }
}

fn event(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn send(learner: &Browser<'_>, run: &str, event_id: &str, block: &str, values: &[String]) -> crate::support::browser::Answer {
    let answer = json!({ "event_id": event_id, "module": "eins", "block": block, "values": values });
    learner.json("POST", &format!("/api/v1/registrations/{run}/answers"), &answer)
}

fn step(learner: &Browser<'_>, run: &str, place: &Value) -> crate::support::browser::Answer {
    learner.json("POST", &format!("/api/v1/registrations/{run}/steps"), place)
}

/// Goes through a run to its end; answers the last step's answer.
pub fn go_through(learner: &Browser<'_>, run: &str, first_event: u32, values: fn(&Value) -> Vec<String>) -> Value {
    let mut number = first_event;
    loop {
        let place = here(learner, run);
        let content = screen(learner, run, &place);
        if let Some(id) = content["question"]["id"].as_str() {
            number += 1;
            send(learner, run, &event(number), id, &values(&content["question"])).is(200);
        }
        let next = step(learner, run, &place).is(200).json();
        if next["next"].is_null() {
            return next;
        }
    }
}

fn proofs(app: &TestApp, story: &Story, role: Role) -> usize {
    let person = story.person(role).id;
    app.state.db.read(|conn| Ok(evidence::of_person(conn, person)?)).unwrap().len()
}

#[test]
fn a_course_is_taken_left_resumed_elsewhere_and_passed_once() {
    on_both(|app| {
        let story = app.story();
        published(&trainer(&app, &story), "HV-R1", every_kind("after_answer"));
        let phone = learner(&app, &story);
        let run = begin(&phone, "HV-R1");
        let first = here(&phone, &run);
        assert_eq!(first, json!({ "module": "eins", "screen": 1 }));
        let content = screen(&phone, &run, &first);
        assert_eq!(content["blocks"][0]["tone"], "danger");
        let answered = send(&phone, &run, &event(1), "single", &right_values(&content["question"]))
            .is(200)
            .json();
        assert_eq!(answered["correct"], true);
        step(&phone, &run, &first).is(200);
        // Another device: the same run, at the same place.
        let desk = learner(&app, &story);
        assert_eq!(begin(&desk, "HV-R1"), run);
        assert_eq!(here(&desk, &run), json!({ "module": "eins", "screen": 2 }));
        let resumed = app
            .state
            .db
            .read(|conn| Ok(kundig::player::resume_of(conn, story.person(Role::Learner).id)?))
            .unwrap()
            .unwrap();
        assert_eq!(
            (resumed.step, resumed.steps, resumed.minutes_left, resumed.code.as_str()),
            (1, 1, 7, "HV-R1")
        );
        let end = go_through(&desk, &run, 100, right_values);
        assert_eq!(
            (&end["registration"]["state"], &end["registration"]["score_percent"]),
            (&json!("passed"), &json!(100))
        );
        // Going on from the last screen again changes nothing.
        step(&phone, &run, &json!({ "module": "eins", "screen": 8 })).is(200);
        assert_eq!(proofs(&app, &story, Role::Learner), 1);
        let statements = desk.get("/api/v1/statements?limit=500").is(200).json();
        let verbs: Vec<&str> = statements["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|s| s["verb"]["display"]["en"].as_str().unwrap())
            .collect();
        for verb in ["initialized", "experienced", "answered", "completed", "passed", "terminated"] {
            assert!(verbs.contains(&verb), "{verb}: {verbs:?}");
        }
        assert_eq!(verbs.iter().filter(|verb| **verb == "answered").count(), 7);
    });
}

#[test]
fn right_answers_leave_the_server_only_when_they_are_due() {
    on_both(|app| {
        let story = app.story();
        published(&trainer(&app, &story), "HV", every_kind("at_end"));
        let learner = learner(&app, &story);
        let run = begin(&learner, "HV");
        let mut seen = String::new();
        let mut number = 0;
        loop {
            let place = here(&learner, &run);
            let before = screen(&learner, &run, &place);
            seen.push_str(&before.to_string());
            if let Some(id) = before["question"]["id"].as_str() {
                number += 1;
                let told = send(&learner, &run, &event(number), id, &wrong_values(&before["question"]))
                    .is(200)
                    .json();
                assert_eq!((&told["correct"], &told["score_milli"]), (&Value::Null, &Value::Null));
                let after = screen(&learner, &run, &place)["question"].clone();
                assert_eq!(
                    (&after["answered"], &after["correct"], &after["right"]),
                    (&json!(true), &Value::Null, &Value::Null),
                    "{id}"
                );
                seen.push_str(&after.to_string());
            }
            if step(&learner, &run, &place).is(200).json()["next"].is_null() {
                break;
            }
        }
        for secret in [
            "\"verdict\":\"right\"",
            "\"verdict\":\"wrong\"",
            "Genau.",
            "Noch nicht.",
            "abschalten",
            "tolerance",
        ] {
            assert!(!seen.contains(secret), "{secret}: {seen}");
        }
        let statements = learner.get("/api/v1/statements?limit=500").is(200).text();
        assert!(!statements.contains("correctResponsesPattern"));
        let answered: Vec<Value> = serde_json::from_str::<Value>(&statements).unwrap()["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|statement| statement["verb"]["display"]["en"] == "answered")
            .cloned()
            .collect();
        assert!(answered.iter().all(|statement| statement["result"].get("success").is_none()));
        // Now the run is over, failed, and what was right is told.
        assert_eq!(
            learner.get(&format!("/api/v1/registrations/{run}")).json()["registration"]["state"],
            "failed"
        );
        let due = screen(&learner, &run, &json!({ "module": "eins", "screen": 1 }));
        assert_eq!(due["question"]["correct"], false);
        assert_eq!(proofs(&app, &story, Role::Learner), 0);
    });
}

#[test]
fn the_same_event_twice_is_one_answer_and_the_first_answer_stays() {
    on_both(|app| {
        let story = app.story();
        published(&trainer(&app, &story), "HV", every_kind("after_answer"));
        let learner = learner(&app, &story);
        let run = begin(&learner, "HV");
        let question = screen(&learner, &run, &here(&learner, &run))["question"].clone();
        let wrong = send(&learner, &run, &event(1), "single", &wrong_values(&question)).is(200).json();
        assert_eq!(wrong["correct"], false);
        let again = send(&learner, &run, &event(1), "single", &right_values(&question)).is(200).json();
        assert_eq!(again, wrong);
        let other = send(&learner, &run, &event(2), "single", &right_values(&question)).is(200).json();
        assert_eq!(other["correct"], false);
        step(&learner, &run, &json!({ "module": "eins", "screen": 1 })).is(200);
        let question = screen(&learner, &run, &here(&learner, &run))["question"].clone();
        send(&learner, &run, &event(1), "multiple", &right_values(&question)).is(409);
    });
}

#[test]
fn whatever_is_sent_as_an_answer_is_told_clearly() {
    on_both(|app| {
        let story = app.story();
        published(&trainer(&app, &story), "HV", every_kind("after_answer"));
        let learner = learner(&app, &story);
        let run = begin(&learner, "HV");
        let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
        for bad in [
            &[][..],
            &[""],
            &["9"],
            &["-1"],
            &["x"],
            &["0", "1"],
            &["\0"],
            &["99999999999999999999999"],
        ] {
            send(&learner, &run, &event(1), "single", &values(bad)).is(422);
        }
        send(&learner, &run, &event(1), "nowhere", &values(&["0"])).is(404);
        send(&learner, &run, &event(1), "../..", &values(&["0"])).is(404);
        send(&learner, &run, "no-event", "single", &values(&["0"])).is(400);
        // Not before it is reached, and not past an unanswered question.
        send(&learner, &run, &event(1), "zahl", &values(&["10"])).is(409);
        step(&learner, &run, &json!({ "module": "eins", "screen": 1 })).is(422);
        step(&learner, &run, &json!({ "module": "eins", "screen": 5 })).is(409);
        step(&learner, &run, &json!({ "module": "eins", "screen": 0 })).is(404);
        learner.get(&format!("/api/v1/registrations/{run}/modules/eins/screens/4")).is(409);
        learner.get(&format!("/api/v1/registrations/{run}/modules/eins/screens/99")).is(404);
        learner.get("/api/v1/registrations/x").is(404);
    });
}

#[test]
fn another_persons_run_does_not_exist() {
    on_both(|app| {
        let story = app.story();
        published(&trainer(&app, &story), "HV", every_kind("after_answer"));
        let run = begin(&learner(&app, &story), "HV");
        for role in [Role::TrainingManager, Role::Trainer, Role::PartnerAdmin, Role::TeamLead] {
            let other = app.signed_in(story.person(role).id);
            other.get(&format!("/api/v1/registrations/{run}")).is(404);
            other.get(&format!("/api/v1/registrations/{run}/modules/eins/screens/1")).is(404);
            send(&other, &run, &event(1), "single", &["0".to_owned()]).is(404);
            step(&other, &run, &json!({ "module": "eins", "screen": 1 })).is(404);
        }
    });
}

/// A published course that can be failed once and then once more.
fn twice_at_most(trainer: &Browser<'_>) {
    trainer
        .json("POST", "/api/v1/courses", &json!({ "code": "HV", "title": { "de": "HV" } }))
        .is(201);
    let settings = json!({ "title": { "de": "HV" }, "pass_mark_percent": 80, "attempts_allowed": 2, "revision": 0 });
    trainer.json("PATCH", "/api/v1/courses/HV/draft", &settings).is(200);
    let module = json!({ "key": "eins", "title": { "de": "Eins" }, "minutes": 7, "document": every_kind("never") });
    trainer.json("POST", "/api/v1/courses/HV/draft/modules", &module).is(201);
    publish(trainer, "HV", "improvement");
}

#[test]
fn runs_allowed_are_counted_and_a_failed_one_gives_no_proof() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        twice_at_most(&trainer);
        let learner = learner(&app, &story);
        for first_event in [100, 200] {
            let run = begin(&learner, "HV");
            assert_eq!(
                go_through(&learner, &run, first_event, wrong_values)["registration"]["state"],
                "failed"
            );
        }
        learner.json("POST", "/api/v1/registrations", &json!({ "course": "HV" })).is(409);
        assert_eq!(proofs(&app, &story, Role::Learner), 0);
    });
}

#[test]
fn whoever_used_all_attempts_is_given_one_more_with_a_reason() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        twice_at_most(&trainer);
        let learner = learner(&app, &story);
        let person = story.person(Role::Learner).id;
        let (page, call) = ("/courses/HV/further-attempts", "/api/v1/courses/HV/further-attempts");
        let asked = json!({ "person_id": person.to_string(), "reason": "Am Gerät besprochen." });
        let fail = |first_event: u32| {
            let run = begin(&learner, "HV");
            assert_eq!(
                go_through(&learner, &run, first_event, wrong_values)["registration"]["state"],
                "failed"
            );
            run
        };
        fail(100);
        assert!(trainer.get(page).is(200).text().contains("Niemand hat alle Versuche"));
        trainer.json("POST", call, &asked).is(409);
        let run = fail(200);
        let result = learner.get(&format!("/learning/{run}/result")).is(200).text();
        assert!(result.contains("Alle Versuche dieses Kurses sind verbraucht.") && !result.contains("von vorn"));
        assert!(
            learner
                .get("/courses/HV/take")
                .is(200)
                .text()
                .contains("kann Ihnen einen weiteren geben")
        );
        assert_eq!(trainer.get(call).is(200).json()["used_up"][0]["person_id"], person.to_string());
        // Without a reason nothing is given, and what was chosen stays.
        let again = trainer.post(page, &[("person_id", &person.to_string()), ("reason", " ")]).is(422);
        assert!(again.text().contains(&format!("value=\"{person}\" checked")));
        trainer.post(page, &[("person_id", "nobody"), ("reason", "x")]).is(422);
        let form = [("person_id", person.to_string()), ("reason", "Am Gerät besprochen.".to_owned())];
        let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        trainer.post(page, &form).is(303);
        // The second hand comes too late: one attempt is one attempt.
        trainer.json("POST", call, &asked).is(409);
        let given = trainer.get(call).is(200).json();
        assert_eq!(
            (given["used_up"].as_array().unwrap().len(), &given["granted"][0]["reason"]),
            (0, &json!("Am Gerät besprochen."))
        );
        fail(300);
        learner.json("POST", "/api/v1/registrations", &json!({ "course": "HV" })).is(409);
        trainer.json("POST", call, &asked).is(201);
        let run = begin(&learner, "HV");
        assert_eq!(go_through(&learner, &run, 400, right_values)["registration"]["state"], "passed");
        let audit = app.signed_in(story.person(Role::TrainingManager).id);
        let told = audit.get("/api/v1/audit?action=further_attempt").is(200).json();
        assert_eq!(told["items"].as_array().unwrap().len(), 2, "{told}");
        // Whoever records no results gives none.
        app.signed_in(story.person(Role::PartnerAdmin).id)
            .json("POST", call, &asked)
            .is(403);
    });
}

#[test]
fn a_run_stays_on_its_version_unless_all_must_learn_anew() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        published(&trainer, "HV", every_kind("after_answer"));
        let learner = learner(&app, &story);
        let run = begin(&learner, "HV");
        for (kind, state, version) in [("improvement", "running", 1), ("retake", "superseded", 3)] {
            trainer.json("POST", "/api/v1/courses/HV/draft", &json!({})).is(201);
            publish(&trainer, "HV", kind);
            app.run_jobs();
            assert_eq!(
                learner.get(&format!("/api/v1/registrations/{run}")).json()["registration"]["state"],
                state
            );
            let now = learner
                .json("POST", "/api/v1/registrations", &json!({ "course": "HV" }))
                .is(201)
                .json();
            assert_eq!(now["registration"]["version"], version);
        }
    });
}

#[test]
fn the_same_last_step_from_many_devices_at_once_gives_one_proof() {
    on_both(|app| {
        let story = app.story();
        published(&trainer(&app, &story), "HV", every_kind("after_answer"));
        let desk = learner(&app, &story);
        let run = begin(&desk, "HV");
        for number in 0..7 {
            let place = here(&desk, &run);
            let content = screen(&desk, &run, &place);
            send(
                &desk,
                &run,
                &event(number),
                content["question"]["id"].as_str().unwrap(),
                &right_values(&content["question"]),
            )
            .is(200);
            step(&desk, &run, &place).is(200);
        }
        let last = here(&desk, &run);
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| step(&desk, &run, &last).is(200));
            }
        });
        assert_eq!(proofs(&app, &story, Role::Learner), 1);
        assert_eq!(
            learner(&app, &story).get(&format!("/api/v1/registrations/{run}")).json()["registration"]["state"],
            "passed"
        );
    });
}

#[test]
fn the_pages_lead_through_a_course_without_any_script() {
    on_both(|app| {
        let story = app.story();
        published(&trainer(&app, &story), "HV-R1", every_kind("after_answer"));
        let learner = learner(&app, &story);
        let first = learner.get("/courses/HV-R1/take").is(200);
        assert_eq!(first.select("h1").as_deref(), Some("Hochvolt-Sicherheit"));
        let run = learner.post("/courses/HV-R1/take", &[]).is(303).location.unwrap();
        let screen = learner.get(&run).is(303).location.unwrap();
        assert!(screen.ends_with("/eins/1"), "{screen}");
        let page = learner.get(&screen).is(200);
        assert_eq!(page.select("legend").as_deref(), Some("Frage single?"));
        assert!(page.text().contains("Lebensgefahr."));
        assert!(
            !page.text().contains("Genau.") && !page.text().contains("data-is="),
            "nothing is told before the answer"
        );
        // Nothing chosen: the screen comes back with the fault.
        let again = learner.post(&screen, &[("do", "answer"), ("event_id", &event(1))]).is(422);
        assert!(again.text().contains("Bitte antworten Sie zuerst.") && again.text().contains("tabindex=\"-1\" autofocus"));
        learner
            .post(&screen, &[("do", "answer"), ("event_id", "nonsense"), ("answer", "0")])
            .is(400);
        learner
            .post(&screen, &[("do", "answer"), ("event_id", &event(1)), ("answer", "77")])
            .is(422);
        let told = learner
            .post(&screen, &[("do", "answer"), ("event_id", &event(1)), ("answer", "0")])
            .is(303)
            .location
            .unwrap();
        assert_eq!(told, format!("{screen}#reply"), "what the answer came to is where one lands");
        let page = learner.get(&screen).is(200).text();
        assert!(page.contains("data-is=") && (page.contains("Genau.") || page.contains("Noch nicht.")));
        assert!(page.contains("id=\"reply\" role=\"status\" tabindex=\"-1\""));
        // The same form once more is still the same answer; only going on goes on.
        assert_eq!(
            learner
                .post(&screen, &[("do", "answer"), ("event_id", &event(1)), ("answer", "1")])
                .is(303)
                .location
                .as_deref(),
            Some(told.as_str())
        );
        let next = learner.post(&screen, &[("do", "go")]).is(303).location.unwrap();
        assert!(next.ends_with("/eins/2"));
        // A step that is not open leads to where one is; another's run is nowhere.
        assert_eq!(
            learner.get(&screen.replace("/eins/1", "/eins/7")).is(303).location.as_deref(),
            Some(next.as_str())
        );
        learner.get(&screen.replace("/eins/1", "/eins/99")).is(404);
        app.signed_in(story.person(Role::TeamLead).id).get(&screen).is(404);
        // Things in order move by buttons.
        let id = run.rsplit('/').next().unwrap().to_owned();
        for number in [2, 3] {
            let place = here(&learner, &id);
            let question = crate::player::screen(&learner, &id, &place)["question"].clone();
            send(
                &learner,
                &id,
                &event(number),
                question["id"].as_str().unwrap(),
                &right_values(&question),
            )
            .is(200);
            step(&learner, &id, &place).is(200);
        }
        let order = screen.replace("/eins/1", "/eins/4");
        let moved = learner
            .post(&order, &[("order", "0"), ("order", "1"), ("move", "down-0")])
            .is(200)
            .text();
        let places: Vec<_> = moved
            .match_indices("name=\"order\" value=\"")
            .map(|(at, m)| moved.as_bytes()[at + m.len()])
            .collect();
        assert_eq!(places, [b'1', b'0']);
        go_through(&learner, &id, 300, right_values);
        let result = learner.get(&run).is(303).location.unwrap();
        assert_eq!(learner.get(&result).is(200).select("h1").as_deref(), Some("Bestanden"));
        assert!(learner.get("/courses/HV-R1/take").is(200).text().contains("Noch einmal"));
    });
}
