//! The page of a requirement's form, put together from what was typed.

use super::audience_view;
use super::ladder;
use super::requirement_form::Ground;
use super::rule_words::example;
use crate::obligations::form::{self, audience, definition, reaching};
use crate::obligations::pages::{ReachView, RequirementFormPage, TextFields, WhenFields};
use crate::obligations::told::Told;
use crate::people::May;
use crate::people::guard::ManageRequirements;
use crate::platform::error::FieldError;
use crate::platform::form::{Typed, message, place};
use crate::platform::i18n::Words;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field, FormFault, TimeRule};
use crate::rules::course::Language;
use crate::rules::obligation::{Demand, Unit};
use crate::rules::requirement::in_locale;

/// The page: everything as it was typed, faults at their fields.
pub fn page(
    may: &May<ManageRequirements>,
    state: &State,
    ground: &Ground,
    typed: &Typed,
    faults: &[FieldError],
    (reach, lacking): (Option<ReachView>, usize),
) -> RequirementFormPage {
    let words = may.actor.words(state);
    let there = ground.there.as_ref();
    let code = there.map(|there| there.requirement.code.clone());
    let address = code.as_ref().map(|code| format!("/requirements/{code}"));
    let action = address
        .as_ref()
        .map_or_else(|| "/requirements".to_owned(), |address| format!("{address}/draft"));
    let offer = |list: &str| ground.offered.offer(list, typed, words);
    let (rule, warnings) = looked_at(may, state, ground, typed);
    let mut page = RequirementFormPage {
        name: there.map_or_else(String::new, |there| {
            in_locale(&there.definition.title, may.actor.locale().code()).to_owned()
        }),
        number: there.map_or(1, |there| there.number),
        action: action.clone(),
        back: address.unwrap_or_else(|| "/requirements".to_owned()),
        revision: match typed.one("revision") {
            "" => there
                .and_then(|there| there.revision)
                .map(|revision| revision.to_string())
                .unwrap_or_default(),
            seen => seen.to_owned(),
        },
        fixed: code,
        faults: Vec::new(),
        code: field(typed, "code"),
        texts: Language::ALL.map(|language| texts(typed, language.code())).to_vec(),
        others: others(typed),
        in_force_on: field(typed, "in_force_on"),
        already_in: field(typed, form::ALREADY_IN),
        already_in_ways: match there.is_some_and(|there| there.follows) {
            true => already_in_ways(typed, words),
            false => Vec::new(),
        },
        already_in_on: field(typed, "already_in_on"),
        job_roles: offer("audience.job_roles"),
        services: offer("audience.services"),
        countries: offer("audience.countries"),
        languages: offer("audience.languages"),
        organisations: offer("audience.organisations"),
        products: offer("audience.products"),
        events: offer("audience.events"),
        asked: audience_view::asked(typed, ground, words, may.actor.today(), "audience"),
        groups: audience_view::groups(typed, ground, words, may.actor.today()),
        groups_error: None,
        tree: audience_view::tree(may, state, &ground.catalogue, typed),
        initial: offer("initial"),
        refresher: offer("refresher"),
        rotation: field(typed, "rotation"),
        strength: field(typed, "strength"),
        strengths: choices(
            typed.one("strength"),
            Demand::ALL.map(|demand| {
                let word = demand.as_str();
                (word, words.text(&format!("requirement-strength-{word}"), &[]))
            }),
        ),
        recognise_days: field(typed, "recognise_days"),
        when: when(typed, words),
        rule,
        reminders: field(typed, form::ladder::KIND),
        reminder_kinds: choices(
            typed.one(form::ladder::KIND),
            form::ladder::KINDS.map(|kind| (kind, words.text(&format!("requirement-reminders-{kind}"), &[]))),
        ),
        inherited: ladder::lines(&told(may, state), ground.defaults.on(may.actor.today())),
        ladder: ladder::fields(typed, &action, words),
        warnings,
        reach,
        lacking,
    };
    page.faults = mark(&mut page, faults, words);
    page
}

/// What can become of those to whom the version before applied.
fn already_in_ways(typed: &Typed, words: &Words) -> Vec<Choice> {
    let ways = form::ALREADY_IN_WAYS.map(|way| (way, words.text(&format!("requirement-already-in-{way}"), &[])));
    let mut choices = choices(typed.one(form::ALREADY_IN), ways);
    for choice in &mut choices {
        choice.hint = Some(words.text(&format!("requirement-already-in-hint-{}", choice.value), &[]));
    }
    choices
}

