//! Who changed what: searched by who, what, which action and when.

use crate::administration::pages::{AuditPage, AuditRow, Difference};
use crate::administration::store::{self, Entry, Search};
use crate::people::guard::{Actor, May, SeeAudit};
use crate::platform::error::{Error, FieldError};
use crate::platform::form::{Faults, place};
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::Export;
use crate::platform::views::{Choice, Field};
use crate::rules::id::{Id, Instant};
use actix_web::{HttpResponse, web};
use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use fluent_bundle::FluentArgs;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Differences of an entry that are seen at once.
const AT_ONCE: usize = 4;

/// Rows of a page.
const ROWS: usize = 50;

/// What deeds are about: the first words of the log's actions, each with a name of its own.
const NOUNS: &[&str] = &[
    "absence",
    "address",
    "attendance",
    "audience",
    "audit_folder",
    "booking",
    "calendar",
    "calendar_feed",
    "catalogue",
    "certificate",
    "course",
    "course_value",
    "default_ladder",
    "document",
    "duty",
    "equivalence",
    "event",
    "event_kind",
    "evidence",
    "exception",
    "extension",
    "fact",
    "field",
    "further_attempt",
    "head_count",
    "import",
    "job",
    "location",
    "mail",
    "mail_sender",
    "map",
    "material",
    "membership",
    "need",
    "notice",
    "offer",
    "organisation",
    "pause",
    "person",
    "product",
    "push_device",
    "reminder_text",
    "reminders",
    "requirement",
    "resource",
    "role",
    "series",
    "serviced",
    "session",
    "token",
    "waiver",
    "works_for",
    "workshop",
];

/// What is looked for, as the address says it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AuditQuery {
    #[serde(default)]
    pub(in crate::administration) actor: String,
    #[serde(default)]
    pub(in crate::administration) subject: String,
    #[serde(default)]
    pub(in crate::administration) action: String,
    #[serde(default)]
    pub(in crate::administration) from: String,
    #[serde(default)]
    pub(in crate::administration) to: String,
    #[serde(default)]
    pub(in crate::administration) older_than: String,
}

/// `GET /administration/audit`
pub async fn list(may: May<SeeAudit>, state: web::Data<State>, query: Query<AuditQuery>) -> Result<HttpResponse, Error> {
    let query = query.into_inner();
    let mut faults = Faults::new();
    let search = read(&query, &may.actor, &mut faults);
    let scope = may.scope.clone();
    let (rows, faults) = match faults.done() {
        Err(Error::Invalid(faults)) => (Vec::new(), faults),
        _ => {
            let limit = i64::try_from(ROWS + 1).unwrap_or(51);
            let rows = state
                .db
                .gather(move |conn| Ok(store::search(conn, &scope, &search, limit)?))
                .await?;
            (rows, Vec::new())
        }
    };
    let page = page(&may.actor, &state, query, rows, &faults);
    if faults.is_empty() {
        may.show(&state, &page)
    } else {
        may.show_again(&state, &page)
    }
}

/// What is looked for, checked.
pub(in crate::administration) fn read(query: &AuditQuery, actor: &Actor, faults: &mut Faults) -> Search {
    let from = faults.date("from", &query.from, false);
    let to = faults.date("to", &query.to, false);
    let older_than = match query.older_than.as_str() {
        "" => None,
        typed => typed.parse::<Id>().map_err(|_| faults.note("older_than", "fault-cursor")).ok(),
    };
    Search {
        actor: faults.text("actor", &query.actor, 200, false),
        subject: faults.text("subject", &query.subject, 200, false),
        action: faults.text("action", &query.action, 100, false),
        from: from.map(|day| beginning(day, actor)),
        to: to
            .and_then(|day| day.checked_add_days(Days::new(1)))
            .map(|day| beginning(day, actor)),
        older_than,
    }
}

/// When a day begins at the reader's place; where the clock jumps over midnight, the first moment after.
fn beginning(day: NaiveDate, actor: &Actor) -> Instant {
    let midnight = day.and_time(NaiveTime::MIN);
    let local = actor.zone().from_local_datetime(&midnight).earliest();
    local.map_or_else(|| midnight.and_utc(), |at| at.to_utc()).into()
}

fn page(actor: &Actor, state: &State, query: AuditQuery, mut rows: Vec<Entry>, faults: &[FieldError]) -> AuditPage {
    let words = actor.words(state);
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let parts = [
        ("actor", &query.actor),
        ("subject", &query.subject),
        ("action", &query.action),
        ("from", &query.from),
        ("to", &query.to),
    ];
    let asked: String = parts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("&{name}={}", crate::platform::answer::encoded(value)))
        .collect();
    let last = rows.last().filter(|_| more);
    let next = last.map(|last| format!("/administration/audit?older_than={}{asked}", last.id));
    let actions = choices(&query.action, words);
    let mut page = AuditPage {
        rows: rows.into_iter().map(|entry| row(entry, words)).collect(),
        actions,
        export: Export::of(format!("/administration/audit.csv{}", asked.replacen('&', "?", 1))),
        filtered: [&query.actor, &query.subject, &query.action, &query.from, &query.to]
            .iter()
            .any(|part| !part.is_empty()),
        faults: Vec::new(),
        actor: Field::with("actor", query.actor),
        subject: Field::with("subject", query.subject),
        action: Field::with("action", query.action),
        from: Field::with("from", query.from),
        to: Field::with("to", query.to),
        next,
    };
    let mut fields = [&mut page.actor, &mut page.subject, &mut page.action, &mut page.from, &mut page.to];
    page.faults = place(faults, &mut fields, words, |field| words.text(&format!("audit-{field}"), &[]));
    page
}

