//! The brake and the forecast.

use super::*;

#[test]
fn a_run_that_tells_too_many_holds_the_requirements_furthest_above_their_median() {
    let decision = |rule: u128, person: u128| Decision {
        key: Key {
            person_id: id(person),
            requirement_id: id(rule),
            due_on: day("2026-12-02"),
            offset_days: Some(-7),
            recipient_id: id(person),
        },
        role: Addressee::Learner,
        step_on: day("2026-11-25"),
        fate: Fate::Planned,
        reason: None,
    };
    let run = || -> Vec<Decision> {
        (0..30)
            .map(|n| decision(1, n))
            .chain((0..20).map(|n| decision(2, n)))
            .chain((0..5).map(|n| decision(3, n)))
            .collect()
    };
    let brake = Brake { number: 40, multiple: 2 };
    let mut decisions = run();
    // The first requirement tells 30 on most days, so the second is the odd one.
    let usual = Usual {
        all: vec![31; 9],
        each: HashMap::from([(id(1), vec![28; 9])]),
    };
    assert_eq!(held(&mut decisions, &HashSet::new(), brake, &usual), 20);
    assert!(decisions.iter().all(|d| (d.fate == Fate::Held) == (d.key.requirement_id == id(2))));
    // From ten days on, a multiple of the usual passes.
    let usual = Usual {
        all: vec![31; 10],
        ..usual
    };
    assert_eq!(held(&mut run(), &HashSet::new(), brake, &usual), 0);
    // What was approved passes and does not count.
    let mut decisions = run();
    let approved: HashSet<Key> = decisions.iter().filter(|d| d.key.requirement_id == id(1)).map(|d| d.key).collect();
    assert_eq!(held(&mut decisions, &approved, brake, &Usual::default()), 0);
}

#[test]
fn the_forecast_switches_on_who_is_off_and_follows_the_standing() {
    let mut due = obligation(Claim::Ahead);
    due.reminders_since_on = None;
    let pressing = Standing {
        from_on: day("2026-11-20"),
        claim: Claim::Pressing,
        ..due.standings[0].clone()
    };
    due.standings.push(pressing);
    let rows = forecast(
        &[due],
        &ladders(ladder()),
        &Journal::default(),
        &calendar(),
        day("2026-11-18"),
        day("2026-12-03"),
    );
    assert_eq!(
        foretold(&rows),
        [
            (day("2026-11-25"), -7, PERSON),
            (day("2026-11-25"), -7, LEAD),
            (day("2026-12-03"), 1, PERSON),
            (day("2026-12-03"), 1, LEAD)
        ]
    );
}
