//! The manufacturer's duties: the ledger, the yearly offer, both sides, by page and by API.

use crate::courses::{every_kind, published, trainer};
use crate::support::app::{TestApp, on_both};
use crate::support::browser::{Browser, in_the_loop};
use crate::support::story::{Story, day, noon};
use actix_web::http::Method;
use chrono::Duration;
use kundig::app::{begin_what_is_due, run_due_jobs};
use kundig::duties::declared::YEARLY_OFFER;
use kundig::duties::{Book, Claim};
use kundig::obligations::{requirement, store as obligations};
use kundig::organisations::catalogue;
use kundig::people::store as people;
use kundig::people::{Membership, Person};
use kundig::platform::audit::By;
use kundig::rules::id::Id;
use kundig::rules::person::Role;
use kundig::rules::requirement::Definition;
use serde_json::{Value, json};

pub fn work(app: &TestApp) {
    in_the_loop(async {
        begin_what_is_due(&app.state).await.unwrap();
        run_due_jobs(&app.state).await.unwrap();
    });
}

/// High-voltage safety, asked of technicians wherever they work.
fn definition() -> Definition {
    let mut all: Vec<Value> = serde_json::from_str(include_str!("data/network/requirements.json")).unwrap();
    let mut own = all.remove(0);
    own["audience"] = json!({ "job_roles": ["technician"] });
    Definition::parse(&own).unwrap()
}

/// HV in force, and a technician of partner Albers whom it concerns since March and who is overdue with it.
pub fn concerned(app: &TestApp, story: &Story) -> Id {
    let (chance, now) = (&app.state.chance, noon());
    let id = app
        .state
        .db
        .write(|conn| {
            let definition = definition();
            requirement::bring(conn, chance, now, &By::command_line(), &definition, false)?;
            let person = Person::new(chance.id(now), "Nora", "Muster", None, "de", now);
            people::insert(conn, &person)?;
            let membership = Membership {
                id: chance.id(now),
                person_id: person.id,
                organisation_id: story.alpha.id,
                location_id: None,
                start_on: day("2026-03-01"),
                end_on: None,
                supervisor_id: None,
                imported: true,
                created_at: now,
                updated_at: now,
            };
            people::insert_membership(conn, &membership)?;
            let roles = catalogue::job_roles(conn)?;
            let technician = roles.iter().find(|role| role.code == "technician").unwrap();
            people::change::set_job_roles(conn, membership.id, &[technician.id])?;
            Ok(obligations::find_requirement_by_code(conn, "HV")?.unwrap().id)
        })
        .unwrap();
    work(app);
    id
}

/// The yearly offer of HV has been owed to Albers since a day.
fn owed_since(app: &TestApp, story: &Story, since: &str) {
    let (chance, now) = (&app.state.chance, noon());
    app.state
        .db
        .write(|conn| {
            let definition = definition();
            requirement::bring(conn, chance, now, &By::command_line(), &definition, false)?;
            let requirement = obligations::find_requirement_by_code(conn, "HV")?.unwrap();
            let book = Book::begin(conn, chance, now, now.date_naive(), None)?;
            let claim = Claim {
                partner: &story.alpha,
                subject_id: requirement.id,
                title: definition.title,
                course_code: None,
            };
            book.open(conn, &YEARLY_OFFER, &claim, day(since))
        })
        .unwrap();
}

pub fn duties(browser: &Browser<'_>) -> Vec<Value> {
    browser.get("/api/v1/duties").is(200).json()["items"].as_array().unwrap().clone()
}

#[test]
fn a_partner_is_owed_an_offer_until_a_course_stands_and_again_once_nobody_needs_it() {
    on_both(|app| {
        let story = app.story();
        concerned(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let owed = duties(&manager);
        assert_eq!(owed.len(), 1, "{owed:?}");
        assert_eq!((&owed[0]["creditor"], &owed[0]["status"]), (&json!("P-A"), &json!("open")));
        assert_eq!(owed[0]["due_on"], json!("2027-11-24"));

        published(&trainer(&app, &story), "HV-101", every_kind("after_answer"));
        work(&app);
        let stands = &duties(&manager)[0];
        assert_eq!((&stands["status"], &stands["due_on"]), (&json!("kept"), &Value::Null));
        assert_eq!(stands["reason"]["because"], json!("stands"));
        let told = manager.get(&format!("/duties/{}", stands["id"].as_str().unwrap())).is(200).text();
        assert!(told.contains("HV-101"));

        // Once it holds no longer, nobody is owed it; nothing in the ledger is lost.
        manager
            .post("/requirements/HV/retirement", &[("on", "24.11.2026"), ("reason", "Abgelöst")])
            .is(303);
        app.state.clock.advance(Duration::days(1));
        work(&app);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        let gone = &duties(&manager)[0];
        assert_eq!(gone["status"], json!("fallen_away"));
        let events = manager.get(&format!("/api/v1/duties/{}", gone["id"].as_str().unwrap())).json()["events"].clone();
        let kinds: Vec<&str> = events
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["opened", "stands", "fell_away"]);
        work(&app);
        assert_eq!(duties(&manager).len(), 1, "a second look changes nothing");
    });
}

