//! Planned from need: what falls due and what partners ask for, against the seats on offer.

use super::{body, book, later, session, workshop};
use crate::ahead::sales_company;
use crate::courses::{every_kind, published, trainer};
use crate::overviews::{recalculate, told};
use crate::support::app::on_both;
use chrono::Duration;
use diesel::RunQueryDsl;
use kundig::obligations::requirement;
use kundig::on;
use kundig::platform::audit::By;
use kundig::rules::person::Role;
use kundig::rules::requirement::Definition;
use serde_json::{Value, json};

fn line<'a>(board: &'a Value, code: &str) -> &'a Value {
    let all = board["courses"].as_array().unwrap();
    all.iter().find(|one| one["course"] == json!(code)).unwrap()
}

#[test]
fn the_board_sets_seats_against_what_falls_due_and_what_partners_ask_for() {
    on_both(|app| {
        let story = told(&app);
        published(&trainer(&app, &story), "LATE-1", every_kind("after_answer"));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let board = |rest: &str| manager.get(&format!("/api/v1/planning{rest}")).is(200).json();
        let ahead = manager.get("/api/v1/ahead?by=course&months=12").is(200).json();
        let due = ahead["groups"]
            .as_array()
            .unwrap()
            .iter()
            .find(|group| group["key"] == json!("LATE-1"))
            .unwrap();
        let before = board("");
        let late = line(&before, "LATE-1");
        assert_eq!(late["behind"], due["behind"]);
        for (month, figure) in late["months"].as_array().unwrap().iter().zip(due["months"].as_array().unwrap()) {
            assert_eq!((&month["due"], &month["seats"]), (&figure["count"], &json!(0)));
        }
        let short = late["short"].as_i64().unwrap();
        assert!(short > 0 && late["behind"].as_i64().unwrap() > 0, "{late}");
        // Four people are asked for, and a session with two seats is planned.
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let asks = [
            ("course", "LATE-1"),
            ("people_count", "4"),
            ("language", "de"),
            ("wanted_by_on", "15.02.2027"),
        ];
        partner.post("/needs", &asks).is(303);
        let rules = json!({ "course": "LATE-1", "languages": ["de"], "most_people": 9 });
        let made = manager.json("POST", "/api/v1/workshops", &rules).is(201).json();
        let path = format!("/api/v1/workshops/{}/sessions", made["id"].as_str().unwrap());
        manager.json("POST", &path, &body(Some("2027-02-08"), 2)).is(201);
        let after = board("");
        let late = line(&after, "LATE-1");
        assert_eq!((&late["asked"], &late["short"]), (&json!(4), &json!(short + 4 - 2)));
        let months = late["months"].as_array().unwrap();
        let february = months.iter().find(|month| month["on"] == json!("2027-02-01")).unwrap();
        assert_eq!(february["seats"], json!(2));
        // In another language neither the seats nor those who ask for German count.
        let french = board("?language=fr");
        if let Some(late) = french["courses"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["course"] == json!("LATE-1"))
        {
            assert_eq!(late["asked"], json!(0));
            assert!(late["months"].as_array().unwrap().iter().all(|month| month["seats"] == json!(0)));
        }
        let page = manager.get("/planning").is(200).text();
        assert!(page.contains("Termin planen") && page.contains("Von Partnern gefragt: 4"), "{page}");
        manager.get("/planning?language=de&country=DE").is(200);
        manager.get("/planning?language=%22&country=x").is(200);
        // The partners stand below the manufacturer itself: that is their sales region, with the seats that it offers.
        let region = story.manufacturer.id;
        let theirs = board(&format!("?region={region}"));
        let late = line(&theirs, "LATE-1");
        assert_eq!((&late["asked"], &late["short"]), (&json!(4), &json!(short + 4 - 2)));
        let page = manager.get(&format!("/planning?region={region}")).is(200);
        assert_eq!(page.count("a.chip.on[href='/planning']"), 1);
        assert!(page.select("a.chip.on").unwrap().contains(&story.manufacturer.name));
        // A partner is no region, nor is what nobody knows.
        for other in [story.alpha.id.to_string(), "00000000-0000-0000-0000-000000000000".to_owned()] {
            let none = board(&format!("?region={other}"));
            let lines = none["courses"].as_array().unwrap();
            assert!(
                lines.iter().all(|one| one["behind"] == json!(0) && one["asked"] == json!(0)),
                "{none}"
            );
            manager.get(&format!("/planning?region={other}")).is(200);
        }
        manager.get("/api/v1/planning?months=0").is(422);
        app.signed_in(story.person(Role::PartnerAdmin).id).get("/planning").is(403);
    });
}

