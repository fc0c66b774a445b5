//! The form of a requirement: what was typed, as a definition, and a definition as it would be typed. The names of the fields are those
//! of a definition in a file, so that every fault stands at its field.

pub mod asked;
pub mod audience;
pub mod ladder;
#[cfg(test)]
mod tests;

pub use ladder::{steps, tidied};

use crate::platform::form::Typed;
use crate::rules::field::{Fault, Wrong, date};
use crate::rules::obligation::{Amount, FirstDue, Recurrence, Rule};
use crate::rules::requirement::Definition;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// The lists of which any entries can be chosen.
pub const LISTS: [&str; 9] = [
    "audience.job_roles",
    "audience.services",
    "audience.countries",
    "audience.languages",
    "audience.organisations",
    "audience.products",
    "audience.events",
    "initial",
    "refresher",
];

/// What becomes of those to whom the version before applied.
pub const ALREADY_IN: &str = "already_in";

/// They turn on the day of newcomers and keep their beginning, turn on a day of their own, or begin anew.
pub const ALREADY_IN_WAYS: [&str; 3] = ["keep", "on", "anew"];

/// The definition that was typed; `code` is that of a requirement that is there.
///
/// # Errors
///
/// Everything that is wrong, at the names of the form's fields.
pub fn definition(typed: &Typed, code: Option<&str>) -> Result<Definition, Vec<Fault>> {
    let (mut map, places) = rule(typed);
    map.insert("code".into(), json!(code.unwrap_or_else(|| typed.one("code").trim())));
    map.insert("title".into(), texts(typed, "title."));
    map.insert("basis".into(), texts(typed, "basis."));
    map.insert("reminders".into(), ladder::reminders(typed));
    Definition::parse(&Value::Object(map)).map_err(|faults| at_the_form(faults, &places))
}

/// As much of it as decides whom it reaches: without code, texts and reminders.
///
/// # Errors
///
/// What is missing or wrong.
pub fn reaching(typed: &Typed) -> Result<Definition, Vec<Fault>> {
    let (mut map, places) = rule(typed);
    map.insert("code".into(), json!("TRIED"));
    map.insert("title".into(), json!({ "en": "tried" }));
    Definition::parse(&Value::Object(map)).map_err(|faults| at_the_form(faults, &places))
}

/// The fields that decide, and at which of the form's fields the audience's groups stand.
fn rule(typed: &Typed) -> (Map<String, Value>, Vec<(String, String)>) {
    let days = |name: &str| number(typed.one(name));
    let words = |name: &str| {
        let mut words = typed.all(name);
        words.retain(|word| !word.is_empty());
        words
    };
    let kind = typed.one("recurrence.kind");
    let first = match typed.one("first_due.kind") {
        "on" => json!({ "on": day(typed.one("first_due.on")) }),
        kind @ ("days_after_start" | "months_after_start" | "days_before_start") => json!({ kind: days("first_due.count") }),
        _ => json!({}),
    };
    let starts = format!(
        "{:0>2}-{:0>2}",
        typed.one("recurrence.year_month").trim(),
        typed.one("recurrence.year_day").trim()
    );
    let (audience, places) = audience::audience(typed);
    let value = json!({
        "in_force_on": day(typed.one("in_force_on")),
        "already_in_on": already_in(typed),
        "audience": audience,
        "initial": words("initial"),
        "refresher": words("refresher"),
        "rotation": turns(typed.one("rotation")),
        "strength": Some(typed.one("strength")).filter(|word| !word.is_empty()),
        "recognise_days": days("recognise_days"),
        "first_due": first,
        "recurrence": {
            "kind": kind,
            "months": days("recurrence.months"),
            "unit": Some(typed.one("recurrence.unit")).filter(|word| !word.is_empty()),
            "amount": amount(typed.one("recurrence.amount")),
            "window_days": days("recurrence.window_days"),
            "year_starts": starts,
            "joiner_min_days": days("recurrence.joiner_min_days"),
        },
        "round_to_month_end": typed.one("round_to_month_end") == "true",
        "notice_days": days("notice_days"),
        "grace_days": days("grace_days"),
        "lapse_months": days("lapse_months"),
        "return_days": days("return_days"),
    });
    match value {
        Value::Object(map) => (map, places),
        _ => (Map::new(), places),
    }
}

