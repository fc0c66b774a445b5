//! My training, the heat map, the network, records, pauses and waivers: what each shows, and that nobody sees sideways or up.

mod known_then;
mod past;

use crate::support::app::{TestApp, on_both};
use crate::support::story::{Story, day};
use kundig::obligations::recalculation::{self, Whom};
use kundig::obligations::{Cause, requirement};
use kundig::platform::audit::By;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use kundig::rules::requirement::Definition;
use serde_json::json;

/// Two requirements for everybody: one that has been overdue for years, one that is open for long.
fn asked(app: &TestApp) {
    let state = &app.state;
    let now = state.clock.now();
    let definition = |code: &str, german: &str, english: &str, first_due: &str| {
        let value = json!({
            "code": code, "title": {"de": german, "en": english}, "in_force_on": "2024-01-01", "audience": {},
            "initial": [format!("{code}-1")], "refresher": [], "first_due": {"on": first_due},
            "recurrence": {"kind": "rolling", "months": 24}, "round_to_month_end": false,
            "notice_days": 30, "grace_days": 14, "lapse_months": null, "return_days": 0, "reminders": [],
        });
        Definition::parse(&value).unwrap()
    };
    state
        .db
        .write(|conn| {
            for definition in [
                definition("LATE", "Kältemittel, jährlich", "Refrigerants, every year", "2025-06-30"),
                definition("OPEN", "Umgang mit Kunden", "Customer care", "2028-06-30"),
            ] {
                requirement::bring(conn, &state.chance, now, &By::command_line(), &definition, false)?;
            }
            Ok(())
        })
        .unwrap();
    recalculate(app);
}

pub fn recalculate(app: &TestApp) {
    let state = &app.state;
    recalculation::recalculate_all(
        &state.db,
        &state.chance,
        state.clock.now(),
        Cause::Recalculation,
        Whom::default(),
        1_000,
    )
    .unwrap();
}

pub fn told(app: &TestApp) -> Story {
    let story = app.story();
    asked(app);
    story
}

fn learner(story: &Story) -> Id {
    story.person(Role::Learner).id
}

#[test]
fn my_training_says_what_is_missed_and_why() {
    on_both(|app| {
        let story = told(&app);
        let browser = app.signed_in(learner(&story));
        let page = browser.get("/training").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Eine ist überfällig"));
        // The worst stands first, with mark, word and the day after the last day of grace.
        assert_eq!(page.select(".owed-title").as_deref(), Some("Kältemittel"));
        assert_eq!(page.select(".owed-state").as_deref(), Some("Überfällig seit 15. Juli 2025"));
        let sheet = browser.get("/training/LATE/why").is(200);
        let sheet = sheet.select("dialog.sheet").unwrap();
        assert!(sheet.contains("festes Datum, der 30. Juni 2025"), "{sheet}");
        assert!(sheet.contains("LATE-1"), "{sheet}");
        browser.get("/training/NOTHING/why").is(404);
        let record = browser.get("/record").is(200);
        assert_eq!(record.select("h1").as_deref(), Some("Vera learner: 1 überfällig"));
    });
}

#[test]
fn on_a_phone_whoever_is_looked_for_is_found_and_an_empty_list_says_so() {
    on_both(|app| {
        let story = told(&app);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let seen = |query: &str| {
            let page = partner.get(&format!("/obligations{query}")).is(200);
            let left_out = page.count("table.heat tbody tr[class*='max-sm:hidden']");
            (
                page.count("table.heat tbody tr") - left_out,
                left_out,
                page.text().contains("Niemand hat etwas zu tun."),
            )
        };
        let (people, none, empty) = seen("");
        assert!(people > 1 && none == 0 && !empty, "everybody is late");
        // In the spring before nothing was due yet: phones show nobody and say so, and everybody where that is chosen.
        let spring = "?on=2025-03-01";
        assert_eq!(seen(spring), (0, people, true));
        assert_eq!(seen(&format!("{spring}&show=all")), (people, 0, false));
        assert_eq!(
            seen(&format!("{spring}&show=todo")),
            (0, 0, false),
            "nobody fits, which is said elsewhere"
        );
        // Somebody who has nothing to do is found by name and by status all the same.
        assert_eq!(seen(&format!("{spring}&search=learner")), (1, 0, false));
        assert_eq!(seen(&format!("{spring}&status=open")), (people, 0, false));
        let page = partner.get(&format!("/obligations{spring}")).is(200);
        assert_eq!(page.count("a.chip.on[href='/obligations?show=todo&on=2025-03-01']"), 1);
        let page = partner.get(&format!("/obligations{spring}&search=learner")).is(200);
        assert_eq!(page.count("a.chip.on[href^='/obligations?search=learner&show=all']"), 1);
    });
}

