//! A day that is over is seen as it was known then: what was recorded, revoked or withdrawn later is marked, and what it changes stands beside.

use super::{learner, recalculate, told};
use crate::evidence::{course, passed, record};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::support::story::{Story, day};
use chrono::Duration;
use kundig::evidence::{NewEvidence, store as evidence};
use kundig::obligations::excuse;
use kundig::obligations::store::{ExcuseKind, NewExcuse};
use kundig::organisations::Scope;
use kundig::platform::audit::By;
use kundig::platform::db::Conn;
use kundig::rules::evidence::Strength;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// The status of LATE on a day as it was known then, and the one by all that is known now where it is another one: by the person's record.
fn stood(browser: &Browser<'_>, person: Id, on: &str) -> (Value, Value) {
    let called = browser.get(&format!("/api/v1/people/{person}/record?on={on}")).is(200).json();
    let all = called["obligations"].as_array().unwrap().clone();
    let late = all.iter().find(|one| one["requirement"] == "LATE").unwrap().clone();
    // The list of a partner says the same.
    let path = format!("/api/v1/obligations?on={on}&person_id={person}&requirement=LATE");
    let listed = browser.get(&path).is(200).json()["items"][0].clone();
    assert_eq!(
        (&listed["status"], &listed["known_now"]["status"]),
        (&late["status"], &late["known_now"]["status"]),
        "{on}"
    );
    (late["status"].clone(), late["known_now"]["status"].clone())
}

/// What the record of a day says of a part's lines.
fn lines(browser: &Browser<'_>, person: Id, on: &str, part: &str) -> Vec<Value> {
    let called = browser.get(&format!("/api/v1/people/{person}/record?on={on}")).is(200).json();
    called[part].as_array().unwrap().clone()
}

fn later(what: &str, on: &str) -> Value {
    json!({ "what": what, "on": on })
}

fn partner<'a>(app: &'a TestApp, story: &Story) -> Browser<'a> {
    app.signed_in(story.person(Role::PartnerAdmin).id)
}

/// Takes evidence back.
fn revoke(app: &TestApp, evidence_id: Id, why: &str) {
    let state = &app.state;
    let (by, now) = (By::command_line(), state.clock.now());
    let revoke = |conn: &mut Conn| {
        evidence::revoke(conn, &Scope::everything(), &state.chance, now, &by, evidence_id, why)?;
        Ok(())
    };
    state.db.write(revoke).unwrap();
}

