//! The search: what each role finds by words, and that nobody finds or counts anything sideways or up.

use crate::certificates::issued;
use crate::courses::{every_kind, published, trainer};
use crate::evidence::course;
use crate::overviews::told;
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Browser;
use crate::workshops::{session, workshop};
use diesel::RunQueryDsl;
use kundig::on;
use kundig::organisations::Organisation;
use kundig::people::Person;
use kundig::rules::person::Role;
use serde_json::{Value, json};

/// The answer to a search by call.
fn answer(browser: &Browser<'_>, q: &str, rest: &str) -> Value {
    let q: String = q.bytes().map(|byte| format!("%{byte:02X}")).collect();
    browser.get(&format!("/api/v1/search?q={q}{rest}")).is(200).json()
}

/// What was found, as `kind: title`.
fn found(browser: &Browser<'_>, q: &str) -> Vec<String> {
    let answer = answer(browser, q, "&limit=100");
    let mut said = Vec::new();
    let mut count = 0;
    for group in answer["groups"].as_array().unwrap() {
        let hits = group["hits"].as_array().unwrap();
        assert_eq!(group["count"], json!(hits.len()), "what is counted is what is shown");
        count += hits.len();
        let kind = group["kind"].as_str().unwrap();
        said.extend(hits.iter().map(|hit| format!("{kind}: {}", hit["title"].as_str().unwrap())));
    }
    assert_eq!(answer["count"], json!(count));
    said
}

fn add(app: &TestApp, home: &Organisation, email: &str, given_name: &str, family_name: &str) -> Person {
    let added = app
        .state
        .db
        .write(|conn| Ok(app.person(conn, home, email, given_name, family_name)));
    added.unwrap()
}

#[test]
fn people_are_found_by_name_number_and_address_in_any_spelling_and_only_in_ones_branch() {
    on_both(|app| {
        let story = app.story();
        let own = add(&app, &story.alpha_branch, "jm@albers.example", "Jürgen", "Müller");
        app.give_number(own.id, "P-7701");
        let foreign = add(&app, &story.beta, "jm@bernard.example", "Jürgen", "Müllner");
        app.give_number(foreign.id, "P-7702");
        let lead = app.signed_in(story.person(Role::PartnerAdmin).id);
        let stranger = app.signed_in(story.stranger.id);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        for typed in ["müller", "Mueller jur", "MULLER", "p-770", "jm@", "albers.example"] {
            assert_eq!(
                found(&lead, typed).iter().filter(|hit| hit.starts_with("people")).count(),
                1,
                "{typed}"
            );
        }
        assert_eq!(found(&lead, "p-770"), ["people: Jürgen Müller"]);
        assert_eq!(found(&stranger, "mull"), ["people: Jürgen Müllner"]);
        assert_eq!(found(&stranger, "jm@"), ["people: Jürgen Müllner"]);
        for typed in ["müllner", "P-7702", "jm@bernard", "bernard"] {
            assert_eq!(found(&lead, typed), Vec::<String>::new(), "{typed}");
        }
        let mut all = found(&manager, "mull");
        all.sort();
        assert_eq!(all, ["people: Jürgen Müller", "people: Jürgen Müllner"]);
        // The page counts the same and leads to a list that does.
        let page = lead.get("/search?q=mull").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Ein Treffer zu „mull“"));
        assert_eq!(page.count("main .rows a"), 1);
        assert!(!page.text().contains("Müllner"));
        let list = page.attribute("main section p a", "href").unwrap();
        assert_eq!(list, "/people?q=mull&state=all");
        let listed = lead.get(&list).is(200).text();
        assert!(listed.contains("Müller, Jürgen") && !listed.contains("Müllner"));
        let page = manager.get("/search?q=jm%40bernard").is(200);
        assert!(page.text().contains("Müllner"));
    });
}

