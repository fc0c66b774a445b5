//! The steps of a ladder in a form: what was typed, as a definition has it, and the other way round.

use super::number;
use crate::platform::form::Typed;
use crate::rules::reminder::{INHERITED, Ladder, Reminders};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Most steps that the form reads: more than a ladder takes, so that the rule can say so.
const MOST_STEPS: usize = 40;

/// The field that says how a requirement comes by its steps.
pub const KIND: &str = "reminders.kind";

/// The ways.
pub const KINDS: [&str; 3] = [INHERITED, "own", "none"];

/// What the form says about reminders, as a definition has it. A form that does not say which states its steps, or inherits.
pub fn reminders(typed: &Typed) -> Value {
    match typed.one(KIND) {
        "own" => ladder(typed),
        "none" => json!([]),
        "" if !steps(typed).is_empty() => ladder(typed),
        _ => json!(INHERITED),
    }
}

/// The ladder that was typed, as a definition has it.
pub fn ladder(typed: &Typed) -> Value {
    let mut steps: Vec<(Option<i64>, Map<String, Value>)> = steps(typed)
        .into_iter()
        .map(|number| {
            let name = |part: &str| format!("reminders.{number}.{part}");
            let days = number_of_days(typed.one(&name("days")), typed.one(&name("when")));
            let mut step = Map::new();
            step.insert("offset_days".into(), days.clone());
            step.insert("to".into(), json!(typed.all(&name("to"))));
            (days.as_i64(), step)
        })
        .collect();
    let repeat = number(typed.one("reminders.repeat_every_days"));
    if !repeat.is_null()
        && let Some((_, last)) = steps.iter_mut().max_by_key(|(days, _)| days.unwrap_or(i64::MIN))
    {
        last.insert("repeat_every_days".into(), repeat);
    }
    let steps: Vec<Value> = steps.into_iter().map(|(_, step)| Value::Object(step)).collect();
    if typed.one("reminders.tell_when_done") == "true" {
        json!({ "steps": steps, "tell_when_done": true })
    } else {
        json!(steps)
    }
}

fn number_of_days(typed: &str, when: &str) -> Value {
    match (when, number(typed)) {
        ("on", _) => json!(0),
        ("before", Value::Number(days)) => json!(days.as_i64().map(|days| -days.saturating_abs())),
        (_, Value::Number(days)) => json!(days.as_i64().map(i64::saturating_abs)),
        (_, other) => other,
    }
}

/// The numbers of the form's steps, in their order.
pub fn steps(typed: &Typed) -> Vec<u32> {
    let numbers: BTreeSet<u32> = typed
        .fields()
        .filter_map(|(name, _)| name.strip_prefix("reminders.")?.split_once('.')?.0.parse().ok())
        .collect();
    numbers.into_iter().take(MOST_STEPS).collect()
}

/// The same form with its steps numbered from 0, without those in which nothing was said and without `dropped`; `added`: with a new one.
#[must_use]
pub fn tidied(typed: &Typed, dropped: Option<u32>, added: bool) -> Typed {
    let of_step = |name: &str| name.strip_prefix("reminders.").is_some_and(|rest| rest.contains('.'));
    let mut fields: Vec<(String, String)> = typed
        .fields()
        .filter(|(name, _)| !of_step(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let mut next = 0;
    for number in steps(typed) {
        let name = |part: &str| format!("reminders.{number}.{part}");
        let (days, when, to) = (typed.one(&name("days")), typed.one(&name("when")), typed.all(&name("to")));
        let said = !days.trim().is_empty() || when == "on" || !to.is_empty();
        if !said || dropped == Some(number) {
            continue;
        }
        fields.extend(step(next, days.to_owned(), when, to));
        next += 1;
    }
    if added {
        fields.extend(step(next, String::new(), "before", Vec::new()));
    }
    Typed::of(fields)
}

fn step(number: u32, days: String, when: &str, to: Vec<String>) -> impl Iterator<Item = (String, String)> {
    let name = move |part: &str| format!("reminders.{number}.{part}");
    let own = [(name("days"), days), (name("when"), when.to_owned())];
    own.into_iter().chain(to.into_iter().map(move |word| (name("to"), word)))
}

/// What a requirement says about reminders as it would be typed.
pub fn reminders_typed(reminders: &Reminders) -> Vec<(String, String)> {
    let kind = kind(reminders);
    let mut fields = match reminders {
        Reminders::Own(own) if kind == "own" => ladder_typed(own),
        _ => Vec::new(),
    };
    fields.push((KIND.to_owned(), kind.to_owned()));
    fields
}

/// How a requirement comes by its steps: `default`, `own` or `none`.
pub fn kind(reminders: &Reminders) -> &'static str {
    match reminders {
        Reminders::Inherited => INHERITED,
        Reminders::Own(own) if own == &Ladder::default() => "none",
        Reminders::Own(_) => "own",
    }
}

/// A ladder as it would be typed.
pub fn ladder_typed(ladder: &Ladder) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (number, one) in (0..).zip(ladder.steps()) {
        let (when, days) = match one.offset_days {
            0 => ("on", String::new()),
            days @ 1.. => ("after", days.to_string()),
            days => ("before", days.unsigned_abs().to_string()),
        };
        let to = one.to.iter().map(ToString::to_string).collect();
        fields.extend(step(number, days, when, to));
        let repeat = one.repeat_every_days.map(|days| days.to_string());
        fields.extend(repeat.map(|days| ("reminders.repeat_every_days".to_owned(), days)));
    }
    if ladder.tells_when_done() {
        fields.push(("reminders.tell_when_done".into(), "true".into()));
    }
    fields
}