#[test]
fn what_only_a_document_of_somebody_else_proves_is_short_of_no_course() {
    on_both(|app| {
        let story = app.story();
        concerned(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert_eq!(duties(&manager)[0]["status"], "open");
        let unoffered = || {
            let groups = manager.get("/api/v1/exceptions").is(200).json();
            groups.as_array().unwrap().iter().filter(|group| group["why"] == "no_offer").count()
        };
        assert_eq!(unoffered(), 1);
        let lines = || manager.get("/planning").is(200).text().contains("HV-101");
        assert!(lines(), "seats are missing for it");

        let record = manager.get("/api/v1/requirements").is(200).json()["items"][0].clone();
        let mut outside = record["in_force"]["definition"].clone();
        outside["strength"] = json!("document");
        outside["already_in_on"] = outside["in_force_on"].clone();
        let draft = format!("/api/v1/requirements/{}/draft", record["id"].as_str().unwrap());
        manager.json("PUT", &draft, &outside).is(200);
        let entry = manager
            .send(Method::POST, &format!("{draft}/entry"), &[], Vec::new())
            .is(200)
            .json();
        assert_eq!(entry["warnings"], json!([]), "that no course has content is no lack");
        work(&app);
        assert_eq!(duties(&manager)[0]["status"], "fallen_away");
        assert_eq!(unoffered(), 0);
        assert!(!lines());
        let page = manager.get("/requirements/HV").is(200).text();
        assert!(page.contains("nur durch ein anerkanntes fremdes Dokument"), "{page}");
    });
}

#[test]
fn a_breach_is_shown_to_both_sides_shields_the_partner_and_is_cured_by_an_offer() {
    on_both(|app| {
        let story = app.story();
        owed_since(&app, &story, "2025-10-01");
        concerned(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        assert!(
            manager
                .get("/network")
                .is(200)
                .text()
                .contains("Eine unserer Pflichten ist verletzt")
        );
        // The same in the partner's row, with the way to both sides, in the file and by the call.
        let row = format!("td a[href='/both-sides?partner={}']", story.alpha.id);
        assert_eq!(manager.get("/network").is(200).select(&row).as_deref(), Some("1 verletzt"));
        let file = manager.get("/network/table.csv").is(200).text();
        let line = file.lines().find(|line| line.contains("P-A,")).unwrap();
        assert!(line.ends_with(",0,1"), "{file}");
        let called = manager.get("/api/v1/network").is(200).json();
        let one = called.as_array().unwrap().iter().find(|one| one["external_id"] == "P-A").unwrap();
        assert_eq!((&one["owed_open"], &one["owed_breached"]), (&json!(0), &json!(1)));
        let list = manager.get("/duties").is(200);
        assert_eq!(list.select("h1").unwrap(), "Eine Pflicht gegenüber einem Partner ist verletzt");
        let href = list.attribute("tbody tr:first-child a", "href").unwrap();
        let seen = manager.get(&href).is(200);

        // The partner's administrator sees the same, on the same page; a stranger nothing of it.
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        let own = partner.get("/both-sides").is(200);
        for section in ["[aria-labelledby=s-theirs]", "[aria-labelledby=s-ours]"] {
            assert_eq!(own.select(section), seen.select(section));
        }
        let theirs = own.select("[aria-labelledby=s-theirs]").unwrap();
        assert!(theirs.contains("darf daraus kein Nachteil entstehen"), "{theirs}");
        assert!(
            own.select("[aria-labelledby=s-ours]")
                .unwrap()
                .contains("am 1. Oktober 2026 abgelaufen")
        );
        let stranger = app.signed_in(story.stranger.id);
        let duty = duties(&manager)[0]["id"].as_str().unwrap().to_owned();
        stranger.get(&format!("/duties/{duty}")).is(404);
        stranger.get(&href).is(404);
        assert_eq!(duties(&stranger), Vec::<Value>::new());

        // Only what was offered already, after it was owed, and with something to show for it.
        let path = format!("/duties/{duty}/offers");
        for (on, evidence, fault) in [
            ("2026-11-25", "E 1", "liegt noch vor uns"),
            ("2025-09-30", "E 1", "noch nichts geschuldet"),
            ("24.11.2026", "", "Nennen Sie ein Dokument"),
        ] {
            let told = manager
                .post(&path, &[("on", on), ("means", "workshop"), ("evidence", evidence)])
                .is(422);
            assert!(told.text().contains(fault), "{on}");
        }
        manager
            .post(&path, &[("on", "24.11.2026"), ("means", "workshop"), ("evidence", "Einladung 7")])
            .is(303);
        partner
            .post(&path, &[("on", "24.11.2026"), ("means", "workshop"), ("evidence", "E")])
            .is(403);
        let cured = manager.get(&format!("/api/v1/duties/{duty}")).is(200).json();
        assert_eq!(
            (&cured["duty"]["status"], &cured["duty"]["due_on"]),
            (&json!("cured"), &json!("2027-11-24"))
        );
        assert_eq!(
            cured["duty"]["breaches"],
            json!([{ "due_on": "2026-10-01", "cured_on": "2026-11-24", "from_on": "2026-10-02", "until_on": "2026-11-23" }])
        );
        let theirs = partner.get("/both-sides").is(200).select("[aria-labelledby=s-theirs]").unwrap();
        assert!(!theirs.contains("Nachteil"), "{theirs}");

        // A mistake is taken back with a reason, and both stay.
        let event = cured["events"][1]["id"].as_str().unwrap().to_owned();
        let revocation = format!("/duties/{duty}/events/{event}/revocation");
        manager.get(&format!("{revocation}/new")).is(200);
        manager.post(&revocation, &[("reason", " ")]).is(422);
        manager.post(&revocation, &[("reason", "Anderer Partner")]).is(303);
        manager.post(&revocation, &[("reason", "Noch einmal")]).is(409);
        let again = manager.get(&format!("/api/v1/duties/{duty}")).json();
        assert_eq!(again["duty"]["status"], json!("breached"));
        assert_eq!(again["events"].as_array().unwrap().len(), 3);
        let entries = manager.get("/api/v1/audit?action=duty.revoke").is(200).text();
        assert!(entries.contains("Anderer Partner"), "{entries}");
    });
}

#[test]
fn a_changed_time_limit_counts_from_then_on_and_is_recorded() {
    on_both(|app| {
        let story = app.story();
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager.get("/duties/clocks").is(200);
        let told = manager
            .post("/duties/clocks", &[("yearly_offer", "0"), ("training_need", "10")])
            .is(422);
        assert!(told.text().contains("Eine ganze Zahl von 1 bis 60"));
        manager
            .post("/duties/clocks", &[("yearly_offer", "6"), ("training_need", "10")])
            .is(303);
        concerned(&app, &story);
        assert_eq!(duties(&manager)[0]["due_on"], json!("2027-05-24"));
        manager
            .json("PUT", "/api/v1/duty-clocks/yearly_offer", &json!({ "count": 24 }))
            .is(200);
        manager
            .json("PUT", "/api/v1/duty-clocks/yearly_offer", &json!({ "count": 61 }))
            .is(422);
        manager.json("PUT", "/api/v1/duty-clocks/nothing", &json!({ "count": 5 })).is(404);
        assert_eq!(
            duties(&manager)[0]["due_on"],
            json!("2027-05-24"),
            "a clock that runs keeps its day"
        );
        let entries = manager.get("/api/v1/audit?action=duty.clock").is(200).json();
        assert_eq!(entries["items"].as_array().unwrap().len(), 2);
        let partner = app.signed_in(story.person(Role::PartnerAdmin).id);
        partner.get("/duties/clocks").is(403);
        partner.get("/api/v1/duty-clocks").is(200);
    });
}

#[test]
fn both_sides_are_told_by_call_and_a_team_lead_sees_what_concerns_their_branch() {
    on_both(|app| {
        let story = app.story();
        owed_since(&app, &story, "2025-10-01");
        concerned(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        manager.get("/api/v1/both-sides").is(422);
        manager.get("/api/v1/both-sides?organisation=X").is(404);
        let sides = manager.get("/api/v1/both-sides?organisation=P-A").is(200).json();
        assert_eq!(sides["owed_by_partner"][0]["requirement"], json!("HV"));
        assert_eq!(sides["owed_by_partner"][0]["shield"]["in_default"], json!(true));
        assert_eq!(sides["owed_by_manufacturer"][0]["status"], json!("breached"));
        let partners = manager.get("/api/v1/duties/partners").is(200).json();
        assert_eq!((&partners[0]["external_id"], &partners[0]["breached"]), (&json!("P-A"), &json!(1)));
        assert_eq!(
            manager
                .get("/api/v1/duties?status=breached&organisation=P-A&limit=1")
                .is(200)
                .json()["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        manager.get("/api/v1/duties?status=unheard").is(422);
        let lead = app.signed_in(story.person(Role::TeamLead).id);
        lead.get("/both-sides").is(200);
        lead.get("/duties").is(403);
        let file = manager
            .get(&format!("/both-sides/table.csv?partner={}", story.alpha.id))
            .is(200)
            .text();
        assert!(
            file.contains("Was der Partner schuldet,") && file.contains("Was der Hersteller schuldet,"),
            "{file}"
        );
        assert!(file.contains(",Verletzt,"), "{file}");
        manager.get("/both-sides/table.csv").is(404);
        lead.get("/both-sides/table.xlsx").is(200);
    });
}
