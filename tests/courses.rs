//! Writing courses: drafts, publication, frozen versions, files, and what two people who write at once are told.

use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::Story;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// A picture of one pixel.
pub const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f,
    0x15, 0xc4, 0x89,
];

pub fn trainer<'a>(app: &'a TestApp, story: &Story) -> Browser<'a> {
    app.signed_in(story.person(Role::Trainer).id)
}

/// A module with a callout, one question of every kind, and a closing text.
pub fn every_kind(reveal: &str) -> Value {
    let question = |id: &str, answer: Value| {
        json!({ "id": id, "body": { "kind": "question", "prompt": { "de": format!("Frage {id}?") }, "right": { "de": "Genau." },
            "wrong": { "de": "Noch nicht." }, "answer": answer } })
    };
    let option = |id: &str, text: &str, right: bool| json!({ "id": id, "text": { "de": text }, "right": right });
    json!({ "reveal": reveal, "blocks": [
        { "id": "gefahr", "body": { "kind": "callout", "tone": "danger", "lead": { "de": "Lebensgefahr." }, "text": { "de": "Zehn Minuten warten." } } },
        question("single", json!({ "kind": "single", "options": [option("a", "zweipolig", true), option("b", "am Gehäuse", false)] })),
        question("multiple", json!({ "kind": "multiple", "options": [option("a", "sichern", true), option("b", "prüfen", true), option("c", "hoffen", false)] })),
        question("wahr", json!({ "kind": "true_false", "right": false })),
        question("folge", json!({ "kind": "order", "items": [{ "id": "a", "text": { "de": "freischalten" } }, { "id": "b", "text": { "de": "sichern" } }] })),
        question("paare", json!({ "kind": "match", "pairs": [
            { "id": "a", "left": { "de": "R290" }, "right": { "de": "brennbar" } }, { "id": "b", "left": { "de": "R744" }, "right": { "de": "hoher Druck" } } ] })),
        question("zahl", json!({ "kind": "numeric", "right": 10.0, "tolerance": 0.5, "unit": { "de": "min" } })),
        question("luecke", json!({ "kind": "fill_in", "text": { "de": "Erst [freischalten|abschalten], dann messen." } })),
        { "id": "ende", "body": { "kind": "text", "text": { "de": { "type": "doc", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": "Das war es." }] }] } } } },
    ] })
}

/// A course with one module, published as version 1.
pub fn published(trainer: &Browser<'_>, code: &str, document: Value) {
    trainer
        .json(
            "POST",
            "/api/v1/courses",
            &json!({ "code": code, "title": { "de": "Hochvolt-Sicherheit" } }),
        )
        .is(201);
    let module = json!({ "key": "eins", "title": { "de": "Spannungsfreiheit feststellen" }, "minutes": 7, "document": document });
    trainer
        .json("POST", &format!("/api/v1/courses/{code}/draft/modules"), &module)
        .is(201);
    publish(trainer, code, "improvement");
}

pub fn publish(trainer: &Browser<'_>, code: &str, kind: &str) {
    let how = json!({ "change_kind": kind, "change_note": "Erste Fassung" });
    trainer.json("POST", &format!("/api/v1/courses/{code}/versions"), &how).is(201);
}

#[test]
fn a_course_is_written_published_and_frozen() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        published(&trainer, "HV-R1", every_kind("after_answer"));
        let course = trainer.get("/api/v1/courses/HV-R1").is(200).json();
        assert_eq!((&course["published"], &course["draft"]), (&json!(1), &Value::Null));
        assert_eq!(course["versions"][0]["minutes"], 7);
        let module = json!({ "title": { "de": "Anders" }, "minutes": 1, "revision": 0, "document": { "blocks": [] } });
        let path = "/api/v1/courses/HV-R1/draft/modules/eins";
        let refused = trainer.json("PUT", path, &module).is(409).json();
        assert!(refused["detail"].as_str().unwrap().contains("freigegeben"), "{refused}");
        trainer.json("DELETE", path, &json!({})).is(409);
        trainer
            .json("POST", "/api/v1/courses/HV-R1/versions", &json!({ "change_kind": "improvement" }))
            .is(409);
        // The next draft is a copy, and changing it leaves the published version as it was.
        let draft = trainer.json("POST", "/api/v1/courses/HV-R1/draft", &json!({})).is(201).json();
        assert_eq!(
            (&draft["version"]["number"], &draft["modules"][0]["key"]),
            (&json!(2), &json!("eins"))
        );
        trainer.json("PUT", path, &module).is(200);
        let frozen = trainer.get("/api/v1/courses/HV-R1/versions/1").is(200).json();
        assert_eq!(frozen["modules"][0]["title"]["de"], "Spannungsfreiheit feststellen");
        assert_eq!(frozen["modules"][0]["document"]["blocks"].as_array().unwrap().len(), 9);
    });
}

#[test]
fn what_is_wrong_stops_a_publication_and_names_its_block() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        trainer
            .json(
                "POST",
                "/api/v1/courses",
                &json!({ "code": "KM", "title": { "de": "Kältemittel" } }),
            )
            .is(201);
        let document = json!({ "blocks": [{ "id": "bild", "body": { "kind": "image" } }] });
        let module = json!({ "key": "eins", "title": { "de": "Eins" }, "minutes": 5, "document": document });
        trainer.json("POST", "/api/v1/courses/KM/draft/modules", &module).is(201);
        let problem = trainer
            .json("POST", "/api/v1/courses/KM/versions", &json!({ "change_kind": "improvement" }))
            .is(422)
            .json();
        let fields: Vec<_> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|fault| fault["field"].as_str().unwrap())
            .collect();
        assert!(fields.contains(&"modules.eins.bild") && fields.contains(&"version"), "{fields:?}");
        assert_eq!(trainer.get("/api/v1/courses/KM").json()["published"], Value::Null);
    });
}

