//! A ladder of reminders in words, and its fields as they were typed.

use crate::obligations::form;
use crate::obligations::pages::{LadderFields, StepFields};
use crate::obligations::told::Told;
use crate::platform::form::Typed;
use crate::platform::i18n::Words;
use crate::platform::views::{Choice, Field};
use crate::rules::reminder::{Addressee, Ladder, Step};

/// Its steps, a line each.
pub fn lines(told: &Told<'_>, ladder: &Ladder) -> Vec<String> {
    ladder.steps().iter().map(|step| line(told, step)).collect()
}

fn line(told: &Told<'_>, step: &Step) -> String {
    let whom: Vec<String> = step
        .to
        .iter()
        .map(|to| told.words.text(&format!("requirement-to-{to}"), &[]))
        .collect();
    let key = match step.offset_days {
        0 => "requirement-step-on",
        1.. => "requirement-step-after",
        _ => "requirement-step-before",
    };
    let said = told.words.text(
        key,
        &[
            ("days", step.offset_days.unsigned_abs().into()),
            ("whom", told.listed(&whom).into()),
        ],
    );
    match step.repeat_every_days {
        Some(days) => told
            .words
            .text("requirement-step-repeat", &[("line", said.into()), ("days", days.into())]),
        None => said,
    }
}

/// A warning for a step that comes before a renewal keeps the anniversary.
pub fn too_early(words: &Words, days: i32) -> String {
    words.text("requirement-step-too-early", &[("days", days.unsigned_abs().into())])
}

/// The fields as they were typed; `action` answers the form again.
pub fn fields(typed: &Typed, action: &str, words: &Words) -> LadderFields {
    LadderFields {
        action: action.to_owned(),
        steps: form::steps(typed).into_iter().map(|number| step(typed, number, words)).collect(),
        repeat: field(typed, "reminders.repeat_every_days"),
        tells_when_done: typed.one("reminders.tell_when_done") == "true",
    }
}

/// Every field of them at which something can be wrong.
pub fn faulty(ladder: &mut LadderFields) -> Vec<&mut Field> {
    let steps = ladder
        .steps
        .iter_mut()
        .flat_map(|step| [&mut step.days, &mut step.when, &mut step.to]);
    std::iter::once(&mut ladder.repeat).chain(steps).collect()
}

fn field(typed: &Typed, name: &str) -> Field {
    Field::with(name, typed.one(name))
}

fn step(typed: &Typed, number: u32, words: &Words) -> StepFields {
    let name = |part: &str| format!("reminders.{number}.{part}");
    let to = typed.all(&name("to"));
    let whens = ["before", "on", "after"].map(|when| (when, words.text(&format!("requirement-step-when-{when}"), &[])));
    // Training managers only fill in where nobody else is there.
    let addressees = Addressee::ALL
        .into_iter()
        .filter(|addressee| *addressee != Addressee::TrainingManager);
    StepFields {
        number,
        days: field(typed, &name("days")),
        whens: whens
            .into_iter()
            .map(|(value, label)| Choice::new(value, label).chosen(value == typed.one(&name("when"))))
            .collect(),
        when: field(typed, &name("when")),
        addressees: addressees
            .map(|addressee| {
                let chosen = to.iter().any(|word| word == addressee.as_str());
                Choice::new(addressee.as_str(), words.text(&format!("requirement-to-{addressee}"), &[])).chosen(chosen)
            })
            .collect(),
        to: Field::new(&name("to")),
    }
}