#[test]
fn lists_are_taken_along_exactly_as_they_are_shown() {
    on_both(|app| {
        let story = told(&app);
        let own = app.signed_in(learner(&story));
        let page = own.get("/training").is(200);
        assert_eq!(page.count("a[href='/training/table.csv'], a[href='/training/table.xlsx']"), 2);
        let table = own.get("/training/table.csv").is(200).text();
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 3, "{table}");
        assert!(lines[0].contains("Anforderung,Status,Datum,Warum,Schulung,Minuten"), "{table}");
        assert!(lines[1].starts_with("Kältemittel,Überfällig,2025-07-15,"), "{table}");
        assert!(lines[2].starts_with("Umgang mit Kunden,Offen,2028-06-30,"), "{table}");
        let book = own.get("/training/table.xlsx").is(200).body;
        assert_eq!(
            kundig::imports::read::table(kundig::rules::import::Kind::People, &book)
                .unwrap()
                .rows
                .len(),
            2
        );

        // From the heat map of one requirement, what is done with people is about that one.
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let all = partner.get("/obligations").is(200);
        assert_eq!(all.count("form[action='/obligations/reminders'] input[name=requirement]"), 0);
        assert_eq!(all.count("th input[data-pick-all]"), 1);
        let one = partner.get("/obligations?requirement=LATE").is(200);
        assert_eq!(
            one.count("form[action='/obligations/reminders'] input[name=requirement][value=LATE]"),
            1
        );
        let table = partner.get("/obligations/table.csv?requirement=LATE&search=learner").is(200).text();
        assert_eq!(table.lines().count(), 2, "{table}");
    });
}

#[test]
fn somebody_of_whom_nothing_is_asked_is_told_so() {
    on_both(|app| {
        let story = app.story();
        let page = app.signed_in(learner(&story)).get("/training").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Von Ihnen wird nichts verlangt"));
    });
}

#[test]
fn a_partner_sees_its_own_people_and_nobody_sideways() {
    on_both(|app| {
        let story = told(&app);
        let own = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = own.get("/obligations").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Drei Personen im Rückstand"));
        let text = page.text();
        assert!(text.contains("learner, Vera") && !text.contains("Bernard"), "{text}");
        let table = own.get("/obligations/table.csv").is(200).text();
        // Three people, two requirements, and the head.
        assert_eq!(table.lines().count(), 7, "{table}");
        assert!(!table.contains("Bernard"));

        let stranger = app.signed_in(story.stranger.id);
        let alpha = story.alpha.id;
        let person = learner(&story);
        for path in [
            format!("/obligations?partner={alpha}"),
            format!("/obligations/table.csv?partner={alpha}"),
            format!("/obligations?person={person}&cell=LATE"),
            format!("/people/{person}/record"),
            "/obligations?partner=nonsense".to_owned(),
            format!("/obligations?partner={}", story.manufacturer.id),
        ] {
            assert_eq!(stranger.get(&path).status, 404, "{path}");
        }
        let page = stranger.get("/obligations").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Eine Person im Rückstand"));
        stranger.get("/network").is(403);
        // All partners at once are no heat map.
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let whole = manager.get(&format!("/obligations?partner={}", story.manufacturer.id)).is(303);
        assert_eq!(whole.header("location"), Some("/network"));
        app.signed_in(person).get("/obligations").is(403);
    });
}

