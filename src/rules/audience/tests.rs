//! Audiences: what they ask, in one form, on which days.

use super::*;
use crate::rules::field::{Fault, Reader};
use crate::rules::id::Id;
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn read(value: &Value) -> Result<Audience, Vec<Fault>> {
    let mut reader = Reader::default();
    let audience = Audience::read(&mut reader, "audience", Some(value));
    reader.done(audience)
}

fn nowhere() -> Place<'static> {
    Place {
        job_roles: &[],
        services: &[],
        country: "",
        language: "de",
        organisations: &[],
        products: &[],
        facts: &[],
        person_facts: &[],
        events: &[],
    }
}

fn fact(name: &str, value: &str, from: &str, to: Option<&str>) -> Fact {
    Fact {
        name: name.to_owned(),
        value: value.to_owned(),
        days: Days::span(day(from), to.map(day)),
    }
}

#[test]
fn all_conditions_count_each_by_any_of_its_words() {
    let audience = Audience {
        job_roles: words(&["technician", "electrician"]),
        services: words(&["high_voltage"]),
        organisations: words(&["P-1"]),
        ..Audience::default()
    };
    let place = Place {
        job_roles: &["dispatcher", "electrician"],
        services: &words(&["high_voltage", "repair"]),
        country: "DE",
        organisations: &words(&["M-1", "P-1", "P-1-A"]),
        ..nowhere()
    };
    assert_eq!(audience.bounds(&place), (true, true));
    let other = Place {
        services: &words(&["repair"]),
        ..place
    };
    assert_eq!(audience.bounds(&other), (false, false));
    assert_eq!(Audience::default().bounds(&nowhere()), (true, true));
}

#[test]
fn not_looks_at_all_job_roles_of_a_membership() {
    let audience = read(&json!({"job_roles": ["technician"], "not": {"job_roles": ["dispatcher"]}})).unwrap();
    let both = Place {
        job_roles: &["technician", "dispatcher"],
        ..nowhere()
    };
    assert_eq!(audience.bounds(&both), (false, false));
    assert_eq!(
        audience.bounds(&Place {
            job_roles: &["technician"],
            ..nowhere()
        }),
        (true, true)
    );
}

#[test]
fn the_flat_form_and_its_tree_are_kept_alike() {
    let flat = read(&json!({"job_roles": ["technician"], "countries": ["DE", "AT"]})).unwrap();
    for same in [
        json!({"all": [{"job_roles": ["technician"]}, {"countries": ["DE", "AT"]}]}),
        json!({"any": [{"all": [{"job_roles": ["technician"]}], "countries": ["DE", "AT"]}]}),
        json!({"all": {"all": {"countries": ["DE", "AT"], "job_roles": ["technician"]}}}),
    ] {
        assert_eq!(read(&same).unwrap(), flat, "{same}");
    }
    assert_eq!(
        serde_json::to_value(&flat).unwrap(),
        json!({"job_roles": ["technician"], "countries": ["DE", "AT"]})
    );
    let neither = read(&json!({"not": {"any": [{"countries": ["DE"]}, {"countries": ["AT"]}]}})).unwrap();
    assert_eq!(
        neither,
        read(&json!({"not": [{"countries": ["DE"]}, {"countries": ["AT"]}]})).unwrap()
    );
}

#[test]
fn what_is_no_audience_is_told_at_its_place() {
    let mut deep = json!({"countries": ["DE"]});
    for _ in 0..7 {
        deep = json!({"not": [deep]});
    }
    let many = json!({"any": vec![json!({"countries": ["DE"]}); 101]});
    for (value, field) in [
        (json!({"level": ["gold"]}), "audience.level"),
        (json!({"any": [{}]}), "audience.any.0"),
        (json!({"not": {"job_roles": []}}), "audience.not.0"),
        (json!({"any": [{"countries": ["Germany"]}]}), "audience.any.0.countries.0"),
        (json!({"languages": ["DE"]}), "audience.languages.0"),
        (json!({"facts": {"level": ["Gold\u{7}"]}}), "audience.facts.level.0"),
        (
            json!({"person_facts": {"born": {"at_least": "young"}}}),
            "audience.person_facts.born.at_least",
        ),
        (
            json!({"person_facts": {"born": {"from": "2000-01-01"}}}),
            "audience.person_facts.born.from",
        ),
        (
            json!({"facts": {"vans": {"at_least": 5, "at_most": 4}}}),
            "audience.facts.vans.at_most",
        ),
        (json!({"facts": {"A level": ["gold"]}}), "audience.facts"),
        (json!({"any": 5}), "audience.any"),
        (many, "audience.any"),
        (json!([]), "audience"),
    ] {
        let told: Vec<String> = read(&value).unwrap_err().into_iter().map(|fault| fault.field).collect();
        assert_eq!(told, [field], "{value}");
    }
    assert!(read(&deep).is_err());
}

