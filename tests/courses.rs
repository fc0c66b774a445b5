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

#[test]
fn a_trainer_writes_previews_and_publishes_in_the_browser() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        trainer.get("/courses").is(200);
        trainer.get("/courses/new").is(200);
        let wrong = trainer.post("/courses", &[("code", "a b"), ("title_de", "")]).is(422);
        assert!(wrong.select("#code-error").is_some());
        assert_eq!(
            trainer
                .post("/courses", &[("code", "HV"), ("title_de", "Hochvolt")])
                .is(303)
                .location
                .as_deref(),
            Some("/courses/HV")
        );
        let page = trainer.get("/courses/HV").is(200);
        assert!(page.text().contains("Noch kein Modul"));
        trainer.post("/courses/HV/modules", &[("new_title", " ")]).is(422);
        let added = trainer
            .post("/courses/HV/modules", &[("new_title", "Spannungsfreiheit")])
            .is(303)
            .location
            .unwrap();
        // What was typed for it is kept by the browser until it is there, under the same name on both pages.
        let kept = trainer
            .get("/courses/HV")
            .is(200)
            .attribute("form[action='/courses/HV/modules']", "data-draft");
        assert!(kept.as_deref().is_some_and(|kept| kept.ends_with("/HV/new-module")), "{kept:?}");
        assert_eq!(trainer.get(&added).is(200).attribute("draft-saved", "data-draft"), kept);
        let module = added.split('?').next().unwrap().to_owned();
        let block = trainer
            .post(&format!("{module}/blocks"), &[("kind", "single"), ("revision", "0"), ("after", "")])
            .is(303)
            .location
            .unwrap();
        let id = block.split("block=").nth(1).unwrap().split('#').next().unwrap().to_owned();
        let open = trainer.get(block.split('#').next().unwrap()).is(200).text();
        let options: Vec<String> = open
            .match_indices("name=\"option-")
            .map(|(at, m)| open[at + m.len()..].split('"').next().unwrap().to_owned())
            .collect();
        assert_eq!(options.len(), 3);
        let (first, second) = (format!("option-{}", options[0]), format!("option-{}", options[1]));
        let third = format!("without-{}", options[2]);
        let fields = |revision: &'static str, deed: &str| {
            vec![
                ("revision", revision.to_owned()),
                ("in", "de".to_owned()),
                ("do", deed.to_owned()),
                ("prompt", "Womit?".to_owned()),
                ("points", "1".to_owned()),
                ("counts", "true".to_owned()),
                ("right", options[0].clone()),
            ]
        };
        let save = |revision: &'static str, deed: &str| {
            let mut all: Vec<(&str, String)> = fields(revision, deed);
            all.push((first.as_str(), "Zweipolig".to_owned()));
            all.push((second.as_str(), "Am Gehäuse".to_owned()));
            let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (*name, value.as_str())).collect();
            trainer.upload(&format!("{module}/blocks/{id}"), &all, "file", "", b"")
        };
        save("1", &third).is(303);
        // Somebody else was quicker: what was typed is still there.
        let late = save("1", "save").is(422);
        assert!(late.text().contains("inzwischen geändert") && late.text().contains("Am Gehäuse"));
        let inserted = save("2", "insert-callout").is(303).location.unwrap();
        assert!(inserted.contains(&format!("saved={id}&block=")), "{inserted}");
        let added = inserted.split("block=").nth(1).unwrap().split('#').next().unwrap();
        let remove = [("revision", "3"), ("in", "de"), ("do", "remove")];
        trainer
            .upload(&format!("{module}/blocks/{added}"), &remove, "file", "", b"")
            .is(303);
        save("4", "save").is(303);
        trainer
            .post(&format!("{module}/blocks"), &[("kind", "video"), ("revision", "4")])
            .is(400);
        // The preview marks and forgets.
        let preview = module.replace("/modules/", "/preview/");
        assert!(trainer.get(&format!("{preview}/1")).is(200).text().contains("Womit?"));
        assert!(
            trainer
                .post(&format!("{preview}/1"), &[("answer", "0")])
                .is(200)
                .text()
                .contains("data-is=")
        );
        trainer.post(&format!("{preview}/1"), &[("answer", "x")]).is(200);
        trainer.post("/courses/HV/publication", &[("change_kind", "nonsense")]).is(422);
        trainer
            .post(
                "/courses/HV/publication",
                &[("change_kind", "improvement"), ("change_note", "Erste")],
            )
            .is(303);
        // From another window, where the draft still seemed to be there.
        let late = trainer
            .post("/courses/HV/publication", &[("change_kind", "improvement")])
            .is(409)
            .text();
        assert!(late.contains("Diese Fassung ist freigegeben"), "{late}");
        trainer.get(&module).is(404);
        assert!(trainer.get("/courses/HV").is(200).text().contains("Fassung 1"));
        app.signed_in(story.person(Role::Learner).id).get("/courses/HV").is(403);
        app.signed_in(story.person(Role::Learner).id).get("/courses/HV/take").is(200);
    });
}

