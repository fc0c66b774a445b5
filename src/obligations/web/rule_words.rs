//! A rule in words: by when, how often, who is reminded, and an example to look at.

use crate::obligations::pages::Labelled;
use crate::obligations::told::Told;
use crate::platform::i18n::{DateForm, Value};
use crate::platform::views::TimeRule;
use crate::rules::obligation::{Demand, Excuses, FirstDue, Recurrence, Rule};
use chrono::{Days, Months, NaiveDate};

/// Months between proofs, or of the period for which hours or points are asked, where the kind has them.
pub fn months(recurrence: Recurrence) -> Option<u32> {
    match recurrence {
        Recurrence::Rolling { months } | Recurrence::Anniversary { months, .. } | Recurrence::Sum { months, .. } => Some(months),
        Recurrence::Once | Recurrence::Calendar { .. } | Recurrence::SumYear { .. } => None,
    }
}

/// By when and how often, a line each.
pub fn when(told: &Told<'_>, rule: &Rule) -> Vec<Labelled> {
    let text = |key: &str, values: &[(&str, Value<'_>)]| told.words.text(key, values);
    let mut lines: Vec<(&str, String)> = Vec::new();
    lines.extend(rule.first_due.map(|first| {
        let value = match first {
            FirstDue::DaysAfterStart(days) => text("requirement-rule-first-days", &[("count", days.into())]),
            FirstDue::MonthsAfterStart(months) => text("requirement-rule-first-months", &[("count", months.into())]),
            FirstDue::DaysBeforeStart(days) => text("requirement-rule-first-before", &[("count", days.into())]),
            FirstDue::On(on) => {
                let date = told.words.date(on, DateForm::Long, told.today);
                text("requirement-rule-first-on", &[("date", date.into())])
            }
        };
        ("requirement-rule-fact-first", value)
    }));
    let again = match rule.recurrence {
        Recurrence::Once => text("requirement-rule-again-once", &[]),
        Recurrence::Rolling { months } => text("requirement-rule-again-rolling", &[("months", months.into())]),
        Recurrence::Anniversary { months, window_days } => text(
            "requirement-rule-again-anniversary",
            &[("months", months.into()), ("days", window_days.into())],
        ),
        Recurrence::Calendar {
            year_starts,
            joiner_min_days,
        } => text(
            "requirement-rule-again-calendar",
            &[("starts", String::from(year_starts).into()), ("days", joiner_min_days.into())],
        ),
        Recurrence::Sum { unit, amount, months } => text(
            "requirement-rule-again-sum",
            &[
                ("unit", unit.as_str().into()),
                ("amount", told.words.number(f64::from(amount), amount.places()).into()),
                ("months", months.into()),
            ],
        ),
        Recurrence::SumYear {
            unit,
            amount,
            year_starts,
            joiner_min_days,
        } => text(
            "requirement-rule-again-sum_year",
            &[
                ("unit", unit.as_str().into()),
                ("amount", told.words.number(f64::from(amount), amount.places()).into()),
                ("starts", String::from(year_starts).into()),
                ("days", joiner_min_days.into()),
            ],
        ),
    };
    lines.push(("requirement-rule-fact-again", again));
    let mut days = |label: &'static str, key: &str, count: u32| {
        if count > 0 {
            lines.push((label, text(key, &[("count", count.into())])));
        }
    };
    days("requirement-rule-fact-notice", "requirement-rule-days-before", rule.notice_days);
    days("requirement-rule-fact-grace", "requirement-rule-days", rule.grace_days);
    days(
        "requirement-rule-fact-lapse",
        "requirement-rule-lapse-months",
        rule.lapse_months.unwrap_or_default(),
    );
    days("requirement-rule-fact-return", "requirement-rule-days-free", rule.return_days);
    if !rule.rotation.is_empty() {
        let turns: Vec<String> = rule.rotation.iter().map(|codes| codes.join(" / ")).collect();
        lines.push((
            "requirement-rule-fact-rotation",
            text("requirement-rule-rotation", &[("turns", turns.join(" → ").into())]),
        ));
    }
    match rule.strength {
        Demand::Any => {}
        Demand::Proven => lines.push(("requirement-rule-fact-strength", text("requirement-rule-proven", &[]))),
        Demand::Document => lines.push(("requirement-rule-fact-strength", text("requirement-rule-document", &[]))),
    }
    if let Some(days) = rule.recognise_days {
        lines.push((
            "requirement-rule-fact-recognised",
            text("requirement-rule-recognised", &[("count", days.into())]),
        ));
    }
    if rule.round_to_month_end {
        lines.push(("requirement-rule-fact-round", text("requirement-rule-rounded", &[])));
    }
    let labelled = |(label, value): (&str, String)| Labelled {
        label: text(label, &[]),
        value,
    };
    lines.into_iter().map(labelled).collect()
}

/// The example of a proof on a day; none for what does not count from a proof.
pub fn example(rule: &Rule, proven_on: NaiveDate) -> Option<TimeRule> {
    if matches!(rule.recurrence, Recurrence::Sum { .. }) {
        return None;
    }
    let due_on = proven_on.checked_add_months(Months::new(months(rule.recurrence)?))?;
    let late = rule.late(&Excuses::default(), due_on, None);
    let before = |days: u32| due_on.checked_sub_days(Days::new(days.into()));
    let early_from = match rule.recurrence {
        Recurrence::Anniversary { window_days, .. } => before(window_days),
        _ => None,
    };
    Some(TimeRule {
        last_on: Some(proven_on),
        early_from: early_from.filter(|early| *early > proven_on && *early < due_on),
        shown_from: before(rule.notice_days).filter(|shown| *shown > proven_on && *shown < due_on),
        due_on,
        grace_until: late.grace_until.filter(|grace| *grace > due_on),
        lapses_on: late.lapses_on,
        today: None,
    })
}