#[test]
fn the_board_tells_each_sales_region_by_itself_with_the_seats_that_its_people_can_take() {
    on_both(|app| {
        let story = told(&app);
        let company = sales_company(&app, &story);
        recalculate(&app);
        published(&trainer(&app, &story), "LATE-1", every_kind("after_answer"));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let rules = json!({ "course": "LATE-1", "languages": ["de"], "most_people": 9 });
        let made = manager.json("POST", "/api/v1/workshops", &rules).is(201).json();
        let path = format!("/api/v1/workshops/{}/sessions", made["id"].as_str().unwrap());
        manager.json("POST", &path, &body(Some("2027-02-08"), 1)).is(201);

        let board = manager.get("/api/v1/planning?by=region").is(200).json();
        let regions = board["regions"].as_array().unwrap();
        let names: Vec<&str> = regions.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(
            names,
            [story.manufacturer.name.as_str(), "Nordhaus France"],
            "in the order of the tree"
        );
        assert_eq!(regions[1]["region_id"], json!(company.id));
        let behind = |of: &Value| line(of, "LATE-1")["behind"].as_i64().unwrap();
        assert_eq!(behind(&regions[1]), 1);
        assert_eq!(
            behind(&regions[0]) + behind(&regions[1]),
            behind(&board),
            "each is due in one region"
        );
        // What the manufacturer offers is a seat for the people of both; each region stands as it does where it alone is looked at.
        for region in regions {
            let alone = manager
                .get(&format!("/api/v1/planning?region={}", region["region_id"].as_str().unwrap()))
                .is(200)
                .json();
            let (here, there) = (line(region, "LATE-1"), line(&alone, "LATE-1"));
            assert_eq!((&here["months"], &here["short"]), (&there["months"], &there["short"]));
            let seats = here["months"]
                .as_array()
                .unwrap()
                .iter()
                .map(|month| month["seats"].as_i64().unwrap());
            assert_eq!(seats.sum::<i64>(), 1);
        }
        assert_eq!(manager.get("/api/v1/planning").is(200).json()["regions"], json!([]));
        manager.get("/api/v1/planning?by=country").is(422);

        // The page tells them apart and leads back; its file holds the same.
        let page = manager.get("/planning").is(200);
        assert_eq!(page.count("a.chip[href='/planning?by=region']"), 1);
        assert_eq!(page.count("section[aria-label='Nordhaus France']"), 0);
        let page = manager.get("/planning?by=region").is(200);
        assert_eq!(page.count("a.chip.on[href='/planning']"), 1);
        assert_eq!(
            page.count("section[aria-label='Nordhaus France'] h3"),
            regions[1]["courses"].as_array().unwrap().len()
        );
        assert!(page.text().contains("bei jeder von ihnen"));
        let links = ["csv", "xlsx"].map(|kind| page.count(&format!("a[href='/planning/table.{kind}?by=region']")));
        assert_eq!(links, [1, 1]);
        let file = manager.get("/planning/table.csv?by=region").is(200).text();
        let head = "Vertriebsregion,Schulung,Kürzel,Schon fällig,Von Partnern gefragt,Monat,Fällig,Plätze,Fehlen";
        assert!(file.lines().next().unwrap().ends_with(head), "{file}");
        let abroad = file
            .lines()
            .find(|line| line.starts_with("Nordhaus France,") && line.contains(",LATE-1,"));
        assert!(abroad.unwrap().trim_end().ends_with(",LATE-1,1,0,2027-02-01,0,1,0"), "{file}");
        let whole = manager.get("/planning/table.csv").is(200).text();
        assert!(
            whole.lines().next().unwrap().ends_with(&head["Vertriebsregion,".len()..]),
            "{whole}"
        );
        manager.get("/planning/table.xlsx?by=region").is(200);
        // Whoever narrows to one region sees that one.
        let one = manager.get(&format!("/planning?by=region&region={}", company.id)).is(200);
        let shown = ["Nordhaus France", story.manufacturer.name.as_str()].map(|name| one.count(&format!("section[aria-label='{name}']")));
        assert_eq!(shown, [1, 0]);
    });
}