#[test]
fn a_fact_counts_on_its_days_and_the_nearest_word_decides() {
    let audience = read(&json!({"facts": {"level": ["gold"]}})).unwrap();
    let above = [fact("level", "gold", "2025-01-01", None), fact("seal", "yes", "2025-01-01", None)];
    let own = vec![fact("level", "silver", "2026-03-01", Some("2026-05-31"))];
    let facts = Fact::inherited(own, &above);
    let place = Place {
        facts: &facts,
        ..nowhere()
    };
    let days = audience.days(&place);
    assert!(days.contains(day("2026-02-28")) && !days.contains(day("2026-03-01")));
    assert!(!days.contains(day("2026-05-31")) && days.contains(day("2026-06-01")));
    assert_eq!(read(&json!({"facts": {"seal": []}})).unwrap().days(&place).iter().count(), 1);
    assert!(
        !read(&json!({"not": {"facts": {"seal": []}}}))
            .unwrap()
            .days(&place)
            .contains(day("2026-01-01"))
    );
}

#[test]
fn what_is_asked_of_facts_about_people_and_organisations_is_met_by_size_and_day() {
    let mine = |value: &str, from: &str, to: Option<&str>| (Id(uuid::Uuid::nil()), fact("hours", value, from, to));
    let theirs = [mine("9.5", "2026-01-01", Some("2026-03-31")), mine("12", "2026-04-01", None)];
    let vans = [
        fact("vans", "12", "2026-02-01", None),
        fact("since", "2019-05-01", "2026-01-01", None),
    ];
    let place = Place {
        facts: &vans,
        person_facts: &theirs,
        ..nowhere()
    };
    let from = |audience: Value| read(&audience).unwrap().days(&place).iter().next().map(|(from, _)| from);
    assert_eq!(from(json!({"person_facts": {"hours": {"at_least": 10}}})), Some(day("2026-04-01")));
    assert_eq!(
        from(json!({"person_facts": {"hours": {"at_most": "9,50"}}})),
        Some(day("2026-01-01"))
    );
    assert_eq!(
        from(json!({"person_facts": {"hours": []}, "facts": {"vans": {"at_least": 9}}})),
        Some(day("2026-02-01"))
    );
    assert_eq!(
        from(json!({"facts": {"since": {"at_most": "2019-12-31"}}})),
        Some(day("2026-01-01"))
    );
    assert_eq!(from(json!({"facts": {"since": {"at_least": 5}}})), None, "a day is no number");
    assert_eq!(from(json!({"facts": {"hours": []}})), None, "it is about the person");
    let kept = read(&json!({"facts": {"level": ["gold"]}, "person_facts": {"hours": {"one_of": [], "at_least": 10}}})).unwrap();
    let kept = serde_json::to_value(&kept).unwrap();
    assert_eq!(
        kept,
        json!({"facts": {"level": ["gold"]}, "person_facts": {"hours": {"at_least": "10"}}})
    );
}

#[test]
fn a_line_stands_for_its_models() {
    let model = Held {
        code: "N8-12".to_owned(),
        line: Some("N8".to_owned()),
        from: day("2026-04-01"),
        to: Some(day("2026-09-30")),
    };
    let place = Place {
        products: &[model],
        ..nowhere()
    };
    for named in ["N8", "N8-12"] {
        let days = read(&json!({"products": [named]})).unwrap().days(&place);
        let spans: Vec<_> = days.iter().collect();
        assert_eq!(spans, [(day("2026-04-01"), Some(day("2026-09-30")))]);
    }
    assert!(read(&json!({"products": ["N8-16"]})).unwrap().days(&place).is_empty());
}

#[test]
fn who_is_named_counts_before_which_organisation_and_an_exception_before_an_inclusion() {
    let hand = Hand {
        included: Days::span(day("2026-02-01"), Some(day("2026-06-30"))),
        excepted: Days::span(day("2026-05-01"), None),
        excepted_place: Days::span(day("2026-01-15"), Some(day("2026-03-31"))),
    };
    let days = settled(&Days::span(day("2026-01-01"), None), &hand);
    let expected = [("2026-01-01", "2026-01-14"), ("2026-02-01", "2026-04-30")];
    let expected: Vec<_> = expected.into_iter().map(|(from, to)| (day(from), Some(day(to)))).collect();
    assert_eq!(days.iter().collect::<Vec<_>>(), expected);
}

fn node() -> impl Strategy<Value = Audience> {
    let few = |all: &'static [&'static str]| proptest::sample::subsequence(all, 0..2).prop_map(|some| words(&some));
    let leaf = (
        few(&["technician", "electrician"]),
        few(&["DE", "AT"]),
        few(&["gold", "silver"]),
        any::<bool>(),
    );
    let leaf = leaf.prop_map(|(job_roles, countries, level, facts)| Audience {
        job_roles,
        countries,
        facts: if facts {
            [(
                "level".to_owned(),
                Asked {
                    one_of: level.clone(),
                    ..Asked::default()
                },
            )]
            .into()
        } else {
            Default::default()
        },
        person_facts: match level.len() {
            1 => [(
                "hours".to_owned(),
                Asked {
                    at_least: Some("10".to_owned()),
                    ..Asked::default()
                },
            )]
            .into(),
            _ => Default::default(),
        },
        ..Audience::default()
    });
    let leaf = leaf.prop_filter("says something", |leaf| !leaf.is_everybody());
    leaf.prop_recursive(4, 20, 3, |inner| {
        let groups = || proptest::collection::vec(inner.clone(), 0..3);
        (inner.clone(), groups(), groups(), groups()).prop_map(|(leaf, all, any, not)| Audience { all, any, not, ..leaf })
    })
}

