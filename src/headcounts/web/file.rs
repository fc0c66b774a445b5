//! How the locations stand as a file, exactly as they are shown: a line for each, and for whoever counts there one more column.

use super::show::{load, place_name, why};
use crate::duties::told;
use crate::people::May;
use crate::people::guard::SeeTeam;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::platform::table::{self, Table};
use crate::rules::id::Id;
use actix_web::{HttpResponse, web};

/// `GET /head-counts/{id}/table.csv`
pub async fn export(may: May<SeeTeam>, state: web::Data<State>, id: web::Path<Id>) -> Result<HttpResponse, Error> {
    let (asked, _, stands, owed) = load(&may, &state, *id).await?;
    let (words, today) = (may.actor.words(&state), may.actor.today());
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
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
