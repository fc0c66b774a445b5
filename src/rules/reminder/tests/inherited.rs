//! Cases of ladders that requirements inherit.

use super::*;

#[test]
fn a_new_default_tells_no_step_of_before_its_day_and_loses_none_that_stays() {
    use Addressee::*;
    // A week before the due date on Wednesday the 2nd: the 25th of November. The default of that day says ten days before as well.
    let ten = Ladder::new(vec![
        step(-60, &[Learner]),
        step(-10, &[Learner]),
        step(-7, &[Learner]),
        step(14, &[Supervisor]),
    ])
    .unwrap();
    let schedules = HashMap::from([(id(RULE), defaults(vec![("2020-01-01", ladder()), ("2026-11-25", ten)]))]);
    let asked = |claim, journal: &Journal, now: &str| plan(&[obligation(claim)], &schedules, journal, &calendar(), at(now));
    let before = asked(Claim::Ahead, &Journal::default(), "2026-11-24T12:00:00Z");
    assert_eq!(only_planned(&before), [(-30, PERSON)]);
    let journal = with(&before);
    let after = asked(Claim::Ahead, &journal, "2026-11-25T12:00:00Z");
    assert_eq!(told(&after), [(-10, PERSON, Fate::Skipped), (-7, PERSON, Fate::Planned)]);
    let skipped = after.iter().find(|decision| decision.fate == Fate::Skipped).unwrap();
    assert_eq!(skipped.reason, Some(Reason::BeforeLadder));
    // A node that was down on the 25th tells what was to be told that day by either of the two.
    let late = asked(Claim::Ahead, &journal, "2026-11-26T12:00:00Z");
    assert_eq!(only_planned(&late), [(-7, PERSON)]);
    // Whoever is overdue hears the latest step once, and never the others.
    let pressing = asked(Claim::Pressing, &journal, "2027-01-04T12:00:00Z");
    assert_eq!(only_planned(&pressing), [(-7, PERSON), (14, LEAD)]);
    let rows = forecast(
        &[obligation(Claim::Ahead)],
        &schedules,
        &Journal::default(),
        &calendar(),
        day("2026-11-01"),
        day("2026-12-20"),
    );
    assert_eq!(
        foretold(&rows),
        [
            // Nothing was told before: the latest step that has come.
            (day("2026-11-01"), -60, PERSON),
            (day("2026-11-02"), -30, PERSON),
            (day("2026-11-25"), -7, PERSON),
            (day("2026-12-16"), 14, LEAD),
        ]
    );
}
