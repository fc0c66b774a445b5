//! The network, a partner and a person's record as they stood on a day that is over.

use super::{learner, recalculate, told};
use crate::evidence::{course, passed, record};
use crate::support::app::on_both;
use crate::support::story::day;
use kundig::evidence::NewEvidence;
use kundig::obligations::requirement;
use kundig::platform::audit::By;
use kundig::rules::person::Role;
use kundig::rules::requirement::Definition;
use serde_json::json;

#[test]
fn the_network_is_seen_as_it_stood_on_a_past_day() {
    on_both(|app| {
        let story = told(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let behind = |on: &str| {
            let all = manager.get(&format!("/api/v1/network{on}")).is(200).json();
            let sum = |field: &str| all.as_array().unwrap().iter().map(|one| one[field].as_i64().unwrap()).sum::<i64>();
            (sum("people"), sum("behind"), sum("due"))
        };
        let today = behind("");
        assert!(today.1 > 0 && today.1 == today.0, "{today:?}");
        // A day as it is told by the projection and by working it out are the same.
        assert_eq!(behind("?on=2026-11-24"), today);
        assert_eq!(behind("?on=2026-11-23"), today);
        // On the last day of grace nobody was late yet, and what was due that year was due.
        assert_eq!(behind("?on=2025-07-14"), (today.0, 0, today.0));
        assert_eq!(behind("?on=2025-07-15").1, today.1);
        assert_eq!(behind("?on=2025-07-15&requirement=OPEN").1, 0);
        assert_eq!(behind("?on=2023-12-31").0, 0, "nothing was in force");
        for (on, fault) in [("2026-11-25", "noch vor uns"), ("2026-02-30", "Diesen Tag gibt es nicht")] {
            let refused = manager.get(&format!("/api/v1/network?on={on}")).is(422).json();
            assert!(refused.to_string().contains(fault), "{refused}");
            manager.get(&format!("/network/table.csv?on={on}")).is(422);
            let page = manager.get(&format!("/network?on={on}")).is(200);
            assert!(page.select("#on-error").unwrap().contains(fault));
            assert_eq!(page.attribute("#on", "value").as_deref(), Some(on), "what was typed stays");
            assert_eq!(page.count(".callout"), 0);
        }
        let page = manager.get("/network?on=14.07.2025&country=FR").is(200);
        assert!(page.select(".callout").unwrap().contains("14. Juli 2025"));
        assert!(
            page.select("h1").unwrap().starts_with("Bei keinem von 1"),
            "{:?}",
            page.select("h1")
        );
        assert_eq!(page.count("form[role=search] input[name=on][value='14.07.2025']"), 1);
        let file = manager.get("/network/table.csv?on=14.07.2025&country=FR").is(200);
        assert!(file.header("content-disposition").unwrap().contains("2025-07-14"));
        assert!(file.text().contains("Fällig bis 31. Dezember 2025"), "{}", file.text());
    });
}

#[test]
fn a_partner_is_seen_as_it_stood_on_a_past_day_and_nothing_can_be_done_there() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        // From the network's past day to the partner's, and back.
        let link = format!("/obligations?partner={}&on=14.07.2025", story.alpha.id);
        assert_eq!(manager.get("/network?on=14.07.2025").count(&format!("tbody a[href='{link}']")), 1);
        let page = manager.get(&link).is(200);
        assert_eq!(page.count(".link-q[href='/network?on=14.07.2025']"), 1);
        assert!(page.select(".callout").unwrap().contains("14. Juli 2025"));
        // On the last day of grace nobody was late yet; today everybody is.
        let statuses = |path: &str| {
            let page = partner.get(path).is(200);
            ["overdue", "grace", "open"].map(|status| page.count(&format!("td[data-of={status}]")))
        };
        let today = statuses("/obligations");
        assert!(today[0] > 0 && today[1] == 0, "{today:?}");
        assert_eq!(statuses("/obligations?on=2025-07-14"), [0, today[0], today[2]]);
        assert_eq!(statuses("/obligations?on=2025-07-15"), today);
        assert_eq!(statuses("/obligations?on=2026-11-24"), today, "today is not past");
        // Filters keep the day, and another day keeps the filters.
        let page = partner.get("/obligations?on=2025-07-14&requirement=LATE&show=all").is(200);
        assert_eq!(page.count("form[role=search] input[name=on][value='2025-07-14']"), 1);
        assert_eq!(
            page.count("form[action='/obligations'] input[type=hidden][name=requirement][value=LATE]"),
            2
        );
        // Nothing can be done about a day that is over.
        assert_eq!(page.count("input[name=pick], input[data-pick-all], .bulk"), 0);
        let cell = format!("/obligations?on=2025-07-14&person={person}&cell=LATE");
        let panel = partner.get(&cell).is(200).select("side-panel").unwrap();
        assert!(
            panel.contains("Nachfrist bis 14. Juli 2025") && panel.contains("Warum dieses Datum?"),
            "{panel}"
        );
        assert!(!panel.contains("Erinnern") && !panel.contains("Mehr Zeit"), "{panel}");
        partner
            .get(&format!("/obligations?on=2023-12-31&person={person}&cell=LATE"))
            .is(404);
        let page = partner.get("/obligations?on=2023-12-31").is(200);
        assert_eq!(
            (page.count("tbody tr"), page.count("a.chip.on[href='/obligations']")),
            (0, 1),
            "the way back stays"
        );
        // The same as a file, whose name says the day.
        let file = partner.get("/obligations/table.csv?on=14.07.2025").is(200);
        assert!(
            file.header("content-disposition")
                .unwrap()
                .contains("kundig-obligations-2025-07-14")
        );
        let rows = file.text().matches(",In Nachfrist,2025-07-14,2025-06-30").count();
        assert_eq!(rows, today[0], "{}", file.text());
        // The same by call, page by page.
        let calls = |query: &str| partner.get(&format!("/api/v1/obligations{query}")).is(200).json();
        let all = calls("?on=2025-07-14&requirement=LATE")["items"].as_array().unwrap().clone();
        assert_eq!(all.len(), today[0]);
        assert!(
            all.iter().all(|one| one["status"] == "grace" && one["due"] == "2025-06-30"),
            "{all:?}"
        );
        let (mut gathered, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = calls(&format!("?on=2025-07-14&limit=2{cursor}"));
            gathered.extend(page["items"].as_array().unwrap().clone());
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(json!(gathered), calls("?on=2025-07-14")["items"]);
        assert_eq!(
            calls(&format!("?on=2025-07-14&person_id={person}&status=open"))["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        assert_eq!(
            calls(&format!("?on=2025-07-14&organisation_id={}", story.alpha_branch.id))["items"],
            json!([])
        );
        let stranger = app.signed_in(story.stranger.id);
        assert_eq!(
            stranger
                .get(&format!("/api/v1/obligations?on=2025-07-14&person_id={person}"))
                .is(200)
                .json()["items"],
            json!([])
        );
        stranger
            .get(&format!("/obligations?partner={}&on=2025-07-14", story.alpha.id))
            .is(404);
        for (on, fault) in [("2026-11-25", "noch vor uns"), ("2026-02-30", "Diesen Tag gibt es nicht")] {
            partner.get(&format!("/obligations/table.xlsx?on={on}")).is(422);
            let refused = partner.get(&format!("/api/v1/obligations?on={on}")).is(422).json();
            assert!(refused.to_string().contains(fault), "{refused}");
            let page = partner.get(&format!("/obligations?on={on}")).is(200);
            assert!(page.select("#on-error").unwrap().contains(fault));
            assert_eq!((page.attribute("#on", "value").as_deref(), page.count(".callout")), (Some(on), 0));
        }
    });
}

