//! Training needs: asked, joined, answered, judged and taken back, by page and by API, with the duty, the mails and what each side sees.

use crate::courses::{every_kind, published, trainer};
use crate::duties::{concerned, duties};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::Story;
use chrono::Duration;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn people<'a>(app: &'a TestApp, story: &Story) -> [Browser<'a>; 3] {
    [
        app.signed_in(story.person(Role::PartnerAdmin).id),
        app.signed_in(story.stranger.id),
        app.signed_in(story.person(Role::TrainingManager).id),
    ]
}

/// Albers asks for a topic.
fn asked(partner: &Browser<'_>) -> String {
    let form = [
        ("topic", "Wärmepumpen mit R290"),
        ("details", "Zwei Anlagen im Frühjahr"),
        ("people_count", "4"),
        ("wanted_by_on", "15.02.2027"),
        ("place", "Hamburg"),
        ("language", "de"),
    ];
    partner.post("/needs", &form).is(303).location.unwrap()
}

fn of(browser: &Browser<'_>, id: &str) -> Value {
    duties(browser)
        .into_iter()
        .find(|duty| duty["subject_id"] == json!(id))
        .unwrap_or_default()
}

#[test]
fn a_need_opens_a_duty_is_answered_and_judged() {
    on_both(|app| {
        let story = app.story();
        let [partner, _, manager] = people(&app, &story);
        let told = partner
            .post(
                "/needs",
                &[("people_count", "x"), ("wanted_by_on", "01.01.2026"), ("language", "zz")],
            )
            .is(422);
        for field in ["topic", "people_count", "wanted_by_on", "language"] {
            assert_eq!(told.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}, all at once");
        }
        let page = asked(&partner);
        let id = page.rsplit('/').next().unwrap().to_owned();
        // Ten working days after Tuesday the 24th: Tuesday the 8th of December.
        assert_eq!(
            (&of(&manager, &id)["status"], &of(&manager, &id)["due_on"]),
            (&json!("open"), &json!("2026-12-08"))
        );
        let mails = app.mails_to(&format!("{}@story.example", Role::TrainingManager));
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert!(mails[0].contains("Wärmepumpen mit R290"));

        // A refusal needs its reason, a date a day ahead.
        let answers = format!("{page}/answer");
        manager.get(&format!("{answers}/new")).is(200);
        manager.post(&answers, &[("answer", "refusal")]).is(422);
        manager.post(&answers, &[("answer", "date"), ("held_on", "23.11.2026")]).is(422);
        manager.post(&answers, &[("answer", "substitute"), ("course", "XX")]).is(422);
        manager
            .post(&answers, &[("answer", "date"), ("held_on", "08.02.2027"), ("remark", "Kassel")])
            .is(303);
        assert_eq!(of(&manager, &id)["status"], json!("kept"));
        let mails = app.mails_to(&format!("{}@story.example", Role::PartnerAdmin));
        assert!(mails.last().unwrap().contains("8. Februar 2027"), "{mails:?}");

        // It does not help: another answer is owed, from today on.
        app.state.clock.advance(Duration::days(1));
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        partner.post(&format!("{page}/objection"), &[("reason", "")]).is(422);
        partner.post(&format!("{page}/objection"), &[("reason", "Zu spät")]).is(303);
        assert_eq!(of(&manager, &id)["due_on"], json!("2026-12-09"));
        partner.post(&format!("{page}/confirmation"), &[]).is(409);
        app.state.clock.advance(Duration::days(20));
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert_eq!(of(&manager, &id)["status"], json!("breached"));
        assert_eq!(manager.get("/needs").is(200).count("tbody [data-status=overdue]"), 1);
        manager.post(&answers, &[("answer", "substitute"), ("remark", "Video")]).is(303);
        assert_eq!(of(&manager, &id)["status"], json!("cured"));
        partner.post(&format!("{page}/confirmation"), &[]).is(303);
        manager.post(&answers, &[("answer", "refusal"), ("remark", "Doch nicht")]).is(409);
        let entries = manager.get("/api/v1/audit?action=need").is(200).json();
        assert!(entries["items"].as_array().unwrap().len() >= 5);
    });
}

