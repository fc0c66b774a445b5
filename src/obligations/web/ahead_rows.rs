//! The obligations behind a figure of what lies ahead, and the same as a table.

use super::ahead::{Asked, ROWS, country_name, reader, region_name};
use crate::obligations::ahead::{Falling, When, regions, rows};
use crate::obligations::pages::{AheadRow, AheadRowsPage, Unit};
use crate::obligations::store::ahead::From;
use crate::people::May;
use crate::people::guard::SeeTeam;
use crate::people::language::own_name;
use crate::platform::error::Error;
use crate::platform::i18n::Words;
use crate::platform::request::Query;
use crate::platform::state::State;
use crate::platform::table::{self, Export, Table};
use crate::rules::ahead::Window;
use actix_web::{HttpResponse, web};

/// Rows of one page.
const PER_PAGE: i64 = 50;

/// Rows that are read at once for a file.
const PORTION: i64 = 10_000;

/// The rows.
pub async fn show(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let typed = asked.page.as_deref().and_then(|page| page.parse::<i64>().ok());
    let number = typed.unwrap_or(1).clamp(1, i64::from(u32::MAX));
    let first = (number - 1) * PER_PAGE;
    let (actor, scope, query) = (may.actor.clone(), may.scope.clone(), asked.clone());
    let ((found, total), regions) = state
        .db
        .gather(move |conn| {
            let reader = reader(conn, &actor, &scope, &query)?;
            let found = rows(conn, &reader.sight, actor.today(), &query.wanted(), From::Row(first), PER_PAGE)?;
            Ok((found, regions(conn, &reader.sight)?))
        })
        .await?;
    let wanted = asked.wanted();
    let turned = |number: i64| asked.href(ROWS, |asked| asked.page = Some(number.to_string()));
    let shown = i64::try_from(found.len()).unwrap_or(0);
    let page = AheadRowsPage {
        total,
        month: wanted.when.and_then(|when| match when {
            When::Month(month) => Some(month),
            When::Behind => None,
        }),
        behind: wanted.when == Some(When::Behind),
        until: Window::of(may.actor.today(), wanted.months).until,
        back_href: asked.href("/ahead", |asked| asked.month = None),
        conditions: conditions(&asked, may.actor.words(&state), &regions),
        rows: found.into_iter().map(|one| row(one, may.actor.words(&state))).collect(),
        first: (first + 1).min(total),
        last: (first + shown).min(total),
        previous: (number > 1).then(|| turned(number - 1)),
        next: (first + shown < total && shown > 0).then(|| turned(number + 1)),
        export: Export::of(asked.href("/ahead/obligations.csv", |_| ())),
    };
    may.show(&state, &page)
}

/// Exactly what is shown, all pages of it, as a file.
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, asked: Query<Asked>) -> Result<HttpResponse, Error> {
    let words = may.actor.words(&state);
    let head = [
        "overview-person",
        "table-number",
        "table-organisation",
        "table-country",
        "ahead-by-language",
        "ahead-by-course",
        "ahead-instead-head",
        "table-requirement",
        "table-status",
        "table-due",
    ]
    .map(|key| words.text(key, &[]))
    .to_vec();
    let statuses = std::sync::Arc::clone(words);
    let (actor, scope, query) = (may.actor.clone(), may.scope.clone(), asked.into_inner());
    let all = state
        .db
        .gather(move |conn| {
            let reader = reader(conn, &actor, &scope, &query)?;
            let (today, wanted) = (actor.today(), query.wanted());
            let mut all = Vec::new();
            let mut from = From::Row(0);
            loop {
                let (portion, _) = rows(conn, &reader.sight, today, &wanted, from, PORTION)?;
                let Some(after) = portion.last().and_then(|last| last.after()) else {
                    return Ok(all);
                };
                from = after;
                all.extend(portion.into_iter().map(|one| {
                    vec![
                        format!("{}, {}", one.row.family_name, one.row.given_name).into(),
                        one.row.person_external_id.into(),
                        one.row.organisation.into(),
                        one.country.into(),
                        own_name(&one.row.language).into(),
                        one.course.into(),
                        one.instead.join(", ").into(),
                        one.row.requirement.into(),
                        statuses.text(&format!("status-{}", one.row.status), &[]).into(),
                        one.row.due_on.into(),
                    ]
                }));
            }
        })
        .await?;
    let table = Table {
        name: "kundig-ahead-obligations".to_owned(),
        head,
        rows: all,
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

impl Falling {
    /// Where the rows after this one begin.
    pub(in crate::obligations) fn after(&self) -> Option<From> {
        Some(From::After(self.row.due_on?, self.row.person_id, self.row.requirement_id))
    }
}

fn row(one: Falling, words: &Words) -> AheadRow {
    let country = if one.country.is_empty() {
        String::new()
    } else {
        words.country(&one.country)
    };
    let place = [country.as_str(), own_name(&one.row.language)];
    AheadRow {
        person: format!("{}, {}", one.row.family_name, one.row.given_name),
        href: format!("/people/{}/record", one.row.person_id),
        organisation: one.row.organisation,
        place: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        course: one.course,
        instead: one.instead.join(", "),
        requirement: one.row.requirement,
        status: one.row.status,
        due_on: one.row.due_on,
    }
}

/// The filters that are set, each with the address that lifts it.
fn conditions(asked: &Asked, words: &Words, regions: &[(String, String)]) -> Vec<Unit> {
    let wanted = asked.wanted();
    let said = |key: &str, value: String| words.text("ahead-condition", &[("what", words.text(key, &[]).into()), ("value", value.into())]);
    let mut all = Vec::new();
    let mut add = |label: Option<String>, lift: fn(&mut Asked)| {
        all.extend(label.map(|label| Unit {
            href: asked.href(ROWS, lift),
            label,
            current: true,
        }));
    };
    add(wanted.course.map(|code| said("ahead-by-course", code)), |asked| asked.course = None);
    add(wanted.requirement.map(|code| said("ahead-by-requirement", code)), |asked| {
        asked.requirement = None
    });
    add(
        wanted.country.map(|code| said("ahead-by-country", country_name(words, code))),
        |asked| asked.country = None,
    );
    add(
        wanted.region.map(|key| said("ahead-by-region", region_name(words, regions, &key))),
        |asked| asked.region = None,
    );
    add(
        wanted.language.map(|code| said("ahead-by-language", own_name(&code).to_owned())),
        |asked| asked.language = None,
    );
    all
}