#[test]
fn evidence_recorded_or_revoked_after_a_day_stands_on_it_as_it_was_known_then() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let taken = course(&app, "LATE-1", "Kältemittel", "Refrigerants");
        // On the 26th somebody writes down what was proven on the 20th, and on the 28th it is revoked.
        app.state.clock.advance(Duration::days(2));
        let proof = NewEvidence {
            proven_on: day("2026-11-20"),
            ..passed(person, taken)
        };
        let proof = record(&app, &proof).evidence().id;
        recalculate(&app);
        app.state.clock.advance(Duration::days(2));
        let browser = partner(&app, &story);
        assert_eq!(stood(&browser, person, "2026-11-24"), (json!("overdue"), json!("valid")));
        assert_eq!(stood(&browser, person, "2026-11-26"), (json!("valid"), Value::Null));
        let written = lines(&browser, person, "2026-11-24", "evidence");
        assert_eq!(written[0]["later"], later("recorded", "2026-11-26"));
        assert_eq!(written[0]["recorded_on"], "2026-11-26");
        assert_eq!(lines(&browser, person, "2026-11-26", "evidence")[0]["later"], Value::Null);
        let record = format!("/people/{person}/record");
        let page = browser.get(&format!("{record}?on=2026-11-24")).is(200);
        let note = page.select(".callout").unwrap();
        assert!(note.contains("bekannt war") && note.contains("gekennzeichnet"), "{note}");
        let asked = page.select("section[aria-labelledby=r-asked]").unwrap();
        assert!(
            asked.contains("Überfällig") && asked.contains("heute bekannt ist: Gültig"),
            "{asked}"
        );
        let proofs = page.select("section[aria-labelledby=r-proofs]").unwrap();
        assert!(proofs.contains("Erst später eingetragen, am 26. November"), "{proofs}");
        let file = browser.get(&format!("{record}/table.csv?on=2026-11-24")).is(200).text();
        assert!(
            file.contains("heute bekannt ist: Gültig.") && file.contains("Erst später eingetragen"),
            "{file}"
        );

        revoke(&app, proof, "wrong person");
        recalculate(&app);
        app.state.clock.advance(Duration::days(2));
        let browser = partner(&app, &story);
        assert_eq!(stood(&browser, person, "2026-11-27"), (json!("valid"), json!("overdue")));
        assert_eq!(stood(&browser, person, "2026-11-28"), (json!("overdue"), Value::Null));
        // What came and went later has no say.
        assert_eq!(stood(&browser, person, "2026-11-24"), (json!("overdue"), Value::Null));
        let then = lines(&browser, person, "2026-11-27", "evidence");
        assert_eq!(
            (&then[0]["later"], &then[0]["revoked_on"]),
            (&later("revoked", "2026-11-28"), &Value::Null)
        );
        let then = lines(&browser, person, "2026-11-28", "evidence");
        assert_eq!((&then[0]["later"], &then[0]["revoked_on"]), (&Value::Null, &json!("2026-11-28")));
        let page = browser.get(&format!("{record}?on=2026-11-27")).is(200);
        let proofs = page.select("section[aria-labelledby=r-proofs]").unwrap();
        assert!(
            proofs.contains("Erst später widerrufen") && proofs.contains("wrong person"),
            "{proofs}"
        );
        // The panel of the heat map says it too.
        let cell = format!("/obligations?on=2026-11-27&person={person}&cell=LATE");
        let panel = browser.get(&cell).is(200).select("side-panel").unwrap();
        assert!(
            panel.contains("heute bekannt ist: Überfällig") && panel.contains("Erst später widerrufen"),
            "{panel}"
        );
    });
}

#[test]
fn a_record_that_was_taken_over_from_an_earlier_system_was_known_there_and_says_so() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let taken = course(&app, "LATE-1", "Kältemittel", "Refrigerants");
        let old = NewEvidence {
            proven_on: day("2026-03-02"),
            strength: Strength::ImportedRecord,
            ..passed(person, taken)
        };
        let old = record(&app, &old).evidence().id;
        recalculate(&app);
        let browser = partner(&app, &story);
        assert_eq!(stood(&browser, person, "2026-03-01"), (json!("overdue"), Value::Null));
        assert_eq!(stood(&browser, person, "2026-03-02"), (json!("valid"), Value::Null));
        let written = lines(&browser, person, "2026-03-02", "evidence");
        assert_eq!(written[0]["later"], later("taken_over", "2026-11-24"));
        let page = browser.get(&format!("/people/{person}/record?on=2026-03-02")).is(200);
        assert!(page.text().contains("Aus früherem System übernommen am"));
        // Revoked by now it was taken over in vain, and no more is known of the day than before.
        app.state.clock.advance(Duration::days(2));
        revoke(&app, old, "wrong file");
        let browser = partner(&app, &story);
        assert_eq!(stood(&browser, person, "2026-03-02"), (json!("overdue"), Value::Null));
        assert_eq!(
            stood(&browser, person, "2026-11-24"),
            (json!("valid"), json!("overdue")),
            "on the day it came it stood"
        );
    });
}

