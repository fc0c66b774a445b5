//! Booking people of one requirement together, from the heat map.

use crate::audiences::{definition, enter, technician, work};
use crate::support::app::on_both;
use crate::support::story::Story;
use crate::workshops::{session, workshop};
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn asked() -> Value {
    let mut asked = definition("HV", json!({"job_roles": ["technician"]}));
    asked["initial"] = json!(["HV-101"]);
    asked
}

fn of(answers: &Value, id: Id) -> &Value {
    let all = answers.as_array().unwrap();
    all.iter().find(|one| one["person_id"] == json!(id)).unwrap()
}

#[test]
fn everybody_gets_an_answer_of_their_own_and_nobody_keeps_the_others_from_a_seat() {
    on_both(|app| {
        let story: Story = app.story();
        let workshop = workshop(&app, &story, json!({}));
        let dated = session(&app, &story, &workshop, Some("2027-02-08"), 1);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let one = technician(&app, &story.alpha, "de", "2026-01-01", true);
        let two = technician(&app, &story.alpha_branch, "de", "2026-01-01", true);
        enter(&app, &manager, &asked());
        work(&app);
        let lead = app.signed_in(story.person(Role::PartnerAdmin).id);
        let map = lead.get("/obligations").is(200);
        assert_eq!(map.count("button[formaction='/obligations/bookings']"), 1);
        let learner = story.person(Role::Learner).id;
        let (first, second, third) = (one.id.to_string(), two.id.to_string(), learner.to_string());
        let picked = [("pick", first.as_str()), ("pick", second.as_str()), ("pick", third.as_str())];
        assert_eq!(lead.post("/obligations/bookings", &picked).is(200).count("input[name=pick]"), 3);
        let looked = [picked.as_slice(), &[("requirement", "HV"), ("act", "look")]].concat();
        let page = lead.post("/obligations/bookings", &looked).is(200);
        assert_eq!(page.count("input[name=session]"), 1, "{}", page.text());
        let no_session = [picked.as_slice(), &[("requirement", "HV"), ("act", "book")]].concat();
        assert_eq!(lead.post("/obligations/bookings", &no_session).is(422).count("#session-error"), 1);

        let order = json!({"people": [one.id, two.id, learner], "requirement": "HV", "session_id": dated});
        let answers = lead.json("POST", "/api/v1/obligations/bookings", &order).is(200).json();
        let mut got: Vec<&str> = [one.id, two.id]
            .iter()
            .map(|id| of(&answers, *id)["booking"]["status"].as_str().unwrap())
            .collect();
        got.sort_unstable();
        assert_eq!(got, ["booked", "waiting"], "one seat, the other waits: {answers}");
        assert!(
            of(&answers, learner)["why"]
                .as_str()
                .unwrap()
                .contains("gilt für diese Person nicht"),
            "{answers}"
        );
        let again = lead.json("POST", "/api/v1/obligations/bookings", &order).is(200).json();
        assert!(
            again.as_array().unwrap().iter().all(|one| one["booking"].is_null()),
            "twice is said, not done: {again}"
        );
        let by_page = [
            picked.as_slice(),
            &[("requirement", "HV"), ("act", "book"), ("session", dated.as_str())],
        ]
        .concat();
        let page = lead.post("/obligations/bookings", &by_page).is(200);
        assert!(page.text().contains("0 von 3"), "{}", page.text());
        let stranger = app.signed_in(story.stranger.id);
        stranger.json("POST", "/api/v1/obligations/bookings", &order).is(404);
        stranger.post("/obligations/bookings", &looked).is(404);
        lead.json(
            "POST",
            "/api/v1/obligations/bookings",
            &json!({"people": [], "requirement": "HV", "session_id": dated}),
        )
        .is(422);
    });
}

#[test]
fn where_no_session_is_on_offer_a_need_is_entered_with_course_and_people() {
    on_both(|app| {
        let story = app.story();
        workshop(&app, &story, json!({}));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let one = technician(&app, &story.alpha, "de", "2026-01-01", true);
        enter(&app, &manager, &asked());
        work(&app);
        let lead = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = lead.get(&format!("/obligations/bookings?pick={}&requirement=HV", one.id)).is(200);
        assert_eq!(page.count("input[name=session]"), 0);
        let href = page.attribute("a.btn-primary", "href").unwrap();
        assert_eq!(href, format!("/needs/new?course=HV-101&people={}", one.id));
        let form = lead.get(&href).is(200);
        assert_eq!(form.count(&format!("input[name=people][value='{}'][checked]", one.id)), 1);
        assert_eq!(form.count("select[name=course] option[value='HV-101'][selected]"), 1);
        let other = manager
            .get(&format!("/obligations/bookings?pick={}&requirement=HV", one.id))
            .is(200);
        assert_eq!(other.count("a.btn-primary"), 0, "needs are the partner's to enter");
    });
}