#[test]
fn whoever_was_there_on_a_past_day_is_seen_there_by_those_who_led_them() {
    on_both(|app| {
        let story = told(&app);
        let (left, lead) = (learner(&story), story.person(Role::TeamLead).id);
        app.state
            .db
            .write(|conn| {
                let sql = format!("UPDATE memberships SET end_on = '2026-06-30', supervisor_id = '{lead}' WHERE person_id = '{left}'");
                kundig::on!(conn, c => diesel::RunQueryDsl::execute(diesel::sql_query(&sql), c))?;
                // Whoever leads nobody today sees the branch; this one leads somebody still.
                let led = app.person(conn, &story.alpha, "led@story.example", "Ole", "Geführt");
                let sql = format!("UPDATE memberships SET supervisor_id = '{lead}' WHERE person_id = '{}'", led.id);
                Ok(kundig::on!(conn, c => diesel::RunQueryDsl::execute(diesel::sql_query(&sql), c))?)
            })
            .unwrap();
        recalculate(&app);
        let team = app.signed_in(lead);
        let names = |path: &str| team.get(path).is(200).select("table.heat tbody").unwrap();
        assert!(!names("/obligations").contains("learner"), "they have left");
        let then = names("/obligations?on=2026-06-30");
        assert!(then.contains("learner") && !then.contains("partner_admin"), "{then}");
        assert!(!names("/obligations?on=2026-07-01").contains("learner"));
        let panel = team.get(&format!("/obligations?on=2026-06-30&person={left}&cell=LATE")).is(200);
        assert!(panel.select("side-panel").unwrap().contains("Überfällig seit 15. Juli 2025"));
        team.get(&format!("/obligations?on=2026-07-01&person={left}&cell=LATE")).is(404);
        // The record is seen on the same days, with what they owed here: after their last day they are their new organisation's business.
        let record = format!("/people/{left}/record");
        let then = team.get(&format!("{record}?on=2026-06-30")).is(200);
        assert_eq!(then.select(".owed-state").as_deref(), Some("Überfällig seit 15. Juli 2025"));
        assert_eq!(
            then.count("a[href*='/extensions/new'], a[href*='/documents/new']"),
            0,
            "nothing can be done"
        );
        team.get(&format!("{record}?on=2026-07-01")).is(404);
        team.get(&format!("{record}/table.csv?on=2026-07-01")).is(404);
        team.get(&format!("/api/v1{record}?on=2026-07-01")).is(404);
        assert_eq!(team.get(&record).is(200).count(".owed"), 0, "today nothing of theirs is asked here");
        // Whoever was not led by them on that day is not seen either, though they are in the branch.
        let other = story.person(Role::PartnerAdmin).id;
        team.get(&format!("/people/{other}/record?on=2026-06-30")).is(404);
    });
}

