//! The form of a requirement: there and back, faults at their fields, steps that come and go.

use super::*;
use crate::rules::reminder::{Ladder, Reminders};
use proptest::prelude::*;

fn network() -> Vec<Definition> {
    let list: Vec<Value> = serde_json::from_str(include_str!("../../../tests/data/network/requirements.json")).unwrap();
    list.iter().map(|value| Definition::parse(value).unwrap()).collect()
}

fn german(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

fn with(typed: &Typed, changes: &[(&str, &str)]) -> Typed {
    let kept = typed
        .fields()
        .filter(|(name, _)| changes.iter().all(|(changed, _)| name != changed));
    let added = changes.iter().copied();
    Typed::of(kept.chain(added).map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

#[test]
fn what_a_form_shows_of_a_definition_is_the_definition() {
    for one in network() {
        let shown = tidied(&typed(&one, german), None, false);
        assert_eq!(definition(&shown, Some(&one.code)), Ok(one.clone()));
        assert_eq!(definition(&shown, None), Ok(one));
    }
}

#[test]
fn refreshers_in_turn_what_must_be_proven_and_what_is_recognised_go_through_the_form() {
    let mut one = network().remove(0);
    one.rule.refresher.clear();
    one.rule.rotation = vec![vec!["A-1".to_owned()], vec!["B-1".to_owned(), "B-2".to_owned()]];
    one.rule.strength = crate::rules::obligation::Demand::Proven;
    one.rule.recognise_days = Some(730);
    assert_eq!(definition(&typed(&one, german), Some(&one.code)), Ok(one.clone()));
    let both = with(&typed(&one, german), &[("refresher", "C-1"), ("recognise_days", "x")]);
    let faults = definition(&both, Some(&one.code)).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["rotation", "recognise_days"]);
}

#[test]
fn all_faults_stand_at_the_forms_fields() {
    let shown = typed(&network()[0], german);
    let wrong = with(
        &shown,
        &[
            ("code", "H V"),
            ("in_force_on", "31.02.2027"),
            ("initial", ""),
            ("first_due.count", "ein Jahr"),
            ("recurrence.months", "0"),
            ("grace_days", "-1"),
            ("reminders.1.days", "60"),
            ("reminders.2.days", "x"),
        ],
    );
    let faults = definition(&wrong, None).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    let expected = [
        "code",
        "in_force_on",
        "initial",
        "recurrence.months",
        "grace_days",
        "first_due.count",
        "reminders.2.days",
    ];
    assert_eq!(fields, expected);
    let twice = with(&shown, &[("reminders.1.days", "60")]);
    let faults = definition(&twice, None).unwrap_err();
    assert_eq!((faults[0].field.as_str(), faults[0].wrong), ("reminders.1.days", Wrong::Twice));
    let empty = definition(&Typed::default(), None).unwrap_err();
    assert!(empty.iter().any(|fault| fault.field == "recurrence.kind"));
    assert!(empty.iter().any(|fault| fault.field == "title.en"));
}

#[test]
fn a_field_of_the_form_is_its_own_place() {
    for field in [
        "first_due",
        "first_due.on",
        "initial.0",
        "audience.job_roles.2",
        "recurrence.year_starts",
        "reminders.steps.1.offset_days",
        "title",
    ] {
        let placed = field_of(field);
        assert_eq!(field_of(&placed), placed);
    }
}

#[test]
fn whom_it_reaches_can_be_asked_before_it_has_a_name() {
    let shown = with(
        &typed(&network()[0], german),
        &[("code", ""), ("title.en", ""), ("title.de", ""), ("reminders.0.days", "x")],
    );
    let counted = reaching(&shown).unwrap();
    assert_eq!(counted.rule, network()[0].rule);
    assert_eq!(reaching(&with(&shown, &[("grace_days", "x")])).unwrap_err().len(), 1);
}

#[test]
fn steps_come_and_go() {
    let shown = typed(&network()[0], german);
    let more = tidied(&shown, None, true);
    assert_eq!(steps(&more), (0..7).collect::<Vec<u32>>());
    assert_eq!(steps(&tidied(&more, None, false)).len(), 6, "nothing was said in the new one");
    let fewer = tidied(&shown, Some(0), false);
    assert_eq!(fewer.one("reminders.0.days"), "30");
    let told = with(
        &shown,
        &[("reminders.repeat_every_days", "14"), ("reminders.tell_when_done", "true")],
    );
    let Reminders::Own(ladder) = definition(&told, None).unwrap().reminders else {
        panic!("it has steps of its own");
    };
    assert_eq!(ladder.steps().last().unwrap().repeat_every_days, Some(14));
    assert!(ladder.tells_when_done());
}

#[test]
fn the_default_own_steps_and_none_are_told_apart() {
    let shown = typed(&network()[0], german);
    assert_eq!(shown.one(ladder::KIND), "own");
    let said = |kind: &str| definition(&with(&shown, &[(ladder::KIND, kind)]), None).map(|one| one.reminders);
    assert_eq!(said("default"), Ok(Reminders::Inherited));
    assert_eq!(said("none"), Ok(Reminders::Own(Ladder::default())));
    assert_eq!(said("own"), Ok(network()[0].reminders.clone()));
    // A form that says nothing of it states its steps, and inherits where it has none.
    assert_eq!(said(""), said("own"));
    for reminders in [Reminders::Inherited, Reminders::Own(Ladder::default())] {
        let one = Definition {
            reminders,
            ..network().remove(0)
        };
        assert_eq!(definition(&typed(&one, german), None), Ok(one));
    }
}

proptest! {
    #[test]
    fn nothing_that_is_typed_panics(name in "[a-z_.0-9]{0,30}", value in ".*", other in any::<u16>()) {
        let shown = typed(&network()[usize::from(other) % 4], german);
        for field in shown.fields().map(|(name, _)| name.to_owned()).chain([name.clone()]).collect::<Vec<_>>() {
            let changed = with(&shown, &[(field.as_str(), value.as_str())]);
            let _ = definition(&changed, None);
            let _ = reaching(&tidied(&changed, Some(1), true));
        }
    }
}

#[test]
fn an_audience_with_groups_goes_through_the_form_and_a_deeper_one_as_it_is() {
    let through = |audience: Value, shown: usize| {
        let mut value = serde_json::to_value(&network()[0]).unwrap();
        value["audience"] = audience;
        value["already_in_on"] = json!("2027-07-01");
        let one = Definition::parse(&value).unwrap();
        let typed = tidied(&typed(&one, german), None, false);
        assert_eq!(audience::groups(&typed).len(), shown);
        assert_eq!(definition(&typed, Some(&one.code)), Ok(one));
    };
    through(json!({"job_roles": ["technician"], "facts": {"level": ["gold"], "seal": []}}), 0);
    through(
        json!({"facts": {"vans": {"at_least": "5", "at_most": 12.5}}, "not": {"person_facts": {"name": ["a, b", "c"], "born": {"at_most": "2000-01-01"}}}}),
        1,
    );
    through(json!({"person_facts": {"name": ["a; b"]}}), 0);
    through(
        json!({"any": [{"countries": ["DE"], "facts": {"level": ["gold"]}}, {"languages": ["fr"]}], "not": {"organisations": ["P-1"]}}),
        2,
    );
    through(
        json!({"countries": ["DE"], "all": [{"countries": ["AT"]}, {"any": [{"languages": ["de"]}, {"languages": ["it"]}]}]}),
        2,
    );
    through(
        json!({"countries": ["DE"], "all": [{"countries": ["AT"]}, {"countries": ["IT"]}], "any": [{"languages": ["de"]}, {"languages": ["it"]}], "not": [{"products": ["N8"]}]}),
        3,
    );
    through(
        json!({"not": [{"any": [{"countries": ["DE"]}, {"countries": ["AT"]}], "languages": ["de"]}]}),
        0,
    );
}

#[test]
fn a_fault_in_a_group_stands_at_its_field() {
    let shown = with(
        &typed(&network()[0], german),
        &[
            ("audience.groups.4.kind", "any"),
            ("audience.groups.4.2.countries", "Germany"),
            ("audience.groups.5.kind", "not"),
            ("audience.groups.5.0.asked.0.field", "organisation:Level"),
            ("audience.groups.5.0.asked.0.value", "gold"),
            ("already_in", "on"),
            ("already_in_on", "1.1.1"),
        ],
    );
    let faults = definition(&shown, Some("HV")).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(
        fields,
        ["already_in_on", "audience.groups.4.2.countries", "audience.groups.5.0.asked"]
    );
}

proptest! {
    #[test]
    fn no_typed_audience_panics(name in "audience\\.(groups|tree|asked)(\\.[0-9a-z]{1,3}){0,3}", value in ".*", act in "(add|drop)-audience-(group|case|condition)(-[0-9a-z_]{1,12}){0,3}") {
        let typed = Typed::of(vec![(name, value)]);
        let changed = audience::Change::of(&act).map_or(typed.clone(), |change| change.made(&typed));
        let _ = definition(&changed, Some("X"));
    }
}
