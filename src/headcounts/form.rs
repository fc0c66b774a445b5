//! Reading what a head count asks for, for pages and calls alike.

use crate::obligations::store::overview;
use crate::organisations::catalogue::{self, Entry};
use crate::platform::db::Conn;
use crate::platform::error::{Error, Message};
use crate::platform::form::{Faults, Typed};
use crate::rules::course::Language;
use crate::rules::headcount::MOST;
use crate::rules::id::Id;
use crate::rules::requirement::Texts;
use chrono::NaiveDate;

/// Longest code, in characters.
const LONGEST_CODE: usize = 40;

/// Longest title, in characters.
const LONGEST_TITLE: usize = 200;

/// What can be chosen.
#[derive(Debug)]
pub struct Offered {
    /// Requirements in force: identifier, code, title.
    pub requirements: Vec<(Id, String, String)>,
    /// Services, by code.
    pub services: Vec<Entry>,
}

impl Offered {
    /// Loads it.
    pub fn load(conn: &mut Conn, locale: &str) -> Result<Self, Error> {
        Ok(Self {
            requirements: overview::excusable(conn, locale)?,
            services: catalogue::services(conn)?,
        })
    }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct NewHeadCount {
    /// Stable word.
    pub code: String,
    /// Title per locale.
    pub title: Texts,
    /// The requirement whose proof counts.
    pub requirement_id: Id,
    /// How many people at least.
    pub least: i32,
    /// Codes of services.
    pub services: Vec<String>,
    /// First day.
    pub in_force_on: NaiveDate,
}

/// What was typed, or all that is wrong with it.
pub fn head_count(typed: &Typed, offered: &Offered) -> Result<NewHeadCount, Error> {
    let mut faults = Faults::new();
    let code = faults.text("code", typed.one("code"), LONGEST_CODE, true);
    let plain = |code: &str| {
        code.chars()
            .all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
    };
    if code.as_deref().is_some_and(|code| !plain(code)) {
        faults.note("code", "fault-requirement-code");
    }
    let mut title = Texts::default();
    for language in Language::ALL {
        let field = format!("title.{}", language.code());
        let text = faults.text(&field, typed.one(&field), LONGEST_TITLE, language == Language::En);
        title.extend(text.map(|text| (language.code().to_owned(), text)));
    }
    let named = typed.one("requirement");
    let requirement = offered.requirements.iter().find(|(_, code, _)| code == named).map(|(id, ..)| *id);
    if requirement.is_none() {
        faults.note("requirement", if named.is_empty() { "fault-missing" } else { "fault-choice" });
    }
    let most = i32::try_from(MOST).unwrap_or(i32::MAX);
    let least = typed
        .one("least")
        .trim()
        .parse::<i32>()
        .ok()
        .filter(|least| (1..=most).contains(least));
    if least.is_none() {
        faults.add("least", Message::new("fault-whole-number").with("least", 1).with("most", most));
    }
    let mut services = typed.all("services");
    services.retain(|code| !code.is_empty());
    services.sort();
    services.dedup();
    if services
        .iter()
        .any(|code| !offered.services.iter().any(|entry| entry.code == *code))
    {
        faults.note("services", "fault-choice");
    }
    let in_force_on = faults.date("in_force_on", typed.one("in_force_on"), true);
    let read = (|| {
        Some(NewHeadCount {
            code: code?,
            title,
            requirement_id: requirement?,
            least: least?,
            services,
            in_force_on: in_force_on?,
        })
    })();
    faults.or(read)
}
