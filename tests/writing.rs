//! The editor of a module: what is wrong with an open block stands at its field, and nothing typed is lost.

use crate::courses::{PIXEL, trainer};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::Story;
use kundig::rules::person::Role;

/// A course with one module; answers the module's address.
fn module(trainer: &Browser<'_>) -> String {
    trainer.post("/courses", &[("code", "HV"), ("title_de", "Hochvolt")]).is(303);
    let added = trainer.post("/courses/HV/modules", &[("new_title", "Spannungsfreiheit")]);
    let open = added.is(303).location.unwrap();
    open.split('?').next().unwrap().to_owned()
}

/// Adds an empty block; answers the address of its form.
fn block(trainer: &Browser<'_>, module: &str, kind: &str, revision: &str) -> String {
    let added = trainer.post(&format!("{module}/blocks"), &[("kind", kind), ("revision", revision)]);
    let open = added.is(303).location.unwrap();
    let id = open.split("block=").nth(1).unwrap().split('#').next().unwrap();
    format!("{module}/blocks/{id}")
}

fn written(app: &TestApp, story: &Story, language: &str) {
    app.speak(story.person(Role::Trainer).id, language);
}

#[test]
fn what_is_wrong_with_a_block_stands_at_its_field_and_nothing_typed_is_lost() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let module = module(&trainer);
        let path = block(&trainer, &module, "numeric", "0");
        let fields = [
            ("revision", "1"),
            ("in", "de"),
            ("do", "save"),
            ("prompt", "Wie lange?"),
            ("points", "0"),
            ("number", "zehn"),
            ("tolerance", "-1"),
            ("unit", "min"),
        ];
        for (language, why) in [("de", "Eine ganze Zahl von 1 bis 100."), ("en", "A whole number from 1 to 100.")] {
            written(&app, &story, language);
            let page = trainer.upload(&path, &fields, "file", "", b"").is(422);
            for (field, typed) in [("points", "0"), ("number", "zehn"), ("tolerance", "-1")] {
                let of = |name: &str| page.attribute(&format!("#{field}"), name);
                assert_eq!(of("aria-invalid").as_deref(), Some("true"), "{field}");
                assert_eq!(of("aria-describedby"), Some(format!("{field}-error")));
                assert_eq!(of("value").as_deref(), Some(typed), "as it was typed");
                assert!(page.select(&format!("#{field}-error")).is_some());
                assert_eq!(page.count(&format!(".fault a[href='#{field}']")), 1, "the summary leads there");
            }
            assert!(page.select("#points-error").unwrap().contains(why));
            assert_eq!(page.select("#prompt").as_deref(), Some("Wie lange?"));
            assert_eq!(page.attribute("#unit", "value").as_deref(), Some("min"));
            assert_eq!(page.attribute("#unit", "aria-invalid"), None);
        }
    });
}

#[test]
fn an_answer_that_is_too_long_is_told_beside_it_and_a_question_has_so_many_answers() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let module = module(&trainer);
        let path = block(&trainer, &module, "order", "0");
        let open = trainer.get(&path).is(303).location.unwrap();
        let page = trainer.get(open.split('#').next().unwrap()).is(200);
        let name = page.attribute("#options textarea", "name").unwrap();
        let long = "x".repeat(10_001);
        let send = |revision: &str, deed: &str, text: &str| {
            let fields = [
                ("revision", revision),
                ("in", "de"),
                ("do", deed),
                ("prompt", "Reihenfolge?"),
                ("points", "1"),
                (name.as_str(), text),
            ];
            trainer.upload(&path, &fields, "file", "", b"")
        };
        let refused = send("1", "save", &long).is(422);
        let at = |what: &str| refused.attribute(&format!("[name='{name}']"), what);
        assert_eq!(
            (at("aria-invalid"), at("aria-describedby")),
            (Some("true".to_owned()), Some(format!("{name}-error")))
        );
        assert_eq!(refused.select(&format!("[name='{name}']")).as_deref(), Some(long.as_str()));
        assert!(refused.select(&format!("#{name}-error")).unwrap().contains("10000"));
        let there = page.count("#options textarea");
        for more in there..20 {
            send(&(more - there + 1).to_string(), "option", "Freischalten").is(303);
        }
        let full = send(&(20 - there + 1).to_string(), "option", "Freischalten").is(422);
        assert_eq!(full.attribute("#options", "aria-describedby").as_deref(), Some("options-error"));
        assert!(full.select("#options-error").unwrap().contains("höchstens 20 Antworten"));
        assert_eq!(full.count("#options textarea"), 20);
    });
}

