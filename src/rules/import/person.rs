//! People files: a row is a person with the place in an organisation that the file knows of.

use super::cell::{LONGEST_ID, LONGEST_NAME, Reader, words};
use super::header::Column;
use super::{Change, Reason, Refusal, differences};
use crate::rules::email_address::EmailAddress;
use crate::rules::person::Role;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The columns of a people file. Those that may be left out leave what is known as it is.
pub const COLUMNS: &[Column] = &[
    column(
        "external_id",
        true,
        &[
            "person_external_id",
            "person_id",
            "employee_id",
            "personnel_number",
            "personalnummer",
            "mitarbeiternummer",
            "id",
        ],
    ),
    column(
        "organisation_external_id",
        true,
        &[
            "organisation",
            "organization",
            "organization_external_id",
            "partner",
            "partner_id",
            "partnernummer",
            "betrieb",
            "firma",
        ],
    ),
    column("given_name", true, &["first_name", "vorname"]),
    column("family_name", true, &["last_name", "surname", "nachname", "familienname"]),
    column(
        "email",
        false,
        &["e_mail", "mail", "email_address", "e_mail_adresse", "mailadresse"],
    ),
    column("language", true, &["lang", "sprache"]),
    column("job_roles", false, &["job_role", "roles", "funktion", "tätigkeit", "taetigkeit"]),
    column("start_on", true, &["start", "start_date", "beginn", "eintritt", "eintrittsdatum"]),
    column("end_on", false, &["end", "end_date", "ende", "austritt", "austrittsdatum"]),
    column(
        "supervisor_external_id",
        false,
        &[
            "supervisor",
            "supervisor_id",
            "team_lead",
            "vorgesetzte",
            "vorgesetzter",
            "teamleitung",
        ],
    ),
    column("account_roles", false, &["account_role", "rechte", "kontorollen"]),
];

const fn column(name: &'static str, required: bool, aliases: &'static [&'static str]) -> Column {
    Column { name, required, aliases }
}

/// What is known of a person, as far as files can say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Mail address.
    pub email: Option<EmailAddress>,
    /// ISO 639-1 code.
    pub language: String,
    /// The organisation's number with the manufacturer.
    pub organisation_external_id: String,
    /// Codes of job roles, each once, in order.
    pub job_roles: Vec<String>,
    /// First day there.
    pub start_on: NaiveDate,
    /// Last day there.
    pub end_on: Option<NaiveDate>,
    /// The team lead's number.
    pub supervisor_external_id: Option<String>,
    /// Account roles within the organisation, each once, in order; being a learner follows from the membership and is not listed.
    pub account_roles: Vec<Role>,
}

/// One row of a people file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The person's number with the manufacturer: the key.
    pub external_id: String,
    /// What the row says.
    pub facts: Facts,
    /// The optional columns that the file does not have.
    absent: Vec<&'static str>,
}

/// Reads a row, or says why it is refused. `job_roles` are the catalogue's codes.
pub fn row(mut cells: Reader<'_>, job_roles: &[String]) -> Result<Row, Refusal> {
    let absent = COLUMNS.iter().map(|column| column.name).filter(|name| !cells.has(name)).collect();
    let external_id = cells.required("external_id", LONGEST_ID);
    let organisation_external_id = cells.required("organisation_external_id", LONGEST_ID);
    let facts = Facts {
        given_name: cells.required("given_name", LONGEST_NAME),
        family_name: cells.required("family_name", LONGEST_NAME),
        email: cells.email("email"),
        language: cells.language("language"),
        organisation_external_id,
        job_roles: cells.words("job_roles", job_roles),
        start_on: cells.required_day("start_on"),
        end_on: cells.day("end_on"),
        supervisor_external_id: Some(cells.text("supervisor_external_id", LONGEST_ID)).filter(|id| !id.is_empty()),
        account_roles: roles(&mut cells),
    };
    if facts.end_on.is_some_and(|end| end < facts.start_on) {
        cells.refuse(Refusal::new("end_on", Reason::BeforeStart).with("start_on", facts.start_on));
    }
    if facts.supervisor_external_id.as_ref() == Some(&external_id) {
        cells.refuse(Refusal::new("supervisor_external_id", Reason::Circle));
    }
    match cells.refusal() {
        Some(refusal) => Err(refusal),
        None => Ok(Row {
            external_id,
            facts,
            absent,
        }),
    }
}

fn roles(cells: &mut Reader<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    for word in words(cells.raw("account_roles")) {
        match word.parse() {
            Ok(Role::Learner) => {}
            Ok(role) => roles.push(role),
            Err(_) => {
                let known = Role::ALL.map(Role::as_str).join(", ");
                cells.refuse(Refusal::new("account_roles", Reason::Unknown).with("known", known));
            }
        }
    }
    roles.sort_unstable();
    roles
}

