//! People are added, changed, invited and let go by those who manage them, and nobody sees or touches those of others.

use crate::imports::{applied, checked};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::Answer;
use crate::support::story::{Story, day};
use kundig::imports::Options;
use kundig::people::store;
use kundig::rules::id::Id;
use kundig::rules::import::Kind;
use kundig::rules::person::Role;
use serde_json::json;

const NEW: [(&str, &str); 8] = [
    ("given_name", "Jana"),
    ("family_name", "Dvořáková"),
    ("email", "jana@story.example"),
    ("external_id", "E-100"),
    ("language", "cs"),
    ("job_roles", "technician"),
    ("job_roles", "electrician"),
    ("start_on", "2026-12-01"),
];

fn add(app: &TestApp, story: &Story, by: Role, organisation: Id, change: &[(&str, &str)]) -> Answer {
    let organisation = organisation.to_string();
    let mut fields: Vec<(&str, &str)> = NEW
        .into_iter()
        .filter(|(name, _)| change.iter().all(|(other, _)| other != name))
        .collect();
    fields.push(("organisation_id", &organisation));
    fields.extend(change);
    app.signed_in(story.person(by).id).post("/people", &fields)
}

fn id_of(answer: &Answer) -> Id {
    answer.location.as_deref().unwrap().rsplit('/').next().unwrap().parse().unwrap()
}

#[test]
fn a_partners_administrator_adds_changes_and_ends_the_partners_own_people() {
    on_both(|app| {
        let story = app.story();
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let id = id_of(&add(&app, &story, Role::PartnerAdmin, story.alpha_branch.id, &[]).is(303));
        let page = admin.get(&format!("/people/{id}")).is(200);
        assert!(page.text().contains("Elektrik, Technik"), "{}", page.text());
        assert!(page.text().contains("Kälte Albers Lübeck"));
        assert!(page.text().contains("führt diese Angaben"));
        let fields = [
            ("given_name", "Jana"),
            ("family_name", "Nováková"),
            ("language", "cs"),
            ("revision", "0"),
        ];
        admin.post(&format!("/people/{id}"), &fields).is(303);
        // Somebody who still has the old page open is told what stands there now, and what they typed is kept.
        let late = [fields[0], ("family_name", "Svobodová"), fields[2], fields[3]];
        let told = admin.post(&format!("/people/{id}"), &late).is(422);
        assert!(told.text().contains("Nováková"), "{}", told.text());
        let value = |name: &str| told.attribute(&format!("input[name={name}]"), "value");
        assert_eq!(value("family_name").as_deref(), Some("Svobodová"));
        assert_eq!(value("revision").as_deref(), Some("1"));
        // Whoever typed the same loses nothing and is told nothing.
        admin.post(&format!("/people/{id}"), &fields).is(303);
        let page = admin.get("/people?q=nov%C3%A1k+JANA").is(200);
        assert_eq!(page.count("tbody tr"), 1);
        let edit = page_of_membership(&admin.get(&format!("/people/{id}")));
        admin.post(&format!("{edit}/end"), &[("end_on", "2026-11-30")]).is(422);
        admin.post(&format!("{edit}/end"), &[("end_on", "2026-12-24")]).is(303);
        let membership = app.state.db.read(|conn| Ok(store::memberships_of(conn, id)?.remove(0))).unwrap();
        assert_eq!(membership.end_on, Some(day("2026-12-24")));
    });
}

fn page_of_membership(page: &Answer) -> String {
    let end = page.attribute("td a[href$='/end']", "href").unwrap();
    end.trim_end_matches("/end").to_owned()
}

#[test]
fn every_fault_is_told_at_its_field_and_nothing_is_written() {
    on_both(|app| {
        let story = app.story();
        let wrong = [
            ("given_name", ""),
            ("family_name", "a\u{0}b"),
            ("email", "learner@STORY.example"),
            ("language", "klingon"),
            ("time_zone", "Mars"),
            ("job_roles", "astronaut"),
            ("start_on", "31.02.2026"),
            ("location_id", "x"),
            ("supervisor_id", "x"),
        ];
        let page = add(&app, &story, Role::PartnerAdmin, story.alpha.id, &wrong).is(422);
        assert_eq!(page.count(".fault li"), 9, "{}", page.text());
        assert_eq!(page.attribute("#external_id", "value").as_deref(), Some("E-100"));
        let twice = add(&app, &story, Role::PartnerAdmin, story.alpha.id, &[]).is(303);
        add(&app, &story, Role::PartnerAdmin, story.alpha.id, &[("email", "")]).is(422);
        let gone = add(
            &app,
            &story,
            Role::PartnerAdmin,
            story.alpha.id,
            &[("end_on", "2026-11-01"), ("external_id", ""), ("email", "")],
        );
        assert_eq!(gone.is(422).count(".fault li"), 1);
        assert!(id_of(&twice).to_string().len() == 36);
    });
}

