//! What the bookings of one's people, or of one's branch, cost.

use super::tabs;
use crate::people::May;
use crate::people::guard::BookSeats;
use crate::platform::answer::encoded;
use crate::platform::error::{Error, FieldError};
use crate::platform::form::{Faults, Typed, place};
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::platform::views::{Field, FormFault};
use crate::rules::workshop::part::local;
use crate::workshops::deed::title;
use crate::workshops::form::{within, year_of};
use crate::workshops::pages::{CostRow, CostSum, CostsPage, Money};
use crate::workshops::record::{Line, Record, Within, record};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;

/// Most bookings that the page shows; the file has all.
const MOST_SHOWN: usize = 300;

/// The days as the form shows them again: as they were typed, or those that count where nothing was.
pub fn day_fields(typed: &Typed, counts: Within) -> [Field; 2] {
    [("from", counts.from_on), ("to", counts.to_on)].map(|(name, usual)| match typed.one(name).trim() {
        "" => Field::with(name, usual.to_string()),
        text => Field::with(name, text),
    })
}

/// Puts faults of the days beside them.
pub fn day_faults(words: &Words, faults: &[FieldError], from: &mut Field, to: &mut Field) -> Vec<FormFault> {
    place(faults, &mut [from, to], words, |field| words.text(&format!("within-{field}"), &[]))
}

/// The query that asks for these days.
pub fn days_query(within: Within) -> String {
    format!("from={}&to={}", within.from_on, within.to_on)
}

/// The days asked for.
///
/// # Errors
///
/// [`Error::Invalid`] with all that is wrong with them.
pub fn days(typed: &Typed, today: NaiveDate) -> Result<Within, Error> {
    let mut faults = Faults::new();
    let read = within(&mut faults, typed, today);
    faults.or(read)
}

/// The days that a page shows with its form: those asked for, or this year with what is wrong with them.
pub fn shown_days(typed: &Typed, today: NaiveDate) -> Result<(Within, Vec<FieldError>), Error> {
    match days(typed, today) {
        Ok(within) => Ok((within, Vec::new())),
        Err(Error::Invalid(faults)) => Ok((year_of(today), faults)),
        Err(error) => Err(error),
    }
}

async fn load(may: &May<BookSeats>, state: &State, within: Within) -> Result<Record, Error> {
    let scope = may.scope.clone();
    let mut found = state.db.gather(move |conn| record(conn, &scope, within)).await?;
    let sessions = &found.sessions;
    let stated = |line: &Line| {
        sessions
            .get(&line.named.booking.session_id)
            .is_some_and(|session| session.price.is_some())
    };
    found.lines.retain(stated);
    Ok(found)
}

/// `GET /bookings/costs`
pub async fn show(may: May<BookSeats>, state: web::Data<State>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let words = may.actor.words(&state);
    let (within, faults) = shown_days(&typed, may.actor.today())?;
    let [mut from, mut to] = day_fields(&typed, within);
    let faults = day_faults(words, &faults, &mut from, &mut to);
    let found = if faults.is_empty() {
        load(&may, &state, within).await?
    } else {
        Record::default()
    };
    let locale = may.actor.locale().code();
    let rows: Vec<CostRow> = found
        .lines
        .iter()
        .take(MOST_SHOWN)
        .filter_map(|line| row(&found, line, locale))
        .collect();
    let page = CostsPage {
        tabs: tabs(&may.actor, words, "/bookings/costs"),
        from,
        to,
        sums: found
            .sums()
            .into_iter()
            .map(|(currency, sum)| CostSum {
                settled: Money::of(sum.settled, &currency),
                expected: Money::of(sum.expected, &currency),
            })
            .collect(),
        count: found.lines.len(),
        more: found.lines.len() > rows.len(),
        rows,
        export: Export::of(format!("/bookings/costs/table.csv?{}", days_query(within))),
        faults,
    };
    if page.faults.is_empty() {
        may.show(&state, &page)
    } else {
        may.show_again(&state, &page)
    }
}

fn row(found: &Record, line: &Line, locale: &str) -> Option<CostRow> {
    let session = found.session(line)?;
    let (currency, due) = found.due(line)?;
    Some(CostRow {
        href: format!("/bookings/{}", line.named.booking.id),
        on: session.session.starts_at.map(|at| local(at, session.session.zone()).date()),
        title: title(session, locale),
        person: line.named.person.clone(),
        organisation: line.named.organisation.clone(),
        fate: line.fate.as_str(),
        settled: line.fate.is_final(),
        due: Money::of(due, currency),
    })
}

/// `GET /bookings/costs/table.csv`, `GET /bookings/costs/table.xlsx`: a line for each booking, amounts as figures.
pub async fn export(may: May<BookSeats>, state: web::Data<State>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let within = days(&typed, may.actor.today())?;
    let found = load(&may, &state, within).await?;
    let (words, locale) = (may.actor.words(&state), may.actor.locale().code());
    let cells = |line: &Line| -> Option<Vec<Cell>> {
        let row = row(&found, line, locale)?;
        let session = found.session(line)?;
        let figure = |money: Money| Cell::Figure(money.amount, money.decimals);
        let seat = session.price.as_ref().map(|price| Money::of(price.seat, &price.currency));
        Some(vec![
            row.on.into(),
            session.course.code.clone().into(),
            row.title.into(),
            row.organisation.into(),
            row.person.into(),
            words.text(&format!("fate-{}", row.fate), &[]).into(),
            words.text(if row.settled { "costs-settled" } else { "costs-expected" }, &[]).into(),
            seat.map_or(Cell::Empty, figure),
            figure(row.due.clone()),
            row.due.currency.into(),
            session.session.id.to_string().into(),
            line.named.booking.id.to_string().into(),
        ])
    };
    let head = [
        "session-field-on",
        "ahead-code",
        "costs-session",
        "table-organisation",
        "people-name",
        "costs-fate",
        "costs-state",
        "price-seat_cost",
        "costs-due",
        "price-currency",
        "costs-session-id",
        "costs-booking-id",
    ];
    let table = Table {
        name: "kundig-costs".to_owned(),
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: found.lines.iter().filter_map(cells).collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

/// The address of these days, as links write it.
pub fn href(path: &str, within: Within, more: &[(&str, &str)]) -> String {
    let rest: String = more.iter().map(|(name, value)| format!("&{name}={}", encoded(value))).collect();
    format!("{path}?{}{rest}", days_query(within))
}