#[test]
fn a_past_day_is_read_by_the_versions_that_were_in_force_on_it() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let late = manager.get("/api/v1/requirements").is(200).json();
        let all = late["items"].as_array().unwrap();
        let late = all.iter().find(|one| one["code"] == "LATE").unwrap()["id"].clone();
        app.state
            .db
            .write(|conn| {
                let later = json!({
                    "code": "LATE", "title": {"de": "Kältekunde", "en": "Cold"}, "in_force_on": "2026-06-01", "audience": {},
                    "initial": ["LATE-1"], "refresher": [], "first_due": {"on": "2027-12-31"},
                    "recurrence": {"kind": "rolling", "months": 24}, "round_to_month_end": false,
                    "notice_days": 30, "grace_days": 14, "lapse_months": null, "return_days": 0, "reminders": [],
                });
                let later = Definition::parse(&later).unwrap();
                let now = app.state.clock.now();
                requirement::bring(conn, &app.state.chance, now, &By::command_line(), &later, false)
            })
            .unwrap();
        recalculate(&app);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        // The partner, the network, one call, the panel and the file of an instant agree about the eve and the day of the change.
        for (on, status, title) in [("2026-05-31", "overdue", "Kältemittel"), ("2026-06-01", "open", "Kältekunde")] {
            let page = partner.get(&format!("/obligations?on={on}&requirement=LATE")).is(200);
            assert!(page.select("table.heat thead").unwrap().contains(title), "{on}");
            assert!(
                page.count(&format!("td[data-of={status}]")) > 0
                    && page.count("td[data-of]") == page.count(&format!("td[data-of={status}]"))
            );
            let network = manager.get(&format!("/api/v1/network?on={on}&requirement=LATE")).is(200).json();
            let behind: i64 = network.as_array().unwrap().iter().map(|one| one["behind"].as_i64().unwrap()).sum();
            assert_eq!(behind > 0, status == "overdue", "{on}: {network}");
            assert!(
                manager.get(&format!("/network?on={on}")).is(200).text().contains(title),
                "the choice of requirements"
            );
            let called = partner
                .get(&format!("/api/v1/obligations?on={on}&person_id={person}&requirement=LATE"))
                .is(200)
                .json();
            assert_eq!(
                (&called["items"][0]["status"], &called["items"][0]["requirement_id"]),
                (&json!(status), &late)
            );
            let cell = format!("/obligations?on={on}&person={person}&cell=LATE");
            let panel = partner.get(&cell).is(200).select("side-panel").unwrap();
            assert!(panel.contains(title), "{panel}");
            let file = partner
                .get(&format!("/api/v1/obligations/export?as_of={on}T12:00:00Z"))
                .is(200)
                .text();
            assert!(
                file.lines()
                    .filter(|line| line.contains(",LATE,"))
                    .all(|line| line.contains(&format!(",{status},"))),
                "{file}"
            );
            assert!(file.contains(",LATE,"), "{file}");
        }
    });
}

