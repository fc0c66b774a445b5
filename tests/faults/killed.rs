//! The process is killed at random moments, again and again, with more people than a batch holds: `make faults`. `FAULTS_SEED` says which
//! moments, `FAULTS_ROUNDS` how many rounds.

use super::bed::{Bed, ended};
use crate::support::app::{On, TestApp};
use kundig::platform::chance::Chance;
use std::time::Duration;

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn killed_at_random(on: On, nodes: usize) {
    let (seed, rounds) = (number("FAULTS_SEED", 1), number("FAULTS_ROUNDS", 60));
    let Some(app) = TestApp::start(on) else { return };
    let prepared = Bed::crowded(app, 45);
    let calm = prepared.copy();
    calm.recover(0);
    let expected = calm.told();
    assert!(calm.sink.received().len() > 40);
    for round in 0..rounds {
        // One seed for each round, so that a failing one runs alone: FAULTS_SEED=… FAULTS_ROUNDS=1.
        let seed = seed + round;
        let chance = Chance::seeded(seed);
        let bed = prepared.copy();
        bed.sink.slow_down(Duration::from_millis(chance.seed() % 12));
        let mut minute = 0;
        for _ in 0..1 + chance.seed() % 4 {
            let mut running: Vec<_> = (0..nodes).map(|_| bed.start(minute, None)).collect();
            for child in &mut running {
                std::thread::sleep(Duration::from_millis(chance.seed() % 1500));
                // It may have ended by itself.
                let _ = child.kill();
            }
            for child in running {
                // Killed from outside, it says no place.
                let _ = child.wait_with_output();
            }
            minute += 20;
        }
        assert_eq!(ended(bed.start(minute, None)), None, "seed {seed}");
        bed.recover(minute + 20);
        bed.holds(&expected, &format!("FAULTS_SEED={seed} FAULTS_ROUNDS=1"));
    }
    calm.verified();
}

#[test]
#[ignore = "takes minutes: make faults"]
fn whoever_is_killed_at_any_moment_loses_nothing_on_sqlite() {
    killed_at_random(On::Sqlite, 1);
}

#[test]
#[ignore = "takes minutes: make faults"]
fn two_nodes_killed_at_any_moment_lose_nothing_on_postgres() {
    killed_at_random(On::Postgres, 2);
}