#[test]
fn nobody_sees_or_touches_the_people_of_others() {
    on_both(|app| {
        let story = app.story();
        let stranger = app.signed_in(story.stranger.id);
        let learner = story.person(Role::Learner).id;
        for path in ["", "/edit", "/memberships/new", "/disable"] {
            stranger.get(&format!("/people/{learner}{path}")).is(404);
        }
        for path in [
            "",
            "/memberships",
            "/invitation",
            "/code-letter",
            "/disable",
            "/enable",
            "/sign-ins/end",
            "/roles",
        ] {
            stranger.post(&format!("/people/{learner}{path}"), &[("role", "team_lead")]).is(404);
        }
        stranger
            .post(&format!("/organisations/{}/invitations", story.alpha.id), &[])
            .is(404);
        stranger.get(&format!("/people?organisation={}", story.alpha.id)).is(404);
        stranger.get(&format!("/people/new?organisation={}", story.alpha.id)).is(404);
        let list = stranger.get("/people?state=all").is(200);
        assert_eq!(list.count("tbody tr"), 1);
        assert_eq!(list.select(".found").as_deref(), Some("1 Person"));
        assert!(
            !stranger
                .get("/people/export.csv?state=all")
                .is(200)
                .text()
                .contains("story.example,de,,2020-01-01\nv")
        );
        assert_eq!(stranger.get("/people/export.csv?state=all").text().lines().count(), 2);
        assert!(stranger.get("/people?q=learner").text().contains("passt niemand"));
        // A person of ours cannot be put into another's organisation either.
        let beta = story.beta.id.to_string();
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let fields = [("organisation_id", beta.as_str()), ("start_on", "2026-12-01")];
        admin.post(&format!("/people/{learner}/memberships"), &fields).is(422);
    });
}

#[test]
fn the_organisation_of_somebody_new_is_chosen_from_a_tree_that_begins_with_ones_own() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let page = manager.get("/people/new").is(200);
        assert_eq!(
            page.select("#organisation").as_deref(),
            Some("Nordhaus Klimatechnik Froid Bernard Kälte Albers Kälte Albers Lübeck")
        );
        assert!(
            page.text().contains(">\u{2003}\u{2003}Kälte Albers Lübeck</option>"),
            "{}",
            page.text()
        );
        let chosen = "#organisation option[selected]";
        assert_eq!(page.attribute(chosen, "value"), Some(story.manufacturer.id.to_string()));
        // A partner's own tree begins at the partner.
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = admin.get("/people/new").is(200);
        assert!(page.text().contains(">\u{2003}Kälte Albers Lübeck</option>"), "{}", page.text());
        assert_eq!(page.attribute(chosen, "value"), Some(story.alpha.id.to_string()));
        // For somebody who already has a place, none is meant more than another.
        let learner = story.person(Role::Learner).id;
        let further = admin.get(&format!("/people/{learner}/memberships/new")).is(200);
        assert_eq!((further.count("#organisation option"), further.count(chosen)), (2, 0));
    });
}

#[test]
fn a_place_is_not_entered_twice_for_the_same_days() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let learner = story.person(Role::Learner).id;
        let (alpha, path) = (story.alpha.id.to_string(), format!("/people/{learner}/memberships"));
        let again = [("organisation_id", alpha.as_str()), ("start_on", "2026-12-01")];
        let page = manager.post(&path, &again).is(422);
        assert!(page.text().contains("schon an diesem Ort"), "{}", page.text());
        let place = page_of_membership(&manager.get(&format!("/people/{learner}")).is(200));
        manager.post(&format!("{place}/end"), &[("end_on", "2026-11-30")]).is(303);
        manager.post(&path, &again).is(303);
    });
}

