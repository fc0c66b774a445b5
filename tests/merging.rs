//! Two records of one person become one: nothing is lost, nothing counts twice, and files may go on naming either.

use crate::evidence::{course, facts, passed, record};
use crate::imports::applied;
use crate::overviews::{recalculate, told};
use crate::support::app::{On, TestApp, on_both};
use crate::support::story::{Story, day};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kundig::on;
use kundig::people::store as people;
use kundig::platform::db::Conn;
use kundig::rules::id::Id;
use kundig::rules::import::Kind;
use kundig::rules::person::Role;
use serde_json::json;

/// A second record of the learner, brought by a file with this number, and the learner's own.
pub fn doubled(app: &TestApp, story: &Story) -> (Id, Id) {
    let organisation = &story.alpha.external_id;
    let file = format!(
        "external_id,given_name,family_name,email,language,organisation_external_id,job_roles,start_on,end_on\n\
         D-2,Vera,learner,,de,{organisation},technician,2020-01-01,\n"
    );
    applied(app, Kind::People, file.as_bytes());
    let double = app
        .state
        .db
        .read(|conn| Ok(people::find_by_account(conn, "D-2")?))
        .unwrap()
        .unwrap()
        .id;
    recalculate(app);
    (story.person(Role::Learner).id, double)
}

#[test]
fn what_the_double_proved_counts_for_the_one_and_the_preview_said_so() {
    on_both(|app| {
        let story = told(&app);
        let (kept, double) = doubled(&app, &story);
        let late = course(&app, "LATE-1", "Kältemittel", "Refrigerants");
        record(&app, &passed(double, late));
        recalculate(&app);
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let list = admin.get("/people/doubles").is(200).text();
        assert!(list.contains("D-2"), "{list}");
        let path = format!("/people/{kept}/merge/{double}");
        let preview = admin.get(&path).is(200);
        // Overdue here, valid there: valid after.
        let row = preview.select("tbody tr").unwrap();
        assert!(
            row.contains("Kältemittel") && row.contains("Überfällig") && row.matches("Gültig").count() == 2,
            "{row}"
        );
        let told = app.signed_in(story.person(Role::TrainingManager).id);
        assert_eq!(told.get(&format!("/people/{double}")).status, 200, "a preview changes nothing");
        admin.post(&path, &[]).is(303);
        let facts = facts(&app, kept);
        assert_eq!((facts.len(), facts[0].on), (1, day("2026-11-24")));
        let stays = app.state.db.read(|conn| Ok(people::memberships_of(conn, kept)?)).unwrap();
        assert_eq!(stays.len(), 1, "the two places overlap and are one: {stays:?}");
        assert_eq!(stays[0].start_on, day("2020-01-01").min(stays[0].start_on));
        let page = app.signed_in(kept).get("/training").is(200).text();
        assert!(!page.contains("Überfällig seit"), "{page}");
        // The old address leads on; the closed record is in no list.
        assert_eq!(
            admin.get(&format!("/people/{double}")).is(303).header("location"),
            Some(format!("/people/{kept}").as_str())
        );
        assert!(!admin.get("/people/doubles").is(200).text().contains("D-2"));
        admin.post(&path, &[]).is(404);
    });
}

#[test]
fn a_file_may_go_on_naming_the_double_and_changes_nothing_of_the_person() {
    on_both(|app| {
        let story = told(&app);
        let (kept, double) = doubled(&app, &story);
        app.give_number(kept, "D-1");
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        admin.post(&format!("/people/{kept}/merge/{double}"), &[]).is(303);
        let organisation = &story.alpha.external_id;
        let file = format!(
            "external_id,given_name,family_name,email,language,organisation_external_id,job_roles,start_on,end_on\n\
             D-2,Wera,Other,,fr,{organisation},technician,2021-01-01,\n"
        );
        let done = applied(&app, Kind::People, file.as_bytes());
        assert_eq!((done.count_unchanged, done.count_new, done.count_refused), (1, 0, 0));
        applied(
            &app,
            Kind::Completions,
            b"person_external_id,course_code,completed_on,source\nD-2,LATE-1,2026-10-01,online\n",
        );
        let facts = facts(&app, kept);
        assert_eq!((facts.len(), facts[0].on), (1, day("2026-10-01")));
        let person = app.state.db.read(|conn| Ok(people::find_any(conn, kept)?)).unwrap().unwrap();
        assert_eq!((person.given_name.as_str(), person.external_id.as_deref()), ("Vera", Some("D-1")));
        let known = app
            .state
            .db
            .read(|conn| Ok(people::find_by_account(conn, "D-2")?))
            .unwrap()
            .unwrap();
        assert_eq!(known.id, kept, "whoever signs in with the old number is the one person");
    });
}

