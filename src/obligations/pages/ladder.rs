//! The fields of a ladder of reminders, in the form of a requirement and in that of the default.

use crate::platform::views::{Choice, Field};
use serde::Serialize;

/// A ladder that is written.
#[derive(Clone, Debug, Serialize)]
pub struct LadderFields {
    /// Where the form goes: adding and dropping a step answers it again.
    pub action: String,
    /// Its steps.
    pub steps: Vec<StepFields>,
    /// After how many days the last step comes again.
    pub repeat: Field,
    /// Whether whoever was reminded is told that nothing is owed any more.
    pub tells_when_done: bool,
}

/// A step of the ladder.
#[derive(Clone, Debug, Serialize)]
pub struct StepFields {
    /// Its number, from 0.
    pub number: u32,
    /// Days from the due date.
    pub days: Field,
    /// Before it, on it, after it.
    pub when: Field,
    /// These three.
    pub whens: Vec<Choice>,
    /// Whom it tells.
    pub to: Field,
    /// Whom it can tell.
    pub addressees: Vec<Choice>,
}

impl LadderFields {
    /// A sample: a month and a week before, and a day after.
    pub fn sample(action: &str) -> Self {
        Self {
            action: action.to_owned(),
            steps: vec![
                step(0, "30", "before", &["learner"]),
                step(1, "7", "before", &["learner", "supervisor"]),
                step(2, "1", "after", &["learner", "partner_admin"]),
            ],
            repeat: Field::new("reminders.repeat_every_days"),
            tells_when_done: true,
        }
    }
}

fn choices(chosen: &[&str], all: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(value, label): &(&str, &str)| Choice::new(*value, *label).chosen(chosen.contains(value));
    all.iter().map(choice).collect()
}

fn step(number: u32, days: &str, when: &str, to: &[&str]) -> StepFields {
    let name = |part: &str| format!("reminders.{number}.{part}");
    StepFields {
        number,
        days: Field::with(&name("days"), days),
        when: Field::with(&name("when"), when),
        whens: choices(
            &[when],
            &[("before", "Tage vorher"), ("on", "am Tag selbst"), ("after", "Tage danach")],
        ),
        to: Field::new(&name("to")),
        addressees: choices(
            to,
            &[
                ("learner", "Lernende"),
                ("supervisor", "Teamleitung"),
                ("partner_admin", "Partnerverwaltung"),
                ("partner_manager", "Partnerbetreuung"),
            ],
        ),
    }
}