#[test]
fn filters_live_in_the_address_and_the_table_holds_what_is_shown() {
    on_both(|app| {
        let story = told(&app);
        let browser = app.signed_in(story.person(Role::PartnerAdmin).id);
        let lines = |path: &str| browser.get(path).is(200).text().lines().count();
        assert_eq!(lines("/obligations/table.csv?requirement=LATE"), 4);
        assert_eq!(lines("/obligations/table.csv?search=LEARN"), 3);
        assert_eq!(lines("/obligations/table.csv?status=valid"), 1);
        assert_eq!(
            lines("/obligations/table.csv?status=overdue&show=todo&search=learn&requirement=OPEN"),
            1
        );
        for odd in [
            "?status=%00&search=%00&show=x&requirement=%27",
            "?search=%F0%9F%98%80&page=99999999999999999999",
        ] {
            browser.get(&format!("/obligations{odd}")).is(200);
        }
    });
}

#[test]
fn a_cell_opens_its_panel_with_the_reason() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = partner.get(&format!("/obligations?person={person}&cell=LATE")).is(200);
        let panel = page.select("side-panel").unwrap();
        assert!(
            panel.contains("Überfällig seit 15. Juli 2025") && panel.contains("Warum dieses Datum?"),
            "{panel}"
        );
        // Pausing is the manufacturer's.
        assert!(!panel.contains("Ruhen lassen"), "{panel}");
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let page = manager
            .get(&format!("/obligations?partner={}&person={person}&cell=LATE", story.alpha.id))
            .is(200);
        assert!(page.select("side-panel").unwrap().contains("Ruhen lassen"));
        partner.get(&format!("/obligations?person={person}&cell=NOTHING")).is(404);
    });
}

#[test]
fn a_team_lead_sees_the_people_they_lead() {
    on_both(|app| {
        let story = told(&app);
        let lead = story.person(Role::TeamLead).id;
        let browser = app.signed_in(lead);
        // Who leads nobody sees the branch.
        assert!(browser.get("/obligations").is(200).text().contains("partner_admin, Vera"));
        app.state
            .db
            .write(|conn| {
                let mut led = app.person(conn, &story.alpha, "led@story.example", "Ole", "Geführt");
                led.revision = 0;
                let mut memberships = kundig::people::store::memberships_of(conn, led.id)?;
                let membership = memberships.remove(0);
                kundig::people::store::insert_membership(
                    conn,
                    &kundig::people::Membership {
                        id: app.state.chance.id(app.state.clock.now()),
                        supervisor_id: Some(lead),
                        start_on: day("2019-01-01"),
                        ..membership
                    },
                )?;
                Ok(())
            })
            .unwrap();
        recalculate(&app);
        let page = browser.get("/obligations").is(200);
        let text = page.text();
        assert!(text.contains("Geführt, Ole") && !text.contains("partner_admin, Vera"), "{text}");
        browser
            .get(&format!("/people/{}/record", story.person(Role::PartnerAdmin).id))
            .is(404);
    });
}