#[test]
fn whoever_left_is_found_by_name_and_not_by_the_address_they_have_now() {
    on_both(|app| {
        let story = app.story();
        let left = add(&app, &story.alpha, "new-address@elsewhere.example", "Lotte", "Fort");
        let ended = format!("UPDATE memberships SET end_on = '2026-01-31' WHERE person_id = '{}'", left.id);
        app.state
            .db
            .write(|conn| Ok(on!(conn, c => diesel::sql_query(&ended).execute(c))?))
            .unwrap();
        let lead = app.signed_in(story.person(Role::PartnerAdmin).id);
        assert_eq!(found(&lead, "fort"), ["people: Lotte Fort"]);
        let hit = answer(&lead, "fort", "")["groups"][0]["hits"][0]["detail"].clone();
        assert_eq!(hit, json!("Kälte Albers · ausgeschieden"));
        assert_eq!(found(&lead, "new-address"), Vec::<String>::new());
        assert!(!lead.get("/people?q=new-address&state=all").is(200).text().contains("Fort"));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert_eq!(found(&manager, "new-address"), ["people: Lotte Fort"]);
    });
}

#[test]
fn each_role_finds_the_kinds_that_its_pages_show() {
    on_both(|app| {
        let story = told(&app);
        let offer = workshop(&app, &story, json!({}));
        session(&app, &story, &offer, Some("2027-02-08"), 4);
        published(&trainer(&app, &story), "HV-R2", every_kind("after_answer"));
        let kinds = |role: Role, q: &str| {
            let browser = app.signed_in(story.person(role).id);
            let mut kinds: Vec<String> = found(&browser, q)
                .iter()
                .map(|hit| hit.split(':').next().unwrap().to_owned())
                .collect();
            kinds.dedup();
            kinds
        };
        // Courses, workshop and session are called Hochvolt-Sicherheit.
        assert_eq!(kinds(Role::Trainer, "hochvolt sicherheit"), ["courses", "workshops", "sessions"]);
        assert_eq!(kinds(Role::TrainingManager, "HOCHVOLT"), ["courses", "workshops", "sessions"]);
        assert_eq!(kinds(Role::PartnerAdmin, "hochvolt"), ["sessions"]);
        assert_eq!(kinds(Role::Learner, "kassel"), ["sessions"]);
        assert_eq!(kinds(Role::TrainingManager, "albers"), ["organisations"]);
        assert_eq!(kinds(Role::PartnerAdmin, "Kaelte albers"), ["organisations"]);
        assert_eq!(kinds(Role::Learner, "albers"), Vec::<String>::new());
        assert_eq!(kinds(Role::Learner, "vera"), Vec::<String>::new());
        assert_eq!(kinds(Role::TeamLead, "vera"), ["people"]);
        assert_eq!(kinds(Role::TrainingManager, "jährlich"), ["requirements"]);
        assert_eq!(kinds(Role::PartnerAdmin, "every year late"), ["requirements"]);
        assert_eq!(kinds(Role::TeamLead, "LATE"), Vec::<String>::new());
        assert_eq!(kinds(Role::Learner, "LATE"), Vec::<String>::new());
        // A learner finds a course as soon as it is theirs.
        let learner = app.signed_in(story.person(Role::Learner).id);
        assert_eq!(found(&learner, "HV-R2"), Vec::<String>::new());
        learner.json("POST", "/api/v1/registrations", &json!({ "course": "HV-R2" })).is(201);
        assert_eq!(found(&learner, "HV-R2"), ["courses: Hochvolt-Sicherheit"]);
        let hit = answer(&learner, "hv-r2", "")["groups"][0]["hits"][0]["href"].clone();
        assert_eq!(hit, json!("/courses/HV-R2/take"));
        learner.get("/courses/HV-R2/take").is(200);
        // Another kind alone is asked for, and what is not theirs stays so.
        assert_eq!(answer(&learner, "vera", "&kind=people")["groups"], json!([]));
        assert_eq!(answer(&learner, "sicherheit", "&kind=sessions")["count"], json!(1));
    });
}

#[test]
fn a_course_that_is_asked_of_a_learner_leads_to_where_it_is_met() {
    on_both(|app| {
        let story = told(&app);
        course(&app, "LATE-1", "Kältemittel", "Refrigerants");
        published(&trainer(&app, &story), "OPEN-1", every_kind("after_answer"));
        let learner = app.signed_in(story.person(Role::Learner).id);
        let href = |q: &str| answer(&learner, q, "&kind=courses")["groups"][0]["hits"][0]["href"].clone();
        // Taken here, or without content: then the sheet says what counts.
        assert_eq!(href("open-1"), json!("/courses/OPEN-1/take"));
        assert_eq!(href("refrigerants"), json!("/training/LATE/why"));
        learner.get("/training/LATE/why").is(200);
        let other = app.signed_in(story.person(Role::TeamLead).id);
        assert_eq!(
            answer(&other, "open-1", "&kind=courses")["count"],
            json!(1),
            "everybody is asked, and learns"
        );
    });
}

