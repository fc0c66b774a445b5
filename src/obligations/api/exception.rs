//! Due dates that cannot be kept: the groups, their people, and decisions.

use super::Refusals;
use crate::obligations::exception::{self as deeds, Key, MOST_AT_ONCE, Order};
use crate::obligations::store::exception as store;
use crate::obligations::web::hand;
use crate::people::May;
use crate::people::guard::ExcusePeople;
use crate::platform::error::Error;
use crate::platform::form::Faults;
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::extension::LONGEST_REASON;
use crate::rules::field;
use crate::rules::id::Id;
use crate::rules::impossible::{Decision, Why};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Due dates of one requirement that cannot be kept for one reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExceptionGroupRecord {
    /// Code of the requirement.
    requirement: String,
    /// `initial` or `refresher`: which courses count now.
    path: &'static str,
    /// `no_offer`: no published version of any course that satisfies it. `no_time`: less time was left on the day it came about than needed.
    why: &'static str,
    /// Days that are needed: one for each 60 minutes of the shortest course on offer, and those of the last reminder before the due date.
    days_needed: Option<u32>,
    /// The first day from today on that can be kept.
    realistic_on: Option<NaiveDate>,
    /// How many people.
    count: i64,
    /// The people, the earliest due first; at most 500, decide about them and ask again.
    people: Vec<ExceptionRecord>,
}

/// One of them.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExceptionRecord {
    /// Who.
    #[schema(value_type = uuid::Uuid)]
    person_id: Id,
    /// Where the person stands.
    status: String,
    /// The day on which the due date came about.
    known_on: NaiveDate,
    /// The due date.
    due: Option<NaiveDate>,
}

/// A decision about people of one group.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExceptionDecisionBody {
    /// Code of the requirement.
    requirement: String,
    /// `initial` or `refresher`.
    path: String,
    /// `no_offer` or `no_time`.
    why: String,
    /// Whose; at most 500.
    #[schema(value_type = Vec<uuid::Uuid>)]
    people: Vec<Id>,
    /// `anyway`: the date stays. `date`: it falls due on `until_on` instead. `not`: it is not asked.
    decision: String,
    /// The due date instead, `YYYY-MM-DD`; only with `date`.
    #[schema(value_type = Option<NaiveDate>)]
    until_on: Option<String>,
    /// Why; at most 1,000 characters.
    reason: String,
}

/// What a decision did.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExceptionOutcome {
    /// About how many people it was decided; about the others it had been before.
    decided: usize,
}

/// Due dates that cannot be kept, about which nothing was decided.
#[utoipa::path(get, path = "/api/v1/exceptions", tag = "pauses and waivers",
    responses((status = 200, body = Vec<ExceptionGroupRecord>), Refusals))]
pub async fn list(may: May<ExcusePeople>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let records = state
        .db
        .gather(move |conn| {
            let mut records = Vec::new();
            for one in deeds::groups(conn, &may.scope, may.actor.today(), may.actor.now, may.actor.locale().code())? {
                let limit = i64::try_from(MOST_AT_ONCE).unwrap_or(i64::MAX);
                let people = store::rows(conn, &may.scope, &one.group, &[], 0, limit)?.into_iter();
                records.push(ExceptionGroupRecord {
                    requirement: one.key.requirement,
                    path: if one.key.refresher { "refresher" } else { "initial" },
                    why: one.key.why.as_str(),
                    days_needed: one.days,
                    realistic_on: one.realistic,
                    count: one.count,
                    people: people
                        .map(|row| ExceptionRecord {
                            person_id: row.person_id,
                            status: row.status,
                            known_on: row.known_on,
                            due: row.due_on,
                        })
                        .collect(),
                });
            }
            Ok(records)
        })
        .await?;
    Ok(HttpResponse::Ok().json(records))
}

/// Decides about people of one group; it is remembered, so that a recalculation does not ask again.
#[utoipa::path(post, path = "/api/v1/exceptions/decisions", tag = "pauses and waivers", request_body = ExceptionDecisionBody,
    responses((status = 200, body = ExceptionOutcome), Refusals))]
pub async fn decide(may: May<ExcusePeople>, state: web::Data<State>, body: Json<ExceptionDecisionBody>) -> Result<HttpResponse, Error> {
    let order = read(body.into_inner())?;
    let (hand, owned) = (hand(&may.actor), state.clone());
    let decided = state
        .db
        .save(move |conn| deeds::decide(conn, &owned, &may.scope, &hand, &order))
        .await?;
    Ok(HttpResponse::Ok().json(ExceptionOutcome { decided }))
}

fn read(body: ExceptionDecisionBody) -> Result<Order, Error> {
    let mut faults = Faults::new();
    let refresher = match body.path.as_str() {
        "initial" => Some(false),
        "refresher" => Some(true),
        _ => None,
    };
    if refresher.is_none() {
        faults.note("path", "fault-unknown-word");
    }
    let why = Why::from_word(&body.why);
    if why.is_none() {
        faults.note("why", "fault-unknown-word");
    }
    if body.people.is_empty() {
        faults.note("people", "fault-needs-one");
    }
    if body.people.len() > MOST_AT_ONCE {
        faults.note("people", "fault-too-many");
    }
    let decision = match (body.decision.as_str(), body.until_on.as_deref()) {
        ("anyway", None) => Some(Decision::Anyway),
        ("not", None) => Some(Decision::Not),
        ("date", Some(text)) => {
            let day = field::date(text);
            if day.is_none() {
                faults.note("until_on", "fault-no-date");
            }
            day.map(Decision::Date)
        }
        ("date", None) => {
            faults.note("until_on", "fault-missing");
            None
        }
        _ => {
            faults.note("decision", "fault-unknown-word");
            None
        }
    };
    let reason = faults.text("reason", &body.reason, LONGEST_REASON, true);
    let key = refresher.zip(why).map(|(refresher, why)| Key {
        requirement: body.requirement,
        refresher,
        why,
    });
    let order = key.zip(decision).zip(reason).map(|((key, decision), reason)| Order {
        key,
        people: body.people,
        decision,
        reason,
    });
    faults.or(order)
}