/// From which day a version holds for those already in; nothing: it begins anew for everybody.
fn already_in(typed: &Typed) -> Value {
    let newcomers = day(typed.one("in_force_on"));
    match (typed.one(ALREADY_IN), day(typed.one("already_in_on"))) {
        // What is wrong with the day of newcomers is told there.
        ("keep", _) => newcomers.as_str().filter(|day| date(day).is_some()).into(),
        ("anew", _) => Value::Null,
        ("on", Value::Null) => json!(""),
        (_, own) => own,
    }
}

/// Lists of refreshers as they are typed: a line each, codes with commas between.
fn turns(typed: &str) -> Value {
    let codes = |line: &str| -> Vec<String> {
        let words = line.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    json!(typed.lines().map(codes).filter(|codes| !codes.is_empty()).collect::<Vec<_>>())
}

fn texts(typed: &Typed, within: &str) -> Value {
    let said = typed.fields().filter_map(|(name, text)| Some((name.strip_prefix(within)?, text)));
    Value::Object(said.map(|(locale, text)| (locale.to_owned(), json!(text))).collect())
}

/// A whole number as typed; text where it is none, so that the rule says so; nothing where nothing was typed.
fn number(typed: &str) -> Value {
    match typed.trim() {
        "" => Value::Null,
        text => text.parse::<i64>().map_or_else(|_| json!(text), |number| json!(number)),
    }
}

/// An amount as typed; text where it is none, so that the rule says so.
fn amount(typed: &str) -> Value {
    match (typed.trim(), Amount::parse(typed.trim())) {
        ("", _) => Value::Null,
        (_, Some(amount)) => json!(amount),
        (text, None) => json!(text),
    }
}

/// A day as languages type it, written as a definition has it.
fn day(typed: &str) -> Value {
    let text = typed.trim();
    if text.is_empty() {
        return Value::Null;
    }
    let read = ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text, form).ok())
        .map(|day| day.to_string());
    json!(read.filter(|day| date(day).is_some()).unwrap_or_else(|| text.to_owned()))
}

/// A definition as it would be typed.
pub fn typed(definition: &Definition, written: impl Fn(NaiveDate) -> String) -> Typed {
    let mut fields: Vec<(String, String)> = vec![
        ("code".into(), definition.code.clone()),
        ("in_force_on".into(), written(definition.in_force_on)),
    ];
    let way = match definition.already_in_on {
        None => "anew",
        Some(day) if day == definition.in_force_on => "keep",
        Some(_) => "on",
    };
    fields.push((ALREADY_IN.into(), way.into()));
    let own = definition.already_in_on.filter(|_| way == "on");
    fields.extend(own.map(|day| ("already_in_on".into(), written(day))));
    for (within, texts) in [("title", &definition.title), ("basis", &definition.basis)] {
        fields.extend(texts.iter().map(|(locale, text)| (format!("{within}.{locale}"), text.clone())));
    }
    fields.extend(audience::typed(&definition.audience));
    for (name, words) in [("initial", &definition.rule.initial), ("refresher", &definition.rule.refresher)] {
        fields.extend(words.iter().map(|word| (name.to_owned(), word.clone())));
    }
    fields.extend(rule_typed(&definition.rule, &written));
    fields.extend(ladder::reminders_typed(&definition.reminders));
    Typed::of(fields)
}