#[test]
fn the_second_of_two_who_write_at_once_is_told_and_changes_nothing() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        published(&trainer, "HV", every_kind("at_end"));
        trainer.json("POST", "/api/v1/courses/HV/draft", &json!({})).is(201);
        let save = |title: &str| json!({ "title": { "de": title }, "minutes": 3, "revision": 0, "document": { "blocks": [] } });
        trainer
            .json("PUT", "/api/v1/courses/HV/draft/modules/eins", &save("Erster"))
            .is(200);
        trainer
            .json("PUT", "/api/v1/courses/HV/draft/modules/eins", &save("Zweiter"))
            .is(409);
        let draft = trainer.get("/api/v1/courses/HV/draft").json();
        assert_eq!(draft["modules"][0]["title"]["de"], "Erster");
        let settings = |title: &str| json!({ "title": { "de": title }, "revision": 0 });
        trainer.json("PATCH", "/api/v1/courses/HV/draft", &settings("A")).is(200);
        trainer.json("PATCH", "/api/v1/courses/HV/draft", &settings("B")).is(409);
    });
}

#[test]
fn pictures_are_taken_by_their_content_and_served_by_the_content_host_alone() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let send = |name: &str, content: &[u8]| {
            let path = format!("/api/v1/course-files?name={name}");
            trainer.send(
                actix_web::http::Method::POST,
                &path,
                &[("content-type", "application/octet-stream")],
                content.to_vec(),
            )
        };
        let kept = send("..%2FUmrichter.png", PIXEL).is(201).json();
        assert_eq!((&kept["name"], &kept["media_type"]), (&json!("Umrichter.png"), &json!("image/png")));
        let path = kept["url"]
            .as_str()
            .unwrap()
            .split_once("/content/")
            .map(|(_, rest)| format!("/content/{rest}"))
            .unwrap();
        app.anonymous().get(&path).is(404);
        let shown = app.anonymous().saying("host", "localhost:8080").get(&path).is(200);
        assert_eq!(shown.header("content-type"), Some("image/png"));
        assert!(shown.header("content-security-policy").unwrap().contains("sandbox"));
        send("bild.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>").is(422);
        send("leer.png", b"").is(422);
        // A block cannot name a file that nobody uploaded.
        trainer
            .json("POST", "/api/v1/courses", &json!({ "code": "B", "title": { "de": "Bilder" } }))
            .is(201);
        let block = |id: &str| json!({ "title": { "de": "x" }, "minutes": 1, "document": { "blocks": [{ "id": "b", "body": { "kind": "image", "file": { "id": id } } }] } });
        trainer
            .json(
                "POST",
                "/api/v1/courses/B/draft/modules",
                &block("00000000-0000-0000-0000-000000000000"),
            )
            .is(422);
        let added = trainer
            .json("POST", "/api/v1/courses/B/draft/modules", &block(kept["id"].as_str().unwrap()))
            .is(201)
            .json();
        assert_eq!(added["document"]["blocks"][0]["body"]["file"]["name"], "Umrichter.png");
    });
}

#[test]
fn codes_are_unique_and_bad_input_is_told_at_its_field() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let course = |code: &str, title: Value| trainer.json("POST", "/api/v1/courses", &json!({ "code": code, "title": title }));
        course("HV", json!({ "de": "Eins" })).is(201);
        assert_eq!(course("HV", json!({ "de": "Zwei" })).is(422).json()["errors"][0]["field"], "code");
        course("a/b", json!({ "de": "x" })).is(422);
        course("", json!({})).is(422);
        course("X", json!({ "fr": "x" })).is(400);
        course("X", json!({ "de": "x\u{0}y" })).is(422);
        course("X", json!({ "de": "x".repeat(201) })).is(422);
        let module = |document: Value| {
            let module = json!({ "title": { "de": "x" }, "minutes": 1, "document": document });
            trainer.json("POST", "/api/v1/courses/HV/draft/modules", &module)
        };
        module(json!([])).is(422);
        module(json!({ "blocks": [{ "id": "a", "body": { "kind": "video" } }] })).is(422);
        module(json!({ "blocks": [{ "id": "a", "body": { "kind": "heading", "level": 2, "text": { "de": "\u{0}" } } }] })).is(422);
        module(json!({ "blocks": [{ "id": "a", "body": { "kind": "heading", "level": 9 } }] })).is(422);
        trainer
            .json("PUT", "/api/v1/courses/HV/draft/order", &json!({ "modules": ["gone"] }))
            .is(422);
        trainer.get("/api/v1/courses/nowhere").is(404);
        trainer.get("/api/v1/courses/HV/versions/x").is(404);
    });
}

#[test]
fn a_course_that_came_without_content_gets_its_first_version() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let state = &app.state;
        state
            .db
            .write(|conn| Ok(kundig::courses::store::ensure(conn, &state.chance, state.clock.now(), "HV-101")?))
            .unwrap();
        trainer.get("/api/v1/courses/HV-101/draft").is(404);
        let draft = trainer.json("POST", "/api/v1/courses/HV-101/draft", &json!({})).is(201).json();
        assert_eq!(draft["version"]["number"], 1);
    });
}
