//! The rules of files, by cases.

use super::cell::{Reader, day};
use super::header::{Mapping, guess, signature};
use super::person::{Facts, STILL_CHANGED, begins_anew, changes, forbidden_role, last_day_before};
use super::twice::twice;
use super::{Kind, Reason, completion, organisation, person};
use crate::rules::person::Role;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::HashMap;

const PEOPLE: &str = "external_id,organisation_external_id,given_name,family_name,email,language,job_roles,start_on,end_on,supervisor_external_id,account_roles";
const GOOD: &str = "E-1,P-1,Anna,Schmidt,anna@firma.example,de,technician,2020-01-01,,,learner;team_lead";

fn cells(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn read(header: &str, line: &str) -> Result<person::Row, super::Refusal> {
    let header = cells(header);
    let mapping = guess(&header, person::COLUMNS);
    person::row(
        Reader::new(&cells(line), header.len(), &mapping),
        &["electrician".into(), "technician".into()],
    )
}

/// The good row with one cell exchanged.
fn with(column: &str, cell: &str) -> Result<person::Row, super::Refusal> {
    let place = cells(PEOPLE).iter().position(|name| name == column).unwrap();
    let mut line = cells(GOOD);
    line[place] = cell.to_owned();
    read(PEOPLE, &line.join(","))
}

#[test]
fn a_good_row_is_read_and_being_a_learner_goes_without_saying() {
    let row = read(PEOPLE, GOOD).unwrap();
    assert_eq!(row.external_id, "E-1");
    assert_eq!(row.facts.account_roles, [Role::TeamLead]);
    assert_eq!(row.facts.end_on, None);
}

#[test]
fn each_fault_is_named_with_its_column() {
    let long = "x".repeat(300);
    for (column, cell, reason) in [
        ("external_id", "", Reason::Missing),
        ("email", "not an address", Reason::Invalid),
        ("email", "a@bad.example\nBcc: all@bad.example", Reason::Invalid),
        ("start_on", "31.02.2025", Reason::NoDate),
        ("start_on", "", Reason::Missing),
        ("end_on", "2001-01-01", Reason::BeforeStart),
        ("given_name", "  ", Reason::Missing),
        ("given_name", "An\u{7}na", Reason::Invalid),
        ("language", "klingon", Reason::Unknown),
        ("job_roles", "technician;astronaut", Reason::Unknown),
        ("family_name", &long, Reason::TooLong),
        ("supervisor_external_id", "E-1", Reason::Circle),
        ("account_roles", "emperor", Reason::Unknown),
    ] {
        let refusal = with(column, cell).unwrap_err();
        assert_eq!((refusal.column.as_str(), refusal.reason), (column, reason), "{cell:?}");
    }
}

#[test]
fn a_row_with_another_number_of_cells_is_refused_as_a_whole() {
    let refusal = read(PEOPLE, "E-1,P-1,Anna").unwrap_err();
    assert_eq!((refusal.column.as_str(), refusal.reason), ("", Reason::Ragged));
    assert!(
        read(PEOPLE, &format!("{GOOD},,")).is_ok(),
        "empty cells at the end are a spreadsheet's habit"
    );
}

#[test]
fn days_are_read_as_both_worlds_write_them_and_never_guessed() {
    assert_eq!(day("2024-02-29"), Some(on("2024-02-29")));
    assert_eq!(day("1.2.2024"), Some(on("2024-02-01")));
    assert_eq!(day("24.08.2019 00:00:00"), Some(on("2019-08-24")));
    for text in [
        "31.02.2025",
        "01.02.24",
        "02/01/2024",
        "45000",
        "+2024-01-01",
        "2024-1",
        "20240101",
        "0001-01-01",
    ] {
        assert_eq!(day(text), None, "{text}");
    }
    for year in [1899, 1900, 2199, 2200, 2999, 3000] {
        let text = format!("{year}-06-30");
        assert_eq!(
            day(&text),
            Some(on(&text)).filter(|day| crate::rules::day::is_possible(*day)),
            "as forms have it"
        );
    }
}

#[test]
fn the_first_line_is_understood_in_both_languages() {
    let header = cells("Personalnummer,Firma,Vorname,Nachname,E-Mail,Sprache,Eintritt,Bemerkung");
    let mapping = guess(&header, person::COLUMNS);
    assert_eq!(mapping.missing(person::COLUMNS), Vec::<&str>::new());
    assert_eq!(mapping.place("email"), Some(4));
    assert_eq!(mapping.place("end_on"), None);
    assert_eq!(
        signature(&header),
        signature(&cells("PERSONALNUMMER, Firma,Vorname,Nachname,E-Mail,Sprache,Eintritt,Bemerkung"))
    );
}

#[test]
fn of_two_columns_of_one_name_nobody_knows_which_is_meant() {
    let doubled = |line: &str, own| super::header::doubled(&cells(line), person::COLUMNS, own).map(str::to_owned);
    assert_eq!(
        doubled("external_id,family_name,email,Family Name", true).as_deref(),
        Some("Family Name")
    );
    assert_eq!(doubled("Personalnummer,Vorname,E-Mail,e-mail", true).as_deref(), Some("e-mail"));
    // Two names for one thing are told apart: our own counts.
    assert_eq!(doubled("external_id,Personalnummer,email", true), None);
    // What is not read may stand there as often as it likes, and nothing at all.
    assert_eq!(doubled("external_id,Bemerkung,,Bemerkung,", true), None);
    assert_eq!(
        doubled("external_id,field:shoe_size,Field: Shoe_Size", true).as_deref(),
        Some("Field: Shoe_Size")
    );
    assert_eq!(doubled("external_id,field:shoe_size,field:shoe_size", false), None);
}

#[test]
fn a_file_without_a_needed_column_says_which() {
    let mapping = guess(&cells("external_id,given_name"), person::COLUMNS);
    assert_eq!(
        mapping.missing(person::COLUMNS),
        ["organisation_external_id", "family_name", "language", "start_on"]
    );
}

#[test]
fn a_mapping_from_elsewhere_cannot_name_what_is_not_there() {
    let mapping: Mapping = serde_json::from_str(r#"{"email": 99, "password": 1, "external_id": 0}"#).unwrap();
    assert_eq!(
        mapping.confined(person::COLUMNS, 3).0.into_iter().collect::<Vec<_>>(),
        [("external_id".to_owned(), 0)]
    );
}

fn known() -> Facts {
    read(PEOPLE, GOOD).unwrap().facts
}

#[test]
fn the_same_row_again_changes_nothing() {
    let row = read(PEOPLE, GOOD).unwrap();
    assert_eq!(changes(&known(), &row.over(Some(&known()), false)), []);
}

#[test]
fn columns_that_the_file_lacks_leave_what_is_known() {
    let row = read(
        "external_id,organisation_external_id,given_name,family_name,language,start_on",
        "E-1,P-1,Anna,Schmid,de,2020-01-01",
    )
    .unwrap();
    let changed = changes(&known(), &row.over(Some(&known()), false));
    assert_eq!(
        changed.iter().map(|change| change.column.as_str()).collect::<Vec<_>>(),
        ["family_name"]
    );
}

#[test]
fn what_a_partner_has_edited_an_import_leaves_alone_but_for_a_move_and_an_earlier_end() {
    let columns = |row: &person::Row, known: &Facts| {
        let changed = changes(known, &row.over(Some(known), true));
        changed.into_iter().map(|change| change.column).collect::<Vec<_>>()
    };
    for (column, cell) in [
        ("family_name", "Meier"),
        ("email", ""),
        ("job_roles", "electrician"),
        ("start_on", "2021-01-01"),
        ("account_roles", ""),
    ] {
        assert_eq!(columns(&with(column, cell).unwrap(), &known()), Vec::<String>::new(), "{column}");
    }
    assert_eq!(columns(&with("end_on", "2026-01-31").unwrap(), &known()), ["end_on"]);
    assert_eq!(
        columns(&with("organisation_external_id", "P-2").unwrap(), &known()),
        ["organisation_external_id"]
    );
    assert!(STILL_CHANGED.contains(&"end_on"));
    let ended = Facts {
        end_on: Some(on("2025-12-31")),
        ..known()
    };
    assert_eq!(
        columns(&read(PEOPLE, GOOD).unwrap(), &ended),
        Vec::<String>::new(),
        "nobody is taken back"
    );
}

#[test]
fn a_later_start_elsewhere_is_a_new_place_and_a_correction_is_none() {
    let later = Facts {
        organisation_external_id: "P-2".into(),
        start_on: on("2024-05-01"),
        ..known()
    };
    assert!(begins_anew(&known(), &later));
    assert_eq!(last_day_before(&known(), &later), on("2024-04-30"));
    let corrected = Facts {
        organisation_external_id: "P-2".into(),
        ..known()
    };
    assert!(!begins_anew(&known(), &corrected));
    let ended = Facts {
        end_on: Some(on("2022-12-31")),
        ..known()
    };
    let again = Facts {
        start_on: on("2024-05-01"),
        ..known()
    };
    assert!(begins_anew(&ended, &again));
    assert_eq!(last_day_before(&ended, &again), on("2022-12-31"));
}

#[test]
fn nobody_imports_a_role_that_is_not_theirs_to_give() {
    let grantable = [Role::PartnerAdmin, Role::TeamLead, Role::Learner];
    assert_eq!(forbidden_role(&[Role::PlatformAdmin], &[], &grantable), Some(Role::PlatformAdmin));
    assert_eq!(forbidden_role(&[Role::PlatformAdmin], &[Role::PlatformAdmin], &grantable), None);
    assert_eq!(forbidden_role(&[Role::TeamLead], &[], &grantable), None);
}

#[test]
fn of_two_rows_with_one_key_both_are_found() {
    let keys = [(2, Some("a")), (3, Some("b")), (4, None), (5, Some("a")), (6, None), (7, Some("a"))];
    assert_eq!(twice(keys), HashMap::from([(2, 5), (5, 2), (7, 2)]));
}

const ORGANISATIONS: &str = "external_id,parent_external_id,kind,name,country,latitude,longitude,time_zone,languages,services";

fn read_organisation(line: &str) -> Result<organisation::Row, super::Refusal> {
    let header = cells(ORGANISATIONS);
    let mapping = guess(&header, organisation::COLUMNS);
    organisation::row(Reader::new(&cells(line), header.len(), &mapping), &["repair".into()])
}

#[test]
fn organisations_stand_in_a_tree_under_the_manufacturer() {
    let row = read_organisation("P-1,M-1,partner,Kälte Albers,de,53.6,10.1,europe/berlin,DE;en;de,repair").unwrap();
    assert_eq!((row.facts.country.as_str(), row.facts.time_zone.as_str()), ("DE", "Europe/Berlin"));
    assert_eq!(row.facts.languages, ["de", "en"]);
    for (line, column, reason) in [
        ("P-1,,partner,A,DE,,,Europe/Berlin,,", "parent_external_id", Reason::Missing),
        ("M-1,P-1,manufacturer,A,DE,,,Europe/Berlin,,", "parent_external_id", Reason::Invalid),
        ("P-1,P-1,partner,A,DE,,,Europe/Berlin,,", "parent_external_id", Reason::Circle),
        ("P-1,M-1,club,A,DE,,,Europe/Berlin,,", "kind", Reason::Unknown),
        ("P-1,M-1,partner,A,Germany,,,Europe/Berlin,,", "country", Reason::Unknown),
        ("P-1,M-1,partner,A,DE,91,10,Europe/Berlin,,", "latitude", Reason::Invalid),
        ("P-1,M-1,partner,A,DE,51,,Europe/Berlin,,", "longitude", Reason::Missing),
        ("P-1,M-1,partner,A,DE,,,Berlin,,", "time_zone", Reason::Unknown),
        ("P-1,M-1,partner,A,DE,,,Europe/Berlin,xx,", "languages", Reason::Unknown),
        ("P-1,M-1,partner,A,DE,,,Europe/Berlin,,cooking", "services", Reason::Unknown),
    ] {
        let refusal = read_organisation(line).unwrap_err();
        assert_eq!((refusal.column.as_str(), refusal.reason), (column, reason), "{line}");
    }
}

#[test]
fn parents_in_a_circle_are_found_and_those_who_only_lead_there_are_not() {
    let parents = HashMap::from([("a", "b"), ("b", "c"), ("c", "b"), ("d", "m"), ("e", "d")]);
    let mut found: Vec<_> = organisation::on_a_circle(&parents).into_iter().collect();
    found.sort_unstable();
    assert_eq!(found, ["b", "c"]);
}

#[test]
fn a_completion_before_the_first_day_is_kept_and_one_in_the_future_is_not() {
    let read = |line: &str| {
        let header = cells("person_external_id,course_code,completed_on,source");
        let mapping = guess(&header, completion::COLUMNS);
        completion::row(Reader::new(&cells(line), 4, &mapping), on("2026-11-24"))
    };
    assert!(read("E-1,HV-101,1999-01-01,Workshop").is_ok());
    assert!(read("E-1,HV-101,1950-01-01,Workshop").is_ok());
    let slip = read("E-1,HV-101,1949-12-31,Workshop").unwrap_err();
    assert_eq!((slip.reason, slip.detail["earliest"].as_str()), (Reason::NoDate, "1950"));
    assert_eq!(read("E-1,HV-101,2026-11-25,paper").unwrap_err().reason, Reason::Future);
    assert_eq!(read("E-1,,2026-11-24,paper").unwrap_err().column, "course_code");
}

#[test]
fn a_completion_may_say_until_when_it_counts_but_not_that_it_ended_before() {
    let read = |line: &str| {
        let header = cells("person_external_id,course_code,completed_on,Gültig bis");
        let mapping = guess(&header, completion::COLUMNS);
        completion::row(Reader::new(&cells(line), 4, &mapping), on("2026-11-24"))
    };
    assert_eq!(read("E-1,FA,2026-11-24,2028-11-23").unwrap().valid_until, Some(on("2028-11-23")));
    assert_eq!(read("E-1,FA,2026-11-24,24.11.2026").unwrap().valid_until, Some(on("2026-11-24")));
    assert_eq!(read("E-1,FA,2026-11-24,").unwrap().valid_until, None);
    let refused = read("E-1,FA,2026-11-24,2026-11-23").unwrap_err();
    assert_eq!((refused.column.as_str(), refused.reason), ("valid_until", Reason::BeforeStart));
}

#[test]
fn kinds_and_reasons_read_back_as_written() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    for reason in Reason::ALL {
        assert_eq!(reason.as_str().parse(), Ok(reason));
    }
}

proptest! {
    #[test]
    fn no_row_panics(line in proptest::collection::vec("\\PC{0,12}|[-0-9.;@ ]{0,12}", 0..14)) {
        let header = cells(PEOPLE);
        let mapping = guess(&header, person::COLUMNS);
        let _ = person::row(Reader::new(&line, header.len(), &mapping), &[]);
        let header = cells(ORGANISATIONS);
        let mapping = guess(&header, organisation::COLUMNS);
        let _ = organisation::row(Reader::new(&line, header.len(), &mapping), &[]);
    }
}
