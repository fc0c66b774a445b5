//! A session comes again: by which rule, on which days, and what became of it.

use super::{act, row};
use crate::organisations::Scope;
use crate::people::May;
use crate::people::guard::ManageWorkshops;
use crate::platform::answer;
use crate::platform::db::Conn;
use crate::platform::error::{Error, FieldError, Message};
use crate::platform::form::{Faults, Typed, message, place};
use crate::platform::i18n::{DateForm, Words};
use crate::platform::state::State;
use crate::platform::views::{Choice, Field};
use crate::rules::id::Id;
use crate::rules::workshop::part::local;
use crate::rules::workshop::series::{Cycle, End, Rule, WEEKDAYS, word};
use crate::workshops::deed::series::{Plan, cancel_following, make, parts, plan, repeats};
use crate::workshops::deed::{Hand, title};
use crate::workshops::form::series as form;
use crate::workshops::pages::{PlanView, PlannedDay, SeriesFormPage, SeriesPage};
use crate::workshops::store::{self, Found, Series};
use crate::workshops::web::reason::reason;
use actix_web::{HttpResponse, web};
use chrono::{Datelike, NaiveDate, Weekday};

/// A session that can come again, and the day on which it begins.
pub fn repeated(conn: &mut Conn, scope: &Scope, id: Id) -> Result<(Found, NaiveDate), Error> {
    let found = store::find(conn, id)?
        .filter(|found| scope.covers(&found.path))
        .ok_or(Error::NotFound)?;
    repeats(conn, &found)?;
    let first = parts(&found).first().map(|part| part.on).ok_or(Error::NotFound)?;
    Ok((found, first))
}

/// `GET /sessions/{id}/series/new`
pub async fn new(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (scope, id) = (may.scope.clone(), *id);
    let ground = state.db.gather(move |conn| repeated(conn, &scope, id)).await?;
    let own = word(ground.1.weekday()).to_owned();
    let usual = [("cycle", "weekly"), ("interval", "1"), ("end", "count"), ("weekdays", own.as_str())];
    let typed = Typed::of(usual.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
    may.show(&state, &page(&may, &state, &ground, None, &typed, &[]))
}

/// `POST /sessions/{id}/series`: shows the days first, and makes them when asked.
pub async fn create(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let id = *id;
    let scope = may.scope.clone();
    let ground = state.db.gather(move |conn| repeated(conn, &scope, id)).await?;
    let mut faults = Faults::new();
    let rule = form::rule(&mut faults, &typed, ground.1);
    let rule = match faults.or(rule) {
        Ok(rule) => rule,
        Err(Error::Invalid(faults)) => return may.show_again(&state, &page(&may, &state, &ground, None, &typed, &faults)),
        Err(error) => return Err(error),
    };
    if typed.one("act") != "make" {
        let plan = look(&may, &state, id, rule).await?;
        return may.show(&state, &page(&may, &state, &ground, Some((&plan, true)), &typed, &[]));
    }
    let wanted = form::wanted(&typed, ground.1);
    let made = match wanted {
        Ok(wanted) => act(&may, &state, move |conn, hand, _| make(conn, hand, id, &wanted)).await,
        Err(error) => Err(error),
    };
    match made {
        Ok(series) => answer::done(&state, format!("/series/{}", series.id), &Message::new("series-made"), None),
        Err(Error::Invalid(faults)) => {
            let plan = look(&may, &state, id, rule).await?;
            may.show_again(&state, &page(&may, &state, &ground, Some((&plan, false)), &typed, &faults))
        }
        Err(error) => Err(error),
    }
}

/// The days that a rule would give.
pub async fn look(may: &May<ManageWorkshops>, state: &State, id: Id, rule: Rule) -> Result<Plan, Error> {
    let (actor, scope, own) = (may.actor.clone(), may.scope.clone(), state.clone());
    state
        .db
        .gather(move |conn| {
            let (found, _) = repeated(conn, &scope, id)?;
            plan(conn, &Hand::of(&own, &actor), &found, &rule)
        })
        .await
}

/// A weekday in two letters, as calendars have it.
fn weekday_words(words: &Words, day: Weekday) -> String {
    let place = day.num_days_from_monday() as usize;
    let name = crate::workshops::pages::WEEKDAYS.get(place).copied().unwrap_or("monday");
    words.text(&format!("sessions-weekday-{name}"), &[])
}

/// How a session of a day comes again, in words.
fn cycle_words(words: &Words, cycle: &Cycle, interval: u32, first: NaiveDate) -> String {
    let every = i64::from(interval);
    match cycle {
        Cycle::Weekly(days) => {
            let own = [first.weekday()];
            let days = if days.is_empty() { own.as_slice() } else { days };
            let named: Vec<String> = days.iter().map(|day| weekday_words(words, *day)).collect();
            words.text(
                "series-weekly",
                &[("interval", every.into()), ("days", named.join(", ").as_str().into())],
            )
        }
        Cycle::MonthlyOn(Some(-1)) => words.text("series-last-day", &[("interval", every.into())]),
        Cycle::MonthlyOn(day) => {
            let day = day.map_or(i64::from(first.day()), i64::from);
            words.text("series-day", &[("interval", every.into()), ("day", day.into())])
        }
        Cycle::MonthlyNth(-1, day) => words.text(
            "series-last",
            &[("interval", every.into()), ("day", weekday_words(words, *day).as_str().into())],
        ),
        Cycle::MonthlyNth(nth, day) => words.text(
            "series-nth",
            &[
                ("interval", every.into()),
                ("nth", i64::from(*nth).into()),
                ("day", weekday_words(words, *day).as_str().into()),
            ],
        ),
    }
}

/// A rule in words.
pub fn rule_words(words: &Words, rule: &Rule, first: NaiveDate) -> String {
    let end = match rule.end {
        End::Count(count) => words.text("series-count", &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())]),
        End::Until(on) => words.text("series-until", &[("date", words.date(on, DateForm::Long, on).as_str().into())]),
    };
    format!("{}, {end}", cycle_words(words, &rule.cycle, rule.interval, first))
}