#[test]
fn who_has_left_keeps_their_later_life_to_themself() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let learner = story.person(Role::Learner).id;
        let old = page_of_membership(&manager.get(&format!("/people/{learner}")).is(200));
        manager.post(&format!("{old}/end"), &[("end_on", "2026-11-01")]).is(303);
        let beta = story.beta.id.to_string();
        let fields = [("organisation_id", beta.as_str()), ("start_on", "2026-11-02")];
        manager.post(&format!("/people/{learner}/memberships"), &fields).is(303);
        let former = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = former.get(&format!("/people/{learner}")).is(200);
        assert!(!page.text().contains("learner@story.example") && !page.text().contains("Froid Bernard"));
        former.get(&format!("/people/{learner}/edit")).is(403);
        former.post(&format!("/people/{learner}/disable"), &[]).is(403);
        assert_eq!(former.get("/people?q=learner").count("tbody tr"), 0);
        assert_eq!(former.get("/people?q=learner&state=ended").count("tbody tr"), 1);
        app.signed_in(story.stranger.id).get(&format!("/people/{learner}/edit")).is(200);
    });
}

#[test]
fn nobody_manages_whoever_is_trusted_with_more() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let above = story.person(Role::PlatformAdmin).id;
        manager.get(&format!("/people/{above}")).is(200);
        manager.get(&format!("/people/{above}/edit")).is(403);
        let fields = [
            ("given_name", "Vera"),
            ("family_name", "V"),
            ("language", "de"),
            ("email", "me@evil.example"),
        ];
        manager.post(&format!("/people/{above}"), &fields).is(403);
        manager.post(&format!("/people/{above}/disable"), &[]).is(403);
    });
}

#[test]
fn roles_are_given_only_as_far_as_ones_own_reach() {
    on_both(|app| {
        let story = app.story();
        let learner = story.person(Role::Learner).id;
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let (alpha, beta) = (story.alpha_branch.id.to_string(), story.beta.id.to_string());
        let give = |role: &str, organisation: &str| {
            let fields = [("role", role), ("organisation_id", organisation)];
            admin.post(&format!("/people/{learner}/roles"), &fields).status
        };
        assert_eq!(give("training_manager", &alpha), 422);
        assert_eq!(give("team_lead", &beta), 422);
        assert_eq!(give("emperor", &alpha), 422);
        assert_eq!(give("team_lead", "x\0"), 422);
        assert_eq!(give("team_lead", &alpha), 303);
        assert_eq!(give("team_lead", &alpha), 303);
        let held = app
            .state
            .db
            .read(|conn| Ok(store::grants_of(conn, learner, day("2026-11-24"))?))
            .unwrap();
        assert_eq!(held.len(), 1);
        app.signed_in(learner).get("/people").is(200);
        let page = admin.get(&format!("/people/{learner}"));
        let end = page.attribute("form[action*='/roles/']", "action").unwrap();
        app.signed_in(story.stranger.id).post(&end, &[]).is(404);
        admin.post(&end, &[]).is(303);
        app.signed_in(learner).get("/people").is(403);
    });
}

#[test]
fn a_role_holds_at_once_while_it_is_tomorrow_already_where_it_was_given() {
    on_both(|app| {
        let story = app.story();
        let learner = story.person(Role::Learner).id;
        // Half past midnight in Berlin, half past eleven in UTC.
        app.state.clock.advance(chrono::Duration::minutes(11 * 60 + 30));
        let fields = [("role", "team_lead"), ("organisation_id", &story.alpha.id.to_string())];
        app.signed_in(story.person(Role::PartnerAdmin).id)
            .post(&format!("/people/{learner}/roles"), &fields)
            .is(303);
        app.signed_in(learner).get("/people").is(200);
    });
}

#[test]
fn a_partner_is_invited_at_once_and_nobody_twice() {
    on_both(|app| {
        let story = app.story();
        add(&app, &story, Role::PartnerAdmin, story.alpha.id, &[("email", "")]).is(303);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let path = format!("/organisations/{}/invitations", story.alpha.id);
        admin.post(&path, &[]).is(303);
        assert_eq!(app.mails_to("learner@story.example").len(), 1);
        assert_eq!(app.mails_to("stranger@story.example").len(), 0);
        admin.post(&path, &[]).is(303);
        assert_eq!(app.mails_to("learner@story.example").len(), 1);
        assert!(app.mails_to("learner@story.example")[0].contains("/welcome/"));
    });
}

