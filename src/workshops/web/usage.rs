//! How seats were used, as a table and as a file.

use super::costs::{day_faults, day_fields, days, href, shown_days};
use super::tabs;
use crate::people::guard::BookSeats;
use crate::people::{Actor, May};
use crate::platform::error::Error;
use crate::platform::form::Typed;
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Cell, Export, Table};
use crate::rules::person::Action;
use crate::workshops::pages::{Tab, UsagePage, UsageRow};
use crate::workshops::record::Within;
use crate::workshops::usage::{Asked, By, Group, usage};
use actix_web::{HttpResponse, web};

const PATH: &str = "/bookings/usage";

/// What somebody may count by: whoever sees one partner only needs no line for each.
pub fn offered(actor: &Actor) -> &'static [By] {
    if actor.may(Action::SeeNetwork) { &By::ALL } else { &By::OF_ONE }
}

/// What is counted by, where the address names it; else the first that is offered.
fn by(actor: &Actor, typed: &Typed) -> By {
    let all = offered(actor);
    let named = all.iter().find(|by| by.as_str() == typed.one("by"));
    named.or_else(|| all.first()).copied().unwrap_or(By::Course)
}

async fn load(may: &May<BookSeats>, state: &State, by: By, within: Within) -> Result<(Vec<Group>, Group), Error> {
    let (scope, today, locale) = (may.scope.clone(), may.actor.today(), may.actor.locale().code());
    let asked = Asked { by, within };
    state.db.gather(move |conn| usage(conn, &scope, asked, today, locale)).await
}

/// `GET /bookings/usage`
pub async fn show(may: May<BookSeats>, state: web::Data<State>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let words = may.actor.words(&state);
    let by = by(&may.actor, &typed);
    let (within, faults) = shown_days(&typed, may.actor.today())?;
    let [mut from, mut to] = day_fields(&typed, within);
    let faults = day_faults(words, &faults, &mut from, &mut to);
    let (groups, whole) = if faults.is_empty() {
        load(&may, &state, by, within).await?
    } else {
        (Vec::new(), Group::default())
    };
    let view = |one: &By| Tab {
        href: href(PATH, within, &[("by", one.as_str())]),
        label: words.text(&format!("usage-by-{}", one.as_str()), &[]),
        note: None,
        current: *one == by,
    };
    let page = UsagePage {
        tabs: tabs(&may.actor, words, PATH),
        views: offered(&may.actor).iter().map(view).collect(),
        by: by.as_str(),
        from,
        to,
        with_heads: by.has_heads(),
        rows: groups.iter().map(|group| row(words, by, group)).collect(),
        total: row(words, by, &whole),
        export: Export::of(href("/bookings/usage/table.csv", within, &[("by", by.as_str())])),
        faults,
    };
    if page.faults.is_empty() {
        may.show(&state, &page)
    } else {
        may.show_again(&state, &page)
    }
}

/// What a line is called.
fn label(words: &Words, by: By, group: &Group) -> String {
    match (by, group.key.is_empty()) {
        (By::Country, false) => words.country(&group.key),
        (By::Size, false) => words.text(&format!("usage-size-{}", group.key), &[]),
        (_, false) => group.label.clone(),
        (By::Trainer, true) => words.text("usage-nobody", &[]),
        (By::Country, true) => words.text("ahead-nowhere", &[]),
        (By::Region, true) => words.text("ahead-no-region", &[]),
        (_, true) => words.text("usage-own", &[]),
    }
}

fn row(words: &Words, by: By, group: &Group) -> UsageRow {
    let tally = &group.tally;
    UsageRow {
        label: label(words, by, group),
        code: (by == By::Course).then(|| group.key.clone()),
        seats: tally.seats,
        attended: tally.attended,
        no_show: tally.no_show,
        excused: tally.excused,
        in_time: tally.cancelled_in_time,
        late: tally.cancelled_late,
        by_us: tally.cancelled_by_us,
        heads: group.heads,
        per_hundred: group.per_hundred(),
    }
}

/// `GET /bookings/usage/table.csv`, `GET /bookings/usage/table.xlsx`
pub async fn export(may: May<BookSeats>, state: web::Data<State>, typed: Query<Typed>) -> Result<HttpResponse, Error> {
    let within = days(&typed, may.actor.today())?;
    let by = by(&may.actor, &typed);
    let (groups, _) = load(&may, &state, by, within).await?;
    let words = may.actor.words(&state);
    let mut head = vec![words.text(&format!("usage-by-{}", by.as_str()), &[])];
    head.extend((by == By::Course).then(|| words.text("ahead-code", &[])));
    let figures = ["seats", "attended", "no-show", "excused", "in-time", "late", "by-us"];
    head.extend(figures.map(|key| words.text(&format!("usage-{key}"), &[])));
    if by.has_heads() {
        head.extend(["heads", "per-hundred"].map(|key| words.text(&format!("usage-{key}"), &[])));
    }
    let cells = |group: &Group| -> Vec<Cell> {
        let row = row(words, by, group);
        let mut cells: Vec<Cell> = vec![row.label.into()];
        cells.extend(row.code.map(Cell::Text));
        cells.extend([row.seats, row.attended, row.no_show, row.excused, row.in_time, row.late, row.by_us].map(Cell::Count));
        if by.has_heads() {
            cells.push(row.heads.into());
            cells.push(row.per_hundred.map_or(Cell::Empty, |figure| Cell::Figure(figure, 1)));
        }
        cells
    };
    let table = Table {
        name: format!("kundig-seats-by-{}", by.as_str()),
        head,
        rows: groups.iter().map(cells).collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}