#[test]
fn the_network_puts_partners_side_by_side() {
    on_both(|app| {
        let story = told(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert_eq!(manager.get("/obligations").is(303).location.as_deref(), Some("/network"));
        let page = manager.get("/network").is(200);
        let text = page.text();
        assert_eq!(
            page.select("h1").as_deref(),
            Some("Bei 2 von 2 Partnern sind mehr als 10 % der Leute im Rückstand")
        );
        assert!(text.contains("Kälte Albers") && text.contains("Froid Bernard"));
        // A branch counts with its partner; the manufacturer itself is none.
        assert!(!text.contains("Kälte Albers Lübeck") && !text.contains("Nordhaus Klimatechnik</a>"));
        assert!(page.select("tbody").unwrap().contains("100,0 %"));
        let narrowed = manager
            .get("/network?country=FR&requirement=LATE&above=1&search=froid&sort=name")
            .is(200);
        assert!(narrowed.text().contains("1 Partner") && !narrowed.select("tbody").unwrap().contains("Albers"));
        let table = manager.get("/network/table.csv?country=FR").is(200).text();
        assert_eq!(table.lines().count(), 2, "{table}");
        manager.get("/network?page=99999999999999999999999&country=%00&sort=%27").is(200);
    });
}

#[test]
fn a_pause_is_recorded_and_withdrawn_with_its_reasons() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager.get(&format!("/people/{person}/pauses/new")).is(200);
        let wrong = manager
            .upload(
                &format!("/people/{person}/pauses"),
                &[
                    ("from_on", "31.02.2026"),
                    ("to_on", "x"),
                    ("requirement", "NOTHING"),
                    ("reason", " "),
                ],
                "document",
                "",
                b"",
            )
            .is(422);
        assert_eq!(wrong.text().matches("class=\"err\"").count(), 4, "{}", wrong.text());
        assert!(wrong.text().contains("31.02.2026"));
        manager
            .upload(
                &format!("/people/{person}/pauses"),
                &[("from_on", "01.11.2026"), ("to_on", "2026-10-01"), ("reason", "Elternzeit")],
                "document",
                "",
                b"",
            )
            .is(422);
        manager
            .upload(
                &format!("/people/{person}/pauses"),
                &[("from_on", "01.11.2026"), ("to_on", ""), ("reason", "Elternzeit")],
                "document",
                "",
                b"",
            )
            .is(303);
        recalculate(&app);
        let record = manager.get(&format!("/people/{person}/record")).is(200);
        assert!(record.text().contains("Elternzeit"));
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        assert_eq!(
            partner.get("/obligations").is(200).select("h1").as_deref(),
            Some("Zwei Personen im Rückstand")
        );
        // Why somebody pauses stands in the record only.
        assert!(!partner.get("/obligations").text().contains("Elternzeit"));
        let path = record
            .text()
            .split("href=\"")
            .find(|part| part.contains("/withdrawal/new"))
            .and_then(|part| part.split('"').next())
            .map(ToOwned::to_owned)
            .unwrap();
        manager.get(&path).is(200);
        let target = path.trim_end_matches("/new").to_owned();
        manager.post(&target, &[("reason", "")]).is(422);
        manager.post(&target, &[("reason", "Früher zurück")]).is(303);
        assert!(manager.get(&format!("/people/{person}/record")).text().contains("Früher zurück"));
        manager.post(&target, &[("reason", "Noch einmal")]).is(409);
        partner.get(&format!("/people/{person}/pauses/new")).is(403);
        manager.get(&format!("/people/{}/pauses/new", story.alpha.id)).is(404);
    });
}

#[test]
fn a_waiver_says_who_gave_it_and_keeps_the_document_on_which_it_rests() {
    on_both(|app| {
        let story = told(&app);
        let person = learner(&story);
        let boss = story.person(Role::TrainingManager);
        let manager = app.signed_in(boss.id);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let path = format!("/people/{person}/waivers");
        let fields = [("from_on", "01.11.2026"), ("to_on", "31.12.2026"), ("reason", "Attest")];
        let wrong = manager
            .upload(&path, &[("from_on", "x"), ("reason", "Attest")], "document", "a.exe", b"MZ")
            .is(422);
        assert_eq!(
            wrong.count("#document[aria-invalid=true], #from_on[aria-invalid=true]"),
            2,
            "{}",
            wrong.text()
        );
        assert_eq!(wrong.select("#reason").as_deref(), Some("Attest"));
        let pdf = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF";
        manager.upload(&path, &fields, "document", "attest.pdf", pdf).is(303);
        let record = manager.get(&format!("/people/{person}/record")).is(200);
        let said = format!("Eingetragen am 24. November 2026 von {} {}", boss.given_name, boss.family_name);
        assert!(record.text().contains(&said), "{}", record.text());
        let file = record.attribute("a[href$='/file'][href*='/waivers/']", "href").unwrap();
        let got = manager.get(&file).is(200);
        assert_eq!(got.body, pdf);
        assert!(got.header("content-disposition").unwrap().contains("attest.pdf"));
        let table = manager.get(&format!("/people/{person}/record/table.csv")).is(200).text();
        assert!(table.contains("Eingetragen am 24.11.2026 von"), "{table}");
        // Whoever leads the person reads who gave it, and opens nothing.
        let seen = partner.get(&format!("/people/{person}/record")).is(200);
        assert!(seen.text().contains(&said));
        assert_eq!(seen.count("a[href*='/waivers/']"), 0);
        partner.get(&file).is(403);
        // One person's file is not found under another one's name.
        let other = file.replace(&person.to_string(), &story.person(Role::TeamLead).id.to_string());
        manager.get(&other).is(404);
        manager.get(&file.replace("/waivers/", "/pauses/")).is(404);
        // The same by call.
        let given = manager.get("/api/v1/waivers").is(200).json()["items"][0].clone();
        assert_eq!((&given["created_by"], &given["has_document"]), (&json!(boss.id), &json!(true)));
        let call = format!("/api/v1/waivers/{}/file", given["id"].as_str().unwrap());
        assert_eq!(manager.get(&call).is(200).body, pdf);
        let body = |content: &str| json!({ "person_id": person, "from_on": "2027-01-01", "reason": "Kur", "document": { "name": "kur.pdf", "content": content } });
        manager.json("POST", "/api/v1/pauses", &body("%%")).is(422);
        manager.json("POST", "/api/v1/pauses", &body("TVo=")).is(422);
        let made = manager.json("POST", "/api/v1/pauses", &body("JVBERi0xLjQK")).is(201).json();
        assert_eq!(made["has_document"], true);
        let call = format!("/api/v1/pauses/{}/file", made["id"].as_str().unwrap());
        assert_eq!(manager.get(&call).is(200).body, b"%PDF-1.4\n");
        let bare = json!({ "person_id": person, "from_on": "2027-03-01", "reason": "Urlaub" });
        let bare = manager.json("POST", "/api/v1/pauses", &bare).is(201).json();
        assert_eq!(bare["has_document"], false);
        manager
            .get(&format!("/api/v1/pauses/{}/file", bare["id"].as_str().unwrap()))
            .is(404);
    });
}

