//! Due dates that cannot be kept: the groups, the people of one, and deciding about many at once.

use super::extension::hand;
use crate::obligations::exception::{self as deeds, Exceptions, Key, MOST_AT_ONCE, Order};
use crate::obligations::pages::{ExceptionGroup, ExceptionPage, ExceptionRow, ExceptionsPage, Unit};
use crate::obligations::store::exception::{self as store, Row};
use crate::organisations::Scope;
use crate::people::May;
use crate::people::guard::ExcusePeople;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::i18n::DateForm;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::Export;
use crate::platform::views::{Choice, Field};
use crate::rules::extension::LONGEST_REASON;
use crate::rules::id::{Id, Instant};
use crate::rules::impossible::{Decision, Why};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::Deserialize;

/// People on one page of the list.
const PER_PAGE: i64 = 50;

/// Requirement, path and reason, as the address has them.
pub(super) type Place = web::Path<(String, String, String)>;

/// Which page of the list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: Option<String>,
}

/// The groups.
pub async fn list(may: May<ExcusePeople>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, today, now, locale) = (may.scope.clone(), may.actor.today(), may.actor.now, may.actor.locale().code());
    let found = state.db.gather(move |conn| deeds::groups(conn, &scope, today, now, locale)).await?;
    let page = ExceptionsPage {
        total: found.iter().map(|one| one.count).sum(),
        export: Export::of("/exceptions/table.csv".to_owned()),
        rows: found.iter().map(told).collect(),
    };
    may.show(&state, &page)
}

/// The requirements for which nothing is on offer in time, each once, with the people it is missing to; without a scope, none.
pub(super) fn without_offer(
    conn: &mut Conn,
    scope: Option<&Scope>,
    today: NaiveDate,
    now: Instant,
    locale: &str,
) -> Result<Vec<Unit>, Error> {
    let Some(scope) = scope else { return Ok(Vec::new()) };
    let mut found = deeds::without_offer(conn, scope, today, now, locale)?;
    found.dedup_by(|next, one| next.key.requirement == one.key.requirement);
    let named = |one: &Exceptions| Unit {
        label: one.title.clone(),
        href: path(&one.key),
        current: false,
    };
    Ok(found.iter().map(named).collect())
}

fn told(one: &Exceptions) -> ExceptionGroup {
    ExceptionGroup {
        href: path(&one.key),
        requirement: one.title.clone(),
        path: path_word(&one.key),
        why: one.key.why.as_str(),
        days: one.days,
        count: one.count,
    }
}

pub(super) fn path_word(key: &Key) -> &'static str {
    if key.refresher { "refresher" } else { "initial" }
}

fn path(key: &Key) -> String {
    format!(
        "/exceptions/{}/{}/{}",
        answer::encoded(&key.requirement),
        path_word(key),
        key.why.as_str()
    )
}

/// The group that an address names.
pub(super) fn key(place: &Place) -> Result<Key, Error> {
    let (requirement, path, why) = (&place.0, place.1.as_str(), place.2.as_str());
    Ok(Key {
        requirement: requirement.clone(),
        refresher: match path {
            "initial" => false,
            "refresher" => true,
            _ => return Err(Error::NotFound),
        },
        why: Why::from_word(why).ok_or(Error::NotFound)?,
    })
}

/// The people of a group.
pub async fn show(may: May<ExcusePeople>, state: web::Data<State>, at: Place, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let (found, rows, first) = load(&may, &state, &key(&at)?, asked.page.as_deref()).await?;
    let words = may.actor.words(&state);
    let today = may.actor.today();
    let proposed = found.realistic.map(|day| match may.actor.locale().code() {
        // German dates are typed as they are shown; other languages take the international form.
        "de" => words.date(day, DateForm::Numeric, today),
        _ => day.to_string(),
    });
    let typed = Typed::of(vec![
        ("decision".to_owned(), if proposed.is_some() { "date" } else { "anyway" }.to_owned()),
        ("until_on".to_owned(), proposed.unwrap_or_default()),
    ]);
    may.show(&state, &page(&may, &state, &found, rows, first, &typed, &[]))
}