fn rule_typed(rule: &Rule, written: impl Fn(NaiveDate) -> String) -> Vec<(String, String)> {
    let first = match rule.first_due {
        None => ("days_after_start", "first_due.count", String::new()),
        Some(FirstDue::DaysAfterStart(days)) => ("days_after_start", "first_due.count", days.to_string()),
        Some(FirstDue::MonthsAfterStart(months)) => ("months_after_start", "first_due.count", months.to_string()),
        Some(FirstDue::DaysBeforeStart(days)) => ("days_before_start", "first_due.count", days.to_string()),
        Some(FirstDue::On(on)) => ("on", "first_due.on", written(on)),
    };
    let mut fields = vec![
        ("first_due.kind", first.0.to_owned()),
        (first.1, first.2),
        ("recurrence.kind", rule.recurrence.kind().to_owned()),
        ("round_to_month_end", rule.round_to_month_end.to_string()),
        ("notice_days", rule.notice_days.to_string()),
        ("grace_days", rule.grace_days.to_string()),
        (
            "lapse_months",
            rule.lapse_months.map(|months| months.to_string()).unwrap_or_default(),
        ),
        ("return_days", rule.return_days.to_string()),
        (
            "rotation",
            rule.rotation.iter().map(|codes| codes.join(", ")).collect::<Vec<_>>().join("\n"),
        ),
        ("strength", rule.strength.as_str().to_owned()),
        (
            "recognise_days",
            rule.recognise_days.map(|days| days.to_string()).unwrap_or_default(),
        ),
    ];
    match rule.recurrence {
        Recurrence::Once => {}
        Recurrence::Rolling { months } => fields.push(("recurrence.months", months.to_string())),
        Recurrence::Anniversary { months, window_days } => fields.extend([
            ("recurrence.months", months.to_string()),
            ("recurrence.window_days", window_days.to_string()),
        ]),
        Recurrence::Sum { unit, amount, months } => fields.extend([
            ("recurrence.unit", unit.as_str().to_owned()),
            ("recurrence.amount", amount.to_string()),
            ("recurrence.months", months.to_string()),
        ]),
        Recurrence::Calendar {
            year_starts,
            joiner_min_days,
        }
        | Recurrence::SumYear {
            year_starts,
            joiner_min_days,
            ..
        } => {
            if let Some((unit, amount)) = rule.asks_sum() {
                fields.push(("recurrence.unit", unit.as_str().to_owned()));
                fields.push(("recurrence.amount", amount.to_string()));
            }
            let starts = String::from(year_starts);
            let (month, day) = starts.split_once('-').unwrap_or_default();
            let plain = |digits: &str| digits.trim_start_matches('0').to_owned();
            fields.extend([
                ("recurrence.year_month", plain(month)),
                ("recurrence.year_day", plain(day)),
                ("recurrence.joiner_min_days", joiner_min_days.to_string()),
            ]);
        }
    }
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Faults at the names of the form's fields: an entry of a list at its list, the parts of a date or a step at their field; each once.
fn at_the_form(faults: Vec<Fault>, places: &[(String, String)]) -> Vec<Fault> {
    let mut placed: Vec<Fault> = Vec::new();
    for fault in faults {
        let field = audience::place(&fault.field, places).unwrap_or_else(|| field_of(&fault.field));
        let wrong = match (field.as_str(), fault.wrong) {
            // Nothing was chosen: the file's words for it would not help here.
            ("first_due.kind" | "recurrence.kind" | "recurrence.unit", _) => Wrong::Missing,
            (_, wrong) => wrong,
        };
        if placed.iter().all(|other| other.field != field) {
            placed.push(Fault { field, wrong });
        }
    }
    placed
}

/// The form's field for a definition's field; one of the form's own stays what it is.
pub fn field_of(field: &str) -> String {
    let in_list = LISTS
        .into_iter()
        .find(|list| field.strip_prefix(list).is_some_and(|rest| rest.starts_with('.')));
    if let Some(list) = in_list {
        return list.to_owned();
    }
    let parts: Vec<&str> = field.split('.').filter(|part| *part != "steps").collect();
    match parts.as_slice() {
        ["audience", "facts" | "person_facts" | "asked", ..] => "audience.asked".to_owned(),
        ["audience", "all" | "any" | "not", ..] => audience::GROUPS.to_owned(),
        ["rotation", ..] => "rotation".to_owned(),
        ["title"] => "title.en".to_owned(),
        ["first_due"] => "first_due.kind".to_owned(),
        ["first_due", "days_after_start" | "months_after_start" | "days_before_start"] => "first_due.count".to_owned(),
        ["recurrence", "year_starts"] => "recurrence.year_day".to_owned(),
        ["reminders", _, "repeat_every_days"] => "reminders.repeat_every_days".to_owned(),
        ["reminders", number, "offset_days"] => format!("reminders.{number}.days"),
        ["reminders", number, "to", ..] => format!("reminders.{number}.to"),
        other => other.join("."),
    }
}
