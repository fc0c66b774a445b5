//! My training, with the sessions that I attended and may say something about, or have yet to pass a test after.

use super::bookings::{open_tests, opinions};
use crate::obligations::pages::{OpenTest, Opinion};
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::player::web::training::draw;
use actix_web::{HttpResponse, web};

/// `GET /training`
pub async fn show(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let (opinions, tests) = asked(&may, &state).await?;
    draw(&may, &state, opinions, tests, None).await
}

/// `GET /training/{requirement}/why`: the same with the sheet that explains one date.
pub async fn why(may: May<Learn>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let (opinions, tests) = asked(&may, &state).await?;
    draw(&may, &state, opinions, tests, Some(&code)).await
}

/// What is not said, and what is not passed yet.
async fn asked(may: &May<Learn>, state: &State) -> Result<(Vec<Opinion>, Vec<OpenTest>), Error> {
    let actor = may.actor.clone();
    let (rows, tests) = state
        .db
        .look(move |conn| Ok((opinions(conn, &actor)?, open_tests(conn, &actor)?)))
        .await?;
    let open = rows.into_iter().filter(|row| !row.answered);
    let open = open.map(|row| Opinion {
        title: row.title,
        until: row.until,
        href: row.href,
    });
    Ok((open.collect(), tests))
}
