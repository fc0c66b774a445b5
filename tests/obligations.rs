//! Obligations on both databases: the network's export, the projection, what moves it, requirements and their versions.

use crate::support::app::{On, TestApp, on_both};
use crate::support::network::definitions;
use crate::support::story::{Story, day, noon};
use chrono::Duration;
use kundig::app::{begin_what_is_due, run_due_jobs};
use kundig::obligations::recalculation::{self, Whom};
use kundig::obligations::store::{self, ExcuseKind, Filter, NewExcuse, Obligation};
use kundig::obligations::{Cause, excuse, explain, export, job, reach, recalculate_and_compare, requirement};
use kundig::organisations::Scope;
use kundig::organisations::{catalogue, store as organisations};
use kundig::people::store as people;
use kundig::people::{Membership, Person};
use kundig::platform::audit::By;
use kundig::platform::db::{Conn, Db, Mark};
use kundig::platform::error::Error;
use kundig::platform::settings;
use kundig::rules::id::{Id, Instant};
use kundig::rules::person::Role;
use kundig::rules::requirement::Definition;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

const EXPECTED: &str = include_str!("data/network/expected_obligations.csv");

fn exported(app: &TestApp, as_of: Instant) -> String {
    let mut file = Vec::new();
    export::write(&app.state.db, &Scope::everything(), as_of, &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

fn work(app: &TestApp) {
    actix_web::rt::System::new().block_on(async {
        begin_what_is_due(&app.state).await.unwrap();
        run_due_jobs(&app.state).await.unwrap();
    });
}

#[test]
fn the_network_owes_what_the_expected_file_says() {
    on_both(|app| {
        app.network();
        a_definition_says_whom_it_would_reach(&app);
        let told = exported(&app, noon());
        let (expected, told): (BTreeSet<&str>, Vec<&str>) = (EXPECTED.lines().collect(), told.lines().collect());
        assert_eq!(told.len(), 8_601);
        let found: BTreeSet<&str> = told.iter().copied().collect();
        let wrong: Vec<_> = expected.symmetric_difference(&found).take(10).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert_eq!(told[0], EXPECTED.lines().next().unwrap());
        let sorted: Vec<(&str, &str)> = told[1..]
            .iter()
            .map(|line| {
                let mut cells = line.split(',');
                (cells.next().unwrap(), cells.next().unwrap())
            })
            .collect();
        assert!(sorted.is_sorted());

        work(&app);
        let compared = recalculate_and_compare(&app.state.db, noon()).unwrap();
        assert_eq!((compared.people, compared.different, compared.waiting), (5_000, 0, 0));
        assert!(compared.same >= 8_600);
        a_part_of_the_network_is_enough_for_its_people(&app);
        // Half a year later the projection has followed the days, and says what a recalculation says.
        app.state.clock.advance(Duration::days(180));
        let later = app.state.clock.now();
        let waits = recalculate_and_compare(&app.state.db, later).unwrap();
        assert_eq!(waits.different, 0);
        assert!(waits.waiting > 1_000);
        work(&app);
        let followed = recalculate_and_compare(&app.state.db, later).unwrap();
        assert_eq!((followed.different, followed.waiting), (0, 0));
    });
}

/// What is explained from one person's own part of the network is what the whole of it gave, and a branch holds its own people.
fn a_part_of_the_network_is_enough_for_its_people(app: &TestApp) {
    let asked = |conn: &mut Conn| {
        for person_id in store::people_after(conn, None, 200)? {
            let explained = explain(conn, person_id, noon())?;
            for (row, code) in store::obligations_of(conn, person_id)? {
                let one = explained.iter().find(|one| one.requirement.code == code).expect("it is explained");
                assert_eq!(
                    (row.status.as_str(), row.due_on, row.time_zone.as_str()),
                    (one.assessment.status.as_str(), one.assessment.due, one.subject.time_zone.name())
                );
            }
        }
        let row = store::list(conn, &Scope::everything(), &Filter::default(), None, 1)?
            .remove(0)
            .obligation;
        let below = store::people_below(conn, row.organisation_id, None, 10_000)?;
        assert!(below.contains(&row.person_id) && below.len() < 500);
        let branch = Scope::branches(vec![row.organisation_path]);
        for id in &below {
            assert!(people::find(conn, &branch, *id)?.is_some());
        }
        let root = organisations::root(conn)?.expect("the network has a top");
        assert_eq!(store::people_below(conn, root.id, None, 10_000)?.len(), 5_000);
        Ok(())
    };
    app.state.db.read(asked).unwrap();
}

/// What the reach of the first requirement says, before anything else happens to the network.
fn a_definition_says_whom_it_would_reach(app: &TestApp) {
    let everything = Scope::everything();
    let mut definition = definitions().remove(0);
    let now = reach(&app.state.db, &everything, &definition, noon()).unwrap();
    let owing: Vec<Vec<&str>> = EXPECTED.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let hv = |statuses: &[&str]| {
        let count = owing.iter().filter(|row| row[1] == "HV" && statuses.contains(&row[2])).count();
        u64::try_from(count).unwrap()
    };
    assert_eq!(now.overdue, hv(&["overdue", "lapsed"]));
    assert_eq!(now.due, hv(&["due", "grace"]));
    assert_eq!(now.people, now.by_status.values().sum::<u64>());
    assert_eq!(now.people, now.by_country.iter().map(|country| country.people).sum::<u64>());
    assert!(now.partners > 50 && now.partners < 400);
    let change = now.change.unwrap();
    assert_eq!((change.come_in, change.drop_out, change.earlier, change.later), (0, 0, 0, 0));

    definition.audience.job_roles.retain(|role| role != "electrician");
    definition.rule.recurrence = kundig::rules::obligation::Recurrence::Rolling { months: 24 };
    let other = reach(&app.state.db, &everything, &definition, noon()).unwrap();
    let change = other.change.unwrap();
    assert!(change.drop_out > 0 && change.later > 0 && change.come_in == 0);
    assert_eq!(other.people + change.drop_out, now.people);
    definition.code = "NEW".into();
    assert_eq!(reach(&app.state.db, &everything, &definition, noon()).unwrap().change, None);
}

/// A requirement for technicians: within 30 days, then every year.
fn simple(code: &str, in_force_on: &str) -> Definition {
    Definition::parse(&json!({
        "code": code, "title": {"en": "Safety"}, "in_force_on": in_force_on,
        "audience": {"job_roles": ["technician"]}, "initial": ["S-1"],
        "first_due": {"days_after_start": 30}, "recurrence": {"kind": "rolling", "months": 12},
        "notice_days": 10, "grace_days": 5, "lapse_months": 1, "return_days": 14,
    }))
    .unwrap()
}

struct Ground<'a> {
    app: &'a TestApp,
    story: Story,
}

impl<'a> Ground<'a> {
    fn new(app: &'a TestApp) -> Self {
        Self { app, story: app.story() }
    }

    fn write<T>(&self, change: impl FnOnce(&mut Conn, Instant) -> Result<T, kundig::platform::error::Error>) -> T {
        let now = self.app.state.clock.now();
        self.app.state.db.write(|conn| change(conn, now)).unwrap()
    }

    fn bring(&self, definition: &Definition) {
        self.write(|conn, now| requirement::bring(conn, &self.app.state.chance, now, &By::command_line(), definition, false));
    }

    /// Somebody new, added by hand or by an import, as a technician or without a job role.
    fn joins(&self, start_on: &str, imported: bool, technician: bool) -> Person {
        self.write(|conn, now| {
            let chance = &self.app.state.chance;
            let person = Person::new(chance.id(now), "Nora", "Neu", None, "de", now);
            people::insert(conn, &person)?;
            let membership = Membership {
                id: chance.id(now),
                person_id: person.id,
                organisation_id: self.story.alpha.id,
                location_id: None,
                start_on: day(start_on),
                end_on: None,
                supervisor_id: None,
                imported,
                created_at: now,
                updated_at: now,
            };
            people::insert_membership(conn, &membership)?;
            if technician {
                self.take_role(conn, membership.id);
            }
            job::recalculate_person(conn, chance, now, person.id, Cause::Person)?;
            Ok(person)
        })
    }

    fn take_role(&self, conn: &mut Conn, membership_id: Id) {
        let role = catalogue::job_roles(conn)
            .unwrap()
            .into_iter()
            .find(|role| role.code == "technician")
            .unwrap();
        let sql = format!(
            "INSERT INTO membership_job_roles (membership_id, job_role_id) VALUES ('{membership_id}', '{}')",
            role.id
        );
        use diesel::RunQueryDsl;
        kundig::on!(conn, c => diesel::sql_query(&sql).execute(c)).unwrap();
    }

    fn becomes_technician(&self, person: &Person) {
        self.write(|conn, now| {
            let membership = people::memberships_of(conn, person.id)?.remove(0);
            self.take_role(conn, membership.id);
            job::recalculate_person(conn, &self.app.state.chance, now, person.id, Cause::Person)
        });
    }

    fn days_pass(&self, days: i64) {
        self.app.state.clock.advance(Duration::days(days));
        work(self.app);
    }

    fn owes(&self, person: &Person) -> Option<Obligation> {
        work(self.app);
        self.write(|conn, _| Ok(store::obligations_of(conn, person.id)?.into_iter().map(|row| row.0).next()))
    }
}

#[test]
fn somebody_added_by_hand_is_subject_from_the_day_on_which_they_match() {
    on_both(|app| {
        let ground = Ground::new(&app);
        ground.bring(&simple("S", "2026-01-01"));
        let imported = ground.joins("2026-10-01", true, true);
        let by_hand = ground.joins("2026-10-01", false, true);
        let without = ground.joins("2026-10-01", false, false);
        assert_eq!(ground.owes(&imported).unwrap().start_on, day("2026-10-01"));
        assert_eq!(ground.owes(&by_hand).unwrap().start_on, day("2026-10-01"));
        assert_eq!(ground.owes(&without), None);
        ground.days_pass(3);
        ground.becomes_technician(&without);
        assert_eq!(ground.owes(&without).unwrap().start_on, day("2026-11-27"));
        ground.days_pass(40);
        assert_eq!(ground.owes(&without).unwrap().start_on, day("2026-11-27"));
        assert_eq!(ground.owes(&without).unwrap().status, "overdue");
        let compared = recalculate_and_compare(&app.state.db, app.state.clock.now()).unwrap();
        assert_eq!(compared.different, 0);
    });
}

#[test]
fn days_and_pauses_move_what_is_owed_and_each_move_is_on_record() {
    on_both(|app| {
        let ground = Ground::new(&app);
        ground.bring(&simple("S", "2026-01-01"));
        // Jobs of one instant run in the order in which they were asked for: she joins when the requirement has found everybody.
        work(&app);
        let person = ground.joins("2026-11-20", true, true);
        let first = ground.owes(&person).unwrap();
        assert_eq!((first.status.as_str(), first.due_on), ("open", Some(day("2026-12-20"))));
        // Begins on 10 December at midnight in Berlin.
        assert_eq!(first.next_change_at.unwrap().to_string(), "2026-12-09T23:00:00Z");
        ground.days_pass(16);
        let near = ground.owes(&person).unwrap();
        assert_eq!((near.status.as_str(), near.due_known_on), ("due", day("2026-11-24")));
        // What happens at one instant has no order.
        app.state.clock.advance(Duration::minutes(1));

        let boss = By::command_line();
        let scope = Scope::branches(vec![ground.story.alpha.path.clone()]);
        let new = NewExcuse {
            person_id: person.id,
            requirement_id: None,
            from_on: day("2026-12-15"),
            to_on: Some(day("2027-01-15")),
            reason: "away".into(),
        };
        let pause = ground.write(|conn, now| excuse::record(conn, &scope, ExcuseKind::Pause, &app.state.chance, now, &boss, &new));
        let moved = ground.owes(&person).unwrap();
        assert_eq!((moved.status.as_str(), moved.due_on), ("open", Some(day("2027-01-29"))));
        assert_eq!(moved.due_known_on, day("2026-12-10"));
        ground.days_pass(10);
        assert_eq!(ground.owes(&person).unwrap().status, "paused");
        app.state.clock.advance(Duration::minutes(1));
        ground.write(|conn, now| excuse::withdraw(conn, &scope, ExcuseKind::Pause, &app.state.chance, now, &boss, pause.id, "back"));
        assert_eq!(ground.owes(&person).unwrap().status, "due");
        ground.days_pass(1);
        let changes = ground.write(|conn, _| Ok(store::changes_of(conn, person.id, 50)?));
        let told: Vec<_> = changes
            .iter()
            .rev()
            .map(|(change, _)| (change.status_after.as_deref().unwrap(), change.cause.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("open", "person"),
                ("due", "time"),
                ("open", "excuse"),
                ("paused", "time"),
                ("due", "excuse"),
                ("grace", "time")
            ]
        );
    });
}

#[test]
fn a_new_version_waits_for_its_day_and_then_decides() {
    on_both(|app| {
        let ground = Ground::new(&app);
        let first = simple("S", "2026-01-01");
        ground.bring(&first);
        let person = ground.joins("2026-11-20", true, true);
        assert_eq!(ground.owes(&person).unwrap().due_on, Some(day("2026-12-20")));
        let mut second = simple("S", "2026-12-01");
        second.rule.first_due = Some(kundig::rules::obligation::FirstDue::DaysAfterStart(5));
        ground.bring(&second);
        assert_eq!(ground.owes(&person).unwrap().due_on, Some(day("2026-12-20")));
        ground.bring(&second);
        let states = ground.write(|conn, _| {
            let known = store::find_requirement_by_code(conn, "S")?.unwrap();
            Ok(store::versions_of(conn, known.id)?
                .into_iter()
                .map(|v| (v.number, v.state))
                .collect::<Vec<_>>())
        });
        assert_eq!(states, [(2, "draft".to_owned()), (1, "in_force".to_owned())]);
        ground.days_pass(8);
        let row = ground.owes(&person).unwrap();
        assert_eq!((row.start_on, row.due_on), (day("2026-12-01"), Some(day("2026-12-06"))));
        let bad = Definition {
            audience: kundig::rules::audience::Audience {
                job_roles: vec!["astronaut".into()],
                ..second.audience.clone()
            },
            ..second
        };
        let refused = app
            .state
            .db
            .write(|conn| requirement::bring(conn, &app.state.chance, noon(), &By::command_line(), &bad, false));
        assert!(matches!(refused, Err(kundig::platform::error::Error::Invalid(faults)) if faults[0].field == "audience.job_roles.0"));
    });
}

#[test]
fn a_list_shows_what_lies_within_the_scope() {
    on_both(|app| {
        let ground = Ground::new(&app);
        ground.bring(&simple("S", "2026-01-01"));
        let person = ground.joins("2026-01-01", true, true);
        work(&app);
        let seen = |path: &str, filter: &Filter| {
            let scope = Scope::branches(vec![path.to_owned()]);
            ground.write(|conn, _| Ok(store::list(conn, &scope, filter, None, 10)?.len()))
        };
        let all = Filter::default();
        assert_eq!(seen(&ground.story.alpha.path, &all), 1);
        assert_eq!(seen(&ground.story.manufacturer.path, &all), 1);
        assert_eq!(seen(&ground.story.beta.path, &all), 0);
        let overdue = Filter {
            statuses: vec!["overdue"],
            person_id: Some(person.id),
            branch: Some(ground.story.alpha.path.clone()),
            ..Filter::default()
        };
        assert_eq!(seen(&ground.story.alpha.path, &overdue), 1);
        let valid = Filter {
            statuses: vec!["valid"],
            ..Filter::default()
        };
        assert_eq!(seen(&ground.story.alpha.path, &valid), 0);
        let found = ground.write(|conn, _| Ok(organisations::root(conn)?));
        assert!(found.is_some() && ground.story.person(Role::Learner).id != person.id);
    });
}

#[test]
fn integrations_write_requirements_and_read_what_is_owed() {
    on_both(|app| {
        let ground = Ground::new(&app);
        let manager = app.signed_in(ground.story.person(Role::TrainingManager).id);
        let written = serde_json::to_value(simple("S", "2026-01-01")).unwrap();
        let mut wrong = written.clone();
        wrong["recurrence"]["months"] = json!(0);
        wrong["audience"]["job_roles"] = json!([7]);
        let told = manager.json("POST", "/api/v1/requirements", &wrong).is(422).json();
        let fields: Vec<_> = told["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["field"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(fields, ["audience.job_roles.0", "recurrence.months"]);
        let made = manager.json("POST", "/api/v1/requirements", &written).is(201).json();
        manager.json("POST", "/api/v1/requirements", &written).is(422);
        let path = format!("/api/v1/requirements/{}", made["id"].as_str().unwrap());
        assert_eq!(made["draft"]["definition"]["initial"], json!(["S-1"]));

        let mut changed = written.clone();
        changed["grace_days"] = json!(7);
        manager.json("PUT", &format!("{path}/draft?revision=0"), &changed).is(200);
        manager.json("PUT", &format!("{path}/draft?revision=0"), &written).is(409);
        let person = ground.joins("2026-01-01", true, true);
        let reach = manager.get(&format!("{path}/draft/reach")).is(200).json();
        assert_eq!((reach["people"].clone(), reach["overdue"].clone()), (json!(1), json!(1)));
        let warned = "Kein Kurs, der hier zählt, hat schon Inhalt: S-1.";
        assert!(manager.get("/requirements/S").is(200).text().contains(warned));
        let entered = manager.json("POST", &format!("{path}/draft/entry"), &json!({})).is(200).json();
        assert_eq!(entered["entry"], "entered");
        assert!(entered["warnings"][0].as_str().unwrap().starts_with(warned), "{entered}");
        assert!(manager.get(&path).is(200).json()["draft"].is_null());
        work(&app);

        let admin = app.signed_in(ground.story.person(Role::PartnerAdmin).id);
        let owed = admin.get("/api/v1/obligations?status=overdue&requirement=S&limit=1").is(200).json();
        assert_eq!(owed["items"][0]["person_id"], json!(person.id));
        assert_eq!(owed["next_cursor"], json!(null));
        let stranger = app.signed_in(ground.story.stranger.id);
        assert_eq!(stranger.get("/api/v1/obligations").is(200).json()["items"], json!([]));
        assert_eq!(stranger.get("/api/v1/obligations/export").is(200).text().lines().count(), 1);
        assert_eq!(admin.get("/api/v1/obligations/export").is(200).text().lines().count(), 2);
        for bad in [
            "status=late",
            "requirement=%00",
            "cursor=AAAA",
            "limit=0",
            "person_id=7",
            "organisation_id=00000000-0000-0000-0000-000000000000",
        ] {
            let answer = admin.get(&format!("/api/v1/obligations?{bad}"));
            assert!((400..=422).contains(&answer.status), "{bad}: {}", answer.status);
        }

        let partner_manager = app.signed_in(ground.story.person(Role::PartnerManager).id);
        let pause = json!({"person_id": person.id, "from_on": "2026-11-01", "to_on": "2026-12-31", "reason": "Parental leave"});
        let recorded = partner_manager.json("POST", "/api/v1/pauses", &pause).is(201).json();
        work(&app);
        let list = admin.get("/api/v1/obligations").is(200).json();
        assert_eq!(list["items"][0]["status"], "paused");
        let withdrawal = format!("/api/v1/pauses/{}/withdrawal", recorded["id"].as_str().unwrap());
        partner_manager.json("POST", &withdrawal, &json!({"reason": " "})).is(422);
        partner_manager
            .json("POST", &withdrawal, &json!({"reason": "Back earlier"}))
            .is(200);
        partner_manager.json("POST", &withdrawal, &json!({"reason": "Again"})).is(409);
        let all = partner_manager
            .get(&format!("/api/v1/pauses?person_id={}", person.id))
            .is(200)
            .json();
        assert_eq!(all["items"].as_array().unwrap().len(), 1);
        let backwards = json!({"person_id": person.id, "from_on": "2026-11-02", "to_on": "2026-11-01", "reason": "x"});
        partner_manager.json("POST", "/api/v1/waivers", &backwards).is(422);
        assert_eq!(partner_manager.get("/api/v1/waivers").is(200).json()["items"], json!([]));
    });
}

#[test]
fn what_was_worked_out_beside_the_writer_counts_only_while_nobody_else_wrote() {
    let app = TestApp::start(On::Sqlite).unwrap();
    let db = &app.state.db;
    let now = app.state.clock.now();
    let watch = db.watch();
    let told = |mark: Mark| watch.write(mark, |_, still| Ok(still)).unwrap();
    // What is the same as before SQLite does not write at all.
    let note = |db: &Db, said: &str| db.write(|conn| Ok(settings::set(conn, "test.note", said, now)?)).unwrap();
    // The first write learns what other programs wrote before.
    told(watch.mark().unwrap());
    let mark = watch.mark().unwrap();
    assert!(told(mark) && told(mark), "its own writes are no news to it");
    note(db, "here");
    assert!(!told(mark), "somebody else wrote");
    let mark = watch.mark().unwrap();
    db.write::<()>(|_| Err(Error::NotFound)).unwrap_err();
    assert!(told(mark), "what was taken back changed nothing");
    let another = db.watch();
    let theirs = another.mark().unwrap();
    told(mark);
    assert!(
        !another.write(theirs, |_, still| Ok(still)).unwrap(),
        "another run is somebody else"
    );
    let mark = watch.mark().unwrap();
    note(&Db::open(&app.state.config.database).unwrap(), "there");
    assert!(!told(mark), "another program wrote to the same file");
}

#[test]
fn a_first_fill_beside_others_who_write_says_what_a_recalculation_says() {
    on_both(|app| {
        app.network();
        let (state, now) = (&app.state, app.state.clock.now());
        let filled = AtomicBool::new(false);
        let (done, interruptions) = std::thread::scope(|scope| {
            let others = scope.spawn(|| {
                let mut count = 0_u32;
                while !filled.load(Ordering::SeqCst) {
                    state
                        .db
                        .write(|conn| Ok(settings::set(conn, "test.note", &count.to_string(), now)?))
                        .unwrap();
                    count += 1;
                }
                count
            });
            let done = recalculation::recalculate_all(&state.db, &state.chance, now, Cause::Recalculation, Whom::default(), 1_000);
            filled.store(true, Ordering::SeqCst);
            (done, others.join().unwrap())
        });
        let (done, left) = done.unwrap();
        assert_eq!((done.people, left.is_none()), (5_000, true));
        assert!(done.changed > 8_000 && interruptions > 0, "{done:?} {interruptions}");
        let compared = recalculate_and_compare(&state.db, now).unwrap();
        assert_eq!((compared.people, compared.different, compared.waiting), (5_000, 0, 0));
        let again = recalculation::recalculate_all(&state.db, &state.chance, now, Cause::Recalculation, Whom::default(), 1_000);
        assert_eq!(again.unwrap().0.changed, 0, "filled once it stays as it is");
    });
}