#[test]
fn a_draft_shows_whom_it_reaches_before_it_decides() {
    on_both(|app| {
        let story = told(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let state = &app.state;
        let value = json!({
            "code": "NEW", "title": {"de": "Baureihe N8", "en": "Series N8"}, "in_force_on": "2026-01-01", "audience": {"countries": ["DE"]},
            "initial": ["N8-1"], "refresher": [], "first_due": {"days_after_start": 30},
            "recurrence": {"kind": "anniversary", "months": 12, "window_days": 60},
            "reminders": [{"offset_days": -90, "to": ["learner"]}, {"offset_days": 7, "to": ["learner", "partner_admin"]}],
        });
        let definition = Definition::parse(&value).unwrap();
        state
            .db
            .write(|conn| requirement::bring(conn, &state.chance, state.clock.now(), &By::command_line(), &definition, true))
            .unwrap();
        let list = manager.get("/requirements").is(200);
        assert_eq!(list.select("h1").as_deref(), Some("2 Anforderungen gelten, 1 im Entwurf"));
        let page = manager.get("/requirements/NEW").is(200);
        assert_eq!(page.select("#reach").as_deref(), Some("3 Personen bei 1 Partner"));
        let panel = page.select("aside.panel").unwrap();
        assert!(panel.contains("3 wären am ersten Tag im Rückstand"), "{panel}");
        // The first reminder would cost the anniversary.
        assert!(page.select(".callout").unwrap().contains("90 Tage vorher"));
        manager.get("/requirements/NEW?on=31.02.2027").is(422);
        manager.get("/requirements/NEW?version=x").is(404);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        partner.get("/requirements/NEW").is(404);
        assert!(partner.get("/requirements/LATE").is(200).text().contains("Kältemittel"));
        let entry = |fields: &[(&str, &str)]| manager.post("/requirements/NEW/entry", fields);
        entry(&[("in_force_on", "x"), ("revision", "0")]).is(422);
        entry(&[("in_force_on", "2026-02-01"), ("revision", "7")]).is(409);
        entry(&[("in_force_on", "2026-02-01"), ("revision", "0")]).is(303);
        let page = manager.get("/requirements/NEW").is(200);
        assert!(page.text().contains("in Kraft seit 1. Februar 2026"), "{}", page.text());
        assert!(page.select("#reach").is_none());
        partner.get("/requirements/NEW").is(200);
    });
}
