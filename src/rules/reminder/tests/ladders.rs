//! What a ladder may be.

use super::*;

#[test]
fn a_ladder_reads_back_as_written_and_faults_are_told() {
    let text = r#"[{"offset_days":30,"to":["partner_admin"],"repeat_every_days":7},{"offset_days":-7,"to":["supervisor","learner"]}]"#;
    let ladder: Ladder = serde_json::from_str(text).unwrap();
    assert_eq!(ladder.steps()[0].offset_days, -7);
    assert_eq!(
        serde_json::from_str::<Ladder>(&serde_json::to_string(&ladder).unwrap()).unwrap(),
        ladder
    );
    let telling: Ladder = serde_json::from_str(&format!(r#"{{"steps":{text},"tell_when_done":true}}"#)).unwrap();
    assert!(telling.tells_when_done() && !ladder.tells_when_done());
    assert_eq!(
        serde_json::from_str::<Ladder>(&serde_json::to_string(&telling).unwrap()).unwrap(),
        telling
    );
    let fault = |steps: Vec<Step>| Ladder::new(steps).unwrap_err();
    let repeating = |offset, every| Step {
        repeat_every_days: Some(every),
        ..step(offset, &[Addressee::Learner])
    };
    assert_eq!(fault(vec![step(-7, &[])]), LadderFault::TellsNobody(-7));
    assert_eq!(fault(vec![step(1, &[Addressee::TrainingManager])]), LadderFault::WrongAddressee(1));
    assert_eq!(
        fault(vec![step(1, &[Addressee::Learner, Addressee::Learner])]),
        LadderFault::WrongAddressee(1)
    );
    assert_eq!(
        fault(vec![step(1, &[Addressee::Learner]), step(1, &[Addressee::Supervisor])]),
        LadderFault::Twice(1)
    );
    assert_eq!(
        fault(vec![repeating(-7, 3), step(1, &[Addressee::Learner])]),
        LadderFault::RepeatsTooEarly(-7)
    );
    assert_eq!(fault(vec![repeating(1, 0)]), LadderFault::WrongRepeat);
    assert_eq!(fault(vec![step(4000, &[Addressee::Learner])]), LadderFault::TooFar(4000));
    assert_eq!(
        fault((0..25).map(|n| step(n, &[Addressee::Learner])).collect()),
        LadderFault::TooMany
    );
}

#[test]
fn a_step_before_the_renewal_window_is_named() {
    assert_eq!(ladder().before_window(59), [-60]);
    assert!(ladder().before_window(60).is_empty());
    assert_eq!(ladder().lead_days(), 60);
}
