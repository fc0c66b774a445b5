//! What those who attended think: who is asked, who may answer until when, and what of it is shown to whom.

use super::Course;
use crate::support::app::on_both;
use crate::workshops::{later, workshop};
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};

const EVERYBODY: [Role; 3] = [Role::Learner, Role::TeamLead, Role::PartnerAdmin];

impl Course<'_> {
    /// Marks everybody and closes.
    fn over(&self, answers: &[&str]) {
        self.at_time("15:05:00");
        let marks: Vec<Value> = (0_u32..)
            .zip(answers)
            .map(|(number, answer)| {
                let mut mark = self.mark(number + 1, number as usize, answer);
                mark["reason"] = json!("Nachgetragen");
                mark
            })
            .collect();
        self.send(&marks, None);
        self.trainer().json("POST", &self.api("closing"), &json!({})).is(200);
    }

    fn feedback(&self, booking: usize) -> String {
        format!("/bookings/{}/feedback", self.bookings[booking])
    }
}

fn rating(content: &str) -> Vec<(&'static str, String)> {
    vec![
        ("content", content.to_owned()),
        ("trainer", "5".to_owned()),
        ("usefulness", "4".to_owned()),
        ("setting", "2".to_owned()),
        ("recommendation", "5".to_owned()),
        ("comment", format!("Inhalt {content}")),
    ]
}

#[test]
fn those_who_attended_say_what_they_think_and_nothing_is_shown_before_the_time_is_over() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &EVERYBODY);
        let learner = course.browser(Role::Learner);
        learner.get(&course.feedback(0)).is(404);
        course.over(&["present", "present", "present"]);
        app.run_jobs();
        let mails = app.mails_to("learner@story.example");
        let asks: Vec<&String> = mails.iter().filter(|mail| mail.contains("Wie war „")).collect();
        assert_eq!(asks.len(), 1, "{mails:?}");
        assert!(asks[0].contains(&course.feedback(0)), "{asks:?}");

        let learner = course.browser(Role::Learner);
        let own = format!("/sessions/{}", course.session);
        for page in ["/bookings", "/training", own.as_str()] {
            assert!(learner.get(page).is(200).text().contains(&course.feedback(0)), "{page}");
        }
        assert!(
            learner
                .get(&format!("/bookings/{}", course.bookings[0]))
                .is(200)
                .text()
                .contains(&course.feedback(0))
        );
        let form = learner.get(&course.feedback(0)).is(200);
        assert_eq!(form.count("input[type=radio]"), 25);
        // What is missing is told at its field, and what was typed stays.
        let told = learner
            .post(&course.feedback(0), &[("content", "4"), ("trainer", "9"), ("comment", "Gut")])
            .is(422);
        assert_eq!(told.count("fieldset.is-bad"), 4);
        assert_eq!(told.count("#content input[value='4'][checked]"), 1);
        assert!(told.text().contains(">Gut</textarea>"));
        // Nobody answers for somebody else, whoever they are.
        for role in [Role::TeamLead, Role::Trainer, Role::TrainingManager] {
            course.browser(role).get(&course.feedback(0)).is(404);
            course
                .browser(role)
                .json("PUT", &format!("/api/v1{}", course.feedback(0)), &body(3))
                .is(404);
        }
        let answers = [("3", Role::Learner), ("4", Role::TeamLead), ("5", Role::PartnerAdmin)];
        for (booking, (content, role)) in answers.into_iter().enumerate() {
            let fields = rating(content);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            course.browser(role).post(&course.feedback(booking), &fields).is(303);
        }
        let asks = learner.get("/training").is(200).text().contains(&course.feedback(0));
        assert!(!asks, "what was said is not asked again");
        // One changes one's own answer as long as there is time.
        let changed = learner
            .json("PUT", &format!("/api/v1{}", course.feedback(0)), &body(1))
            .is(200)
            .json();
        assert_eq!(
            (&changed["answer"]["content"], &changed["answer"]["comment"]),
            (&json!(1), &json!("Neu"))
        );
        assert!(learner.get(&course.feedback(0)).is(200).text().contains("schon geantwortet"));

        let trainer = course.trainer();
        let open = trainer.get(&course.api("feedback")).is(200).json();
        assert_eq!(
            (
                &open["state"],
                &open["asked"],
                &open["answered"],
                &open["questions"],
                &open["comments"]
            ),
            (&json!("open"), &json!(3), &json!(3), &json!({}), &json!([]))
        );
        assert!(!trainer.get(&course.page("feedback")).is(200).text().contains("Neu"));
        later(&app, Duration::days(14));
        let learner = course.browser(Role::Learner);
        learner.post(&course.feedback(0), &[("content", "4")]).is(409);
        assert!(!learner.get("/bookings").is(200).text().contains(&course.feedback(0)));

        let trainer = course.trainer();
        let shown = trainer.get(&course.api("feedback")).is(200).json();
        assert_eq!(shown["questions"]["content"]["counts"], json!([1, 0, 0, 1, 1]));
        assert_eq!(shown["questions"]["setting"]["mean"], json!(2.0));
        assert_eq!(shown["comments"], json!(["Inhalt 4", "Inhalt 5", "Neu"]));
        let page = trainer.get(&course.page("feedback")).is(200);
        assert!(page.text().contains("Inhalt 5") && page.text().contains("3,3"), "{}", page.text());
        for by in ["trainer", "course", "session"] {
            let all = trainer.get(&format!("/api/v1/feedback?by={by}")).is(200).json();
            assert_eq!(all.as_array().unwrap().len(), 1, "{by}");
            assert_eq!((&all[0]["answers"], &all[0]["silent"]), (&json!(3), &json!(0)));
            let page = trainer.get(&format!("/feedback?by={by}")).is(200);
            assert_eq!(page.count("tbody tr"), 1);
        }
        trainer.get("/api/v1/feedback?by=firm").is(422);
        let file = trainer.get("/feedback/table.csv?by=session").is(200).text();
        assert!(
            file.contains("HV-101") && file.contains("2026-12-15") && file.contains("3.33"),
            "{file}"
        );
        trainer.get("/feedback/table.xlsx?by=course").is(200);
        let audit = course
            .browser(Role::TrainingManager)
            .get("/api/v1/audit?action=feedback.give")
            .is(200);
        assert_eq!(audit.json()["items"].as_array().unwrap().len(), 4);
        assert!(!audit.text().contains("Inhalt"), "what was said is not in the log");
    });
}

