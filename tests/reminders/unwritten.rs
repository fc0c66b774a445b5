//! One mail that cannot be worded keeps nobody else's back, is named where people look, and goes out once it can be.
//!
//! A link that would last for millions of years cannot be made, and only whoever owes something themselves and has no password gets one.

use super::ground::{Ground, HV, REF, pairs};
use crate::support::app::on_both;
use crate::support::program::kundig;
use crate::support::smtp::plain;
use kundig::reminders::at_odds;
use kundig::rules::person::Role;
use serde_json::json;
use std::sync::Arc;

fn links_last(ground: &mut Ground, days: u32) {
    Arc::make_mut(&mut ground.app.state.config).sign_in.invitation_days = days;
}

/// Whoever owes something themselves and has no password cannot be written to.
fn breaks(ground: &mut Ground) {
    links_last(ground, u32::MAX);
}

fn mends(ground: &mut Ground) {
    links_last(ground, 14);
}

/// What the doctor says of reminders.
fn examined(ground: &Ground) -> String {
    let said = String::from_utf8(kundig(&ground.app, &["doctor"]).stdout).unwrap();
    said.lines().find(|line| line.contains("  reminders  ")).expect("a line").to_owned()
}

fn log(ground: &Ground) -> String {
    let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
    manager.get("/reminders/log").is(200).text()
}

fn nothing_is_at_odds(ground: &Ground) {
    let now = ground.app.state.clock.now();
    assert_eq!(ground.app.state.db.read(|conn| at_odds(conn, now)).unwrap(), []);
}

/// State and note of the mail to somebody of the story.
fn mail_of(ground: &Ground, name: &str) -> Vec<(Option<String>, Option<String>)> {
    ground.texts(&format!(
        "SELECT state AS a, last_error AS b FROM mails WHERE to_address = '{name}@story.example' ORDER BY id"
    ))
}

#[test]
fn whoever_cannot_be_written_to_is_named_and_told_by_a_later_run_and_everybody_else_at_once() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        breaks(&mut ground);
        // The second hour tries again, and says so of the same row.
        for _ in 0..2 {
            ground.run();
            ground.deliver();
            ground.hours(1);
        }
        assert_eq!(ground.mails_to("learner").len(), 0);
        assert_eq!(ground.mails_to("partner_admin").len(), 1, "nobody else is kept back");
        assert_eq!(ground.journal(), pairs(&[(-30, "superseded"), (-7, "sent"), (-7, "withdrawn")]));
        let why = ground.texts("SELECT reason AS a, NULL AS b FROM notices WHERE fate = 'withdrawn'");
        assert_eq!(why, [(Some("unwritten".to_owned()), None)]);
        assert!(log(&ground).contains("die Mail ließ sich nicht formulieren"), "{}", log(&ground));
        let said = examined(&ground);
        assert!(
            said.starts_with("bad") && said.contains("1 not told") && said.contains("Vera learner"),
            "{said}"
        );
        nothing_is_at_odds(&ground);
        mends(&mut ground);
        ground.hours(22);
        ground.run();
        ground.deliver();
        let told = ground.mails_to("learner");
        assert_eq!(told.len(), 1);
        let text = plain(&told[0].content);
        assert!(
            text.contains("war für den 24. November vorgesehen und erreicht Sie erst jetzt"),
            "{text}"
        );
        assert_eq!(ground.mails_to("partner_admin").len(), 1);
        assert_eq!(
            ground.journal(),
            pairs(&[(-30, "superseded"), (-7, "sent"), (-7, "sent"), (-7, "withdrawn")])
        );
        let said = examined(&ground);
        assert!(said.starts_with("ok"), "{said}");
        nothing_is_at_odds(&ground);
    });
}