#[test]
fn somebody_without_an_address_gets_a_letter_and_only_the_last_one_works() {
    on_both(|app| {
        let story = app.story();
        let id = id_of(&add(&app, &story, Role::PartnerAdmin, story.alpha.id, &[("email", "")]).is(303));
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let code = || {
            let page = admin.post(&format!("/people/{id}/code-letter"), &[]).is(200);
            page.select("p.tracking-widest").unwrap()
        };
        let (first, second) = (code(), code());
        app.anonymous().post("/sign-in/code", &[("code", &first)]).is(422);
        app.anonymous().post("/sign-in/code", &[("code", &second)]).is(303);
        let learner = story.person(Role::Learner).id;
        admin.post(&format!("/people/{learner}/code-letter"), &[]).is(409);
        admin.post(&format!("/people/{id}/invitation"), &[]).is(409);
    });
}

#[test]
fn disabling_and_its_undoing_go_through_the_page() {
    on_both(|app| {
        let story = app.story();
        let learner = story.person(Role::Learner).id;
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let there = app.signed_in(learner);
        there.get("/profile").is(200);
        admin.post(&format!("/people/{learner}/disable"), &[]).is(303);
        there.get("/profile").is(303);
        assert_eq!(admin.get("/people?state=disabled").count("tbody tr"), 1);
        admin.post(&format!("/people/{learner}/enable"), &[]).is(303);
        app.signed_in(learner).get("/profile").is(200);
        let own = story.person(Role::PartnerAdmin).id;
        admin.post(&format!("/people/{own}/disable"), &[]).is(409);
    });
}

#[test]
fn an_export_runs_no_formula_and_a_long_list_has_pages() {
    on_both(|app| {
        let story = app.story();
        app.state
            .db
            .write(|conn| {
                for number in 0..60 {
                    app.person(
                        conn,
                        &story.alpha,
                        &format!("p{number}@story.example"),
                        "=HYPERLINK(\"x\")",
                        &format!("Person {number:02}"),
                    );
                }
                Ok(())
            })
            .unwrap();
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let text = admin.get("/people/export.csv").is(200).text();
        assert!(text.starts_with('\u{feff}') && text.contains("'=HYPERLINK") && !text.contains(",=HYPERLINK"));
        assert_eq!(text.lines().count(), 64);
        let first = admin.get("/people").is(200);
        assert_eq!(first.count("tbody tr"), 50);
        let next = first.attribute("a[rel=next]", "href").unwrap();
        let second = admin.get(&next).is(200);
        assert_eq!(second.count("tbody tr"), 13);
        admin.get("/people?cursor=%00").is(422);
        admin.get("/people?q=%25_%5C%00").is(200);
    });
}

#[test]
fn the_tree_is_built_moved_and_left_and_scopes_follow_at_once() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let (alpha, beta) = (story.alpha.id.to_string(), story.beta.id.to_string());
        let new = [
            ("external_id", "P-C"),
            ("name", "Chłodnictwo Celina"),
            ("kind", "partner"),
            ("parent_id", beta.as_str()),
            ("location_name", "Poznań"),
            ("city", "Poznań"),
            ("country", "pl"),
            ("time_zone", "europe/warsaw"),
            ("languages", "pl, en"),
            ("services", "refrigerant"),
        ];
        let made = manager.post("/organisations", &new).is(303).location.unwrap();
        assert!(manager.get(&made).is(200).text().contains("Europe/Warsaw"));
        assert_eq!(manager.post("/organisations", &new).is(422).count(".fault li"), 1);
        let stranger = app.signed_in(story.stranger.id);
        stranger.get(&made).is(200);
        stranger.get(&format!("/organisations/{alpha}")).is(404);
        assert_eq!(stranger.get("/organisations").count("tbody tr"), 2);
        // Below itself nothing can hang; elsewhere it can, and takes its branch along.
        let change = |id: &str, name: &str, parent: &str| {
            let fields = [
                ("external_id", name),
                ("name", name),
                ("kind", "partner"),
                ("parent_id", parent),
                ("revision", "0"),
            ];
            manager.post(&format!("/organisations/{id}"), &fields).status
        };
        let branch = story.alpha_branch.id.to_string();
        assert_eq!(change(&alpha, "P-A", &branch), 422);
        assert_eq!(change(&alpha, "P-A", &beta), 303);
        stranger.get(&format!("/organisations/{branch}")).is(200);
        stranger.get(&format!("/people/{}", story.person(Role::Learner).id)).is(200);
        manager.post(&format!("{made}/archive"), &[]).is(303);
        manager.post(&format!("/organisations/{alpha}/archive"), &[]).is(409);
        manager
            .post(&format!("/organisations/{}/archive", story.manufacturer.id), &[])
            .is(409);
        let works = [
            ("for_organisation_id", beta.as_str()),
            ("from_on", "2026-01-01"),
            ("services", "repair"),
        ];
        manager.post(&format!("/organisations/{branch}/works-for"), &works).is(303);
        let page = manager.get(&format!("/organisations/{beta}")).is(200);
        assert!(page.text().contains("Instandsetzung"));
        manager.post(&format!("/organisations/{beta}/works-for"), &works).is(422);
    });
}

