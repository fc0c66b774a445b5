//! Due dates that cannot be kept as files: the groups, and all people of one.

use super::exceptions::{Place, key, path_word};
use crate::obligations::exception as deeds;
use crate::obligations::store::exception as store;
use crate::people::May;
use crate::people::guard::ExcusePeople;
use crate::platform::error::Error;
use crate::platform::i18n::Value;
use crate::platform::state::State;
use crate::platform::table::{self, Table};
use actix_web::{HttpResponse, web};

/// The groups, exactly as they are shown.
pub async fn groups(may: May<ExcusePeople>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (scope, today, now, locale) = (may.scope.clone(), may.actor.today(), may.actor.now, may.actor.locale().code());
    let found = state.db.gather(move |conn| deeds::groups(conn, &scope, today, now, locale)).await?;
    let words = may.actor.words(&state);
    let row = |one: deeds::Exceptions| {
        let days = one.days.map_or(Value::None, Value::from);
        vec![
            one.title.clone().into(),
            words.text(&format!("exception-path-{}", path_word(&one.key)), &[]).into(),
            words
                .text(&format!("exception-why-{}", one.key.why.as_str()), &[("days", days)])
                .into(),
            one.count.into(),
        ]
    };
    let head = ["table-requirement", "exception-path", "exception-why", "exception-people"];
    let table = Table {
        name: "kundig-exceptions".to_owned(),
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: found.into_iter().map(row).collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}

/// The people of a group, all pages of them.
pub async fn people(may: May<ExcusePeople>, state: web::Data<State>, at: Place) -> Result<HttpResponse, Error> {
    let now = may.actor.now;
    let (scope, today, locale, key) = (may.scope.clone(), may.actor.today(), may.actor.locale().code(), key(&at)?);
    let rows = state
        .db
        .gather(move |conn| {
            let found = deeds::group(conn, &scope, today, now, locale, &key)?.ok_or(Error::NotFound)?;
            Ok(store::rows(conn, &scope, &found.group, &[], 0, i64::MAX)?)
        })
        .await?;
    let words = may.actor.words(&state);
    let row = |one: store::Row| {
        vec![
            format!("{}, {}", one.family_name, one.given_name).into(),
            one.organisation.into(),
            words.text(&format!("status-{}", one.status), &[]).into(),
            one.known_on.into(),
            one.due_on.into(),
        ]
    };
    let head = [
        "overview-person",
        "table-organisation",
        "table-status",
        "exception-known",
        "table-due",
    ];
    let table = Table {
        name: "kundig-exceptions".to_owned(),
        head: head.map(|key| words.text(key, &[])).to_vec(),
        rows: rows.into_iter().map(row).collect(),
        marked: true,
    };
    table::download(&may.asked.path, table, may.actor.now).await
}
