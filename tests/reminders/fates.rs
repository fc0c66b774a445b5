//! Every fate that a notice can meet, met for real, and shown with its reason wherever the log is read.

use super::ground::{Ground, HV, REF};
use crate::support::app::on_both;
use crate::support::browser::Browser;
use crate::support::smtp::Turn;
use kundig::rules::person::Role;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the API says of a fate.
fn of(manager: &Browser, fate: &str) -> Vec<Value> {
    let answer = manager.get(&format!("/api/v1/notices?fate={fate}")).is(200).json();
    let items = answer["items"].as_array().unwrap().clone();
    assert!(items.iter().all(|item| item["fate"] == fate), "{items:?}");
    items
}

/// Reasons of all notices of a fate; one without is an empty text.
fn reasons(manager: &Browser, fate: &str) -> BTreeSet<String> {
    let items = of(manager, fate);
    items
        .iter()
        .map(|item| item["reason"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// The log's page of a fate says this.
fn shows(manager: &Browser, fate: &str, words: &[&str]) {
    let text = manager.get(&format!("/reminders/log?fate={fate}")).is(200).text();
    for words in words {
        assert!(text.contains(words), "{fate}: {words}\n{text}");
    }
}

#[test]
fn each_of_the_seven_fates_is_met_and_shown_with_its_reason() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.owes(ground.person(Role::TeamLead), REF, "due", "2026-12-01");
        ground.sql(&format!(
            "UPDATE obligations SET due_known_on = '2026-11-20' WHERE requirement_id = '{REF}'"
        ));
        // What can be known beforehand is: steps that are passed over, beside those that are told.
        let span = "from=2026-11-24&to=2026-12-05";
        let ahead = manager.get(&format!("/api/v1/reminders/forecast?{span}")).is(200).json();
        let passed: BTreeSet<(String, String)> = ahead["passed_over"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| (row["fate"].as_str().unwrap().to_owned(), row["reason"].as_str().unwrap().to_owned()))
            .collect();
        let pair = |fate: &str, reason: &str| (fate.to_owned(), reason.to_owned());
        assert_eq!(
            passed,
            [pair("skipped", "before_due_known"), pair("superseded", "later_step")].into(),
            "{ahead}"
        );
        let page = manager.get(&format!("/reminders/forecast?{span}")).is(200).text();
        assert!(
            page.contains("Was übergangen wird") && page.contains("lag, bevor die Frist bekannt war"),
            "{page}"
        );
        let file = manager
            .get(&format!("/reminders/forecast.csv?{span}&passed_over=true"))
            .is(200)
            .text();
        assert!(
            file.starts_with("date,recipient_external_id,role,person_external_id,requirement,due,offset_days,fate,reason\n"),
            "{file}"
        );
        assert!(
            file.contains(",-30,superseded,later_step") && file.contains(",-30,skipped,before_due_known"),
            "{file}"
        );

        ground.run();
        assert_eq!(of(&manager, "planned").len(), 4, "two obligations, two recipients each");
        shows(&manager, "planned", &["wartet", "Hochvolt-Sicherheit"]);
        assert_eq!(reasons(&manager, "superseded"), ["later_step".to_owned()].into());
        shows(&manager, "superseded", &["überholt", "am selben Tag gab es eine spätere Stufe"]);
        assert_eq!(reasons(&manager, "skipped"), ["before_due_known".to_owned()].into());
        shows(&manager, "skipped", &["übergangen", "lag, bevor die Frist bekannt war"]);

        // Done before anything left; and the first mail that does leave is refused for good.
        ground.done(ground.person(Role::TeamLead), REF, "2027-11-24");
        ground.sink.script(&[Turn::NeverAtRecipient]);
        ground.deliver();
        assert_eq!(of(&manager, "withdrawn").len(), 2);
        assert!(
            reasons(&manager, "withdrawn")
                .iter()
                .all(|reason| ["due_moved", "nothing_owed"].contains(&reason.as_str()))
        );
        shows(&manager, "withdrawn", &["zurückgezogen"]);
        assert_eq!(of(&manager, "sent").len(), 1);
        shows(&manager, "sent", &["verschickt"]);
        let failed = of(&manager, "failed");
        assert_eq!(failed.len(), 1);
        assert_eq!(failed[0]["reason"], "refused");
        assert!(failed[0]["reply"].as_str().unwrap().contains("550"), "{failed:?}");
        shows(&manager, "failed", &["nicht zustellbar", "der Mailserver hat sie abgelehnt", "550"]);

        Arc::make_mut(&mut ground.app.state.config).reminders.brake_number = 0;
        ground.owes(ground.person(Role::PartnerAdmin), HV, "due", "2026-12-01");
        ground.hours(24);
        ground.run();
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        assert_eq!(reasons(&manager, "held"), ["brake".to_owned()].into());
        shows(&manager, "held", &["angehalten", "mehr als üblich"]);

        let file = manager.get("/reminders/log.csv").is(200).text();
        for fate in ["planned", "sent", "superseded", "skipped", "held", "withdrawn", "failed"] {
            // What waited has found its end by now.
            let lines = file.lines().filter(|line| line.contains(&format!(",{fate},"))).count();
            assert_eq!(lines, of(&manager, fate).len(), "{fate}: {file}");
            assert!(lines > 0 || fate == "planned", "{fate}: {file}");
        }
        assert!(file.contains(",failed,refused,") && file.contains(",held,brake,"), "{file}");
        let some = manager.get("/reminders/log.csv?fate=held").is(200).text();
        assert!(
            some.lines().skip(1).all(|line| line.contains(",held,")) && some.lines().count() > 1,
            "{some}"
        );
        manager.get("/reminders/log.xlsx").is(200);
        manager.get("/api/v1/notices?fate=lost").is(422);
    });
}