fn page(
    may: &May<ManageWorkshops>,
    state: &State,
    (found, first): &(Found, NaiveDate),
    plan: Option<(&Plan, bool)>,
    typed: &Typed,
    faults: &[FieldError],
) -> SeriesFormPage {
    let words = may.actor.words(state);
    let names = ["cycle", "weekdays", "interval", "end", "count", "until_on", "days", "clash_reason"];
    let mut fields = names.map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| match field {
        "clash_reason" => words.text("session-field-clash_reason", &[]),
        field => words.text(&format!("series-field-{field}"), &[]),
    });
    let [cycle, weekdays, interval, end, count, until_on, days, clash_reason] = fields;
    let chosen_days = typed.all("weekdays");
    let cycles = form::cycles(*first).into_iter().map(|word| {
        let label = match word {
            "weekly" => words.text("series-every-week", &[]),
            "day" => cycle_words(words, &Cycle::MonthlyOn(None), 1, *first),
            "last_day" => cycle_words(words, &Cycle::MonthlyOn(Some(-1)), 1, *first),
            "nth" => cycle_words(words, &Cycle::MonthlyNth(form::nth_of(*first), first.weekday()), 1, *first),
            _ => cycle_words(words, &Cycle::MonthlyNth(-1, first.weekday()), 1, *first),
        };
        Choice::new(word, label).chosen(word == cycle.value)
    });
    let cycles = cycles.collect();
    let id = found.session.id;
    SeriesFormPage {
        title: title(found, may.actor.locale().code()),
        on: *first,
        action: format!("/sessions/{id}/series"),
        back: format!("/sessions/{id}"),
        cycles,
        weekday_choices: WEEKDAYS
            .map(|day| Choice::new(word(day), weekday_words(words, day)).chosen(chosen_days.iter().any(|one| one == word(day))))
            .to_vec(),
        ends: form::ENDS
            .map(|word| Choice::new(word, words.text(&format!("series-end-{word}"), &[])).chosen(word == end.value))
            .to_vec(),
        plan: plan.map(|(plan, fresh)| shown(words, plan, (!fresh).then(|| typed.all("days")))),
        opens: typed.one("opens") == "true",
        cycle,
        weekdays,
        interval,
        end,
        count,
        until_on,
        days,
        clash_reason,
        faults,
    }
}

/// A plan as it is shown; `chosen` are the days that were chosen before, else all that are possible are.
fn shown(words: &Words, plan: &Plan, chosen: Option<Vec<String>>) -> PlanView {
    let day = |day: &crate::workshops::deed::series::Planned| PlannedDay {
        on: day.on,
        chosen: chosen.as_ref().is_none_or(|chosen| chosen.contains(&day.on.to_string())),
        possible: day.is_possible(),
        against: day.against.iter().map(|(_, fault)| message(words, fault)).collect(),
    };
    PlanView {
        days: plan.days.iter().map(day).collect(),
        skipped: plan.skipped.clone(),
        asks_reason: plan.days.iter().any(|day| day.is_possible() && !day.against.is_empty()),
    }
}