#[test]
fn a_pause_entered_and_a_waiver_withdrawn_after_a_day_stand_on_it_as_they_were_known_then() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let state = &app.state;
        let (by, scope) = (By::command_line(), Scope::everything());
        let give = |kind: ExcuseKind, from: &str| {
            let new = NewExcuse {
                person_id: person,
                requirement_id: None,
                from_on: day(from),
                to_on: Some(day("2026-12-31")),
                reason: "Elternzeit".to_owned(),
            };
            let given = state
                .db
                .write(|conn| excuse::record(conn, &scope, kind, &state.chance, state.clock.now(), &by, &new));
            given.unwrap().id
        };
        // A waiver of the 24th is withdrawn on the 26th, and on the 28th a pause is entered that began on the 20th.
        let waiver = give(ExcuseKind::Waiver, "2026-11-01");
        state.clock.advance(Duration::days(2));
        state
            .db
            .write(|conn| {
                let now = state.clock.now();
                excuse::withdraw(conn, &scope, ExcuseKind::Waiver, &state.chance, now, &by, waiver, "früher zurück")
            })
            .unwrap();
        state.clock.advance(Duration::days(2));
        give(ExcuseKind::Pause, "2026-11-20");
        state.clock.advance(Duration::days(2));
        recalculate(&app);

        let browser = partner(&app, &story);
        let stands = [
            ("2026-11-23", "overdue", json!("paused")),
            ("2026-11-25", "waived", json!("paused")),
            ("2026-11-27", "overdue", json!("paused")),
            ("2026-11-29", "paused", Value::Null),
        ];
        for (on, then, now) in stands {
            assert_eq!(stood(&browser, person, on), (json!(then), now), "{on}");
        }
        // The pause first, since it began later.
        let marks = |on: &str| {
            let excuses = lines(&browser, person, on, "excuses");
            let told = |one: &Value| (one["later"].clone(), one["withdrawn_on"].clone());
            (told(&excuses[0]), told(&excuses[1]))
        };
        let entered = (later("recorded", "2026-11-28"), Value::Null);
        let withdrawn = json!("2026-11-26");
        assert_eq!(
            marks("2026-11-23"),
            (entered.clone(), (later("recorded", "2026-11-24"), withdrawn.clone()))
        );
        assert_eq!(
            marks("2026-11-25"),
            (entered.clone(), (later("withdrawn", "2026-11-26"), Value::Null))
        );
        assert_eq!(marks("2026-11-27"), (entered, (Value::Null, withdrawn.clone())));
        assert_eq!(marks("2026-11-29"), ((Value::Null, Value::Null), (Value::Null, withdrawn)));
        let page = browser.get(&format!("/people/{person}/record?on=2026-11-25")).is(200);
        let excuses = page.select("section[aria-labelledby=r-excuses]").unwrap();
        assert!(
            excuses.contains("Erst später zurückgenommen") && excuses.contains("früher zurück"),
            "{excuses}"
        );
        assert!(excuses.contains("Erst später eingetragen"), "{excuses}");
        let file = browser
            .get(&format!("/people/{person}/record/table.csv?on=2026-11-25"))
            .is(200)
            .text();
        assert!(file.contains("Erst später zurückgenommen, am 26.11."), "{file}");

        // The partner's page of the day, its file, and the network's figures.
        let page = browser.get("/obligations?on=2026-11-25&requirement=LATE").is(200);
        assert_eq!(page.count("td[data-of=waived]"), 1);
        assert!(page.select("td[data-of=waived]").unwrap().contains("heute bekannt"));
        assert!(!browser.get("/obligations?on=2026-11-29").is(200).text().contains("heute bekannt:"));
        let file = browser.get("/obligations/table.csv?on=2026-11-25&requirement=LATE").is(200).text();
        assert!(file.contains("Status nach heutigem Wissen"), "{file}");
        assert!(
            file.lines()
                .any(|line| line.contains(",Befreit,") && line.trim_end().ends_with(",Ruht")),
            "{file}"
        );
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let behind = |on: &str| {
            let all = manager.get(&format!("/api/v1/network?on={on}")).is(200).json();
            all.as_array()
                .unwrap()
                .iter()
                .map(|one| one["behind"].as_i64().unwrap())
                .sum::<i64>()
        };
        assert_eq!(behind("2026-11-23") - behind("2026-11-25"), 1);
        assert_eq!(behind("2026-11-27") - behind("2026-11-29"), 1);
    });
}