/// What can be chosen, by name; one action alone can only be named in the address, and stays chosen there.
fn choices(chosen: &str, words: &Words) -> Vec<Choice> {
    let named = |noun: &str| Choice::new(noun, words.text(&format!("audit-noun-{noun}"), &[])).chosen(noun == chosen);
    let mut all: Vec<Choice> = NOUNS.iter().copied().map(named).collect();
    all.sort_by_key(|choice| choice.label.to_lowercase());
    if !chosen.is_empty() && !NOUNS.contains(&chosen) {
        all.insert(
            0,
            Choice::new(chosen, deed(chosen, words).unwrap_or_else(|| chosen.to_owned())).chosen(true),
        );
    }
    all
}

/// What an action is called; none for one that an earlier program wrote and this one does not know.
fn deed(action: &str, words: &Words) -> Option<String> {
    words.find(&format!("audit-deed-{}", action.replace('.', "-")), &FluentArgs::new())
}

fn row(entry: Entry, words: &Words) -> AuditRow {
    let subject_kind = words.find(&format!("audit-record-{}", entry.subject_kind), &FluentArgs::new());
    let mut differences = differences(parsed(entry.before_json.as_deref()), parsed(entry.after_json.as_deref()));
    let further = differences.split_off(differences.len().min(AT_ONCE));
    AuditRow {
        deed: deed(&entry.action, words).unwrap_or_else(|| entry.action.clone()),
        at: entry.at,
        actor: entry.actor_name,
        actor_kind: entry.actor_kind,
        address: entry.address,
        request_id: entry.request_id,
        action: entry.action,
        subject_kind: subject_kind.unwrap_or(entry.subject_kind),
        subject: entry.subject_label,
        differences,
        further,
    }
}

/// A state as the log keeps it.
pub fn parsed(state: Option<&str>) -> Option<Value> {
    state.and_then(|text| serde_json::from_str(text).ok())
}

/// The fields in which two states differ; of a record that is new or gone, those that say anything. A field of a field is named with a
/// point between them.
pub fn differences(before: Option<Value>, after: Option<Value>) -> Vec<Difference> {
    let (mut before, mut after) = (flat(before), flat(after));
    let fields: BTreeSet<String> = before.keys().chain(after.keys()).cloned().collect();
    fields
        .into_iter()
        .filter(|field| !UNTOLD.contains(&field.as_str()))
        .filter_map(|field| {
            let (before, after) = (before.remove(&field), after.remove(&field));
            (before != after).then_some(Difference { field, before, after })
        })
        .collect()
}

/// What changes with everything else, or says the same in other letters.
const UNTOLD: [&str; 5] = ["updated_at", "created_at", "revision", "search_name", "email_key"];

/// What a record says, per field; a list of plain values is one text.
fn flat(record: Option<Value>) -> BTreeMap<String, String> {
    let mut told = BTreeMap::new();
    if let Some(record) = record {
        tell(String::new(), record, &mut told);
    }
    told
}

fn tell(name: String, value: Value, told: &mut BTreeMap<String, String>) {
    let below = |part: &str| {
        if name.is_empty() {
            part.to_owned()
        } else {
            format!("{name}.{part}")
        }
    };
    match value {
        Value::Object(fields) => fields.into_iter().for_each(|(part, value)| tell(below(&part), value, told)),
        Value::Array(values) if values.iter().any(|value| value.is_object() || value.is_array()) => {
            let numbered = values.into_iter().zip(1..);
            numbered.for_each(|(value, number)| tell(below(&number.to_string()), value, told));
        }
        Value::Array(values) => {
            let texts: Vec<_> = values.iter().filter_map(plain).collect();
            told.insert(name, texts.join(", "));
        }
        value => {
            if let Some(text) = plain(&value) {
                told.insert(name, text);
            }
        }
    }
}

/// The text of a plain value that says anything.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_differs_is_shown() {
        let found = differences(
            Some(json!({"a": 1, "b": "x", "revision": 1})),
            Some(json!({"a": 1, "b": null, "c": [2, 3], "d": {"e": [{"f": "y"}]}, "revision": 2})),
        );
        let told: Vec<_> = found
            .iter()
            .map(|d| (d.field.as_str(), d.before.as_deref(), d.after.as_deref()))
            .collect();
        assert_eq!(
            told,
            [("b", Some("x"), None), ("c", None, Some("2, 3")), ("d.e.1.f", None, Some("y"))]
        );
        assert!(differences(None, None).is_empty());
        assert_eq!(differences(None, Some(json!("platform_admin"))).len(), 1);
    }
}
