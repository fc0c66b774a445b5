//! What the program does without anybody asking: importing, assessing, recalculating, issuing.

use crate::data::{Bed, again, network};
use crate::{Figure, seconds, told};
use kundig::evidence::store::{self as evidence, NewEvidence};
use kundig::obligations::Cause;
use kundig::obligations::recalculation::{recalculate_all, recalculate_due};
use kundig::platform::audit::By;
use kundig::rules::evidence::{Means, Strength};
use kundig::rules::import::Kind;
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

/// The network of the tests: 400 organisations, 5,000 people, 45,000 completions, checked and written.
pub fn import(figures: &mut Vec<Figure>) {
    let bed = Bed::new("import");
    let begun = Instant::now();
    let mut rows = bed.import(Kind::Organisations, network("organisations.csv"));
    rows += bed.import(Kind::People, network("people.csv"));
    rows += bed.import(Kind::Completions, network("completions.csv"));
    let spent = begun.elapsed();
    figures.push(told(
        "rows imported a second",
        format!("{:.0}", f64::from(rows) / spent.as_secs_f64()),
    ));
    figures.push(seconds("50,000 rows checked and written, SQLite", spent, 10.0));
}

/// The network multiplied to so many times its 5,000 people.
pub fn nightly(figures: &mut Vec<Figure>, factor: usize) {
    let bed = Bed::new("nightly");
    bed.import(Kind::Organisations, network("organisations.csv"));
    let (people, completions) = (network("people.csv"), network("completions.csv"));
    bed.import(Kind::People, people.clone());
    bed.import(Kind::Completions, completions.clone());
    for round in 1..factor {
        let head = |text: &str| text.split_once('\n').unwrap().0.to_owned() + "\n";
        bed.import(Kind::People, head(&people) + &again(&people, round));
        bed.import(Kind::Completions, head(&completions) + &again(&completions, round));
    }
    bed.requirements();
    let (db, chance, now) = (&bed.state.db, &bed.state.chance, bed.state.clock.now());
    let begun = Instant::now();
    let (done, _) = recalculate_all(db, chance, now, Cause::Recalculation, None, u32::MAX).unwrap();
    let spent = begun.elapsed();
    figures.push(told("people in the multiplied network", done.people.to_string()));
    figures.push(told(
        "first fill of their obligations",
        format!("{:.1} s for {}", spent.as_secs_f64(), done.changed),
    ));
    let begun = Instant::now();
    let (done, _) = recalculate_all(db, chance, now, Cause::Recalculation, None, u32::MAX).unwrap();
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
