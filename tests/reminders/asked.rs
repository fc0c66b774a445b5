//! Reminding by hand.

use super::ground::{Ground, HV, REF};
use crate::support::app::on_both;
use kundig::rules::person::Role;
use serde_json::json;

#[test]
fn a_lead_reminds_once_a_day_and_the_log_says_who_asked() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-20");
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        let id = learner.id.to_string();
        let map = admin.get("/obligations").is(200);
        assert_eq!(map.count(&format!("input[name=pick][value='{id}']")), 1);
        // It has an address, so that one can go back to it.
        let asked = admin.post("/obligations/reminders", &[("pick", &id)]).is(303);
        let asked = admin.get(asked.location.as_deref().unwrap()).is(200);
        assert_eq!(asked.select("h1").unwrap(), "Eine Person erinnern");
        assert!(asked.text().contains("Hochvolt-Sicherheit"), "{}", asked.text());
        let send = [("act", "send"), ("pick", id.as_str()), ("requirement", "HV")];
        admin.post("/obligations/reminders", &send).is(303);
        admin.post("/obligations/reminders", &send).is(303);
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "once");
        let kept = ground.texts("SELECT reason AS a, asked_by AS b FROM notices WHERE fate = 'sent'");
        let by = ground.person(Role::PartnerAdmin).id.to_string();
        assert_eq!(kept, [(Some("by_hand".to_owned()), Some(by))]);
        // A step of the ladder that is a week off comes all the same.
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let log = manager.get("/reminders/log").is(200);
        assert!(log.text().contains("von Hand"), "{}", log.text());
        let deeds = ground.texts("SELECT subject_id AS a, after_json AS b FROM audit_entries WHERE action = 'person.remind'");
        assert_eq!(deeds, [(Some(id), Some(r#"["HV"]"#.to_owned()))]);
    });
}

#[test]
fn what_is_asked_after_the_mail_of_the_day_goes_with_that_of_tomorrow() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-01");
        ground.owes(learner, REF, "due", "2026-12-20");
        ground.run();
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1);
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        let order = json!({ "people": [learner.id], "requirement": "REF" });
        let told = admin.json("POST", "/api/v1/obligations/reminders", &order).is(200).json();
        assert_eq!((&told["told"], &told["tomorrow"]), (&json!(0), &json!(1)));
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 1, "one mail a day");
        ground.hours(24);
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 2);
    });
}

#[test]
fn nobody_is_reminded_of_what_is_done_and_a_mail_that_waits_takes_it_back() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner);
        ground.owes(learner, HV, "due", "2026-12-20");
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        let order = json!({ "people": [learner.id] });
        let told = admin.json("POST", "/api/v1/obligations/reminders", &order).is(200).json();
        assert_eq!(told["told"], json!(1));
        ground.done(learner, HV, "2027-11-24");
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 0, "done before it left");
        let again = admin.json("POST", "/api/v1/obligations/reminders", &order).is(200).json();
        assert_eq!((&again["told"], &again["not_owed"]), (&json!(0), &json!(1)));
        ground.sql("UPDATE organisations SET reminders_since_on = NULL");
        ground.owes(learner, REF, "due", "2026-12-20");
        let off = admin.json("POST", "/api/v1/obligations/reminders", &order).is(200).json();
        assert_eq!(off["switched_off"], json!(1));
        let stranger = ground.app.signed_in(ground.story.stranger.id);
        stranger.json("POST", "/api/v1/obligations/reminders", &order).is(404);
        admin
            .json("POST", "/api/v1/obligations/reminders", &json!({ "people": [] }))
            .is(422);
    });
}