#[test]
fn a_picture_is_put_into_its_block() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        trainer.post("/courses", &[("code", "B"), ("title_de", "Bilder")]).is(303);
        let added = trainer
            .post("/courses/B/modules", &[("new_title", "Eins")])
            .is(303)
            .location
            .unwrap();
        let module = added.split('?').next().unwrap().to_owned();
        let block = trainer
            .post(&format!("{module}/blocks"), &[("kind", "image"), ("revision", "0")])
            .is(303)
            .location
            .unwrap();
        let id = block.split("block=").nth(1).unwrap().split('#').next().unwrap().to_owned();
        let path = format!("{module}/blocks/{id}");
        let send = |revision: &str, name: &str, content: &[u8]| {
            let fields = [("revision", revision), ("in", "de"), ("do", "save"), ("alt", "Ein Umrichter")];
            trainer.upload(&path, &fields, "file", name, content)
        };
        let refused = send("1", "bild.svg", b"<svg/>").is(422);
        assert!(refused.text().contains("Ein Umrichter"));
        send("1", "merkblatt.pdf", b"%PDF-1.7").is(422);
        send("1", "umrichter.png", PIXEL).is(303);
        let draft = trainer.get("/api/v1/courses/B/draft").is(200).json();
        let body = &draft["modules"][0]["document"]["blocks"][0]["body"];
        assert_eq!(
            (&body["file"]["name"], &body["alt"]["de"]),
            (&json!("umrichter.png"), &json!("Ein Umrichter"))
        );
        trainer
            .send(
                actix_web::http::Method::POST,
                &path,
                &[("content-type", "multipart/form-data; boundary=x")],
                b"nonsense".to_vec(),
            )
            .is(400);
        trainer.post(&path, &[("do", "save")]).is(400);
    });
}

#[test]
fn a_draft_is_previewed_by_call_and_tells_what_is_right_only_to_whoever_answered() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        published(&trainer, "HV-R1", every_kind("never"));
        let base = "/api/v1/courses/HV-R1/draft/preview/eins";
        trainer.get(&format!("{base}/1")).is(404);
        trainer.json("POST", "/api/v1/courses/HV-R1/draft", &json!({})).is(201);
        let first = trainer.get(&format!("{base}/1")).is(200).json();
        assert_eq!(
            (&first["version"], &first["back"], &first["place"]["screen"]),
            (&json!(2), &Value::Null, &json!(1))
        );
        let screens = first["screens"].as_u64().unwrap();
        let mut asked = 0;
        for screen in 1..=screens {
            let answer = trainer.get(&format!("{base}/{screen}?language=de")).is(200);
            let seen = answer.json();
            assert_eq!(seen["next"].is_null(), screen == screens);
            let question = &seen["question"];
            if question.is_null() {
                continue;
            }
            asked += 1;
            assert_eq!(
                (&question["answered"], &question["correct"], &question["right"]),
                (&json!(false), &Value::Null, &Value::Null)
            );
            assert_eq!(question["feedback"], json!([]));
            for given in ["choices", "pairs"] {
                assert!(
                    question[given].as_array().unwrap().iter().all(|one| one["verdict"].is_null()),
                    "{question}"
                );
            }
            assert!(
                !answer.text().contains("Genau.") && !answer.text().contains("abschalten"),
                "{question}"
            );
            if question["kind"] == "single" {
                let choices = question["choices"].as_array().unwrap();
                let place = |text: &str| choices.iter().find(|one| one["text"] == text).unwrap()["place"].clone();
                let path = format!("{base}/{screen}");
                let tried = |value: &Value| trainer.json("POST", &path, &json!({ "values": [value] })).is(200).json();
                let right = tried(&place("zweipolig"));
                assert_eq!(
                    (&right["question"]["correct"], &right["question"]["feedback"]),
                    (&json!(true), &json!(["Genau."]))
                );
                assert_eq!(tried(&place("am Gehäuse"))["question"]["correct"], json!(false));
                let problem = trainer.json("POST", &path, &json!({ "values": ["x"] })).is(422).json();
                assert_eq!(problem["errors"][0]["field"], "values");
                trainer.json("POST", &path, &json!({})).is(400);
                // It is forgotten again.
                assert_eq!(trainer.get(&path).is(200).json()["question"]["answered"], json!(false));
            }
        }
        assert_eq!(asked, 7);
        trainer
            .json("POST", &format!("{base}/{screens}"), &json!({ "values": ["1"] }))
            .is(409);
        trainer.get(&format!("{base}/{}", screens + 1)).is(404);
        trainer.get(&format!("{base}/0")).is(404);
        trainer.get(&format!("{base}/1?language=xx")).is(400);
        app.signed_in(story.person(Role::Learner).id).get(&format!("{base}/1")).is(403);
    });
}

