//! Reminding by hand, from the heat map: whom, of what, and what became of it.

use crate::obligations::sight::sight;
use crate::obligations::store::{self as obligations, overview};
use crate::people::guard::SeeTeam;
use crate::people::{May, store as people};
use crate::platform::answer;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Typed, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::reminders::asking::{AskedOutcome, MOST_AT_ONCE, Order, remind};
use crate::reminders::pages::{AskedPage, AskedRow, OwedLine};
use crate::rules::id::Id;
use crate::rules::obligation::{Rule, Status};
use crate::rules::requirement::in_locale;
use actix_web::{HttpResponse, web};
use std::collections::{BTreeMap, BTreeSet};

const PATH: &str = "/obligations/reminders";

/// Longest list of people that is kept in an address, in characters.
const LONGEST_ADDRESS: usize = 4_000;

/// `GET /obligations/reminders`: `pick` for each person, `requirement` for one of them alone.
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let page = page(&may, &state, &typed, &[]).await?;
    may.show(&state, &page)
}

/// `POST /obligations/reminders`: the same from the heat map; with `act` as `send` the reminders.
pub async fn create(may: May<SeeTeam>, state: web::Data<State>, typed: web::Form<Typed>) -> Result<HttpResponse, Error> {
    if typed.one("act") != "send" {
        let fields = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(typed.fields())
            .finish();
        // What has an address can be gone back to; an address for very many would be too long for what lies between.
        if fields.len() <= LONGEST_ADDRESS {
            return Ok(answer::go(format!("{PATH}?{fields}")));
        }
        let page = page(&may, &state, &typed, &[]).await?;
        return may.show(&state, &page);
    }
    let people = picked(&typed);
    if people.is_empty() {
        let faults = [FieldError::new("pick", Message::new("fault-needs-one"))];
        let page = page(&may, &state, &typed, &faults).await?;
        return may.show_again(&state, &page);
    }
    let order = Order {
        people,
        requirement: Some(typed.one("requirement").to_owned()).filter(|code| !code.is_empty()),
    };
    let (actor, scope, owned) = (may.actor.clone(), may.scope.clone(), state.get_ref().clone());
    let outcome = state.db.save(move |conn| remind(conn, &owned, &actor, &scope, &order)).await?;
    answer::done(&state, back(&typed), &said(outcome), None)
}

fn said(outcome: AskedOutcome) -> Message {
    Message::new("asked-done")
        .with("told", outcome.told)
        .with("tomorrow", outcome.tomorrow)
        .with("before", outcome.before)
        .with("other", outcome.not_owed + outcome.switched_off + outcome.unreachable)
        .with("unwritten", outcome.unwritten)
}

/// People that were chosen, each once.
fn picked(typed: &Typed) -> Vec<Id> {
    let ids: BTreeSet<Id> = typed.all("pick").iter().filter_map(|id| id.parse().ok()).collect();
    ids.into_iter().take(MOST_AT_ONCE).collect()
}

/// The heat map that it came from.
fn back(typed: &Typed) -> String {
    match typed.one("partner").parse::<Id>() {
        Ok(partner) => format!("/obligations?partner={partner}"),
        Err(_) => "/obligations".to_owned(),
    }
}

async fn page(may: &May<SeeTeam>, state: &State, typed: &Typed, faults: &[FieldError]) -> Result<AskedPage, Error> {
    let (actor, scope, ids, locale) = (may.actor.clone(), may.scope.clone(), picked(typed), may.actor.locale().code());
    let (mut rows, asking, excuses) = state
        .db
        .gather(move |conn| {
            let sight = sight(conn, &actor, &scope)?;
            let asking: BTreeMap<String, (String, Rule)> = obligations::asking(conn, actor.today())?
                .into_iter()
                .map(|(requirement, version)| {
                    let title = in_locale(&version.title.0, locale).to_owned();
                    (requirement.code, (title, version.rule.0))
                })
                .collect();
            let excuses = overview::excuses_of_all(conn, &ids)?;
            let mut rows = Vec::new();
            for id in ids {
                if !overview::sees_now(conn, &sight, id, actor.today())? {
                    return Err(Error::NotFound);
                }
                let person = people::find_any(conn, id)?.ok_or(Error::NotFound)?;
                let owed = obligations::obligations_of(conn, id)?;
                rows.push((person, owed));
            }
            Ok((rows, asking, excuses))
        })
        .await?;
    rows.sort_by_key(|(person, _)| (person.family_name.clone(), person.given_name.clone(), person.id));
    let words = may.actor.words(state);
    let wanted = typed.one("requirement");
    let line = |owed: &[(obligations::Obligation, String)]| {
        let shown = owed.iter().filter(|(one, code)| {
            let asks = matches!(one.status.as_str(), "open" | "due" | "grace" | "overdue" | "lapsed");
            asks && (wanted.is_empty() || code == wanted)
        });
        shown
            .filter_map(|(one, code)| {
                let (title, rule) = asking.get(code)?;
                let late_on = one.due_on.zip(Status::from_word(&one.status)).and_then(|(due, status)| {
                    let late = excuses.late(rule, one.person_id, one.requirement_id, due, one.own_end_on);
                    late.on(status)
                });
                Some(OwedLine {
                    title: title.clone(),
                    status: one.status.clone(),
                    due_on: late_on.or(one.due_on),
                })
            })
            .collect::<Vec<_>>()
    };
    let chosen = |value: &str, label: String| Choice::new(value, label).chosen(value == wanted);
    let mut requirement = Field::with("requirement", wanted);
    let summary = place(faults, &mut [&mut requirement], words, |field| match field {
        "pick" => words.text("asked-people", &[]),
        _ => words.text("table-requirement", &[]),
    });
    Ok(AskedPage {
        faults: summary,
        people: rows
            .iter()
            .map(|(person, owed)| AskedRow {
                id: person.id,
                name: person.name(),
                owes: line(owed),
            })
            .collect(),
        requirements: std::iter::once(chosen("", words.text("asked-all", &[])))
            .chain(asking.iter().map(|(code, (title, _))| chosen(code, title.clone())))
            .collect(),
        requirement,
        action: PATH.to_owned(),
        partner: typed.one("partner").parse::<Id>().ok(),
        back: back(typed),
    })
}