#[test]
fn a_proof_that_both_records_hold_counts_once() {
    on_both(|app| {
        let story = told(&app);
        let (kept, double) = doubled(&app, &story);
        app.give_number(kept, "D-1");
        let rows = "person_external_id,course_code,completed_on,source\nD-1,LATE-1,2026-10-01,online\nD-2,LATE-1,2026-10-01,online\nD-2,LATE-1,2024-10-01,online\n";
        applied(&app, Kind::Completions, rows.as_bytes());
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let merged = app
            .signed_in(story.person(Role::PartnerAdmin).id)
            .json("POST", &format!("/api/v1/people/{kept}/merge/{double}"), &json!({}))
            .is(200)
            .json();
        assert_eq!((&merged["evidence"], &merged["evidence_twice"]), (&json!(2), &json!(1)));
        let facts = facts(&app, kept);
        let standing = facts.iter().filter(|fact| fact.revoked_at.is_none()).count();
        assert_eq!((facts.len(), standing), (3, 2));
        let audit = app
            .signed_in(story.person(Role::TrainingManager).id)
            .get("/administration/audit")
            .is(200)
            .text();
        assert!(audit.contains("person.merge") || audit.contains("Vera learner"), "{audit}");
        drop(admin);
    });
}

#[test]
fn of_own_fields_the_kept_record_has_the_last_word_and_its_gaps_are_filled() {
    on_both(|app| {
        let story = told(&app);
        let (kept, double) = doubled(&app, &story);
        let manager = app.signed_in(story.person(Role::TrainingManager).id);
        for code in ["card", "crane", "car"] {
            let field =
                json!({"code": code, "subject": "person", "kind": "text", "filled_by": "partner", "titles": {"en": code, "de": code}});
            manager.json("POST", "/api/v1/fields", &field).is(201);
        }
        let admin = app.signed_in(story.person(Role::PartnerAdmin).id);
        let say = |id: Id, code: &str, value: &str, from: &str, to: Option<&str>| {
            let body = json!({"value": value, "from_on": from, "to_on": to});
            admin.json("PUT", &format!("/api/v1/people/{id}/fields/{code}"), &body).is(200);
        };
        say(kept, "card", "new", "2025-06-01", None);
        say(double, "card", "oldest", "2020-01-01", Some("2022-12-31"));
        say(double, "card", "old", "2023-01-01", None);
        say(double, "crane", "yes", "2024-01-01", None);
        say(kept, "car", "A", "2024-01-01", Some("2024-12-31"));
        say(double, "car", "B", "2023-01-01", None);
        admin.post(&format!("/people/{kept}/merge/{double}"), &[]).is(303);
        let said = admin.get(&format!("/api/v1/people/{kept}/fields")).is(200).json();
        let said: Vec<String> = said
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                let text = |name: &str| one[name].as_str().unwrap_or("…").to_owned();
                format!("{} {} {} {}", text("field"), text("value"), text("from_on"), text("to_on"))
            })
            .collect();
        assert_eq!(
            said,
            [
                "car B 2023-01-01 2023-12-31",
                "car A 2024-01-01 2024-12-31",
                "car B 2025-01-01 …",
                "card oldest 2020-01-01 2022-12-31",
                "card old 2023-01-01 2025-05-31",
                "card new 2025-06-01 …",
                "crane yes 2024-01-01 …",
            ]
        );
        let kept_rows = "SELECT name || ' ' || value AS line FROM person_facts WHERE withdrawn_at IS NOT NULL ORDER BY 1";
        let taken_back = app
            .state
            .db
            .read(|conn| Ok(on!(conn, c => diesel::sql_query(kept_rows).load::<Line>(c))?));
        let taken_back: Vec<String> = taken_back.unwrap().into_iter().map(|line| line.line).collect();
        assert_eq!(taken_back, ["car B", "card old"], "what gave way stays on record");
    });
}

