//! `make bench-large`: a million obligations. The work is done by a process of its own, so that its peak of memory is that of nothing else.

use crate::data::{Bed, again, network};
use crate::{Figure, told};
use kundig::obligations::recalculation::{Whom, recalculate_all, recalculate_due};
use kundig::obligations::{Cause, reach};
use kundig::organisations::Scope;
use kundig::platform::State;
use kundig::platform::audit::By;
use kundig::platform::chance::Chance;
use kundig::platform::clock::Clock;
use kundig::platform::config::{Config, Secret};
use kundig::platform::db::Conn;
use kundig::rules::import::Kind;
use kundig::rules::requirement::Definition;
use serde_json::json;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Requirements that concern everybody.
const REQUIREMENTS: usize = 5;

/// So many times the network of 5,000 people make the million of the limits; those of another size have their share of them.
const FULL: usize = 40;

/// Memory that the work may take, in MiB.
const MEMORY: f64 = 512.0;

/// What is asked of everybody: a course of the network once a year, each requirement with another first date.
fn asked(number: usize) -> Definition {
    let definition = json!({
        "code": format!("LARGE-{number}"), "title": { "en": "Once a year" }, "in_force_on": "2024-01-01", "audience": {},
        "initial": ["HV-101", "REF-1", "CARE-1"], "refresher": ["HV-R1"], "first_due": { "days_after_start": 30 * (number + 1) },
        "recurrence": { "kind": "anniversary", "months": 12, "window_days": 90 }, "round_to_month_end": false, "notice_days": 60,
        "grace_days": 30, "lapse_months": 12, "return_days": 30, "reminders": [],
    });
    Definition::parse(&definition).unwrap()
}

/// The network multiplied, the requirements, then each piece of work in a process of its own.
pub fn measure(figures: &mut Vec<Figure>, factor: usize) {
    let bed = Bed::new("large");
    for round in 0..factor {
        for kind in [Kind::Organisations, Kind::People, Kind::Completions] {
            let text = network(&format!("{kind}.csv"));
            bed.import(kind, if round == 0 { text } else { again(&text, round) });
        }
    }
    let (state, now) = (&bed.state, bed.state.clock.now());
    for number in 0..REQUIREMENTS {
        let bring =
            |conn: &mut Conn| kundig::obligations::requirement::bring(conn, &state.chance, now, &By::command_line(), &asked(number), false);
        state.db.write(bring).unwrap();
    }
    for (what, piece, limit) in [
        ("first fill of a million obligations", "fill", 30.0),
        ("recheck that changes nothing", "fill", 10.0),
        ("the daily run, 1 % due", "daily", 1.0),
        ("the reach of a requirement over all of them", "reach", 3.0),
    ] {
        let program = std::env::current_exe().unwrap();
        let said = Command::new(program).args(["large", piece]).arg(&bed.folder).output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let said: Vec<f64> = String::from_utf8(said.stdout)
            .unwrap()
            .split_whitespace()
            .map(|figure| figure.parse().unwrap())
            .collect();
        let [spent, count, peak] = said[..] else { panic!("{said:?}") };
        let limit = limit * factor as f64 / FULL as f64;
        figures.push(Figure {
            what,
            value: format!("{spent:.2} s for {count:.0}, peak {peak:.0} MiB"),
            limit: format!("at most {limit:.1} s, {MEMORY} MiB"),
            kept: spent <= limit && peak <= MEMORY,
        });
    }
    figures.push(told("people", (5_000 * factor).to_string()));
}

/// One piece of work on the bed in this folder; prints seconds, how many rows, and the peak of memory in MiB.
pub fn piece(name: &str, folder: &Path) {
    let mut config = Config::default();
    config.database.url = Secret::new(Bed::url(folder));
    config.files.folder = folder.join("files");
    let state = State::open(config, Clock::System, Chance::system()).unwrap();
    let (db, chance, now) = (&state.db, &state.chance, state.clock.now());
    let begun = Instant::now();
    let (spent, count) = match name {
        "fill" => {
            let done = recalculate_all(db, chance, now, Cause::Recalculation, Whom::default(), u32::MAX)
                .unwrap()
                .0;
            (begun.elapsed(), done.assessed)
        }
        "daily" => {
            let then = one_per_cent_due(&state);
            let begun = Instant::now();
            let done = recalculate_due(db, chance, then).unwrap();
            (begun.elapsed(), done.assessed)
        }
        "reach" => {
            let reached = reach::reach(db, &Scope::everything(), &asked(REQUIREMENTS), now).unwrap();
            (begun.elapsed(), reached.people)
        }
        other => panic!("{other} is no piece of work"),
    };
    println!("{:.3} {count} {:.0}", spent.as_secs_f64(), peak_mebibytes());
}

/// The first of the coming days on which at least 1 % of all obligations that ever change are looked at; those before it are caught up with.
fn one_per_cent_due(state: &State) -> kundig::rules::id::Instant {
    let mut then = state.clock.now();
    let long_after = then.plus(chrono::Duration::days(4_000));
    let all = state
        .db
        .read(|conn| Ok(kundig::obligations::store::count_due(conn, long_after)?))
        .unwrap();
    for _ in 0..400 {
        let next = then.plus(chrono::Duration::days(1));
        let waiting = state
            .db
            .read(|conn| Ok(kundig::obligations::store::count_due(conn, next)?))
            .unwrap();
        if waiting * 100 >= all {
            return next;
        }
        recalculate_due(&state.db, &state.chance, next).unwrap();
        then = next;
    }
    then
}

/// The most memory that this process has had, in MiB.
fn peak_mebibytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse::<f64>().unwrap() / 1_024.0
}