#[test]
fn a_mail_that_waits_stays_as_it_is_where_the_one_that_would_take_it_over_cannot_be_worded() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        ground.owes(ground.person(Role::PartnerAdmin), HV, "due", "2026-12-01");
        ground.run();
        assert_eq!(mail_of(&ground, "partner_admin"), [(Some("queued".to_owned()), None)]);
        // What comes new is about somebody else and could be worded; with what waits for the administrator it cannot be.
        ground.hours(24);
        ground.owes(ground.person(Role::Learner), REF, "due", "2026-12-02");
        breaks(&mut ground);
        ground.run();
        assert_eq!(mail_of(&ground, "partner_admin"), [(Some("queued".to_owned()), None)]);
        let admin = ground.person(Role::PartnerAdmin).id;
        let theirs = format!("SELECT fate AS a, reason AS b FROM notices WHERE recipient_id = '{admin}' AND requirement_id");
        let waits = ground.texts(&format!("{theirs} = '{HV}' AND fate = 'planned'"));
        assert_eq!(waits.len(), 1, "nothing of what waited is lost");
        let back = ground.texts(&format!("{theirs} = '{REF}' AND fate = 'withdrawn'"));
        assert_eq!(back, [(Some("withdrawn".to_owned()), Some("unwritten".to_owned()))]);
        nothing_is_at_odds(&ground);
        mends(&mut ground);
        ground.deliver();
        assert_eq!(ground.mails_to("partner_admin").len(), 1);
        // They have had the mail of that day.
        ground.hours(24);
        ground.run();
        ground.deliver();
        let told = ground.mails_to("partner_admin");
        assert_eq!(told.len(), 2);
        let text = plain(&told[1].content);
        assert!(text.contains("Kältemittel") && !text.contains("Hochvolt"), "{text}");
        nothing_is_at_odds(&ground);
    });
}

#[test]
fn a_mail_that_has_to_be_worded_anew_and_cannot_be_waits_alone_and_says_why() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.hours(24);
        breaks(&mut ground);
        ground.deliver();
        ground.deliver();
        assert_eq!(ground.mails_to("partner_admin").len(), 1, "the others of its batch leave");
        assert_eq!(ground.mails_to("learner").len(), 0);
        assert_eq!(
            mail_of(&ground, "learner"),
            [(Some("queued".to_owned()), Some("unwritten".to_owned()))]
        );
        let why = ground.texts("SELECT reply AS a, NULL AS b FROM mails WHERE last_error = 'unwritten'");
        assert!(why[0].0.as_deref().unwrap().contains("overflowed"), "{why:?}");
        assert!(log(&ground).contains("die Mail ließ sich nicht formulieren"), "{}", log(&ground));
        let said = examined(&ground);
        assert!(said.starts_with("bad") && said.contains("Vera learner"), "{said}");
        nothing_is_at_odds(&ground);
        mends(&mut ground);
        ground.deliver();
        assert_eq!(ground.mails_to("learner").len(), 0, "it is tried again every hour");
        ground.hours(1);
        ground.deliver();
        let told = ground.mails_to("learner");
        assert_eq!(told.len(), 1);
        let text = plain(&told[0].content);
        assert!(
            text.contains("sie lag bereit, konnte aber bis heute nicht verschickt werden"),
            "{text}"
        );
        assert_eq!(mail_of(&ground, "learner"), [(Some("sent".to_owned()), None)]);
        assert!(examined(&ground).starts_with("ok"), "{}", examined(&ground));
        nothing_is_at_odds(&ground);
    });
}

#[test]
fn what_somebody_asks_for_by_hand_and_cannot_be_worded_is_told_to_them() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        let learner = ground.person(Role::Learner).id;
        ground.owes(ground.person(Role::Learner), HV, "due", "2026-12-01");
        ground.run();
        ground.deliver();
        breaks(&mut ground);
        ground.hours(24);
        let admin = ground.app.signed_in(ground.person(Role::PartnerAdmin).id);
        let order = json!({ "people": [learner], "requirement": "HV" });
        let told = admin.json("POST", "/api/v1/obligations/reminders", &order).is(200).json();
        assert_eq!((&told["told"], &told["unwritten"]), (&json!(0), &json!(1)), "{told}");
        let entered = ground.texts("SELECT fate AS a, NULL AS b FROM notices WHERE asked_by IS NOT NULL");
        assert_eq!(entered, [], "it can be asked for again");
        let sent = ground.texts(&format!(
            "SELECT CAST(id AS TEXT) AS a, NULL AS b FROM notices WHERE fate = 'sent' AND recipient_id = '{learner}'"
        ));
        let id = sent[0].0.as_deref().expect("a notice");
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        manager.json("POST", &format!("/api/v1/notices/{id}/resend"), &json!({})).is(409);
        assert_eq!(ground.mails_to("learner").len(), 1);
        nothing_is_at_odds(&ground);
    });
}