#[test]
fn nobody_merges_what_they_do_not_manage_and_not_themselves_away() {
    on_both(|app| {
        let story = told(&app);
        let (kept, double) = doubled(&app, &story);
        let path = format!("/people/{kept}/merge/{double}");
        app.signed_in(story.stranger.id).get(&path).is(404);
        app.signed_in(story.stranger.id).post(&path, &[]).is(404);
        app.signed_in(kept).post(&path, &[]).is(403);
        let admin = story.person(Role::PartnerAdmin).id;
        let browser = app.signed_in(admin);
        browser.get(&format!("/people/{kept}/merge/{kept}")).is(409);
        browser.post(&format!("/people/{kept}/merge/{admin}"), &[]).is(409);
        browser.get(&format!("/people/{kept}/merge?q=Vera")).is(200);
        browser
            .post(
                "/people/doubles/apart",
                &[("one", &kept.to_string()), ("other", &double.to_string())],
            )
            .is(303);
        assert!(!browser.get("/people/doubles").is(200).text().contains("D-2"));
        browser.post("/people/doubles/apart", &[("one", "x"), ("other", "y")]).is(400);
    });
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Whoever adds a table that names people decides here, and in the `adopt` of its slice, what merging does with it.
#[test]
fn merging_knows_every_column_that_names_a_person() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let named: Vec<String> = app
        .state
        .db
        .read(|conn| {
            let Conn::Sqlite(c) = conn else {
                unreachable!("it was started on SQLite")
            };
            let sql = "SELECT m.name || '.' || f.\"from\" AS line FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
                       WHERE m.type = 'table' AND f.\"table\" = 'people' ORDER BY line";
            Ok(diesel::sql_query(sql).load::<Line>(*c)?)
        })
        .unwrap()
        .into_iter()
        .map(|line| line.line)
        .collect();
    let known = [
        "account_roles.person_id",
        // Forgotten: the link leads to a record that is closed.
        "address_changes.person_id",
        "announcements.recipient_id",
        "api_tokens.created_by",
        "audience_entries.person_id",
        "audience_runs.person_id",
        "badges.person_id",
        "booking_events.person_id",
        "bookings.booked_by",
        "bookings.person_id",
        // Ended: whoever has its address would read another person's dates.
        "calendar_feeds.person_id",
        "certificates.person_id",
        "credentials.person_id",
        "dead_addresses.person_id",
        "documents.handed_in_by",
        "documents.person_id",
        "events.person_id",
        "evidence.person_id",
        "exception_decisions.person_id",
        "extensions.asked_by",
        "extensions.person_id",
        "further_attempts.person_id",
        "mail_choices.person_id",
        "memberships.person_id",
        "memberships.supervisor_id",
        "notices.person_id",
        "notices.recipient_id",
        "obligation_changes.person_id",
        "obligations.person_id",
        // Ended with the record they belong to, and kept there.
        "one_time_links.person_id",
        "pauses.person_id",
        "people_apart.other_id",
        "people_apart.person_id",
        "person_facts.person_id",
        // As sign-ins: whoever reads them would be told of another person.
        "push_devices.person_id",
        "registrations.person_id",
        "session_trainers.person_id",
        // As one-time links.
        "sign_ins.person_id",
        "statements.person_id",
        "trainer_absences.person_id",
        "training_need_joins.joined_by",
        "training_need_people.person_id",
        "training_needs.asked_by",
        "waivers.person_id",
    ];
    assert_eq!(named, known);
}