/// `GET /series/{id}`
pub async fn show(may: May<ManageWorkshops>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let page = series_page(&may, &state, *id, &Typed::default(), &[]).await?;
    may.show(&state, &page)
}

/// A series with its sessions, within a scope.
pub fn found_series(conn: &mut Conn, scope: &Scope, id: Id) -> Result<(Series, Vec<Found>), Error> {
    let series = store::find_series(conn, id)?.ok_or(Error::NotFound)?;
    let members = store::members_of(conn, id)?;
    let all = store::list(conn, &store::Which::Some(members))?;
    if !all.first().is_some_and(|found| scope.covers(&found.path)) {
        return Err(Error::NotFound);
    }
    Ok((series, all))
}

async fn series_page(may: &May<ManageWorkshops>, state: &State, id: Id, typed: &Typed, faults: &[FieldError]) -> Result<SeriesPage, Error> {
    let scope = may.scope.clone();
    let (series, all, counts) = state
        .db
        .gather(move |conn| {
            let (series, all) = found_series(conn, &scope, id)?;
            let ids: Vec<Id> = all.iter().map(|found| found.session.id).collect();
            let counts = store::held(conn, &ids)?;
            Ok((series, all, counts))
        })
        .await?;
    let (words, locale, now) = (may.actor.words(state), may.actor.locale().code(), may.actor.now);
    let mut fields = ["from", "reason"].map(|name| Field::with(name, typed.one(name)));
    let faults = place(faults, &mut fields.iter_mut().collect::<Vec<_>>(), words, |field| match field {
        "reason" => words.text("form-reason", &[]),
        field => words.text(&format!("series-field-{field}"), &[]),
    });
    let [from, reason] = fields;
    let ahead = all
        .iter()
        .filter(|found| found.session.state != "cancelled" && found.session.starts_at.is_some_and(|at| now < at));
    let choice = |found: &Found| {
        let on = found.session.starts_at.map(|at| local(at, found.session.zone()).date());
        let label = on.map_or_else(String::new, |on| words.date(on, DateForm::WeekdayLong, may.actor.today()));
        Choice::new(found.session.id.to_string(), label).chosen(found.session.id.to_string() == from.value)
    };
    let from_choices: Vec<Choice> = ahead.map(choice).collect();
    let first = all.first();
    let begins = first.and_then(|found| parts(found).first().map(|part| part.on.and_time(part.from)));
    let rule = begins.and_then(|begins| Rule::parse(&series.rule, begins, series.zone()));
    Ok(SeriesPage {
        title: first.map(|found| title(found, locale)).unwrap_or_default(),
        code: first.map(|found| found.course.code.clone()).unwrap_or_default(),
        // What was written once and cannot be read any more is shown as it is.
        rule: rule.map_or_else(|| series.rule.clone(), |rule| rule_words(words, &rule, series.starts_on)),
        left_out: series.left_out.0.clone(),
        sessions: all.iter().map(|found| row(found, &counts, locale, None)).collect(),
        workshop_href: format!("/workshops/{}", series.workshop_id),
        cancel_action: (!from_choices.is_empty()).then(|| format!("/series/{id}/cancellation")),
        from,
        from_choices,
        reason,
        faults,
    })
}

/// `POST /series/{id}/cancellation`: a session and all that follow it.
pub async fn cancel(
    may: May<ManageWorkshops>,
    state: web::Data<State>,
    id: web::Path<Id>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse, Error> {
    let (id, scope, given) = (*id, may.scope.clone(), typed.clone());
    let cancelled = act(&may, &state, move |conn, hand, _| cancel_rest(conn, hand, &scope, id, &given)).await;
    match cancelled {
        Ok(count) => {
            let message = Message::new("series-cancelled").with("count", count);
            answer::done(&state, format!("/series/{id}"), &message, None)
        }
        Err(Error::Invalid(faults)) => {
            let page = series_page(&may, &state, id, &typed, &faults).await?;
            may.show_again(&state, &page)
        }
        Err(error) => Err(error),
    }
}

/// Cancels a session of a series and all that follow it, as typed.
pub fn cancel_rest(conn: &mut Conn, hand: &Hand<'_>, scope: &Scope, id: Id, typed: &Typed) -> Result<usize, Error> {
    let (_, all) = found_series(conn, scope, id)?;
    let reason = reason(typed)?;
    let from = all.iter().find(|found| found.session.id.to_string() == typed.one("from"));
    let from = from.ok_or_else(|| Error::field("from", "fault-choice"))?;
    cancel_following(conn, hand, from, &reason)
}