/// What an import still changes of somebody whom their partner's administrator has edited. Partners know their people best, so everything
/// else stays as the partner wrote it: only a change to another organisation is followed, with all that the file says of the new place, and
/// an earlier end. An import never takes somebody back whom the partner has ended.
pub const STILL_CHANGED: [&str; 2] = ["organisation_external_id", "end_on"];

impl Row {
    /// What the person would be after the import: the file's word, where it has one and may have it, over what is known.
    pub fn over(&self, known: Option<&Facts>, partner_edited: bool) -> Facts {
        let Some(known) = known else { return self.facts.clone() };
        let moved = known.organisation_external_id != self.facts.organisation_external_id;
        let mut after = self.facts.clone();
        if partner_edited {
            after.given_name.clone_from(&known.given_name);
            after.family_name.clone_from(&known.family_name);
            after.email.clone_from(&known.email);
            after.language.clone_from(&known.language);
            if !moved {
                after.job_roles.clone_from(&known.job_roles);
                after.start_on = known.start_on;
                after.end_on = earlier(known.end_on, self.facts.end_on.filter(|end| *end >= known.start_on));
                after.supervisor_external_id.clone_from(&known.supervisor_external_id);
                after.account_roles.clone_from(&known.account_roles);
            }
        }
        for column in &self.absent {
            match *column {
                "email" => after.email.clone_from(&known.email),
                "job_roles" => after.job_roles.clone_from(&known.job_roles),
                "end_on" if !moved => after.end_on = known.end_on.filter(|end| *end >= after.start_on),
                "supervisor_external_id" if !moved => after.supervisor_external_id.clone_from(&known.supervisor_external_id),
                "account_roles" if !moved => after.account_roles.clone_from(&known.account_roles),
                _ => {}
            }
        }
        after
    }

    /// What the file says and what stays all the same, because the partner's administration has edited this person: before is what stays,
    /// after what the file says.
    pub fn kept(&self, known: &Facts, partner_edited: bool) -> Vec<Change> {
        if !partner_edited {
            return Vec::new();
        }
        changes(&self.over(Some(known), true), &self.over(Some(known), false))
    }
}

fn earlier(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<NaiveDate> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// In which columns two states of a person differ.
pub fn changes(before: &Facts, after: &Facts) -> Vec<Change> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let roles = |roles: &[Role]| roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(";");
    let email = |email: &Option<EmailAddress>| email.as_ref().map(EmailAddress::to_string).unwrap_or_default();
    let (b, a) = (before, after);
    differences([
        (
            "organisation_external_id",
            b.organisation_external_id.clone(),
            a.organisation_external_id.clone(),
        ),
        ("given_name", b.given_name.clone(), a.given_name.clone()),
        ("family_name", b.family_name.clone(), a.family_name.clone()),
        ("email", email(&b.email), email(&a.email)),
        ("language", b.language.clone(), a.language.clone()),
        ("job_roles", b.job_roles.join(";"), a.job_roles.join(";")),
        ("start_on", b.start_on.to_string(), a.start_on.to_string()),
        ("end_on", day(b.end_on), day(a.end_on)),
        (
            "supervisor_external_id",
            b.supervisor_external_id.clone().unwrap_or_default(),
            a.supervisor_external_id.clone().unwrap_or_default(),
        ),
        ("account_roles", roles(&b.account_roles), roles(&a.account_roles)),
    ])
}

/// Whether the person begins anew rather than that an entry is corrected: at another organisation from a later day on, or again after an
/// end. The place they had before stays in their record.
pub fn begins_anew(before: &Facts, after: &Facts) -> bool {
    let elsewhere = before.organisation_external_id != after.organisation_external_id;
    elsewhere && after.start_on > before.start_on || before.end_on.is_some_and(|end| after.start_on > end)
}

/// The last day of the place before, where somebody begins anew: it ends the day before at the latest.
pub fn last_day_before(before: &Facts, after: &Facts) -> NaiveDate {
    let day_before = after.start_on.pred_opt().unwrap_or(after.start_on);
    before.end_on.map_or(day_before, |end| end.min(day_before))
}

/// A role that would be given although the importing person may not give it there; roles that somebody holds already are nobody's gift.
pub fn forbidden_role(given: &[Role], held: &[Role], grantable: &[Role]) -> Option<Role> {
    given.iter().copied().find(|role| !held.contains(role) && !grantable.contains(role))
}