fn field(typed: &Typed, name: &str) -> Field {
    Field::with(name, typed.one(name))
}

fn texts(typed: &Typed, language: &str) -> TextFields {
    TextFields {
        language: language.to_owned(),
        title: field(typed, &format!("title.{language}")),
        basis: field(typed, &format!("basis.{language}")),
    }
}

/// Texts in languages of which the form has no fields: they go through it as they are.
fn others(typed: &Typed) -> Vec<Field> {
    let has_field = |locale: &str| Language::ALL.iter().any(|language| language.code() == locale);
    let other = |name: &str| {
        let locale = name.strip_prefix("title.").or_else(|| name.strip_prefix("basis."));
        locale.is_some_and(|locale| !has_field(locale))
    };
    typed
        .fields()
        .filter(|(name, _)| other(name))
        .map(|(name, value)| Field::with(name, value))
        .collect()
}

fn choices<'c>(chosen: &str, all: impl IntoIterator<Item = (&'c str, String)>) -> Vec<Choice> {
    let choice = |(value, label): (&str, String)| Choice::new(value, label).chosen(value == chosen);
    all.into_iter().map(choice).collect()
}

fn when(typed: &Typed, words: &Words) -> WhenFields {
    let first = ["days_after_start", "months_after_start", "days_before_start", "on"]
        .map(|kind| (kind, words.text(&format!("requirement-first-kind-{kind}"), &[])));
    let kinds = ["once", "rolling", "anniversary", "calendar", "sum", "sum_year"]
        .map(|kind| (kind, words.text(&format!("requirement-kind-{kind}"), &[])));
    let month = |month: u32| (month.to_string(), words.text("date-month-name", &[("month", month.into())]));
    let chosen = typed.one("recurrence.year_month");
    WhenFields {
        first_kind: field(typed, "first_due.kind"),
        first_kinds: choices(typed.one("first_due.kind"), first),
        first_count: field(typed, "first_due.count"),
        first_on: field(typed, "first_due.on"),
        kind: field(typed, "recurrence.kind"),
        kinds: choices(typed.one("recurrence.kind"), kinds),
        months: field(typed, "recurrence.months"),
        amount: field(typed, "recurrence.amount"),
        unit: field(typed, "recurrence.unit"),
        units: choices(
            typed.one("recurrence.unit"),
            Unit::ALL.map(|unit| (unit.as_str(), words.text(&format!("worth-{}", unit.as_str()), &[]))),
        ),
        window_days: field(typed, "recurrence.window_days"),
        year_month: field(typed, "recurrence.year_month"),
        year_months: (1..=12)
            .map(month)
            .map(|(value, label)| {
                let is = value == chosen;
                Choice::new(value, label).chosen(is)
            })
            .collect(),
        year_day: field(typed, "recurrence.year_day"),
        joiner_min_days: field(typed, "recurrence.joiner_min_days"),
        notice_days: field(typed, "notice_days"),
        grace_days: field(typed, "grace_days"),
        lapse_months: field(typed, "lapse_months"),
        return_days: field(typed, "return_days"),
        rounds: typed.one("round_to_month_end") == "true",
    }
}

/// An example of the rule as it was typed, and steps that come too early; neither where it is not complete.
fn looked_at(may: &May<ManageRequirements>, state: &State, ground: &Ground, typed: &Typed) -> (Option<TimeRule>, Vec<String>) {
    let code = ground.there.as_ref().map_or("TRIED", |there| there.requirement.code.as_str());
    let rule = reaching(typed).ok().and_then(|tried| example(&tried.rule, tried.in_force_on));
    let early = definition(typed, Some(code)).map_or_else(
        |_| Vec::new(),
        |whole| whole.steps_too_early(whole.reminders.on(&ground.defaults, may.actor.today())),
    );
    let words = may.actor.words(state);
    (rule, early.into_iter().map(|days| ladder::too_early(words, days)).collect())
}

fn told<'w>(may: &'w May<ManageRequirements>, state: &'w State) -> Told<'w> {
    Told {
        words: may.actor.words(state),
        name: None,
        today: may.actor.today(),
    }
}

