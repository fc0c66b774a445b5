//! The log as page, file, call and command: the same notices, as the forecast had said, however many there are.

use super::ground::{Ground, HV, REF};
use crate::support::app::on_both;
use crate::support::browser::Browser;
use crate::support::program::{done, kundig};
use crate::support::smtp::Turn;
use kundig::rules::person::Role;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What makes a notice this one: recipient, role, person, requirement, due date, step.
type Key = [String; 6];

/// The lines of a CSV, each by the names of its columns.
fn lines(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let names = reader.headers().unwrap().clone();
    let line = |record: csv::StringRecord| {
        names
            .iter()
            .zip(&record)
            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
            .collect()
    };
    reader.records().map(|record| line(record.unwrap())).collect()
}

fn key(line: &BTreeMap<String, String>) -> Key {
    [
        "recipient_external_id",
        "role",
        "person_external_id",
        "requirement",
        "due",
        "offset_days",
    ]
    .map(|name| line[name].clone())
}

/// Fate and reason of every notice, as a file has them.
fn of_file(csv: &str) -> BTreeMap<Key, (String, String)> {
    let lines = lines(csv);
    let found: BTreeMap<Key, (String, String)> = lines
        .iter()
        .map(|line| (key(line), (line["fate"].clone(), line["reason"].clone())))
        .collect();
    assert_eq!(found.len(), lines.len(), "each stands in it once");
    found
}

/// The same, as a call answers them.
fn of_call(manager: &Browser<'_>) -> BTreeMap<Key, (String, String)> {
    let answer = manager.get("/api/v1/notices?limit=200").is(200).json();
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let line = |item: &Value| {
        let names = [
            "recipient_external_id",
            "role",
            "person_external_id",
            "requirement",
            "due",
            "offset_days",
        ];
        let reason = item["reason"].as_str().unwrap_or_default().to_owned();
        (names.map(|name| text(&item[name])), (text(&item["fate"]), reason))
    };
    answer["items"].as_array().unwrap().iter().map(line).collect()
}

/// What the forecast says of the days to come: `planned`, or why a step is passed over.
fn foretold(manager: &Browser<'_>, from: &str) -> BTreeMap<Key, (String, String)> {
    let span = format!("/reminders/forecast.csv?from={from}&to={from}");
    let told = manager.get(&span).is(200).text();
    let passed = manager.get(&format!("{span}&passed_over=true")).is(200).text();
    let planned = lines(&told)
        .into_iter()
        .map(|line| (key(&line), ("planned".to_owned(), String::new())));
    planned.chain(of_file(&passed)).collect()
}

