//! What is asked and how the locations stand as files, exactly as they are shown: a line for each location, and for whoever counts there one more
//! column.

use super::show::{asked, load, place_name, row, why};
use crate::duties::told;
use crate::people::May;
use crate::people::guard::SeeTeam;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::table::{self, Table};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// `GET /head-counts/table.csv`
pub async fn list(may: May<SeeTeam>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (words, locale) = (may.actor.words(&state), may.actor.locale().code());
    let rows = asked(&may, &state).await?.into_iter().map(|(asked, requirement, stands)| {
        let shown = row(&asked, &requirement, &stands, locale);
        vec![
            asked.code.into(),
            shown.title.into(),
            i64::from(shown.least).into(),
            shown.requirement.into(),
            asked.services.0.join(", ").into(),
            count(shown.broken).into(),
            count(shown.breaking).into(),
            count(shown.kept).into(),
            shown.next_on.into(),
            asked.in_force_on.into(),
            shown.retired_on.into(),
        ]
    });
    let head = [
        "head-count-field-code",
        "head-count-what",
        "head-count-field-least",
        "table-requirement",
        "head-count-field-services",
        "head-count-column-broken",
        "head-count-column-breaking",
        "head-count-column-kept",
        "head-count-next",
        "head-count-field-in_force_on",
        "head-count-column-until",
    ];
    let table = Table {
        name: "kundig-head-counts".to_owned(),
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: rows.collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

/// `GET /head-counts/{id}/table.csv`
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (asked, _, stands, owed) = load(&may, &state, *id).await?;
    let (words, today) = (may.actor.words(&state), may.actor.today());
    let rows = stands.iter().map(|one| {
        let people: Vec<&str> = one.people.iter().map(|person| person.name.as_str()).collect();
        let missed = owed.get(&one.place.id).map(told::spans).unwrap_or_default();
        let span = |span: &told::Span| {
            let until = span.until_on.map_or_else(String::new, |day| day.to_string());
            format!("{}/{until}", span.from_on)
        };
        vec![
            one.place.organisation.clone().into(),
            place_name(&one.place).into(),
            words
                .text(&format!("head-count-status-{}", one.standing.status.as_str()), &[])
                .into(),
            count(one.standing.counted).into(),
            i64::from(asked.least).into(),
            one.standing.breaks_on.into(),
            one.standing.mended_on.into(),
            why(words, &asked, one, owed.get(&one.place.id), today).into(),
            people.join(", ").into(),
            missed.iter().map(span).collect::<Vec<_>>().join(", ").into(),
        ]
    });
    let head = [
        "table-organisation",
        "head-count-location",
        "duty-state",
        "head-count-counted",
        "head-count-field-least",
        "head-count-breaks",
        "head-count-mends",
        "table-why",
        "head-count-people",
        "head-count-missed",
    ];
    let table = Table {
        name: format!("kundig-{}", asked.code.to_lowercase()),
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: rows.collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}