proptest! {
    #[test]
    fn the_plain_form_means_the_same_and_is_its_own(audience in node(), roles in 0usize..4, at_home in any::<bool>(), gold in 0i64..100, silver in 0i64..100) {
        let roles: &[&str] = [&[][..], &["technician"], &["electrician"], &["technician", "electrician"]][roles];
        let from = |days: i64| day("2026-01-01") + chrono::Duration::days(days);
        let said = |value: &str, days: i64| Fact { name: "level".to_owned(), value: value.to_owned(), days: Days::span(from(days), None) };
        let facts = [said("gold", gold), said("silver", silver)];
        let theirs = [(Id(uuid::Uuid::nil()), Fact { name: "hours".to_owned(), ..said("12", silver) })];
        let place = Place { job_roles: roles, country: if at_home { "DE" } else { "FR" }, facts: &facts, person_facts: &theirs, ..nowhere() };
        let plain = audience.clone().plain();
        prop_assert_eq!(plain.days(&place), audience.days(&place));
        prop_assert_eq!(plain.clone().plain(), plain.clone());
        prop_assert_eq!(read(&serde_json::to_value(&plain).unwrap()).unwrap(), plain);
        let (surely, maybe) = audience.bounds(&place);
        let days = audience.days(&place);
        prop_assert!(!surely || days == Days::all());
        prop_assert!(maybe || days.is_empty());
    }

    #[test]
    fn no_json_panics(name in ".*", word in ".*", depth in 0usize..200) {
        let mut value = json!({name.clone(): [word], "facts": {name.clone(): [name.clone()]}});
        for _ in 0..depth {
            value = json!({"any": [value]});
        }
        let _ = read(&value);
    }
}

/// A case of `tests/data/audiences.json`: one technician in Germany, addressed in German, and what is dated about the place.
fn answered(case: &Value) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let on = |value: &Value| value.as_str().map(day);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (above, own): (Vec<Value>, Vec<Value>) = list(&case["facts"]).into_iter().partition(|fact| fact["above"] == true);
    let told = |facts: Vec<Value>| -> Vec<Fact> {
        let one = |fact: &Value| Fact {
            name: text(&fact["name"]),
            value: text(&fact["value"]),
            days: Days::span(on(&fact["from"]).unwrap(), on(&fact["to"])),
        };
        facts.iter().map(one).collect()
    };
    let facts = Fact::inherited(told(own), &told(above));
    let products: Vec<Held> = list(&case["products"])
        .iter()
        .map(|product| Held {
            code: text(&product["code"]),
            line: product["line"].as_str().map(str::to_owned),
            from: on(&product["from"]).unwrap(),
            to: on(&product["to"]),
        })
        .collect();
    let events: Vec<Happened> = list(&case["events"])
        .iter()
        .map(|event| (text(&event["code"]), on(&event["on"]).unwrap(), event["product"].as_str()))
        .map(|(code, on, product)| match product {
            Some(product) => Happened::about(&code, on, product, &products),
            None => Happened::since(&code, on),
        })
        .collect();
    let spans = |value: &Value| Days::spans(list(value).iter().map(|span| (on(&span[0]).unwrap(), on(&span[1]))));
    let hand = Hand {
        included: spans(&case["by_hand"]["included"]),
        excepted: spans(&case["by_hand"]["excepted"]),
        excepted_place: spans(&case["by_hand"]["excepted_place"]),
    };
    let place = Place {
        job_roles: &["technician"],
        country: "DE",
        products: &products,
        facts: &facts,
        events: &events,
        ..nowhere()
    };
    let audience = read(&case["audience"]).unwrap();
    let (days, turns) = (settled(&audience.days(&place), &hand), audience.turns(&place));
    let mut stays = Vec::new();
    for (index, membership) in list(&case["memberships"]).iter().enumerate() {
        let own = days.and(&Days::span(on(&membership[0]).unwrap(), on(&membership[1])));
        let parts = own.cut(&turns).into_iter();
        stays.extend(parts.map(|(from, to, anew)| Stay { index, from, to, anew }));
    }
    let run = run(&mut stays, on(&case["today"]).unwrap());
    (run.map(|run| run.from), run.and_then(|run| run.to))
}

#[test]
fn the_worked_cases_are_answered() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../../../tests/data/audiences.json")).unwrap();
    for case in cases {
        let expected = (case["start"].as_str().map(day), case["end"].as_str().map(day));
        assert_eq!(answered(&case), expected, "{}", case["name"]);
    }
}
