//! My training, with the sessions that I attended and may say something about.

use super::bookings::opinions;
use crate::obligations::pages::Opinion;
use crate::people::May;
use crate::people::guard::Learn;
use crate::platform::error::Error;
use crate::platform::state::State;
use crate::player::web::training::draw;
use actix_web::{HttpResponse, web};

/// `GET /training`
pub async fn show(may: May<Learn>, state: web::Data<State>) -> Result<HttpResponse, Error> {
    let asked = asked(&may, &state).await?;
    draw(&may, &state, asked, None).await
}

/// `GET /training/{requirement}/why`: the same with the sheet that explains one date.
pub async fn why(may: May<Learn>, state: web::Data<State>, code: web::Path<String>) -> Result<HttpResponse, Error> {
    let asked = asked(&may, &state).await?;
    draw(&may, &state, asked, Some(&code)).await
}

/// What is not said yet.
async fn asked(may: &May<Learn>, state: &State) -> Result<Vec<Opinion>, Error> {
    let actor = may.actor.clone();
    let rows = state.db.look(move |conn| opinions(conn, &actor)).await?;
    let open = rows.into_iter().filter(|row| !row.answered);
    Ok(open
        .map(|row| Opinion {
            title: row.title,
            until: row.until,
            href: row.href,
        })
        .collect())
}
