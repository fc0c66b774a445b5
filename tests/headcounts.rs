//! Head counts: so many people with a proof at every location, and the day on which there will be too few.

use crate::duties::work;
use crate::evidence::{course, passed, record};
use crate::imports::applied;
use crate::support::app::{TestApp, on_both};
use crate::support::story::{Story, day};
use chrono::Duration;
use kundig::evidence::NewEvidence;
use kundig::people::Membership;
use kundig::people::store as people;
use kundig::rules::id::Id;
use kundig::rules::import::Kind;
use kundig::rules::person::Role;
use serde_json::{Value, json};

fn pass_to(app: &TestApp, to: &str) {
    let noon: chrono::DateTime<chrono::Utc> = format!("{to}T12:00:00Z").parse().unwrap();
    app.state.clock.advance(noon - app.state.clock.now().utc());
}

fn location(list: &Value, organisation: &str) -> Value {
    let all = list.as_array().unwrap();
    all.iter()
        .find(|one| one["organisation_id"] == organisation)
        .cloned()
        .unwrap_or_default()
}

#[test]
fn a_location_says_on_which_day_it_will_have_too_few() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let stranger = app.signed_in(story.stranger.id);
        let [learner, lead] = [Role::Learner, Role::TeamLead].map(|role| story.person(role).id);
        let proof = course(&app, "HV-1", "Hochvolt", "High voltage");
        let asked = json!({
            "code": "HV", "title": { "de": "Hochvolt", "en": "High voltage" }, "in_force_on": "2026-01-01", "audience": {}, "initial": ["HV-1"],
            "first_due": { "on": "2026-12-31" }, "recurrence": { "kind": "rolling", "months": 12 }, "notice_days": 30, "grace_days": 10,
            "reminders": []
        });
        let made = manager.json("POST", "/api/v1/requirements", &asked).is(201).json();
        let path = format!("/api/v1/requirements/{}/draft/entry", made["id"].as_str().unwrap());
        manager.json("POST", &path, &json!({})).is(200);
        app.run_jobs();
        assert!(partner.get("/head-counts").is(200).text().contains("Keine Kopfzahl ist verlangt"));
        partner.get("/head-counts/new").is(403);
        manager.get("/head-counts/new").is(200);
        let wrong = manager
            .post(
                "/head-counts",
                &[
                    ("code", "a b"),
                    ("least", "0"),
                    ("requirement", "X"),
                    ("services", "y"),
                    ("in_force_on", ""),
                ],
            )
            .is(422);
        for field in ["code", "title\\.en", "requirement", "least", "in_force_on"] {
            assert_eq!(wrong.count(&format!("#{field}[aria-invalid=true]")), 1, "{field}: {}", wrong.text());
        }
        let body = json!({ "code": "TWO", "title": { "de": "Zwei mit Hochvolt", "en": "Two" }, "requirement": "HV", "least": 2, "in_force_on": "2026-01-01" });
        let two = manager.json("POST", "/api/v1/head-counts", &body).is(201).json();
        manager.json("POST", "/api/v1/head-counts", &body).is(422);
        manager
            .json(
                "POST",
                "/api/v1/head-counts",
                &json!({ "code": "X", "title": {}, "requirement": "HV", "least": 2_000, "in_force_on": "x" }),
            )
            .is(422);
        let page = format!("/head-counts/{}", two["id"].as_str().unwrap());
        let calls = format!("/api/v1/head-counts/{}/locations", two["id"].as_str().unwrap());
        let alpha = story.alpha.id.to_string();
        let at_alpha = || location(&partner.get(&calls).is(200).json(), &alpha);
        assert_eq!((&at_alpha()["status"], &at_alpha()["counted"]), (&json!("broken"), &json!(0)));
        let sides = || partner.get("/both-sides").is(200).text();
        assert!(
            !sides().contains("zu wenige ab"),
            "a place that is short now is no day to come: {}",
            sides()
        );
        let of = |person, on: &str| NewEvidence {
            proven_on: day(on),
            ..passed(person, proof)
        };
        record(&app, &of(learner, "2026-05-04"));
        record(&app, &of(lead, "2026-07-01"));
        // The proof of May is due on 4 May and in grace to 14 May: from the 15th on there is one.
        let seen = at_alpha();
        assert_eq!(
            (&seen["status"], &seen["counted"], &seen["breaks_on"]),
            (&json!("breaking"), &json!(2), &json!("2027-05-15"))
        );
        assert_eq!(seen["people"][0]["end"], "proof_ends");
        // Somebody who leaves breaks it sooner.
        app.state
            .db
            .write(|conn| {
                let stays = people::memberships_of(conn, lead)?;
                let sql = format!("UPDATE memberships SET end_on = '2027-02-28' WHERE id = '{}'", stays[0].id);
                Ok(kundig::on!(conn, c => diesel::RunQueryDsl::execute(diesel::sql_query(&sql), c))?)
            })
            .unwrap();
        let seen = at_alpha();
        assert_eq!((&seen["status"], &seen["breaks_on"]), (&json!("breaking"), &json!("2027-03-01")));
        let table = partner.get(&format!("{page}/table.csv")).is(200).text();
        assert!(table.contains(",reicht nicht ab,2,2,2027-03-01,"), "{table}");
        assert_eq!(partner.get(&page).count("tbody tr"), table.lines().count() - 1, "{table}");
        partner.get(&format!("{page}/table.xlsx")).is(200);
        let list = partner.get("/head-counts/table.csv").is(200).text();
        let alone = list.lines().nth(1).unwrap();
        assert!(alone.starts_with("TWO,Zwei mit Hochvolt,2,HV,,"), "{list}");
        assert!(alone.ends_with(",2027-03-01,2026-01-01,"), "{list}");
        partner.get("/head-counts/table.xlsx").is(200);
        let text = partner.get(&page).is(200).text();
        assert!(
            text.contains("Reicht bis 28. Februar 2027.") && text.contains("Es geht: "),
            "{text}"
        );
        assert!(
            sides().contains("Zwei mit Hochvolt") && sides().contains("zu wenige ab 01.03.2027"),
            "{}",
            sides()
        );
        // Nobody sees another partner's people.
        let theirs = stranger.get(&calls).is(200).json();
        assert_eq!(
            (location(&theirs, &alpha), theirs.as_array().unwrap().is_empty()),
            (Value::Null, false)
        );
        assert!(!stranger.get(&page).is(200).text().contains("Kälte Albers"));
        partner.post(&format!("{page}/retirement"), &[]).is(403);
        let retirement = format!("/api/v1/head-counts/{}/retirement", two["id"].as_str().unwrap());
        manager.json("POST", &retirement, &json!({ "on": "2025-01-01" })).is(422);
        manager.post(&format!("{page}/retirement"), &[]).is(303);
        manager.json("POST", &retirement, &json!({ "on": "2027-01-01" })).is(409);
        assert_eq!(manager.get("/api/v1/head-counts").is(200).json()[0]["retired_on"], "2026-11-24");
    });
}