#[test]
fn a_token_does_no_more_than_it_says_and_its_secret_is_shown_once() {
    on_both(|app| {
        let story = app.story();
        let admin = app.signed_in(story.person(Role::PlatformAdmin).id);
        let alpha = story.alpha.id.to_string();
        let make = |scope: &str| {
            admin.post(
                "/administration/tokens",
                &[("name", "HR"), ("organisation_id", &alpha), ("scopes", scope)],
            )
        };
        make("write_courses").is(422);
        make("everything").is(422);
        let secret = make("see_people").is(200).select("[data-secret]").unwrap();
        let list = admin.get("/administration/tokens").is(200);
        assert!(!list.text().contains(&secret) && list.text().contains("Leute sehen"));
        let integration = crate::support::browser::Browser::with_token(&app, &secret);
        integration.get(&format!("/people/{}", story.person(Role::Learner).id)).is(200);
        integration.get(&format!("/people/{}", story.stranger.id)).is(404);
        integration.get("/administration/tokens").is(403);
        integration.get("/organisations").is(403);
        let revoke = list.attribute("form[action$='/revocation']", "action").unwrap();
        admin.post(&revoke, &[]).is(303);
        integration.get("/people").is(303);
    });
}

#[test]
fn a_training_manager_gives_an_integration_what_they_may_themselves_and_no_more() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let top = story.manufacturer.id.to_string();
        let make = |scope: &str| {
            manager.post(
                "/administration/tokens",
                &[("name", "BI"), ("organisation_id", &top), ("scopes", scope)],
            )
        };
        assert_eq!(manager.get("/administration").is(200).count("a[href='/administration/tokens']"), 1);
        make("operate").is(422);
        let secret = make("see_network").is(200).select("[data-secret]").unwrap();
        let integration = crate::support::browser::Browser::with_token(&app, &secret);
        integration.get("/api/v1/requirements").is(403);
        integration.get("/network").is(200);
        let outside = json!({ "name": "BI", "organisation_id": top, "scopes": ["operate"] });
        manager.json("POST", "/api/v1/tokens", &outside).is(422);
    });
}

#[test]
fn the_audit_says_who_changed_what_and_only_to_whom_it_concerns() {
    on_both(|app| {
        let story = app.story();
        add(&app, &story, Role::PartnerAdmin, story.alpha.id, &[]).is(303);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let page = admin
            .get("/administration/audit?subject=dvo&action=person&from=2026-11-24&to=24.11.2026")
            .is(200);
        assert_eq!(page.count("tbody tr"), 1);
        assert!(page.text().contains("jana@story.example"));
        let file = page.attribute("a[href*='audit.csv']", "href").unwrap();
        let file = admin.get(&file).is(200).text();
        let lines: Vec<&str> = file.trim().lines().collect();
        assert!(
            lines[0].ends_with("at,actor,actor_kind,address,request_id,action,subject_kind,subject,field,before,after"),
            "{file}"
        );
        assert!(
            lines
                .iter()
                .any(|line| line.contains(",person.add,people,") && line.ends_with("email,,jana@story.example")),
            "{file}"
        );
        admin.get("/administration/audit.xlsx?from=never").is(422);
        assert_eq!(admin.get("/administration/audit?from=2026-11-25").is(200).count("tbody tr"), 0);
        admin.get("/administration/audit?from=never").is(422);
        let stranger = app.signed_in(story.stranger.id);
        assert_eq!(stranger.get("/administration/audit").is(200).count("tbody tr"), 0);
        assert_eq!(stranger.get("/administration/audit.csv").is(200).text().trim().lines().count(), 1);
        admin.get("/administration/audit?older_than=%00&subject=%25&actor=_%00").is(422);
    });
}

