//! What will go out, for the whole branch or one organisation, as a page and as a file.

use crate::organisations::{Scope, store as organisations};
use crate::people::May;
use crate::people::guard::ManageReminders;
use crate::platform::error::Error;
use crate::platform::form::{Faults, place};
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Export};
use crate::platform::views::Field;
use crate::reminders::forecast::{self, Outlook, range};
use crate::reminders::pages::{ForecastPage, tabs};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};
use chrono::{Duration, NaiveDate};
use serde::Deserialize;

/// Days and branch as the address has them.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    organisation: Option<Id>,
    /// Of a file: what would be passed over, instead of what would go out.
    #[serde(default)]
    passed_over: bool,
}

/// `GET /reminders/forecast?from=…&to=…`
pub async fn show(may: May<ManageReminders>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let days = read(&asked, may.actor.today());
    let (from, to) = match &days {
        Ok((from, to)) => (from.to_string(), to.to_string()),
        Err(_) => (asked.from.clone(), asked.to.clone()),
    };
    let (mut from, mut to) = (Field::with("from", from), Field::with("to", to));
    let words = may.actor.words(&state);
    let (days, faults) = match days {
        Ok((first, last)) => (Some((first, last)), Vec::new()),
        Err(Error::Invalid(found)) => {
            let label = |field: &str| words.text(if field == "from" { "forecast-from" } else { "forecast-to" }, &[]);
            (None, place(&found, &mut [&mut from, &mut to], words, label))
        }
        Err(other) => return Err(other),
    };
    let (scope, now, looking) = (may.scope.clone(), may.actor.now, state.clone());
    let organisation = asked.organisation;
    let (held, rows, passed) = state
        .db
        .gather(move |conn| {
            let held = super::held_count(conn, &scope)?;
            let Some((first, last)) = days else {
                return Ok((held, Vec::new(), Vec::new()));
            };
            let scope = within(conn, scope, organisation)?;
            let outlook = Outlook::load(conn, &looking, &scope, first, last, now)?;
            Ok((held, outlook.days(), outlook.passed_counts()))
        })
        .await?;
    let file = format!(
        "/reminders/forecast.csv?from={}&to={}{}",
        from.value,
        to.value,
        organisation.map(|id| format!("&organisation={id}")).unwrap_or_default()
    );
    let page = ForecastPage {
        tabs: tabs("/reminders/forecast", held),
        passed,
        passed_export: Export::of(format!("{file}&passed_over=true")),
        export: Export::of(file),
        from,
        to,
        mails: rows.iter().map(|day| day.mails).sum(),
        notices: rows.iter().map(|day| day.notices).sum(),
        days: rows,
        faults: faults.clone(),
    };
    if faults.is_empty() {
        may.show(&state, &page)
    } else {
        may.show_again(&state, &page)
    }
}

/// `GET /reminders/forecast.csv?from=…&to=…`, and as a workbook
pub async fn export(may: May<ManageReminders>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let (from, to) = read(&asked, may.actor.today())?;
    let (scope, now, looking, organisation) = (may.scope.clone(), may.actor.now, state.clone(), asked.organisation);
    let passed_over = asked.passed_over;
    let table = state
        .db
        .gather(move |conn| {
            let scope = within(conn, scope, organisation)?;
            let outlook = Outlook::load(conn, &looking, &scope, from, to, now)?;
            Ok(if passed_over {
                forecast::passed_table(format!("reminders-passed-over-{from}-{to}"), &outlook.passed_over())
            } else {
                forecast::table(format!("reminders-{from}-{to}"), &outlook.rows())
            })
        })
        .await?;
    table::download(&may.asked.path, table, now).await
}

/// The whole scope, or one branch of it.
pub(in crate::reminders) fn within(conn: &mut crate::platform::db::Conn, scope: Scope, organisation: Option<Id>) -> Result<Scope, Error> {
    let Some(id) = organisation else { return Ok(scope) };
    let unit = organisations::find(conn, &scope, id)?.ok_or(Error::NotFound)?;
    Ok(Scope::branches(vec![unit.path]))
}

fn read(asked: &Asked, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Error> {
    let mut faults = Faults::new();
    let from = faults.date("from", &asked.from, false);
    let to = faults.date("to", &asked.to, false);
    faults.done()?;
    let from = from.unwrap_or(today);
    range(from, to.unwrap_or(from + Duration::days(27)))
}