/// Decides about those who were chosen.
pub async fn update(may: May<ExcusePeople>, state: web::Data<State>, at: Place, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    let key = key(&at)?;
    let outcome = match read(&typed, key.clone()) {
        Ok(order) => {
            let (scope, hand, owned) = (may.scope.clone(), hand(&may.actor), state.clone());
            state.db.save(move |conn| deeds::decide(conn, &owned, &scope, &hand, &order)).await
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok(count) => answer::done(&state, "/exceptions", &Message::new("exception-decided").with("count", count), None),
        Err(Error::Invalid(faults)) => {
            let (found, rows, first) = load(&may, &state, &key, None).await?;
            may.show_again(&state, &page(&may, &state, &found, rows, first, &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

fn read(typed: &Typed, key: Key) -> Result<Order, Error> {
    let mut faults = Faults::new();
    let people: Vec<Id> = typed
        .all("pick")
        .iter()
        .filter_map(|id| id.parse().ok())
        .take(MOST_AT_ONCE)
        .collect();
    let all = typed.one("all") == "true";
    if people.is_empty() && !all {
        faults.note("pick", "fault-needs-one");
    }
    let decision = match typed.one("decision") {
        "anyway" => Some(Decision::Anyway),
        "not" => Some(Decision::Not),
        "date" => faults.date("until_on", typed.one("until_on"), true).map(Decision::Date),
        _ => {
            faults.note("decision", "fault-choice");
            None
        }
    };
    let reason = faults.text("reason", typed.one("reason"), LONGEST_REASON, true);
    let order = decision.zip(reason).map(|(decision, reason)| Order {
        key,
        people: if all { Vec::new() } else { people },
        decision,
        reason,
    });
    faults.or(order)
}

async fn load(may: &May<ExcusePeople>, state: &State, key: &Key, page: Option<&str>) -> Result<(Exceptions, Vec<Row>, i64), Error> {
    let number = page
        .and_then(|page| page.parse::<i64>().ok())
        .unwrap_or(1)
        .clamp(1, i64::from(u32::MAX));
    let first = (number - 1) * PER_PAGE;
    let now = may.actor.now;
    let (scope, today, locale, key) = (may.scope.clone(), may.actor.today(), may.actor.locale().code(), key.clone());
    state
        .db
        .gather(move |conn| {
            let found = deeds::group(conn, &scope, today, now, locale, &key)?.ok_or(Error::NotFound)?;
            let rows = store::rows(conn, &scope, &found.group, &[], first, PER_PAGE)?;
            Ok((found, rows, first))
        })
        .await
}

fn page(
    may: &May<ExcusePeople>,
    state: &State,
    found: &Exceptions,
    rows: Vec<Row>,
    first: i64,
    typed: &Typed,
    faults: &[FieldError],
) -> ExceptionPage {
    let words = may.actor.words(state);
    let mut fields = ["decision", "until_on", "reason"].map(|name| Field::with(name, typed.one(name)));
    let label = |field: &str| match field {
        "pick" => words.text("exception-people", &[]),
        "decision" => words.text("exception-decision", &[]),
        "until_on" => words.text("exception-until", &[]),
        _ => words.text("form-reason", &[]),
    };
    let summary = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, label);
    let [decision, until_on, reason] = fields;
    let choice =
        |word: &str| Choice::new(word, words.text(&format!("exception-decision-{word}"), &[])).chosen(typed.one("decision") == word);
    let picked = typed.all("pick");
    let shown = i64::try_from(rows.len()).unwrap_or(0);
    let number = first / PER_PAGE + 1;
    let turned = |number: i64| format!("{}?page={number}", path(&found.key));
    ExceptionPage {
        group: told(found),
        export: Export::of(format!("{}/table.csv", path(&found.key))),
        action: path(&found.key),
        faults: summary,
        first: (first + 1).min(found.count),
        last: (first + shown).min(found.count),
        previous: (number > 1).then(|| turned(number - 1)),
        next: (first + shown < found.count && shown > 0).then(|| turned(number + 1)),
        most: MOST_AT_ONCE,
        all: typed.one("all") == "true",
        decision,
        decisions: ["date", "anyway", "not"].map(choice).to_vec(),
        until_on,
        reason,
        rows: rows
            .into_iter()
            .map(|row| ExceptionRow {
                chosen: picked.contains(&row.person_id.to_string()),
                id: row.person_id.to_string(),
                person: format!("{}, {}", row.family_name, row.given_name),
                href: format!("/people/{}/record", row.person_id),
                organisation: row.organisation,
                status: row.status,
                known_on: row.known_on,
                due_on: row.due_on,
            })
            .collect(),
    }
}
