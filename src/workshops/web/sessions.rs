//! Sessions that lie ahead, as a list or as a month.

use super::{row, tabs};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::answer::encoded;
use crate::platform::error::Error;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::rules::id::{Id, Instant};
use crate::rules::person::Action;
use crate::rules::workshop::Status;
use crate::rules::workshop::part::local;
use crate::workshops::pages::{CalendarDay, ChipChoice, Month, SessionRow, SessionsPage, WEEKDAYS};
use crate::workshops::sight::Sight;
use crate::workshops::store::{self, Which};
use actix_web::{HttpResponse, web};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    month: Option<String>,
    course: Option<String>,
    free: Option<String>,
}

impl Asked {
    fn free_only(&self) -> bool {
        self.free.as_deref() == Some("true")
    }

    /// The address with these filters.
    fn href(month: Option<&str>, course: Option<&str>, free: bool) -> String {
        let pairs = [("month", month), ("course", course), ("free", free.then_some("true"))];
        let query: Vec<String> = pairs
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", encoded(value?))))
            .collect();
        if query.is_empty() {
            "/sessions".to_owned()
        } else {
            format!("/sessions?{}", query.join("&"))
        }
    }
}

/// The first day of a month written `2026-12`.
fn first_of(text: &str) -> Option<NaiveDate> {
    let on = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
    (2000..2200).contains(&on.year()).then_some(on)
}

/// `GET /sessions`
pub async fn list(may: May<Learn>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let actor = may.actor.clone();
    let asked = asked.into_inner();
    let month = asked.month.as_deref().and_then(first_of);
    let now = actor.now;
    let which = match month {
        Some(on) => {
            let at = |on: NaiveDate| Instant::from(on.and_time(NaiveTime::MIN).and_utc());
            let from = on.checked_sub_days(Days::new(8)).unwrap_or(on);
            let to = on
                .checked_add_months(Months::new(1))
                .and_then(|on| on.checked_add_days(Days::new(8)));
            Which::Between(at(from), at(to.unwrap_or(on)))
        }
        None => Which::Ahead(now),
    };
    let (filter, locale) = (asked.clone(), actor.locale().code());
    let (rows, courses) = state
        .db
        .gather(move |conn| {
            let sight = Sight::of(conn, &actor)?;
            let own: HashMap<Id, Status> = store::of_people(conn, actor.person.id)?
                .into_iter()
                .filter(|named| named.booking.ended_at.is_none())
                .map(|named| (named.booking.session_id, named.booking.status()))
                .collect();
            let mut all = store::list(conn, &which)?;
            all.retain(|found| sight.sees(found) && (found.session.state != "cancelled" || found.session.starts_at.is_some()));
            let courses: BTreeSet<String> = all.iter().map(|found| found.course.code.clone()).collect();
            let ids: Vec<Id> = all.iter().map(|found| found.session.id).collect();
            let counts = store::held(conn, &ids)?;
            let rows: Vec<SessionRow> = all
                .iter()
                .filter(|found| filter.course.as_ref().is_none_or(|code| *code == found.course.code))
                .map(|found| row(found, &counts, locale, own.get(&found.session.id).copied()))
                .filter(|row| !filter.free_only() || (row.free > 0 && row.state == "open"))
                .collect();
            Ok((rows, courses))
        })
        .await?;
    let today = may.actor.today();
    let shown = month.map(|on| format!("{:04}-{:02}", on.year(), on.month()));
    let (course, free) = (asked.course.as_deref(), asked.free_only());
    let href = |course: Option<&str>, free: bool| Asked::href(shown.as_deref(), course, free);
    let other = match month {
        Some(_) => Asked::href(None, course, free),
        None => Asked::href(Some(&format!("{:04}-{:02}", today.year(), today.month())), course, free),
    };
    let inside = |row: &SessionRow| {
        row.on
            .zip(month)
            .is_none_or(|(on, month)| (on.year(), on.month()) == (month.year(), month.month()))
    };
    let page = SessionsPage {
        tabs: tabs(&may.actor, may.actor.words(&state), "/sessions"),
        count: rows.iter().filter(|row| inside(row) && row.state != "cancelled").count(),
        calendar: month.map(|on| calendar(on, &rows, course, free)),
        rows: if month.is_some() { Vec::new() } else { rows },
        other_href: other,
        courses: courses
            .iter()
            .map(|code| ChipChoice {
                href: href(Some(code), free),
                label: code.clone(),
                current: course == Some(code),
            })
            .collect(),
        course: asked.course.clone(),
        course_off: href(None, free),
        free_href: href(course, !free),
        free_only: free,
        manage_href: may.actor.may(Action::ManageWorkshops).then(|| "/workshops".to_owned()),
    };
    may.show(&state, &page)
}

/// A month from the Monday before its first day to the Sunday after its last.
fn calendar(on: NaiveDate, rows: &[SessionRow], course: Option<&str>, free: bool) -> Month {
    let named = |on: Option<NaiveDate>| on.map(|on| format!("{:04}-{:02}", on.year(), on.month()));
    let next = on.checked_add_months(Months::new(1)).unwrap_or(on);
    let begin = on
        .checked_sub_days(Days::new(u64::from(on.weekday().num_days_from_monday())))
        .unwrap_or(on);
    let mut weeks = Vec::new();
    let mut monday = begin;
    while monday < next {
        let day = |number: u64| {
            let on_day = monday.checked_add_days(Days::new(number)).unwrap_or(monday);
            CalendarDay {
                on: on_day,
                of_month: on_day.day(),
                inside: on_day.month() == on.month(),
                rows: rows.iter().filter(|row| row.on == Some(on_day)).cloned().collect(),
                going: rows.iter().filter(|row| row.later_on.contains(&on_day)).cloned().collect(),
            }
        };
        weeks.push((0..7).map(day).collect());
        monday = monday.checked_add_days(Days::new(7)).unwrap_or(next);
    }
    Month {
        on,
        previous: Asked::href(named(on.checked_sub_months(Months::new(1))).as_deref(), course, free),
        next: Asked::href(named(Some(next)).as_deref(), course, free),
        weekdays: WEEKDAYS,
        weeks,
    }
}

/// The day of an instant at a place.
pub fn day(at: Instant, zone: chrono_tz::Tz) -> NaiveDate {
    local(at, zone).date()
}
