//! What a written text may be, what is put in, and which text applies.

use super::*;
use crate::rules::id::Id;
use crate::rules::obligation::Status;
use proptest::prelude::*;

fn id(number: u128) -> Id {
    Id(uuid::Uuid::from_u128(number))
}

fn value(placeholder: Placeholder) -> String {
    match placeholder {
        Placeholder::Name => "Selin Aydın".to_owned(),
        Placeholder::Link => "https://academy.example/training".to_owned(),
        other => other.as_str().to_uppercase(),
    }
}

fn fault(text: &str, part: Part) -> WordingFault {
    Wording::read(text, part).unwrap_err()
}

fn at(line: usize, column: usize) -> Place {
    Place { line, column }
}

#[test]
fn values_are_put_in_for_the_placeholders() {
    let text = Wording::read("Hello {name},\n\n{requirement} is due {due}.\nSee {link}", Part::Opening).unwrap();
    let paragraphs = text.paragraphs(value);
    assert_eq!(paragraphs.len(), 2);
    assert_eq!(
        plain(&paragraphs),
        "Hello Selin Aydın,\n\nREQUIREMENT is due DUE.\nSee https://academy.example/training"
    );
    assert!(paragraphs[1].last().unwrap().link);
    assert_eq!(
        Wording::read("{partner}:  {person}", Part::Subject).unwrap().line(value),
        "PARTNER: PERSON"
    );
}

#[test]
fn what_is_broken_is_told_with_its_place() {
    assert_eq!(
        fault("a\nb {nmae}", Part::Opening),
        WordingFault::Unknown {
            name: "nmae".into(),
            place: at(2, 3)
        }
    );
    assert_eq!(fault("{name", Part::Opening), WordingFault::Unclosed { place: at(1, 1) });
    assert_eq!(fault("{{name}}", Part::Opening), WordingFault::Unclosed { place: at(1, 1) });
    assert_eq!(fault("x {na\nme}", Part::Opening), WordingFault::Unclosed { place: at(1, 3) });
    assert_eq!(fault("name}", Part::Opening), WordingFault::Unopened { place: at(1, 5) });
    assert_eq!(
        fault("{link}", Part::Subject),
        WordingFault::NotHere {
            name: "link",
            place: at(1, 1)
        }
    );
    assert_eq!(fault("a\nb", Part::Subject), WordingFault::Unreadable { place: at(1, 2) });
    assert_eq!(fault("a\u{0}", Part::Closing), WordingFault::Unreadable { place: at(1, 2) });
    assert_eq!(fault(&"x".repeat(151), Part::Subject), WordingFault::TooLong { most: 150 });
    assert_eq!(fault(&"{name}".repeat(41), Part::Opening), WordingFault::TooMany { most: 40 });
    for program in [
        "{#each people}",
        "{{{name}}}",
        "{name.first}",
        "{ name }",
        "{}",
        "{NAME}",
        "{> partial}",
    ] {
        assert!(Wording::read(program, Part::Opening).is_err(), "{program}");
    }
}

#[test]
fn a_value_is_never_read_again() {
    let text = Wording::read("{name}\n\n{person}", Part::Opening).unwrap();
    let odd = |placeholder| match placeholder {
        Placeholder::Name => "{person} {{#each}}\n\n<b>".to_owned(),
        _ => "{name}".to_owned(),
    };
    let paragraphs = text.paragraphs(odd);
    assert_eq!(paragraphs.len(), 2, "a value parts no paragraphs");
    assert_eq!(paragraphs[0][0].text, "{person} {{#each}}  <b>");
    assert_eq!(paragraphs[1][0].text, "{name}");
}