#[test]
fn a_picture_that_came_with_a_refused_form_need_not_be_chosen_again() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let module = module(&trainer);
        let path = block(&trainer, &module, "image", "0");
        let long = "x".repeat(10_001);
        let first = [("revision", "1"), ("in", "de"), ("do", "save"), ("alt", long.as_str())];
        let refused = trainer.upload(&path, &first, "file", "umrichter.png", PIXEL).is(422);
        assert!(refused.select("#alt-error").is_some());
        let kept = refused.attribute("input[name='file_id']", "value").unwrap();
        let again = [
            ("revision", "1"),
            ("in", "de"),
            ("do", "save"),
            ("alt", "Ein Umrichter"),
            ("file_id", kept.as_str()),
        ];
        trainer.upload(&path, &again, "file", "", b"").is(303);
        let draft = trainer.get("/api/v1/courses/HV/draft").is(200).json();
        let body = &draft["modules"][0]["document"]["blocks"][0]["body"];
        assert_eq!(
            (&body["file"]["name"], &body["alt"]["de"]),
            (&"umrichter.png".into(), &"Ein Umrichter".into())
        );
        let unsaid = trainer.upload(
            &path,
            &[("revision", "2"), ("in", "de"), ("alt", ""), ("do", "up")],
            "file",
            "b.svg",
            b"<svg/>",
        );
        assert_eq!(unsaid.is(422).attribute("#file", "aria-invalid").as_deref(), Some("true"));
    });
}

#[test]
fn what_keeps_a_block_from_being_published_stands_at_its_field() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let module = module(&trainer);
        let open = trainer.get(&block(&trainer, &module, "image", "0")).is(303).location.unwrap();
        let page = trainer.get(open.split('#').next().unwrap()).is(200);
        assert!(page.select("#alt-error").unwrap().contains("Beschreibung fehlt"));
        assert!(page.select("#file-error").unwrap().contains("Datei fehlt"));
        assert_eq!(page.attribute("#alt", "aria-describedby").as_deref(), Some("alt-hint alt-error"));
    });
}

#[test]
fn going_back_to_the_address_of_a_refused_block_opens_it() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let module = module(&trainer);
        let path = block(&trainer, &module, "numeric", "0");
        trainer
            .upload(&path, &[("revision", "1"), ("points", "0")], "file", "", b"")
            .is(422);
        let to = trainer.get(&path).is(303).location.unwrap();
        let id = path.rsplit('/').next().unwrap();
        assert_eq!(to, format!("{module}?block={id}#block-{id}"));
        assert_eq!(trainer.get(to.split('#').next().unwrap()).is(200).count("#open-block"), 1);
    });
}

#[test]
fn a_form_says_whose_it_is_and_a_saved_one_that_the_browser_can_forget_it() {
    on_both(|app| {
        let story = app.story();
        let trainer = trainer(&app, &story);
        let module = module(&trainer);
        let path = block(&trainer, &module, "callout", "0");
        let id = path.rsplit('/').next().unwrap();
        let draft = |page: &str, css: &str| trainer.get(page).is(200).attribute(css, "data-draft");
        let named = |language: &str| draft(&format!("{module}?in={language}&block={id}"), "#open-block");
        let german = named("de");
        assert!(german.as_ref().unwrap().starts_with(&story.person(Role::Trainer).id.to_string()));
        assert_ne!(german, named("en"), "each language is typed by itself");
        let fields = [
            ("revision", "1"),
            ("in", "de"),
            ("do", "save"),
            ("tone", "note"),
            ("text", "Zehn Minuten"),
        ];
        let saved = trainer.upload(&path, &fields, "file", "", b"").is(303).location.unwrap();
        assert_eq!(draft(&saved, "draft-saved"), german);
        let settings = draft(&module, "form[action$='/settings']");
        let fields = [
            ("revision", "2"),
            ("title_de", "Freischalten"),
            ("minutes", "5"),
            ("reveal", "at_end"),
        ];
        let saved = trainer.post(&format!("{module}/settings"), &fields).is(303).location.unwrap();
        assert_eq!(draft(&saved, "draft-saved"), settings);
        assert_eq!(draft(&module, "draft-saved"), None);
        let fields = [
            ("revision", "3"),
            ("title_de", "Freischalten"),
            ("minutes", "viele"),
            ("reveal", "never"),
        ];
        let refused = trainer.post(&format!("{module}/settings"), &fields).is(422);
        assert_eq!(refused.attribute("#minutes", "aria-invalid").as_deref(), Some("true"));
        assert_eq!(
            refused.attribute("#reveal input[checked]", "value").as_deref(),
            Some("never"),
            "nothing typed is lost"
        );
    });
}