fn body(content: i32) -> Value {
    json!({ "content": content, "trainer": 5, "usefulness": 4, "setting": 2, "recommendation": 5, "comment": "Neu" })
}

#[test]
fn below_three_answers_nothing_is_shown_and_who_did_not_come_is_not_asked() {
    on_both(|app| {
        let story = app.story();
        let course = Course::of(&app, &story, &EVERYBODY);
        course.over(&["present", "present", "no_show"]);
        course.browser(Role::PartnerAdmin).get(&course.feedback(2)).is(404);
        for (booking, role) in [Role::Learner, Role::TeamLead].into_iter().enumerate() {
            course
                .browser(role)
                .json("PUT", &format!("/api/v1{}", course.feedback(booking)), &body(4))
                .is(200);
        }
        course
            .browser(Role::Learner)
            .json("PUT", &format!("/api/v1{}", course.feedback(0)), &body(6))
            .is(422);
        // Opened again nobody answers; whoever was asked before keeps the answer and gets no second mail.
        app.state.clock.advance(Duration::seconds(1));
        let trainer = course.trainer();
        trainer
            .json("POST", &course.api("reopening"), &json!({ "reason": "Doch da gewesen" }))
            .is(200);
        course.browser(Role::Learner).get(&course.feedback(0)).is(409);
        trainer.get(&course.api("feedback")).is(409);
        let mut late = course.mark(9, 2, "present");
        late["reason"] = json!("War doch da");
        course.send(&[late], None);
        app.state.clock.advance(Duration::seconds(1));
        trainer.json("POST", &course.api("closing"), &json!({})).is(200);
        app.run_jobs();
        let asks = |role: &str| {
            let mails = app.mails_to(&format!("{role}@story.example"));
            mails.iter().filter(|mail| mail.contains("Wie war „")).count()
        };
        assert_eq!((asks("learner"), asks("partner_admin")), (1, 1));
        later(&app, Duration::days(15));
        let trainer = course.trainer();
        let few = trainer.get(&course.api("feedback")).is(200).json();
        assert_eq!(
            (&few["state"], &few["answered"], &few["questions"]),
            (&json!("too_few"), &json!(2), &json!({}))
        );
        assert!(trainer.get(&course.page("feedback")).is(200).text().contains("weniger als 3"));
        let all = trainer.get("/api/v1/feedback").is(200).json();
        assert_eq!((&all[0]["silent"], &all[0]["answers"]), (&json!(1), &json!(0)));
    });
}

#[test]
fn a_workshop_says_for_how_long_it_asks_or_that_it_does_not() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({ "most_people": 9, "cancel_days": 0 }));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let page = format!("/workshops/{id}/follow-up");
        assert!(manager.get(&format!("/workshops/{id}")).is(200).text().contains(&page));
        assert_eq!(
            manager.get(&page).is(200).attribute("#feedback_days", "value").as_deref(),
            Some("14")
        );
        manager.post(&page, &[("revision", "0"), ("feedback_days", "91")]).is(422);
        manager.post(&page, &[("revision", "0"), ("feedback_days", "0")]).is(303);
        manager.post(&page, &[("revision", "0"), ("feedback_days", "9")]).is(422);
        let api = format!("/api/v1/workshops/{id}/follow-up");
        assert_eq!(
            manager.get(&api).is(200).json(),
            json!({ "feedback_days": 0, "of_course": [], "items": [], "test": null, "revision": 1 })
        );
        let course = Course::at(&app, &story, &id, &[Role::Learner]);
        course.over(&["present"]);
        course.browser(Role::Learner).get(&course.feedback(0)).is(404);
        course
            .browser(Role::TrainingManager)
            .json("PUT", &api, &json!({ "feedback_days": 3 }))
            .is(200);
        course.browser(Role::Learner).get(&course.feedback(0)).is(404);
    });
}