#[test]
fn a_country_counts_its_own_seats_and_needs_and_a_free_day_is_proposed_where_seats_are_missing() {
    on_both(|app| {
        let story = told(&app);
        published(&trainer(&app, &story), "LATE-1", every_kind("after_answer"));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let late = |rest: &str| line(&manager.get(&format!("/api/v1/planning{rest}")).is(200).json(), "LATE-1").clone();
        let rules = json!({ "course": "LATE-1", "languages": ["de"], "most_people": 4 });
        let made = manager.json("POST", "/api/v1/workshops", &rules).is(201).json();
        let workshop = made["id"].as_str().unwrap().to_owned();
        assert_eq!(late("")["proposal"], Value::Null, "there is no room");
        let room = |name: &str, capacity: i32| {
            let body = json!({ "kind": "room", "name": name, "capacity": capacity });
            let made = manager.json("POST", "/api/v1/rooms", &body).is(201).json();
            made["id"].as_str().unwrap().to_owned()
        };
        room("Kammer", 2);
        let hall = room("Saal", 8);
        // Two weeks from 24 November at the soonest.
        let proposal = late("")["proposal"].clone();
        assert_eq!(
            (&proposal["on"], &proposal["room_id"]),
            (&json!("2026-12-08"), &json!(hall)),
            "{proposal}"
        );
        let (path, teacher) = (
            format!("/api/v1/workshops/{workshop}/sessions"),
            story.person(Role::Trainer).id.to_string(),
        );
        assert_eq!(proposal["trainer_id"], json!(teacher));
        let mut session = body(Some("2026-12-08"), 1);
        session["online_url"] = Value::Null;
        session["rooms"] = json!([hall]);
        session["trainers"] = json!([teacher]);
        let like = manager.json("POST", &path, &session).is(201).json()["id"].clone();
        let absence = json!({ "person_id": teacher, "from_on": "2026-12-09", "to_on": "2026-12-10" });
        manager.json("POST", "/api/v1/absences", &absence).is(201);
        let proposal = late("")["proposal"].clone();
        assert_eq!(
            (&proposal["on"], &proposal["like_session_id"]),
            (&json!("2026-12-11"), &like),
            "{proposal}"
        );
        // Equipment that it needed is free too, on each of its days.
        let device = json!({ "kind": "equipment", "name": "Wärmepumpe auf Rollen" });
        let device = manager.json("POST", "/api/v1/rooms", &device).is(201).json()["id"].clone();
        let mut needy = body(Some("2026-12-11"), 1);
        needy["online_url"] = Value::Null;
        needy["equipment"] = json!([device]);
        let other = manager.json("POST", &path, &needy).is(201).json()["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let proposal = late("")["proposal"].clone();
        assert_eq!(
            (&proposal["on"], &proposal["equipment_ids"]),
            (&json!("2026-12-14"), &json!([device])),
            "{proposal}"
        );
        let used = manager.get(&format!("/api/v1/rooms/{}", device.as_str().unwrap())).is(200).json();
        assert_eq!(used["sessions"], json!([other]), "what a piece of equipment is needed for");
        assert!(manager.get("/planning").is(200).text().contains("Auch frei: Wärmepumpe auf Rollen"));
        needy["parts"] = json!([
            { "on": "2026-12-14", "from": "09:00", "to": "16:00" }, { "on": "2026-12-15", "from": "09:00", "to": "16:00" }
        ]);
        needy["tell"] = json!(false);
        manager.json("PUT", &format!("/api/v1/sessions/{other}"), &needy).is(200);
        assert_eq!(
            late("")["proposal"]["on"],
            json!("2026-12-16"),
            "two days, neither of them taken, a weekend or away"
        );
        manager
            .json(
                "POST",
                &format!("/api/v1/sessions/{other}/cancellation"),
                &json!({ "reason": "Doch nicht" }),
            )
            .is(200);
        // The link opens the form filled in.
        let page = manager.get("/planning").is(200);
        let href = page.attribute("a[href*='sessions/new?on=']", "href").unwrap();
        let form = manager.get(&href).is(200);
        assert_eq!(form.attribute("#part_1_on", "value").unwrap(), "2026-12-11");
        assert_eq!(form.attribute("#part_1_from", "value").unwrap(), "09:00");
        assert_eq!(form.attribute("input[name=rooms][checked]", "value").unwrap(), hall);
        assert_eq!(form.attribute("input[name=trainers][checked]", "value").unwrap(), teacher);
        // The seat in Kassel counts in Germany, not in France; one live online counts everywhere. A German partner asks in Germany.
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let asks = [
            ("course", "LATE-1"),
            ("people_count", "3"),
            ("language", "de"),
            ("wanted_by_on", "15.02.2027"),
        ];
        partner.post("/needs", &asks).is(303);
        let seats = |rest: &str| -> (i64, i64) {
            let board = manager.get(&format!("/api/v1/planning{rest}")).is(200).json();
            let found = board["courses"]
                .as_array()
                .unwrap()
                .iter()
                .find(|one| one["course"] == json!("LATE-1"));
            let seats = |one: &Value| {
                one["months"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|month| month["seats"].as_i64().unwrap())
                    .sum()
            };
            found.map_or((0, 0), |one| (seats(one), one["asked"].as_i64().unwrap()))
        };
        assert_eq!((seats(""), seats("?country=DE"), seats("?country=FR")), ((1, 3), (1, 3), (0, 0)));
        manager.json("POST", &path, &body(Some("2027-01-12"), 2)).is(201);
        assert_eq!((seats("?country=DE"), seats("?country=FR")), ((3, 3), (2, 0)));
    });
}

#[test]
fn partners_without_an_offer_this_year_are_named_until_they_have_one() {
    on_both(|app| {
        let story = told(&app);
        let (partner, manufacturer) = (story.alpha.id, story.manufacturer.id);
        let id = "00000000-0000-7000-8000-0000000000aa";
        let run = |statements: String| {
            app.state
                .db
                .write(|conn| {
                    use diesel::connection::SimpleConnection;
                    match conn {
                        kundig::platform::db::Conn::Sqlite(c) => c.batch_execute(&statements)?,
                        kundig::platform::db::Conn::Postgres(c) => c.batch_execute(&statements)?,
                    }
                    Ok(())
                })
                .unwrap();
        };
        run(format!(
            r#"INSERT INTO duties (id, kind, creditor_id, debtor_id, subject_id, subject_title, created_at)
                   VALUES ('{id}', 'yearly_offer', '{partner}', '{manufacturer}', '{id}', '{{"de":"Hochvolt"}}', '2026-11-10 12:00:00.000000');
               INSERT INTO duty_events (id, duty_id, kind, happened_on, due_on, recorded_at)
                   VALUES ('{id}', '{id}', 'opened', '2026-11-10', '2027-11-10', '2026-11-10 12:00:00.000000')"#
        ));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let named = || manager.get("/api/v1/planning").is(200).json()["unoffered"].clone();
        let found = named();
        let own = found
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["organisation_id"] == json!(partner.to_string()))
            .unwrap();
        assert!(own["requirements"].as_array().unwrap().contains(&json!("Hochvolt")), "{own}");
        assert!(manager.get("/planning").is(200).text().contains("Kälte Albers"));
        run(format!(
            "INSERT INTO duty_events (id, duty_id, kind, happened_on, recorded_at)
                 VALUES ('{partner}', '{id}', 'kept', '2026-11-24', '2026-11-24 12:00:00.000000')"
        ));
        let found = named();
        let still = found
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["requirements"].to_string().contains("Hochvolt"));
        assert!(!still, "{found}");
    });
}

