//! What the program does without anybody asking: importing, assessing, recalculating, issuing.

use crate::data::{Bed, Meanwhile, again, network};
use crate::{Figure, seconds, told};
use kundig::evidence::store::{self as evidence, NewEvidence};
use kundig::obligations::Cause;
use kundig::obligations::recalculation::{Whom, recalculate_all, recalculate_due};
use kundig::platform::audit::By;
use kundig::rules::evidence::{Means, Strength};
use kundig::rules::import::Kind;
use kundig::rules::obligation::Worth;
use kundig::rules::obligation::case;
use std::time::{Duration, Instant};

/// The pure function on the worked cases, for two seconds.
pub fn assess(figures: &mut Vec<Figure>) {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/obligations.json")).unwrap();
    let all: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let cases: Vec<_> = all.iter().filter_map(|line| case::Question::parse(&line["case"]).ok()).collect();
    let (begun, mut count) = (Instant::now(), 0_u64);
    while begun.elapsed() < Duration::from_secs(2) {
        for case in &cases {
            std::hint::black_box(case.answer());
        }
        count += cases.len() as u64;
    }
    let rate = count as f64 / begun.elapsed().as_secs_f64();
    figures.push(told("obligations assessed a second, pure function, one core", format!("{rate:.0}")));
}

/// The network of the tests: 400 organisations, 5,000 people, 45,000 completions, checked and written while somebody signs in.
pub fn import(figures: &mut Vec<Figure>) {
    let bed = Bed::new("import");
    let files = [Kind::Organisations, Kind::People, Kind::Completions].map(|kind| (kind, network(&format!("{kind}.csv"))));
    let meanwhile = Meanwhile::begin(&bed.state);
    let begun = Instant::now();
    let rows: i32 = files.into_iter().map(|(kind, text)| bed.import(kind, text)).sum();
    let spent = begun.elapsed();
    figures.push(told(
        "rows imported a second",
        format!("{:.0}", f64::from(rows) / spent.as_secs_f64()),
    ));
    figures.push(seconds("50,000 rows checked and written, SQLite", spent, 10.0));
    figures.push(seconds("the longest sign-in meanwhile", meanwhile.longest(), 1.0));
}

/// The network multiplied to so many times its 5,000 people and 400 organisations; the bed with it is answered.
pub fn nightly(figures: &mut Vec<Figure>, factor: usize) -> Bed {
    let bed = Bed::new("nightly");
    for round in 0..factor {
        for kind in [Kind::Organisations, Kind::People, Kind::Completions] {
            let text = network(&format!("{kind}.csv"));
            bed.import(kind, if round == 0 { text } else { again(&text, round) });
        }
    }
    bed.requirements();
    let (db, chance, now) = (&bed.state.db, &bed.state.chance, bed.state.clock.now());
    let all = || {
        recalculate_all(db, chance, now, Cause::Recalculation, Whom::default(), u32::MAX)
            .unwrap()
            .0
    };
    let meanwhile = Meanwhile::begin(&bed.state);
    let begun = Instant::now();
    let done = all();
    let spent = begun.elapsed();
    figures.push(told("people in the multiplied network", done.people.to_string()));
    figures.push(told(
        "first fill of their obligations",
        format!("{:.1} s for {}", spent.as_secs_f64(), done.changed),
    ));
    let begun = Instant::now();
    let done = all();
    let spent = begun.elapsed();
    figures.push(told("recheck that changes nothing", format!("{:.1} s", spent.as_secs_f64())));
    figures.push(told(
        "obligations assessed a second in the recheck",
        format!("{:.0}", done.assessed as f64 / spent.as_secs_f64()),
    ));
    let begun = Instant::now();
    let done = recalculate_due(db, chance, now.plus(chrono::Duration::days(1))).unwrap();
    figures.push(told(
        "the daily run a day later",
        format!("{:.2} s for {}", begun.elapsed().as_secs_f64(), done.assessed),
    ));
    figures.push(seconds("the longest sign-in while these ran", meanwhile.longest(), 1.0));
    bed
}

/// A thousand certificates from row to stored PDF.
pub fn certificates(figures: &mut Vec<Figure>) {
    let bed = Bed::new("certificates");
    bed.import(Kind::Organisations, network("organisations.csv"));
    bed.import(Kind::People, network("people.csv"));
    let (state, now, by) = (&bed.state, bed.state.clock.now(), By::command_line());
    let ids: Vec<_> = state
        .db
        .write(|conn| {
            let course = kundig::courses::store::ensure(conn, &state.chance, now, "HV-101")?;
            let mut ids = Vec::new();
            for person_id in kundig::obligations::store::people_after(conn, None, 1_000)? {
                let new = NewEvidence {
                    person_id,
                    course_id: course.id,
                    course_version_id: None,
                    proven_on: now.date_naive(),
                    means: Means::Online,
                    strength: Strength::MarkedByServer,
                    note: None,
                    registration_id: None,
                    valid_until: None,
                    score_percent: Some(90),
                    file_id: None,
                    worth: Worth::default(),
                };
                if let evidence::RecordOutcome::Recorded(new) = evidence::record(conn, &state.chance, now, &by, &new)? {
                    ids.push(new.id);
                }
            }
            Ok(ids)
        })
        .unwrap();
    let begun = Instant::now();
    let issued = actix_web::rt::System::new()
        .block_on(kundig::certificates::issue::issue(state, ids))
        .unwrap();
    let spent = begun.elapsed();
    figures.push(told("certificates issued", issued.to_string()));
    figures.push(seconds("1,000 certificates from row to stored PDF/UA-1 + PDF/A-2a", spent, 5.0));
}