/// High voltage proven by two of partner Albers, and a head count of two in force.
fn two_asked(app: &TestApp) -> (Story, String, Id) {
    let story = app.story();
    let manager = app.signed_in(story.person(Role::TrainingManager).id);
    let proof = course(app, "HV-1", "Hochvolt", "High voltage");
    let asked = json!({
        "code": "HV", "title": { "de": "Hochvolt", "en": "High voltage" }, "in_force_on": "2026-01-01", "audience": {}, "initial": ["HV-1"],
        "first_due": { "on": "2026-12-31" }, "recurrence": { "kind": "rolling", "months": 12 }, "notice_days": 30, "grace_days": 10,
        "reminders": []
    });
    let made = manager.json("POST", "/api/v1/requirements", &asked).is(201).json();
    let path = format!("/api/v1/requirements/{}/draft/entry", made["id"].as_str().unwrap());
    manager.json("POST", &path, &json!({})).is(200);
    for (role, on) in [(Role::Learner, "2026-01-04"), (Role::TeamLead, "2026-07-01")] {
        let new = NewEvidence {
            proven_on: day(on),
            ..passed(story.person(role).id, proof)
        };
        record(app, &new);
    }
    app.run_jobs();
    let body = json!({ "code": "TWO", "title": { "de": "Zwei mit Hochvolt", "en": "Two" }, "requirement": "HV", "least": 2, "in_force_on": "2026-01-01" });
    let two = manager.json("POST", "/api/v1/head-counts", &body).is(201).json();
    work(app);
    (story, two["id"].as_str().unwrap().to_owned(), proof)
}