#[test]
fn a_due_date_can_be_kept_as_long_as_a_seat_is_free_before_it() {
    on_both(|app| {
        let story = app.story();
        let id = workshop(&app, &story, json!({}));
        // Nothing is published any more: what is asked for can be had in sessions alone.
        app.state
            .db
            .write(|conn| Ok(on!(conn, c => diesel::sql_query("UPDATE course_versions SET state = 'draft'").execute(c))?))
            .unwrap();
        let asked = json!({
            "code": "SIT", "title": {"de": "Hochvolt", "en": "High voltage"}, "in_force_on": "2024-01-01", "audience": {},
            "initial": ["HV-101"], "refresher": [], "first_due": {"on": "2027-03-01"}, "recurrence": {"kind": "rolling", "months": 24},
            "round_to_month_end": false, "notice_days": 30, "grace_days": 14, "lapse_months": null, "return_days": 0, "reminders": [],
        });
        let (state, now) = (&app.state, app.state.clock.now());
        let definition = Definition::parse(&asked).unwrap();
        state
            .db
            .write(|conn| {
                requirement::bring(conn, &state.chance, now, &By::command_line(), &definition, false)?;
                Ok(())
            })
            .unwrap();
        recalculate(&app);
        let hopeless = || {
            let manager = app.signed_in(story.person(Role::TrainingManager).id);
            let found = manager.get("/api/v1/exceptions").is(200).json();
            let groups = found.as_array().unwrap().iter().filter(|one| one["requirement"] == "SIT");
            groups
                .map(|one| (one["why"].as_str().unwrap().to_owned(), one["count"].as_i64().unwrap()))
                .collect::<Vec<_>>()
        };
        let all = hopeless();
        assert!(all.len() == 1 && all[0].0 == "no_offer" && all[0].1 > 5, "{all:?}");
        session(&app, &story, &id, Some("2027-04-12"), 9);
        assert_eq!(hopeless(), all, "a session after the date helps nobody");
        let early = session(&app, &story, &id, Some("2027-02-08"), 1);
        assert_eq!(hopeless(), []);
        let learner = app.signed_in(story.person(Role::Learner).id);
        let booking = book(&app, &learner, &early);
        assert_eq!(hopeless(), all, "the last seat is gone");
        let cancelled = format!("/api/v1/bookings/{}/cancellation", booking["id"].as_str().unwrap());
        learner.json("POST", &cancelled, &json!({ "reason": "Krank" })).is(200);
        assert_eq!(hopeless(), []);
        later(&app, Duration::days(77));
        assert_eq!(hopeless(), all, "it has begun");
    });
}
