//! What the check decided, as it is kept until it is written: JSON of the kind's own, joined by what own fields get where a row says so.

use super::store;
use crate::organisations::store::values::Filling;
use crate::platform::db::Conn;
use crate::platform::error::Error;
use crate::rules::id::Id;
use crate::rules::import::Outcome;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// How a plan begins that own fields have joined.
const JOINED: &str = "{\"own\":";

#[derive(Deserialize)]
struct Joined<T> {
    own: Vec<Filling>,
    row: Option<T>,
}

/// A plan with what own fields get. The row's own part stays as it was written; there is none where only fields would change.
pub fn joined(own: &[Filling], row: Option<&str>) -> Result<String, Error> {
    let own = serde_json::to_string(own).map_err(Error::internal)?;
    Ok(format!("{JOINED}{own},\"row\":{}}}", row.unwrap_or("null")))
}

/// What the rows with this outcome want written, own fields left out.
pub fn planned<T: DeserializeOwned>(conn: &mut Conn, id: Id, outcome: Outcome) -> Result<Vec<T>, Error> {
    let mut all = Vec::new();
    for text in store::plans(conn, id, outcome)? {
        if text.starts_with(JOINED) {
            all.extend(read::<Joined<T>>(&text)?.row);
        } else {
            all.push(read(&text)?);
        }
    }
    Ok(all)
}

/// What own fields get.
pub fn fillings(conn: &mut Conn, id: Id) -> Result<Vec<Filling>, Error> {
    let mut all = Vec::new();
    for outcome in [Outcome::New, Outcome::Changed] {
        for text in store::plans(conn, id, outcome)?.into_iter().filter(|text| text.starts_with(JOINED)) {
            all.extend(read::<Joined<IgnoredAny>>(&text)?.own);
        }
    }
    Ok(all)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(Error::internal)
}