#[test]
fn what_a_draft_changes_is_told_block_by_block_before_it_is_published_and_between_versions_after() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        published(&trainer, "HV-R1", every_kind("after_answer"));
        let (page, call) = ("/courses/HV-R1/differences", "/api/v1/courses/HV-R1/differences");
        let alone = trainer.get(call).is(409).json();
        assert!(alone["detail"].as_str().unwrap().contains("keine freigegebene Fassung"), "{alone}");
        assert_eq!(trainer.get("/courses/HV-R1").is(200).count(&format!("a[href='{page}']")), 0);
        trainer.json("POST", "/api/v1/courses/HV-R1/draft", &json!({})).is(201);
        let same = trainer.get(call).is(200).json();
        assert_eq!(
            (&same["from"], &same["to"], &same["modules"], &same["same"]),
            (&json!(1), &json!(2), &json!([]), &json!(1))
        );
        assert!(trainer.get(page).is(200).select("h1").unwrap().contains("sagen dasselbe"));
        // The warning waits longer and goes to the end, a question is gone, a block is new.
        let mut document = every_kind("at_end");
        let blocks = document["blocks"].as_array_mut().unwrap();
        let mut warning = blocks.remove(0);
        warning["body"]["text"]["de"] = json!("Zwanzig Minuten warten.");
        blocks.push(warning);
        blocks.retain(|block| block["id"] != "wahr");
        blocks.insert(
            0,
            json!({ "id": "neu", "body": { "kind": "heading", "level": 2, "text": { "de": "Anfang" } } }),
        );
        let module = json!({ "title": { "de": "Spannungsfreiheit feststellen" }, "minutes": 7, "revision": 0, "document": document });
        trainer.json("PUT", "/api/v1/courses/HV-R1/draft/modules/eins", &module).is(200);
        let told = trainer.get(call).is(200).json();
        let module = &told["modules"][0];
        let blocks: Vec<_> = module["blocks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|block| {
                (
                    block["id"].as_str().unwrap(),
                    block["change"].as_str().unwrap(),
                    block["moved"].as_bool().unwrap(),
                )
            })
            .collect();
        assert_eq!(
            blocks,
            [("neu", "added", false), ("wahr", "removed", false), ("gefahr", "changed", true)]
        );
        assert_eq!(module["same"], json!(7));
        assert_eq!(module["parts"][0]["part"], "reveal");
        let warning = &module["blocks"][2]["parts"][0];
        let runs = json!([
            { "how": "gone", "text": "Zehn" },
            { "how": "new", "text": "Zwanzig" },
            { "how": "same", "text": " Minuten warten." },
        ]);
        assert_eq!((&warning["language"], &warning["runs"]), (&json!("de"), &runs));
        assert_eq!(trainer.get("/courses/HV-R1").is(200).count(&format!("a[href='{page}']")), 1);
        let shown = trainer.get(page).is(200);
        assert_eq!(shown.select("h1").as_deref(), Some("Entwurf von Fassung 2 gegen Fassung 1"));
        assert_eq!((shown.count("main del"), shown.count("main ins")), (6, 3), "{}", shown.text());
        assert!(shown.text().contains("nach jeder Antwort") && shown.text().contains("7 Blöcke sind wie bisher"));
        // After publication the same stands between the two versions, and the other way round what is new is gone.
        publish(&trainer, "HV-R1", "improvement");
        let frozen = trainer.get(&format!("{call}?from=1&to=2")).is(200).json();
        assert_eq!(frozen["modules"], told["modules"]);
        let back = trainer.get(&format!("{call}?from=2&to=1")).is(200).json();
        let change = |of: &Value, id: &str| {
            let all = of["modules"][0]["blocks"].as_array().unwrap();
            all.iter().find(|block| block["id"] == id).unwrap()["change"].clone()
        };
        assert_eq!((change(&back, "neu"), change(&back, "wahr")), (json!("removed"), json!("added")));
        trainer.get(&format!("{page}?from=2&to=1")).is(200);
        trainer.get(&format!("{call}?from=7")).is(404);
        trainer.get(&format!("{call}?from=x")).is(400);
        app.signed_in(story.person(Role::Learner).id).get(page).is(403);
    });
}