#[test]
fn catalogues_and_public_texts_are_there_for_those_they_concern() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let fields = [("code", "heat_pump"), ("en", "Heat pump"), ("de", "Wärmepumpe")];
        manager.post("/administration/services", &fields).is(303);
        manager.post("/administration/services", &fields).is(422);
        manager.post("/administration/job-roles", &[("code", "A b")]).is(422);
        assert!(manager.get("/administration/catalogues").is(200).text().contains("Wärmepumpe"));
        for path in ["/imprint", "/privacy", "/barrier"] {
            assert_eq!(app.anonymous().get(path).is(200).count("h1"), 1);
        }
        let admin = app.signed_in(story.person(Role::PlatformAdmin).id);
        admin.get("/administration/jobs").is(200);
    });
}

#[test]
fn a_search_finds_every_spelling_of_a_name() {
    on_both(|app| {
        let story = app.story();
        for (number, name) in [
            ("E-201", "M\u{fc}ller"),
            ("E-202", "Mueller"),
            ("E-203", "Muller"),
            ("E-204", "Y\u{131}lmaz"),
        ] {
            let email = format!("{number}@story.example").to_lowercase();
            let change = [("family_name", name), ("external_id", number), ("email", email.as_str())];
            add(&app, &story, Role::PartnerAdmin, story.alpha.id, &change).is(303);
        }
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let found = |text: &str| admin.get(&format!("/people?q={text}&state=all")).is(200).count("tbody tr");
        for spelling in ["M%C3%BCller", "Mueller", "muller", "MULLER"] {
            assert_eq!(found(spelling), 3, "{spelling}");
        }
        for spelling in ["Yilmaz", "Y%C4%B1lmaz", "YILMAZ+jana"] {
            assert_eq!(found(spelling), 1, "{spelling}");
        }
        // The number on the badge finds its bearer, in whatever letters it is typed.
        for number in ["E-204", "e-204", "204+jana", "-204"] {
            assert_eq!(found(number), 1, "{number}");
        }
        let listed = admin.get("/api/v1/people?q=mueller&state=all").is(200).json();
        assert_eq!(listed["items"].as_array().map(Vec::len), Some(3));
    });
}

#[test]
fn what_nobody_sees_does_not_come_in_with_a_name_and_what_cannot_be_printed_is_told() {
    on_both(|app| {
        let story = app.story();
        let by = Role::PartnerAdmin;
        let turned = add(&app, &story, by, story.alpha.id, &[("given_name", "An\u{202e}na")]).is(422);
        assert!(
            turned.select("#given_name-error").unwrap().contains("U+202E"),
            "{:?}",
            turned.select("#given_name-error")
        );
        assert_eq!(
            turned.attribute("#given_name", "value").as_deref(),
            Some("An\u{202e}na"),
            "what was typed stays"
        );
        let admin = app.signed_in(story.person(by).id);
        let made = add(
            &app,
            &story,
            by,
            story.alpha.id,
            &[("given_name", "An\u{200b}na"), ("family_name", "김")],
        )
        .is(303);
        let call = format!("/api/v1/people/{}", id_of(&made));
        let person = admin.get(&call).is(200).json();
        assert_eq!((&person["given_name"], &person["unprintable"]), (&json!("Anna"), &json!("김")));
        let told = admin.get(&format!("/people/{}", id_of(&made))).is(200).select(".callout").unwrap();
        assert!(told.contains("Zertifikate können diese Zeichen nicht drucken: 김"), "{told}");
        let body = json!({ "given_name": "\u{2066}Anna", "family_name": "Kim", "language": "de" });
        let refused = admin.json("PUT", &call, &body).is(422).text();
        assert!(refused.contains("U+2066"), "{refused}");
        // A file is held to the same.
        let file = format!("{HEAD}P-7,P-A,An\u{202e}na,Kim,,de,2026-01-01\nP-8,P-A,Eva\u{feff},Հայկ,,de,2026-01-01\n");
        let import = checked(&app, Kind::People, file.as_bytes(), Options::of_operator());
        assert_eq!((import.count_refused, import.count_new), (1, 1));
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let page = manager.get(&format!("/imports/{}", import.id)).is(200).text();
        assert!(page.contains("das die Schreibrichtung umkehrt"), "{page}");
        let good = format!("{HEAD}P-8,P-A,Eva\u{feff},Հայկ,,de,2026-01-01\n");
        applied(&app, Kind::People, good.as_bytes());
        let all = manager.get("/api/v1/people?limit=500").is(200).json();
        let found = all["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["external_id"] == "P-8")
            .unwrap();
        assert_eq!((&found["given_name"], &found["unprintable"]), (&json!("Eva"), &json!("")));
    });
}

const HEAD: &str = "external_id,organisation_external_id,given_name,family_name,email,language,start_on\n";
