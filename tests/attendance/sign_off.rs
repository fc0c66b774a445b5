//! Practical sign-off: what is asked, who enters it, who sees it, and that there is no evidence without it.

use super::Course;
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Answer;
use crate::support::story::Story;
use crate::workshops::workshop;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n and what follows";

/// A workshop that asks for one thing and would like another; answers its address and the items.
fn asking(app: &TestApp, story: &Story) -> (String, Vec<String>) {
    let id = workshop(app, story, json!({ "most_people": 9, "cancel_days": 0 }));
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let items = json!([
        { "de": "Spannungsfrei schalten", "en": "Isolate", "required": true },
        { "de": "Protokoll schreiben", "required": false },
    ]);
    let body = json!({ "feedback_days": 14, "items": items });
    let saved = manager
        .json("PUT", &format!("/api/v1/workshops/{id}/follow-up"), &body)
        .is(200)
        .json();
    (id, ids(&saved))
}

fn ids(record: &Value) -> Vec<String> {
    let items = record["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

impl Course<'_> {
    fn shown(&self, booking: usize) -> String {
        self.page(&format!("sign-offs/{}", self.bookings[booking]))
    }

    /// Sends the form as it stands now, with a picture of an item or none.
    fn enter(&self, booking: usize, fields: &[(String, &str)], photo: Option<(&str, &[u8])>) -> Answer {
        let form = self.trainer().get(&self.shown(booking));
        self.enter_from(&form, booking, fields, photo)
    }

    /// Sends the form as it was when somebody opened it.
    fn enter_from(&self, form: &Answer, booking: usize, fields: &[(String, &str)], photo: Option<(&str, &[u8])>) -> Answer {
        let items = fields.iter().filter_map(|(name, _)| Some(name.split_once('-')?.1));
        let seen: Vec<(String, String)> = items
            .chain(photo.iter().map(|(item, _)| *item))
            .map(|item| format!("revision-{item}"))
            .filter_map(|name| {
                let value = form.attribute(&format!("input[name='{name}']"), "value")?;
                Some((name, value))
            })
            .collect();
        let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        fields.extend(seen.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let (field, name, content) = match photo {
            Some((item, content)) => (format!("photo-{item}"), "anlage.png", content),
            None => ("photo-none".to_owned(), "", [].as_slice()),
        };
        self.trainer().upload(&self.shown(booking), &fields, &field, name, content)
    }

    pub(super) fn present(&self) {
        let marks: Vec<Value> = (0..self.bookings.len())
            .map(|booking| self.mark(100 + u32::try_from(booking).unwrap(), booking, "present"))
            .collect();
        self.send(&marks, None);
    }
}

#[test]
fn closing_gives_evidence_only_to_those_who_showed_all_that_is_required() {
    on_both(|app| {
        let story = app.story();
        let (id, items) = asking(&app, &story);
        let course = Course::at(&app, &story, &id, &[Role::Learner, Role::TeamLead]);
        let [isolate, protocol] = [0, 1].map(|index| items[index].as_str());
        let done = |item: &str| format!("done-{item}");
        course.enter(0, &[(done(isolate), "done")], None).is(409);
        course.at_time("08:30:00");
        let list = course.trainer().get(&course.page("attendance")).is(200).text();
        assert!(list.contains(&course.page("sign-offs")));
        assert_eq!(
            course.trainer().get(&course.page("sign-offs")).is(200).count("[data-status=open]"),
            2
        );
        let form = course.trainer().get(&course.shown(0)).is(200);
        assert_eq!(form.count("input[type=file]"), 2);
        assert!(form.text().contains("Spannungsfrei schalten"));

        // What cannot be is told at its field, and what was typed stays.
        let wrong = course.enter(
            0,
            &[(done(isolate), "dancing"), (format!("remark-{protocol}"), "Sauber")],
            Some((isolate, b"#!/bin/sh")),
        );
        let wrong = wrong.is(422);
        for field in [done(isolate), format!("photo-{isolate}"), done(protocol)] {
            assert_eq!(
                wrong.count(&format!("[id='{field}'][aria-invalid=true]")),
                1,
                "{field}: {}",
                wrong.text()
            );
        }
        assert!(wrong.text().contains(">Sauber</textarea>"));

        let fields = [
            (done(isolate), "done"),
            (format!("remark-{isolate}"), "Ruhig und sicher"),
            ("witness".to_owned(), "Ada Nowak"),
        ];
        course.enter(0, &fields, Some((isolate, PICTURE))).is(303);
        course
            .enter(
                1,
                &[(done(isolate), "not_done"), (format!("remark-{isolate}"), "Nicht gesichert")],
                None,
            )
            .is(303);
        // The same once more says nothing new.
        course.enter(1, &[(done(isolate), "not_done")], None).is(303);
        let record = course.trainer().get(&course.api("sign-offs")).is(200).json();
        let attendees = record["attendees"].as_array().unwrap();
        assert_eq!(
            (&attendees[0]["missing"], &attendees[1]["missing"]),
            (&json!([]), &json!([isolate]))
        );
        assert_eq!(attendees[1]["entries"].as_array().unwrap().len(), 1);

        // The picture is for those who may see the person's results.
        let photo = attendees[0]["entries"][0]["photos"][0].as_str().unwrap().to_owned();
        assert!(photo.starts_with(&format!("/bookings/{}/photos/", course.bookings[0])));
        for role in [Role::Learner, Role::TeamLead, Role::Trainer, Role::TrainingManager] {
            let seen = course.browser(role).get(&photo).is(200);
            assert_eq!(seen.body, PICTURE);
            assert_eq!(seen.header("content-type"), Some("image/png"));
        }
        course.browser(Role::HotlineExpert).get(&photo).is(404);
        app.signed_in(story.stranger.id).get(&photo).is(404);
        let elsewhere = photo.replace(&course.bookings[0], &course.bookings[1]);
        course.trainer().get(&elsewhere).is(404);
        let own = course
            .browser(Role::Learner)
            .get(&format!("/bookings/{}", course.bookings[0]))
            .is(200)
            .text();
        assert!(own.contains("Ruhig und sicher") && own.contains(&photo), "{own}");
        course.browser(Role::Learner).get(&course.shown(0)).is(404);

        course.present();
        course.at_time("15:05:00");
        let ask = course.trainer().get(&course.page("closing/new")).is(200).text();
        assert!(
            ask.contains("Eine Person bekommt einen Nachweis") && ask.contains("Kein Nachweis, weil fehlt:"),
            "{ask}"
        );
        course.trainer().json("POST", &course.api("closing"), &json!({})).is(200);
        let results = course.trainer().get(&course.api("results")).is(200).json();
        let told = |booking: usize| {
            let all = results["results"].as_array().unwrap();
            all.iter()
                .find(|one| one["booking_id"] == json!(course.bookings[booking]))
                .unwrap()
                .clone()
        };
        assert_eq!((&told(0)["lacking"], told(0)["evidence_id"].is_null()), (&json!([]), false));
        assert_eq!(
            (&told(1)["outcome"], &told(1)["lacking"], told(1)["evidence_id"].is_null()),
            (&json!("attended"), &json!([isolate]), true)
        );
        // What is closed stays; opened again, the second try succeeds.
        course.enter(1, &[(done(isolate), "done")], None).is(409);
        app.state.clock.advance(Duration::seconds(1));
        course
            .trainer()
            .json("POST", &course.api("reopening"), &json!({ "reason": "Nachgeholt" }))
            .is(200);
        course.enter(1, &[(done(isolate), "done")], None).is(303);
        app.state.clock.advance(Duration::seconds(1));
        course.trainer().json("POST", &course.api("closing"), &json!({})).is(200);
        let lead = course.browser(Role::TeamLead).get("/api/v1/me/evidence").is(200).json();
        assert_eq!(lead.as_array().unwrap().len(), 1);
    });
}

#[test]
fn taking_back_that_something_was_shown_gives_its_reason_and_leaves_the_history() {
    on_both(|app| {
        let story = app.story();
        let (id, items) = asking(&app, &story);
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        course.at_time("08:30:00");
        let address = format!("{}/{}", course.api("sign-offs"), course.bookings[0]);
        let say = |done: bool, reason: Option<&str>| {
            app.state.clock.advance(Duration::seconds(1));
            let body = json!({ "entries": [{ "item_id": items[0], "done": done }], "reason": reason });
            course.trainer().json("POST", &address, &body)
        };
        say(true, None).is(200);
        say(false, None).is(422);
        let told = course.enter(0, &[(format!("done-{}", items[0]), "not_done")], None).is(422);
        assert_eq!(told.count("#reason[aria-invalid=true]"), 1);
        say(false, Some("War eine andere Anlage")).is(200);
        let record = say(true, None).is(200).json();
        let entries = record["attendees"][0]["entries"].as_array().unwrap().clone();
        let said: Vec<(bool, Option<&str>)> = entries
            .iter()
            .map(|entry| (entry["done"].as_bool().unwrap(), entry["reason"].as_str()))
            .collect();
        assert_eq!(said, [(true, None), (false, Some("War eine andere Anlage")), (true, None)]);
        assert_eq!(record["attendees"][0]["missing"], json!([]));
        // Of no other workshop's items, and for nobody without a seat.
        let foreign = json!({ "entries": [{ "item_id": course.part, "done": true }] });
        course.trainer().json("POST", &address, &foreign).is(422);
        let nobody = format!("{}/{}", course.api("sign-offs"), course.part);
        course
            .trainer()
            .json("POST", &nobody, &json!({ "entries": [{ "item_id": items[0], "done": true }] }))
            .is(409);
        course
            .browser(Role::Learner)
            .json("POST", &address, &json!({ "entries": [{ "item_id": items[0], "done": true }] }))
            .is(404);

        // Words that were attested stay; changed, they are a new item, and what nobody entered yet is corrected.
        app.state.clock.advance(Duration::seconds(1));
        let manager = course.browser(Role::TrainingManager);
        let page = format!("/workshops/{id}/follow-up");
        let form = manager.get(&page).is(200);
        assert_eq!(form.attribute("#item-de-1", "value").as_deref(), Some("Spannungsfrei schalten"));
        let revision = form.attribute("input[name=revision]", "value").unwrap();
        let fields = [
            ("revision", revision.as_str()),
            ("feedback_days", "14"),
            ("item-id-1", items[0].as_str()),
            ("item-de-1", "Spannungsfrei schalten und sichern"),
            ("item-required-1", "true"),
            ("item-id-2", items[1].as_str()),
            ("item-de-2", "Prüfprotokoll schreiben"),
        ];
        let mut long = fields.to_vec();
        let words = "x".repeat(301);
        long[3] = ("item-de-1", words.as_str());
        manager.post(&page, &long).is(422);
        manager.post(&page, &fields).is(303);
        let after = ids(&manager.get(&format!("/api/v1{page}")).is(200).json());
        assert_eq!((after.len(), after[0] == items[0], after[1] == items[1]), (2, false, true));
        let record = course.trainer().get(&course.api("sign-offs")).is(200).json();
        assert_eq!(
            record["attendees"][0]["missing"],
            json!([after[0]]),
            "what is asked now was not shown"
        );
        let kept = json!({ "feedback_days": 7 });
        let kept = manager.json("PUT", &format!("/api/v1{page}"), &kept).is(200).json();
        assert_eq!(ids(&kept), after, "left out, the items stay");
    });
}

#[test]
fn what_a_course_asks_for_is_asked_in_every_workshop_of_it() {
    on_both(|app| {
        let story = app.story();
        let (id, own) = asking(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let page = "/courses/HV-101/sign-off";
        assert!(manager.get("/courses/HV-101").is(200).text().contains(page));
        manager.get(page).is(200);
        let too_long = "x".repeat(301);
        let wrong = manager.post(page, &[("item-de-1", &too_long), ("item-en-2", "Stays")]).is(422);
        assert!(wrong.text().contains("Stays"), "nothing typed is lost");
        manager
            .post(
                page,
                &[("revision", "0"), ("item-de-1", "Kältekreis prüfen"), ("item-required-1", "true")],
            )
            .is(303);
        let follow_up = |app: &TestApp, id: &str| {
            let manager = app.signed_in(story.person(Role::TrainingManager).id);
            manager.get(&format!("/api/v1/workshops/{id}/follow-up")).is(200).json()
        };
        let there = follow_up(&app, &id);
        assert_eq!(
            there["of_course"][0]["words"]["de"],
            json!("Kältekreis prüfen"),
            "in one that was there before"
        );
        assert_eq!(ids(&there), own, "and the workshop's own stay");
        let form = manager.get(&format!("/workshops/{id}/follow-up")).is(200);
        assert!(form.text().contains("Kältekreis prüfen"));
        let new = json!({ "course": "HV-101", "languages": ["de"], "most_people": 9, "cancel_days": 0 });
        let other = manager.json("POST", "/api/v1/workshops", &new).is(201).json();
        let other = other["id"].as_str().unwrap();
        assert_eq!(
            follow_up(&app, other)["of_course"].as_array().unwrap().len(),
            1,
            "in one that came after"
        );

        let course = Course::at(&app, &story, other, &[Role::Learner]);
        course.at_time("08:30:00");
        course.present();
        let lacks = |course: &Course<'_>| {
            let all = course.trainer().get(&course.api("sign-offs")).is(200).json();
            all["attendees"][0]["missing"].as_array().unwrap().len()
        };
        assert_eq!(lacks(&course), 1);
        let inherited = follow_up(&app, other)["of_course"][0]["id"].as_str().unwrap().to_owned();
        course.enter(0, &[(format!("done-{inherited}"), "done")], None).is(303);
        assert_eq!(lacks(&course), 0);
        // Other words are another thing to show: what was entered stays with the old ones.
        let asked = course.browser(Role::TrainingManager);
        let api = "/api/v1/courses/HV-101/sign-off";
        let known = asked.get(api).is(200).json()["items"][0]["id"].clone();
        app.state.clock.advance(Duration::seconds(1));
        let changed = json!({ "items": [{ "id": known, "de": "Kältekreis prüfen und füllen", "required": true }] });
        asked.json("PUT", api, &changed).is(200);
        assert_eq!(lacks(&course), 1);
        assert_ne!(follow_up(&app, other)["of_course"][0]["id"], json!(inherited));
        app.state.clock.advance(Duration::seconds(1));
        asked.json("PUT", api, &json!({ "items": [] })).is(200);
        assert_eq!(lacks(&course), 0);
        assert_eq!(ids(&follow_up(&app, &id)), own);
        let none = asked.json("PUT", api, &json!({ "items": [{ "required": true }] })).is(422).json();
        assert_eq!(none["errors"][0]["field"], json!("items.0"));
        let audit = asked.get("/api/v1/audit?action=course.sign_off").is(200).json();
        assert_eq!(audit["items"].as_array().unwrap().len(), 3);
    });
}

#[test]
fn of_two_trainers_who_enter_at_once_the_second_is_told_and_keeps_what_they_typed() {
    on_both(|app| {
        let story = app.story();
        let (id, items) = asking(&app, &story);
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        course.at_time("08:30:00");
        let [isolate, protocol] = [0, 1].map(|index| items[index].as_str());
        let (done, remark) = (format!("done-{isolate}"), format!("remark-{isolate}"));
        let opened = course.trainer().get(&course.shown(0)).is(200);
        course.enter(0, &[(done.clone(), "done")], None).is(303);
        app.state.clock.advance(Duration::seconds(1));
        // The second one opened the page before.
        let typed = [(done.clone(), "not_done"), (remark.clone(), "Schild fehlte")];
        let told = course.enter_from(&opened, 0, &typed, None).is(422);
        assert_eq!(told.count(&format!("[id='{done}'][aria-describedby]")), 1, "{}", told.text());
        assert!(told.text().contains("dort steht jetzt „Gezeigt“"), "{}", told.text());
        assert!(told.text().contains(">Schild fehlte</textarea>"));
        assert_eq!(
            told.attribute(&format!("input[name='{done}'][checked]"), "value").as_deref(),
            Some("not_done")
        );
        let entries = || -> Vec<Value> {
            let all = course.trainer().get(&course.api("sign-offs")).is(200).json();
            all["attendees"][0]["entries"].as_array().unwrap().clone()
        };
        assert_eq!(entries().len(), 1, "nothing of it was taken");
        // What the other one did not touch goes through, and so does the same once more from the page that told of it.
        course.enter_from(&opened, 0, &[(format!("done-{protocol}"), "done")], None).is(303);
        let mut again = typed.to_vec();
        again.push(("reason".to_owned(), "War nicht gesichert"));
        course.enter_from(&told, 0, &again, None).is(303);
        assert_eq!(entries().len(), 3);
        let address = format!("{}/{}", course.api("sign-offs"), course.bookings[0]);
        let send = |revision: Value| {
            let body = json!({ "entries": [{ "item_id": isolate, "done": true, "revision": revision }] });
            course.trainer().json("POST", &address, &body)
        };
        let told = send(json!(1)).is(409).json();
        assert!(told["detail"].as_str().unwrap().contains("Jemand anderes"), "{told}");
        send(json!(-1)).is(409);
        send(json!(2)).is(200);
        send(Value::Null).is(200);
    });
}

#[test]
fn of_two_who_change_what_is_to_be_shown_the_second_is_told_and_keeps_what_they_typed() {
    on_both(|app| {
        let story = app.story();
        let (id, _) = asking(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        for page in ["/courses/HV-101/sign-off".to_owned(), format!("/workshops/{id}/follow-up")] {
            let revision = |form: &Answer| form.attribute("input[name=revision]", "value").unwrap();
            let before = revision(&manager.get(&page).is(200));
            let say = |words: &str, revision: &str| {
                let fields = [("revision", revision), ("feedback_days", "14"), ("item-de-1", words)];
                manager.post(&page, &fields)
            };
            say("Dichtheit prüfen", &before).is(303);
            let told = say("Evakuieren", &before).is(422);
            assert!(
                told.text().contains("dort steht jetzt „Dichtheit prüfen“"),
                "{page}: {}",
                told.text()
            );
            assert_eq!(told.attribute("#item-de-1", "value").as_deref(), Some("Evakuieren"));
            assert_eq!(told.count("#item-de-1[aria-invalid=true]"), 1);
            say("Ohne Nummer", "").is(422);
            let api = format!("/api/v1{page}");
            let standing = manager.get(&api).is(200).json();
            assert_eq!(standing["items"][0]["words"]["de"], json!("Dichtheit prüfen"));
            say("Evakuieren", &revision(&told)).is(303);
            let mut body = json!({ "feedback_days": 14, "items": [], "revision": standing["revision"] });
            if page.starts_with("/courses") {
                body.as_object_mut().unwrap().remove("feedback_days");
            }
            manager.json("PUT", &api, &body).is(409);
            body["revision"] = manager.get(&api).is(200).json()["revision"].clone();
            assert_eq!(manager.json("PUT", &api, &body).is(200).json()["items"], json!([]));
        }
    });
}

#[test]
fn what_was_shown_counts_up_to_a_version_that_everybody_must_learn_anew() {
    on_both(|app| {
        let story = app.story();
        let (id, items) = asking(&app, &story);
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        course.at_time("08:30:00");
        let isolate = format!("done-{}", items[0]);
        course.enter(0, &[(isolate.clone(), "done")], None).is(303);
        let attendee = || course.trainer().get(&course.api("sign-offs")).is(200).json()["attendees"][0].clone();
        let publish = |kind: &str| {
            app.state.clock.advance(Duration::seconds(1));
            let writer = course.browser(Role::TrainingManager);
            writer.json("POST", "/api/v1/courses/HV-101/draft", &json!({})).is(201);
            crate::courses::publish(&writer, "HV-101", kind);
            app.state.clock.advance(Duration::seconds(1));
        };
        publish("improvement");
        let first = attendee();
        assert_eq!(
            (&first["missing"], &first["entries"][0]["version"]),
            (&json!([]), &json!(1)),
            "{first}"
        );
        publish("retake");
        let lapsed = attendee();
        assert_eq!(
            (&lapsed["missing"], &lapsed["entries"][0]["counts"]),
            (&json!([items[0]]), &json!(false)),
            "{lapsed}"
        );
        let form = course.trainer().get(&course.shown(0)).is(200);
        assert!(
            form.text().contains("Zählt nicht mehr") && form.text().contains("Fassung 1"),
            "{}",
            form.text()
        );
        // That it is not shown for the new one takes nothing back; shown, it counts again.
        course.enter(0, &[(isolate.clone(), "not_done")], None).is(303);
        app.state.clock.advance(Duration::seconds(1));
        course.enter(0, &[(isolate.clone(), "done")], None).is(303);
        let again = attendee();
        assert_eq!((&again["missing"], &again["entries"][2]["version"]), (&json!([]), &json!(3)));
        // What is closed stays as it was then, whatever is published later.
        course.present();
        course.at_time("15:05:00");
        course.trainer().json("POST", &course.api("closing"), &json!({})).is(200);
        publish("retake");
        let results = course.trainer().get(&course.api("results")).is(200).json();
        assert_eq!(results["results"][0]["lacking"], json!([]), "{results}");
        assert_eq!(attendee()["missing"], json!([]));
        app.run_jobs();
        actix_web::rt::System::new()
            .block_on(kundig::app::deliver_due_mail(&app.state))
            .unwrap();
        assert_eq!(kundig::command::findings(&app.state).unwrap(), Vec::<String>::new());
    });
}