/// Puts the faults at their fields, and answers the summary.
fn mark(page: &mut RequirementFormPage, faults: &[FieldError], words: &Words) -> Vec<FormFault> {
    for fault in faults {
        let text = message(words, &fault.message);
        let offers = [
            &mut page.job_roles,
            &mut page.services,
            &mut page.countries,
            &mut page.languages,
            &mut page.organisations,
            &mut page.products,
            &mut page.initial,
            &mut page.refresher,
        ];
        let conditions = page
            .groups
            .iter_mut()
            .flat_map(|group| &mut group.cases)
            .flat_map(|case| &mut case.conditions);
        let (mut in_groups, mut asked) = (Vec::new(), vec![&mut page.asked]);
        for condition in conditions {
            in_groups.extend(condition.offer.as_mut());
            asked.extend(condition.asked.as_mut());
        }
        for asked in asked.into_iter().filter(|asked| asked.name == fault.field) {
            asked.error = Some(text.clone());
        }
        for offer in offers.into_iter().chain(in_groups).filter(|offer| offer.name == fault.field) {
            offer.error = Some(text.clone());
        }
        if [audience::GROUPS, audience::TREE].contains(&fault.field.as_str()) {
            page.groups_error = Some(text);
        }
    }
    let when = &mut page.when;
    let mut fields: Vec<&mut Field> = vec![
        &mut page.code,
        &mut page.in_force_on,
        &mut page.already_in,
        &mut page.already_in_on,
        &mut page.reminders,
        &mut page.rotation,
        &mut page.strength,
        &mut page.recognise_days,
        &mut when.first_kind,
        &mut when.first_count,
        &mut when.first_on,
        &mut when.kind,
        &mut when.months,
        &mut when.amount,
        &mut when.unit,
        &mut when.window_days,
        &mut when.year_month,
        &mut when.year_day,
        &mut when.joiner_min_days,
        &mut when.notice_days,
        &mut when.grace_days,
        &mut when.lapse_months,
        &mut when.return_days,
    ];
    for text in &mut page.texts {
        fields.extend([&mut text.title, &mut text.basis]);
    }
    fields.extend(ladder::faulty(&mut page.ladder));
    place(faults, &mut fields, words, |field| label(field, words))
}

/// What a field is called.
fn label(field: &str, words: &Words) -> String {
    let text = |key: &str| words.text(key, &[]);
    let parts: Vec<&str> = field.split('.').collect();
    match parts.as_slice() {
        ["code"] => text("requirement-field-code"),
        ["title", locale] => words.text("requirement-field-title", &[("language", (*locale).into())]),
        ["basis", locale] => words.text("requirement-field-basis", &[("language", (*locale).into())]),
        ["in_force_on"] => text("requirement-day"),
        ["already_in"] => text("requirement-already-in"),
        ["already_in_on"] => text("requirement-day-already-in"),
        ["audience", "job_roles"] => text("requirement-works-as"),
        ["audience", "services"] => text("requirement-site-does"),
        ["audience", "countries"] => text("requirement-in-country"),
        ["audience", "organisations"] => text("requirement-belongs-to"),
        ["audience", "languages"] => text("requirement-speaks"),
        ["audience", "products"] => text("requirement-services-product"),
        ["audience", "asked"] => text("requirement-asked"),
        ["audience", "groups", .., kind] if audience::CONDITIONS.contains(kind) => {
            words.text(&format!("requirement-condition-{kind}"), &[])
        }
        ["audience", ..] => text("requirement-groups"),
        ["initial"] => text("requirement-first"),
        ["refresher"] => text("requirement-then"),
        ["rotation"] => text("requirement-field-rotation"),
        ["strength"] => text("requirement-field-strength"),
        ["recognise_days"] => text("requirement-field-recognised"),
        ["first_due", ..] => text("requirement-field-first"),
        ["recurrence", "kind"] => text("requirement-field-again"),
        ["recurrence", "months"] => text("requirement-field-months"),
        ["recurrence", "amount"] => text("requirement-field-amount"),
        ["recurrence", "unit"] => text("requirement-field-unit"),
        ["recurrence", "window_days"] => text("requirement-field-window"),
        ["recurrence", "joiner_min_days"] => text("requirement-field-joiner"),
        ["recurrence", ..] => text("requirement-field-year"),
        ["notice_days"] => text("requirement-field-notice"),
        ["grace_days"] => text("requirement-field-grace"),
        ["lapse_months"] => text("requirement-field-lapse"),
        ["return_days"] => text("requirement-field-return"),
        ["reminders", "repeat_every_days"] => text("requirement-field-repeat"),
        ["reminders", ..] => text("requirement-reminders"),
        _ => text("requirement-field-whole"),
    }
}