#[test]
fn the_nearest_text_applies_and_the_better_language_goes_first() {
    let (requirement, other, branch, above) = (id(1), id(2), id(10), id(11));
    let own = |requirement_id, organisation_id, language: &str, subject: &str| Own {
        audience: Audience::Own,
        requirement_id,
        organisation_id,
        phase: None,
        language: language.to_owned(),
        subject: Some(subject.to_owned()),
        opening: None,
        closing: None,
    };
    let mut all = vec![
        own(None, None, "de", "everywhere"),
        own(None, Some(above), "de", "above"),
        own(None, Some(branch), "de", "branch"),
        own(Some(requirement), None, "de", "requirement"),
        own(Some(requirement), Some(above), "de", "requirement above"),
        own(Some(requirement), Some(branch), "de", "requirement branch"),
        own(Some(other), Some(branch), "de", "other"),
        own(Some(requirement), Some(branch), "en", "english"),
    ];
    let subject = |all: &[Own]| {
        let found = chosen(
            all,
            Part::Subject,
            Audience::Own,
            Some(Phase::Grace),
            &["de", "en"],
            Some(requirement),
            &[branch, above],
        );
        found.map(|one| (one.text.to_owned(), one.origin))
    };
    let mut found = Vec::new();
    while let Some((text, origin)) = subject(&all) {
        all.retain(|own| own.subject.as_deref() != Some(text.as_str()));
        found.push((text, origin));
    }
    let expected = [
        ("requirement branch", Origin::RequirementAndBranch),
        ("requirement above", Origin::RequirementAndBranch),
        ("requirement", Origin::Requirement),
        ("branch", Origin::Branch),
        ("above", Origin::Branch),
        ("everywhere", Origin::Everywhere),
        ("english", Origin::RequirementAndBranch),
    ];
    assert_eq!(found, expected.map(|(text, origin)| (text.to_owned(), origin)));
    let none = chosen(&all, Part::Opening, Audience::Own, None, &["de"], None, &[]);
    assert_eq!(none, None);
    let for_team = chosen(&all, Part::Subject, Audience::Team, None, &["de"], Some(other), &[branch]);
    assert_eq!(for_team, None, "a text to oneself is none about others");
}

#[test]
fn a_text_for_one_time_goes_before_the_one_for_any_at_the_same_place() {
    let requirement = id(1);
    let own = |requirement_id, phase, subject: &str| Own {
        audience: Audience::Own,
        requirement_id,
        organisation_id: None,
        phase,
        language: "de".to_owned(),
        subject: Some(subject.to_owned()),
        opening: None,
        closing: None,
    };
    let all = [
        own(None, None, "any"),
        own(None, Some(Phase::Grace), "grace"),
        own(None, Some(Phase::Overdue), "overdue"),
        own(Some(requirement), Some(Phase::Overdue), "overdue, of the requirement"),
    ];
    let subject = |requirement_id, phase| {
        let found = chosen(&all, Part::Subject, Audience::Own, phase, &["de"], requirement_id, &[]);
        found.map(|one| one.text)
    };
    assert_eq!(subject(None, Some(Phase::Ahead)), Some("any"));
    assert_eq!(subject(None, Some(Phase::Grace)), Some("grace"));
    assert_eq!(subject(Some(requirement), Some(Phase::Grace)), Some("grace"));
    assert_eq!(
        subject(Some(requirement), Some(Phase::Overdue)),
        Some("overdue, of the requirement")
    );
    assert_eq!(subject(Some(requirement), None), Some("any"));
}

#[test]
fn the_time_of_what_is_owed_follows_from_its_status_and_its_date() {
    assert_eq!(Phase::of(Status::Due, 0), Phase::Ahead);
    assert_eq!(Phase::of(Status::Grace, -1), Phase::Grace);
    assert_eq!(Phase::of(Status::Overdue, -40), Phase::Overdue);
    assert_eq!(Phase::of(Status::Lapsed, -400), Phase::Overdue);
    for phase in Phase::ALL {
        assert_eq!(phase.as_str().parse::<Phase>(), Ok(phase));
    }
    assert_eq!("later".parse::<Phase>(), Err(UnknownPhase("later".to_owned())));
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader_and_what_comes_out_is_bounded(text in ".{0,400}", long in "[^\\x00]{0,900}") {
        for part in Part::ALL {
            if let Ok(wording) = Wording::read(&text, part) {
                let out = wording.line(|_| long.clone());
                prop_assert!(out.chars().count() <= part.most() + MOST_PLACEHOLDERS * LONGEST_VALUE);
                let paragraphs = wording.paragraphs(|_| long.clone());
                prop_assert!(paragraphs.iter().all(|paragraph| !paragraph.is_empty()));
            }
        }
    }

    #[test]
    fn a_text_without_braces_comes_out_as_it_is(text in "[a-zäöü,. ]{0,140}") {
        let words: Vec<&str> = text.split_whitespace().collect();
        let read = Wording::read(&text, Part::Subject).unwrap();
        prop_assert_eq!(read.line(value), words.join(" "));
    }
}