#[test]
fn others_join_without_seeing_who_asks_and_are_owed_an_answer_too() {
    on_both(|app| {
        let story = app.story();
        let [partner, stranger, manager] = people(&app, &story);
        let page = asked(&partner);
        let id = page.rsplit('/').next().unwrap().to_owned();
        let list = stranger.get("/needs").is(200).text();
        assert!(
            list.contains("Wärmepumpen mit R290") && !list.contains("Albers") && !list.contains("Hamburg"),
            "{list}"
        );
        stranger.get(&page).is(404);
        let form = stranger.get(&format!("{page}/joining/new")).is(200).text();
        assert!(!form.contains("Albers") && !form.contains("Zwei Anlagen"));
        partner.get(&format!("{page}/joining/new")).is(409);
        stranger.post(&format!("{page}/joining"), &[("people_count", "0")]).is(422);
        stranger.post(&format!("{page}/joining"), &[("people_count", "3")]).is(303);
        stranger.post(&format!("{page}/joining"), &[("people_count", "3")]).is(409);
        assert_eq!(duties(&stranger).len(), 1, "an answer is owed to who joined");
        let seen = stranger.get(&page).is(200).text();
        assert!(
            !seen.contains("Albers") && !seen.contains("Zwei Anlagen") && !seen.contains("Hamburg"),
            "{seen}"
        );
        let own = partner.get(&page).is(200).text();
        assert!(own.contains("Ein weiterer Betrieb") && !own.contains("Bernard"), "{own}");
        assert!(manager.get(&page).is(200).text().contains("Froid Bernard"));
        let record = stranger.get(&format!("/api/v1/training-needs/{id}")).is(200).json();
        assert_eq!(
            (&record["need"]["organisation_id"], &record["need"]["people"]),
            (&Value::Null, &json!(7))
        );

        // Whoever asked takes it back: the other one asks on, and what the first told is gone with them.
        partner.post(&format!("{page}/withdrawal"), &[("reason", "")]).is(303);
        partner.get(&page).is(404);
        let seen = stranger.get(&page).is(200).text();
        assert!(
            seen.contains("Froid Bernard") && !seen.contains("Zwei Anlagen") && !seen.contains("Hamburg"),
            "{seen}"
        );
        let mut standing: Vec<String> = duties(&manager).iter().map(|duty| duty["status"].to_string()).collect();
        standing.sort();
        assert_eq!(standing, ["\"fallen_away\"", "\"open\""]);
        manager
            .post(
                &format!("{page}/answer"),
                &[("answer", "refusal"), ("remark", "Nicht mehr im Programm")],
            )
            .is(303);
        assert_eq!(app.mails_to("stranger@story.example").len(), 1);
        stranger.post(&format!("{page}/withdrawal"), &[("reason", "Erledigt")]).is(303);
        assert_eq!(duties(&stranger)[0]["status"], json!("fallen_away"));
    });
}

#[test]
fn a_need_about_a_course_shields_until_it_is_answered_by_call_and_by_page() {
    on_both(|app| {
        let story = app.story();
        published(&trainer(&app, &story), "HV-101", every_kind("after_answer"));
        concerned(&app, &story);
        let [partner, _, manager] = people(&app, &story);
        let body = json!({ "course": "HV-101", "people_count": 2, "language": "de", "details": "Bald" });
        let made = partner.json("POST", "/api/v1/training-needs", &body).is(201).json();
        let id = made["need"]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/training-needs/{id}");
        partner
            .json("POST", "/api/v1/training-needs", &json!({ "language": "de", "people_count": 2 }))
            .is(422);
        partner
            .json(
                "POST",
                "/api/v1/training-needs",
                &json!({ "language": "de", "people": ["x"], "topic": "a" }),
            )
            .is(422);
        // Asked after the date had passed: only its own default shields.
        let sides = || manager.get("/api/v1/both-sides?organisation=P-A").is(200).json()["owed_by_partner"][0]["shield"].clone();
        assert_eq!(sides(), Value::Null);
        app.state.clock.advance(Duration::days(30));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let sides = || manager.get("/api/v1/both-sides?organisation=P-A").is(200).json()["owed_by_partner"][0]["shield"].clone();
        assert_eq!((&sides()["kind"], &sides()["in_default"]), (&json!("training_need"), &json!(true)));
        manager
            .json("POST", &format!("{path}/answers"), &json!({ "answer": "date" }))
            .is(422);
        manager
            .json(
                "POST",
                &format!("{path}/answers"),
                &json!({ "answer": "date", "held_on": "2027-01-20" }),
            )
            .is(201);
        assert_eq!(sides(), Value::Null);

        let stranger = app.signed_in(story.stranger.id);
        stranger
            .json("POST", &format!("{path}/joining"), &json!({ "people_count": 5 }))
            .is(201);
        stranger.json("DELETE", &format!("{path}/joining"), &json!({})).is(204);
        stranger.json("POST", &format!("{path}/confirmation"), &json!({})).is(404);
        stranger.json("POST", &format!("{path}/withdrawal"), &json!({})).is(404);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        partner
            .json("POST", &format!("{path}/objection"), &json!({ "reason": "Zu spät" }))
            .is(200);
        partner.json("POST", &format!("{path}/withdrawal"), &json!({})).is(204);
        partner.json("POST", &format!("{path}/withdrawal"), &json!({})).is(409);
        let items = partner.get("/api/v1/training-needs?state=withdrawn").is(200).json();
        assert_eq!(items["items"].as_array().unwrap().len(), 1);
        let learner = app.signed_in(story.person(Role::Learner).id);
        learner.json("POST", "/api/v1/training-needs", &body).is(403);
    });
}
