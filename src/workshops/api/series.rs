//! A session comes again by a rule.

use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::api::Refusals;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::platform::form::{Typed, message};
use crate::platform::request::Json;
use crate::platform::state::State;
use crate::rules::id::Id;
use crate::rules::workshop::series::Rule;
use crate::workshops::deed::series::{Wanted, make, parts};
use crate::workshops::form::LONGEST_TEXT;
use crate::workshops::store::{self, Found, Series};
use crate::workshops::web::act;
use crate::workshops::web::series::{cancel_rest, found_series, look, repeated};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A rule by which a session comes again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesRule {
    /// As RFC 5545 writes it: `FREQ` is `WEEKLY` (with `BYDAY`) or `MONTHLY` (with `BYMONTHDAY` of 1 to 31 or -1, or one `BYDAY` such as `2MO`
    /// or `-1FR`), besides `INTERVAL` and either `COUNT` or `UNTIL` (a day, or an instant in UTC). The session itself is the first and counts.
    #[schema(max_length = 200)]
    rule: String,
}

/// A series to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesBody {
    /// As for a plan.
    #[schema(max_length = 200)]
    rule: String,
    /// Days of the rule that are left out (`EXDATE`).
    #[serde(default)]
    except: Vec<NaiveDate>,
    /// Why it is so although something speaks against a day.
    #[serde(default)]
    #[schema(max_length = 2000)]
    clash_reason: Option<String>,
    /// Whether they are opened for bookings at once.
    #[serde(default)]
    open: bool,
}

/// From where on a series is cancelled, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeriesCancellation {
    /// The first of its sessions that is cancelled.
    #[schema(value_type = uuid::Uuid)]
    session_id: Id,
    /// At most 2,000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// A day on which a session would come again.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlannedRecord {
    /// The day.
    on: NaiveDate,
    /// Whether it can be made, perhaps with a reason.
    possible: bool,
    /// What speaks against it, in the caller's language.
    against: Vec<String>,
}

/// What a rule comes to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeriesPlan {
    /// The days after the session itself.
    days: Vec<PlannedRecord>,
    /// Days on which the clocks of the place skip the hour; they do not count.
    skipped: Vec<NaiveDate>,
}

/// A series.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeriesRecord {
    /// Identifier.
    #[schema(value_type = uuid::Uuid)]
    id: Id,
    /// Of which workshop.
    #[schema(value_type = uuid::Uuid)]
    workshop_id: Id,
    /// As RFC 5545 writes it.
    rule: String,
    /// The day of the session that was repeated.
    starts_on: NaiveDate,
    /// IANA name of the zone of the place.
    time_zone: String,
    /// Days of the rule that were left out.
    except: Vec<NaiveDate>,
    /// Its sessions in the order of time, that which was repeated among them.
    #[schema(value_type = Vec<uuid::Uuid>)]
    sessions: Vec<Id>,
}

impl SeriesRecord {
    fn of(series: Series, sessions: Vec<Id>) -> Self {
        Self {
            id: series.id,
            workshop_id: series.workshop_id,
            rule: series.rule,
            starts_on: series.starts_on,
            time_zone: series.time_zone,
            except: series.left_out.0,
            sessions,
        }
    }
}

fn read(text: &str, found: &Found) -> Result<Rule, Error> {
    let begins = parts(found).first().map(|part| part.on.and_time(part.from));
    let rule = begins.and_then(|begins| Rule::parse(text, begins, found.session.zone()));
    rule.ok_or_else(|| Error::field("rule", "series-fault-rule"))
}

/// Tells on which days a session would come again, and what speaks against each; nothing is made.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/series/plan", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = SeriesRule,
    responses((status = 200, body = SeriesPlan), Refusals))]
pub async fn plan(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<SeriesRule>,
) -> Result<HttpResponse, Error> {
    let (id, scope, body) = (*id, may.scope.clone(), body.into_inner());
    let rule = state
        .db
        .gather(move |conn| read(&body.rule, &repeated(conn, &scope, id)?.0))
        .await?;
    let plan = look(&may, &state, id, rule).await?;
    let words = may.actor.words(&state);
    let days = plan.days.iter().map(|day| PlannedRecord {
        on: day.on,
        possible: day.is_possible(),
        against: day.against.iter().map(|(_, fault)| message(words, fault)).collect(),
    });
    Ok(HttpResponse::Ok().json(SeriesPlan {
        days: days.collect(),
        skipped: plan.skipped,
    }))
}

/// Makes a series of a session: a draft on each day of the rule that is not left out, all or none.
#[utoipa::path(post, path = "/api/v1/sessions/{id}/series", tag = "workshops", params(("id" = uuid::Uuid, Path)), request_body = SeriesBody,
    responses((status = 201, body = SeriesRecord), Refusals))]
pub async fn create(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<SeriesBody>,
) -> Result<HttpResponse, Error> {
    let (id, scope, body) = (*id, may.scope.clone(), body.into_inner());
    if body.clash_reason.as_ref().is_some_and(|text| text.chars().count() > LONGEST_TEXT) {
        return Err(Error::field("clash_reason", "series-fault-reason"));
    }
    let made = act(&may, &state, move |conn: &mut Conn, hand, _| {
        let (found, _) = repeated(conn, &scope, id)?;
        let rule = read(&body.rule, &found)?;
        let all = rule.series(&parts(&found), found.session.zone(), hand.now).days;
        if body.except.iter().any(|on| !all.iter().any(|day| day.on == *on)) {
            return Err(Error::field("except", "fault-choice"));
        }
        let wanted = Wanted {
            rule,
            days: all.into_iter().map(|day| day.on).filter(|on| !body.except.contains(on)).collect(),
            clash_reason: body.clash_reason.filter(|text| !text.trim().is_empty()),
            opens: body.open,
        };
        let series = make(conn, hand, id, &wanted)?;
        let sessions = store::members_of(conn, series.id)?;
        Ok(SeriesRecord::of(series, sessions))
    });
    Ok(HttpResponse::Created().json(made.await?))
}

/// Cancels a session of a series and all that follow it; everybody who is booked or waits is told why.
#[utoipa::path(post, path = "/api/v1/series/{id}/cancellation", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    request_body = SeriesCancellation, responses((status = 200, body = SeriesRecord), Refusals))]
pub async fn cancel(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    body: Json<SeriesCancellation>,
) -> Result<HttpResponse, Error> {
    let (id, scope, body) = (*id, may.scope.clone(), body.into_inner());
    let typed = Typed::of(vec![
        ("from".to_owned(), body.session_id.to_string()),
        ("reason".to_owned(), body.reason),
    ]);
    let done = act(&may, &state, move |conn: &mut Conn, hand, _| {
        cancel_rest(conn, hand, &scope, id, &typed)?;
        let (series, all) = found_series(conn, &scope, id)?;
        Ok(SeriesRecord::of(series, all.into_iter().map(|found| found.session.id).collect()))
    });
    Ok(HttpResponse::Ok().json(done.await?))
}

/// One series with its sessions.
#[utoipa::path(get, path = "/api/v1/series/{id}", tag = "workshops", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = SeriesRecord), Refusals))]
pub async fn show(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (id, scope) = (*id, may.scope.clone());
    let (series, all) = state.db.gather(move |conn| found_series(conn, &scope, id)).await?;
    let sessions = all.into_iter().map(|found| found.session.id).collect();
    Ok(HttpResponse::Ok().json(SeriesRecord::of(series, sessions)))
}