#[test]
fn a_record_is_seen_as_it_stood_on_a_past_day_and_nothing_can_be_done_there() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let taken = course(&app, "LATE-1", "Kältemittel", "Refrigerants");
        let late = NewEvidence {
            proven_on: day("2026-03-02"),
            ..passed(person, taken)
        };
        record(&app, &late);
        recalculate(&app);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let record = format!("/people/{person}/record");

        // From the partner's past day to the record of that day, and back.
        let row = format!("tbody a.row-link[href='{record}?on=2025-07-14']");
        assert_eq!(partner.get("/obligations?on=2025-07-14").is(200).count(&row), 1);
        let cell = format!("/obligations?on=2025-07-14&person={person}&cell=LATE");
        let panel = format!("side-panel a[href='{record}?on=2025-07-14']");
        assert!(partner.get(&cell).is(200).count(&panel) > 0);

        // The last day of grace, the day after it, the eve of the proof, and its day, on which nobody here knew of it yet.
        let stands = [
            ("2025-07-14", "In Nachfrist", 0),
            ("2025-07-15", "Überfällig", 0),
            ("2026-03-01", "Überfällig", 0),
            ("2026-03-02", "Überfällig", 1),
        ];
        for (on, word, proofs) in stands {
            let page = partner.get(&format!("{record}?on={on}")).is(200);
            let asked = page.select("section[aria-labelledby=r-asked]").unwrap();
            assert!(asked.contains(word), "{on}: {asked}");
            assert_eq!(page.count("td a[href^='/evidence/']"), proofs, "{on}");
            let title = page.select(".head .title").unwrap();
            assert!(title.contains("Akte am "), "{title}");
            assert!(page.select(".callout").unwrap().contains("bekannt war"));
            assert_eq!(page.attribute("input[name=on]", "value").as_deref(), Some(on));
            let file = partner.get(&format!("{record}/table.csv?on={on}")).is(200);
            assert!(file.header("content-disposition").unwrap().contains(&format!("kundig-record-{on}")));
            assert!(file.text().contains(word), "{}", file.text());
            assert_eq!(file.text().contains("LATE-1"), proofs > 0, "{}", file.text());
            let called = partner.get(&format!("/api/v1{record}?on={on}")).is(200).json();
            assert_eq!((&called["on"], called["evidence"].as_array().unwrap().len()), (&json!(on), proofs));
            let sentence = called["obligations"][0]["sentence"].as_str().unwrap().to_owned();
            assert!(page.text().contains(&sentence), "{sentence}");
        }

        // Nothing can be done about a day that is over, by nobody; today it can.
        let deeds = "a[href*='/extensions/new'], a[href*='/pauses/new'], a[href*='/waivers/new'], a[href*='/documents/new']";
        assert!(manager.get(&record).is(200).count(deeds) > 0);
        for browser in [&manager, &partner] {
            let page = browser.get(&format!("{record}?on=2025-07-15")).is(200);
            assert_eq!(page.count(deeds), 0);
        }
        let today = partner.get(&record).is(200);
        assert_eq!(today.count(".callout"), 0);
        assert!(!today.select(".head .title").unwrap().contains("Akte am"));

        // One's own is seen on a past day too; before anything was in force, nothing was asked.
        let own = app.signed_in(person);
        assert!(
            own.get("/record?on=2025-07-15")
                .is(200)
                .select(".owed-state")
                .unwrap()
                .contains("Überfällig")
        );
        assert_eq!(own.get("/api/v1/me/record?on=2023-12-31").is(200).json()["obligations"], json!([]));
        assert!(
            own.get("/record?on=2023-12-31")
                .is(200)
                .text()
                .contains("An diesem Tag galt keine Anforderung.")
        );
        own.get("/record/table.xlsx?on=2025-07-15").is(200);

        // A wrong day is told at its field, and refused where no field is.
        for (on, fault) in [("2026-11-25", "noch vor uns"), ("2026-02-30", "Diesen Tag gibt es nicht")] {
            for path in ["/record".to_owned(), record.clone()] {
                let browser = if path == "/record" { &own } else { &partner };
                let page = browser.get(&format!("{path}?on={on}")).is(200);
                assert!(page.select("#on-error").unwrap().contains(fault));
                assert_eq!((page.attribute("#on", "value").as_deref(), page.count(".callout")), (Some(on), 0));
                browser.get(&format!("{path}/table.csv?on={on}")).is(422);
            }
            let refused = partner.get(&format!("/api/v1{record}?on={on}")).is(422).json();
            assert!(refused.to_string().contains(fault), "{refused}");
        }
        let stranger = app.signed_in(story.stranger.id);
        stranger.get(&format!("{record}?on=2025-07-14")).is(404);
        stranger.get(&format!("/api/v1{record}?on=2025-07-14")).is(404);
    });
}