/// Lets so many days pass, each with what it asks for.
fn days_pass(app: &TestApp, days: u32) {
    for _ in 0..days {
        app.state.clock.advance(Duration::days(1));
        work(app);
    }
}

#[test]
fn what_was_missed_stays_in_the_ledger_with_its_days_and_the_day_of_the_break_is_known_before() {
    on_both(|app| {
        let (story, two, proof) = two_asked(&app);
        // Days pass, and with them every sign-in.
        let partner = || app.signed_in(story.person(Role::PartnerAdmin).id);
        let alpha = story.alpha.id.to_string();
        let of_alpha = || {
            let all = partner().get(&format!("/api/v1/head-counts/{two}/locations")).is(200).json();
            location(&all, &alpha)
        };
        let duty = || {
            let all = partner().get("/api/v1/duties?owed_by=partner").is(200).json()["items"].clone();
            let mine = |one: &&Value| one["id"] == of_alpha()["duty_id"];
            all.as_array().unwrap().iter().find(mine).cloned().unwrap()
        };
        // The proof of January is due on 4 January, in grace to the 14th.
        let seen = duty();
        assert_eq!(
            (
                &seen["kind"],
                &seen["owed_by"],
                &seen["partner"],
                &seen["creditor"],
                &seen["status"],
                &seen["due_on"]
            ),
            (
                &json!("head_count"),
                &json!("partner"),
                &json!("P-A"),
                &json!("manufacturer"),
                &json!("due_soon"),
                &json!("2027-01-14")
            )
        );
        assert_eq!(of_alpha()["missed"], json!([]));
        let page = format!("/duties/{}", seen["id"].as_str().unwrap());
        let text = partner().get(&page).is(200).text();
        assert!(text.contains("bekannt ist, dass es nur bis 14. Januar 2027 reicht."), "{text}");
        app.signed_in(story.stranger.id).get(&page).is(404);
        let ours = partner().get("/api/v1/duties").is(200).json()["items"].clone();
        assert!(
            ours.as_array().unwrap().iter().all(|one| one["kind"] != "head_count"),
            "it is not the manufacturer's: {ours}"
        );

        // Nobody looks for three days, over the day of the break: the ledger has the day that was known.
        pass_to(&app, "2027-01-17");
        work(&app);
        assert_eq!(
            (&duty()["status"], &duty()["breached_on"]),
            (&json!("breached"), &json!("2027-01-15"))
        );
        assert_eq!(of_alpha()["missed"], json!([{ "from_on": "2027-01-15", "until_on": null }]));
        let text = partner().get(&page).is(200).text();
        assert!(
            text.contains("Seit 15. Januar 2027 sind es zu wenige.") && text.contains("Zu wenige seit"),
            "{text}"
        );
        let again = NewEvidence {
            proven_on: day("2027-01-20"),
            ..passed(story.person(Role::Learner).id, proof)
        };
        pass_to(&app, "2027-01-20");
        record(&app, &again);
        days_pass(&app, 1);
        // It was noted on the next run, a few minutes later; the missed days stay missed.
        let seen = duty();
        assert_eq!(
            (&seen["status"], &seen["compliant"]),
            (&json!("cured"), &json!(true)),
            "the other proof ends in July, which is not soon"
        );
        let missed = of_alpha()["missed"].clone();
        assert_eq!(missed[0]["from_on"], "2027-01-15", "{missed}");
        assert_eq!(missed[0]["until_on"], "2027-01-19", "{missed}");
        assert!(
            partner()
                .get(&format!("/head-counts/{two}"))
                .is(200)
                .text()
                .contains("Zu wenige vom 15.01.2027 bis 19.01.2027")
        );

        // Asked no more, it falls away and stays on record.
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager.post(&format!("/head-counts/{two}/retirement"), &[]).is(303);
        days_pass(&app, 1);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let told = manager.get(&format!("/api/v1{page}")).is(200).json();
        assert_eq!(told["duty"]["status"], "fallen_away");
        assert_eq!(told["duty"]["breaches"].as_array().unwrap().len(), 1);
        let kinds: Vec<&str> = told["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["opened", "stands", "ended", "stands", "fell_away"]);
    });
}

#[test]
fn a_location_is_short_since_the_day_on_which_it_fell_short_not_since_somebody_found_out() {
    on_both(|app| {
        let (story, _, _) = two_asked(&app);
        pass_to(&app, "2027-01-25");
        work(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let body = json!({ "code": "LATE", "title": { "de": "Spät verlangt", "en": "Late" }, "requirement": "HV", "least": 2, "in_force_on": "2026-07-10" });
        let late = manager.json("POST", "/api/v1/head-counts", &body).is(201).json();
        work(&app);
        let id = late["id"].as_str().unwrap();
        let all = manager.get(&format!("/api/v1/head-counts/{id}/locations")).is(200).json();
        let missed = |organisation: Id| location(&all, &organisation.to_string())["missed"].clone();
        // Two were qualified there until the proof of one ended; at the other partner nobody ever was.
        assert_eq!(missed(story.alpha.id), json!([{ "from_on": "2027-01-15", "until_on": null }]));
        assert_eq!(missed(story.beta.id), json!([{ "from_on": "2026-07-10", "until_on": null }]));
        let page = manager.get(&format!("/head-counts/{id}")).is(200).text();
        assert!(page.contains("Zu wenige seit 15. Januar 2027."), "{page}");
    });
}

/// A file of completions comes, obligations are recalculated, then the ledger is held against the locations.
fn brought(app: &TestApp, rows: &str) {
    let file = format!("person_external_id,course_code,completed_on,source\n{rows}");
    let import = applied(app, Kind::Completions, file.as_bytes());
    assert_eq!(import.count_refused, 0, "{file}");
    for _ in 0..2 {
        app.state.clock.advance(Duration::minutes(15));
        work(app);
    }
}

#[test]
fn a_shortage_of_three_years_ago_stands_in_the_ledger_with_its_days_once_a_file_tells_of_it() {
    on_both(|app| {
        let (story, two, _) = two_asked(&app);
        let alpha = story.alpha.id.to_string();
        app.give_number(story.person(Role::Learner).id, "E-L");
        let missed = || {
            let manager = app.signed_in(story.person(Role::TrainingManager).id);
            let all = manager.get(&format!("/api/v1/head-counts/{two}/locations")).is(200).json();
            location(&all, &alpha)["missed"].clone()
        };
        // Nobody looked for more than three years: the shortage began when it began.
        pass_to(&app, "2030-03-01");
        work(&app);
        assert_eq!(missed(), json!([{ "from_on": "2027-01-15", "until_on": null }]));
        // A proof of then comes by a file: it was over on its day, and another one began when the second proof ended.
        brought(&app, "E-L,HV-1,2027-01-25,paper\n");
        let days = json!([
            { "from_on": "2027-01-15", "until_on": "2027-01-24" },
            { "from_on": "2027-07-12", "until_on": null }
        ]);
        assert_eq!(missed(), days);
        // Looked at again, nothing is written twice.
        days_pass(&app, 2);
        assert_eq!(missed(), days);
    });
}

#[test]
fn what_a_file_brings_late_counts_on_the_days_on_which_it_happened() {
    on_both(|app| {
        let (story, two, _) = two_asked(&app);
        let alpha = story.alpha.id.to_string();
        let missed = || {
            let manager = app.signed_in(story.person(Role::TrainingManager).id);
            let all = manager.get(&format!("/api/v1/head-counts/{two}/locations")).is(200).json();
            location(&all, &alpha)["missed"].clone()
        };
        app.give_number(story.person(Role::Learner).id, "E-L");
        pass_to(&app, "2027-02-10");
        work(&app);
        assert_eq!(missed(), json!([{ "from_on": "2027-01-15", "until_on": null }]));
        // The proof of 25 January comes by a file weeks later: that is the day on which there were enough again.
        brought(&app, "E-L,HV-1,2027-01-25,paper\n");
        assert_eq!(missed(), json!([{ "from_on": "2027-01-15", "until_on": "2027-01-24" }]));
        // Somebody left for ten days and came back, which nobody knew: there are enough before and after, and were too few between.
        pass_to(&app, "2027-03-20");
        work(&app);
        let lead = story.person(Role::TeamLead).id;
        app.state
            .db
            .write(|conn| {
                let now = app.state.clock.now();
                let mut stays = people::memberships_of(conn, lead)?;
                let sql = format!(
                    "UPDATE memberships SET end_on = '2027-02-28', updated_at = '{}' WHERE id = '{}'",
                    now.format("%Y-%m-%d %H:%M:%S%.6f"),
                    stays[0].id
                );
                kundig::on!(conn, c => diesel::RunQueryDsl::execute(diesel::sql_query(&sql), c))?;
                let again = Membership {
                    id: app.state.chance.id(now),
                    start_on: day("2027-03-11"),
                    created_at: now,
                    updated_at: now,
                    ..stays.remove(0)
                };
                people::insert_membership(conn, &again)?;
                Ok(())
            })
            .unwrap();
        days_pass(&app, 1);
        assert_eq!(
            missed(),
            json!([
                { "from_on": "2027-01-15", "until_on": "2027-01-24" },
                { "from_on": "2027-03-01", "until_on": "2027-03-10" }
            ])
        );
        // Looked at again, nothing is written twice.
        days_pass(&app, 2);
        assert_eq!(missed().as_array().unwrap().len(), 2);
    });
}

#[test]
fn a_shortage_that_was_none_is_none_once_that_is_known() {
    on_both(|app| {
        let (story, two, proof) = two_asked(&app);
        let alpha = story.alpha.id.to_string();
        pass_to(&app, "2027-01-20");
        work(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let seen = |manager: &crate::support::browser::Browser<'_>| {
            let all = manager.get(&format!("/api/v1/head-counts/{two}/locations")).is(200).json();
            location(&all, &alpha)
        };
        assert_eq!(seen(&manager)["missed"], json!([{ "from_on": "2027-01-15", "until_on": null }]));
        // The paper of 9 January is found: nobody was late.
        let found = NewEvidence {
            proven_on: day("2027-01-09"),
            ..passed(story.person(Role::Learner).id, proof)
        };
        record(&app, &found);
        days_pass(&app, 1);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let seen = seen(&manager);
        assert_eq!((&seen["status"], &seen["missed"]), (&json!("breaking"), &json!([])), "{seen}");
    });
}

#[test]
fn the_partner_is_reminded_before_the_break_and_whoever_is_in_charge_from_it_on() {
    on_both(|app| {
        let (story, _, _) = two_asked(&app);
        app.state
            .db
            .write(|conn| {
                let sql = "UPDATE organisations SET reminders_since_on = '2026-01-01'";
                Ok(kundig::on!(conn, c => diesel::RunQueryDsl::execute(diesel::sql_query(sql), c))?)
            })
            .unwrap();
        let mails = |app: &TestApp| -> Vec<(String, String)> {
            let all = app
                .signed_in(story.person(Role::PlatformAdmin).id)
                .get("/api/v1/mails?limit=500")
                .is(200)
                .json();
            let told = |one: &Value| one["kind"] == "duties_due";
            let of = |one: &Value| {
                (
                    one["to_address"].as_str().unwrap_or_default().to_owned(),
                    one["subject"].as_str().unwrap_or_default().to_owned(),
                )
            };
            all["items"].as_array().unwrap().iter().filter(|one| told(one)).map(of).collect()
        };
        days_pass(&app, 22);
        let before = mails(&app);
        let admin = story.person(Role::PartnerAdmin).email.clone().unwrap();
        let manager = story.person(Role::PartnerManager).email.clone().unwrap();
        // The other locations have too few from the first day on; of this one nobody but its partner hears beforehand.
        let ahead: Vec<&str> = before
            .iter()
            .filter(|(_, subject)| subject.contains("reicht die Besetzung bald nicht mehr"))
            .map(|(to, _)| to.as_str())
            .collect();
        assert_eq!(ahead, [admin.as_str()], "{before:?}");
        days_pass(&app, 25);
        let known = mails(&app).len();
        days_pass(&app, 9);
        let after = mails(&app);
        let told = |who: &str| {
            after[known..]
                .iter()
                .any(|(to, subject)| to == who && subject.contains("fehlt jemand"))
        };
        assert!(told(&admin) && told(&manager), "{:?}", &after[known..]);
    });
}