#[test]
fn a_notice_of_each_fate_is_the_same_on_the_page_in_the_files_by_call_and_as_it_was_foretold() {
    on_both(|app| {
        let mut ground = Ground::new(app);
        ground.sql("UPDATE people SET external_id = email");
        let manager_id = ground.person(Role::TrainingManager).id;
        let person = |role: Role| ground.person(role).clone();
        let (learner, lead, admin) = (person(Role::Learner), person(Role::TeamLead), person(Role::PartnerAdmin));
        ground.owes(&learner, HV, "due", "2026-12-01");
        ground.owes(&lead, REF, "due", "2026-12-01");
        ground.sql(&format!(
            "UPDATE obligations SET due_known_on = '2026-11-20' WHERE requirement_id = '{REF}'"
        ));
        let mut said = foretold(&ground.app.signed_in(manager_id), "2026-11-24");
        ground.run();
        // Done before anything left, and the first mail that does leave is refused for good.
        ground.done(&lead, REF, "2027-11-24");
        ground.sink.script(&[Turn::NeverAtRecipient]);
        ground.deliver();
        // The next day is held, and the day after nothing leaves.
        ground.owes(&admin, HV, "due", "2026-12-01");
        ground.hours(24);
        said.extend(foretold(&ground.app.signed_in(manager_id), "2026-11-25"));
        Arc::make_mut(&mut ground.app.state.config).reminders.brake_number = 0;
        ground.run();
        Arc::make_mut(&mut ground.app.state.config).reminders.brake_number = 500;
        ground.owes(&learner, REF, "due", "2026-12-03");
        ground.hours(24);
        let manager = ground.app.signed_in(manager_id);
        said.extend(foretold(&manager, "2026-11-26"));
        ground.run();

        let file = of_file(&manager.get("/reminders/log.csv").is(200).text());
        let fates: BTreeSet<&str> = file.values().map(|(fate, _)| fate.as_str()).collect();
        let all = ["failed", "held", "planned", "sent", "skipped", "superseded", "withdrawn"];
        assert_eq!(fates, all.into(), "{file:#?}");
        assert_eq!(of_call(&manager), file);
        assert_eq!(of_file(&manager.get("/api/v1/notices/export").is(200).text()), file);
        assert_eq!(of_file(&done(&kundig(&ground.app, &["reminders", "log"]), 0)), file);
        for fate in all {
            let there: BTreeMap<Key, (String, String)> = file.clone().into_iter().filter(|(_, (one, _))| one == fate).collect();
            let page = manager.get(&format!("/reminders/log?fate={fate}")).is(200);
            assert_eq!(page.count("tbody tr"), there.len(), "{fate}");
            assert_eq!(
                of_file(&manager.get(&format!("/reminders/log.csv?fate={fate}")).is(200).text()),
                there
            );
            assert_eq!(
                of_file(&manager.get(&format!("/api/v1/notices/export?fate={fate}")).is(200).text()),
                there
            );
            assert_eq!(
                of_file(&done(&kundig(&ground.app, &["reminders", "log", "--fate", fate]), 0)),
                there
            );
            // What is passed over was foretold with its reason; the rest was foretold as told, and then met its own fate.
            for (key, (_, reason)) in there {
                let foretold = match fate {
                    "skipped" | "superseded" => (fate.to_owned(), reason),
                    _ => ("planned".to_owned(), String::new()),
                };
                assert_eq!(said.get(&key), Some(&foretold), "{key:?} became {fate}");
            }
        }
        // And nothing was foretold for these days that was not decided.
        let undecided: Vec<&Key> = said.keys().filter(|key| !file.contains_key(*key)).collect();
        assert_eq!(undecided, Vec::<&Key>::new());
        manager.get("/api/v1/notices/export?fate=lost").is(422);
        done(&kundig(&ground.app, &["reminders", "log", "--fate", "lost"]), 2);
    });
}

#[test]
fn a_file_of_the_log_holds_every_notice_however_many_there_are_the_newest_first() {
    on_both(|app| {
        let ground = Ground::new(app);
        let learner = ground.person(Role::Learner).id;
        // More than two pages, and one more than whole pages.
        let count = 4_001;
        ground.sql(&format!(
            "INSERT INTO notices (id, person_id, requirement_id, due_on, step_offset, recipient_id, role, fate, step_on, decided_at)
                 WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})
                 SELECT '00000000-0000-7000-8000-' || CAST(100000000000 + n AS TEXT), '{learner}', '{HV}', '2026-12-01', n, '{learner}',
                     'learner', 'skipped', '2026-12-01', '2026-11-24 12:00:00.000000' FROM numbers"
        ));
        let manager = ground.app.signed_in(ground.person(Role::TrainingManager).id);
        let expected: Vec<String> = (1..=count).rev().map(|n| n.to_string()).collect();
        let steps = |csv: &str| -> Vec<String> { lines(csv).into_iter().map(|line| line["offset_days"].clone()).collect() };
        let page = manager.get("/reminders/log.csv").is(200);
        assert!(page.header("Content-Disposition").unwrap().contains("reminders-log.csv"));
        assert_eq!(steps(&page.text()), expected);
        assert_eq!(steps(&manager.get("/api/v1/notices/export").is(200).text()), expected);
        assert_eq!(steps(&done(&kundig(&ground.app, &["reminders", "log"]), 0)), expected);
        manager.get("/reminders/log.xlsx").is(200);
        // Two whole pages, and none after them.
        ground.sql("DELETE FROM notices WHERE step_offset = 1");
        assert_eq!(steps(&manager.get("/reminders/log.csv").is(200).text()).len(), 4_000);
        ground.sql("DELETE FROM notices");
        let empty = manager.get("/reminders/log.csv").is(200).text();
        assert_eq!(empty.lines().count(), 1, "the first line alone: {empty}");
    });
}