#[test]
fn a_certificate_is_found_by_its_whole_number_and_by_nobody_elses_administrator() {
    on_both(|app| {
        let story = app.story();
        let certificate = issued(&app, &story);
        let learner = app.signed_in(story.person(Role::Learner).id);
        let own = app.signed_in(story.person(Role::PartnerAdmin).id);
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        let stranger = app.signed_in(story.stranger.id);
        let bare = certificate.number.replace(['N', '-', ' '], "");
        for number in [certificate.number.as_str(), bare.as_str()] {
            for browser in [&own, &lead, &learner] {
                assert_eq!(found(browser, number), ["certificates: Hochvolt-Sicherheit"], "{number}");
            }
            assert_eq!(found(&stranger, number), Vec::<String>::new());
            assert_eq!(answer(&stranger, number, "&kind=certificates")["count"], json!(0));
        }
        let part = &certificate.number[..certificate.number.len() - 1];
        assert_eq!(found(&own, part), Vec::<String>::new());
        assert_eq!(found(&learner, part), ["certificates: Hochvolt-Sicherheit"]);
        assert_eq!(found(&learner, "high-voltage"), ["certificates: Hochvolt-Sicherheit"]);
        let href = answer(&own, &bare, "")["groups"][0]["hits"][0]["href"].as_str().unwrap().to_owned();
        own.get(&href).is(200);
        stranger.get(&href).is(404);
    });
}

#[test]
fn a_token_finds_no_more_than_its_branch() {
    on_both(|app| {
        let story = app.story();
        let maker = story.person(Role::PlatformAdmin).id;
        let within = app.token(maker, story.alpha.id);
        let integration = Browser::with_token(&app, &within);
        assert_eq!(found(&integration, "Froid"), Vec::<String>::new());
        assert_eq!(found(&integration, "Benoit"), Vec::<String>::new());
        assert_eq!(found(&integration, "Luebeck"), ["organisations: Kälte Albers Lübeck"]);
    });
}

#[test]
fn a_search_says_what_to_try_and_refuses_what_is_no_search() {
    on_both(|app| {
        let story = app.story();
        let learner = app.signed_in(story.person(Role::Learner).id);
        let page = learner.get("/search").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Wonach suchen Sie?"));
        assert!(!page.text().contains("Personen nach Name"), "a learner does not look for people");
        let page = learner.get("/search?q=Zwieback&kind=none").is(200);
        assert_eq!(page.select("h1").as_deref(), Some("Nichts gefunden zu „Zwieback“"));
        assert!(page.text().contains("weniger Wörter"));
        // One hit is only a hit, odd letters find nothing, and what was typed stays.
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert_eq!(manager.get("/search?q=L%C3%BCbeck").is(200).count("main .rows a"), 1);
        for odd in ["%25", "_", "%00", "%27%22%3C", "%5C", "%F0%9F%94%A5"] {
            manager.get(&format!("/search?q={odd}")).is(200);
        }
        let long = "W%C3%A4rme+".repeat(20);
        let page = manager.get(&format!("/search?q={long}")).is(422);
        assert!(page.attribute("#q", "value").unwrap().starts_with("Wärme Wärme"));
        manager.get(&format!("/api/v1/search?q={long}")).is(422);
        manager.get("/api/v1/search").is(400);
        manager.get("/api/v1/search?q=%20").is(422);
        manager.get("/api/v1/search?q=a&kind=all").is(400);
        manager.get("/api/v1/search?q=a&limit=0").is(422);
        assert_eq!(
            answer(&manager, "vera", "&limit=2&kind=people")["groups"][0]["hits"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
        assert_eq!(answer(&manager, "vera", "&limit=2&kind=people")["count"], json!(8));
        // The field stands in the side bar of every page.
        assert_eq!(
            manager.get("/people").is(200).count("aside form[action='/search'] input[name=q]"),
            1
        );
    });
}
